/*! Publication dates as they are written out: the value of a metadata field, a line that is nothing but a date
("Updated: Fri, 11 November 2011 at 09:56 IST"), the opening of a report ("ACCRA, March 3, 2012 (Reuters) -"), and the header
` date 2012-03-03 ` of a text. The words are data: `rules/en/dateline.toml`. A date without a full year is none. */

use std::sync::OnceLock;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::Block;

/// How many blocks at the start of a text may be its dateline.
pub(super) const FIRST_BLOCKS: usize = 6;

/// No dateline is longer, in bytes.
const LONGEST: usize = 120;

/// The rows of `rules/en/dateline.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    header: String,
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    ordinals: Vec<String>,
    beside: Vec<String>,
    stamps: Vec<String>,
    zones: Vec<String>,
}

/// What a word in a dateline is.
#[derive(Debug)]
struct Words {
    header: String,
    months: FxHashMap<String, u32>,
    ordinals: FxHashSet<String>,
    beside: FxHashSet<String>,
    weekdays: FxHashSet<String>,
    /// Words of a masthead.
    stamps: FxHashSet<String>,
    /// Zones and units of time that make a time of the digits before them.
    zones: FxHashSet<String>,
}

impl Words {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        let table: Table = toml::from_str(text)?;
        let rows = (1..).zip(table.months);
        Ok(Self {
            header: table.header,
            months: rows.flat_map(|(month, names)| names.into_iter().map(move |name| (name, month))).collect(),
            ordinals: table.ordinals.into_iter().collect(),
            beside: table.beside.into_iter().chain(table.weekdays.iter().cloned()).collect(),
            weekdays: table.weekdays.into_iter().collect(),
            stamps: table.stamps.into_iter().collect(),
            zones: table.zones.into_iter().collect(),
        })
    }

    fn built_in() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        // The file is part of the program; a test reads it.
        WORDS.get_or_init(|| {
            Self::read(include_str!("../../rules/en/dateline.toml"))
                .expect("the built-in dateline words are well formed")
        })
    }
}

/// The date that a metadata field gives: ISO 8601, or a date written out.
pub(super) fn of_value(value: &str) -> Option<NaiveDate> {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    iso(value).or_else(|| of_line(value))
}

/// The date `YYYY-MM-DD` or `YYYYMMDD` at the start of a value; a time may follow.
fn iso(value: &str) -> Option<NaiveDate> {
    let digits = |range: std::ops::Range<usize>| {
        let digits = value.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let (date, end) = if value.get(4..5) == Some("-") && value.get(7..8) == Some("-") {
        ((digits(0..4)?, digits(5..7)?, digits(8..10)?), 10)
    } else {
        ((digits(0..4)?, digits(4..6)?, digits(6..8)?), 8)
    };
    let next = value[end..].chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() && !matches!(c, 'T' | 't')) {
        return None;
    }
    day_of(date.0, date.1, date.2)
}

/// The header that opens a text, ` date YYYY-MM-DD `: the byte behind it, and the date.
pub(super) fn header(source: &str) -> Option<(usize, NaiveDate)> {
    let text = source.trim_start_matches(super::lines::BYTE_ORDER_MARK);
    let rest = text.trim_start_matches([' ', '\t']).strip_prefix(Words::built_in().header.as_str())?;
    let value = rest.trim_start_matches([' ', '\t']);
    let date = value.get(..10)?;
    if value.len() == rest.len() || value[10..].starts_with(|c: char| !c.is_whitespace()) || date.contains('T') {
        return None;
    }
    Some((source.len() - value.len() + 10, iso(date)?))
}

/// The date of the first block that is a dateline or begins with one.
pub(super) fn of_blocks(text: &str, blocks: &[Block]) -> Option<NaiveDate> {
    let first = || blocks.iter().take(FIRST_BLOCKS).map(|block| block.span.of(text));
    let line = first().find_map(|text| of_line(text).or_else(|| of_opening(text)));
    line.or_else(|| first().enumerate().find_map(|(at, text)| of_masthead(text, at == 0)))
}

