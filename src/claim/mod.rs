/*! Claims: a mention and its frame. What is measured, of whom, in which event, where, when, who says so, and whether it is
asserted, planned, demanded or denied. */

pub mod anchor;
mod frame;
mod framed;
mod gathered;
mod measure;
mod people;
mod run;
mod speaker;
pub mod statement;
mod subject;
mod words;

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::document::{BlockKind, Document, DocumentId};
use crate::extract::{Mention, Mentions};
use crate::lexicon::{Class, ConceptId, Lexicon, MeasureId};
use crate::span::Span;
use crate::text::{Sentence, Signs, Text, Token, TokenKind};
use crate::value::{Bound, DimensionId, Interval, Kind, Value};
use anchor::Timeline;
use statement::Statement;

pub use framed::Framed;
pub(crate) use framed::Unpack;
pub use gathered::{Brief, Claims};
pub(crate) use gathered::{Label, Shelf};

/// A word of a frame: where it stands, and the key of its stem, by which words of different documents are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The key of the stem.
    pub key: u64,
    /// Where it stands.
    pub span: Span,
}

/// How the text stands to what a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Mode {
    /// Told as a fact.
    #[default]
    Asserted,
    /// Planned or scheduled.
    Planned,
    /// Demanded, offered or proposed.
    Demanded,
    /// Estimated or forecast.
    Estimated,
    /// Supposed: "if", "would".
    Hypothetical,
    /// Said not to be so.
    Denied,
}

impl Mode {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Demanded => "demanded",
            Self::Estimated => "estimated",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
        }
    }
}

/// Which way a figure is said to have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// "rose", "up".
    Up,
    /// "fell", "down".
    Down,
}

/// What a claim is about. Its lists have no room that they do not need: archives have millions of claims.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Frame {
    /// The noun that is counted or measured.
    pub head: Option<Term>,
    /// Whether there is no head, or one that says nothing of what is counted: "people".
    pub head_is_empty: bool,
    /// What qualifies the head.
    pub modifiers: Box<[Term]>,
    /// The measures of the lexicon that it states.
    pub measures: Box<[MeasureId]>,
    /// The nearest verb of the clause.
    pub verb: Option<Term>,
    /// Concepts told near the mention, nearest first.
    pub concepts: Box<[ConceptId]>,
    /// Names in the clause.
    pub names: Box<[Term]>,
    /// Names of the clause that stand in a list: "Harwick, Tolley and Moss End".
    pub listed: Box<[u64]>,
    /// The person whom it stands beside: "Banky, 40", "40-year-old Ben Banky".
    pub person: Box<[Term]>,
    /// Where: names and nouns of places behind "in", "near".
    pub places: Box<[Term]>,
    /// The stem of the content word just before.
    pub before: Option<u64>,
    /// The stem of the content word just behind.
    pub after: Option<u64>,
    /// Stems of the content words around, with weights that fall with distance.
    #[serde(with = "frame::near")]
    pub near: Box<[(u64, f32)]>,
    /// Hashes of four words in a row around the mention.
    pub phrases: Box<[u32]>,
    /// Whether it states a part: "including", "of whom".
    pub part: bool,
    /// Whether it states others besides: "another 12".
    pub further: bool,
    /// Whether it is told of the past for comparison: "last year".
    pub past: bool,
    /// Whether its sentence tells the state of the day: "now", "so far".
    pub current: bool,
    /// Whether it is told of several occasions together: "so far", "in its five operations".
    pub running: bool,
    /// What tells it from other things of its sort: "next", "second". Stems, sorted.
    pub distinct: Box<[u64]>,
    /// Whose it is: the name that the clause or the sentence begins with, or that an earlier sentence began with. Keys of its words.
    pub owner: Box<[u64]>,
    /// Whether it is told of a rise or of a fall: "up 3 %".
    pub direction: Option<Direction>,
    /// What the clause begins with: its first noun.
    pub topic: Option<Term>,
    /// Whether it is some of a number of things: "14 of the 206".
    pub partitive: bool,
    /// Whether it makes a point in time: "six days after".
    pub offset: bool,
    /// Whether it names a sort of thing, and measures none: "64-bit integers", "a two-way street".
    pub sort: bool,
    /// Whether what is counted is the writer's own ("three reasons"), or ticks by the minute ("571 views").
    pub numbers_own: bool,
    /// Whether the text asks for it or makes it up: "if 40 cars come", "this example".
    pub supposed: bool,
    /// Whether the noun behind a number of two or more has no ending of a plural, which then counts the members of one: "six crew" are
    /// fewer than "six crews". Nothing where no such noun follows.
    pub collective: Option<bool>,
    /// Whether it says in brackets what the figure before it says: "€2 million ($2.6 million)".
    pub restates: bool,
    /// A number for the measurements of what the figure is for: "$1,199 for the 13-inch model".
    pub size: Option<u64>,
    /// When what is stated holds, as its clause or else its sentence says it.
    pub when: Option<Interval>,
    /// Whether it is a rate: "a year".
    pub rate: bool,
    /// Whether it is a day of the line that tells where and when the article was written: "VERRA, Oct 3 (Wire) - ".
    pub dateline: bool,
    /// How the text stands to it.
    pub mode: Mode,
    /// Who says so.
    pub speaker: Option<Span>,
}

