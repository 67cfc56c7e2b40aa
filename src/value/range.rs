/*! The closed interval of numbers that a mention commits to, and exact arithmetic over it. */

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::packed::Ends;

/// A closed interval of exact decimals; `None` is an open end.
///
/// The unit is its owner's: a [`super::Value`] says whether these are people, metres or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Range {
    /// The least value, or `None` where there is no lower bound.
    pub low: Option<Decimal>,
    /// The greatest value, or `None` where there is no upper bound.
    pub high: Option<Decimal>,
}

impl Range {
    /// Exactly `n`.
    pub const fn exact(n: Decimal) -> Self {
        Self { low: Some(n), high: Some(n) }
    }

    /// `[low, high]`; the ends are put in order.
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    /// `[n, ∞]`.
    pub const fn at_least(n: Decimal) -> Self {
        Self { low: Some(n), high: None }
    }

    /// `[0, n]`, or `[n, 0]` where `n` is negative: "up to n".
    pub fn at_most(n: Decimal) -> Self {
        Self::between(Decimal::ZERO, n)
    }

    /// Whether the two intervals share a value.
    pub fn meets(&self, other: &Self) -> bool {
        let reaches = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }

    /// Whether every value of `other` is one of this interval's.
    pub fn contains(&self, other: &Self) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a >= b,
        };
        low && high
    }

    /// The one value that the interval holds, if it holds just one.
    pub fn point(&self) -> Option<Decimal> {
        self.low.filter(|_| self.low == self.high)
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let pick = |a: Option<Decimal>, b: Option<Decimal>, f: fn(Decimal, Decimal) -> Decimal| Some(f(a?, b?));
        Self { low: pick(self.low, other.low, Ord::min), high: pick(self.high, other.high, Ord::max) }
    }

    /// The interval, each end taken through `f`, which must not fall where its argument rises. `None` if `f` overflows.
    pub fn map(&self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        let end = |e: Option<Decimal>| match e {
            None => Some(None),
            Some(n) => f(n).map(Some),
        };
        let (low, high) = (end(self.low)?, end(self.high)?);
        Some(match (low, high) {
            (Some(a), Some(b)) => Self::between(a, b),
            _ => Self { low, high },
        })
    }

    /// The interval widened by `by` at both closed ends.
    pub fn widen(&self, by: Decimal) -> Self {
        Self { low: self.low.and_then(|n| n.checked_sub(by)), high: self.high.and_then(|n| n.checked_add(by)) }
    }

    /// What the interval covers once rounding is allowed for: a bare number also covers what rounds to it at its own
    /// last non-zero digit, up to 5 %; integers under 100 are exact (DESIGN.md, "What a number commits to").
    pub fn rounded(&self) -> Self {
        match self.point() {
            Some(n) => self.widen(tolerance(n)),
            None => *self,
        }
    }

    /// Whether no value, rounding allowed for, satisfies both.
    pub fn conflicts(&self, other: &Self) -> bool {
        !self.meets(other) && !self.nears(other) && !other.nears(self)
    }

    /// Whether the interval, which does not meet the other, does so once rounding is allowed for. Most lie so far apart that what
    /// rounding may be at most settles it.
    fn nears(&self, other: &Self) -> bool {
        let Some(n) = self.point() else { return false };
        let low = other.low.filter(|low| *low > n);
        let Some(end) = low.or(other.high) else { return false };
        let Some(gap) = end.checked_sub(n) else { return false };
        let gap = gap.abs();
        n.checked_mul(SHARE).is_none_or(|most| gap <= most.abs()) && gap <= tolerance(n)
    }
}

/// The share of a number that rounding may carry it at most.
const SHARE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How far rounding carries the number `n`: half a unit of its last non-zero digit, at most 5 % of it, and nothing for
/// integers under 100.
pub fn tolerance(n: Decimal) -> Decimal {
    if n.is_zero() || (n.is_integer() && n.abs() < Decimal::ONE_HUNDRED) {
        return Decimal::ZERO;
    }
    half_unit(n).min(n.abs() * SHARE)
}

