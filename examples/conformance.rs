/*! Runs the extractor over a conformance set: reads GOLD.jsonl (`text`, `scope`), writes one line a case to standard output,
`{"text", "found": [{"start", "end", "kind", "value", "unit"}]}`, offsets in Unicode code points.

    cargo run --example conformance -- numbers.dev.jsonl > found.jsonl */

use std::io::{BufRead, BufReader, Write};

use factlint::document::{Block, BlockKind};
use factlint::extract::{Mention, mentions};
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
        let blocks = [Block { span: Span::new(0, u32::try_from(text.len())?), kind: BlockKind::Paragraph }];
        let read = Text::read(text, &blocks, &lexicon);
        let found: Vec<Json> = mentions(text, &read, &lexicon)
            .found
            .iter()
            .filter_map(|m| number(m, text, &scope, &lexicon).or_else(|| time(m, text, &case)))
            .collect();
        writeln!(out, "{}", json!({ "text": text, "found": found }))?;
    }
    Ok(())
}

/// An item for dates, times, durations and sets.
fn time(_mention: &Mention, _text: &str, _case: &Json) -> Option<Json> {
    None
}

/// An item for numbers and whatever is measured with them.
fn number(mention: &Mention, text: &str, scope: &[&str], lexicon: &Lexicon) -> Option<Json> {
    let hedged = mention.value.written()?;
    let stated = stated(hedged, mention, lexicon);
    let (kind, unit, stated) = match &mention.value {
        Value::Count(_) => ("number", None, stated),
        Value::Ratio(_) => ("number", None, stated),
        Value::Ordinal(_) => ("ordinal", None, stated),
        Value::Percent(_) if text[mention.core.range()].contains(|c: char| c.is_ascii_digit() || c == '%') => {
            ("percent", Some("%".to_owned()), stated)
        }
        Value::Percent(_) => ("percent", Some("%".to_owned()), stated),
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
    // Sets of number ranges alone annotate the hedged range, with its hedge; all others the bare number.
    let whole = scope == ["number_range"];
    let (span, range) = if whole { (mention.span, hedged) } else { (mention.core, stated) };
    let point = range.point().filter(|_| !whole || mention.hedge.is_none());
    let kind = if point.is_none() && kind == "number" { "number_range" } else { kind };
    let value = match point {
        Some(n) => json!(n.normalize().to_string()),
        None => {
            json!({ "low": range.low.map(|n| n.normalize().to_string()), "high": range.high.map(|n| n.normalize().to_string()) })
        }
    };
    Some(json!({
        "start": chars(text, span.start), "end": chars(text, span.end), "kind": kind, "value": value, "unit": unit,
        "change": mention.hedge.map(|id| match lexicon.hedge(id).bound {
            Bound::Exactly => "=",
            Bound::About => "~",
            Bound::AtLeast | Bound::MoreThan => ">",
            Bound::AtMost | Bound::FewerThan => "<",
        }),
    }))
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
