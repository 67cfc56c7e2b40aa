/*! `[compare.share]`: a percentage that does not follow from its counts. Cut off instead of rounded, it still does: 66 % for two of
three. */

use rust_decimal::Decimal;

use super::{Facts, interval};
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::rule::cite::range_in_words;
use crate::value::{Range, half_unit};

pub(super) const PLACEHOLDERS: &[&str] = &["share", "part", "whole", "actual"];

pub(super) fn share(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let &Statement::Share { share, part, whole } = statement else { return None };
    let range = |claim: usize| facts.claims[claim].mention.value.range();
    let of = |part: Range, whole: Range| {
        interval::multiply(interval::divide(part, whole), Range::exact(Decimal::ONE_HUNDRED))
    };
    let actual = of(interval::counted(range(part)?), interval::counted(range(whole)?));
    let told = range(share)?;
    let stated = match told.point() {
        // A whole unit of the last digit, since some cut off what others round.
        Some(n) if n.is_integer() => told.widen(Decimal::ONE),
        Some(n) => told.widen(half_unit(n) * Decimal::TWO),
        None => told,
    };
    if interval::loosen(stated, facts.tolerance).meets(&actual) {
        return None;
    }
    let plain = of(range(part)?, range(whole)?);
    let short = plain.map(|n| Some(n.round_dp(1))).unwrap_or(plain);
    Some(Verdict {
        values: vec![
            ("share", facts.text(share)),
            ("part", facts.text(part)),
            ("whole", facts.text(whole)),
            ("actual", format!("{} %", range_in_words(&short))),
        ],
        claims: vec![share, part, whole],
        because: vec!["the text puts the share beside its two counts".to_owned()],
        confidence: 0.9,
        ..Verdict::default()
    })
}
