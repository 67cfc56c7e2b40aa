/*! The gate that a clash has to pass. Of pairs whose values clash, one in four hundred is a true conflict; each rule here tells
the others apart (shared/ALIGNMENT.md, section 3), most of them by counting over the scored pairs alone. */

use rustc_hash::FxHashMap;

use super::event::Events;
use super::evidence::Evidence;
use super::value::Verdict;
use super::weights::Thresholds;
use super::{ClaimId, Pair};
use crate::claim::{DocumentClaims, Mode};
use crate::value::Kind;

/// What the scored pairs say of one claim.
#[derive(Debug, Default)]
struct Standing {
    /// By document: the best score of any pair, and its partner.
    best: FxHashMap<u32, (f32, u32)>,
    /// By document: the best score of an agreeing pair.
    agrees: FxHashMap<u32, f32>,
}

/// The pairs whose clash is told.
pub(super) fn pass<'p>(
    pairs: &'p [Pair],
    documents: &[DocumentClaims],
    events: &Events,
    threshold: &Thresholds,
) -> Vec<&'p Pair> {
    let mut standings: FxHashMap<ClaimId, Standing> = FxHashMap::default();
    for pair in pairs {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let standing = standings.entry(own).or_default();
            let best = standing.best.entry(other.document).or_insert((f32::MIN, 0));
            // An agreeing partner outranks a clashing one of the same score.
            let rank = pair.score.sum + if pair.verdict == Verdict::Agree { 0.01 } else { 0.0 };
            if rank > best.0 {
                *best = (rank, other.claim);
            }
            if pair.verdict == Verdict::Agree {
                let agrees = standing.agrees.entry(other.document).or_insert(f32::MIN);
                *agrees = agrees.max(pair.score.sum);
            }
        }
    }
    pairs
        .iter()
        .filter(|pair| pair.verdict == Verdict::Clash)
        .filter(|pair| evident(pair, documents, threshold))
        .filter(|pair| one_event(pair, events, threshold))
        .filter(|pair| unrivalled(pair, &standings, threshold))
        .collect()
}

/// Whether the pair's own evidence is enough.
fn evident(pair: &Pair, documents: &[DocumentClaims], threshold: &Thresholds) -> bool {
    let score = &pair.score;
    let foreign = if score.foreign { threshold.foreign } else { 0.0 };
    if score.sum + foreign < threshold.clash || score.kinds < threshold.kinds || score.heads_differ || score.one_sided {
        return false;
    }
    let (a, b) = pair.sides(documents);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let aside = |mode: Mode| matches!(mode, Mode::Denied | Mode::Demanded | Mode::Hypothetical);
    if f.mode != g.mode && (aside(f.mode) || aside(g.mode)) {
        return false;
    }
    let has = |wanted: fn(&Evidence) -> bool| score.evidence.iter().any(wanted);
    let concept = has(|e| matches!(e, Evidence::SameConcept(_) | Evidence::SameMeasure(_)));
    let verb = has(|e| matches!(e, Evidence::SameVerb));
    let phrase = has(|e| matches!(e, Evidence::Phrase));
    let clause = has(|e| matches!(e, Evidence::NameInClause(_)));
    match a.claim.mention.value.kind() {
        // An age belongs to a person, and the person has to be named.
        Kind::Age => clause,
        // A date or a time says nothing without what happened then, and to whom.
        Kind::Date | Kind::Time | Kind::Period => verb && (clause || phrase),
        Kind::Count => {
            let empty = f.head_is_empty || g.head_is_empty;
            !empty || (concept && (verb || phrase)) || (phrase && verb)
        }
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio => concept || phrase || has(|e| matches!(e, Evidence::SameHead)),
        Kind::Measurement | Kind::Duration | Kind::Score => phrase && (concept || verb || clause),
        Kind::Ordinal => false,
    }
}

/// Whether the documents tell one event.
fn one_event(pair: &Pair, events: &Events, threshold: &Thresholds) -> bool {
    let like = (events.similarity(pair.a.document, pair.b.document) + events.similarity(pair.b.document, pair.a.document)) / 2.0;
    like >= threshold.event
}

/// Whether no claim that agrees is closer: the partner's document states the same figure elsewhere, both figures are at home
/// elsewhere, or either claim has a better partner in the other's document.
fn unrivalled(pair: &Pair, standings: &FxHashMap<ClaimId, Standing>, threshold: &Thresholds) -> bool {
    let score = pair.score.sum;
    let ends = [(pair.a, pair.b), (pair.b, pair.a)];
    let served = |own: ClaimId, other: ClaimId| {
        standings[&own].agrees.get(&other.document).is_some_and(|s| *s >= threshold.rival * score)
    };
    if ends.iter().any(|(own, other)| served(*own, *other)) {
        return false;
    }
    if ends.iter().any(|(own, other)| standings[own].best[&other.document].1 != other.claim) {
        return false;
    }
    let at_home = |own: ClaimId, other: ClaimId| {
        let agrees = &standings[&own].agrees;
        agrees.iter().any(|(d, s)| *d != other.document && *d != own.document && *s >= score)
    };
    !ends.iter().all(|(own, other)| at_home(*own, *other))
}
