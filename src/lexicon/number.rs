/*! Numbers in words: cardinals, scales, ordinals, fractions and vague counts. */

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Lexicon, Sense};

/// What a word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberSense {
    /// "seven", "forty".
    Cardinal(u32),
    /// "hundred", "million", "bn": times ten to the power.
    Scale(u8),
    /// A scale only directly after digits: "k", "m".
    GluedScale(u8),
    /// "dozen", "score": times so many, "a dozen".
    Group(u32),
    /// "third", "fortieth".
    Ordinal(u32),
    /// "half", "quarter", "thirds": one divided by so many.
    Fraction(u32),
    /// "dozens", "several": at least `low`, at most `high`.
    Vague {
        /// The least that it commits to.
        low: u64,
        /// The most, if it has one.
        high: Option<u64>,
    },
    /// "a", "an": one before a scale, a group or a fraction.
    One,
    /// "twice", "thrice".
    Multiple(u32),
    /// "and", within a number: "two hundred and five".
    And,
    /// "of", within a number: "a quarter of a million".
    Of,
    /// "point", before decimals in words.
    Point,
    /// "minus".
    Minus,
}

/// `[number]`: words by what they mean.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Table {
    cardinal: BTreeMap<String, u32>,
    scale: BTreeMap<String, u8>,
    glued_scale: BTreeMap<String, u8>,
    group: BTreeMap<String, u32>,
    ordinal: BTreeMap<String, u32>,
    fraction: BTreeMap<String, u32>,
    vague: BTreeMap<String, (u64, Option<u64>)>,
    vague_from: BTreeMap<String, u64>,
    one: Vec<String>,
    multiple: BTreeMap<String, u32>,
    and: Vec<String>,
    of: Vec<String>,
    point: Vec<String>,
    minus: Vec<String>,
}

impl Table {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        use NumberSense as N;
        let rows = (self.cardinal.into_iter().map(|(w, n)| (w, N::Cardinal(n), true)))
            .chain(self.scale.into_iter().map(|(w, n)| (w, N::Scale(n), true)))
            .chain(self.glued_scale.into_iter().map(|(w, n)| (w, N::GluedScale(n), false)))
            .chain(self.group.into_iter().map(|(w, n)| (w, N::Group(n), true)))
            .chain(self.ordinal.into_iter().map(|(w, n)| (w, N::Ordinal(n), true)))
            .chain(self.fraction.into_iter().map(|(w, n)| (w, N::Fraction(n), true)))
            .chain(self.vague.into_iter().map(|(w, (low, high))| (w, N::Vague { low, high }, true)))
            .chain(self.vague_from.into_iter().map(|(w, low)| (w, N::Vague { low, high: None }, true)))
            .chain(self.one.into_iter().map(|w| (w, N::One, true)))
            .chain(self.multiple.into_iter().map(|(w, n)| (w, N::Multiple(n), true)))
            .chain(self.and.into_iter().map(|w| (w, N::And, false)))
            .chain(self.of.into_iter().map(|w| (w, N::Of, false)))
            .chain(self.point.into_iter().map(|w| (w, N::Point, false)))
            .chain(self.minus.into_iter().map(|w| (w, N::Minus, true)));
        for (word, sense, trigger) in rows {
            lexicon.learn(&word, Sense::Number(sense), trigger)?;
        }
        Ok(())
    }
}
