/*! One line a finding, for grep and for editors that jump to `path:line:column:`. */

use std::fmt::Write as _;
use std::io;

use super::Options;
use super::camps::camps;
use super::visible::visible;
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Report};

/// The most other ends that a line names.
const MOST: usize = 8;

pub(super) fn write(report: &Report, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| writeln!(out, "{}", line(finding, corpus)))
}

/// `b.txt:19:1: error[rule] message: text (reads) against text (reads) in a.txt:5:1`; the other ends of a finding about one
/// document's own arithmetic stand `with` the first.
pub(super) fn line(finding: &Finding, corpus: &Corpus) -> String {
    let mut line = String::new();
    if let Some(first) = finding.claims.first() {
        line.push_str(&place(first, corpus));
        line.push_str(": ");
    }
    // Writing to a String cannot fail.
    let _ = write!(line, "{}[{}] {}", finding.severity.name(), visible(&finding.rule), told(finding, corpus));
    line
}

/// `message: text (reads) against text (reads) in a.txt:5:1 and 9 more places`: each value once.
pub(super) fn told(finding: &Finding, corpus: &Corpus) -> String {
    let mut line = visible(&finding.message).into_owned();
    let camps = camps(finding);
    let claim = |at: usize| &finding.claims[at];
    let joint = if finding.conflicts.is_empty() { "with" } else { "against" };
    for (i, camp) in camps.iter().take(MOST + 1).enumerate() {
        let first = claim(camp[0]);
        // Writing to a String cannot fail.
        let _ = match i {
            0 => write!(line, ": {}", quoted(first)),
            1 => write!(line, " {joint} {} in {}", quoted(first), place(first, corpus)),
            _ => write!(line, " and {} in {}", quoted(first), place(first, corpus)),
        };
        match camp.len() - 1 {
            0 => {}
            1 => line.push_str(&format!(" and {}", place(claim(camp[1]), corpus))),
            more => line.push_str(&format!(" and {more} more places")),
        }
    }
    match camps.len().saturating_sub(MOST + 1) {
        0 => {}
        more => line.push_str(&format!(" and {more} more")),
    }
    line
}

/// `path:line:column`, safe to print.
pub(super) fn place(cited: &Cited, corpus: &Corpus) -> String {
    let path = &corpus.document(cited.document).path;
    // Room for most lines and columns.
    let path = visible(path);
    let mut place = String::with_capacity(path.len() + 12);
    // Writing to a String cannot fail.
    let _ = write!(place, "{path}:{}:{}", cited.location.line, cited.location.column);
    place
}

/// The text of a claim, and what it commits to where that differs.
pub(super) fn quoted(cited: &Cited) -> String {
    let text: Vec<&str> = cited.text.split_whitespace().collect();
    let text = text.join(" ");
    let text = visible(&text);
    let reads = visible(&cited.reads);
    if reads.is_empty() || reads.eq_ignore_ascii_case(&text) { text.into_owned() } else { format!("{text} ({reads})") }
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, printed};

    #[test]
    fn a_line_names_every_end() {
        for (sample, line) in [
            (
                sample::ballot(),
                "b.txt:3:1: error[votes-cast-differ] articles disagree on how many junior doctors voted in the BMA ballot: \
                 Nearly 40,000 (38,000 to 40,000) against Nearly 37,000 (35,150 to 37,000) in a.txt:1:1",
            ),
            (
                sample::conversion(),
                "walk.md:3:26: warning[conversion-off] 55 kilometres are 34.2 miles, not 43: \
                 55 kilometres (55,000 m) with 43 miles (69,202 m) in walk.md:3:41",
            ),
        ] {
            let (report, corpus) = sample;
            assert_eq!(printed("concise", &report, &corpus, 80), format!("{line}\n"));
        }
    }

    #[test]
    fn hostile_text_stays_on_its_line() {
        let (report, corpus) = sample::hostile();
        let text = printed("concise", &report, &corpus, 80);
        assert_eq!(text.lines().count(), 1);
        assert!(
            !text.trim_end().contains(|c: char| c.is_control() || "\u{202e}\u{200b}\u{2066}".contains(c)),
            "{text:?}"
        );
    }
}
