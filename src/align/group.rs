/*! Slots: claims that agree and state one quantity. Here the values may speak too: that two articles of one event state the same
figure is evidence that they state it of the same thing, and is none of a clash (shared/ALIGNMENT.md, "The one thing to know"). */

use std::cmp::Ordering;
use std::ops::Range;

use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Pair;
use super::contrast;
use super::regroup::Earlier;
use super::standing::{Accords, Known, point, telling};
use super::value::{Verdict, compare_stated};
use super::values::Values;
use super::weights::Weighing;
use crate::claim::{Claims, Mode};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::value::{Kind, Value};

/// Disjoint sets of claims.
#[derive(Debug, Default)]
pub(super) struct Sets {
    parent: FxHashMap<usize, usize>,
}

impl Sets {
    /// The first claim of the set, by order of documents and places.
    pub(super) fn root(&mut self, id: usize) -> usize {
        let mut root = id;
        while let Some(&up) = self.parent.get(&root).filter(|up| **up != root) {
            root = up;
        }
        let mut at = id;
        while at != root {
            let up = self.parent.insert(at, root).unwrap_or(root);
            at = up;
        }
        root
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        self.parent.insert(first, first);
        self.parent.insert(second, first);
    }
}

/// The first claim of the set of a claim, each of which knows one before it, or itself.
fn root(parents: &mut [u32], mut at: u32) -> u32 {
    while parents[at as usize] != at {
        let up = parents[parents[at as usize] as usize];
        parents[at as usize] = up;
        at = up;
    }
    at
}

/// Members of a slot that a newcomer is held against.
const HELD: usize = 16;

/// Pairs of members from which on it is remembered that two slots were not joined.
const MANY: usize = 4;

/// What two claims that agree are worth as one quantity, however alike their documents are.
pub(super) fn worth(pair: &Pair, corpus: &Corpus, claims: &Claims, known: &impl Known, weighing: &Weighing) -> f32 {
    let weight = &weighing.group;
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let score = &pair.score;
    let kind = a.claim.mention.value.kind();
    let best = |own: usize, other: usize| f32::from(u8::from(known.is_best(own, other, claims)));
    let Accords { documents: (agree, clash), sentences: (_, other), .. } = known.accords(pair, claims);
    let (d, e) = (a.claim.document.0, b.claim.document.0);
    let point = |side: super::Side<'_>| point(side.claim);
    let equal = point(a).is_some() && point(a) == point(b)
        || a.claim.interval.is_some() && a.claim.interval == b.claim.interval;
    let aside = |mode: Mode| matches!(mode, Mode::Denied | Mode::Demanded | Mode::Hypothetical | Mode::Estimated);
    let measured = !f.measures.is_empty() && !g.measures.is_empty();
    let stands = [
        (equal, weight.same_value),
        (score.measure, weight.same_measure),
        (score.verb, weight.same_verb),
        (score.head, weight.same_head),
        (contrast::background(a, b) || contrast::background(b, a), weight.background),
        (contrast::times(a, b, corpus) == contrast::Times::OtherSeason, weight.other_time),
        (contrast::other_model(a, b) || contrast::other_size(f, g), weight.other_model),
        (matches!(kind, Kind::Count | Kind::Ordinal) && !(telling(a.claim) && telling(b.claim)), weight.small_count),
        (d == e, weight.same_document),
        (clash > agree, weight.discord),
        (contrast::vague(a.claim) || contrast::vague(b.claim), weight.vague),
        (f.mode != g.mode && (aside(f.mode) || aside(g.mode)), weight.other_mode),
        (f.distinct != g.distinct, weight.distinct),
        (matches!(kind, Kind::Date), weight.date),
        (!kind.tells_when() && contrast::elsewhere(a, b) && contrast::elsewhere(b, a), weight.other_place),
        (other > 0, weight.other_sentence),
        (measured && !score.measure, weight.other_measure),
    ];
    let sum: f32 = stands.iter().filter(|(stands, _)| *stands).map(|(_, weight)| weight).sum();
    let both = best(pair.a, pair.b) + best(pair.b, pair.a);
    sum + weight.blind * score.sum.min(MOST)
        + weight.sentence * score.sentence
        + weight.best * both
        + if both > 1.5 { weight.mutual } else { 0.0 }
}

