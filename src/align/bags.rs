/*! The words of documents as numbers: how rare each is, what it weighs in a document, in which documents it stands, and what the search
for neighbours writes on. */

use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::lists::Lists;

/// Documents that the frequencies are smoothed with, so that in a corpus of two a shared name still says something.
pub(super) const PRIOR: u32 = 50;
/// A word of more documents than this, roughly, finds no neighbours: it would make the search quadratic.
const POSTINGS: u32 = 1_024;

/// A document as a vector of words with weights, sorted by word, of length 1. Words are told by their rank among all.
pub(super) type Vector = Vec<(u32, f32)>;

/// Words by rank, with how many documents each stands in.
#[derive(Debug, Default)]
pub(super) struct Words {
    rank: FxHashMap<u64, u32>,
    pub(super) documents: Vec<u32>,
}

impl Words {
    /// In how many documents a word stands.
    pub(super) fn count(&self, word: u64) -> u32 {
        self.rank.get(&word).map_or(0, |rank| self.documents[*rank as usize])
    }

    /// Each word, and in how many documents it stands.
    pub(super) fn counts(self) -> impl Iterator<Item = (u64, u32)> {
        self.rank.into_iter().map(move |(word, rank)| (word, self.documents[rank as usize]))
    }
}

/// How rare a word is that `n` of `total` documents hold. Frequencies are told roughly, so that one document more or less leaves most
/// words weighing what they weighed, and most documents what was judged of them.
pub(super) fn idf(total: u32, n: u32) -> f32 {
    (roughly(total.saturating_add(PRIOR)) as f32 / roughly(n.saturating_add(1)) as f32).ln()
}

/// The binary digits of a number that are told, the first of which is no nought.
const DIGITS: u32 = 4;

/// A number to its first digits, the nearest such: a number that is small is told as it is.
pub(super) fn roughly(n: u32) -> u32 {
    let shift = (u32::BITS - n.leading_zeros()).saturating_sub(DIGITS);
    let half = (1 << shift) >> 1;
    (n.saturating_add(half) >> shift) << shift
}

/// The words of one sort that documents hold, by rank, each with how often it stands there.
#[derive(Debug, Default)]
pub(super) struct Bags {
    pub(super) lists: Lists<(u32, u16)>,
    /// By document: the length of its vector.
    pub(super) lengths: Vec<f32>,
    /// By word: how rare it is.
    pub(super) rare: Vec<f32>,
}

/// How much a word weighs that stands `n` times in a document.
pub(super) fn weigh(n: u16) -> f32 {
    const MOST: u16 = 64;
    static KNOWN: LazyLock<Vec<f32>> = LazyLock::new(|| (0..MOST).map(of).collect());
    pub(super) fn of(n: u16) -> f32 {
        (1.0 + f32::from(n)).ln()
    }
    KNOWN.get(usize::from(n)).copied().unwrap_or_else(|| of(n))
}

impl Bags {
    /// Gathers the words of documents, given in their order.
    pub(super) fn gather(told: impl Iterator<Item = Vec<(u64, u32)>>, total: u32) -> (Self, Words) {
        // Each word by its place in the order of their first use, with how many documents hold it; then by its rank.
        let mut places: FxHashMap<u64, u32> = FxHashMap::default();
        let mut known: Vec<(u64, u32)> = Vec::new();
        let mut lists: Lists<(u32, u16)> = Lists::default();
        for list in told {
            lists.push(list.into_iter().map(|(word, n)| {
                let place = *places.entry(word).or_insert_with(|| {
                    known.push((word, 0));
                    known.len() as u32 - 1
                });
                known[place as usize].1 += 1;
                (place, u16::try_from(n).unwrap_or(u16::MAX))
            }));
        }
        let mut order: Vec<u32> = (0..known.len() as u32).collect();
        order.par_sort_unstable_by_key(|place| known[*place as usize].0);
        let mut ranks = vec![0; known.len()];
        (0..).zip(&order).for_each(|(rank, place)| ranks[*place as usize] = rank);
        places.values_mut().for_each(|place| *place = ranks[*place as usize]);
        let documents: Vec<u32> = order.iter().map(|place| known[*place as usize].1).collect();
        // The words of a document come in the order of their keys, which is that of their ranks.
        lists.items.iter_mut().for_each(|(place, _)| *place = ranks[*place as usize]);
        lists.items.shrink_to_fit();
        let rare = documents.iter().map(|n| idf(total, *n)).collect();
        let mut bags = Self { lists, lengths: Vec::new(), rare };
        bags.lengths = (0..bags.lists.len()).into_par_iter().map(|at| bags.length(at)).collect();
        (bags, Words { rank: places, documents })
    }

