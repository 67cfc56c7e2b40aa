/*! Points and units of time, whatever names them, the calendar or their distance: a day, its parts, the week that it lies in, a month,
a year, a stretch. */

use nom::Parser;
use nom::branch::alt;

use super::day::{named, the};
use super::moment::is_day;
use super::word::{comma, cue, follows_link, is_link, link, part, past_link, which};
use super::{period, relative, word};
use crate::extract::scan::{Parsed, Scan, fail, number_mark};
use crate::lexicon::{CalendarSense, Class, Link, NumberCue, NumberSense, Sense, Which};
use crate::text::TokenKind;
use crate::value::{Base, Date, Edge, Grain, Hours, Origin, Part, Tense};

/// A day, month, year or stretch, whatever names it; "the" before it is taken.
pub(super) fn day(scan: Scan<'_>) -> Parsed<'_, Date> {
    scan.senses.days.read(scan, any_day)
}

fn any_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let start = the(scan);
    let both = |s| alt((relative::relative, named)).parse(s);
    if let Ok(found) = night_between(start) {
        return Ok(found);
    }
    // "the morning of Christmas Day"
    if let Ok((rest, p)) = part(start)
        && let Ok((rest, ())) = link(Link::Of)(rest)
        && let Ok((rest, date)) = both(the(rest))
        && is_day(&date)
    {
        return Ok((rest, Date { hours: Some(Hours::Part(p)), ..date }));
    }
    // "on the evening of the 4th"
    if let Ok((rest, p)) = part(start)
        && start.at() > scan.at()
        && let Ok((rest, ())) = link(Link::Of)(rest)
        && let Ok((rest, ())) = link(Link::The)(rest)
        && let Ok((rest, (n, true))) = super::word::day_number(rest)
        && crate::extract::ordinal::ends(rest)
    {
        return Ok((rest, Date { day: Some(n), hours: Some(Hours::Part(p)), ..Date::open() }));
    }
    if let Ok(found) = early_hours(start).or_else(|_| overnight(scan)) {
        return Ok(found);
    }
    // "the night before last"
    if let Ok((rest, p)) = part(start)
        && let Ok((rest, ())) = link(Link::BeforeLast)(rest)
        && start.at() > scan.at()
    {
        let day = Date::unit(Grain::Day, -2, Origin::Published);
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

/// "It rained overnight", "overnight on Friday", "overnight losses": the night before the day spoken of, or that behind it of what is to come. "An overnight
/// train" is told of something else.
fn overnight(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, ()) = link(Link::Overnight)(scan)?;
    let changes = cue(NumberCue::Difference)(rest).is_ok();
    let modifies = word::is_content(rest) && !changes
        || rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word()))
        || !changes && scan.before().is_some_and(|t| t.is_dash() || scan.lexicon.is(t.word, Class::Determiner));
    if modifies {
        return fail(scan);
    }
    let part = Date { hours: Some(Hours::Part(Part::Night)), ..Date::open() };
    if let Ok(found) = of_day(scan, rest, part) {
        return Ok(found);
    }
    let ahead = |s| s == Sense::Calendar(CalendarSense::Tense(Tense::Future));
    let coming = (0..scan.at() + scan.rest().len()).any(|at| scan.from(at).senses().any(|(_, s)| ahead(s)));
    let day = Date::unit(Grain::Day, if coming { 0 } else { -1 }, Origin::Reference);
    Ok((rest, Date { hours: part.hours, ..day }))
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
        let from = Origin::Published;
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
            let base = Base::Turn { by: 1, from: Origin::Published };
            return (rest, Date { base, plus: Some((1, Grain::Week)), ..date });
        }
        // "Friday three weeks ago", "Monday, two weeks from now"
        if let Ok((rest, base)) = relative::weeks_away(comma(scan)) {
            return (rest, Date { base, ..date });
        }
        if let Ok((rest, Which::Last)) = which(scan)
            && rest.first().is_none_or(|t| t.kind == TokenKind::Mark)
        {
            return (rest, Date { base: Base::Turn { by: -1, from: Origin::Published }, ..date });
        }
    }
    (scan, date)
}

/// The week behind the last of several weekdays, which is that of them all.
fn week_of_list(scan: Scan<'_>) -> Option<Base> {
    let mut rest = scan;
    for _ in 0..WEEKDAYS {
        let or = || number_mark(NumberSense::Or)(rest).ok().map(|(rest, ())| rest);
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