/// The most that stands between two words of one name, in bytes: " & ".
const JOINED: u32 = 3;

impl Frame {
    /// Whether it is that of a person's age, which is told of the day and by the article, whatever its clause says.
    pub(crate) fn is_personal(&self, kind: Kind) -> bool {
        kind == Kind::Age && !self.person.is_empty()
    }

    /// The key of the name just before a head that is itself part of a name: "Tolmar" of "Tolmar Services".
    pub(crate) fn names_before(&self, head: Term) -> Option<u64> {
        let at = self.names.iter().position(|name| name.span == head.span)?;
        let before = self.names.get(at.checked_sub(1)?)?;
        (before.span.end + JOINED >= head.span.start).then_some(before.key)
    }
}

/// A mention and its frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The document that it stands in.
    #[serde(skip)]
    pub document: DocumentId,
    /// What is stated where; spans point into the document's text.
    pub mention: Mention,
    /// For dates, times and periods: where on the time line it lies, once anchored to the document's date.
    pub interval: Option<Interval>,
    /// For dates, times and durations: the TIMEX3 value.
    pub timex: Option<String>,
    /// What it is about. It is packed apart.
    #[serde(skip)]
    pub frame: Framed,
}

/// What the sentence of a claim says besides.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Keys of the names in it.
    pub names: Vec<u64>,
    /// Stems of its content words, sorted, each once.
    pub words: Vec<u64>,
    /// Keys of the names that it speaks of: its own, or those of the nearest sentence before that has some.
    pub subject: Vec<u64>,
    /// Keys of the measurements that tell a model of a product ("the 13-inch"): its own, or those of the nearest sentence before.
    pub models: Vec<(DimensionId, u64)>,
    /// Hashes of the versions of programs and texts that it names: "Ferrum 2.4.1".
    pub versions: Vec<u64>,
}

/// What alignment needs to know of a document besides its claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// Its claims, as indices of [`Claims`].
    #[serde(skip)]
    pub claims: Range<usize>,
    /// The index of each sentence that states a claim, in order, and what it says besides.
    pub contexts: Vec<(u32, Context)>,
    /// The names in the document with how often each stands there, in the order of their keys.
    pub names: Vec<(u64, u32)>,
    /// How many of its first sentences stand over the article: blocks of their own that no full stop ends, such as its headline.
    pub headlines: u32,
    /// The names of its headline and first sentences.
    pub lead: Vec<u64>,
    /// Names in frames that no context has, in the order of their keys.
    pub besides: Vec<u64>,
    /// Which of its claims state a measure, in order.
    pub stating: Vec<Stating>,
    /// Which of its claims are told of several occasions together, in order.
    pub running: Vec<u32>,
    /// The versions that its headline and first sentences name, as [`Context::versions`] has them.
    pub versions: Vec<u64>,
    /// The month and the day on which it is from, where its first lines tell them, whatever the year: "VERRA, Oct 3 (Wire)".
    pub day: Option<(u32, u32)>,
    /// Figures that no grammar reads.
    pub unread: u32,
    /// Of those, numbers of more digits than are computed with.
    pub too_large: u32,
    /// A hash of its text: documents of one text say one thing once.
    #[serde(skip)]
    pub text: u64,
    /// The times that its dates tell, in order, none touching another: so that asking for one costs little.
    #[serde(skip)]
    pub times: Vec<Interval>,
}

