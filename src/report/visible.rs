/*! Text of articles and names of files are hostile until proven otherwise: an escape sequence could rewrite the terminal, a
bidirectional override could turn a figure round. Here each character becomes one that is safe to print, of known width. */

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Marks that may stand on one letter; more only climb into the lines above.
const MARKS: usize = 3;

/// What stands for a character that must not be printed.
const HIDDEN: char = '\u{fffd}';

/// What is printed for `c`: itself, a space for what parts lines and columns, a visible sign for controls and for marks that
/// hide or turn text, `None` for harmless marks that only ask for a glyph or a hyphen.
fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // The Unicode pictures of the ASCII controls lie in the same order.
        '\0'..='\u{1f}' => char::from_u32(u32::from(c) + 0x2400),
        '\u{7f}' => Some('\u{2421}'),
        '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => None,
        c if is_hidden(c) => Some(HIDDEN),
        c => Some(c),
    }
}

/// Whether `c` is a control, turns the direction of text or takes no room on the screen (but for marks on letters).
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether `c` must be escaped where data keeps the text as it is.
pub(super) fn is_unsafe(c: char) -> bool {
    is_hidden(c)
}

/// A character of a text as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// The byte of the text that it stands for.
    pub(super) at: usize,
    /// What is printed.
    pub(super) c: char,
    /// The columns that it takes.
    pub(super) width: usize,
}

/// The characters of `text` as they are printed; `at` counts from `base`.
pub(super) fn cells(text: &str, base: usize) -> impl Iterator<Item = Cell> + '_ {
    let mut marks = 0;
    text.char_indices().filter_map(move |(at, c)| {
        let c = shown(c)?;
        let width = c.width().unwrap_or(0);
        marks = if width == 0 { marks + 1 } else { 0 };
        (marks <= MARKS).then_some(Cell { at: base + at, c, width })
    })
}

/// Whether each byte of the text is a character that is printed as it is, one column wide: nearly all texts are so.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (b' '..0x7f).contains(&b))
}

/// The text, safe to print on one line.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cells(text, 0).map(|cell| cell.c).collect())
}

/// The columns that a text takes once printed.
pub fn columns(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text, safe to print, cut to `width` columns with "…" at its end.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if is_plain(text) {
        let short = || [&text[..width.saturating_sub(1)], "…"].concat();
        return if text.len() <= width { Cow::Borrowed(text) } else { Cow::Owned(short()) };
    }
    let mut cut = String::new();
    let (mut used, mut keep) = (0, 0);
    for cell in cells(text, 0) {
        used += cell.width;
        if used > width {
            cut.truncate(keep);
            cut.push('…');
            return Cow::Owned(cut);
        }
        cut.push(cell.c);
        if used < width {
            keep = cut.len();
        }
    }
    Cow::Owned(cut)
}

/// The text, safe to print, cut to `width` columns with "…" at its start: of a path, the end tells most.
pub fn cut_start(text: &str, width: usize) -> Cow<'_, str> {
    if is_plain(text) {
        let short = || ["…", &text[text.len() - width.saturating_sub(1)..]].concat();
        return if text.len() <= width { Cow::Borrowed(text) } else { Cow::Owned(short()) };
    }
    let cells: Vec<Cell> = cells(text, 0).collect();
    let mut left: usize = cells.iter().map(|c| c.width).sum();
    if left <= width {
        return Cow::Owned(cells.iter().map(|c| c.c).collect());
    }
    let from = cells.iter().position(|cell| {
        let fits = left < width;
        left -= cell.width;
        fits
    });
    Cow::Owned(std::iter::once('…').chain(cells[from.unwrap_or(cells.len())..].iter().map(|c| c.c)).collect())
}

/// The words of `text`, safe to print, filled into lines of `width` columns; `first` opens the first, `rest` spaces all others.
pub fn fill(first: &str, rest: usize, text: &str, width: usize) -> String {
    let mut filled = String::from(first);
    let mut used = columns(first);
    let mut fresh = true;
    for word in visible(text).split_whitespace() {
        let wide = columns(word);
        if !fresh && used + 1 + wide > width {
            filled.push('\n');
            filled.extend(std::iter::repeat_n(' ', rest));
            used = rest;
            fresh = true;
        }
        if !fresh {
            filled.push(' ');
            used += 1;
        }
        filled.push_str(word);
        used += wide;
        fresh = false;
    }
    filled.push('\n');
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        for (text, safe) in [
            ("37,000 doctors", "37,000 doctors"),
            ("naïve — “37,000” 三万 🗳", "naïve — “37,000” 三万 🗳"),
            ("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m"),
            ("\u{9b}2J", "\u{fffd}2J"),
            ("a\tb\r\nc", "a b  c"),
            ("40\u{202e}000,73\u{202c}", "40\u{fffd}000,73\u{fffd}"),
            ("3\u{200b}7\u{feff}", "3\u{fffd}7\u{fffd}"),
            ("\u{2066}x\u{2069}", "\u{fffd}x\u{fffd}"),
            ("bell\u{7} del\u{7f}", "bell␇ del␡"),
            ("soft\u{ad}hyphen ❤\u{fe0f}", "softhyphen ❤"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}"),
        ] {
            assert_eq!(visible(text), safe, "{text:?}");
        }
    }

    #[test]
    fn texts_are_cut_at_columns_not_characters() {
        for (text, width, end, start) in [
            ("abcdef", 6, "abcdef", "abcdef"),
            ("abcdef", 4, "abc…", "…def"),
            ("abcdef", 1, "…", "…"),
            ("abcdef", 0, "…", "…"),
            ("abcdé", 1, "…", "…"),
            ("abcdé", 0, "…", "…"),
            ("三万七千", 8, "三万七千", "三万七千"),
            ("三万七千", 6, "三万…", "…七千"),
            ("三万七千", 5, "三万…", "…七千"),
            ("", 4, "", ""),
        ] {
            assert_eq!(cut(text, width), end, "{text} {width}");
            assert_eq!(cut_start(text, width), start, "{text} {width}");
        }
    }

    #[test]
    fn words_are_filled_with_a_hanging_indent() {
        assert_eq!(fill("  why   ", 8, "one two three", 14), "  why   one\n        two\n        three\n");
        assert_eq!(fill("  why   ", 8, "one two three", 80), "  why   one two three\n");
        assert_eq!(fill("x: ", 3, "", 40), "x: \n");
    }
}
