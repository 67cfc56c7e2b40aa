/*! Excerpts: a line of a document cut to the width of the terminal round what is marked in it.

A line of prose is often a whole paragraph. What is shown is the part that lies in the sentences of the claims, safe to print, and
of that as much as fits: from the start of the sentence if the marks and their labels still fit, else from as early as they do. */

use std::ops::Range;

use super::visible::{Cell, cells};
use crate::document::Format;

/// The columns of "… " and " …".
const ELLIPSIS: usize = 2;
/// The columns behind the last mark for which the start of a sentence is not given up.
const CLOSE: usize = 8;
/// The columns shown behind the last mark, where the start is given up.
const BEHIND: usize = 24;
/// No character reference is longer, in bytes.
const REFERENCE: usize = 40;
/// How far a cut moves to fall between words.
const WORD: usize = 20;
/// The columns from the middle of a mark to its label: the corner, the arm and a space.
pub(super) const ARM: usize = 4;

/// What is to be marked: bytes of the source, and the columns of its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Range<usize>,
    pub(super) label: usize,
}

/// A line as it is shown: its text, and where in it the marks lie that it holds, by their index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) marks: Vec<(usize, Range<usize>)>,
}

/// The line `text`, which begins at byte `base` of a source of that format, cut to `width` columns round `marks`.
pub(super) fn row(text: &str, base: usize, format: Format, marks: &[Mark], width: usize) -> Row {
    let text = text.trim_end();
    let mut line: Vec<Cell> = match format {
        Format::Html => html(text, base),
        Format::Text | Format::Markdown | Format::Data => cells(text, base).collect(),
    };
    let here: Vec<(usize, Range<usize>, usize)> = marks
        .iter()
        .enumerate()
        .filter_map(|(index, mark)| {
            let at = |byte| line.partition_point(|cell| cell.at < byte);
            let (start, end) = (at(mark.span.start), at(mark.span.end));
            // A mark that goes on from the line before has its label there.
            let label = if mark.span.start < base { 0 } else { mark.label };
            (start < end).then_some((index, start..end, label))
        })
        .collect();
    let indent = line.iter().take_while(|cell| cell.c == ' ').count();
    let indent = here.iter().map(|(_, cells, _)| cells.start).min().map_or(indent, |first| indent.min(first));
    line.drain(..indent);
    let here: Vec<_> = here.into_iter().map(|(i, c, label)| (i, c.start - indent..c.end - indent, label)).collect();
    let (shown, lead, trail) = window(&line, &here, width);
    let mut row = Row { text: if lead { "… ".to_owned() } else { String::new() }, marks: Vec::new() };
    let mut bytes = Vec::with_capacity(shown.len() + 1);
    for cell in &line[shown.clone()] {
        bytes.push(row.text.len());
        row.text.push(cell.c);
    }
    bytes.push(row.text.len());
    let byte = |cell: usize| bytes[cell.clamp(shown.start, shown.end) - shown.start];
    row.marks = here.iter().map(|(index, cells, _)| (*index, byte(cells.start)..byte(cells.end))).collect();
    if trail {
        row.text.push_str(if row.text.ends_with(' ') { "…" } else { " …" });
    }
    row
}

/// The characters of a line of HTML as they are printed: without tags, its character references decoded. Of HTML people know the
/// page, not the source, and a link alone would fill the line.
fn html(text: &str, base: usize) -> Vec<Cell> {
    let mut line = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let opens = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
        if first == '<' && rest[1..].starts_with(opens) {
            at += rest.find('>').map_or(rest.len(), |end| end + 1);
            continue;
        }
        let reference = (first == '&').then(|| rest.bytes().take(REFERENCE).position(|b| b == b';')).flatten();
        if let Some(end) = reference {
            let decoded = html_escape::decode_html_entities(&rest[..=end]);
            if decoded != rest[..=end] {
                line.extend(cells(&decoded, 0).map(|cell| Cell { at: base + at, ..cell }));
                at += end + 1;
                continue;
            }
        }
        let begin = first.len_utf8();
        let run = rest[begin..].find(['<', '&']).map_or(rest.len(), |end| begin + end);
        line.extend(cells(&rest[..run], base + at));
        at += run;
    }
    line
}

