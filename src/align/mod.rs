/*! Claims to slots: which claims state the same quantity of the world, why we think so, and which of them clash.

Grouping and telling a clash are two decisions. Claims that agree are grouped on a fair score; a clash is told only past the
gate of `gate`, since figures that differ are mostly figures of different things. */

mod against;
mod because;
mod contrast;
mod drift;
mod event;
mod evidence;
mod explain;
mod gate;
mod group;
mod hearing;
mod lists;
mod near;
mod open;
mod place;
mod recall;
mod refusal;
mod regroup;
mod slot;
mod standing;
mod tally;
mod value;
mod weights;

pub use against::{Against, Match};
pub use explain::{Candidate, Decision, explain};
pub use place::{Feature, Place, PlaceError, Placed, places};
pub use refusal::Refusal;
pub use value::clash;
pub use weights::{Circumstances, Confidence, Doubts, Grouping, Open, Thresholds, Weighing, Weights, schema};

use std::hash::{Hash, Hasher};

use std::sync::OnceLock;

use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::claim::{Claim, Claims};
use crate::document::Corpus;
use crate::lexicon::{Lexicon, MeasureId};
use crate::value::{Kind, Value};
use drift::Earlier;
use event::Events;
use evidence::{ContextWeights, Scenes, Score, Side};
use recall::Memory;
use tally::{Court, Tally};
use value::Verdict;

/// Claims of one slot that cannot all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The claims, as indices of [`Claims::all`], those of the smaller camp first.
    pub claims: Vec<usize>,
    /// Pairs of `claims` that cannot both hold.
    pub pairs: Vec<(usize, usize)>,
    /// The kind of their values.
    pub kind: Kind,
    /// The measure that they state, if the lexicon knows one.
    pub measure: Option<MeasureId>,
    /// What is measured, for people: "junior doctors"; empty where no noun tells it.
    pub subject: String,
    /// Why they were compared, in plain words.
    pub because: Vec<String>,
    /// How sure we are that they state the same quantity, 0 to 1.
    pub confidence: f64,
    /// Whether the quantity grows with time and the documents are of different days: the later may be an update.
    pub update: bool,
}

/// Which claims state the same quantity, and which of those clash.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// By claim: its slot, by the first claim of the slot. Claims that stand alone are left out.
    pub slots: FxHashMap<usize, usize>,
    /// The clashes, by their first claim.
    pub clashes: Vec<Clash>,
    /// The claims of documents that tell one event, for each event that two documents or more tell.
    pub events: Vec<Vec<usize>>,
    /// By claim: whether it was held against another. Empty where none was.
    pub compared: Vec<bool>,
}

impl Alignment {
    /// The claims of every slot of which a claim clashes, by the slot.
    pub fn mates(&self) -> FxHashMap<usize, Vec<usize>> {
        let slot = |claim: &usize| self.slots.get(claim).copied();
        let mut mates: FxHashMap<usize, Vec<usize>> =
            self.clashes.iter().flat_map(|c| &c.claims).filter_map(slot).map(|slot| (slot, Vec::new())).collect();
        for (claim, slot) in &self.slots {
            if let Some(mates) = mates.get_mut(slot) {
                mates.push(*claim);
            }
        }
        mates.values_mut().for_each(|mates| mates.sort_unstable());
        mates
    }
}

/// Two claims with their score and what their values say of each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Pair {
    a: usize,
    b: usize,
    score: Score,
    verdict: Verdict,
}

/// The score under which a pair is forgotten: it neither groups, nor clashes, nor rivals.
const FLOOR: f32 = 1.0;
/// Claims of one document that share a key and are looked at for one claim: keeps a long list of alike figures linear.
const CROWD: usize = 48;
/// The same within one document, whose claims lie in order: the nearest tell.
const NEXT: usize = 12;

/// The claims of a corpus, ready to be held against each other.
#[derive(Debug)]
struct Prepared {
    /// By document: the first that has its text.
    first: Vec<usize>,
    /// By document: whether it is that.
    stands: Vec<bool>,
    events: Events,
}

impl Prepared {
    fn of(claims: &Claims, weighing: &Weighing, placed: Option<&Placed>) -> Self {
        let (first, stands) = standing(claims);
        let events = events(claims, &stands, weighing, placed, None);
        Self { first, stands, events }
    }
}

/// By document: the first that has its text, and whether it is that.
fn standing(claims: &Claims) -> (Vec<usize>, Vec<bool>) {
    let first = first_of_each_text(claims.documents.iter().map(|d| (d.text, d.claims.len())));
    let stands = first.iter().enumerate().map(|(d, first)| *first == d).collect();
    (first, stands)
}

fn events(
    claims: &Claims,
    stands: &[bool],
    weighing: &Weighing,
    placed: Option<&Placed>,
    earlier: Option<&Earlier<'_>>,
) -> Events {
    match placed {
        None => Events::of(&claims.documents, stands, weighing.threshold.rare, earlier),
        Some(placed) => placed.events(&claims.documents, weighing.threshold.rare),
    }
}

/// By document: its claims by what they may be found under.
#[derive(Debug)]
struct Indexes<'a> {
    claims: &'a Claims,
    known: Vec<OnceLock<Index>>,
}

