/*! A weekday and its date: "Monday, March 13, 2023", "Tuesday (Jan 6)", "14 March 2023, a Tuesday", "from Monday 13 to Friday 17 March". */

use chrono::NaiveDate;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::peek;
use nom::sequence::{delimited, preceded};

use super::Statement;
use super::line::{Line, Parsed, claim, close, cue, fail, mark};
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
use crate::value::{Base, Date, Value};

pub(super) fn weekday(line: Line<'_>) -> Parsed<'_, Statement> {
    if let Ok((rest, stretch)) = claim(named_ends).parse(line) {
        return Ok((rest, Statement::Weekday { weekday: stretch, date: stretch }));
    }
    let (rest, first) = claim(|c| date(c).is_some()).parse(line)?;
    let Some(named) = date(&line.claims[first]) else { return fail(line) };
    if named.weekday.is_some() && is_day(named) {
        return Ok((rest, Statement::Weekday { weekday: first, date: first }));
    }
    if is_day(named) {
        // "14 March 2023, a Monday"
        let open = alt((preceded(mark(&[","]), cue(Cue::One)), mark(&["("]).map(|_| ())));
        let end = alt((close, mark(&[","]).map(|_| ())));
        let (rest, second) = delimited(open, claim(|c| date(c).is_some_and(is_weekday)), peek(end)).parse(rest)?;
        return Ok((rest, Statement::Weekday { weekday: second, date: first }));
    }
    // The weekday alone, and the date behind it.
    if !is_weekday(named) {
        return fail(line);
    }
    let day = |c: &Claim| date(c).is_some_and(|d| is_day(d) && d.weekday.is_none());
    let (rest, second) = preceded(mark(&["(", ","]), claim(day)).parse(rest)?;
    Ok((rest, Statement::Weekday { weekday: first, date: second }))
}

/// A day that its month does not have: "31 June", "29 February 2019".
pub(super) fn no_day(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, at) = claim(|c| date(c).is_some_and(|date| !exists(date))).parse(line)?;
    let text = line.claims[at].mention.core.of(line.text);
    let is_dated = date(&line.claims[at]).is_some_and(|date| date.year.is_some())
        || text.starts_with(|c: char| c.is_ascii_digit());
    // "In June 31 people died"
    let ends = close(rest).is_ok() || mark(&[","]).parse(rest).is_ok();
    // "There is no 31 June", "an invalid date such as 31 April"; "2019-02-29" is data.
    let example = |n: usize| {
        line.at()
            .checked_sub(n)
            .map(|at| line.from(at))
            .is_some_and(|l| l.is(Class::Negation) || l.cue(Cue::SuchAs).is_some())
    };
    if (is_dated || ends) && text.contains(char::is_alphabetic) && !(1..=8).any(example) {
        Ok((rest, Statement::NoDay { date: at }))
    } else {
        fail(line)
    }
}

/// Whether the month has the day, in that year or else in some.
fn exists(date: &Date) -> bool {
    /// Until then some countries told the Julian calendar, in which every fourth year is a leap year.
    const JULIAN: i16 = 1923;
    let (Some(month), Some(day)) = (date.month(), date.day) else { return true };
    let leap = |year: i16| year % 4 == 0 && (year <= JULIAN || year % 100 != 0 || year % 400 == 0);
    let year = if date.year.is_none_or(leap) { 2000 } else { 2001 };
    date.base != Base::Fields || NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_some()
}

/// Whether an end of the period names both its weekday and its day.
fn named_ends(claim: &Claim) -> bool {
    let both = |d: &Date| is_one(d) && d.weekday.is_some() && is_day(d);
    matches!(&claim.mention.value, Value::Period(p) if both(&p.start) || both(&p.end))
}

fn date(claim: &Claim) -> Option<&Date> {
    match &claim.mention.value {
        Value::Date(date) if is_one(date) => Some(date),
        _ => None,
    }
}

fn is_one(date: &Date) -> bool {
    !date.set && !date.swappable && !date.approx
}

/// Whether it names a weekday and nothing else.
fn is_weekday(date: &Date) -> bool {
    let alone = date.within.is_none() && date.day.is_none() && date.nth.is_none() && date.year.is_none();
    alone && date.weekday.is_some() && date.base == Base::Fields
}

/// Whether it names a day of a month.
fn is_day(date: &Date) -> bool {
    date.base == Base::Fields && date.day.is_some() && date.month().is_some() && date.nth.is_none()
}
