/*! Columns to Parquet: Snappy, which every reader knows, and no nesting but lists. */

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::TableError;

/// The values of one column of a group of rows.
pub(super) enum Column {
    Text(Vec<Option<String>>),
    Bytes(Vec<Option<Vec<u8>>>),
    Whole(Vec<Option<i64>>),
    /// Days since 1970-01-01.
    Day(Vec<Option<i32>>),
    Number(Vec<Option<f64>>),
    Texts(Vec<Vec<String>>),
    Wholes(Vec<Vec<i64>>),
}

impl Column {
    pub(super) fn texts<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        Self::Text(values.map(|text| Some(text.to_owned())).collect())
    }

    pub(super) fn wholes(values: impl Iterator<Item = i64>) -> Self {
        Self::Whole(values.map(Some).collect())
    }
}

/// The columns that are read as wholes: to find them by their values, or to say each value once, is of no use.
const OPAQUE: [&str; 4] = ["text", "packed", "told", "standing"];

/// A table as the bytes of a Parquet file: the schema as Parquet writes it, what made it, and its columns by groups of rows.
pub(super) fn table(
    schema: &str,
    made_by: &str,
    groups: impl Iterator<Item = Vec<Column>>,
) -> Result<Vec<u8>, TableError> {
    written(schema, made_by, groups).map_err(|error| TableError::Unwritten(error.to_string()))
}

fn written(schema: &str, made_by: &str, groups: impl Iterator<Item = Vec<Column>>) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(parse_message_type(schema)?);
    let made_by = KeyValue::new("made_by".to_owned(), made_by.to_owned());
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("factlint version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![made_by]))
        .set_compression(Compression::SNAPPY);
    for column in OPAQUE {
        properties = properties
            .set_column_dictionary_enabled(ColumnPath::from(column), false)
            .set_column_statistics_enabled(ColumnPath::from(column), EnabledStatistics::None);
    }
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties.build()))?;
    for columns in groups {
        let mut group = writer.next_row_group()?;
        let mut columns = columns.into_iter();
        while let Some(mut column) = group.next_column()? {
            let values = columns.next().ok_or_else(|| ParquetError::General("too few columns".to_owned()))?;
            write(column.untyped(), values)?;
            column.close()?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(bytes)
}

fn write(writer: &mut ColumnWriter<'_>, column: Column) -> Result<(), ParquetError> {
    let bytes = |text: String| ByteArray::from(text.into_bytes());
    match (writer, column) {
        (ColumnWriter::ByteArrayColumnWriter(to), Column::Text(values)) => {
            let levels = levels(&values);
            let values: Vec<ByteArray> = values.into_iter().flatten().map(bytes).collect();
            to.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(to), Column::Bytes(values)) => {
            let levels = levels(&values);
            let values: Vec<ByteArray> = values.into_iter().flatten().map(ByteArray::from).collect();
            to.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::Int64ColumnWriter(to), Column::Whole(values)) => {
            let levels = levels(&values);
            let values: Vec<i64> = values.into_iter().flatten().collect();
            to.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::Int32ColumnWriter(to), Column::Day(values)) => {
            let levels = levels(&values);
            let values: Vec<i32> = values.into_iter().flatten().collect();
            to.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::DoubleColumnWriter(to), Column::Number(values)) => {
            let levels = levels(&values);
            let values: Vec<f64> = values.into_iter().flatten().collect();
            to.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(to), Column::Texts(lists)) => {
            let (defined, repeated) = list_levels(&lists);
            let values: Vec<ByteArray> = lists.into_iter().flatten().map(bytes).collect();
            to.write_batch(&values, Some(&defined), Some(&repeated))?;
        }
        (ColumnWriter::Int64ColumnWriter(to), Column::Wholes(lists)) => {
            let (defined, repeated) = list_levels(&lists);
            let values: Vec<i64> = lists.into_iter().flatten().collect();
            to.write_batch(&values, Some(&defined), Some(&repeated))?;
        }
        _ => return Err(ParquetError::General("a column is of another type".to_owned())),
    }
    Ok(())
}

/// By row: 1 where there is a value. Columns that always have one leave the levels out.
fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}

/// The levels of lists that are never null, of elements that are never null.
fn list_levels<T>(lists: &[Vec<T>]) -> (Vec<i16>, Vec<i16>) {
    let (mut defined, mut repeated) = (Vec::new(), Vec::new());
    for list in lists {
        defined.extend(std::iter::repeat_n(i16::from(!list.is_empty()), list.len().max(1)));
        repeated.extend((0..list.len().max(1)).map(|at| i16::from(at > 0)));
    }
    (defined, repeated)
}
