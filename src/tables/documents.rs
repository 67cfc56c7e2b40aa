/*! The table of documents: what `check` needs of each, in place of its file. */

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::read::{Table, open};
use super::write::{Column, table};
use super::{TableError, events, files, made_by, shown};
use crate::align::{Feature, Place};
use crate::claim::DocumentRead;
use crate::document::{Corpus, Document, DocumentId, Format, Held};
use crate::lexicon::Lexicon;
use crate::packed::{decode, encode};
use crate::report::visible::visible;

/// The columns, but for `place`, which only joined tables have.
const SCHEMA: &str = "
    required int64 document;
    required binary path (STRING);
    optional binary file (STRING);
    optional int64 line;
    optional int32 published (DATE);
    required binary format (STRING);
    required binary text (STRING);
    required int64 claims;
    required binary made_by (STRING);
    required binary told;
    required binary packed;";

/// What the table is called.
const DOCUMENTS: &str = "documents";

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The path of the document.
    pub path: String,
    /// The file of JSON Lines that it stands in, and the line.
    pub held: Option<(String, u32)>,
    /// When it was published.
    pub published: Option<NaiveDate>,
    /// What it is read as.
    pub format: Format,
    /// Its source.
    pub text: String,
    /// How many claims it has.
    pub claims: u32,
    /// What says which others tell the same: a [`Feature`].
    pub told: Vec<u8>,
    /// What was read of it: [`crate::packed`].
    pub packed: Vec<u8>,
    /// Its [`Place`] in the corpus, in tables that were joined with one of events.
    pub place: Option<Vec<u8>>,
    /// The file that it comes from.
    source: PathBuf,
}

const FORMATS: [(&str, Format); 3] = [("text", Format::Text), ("markdown", Format::Markdown), ("html", Format::Html)];

impl Row {
    /// The row of a document that was read; `None` of what is no article.
    pub fn of(document: &Document, read: &DocumentRead) -> Option<Self> {
        FORMATS.iter().any(|(_, format)| *format == document.format).then(|| Self {
            path: document.path.clone(),
            held: document.held.as_ref().map(|held| (held.file.clone(), held.line)),
            published: document.published,
            format: document.format,
            text: document.source().to_owned(),
            claims: read.claims.len() as u32,
            // Postcard fails on sequences of unknown length and on foreign types that refuse: there are none.
            told: postcard::to_allocvec(&Feature::of(read)).unwrap_or_default(),
            packed: encode(read),
            place: None,
            source: PathBuf::new(),
        })
    }

    /// The key of the document: a hash of where it stands.
    pub fn document(&self) -> i64 {
        key(&self.path, self.held.as_ref())
    }
}

/// The key of the document at a path, or on a line of a file.
pub(super) fn key(path: &str, held: Option<&(String, u32)>) -> i64 {
    let place = match held {
        Some((file, line)) => format!("{path}\n{file}\n{line}"),
        None => path.to_owned(),
    };
    xxh3_64(place.as_bytes()).cast_signed()
}

/// What one process orders documents by: files by their paths, those of one file by line.
pub(super) fn order<'a>(path: &'a str, held: Option<&'a (String, u32)>) -> (&'a [u8], u32) {
    held.map_or((path.as_bytes(), 0), |(file, line)| (file.as_bytes(), *line))
}

fn epoch() -> NaiveDate {
    DateTime::UNIX_EPOCH.date_naive()
}

/// Days since 1970-01-01.
pub(super) fn day(date: NaiveDate) -> Option<i32> {
    i32::try_from((date - epoch()).num_days()).ok()
}

/// The bytes of text after which a new group of rows begins.
const GROUP: usize = 16 << 20;

