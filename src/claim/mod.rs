/*! Claims: a mention and its frame. What is measured, of whom, in which event, where, when, who says so, and whether it is
asserted, planned, demanded or denied. */

pub mod anchor;
pub mod statement;

use crate::document::DocumentId;
use crate::extract::Mention;
use crate::lexicon::MeasureId;
use crate::span::Span;
use crate::value::Interval;

/// A word of a frame: where it stands, and the hash of its lemma, by which words of different documents are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The hash of the lemma.
    pub key: u64,
    /// Where it stands.
    pub span: Span,
}

/// How the text stands to what a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
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

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// The noun that is counted or measured.
    pub head: Option<Term>,
    /// What stands between the number and its head, and qualifies it.
    pub modifiers: Vec<Term>,
    /// The measures of the lexicon that it states.
    pub measures: Vec<MeasureId>,
    /// The nearest verb of the clause.
    pub verb: Option<Term>,
    /// Names in the clause.
    pub names: Vec<Term>,
    /// Who says so.
    pub speaker: Option<Span>,
    /// How the text stands to it.
    pub mode: Mode,
}

/// A mention and its frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The document that it stands in.
    pub document: DocumentId,
    /// What is stated where; spans point into the document's text.
    pub mention: Mention,
    /// For dates, times and periods: where on the time line it lies, once anchored to the document's date.
    pub interval: Option<Interval>,
    /// For dates, times and durations: the TIMEX3 value.
    pub timex: Option<String>,
    /// What it is about.
    pub frame: Frame,
}
