/*! JSON Lines: a document a line, its text in the field `text`. Offsets count the bytes of that text, decoded. */

use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::{Document, Format, Held, dateline, walk};
use crate::error::InputError;

/// How many bad lines of a file are told one by one.
const MOST_ERRORS: usize = 20;

/// A line. Fields of other names are the user's own.
#[derive(Debug, Deserialize)]
struct Row {
    text: Option<Value>,
    id: Option<Value>,
    url: Option<Value>,
    date: Option<Value>,
    published: Option<Value>,
}

impl Row {
    /// What tells the document from others of the file.
    fn name(&self, line: usize) -> String {
        let name = |value: &Option<Value>| match value {
            Some(Value::String(name)) if !name.trim().is_empty() => Some(name.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        name(&self.id).or_else(|| name(&self.url)).unwrap_or_else(|| line.to_string())
    }
}

/// Reads the lines of a file, some at a time. What is wrong with a line is said, and the others are read.
pub(super) fn read(path: &Path, shown: &str, source: &mut dyn Read) -> (Vec<Document>, Vec<InputError>) {
    let mut lines = Lines { path, shown, line: 0, documents: Vec::new(), errors: Vec::new(), untold: 0 };
    let mut block = Vec::new();
    let mut size = BLOCK;
    loop {
        let wanted = size.saturating_sub(block.len()) as u64;
        let got = match source.take(wanted).read_to_end(&mut block) {
            Ok(got) => got,
            Err(error) => {
                lines.errors.push(walk::unreadable(path, &error));
                break;
            }
        };
        if lines.line == 0 && block.starts_with(BYTE_ORDER_MARK) {
            block.drain(..BYTE_ORDER_MARK.len());
        }
        let ended = (got as u64) < wanted;
        match memchr::memrchr(b'\n', &block) {
            _ if ended => {
                lines.read(&block);
                break;
            }
            Some(end) => {
                lines.read(&block[..end]);
                block.drain(..=end);
                size = BLOCK;
            }
            None if size >= LONGEST => {
                let reason = format!("line {} is longer than 1 GiB", lines.line + 1);
                let help = Some("write one JSON object a line".to_owned());
                lines.errors.push(InputError { path: path.to_owned(), reason, help });
                break;
            }
            None => size *= 2,
        }
    }
    if lines.untold > 0 {
        let reason = format!("{} more lines are no documents", lines.untold);
        lines.errors.push(InputError { path: path.to_owned(), reason, help: None });
    }
    (lines.documents, lines.errors)
}

/// How many bytes are read at a time.
const BLOCK: usize = 8 << 20;
/// The longest line, in bytes.
const LONGEST: usize = 1 << 30;
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What was read of a file so far.
struct Lines<'a> {
    path: &'a Path,
    shown: &'a str,
    /// The last line that was read, from 1.
    line: usize,
    documents: Vec<Document>,
    errors: Vec<InputError>,
    /// Bad lines that were not told one by one.
    untold: usize,
}

impl Lines<'_> {
    /// Reads whole lines.
    fn read(&mut self, block: &[u8]) {
        let lines: Vec<(usize, &[u8])> = (self.line + 1..).zip(block.split(|&byte| byte == b'\n')).collect();
        self.line += lines.len();
        let document = |(line, text): &(usize, &[u8])| {
            let read = row(text).map(|(row, text)| {
                let mut document = document(&row, format!("{}#{}", self.shown, row.name(*line)), text);
                let line = u32::try_from(*line).unwrap_or(u32::MAX);
                document.held = Some(Held { file: self.shown.to_owned(), line });
                document
            });
            (!text.trim_ascii().is_empty()).then_some((*line, read))
        };
        let read: Vec<_> = lines.par_iter().filter_map(document).collect();
        for (line, read) in read {
            match read {
                Ok(document) => self.documents.push(document),
                Err(_) if self.errors.len() == MOST_ERRORS => self.untold += 1,
                Err((reason, help)) => {
                    let reason = format!("line {line} {reason}");
                    self.errors.push(InputError { path: self.path.to_owned(), reason, help: Some(help) });
                }
            }
        }
    }
}

