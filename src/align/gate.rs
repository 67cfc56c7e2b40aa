/*! The gate that a clash has to pass. Of pairs whose values clash, one in four hundred is a true conflict; each rule here tells
the others apart (shared/ALIGNMENT.md, section 3), most of them by counting over the scored pairs alone. */

use chrono::{NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

use super::Pair;
use super::event::Events;
use super::evidence::{Evidence, Score, Side};
use super::refusal::Refusal;
use super::value::{self, Verdict};
use super::weights::Thresholds;
use crate::claim::{Claim, Claims, Frame, Mode, Term};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::value::{Date, Interval, Kind, Value};

/// What the scored pairs say of one claim.
#[derive(Debug, Default)]
struct Standing {
    /// By document: the best score of any pair, and its partner.
    best: FxHashMap<u32, (f32, usize)>,
    /// By document: the scores of clashing pairs, with their partners.
    clashes: FxHashMap<u32, Vec<(f32, usize)>>,
    /// By document: the best score of an agreeing pair.
    agrees: FxHashMap<u32, f32>,
    /// By document: the best score of a pair of one telling value: 67 %, not 2 people.
    equals: FxHashMap<u32, f32>,
}

/// The pairs whose clash is told.
pub(super) fn pass<'p>(
    pairs: &'p [Pair],
    corpus: &Corpus,
    claims: &Claims,
    events: &Events,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Vec<&'p Pair> {
    let standings = standings(pairs, claims);
    let accord = Accord::of(pairs, claims, &standings);
    let told = |pair: &&Pair| {
        pair.verdict == Verdict::Clash
            && veto(pair, corpus, claims, lexicon, threshold).is_none()
            && {
                let more = circumstances(pair, corpus, claims, &accord, &standings, threshold);
                pair.score.sum + more >= needs(pair, corpus, claims, threshold)
            }
            && one_event(pair, claims, events, threshold)
            && rival(pair, claims, &standings, lexicon, threshold).is_none()
    };
    pairs.iter().filter(told).collect()
}

