/*! Conventions of single sources, laid over the items that were read: what one set takes for one item, and what for two. */

use factlint::extract::Mention;
use factlint::lexicon::{Class, Lexicon, Sense, UnitForm};
use factlint::text::Text;
use factlint::value::{Grain, Value};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use crate::{chars, measured};

/// "320x240" is one number to sets that mark whole words.
pub fn grids(items: Vec<Json>, text: &str) -> Vec<Json> {
    let by = |from: usize, to: usize| {
        let between: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
        matches!(between.trim(), "" | "x" | "×")
    };
    let mut out: Vec<Json> = Vec::new();
    for item in items {
        let at = |item: &Json, end: &str| item[end].as_u64().unwrap_or(0) as usize;
        match out.last_mut() {
            Some(last)
                if item["unit"] == "pixel" && last["unit"] == "pixel" && by(at(last, "end"), at(&item, "start")) =>
            {
                last["end"] = item["end"].clone();
            }
            _ => out.push(item),
        }
    }
    out
}

/// "three quarters" alone, which a set without durations takes for a fraction.
pub fn quarters(mention: &Mention, scope: &[&str], text: &str) -> Option<Json> {
    let Value::Duration(d) = &mention.value else { return None };
    let quarter = d.grain == Grain::Quarter && !scope.contains(&"duration");
    let share = d.amount.point()?.checked_div(Decimal::from(4))?;
    let (start, end) = (chars(text, mention.core.start), chars(text, mention.core.end));
    (quarter && share < Decimal::ONE).then(|| {
        json!({ "start": start, "end": end, "kind": "number", "value": share.normalize().to_string(), "unit": null })
    })
}

/// "5/17/2018", of which a set of numbers takes each piece for one.
pub fn pieces(mention: &Mention, text: &str) -> Vec<Json> {
    let core = mention.core.of(text);
    let pieces: Vec<&str> = core.split('/').collect();
    let digits = |piece: &&str| !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit());
    if !matches!(mention.value, Value::Date(_)) || pieces.len() != 3 || !pieces.iter().all(digits) {
        return Vec::new();
    }
    let mut start = chars(text, mention.core.start);
    let item = |piece: &str| {
        let (from, to) = (start, start + piece.len());
        start = to + 1;
        let value = piece.trim_start_matches('0');
        json!({ "start": from, "end": to, "kind": "number", "value": value, "unit": null })
    };
    pieces.into_iter().map(item).collect()
}

/// "a gallon", "an inch", which some sets take for one of it; "$3 a gallon" is a rate.
pub fn articles(text: &str, read: &Text, lexicon: &Lexicon, items: &[Json]) -> Vec<Json> {
    let word = |at: usize| read.tokens.get(at).map(|t| t.span.of(text).to_lowercase());
    let found = (0..read.tokens.len()).filter_map(|at| {
        let article = matches!(word(at)?.as_str(), "a" | "an");
        let rest = &read.tokens[at + 1..];
        let unit = lexicon.senses(rest).find_map(|(n, s)| match s {
            Sense::Unit(id, UnitForm::Word) => Some((n, id)),
            Sense::Unit(id, UnitForm::Symbol(row)) if rest[0].span.len() > 1 => {
                (*lexicon.symbol(row).text == *rest[0].span.of(text)).then_some((n, id))
            }
            _ => None,
        });
        let (n, id) = unit.filter(|_| article)?;
        let (start, end) = (chars(text, read.tokens[at].span.start), chars(text, read.tokens[at + n].span.end));
        let near = |item: &Json| {
            let (from, to) = (item["start"].as_u64().unwrap_or(0) as usize, item["end"].as_u64().unwrap_or(0) as usize);
            from < end + 2 && start < to + 2
        };
        let kind = measured(lexicon, lexicon.unit(id).dimension);
        let item = json!({ "start": start, "end": end, "kind": kind, "value": "1", "unit": lexicon.unit(id).name });
        (!items.iter().any(near)).then_some(item)
    });
    found.collect()
}

/// Gives a bare number the noun of the count before it where no noun follows: "435 homes by sale and 187 by tender".
pub fn elided(text: &str, read: &Text, lexicon: &Lexicon, items: &mut [Json]) {
    let mut last: Option<Json> = None;
    for item in items {
        let end = item["end"].as_u64().unwrap_or(0) as usize;
        if item["kind"] != "number" {
            continue;
        }
        if !item["unit"].is_null() {
            last = Some(item["unit"].clone());
            continue;
        }
        // "estimates of 64,900" are of what was estimated.
        let start = item["start"].as_u64().unwrap_or(0) as usize;
        let before: String = text.chars().take(start).collect();
        if before.trim_end().ends_with(" of") {
            continue;
        }
        let next = read.tokens.iter().find(|t| chars(text, t.span.start) >= end);
        let closed = [Class::Preposition, Class::Conjunction, Class::Pronoun, Class::Adverb];
        let open = next.is_some_and(|t| t.is_word() && !closed.iter().any(|&class| lexicon.is(t.word, class)));
        if let Some(unit) = last.clone().filter(|_| !open) {
            item["unit"] = unit;
        }
    }
}

