/*! Words, numbers and marks. A number is one token with its separators ("37,000", "5.4"); letters and digits part
("40k" is "40" and "k"), but a word that runs on into digits is one identifier ("MH370", "v1.2.3"), and an address or a path is
one opaque token. Hyphens stand alone, so that "72-hour" is three tokens, each glued to the one before. */

use std::sync::LazyLock;

use super::Signs;
use crate::lexicon::{Letters, Lexicon, Packed, WordId};
use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and the full stops of "a.m.".
    Word,
    /// Digits with their separators; well formed or not ("12,34" is one token).
    Number,
    /// Digits with two or more full stops: "02.29.12", "192.168.0.1".
    Dotted,
    /// A word with digits in it: "MH370", "Q3", "v1.2.3".
    Identifier,
    /// An address, a path, a handle: never looked into.
    Opaque,
    /// Any other character.
    Mark,
}

/// A token: where it stands, what it is, and which word of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The lexicon's id of the word or mark, in lower case.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
    flags: u8,
    /// The number of its mark among [`Signs`], 0 for any other token.
    sign: u8,
}

const GLUED: u8 = 1;
const CAPITAL: u8 = 2;
const SHOUT: u8 = 4;
const HYPHEN: u8 = 8;
const BREAK: u8 = 16;
const BEGINS: u8 = 32;
const STRONG: u8 = 64;
const ENDS: u8 = 128;

impl Token {
    /// Whether nothing stands between this token and the one before.
    pub fn is_glued(&self) -> bool {
        self.flags & GLUED != 0
    }

    /// Whether the first letter is a capital.
    pub fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it has two letters or more, all capitals.
    pub fn is_shout(&self) -> bool {
        self.flags & SHOUT != 0
    }

    /// Whether it is a word of letters.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// The mark that it is, if it is one that has a bit.
    pub fn signs(&self) -> Signs {
        Signs::of_number(self.sign)
    }

    /// Whether it is a hyphen or a dash of any length.
    pub fn is_dash(&self) -> bool {
        self.flags & HYPHEN != 0
    }

    /// Whether it is a hyphen with nothing before it.
    pub fn is_glued_hyphen(&self) -> bool {
        self.flags & (HYPHEN | GLUED) == HYPHEN | GLUED
    }

    /// Whether a figure may begin with it.
    pub fn begins_figure(&self) -> bool {
        self.flags & BEGINS != 0
    }

    /// Whether it, or a phrase that begins with it, may be what a figure cannot do without.
    pub fn may_be_strong(&self) -> bool {
        self.flags & STRONG != 0
    }

    /// Whether it ends like a sentence: "!", "U.S.".
    pub(super) fn may_end_sentence(&self) -> bool {
        self.flags & ENDS != 0
    }

    /// Whether a line ends between the token before and this one.
    pub fn follows_break(&self) -> bool {
        self.flags & BREAK != 0
    }
}

/// Knows no word.
static WORDLESS: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The words of a phrase, as the tokens of a text would be looked up. Already in lower case.
pub fn words_of(phrase: &str) -> impl Iterator<Item = &str> + Clone {
    // Most phrases are words of letters with blanks between them.
    let plain = phrase.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
    let mut tokens = Vec::new();
    if !plain {
        let span = Span::new(0, u32::try_from(phrase.len()).unwrap_or(u32::MAX));
        read(phrase, span, &WORDLESS, &mut tokens);
    }
    let parted = if plain { phrase } else { "" }.split_ascii_whitespace();
    parted.chain(tokens.into_iter().map(|token| token.span.of(phrase)))
}

/// Appends the tokens of `text[span]`.
pub(super) fn read(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        text,
        end: span.end as usize,
        at: span.start as usize,
        listed: None,
        lower: None,
    };
    let mut last_end = usize::MAX;
    let mut broken = false;
    while reader.at < reader.end {
        let start = reader.at;
        let first = reader.bytes[start];
        if first.is_ascii_whitespace() {
            broken |= first == b'\n';
            reader.at += 1;
            continue;
        }
        if !first.is_ascii() && reader.skip_blank() {
            continue;
        }
        reader.lower = None;
        let (kind, mut flags) = reader.token(start);
        let end = reader.at;
        if start == last_end {
            flags |= GLUED;
        }
        if broken {
            flags |= BREAK;
            broken = false;
        }
        last_end = end;
        // The last is that of "…", and of others.
        flags |= ENDS * u8::from(reader.lower.is_none() && matches!(reader.bytes[end - 1], b'.' | b'!' | b'?' | 0xA6));
        let mut word = WordId::NONE;
        match kind {
            // A short number may be part of a phrase: "12 noon", "per 100 kilometres".
            TokenKind::Number if end - start > 3 => {}
            TokenKind::Dotted | TokenKind::Opaque => {}
            _ => word = reader.lower.map_or_else(|| look_up(lexicon, text, start, end), |lower| lexicon.packed(lower)),
        }
        flags |= match kind {
            TokenKind::Number | TokenKind::Dotted | TokenKind::Identifier => BEGINS | STRONG,
            _ => {
                let (begins, strong) = lexicon.opens(word);
                (BEGINS * u8::from(begins)) | (STRONG * u8::from(strong))
            }
        };
        let sign = match kind {
            TokenKind::Mark if first.is_ascii() => Signs::number(char::from(first), end - start),
            TokenKind::Mark => text[start..end].chars().next().map_or(0, |c| Signs::number(c, end - start)),
            _ => 0,
        };
        // A text longer than u32::MAX bytes is refused when the document is read.
        tokens.push(Token { span: Span::new(start as u32, end as u32), word, kind, flags, sign });
    }
}

