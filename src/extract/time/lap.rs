/*! What a race, a lap or a start took: "1:36.6", "2:04:35", "1.2s". Minutes and hours with a colon are a time of day where neither a
fraction of a second nor a word beside them says otherwise. */

use rust_decimal::Decimal;

use super::clock::follows_time_of;
use super::word::{digits, follows_link, is_link, meridiem, tight, zone};
use crate::extract::Reading;
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::Link;
use crate::text::TokenKind;
use crate::value::{Duration, Grain, Range, Value};

/// "1:36.6", "2:04:35": minutes and seconds that somebody took, with a fraction of a second or where a word beside them says so;
/// "at 12:34:20" is a time of day.
pub(super) fn lap(scan: Scan<'_>) -> Parsed<'_, Reading> {
    if let Some(found) = seconds(scan) {
        return Ok(found);
    }
    let (rest, (first, _)) = digits(scan, 1, 2)?;
    let (rest, _) = tight(rest, &[":"])?;
    let two = |text: &str| {
        let whole = text.split('.').next().filter(|w| w.len() == 2)?;
        whole.parse::<u8>().ok().filter(|n| *n < 60).and_then(|_| text.parse::<Decimal>().ok())
    };
    let next = |scan: Scan<'_>| scan.first().filter(|t| t.is_glued() && t.kind == TokenKind::Number).copied();
    let Some(second) = next(rest) else { return fail(scan) };
    let Some(mut last) = two(scan.word(&second)) else { return fail(scan) };
    let (mut rest, mut whole) = (rest.skip(1), Decimal::from(first));
    let mut split = scan.word(&second).contains('.');
    let mut long = false;
    if !split
        && let Ok((after, _)) = tight(rest, &[":"])
        && let Some(third) = next(after)
        && let Some(seconds) = two(scan.word(&third))
    {
        let Some(minutes) = whole.checked_mul(60.into()).and_then(|n| n.checked_add(last)) else { return fail(scan) };
        (whole, last, rest) = (minutes, seconds, after.skip(1));
        split = scan.word(&third).contains('.');
        long = true;
    }
    let glued = scan.first().is_some_and(|t| t.is_glued()) && scan.before().is_some_and(|t| scan.word(t) != "(");
    let runs_on =
        rest.first().is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || t.is_dash() || rest.word(t) == ":"));
    let cued = long && (follows_link(scan, 1, Link::In) || follows_time_of(scan) || is_link(rest, Link::Apart));
    let clock = follows_link(scan, 1, Link::At) || meridiem(rest).is_ok() || zone(rest).is_ok();
    if glued || runs_on || clock || !(split || cued) {
        return fail(scan);
    }
    match whole.checked_mul(60.into()).and_then(|n| n.checked_add(last)) {
        Some(seconds) => {
            let value = Value::Duration(Duration::new(Range::exact(seconds), Grain::Second));
            Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
        }
        None => fail(scan),
    }
}

/// "1.2s": nobody writes decades or plurals with a point.
fn seconds(scan: Scan<'_>) -> Option<(Scan<'_>, Reading)> {
    let number = scan.first().filter(|t| t.kind == TokenKind::Number && scan.word(t).contains('.'))?;
    let amount: Decimal = scan.word(number).parse().ok()?;
    let unit = scan.skip(1);
    let glued = unit.first().is_some_and(|t| t.is_glued() && !t.is_capital()) && is_link(unit, Link::S);
    let rest = unit.skip(1);
    let runs_on = rest
        .first()
        .is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || matches!(rest.word(t), "/" | "'" | "’")));
    let value = Value::Duration(Duration::new(Range::exact(amount), Grain::Second));
    (glued && !runs_on).then_some((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
}
