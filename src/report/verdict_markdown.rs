/*! A table of the figures for a review: one row a figure, those that are not supported first in the reader's eye by their marks. */

use std::io;

use super::Options;
use super::concise::place;
use super::visible::visible;
use crate::document::Corpus;
use crate::verification::{Figure, Verdict, Verification};

pub(super) fn write(told: &Verification, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let tally: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| told.tally(*verdict) > 0)
        .map(|verdict| format!("{} {}", told.tally(verdict), verdict.name()))
        .collect();
    if tally.is_empty() {
        return writeln!(out, "No figures found in any draft.");
    }
    writeln!(out, "**{}**\n", tally.join(", "))?;
    writeln!(out, "| | figure | where | what the sources say |\n| --- | --- | --- | --- |")?;
    told.figures.iter().try_for_each(|figure| writeln!(out, "{}", line(figure, corpus)))
}

fn line(figure: &Figure, corpus: &Corpus) -> String {
    let sign = match figure.verdict {
        Verdict::Supported => "✓ supported",
        Verdict::Derived => "≈ derived",
        Verdict::Contradicted => "✗ **contradicted**",
        Verdict::Absent => "? absent",
    };
    let mut said: Vec<String> = Vec::new();
    if figure.verdict != Verdict::Supported || figure.sources.is_empty() {
        said.extend(figure.because.first().map(|why| escape(why)));
    }
    for source in &figure.sources {
        said.push(format!("{} “{}”", escape(&place(&source.cited, corpus)), escape(source.quote.trim())));
    }
    let cited = &figure.claim.cited;
    format!("| {sign} | {} | {} | {} |", escape(&cited.text), escape(&place(cited, corpus)), said.join("<br>"))
}

/// Text that stays text in a cell of a Markdown table, on one line.
fn escape(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let mut escaped = String::new();
    for c in visible(&line.join(" ")).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' | '@' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}