/// The same in documents that are so alike.
pub(super) fn in_event(worth: f32, event: f32, weighing: &Weighing) -> f32 {
    worth + weighing.group.event * event.min(1.0)
}

/// Of two claims of a slot the one that says its value more narrowly: what others are held against, whatever the order of the articles.
fn narrower(a: usize, b: usize, values: [&Value; 2]) -> usize {
    let key = |id: usize, value: &Value| {
        let range = value.range();
        let width = range.and_then(|range| range.high?.checked_sub(range.low?));
        (width.is_none(), width, range.map(|range| (range.low, range.high)), id)
    };
    if key(a, values[0]) <= key(b, values[1]) { a } else { b }
}

/// The most of a blind score that counts.
const MOST: f32 = 8.0;

/// Two claims that agree, with what they are worth as one quantity. The indices are those of [`Claims`], the smaller first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) worth: f32,
}

/// The worths of pairs, found by their claims.
struct Worths {
    /// Sorted by the claims.
    pairs: Vec<Weighed>,
    /// Of each pair the second claim: all that most searches look at.
    seconds: Vec<u32>,
    /// By claim: where the pairs begin of which it is the first, and where those of the last end.
    starts: Vec<u32>,
}

impl Worths {
    fn of(unsorted: Vec<Weighed>, claims: usize) -> Self {
        let mut starts = vec![0; claims + 1];
        unsorted.iter().for_each(|it| starts[it.a as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        // Put where those of their first claim stand, and sorted there: most claims have few.
        let mut next: Vec<u32> = starts[..claims].to_vec();
        let mut pairs = vec![Weighed { a: 0, b: 0, worth: 0.0 }; unsorted.len()];
        for it in unsorted {
            let place = &mut next[it.a as usize];
            pairs[*place as usize] = it;
            *place += 1;
        }
        for range in starts.windows(2) {
            pairs[range[0] as usize..range[1] as usize].sort_unstable_by_key(|it| it.b);
        }
        let seconds = pairs.iter().map(|it| it.b).collect();
        Self { pairs, seconds, starts }
    }

    /// The pairs of which a claim is the first.
    fn of_first(&self, claim: u32) -> Range<usize> {
        self.starts[claim as usize] as usize..self.starts[claim as usize + 1] as usize
    }

    /// What the claims of two lists are worth, each of one with each of the other; nothing where they are no pair.
    fn sum(&self, own: &[u32], other: &[u32]) -> f32 {
        let get = |range: &Range<usize>, b: u32| {
            let place = self.seconds[range.clone()].binary_search(&b);
            place.map_or(0.0, |at| self.pairs[range.start + at].worth)
        };
        let theirs: [Range<usize>; HELD] = std::array::from_fn(|at| other.get(at).map_or(0..0, |y| self.of_first(*y)));
        let mut sum = 0.0;
        for x in own {
            let ours = self.of_first(*x);
            let each =
                other.iter().zip(&theirs).map(|(y, theirs)| if x < y { get(&ours, *y) } else { get(theirs, *x) });
            // One behind the other, so that sums are made in one order.
            each.for_each(|worth| sum += worth);
        }
        sum
    }
}

/// A slot of several claims that is being gathered.
struct Gathered {
    /// The members that others are held against: its first.
    first: Vec<u32>,
    /// All of them, in no order.
    members: Vec<u32>,
    /// The sentences that they stand in.
    sentences: FxHashSet<Place>,
    /// The one whose value others are held against.
    face: u32,
}

/// What a slot is held against others by: its first claim, how many it is held by, and its face. What is taken in stands behind the
/// first, so that the first and their number tell them all.
type Looks = (u32, usize, u32);

/// Two slots that were not joined: how long that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refused {
    /// As long as both look so: that is all that was asked. The first of a large slot stay, however many join it.
    Until([Looks; 2]),
    /// They have claims of one sentence.
    Always,
}

/// A document and a sentence of it.
type Place = (u32, u32);

/// A slot as it is looked at before it is joined: most are of a single claim, and most that are looked at are not joined.
#[derive(Clone, Copy)]
enum Slot<'a> {
    Single(&'a u32, Place),
    Many(&'a Gathered),
}

impl<'a> Slot<'a> {
    fn first(self) -> &'a [u32] {
        match self {
            Self::Single(id, _) => std::slice::from_ref(id),
            Self::Many(slot) => &slot.first,
        }
    }

    fn looks(self) -> Looks {
        let first = self.first();
        (first[0], first.len(), self.face())
    }

    fn face(self) -> u32 {
        match self {
            Self::Single(id, _) => *id,
            Self::Many(slot) => slot.face,
        }
    }

    /// Whether both have a claim of one sentence.
    fn meets(self, other: Self, steps: &mut usize) -> bool {
        match (self, other) {
            (Self::Single(_, x), Self::Single(_, y)) => {
                *steps += 1;
                x == y
            }
            (Self::Single(_, place), Self::Many(slot)) | (Self::Many(slot), Self::Single(_, place)) => {
                *steps += 1;
                slot.sentences.contains(&place)
            }
            (Self::Many(x), Self::Many(y)) => {
                let (few, many) = if x.sentences.len() < y.sentences.len() { (x, y) } else { (y, x) };
                *steps += few.sentences.len();
                few.sentences.iter().any(|sentence| many.sentences.contains(sentence))
            }
        }
    }
}

impl Gathered {
    fn alone(id: u32, place: Place) -> Self {
        Self { first: vec![id], members: vec![id], sentences: FxHashSet::from_iter([place]), face: id }
    }

