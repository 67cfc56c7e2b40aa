/*! The words that factlint knows, read from the TOML files of `rules/`: what each may mean, and the tables of units,
currencies and hedges that the meanings point into. No word of any language stands in the code. */

mod age;
mod calendar;
mod class;
mod concept;
mod cue;
mod hedge;
mod measure;
mod number;
mod packed;
mod role;
mod rows;
mod schema;
mod sorts;
mod starts;
mod unit;

pub use age::AgeSense;
pub use calendar::{CalendarSense, Link, Step, Which};
pub use class::Class;
pub use concept::{ConceptId, Form};
pub use cue::{Cue, Cues};
pub use hedge::{Bound, Hedge, HedgeId};
pub use measure::{BARE, Measure, MeasureId, Side};
pub use number::{NumberCue, NumberSense};
pub use packed::{Letters, Packed};
pub use role::Roles;
pub use rows::Row;
pub use schema::schema;
pub use sorts::Sorts;
pub use starts::Starts;
pub use unit::{CurrencyForm, Symbol, UnitForm};

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::error::FileError;
use crate::ready::READY;
use crate::text::{Token, words_of};
use crate::value::{Currency, CurrencyId, Dimension, DimensionId, Kind, Unit, UnitId};

/// Lists the built-in lexicon files by their names below `rules/`.
macro_rules! built_in {
    ($($name:literal)*) => {
        /// The built-in lexicon files, by name: each a path under `rules/` and its text.
        pub const BUILTIN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../rules/", $name)))),*];
    };
}

built_in! {
    "en/numbers.toml"
    "en/classes.toml"
    "en/lemmas.toml"
    "en/concepts.toml"
    "en/calendar.toml"
    "en/feasts.toml"
    "en/statements.toml"
    "en/hedges.toml"
    "en/units.toml"
    "en/currencies.toml"
    "en/measures/arts.toml"
    "en/measures/ballots.toml"
    "en/measures/buildings.toml"
    "en/measures/casualties.toml"
    "en/measures/conflict.toml"
    "en/measures/courts.toml"
    "en/measures/crime.toml"
    "en/measures/deals.toml"
    "en/measures/earthquakes.toml"
    "en/measures/elections.toml"
    "en/measures/health.toml"
    "en/measures/products.toml"
    "en/measures/sizes.toml"
    "en/measures/society.toml"
    "en/measures/software.toml"
    "en/measures/sport.toml"
    "en/measures/strikes.toml"
    "en/measures/sums.toml"
    "en/measures/transport.toml"
    "en/measures/weather.toml"
}

/// A word of the lexicon, or [`WordId::NONE`] for one that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordId(u32);

impl WordId {
    /// A word that the lexicon does not know.
    pub const NONE: Self = Self(u32::MAX);

    /// Whether the lexicon knows the word.
    pub fn is_known(self) -> bool {
        self != Self::NONE
    }
}

/// One meaning of a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Sense {
    /// Part of a number in words.
    Number(NumberSense),
    /// Says something of a number beside it.
    NumberCue(NumberCue),
    /// Widens or bounds the number beside it.
    Hedge(HedgeId),
    /// A unit of measure.
    Unit(UnitId, UnitForm),
    /// Says that a number is an age.
    Age(AgeSense),
    /// A currency, as symbol, code or word.
    Currency(CurrencyId, CurrencyForm),
    /// A month, a weekday, a unit of time, a word such as "yesterday".
    Calendar(CalendarSense),
    /// A closed class of grammar: preposition, auxiliary, …
    Class(Class),
    /// What it does between the figures of a sentence.
    Cue(Cue),
}

/// What the lexicon knows of a word.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entry {
    /// The meanings of the word alone, each with the one token that it takes.
    senses: Vec<(usize, Sense)>,
    /// Phrases that begin with this word, longest first.
    phrases: Vec<Phrase>,
}

/// A phrase, but for its first word.
#[derive(Debug, Serialize, Deserialize)]
struct Phrase {
    /// The first of the words that follow.
    second: WordId,
    /// Where they begin in [`Lexicon::following`], and how many there are.
    from: u32,
    length: u32,
    /// The meaning of the whole.
    sense: Sense,
}

