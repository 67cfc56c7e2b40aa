/*! The Reviewdog Diagnostic Format: `rdjson` is one object, `rdjsonl` a diagnostic a line. Its columns count bytes of UTF-8 from 1,
and the end is the first byte behind. No fix is suggested: no figure is ever changed. */

use std::io;

use serde::Serialize;

use super::address::{Address, Columns, Region, Root};
use super::{Options, concise, visible::visible, wire};
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Report, Severity};

#[derive(Serialize)]
struct All<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'static str,
}

const SOURCE: Source = Source { name: "factlint", url: env!("CARGO_PKG_REPOSITORY") };

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let diagnostics = report.findings.iter().map(|finding| diagnostic(finding, report, corpus, &options.root, None));
    wire::pretty(&All { source: SOURCE, diagnostics: diagnostics.collect() }, out)
}

pub(super) fn write_lines(
    report: &Report,
    corpus: &Corpus,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let lines = report.findings.iter().map(|finding| diagnostic(finding, report, corpus, &options.root, Some(SOURCE)));
    lines.into_iter().try_for_each(|diagnostic| wire::line(&diagnostic, out))
}

fn diagnostic<'a>(
    finding: &'a Finding,
    report: &'a Report,
    corpus: &Corpus,
    root: &Root,
    source: Option<Source>,
) -> Diagnostic<'a> {
    let card = report.rules.iter().find(|rule| rule.id == finding.rule);
    let mut claims = finding.claims.iter();
    let first = claims.next();
    let mut message = visible(&finding.message).into_owned();
    if let Some(first) = first {
        message.push_str(&format!(": {}", concise::quoted(first)));
    }
    if !finding.help.is_empty() {
        message.push_str(&format!("\nhelp: {}", visible(&finding.help)));
    }
    Diagnostic {
        message,
        location: first.map(|cited| location(cited, corpus, root)),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        source,
        code: Code { value: &finding.rule, url: card.and_then(|rule| rule.url.as_deref()) },
        related_locations: claims
            .map(|cited| Related { message: concise::quoted(cited), location: location(cited, corpus, root) })
            .collect(),
    }
}

fn location(cited: &Cited, corpus: &Corpus, root: &Root) -> Location {
    let region = Region::of(cited, corpus, Columns::Bytes);
    let column = |column| (!region.whole_line).then_some(column);
    Location {
        path: Address::of(corpus.document(cited.document), root).path,
        range: Range {
            start: Position { line: region.line, column: column(region.column) },
            end: Position { line: region.end_line, column: column(region.end_column) },
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, printed};

    #[test]
    fn two_articles_disagree() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("rdjson", &report, &corpus, 80));
    }

    #[test]
    fn lines_hold_the_same_diagnostics() {
        for (report, corpus) in sample::all() {
            let whole: serde_json::Value = serde_json::from_str(&printed("rdjson", &report, &corpus, 80)).unwrap();
            let lines = printed("rdjsonl", &report, &corpus, 80);
            for (line, same) in lines.lines().zip(whole["diagnostics"].as_array().unwrap()) {
                let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
                assert_eq!(line["source"].take(), whole["source"]);
                line.as_object_mut().unwrap().remove("source");
                assert_eq!(&line, same);
            }
        }
    }

    #[test]
    fn columns_are_bytes_of_the_line() {
        let (report, corpus) = sample::wide();
        let whole: serde_json::Value = serde_json::from_str(&printed("rdjson", &report, &corpus, 80)).unwrap();
        let range = &whole["diagnostics"][0]["location"]["range"];
        let column = |end: &str| range[end]["column"].as_u64().unwrap() as usize - 1;
        let line = corpus.documents[0].source().lines().next().unwrap();
        assert_eq!(&line[column("start")..column("end")], "37,000");
    }
}
