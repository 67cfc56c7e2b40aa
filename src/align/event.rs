/*! Which documents tell one event. Names and content words, weighed by how rare they are, find the neighbours of each
document; among neighbours the weights are computed afresh, so that two raids by one navy stay apart.

Cost: each document is held only against those that share a word found in few documents, and keeps at most [`NEIGHBOURS`]. */

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

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

/// A document as a vector of words with weights, sorted by word, of length 1. Words are told by their rank among all.
type Vector = Vec<(u32, f32)>;

/// How the documents of a corpus lie to each other.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// By document: its neighbours with the similarity of what they tell, sorted by document.
    near: Vec<Vec<(u32, f32)>>,
    /// The names of so many documents that sharing one says nothing.
    common: FxHashSet<u64>,
    /// By content word: how rare it is among the documents, squared.
    words: FxHashMap<u64, f32>,
    /// By document and context: the length of the vector of the sentence's words.
    lengths: Vec<Vec<f32>>,
}

/// Words by rank, with how many documents each stands in.
#[derive(Debug, Default)]
pub(super) struct Words {
    rank: FxHashMap<u64, u32>,
    documents: Vec<u32>,
}

impl Words {
    fn of<'a>(documents: impl Iterator<Item = &'a Vec<(u64, u32)>>) -> Self {
        let mut count: FxHashMap<u64, u32> = FxHashMap::default();
        for (word, _) in documents.flatten() {
            *count.entry(*word).or_default() += 1;
        }
        let mut sorted: Vec<(u64, u32)> = count.iter().map(|(word, n)| (*word, *n)).collect();
        sorted.sort_unstable();
        // The map is made anew from the ranks: one table of words is enough.
        for (rank, (word, _)) in sorted.iter().enumerate() {
            count.insert(*word, rank as u32);
        }
        Self { rank: count, documents: sorted.into_iter().map(|(_, n)| n).collect() }
    }

    /// In how many documents a word stands.
    pub(super) fn count(&self, word: u64) -> u32 {
        self.rank.get(&word).map_or(0, |rank| self.documents[*rank as usize])
    }

    /// Each word, and in how many documents it stands.
    fn counts(self) -> impl Iterator<Item = (u64, u32)> {
        self.rank.into_iter().map(move |(word, rank)| (word, self.documents[rank as usize]))
    }

    /// The words of a document by rank.
    fn ranked(&self, words: &[(u64, u32)]) -> Vec<(u32, u32)> {
        let mut ranked: Vec<(u32, u32)> = words.iter().map(|(word, n)| (self.rank[word], *n)).collect();
        ranked.sort_unstable();
        ranked
    }
}

/// What a document tells: its names and its content words, each with how often it stands there, in the order of their keys.
pub(super) type Told = [Vec<(u64, u32)>; 2];

pub(super) fn told(document: &DocumentFacts) -> Told {
    [document.names.clone(), content(document)]
}

/// How rare a word is that `n` of `total` documents hold.
fn idf(total: u32, n: u32) -> f32 {
    ((total as f32 + PRIOR) / (n as f32 + 1.0)).ln()
}

/// What is found of documents by what they tell.
pub(super) struct Found {
    /// By document: its neighbours with the similarity of what they tell, sorted by document.
    pub(super) near: Vec<Vec<(u32, f32)>>,
    /// The names, and the content words.
    pub(super) words: [Words; 2],
}

