/*! Times of day, with what zones and hedges leave open. */

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Bound;
use crate::value::packed;

/// The zone of a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// Minutes ahead of UTC.
    Offset(i16),
    /// A zone of the IANA database, whose offset changes with the season: "ET".
    Named(#[serde(with = "packed::zone")] Tz),
    /// "local time": that of the place that the text speaks of.
    Local,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct TimeOfDay {
    /// Minutes since midnight; 1440 is midnight itself, which belongs to the day before as well as to the next.
    pub minute: u16,
    /// The second, if it is told.
    pub second: Option<u8>,
    /// The zone, if it is told.
    pub zone: Option<Zone>,
    /// By how many minutes it may lie before and after: "about" is (15, 15).
    pub slack: (u16, u16),
    /// How the text bounds it.
    pub bound: Bound,
    /// Whether nothing says which half of the day it is in: "at 7".
    pub either_half: bool,
}

impl TimeOfDay {
    /// The minutes of the day that the mention commits to, low and high; `None` is an open end.
    pub fn minutes(&self) -> (Option<i32>, Option<i32>) {
        let low = i32::from(self.minute) - i32::from(self.slack.0);
        let high = i32::from(self.minute) + i32::from(self.slack.1);
        match self.bound {
            Bound::By | Bound::Before => (None, Some(high)),
            Bound::After => (Some(low), None),
            Bound::At | Bound::From | Bound::Until => (Some(low), Some(high)),
        }
    }

    /// Whether the two may be one time; `None` where their zones leave that open.
    pub fn meets(&self, other: &Self) -> Option<bool> {
        let shift = match (self.zone, other.zone) {
            (Some(Zone::Offset(a)), Some(Zone::Offset(b))) => i32::from(a) - i32::from(b),
            (None, None) => 0,
            (a, b) if a == b => 0,
            _ => return None,
        };
        if self.either_half || other.either_half {
            return None;
        }
        let (low, high) = self.minutes();
        let (other_low, other_high) = other.minutes();
        // A day may lie between, through the zones or at midnight.
        let meets = [-1440, 0, 1440].into_iter().any(|day| {
            let reaches = |a: Option<i32>, b: Option<i32>| !matches!((a, b), (Some(a), Some(b)) if a > b);
            let moved = |m: Option<i32>| m.map(|m| m + shift + day);
            reaches(low, moved(other_high)) && reaches(moved(other_low), high)
        });
        Some(meets)
    }
}
