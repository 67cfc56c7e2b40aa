/*! The camps of a clash: its claims and those of its slots that state the same, grouped by value. Ten articles that say 22 and one
that says 24 are one finding, which points at the one. */

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Clash;
use crate::claim::{Claim, Mode, Term};
use crate::document::DocumentId;
use crate::rule::Case;
use crate::value::{Interval, Kind, Value};

/// The claims of a clash, camp by camp.
pub(super) struct Camps {
    /// The claims, as indices of [`Case::claims`]: the smallest camp first, where the quantity grows the earliest.
    pub(super) claims: Vec<usize>,
    /// Pairs of `claims` that cannot both hold.
    pub(super) conflicts: Vec<(usize, usize)>,
    /// By claim: how many articles say the same.
    articles: Vec<usize>,
}

/// What a claim states, as far as two claims may state the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Stated {
    Range(Option<Decimal>, Option<Decimal>),
    Interval(Interval),
    Minutes(Option<i32>, Option<i32>),
    Score(Decimal, Decimal),
    /// Nothing that could be compared: only itself.
    Itself(usize),
}

fn stated(at: usize, claim: &Claim) -> Stated {
    match (&claim.mention.value, claim.interval) {
        (Value::Score(a, b), _) => Stated::Score((*a).min(*b), (*a).max(*b)),
        (Value::Time(time), _) => {
            let (low, high) = time.minutes();
            Stated::Minutes(low, high)
        }
        (Value::Date(_) | Value::Period(_), Some(interval)) => Stated::Interval(interval),
        (value, _) => value.range().map_or(Stated::Itself(at), |r| Stated::Range(r.low, r.high)),
    }
}

impl Camps {
    /// Gathers the camps of a clash of which `pairs` are told.
    pub(super) fn of(clash: &Clash, pairs: &[(usize, usize)], case: &Case<'_>) -> Self {
        let of = |at: usize| stated(at, &case.claims[at]);
        let told: FxHashSet<usize> = clash.claims.iter().copied().collect();
        // What stands against a claim: one is enough to show that it cannot hold.
        let mut against: FxHashMap<usize, usize> = FxHashMap::default();
        for &(a, b) in pairs {
            let (a, b) = (clash.claims[a], clash.claims[b]);
            against.entry(a).or_insert(b);
            against.entry(b).or_insert(a);
        }
        let mut conflicts: Vec<(usize, usize)> =
            pairs.iter().map(|&(a, b)| (clash.claims[a], clash.claims[b])).collect();
        let mut members = clash.claims.clone();
        let mut seen = told.clone();
        for own in &clash.claims {
            let Some(rival) = against.get(own) else { continue };
            let slot = case.slots.get(own);
            for mate in slot.and_then(|slot| case.mates.get(slot)).into_iter().flatten() {
                if !seen.contains(mate) && of(*mate) == of(*own) && kin(&case.claims[*own], &case.claims[*mate]) {
                    seen.insert(*mate);
                    members.push(*mate);
                    conflicts.push((*mate, *rival));
                }
            }
        }
        let mut camps: FxHashMap<Stated, Vec<usize>> = FxHashMap::default();
        for claim in members {
            camps.entry(of(claim)).or_default().push(claim);
        }
        let mut camps: Vec<Camp> =
            camps.into_values().map(|claims| Camp::new(claims, &told, clash.update, case)).collect();
        camps.sort_by_key(|camp| camp.rank(clash.update));
        let articles = camps.iter().flat_map(|c| std::iter::repeat_n(c.articles, c.claims.len())).collect();
        let claims: Vec<usize> = camps.into_iter().flat_map(|camp| camp.claims).collect();
        let place: FxHashMap<usize, usize> = claims.iter().enumerate().map(|(at, claim)| (*claim, at)).collect();
        let mut conflicts: Vec<(usize, usize)> =
            conflicts.into_iter().map(|(a, b)| (place[&a].min(place[&b]), place[&a].max(place[&b]))).collect();
        conflicts.sort_unstable();
        conflicts.dedup();
        Self { claims, conflicts, articles }
    }

