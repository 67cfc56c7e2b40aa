/*! Units of measure and currencies: their names, symbols and exact factors.

A file lists the plain units; those with a prefix ("kilometre"), powers ("square mile") and rates ("kilometre per hour") are made
of them here, so that each factor is written once. */

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lexicon, Sense};
use crate::value::{Currency, CurrencyId, Dimension, DimensionId, Unit, UnitId, packed};

/// How a text names a currency, which says where the number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CurrencyForm {
    /// "$": before the number, or directly after it.
    Symbol,
    /// "USD": before or after the number.
    Code,
    /// "dollars": after the number.
    Word,
    /// "cents", "dimes": after the number, one in so many.
    Part(u16),
    /// "grand": after the number, so many in one.
    Pile(u16),
    /// "won": after millions of it, being another word elsewhere.
    ScaledWord,
    /// "R", "PS": glued to digits that have separators or a scale, being letters elsewhere.
    ShySymbol,
    /// "US", "Canadian": behind a sum that has its sign, and before no noun.
    Whose,
}

/// How a text names a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitForm {
    /// "kilometres": in any case, after the number.
    Word,
    /// "km": a row of the table of symbols, whose case counts.
    Symbol(u16),
    /// "magnitude": before the number.
    Before,
    /// "quake measuring": before a number that has no other unit, and no part of what is written of it.
    Told,
    /// "hour": only below a rate; durations have a grammar of their own.
    Below,
}

/// A symbol of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symbol {
    /// As it must be written, blanks aside.
    pub text: Box<str>,
    /// Whether it is also a common word or letter ("in"), and counts only with nothing between it and the number, or where no
    /// word follows.
    pub shy: bool,
}

/// What a prefix says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Prefix {
    /// As it stands before a symbol: "k".
    symbol: Box<str>,
    /// What it multiplies by.
    #[serde(with = "packed::decimal")]
    factor: Decimal,
}

/// How units are made of units.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Made {
    /// Units by name.
    names: FxHashMap<Box<str>, UnitId>,
    /// The square and the cube of a unit.
    powers: FxHashMap<(UnitId, u8), UnitId>,
    /// One unit by another: "kilometre" and "hour".
    rates: FxHashMap<(UnitId, UnitId), UnitId>,
    /// What a bare number after the unit counts: inches after feet.
    minors: FxHashMap<UnitId, UnitId>,
    /// The unit of both numbers of "1920x1200".
    grid: Option<UnitId>,
    /// One divided by the unit: "cm−1".
    reciprocals: FxHashMap<UnitId, UnitId>,
    /// What a difference of two such is told in: degrees that know no zero.
    differences: FxHashMap<UnitId, UnitId>,
    prefixes: FxHashMap<Box<str>, Prefix>,
    power_words: Vec<PowerRow>,
}

impl Lexicon {
    /// The symbol of that row.
    pub fn symbol(&self, row: u16) -> &Symbol {
        &self.symbols[row as usize]
    }

    /// The square (2) or cube (3) of a unit.
    pub fn power(&self, unit: UnitId, exponent: u8) -> Option<UnitId> {
        self.made.powers.get(&(unit, exponent)).copied()
    }

    /// So many of one unit per one of another.
    pub fn rate(&self, of: UnitId, per: UnitId) -> Option<UnitId> {
        self.made.rates.get(&(of, per)).copied()
    }

    /// One divided by the unit, where that is a unit: "cm−1".
    pub fn reciprocal(&self, unit: UnitId) -> Option<UnitId> {
        self.made.reciprocals.get(&unit).copied()
    }

    /// The unit of a difference of two such, where it is another: "2 °C warmer".
    pub fn difference(&self, unit: UnitId) -> Option<UnitId> {
        self.made.differences.get(&unit).copied()
    }

    /// What a bare number directly after the unit counts: the inches of "6 foot 2".
    pub fn minor(&self, unit: UnitId) -> Option<UnitId> {
        self.made.minors.get(&unit).copied()
    }

    /// What the two numbers of "1920x1200" count.
    pub fn grid(&self) -> Option<UnitId> {
        self.made.grid
    }

    /// The dimension of that name.
    pub(super) fn dimension_named(&self, name: &str) -> Option<DimensionId> {
        let at = self.dimensions.iter().position(|d| d.name == name)?;
        u16::try_from(at).ok().map(DimensionId)
    }

    fn dimension_of_unit(&self, name: &str, unit: &str) -> Result<DimensionId, String> {
        self.dimension_named(name).ok_or_else(|| format!("unit `{unit}` has the unknown dimension `{name}`"))
    }

    fn unit_named(&self, name: &str) -> Result<UnitId, String> {
        self.made.names.get(name).copied().ok_or_else(|| format!("there is no unit `{name}`"))
    }

