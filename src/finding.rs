/*! What a finding is: plain data that every report format prints. */

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{DocumentId, Location};
use crate::span::Span;

/// How severe a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Info,
    /// Probably wrong, or an update.
    Warning,
    /// Cannot all be true.
    Error,
}

impl Severity {
    /// The name in reports and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A claim as a report cites it: where it stands and what it commits to, in words and figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// The document.
    pub document: DocumentId,
    /// Where in its source the claim stands.
    pub location: Location,
    /// The source bytes of the sentence that it stands in; an excerpt shows no more.
    pub sentence: Span,
    /// The text of the claim, as the prose has it.
    pub text: String,
    /// The name of its kind: `count`, `money`, …
    pub kind: &'static str,
    /// The lower end as the JSON contract prints it: a decimal in `unit` or an ISO 8601 date or time; `None` is open.
    pub low: Option<String>,
    /// The upper end, likewise.
    pub high: Option<String>,
    /// The unit of `low` and `high`: a canonical unit's name, an ISO 4217 code, `%`; `None` where there is none.
    pub unit: Option<String>,
    /// What the claim commits to, for people: "35,150 to 37,000", "13 March 2023".
    pub reads: String,
    /// What is measured, of whom: "junior doctors".
    pub subject: Option<String>,
    /// When what it states holds, ISO 8601, as exactly as the text says.
    pub when: Option<String>,
    /// The TIMEX3 value of dates, times and durations.
    pub timex: Option<String>,
    /// Where it lies on a number line that all claims of the finding share: low and high, infinite where open. Dates and
    /// periods in seconds since 1970-01-01, times of day in minutes since midnight, durations in seconds, all else in `axis_unit`.
    pub axis: Option<(f64, f64)>,
    /// The unit of `axis`: that of the text where all claims of the finding are written in one, else `unit`.
    pub axis_unit: Option<String>,
}

/// The frame of a claim in words, for people and programs that look at what was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FrameWords {
    /// The noun that is counted or measured, as its lemma.
    pub head: Option<String>,
    /// The words that qualify it.
    pub modifiers: Vec<String>,
    /// The ids of the measures that it states.
    pub measures: Vec<String>,
    /// The verb of the clause, as its lemma.
    pub verb: Option<String>,
    /// The names in the clause.
    pub names: Vec<String>,
    /// The name of the place.
    pub place: Option<String>,
    /// When it holds, ISO 8601.
    pub when: Option<String>,
    /// Who says so.
    pub speaker: Option<String>,
    /// Whether it is asserted, planned, demanded, … in lower case.
    pub mode: String,
}

/// A claim as `factlint extract` shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// Where it stands and what it commits to.
    pub cited: Cited,
    /// What it is about, where it was asked for: [`crate::extract_with`].
    pub frame: FrameWords,
    /// Claims with the same slot are taken to state the same quantity; `None` where the claim stands alone.
    pub slot: Option<String>,
}

/// A sentence as `factlint extract --explain` shows how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceRead {
    /// The document.
    pub document: DocumentId,
    /// Where in its source the sentence stands.
    pub location: Location,
    /// Its words and marks.
    pub tokens: Vec<TokenRead>,
    /// What it states of its own figures: `parts: “22”, “12”, “10”`.
    pub statements: Vec<String>,
    /// Its figures.
    pub claims: Vec<ClaimRead>,
}

/// A word or mark of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenRead {
    /// As the text has it.
    pub text: String,
    /// The stem of a word, by which its forms are one.
    pub stem: Option<String>,
    /// What it may be: its classes, its meanings by the lexicon, what its place makes of it.
    pub roles: Vec<String>,
}

/// A figure of a sentence, and what it was held against.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRead {
    /// The claim with its frame and slot.
    pub extracted: Extracted,
    /// What else its frame says: `part`, `past`, `rate`, …
    pub flags: Vec<&'static str>,
    /// What it was held against, best first.
    pub candidates: Vec<CandidateRead>,
}

/// A figure that another was held against.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateRead {
    /// The figure.
    pub cited: Cited,
    /// What the evidence that both state one quantity is worth.
    pub score: f64,
    /// What a slot, or a clash with its doubts, needs.
    pub needs: f64,
    /// Kinds of evidence that are independent of each other.
    pub kinds: u32,
    /// Each piece of evidence by the name of its weight, and what it adds.
    pub evidence: Vec<(String, f64)>,
    /// What speaks against it and does not settle it, by its name, and what a clash needs besides.
    pub doubts: Vec<(String, f64)>,
    /// What became of it: `grouped`, `told`, or the name of what kept it.
    pub decision: &'static str,
    /// The same in plain words.
    pub words: String,
}

/// A rule's report on claims that cannot all be true.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The id of the rule.
    pub rule: String,
    /// How severe it is.
    pub severity: Severity,
    /// One line that stands alone.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The claims that it rests on, the first the one to look at.
    pub claims: Vec<Cited>,
    /// Pairs of `claims` that cannot both hold; empty where one document's own arithmetic is off.
    pub conflicts: Vec<(usize, usize)>,
    /// Why the claims were compared, in plain words.
    pub because: Vec<String>,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// Stable when lines move: a hash of the rule, the paths and the texts.
    pub fingerprint: String,
}

/// How much of the input was read and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Documents checked.
    pub documents: usize,
    /// Figures seen: mentions, and numbers in digits that no grammar reads.
    pub read: usize,
    /// Of those that no grammar reads, numbers of more digits than are computed with.
    pub too_large: usize,
    /// Figures that a grammar reads.
    pub understood: usize,
    /// Claims that were held against another claim or a statement's own arithmetic.
    pub compared: usize,
}

/// How a finding came to be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// By a comment in a document, at that line.
    Comment(u32),
    /// By the settings.
    Settings,
    /// It was there before: the baseline knows it.
    Baseline,
}

/// Who accepted a finding, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// How.
    pub means: Means,
    /// Why, in the words of those who did.
    pub reason: Option<String>,
    /// The file that says so.
    pub path: Option<String>,
}

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Who accepted it.
    pub by: Suppression,
}

/// A rule as reports tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCard {
    /// Its id.
    pub id: String,
    /// How severe its findings are, unless one is told milder.
    pub severity: Severity,
    /// One line: what is wrong where it fires.
    pub summary: String,
    /// Why it matters, and what it takes for right.
    pub why: String,
    /// What to do about a finding.
    pub help: String,
    /// Where it can be read about; none where it is a user's own.
    pub url: Option<String>,
    /// Whether it only computes with what one text says of itself, and compares nothing of which it has to be found out that it
    /// belongs together.
    pub certain: bool,
    /// The texts of its first test that fires, unless they were not wanted: [`crate::Wish::brief`].
    pub fires: Vec<String>,
    /// The same of its first test that stays silent.
    pub silent: Vec<String>,
}

/// A quantity of the world and every claim that states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The claims, in the order of the documents; two at least.
    pub claims: Vec<Cited>,
}

/// What a run found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The findings, ordered by the path and place of their first claim, then by rule.
    pub findings: Vec<Finding>,
    /// The findings that are accepted, in no part of the exit status.
    pub suppressed: Vec<Suppressed>,
    /// How many findings were dropped as not sure enough.
    pub dropped: usize,
    /// Whether a baseline was heeded, so that every finding is new.
    pub baselined: bool,
    /// How much was read.
    pub coverage: Coverage,
    /// The rules that ran, by id.
    pub rules: Vec<RuleCard>,
    /// The quantities that two claims or more state, where they were asked for: [`crate::check_with`].
    pub slots: Vec<Slot>,
}
