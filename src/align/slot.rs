/*! Clashes: the told pairs gathered to one a slot. */

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::because::{because, with_modifiers};
use super::group::Sets;
use super::value::{Verdict, compare};
use super::{Clash, Pair, Weighing};
use crate::claim::Claims;
use crate::document::{Corpus, DocumentId};
use crate::lexicon::Lexicon;

/// Gathers the pairs that share a claim or a slot, one clash each: those that passed the gate, and those of what documents leave open.
pub(super) fn clashes(
    corpus: &Corpus,
    claims: &Claims,
    slots: &FxHashMap<usize, usize>,
    [passed, open]: &[Vec<(Pair, f32)>; 2],
    lexicon: &Lexicon,
    weighing: &Weighing,
) -> Vec<Clash> {
    let told = || passed.iter().chain(open);
    let margins: FxHashMap<(usize, usize), f32> = told().map(|(p, margin)| ((p.a, p.b), *margin)).collect();
    let sure = |pair: &Pair| weighing.confidence_of(margins[&(pair.a, pair.b)]);
    let left_open: FxHashSet<(usize, usize)> = open.iter().map(|(pair, _)| (pair.a, pair.b)).collect();
    let left_open = |pair: &Pair| left_open.contains(&(pair.a, pair.b));
    let told: Vec<&Pair> = told().map(|(pair, _)| pair).collect();
    let told = &one_rival(&told, claims, lexicon);
    let slot = |id: usize| slots.get(&id).copied().unwrap_or(id);
    let mut sets = Sets::default();
    for pair in told {
        sets.join(slot(pair.a), slot(pair.b));
    }
    let mut groups: BTreeMap<usize, Vec<&Pair>> = BTreeMap::new();
    for pair in told {
        groups.entry(sets.root(slot(pair.a))).or_default().push(pair);
    }
    let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
    for slot in slots.values() {
        *sizes.entry(*slot).or_default() += 1;
    }
    let size = |id: usize| slots.get(&id).map_or(1, |slot| sizes[slot]);
    let groups: Vec<Vec<&Pair>> = groups.into_values().collect();
    let mut clashes: Vec<Clash> = claims
        .in_rounds(&groups, |claims, pairs| Some(clash(corpus, claims, pairs, &size, &sure, &left_open, lexicon)));
    clashes.sort_by(|a, b| a.claims.cmp(&b.claims));
    clashes
}

/// Scores nearer than this are one: sums of the same weights in another order.
const TIE: f32 = 1e-3;

/// Of the pairs of a claim, those with the values of its best partner alone: what answers to several different values tells too
/// little to answer to any but the closest.
fn one_rival<'p>(told: &[&'p Pair], claims: &Claims, lexicon: &Lexicon) -> Vec<&'p Pair> {
    let mut best: FxHashMap<usize, (f32, Vec<usize>)> = FxHashMap::default();
    for pair in told {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let known = best.entry(own).or_insert((f32::MIN, Vec::new()));
            if pair.score.sum > known.0 + TIE {
                *known = (pair.score.sum, vec![other]);
            } else if pair.score.sum > known.0 - TIE {
                known.1.push(other);
            }
        }
    }
    let of = |claims: &Claims, pair: &&'p Pair| {
        let agree = |a: usize, b: usize| compare(&claims[a], &claims[b], lexicon) == Some(Verdict::Agree);
        let keeps = |own: usize, other: usize| best[&own].1.iter().any(|&rival| rival == other || agree(rival, other));
        (keeps(pair.a, pair.b) && keeps(pair.b, pair.a)).then_some(*pair)
    };
    claims.in_rounds(told, of)
}

/// Why two figures are held together that little else joins.
const LEFT_OPEN: &str = "the articles agree on other figures, and each gives one here that the other does not";

fn clash(
    corpus: &Corpus,
    claims: &Claims,
    pairs: &[&Pair],
    size: &impl Fn(usize) -> usize,
    sure: &impl Fn(&Pair) -> f64,
    left_open: &impl Fn(&Pair) -> bool,
    lexicon: &Lexicon,
) -> Clash {
    let mut members: Vec<usize> = pairs.iter().flat_map(|p| [p.a, p.b]).collect();
    members.sort_unstable();
    members.dedup();
    // The odd one out first: of two camps the one that fewer claims attest, then the later document, then the order of paths.
    let published = |id: usize| corpus.document(DocumentId(claims.owner(id))).published;
    members.sort_by_key(|id| (size(*id), std::cmp::Reverse(published(*id)), *id));
    let place: FxHashMap<usize, usize> = members.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut conflicts: Vec<(usize, usize)> = pairs
        .iter()
        .map(|p| {
            let (i, j) = (place[&p.a], place[&p.b]);
            (i.min(j), i.max(j))
        })
        .collect();
    conflicts.sort_unstable();
    conflicts.dedup();
    // Every clash is gathered from one pair or more.
    let best = pairs.iter().fold(pairs[0], |best, p| if p.score.sum > best.score.sum { p } else { best });
    let (a, b) = best.sides(claims);
    let measure = a.claim.frame.measures.iter().find(|m| b.claim.frame.measures.contains(m)).copied();
    let subject = a.claim.frame.head.map(|h| with_modifiers(a, h, corpus)).unwrap_or_default();
    let counted_so_far = [a, b].iter().any(|side| side.claim.frame.perfect);
    let grows = counted_so_far || measure.is_some_and(|m| lexicon.measure(m).grows);
    // Of articles that do not tell their day nobody knows which is the later.
    let one_day = |(a, b): (usize, usize)| {
        claims.owner(a) == claims.owner(b) || published(a).is_some() && published(a) == published(b)
    };
    let days_apart = !pairs.iter().all(|p| one_day((p.a, p.b)));
    let mut because = because(best, corpus, claims, lexicon);
    if left_open(best) {
        because.push(LEFT_OPEN.to_owned());
    }
    Clash {
        because,
        kind: a.claim.mention.value.kind(),
        measure,
        subject,
        claims: members,
        pairs: conflicts,
        confidence: pairs.iter().map(|pair| sure(pair)).fold(0.0, f64::max),
        update: grows && days_apart,
    }
}
