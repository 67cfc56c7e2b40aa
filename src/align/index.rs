/*! What claims are found under: by heads, concepts, measures, phrases, verbs, persons and values two documents find the pairs that may
be of one quantity, and look at no others. */

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::value;
use crate::claim::{Claim, Claims};
use crate::value::{Kind, Value};

/// Claims of one document that share a key and are looked at for one claim: keeps a long list of alike figures linear.
const CROWD: usize = 48;
/// The same within one document, whose claims lie in order: the nearest tell.
const NEXT: usize = 12;

/// By document: its claims by what they may be found under.
#[derive(Debug)]
pub(super) struct Indexes<'a> {
    claims: &'a Claims,
    known: Vec<OnceLock<Box<Index>>>,
}

impl<'a> Indexes<'a> {
    /// Of all documents that stand.
    pub(super) fn all(claims: &'a Claims, stands: &[bool]) -> Self {
        let found = |d: usize| if stands[d] { found_under(claims.of(d)) } else { Vec::new() };
        let mut found: Vec<Vec<Found>> = (0..stands.len()).into_par_iter().map(found).collect();
        thin(&mut found);
        Self { claims, known: found.into_par_iter().map(|found| OnceLock::from(Box::new(Index::of(found)))).collect() }
    }

    /// Of those that are asked for, each as it first is.
    pub(super) fn few(claims: &'a Claims) -> Self {
        Self { claims, known: (0..claims.documents()).map(|_| OnceLock::new()).collect() }
    }

    pub(super) fn of(&self, document: usize) -> &Index {
        self.known[document].get_or_init(|| Box::new(Index::of(found_under(self.claims.of(document)))))
    }
}

/// The claims of a document by what they may be found under.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// What that is, each as a number: sorted. All that is looked at of most documents.
    numbers: Vec<u64>,
    /// By number: where its claims end; they begin where those of the number before end.
    ends: Vec<u32>,
    claims: Vec<u32>,
}

/// A number under which a claim may be found, and the claim.
type Found = (u64, u32);

impl Index {
    /// From what is found, sorted, each once.
    fn of(found: Vec<Found>) -> Self {
        let runs = || found.chunk_by(|a, b| a.0 == b.0);
        let size = runs().count();
        let mut index = Self { numbers: Vec::with_capacity(size), ends: Vec::with_capacity(size), claims: Vec::new() };
        index.claims.extend(found.iter().map(|(_, claim)| *claim));
        let mut end = 0;
        for run in runs() {
            end += run.len() as u32;
            index.numbers.push(run[0].0);
            index.ends.push(end);
        }
        index
    }

    /// The claims of the number at a place.
    fn claims(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.claims[start as usize..self.ends[at] as usize]
    }
}

/// A number for the kind and unit of a claim: claims of different numbers are never compared. `None` where a claim is no part of any
/// comparison.
pub(super) fn class(claim: &Claim) -> Option<u32> {
    let kind = claim.mention.value.kind();
    let detail = match &claim.mention.value {
        Value::Measurement { dimension, .. } => u32::from(dimension.0),
        _ => 0,
    };
    // "Six days after the quake" is a point in time, which moves with the day that it is told on.
    let moves = kind == Kind::Duration && claim.frame.offset;
    (!moves).then_some((kind as u32) << 17 | detail << 1 | u32::from(claim.frame.rate))
}

/// What a claim may be found under: head, concepts, measures, phrases, verb, person, its very value.
pub(super) fn keys(claim: &Claim) -> impl Iterator<Item = u64> + '_ {
    const CONCEPTS: usize = 6;
    let frame = &claim.frame;
    let head = frame.head.filter(|_| !frame.head_is_empty).map(|h| h.key);
    head.into_iter()
        .chain(frame.concepts.iter().take(CONCEPTS).map(|c| u64::from(c.0) | 1 << 40))
        .chain(frame.measures.iter().map(|m| u64::from(m.0) | 1 << 41))
        .chain(frame.phrases.iter().map(|p| u64::from(*p)))
        .chain(frame.verb.map(|v| v.key.rotate_left(1)))
        .chain(frame.person.iter().map(|name| name.key.rotate_left(2)))
        .chain(values(claim))
}

/// The numbers under which a claim may be found by others: two claims without one in common are never held against each other.
pub fn blocking_keys(claim: &Claim) -> Vec<u64> {
    let class = class(claim);
    let mut keys: Vec<u64> =
        class.into_iter().flat_map(|class| keys(claim).map(move |key| mixed(class, key))).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A value by its ends and its middle, a date by its day or what it says of one.
fn values(claim: &Claim) -> impl Iterator<Item = u64> {
    fn hash(what: impl Hash) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        what.hash(&mut hasher);
        hasher.finish()
    }
    let mut found = [None; 3];
    match &claim.mention.value {
        Value::Date(date) => {
            found[0] = claim.interval.and_then(|i| i.start).map(|start| hash(start.date()));
            found[1] = date.weekday.map(|day| hash((0u8, day)));
            found[2] = Some(hash(value::bare(date)));
        }
        Value::Time(time) => found[0] = Some(hash(time.minute)),
        value => {
            let range = value.range().unwrap_or_default();
            let middle = range.low.zip(range.high).filter(|(low, high)| low != high);
            let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
            let ends = [range.low, range.high.filter(|_| range.point().is_none()), middle];
            found = ends.map(|end| end.filter(|n| !n.is_zero()).map(|n| hash(n.normalize())));
        }
    }
    found.into_iter().flatten()
}

