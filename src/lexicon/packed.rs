/*! Short words as numbers: a word of up to sixteen bytes of ASCII is looked up, and brought to lower case, without a look at the
letters one by one. Nearly all words of English are that short. */

use serde::{Deserialize, Serialize};

/// The bytes of a short word of ASCII, the first of them lowest, and zeros behind. No word has a byte that is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Packed(u128);

const HIGH: u128 = u128::from_ne_bytes([0x80; 16]);
const ONES: u128 = u128::from_ne_bytes([1; 16]);

/// A word of nothing but ASCII letters, as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    /// The word in lower case.
    pub lower: Packed,
    /// How many letters it has.
    pub length: usize,
    /// Whether the first is a capital.
    pub capital: bool,
    /// Whether all are.
    pub capitals: bool,
}

impl Letters {
    /// The letters at the start of the bytes; `None` where there is none, where sixteen or more stand there, and near the end.
    #[inline]
    pub fn at(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Packed::LONGEST] = bytes.first_chunk()?;
        let eight = |at: usize| Some(Eight::of(u64::from_le_bytes(*bytes[at..].first_chunk()?)));
        let low = eight(0)?;
        if low.length == 0 {
            return None;
        }
        // Most words are shorter than that.
        let high = if low.length < 8 { Eight::default() } else { eight(8)? };
        let lower = Packed(u128::from(high.lower) << 64 | u128::from(low.lower));
        let (length, capitals) = (low.length + high.length, low.small | high.small == 0);
        (length < Packed::LONGEST).then_some(Self { lower, length, capital: low.small & 0x20 == 0, capitals })
    }
}

/// The letters at the start of eight bytes.
#[derive(Default)]
struct Eight {
    /// In lower case, with zeros behind.
    lower: u64,
    /// The bits that tell small letters from capitals.
    small: u64,
    length: usize,
}

impl Eight {
    #[inline]
    fn of(bytes: u64) -> Self {
        const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
        const ONES: u64 = u64::from_ne_bytes([1; 8]);
        const CASE: u64 = ONES * 0x20;
        // In lower case, what is no letter becomes none. With the high bits gone nothing is carried.
        let lower = (bytes | CASE) & !HIGH;
        let from = |letter: u8| lower + ONES * u64::from(0x80 - letter);
        let letters = from(b'a') & !from(b'z' + 1) & !bytes & HIGH;
        let length = (letters ^ HIGH).trailing_zeros() / 8;
        let word = u64::MAX.checked_shr(64 - 8 * length).unwrap_or(0);
        Self { lower: lower & word, small: bytes & CASE & word, length: length as usize }
    }
}

impl Packed {
    /// The most bytes of a word.
    pub const LONGEST: usize = 16;

    /// The word, if it is short and of ASCII.
    pub fn of(word: &[u8]) -> Option<Self> {
        let four = |at: usize| -> Option<u64> { Some(u32::from_le_bytes(*word.get(at..)?.first_chunk()?).into()) };
        let eight = |at: usize| -> Option<u64> { Some(u64::from_le_bytes(*word.get(at..)?.first_chunk()?)) };
        let n = word.len();
        // Two loads that overlap: what both hold is shifted out of the second.
        let (low, high) = match n {
            1..4 => (word.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)), 0),
            4..8 => (four(0)? | four(n - 4)? >> (8 * (8 - n)) << 32, 0),
            8 => (eight(0)?, 0),
            9..=Self::LONGEST => (eight(0)?, eight(n - 8)? >> (8 * (16 - n))),
            _ => return None,
        };
        let bytes = u128::from(high) << 64 | u128::from(low);
        (bytes & HIGH == 0).then_some(Self(bytes))
    }

    /// What `take` makes of its letters.
    pub fn read<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let bytes = self.0.to_le_bytes();
        let n = Self::LONGEST - self.0.leading_zeros() as usize / 8;
        // No byte has its high bit set: they are ASCII.
        take(std::str::from_utf8(&bytes[..n]).unwrap_or_default())
    }

    /// The word in lower case.
    #[must_use]
    pub fn to_lowercase(self) -> Self {
        // No byte has its high bit set: that of each sum tells whether the byte is at least the letter, and nothing is carried.
        let from = |letter: u8| self.0 + ONES * u128::from(0x80 - letter);
        let capitals = from(b'A') & !from(b'Z' + 1) & HIGH;
        Self(self.0 | capitals >> 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_and_brought_to_lower_case() {
        let letters = "aBcDeFgHiJkLmNoPqRsTuV";
        let mut seen = std::collections::BTreeSet::new();
        for n in 1..=Packed::LONGEST {
            let word = &letters[..n];
            let packed = Packed::of(word.as_bytes()).unwrap();
            assert!(seen.insert(packed.0), "{word}");
            packed.read(|read| assert_eq!(read, word));
            assert_eq!(Some(packed.to_lowercase()), Packed::of(word.to_lowercase().as_bytes()), "{word}");
        }
        for byte in 1..128u8 {
            let mark = [byte, b'x', byte];
            assert_eq!(Packed::of(&mark).unwrap().to_lowercase(), Packed::of(&mark.to_ascii_lowercase()).unwrap());
        }
        for text in [
            "a rather long line",
            "Rising.........................",
            "NATO, and others",
            "UNITED NATIONS..",
            "eightest 8 letters",
            "Seventies 9 and more",
            "aé              ",
            "fifteenlettersx ",
        ] {
            let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let word = &text[..length];
            let lower = Packed::of(word.to_lowercase().as_bytes()).unwrap();
            let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
            let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
            assert_eq!(Letters::at(text.as_bytes()), Some(Letters { lower, length, capital, capitals }), "{text}");
        }
        for none in [
            "short",
            " a blank before it",
            "[bracket] and more",
            "`backquote and more",
            "é, and then some",
            "sixteenlettersxy and more",
        ] {
            assert_eq!(Letters::at(none.as_bytes()), None, "{none}");
        }
        for none in ["", "é", "caf\u{e9}", "seventeen letters", &letters[..17]] {
            assert_eq!(Packed::of(none.as_bytes()), None, "{none}");
        }
    }
}