/// Why a clashing pair is not told, if the gate is what keeps it: the first thing that parts it.
pub(super) fn refusal(
    pair: &Pair,
    pairs: &[Pair],
    corpus: &Corpus,
    claims: &Claims,
    events: &Events,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Refusal> {
    let standings = standings(pairs, claims);
    let accord = Accord::of(pairs, claims, &standings);
    let sum = pair.score.sum + circumstances(pair, corpus, claims, &accord, &standings, threshold);
    let needs = needs(pair, corpus, claims, threshold);
    if sum < needs {
        return Some(Refusal::Weak { sum, needs });
    }
    veto(pair, corpus, claims, lexicon, threshold)
        .or_else(|| (!one_event(pair, claims, events, threshold)).then_some(Refusal::OtherEvent))
        .or_else(|| rival(pair, claims, &standings, lexicon, threshold))
}

/// What the pairs say of each claim.
fn standings(pairs: &[Pair], claims: &Claims) -> FxHashMap<usize, Standing> {
    let mut standings: FxHashMap<usize, Standing> = FxHashMap::default();
    for pair in pairs {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let standing = standings.entry(own).or_default();
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

    fn of(pairs: &[Pair], claims: &Claims, standings: &FxHashMap<usize, Standing>) -> Self {
        let mut accord = Self::default();
        for pair in pairs {
            let (a, b) = (&claims.all[pair.a], &claims.all[pair.b]);
            let best = |own: usize, other: usize| standings[&own].best[&claims.all[other].document.0].1 == other;
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

/// Documents besides the two that make a value attested.
const ATTESTED: usize = 2;

/// What the documents and the values say of a clash, besides its own evidence.
fn circumstances(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    accord: &Accord,
    standings: &FxHashMap<usize, Standing>,
    threshold: &Thresholds,
) -> f32 {
    let (a, b) = (&claims.all[pair.a], &claims.all[pair.b]);
    let weight = &threshold.circumstance;
    let (agree, clash) = accord.documents.get(&(a.document.0, b.document.0)).copied().unwrap_or_default();
    let (same, other) = accord.sentences.get(&sentences(a, b)).copied().unwrap_or_default();
    let published = |claim: &Claim| corpus.document(claim.document).published;
    let weeks = published(a).zip(published(b)).is_some_and(|(a, b)| (a - b).num_days().abs() > WEEK);
    let attested = |own: usize| {
        let agrees = standings[&own].agrees.iter();
        let others = agrees.filter(|(d, s)| **d != a.document.0 && **d != b.document.0 && **s >= threshold.clash);
        others.count() >= ATTESTED
    };
    let stands = [
        (agree >= 1, weight.accord),
        (agree >= 3, weight.more_accord),
        (clash > agree + 1, weight.discord),
        (other >= 2 && same == 0, weight.other_sentence),
        (attested(pair.a) || attested(pair.b), weight.attested),
        (weeks, weight.weeks_apart),
        (other >= 2 && same == 0 && a.document == b.document, -threshold.stranger),
    ];
    let sum: f32 = stands.iter().filter(|(stands, _)| *stands).map(|(_, weight)| weight).sum();
    let copy = pair.score.phrases >= threshold.copy && pair.score.sentence >= threshold.copied;
    let far = if copy { 0.0 } else { (apart_by(a, b) - FAR).clamp(0.0, FARTHEST) };
    sum + weight.far_values * far
}

/// The logarithm of the larger of two values over the smaller that says nothing: twice as many.
const FAR: f32 = 0.7;
/// The most that values may be apart beyond that and count for more.
const FARTHEST: f32 = 1.8;

/// The logarithm of the larger of two values over the smaller, 0 where they are no positive numbers.
fn apart_by(a: &Claim, b: &Claim) -> f32 {
    let value = |claim: &Claim| {
        let range = claim.mention.value.range()?;
        range.point().or(range.low).or(range.high)?.to_f32().filter(|n| *n > 0.0)
    };
    value(a).zip(value(b)).map_or(0.0, |(x, y)| (x / y).ln().abs())
}

/// The one value of a claim, if it states one.
fn point(claim: &Claim) -> Option<Decimal> {
    claim.mention.value.range()?.point()
}

/// Whether the value is so particular that finding it twice is no accident.
fn telling(claim: &Claim) -> bool {
    point(claim).is_some_and(|n| !n.is_integer() || n.abs() >= Decimal::from(20))
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
) -> [(&'static str, bool, f32); 9] {
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let (score, doubt) = (&pair.score, &threshold.doubt);
    let product = specified(a.claim.mention.value.kind());
    [
        ("foreign", score.foreign, doubt.foreign),
        ("one-sided", score.one_sided, doubt.one_sided),
        ("elsewhere", elsewhere(a, b) || elsewhere(b, a), doubt.elsewhere),
        ("other-place", other_place(f, g), doubt.other_place),
        ("subject", product && (score.stranger || other_owner(a, b)), doubt.subject),
        ("nameless", product && score.nameless, doubt.nameless),
        ("day", times(a, b, corpus) == Times::OtherDay, doubt.day),
        ("unnamed", !score.named && !score.kin, doubt.unnamed),
        ("background", background(a, b, claims) || background(b, a, claims), doubt.background),
    ]
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
    veto(pair, corpus, claims, lexicon, threshold)
}

/// What forbids the comparison, whatever the evidence is worth.
fn veto(pair: &Pair, corpus: &Corpus, claims: &Claims, lexicon: &Lexicon, threshold: &Thresholds) -> Option<Refusal> {
    let score = &pair.score;
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let kind = a.claim.mention.value.kind();
    if score.kinds < threshold.kinds {
        return Some(Refusal::FewKinds { kinds: score.kinds, needs: threshold.kinds });
    }
    if score.heads_differ {
        return Some(Refusal::OtherThing);
    }
    let aside = |mode: Mode| matches!(mode, Mode::Denied | Mode::Demanded | Mode::Hypothetical | Mode::Estimated);
    if f.mode != g.mode && (aside(f.mode) || aside(g.mode)) {
        return Some(Refusal::OtherMode);
    }
    let apart_by = a.claim.mention.sentence.abs_diff(b.claim.mention.sentence);
    if a.claim.document == b.claim.document && apart_by <= CONTRAST {
        return Some(Refusal::SideBySide);
    }
    if a.claim.document == b.claim.document && !restated(f, g) {
        return Some(Refusal::NotRestated);
    }
    if more_named(a, b) || more_named(b, a) {
        return Some(Refusal::MoreNamed);
    }
    if specified(kind) && other_model(a, b) {
        return Some(Refusal::OtherModel);
    }
    if f.distinct != g.distinct {
        return Some(Refusal::OtherTurn);
    }
    if times(a, b, corpus) == Times::OtherSeason {
        return Some(Refusal::OtherTime);
    }
    // What rose and what fell are told of other days.
    if f.direction.zip(g.direction).is_some_and(|(x, y)| x != y) {
        return Some(Refusal::OtherDirection);
    }
    // "Several" and "dozens" are said where nobody counted: nothing to hold others to.
    if vague(a.claim) || vague(b.claim) {
        return Some(Refusal::Vague);
    }
    if fraction(a.claim) || fraction(b.claim) {
        return Some(Refusal::Fraction);
    }
    if !f.measures.is_empty() && !g.measures.is_empty() && !f.measures.iter().any(|m| g.measures.contains(m)) {
        return Some(Refusal::OtherMeasure);
    }
    let temporal = matches!(kind, Kind::Date | Kind::Period | Kind::Time);
    // A page says on top when it was made.
    if temporal && (a.claim.mention.sentence < HEAD || b.claim.mention.sentence < HEAD) {
        return Some(Refusal::PageHead);
    }
    if temporal && !(dated(a.claim) && dated(b.claim)) {
        return Some(Refusal::Undated);
    }
    let copy = score.phrases >= threshold.copy && score.sentence >= threshold.copied;
    let lacks = match kind {
        Kind::Age => Refusal::OtherPerson,
        Kind::Date | Kind::Time | Kind::Period => Refusal::Undated,
        _ => Refusal::Untold,
    };
    (!copy && !tells(a, b, score, lexicon)).then_some(lacks)
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
        Kind::Date | Kind::Time | Kind::Period => verb && clause && phrase && dated(a.claim) && dated(b.claim),
        Kind::Count => {
            let empty = f.head_is_empty || g.head_is_empty;
            if f.partitive || g.partitive {
                return verb;
            }
            let alike = has(|e| matches!(e, Evidence::AlikeHead));
            (!empty && (!alike || verb || phrase)) || (concept && (verb || phrase)) || (phrase && verb)
        }
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio if apart(f, g, lexicon) => phrase && verb,
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio => {
            let beside = has(|e| matches!(e, Evidence::WordBeside)) && has(|e| matches!(e, Evidence::Sentence));
            let told = head || has(|e| matches!(e, Evidence::SameMeasure(_)));
            phrase || told || (concept && (clause || beside))
        }
        Kind::Measurement | Kind::Duration | Kind::Score => {
            let modifier = has(|e| matches!(e, Evidence::SameModifier));
            (phrase && concept && (verb || clause || (head && modifier)))
                || (head && verb && (phrase || concept) && score.kinds >= SPECIFIED)
        }
        Kind::Ordinal => false,
    }
}

/// Whether a count has a fraction: an index, an average, the number of a version. Things are whole.
fn fraction(claim: &Claim) -> bool {
    matches!(claim.mention.value, Value::Count(_)) && point(claim).is_some_and(|n| n.scale() > 0)
}

/// Whether the sentences speak of other models of a product: "the 13-inch", "the 15-inch". What is compared tells no model.
fn other_model(a: Side<'_>, b: Side<'_>) -> bool {
    let models = |side: Side<'_>| -> Vec<u64> {
        let own = match &a.claim.mention.value {
            Value::Measurement { dimension, .. } => Some(*dimension),
            _ => None,
        };
        side.context.models.iter().filter(|(d, _)| Some(*d) != own).map(|(_, key)| *key).collect()
    };
    !meet(&models(a), &models(b))
}

/// Whether two lists share a name.
fn share(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|n| b.contains(n))
}

/// Whether two lists share a name, or one of them is empty.
fn meet(a: &[u64], b: &[u64]) -> bool {
    a.is_empty() || b.is_empty() || share(a, b)
}

/// How the times of two claims lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    /// They may be one time.
    Same,
    /// They are days of one season.
    OtherDay,
    /// They are further apart.
    OtherSeason,
}

/// How the times of two claims lie. A sentence's own date says when; without one, an article speaks of about its own day, and figures
/// that articles tell half a year apart are of other periods.
fn times(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> Times {
    // What a date says is what is compared, not when it holds.
    if matches!(a.claim.mention.value.kind(), Kind::Date | Kind::Period | Kind::Time) {
        return Times::Same;
    }
    let published = |side: Side<'_>| corpus.document(side.claim.document).published;
    let wider = |when: Interval, days: i64| Interval {
        start: when.start.and_then(|s| s.checked_sub_signed(TimeDelta::days(days))),
        end: when.end.and_then(|e| e.checked_add_signed(TimeDelta::days(days))),
    };
    let around = |side: Side<'_>| -> Option<Interval> {
        let day = published(side)?.and_time(NaiveTime::MIN);
        Some(wider(Interval::new(day, day), SEASON))
    };
    match (a.claim.frame.when.or_else(|| around(a)), b.claim.frame.when.or_else(|| around(b))) {
        (Some(x), Some(y)) if x.meets(&y) => Times::Same,
        (Some(x), Some(y)) if wider(x, WEEK).meets(&y) && x.days().max(y.days()) < Some(LONG) => Times::OtherDay,
        (Some(_), Some(_)) => Times::OtherSeason,
        _ => Times::Same,
    }
}

/// Days within which two dates may be told of one thing: when it happened, and when it was found or told.
const WEEK: i64 = 7;
/// Days from which on a stretch of time is a year or so: another year is another figure.
const LONG: i64 = 300;

/// Whether one tells of a place that the other's sentence, and the head of its article, do not know: a town's figure, and the
/// whole country's.
fn elsewhere(a: Side<'_>, b: Side<'_>) -> bool {
    let knows =
        |place: u64| b.context.words.binary_search(&place).is_ok() || b.document.lead.binary_search(&place).is_ok();
    let places = &a.claim.frame.places;
    !places.is_empty() && !places.iter().any(|place| knows(place.key))
}

/// Whether both clauses tell where, and tell other places.
fn other_place(f: &Frame, g: &Frame) -> bool {
    let (p, q) = (&f.places, &g.places);
    !p.is_empty() && !q.is_empty() && !p.iter().any(|x| q.iter().any(|y| x.key == y.key))
}

/// Whether both name whose the figure is, name others, and share no name in their clauses.
fn other_owner(a: Side<'_>, b: Side<'_>) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let clause = f.names.iter().any(|n| g.names.iter().any(|m| n.key == m.key));
    !clause && !f.names.is_empty() && !g.names.is_empty() && !meet(&f.owner, &g.owner)
}

/// Whether a tells when, b does not, and no date of b's document is of that time: an event of the past, told as background.
fn background(a: Side<'_>, b: Side<'_>, claims: &Claims) -> bool {
    let Some(when) = a.claim.frame.when.filter(|_| b.claim.frame.when.is_none()) else { return false };
    let told = |claim: &Claim| match claim.mention.value {
        Value::Date(_) | Value::Period(_) => claim.interval.is_some_and(|i| i.meets(&when)),
        _ => false,
    };
    when.days() > Some(LONG) && !claims.all[b.document.claims.clone()].iter().any(told)
}

/// Whether a date names its day. "Today" and "Monday" turn with the day of the article, which may be that of an update.
fn dated(claim: &Claim) -> bool {
    let names_day = |date: &Date| date.day.is_some();
    match &claim.mention.value {
        Value::Date(date) => names_day(date),
        Value::Period(period) => names_day(&period.start) && names_day(&period.end),
        _ => true,
    }
}

/// Whether one lists names of which the other's sentence knows some and not all: three towns' figure, and one town's.
fn more_named(a: Side<'_>, b: Side<'_>) -> bool {
    let knows = |name: &u64| b.context.names.binary_search(name).is_ok();
    let listed = &a.claim.frame.listed;
    listed.iter().any(knows) && !listed.iter().all(knows)
}

/// Whether the text gives no number, only a word such as "several".
fn vague(claim: &Claim) -> bool {
    claim.mention.hedge.is_none()
        && claim.mention.value.range().is_some_and(|r| r.point().is_none())
        && claim.mention.value.kind() == Kind::Count
}

/// Sentences at the head of a page that may be no sentences: when it was posted, where.
const HEAD: u32 = 3;

/// Sentences within which a writer who tells alike things apart sets them side by side.
const CONTRAST: u32 = 3;

/// Kinds of evidence that a figure of a thing's making needs: every thing has a length and lasts a while.
const SPECIFIED: u32 = 5;

/// Days on either side of its own date that an article speaks of where it names no other.
const SEASON: i64 = 90;

/// Whether the clauses begin with nouns that are of different things: "a sack is worth", "the cargo is worth". A name says who acts,
/// not what is measured.
fn apart(f: &Frame, g: &Frame, lexicon: &Lexicon) -> bool {
    let (Some(a), Some(b)) = (f.topic, g.topic) else { return false };
    let named = |frame: &Frame, topic: Term| frame.names.iter().any(|n| n.key == topic.key);
    let alike = || lexicon.concepts(&[a.key]).any(|c| lexicon.concepts(&[b.key]).any(|d| c == d));
    a.key != b.key && !named(f, a) && !named(g, b) && !alike()
}

/// Whether both stand beside one person's name.
fn one_person(f: &Frame, g: &Frame) -> bool {
    f.person.iter().any(|n| g.person.iter().any(|m| n.key == m.key))
}

/// Whether one article tells the same thing twice. Writers seldom contradict themselves, and often set like things side by side:
/// noun, verb, what qualifies the noun, and all names of the clause have to be the same.
fn restated(f: &Frame, g: &Frame) -> bool {
    let same = |a: &[Term], b: &[Term]| {
        a.iter().all(|x| b.iter().any(|y| x.key == y.key)) && b.iter().all(|y| a.iter().any(|x| x.key == y.key))
    };
    let key = |t: Option<Term>| t.map(|t| t.key);
    f.head.is_some()
        && !f.head_is_empty
        && key(f.head) == key(g.head)
        && f.verb.is_some()
        && key(f.verb) == key(g.verb)
        && same(&f.modifiers, &g.modifiers)
        && same(&f.names, &g.names)
}

/// Whether the documents tell one event, or the evidence makes up for how far apart they are.
fn one_event(pair: &Pair, claims: &Claims, events: &Events, threshold: &Thresholds) -> bool {
    let (a, b) = (claims.all[pair.a].document.0, claims.all[pair.b].document.0);
    let like = (events.similarity(a, b) + events.similarity(b, a)) / 2.0;
    // A person is the same in every event.
    if one_person(&claims.all[pair.a].frame, &claims.all[pair.b].frame)
        && claims.all[pair.a].mention.value.kind() == Kind::Age
    {
        return true;
    }
    let lacks = (threshold.event - like).max(0.0);
    let named = like >= threshold.akin || pair.score.named || pair.score.kin;
    let makes_up = pair.score.sum >= threshold.clash + threshold.stranger * lacks;
    // Among many like documents a low similarity says that they tell other events; among few it says little, if a name is shared.
    lacks == 0.0 || named && makes_up && !(events.is_local(a) && events.is_local(b))
}

/// The claim that is closer, if there is one: the partner's document states the same figure elsewhere, both figures are at home
/// elsewhere, or either claim has a better partner in the other's document.
fn rival(
    pair: &Pair,
    claims: &Claims,
    standings: &FxHashMap<usize, Standing>,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Option<Refusal> {
    let score = pair.score.sum;
    let document = |claim: usize| claims.all[claim].document.0;
    let ends = [(pair.a, pair.b), (pair.b, pair.a)];
    let served = |own: usize, other: usize| {
        let standing = &standings[&own];
        let rival =
            |by: &FxHashMap<u32, f32>, share: f32| by.get(&document(other)).is_some_and(|s| *s >= share * score);
        rival(&standing.agrees, threshold.rival) || rival(&standing.equals, threshold.echo)
    };
    if ends.iter().any(|(own, other)| served(*own, *other)) {
        return Some(Refusal::Agreed);
    }
    if ends.iter().any(|(own, other)| standings[own].best[&document(*other)].1 != *other) {
        return Some(Refusal::BetterPartner);
    }
    // Two figures of one document that answer alike and differ: nothing says which is meant.
    let torn = |own: usize, other: usize| {
        let rivals = &standings[&own].clashes[&document(other)];
        let differs = |id: usize| value::compare(&claims.all[id], &claims.all[other], lexicon) == Some(Verdict::Clash);
        rivals.iter().any(|(s, id)| *id != other && *s >= threshold.torn * score && differs(*id))
    };
    if ends.iter().any(|(own, other)| torn(*own, *other)) {
        return Some(Refusal::Torn);
    }
    let at_home = |own: usize, other: usize| {
        let agrees = &standings[&own].agrees;
        agrees.iter().any(|(d, s)| *d != document(other) && *d != document(own) && *s >= score)
    };
    ends.iter().all(|(own, other)| at_home(*own, *other)).then_some(Refusal::AtHome)
}
