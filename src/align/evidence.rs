/*! The evidence that two claims state the same quantity: what they share, what parts them, and what each is worth. The values
are not looked at: agreement and clash are judged later (shared/ALIGNMENT.md, "The one thing to know"). */

use super::event::Events;
use super::weights::Weights;
use crate::claim::{Claim, Claims, Context, DocumentFacts, Frame};
use crate::lexicon::{ConceptId, Lexicon, MeasureId};

/// One piece of evidence, as [`super::because`] tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    SameHead,
    AlikeHead,
    SameConcept(ConceptId),
    SameVerb,
    SameModifier,
    Phrase,
    NameInClause(u64),
    NameInSentence(u64),
    WordBeside,
    Sentence,
    SameMeasure(MeasureId),
}

/// The pieces of evidence of one pair, each sort at most once: a bit a sort, and what some of them name. Archives have millions
/// of pairs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    sorts: u16,
    concept: Option<ConceptId>,
    measure: Option<MeasureId>,
    name: u64,
}

impl Found {
    const SORTS: u16 = 11;

    fn push(&mut self, evidence: Evidence) {
        let sort = match evidence {
            Evidence::SameHead => 0,
            Evidence::AlikeHead => 1,
            Evidence::SameConcept(id) => {
                self.concept = Some(id);
                2
            }
            Evidence::SameVerb => 3,
            Evidence::SameModifier => 4,
            Evidence::Phrase => 5,
            Evidence::NameInClause(name) => {
                self.name = name;
                6
            }
            // The name of the clause, where there is one, says more.
            Evidence::NameInSentence(name) => {
                self.name = if self.sorts & 1 << 6 == 0 { name } else { self.name };
                7
            }
            Evidence::WordBeside => 8,
            Evidence::Sentence => 9,
            Evidence::SameMeasure(id) => {
                self.measure = Some(id);
                10
            }
        };
        self.sorts |= 1 << sort;
    }

    /// Every piece, strongest first.
    pub(super) fn iter(self) -> impl Iterator<Item = Evidence> {
        let piece = move |sort: u16| match sort {
            0 => Some(Evidence::SameHead),
            1 => Some(Evidence::AlikeHead),
            2 => self.concept.map(Evidence::SameConcept),
            3 => Some(Evidence::SameVerb),
            4 => Some(Evidence::SameModifier),
            5 => Some(Evidence::Phrase),
            6 => Some(Evidence::NameInClause(self.name)),
            7 => Some(Evidence::NameInSentence(self.name)),
            8 => Some(Evidence::WordBeside),
            9 => Some(Evidence::Sentence),
            _ => self.measure.map(Evidence::SameMeasure),
        };
        (0..Self::SORTS).filter(move |sort| self.sorts & 1 << sort != 0).filter_map(piece)
    }

    pub(super) fn contains(self, evidence: Evidence) -> bool {
        self.iter().any(|e| e == evidence)
    }
}

/// How a pair of claims was scored.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Score {
    /// The sum of the weights.
    pub(super) sum: f32,
    /// What spoke for it.
    pub(super) evidence: Found,
    /// Kinds of evidence that are independent of each other.
    pub(super) kinds: u32,
    /// Both heads say something, and say different things.
    pub(super) heads_differ: bool,
    /// Both state one measure.
    pub(super) measure: bool,
    /// The verb is the same.
    pub(super) verb: bool,
    /// The same noun is counted, and it says something.
    pub(super) head: bool,
    /// Only one tells of the past, a part, or others.
    pub(super) one_sided: bool,
    /// No rare name of one sentence is known to the other document.
    pub(super) foreign: bool,
    /// They share a rare name.
    pub(super) named: bool,
    /// The subjects, carried from sentences before if need be, share a rare name.
    pub(super) kin: bool,
    /// Both subjects have rare names, and none in common.
    pub(super) stranger: bool,
    /// Neither speaks of anything that has a name.
    pub(super) nameless: bool,
    /// How alike the words of the sentences are, rare words counting more: a cosine.
    pub(super) sentence: f32,
    /// Rows of four words that both figures stand in.
    pub(super) phrases: u32,
}

