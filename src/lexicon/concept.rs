/*! Stems and concepts: which forms are one word, and which words tell the same thing. */

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::words_of;

/// A row of the table of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub u16);

/// A `[[suffix]]` row: an ending, and what stands for it in the stem.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Suffix {
    /// The ending.
    from: String,
    /// What stands for it in the stem.
    to: String,
    /// Letters that must stay before the ending.
    stem: usize,
    /// Whether a doubled consonant before the ending is made single: "stopped".
    #[serde(default)]
    doubles: bool,
    /// Whether a word with the ending is likely a verb: "voted", "striking".
    #[serde(default)]
    verbal: bool,
    /// Whether a word with the ending is likely a plural.
    #[serde(default)]
    plural: bool,
}

/// `[irregular]`: what no ending tells.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Irregular {
    /// Irregular plurals.
    pub(super) plural: Vec<String>,
}

/// Irregular forms and endings.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Stems {
    pub(super) irregular: FxHashMap<Box<str>, Box<str>>,
    pub(super) suffixes: Vec<Suffix>,
    /// Irregular plurals.
    pub(super) plurals: FxHashSet<Box<str>>,
    /// By the last byte of a word: the suffixes that may end it, in their order.
    by_last: Vec<Vec<Ending>>,
}

/// The last bytes of a suffix, by which it is told from most at once.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ending {
    /// Up to eight of its bytes, the last of them lowest.
    bytes: u64,
    /// All bits of those.
    mask: u64,
    /// The suffix, an index into [`Stems::suffixes`].
    at: u16,
}

impl Ending {
    fn of(suffix: &[u8], at: u16) -> Self {
        let bits = 8 * suffix.len().min(8) as u32;
        Self { bytes: tail(suffix), mask: u64::MAX.checked_shr(64 - bits).unwrap_or(0), at }
    }
}

/// The last eight bytes of a word, the last of them lowest, with zeros before a shorter one.
fn tail(word: &[u8]) -> u64 {
    match word.last_chunk() {
        Some(last) => u64::from_be_bytes(*last),
        None => word.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
    }
}

/// Endings taken off one after the other: "pricings" loses "s", "ing" and what is left of "e".
const ENDINGS: usize = 3;

/// What the form of a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form {
    /// The key of its stem, by which its forms and the words of other documents are compared.
    pub stem: u64,
    /// Whether its ending is a verb's: "voted".
    pub verbal: bool,
    /// Whether it is a plural.
    pub plural: bool,
    /// Whether it is a plural by its form: "crews" and "men", and not "crew".
    pub many: bool,
}

/// The longest word that is brought to a stem without allocating.
const LONGEST: usize = 48;

impl Stems {
    /// Orders the suffixes by their last byte, once all are known.
    pub(super) fn finish(&mut self) {
        self.by_last = vec![Vec::new(); 256];
        for (at, suffix) in (0u16..).zip(&self.suffixes) {
            match suffix.from.as_bytes().last() {
                Some(&last) => self.by_last[usize::from(last)].push(Ending::of(suffix.from.as_bytes(), at)),
                None => self.by_last.iter_mut().for_each(|row| row.push(Ending::of(&[], at))),
            }
        }
    }

    /// The first suffix that ends the word.
    fn suffix(&self, word: &[u8]) -> Option<&Suffix> {
        let row = self.by_last.get(usize::from(*word.last()?))?;
        let tail = tail(word);
        let near = row.iter().filter(|ending| tail & ending.mask == ending.bytes);
        near.map(|ending| &self.suffixes[usize::from(ending.at)]).find(|s| s.fits(word))
    }

    /// The form of a word of any case.
    pub(super) fn form(&self, word: &str) -> Form {
        lowered(word, |lower| {
            let base = std::str::from_utf8(lower).ok().and_then(|lower| self.irregular.get(lower));
            match base {
                Some(base) => {
                    let stem = self.regular(base.as_bytes()).stem;
                    let plural = self.is_plural(lower);
                    Form { stem, plural, many: plural, ..self.regular(lower) }
                }
                None => Form { plural: self.is_plural(lower), ..self.regular(lower) },
            }
        })
    }

    /// The form of a word of any case that is neither an irregular form nor an irregular plural.
    pub(super) fn regular_form(&self, word: &str) -> Form {
        lowered(word, |lower| self.regular(lower))
    }