impl DocumentFacts {
    /// Whether a name stands in the document.
    pub fn knows(&self, name: u64) -> bool {
        self.names.binary_search_by_key(&name, |(known, _)| *known).is_ok()
    }

    /// Its names, and its content words: each with how often it stands there, in the order of keys.
    pub(crate) fn told(&self) -> [Vec<(u64, u32)>; 2] {
        [self.names.clone(), self.content()]
    }

    /// The content words of the sentences that state figures, in the same way.
    fn content(&self) -> Vec<(u64, u32)> {
        let mut words: Vec<u64> = self.contexts.iter().flat_map(|(_, context)| &context.words).copied().collect();
        words.sort_unstable();
        words.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
    }

    /// Whether a date of the document is of that time.
    pub fn speaks_of(&self, when: &Interval) -> bool {
        let before = |time: &Interval| when.start.zip(time.end).is_some_and(|(start, end)| end <= start);
        let next = self.times.partition_point(before);
        self.times.get(next).is_some_and(|time| time.meets(when))
    }
}

/// A claim that states a measure, as far as rules look for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stating {
    /// Which claim of its document it is.
    pub claim: u32,
    /// The index of its sentence.
    pub sentence: u32,
    /// How the text stands to it.
    pub mode: Mode,
    /// The measures that it states.
    pub measures: Box<[MeasureId]>,
}

impl Stating {
    fn of(claim: u32, sentence: u32, frame: &Frame) -> Self {
        Self { claim, sentence, mode: frame.mode, measures: frame.measures.clone() }
    }
}

/// A document, read: all that the text alone says of its figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentRead {
    /// Its claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What is known of it besides.
    pub facts: DocumentFacts,
    /// Where its sentences stand, in order.
    pub sentences: Vec<Span>,
    /// What it states of its claims.
    pub statements: Vec<Statement>,
}

impl DocumentRead {
    /// Gives back the room that lists have beyond what is in them: in an archive it is a tenth of what documents take.
    pub(crate) fn shrink(&mut self) {
        let Self { claims, facts, sentences, statements } = self;
        for (_, context) in &mut facts.contexts {
            let Context { names, words, subject, models, versions } = context;
            [names, words, subject, versions].into_iter().for_each(Vec::shrink_to_fit);
            models.shrink_to_fit();
        }
        facts.contexts.shrink_to_fit();
        facts.names.shrink_to_fit();
        facts.lead.shrink_to_fit();
        facts.besides.shrink_to_fit();
        facts.stating.shrink_to_fit();
        facts.running.shrink_to_fit();
        claims.shrink_to_fit();
        sentences.shrink_to_fit();
        statements.shrink_to_fit();
    }
}

/// The most lines that stand over an article: where it is from, its headline, what stands below that.
const HEAD_LINES: usize = 4;

/// The lines over the article: sentences at its head, each a block of its own with others behind it, that end like no sentence.
fn head_lines(text: &str, read: &Text) -> u32 {
    let line = |pair: &&[Sentence]| {
        pair[0].block != pair[1].block && !pair[0].span.of(text).trim_end().ends_with(['.', ':', ';'])
    };
    read.sentences.windows(2).take(HEAD_LINES).take_while(line).count() as u32
}

/// How many sentences back a subject is carried.
const CARRIED: u32 = 5;
/// How many sentences at the head of a document tell its event.
const LEAD: usize = 3;

/// A word as frames see it, for those who look at how a sentence was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordRead {
    /// Whether it has letters, and so a stem.
    pub lettered: bool,
    /// Whether it names something.
    pub is_name: bool,
    /// Whether its ending or its class is a verb's.
    pub is_verb: bool,
    /// Whether its form is a plural's.
    pub is_plural: bool,
}

/// The words of one sentence, in its order, as frames see them.
pub fn sentence_words(text: &str, read: &Text, sentence: usize, lexicon: &Lexicon) -> Vec<WordRead> {
    let names = words::names_of(text, read, lexicon);
    let words = words::words(text, read.sentences[sentence].tokens(&read.tokens), &names, lexicon);
    let told = |w: &words::Word| WordRead {
        lettered: w.stem != 0,
        is_name: w.is_name,
        is_verb: w.is_verb,
        is_plural: w.is_plural,
    };
    words.iter().map(told).collect()
}

