/*! A weekday and its date: "Monday, March 13, 2023", "Tuesday (Jan 6)". */

use nom::Parser;
use nom::sequence::preceded;

use super::Statement;
use super::line::{Line, Parsed, claim, fail, mark};
use crate::claim::Claim;
use crate::value::{Base, Date, Value};

pub(super) fn weekday(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, first) = claim(|c| date(c).is_some()).parse(line)?;
    let Some(named) = date(&line.claims[first]) else { return fail(line) };
    if named.weekday.is_some() && is_day(named) {
        return Ok((rest, Statement::Weekday { weekday: first, date: first }));
    }
    // The weekday alone, and the date behind it.
    let alone = named.weekday.is_some() && named.within.is_none() && named.day.is_none() && named.nth.is_none();
    if !alone || named.base != Base::Fields {
        return fail(line);
    }
    let day = |c: &Claim| date(c).is_some_and(|d| is_day(d) && d.weekday.is_none());
    let (rest, second) = preceded(mark(&["(", ","]), claim(day)).parse(rest)?;
    Ok((rest, Statement::Weekday { weekday: first, date: second }))
}

fn date(claim: &Claim) -> Option<&Date> {
    match &claim.mention.value {
        Value::Date(date) if !date.set && !date.swappable && !date.approx => Some(date),
        _ => None,
    }
}

/// Whether it names a day of a month.
fn is_day(date: &Date) -> bool {
    date.base == Base::Fields && date.day.is_some() && date.month().is_some() && date.nth.is_none()
}
