/*! Where a document lies for systems that know a repository and its files: paths from its root, URIs, lines and columns.

A path on the command line counts from the directory that the program runs in. Code hosts count from the root of the repository, and
know nothing of the articles within a file of JSON Lines: these stand at the line of the file that holds them. */

use crate::document::{Corpus, Document};
use crate::finding::Cited;

/// The directory that relative paths count from, and the repository that it lies in; both absolute, with `/` between names. Where
/// they are empty, paths stand as they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Root {
    /// The directory that the program runs in.
    pub directory: String,
    /// The root of the repository.
    pub repository: String,
}

/// The path of a document's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// From the root of the repository, else absolute; `/` between names, no `.` and no `..` among them.
    pub(super) path: String,
    /// Whether the file lies in the repository.
    pub(super) inside: bool,
}

impl Address {
    pub(super) fn of(document: &Document, root: &Root) -> Self {
        let file = document.held.as_ref().map_or(document.path.as_str(), |held| held.file.as_str());
        let path = if is_absolute(file) || root.directory.is_empty() {
            plain(file)
        } else {
            plain(&format!("{}/{file}", root.directory))
        };
        let repository = plain(&root.repository);
        match path.strip_prefix(&repository).and_then(|rest| rest.strip_prefix('/')) {
            Some(inside) if !repository.is_empty() => Self { path: inside.to_owned(), inside: true },
            _ => Self { inside: !is_absolute(&path) && !path.starts_with("../"), path },
        }
    }

    /// The path as a URI reference: relative where the file lies in the repository, else `file:`.
    pub(super) fn uri(&self) -> String {
        match (self.inside, is_absolute(&self.path)) {
            (false, true) => file_uri(&self.path),
            _ => encoded(&self.path),
        }
    }
}

/// The URI of a document's file, where it is known which file that is.
pub(super) fn link(document: &Document, root: &Root) -> Option<String> {
    let file = document.held.as_ref().map_or(document.path.as_str(), |held| held.file.as_str());
    match (is_absolute(file), root.directory.is_empty()) {
        (true, _) => Some(file_uri(&plain(file))),
        (false, false) => Some(file_uri(&plain(&format!("{}/{file}", root.directory)))),
        (false, true) => None,
    }
}

/// The URI of an absolute path with `/` between its names: `file:///news/a%20b.txt`.
pub fn file_uri(path: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", encoded(path))
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

/// The path without `.` and empty names, and without `..` where it has something to lead out of.
fn plain(path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => drop(names.pop()),
            ".." if path.starts_with('/') => {}
            name => names.push(name),
        }
    }
    let slash = if path.starts_with('/') { "/" } else { "" };
    format!("{slash}{}", names.join("/"))
}

/// The path with every byte but RFC 3986's unreserved ones and `/` as `%XX`.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(char::from(byte)),
            // The drive of a path of Windows.
            b':' if uri.len() == 1 => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Where a claim stands in its file, from 1; the end lies behind its last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
    /// Whether only the line is known: the claim stands in an article that is a line of its file.
    pub(super) whole_line: bool,
}

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    Characters,
    /// Bytes of UTF-8.
    Bytes,
}

impl Region {
    pub(super) fn of(cited: &Cited, corpus: &Corpus, columns: Columns) -> Self {
        let document = corpus.document(cited.document);
        if let Some(held) = &document.held {
            return Self { line: held.line, column: 1, end_line: held.line, end_column: 2, whole_line: true };
        }
        let span = cited.location.span;
        let end = span.end.max(span.start);
        let end_line = document.line_at(end).max(cited.location.line);
        let bytes = |offset: u32, line: u32| {
            offset.saturating_sub(document.source_line(line).map_or(0, |line| line.start)).saturating_add(1)
        };
        let (column, end_column) = match columns {
            Columns::Characters => (cited.location.column, document.column_at(end)),
            Columns::Bytes => (bytes(span.start, cited.location.line), bytes(end, end_line)),
        };
        Self { line: cited.location.line, column, end_line, end_column, whole_line: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn paths_count_from_the_root_of_the_repository() {
        for (directory, repository, file, path, inside, uri) in [
            ("", "", "a.txt", "a.txt", true, "a.txt"),
            ("", "", "./news/../a b.txt", "a b.txt", true, "a%20b.txt"),
            ("", "", "../a.txt", "../a.txt", false, "../a.txt"),
            ("/home/x/repo/news", "/home/x/repo", "a.txt", "news/a.txt", true, "news/a.txt"),
            ("/home/x/repo/news", "/home/x/repo", "../wire/a.txt", "wire/a.txt", true, "wire/a.txt"),
            ("/home/x/repo", "/home/x/repo", "/home/x/repo/a,b.txt", "a,b.txt", true, "a%2Cb.txt"),
            ("/home/x/repo", "/home/x/repo", "/tmp/a#b.txt", "/tmp/a#b.txt", false, "file:///tmp/a%23b.txt"),
            ("/home/x/repo", "/home/x/repo", "../../../../a.txt", "/a.txt", false, "file:///a.txt"),
            ("/repo", "/repo", "/repository/a.txt", "/repository/a.txt", false, "file:///repository/a.txt"),
            ("C:/repo", "C:/repo", "a.txt", "a.txt", true, "a.txt"),
            ("C:/repo", "C:/repo", "D:/é.txt", "D:/é.txt", false, "file:///D:/%C3%A9.txt"),
            ("", "", "javascript:alert(1)", "javascript:alert(1)", true, "javascript%3Aalert%281%29"),
        ] {
            let root = Root { directory: directory.to_owned(), repository: repository.to_owned() };
            let address = Address::of(&Document::plain(file, ""), &root);
            assert_eq!((address.path.as_str(), address.inside, address.uri().as_str()), (path, inside, uri), "{file}");
        }
    }

    #[test]
    fn columns_are_characters_or_bytes() {
        let (report, corpus) = sample::wide();
        let claim = &report.findings[0].claims[0];
        let region = |columns| Region::of(claim, &corpus, columns);
        assert_eq!((region(Columns::Characters).column, region(Columns::Characters).end_column), (7, 13));
        assert_eq!((region(Columns::Bytes).column, region(Columns::Bytes).end_column), (16, 22));
    }

    #[test]
    fn an_article_in_a_file_of_many_stands_at_its_line() {
        let (report, mut corpus) = sample::ballot();
        let held = crate::document::Held { file: "news/wire.jsonl".to_owned(), line: 7 };
        let document = &mut corpus.documents[1];
        (document.path, document.held) = ("news/wire.jsonl#x".to_owned(), Some(held));
        assert_eq!(Address::of(document, &Root::default()).path, "news/wire.jsonl");
        let region = Region::of(&report.findings[0].claims[0], &corpus, Columns::Characters);
        assert_eq!((region.line, region.column, region.end_line, region.whole_line), (7, 1, 7, true));
    }
}