impl Found {
    /// Finds the neighbours of every document that tells something; `total` documents count.
    pub(super) fn of(told: Vec<Told>, total: u32) -> Self {
        let count = told.len();
        let words = [0, 1].map(|which| Words::of(told.iter().map(|lists| &lists[which])));
        let ranked: Vec<[Vec<(u32, u32)>; 2]> =
            told.into_par_iter().map(|lists| [0, 1].map(|which| words[which].ranked(&lists[which]))).collect();
        let weigh = |n: u32| (1.0 + n as f32).ln();
        let vectors: Vec<[Vector; 2]> = ranked
            .par_iter()
            .map(|lists| {
                [0, 1].map(|which: usize| {
                    let rare = |k: u32| idf(total, words[which].documents[k as usize]);
                    let weight = |(k, n): &(u32, u32)| (*k, weigh(*n) * rare(*k));
                    vector(lists[which].iter().map(weight).collect())
                })
            })
            .collect();
        let sizes = [0, 1].map(|which: usize| words[which].documents.len());
        let postings = [0, 1].map(|which| Postings::of(&vectors, which, &words[which].documents));
        let slates = || (sizes.map(Slate::new), Slate::new(count));
        let near: Vec<Vec<(u32, f32)>> = (0..count)
            .into_par_iter()
            .map_init(slates, |(own, found), at| neighbours(at, &vectors, &postings, own, found))
            .collect();
        let rows: Vec<Vec<(u32, f32)>> = near
            .par_iter()
            .enumerate()
            .map_init(|| Slate::new(sizes[0]), |slate, (at, list)| local(at, list, &ranked, slate))
            .collect();
        Self { near: smooth(&rows), words }
    }
}

/// What a search for neighbours writes on: a number a word or a document, all 0 between two searches.
struct Slate {
    numbers: Vec<f32>,
    counts: Vec<u32>,
}

impl Slate {
    fn new(size: usize) -> Self {
        Self { numbers: vec![0.0; size], counts: vec![0; size] }
    }

    fn write(&mut self, vector: &[(u32, f32)]) {
        vector.iter().for_each(|(key, weight)| self.numbers[*key as usize] = *weight);
    }

    fn wipe(&mut self, vector: &[(u32, f32)]) {
        vector.iter().for_each(|(key, _)| self.numbers[*key as usize] = 0.0);
    }

    /// The cosine of what is written, of length 1, and a vector of length 1.
    fn cosine(&self, vector: &[(u32, f32)]) -> f32 {
        vector.iter().map(|(key, weight)| self.numbers[*key as usize] * weight).sum()
    }
}

impl Events {
    /// Finds the neighbours of every document.
    ///
    /// Only documents for which `counts` holds have any: the first of each text.
    pub(super) fn of(documents: &[DocumentFacts], counts: &[bool], rare: f32) -> Self {
        let told = |(d, counts): (&DocumentFacts, &bool)| if *counts { told(d) } else { Told::default() };
        let told = documents.par_iter().zip(counts).map(told).collect();
        let total = counts.iter().filter(|counts| **counts).count() as u32;
        let Found { near, words } = Found::of(told, total);
        let [names, words] = words.map(Words::counts);
        Self::weighed(near, names, words, total, documents, rare)
    }

    /// The same where the neighbours are known, and how many of the `total` documents hold each name and each content word.
    pub(super) fn weighed(
        near: Vec<Vec<(u32, f32)>>,
        names: impl Iterator<Item = (u64, u32)>,
        words: impl Iterator<Item = (u64, u32)>,
        total: u32,
        documents: &[DocumentFacts],
        rare: f32,
    ) -> Self {
        let rare = rare * (total as f32 + PRIOR);
        let common = names.filter(|(_, n)| *n as f32 >= rare).map(|(name, _)| name).collect();
        let words: FxHashMap<u64, f32> = words.map(|(word, n)| (word, idf(total, n).powi(2))).collect();
        let lengths = documents.par_iter().map(|d| lengths(d, &words)).collect();
        Self { near, common, words, lengths }
    }

