/*! Which documents tell one event: how the documents of a corpus lie to each other. Two raids by one navy stay apart. */

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bags::{PRIOR, Words, idf};
use super::drift::Earlier;
use super::near::{Found, LOCAL, Near};
use crate::claim::{Claims, DocumentFacts};

/// How the documents of a corpus lie to each other.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// By document: its neighbours with the similarity of what they tell, sorted by document.
    near: Near,
    /// By document and neighbour: how alike the two are, the mean of both ways.
    mutual: Vec<f32>,
    /// The names of so many documents that sharing one says nothing.
    common: FxHashSet<u64>,
    /// By content word: how rare it is among the documents, squared.
    words: FxHashMap<u64, f32>,
    /// By document: a context's length, that of the vector of its words; worked out where one is asked for.
    lengths: Vec<OnceLock<Vec<f32>>>,
}

/// What a document tells: its names and its content words, each with how often it stands there, in the order of their keys.
pub(super) type Told = [Vec<(u64, u32)>; 2];

pub(super) fn told(document: &DocumentFacts) -> Told {
    document.told()
}

impl Events {
    /// Finds the neighbours of every document.
    ///
    /// Only documents for which `counts` holds have any: the first of each text. What an earlier run found need not be sought again.
    pub(super) fn of(claims: &Claims, counts: &[bool], rare: f32, earlier: Option<&Earlier<'_>>) -> Self {
        let told = |which: usize| {
            let tells = |(told, counts): (Vec<(u64, u32)>, &bool)| if *counts { told } else { Vec::new() };
            claims.told(which == 1).into_iter().zip(counts).map(tells)
        };
        let total = counts.iter().filter(|counts| **counts).count() as u32;
        let Found { near, words, .. } = Found::of(told, total, earlier);
        let [names, words] = words.map(Words::counts);
        Self::weighed(near, names, words, total, claims.documents(), rare)
    }

    /// The same where the neighbours are known, and how many of the `total` documents hold each name and each content word.
    pub(super) fn weighed(
        near: Near,
        names: impl Iterator<Item = (u64, u32)>,
        words: impl Iterator<Item = (u64, u32)>,
        total: u32,
        documents: usize,
        rare: f32,
    ) -> Self {
        let rare = rare * (total as f32 + PRIOR as f32);
        let common = names.filter(|(_, n)| *n as f32 >= rare).map(|(name, _)| name).collect();
        let words: FxHashMap<u64, f32> = words.map(|(word, n)| (word, idf(total, n).powi(2))).collect();
        let lengths = (0..documents).map(|_| OnceLock::new()).collect();
        let mutual = mutual(&near);
        Self { near, mutual, common, words, lengths }
    }

