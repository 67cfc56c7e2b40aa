/*! Short words as numbers: a word of up to sixteen bytes of ASCII is looked up, and brought to lower case, without a look at the
letters one by one. Nearly all words of English are that short. */

/// The bytes of a short word of ASCII, the first of them lowest, and zeros behind. No word has a byte that is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Packed(u128);

const HIGH: u128 = u128::from_ne_bytes([0x80; 16]);
const ONES: u128 = u128::from_ne_bytes([1; 16]);

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
        for none in ["", "é", "caf\u{e9}", "seventeen letters", &letters[..17]] {
            assert_eq!(Packed::of(none.as_bytes()), None, "{none}");
        }
    }
}
