/*! Suppressions in the texts: comments of Markdown and HTML that begin with `factlint-`.

`<!-- factlint-ignore-next-line RULE -- reason -->` is about the next block: the paragraph, list item or table that follows, or the row
where it stands inside the table;
`factlint-disable` is about all from here to `factlint-enable`, or to the end; `factlint-ignore-file` about the document. */

use super::Teller;
use super::unused::told;
use crate::document::{BlockKind, Corpus, Document, DocumentId, Format};
use crate::finding::{Finding, Means, Suppression};
use crate::span::Span;

/// What a comment asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    IgnoreNextLine,
    Disable,
    Enable,
    IgnoreFile,
}

impl Verb {
    const ALL: [(&'static str, Self); 4] = [
        ("factlint-ignore-next-line", Self::IgnoreNextLine),
        ("factlint-disable", Self::Disable),
        ("factlint-enable", Self::Enable),
        ("factlint-ignore-file", Self::IgnoreFile),
    ];
}

/// One rule that a comment names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Directive {
    document: DocumentId,
    /// The bytes of the comment.
    comment: Span,
    verb: Verb,
    /// The rule; `None` for all of them.
    rule: Option<String>,
    reason: Option<String>,
    /// The bytes of the source that it is about.
    covers: Span,
    used: bool,
}

/// A comment that asks for nothing that there is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    document: DocumentId,
    comment: Span,
    what: String,
}

/// The suppressions in the documents of a corpus, in order.
#[derive(Debug, Default)]
pub(super) struct Directives {
    all: Vec<Directive>,
    faults: Vec<Fault>,
}

impl Directives {
    pub(super) fn read(corpus: &Corpus, blanket: bool) -> Self {
        let mut read = Self::default();
        for (id, document) in corpus.iter() {
            for &comment in &document.comments {
                read.comment(id, document, comment, blanket);
            }
        }
        read
    }

    /// Reads a comment of a document.
    fn comment(&mut self, id: DocumentId, document: &Document, comment: Span, blanket: bool) {
        let inner = comment.of(document.source());
        let inner = inner.strip_prefix("<!--").unwrap_or(inner);
        let inner = inner.strip_suffix("-->").unwrap_or(inner).trim();
        let (asked, reason) = match inner.split_once(" -- ") {
            Some((asked, reason)) => (asked, Some(super::one_line(reason)).filter(|reason| !reason.is_empty())),
            None => (inner, None),
        };
        let mut words = asked.split([' ', '\t', '\r', '\n', ',']).filter(|word| !word.is_empty());
        let verb = words.next().unwrap_or_default();
        let rules: Vec<&str> = words.collect();
        let mut fault = |what: String| self.faults.push(Fault { document: id, comment, what });
        let Some(&(_, verb)) = Verb::ALL.iter().find(|(name, _)| *name == verb) else {
            let help = crate::error::did_you_mean(verb, Verb::ALL.iter().map(|(name, _)| *name));
            return fault(with_help(format!("there is no suppression `{verb}`"), help));
        };
        if rules.is_empty() && !blanket {
            return fault("this suppression names no rule".to_owned());
        }
        if verb == Verb::Enable {
            return self.enable(id, comment, &rules);
        }
        let covers = match verb {
            Verb::IgnoreFile => Span::new(0, document.source().len() as u32),
            Verb::Disable => Span::new(comment.end, document.source().len() as u32),
            _ => next_block(document, comment),
        };
        let rules: Vec<Option<String>> =
            if rules.is_empty() { vec![None] } else { rules.into_iter().map(|rule| Some(rule.to_owned())).collect() };
        self.all.extend(rules.into_iter().map(|rule| Directive {
            document: id,
            comment,
            verb,
            rule,
            reason: reason.clone(),
            covers,
            used: false,
        }));
    }

    /// Ends what the last `factlint-disable` of the same rules began.
    fn enable(&mut self, id: DocumentId, comment: Span, rules: &[&str]) {
        let wanted: Vec<Option<&str>> =
            if rules.is_empty() { vec![None] } else { rules.iter().map(|rule| Some(*rule)).collect() };
        for rule in wanted {
            let open = self
                .all
                .iter_mut()
                .rev()
                .take_while(|d| d.document == id)
                .find(|d| d.verb == Verb::Disable && d.rule.as_deref() == rule && d.covers.end > comment.start);
            match open {
                Some(directive) => directive.covers.end = comment.start,
                None => {
                    let what = "nothing is disabled here".to_owned();
                    self.faults.push(Fault { document: id, comment, what });
                }
            }
        }
    }

