/*! Neighbours as an earlier run found them, and what has changed since. A corpus of which few documents changed is not searched again:
a document that stayed as it was is found by the same words, and holds the same others, but for those that came, went or weigh otherwise.

What is kept is of one corpus, by order of its documents, each told by a hash of what was read of it:

```text
u32   how many documents; then of each: its hash (16 bytes), that of what its words weigh (8), what the least of those found shares (4),
      how many were found (4), and of each found its index (4) and how alike it is (4); how many are neighbours (4), and of each its
      index (4), how alike it is among the neighbours (4), and how alike it is to what these are like (4)
```

Numbers are little-endian. It is written anew where much has changed since, so that most runs only read. */

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::near::{LOCAL, Near, Sought};
use crate::cache::Cache;

/// One in so many documents may be another before all is sought anew: each costs a look at all.
const CHANGED: usize = 64;
/// One in so many documents has to have been sought anew for what is kept to be written again.
const WORN: usize = 16;
/// Documents from which on nothing is kept: it would take too much memory.
const MOST: usize = 30_000;

/// What an earlier run may have found, and where it is kept.
#[derive(Debug)]
pub(super) struct Earlier<'a> {
    cache: &'a Cache,
    /// Where it is kept.
    place: u128,
    /// By document: a hash of what was read of it; `None` where it does not stand.
    keys: &'a [Option<u128>],
    kept: Option<Kept>,
}

/// What is kept of a corpus.
#[derive(Debug)]
struct Kept {
    bytes: Vec<u8>,
    documents: Vec<Row>,
}

/// What is kept of a document.
#[derive(Debug)]
struct Row {
    key: u128,
    weights: u64,
    least: f32,
    /// Where those that were found lie among the bytes, and its neighbours.
    found: Range<usize>,
    near: Range<usize>,
}

/// Bytes of one that was found, and of a neighbour.
const FOUND: usize = 8;
const NEAR: usize = 12;

impl Kept {
    /// Reads what [`Earlier::keep`] has written; `None` where it is something else.
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut rest = &bytes[..];
        let count = u32::from_le_bytes(take(&mut rest)?);
        let mut documents = Vec::new();
        for _ in 0..count {
            let key = u128::from_le_bytes(take(&mut rest)?);
            let weights = u64::from_le_bytes(take(&mut rest)?);
            let least = f32::from_le_bytes(take(&mut rest)?);
            let found = list(&bytes, &mut rest, FOUND)?;
            let near = list(&bytes, &mut rest, NEAR)?;
            let known = |other: u32| other < count;
            let sound = entries(&bytes[found.clone()]).all(|(other, w)| known(other) && is_share(w))
                && neighbours(&bytes[near.clone()]).all(|(other, v, w)| known(other) && is_share(v) && is_share(w))
                && entries(&bytes[found.clone()]).is_sorted_by(|a, b| a.0 < b.0)
                && (0.0..=f32::MAX).contains(&least);
            if !sound {
                return None;
            }
            documents.push(Row { key, weights, least, found, near });
        }
        if rest.is_empty() { Some(Self { bytes, documents }) } else { None }
    }
}

/// Whether it says how alike two documents are, but for rounding.
fn is_share(number: f32) -> bool {
    (-0.001..=1.001).contains(&number)
}

/// Where the next list lies among the bytes, of which `rest` are left.
fn list(bytes: &[u8], rest: &mut &[u8], size: usize) -> Option<Range<usize>> {
    let count = u32::from_le_bytes(take(rest)?) as usize;
    let start = bytes.len() - rest.len();
    let (list, more) = rest.split_at_checked(count.checked_mul(size)?)?;
    *rest = more;
    Some(start..start + list.len())
}

/// The next bytes.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (field, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*field)
}

fn entries(bytes: &[u8]) -> impl Iterator<Item = (u32, f32)> {
    let (chunks, _) = bytes.as_chunks::<FOUND>();
    chunks
        .iter()
        .map(|[a, b, c, d, e, f, g, h]| (u32::from_le_bytes([*a, *b, *c, *d]), f32::from_le_bytes([*e, *f, *g, *h])))
}

fn neighbours(bytes: &[u8]) -> impl Iterator<Item = (u32, f32, f32)> {
    let (chunks, _) = bytes.as_chunks::<NEAR>();
    chunks.iter().map(|[a, b, c, d, e, f, g, h, i, j, k, l]| {
        let (own, smooth) = (f32::from_le_bytes([*e, *f, *g, *h]), f32::from_le_bytes([*i, *j, *k, *l]));
        (u32::from_le_bytes([*a, *b, *c, *d]), own, smooth)
    })
}

