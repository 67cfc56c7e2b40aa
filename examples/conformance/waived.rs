/*! Whether the lists of waived cases beside the harness still hold: a case that is read now as its source has it, or that the set no longer
has, is struck from them. The figures of `score.py` hold every case, waived or not. */

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value as Json;

const LISTS: [&str; 2] = [include_str!("waived.toml"), include_str!("waived-time.toml")];

/// The waived cases of the set that the ids begin with, and of each whether it passes.
pub struct Waived {
    set: String,
    open: BTreeSet<String>,
    passed: Vec<String>,
    /// Of documents with many items, how many a list of reasons may name that pass: they are told by family, not one by one.
    twice: Vec<String>,
}

impl Waived {
    /// Reads the lists; a case may have several reasons only where it is a whole document.
    pub fn of(set: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        for list in LISTS {
            let table: toml::Table = toml::from_str(list)?;
            for row in table.get("waived").and_then(toml::Value::as_array).into_iter().flatten() {
                row.get("why").or(row.get("reason")).ok_or("a row of waived cases without its reason")?;
                for id in row.get("ids").and_then(toml::Value::as_array).into_iter().flatten() {
                    *reasons.entry(id.as_str().ok_or("an id is a string")?.to_owned()).or_default() += 1;
                }
            }
        }
        let own = |id: &String| id.rsplit_once('-').is_some_and(|(name, _)| name == set);
        let twice = reasons.iter().filter(|(id, n)| **n > 1 && own(id) && set != "timex").map(|(id, _)| id.clone());
        let twice = twice.collect();
        let open = reasons.into_keys().filter(own).collect();
        Ok(Self { set: set.to_owned(), open, passed: Vec::new(), twice })
    }

    /// Takes note of a case and of what was found in it.
    pub fn see(&mut self, case: &Json, found: &[Json]) {
        let Some(id) = case["id"].as_str() else { return };
        if self.open.remove(id) && passes(case, found) {
            self.passed.push(id.to_owned());
        }
    }

    /// What is to be struck from the lists, a line each.
    pub fn stale(&self) -> Vec<String> {
        let passed = self.passed.iter().map(|id| format!("{id} is waived and passes: strike it"));
        let gone = self.open.iter().map(|id| format!("{id} is waived and not in the set {}: strike it", self.set));
        let twice = self.twice.iter().map(|id| format!("{id} is waived twice: keep the reason that holds"));
        passed.chain(gone).chain(twice).collect()
    }
}

/// Whether each item of the source is found with its value, and nothing else is.
fn passes(case: &Json, found: &[Json]) -> bool {
    let gold: Vec<&Json> = case["gold"].as_array().into_iter().flatten().collect();
    let at = |item: &Json, end: &str| item[end].as_u64().unwrap_or(0);
    let meets = |a: &Json, b: &Json| at(a, "end").min(at(b, "end")) > at(a, "start").max(at(b, "start"));
    let scope: Vec<&str> = case["scope"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let extra = found.iter().any(|item| {
        let within = item["kind"].as_str().is_some_and(|kind| scope.iter().any(|s| coarse(s) == coarse(kind)));
        within && !gold.iter().any(|g| meets(g, item))
    });
    let of_time = |item: &Json| {
        let kind = item["kind"].as_str().unwrap_or_default();
        ["date", "time", "duration", "set"].iter().any(|time| kind.starts_with(time))
    };
    let right = |g: &&Json| {
        let values: Vec<&Json> =
            std::iter::once(&g["value"]).chain(g["alts"].as_array().into_iter().flatten()).collect();
        let near: Vec<&Json> = found.iter().filter(|item| meets(g, item)).collect();
        let units = case["source"].as_str().is_some_and(|source| source.starts_with("cqe"));
        let unit = |item: &&Json| g["unit"].is_null() && !units || g["unit"] == item["unit"];
        near.len() == 1
            && near.iter().all(unit)
            && of_time(g) == of_time(near[0])
            && (g["value"].is_null() || values.iter().any(|value| equal(value, &near[0]["value"])))
    };
    !extra && found.len() >= gold.len() && gold.iter().all(right)
}

/// The kind as the scorer tells kinds apart: a range of dates is a date.
fn coarse(kind: &str) -> &str {
    match kind {
        "datetime" | "datetime_range" => "time",
        kind => kind.strip_suffix("_range").filter(|k| matches!(*k, "date" | "time")).unwrap_or(kind),
    }
}

fn equal(gold: &Json, told: &Json) -> bool {
    let number = |value: &Json| value.as_str().and_then(|text| text.parse::<Decimal>().ok());
    match (number(gold), number(told)) {
        (Some(a), Some(b)) => a == b,
        _ => match (gold.as_object(), told.as_object()) {
            (Some(a), Some(b)) => ["low", "high"].iter().all(|end| {
                let (a, b) = (a.get(*end).unwrap_or(&Json::Null), b.get(*end).unwrap_or(&Json::Null));
                a == b || !a.is_null() && equal(a, b)
            }),
            (None, None) => clock(gold) == clock(told),
            _ => false,
        },
    }
}

/// "T15:00:00" and "T15" are one time.
fn clock(value: &Json) -> String {
    let text = value.as_str().unwrap_or_default();
    text.strip_suffix(":00").map_or(text, |t| t.strip_suffix(":00").unwrap_or(t)).to_owned()
}