    pub(super) fn length(&self, at: usize) -> f32 {
        self.lists.of(at).iter().map(|entry| self.weight(entry)).map(|w| w * w).sum::<f32>().sqrt()
    }

    pub(super) fn weight(&self, (word, n): &(u32, u16)) -> f32 {
        weigh(*n) * self.rare[*word as usize]
    }

    pub(super) fn is_empty(&self, at: usize) -> bool {
        self.lists.of(at).is_empty()
    }

    /// A document as a vector.
    pub(super) fn vector(&self, at: usize, vector: &mut Vector) {
        vector.clear();
        let length = self.lengths[at];
        let of =
            |entry: &(u32, u16)| (entry.0, if length > 0.0 { self.weight(entry) / length } else { self.weight(entry) });
        vector.extend(self.lists.of(at).iter().map(of));
    }

    /// The cosine of what is written, of length 1, and a document.
    pub(super) fn cosine(&self, written: &Slate, at: usize) -> f32 {
        let length = self.lengths[at];
        if length == 0.0 {
            return 0.0;
        }
        // Most words of one document are not in the other: these add nothing, and their weights are not looked up.
        let shared = self.lists.of(at).iter().filter_map(|entry| {
            let own = written.numbers[entry.0 as usize];
            (own != 0.0).then(|| own * (self.weight(entry) / length))
        });
        shared.sum()
    }
}

/// What a search for neighbours writes on: a number a word or a document, all 0 between two searches.
pub(super) struct Slate {
    pub(super) numbers: Vec<f32>,
    pub(super) counts: Vec<u32>,
}

impl Slate {
    pub(super) fn new(size: usize) -> Self {
        Self { numbers: vec![0.0; size], counts: vec![0; size] }
    }

    pub(super) fn write(&mut self, vector: &[(u32, f32)]) {
        vector.iter().for_each(|(key, weight)| self.numbers[*key as usize] = *weight);
    }

    pub(super) fn wipe(&mut self, vector: &[(u32, f32)]) {
        vector.iter().for_each(|(key, _)| self.numbers[*key as usize] = 0.0);
    }
}

/// Makes the length of a sorted vector 1.
pub(super) fn vector(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, w)| *w /= length);
    }
    vector
}

/// By word: the documents that it stands in, where these are neither one nor too many.
pub(super) struct Postings {
    /// By word: where its documents end in `documents`; they begin where those of the word before end.
    ends: Vec<u32>,
    documents: Vec<u32>,
}

impl Postings {
    pub(super) fn of(lists: &Lists<(u32, u16)>, counts: &[u32]) -> Self {
        let mut end = 0;
        let mut next: Vec<u32> = Vec::with_capacity(counts.len());
        let mut ends: Vec<u32> = Vec::with_capacity(counts.len());
        // Told by what a word weighs, so that what weighs the same finds the same.
        let finds = |n: u32| n > 1 && roughly(n.saturating_add(1)) <= POSTINGS;
        for n in counts {
            next.push(end);
            end += if finds(*n) { *n } else { 0 };
            ends.push(end);
        }
        let mut documents = vec![0; end as usize];
        for (at, list) in lists.iter().enumerate() {
            for (word, _) in list.iter().filter(|(word, _)| finds(counts[*word as usize])) {
                let place = &mut next[*word as usize];
                documents[*place as usize] = at as u32;
                *place += 1;
            }
        }
        Self { ends, documents }
    }

    pub(super) fn of_word(&self, word: u32) -> &[u32] {
        let start = (word as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.documents[start as usize..self.ends[word as usize] as usize]
    }
}
