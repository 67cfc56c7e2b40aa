/*! Annotations of a GitHub workflow: commands on standard output that the runner shows beside the lines that they name.

A step may set ten of each level; more are dropped without a word. So the worst come first, and the last tells how many are not
shown. All of them stand in the step's summary, [`super::step_summary`]. */

use std::io;

use super::address::{Address, Columns, Region};
use super::visible::visible;
use super::{Options, concise};
use crate::document::Corpus;
use crate::finding::{Finding, Report, Severity};

/// The annotations of one level that a step may set.
const MOST: usize = 10;

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut hidden = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let found: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == severity).collect();
        // One notice is kept for what is not shown.
        let most = options.formats.github.annotations.unwrap_or(MOST);
        let most = if severity == Severity::Info { most.saturating_sub(1) } else { most };
        for finding in found.iter().take(most) {
            writeln!(out, "{}", command(finding, corpus, options))?;
        }
        hidden += found.len().saturating_sub(most);
    }
    if hidden > 0 {
        let plural = if hidden == 1 { "" } else { "s" };
        writeln!(out, "::notice title=factlint::{hidden} more finding{plural}: see the summary of this step")?;
    }
    Ok(())
}

/// `::error file=F,line=L,…,title=factlint (RULE)::TEXT`.
fn command(finding: &Finding, corpus: &Corpus, options: &Options) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(first) = finding.claims.first() {
        let region = Region::of(first, corpus, Columns::Characters);
        properties.push(("file", Address::of(corpus.document(first.document), &options.root).path));
        properties.push(("line", region.line.to_string()));
        properties.push(("endLine", region.end_line.to_string()));
        if region.line == region.end_line && !region.whole_line {
            properties.push(("col", region.column.to_string()));
            properties.push(("endColumn", region.end_column.to_string()));
        }
    }
    properties.push(("title", format!("factlint ({})", visible(&finding.rule))));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    let mut lines = vec![visible(&finding.message).into_owned()];
    let end = |cited| format!("  {}: {}", concise::place(cited, corpus), concise::quoted(cited));
    lines.extend(finding.claims.iter().map(end));
    for (name, text) in [("why", finding.because.join("; ")), ("help", finding.help.clone())] {
        if !text.is_empty() {
            lines.push(format!("{name}: {}", visible(&text)));
        }
    }
    format!("::{level} {}::{}", properties.join(","), data(&lines.join("\n")))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command. A path keeps its characters, hidden ones too: it must be the file's name.
fn property(text: &str) -> String {
    let escaped = data(text).replace(':', "%3A").replace(',', "%2C");
    // What a terminal would obey has no business in a name, and no runner unescapes it.
    escaped.chars().map(|c| if super::visible::is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{self, printed};

    #[test]
    fn both_ends_are_told() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("github", &report, &corpus, 80));
    }

    #[test]
    fn nothing_in_a_text_ends_the_command() {
        let (report, corpus) = sample::nasty();
        let text = printed("github", &report, &corpus, 80);
        assert_eq!(text.lines().count(), 1, "{text}");
        let (head, data) = text.strip_prefix("::error ").unwrap().split_once("::").unwrap();
        let properties: Vec<(&str, &str)> = head.split(',').map(|p| p.split_once('=').unwrap()).collect();
        let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["file", "line", "endLine", "col", "endColumn", "title"], "{head}");
        assert!(properties[0].1.contains("100%25%2C") && properties[0].1.contains("%3A%3A"), "{head}");
        assert!(!data.trim_end().contains(['\r', '\n']) && data.contains("100%25,"), "{data}");
    }

    #[test]
    fn the_worst_are_shown_and_the_others_counted() {
        let (report, corpus) = sample::ballot();
        let of = |severity: Severity, n: usize| {
            std::iter::repeat_n(Finding { severity, ..report.findings[0].clone() }, n).collect::<Vec<_>>()
        };
        for (findings, errors, warnings, notices, more) in [
            ([of(Severity::Info, 3), of(Severity::Error, 2)].concat(), 2, 0, 3, None),
            (
                [of(Severity::Info, 12), of(Severity::Error, 11), of(Severity::Warning, 14)].concat(),
                10,
                10,
                10,
                Some("8 more findings"),
            ),
            (of(Severity::Error, 11), 10, 0, 1, Some("1 more finding:")),
        ] {
            let text = printed("github", &Report { findings, ..report.clone() }, &corpus, 80);
            let count = |level: &str| text.lines().filter(|line| line.starts_with(level)).count();
            assert_eq!((count("::error "), count("::warning "), count("::notice ")), (errors, warnings, notices));
            let last = text.lines().last().unwrap();
            assert_eq!(more.is_some_and(|more| last.contains(more)), more.is_some(), "{last}");
            assert!(text.starts_with("::error "));
        }
    }
}
