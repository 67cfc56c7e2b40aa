/*! Frames: claims of one document that stand close together, drawn by miette over an excerpt of their own.

miette prints whole lines and counts columns in bytes. A [`Frame`] is therefore a source of its own: it holds only what is shown,
and says for itself on which line and at which character the claim stands. */

use std::fmt;
use std::ops::Range;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};

use super::excerpt::{ARM, Mark, row};
use super::visible::{columns, cut, visible};
use super::{Options, address};
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Severity};
use crate::span::Span;

/// Claims at most so many lines apart share a frame.
const NEAR: u32 = 2;
/// The lines of a sentence shown before and behind a claim's own.
const CONTEXT: u32 = 1;
/// The most lines of a frame.
const TALL: usize = 12;
/// The bytes of a sentence looked at before and behind a claim; far more than any terminal shows.
const REACH: usize = 4096;

/// The frames of a finding, in the order of its claims, each drawn and ending in a newline. At most `most` claims are drawn;
/// the indices of the others are given back.
pub(super) fn draw(finding: &Finding, corpus: &Corpus, options: &Options, most: usize) -> (String, Vec<usize>) {
    let drawn = finding.claims.len().min(most);
    let gutter = finding.claims[..drawn].iter().map(|c| digits(c.location.line + CONTEXT)).max().unwrap_or(1);
    let width = options.width.saturating_sub(gutter + 4);
    let groups = groups(&finding.claims[..drawn], corpus, width);
    let mut frames: Vec<Frame> =
        groups.iter().map(|group| Frame::new(group, &finding.claims, corpus, finding.severity, width)).collect();
    for (frame, group) in frames.iter_mut().zip(&groups).filter(|_| options.links) {
        let document = group.first().map(|i| corpus.document(finding.claims[*i].document));
        frame.link = document.and_then(|document| address::link(document, &options.root));
    }
    let gutter = frames.iter().map(Frame::gutter).max().unwrap_or(1);
    let handler = GraphicalReportHandler::new_themed(theme(finding.severity, options.color))
        .with_wrap_lines(false)
        .with_links(false)
        .with_context_lines(1);
    let text = frames.iter().map(|frame| frame.render(&handler, gutter, options.width)).collect();
    (text, (drawn..finding.claims.len()).collect())
}

