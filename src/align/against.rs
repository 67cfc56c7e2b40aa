/*! Claims of some documents held against those of others: for a claim of a draft, the claims of the sources that may state the same
quantity, each with its score. The values are not judged here; `verify` does.

A claim is looked up by what it says (head, measure, concepts, verb, phrases) and by its very value, the rarest keys first, so that
a draft costs about the same against ten sources and against an archive. */

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::event::Events;
use super::evidence::{self, Evidence, Side};
use super::index::keys;
use super::weights::Thresholds;
use super::{Pair, Weighing, because, gate, value};
use crate::claim::{Claim, Claims};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::value::Value;

/// Claims of the sources that are scored for one claim, at most about: a key that all of an archive shares tells nothing.
const LOOKED_AT: usize = 2_000;

/// Claims that are held against those of other documents.
pub struct Against<'a> {
    corpus: &'a Corpus,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
    weighing: &'a Weighing,
    events: Events,
    /// By kind and key: the claims of the sources.
    found: FxHashMap<(u32, u64), Vec<u32>>,
    /// The documents that are sources.
    sources: Range<usize>,
}

/// A claim of a source beside a claim of a draft.
#[derive(Debug, Clone)]
pub struct Match {
    /// The claim of the source, an index of [`Claims`].
    pub claim: usize,
    /// How much speaks for one quantity (`rules/alignment.toml`).
    pub score: f32,
    /// Kinds of evidence that are independent of each other.
    pub kinds: u32,
    /// Both name what is counted, and name different things.
    pub heads_differ: bool,
    /// What is counted has the same name, or one of the same meaning.
    pub same_head: bool,
    /// Only one tells of the past, a part, or others.
    pub one_sided: bool,
    /// The words around both figures are the same.
    pub phrase: bool,
    /// How alike the words of the two sentences are, 0 to 1.
    pub sentence: f32,
    /// Whether some value satisfies both; `None` where they cannot be compared.
    pub agrees: Option<bool>,
}

/// What is compared with what: kinds, and dimensions of measurements. A ratio is a share, as a percentage is; a moment is also a time
/// of day.
fn classes(claim: &Claim) -> impl Iterator<Item = u32> {
    let moment = matches!(&claim.mention.value, Value::Date(date) if date.clock().is_some());
    std::iter::once(class(claim)).chain(moment.then_some(crate::value::Kind::Time as u32))
}

fn class(claim: &Claim) -> u32 {
    match &claim.mention.value {
        Value::Measurement { dimension, .. } => 64 + u32::from(dimension.0),
        Value::Ratio(_) => crate::value::Kind::Percent as u32,
        // A day may be told by the period that it begins.
        Value::Period(_) => crate::value::Kind::Date as u32,
        other => other.kind() as u32,
    }
}

/// The very value, as a key.
fn values(claim: &Claim) -> impl Iterator<Item = u64> {
    let mut hashes = [None, None];
    let hash = |what: &dyn Fn(&mut rustc_hash::FxHasher)| {
        let mut hasher = rustc_hash::FxHasher::default();
        what(&mut hasher);
        hasher.finish() | 1 << 63
    };
    match &claim.mention.value {
        Value::Ratio(r) => {
            let percent = r.point().and_then(|n| n.checked_mul(rust_decimal::Decimal::ONE_HUNDRED));
            hashes[0] = percent.map(|n| hash(&|h| n.normalize().hash(h)));
        }
        Value::Score(a, b) => hashes[0] = Some(hash(&|h| (a.min(b).normalize(), a.max(b).normalize()).hash(h))),
        Value::Time(time) => hashes[0] = Some(hash(&|h| time.minute.hash(h))),
        Value::Date(date) if date.clock().is_some() => {
            hashes[0] = date.clock().map(|time| hash(&|h| time.minute.hash(h)));
            hashes[1] = claim.timex.as_ref().map(|t| hash(&|h| t.hash(h)));
        }
        Value::Date(_) | Value::Period(_) => {
            let ends = claim.interval.map(|i| [i.start.map(|t| t.date()), i.end.map(|t| t.date())]);
            hashes[0] = ends.and_then(|e| e[0]).map(|day| hash(&|h| day.hash(h)));
            hashes[1] = claim.timex.as_ref().map(|t| hash(&|h| t.hash(h)));
        }
        other => {
            let range = other.range();
            let ends = range.map_or([None, None], |r| [r.low, r.high.filter(|_| r.point().is_none())]);
            hashes = ends.map(|end| end.map(|n| hash(&|h| n.normalize().hash(h))));
        }
    }
    hashes.into_iter().flatten()
}

