/*! Measurements: an amount and a unit, "5.4 km", "120 mph", "5ft 11in", "6 foot 2", "a 45-acre park", "magnitude 7.6". */

use rust_decimal::Decimal;

use super::amount::{Amount, Form, Lead, of_one};
use super::numeral::{and, joint, numeral};
use super::quantity::{Meaning, Tail, plain};
use super::scan::{Scan, number_word};
use crate::lexicon::{Cue, NumberSense as N, Sense, UnitForm};
use crate::text::TokenKind;
use crate::value::{Range, UnitId};

/// "magnitude 7.6": the unit stands before.
pub(super) fn before<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let Some(Lead::Unit(id)) = amount.lead else { return None };
    let digits = amount.form != Form::Vague && amount.currency.is_none();
    let runs_on = behind.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark);
    if !digits || runs_on {
        return None;
    }
    match tail(behind, behind, amount) {
        Some(longer) if longer.meaning == Meaning::Unit(id) => Some(longer),
        _ => plain(behind, Meaning::Unit(id), amount),
    }
}

/// " km", "-acre", " ft 11 in", " miles per hour".
pub(super) fn tail<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() {
        return None;
    }
    let start = match amount.form {
        Form::Fraction => of_one(behind),
        Form::Vague => number_word(|s| (s == N::Of).then_some(()))(behind).map_or(behind, |(rest, ())| rest),
        _ => joint(behind).map_or(behind, |(rest, ())| rest),
    };
    // A bracket between the number and its unit, as in tables: "20 [kg]".
    let (rest, id) = unit(start)?;
    let named = start.first().is_some_and(|t| t.is_capital() && !t.is_shout() && !t.is_glued());
    if named && super::count::year_like(&amount.last) || is_metre(start, id) == Some(false) {
        return None;
    }
    let simple = plain_unit(start, false).is_some_and(|(_, plain)| plain == id);
    let Some(whole) = amount.stated.point().filter(|_| simple) else { return plain(rest, Meaning::Unit(id), amount) };
    let (rest, sum) = smaller(rest, id, whole);
    Some(Tail { rest, meaning: Meaning::Unit(id), stated: Range::exact(sum) })
}

/// For a lone "m" directly behind digits, which may also be a million: whether what follows makes it metres. `None` for other units.
fn is_metre(start: Scan<'_>, _: UnitId) -> Option<bool> {
    let letter = start.first().filter(|t| t.is_glued() && t.span.len() == 1)?;
    start.lexicon.meanings(letter.word).find(|s| matches!(s, Sense::Number(N::MoneyScale(6))))?;
    let next = start.peek(1);
    let word = next.filter(|t| t.is_word() && !t.is_glued());
    Some(word.is_none_or(|t| {
        start
            .lexicon
            .meanings(t.word)
            .any(|s| matches!(s, Sense::Cue(Cue::Metres) | Sense::Calendar(_) | Sense::Class(_)))
    }))
}

/// Adds the smaller units behind: "5 ft 11 in", "2 yards, 7 feet and 10 inches", "6 foot 2".
fn smaller(scan: Scan<'_>, id: UnitId, whole: Decimal) -> (Scan<'_>, Decimal) {
    let (mut rest, mut sum, mut last) = (scan, whole, id);
    let big = scan.lexicon.unit(id);
    while let Some((after, small, value)) = part(rest, last) {
        let unit = scan.lexicon.unit(small);
        let more = value
            .checked_mul(unit.factor)
            .and_then(|n| n.checked_mul(big.divisor))
            .and_then(|n| n.checked_div(big.factor.checked_mul(unit.divisor)?))
            .and_then(|n| n.checked_add(sum));
        let Some(more) = more else { break };
        (rest, sum, last) = (after, more, small);
    }
    (rest, sum)
}

/// One smaller part behind a whole number of units.
fn part(scan: Scan<'_>, last: UnitId) -> Option<(Scan<'_>, UnitId, Decimal)> {
    let comma = scan.first().is_some_and(|t| scan.word(t) == ",");
    let rest = if comma { scan.skip(1) } else { scan };
    let (rest, linked) = and(rest).map_or((rest, comma), |(rest, ())| (rest, true));
    if !rest.first().is_some_and(|t| t.kind == TokenKind::Number || t.kind == TokenKind::Word) {
        return None;
    }
    let (rest, n) = numeral(rest).ok()?;
    let big = scan.lexicon.unit(last);
    if let Some((after, id)) = unit(joint(rest).map_or(rest, |(rest, ())| rest)) {
        let small = scan.lexicon.unit(id);
        let fits = small.dimension == big.dimension
            && small.factor < big.factor
            && small.offset.is_zero()
            && n.value.checked_mul(small.factor).is_some_and(|v| v < big.factor.saturating_mul(Decimal::TEN));
        return fits.then_some((after, id, n.value));
    }
    let minor = scan.lexicon.minor(last)?;
    let small = scan.lexicon.unit(minor);
    let below = n.value.is_integer() && n.value.checked_mul(small.factor).is_some_and(|v| v < big.factor);
    let ends = rest.first().is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash());
    (!linked && below && ends).then_some((rest, minor, n.value))
}