/// Reads the frames of a document's mentions.
pub fn claims(
    id: DocumentId,
    document: &Document,
    read: &Text,
    mentions: Mentions,
    lexicon: &Lexicon,
) -> (Vec<Claim>, DocumentFacts) {
    let text = document.text();
    let names = words::names_of(text, read, lexicon);
    let mut timeline = Timeline::new(document.published);
    let headlines = head_lines(text, read);
    let mut document = DocumentFacts { text: xxh3_64(text.as_bytes()), headlines, ..DocumentFacts::default() };
    (document.unread, document.too_large) = (mentions.unread, mentions.too_large);
    document.versions = lead_versions(text, read, &mentions.found);
    document.day = lead_day(&mentions.found);
    let mut claims: Vec<Claim> = Vec::with_capacity(mentions.found.len());
    let (stand, owners) = count_names(read, &names, lexicon, &mut document);
    let asked = asked(text, read, &names, lexicon);
    // Asked of articles that tell an age alone.
    let mut people = None;
    let mut model: Option<(u32, Vec<(DimensionId, u64)>)> = None;
    let mut found = mentions.found.into_iter().peekable();
    // Written anew for each sentence.
    let (mut here, mut words, mut stems, mut clauses) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut figures: Vec<measure::Figure> = Vec::new();
    while let Some(first) = found.next() {
        let sentence = first.sentence;
        here.push(first);
        while let Some(next) = found.next_if(|m| m.sentence == sentence) {
            here.push(next);
        }
        let place = &read.sentences[sentence as usize];
        let tokens = place.tokens(&read.tokens);
        words::write_words(text, tokens, &names, lexicon, &mut words);
        for mention in &here {
            let own = (mention.first - place.first) as usize..(mention.end - place.first) as usize;
            let in_time = mention.value.is_temporal();
            words[own].iter_mut().for_each(|w| (w.in_mention, w.in_time) = (true, in_time));
        }
        stems.clear();
        stems.extend(words.iter().map(|w| w.stem));
        figures.clear();
        figures.extend(here.iter().map(|m| measure::Figure {
            first: (m.first - place.first) as usize,
            end: (m.end - place.first) as usize,
            kind: m.value.kind(),
        }));
        let classes = words.iter().fold(0, |all, word| all | word.classes);
        let who = if classes & Class::Reporting.bit() == 0 { None } else { speaker::speaker(&words) };
        let from = claims.len();
        clauses.clear();
        let base = place.first;
        for mut mention in here.drain(..) {
            let (first, end) = ((mention.first - base) as usize, (mention.end - base) as usize);
            if let Some(age) = frame::bare_age(&words, first, end, &mention.value) {
                mention.value = age;
            }
            let tense = mention.value.is_temporal().then(|| anchor::tense(text, lexicon, tokens, first, end));
            if let Some(length) = tense.and_then(|tense| anchor::told_length(&mention.value, tense)) {
                mention.value = length;
            }
            let (kind, dimension) = (mention.value.kind(), mention.value.dimension());
            let place = frame::Place { text, words: &words, stems: &stems, classes, first, end, kind, dimension };
            let clause = place.clause();
            clauses.push(clause);
            let converts = |before: &&Claim| {
                place.converts(&mention.value, (before.mention.end - base) as usize, &before.mention.value)
            };
            if let Some(before) = claims[from..].last().filter(converts) {
                let frame = Frame { restates: true, ..Frame::clone(&before.frame) };
                let (interval, timex) = tense.map_or((None, None), |tense| timeline.place(&mention.value, tense));
                claims.push(Claim { document: id, mention, interval, timex, frame: frame.into() });
                continue;
            }
            let told = place.conjunct(clause, &figures);
            let mut frame = frame::frame(&place, clause, told, lexicon);
            frame.dateline = kind.tells_when() && (sentence as usize) < LEAD && place.is_in_dateline();
            // "One shop" is no shop of another sort than "two shops".
            let several = mention.value.range().and_then(|range| range.low).is_some_and(|low| low > Decimal::ONE);
            frame.collective = frame.collective.filter(|_| several);
            if kind == Kind::Age && frame.person.len() == 1 {
                let people = people.get_or_insert_with(|| people::People::of(text, read, &names, lexicon));
                frame.person = people.whole(&frame.person);
            }
            // Whoever speaks, an age beside a name is told by the article.
            frame.speaker = who.filter(|_| !frame.is_personal(place.kind));
            let before = claims[from..].last().filter(|c| c.mention.value.kind() == Kind::Count);
            let before = before.filter(|c| place.goes_on((c.mention.first - base) as usize, &frame));
            if let Some(before) = before {
                (frame.head, frame.head_is_empty) = (before.frame.head, before.frame.head_is_empty);
            }
            let head = frame.head.map(|head| head.key);
            frame.measures = measure::measures(&place, clause, told, head, &figures, lexicon).into();
            if frame.owner.is_empty() {
                frame.owner = carried(sentence, &owners).into();
            }
            let (interval, timex) = tense.map_or((None, None), |tense| timeline.place(&mention.value, tense));
            claims.push(Claim { document: id, mention, interval, timex, frame: frame.into() });
        }
        let own = models(&claims[from..], text);
        if !own.is_empty() {
            model = Some((sentence, own));
        }
        set_when(&mut claims[from..], &words, &clauses, base);
        set_reached(&mut claims[from..], &clauses, base);
        set_asked(&mut claims[from..], sentence, &asked);
        set_rows(&mut claims[from..], &words, base);
        let models = match &model {
            Some((nearest, models)) if sentence - nearest <= CARRIED => models.clone(),
            _ => Vec::new(),
        };
        let versions = versions(text, &words, &figures);
        let context = Context { models, versions, ..context(&words, subject(sentence, &stand, &words, who)) };
        for (at, Claim { frame, .. }) in (0..).zip(&claims).skip(from) {
            if !frame.measures.is_empty() {
                document.stating.push(Stating::of(at, sentence, frame));
            }
            if frame.running {
                document.running.push(at);
            }
            let names = frame.names.iter().map(|name| name.key);
            document.besides.extend(names.filter(|name| !context.names.contains(name)));
        }
        document.contexts.push((sentence, context));
    }
    document.besides.sort_unstable();
    document.besides.dedup();
    (claims, document)
}

