/*! Places in an order: "third", "2nd", "twenty-first", "one hundred and fifth". */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use rust_decimal::Decimal;

use super::Reading;
use super::hedge::hedges_before;
use super::numeral::{and, joint, numeral};
use super::scan::{Parsed, Scan, fail, glued, number_mark, number_word};
use crate::lexicon::{Bound, Class, NumberSense as N, Sense, Sorts, Starts};
use crate::text::TokenKind;
use crate::value::{Range, Value};

/// An ordinal in digits or words.
pub(super) fn ordinal(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let Some(first) = scan.first() else { return fail(scan) };
    if scan.starts().any(Starts::RANGE) {
        return between(scan);
    }
    if scan.starts().any(Starts::HEDGE)
        && let Ok(found) = bounded(scan)
    {
        return Ok(found);
    }
    let (rest, value) = match first.kind {
        TokenKind::Number if scan.peek(1).is_some_and(|t| t.is_glued() && t.is_word()) => {
            let (rest, n) = numeral(scan)?;
            let (rest, ()) = glued(number_mark(N::OrdinalSuffix))(rest)?;
            if !n.value.is_integer() || is_stone(scan, n.value) { return fail(scan) } else { (rest, n.value) }
        }
        TokenKind::Word if scan.starts().any(Starts::NUMERAL.or(Starts::ORDINAL)) => words(scan)?,
        _ => return fail(scan),
    };
    if rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark) || is_time(scan) {
        return fail(scan);
    }
    let reading = Reading { value: Value::Ordinal(Range::exact(value)), core: (scan.at(), rest.at()), hedge: None };
    Ok((rest, reading))
}

/// "between the tenth and the fifteenth". In digits these are as likely days of a month.
fn between<'a>(scan: Scan<'a>) -> Parsed<'a, Reading> {
    let the = |scan: Scan<'a>| scan.class(Class::Determiner).map_or(scan, |n| scan.skip(n));
    let (rest, ()) = number_mark(N::Between)(scan)?;
    let (rest, low) = words(the(rest))?;
    let (rest, ()) = and(rest)?;
    let (rest, high) = words(the(rest))?;
    if low >= high || rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark) {
        return fail(scan);
    }
    let value = Value::Ordinal(Range::between(low, high));
    Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
}

/// "higher than the tenth but lower than the fifteenth": two bounds that leave places between them.
fn bounded<'a>(scan: Scan<'a>) -> Parsed<'a, Reading> {
    let the = |scan: Scan<'a>| scan.class(Class::Determiner).map_or(scan, |n| scan.skip(n));
    let bound = |scan: Scan<'a>| {
        let (rest, hedges) = hedges_before(scan);
        let bound = hedges.iter().next().map(|id| scan.lexicon.hedge(id).bound);
        let (rest, n) = words(the(rest))?;
        match bound {
            Some(Bound::MoreThan | Bound::AtLeast) => Ok((rest, (n, true))),
            Some(Bound::FewerThan | Bound::AtMost) => Ok((rest, (n, false))),
            _ => fail(scan),
        }
    };
    let (rest, (first, above)) = bound(scan)?;
    let comma = rest.first().is_some_and(|t| rest.word(t) == ",");
    let link = if comma { rest.skip(1) } else { rest };
    let rest = link.class(Class::Conjunction).map_or(link, |n| link.skip(n));
    let (rest, (second, again)) = if rest.at() > link.at() || comma { bound(rest)? } else { return fail(scan) };
    let (low, high) = if above { (first, second) } else { (second, first) };
    if above == again || low >= high || rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark) {
        return fail(scan);
    }
    let value = Value::Ordinal(Range::between(low, high));
    Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
}

/// "12st", "11st": what is no ordinal for its suffix, and has no noun behind.
fn is_stone(scan: Scan<'_>, n: Decimal) -> bool {
    let unit = scan.skip(1).senses_of(Sorts::UNIT).any(|(_, s)| matches!(s, Sense::Unit(..)));
    // "at 17st he is hard to miss"
    let pronoun = scan.peek(2).is_some_and(|t| scan.lexicon.is(t.word, Class::Pronoun));
    unit && !is_first(n) && (pronoun || ends(scan.skip(2)))
}

/// Whether no noun follows.
pub(super) fn ends(behind: Scan<'_>) -> bool {
    let closed = [Class::Preposition, Class::Conjunction, Class::Auxiliary];
    behind
        .first()
        .is_none_or(|t| t.kind != TokenKind::Word || closed.iter().any(|&class| behind.lexicon.is(t.word, class)))
}

/// Whether the suffix of "first" fits: 1, 21, 101, but not 11.
pub(super) fn is_first(n: Decimal) -> bool {
    let ends = |by: Decimal, with: Decimal| n.checked_rem(by) == Some(with);
    ends(Decimal::TEN, Decimal::ONE) && !ends(Decimal::ONE_HUNDRED, Decimal::from(11))
}

fn words(scan: Scan<'_>) -> Parsed<'_, Decimal> {
    let unit = number_word(|s| match s {
        N::Ordinal(n) => Some(n),
        _ => None,
    });
    if let Ok((rest, n)) = unit(scan) {
        return Ok((rest, n.into()));
    }
    let (rest, tens) = numeral(scan)?;
    let (rest, _) = opt(alt((joint, and, dash))).parse(rest)?;
    let (rest, n) = unit(rest)?;
    let n = Decimal::from(n);
    let value = if n < Decimal::TEN && remainder(tens.value, Decimal::TEN)
        || n < Decimal::ONE_HUNDRED && remainder(tens.value, Decimal::ONE_HUNDRED)
    {
        tens.value.checked_add(n)
    } else if n >= Decimal::ONE_HUNDRED {
        tens.value.checked_mul(n)
    } else {
        None
    };
    match value {
        Some(value) if tens.value.is_integer() => Ok((rest, value)),
        _ => fail(scan),
    }
}

fn dash(scan: Scan<'_>) -> Parsed<'_, ()> {
    super::scan::dash(scan).map(|(rest, _)| (rest, ()))
}

fn remainder(n: Decimal, by: Decimal) -> bool {
    n >= by && n.checked_rem(by).is_some_and(|r| r.is_zero())
}

/// "a second", "30 second": the unit of time.
fn is_time(scan: Scan<'_>) -> bool {
    let time = scan.senses().any(|(n, s)| n == 1 && (matches!(s, Sense::Calendar(_)) || matches!(s, Sense::Unit(..))));
    time && scan.before().is_some_and(|t| {
        t.kind == TokenKind::Number
            || scan.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Number(N::Cardinal(_) | N::Per)))
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores, reads};

    #[test]
    fn spellings() {
        reads("ordinal 2", &["2nd", "second"]);
        reads("ordinal 21", &["21st", "twenty-first", "twenty first"]);
        reads("ordinal 125", &["125th", "one hundred twenty-fifth", "one hundred and twenty-fifth"]);
        reads("ordinal 30", &["thirtieth", "30th"]);
        reads("ordinal 21", &["21st"]);
        reads("ordinal 111", &["111th"]);
        ignores(&["2nds", "a 30 second delay"]);
        reads(
            "ordinal 10 to 15",
            &["higher than the tenth but lower than the fifteenth", "below the fifteenth and above the tenth"],
        );
        finds("It rose above the tenth and fell.", &["ordinal 10"]);
        reads("ordinal 200", &["two-hundredth", "200th"]);
    }
}
