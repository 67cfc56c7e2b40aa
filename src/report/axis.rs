/*! Axes: which values an axis marks, and how it writes them. Round numbers, whole days, months or years. */

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::summary::group;

/// What the values of a number line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Numbers, in a unit that the values share.
    Number,
    /// Days since 1970-01-01.
    Calendar,
    /// Minutes since midnight.
    Clock,
    /// Seconds.
    Length,
}

impl Scale {
    /// The scale that the values of claims of that kind lie on.
    pub(super) fn of(kind: &str) -> Self {
        match kind {
            "date" | "period" => Self::Calendar,
            "time" => Self::Clock,
            "duration" => Self::Length,
            _ => Self::Number,
        }
    }

    /// How many of what [`crate::finding::Cited::axis`] counts make one of the axis.
    pub(super) fn per_unit(self) -> f64 {
        if self == Self::Calendar { DAY } else { 1.0 }
    }
}

/// A marked value and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) label: String,
}

/// The most ticks of an axis.
const MOST: usize = 6;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
const YEAR: f64 = 365.2425;

/// Round ticks that begin at or below `low`, end at or above `high`, and whose labels `fit`: the finest such; at least two.
/// `None` where the values cannot be written. `whole` keeps ticks to whole numbers and whole days.
pub(super) fn ticks(
    scale: Scale,
    low: f64,
    high: f64,
    whole: bool,
    fit: impl Fn(&[Tick]) -> bool,
) -> Option<Vec<Tick>> {
    let span = high - low;
    if !(span.is_finite() && span > 0.0) {
        return None;
    }
    let mut last = None;
    for step in steps(scale, span, whole) {
        let Some(ticks) = step.ticks(low, high) else { continue };
        if ticks.len() > MOST {
            continue;
        }
        if fit(&ticks) {
            return Some(ticks);
        }
        last = Some(ticks);
    }
    last
}

/// A distance between ticks.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Of plain numbers: the distance, the decimals to write.
    Number(f64, usize),
    /// Of plain numbers too long to write out.
    Scientific(f64),
    /// Of the calendar, in minutes.
    Minutes(f64),
    /// In days.
    Days(f64),
    Months(i32),
    Years(i32),
    /// Of the clock, in minutes.
    Clock(f64),
    /// Of lengths of time: the distance in seconds, a unit and its symbol.
    Length(f64, f64, &'static str),
}

/// The steps to try, finest first, none so fine that it gives many more than [`MOST`] ticks.
fn steps(scale: Scale, span: f64, whole: bool) -> Vec<Step> {
    match scale {
        Scale::Number => {
            let finest = (span / MOST as f64).log10().floor() as i32;
            let mut steps = Vec::new();
            for exponent in finest..finest + 4 {
                for factor in [1.0, 2.0, 5.0] {
                    let step = factor * 10f64.powi(exponent);
                    if !whole || step >= 1.0 {
                        steps.push(Step::Number(step, (-exponent).max(0) as usize));
                    }
                }
            }
            steps.extend([1.0, 10.0].map(|n| Step::Scientific(n * 10f64.powi(finest + 1))));
            steps
        }
        Scale::Calendar => {
            let minutes = [5.0, 10.0, 30.0, 60.0, 120.0, 180.0, 360.0, 720.0].map(Step::Minutes);
            let days = [1.0, 2.0, 5.0, 10.0].map(Step::Days);
            let months = [1, 2, 3, 6].map(Step::Months);
            let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map(Step::Years);
            let all = minutes.into_iter().chain(days).chain(months).chain(years);
            // Nothing that is told in whole days is marked in hours.
            let fine = |step: &Step| whole && matches!(step, Step::Minutes(_));
            all.filter(|step| !fine(step) && span / step.days() <= 2.0 * MOST as f64).collect()
        }
        Scale::Clock => [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 240.0, 360.0, 720.0]
            .into_iter()
            .filter(|step| span / step <= 2.0 * MOST as f64)
            .map(Step::Clock)
            .collect(),
        Scale::Length => {
            // A length is read in the largest unit that it holds twice.
            let (unit, symbol) = [(DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (1.0, "s")]
                .into_iter()
                .find(|(unit, _)| span >= 2.0 * unit)
                .unwrap_or((1.0, "s"));
            let numbers = steps(Scale::Number, span / unit, true);
            let lengths = numbers.into_iter().filter_map(|step| match step {
                Step::Number(n, _) => Some(Step::Length(n * unit, unit, symbol)),
                _ => None,
            });
            lengths.collect()
        }
    }
}

impl Step {
    /// How long it is about, in days.
    fn days(self) -> f64 {
        match self {
            Self::Minutes(n) => n * MINUTE / DAY,
            Self::Days(n) => n,
            Self::Months(n) => f64::from(n) * YEAR / 12.0,
            Self::Years(n) => f64::from(n) * YEAR,
            Self::Number(n, _) | Self::Scientific(n) | Self::Clock(n) | Self::Length(n, ..) => n,
        }
    }

    fn ticks(self, low: f64, high: f64) -> Option<Vec<Tick>> {
        match self {
            Self::Number(step, decimals) => even(low, high, step, |value| {
                (value.abs() < 1e15).then(|| group(&format!("{:.decimals$}", value + 0.0)))
            }),
            Self::Scientific(step) => even(low, high, step, |value| Some(format!("{value:.2e}"))),
            Self::Minutes(step) => {
                let step = step * MINUTE / DAY;
                even(low, high, step, |value| Some(moment(value)?.format("%-d %b %H:%M").to_string()))
            }
            Self::Days(step) => even(low, high, step, |value| Some(moment(value)?.format("%-d %b %Y").to_string())),
            Self::Months(step) => months(low, high, step, "%b %Y"),
            Self::Years(step) => months(low, high, step.checked_mul(12)?, "%Y"),
            Self::Clock(step) => even(low, high, step, |value| {
                let minutes = value.round().rem_euclid(24.0 * 60.0) as u32;
                Some(format!("{:02}:{:02}", minutes / 60, minutes % 60))
            }),
            Self::Length(step, unit, symbol) => {
                even(low, high, step, |value| Some(format!("{} {symbol}", group(&format!("{:.0}", value / unit)))))
            }
        }
    }
}

/// The multiples of `step` from at or below `low` to at or above `high`.
fn even(low: f64, high: f64, step: f64, label: impl Fn(f64) -> Option<String>) -> Option<Vec<Tick>> {
    // A hair of slack, so that 0.3 is a multiple of 0.1.
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil().max(first + 1.0);
    if !(last - first).is_finite() || last - first > 2.0 * MOST as f64 {
        return None;
    }
    (0..=(last - first) as usize)
        .map(|i| {
            let value = (first + i as f64) * step;
            Some(Tick { value, label: label(value)? })
        })
        .collect()
}

/// The firsts of every `step`-th month from at or before `low` to at or after `high`.
fn months(low: f64, high: f64, step: i32, format: &str) -> Option<Vec<Tick>> {
    let index = |date: NaiveDateTime| date.year() * 12 + date.month0() as i32;
    let first = index(moment(low)?).div_euclid(step) * step;
    let end = moment(high)?;
    let exact = end.day() == 1 && end.num_seconds_from_midnight() == 0;
    let end = index(end) + i32::from(!exact);
    let last = (end + step - 1).div_euclid(step).max(first.div_euclid(step) + 1) * step;
    if (last - first) / step > 2 * MOST as i32 {
        return None;
    }
    (first..=last)
        .step_by(usize::try_from(step).ok()?)
        .map(|month| {
            let date = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)?;
            let value = date.signed_duration_since(NaiveDate::default()).num_days() as f64;
            Some(Tick { value, label: date.format(format).to_string() })
        })
        .collect()
}