    /// The two that a message tells: the first claim, and of those that it cannot hold beside one that most articles attest.
    pub(super) fn ends(&self) -> Option<(usize, usize)> {
        let of_first = self.conflicts.iter().filter(|(a, _)| *a == 0);
        let best = of_first.fold(None, |best: Option<(usize, usize)>, pair| match best {
            Some(known) if self.articles[known.1] >= self.articles[pair.1] => best,
            _ => Some(*pair),
        });
        best.or(self.conflicts.first().copied())
    }

    /// How many articles say what the claim at that place says.
    pub(super) fn articles(&self, at: usize) -> usize {
        self.articles[at]
    }
}

/// What two claims of one slot and one value have to share beyond that, before the one is told beside the other: a slot also holds
/// what only resembles, "three boats" of another raid.
const SHARED: usize = 3;

/// Whether two claims that state the same state it of the same thing.
fn kin(a: &Claim, b: &Claim) -> bool {
    let (f, g) = (&a.frame, &b.frame);
    let key = |t: Option<Term>| t.map(|t| t.key);
    if a.mention.value.kind() == Kind::Age {
        return f.person.iter().any(|n| g.person.iter().any(|m| n.key == m.key));
    }
    let exact = a.mention.value.range().is_none_or(|r| r.low.is_some() && r.high.is_some());
    let head = f.head.is_some() && !f.head_is_empty && key(f.head) == key(g.head);
    let measure = f.measures.iter().any(|m| g.measures.contains(m));
    let verb = f.verb.is_some() && key(f.verb) == key(g.verb);
    let phrase = f.phrases.iter().any(|p| g.phrases.contains(p));
    let name = f.names.iter().any(|n| g.names.iter().any(|m| n.key == m.key));
    let shared = [head, measure, verb, phrase, name].into_iter().filter(|shared| *shared).count();
    exact
        && (head || measure)
        && shared >= SHARED
        && f.part == g.part
        && f.further == g.further
        && f.running == g.running
}

/// The claims of one value.
struct Camp {
    claims: Vec<usize>,
    articles: usize,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Camp {
    fn new(mut claims: Vec<usize>, told: &FxHashSet<usize>, update: bool, case: &Case<'_>) -> Self {
        let published = |claim: &usize| case.corpus.document(DocumentId(case.claims.owner(*claim))).published;
        // What was compared outright before what its slot says; the latest first, unless the order of time tells the story.
        claims.sort_by_key(|claim| {
            let date = published(claim);
            let (early, late) = if update { (date, None) } else { (None, date) };
            (!told.contains(claim), early, std::cmp::Reverse(late), *claim)
        });
        let documents: BTreeSet<u32> = claims.iter().map(|c| case.claims.owner(*c)).collect();
        let (first, last) = (claims.iter().filter_map(published).min(), claims.iter().filter_map(published).max());
        Self { articles: documents.len(), first, last, claims }
    }

    /// The odd one out first: the one that fewer articles attest, then the later; of a figure that grows the earlier.
    fn rank(&self, update: bool) -> (Option<NaiveDate>, usize, std::cmp::Reverse<Option<NaiveDate>>, Option<usize>) {
        let grows = if update { self.first } else { None };
        (grows, self.articles, std::cmp::Reverse(self.last), self.claims.first().copied())
    }
}

/// Who says so, where both name whom they quote and these are two: in the words of the texts.
pub(super) fn speakers<'c>(a: &Claim, b: &Claim, case: &Case<'c>) -> Option<(&'c str, &'c str)> {
    let of = |claim: &Claim| Some(claim.frame.speaker?.of(case.corpus.document(claim.document).text()));
    let (x, y) = (of(a)?, of(b)?);
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    // "Police" and "a police spokesman" may be one.
    let shared = words(x).iter().any(|word| words(y).contains(word));
    (!shared).then_some((x, y))
}

/// What sort of statement a claim is, where that is no plain report.
pub(super) const fn sort(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Asserted => None,
        Mode::Planned => Some("planned"),
        Mode::Demanded => Some("demanded"),
        Mode::Estimated => Some("an estimate"),
        Mode::Hypothetical => Some("supposed"),
        Mode::Denied => Some("denied"),
    }
}
