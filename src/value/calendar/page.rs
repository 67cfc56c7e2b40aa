/*! Units of the calendar at their place: this year, that week. What a [`super::Date`] becomes once it is anchored. */

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::feast::shift;
use super::{Feast, Grain, Interval, Season};

/// One unit of the calendar: the year 2013, the week from 4 March 2013 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// 20 is 1900 to 1999.
    Century(i32),
    /// 199 is 1990 to 1999.
    Decade(i32),
    Year(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    Season(i32, Season),
    Month(i32, u32),
    /// From its Monday on.
    Week(NaiveDate),
    /// The Saturday and Sunday of the week of that Monday.
    Weekend(NaiveDate),
    Day(NaiveDate),
    /// So many days from the first on, which may lie so many days earlier or later.
    Run(NaiveDate, u8, u8),
    /// A moment, told to the hour, minute or second.
    Moment(NaiveDateTime, Grain),
}

pub(super) fn weekday_of(day: NaiveDate) -> u8 {
    // At most 7.
    day.weekday().number_from_monday() as u8
}

pub(super) fn monday_of(day: NaiveDate) -> Option<NaiveDate> {
    shift(day, 1 - i64::from(weekday_of(day)))
}

impl Page {
    /// The unit of that grain in which a moment lies.
    pub(super) fn of(grain: Grain, at: NaiveDateTime) -> Option<Self> {
        let day = at.date();
        Some(match grain {
            Grain::Second | Grain::Minute | Grain::Hour => Self::Moment(at, grain),
            Grain::Day => Self::Day(day),
            Grain::Week => Self::Week(monday_of(day)?),
            Grain::Month => Self::Month(day.year(), day.month()),
            Grain::Quarter => Self::Quarter(day.year(), (day.month0() / 3 + 1) as u8),
            Grain::Year => Self::Year(day.year()),
            Grain::Decade => Self::Decade(day.year().div_euclid(10)),
            Grain::Century => Self::Century((day.year() - 1).div_euclid(100) + 1),
        })
    }

    /// A feast in a year.
    pub(super) fn feast(feast: Feast, year: i32) -> Option<Self> {
        let day = feast.day(year)?;
        Some(match (feast.days, feast.slack()) {
            (1, 0) => Self::Day(day),
            (days, slack) => Self::Run(day, days, slack),
        })
    }

    /// The same unit so many of its kind later.
    pub(super) fn shift(self, by: i32) -> Option<Self> {
        Some(match self {
            Self::Century(n) => Self::Century(n.checked_add(by)?),
            Self::Decade(n) => Self::Decade(n.checked_add(by)?),
            Self::Year(n) => Self::Year(n.checked_add(by)?),
            Self::Season(n, season) => Self::Season(n.checked_add(by)?, season),
            Self::Half(year, half) => {
                let n = year.checked_mul(2)?.checked_add(i32::from(half) - 1)?.checked_add(by)?;
                Self::Half(n.div_euclid(2), (n.rem_euclid(2) + 1) as u8)
            }
            Self::Quarter(year, quarter) => {
                let n = year.checked_mul(4)?.checked_add(i32::from(quarter) - 1)?.checked_add(by)?;
                Self::Quarter(n.div_euclid(4), (n.rem_euclid(4) + 1) as u8)
            }
            Self::Month(year, month) => {
                let n = year.checked_mul(12)?.checked_add(i32::try_from(month).ok()? - 1)?.checked_add(by)?;
                Self::Month(n.div_euclid(12), (n.rem_euclid(12) + 1) as u32)
            }
            Self::Week(day) => Self::Week(shift(day, i64::from(by) * 7)?),
            Self::Weekend(day) => Self::Weekend(shift(day, i64::from(by) * 7)?),
            Self::Day(day) => Self::Day(shift(day, by.into())?),
            Self::Run(day, days, slack) => Self::Run(shift(day, by.into())?, days, slack),
            Self::Moment(at, grain) => {
                let seconds = i64::from(grain.seconds()?) * i64::from(by);
                Self::Moment(at.checked_add_signed(TimeDelta::try_seconds(seconds)?)?, grain)
            }
        })
    }

