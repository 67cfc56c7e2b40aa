/*! Runs the extractor over a conformance set: reads GOLD.jsonl (`text`, `scope`), writes one line a case to standard output,
`{"text", "found": [{"start", "end", "kind", "value", "unit"}]}`, offsets in Unicode code points.

    cargo run --example conformance -- numbers.dev.jsonl > found.jsonl */

#[path = "conformance/time.rs"]
mod time;

use std::io::{BufRead, BufReader, Write};

use factlint::document::{Block, BlockKind};
use factlint::extract::{Mention, mentions_by};
use factlint::lexicon::{Bound, Lexicon};
use factlint::span::Span;
use factlint::text::Text;
use factlint::value::{Range, Value};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: conformance GOLD.jsonl")?;
    let lexicon = Lexicon::builtin();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let case: Json = serde_json::from_str(&line?)?;
        let text = case["text"].as_str().ok_or("a case without text")?;
        let scope: Vec<&str> = case["scope"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let blocks = paragraphs(text)?;
        let read = Text::read(text, &blocks, &lexicon);
        let style = time::Style::of(&scope);
        let grammars = style.grammars();
        let mentions = mentions_by(&grammars, text, &read, &lexicon);
        let mut times = time::Times::new(&case, style);
        let found: Vec<Json> = mentions
            .found
            .iter()
            .filter_map(|m| times.item(m, text, &read, &lexicon).or_else(|| number(m, text, &case, &scope, &lexicon)))
            .collect();
        writeln!(out, "{}", json!({ "text": text, "found": found }))?;
    }
    Ok(())
}

/// A point as a decimal, anything else as its two ends.
fn numbers(range: Range, open: bool) -> Json {
    match range.point().filter(|_| !open) {
        Some(n) => json!(n.normalize().to_string()),
        None => {
            json!({ "low": range.low.map(|n| n.normalize().to_string()), "high": range.high.map(|n| n.normalize().to_string()) })
        }
    }
}

/// The paragraphs of a text, as a document would have them.
fn paragraphs(text: &str) -> Result<Vec<Block>, std::num::TryFromIntError> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for part in text.split_inclusive("\n\n") {
        let end = start + u32::try_from(part.len())?;
        blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Paragraph });
        start = end;
    }
    Ok(blocks)
}

/// An item for numbers and whatever is measured with them.
fn number(mention: &Mention, text: &str, case: &Json, scope: &[&str], lexicon: &Lexicon) -> Option<Json> {
    let hedged = mention.value.written()?;
    let stated = stated(hedged, mention, lexicon);
    let core = text[mention.core.range()].to_lowercase();
    let (mut kind, unit, stated) = match &mention.value {
        Value::Count(_) | Value::Ratio(_) => ("number", None, stated),
        Value::Ordinal(_) => ("ordinal", None, stated),
        // "half of them" is 0.5 in most sets.
        Value::Percent(_) if !core.contains('%') && !core.contains("p") => {
            let kind = if scope.contains(&"percent") { "percent" } else { "number" };
            (kind, (kind == "percent").then(|| "%".to_owned()), share(stated))
        }
        Value::Percent(_) => ("percent", Some("%".to_owned()), stated),
        Value::Points(_) if core.contains("basis") => {
            ("measure", Some("basis point".to_owned()), stated.map(|n| n.checked_mul(Decimal::ONE_HUNDRED))?)
        }
        Value::Points(_) => ("measure", Some("percentage point".to_owned()), stated),
        Value::Money(_, id) => ("money", Some(lexicon.currency(*id).code.clone()), stated),
        Value::Measurement { unit, dimension, .. } => {
            let kind = match lexicon.dimension(*dimension).name.as_str() {
                known @ ("length" | "area" | "volume" | "mass" | "speed" | "temperature" | "data" | "angle") => known,
                _ => "measure",
            };
            (kind, Some(lexicon.unit(*unit).name.clone()), stated)
        }
        Value::Age(_) => {
            let (unit, stated) = age(stated);
            ("age", Some(unit.to_owned()), stated)
        }
        _ => return None,
    };
    let bound = mention.hedge.map(|id| lexicon.hedge(id).bound);
    // Sets of number ranges alone annotate the hedged range, with its hedge, Duckling the bounds; all others the bare number.
    let whole = scope == ["number_range"];
    let bounded = whole || case["source"] == "duckling";
    let open = |range: Range| match bound {
        Some(Bound::AtLeast | Bound::MoreThan) if bounded => (Range { low: range.low, high: None }, true),
        Some(Bound::AtMost | Bound::FewerThan) if bounded => (Range { low: None, high: range.high }, true),
        _ => (range, whole && (mention.hedge.is_some())),
    };
    let (range, open) = open(stated);
    let span = if whole { mention.span } else { mention.core };
    if kind == "number" && (open || range.point().is_none()) {
        kind = "number_range";
    }
    Some(json!({
        "start": chars(text, span.start), "end": chars(text, span.end), "kind": kind, "value": numbers(range, open), "unit": unit,
        "change": bound.map(|bound| match bound {
            Bound::Exactly => "=",
            Bound::About => "~",
            Bound::AtLeast | Bound::MoreThan => ">",
            Bound::AtMost | Bound::FewerThan => "<",
        }),
    }))
}