/// Keys of the measurements of a sentence that stand before a noun and tell which of several it is: "the 13-inch notebook".
fn models(claims: &[Claim], text: &str) -> Vec<(DimensionId, u64)> {
    let hyphenated = |c: &&Claim| c.mention.core.of(text).contains('-');
    claims
        .iter()
        .filter(hyphenated)
        .filter_map(|c| match &c.mention.value {
            Value::Measurement { canonical, dimension, .. } => {
                let mut hasher = FxHasher::default();
                canonical.point()?.normalize().hash(&mut hasher);
                Some((*dimension, hasher.finish()))
            }
            _ => None,
        })
        .collect()
}

/// Words at the head of a sentence in which a date dates all of it: "In 2009 a quake …".
const HEAD: u32 = 3;

/// Gives every claim of a sentence, whose first token is `base`, the time that its clause or the head of the sentence tells: the
/// nearest date or period that is not just when somebody said so. `clauses` are those of the claims, in tokens of the sentence.
fn set_when(claims: &mut [Claim], words: &[words::Word], clauses: &[(usize, usize)], base: u32) {
    let said = |first: u32| {
        let before = words[..(first - base) as usize].iter().rev().find(|w| !w.is(Class::Preposition));
        before.is_some_and(|w| w.is(Class::Reporting))
    };
    // "More than in 2019", "twice as much as two years ago": that is when something else was so.
    let compared = |first: u32| {
        let first = (first - base) as usize;
        let compares = |w: &words::Word| w.is(Class::Compares);
        let twice = words[first..].iter().take(3).filter(|w| compares(w)).count() > 1;
        let small = |w: &&words::Word| w.is(Class::Preposition) || w.is(Class::Determiner);
        twice || words[..first].iter().rev().take_while(|w| small(w) || compares(w)).any(compares)
    };
    let dates: Vec<(u32, Interval)> = claims
        .iter()
        .filter(|c| {
            matches!(c.mention.value, Value::Date(_) | Value::Period(_))
                && !said(c.mention.first)
                && !compared(c.mention.first)
        })
        .filter_map(|c| Some((c.mention.first, c.interval?)))
        .collect();
    for (claim, clause) in claims.iter_mut().zip(clauses) {
        let tells = |first: u32| first - base <= HEAD || (clause.0..clause.1).contains(&((first - base) as usize));
        let near = dates.iter().filter(|(first, _)| tells(*first));
        claim.frame.when = near.min_by_key(|(first, _)| first.abs_diff(claim.mention.first)).map(|(_, when)| *when);
    }
}

