/*! Claims as a report cites them: where they stand, and what they commit to in figures and in words. */

use std::fmt::{Display, Write as _};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::claim::{Claim, Frame};
use crate::document::Document;
use crate::finding::Cited;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::value::{Grain, Interval, Range, Value};

/// Cites a claim of a document; `sentence` is where its sentence stands in the document's text.
pub fn cite(claim: &Claim, document: &Document, sentence: Span, lexicon: &Lexicon) -> Cited {
    let figures = Figures::of(claim, lexicon);
    let text = document.text();
    let written = one_line(claim.mention.span.of(text));
    Cited {
        document: claim.document,
        location: document.locate(claim.mention.span),
        sentence: document.source_of(sentence),
        kind: claim.mention.value.kind().name(),
        low: figures.low,
        high: figures.high,
        unit: figures.unit,
        reads: figures.reads.unwrap_or_else(|| written.clone()),
        text: written,
        subject: subject(&claim.frame).map(|s| one_line(s.of(text))),
        when: claim.interval.and_then(|i| when(&i)),
        timex: claim.timex.clone(),
        axis: figures.axis,
        axis_unit: figures.axis_unit,
    }
}

/// What a claim commits to, in words: "12 years". Empty where its value has none.
pub(super) fn reads(claim: &Claim, lexicon: &Lexicon) -> String {
    Figures::of(claim, lexicon).reads.unwrap_or_default()
}