/// What the claims of a document may be found under, sorted, each once.
fn found_under(claims: &[Claim]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let Some(class) = class(claim) else { continue };
        found.extend(keys(claim).map(|key| (mixed(class, key), at as u32)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Leaves out what finds no pair: numbers that one claim of all has. Told by a table of bits a little too wide for the numbers, so that
/// of ten that could go one or two stay.
fn thin(all: &mut [Vec<Found>]) {
    let size: usize = all.iter().map(Vec::len).sum();
    let bits = (size * 4).next_power_of_two().trailing_zeros().max(6);
    let place = |number: u64| {
        let bit = number >> (64 - bits);
        ((bit / 64) as usize, 1u64 << (bit % 64))
    };
    let mut once = vec![0u64; 1 << (bits - 6)];
    let mut again = once.clone();
    for (number, _) in all.iter().flatten() {
        let (at, bit) = place(*number);
        again[at] |= once[at] & bit;
        once[at] |= bit;
    }
    all.par_iter_mut().for_each(|found| {
        found.retain(|(number, _)| {
            let (at, bit) = place(*number);
            again[at] & bit != 0
        });
    });
}

/// One number for a class and a key.
fn mixed(class: u32, key: u64) -> u64 {
    (key ^ u64::from(class).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The claims of an index, found by their number: a table with open places, nine of ten of them empty.
pub(super) struct Runs<'a> {
    index: &'a Index,
    /// Where a number stands in the index, plus 1.
    places: Vec<u32>,
    shift: u32,
}

impl<'a> Runs<'a> {
    pub(super) fn of(index: &'a Index) -> Self {
        let bits = (index.numbers.len() * 8).next_power_of_two().trailing_zeros().max(4);
        let mut runs = Self { index, places: vec![0; 1 << bits], shift: 64 - bits };
        for (at, number) in index.numbers.iter().enumerate() {
            let place = runs.place(*number);
            runs.places[place] = at as u32 + 1;
        }
        runs
    }

    /// Where the place of that number is told, or would be.
    fn place(&self, number: u64) -> usize {
        let mut place = (number >> self.shift) as usize;
        while let Some(at) = self.places[place].checked_sub(1).filter(|at| self.index.numbers[*at as usize] != number) {
            debug_assert!((at as usize) < self.index.numbers.len());
            place = (place + 1) % self.places.len();
        }
        place
    }

    fn get(&self, number: u64) -> &'a [u32] {
        match self.places[self.place(number)].checked_sub(1) {
            Some(at) => self.index.claims(at as usize),
            None => &[],
        }
    }
}

/// The claims of two documents that may be found under one thing, as indices within each, sorted.
pub(super) fn candidates(own: &Runs<'_>, other: &Index, same: bool, found: &mut Vec<(u32, u32)>) {
    found.clear();
    for (at, number) in other.numbers.iter().enumerate() {
        if same {
            let claims = other.claims(at);
            for (place, i) in claims.iter().enumerate() {
                found.extend(claims[place + 1..].iter().take(NEXT).map(|j| (*i, *j)));
            }
            continue;
        }
        for i in own.get(*number) {
            found.extend(other.claims(at).iter().take(CROWD).map(|j| (*i, *j)));
        }
    }
    found.sort_unstable();
    found.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_claim_alone_is_found_under_is_left_out_and_nothing_else_matters() {
        // Numbers as far apart as hashes are; two in three are those of two claims or more.
        let number = |at: u64| mixed(7, at.wrapping_mul(0x2545_F491_4F6C_DD1D));
        let of = |document: u64| -> Vec<Found> {
            let mut found: Vec<Found> = (0..60)
                .map(|at| match at % 3 {
                    0 => (number(at), at as u32),
                    1 => (number(1_000 + document * 60 + at), at as u32),
                    _ => (number(9_000 + document * 60 + at / 6), at as u32),
                })
                .collect();
            found.sort_unstable();
            found
        };
        let whole: Vec<Vec<Found>> = (0..20).map(of).collect();
        let mut thinned = whole.clone();
        thin(&mut thinned);
        let sizes = [&whole, &thinned].map(|all| all.iter().map(Vec::len).sum::<usize>());
        assert!(sizes[1] < sizes[0] * 3 / 4 && sizes[1] >= sizes[0] * 2 / 3, "{sizes:?}");
        let [whole, thinned] = [whole, thinned].map(|all| all.into_iter().map(Index::of).collect::<Vec<_>>());
        let pairs = |all: &[Index], a: usize, b: usize| {
            let mut found = Vec::new();
            candidates(&Runs::of(&all[a]), &all[b], a == b, &mut found);
            found
        };
        for (a, b) in [(0, 0), (0, 1), (3, 17)] {
            assert!(!pairs(&whole, a, b).is_empty());
            assert_eq!(pairs(&whole, a, b), pairs(&thinned, a, b), "{a} {b}");
        }
    }
}
