/*! Slots as earlier runs gathered them. Claims of which none agrees with any other are gathered apart from them, whatever else the archive
holds: of a large archive in which one article changed, all but a few such parts are as they were.

What comes of a part hangs on its claims, each told by a hash of what was read of its document and its place there, on their order, on what
its pairs are worth, and on the weights. All of that is in the hash that it is kept under, so that nothing that is kept is ever out of date.

All parts lie in one place: a hash (16 bytes) of each, how many claims there are of it, and of each claim in order how many claims of the
part stand before the first of its slot. Numbers are varints. It is written anew where much has changed since. */

use std::ops::Range;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::group::{Weighed, root};
use super::recall::{read_number, write_number};
use crate::cache::Cache;
use crate::claim::Claims;

/// One in so many parts has to have been gathered anew for what is kept to be written again.
const WORN: usize = 16;

/// Claims of which some agree with others, directly or by way of more.
#[derive(Debug)]
pub(super) struct Parts {
    /// By claim: the first of its part.
    first: Vec<u32>,
    /// The claims of parts of two and more: the first of the part and the claim, in order.
    members: Vec<(u32, u32)>,
}

impl Parts {
    /// The parts of so many claims; pairs that are worth what `needs` says hold them together.
    pub(super) fn of(weighed: &[Weighed], claims: usize, needs: f32) -> Self {
        let mut first: Vec<u32> = (0..claims as u32).collect();
        for it in weighed.iter().filter(|it| it.worth >= needs) {
            let (a, b) = (root(&mut first, it.a), root(&mut first, it.b));
            first[a.max(b) as usize] = a.min(b);
        }
        // Each knows one before it, of which the part is known by then.
        for at in 0..claims {
            first[at] = first[first[at] as usize];
        }
        let mut is_part = vec![false; claims];
        for (at, first) in first.iter().enumerate() {
            is_part[*first as usize] |= *first as usize != at;
        }
        let members = (0..).zip(&first).filter(|(_, first)| is_part[**first as usize]);
        let mut members: Vec<(u32, u32)> = members.map(|(at, first)| (*first, at)).collect();
        members.sort_unstable();
        Self { first, members }
    }

    /// The claims of each part, in order.
    fn each(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.members.chunk_by(|a, b| a.0 == b.0)
    }

    /// Whether a pair lies within one part.
    fn holds(&self, it: &Weighed) -> bool {
        self.first[it.a as usize] == self.first[it.b as usize]
    }
}

/// What earlier runs may have gathered, and where it is kept.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    cache: &'a Cache,
    place: u128,
    /// By document: a hash of what was read of it; `None` where it does not stand.
    keys: &'a [Option<u128>],
    /// A hash of the weights.
    weighing: u64,
    kept: Option<(Vec<u8>, FxHashMap<u128, Range<usize>>)>,
}

/// Where each part lies among the bytes; `None` where they are something else.
fn index(bytes: &[u8]) -> Option<FxHashMap<u128, Range<usize>>> {
    let mut found = FxHashMap::default();
    let mut rest = bytes;
    while let Some((hash, more)) = rest.split_first_chunk() {
        rest = more;
        let size = read_number(&mut rest)?;
        let start = bytes.len() - rest.len();
        rest = rest.get(size..)?;
        found.insert(u128::from_le_bytes(*hash), start..start + size);
    }
    rest.is_empty().then_some(found)
}

/// The slots of a part of so many claims: of each claim in order, how many stand before the first of its slot. `None` where the bytes
/// say none.
fn slots(mut bytes: &[u8], claims: usize) -> Option<Vec<u32>> {
    let mut slots: Vec<u32> = Vec::with_capacity(claims);
    for at in 0..claims {
        let first = read_number(&mut bytes)?;
        // The first of a slot is of it.
        let stands = first == at || slots.get(first).is_some_and(|own| *own as usize == first);
        slots.push(u32::try_from(first).ok().filter(|_| stands)?);
    }
    bytes.is_empty().then_some(slots)
}

impl<'a> Kept<'a> {
    /// What is kept at a place, of a corpus whose documents have those hashes.
    pub(super) fn of(cache: &'a Cache, place: u128, keys: &'a [Option<u128>], weighing: u64) -> Self {
        let kept = cache.find(place, |bytes, _| {
            let index = index(&bytes)?;
            Some((bytes, index))
        });
        Self { cache, place, keys, weighing, kept }
    }