    /// The square of the inverse document frequency of a content word.
    pub(super) fn word(&self, word: u64) -> f32 {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// How alike the words of two sentences of figures are, rare words counting more: the cosine, 0 to 1. A sentence is told by its
    /// document, the index of its context there, and what that document says; `weights` are those of the words of `a`, where they are known.
    pub(super) fn alike(&self, a: Sentence<'_>, b: Sentence<'_>, weights: Option<&[f32]>) -> f32 {
        let length = |(document, context, facts): Sentence<'_>| {
            self.lengths[document as usize].get_or_init(|| lengths(facts, &self.words))[context as usize]
        };
        let (own, other) = (words(a), words(b));
        let weight = |at: usize| weights.map_or_else(|| self.word(own[at]), |weights| weights[at]);
        // Both are sorted.
        let (mut dot, mut i, mut j) = (0.0, 0, 0);
        while let (Some(x), Some(y)) = (own.get(i), other.get(j)) {
            if x == y {
                dot += weight(i);
            }
            (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
        }
        if dot == 0.0 { 0.0 } else { dot / (length(a) * length(b)) }
    }

    /// Whether the name is so rare that sharing it says something.
    pub(super) fn is_rare(&self, name: u64) -> bool {
        !self.common.contains(&name)
    }

    /// The neighbours of every document.
    pub(super) fn into_neighbours(self) -> Near {
        self.near
    }

    /// The documents near this one, and how alike they are.
    pub(super) fn neighbours(&self, document: u32) -> &[(u32, f32)] {
        self.near.of(document as usize)
    }

    /// A document and its later neighbours, those that it is held against, with how alike the two are, the mean of both ways.
    pub(super) fn later(&self, document: usize) -> impl Iterator<Item = (usize, f32)> {
        let near = self.near.of(document).iter().map(|(other, _)| *other as usize);
        let near = near.zip(self.mutual[self.near.range(document)].iter().copied());
        std::iter::once((document, 1.0)).chain(near.filter(move |(other, _)| *other > document))
    }

    /// The documents that stand, neighbours near each other: what is held against the same documents is best done one after the other,
    /// as long as these are at hand.
    pub(super) fn by_nearness(&self, stands: &[bool]) -> Vec<usize> {
        let mut order = Vec::with_capacity(stands.len());
        let mut left = stands.to_vec();
        for first in 0..stands.len() {
            let mut next = order.len();
            order.extend(std::mem::take(&mut left[first]).then_some(first));
            while let Some(at) = order.get(next).copied() {
                let near = self.near.of(at).iter().map(|(other, _)| *other as usize);
                order.extend(near.filter(|other| std::mem::take(&mut left[*other])));
                next += 1;
            }
        }
        order
    }

    /// The documents that tell one event, each event in the order of the corpus; those that stand alone are left out.
    pub(super) fn clusters(&self, alike: f32) -> Vec<Vec<usize>> {
        let mut first: Vec<usize> = (0..self.near.len()).collect();
        for at in 0..self.near.len() {
            for ((other, _), mutual) in self.near.of(at).iter().zip(&self.mutual[self.near.range(at)]) {
                if *mutual >= alike {
                    let (a, b) = (root(&mut first, at), root(&mut first, *other as usize));
                    first[a.max(b)] = a.min(b);
                }
            }
        }
        let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.near.len() {
            clusters.entry(root(&mut first, at)).or_default().push(at);
        }
        clusters.into_values().filter(|c| c.len() > 1).collect()
    }

    /// Whether the document has so many neighbours that its similarities were weighed among them.
    pub(super) fn is_local(&self, document: u32) -> bool {
        self.near.of(document as usize).len() >= LOCAL
    }

    /// How alike two documents are, the mean of both ways, 0 to 1.
    pub(super) fn mutual(&self, a: u32, b: u32) -> f32 {
        (self.similarity(a, b) + self.similarity(b, a)) / 2.0
    }

    /// How alike two documents are, 0 to 1; a document is wholly like itself.
    pub(super) fn similarity(&self, a: u32, b: u32) -> f32 {
        if a == b {
            return 1.0;
        }
        let list = self.near.of(a as usize);
        list.binary_search_by_key(&b, |(d, _)| *d).map_or(0.0, |at| list[at].1)
    }
}

/// The first of a set of documents, each of which knows one before it, or itself.
pub(super) fn root(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

/// By document and neighbour: how alike the two are, the mean of both ways.
fn mutual(near: &Near) -> Vec<f32> {
    // Documents ask each other in their order, so that each finds the next that asks where it found the last.
    let mut places: Vec<usize> = (0..near.len()).map(|at| near.range(at).start).collect();
    let mut mutual = Vec::with_capacity(near.items.len());
    for at in 0..near.len() {
        for (other, similarity) in near.of(at) {
            let (place, end) = (&mut places[*other as usize], near.range(*other as usize).end);
            while *place < end && (near.items[*place].0 as usize) < at {
                *place += 1;
            }
            let back = near.items[*place..end].first().filter(|(asks, _)| *asks as usize == at);
            mutual.push((similarity + back.map_or(0.0, |(_, similarity)| *similarity)) / 2.0);
        }
    }
    mutual
}

/// A sentence of figures: its document, the index of its context there, and what the document says.
pub(super) type Sentence<'a> = (u32, u32, &'a DocumentFacts);

fn words((_, context, facts): Sentence<'_>) -> &[u64] {
    &facts.contexts[context as usize].1.words
}

/// By context: the length of the vector of the sentence's words.
fn lengths(document: &DocumentFacts, words: &FxHashMap<u64, f32>) -> Vec<f32> {
    let weight = |word: &u64| words.get(word).copied().unwrap_or_default();
    let length = |words: &[u64]| words.iter().map(weight).sum::<f32>().sqrt();
    document.contexts.iter().map(|(_, context)| length(&context.words)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_near_each_other_and_each_document_that_stands_comes_once() {
        let lists: [&[u32]; 6] = [&[3, 5], &[4], &[], &[0], &[1], &[0]];
        let near = lists.iter().map(|list| list.iter().map(|d| (*d, 0.5)).collect::<Vec<_>>()).collect();
        let events = Events { near, ..Events::default() };
        assert_eq!(events.by_nearness(&[true; 6]), [0, 3, 5, 1, 4, 2]);
        assert_eq!(events.by_nearness(&[true, true, false, true, true, false]), [0, 3, 1, 4]);
    }
}
