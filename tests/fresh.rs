/*! Articles written by people who had not seen the program: `fresh/` holds scenes that agree, of two or three articles (1 to 72), of
fourteen on two events of one sort (73 to 90), of twenty on two such events (91 to 110), and twenty documents of one maker, charity,
trade or field (111 to 114), and `fresh.txt` changes of one figure each.
No weight is set on them: they tell what the program is worth on prose that it does not know. False alarms that they once gave were
mended, by rules that are true of English. */

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use rayon::prelude::*;
use serde_json::Value as Json;

/// Scenes in which the program is wrong: the prices of two firms, of which one is told by a pronoun (38), ages of articles of no day (89),
/// two ballots of one union (92), days on which two outbreaks were declared (103), notices in one form of two elections and two stages (104,
/// 105), a bridge and its longest span (106), bodies found on two days and another ferry without a name (107), one server and three (111),
/// one hut of three (114).
const WRONG: [&str; 10] = ["38", "89", "92", "103", "104", "105", "106", "107", "111", "114"];

fn scenes() -> BTreeSet<String> {
    let names = fs::read_dir("tests/fresh").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// The findings of a folder.
fn findings(folder: &Path) -> Vec<Json> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    let done = command.args(["check", "--isolated", "--format", "jsonl", "."]).current_dir(folder).output().unwrap();
    assert!(matches!(done.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn what_agrees_is_not_told() {
    let told: BTreeSet<String> = scenes()
        .into_par_iter()
        .filter(|scene| {
            let errors = findings(&Path::new("tests/fresh").join(scene));
            errors.iter().any(|finding| finding["severity"] == "error")
        })
        .collect();
    assert_eq!(told, WRONG.map(str::to_owned).into(), "right now: take it from the list; wrong now: look why");
}

/// What a row of the table says wrongly, if it does.
fn misjudged(row: &str) -> Option<String> {
    let cells: Vec<&str> = row.split(" | ").collect();
    let [file, was, now, mark] = cells[..] else { panic!("{row}") };
    let (scene, name) = file.split_once('/').unwrap();
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(Path::new("tests/fresh").join(scene)).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let text = fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(text.matches(was).count(), 1, "{row}");
    let start = text.find(was).unwrap() as u64;
    let end = start + now.len() as u64;
    fs::write(folder.path().join(name), text.replace(was, now)).unwrap();
    let at = |claim: &Json, key: &str| claim[key].as_u64().unwrap();
    let names = |claim: &Json| {
        claim["path"].as_str().unwrap().ends_with(name) && at(claim, "start") < end && start < at(claim, "end")
    };
    let found = findings(folder.path()).iter().any(|f| f["claims"].as_array().unwrap().iter().any(names));
    (found != (mark == "found")).then(|| format!("{row}: {}", if found { "found now" } else { "missed now" }))
}

#[test]
fn what_is_changed_is_found_where_it_was() {
    let table = fs::read_to_string("tests/fresh.txt").unwrap();
    let rows: Vec<&str> = table.lines().filter(|row| !row.starts_with('#')).collect();
    let wrong: Vec<String> = rows.into_par_iter().filter_map(misjudged).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