    /// Adds a unit; one of the same name is replaced.
    fn add_unit(&mut self, unit: Unit) -> Result<UnitId, String> {
        if let Some(&id) = self.made.names.get(unit.name.as_str()) {
            self.units[id.0 as usize] = unit;
            return Ok(id);
        }
        let id = UnitId(u16::try_from(self.units.len()).map_err(|e| e.to_string())?);
        self.made.names.insert(unit.name.as_str().into(), id);
        self.units.push(unit);
        Ok(id)
    }

    fn learn_symbol(&mut self, id: UnitId, text: &str, shy: bool) -> Result<(), String> {
        let row = u16::try_from(self.symbols.len()).map_err(|e| e.to_string())?;
        let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.symbols.push(Symbol { text: squeezed.into(), shy });
        self.learn(&text.to_lowercase(), Sense::Unit(id, UnitForm::Symbol(row)), false)
    }
}

/// A `[[prefix]]` row.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PrefixRow {
    /// As it stands before a word: "kilo".
    name: String,
    /// As it stands before a symbol: "k".
    symbol: String,
    /// What it multiplies by.
    factor: String,
}

impl PrefixRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        let factor = decimal(&self.factor, &self.name)?;
        lexicon.made.prefixes.insert(self.name.into(), Prefix { symbol: self.symbol.into(), factor });
        Ok(())
    }
}

/// A `[[power]]` row: how a power of a unit is named.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PowerRow {
    /// The name in `powers` of a unit, and before the unit in the name of what it makes.
    name: String,
    /// 2 or 3.
    exponent: u8,
    /// Words before the unit.
    before: Vec<String>,
    /// Words after the unit.
    after: Vec<String>,
    /// Marks directly after its symbol.
    marks: Vec<String>,
}

impl PowerRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) {
        lexicon.made.power_words.push(self);
    }
}

fn decimal(text: &str, of: &str) -> Result<Decimal, String> {
    text.parse().map_err(|_| format!("`{text}` of `{of}` is not a decimal"))
}

/// A `[[dimension]]` row.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionRow {
    /// What is measured; rules and measures name it so.
    name: String,
    /// The unit that its values are compared in.
    canonical: String,
}

impl DimensionRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        match lexicon.dimensions.iter().position(|d| d.name == self.name) {
            Some(at) => lexicon.dimensions[at].canonical = self.canonical,
            None => lexicon.dimensions.push(Dimension { name: self.name, canonical: self.canonical }),
        }
        Ok(())
    }
}

/// A `[[unit]]` row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct UnitRow {
    /// The English singular; rates, powers and `minor` name units so.
    name: String,
    /// What it measures, the name of a `[[dimension]]`.
    dimension: String,
    /// Canonical units in one, a decimal as text so that it stays exact: "1609.344".
    factor: String,
    /// What `factor` is divided by.
    #[serde(default)]
    divisor: Option<String>,
    /// What is added to the number before it is multiplied.
    #[serde(default)]
    offset: Option<String>,
    /// Names in any case, after the number.
    #[serde(default)]
    words: Vec<String>,
    /// Symbols, case as written.
    #[serde(default)]
    symbols: Vec<String>,
    /// Symbols that are also common words or letters.
    #[serde(default)]
    shy: Vec<String>,
    /// What may stand before the number instead.
    #[serde(default)]
    before: Vec<String>,
    /// What stands before a number of it that has no unit: "quake measuring".
    #[serde(default)]
    told: Vec<String>,
    /// Names of prefixes that it takes, on each word and symbol.
    #[serde(default)]
    prefixes: Vec<String>,
    /// Names of powers that are units, and their dimensions: `{ square = "area" }`.
    #[serde(default)]
    powers: BTreeMap<String, String>,
    /// The unit of a bare number after it.
    #[serde(default)]
    minor: Option<String>,
    /// The unit that it is one divided by.
    #[serde(default)]
    reciprocal_of: Option<String>,
    /// Units of which it tells a difference, with their words and symbols: "2 °C warmer".
    #[serde(default)]
    difference_of: Vec<String>,
    /// Whether it only stands below a rate.
    #[serde(default)]
    below: bool,
    /// Whether it is what the two numbers of "1920x1200" count.
    #[serde(default)]
    grid: bool,
}

