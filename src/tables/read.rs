/*! Parquet to columns. A file may come from anywhere: another program wrote the table anew, with its columns in another order and none
of them required; or it is broken, or made to break its reader. */

use std::collections::BTreeMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;

use super::{TableError, shown};
use crate::report::visible::visible;

/// An open table.
pub(super) struct Table {
    path: PathBuf,
    file: SerializedFileReader<File>,
    /// By name: the index of a column that is no part of another.
    columns: BTreeMap<String, usize>,
}

/// A group of rows of a table.
pub(super) struct Group<'t> {
    table: &'t Table,
    kind: &'static str,
    rows: usize,
    group: Box<dyn RowGroupReader + 't>,
}

/// The most that rows may take on disk for each byte of a file: packed files grow, but none a million times.
const MOST_ROWS_A_BYTE: u64 = 1_000;

/// Opens a table and does `work` on it; whatever goes wrong within is told as an error of the file.
pub(super) fn open<T>(path: &Path, work: impl FnOnce(&Table) -> Result<T, TableError>) -> Result<T, TableError> {
    let opened = File::open(path).and_then(|file| {
        let regular = file.metadata()?.is_file();
        if regular { Ok(file) } else { Err(std::io::Error::other("not a regular file")) }
    });
    let file = opened.map_err(|error| TableError::Unreadable { path: shown(path), reason: error.to_string() })?;
    // The crate promises errors, not panics; should it stumble over what nobody thought of, that is the file's fault, too.
    catch_unwind(AssertUnwindSafe(|| work(&Table::new(path, file)?)))
        .unwrap_or_else(|_| Err(TableError::NotParquet { path: shown(path), reason: "it is damaged".to_owned() }))
}

impl Table {
    fn new(path: &Path, file: File) -> Result<Self, TableError> {
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        let failed = |reason: &dyn std::fmt::Display| bad(path, reason);
        let file = SerializedFileReader::new(file).map_err(|error| failed(&error))?;
        let metadata = file.metadata();
        let schema = metadata.file_metadata().schema_descr();
        let named = schema.columns().iter().enumerate();
        let columns = named.filter_map(|(at, column)| match column.path().parts() {
            [name] => Some((name.clone(), at)),
            _ => None,
        });
        let columns = columns.collect();
        let mut packed = 0i64;
        for group in metadata.row_groups() {
            let rows = u64::try_from(group.num_rows()).ok();
            if rows.is_none_or(|rows| rows > size.saturating_mul(MOST_ROWS_A_BYTE)) {
                return Err(failed(&"it says that it has more rows than it can hold"));
            }
            packed = packed.saturating_add(
                group.columns().iter().map(|c| c.compressed_size().max(0)).fold(0, i64::saturating_add),
            );
        }
        if u64::try_from(packed).is_ok_and(|packed| packed > size) {
            return Err(failed(&"it ends too early"));
        }
        Ok(Self { path: path.to_owned(), file, columns })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it has a column of that name.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// Its groups of rows, as those of a table of that name.
    pub(super) fn groups(&self, kind: &'static str) -> impl Iterator<Item = Result<Group<'_>, TableError>> {
        let metadata = self.file.metadata();
        (0..metadata.num_row_groups()).map(move |at| {
            let group = self.file.get_row_group(at).map_err(|error| bad(&self.path, &error))?;
            let rows = usize::try_from(metadata.row_group(at).num_rows()).unwrap_or_default();
            Ok(Group { table: self, kind, rows, group })
        })
    }
}

fn bad(path: &Path, reason: &dyn std::fmt::Display) -> TableError {
    TableError::NotParquet { path: shown(path), reason: visible(&reason.to_string()).into_owned() }
}

impl Group<'_> {
    fn other(&self, reason: String) -> TableError {
        TableError::OtherTable { path: shown(&self.table.path), table: self.kind, reason }
    }

    fn reader(&self, column: &str) -> Result<ColumnReader, TableError> {
        let missing = || self.other(format!("it has no column `{column}`"));
        let at = *self.table.columns.get(column).ok_or_else(missing)?;
        self.group.get_column_reader(at).map_err(|error| bad(&self.table.path, &error))
    }

    /// The values of a column, one a row.
    fn values<T: DataType>(&self, reader: &mut ColumnReaderImpl<T>) -> Result<Vec<Option<T::T>>, TableError> {
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        let (rows, ..) = reader
            .read_records(self.rows, Some(&mut levels), None, &mut values)
            .map_err(|error: ParquetError| bad(&self.table.path, &error))?;
        if rows != self.rows {
            return Err(bad(&self.table.path, &"a column ends too early"));
        }
        if levels.is_empty() && values.len() == rows {
            return Ok(values.into_iter().map(Some).collect());
        }
        let mut values = values.into_iter();
        Ok(levels.iter().map(|level| if *level > 0 { values.next() } else { None }).collect())
    }

    pub(super) fn bytes(&self, column: &str) -> Result<Vec<Option<ByteArray>>, TableError> {
        match self.reader(column)? {
            ColumnReader::ByteArrayColumnReader(mut reader) => self.values(&mut reader),
            _ => Err(self.other(format!("`{column}` holds no bytes"))),
        }
    }

    pub(super) fn texts(&self, column: &str) -> Result<Vec<Option<String>>, TableError> {
        let text = |bytes: ByteArray| String::from_utf8(bytes.data().to_vec());
        let texts = self.bytes(column)?.into_iter().map(|bytes| bytes.map(text).transpose());
        texts.collect::<Result<_, _>>().map_err(|_| self.other(format!("`{column}` holds no text")))
    }

    pub(super) fn wholes(&self, column: &str) -> Result<Vec<Option<i64>>, TableError> {
        match self.reader(column)? {
            ColumnReader::Int64ColumnReader(mut reader) => self.values(&mut reader),
            ColumnReader::Int32ColumnReader(mut reader) => {
                Ok(self.values(&mut reader)?.into_iter().map(|value| value.map(i64::from)).collect())
            }
            _ => Err(self.other(format!("`{column}` holds no whole numbers"))),
        }
    }

    /// What each row has to have.
    pub(super) fn all<T>(&self, column: &str, values: Vec<Option<T>>) -> Result<Vec<T>, TableError> {
        let all: Option<Vec<T>> = values.into_iter().collect();
        all.ok_or_else(|| self.other(format!("a row has no `{column}`")))
    }

    /// Refuses what something else made.
    pub(super) fn made_by(&self, here: &str) -> Result<(), TableError> {
        let by = self.all("made_by", self.texts("made_by")?)?;
        match by.into_iter().find(|by| by != here) {
            None => Ok(()),
            Some(by) => {
                let by = visible(&by.chars().take(100).collect::<String>()).into_owned();
                Err(TableError::OtherMaker { path: shown(&self.table.path), by, here: here.to_owned() })
            }
        }
    }
}
