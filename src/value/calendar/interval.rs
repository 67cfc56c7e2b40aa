/*! Stretches of the time line. */

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::value::packed;

/// A stretch of the time line, `[start, end)`; `None` is an open end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first moment.
    #[serde(with = "packed::moment")]
    pub start: Option<NaiveDateTime>,
    /// The moment after the last.
    #[serde(with = "packed::moment")]
    pub end: Option<NaiveDateTime>,
}

impl Interval {
    /// From `start` to before `end`.
    pub const fn new(start: NaiveDateTime, end: NaiveDateTime) -> Self {
        Self { start: Some(start), end: Some(end) }
    }

    /// Whether the two share a moment.
    pub fn meets(&self, other: &Self) -> bool {
        let reaches = |start: Option<NaiveDateTime>, end: Option<NaiveDateTime>| match (start, end) {
            (Some(start), Some(end)) => start < end,
            _ => true,
        };
        reaches(self.start, other.end) && reaches(other.start, self.end)
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Self) -> bool {
        let start = match (self.start, other.start) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let end = match (self.end, other.end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a >= b,
        };
        start && end
    }

    /// The smallest stretch that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        Self {
            start: self.start.zip(other.start).map(|(a, b)| a.min(b)),
            end: self.end.zip(other.end).map(|(a, b)| a.max(b)),
        }
    }

    /// The days that it touches, counting both ends; `None` where an end is open.
    pub fn days(&self) -> Option<i64> {
        let last = self.end?.checked_sub_signed(TimeDelta::seconds(1))?.date();
        Some(last.signed_duration_since(self.start?.date()).num_days() + 1)
    }

    /// Its length in seconds; `None` where an end is open.
    pub fn seconds(&self) -> Option<i64> {
        Some(self.end?.signed_duration_since(self.start?).num_seconds())
    }
}
