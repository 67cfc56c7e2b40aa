/*! What is wrong with a file of settings, rules or words, as a terminal shows it. The file may be as hostile as an article: nothing in it
is obeyed, and of a long line only what is around the place is shown. */

use factlint::error::FileError;
use factlint::report::visible::visible;
use miette::{Diagnostic, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use thiserror::Error;

/// The longest line that is shown whole, in bytes.
const LONG: usize = 300;
/// The bytes of a longer one that are shown on either side of the place, and of the place itself.
const NEAR: usize = 60;

/// A [`FileError`] that is safe to print.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code(factlint::file))]
pub(crate) struct Trouble {
    message: String,
    #[source_code]
    file: Excerpt,
    #[label("here")]
    span: Option<SourceSpan>,
    #[help]
    help: Option<String>,
}

impl Trouble {
    pub(crate) fn new(error: &FileError) -> Self {
        let text = harmless(error.source_code.inner());
        let clipped = |span: SourceSpan| {
            let end = floor(&text, span.offset() + span.len().min(NEAR));
            SourceSpan::from(span.offset()..end.max(span.offset()))
        };
        // A place within one short line is marked whole.
        let is_long = |span: &SourceSpan| line_of(&text, span.offset()).len() > LONG;
        Self {
            message: visible(&error.message).into_owned(),
            span: error.span.map(|span| if is_long(&span) { clipped(span) } else { span }),
            help: error.help.as_deref().map(|help| visible(help).into_owned()),
            file: Excerpt { name: visible(error.source_code.name()).into_owned(), text },
        }
    }
}

/// A file of which no long line is shown whole.
#[derive(Debug)]
struct Excerpt {
    name: String,
    text: String,
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = self.text.read_span(span, before, after)?;
        let (data, at, line, column) = if whole.data().split(|b| *b == b'\n').all(|line| line.len() <= LONG) {
            (whole.data(), *whole.span(), whole.line(), whole.column())
        } else {
            let (first, last) = (span.offset(), span.offset() + span.len());
            let from = line_start(&self.text, first).max(first.saturating_sub(NEAR));
            let from = (from..=first).find(|at| self.text.is_char_boundary(*at)).unwrap_or(first);
            let end = self.text[first..].find('\n').map_or(self.text.len(), |at| first + at);
            let to = floor(&self.text, end.min(last.saturating_add(NEAR))).max(from);
            let place = self.text.read_span(&SourceSpan::from(from..from), 0, 0)?;
            let at = SourceSpan::from(from..to);
            (&self.text.as_bytes()[from..to], at, place.line(), place.column())
        };
        let contents = MietteSpanContents::new_named(self.name.clone(), data, at, line, column, whole.line_count());
        Ok(Box::new(contents))
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)
}

fn line_of(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    text[start..].split('\n').next().unwrap_or_default()
}

/// The last place between two characters at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The text with all that a terminal would obey put out by something as long, so that places stay where they are.
fn harmless(text: &str) -> String {
    const STAND_INS: [&str; 5] = ["", "?", "\u{bf}", "\u{fffd}", "\u{fffd}?"];
    let is_safe = |c: char| c == '\n' || c == '\t' || visible(c.encode_utf8(&mut [0; 4])).chars().eq([c]);
    text.chars().fold(String::with_capacity(text.len()), |mut text, c| {
        match is_safe(c) {
            true => text.push(c),
            false => text.push_str(STAND_INS[c.len_utf8()]),
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use miette::{GraphicalReportHandler, GraphicalTheme};

    fn shown(text: &str, span: std::ops::Range<usize>) -> String {
        let error = FileError::at("my\u{1b}[31m.toml", text, span, "no \u{202e}good".to_owned(), None);
        let mut out = String::new();
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
        handler.render_report(&mut out, &Trouble::new(&error)).unwrap();
        assert!(!out.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')), "{out:?}");
        out
    }

    #[test]
    fn files_are_shown_as_they_are_where_they_are_harmless() {
        let out = shown("a = 1\nb = \"é\" # two\nc = 3\n", 10..14);
        assert!(out.contains(":2:5]") && out.contains("2 │ b = \"é\" # two\n") && out.contains("1 │ a = 1\n"), "{out}");
        assert!(out.contains("·     ─┬─\n"), "{out}");
    }

    #[test]
    fn nothing_in_a_file_is_obeyed() {
        let text = "a = 1 # \u{1b}]0;x\u{7} \u{9b} \u{202e}\nb = 2\n";
        assert_eq!(harmless(text).len(), text.len());
        let out = shown(text, 4..5);
        assert!(out.contains("a = 1 # ?]0;x? \u{bf} \u{fffd}"), "{out}");
    }

    #[test]
    fn of_a_long_line_only_what_is_near_is_shown() {
        for (head, tail) in [(0, 9_000), (9_000, 9_000), (9_000, 0), (9_000, 3)] {
            let text = format!("x = 1\n{}WRONG{}\ny = 2\n", "[é".repeat(head), "ü]".repeat(tail));
            let at = 6 + 3 * head;
            let out = shown(&text, at..at + 5);
            assert!(out.contains("WRONG") && out.len() < 1_000, "{out}");
            assert!(out.contains(":2:") && out.contains("2 │ "), "{out}");
            assert!(shown(&text, at..text.len()).len() < 1_000, "a long place");
            assert!(shown(&text, 0..1).len() < 1_000, "a line beside it");
        }
        let end = "[".repeat(10_000);
        assert!(shown(&end, 10_000..10_000).len() < 1_000);
    }
}
