/*! The marks that readers of sentences ask for, as a set of bits: a token knows its own, and no text is compared. */

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs(u32);

/// Every mark that has a bit, as a text writes it; its place is its bit.
const MARKS: [char; 17] = ['.', ',', ';', ':', '(', ')', '-', '–', '—', '"', '“', '”', '\'', '’', '/', '!', '?'];

impl Signs {
    /// "."
    pub const STOP: Self = Self(1);
    /// ","
    pub const COMMA: Self = Self(1 << 1);
    /// ";"
    pub const SEMICOLON: Self = Self(1 << 2);
    /// ":"
    pub const COLON: Self = Self(1 << 3);
    /// "("
    pub const OPENS: Self = Self(1 << 4);
    /// ")"
    pub const CLOSES: Self = Self(1 << 5);
    /// "-"
    pub const HYPHEN: Self = Self(1 << 6);
    /// A dash: "–", "—", "--".
    pub const DASH: Self = Self(1 << 7 | 1 << 8 | 1 << 17);
    /// A double quotation mark: """, "“", "”".
    pub const QUOTES: Self = Self(1 << 9 | 1 << 10 | 1 << 11);
    /// What opens no quotation and may close one: """, "”".
    pub const UNQUOTES: Self = Self(1 << 9 | 1 << 11);
    /// An apostrophe: "'", "’".
    pub const APOSTROPHE: Self = Self(1 << 12 | 1 << 13);
    /// "/"
    pub const SLASH: Self = Self(1 << 14);
    /// "?"
    pub const QUESTION: Self = Self(1 << 16);

    /// The dash of a typewriter, "--".
    const TYPED_DASH: u8 = 18;

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share a mark.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// The number of a token that is a mark, its first character and its length in bytes: 0 where it has no bit.
    pub(super) fn number(first: char, length: usize) -> u8 {
        match MARKS.iter().position(|mark| *mark == first) {
            Some(at) if length == first.len_utf8() => at as u8 + 1,
            Some(_) if first == '-' && length == 2 => Self::TYPED_DASH,
            _ => 0,
        }
    }

    /// The set of the mark of that number, empty for 0.
    pub(super) const fn of_number(number: u8) -> Self {
        Self((1 << number) >> 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::span::Span;
    use crate::text::Text;

    #[test]
    fn a_token_knows_its_mark() {
        for (mark, signs) in [
            (".", Signs::STOP),
            (",", Signs::COMMA),
            (";", Signs::SEMICOLON),
            (":", Signs::COLON),
            ("(", Signs::OPENS),
            (")", Signs::CLOSES),
            ("-", Signs::HYPHEN),
            ("–", Signs::DASH),
            ("—", Signs::DASH),
            ("--", Signs::DASH),
            ("\"", Signs::UNQUOTES),
            ("“", Signs::QUOTES),
            ("”", Signs::UNQUOTES),
            ("'", Signs::APOSTROPHE),
            ("’", Signs::APOSTROPHE),
            ("/", Signs::SLASH),
        ] {
            let block = Block { span: Span::new(0, mark.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(mark, &[block], &Lexicon::default());
            let own = read.tokens[0].signs();
            assert!(own.any(signs), "{mark}");
            let others =
                [Signs::STOP, Signs::COMMA, Signs::OPENS, Signs::CLOSES, Signs::HYPHEN, Signs::DASH, Signs::SLASH];
            assert_eq!(
                others.iter().filter(|set| own.any(**set)).count(),
                usize::from(others.contains(&signs)),
                "{mark}"
            );
        }
        for other in ["---", "%", "word", "5", "…"] {
            let block = Block { span: Span::new(0, other.len() as u32), kind: BlockKind::Paragraph };
            assert_eq!(Text::read(other, &[block], &Lexicon::default()).tokens[0].signs(), Signs::default(), "{other}");
        }
    }
}