/// A text without the ends of its lines.
fn one_line(text: &str) -> String {
    let mut blank = true;
    // Most are as they should be: ASCII, and its blanks single.
    let plain = text.bytes().all(|byte| {
        let after_blank = std::mem::replace(&mut blank, byte == b' ');
        byte.is_ascii_graphic() || byte == b' ' && !after_blank
    });
    if plain && !blank { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Where a range lies on a number line.
fn axis(range: &Range) -> Option<(f64, f64)> {
    let end = |e: Option<Decimal>, open: f64| e.map_or(Some(open), |n| n.to_f64());
    if let Some(n) = range.point() {
        return n.to_f64().map(|n| (n, n));
    }
    end(range.low, f64::NEG_INFINITY).zip(end(range.high, f64::INFINITY))
}

/// Puts claims that are written in several units on one number line, in the canonical unit of their dimension.
pub(super) fn share_axis(claims: &mut [Cited]) {
    let first = claims.first().and_then(|c| c.axis_unit.clone());
    if claims.iter().all(|c| c.axis_unit == first) {
        return;
    }
    let end = |end: &Option<String>, open: f64| end.as_ref().map_or(Some(open), |n| n.parse().ok());
    for cited in claims.iter_mut().filter(|c| c.axis_unit != c.unit) {
        cited.axis = end(&cited.low, f64::NEG_INFINITY).zip(end(&cited.high, f64::INFINITY));
        cited.axis_unit.clone_from(&cited.unit);
    }
}

/// Who or what is counted, with the words that qualify it.
fn subject(frame: &Frame) -> Option<Span> {
    const LONGEST: u32 = 80;
    let head = frame.head?.span;
    let whole = frame.modifiers.iter().fold(head, |all, m| all.join(m.span));
    Some(if whole.len() <= LONGEST { whole } else { head })
}

/// What a claim commits to, for programs and for people.
#[derive(Debug, Default)]
struct Figures {
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    reads: Option<String>,
    axis: Option<(f64, f64)>,
    axis_unit: Option<String>,
}

impl Figures {
    fn of(claim: &Claim, lexicon: &Lexicon) -> Self {
        let value = &claim.mention.value;
        match value {
            Value::Count(r) | Value::Ratio(r) => Self::range(*r, None, range_in_words(r)),
            Value::Ordinal(r) => Self::range(*r, None, format!("number {}", range_in_words(r))),
            Value::Percent(r) => Self::range(*r, Some("%"), range_in_words(r) + " %"),
            Value::Points(r) => {
                Self::range(*r, Some("percentage point"), format!("{} percentage points", range_in_words(r)))
            }
            Value::Money(r, id) => {
                let code = &lexicon.currency(*id).code;
                Self::range(*r, Some(code), [&range_in_words(r), " ", code].concat())
            }
            Value::Measurement { written, unit, canonical, dimension } => {
                let symbol = &lexicon.unit(*unit).symbol;
                let canonical_unit = &lexicon.dimension(*dimension).canonical;
                let canonical =
                    Self::range(*canonical, Some(canonical_unit), [&range_in_words(written), " ", symbol].concat());
                Self { axis: axis(written), axis_unit: Some(symbol.clone()), ..canonical }
            }
            Value::Age(r) => Self::range(*r, Some("year"), format!("{} {}", range_in_words(r), plural("year", r))),
            Value::Duration(d) => {
                let reads = format!("{} {}", range_in_words(&d.amount), plural(grain(d.grain), &d.amount));
                match d.seconds() {
                    Some(seconds) => Self::range(seconds, Some("second"), reads),
                    None => Self::range(d.amount, Some(grain(d.grain)), reads),
                }
            }
            Value::Score(a, b) => Self { reads: Some(format!("{}-{}", number(*a), number(*b))), ..Self::default() },
            Value::Time(time) => {
                let (low, high) = time.minutes();
                let clock = |m: i32| {
                    let m = m.rem_euclid(24 * 60);
                    format!("{:02}:{:02}", m / 60, m % 60)
                };
                let reads = match (low, high) {
                    (Some(a), Some(b)) if a == b => Some(clock(a)),
                    (Some(a), Some(b)) => Some(format!("{} to {}", clock(a), clock(b))),
                    _ => None,
                };
                Self {
                    low: low.map(clock),
                    high: high.map(clock),
                    reads,
                    axis: Some((low.map_or(f64::NEG_INFINITY, f64::from), high.map_or(f64::INFINITY, f64::from))),
                    ..Self::default()
                }
            }
            Value::Date(_) | Value::Period(_) => claim.interval.as_ref().map_or_else(Self::default, Self::interval),
        }
    }

    fn range(range: Range, unit: Option<&str>, reads: String) -> Self {
        let low = range.low.map(plain);
        Self {
            high: if range.low == range.high { low.clone() } else { range.high.map(plain) },
            low,
            unit: unit.map(str::to_owned),
            reads: Some(reads),
            axis: axis(&range),
            axis_unit: unit.map(str::to_owned),
        }
    }

    fn interval(interval: &Interval) -> Self {
        let (low, high) = iso(interval);
        let seconds = |t: Option<NaiveDateTime>, open: f64| t.map_or(open, |t| t.and_utc().timestamp() as f64);
        Self {
            low,
            high,
            unit: None,
            reads: interval_in_words(interval),
            axis: Some((seconds(interval.start, f64::NEG_INFINITY), seconds(interval.end, f64::INFINITY))),
            axis_unit: None,
        }
    }
}

/// A decimal as the JSON contract prints it: no exponent, no trailing zeros.
fn plain(n: Decimal) -> String {
    whole(n).map_or_else(|| n.normalize().to_string(), |n| n.to_string())
}

/// The number, where it is a whole one that is written without decimals and is not too large: most are.
fn whole(n: Decimal) -> Option<i64> {
    if n.scale() == 0 { i64::try_from(n.mantissa()).ok() } else { None }
}

/// A number for people: "35,150", "5.4 million", "0.5".
pub fn number(n: Decimal) -> String {
    const SCALES: [(i64, &str); 3] =
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];
    if let Some(n) = whole(n).filter(|n| n.unsigned_abs() < 1_000_000) {
        let (a, b) = (n / 1_000, (n % 1_000).abs());
        return if a == 0 { n.to_string() } else { format!("{a},{b:03}") };
    }
    for (scale, name) in SCALES {
        let scale = Decimal::from(scale);
        if n.abs() < scale {
            continue;
        }
        if let Some(short) = n.checked_div(scale).map(|s| s.normalize()).filter(|s| s.scale() <= 2) {
            return format!("{} {name}", grouped(short));
        }
    }
    grouped(n.normalize())
}

/// A number with separators of thousands, rounded to four decimals.
fn grouped(n: Decimal) -> String {
    let n = n.round_dp(4).normalize();
    let written = n.abs().to_string();
    let (whole, fraction) = written.split_once('.').map_or((written.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if n.is_sign_negative() && !n.is_zero() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A range for people: "35,150 to 37,000", "at least 77", "5".
pub(super) fn range_in_words(range: &Range) -> String {
    match (range.low, range.high) {
        (Some(a), Some(b)) if a == b => number(a),
        (Some(a), Some(b)) if a.is_zero() => format!("at most {}", number(b)),
        (Some(a), Some(b)) => format!("{} to {}", number(a), number(b)),
        (Some(a), None) => format!("at least {}", number(a)),
        (None, Some(b)) => format!("at most {}", number(b)),
        (None, None) => "any".to_owned(),
    }
}

/// The singular or plural of a unit of time.
fn plural(unit: &str, range: &Range) -> String {
    // "1 day", "at most 1 day", "at least 1 day".
    if range.high.or(range.low) == Some(Decimal::ONE) {
        return unit.to_owned();
    }
    unit.strip_suffix("ry").map_or_else(|| format!("{unit}s"), |stem| format!("{stem}ries"))
}

/// What a unit of time is called.
pub(super) const fn grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Second => "second",
        Grain::Minute => "minute",
        Grain::Hour => "hour",
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Year => "year",
        Grain::Decade => "decade",
        Grain::Century => "century",
    }
}

/// The first and the last day, or the moments where they are not midnights, in ISO 8601.
fn iso(interval: &Interval) -> (Option<String>, Option<String>) {
    let midnight = |t: NaiveDateTime| t.time() == NaiveTime::MIN;
    let days = interval.start.is_none_or(midnight) && interval.end.is_none_or(midnight);
    let moment = |t: NaiveDateTime| told(t.format("%Y-%m-%dT%H:%M"));
    if days {
        (interval.start.map(|t| told(t.date())), interval.end.and_then(|t| t.date().pred_opt()).map(told))
    } else {
        let last = |t: NaiveDateTime| {
            if interval.start.is_some_and(|s| s < t) && midnight(t) { t - TimeDelta::minutes(1) } else { t }
        };
        (interval.start.map(moment), interval.end.map(last).map(moment))
    }
}

/// A time in ISO 8601: the day, month or year that holds it, else its two ends; `None` where both are open.
pub fn iso_of(interval: &Interval) -> Option<String> {
    when(interval).or_else(|| match iso(interval) {
        (None, None) => None,
        (start, end) => Some(format!("{}/{}", start.as_deref().unwrap_or(".."), end.as_deref().unwrap_or(".."))),
    })
}

/// When a claim's time lies, as exactly as one ISO 8601 value says it: a day, a month, a year.
fn when(interval: &Interval) -> Option<String> {
    let (start, end) = (interval.start?, interval.end?);
    let last = end.checked_sub_signed(TimeDelta::seconds(1))?;
    let same = |f: fn(&NaiveDateTime) -> i32| f(&start) == f(&last);
    if !same(|t| t.year()) {
        return None;
    }
    Some(if start.date() == last.date() {
        told(start.date())
    } else if same(|t| t.month().cast_signed()) {
        told(start.format("%Y-%m"))
    } else {
        told(start.format("%Y"))
    })
}

/// A time as it is told, in one piece of memory.
fn told(time: impl Display) -> String {
    let mut told = String::with_capacity(24);
    // Writing to a String cannot fail.
    let _ = write!(told, "{time}");
    told
}

/// A day for people: "13 March 2023".
pub(super) fn day_in_words(day: NaiveDate) -> String {
    told(day.format("%-d %B %Y"))
}

/// A stretch of time for people: "13 March 2023", "March 2023", "1 March 2023, 07:00", "1 to 5 March 2023".
pub(super) fn interval_in_words(interval: &Interval) -> Option<String> {
    let moment = |t: NaiveDateTime| {
        if t.time() == NaiveTime::MIN { day_in_words(t.date()) } else { told(t.format("%-d %B %Y, %H:%M")) }
    };
    let (start, end) = match (interval.start, interval.end) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => return Some(format!("from {}", moment(start))),
        (None, Some(end)) => return Some(format!("until {}", moment(end))),
        (None, None) => return None,
    };
    if start.time() != NaiveTime::MIN || end.time() != NaiveTime::MIN {
        let minute = end.signed_duration_since(start) <= TimeDelta::minutes(1);
        return Some(if minute { moment(start) } else { format!("{} to {}", moment(start), moment(end)) });
    }
    let (first, last) = (start.date(), end.date().pred_opt()?);
    if first >= last {
        return Some(day_in_words(first));
    }
    let year = (first.day(), first.month(), last.day(), last.month()) == (1, 1, 31, 12);
    if year {
        return Some(if first.year() == last.year() {
            first.year().to_string()
        } else {
            format!("{} to {}", first.year(), last.year())
        });
    }
    let ends_month = last.succ_opt().is_some_and(|d| d.day() == 1);
    if first.day() == 1 && ends_month {
        let month = |d: NaiveDate| told(d.format("%B %Y"));
        let same = (first.year(), first.month()) == (last.year(), last.month());
        return Some(if same { month(first) } else { format!("{} to {}", month(first), month(last)) });
    }
    let first_in_words = if (first.year(), first.month()) == (last.year(), last.month()) {
        first.day().to_string()
    } else if first.year() == last.year() {
        told(first.format("%-d %B"))
    } else {
        day_in_words(first)
    };
    Some(format!("{first_in_words} to {}", day_in_words(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(s: &str) -> Decimal {
        s.parse().unwrap()
    }

    #[test]
    fn numbers_for_people_have_separators_and_scales() {
        for (n, words) in [
            ("37000", "37,000"),
            ("35150.50", "35,150.5"),
            ("999", "999"),
            ("5400000000", "5.4 billion"),
            ("1234567", "1,234,567"),
            ("5184000", "5,184,000"),
            ("-1000", "-1,000"),
            ("0.5", "0.5"),
            ("2000000", "2 million"),
            ("33.333333333", "33.3333"),
        ] {
            assert_eq!(number(d(n)), words);
        }
        assert_eq!(range_in_words(&Range::between(d("35150"), d("37000"))), "35,150 to 37,000");
        assert_eq!(range_in_words(&Range::at_least(d("77"))), "at least 77");
        assert_eq!(range_in_words(&Range::at_most(d("9"))), "at most 9");
    }

    #[test]
    fn texts_are_put_on_one_line() {
        for (text, line) in [
            ("nearly 37,000", "nearly 37,000"),
            ("nearly\n37,000", "nearly 37,000"),
            ("5  km", "5 km"),
            (" 5 km ", "5 km"),
            ("5\u{a0}km", "5 km"),
            ("", ""),
            (" ", ""),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }

    #[test]
    fn units_take_their_plural() {
        for (unit, n, words) in
            [("day", "3", "days"), ("day", "1", "day"), ("century", "2", "centuries"), ("hour", "72", "hours")]
        {
            assert_eq!(plural(unit, &Range::exact(d(n))), words);
        }
        assert_eq!(plural("month", &Range::at_most(d("1"))), "month");
    }

    #[test]
    fn stretches_of_time_read_as_people_say_them() {
        for (start, end, low, high, words) in [
            ("2023-03-13T00:00", "2023-03-14T00:00", "2023-03-13", "2023-03-13", "13 March 2023"),
            ("2023-03-01T00:00", "2023-04-01T00:00", "2023-03-01", "2023-03-31", "March 2023"),
            ("2023-01-01T00:00", "2024-01-01T00:00", "2023-01-01", "2023-12-31", "2023"),
            ("2023-03-13T00:00", "2023-03-16T00:00", "2023-03-13", "2023-03-15", "13 to 15 March 2023"),
            ("2024-02-24T07:00", "2024-02-24T07:01", "2024-02-24T07:00", "2024-02-24T07:01", "24 February 2024, 07:00"),
        ] {
            let time = |s: &str| NaiveDateTime::parse_from_str(s, "%Y-%m-%dT%H:%M").unwrap();
            let interval = Interval::new(time(start), time(end));
            assert_eq!(iso(&interval), (Some(low.to_owned()), Some(high.to_owned())));
            assert_eq!(interval_in_words(&interval).as_deref(), Some(words));
        }
    }
}