/// What is asked of every word of a text, in one line of the cache: the rest of an entry is looked at where this says so.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[repr(align(64))]
struct Bits {
    /// The bits of the second words of the phrases.
    seconds: u64,
    /// The classes of the word alone, a bit each.
    classes: u64,
    /// The bits of the second words of the phrases that may be what a figure cannot do without, two in one.
    strong: u32,
    /// The links among its meanings and those of the phrases that begin with it, a bit each.
    links: u64,
    /// The cues among them.
    cues: Cues,
    /// What its form says.
    form: Form,
    /// What of numbers may begin here.
    starts: Starts,
    /// What the word alone may be within a figure.
    roles: Roles,
    /// What it or a phrase that begins with it may be.
    all_roles: Roles,
    /// Whether a figure may begin here.
    trigger: bool,
    /// Whether a meaning of it or of its phrases tells a tense.
    tense: bool,
    /// Whether the word alone is of the calendar.
    calendar: bool,
    /// Whether a phrase that begins with it is of a class.
    classed: bool,
}

impl Bits {
    /// Whether a phrase may begin at the first of the tokens, by the word behind it or behind its hyphen: most do not, and are
    /// told so at once.
    fn may_go_on(&self, tokens: &[Token]) -> bool {
        may_go_on(self.seconds, tokens)
    }
}

/// Whether a phrase with one of these second words may begin at the first of the tokens.
fn may_go_on(seconds: u64, tokens: &[Token]) -> bool {
    let may = |token: &Token| seconds & second(token.word) != 0;
    match tokens.get(1) {
        Some(next) => may(next) || next.is_glued_hyphen() && tokens.get(2).is_some_and(may),
        None => false,
    }
}

/// The bit, behind those of the classes, of a word whose stem is that of a verb.
const VERBAL: u64 = 1 << 63;

/// The bit of the second word of a phrase.
fn second(word: WordId) -> u64 {
    if word.is_known() { 1 << (word.0 % 64) } else { 0 }
}

/// Every known word, and the tables that the meanings point into.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// The short words.
    short: FxHashMap<Packed, WordId>,
    /// All others.
    long: FxHashMap<Box<str>, WordId>,
    entries: Vec<Entry>,
    /// The words of all phrases but for the first of each.
    following: Vec<WordId>,
    /// By word, as `entries`.
    bits: Vec<Bits>,
    /// By word: the sorts of its meanings alone.
    sorts: Vec<Sorts>,
    hedges: Vec<Hedge>,
    dimensions: Vec<Dimension>,
    units: Vec<Unit>,
    symbols: Vec<Symbol>,
    made: unit::Made,
    currencies: Vec<Currency>,
    measures: Vec<Measure>,
    told: measure::Told,
    stems: concept::Stems,
    /// Stems of the verbs of the closed class.
    verbs: FxHashSet<u64>,
    concepts: concept::Concepts,
    past_endings: Vec<Box<str>>,
    /// A hash of all that it was made of.
    fingerprint: u128,
    #[serde(skip)]
    sources: Sources,
}

/// What of the files is read again when files are added.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Sources {
    concepts: concept::Rows,
    /// By measure.
    measures: Vec<measure::Words>,
}

