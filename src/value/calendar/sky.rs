/*! Where sun and moon stand, near enough to date the feasts of lunar calendars (Meeus, Astronomical Algorithms, 25 and 47, the
largest terms): the sun to 0.01°, the moon to 0.05°, which is some minutes of time. */

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Days since noon of 1 January 2000, in universal time.
pub(super) fn days_of(at: NaiveDateTime) -> f64 {
    at.signed_duration_since(epoch()).num_seconds() as f64 / 86_400.0
}

/// The moment so many days after noon of 1 January 2000.
pub(super) fn moment_of(days: f64) -> Option<NaiveDateTime> {
    let seconds = days * 86_400.0;
    if !seconds.is_finite() || seconds.abs() > 1e11 {
        return None;
    }
    epoch().checked_add_signed(TimeDelta::try_seconds(seconds as i64)?)
}

fn epoch() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2000, 1, 1)
        .unwrap_or_default()
        .and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default())
}

/// Julian centuries of dynamical time; the clocks of this age run some 70 seconds behind it.
fn centuries(days: f64) -> f64 {
    (days + 70.0 / 86_400.0) / 36_525.0
}

/// The longitude of the sun in degrees.
pub(super) fn sun(days: f64) -> f64 {
    let t = centuries(days);
    let mean = 280.466_46 + 36_000.769_83 * t;
    let m = (357.529_11 + 35_999.050_29 * t).to_radians();
    let centre = (1.914_602 - 0.004_817 * t) * m.sin() + 0.019_993 * (2.0 * m).sin() + 0.000_289 * (3.0 * m).sin();
    let omega = (125.04 - 1_934.136 * t).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * omega.sin()).rem_euclid(360.0)
}

/// The longitude of the moon in degrees.
fn moon(days: f64) -> f64 {
    let t = centuries(days);
    let mean = 218.316_447_7 + 481_267.881_234_21 * t;
    let d = (297.850_192_1 + 445_267.111_403_4 * t).to_radians();
    let m = (357.529_109_2 + 35_999.050_290_9 * t).to_radians();
    let a = (134.963_396_4 + 477_198.867_505_5 * t).to_radians();
    let f = (93.272_095 + 483_202.017_523_3 * t).to_radians();
    // Multiples of elongation, sun's anomaly, moon's anomaly and argument of latitude; degrees.
    const TERMS: [(f64, f64, f64, f64, f64); 20] = [
        (0.0, 0.0, 1.0, 0.0, 6.288_774),
        (2.0, 0.0, -1.0, 0.0, 1.274_027),
        (2.0, 0.0, 0.0, 0.0, 0.658_314),
        (0.0, 0.0, 2.0, 0.0, 0.213_618),
        (0.0, 1.0, 0.0, 0.0, -0.185_116),
        (0.0, 0.0, 0.0, 2.0, -0.114_332),
        (2.0, 0.0, -2.0, 0.0, 0.058_793),
        (2.0, -1.0, -1.0, 0.0, 0.057_066),
        (2.0, 0.0, 1.0, 0.0, 0.053_322),
        (2.0, -1.0, 0.0, 0.0, 0.045_758),
        (0.0, 1.0, -1.0, 0.0, -0.040_923),
        (1.0, 0.0, 0.0, 0.0, -0.034_720),
        (0.0, 1.0, 1.0, 0.0, -0.030_383),
        (2.0, 0.0, 0.0, -2.0, 0.015_327),
        (0.0, 0.0, 1.0, 2.0, -0.012_528),
        (0.0, 0.0, 1.0, -2.0, 0.010_980),
        (4.0, 0.0, -1.0, 0.0, 0.010_675),
        (0.0, 0.0, 3.0, 0.0, 0.010_034),
        (4.0, 0.0, -2.0, 0.0, 0.008_548),
        (2.0, 1.0, -1.0, 0.0, -0.007_888),
    ];
    let sum: f64 = TERMS.iter().map(|(nd, nm, na, nf, size)| size * (nd * d + nm * m + na * a + nf * f).sin()).sum();
    (mean + sum).rem_euclid(360.0)
}

/// How far the moon is ahead of the sun, in degrees: 0 at new moon, 180 when it is full.
pub(super) fn elongation(days: f64) -> f64 {
    (moon(days) - sun(days)).rem_euclid(360.0)
}

/// The difference of two angles, from -180 to 180.
fn apart(a: f64, b: f64) -> f64 {
    (a - b + 180.0).rem_euclid(360.0) - 180.0
}

/// When the moon is so far ahead of the sun, next to a moment.
pub(super) fn phase_near(days: f64, degrees: f64) -> f64 {
    (0..8).fold(days, |at, _| at - apart(elongation(at), degrees) / 12.190_749)
}

/// When the moon is so far ahead of the sun, the last time up to a moment.
pub(super) fn phase_before(days: f64, degrees: f64) -> f64 {
    let back = (elongation(days) - degrees).rem_euclid(360.0);
    phase_near(days - back / 12.190_749, degrees)
}

/// When the sun reaches a longitude in a year. `shift` is where the circle begins: 0 at the equinox.
pub(super) fn sun_at(year: i32, degrees: f64, shift: f64) -> Option<f64> {
    let start = days_of(NaiveDate::from_ymd_opt(year, 1, 1)?.and_time(NaiveTime::MIN));
    let ahead = (degrees - (sun(start) - shift)).rem_euclid(360.0);
    let first = start + ahead / 0.985_647;
    Some((0..6).fold(first, |at, _| at - apart(sun(at) - shift, degrees) / 0.985_647))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moon_and_the_sun_are_where_almanacs_say() {
        let day = |s: &str| days_of(format!("{s}:00").parse().unwrap());
        // New moons, full moons and equinoxes in universal time.
        for (phase, near, told) in [
            (0.0, "2018-02-15T00:00", "2018-02-15T21:05"),
            (0.0, "2024-04-08T00:00", "2024-04-08T18:21"),
            (180.0, "2019-01-21T00:00", "2019-01-21T05:16"),
            (180.0, "1990-08-06T00:00", "1990-08-06T14:19"),
        ] {
            let off = (phase_near(day(near), phase) - day(told)).abs() * 1440.0;
            assert!(off < 15.0, "{told}: {off} minutes");
        }
        let off = (sun_at(2020, 0.0, 0.0).unwrap() - day("2020-03-20T03:50")).abs() * 1440.0;
        assert!(off < 20.0, "{off} minutes");
        assert!((phase_before(day("2018-03-01T00:00"), 0.0) - day("2018-02-15T21:05")).abs() < 0.02);
    }
}