    /// Takes in what is behind it. Always the fewer move to the more, so that the largest slot costs no more than its claims.
    fn join(mut self, mut other: Self, face: u32, steps: &mut usize) -> Self {
        let room = HELD.saturating_sub(self.first.len());
        self.first.extend(other.first.iter().take(room));
        if self.members.len() < other.members.len() {
            std::mem::swap(&mut self.members, &mut other.members);
            std::mem::swap(&mut self.sentences, &mut other.sentences);
        }
        *steps += other.members.len();
        self.members.extend(other.members);
        self.sentences.extend(other.sentences);
        Self { face, ..self }
    }
}

/// The ends of a value, with what they are about: as far as two of these are apart, so are the ends.
type Ends = ([f64; 2], (Option<Decimal>, Option<Decimal>));

fn ends(value: &Value) -> Option<Ends> {
    let range = value.range()?;
    let about = |end: Option<Decimal>| end.and_then(|end| end.to_f64()).unwrap_or(f64::NEG_INFINITY);
    Some(([about(range.low), about(range.high)], (range.low, range.high)))
}

/// The order of the ends of two values: most are far apart.
fn in_order(a: &Option<Ends>, b: &Option<Ends>) -> Ordering {
    /// More than what conversion loses, as a share.
    const LOST: f64 = 1e-9;
    let (Some((x, exact)), Some((y, other))) = (a, b) else { return a.is_some().cmp(&b.is_some()) };
    let apart = (x[0] - y[0]).abs() > LOST * (x[0].abs() + y[0].abs());
    if apart && x[0].is_finite() && y[0].is_finite() { x[0].total_cmp(&y[0]) } else { exact.cmp(other) }
}

/// By claim: the place of its value in the order of all values, of those that `asked` for; values that are equal share one.
fn ranks(asked: &[bool], values: &Values<'_>) -> Vec<u32> {
    let asked_for = (0..).zip(asked).filter(|(_, asked)| **asked);
    let mut order: Vec<(Option<Ends>, u32)> = asked_for.map(|(id, _)| (values.one(id as usize, ends), id)).collect();
    order.par_sort_unstable_by(|a, b| in_order(&a.0, &b.0));
    let mut ranks = vec![0; asked.len()];
    let mut rank = 0;
    for (at, (ends, id)) in order.iter().enumerate() {
        rank += u32::from(at > 0 && in_order(&order[at - 1].0, ends) != Ordering::Equal);
        ranks[*id as usize] = rank;
    }
    ranks
}

/// Claims in slots.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    /// By claim: its slot, by the first claim of the slot.
    pub(super) slots: FxHashMap<usize, usize>,
    /// How many claims were looked at: what it cost.
    pub(super) steps: usize,
    /// How many claims were gathered anew, of what is kept.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold it to be few"))]
    pub(super) anew: usize,
}

