/*! `[compare.day]`: a day that its month does not have. */

use super::Facts;
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;

pub(super) const PLACEHOLDERS: &[&str] = &["date"];

pub(super) fn day(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let &Statement::NoDay { date } = statement else { return None };
    Some(Verdict {
        values: vec![("date", facts.core(date).to_owned())],
        claims: vec![date],
        because: vec!["the month is shorter, in that year or in all".to_owned()],
        confidence: 0.95,
        ..Verdict::default()
    })
}