/// "eight or nine euros" are two.
pub fn either(text: &str, item: Json) -> Vec<Json> {
    let at = |end: &str| item[end].as_u64().unwrap_or(0) as usize;
    let core: String = text.chars().skip(at("start")).take(at("end").saturating_sub(at("start"))).collect();
    let ends = [&item["value"]["low"], &item["value"]["high"]];
    if item["kind"] == "duration" || !core.contains(" or ") || ends.iter().any(|end| !end.is_string()) {
        return vec![item];
    }
    let one = |end: &Json| {
        let mut one = item.clone();
        one["value"] = end.clone();
        one
    };
    ends.into_iter().map(one).collect()
}

/// "from $2,415 to $2,315" is one range, from the first to the last, in the order of the text.
pub fn joined(text: &str, items: Vec<Json>) -> Vec<Json> {
    let letters: Vec<char> = text.chars().collect();
    let mut out: Vec<Json> = Vec::new();
    for item in items {
        let at = |item: &Json, end: &str| item[end].as_u64().unwrap_or(0) as usize;
        let linked = out.last().is_some_and(|last| {
            let (from, to) = (at(last, "end"), at(&item, "start"));
            let between: String = letters.get(from..to).unwrap_or_default().iter().collect();
            let before: String = letters[..at(last, "start")].iter().collect();
            let from = before.split_whitespace().rev().take(2).any(|w| matches!(w, "from" | "between"));
            let few = between.split_whitespace().count() <= 4 && !between.contains([',', ';', '(']);
            // "$75 a barrel to $45"
            let rate = last["unit"].as_str().is_some_and(|unit| last["kind"] == "money" && unit.contains(" per "));
            let same = last["unit"] == item["unit"] || item["unit"].is_null() || rate;
            let to = between.trim_end().ends_with(" to") || between.trim() == "up to" || between == "/";
            last["value"].is_string()
                && item["value"].is_string()
                && same
                && to
                && few
                && (from || between.len() <= 7)
                && last["kind"] == item["kind"]
        });
        match out.pop() {
            Some(last) if linked => out.push(json!({
                "start": last["start"], "end": item["end"], "kind": last["kind"], "unit": last["unit"],
                "value": { "low": last["value"], "high": item["value"] },
            })),
            last => {
                out.extend(last);
                out.push(item);
            }
        }
    }
    out
}

/// "16369.03 up 58.06 points": the first is in the unit of the second.
pub fn moved(text: &str, lexicon: &Lexicon, items: &mut [Json]) {
    for at in 1..items.len() {
        let (from, to) = (items[at - 1]["end"].as_u64().unwrap_or(0), items[at]["start"].as_u64().unwrap_or(0));
        let between: String =
            text.chars().skip(from as usize).take(to.saturating_sub(from) as usize).filter(|c| *c != ',').collect();
        let word = lexicon.word(between.trim());
        let moves = lexicon.is(word, Class::Rise) || lexicon.is(word, Class::Fall);
        let open = items[at - 1]["unit"].is_null() && items[at]["kind"] == "number";
        if moves && open && items[at - 1]["kind"] == "number" {
            items[at - 1]["unit"] = items[at]["unit"].clone();
        }
    }
}

/// "164p", "68 p" in news of shares: pence, which NewsQuant takes for points.
pub fn pence(text: &str, items: &mut [Json]) {
    for item in items {
        let (start, end) = (item["start"].as_u64().unwrap_or(0) as usize, item["end"].as_u64().unwrap_or(0) as usize);
        let core: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
        let sum =
            item["unit"] == "GBP" && core.strip_suffix('p').is_some_and(|n| n.ends_with(|c: char| c.is_ascii_digit()));
        let whole = |n: &str| n.parse::<Decimal>().ok().map(|n| (n * Decimal::ONE_HUNDRED).normalize().to_string());
        if let Some(value) = item["value"].as_str().and_then(whole).filter(|_| sum) {
            item["value"] = json!(value);
        }
        if sum || item["unit"] == "p" {
            item["unit"] = json!("point");
        }
    }
}