    /// Who silences a finding, at whichever of its ends; all that do are marked as used.
    pub(super) fn silence(&mut self, finding: &Finding, corpus: &Corpus) -> Option<Suppression> {
        let mut first = None;
        for claim in &finding.claims {
            let from = self.all.partition_point(|d| d.document < claim.document);
            for directive in self.all[from..].iter_mut().take_while(|d| d.document == claim.document) {
                let at = claim.location.span.start;
                let about = directive.rule.as_ref().is_none_or(|rule| *rule == finding.rule);
                if about && directive.covers.start <= at && at < directive.covers.end {
                    directive.used = true;
                    first.get_or_insert_with(|| Suppression {
                        means: Means::Comment(corpus.document(directive.document).line_at(directive.comment.start)),
                        reason: directive.reason.clone(),
                        path: Some(corpus.document(directive.document).path.clone()),
                    });
                }
            }
        }
        first
    }

    /// What is wrong with the suppressions: those that ask for nothing that there is, and, where the run was complete, those that
    /// silence nothing.
    pub(super) fn faults(self, corpus: &Corpus, teller: &Teller<'_>, complete: bool) -> Vec<Finding> {
        let tell = |document, comment, what: &str| told(teller, corpus, document, comment, what);
        let mut findings: Vec<Finding> = self.faults.iter().map(|f| tell(f.document, f.comment, &f.what)).collect();
        for directive in &self.all {
            let what = match &directive.rule {
                Some(rule) => match (teller.knows)(rule) {
                    Err(help) => with_help(format!("there is no rule `{rule}`"), help),
                    Ok(()) if directive.used || !complete || !(teller.runs)(rule) => continue,
                    Ok(()) => format!("nothing here is against `{rule}`"),
                },
                None if directive.used || !complete => continue,
                None => "nothing here is against any rule".to_owned(),
            };
            findings.push(tell(directive.document, directive.comment, &what));
        }
        findings
    }
}

fn with_help(what: String, help: Option<String>) -> String {
    help.map_or(what.clone(), |help| format!("{what}; {help}"))
}

/// The source of the block of text that follows a comment, or that it stands in with text behind it. Of a table that follows, the
/// whole; of one that it stands in, the row.
fn next_block(document: &Document, comment: Span) -> Span {
    let place = |block: &crate::document::Block| document.locate(block.span).span;
    let at = document.blocks.partition_point(|block| place(block).end <= comment.end);
    let Some(block) = document.blocks.get(at) else { return Span::new(comment.end, comment.end) };
    let first = place(block);
    if block.kind != BlockKind::Cell {
        return first;
    }
    let source = document.source();
    let between = &source[comment.end as usize..first.start as usize];
    let rest = &source[first.end as usize..];
    if document.format == Format::Html {
        let length = if has_tag(between, TABLE) { end_of_table(rest) } else { end_of_row(rest) };
        return Span::new(first.start, first.end + length as u32);
    }
    // In Markdown a comment between two rows would end the table: it stands before it or in a cell.
    let line = source[..first.start as usize].rfind('\n').map_or(0, |at| at + 1) as u32;
    let inside = comment.start >= line;
    let ends = |rest: &str| rest.find('\n').unwrap_or(rest.len());
    let length = if inside { ends(rest) } else { end_of_pipe_table(rest) };
    Span::new(if inside { line } else { first.start }, first.end + length as u32)
}