/// The date of a block that is no sentence and has a line that ends in one: "Hollern Tidende, Monday 24 March 2025". Beside a weekday, a time or a
/// word such as "released" it is when the text was made; beside mere names too, but not in the title of the text, which may tell what
/// happened then.
fn of_masthead(text: &str, title: bool) -> Option<NaiveDate> {
    let text = text.trim_end();
    if text.len() > 4 * LONGEST || text.ends_with(['.', '?', '!', '"', '”', '\'', '’']) {
        return None;
    }
    let lines = text.lines().enumerate().filter(|(_, line)| line.len() <= LONGEST);
    lines.filter(|(_, line)| line.bytes().any(|b| b.is_ascii_digit())).find_map(|(at, line)| {
        let words = Words::built_in();
        let tokens = tokens_of(line);
        let word = |at: usize| match tokens.get(at) {
            Some(Token::Word { text, .. }) => text.as_str(),
            _ => "",
        };
        let mark = |at: usize| matches!(tokens.get(at), Some(Token::Mark(_)));
        let (date, next, from) = (0..tokens.len()).rev().find_map(|at| {
            let (date, next) = date_at(words, &tokens, at)?;
            Some((date, next, at))
        })?;
        let comma = from.saturating_sub(usize::from(from > 0 && tokens[from - 1] == Token::Mark(',')));
        let weekday = comma > 0 && words.weekdays.contains(word(comma - 1));
        let start = if weekday { comma - 1 } else { from };
        let stamped = (0..start).any(|at| words.stamps.contains(word(at)));
        let joined = start > 0 && (words.beside.contains(word(start - 1)) || words.stamps.contains(word(start - 1)));
        if !(start == 0 || mark(start - 1) || stamped && joined) {
            return None;
        }
        let mut timed = false;
        let mut at_end = next;
        while at_end < tokens.len() {
            at_end = match &tokens[at_end] {
                Token::Mark('|' | '•' | '·') => break,
                Token::Mark(_) => at_end + 1,
                Token::Number(_) => {
                    timed = true;
                    time_at(words, &tokens, at_end)?
                }
                Token::Word { text, .. } if words.beside.contains(text) || words.zones.contains(text) => at_end + 1,
                Token::Word { .. } => return None,
            };
        }
        let names = tokens[..start].iter().all(|token| match token {
            Token::Word { text, capital, .. } => *capital || words.beside.contains(text),
            Token::Number(_) => false,
            Token::Mark(_) => true,
        });
        (weekday || timed || stamped || names && start > 0 && !(title && at == 0)).then_some(date)
    })
}

/// The date of a line that is nothing but one, with a weekday, a time and words such as "published" beside it.
pub(super) fn of_line(line: &str) -> Option<NaiveDate> {
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let words = Words::built_in();
    if !may_open(words, line) {
        return None;
    }
    let tokens = tokens_of(line);
    let mut found = None;
    // Words of no meaning here: one before the date and, where a time stands in the line, one behind it.
    let (mut before, mut behind, mut timed) = (0, 0, false);
    let mut at = 0;
    while at < tokens.len() {
        if let Some((date, next)) = date_at(words, &tokens, at) {
            found = found.or(Some(date));
            at = next;
            continue;
        }
        at = match &tokens[at] {
            Token::Number(_) => {
                timed = true;
                time_at(words, &tokens, at)?
            }
            Token::Word { text, .. } if words.beside.contains(text) || words.zones.contains(text) => at + 1,
            // "2012-03-03T10:00"
            Token::Word { text, .. } if text == "t" && at > 0 => at + 1,
            // An agency, a place: "AFP, Tuesday 2 Jul 2013", "2 Jul 2013, 05.51AM ACCRA".
            Token::Word { shout: true, text, .. }
                if found.is_none() && before == 0 && (2..=6).contains(&text.len()) =>
            {
                before += 1;
                at + 1
            }
            Token::Word { shout: true, .. } if timed && found.is_some() && behind == 0 => {
                behind += 1;
                at + 1
            }
            Token::Mark(',' | '.' | ':' | ';' | '(' | ')' | '-' | '–' | '—' | '|' | '/' | '@' | '+' | '•' | '·') => {
                at + 1
            }
            _ => return None,
        };
    }
    found
}

/// Whether the first word may be that of a dateline: most lines begin with one that is not, and are seen through at once.
fn may_open(words: &Words, line: &str) -> bool {
    let line = line.trim_start();
    let word = &line[..line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len())];
    let shout = word.chars().all(char::is_uppercase);
    shout || {
        let lower = word.to_lowercase();
        words.months.contains_key(&lower) || words.beside.contains(&lower) || words.zones.contains(&lower)
    }
}