/// The table of rows, as the bytes of a Parquet file.
///
/// # Errors
/// [`TableError::Unwritten`]
pub fn documents(rows: &[Row], lexicon: &Lexicon) -> Result<Vec<u8>, TableError> {
    let made_by = made_by(lexicon);
    let placed = rows.iter().any(|row| row.place.is_some());
    let place = if placed { "optional binary standing;" } else { "" };
    let schema = format!("message {DOCUMENTS} {{ {SCHEMA} {place} }}");
    let groups = groups(rows).map(|rows| {
        let rows = || rows.iter();
        let bytes = |of: fn(&Row) -> Option<Vec<u8>>| Column::Bytes(rows().map(of).collect());
        let mut columns = vec![
            Column::wholes(rows().map(Row::document)),
            Column::texts(rows().map(|row| row.path.as_str())),
            Column::Text(rows().map(|row| Some(row.held.as_ref()?.0.clone())).collect()),
            Column::Whole(rows().map(|row| Some(i64::from(row.held.as_ref()?.1))).collect()),
            Column::Day(rows().map(|row| row.published.and_then(day)).collect()),
            Column::texts(rows().map(|row| name(row.format))),
            Column::texts(rows().map(|row| row.text.as_str())),
            Column::wholes(rows().map(|row| i64::from(row.claims))),
            Column::texts(rows().map(|_| made_by.as_str())),
            bytes(|row| Some(row.told.clone())),
            bytes(|row| Some(row.packed.clone())),
        ];
        if placed {
            columns.push(bytes(|row| row.place.clone()));
        }
        columns
    });
    table(&schema, &made_by, groups)
}

fn name(format: Format) -> &'static str {
    FORMATS.iter().find(|(_, it)| *it == format).map_or("", |(name, _)| name)
}

/// The rows in groups of about one size.
fn groups(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut size = 0;
        let full = rest.iter().position(|row| {
            size += row.text.len() + row.packed.len();
            size > GROUP
        });
        let (group, behind) = rest.split_at(full.map_or(rest.len(), |at| at + 1));
        rest = behind;
        (!group.is_empty()).then_some(group)
    })
}

/// Reads the rows of all tables of documents in the paths, in the order of a corpus; places of tables of events among them are joined.
///
/// # Errors
/// What is wrong with a file, or that there is none.
pub fn rows(paths: &[PathBuf], lexicon: &Lexicon) -> Result<Vec<Row>, TableError> {
    let here = made_by(lexicon);
    let mut rows = Vec::new();
    // A part may have no rows: Spark writes such.
    let mut tables = 0;
    let mut places = rustc_hash::FxHashMap::default();
    for path in files(paths)? {
        open(&path, |table| {
            if table.has("packed") {
                tables += 1;
                read(table, &here, &mut rows)
            } else if table.has("standing") {
                events::places(table, &here, &mut places)
            } else {
                is_known(table)
            }
        })?;
    }
    if tables == 0 {
        let path = paths.first().map(|path| shown(path)).unwrap_or_default();
        return Err(TableError::Nothing { path });
    }
    if !places.is_empty() {
        rows.iter_mut().for_each(|row| row.place = places.remove(&row.document()).or(row.place.take()));
    }
    rows.sort_by(|a, b| order(&a.path, a.held.as_ref()).cmp(&order(&b.path, b.held.as_ref())));
    match rows.windows(2).find(|two| two[0].document() == two[1].document()) {
        Some(two) => Err(TableError::Twice { document: visible(&two[0].path).into_owned() }),
        None => Ok(rows),
    }
}

/// Passes the tables over that are no part of a check: the claims, which lie beside the documents.
pub(super) fn is_known(table: &Table) -> Result<(), TableError> {
    if table.has("document") && table.has("kind") {
        return Ok(());
    }
    let reason = "it has no column `packed`".to_owned();
    Err(TableError::OtherTable { path: shown(table.path()), table: DOCUMENTS, reason })
}

