/*! Units of measure and currencies: their names, symbols and exact factors. */

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Lexicon, Sense};
use crate::value::{Currency, CurrencyId, Dimension, DimensionId, Unit, UnitId};

/// How a text names a currency, which says where the number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencyForm {
    /// "$": before the number, or directly after it.
    Symbol,
    /// "USD": before or after the number.
    Code,
    /// "dollars": after the number.
    Word,
    /// "cents": after the number, a hundredth.
    Hundredth,
}

/// A `[[dimension]]` row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionRow {
    name: String,
    canonical: String,
}

impl DimensionRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        lexicon.dimensions.push(Dimension { name: self.name, canonical: self.canonical });
        Ok(())
    }
}

/// A `[[unit]]` row: `words` may stand after a number with or without a blank, `symbols` (case as written) as well.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitRow {
    name: String,
    symbol: String,
    dimension: String,
    /// Canonical units in one, a decimal as text so that it stays exact: "1609.344".
    factor: String,
    #[serde(default)]
    offset: Option<String>,
    words: Vec<String>,
}

impl UnitRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        let decimal =
            |s: &str| s.parse::<Decimal>().map_err(|_| format!("`{s}` of unit `{}` is not a decimal", self.name));
        let at = lexicon
            .dimensions
            .iter()
            .position(|d| d.name == self.dimension)
            .ok_or_else(|| format!("unit `{}` has the unknown dimension `{}`", self.name, self.dimension))?;
        let unit = Unit {
            factor: decimal(&self.factor)?,
            offset: decimal(self.offset.as_deref().unwrap_or("0"))?,
            name: self.name,
            symbol: self.symbol,
            dimension: DimensionId(u16::try_from(at).map_err(|e| e.to_string())?),
        };
        let id = UnitId(u16::try_from(lexicon.units.len()).map_err(|e| e.to_string())?);
        lexicon.units.push(unit);
        for word in &self.words {
            lexicon.learn(word, Sense::Unit(id), false)?;
        }
        Ok(())
    }
}

/// A `[[currency]]` row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CurrencyRow {
    code: String,
    name: String,
    /// What else the symbols and words may mean.
    #[serde(default)]
    or: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    hundredths: Vec<String>,
}

impl CurrencyRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        let id = CurrencyId(u16::try_from(lexicon.currencies.len()).map_err(|e| e.to_string())?);
        let readings = std::iter::once(self.code.clone()).chain(self.or).collect();
        lexicon.currencies.push(Currency { code: self.code, readings, name: self.name });
        for (form, words) in [
            (CurrencyForm::Symbol, self.symbols),
            (CurrencyForm::Code, self.codes),
            (CurrencyForm::Word, self.words),
            (CurrencyForm::Hundredth, self.hundredths),
        ] {
            let trigger = matches!(form, CurrencyForm::Symbol | CurrencyForm::Code);
            for word in words {
                lexicon.learn(&word.to_lowercase(), Sense::Currency(id, form), trigger)?;
            }
        }
        Ok(())
    }
}
