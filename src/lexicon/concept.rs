/*! Stems and concepts: which forms are one word, and which words tell the same thing. */

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::words_of;

/// A row of the table of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u16);

/// A `[[suffix]]` row: an ending, and what stands for it in the stem.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Suffix {
    from: String,
    to: String,
    /// Letters that must stay before the ending.
    stem: usize,
    /// Whether a doubled consonant before the ending is made single: "stopped".
    #[serde(default)]
    doubles: bool,
    /// Whether a word with the ending is likely a verb: "voted", "striking".
    #[serde(default)]
    verbal: bool,
    /// Whether a word with the ending is likely a plural.
    #[serde(default)]
    plural: bool,
}

/// `[irregular]`: what no ending tells.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Irregular {
    pub(super) plural: Vec<String>,
}

/// Irregular forms and endings.
#[derive(Debug, Default)]
pub(super) struct Stems {
    pub(super) irregular: FxHashMap<Box<str>, Box<str>>,
    pub(super) suffixes: Vec<Suffix>,
    /// Irregular plurals.
    pub(super) plurals: FxHashSet<Box<str>>,
}

/// Endings taken off one after the other: "pricings" loses "s", "ing" and what is left of "e".
const ENDINGS: usize = 3;

impl Stems {
    /// The key of a word's stem.
    pub(super) fn key(&self, word: &str) -> u64 {
        let lower = word.to_lowercase();
        let base = self.irregular.get(lower.as_str()).map_or(lower.as_str(), AsRef::as_ref);
        let mut stem = base.to_owned();
        for _ in 0..ENDINGS {
            if !self.shorten(&mut stem) {
                break;
            }
        }
        xxh3_64(stem.as_bytes())
    }

    /// Whether the word's first ending that fits is a verb's.
    pub(super) fn is_verbal(&self, lowercase: &str) -> bool {
        let fits = |s: &&Suffix| lowercase.strip_suffix(s.from.as_str()).is_some_and(|stem| stem.len() >= s.stem);
        self.suffixes.iter().find(fits).is_some_and(|s| s.verbal)
    }

    /// Whether the word is a plural by its ending or by the table of irregular forms.
    pub(super) fn is_plural(&self, lowercase: &str) -> bool {
        let fits = |s: &&Suffix| lowercase.strip_suffix(s.from.as_str()).is_some_and(|stem| stem.len() >= s.stem);
        self.suffixes.iter().find(fits).is_some_and(|s| s.plural)
            || self.plurals.contains(lowercase)
    }

    /// Replaces the first ending that fits; whether that changed the word.
    fn shorten(&self, word: &mut String) -> bool {
        for suffix in &self.suffixes {
            let Some(stem) = word.strip_suffix(suffix.from.as_str()) else { continue };
            if stem.chars().count() < suffix.stem {
                continue;
            }
            let mut keep = stem.len();
            let bytes = stem.as_bytes();
            if suffix.doubles && keep > 2 && bytes[keep - 1] == bytes[keep - 2] && !matches!(bytes[keep - 1], b'l' | b's' | b'z') {
                keep -= 1;
            }
            word.truncate(keep);
            word.push_str(&suffix.to);
            return suffix.from != suffix.to;
        }
        false
    }
}

/// Concepts by the stem of their first word.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    pub(super) rows: BTreeMap<String, Vec<String>>,
    names: Vec<String>,
    words: FxHashMap<u64, Vec<(Vec<u64>, ConceptId)>>,
}

impl Concepts {
    pub(super) fn finish(&mut self, stems: &Stems) {
        for (name, words) in &self.rows {
            let id = ConceptId(u16::try_from(self.names.len()).unwrap_or(u16::MAX));
            self.names.push(name.clone());
            for word in words {
                let keys: Vec<u64> = words_of(word).into_iter().map(|w| stems.key(w)).collect();
                if let Some((first, rest)) = keys.split_first() {
                    self.words.entry(*first).or_default().push((rest.to_vec(), id));
                }
            }
        }
    }

    pub(super) fn of<'a>(&'a self, stems: &'a [u64]) -> impl Iterator<Item = ConceptId> + 'a {
        let rows = stems.first().and_then(|first| self.words.get(first));
        rows.into_iter().flatten().filter(|(rest, _)| stems[1..].starts_with(rest)).map(|(_, id)| *id)
    }

    pub(super) fn name(&self, id: ConceptId) -> &str {
        &self.names[usize::from(id.0)]
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn the_forms_of_a_word_share_a_stem() {
        let lexicon = Lexicon::read([("lemmas", include_str!("../../rules/en/lemmas.toml"))]).unwrap();
        for forms in [
            &["price", "prices", "priced", "pricing"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["kill", "kills", "killed", "killing"],
            &["city", "cities"],
            &["die", "died", "dead", "deaths"],
            &["doctor", "Doctors"],
            &["rise", "rose", "risen", "rises", "rising"],
        ] {
            for form in forms {
                assert_eq!(lexicon.stem(form), lexicon.stem(forms[0]), "{form} and {}", forms[0]);
            }
        }
        assert_ne!(lexicon.stem("injured"), lexicon.stem("killed"));
    }
}
