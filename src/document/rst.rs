/*! reStructuredText: which parts of its lines are prose. Literal blocks, directives that hold no prose, tables, fields, comments and
what is typed at a prompt are none; what is left is read as plain text. No parser of it in Rust says where in the source its text stands. */

use std::path::Path;

use super::lines::Lines;
use crate::span::Span;

/// Directives whose content is prose; `domain:` may stand before the name of what is described.
const PROSE: &[&str] = &[
    "admonition",
    "attention",
    "attribute",
    "caution",
    "class",
    "classmethod",
    "compound",
    "container",
    "danger",
    "data",
    "decorator",
    "deprecated",
    "describe",
    "envvar",
    "epigraph",
    "error",
    "exception",
    "function",
    "glossary",
    "highlights",
    "hint",
    "important",
    "macro",
    "member",
    "method",
    "module",
    "note",
    "object",
    "only",
    "option",
    "program",
    "pull-quote",
    "seealso",
    "sidebar",
    "staticmethod",
    "tip",
    "topic",
    "type",
    "var",
    "versionadded",
    "versionchanged",
    "warning",
];

/// Those of them whose own line goes on with prose.
const SPEAKS: &[&str] =
    &["attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning"];

/// Whether a path is that of such a source; documentation keeps its own as "index.rst.txt".
pub(super) fn is_path(path: &str) -> bool {
    let is = |path: &Path, extension: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension));
    let path = Path::new(path);
    is(path, "rst") || is(path, "txt") && path.file_stem().is_some_and(|stem| is(Path::new(stem), "rst"))
}

/// What the reader stands in, and hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Lines that stand further in than this.
    Indented(usize),
    /// Lines up to a blank one.
    Paragraph,
    /// A table of columns under "====": up to its last such line.
    Columns,
}

/// By line: the part of it that is prose.
pub(super) fn prose(source: &str, lines: &Lines) -> Vec<Span> {
    let span = |number: u32| lines.span(source, number).unwrap_or_default();
    let count = lines.len() as u32;
    let mut inside: Option<Inside> = None;
    (1..=count)
        .map(|number| {
            let line = span(number);
            let none = Span::new(line.end, line.end);
            let text = line.of(source).trim_end();
            let words = text.trim_start();
            let indent = text.len() - words.len();
            let blank = words.is_empty();
            let listed = inside.is_some();
            match inside {
                Some(Inside::Indented(of)) if blank || indent > of => return none,
                Some(Inside::Paragraph) if !blank => return none,
                Some(Inside::Columns) => {
                    let ends = is_border(words) && span(number + 1).of(source).trim().is_empty();
                    inside = inside.filter(|_| !ends);
                    return none;
                }
                _ => inside = None,
            }
            let (begin, next) =
                begins(words, indent, || !listed && number > 1 && !span(number - 1).of(source).trim().is_empty());
            inside = next;
            match begin {
                Some(begin) => Span::new(line.start + (indent + begin) as u32, line.end),
                None => none,
            }
        })
        .collect()
}

/// What a line that nothing hides begins: where in it prose does, and what is hidden behind it.
fn begins(words: &str, indent: usize, goes_on: impl Fn() -> bool) -> (Option<usize>, Option<Inside>) {
    if words == ".." || words.starts_with(".. ") {
        return explicit(words, indent);
    }
    if words.starts_with(">>> ") || words.starts_with("+-") || words.starts_with("+=") {
        return (None, Some(Inside::Paragraph));
    }
    if is_border(words) && words.contains(' ') {
        return (None, Some(Inside::Columns));
    }
    if is_field(words) && !goes_on() {
        return (None, Some(Inside::Indented(indent)));
    }
    // "- As in this one::" holds its block further in than its text.
    let marked = words.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
    let indent = marked.map_or(indent, |rest| indent + words.len() - rest.trim_start().len());
    let literal = words.ends_with("::").then_some(Inside::Indented(indent));
    (Some(0), literal)
}