/// The date of "ACCRA, March 3, 2012 (Reuters) -" at the start of a block, or of "ACCRA, Ghana —3/31/2012" that is all of it.
fn of_opening(text: &str) -> Option<NaiveDate> {
    // Most blocks begin with no word in capitals, and are seen through at once.
    let mut letters = text.trim_start().chars();
    if !(letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase)) {
        return None;
    }
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens_of(&text[..end]);
    if !matches!(tokens.first(), Some(Token::Word { shout: true, .. })) {
        return None;
    }
    let words = Words::built_in();
    let mut at = 1;
    let mut comma = false;
    let (date, mut at) = loop {
        match tokens.get(at)? {
            _ if date_at(words, &tokens, at).is_some() => break date_at(words, &tokens, at)?,
            Token::Word { capital: true, .. } | Token::Mark(',' | '.' | '/' | '-' | '–' | '—') if at < 8 => {
                comma |= tokens[at] == Token::Mark(',');
                at += 1;
            }
            _ => return None,
        }
    };
    if tokens.get(at) == Some(&Token::Mark('(')) {
        at += tokens[at..].iter().position(|token| *token == Token::Mark(')'))? + 1;
    }
    let ends = at == tokens.len() && end == text.len() && comma;
    (ends || matches!(tokens.get(at), Some(Token::Mark('-' | '–' | '—')))).then_some(date)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(String),
    Word { text: String, capital: bool, shout: bool },
    Mark(char),
}

/// Words in lower case, runs of digits, and marks.
fn tokens_of(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let same: fn(char) -> bool = if first.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if first.is_alphabetic() {
            char::is_alphabetic
        } else {
            tokens.push(Token::Mark(first));
            rest = rest[first.len_utf8()..].trim_start();
            continue;
        };
        let (text, behind) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        tokens.push(if first.is_ascii_digit() {
            Token::Number(text.to_owned())
        } else {
            let shout = text.chars().count() > 1 && text.chars().all(char::is_uppercase);
            Token::Word { text: text.to_lowercase(), capital: first.is_uppercase(), shout }
        });
        rest = behind.trim_start();
    }
    tokens
}

/// A date with a year at that token, and the token behind it.
fn date_at(words: &Words, tokens: &[Token], at: usize) -> Option<(NaiveDate, usize)> {
    let number = |at: usize| match tokens.get(at) {
        Some(Token::Number(digits)) if digits.len() <= 4 => Some((digits.parse::<u32>().ok()?, digits.len())),
        _ => None,
    };
    let month = |at: usize| match tokens.get(at) {
        Some(Token::Word { text, .. }) => words.months.get(text).copied(),
        _ => None,
    };
    let skip_ordinal = |at: usize| match tokens.get(at) {
        Some(Token::Word { text, .. }) if words.ordinals.contains(text) => at + 1,
        _ => at,
    };
    let skip = |at: usize, marks: &[char]| match tokens.get(at) {
        Some(Token::Mark(mark)) if marks.contains(mark) => at + 1,
        _ => at,
    };
    let year = |at: usize| number(at).filter(|&(_, digits)| digits == 4).map(|(year, _)| year);
    if let Some(month) = month(at) {
        let at = skip(at + 1, &['.']);
        let (day, _) = number(at)?;
        let at = skip(skip_ordinal(at + 1), &[',']);
        return Some((day_of(year(at)?, month, day)?, at + 1));
    }
    let (first, digits) = number(at)?;
    let named = skip(skip_ordinal(at + 1), &['-', '/']);
    if let Some(month) = month(named) {
        let at = skip(skip(named + 1, &['.', '-', '/']), &[',']);
        return Some((day_of(year(at)?, month, first)?, at + 1));
    }
    let Some(Token::Mark(mark @ ('-' | '/' | '.'))) = tokens.get(at + 1) else { return None };
    if tokens.get(at + 3) != Some(&Token::Mark(*mark)) {
        return None;
    }
    let ((second, _), (third, last_digits)) = (number(at + 2)?, number(at + 4)?);
    // "03/04/2012" is 3 April here and 4 March there: a date only where one reading is.
    let readings = match (digits, last_digits) {
        (4, _) => [day_of(first, second, third), None, None],
        (_, 4) => [day_of(third, first, second), day_of(third, second, first), None],
        (2, 2) => {
            let full = |year: u32| if year < 70 { 2000 + year } else { 1900 + year };
            [day_of(full(third), first, second), day_of(full(third), second, first), day_of(full(first), second, third)]
        }
        _ => return None,
    };
    let date = readings.iter().flatten().next()?;
    readings.iter().flatten().all(|reading| reading == date).then_some((*date, at + 5))
}