impl<'a> Indexes<'a> {
    /// Of all documents that stand.
    fn all(claims: &'a Claims, stands: &[bool]) -> Self {
        let found = |d: usize| if stands[d] { found_under(claims.of(d)) } else { Vec::new() };
        let mut found: Vec<Vec<Found>> = (0..stands.len()).into_par_iter().map(found).collect();
        thin(&mut found);
        Self { claims, known: found.into_par_iter().map(|found| OnceLock::from(Index::of(found))).collect() }
    }

    /// Of those that are asked for, each as it first is.
    fn few(claims: &'a Claims) -> Self {
        Self { claims, known: claims.documents.iter().map(|_| OnceLock::new()).collect() }
    }

    fn of(&self, document: usize) -> &Index {
        self.known[document].get_or_init(|| Index::of(found_under(self.claims.of(document))))
    }
}

/// The scored pairs of a corpus.
#[derive(Debug)]
struct Scored {
    /// By document: the first that has its text.
    first: Vec<usize>,
    events: Events,
    pairs: Vec<Pair>,
    /// Pairs of one thing whose evidence is worth nothing: of use where two documents leave no other figure of it open.
    faint: Vec<Pair>,
}

/// Scores the pairs of claims that may state one quantity, and keeps them all: for those who ask why.
fn score(claims: &Claims, lexicon: &Lexicon, weighing: &Weighing, placed: Option<&Placed>) -> Scored {
    let Prepared { first, stands, events } = Prepared::of(claims, weighing, placed);
    let indexes = Indexes::all(claims, &stands);
    let of = |at: usize| {
        let mut own = (Vec::new(), Vec::new());
        pairs_of(
            at,
            events.later(at).map(|(other, _)| other),
            claims,
            &indexes,
            &events,
            lexicon,
            weighing,
            |_, pairs, faint| {
                own.0.extend_from_slice(pairs);
                own.1.extend_from_slice(faint);
            },
        );
        own
    };
    let all: Vec<(Vec<Pair>, Vec<Pair>)> = (0..stands.len()).into_par_iter().filter(|at| stands[*at]).map(of).collect();
    let mut scored = Scored { first, events, pairs: Vec::new(), faint: Vec::new() };
    for (pairs, faint) in all {
        scored.pairs.extend(pairs);
        scored.faint.extend(faint);
    }
    scored
}

impl Scored {
    /// How alike the documents of a pair are.
    fn event(&self, pair: &Pair, claims: &Claims) -> f32 {
        let document = |claim: usize| claims.all[claim].document.0;
        self.events.mutual(document(pair.a), document(pair.b))
    }
}

/// The claim of the first document of its text that a claim says again; itself where it stands in that.
fn original(claim: usize, claims: &Claims, first: &[usize]) -> usize {
    let document = claims.all[claim].document.0 as usize;
    claims.documents[first[document]].claims.start + claim - claims.documents[document].claims.start
}

/// Aligns the claims of a corpus.
pub fn align(corpus: &Corpus, claims: &Claims, lexicon: &Lexicon, weighing: &Weighing) -> Alignment {
    align_with(corpus, claims, lexicon, weighing, None, None)
}

/// The same for some documents of a corpus, where they are `placed` and where they stand in it being known; with what is kept of runs
/// before, if there is a cache. What is found is the same with it and without.
pub fn align_with(
    corpus: &Corpus,
    claims: &Claims,
    lexicon: &Lexicon,
    weighing: &Weighing,
    placed: Option<&Placed>,
    cache: Option<&Cache>,
) -> Alignment {
    let count = claims.documents.len();
    let (first, stands) = standing(claims);
    let key = |cache: &Cache, at: usize| stands[at].then(|| cache.key(&corpus.documents[at]));
    let keys: Option<Vec<Option<u128>>> =
        cache.map(|cache| (0..count).into_par_iter().map(|at| key(cache, at)).collect());
    let recalled = || cache.zip(keys.as_deref());
    let events = {
        let earlier =
            recalled().and_then(|(cache, keys)| Earlier::of(cache, recall::place(cache, "near", corpus), keys));
        events(claims, &stands, weighing, placed, earlier.as_ref())
    };
    let court = Court { corpus, claims, events: &events, lexicon, weighing };
    let memory = recalled().map(|(cache, keys)| Memory::of(cache, court, keys));
    let mut tally = Tally::of(court, &stands, memory.as_ref());
    drop(memory);
    let compared = std::mem::take(&mut tally.held);
    let gathered = recalled().map(|(cache, keys)| {
        regroup::Earlier::of(cache, recall::place(cache, "slots", corpus), keys, recall::hash_of(weighing))
    });
    let mut slots = group::group(tally.weighed(), claims, lexicon, weighing, gathered.as_ref()).slots;
    let clashes = slot::clashes(corpus, claims, &slots, &tally.told(court), lexicon, weighing);
    for claim in (0..count).filter(|d| first[*d] != *d).flat_map(|d| claims.documents[d].claims.clone()) {
        let original = original(claim, claims, &first);
        let slot = *slots.entry(original).or_insert(original);
        slots.insert(claim, slot);
    }
    let events = events.clusters(weighing.threshold.event).into_iter();
    let mut events: Vec<Vec<usize>> =
        events.map(|e| e.into_iter().flat_map(|d| claims.documents[d].claims.clone()).collect()).collect();
    if events.is_empty() && placed.is_some_and(Placed::knows_events) {
        // An event of no claims: events are known, but none of these documents tells one that another tells.
        events.push(Vec::new());
    }
    Alignment { slots, clashes, events, compared }
}