impl UnitRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        let factor = decimal(&self.factor, &self.name)?;
        // What a unit with a prefix has of this one: all but words and what is said of this one alone.
        let bare = Self {
            words: Vec::new(),
            symbols: Vec::new(),
            shy: Vec::new(),
            before: Vec::new(),
            told: Vec::new(),
            prefixes: Vec::new(),
            minor: None,
            ..self.clone()
        };
        for prefix in &self.prefixes {
            let by = lexicon
                .made
                .prefixes
                .get(prefix.as_str())
                .cloned()
                .ok_or_else(|| format!("unit `{}` has the unknown prefix `{prefix}`", self.name))?;
            let on = |words: &[String], prefix: &str| words.iter().map(|w| format!("{prefix}{w}")).collect::<Vec<_>>();
            let factor = factor.checked_mul(by.factor).ok_or("a factor is too large")?;
            let mut words = on(&self.words, prefix);
            words.extend(self.words.iter().map(|w| format!("{prefix} {w}")));
            Self {
                name: format!("{prefix}{}", self.name),
                words,
                symbols: [on(&self.symbols, &by.symbol), on(&self.shy, &by.symbol)].concat(),
                ..bare.clone()
            }
            .add_one(lexicon, factor)?;
        }
        self.add_one(lexicon, factor)
    }

    fn add_one(&self, lexicon: &mut Lexicon, factor: Decimal) -> Result<(), String> {
        let divisor = decimal(self.divisor.as_deref().unwrap_or("1"), &self.name)?;
        let symbol = self.symbols.first().or(self.shy.first()).unwrap_or(&self.name).clone();
        let id = lexicon.add_unit(Unit {
            factor,
            divisor,
            offset: decimal(self.offset.as_deref().unwrap_or("0"), &self.name)?,
            dimension: lexicon.dimension_of_unit(&self.dimension, &self.name)?,
            name: self.name.clone(),
            symbol: symbol.clone(),
        })?;
        if self.grid {
            lexicon.made.grid = Some(id);
        }
        if !self.difference_of.is_empty() {
            for of in &self.difference_of {
                let of = lexicon.unit_named(of)?;
                lexicon.made.differences.insert(of, id);
            }
            return Ok(());
        }
        let form = if self.below { UnitForm::Below } else { UnitForm::Word };
        for word in &self.words {
            lexicon.learn(word, Sense::Unit(id, form), false)?;
        }
        for word in &self.before {
            lexicon.learn(word, Sense::Unit(id, UnitForm::Before), true)?;
        }
        for phrase in &self.told {
            lexicon.learn(phrase, Sense::Unit(id, UnitForm::Told), false)?;
        }
        for (symbols, shy) in [(&self.symbols, false), (&self.shy, true)] {
            for text in symbols {
                if self.below {
                    lexicon.learn(&text.to_lowercase(), Sense::Unit(id, form), false)?;
                } else {
                    lexicon.learn_symbol(id, text, shy)?;
                }
            }
        }
        if let Some(base) = &self.reciprocal_of {
            let base = lexicon.unit_named(base)?;
            lexicon.made.reciprocals.insert(base, id);
        }
        if let Some(minor) = &self.minor {
            let minor = lexicon.unit_named(minor)?;
            lexicon.made.minors.insert(id, minor);
        }
        for (power, dimension) in &self.powers {
            self.add_power(lexicon, id, power, factor, dimension)?;
        }
        Ok(())
    }

    fn add_power(
        &self,
        lexicon: &mut Lexicon,
        base: UnitId,
        power: &str,
        factor: Decimal,
        dimension: &str,
    ) -> Result<(), String> {
        let power = lexicon.made.power_words.iter().find(|p| p.name == power).cloned();
        let power = power.ok_or_else(|| format!("unit `{}` has an unknown power", self.name))?;
        let raised =
            (1..power.exponent).try_fold(factor, |n, _| n.checked_mul(factor)).ok_or("a factor is too large")?;
        if raised.is_zero() {
            // A cubic femtometre is smaller than a decimal holds.
            return Ok(());
        }
        let name = format!("{} {}", power.name, self.name);
        let symbol = self.symbols.first().unwrap_or(&self.name);
        let id = lexicon.add_unit(Unit {
            factor: raised,
            divisor: Decimal::ONE,
            offset: Decimal::ZERO,
            dimension: lexicon.dimension_of_unit(dimension, &name)?,
            symbol: format!("{symbol}{}", power.marks.last().map_or("", String::as_str)),
            name,
        })?;
        lexicon.made.powers.insert((base, power.exponent), id);
        for word in self.words.iter().chain(&self.symbols) {
            for before in &power.before {
                lexicon.learn(&format!("{before} {word}").to_lowercase(), Sense::Unit(id, UnitForm::Word), false)?;
            }
            for after in &power.after {
                lexicon.learn(&format!("{word} {after}").to_lowercase(), Sense::Unit(id, UnitForm::Word), false)?;
            }
        }
        for symbol in &self.symbols {
            for mark in &power.marks {
                lexicon.learn_symbol(id, &format!("{symbol}{mark}"), false)?;
            }
        }
        Ok(())
    }
}

