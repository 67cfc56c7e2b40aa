/*! Lengths of time. */

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Grain;
use crate::value::{Range, packed};

/// Where a length of time lies, if the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// Up to now: "the past 15 years".
    Past,
    /// From now on: "the next three days".
    Future,
    /// Up to the date spoken of: "the previous three days".
    Before,
    /// From the date spoken of on: "the following three days".
    After,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Duration {
    /// How many, as the mention commits to it: "several weeks" is 3 to 9.
    pub amount: Range,
    /// The number as written, hedges left out; `None` for a vague one.
    #[serde(with = "packed::some_decimal")]
    pub written: Option<Decimal>,
    /// Of what.
    pub grain: Grain,
    /// What comes on top in a unit that does not divide the other: the days of "2 years 21 days".
    pub more: Option<(u32, Grain)>,
    /// Where it lies.
    pub side: Option<Side>,
    /// "every three days", "weekly": it recurs, and conflicts with nothing.
    pub set: bool,
}

const MONTHS_A_YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
const SECONDS_A_DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

impl Duration {
    /// So many of a unit.
    pub fn new(amount: Range, grain: Grain) -> Self {
        Self { amount, written: amount.point(), grain, more: None, side: None, set: false }
    }

    /// The length in seconds. A month is 28 to 31 days, a year 365 or 366. `None` where it is too large.
    pub fn seconds(&self) -> Option<Range> {
        let whole = self.seconds_of_amount()?;
        match self.more {
            None => Some(whole),
            Some((n, grain)) => {
                let more = Self::new(Range::exact(n.into()), grain).seconds_of_amount()?;
                let add = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
                    (Some(a), Some(b)) => a.checked_add(b).map(Some),
                    _ => Some(None),
                };
                Some(Range { low: add(whole.low, more.low)?, high: add(whole.high, more.high)? })
            }
        }
    }

    fn seconds_of_amount(&self) -> Option<Range> {
        if let Some(unit) = self.grain.seconds() {
            return self.amount.map(|n| n.checked_mul(unit.into()));
        }
        let months = self.months_of_amount()?;
        let length = |n: Decimal, month: u32, year: u32| {
            let years = (n / MONTHS_A_YEAR).trunc();
            let rest = n.checked_sub(years.checked_mul(MONTHS_A_YEAR)?)?;
            let days = years.checked_mul(year.into())?.checked_add(rest.checked_mul(month.into())?)?;
            days.checked_mul(SECONDS_A_DAY)
        };
        let low = match months.low {
            Some(n) => Some(length(n, 28, 365)?),
            None => None,
        };
        let high = match months.high {
            Some(n) => Some(length(n, 31, 366)?),
            None => None,
        };
        Some(Range { low, high })
    }

    /// The length in months, exactly, where the unit is a month or longer: half a year is six of them.
    pub fn months(&self) -> Option<Range> {
        if self.more.is_some() { None } else { self.months_of_amount() }
    }

    fn months_of_amount(&self) -> Option<Range> {
        let unit = self.grain.months()?;
        self.amount.map(|n| n.checked_mul(unit.into()))
    }

    /// The TIMEX3 value: "P3D", "PT72H", "P1Y", "PXW".
    pub fn timex(&self) -> String {
        let (time, letter) = match self.grain {
            Grain::Second => (true, "S"),
            Grain::Minute => (true, "M"),
            Grain::Hour => (true, "H"),
            Grain::Day => (false, "D"),
            Grain::Week => (false, "W"),
            Grain::Month => (false, "M"),
            Grain::Quarter => (false, "Q"),
            Grain::Year => (false, "Y"),
            Grain::Decade => (false, "DE"),
            Grain::Century => (false, "CE"),
        };
        let mut out = String::from(if time { "PT" } else { "P" });
        let Some(n) = self.written.map(|n| n.normalize()) else {
            out.push('X');
            out.push_str(letter);
            return out;
        };
        // Decades and fractions go into the next smaller unit: "P2Y6M", "PT5H30M".
        let smaller = match self.grain {
            Grain::Century => Some((Decimal::ONE_HUNDRED, "Y", false)),
            Grain::Decade => Some((Decimal::TEN, "Y", false)),
            Grain::Year => Some((MONTHS_A_YEAR, "M", false)),
            Grain::Week => Some((Decimal::from(7), "D", false)),
            Grain::Day => Some((Decimal::from(24), "H", true)),
            Grain::Hour | Grain::Minute => {
                Some((Decimal::from(60), if time && letter == "H" { "M" } else { "S" }, false))
            }
            _ => None,
        };
        let whole = n.trunc();
        let rest = smaller.and_then(|(per, letter, time)| {
            let rest = (n.fract().checked_mul(per)?).normalize();
            (!rest.is_zero() && rest.is_integer()).then_some((rest, letter, time))
        });
        match (self.grain, smaller, rest) {
            (Grain::Century | Grain::Decade, Some((per, letter, _)), _) => {
                let years = n.checked_mul(per).unwrap_or(n).normalize();
                out.push_str(&format!("{years}{letter}"));
            }
            (_, _, Some((rest, small, into_time))) => {
                if !whole.is_zero() {
                    out.push_str(&format!("{whole}{letter}"));
                }
                if into_time {
                    out.push('T');
                }
                out.push_str(&format!("{rest}{small}"));
            }
            _ => out.push_str(&format!("{n}{letter}")),
        }
        if let Some((n, grain)) = self.more {
            let more = Self::new(Range::exact(n.into()), grain).timex();
            let more = more.trim_start_matches('P');
            out.push_str(if time { more.trim_start_matches('T') } else { more });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n: &str, grain: Grain) -> Duration {
        Duration::new(Range::exact(n.parse().unwrap()), grain)
    }

    #[test]
    fn durations_print_timex_values() {
        for (n, grain, timex) in [
            ("3", Grain::Day, "P3D"),
            ("72", Grain::Hour, "PT72H"),
            ("2.5", Grain::Year, "P2Y6M"),
            ("0.5", Grain::Hour, "PT30M"),
            ("1.5", Grain::Minute, "PT1M30S"),
            ("0.5", Grain::Day, "PT12H"),
            ("2", Grain::Decade, "P20Y"),
            ("1.3", Grain::Month, "P1.3M"),
        ] {
            assert_eq!(of(n, grain).timex(), timex);
        }
        assert_eq!(Duration { more: Some((21, Grain::Day)), ..of("2", Grain::Year) }.timex(), "P2Y21D");
        assert_eq!(Duration { more: Some((5, Grain::Hour)), ..of("2", Grain::Month) }.timex(), "P2MT5H");
        assert_eq!(Duration { written: None, ..of("3", Grain::Week) }.timex(), "PXW");
    }

    #[test]
    fn half_a_year_is_six_months_and_three_days_are_72_hours() {
        assert_eq!(of("0.5", Grain::Year).months(), of("6", Grain::Month).months());
        assert_eq!(of("0.5", Grain::Year).seconds(), of("6", Grain::Month).seconds());
        assert_eq!(of("3", Grain::Day).seconds(), of("72", Grain::Hour).seconds());
        let mixed = Duration { more: Some((7, Grain::Day)), ..of("1", Grain::Month) }.seconds().unwrap();
        assert_eq!(mixed, Range::between((35 * 86_400).into(), (38 * 86_400).into()));
        let year = of("1", Grain::Year).seconds().unwrap();
        assert!(
            year.meets(&of("365", Grain::Day).seconds().unwrap())
                && !year.meets(&of("360", Grain::Day).seconds().unwrap())
        );
    }
}