impl<'a> Against<'a> {
    /// Makes the claims of the documents `sources` known, to hold claims of the others against them.
    pub fn new(
        corpus: &'a Corpus,
        claims: &'a Claims,
        sources: Range<usize>,
        lexicon: &'a Lexicon,
        weighing: &'a Weighing,
    ) -> Self {
        let stands = vec![true; claims.documents()];
        let events = Events::of(claims, &stands, weighing.threshold.rare, None);
        let mut found: FxHashMap<(u32, u64), Vec<u32>> = FxHashMap::default();
        for at in sources.clone().flat_map(|d| claims.range(d)) {
            let claim = &claims[at];
            for class in classes(claim) {
                for key in keys(claim).chain(values(claim)) {
                    let list = found.entry((class, key)).or_default();
                    if list.last() != Some(&(at as u32)) {
                        list.push(at as u32);
                    }
                }
            }
        }
        Self { corpus, claims, lexicon, weighing, events, found, sources }
    }

    /// The claims of the sources that share something with the claim, best first, then in order.
    pub fn matches(&self, claim: usize) -> Vec<Match> {
        let own = &self.claims[claim];
        let known = |class: u32| keys(own).chain(values(own)).filter_map(move |key| self.found.get(&(class, key)));
        let mut lists: Vec<&Vec<u32>> = classes(own).flat_map(known).collect();
        lists.sort_by_key(|list| (list.len(), list.first().copied()));
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        for list in lists {
            if seen.len() + list.len() > LOOKED_AT && !seen.is_empty() {
                break;
            }
            seen.extend(list.iter().take(LOOKED_AT));
        }
        let mut matches: Vec<Match> = seen.into_iter().map(|other| self.hold(claim, other as usize)).collect();
        matches.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.claim.cmp(&b.claim)));
        matches
    }

    /// Holds a claim against one of a source.
    pub fn hold(&self, claim: usize, other: usize) -> Match {
        let (a, b) = (Side::new(self.claims, claim), Side::new(self.claims, other));
        let score = evidence::score(a, b, &self.events, self.lexicon, &self.weighing.weight);
        let has = |wanted: fn(&Evidence) -> bool| score.evidence.iter().any(|e| wanted(&e));
        let verdict = value::compare(a.claim, b.claim, self.lexicon);
        Match {
            claim: other,
            score: score.sum,
            kinds: score.kinds,
            heads_differ: score.heads_differ,
            same_head: has(|e| matches!(e, Evidence::SameHead | Evidence::AlikeHead)),
            one_sided: score.one_sided,
            phrase: has(|e| matches!(e, Evidence::Phrase)),
            sentence: evidence::set_cosine(&a.context.words, &b.context.words),
            agrees: verdict.map(|v| v == value::Verdict::Agree),
        }
    }

    /// Whether so much speaks for one quantity that figures which differ contradict each other: the gate that a clash of articles
    /// has to pass, its thresholds made `milder`, since it is known that the draft tells of its sources.
    pub fn is_evident(&self, claim: usize, other: usize, milder: impl Fn(&mut Thresholds)) -> bool {
        let (a, b) = (Side::new(self.claims, claim), Side::new(self.claims, other));
        let mut threshold = self.weighing.threshold.clone();
        milder(&mut threshold);
        let score = evidence::score(a, b, &self.events, self.lexicon, &self.weighing.weight);
        let pair = Pair { a: claim, b: other, score, verdict: value::Verdict::Clash };
        gate::objection(&pair, self.corpus, self.claims, self.lexicon, &threshold).is_none()
    }

    /// Why the two were compared, in plain words.
    pub fn because(&self, claim: usize, other: usize) -> Vec<String> {
        let (a, b) = (Side::new(self.claims, claim), Side::new(self.claims, other));
        let score = evidence::score(a, b, &self.events, self.lexicon, &self.weighing.weight);
        let pair = Pair { a: claim, b: other, score, verdict: value::Verdict::Agree };
        because::because(&pair, self.corpus, self.claims, self.lexicon)
    }

    /// The sources that a document is likest to, at most `most`; all where there are no more.
    pub fn nearest(&self, document: usize, most: usize) -> Vec<usize> {
        if self.sources.len() <= most {
            return self.sources.clone().collect();
        }
        let neighbours = self.events.neighbours(document as u32).iter();
        let mut near: Vec<(u32, f32)> =
            neighbours.copied().filter(|(d, _)| self.sources.contains(&(*d as usize))).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(most);
        near.into_iter().map(|(d, _)| d as usize).collect()
    }
}
