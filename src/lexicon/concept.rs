/*! Stems and concepts: which forms are one word, and which words tell the same thing. */

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::words_of;

/// A row of the table of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub u16);

/// A `[[suffix]]` row: an ending, and what stands for it in the stem.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Suffix {
    /// The ending.
    from: String,
    /// What stands for it in the stem.
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
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Irregular {
    /// Irregular plurals.
    pub(super) plural: Vec<String>,
}

/// Irregular forms and endings.
#[derive(Debug, Default)]
pub(super) struct Stems {
    pub(super) irregular: FxHashMap<Box<str>, Box<str>>,
    pub(super) suffixes: Vec<Suffix>,
    /// Irregular plurals.
    pub(super) plurals: FxHashSet<Box<str>>,
    /// By the last byte of a word: the suffixes that may end it, indices into `suffixes`, in their order.
    by_last: Vec<Vec<u16>>,
}

/// Endings taken off one after the other: "pricings" loses "s", "ing" and what is left of "e".
const ENDINGS: usize = 3;

/// What the form of a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// The key of its stem, by which its forms and the words of other documents are compared.
    pub stem: u64,
    /// Whether its ending is a verb's: "voted".
    pub verbal: bool,
    /// Whether it is a plural.
    pub plural: bool,
}

/// The longest word that is brought to a stem without allocating.
const LONGEST: usize = 48;

impl Stems {
    /// Orders the suffixes by their last byte, once all are known.
    pub(super) fn finish(&mut self) {
        self.by_last = vec![Vec::new(); 256];
        for (at, suffix) in (0u16..).zip(&self.suffixes) {
            match suffix.from.as_bytes().last() {
                Some(&last) => self.by_last[usize::from(last)].push(at),
                None => self.by_last.iter_mut().for_each(|row| row.push(at)),
            }
        }
    }

    /// The first suffix that ends the word.
    fn suffix(&self, word: &[u8]) -> Option<&Suffix> {
        let row = self.by_last.get(usize::from(*word.last()?))?;
        row.iter().map(|&at| &self.suffixes[usize::from(at)]).find(|s| s.fits(word))
    }

    /// The form of a word of any case.
    pub(super) fn form(&self, word: &str) -> Form {
        if word.is_ascii() && word.len() <= LONGEST {
            let mut buffer = [0u8; LONGEST];
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            // Lower-case ASCII is UTF-8.
            return std::str::from_utf8(lower).map(|w| self.form_of(w)).unwrap_or_default();
        }
        self.form_of(&word.to_lowercase())
    }

    /// The key of a word's stem.
    pub(super) fn key(&self, word: &str) -> u64 {
        self.form(word).stem
    }

    fn form_of(&self, lower: &str) -> Form {
        let first = self.suffix(lower.as_bytes());
        let base = self.irregular.get(lower).map_or(lower, AsRef::as_ref);
        Form {
            stem: self.stem(base),
            verbal: first.is_some_and(|s| s.verbal),
            plural: first.is_some_and(|s| s.plural) || self.plurals.contains(lower),
        }
    }

    /// The stem of a word in lower case.
    pub(super) fn stem_of(&self, lower: &str) -> String {
        let base = self.irregular.get(lower).map_or(lower, AsRef::as_ref);
        self.stemmed(base, |stem| String::from_utf8_lossy(stem).into_owned())
    }

    /// The key of a base form.
    fn stem(&self, base: &str) -> u64 {
        self.stemmed(base, xxh3_64)
    }

    /// A base form, its endings taken off one after the other.
    fn stemmed<T>(&self, base: &str, take: impl Fn(&[u8]) -> T) -> T {
        let mut buffer = [0u8; LONGEST + 8];
        let Some(room) = buffer.get_mut(..base.len()) else { return take(base.as_bytes()) };
        room.copy_from_slice(base.as_bytes());
        let mut length = base.len();
        for _ in 0..ENDINGS {
            let Some(suffix) = self.suffix(&buffer[..length]) else { break };
            let mut keep = length - suffix.from.len();
            if suffix.doubles
                && keep > 2
                && buffer[keep - 1] == buffer[keep - 2]
                && !matches!(buffer[keep - 1], b'l' | b's' | b'z')
            {
                keep -= 1;
            }
            let to = suffix.to.as_bytes();
            let Some(room) = buffer.get_mut(keep..keep + to.len()) else { break };
            room.copy_from_slice(to);
            length = keep + to.len();
            if suffix.from == suffix.to {
                break;
            }
        }
        take(&buffer[..length])
    }
}

impl Suffix {
    fn fits(&self, word: &[u8]) -> bool {
        word.strip_suffix(self.from.as_bytes()).is_some_and(|stem| stem.len() >= self.stem)
    }
}

/// Words and phrases by the stem of their first word, and what each tells.
#[derive(Debug)]
pub(super) struct Stemwise<T> {
    words: FxHashMap<u64, Vec<(Vec<u64>, T)>>,
    /// A bit for the last digits of each stem in `words`: most words of a text tell nothing, and are told so at once.
    known: Vec<u64>,
}

/// The bits of [`Stemwise::known`].
const KNOWN: u64 = 1 << 15;

impl<T> Default for Stemwise<T> {
    fn default() -> Self {
        Self { words: FxHashMap::default(), known: Vec::new() }
    }
}

impl<T: Copy> Stemwise<T> {
    /// Adds a phrase; one of no words tells nothing.
    pub(super) fn add(&mut self, stems: &[u64], told: T) {
        if let Some((first, rest)) = stems.split_first() {
            self.known.resize(KNOWN as usize / 64, 0);
            self.known[(first % KNOWN / 64) as usize] |= 1 << (first % 64);
            self.words.entry(*first).or_default().push((rest.to_vec(), told));
        }
    }

    /// What the word or the phrases at the start of `stems` tell.
    pub(super) fn of<'a>(&'a self, stems: &'a [u64]) -> impl Iterator<Item = T> + 'a {
        let bits = |first: u64| self.known.get((first % KNOWN / 64) as usize);
        let may = |first: &&u64| bits(**first).is_some_and(|bits| bits >> (*first % 64) & 1 != 0);
        let rows = stems.first().filter(may).and_then(|first| self.words.get(first));
        let stands = |rest: &[u64]| rest.is_empty() || stems[1..].starts_with(rest);
        rows.into_iter().flatten().filter(move |(rest, _)| stands(rest)).map(|(_, told)| *told)
    }
}

/// Concepts by the stem of their first word.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    pub(super) rows: BTreeMap<String, Vec<String>>,
    names: Vec<String>,
    words: Stemwise<ConceptId>,
}

impl Concepts {
    pub(super) fn finish(&mut self, stems: &Stems) {
        for (name, words) in &self.rows {
            let id = ConceptId(u16::try_from(self.names.len()).unwrap_or(u16::MAX));
            self.names.push(name.clone());
            for word in words {
                let keys: Vec<u64> = words_of(word).into_iter().map(|w| stems.key(w)).collect();
                self.words.add(&keys, id);
            }
        }
    }

    pub(super) fn of<'a>(&'a self, stems: &'a [u64]) -> impl Iterator<Item = ConceptId> + 'a {
        self.words.of(stems)
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
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
        assert_eq!(lexicon.stem_of("Doctors"), "doctor");
        assert_eq!(lexicon.stem_of("rose"), lexicon.stem_of("rising"));
    }
}
