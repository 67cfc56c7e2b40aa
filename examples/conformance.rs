/*! Runs the extractor over a conformance set: reads GOLD.jsonl (`text`, `scope`), writes one line a case to standard output,
`{"text", "found": [{"start", "end", "kind", "value", "unit"}]}`, offsets in Unicode code points.

    cargo run --example conformance -- numbers.dev.jsonl > found.jsonl

With `--waived` behind it, it writes what is to be struck from the lists of waived cases instead, and fails if that is anything. */

#[path = "conformance/name.rs"]
mod name;
#[path = "conformance/source.rs"]
mod source;
#[path = "conformance/time.rs"]
mod time;
#[path = "conformance/waived.rs"]
mod waived;

use std::io::{BufRead, BufReader, Write};

use factlint::claim::claims;
use factlint::document::{Block, BlockKind, Document, DocumentId};
use factlint::extract::{EXTRACTORS, Mention, Row, mentions, mentions_by};
use factlint::lexicon::{Bound, Class, Lexicon, NumberSense, Sense};
use factlint::span::Span;
use factlint::text::Text;
use factlint::value::{DimensionId, Kind, Range, Side, Value};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use name::{COINED, below, coin, coins, counted, named};
use source::{articles, either, elided, grids, joined, moved, pence, pieces, quarters};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: conformance GOLD.jsonl [--waived]")?;
    let checks = std::env::args().nth(2).is_some_and(|arg| arg == "--waived");
    let mut waived: Option<waived::Waived> = None;
    let lexicon = Lexicon::builtin();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let case: Json = serde_json::from_str(&line?)?;
        let text = case["text"].as_str().ok_or("a case without text")?;
        let scope: Vec<&str> = case["scope"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let mut document = Document::plain("case", text);
        document.blocks = paragraphs(text)?;
        let read = Text::read(text, &document.blocks, &lexicon);
        // Sets of quantities have durations too, but no dates. MeasEval marks quantities alone, though its scope is open.
        let style = time::Style::of(&scope).filter(|_| case["source"] != "measeval");
        let found = if let Some(set) = style {
            let mut times = time::Times::new(&case, style);
            let mentions = mentions_by(&set.grammars(), text, &read, &lexicon).found;
            let item =
                |m: &Mention| times.item(m, text, &read, &lexicon).or_else(|| number(m, text, &case, &scope, &lexicon));
            grids(mentions.iter().filter_map(item).collect(), text)
        } else {
            quantities(&document, &read, &case, &scope, &lexicon)
        };
        if checks {
            let set = case["id"].as_str().and_then(|id| id.rsplit_once('-')).map_or("", |(set, _)| set);
            if waived.is_none() {
                waived = Some(waived::Waived::of(set)?);
            }
            waived.iter_mut().for_each(|list| list.see(&case, &found));
            continue;
        }
        writeln!(out, "{}", json!({ "text": text, "found": found }))?;
    }
    let stale = waived.map_or_else(Vec::new, |list| list.stale());
    stale.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()?;
    if stale.is_empty() { Ok(()) } else { Err(format!("{} waived cases to strike", stale.len()).into()) }
}