/// By document, of which the hash of the text and how many claims it has are given: the first that has its text. Copies of a wire story
/// say one thing once.
fn first_of_each_text(documents: impl Iterator<Item = (u64, usize)>) -> Vec<usize> {
    let mut first: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    // Copies have as many claims, unless two texts share a hash: then each stands for itself.
    let known = |(at, (text, size)): (usize, (u64, usize))| {
        let (found, of_size) = *first.entry(text).or_insert((at, size));
        if of_size == size { found } else { at }
    };
    documents.enumerate().map(known).collect()
}

impl Pair {
    /// The same with its claims counted from others that stand there.
    fn counted_from(&self, starts: [usize; 2]) -> Self {
        Self { a: self.a - starts[0], b: self.b - starts[1], ..self.clone() }
    }

    /// The opposite.
    fn moved(&self, starts: [usize; 2]) -> Self {
        Self { a: self.a + starts[0], b: self.b + starts[1], ..self.clone() }
    }

    fn sides<'a>(&self, claims: &'a Claims) -> (Side<'a>, Side<'a>) {
        (Side::new(claims, self.a), Side::new(claims, self.b))
    }
}

/// The claims of a document by what they may be found under.
#[derive(Debug, Default)]
struct Index {
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
fn class(claim: &Claim) -> Option<u32> {
    let kind = claim.mention.value.kind();
    let detail = match &claim.mention.value {
        Value::Measurement { dimension, .. } => u32::from(dimension.0),
        _ => 0,
    };
    // "Six days after the quake" is a point in time, which moves with the day that it is told on.
    let moves = kind == Kind::Duration && claim.frame.offset;
    (kind != Kind::Ordinal && !moves).then_some((kind as u32) << 17 | detail << 1 | u32::from(claim.frame.rate))
}

/// What a claim may be found under: head, concepts, measures, phrases, verb, person, its very value.
fn keys(claim: &Claim) -> impl Iterator<Item = u64> + '_ {
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
struct Runs<'a> {
    index: &'a Index,
    /// Where a number stands in the index, plus 1.
    places: Vec<u32>,
    shift: u32,
}

impl<'a> Runs<'a> {
    fn of(index: &'a Index) -> Self {
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
fn candidates(own: &Runs<'_>, other: &Index, same: bool, found: &mut Vec<(u32, u32)>) {
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

/// The pairs of a document's claims with those of `others`, or with later ones of its own where it is among these: `hear` is given them
/// by the other document, those with evidence or values that agree, and faint ones of one thing, also where there are none.
#[expect(clippy::too_many_arguments, reason = "what the pairs are judged by, a document, others and who hears")]
fn pairs_of(
    at: usize,
    others: impl Iterator<Item = usize>,
    claims: &Claims,
    indexes: &Indexes<'_>,
    events: &Events,
    lexicon: &Lexicon,
    weighing: &Weighing,
    mut hear: impl FnMut(usize, &[Pair], &[Pair]),
) {
    let own = Runs::of(indexes.of(at));
    let weights = ContextWeights::of(&claims.documents[at], events);
    let side =
        |document: usize, claim: u32| Side::new(claims, claims.documents[document].claims.start + claim as usize);
    let ours: Vec<Side<'_>> = (0..claims.of(at).len() as u32).map(|claim| side(at, claim).weighed(&weights)).collect();
    // Written anew for each other document.
    let (mut found, mut scenes) = (Vec::new(), Scenes::default());
    let (mut pairs, mut faint) = (Vec::new(), Vec::new());
    for other in others {
        candidates(&own, indexes.of(other), other == at, &mut found);
        pairs.clear();
        faint.clear();
        let starts = (claims.documents[at].claims.start, claims.documents[other].claims.start);
        for &(i, j) in &found {
            let (a, b) = (ours[i as usize], side(other, j));
            if at == other && a.claim.mention.sentence == b.claim.mention.sentence {
                continue;
            }
            let Some(verdict) = value::compare(a.claim, b.claim, lexicon) else { continue };
            let scene = scenes.of(a, b, events);
            let score = evidence::score_in(scene, a, b, events, lexicon, &weighing.weight);
            let pair = Pair { a: starts.0 + i as usize, b: starts.1 + j as usize, score, verdict };
            // What agrees may yet be one quantity, if the documents and the value say so; so may what is told of one thing.
            if score.sum >= FLOOR || verdict == Verdict::Agree {
                pairs.push(pair);
            } else if at != other && open::one_thing(&a.claim.frame, &b.claim.frame) {
                faint.push(pair);
            }
        }
        hear(other, &pairs, &faint);
    }
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
