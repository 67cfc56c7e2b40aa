/*! Days of calendars that follow the moon: the Hebrew one by its arithmetic, the Islamic, the Chinese and the Hindu one by
the sky. Moon sighting and local custom move Islamic and Hindu feasts by a day, which [`Calendar::slack`] says. */

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::feast::shift;
use super::sky::{days_of, moment_of, phase_before, phase_near, sun_at};

/// A calendar that follows the moon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Calendar {
    /// Month 1 is Nisan, 7 is Tishri; 12 is the last Adar of the year.
    Hebrew,
    /// Month 1 is Muharram.
    Islamic,
    /// Month 1 begins with the New Year.
    Chinese,
    /// Months from new moon to new moon, 1 being Chaitra; the day is the lunar day, 15 the full moon, which holds at an hour.
    Hindu {
        /// The hour in India at which the lunar day must hold.
        hour: u8,
    },
}

impl Calendar {
    /// By how many days its feasts may lie earlier or later than computed.
    pub const fn slack(self) -> u8 {
        match self {
            Self::Chinese => 0,
            // A Hebrew day begins on the evening before.
            Self::Hebrew | Self::Islamic | Self::Hindu { .. } => 1,
        }
    }

    /// The first such day in a year of ours.
    pub(super) fn day(self, year: i32, month: u8, day: u8) -> Option<NaiveDate> {
        if !(1600..2400).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        match self {
            Self::Hebrew => (year + 3759..=year + 3762)
                .filter_map(|hebrew| hebrew_day(hebrew, month, day))
                .find(|d| chrono::Datelike::year(d) == year),
            Self::Islamic => {
                // 33 of its years are 32 of ours.
                let about = (year - 622) * 33 / 32;
                (about - 1..=about + 2)
                    .filter_map(|islamic| islamic_day(islamic, month, day))
                    .find(|d| chrono::Datelike::year(d) == year)
            }
            Self::Chinese => {
                let term = f64::from((330 + 30 * (u16::from(month) - 1)) % 360);
                // The eleventh and twelfth month hold the terms of December and January.
                let solstice = sun_at(year, term, 0.0)? + BEIJING;
                let end = moment_of(solstice)?.date().and_time(NaiveTime::MIN) + TimeDelta::days(1);
                let new = phase_before(days_of(end) - BEIJING, 0.0);
                shift(moment_of(new + BEIJING)?.date(), i64::from(day) - 1)
            }
            Self::Hindu { hour } => hindu_day(year, month, day, hour),
        }
    }
}

const BEIJING: f64 = 8.0 / 24.0;
const INDIA: f64 = 5.5 / 24.0;

/// How far the Hindu circle of the sun begins behind the equinox (Lahiri), in degrees.
fn ayanamsa(year: i32) -> f64 {
    23.853 + 0.013_97 * f64::from(year - 2000)
}

/// The day on which the sun enters a sign of the Hindu circle, 1 being Mesha; after sunset it counts for the next one.
pub(super) fn ingress(year: i32, sign: u8) -> Option<NaiveDate> {
    if !(1600..2400).contains(&year) {
        return None;
    }
    let at = sun_at(year, f64::from(sign.clamp(1, 12) - 1) * 30.0, ayanamsa(year))? + INDIA;
    Some((moment_of(at)? + TimeDelta::hours(6)).date())
}

/// The day on which the sun stands at so many degrees from the equinox, in a zone so many hours ahead of ours.
pub(super) fn sun_day(year: i32, degrees: u16, hours: i8) -> Option<NaiveDate> {
    if !(1600..2400).contains(&year) {
        return None;
    }
    let at = sun_at(year, f64::from(degrees % 360), 0.0)? + f64::from(hours) / 24.0;
    Some(moment_of(at)?.date())
}

fn hindu_day(year: i32, month: u8, tithi: u8, hour: u8) -> Option<NaiveDate> {
    let of = |year: i32| -> Option<NaiveDate> {
        // The month is the one in which the sun enters its sign.
        let enters = sun_at(year, f64::from(month - 1) * 30.0, ayanamsa(year))?;
        let new = phase_before(enters, 0.0);
        let degrees = f64::from(tithi.clamp(1, 30) - 1) * 12.0;
        let begins = phase_near(new + degrees / 12.190_749, degrees);
        let ends = phase_near(begins + 0.984, (degrees + 12.0) % 360.0);
        let told = moment_of(begins + INDIA)?.date();
        let at = |day: NaiveDate| Some(days_of(day.and_hms_opt(hour.min(23).into(), 0, 0)?) - INDIA);
        let holds =
            [told, told.succ_opt()?].into_iter().find(|d| at(*d).is_some_and(|at| (begins..ends).contains(&at)));
        Some(holds.unwrap_or(told))
    };
    [year - 1, year, year + 1].into_iter().filter_map(of).find(|d| chrono::Datelike::year(d) == year)
}

