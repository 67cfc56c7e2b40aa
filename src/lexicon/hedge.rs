/*! Hedges: the words that widen or bound a number, and by how much. The widths are data. */

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lexicon, Sense};
use crate::value::{Range, packed};

/// A row of the table of hedges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HedgeId(pub u16);

/// What a hedge does to the number n.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Just n: "exactly".
    Exactly,
    /// n less `below` % to n more `above` %.
    About,
    /// `[n, ∞]`.
    AtLeast,
    /// Above n.
    MoreThan,
    /// `[0, n]`.
    AtMost,
    /// Below n.
    FewerThan,
}

/// A hedge: what it does, and where it may stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// Its name, by which a user's file replaces it.
    pub name: String,
    /// What it does to the number.
    pub bound: Bound,
    /// For [`Bound::About`]: per cent below the number.
    #[serde(with = "packed::decimal")]
    pub below: Decimal,
    /// For [`Bound::About`]: per cent above the number.
    #[serde(with = "packed::decimal")]
    pub above: Decimal,
    /// For [`Bound::About`] and lengths of time: per cent of one unit that it reaches at least.
    #[serde(with = "packed::decimal")]
    pub unit: Decimal,
    /// Whether it stands after its number: "or more".
    pub after: bool,
}

impl Hedge {
    /// What the hedged number or range commits to; `None` where it is too large.
    pub fn apply(&self, range: &Range) -> Option<Range> {
        self.at_least(range, Decimal::ZERO)
    }

    /// Likewise of a length of time in the unit that it is told in: "just over two hours" may be two and a quarter.
    pub fn apply_to_length(&self, range: &Range) -> Option<Range> {
        let small = range.low.is_some_and(|n| n < Decimal::ONE);
        self.at_least(range, if small { Decimal::ZERO } else { self.unit })
    }

    /// With `least` per cent of one as the least width of a side that has one.
    fn at_least(&self, range: &Range, least: Decimal) -> Option<Range> {
        let part = |n: Decimal, percent: Decimal| {
            let least = if percent.is_zero() { Decimal::ZERO } else { least };
            n.abs().checked_mul(percent).map(|n| n.max(least))?.checked_div(Decimal::ONE_HUNDRED)
        };
        Some(match self.bound {
            Bound::Exactly => *range,
            Bound::About => Range {
                low: range.low.and_then(|n| n.checked_sub(part(n, self.below)?)),
                high: range.high.and_then(|n| n.checked_add(part(n, self.above)?)),
            },
            Bound::AtLeast | Bound::MoreThan => Range { low: range.low, high: None },
            Bound::AtMost | Bound::FewerThan => match range.high {
                // "below zero" is no zero.
                Some(high) if high.is_sign_negative() || self.bound == Bound::FewerThan && high.is_zero() => {
                    Range { low: None, high: Some(high) }
                }
                Some(high) => Range::at_most(high),
                None => *range,
            },
        })
    }
}

/// A `[[hedge]]` row.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Row {
    /// A row of the same name in a later file replaces this one; it is what reports call it.
    name: String,
    /// What it does to the number n.
    bound: Bound,
    /// For `about`: per cent of n below it.
    #[serde(default)]
    below: u32,
    /// For `about`: per cent of n above it.
    #[serde(default)]
    above: u32,
    /// For `about` and lengths of time: per cent of one unit that either side reaches at least.
    #[serde(default)]
    unit: u32,
    /// Words and marks before the number.
    #[serde(default)]
    before: Vec<String>,
    /// Words and marks behind it.
    #[serde(default)]
    after: Vec<String>,
}

impl Row {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        for (after, words) in [(false, &self.before), (true, &self.after)] {
            if words.is_empty() {
                continue;
            }
            let hedge = Hedge {
                name: self.name.clone(),
                bound: self.bound,
                below: self.below.into(),
                above: self.above.into(),
                unit: self.unit.into(),
                after,
            };
            let known = lexicon.hedges.iter().position(|h| h.name == hedge.name && h.after == after);
            let at = match known {
                Some(at) => {
                    lexicon.hedges[at] = hedge;
                    at
                }
                None => {
                    lexicon.hedges.push(hedge);
                    lexicon.hedges.len() - 1
                }
            };
            let id = HedgeId(u16::try_from(at).map_err(|_| "more than 65,535 hedges".to_owned())?);
            for word in words {
                lexicon.learn(word, Sense::Hedge(id), !after)?;
            }
        }
        Ok(())
    }
}
