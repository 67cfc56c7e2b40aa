/*! Which documents tell one event. Names and content words, weighed by how rare they are, find the neighbours of each
document; among neighbours the weights are computed afresh, so that two raids by one navy stay apart.

Cost: each document is held only against those that share a word found in few documents, and keeps at most [`NEIGHBOURS`]. */

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::claim::DocumentFacts;

/// The most documents that one document is compared with.
const NEIGHBOURS: usize = 100;
/// A word of more documents than this finds no neighbours: it would make the search quadratic.
const POSTINGS: usize = 1_000;
/// Words of a document by which its neighbours are sought: those that weigh most.
const SOUGHT: usize = 48;
/// The similarity from which a document is a neighbour.
const NEAR: f32 = 0.08;
/// Documents that the frequencies are smoothed with, so that in a corpus of two a shared name still says something.
const PRIOR: f32 = 50.0;
/// Neighbours needed before frequencies among them say more than those of the corpus.
const LOCAL: usize = 5;

/// A document as a vector of words with weights, sorted by word, of length 1.
type Vector = Vec<(u64, f32)>;

/// How the documents of a corpus lie to each other.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// By document: its neighbours with the similarity of what they tell, sorted by document.
    near: Vec<Vec<(u32, f32)>>,
    /// By name: the number of documents that it stands in.
    frequency: FxHashMap<u64, u32>,
    /// By content word: how rare it is among the documents, squared.
    words: FxHashMap<u64, f32>,
    /// By document and sentence: the length of the vector of its words.
    lengths: Vec<FxHashMap<u32, f32>>,
    documents: f32,
    rare: f32,
}

impl Events {
    /// Finds the neighbours of every document.
    ///
    /// Only documents for which `counts` holds have any: the first of each text.
    pub(super) fn of(documents: &[DocumentFacts], counts: &[bool], rare: f32) -> Self {
        let first = || documents.iter().zip(counts).filter(|(_, counts)| **counts).map(|(d, _)| d);
        let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
        let mut words: FxHashMap<u64, u32> = FxHashMap::default();
        for document in first() {
            for name in document.names.keys() {
                *frequency.entry(*name).or_default() += 1;
            }
            for word in content(document).into_keys() {
                *words.entry(word).or_default() += 1;
            }
        }
        let size = first().count() as f32;
        let idf = |n: u32| ((size + PRIOR) / (n as f32 + 1.0)).ln();
        let words: FxHashMap<u64, f32> = words.into_iter().map(|(word, n)| (word, idf(n).powi(2))).collect();
        let lengths = documents.par_iter().map(|d| lengths(d, &words)).collect();
        let mut events = Self { near: Vec::new(), frequency, words, lengths, documents: size, rare };
        let weigh = |n: u32| (1.0 + n as f32).ln();
        let vectors: Vec<[Vector; 2]> = documents
            .par_iter()
            .zip(counts)
            .map(|(d, counts)| {
                if !counts {
                    return [Vector::new(), Vector::new()];
                }
                let names = vector(d.names.iter().map(|(k, n)| (*k, weigh(*n) * events.weight(*k))));
                [names, vector(content(d).into_iter().map(|(k, n)| (k, weigh(n) * events.word(k).sqrt())))]
            })
            .collect();
        let postings = [index(&vectors, 0), index(&vectors, 1)];
        let near: Vec<Vec<(u32, f32)>> =
            (0..documents.len()).into_par_iter().map(|at| neighbours(at, &vectors, &postings)).collect();
        let rows: Vec<Vec<(u32, f32)>> =
            near.par_iter().enumerate().map(|(at, list)| local(at, list, documents)).collect();
        events.near = smooth(&rows);
        events
    }

    /// The inverse document frequency of a name.
    fn weight(&self, name: u64) -> f32 {
        let n = self.frequency.get(&name).copied().unwrap_or(0) as f32;
        ((self.documents + PRIOR) / (n + 1.0)).ln()
    }

