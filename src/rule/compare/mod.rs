/*! The closed set of comparisons, one file each: from claims, statements and clashes to findings.

A comparison is a `[compare.NAME]` table of a rule file, checked once, and a function over a [`Case`]. */

mod age;
pub mod anchor;
mod bounds;
mod camps;
mod change;
mod conversion;
mod day;
pub mod interval;
mod list;
mod relation;
mod share;
pub mod slot;
mod span;
mod sum;
mod weekday;

pub use relation::Relation;
pub use slot::Slot;

use std::ops::Index;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::case::Verdict;
use super::file::Source;
use super::{Article, Case, Rule};
use crate::align::Clash;
use crate::claim::statement::Statement;
use crate::claim::{Claim, Claims};
use crate::error::FileError;
use crate::finding::Finding;
use crate::lexicon::Lexicon;

/// `[compare.NAME]` as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Table {
    Slot(slot::Table),
    Relation(relation::Table),
    Weekday(Empty),
    Day(Empty),
    Span(Empty),
    Conversion(conversion::Table),
    Sum(Empty),
    Share(Empty),
    Change(Empty),
    List(Empty),
    Age(Empty),
    Bounds(bounds::Table),
    Suppression(Empty),
    Anchor(anchor::Table),
}

/// A comparison that needs nothing said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Empty {}

/// What a rule compares.
#[derive(Debug, Clone)]
pub enum Comparison {
    /// The claims of one slot with each other.
    Slot(Slot),
    /// Measures by an equation or inequality.
    Relation(Relation),
    /// A weekday with its date.
    Weekday,
    /// A day with the length of its month.
    Day,
    /// A period with its stated length.
    Span,
    /// Two figures of one quantity in two units.
    Conversion(conversion::Conversion),
    /// The parts with their whole.
    Sum,
    /// A share with its two counts.
    Share,
    /// A change with its ends.
    Change,
    /// A list with its stated length.
    List,
    /// An age with its dates.
    Age,
    /// A figure with what it cannot exceed.
    Bounds(bounds::Bounds),
    /// Figures with their anchors, which takes the text: [`crate::anchor`].
    Anchor(anchor::Narrowing),
    /// Suppressions with what they silence, which is known once all other rules are done: [`crate::policy`].
    Suppression,
}

impl Comparison {
    /// Checks the table of a rule file.
    pub(super) fn check(table: Spanned<Table>, source: Source<'_>, lexicon: &Lexicon) -> Result<Self, FileError> {
        let at = table.span();
        Ok(match table.into_inner() {
            Table::Slot(t) => Self::Slot(t.check(at, source, lexicon)?),
            Table::Relation(t) => Self::Relation(t.check(source, lexicon)?),
            Table::Weekday(_) => Self::Weekday,
            Table::Day(_) => Self::Day,
            Table::Span(_) => Self::Span,
            Table::Conversion(t) => Self::Conversion(t.check(source, lexicon)?),
            Table::Sum(_) => Self::Sum,
            Table::Share(_) => Self::Share,
            Table::Change(_) => Self::Change,
            Table::List(_) => Self::List,
            Table::Age(_) => Self::Age,
            Table::Bounds(t) => Self::Bounds(t.check()),
            Table::Suppression(_) => Self::Suppression,
            Table::Anchor(t) => Self::Anchor(t.check()),
        })
    }

    /// Whether it computes with what one text says of its own figures, so that nothing else can change what it finds.
    pub fn is_arithmetic(&self) -> bool {
        !matches!(self, Self::Slot(_) | Self::Relation(_) | Self::Bounds(_) | Self::Anchor(_) | Self::Suppression)
    }