/// The items of a set of quantities, with what they count, and durations that stand within dates: "nine days later" is a date to
/// TimeML and a duration to them.
fn quantities(document: &Document, read: &Text, case: &Json, scope: &[&str], lexicon: &Lexicon) -> Vec<Json> {
    let text = document.text();
    let (framed, _) = claims(DocumentId(0), document, read, mentions(text, read, lexicon), lexicon);
    let durations: Vec<Row> = EXTRACTORS.iter().filter(|row| row.name == "duration").copied().collect();
    let mut lengths = mentions_by(&durations, text, read, lexicon).found;
    let numeric = |m: &Mention| m.value.kind() < Kind::Date;
    lengths.retain(|d| !framed.iter().any(|c| numeric(&c.mention) && c.mention.span.overlaps(d.span)));
    // Sets of quantities leave "several" and "a few" out; MeasEval leaves out places in an order.
    let few = Range::between(Decimal::from(3), Decimal::from(9));
    let vague = |m: &Mention| matches!(&m.value, Value::Count(r) | Value::Ratio(r) if *r == few);
    let placed = |m: &Mention| case["source"] == "measeval" && m.value.kind() == Kind::Ordinal;
    let source = case["source"].as_str().unwrap_or_default();
    let vague = |m: &Mention| vague(m) && source != "duckling";
    let left_out = |m: &Mention| vague(m) || placed(m);
    let numbers = framed.iter().filter(|claim| !left_out(&claim.mention)).filter_map(|claim| {
        if case["source"] == "quantulum3"
            && let Some(year) = year(&claim.mention, text)
        {
            return Some(year);
        }
        let mut item = number(&claim.mention, text, case, scope, lexicon)?;
        if let Some(coins) = coins(&claim.mention, text) {
            let (one, by) = coins;
            let scaled = item["value"].as_str().and_then(|v| v.parse::<Decimal>().ok()).map(|v| v * by);
            if let Some(scaled) = scaled {
                item["value"] = json!(scaled.normalize().to_string());
                item["unit"] = json!(match below(text, read, claim.mention.end, lexicon) {
                    Some(rate) => format!("{one} per {rate}"),
                    None => one.to_owned(),
                });
                return Some(item);
            }
        }
        let above = match &claim.mention.value {
            Value::Count(_) => counted(claim, text, source),
            Value::Ratio(r) if r.low.is_none() => counted(claim, text, source),
            Value::Ratio(r) if source.starts_with("cqe") && r.high.is_some_and(|n| n < Decimal::ONE) => {
                Some("%".to_owned())
            }
            Value::Money(_, id)
                if source.starts_with("cqe") && !COINED.contains(&lexicon.currency(*id).code.as_str()) =>
            {
                let name = coin(lexicon.currency(*id));
                item["unit"] = json!(name);
                Some(name)
            }
            Value::Money(_, id) => Some(coin(lexicon.currency(*id))),
            Value::Percent(_) => Some("percentage".to_owned()),
            Value::Ratio(_)
                if claim.mention.core.of(text).ends_with("times") || claim.mention.core.of(text).ends_with("fold") =>
            {
                Some("count".to_owned())
            }
            Value::Measurement { unit, .. } => {
                Some(named(lexicon.unit(*unit).name.trim_end_matches(" degree"), claim.mention.core.of(text)))
            }
            _ => None,
        };
        // "78,000 times a minute": the rate stands behind the occasions.
        let occasions = above.as_deref() == Some("count") && matches!(claim.mention.value, Value::Count(_));
        match (above, below(text, read, claim.mention.end + u32::from(occasions), lexicon)) {
            (Some(above), Some(rate)) => item["unit"] = json!(format!("{above} per {rate}")),
            (Some(above), None) if item["unit"].is_null() || claim.mention.value.kind() == Kind::Measurement => {
                item["unit"] = json!(above);
            }
            _ => {}
        }
        Some(item)
    });
    let lengths = lengths.iter().filter_map(|m| {
        if let Some(quarters) = quarters(m, scope, text) {
            return Some(quarters);
        }
        let mut item = length(m, text, lexicon)?;
        if let (Some(unit), Some(rate)) = (item["unit"].as_str(), below(text, read, m.end, lexicon)) {
            item["unit"] = json!(format!("{unit} per {rate}"));
        }
        Some(item)
    });
    let counted_on = framed.iter().filter_map(|c| counted_on(&c.mention, text, lexicon));
    let mut items: Vec<Json> = numbers.chain(lengths).chain(counted_on).collect();
    if source == "recognizers-text" && scope.contains(&"number") {
        items.extend(framed.iter().flat_map(|c| pieces(&c.mention, text)));
    }
    if matches!(source, "duckling" | "quantulum3") {
        items.extend(articles(text, read, lexicon, &items));
    }
    items.sort_by_key(|item| (item["start"].as_u64(), item["end"].as_u64()));
    if source.starts_with("cqe") {
        elided(text, read, lexicon, &mut items);
        moved(text, lexicon, &mut items);
        if source == "cqe/NewsQuant" {
            pence(text, &mut items);
        }
        items = items.into_iter().flat_map(|item| either(text, item)).collect();
    }
    if source.starts_with("cqe") || source == "quantulum3" {
        items = joined(text, items);
    }
    items
}

/// A year as the number that some sets take it for: "1979", "1960s".
fn year(mention: &Mention, text: &str) -> Option<Json> {
    // "by the end of the 1960s"
    let whole = mention.core.of(text);
    let core = whole.rsplit(' ').next().filter(|last| last.len() == 5).unwrap_or(whole);
    let plain = core.len() == 4 && core.bytes().all(|b| b.is_ascii_digit()) || core.len() == 5 && core.ends_with("0s");
    (matches!(mention.value, Value::Date(_)) && plain).then(|| {
        let start = chars(text, mention.core.end) - core.len();
        json!({ "start": start, "end": start + 4, "kind": "number", "value": core[..4], "unit": null })
    })
}