/// The share of one that a percentage in words is: the simplest fraction between its ends.
fn share(percent: Range) -> Range {
    let point = |n: Decimal, d: Decimal| (n * Decimal::ONE_HUNDRED).checked_div(d).unwrap_or_default();
    let fraction = (2..40u32)
        .flat_map(|d| (1..d).map(move |n| (Decimal::from(n), Decimal::from(d))))
        .find(|&(n, d)| percent.low == Some(point(n, d).floor()) && percent.high == Some(point(n, d).ceil()));
    match fraction {
        Some((n, d)) => Range::exact(n / d),
        None => percent.map(|n| n.checked_div(Decimal::ONE_HUNDRED)).unwrap_or(percent),
    }
}

/// The number before its hedge widened it.
fn stated(range: Range, mention: &Mention, lexicon: &Lexicon) -> Range {
    let Some(hedge) = mention.hedge.map(|id| lexicon.hedge(id)) else { return range };
    let back = |n: Option<Decimal>, percent: Decimal| {
        n.and_then(|n| (n * Decimal::ONE_HUNDRED).checked_div(percent)).map(|n| n.round_dp(12))
    };
    match hedge.bound {
        Bound::Exactly => range,
        Bound::AtLeast | Bound::MoreThan => range.low.map_or(range, Range::exact),
        Bound::AtMost | Bound::FewerThan => {
            range.high.filter(|n| !n.is_zero()).or(range.low).map_or(range, Range::exact)
        }
        Bound::About => Range {
            low: back(range.low, Decimal::ONE_HUNDRED - hedge.below),
            high: back(range.high, Decimal::ONE_HUNDRED + hedge.above),
        },
    }
}

/// An age in the largest unit in which it is whole.
fn age(years: Range) -> (&'static str, Range) {
    let whole = |per_year: Decimal| {
        let scaled = years.map(|n| n.checked_mul(per_year).map(|n| n.round_dp(6)))?;
        [scaled.low, scaled.high].iter().flatten().all(Decimal::is_integer).then_some(scaled)
    };
    [
        ("year", Decimal::ONE),
        ("month", Decimal::from(12)),
        ("week", Decimal::new(521775, 4)),
        ("day", Decimal::new(3652425, 4)),
    ]
    .into_iter()
    .find_map(|(unit, per_year)| Some((unit, whole(per_year)?)))
    .unwrap_or(("year", years))
}

fn chars(text: &str, byte: u32) -> usize {
    text[..byte as usize].chars().count()
}