/// The tables of one lexicon file. A file may hold any of them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tables {
    /// Numbers in words and signs, and the words that say what a number near them is.
    #[serde(default)]
    number: number::Table,
    /// Words that widen or bound a number.
    #[serde(default)]
    hedge: Vec<hedge::Row>,
    /// Words that make an age of a number.
    #[serde(default)]
    age: age::Table,
    /// Prefixes of units.
    #[serde(default)]
    prefix: Vec<unit::PrefixRow>,
    /// Squares and cubes of units.
    #[serde(default)]
    power: Vec<unit::PowerRow>,
    /// What can be measured.
    #[serde(default)]
    dimension: Vec<unit::DimensionRow>,
    /// Units of measure.
    #[serde(default)]
    unit: Vec<unit::UnitRow>,
    /// Further spellings of units that are made by prefixes, powers or rates.
    #[serde(default)]
    spelling: Vec<unit::SpellingRow>,
    /// One unit by another.
    #[serde(default)]
    rate: Vec<unit::RateRow>,
    /// Currencies.
    #[serde(default)]
    currency: Vec<unit::CurrencyRow>,
    /// Words of the calendar and the clock.
    #[serde(default)]
    calendar: calendar::Table,
    /// Closed classes of words: the grammar that a shallow reader knows.
    #[serde(default)]
    #[schemars(schema_with = "schema::words_by::<Class>")]
    class: class::Table,
    /// Words that say how the figures of one sentence hang together.
    #[serde(default)]
    #[schemars(schema_with = "schema::words_by::<Cue>")]
    cue: cue::Table,
    /// Quantities of a domain, by their ids.
    #[serde(default)]
    measure: measure::Table,
    /// Irregular forms: lemma to its forms.
    #[serde(default)]
    lemma: std::collections::BTreeMap<String, Vec<String>>,
    /// Forms that no ending tells.
    #[serde(default)]
    irregular: concept::Irregular,
    /// Endings, in the order in which they are tried, and what stands for them in the stem.
    #[serde(default)]
    suffix: Vec<concept::Suffix>,
    /// Words that tell one topic, by the name that reports give it.
    #[serde(default)]
    concept: concept::Rows,
}

impl Tables {
    /// The tables of a file.
    fn of(name: &str, text: &str) -> Result<Self, FileError> {
        toml::from_str(text).map_err(|e| FileError::toml(name, text, &e))
    }
}

impl Lexicon {
    /// The built-in lexicon alone. To add a user's files, give [`Lexicon::read`] the rows of [`BUILTIN`] and then theirs.
    ///
    /// # Panics
    /// Never: a test reads the built-in files.
    pub fn builtin() -> Self {
        match Self::read(BUILTIN.iter().copied()) {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("the built-in lexicon reads: {error}"),
        }
    }

