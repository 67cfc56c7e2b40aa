/*! What recurs: "every Monday", "daily", "each year". It is read so that it is not taken for anything else, and conflicts with
nothing. */

use nom::Parser;
use nom::branch::alt;
use rust_decimal::Decimal;

use super::clock::{clock, supported};
use super::word::{
    comma, counted_unit, follows_link, is_content, is_link, is_weak, link, month, often, part, past_link, season,
    seasons, unit, weekday, weekdays, weekend,
};
use crate::extract::Reading;
use crate::extract::numeral::integer;
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::Link;
use crate::value::{Date, Duration, Grain, Hours, InYear, Range, TimeOfDay, Value};

/// A set.
pub(super) fn set(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let start = scan.at();
    let (rest, value) = alt((at_first, with_time)).parse(scan)?;
    Ok((rest, Reading { value, core: (start, rest.at()), hedge: None }))
}

/// "9am on Sundays", "3pm each day".
fn at_first(scan: Scan<'_>) -> Parsed<'_, Value> {
    let (rest, time) = clock(scan)?;
    let (rest, value) = recurring(past_link(comma(rest), Link::On))?;
    match at_time(&value, time) {
        Some(value) => Ok((rest, value)),
        None => fail(scan),
    }
}

/// "Thursdays at 17.30", "every day at 7am".
fn with_time(scan: Scan<'_>) -> Parsed<'_, Value> {
    let (rest, value) = recurring(scan)?;
    let at = past_link(rest, Link::At);
    let time = if at.at() > rest.at() { supported(at) } else { clock(rest) };
    match time.ok().and_then(|(after, time)| Some((after, at_time(&value, time)?))) {
        Some(found) => Ok(found),
        None => Ok((rest, value)),
    }
}

/// What recurs at that time of its day.
fn at_time(value: &Value, time: TimeOfDay) -> Option<Value> {
    let hours = Some(Hours::Clock(time));
    match value {
        Value::Date(date) if date.hours.is_some() => Some(Value::Date(super::in_part(*date, time))),
        Value::Date(date) if date.weekday.is_some() => Some(Value::Date(Date { hours, ..*date })),
        Value::Duration(d) if d.grain == Grain::Day && d.written == Some(Decimal::ONE) => {
            Some(Value::Date(Date { hours, set: true, ..Date::open() }))
        }
        _ => None,
    }
}

/// Whether the words before "weekends" or "evenings" say that every one is meant, and none counts them.
fn recurs(scan: Scan<'_>) -> bool {
    let the = usize::from(follows_link(scan, 1, Link::The));
    let before = |link| follows_link(scan, 1 + the, link);
    // "in hot springs" and "in summers"
    before(Link::On)
        || before(Link::At)
        || before(Link::In) && seasons(scan).is_ok() && !is_content(scan.skip(1))
        || before(Link::In) && the > 0
        || before(Link::During) && the > 0
}

/// Whether the days of the week before this one in its row are said to be every one: "every Monday, Tuesday and Thursday".
fn follows_each(scan: Scan<'_>) -> bool {
    let mut at = scan.at();
    loop {
        let joins = |n: usize| {
            at.checked_sub(n)
                .map(|to| scan.from(to))
                .is_some_and(|link| is_link(link, Link::And) || link.first_text() == ",")
        };
        let links = 2 - usize::from(!joins(2) || !joins(1));
        let Some(day) = at.checked_sub(1 + links).filter(|_| joins(1)).map(|day| scan.from(day)) else { return false };
        if weekday(day).is_err() {
            return false;
        }
        if follows_link(day, 1, Link::Each) {
            return true;
        }
        at = day.at();
    }
}

fn recurring(scan: Scan<'_>) -> Parsed<'_, Value> {
    let length =
        |n: u32, grain| Value::Duration(Duration { set: true, ..Duration::new(Range::exact(Decimal::from(n)), grain) });
    if let Ok((rest, (grain, count))) = often(scan) {
        // "the annual parade": an adjective that says little of when.
        let adjective = is_content(rest);
        if is_weak(scan) && adjective {
            return fail(scan);
        }
        return Ok((rest, length(count.into(), grain)));
    }
    let open = Date { set: true, ..Date::open() };
    if let Ok((rest, n)) = weekdays(scan) {
        return Ok((rest, Value::Date(Date { weekday: Some(n), ..open })));
    }
    // "Friday mornings"
    if let Ok((rest, n)) = weekday(scan)
        && is_link(rest, Link::Parts)
        && let Ok((rest, part)) = part(rest)
    {
        return Ok((rest, Value::Date(Date { weekday: Some(n), hours: Some(Hours::Part(part)), ..open })));
    }
    // "the second Saturday of each month"
    if let Ok((rest, n)) = super::word::ordinal(scan)
        && let Ok((rest, day)) = weekday(rest)
    {
        let (rest, ()) = link(Link::Of)(rest)?;
        let (rest, ()) = link(Link::Each)(rest)?;
        return match unit(rest)? {
            (rest, (Grain::Month, 1, false)) if (1..=5).contains(&n) => {
                Ok((rest, Value::Date(Date { weekday: Some(day), nth: Some((n as i8, Grain::Day)), ..open })))
            }
            _ => fail(scan),
        };
    }
    // "the last Friday of each month"
    if let Ok((rest, crate::lexicon::Which::Last)) = super::word::which(past_link(scan, Link::The))
        && let Ok((rest, day)) = weekday(rest)
        && let Ok((rest, ())) = link(Link::Of)(rest)
        && let Ok((rest, ())) = link(Link::Each)(rest)
        && let Ok((rest, (Grain::Month, 1, false))) = unit(rest)
    {
        return Ok((rest, Value::Date(Date { weekday: Some(day), nth: Some((-1, Grain::Day)), ..open })));
    }
    // the Thursday of "every Tuesday and Thursday"
    if let Ok((rest, n)) = weekday(scan)
        && follows_each(scan)
    {
        return Ok((rest, Value::Date(Date { weekday: Some(n), ..open })));
    }
    // "every other Wednesday"
    if let Ok((rest, ())) = link(Link::EachOther)(scan)
        && let Ok((rest, n)) = weekday(rest)
    {
        return Ok((rest, Value::Date(Date { weekday: Some(n), ..open })));
    }
    // "on weekends", "in the evenings"
    if is_link(scan, Link::Parts)
        && let Ok((rest, date)) = weekend(scan)
            .map(|(rest, ())| (rest, Date { weekend: true, ..open }))
            .or_else(|_| seasons(scan).map(|(rest, s)| (rest, Date { within: Some(InYear::Season(s)), ..open })))
            .or_else(|_| part(scan).map(|(rest, part)| (rest, Date { hours: Some(Hours::Part(part)), ..open })))
        && recurs(scan)
    {
        return Ok((rest, Value::Date(date)));
    }
    if let Ok((rest, ())) = link(Link::EachOther)(scan) {
        let (rest, (grain, count, false)) = unit(rest)? else { return fail(scan) };
        return Ok((rest, length(2 * u32::from(count), grain)));
    }
    let (rest, ()) = link(Link::Each)(scan)?;
    if let Ok((rest, weekday)) = weekday(rest) {
        let date = Date { weekday: Some(weekday), ..open };
        let (rest, hours) = part(rest).map_or((rest, None), |(rest, p)| (rest, Some(Hours::Part(p))));
        return Ok((rest, Value::Date(Date { hours, ..date })));
    }
    if let Ok((rest, part)) = part(rest) {
        return Ok((rest, Value::Date(Date { hours: Some(Hours::Part(part)), ..open })));
    }
    if let Ok((rest, n)) = month(rest) {
        return Ok((rest, Value::Date(Date { within: Some(InYear::Month(n)), ..open })));
    }
    if let Ok((rest, s)) = season(rest) {
        return Ok((rest, Value::Date(Date { within: Some(InYear::Season(s)), ..open })));
    }
    if let Ok((rest, ())) = weekend(rest) {
        return Ok((rest, Value::Date(Date { weekend: true, ..open })));
    }
    if let Ok((rest, (grain, count, false))) = unit(rest) {
        return Ok((rest, length(count.into(), grain)));
    }
    // "every few days", "every half hour", "every four to six weeks"
    if let Ok((after, found)) = super::duration::length(rest)
        && (found.duration.written.is_none() || integer(rest).is_err())
        && !found.bare
    {
        return Ok((after, Value::Duration(Duration { set: true, ..found.duration })));
    }
    let (rest, n) = integer(rest)?;
    if is_link(rest, Link::Of) {
        return fail(scan);
    }
    let (rest, (grain, count, _)) = counted_unit(rest)?;
    match n.value.checked_mul(count.into()) {
        Some(n) => Ok((rest, length(n, grain))),
        None => fail(scan),
    }
}