    /// The square of the inverse document frequency of a content word.
    fn word(&self, word: u64) -> f32 {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// How alike the words of two sentences of figures are, rare words counting more: the cosine, 0 to 1.
    pub(super) fn alike(&self, a: (u32, u32, &[u64]), b: (u32, u32, &[u64])) -> f32 {
        let length = |(document, sentence, _): (u32, u32, &[u64])| {
            self.lengths[document as usize].get(&sentence).copied().unwrap_or_default()
        };
        let (short, long) = if a.2.len() < b.2.len() { (a.2, b.2) } else { (b.2, a.2) };
        let dot: f32 = short.iter().filter(|w| long.binary_search(w).is_ok()).map(|w| self.word(*w)).sum();
        if dot == 0.0 { 0.0 } else { dot / (length(a) * length(b)) }
    }

    /// Whether the name is so rare that sharing it says something.
    pub(super) fn is_rare(&self, name: u64) -> bool {
        let n = self.frequency.get(&name).copied().unwrap_or(0) as f32;
        n < self.rare * (self.documents + PRIOR)
    }

    /// The documents near this one, and how alike they are.
    pub(super) fn neighbours(&self, document: u32) -> &[(u32, f32)] {
        &self.near[document as usize]
    }

    /// The documents that tell one event, each event in the order of the corpus; those that stand alone are left out.
    pub(super) fn clusters(&self, alike: f32) -> Vec<Vec<usize>> {
        let mut first: Vec<usize> = (0..self.near.len()).collect();
        fn root(first: &mut [usize], mut at: usize) -> usize {
            while first[at] != at {
                first[at] = first[first[at]];
                at = first[at];
            }
            at
        }
        for at in 0..self.near.len() {
            for (other, _) in &self.near[at] {
                let (a, b) = (at as u32, *other);
                if (self.similarity(a, b) + self.similarity(b, a)) / 2.0 >= alike {
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
        self.near[document as usize].len() >= LOCAL
    }

    /// How alike two documents are, 0 to 1; a document is wholly like itself.
    pub(super) fn similarity(&self, a: u32, b: u32) -> f32 {
        if a == b {
            return 1.0;
        }
        let list = &self.near[a as usize];
        list.binary_search_by_key(&b, |(d, _)| *d).map_or(0.0, |at| list[at].1)
    }
}

/// By sentence: the length of the vector of its words.
fn lengths(document: &DocumentFacts, words: &FxHashMap<u64, f32>) -> FxHashMap<u32, f32> {
    let weight = |word: &u64| words.get(word).copied().unwrap_or_default();
    let length = |words: &[u64]| words.iter().map(weight).sum::<f32>().sqrt();
    document.contexts.iter().map(|(sentence, context)| (*sentence, length(&context.words))).collect()
}

/// The content words of the sentences that state figures, with how often each stands there.
fn content(document: &DocumentFacts) -> FxHashMap<u64, u32> {
    let mut words = FxHashMap::default();
    for context in document.contexts.values() {
        for word in &context.words {
            *words.entry(*word).or_default() += 1;
        }
    }
    words
}

/// A vector of length 1, sorted.
fn vector(weights: impl Iterator<Item = (u64, f32)>) -> Vector {
    let mut vector: Vector = weights.collect();
    vector.sort_unstable_by_key(|(k, _)| *k);
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, w)| *w /= length);
    }
    vector
}

/// By word: the documents that it stands in.
fn index(vectors: &[[Vector; 2]], which: usize) -> FxHashMap<u64, Vec<u32>> {
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, vectors) in vectors.iter().enumerate() {
        for (key, _) in &vectors[which] {
            index.entry(*key).or_default().push(at as u32);
        }
    }
    index.retain(|_, list| list.len() > 1 && list.len() <= POSTINGS);
    index
}

/// The documents near one: the mean of the cosines of names and of content words, or of the latter alone where one has no names.
fn neighbours(at: usize, vectors: &[[Vector; 2]], postings: &[FxHashMap<u64, Vec<u32>>; 2]) -> Vec<(u32, f32)> {
    let own = &vectors[at];
    // Found by the words that weigh most, each once; compared by all.
    let mut found: FxHashMap<u32, f32> = FxHashMap::default();
    for (vector, postings) in own.iter().zip(postings) {
        let mut sought: Vec<&(u64, f32)> = vector.iter().collect();
        sought.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (key, weight) in sought.into_iter().take(SOUGHT) {
            for other in postings.get(key).into_iter().flatten() {
                *found.entry(*other).or_default() += weight * weight;
            }
        }
    }
    found.remove(&(at as u32));
    let mut found: Vec<(u32, f32)> = found.into_iter().collect();
    let best = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    found.sort_unstable_by(best);
    found.truncate(2 * NEIGHBOURS);
    let mut near: Vec<(u32, f32)> = found
        .into_iter()
        .map(|(other, _)| {
            let [names, words] = &vectors[other as usize];
            let nameless = own[0].is_empty() || names.is_empty();
            let content = cosine(&own[1], words);
            (other, if nameless { content } else { (cosine(&own[0], names) + content) / 2.0 })
        })
        .filter(|(_, s)| *s >= NEAR)
        .collect();
    near.sort_unstable_by(best);
    near.truncate(NEIGHBOURS);
    near.sort_unstable_by_key(|(d, _)| *d);
    near
}

/// The similarities of a document's neighbours with frequencies counted among them, names of a single document left out.
fn local(at: usize, list: &[(u32, f32)], documents: &[DocumentFacts]) -> Vec<(u32, f32)> {
    if list.len() < LOCAL {
        return list.to_vec();
    }
    let circle: Vec<u32> = list.iter().map(|(d, _)| *d).chain(std::iter::once(at as u32)).collect();
    let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
    for d in &circle {
        for name in documents[*d as usize].names.keys() {
            *frequency.entry(*name).or_default() += 1;
        }
    }
    let size = circle.len() as f32;
    let weigh = |d: u32| {
        let names = &documents[d as usize].names;
        vector(
            names
                .iter()
                .filter(|(k, _)| frequency[k] > 1)
                .map(|(k, n)| (*k, (1.0 + *n as f32).ln() * (size / frequency[k] as f32).ln().max(0.0))),
        )
    };
    let own = weigh(at as u32);
    list.iter().map(|(d, _)| (*d, cosine(&own, &weigh(*d)))).collect()
}

/// Two documents are as alike as what they are like: the cosine of their rows of similarities, each wholly like itself.
fn smooth(rows: &[Vec<(u32, f32)>]) -> Vec<Vec<(u32, f32)>> {
    let own: Vec<Vector> = rows
        .par_iter()
        .enumerate()
        .map(|(at, row)| {
            let others = row.iter().map(|(d, s)| (u64::from(*d), *s));
            vector(others.chain(std::iter::once((at as u64, 1.0))))
        })
        .collect();
    // A few rows say little, and nothing that the similarity itself does not.
    let few = |d: usize| rows[d].len() < LOCAL;
    let like = |a: usize, (b, raw): (u32, f32)| {
        if few(a) || few(b as usize) { raw } else { cosine(&own[a], &own[b as usize]) }
    };
    rows.par_iter().enumerate().map(|(at, row)| row.iter().map(|(d, s)| (*d, like(at, (*d, *s)))).collect()).collect()
}

/// The cosine of two vectors of length 1.
pub(super) fn cosine(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
