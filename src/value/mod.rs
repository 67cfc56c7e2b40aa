/*! What a mention states: typed quantities, exact, without any text.

A [`Value`] keeps the numbers as written and gives them in the canonical unit of their dimension, so that values of one
[`Kind`] can be compared. */

mod calendar;
pub(crate) mod packed;
mod range;
mod unit;

pub use calendar::{
    Anchor, Base, Bound, Calendar, Date, Duration, Edge, Feast, FeastRule, Grain, Hours, InYear, Interval, Origin,
    Part, Period, Season, Side, Tense, TimeOfDay, Vague, Zone,
};
pub use range::{Range, half_unit, tolerance};
pub use unit::{Currency, CurrencyId, Dimension, DimensionId, Unit, UnitId};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The kind of a value: what sort of thing is stated. Values of different kinds are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A number of things or people.
    Count,
    /// A place in an order: "third".
    Ordinal,
    /// A share of a hundred.
    Percent,
    /// A difference of percentages.
    Points,
    /// A sum in a currency.
    Money,
    /// A quantity with a physical unit.
    Measurement,
    /// How old somebody or something is, in years.
    Age,
    /// One number to another: "one in five", "3:1".
    Ratio,
    /// The points of two sides: "3-1".
    Score,
    /// A day, or a longer or shorter unit of the calendar.
    Date,
    /// A time of day without its date.
    Time,
    /// A length of time.
    Duration,
    /// A stretch of time between two ends.
    Period,
}

impl Kind {
    /// Whether it tells when: a date, a time or a period, and no length of time.
    pub const fn tells_when(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Period)
    }

    /// The name in reports and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Money => "money",
            Self::Measurement => "measurement",
            Self::Age => "age",
            Self::Ratio => "ratio",
            Self::Score => "score",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Period => "period",
        }
    }

    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 13] = [
        Self::Count,
        Self::Ordinal,
        Self::Percent,
        Self::Points,
        Self::Money,
        Self::Measurement,
        Self::Age,
        Self::Ratio,
        Self::Score,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Period,
    ];

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// What a mention states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// So many things.
    Count(Range),
    /// The n-th.
    Ordinal(Range),
    /// So many hundredths.
    Percent(Range),
    /// So many percentage points.
    Points(Range),
    /// A sum, in the major unit of the currency.
    Money(Range, CurrencyId),
    /// A quantity as written, in `unit`, and in the canonical unit of its `dimension`.
    Measurement {
        /// The numbers as written.
        written: Range,
        /// The unit as written.
        unit: UnitId,
        /// The numbers in the canonical unit of the dimension.
        canonical: Range,
        /// What is measured: length, mass, …
        dimension: DimensionId,
    },
    /// An age, in years; months and days are fractions of a year.
    Age(Range),
    /// The first number as a share of the second: "one in five" is 0.2, "3:1" is 3.
    Ratio(Range),
    /// The points of two sides.
    Score(#[serde(with = "packed::decimal")] Decimal, #[serde(with = "packed::decimal")] Decimal),
    /// A point or unit of the calendar.
    Date(Date),
    /// A time of day.
    Time(TimeOfDay),
    /// A length of time.
    Duration(Duration),
    /// A stretch of time with its two ends.
    Period(Box<Period>),
}

impl Value {
    /// What sort of thing is stated.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Count(_) => Kind::Count,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Percent(_) => Kind::Percent,
            Self::Points(_) => Kind::Points,
            Self::Money(..) => Kind::Money,
            Self::Measurement { .. } => Kind::Measurement,
            Self::Age(_) => Kind::Age,
            Self::Ratio(_) => Kind::Ratio,
            Self::Score(..) => Kind::Score,
            Self::Date(_) => Kind::Date,
            Self::Time(_) => Kind::Time,
            Self::Duration(_) => Kind::Duration,
            Self::Period(_) => Kind::Period,
        }
    }

    /// The interval in the canonical unit of the kind: people, per cent, the currency's major unit, the dimension's canonical
    /// unit, years, seconds. `None` for dates and times, whose interval depends on the document's date, and for scores.
    pub fn range(&self) -> Option<Range> {
        match self {
            Self::Count(r)
            | Self::Ordinal(r)
            | Self::Percent(r)
            | Self::Points(r)
            | Self::Money(r, _)
            | Self::Age(r)
            | Self::Ratio(r) => Some(*r),
            Self::Measurement { canonical, .. } => Some(*canonical),
            Self::Duration(d) => d.seconds(),
            Self::Score(..) | Self::Date(_) | Self::Time(_) | Self::Period(_) => None,
        }
    }

    /// What is measured, for a measurement.
    pub const fn dimension(&self) -> Option<DimensionId> {
        match self {
            Self::Measurement { dimension, .. } => Some(*dimension),
            _ => None,
        }
    }

    /// Whether it is a date, a time, a duration or a period.
    pub const fn is_temporal(&self) -> bool {
        matches!(self, Self::Date(_) | Self::Time(_) | Self::Duration(_) | Self::Period(_))
    }

    /// The numbers as written, in the unit as written; `None` for dates, times and scores.
    pub fn written(&self) -> Option<Range> {
        match self {
            Self::Measurement { written, .. } => Some(*written),
            Self::Duration(d) => Some(d.amount),
            other => other.range(),
        }
    }
}
