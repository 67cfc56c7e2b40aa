/*! Measures: each knows its figure in the prose of wires, features, notices and papers, and leaves alone what only resembles it. The
sentences stand in `measures.toml`. */

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use factlint::lexicon::{self, Lexicon};
use serde::Deserialize;
use snapbox::cmd::{Command, cargo_bin};

/// The sentences of a measure; the figure that is meant stands in square brackets, in the last of several.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    /// Its figure states the measure.
    says: Vec<String>,
    /// Its figure does not.
    not: Vec<String>,
    /// Measures that it may state besides.
    #[serde(default)]
    also: Vec<String>,
}

/// A sentence without its brackets, and where the figure stands in it, in bytes.
fn figure(sentence: &str) -> (String, usize, usize) {
    let bare = |text: &str| text.replace(['[', ']'], "");
    let (open, close) = (sentence.rfind('[').unwrap(), sentence.rfind(']').unwrap());
    let start = bare(&sentence[..open]).len();
    (bare(sentence), start, start + close - open - 1)
}

#[test]
fn each_measure_knows_its_figures_and_no_others() {
    let measures: BTreeMap<String, Sentences> = toml::from_str(include_str!("measures.toml")).unwrap();
    let mut wrong = String::new();

    let lexicon = Lexicon::read(lexicon::BUILTIN.iter().copied()).unwrap();
    let built_in: BTreeSet<&str> = lexicon.measures().map(|(_, measure)| measure.name.as_str()).collect();
    for name in measures.keys().filter(|name| !built_in.contains(name.as_str())) {
        wrong.push_str(&format!("there is no measure {name}\n"));
    }
    for name in built_in.iter().filter(|name| measures.get(**name).is_none_or(|m| m.says.len() < 3 || m.not.len() < 2))
    {
        wrong.push_str(&format!("{name} needs three sentences that state it, and two that do not\n"));
    }

    // One sentence a document: none explains another.
    let mut asked = Vec::new();
    for (name, measure) in &measures {
        asked.extend(measure.says.iter().map(|sentence| (name, &measure.also, true, sentence)));
        asked.extend(measure.not.iter().map(|sentence| (name, &measure.also, false, sentence)));
    }
    let lines = asked.iter().enumerate().map(|(id, (.., sentence))| {
        serde_json::json!({ "id": id.to_string(), "text": figure(sentence).0 }).to_string() + "\n"
    });
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measures.jsonl");
    std::fs::write(&path, lines.collect::<String>()).unwrap();
    let output =
        Command::new(cargo_bin("factlint")).args(["extract", "--isolated", "--format", "jsonl"]).arg(&path).output();
    let told = String::from_utf8(output.unwrap().stdout).unwrap();

    let mut stated: BTreeMap<usize, Vec<(usize, usize, Vec<String>)>> = BTreeMap::new();
    for line in told.lines() {
        let claim: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = claim["path"].as_str().and_then(|path| path.rsplit('#').next()).unwrap().parse().unwrap();
        let at = |key: &str| usize::try_from(claim[key].as_u64().unwrap()).unwrap();
        let names = serde_json::from_value(claim["frame"]["measures"].clone()).unwrap();
        stated.entry(id).or_default().push((at("start"), at("end"), names));
    }
    for (id, (name, also, says, sentence)) in asked.into_iter().enumerate() {
        let (_, start, end) = figure(sentence);
        let claims = stated.get(&id).into_iter().flatten().filter(|(from, to, _)| *from < end && *to > start);
        let found: Vec<&Vec<String>> = claims.map(|(.., names)| names).collect();
        let names: Vec<&String> = found.iter().copied().flatten().collect();
        let right = match says {
            true => names.contains(&name) && names.iter().all(|other| *other == name || also.contains(other)),
            false => !found.is_empty() && !names.contains(&name),
        };
        if !right {
            let side = if says { "says" } else { "not" };
            wrong.push_str(&format!("{name}, {side}: {sentence}\n    is read as {names:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
