/*! Extracted claims as a table: where, what kind, the text, how it was read, of what, when. */

use std::borrow::Cow;
use std::io;

use super::visible::{columns, cut, cut_start, visible};
use super::{Options, concise};
use crate::document::Corpus;
use crate::finding::Extracted;

/// What stands where nothing is known.
const NONE: &str = "-";

/// The least columns that a cut column keeps.
const LEAST: usize = 6;

/// How many columns stand between two.
const GAP: usize = 2;

/// A cell, safe to print, and the columns that it takes.
struct Cell<'a> {
    text: Cow<'a, str>,
    columns: usize,
}

impl<'a> Cell<'a> {
    fn of(text: Cow<'a, str>) -> Self {
        Self { columns: columns(&text), text }
    }
}

pub(super) fn write(
    claims: &[Extracted],
    corpus: &Corpus,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    let head = ["where", "kind", "text", "reads", "subject", "when"].map(Cow::Borrowed);
    let rows: Vec<[Cell<'_>; 6]> = std::iter::once(head)
        .chain(claims.iter().map(|claim| {
            let cited = &claim.cited;
            [
                Cow::Owned(concise::place(cited, corpus)),
                Cow::Borrowed(cited.kind),
                visible(&cited.text),
                visible(&cited.reads),
                visible(cited.subject.as_deref().unwrap_or(NONE)),
                visible(cited.when.as_deref().unwrap_or(NONE)),
            ]
        }))
        .map(|row| row.map(Cell::of))
        .collect();
    let widths = widths(&rows, options.width);
    let blanks = " ".repeat(widths.iter().max().map_or(0, |widest| widest + GAP));
    let mut line = String::new();
    for row in &rows {
        line.clear();
        for (i, (cell, width)) in row.iter().zip(widths).enumerate() {
            let whole = cell.columns <= width;
            // Of a path the end tells most: the line and column.
            let cut = || if i == 0 { cut_start(&cell.text, width) } else { cut(&cell.text, width) };
            let cell = if whole { cell } else { &Cell::of(cut()) };
            let gap = if i + 1 < row.len() { (width + GAP).saturating_sub(cell.columns) } else { 0 };
            line.push_str(&cell.text);
            line.push_str(&blanks[..gap]);
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// The width of each column: as wide as its widest cell, the widest columns cut until all fit.
fn widths(rows: &[[Cell<'_>; 6]], total: usize) -> [usize; 6] {
    let mut widths = [0; 6];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.columns);
        }
    }
    let room = total.saturating_sub(GAP * (widths.len() - 1));
    while widths.iter().sum::<usize>() > room {
        // `widths` is not empty, so there is a widest one.
        let Some(widest) = widths.iter_mut().max() else { break };
        if *widest <= LEAST {
            break;
        }
        *widest -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn columns_are_aligned() {
        let (claims, corpus) = sample::extracted();
        insta::assert_snapshot!(sample::listed("table", &claims, &corpus, 100));
    }

    #[test]
    fn it_keeps_to_the_width_and_to_one_line_a_claim() {
        let (claims, corpus) = sample::extracted();
        for width in [40, 60, 80, 200] {
            let table = sample::listed("table", &claims, &corpus, width);
            assert_eq!(table.lines().count(), claims.len() + 1);
            assert!(table.lines().all(|line| columns(line) <= width.max(46)), "{width}\n{table}");
            assert!(!table.contains('\u{1b}'));
        }
        assert_eq!(sample::listed("table", &[], &corpus, 80), "");
    }
}
