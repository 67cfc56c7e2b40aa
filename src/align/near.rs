/*! The search for the neighbours of documents: names and content words, weighed by how rare they are, find them; among neighbours the
weights are computed afresh.

Cost: each document is held only against those that share a word found in few documents, and keeps at most [`NEIGHBOURS`]. */

use std::cmp::Ordering;
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::drift::{Drift, Earlier};
use super::lists::Lists;

/// The most documents that one document is compared with.
const NEIGHBOURS: usize = 100;
/// A word of more documents than this, roughly, finds no neighbours: it would make the search quadratic.
const POSTINGS: u32 = 1_024;
/// Words of a document by which its neighbours are sought: those that weigh most.
const SOUGHT: usize = 48;
/// The similarity from which a document is a neighbour.
const NEAR: f32 = 0.08;
/// Documents that the frequencies are smoothed with, so that in a corpus of two a shared name still says something.
pub(super) const PRIOR: u32 = 50;
/// Neighbours needed before frequencies among them say more than those of the corpus.
pub(super) const LOCAL: usize = 5;

/// Documents that are worked on before what comes of them is put away.
const ROUND: usize = 4_096;

/// A document as a vector of words with weights, sorted by word, of length 1. Words are told by their rank among all.
type Vector = Vec<(u32, f32)>;

/// The neighbours of documents with the similarity, each list sorted by document.
pub(super) type Near = Lists<(u32, f32)>;

/// Lists of all documents, made a round at a time.
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
    /// How many documents were sought anew: what it cost.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold it to be few"))]
    pub(super) anew: usize,
}

impl Found {
    /// Finds the neighbours of every document that tells something; `told` says what, names or content words, of each in their order;
    /// `total` documents count. What an earlier run found is taken from `earlier`, and given to it.
    pub(super) fn of<I: Iterator<Item = Vec<(u64, u32)>>>(
        told: impl Fn(usize) -> I,
        total: u32,
        earlier: Option<&Earlier<'_>>,
    ) -> Self {
        let [(names, known), (content, more)] = [0, 1].map(|which| Bags::gather(told(which), total));
        let words = [known, more];
        let bags = [names, content];
        let counts = [&words[0].documents[..], &words[1].documents];
        let weights = || (0..bags[0].lists.len()).into_par_iter().map(|at| fingerprint(at, &bags, total)).collect();
        let weights: Vec<u64> = earlier.map_or_else(Vec::new, |_| weights());
        let drift = earlier.and_then(|earlier| earlier.drift(&weights));
        let (mut near, sought) = search(&bags, counts, drift.as_ref(), earlier.is_some());
        let anew = sought.iter().filter(|(_, is_new)| *is_new).count();
        let names = &bags[0].lists;
        let known = |at: usize| drift.as_ref()?.row(at, near.of(at));
        let known: Vec<Option<Vec<(f32, f32)>>> = (0..names.len()).into_par_iter().map(known).collect();
        let local = |slate: &mut Slate, at: usize| match &known[at] {
            Some(row) => row.iter().map(|(own, _)| *own).collect(),
            None => local(at, near.of(at), names, slate),
        };
        let rows = gathered(names.len(), || Slate::new(counts[0].len()), local);
        drop(bags);
        smooth(&mut near, &rows.items, &known);
        if let Some(earlier) = earlier {
            earlier.keep(&weights, &sought, &known, &near, &rows);
        }
        Self { near, words, anew }
    }
}

/// What is found of a document by its words.
#[derive(Debug, Default)]
pub(super) struct Sought {
    /// The documents that share most with it, at most twice as many as neighbours, with how alike they are; sorted by document.
    pub(super) found: Vec<(u32, f32)>,
    /// What the least of them shares, where others share less; 0 where there are no others.
    pub(super) least: f32,
}

/// The neighbours of all documents, not yet weighed among themselves; and if that is to be `kept`, what was found of each, and whether it
/// was sought anew. `counts` say in how many documents each name and word stands, `drift` what has changed since an earlier run.
fn search(bags: &[Bags; 2], counts: [&[u32]; 2], drift: Option<&Drift<'_>>, kept: bool) -> (Near, Vec<(Sought, bool)>) {
    let count = bags[0].lists.len();
    let postings = [0, 1].map(|which| Postings::of(&bags[which].lists, counts[which]));
    let slates = || (counts.map(|counts| Slate::new(counts.len())), Slate::new(count), Scratch::default());
    if !kept {
        let seek = |(own, sums, scratch): &mut ([Slate; 2], Slate, Scratch), at| {
            nearest(&seek(at, bags, &postings, own, sums, scratch).found)
        };
        return (gathered(count, slates, seek), Vec::new());
    }
    let anew: Vec<bool> = match drift {
        Some(drift) => reached(drift, bags, &postings),
        None => vec![true; count],
    };
    let again = |(own, _, scratch): &mut ([Slate; 2], Slate, Scratch), at: usize| -> Option<Sought> {
        let (drift, mut sought) = (drift?, drift.filter(|_| !anew[at])?.of(at)?);
        let stale = sought.found.iter_mut().filter(|(other, _)| drift.is_stale(*other));
        alike(at, stale, bags, own, scratch);
        Some(sought)
    };
    let (mut near, mut all) = (Near::default(), Vec::with_capacity(count));
    for from in (0..count).step_by(ROUND) {
        let round = (from..count.min(from + ROUND)).into_par_iter().map_init(slates, |room, at| {
            let (sought, is_new) = match again(room, at) {
                Some(sought) => (sought, false),
                None => (seek(at, bags, &postings, &mut room.0, &mut room.1, &mut room.2), true),
            };
            (nearest(&sought.found), sought, is_new)
        });
        for (list, sought, is_new) in round.collect::<Vec<_>>() {
            near.push(list);
            all.push((sought, is_new));
        }
    }
    (near, all)
}