/// A `[[spelling]]` row: further words and symbols of a unit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SpellingRow {
    /// The name of the unit.
    of: String,
    /// Further words.
    #[serde(default)]
    words: Vec<String>,
    /// Further symbols.
    #[serde(default)]
    symbols: Vec<String>,
}

impl SpellingRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        let id = lexicon.unit_named(&self.of)?;
        for word in &self.words {
            lexicon.learn(word, Sense::Unit(id, UnitForm::Word), false)?;
        }
        for text in &self.symbols {
            lexicon.learn_symbol(id, text, false)?;
        }
        Ok(())
    }
}

/// A `[[rate]]` row: each unit of `of` by each of `per`, all of one dimension.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RateRow {
    /// Names of the upper units.
    of: Vec<String>,
    /// Names of the lower units.
    per: Vec<String>,
    /// The word between them in the name.
    word: String,
    /// The dimension of all of them.
    dimension: String,
}

impl RateRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        for of in &self.of {
            for per in &self.per {
                let (above, below) = (lexicon.unit_named(of)?, lexicon.unit_named(per)?);
                let name = format!("{of} {} {per}", self.word);
                let id = match lexicon.made.names.get(name.as_str()) {
                    Some(&id) => id,
                    None => {
                        let (a, b) = (lexicon.unit(above), lexicon.unit(below));
                        let product = |m: Decimal, n: Decimal| m.checked_mul(n).ok_or("a factor is too large");
                        let unit = Unit {
                            factor: product(a.factor, b.divisor)?,
                            divisor: product(a.divisor, b.factor)?,
                            offset: Decimal::ZERO,
                            dimension: lexicon.dimension_of_unit(&self.dimension, &name)?,
                            symbol: format!("{}/{}", a.symbol, b.symbol),
                            name,
                        };
                        lexicon.add_unit(unit)?
                    }
                };
                lexicon.made.rates.insert((above, below), id);
            }
        }
        Ok(())
    }
}

/// A `[[currency]]` row.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CurrencyRow {
    /// The ISO 4217 code of the reading that stands where nothing says otherwise.
    code: String,
    /// What one is called.
    name: String,
    /// What else the symbols and words may mean.
    #[serde(default)]
    or: Vec<String>,
    /// Before the number, or directly behind it.
    #[serde(default)]
    symbols: Vec<String>,
    /// Either, in capitals.
    #[serde(default)]
    codes: Vec<String>,
    /// Behind the number.
    #[serde(default)]
    words: Vec<String>,
    /// Words after the number for a hundredth: "cents".
    #[serde(default)]
    hundredths: Vec<String>,
    /// Words after the number for one in so many: "dimes".
    #[serde(default)]
    parts: BTreeMap<String, u16>,
    /// Words after the number for so many: "grand".
    #[serde(default)]
    piles: BTreeMap<String, u16>,
    /// Words after a number with a scale, which are other words elsewhere.
    #[serde(default)]
    scaled_words: Vec<String>,
    /// Symbols in letters, read only where glued to a number that is clearly a sum.
    #[serde(default)]
    shy_symbols: Vec<String>,
    /// Whose of the currencies of one sign it is, behind a sum that has the sign: "$75 US".
    #[serde(default)]
    whose: Vec<String>,
}

impl CurrencyRow {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        let id = CurrencyId(u16::try_from(lexicon.currencies.len()).map_err(|e| e.to_string())?);
        let readings = std::iter::once(self.code.clone()).chain(self.or).collect();
        lexicon.currencies.push(Currency { code: self.code, readings, name: self.name });
        for (form, words) in [
            (CurrencyForm::Symbol, self.symbols),
            (CurrencyForm::ShySymbol, self.shy_symbols),
            (CurrencyForm::Code, self.codes),
            (CurrencyForm::Word, self.words),
            (CurrencyForm::ScaledWord, self.scaled_words),
            (CurrencyForm::Part(100), self.hundredths),
            (CurrencyForm::Whose, self.whose),
        ] {
            let trigger = matches!(form, CurrencyForm::Symbol | CurrencyForm::Code);
            for word in words {
                lexicon.learn(&word.to_lowercase(), Sense::Currency(id, form), trigger)?;
            }
        }
        if self.parts.values().any(|&n| n == 0) {
            return Err(format!("a part of `{}` is one in none", lexicon.currencies[id.0 as usize].name));
        }
        let parts = self.parts.into_iter().map(|(word, n)| (word, CurrencyForm::Part(n)));
        let piles = self.piles.into_iter().map(|(word, n)| (word, CurrencyForm::Pile(n)));
        for (word, form) in parts.chain(piles) {
            lexicon.learn(&word, Sense::Currency(id, form), false)?;
        }
        Ok(())
    }
}
