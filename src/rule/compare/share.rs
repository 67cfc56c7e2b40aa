/*! `[compare.share]`: a percentage that does not follow from its counts. Cut off instead of rounded, it still does: 66 % for two of
three. */

use rust_decimal::Decimal;

use super::{Facts, interval};
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::rule::cite::range_in_words;
use crate::value::{Kind, Range, half_unit};

pub(super) const PLACEHOLDERS: &[&str] = &["share", "ratio", "actual"];

/// By how many per cent a share may differ from a simple ratio.
const LOOSE: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

pub(super) fn share(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let &Statement::Share { share, part, whole } = statement else { return None };
    let range = |claim: usize| facts.claims[claim].mention.value.range();
    let of = |part: Range, whole: Range| {
        interval::multiply(interval::divide(part, whole), Range::exact(Decimal::ONE_HUNDRED))
    };
    let (actual, plain) = if part == whole {
        let ratio = interval::multiply(range(part)?, Range::exact(Decimal::ONE_HUNDRED));
        (ratio, ratio)
    } else {
        let counted = of(interval::counted(range(part)?), interval::counted(range(whole)?));
        (counted, of(range(part)?, range(whole)?))
    };
    // "half", "a fifth": told of anything near it.
    let in_words = !facts.text(share).contains(|c: char| c.is_ascii_digit());
    let fraction = facts.claims[share].mention.value.kind() == Kind::Ratio;
    let told =
        if fraction { interval::multiply(range(share)?, Range::exact(Decimal::ONE_HUNDRED)) } else { range(share)? };
    let stated = match told.point() {
        // A whole unit of the last digit, since some cut off what others round.
        Some(n) if n.is_integer() => told.widen(Decimal::ONE),
        Some(n) => told.widen(half_unit(n) * Decimal::TWO),
        None => told,
    };
    // "one in five (22 %)": a ratio of small numbers is told of anything near it.
    let simple = (2..=10).any(|n| {
        range(part)
            .and_then(|r| r.point())
            .and_then(|r| r.checked_mul(Decimal::from(n)))
            .is_some_and(|n| n.is_integer())
    });
    let near = if in_words || part == whole && simple { LOOSE } else { Decimal::ZERO };
    if interval::loosen(stated, facts.tolerance).meets(&interval::loosen(actual, near)) {
        return None;
    }
    let short = plain.map(|n| Some(n.round_dp(1))).unwrap_or(plain);
    let mut claims = vec![share, part, whole];
    claims.dedup();
    let ratio = if part == whole { facts.text(part) } else { format!("{} of {}", facts.text(part), facts.text(whole)) };
    Some(Verdict {
        values: vec![
            ("share", facts.text(share)),
            ("ratio", ratio),
            ("actual", format!("{} %", range_in_words(&short))),
        ],
        claims,
        because: vec!["the text puts the share beside its two counts".to_owned()],
        confidence: 0.9,
        ..Verdict::default()
    })
}
