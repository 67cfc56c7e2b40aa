/*! Documents: their text, where its bytes stand in the file, their dates, and the corpus of all of them.

A document has a `source`, the bytes of the file as UTF-8, and a `text`, the prose that people read in it. In plain text they are
one; in Markdown and HTML the text leaves markup out, and [`Document::locate`] leads every span of the text back to the source. */

mod dateline;
mod entity;
mod filter;
mod front;
pub mod glob;
mod html;
mod jsonl;
mod lines;
mod markdown;
mod packed;
mod plain;
mod prose;
mod read;
mod rst;
mod walk;

pub use filter::Filter;
pub use read::{Inputs, read, read_from};

use std::path::Path;

use chrono::NaiveDate;

use crate::span::Span;
use lines::Lines;
use prose::Prose;

/// The index of a document in its corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DocumentId(pub u32);

/// The format of a document, which says what of it is prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// CommonMark with tables and front matter.
    Markdown,
    /// HTML.
    Html,
    /// A file of data or settings that findings point into: it has no prose.
    Data,
}

/// A stretch of the text that sentences do not cross, as the document's format gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A title or a heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// A place in the source of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The bytes of the source.
    pub span: Span,
    /// The line of the first byte, from 1.
    pub line: u32,
    /// The column of the first byte in characters, from 1.
    pub column: u32,
}

/// A piece of the text and where it stands in the source. It ends where the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its first byte in the text.
    pub(crate) text: u32,
    /// Where it stands in the source; empty for a blank that parts two blocks.
    pub(crate) source: Span,
    /// Whether the source reads the same. What was decoded ("&amp;") is led back as a whole.
    pub(crate) verbatim: bool,
}

/// Where a document stands in a file that holds many, as JSON Lines do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The path of the file as given, with `/`.
    pub file: String,
    /// The line of the file, from 1.
    pub line: u32,
}

/// One article.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path as given, with `/`; for JSON Lines `FILE#ID`.
    pub path: String,
    /// What it was read as.
    pub format: Format,
    /// The publication date (document creation time), if the document says it.
    pub published: Option<NaiveDate>,
    /// The file that it is a part of; `None` where it is a file of its own.
    pub held: Option<Held>,
    /// The stretches of text, in order.
    pub blocks: Vec<Block>,
    /// The comments in the source that speak to factlint, in order.
    pub comments: Vec<Span>,
    source: String,
    /// The prose, where it differs from the source.
    prose: Option<String>,
    /// How the prose maps to the source; empty where they are one.
    pieces: Vec<Piece>,
    lines: Lines,
}

impl Document {
    /// A document of plain text.
    pub fn plain(path: impl Into<String>, source: impl Into<String>) -> Self {
        Self::from_source(path, Format::Text, source)
    }

    /// Reads the blocks and the date of a source of that format. A source of 4 GiB or more has no blocks: no span could
    /// point into it.
    pub fn from_source(path: impl Into<String>, format: Format, source: impl Into<String>) -> Self {
        Self::dated(path.into(), format, source.into(), None)
    }

    /// Likewise; a date that is known goes before what the source says.
    pub fn dated(path: String, format: Format, source: String, known: Option<NaiveDate>) -> Self {
        if u32::try_from(source.len()).is_err() {
            let (prose, pieces, lines) = (None, Vec::new(), Lines::default());
            let (blocks, comments) = (Vec::new(), Vec::new());
            let (published, held) = (known, None);
            return Self { path, format, published, held, blocks, comments, source, prose, pieces, lines };
        }
        let lines = Lines::of(&source);
        let Prose { text, pieces, blocks, comments, published } = match format {
            Format::Text if rst::is_path(&path) => {
                let parts = rst::prose(&source, &lines);
                plain::read_parts(&source, &lines, |number, line| *parts.get(number as usize - 1).unwrap_or(&line))
            }
            Format::Text => plain::read(&source, &lines),
            Format::Markdown => markdown::read(&source),
            Format::Html => html::read(&source),
            Format::Data => Prose::default(),
        };
        let published =
            known.or(published).or_else(|| dateline::of_blocks(text.as_deref().unwrap_or(&source), &blocks));
        Self { path, format, published, held: None, blocks, comments, source, prose: text, pieces, lines }
    }

    /// The prose: what the spans of tokens, mentions and claims point into.
    pub fn text(&self) -> &str {
        self.prose.as_deref().unwrap_or(&self.source)
    }

    /// The bytes of the file: what [`Location`]s point into.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Where a span of the text stands in the source. A decoded entity that the span touches is covered whole.
    pub fn locate(&self, span: Span) -> Location {
        let span = self.source_of(span);
        Location { span, line: self.lines.line_at(span.start), column: self.lines.column_at(&self.source, span.start) }
    }

    /// The bytes of the source that a span of the text stands for: [`Self::locate`] without line and column.
    pub fn source_of(&self, span: Span) -> Span {
        let end = self.source.len() as u32;
        match self.prose {
            None => Span::new(span.start.min(end), span.end.min(end)),
            Some(_) => prose::locate(&self.pieces, span),
        }
    }

    /// What of the text a span of the source stands for: the opposite of [`Self::locate`], but that a decoded entity which the
    /// span touches is covered whole.
    pub fn read_at(&self, source: Span) -> Span {
        let end = self.text().len() as u32;
        match self.prose {
            None => Span::new(source.start.min(end), source.end.min(end)),
            Some(_) => prose::read_at(&self.pieces, source, end),
        }
    }

    /// The column of a byte of the source in characters, from 1.
    pub fn column_at(&self, offset: u32) -> u32 {
        self.lines.column_at(&self.source, offset.min(self.source.len() as u32))
    }

    /// How many lines the source has.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The line of the source that holds a byte of it, from 1.
    pub fn line_at(&self, offset: u32) -> u32 {
        self.lines.line_at(offset)
    }

    /// The bytes of a line of the source, from 1, without its end; `None` where there is no such line.
    pub fn source_line(&self, line: u32) -> Option<Span> {
        self.lines.span(&self.source, line)
    }
}

impl Format {
    /// The format that a file's extension names, in any case. JSON Lines is no format of a document: each line is one.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "rst" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// All documents of a run, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The documents; a [`DocumentId`] is an index.
    pub documents: Vec<Document>,
}

impl Corpus {
    /// The document of that id.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// How many of the documents are articles, and no data.
    pub fn articles(&self) -> usize {
        self.documents.iter().filter(|document| document.format != Format::Data).count()
    }

    /// Adds a document at its place in the order of paths, unless one of that path is there.
    pub fn add(&mut self, document: Document) {
        let at = self.documents.partition_point(|known| known.path.as_bytes() < document.path.as_bytes());
        if self.documents.get(at).is_none_or(|known| known.path != document.path) {
            self.documents.insert(at, document);
        }
    }

    /// Every document with its id.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        (0..).map(DocumentId).zip(&self.documents)
    }
}

#[cfg(test)]
mod tests;
