/*! JSON Lines: a document a line, its text in the field `text`. Offsets count the bytes of that text, decoded. */

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::{Document, dateline};
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

/// Reads the lines of a file. What is wrong with a line is said, and the others are read.
pub(super) fn read(path: &Path, shown: &str, bytes: &[u8]) -> (Vec<Document>, Vec<InputError>) {
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    let mut untold = 0;
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    for (line, text) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        if text.trim_ascii().is_empty() {
            continue;
        }
        match row(text) {
            Ok((row, text)) => documents.push(document(&row, format!("{shown}#{}", row.name(line)), text)),
            Err(_) if errors.len() == MOST_ERRORS => untold += 1,
            Err((reason, help)) => {
                let reason = format!("line {line} {reason}");
                errors.push(InputError { path: path.to_owned(), reason, help: Some(help) });
            }
        }
    }
    if untold > 0 {
        let reason = format!("{untold} more lines are no documents");
        errors.push(InputError { path: path.to_owned(), reason, help: None });
    }
    (documents, errors)
}

/// A line and its text, or what is wrong and what to do.
fn row(line: &[u8]) -> Result<(Row, String), (String, String)> {
    let mut row: Row = serde_json::from_slice(line).map_err(|error| {
        let place = format!("at column {}", error.column());
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
    let mut document = Document::plain(path, text);
    let date = |value: &Option<Value>| dateline::of_value(value.as_ref()?.as_str()?);
    document.published = date(&row.date).or_else(|| date(&row.published)).or(document.published);
    document
}