/// Groups claims that agree, best pairs first. Slots are joined if they agree, and if their claims are worth enough on average: a
/// chain of likenesses makes no slot. Two figures of one sentence are two quantities.
///
/// What an earlier run gathered is not gathered again.
pub(super) fn group(
    weighed: Vec<Weighed>,
    claims: &Claims,
    lexicon: &Lexicon,
    weighing: &Weighing,
    earlier: Option<&Earlier<'_>>,
) -> Grouped {
    let Some(earlier) = earlier else { return gather(weighed, claims, lexicon, weighing) };
    let mut steps = 0;
    let (slots, anew) = earlier.slots(weighed, claims, weighing.threshold.group, |weighed| {
        let grouped = gather(weighed, claims, lexicon, weighing);
        steps += grouped.steps;
        grouped.slots
    });
    Grouped { slots, steps, anew }
}

/// The same for pairs of which nothing is kept.
fn gather(weighed: Vec<Weighed>, claims: &Claims, lexicon: &Lexicon, weighing: &Weighing) -> Grouped {
    let needs = weighing.threshold.group;
    let worths = Worths::of(weighed, claims.len());
    let pairs = &worths.pairs;
    let agreeing = || (0u32..).zip(pairs).filter(|(_, it)| it.worth >= needs);
    // Pairs of one worth in the order of their values: that of the articles must not tell.
    let mut asked = vec![false; claims.len()];
    for (_, it) in agreeing() {
        (asked[it.a as usize], asked[it.b as usize]) = (true, true);
    }
    let values = &Values::of(claims, &asked);
    let ranks = ranks(&asked, values);
    drop(asked);
    let key = |(at, it): (u32, &Weighed)| {
        let (x, y) = (ranks[it.a as usize], ranks[it.b as usize]);
        // Numbers in the order of worths, the best first.
        let bits = it.worth.to_bits();
        let worth = if bits >> 31 == 0 { !bits & !(1 << 31) } else { bits };
        let parts = [worth, x.min(y), x.max(y), at];
        parts.into_iter().fold(0u128, |key, part| key << 32 | u128::from(part))
    };
    let mut order: Vec<u128> = Vec::with_capacity(agreeing().count());
    order.extend(agreeing().map(key));
    order.par_sort_unstable();
    drop(ranks);
    let place = |id: usize| (claims.owner(id), values.sentence(id));
    let mut steps = 0;
    let mut parents: Vec<u32> = (0..claims.len() as u32).collect();
    // By its first claim.
    let mut slots: Vec<Option<Box<Gathered>>> = (0..claims.len()).map(|_| None).collect();
    let mut refused: FxHashMap<(u32, u32), Refused> = FxHashMap::default();
    for key in order {
        // The last part of it says which pair.
        let Weighed { a, b, .. } = pairs[key as u32 as usize];
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        if a == b {
            continue;
        }
        let many = [a, b].map(|id| slots[id as usize].as_deref());
        let slot = |at: usize, id| many[at].map_or_else(|| Slot::Single(id, place(*id as usize)), Slot::Many);
        let (own, other) = (slot(0, &a), slot(1, &b));
        let refusal = Refused::Until([own, other].map(Slot::looks));
        if refused.get(&(a, b)).is_some_and(|known| *known == Refused::Always || *known == refusal) {
            continue;
        }
        let (x, y) = (own.face() as usize, other.face() as usize);
        let agree = || values.both(x, y, |a, b| compare_stated(a, b, lexicon) == Some(Verdict::Agree));
        let linked = || {
            let size = own.first().len() * other.first().len();
            worths.sum(own.first(), other.first()) >= weighing.threshold.linked * needs * size as f32
        };
        let apart = !agree() || !linked();
        if apart || own.meets(other, &mut steps) {
            if own.first().len() * other.first().len() >= MANY {
                refused.insert((a, b), if apart { refusal } else { Refused::Always });
            }
            continue;
        }
        let [own, other] = [a, b]
            .map(|id| slots[id as usize].take().map_or_else(|| Gathered::alone(id, place(id as usize)), |it| *it));
        let face = values.both(x, y, |a, b| narrower(x, y, [a.0, b.0])) as u32;
        let (first, second) = (a.min(b), a.max(b));
        parents[second as usize] = first;
        slots[first as usize] = Some(Box::new(own.join(other, face, &mut steps)));
    }
    let gathered = (0u32..).zip(slots).filter_map(|(root, slot)| Some((root, slot?)));
    let gathered = gathered.filter(|(_, slot)| slot.members.len() > 1);
    let slots = gathered
        .flat_map(|(root, slot)| slot.members.into_iter().map(move |id| (id as usize, root as usize)))
        .collect();
    Grouped { slots, steps, anew: 0 }
}

