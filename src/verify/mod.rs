/*! Drafts against their sources: does a summary, a person's or a language model's, say what it summarises?

```text
figure of a draft ─ matches in the sources ─ supported?  its value, and evidence of its subject
                                           ─ derived?    a short sum over figures of one subject
                                           ─ contradicted?  another value, strong evidence, and nothing that agrees
                                           ─ absent
```

A draft restates. So a figure is held against all claims of the sources, not only against what passes the gate of an archive; a value
that differs is still a contradiction only where little else can be meant. "Not in the source" alone would be wrong half the time,
since writers compute: hence [`derive`]. */

mod derive;
mod relation;
mod thresholds;

use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::align::{Against, Match, Weighing};
use crate::claim::{Claim, Claims, Mode};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::rule;
use crate::span::Span;
use crate::value::{Kind, Value};
use crate::verification::{Figure, Quoted, Verdict};
use relation::{Relation, relation};
use thresholds::Thresholds;

/// The most sources that a figure is shown to rest on.
const SHOWN: usize = 3;

/// Drafts and sources, read.
#[derive(Clone, Copy)]
pub struct Dossier<'a> {
    /// The drafts, and behind them the sources.
    pub corpus: &'a Corpus,
    /// How many documents are drafts.
    pub drafts: usize,
    /// The claims of all.
    pub claims: &'a Claims,
    /// By document: its sentences, as spans of its text.
    pub sentences: &'a [&'a [Span]],
    /// The words.
    pub lexicon: &'a Lexicon,
    /// What evidence is worth.
    pub weighing: &'a Weighing,
}

/// What is known of one figure once it is held against the sources.
struct Held {
    claim: usize,
    /// Its matches with how their values stand to it, best first.
    matches: Vec<(Match, Option<Relation>)>,
}

/// Says of every figure of the drafts what the sources say of it.
pub fn verify(dossier: Dossier<'_>) -> Vec<Figure> {
    let Dossier { corpus, drafts, claims, lexicon, weighing, .. } = dossier;
    let need = Thresholds::builtin();
    let against = Against::new(corpus, claims, drafts..corpus.documents.len(), lexicon, weighing);
    let figure = |claim: &usize| !matches!(&claims.all[*claim].mention.value, Value::Date(date) if date.is_vague());
    let own: Vec<usize> = claims.documents[..drafts].iter().flat_map(|d| d.claims.clone()).filter(figure).collect();
    let held: Vec<Held> = own
        .par_iter()
        .map(|&claim| {
            let of = |m: Match| {
                let found = relation(&claims.all[claim], &claims.all[m.claim], m.agrees, lexicon);
                (m, found)
            };
            Held { claim, matches: against.matches(claim).into_iter().map(of).collect() }
        })
        .collect();
    let judge = Judge { dossier, against: &against, need: &need, told: told(&held, claims) };
    held.par_iter().map(|held| judge.figure(held)).collect()
}

/// By claim of a source: the figures of the drafts that agree with it, each with its score.
type Told = FxHashMap<usize, Vec<(usize, f32)>>;

fn told(held: &[Held], claims: &Claims) -> Told {
    let mut told = Told::default();
    for held in held {
        // What a source's claim is told by is a figure of its own best, not of any that happens to agree.
        let agreeing = held.matches.iter().filter(|(_, r)| r.is_some_and(|r| r != Relation::Clash));
        for (found, _) in agreeing {
            told.entry(found.claim).or_default().push((held.claim, found.score));
        }
    }
    debug_assert!(told.keys().all(|claim| *claim < claims.all.len()));
    told
}

struct Judge<'a> {
    dossier: Dossier<'a>,
    against: &'a Against<'a>,
    need: &'a Thresholds,
    told: Told,
}

