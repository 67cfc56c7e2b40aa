/*! Plain text: which lines are one paragraph.

Blank lines part paragraphs. A single line end may be a blank (the text was wrapped at some width) or an end (one paragraph or
sentence a line). It is a blank only where a wrapped text would have it: the next word would not have fitted in the
longest line of the paragraph. */

use super::dateline;
use super::front;
use super::lines::Lines;
use super::prose::Prose;
use super::{Block, BlockKind};
use crate::span::Span;

/// The widths, in characters, at which people and programs wrap text.
const WRAP: std::ops::RangeInclusive<usize> = 40..=120;

/// How many characters short of the longest line a full one may be: not every program fills its lines to the last.
const SLACK: usize = 6;

/// Reads the blocks of a plain text.
pub(super) fn read(source: &str, lines: &Lines) -> Prose {
    read_parts(source, lines, |_, line| line)
}

/// The same where only a part of each line, which `part` gives by its number, is prose.
pub(super) fn read_parts(source: &str, lines: &Lines, part: impl Fn(u32, Span) -> Span) -> Prose {
    let (begin, published) = match dateline::header(source) {
        Some((end, date)) => (end, Some(date)),
        None => front::read(source).map_or((0, None), |front| (front.end, front.published)),
    };
    let numbered = Numbering::of(source, lines);
    let mut reader = Reader { source, numbered, blocks: Vec::new(), paragraph: Vec::new(), seen: 0 };
    for number in 1..=lines.len() as u32 {
        let Some(line) = lines.span(source, number) else { break };
        if line.end as usize >= begin {
            let line = part(number, line);
            reader.line(Span::new(line.start.max(begin as u32).min(line.end), line.end));
        }
    }
    reader.end_paragraph();
    let mut blocks = reader.blocks;
    mark_headline(source, &mut blocks);
    Prose { blocks, published, ..Prose::default() }
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Its text, without blanks around it or the mark of a list item before it.
    span: Span,
    /// How many bytes of blanks stand before it.
    indent: usize,
    /// How wide it is, in characters; more than [`WRAP`] allows is not counted out.
    width: usize,
    /// The width of its first word, likewise.
    first_word: usize,
    kind: LineKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineKind {
    Prose,
    /// Begins an item of a list.
    Item,
    /// Nothing but a date.
    Date,
    /// No letter or digit: a ruler, an underline.
    Ruler,
}

struct Reader<'a> {
    source: &'a str,
    numbered: Numbering,
    blocks: Vec<Block>,
    paragraph: Vec<Line>,
    /// How many lines that are not blank were read.
    seen: usize,
}

impl Reader<'_> {
    fn line(&mut self, span: Span) {
        let text = span.of(self.source);
        let start = span.start as usize + (text.len() - text.trim_start().len());
        let text = text.trim();
        if text.is_empty() {
            self.end_paragraph();
            return;
        }
        self.seen += 1;
        let mark = self.item_mark(start, text);
        let kind = if mark > 0 {
            LineKind::Item
        } else if self.seen <= dateline::FIRST_BLOCKS + 2 && dateline::of_line(text).is_some() {
            LineKind::Date
        } else if text.contains(char::is_alphanumeric) {
            LineKind::Prose
        } else {
            LineKind::Ruler
        };
        let words = &text[mark..];
        let first_word = words.split(char::is_whitespace).next().unwrap_or_default();
        self.paragraph.push(Line {
            span: Span::new((start + mark) as u32, (start + text.len()) as u32),
            indent: start - span.start as usize,
            width: width_of(text),
            first_word: width_of(first_word),
            kind,
        });
    }

    /// The bytes of the mark that makes a line an item of a list, with the blanks behind it; 0 where it is none.
    fn item_mark(&self, start: usize, text: &str) -> usize {
        let bullet = text.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '‣' | '◦' | '▪'));
        let mark = match bullet {
            // A dash that was wrapped to the start of a line is none.
            Some('-' | '+') if self.paragraph.last().is_some_and(|line| self.runs_on(line)) => return 0,
            Some(bullet) => bullet.len_utf8(),
            None if self.numbered.has(start) => number_mark(text).map_or(0, |(_, _, end)| end),
            None => return 0,
        };
        let behind = &text[mark..];
        let blanks = behind.len() - behind.trim_start().len();
        // "•40" needs no blank.
        let parted = blanks > 0 || bullet.is_some_and(|c| !c.is_ascii());
        if parted && blanks < behind.len() && behind.contains(char::is_alphanumeric) { mark + blanks } else { 0 }
    }

    /// Whether the sentence in the line goes on in the next.
    fn runs_on(&self, line: &Line) -> bool {
        line.kind == LineKind::Prose && !is_stopped(line.span.of(self.source))
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph);
        // A lone address is as wide as it is.
        let longest =
            lines.iter().filter(|line| line.width > line.first_word).map(|line| line.width).max().unwrap_or(0);
        let pairs = || lines.windows(2).filter(|pair| pair[0].can_join(&pair[1]));
        let full = |pair: &[Line]| pair[0].width + 1 + pair[1].first_word + SLACK > longest;
        let wrapped = WRAP.contains(&longest) && pairs().filter(|pair| full(pair)).count() * 3 >= pairs().count() * 2;
        // Two lines are always "wrapped" where the first is the longer: a headline over a short text is not.
        let headline = lines.len() == 2 && self.blocks.is_empty() && self.runs_on(&lines[0]);
        let mut open: Option<(Block, usize)> = None;
        for (index, line) in lines.iter().enumerate() {
            let last = index.checked_sub(1).map(|last| &lines[last]);
            let joined = last.is_some_and(|last| {
                let begins = line.indent > last.indent && last.kind == LineKind::Prose && !self.runs_on(last);
                last.can_join(line)
                    && !begins
                    && (wrapped && !headline && full(&[*last, *line]) || self.continues(last, line))
            });
            match &mut open {
                Some((block, _)) if joined => block.span.end = line.span.end,
                _ => {
                    self.blocks.extend(open.take().map(|(block, _)| block));
                    let kind = match line.kind {
                        LineKind::Ruler => {
                            self.underline(line, last);
                            continue;
                        }
                        LineKind::Item => BlockKind::Item,
                        LineKind::Prose | LineKind::Date => BlockKind::Paragraph,
                    };
                    open = Some((Block { span: line.span, kind }, index));
                }
            }
        }
        self.blocks.extend(open.map(|(block, _)| block));
        self.paragraph = lines;
        self.paragraph.clear();
    }

    /// Whether a line goes on with what the last one began: it opens with a small letter, and no stop stands before it.
    fn continues(&self, last: &Line, line: &Line) -> bool {
        self.runs_on(&Line { kind: LineKind::Prose, ..*last })
            && line.span.of(self.source).starts_with(char::is_lowercase)
    }

    /// A line of text over "=====" is a heading.
    fn underline(&mut self, ruler: &Line, over: Option<&Line>) {
        let text = ruler.span.of(self.source);
        let underlines = over.is_some() && text.len() >= 3 && text.bytes().all(|b| b == b'=');
        if let Some(block) = self.blocks.last_mut().filter(|_| underlines) {
            block.kind = BlockKind::Heading;
        }
    }
}