    /// The placeholders that the comparison fills in a rule's message.
    pub fn placeholders(&self) -> &'static [&'static str] {
        match self {
            Self::Slot(_) => slot::PLACEHOLDERS,
            Self::Relation(_) => relation::PLACEHOLDERS,
            Self::Weekday => weekday::PLACEHOLDERS,
            Self::Day => day::PLACEHOLDERS,
            Self::Span => span::PLACEHOLDERS,
            Self::Conversion(_) => conversion::PLACEHOLDERS,
            Self::Sum => sum::PLACEHOLDERS,
            Self::Share => share::PLACEHOLDERS,
            Self::Change => change::PLACEHOLDERS,
            Self::List => list::PLACEHOLDERS,
            Self::Age => age::PLACEHOLDERS,
            Self::Bounds(_) => bounds::PLACEHOLDERS,
            Self::Suppression => &["what"],
            Self::Anchor(_) => anchor::PLACEHOLDERS,
        }
    }

    /// What it finds in all articles at once; [`Self::of_article`] and [`Self::of_clash`] tell the rest.
    pub(super) fn judge(&self, rule: &Rule, case: &Case<'_>) -> Vec<Finding> {
        match self {
            Self::Relation(relation) => relation.judge(rule, case),
            Self::Conversion(conversion) => conversion.judge(rule, case),
            _ => Vec::new(),
        }
    }

    /// What it finds of a clash of slots.
    pub(super) fn of_clash(&self, rule: &Rule, clash: &Clash, case: &Case<'_>) -> Option<Finding> {
        match self {
            Self::Slot(slot) => slot.judge(rule, clash, case),
            _ => None,
        }
    }

    /// What it finds in what one article states.
    pub(super) fn of_article(&self, rule: &Rule, article: &Article, case: &Case<'_>) -> Vec<Finding> {
        let each = |check: &dyn Fn(&Statement, Facts<'_>) -> Option<Verdict>| each(rule, article, case, check);
        match self {
            Self::Weekday => each(&weekday::weekday),
            Self::Day => each(&day::day),
            Self::Span => each(&span::span),
            Self::Sum => each(&sum::sum),
            Self::Share => each(&share::share),
            Self::Change => each(&change::change),
            Self::List => each(&list::list),
            Self::Age => each(&age::age),
            Self::Bounds(bounds) => each(&|statement, facts| bounds.check(statement, facts)),
            Self::Slot(_) | Self::Relation(_) | Self::Conversion(_) | Self::Suppression | Self::Anchor(_) => Vec::new(),
        }
    }
}

/// What a comparison of one statement sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    /// The claims of the article, by the indices of its statements.
    pub(super) claims: Own<'a>,
    /// The article.
    pub(super) article: &'a Article,
    /// Everything.
    pub(super) case: &'a Case<'a>,
    /// By how many per cent the figures may be off beyond rounding.
    pub(super) tolerance: Decimal,
}

impl<'a> Facts<'a> {
    /// The text of the claim.
    pub(super) fn text(&self, claim: usize) -> String {
        self.case.text(&self.claims[claim]).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of the claim without its hedges.
    pub(super) fn core(&self, claim: usize) -> &'a str {
        let claim = &self.claims[claim];
        claim.mention.core.of(self.case.corpus.document(claim.document).text())
    }
}

/// The claims of one article, which is not opened before one is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'a> {
    claims: &'a Claims,
    document: usize,
}

impl<'a> Own<'a> {
    pub(super) fn of(article: &Article, case: &Case<'a>) -> Self {
        Self { claims: case.claims, document: article.document.0 as usize }
    }

    /// All of them.
    pub(super) fn all(self) -> &'a [Claim] {
        self.claims.of(self.document)
    }
}

impl Index<usize> for Own<'_> {
    type Output = Claim;

    fn index(&self, claim: usize) -> &Claim {
        &self.all()[claim]
    }
}

/// Holds each statement of an article against a comparison.
fn each(
    rule: &Rule,
    article: &Article,
    case: &Case<'_>,
    check: &dyn Fn(&Statement, Facts<'_>) -> Option<Verdict>,
) -> Vec<Finding> {
    let facts = Facts { claims: Own::of(article, case), article, case, tolerance: rule.tolerance };
    let verdicts = article.statements.iter().filter_map(|statement| check(statement, facts));
    let tell = |mut verdict: Verdict| {
        verdict.claims.iter_mut().for_each(|claim| *claim += article.claims.start);
        case.tell(rule, verdict)
    };
    verdicts.map(tell).collect()
}
