/*! The table of events: the key that documents are grouped by, and what each group has to know of all others. */

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::documents::{damaged, is_known, key, order};
use super::read::{Table, open};
use super::write::{Column, table};
use super::{TableError, files, made_by, shown};
use crate::align::{Feature, Place};
use crate::lexicon::Lexicon;
use crate::report::visible::visible;

const SCHEMA: &str = "message events {
    required int64 document;
    required binary path (STRING);
    required int64 event;
    required int64 size;
    required int64 rank;
    required binary made_by (STRING);
    required binary standing; }";

/// What the table is called.
const EVENTS: &str = "events";
/// Rows of a group.
const GROUP: usize = 100_000;

/// A document of a corpus: its path, the key of its row, and its features.
pub type Known = (String, i64, Feature);

/// The features of the documents in the tables of documents of the paths, in the order of a corpus.
///
/// # Errors
/// What is wrong with a file, or that there is none.
pub fn features(paths: &[PathBuf], lexicon: &Lexicon) -> Result<Vec<Known>, TableError> {
    let here = made_by(lexicon);
    let mut found = Vec::new();
    let mut tables = 0;
    for path in files(paths)? {
        open(&path, |table| {
            if !table.has("packed") {
                return if table.has("standing") { Ok(()) } else { is_known(table) };
            }
            tables += 1;
            for group in table.groups("documents") {
                let group = group?;
                group.made_by(&here)?;
                let paths = group.all("path", group.texts("path")?)?;
                let told = group.all("told", group.bytes("told")?)?;
                let held = group.texts("file")?.into_iter().zip(group.wholes("line")?);
                for ((path, told), held) in paths.into_iter().zip(told).zip(held) {
                    let feature = postcard::from_bytes(told.data()).ok().filter(Feature::is_sound);
                    let feature =
                        feature.ok_or_else(|| damaged(table.path(), &path, "what it tells is none".to_owned()))?;
                    let held = match held {
                        (Some(file), Some(line)) => u32::try_from(line).ok().map(|line| (file, line)),
                        _ => None,
                    };
                    found.push((path, held, feature));
                }
            }
            Ok(())
        })?;
    }
    if tables == 0 {
        let path = paths.first().map(|path| shown(path)).unwrap_or_default();
        return Err(TableError::Nothing { path });
    }
    found.sort_by(|a, b| order(&a.0, a.1.as_ref()).cmp(&order(&b.0, b.1.as_ref())));
    let keyed = found.into_iter().map(|(path, held, feature)| {
        let key = key(&path, held.as_ref());
        (path, key, feature)
    });
    let keyed: Vec<Known> = keyed.collect();
    match keyed.windows(2).find(|two| two[0].1 == two[1].1) {
        Some(two) => Err(TableError::Twice { document: visible(&two[0].0).into_owned() }),
        None => Ok(keyed),
    }
}

/// The table of placed documents, by path and key, as the bytes of a Parquet file.
///
/// # Errors
/// [`TableError::Unwritten`]
pub fn events(placed: &[(String, i64, Place)], lexicon: &Lexicon) -> Result<Vec<u8>, TableError> {
    let made_by = made_by(lexicon);
    let groups = placed.chunks(GROUP).map(|rows| {
        let rows = || rows.iter();
        // Postcard fails on sequences of unknown length and on foreign types that refuse: there are none.
        let place = |row: &(String, i64, Place)| Some(postcard::to_allocvec(&row.2).unwrap_or_default());
        vec![
            Column::wholes(rows().map(|row| row.1)),
            Column::texts(rows().map(|row| row.0.as_str())),
            Column::wholes(rows().map(|row| i64::from(row.2.event))),
            Column::wholes(rows().map(|row| i64::from(row.2.size))),
            Column::wholes(rows().map(|row| i64::from(row.2.rank))),
            Column::texts(rows().map(|_| made_by.as_str())),
            Column::Bytes(rows().map(place).collect()),
        ]
    });
    table(SCHEMA, &made_by, groups)
}

/// The place of each document of a table of events, by its key.
pub(super) fn places(table: &Table, here: &str, places: &mut FxHashMap<i64, Vec<u8>>) -> Result<(), TableError> {
    for group in table.groups(EVENTS) {
        let group = group?;
        group.made_by(here)?;
        let keys = group.all("document", group.wholes("document")?)?;
        let found = group.all("standing", group.bytes("standing")?)?;
        places.extend(keys.into_iter().zip(found).map(|(key, place)| (key, place.data().to_vec())));
    }
    Ok(())
}
