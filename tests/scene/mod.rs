/*! The process as the tests of whole scenes see it: `factlint check --format jsonl` run in a directory, its findings read back. */

use std::path::{Path, PathBuf};
use std::process::Command;

/// A claim of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Relative to the directory that was checked.
    pub path: String,
    pub line: u64,
    pub column: u64,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A finding, as far as the tests compare it.
#[derive(Debug, Clone)]
pub struct Found {
    pub rule: String,
    pub severity: String,
    pub claims: Vec<Claim>,
}

impl Found {
    /// One line: where the first claim stands, the rule, and the other claims in order of place.
    pub fn line(&self) -> String {
        let (first, others) = self.claims.split_first().expect("a finding rests on a claim");
        let mut others: Vec<&Claim> = others.iter().collect();
        others.sort();
        let mut line = format!(
            "{}:{}:{}: {}[{}] {:?}",
            first.path, first.line, first.column, self.severity, self.rule, first.text
        );
        for claim in others {
            line.push_str(&format!(" ~ {}:{} {:?}", claim.path, claim.line, claim.text));
        }
        line
    }
}

/// `fixtures/`.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The names of all scenes, in order.
pub fn scenes() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(fixtures())
        .expect("fixtures/ is there")
        .map(|entry| entry.expect("fixtures/ can be listed"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("scene names are UTF-8"))
        .collect();
    names.sort();
    names
}

/// The articles of a scene, in order: every file but what it must give.
pub fn articles(scene: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(fixtures().join(scene))
        .unwrap_or_else(|error| panic!("{scene}: {error}"))
        .map(|entry| entry.expect("a scene can be listed").file_name().into_string().expect("file names are UTF-8"))
        .filter(|name| name != "expect.txt")
        .collect();
    names.sort();
    names
}

/// What `check --format jsonl` prints in `directory` of `paths`; panics unless it could do its work.
pub fn output(directory: &Path, paths: &[String], options: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "--format", "jsonl"])
        .args(options)
        .arg("--")
        .args(paths)
        .current_dir(directory)
        .output()
        .expect("factlint runs");
    let trouble = String::from_utf8_lossy(&run.stderr);
    assert!(matches!(run.status.code(), Some(0 | 1)), "{}: {} {trouble}", directory.display(), run.status);
    String::from_utf8(run.stdout).expect("the report is UTF-8")
}

/// The findings in what `check --format jsonl` printed.
pub fn findings(output: &str) -> Vec<Found> {
    output.lines().map(finding).collect()
}

fn finding(line: &str) -> Found {
    let json: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let text =
        |of: &serde_json::Value, key: &str| of[key].as_str().unwrap_or_else(|| panic!("no {key}: {line}")).to_owned();
    let number = |of: &serde_json::Value, key: &str| of[key].as_u64().unwrap_or_else(|| panic!("no {key}: {line}"));
    let claims = json["claims"].as_array().unwrap_or_else(|| panic!("no claims: {line}"));
    Found {
        rule: text(&json, "rule"),
        severity: text(&json, "severity"),
        claims: claims
            .iter()
            .map(|claim| Claim {
                path: text(claim, "path").trim_start_matches("./").to_owned(),
                line: number(claim, "line"),
                column: number(claim, "column"),
                start: number(claim, "start") as usize,
                end: number(claim, "end") as usize,
                text: text(claim, "text"),
            })
            .collect(),
    }
}
