/*! `[compare.bounds]`: a figure beyond what it cannot exceed: a share of a whole over 100 %, a part greater than its whole, an end
before its start. */

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Facts, interval};
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::value::{Anchor, Base, Date, Value};

pub(super) const PLACEHOLDERS: &[&str] = &["a", "b"];

/// The table as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Table {
    of: Bounds,
}

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Bounds {
    /// A share by 100 %.
    Share,
    /// A part by its whole.
    Part,
    /// The start of a period by its end.
    Period,
}

impl Table {
    pub(super) fn check(self) -> Bounds {
        self.of
    }
}

impl Bounds {
    pub(super) fn check(self, statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
        match (self, statement) {
            (Self::Share, Statement::Closed { share }) => over_all(*share, facts),
            (Self::Part, Statement::PartOf { part, whole }) => over_whole(*part, *whole, facts),
            (Self::Period, Statement::Runs { start, end }) => backwards(*start, *end, facts),
            _ => None,
        }
    }
}

fn over_all(share: usize, facts: Facts<'_>) -> Option<Verdict> {
    let low = facts.claims[share].mention.value.range()?.low?;
    let most = Decimal::ONE_HUNDRED.checked_add(facts.tolerance)?;
    (low > most).then(|| Verdict {
        claims: vec![share],
        values: vec![("a", facts.text(share)), ("b", "100 %".to_owned())],
        because: vec!["it is told as a share of a whole".to_owned()],
        confidence: 0.85,
        ..Verdict::default()
    })
}

fn over_whole(part: usize, whole: usize, facts: Facts<'_>) -> Option<Verdict> {
    let range = |claim: usize| facts.claims[claim].mention.value.range().map(interval::counted);
    let most = interval::loosen(range(whole)?, facts.tolerance).high?;
    (range(part)?.low? > most).then(|| Verdict {
        claims: vec![part, whole],
        values: vec![("a", facts.text(part)), ("b", facts.text(whole))],
        because: vec!["the text tells the one as a part of the other".to_owned()],
        confidence: 0.85,
        ..Verdict::default()
    })
}

/// Only where both ends name their year: "from November to February" runs into the next.
fn backwards(start: usize, end: usize, facts: Facts<'_>) -> Option<Verdict> {
    let (first, last) = match (&facts.claims[start].mention.value, &facts.claims[end].mention.value) {
        (Value::Period(stretch), _) if start == end => (stretch.start, stretch.end),
        (Value::Date(first), Value::Date(last)) => (*first, *last),
        _ => return None,
    };
    let fixed = |d: &Date| d.year.is_some() && d.base == Base::Fields && !d.swappable && !d.straddles;
    if !fixed(&first) || !fixed(&last) {
        return None;
    }
    let (from, to) = (first.resolve(&Anchor::default())?, last.resolve(&Anchor::default())?);
    let mut claims = vec![start, end];
    claims.dedup();
    (to.end? <= from.start?).then(|| Verdict {
        claims,
        values: vec![("a", facts.text(start)), ("b", facts.text(end))],
        because: vec!["both ends name their year".to_owned()],
        confidence: 0.9,
        ..Verdict::default()
    })
}