impl<'a> Earlier<'a> {
    /// What is kept at the first of places that has something, of a corpus whose documents have those hashes; nothing is where the corpus is too large.
    pub(super) fn of(cache: &'a Cache, places: [u128; 2], keys: &'a [Option<u128>]) -> Option<Self> {
        let kept = || places.iter().find_map(|place| cache.find(*place, |bytes, _| Kept::read(bytes)));
        (keys.len() <= MOST).then(|| Self { cache, place: places[0], keys, kept: kept() })
    }

    /// What has changed since; `weights` are hashes of what the words of each document weigh. `None` where all is to be sought anew.
    pub(super) fn drift(&self, weights: &[u64]) -> Option<Drift<'_>> {
        let kept = self.kept.as_ref()?;
        let known: FxHashMap<u128, u32> = (0..).zip(&kept.documents).map(|(at, row)| (row.key, at)).collect();
        let mut before: Vec<Option<u32>> = self.keys.iter().map(|key| known.get(&(*key)?).copied()).collect();
        keep_in_order(&mut before);
        let mut now = vec![None; kept.documents.len()];
        for (at, old) in (0..).zip(&before) {
            if let Some(old) = old {
                now[*old as usize] = Some(at);
            }
        }
        let stands = self.keys.iter().filter(|key| key.is_some()).count();
        let stayed = before.iter().flatten().count();
        if (stands - stayed) + (kept.documents.len() - stayed) > stands / CHANGED + 1 {
            return None;
        }
        let weighs = |(old, weights): (&Option<u32>, &u64)| {
            old.is_some_and(|old| kept.documents[old as usize].weights == *weights)
        };
        let same = before.iter().zip(weights).map(weighs).collect();
        Some(Drift { kept, keys: self.keys, before, now, same })
    }

    /// Keeps what was found of each document, whether it was sought anew, its row and its neighbours, where that is worth it; `known`
    /// says which rows were kept before.
    pub(super) fn keep(
        &self,
        weights: &[u64],
        found: &[(Sought, bool)],
        known: &[Option<Vec<(f32, f32)>>],
        near: &Near,
        rows: &Lists<f32>,
    ) {
        let stands = || (0..).zip(self.keys).filter_map(|(at, key): (usize, _)| Some((at, (*key)?)));
        let count = stands().count();
        let anew = found.iter().zip(self.keys).filter(|((_, anew), key)| *anew && key.is_some()).count();
        let other = known.iter().filter(|row| row.is_none()).count();
        if self.kept.is_some() && (anew == 0 || anew <= count / WORN && other <= count / 2) {
            return;
        }
        // Documents are told by their order among those that stand.
        let mut ranks = vec![0u32; found.len()];
        (0..).zip(stands()).for_each(|(rank, (at, _))| ranks[at] = rank);
        let size: usize = found.iter().map(|(sought, _)| 40 + sought.found.len() * FOUND).sum();
        let mut bytes = Vec::with_capacity(4 + size + rows.items.len() * NEAR);
        bytes.extend((count as u32).to_le_bytes());
        for (at, key) in stands() {
            let Sought { found, least } = &found[at].0;
            bytes.extend(key.to_le_bytes());
            bytes.extend(weights[at].to_le_bytes());
            bytes.extend(least.to_le_bytes());
            bytes.extend((found.len() as u32).to_le_bytes());
            for (other, similarity) in found {
                bytes.extend(ranks[*other as usize].to_le_bytes());
                bytes.extend(similarity.to_le_bytes());
            }
            bytes.extend((near.of(at).len() as u32).to_le_bytes());
            for ((other, smooth), own) in near.of(at).iter().zip(rows.of(at)) {
                bytes.extend(ranks[*other as usize].to_le_bytes());
                bytes.extend(own.to_le_bytes());
                bytes.extend(smooth.to_le_bytes());
            }
        }
        self.cache.keep(self.place, &bytes);
    }
}

/// Leaves of places only such as rise, as many as can be: what moved counts as gone and come.
pub(super) fn keep_in_order(places: &mut [Option<u32>]) {
    // The longest rising row: by its length, the document that ends one with the least place; and by document, that before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for at in 0..places.len() {
        let Some(place) = places[at] else { continue };
        let length = ends.partition_point(|end| places[*end] < Some(place));
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    places.iter_mut().zip(stays).filter(|(_, stays)| !stays).for_each(|(place, _)| *place = None);
}

/// What has changed since an earlier run, and what has not.
#[derive(Debug)]
pub(super) struct Drift<'a> {
    kept: &'a Kept,
    keys: &'a [Option<u128>],
    /// By document: which it was, if it stayed.
    before: Vec<Option<u32>>,
    /// By document of then: which it is, if it stayed.
    now: Vec<Option<u32>>,
    /// By document: whether it stayed and its words weigh what they weighed.
    same: Vec<bool>,
}

