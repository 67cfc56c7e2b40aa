/*! The evidence that two claims state the same quantity: what they share, what parts them, and what each is worth. The values
are not looked at: agreement and clash are judged later (shared/ALIGNMENT.md, "The one thing to know"). */

use serde::{Deserialize, Serialize};

use super::contrast::one_person;
use super::event::{Events, Sentence};
use super::lists::Lists;
use super::weights::Weights;
use crate::claim::{Claim, Claims, Context, DocumentFacts, Frame};
use crate::lexicon::{ConceptId, Lexicon, MeasureId};
use crate::value::Kind;

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
    SamePerson,
}

/// The pieces of evidence of one pair, each sort at most once: a bit a sort, and what some of them name. Archives have millions
/// of pairs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Found {
    sorts: u16,
    concept: Option<ConceptId>,
    measure: Option<MeasureId>,
    name: u64,
}

impl Found {
    const SORTS: u16 = 12;

    pub(super) fn push(&mut self, evidence: Evidence) {
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
            Evidence::SamePerson => 11,
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
            10 => self.measure.map(Evidence::SameMeasure),
            _ => Some(Evidence::SamePerson),
        };
        (0..Self::SORTS).filter(move |sort| self.sorts & 1 << sort != 0).filter_map(piece)
    }

    pub(super) fn contains(self, evidence: Evidence) -> bool {
        self.iter().any(|e| e == evidence)
    }
}

/// How a pair of claims was scored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
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
    /// Both subjects have names, rare or not, and none in common.
    pub(super) parted: bool,
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
    pub(super) at: u32,
    pub(super) document: &'a DocumentFacts,
    /// What each word of the context weighs, where that was looked up before.
    weights: Option<&'a [f32]>,
}

impl<'a> Side<'a> {
    pub(super) fn new(claims: &'a Claims, at: usize) -> Self {
        let claim = &claims[at];
        let document = claims.document(at);
        let (at, context) = claims.context(at);
        Self { claim, context, at, document, weights: None }
    }

    /// The same with what the words of its document weigh.
    pub(super) fn weighed(self, weights: &'a ContextWeights) -> Self {
        Self { weights: Some(weights.0.of(self.at as usize)), ..self }
    }

    /// Where its sentence stands.
    fn sentence(&self) -> Sentence<'a> {
        (self.claim.document.0, self.at, self.document)
    }
}

/// What the words of each context of a document weigh: looked up once, and not for each claim that one of its own is held against.
pub(super) struct ContextWeights(Lists<f32>);

impl ContextWeights {
    pub(super) fn of(document: &DocumentFacts, events: &Events) -> Self {
        let weights = |context: &Context| context.words.iter().map(|word| events.word(*word)).collect();
        Self(document.contexts.iter().map(|(_, context)| -> Vec<f32> { weights(context) }).collect())
    }
}

/// Rows of four words that only wire copy shares.
const COPIED: usize = 5;

/// What the sentences of two claims say of each other: the same for every two of their claims.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene {
    /// The first rare name that both know.
    named: Option<u64>,
    /// Whether both know another.
    more_names: bool,
    kin: bool,
    stranger: bool,
    /// Both subjects have names, rare or not, and none in common.
    parted: bool,
    nameless: bool,
    foreign: bool,
    alike: f32,
}

impl Scene {
    pub(super) fn of(a: Side<'_>, b: Side<'_>, events: &Events) -> Self {
        let mut in_both = a.context.names.iter().filter(|n| b.context.names.contains(n) && events.is_rare(**n));
        let (named, more_names) = (in_both.next().copied(), in_both.next().is_some());
        let (s, t) = (&a.context.subject, &b.context.subject);
        let rare = |names: &[u64]| names.iter().any(|n| events.is_rare(*n));
        let (own, other) = (rare(s), rare(t));
        let kin = own && other && s.iter().any(|n| t.contains(n) && events.is_rare(*n));
        let foreign = |from: Side<'_>, to: Side<'_>| {
            // One unknown name may be anything: "British", "Christmas".
            let rare = || from.context.names.iter().filter(|n| events.is_rare(**n));
            rare().nth(1).is_some() && rare().all(|n| !to.document.knows(*n))
        };
        Self {
            named,
            more_names,
            kin,
            stranger: own && other && !kin,
            parted: !s.is_empty() && !t.is_empty() && !s.iter().any(|n| t.contains(n)),
            nameless: !own && !other,
            foreign: foreign(a, b) || foreign(b, a),
            alike: events.alike(a.sentence(), b.sentence(), a.weights),
        }
    }
}

