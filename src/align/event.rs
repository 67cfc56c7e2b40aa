/*! Which documents tell one event. Names and content words, weighed by how rare they are, find the neighbours of each
document; among neighbours the weights are computed afresh, so that two raids by one navy stay apart.

Cost: each document is held only against those that share a word found in few documents, and keeps at most [`NEIGHBOURS`]. */

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

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
const PRIOR: u32 = 50;
/// Neighbours needed before frequencies among them say more than those of the corpus.
const LOCAL: usize = 5;

/// Documents that are worked on before what comes of them is put away.
const ROUND: usize = 4_096;

/// A document as a vector of words with weights, sorted by word, of length 1. Words are told by their rank among all.
type Vector = Vec<(u32, f32)>;

/// Lists of documents, one behind the other: as many allocations as there are documents would take more than what is in them.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    ends: Vec<usize>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len());
    }

    fn range(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]
    }

    pub(super) fn of(&self, at: usize) -> &[T] {
        &self.items[self.range(at)]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|at| self.of(at))
    }
}

impl<T> FromIterator<Vec<T>> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(lists: I) -> Self {
        let mut found = Self::default();
        lists.into_iter().for_each(|list| found.push(list));
        found
    }
}

/// The neighbours of documents with the similarity, each list sorted by document.
pub(super) type Near = Lists<(u32, f32)>;

/// The same for all documents at once, a round at a time.
fn gathered<T: Send, S>(
    count: usize,
    begin: impl Fn() -> S + Sync + Send,
    list: impl Fn(&mut S, usize) -> Vec<T> + Sync + Send,
) -> Lists<T> {
    let mut found = Lists::default();
    for from in (0..count).step_by(ROUND) {
        let round: Vec<Vec<T>> = (from..count.min(from + ROUND)).into_par_iter().map_init(&begin, &list).collect();
        round.into_iter().for_each(|list| found.push(list));
    }
    found.items.shrink_to_fit();
    found
}

/// How the documents of a corpus lie to each other.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// By document: its neighbours with the similarity of what they tell, sorted by document.
    near: Near,
    /// The names of so many documents that sharing one says nothing.
    common: FxHashSet<u64>,
    /// By content word: how rare it is among the documents, squared.
    words: FxHashMap<u64, f32>,
    /// By document and context: the length of the vector of the sentence's words.
    lengths: Lists<f32>,
}

/// Words by rank, with how many documents each stands in.
#[derive(Debug, Default)]
pub(super) struct Words {
    rank: FxHashMap<u64, u32>,
    documents: Vec<u32>,
}

impl Words {
    /// In how many documents a word stands.
    pub(super) fn count(&self, word: u64) -> u32 {
        self.rank.get(&word).map_or(0, |rank| self.documents[*rank as usize])
    }

    /// Each word, and in how many documents it stands.
    fn counts(self) -> impl Iterator<Item = (u64, u32)> {
        self.rank.into_iter().map(move |(word, rank)| (word, self.documents[rank as usize]))
    }
}

/// What a document tells: its names and its content words, each with how often it stands there, in the order of their keys.
pub(super) type Told = [Vec<(u64, u32)>; 2];

pub(super) fn told(document: &DocumentFacts) -> Told {
    [document.names.clone(), content(document)]
}

/// How rare a word is that `n` of `total` documents hold. Frequencies are told roughly, so that one document more or less leaves most
/// words weighing what they weighed, and most documents what was judged of them.
fn idf(total: u32, n: u32) -> f32 {
    (roughly(total.saturating_add(PRIOR)) as f32 / roughly(n.saturating_add(1)) as f32).ln()
}

/// The binary digits of a number that are told, the first of which is no nought.
const DIGITS: u32 = 4;

/// A number to its first digits, the nearest such: a number that is small is told as it is.
fn roughly(n: u32) -> u32 {
    let shift = (u32::BITS - n.leading_zeros()).saturating_sub(DIGITS);
    let half = (1 << shift) >> 1;
    (n.saturating_add(half) >> shift) << shift
}

