/*! `[compare.span]`: a period that is not as long as the text says. Between dates either count is right, with one end or with both;
between clock times the days may be counted as well as the hours. */

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Facts, interval};
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::rule::cite::{grain, number};
use crate::value::{Anchor, Date, Duration, Grain, Interval, Period, Range, Tense, Value};

pub(super) const PLACEHOLDERS: &[&str] = &["period", "stated", "actual"];

const DAY: i64 = 86_400;

pub(super) fn span(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let &Statement::Span { length, period } = statement else { return None };
    let (Value::Duration(stated), Value::Period(stretch)) =
        (&facts.claims[length].mention.value, &facts.claims[period].mention.value)
    else {
        return None;
    };
    // "ten" also covers what rounds to it in its own unit.
    let half = Decimal::new(5, 1);
    let amount = if stated.amount.point().is_some() { stated.amount.widen(half) } else { stated.amount };
    let said = interval::loosen(Duration { amount, ..*stated }.seconds()?, facts.tolerance);
    // "a two-hour class from 3 to 9 January" is so long each time.
    let brief = stated.grain < Grain::Day && said.high.is_none_or(|n| n < Decimal::from(DAY));
    if brief && (stretch.start.clock().is_none() || stretch.end.clock().is_none()) {
        return None;
    }
    let published = facts.case.corpus.document(facts.article.document).published;
    // Where no year is told, a common year and a leap year must agree.
    let years = [NaiveDate::from_ymd_opt(2023, 1, 1)?, NaiveDate::from_ymd_opt(2024, 1, 1)?];
    let anchors = published.map_or(years.to_vec(), |day| vec![day]);
    let mut told = None;
    for day in anchors {
        let anchor = Anchor { published: Some(day), tense: Tense::Unknown, ..Anchor::default() };
        let lengths = lengths(stretch, &anchor, stated.grain)?;
        if lengths.iter().any(|l| l.meets(&said)) {
            return None;
        }
        told.get_or_insert(lengths);
    }
    Some(Verdict {
        values: vec![
            ("period", facts.text(period)),
            ("stated", facts.text(length)),
            ("actual", in_words(&told?, stated.grain)),
        ],
        claims: vec![length, period],
        because: vec!["the text puts the length beside its period".to_owned()],
        confidence: 0.85,
        ..Verdict::default()
    })
}

/// How long the period may be taken to be, in seconds; `None` where it says too little.
fn lengths(period: &Period, anchor: &Anchor, unit: Grain) -> Option<Vec<Range>> {
    let (first, last) = period.ends(anchor)?;
    let (start, end) = (first.start?, last.end?);
    let clocks = period.start.clock().is_some() && period.end.clock().is_some();
    let seconds =
        |a: chrono::NaiveDateTime, b: chrono::NaiveDateTime| Decimal::from(b.signed_duration_since(a).num_seconds());
    let exact = |d: &Date| d.grain() <= Grain::Day && d.edge.is_none() && !d.approx;
    let shortest = match (clocks, exact(&period.start) && exact(&period.end)) {
        (_, true) => seconds(start, last.start?),
        // "from January to March" may be the last day of the one and the first of the other.
        _ => seconds(first.end?, last.start?).max(Decimal::ZERO),
    };
    let longest = if clocks { seconds(start, last.start?) } else { seconds(start, end) };
    let days = Interval { start: Some(start), end: Some(end) }.days()?;
    let counted = Range::exact(Decimal::from(days * DAY));
    let between = Range::between(shortest, longest);
    Some(if unit >= Grain::Day { vec![between, counted] } else { vec![between] })
}

/// "6 to 7 days", in the unit that the text uses, where it has a fixed length.
fn in_words(lengths: &[Range], unit: Grain) -> String {
    let (unit, seconds) = match unit.seconds() {
        Some(seconds) => (unit, seconds),
        None => (Grain::Day, 86_400),
    };
    let all = lengths.iter().copied().reduce(|a, b| a.hull(&b)).unwrap_or_default();
    let end = |n: Option<Decimal>| n.map(|n| (n / Decimal::from(seconds)).round_dp(1));
    match (end(all.low), end(all.high)) {
        (Some(a), Some(b)) if a == b => {
            format!("{} {}{}", number(a), grain(unit), if a == Decimal::ONE { "" } else { "s" })
        }
        (Some(a), Some(b)) => format!("{} to {} {}s", number(a), number(b), grain(unit)),
        _ => "open".to_owned(),
    }
}
