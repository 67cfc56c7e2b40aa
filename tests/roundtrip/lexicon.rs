/*! The spellings that the lexicon files know, as the printers need them: a row that somebody adds to `rules/en/` is printed and read
back from then on, with no new code here. */

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

pub static FILES: LazyLock<Files> = LazyLock::new(Files::read);

/// What may have a full stop of its own behind it, the stop left out: "ft", "jan", "a.m".
pub static ABBREVIATIONS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = FILES.unit.iter().flat_map(|u| u.words.iter().chain(&u.symbols).chain(&u.shy));
    let words = words.chain(FILES.spelling.iter().flat_map(|row| row.words.iter().chain(&row.symbols)));
    let calendar = &FILES.calendar;
    let times = calendar.am.iter().chain(&calendar.pm).chain(calendar.month.keys()).chain(calendar.weekday.keys());
    let times = times.chain(calendar.short_unit.values().flatten());
    words.chain(times).filter_map(|word| word.strip_suffix('.')).map(str::to_owned).collect()
});

#[derive(Deserialize)]
pub struct Files {
    pub number: Number,
    pub age: Age,
    pub hedge: Vec<Hedge>,
    pub unit: Vec<Unit>,
    pub power: Vec<Power>,
    pub prefix: Vec<Prefix>,
    pub rate: Vec<Rate>,
    pub spelling: Vec<Spelling>,
    pub currency: Vec<Currency>,
    pub calendar: Calendar,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Number {
    pub cardinal: BTreeMap<String, u64>,
    pub scale: BTreeMap<String, u8>,
    pub glued_scale: BTreeMap<String, u8>,
    pub money_scale: BTreeMap<String, u8>,
    pub percent: BTreeMap<String, u32>,
    pub points: BTreeMap<String, u32>,
    pub ordinal: BTreeMap<String, u64>,
    pub ordinal_suffix: Vec<String>,
    pub vulgar: BTreeMap<String, (u8, u8)>,
    pub vague: BTreeMap<String, (u64, u64)>,
    pub vague_from: BTreeMap<String, u64>,
    pub group: BTreeMap<String, u32>,
    pub fold: BTreeMap<String, u32>,
    pub out_of: Vec<String>,
    pub minus: Vec<String>,
    pub between: Vec<String>,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub within: Vec<String>,
    pub cent: Vec<String>,
    pub strong: Vec<String>,
    pub figure: Vec<String>,
    pub again: Vec<String>,
    pub fraction: BTreeMap<String, u64>,
    pub fractions: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
pub struct Age {
    pub years: Vec<String>,
    pub months: Vec<String>,
    pub before: Vec<String>,
    pub decade: Vec<String>,
    pub decades: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
pub struct Hedge {
    pub bound: String,
    #[serde(default)]
    pub below: u32,
    #[serde(default)]
    pub above: u32,
    /// Per cent of a unit of time that a side reaches at least.
    #[serde(default)]
    pub unit: u32,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
}

#[derive(Deserialize)]
pub struct Unit {
    pub name: String,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub symbols: Vec<String>,
    #[serde(default)]
    pub shy: Vec<String>,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub prefixes: Vec<String>,
    #[serde(default)]
    pub powers: BTreeMap<String, String>,
    #[serde(default)]
    pub minor: Option<String>,
    #[serde(default)]
    pub below: bool,
}

#[derive(Deserialize)]
pub struct Power {
    pub name: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub marks: Vec<String>,
}

#[derive(Deserialize)]
pub struct Prefix {
    pub name: String,
    pub symbol: String,
}

#[derive(Deserialize)]
pub struct Rate {
    pub of: Vec<String>,
    pub per: Vec<String>,
    pub word: String,
}

#[derive(Deserialize)]
pub struct Spelling {
    pub of: String,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub symbols: Vec<String>,
}

#[derive(Deserialize)]
pub struct Currency {
    pub code: String,
    #[serde(default)]
    pub symbols: Vec<String>,
    #[serde(default)]
    pub codes: Vec<String>,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub hundredths: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Calendar {
    pub am: Vec<String>,
    pub pm: Vec<String>,
    pub month: BTreeMap<String, u32>,
    pub weekday: BTreeMap<String, u32>,
    pub weekdays: BTreeMap<String, u32>,
    pub often: BTreeMap<String, Many>,
    pub step: BTreeMap<String, Vec<String>>,
    pub day: BTreeMap<String, i64>,
    pub unit: BTreeMap<String, Vec<String>>,
    pub units: BTreeMap<String, Vec<String>>,
    pub short_unit: BTreeMap<String, Vec<String>>,
    pub many: BTreeMap<String, Many>,
    pub clock: BTreeMap<String, u16>,
    pub zone: BTreeMap<String, i16>,
    pub weak: Vec<String>,
    pub feast: Vec<Feast>,
}

#[derive(Deserialize)]
pub struct Many {
    pub count: u32,
    pub grain: String,
}

#[derive(Deserialize)]
pub struct Feast {
    pub words: Vec<String>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    /// Another calendar, of whose year the month is.
    pub calendar: Option<String>,
    /// How many days it lasts, 1 where not said.
    pub days: Option<u8>,
    /// Days by which it is moved, by the weekday.
    pub moved: Option<Vec<i8>>,
}

impl Files {
    fn read() -> Self {
        // One table of all the files that hold what is printed.
        let mut all = toml::Table::new();
        for name in ["numbers", "hedges", "units", "currencies", "calendar", "feasts"] {
            let path = format!("{}/rules/en/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap();
            for (key, value) in toml::from_str::<toml::Table>(&text).unwrap_or_else(|e| panic!("{path}: {e}")) {
                // The calendar stands in two files.
                match (all.get_mut(&key), value) {
                    (Some(toml::Value::Table(known)), toml::Value::Table(more)) => known.extend(more),
                    (_, value) => drop(all.insert(key, value)),
                }
            }
        }
        all.try_into().unwrap_or_else(|e| panic!("the lexicon files: {e}"))
    }
}

impl Number {
    /// The words of a number below a hundred that is one word, in the order of the file's keys.
    pub fn words_of(&self, n: u64) -> Vec<&str> {
        self.cardinal.iter().filter(|(_, value)| **value == n).map(|(word, _)| word.as_str()).collect()
    }
}

impl Hedge {
    /// What the number or range commits to behind this hedge, by the words of `rules/en/hedges.toml`.
    /// What a number behind it may be, of a length of time or of anything else.
    pub fn widen(&self, (low, high): (Decimal, Decimal), of_time: bool) -> String {
        let unit = Decimal::from(if of_time { self.unit } else { 0 }) / Decimal::ONE_HUNDRED;
        let part = |n: Decimal, percent: u32| {
            let part = n * Decimal::from(percent) / Decimal::ONE_HUNDRED;
            if percent == 0 { part } else { part.max(unit) }
        };
        let (low, high) = match self.bound.as_str() {
            "exactly" => (low, Some(high)),
            "about" => (low - part(low, self.below), Some(high + part(high, self.above))),
            "at-least" | "more-than" => (low, None),
            "at-most" | "fewer-than" => (Decimal::ZERO, Some(high)),
            other => panic!("the bound {other} is new to this test"),
        };
        match high {
            Some(high) if low == high => low.normalize().to_string(),
            Some(high) => format!("{} to {}", low.normalize(), high.normalize()),
            None => format!("at least {}", low.normalize()),
        }
    }
}
