/*! A cell of a table: the figure that an `[[anchor]]` names in a CSV or JSON file, and where in the file it stands. */

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::span::Span;

/// What a file gives for a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// The figure as the file has it, or a number of things counted.
    pub(super) text: String,
    /// Where it stands, or what was counted.
    pub(super) span: Span,
}

/// What is asked of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked<'a> {
    pub(super) column: Option<&'a str>,
    pub(super) row: Vec<(&'a str, &'a str)>,
}

/// The figure of a table with heads, its cells parted by `delimiter`: a cell, or how many rows there are.
///
/// # Errors
/// Why there is none.
pub(super) fn of_table(text: &str, delimiter: u8, asked: &Asked<'_>) -> Result<Cell, String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| {
        let found = heads.iter().position(|head| head.trim() == name);
        found.ok_or_else(|| format!("there is no column `{name}`: there are {}", list(heads.iter())))
    };
    let wanted = asked.column.map(column).transpose()?;
    let row = asked.row.iter().map(|(head, cell)| Ok((column(head)?, *cell))).collect::<Result<Vec<_>, String>>()?;
    let mut found: Vec<Cell> = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut more = reader.read_record(&mut record).map_err(|error| error.to_string())?;
    while more {
        if row.iter().all(|&(at, cell)| record.get(at).is_some_and(|given| given.trim() == cell)) {
            let start = record.position().map_or(0, |at| at.byte() as usize);
            let end = (reader.position().byte() as usize).min(text.len());
            let (text, span) = place(text.get(start..end).unwrap_or_default(), &record, wanted);
            found.push(Cell { text, span: Span::new((start + span.0) as u32, (start + span.1) as u32) });
        }
        more = reader.read_record(&mut record).map_err(|error| error.to_string())?;
    }
    match (wanted, found.len()) {
        (None, count) => {
            let span = found.first().map_or(Span::default(), |cell| cell.span);
            Ok(Cell { text: count.to_string(), span })
        }
        (Some(_), 0) => Err("no row is so".to_owned()),
        (Some(_), 1) => Ok(found.remove(0)),
        (Some(_), count) => Err(format!("{count} rows are so: `row` tells one of them by its cells")),
    }
}

/// The text of a cell and its bytes in the raw text of its record; the whole record where none is wanted or it is written in escapes.
fn place(raw: &str, record: &csv::StringRecord, wanted: Option<usize>) -> (String, (usize, usize)) {
    let whole = (raw.len() - raw.trim_start().len(), raw.trim_end().len());
    let Some(wanted) = wanted else { return (String::new(), whole) };
    let mut at = 0;
    for (index, cell) in record.iter().enumerate() {
        let Some(start) = raw.get(at..).and_then(|rest| rest.find(cell)) else { break };
        if index == wanted {
            let (start, end) = (at + start, at + start + cell.len());
            let span = if cell.is_empty() { whole } else { (start, end) };
            return (cell.trim().to_owned(), span);
        }
        at += start + cell.len();
    }
    (record.get(wanted).unwrap_or_default().trim().to_owned(), whole)
}