/// Steps over a time of day or an offset from GMT at that token: "10:24", "07.58 am", "6 pm", "1052 GMT", "+02:00".
fn time_at(words: &Words, tokens: &[Token], at: usize) -> Option<usize> {
    let digits = |at: usize| match tokens.get(at) {
        Some(Token::Number(digits)) => digits.as_str(),
        _ => "",
    };
    let below = |at: usize, most: u32| digits(at).parse().is_ok_and(|value: u32| value < most);
    let offset = at > 0 && tokens[at - 1] == Token::Mark('+');
    let clock = digits(at).len() <= 2 && below(at, 25);
    let mut next = at + 1;
    let mut stops = false;
    while clock && next < at + 6 && below(next + 1, 60) && (digits(next + 1).len() == 2 || offset) {
        match tokens.get(next) {
            Some(Token::Mark(':')) => {}
            Some(Token::Mark('.')) => stops = true,
            _ => break,
        }
        next += 2;
    }
    let named = matches!(tokens.get(next), Some(Token::Word { text, .. }) if words.zones.contains(text) || words.beside.contains(text));
    // "1.10" alone is a number of another kind, "1:10" is not.
    let timed = next > at + 1 && (!stops || named);
    let bare = next == at + 1 && named && (clock || digits(at).len() == 4);
    (timed || bare || offset).then_some(next)
}