    /// Where on the time line it lies, generously where people differ (seasons); `None` outside what dates can say.
    pub(super) fn interval(self) -> Option<Interval> {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        let years =
            |from: i32, to: i32| Some((NaiveDate::from_ymd_opt(from, 1, 1)?, NaiveDate::from_ymd_opt(to, 1, 1)?));
        let months = |year: i32, month: u32, count: u32| {
            let start = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some((start, start.checked_add_months(Months::new(count))?))
        };
        let (start, end) = match self {
            Self::Century(n) => years(n.checked_sub(1)?.checked_mul(100)?, n.checked_mul(100)?.checked_add(1)?)?,
            Self::Decade(n) => years(n.checked_mul(10)?, n.checked_add(1)?.checked_mul(10)?)?,
            Self::Year(n) => years(n, n.checked_add(1)?)?,
            Self::Half(year, half) => months(year, if half > 1 { 7 } else { 1 }, 6)?,
            Self::Quarter(year, quarter) => months(year, (u32::from(quarter.clamp(1, 4)) - 1) * 3 + 1, 3)?,
            Self::Season(year, season) => match season {
                Season::Spring => months(year, 3, 4)?,
                Season::Summer => months(year, 6, 4)?,
                Season::Autumn => months(year, 9, 4)?,
                // "The winter of 2013" begins in 2012 or in 2013.
                Season::Winter => months(year.checked_sub(1)?, 11, 17)?,
            },
            Self::Month(year, month) => months(year, month, 1)?,
            Self::Week(day) => (day, shift(day, 7)?),
            Self::Weekend(day) => (shift(day, 5)?, shift(day, 7)?),
            Self::Day(day) => (day, day.succ_opt()?),
            Self::Run(day, days, slack) => {
                (shift(day, -i64::from(slack))?, shift(day, i64::from(days) + i64::from(slack))?)
            }
            Self::Moment(at, grain) => {
                let seconds = grain.seconds().unwrap_or(60).min(60);
                return Some(Interval::new(at, at.checked_add_signed(TimeDelta::seconds(seconds.into()))?));
            }
        };
        Some(Interval::new(midnight(start), midnight(end)))
    }

    /// The first day.
    pub(super) fn first_day(self) -> Option<NaiveDate> {
        match self {
            // Not the generous bounds of `interval`.
            Self::Season(year, season) => NaiveDate::from_ymd_opt(year, season_month(season), 1),
            Self::Run(day, ..) => Some(day),
            _ => Some(self.interval()?.start?.date()),
        }
    }

    /// The TIMEX3 value.
    pub(super) fn timex(self) -> String {
        match self {
            Self::Century(n) => century(n),
            Self::Decade(n) => format!("{n:03}"),
            Self::Year(n) => year(n),
            Self::Half(n, half) => format!("{n:04}-H{half}"),
            Self::Quarter(n, quarter) => format!("{n:04}-Q{quarter}"),
            Self::Season(n, season) => format!("{n:04}-{}", super::timex::season(season)),
            Self::Month(n, month) => format!("{n:04}-{month:02}"),
            Self::Week(day) => format!("{:04}-W{:02}", day.iso_week().year(), day.iso_week().week()),
            Self::Weekend(day) => format!("{:04}-W{:02}-WE", day.iso_week().year(), day.iso_week().week()),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Run(day, days, _) => match shift(day, i64::from(days) - 1) {
                Some(last) if days > 1 => format!("{}/{}", day.format("%Y-%m-%d"), last.format("%Y-%m-%d")),
                _ => day.format("%Y-%m-%d").to_string(),
            },
            Self::Moment(at, Grain::Second) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Self::Moment(at, _) => at.format("%Y-%m-%dT%H:%M").to_string(),
        }
    }
}

/// The TIMEX3 value of a year, where the year 0 is 1 BC.
pub(super) fn year(n: i32) -> String {
    if n > 0 { format!("{n:04}") } else { format!("BC{:04}", 1 - i64::from(n)) }
}

/// Centuries before our era are counted down from 0.
pub(super) fn century(n: i32) -> String {
    if n > 0 { format!("{:02}", n - 1) } else { format!("BC{:02}", -i64::from(n)) }
}

pub(super) fn season_month(season: Season) -> u32 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}
