/*! What two articles of one event leave open. Articles that agree on several telling figures tell one event, whatever their words;
where each then states one figure of a thing that the other does not answer, the two are that thing's. Scores play no part here: in
two articles there is no archive that says which words are rare (measured on scenes of two to four articles, docs/alignment.md). */

use chrono::{NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::beside::{accounted, other_both_ways, other_shares, stated_beside};
use super::contrast::{WEEK, counted_on, dated, elsewhere, months_apart, one_person, other_model};
use super::event::Events;
use super::evidence::{Evidence, Side};
use super::gate::{apart_by, crowd, is_copy, owned_apart};
use super::parted::parted;
use super::standing::{may_be_of_it, one_kind, point, sharp, telling};
use super::value::{Verdict, compare};
use super::weights::{Open, Thresholds};
use super::{Pair, class};
use crate::claim::{Claim, Claims, Frame, Mode};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::value::{Interval, Kind};

/// Claims of a document that are looked at for one claim: keeps long lists of alike figures linear.
pub(super) const LOOK: usize = 256;

/// The clashes between what two documents leave open, each with `margin`, that `told` does not hold yet.
pub(super) fn pass<'p>(
    pairs: [&'p [Pair]; 2],
    told: &[(&'p Pair, f32)],
    corpus: &Corpus,
    claims: &Claims,
    events: &Events,
    lexicon: &Lexicon,
    threshold: &Thresholds,
) -> Vec<(&'p Pair, f32)> {
    let open = &threshold.open;
    let told: FxHashSet<(usize, usize)> = told.iter().map(|(pair, _)| (pair.a, pair.b)).collect();
    let mut tables: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut found = Vec::new();
    for pair in pairs.into_iter().flatten() {
        if pair.verdict != Verdict::Clash || told.contains(&(pair.a, pair.b)) || !may(pair, corpus, claims, threshold) {
            continue;
        }
        let (a, b) = (&claims[pair.a], &claims[pair.b]);
        let between = (a.document.0, b.document.0);
        if !may_leave(between, events, open) {
            continue;
        }
        let needs = if is_known(between, events) { open.known } else { open.shared };
        let shared = *tables.entry(between).or_insert_with(|| shared(between, claims));
        // Books agree on some figures by accident.
        let margin = open.margin + threshold.circumstance.crowd * crowd(pair, claims);
        if shared >= needs && margin >= 0.0 && is_open(a, b, claims, lexicon) {
            found.push((pair, margin));
        }
    }
    found
}

/// Whether it is known of two documents if they tell one event: among many like documents it is, and less has to say so.
pub(super) fn is_known((d, e): (u32, u32), events: &Events) -> bool {
    events.is_local(d) && events.is_local(e)
}

/// Whether two documents may leave anything open: they may tell one event.
pub(super) fn may_leave(between: (u32, u32), events: &Events, open: &Open) -> bool {
    leaves(is_known(between, events), events.mutual(between.0, between.1), open)
}

/// The same where it is known whether they are known, and how alike they are.
pub(super) fn leaves(known: bool, event: f32, open: &Open) -> bool {
    !known || event >= open.event
}

/// Whether the pair could be told, as far as its two claims say.
fn may(pair: &Pair, corpus: &Corpus, claims: &Claims, threshold: &Thresholds) -> bool {
    let open = &threshold.open;
    let (a, b) = pair.sides(claims);
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    // "Including" makes a part, mostly.
    let needs = open.support + u32::from(pair.score.one_sided);
    // What costs least is asked first.
    a.claim.document != b.claim.document
        && one_thing(f, g)
        && support(pair, f, g) >= needs
        && weighty(a.claim)
        && weighty(b.claim)
        && apart_by(a.claim, b.claim) <= open.apart
        && !(owned_apart(&pair.score, f, g) && pair.score.sum < 0.0)
        && !told_apart(a, b, corpus)
        && parted(a, b, corpus).is_none()
        && (is_copy(&pair.score, threshold) || !counted_on(a, b, corpus))
        && !accounted(pair, claims)
        && !stated_beside(pair, claims)
        && !other_both_ways(pair, claims)
        && !other_shares(pair, claims)
}

/// Whether a figure is so particular that two of them differ by no accident: "67 %", "nearly 37,000", not "two".
fn weighty(claim: &Claim) -> bool {
    let large = |end: Option<Decimal>| end.is_some_and(|n| n.abs() >= Decimal::from(20));
    let ends = claim.mention.value.range().map(|range| (range.low, range.high));
    telling(claim) || claim.mention.hedge.is_some() && ends.is_some_and(|(low, high)| large(low) || large(high))
}

/// Whether a claim says when, and that is not about the day of its article.
fn is_of_another_day(side: Side<'_>, corpus: &Corpus) -> bool {
    let days = TimeDelta::days(WEEK);
    let published = corpus.document(side.claim.document).published.map(|day| day.and_time(NaiveTime::MIN));
    let about =
        published.and_then(|day| Some(Interval::new(day.checked_sub_signed(days)?, day.checked_add_signed(days)?)));
    side.claim.frame.when.is_some_and(|when| !about.is_some_and(|about| when.meets(&about)))
}

/// Whether both count one noun, state one measure, or are of one person.
pub(super) fn one_thing(f: &Frame, g: &Frame) -> bool {
    let head = |frame: &Frame| frame.head.filter(|_| !frame.head_is_empty).map(|head| head.key);
    (head(f).is_some() && head(f) == head(g)) || f.measures.iter().any(|m| g.measures.contains(m)) || one_person(f, g)
}

/// Whether the two differ in how, when or of whom they tell: no score makes up for it here.
fn told_apart(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let counted = a.claim.mention.value.kind() == Kind::Count;
    let measured = !f.measures.is_empty() && !g.measures.is_empty();
    let one_measure = f.measures.iter().any(|m| g.measures.contains(m));
    f.mode != g.mode
        || f.past != g.past
        || f.mode != Mode::Asserted && f.mode != Mode::Planned
        || counted && f.partitive != g.partitive
        || f.direction != g.direction && !(one_measure && (f.direction.is_none() || g.direction.is_none()))
        || f.current != g.current
        || months_apart(a, b, corpus)
        || f.when.is_some() != g.when.is_some() && (is_of_another_day(a, corpus) || is_of_another_day(b, corpus))
        || measured && !one_measure
        || !f.person.is_empty() && !g.person.is_empty() && !one_person(f, g)
        || elsewhere(a, b) && elsewhere(b, a)
        || other_model(a, b)
}

/// How many things besides the noun say that it is the same.
fn support(pair: &Pair, f: &Frame, g: &Frame) -> u32 {
    let has = |wanted: fn(&Evidence) -> bool| pair.score.evidence.iter().any(|e| wanted(&e));
    let beside = f.before.is_some() && f.before == g.before || f.after.is_some() && f.after == g.after;
    let stands = [
        has(|e| matches!(e, Evidence::Sentence)),
        has(|e| matches!(e, Evidence::SameModifier)),
        has(|e| matches!(e, Evidence::NameInClause(_))),
        pair.score.verb,
        beside,
    ];
    // A measure says what is told in full, and so does whom a figure belongs to.
    2 * u32::from(pair.score.measure || one_person(f, g)) + stands.into_iter().map(u32::from).sum::<u32>()
}

/// The claims of a document.
fn of(document: u32, claims: &Claims) -> &[Claim] {
    claims.of(document as usize)
}

/// A figure as it may be told twice: what it is a figure of, and its value. Those that are found twice by no accident: telling values
/// and days of any thing, others with the noun or the measure that they are told of.
type Tale = (u32, Result<Decimal, i64>, Option<u64>);

/// The tales of a claim.
fn tales(claim: &Claim) -> Vec<Tale> {
    let Some(class) = class(claim) else { return Vec::new() };
    if let Some(value) = point(claim).map(|value| value.normalize()) {
        let things = || {
            let head = claim.frame.head.filter(|_| !claim.frame.head_is_empty).map(|head| head.key);
            head.into_iter().chain(claim.frame.measures.iter().map(|measure| u64::from(measure.0)))
        };
        return match telling(claim) {
            true => vec![(class, Ok(value), None)],
            false => things().map(|thing| (class, Ok(value), Some(thing))).collect(),
        };
    }
    let day = claim.interval.filter(|_| dated(claim) && claim.mention.value.kind() == Kind::Date);
    day.and_then(|day| Some((class, Err(day.start?.and_utc().timestamp()), None))).into_iter().collect()
}

/// On how many figures two documents agree to the digit.
fn shared((first, second): (u32, u32), claims: &Claims) -> u32 {
    let tales = |document: u32| of(document, claims).iter().take(LOOK).flat_map(tales).collect::<FxHashSet<_>>();
    let (own, other) = (tales(first), tales(second));
    // One figure of a noun and of a measure is one figure.
    let both = own.intersection(&other).map(|(class, value, _)| (class, value));
    both.collect::<FxHashSet<_>>().len() as u32
}

/// Whether a claim states the sharp figure of another, and does not say that it is of something else.
pub(super) fn tells_again(claim: &Claim, other: &Claim) -> bool {
    one_kind(claim, other)
        && point(claim) == point(other)
        && sharp(other)
        && (may_be_of_it(claim) || one_thing(&claim.frame, &other.frame))
}

/// Whether a claim gives a stretch with two ends: "just over a third", and not "fewer than 44 %".
fn rough(claim: &Claim) -> bool {
    let range = claim.mention.value.range();
    range.is_some_and(|range| range.point().is_none() && range.low.is_some() && range.high.is_some())
}

/// Whether the other document states the figure too.
fn answered(claim: &Claim, other: u32, claims: &Claims, lexicon: &Lexicon) -> bool {
    let own = class(claim);
    let concept = |y: &Claim| claim.frame.concepts.iter().any(|c| y.frame.concepts.contains(c));
    of(other, claims).iter().take(LOOK).any(|y| {
        tells_again(y, claim)
            || class(y) == own
                && compare(claim, y, lexicon) == Some(Verdict::Agree)
                // What is told roughly is answered by whatever may be meant.
                && (one_thing(&claim.frame, &y.frame)
                    || rough(claim)
                    || telling(claim) && telling(y)
                    || point(claim).is_some() && point(claim) == point(y) && (telling(claim) || concept(y)))
    })
}

/// Whether each is the one figure of its document, of the thing that both state, that the other's document does not answer.
fn is_open(a: &Claim, b: &Claim, claims: &Claims, lexicon: &Lexicon) -> bool {
    let alone = |own: &Claim, other: &Claim| {
        let like = |y: &&Claim| class(y) == class(own) && one_thing(&y.frame, &other.frame);
        let rivals = of(own.document.0, claims).iter().take(LOOK).filter(like);
        // "Up from 49.8 % in 2018": another time's figure answers for nothing.
        let then = |y: &&Claim| match (y.frame.when, own.frame.when) {
            (Some(x), Some(y)) => x.meets(&y),
            (x, y) => x.is_some() == y.is_some(),
        };
        let rivals = rivals.filter(|y| y.frame.past == own.frame.past && then(y));
        let mut rivals = rivals.filter(|y| compare(y, own, lexicon) != Some(Verdict::Agree));
        rivals.all(|y| answered(y, other.document.0, claims, lexicon))
    };
    !answered(a, b.document.0, claims, lexicon)
        && !answered(b, a.document.0, claims, lexicon)
        && alone(a, b)
        && alone(b, a)
}

#[cfg(test)]
mod tests {
    use crate::check;
    use crate::document::{Corpus, Document};
    use crate::rule::RuleSet;

    /// The messages of a check of articles, each in one string.
    fn told(articles: &[&str]) -> Vec<String> {
        let names = ["a", "b", "c"];
        let documents = names.iter().zip(articles).map(|(name, text)| Document::plain(*name, *text)).collect();
        let report = check(&Corpus { documents }, &RuleSet::builtin().unwrap());
        report.findings.iter().map(|finding| finding.message.clone()).collect()
    }

    const NEWS: &str = "Fernwood Foods recalled 84,600 tubs of houmous on 12 July 2024. It makes 31,400 tubs a day. The fine was \
                        $412,000. The plant at Holm employs 214 people.";

    #[test]
    fn one_story_by_its_figures_leaves_one_figure_open() {
        let agrees = "A sum of $412,000 is what Fernwood has to pay. Some 84,600 tubs came back by 12 July 2024. Holm makes 31,400 a \
                      day, with 214 employees.";
        assert_eq!(told(&[NEWS, agrees]), [""; 0]);
        let differs = agrees.replace("214", "241");
        assert_eq!(told(&[NEWS, &differs]).len(), 1, "{:?}", told(&[NEWS, &differs]));
        let documents = vec![Document::plain("a", NEWS), Document::plain("b", differs.as_str())];
        let report = check(&Corpus { documents }, &RuleSet::builtin().unwrap());
        let why = &report.findings[0].because;
        assert!(why.iter().any(|line| line.starts_with("the articles agree on other figures")), "{why:?}");
        // What is answered elsewhere is not open, and what has a partner of its own neither.
        let answered = format!("{differs} In May there were 214 employees.");
        assert_eq!(told(&[NEWS, &answered]), [""; 0]);
    }

    #[test]
    fn small_figures_tell_a_story_by_their_nouns() {
        let report =
            "Three children and four adults were in the house at Fernwood. The plant at Holm employs 214 people.";
        let agrees = "At Fernwood four adults had to leave with three children. Holm, with 214 employees, is closed.";
        assert_eq!(told(&[report, agrees]), [""; 0]);
        let differs = agrees.replace("214", "241");
        assert_eq!(told(&[report, &differs]).len(), 1, "{:?}", told(&[report, &differs]));
        // The same numbers of other things tell nothing.
        let other = "At Fernwood four dogs live with three cats. Holm, with 241 employees, is closed.";
        assert_eq!(told(&[report, other]), [""; 0]);
    }

    #[test]
    fn an_age_belongs_to_a_name() {
        let court = "Graham Stroud, 57, was fined $412,000 on 12 July 2024.";
        assert_eq!(told(&[court, "On 12 July 2024 a court took $412,000 from Mr Stroud, 57."]), [""; 0]);
        let differs = told(&[court, "On 12 July 2024 a court took $412,000 from Graham Stroud, 75."]);
        assert_eq!(differs.len(), 1, "{differs:?}");
        // Whatever the clause plans, the age is a fact.
        let plans = told(&[court, "On 12 July 2024 Graham Stroud, 75, called the $412,000 plan late."]);
        assert_eq!(plans.len(), 1, "{plans:?}");
        assert_eq!(told(&[court, "On 12 July 2024 a court took $412,000. Carol Stroud, 55, was cleared."]), [""; 0]);
    }

    #[test]
    fn another_story_leaves_nothing_open() {
        let other =
            "Marten Mills has to pay $90,000. It took back 12,300 tubs by 3 March 2023. The plant has 241 employees.";
        assert_eq!(told(&[NEWS, other]), [""; 0]);
    }

    #[test]
    fn the_past_and_another_day_are_told_apart() {
        let agrees = "A sum of $412,000 is what Fernwood has to pay. Some 84,600 tubs came back by 12 July 2024. Holm makes 31,400 a day.";
        let past = format!("{agrees} The year before it had 241 employees.");
        assert_eq!(told(&[NEWS, &past]), [""; 0]);
    }
}
