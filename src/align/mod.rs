/*! Claims to slots: which claims state the same quantity of the world, why we think so, and which of them clash.

Grouping and telling a clash are two decisions. Claims that agree are grouped on a fair score; a clash is told only past the
gate of `gate`, since figures that differ are mostly figures of different things. */

mod against;
mod bags;
mod because;
mod beside;
mod circle;
mod contrast;
mod drift;
mod event;
mod evidence;
mod explain;
mod gate;
mod group;
mod hearing;
mod index;
mod lists;
mod near;
mod open;
mod parted;
mod place;
mod recall;
mod refusal;
mod regroup;
mod slot;
mod standing;
mod tally;
mod value;
mod values;
mod weights;

pub use against::{Against, Match};
pub use explain::{Candidate, Decision, explain};
pub use index::blocking_keys;
pub use place::{Feature, Place, PlaceError, Placed, places};
pub use refusal::Refusal;
pub use value::clash;
pub use weights::{Circumstances, Confidence, Doubts, Grouping, Open, Thresholds, Weighing, Weights, schema};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::claim::Claims;
use crate::document::Corpus;
use crate::lexicon::{Lexicon, MeasureId};
use crate::value::Kind;
use drift::Earlier;
use event::Events;
use evidence::{ContextWeights, Scenes, Score, Side};
use index::{Indexes, Runs, candidates, class};
use recall::Memory;
use tally::{Court, Tally};
use value::Verdict;

/// Claims of one slot that cannot all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The claims, as indices of [`Claims`], those of the smaller camp first.
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
    /// Whether the quantity grows with time, or is counted until then, and the documents are not known to be of one day: the later may be
    /// an update.
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
    let all = 0..claims.documents();
    let first = first_of_each_text(all.map(|d| (claims.brief(d).text, claims.range(d).len())));
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
        None => Events::of(claims, stands, weighing.threshold.rare, earlier),
        Some(placed) => placed.events(claims.documents(), weighing.threshold.rare),
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
        let document = |claim: usize| claims.owner(claim);
        self.events.mutual(document(pair.a), document(pair.b))
    }
}

/// The claim of the first document of its text that a claim says again; itself where it stands in that.
fn original(claim: usize, claims: &Claims, first: &[usize]) -> usize {
    let document = claims.owner(claim) as usize;
    claims.range(first[document]).start + claim - claims.range(document).start
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
    let count = claims.documents();
    let (first, stands) = standing(claims);
    let key = |cache: &Cache, at: usize| stands[at].then(|| cache.key(&corpus.documents[at]));
    let keys: Option<Vec<Option<u128>>> =
        cache.map(|cache| (0..count).into_par_iter().map(|at| key(cache, at)).collect());
    let recalled = || cache.zip(keys.as_deref());
    let events = {
        let earlier =
            recalled().and_then(|(cache, keys)| Earlier::of(cache, recall::places(cache, "near", corpus), keys));
        events(claims, &stands, weighing, placed, earlier.as_ref())
    };
    let court = Court { corpus, claims, events: &events, lexicon, weighing };
    let memory = recalled().map(|(cache, keys)| Memory::of(cache, court, keys));
    let mut tally = Tally::of(court, &stands, memory.as_ref());
    drop(memory);
    let compared = std::mem::take(&mut tally.held);
    let gathered = recalled().map(|(cache, keys)| {
        regroup::Earlier::of(cache, recall::places(cache, "slots", corpus), keys, recall::hash_of(weighing))
    });
    let (told, weighed) = tally.told(court);
    let mut slots = group::group(weighed, claims, lexicon, weighing, gathered.as_ref()).slots;
    let clashes = slot::clashes(corpus, claims, &slots, &told, lexicon, weighing);
    for claim in (0..count).filter(|d| first[*d] != *d).flat_map(|d| claims.range(d)) {
        let original = original(claim, claims, &first);
        let slot = *slots.entry(original).or_insert(original);
        slots.insert(claim, slot);
    }
    let events = events.clusters(weighing.threshold.event).into_iter();
    let mut events: Vec<Vec<usize>> = events.map(|e| e.into_iter().flat_map(|d| claims.range(d)).collect()).collect();
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
    let weights = ContextWeights::of(claims.facts(at), events);
    let side = |document: usize, claim: u32| Side::new(claims, claims.range(document).start + claim as usize);
    let ours: Vec<Side<'_>> = (0..claims.of(at).len() as u32).map(|claim| side(at, claim).weighed(&weights)).collect();
    // Written anew for each other document.
    let (mut found, mut scenes) = (Vec::new(), Scenes::default());
    let (mut pairs, mut faint) = (Vec::new(), Vec::new());
    for other in others {
        candidates(&own, indexes.of(other), other == at, &mut found);
        pairs.clear();
        faint.clear();
        let starts = (claims.range(at).start, claims.range(other).start);
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
    use crate::check;
    use crate::document::{Corpus, Document};
    use crate::rule::RuleSet;

    /// How much is told of two articles.
    pub(super) fn told(a: &str, b: &str) -> usize {
        let documents = vec![Document::plain("a", a), Document::plain("b", b)];
        check(&Corpus { documents }, &RuleSet::builtin().unwrap()).findings.len()
    }
}
