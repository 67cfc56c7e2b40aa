/*! Whether an id is that of a row: ids that come from outside are asked for this before they are looked up. */

use super::{ConceptId, HedgeId, Lexicon, MeasureId};
use crate::value::{CurrencyId, DimensionId, UnitId};

/// The id of a row of one of the tables.
pub trait Row: Copy {
    /// How many rows the table has.
    fn count(self, lexicon: &Lexicon) -> usize;
    /// Which of them it is.
    fn at(self) -> u16;
}

macro_rules! row {
    ($id:ty, $lexicon:ident => $rows:expr) => {
        impl Row for $id {
            fn count(self, $lexicon: &Lexicon) -> usize {
                $rows
            }

            fn at(self) -> u16 {
                self.0
            }
        }
    };
}

row!(HedgeId, lexicon => lexicon.hedges.len());
row!(UnitId, lexicon => lexicon.units.len());
row!(DimensionId, lexicon => lexicon.dimensions.len());
row!(CurrencyId, lexicon => lexicon.currencies.len());
row!(MeasureId, lexicon => lexicon.measures.len());
row!(ConceptId, lexicon => lexicon.concepts.len());

impl Lexicon {
    /// Whether there is a row of that id.
    pub fn has(&self, id: impl Row) -> bool {
        usize::from(id.at()) < id.count(self)
    }
}