    /// Reads lexicon files, `(name, text)` each; a later file's row of a name replaces an earlier one's.
    ///
    /// # Errors
    /// The first file that is not TOML of the known tables, with the place.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, FileError> {
        let files: Vec<(&str, &str)> = files.into_iter().collect();
        let built_in =
            files.len() >= BUILTIN.len() && files.iter().zip(BUILTIN).all(|(file, own)| same_file(file, own));
        let Some((ready, sources)) = (if built_in { Self::ready() } else { None }) else {
            return Self::default().with(&files);
        };
        let more = &files[BUILTIN.len()..];
        if more.is_empty() {
            return Ok(ready);
        }
        match postcard::from_bytes(sources) {
            Ok(sources) => Self { sources, ..ready }.with(more),
            Err(_) => Self::default().with(&files),
        }
    }

    /// The lexicon as bytes, and behind it its sources, which few runs ask for.
    ///
    /// # Errors
    /// Never: all of it can be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_extend(&self.sources, postcard::to_allocvec(self)?)
    }

    /// The built-in lexicon as `build.rs` made it ready, and the bytes of its sources; `None` where it is that which asks.
    fn ready() -> Option<(Self, &'static [u8])> {
        postcard::take_from_bytes(READY).ok()
    }

    /// The lexicon with what further files say.
    fn with(mut self, files: &[(&str, &str)]) -> Result<Self, FileError> {
        for (name, text) in files {
            let tables = Tables::of(name, text)?;
            self.mix(text);
            self.add(tables).map_err(|e| FileError::plain(name, text, e))?;
        }
        self.finish();
        Ok(self)
    }

    fn add(&mut self, tables: Tables) -> Result<(), String> {
        tables.number.add(self)?;
        for row in tables.hedge {
            row.add(self)?;
        }
        tables.age.add(self)?;
        for row in tables.prefix {
            row.add(self)?;
        }
        for row in tables.power {
            row.add(self);
        }
        for row in tables.dimension {
            row.add(self)?;
        }
        for row in tables.unit {
            row.add(self)?;
        }
        for row in tables.spelling {
            row.add(self)?;
        }
        for row in tables.rate {
            row.add(self)?;
        }
        for row in tables.currency {
            row.add(self)?;
        }
        tables.calendar.add(self)?;
        tables.class.add(self)?;
        tables.cue.add(self)?;
        for (name, row) in tables.measure {
            row.add(name, self)?;
        }
        self.stems.plurals.extend(tables.irregular.plural.into_iter().map(Into::into));
        self.stems.suffixes.extend(tables.suffix);
        for (lemma, forms) in tables.lemma {
            for form in forms {
                self.stems.irregular.insert(form.into(), lemma.as_str().into());
            }
        }
        self.sources.concepts.extend(tables.concept);
        Ok(())
    }

    /// A hash of the files and changes that it was made of, in their order: two that differ read texts differently.
    pub fn fingerprint(&self) -> u128 {
        self.fingerprint
    }

    /// Makes the hash one of a further part.
    fn mix(&mut self, part: &str) {
        let parts = [self.fingerprint, xxh3_128(part.as_bytes())].map(u128::to_le_bytes);
        self.fingerprint = xxh3_128(parts.as_flattened());
    }

    /// Makes what hangs on all words at once; again where files came later.
    fn finish(&mut self) {
        self.stems.finish();
        self.concepts = concept::Concepts::of_rows(&self.sources.concepts, &self.stems);
        self.told = measure::Told::of(&mut self.measures, &self.sources.measures, &self.stems);
        // Known words have their forms at hand, so that any other is regular.
        let odd: Vec<Box<str>> = self.stems.odd_forms().map(Box::from).collect();
        let odd: Vec<(WordId, Form)> = odd.iter().map(|word| (self.intern(word), self.stems.form(word))).collect();
        for (word, id) in &self.short {
            self.bits[id.0 as usize].form = word.read(|word| self.stems.regular_form(word));
        }
        for (word, id) in &self.long {
            self.bits[id.0 as usize].form = self.stems.regular_form(word);
        }
        for (id, form) in odd {
            self.bits[id.0 as usize].form = form;
        }
        let verb = Class::Verb.bit();
        self.verbs = self.bits.iter().filter(|bits| bits.classes & verb != 0).map(|bits| bits.form.stem).collect();
        let sorts =
            |entry: &Entry| entry.senses.iter().fold(Sorts::default(), |all, (_, sense)| all.or(Sorts::of(sense)));
        self.sorts = self.entries.iter().map(sorts).collect();
        for (entry, bits) in self.entries.iter_mut().zip(&mut self.bits) {
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.length));
            bits.roles = entry.senses.iter().fold(Roles::default(), |roles, (_, sense)| roles.or(Roles::of(*sense)));
            bits.all_roles = entry.phrases.iter().fold(bits.roles, |roles, phrase| roles.or(Roles::of(phrase.sense)));
            let strong = entry.phrases.iter().filter(|phrase| Roles::of(phrase.sense).any(Roles::STRONG));
            let strong = strong.fold(0, |strong, phrase| strong | second(phrase.second));
            bits.strong = (strong | strong >> 32) as u32;
            bits.calendar = entry.senses.iter().any(|(_, sense)| matches!(sense, Sense::Calendar(_)));
            bits.classed = entry.phrases.iter().any(|phrase| matches!(phrase.sense, Sense::Class(_)));
            // What was ready before files were added may have been a verb then.
            bits.classes &= !VERBAL;
            if self.verbs.contains(&bits.form.stem) {
                bits.classes |= VERBAL;
            }
        }
    }

    /// Sets how wide a hedge is, in per cent below and above its number; what is `None` stays.
    ///
    /// # Errors
    /// There is no hedge of that name that has a width: the names of those that have one.
    pub fn widen(&mut self, name: &str, below: Option<Decimal>, above: Option<Decimal>) -> Result<(), Vec<String>> {
        let wide = |hedge: &&mut Hedge| hedge.bound == Bound::About;
        let mut found = false;
        for hedge in self.hedges.iter_mut().filter(wide).filter(|hedge| hedge.name == name) {
            hedge.below = below.unwrap_or(hedge.below);
            hedge.above = above.unwrap_or(hedge.above);
            hedge.unit = Decimal::ZERO;
            found = true;
        }
        if found {
            self.mix(&format!("{name} {below:?} {above:?}"));
            return Ok(());
        }
        let mut known: Vec<String> = self.hedges.iter_mut().filter(wide).map(|hedge| hedge.name.clone()).collect();
        known.dedup();
        Err(known)
    }

    /// The id of a word in lower case, made if need be.
    fn intern(&mut self, word: &str) -> WordId {
        let short = Packed::of(word.as_bytes());
        let known = match short {
            Some(short) => self.short.get(&short),
            None => self.long.get(word),
        };
        if let Some(&id) = known {
            return id;
        }
        let id = WordId(u32::try_from(self.entries.len()).expect("a lexicon holds fewer than 2^32 words"));
        match short {
            Some(short) => self.short.insert(short, id),
            None => self.long.insert(word.into(), id),
        };
        self.entries.push(Entry::default());
        self.bits.push(Bits::default());
        id
    }

    /// Gives a word or phrase, in lower case, a meaning. `trigger` says that a figure may begin with it.
    fn learn(&mut self, phrase: &str, sense: Sense, trigger: bool) -> Result<(), String> {
        let mut words = words_of(phrase);
        let Some(first) = words.next().map(|word| self.intern(word)) else {
            return Err(format!("`{phrase}` has no word in it"));
        };
        let from = self.following.len();
        for word in words {
            let id = self.intern(word);
            self.following.push(id);
        }
        let rest = &self.following[from..];
        let (entry, bits) = (&mut self.entries[first.0 as usize], &mut self.bits[first.0 as usize]);
        bits.trigger |= trigger;
        bits.starts = bits.starts.or(Starts::of(sense, trigger));
        match sense {
            Sense::Calendar(CalendarSense::Link(link)) => bits.links |= 1 << link as u32,
            Sense::Calendar(CalendarSense::Tense(_)) => bits.tense = true,
            Sense::Cue(cue) => bits.cues = bits.cues.or(Cues::of(&[cue])),
            _ => {}
        }
        if rest.is_empty() {
            if let Sense::Class(class) = sense {
                bits.classes |= class.bit();
            }
            if !entry.senses.contains(&(1, sense)) {
                // Most words have one meaning.
                entry.senses.reserve_exact(1);
                entry.senses.push((1, sense));
            }
        } else {
            bits.seconds |= second(rest[0]);
            // A lexicon holds fewer than 2^32 words.
            let (from, length) = (from as u32, rest.len() as u32);
            entry.phrases.push(Phrase { second: rest[0], from, length, sense });
        }
        Ok(())
    }

    /// The id of a word in lower case.
    pub fn word(&self, lowercase: &str) -> WordId {
        match Packed::of(lowercase.as_bytes()) {
            Some(short) => self.packed(short),
            None => self.long.get(lowercase).copied().unwrap_or(WordId::NONE),
        }
    }

    /// The id of a short word in lower case.
    #[inline]
    pub fn packed(&self, lowercase: Packed) -> WordId {
        self.short.get(&lowercase).copied().unwrap_or(WordId::NONE)
    }

    fn entry(&self, word: WordId) -> Option<&Entry> {
        self.entries.get(word.0 as usize)
    }

    fn bits(&self, word: WordId) -> Option<&Bits> {
        self.bits.get(word.0 as usize)
    }

    /// The meanings of the phrases at the start of `tokens`, longest first, each with the number of tokens it takes.
    fn phrases_at<'a>(&'a self, tokens: &'a [Token]) -> impl Iterator<Item = (usize, Sense)> + 'a {
        let word = tokens.first().map_or(WordId::NONE, |token| token.word);
        let entry = self.bits(word).filter(|bits| bits.may_go_on(tokens)).and_then(|_| self.entry(word));
        let phrases = entry.into_iter().flat_map(|entry| &entry.phrases);
        let rest = |phrase: &Phrase| &self.following[phrase.from as usize..][..phrase.length as usize];
        phrases.filter_map(move |phrase| {
            let length = follows(&tokens[1..], phrase.second, || rest(phrase))?;
            Some((1 + length, phrase.sense))
        })
    }

    /// Whether a figure may begin with the word, and whether it or a phrase that begins with it may be what a figure cannot do without.
    pub fn opens(&self, word: WordId) -> (bool, bool) {
        self.bits(word).map_or((false, false), |bits| (bits.trigger, bits.all_roles.any(Roles::STRONG)))
    }

    /// What may begin with the word.
    pub fn starts(&self, word: WordId) -> Starts {
        self.bits(word).map_or_else(Starts::default, |e| e.starts)
    }

    /// Whether the word belongs to a closed class.
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.bits(word).is_some_and(|e| e.classes & class.bit() != 0)
    }

    /// Whether the word alone is a cue of that sort.
    pub fn has_cue(&self, word: WordId, cue: Cue) -> bool {
        self.can_be(word, Sense::Cue(cue))
    }

    /// The meanings of the word or phrase at the start of `tokens`, longest first, each with the number of tokens it takes.
    /// A hyphen between the words of a phrase counts as a blank.
    pub fn senses<'a>(&'a self, tokens: &'a [Token]) -> impl Iterator<Item = (usize, Sense)> + 'a {
        let alone = tokens.first().map_or(&[][..], |t| self.alone(t.word));
        self.phrases_at(tokens).chain(alone.iter().copied())
    }

    /// The meanings of the phrases at the start of `tokens`, longest first, each with the number of tokens it takes.
    pub fn phrases<'a>(&'a self, tokens: &'a [Token]) -> impl Iterator<Item = (usize, Sense)> + 'a {
        self.phrases_at(tokens)
    }

    /// Whether a phrase may stand at the start of `tokens`, by its first two words: most do not, and are told so at once.
    pub fn may_go_on(&self, tokens: &[Token]) -> bool {
        tokens.first().and_then(|token| self.bits(token.word)).is_some_and(|bits| bits.may_go_on(tokens))
    }

    /// The sorts of the meanings of the word alone.
    pub fn sorts(&self, word: WordId) -> Sorts {
        self.sorts.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a phrase that begins with the word is of a class.
    pub fn begins_class(&self, word: WordId) -> bool {
        self.bits(word).is_some_and(|bits| bits.classed)
    }

    /// The meanings of the word alone, each with the one token that it takes.
    pub fn alone(&self, word: WordId) -> &[(usize, Sense)] {
        self.entry(word).map_or(&[], |e| &e.senses)
    }

    /// Whether the word, or a phrase that begins with it, may be that link.
    pub fn may_link(&self, word: WordId, link: Link) -> bool {
        self.bits(word).is_some_and(|e| e.links & (1 << link as u32) != 0)
    }

    /// Whether the word, or a phrase that begins with it, may be that cue.
    pub fn may_cue(&self, word: WordId, cue: Cue) -> bool {
        self.cues(word).any(Cues::of(&[cue]))
    }

    /// Whether the word, or a phrase that begins with it, may tell a tense.
    pub fn may_tell_tense(&self, word: WordId) -> bool {
        self.bits(word).is_some_and(|e| e.tense)
    }

    /// The cues that the word, or a phrase that begins with it, may be.
    pub fn cues(&self, word: WordId) -> Cues {
        self.bits(word).map_or_else(Cues::default, |e| e.cues)
    }

    /// What the word alone may be within a figure.
    pub fn roles(&self, word: WordId) -> Roles {
        self.bits(word).map_or_else(Roles::default, |e| e.roles)
    }

    /// Whether the word or a phrase at the start of `tokens` may be what a figure cannot do without.
    pub fn may_be_strong(&self, tokens: &[Token]) -> bool {
        let Some(word) = tokens.first().map(|token| token.word) else { return false };
        let Some(bits) = self.bits(word) else { return false };
        let strong = u64::from(bits.strong);
        let phrase = |(_, sense)| Roles::of(sense).any(Roles::STRONG);
        bits.roles.any(Roles::STRONG)
            || may_go_on(strong | strong << 32, tokens) && bits.may_go_on(tokens) && self.phrases_at(tokens).any(phrase)
    }

    /// The meanings of the phrase of just these two words.
    pub fn pair(&self, first: WordId, second: WordId) -> impl Iterator<Item = Sense> + '_ {
        let phrases = self.entry(first).into_iter().flat_map(|e| &e.phrases);
        phrases.filter(move |phrase| (phrase.length, phrase.second) == (1, second)).map(|phrase| phrase.sense)
    }

    /// Whether the word alone has that meaning.
    #[inline]
    pub fn can_be(&self, word: WordId, sense: Sense) -> bool {
        let sort = Sorts::of(&sense);
        self.sorts.get(word.0 as usize).is_some_and(|sorts| sorts.any(&sort)) && self.alone(word).contains(&(1, sense))
    }

    /// The meanings of the word alone.
    pub fn meanings(&self, word: WordId) -> impl Iterator<Item = Sense> + '_ {
        self.entry(word).into_iter().flat_map(|e| e.senses.iter().map(|(_, s)| *s))
    }

    /// Whether a word that it does not know ends as regular verbs do in the past tense.
    pub fn looks_past(&self, word: &str) -> bool {
        self.past_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(&**e))
    }

    /// Whether a word, in any case, has that meaning of the calendar.
    pub fn means(&self, word: &str, sense: CalendarSense) -> bool {
        let entry = self.entry(self.word(&word.to_ascii_lowercase()));
        entry.is_some_and(|e| e.senses.contains(&(1, Sense::Calendar(sense))))
    }

    /// The hedge of that id.
    pub fn hedge(&self, id: HedgeId) -> &Hedge {
        &self.hedges[id.0 as usize]
    }

    /// The unit of that id.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// Every unit with its id.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        (0u16..).map(UnitId).zip(&self.units)
    }

    /// The dimension that a unit measures.
    pub fn dimension(&self, id: crate::value::DimensionId) -> &Dimension {
        &self.dimensions[id.0 as usize]
    }

    /// The currency of that id.
    pub fn currency(&self, id: CurrencyId) -> &Currency {
        &self.currencies[id.0 as usize]
    }

    /// The measure of that id.
    pub fn measure(&self, id: MeasureId) -> &Measure {
        &self.measures[id.0 as usize]
    }

    /// Every measure with its id.
    pub fn measures(&self) -> impl Iterator<Item = (MeasureId, &Measure)> {
        (0u16..).map(MeasureId).zip(&self.measures)
    }

    /// The measures that a claim of that kind and dimension states, whose head has that stem, in a clause of these stems.
    pub fn measures_told(&self, of: (Kind, Option<DimensionId>), head: Option<u64>, clause: &[u64]) -> Vec<MeasureId> {
        self.told.by(&self.measures, of, head, clause)
    }

    /// The measures whose figure a phrase at the start of these stems names, and the length of the phrase in words.
    pub fn measures_named<'a>(
        &'a self,
        side: Side,
        stems: &'a [u64],
    ) -> impl Iterator<Item = (MeasureId, usize)> + use<'a> {
        self.told.named(side, stems)
    }

    /// What the form of a word says: its stem, and whether it is a plural or a verb. Any case.
    pub fn form(&self, id: WordId, word: &str) -> Form {
        self.bits(id).map_or_else(|| self.stems.regular_form(word), |e| e.form)
    }

    /// The stem that all forms of a word share, in lower case: what is left of "pricing" and "prices".
    pub fn stem_of(&self, word: &str) -> String {
        self.stems.stem_of(&word.to_lowercase())
    }

    /// The key of a word's stem. Any case.
    pub fn stem(&self, word: &str) -> u64 {
        self.stems.key(word)
    }

    /// The set of classes of a word, a [`Class::bit`] each.
    pub fn classes(&self, word: WordId) -> u64 {
        self.bits(word).map_or(0, |e| e.classes & !VERBAL)
    }

    /// All of that of a word that it knows at once: its form, its classes, and whether it is a verb.
    #[inline]
    pub fn known(&self, word: WordId) -> Option<(Form, u64, bool)> {
        self.bits(word).map(|bits| (bits.form, bits.classes & !VERBAL, bits.classes & VERBAL != 0))
    }

    /// Whether the stem of a word is that of a word of the class of verbs.
    pub fn is_verb(&self, word: WordId, stem: u64) -> bool {
        self.bits(word).map_or_else(|| self.verbs.contains(&stem), |bits| bits.classes & VERBAL != 0)
    }

    /// Whether the word alone may be a month, a weekday or another word of the calendar.
    pub fn has_calendar_sense(&self, word: WordId) -> bool {
        self.bits(word).is_some_and(|bits| bits.calendar)
    }

    /// The concepts of the stem at the start of `stems`, a word or a phrase.
    pub fn concepts<'a>(&'a self, stems: &'a [u64]) -> impl Iterator<Item = ConceptId> + 'a {
        self.concepts.of(stems)
    }

    /// Whether a word or phrase that tells a concept may begin with the stem: most do not, and are told so at once.
    pub fn may_tell_concept(&self, stem: u64) -> bool {
        self.concepts.may_begin(stem)
    }

    /// The name of a concept.
    pub fn concept(&self, id: ConceptId) -> &str {
        self.concepts.name(id)
    }
}