fn read(table: &Table, here: &str, rows: &mut Vec<Row>) -> Result<(), TableError> {
    for group in table.groups(DOCUMENTS) {
        let group = group?;
        group.made_by(here)?;
        let texts = |column: &str| group.all(column, group.texts(column)?);
        let bytes = |column: &str| group.all(column, group.bytes(column)?);
        let places = if table.has("standing") { group.bytes("standing")? } else { Vec::new() };
        let published = group.wholes("published")?;
        let (files, lines) = (group.texts("file")?, group.wholes("line")?);
        let claims = group.all("claims", group.wholes("claims")?)?;
        let paths = texts("path")?;
        let (formats, sources) = (texts("format")?, texts("text")?);
        let (told, packed) = (bytes("told")?, bytes("packed")?);
        let damaged = |at: usize, reason: &str| TableError::Damaged {
            path: shown(table.path()),
            document: visible(&paths[at]).into_owned(),
            reason: reason.to_owned(),
        };
        for (at, text) in sources.into_iter().enumerate() {
            let held = match (&files[at], lines[at]) {
                (Some(file), Some(line)) => {
                    let line = u32::try_from(line).map_err(|_| damaged(at, "its line is none"))?;
                    Some((file.clone(), line))
                }
                _ => None,
            };
            let published = match published[at] {
                Some(days) => {
                    let date = chrono::TimeDelta::try_days(days).and_then(|days| epoch().checked_add_signed(days));
                    Some(date.ok_or_else(|| damaged(at, "its date is none"))?)
                }
                None => None,
            };
            let format = FORMATS.iter().find(|(name, _)| *name == formats[at]);
            rows.push(Row {
                path: paths[at].clone(),
                held,
                published,
                format: format.ok_or_else(|| damaged(at, "its format is none"))?.1,
                text,
                claims: u32::try_from(claims[at]).map_err(|_| damaged(at, "the number of claims is none"))?,
                told: told[at].data().to_vec(),
                packed: packed[at].data().to_vec(),
                place: places.get(at).and_then(Option::as_ref).map(|place| place.data().to_vec()),
                source: table.path().to_owned(),
            });
        }
    }
    Ok(())
}

/// Documents as they were read, in the order of a corpus.
#[derive(Debug, Default)]
pub struct Documents {
    /// The documents.
    pub corpus: Corpus,
    /// What was read of each.
    pub read: Vec<DocumentRead>,
    /// Where each stands in its corpus, where that is known of any.
    pub places: Vec<Option<Place>>,
}

impl Documents {
    /// Takes up what was read of rows. `complete` may add documents of data to the corpus.
    ///
    /// # Errors
    /// What was read of a document is not what this program with this lexicon writes.
    pub fn of(rows: Vec<Row>, lexicon: &Lexicon, complete: impl FnOnce(&mut Corpus)) -> Result<Self, TableError> {
        let documents = rows.par_iter().map(|row| {
            let mut document = Document::dated(row.path.clone(), row.format, row.text.clone(), row.published);
            document.held = row.held.as_ref().map(|(file, line)| Held { file: file.clone(), line: *line });
            document
        });
        let mut corpus = Corpus { documents: documents.collect() };
        complete(&mut corpus);
        let mut rows = rows.into_iter();
        let of: Vec<Option<Row>> =
            corpus.documents.iter().map(|it| if it.format == Format::Data { None } else { rows.next() }).collect();
        let read = |(at, row): (usize, &Option<Row>)| {
            let id = DocumentId(at as u32);
            let document = corpus.document(id);
            let Some(row) = row else { return Ok((crate::read_document(id, document, lexicon), None)) };
            let damaged = |reason: String| damaged(&row.source, &row.path, reason);
            let read = decode(&row.packed, id, document.text(), lexicon).map_err(|error| damaged(error.to_string()))?;
            let place = row.place.as_ref().map(|bytes| postcard::from_bytes(bytes));
            let place = place.transpose().map_err(|_| damaged("the place is none".to_owned()))?;
            Ok((read, place))
        };
        let read: Result<Vec<_>, TableError> = of.par_iter().enumerate().map(read).collect();
        let (read, places) = read?.into_iter().unzip();
        Ok(Self { corpus, read, places })
    }
}

pub(super) fn damaged(source: &Path, document: &str, reason: String) -> TableError {
    TableError::Damaged { path: shown(source), document: visible(document).into_owned(), reason }
}