/// A document, another, and a context of the first.
type Between = (u32, u32, u32);

/// The scenes of a document's contexts and those of another, each made once.
#[derive(Debug, Default)]
pub(super) struct Scenes {
    /// By context of the other: for which document and context of ours it was made last, and the scene.
    known: Vec<Option<(Between, Scene)>>,
}

impl Scenes {
    /// That of two claims; claims of one context of ours, and of one other document, are best asked about one after the other.
    pub(super) fn of(&mut self, a: Side<'_>, b: Side<'_>, events: &Events) -> Scene {
        let (place, key) = (b.at as usize, (a.claim.document.0, b.claim.document.0, a.at));
        if self.known.len() <= place {
            self.known.resize(place + 1, None);
        }
        match self.known[place] {
            Some((known, scene)) if known == key => scene,
            _ => self.known[place].insert((key, Scene::of(a, b, events))).1,
        }
    }
}

/// Scores a pair, blind to its values.
pub(super) fn score(a: Side<'_>, b: Side<'_>, events: &Events, lexicon: &Lexicon, weight: &Weights) -> Score {
    score_in(Scene::of(a, b, events), a, b, events, lexicon, weight)
}

/// The same where the scene is known.
pub(super) fn score_in(
    scene: Scene,
    a: Side<'_>,
    b: Side<'_>,
    events: &Events,
    lexicon: &Lexicon,
    weight: &Weights,
) -> Score {
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
    names(scene, f, g, events, weight, &mut score);
    let before = f.before.is_some() && f.before == g.before;
    let after = f.after.is_some() && f.after == g.after;
    score.sum += weight.word_before * f32::from(u8::from(before)) + weight.word_after * f32::from(u8::from(after));
    if before || after {
        score.evidence.push(Evidence::WordBeside);
        score.kinds += 1;
    }
    score.sum += weight.near_words * near_cosine(&f.near, &g.near);
    let sentence = scene.alike;
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
    if a.claim.mention.value.kind() == Kind::Age && one_person(f, g) {
        score.add(weight.same_person, Evidence::SamePerson);
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
        // "Tolmar Services", "Verra Services"
        if f.names_before(head).zip(g.names_before(other)).is_some_and(|(x, y)| x != y) {
            return;
        }
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
        // What stands near a time may be anything that was done then: it parts two, and says little against one.
        score.sum += if a.claim.mention.value.kind().tells_when() { 0.0 } else { weight.other_head };
        score.heads_differ = true;
    }
}

/// Whether the head of one names the measure that both state: "a weight of 6.6 pounds", "the laptop weighs 3 kg".
fn names_measure(f: &Frame, g: &Frame, lexicon: &Lexicon) -> bool {
    let shared = f.measures.iter().filter(|m| g.measures.contains(m)).map(|m| lexicon.measure(*m));
    let heads = || [f.head, g.head].into_iter().flatten();
    shared.into_iter().any(|measure| heads().any(|head| measure.is_named(head.key)))
}

fn names(scene: Scene, f: &Frame, g: &Frame, events: &Events, weight: &Weights, score: &mut Score) {
    let (f, g) = (&f.names, &g.names);
    let mut in_both = f.iter().filter(|n| g.iter().any(|m| m.key == n.key)).peekable();
    let apart = in_both.peek().is_none();
    let in_clause = in_both.find(|n| events.is_rare(n.key));
    if scene.more_names {
        score.sum += weight.more_names;
    }
    if let Some(name) = in_clause {
        score.add(weight.name_in_clause, Evidence::NameInClause(name.key));
    } else if !f.is_empty() && !g.is_empty() && apart {
        score.sum += weight.other_names;
    }
    if let Some(name) = scene.named {
        score.sum += weight.name_in_sentence;
        score.named = true;
        if in_clause.is_none() {
            score.evidence.push(Evidence::NameInSentence(name));
            score.kinds += 1;
        }
    }
    score.kin = scene.kin;
    score.stranger = scene.stranger;
    score.parted = scene.parted;
    score.nameless = scene.nameless;
    score.foreign = scene.foreign;
}

/// The cosine of two short lists of weighted words.
fn near_cosine(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    // A bit a word: most words of one list are not in the other, and are told so at once.
    let bit = |key: u64| 1u64 << (key % 64);
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