/// Half a unit of the last non-zero digit of `n`: 500 for 37,000, 0.05 for 5.4, 0.5 for 12.
pub fn half_unit(n: Decimal) -> Decimal {
    let n = n.normalize();
    if n.scale() > 0 {
        // The last digit that a decimal can hold has no half: nothing is lost by taking none.
        return Decimal::try_new(5, n.scale() + 1).unwrap_or_default();
    }
    let mut mantissa = n.mantissa().unsigned_abs();
    let mut unit: i128 = 1;
    // Few numbers need the wide division, which is slow.
    if let Ok(mut narrow) = u64::try_from(mantissa) {
        while narrow != 0 && narrow.is_multiple_of(10) {
            narrow /= 10;
            unit *= 10;
        }
    } else {
        while mantissa.is_multiple_of(10) {
            mantissa /= 10;
            unit *= 10;
        }
    }
    // A unit is no larger than the number, and so a decimal.
    Decimal::from_i128_with_scale(unit * 5, 1).normalize()
}

impl fmt::Display for Range {
    /// `37000`, `35150 to 37000`, `at least 24`, `at most 9`, `any`; ends without trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(a), Some(b)) if a == b => write!(f, "{}", a.normalize()),
            (Some(a), Some(b)) => write!(f, "{} to {}", a.normalize(), b.normalize()),
            (Some(a), None) => write!(f, "at least {}", a.normalize()),
            (None, Some(b)) => write!(f, "at most {}", b.normalize()),
            (None, None) => f.write_str("any"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(s: &str) -> Decimal {
        s.parse().unwrap()
    }

    #[test]
    fn rounding_covers_what_rounds_to_the_last_nonzero_digit() {
        for (a, b, conflict) in [
            ("37000", "36955", false),
            ("5.4", "5.36", false),
            ("40", "44", true),
            ("37000", "40000", true),
            ("200", "209", false),
            ("200", "211", true),
            ("7.6", "7.7", true),
        ] {
            assert_eq!(Range::exact(d(a)).conflicts(&Range::exact(d(b))), conflict, "{a} against {b}");
        }
    }

    #[test]
    fn what_conflicts_does_so_whatever_is_looked_at_first() {
        let numbers = [
            "0", "1", "7.6", "7.65", "7.7", "40", "41", "95", "99", "100", "104", "105", "106", "37000", "36955",
            "38849", "38850",
        ];
        let more = [
            "38851",
            "40000",
            "-7.6",
            "-7.7",
            "-37000",
            "0.05",
            "0.0525",
            "1e15",
            "1.04e15",
            "7e28",
            "7.2e28",
            "123456789012345678901234567",
        ];
        let all: Vec<Decimal> =
            numbers.iter().chain(&more).map(|n| n.parse().or_else(|_| Decimal::from_scientific(n)).unwrap()).collect();
        let ranges = |n: Decimal| {
            [Range::exact(n), Range::at_least(n), Range { low: None, high: Some(n) }, Range::between(n, n * d("1.01"))]
        };
        for a in all.iter().flat_map(|n| ranges(*n)) {
            for b in all.iter().flat_map(|n| ranges(*n)) {
                let defined = !a.meets(&b) && !a.rounded().meets(&b) && !a.meets(&b.rounded());
                assert_eq!(a.conflicts(&b), defined, "{a} against {b}");
            }
        }
    }

    #[test]
    fn open_ends_meet_what_they_reach() {
        assert!(Range::at_least(d("24")).meets(&Range::exact(d("24"))));
        assert!(!Range::at_least(d("24")).meets(&Range::at_most(d("23"))));
        assert!(Range::at_most(d("10.3")).meets(&Range::exact(d("8.8"))));
    }

    #[test]
    fn half_a_unit_is_that_of_the_last_written_digit() {
        for (n, unit) in [("37000", "500"), ("5.4", "0.05"), ("12", "0.5"), ("0", "0.5"), ("1.50", "0.05")] {
            assert_eq!(half_unit(d(n)), d(unit), "{n}");
        }
    }
}
