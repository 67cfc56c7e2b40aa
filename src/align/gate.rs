/*! The gate that a clash has to pass. Of pairs whose values clash, one in four hundred is a true conflict; each rule here tells
the others apart (shared/ALIGNMENT.md, section 3), most of them by counting over the scored pairs alone. */

use std::cell::Cell;

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::beside::{accounted, other_both_ways, other_counts, other_shares, retold, stated_beside};
use super::contrast::{
    CONTRAST, HEAD, SPECIFIED, Times, apart, background, counted_on, dated, elsewhere, foreign_owner, headlined,
    is_part_there, listed, long_ago, long_past, meet, named_apart, one_owner, one_person, other_model, other_owner,
    other_place, restated, share, times, weeks_apart,
};
use super::event::Events;
use super::evidence::{Evidence, Score, Side};
use super::hearing::Hearing;
use super::open::{LOOK, one_thing, tells_again};
use super::parted::parted;
use super::refusal::Refusal;
use super::standing::{Accords, Archive, Known, Standings, one_kind, point, telling};
use super::value::{self, Verdict};
use super::weights::Thresholds;
use super::{Pair, class};
use crate::claim::{Claim, Claims, Frame, Mode};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::value::Kind;

/// A pair that passes the gate if its documents tell one event, unless documents besides these two speak against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Likely {
    pub(super) pair: Pair,
    circle: Circle,
    /// By how much it is worth more than it needs where no further document attests either claim, and where one does.
    margins: [f32; 2],
    /// Whether one of its claims has to stand alone.
    pub(super) needs_alone: bool,
}

/// What a pair says of whether its documents tell one event, however alike these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Circle {
    person: bool,
    named: bool,
    agrees: bool,
    copy: bool,
    owned: bool,
    speaks: bool,
    retold: bool,
}

