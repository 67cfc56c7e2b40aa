/*! How exact numbers, moments and zones are written down in few bytes and read again: the foreign types that serde does not know, or
knows as text only. */

use chrono::{DateTime, NaiveDateTime};
use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Range;

/// A decimal: its digits, and how many of them stand behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Digits(i128, u8);

impl From<Decimal> for Digits {
    fn from(n: Decimal) -> Self {
        // The scale of a decimal is at most 28.
        Self(n.mantissa(), n.scale() as u8)
    }
}

impl TryFrom<Digits> for Decimal {
    type Error = rust_decimal::Error;

    fn try_from(digits: Digits) -> Result<Self, Self::Error> {
        Self::try_from_i128_with_scale(digits.0, digits.1.into())
    }
}

/// A range by the ends that it has.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum Ends {
    Exact(Digits),
    Between(Digits, Digits),
    AtLeast(Digits),
    AtMost(Digits),
    Open,
}

impl From<Range> for Ends {
    fn from(range: Range) -> Self {
        let [low, high] = [range.low, range.high].map(|end| end.map(Digits::from));
        match (low, high) {
            (Some(low), Some(high)) if low == high => Self::Exact(low),
            (Some(low), Some(high)) => Self::Between(low, high),
            (Some(low), None) => Self::AtLeast(low),
            (None, Some(high)) => Self::AtMost(high),
            (None, None) => Self::Open,
        }
    }
}

impl TryFrom<Ends> for Range {
    type Error = rust_decimal::Error;

    fn try_from(ends: Ends) -> Result<Self, Self::Error> {
        let (low, high) = match ends {
            Ends::Exact(n) => (Some(n), Some(n)),
            Ends::Between(low, high) => (Some(low), Some(high)),
            Ends::AtLeast(low) => (Some(low), None),
            Ends::AtMost(high) => (None, Some(high)),
            Ends::Open => (None, None),
        };
        let end = |end: Option<Digits>| end.map(Decimal::try_from).transpose();
        Ok(Self { low: end(low)?, high: end(high)? })
    }
}

/// A decimal as its [`Digits`].
pub(crate) mod decimal {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(n: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        Digits::from(*n).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        Digits::deserialize(from)?.try_into().map_err(D::Error::custom)
    }
}

/// The same for one that may be missing.
pub(super) mod some_decimal {
    use super::*;

    pub(in crate::value) fn serialize<S: Serializer>(n: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
        n.map(Digits::from).serialize(to)
    }

    pub(in crate::value) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
        Option::<Digits>::deserialize(from)?.map(Decimal::try_from).transpose().map_err(D::Error::custom)
    }
}

/// A moment that may be missing: the days since 1970, and the seconds and nanoseconds into the day where there are any.
pub(super) mod moment {
    use super::*;

    const DAY: i64 = 86_400;

    pub(in crate::value) fn serialize<S: Serializer>(at: &Option<NaiveDateTime>, to: S) -> Result<S::Ok, S::Error> {
        let parts = at.map(|at| {
            let utc = at.and_utc();
            let seconds = utc.timestamp();
            let inside = (seconds.rem_euclid(DAY) as u32, utc.timestamp_subsec_nanos());
            (seconds.div_euclid(DAY), (inside != (0, 0)).then_some(inside))
        });
        parts.serialize(to)
    }

    pub(in crate::value) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDateTime>, D::Error> {
        let Some((days, inside)) = Option::<(i64, Option<(u32, u32)>)>::deserialize(from)? else { return Ok(None) };
        let (seconds, nanos) = inside.unwrap_or_default();
        let at = days.checked_mul(DAY).and_then(|start| start.checked_add(seconds.into()));
        let at = at.and_then(|at| DateTime::from_timestamp(at, nanos));
        at.map(|at| Some(at.naive_utc())).ok_or_else(|| D::Error::custom("no moment"))
    }
}

/// A zone of the IANA database by its name.
pub(super) mod zone {
    use chrono_tz::Tz;

    use super::*;

    pub(in crate::value) fn serialize<S: Serializer>(zone: &Tz, to: S) -> Result<S::Ok, S::Error> {
        zone.name().serialize(to)
    }

    pub(in crate::value) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Tz, D::Error> {
        <&str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Interval, TimeOfDay, Value, Zone};
    use super::*;

    fn again<T: Serialize + for<'de> Deserialize<'de>>(value: &T) -> (T, usize) {
        let bytes = postcard::to_allocvec(value).unwrap();
        (postcard::from_bytes(&bytes).unwrap(), bytes.len())
    }

    #[test]
    fn numbers_come_back_with_their_scale() {
        for text in
            ["0", "0.0", "37000", "-1.50", "5.4", "79228162514264337593543950335", "-0.0000000000000000000000000001"]
        {
            let n: Decimal = text.parse().unwrap();
            for range in [
                Range::exact(n),
                Range::at_least(n),
                Range { low: None, high: Some(n) },
                Range { low: Some(n), high: Some(Decimal::MAX) },
                Range::default(),
            ] {
                let (read, size) = again(&range);
                assert_eq!((read, format!("{read:?}")), (range, format!("{range:?}")), "{text}");
                assert!(size <= 42, "{text}: {size}");
            }
            let score = Value::Score(n, Decimal::ONE);
            assert_eq!(format!("{:?}", again(&score).0), format!("{score:?}"), "{text}");
        }
        // One that a range of equal ends must not swallow.
        let ends = Range { low: Some(Decimal::new(1, 0)), high: Some(Decimal::new(10, 1)) };
        assert_eq!(format!("{:?}", again(&ends).0), format!("{ends:?}"));
        assert_eq!(again(&Range::exact(Decimal::from(40))).1, 3);
    }

    #[test]
    fn digits_that_are_no_decimal_are_an_error() {
        for digits in [Digits(i128::MAX, 0), Digits(1, 29), Digits(1, 255)] {
            let bytes = postcard::to_allocvec(&Ends::Exact(digits)).unwrap();
            assert!(postcard::from_bytes::<Range>(&bytes).is_err(), "{digits:?}");
        }
    }

    #[test]
    fn moments_and_zones_come_back() {
        let at = |text: &str| Some(text.parse::<NaiveDateTime>().unwrap());
        let far = [Some(NaiveDateTime::MIN), Some(NaiveDateTime::MAX), None];
        let days = [at("2024-02-24T00:00:00"), at("1969-12-31T23:59:59"), at("1969-12-31T00:00:00.25")];
        for start in far.into_iter().chain(days) {
            let interval = Interval { start, end: at("2024-02-25T00:00:00") };
            assert_eq!(again(&interval).0, interval);
        }
        let day = Interval { start: at("2024-02-24T00:00:00"), end: at("2024-02-25T00:00:00") };
        assert!(again(&day).1 <= 10);
        for zone in [Zone::Offset(-300), Zone::Named(chrono_tz::America::New_York), Zone::Local] {
            let time = TimeOfDay { minute: 1440, zone: Some(zone), ..TimeOfDay::default() };
            assert_eq!(again(&time).0, time);
        }
        assert!(postcard::from_bytes::<TimeOfDay>(&[0, 0, 1, 1, 2, b'X', b'Y', 0, 0, 0, 0]).is_err());
    }
}