/// A directive, a comment, a target or a footnote: what stands behind "..".
fn explicit(words: &str, indent: usize) -> (Option<usize>, Option<Inside>) {
    let hidden = (None, Some(Inside::Indented(indent)));
    let Some((name, _)) = words[2..].split_once("::") else { return hidden };
    let name = name.trim();
    let known = |list: &[&str]| list.contains(&name.rsplit(':').next().unwrap_or_default());
    if !known(PROSE) {
        return hidden;
    }
    let behind = words.find("::").map_or(words.len(), |at| at + "::".len());
    (known(SPEAKS).then_some(behind), None)
}

/// "===== ====": the border of a table of columns, or of a title.
fn is_border(words: &str) -> bool {
    words.len() > 1 && words.bytes().all(|b| matches!(b, b'=' | b' '))
}

/// ":Author: somebody", and not ":ref:`a role`".
fn is_field(words: &str) -> bool {
    let Some((name, rest)) = words.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
    !name.is_empty() && !name.contains('`') && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format};
    use super::is_path;

    /// What of a source is read as prose, a block a piece.
    fn prose(source: &str) -> Vec<String> {
        let document = Document::from_source("guide.rst", Format::Text, source);
        document.blocks.iter().map(|block| block.span.of(document.text()).replace('\n', " ")).collect()
    }

    #[test]
    fn code_tables_fields_and_comments_are_no_prose() {
        for (source, want) in [
            (
                "It takes 40 seconds::\n\n    sleep 50\n\n    wait 60\n\nThen it stops.",
                vec!["It takes 40 seconds::", "Then it stops."],
            ),
            ("- As here::\n\n      sleep 50\n\n  It goes on.", vec!["As here::", "It goes on."]),
            ("Run it:\n\n.. code-block:: sh\n   :linenos:\n\n   sleep 50\n\nIt stops.", vec!["Run it:", "It stops."]),
            (
                ".. note:: It takes\n   all of 40 seconds.\n\nIt stops.",
                vec!["It takes    all of 40 seconds.", "It stops."],
            ),
            (".. py:function:: wait(5)\n\n   Waits 40 seconds.\n\nIt stops.", vec!["Waits 40 seconds.", "It stops."]),
            (".. versionchanged:: 3.2\n   It takes 40 seconds.", vec!["It takes 40 seconds."]),
            (".. A comment of 40\n   lines\n\n.. _target 5: x\n.. [1] A note of 7.\n\nIt stops.", vec!["It stops."]),
            (":Attributes: 30\n:Long one: of two\n   lines\n\nIt stops.", vec!["It stops."]),
            (":ref:`forty` men met.", vec![":ref:`forty` men met."]),
            (">>> wait(40)\n50\n\nIt stops.", vec!["It stops."]),
            ("+----+----+\n| 40 | 50 |\n+----+----+\n\nIt stops.", vec!["It stops."]),
            ("====  ====\nmen   dogs\n====  ====\n40    50\n\n60    70\n====  ====\n\nIt stops.", vec!["It stops."]),
            ("Two ships\n=========\n\nOne sank.", vec!["Two ships", "One sank."]),
            ("It stops.\n\n::\n\n  wait 40", vec!["It stops."]),
        ] {
            assert_eq!(prose(source), want, "{source:?}");
        }
    }

    #[test]
    fn hostile_sources_are_read() {
        for source in
            ["..", ".. ", "::", ":", "====  ====", ".. x::", ">>> ", "-", "- ::", "..\u{a0}é::\n é", ":é:\n\té"]
        {
            prose(source);
        }
    }

    #[test]
    fn only_its_own_files_are_read_so() {
        for (path, is) in [("a/guide.rst", true), ("a/guide.RST.txt", true), ("a/guide.txt", false), ("rst", false)] {
            assert_eq!(is_path(path), is, "{path}");
        }
        let text = Document::from_source("guide.txt", Format::Text, "As here::\n\n    It has 40 men.");
        assert_eq!(text.blocks.len(), 2);
    }
}
