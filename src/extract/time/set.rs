/*! What recurs: "every Monday", "daily", "each year". It is read so that it is not taken for anything else, and conflicts with
nothing. */

use rust_decimal::Decimal;

use super::word::{
    counted_unit, is_content, is_link, is_weak, link, month, often, part, season, unit, weekday, weekdays, weekend,
};
use crate::extract::Reading;
use crate::extract::numeral::integer;
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::Link;
use crate::value::{Date, Duration, Hours, InYear, Range, Value};

/// A set.
pub(super) fn set(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let start = scan.at();
    let (rest, value) = recurring(scan)?;
    Ok((rest, Reading { value, core: (start, rest.at()), hedge: None }))
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
