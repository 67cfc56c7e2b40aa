/*! Slots: claims that agree and state one quantity. Here the values may speak too: that two articles of one event state the same
figure is evidence that they state it of the same thing, and is none of a clash (shared/ALIGNMENT.md, "The one thing to know"). */

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Pair;
use super::contrast;
use super::event::Events;
use super::standing::{Standings, point, telling};
use super::value::{Verdict, compare};
use super::weights::Weighing;
use crate::claim::{Claims, Mode};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::value::Kind;

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

/// Members of a slot that a newcomer is held against.
const HELD: usize = 16;

/// What two claims that agree are worth as one quantity.
pub(super) fn worth(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    events: &Events,
    standings: &Standings,
    weighing: &Weighing,
) -> f32 {
    let weight = &weighing.group;
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let score = &pair.score;
    let kind = a.claim.mention.value.kind();
    let best = |own: usize, other: usize| f32::from(u8::from(standings.is_best(own, other, claims)));
    let (agree, clash) = standings.documents(a.claim, b.claim);
    let (_, other) = standings.sentences(a.claim, b.claim);
    let (d, e) = (a.claim.document.0, b.claim.document.0);
    let event = events.mutual(d, e).min(1.0);
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
        (contrast::background(a, b, claims) || contrast::background(b, a, claims), weight.background),
        (contrast::times(a, b, corpus) == contrast::Times::OtherSeason, weight.other_time),
        (contrast::other_model(a, b) || contrast::other_size(f, g), weight.other_model),
        (kind == Kind::Count && !(telling(a.claim) && telling(b.claim)), weight.small_count),
        (d == e, weight.same_document),
        (clash > agree, weight.discord),
        (contrast::vague(a.claim) || contrast::vague(b.claim), weight.vague),
        (f.mode != g.mode && (aside(f.mode) || aside(g.mode)), weight.other_mode),
        (f.distinct != g.distinct, weight.distinct),
        (matches!(kind, Kind::Date), weight.date),
        (other > 0, weight.other_sentence),
        (measured && !score.measure, weight.other_measure),
    ];
    let sum: f32 = stands.iter().filter(|(stands, _)| *stands).map(|(_, weight)| weight).sum();
    let both = best(pair.a, pair.b) + best(pair.b, pair.a);
    sum + weight.blind * score.sum.min(MOST)
        + weight.sentence * score.sentence
        + weight.event * event
        + weight.best * both
        + if both > 1.5 { weight.mutual } else { 0.0 }
}

/// Of two claims of a slot the one that says its value more narrowly: what others are held against, whatever the order of the articles.
fn narrower(a: usize, b: usize, claims: &Claims) -> usize {
    let key = |id: usize| {
        let range = claims.all[id].mention.value.range();
        let width = range.and_then(|range| range.high?.checked_sub(range.low?));
        (width.is_none(), width, range.map(|range| (range.low, range.high)), id)
    };
    if key(a) <= key(b) { a } else { b }
}

/// The most of a blind score that counts.
const MOST: f32 = 8.0;

/// Two claims that agree, with what they are worth as one quantity. The indices are those of [`Claims::all`], the smaller first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) worth: f32,
}

/// Groups claims that agree, best pairs first. Slots are joined if they agree, and if their claims are worth enough on average: a
/// chain of likenesses makes no slot. Two figures of one sentence are two quantities.
pub(super) fn group(
    mut weighed: Vec<Weighed>,
    claims: &Claims,
    lexicon: &Lexicon,
    weighing: &Weighing,
) -> FxHashMap<usize, usize> {
    let needs = weighing.threshold.group;
    weighed.par_sort_unstable_by_key(|it| (it.a, it.b));
    let worth = |x: usize, y: usize| {
        let key = (x.min(y) as u32, x.max(y) as u32);
        weighed.binary_search_by_key(&key, |it| (it.a, it.b)).map_or(0.0, |at| weighed[at].worth)
    };
    let mut agreeing: Vec<u32> = (0..).zip(&weighed).filter(|(_, it)| it.worth >= needs).map(|(at, _)| at).collect();
    // Pairs of one worth in the order of their values: that of the articles must not tell.
    let ends = |id: u32| claims.all[id as usize].mention.value.range().map(|range| (range.low, range.high));
    let values = |it: &Weighed| {
        let (x, y) = (ends(it.a), ends(it.b));
        if x <= y { (x, y) } else { (y, x) }
    };
    agreeing.par_sort_unstable_by(|p, q| {
        let (p, q) = (&weighed[*p as usize], &weighed[*q as usize]);
        let tied = || values(p).cmp(&values(q));
        q.worth.total_cmp(&p.worth).then_with(tied).then((p.a, p.b).cmp(&(q.a, q.b)))
    });
    let sentence = |id: usize| (claims.all[id].document.0, claims.all[id].mention.sentence);
    let mut sets = Sets::default();
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut faces: FxHashMap<usize, usize> = FxHashMap::default();
    for at in agreeing {
        let Weighed { a, b, .. } = weighed[at as usize];
        let (a, b) = (sets.root(a as usize), sets.root(b as usize));
        if a == b {
            continue;
        }
        let own = members.remove(&a).unwrap_or_else(|| vec![a]);
        let other = members.remove(&b).unwrap_or_else(|| vec![b]);
        let [x, y] = [a, b].map(|set| faces.get(&set).copied().unwrap_or(set));
        let agree = compare(&claims.all[x], &claims.all[y], lexicon) == Some(Verdict::Agree);
        let stand: FxHashSet<(u32, u32)> = own.iter().map(|id| sentence(*id)).collect();
        let apart = other.iter().any(|id| stand.contains(&sentence(*id)));
        let (mut sum, mut count) = (0.0, 0.0);
        for x in own.iter().take(HELD) {
            for y in other.iter().take(HELD) {
                sum += worth(*x, *y);
                count += 1.0;
            }
        }
        if apart || !agree || sum < weighing.threshold.linked * needs * count {
            members.insert(a, own);
            members.insert(b, other);
            continue;
        }
        sets.join(a, b);
        faces.insert(sets.root(a), narrower(x, y, claims));
        let joined = members.entry(sets.root(a)).or_default();
        joined.extend(own);
        joined.extend(other);
    }
    members.retain(|_, list| list.len() > 1);
    members.into_iter().flat_map(|(root, list)| list.into_iter().map(move |id| (id, root))).collect()
}
