/*! Documents: their text, where its bytes stand in the file, their dates, and the corpus of all of them.

A document has a `source`, the bytes of the file as UTF-8, and a `text`, the prose that people read in it. In plain text they are
one; in Markdown and HTML the text leaves markup out, and [`Document::locate`] leads every span of the text back to the source. */

use chrono::NaiveDate;

use crate::span::Span;

/// The index of a document in its corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A piece of the text and where it stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its first byte in the text.
    pub(crate) text: u32,
    /// Where it stands in the source. As long as in the text, unless it was decoded ("&amp;"): then it is led back as a whole.
    pub(crate) source: Span,
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
    /// The stretches of text, in order.
    pub blocks: Vec<Block>,
    source: String,
    /// The prose, where it differs from the source.
    prose: Option<String>,
    /// How the prose maps to the source; empty where they are one.
    pieces: Vec<Piece>,
    /// The first byte of each line of the source.
    lines: Vec<u32>,
}

impl Document {
    /// A document of plain text (stand-in until the readers are merged).
    pub fn plain(path: impl Into<String>, source: impl Into<String>) -> Self {
        let source = source.into();
        let starts = source.match_indices('\n').map(|(i, _)| i as u32 + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let (format, published, blocks) = (Format::Text, None, Vec::new());
        Self { path: path.into(), format, published, blocks, source, prose: None, pieces: Vec::new(), lines }
    }

    /// Where a span of the text stands in the source (stand-in until the readers are merged).
    pub fn locate(&self, span: Span) -> Location {
        let line = self.lines.partition_point(|start| *start <= span.start);
        let column = self.source[self.lines[line - 1] as usize..span.start as usize].chars().count() + 1;
        Location { span, line: line as u32, column: column as u32 }
    }

    /// The prose: what the spans of tokens, mentions and claims point into.
    pub fn text(&self) -> &str {
        self.prose.as_deref().unwrap_or(&self.source)
    }

    /// The bytes of the file: what [`Location`]s point into.
    pub fn source(&self) -> &str {
        &self.source
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
}