#[cfg(test)]
mod tests {
    use crate::claim::{Claim, DocumentRead};
    use crate::document::{Document, DocumentId};
    use crate::rule::RuleSet;
    use crate::value::Kind;

    use super::*;

    #[test]
    fn a_rank_shares_a_slot_with_its_like_and_clashes_with_none() {
        let rules = RuleSet::builtin().unwrap();
        let report =
            |rank: &str| format!("It was the {rank} raid by the Verra coast guard on the Tolmar trawlers this year.");
        let texts = [report("fifth"), report("fifth").replace("It", "This"), report("sixth")];
        let documents = texts.iter().enumerate().map(|(at, text)| Document::plain(format!("{at}"), text.as_str()));
        let corpus = Corpus { documents: documents.collect() };
        let read = |(id, document)| {
            let DocumentRead { claims, facts, .. } = crate::read_document(id, document, &rules.lexicon);
            (claims, facts)
        };
        let claims = Claims::gather(corpus.iter().map(read));
        let alignment = crate::align::align(&corpus, &claims, &rules.lexicon, &rules.weighing);
        let ranks = (0..claims.len())
            .map(|at| (at, &claims[at]))
            .filter(|(_, claim)| claim.mention.value.kind() == Kind::Ordinal);
        let slots: Vec<Option<usize>> = ranks.map(|(at, _)| alignment.slots.get(&at).copied()).collect();
        assert!(slots[0].is_some() && slots[0] == slots[1] && slots[2].is_none(), "{slots:?}");
        assert!(alignment.clashes.is_empty());
    }

    /// How many claims a slot of so many articles has, and what it cost to gather.
    fn of_articles(count: u32, rules: &RuleSet) -> (usize, usize) {
        let document = Document::plain("a", "Some 37,412 nurses voted.");
        let DocumentRead { claims, facts, .. } = crate::read_document(DocumentId(0), &document, &rules.lexicon);
        let claim = claims.into_iter().find(|claim| claim.mention.value.kind() == Kind::Count).unwrap();
        let one = |at: u32| (vec![Claim { document: DocumentId(at), ..claim.clone() }], facts.clone());
        let claims = Claims::gather((0..count).map(one));
        // Each says it in the words of the first of all.
        let pair = |a: u32, b: u32| Weighed { a, b, worth: 4.0 };
        let pairs = (1..count).flat_map(|b| (0..b.min(HELD as u32)).map(move |a| pair(a, b))).collect();
        let grouped = group(pairs, &claims, &rules.lexicon, &rules.weighing, None);
        (grouped.slots.len(), grouped.steps)
    }

    #[test]
    fn a_slot_of_a_hundred_thousand_claims_is_gathered_by_looking_at_each_a_few_times() {
        let rules = RuleSet::builtin().unwrap();
        for count in [100, 100_000] {
            let (members, steps) = of_articles(count, &rules);
            assert_eq!(members, count as usize);
            assert!(steps <= 3 * count as usize, "{steps} steps for {count} claims");
        }
    }
}
