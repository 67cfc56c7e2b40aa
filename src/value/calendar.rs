/*! Dates, times of day, durations and periods: what TIMEX3 can say, as data.

Extraction gives under-specified values ("Monday", "in August"); [`Date::resolve`] anchors them to a document's date. */

use chrono::{NaiveDate, NaiveDateTime};

use super::Range;

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// A stretch of the time line, `[start, end)`; `None` is an open end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The first moment.
    pub start: Option<NaiveDateTime>,
    /// The moment after the last.
    pub end: Option<NaiveDateTime>,
}

impl Interval {
    /// Whether the two share a moment.
    pub fn meets(&self, other: &Self) -> bool {
        let before = |end: Option<NaiveDateTime>, start: Option<NaiveDateTime>| matches!((end, start), (Some(e), Some(s)) if e <= s);
        !before(self.end, other.start) && !before(other.end, self.start)
    }
}

/// A point or unit of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date {
    /// The unit that it names.
    pub grain: Grain,
}

impl Date {
    /// Where on the time line it lies.
    pub fn resolve(&self, _dct: Option<NaiveDate>) -> Option<Interval> {
        None
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    /// Minutes since midnight.
    pub minute: u16,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub amount: Range,
    /// Of what.
    pub grain: Grain,
}

impl Duration {
    /// The length in seconds.
    pub fn seconds(&self) -> Option<Range> {
        None
    }
}

/// A stretch of time with its two ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// Where it begins.
    pub start: Date,
    /// Where it ends.
    pub end: Date,
}
