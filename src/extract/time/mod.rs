/*! Dates, times, durations, periods and sets, as prose tells them. What a text leaves open stays open here: `claim/anchor.rs`
holds it against the document's date.

[`date`] reads points and units of the calendar and times of day; [`period`] two of them with what joins them; [`duration`] lengths;
[`set`] what recurs. */

mod clock;
mod day;
mod duration;
mod numeric;
mod period;
mod relative;
mod set;
mod word;

use nom::Parser;
use nom::branch::alt;

use self::clock::{clock, supported};
use self::word::{bound, comma, follows_link, is_link, link, part, past_link, slack, which};
use super::Reading;
use super::scan::{Parsed, Scan, fail};
use crate::lexicon::{Link, Which};
use crate::value::{Base, Bound, Date, Grain, Hours, TimeOfDay, Value};

/// Lengths of time.
pub(super) fn duration(scan: Scan<'_>) -> Parsed<'_, Reading> {
    duration::duration(scan)
}

/// Stretches with two ends.
pub(super) fn period(scan: Scan<'_>) -> Parsed<'_, Reading> {
    period::period(scan)
}

/// What recurs.
pub(super) fn set(scan: Scan<'_>) -> Parsed<'_, Reading> {
    set::set(scan)
}

/// A date or time of day with what bounds it: "by Friday", "since 2008", "shortly after 7am on 24 February".
pub(super) fn date(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let (rest, slack) = slack(scan).map_or((scan, None), |(rest, s)| (rest, Some(s)));
    let (rest, bound) = match (slack, bound(rest)) {
        (None, Ok((rest, bound))) => (rest, bound),
        _ => (rest, Bound::At),
    };
    // "By about 7am".
    let (rest, slack) = match word::slack(rest) {
        Ok((rest, s)) if bound != Bound::At && slack.is_none() => (rest, Some(s)),
        _ => (rest, slack),
    };
    let rest = if rest.at() > scan.at() { past_link(past_link(rest, Link::On), Link::At) } else { rest };
    let start = rest.at();
    let (rest, mut date) = moment(rest, Moment { hour: false, year: bound != Bound::At })?;
    date.bound = bound;
    match (slack, date.hours) {
        (Some(slack), Some(Hours::Clock(time))) => date.hours = Some(Hours::Clock(TimeOfDay { slack, ..time })),
        (Some(_), _) => date.approx = true,
        (None, _) => {}
    }
    let end = rest.at();
    let rest = match link(Link::OrSo)(rest) {
        Ok((rest, ())) => {
            date.approx = true;
            rest
        }
        Err(_) => rest,
    };
    let value = match date.clock() {
        Some(time) if date.is_clock() => Value::Time(TimeOfDay { bound, ..time }),
        _ => Value::Date(date),
    };
    Ok((rest, Reading { value, core: (start, end), hedge: None }))
}

/// What the words around a moment support.
#[derive(Debug, Clone, Copy)]
struct Moment {
    /// A bare hour: "7".
    hour: bool,
    /// A bare year: "2008".
    year: bool,
}

/// A point or unit of time: a day, a longer unit, a time of day, or a day and a time of it in either order.
fn moment(scan: Scan<'_>, how: Moment) -> Parsed<'_, Date> {
    if let Ok((rest, time)) = clock(scan) {
        let date = Date { hours: Some(Hours::Clock(time)), ..Date::open() };
        return Ok(with_day(rest, date).unwrap_or((rest, date)));
    }
    if let Ok((rest, date)) = day(scan) {
        return Ok(with_hours(rest, date));
    }
    if let Ok((rest, time)) = supported(scan)
        && (how.hour || follows_link(scan, 1, Link::At))
    {
        let date = Date { hours: Some(Hours::Clock(time)), ..Date::open() };
        if let Some(found) = with_day(rest, date) {
            return Ok(found);
        }
        if how.hour {
            return Ok((rest, date));
        }
    }
    if how.year
        && let Ok((rest, n)) = word::year(scan)
    {
        return Ok((rest, Date { year: Some(n), ..Date::open() }));
    }
    fail(scan)
}

/// A day, month, year or stretch, whatever names it; "the" before it is taken.
fn day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let start = day::the(scan);
    let both = |s| alt((relative::relative, day::named)).parse(s);
    match both(start) {
        // "the Aug. 7 bombings", "the 1956 uprising": the date alone.
        Ok((_, date)) if start.at() > scan.at() && names_itself(start, &date) => fail(scan),
        Ok((rest, date)) if date.is_dayless() && date.hours.is_some() => {
            // "in the early evening on Tuesday"
            Ok(of_day(start, rest, date).unwrap_or((rest, date)))
        }
        Ok((rest, date)) => Ok(narrowed(rest, date)),
        Err(e) if start.at() > scan.at() => match both(scan) {
            Ok(found) => Ok(found),
            Err(_) => part_of_some_day(start).or(Err(e)),
        },
        Err(e) => Err(e),
    }
}

/// Whether "the" before a date belongs to what the date describes.
fn names_itself(start: Scan<'_>, date: &Date) -> bool {
    let begins = word::month(start).is_ok() || word::weekday(start).is_ok() || word::is_number_token(start);
    let whole_year = date.year.is_some() && date.within.is_none();
    let month_first = word::month(start).is_ok() || word::weekday(start).is_ok();
    date.base == Base::Fields && date.edge.is_none() && begins && (whole_year && !date.straddles || month_first)
}

/// "the morning" behind "in" or "during".
fn part_of_some_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, part) = part(scan)?;
    of_day(scan, rest, Date { hours: Some(Hours::Part(part)), ..Date::open() })
}

/// The day behind its part: "the morning of this Tuesday", "the afternoon, next Friday"; else "in the morning" alone.
fn of_day<'a>(scan: Scan<'a>, rest: Scan<'a>, part: Date) -> Parsed<'a, Date> {
    let behind = past_link(past_link(comma(rest), Link::Of), Link::On);
    if let Ok((after, date)) = day(behind)
        && is_day(&date)
        && (behind.at() > rest.at() || !matches!(date.base, Base::Fields) || date.weekday.is_some())
    {
        return Ok((after, Date { hours: part.hours, edge: part.edge, ..date }));
    }
    if follows_link(scan, 2, Link::In) || follows_link(scan, 2, Link::During) { Ok((rest, part)) } else { fail(scan) }
}

/// "Tuesday of next week", "Monday last week", "a year ago Monday" is left.
fn narrowed(scan: Scan<'_>, date: Date) -> (Scan<'_>, Date) {
    if date.weekday.is_some()
        && date.day.is_none()
        && date.nth.is_none()
        && date.base == Base::Fields
        && date.within.is_none()
    {
        let rest = past_link(scan, Link::Of);
        if let Ok((rest, base)) = relative::unit_container(rest, Grain::Week) {
            return (rest, Date { base, ..date });
        }
        if let Ok((rest, Which::Last)) = which(scan)
            && rest.first().is_none_or(|t| t.kind == crate::text::TokenKind::Mark)
        {
            return (rest, Date { base: Base::Turn { by: -1, from: crate::value::Origin::Published }, ..date });
        }
    }
    (scan, date)
}

/// Whether a time can stand beside it.
fn is_day(date: &Date) -> bool {
    date.hours.is_none() && date.grain() == Grain::Day && !matches!(date.base, Base::Vague(_)) && date.edge.is_none()
}

/// The time behind a day: "Tuesday night", "Monday at 3.30 p.m.", "yesterday morning", "on 24 February at 7am".
fn with_hours(scan: Scan<'_>, date: Date) -> (Scan<'_>, Date) {
    if date.edge.is_some() && date.grain() == Grain::Day && date.hours.is_none() {
        // "late Tuesday afternoon"
        if let Ok((rest, p)) = part(scan) {
            return (rest, Date { hours: Some(Hours::Part(p)), edge: date.edge, ..date });
        }
    }
    if !is_day(&date) {
        if let Some(Hours::Part(_)) = date.hours {
            // "this morning at 7.30am", "tonight at 11".
            let rest = past_link(comma(scan), Link::At);
            let time =
                if rest.at() > scan.at() && is_link(comma(scan), Link::At) { supported(rest) } else { clock(rest) };
            if let Ok((rest, time)) = time {
                return (rest, in_part(date, time));
            }
        }
        return (scan, date);
    }
    let here = comma(scan);
    if let Ok((rest, p)) = part(scan) {
        let date = Date { hours: Some(Hours::Part(p)), ..date };
        let at = past_link(comma(rest), Link::At);
        if at.at() > rest.at()
            && let Ok((rest, time)) = supported(at)
        {
            return (rest, in_part(date, time));
        }
        return (rest, date);
    }
    let at = past_link(here, Link::At);
    let (at, slack) = slack(at).map_or((at, None), |(rest, s)| (rest, Some(s)));
    let time = if is_link(here, Link::At) { supported(at).or_else(|_| clock(at)) } else { clock(at) };
    if let Ok((rest, time)) = time
        && (slack.is_none() || is_link(here, Link::At) || here.at() == scan.at())
    {
        let time = TimeOfDay { slack: slack.unwrap_or(time.slack), ..time };
        return (rest, Date { hours: Some(Hours::Clock(time)), ..date });
    }
    // "today before 4pm", "Tuesday after 1pm"
    if let Ok((behind, bound)) = bound(here)
        && let Ok((rest, time)) = clock(behind)
    {
        return (rest, Date { hours: Some(Hours::Clock(TimeOfDay { bound, ..time })), ..date });
    }
    // "Tuesday late evening"
    if let Ok((rest, edge)) = word::edge(here)
        && let Ok((rest, p)) = part(word::past_joint(rest))
    {
        return (rest, Date { hours: Some(Hours::Part(p)), edge: Some(edge), ..date });
    }
    // "on Monday in the morning"
    let scan_in = here;
    if is_link(scan_in, Link::In)
        && let Ok((rest, ())) = link(Link::The)(past_link(scan_in, Link::In))
        && let Ok((rest, p)) = part(rest)
    {
        return (rest, Date { hours: Some(Hours::Part(p)), ..date });
    }
    (scan, date)
}

/// A time of the day's part, which says which half of the day it is.
fn in_part(date: Date, time: TimeOfDay) -> Date {
    let later = match date.hours {
        Some(Hours::Part(p)) => p.hours().0 >= 12,
        _ => false,
    };
    let minute = match time.minute {
        m if time.either_half && later && (360..720).contains(&m) => m + 720,
        m if time.either_half && later && p_afternoon(&date) && m < 720 => m + 720,
        m => m,
    };
    Date { hours: Some(Hours::Clock(TimeOfDay { minute, either_half: false, ..time })), ..date }
}

fn p_afternoon(date: &Date) -> bool {
    matches!(date.hours, Some(Hours::Part(crate::value::Part::Afternoon | crate::value::Part::Evening)))
}

/// The day behind a time: "7am on February 24", "10 p.m. Wednesday", "07:00 BST this morning".
fn with_day(scan: Scan<'_>, time: Date) -> Option<(Scan<'_>, Date)> {
    let rest = comma(scan);
    let rest = past_link(past_link(rest, Link::On), Link::Of);
    let (rest, date) = day(rest).ok()?;
    match (date.hours, time.hours) {
        (None, _) if is_day(&date) => Some((rest, Date { hours: time.hours, ..date })),
        (Some(Hours::Part(_)), Some(Hours::Clock(clock))) if !date.is_dayless() => Some((rest, in_part(date, clock))),
        _ => None,
    }
}
