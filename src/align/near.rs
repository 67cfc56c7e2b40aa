/*! The search for the neighbours of documents: names and content words, weighed by how rare they are, find them; among neighbours the
weights are computed afresh.

Cost: each document is held only against those that share a word found in few documents, and keeps at most [`NEIGHBOURS`]. */

use std::cmp::Ordering;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::bags::{Bags, PRIOR, Postings, Slate, Vector, Words, roughly};
use super::circle::{local, smooth};
use super::drift::{Drift, Earlier};
use super::lists::Lists;

/// The most documents that one document is compared with.
const NEIGHBOURS: usize = 100;
/// Words of a document by which its neighbours are sought: those that weigh most.
const SOUGHT: usize = 48;
/// The similarity from which a document is a neighbour.
const NEAR: f32 = 0.08;
/// Neighbours needed before frequencies among them say more than those of the corpus.
pub(super) const LOCAL: usize = 5;

/// Documents that are worked on before what comes of them is put away.
pub(super) const ROUND: usize = 4_096;

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
            let with = found(&told, Earlier::of(&cache, [1, 1], &keys).as_ref());
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
