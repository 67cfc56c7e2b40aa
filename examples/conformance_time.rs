//! Reads a conformance set and prints what factlint finds of time in it: `conformance_time SET.jsonl timex|ranges > FOUND.jsonl`.

#[path = "conformance/time.rs"]
mod time;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("a set");
    let style = if args.next().as_deref() == Some("ranges") { time::Style::Ranges } else { time::Style::Timex };
    let lexicon = factlint::lexicon::Lexicon::builtin();
    for line in std::fs::read_to_string(path).expect("the set reads").lines() {
        let case: Json = serde_json::from_str(line).expect("JSON");
        let text = case["text"].as_str().unwrap_or("");
        let published = case["ref"].as_str().and_then(moment);
        let found: Vec<Json> = time::found(text, published, &lexicon, style)
            .into_iter()
            .map(|f| {
                let chars = |at: u32| text[..at as usize].chars().count();
                json!({"start": chars(f.span.start), "end": chars(f.span.end), "kind": f.kind, "value": f.value, "unit": null})
            })
            .collect();
        println!("{}", json!({"text": text, "found": found}));
    }
}

fn moment(s: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(s, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(s, "%Y-%m-%dT%H:%M:%S"))
        .ok()
        .or_else(|| NaiveDate::parse_from_str(s, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}