/// Where the table of Markdown ends whose first cell is before `rest`: at the first line that has nothing on it.
fn end_of_pipe_table(rest: &str) -> usize {
    let mut end = 0;
    for (at, line) in rest.split_inclusive('\n').enumerate() {
        if at > 0 && line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    end
}

/// The tags of a table of HTML, without their brackets.
const TABLE: &str = "table";
const ROW: &str = "tr";

/// The tags in a piece of HTML, each with where it begins: its name in any case, and whether it ends an element.
fn tags(html: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    memchr::memchr_iter(b'<', html.as_bytes()).map(|at| {
        let inner = &html[at + 1..];
        let closes = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        (at, &name[..length], closes)
    })
}

fn has_tag(html: &str, wanted: &str) -> bool {
    tags(html).any(|(_, name, closes)| !closes && name.eq_ignore_ascii_case(wanted))
}

/// Where a table of HTML ends, from somewhere inside it; one that it holds is a part of it.
fn end_of_table(rest: &str) -> usize {
    let mut depth = 1_usize;
    for (at, name, closes) in tags(rest) {
        if name.eq_ignore_ascii_case(TABLE) {
            depth = if closes { depth - 1 } else { depth + 1 };
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// Where a row of a table of HTML ends, from somewhere inside it.
fn end_of_row(rest: &str) -> usize {
    let ends = |name: &str| [ROW, TABLE].iter().any(|tag| name.eq_ignore_ascii_case(tag));
    tags(rest).find(|(_, name, _)| ends(name)).map_or(rest.len(), |(at, ..)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a comment that is the only one of a document covers, the rules it names, its reason and what is wrong.
    fn read(format: Format, source: &str) -> (Vec<String>, Vec<String>, Option<String>, Vec<String>) {
        let document = Document::from_source("a", format, source);
        let corpus = Corpus { documents: vec![document] };
        let directives = Directives::read(&corpus, false);
        let covers = directives.all.iter().map(|d| d.covers.of(source).trim().to_owned()).collect();
        let rules = directives.all.iter().filter_map(|d| d.rule.clone()).collect();
        let reason = directives.all.first().and_then(|d| d.reason.clone());
        (covers, rules, reason, directives.faults.into_iter().map(|f| f.what).collect())
    }

    #[test]
    fn a_line_is_the_next_block() {
        const NEXT: &str = "<!-- factlint-ignore-next-line x -- because -->";
        for (format, source, covers) in [
            (Format::Markdown, "One.\n\n@\nTwo\nlines.\n\nThree.", "Two\nlines."),
            (Format::Markdown, "@\n\n# Head 5\n\nThree.", "Head 5"),
            (Format::Markdown, "- a\n  @\n- b 5\n- c", "b 5"),
            (Format::Markdown, "@\n\n| a | 5 |\n|---|---|\n| b | 6 |\n\n7", "a | 5 |\n|---|---|\n| b | 6 |"),
            (Format::Markdown, "| a | 5 |\n|---|---|\n| b @ | 6 |\n| c | 7 |", "| b @ | 6 |"),
            (Format::Markdown, "One @ 5 two.\n\nThree.", "One @ 5 two."),
            (Format::Markdown, "One.\n\n@\n", ""),
            (Format::Html, "<p>One</p>@<p>Two <b>5</b></p><p>Three</p>", "Two <b>5"),
            (
                Format::Html,
                "<table><tr><td>1<td>2</tr>@<tr><td>3</td><td>4</td></tr><tr><td>5</table>",
                "3</td><td>4</td>",
            ),
            (
                Format::Html,
                "@<TABLE><tr><td>1<td>2</tr><tr><td><table><td>3</table></td></tr></TABLE><p>5",
                "1<td>2</tr><tr><td><table><td>3</table></td></tr>",
            ),
            (Format::Html, "<ul><li>a</li>@<li>b</li><li>c</li></ul>", "b"),
        ] {
            let (covered, rules, reason, faults) = read(format, &source.replace('@', NEXT));
            let covered: Vec<String> = covered.iter().map(|text| text.replace(NEXT, "@")).collect();
            assert_eq!((covered, rules), (vec![covers.to_owned()], vec!["x".to_owned()]), "{source}");
            assert_eq!((reason.as_deref(), faults), (Some("because"), vec![]), "{source}");
        }
    }

    #[test]
    fn regions_end_where_they_are_enabled() {
        for (source, covers, faults) in [
            (
                "<!-- factlint-disable x y -->\n\nA\n\n<!-- factlint-enable x -->\n\nB",
                &["A", "A|<!-- factlint-enable x -->|B"][..],
                0,
            ),
            ("A\n\n<!-- factlint-ignore-file x -->", &["A|<!-- factlint-ignore-file x -->"], 0),
            ("<!-- factlint-enable x -->", &[], 1),
            ("<!-- factlint-ignore-nextline x -->\nA", &[], 1),
            ("<!-- factlint-disable -->\nA", &[], 1),
            ("<!-- factlint-disable -- all of it is old -->\nA", &[], 1),
            ("```\n<!-- factlint-disable x -->\n```\nA", &[], 0),
            ("`<!-- factlint-disable x -->` A", &[], 0),
            ("<!-- a comment on factlint-disable -->\nA", &[], 0),
        ] {
            let (covered, _, _, wrong) = read(Format::Markdown, source);
            let covered: Vec<String> = covered.iter().map(|text| text.replace("\n\n", "|")).collect();
            assert_eq!(
                (covered, wrong.len()),
                (covers.iter().map(|c| (*c).to_owned()).collect(), faults),
                "{source}: {wrong:?}"
            );
        }
    }
}
