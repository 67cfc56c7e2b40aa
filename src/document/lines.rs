/*! Lines and columns of a source. A line ends with a line feed, a carriage return, or both. */

use crate::span::Span;

/// Bytes between two marks of the count of characters: a column in a line of any length costs at most this many steps.
const STRIDE: usize = 256;

/// The byte order mark that may open a file, which no editor shows.
pub(super) const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Where the lines of a source begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// The first byte of each line.
    starts: Vec<u32>,
    /// How many characters stand before each multiple of [`STRIDE`] bytes; empty where all are ASCII.
    characters: Vec<u32>,
}

impl Lines {
    /// Reads the lines of a source.
    pub(super) fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        // What stands before the first column is not part of the line.
        let mut starts = vec![if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() as u32 } else { 0 }];
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        starts
            .extend(ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at as u32 + 1));
        let mut characters = Vec::new();
        if !source.is_ascii() {
            let mut before = 0;
            for part in bytes.chunks(STRIDE) {
                characters.push(before);
                before += characters_of(part);
            }
            characters.push(before);
        }
        Self { starts, characters }
    }

    /// How many lines there are; a file that ends with a line end has an empty last one.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The line that holds the byte, from 1.
    pub(super) fn line_at(&self, offset: u32) -> u32 {
        (self.starts.partition_point(|&start| start <= offset) as u32).max(1)
    }

    /// The column of the byte in characters, from 1.
    pub(super) fn column_at(&self, source: &str, offset: u32) -> u32 {
        let start = self.starts.get(self.line_at(offset) as usize - 1).copied().unwrap_or(0).min(offset);
        if self.characters.is_empty() {
            return offset - start + 1;
        }
        let before = |at: u32| {
            let mark = at as usize / STRIDE;
            self.characters.get(mark).copied().unwrap_or(0)
                + characters_of(&source.as_bytes()[mark * STRIDE..at as usize])
        };
        before(offset) - before(start) + 1
    }

    /// The bytes of a line, from 1, without its end; `None` where there is no such line.
    pub(super) fn span(&self, source: &str, line: u32) -> Option<Span> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).map_or(source.len(), |&end| end as usize);
        let line = &source[start as usize..end];
        Some(Span::new(start, start + line.trim_end_matches(['\n', '\r']).len() as u32))
    }
}

/// How many characters begin in the bytes.
fn characters_of(bytes: &[u8]) -> u32 {
    // 0b10xx_xxxx continues a character.
    bytes.iter().map(|&byte| u32::from(byte as i8 >= -0x40)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        // source, offset, line, column, the line
        let long = format!("{}x", "é".repeat(10_000));
        let cases: &[(&str, u32, u32, u32, &str)] = &[
            ("", 0, 1, 1, ""),
            ("ab\ncd", 3, 2, 1, "cd"),
            ("ab\ncd", 2, 1, 3, "ab"),
            ("ab\r\ncd", 5, 2, 2, "cd"),
            ("ab\rcd\r", 4, 2, 2, "cd"),
            ("ab\n\r\ncd", 5, 3, 1, "cd"),
            ("é€\n𝄞x", 10, 2, 2, "𝄞x"),
            ("\u{feff}ab", 4, 1, 2, "ab"),
            (&long, 20_000, 1, 10_001, &long),
        ];
        for &(source, offset, line, column, text) in cases {
            let lines = Lines::of(source);
            assert_eq!(lines.line_at(offset), line, "line of {offset} in {source:.20?}");
            assert_eq!(lines.column_at(source, offset), column, "column of {offset} in {source:.20?}");
            assert_eq!(lines.span(source, line).unwrap().of(source), text);
        }
        assert_eq!(Lines::of("a\n").span("a\n", 3), None);
        assert_eq!(Lines::of("a\n").span("a\n", 0), None);
    }
}