/// A pair that may pass the gate, whatever documents besides its own two say, and however alike these are: all that the two settle is
/// settled here, what costs least first.
pub(super) fn may_pass(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    hearing: &Hearing,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Likely> {
    let asked = Cell::new(false);
    let alone = || {
        asked.set(true);
        true
    };
    if pair.verdict != Verdict::Clash || veto(pair, corpus, claims, alone, lexicon, threshold).is_some() {
        return None;
    }
    // Others can attest a figure or leave it alone, and both only help; that it is at home with them forbids, and is not asked.
    let accords = hearing.accords(pair, claims);
    let helps = threshold.circumstance.attested.max(0.0);
    let more = circumstances(pair, corpus, claims, accords, false, threshold) + helps;
    let passes = pair.score.sum + more - needs(pair, corpus, claims, threshold) >= 0.0
        && rival(pair, claims, hearing, lexicon, threshold).is_none();
    let needs_alone = || asked.get() && veto(pair, corpus, claims, || false, lexicon, threshold).is_some();
    let margin = |attested: bool| {
        let more = circumstances(pair, corpus, claims, accords, attested, threshold);
        pair.score.sum + more - needs(pair, corpus, claims, threshold)
    };
    passes.then(|| Likely {
        pair: pair.clone(),
        circle: Circle::of(pair, accords, corpus, claims, threshold),
        margins: [margin(false), margin(true)],
        needs_alone: needs_alone(),
    })
}

impl Likely {
    /// The same with the claims of its pair counted from others that stand there.
    pub(super) fn counted_from(self, starts: [usize; 2]) -> Self {
        Self { pair: self.pair.counted_from(starts), ..self }
    }

    /// The opposite.
    pub(super) fn moved(&self, starts: [usize; 2]) -> Self {
        Self { pair: self.pair.moved(starts), ..self.clone() }
    }

    /// Whether its documents, which are so alike, tell one event, or the evidence makes up for how far apart they are; `known` says
    /// whether they lie among many like documents.
    pub(super) fn is_of_one_event(&self, like: f32, known: bool, threshold: &Thresholds) -> bool {
        self.circle.is_one(self.pair.score.sum, like, known, threshold)
    }

    /// Whether all of its numbers are some.
    pub(super) fn is_finite(&self) -> bool {
        self.margins.iter().all(|margin| margin.is_finite())
    }

    /// By how much the clash is worth more than it needs, if it is told: what further documents say is asked here.
    pub(super) fn margin(
        &self,
        claims: &Claims,
        archive: &impl Archive,
        lexicon: &Lexicon,
        threshold: &Thresholds,
    ) -> Option<f32> {
        let pair = &self.pair;
        let margin = self.margins[usize::from(is_attested(pair, claims, archive, threshold))];
        let told = margin >= 0.0
            && (!self.needs_alone || is_alone(pair, claims, archive, lexicon, threshold))
            && !at_home(pair, claims, archive);
        told.then_some(margin)
    }
}

/// Why a clashing pair is not told, if the gate is what keeps it: the first thing that parts it.
pub(super) fn refusal(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    events: &Events,
    standings: &Standings,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Refusal> {
    let sum = worth(pair, corpus, claims, standings, threshold);
    let needs = needs(pair, corpus, claims, threshold);
    if sum < needs {
        return Some(Refusal::Weak { sum, needs });
    }
    let alone = || is_alone(pair, claims, standings, lexicon, threshold);
    veto(pair, corpus, claims, alone, lexicon, threshold)
        .or_else(|| {
            let accords = standings.accords(pair, claims);
            (!one_event(pair, accords, corpus, claims, events, threshold)).then_some(Refusal::OtherEvent)
        })
        .or_else(|| rival(pair, claims, standings, lexicon, threshold))
        .or_else(|| at_home(pair, claims, standings).then_some(Refusal::AtHome))
}

/// Documents besides the two that make a value attested.
const ATTESTED: usize = 2;

/// What a clash is worth, all that documents and values say of it counted.
pub(super) fn worth(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    standings: &Standings,
    threshold: &Thresholds,
) -> f32 {
    let accords = standings.accords(pair, claims);
    pair.score.sum + all_circumstances(pair, corpus, claims, accords, standings, threshold)
}

/// By how much a clash is worth more than it needs.
#[cfg(test)]
pub(super) fn margin(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    standings: &Standings,
    threshold: &Thresholds,
) -> f32 {
    worth(pair, corpus, claims, standings, threshold) - needs(pair, corpus, claims, threshold)
}

/// What the documents and the values say of a clash, besides its own evidence.
fn all_circumstances(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    accords: Accords,
    archive: &impl Archive,
    threshold: &Thresholds,
) -> f32 {
    let attested = is_attested(pair, claims, archive, threshold);
    circumstances(pair, corpus, claims, accords, attested, threshold)
}

/// Whether further documents attest a claim of a pair.
fn is_attested(pair: &Pair, claims: &Claims, archive: &impl Archive, threshold: &Thresholds) -> bool {
    let own = [pair.a, pair.b].map(|claim| claims.owner(claim));
    [pair.a, pair.b].into_iter().any(|claim| {
        let others = archive.agreeing(claim).filter(|(d, s)| !own.contains(d) && *s >= threshold.clash);
        others.take(ATTESTED).count() == ATTESTED
    })
}

/// The same where it is known whether further documents attest a claim.
fn circumstances(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    accords: Accords,
    attested: bool,
    threshold: &Thresholds,
) -> f32 {
    let (a, b) = (&claims[pair.a], &claims[pair.b]);
    let weight = &threshold.circumstance;
    let Accords { documents: (agree, clash), sentences: (same, other), .. } = accords;
    let (x, y) = pair.sides(claims);
    let weeks = weeks_apart(x, y, corpus);
    let stands = [
        (agree >= 1, weight.accord),
        (agree >= 3, weight.more_accord),
        (clash > agree + 1, weight.discord),
        (other >= 2 && same == 0, weight.other_sentence),
        (attested, weight.attested),
        (weeks, weight.weeks_apart),
        (other >= 2 && same == 0 && a.document == b.document, -threshold.stranger),
    ];
    let sum: f32 = stands.iter().filter(|(stands, _)| *stands).map(|(_, weight)| weight).sum();
    // That two articles agree on much says nothing of a figure that only one of them gives for a part of the place.
    let sum = if elsewhere(x, y) || elsewhere(y, x) { sum.min(0.0) } else { sum };
    let copy = is_copy(&pair.score, threshold);
    let far = if copy { 0.0 } else { (apart_by(a, b) - FAR).clamp(0.0, FARTHEST) };
    sum + weight.far_values * far + weight.crowd * crowd(pair, claims)
}

/// The pairs of figures of two documents among which an alike one is no accident: those of two long articles.
const ROOM: f32 = 2_000.0;

/// How many more pairs of figures the two documents make than that, as a logarithm. Of two books, or two chapters of one, some figures
/// are alike in all that can be seen of them, and are of different things all the same.
pub(super) fn crowd(pair: &Pair, claims: &Claims) -> f32 {
    let figures = |claim: usize| claims.range(claims.owner(claim) as usize).len() as f32;
    (figures(pair.a) * figures(pair.b) / ROOM).max(1.0).ln()
}

/// Documents besides the other's that hold a value against a figure, none of which agrees with it, from which on it stands alone.
const WITNESSES: usize = 2;

/// Whether one of the two stands alone: several documents besides say of it what the other says, and none says what it says.
fn is_alone(pair: &Pair, claims: &Claims, archive: &impl Archive, lexicon: &Lexicon, threshold: &Thresholds) -> bool {
    let document = |claim: usize| claims.owner(claim);
    let alone = |own: usize, other: usize| {
        let says = |id: usize| value::compare(&claims[id], &claims[other], lexicon) == Some(Verdict::Agree);
        let elsewhere = |d: u32| d != document(own) && d != document(other);
        let attested = archive.agreeing(own).any(|(d, s)| elsewhere(d) && s >= threshold.clash);
        let (mut last, mut witnesses) = (None, 0);
        let mut clashing = archive.clashing(own, threshold.clash);
        while let Some((d, id)) = clashing.next().filter(|_| !attested && witnesses < WITNESSES) {
            if last != Some(d) && elsewhere(d) && says(id) {
                (last, witnesses) = (Some(d), witnesses + 1);
            }
        }
        witnesses >= WITNESSES
    };
    // Much is counted as one or two.
    let few = few(&claims[pair.a]) || few(&claims[pair.b]);
    !few && (alone(pair.a, pair.b) || alone(pair.b, pair.a))
}

/// How alike sentences are that tell one thing in much the same words.
const ONE_TALE: f32 = 0.5;

/// The logarithm of the larger of two values over the smaller that says nothing: twice as many.
const FAR: f32 = 0.7;
/// The most that values may be apart beyond that and count for more.
const FARTHEST: f32 = 3.0;

/// The same for two durations of one thing: a hundred times as long.
const SCALE: f32 = 4.6;

/// The logarithm of the larger of two values over the smaller, 0 where they are no positive numbers.
pub(super) fn apart_by(a: &Claim, b: &Claim) -> f32 {
    let value = |claim: &Claim| {
        let range = claim.mention.value.range()?;
        range.point().or(range.low.filter(|n| !n.is_zero())).or(range.high)?.to_f32().filter(|n| *n > 0.0)
    };
    value(a).zip(value(b)).map_or(0.0, |(x, y)| (x / y).ln().abs())
}

/// Whether the article states the figure of its headline elsewhere than the other of the pair does: the two are not to be held together.
fn is_stated_below(pair: &Pair, claims: &Claims, lexicon: &Lexicon) -> bool {
    let [above, below] = [pair.a, pair.b].map(|claim| &claims[claim]);
    let first = above.mention.sentence < below.mention.sentence;
    let (above, below) = if first { (above, below) } else { (below, above) };
    let document = above.document.0 as usize;
    let heads = claims.facts(document).headlines;
    let body = claims.of(document).iter().take(LOOK).filter(|c| c.mention.sentence >= heads);
    let mut others = body.filter(|c| class(c) == class(above) && c.mention.span != below.mention.span);
    let own = |c: &Claim| telling(above) || one_thing(&c.frame, &above.frame);
    others.any(|c| own(c) && value::compare(c, above, lexicon) == Some(Verdict::Agree))
}

/// Whether one sentence stands in both documents, but for its figures: wire copy.
pub(super) fn is_copy(score: &Score, threshold: &Thresholds) -> bool {
    score.phrases >= threshold.copy && score.sentence >= threshold.copied
}

/// Prices and specifications are those of a product, which has to be the same.
fn specified(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Percent | Kind::Measurement | Kind::Duration)
}

/// What speaks against the pair and does not settle it: the evidence has to make up for it. Each doubt by its name in
/// `rules/alignment.toml`, whether it stands, and what a clash then needs besides.
pub(super) fn doubts(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    threshold: &Thresholds,
) -> [(&'static str, bool, f32); 15] {
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let (score, doubt) = (&pair.score, &threshold.doubt);
    let kind = a.claim.mention.value.kind();
    let product = specified(kind);
    // What happened on a day did so wherever it is told to have happened.
    let temporal = kind.tells_when();
    let counts = other_counts(pair, claims);
    [
        ("foreign", score.foreign, doubt.foreign),
        ("one-sided", score.one_sided, doubt.one_sided),
        ("elsewhere", !temporal && (elsewhere(a, b) || elsewhere(b, a)) && !retold(pair, claims), doubt.elsewhere),
        ("other-place", other_place(f, g) && !retold(pair, claims), doubt.other_place),
        ("subject", product && (score.stranger && !one_owner(f, g) || other_owner(a, b)), doubt.subject),
        ("other-owner", kind != Kind::Time && owned_apart(score, f, g), doubt.other_owner),
        ("foreign-owner", !temporal && (foreign_owner(a, b) || foreign_owner(b, a)), doubt.foreign_owner),
        ("nameless", product && score.nameless, doubt.nameless),
        ("day", times(a, b, corpus) == Times::OtherDay, doubt.day),
        ("other-shares", other_shares(pair, claims), doubt.other_shares),
        ("other-counts", counts > 0, f32::from(counts) * doubt.other_counts),
        ("planned", (f.mode == Mode::Planned) != (g.mode == Mode::Planned), doubt.planned),
        ("other-actor", few(a.claim) && few(b.claim) && f.names_others(g) && !qualified(score), doubt.other_actor),
        ("unnamed", !score.named && !score.kin, doubt.unnamed),
        (
            "background",
            background(a, b) || background(b, a) || long_ago(a, b, corpus) || long_ago(b, a, corpus),
            doubt.background,
        ),
    ]
}

/// Whether the sentences tell of other names, and others are those whose the figures are.
pub(super) fn owned_apart(score: &Score, f: &Frame, g: &Frame) -> bool {
    score.parted && !score.named && !score.kin && !meet(&f.owner, &g.owner)
}

/// Whether a claim counts so few that many things are as many.
fn few(claim: &Claim) -> bool {
    claim.mention.value.kind() == Kind::Count && !telling(claim)
}

/// Whether one word qualifies the nouns of both.
fn qualified(score: &Score) -> bool {
    score.evidence.contains(Evidence::SameModifier)
}

/// What a clash of the pair has to be worth.
fn needs(pair: &Pair, corpus: &Corpus, claims: &Claims, threshold: &Thresholds) -> f32 {
    let doubts = doubts(pair, corpus, claims, threshold);
    doubts.iter().filter(|(_, stands, _)| *stands).fold(threshold.clash, |need, (.., more)| need + more)
}

/// What the pair's own evidence lacks, or what parts it.
pub(super) fn objection(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Refusal> {
    let (sum, needs) = (pair.score.sum, needs(pair, corpus, claims, threshold));
    if sum < needs {
        return Some(Refusal::Weak { sum, needs });
    }
    veto(pair, corpus, claims, || false, lexicon, threshold)
}

/// What forbids the comparison, whatever the evidence is worth.
fn veto(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    alone: impl Fn() -> bool,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Refusal> {
    let score = &pair.score;
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let kind = a.claim.mention.value.kind();
    if score.kinds < threshold.kinds && !(score.kinds + 1 == threshold.kinds && alone()) {
        return Some(Refusal::FewKinds { kinds: score.kinds, needs: threshold.kinds });
    }
    if score.heads_differ {
        return Some(Refusal::OtherThing);
    }
    let aside = |mode: Mode| matches!(mode, Mode::Denied | Mode::Demanded | Mode::Hypothetical | Mode::Estimated);
    if f.mode != g.mode && (aside(f.mode) || aside(g.mode)) {
        return Some(Refusal::OtherMode);
    }
    // What one article tells as done and as planned are two things: "we opened nine shops and plan to open twelve".
    if a.claim.document == b.claim.document && f.mode != g.mode {
        return Some(Refusal::OtherMode);
    }
    let sentences = a.claim.mention.sentence.abs_diff(b.claim.mention.sentence);
    let headline = headlined(a, b, score) && !is_stated_below(pair, claims, lexicon);
    let same_article = a.claim.document == b.claim.document && !headline;
    if same_article && (sentences <= CONTRAST || listed(a, b, corpus)) {
        return Some(Refusal::SideBySide);
    }
    if same_article && !restated(f, g) {
        return Some(Refusal::NotRestated);
    }
    if let Some(refusal) = parted(a, b, corpus) {
        return Some(refusal);
    }
    // A sentence that both print tells of one day.
    if !is_copy(score, threshold) && counted_on(a, b, corpus) {
        return Some(Refusal::OtherTime);
    }
    if accounted(pair, claims) {
        return Some(Refusal::Accounted);
    }
    if stated_beside(pair, claims) {
        return Some(Refusal::Agreed);
    }
    if other_both_ways(pair, claims) {
        return Some(Refusal::OtherThing);
    }
    let in_parts = is_part_there(a, b) || is_part_there(b, a);
    if (elsewhere(a, b) && elsewhere(b, a) || in_parts) && !retold(pair, claims) {
        return Some(Refusal::OtherPlace);
    }
    let one_qualified = f.modifiers.is_empty() != g.modifiers.is_empty();
    // "42 government buildings" are no "18 houses", though houses are buildings.
    let sorted_apart = kind == Kind::Count && one_qualified && score.evidence.contains(Evidence::AlikeHead);
    if matches!(kind, Kind::Duration | Kind::Measurement) && named_apart(f, g) || sorted_apart {
        return Some(Refusal::OtherQualifier);
    }
    if specified(kind) && other_model(a, b) {
        return Some(Refusal::OtherModel);
    }
    // Nobody is as old as years ago.
    let aged = kind == Kind::Age && f.past != g.past;
    if aged || long_past(a, b, corpus) || long_past(b, a, corpus) {
        return Some(Refusal::OtherTime);
    }
    // What rose and what fell are told of other days.
    if f.direction.zip(g.direction).is_some_and(|(x, y)| x != y) {
        return Some(Refusal::OtherDirection);
    }
    if kind == Kind::Duration && apart_by(a.claim, b.claim) > SCALE {
        return Some(Refusal::OtherScale);
    }
    // What is said in the same words of the same noun is one measure, whatever else its clause tells.
    let measured = !f.measures.is_empty() && !g.measures.is_empty() && !score.measure;
    if measured && !(score.head && score.verb) {
        return Some(Refusal::OtherMeasure);
    }
    let temporal = kind.tells_when();
    // Many firms pay on one day: a day is somebody's, who has to be named.
    if tells(a, b, score, lexicon) || !(temporal && !score.named && !score.kin) && alone() {
        return None;
    }
    let copy = is_copy(score, threshold);
    // A page says on top when it was made, in the words of every other.
    if copy && temporal && (a.claim.mention.sentence < HEAD || b.claim.mention.sentence < HEAD) {
        return Some(Refusal::PageHead);
    }
    let lacks = match kind {
        Kind::Age => Refusal::OtherPerson,
        Kind::Date | Kind::Time | Kind::Period => Refusal::Undated,
        _ => Refusal::Untold,
    };
    // "Payable on 2 January" is said of every firm: a day is that of somebody whom both know.
    let copied = copy && !(temporal && score.foreign);
    (!copied).then_some(lacks)
}

/// Whether the evidence is of the sort that tells what a value of that kind is of.
fn tells(a: Side<'_>, b: Side<'_>, score: &Score, lexicon: &Lexicon) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let has = |wanted: fn(&Evidence) -> bool| score.evidence.iter().any(|e| wanted(&e));
    let concept = has(|e| matches!(e, Evidence::SameConcept(_) | Evidence::SameMeasure(_)));
    let verb = has(|e| matches!(e, Evidence::SameVerb));
    let phrase = has(|e| matches!(e, Evidence::Phrase));
    let clause = has(|e| matches!(e, Evidence::NameInClause(_)));
    let head = has(|e| matches!(e, Evidence::SameHead));
    match a.claim.mention.value.kind() {
        // An age belongs to a person, who has to be named, or of whom the same has to be said.
        Kind::Age => one_person(f, g) || (head && verb && concept),
        // A date or a time says nothing without what happened then, and to whom.
        Kind::Date | Kind::Time | Kind::Period => {
            verb && clause && (phrase || score.sentence >= ONE_TALE) && dated(a.claim) && dated(b.claim)
        }
        Kind::Count => {
            let empty = f.head_is_empty || g.head_is_empty;
            if f.partitive || g.partitive {
                return verb;
            }
            let alike = has(|e| matches!(e, Evidence::AlikeHead));
            let measured = has(|e| matches!(e, Evidence::SameMeasure(_)));
            (!empty && (!alike || verb || phrase))
                || (concept && (verb || phrase))
                || (phrase && verb)
                || (measured && clause && telling(a.claim) && telling(b.claim))
        }
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio if apart(f, g, lexicon) => phrase && verb,
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio => {
            let beside = has(|e| matches!(e, Evidence::WordBeside)) && has(|e| matches!(e, Evidence::Sentence));
            let told = head || has(|e| matches!(e, Evidence::SameMeasure(_)));
            phrase || told || (concept && (clause || beside))
        }
        Kind::Measurement | Kind::Duration | Kind::Score => {
            let modifier = has(|e| matches!(e, Evidence::SameModifier));
            let measure = has(|e| matches!(e, Evidence::SameMeasure(_)));
            let sentence = has(|e| matches!(e, Evidence::Sentence));
            (phrase && concept && (verb || clause || (head && modifier)))
                || (head && verb && (phrase || concept) && score.kinds >= SPECIFIED)
                || (measure && (sentence || verb) && score.kinds >= SPECIFIED - 1)
        }
        Kind::Ordinal => false,
    }
}

/// Whether the documents tell one event, or the evidence makes up for how far apart they are.
fn one_event(
    pair: &Pair,
    accords: Accords,
    corpus: &Corpus,
    claims: &Claims,
    events: &Events,
    threshold: &Thresholds,
) -> bool {
    let (a, b) = (claims.owner(pair.a), claims.owner(pair.b));
    let known = events.is_local(a) && events.is_local(b);
    Circle::of(pair, accords, corpus, claims, threshold).is_one(pair.score.sum, events.mutual(a, b), known, threshold)
}

impl Circle {
    fn of(pair: &Pair, accords: Accords, corpus: &Corpus, claims: &Claims, threshold: &Thresholds) -> Self {
        let (x, y) = pair.sides(claims);
        let kind = x.claim.mention.value.kind();
        let dated = |side: Side<'_>| corpus.document(side.claim.document).published.is_some();
        Self {
            // A person is the same in every event.
            person: kind == Kind::Age && one_person(&x.claim.frame, &y.claim.frame),
            named: pair.score.named || pair.score.kin,
            // A figure that nobody would hit by accident, told alike by akin articles, is of one event.
            agrees: accords.shared >= threshold.shared,
            copy: is_copy(&pair.score, threshold),
            owned: matches!(kind, Kind::Money | Kind::Percent),
            // Pages of one manual print one sentence of many things, name none, and have no date.
            speaks: dated(x) && dated(y) || share(&x.context.names, &y.context.names),
            // Background that two articles tell alike is of one event, whatever else each is about.
            retold: retold(pair, claims),
        }
    }

    /// Whether the documents, which are so alike, tell one event, or the score makes up for how far apart they are.
    fn is_one(self, score: f32, like: f32, known: bool, threshold: &Thresholds) -> bool {
        let lacks = (threshold.event - like).max(0.0);
        let named = like >= threshold.akin || self.named;
        let makes_up = score >= threshold.clash + threshold.stranger * lacks;
        // Among many like documents a low similarity says that they tell other events; among few it says little, if a name is shared.
        // A sentence that both print is of one event, however little else they share; sums and shares are somebody's, who has to be named.
        let alike = self.copy && (named || !self.owned);
        let speaks = like >= threshold.akin || self.speaks;
        let meets = alike && (!known || speaks) || named && !known;
        let agrees = self.agrees && like >= threshold.akin;
        self.person || lacks == 0.0 || agrees || self.retold || makes_up && meets
    }
}

/// The claim that is closer, if there is one: the partner's document states the same figure elsewhere, or either claim has a better
/// partner in the other's document.
fn rival(
    pair: &Pair,
    claims: &Claims,
    known: &impl Known,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Refusal> {
    let score = pair.score.sum;
    let document = |claim: usize| claims.owner(claim);
    let ends = [(pair.a, pair.b), (pair.b, pair.a)];
    let served = |own: usize, other: usize| {
        let rival = |best: Option<f32>, share: f32| best.is_some_and(|s| s >= share * score);
        rival(known.agrees(own, document(other)), threshold.rival)
            || rival(known.equals(own, document(other)), threshold.echo)
    };
    if ends.iter().any(|(own, other)| served(*own, *other)) {
        return Some(Refusal::Agreed);
    }
    if both_stated(pair, claims) {
        return Some(Refusal::Agreed);
    }
    if ends.iter().any(|(own, other)| !known.is_best(*own, *other, claims)) {
        return Some(Refusal::BetterPartner);
    }
    // Two figures of one document that answer alike and differ: nothing says which is meant.
    let torn = |own: usize, other: usize| {
        let differs = |id: usize| value::compare(&claims[id], &claims[other], lexicon) == Some(Verdict::Clash);
        // "10 km (6 miles)" is one figure, though its halves are rounded.
        let meant = |id: usize| {
            let (f, g) = (&claims[id].frame, &claims[other].frame);
            !f.restates && !g.restates && !f.is_of_another_in_row(g)
        };
        known.clashes(own, document(other), |s, id| {
            id != other && s >= threshold.torn * score && meant(id) && differs(id)
        })
    };
    ends.iter().any(|(own, other)| torn(*own, *other)).then_some(Refusal::Torn)
}

/// Whether either document states both figures to the digit, neither of which anybody hits by accident: two quantities, that both tell.
/// A sharp figure that the other document states of that, too, or without saying of what, is enough.
fn both_stated(pair: &Pair, claims: &Claims) -> bool {
    // How much says that `own` is told by the document of `other`, too.
    let tells = |other: usize, own: usize| {
        let own = &claims[own];
        let of = || claims.of(claims.owner(other) as usize).iter().take(LOOK);
        let stated = telling(own) && of().any(|c| one_kind(c, own) && point(c) == point(own));
        u32::from(stated) + u32::from(stated && of().any(|c| tells_again(c, own)))
    };
    claims.owner(pair.a) != claims.owner(pair.b) && tells(pair.a, pair.b) + tells(pair.b, pair.a) >= 2
}

/// Whether both figures are at home in other documents.
fn at_home(pair: &Pair, claims: &Claims, archive: &impl Archive) -> bool {
    let document = |claim: usize| claims.owner(claim);
    [(pair.a, pair.b), (pair.b, pair.a)].into_iter().all(|(own, other)| {
        let mut agrees = archive.agreeing(own);
        agrees.any(|(d, s)| d != document(other) && d != document(own) && s >= pair.score.sum)
    })
}

#[cfg(test)]
mod tests {
    use crate::check;
    use crate::document::{Corpus, Document};
    use crate::rule::RuleSet;

    /// The messages of a check of two articles.
    fn told(a: &str, b: &str) -> Vec<String> {
        let documents = vec![Document::plain("a", a), Document::plain("b", b)];
        let report = check(&Corpus { documents }, &RuleSet::builtin().unwrap());
        report.findings.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn a_sentence_told_twice_is_of_one_event_wherever_it_says_that_was() {
        let long = "A flood off the shores of Tolmar killed 41,300 people in 13 countries around the Verran Sea in 1987. The Verran Sea is calm.";
        let short = |countries: &str| {
            format!(
                "In 1987, a flood off Merrow killed 41,300 people in {countries} countries. The Verran Sea is calm."
            )
        };
        assert_eq!(told(long, &short("14")).len(), 1);
        assert_eq!(told(long, &short("13")), [""; 0]);
        // Two and three of other things tell nothing.
        let held = "Two men and three women were held in Tolmar, where 40 shops burned.";
        let lost = "Two vans and three cars were lost in Merrow, where 90 shops burned.";
        assert_eq!(told(held, lost), [""; 0]);
    }

    #[test]
    fn a_place_and_a_measure_tell_whose_figure_it_is() {
        let city = |whose: &str| format!("Verra, a city of {whose}, lies on the coast of Tolmar.");
        assert_eq!(told(&city("160,000 people"), &city("190,000 people")).len(), 1);
        assert_eq!(told(&city("160,000 people"), "Verra is a city of 90 parks on the coast of Tolmar."), [""; 0]);
    }

    #[test]
    fn a_day_is_that_of_somebody_whom_both_know() {
        let paid = |firm: &str, town: &str, day: &str| {
            format!(
                "{firm} cut its dividend. The dividend is payable {day} to stock of record. The {town}-based maker of soap lost money."
            )
        };
        assert_eq!(
            told(&paid("Ostrel", "Verra", "2 January 2024"), &paid("Brill", "Tolmar", "9 January 2024")),
            [""; 0]
        );
    }

    #[test]
    fn two_things_done_on_two_days_do_not_clash() {
        for [one, other] in [
            [
                "The Lorden council rejected plans for a mosque on 3 July 2024 after a long debate.",
                "The Lorden council rejected plans for a casino on 8 August 2024 after a short debate.",
            ],
            [
                "Ana Molo, the president of Verra, signed the budget on 3 May 2024.",
                "Ana Molo, the president of Verra, signed a defence treaty on 8 May 2024.",
            ],
            [
                "Acme posted a net loss of €20 million ($18 million a year earlier).",
                "Acme posted a net loss of €20 million ($22 million).",
            ],
            [
                "Robbers stole €200,000 in cash from the Hotel Lorden in Verra.",
                "Robbers stole jewels worth €3 million from the Hotel Lorden in Verra.",
            ],
        ] {
            assert_eq!(told(one, other), [""; 0], "{one}");
        }
    }

    #[test]
    fn members_and_teams_are_counted_apart() {
        let plane = "The Verra Air plane to Tolmar carried 31 crew on Monday.";
        assert_eq!(told(plane, "The Verra Air plane to Tolmar carried 45 crew on Monday.").len(), 1);
        assert_eq!(told(plane, "The Verra Air plane to Tolmar was met by 45 crews on Monday."), [""; 0]);
        let fire = "The Verra mill fire killed 31 people on Tuesday.";
        assert_eq!(told(fire, "The Verra mill fire killed 45 workers on Tuesday.").len(), 1);
        let shops = |many: &str| format!("Tolmar Tea opened {many} in Verra on Monday.");
        assert_eq!(told(&shops("one new tea shop"), &shops("three new tea shops")).len(), 1);
        // Nor are figures since then those of all time.
        let team = "Tolmar Rovers have won 31 points from 24 games in the Verra league.";
        assert_eq!(told(team, &team.replace("24 games", "28 games")).len(), 1);
        assert_eq!(
            told(team, "Tolmar Rovers have won 31 points from 28 games since October in the Verra league."),
            [""; 0]
        );
    }

    #[test]
    fn what_both_articles_state_is_two_figures() {
        let shot = |severe: &str, any: &str| {
            format!(
                "The Verra shot cut severe disease by {severe} in adults. It cut any Verra disease by {any} in adults."
            )
        };
        assert_eq!(told(&shot("84.2%", "67.5%"), &shot("84.2%", "67.5%")), [""; 0]);
        assert_eq!(told(&shot("84.2%", "67.5%"), "In adults the Verra shot cut severe disease by 84.9%.").len(), 1);
        assert_eq!(
            told("In adults the Verra shot cut disease by 84.2%; 67.5% were shot.", &shot("67.5%", "84.2%")),
            [""; 0]
        );
    }

    #[test]
    fn a_sharp_figure_that_the_other_article_states_too_is_no_slip() {
        let saves = "Tolmar Tea expects the Verra deal to bring savings of $450 million a year.";
        assert_eq!(told(saves, &saves.replace("450", "320")).len(), 1);
        let both = format!("{} Brill has promised $450 million.", saves.replace("450", "320"));
        assert_eq!(told(saves, &both), [""; 0]);
        // What is said to be something else answers for nothing.
        let quake = |many: u32| format!("The quake in Verra on Monday killed {many} people.");
        assert_eq!(told(&quake(218), &format!("{} Hull Hotel has 218 rooms.", quake(264))).len(), 1);
    }

    #[test]
    fn a_sum_until_now_is_no_witness_of_a_figure_of_the_day() {
        let many = |texts: &[&str]| {
            let documents =
                texts.iter().enumerate().map(|(at, text)| Document::plain(format!("{at}"), *text)).collect();
            let report = check(&Corpus { documents }, &RuleSet::builtin().unwrap());
            report.findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
        };
        let day = "On Monday 12 old nets were found on the Tolmar trawler and seized in Verra.";
        let slip = "The Verra coast guard confiscated 31 old nets from the Tolmar trawler, a spokesman said.";
        let sum = "The Verra coast guard has so far confiscated 31 old nets, a spokesman said.";
        let sums =
            "The Verra coast guard confiscated 31 old nets during its five patrols of the season, a spokesman said.";
        let both = |sum: &str| [format!("{} {sum}", day.replace("Monday", "Monday night")), format!("{day} {sum}")];
        for sum in [sum, sums] {
            let [first, second] = both(sum);
            assert_eq!(many(&[day, &first, &second]), [""; 0]);
            assert_eq!(many(&[day, &first, &second, slip]).len(), 1, "{sum}");
        }
        // Those who tell as much of the day are witnesses.
        let [first, second] = both(&sum.replace("so far ", ""));
        assert_eq!(many(&[day, &first, &second, slip]), [""; 0]);
    }

    #[test]
    fn what_another_owns_is_another_figure() {
        let record = |who: &str, many: u32| {
            format!("{who} fought on Monday. The fighter has won 31 times, with {many} knockouts.")
        };
        let now = "Ana Stroud was ahead. She is now at 28-0 with 24 knockouts in the ring.";
        assert_eq!(told(now, &record("Ana Stroud", 28)).len(), 1);
        assert_eq!(told(now, &record("Ben Molo", 28)), [""; 0]);
        // Who says so owns nothing.
        let toll = |who: &str| format!("{who} said the Verra flood was deep. The flood swept away 31 old bridges.");
        assert_eq!(told(&toll("Mayor Stroud"), &toll("Captain Molo").replace("31", "38")).len(), 1);
    }

    #[test]
    fn a_person_is_as_old_in_every_article() {
        let jailed = "Graham Stroud, 57, who had stolen before, was jailed in Verra last month.";
        assert_eq!(
            told("Graham Stroud, 57, was jailed in Verra.", "Now Graham Stroud, 53, of Verra was jailed.").len(),
            1
        );
        assert_eq!(told(jailed, "Graham Stroud, then 53, was first jailed in Verra."), [""; 0]);
        let now = "Graham Stroud, 57, was jailed in Verra.";
        assert_eq!(told(now, "Two years ago Graham Stroud, 55, was jailed in Verra."), [""; 0]);
        assert_eq!(told(jailed, "Carol Stroud, 53, was jailed in Verra."), [""; 0]);
    }

    #[test]
    fn a_line_over_the_headline_does_not_hide_it() {
        let article = |lines: &str, body: &str| {
            format!(
                "{lines}\n\nThieves in Verra nab $2.5 million worth of jewels\n\nThieves made off with {body} worth of jewels in Verra on Monday."
            )
        };
        let alone = |text: &str| {
            let report = check(&Corpus { documents: vec![Document::plain("a", text)] }, &RuleSet::builtin().unwrap());
            report.findings.len()
        };
        assert_eq!(alone(&article("The Verra Herald", "$2.6 million")), 1);
        assert_eq!(alone(&article("The Verra Herald", "$2.5 million")), 0);
    }

    #[test]
    fn what_an_article_states_its_headline_may_state() {
        let alone = |text: &str| {
            let report = check(&Corpus { documents: vec![Document::plain("a", text)] }, &RuleSet::builtin().unwrap());
            report.findings.len()
        };
        let headline = "Verra fire grows to 8,400 acres\n\n";
        let body = |size: &str| format!("{headline}A wildfire near Verra grew overnight to {size}, officials said.");
        assert_eq!(alone(&body("4,800 acres")), 1);
        assert_eq!(alone(&body("8,400 acres")), 0);
        assert_eq!(alone(&format!("{} By dawn it had burned 8,400 acres.", body("4,800 acres"))), 0);
    }

    #[test]
    fn what_is_denied_is_denied_to_the_end_of_the_clause() {
        let denied = "The mayor of Verra denied that the guards fired and had killed 12 farmers at the mill.";
        assert_eq!(told(denied, "The guards killed 30 farmers at the mill in Verra."), [""; 0]);
    }
}
