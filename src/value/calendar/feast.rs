/*! Feasts and holidays: days that a rule finds in each year. Which words name which stands in `rules/`. */

use chrono::{Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::lunar::{Calendar, ingress, sun_day};

/// A feast or holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Feast {
    /// How it finds its first day in a year.
    pub rule: FeastRule,
    /// How many days it lasts.
    pub days: u8,
}

/// How a feast finds its day in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FeastRule {
    /// The same day of each year.
    Fixed {
        /// 1 is January.
        month: u8,
        /// The day of the month.
        day: u8,
    },
    /// A day of the year that is kept on another where it falls on some weekdays.
    Moved {
        /// 1 is January.
        month: u8,
        /// The day of the month.
        day: u8,
        /// Days by which it is moved, Monday first.
        by: [i8; 7],
    },
    /// The n-th such weekday of a month, counted from its end where negative, and so many days after it.
    Weekday {
        /// 1 is January.
        month: u8,
        /// 1 is Monday.
        weekday: u8,
        /// 1 is the first, -1 the last.
        nth: i8,
        /// Days after that weekday.
        plus: i8,
    },
    /// So many days after Easter Sunday of the western churches.
    Easter(i16),
    /// So many days after Easter Sunday of the eastern churches.
    Orthodox(i16),
    /// A day of a calendar that follows the moon, and so many days after it.
    Lunar {
        /// Which calendar.
        calendar: Calendar,
        /// Its month, 1 being the first.
        month: u8,
        /// The day of that month.
        day: u8,
        /// Days after that day.
        plus: i8,
    },
    /// Where the sun enters a sign of the Hindu circle, and so many days after it.
    Ingress {
        /// 1 is Mesha, 10 is Makara.
        sign: u8,
        /// Days after that day.
        plus: i8,
    },
    /// Where the sun stands so many degrees from the equinox of March.
    Sun {
        /// 15 is Qingming.
        degrees: u16,
        /// Hours by which the clocks of its country are ahead.
        hours: i8,
    },
    /// By a calendar that this one does not know.
    Movable,
}

impl Feast {
    /// A feast of one day.
    pub const fn of(rule: FeastRule) -> Self {
        Self { rule, days: 1 }
    }

    /// By how many days it may lie earlier or later than computed.
    pub const fn slack(self) -> u8 {
        match self.rule {
            FeastRule::Lunar { calendar, .. } => calendar.slack(),
            FeastRule::Ingress { .. } | FeastRule::Sun { .. } => 1,
            _ => 0,
        }
    }

    /// Its first day in a year.
    pub fn day(self, year: i32) -> Option<NaiveDate> {
        self.rule.day(year)
    }
}

impl FeastRule {
    fn day(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month.into(), day.into()),
            Self::Moved { month, day, by } => {
                let day = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
                let weekday = chrono::Datelike::weekday(&day).num_days_from_monday();
                shift(day, by[weekday as usize % 7].into())
            }
            Self::Weekday { month, weekday, nth, plus } => {
                shift(nth_weekday(year, month.into(), weekday, nth)?, plus.into())
            }
            Self::Easter(plus) => shift(easter(year)?, plus.into()),
            Self::Orthodox(plus) => shift(julian_easter(year)?, plus.into()),
            Self::Lunar { calendar, month, day, plus } => shift(calendar.day(year, month, day)?, plus.into()),
            Self::Ingress { sign, plus } => shift(ingress(year, sign)?, plus.into()),
            Self::Sun { degrees, hours } => sun_day(year, degrees, hours),
            Self::Movable => None,
        }
    }
}

/// So many days later, or earlier.
pub(super) fn shift(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let days = Days::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

/// The n-th such weekday of a month; -1 is the last.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: u8, nth: i8) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(weekday.checked_sub(1)?).ok()?;
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth.unsigned_abs());
    }
    let last = (4..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n))?;
    shift(last, (i64::from(nth) + 1) * 7).filter(|d| chrono::Datelike::month(d) == month)
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm that Nature printed in 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// Easter Sunday in the Julian calendar (Meeus), as the Gregorian one names the day; so from 1900 to 2099.
fn julian_easter(year: i32) -> Option<NaiveDate> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let n = d + e + 114;
    shift(NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)?, 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_find_their_day() {
        let nth = |month, weekday, nth, plus| FeastRule::Weekday { month, weekday, nth, plus };
        for (feast, year, day) in [
            (FeastRule::Easter(0), 2023, "2023-04-09"),
            (FeastRule::Easter(0), 2024, "2024-03-31"),
            (FeastRule::Easter(-2), 2038, "2038-04-23"),
            (FeastRule::Orthodox(0), 2018, "2018-04-08"),
            (FeastRule::Orthodox(0), 2024, "2024-05-05"),
            (nth(11, 4, 4, 0), 2022, "2022-11-24"),
            (nth(11, 4, 4, 1), 2022, "2022-11-25"),
            (nth(5, 1, -1, 0), 2023, "2023-05-29"),
            (nth(8, 1, -1, 0), 2022, "2022-08-29"),
            (FeastRule::Fixed { month: 12, day: 25 }, 2001, "2001-12-25"),
            (FeastRule::Moved { month: 4, day: 27, by: [0, 0, 0, 0, 0, 0, -1] }, 2014, "2014-04-26"),
            (FeastRule::Moved { month: 4, day: 27, by: [0, 0, 0, 0, 0, 0, -1] }, 2015, "2015-04-27"),
            (FeastRule::Moved { month: 4, day: 15, by: [0, 0, 0, 0, 3, 3, 2] }, 2012, "2012-04-17"),
        ] {
            assert_eq!(feast.day(year).unwrap().to_string(), day, "{feast:?}");
        }
        assert_eq!(FeastRule::Fixed { month: 2, day: 30 }.day(2023), None);
    }
}