/// The figure at a JSON Pointer: a number or a text, or how many things an array or an object holds.
///
/// # Errors
/// Why there is none.
pub(super) fn of_json(text: &str, pointer: &str) -> Result<Cell, String> {
    let wrong = |error: serde_json::Error| format!("it is no JSON: {error}");
    let mut value: &RawValue = serde_json::from_str(text).map_err(wrong)?;
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return Err("a JSON Pointer begins with `/`".to_owned());
    }
    let mut walked = String::new();
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let none = || format!("there is nothing at `{walked}/{step}`");
        let inner = match value.get().as_bytes().first() {
            Some(b'{') => {
                let map: BTreeMap<String, &RawValue> = serde_json::from_str(value.get()).map_err(wrong)?;
                map.get(&step).copied()
            }
            Some(b'[') => {
                let list: Vec<&RawValue> = serde_json::from_str(value.get()).map_err(wrong)?;
                step.parse::<usize>().ok().and_then(|at| list.get(at).copied())
            }
            _ => None,
        };
        value = inner.ok_or_else(none)?;
        walked = format!("{walked}/{step}");
    }
    let raw = value.get();
    // The value is a part of the text itself.
    let start = (raw.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let span = Span::new(start as u32, (start + raw.len()) as u32);
    let figure = match raw.as_bytes().first() {
        Some(b'{') => serde_json::from_str::<BTreeMap<String, &RawValue>>(raw).map_err(wrong)?.len().to_string(),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(raw).map_err(wrong)?.len().to_string(),
        Some(b'"') => serde_json::from_str::<String>(raw).map_err(wrong)?,
        Some(b'-' | b'0'..=b'9') => raw.to_owned(),
        _ => return Err(format!("`{raw}` is no figure")),
    };
    Ok(Cell { text: figure, span })
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{}`", word.trim())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_tables_are_found_where_they_stand() {
        let text = "name,kind, size\na,x,1\n\"b, \"\"c\"\"\",x,\"1,250\"\n\nd,y,1\n";
        for (column, row, wanted) in [
            (Some("size"), &[("name", "d")][..], Ok(("1", "1"))),
            (Some("size"), &[("name", "b, \"c\"")], Ok(("1,250", "\"b, \"\"c\"\"\",x,\"1,250\""))),
            (Some("size"), &[("kind", "y")], Ok(("1", "1"))),
            (Some("size"), &[("kind", "x")], Err("2 rows are so")),
            (Some("size"), &[("kind", "z")], Err("no row is so")),
            (Some("sise"), &[("kind", "x")], Err("there is no column `sise`: there are `name`, `kind`, `size`")),
            (None, &[("kind", "x")], Ok(("2", "a,x,1"))),
            (None, &[], Ok(("3", "a,x,1"))),
            (None, &[("kind", "z")], Ok(("0", ""))),
        ] {
            let found = of_table(text, b',', &Asked { column, row: row.to_vec() });
            match (found, wanted) {
                (Ok(cell), Ok((figure, place))) => {
                    assert_eq!((cell.text.as_str(), cell.span.of(text)), (figure, place), "{column:?} {row:?}");
                }
                (Err(error), Err(wanted)) => assert!(error.contains(wanted), "{error}"),
                (found, wanted) => panic!("{found:?} for {wanted:?}"),
            }
        }
        let last = of_table("a\tb\n1\t2\n1\t3", b'\t', &Asked { column: Some("b"), row: vec![("b", "3")] }).unwrap();
        assert_eq!(last.span, Span::new(10, 11));
    }

    #[test]
    fn values_of_json_are_found_where_they_stand() {
        let text = "{ \"a\": {\"b/c\": [1, 22 , \"£3.2m\"]}, \"n\" : null, \"o\": {\"x\": 1, \"y\": 2} }";
        for (pointer, wanted) in [
            ("/a/b~1c/1", Ok(("22", "22"))),
            ("/a/b~1c/2", Ok(("£3.2m", "\"£3.2m\""))),
            ("/a/b~1c", Ok(("3", "[1, 22 , \"£3.2m\"]"))),
            ("/o", Ok(("2", "{\"x\": 1, \"y\": 2}"))),
            ("/n", Err("`null` is no figure")),
            ("/a/x/1", Err("there is nothing at `/a/x`")),
            ("/a/b~1c/7", Err("there is nothing at `/a/b/c/7`")),
            ("a", Err("begins with `/`")),
        ] {
            match (of_json(text, pointer), wanted) {
                (Ok(cell), Ok((figure, place))) => {
                    assert_eq!((cell.text.as_str(), cell.span.of(text)), (figure, place), "{pointer}");
                }
                (Err(error), Err(wanted)) => assert!(error.contains(wanted), "{error}"),
                (found, wanted) => panic!("{found:?} for {wanted:?}"),
            }
        }
        assert!(of_json("{", "/a").unwrap_err().contains("no JSON"));
    }
}