impl Line {
    /// Whether a line end between the two may be a mere blank.
    fn can_join(&self, next: &Self) -> bool {
        next.kind == LineKind::Prose && matches!(self.kind, LineKind::Prose | LineKind::Item)
    }
}

/// How many characters wide, counted no further than matters.
fn width_of(text: &str) -> usize {
    let most = WRAP.end() + 1;
    if text.len() > 4 * most { most } else { text.chars().count().min(most) }
}

/// Whether a mark that ends a clause closes the text.
fn is_stopped(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
    text.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// A short first line without a stop, with text below it, is the headline. An address or a date may stand above it.
fn mark_headline(source: &str, blocks: &mut [Block]) {
    let above = |block: &Block| {
        let text = block.span.of(source);
        text.contains('/') && !text.contains(char::is_whitespace) || dateline::of_line(text).is_some()
    };
    let first = blocks.iter().take(3).take_while(|block| above(block)).count();
    if first + 1 >= blocks.len() || blocks[first].kind != BlockKind::Paragraph {
        return;
    }
    let text = blocks[first].span.of(source);
    let short = width_of(text) <= *WRAP.end() && !text.contains(['\n', '\r']);
    if short && text.contains(char::is_whitespace) && !is_stopped(text) && !text.ends_with(',') {
        blocks[first].kind = BlockKind::Heading;
    }
}

/// The lines whose number is the next of a numbered list: "1." alone is no list, nor is a year that opens a line.
struct Numbering(Vec<u32>);

impl Numbering {
    fn of(source: &str, lines: &Lines) -> Self {
        #[derive(Clone, Copy)]
        struct Last {
            start: u32,
            value: u32,
            listed: bool,
        }
        let mut kept = Vec::new();
        // "1." and "1)" number lists of their own.
        let mut lasts: [Option<Last>; 2] = [None; 2];
        for number in 1..=lines.len() as u32 {
            let Some(span) = lines.span(source, number) else { break };
            let text = span.of(source);
            let start = span.start + (text.len() - text.trim_start().len()) as u32;
            let Some((value, style, _)) = number_mark(text.trim_start()) else { continue };
            let last = &mut lasts[usize::from(style == b')')];
            let before = last.filter(|last| last.value + 1 == value && (last.listed || last.value == 1));
            if let Some(before) = before {
                if !before.listed {
                    kept.push(before.start);
                }
                kept.push(start);
            }
            *last = Some(Last { start, value, listed: before.is_some() });
        }
        kept.sort_unstable();
        Self(kept)
    }

    fn has(&self, start: usize) -> bool {
        self.0.binary_search(&(start as u32)).is_ok()
    }
}

/// The number that opens a line, its mark ('.' or ')'), and the byte behind that.
fn number_mark(text: &str) -> Option<(u32, u8, usize)> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let style = *text.as_bytes().get(digits)?;
    let blank = text[digits..].get(1..).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{A0}']));
    let listed = (1..=3).contains(&digits) && matches!(style, b'.' | b')') && blank;
    listed.then(|| text[..digits].parse().ok()).flatten().map(|value| (value, style, digits + 1))
}