/// The id of a word of any case.
fn look_up(lexicon: &Lexicon, text: &str, start: usize, end: usize) -> WordId {
    const LONGEST: usize = 32;
    if let Some(packed) = Packed::of(&text.as_bytes()[start..end]) {
        return lexicon.packed(packed.to_lowercase());
    }
    let word = &text[start..end];
    if word.len() <= LONGEST && word.is_ascii() {
        let mut buffer = [0u8; LONGEST];
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).map_or(WordId::NONE, |w| lexicon.word(w));
    }
    if word.len() > 4 * LONGEST {
        return WordId::NONE;
    }
    let lower = word.to_lowercase();
    lexicon.word(if lower.contains('’') { lower.replace('’', "'") } else { lower }.as_str())
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    end: usize,
    at: usize,
    /// Where the last item of a list of numbers without blanks ends.
    listed: Option<usize>,
    /// The last token in lower case, if it was a word of a few letters.
    lower: Option<Packed>,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.bytes[at] } else { b' ' }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    /// Steps over a blank or an invisible character outside ASCII.
    fn skip_blank(&mut self) -> bool {
        match self.char(self.at) {
            Some(c) if c.is_whitespace() || is_invisible(c) => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// Reads one token from `start` and steps behind it.
    fn token(&mut self, start: usize) -> (TokenKind, u8) {
        let first = self.bytes[start];
        if first.is_ascii_digit() || (first == b'.' && self.starts_fraction(start)) {
            return self.number();
        }
        let letter =
            first.is_ascii_alphabetic() || (!first.is_ascii() && self.char(start).is_some_and(char::is_alphabetic));
        if letter {
            return self.word(start);
        }
        if matches!(first, b'@' | b'#') && self.byte(start + 1).is_ascii_alphanumeric() {
            self.at += 1;
            self.take_while(|b| b.is_ascii_alphanumeric() || b == b'_');
            return (TokenKind::Opaque, 0);
        }
        let c = self.char(start).unwrap_or(' ');
        self.at += c.len_utf8().max(1);
        if first == b'-' {
            // "--" is a dash, as on a typewriter.
            self.take_while(|b| b == b'-');
        }
        (TokenKind::Mark, if is_dash(c) { HYPHEN } else { 0 })
    }

    /// ".08" is a number where no digit or letter stands before it.
    fn starts_fraction(&self, start: usize) -> bool {
        self.byte(start + 1).is_ascii_digit()
            && (start == 0 || !self.bytes[start - 1].is_ascii_alphanumeric() && self.bytes[start - 1] != b'.')
    }

    fn take_while(&mut self, accept: impl Fn(u8) -> bool) {
        while self.at < self.end && accept(self.bytes[self.at]) {
            self.at += 1;
        }
    }

    /// Digits, with single separators between digits.
    fn number(&mut self) -> (TokenKind, u8) {
        let start = self.at;
        let mut stops = 0;
        if self.listed.is_some_and(|comma| comma + 1 == start) {
            self.take_while(|b| b.is_ascii_digit());
            self.listed = Some(self.at);
            return (TokenKind::Number, 0);
        }
        loop {
            self.take_while(|b| b.is_ascii_digit());
            let separator = self.byte(self.at);
            let next = match separator {
                b'.' | b',' if self.byte(self.at + 1).is_ascii_digit() => 1,
                // "37 000" with a blank that does not break.
                0xC2 if self.byte(self.at + 1) == 0xA0 && self.three_digits(self.at + 2) => 2,
                0xE2 if self.text[self.at..].starts_with(['\u{202f}', '\u{2009}'])
                    && self.three_digits(self.at + 3) =>
                {
                    3
                }
                _ => break,
            };
            if separator == b'.' {
                stops += 1;
            }
            self.at += next;
        }
        if let Some(first) = self.first_of_list(start) {
            self.at = start + first;
            self.listed = Some(self.at);
        }
        (if stops > 1 { TokenKind::Dotted } else { TokenKind::Number }, 0)
    }

    /// The length of the first item where what was read from `start` is a list without blanks, "22,24,26,31": three numbers or more
    /// that are no groups of one number.
    fn first_of_list(&self, start: usize) -> Option<usize> {
        let run = &self.bytes[start..self.at];
        let first = run.iter().position(|b| *b == b',')?;
        let digits = run.iter().all(|b| b.is_ascii_digit() || *b == b',');
        let ends =
            !matches!(self.byte(self.at), b'-' | b'/' | b':' | b'%') && !self.byte(self.at).is_ascii_alphanumeric();
        let items = || run.split(|b| *b == b',').map(<[u8]>::len);
        let grouped = items().skip(1).all(|n| n == 3)
            || items().skip(1).all(|n| matches!(n, 2 | 3)) && items().next_back() == Some(3);
        // "(26,29,49)" and "[1,2,3]" are references and vectors.
        let begins = start == 0 || self.bytes[start - 1].is_ascii_whitespace();
        let many = begins && run[first + 1..].contains(&b',');
        // "1,2,3,4" may be anything.
        let long = items().any(|n| n > 1) && items().all(|n| n <= 4);
        (many && digits && ends && !grouped && long).then_some(first)
    }

    fn three_digits(&self, at: usize) -> bool {
        (at..at + 3).all(|i| self.byte(i).is_ascii_digit()) && !self.byte(at + 3).is_ascii_digit()
    }

    /// A word of nothing but a few ASCII letters, which most are; `None` where it is more than that.
    fn plain_word(&mut self, start: usize) -> Option<(TokenKind, u8)> {
        let word = Letters::at(&self.bytes[start..]).filter(|word| start + word.length <= self.end)?;
        let behind = self.byte(start + word.length);
        let more = matches!(behind, b'.' | b'\'' | b'_' | b'@' | b':') || behind.is_ascii_digit() || !behind.is_ascii();
        if more {
            return None;
        }
        self.at = start + word.length;
        self.lower = Some(word.lower);
        let shout = word.capitals && word.length > 1;
        Some((TokenKind::Word, (CAPITAL * u8::from(word.capital)) | (SHOUT * u8::from(shout))))
    }

    fn word(&mut self, start: usize) -> (TokenKind, u8) {
        if self.bytes[start].is_ascii()
            && let Some(found) = self.plain_word(start)
        {
            return found;
        }
        let after_digit = start > 0 && self.bytes[start - 1].is_ascii_digit();
        let mut capitals = 0;
        let mut letters = 0;
        let mut kind = TokenKind::Word;
        while self.at < self.end {
            let b = self.bytes[self.at];
            if b.is_ascii_alphabetic() {
                letters += 1;
                capitals += u32::from(b.is_ascii_uppercase());
                self.at += 1;
            } else if b.is_ascii_digit() && !after_digit {
                kind = TokenKind::Identifier;
                self.at += 1;
            } else if b == b'.' && kind == TokenKind::Identifier && self.byte(self.at + 1).is_ascii_digit() {
                self.at += 1;
            } else if b == b'_' {
                kind = TokenKind::Identifier;
                self.at += 1;
            } else if b == b'.' && letters == 1 && self.initials() {
                return (TokenKind::Word, CAPITAL * u8::from(capitals > 0));
            } else if b == b'\'' || b == 0xE2 && self.text[self.at..].starts_with('’') {
                let width = if b == b'\'' { 1 } else { 3 };
                if !self.joins_apostrophe(width) {
                    break;
                }
                self.at += width;
            } else if !b.is_ascii() {
                match self.char(self.at) {
                    Some(c) if c.is_alphabetic() || is_combining(c) => {
                        letters += 1;
                        capitals += u32::from(c.is_uppercase());
                        self.at += c.len_utf8();
                    }
                    Some(c)
                        if is_invisible(c) && self.char(self.at + c.len_utf8()).is_some_and(char::is_alphabetic) =>
                    {
                        self.at += c.len_utf8();
                    }
                    _ => break,
                }
            } else {
                break;
            }
        }
        if self.is_address(start) {
            self.take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'<' | b'>' | b'"' | b')' | b']'));
            while matches!(self.bytes[self.at - 1], b'.' | b',' | b';' | b':' | b'!' | b'?') {
                self.at -= 1;
            }
            return (TokenKind::Opaque, 0);
        }
        let first_capital = self.char(start).is_some_and(char::is_uppercase);
        let shout = capitals > 1 && capitals == letters;
        (kind, (CAPITAL * u8::from(first_capital)) | (SHOUT * u8::from(shout)))
    }

    /// "a.m.", "U.S.": single letters, each with a full stop, two or more. Steps behind them if they are.
    fn initials(&mut self) -> bool {
        let mut at = self.at;
        let mut count = 1;
        while self.byte(at) == b'.'
            && self.byte(at + 1).is_ascii_alphabetic()
            && !self.byte(at + 2).is_ascii_alphanumeric()
        {
            at += 2;
            count += 1;
        }
        if count < 2 {
            return false;
        }
        if self.byte(at) == b'.' {
            at += 1;
        }
        self.at = at;
        true
    }

    /// Whether the apostrophe at the reader joins letters ("O'Brien", "don't") and is no possessive or closing quote.
    fn joins_apostrophe(&self, width: usize) -> bool {
        let next = self.at + width;
        let letter = self.char(next).is_some_and(char::is_alphabetic);
        let possessive =
            matches!(self.byte(next), b's' | b'S') && !self.char(next + 1).is_some_and(char::is_alphanumeric);
        letter && !possessive
    }

    /// Whether the word from `start` runs on into an address: "https://", "www.", "name@host", "example.com/".
    fn is_address(&self, start: usize) -> bool {
        match self.byte(self.at) {
            b':' => self.byte(self.at + 1) == b'/' && self.byte(self.at + 2) == b'/',
            b'@' => self.byte(self.at + 1).is_ascii_alphanumeric(),
            b'.' => {
                let word = &self.bytes[start..self.at];
                let next = &self.bytes[self.at + 1..self.end];
                let label = next.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                word.eq_ignore_ascii_case(b"www") && label > 0
                    || (2..=24).contains(&label)
                        && next[..label].iter().all(u8::is_ascii_lowercase)
                        && matches!(next.get(label), Some(b'/' | b'@'))
            }
            _ => false,
        }
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// Characters that print nothing: soft hyphen, zero-width characters, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(&str, TokenKind)> {
        let mut tokens = Vec::new();
        read(text, Span::new(0, text.len() as u32), &Lexicon::default(), &mut tokens);
        tokens.iter().map(|t| (t.span.of(text), t.kind)).collect()
    }

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|(t, _)| t).collect()
    }

    #[test]
    fn a_number_keeps_its_separators() {
        assert_eq!(
            texts("Nearly 37,000 (5.4%), .08 and 12,34."),
            ["Nearly", "37,000", "(", "5.4", "%", ")", ",", ".08", "and", "12,34", "."]
        );
        assert_eq!(texts("37\u{a0}000 people"), ["37\u{a0}000", "people"]);
    }

    #[test]
    fn a_list_without_blanks_is_as_many_numbers() {
        assert_eq!(texts("rooms 22,24,26."), ["rooms", "22", ",", "24", ",", "26", "."]);
        assert_eq!(texts("won 6,4,12,3"), ["won", "6", ",", "4", ",", "12", ",", "3"]);
        // Groups, decimals, references, names of substances, settings.
        for one in ["1,234,567", "1,00,00,000", "22,24,126", "12,34", "101,102,103", "1,234.56"] {
            assert_eq!(texts(one), [one]);
        }
        assert_eq!(texts("[10,13,24]"), ["[", "10,13,24", "]"]);
        assert_eq!(texts("1,1,2-tri"), ["1,1,2", "-", "tri"]);
        assert_eq!(texts("US55,931,000"), ["US55", ",", "931,000"]);
        assert_eq!(texts("--seed=1,2,13"), ["--", "seed", "=", "1,2,13"]);
    }

    #[test]
    fn digits_and_letters_part_but_identifiers_do_not() {
        assert_eq!(texts("40k at 7am, 11.59pm"), ["40", "k", "at", "7", "am", ",", "11.59", "pm"]);
        for (text, kind) in
            [("MH370", TokenKind::Identifier), ("v1.2.3", TokenKind::Identifier), ("02.29.12", TokenKind::Dotted)]
        {
            assert_eq!(tokens(text), [(text, kind)]);
        }
        for text in [
            "https://example.com/37,000?x=1",
            "www.example.com",
            "me@example.com",
            "example.com/40",
            "@user_1",
            "#tag5",
        ] {
            assert_eq!(tokens(text), [(text, TokenKind::Opaque)]);
        }
    }

    #[test]
    fn clitics_and_initials() {
        assert_eq!(texts("the year's doctors' don't"), ["the", "year", "'", "s", "doctors", "'", "don't"]);
        assert_eq!(texts("U.S. at 7 a.m. on"), ["U.S.", "at", "7", "a.m.", "on"]);
        assert_eq!(texts("72-hour — 13–15"), ["72", "-", "hour", "—", "13", "–", "15"]);
    }
}
