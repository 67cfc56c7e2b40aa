/*! Places as editors tell them: URIs of files, lines from 0, columns in the units that client and server agree on. */

use factlint::document::Document;
use factlint::report::file_uri;
use factlint::span::Span;
use lsp_types::{Position, PositionEncodingKind, Range};

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Bytes of UTF-8, where the client knows them.
    Utf8,
}

impl Encoding {
    /// Chooses among what the client offers.
    pub(super) fn among(offered: Option<&[PositionEncodingKind]>) -> Self {
        let utf8 = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
        if utf8 { Self::Utf8 } else { Self::Utf16 }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf8 => PositionEncodingKind::UTF8,
        }
    }

    fn width(self, text: &str) -> u32 {
        match self {
            Self::Utf16 => text.chars().map(|c| c.len_utf16() as u32).sum(),
            Self::Utf8 => text.len() as u32,
        }
    }

    /// Where a byte of a source stands.
    pub(super) fn position(self, document: &Document, offset: u32) -> Position {
        let line = document.line_at(offset);
        let start = document.source_line(line).map_or(0, |span| span.start);
        let before = document.source().get(start as usize..offset.max(start) as usize).unwrap_or_default();
        Position::new(line - 1, self.width(before))
    }

    /// Where a span of a source stands. A document that is a line of its file stands at that line.
    pub(super) fn range(self, document: &Document, span: Span) -> Range {
        match &document.held {
            Some(held) => Range::new(Position::new(held.line - 1, 0), Position::new(held.line - 1, 1)),
            None => Range::new(self.position(document, span.start), self.position(document, span.end)),
        }
    }

    /// The byte at a place; the end of its line where the line is shorter.
    pub(super) fn offset(self, document: &Document, position: Position) -> Option<u32> {
        let line = document.source_line(position.line.checked_add(1)?)?;
        let text = line.of(document.source());
        let mut column = 0;
        for (at, c) in text.char_indices() {
            if column >= position.character {
                return Some(line.start + at as u32);
            }
            column += self.width(c.encode_utf8(&mut [0; 4]));
        }
        Some(line.end)
    }
}

/// The scheme of text that was never saved.
const UNTITLED: &str = "untitled:";

/// The directory that the editor has open, as it writes it; paths below it count from there.
#[derive(Debug, Clone, Default)]
pub(super) struct Folder {
    /// Absolute, with `/` between names and none behind; empty where none is open.
    root: String,
}

impl Folder {
    pub(super) fn new(root: &str) -> Self {
        Self { root: root.trim_end_matches('/').to_owned() }
    }

    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// The path by which documents of a URI go; of text that has no file, the URI itself.
    pub(super) fn path(&self, uri: &str) -> String {
        let Some(path) = path_of(uri) else { return uri.to_owned() };
        match path.strip_prefix(&self.root).and_then(|rest| rest.strip_prefix('/')) {
            Some(inside) if !self.root.is_empty() => inside.to_owned(),
            _ => path,
        }
    }

    /// The URI of a document's file.
    pub(super) fn uri(&self, document: &Document) -> String {
        let file = document.held.as_ref().map_or(document.path.as_str(), |held| held.file.as_str());
        let drive = |path: &str| path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
        if file.starts_with('/') || drive(file) {
            file_uri(file)
        } else if file.starts_with(UNTITLED) {
            file.to_owned()
        } else {
            file_uri(&format!("{}/{file}", self.root))
        }
    }
}

/// The path of a `file:` URI, `/` between names.
pub(super) fn path_of(uri: &str) -> Option<String> {
    let rest = uri.strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8);
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/C:/news` is `C:/news`.
    let drive = matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    Some(if drive { path[1..].to_owned() } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_and_paths() {
        let folder = Folder::new("/home/x/news room/");
        for (uri, path) in [
            ("file:///home/x/news%20room/a.txt", "a.txt"),
            ("file:///home/x/news%20room/in/b%C3%A9%25.md", "in/bé%.md"),
            ("file:///tmp/c.txt", "/tmp/c.txt"),
            ("file:///home/x/news%20rooms/a.txt", "/home/x/news rooms/a.txt"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            assert_eq!(folder.path(uri), path);
            assert_eq!(folder.uri(&Document::plain(path, "")), uri);
        }
        assert_eq!(path_of("file:///c%3A/a%zz.txt").as_deref(), Some("c:/a%zz.txt"));
        assert_eq!(path_of("http://a/b"), None);
    }

    #[test]
    fn columns_are_what_was_agreed_on() {
        let document = Document::plain("a", "x\n🗳 é 37,000\n");
        for (encoding, offset, column) in
            [(Encoding::Utf16, 10, 5), (Encoding::Utf8, 10, 8), (Encoding::Utf16, 2, 0), (Encoding::Utf16, 16, 11)]
        {
            let position = encoding.position(&document, offset);
            assert_eq!((position.line, position.character), (1, column));
            assert_eq!(encoding.offset(&document, position), Some(offset));
        }
        assert_eq!(Encoding::Utf16.offset(&document, Position::new(1, 99)), Some(16));
        assert_eq!(Encoding::Utf16.offset(&document, Position::new(9, 0)), None);
        assert_eq!(Encoding::among(Some(&[PositionEncodingKind::UTF16, PositionEncodingKind::UTF8])), Encoding::Utf8);
        assert_eq!(Encoding::among(None), Encoding::Utf16);
    }
}