/// The words of one sort that documents hold, by rank, each with how often it stands there.
#[derive(Debug, Default)]
struct Bags {
    lists: Lists<(u32, u16)>,
    /// By document: the length of its vector.
    lengths: Vec<f32>,
    /// By word: how rare it is.
    rare: Vec<f32>,
}

/// How much a word weighs that stands `n` times in a document.
fn weigh(n: u16) -> f32 {
    const MOST: u16 = 64;
    static KNOWN: LazyLock<Vec<f32>> = LazyLock::new(|| (0..MOST).map(of).collect());
    fn of(n: u16) -> f32 {
        (1.0 + f32::from(n)).ln()
    }
    KNOWN.get(usize::from(n)).copied().unwrap_or_else(|| of(n))
}

impl Bags {
    /// Gathers the words of documents, given in their order.
    fn gather(told: impl Iterator<Item = Vec<(u64, u32)>>, total: u32) -> (Self, Words) {
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

    fn length(&self, at: usize) -> f32 {
        self.lists.of(at).iter().map(|entry| self.weight(entry)).map(|w| w * w).sum::<f32>().sqrt()
    }

    fn weight(&self, (word, n): &(u32, u16)) -> f32 {
        weigh(*n) * self.rare[*word as usize]
    }

    fn is_empty(&self, at: usize) -> bool {
        self.lists.of(at).is_empty()
    }

    /// A document as a vector.
    fn vector(&self, at: usize, vector: &mut Vector) {
        vector.clear();
        let length = self.lengths[at];
        let of =
            |entry: &(u32, u16)| (entry.0, if length > 0.0 { self.weight(entry) / length } else { self.weight(entry) });
        vector.extend(self.lists.of(at).iter().map(of));
    }

    /// The cosine of what is written, of length 1, and a document.
    fn cosine(&self, written: &Slate, at: usize) -> f32 {
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

/// What is found of documents by what they tell.
pub(super) struct Found {
    /// By document: its neighbours with the similarity of what they tell, sorted by document.
    pub(super) near: Near,
    /// The names, and the content words.
    pub(super) words: [Words; 2],
}

impl Found {
    /// Finds the neighbours of every document that tells something; `told` says what, names or content words, of each in their order;
    /// `total` documents count.
    pub(super) fn of<I: Iterator<Item = Vec<(u64, u32)>>>(told: impl Fn(usize) -> I, total: u32) -> Self {
        let [(names, known), (content, more)] = [0, 1].map(|which| Bags::gather(told(which), total));
        let words = [known, more];
        let bags = [names, content];
        let count = bags[0].lists.len();
        let sizes = [0, 1].map(|which: usize| words[which].documents.len());
        let postings = [0, 1].map(|which| Postings::of(&bags[which].lists, &words[which].documents));
        let slates = || (sizes.map(Slate::new), Slate::new(count), Scratch::default());
        let mut near =
            gathered(count, slates, |(own, found, scratch), at| neighbours(at, &bags, &postings, own, found, scratch));
        drop(postings);
        let local = gathered(count, || Slate::new(sizes[0]), |slate, at| local(at, near.of(at), &bags[0].lists, slate));
        drop(bags);
        smooth(&mut near, &local.items);
        Self { near, words }
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
}

impl Events {
    /// Finds the neighbours of every document.
    ///
    /// Only documents for which `counts` holds have any: the first of each text.
    pub(super) fn of(documents: &[DocumentFacts], counts: &[bool], rare: f32) -> Self {
        let told = |which: usize| {
            let tells = move |(d, counts): (&DocumentFacts, &bool)| match (*counts, which) {
                (false, _) => Vec::new(),
                (true, 0) => d.names.clone(),
                (true, _) => content(d),
            };
            documents.iter().zip(counts).map(tells)
        };
        let total = counts.iter().filter(|counts| **counts).count() as u32;
        let Found { near, words } = Found::of(told, total);
        let [names, words] = words.map(Words::counts);
        Self::weighed(near, names, words, total, documents, rare)
    }

    /// The same where the neighbours are known, and how many of the `total` documents hold each name and each content word.
    pub(super) fn weighed(
        near: Near,
        names: impl Iterator<Item = (u64, u32)>,
        words: impl Iterator<Item = (u64, u32)>,
        total: u32,
        documents: &[DocumentFacts],
        rare: f32,
    ) -> Self {
        let rare = rare * (total as f32 + PRIOR as f32);
        let common = names.filter(|(_, n)| *n as f32 >= rare).map(|(name, _)| name).collect();
        let words: FxHashMap<u64, f32> = words.map(|(word, n)| (word, idf(total, n).powi(2))).collect();
        let lengths = gathered(documents.len(), || (), |(), at| lengths(&documents[at], &words));
        Self { near, common, words, lengths }
    }

    /// The square of the inverse document frequency of a content word.
    pub(super) fn word(&self, word: u64) -> f32 {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// How alike the words of two sentences of figures are, rare words counting more: the cosine, 0 to 1. A sentence is told by its
    /// document, the index of its context there, and its words; `weights` are those of the words of `a`, where they are known.
    pub(super) fn alike(&self, a: (u32, u32, &[u64]), b: (u32, u32, &[u64]), weights: Option<&[f32]>) -> f32 {
        let length = |(document, context, _): (u32, u32, &[u64])| self.lengths.of(document as usize)[context as usize];
        let weight = |at: usize| weights.map_or_else(|| self.word(a.2[at]), |weights| weights[at]);
        // Both are sorted.
        let (mut dot, mut i, mut j) = (0.0, 0, 0);
        while let (Some(x), Some(y)) = (a.2.get(i), b.2.get(j)) {
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

    /// A document and its later neighbours: those that it is held against.
    pub(super) fn later(&self, document: usize) -> impl Iterator<Item = usize> {
        let near = self.near.of(document).iter().map(|(other, _)| *other as usize);
        std::iter::once(document).chain(near.filter(move |other| *other > document))
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
            for (other, _) in self.near.of(at) {
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
    fn of(lists: &Lists<(u32, u16)>, counts: &[u32]) -> Self {
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
        for (at, list) in lists.iter().enumerate() {
            for (word, _) in list.iter().filter(|(word, _)| finds(counts[*word as usize])) {
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

/// What a search for neighbours writes anew.
#[derive(Default)]
struct Scratch {
    own: [Vector; 2],
    sought: Vec<(u32, f32)>,
    found: Vec<(u32, f32)>,
}

/// The documents near one: the mean of the cosines of names and of content words, or of the latter alone where one has no names.
fn neighbours(
    at: usize,
    bags: &[Bags; 2],
    postings: &[Postings; 2],
    slates: &mut [Slate; 2],
    sums: &mut Slate,
    Scratch { own, sought, found }: &mut Scratch,
) -> Vec<(u32, f32)> {
    // Found by the words that weigh most, each once; compared by all.
    found.clear();
    let best = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    for ((bags, vector), postings) in bags.iter().zip(own.iter_mut()).zip(postings) {
        bags.vector(at, vector);
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
    for (other, sum) in found.iter_mut() {
        *sum = std::mem::take(&mut sums.numbers[*other as usize]);
    }
    found.retain(|(other, sum)| *other as usize != at && *sum > 0.0);
    if found.len() > 2 * NEIGHBOURS {
        found.select_nth_unstable_by(2 * NEIGHBOURS, best);
        found.truncate(2 * NEIGHBOURS);
    }
    slates.iter_mut().zip(own.iter()).for_each(|(slate, vector)| slate.write(vector));
    for (other, similarity) in found.iter_mut() {
        let d = *other as usize;
        let nameless = own[0].is_empty() || bags[0].is_empty(d);
        let content = bags[1].cosine(&slates[1], d);
        *similarity = if nameless { content } else { (bags[0].cosine(&slates[0], d) + content) / 2.0 };
    }
    slates.iter_mut().zip(own.iter()).for_each(|(slate, vector)| slate.wipe(vector));
    found.retain(|(_, similarity)| *similarity >= NEAR);
    found.sort_unstable_by(best);
    found.truncate(NEIGHBOURS);
    found.sort_unstable_by_key(|(d, _)| *d);
    found.clone()
}

/// The similarities of a document's neighbours with frequencies counted among them, names of a single document left out.
fn local(at: usize, list: &[(u32, f32)], names: &Lists<(u32, u16)>, slate: &mut Slate) -> Vec<f32> {
    if list.len() < LOCAL {
        return list.iter().map(|(_, similarity)| *similarity).collect();
    }
    let names = |d: u32| names.of(d as usize);
    let circle = || list.iter().map(|(d, _)| *d).chain(std::iter::once(at as u32));
    for (name, _) in circle().flat_map(names) {
        slate.counts[*name as usize] += 1;
    }
    let size = circle().count() as f32;
    // By how many of the circle know a name: what it weighs.
    let telling: Vec<f32> = (0..=circle().count()).map(|n| (size / n as f32).ln().max(0.0)).collect();
    let weight = |counts: &[u32], (k, n): &(u32, u16)| weigh(*n) * telling[counts[*k as usize] as usize];
    let own = {
        let shared = names(at as u32).iter().filter(|(k, _)| slate.counts[*k as usize] > 1);
        vector(shared.map(|entry| (entry.0, weight(&slate.counts, entry))).collect())
    };
    slate.write(&own);
    let cosine = |d: u32| {
        let shared = || names(d).iter().filter(|(k, _)| slate.counts[*k as usize] > 1);
        let weighed = || shared().map(|entry| (entry.0, weight(&slate.counts, entry)));
        let length = weighed().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length == 0.0 { 0.0 } else { weighed().map(|(k, w)| slate.numbers[k as usize] * (w / length)).sum() }
    };
    let found = list.iter().map(|(d, _)| cosine(*d)).collect();
    slate.wipe(&own);
    for (name, _) in circle().flat_map(names) {
        slate.counts[*name as usize] = 0;
    }
    found
}

/// Two documents are as alike as what they are like: the cosine of their rows of similarities, each wholly like itself. `rows` are the
/// similarities of all lists of `near`, one behind the other.
fn smooth(near: &mut Near, rows: &[f32]) {
    let count = near.len();
    // The row of a document with itself in its place.
    let row = |near: &Near, at: usize| -> Vector {
        let range = near.range(at);
        let others = near.items[range.clone()].iter().map(|(d, _)| *d).zip(rows[range].iter().copied());
        let mut row: Vector = others.chain(std::iter::once((at as u32, 1.0))).collect();
        row.sort_unstable_by_key(|(d, _)| *d);
        row
    };
    let squared = |row: &[(u32, f32)]| row.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    let lengths: Vec<f32> = (0..count).into_par_iter().map(|at| squared(&row(near, at))).collect();
    // A few rows say little, and nothing that the similarity itself does not.
    let few = |near: &Near, d: usize| near.of(d).len() < LOCAL;
    for from in (0..count).step_by(ROUND) {
        let like = |slate: &mut Slate, at: usize| -> Vec<f32> {
            let range = near.range(at);
            if few(near, at) {
                return rows[range].to_vec();
            }
            let own = vector(row(near, at));
            slate.write(&own);
            let cosine = |other: usize| -> f32 {
                let (range, length) = (near.range(other), lengths[other]);
                let list = near.items[range.clone()].iter().map(|(d, _)| *d).zip(rows[range].iter().copied());
                // Itself stands in its place, so that sums are made in one order.
                let (mut sum, mut told) = (0.0, false);
                let mut add = |d: u32, w: f32| sum += slate.numbers[d as usize] * (w / length);
                for (d, w) in list {
                    if !told && d > other as u32 {
                        add(other as u32, 1.0);
                        told = true;
                    }
                    add(d, w);
                }
                if !told {
                    add(other as u32, 1.0);
                }
                sum
            };
            let list = near.items[range.clone()].iter().zip(&rows[range]);
            let found = list.map(|((d, _), raw)| if few(near, *d as usize) { *raw } else { cosine(*d as usize) });
            let found = found.collect();
            slate.wipe(&own);
            found
        };
        let end = count.min(from + ROUND);
        let found: Vec<Vec<f32>> = (from..end).into_par_iter().map_init(|| Slate::new(count), like).collect();
        for (at, found) in (from..end).zip(found) {
            let range = near.range(at);
            near.items[range].iter_mut().zip(found).for_each(|((_, similarity), found)| *similarity = found);
        }
    }
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
