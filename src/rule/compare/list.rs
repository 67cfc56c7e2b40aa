/*! `[compare.list]`: a list that is not as long as it says. */

use rust_decimal::Decimal;

use super::Facts;
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;

pub(super) const PLACEHOLDERS: &[&str] = &["stated", "actual"];

pub(super) fn list(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let Statement::List { count, items, claims } = statement else { return None };
    let stated = facts.claims[*count].mention.value.range()?.point()?;
    if stated == Decimal::from(items.len()) {
        return None;
    }
    let mut cited = vec![*count];
    cited.extend(claims);
    Some(Verdict {
        values: vec![("stated", facts.text(*count)), ("actual", items.len().to_string())],
        claims: cited,
        because: vec!["the text lists what it has just counted".to_owned()],
        confidence: 0.75,
        ..Verdict::default()
    })
}