/// The day, if the calendar has it and an article could be of that year.
fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    (1600..2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year as i32, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso_of(date: Option<NaiveDate>) -> String {
        date.map_or_else(|| "-".to_owned(), |date| date.to_string())
    }

    #[test]
    fn lines_that_are_dates() {
        for (line, date) in [
            ("March 12, 2019", "2019-03-12"),
            ("Thursday, May 2nd, 2019", "2019-05-02"),
            ("WEDNESDAY 01 MAY 2019", "2019-05-01"),
            ("Published: 03 July 2018", "2018-07-03"),
            ("Published on: Fri, 9 Nov 2018 at 09:56 IST", "2018-11-09"),
            ("Last updated on: 9 Nov. 2018", "2018-11-09"),
            ("9 September 2018 Last updated at 14:39 GMT", "2018-09-09"),
            ("9 September 2018,14:08", "2018-09-09"),
            ("posted Jun 1st, 2018 at 1:23 PM", "2018-06-01"),
            ("1st June 2018", "2018-06-01"),
            ("POSTED: 1052 GMT (1852 HKT), April 10, 2018", "2018-04-10"),
            ("10:24 AM, MON 22 JUL 2019", "2019-07-22"),
            ("April 10, 2018-7:07AM", "2018-04-10"),
            ("March 1, 2018 -- 07:58 GMT (23:58 PST)", "2018-03-01"),
            ("February 28, 2018,7:32 p. m. ET", "2018-02-28"),
            ("3 Sep 2018 11:25 GMT+02:00", "2018-09-03"),
            ("Mon, 03 Sep 2018 11:25:00 +0000", "2018-09-03"),
            ("AFP, Tuesday 2 Jul 2019", "2019-07-02"),
            ("02.28.18 4:15 PM", "2018-02-28"),
            ("3/27/2018 @ 10:05AM", "2018-03-27"),
            ("Posted on May 5, 2018 6:07: 15 PM GMT+01: 0", "2018-05-05"),
            ("(10:27 am PDT, Jun 11th 2018)", "2018-06-11"),
            ("Sat May 5 2018,01:19 hrs", "2018-05-05"),
            ("May 5, 2018 12.48 pm", "2018-05-05"),
            ("27/3/2018", "2018-03-27"),
            ("2018-03-27", "2018-03-27"),
            ("4/4/2018", "2018-04-04"),
            ("Published 1 May 2018, updated 3 May 2018", "2018-05-01"),
            ("ABC Nov 12, 2018,05.51AM IST ACCRA:", "2018-11-12"),
            // no date, or not only a date
            ("4/9/2018", "-"),
            ("11.12.13", "-"),
            ("March 12", "-"),
            ("March 2019", "-"),
            ("2019", "-"),
            ("31 June 2019", "-"),
            ("Tuesday", "-"),
            ("The vote was held on 12 March 2019", "-"),
            ("By Ann Example, 12 March 2019", "-"),
            ("TWO DEAD ON 12 MARCH 2019", "-"),
            ("12 March 2019 42", "-"),
            ("2.1.1 - 2025-12-22", "-"),
            ("2.10 - 2025-12-22", "-"),
            ("99:10 2025-12-22", "-"),
            ("2025-12-22 to 10:30", "-"),
            ("WAR ENDS 8 MAY 1945", "-"),
            ("8 MAY 1945 REMEMBERED", "-"),
            ("12 March 2019 to 14 March 2019", "-"),
            ("", "-"),
        ] {
            assert_eq!(iso_of(of_line(line)), date, "{line}");
        }
    }

    #[test]
    fn mastheads() {
        for (text, title, date) in [
            ("MINISTRY OF SHIPS\nPress release 31/2025, Friday 21 March 2025", true, "2025-03-21"),
            ("Hollow Times, Monday 24 March 2025", false, "2025-03-24"),
            ("The Hollow Times, 24 March 2025", false, "2025-03-24"),
            ("Released 07:00, Tuesday 25 March 2025", false, "2025-03-25"),
            ("Posted on March 21, 2025 | by the crew", true, "2025-03-21"),
            ("Reporting period: 16-18 March 2025. Issued: Friday 21 March 2025", false, "2025-03-21"),
            ("By Ann Example, 12 March 2019", false, "2019-03-12"),
            ("Police statement, 21 March 2025, 09:30", true, "2025-03-21"),
            // what happened then, and prose
            ("The Sinking of the Anna, 15 April 1912", true, "-"),
            ("Ship lost, 15 April 1912", false, "-"),
            ("The ship was lost on Friday 21 March 2025", false, "-"),
            ("The ship was lost in Hull, Friday 21 March 2025.", false, "-"),
            ("Results for the 52 weeks ended 31 January 2026", false, "-"),
            ("Friday 21 March 2025 was the day of the feast", false, "-"),
            ("MINUTES of the meeting held on 21 March 2025", false, "-"),
        ] {
            assert_eq!(iso_of(of_masthead(text, title)), date, "{text}");
        }
    }

    #[test]
    fn openings() {
        for (text, date) in [
            ("ACCRA, March 3, 2012 (Reuters) - Two ships met.", "2012-03-03"),
            ("NEW YORK, N.Y., 3 March 2012 — Two ships met.", "2012-03-03"),
            ("ACCRA, March 3, 2012", "2012-03-03"),
            ("ACCRA, Ghana —3/31/2012", "2012-03-31"),
            ("FEAST OF SHIPS March 3, 2012", "-"),
            ("ACCRA, March 3 (Reuters) - Two ships met in 2012.", "-"),
            ("ACCRA, March 3, 2012 was the day of the feast.", "-"),
            ("Accra, March 3, 2012 - a feast", "-"),
            ("THE feast of March 3, 2012 - a feast", "-"),
            ("ACCRA", "-"),
        ] {
            assert_eq!(iso_of(of_opening(text)), date, "{text}");
        }
    }

    #[test]
    fn values() {
        for (value, date) in [
            ("2024-02-09", "2024-02-09"),
            ("2024-02-09T23:30:00-05:00", "2024-02-09"),
            (" \"2024-02-09 10:00\" ", "2024-02-09"),
            ("20240209", "2024-02-09"),
            ("20240209T101112Z", "2024-02-09"),
            ("Fri, 09 Feb 2024 10:00:00 GMT", "2024-02-09"),
            ("9 February 2024", "2024-02-09"),
            ("2024-02-30", "-"),
            ("2024-02", "-"),
            ("202402091", "-"),
            ("1707436800", "-"),
            ("é024-02-09", "-"),
            ("yesterday", "-"),
        ] {
            assert_eq!(iso_of(of_value(value)), date, "{value}");
        }
    }

    #[test]
    fn headers() {
        for (source, expected) in [
            (" date 2024-02-09 Ships met.", Some(16)),
            ("date 2024-02-09\nShips met.", Some(15)),
            ("\u{feff} date 2024-02-09", Some(19)),
            (" date 2024-02-091", None),
            (" date 20240209 Shi", None),
            (" dated 2024-02-09 ", None),
            (" date2024-02-09 ", None),
            ("\n date 2024-02-09 ", None),
            (" date 2024-02-0é", None),
        ] {
            assert_eq!(header(source).map(|(end, _)| end), expected, "{source:?}");
        }
    }
}
