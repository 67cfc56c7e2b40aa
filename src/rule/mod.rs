/*! Rules: what is compared or computed, when it is a finding, how severe, and how it is told. The only judge.

A rule is one TOML file ([`file`] reads it, and points at what is wrong in it). What it compares is one of a closed set,
[`Comparison`], one file each in [`compare`]; a comparison sees claims, statements and clashes, never text. */

mod anchor;
pub(crate) mod case;
mod cite;
pub mod compare;
mod file;
pub mod selftest;
mod set;
mod template;

pub use anchor::Anchor;
pub use case::{Article, Case};
pub use cite::{cite, iso_of, number};
pub use compare::Comparison;
pub use file::schema;
pub use selftest::Tests;
pub use set::{BUILTIN, RuleSet};
pub use template::Template;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::document::Format;
use crate::finding::Severity;

/// A checked rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name, the stem of its file: `weekday-not-of-date`.
    pub id: String,
    /// One line: what is wrong where it fires.
    pub summary: String,
    /// How severe its findings are.
    pub severity: Severity,
    /// What a finding says.
    pub message: Template,
    /// Why it matters, and what it takes for right.
    pub why: String,
    /// What to do about a finding.
    pub help: String,
    /// By how many per cent the figures may be off beyond rounding.
    pub tolerance: Decimal,
    /// What is compared.
    pub compare: Comparison,
    /// The rule's own tests.
    pub tests: Tests,
}

/// A test in a rule's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfTest {
    /// What it shows.
    pub name: String,
    /// The texts, each a document, with the date that it was published.
    pub documents: Vec<(String, Option<NaiveDate>)>,
    /// What the texts are read as.
    pub format: Format,
    /// The figures that are named once for the test: name and value.
    pub anchors: Vec<(String, Decimal)>,
    /// The pieces of text that a finding's claims must lie in; none where the rule must stay silent.
    pub flags: Vec<String>,
}
