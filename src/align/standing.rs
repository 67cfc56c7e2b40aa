/*! What the scored pairs of a corpus say of each claim and of each two documents, by counting alone: who is whose best partner, what
stands elsewhere too, on how much two articles agree. */

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::Pair;
use super::value::Verdict;
use crate::claim::{Claim, Claims};

/// What the scored pairs say of one claim.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// By document: the best score of any pair, and its partner.
    pub(super) best: FxHashMap<u32, (f32, usize)>,
    /// By document: the scores of clashing pairs, with their partners.
    pub(super) clashes: FxHashMap<u32, Vec<(f32, usize)>>,
    /// By document: the best score of an agreeing pair.
    pub(super) agrees: FxHashMap<u32, f32>,
    /// By document: the best score of a pair of one telling value: 67 %, not 2 people.
    pub(super) equals: FxHashMap<u32, f32>,
}

/// What is counted over all pairs.
#[derive(Debug, Default)]
pub(super) struct Standings {
    claims: OfClaims,
    accord: Accord,
}

/// What the pairs say of each claim that some pair holds.
#[derive(Debug, Default)]
struct OfClaims {
    /// By claim: its place in `standings`, plus 1; 0 where no pair holds it.
    places: Vec<u32>,
    standings: Vec<Standing>,
    /// That of a claim that no pair holds.
    none: Standing,
}

impl OfClaims {
    fn of(&self, claim: usize) -> &Standing {
        (self.places[claim] as usize).checked_sub(1).map_or(&self.none, |at| &self.standings[at])
    }

    /// The same, made if need be.
    fn entry(&mut self, claim: usize) -> &mut Standing {
        let place = &mut self.places[claim];
        if *place == 0 {
            self.standings.push(Standing::default());
            *place = self.standings.len() as u32;
        }
        &mut self.standings[*place as usize - 1]
    }
}

impl Standings {
    /// Counts the pairs.
    pub(super) fn count(pairs: &[Pair], claims: &Claims) -> Self {
        let of = of_claims(pairs, claims);
        let accord = Accord::of(pairs, claims, &of);
        Self { claims: of, accord }
    }

    /// What is known of a claim; nothing where no pair holds it.
    pub(super) fn of(&self, claim: usize) -> &Standing {
        self.claims.of(claim)
    }

    /// Whether the best partner of a claim in the document of another is that other.
    pub(super) fn is_best(&self, own: usize, other: usize, claims: &Claims) -> bool {
        self.of(own).best.get(&claims.all[other].document.0).is_some_and(|best| best.1 == other)
    }

    /// On how many quantities the documents of two claims agree, and on how many they differ.
    pub(super) fn documents(&self, a: &Claim, b: &Claim) -> (u32, u32) {
        self.accord.documents.get(&(a.document.0, b.document.0)).copied().unwrap_or_default()
    }

    /// The same of their sentences.
    pub(super) fn sentences(&self, a: &Claim, b: &Claim) -> (u32, u32) {
        self.accord.sentences.get(&sentences(a, b)).copied().unwrap_or_default()
    }
}

/// What the pairs say of each claim.
fn of_claims(pairs: &[Pair], claims: &Claims) -> OfClaims {
    let mut standings = OfClaims { places: vec![0; claims.all.len()], ..OfClaims::default() };
    for pair in pairs {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let standing = standings.entry(own);
            let document = claims.all[other].document.0;
            let best = standing.best.entry(document).or_insert((f32::MIN, 0));
            // An agreeing partner outranks a clashing one of the same score.
            let rank = pair.score.sum + if pair.verdict == Verdict::Agree { 0.01 } else { 0.0 };
            if rank > best.0 {
                *best = (rank, other);
            }
            if pair.verdict == Verdict::Clash {
                standing.clashes.entry(document).or_default().push((pair.score.sum, other));
            }
            if pair.verdict == Verdict::Agree {
                let agrees = standing.agrees.entry(document).or_insert(f32::MIN);
                *agrees = agrees.max(pair.score.sum);
                if telling(&claims.all[own]) && point(&claims.all[own]) == point(&claims.all[other]) {
                    let equals = standing.equals.entry(document).or_insert(f32::MIN);
                    *equals = equals.max(pair.score.sum);
                }
            }
        }
    }
    standings
}

/// On how many quantities two documents, or two sentences of theirs, agree and differ: pairs of claims of which each is the other's
/// best.
#[derive(Debug, Default)]
struct Accord {
    documents: FxHashMap<(u32, u32), (u32, u32)>,
    sentences: FxHashMap<[u32; 4], (u32, u32)>,
}

impl Accord {
    /// The score from which a pair says something of its documents.
    const TELLS: f32 = 3.0;

    fn of(pairs: &[Pair], claims: &Claims, standings: &OfClaims) -> Self {
        let mut accord = Self::default();
        for pair in pairs {
            let (a, b) = (&claims.all[pair.a], &claims.all[pair.b]);
            let best = |own: usize, other: usize| standings.of(own).best[&claims.all[other].document.0].1 == other;
            if !(best(pair.a, pair.b) && best(pair.b, pair.a)) {
                continue;
            }
            let count = |(agree, clash): &mut (u32, u32)| match pair.verdict {
                Verdict::Agree => *agree += 1,
                Verdict::Clash => *clash += 1,
            };
            if pair.score.sum >= Self::TELLS && a.document != b.document {
                count(accord.documents.entry((a.document.0, b.document.0)).or_default());
            }
            count(accord.sentences.entry(sentences(a, b)).or_default());
        }
        accord
    }
}

/// The sentences of two claims.
fn sentences(a: &Claim, b: &Claim) -> [u32; 4] {
    [a.document.0, a.mention.sentence, b.document.0, b.mention.sentence]
}

/// The one value of a claim, if it states one.
pub(super) fn point(claim: &Claim) -> Option<Decimal> {
    claim.mention.value.range()?.point()
}

/// Whether the value is so particular that finding it twice is no accident.
pub(super) fn telling(claim: &Claim) -> bool {
    point(claim).is_some_and(|n| !n.is_integer() || n.abs() >= Decimal::from(20))
}