impl Judge<'_> {
    fn claim(&self, at: usize) -> &Claim {
        &self.dossier.claims.all[at]
    }

    fn figure(&self, held: &Held) -> Figure {
        let (verdict, sources, because) = self.judge(held);
        Figure {
            verdict,
            claim: self.quote(held.claim),
            sources: sources.into_iter().map(|at| self.quote(at)).collect(),
            because,
        }
    }

    fn judge(&self, held: &Held) -> (Verdict, Vec<usize>, Vec<String>) {
        let mut support: Vec<&(Match, Option<Relation>)> =
            held.matches.iter().filter(|(m, r)| r.is_some_and(|r| self.supports(held.claim, m, r))).collect();
        // What is said outright before what has to be computed, then the best evidence.
        let computed = |r: &Option<Relation>| !matches!(r, Some(Relation::Same | Relation::Unhedged));
        support.sort_by_key(|(_, r)| computed(r));
        if let Some((found, relation)) = support.first() {
            let mut sources = vec![found.claim];
            for (other, _) in support.iter().filter(|(_, r)| r == relation) {
                let known = sources.iter().any(|s| self.claim(*s).document == self.claim(other.claim).document);
                if sources.len() < SHOWN && !known {
                    sources.push(other.claim);
                }
            }
            let (verdict, how) = self.told_as(held.claim, found.claim, relation.unwrap_or(Relation::Same));
            let mut because: Vec<String> = how.into_iter().collect();
            because.extend(self.against.because(held.claim, found.claim));
            return (verdict, sources, because);
        }
        if let Some(found) = derive::derive(self.dossier, self.against, self.need, held.claim, &held.matches) {
            return (Verdict::Derived, found.operands, found.because);
        }
        if let Some(found) = self.contradiction(held) {
            let mut because = vec![format!("the source says {}", self.text(found))];
            because.extend(self.against.because(held.claim, found));
            return (Verdict::Contradicted, vec![found], because);
        }
        let open = held.matches.iter().find(|(m, r)| *r == Some(Relation::Open) && m.score >= self.need.clash);
        let because = open.map(|(m, _)| format!("the source’s “{}” leaves it open", self.text(m.claim)));
        (Verdict::Absent, Vec::new(), because.into_iter().collect())
    }

    /// Whether a claim whose value agrees is evidence enough.
    fn supports(&self, claim: usize, found: &Match, relation: Relation) -> bool {
        if matches!(relation, Relation::Open | Relation::Clash) {
            return false;
        }
        let (own, other) = (self.claim(claim), self.claim(found.claim));
        if (own.frame.mode == Mode::Denied) != (other.frame.mode == Mode::Denied) {
            return false;
        }
        let plain = matches!(relation, Relation::Same | Relation::Unhedged);
        let mut least = if plain && telling(own) { self.need.telling } else { self.need.support };
        if self.is_twin(claim, found.claim, found) {
            return true;
        }
        if found.heads_differ && !found.phrase {
            if !telling(own) && found.sentence < 0.5 {
                return false;
            }
            least += 1.0;
        }
        if let (Some(x), Some(y)) = (own.frame.when, other.frame.when)
            && !own.mention.value.is_temporal()
            && !x.meets(&y)
        {
            least += 2.0;
        }
        found.score >= least
    }

    /// Whether the two stand at the same place of sentences that say the same, all other figures of which agree.
    fn is_twin(&self, claim: usize, other: usize, found: &Match) -> bool {
        if found.sentence < self.need.twin {
            return false;
        }
        let (own, theirs) = (self.row(claim), self.row(other));
        own.len() == theirs.len()
            && claim - own.start == other - theirs.start
            && own.zip(theirs).all(|(a, b)| {
                let pair = self.against.hold(a, b);
                let kinds = self.claim(a).mention.value.kind() == self.claim(b).mention.value.kind();
                let relation = relation(self.claim(a), self.claim(b), pair.agrees, self.dossier.lexicon);
                kinds && (a == claim || relation.is_some_and(|r| r != Relation::Clash))
            })
    }

    /// The claims of the sentence of a claim.
    fn row(&self, claim: usize) -> std::ops::Range<usize> {
        let own = self.claim(claim);
        let all = &self.dossier.claims.documents[own.document.0 as usize].claims;
        let here = |at: &usize| self.claim(*at).mention.sentence == own.mention.sentence;
        let start = (all.start..claim).rev().take_while(here).last().unwrap_or(claim);
        let end = (claim..all.end).take_while(here).last().unwrap_or(claim) + 1;
        start..end
    }

    /// The claim of a source that cannot hold beside the figure, where little else can be meant.
    fn contradiction(&self, held: &Held) -> Option<usize> {
        let own = self.claim(held.claim);
        let milder = |threshold: &mut crate::align::Thresholds| {
            threshold.clash = self.need.clash;
            threshold.doubt = self.need.doubt.clone();
        };
        held.matches.iter().find_map(|(found, relation)| {
            if *relation != Some(Relation::Clash) {
                return None;
            }
            let other = self.claim(found.claim);
            let twin = self.is_twin(held.claim, found.claim, found);
            let kinds = own.mention.value.kind() == other.mention.value.kind();
            let rates = own.frame.rate == other.frame.rate && own.frame.offset == other.frame.offset;
            if !kinds || !rates || own.mention.value.kind() == Kind::Ordinal && !twin {
                return None;
            }
            if !twin && (!self.against.is_evident(held.claim, found.claim, milder) || self.is_torn(held, found)) {
                return None;
            }
            (!self.is_rivalled(held, found)).then_some(found.claim)
        })
    }

    /// Whether the source has another figure that answers as well: one that may agree, or one that differs from this.
    fn is_torn(&self, held: &Held, found: &Match) -> bool {
        let document = self.claim(found.claim).document;
        held.matches.iter().any(|(other, relation)| {
            let here = other.claim != found.claim && self.claim(other.claim).document == document;
            let open = relation.is_some_and(|r| r != Relation::Clash);
            let share = if open { self.need.rival } else { self.need.torn };
            here && other.score >= share * found.score && (open || self.differ(other.claim, found.claim))
        })
    }

    /// Whether the values of two claims of sources differ.
    fn differ(&self, a: usize, b: usize) -> bool {
        self.against.hold(a, b).agrees == Some(false)
    }

    /// Whether another figure of the same draft is what the source's claim tells.
    fn is_rivalled(&self, held: &Held, found: &Match) -> bool {
        let own = self.claim(held.claim);
        self.told.get(&found.claim).into_iter().flatten().any(|(other, score)| {
            let rival = self.claim(*other);
            let beside = rival.document == own.document && rival.mention.sentence == own.mention.sentence;
            let least = if beside { self.need.rival * found.score } else { found.score };
            *other != held.claim && rival.document == own.document && *score >= least
        })
    }

    /// The verdict on an agreement, and how it comes about where that is not plain.
    fn told_as(&self, claim: usize, other: usize, relation: Relation) -> (Verdict, Option<String>) {
        let (own, theirs) = (self.text(claim), self.text(other));
        match relation {
            Relation::Rounds => (Verdict::Derived, Some(format!("{theirs} ≈ {own}"))),
            Relation::Converts => (Verdict::Derived, Some(format!("{theirs} = {own}"))),
            Relation::Unhedged => (Verdict::Supported, Some(format!("the source says “{theirs}”"))),
            Relation::Same | Relation::Open | Relation::Clash => (Verdict::Supported, None),
        }
    }

    /// The text of a claim on one line.
    fn text(&self, claim: usize) -> String {
        text(self.dossier, claim)
    }

    fn quote(&self, at: usize) -> Quoted {
        let claim = self.claim(at);
        let document = self.dossier.corpus.document(claim.document);
        let sentences = self.dossier.sentences[claim.document.0 as usize];
        let sentence = sentences.get(claim.mention.sentence as usize).copied().unwrap_or(claim.mention.span);
        let mention = claim.mention.span;
        let start = mention.start.saturating_sub(sentence.start) as usize;
        Quoted {
            cited: rule::cite(claim, document, sentence, self.dossier.lexicon),
            quote: sentence.of(document.text()).to_owned(),
            at: start..start + mention.len() as usize,
        }
    }
}

/// The text of a claim on one line.
fn text(dossier: Dossier<'_>, claim: usize) -> String {
    let claim = &dossier.claims.all[claim];
    let text = claim.mention.span.of(dossier.corpus.document(claim.document).text());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the value is so particular that finding it twice is no accident: a day, 36,955, 4.7 %, and no 3 people.
fn telling(claim: &Claim) -> bool {
    match &claim.mention.value {
        Value::Date(_) | Value::Period(_) | Value::Time(_) | Value::Score(..) => true,
        Value::Money(..) => true,
        value => {
            let point = value.range().and_then(|r| r.point().or(r.low).or(r.high));
            point.is_some_and(|n| !n.is_integer() || n.abs() >= Decimal::from(20))
        }
    }
}
