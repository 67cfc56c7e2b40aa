/*! Dates, times, durations, periods and sets, as prose tells them. What a text leaves open stays open here: `claim/anchor.rs`
holds it against the document's date.

[`date`] reads points and units of the calendar and times of day; [`period`] two of them with what joins them; [`duration`] lengths;
[`set`] what recurs. */

mod clock;
mod day;
mod duration;
mod lap;
mod numeric;
mod period;
mod relative;
mod set;
mod stretch;
mod word;
mod year;

use nom::Parser;
use nom::branch::alt;

use self::clock::{clock, supported};
use self::word::{bound, comma, follows_link, is_link, link, part, past_link, slack, which};
use super::Reading;
use super::scan::{Parsed, Scan, fail};
use crate::lexicon::{Class, Link, Which};
use crate::value::{Base, Bound, Date, Edge, Grain, Hours, Part, TimeOfDay, Value};

/// Lengths of time.
pub(super) fn duration(scan: Scan<'_>) -> Parsed<'_, Reading> {
    duration::duration(scan)
}

/// How long a race or a lap took: "1:36.6".
pub(super) fn lap(scan: Scan<'_>) -> Parsed<'_, Reading> {
    lap::lap(scan)
}

/// Stretches with two ends.
pub(super) fn period(scan: Scan<'_>) -> Parsed<'_, Reading> {
    period::period(scan)
}

/// Two days with a stroke between them.
pub(super) fn slashed_days(scan: Scan<'_>) -> Parsed<'_, Reading> {
    period::slashed_days(scan)
}

/// The first days of a month.
pub(super) fn first_days(scan: Scan<'_>) -> Parsed<'_, Reading> {
    period::first_days(scan)
}

/// What recurs.
pub(super) fn set(scan: Scan<'_>) -> Parsed<'_, Reading> {
    set::set(scan)
}

/// A date or time of day with what bounds it: "by Friday", "since 2008", "shortly after 7am on 24 February".
pub(super) fn date(scan: Scan<'_>) -> Parsed<'_, Reading> {
    // "a third-quarter loss" is no third.
    if let Ok((rest, ())) = link(Link::A)(scan)
        && let Ok((after, date)) = stretch::joined_stretch(rest)
    {
        return Ok((after, Reading { value: Value::Date(date), core: (rest.at(), after.at()), hedge: None }));
    }
    // "more than four decades ago"
    let hedged = duration::hedges(scan);
    if let (rest, Some(hedge)) = hedged
        && let Ok((after, date)) = relative::ago(rest)
    {
        let value = Value::Date(Date { approx: true, ..date });
        return Ok((after, Reading { value, core: (rest.at(), after.at()), hedge: Some(hedge) }));
    }
    // "more than two weeks before the vote on Monday"
    if let (rest, Some(id)) = hedged
        && let Ok((after, date)) = relative::counted_from(rest)
        && let Some((by, _)) = date.plus
        && let Some(amount) = scan.lexicon.hedge(id).apply(&crate::value::Range::exact(100.into()))
    {
        let value = match (amount.low, amount.high) {
            (Some(low), None) if low >= 100.into() => {
                Value::Date(Date { bound: if by < 0 { Bound::Before } else { Bound::After }, ..date })
            }
            (_, Some(high)) if high <= 100.into() => {
                let near = Date { plus: None, ..date };
                let (start, end) = if by < 0 { (date, near) } else { (near, date) };
                Value::Period(Box::new(crate::value::Period { start, end, between: true }))
            }
            _ => Value::Date(Date { approx: true, ..date }),
        };
        return Ok((after, Reading { value, core: (rest.at(), after.at()), hedge: None }));
    }
    let (rest, prefix) = prefix(scan);
    match bounded(rest, prefix) {
        Ok(found) => Ok(found),
        // "beginning of May" is no "beginning May".
        Err(_) if rest.at() > scan.at() => bounded(scan, Prefix::default()),
        Err(e) => Err(e),
    }
}

/// What stands before a date and bounds it.
#[derive(Debug, Clone, Copy, Default)]
struct Prefix {
    bound: Bound,
    slack: Option<(u16, u16)>,
}

fn prefix(scan: Scan<'_>) -> (Scan<'_>, Prefix) {
    let (rest, about) = slack(scan).map_or((scan, None), |(rest, s)| (rest, Some(s)));
    let (rest, bound) = match (about, bound(rest)) {
        (None, Ok((rest, bound))) => (rest, bound),
        _ => (rest, Bound::At),
    };
    // "By about 7am".
    let (rest, about) = match slack(rest) {
        Ok((rest, s)) if bound != Bound::At && about.is_none() => (rest, Some(s)),
        _ => (rest, about),
    };
    let rest = if rest.at() > scan.at() { past_link(past_link(rest, Link::On), Link::At) } else { rest };
    (rest, Prefix { bound, slack: about })
}

fn bounded(scan: Scan<'_>, Prefix { bound, slack }: Prefix) -> Parsed<'_, Reading> {
    let start = scan.at();
    // "Shortly after 11 on Sunday" is a time, "around 20 on Sunday" may be people.
    let near = matches!(slack, Some((0, _) | (30.., 0)));
    let (rest, mut date) = moment(scan, Moment { hour: false, near, year: bound != Bound::At }).or_else(|e| {
        word::year(scan)
            .ok()
            .and_then(|(rest, n)| {
                let opened = open_ended(rest).is_some();
                opened.then_some((rest, Date { year: Some(n), ..Date::open() }))
            })
            .ok_or(e)
    })?;
    // "get around Monday's ruling" is no "around Monday".
    if slack.is_some() && date.weekday.is_some() && date.hours.is_none() && word::possessive(rest).is_ok() {
        return fail(scan);
    }
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
    // "2018 or later"
    let rest = match open_ended(rest) {
        Some((after, bound)) if date.bound == Bound::At && date.base == Base::Fields => {
            date.bound = bound;
            after
        }
        _ => rest,
    };
    let value = match date.clock() {
        Some(time) if date.is_clock() => Value::Time(TimeOfDay { bound, ..time }),
        _ => Value::Date(date),
    };
    Ok((rest, Reading { value, core: (start, end), hedge: None }))
}

/// "or later", "or earlier" behind a date, which opens it on one side.
fn open_ended(scan: Scan<'_>) -> Option<(Scan<'_>, Bound)> {
    let later = link(Link::OrLater)(scan).map(|(rest, ())| (rest, Bound::From));
    let earlier = || link(Link::OrEarlier)(scan).map(|(rest, ())| (rest, Bound::By));
    later.or_else(|_| earlier()).ok()
}

/// What the words around a moment support.
#[derive(Debug, Clone, Copy)]
struct Moment {
    /// A bare hour: "7".
    hour: bool,
    /// A bare hour before its day: "11 on Sunday".
    near: bool,
    /// A bare year: "2008".
    year: bool,
}

/// A point or unit of time: a day, a longer unit, a time of day, or a day and a time of it in either order.
fn moment(scan: Scan<'_>, how: Moment) -> Parsed<'_, Date> {
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
    let parted = word::near_day(scan.skip(1)).is_ok_and(|(rest, (_, part))| {
        part.is_some() && rest.first().is_none_or(|t| t.kind == crate::text::TokenKind::Mark)
    });
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
    let hedge = |s: crate::lexicon::Sense| matches!(s, crate::lexicon::Sense::Hedge(_));
    scan.at().checked_sub(1).is_none_or(|at| !scan.from(at).senses().any(|(_, s)| hedge(s)))
}

/// A day, month, year or stretch, whatever names it; "the" before it is taken.
fn day(scan: Scan<'_>) -> Parsed<'_, Date> {
    scan.senses.days.read(scan, any_day)
}

fn any_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let start = day::the(scan);
    let both = |s| alt((relative::relative, day::named)).parse(s);
    if let Ok(found) = night_between(start) {
        return Ok(found);
    }
    // "the morning of Christmas Day"
    if let Ok((rest, p)) = part(start)
        && let Ok((rest, ())) = link(Link::Of)(rest)
        && let Ok((rest, date)) = both(day::the(rest))
        && is_day(&date)
    {
        return Ok((rest, Date { hours: Some(Hours::Part(p)), ..date }));
    }
    if let Ok(found) = early_hours(start).or_else(|_| overnight(scan)) {
        return Ok(found);
    }
    // "the night before last"
    if let Ok((rest, p)) = part(start)
        && let Ok((rest, ())) = link(Link::BeforeLast)(rest)
        && start.at() > scan.at()
    {
        let day = Date::unit(Grain::Day, -2, crate::value::Origin::Published);
        return Ok((rest, Date { hours: Some(Hours::Part(p)), ..day }));
    }
    match both(start) {
        // "the Aug. 7 bombings", "the 1956 uprising": the date alone.
        Ok((_, date))
            if start.at() > scan.at() && (names_itself(start, &date) || matches!(date.base, Base::Vague(_))) =>
        {
            fail(scan)
        }
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

/// "the night of 3-4 May", "the night of 31 March to 1 April", "the night between Monday and Tuesday": that of the first of two days.
fn night_between(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, Part::Night) = part(scan)? else { return fail(scan) };
    let (rest, (first, last)) = period::two_days(past_link(rest, Link::Of))?;
    let next = match (first.day.zip(first.month()), last.day.zip(last.month()), first.weekday.zip(last.weekday)) {
        (Some((a, m)), Some((b, n)), _) => m == n && b == a + 1 || n == m % 12 + 1 && b == 1 && a >= 28,
        (None, None, Some((a, b))) => b == a % 7 + 1,
        _ => false,
    };
    let plain = |d: &Date| d.hours.is_none() && d.base == Base::Fields && d.nth.is_none() && d.plus.is_none();
    if next && plain(&first) && plain(&last) {
        Ok((rest, Date { hours: Some(Hours::Part(Part::Night)), ..first }))
    } else {
        fail(scan)
    }
}

/// "It rained overnight", "overnight on Friday"; "overnight losses", "an overnight train" are told of something else.
fn overnight(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, ()) = link(Link::Overnight)(scan)?;
    let modifies = word::is_content(rest)
        || rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word()))
        || scan.before().is_some_and(|t| t.is_dash() || scan.lexicon.is(t.word, Class::Determiner));
    if modifies {
        return fail(scan);
    }
    let part = Date { hours: Some(Hours::Part(Part::Night)), ..Date::open() };
    Ok(of_day(scan, rest, part).unwrap_or((rest, part)))
}

/// "the early hours of Sunday", "the small hours of Sunday morning".
fn early_hours(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, ()) = link(Link::EarlyHours)(scan)?;
    let (rest, date) = day(past_link(past_link(rest, Link::Of), Link::On))?;
    let (rest, date) = match part(rest) {
        Ok((after, part)) if is_day(&date) => (after, Date { hours: Some(Hours::Part(part)), ..date }),
        _ => (rest, date),
    };
    let bare = Date { hours: None, ..date };
    if is_day(&bare) && matches!(date.hours, None | Some(Hours::Part(Part::Morning | Part::Night))) {
        Ok((rest, Date { hours: Some(Hours::Part(Part::Morning)), edge: Some(Edge::Early), ..bare }))
    } else {
        fail(scan)
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
    // "In the evenings" is said of every one.
    if is_link(scan, Link::Parts) {
        return fail(scan);
    }
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
    // "early in the day Wednesday"
    if let (Some(_), Base::Unit { grain: Grain::Day, by: 0, .. }) = (date.edge, date.base)
        && let Ok((rest, n)) = word::weekday(past_link(scan, Link::On))
    {
        return (rest, Date { weekday: Some(n), edge: date.edge, ..Date::open() });
    }
    // "the Friday after next", "the weekend before last"
    let far = [(Link::AfterNext, 1), (Link::BeforeLast, -1)];
    if let Some((rest, by)) = far.into_iter().find_map(|(l, by)| link(l)(scan).ok().map(|(rest, ())| (rest, by)))
        && date.base == Base::Fields
        && (date == (Date { weekday: date.weekday, ..Date::open() })
            || date == (Date { weekend: true, ..Date::open() })
            || date.month().is_some() && date == Date::ymd(None, date.month(), None))
    {
        let from = crate::value::Origin::Published;
        let date = match date.weekday {
            Some(_) => Date { base: Base::Turn { by, from }, plus: Some((by.into(), Grain::Week)), ..date },
            None => Date { base: Base::Turn { by: 2 * by, from }, ..date },
        };
        return (rest, date);
    }
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
        // "on Monday, Tuesday and Friday last week"
        if let Some(base) = week_of_list(scan) {
            return (scan, Date { base, ..date });
        }
        // "Monday week"
        if let Ok((rest, (Grain::Week, 1, false))) = word::unit(scan)
            && !is_link(rest, Link::Of)
            && !word::is_content(rest)
            && word::possessive(rest).is_err()
        {
            let base = Base::Turn { by: 1, from: crate::value::Origin::Published };
            return (rest, Date { base, plus: Some((1, Grain::Week)), ..date });
        }
        // "Friday three weeks ago", "Monday, two weeks from now"
        if let Ok((rest, base)) = relative::weeks_away(comma(scan)) {
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

/// The week behind the last of several weekdays, which is that of them all.
fn week_of_list(scan: Scan<'_>) -> Option<Base> {
    let mut rest = scan;
    for _ in 0..WEEKDAYS {
        let or = || super::scan::number_mark(crate::lexicon::NumberSense::Or)(rest).ok().map(|(rest, ())| rest);
        let and = link(Link::And)(comma(rest)).ok().map(|(rest, ())| rest);
        let comma = || (rest.first_text() == ",").then(|| rest.skip(1));
        let (after, _) = word::weekday(past_link(and.or_else(or).or_else(comma)?, Link::On)).ok()?;
        if let Ok((_, base)) = relative::unit_container(past_link(after, Link::Of), Grain::Week) {
            return Some(base);
        }
        rest = after;
    }
    None
}

/// A week has no more of them.
const WEEKDAYS: usize = 6;

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
        && let Ok((at, _)) = super::scan::dash(scan)
        && let Ok((rest, time)) = clock(at)
        && !scan.first().is_some_and(|t| t.is_glued())
        && super::scan::dash(rest).is_err()
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
            || rest.first().is_none_or(|t| t.kind == crate::text::TokenKind::Mark))
    {
        let part = if pm { crate::value::Part::Afternoon } else { crate::value::Part::Morning };
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
    let last = to.or_else(|_| super::scan::dash(scan).map(|(rest, _)| rest)).and_then(word::weekday);
    last.is_ok_and(|(rest, _)| clock(past_link(comma(rest), Link::At)).is_err())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::super::{EXTRACTORS, mentions_by};
    use super::*;
    use crate::document::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::span::Span;
    use crate::text::Text;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    /// The times in a text: what of it, and the TIMEX3 value that the text alone gives.
    fn times(text: &str) -> Vec<(String, String)> {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
        let timex = |value: &Value| match value {
            Value::Date(d) if d.set => Some(format!("set {}", d.timex())),
            Value::Date(d) => Some(d.timex()),
            Value::Time(t) => Some(t.timex()),
            Value::Duration(d) if d.set => Some(format!("set {}", d.timex())),
            Value::Duration(d) => Some(d.timex()),
            Value::Period(p) => Some(p.timex()),
            _ => None,
        };
        let item = |m: &super::super::Mention| Some((m.span.of(text).to_owned(), timex(&m.value)?));
        found.iter().filter_map(item).collect()
    }

    /// The values of time in a text.
    fn times_of(text: &str) -> Vec<Value> {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let of_time = |v: &Value| matches!(v, Value::Date(_) | Value::Time(_) | Value::Duration(_) | Value::Period(_));
        mentions_by(EXTRACTORS, text, &read, &LEXICON).found.into_iter().map(|m| m.value).filter(of_time).collect()
    }

    /// Each text is one time, all of it but what stands in brackets.
    #[track_caller]
    fn reads(cases: &[(&str, &str)]) {
        for (text, timex) in cases {
            let core = match (text.find('['), text.find(']')) {
                (Some(a), Some(b)) => text[a + 1..b].to_owned(),
                _ => (*text).to_owned(),
            };
            let plain = text.replace(['[', ']'], "");
            assert_eq!(times(&plain), [(core, (*timex).to_owned())], "{plain}");
        }
    }

    #[track_caller]
    fn ignores(texts: &[&str]) {
        for text in texts {
            assert_eq!(times(text), [], "{text}");
        }
    }

    #[test]
    fn days_in_british_and_american_style() {
        reads(&[
            ("13 March 2023", "2023-03-13"),
            ("March 13, 2023", "2023-03-13"),
            ("Monday, March 13", "XXXX-03-13"),
            ("Monday 13 March 2023", "2023-03-13"),
            ("the 13th of March", "XXXX-03-13"),
            ("Jan. 4", "XXXX-01-04"),
            ("Sept 11, 2001", "2001-09-11"),
            ("Dec. 2, 1956", "1956-12-02"),
            ("2023-03-13", "2023-03-13"),
            ("25/03/2023", "2023-03-25"),
            ("02.29.12", "2012-02-29"),
            ("13.3.2023", "2023-03-13"),
            ("3-Apr-2021", "2021-04-03"),
            ("She left on [the 13th].", "XXXX-XX-13"),
            ("the third Monday of January 2023", "2023-01-XX"),
        ]);
        ignores(&["version 1.2.3", "192.168.10.12", "He may march 5 miles.", "call 133-03-03-2020", "32/13/2020"]);
    }

    #[test]
    fn day_and_month_may_stand_either_way_round() {
        let text = "03/04/2023";
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
        let Value::Date(date) = &found[0].value else { panic!("{found:?}") };
        assert_eq!(date.readings().map(|d| d.timex()).collect::<Vec<_>>(), ["2023-03-04", "2023-04-03"]);
    }

    #[test]
    fn months_years_and_longer_units() {
        reads(&[
            ("March 2023", "2023-03"),
            ("It closed in [August].", "XXXX-08"),
            ("It closed in [May].", "XXXX-05"),
            ("It closed in [2002].", "2002"),
            ("mid-March", "XXXX-03"),
            ("early 2009", "2009"),
            ("the 1990s", "199"),
            ("the '90s", "199"),
            ("mid-1990s", "199"),
            ("the 19th century", "18"),
            ("2023/24", "2023"),
            ("FY22", "2022"),
            ("Q3 2022", "2022-Q3"),
            ("the third quarter", "XXXX-Q3"),
            ("the first half of 2023", "2023-H1"),
            ("the summer of 2013", "2013-SU"),
            ("fall 2022", "2022-FA"),
            ("Easter Monday 2023", "2023-04-10"),
            ("Thanksgiving", "XXXX-XX-XX"),
            ("Christmas", "XXXX-12-25"),
            ("the [2003] invasion", "2003"),
            ("He was found [Thanksgiving Day] clinging to a raft.", "XXXX-XX-XX"),
        ]);
        let years = |text| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
        assert_eq!(years("It cuts earnings by 9% in both 1990 and 1991."), ["1990", "1991"]);
        assert_eq!(years("It sold both 1990 and 1200 sheep."), [""; 0]);
        ignores(&[
            "They may leave.",
            "Theresa May said so.",
            "soldiers march past",
            "the Christmas party",
            "to this day",
            "the fall of Rome",
            "Prices fall again.",
            "a second goal",
            "the second half of the match",
            "The Sun said so.",
            "about 2000 people",
            "flight 2008",
            "$2008",
            "2008%",
            "a distance of 1500 metres",
        ]);
    }

    #[test]
    fn relative_dates_keep_their_distance() {
        let unit = |grain, by, from| Date::unit(grain, by, from);
        use crate::value::Origin::{Published, Reference};
        for (text, date) in [
            ("yesterday", unit(Grain::Day, -1, Published)),
            ("tomorrow", unit(Grain::Day, 1, Published)),
            ("last week", unit(Grain::Week, -1, Published)),
            ("earlier this week", Date { edge: Some(Edge::Early), ..unit(Grain::Week, 0, Published) }),
            ("the end of this month", Date { edge: Some(Edge::Late), ..unit(Grain::Month, 0, Published) }),
            ("late last year", Date { edge: Some(Edge::Late), ..unit(Grain::Year, -1, Published) }),
            ("the turn of the year", Date { edge: Some(Edge::Turn), ..unit(Grain::Year, 0, Published) }),
            ("the following day", unit(Grain::Day, 1, Reference)),
            ("the previous month", unit(Grain::Month, -1, Reference)),
            ("three years ago", Date::shift(Grain::Year, -3, Published)),
            ("two weeks earlier", Date::shift(Grain::Week, -2, Reference)),
            ("two days later", Date::shift(Grain::Day, 2, Reference)),
            ("in 20 minutes", Date::shift(Grain::Minute, 20, Published)),
            ("two and a half years ago", Date::shift(Grain::Month, -30, Published)),
            ("Tuesday of next week", Date { weekday: Some(2), ..unit(Grain::Week, 1, Published) }),
            ("next Monday", Date { base: Base::Turn { by: 1, from: Published }, weekday: Some(1), ..Date::open() }),
        ] {
            let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(text, &[block], &LEXICON);
            let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].value, Value::Date(date), "{text}");
        }
        ignores(&["They saw it last.", "this and that", "Next, add salt.", "the same thing"]);
    }

    #[test]
    fn times_of_day() {
        reads(&[
            ("7am", "T07:00"),
            ("11.59pm", "T23:59"),
            ("3.30 p.m.", "T15:30"),
            ("19:30", "T19:30"),
            ("0737 GMT", "T07:37Z"),
            ("11:25 GMT+02:00", "T11:25"),
            ("7:48 a.m. local time", "T07:48"),
            ("3 o'clock", "T03:00"),
            ("half past three", "T03:30"),
            ("quarter to five", "T04:45"),
            ("seven am", "T07:00"),
            ("noon", "T12:00"),
            ("12am", "T00:00"),
            ("10 a. m. on Monday", "XXXX-WXX-1T10:00"),
            ("9:25 hours", "T09:25"),
            ("two in the morning", "T02:00"),
            ("7am on February 24", "XXXX-02-24T07:00"),
            ("10 p.m. Wednesday", "XXXX-WXX-3T22:00"),
            ("Monday at 3.30 p.m.", "XXXX-WXX-1T15:30"),
            ("Tuesday night", "XXXX-WXX-2TNI"),
            ("shortly after 5pm on Tuesday", "XXXX-WXX-2T17:00"),
            ("07:00 BST this morning", "XXXX-XX-XXT07:00"),
        ]);
        ignores(&["a 3:1 ratio", "It won 7-5.", "The odds are 10 to 1.", "25:00", "at 7 per cent", "a 7.30 magnitude"]);
    }

    #[test]
    fn hedged_times_have_slack() {
        for (text, slack) in
            [("about 7am", (15, 15)), ("shortly after 5pm", (0, 30)), ("just after noon", (0, 15)), ("7am", (0, 0))]
        {
            let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(text, &[block], &LEXICON);
            let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
            let Value::Time(time) = &found[0].value else { panic!("{text}: {found:?}") };
            assert_eq!(time.slack, slack, "{text}");
        }
    }

    #[test]
    fn periods_share_what_one_end_tells() {
        reads(&[
            ("from 7am on February 24 until 11.59pm on February 28", "XXXX-02-24T07:00/XXXX-02-28T23:59"),
            ("from January 3 to January 9", "XXXX-01-03/XXXX-01-09"),
            ("January 3 to 9", "XXXX-01-03/XXXX-01-09"),
            ("13-15 March", "XXXX-03-13/XXXX-03-15"),
            ("March 13-15, 2023", "2023-03-13/2023-03-15"),
            ("13 March - 2 April 2023", "2023-03-13/2023-04-02"),
            ("Dec 28 to Jan 2, 2023", "2022-12-28/2023-01-02"),
            ("between 2008 and 2012", "2008/2012"),
            ("1998-2003", "1998/2003"),
            ("He served [from 2007-11].", "2007/2011"),
            ("It was new in [2016-11].", "2016-11"),
            ("Monday to Friday", "XXXX-WXX-1/XXXX-WXX-5"),
            ("9am-5pm", "T09:00/T17:00"),
            ("6.30-8pm", "T18:30/T20:00"),
            ("11am-1pm", "T11:00/T13:00"),
        ]);
        ignores(&["between 20 and 30 people", "from 5 to 9", "a 13-15 defeat"]);
    }

    #[test]
    fn days_side_by_side_share_their_month() {
        let both = |a: &str, b: &str| vec![("".to_owned(), a.to_owned()), ("".to_owned(), b.to_owned())];
        for (text, timex) in [
            ("They met on April 24 and 25 in Rome.", both("XXXX-04-24", "XXXX-04-25")),
            ("They met on 24 and 25 April 2021.", both("2021-04-24", "2021-04-25")),
            ("The match was moved from Monday to Tuesday.", both("XXXX-WXX-1", "XXXX-WXX-2")),
        ] {
            let found: Vec<_> = times(text).into_iter().map(|(_, timex)| (String::new(), timex)).collect();
            assert_eq!(found, timex, "{text}");
        }
        reads(&[
            ("On [April 24] and 25 people fell ill.", "XXXX-04-24"),
            ("It ran [from Monday to Tuesday].", "XXXX-WXX-1/XXXX-WXX-2"),
            ("It was shut on [the 27th].", "XXXX-XX-27"),
            ("They worked [from 5 to 6 pm].", "T17:00/T18:00"),
        ]);
        ignores(&["They live on the 27th floor.", "He ate 24 and 25 plums."]);
    }

    #[test]
    fn races_are_run_in_minutes_and_seconds() {
        reads(&[
            ("It took [2 minutes 3.5 seconds].", "PT123.5S"),
            ("She won in [1:36.6].", "PT96.6S"),
            ("He ran it in [2:04:35] and rested.", "PT7475S"),
            ("His lap of [1:27.342] was the best.", "PT87.342S"),
            ("Starting up takes [1.2s] less.", "PT1.2S"),
        ]);
        reads(&[
            ("It came at [12:34:20].", "T12:34:20"),
            ("It came at [2:15].", "T02:15"),
            ("It came at [12:30 pm].", "T12:30"),
        ]);
        ignores(&[
            "He is 2:15 behind the leader.",
            "They read Luke 3:16.",
            "They finished in 3:52.",
            "Case 4:21-cr-00123 was filed.",
            "It ran 1:36.67.2 or so.",
        ]);
    }

    #[test]
    fn hours_minutes_and_seconds_are_how_long_somebody_took() {
        reads(&[
            ("She set a record of [2:11:53] in Rome.", "PT7913S"),
            ("He clocked [2:04:35].", "PT7475S"),
            ("The outage lasted [3h 12m].", "PT192M"),
            ("It took [2h 4m 35s].", "PT7475S"),
            ("It took [1m 22s] or so.", "PT82S"),
            ("It took [2h11m53s].", "PT7913S"),
            ("It was seen at [2:11:53].", "T02:11:53"),
        ]);
        ignores(&["The pipe is 12m long.", "A 3m 40cm pole fell.", "Route 4m33x is shut."]);
    }

    #[test]
    fn a_point_in_a_time_of_day_wants_what_happens_then() {
        reads(&[
            ("The film starts at [22.15].", "T22:15"),
            ("The train left Leeds at [6.45] with all on board.", "T06:45"),
            ("The doors open at [7.30 on Friday].", "XXXX-WXX-5T07:30"),
            // A price.
            ("Shares closed on [Friday] at 6.45.", "XXXX-WXX-5"),
            ("The stock opened at 6.45 on [Friday].", "XXXX-WXX-5"),
            ("The shop closes at [6.45pm].", "T18:45"),
        ]);
        ignores(&["The pound stood at 1.25.", "Growth was put at 6.45.", "It arrived at 22.15 per cent."]);
    }

    #[test]
    fn how_long_a_record_stood_is_a_length() {
        reads(&[
            ("It is the worst drought in [124 years].", "P124Y"),
            ("The biggest fire of its kind in [30 years] is out.", "P30Y"),
            ("She will be the youngest to do so in [20 years].", "P20Y"),
            ("A new bridge will open [in two years].", "XXXX"),
            ("The best seats go on sale [in two days].", "XXXX-XX-XX"),
            ("Life began [3.5 billion years ago].", "P3500000000Y"),
            ("The rock formed [about 4.5 billion years ago].", "P4500000000Y"),
            ("They left [two million years ago].", "P2000000Y"),
            ("They left [10,000 years ago].", "XXXX"),
        ]);
    }

    #[test]
    fn one_of_two_days_is_between_them() {
        reads(&[
            ("The fair is on [5 or 6 November].", "XXXX-11-05/XXXX-11-06"),
            ("It opens on [November 5 or 6].", "XXXX-11-05/XXXX-11-06"),
            ("It ran [from Friday 10 to Sunday 12 May].", "XXXX-05-10/XXXX-05-12"),
            ("It is open [Mon-Fri] for all.", "XXXX-WXX-1/XXXX-WXX-5"),
        ]);
        let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
        assert_eq!(
            of("It is shut on Friday 17, Saturday 18 and Sunday 19 May."),
            ["XXXX-05-17", "XXXX-05-18", "XXXX-05-19"]
        );
        assert_eq!(of("On November 5 or 6 people fell ill."), ["XXXX-11-05"]);
        assert_eq!(
            of("It is open Mon-Fri 9am-5pm, Sat 10am-4pm."),
            ["XXXX-WXX-1/XXXX-WXX-5", "T09:00/T17:00", "XXXX-WXX-6T10:00/XXXX-WXX-6T16:00"]
        );
        assert_eq!(of("They meet on Mon, Wed and Sat in town."), ["XXXX-WXX-1", "XXXX-WXX-3", "XXXX-WXX-6"]);
        ignores(&["They sat to sun themselves."]);
    }

    #[test]
    fn days_and_times_are_written_in_many_ways() {
        reads(&[
            ("It was sold on [Dec31, 1994].", "1994-12-31"),
            ("It was sold on [Dec31].", "XXXX-12-31"),
            ("See backup-[2024-03-01].tar.gz there.", "2024-03-01"),
            ("It was built on [20240301].", "2024-03-01"),
            ("He lived in [the year 476].", "0476"),
            ("It opens at [730 in the evening].", "T19:30"),
            ("[Half an hour before midnight] it rang.", "T23:30"),
            ("[Two hours after 9pm on Friday] it rang.", "XXXX-WXX-5T23:00"),
            ("The Ming dynasty ([1368–1644]) built it.", "1368/1644"),
            ("It is on [Monday 21 at 7pm].", "XXXX-XX-21T19:00"),
            ("They left at [08.15].", "T08:15"),
            ("Doors: [8 tonight].", "XXXX-XX-XXT20:00"),
            ("It was built in [nineteen zero one].", "1901"),
            ("They met on [Friday-Jun-15].", "XXXX-06-15"),
            ("It fell in [the year before last].", "XXXX"),
            ("It was [the weekend before last].", "XXXX-WXX-WE"),
            ("The talks resume [a week on Tuesday].", "XXXX-WXX-2"),
            ("He was born in [1954 or 1955].", "1954/1955"),
            ("It fell in [Q4'18].", "2018-Q4"),
            ("The deal is worth £4m [over five years].", "P5Y"),
        ]);
        ignores(&[
            "The genes DEC1 and SEPT7 matter.",
            "It made $20240301.",
            "It sold 20240301 units.",
            "Version 20240301-1 was built.",
            "It was 20241301 or so.",
            "There was 2:15 left.",
            "They scored late in the third quarter.",
            "He made 1H24.",
            "It took 1h45 by train.",
        ]);
        let over = |text: &str| match times_of(text).as_slice() {
            [Value::Duration(d)] => d.amount.high.is_none(),
            found => panic!("{text}: {found:?}"),
        };
        assert_eq!([over("It is £4m over five years."), over("It took over five years.")], [false, true]);
        let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
        assert_eq!(of("They met shortly before 11 on Sunday night."), ["XXXX-WXX-7T23:00"]);
        assert_eq!(of("They met around 20 on Sunday."), ["XXXX-WXX-7"]);
        assert_eq!(of("They killed 8 tonight."), ["XXXX-XX-XXTNI"]);
        assert_eq!(of("The trams run half-hourly."), ["set PT30M"]);
        assert_eq!(of("They leave at 8.15, 9.45 and 17.30."), ["T08:15", "T09:45", "T17:30"]);
        assert_eq!(of("They swim twice a week on Monday."), ["set P1W", "XXXX-WXX-1"]);
        assert_eq!(of("At least two hours before 9pm he left."), ["PT2H", "T21:00"]);
    }

    #[test]
    fn seasons_and_years_are_counted_back() {
        use crate::value::{Anchor, Tense};
        let day = |text: &str| {
            let found = times_of(text);
            let Some(Value::Date(date)) = found.last() else { panic!("{text}: {found:?}") };
            let tense = if text.contains("will") { Tense::Future } else { Tense::Past };
            date.resolved_timex(&Anchor { published: "2024-05-15".parse().ok(), tense, ..Anchor::default() })
        };
        for (text, timex) in [
            ("They met three summers ago.", "2021-SU"),
            ("They met two winters ago.", "2022-WI"),
            ("It was signed 75 years ago this month.", "1949-05"),
            ("It was signed 75 years ago last month.", "1949-04"),
            ("He died 20 years ago today.", "2004-05-15"),
            ("He died 20 years ago.", "2004"),
            ("He died 55 years ago on Monday.", "1969-05-13"),
            ("It was repealed half a century ago.", "197"),
            ("Next year's fair will be held on 3 May.", "2025-05-03"),
            ("Last year's final was on 3 June.", "2023-06-03"),
            ("Next year's budget will be told on 3 July.", "2024-07-03"),
            ("Net rose in Q1 FY25.", "2025-Q1"),
            ("He left in the summer of '69.", "1969-SU"),
            ("It closed in the '30s.", "193"),
            ("The mill was busy in the 1920s and '30s.", "193"),
        ] {
            assert_eq!(day(text), timex, "{text}");
        }
        assert_eq!(times("They bathed in the hot springs ago."), []);
    }

    #[test]
    fn names_that_hold_words_of_time_tell_none() {
        ignores(&[
            "He told the Sunday Times.",
            "She wrote in USA Today.",
            "It was on 60 Minutes.",
            "Sheffield Wednesday lost.",
            "They lost on Super Tuesday.",
            "The Mail on Sunday had it.",
            "The Daily Mail and the Evening Standard had it.",
        ]);
        reads(&[("They met on [Sunday] at times.", "XXXX-WXX-7"), ("They waited [60 minutes] for it.", "PT60M")]);
    }

    #[test]
    fn lengths_and_their_starts_stay_apart() {
        let both = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
        assert_eq!(both("It will last for three days from Monday."), ["P3D", "XXXX-WXX-1"]);
        assert_eq!(both("It runs for six weeks from 3 May."), ["P6W", "XXXX-05-03"]);
        reads(&[
            ("They met [from two to five pm].", "T14:00/T17:00"),
            ("He spent [the first ten days of March] there.", "XXXX-03-01/XXXX-03-10"),
            ("It stood at 14% at [end-March].", "XXXX-03"),
            ("Debt at [year-end 2023] was low.", "2023"),
        ]);
        ignores(&["Lows will be in the 30s."]);
    }

    #[test]
    fn years_of_an_era() {
        reads(&[
            ("It was built in [350 BC].", "BC0350"),
            ("It burned in [AD 64].", "0064"),
            ("It fell in [112 CE].", "0112"),
            ("It fell in [44 BCE].", "BC0044"),
        ]);
        ignores(&["The BC 350 plan failed.", "They ran ad 64."]);
    }

    #[test]
    fn working_days_leave_weekends_out() {
        for (text, low, high) in [("ten working days", 10, 18), ("5 business days", 5, 11), ("ten days", 10, 10)] {
            let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(text, &[block], &LEXICON);
            let Value::Duration(d) = &mentions_by(EXTRACTORS, text, &read, &LEXICON).found[0].value else {
                panic!("{text}")
            };
            assert_eq!(
                (d.amount, d.timex()),
                (crate::value::Range::between(low.into(), high.into()), format!("P{low}D"))
            );
        }
    }

    #[test]
    fn places_in_an_order_are_no_lengths() {
        ignores(&[
            "a third-year option",
            "a fourth-day rally",
            "a three-quarters share",
            "Windows 22H2",
            "the mid-20s Celsius",
            "CVE-2024-12345 is bad",
        ]);
        reads(&[("They waited [a quarter of an hour].", "PT15M"), ("It lasted [three quarters].", "P3Q")]);
    }

    #[test]
    fn mixed_lengths_keep_both_units() {
        reads(&[
            ("2 years 21 days", "P2Y21D"),
            ("two hours and 15 minutes", "PT135M"),
            ("one week three days", "P10D"),
            ("a week or so ago", "XXXX-WXX"),
        ]);
    }

    #[test]
    fn what_recurs_is_a_set() {
        reads(&[
            ("They meet on the [second Saturday of each month].", "set XXXX"),
            ("every Monday", "set XXXX-WXX-1"),
            ("daily", "set P1D"),
            ("each year", "set P1Y"),
            ("It runs on [Mondays].", "set XXXX-WXX-1"),
            ("It costs $5 [a month].", "set P1M"),
            ("It opens [Thursdays at 17.30].", "set XXXX-WXX-4T17:30"),
            ("It opens at [9am on Sundays].", "set XXXX-WXX-7T09:00"),
            ("It opens [Friday mornings].", "set XXXX-WXX-5TMO"),
            ("They meet [every day at 7am].", "set T07:00"),
        ]);
        ignores(&["every doctor", "each one", "an annual report"]);
    }

    #[test]
    fn lengths_are_told_beside_their_number_and_in_one_word() {
        reads(&[
            ("Output fell in [the two previous years].", "P2Y"),
            ("[The previous three weeks] were quiet.", "P3W"),
            ("The bakers began a [weeklong] walkout.", "P1W"),
            ("[A day-long] debate ended.", "P1D"),
            ("The [decades-long] feud ended.", "PXDE"),
            ("It took [one and three quarter hours].", "PT1H45M"),
            ("The crossing took [an hour and a half].", "PT1H30M"),
            ("It ran for [one hour thirty].", "PT90M"),
            ("The ferry is out for [another month].", "P1M"),
            ("The office reopens [within two weeks from today].", "P2W"),
            ("It grew over [the years].", "PXY"),
        ]);
        ignores(&["They gave another reason.", "He was up at the last minute.", "He wrote of the years before it."]);
    }

    #[test]
    fn to_last_is_a_verb_and_the_last_is_none() {
        reads(&[
            ("The talks will last [two hours].", "PT2H"),
            ("The tent must not last [three weeks].", "P3W"),
            ("The truce was meant to last [ten days].", "P10D"),
            ("Rain fell in [the last two hours].", "PT2H"),
            ("It rained for [the last three weeks].", "P3W"),
            ("The siege won't last [two days].", "P2D"),
            ("The batteries last [seven days].", "P7D"),
        ]);
    }

    #[test]
    fn the_year_ended_is_a_length_and_the_latest_period_a_quarter() {
        let cases = [
            ("Net fell in the year ended 31 March 2022.", vec![("the year", "P1Y"), ("31 March 2022", "2022-03-31")]),
            (
                "Net fell in the fiscal year ending June 30.",
                vec![("the fiscal year", "P1Y"), ("June 30", "XXXX-06-30")],
            ),
            ("Sales fell in the quarter ended 30 June.", vec![("the quarter", "XXXX-Q2"), ("30 June", "XXXX-06-30")]),
            ("Sales fell in the quarter ended 31 July.", vec![("the quarter", "XXXX-QX"), ("31 July", "XXXX-07-31")]),
            ("Net rose in the latest period.", vec![("the latest period", "XXXX-QX")]),
            ("There was a gain in the 1988 period.", vec![("the 1988 period", "1988-QX")]),
            (
                "Output for the first nine months of the year rose.",
                vec![("the first nine months", "P9M"), ("the year", "XXXX")],
            ),
            ("The year ended well.", vec![]),
            ("The latest album is out.", vec![]),
        ];
        for (text, found) in cases {
            let found: Vec<_> = found.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(times(text), found, "{text}");
        }
    }

    #[test]
    fn a_date_is_opened_by_what_stands_behind_it() {
        reads(&[
            ("Cars built in [2018 or later] pass.", "2018"),
            ("Bills of [1 May 2019 or earlier] lapse.", "2019-05-01"),
            ("[2018 or later]", "2018"),
            ("Buses run from [May 2019 onwards].", "2019-05"),
            ("It opens on [1 May 2019] and after that tours start.", "2019-05-01"),
        ]);
        ignores(&["2018 or more visitors came."]);
    }

    #[test]
    fn days_and_feasts_are_counted_in_weeks_and_years() {
        reads(&[
            ("They meet [three Fridays from now].", "XXXX-WXX-5"),
            ("They met [two Sundays ago].", "XXXX-WXX-7"),
            ("It opened on [Friday three weeks ago].", "XXXX-WXX-5"),
            ("He left in [January three years ago].", "XXXX-01"),
            ("He was born in [April of 87].", "1987-04"),
            ("It was shut on [6 jan 2017].", "2017-01-06"),
            ("They closed for [the rest of their week].", "XXXX-WXX"),
            ("It was taken on [Wed Oct 26 15:50:06 2016].", "2016-10-26T15:50:06"),
            ("It was [half past seven evening].", "T19:30"),
            ("The clocks change on [the last weekend in October].", "XXXX-WXX-WE"),
            ("It was dry the whole [summer].", "XXXX-SU"),
        ]);
        // A count is no day, an age no year.
        assert_eq!(times("Of 87 ships in April of 20, six sank.")[0].0, "April");
    }

    #[test]
    fn hours_on_one_day_follow_each_other() {
        reads(&[
            ("It was shut [from 10:30 to 3 on 5 March 2015].", "2015-03-05T10:30/2015-03-05T15:00"),
            ("The bar serves [from 11 to 3am].", "T23:00/T03:00"),
            ("The bar serves [from 9 to 11am].", "T09:00/T11:00"),
            ("It ran [from 2pm on 5 March 2015 to 3:32 on 6 March 2015].", "2015-03-05T14:00/2015-03-06T03:32"),
        ]);
    }

    #[test]
    fn days_are_chosen_from_months_and_weeks() {
        reads(&[
            ("The fair opens on [20 of next month].", "XXXX-XX-20"),
            ("The fair runs [from 4 to 22 next month].", "XXXX-XX-04/XXXX-XX-22"),
            ("He is away [May to June].", "XXXX-05/XXXX-06"),
            ("Rain fell in [January-February 2017].", "2017-01/2017-02"),
            ("They met on [the second last week of October].", "XXXX-WXX"),
            ("The court sits in [the week beginning 6 February].", "XXXX-02-06"),
            ("The vote is on the [Friday after next].", "XXXX-WXX-5"),
            ("He left on [Tuesday p.m.].", "XXXX-WXX-2TAF"),
            ("They met on [the morning of Christmas Day].", "XXXX-12-25TMO"),
            ("She works [Monday morning from 10am to noon].", "XXXX-WXX-1T10:00/XXXX-WXX-1T12:00"),
            ("Sales rose in [2018Q4].", "2018-Q4"),
            ("The ring road is shut for [the rest of the week].", "XXXX-WXX"),
            ("The merger closes [by year-end].", "XXXX"),
            ("The bus leaves at [13h30].", "T13:30"),
        ]);
        ignores(&["The cost fell by 4 to 22 points.", "He said that Sun's profit may march on."]);
    }

    #[test]
    fn a_length_from_a_day_is_a_day_or_a_bound() {
        let told = |text: &str| {
            let found = times(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            found[0].1.clone()
        };
        for (text, timex) in [
            ("It ended two weeks before 4 March 2023.", "2023-03-04"),
            ("It ended more than two weeks before 4 March 2023.", "2023-03-04"),
        ] {
            assert_eq!(told(text), timex, "{text}");
        }
    }

    #[test]
    fn edges_of_days_and_stretches_are_told_in_many_ways() {
        reads(&[
            ("The barge sank in [the early hours of Sunday].", "XXXX-WXX-7TMO"),
            ("Thieves came in [the small hours of Sunday morning].", "XXXX-WXX-7TMO"),
            ("Thieves came on [Sunday in the early hours].", "XXXX-WXX-7TMO"),
            ("Rents rose in [the final quarter of 2022].", "2022-Q4"),
            ("Rents rose in [the opening week of May 2022].", "2022-WXX"),
            ("The pool is shut for [the second half of August].", "XXXX-08"),
            ("It will be sold in [the first half of fiscal 2024].", "2024-H1"),
            ("[The winter of 1962-63] was mild.", "1962-WI"),
            ("The [March] election will be close.", "XXXX-03"),
            ("The reading is on [Monday week].", "XXXX-WXX-1"),
            ("It is planned for [the week commencing 6 February].", "XXXX-02-06"),
            ("It was their worst week [since Sept. 23].", "XXXX-09-23"),
            ("The fair is on the weekend of [12-13 August].", "XXXX-08-12/XXXX-08-13"),
            ("Shares finished [the day] lower.", "XXXX-XX-XX"),
            ("Profit for [the full year] fell.", "XXXX"),
            ("Rents were lower [this time last year].", "XXXX"),
            ("Rents fell in [the same month last year].", "XXXX-XX"),
            ("They fell in [the same quarter a year earlier].", "XXXX-QX"),
            ("It leaves at [ten to six].", "T05:50"),
            ("It opens at [6:40 p.m. (GMT +8)].", "T18:40"),
            ("The gate is shut [from 0900 to 1730].", "T09:00/T17:30"),
            ("The gate is shut [between 0730-0930].", "T07:30/T09:30"),
            ("He will be back on [the twenty-second].", "XXXX-XX-22"),
        ]);
        ignores(&[
            "They scored twice in the final quarter.",
            "The closing date has passed.",
            "They lost on super tuesday.",
            "It leaves from ten to six schools.",
        ]);
        let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
        assert_eq!(of("They ended the day-long siege of the barn."), ["P1D"]);
        assert_eq!(of("Trade fell in the 50s and 60s."), ["195", "196"]);
        assert_eq!(of("It shuts on 3/20, 3/22 and 3/25."), ["XXXX-03-20", "XXXX-03-22", "XXXX-03-25"]);
        assert_eq!(of("It shuts 3/20, 3/22 and 3/25 of the pools."), [""; 0]);
        assert_eq!(of("It was in the 40s, 50s and 60s in the hills."), ["194", "195"]);
        assert_eq!(of("A month-long fast marks the end of the month-long feast."), ["P1M", "P1M"]);
    }

    #[test]
    fn weekdays_are_counted_from_a_day() {
        use crate::value::Anchor;
        let day = |text: &str| {
            let found = times_of(text);
            let [Value::Date(date)] = found.as_slice() else { panic!("{text}: {found:?}") };
            date.resolved_timex(&Anchor { published: "2023-03-15".parse().ok(), ..Anchor::default() })
        };
        for (text, timex) in [
            ("They vote on the first Tuesday after Easter.", "2023-04-11"),
            ("They vote on the first Sunday after Easter.", "2023-04-16"),
            ("They voted on the second Monday after 6 March 2023.", "2023-03-20"),
            ("They voted on the last Sunday before 5 March 2023.", "2023-02-26"),
            ("They voted on the nearest Sunday to 5 November 2024.", "2024-11-03"),
            ("They voted on the Sunday closest to 7 November 2024.", "2024-11-10"),
            ("They met the night before last.", "2023-03-13TNI"),
            ("They met on Monday last week.", "2023-03-06"),
            ("They met a week last Thursday.", "2023-03-02"),
            ("They will meet a week on Tuesday.", "2023-03-28"),
            ("They met the weekend before last.", "2023-W09-WE"),
            ("They met on the third Sunday of 2015.", "2015-01-18"),
            ("They met on the last Friday of 2015.", "2015-12-25"),
        ] {
            assert_eq!(day(text), timex, "{text}");
        }
    }

    #[test]
    fn the_week_of_the_last_weekday_is_that_of_all() {
        use crate::value::Anchor;
        let days = |text: &str| -> Vec<String> {
            let anchor = Anchor { published: "2023-03-15".parse().ok(), ..Anchor::default() };
            let day = |value: &Value| {
                if let Value::Date(date) = value { date.resolved_timex(&anchor) } else { String::new() }
            };
            times_of(text).iter().map(day).collect()
        };
        assert_eq!(days("They met on Monday and Friday last week."), ["2023-03-06", "2023-03-10"]);
        assert_eq!(
            days("They met on Monday, Tuesday or Friday next week."),
            ["2023-03-20", "2023-03-21", "2023-03-24"]
        );
        assert_eq!(days("They met on Monday and last week."), ["2023-03-13", "2023-W10"]);
    }

    #[test]
    fn lengths_keep_their_own_words() {
        reads(&[
            ("It takes [between two to six days].", "PXD"),
            ("She said that [four days] were enough.", "P4D"),
            ("Many fled in [the first hours] of the siege.", "PTXH"),
            ("They will reply [in four working days].", "XXXX-XX-XX"),
            ("The call came [a minute and a half later].", "XXXX-XX-XXTXX:XX"),
            ("It would [one day] be a port.", "FUTURE_REF"),
            ("It lasted [one day].", "P1D"),
            ("The vote is held [soon].", "FUTURE_REF"),
        ]);
        ignores(&["They left soon after the vote.", "Tell us as soon as it rains."]);
        for text in ["It is open 24 hours a day.", "It is open seven days a week."] {
            let found = times_of(text);
            assert!(
                matches!(found.as_slice(), [Value::Duration(a), Value::Duration(b)] if !a.set && b.set),
                "{text}: {found:?}"
            );
        }
        let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
        assert_eq!(of("1,340 fell ill in the week to 12 March."), ["P1W", "XXXX-03-12"]);
        assert_eq!(
            of("They worked for three months and two weeks and two days ago they slept."),
            ["P3M2W", "XXXX-XX-XX"]
        );
    }

    #[test]
    fn what_recurs_on_weekdays_and_at_weekends_is_a_set() {
        reads(&[
            ("They meet [every other Wednesday at 7.30pm].", "set XXXX-WXX-3T19:30"),
            ("They meet on [weekends].", "set XXXX-WXX-WE"),
            ("It is quiet in the [evenings].", "set TEV"),
        ]);
    }

    /// The TIMEX3 values in a text, in order.
    fn values(text: &str) -> Vec<String> {
        times(text).into_iter().map(|(_, timex)| timex).collect()
    }

    #[test]
    fn quarters_of_a_match_are_no_time() {
        ignores(&[
            "They had 12 points in the third quarter.",
            "They led 34-20 after the third quarter.",
            "The third quarter of the game was dull.",
            "A field goal ended the second quarter.",
            "They shone in the third and fourth quarters of the match.",
        ]);
        reads(&[
            ("The index fell 12 points in [the third quarter].", "XXXX-Q3"),
            ("It opened 10-15 stores in [the third quarter].", "XXXX-Q3"),
            ("It led with 12 points on the card in [the third quarter of 2023].", "2023-Q3"),
        ]);
        assert_eq!(values("Sales fell in the first and second quarters of 2023."), ["2023-Q1", "2023-Q2"]);
        assert_eq!(values("Sales fell in the second fiscal quarter."), ["XXXX-Q2"]);
        assert_eq!(values("Sales fell in the last quarter of 2023."), ["2023-Q4"]);
    }

    #[test]
    fn a_stroke_joins_two_days_and_a_night_has_two() {
        reads(&[
            ("The fair is on [4/5 August].", "XXXX-08-04/XXXX-08-05"),
            ("The fair is on [30/31 May 2023].", "2023-05-30/2023-05-31"),
            ("It fell on [the night of 3-4 May].", "XXXX-05-03TNI"),
            ("It fell on [the night of 3/4 May 2023].", "2023-05-03TNI"),
            ("It fell on [the night of 31 March to 1 April].", "XXXX-03-31TNI"),
            ("It fell on [the night between Monday and Tuesday].", "XXXX-WXX-1TNI"),
        ]);
        assert_eq!(values("About 3/4 march past."), [""; 0]);
        assert_eq!(values("It was on 4/9 August."), ["XXXX-08-09"]);
    }

    #[test]
    fn centuries_are_of_two_eras_and_come_in_lists() {
        reads(&[
            ("It was built in [the 5th century BC].", "BC04"),
            ("It was built in [the late first century B.C.] by slaves.", "BC00"),
            ("It was built in [the 2nd century AD].", "01"),
            ("It was built in [the first half of the 19th century].", "18"),
            ("It was built in [the second half of the 1990s].", "199"),
        ]);
        assert_eq!(values("They lived in the 17th, 18th and 19th centuries."), ["16", "17", "18"]);
        assert_eq!(values("They lived in the first or second century."), ["00", "01"]);
        assert_eq!(values("They came third and fourth."), [""; 0]);
        assert_eq!(values("They were big in the 1980s and 90s."), ["198", "199"]);
        let span = |text: &str| match times_of(text).as_slice() {
            [Value::Date(d)] => d.resolve(&crate::value::Anchor::default()).and_then(|i| i.start.zip(i.end)),
            found => panic!("{text}: {found:?}"),
        };
        use chrono::Datelike;
        let years = span("It was built in the 5th century BC.").map(|(a, b)| (a.year(), b.year()));
        assert_eq!(years, Some((-500, -399)));
    }

    #[test]
    fn a_year_behind_a_list_is_that_of_all() {
        for (text, timex) in [
            ("It fell in March, April and May 2023.", &["2023-03", "2023-04", "2023-05"][..]),
            ("It fell in May or June 2023.", &["2023-05", "2023-06"]),
            ("It fell in May/June 2023.", &["2023-05", "2023-06"]),
            ("It fell in the summer and autumn of 2023.", &["2023-SU", "2023-FA"]),
            ("It fell in Q1 and Q2 2023.", &["2023-Q1", "2023-Q2"]),
            ("They met on 12 March and 3 May 2023.", &["2023-03-12", "2023-05-03"]),
            ("They met on May 3 and June 12, 2023.", &["2023-05-03", "2023-06-12"]),
            // Of two years, and of none.
            ("It fell in December and January 2023.", &["XXXX-12", "2023-01"]),
            ("It fell in May and in June 2023 rose.", &["XXXX-05", "2023-06"]),
            ("They met on May 3rd, 4th and 5th.", &["XXXX-05-03", "XXXX-05-04", "XXXX-05-05"]),
        ] {
            assert_eq!(values(text), timex, "{text}");
        }
    }

    #[test]
    fn hours_of_several_weekdays_are_of_none_of_them() {
        for (text, timex) in [
            ("It is open 8pm Sunday to Thursday.", &["T20:00", "XXXX-WXX-7/XXXX-WXX-4"][..]),
            ("It is open 9am to 5pm Monday-Saturday.", &["T09:00/T17:00", "XXXX-WXX-1/XXXX-WXX-6"]),
            ("It is shut from 8pm Sunday to Thursday.", &["XXXX-WXX-7T20:00/XXXX-WXX-4"]),
            ("It is shut 8pm Sunday to 6am Monday.", &["XXXX-WXX-7T20:00/XXXX-WXX-1T06:00"]),
        ] {
            assert_eq!(values(text), timex, "{text}");
        }
    }

    #[test]
    fn units_that_nothing_counts_are_lengths_where_the_words_say_so() {
        reads(&[
            ("It took [months].", "PXM"),
            ("It will end [within weeks].", "PXW"),
            ("It follows [years] of war.", "PXY"),
            ("It may take [weeks or months].", "PXW"),
            ("In the [days] before the vote he quit.", "PXD"),
            ("[Just weeks] after the vote he quit.", "PXW"),
            ("It will fall in the [months] ahead.", "PXM"),
            ("It took [a year or two].", "PXY"),
            ("It was shut [a day or two ago].", "PAST_REF"),
        ]);
        ignores(&[
            "The days are long.",
            "Days of Thunder is a film.",
            "They sold hours and watches.",
            "He did it years before he knew.",
        ]);
        let short = times_of("It will end within weeks.");
        assert!(
            matches!(short.as_slice(), [Value::Duration(d)] if d.amount.low.is_some_and(|n| n.is_zero())),
            "{short:?}"
        );
    }

    #[test]
    fn weeks_are_counted_back_to_a_day() {
        use crate::value::{Anchor, Tense};
        let day = |text: &str| {
            let found = times_of(text);
            let [Value::Date(date)] = found.as_slice() else { panic!("{text}: {found:?}") };
            date.resolved_timex(&Anchor {
                published: "2024-05-15".parse().ok(),
                tense: Tense::Past,
                ..Anchor::default()
            })
        };
        for (text, timex) in [
            ("They met a week ago today.", "2024-05-08"),
            ("They met three weeks ago yesterday.", "2024-04-23"),
            ("They met two weeks ago on Friday.", "2024-05-03"),
            ("They met a week ago Monday.", "2024-05-06"),
            ("They met two weeks ago.", "2024-W18"),
            ("It rained in the week ending 5 May.", "2024-W18"),
            ("They met on the last Thursday of the month.", "2024-05-30"),
            ("They met last Thursday.", "2024-05-09"),
            ("They met one day last week.", "2024-W19"),
        ] {
            assert_eq!(day(text), timex, "{text}");
        }
    }

    #[test]
    fn the_number_of_a_paper_is_no_month() {
        reads(&[("It expires [12/2026].", "2026-12"), ("It ran [from 1939 to '45].", "1939/1945")]);
        ignores(&["Press release 12/2026 was issued.", "Regulation 10/2011 applies.", "See issue 3/2019."]);
    }

    #[test]
    fn the_hedge_of_a_length_reaches_a_part_of_its_unit() {
        let range = |text: &str| match times_of(text).as_slice() {
            [Value::Duration(d)] => {
                (d.amount.low.map(|n| n.normalize().to_string()), d.amount.high.map(|n| n.normalize().to_string()))
            }
            found => panic!("{text}: {found:?}"),
        };
        let both = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
        for (text, want) in [
            ("It took just over two hours.", both("2", "2.25")),
            ("It took nearly a year.", both("0.75", "1")),
            ("It took about an hour.", both("0.75", "1.25")),
            ("It took about 20 minutes.", both("18", "22")),
            ("It took just over 100 days.", both("100", "105")),
        ] {
            assert_eq!(range(text), want, "{text}");
        }
    }

    #[test]
    fn lengths_share_a_unit_over_a_hyphen() {
        for (text, timex) in [
            ("They sold two- and three-year bonds.", &["P2Y", "P3Y"][..]),
            ("They sold 30-, 60- and 90-day bills.", &["P30D", "P60D", "P90D"]),
            ("It has a 30- to 60-day wait.", &["PXD"]),
            ("It takes three-to-five days.", &["PXD"]),
            ("It was a 30-day, 12-hour march.", &["P30D", "PT12H"]),
            ("It is a 5-minute 30-second film.", &["PT330S"]),
            ("They have 30- and 40-seat buses.", &[]),
            ("He won in 1m 22.5s.", &["PT82.5S"]),
            ("The song lasts 3:45.", &[]),
            ("Sales fell by a quarter.", &[]),
            ("Sales fell by a quarter to 5 million.", &[]),
            ("Rain fell in the 2023 calendar year.", &["2023"]),
            ("It took two millennia or a millennium.", &["P2000Y", "P1000Y"]),
        ] {
            let found = values(text);
            assert_eq!(found, timex, "{text}");
        }
        assert_eq!(times("The 30- to 60-day wait is over.")[0].0, "30- to 60-day");
    }

    #[test]
    fn books_name_their_quarters_and_years_in_many_ways() {
        reads(&[
            ("Sales rose in [FY2023/24].", "2023"),
            ("Sales rose in [FY23/24].", "2023"),
            ("Sales rose in [1Q 2023].", "2023-Q1"),
            ("Sales rose in [2H 2023].", "2023-H2"),
            ("Sales rose in the [September quarter of 2023].", "2023-Q3"),
            ("It was so [as far back as 1990].", "1990"),
        ]);
        assert_eq!(values("Sales rose in the quarter to June."), ["XXXX-Q2", "XXXX-06"]);
        assert_eq!(values("Sales rose from the first to the third quarter."), ["XXXX-Q1/XXXX-Q3"]);
        ignores(&["They sold 1Q phones.", "The May quarter is a song."]);
    }

    #[test]
    fn any_length_may_recur() {
        reads(&[
            ("It rains [every few days].", "set PXD"),
            ("It runs [every half hour].", "set PT30M"),
            ("They meet [every four to six weeks].", "set PXW"),
            ("They meet [biennially].", "set P2Y"),
        ]);
    }

    #[test]
    fn parts_of_days_stand_beside_them() {
        reads(&[
            ("He left [the night before].", "XXXX-XX-XXTNI"),
            ("He left on [Sunday at lunchtime].", "XXXX-WXX-7TMI"),
            ("He left at [half six].", "T06:30"),
            ("He left on the weekend of [May 4-5].", "XXXX-05-04/XXXX-05-05"),
            ("It ran [January 3 to 9].", "XXXX-01-03/XXXX-01-09"),
            ("It was sent at [2023-05-03T17:30+02:00].", "2023-05-03T17:30"),
        ]);
        ignores(&["He left the night before the vote.", "It was cut at half six-inch steps."]);
        assert_eq!(values("He waited many years."), ["PXY"]);
        assert_eq!(values("How many years did he wait?"), [""; 0]);
    }
}