/// The moment so many days after 1970-01-01, to the minute.
fn moment(days: f64) -> Option<NaiveDateTime> {
    let minutes = (days * 24.0 * 60.0).round();
    if minutes.abs() > 1e12 {
        return None;
    }
    let since = TimeDelta::try_minutes(minutes as i64)?;
    NaiveDate::default().and_hms_opt(0, 0, 0)?.checked_add_signed(since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(scale: Scale, low: f64, high: f64, whole: bool) -> String {
        let ticks = ticks(scale, low, high, whole, |_| true).unwrap();
        assert!(ticks.first().unwrap().value <= low + 1e-9 && ticks.last().unwrap().value >= high - 1e-9, "{ticks:?}");
        assert!((2..=MOST).contains(&ticks.len()), "{ticks:?}");
        ticks.into_iter().map(|t| t.label).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        use Scale::{Calendar, Clock, Length, Number};
        let day = |y, m, d| {
            let date = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            date.signed_duration_since(NaiveDate::default()).num_days() as f64
        };
        for (scale, low, high, whole, ticks) in [
            (Number, 35_150.0, 40_000.0, true, "35,000 | 36,000 | 37,000 | 38,000 | 39,000 | 40,000"),
            (Number, 3.0, 5.0, true, "3 | 4 | 5"),
            (Number, 7.6, 7.8, false, "7.60 | 7.65 | 7.70 | 7.75 | 7.80"),
            (Number, -3.5, 3.0, false, "-4 | -2 | 0 | 2 | 4"),
            (Number, 5.1e9, 5.4e9, false, "5,100,000,000 | 5,200,000,000 | 5,300,000,000 | 5,400,000,000"),
            (Calendar, day(2024, 3, 13), day(2024, 3, 15), true, "13 Mar 2024 | 14 Mar 2024 | 15 Mar 2024"),
            (Calendar, day(2024, 1, 30), day(2024, 4, 2), true, "Jan 2024 | Feb 2024 | Mar 2024 | Apr 2024 | May 2024"),
            (Calendar, day(1989, 2, 1), day(2007, 1, 1), true, "1985 | 1990 | 1995 | 2000 | 2005 | 2010"),
            (Calendar, 0.25, 0.5, false, "1 Jan 06:00 | 1 Jan 08:00 | 1 Jan 10:00 | 1 Jan 12:00"),
            (Clock, 420.0, 450.0, true, "07:00 | 07:10 | 07:20 | 07:30"),
            (Length, 3.0 * DAY, 5.0 * DAY, true, "3 d | 4 d | 5 d"),
            (Length, 90.0, 400.0, true, "0 min | 2 min | 4 min | 6 min | 8 min"),
        ] {
            assert_eq!(labels(scale, low, high, whole), ticks);
        }
    }

    #[test]
    fn values_that_no_axis_can_show_give_none() {
        for (scale, low, high) in [
            (Scale::Number, 1.0, 1.0),
            (Scale::Number, 1.0, f64::INFINITY),
            (Scale::Number, f64::NAN, 1.0),
            (Scale::Calendar, 0.0, 1e18),
        ] {
            assert_eq!(ticks(scale, low, high, false, |_| true), None, "{low} {high}");
        }
        assert!(ticks(Scale::Number, 1e18, 9e18, false, |_| true).is_some());
    }
}
