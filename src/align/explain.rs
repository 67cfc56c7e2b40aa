/*! Why claims were put together, or kept apart. Worked out anew for the claims that somebody asks about: [`super::align`] keeps
nothing of it. */

use super::evidence::{self, Side};
use super::gate;
use super::group;
use super::standing::Standings;
use super::value::Verdict;
use super::{Alignment, Pair, Refusal, Weighing, Weights};
use crate::claim::Claims;
use crate::document::Corpus;
use crate::lexicon::Lexicon;

/// What became of two claims.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decision {
    /// They agree, and share a slot.
    Grouped,
    /// They agree, and the evidence is worth less than a slot needs.
    TooWeak {
        /// What a slot needs.
        needs: f32,
    },
    /// They agree, and the slot of one holds a claim that does not agree with the other's.
    Parted,
    /// They clash, and it is told.
    Told,
    /// They clash, and the gate keeps it.
    Refused(Refusal),
    /// They clash, and one of them answers better to another value.
    Crowded,
}

/// A claim that was held against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The claim that was asked about, as an index of [`Claims`].
    pub claim: usize,
    /// The claim that it was held against.
    pub other: usize,
    /// What the evidence is worth: for a slot where they agree, for a clash where they differ.
    pub score: f32,
    /// Kinds of evidence that are independent of each other.
    pub kinds: u32,
    /// Each piece of evidence, by the name of its weight in `rules/alignment.toml`, and what it adds.
    pub evidence: Vec<(String, f32)>,
    /// What speaks against it and does not settle it, by its name there, and what a clash needs besides.
    pub doubts: Vec<(&'static str, f32)>,
    /// What became of it.
    pub decision: Decision,
}

/// Every claim that some claims were held against, best first for each.
pub fn explain(
    corpus: &Corpus,
    claims: &Claims,
    lexicon: &Lexicon,
    weighing: &Weighing,
    alignment: &Alignment,
    chosen: &[usize],
) -> Vec<Candidate> {
    let scored = super::score(claims, lexicon, weighing, None);
    let standings = Standings::count(&scored.pairs, claims);
    // What a copy says stands in the first of its text.
    let asked = |at: &usize| (*at, super::original(*at, claims, &scored.first));
    let mut candidates = Vec::new();
    for (claim, asked) in chosen.iter().map(asked) {
        let pairs = scored.pairs.iter().chain(&scored.faint).filter(|pair| pair.a == asked || pair.b == asked);
        let mut own: Vec<Candidate> = pairs
            .map(|pair| {
                let doubts = gate::doubts(pair, corpus, claims, &weighing.threshold);
                let decision = decide(pair, &scored, &standings, corpus, claims, lexicon, weighing, alignment);
                let mut evidence = ledger(pair, &scored, claims, lexicon, &weighing.weight);
                let worth = match pair.verdict {
                    Verdict::Agree => worth(pair, &scored, &standings, corpus, claims, weighing),
                    Verdict::Clash => gate::worth(pair, corpus, claims, &standings, &weighing.threshold),
                };
                let more = worth - pair.score.sum;
                if more.abs() > NOTHING {
                    evidence.push(("circumstances".to_owned(), more));
                }
                Candidate {
                    claim,
                    other: if pair.a == asked { pair.b } else { pair.a },
                    score: worth,
                    kinds: pair.score.kinds,
                    evidence,
                    doubts: doubts.into_iter().filter(|d| d.1).map(|(name, _, more)| (name, more)).collect(),
                    decision,
                }
            })
            .collect();
        own.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.other.cmp(&b.other)));
        candidates.extend(own);
    }
    candidates
}

/// What is worth less is not told.
const NOTHING: f32 = 0.005;

/// What two claims that agree are worth as one quantity.
fn worth(
    pair: &Pair,
    scored: &super::Scored,
    standings: &Standings,
    corpus: &Corpus,
    claims: &Claims,
    weighing: &Weighing,
) -> f32 {
    let worth = group::worth(pair, corpus, claims, standings, weighing);
    group::in_event(worth, scored.event(pair, claims), weighing)
}

#[expect(clippy::too_many_arguments, reason = "what a decision rests on")]
fn decide(
    pair: &Pair,
    scored: &super::Scored,
    standings: &Standings,
    corpus: &Corpus,
    claims: &Claims,
    lexicon: &Lexicon,
    weighing: &Weighing,
    alignment: &Alignment,
) -> Decision {
    let threshold = &weighing.threshold;
    if pair.verdict == Verdict::Agree {
        let slot = |claim: usize| alignment.slots.get(&claim);
        return match (slot(pair.a), slot(pair.b)) {
            (Some(a), Some(b)) if a == b => Decision::Grouped,
            _ if worth(pair, scored, standings, corpus, claims, weighing) < threshold.group => {
                Decision::TooWeak { needs: threshold.group }
            }
            _ => Decision::Parted,
        };
    }
    let is_told = |clash: &super::Clash| {
        clash.pairs.iter().any(|(i, j)| {
            let (a, b) = (clash.claims[*i], clash.claims[*j]);
            (a, b) == (pair.a, pair.b) || (b, a) == (pair.a, pair.b)
        })
    };
    if alignment.clashes.iter().any(is_told) {
        return Decision::Told;
    }
    let refusal = gate::refusal(pair, corpus, claims, &scored.events, standings, lexicon, threshold);
    refusal.map_or(Decision::Crowded, Decision::Refused)
}

/// What each weight adds to a score: what is lost where it is worth nothing.
fn ledger(
    pair: &Pair,
    scored: &super::Scored,
    claims: &Claims,
    lexicon: &Lexicon,
    weights: &Weights,
) -> Vec<(String, f32)> {
    let score = |weights: &Weights| {
        let (a, b) = (Side::new(claims, pair.a), Side::new(claims, pair.b));
        evidence::score(a, b, &scored.events, lexicon, weights).sum
    };
    let whole = score(weights);
    let mut ledger: Vec<(String, f32)> = weights
        .each_left_out()
        .map(|(name, without)| (name, whole - score(&without)))
        .filter(|(_, worth)| worth.abs() > NOTHING)
        .collect();
    ledger.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    ledger
}
