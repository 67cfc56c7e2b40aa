/*! Dates, times, durations, periods and sets, as prose tells them. What a text leaves open stays open here: `claim/anchor.rs`
holds it against the document's date.

[`date`] reads points and units of the calendar and times of day; [`period`] two of them with what joins them; [`duration`] lengths;
[`set`] what recurs. */

mod clock;
mod counted;
mod day;
mod duration;
mod lap;
mod moment;
mod numeric;
mod period;
mod point;
mod relative;
mod same;
mod set;
mod sided;
mod stretch;
#[cfg(test)]
mod tests;
mod word;
mod year;

use self::moment::{Moment, in_part, is_day, moment, with_day};
use self::point::day;
use self::word::{bound, link, past_link, slack, which};
use super::scan::{Parsed, Scan, fail};
use super::{Extractor, Reading};
use crate::lexicon::{Link, NumberSense, Sorts};
use crate::text::TokenKind;
use crate::value::{Base, Bound, Date, Hours, TimeOfDay, Value};

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
    if may_begin(scan) { period::period(scan) } else { fails(scan, period::period) }
}

/// Whether a date or a period may begin here: not with a currency, nor with a word that only holds others together.
fn may_begin(scan: Scan<'_>) -> bool {
    const LINKS: u64 = Link::Of.bit()
        | Link::On.bit()
        | Link::To.bit()
        | Link::And.bit()
        | Link::Before.bit()
        | Link::Infinitive.bit()
        | Link::Possessive.bit();
    const NUMBERS: u64 =
        NumberSense::Of.sort() | NumberSense::To.sort() | NumberSense::And.sort() | NumberSense::Or.sort();
    let word = || {
        scan.is_of_calendar(u32::MAX)
            || scan.is_of_links(!LINKS)
            || scan.is_of_numbers(!NUMBERS)
            || scan.is_of_others(Sorts::HEDGE)
    };
    match scan.first() {
        Some(t) if t.kind == TokenKind::Word => word(),
        Some(t) if t.kind == TokenKind::Mark => word() || !scan.is_of_others(Sorts::CURRENCY),
        _ => true,
    }
}

/// Fails, as the grammar would.
fn fails<'a>(scan: Scan<'a>, read: Extractor) -> Parsed<'a, Reading> {
    debug_assert!(read(scan).is_err(), "{:?}", scan.first_text());
    fail(scan)
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
    if may_begin(scan) { any_date(scan) } else { fails(scan, any_date) }
}

fn any_date(scan: Scan<'_>) -> Parsed<'_, Reading> {
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
    // "leads by 5:03"
    if bound == Bound::By && lap::is_lead(scan) && lap::lap(scan).is_ok() {
        return fail(scan);
    }
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