/// A month begins on the evening after the new moon as Mecca has it; the arithmetic of thirty years says which new moon.
fn islamic_day(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    let epoch = NaiveDate::from_ymd_opt(622, 7, 18)?;
    let month = i64::from(month) - 1;
    let year = i64::from(year);
    let days = (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + (month * 59 + 1) / 2;
    let about = epoch.checked_add_days(Days::new(u64::try_from(days).ok()?))?;
    let new = phase_near(days_of(about.and_time(NaiveTime::MIN)) - 1.0, 0.0);
    let first = moment_of(new - MECCA_SUNSET)?.date();
    shift(first, i64::from(day) + 1)
}

/// When the sun sets in Mecca, in universal time, as a part of the day.
const MECCA_SUNSET: f64 = 15.5 / 24.0;

/// The day of a Hebrew year, which begins with Tishri.
fn hebrew_day(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    let new_year = hebrew_new_year(year);
    let length = hebrew_new_year(year + 1) - new_year;
    let leap = length > 380;
    // From Tishri to Elul: Heshvan, Kislev and Adar vary.
    let heshvan = if length % 10 == 5 { 30 } else { 29 };
    let kislev = if length % 10 == 3 { 29 } else { 30 };
    let adar = if leap { 59 } else { 29 };
    let lengths = [30, heshvan, kislev, 29, 30, adar, 30, 29, 30, 29, 30, 29];
    let index = usize::from((month + 5) % 12);
    let mut days: i64 = lengths[..index].iter().sum();
    if month == 12 && leap {
        days += 30;
    }
    shift(HEBREW_EPOCH?, new_year + days + i64::from(day) - 1)
}

/// 1 Tishri of the year 1, in the calendar of Gregory carried back.
const HEBREW_EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(-3760, 9, 7);

/// Days from the epoch to the new year of a Hebrew year.
fn hebrew_new_year(year: i32) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let year = i64::from(year);
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    this + delay
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_of_the_moon_find_their_day() {
        let hindu = |hour| Calendar::Hindu { hour };
        for (calendar, year, month, day, told) in [
            (Calendar::Hebrew, 2023, 7, 1, "2023-09-16"),
            (Calendar::Hebrew, 2024, 7, 10, "2024-10-12"),
            (Calendar::Hebrew, 2024, 1, 15, "2024-04-23"),
            (Calendar::Hebrew, 2024, 12, 14, "2024-03-24"),
            (Calendar::Hebrew, 2023, 12, 14, "2023-03-07"),
            (Calendar::Hebrew, 2022, 9, 25, "2022-12-19"),
            (Calendar::Hebrew, 2013, 9, 25, "2013-11-28"),
            (Calendar::Islamic, 2023, 10, 1, "2023-04-21"),
            (Calendar::Islamic, 2021, 9, 1, "2021-04-13"),
            (Calendar::Chinese, 2023, 1, 1, "2023-01-22"),
            (Calendar::Chinese, 2020, 1, 1, "2020-01-25"),
            (Calendar::Chinese, 2024, 1, 1, "2024-02-10"),
            (Calendar::Chinese, 2020, 8, 15, "2020-10-01"),
            (Calendar::Chinese, 2023, 5, 5, "2023-06-22"),
            (hindu(18), 2020, 7, 30, "2020-11-14"),
            (hindu(18), 2022, 7, 30, "2022-10-24"),
            (hindu(18), 2022, 12, 15, "2022-03-17"),
            (hindu(6), 2023, 1, 1, "2023-03-22"),
        ] {
            assert_eq!(calendar.day(year, month, day).unwrap().to_string(), told, "{calendar:?} {month} {day}");
        }
        assert_eq!(ingress(2023, 10).unwrap().to_string(), "2023-01-15");
        assert_eq!(ingress(2022, 1).unwrap().to_string(), "2022-04-14");
        assert_eq!(sun_day(2023, 15, 8).unwrap().to_string(), "2023-04-05");
    }

    #[test]
    fn no_year_panics() {
        for year in [-5000, 0, 1599, 1600, 2033, 2034, 2399, 9999] {
            for month in 0..=13 {
                for calendar in [Calendar::Hebrew, Calendar::Islamic, Calendar::Chinese, Calendar::Hindu { hour: 40 }] {
                    let found = calendar.day(year, month, 31);
                    assert!((1600..2400).contains(&year) || found.is_none());
                }
            }
        }
    }
}