/// A hash of what the words of a document weigh, and of whether they find anything.
fn fingerprint(at: usize, bags: &[Bags; 2], total: u32) -> u64 {
    let mut hash = Xxh3::new();
    // Whether a word finds anything hangs on what it weighs in so large a corpus.
    hash.update(&roughly(total.saturating_add(PRIOR)).to_le_bytes());
    for bags in bags {
        bags.lists.of(at).iter().for_each(|(word, _)| hash.update(&bags.rare[*word as usize].to_bits().to_le_bytes()));
    }
    hash.digest()
}

/// The documents whose neighbours have to be sought anew: those of which an earlier run knows nothing that still holds, and those with
/// which a newcomer may share more than what was found.
fn reached(drift: &Drift<'_>, bags: &[Bags; 2], postings: &[Postings; 2]) -> Vec<bool> {
    /// Sums of the same in another order differ by less.
    const ROUNDING: f32 = 1.000_1;
    let mut anew: Vec<bool> = (0..bags[0].lists.len()).map(|at| drift.is_stale(at as u32)).collect();
    let mut told = [0, 1].map(|which: usize| vec![false; bags[which].rare.len()]);
    for newcomer in drift.newcomers() {
        let mut write = |value: bool| {
            for (which, told) in told.iter_mut().enumerate() {
                let words = bags[which].lists.of(newcomer as usize).iter().map(|(word, _)| *word);
                words
                    .filter(|word| !postings[which].of_word(*word).is_empty())
                    .for_each(|word| told[word as usize] = value);
            }
        };
        write(true);
        anew.par_iter_mut().enumerate().filter(|(_, anew)| !**anew).for_each(|(at, anew)| {
            let shared = |which: usize| {
                let (bags, told) = (&bags[which], &told[which]);
                let length = if bags.lengths[at] > 0.0 { bags.lengths[at] } else { 1.0 };
                let shared = bags.lists.of(at).iter().filter(|(word, _)| told[*word as usize]);
                shared.map(|entry| (bags.weight(entry) / length).powi(2)).sum::<f32>()
            };
            let sum = (shared(0) + shared(1)) * ROUNDING;
            *anew = sum > 0.0 && sum >= drift.least(at);
        });
        let mut write = |value: bool| {
            for (which, told) in told.iter_mut().enumerate() {
                bags[which].lists.of(newcomer as usize).iter().for_each(|(word, _)| told[*word as usize] = value);
            }
        };
        write(false);
    }
    anew
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

/// The documents that share most with one: found by the words that weigh most, each once, and compared by all.
fn seek(
    at: usize,
    bags: &[Bags; 2],
    postings: &[Postings; 2],
    slates: &mut [Slate; 2],
    sums: &mut Slate,
    scratch: &mut Scratch,
) -> Sought {
    let Scratch { own, sought, found } = scratch;
    found.clear();
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
    let mut least = 0.0;
    if found.len() > 2 * NEIGHBOURS {
        found.select_nth_unstable_by(2 * NEIGHBOURS, best);
        found.truncate(2 * NEIGHBOURS);
        least = found.iter().map(|(_, sum)| *sum).fold(f32::MAX, f32::min);
    }
    found.sort_unstable_by_key(|(other, _)| *other);
    let mut found = found.clone();
    alike(at, found.iter_mut(), bags, slates, scratch);
    Sought { found, least }
}

/// The better first; of equal ones that which stands before the other.
fn best(a: &(u32, f32), b: &(u32, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

/// Writes down how alike documents are to one: the mean of the cosines of names and of content words, or of the latter alone where one
/// has no names.
fn alike<'a>(
    at: usize,
    others: impl Iterator<Item = &'a mut (u32, f32)>,
    bags: &[Bags; 2],
    slates: &mut [Slate; 2],
    Scratch { own, .. }: &mut Scratch,
) {
    let mut others = others.peekable();
    if others.peek().is_none() {
        return;
    }
    for ((bags, vector), slate) in bags.iter().zip(own.iter_mut()).zip(slates.iter_mut()) {
        bags.vector(at, vector);
        slate.write(vector);
    }
    for (other, similarity) in others {
        let d = *other as usize;
        let nameless = own[0].is_empty() || bags[0].is_empty(d);
        let content = bags[1].cosine(&slates[1], d);
        *similarity = if nameless { content } else { (bags[0].cosine(&slates[0], d) + content) / 2.0 };
    }
    slates.iter_mut().zip(own.iter()).for_each(|(slate, vector)| slate.wipe(vector));
}

/// Those that are near, sorted by document.
fn nearest(found: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut near: Vec<(u32, f32)> = found.iter().copied().filter(|(_, similarity)| *similarity >= NEAR).collect();
    if near.len() > NEIGHBOURS {
        near.select_nth_unstable_by(NEIGHBOURS, best);
        near.truncate(NEIGHBOURS);
        near.sort_unstable_by_key(|(other, _)| *other);
    }
    near
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
/// similarities of all lists of `near`, one behind the other. Of documents whose row is `known`, what two of them gave is too.
fn smooth(near: &mut Near, rows: &[f32], known: &[Option<Vec<(f32, f32)>>]) {
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
            let list = || near.items[range.clone()].iter().map(|(d, _)| *d as usize);
            let told = known[at].as_deref().unwrap_or_default();
            if !told.is_empty() && list().all(|other| known[other].is_some()) {
                return told.iter().map(|(_, smooth)| *smooth).collect();
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
            let found =
                list().zip(&rows[range.clone()]).enumerate().map(|(place, (other, raw))| match told.get(place) {
                    Some((_, smooth)) if known[other].is_some() => *smooth,
                    _ if few(near, other) => *raw,
                    _ => cosine(other),
                });
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
    use std::path::Path;

    use xxhash_rust::xxh3::xxh3_128;

    use super::super::event::Told;
    use super::*;
    use crate::cache::Cache;
    use crate::lexicon::Lexicon;

    /// Numbers that look like chance.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
            (self.0 >> 33) % n
        }

        /// Words of which some stand in most documents, and most in few.
        fn words(&mut self, most: u64, count: u64) -> Vec<(u64, u32)> {
            let mut words: Vec<(u64, u32)> = (0..count)
                .map(|_| {
                    let below = self.below(most) + 1;
                    (self.below(below).wrapping_mul(0x9E37_79B9_7F4A_7C15), 1 + self.below(3) as u32)
                })
                .collect();
            words.sort_unstable();
            words.dedup_by_key(|(word, _)| *word);
            words
        }

        fn told(&mut self) -> Told {
            [self.words(400, 8), self.words(300, 20)]
        }
    }

    fn found(told: &[Told], earlier: Option<&Earlier<'_>>) -> Found {
        Found::of(|which| told.iter().map(move |told| told[which].clone()), told.len() as u32, earlier)
    }

    fn key(told: &Told) -> Option<u128> {
        Some(xxh3_128(format!("{told:?}").as_bytes()))
    }

    #[test]
    fn what_an_earlier_run_found_is_what_is_found_anew_whatever_came_went_changed_or_moved() {
        let mut chance = Chance(7);
        let mut told: Vec<Told> = (0..360).map(|_| chance.told()).collect();
        let room = tempfile::tempdir().unwrap();
        let mut shares = Vec::new();
        for turn in 0..13 {
            let at = chance.below(told.len() as u64) as usize;
            match turn % 6 {
                0 => {}
                1 => told[at] = chance.told(),
                2 => told.insert(at, chance.told()),
                3 => drop(told.remove(at)),
                4 => {
                    let moved = told.remove(at);
                    told.insert(chance.below(told.len() as u64) as usize, moved);
                }
                _ => {
                    // A word more, and several at once.
                    told[at][1] = chance.words(300, 21);
                    told.swap_remove(3);
                    told.push(chance.told());
                }
            }
            let cache = Cache::open(room.path(), "a", Path::new("/project"), &Lexicon::default());
            let keys: Vec<Option<u128>> = told.iter().map(key).collect();
            let with = found(&told, Earlier::of(&cache, 1, &keys).as_ref());
            let without = found(&told, None);
            let bits = |found: &Found| -> Vec<Vec<(u32, u32)>> {
                found.near.iter().map(|list| list.iter().map(|(d, w)| (*d, w.to_bits())).collect()).collect()
            };
            assert_eq!(bits(&with), bits(&without), "turn {turn}");
            assert!(without.near.iter().map(<[_]>::len).max() == Some(NEIGHBOURS), "lists are cut off");
            shares.push(with.anew as f32 / told.len() as f32);
            assert!(!cache.close().discarded);
        }
        let changed = shares.iter().skip(1).sum::<f32>() / (shares.len() - 1) as f32;
        assert!(shares[0] == 1.0 && shares[6] == 0.0 && changed < 0.8, "{shares:?}");
    }
}