/// A line and its text, or what is wrong and what to do.
fn row(line: &[u8]) -> Result<(Row, String), (String, String)> {
    let mut row: Row = serde_json::from_slice(line).map_err(|error| {
        let place = format!("at byte {}", error.column());
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or(&reason);
        (format!("is no JSON object with a `text`: {reason} {place}"), "write one JSON object a line".to_owned())
    })?;
    match row.text.take() {
        Some(Value::String(text)) => Ok((row, text)),
        Some(_) => Err(("has a `text` that is no string".to_owned(), "put the article's text in `text`".to_owned())),
        None => Err(("has no `text`".to_owned(), "put the article's text in a field `text`".to_owned())),
    }
}

fn document(row: &Row, path: String, text: String) -> Document {
    let date = |value: &Option<Value>| dateline::of_value(value.as_ref()?.as_str()?);
    let published = date(&row.date).or_else(|| date(&row.published));
    Document::dated(path, Format::Text, text, published)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(lines: &str) -> (Vec<Document>, Vec<String>) {
        let (documents, errors) = read(Path::new("in/a.jsonl"), "in/a.jsonl", &mut lines.as_bytes());
        (documents, errors.into_iter().map(|error| error.reason).collect())
    }

    #[test]
    fn lines_are_documents() {
        // line, path, text, date
        for (line, path, text, date) in [
            (r#"{"text": "One ship."}"#, "in/a.jsonl#1", "One ship.", "-"),
            (r#"{"id": "x", "url": "y", "text": "One", "more": [1, {}]}"#, "in/a.jsonl#x", "One", "-"),
            (r#"{"id": 7, "text": "One"}"#, "in/a.jsonl#7", "One", "-"),
            (r#"{"id": null, "url": "http://a.example/", "text": "One"}"#, "in/a.jsonl#http://a.example/", "One", "-"),
            (r#"{"id": "", "text": "One"}"#, "in/a.jsonl#1", "One", "-"),
            (r#"{"text": "é\n“One”", "title": "T"}"#, "in/a.jsonl#1", "é\n“One”", "-"),
            (r#"{"text": "", "date": "2019-05-07"}"#, "in/a.jsonl#1", "", "2019-05-07"),
            (r#"{"text": "a", "date": null, "published": "2019-05-07T10:00:00Z"}"#, "in/a.jsonl#1", "a", "2019-05-07"),
            (r#"{"text": "a", "date": "Tue, 07 May 2019 10:00:00 +0200"}"#, "in/a.jsonl#1", "a", "2019-05-07"),
            (
                r#"{"text": " date 2019-05-08 a", "date": "2019-05-07"}"#,
                "in/a.jsonl#1",
                " date 2019-05-08 a",
                "2019-05-07",
            ),
            (
                r#"{"text": "8 May 2019\n\nOne ship.", "date": 5}"#,
                "in/a.jsonl#1",
                "8 May 2019\n\nOne ship.",
                "2019-05-08",
            ),
        ] {
            let (documents, errors) = read_lines(line);
            assert_eq!((documents.len(), errors.len()), (1, 0), "{line}");
            let document = &documents[0];
            let published = document.published.map_or("-".to_owned(), |date| date.to_string());
            assert_eq!((document.path.as_str(), document.source(), published.as_str()), (path, text, date), "{line}");
        }
    }

    #[test]
    fn bad_lines_do_not_spoil_the_others() {
        let (documents, errors) = read_lines(
            "\u{feff}{\"text\": \"One\"}\r\n\n{\"text\": 5}\n{\"title\": \"T\"}\nnot JSON\n[]\n{\"text\": \"a\n{\"text\": \"Two\"}",
        );
        let paths: Vec<_> = documents.iter().map(|document| document.path.as_str()).collect();
        assert_eq!(paths, ["in/a.jsonl#1", "in/a.jsonl#8"]);
        let lines: Vec<_> =
            errors.iter().map(|reason| reason.split(' ').take(4).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            lines,
            ["line 3 has a", "line 4 has no", "line 5 is no", "line 6 is no", "line 7 is no"],
            "{errors:?}"
        );
    }

    #[test]
    fn many_bad_lines_are_summed_up() {
        let (_, errors) = read_lines(&"x\n".repeat(100));
        assert_eq!(errors.len(), MOST_ERRORS + 1);
        assert_eq!(errors[MOST_ERRORS], "80 more lines are no documents");
    }
}