/// A claim with what its document and sentence say.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) claim: &'a Claim,
    pub(super) context: &'a Context,
    /// The index of its context among those of the document.
    at: u32,
    pub(super) document: &'a DocumentFacts,
}

impl<'a> Side<'a> {
    pub(super) fn new(claims: &'a Claims, at: usize) -> Self {
        let claim = &claims.all[at];
        let document = claims.document(at);
        let (at, context) = claims.context(at);
        Self { claim, context, at, document }
    }

    /// Where its sentence stands, and what words are in it.
    fn sentence(&self) -> (u32, u32, &'a [u64]) {
        (self.claim.document.0, self.at, &self.context.words)
    }
}

/// Rows of four words that only wire copy shares.
const COPIED: usize = 5;

/// Scores a pair, blind to its values.
pub(super) fn score(a: Side<'_>, b: Side<'_>, events: &Events, lexicon: &Lexicon, weight: &Weights) -> Score {
    let mut score = Score::default();
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    heads(a, b, lexicon, weight, &mut score);
    let shared = f.concepts.iter().find(|c| g.concepts.contains(c));
    if let Some(concept) = shared {
        score.add(weight.same_concept, Evidence::SameConcept(*concept));
    } else if !f.concepts.is_empty() && !g.concepts.is_empty() {
        score.sum += weight.other_concept;
    }
    if let (Some(v), Some(w)) = (f.verb, g.verb)
        && v.key == w.key
    {
        score.verb = true;
        score.add(weight.same_verb, Evidence::SameVerb);
    }
    if !f.modifiers.is_empty() && !g.modifiers.is_empty() {
        if f.modifiers.iter().any(|m| g.modifiers.iter().any(|n| n.key == m.key)) {
            score.add(weight.same_modifier, Evidence::SameModifier);
        } else {
            score.sum += weight.other_modifier;
        }
    }
    let phrases = f.phrases.iter().filter(|p| g.phrases.contains(p)).count();
    score.phrases = phrases as u32;
    if phrases > 0 {
        score.sum += weight.phrase;
        if phrases > 1 {
            score.add(weight.more_phrases, Evidence::Phrase);
        }
        if phrases >= COPIED {
            score.sum += weight.copied;
        }
    }
    names(a, b, events, weight, &mut score);
    let before = f.before.is_some() && f.before == g.before;
    let after = f.after.is_some() && f.after == g.after;
    score.sum += weight.word_before * f32::from(u8::from(before)) + weight.word_after * f32::from(u8::from(after));
    if before || after {
        score.evidence.push(Evidence::WordBeside);
        score.kinds += 1;
    }
    score.sum += weight.near_words * near_cosine(&f.near, &g.near);
    let sentence = events.alike(a.sentence(), b.sentence());
    score.sentence = sentence;
    score.sum += weight.sentence_words * sentence;
    if sentence >= 0.3 {
        score.evidence.push(Evidence::Sentence);
        score.kinds += 1;
    }
    if f.part != g.part || f.further != g.further {
        score.sum += weight.one_part;
        score.one_sided = true;
    }
    if f.past != g.past {
        score.sum += weight.one_past;
        score.one_sided = true;
    }
    if let Some(measure) = f.measures.iter().find(|m| g.measures.contains(m)) {
        score.measure = true;
        score.add(weight.same_measure, Evidence::SameMeasure(*measure));
    }
    score
}

impl Score {
    fn add(&mut self, weight: f32, evidence: Evidence) {
        self.sum += weight;
        self.kinds += 1;
        self.evidence.push(evidence);
    }
}

