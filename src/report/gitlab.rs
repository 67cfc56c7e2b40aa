/*! A Code Quality report of GitLab: a JSON array of issues. Fingerprints know no lines and are unique in the file, so that a merge
request tells new findings from old ones. */

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::address::{Address, Columns, Region, Root};
use super::{Options, concise, visible::visible, wire};
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Report, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    check_name: &'a str,
    description: String,
    severity: &'static str,
    fingerprint: String,
    location: Location,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let issues: Vec<Issue<'_>> =
        report.findings.iter().filter_map(|finding| issue(finding, corpus, &options.root, &mut seen)).collect();
    wire::pretty(&issues, out)
}

/// A finding that points at nothing is no issue: GitLab refuses a report with one.
fn issue<'a>(
    finding: &'a Finding,
    corpus: &Corpus,
    root: &Root,
    seen: &mut BTreeMap<&'a str, usize>,
) -> Option<Issue<'a>> {
    let (first, others) = finding.claims.split_first()?;
    let before = seen.entry(&finding.fingerprint).or_default();
    *before += 1;
    let fingerprint = match *before {
        1 => finding.fingerprint.clone(),
        n => format!("{}-{n}", finding.fingerprint),
    };
    Some(Issue {
        r#type: "issue",
        check_name: &finding.rule,
        description: format!("{}: {}", visible(&finding.rule), concise::told(finding, corpus)),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        fingerprint,
        location: location(first, corpus, root),
        other_locations: others.iter().map(|cited| location(cited, corpus, root)).collect(),
    })
}

fn location(cited: &Cited, corpus: &Corpus, root: &Root) -> Location {
    let region = Region::of(cited, corpus, Columns::Characters);
    Location {
        path: Address::of(corpus.document(cited.document), root).path,
        positions: Positions {
            begin: Position { line: region.line, column: region.column },
            end: Position { line: region.end_line, column: region.end_column },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{self, printed};

    #[test]
    fn two_articles_disagree() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("gitlab", &report, &corpus, 80));
    }

    #[test]
    fn fingerprints_are_unique() {
        let (mut report, corpus) = sample::nasty();
        report.findings.extend(vec![report.findings[0].clone(); 2]);
        let issues: Vec<serde_json::Value> = serde_json::from_str(&printed("gitlab", &report, &corpus, 80)).unwrap();
        let mut prints: Vec<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        prints.dedup();
        assert_eq!(prints.len(), 3);
        for issue in &issues {
            assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
            assert!(issue["location"]["positions"]["begin"]["line"].as_u64().unwrap() > 0);
        }
        assert_eq!(printed("gitlab", &Report::default(), &corpus, 80), "[]\n");
    }
}