/// A unit with its power and what it is a rate of: "km", "square miles", "m²", "km/h", "m s−1", "barrels a day".
pub(super) fn unit(scan: Scan<'_>) -> Option<(Scan<'_>, UnitId)> {
    let (rest, id) = plain_unit(scan, false)?;
    let (rest, id) = power(rest, id)?;
    rate(rest, id)
}

fn plain_unit(scan: Scan<'_>, below: bool) -> Option<(Scan<'_>, UnitId)> {
    let first = scan.first()?;
    scan.senses().find_map(|(n, s)| {
        let Sense::Unit(id, form) = s else { return None };
        let rest = scan.skip(n);
        let fits = match form {
            UnitForm::Word => true,
            UnitForm::Before => false,
            UnitForm::Below => below,
            UnitForm::Symbol(row) => {
                let symbol = scan.lexicon.symbol(row);
                let next = rest.first();
                let link = rest.senses().any(|(_, s)| matches!(s, Sense::Number(N::And | N::To | N::Or)));
                let clear = first.is_glued() || link || next.is_none_or(|t| t.kind == TokenKind::Mark);
                // "2 pm" is a time of day.
                let clock = scan.lexicon.meanings(first.word).any(|s| matches!(s, Sense::Calendar(_)));
                let exact = rest
                    .span_from(scan.at())
                    .of(scan.text)
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .eq(symbol.text.chars());
                exact && (!symbol.shy || clear) && !(clock && n == 1 && !below)
            }
        };
        let runs_on = rest.first().is_some_and(|t| t.is_glued() && t.is_word());
        (fits && !runs_on).then_some((rest, id))
    })
}

/// The power glued behind a unit, "2", "²", "^2". `None` where there is one that makes no unit.
fn power(scan: Scan<'_>, id: UnitId) -> Option<(Scan<'_>, UnitId)> {
    let Some(next) = scan.first().filter(|t| t.is_glued()) else { return Some((scan, id)) };
    let exponent = |text: &str| match text {
        "2" | "²" => Some(2),
        "3" | "³" => Some(3),
        _ => None,
    };
    match (next.kind, scan.word(next)) {
        (TokenKind::Number, text) | (TokenKind::Mark, text @ ("²" | "³")) => {
            Some((scan.skip(1), scan.lexicon.power(id, exponent(text)?)?))
        }
        (TokenKind::Mark, "^") => {
            let text = scan.peek(1).map(|t| scan.word(t))?;
            Some((scan.skip(2), scan.lexicon.power(id, exponent(text)?)?))
        }
        _ => Some((scan, id)),
    }
}

/// What stands below the unit: "/h", " per hour", " an hour", " s−1". `None` where what stands there makes another unit that
/// is not known.
fn rate<'a>(scan: Scan<'a>, id: UnitId) -> Option<(Scan<'a>, UnitId)> {
    let Some(next) = scan.first() else { return Some((scan, id)) };
    let made = |rest: Scan<'a>| {
        let (rest, below) = plain_unit(rest, true)?;
        power(rest, below)
    };
    if next.kind == TokenKind::Mark && scan.word(next) == "/" {
        let (rest, below) = made(scan.skip(1))?;
        return Some((rest, scan.lexicon.rate(id, below)?));
    }
    if next.is_glued() && next.is_dash() && scan.peek(1).is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number) {
        // "cm−1": wave numbers have no unit of their own here.
        return None;
    }
    if let Ok((rest, ())) = number_word(|s| (s == N::Per).then_some(()))(scan) {
        return match made(rest).and_then(|(rest, below)| Some((rest, scan.lexicon.rate(id, below)?))) {
            Some(found) => Some(found),
            // "20 tonnes a day" where no such rate is known: the claim says that it is one.
            None => Some((scan, id)),
        };
    }
    if let Some((rest, below)) = plain_unit(scan, true)
        && let (Some(dash), Some(one)) = (rest.first(), rest.peek(1))
        && dash.is_glued()
        && dash.is_dash()
        && one.is_glued()
        && one.kind == TokenKind::Number
    {
        let below = match rest.word(one) {
            "1" => below,
            "2" => scan.lexicon.power(below, 2)?,
            "3" => scan.lexicon.power(below, 3)?,
            // "a 3.5-litre V-6"
            _ => return Some((scan, id)),
        };
        return Some((rest.skip(2), scan.lexicon.rate(id, below)?));
    }
    Some((scan, id))
}
