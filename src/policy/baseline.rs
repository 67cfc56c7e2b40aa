/*! The baseline: findings that were there when a project began to check, known again by their fingerprints, so that only new ones
fail. A file of JSON, sorted, one finding a line, so that git can merge it. */

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Places;
use crate::document::Corpus;
use crate::error::FileError;
use crate::finding::{Finding, Means, Report, Suppressed, Suppression};

/// The version of the file.
const SCHEMA: u32 = 1;

/// A finding that a baseline knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The files of its ends, as seen from the project's root.
    pub paths: Vec<String>,
    /// The rule.
    pub rule: String,
    /// What it said, for those who read the file.
    pub message: String,
    /// Its identity.
    pub fingerprint: String,
}

/// The findings that were there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    /// By fingerprint.
    entries: BTreeMap<String, Entry>,
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// The findings of a run, those that the baseline accepts included.
    pub fn of(report: &Report, corpus: &Corpus, places: &Places) -> Self {
        let known = report.suppressed.iter().filter(|s| s.by.means == Means::Baseline).map(|s| &s.finding);
        let entries = report.findings.iter().chain(known).map(|finding| entry(finding, corpus, places));
        Self { entries: entries.map(|entry| (entry.fingerprint.clone(), entry)).collect() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// It is none, pointed at.
    pub fn read(name: &str, text: &str) -> Result<Self, Box<FileError>> {
        let written: Written = serde_json::from_str(text).map_err(|error| {
            let start = offset(text, error.line(), error.column());
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or(&reason).to_owned();
            let help = Some("write it anew: factlint baseline create".to_owned());
            FileError::at(name, text, start..start, reason, help)
        })?;
        if written.schema != SCHEMA {
            let message = format!("it is of version {}, and this factlint knows version {SCHEMA}", written.schema);
            return Err(FileError::plain(name, text, message).into());
        }
        let entries = written.findings.into_iter().map(|entry| (entry.fingerprint.clone(), entry));
        Ok(Self { entries: entries.collect() })
    }

    /// The file.
    pub fn write(&self) -> String {
        let mut sorted: Vec<&Entry> = self.entries.values().collect();
        sorted.sort();
        let mut text = format!("{{\n\"schema\": {SCHEMA},\n\"findings\": [");
        for (at, entry) in sorted.iter().enumerate() {
            let line = serde_json::to_string(entry).unwrap_or_default();
            // Writing to a String cannot fail.
            let _ = write!(text, "{}\n{line}", if at == 0 { "" } else { "," });
        }
        text.push_str("\n]\n}\n");
        text
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Moves the findings that it knows to those that are accepted.
    pub fn apply(&self, report: &mut Report) {
        report.baselined = true;
        let (known, new) = std::mem::take(&mut report.findings)
            .into_iter()
            .partition(|finding| self.entries.contains_key(&finding.fingerprint));
        report.findings = new;
        let by = Suppression { means: Means::Baseline, reason: None, path: None };
        report.suppressed.extend(Vec::into_iter(known).map(|finding| Suppressed { finding, by: by.clone() }));
    }

    /// The entries that no finding of the run is, where all of their files were read or are gone.
    pub fn stale(&self, report: &Report, corpus: &Corpus, places: &Places, gone: impl Fn(&str) -> bool) -> Vec<Entry> {
        let now: FxHashSet<&str> = report
            .findings
            .iter()
            .chain(report.suppressed.iter().map(|s| &s.finding))
            .map(|finding| finding.fingerprint.as_str())
            .collect();
        let read: FxHashSet<String> = corpus.documents.iter().map(|document| places.of(&document.path)).collect();
        let is_stale = |entry: &&Entry| {
            !now.contains(entry.fingerprint.as_str())
                && entry.paths.iter().all(|path| read.contains(path) || gone(path))
        };
        self.entries.values().filter(is_stale).cloned().collect()
    }

    /// Leaves entries out.
    pub fn remove(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.entries.remove(&entry.fingerprint);
        }
    }

    /// Takes over the words of those entries of a run that it knows, and where `add`, those that it does not know.
    pub fn update(&mut self, run: &Self, add: bool) {
        for (fingerprint, entry) in &run.entries {
            if add || self.entries.contains_key(fingerprint) {
                self.entries.insert(fingerprint.clone(), entry.clone());
            }
        }
    }
}

fn entry(finding: &Finding, corpus: &Corpus, places: &Places) -> Entry {
    let mut paths: Vec<String> =
        finding.claims.iter().map(|claim| places.of(&corpus.document(claim.document).path)).collect();
    paths.sort();
    paths.dedup();
    let (rule, message) = (finding.rule.clone(), finding.message.clone());
    Entry { paths, rule, message, fingerprint: finding.fingerprint.clone() }
}

/// The byte of a line and column, from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(paths: &[&str], fingerprint: &str) -> Entry {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        Entry { paths, rule: "r".into(), message: "“m”\n".into(), fingerprint: fingerprint.into() }
    }

    #[test]
    fn the_file_is_sorted_a_finding_a_line_and_reads_back() {
        let entries = [known(&["b", "c"], "1"), known(&["a"], "2"), known(&["a"], "0")];
        let baseline = Baseline { entries: entries.into_iter().map(|e| (e.fingerprint.clone(), e)).collect() };
        let text = baseline.write();
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("{\"")).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].contains("\"0\"") && lines[1].contains("\"2\"") && lines[2].contains("\"b\",\"c\""), "{text}");
        assert_eq!(Baseline::read("x", &text).unwrap(), baseline);
        assert_eq!(Baseline::read("x", &Baseline::default().write()).unwrap(), Baseline::default());
    }

    #[test]
    fn a_broken_file_is_pointed_into() {
        for (text, at, says) in [
            ("{\"schema\": 1,\n\"findings\": [}", 27, "expected value"),
            ("", 0, "EOF"),
            ("{\"schema\": 9, \"findings\": []}", usize::MAX, "version 9"),
        ] {
            let error = Baseline::read("x", text).unwrap_err();
            assert!(error.message.contains(says), "{}", error.message);
            assert_eq!(error.span.map_or(usize::MAX, |span| span.offset()), at, "{text}");
        }
    }

    #[test]
    fn entries_are_stale_only_where_their_files_were_read_or_are_gone() {
        let entries = [known(&["a"], "1"), known(&["a", "b"], "2"), known(&["a", "c"], "3")];
        let baseline = Baseline { entries: entries.into_iter().map(|e| (e.fingerprint.clone(), e)).collect() };
        let corpus = Corpus { documents: vec![crate::document::Document::plain("a", "x")] };
        let stale = baseline.stale(&Report::default(), &corpus, &Places::default(), |path| path == "c");
        let stale: Vec<_> = stale.into_iter().map(|entry| entry.fingerprint).collect();
        assert_eq!(stale, ["1", "3"]);
    }
}
