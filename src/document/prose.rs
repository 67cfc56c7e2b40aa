/*! The prose of a marked-up source as it is put together: text, its map back to the source, and blocks. */

use chrono::NaiveDate;

use super::{Block, BlockKind, Piece};
use crate::span::Span;

/// Stands in the text for what is shown but is no prose: code, a picture. No grammar reads it.
pub(super) const PLACEHOLDER: &str = "\u{FFFC}";

/// What comments that speak to factlint begin with.
const MARK: &str = "factlint-";

/// What a format reads of a source.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// The text, where it differs from the source.
    pub(super) text: Option<String>,
    /// Its map to the source.
    pub(super) pieces: Vec<Piece>,
    /// Its blocks.
    pub(super) blocks: Vec<Block>,
    /// The comments that speak to factlint.
    pub(super) comments: Vec<Span>,
    /// The date that the source's metadata gives.
    pub(super) published: Option<NaiveDate>,
}

/// Puts text together, from front to back.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    comments: Vec<Span>,
    /// Where the text of the open block begins.
    open: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, text: String::new(), pieces: Vec::new(), blocks: Vec::new(), comments: Vec::new(), open: 0 }
    }

    /// Notes the comments in a piece of HTML that speak to factlint.
    pub(super) fn comments(&mut self, html: Span) {
        let text = html.of(self.source);
        let mut at = 0;
        while let Some(start) = text[at..].find("<!--").map(|start| at + start) {
            let body = start + "<!--".len();
            let end = text[body..].find("-->").map_or(text.len(), |end| body + end + "-->".len());
            if text[body..end].trim_start().starts_with(MARK) {
                self.comments.push(Span::new(html.start + start as u32, html.start + end as u32));
            }
            at = end;
        }
    }

    /// Appends bytes of the source as they are.
    pub(super) fn verbatim(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let text = self.text.len() as u32;
        match self.pieces.last() {
            Some(last) if last.verbatim && last.source.end == span.start && last.text + last.source.len() == text => {
                let last = self.pieces.len() - 1;
                self.pieces[last].source.end = span.end;
            }
            _ => self.pieces.push(Piece { text, source: span, verbatim: true }),
        }
        self.text.push_str(span.of(self.source));
    }

    /// Appends what bytes of the source stand for.
    pub(super) fn decoded(&mut self, text: &str, span: Span) {
        if text == span.of(self.source) {
            self.verbatim(span);
        } else if !text.is_empty() {
            self.pieces.push(Piece { text: self.text.len() as u32, source: span, verbatim: false });
            self.text.push_str(text);
        }
    }

    /// Appends a blank for bytes that are not shown as text, unless a blank stands there.
    pub(super) fn gap(&mut self, span: Span) {
        if self.text.len() > self.open && !self.text.ends_with(char::is_whitespace) {
            self.decoded(" ", span);
        }
    }

    /// Appends a raised text: "10<sup>6</sup>" is 10⁶, never 106. Raised letters ("2nd") are text; a reference is none.
    pub(super) fn raised(&mut self, span: Span) {
        let text = span.of(self.source).trim();
        if text.chars().all(char::is_alphabetic) {
            self.verbatim(span);
        } else if let Some(raised) = text.chars().map(superscript).collect::<Option<String>>() {
            self.decoded(&raised, span);
        } else if !text.contains("<a") && !text.starts_with(['[', '(', '*', '†', '‡', '§']) {
            self.decoded(PLACEHOLDER, span);
        }
    }

    /// Ends the open block, if there is text in it.
    pub(super) fn end_block(&mut self, kind: BlockKind) {
        let text = &self.text[self.open..];
        let start = self.open + text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        if start < end {
            self.blocks.push(Block { span: Span::new(start as u32, end as u32), kind });
            let at = self.pieces.last().map_or(0, |piece| piece.source.end);
            self.pieces.push(Piece { text: self.text.len() as u32, source: Span::new(at, at), verbatim: false });
            self.text.push('\n');
        }
        self.open = self.text.len();
    }

    pub(super) fn finish(self, published: Option<NaiveDate>) -> Prose {
        let Self { text, pieces, blocks, comments, .. } = self;
        Prose { text: Some(text), pieces, blocks, comments, published }
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from('⁴') + u32::from(c) - u32::from('4'))?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}

/// Leads a span of the text back to the source.
pub(super) fn locate(pieces: &[Piece], span: Span) -> Span {
    let piece_at = |at: u32| pieces.get(pieces.partition_point(|piece| piece.text <= at).checked_sub(1)?);
    let Some(first) = piece_at(span.start) else { return Span::default() };
    let step = |piece: &Piece, at: u32| (piece.source.start + (at - piece.text)).min(piece.source.end);
    let start = if first.verbatim { step(first, span.start) } else { first.source.start };
    let end = match span.end.checked_sub(1).filter(|&last| last >= span.start).and_then(piece_at) {
        Some(last) if last.verbatim => step(last, span.end),
        Some(last) => last.source.end,
        None => start,
    };
    Span::new(start, end.max(start))
}

/// Leads a span of the source to the text, which is `end` bytes long. The pieces stand in the order of the source.
pub(super) fn read_at(pieces: &[Piece], source: Span, end: u32) -> Span {
    let first = pieces.partition_point(|piece| piece.source.end <= source.start);
    let behind = pieces.partition_point(|piece| piece.source.start < source.end);
    let Some(piece) = pieces.get(first) else { return Span::new(end, end) };
    let start = piece.text + if piece.verbatim { source.start.saturating_sub(piece.source.start) } else { 0 };
    let next = pieces.get(behind).map_or(end, |piece| piece.text);
    let last = match behind.checked_sub(1).and_then(|last| pieces.get(last)) {
        Some(last) if last.verbatim => last.text + (source.end.min(last.source.end) - last.source.start),
        _ => next,
    };
    Span::new(start.min(end), last.clamp(start.min(end), end))
}
