/*! What a race, a lap or a start took: "1:36.6", "2:04:35", "1.2s". Minutes and hours with a colon are a time of day where neither a
fraction of a second nor a word beside them says otherwise. */

use rust_decimal::Decimal;

use super::word::{bound, cue, digits, follows_cue, follows_link, goes_on, is_link, meridiem, tight, zone};
use crate::extract::Reading;
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::{Class, Link, NumberCue};
use crate::text::{Token, TokenKind};
use crate::value::{Bound, Duration, Grain, Range, Value};

/// "1:36.6", "2:04:35": minutes and seconds that somebody took, with a fraction of a second or where a word beside them says so;
/// "at 12:34:20" is a time of day.
pub(super) fn lap(scan: Scan<'_>) -> Parsed<'_, Reading> {
    if let Some(found) = seconds(scan).or_else(|| lettered(scan)) {
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
    let glued = is_tail(scan);
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark) || goes_on(rest);
    // "a record of 2:04:35", "clocked 2:04:35"
    let took = [Link::In, Link::Of].into_iter().any(|l| follows_link(scan, 1, l)) || follows_took(scan);
    let cued = long && (took || is_link(rest, Link::Apart)) || is_lead(scan);
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

/// Whether the number is glued to what stands before, and that is no quotation mark, bracket or long dash.
fn is_tail(scan: Scan<'_>) -> bool {
    let opens = |t: &Token| matches!(scan.word(t), "(" | "[" | "\"" | "“" | "‘" | "'" | "—");
    scan.first().is_some_and(|t| t.is_glued()) && !scan.before().is_some_and(opens)
}

/// Whether "clocked" or "finished in" stands before.
fn follows_took(scan: Scan<'_>) -> bool {
    (1..=2).any(|back| {
        let start = scan.at().checked_sub(back).map(|at| scan.from(at));
        start.is_some_and(|start| cue(NumberCue::Took)(start).is_ok_and(|(rest, ())| rest.at() == scan.at()))
    })
}

/// "leads by 5:03", "won it by 1:12": what one is ahead by.
pub(super) fn is_lead(scan: Scan<'_>) -> bool {
    const REACH: usize = 3;
    follows_cue(scan, 1, NumberCue::ByHowMuch)
        && (2..=1 + REACH)
            .take_while(|&back| scan.back(back).is_some_and(Token::is_word))
            .any(|back| scan.at().checked_sub(back).is_some_and(|at| cue(NumberCue::Score)(scan.from(at)).is_ok()))
}

/// "a timeout of 30s", "defaults to 30s".
fn is_timeout(scan: Scan<'_>) -> bool {
    const REACH: usize = 4;
    [Link::Of, Link::To].into_iter().any(|l| follows_link(scan, 1, l))
        && (2..=1 + REACH)
            .take_while(|&back| scan.back(back).is_some_and(Token::is_word))
            .any(|back| scan.at().checked_sub(back).is_some_and(|at| cue(NumberCue::Timeout)(scan.from(at)).is_ok()))
}

/// Whether the word before says how long, or how often: "for", "within", "every", "took".
fn lasts(scan: Scan<'_>) -> bool {
    [Link::During, Link::Within, Link::Each].into_iter().any(|l| follows_link(scan, 1, l))
        || follows_cue(scan, 1, NumberCue::Took)
        || scan.at().checked_sub(1).is_some_and(|at| matches!(bound(scan.from(at)), Ok((_, Bound::After))))
}

/// "3h 12m", "2h 4m 35s", "2h11m53s": hours, minutes and seconds by their letters, two of them at least.
pub(super) fn lettered(scan: Scan<'_>) -> Option<(Scan<'_>, Reading)> {
    let mut rest = scan;
    let mut parts = 0;
    let mut sum = Decimal::ZERO;
    let mut grain = Grain::Hour;
    for (of, unit, below, seconds) in [
        (Link::Hours, Grain::Hour, 60, 3_600),
        (Link::MinuteMark, Grain::Minute, 60, 60),
        (Link::S, Grain::Second, 60, 1),
    ] {
        let most = if parts == 0 { 1_000 } else { below };
        if let Some((after, n)) = lettered_part(rest, of).filter(|(_, n)| *n < most) {
            (rest, sum, grain) = (after, sum.checked_add(Decimal::from(n).checked_mul(seconds.into())?)?, unit);
            parts += 1;
        } else if parts > 0 && unit != Grain::Second {
            return None;
        }
    }
    // "1m 22.5s"
    if parts > 0
        && grain != Grain::Second
        && let Some((after, Reading { value: Value::Duration(last), .. })) = seconds(rest)
        && let Some(n) = last.written.filter(|n| *n < 60.into())
    {
        (rest, sum, grain) = (after, sum.checked_add(n)?, Grain::Second);
        parts += 1;
    }
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || rest.word(t) == "/"));
    let glued = is_tail(scan);
    if parts < 2 || runs_on || glued {
        return None;
    }
    let amount = sum.checked_div(grain.seconds()?.into())?;
    let value = Value::Duration(Duration::new(Range::exact(amount), grain));
    Some((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
}

/// "12m": a number and the letter of its unit.
fn lettered_part(scan: Scan<'_>, of: Link) -> Option<(Scan<'_>, u16)> {
    let (rest, (n, _)) = digits(scan, 1, 3).ok()?;
    let letter = rest.first().filter(|t| t.is_glued() && t.span.len() == 1)?;
    (is_link(rest, of) && !letter.is_capital()).then_some((rest.skip(1), n))
}

/// "1.2s": nobody writes decades or plurals with a point; "for 30s", "every 5s".
fn seconds(scan: Scan<'_>) -> Option<(Scan<'_>, Reading)> {
    let number = scan.first().filter(|t| t.kind == TokenKind::Number)?;
    let timeout = is_timeout(scan);
    let whole = || scan.word(number).len() <= 3 && (timeout || lasts(scan));
    (scan.word(number).contains('.') || whole()).then_some(())?;
    let amount: Decimal = scan.word(number).parse().ok()?;
    let unit = scan.skip(1);
    let glued = unit.first().is_some_and(|t| t.is_glued() && !t.is_capital()) && is_link(unit, Link::S);
    let rest = unit.skip(1);
    let runs_on = rest
        .first()
        .is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || matches!(rest.word(t), "/" | "'" | "’")));
    // "for 90s fans", "after 80s Britain"
    let decade = (amount % Decimal::TEN).is_zero()
        && !timeout
        && rest.first().is_some_and(|t| t.is_word() && !rest.lexicon.is(t.word, Class::Preposition));
    let value = Value::Duration(Duration::new(Range::exact(amount), Grain::Second));
    (glued && !runs_on && !decade).then_some((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
}
