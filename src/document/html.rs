/*! HTML: the text that a browser shows, as blocks, and the date that the page's metadata gives.

`lol_html` reads the tags; what it reports is put down as a list of [`Event`]s, and the text is taken from the source itself, so
that every byte of it keeps its place. */

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use chrono::NaiveDate;
use lol_html::html_content::{Comment, Element, EndTag, TextChunk};
use lol_html::{HtmlRewriter, Settings, doc_comments, doc_text, element};

use super::lines::BYTE_ORDER_MARK;
use super::prose::{Builder, PLACEHOLDER, Prose};
use super::{BlockKind, dateline, entity};
use crate::span::Span;

/// What an element means to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Parts the text in it from the text around it.
    Block,
    Heading,
    Item,
    Cell,
    /// A section that is no prose.
    Hidden,
    /// JSON-LD metadata.
    Metadata,
    /// Inline code: shown, and no prose.
    Code,
    /// Struck out: no longer said.
    Struck,
    /// Raised: an exponent, the letters of an ordinal, a reference.
    Raised,
    /// Shown in quotation marks.
    Quote,
}

impl Role {
    fn of(tag: &str) -> Option<Self> {
        Some(match tag {
            "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
            | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "head"
            | "header" | "hgroup" | "html" | "legend" | "main" | "menu" | "ol" | "p" | "section" | "summary"
            | "table" | "tbody" | "tfoot" | "thead" | "tr" | "ul" => Self::Block,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" => Self::Heading,
            "li" => Self::Item,
            "td" | "th" => Self::Cell,
            "script" | "style" | "pre" | "noscript" | "template" | "nav" | "svg" | "math" | "iframe" | "object"
            | "canvas" | "audio" | "video" | "select" | "textarea" | "button" | "listing" | "xmp" | "plaintext"
            | "noembed" | "noframes" => Self::Hidden,
            "code" | "kbd" | "samp" | "var" | "tt" => Self::Code,
            "del" | "s" | "strike" => Self::Struck,
            "sup" => Self::Raised,
            "q" => Self::Quote,
            _ => return None,
        })
    }

    /// Whether text does not run on from before it into it.
    fn parts(self) -> bool {
        matches!(self, Self::Block | Self::Heading | Self::Item | Self::Cell | Self::Hidden | Self::Metadata)
    }
}

/// What stands in the source, in order.
#[derive(Debug)]
enum Event {
    Open(Role, Span),
    /// The end of the element that the event of that index opened, and of all in it.
    Close(usize, Span),
    Break(Span),
    Rule,
    Text(Span),
    Published(NaiveDate),
    Comment(Span),
}

/// Reads the prose of a source.
pub(super) fn read(source: &str) -> Prose {
    let mut reader = Reader {
        source,
        prose: Builder::new(source),
        frames: Vec::new(),
        text: Span::default(),
        after_break: false,
        metadata: String::new(),
        published: None,
    };
    for (index, event) in events(source).into_iter().enumerate() {
        reader.event(index, event);
    }
    reader.end_text();
    reader.end_block();
    reader.prose.finish(reader.published)
}

fn span_of(range: Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

fn events(source: &str) -> Vec<Event> {
    let events = Rc::new(RefCell::new(Vec::new()));
    let on_text = |chunk: &mut TextChunk| {
        let span = span_of(chunk.source_location().bytes());
        if !span.is_empty() {
            events.borrow_mut().push(Event::Text(span));
        }
        Ok(())
    };
    let on_comment = |comment: &mut Comment| {
        events.borrow_mut().push(Event::Comment(span_of(comment.source_location().bytes())));
        Ok(())
    };
    let on_element = |element: &mut Element| {
        let span = span_of(element.source_location().bytes());
        let tag = element.tag_name();
        let mut list = events.borrow_mut();
        list.extend(published(&tag, element).map(Event::Published));
        match tag.as_str() {
            "br" => list.push(Event::Break(span)),
            "hr" => list.push(Event::Rule),
            _ => {
                let metadata = tag == "script"
                    && element
                        .get_attribute("type")
                        .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
                let role = match Role::of(&tag) {
                    Some(Role::Hidden) if metadata => Some(Role::Metadata),
                    _ if element.has_attribute("hidden") => Some(Role::Hidden),
                    role => role,
                };
                if let (Some(role), Some(handlers)) = (role, element.end_tag_handlers()) {
                    let index = list.len();
                    list.push(Event::Open(role, span));
                    let events = Rc::clone(&events);
                    handlers.push(Box::new(move |end: &mut EndTag| {
                        events.borrow_mut().push(Event::Close(index, span_of(end.source_location().bytes())));
                        Ok(())
                    }));
                }
            }
        }
        Ok(())
    };
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", on_element))
        .append_document_content_handler(doc_text!(on_text))
        .append_document_content_handler(doc_comments!(on_comment));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // Nothing is written and no handler fails; should the parser give up all the same, what it has read stands.
    if rewriter.write(source.as_bytes()).is_ok() {
        let _ = rewriter.end();
    }
    events.take()
}

/// The date that an element gives as that of publication.
fn published(tag: &str, element: &Element) -> Option<NaiveDate> {
    let names = |attribute: &str, names: &[&str]| {
        element
            .get_attribute(attribute)
            .is_some_and(|value| names.iter().any(|name| value.trim().eq_ignore_ascii_case(name)))
    };
    let attribute = match tag {
        "meta"
            if names("property", META)
                || names("name", META)
                || names("itemprop", META)
                || names("http-equiv", &["date"]) =>
        {
            "content"
        }
        "time" if element.has_attribute("pubdate") || names("itemprop", &["datePublished"]) => "datetime",
        _ => return None,
    };
    dateline::of_value(&element.get_attribute(attribute)?)
}

/// The names under which pages give their date of publication.
const META: &[&str] = &[
    "article:published_time",
    "article:published",
    "article.published",
    "og:published_time",
    "published_time",
    "datePublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
];

/// An element that the reader stands in.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The event that opened it.
    index: usize,
    role: Role,
    /// What a block of text in it is.
    kind: BlockKind,
    /// Whether it, or one around it, is no prose.
    hidden: bool,
    /// Where the text in it begins.
    start: u32,
}

