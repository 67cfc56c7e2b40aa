/*! Whether two values can be compared at all, and whether they clash. */

use chrono::Datelike;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::lexicon::Lexicon;
use crate::value::{Base, Bound, Date, Interval, Range, Value, tolerance};

/// What two claims' values say of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Verdict {
    /// Some value satisfies both.
    Agree,
    /// No value satisfies both, rounding allowed for.
    Clash,
}

/// Compares the values of two claims; `None` where they cannot be compared: other kinds, other dimensions, an open date.
pub(super) fn compare(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<Verdict> {
    compare_stated((&a.mention.value, a.interval), (&b.mention.value, b.interval), lexicon)
}

/// What a claim states: its value, and where on the time line that lies.
pub(super) type Stated<'a> = (&'a Value, Option<Interval>);

/// The same of what claims state.
pub(super) fn compare_stated(a: Stated<'_>, b: Stated<'_>, lexicon: &Lexicon) -> Option<Verdict> {
    let verdict = |clash: bool| Some(if clash { Verdict::Clash } else { Verdict::Agree });
    match (a.0, b.0) {
        (Value::Money(x, c), Value::Money(y, d)) => {
            if !lexicon.currency(*c).may_equal(lexicon.currency(*d)) {
                return None;
            }
            verdict(x.conflicts(y))
        }
        (
            Value::Measurement { written: w, unit: u, canonical: x, dimension: d },
            Value::Measurement { written: v, unit: t, canonical: y, dimension: e },
        ) => {
            if d != e {
                return None;
            }
            if u == t {
                return verdict(w.conflicts(v));
            }
            verdict(!loose(w, lexicon.unit(*u).factor, x).meets(&loose(v, lexicon.unit(*t).factor, y)))
        }
        (Value::Score(a, b), Value::Score(c, d)) => verdict((a, b) != (c, d) && (a, b) != (d, c)),
        (Value::Time(x), Value::Time(y)) => Some(if x.meets(y)? { Verdict::Agree } else { Verdict::Clash }),
        (Value::Date(x), Value::Date(y)) if x.set || y.set => None,
        (Value::Date(x), Value::Date(y)) if a.1.is_none() || b.1.is_none() => {
            let day = |date: &Date| Some((date.month()?, date.day.filter(|_| is_day(date))?));
            if let (Some(x), Some(y)) = (day(x), day(y)) {
                return verdict(x != y);
            }
            // "Saturday" of one article may be that of another; "Friday" may be told a week later.
            let weekday = |when: Option<Interval>, date: &Date| date.weekday.or_else(|| weekday(when?));
            let alike = match (weekday(a.1, x), weekday(b.1, y)) {
                (Some(x), Some(y)) => x == y,
                _ => bare(x) == bare(y),
            };
            alike.then_some(Verdict::Agree)
        }
        (Value::Date(_), Value::Date(_)) | (Value::Period(_), Value::Period(_)) => {
            let (x, y) = (a.1?, b.1?);
            verdict(!x.meets(&y))
        }
        (Value::Duration(x), Value::Duration(y)) => {
            if x.set || y.set {
                return None;
            }
            match (x.months(), y.months()) {
                (Some(m), Some(n)) => verdict(m.conflicts(&n)),
                _ => verdict(x.seconds()?.conflicts(&y.seconds()?)),
            }
        }
        (Value::Percent(x), Value::Percent(y)) => verdict(x.conflicts(y) && !rounds(x, y) && !rounds(y, x)),
        // There are a first and a second of most things.
        (Value::Ordinal(x), Value::Ordinal(y)) => (!x.conflicts(y)).then_some(Verdict::Agree),
        (x, y) if x.kind() == y.kind() => verdict(x.range()?.conflicts(&y.range()?)),
        _ => None,
    }
}

/// Whether a whole percentage is another rounded: shares are computed, and 71 % is told of 71.1 %.
fn rounds(whole: &Range, exact: &Range) -> bool {
    let half = Decimal::new(5, 1);
    let (Some(n), Some(m)) = (whole.point(), exact.point()) else { return false };
    n.is_integer() && !m.is_integer() && n.checked_sub(m).is_some_and(|off| off.abs() <= half)
}

/// The weekday of a stretch of time within one day, 1 being Monday.
fn weekday(when: Interval) -> Option<u8> {
    let (first, days) = (when.start?.date(), when.days()?);
    (days == 1).then(|| u8::try_from(first.weekday().number_from_monday()).ok()).flatten()
}

/// A date without what narrows and bounds it.
pub(super) fn bare(date: &Date) -> Date {
    Date { hours: None, edge: None, bound: Bound::At, approx: false, ..*date }
}

/// Whether a date names a day of the year and nothing that moves it: days of a year that nobody names differ in every year.
fn is_day(date: &Date) -> bool {
    date.base == Base::Fields && date.bound == Bound::At && date.plus.is_none() && !date.swappable && !date.approx
}

/// Whether no value satisfies both claims, rounding allowed for; `None` where they cannot be compared.
pub fn clash(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<bool> {
    compare(a, b, lexicon).map(|verdict| verdict == Verdict::Clash)
}

/// A measurement told in another unit may be off by its rounding, or by 3 % (shared/gold/GUIDELINES.md).
fn loose(written: &Range, factor: Decimal, canonical: &Range) -> Range {
    let Some(point) = written.point() else { return *canonical };
    let three = Decimal::new(3, 2);
    let by = tolerance(point).checked_mul(factor).unwrap_or_default();
    let share = canonical.point().and_then(|c| c.abs().checked_mul(three)).unwrap_or_default();
    canonical.widen(by.max(share))
}