/// Marks what is said to have come so far by a time: "had collected $800,000 by last night" is the state of that night.
fn set_reached(claims: &mut [Claim], clauses: &[(usize, usize)], base: u32) {
    let by = |value: &Value| match value {
        Value::Date(date) => date.bound == Bound::By,
        Value::Time(time) => time.bound == Bound::By,
        _ => false,
    };
    let times: Vec<usize> =
        claims.iter().map(|c| &c.mention).filter(|m| by(&m.value)).map(|m| (m.first - base) as usize).collect();
    for (claim, clause) in claims.iter_mut().zip(clauses) {
        let tells_when = claim.mention.value.kind().tells_when();
        if !tells_when && claim.frame.mode == Mode::Asserted && times.iter().any(|at| (clause.0..clause.1).contains(at))
        {
            claim.frame.current = true;
        }
    }
}

/// What questions that are lines of their own tell from others of its sort, by their sentences: "What did the first strike do?"
fn asked(text: &str, read: &Text, names: &words::Names, lexicon: &Lexicon) -> Vec<(u32, Vec<u64>)> {
    let all = &read.sentences;
    let alone = |at: usize, other: Option<usize>| {
        other.and_then(|other| all.get(other)).is_none_or(|other| other.block != all[at].block)
    };
    let asks = |at: &usize| {
        let tokens = all[*at].tokens(&read.tokens);
        tokens.last().is_some_and(|token| token.signs().any(Signs::QUESTION))
            && alone(*at, at.checked_sub(1))
            && alone(*at, Some(at + 1))
    };
    let told = |at: usize| {
        let words = words::words(text, all[at].tokens(&read.tokens), names, lexicon);
        let apart = words.iter().filter(|w| w.is(Class::Distinct) && !w.is(Class::Further));
        (at as u32, apart.map(|w| w.stem).collect())
    };
    (0..all.len()).filter(asks).map(told).collect()
}

/// Gives the claims of an answer what its question tells apart.
fn set_asked(claims: &mut [Claim], sentence: u32, asked: &[(u32, Vec<u64>)]) {
    let before = asked.partition_point(|(at, _)| *at < sentence);
    let Some((at, apart)) = before.checked_sub(1).map(|last| &asked[last]) else { return };
    if sentence - at > CARRIED || apart.is_empty() {
        return;
    }
    for Claim { frame, .. } in claims {
        let mut distinct = [&*frame.distinct, apart].concat();
        distinct.sort_unstable();
        distinct.dedup();
        frame.distinct = distinct.into();
    }
}

/// What tells a figure of a row from those of others: that it is one of several.
const ROW: u64 = 1;

/// Marks the figures of a sentence, whose first token is `base`, that stand in a row: "the 7.6 and 7.5 magnitude quakes", "he won two
/// medals, she five".
fn set_rows(claims: &mut [Claim], words: &[words::Word], base: u32) {
    let mark = |at: usize, marks: Signs| words.get(at).is_none_or(|w| w.signs.any(marks));
    // Nothing but whose it is stands before the second, and nothing behind.
    let gaps = |n: &Mention| {
        let (first, end) = ((n.first - base) as usize, (n.end - base) as usize);
        let who = first.checked_sub(1).is_some_and(|at| words[at].is_name || words[at].is(Class::Pronoun));
        let joined = first
            .checked_sub(2)
            .is_some_and(|at| mark(at, Signs::COMMA.or(Signs::SEMICOLON)) || words[at].is(Class::Conjunction));
        who && joined && mark(end, Signs::STOP.or(Signs::SEMICOLON).or(Signs::COMMA))
    };
    let alike = |a: &Value, b: &Value| {
        let measured = matches!(a.kind(), Kind::Measurement | Kind::Percent | Kind::Money);
        measured && a.kind() == b.kind() && a.dimension() == b.dimension() && a != b
    };
    for at in 1..claims.len() {
        let [before, claim] = &mut claims[at - 1..=at] else { continue };
        let (m, n) = (&before.mention, &claim.mention);
        let link = words.get((m.end - base) as usize).is_some_and(|w| w.is(Class::Conjunction));
        let counts = m.value.kind() == n.value.kind() && m.value.dimension() == n.value.dimension();
        let gapped = counts && m.value.kind() != Kind::Age && !m.value.is_temporal() && gaps(n);
        if gapped || link && n.first == m.end + 1 && alike(&m.value, &n.value) {
            for claim in [before, claim] {
                let distinct = &mut claim.frame.distinct;
                if distinct.first() != Some(&ROW) {
                    *distinct = [&[ROW], &**distinct].concat().into();
                }
            }
        }
    }
}