struct Reader<'a> {
    source: &'a str,
    prose: Builder<'a>,
    frames: Vec<Frame>,
    /// Text not yet read: the parser may hand on one text in parts, and part an entity.
    text: Span,
    /// Whether only blanks stand between the last `<br>` and here.
    after_break: bool,
    metadata: String,
    published: Option<NaiveDate>,
}

impl Reader<'_> {
    fn frame(&self) -> Frame {
        self.frames.last().copied().unwrap_or(Frame {
            index: 0,
            role: Role::Block,
            kind: BlockKind::Paragraph,
            hidden: false,
            start: 0,
        })
    }

    fn event(&mut self, index: usize, event: Event) {
        if let Event::Text(span) = event {
            if self.text.end != span.start {
                self.end_text();
                self.text = span;
            }
            self.text.end = span.end;
            return;
        }
        if let Event::Comment(span) = event {
            self.prose.comments(span);
            return;
        }
        self.end_text();
        match event {
            Event::Text(_) | Event::Comment(_) => {}
            Event::Open(role, span) => self.open(index, role, span),
            Event::Close(index, span) => self.close(index, span),
            Event::Break(_) if self.frame().hidden => {}
            // Two are the end of a paragraph.
            Event::Break(_) if self.after_break => self.end_block(),
            Event::Break(span) => {
                self.prose.decoded("\n", span);
                self.after_break = true;
            }
            Event::Rule => self.end_block(),
            Event::Published(date) => self.published = self.published.or(Some(date)),
        }
    }

    fn open(&mut self, index: usize, role: Role, span: Span) {
        let outer = self.frame();
        if role.parts() {
            self.end_block();
        } else if !outer.hidden {
            match role {
                Role::Code => self.prose.decoded(PLACEHOLDER, span),
                Role::Struck => self.prose.gap(span),
                Role::Quote => self.prose.decoded("“", span),
                _ => {}
            }
        }
        self.frames.push(Frame {
            index,
            role,
            kind: match role {
                Role::Heading => BlockKind::Heading,
                Role::Item => BlockKind::Item,
                Role::Cell => BlockKind::Cell,
                _ => outer.kind,
            },
            hidden: outer.hidden
                || matches!(role, Role::Hidden | Role::Metadata | Role::Code | Role::Struck | Role::Raised),
            start: span.end,
        });
    }

    fn close(&mut self, index: usize, span: Span) {
        while let Some(frame) = self.frames.last().copied().filter(|frame| frame.index >= index) {
            match frame.role {
                Role::Metadata => self.end_metadata(),
                Role::Quote if !frame.hidden => self.prose.decoded("”", span),
                role if role.parts() => self.end_block(),
                _ => {}
            }
            self.frames.pop();
            if frame.role == Role::Raised && frame.index == index && !self.frame().hidden {
                self.prose.raised(Span::new(frame.start, span.start));
            }
        }
    }

    fn end_block(&mut self) {
        self.after_break = false;
        self.prose.end_block(self.frame().kind);
    }

    fn end_text(&mut self) {
        let mut span = std::mem::take(&mut self.text);
        if span.start == 0 && span.of(self.source).starts_with(BYTE_ORDER_MARK) {
            span.start = BYTE_ORDER_MARK.len_utf8() as u32;
        }
        let frame = self.frame();
        if frame.role == Role::Metadata {
            self.metadata.push_str(span.of(self.source));
        } else if !frame.hidden && !span.is_empty() {
            self.after_break &= span.of(self.source).trim().is_empty();
            entity::decode(self.source, span, &mut self.prose);
        }
    }

    /// The date of JSON-LD, of the page itself and not of what it links to.
    fn end_metadata(&mut self) {
        let metadata = std::mem::take(&mut self.metadata);
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&metadata) else { return };
        let date_of = |value: &serde_json::Value| dateline::of_value(value.get("datePublished")?.as_str()?);
        let items = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let date = items(&value).iter().find_map(|item| {
            let graph = item.get("@graph").map(items).unwrap_or_default();
            date_of(item).or_else(|| graph.iter().find_map(date_of))
        });
        self.published = self.published.or(date);
    }
}