/// Whether two files are one; where their texts lie tells at once.
fn same_file(file: &(&str, &str), other: &(&str, &str)) -> bool {
    file.0 == other.0 && (std::ptr::eq(file.1, other.1) || file.1 == other.1)
}

/// How many of `tokens` the words of `rest` take, or `None` where they do not follow: most do not by their first word.
fn follows<'a>(tokens: &[Token], second: WordId, rest: impl Fn() -> &'a [WordId]) -> Option<usize> {
    let next = tokens.first()?;
    if next.word != second && !next.is_glued_hyphen() {
        return None;
    }
    let mut at = 0;
    for &word in rest() {
        if tokens.get(at).is_some_and(|t| t.is_glued_hyphen() && t.word != word) {
            at += 1;
        }
        if tokens.get(at)?.word != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ready_says_the_same_as_the_files() {
        let (ready, learned) = (Lexicon::builtin(), Lexicon::default().with(BUILTIN).unwrap());
        assert!(BUILTIN.len() > 20 && Lexicon::ready().is_some() && learned.to_bytes().unwrap() == READY);
        assert!(all_words(&ready) == all_words(&learned));
        // What is added to it is read as though all were read at once: here a verb, an irregular form and a phrase.
        let mine =
            ("mine.toml", "[lemma]\nsing = ['songen']\n[class]\nverb = ['sing', 'frob']\n[cue]\nof = ['as frobbed']");
        let files: Vec<_> = BUILTIN.iter().copied().chain([mine]).collect();
        let (added, learned) = (Lexicon::read(files.clone()).unwrap(), Lexicon::default().with(&files).unwrap());
        assert_eq!(added.fingerprint(), learned.fingerprint());
        assert!(all_words(&added) == all_words(&learned) && all_words(&added) != all_words(&ready));
        assert!(added.stem("songen") == added.stem("sings") && ready.stem("songen") != ready.stem("sings"));
        // A file of a built-in name that says something else is read as it is written.
        let lexicon = |text: &str| Lexicon::read([(BUILTIN[0].0, text)]).unwrap();
        assert!(lexicon(BUILTIN[0].1).word("seven").is_known() && !lexicon("").word("seven").is_known());
    }

    /// What a lexicon knows of each word, whatever number the word has.
    fn all_words(lexicon: &Lexicon) -> std::collections::BTreeMap<String, String> {
        let short = lexicon.short.iter().map(|(word, id)| (word.read(str::to_owned), *id));
        let words: Vec<_> = short.chain(lexicon.long.iter().map(|(word, id)| (word.to_string(), *id))).collect();
        let spelled: FxHashMap<WordId, &str> = words.iter().map(|(word, id)| (*id, word.as_str())).collect();
        let told = |id: WordId| {
            let (entry, bits) = (lexicon.entry(id).unwrap(), lexicon.bits(id).unwrap());
            let phrases = entry.phrases.iter().map(|phrase| {
                let rest = &lexicon.following[phrase.from as usize..][..phrase.length as usize];
                (rest.iter().map(|word| spelled[word]).collect::<Vec<_>>(), phrase.sense)
            });
            let phrases: Vec<_> = phrases.collect();
            let bits = Bits { seconds: 0, strong: 0, ..*bits };
            format!("{:?} {phrases:?} {bits:?} {:?}", entry.senses, lexicon.sorts(id))
        };
        words.iter().map(|(word, id)| (word.clone(), told(*id))).collect()
    }
}