    /// The square of the inverse document frequency of a content word.
    fn word(&self, word: u64) -> f32 {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// How alike the words of two sentences of figures are, rare words counting more: the cosine, 0 to 1. A sentence is told by its
    /// document, the index of its context there, and its words.
    pub(super) fn alike(&self, a: (u32, u32, &[u64]), b: (u32, u32, &[u64])) -> f32 {
        let length = |(document, context, _): (u32, u32, &[u64])| self.lengths[document as usize][context as usize];
        let (short, mut long) = if a.2.len() < b.2.len() { (a.2, b.2) } else { (b.2, a.2) };
        // Both are sorted.
        let shared = short.iter().filter(|word| {
            long = &long[long.iter().take_while(|other| other < word).count()..];
            long.first() == Some(word)
        });
        let dot: f32 = shared.map(|w| self.word(*w)).sum();
        if dot == 0.0 { 0.0 } else { dot / (length(a) * length(b)) }
    }

    /// Whether the name is so rare that sharing it says something.
    pub(super) fn is_rare(&self, name: u64) -> bool {
        !self.common.contains(&name)
    }

    /// The neighbours of every document.
    pub(super) fn into_neighbours(self) -> Vec<Vec<(u32, f32)>> {
        self.near
    }

    /// The documents near this one, and how alike they are.
    pub(super) fn neighbours(&self, document: u32) -> &[(u32, f32)] {
        &self.near[document as usize]
    }

    /// The documents that tell one event, each event in the order of the corpus; those that stand alone are left out.
    pub(super) fn clusters(&self, alike: f32) -> Vec<Vec<usize>> {
        let mut first: Vec<usize> = (0..self.near.len()).collect();
        for at in 0..self.near.len() {
            for (other, _) in &self.near[at] {
                let (a, b) = (at as u32, *other);
                if self.mutual(a, b) >= alike {
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

    /// How alike two documents are, the mean of both ways, 0 to 1.
    pub(super) fn mutual(&self, a: u32, b: u32) -> f32 {
        (self.similarity(a, b) + self.similarity(b, a)) / 2.0
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

/// The first of a set of documents, each of which knows one before it, or itself.
pub(super) fn root(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

/// By context: the length of the vector of the sentence's words.
fn lengths(document: &DocumentFacts, words: &FxHashMap<u64, f32>) -> Vec<f32> {
    let weight = |word: &u64| words.get(word).copied().unwrap_or_default();
    let length = |words: &[u64]| words.iter().map(weight).sum::<f32>().sqrt();
    document.contexts.iter().map(|(_, context)| length(&context.words)).collect()
}

/// The content words of the sentences that state figures, with how often each stands there.
fn content(document: &DocumentFacts) -> Vec<(u64, u32)> {
    let mut words: Vec<u64> = document.contexts.iter().flat_map(|(_, context)| &context.words).copied().collect();
    words.sort_unstable();
    words.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

/// Makes the length of a sorted vector 1.
fn vector(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, w)| *w /= length);
    }
    vector
}

/// By word: the documents that it stands in, where these are neither one nor too many.
struct Postings {
    /// By word: where its documents end in `documents`; they begin where those of the word before end.
    ends: Vec<u32>,
    documents: Vec<u32>,
}

impl Postings {
    fn of(vectors: &[[Vector; 2]], which: usize, counts: &[u32]) -> Self {
        let mut end = 0;
        let mut next: Vec<u32> = Vec::with_capacity(counts.len());
        let mut ends: Vec<u32> = Vec::with_capacity(counts.len());
        let finds = |n: u32| n > 1 && n as usize <= POSTINGS;
        for n in counts {
            next.push(end);
            end += if finds(*n) { *n } else { 0 };
            ends.push(end);
        }
        let mut documents = vec![0; end as usize];
        for (at, vectors) in vectors.iter().enumerate() {
            for (word, _) in vectors[which].iter().filter(|(word, _)| finds(counts[*word as usize])) {
                let place = &mut next[*word as usize];
                documents[*place as usize] = at as u32;
                *place += 1;
            }
        }
        Self { ends, documents }
    }

    fn of_word(&self, word: u32) -> &[u32] {
        let start = (word as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.documents[start as usize..self.ends[word as usize] as usize]
    }
}

/// The documents near one: the mean of the cosines of names and of content words, or of the latter alone where one has no names.
fn neighbours(
    at: usize,
    vectors: &[[Vector; 2]],
    postings: &[Postings; 2],
    slates: &mut [Slate; 2],
    sums: &mut Slate,
) -> Vec<(u32, f32)> {
    let own = &vectors[at];
    // Found by the words that weigh most, each once; compared by all.
    let mut found: Vec<(u32, f32)> = Vec::new();
    let mut sought: Vec<(u32, f32)> = Vec::new();
    let best = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    for (vector, postings) in own.iter().zip(postings) {
        sought.clear();
        sought.extend_from_slice(vector);
        sought.sort_unstable_by(best);
        for (key, weight) in sought.iter().take(SOUGHT) {
            for other in postings.of_word(*key) {
                let sum = &mut sums.numbers[*other as usize];
                if *sum == 0.0 {
                    found.push((*other, 0.0));
                }
                *sum += weight * weight;
            }
        }
    }
    for (other, sum) in &mut found {
        *sum = std::mem::take(&mut sums.numbers[*other as usize]);
    }
    found.retain(|(other, sum)| *other as usize != at && *sum > 0.0);
    if found.len() > 2 * NEIGHBOURS {
        found.select_nth_unstable_by(2 * NEIGHBOURS, best);
        found.truncate(2 * NEIGHBOURS);
    }
    slates.iter_mut().zip(own).for_each(|(slate, vector)| slate.write(vector));
    let mut near: Vec<(u32, f32)> = found
        .into_iter()
        .map(|(other, _)| {
            let [names, words] = &vectors[other as usize];
            let nameless = own[0].is_empty() || names.is_empty();
            let content = slates[1].cosine(words);
            (other, if nameless { content } else { (slates[0].cosine(names) + content) / 2.0 })
        })
        .filter(|(_, s)| *s >= NEAR)
        .collect();
    slates.iter_mut().zip(own).for_each(|(slate, vector)| slate.wipe(vector));
    near.sort_unstable_by(best);
    near.truncate(NEIGHBOURS);
    near.sort_unstable_by_key(|(d, _)| *d);
    near
}

/// The similarities of a document's neighbours with frequencies counted among them, names of a single document left out.
fn local(at: usize, list: &[(u32, f32)], told: &[[Vec<(u32, u32)>; 2]], slate: &mut Slate) -> Vec<(u32, f32)> {
    if list.len() < LOCAL {
        return list.to_vec();
    }
    let names = |d: u32| &told[d as usize][0];
    let circle = || list.iter().map(|(d, _)| *d).chain(std::iter::once(at as u32));
    for (name, _) in circle().flat_map(names) {
        slate.counts[*name as usize] += 1;
    }
    let size = circle().count() as f32;
    // By how many of the circle know a name: what it weighs.
    let telling: Vec<f32> = (0..=circle().count()).map(|n| (size / n as f32).ln().max(0.0)).collect();
    let weigh = |counts: &[u32], d: u32| {
        let shared = names(d).iter().filter(|(k, _)| counts[*k as usize] > 1);
        let weight = |(k, n): &(u32, u32)| (*k, (1.0 + *n as f32).ln() * telling[counts[*k as usize] as usize]);
        vector(shared.map(weight).collect())
    };
    let own = weigh(&slate.counts, at as u32);
    slate.write(&own);
    let found = list.iter().map(|(d, _)| (*d, slate.cosine(&weigh(&slate.counts, *d)))).collect();
    slate.wipe(&own);
    for (name, _) in circle().flat_map(names) {
        slate.counts[*name as usize] = 0;
    }
    found
}

/// Two documents are as alike as what they are like: the cosine of their rows of similarities, each wholly like itself.
fn smooth(rows: &[Vec<(u32, f32)>]) -> Vec<Vec<(u32, f32)>> {
    let own: Vec<Vector> = rows
        .par_iter()
        .enumerate()
        .map(|(at, row)| {
            let mut row: Vector = row.iter().copied().chain(std::iter::once((at as u32, 1.0))).collect();
            row.sort_unstable_by_key(|(d, _)| *d);
            vector(row)
        })
        .collect();
    // A few rows say little, and nothing that the similarity itself does not.
    let few = |d: usize| rows[d].len() < LOCAL;
    rows.par_iter()
        .enumerate()
        .map_init(
            || Slate::new(rows.len()),
            |slate, (at, row)| {
                if few(at) {
                    return row.clone();
                }
                slate.write(&own[at]);
                let like =
                    |(d, raw): &(u32, f32)| (*d, if few(*d as usize) { *raw } else { slate.cosine(&own[*d as usize]) });
                let found = row.iter().map(like).collect();
                slate.wipe(&own[at]);
                found
            },
        )
        .collect()
}