/// The name that the nearest sentence before began with.
fn carried(sentence: u32, owners: &[(u32, Vec<u64>)]) -> Vec<u64> {
    let before = &owners[..owners.partition_point(|(s, _)| *s < sentence)];
    match before.last() {
        Some((nearest, owner)) if sentence - nearest <= CARRIED => owner.clone(),
        _ => Vec::new(),
    }
}

/// The names of the sentence but for those of who says so, or of the nearest before it that has some: "Rahman said that the quake …"
/// tells of no Rahman.
fn subject(sentence: u32, stand: &[Stand], words: &[words::Word], speaker: Option<Span>) -> Vec<u64> {
    let says = |w: &&words::Word| speaker.is_some_and(|who| who.start <= w.span.start && w.span.end <= who.end);
    let named = |key: u64| words.iter().any(|w| w.stem == key && !says(&w));
    let mut before = &stand[..stand.partition_point(|name| name.sentence <= sentence)];
    let own = before.partition_point(|name| name.sentence < sentence);
    if speaker.is_some() && own < before.len() {
        let told: Vec<u64> = before[own..].iter().rev().map(|name| name.key).filter(|name| named(*name)).collect();
        if !told.is_empty() {
            return told;
        }
        before = &before[..own];
    }
    let near = before.iter().rev().take_while(|name| sentence - name.sentence <= CARRIED);
    let mut told = near.filter(|name| name.sentence == sentence || !name.says).peekable();
    let nearest = told.peek().map(|name| name.sentence);
    told.take_while(|name| Some(name.sentence) == nearest).map(|name| name.key).collect()
}

/// Hashes of the versions that a sentence names: numbers of three parts or more, and what stands behind a name and is no figure.
fn versions(text: &str, words: &[words::Word], figures: &[measure::Figure]) -> Vec<u64> {
    let named =
        |at: usize| at.checked_sub(1).is_some_and(|before| words[before].is_name || words[before].is(Class::Label));
    // "Ferrum 2.4" reads as a count, of which there are none with a fraction.
    let counted = |at: usize| figures.iter().any(|f| (f.first, f.end, f.kind) == (at, at + 1, Kind::Count));
    let is_version = |at: usize, word: &words::Word| match word.kind {
        TokenKind::Dotted => !word.in_mention,
        TokenKind::Number => {
            (!word.in_mention || counted(at)) && named(at) && word.span.of(text).contains(frame::POINT)
        }
        _ => false,
    };
    let found = words.iter().enumerate().filter(|(at, word)| is_version(*at, word));
    found.map(|(_, word)| edition(word.span.of(text))).collect()
}

/// The hash of a version: "3.2.0" is "3.2".
fn edition(number: &str) -> u64 {
    xxh3_64(number.trim_end_matches(".0").as_bytes())
}

/// The month and the day of the first date of a document, if its first lines tell them.
fn lead_day(mentions: &[Mention]) -> Option<(u32, u32)> {
    let mut lead = mentions.iter().take_while(|m| (m.sentence as usize) < LEAD);
    lead.find_map(|m| match &m.value {
        Value::Date(date) => date.month().map(u32::from).zip(date.day.map(u32::from)),
        _ => None,
    })
}

/// The same of the headline and the first sentences of a document, where no figure stands.
fn lead_versions(text: &str, read: &Text, mentions: &[Mention]) -> Vec<u64> {
    let lead = &read.sentences[..read.sentences.len().min(LEAD)];
    let mut found = Vec::new();
    for (index, sentence) in lead.iter().enumerate() {
        let mut before: Option<&Token> = None;
        for (at, token) in (sentence.first..).zip(sentence.tokens(&read.tokens)) {
            let own = token.span.of(text);
            let named = || before.is_some_and(|t| t.is_word() && t.is_capital());
            let version = token.kind == TokenKind::Dotted
                || token.kind == TokenKind::Number && own.contains(frame::POINT) && named();
            let counted = |m: &Mention| (m.first, m.end) == (at, at + 1) && m.value.kind() == Kind::Count;
            let read = |m: &Mention| m.sentence as usize == index && (m.first..m.end).contains(&at) && !counted(m);
            if version && !mentions.iter().take_while(|m| m.sentence as usize <= index).any(read) {
                found.push(edition(own));
            }
            before = Some(token);
        }
    }
    found
}