fn heads(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, weight: &Weights, score: &mut Score) {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let (Some(head), Some(other)) = (f.head, g.head) else { return };
    let both_say = !f.head_is_empty && !g.head_is_empty;
    if head.key == other.key {
        score.sum += weight.same_head / if both_say { 1.0 } else { 2.0 };
        score.evidence.push(Evidence::SameHead);
        score.kinds += u32::from(both_say);
        score.head = both_say;
        return;
    }
    if lexicon.concepts(&[other.key]).any(|c| lexicon.concepts(&[head.key]).any(|d| c == d)) {
        score.sum += weight.alike_head;
        score.evidence.push(Evidence::AlikeHead);
        score.kinds += u32::from(both_say);
    } else if both_say && !names_measure(f, g, lexicon) {
        score.sum += weight.other_head;
        score.heads_differ = true;
    }
}

/// Whether the head of one names the measure that both state: "a weight of 6.6 pounds", "the laptop weighs 3 kg".
fn names_measure(f: &Frame, g: &Frame, lexicon: &Lexicon) -> bool {
    let shared = f.measures.iter().filter(|m| g.measures.contains(m)).map(|m| lexicon.measure(*m));
    let heads = || [f.head, g.head].into_iter().flatten();
    shared.into_iter().any(|measure| heads().any(|head| measure.is_named(head.key)))
}

fn names(a: Side<'_>, b: Side<'_>, events: &Events, weight: &Weights, score: &mut Score) {
    let (f, g) = (&a.claim.frame.names, &b.claim.frame.names);
    let in_clause = f.iter().find(|n| events.is_rare(n.key) && g.iter().any(|m| m.key == n.key));
    let mut in_both = a.context.names.iter().filter(|n| events.is_rare(**n) && b.context.names.contains(n));
    let in_sentence = in_both.next();
    if in_both.next().is_some() {
        score.sum += weight.more_names;
    }
    if let Some(name) = in_clause {
        score.add(weight.name_in_clause, Evidence::NameInClause(name.key));
    } else if !f.is_empty() && !g.is_empty() && !f.iter().any(|n| g.iter().any(|m| m.key == n.key)) {
        score.sum += weight.other_names;
    }
    if let Some(name) = in_sentence {
        score.sum += weight.name_in_sentence;
        score.named = true;
        if in_clause.is_none() {
            score.evidence.push(Evidence::NameInSentence(*name));
            score.kinds += 1;
        }
    }
    let (s, t) = (&a.context.subject, &b.context.subject);
    let rare = |names: &[u64]| names.iter().any(|n| events.is_rare(*n));
    let (named, other) = (rare(s), rare(t));
    score.kin = named && other && s.iter().any(|n| t.contains(n) && events.is_rare(*n));
    score.stranger = named && other && !score.kin;
    score.nameless = !named && !other;
    let foreign = |from: Side<'_>, to: Side<'_>| {
        // One unknown name may be anything: "British", "Christmas".
        let rare = || from.context.names.iter().filter(|n| events.is_rare(**n));
        rare().nth(1).is_some() && rare().all(|n| !to.document.knows(*n))
    };
    score.foreign = foreign(a, b) || foreign(b, a);
}

/// The cosine of two short lists of weighted words.
fn near_cosine(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    // A bit a word: most words of one list are not in the other, and are told so at once.
    let bit = |key: u64| 1u128 << (key % 128);
    let known = b.iter().fold(0, |known, (key, _)| known | bit(*key));
    let shared = a.iter().filter(|(key, _)| known & bit(*key) != 0);
    let dot: f32 = shared.map(|(k, w)| b.iter().filter(|(l, _)| l == k).map(|(_, v)| w * v).sum::<f32>()).sum();
    let length = |v: &[(u64, f32)]| v.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if dot == 0.0 { 0.0 } else { (dot / (length(a) * length(b))).min(1.0) }
}

/// The cosine of two sorted sets.
pub(super) fn set_cosine(a: &[u64], b: &[u64]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    shared as f32 / ((a.len() * b.len()) as f32).sqrt()
}