impl Drift<'_> {
    /// Whether a document is not what it was, or its words weigh otherwise.
    pub(super) fn is_stale(&self, document: u32) -> bool {
        !self.same[document as usize]
    }

    /// The documents that were not there.
    pub(super) fn newcomers(&self) -> impl Iterator<Item = u32> {
        let came = |(_, (before, key)): &(u32, (&Option<u32>, &Option<u128>))| before.is_none() && key.is_some();
        (0..).zip(self.before.iter().zip(self.keys)).filter(came).map(|(at, _)| at)
    }

    /// What the least of those that were found of a document shares with it, where others share less; 0 where there were no others.
    pub(super) fn least(&self, document: usize) -> f32 {
        self.before[document].map_or(0.0, |old| self.kept.documents[old as usize].least)
    }

    /// What was found of a document; `None` where that has to be sought anew.
    pub(super) fn of(&self, document: usize) -> Option<Sought> {
        let row = &self.kept.documents[self.before[document]? as usize];
        let mut found = Vec::with_capacity(row.found.len() / FOUND);
        for (other, similarity) in entries(&self.kept.bytes[row.found.clone()]) {
            match self.now[other as usize] {
                Some(now) => found.push((now, similarity)),
                // Another takes its place, unless all were found.
                None if row.least > 0.0 => return None,
                None => {}
            }
        }
        Some(Sought { found, least: row.least })
    }

    /// How alike a document is to each of its neighbours among these, and by what they are like, if it has those that it had then, and
    /// so many that both were computed.
    pub(super) fn row(&self, document: usize, near: &[(u32, f32)]) -> Option<Vec<(f32, f32)>> {
        let row = &self.kept.documents[self.before[document]? as usize];
        let then = || neighbours(&self.kept.bytes[row.near.clone()]);
        let same = |((other, ..), (now, _)): ((u32, f32, f32), &(u32, f32))| self.now[other as usize] == Some(*now);
        let stayed = near.len() >= LOCAL && row.near.len() == near.len() * NEAR && then().zip(near).all(same);
        stayed.then(|| then().map(|(_, own, smooth)| (own, smooth)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_places_as_many_stay_as_can_in_order() {
        for (places, stay) in [
            (vec![Some(0), Some(1), Some(2)], vec![Some(0), Some(1), Some(2)]),
            (vec![Some(0), None, Some(1)], vec![Some(0), None, Some(1)]),
            // One moved forth, one back.
            (vec![Some(1), Some(2), Some(3), Some(0)], vec![Some(1), Some(2), Some(3), None]),
            (vec![Some(3), Some(0), Some(1), Some(2)], vec![None, Some(0), Some(1), Some(2)]),
            (
                vec![Some(5), Some(1), Some(6), Some(2), Some(3), Some(9)],
                vec![None, Some(1), None, Some(2), Some(3), Some(9)],
            ),
            (vec![None, None], vec![None, None]),
            (vec![], vec![]),
        ] {
            let mut kept = places.clone();
            keep_in_order(&mut kept);
            assert_eq!(kept, stay, "{places:?}");
        }
    }

    #[test]
    fn what_is_no_corpus_is_not_read() {
        let document = |other: u32, similarity: f32| {
            let mut bytes = vec![7; 24];
            bytes.extend(0.5f32.to_le_bytes());
            bytes.extend(1u32.to_le_bytes());
            bytes.extend(other.to_le_bytes());
            bytes.extend(similarity.to_le_bytes());
            bytes.extend(0u32.to_le_bytes());
            bytes
        };
        let corpus = |count: u32, documents: &[Vec<u8>]| [&count.to_le_bytes()[..], &documents.concat()].concat();
        let good = [document(1, 0.5), document(0, 1.0)];
        let whole = corpus(2, &good);
        assert_eq!(Kept::read(whole.clone()).map(|kept| kept.documents.len()), Some(2));
        for wrong in [
            corpus(1, &good),
            corpus(3, &good),
            corpus(u32::MAX, &good),
            corpus(2, &[document(2, 0.5), document(0, 0.5)]),
            corpus(2, &[document(1, 1.5), document(0, 0.5)]),
            corpus(2, &[document(1, f32::NAN), document(0, 0.5)]),
            whole[..whole.len() - 1].to_vec(),
            whole[..20].to_vec(),
            Vec::new(),
        ] {
            assert!(Kept::read(wrong.clone()).is_none(), "{wrong:?}");
        }
    }
}