fn context(words: &[words::Word], subject: Vec<u64>) -> Context {
    let content = || words.iter().filter(|w| w.is_content());
    let names = || content().filter(|w| w.is_name);
    // Archives have millions of claims: no list has room that it does not need.
    let mut context = Context { subject, ..Context::default() };
    context.words.reserve_exact(content().count());
    context.words.extend(content().map(|w| w.stem));
    context.names.reserve_exact(names().count());
    context.names.extend(names().map(|w| w.stem));
    for list in [&mut context.names, &mut context.words] {
        list.sort_unstable();
        list.dedup();
    }
    context
}

/// A name where it stands: its sentence, its key, and whether it is of one who says something there, or of the line that says where that
/// was written.
#[derive(Debug, Clone, Copy)]
struct Stand {
    sentence: u32,
    key: u64,
    says: bool,
}

/// The names, and the name that each sentence begins with, in order.
type Standing = (Vec<Stand>, Vec<(u32, Vec<u64>)>);

/// Counts the names of a document, and says where they stand.
fn count_names(read: &Text, names: &words::Names, lexicon: &Lexicon, document: &mut DocumentFacts) -> Standing {
    let mut stand = Vec::with_capacity(names.capitals.len());
    let mut capitals = names.capitals.iter().copied();
    let mut owners: Vec<(u32, Vec<u64>)> = Vec::new();
    for (index, sentence) in read.sentences.iter().enumerate() {
        let mut begun = Run::Sought;
        let mut owner = Vec::new();
        // Where the names begin that end just before, and whether a word of saying stands before them.
        let (own, mut names_begin, mut said) = (stand.len(), stand.len(), false);
        let tokens = sentence.tokens(&read.tokens);
        let shouted = tokens.first().is_some_and(|token| token.is_shout() && token.span.len() > 1);
        for token in tokens {
            let capital = token.is_capital();
            // "VERRA, Oct 3 (Wire) - A man": where it is written is not what it tells of.
            let signs = token.signs();
            if index < LEAD && shouted && (signs.any(Signs::DASH) || signs.any(Signs::HYPHEN) && !token.is_glued()) {
                stand[own..].iter_mut().for_each(|name: &mut Stand| name.says = true);
                owner.clear();
                begun = Run::Sought;
            }
            if !capital {
                let says = lexicon.classes(token.word) & Class::Reporting.bit() != 0;
                if says || said {
                    stand[names_begin..].iter_mut().for_each(|name: &mut Stand| name.says = true);
                }
                (names_begin, said) = (stand.len(), says);
            }
            if begun == Run::Past && !capital {
                continue;
            }
            let key = if capital { capitals.next().unwrap_or_default() } else { 0 };
            let name = capital && names.contains(key);
            if begun != Run::Past {
                begun = begun.next(name, lexicon.classes(token.word));
            }
            if begun == Run::In {
                owner.push(key);
            }
            if name {
                stand.push(Stand { sentence: index as u32, key, says: false });
                if index < LEAD || sentence.kind == BlockKind::Heading {
                    document.lead.push(key);
                }
            }
        }
        if !owner.is_empty() {
            owners.push((index as u32, owner));
        }
    }
    let mut names: Vec<u64> = stand.iter().map(|name| name.key).collect();
    names.sort_unstable();
    document.names = names.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
    document.lead.sort_unstable();
    document.lead.dedup();
    (stand, owners)
}

/// Where a reader of words stands who looks for the first name that no preposition governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// Before it.
    Sought,
    /// Behind a preposition, up to the end of what it governs.
    Governed,
    /// In it.
    In,
    /// Behind it.
    Past,
}

impl Run {
    /// The next word: whether it is a name, and its classes.
    fn next(self, name: bool, classes: u64) -> Self {
        match self {
            Self::In if name => Self::In,
            Self::In | Self::Past => Self::Past,
            Self::Governed if name => Self::Governed,
            Self::Sought if name => Self::In,
            _ if classes & Class::Preposition.bit() != 0 => Self::Governed,
            Self::Governed
                if classes
                    & (Class::Determiner.bit()
                        | Class::Adjective.bit()
                        | Class::Title.bit()
                        | Class::Demonym.bit())
                    != 0 =>
            {
                Self::Governed
            }
            _ => Self::Sought,
        }
    }
}
