/*! The table of claims, for people and SQL: what `extract --format jsonl` prints, in columns, with the keys that block them. */

use super::documents::{day, key};
use super::write::{Column, table};
use super::{TableError, made_by};
use crate::document::{Corpus, Document};
use crate::finding::Extracted;
use crate::lexicon::Lexicon;

const SCHEMA: &str = "message claims {
    required int64 document;
    required binary path (STRING);
    optional int32 published (DATE);
    required int64 line;
    required int64 column;
    required int64 start;
    required int64 end;
    required binary quote (STRING);
    required binary sentence (STRING);
    required binary kind (STRING);
    optional binary low (STRING);
    optional binary high (STRING);
    optional double low_number;
    optional double high_number;
    optional binary unit (STRING);
    optional binary subject (STRING);
    optional binary when (STRING);
    optional binary timex (STRING);
    optional binary head (STRING);
    required group modifiers (LIST) { repeated group list { required binary element (STRING); } }
    required group measures (LIST) { repeated group list { required binary element (STRING); } }
    optional binary verb (STRING);
    required group names (LIST) { repeated group list { required binary element (STRING); } }
    optional binary place (STRING);
    optional binary speaker (STRING);
    required binary mode (STRING);
    required group keys (LIST) { repeated group list { required int64 element; } }
    required binary made_by (STRING); }";

/// Rows of a group.
const GROUP: usize = 50_000;

/// The table of claims of a corpus, each with its blocking keys, as the bytes of a Parquet file.
///
/// # Errors
/// [`TableError::Unwritten`]
pub fn claims(claims: &[(Extracted, Vec<u64>)], corpus: &Corpus, lexicon: &Lexicon) -> Result<Vec<u8>, TableError> {
    let made_by = made_by(lexicon);
    let document = |row: &(Extracted, Vec<u64>)| corpus.document(row.0.cited.document);
    let groups = claims.chunks(GROUP).map(|rows| {
        let cited = || rows.iter().map(|row| &row.0.cited);
        let frames = || rows.iter().map(|row| &row.0.frame);
        let documents = || rows.iter().map(document);
        let some = |values: Vec<Option<&String>>| Column::Text(values.into_iter().map(|text| text.cloned()).collect());
        let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
        let sentence = |row: &(Extracted, Vec<u64>)| Some(row.0.cited.sentence.of(document(row).source()).to_owned());
        vec![
            Column::wholes(documents().map(key_of)),
            Column::texts(documents().map(|it| it.path.as_str())),
            Column::Day(documents().map(|it| it.published.and_then(day)).collect()),
            Column::wholes(cited().map(|it| i64::from(it.location.line))),
            Column::wholes(cited().map(|it| i64::from(it.location.column))),
            Column::wholes(cited().map(|it| i64::from(it.location.span.start))),
            Column::wholes(cited().map(|it| i64::from(it.location.span.end))),
            Column::texts(cited().map(|it| it.text.as_str())),
            Column::Text(rows.iter().map(sentence).collect()),
            Column::texts(cited().map(|it| it.kind)),
            some(cited().map(|it| it.low.as_ref()).collect()),
            some(cited().map(|it| it.high.as_ref()).collect()),
            Column::Number(cited().map(|it| number(&it.low)).collect()),
            Column::Number(cited().map(|it| number(&it.high)).collect()),
            some(cited().map(|it| it.unit.as_ref()).collect()),
            some(cited().map(|it| it.subject.as_ref()).collect()),
            some(cited().map(|it| it.when.as_ref()).collect()),
            some(cited().map(|it| it.timex.as_ref()).collect()),
            some(frames().map(|it| it.head.as_ref()).collect()),
            Column::Texts(frames().map(|it| it.modifiers.clone()).collect()),
            Column::Texts(frames().map(|it| it.measures.clone()).collect()),
            some(frames().map(|it| it.verb.as_ref()).collect()),
            Column::Texts(frames().map(|it| it.names.clone()).collect()),
            some(frames().map(|it| it.place.as_ref()).collect()),
            some(frames().map(|it| it.speaker.as_ref()).collect()),
            Column::texts(frames().map(|it| it.mode.as_str())),
            Column::Wholes(rows.iter().map(|row| row.1.iter().map(|key| key.cast_signed()).collect()).collect()),
            Column::texts(rows.iter().map(|_| made_by.as_str())),
        ]
    });
    table(SCHEMA, &made_by, groups)
}

fn key_of(document: &Document) -> i64 {
    key(&document.path, document.held.as_ref().map(|held| (held.file.clone(), held.line)).as_ref())
}