    /// The slots of claims, by claim the first of its slot, as `gather` gives them: it is given the pairs of those parts alone that are
    /// not kept. Gives with them how many parts that are.
    pub(super) fn slots(
        &self,
        mut weighed: Vec<Weighed>,
        claims: &Claims,
        needs: f32,
        gather: impl FnOnce(Vec<Weighed>) -> FxHashMap<usize, usize>,
    ) -> (FxHashMap<usize, usize>, usize) {
        let parts = Parts::of(&weighed, claims.all.len(), needs);
        let hashes = self.hashes(&weighed, &parts, claims);
        let kept = |hash: u128, claims: usize| {
            let (bytes, index) = self.kept.as_ref()?;
            slots(&bytes[index.get(&hash)?.clone()], claims)
        };
        let (mut known, mut asked, mut anew) = (FxHashMap::default(), vec![false; claims.all.len()], 0);
        let mut own: Vec<Option<Vec<u32>>> = Vec::with_capacity(hashes.len());
        for (part, hash) in parts.each().zip(&hashes) {
            let kept = kept(*hash, part.len());
            match &kept {
                Some(slots) => {
                    let claims = part.iter().map(|(_, claim)| *claim as usize).zip(slots);
                    let first = claims.map(|(claim, first)| (claim, part[*first as usize].1 as usize));
                    add(first, &mut known);
                }
                None => {
                    asked[part[0].0 as usize] = true;
                    anew += 1;
                }
            }
            own.push(kept);
        }
        weighed.retain(|it| parts.holds(it) && asked[parts.first[it.a as usize] as usize]);
        known.extend(gather(weighed));
        if self.kept.is_none() || anew * WORN > hashes.len() {
            self.keep(&parts, &hashes, &known);
        }
        (known, anew)
    }

    /// A hash of all that the slots of each part hang on.
    fn hashes(&self, weighed: &[Weighed], parts: &Parts, claims: &Claims) -> Vec<u128> {
        let mut own = vec![0; claims.all.len()];
        for (facts, key) in claims.documents.iter().zip(self.keys) {
            let key = key.unwrap_or_default();
            let key = mixed(key as u64, (key >> 64) as u64);
            facts.claims.clone().zip(0..).for_each(|(claim, at)| own[claim] = mixed(key, at));
        }
        // The sum of what each pair says, whatever the order that they come in: in two ways, for twice the digits.
        let mut pairs = vec![[0u64; 2]; claims.all.len()];
        for it in weighed.iter().filter(|it| parts.holds(it)) {
            let (a, b) = (own[it.a as usize], own[it.b as usize]);
            let said = mixed(a, b.rotate_left(23) ^ u64::from(it.worth.to_bits()));
            let sums = &mut pairs[parts.first[it.a as usize] as usize];
            sums[0] = sums[0].wrapping_add(said);
            sums[1] = sums[1].wrapping_add(mixed(said, b));
        }
        let hash = |part: &[(u32, u32)]| {
            let mut hash = Xxh3::new();
            hash.update(&self.weighing.to_le_bytes());
            pairs[part[0].0 as usize].iter().for_each(|sum| hash.update(&sum.to_le_bytes()));
            part.iter().for_each(|(_, claim)| hash.update(&own[*claim as usize].to_le_bytes()));
            hash.digest128()
        };
        parts.each().map(hash).collect()
    }

    /// Keeps the slots of all parts.
    fn keep(&self, parts: &Parts, hashes: &[u128], slots: &FxHashMap<usize, usize>) {
        let (mut bytes, mut own) = (Vec::new(), Vec::new());
        for (part, hash) in parts.each().zip(hashes) {
            own.clear();
            for (at, (_, claim)) in part.iter().enumerate() {
                let first = slots.get(&(*claim as usize)).and_then(|first| {
                    part.binary_search_by_key(first, |(_, claim)| *claim as usize).ok()
                });
                write_number(first.unwrap_or(at), &mut own);
            }
            bytes.extend(hash.to_le_bytes());
            write_number(own.len(), &mut bytes);
            bytes.extend_from_slice(&own);
        }
        self.cache.keep(self.place, &bytes);
    }
}

/// Takes in the slots of a part, but for claims that stand alone.
fn add(slots: impl Iterator<Item = (usize, usize)>, to: &mut FxHashMap<usize, usize>) {
    for (claim, first) in slots.filter(|(claim, first)| claim != first) {
        to.insert(claim, first);
        to.insert(first, first);
    }
}

/// Two numbers as one that tells nothing of either.
fn mixed(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd1b5_4a32_d192_ed03);
    (product as u64) ^ (product >> 64) as u64
}
