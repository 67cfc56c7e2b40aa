/*! Moments: a day or a longer unit, a time of day, or a day and a time of it in either order, "7am on Tuesday", "Tuesday at 7am". */

use super::clock::{clock, supported};
use super::point::day;
use super::word::{bound, comma, follows_link, is_link, link, part, past_link, slack};
use super::{duration, word};
use crate::extract::scan::{Parsed, Scan, dash, fail};
use crate::lexicon::{Link, Sense};
use crate::text::TokenKind;
use crate::value::{Base, Bound, Date, Edge, Grain, Hours, Part, TimeOfDay};

/// What the words around a moment support.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// A bare hour: "7".
    pub(super) hour: bool,
    /// A bare hour before its day: "11 on Sunday".
    pub(super) near: bool,
    /// A bare year: "2008".
    pub(super) year: bool,
}

/// A point or unit of time: a day, a longer unit, a time of day, or a day and a time of it in either order.
pub(super) fn moment(scan: Scan<'_>, how: Moment) -> Parsed<'_, Date> {
    if let Ok((rest, time)) = clock(scan).or_else(|_| counted_clock(scan)) {
        let date = Date { hours: Some(Hours::Clock(time)), ..Date::open() };
        return Ok(with_day(rest, date).unwrap_or((rest, date)));
    }
    if let Ok((rest, date)) = day(scan) {
        let (rest, date) = with_hours(rest, date);
        // "Wed Oct 26 15:50:06 2016"
        if date.year.is_none()
            && date.month().is_some()
            && date.clock().is_some_and(|time| time.second.is_some())
            && let Ok((after, n)) = word::year(rest)
        {
            return Ok((after, Date { year: Some(n), ..date }));
        }
        return Ok((rest, date));
    }
    // "Doors: 8 tonight"
    let listed = || scan.before().is_none_or(|t| scan.word(t) == ":") && evening_behind(scan);
    if let Ok((rest, time)) = supported(scan)
        && (how.hour || how.near || follows_link(scan, 1, Link::At) || listed())
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

/// "tonight", "this evening" behind an hour, and nothing more.
fn evening_behind(scan: Scan<'_>) -> bool {
    let parted = word::near_day(scan.skip(1))
        .is_ok_and(|(rest, (_, part))| part.is_some() && rest.first().is_none_or(|t| t.kind == TokenKind::Mark));
    word::is_number_token(scan) && parted
}

/// "half an hour before midnight", "20 minutes after 9pm".
fn counted_clock(scan: Scan<'_>) -> Parsed<'_, TimeOfDay> {
    let (rest, length) = duration::length(scan)?;
    let duration = length.duration;
    let whole = |n: rust_decimal::Decimal| i64::try_from(n).ok().filter(|_| n.is_integer());
    let minutes = match (duration.grain, duration.written) {
        (Grain::Minute, Some(n)) => whole(n),
        (Grain::Hour, Some(n)) => n.checked_mul(60.into()).and_then(whole),
        _ => None,
    };
    let (rest, sign) = match bound(rest)? {
        (rest, Bound::Before) => (rest, -1),
        (rest, Bound::After) => (rest, 1),
        _ => return fail(scan),
    };
    let (rest, time) = clock(rest)?;
    // "an hour after midnight" is of the next day
    let hour = if sign > 0 { i64::from(time.minute) % 1440 } else { i64::from(time.minute) };
    let minute = minutes.and_then(|n| u16::try_from(hour + sign * n).ok()).filter(|n| *n <= 1440);
    match minute {
        Some(minute) if time.bound == Bound::At && time.second.is_none() && follows_clause(scan) => {
            Ok((rest, TimeOfDay { minute, ..time }))
        }
        _ => fail(scan),
    }
}

/// Whether no hedge stands before, which would bound the length and not the time.
fn follows_clause(scan: Scan<'_>) -> bool {
    let hedge = |s: Sense| matches!(s, Sense::Hedge(_));
    scan.at().checked_sub(1).is_none_or(|at| !scan.from(at).senses().any(|(_, s)| hedge(s)))
}

/// Whether a time can stand beside it.
pub(super) fn is_day(date: &Date) -> bool {
    date.hours.is_none() && date.grain() == Grain::Day && !matches!(date.base, Base::Vague(_)) && date.edge.is_none()
}

/// The time behind a day: "Tuesday night", "Monday at 3.30 p.m.", "yesterday morning", "on 24 February at 7am".
pub(super) fn with_hours(scan: Scan<'_>, date: Date) -> (Scan<'_>, Date) {
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
            let rest = slack(rest).map_or(rest, |(rest, _)| rest);
            let time =
                if rest.at() > scan.at() && is_link(comma(scan), Link::At) { supported(rest) } else { clock(rest) };
            if let Ok((rest, time)) = time {
                return (rest, in_part(date, time));
            }
        }
        return (scan, date);
    }
    // "6 January 2017 - 6:37am"
    if date.year.is_some()
        && date.day.is_some()
        && let Ok((at, _)) = dash(scan)
        && let Ok((rest, time)) = clock(at)
        && !scan.first().is_some_and(|t| t.is_glued())
        && dash(rest).is_err()
    {
        return (rest, Date { hours: Some(Hours::Clock(time)), ..date });
    }
    // "2016-12-16T12:23:59"
    if scan.first().is_some_and(|t| t.is_glued())
        && is_link(scan, Link::Iso)
        && let Ok((rest, time)) = clock(scan.skip(1))
    {
        // "2016-12-16T12:23+02:00"
        let (rest, zone) = match word::offset(rest).filter(|_| rest.first().is_some_and(|t| t.is_glued())) {
            Some((after, zone)) => (after, Some(zone)),
            None => (rest, time.zone),
        };
        return (rest, Date { hours: Some(Hours::Clock(TimeOfDay { either_half: false, zone, ..time })), ..date });
    }
    let here = comma(scan);
    // "Friday mornings" recur.
    if let Ok((rest, p)) = part(scan)
        && !is_link(scan, Link::Parts)
    {
        let date = Date { hours: Some(Hours::Part(p)), ..date };
        let at = past_link(comma(rest), Link::At);
        if at.at() > rest.at()
            && let Ok((rest, time)) = supported(at)
        {
            return (rest, in_part(date, time));
        }
        return (rest, date);
    }
    // "Tuesday a.m."
    if let Ok((rest, pm)) = word::meridiem(scan)
        && (pm
            || scan.first().is_some_and(|t| t.is_capital())
            || scan.first_text().contains('.')
            || rest.first().is_none_or(|t| t.kind == TokenKind::Mark))
    {
        let part = if pm { Part::Afternoon } else { Part::Morning };
        return (rest, Date { hours: Some(Hours::Part(part)), ..date });
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
        let date = Date { hours: Some(Hours::Part(p)), edge: Some(edge), ..date };
        // "Sunday early morning at 8:00"
        return match link(Link::At)(rest).and_then(|(rest, ())| supported(rest)) {
            Ok((rest, time)) => (rest, Date { edge: None, ..in_part(date, time) }),
            Err(_) => (rest, date),
        };
    }
    // "Sunday at lunchtime", "on Friday at night"
    if let Ok((rest, ())) = link(Link::At)(here)
        && let Ok((rest, p @ (Part::Midday | Part::Night))) = part(rest)
        && !is_link(here.skip(1), Link::Parts)
    {
        return (rest, Date { hours: Some(Hours::Part(p)), ..date });
    }
    // "on Monday in the morning", "on Sunday in the early hours"
    if let Ok((rest, ())) = link(Link::In)(here)
        && let Ok((rest, ())) = link(Link::The)(rest)
    {
        if let Ok((rest, p)) = part(rest) {
            return (rest, Date { hours: Some(Hours::Part(p)), ..date });
        }
        if let Ok((rest, ())) = link(Link::EarlyHours)(rest) {
            let of = past_link(past_link(rest, Link::Of), Link::The);
            let rest = part(of).map_or(rest, |(rest, _)| rest);
            return (rest, Date { hours: Some(Hours::Part(Part::Morning)), edge: Some(Edge::Early), ..date });
        }
    }
    (scan, date)
}

/// A time of the day's part, which says which half of the day it is.
pub(super) fn in_part(date: Date, time: TimeOfDay) -> Date {
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
    matches!(date.hours, Some(Hours::Part(Part::Afternoon | Part::Evening)))
}

/// The day behind a time: "7am on February 24", "10 p.m. Wednesday", "07:00 BST this morning".
pub(super) fn with_day(scan: Scan<'_>, time: Date) -> Option<(Scan<'_>, Date)> {
    let rest = comma(scan);
    let rest = past_link(past_link(rest, Link::On), Link::Of);
    let listed = rest.at() == scan.at() + 1;
    let (rest, date) = day(rest).ok()?;
    // "8pm Sunday to Thursday" is a time of several days, "from 8pm Sunday to Thursday" a stretch.
    let opened = (1..=TIME).any(|back| follows_link(scan, back, Link::From) || follows_link(scan, back, Link::Between));
    if date == (Date { weekday: date.weekday, ..Date::open() }) && !opened && opens_weekdays(rest) {
        return None;
    }
    // "9am-5pm, Sat 10am-4pm" goes on with another day.
    if listed && (clock(rest).is_ok() || link(Link::From)(rest).is_ok_and(|(rest, ())| supported(rest).is_ok())) {
        return None;
    }
    match (date.hours, time.hours) {
        (None, Some(Hours::Clock(clock))) if is_day(&date) => match part(rest) {
            // "five-thirty tomorrow evening"
            Ok((rest, p)) if clock.either_half => {
                Some((rest, in_part(Date { hours: Some(Hours::Part(p)), ..date }, clock)))
            }
            _ => Some((rest, Date { hours: time.hours, ..date })),
        },
        (Some(Hours::Part(_)), Some(Hours::Clock(clock))) if !date.is_dayless() => Some((rest, in_part(date, clock))),
        _ => None,
    }
}

/// How many tokens a time of day may have.
const TIME: usize = 5;

/// Whether the weekday that ends here is the first of several: "Sunday to Thursday", with no time behind the last.
fn opens_weekdays(scan: Scan<'_>) -> bool {
    let to = link(Link::To)(scan).map(|(rest, ())| rest);
    let last = to.or_else(|_| dash(scan).map(|(rest, _)| rest)).and_then(word::weekday);
    last.is_ok_and(|(rest, _)| clock(past_link(comma(rest), Link::At)).is_err())
}