    /// What the endings of a word in lower case tell.
    fn regular(&self, lower: &[u8]) -> Form {
        let first = self.suffix(lower);
        Form {
            stem: self.stemmed(lower, first, xxh3_64),
            verbal: first.is_some_and(|s| s.verbal),
            plural: first.is_some_and(|s| s.plural),
            many: first.is_some_and(|s| s.plural),
        }
    }

    fn is_plural(&self, lower: &[u8]) -> bool {
        self.suffix(lower).is_some_and(|s| s.plural)
            || std::str::from_utf8(lower).is_ok_and(|lower| self.plurals.contains(lower))
    }

    /// The irregular forms, in lower case.
    pub(super) fn odd_forms(&self) -> impl Iterator<Item = &str> {
        self.irregular.keys().chain(&self.plurals).map(AsRef::as_ref)
    }

    /// The key of a word's stem.
    pub(super) fn key(&self, word: &str) -> u64 {
        lowered(word, |lower| {
            let base = std::str::from_utf8(lower).ok().and_then(|lower| self.irregular.get(lower));
            let base = base.map_or(lower, |base| base.as_bytes());
            self.stemmed(base, self.suffix(base), xxh3_64)
        })
    }

    /// The stem of a word in lower case.
    pub(super) fn stem_of(&self, lower: &str) -> String {
        let base = self.irregular.get(lower).map_or(lower, AsRef::as_ref).as_bytes();
        self.stemmed(base, self.suffix(base), |stem| String::from_utf8_lossy(stem).into_owned())
    }

    /// A base form, its endings taken off one after the other; `first` is the first of them.
    fn stemmed<T>(&self, base: &[u8], first: Option<&Suffix>, take: impl Fn(&[u8]) -> T) -> T {
        let mut buffer = [0u8; LONGEST + 8];
        let Some(room) = buffer.get_mut(..base.len()) else { return take(base) };
        room.copy_from_slice(base);
        let mut length = base.len();
        let mut next = first;
        for _ in 0..ENDINGS {
            let Some(suffix) = next else { break };
            let mut keep = length - suffix.from.len();
            if suffix.doubles
                && keep > 2
                && buffer[keep - 1] == buffer[keep - 2]
                && !matches!(buffer[keep - 1], b'l' | b's' | b'z')
            {
                keep -= 1;
            }
            let to = suffix.to.as_bytes();
            let Some(room) = buffer.get_mut(keep..keep + to.len()) else { break };
            room.copy_from_slice(to);
            length = keep + to.len();
            if suffix.from == suffix.to {
                break;
            }
            next = self.suffix(&buffer[..length]);
        }
        take(&buffer[..length])
    }
}

/// What `take` makes of the word in lower case.
fn lowered<T>(word: &str, take: impl FnOnce(&[u8]) -> T) -> T {
    if word.is_ascii() && word.len() <= LONGEST {
        let mut buffer = [0u8; LONGEST];
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return take(lower);
    }
    take(word.to_lowercase().as_bytes())
}

impl Suffix {
    fn fits(&self, word: &[u8]) -> bool {
        word.strip_suffix(self.from.as_bytes()).is_some_and(|stem| stem.len() >= self.stem)
    }
}

/// Words and phrases by the stem of their first word, and what each tells.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stemwise<T> {
    /// By the first stem: where in `rows` its phrases begin, and how many there are.
    words: FxHashMap<u64, (u32, u32)>,
    rows: Vec<Row<T>>,
    /// The stems of all phrases but for the first of each.
    following: Vec<u64>,
    /// A bit for the last digits of each stem in `words`: most words of a text tell nothing, and are told so at once.
    known: Vec<u64>,
}

/// A phrase, but for its first stem.
#[derive(Debug, Serialize, Deserialize)]
struct Row<T> {
    /// Where its stems begin in [`Stemwise::following`], and how many there are.
    from: u32,
    length: u32,
    told: T,
}

/// The bits of [`Stemwise::known`].
const KNOWN: u64 = 1 << 15;

impl<T> Default for Stemwise<T> {
    fn default() -> Self {
        Self { words: FxHashMap::default(), rows: Vec::new(), following: Vec::new(), known: Vec::new() }
    }
}

