/*! Units of measure and currencies: rows of the tables that `rules/` fills, and exact conversion between them. */

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Range, packed};

/// A row of the table of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnitId(pub u16);

/// A row of the table of dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DimensionId(pub u16);

/// A row of the table of currencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CurrencyId(pub u16);

/// What can be measured: length, mass, temperature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// The name in reports.
    pub name: String,
    /// The name of the unit that its values are compared in.
    pub canonical: String,
}

/// A unit of measure: n of it are `(n + offset) × factor ÷ divisor` canonical units. The divisor keeps "kilometre per hour" exact,
/// the offset is for temperatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The English singular name: "kilometre".
    pub name: String,
    /// The symbol: "km".
    pub symbol: String,
    /// What it measures.
    pub dimension: DimensionId,
    /// Canonical units in one of it, exactly, before the division.
    #[serde(with = "packed::decimal")]
    pub factor: Decimal,
    /// What the factor is divided by; never zero.
    #[serde(with = "packed::decimal")]
    pub divisor: Decimal,
    /// What is added to the number first; 0 but for temperatures.
    #[serde(with = "packed::decimal")]
    pub offset: Decimal,
}

impl Unit {
    /// The numbers in the canonical unit of the dimension, or `None` where they are too large.
    pub fn to_canonical(&self, written: &Range) -> Option<Range> {
        written.map(|n| n.checked_add(self.offset)?.checked_mul(self.factor)?.checked_div(self.divisor))
    }

    /// The numbers of the canonical unit in this one, or `None` where they are too large.
    pub fn from_canonical(&self, canonical: &Range) -> Option<Range> {
        canonical.map(|n| n.checked_mul(self.divisor)?.checked_div(self.factor)?.checked_sub(self.offset))
    }
}

/// A currency, or a word such as "$" that several currencies share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// The ISO 4217 code of the reading that stands where nothing says otherwise.
    pub code: String,
    /// The codes of all that the word may mean; just `code` where it is unambiguous.
    pub readings: Vec<String>,
    /// What one is called: "US dollar".
    pub name: String,
}

impl Currency {
    /// Whether some reading of both is one currency.
    pub fn may_equal(&self, other: &Self) -> bool {
        self.readings.iter().any(|r| other.readings.contains(r))
    }
}
