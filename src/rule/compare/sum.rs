/*! `[compare.sum]`: parts that do not add up to their whole. */

use rust_decimal::Decimal;

use super::{Facts, interval};
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::rule::cite::range_in_words;
use crate::value::Range;

pub(super) const PLACEHOLDERS: &[&str] = &["whole", "parts", "sum"];

pub(super) fn sum(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let Statement::Parts { whole, parts, ones, complete } = statement else { return None };
    let range = |claim: usize| facts.claims[claim].mention.value.range();
    let ones = Decimal::from(*ones);
    let mut plain = Range::exact(ones);
    let mut rounded = plain;
    for &part in parts {
        let part = range(part)?;
        plain = interval::add(plain, part);
        rounded = interval::add(rounded, interval::counted(part));
    }
    let total = interval::loosen(interval::counted(range(*whole)?), facts.tolerance);
    let exceeds = match (rounded.low, total.high) {
        (Some(low), Some(high)) => low > high,
        _ => false,
    };
    if rounded.meets(&total) || (!complete && !exceeds) {
        return None;
    }
    let mut written: Vec<String> = parts.iter().map(|&p| facts.core(p).to_owned()).collect();
    if !ones.is_zero() {
        written.push(ones.to_string());
    }
    let mut claims = vec![*whole];
    claims.extend(parts);
    Some(Verdict {
        values: vec![("whole", facts.text(*whole)), ("parts", written.join(" + ")), ("sum", range_in_words(&plain))],
        claims,
        because: vec![
            if *complete {
                "the text tells the parts as all that there are"
            } else {
                "the parts are more than the whole"
            }
            .to_owned(),
        ],
        confidence: 0.85,
        ..Verdict::default()
    })
}
