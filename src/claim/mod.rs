/*! Claims: a mention and its frame. What is measured, of whom, in which event, where, when, who says so, and whether it is
asserted, planned, demanded or denied. */

pub mod anchor;
mod aspect;
mod frame;
mod framed;
mod gathered;
mod lead;
mod measure;
mod named;
mod people;
mod read;
mod run;
mod sentence;
mod speaker;
pub mod statement;
mod subject;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::DocumentId;
use crate::extract::Mention;
use crate::lexicon::{ConceptId, Lexicon, MeasureId};
use crate::span::Span;
use crate::text::Text;
use crate::value::{DimensionId, Interval, Kind};
use statement::Statement;

pub use framed::Framed;
pub(crate) use framed::Unpack;
pub use gathered::{Brief, Claims};
pub(crate) use gathered::{Label, Shelf};
pub use read::claims;

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
    /// For counts: whether it tells what has come to be by then, in the perfect ("have died") or as what a number rose or fell to.
    pub perfect: bool,
    /// Whether it is the whole of which the same clause counts a part: "fifteen of the 24".
    pub whole: bool,
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
    /// Whether both stand in rows with others, and are told of others: "Rusk had 9,870 votes, Orme 4,611" and "Orme had 4,161, Wick 2,183".
    pub(crate) fn is_of_another_in_row(&self, other: &Self) -> bool {
        let in_row = |frame: &Self| frame.distinct.contains(&sentence::ROW);
        in_row(self) && in_row(other) && self.names_others(other)
    }

    /// Whether both clauses name something, and share no name.
    pub(crate) fn names_others(&self, other: &Self) -> bool {
        let shared = || self.names.iter().any(|n| other.names.iter().any(|m| n.key == m.key));
        !self.names.is_empty() && !other.names.is_empty() && !shared()
    }

    /// Whether the clause itself names whose it is.
    pub(crate) fn names_owner(&self) -> bool {
        self.owner.iter().any(|owner| self.names.iter().any(|name| name.key == *owner))
    }

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