impl<T: Copy> Stemwise<T> {
    /// Of phrases, each by its first stem and those behind; what begins with one stem stays in its order.
    pub(super) fn of_phrases(mut phrases: Vec<(u64, &[u64], T)>) -> Self {
        let mut all = Self { known: vec![0; KNOWN as usize / 64], ..Self::default() };
        phrases.sort_by_key(|(first, ..)| *first);
        for (first, rest, told) in phrases {
            all.known[(first % KNOWN / 64) as usize] |= 1 << (first % 64);
            // A lexicon holds fewer than 2^32 words.
            let (row, from) = (all.rows.len() as u32, all.following.len() as u32);
            all.words.entry(first).or_insert((row, 0)).1 += 1;
            all.rows.push(Row { from, length: rest.len() as u32, told });
            all.following.extend_from_slice(rest);
        }
        all
    }

    /// Whether a word or phrase may begin with the stem.
    pub(super) fn may_begin(&self, first: u64) -> bool {
        self.known.get((first % KNOWN / 64) as usize).is_some_and(|bits| bits >> (first % 64) & 1 != 0)
    }

    /// What the word or the phrases at the start of `stems` tell.
    pub(super) fn of<'a>(&'a self, stems: &'a [u64]) -> impl Iterator<Item = T> + 'a {
        stems.split_first().into_iter().flat_map(|(first, behind)| self.behind(*first, behind))
    }

    /// The same where the stems behind the first are these.
    pub(super) fn behind<'a>(&'a self, first: u64, behind: &'a [u64]) -> impl Iterator<Item = T> + 'a {
        let found = if self.may_begin(first) { self.words.get(&first) } else { None };
        let rows = found.map_or(&[][..], |(from, count)| &self.rows[*from as usize..][..*count as usize]);
        let stands = |row: &&Row<T>| {
            row.length == 0 || behind.starts_with(&self.following[row.from as usize..][..row.length as usize])
        };
        rows.iter().filter(stands).map(|row| row.told)
    }
}

/// Concepts by the stem of their first word.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Concepts {
    names: Vec<String>,
    words: Stemwise<ConceptId>,
}

/// Words and phrases by the concept that they tell.
pub(super) type Rows = BTreeMap<String, Vec<String>>;

impl Concepts {
    pub(super) fn of_rows(rows: &Rows, stems: &Stems) -> Self {
        let mut phrases: Vec<(Vec<u64>, ConceptId)> = Vec::new();
        for (id, words) in (0u16..).map(ConceptId).zip(rows.values()) {
            phrases.extend(words.iter().map(|word| (words_of(word).map(|w| stems.key(w)).collect(), id)));
        }
        let phrases = phrases.iter().filter_map(|(phrase, id)| {
            let (first, rest) = phrase.split_first()?;
            Some((*first, rest, *id))
        });
        Self { names: rows.keys().cloned().collect(), words: Stemwise::of_phrases(phrases.collect()) }
    }

    pub(super) fn may_begin(&self, stem: u64) -> bool {
        self.words.may_begin(stem)
    }

    pub(super) fn of<'a>(&'a self, stems: &'a [u64]) -> impl Iterator<Item = ConceptId> + 'a {
        self.words.of(stems)
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, id: ConceptId) -> &str {
        &self.names[usize::from(id.0)]
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn the_forms_of_a_word_share_a_stem() {
        let lexicon = Lexicon::read([("lemmas", include_str!("../../rules/en/lemmas.toml"))]).unwrap();
        for forms in [
            &["price", "prices", "priced", "pricing"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["kill", "kills", "killed", "killing"],
            &["city", "cities"],
            &["die", "died", "dead", "deaths"],
            &["doctor", "Doctors"],
            &["rise", "rose", "risen", "rises", "rising"],
        ] {
            for form in forms {
                assert_eq!(lexicon.stem(form), lexicon.stem(forms[0]), "{form} and {}", forms[0]);
            }
        }
        assert_ne!(lexicon.stem("injured"), lexicon.stem("killed"));
        assert_eq!(lexicon.stem_of("Doctors"), "doctor");
        assert_eq!(lexicon.stem_of("rose"), lexicon.stem_of("rising"));
    }
}