/// A text that leads to a URI, by OSC 8.
pub(super) fn link(uri: &str, text: &str) -> String {
    format!("\u{1b}]8;;{uri}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

fn digits(n: u32) -> usize {
    n.max(1).ilog10() as usize + 1
}

fn theme(severity: Severity, color: bool) -> GraphicalTheme {
    let mut theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let style = match severity {
        Severity::Error => theme.styles.error,
        Severity::Warning => theme.styles.warning,
        Severity::Info => theme.styles.advice,
    };
    theme.styles.highlights = vec![style];
    theme
}

/// The claims by frame: those of one document, in the order of the text, where they stand close together and fit side by side.
fn groups(claims: &[Cited], corpus: &Corpus, width: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|i| (claims[*i].document, claims[*i].location.span, *i));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in order {
        match groups.last_mut() {
            Some(group) if joins(group, i, claims, corpus, width) => group.push(i),
            _ => groups.push(vec![i]),
        }
    }
    groups.sort_by_key(|group| group.iter().min().copied());
    groups
}

/// Whether claim `next` fits in the frame of `group`, which stands before it.
fn joins(group: &[usize], next: usize, claims: &[Cited], corpus: &Corpus, width: usize) -> bool {
    let (Some(last), next) = (group.last().map(|i| &claims[*i]), &claims[next]) else { return false };
    if last.document != next.document || next.location.line.abs_diff(last.location.line) > NEAR {
        return false;
    }
    let on_line = group.iter().map(|i| &claims[*i]).filter(|c| c.location.line == next.location.line);
    let Some(first) = on_line.map(|c| c.location.span.start).min() else { return true };
    let (start, end) = (first as usize, next.location.span.end as usize);
    let source = corpus.document(next.document).source();
    let label = columns(&visible(&next.reads)) + ARM;
    end.saturating_sub(start) <= REACH
        && source.get(start..end).is_some_and(|between| columns(&visible(between)) + label + 4 <= width)
}

/// An excerpt of a document and its labels.
struct Frame {
    path: String,
    /// The URI of the document's file, where the terminal shows links.
    link: Option<String>,
    date: Option<String>,
    severity: Severity,
    /// The number of the first line shown, from 1.
    line: u32,
    /// The line and column of the claim that the frame is for, from 1.
    place: (u32, u32),
    lines: usize,
    text: String,
    labels: Vec<LabeledSpan>,
}

impl Frame {
    fn new(group: &[usize], claims: &[Cited], corpus: &Corpus, severity: Severity, width: usize) -> Self {
        let main = group.iter().min().map_or(&claims[0], |i| &claims[*i]);
        let document = corpus.document(main.document);
        let cited: Vec<&Cited> = group.iter().map(|i| &claims[*i]).collect();
        let (marks, labels) = marks(&cited, width);
        let (rows, first) = lines(document.source(), &cited);
        let mut frame = Self {
            path: visible(&document.path).into_owned(),
            link: None,
            date: document.published.map(|date| date.format("%-d %B %Y").to_string()),
            severity,
            line: first,
            place: (main.location.line, main.location.column),
            lines: rows.len(),
            text: String::new(),
            labels: Vec::new(),
        };
        let mut told = vec![false; marks.len()];
        for (i, line) in rows.iter().enumerate() {
            if i > 0 {
                frame.text.push('\n');
            }
            let base = frame.text.len();
            let row = row(&document.source()[line.clone()], line.start, document.format, &marks, width);
            for (mark, span) in row.marks {
                let label = (!std::mem::replace(&mut told[mark], true)).then(|| labels[mark].clone());
                let span = base + span.start..base + span.end;
                frame.labels.push(LabeledSpan::new_with_span(label.filter(|l| !l.is_empty()), span));
            }
            frame.text.push_str(&row.text);
        }
        frame
    }

    /// The columns of its line numbers.
    fn gutter(&self) -> usize {
        digits(self.line + self.lines as u32 - 1)
    }

    /// The frame as miette draws it, shifted so that its line numbers take `gutter` columns, and the document's date beside its
    /// head where `width` leaves room.
    fn render(&self, handler: &GraphicalReportHandler, gutter: usize, width: usize) -> String {
        let mut drawn = String::new();
        // Writing to a String cannot fail, and `read_span` knows every span it is asked for.
        let _ = handler.render_report(&mut drawn, self);
        let shift = " ".repeat(gutter - self.gutter().min(gutter));
        let mut shifted = String::with_capacity(drawn.len() + 64);
        let mut head = self.date.as_deref();
        let mut first = true;
        // The first line would be the message, which a frame has not.
        for line in drawn.lines().skip_while(|line| line.trim().is_empty()) {
            shifted.push_str(&shift);
            let place = format!("{}:{}:{}", self.path, self.place.0, self.place.1);
            match self.link.as_deref().filter(|_| first) {
                Some(link) => {
                    let linked = self::link(link, &place);
                    shifted.push_str(&line.trim_end().replacen(&place, &linked, 1));
                }
                None => shifted.push_str(line.trim_end()),
            }
            first = false;
            // Colour takes no columns, so the plain head is measured: path, line and column, in "╭─[" and "]".
            let plain = gutter + 6 + columns(&place);
            if let Some(date) = head.take().filter(|date| plain + 1 + columns(date) <= width) {
                shifted.push(' ');
                shifted.push_str(date);
            }
            shifted.push('\n');
        }
        shifted
    }
}

/// What is marked and what is written under it; claims that overlap share a mark.
fn marks(cited: &[&Cited], width: usize) -> (Vec<Mark>, Vec<String>) {
    let mut merged: Vec<(Range<usize>, Vec<String>)> = Vec::new();
    for claim in cited {
        let span = claim.location.span.range();
        let label = visible(&claim.reads).into_owned();
        match merged.last_mut() {
            Some((last, labels)) if span.start < last.end => {
                last.end = last.end.max(span.end);
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
            _ => merged.push((span, vec![label])),
        }
    }
    merged
        .into_iter()
        .map(|(span, labels)| {
            let label = cut(&labels.join("; "), width.saturating_sub(ARM + 2)).into_owned();
            (Mark { span, label: columns(&label) }, label)
        })
        .unzip()
}

/// The bytes of each line to show, in one run, and the number of the first.
fn lines(source: &str, cited: &[&Cited]) -> (Vec<Range<usize>>, u32) {
    let join = |span: fn(&Cited) -> Span| cited.iter().map(|c| span(c)).reduce(Span::join).unwrap_or_default().range();
    let claims = join(|c| c.location.span);
    let sentences = join(|c| c.sentence);
    let start = boundary(source, sentences.start.max(claims.start.saturating_sub(REACH)).min(claims.start));
    let end = boundary(source, sentences.end.min(claims.end.saturating_add(REACH)).max(claims.end));
    let before = source[start..boundary(source, claims.start).max(start)].matches('\n').count() as u32;
    let number = cited.first().map_or(1, |c| c.location.line).saturating_sub(before).max(1);
    let mut rows = Vec::new();
    let mut first = number;
    let mut at = start;
    for (number, line) in (number..).zip(source[start..end.max(start)].split_inclusive('\n')) {
        let row = at..at + line.len();
        at = row.end;
        let near = |c: &&Cited| {
            let crossed = source.get(c.location.span.range()).map_or(0, |text| text.matches('\n').count());
            let last = c.location.line + crossed as u32;
            c.location.line <= number + CONTEXT && number <= last + CONTEXT
        };
        let between = rows.last().is_some() && row.start < claims.end;
        // A blank line at the edge of a frame says nothing.
        let blank = line.trim().is_empty() && (rows.is_empty() || row.start >= claims.end);
        if (between || cited.iter().any(near)) && !blank && rows.len() < TALL {
            if rows.is_empty() {
                first = number;
            }
            rows.push(row);
        }
    }
    (rows, first)
}

/// The byte, or the start of the character that it lies in.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl SourceCode for Frame {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Without lines of context miette asks for what it prints in the head of the frame; with them, for what it shows.
        let (span, line, column) = match before {
            0 => (*span, self.place.0, self.place.1 - 1),
            _ => (SourceSpan::from(0..self.text.len()), self.line, 0),
        };
        let data = self.text.as_bytes();
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            data,
            span,
            line as usize - 1,
            column as usize,
            self.lines,
        )))
    }
}

impl Diagnostic for Frame {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl std::error::Error for Frame {}

impl fmt::Display for Frame {
    /// Nothing: a frame has no message of its own.
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").field("path", &self.path).field("text", &self.text).finish_non_exhaustive()
    }
}
