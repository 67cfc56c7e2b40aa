/*! Markdown: the prose between the marks. Code, HTML, pictures and what is struck out are no prose. */

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::BlockKind;
use super::front;
use super::lines::BYTE_ORDER_MARK;
use super::prose::{Builder, PLACEHOLDER, Prose};
use crate::span::Span;

/// Reads the prose of a source.
pub(super) fn read(source: &str) -> Prose {
    let (begin, published) = match front::read(source) {
        Some(front) => (front.end, front.published),
        None => match super::dateline::header(source) {
            Some((end, date)) => (end, Some(date)),
            None => (if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }, None),
        },
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader { prose: Builder::new(source), frames: Vec::new(), raised: None, hidden_by: None };
    for (event, range) in Parser::new_ext(&source[begin..], options).into_offset_iter() {
        reader.event(event, Span::new((begin + range.start) as u32, (begin + range.end) as u32), source);
    }
    reader.prose.end_block(BlockKind::Paragraph);
    reader.prose.finish(published)
}

/// An element that the reader stands in.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// Whether it parts text from what stands around it.
    block: bool,
    /// What a block of text in it is.
    kind: BlockKind,
    /// Whether it is no prose.
    hidden: bool,
}

struct Reader<'a> {
    prose: Builder<'a>,
    frames: Vec<Frame>,
    /// Where the text of an open tag `<sup>` begins.
    raised: Option<u32>,
    /// The inline tag that hides what follows, until its end tag or the end of the block.
    hidden_by: Option<String>,
}

impl Reader<'_> {
    fn frame(&self) -> Frame {
        self.frames.last().copied().unwrap_or(Frame { block: true, kind: BlockKind::Paragraph, hidden: false })
    }

    fn event(&mut self, event: Event, span: Span, source: &str) {
        let hidden = self.frame().hidden || self.hidden_by.is_some() || self.raised.is_some();
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::HtmlBlock) {
                    self.prose.comments(span);
                }
                self.start(&tag, span);
            }
            Event::End(_) => {
                if let Some(frame) = self.frames.pop().filter(|frame| frame.block) {
                    self.end_block(frame.kind);
                }
            }
            Event::InlineHtml(html) => {
                self.prose.comments(span);
                self.tag(&html, span);
            }
            _ if hidden => {}
            // The text of an escape or an entity differs from its source.
            Event::Text(text) => self.prose.decoded(&text, span),
            Event::SoftBreak | Event::HardBreak => {
                let end = if span.of(source).ends_with('\n') { "\n" } else { " " };
                self.prose.decoded(end, span);
            }
            Event::Code(_) => self.prose.decoded(PLACEHOLDER, span),
            Event::Rule => self.end_block(self.frame().kind),
            Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag, span: Span) {
        let outer = self.frame();
        let inner = match tag {
            Tag::Heading { .. } => Frame { block: true, kind: BlockKind::Heading, ..outer },
            Tag::Item => Frame { block: true, kind: BlockKind::Item, ..outer },
            Tag::TableCell => Frame { block: true, kind: BlockKind::Cell, ..outer },
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => Frame { block: true, hidden: true, ..outer },
            Tag::Strikethrough => Frame { block: false, hidden: true, ..outer },
            Tag::Image { .. } => Frame { block: false, hidden: true, ..outer },
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {
                Frame { block: false, ..outer }
            }
            _ => Frame { block: true, ..outer },
        };
        if inner.block {
            self.end_block(outer.kind);
        } else if inner.hidden && !outer.hidden {
            self.prose.gap(span);
        }
        self.frames.push(inner);
    }

    fn end_block(&mut self, kind: BlockKind) {
        self.raised = None;
        self.hidden_by = None;
        self.prose.end_block(kind);
    }

    /// A tag of HTML in a line.
    fn tag(&mut self, html: &str, span: Span) {
        let opening = !html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let name = name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())].to_ascii_lowercase();
        if self.hidden_by.is_some() {
            if !opening && self.hidden_by.as_ref() == Some(&name) {
                self.hidden_by = None;
            }
            return;
        }
        if self.frame().hidden {
            return;
        }
        match name.as_str() {
            "br" => self.prose.gap(span),
            "sup" if opening => self.raised = Some(span.end),
            "sup" => {
                if let Some(start) = self.raised.take() {
                    self.prose.raised(Span::new(start, span.start));
                }
            }
            _ if self.raised.is_some() => {}
            "code" | "kbd" | "samp" | "var" if opening => {
                self.prose.decoded(PLACEHOLDER, span);
                self.hidden_by = Some(name);
            }
            "del" | "s" | "strike" if opening => {
                self.prose.gap(span);
                self.hidden_by = Some(name);
            }
            _ => {}
        }
    }
}
