/*! Documents and claims as Parquet: what `factlint extract --format parquet` writes, what `factlint check --claims` takes up again, and
what stands between the two on many machines.

| table | a row is | for |
| --- | --- | --- |
| documents | a document, with what was read of it | `check --claims`, `events` |
| claims | a claim, with its blocking keys | people and SQL |
| events | a document's event and place in the corpus | to group documents by, and to judge the groups |

`document` is the key that joins them. Other programs may write the tables anew: columns are found by their names, in any order, and
`made_by`, which says what read the texts, stands in each row, since nobody keeps the metadata of a file. */

mod claims;
mod documents;
mod events;
mod read;
mod write;

pub use claims::claims;
pub use documents::{Documents, Row, documents, rows};
pub use events::{events, features};

pub use crate::error::TableError;

use std::path::{Path, PathBuf};

use crate::align::PlaceError;
use crate::lexicon::Lexicon;
use crate::report::visible::visible;

/// What wrote a table: the program with its version, and a hash of the words that it read with. What another wrote is refused.
pub fn made_by(lexicon: &Lexicon) -> String {
    format!("factlint {} {:032x}", env!("CARGO_PKG_VERSION"), lexicon.fingerprint())
}

impl From<PlaceError> for TableError {
    fn from(error: PlaceError) -> Self {
        Self::Places(error.to_string())
    }
}

/// A path as errors show it.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// The Parquet files that paths name: files, and those below directories, in order. What begins with `.` or `_` is no data.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, TableError> {
    let mut found = Vec::new();
    for path in paths {
        find(path, true, &mut found)?;
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn find(path: &Path, named: bool, found: &mut Vec<PathBuf>) -> Result<(), TableError> {
    let failed = |error: std::io::Error| TableError::Unreadable { path: shown(path), reason: error.to_string() };
    // A link to a directory is followed where it is named, and nowhere else: links may lead in circles.
    let kind = if named { path.metadata() } else { path.symlink_metadata() }.map_err(failed)?;
    if !kind.is_dir() {
        let is_table = path.extension().is_some_and(|extension| extension == EXTENSION);
        if named || is_table {
            found.push(path.to_owned());
        }
        return Ok(());
    }
    for entry in path.read_dir().map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".")
            && !entry.file_name().as_encoded_bytes().starts_with(b"_")
        {
            find(&entry.path(), false, found)?;
        }
    }
    Ok(())
}

/// The extension of the files.
const EXTENSION: &str = "parquet";
