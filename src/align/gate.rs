/*! The gate that a clash has to pass. Of pairs whose values clash, one in four hundred is a true conflict; each rule here tells
the others apart (shared/ALIGNMENT.md, section 3), most of them by counting over the scored pairs alone. */

use chrono::{NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::Pair;
use super::event::Events;
use super::evidence::{Evidence, Side};
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
    let likely: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| pair.verdict == Verdict::Clash)
        .filter(|pair| evident(pair, corpus, claims, lexicon, threshold))
        .filter(|pair| one_event(pair, claims, events, threshold))
        .collect();
    // Most pairs speak of claims that clash with nothing.
    let mut standings: FxHashMap<usize, Standing> =
        likely.iter().flat_map(|pair| [pair.a, pair.b]).map(|claim| (claim, Standing::default())).collect();
    for pair in pairs {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let Some(standing) = standings.get_mut(&own) else { continue };
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
    likely.into_iter().filter(|pair| unrivalled(pair, claims, &standings, lexicon, threshold)).collect()
}

/// The one value of a claim, if it states one.
fn point(claim: &Claim) -> Option<Decimal> {
    claim.mention.value.range()?.point()
}

/// Whether the value is so particular that finding it twice is no accident.
fn telling(claim: &Claim) -> bool {
    point(claim).is_some_and(|n| !n.is_integer() || n.abs() >= Decimal::from(20))
}

/// Whether the pair's own evidence is enough.
pub(super) fn evident(
    pair: &Pair,
    corpus: &Corpus,
    claims: &Claims,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> bool {
    let score = &pair.score;
    // Doubts only ask for more: what has not enough without them need not be looked at, and most pairs have not.
    if score.sum < threshold.clash || score.kinds < threshold.kinds || score.heads_differ {
        return false;
    }
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let kind = a.claim.mention.value.kind();
    let doubt = &threshold.doubt;
    // What speaks against the pair and does not settle it: the evidence has to make up for it.
    let specified = matches!(kind, Kind::Money | Kind::Percent | Kind::Measurement | Kind::Duration);
    let time = times(a, b, corpus);
    let doubts = [
        (score.foreign, doubt.foreign),
        (score.one_sided, doubt.one_sided),
        (elsewhere(a, b) || elsewhere(b, a), doubt.elsewhere),
        // Prices and specifications are those of a product, which has to be the same.
        (specified && !meet(&a.context.subject, &b.context.subject), doubt.subject),
        (time == Times::OtherDay, doubt.day),
        (!score.named && !share(&a.context.subject, &b.context.subject), doubt.unnamed),
    ];
    let need = doubts.iter().filter(|(stands, _)| *stands).fold(threshold.clash, |need, (_, more)| need + more);
    if score.sum < need {
        return false;
    }
    let aside = |mode: Mode| matches!(mode, Mode::Denied | Mode::Demanded | Mode::Hypothetical | Mode::Estimated);
    if f.mode != g.mode && (aside(f.mode) || aside(g.mode)) {
        return false;
    }
    let apart_by = a.claim.mention.sentence.abs_diff(b.claim.mention.sentence);
    if a.claim.document == b.claim.document && (apart_by <= CONTRAST || !restated(f, g)) {
        return false;
    }
    if more_named(a, b) || more_named(b, a) {
        return false;
    }
    if specified && !meet(&a.context.models, &b.context.models) {
        return false;
    }
    if f.distinct != g.distinct || time == Times::OtherSeason {
        return false;
    }
    // "Several" and "dozens" are said where nobody counted: nothing to hold others to.
    if vague(a.claim) || vague(b.claim) {
        return false;
    }
    if !f.measures.is_empty() && !g.measures.is_empty() && !f.measures.iter().any(|m| g.measures.contains(m)) {
        return false;
    }
    let has = |wanted: fn(&Evidence) -> bool| score.evidence.iter().any(|e| wanted(&e));
    let concept = has(|e| matches!(e, Evidence::SameConcept(_) | Evidence::SameMeasure(_)));
    let verb = has(|e| matches!(e, Evidence::SameVerb));
    let phrase = has(|e| matches!(e, Evidence::Phrase));
    let clause = has(|e| matches!(e, Evidence::NameInClause(_)));
    match kind {
        // An age belongs to a person, and the person has to be named.
        Kind::Age => one_person(f, g),
        // A date or a time says nothing without what happened then, and to whom.
        Kind::Date | Kind::Time | Kind::Period => verb && clause && phrase && dated(a.claim) && dated(b.claim),
        Kind::Count => {
            let empty = f.head_is_empty || g.head_is_empty;
            if f.partitive || g.partitive {
                return verb;
            }
            !empty || (concept && (verb || phrase)) || (phrase && verb)
        }
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio if apart(f, g, lexicon) => phrase && verb,
        Kind::Percent | Kind::Money | Kind::Points | Kind::Ratio => {
            let beside = has(|e| matches!(e, Evidence::WordBeside)) && has(|e| matches!(e, Evidence::Sentence));
            let told = has(|e| matches!(e, Evidence::SameHead | Evidence::SameMeasure(_)));
            phrase || told || (concept && (clause || beside))
        }
        Kind::Measurement | Kind::Duration | Kind::Score => {
            let head = has(|e| matches!(e, Evidence::SameHead));
            let modifier = has(|e| matches!(e, Evidence::SameModifier));
            (phrase && concept && (verb || clause || (head && modifier)))
                || (head && verb && (phrase || concept) && score.kinds >= SPECIFIED)
        }
        Kind::Ordinal => false,
    }
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
    let (x, y) = pair.sides(claims);
    let named = like >= threshold.akin || pair.score.named || share(&x.context.subject, &y.context.subject);
    let makes_up = pair.score.sum >= threshold.clash + threshold.stranger * lacks;
    // Among many like documents a low similarity says that they tell other events; among few it says little, if a name is shared.
    lacks == 0.0 || named && makes_up && !(events.is_local(a) && events.is_local(b))
}

/// Whether no claim that agrees is closer: the partner's document states the same figure elsewhere, both figures are at home
/// elsewhere, or either claim has a better partner in the other's document.
fn unrivalled(
    pair: &Pair,
    claims: &Claims,
    standings: &FxHashMap<usize, Standing>,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> bool {
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
        return false;
    }
    if ends.iter().any(|(own, other)| standings[own].best[&document(*other)].1 != *other) {
        return false;
    }
    // Two figures of one document that answer alike and differ: nothing says which is meant.
    let torn = |own: usize, other: usize| {
        let rivals = &standings[&own].clashes[&document(other)];
        let differs = |id: usize| value::compare(&claims.all[id], &claims.all[other], lexicon) == Some(Verdict::Clash);
        rivals.iter().any(|(s, id)| *id != other && *s >= threshold.torn * score && differs(*id))
    };
    if ends.iter().any(|(own, other)| torn(*own, *other)) {
        return false;
    }
    let at_home = |own: usize, other: usize| {
        let agrees = &standings[&own].agrees;
        agrees.iter().any(|(d, s)| *d != document(other) && *d != document(own) && *s >= score)
    };
    !ends.iter().all(|(own, other)| at_home(*own, *other))
}
