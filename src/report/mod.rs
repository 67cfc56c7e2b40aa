/*! Reports: what a run found, as people and programs read it.

Each format is one file and one row of [`FORMATS`]; what `factlint extract` prints is likewise [`CLAIM_FORMATS`]. Formats write to
any [`io::Write`] and hand its errors back. Whatever comes from an article or a path is made safe to print by [`visible`]. */

mod address;
mod axis;
mod camps;
mod claims_jsonl;
mod claims_table;
mod concise;
mod excerpt;
mod frame;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod narrated;
mod number_line;
pub mod options;
mod passage;
mod rdjson;
mod readings;
mod sarif;
mod summary;
mod verdict_concise;
mod verdict_human;
mod verdict_markdown;
mod verdict_wire;
pub mod visible;
mod wire;

#[cfg(test)]
pub(crate) mod sample;

use std::io;

pub use address::{Root, file_uri};
pub use markdown::step_summary;
pub use options::FormatOptions;
pub use summary::{closing_line, counted};
pub use verdict_human::verification_line;

use crate::document::Corpus;
use crate::finding::{Extracted, Report, SentenceRead, Severity};
use crate::verification::Verification;

/// What a format needs to know besides what it writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The columns to fit in; under 40 is taken as 40.
    pub width: usize,
    /// Whether to write ANSI colours.
    pub color: bool,
    /// Whether the terminal shows OSC 8 links to files.
    pub links: bool,
    /// The least severity that makes the run fail; `None` where nothing does.
    pub fail_on: Option<Severity>,
    /// Where the documents lie, for systems that count paths from the root of a repository.
    pub root: Root,
    /// What the settings say of single formats.
    pub formats: FormatOptions,
}

impl Default for Options {
    fn default() -> Self {
        let (root, formats) = (Root::default(), FormatOptions::default());
        Self { width: 100, color: false, links: false, fail_on: Some(Severity::Error), root, formats }
    }
}

/// A way to write `T`: a row of a table of formats.
#[derive(Debug)]
pub struct Format<T: ?Sized> {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    write: fn(&T, &Corpus, &Options, &mut dyn io::Write) -> io::Result<()>,
}

/// The format that shows every quantity.
const WITH_SLOTS: &str = "html";
/// The format that shows what rules fire on.
const WITH_EXAMPLES: &str = "sarif";
/// The format that tells in sentences what [`FORMATS`]' first draws.
pub const NARRATED: &str = "narrated";

impl Format<Report> {
    /// Whether it shows every quantity, not only those that are at odds: [`crate::check_with`].
    pub fn needs_slots(&self) -> bool {
        self.name == WITH_SLOTS
    }

    /// Whether it shows what rules fire on.
    pub fn needs_examples(&self) -> bool {
        self.name == WITH_EXAMPLES
    }
}

impl<T: ?Sized> Format<T> {
    /// Writes `what`, whose documents are in `corpus`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, what: &T, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
        let options = Options { width: options.width.max(40), ..options.clone() };
        (self.write)(what, corpus, &options, out)
    }
}

/// Every format of a report, the first the one that stands where none is asked for.
pub const FORMATS: &[Format<Report>] = &[
    Format {
        name: "human",
        about: "both sources, what they commit to, and why they were compared",
        write: human::write,
    },
    Format { name: "concise", about: "one line a finding", write: concise::write },
    Format { name: NARRATED, about: "the same in sentences, for screen readers", write: narrated::write },
    Format { name: "json", about: "one object with all findings and a summary", write: json::write },
    Format { name: "jsonl", about: "one finding a line, as JSON", write: jsonl::write },
    Format { name: WITH_EXAMPLES, about: "SARIF 2.1.0, for code scanning", write: sarif::write },
    Format { name: "github", about: "annotations of a GitHub workflow, the worst first", write: github::write },
    Format { name: "gitlab", about: "a Code Quality report of GitLab", write: gitlab::write },
    Format { name: "junit", about: "JUnit XML: a suite an article, a case a rule", write: junit::write },
    Format { name: "rdjson", about: "one object for reviewdog", write: rdjson::write },
    Format { name: "rdjsonl", about: "one finding a line for reviewdog", write: rdjson::write_lines },
    Format {
        name: WITH_SLOTS,
        about: "one page to read in a browser, with number lines and passages side by side",
        write: html::write,
    },
    Format { name: "markdown", about: "a comment on a pull request", write: markdown::write },
];

/// Every format of extracted claims, the first the one that stands where none is asked for.
pub const CLAIM_FORMATS: &[Format<[Extracted]>] = &[
    Format { name: "table", about: "one claim a line, in columns", write: claims_table::write },
    Format { name: "jsonl", about: "one claim a line, as JSON", write: claims_jsonl::write },
];

/// Every format of how sentences were read, the first the one that stands where none is asked for.
pub const READING_FORMATS: &[Format<[SentenceRead]>] = &[
    Format { name: "text", about: "how each sentence was read, for people", write: readings::text },
    Format { name: "json", about: "one object with all of it", write: readings::json },
];

/// Every format of drafts held against their sources, the first the one that stands where none is asked for.
pub const VERDICT_FORMATS: &[Format<Verification>] = &[
    Format {
        name: "human",
        about: "each sentence with its figures marked, and what the sources say",
        write: verdict_human::write,
    },
    Format { name: "concise", about: "one line a figure", write: verdict_concise::write },
    Format { name: "json", about: "one object with all figures and a summary", write: verdict_wire::object },
    Format { name: "jsonl", about: "one figure a line, as JSON", write: verdict_wire::lines },
    Format { name: "markdown", about: "a table, for a review", write: verdict_markdown::write },
];

/// The JSON Schema of what `json` prints; a line of `jsonl` is its `#/definitions/Finding`.
pub fn schema() -> serde_json::Value {
    wire::schema()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever the text, wherever the claims, however wide the terminal: every format writes, and nothing that a terminal obeys.
        #[test]
        fn no_text_breaks_a_report(
            text in r"[ -~\n\t三é🗳👍🏽\u{301}\u{1b}\u{202e}\u{200b}\u{9b}<>&;\r]{1,300}",
            cuts in prop::collection::vec((0usize..300, 0usize..60), 1..6),
            width in 0usize..220,
            html: bool,
        ) {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let pieces: Vec<_> = cuts.iter().map(|(at, length)| (floor(*at), floor(at + length))).collect();
            let (report, corpus) = sample::pieces(&text, html, &pieces);
            for format in FORMATS {
                let mut out = Vec::new();
                format.write(&report, &corpus, &Options { width, ..Options::default() }, &mut out).unwrap();
                let out = String::from_utf8(out).unwrap();
                prop_assert!(!out.contains(|c: char| c != '\n' && visible::is_unsafe(c)), "{}: {out:?}", format.name);
                if format.name == "human" {
                    prop_assert_eq!(out.matches("╭─[").count(), out.matches("╰────\n").count());
                }
            }
        }
    }
}
