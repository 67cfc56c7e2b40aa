/*! What may begin with a word. Grammars ask this first: most words begin nothing, and a set of bits tells it in one step. */

use serde::{Deserialize, Serialize};

use super::{AgeSense, CurrencyForm, NumberSense as N, Sense, UnitForm};

/// A set of the things that may begin with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Starts(u16);

impl Starts {
    /// A number, in words, as a character or vague.
    pub const NUMERAL: Self = Self(1);
    /// A hedge before a number.
    pub const HEDGE: Self = Self(1 << 1);
    /// "between", "from".
    pub const RANGE: Self = Self(1 << 2);
    /// A sign.
    pub const SIGN: Self = Self(1 << 3);
    /// A currency before a number.
    pub const CURRENCY: Self = Self(1 << 4);
    /// "aged", "magnitude".
    pub const LEAD: Self = Self(1 << 5);
    /// "in his", before forties.
    pub const DECADE: Self = Self(1 << 6);
    /// An ordinal in words.
    pub const ORDINAL: Self = Self(1 << 7);
    /// Whatever begins a quantity.
    pub const QUANTITY: Self =
        Self(Self::NUMERAL.0 | Self::HEDGE.0 | Self::RANGE.0 | Self::SIGN.0 | Self::CURRENCY.0 | Self::LEAD.0);

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share something.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// What a word begins that has this meaning, or begins a phrase that has it; `before` tells hedges before a number.
    pub(super) fn of(sense: Sense, before: bool) -> Self {
        match sense {
            Sense::Number(
                N::Cardinal(_) | N::One | N::Fraction(_) | N::Fractions(_) | N::Vulgar(..) | N::Vague { .. },
            ) => Self::NUMERAL,
            Sense::Number(N::Ordinal(_)) => Self::ORDINAL,
            Sense::Number(N::Between | N::From) => Self::RANGE,
            Sense::Number(N::Minus) => Self::SIGN,
            Sense::Hedge(_) if before => Self::HEDGE,
            Sense::Currency(_, CurrencyForm::Symbol | CurrencyForm::Code) => Self::CURRENCY,
            Sense::Unit(_, UnitForm::Before) | Sense::Age(AgeSense::Before) => Self::LEAD,
            Sense::Age(AgeSense::Decade) => Self::DECADE,
            _ => Self::default(),
        }
    }
}