/// The cells to show, and whether something is left out before and behind them.
fn window(line: &[Cell], marks: &[(usize, Range<usize>, usize)], width: usize) -> (Range<usize>, bool, bool) {
    let mut column = Vec::with_capacity(line.len() + 1);
    let mut total = 0;
    for cell in line {
        column.push(total);
        total += cell.width;
    }
    column.push(total);
    let first = marks.iter().map(|(_, cells, _)| cells.start).min().unwrap_or(0);
    let last = marks.iter().map(|(_, cells, _)| cells.end).max().unwrap_or(0);
    let need = marks
        .iter()
        .map(|(_, cells, label)| {
            let arm = if *label == 0 { 0 } else { (column[cells.start] + column[cells.end]) / 2 + ARM + label };
            arm.max(column[cells.end])
        })
        .max()
        .unwrap_or(0);
    let tail = if total > width { ELLIPSIS } else { 0 };
    let until = |behind: usize| need.max(total.min(column[last] + behind));
    let start = if until(CLOSE) + tail <= width || first == 0 {
        0
    } else {
        let from = |reach: usize| (reach + 2 * ELLIPSIS).saturating_sub(width).max(1);
        let wide = from(until(BEHIND));
        let goal = if wide + BEHIND <= column[first] { wide } else { from(need) }.min(column[first]);
        let exact = column.partition_point(|c| *c < goal).min(first);
        let word = (exact..=first).take_while(|i| column[*i] <= goal + WORD).find(|i| *i > 0 && line[*i - 1].c == ' ');
        word.unwrap_or(exact)
    };
    let room = column[start] + width - if start > 0 { ELLIPSIS } else { 0 };
    if total <= room {
        return (start..line.len(), start > 0, false);
    }
    let exact = column.partition_point(|c| *c <= room.saturating_sub(ELLIPSIS)).saturating_sub(1).max(start);
    let word = (start + 1..=exact)
        .rev()
        .take_while(|i| *i >= last && column[*i] + WORD >= column[exact])
        .find(|i| line.get(*i).is_none_or(|cell| cell.c == ' '));
    (start..word.unwrap_or(exact), start > 0, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::visible::columns;

    fn cut(text: &str, marked: &str, label: usize, width: usize) -> (String, String) {
        let at = text.find(marked).unwrap();
        let row = row(text, 0, Format::Text, &[Mark { span: at..at + marked.len(), label }], width);
        (row.text.clone(), row.text[row.marks[0].1.clone()].to_owned())
    }

    #[test]
    fn a_line_is_cut_between_words_round_its_mark() {
        let long = "The union said on Friday that nearly 37,000 of its members had taken part in the ballot, which closed at noon";
        for (text, marked, width, shown) in [
            ("Nearly 37,000 voted.", "37,000", 60, "Nearly 37,000 voted."),
            (long, "37,000", 60, "The union said on Friday that nearly 37,000 of its members …"),
            (long, "37,000", 40, "… on Friday that nearly 37,000 of its …"),
            (long, "noon", 60, "… had taken part in the ballot, which closed at noon"),
            (long, "The union", 40, "The union said on Friday that nearly …"),
            ("  indented 40 times", "40", 60, "indented 40 times"),
        ] {
            let (text, mark) = cut(text, marked, 4, width);
            assert_eq!((text.as_str(), mark.as_str()), (shown, marked), "{width}");
            assert!(columns(&text) <= width);
        }
    }

    #[test]
    fn room_is_made_for_the_label_where_the_mark_stands_late() {
        let text = "In the end and after a long day of counting the officers found 37,000";
        let (shown, _) = cut(text, "37,000", 30, 72);
        assert!(shown.starts_with("… "), "{shown}");
        assert!(columns(&shown) + 30 <= 72, "{shown}");
    }

    #[test]
    fn marks_hold_wherever_the_text_is_cut() {
        let text =
            "三万七千人 voted in the ballot \u{1b}[31m of the “union” — 🗳🗳🗳 and 40,000 did not, the union said. "
                .repeat(3);
        for width in 20..120 {
            for (at, marked) in text.match_indices("40,000") {
                let row = row(&text, 0, Format::Text, &[Mark { span: at..at + marked.len(), label: 8 }], width);
                assert_eq!(&row.text[row.marks[0].1.clone()], "40,000", "{width} {at}");
                assert!(columns(&row.text) <= width, "{width} {at} {}", row.text);
            }
        }
    }

    #[test]
    fn a_mark_wider_than_the_line_is_cut_with_it() {
        let (shown, mark) = cut(
            "from the third of January to the ninth of January in London",
            "the third of January to the ninth of January",
            2,
            30,
        );
        assert!(columns(&shown) <= 30, "{shown}");
        assert!(mark.starts_with("the third"), "{mark}");
    }

    #[test]
    fn nothing_in_it_breaks_an_empty_line() {
        assert_eq!(row("", 5, Format::Html, &[], 40), Row::default());
        assert_eq!(row("   ", 5, Format::Text, &[Mark { span: 5..6, label: 3 }], 40).marks, []);
    }

    #[test]
    fn html_is_shown_as_the_page_has_it() {
        for (source, marked, shown, mark) in [
            ("<p>Some <a href=\"x\">37,000</a> voted", "37,000", "Some 37,000 voted", "37,000"),
            (
                "5 < 6 &amp; 37,<b>000</b>&nbsp;R&amp;D &lt;b&gt;",
                "37,<b>000</b>&nbsp;R",
                "5 < 6 & 37,000\u{a0}R&D <b>",
                "37,000\u{a0}R",
            ),
            ("&#27;[31m 40 &unknown; &; & <", "40", "&#27;[31m 40 &unknown; &; & <", "40"),
            ("40 <unclosed", "40", "40", "40"),
        ] {
            let at = source.find(marked).unwrap();
            let row = row(source, 0, Format::Html, &[Mark { span: at..at + marked.len(), label: 2 }], 80);
            let span = row.marks[0].1.clone();
            assert_eq!((row.text.trim_end(), &row.text[span]), (shown, mark), "{source}");
        }
    }
}