/// An item for a duration with a number: sets of quantities leave "a year" and "annual" out.
fn length(mention: &Mention, text: &str, lexicon: &Lexicon) -> Option<Json> {
    let Value::Duration(d) = &mention.value else { return None };
    let core = mention.core.of(text);
    // "the year ended" is told by its end.
    let ended = d.side == Some(Side::Before) && core.starts_with("the ") && d.written == Some(Decimal::ONE);
    let counted = core.starts_with(|c: char| c.is_ascii_digit())
        || !ended && core.contains([' ', '-']) && !core.starts_with(['a', 'A', 'e', 'E', 'l', 'L'])
        || core.starts_with("eight")
        || core.starts_with("Eight")
        || core.starts_with("eleven");
    // "full year"
    let whole = lexicon.is(lexicon.word(&core.split(' ').next().unwrap_or(core).to_lowercase()), Class::Adjective);
    let range = stated(mention.value.written()?, mention, lexicon);
    // "within six weeks"
    let range = range.low.filter(Decimal::is_zero).and(range.high).map_or(range, Range::exact);
    let unit = format!("{:?}", d.grain).to_lowercase();
    let (start, end) = (chars(text, mention.core.start), chars(text, mention.core.end));
    (counted && !whole).then(
        || json!({ "start": start, "end": end, "kind": "duration", "value": numbers(range, false), "unit": unit }),
    )
}

/// "nine days later", a date to factlint, is nine days to the sets of quantities.
fn counted_on(mention: &Mention, text: &str, lexicon: &Lexicon) -> Option<Json> {
    let (core, Value::Date(_)) = (mention.core.of(text), &mention.value) else { return None };
    let counted = [" later", " earlier", " ago", " from now", " in the future"]
        .iter()
        .find_map(|step| core.strip_suffix(step))?;
    let block = Block { span: Span::new(0, u32::try_from(counted.len()).ok()?), kind: BlockKind::Paragraph };
    let read = Text::read(counted, &[block], lexicon);
    let row: Vec<Row> = EXTRACTORS.iter().filter(|row| row.name == "duration").copied().collect();
    let mut item = length(mentions_by(&row, counted, &read, lexicon).found.first()?, counted, lexicon)?;
    let start = chars(text, mention.core.start);
    item["start"] = json!(start);
    item["end"] = json!(start + counted.chars().count());
    Some(item)
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
    let word = lexicon.word(&mention.core.of(text).to_lowercase());
    let means =
        |pick: fn(NumberSense) -> bool| lexicon.meanings(word).any(|s| matches!(s, Sense::Number(n) if pick(n)));
    // "doubled" is a change, which no set takes for a number; MEANTIME leaves out "twice" and "several" too.
    let left_out = case["source"] == "meantime"
        && means(|n| matches!(n, NumberSense::Multiple(_) | NumberSense::Vague { .. } | NumberSense::Fraction(2)));
    if left_out || means(|n| matches!(n, NumberSense::Change(..))) {
        return None;
    }
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
            let kind = measured(lexicon, *dimension);
            (kind, Some(lexicon.unit(*unit).name.trim_end_matches(" degree").to_owned()), stated)
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
    // Recognizers' models of units know no ranges: the number before the unit has it. Duckling makes a number of "a few".
    let range = match case["source"].as_str() {
        // CQE's dozens are one.
        Some(cqe) if cqe.starts_with("cqe") && means(|n| matches!(n, NumberSense::Vague { low: 24, .. })) => {
            Range::exact(Decimal::from(12))
        }
        Some("recognizers-text") if unit.is_some() && !open => range.high.map_or(range, Range::exact),
        Some("duckling")
            if mention.hedge.is_none() && !core.contains(|c: char| c.is_ascii_digit()) && kind == "number" =>
        {
            range.low.map_or(range, Range::exact)
        }
        _ => range,
    };
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

/// The kind that the sets give a measurement.
fn measured(lexicon: &Lexicon, dimension: DimensionId) -> &'static str {
    // The sets tell differences of temperatures as temperatures.
    let known = ["length", "area", "volume", "mass", "speed", "temperature", "data", "angle"];
    let name = lexicon.dimension(dimension).name.trim_end_matches(" difference");
    known.into_iter().find(|known| *known == name).unwrap_or("measure")
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
    // "one of them" is a part of them, and one to all sets.
    let one = range.high.filter(|n| range.low.is_none() && *n == Decimal::ONE && mention.hedge.is_none());
    if let Some(one) = one {
        return Range::exact(one);
    }
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
