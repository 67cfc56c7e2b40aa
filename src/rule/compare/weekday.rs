/*! `[compare.weekday]`: a weekday that is not that date's. */

use chrono::{Datelike, NaiveDate};

use super::Facts;
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::rule::cite::day_in_words;
use crate::value::{Base, Date, Grain, Value};

pub(super) const PLACEHOLDERS: &[&str] = &["date", "stated", "actual"];

/// How far from the document's date a date without a year may lie, in days: further off, it may be of any year.
const NEAR: i64 = 92;
/// How many claims around a date may name the year that it is of.
const AROUND: usize = 8;

pub(super) fn weekday(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let &Statement::Weekday { weekday, date } = statement else { return None };
    match (&facts.claims[weekday].mention.value, &facts.claims[date].mention.value) {
        (Value::Date(named), Value::Date(day)) => day_of(weekday, named, date, day, facts),
        (Value::Period(period), _) => {
            [&period.start, &period.end].into_iter().find_map(|day| day_of(weekday, day, date, day, facts))
        }
        _ => None,
    }
}

/// Holds the weekday that one date names against the day that another does.
fn day_of(weekday: usize, named: &Date, date: usize, day: &Date, facts: Facts<'_>) -> Option<Verdict> {
    let stated = u32::from(named.weekday?);
    let of_year = |year: i32| NaiveDate::from_ymd_opt(year, day.month()?.into(), day.day?.into());
    let (years, confidence) = match day.year {
        Some(year) => (vec![i32::from(year)], 0.97),
        None => (years(date, of_year, facts)?, 0.8),
    };
    let days: Vec<NaiveDate> = years.into_iter().filter_map(of_year).collect();
    let first = *days.first()?;
    if days.iter().any(|d| d.weekday().number_from_monday() == stated) {
        return None;
    }
    let mut claims = vec![weekday, date];
    claims.dedup();
    let because = match day.year {
        Some(_) => "the text gives weekday, day, month and year".to_owned(),
        None => format!("the text gives weekday, day and month; the year is that of the article, {}", first.year()),
    };
    Some(Verdict {
        values: vec![
            ("date", day_in_words(first)),
            ("stated", facts.text(weekday)),
            ("actual", first.format("%A").to_string()),
        ],
        claims,
        because: vec![because],
        confidence,
        ..Verdict::default()
    })
}

/// The years that a date without one may be of, the likeliest first: that of the document, if the date lies near it, and those
/// that the text names close by. `None` where the document's date does not fix the year.
fn years(date: usize, of_year: impl Fn(i32) -> Option<NaiveDate>, facts: Facts<'_>) -> Option<Vec<i32>> {
    let published = facts.case.corpus.document(facts.article.document).published?;
    let away = |year: i32| Some(of_year(year)?.signed_duration_since(published).num_days().abs());
    let near = (published.year() - 1..=published.year() + 1).filter_map(|y| Some((away(y)?, y))).min()?;
    if near.0 > NEAR {
        return None;
    }
    let around = date.saturating_sub(AROUND)..facts.claims.all().len().min(date + AROUND);
    let named = facts.claims.all()[around].iter().filter_map(|claim| match &claim.mention.value {
        Value::Date(d) if d.year.is_some() => d.year.map(i32::from),
        // "last year"; "in August" names none.
        Value::Date(d) if d.base == Base::Fields && d.grain() < Grain::Year => None,
        _ => claim.interval.and_then(|i| i.start).map(|t| t.year()),
    });
    Some(std::iter::once(near.1).chain(named).collect())
}
