/*! Slots and clashes: agreeing pairs grouped best first, and the told pairs gathered to one clash a slot. */

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::because::because;
use super::value::{Verdict, compare};
use super::weights::Thresholds;
use super::{Clash, ClaimId, Pair};
use crate::claim::DocumentClaims;
use crate::document::Corpus;
use crate::lexicon::Lexicon;

/// Disjoint sets of claims.
#[derive(Debug, Default)]
struct Sets {
    parent: FxHashMap<ClaimId, ClaimId>,
}

impl Sets {
    /// The first claim of the set, by order of documents and places.
    fn root(&mut self, id: ClaimId) -> ClaimId {
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

    fn join(&mut self, a: ClaimId, b: ClaimId) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        self.parent.insert(first, first);
        self.parent.insert(second, first);
    }
}

/// Groups claims that agree, best pairs first; a claim joins a slot only if it agrees with the slot's first claim, or is it.
pub(super) fn group(
    pairs: &[Pair],
    documents: &[DocumentClaims],
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> FxHashMap<ClaimId, ClaimId> {
    let mut agreeing: Vec<&Pair> =
        pairs.iter().filter(|p| p.verdict == Verdict::Agree && p.score.sum >= threshold.group).collect();
    agreeing.sort_by(|p, q| q.score.sum.total_cmp(&p.score.sum).then((p.a, p.b).cmp(&(q.a, q.b))));
    let claim = |id: ClaimId| &documents[id.document as usize].claims[id.claim as usize];
    let mut sets = Sets::default();
    for pair in agreeing {
        let (a, b) = (sets.root(pair.a), sets.root(pair.b));
        if a != b && compare(claim(a), claim(b), lexicon) == Some(Verdict::Agree) {
            sets.join(a, b);
        }
    }
    let ids: Vec<ClaimId> = sets.parent.keys().copied().collect();
    ids.into_iter().map(|id| (id, sets.root(id))).collect()
}

/// Gathers the told pairs that share a claim or a slot, one clash each.
pub(super) fn clashes(
    corpus: &Corpus,
    documents: &[DocumentClaims],
    slots: &FxHashMap<ClaimId, ClaimId>,
    told: &[&Pair],
    lexicon: &Lexicon,
) -> Vec<Clash> {
    let slot = |id: ClaimId| slots.get(&id).copied().unwrap_or(id);
    let mut sets = Sets::default();
    for pair in told {
        sets.join(slot(pair.a), slot(pair.b));
    }
    let mut groups: BTreeMap<ClaimId, Vec<&Pair>> = BTreeMap::new();
    for pair in told {
        groups.entry(sets.root(slot(pair.a))).or_default().push(pair);
    }
    let mut sizes: FxHashMap<ClaimId, usize> = FxHashMap::default();
    for slot in slots.values() {
        *sizes.entry(*slot).or_default() += 1;
    }
    let size = |id: ClaimId| slots.get(&id).map_or(1, |slot| sizes[slot]);
    let mut clashes: Vec<Clash> =
        groups.into_values().map(|pairs| clash(corpus, documents, &pairs, &size, lexicon)).collect();
    clashes.sort_by(|a, b| a.claims.cmp(&b.claims));
    clashes
}

fn clash(
    corpus: &Corpus,
    documents: &[DocumentClaims],
    pairs: &[&Pair],
    size: &impl Fn(ClaimId) -> usize,
    lexicon: &Lexicon,
) -> Clash {
    let mut claims: Vec<ClaimId> = pairs.iter().flat_map(|p| [p.a, p.b]).collect();
    claims.sort_unstable();
    claims.dedup();
    // The odd one out first: of two camps the one that fewer claims attest, then the later document, then the order of paths.
    let published = |id: ClaimId| corpus.documents[id.document as usize].published;
    claims.sort_by_key(|id| (size(*id), std::cmp::Reverse(published(*id)), *id));
    let place = |id: ClaimId| claims.iter().position(|c| *c == id).unwrap_or_default();
    let mut conflicts: Vec<(usize, usize)> = pairs
        .iter()
        .map(|p| {
            let (i, j) = (place(p.a), place(p.b));
            (i.min(j), i.max(j))
        })
        .collect();
    conflicts.sort_unstable();
    conflicts.dedup();
    let best = pairs.iter().max_by(|p, q| p.score.sum.total_cmp(&q.score.sum));
    let score = best.map_or(0.0, |p| f64::from(p.score.sum));
    let grows = pairs.iter().any(|p| {
        let (a, b) = p.sides(documents);
        let grows = |m: &crate::lexicon::MeasureId| lexicon.measure(*m).grows;
        published(p.a) != published(p.b) && a.claim.frame.measures.iter().chain(&b.claim.frame.measures).any(grows)
    });
    Clash {
        because: best.map(|p| because(p, corpus, documents, lexicon)).unwrap_or_default(),
        claims,
        pairs: conflicts,
        confidence: (1.0 / (1.0 + (-(score - 4.0) / 1.5).exp())).clamp(0.0, 0.99),
        update: grows,
    }
}
