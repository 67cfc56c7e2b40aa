/*! An archive, judged a document at a time. The claims of a document are held against those of its later neighbours, what the two
documents say settles all that it can, and of the pairs only a few bytes are kept: millions of pairs are never in memory.

```text
document ─ pairs with later neighbours ─┬─ agreeing: claims, score, worth ──────── slots (group)
                                        ├─ clashing: claims, score ─┐
                                        ├─ clashes that may be told ┴─ what all documents say ─ told (gate)
                                        └─ what two documents leave open ───────── told (open)
```

All but three questions of the gate are about the two documents of a pair alone. Those three (whether other documents attest a figure,
whether a figure is at home elsewhere, whether it stands alone) are asked again for the few that pass without them, of what is kept of
the pairs of their claims. */

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::event::Events;
use super::gate::Likely;
use super::group::Weighed;
use super::hearing::Hearing;
use super::recall::{Judged, Memory, Place, Row};
use super::standing::Archive;
use super::value::Verdict;
use super::{Indexes, Pair, Weighing, gate, group, open, pairs_of};
use crate::claim::Claims;
use crate::document::Corpus;
use crate::lexicon::Lexicon;

/// Documents that are judged before what comes of them is put away.
const ROUND: usize = 512;
/// The same of an archive that lies on a shelf: their neighbours are open at once.
const SHORT: usize = 64;

/// A claim, as what is kept of pairs names it.
type Id = u32;

/// What is kept of a pair that agrees.
#[derive(Debug, Clone, Copy)]
struct Agreed {
    a: Id,
    b: Id,
    /// The blind score.
    sum: f32,
    /// What the two are worth as one quantity.
    worth: f32,
}

/// What is kept of a pair that clashes, and whose evidence tells that it might be of one quantity: that others say the same tells
/// nothing of a pair otherwise.
#[derive(Debug, Clone, Copy)]
struct Clashed {
    a: Id,
    b: Id,
}

/// What is kept of the pairs of a corpus: clashes that may be told in the order of their documents, others in none.
#[derive(Debug, Default)]
pub(super) struct Tally {
    agreed: Vec<Agreed>,
    clashed: Vec<Clashed>,
    /// Clashes that are told unless other documents speak against it.
    likely: Vec<Likely>,
    /// Clashes of what two documents leave open, with their margins: of pairs with evidence, and of faint ones.
    open: [Vec<(Pair, f32)>; 2],
    /// By claim: whether some pair holds it.
    pub(super) held: Vec<bool>,
    /// How many pairs were scored.
    pub(super) scored: usize,
    /// How many pairs of documents were judged anew: what it cost.
    pub(super) anew: usize,
}

/// What the pairs are judged by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Court<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) claims: &'a Claims,
    pub(super) events: &'a Events,
    pub(super) lexicon: &'a Lexicon,
    pub(super) weighing: &'a Weighing,
}

impl Court<'_> {
    /// Where the claims of two documents begin.
    fn starts(&self, at: usize, other: usize) -> [usize; 2] {
        [at, other].map(|document| self.claims.range(document).start)
    }

    /// How many claims they have.
    fn sizes(&self, at: usize, other: usize) -> [usize; 2] {
        [at, other].map(|document| self.claims.range(document).len())
    }
}

/// Judges the pairs of two documents, which were heard, as far as these two alone settle it.
fn judge(
    (at, other): (usize, usize),
    pairs: &[Pair],
    faint: &[Pair],
    court: Court<'_>,
    hearing: &Hearing,
    row: &mut Judged,
) {
    let Court { corpus, claims, events, lexicon, weighing } = court;
    let threshold = &weighing.threshold;
    let starts = court.starts(at, other);
    for pair in pairs {
        let (a, b, sum) = ((pair.a - starts[0]) as Id, (pair.b - starts[1]) as Id, pair.score.sum);
        match pair.verdict {
            Verdict::Agree => row.agreed.push((a, b, sum, group::worth(pair, corpus, claims, hearing, weighing))),
            Verdict::Clash => {
                if sum >= threshold.clash {
                    row.clashed.push((a, b));
                }
                let likely = gate::may_pass(pair, corpus, claims, hearing, lexicon, threshold);
                row.told.likely.extend(likely.map(|likely| likely.counted_from(starts)));
            }
        }
    }
    if !open::may_leave((at as u32, other as u32), events, &threshold.open) {
        return;
    }
    for (own, pairs) in row.told.open.iter_mut().zip([pairs, faint]) {
        let found = open::pass([pairs, &[]], &[], corpus, claims, events, lexicon, threshold);
        own.extend(found.into_iter().map(|(pair, margin)| (pair.counted_from(starts), margin)));
    }
}

impl Tally {
    /// Judges every document that `stands` against its later neighbours, but for those that `memory` knows.
    pub(super) fn of(court: Court<'_>, stands: &[bool], memory: Option<&Memory<'_>>) -> Self {
        let shelved = court.claims.is_shelved();
        let few = shelved || memory.is_some_and(Memory::knows_most);
        let mut tally = Self::default();
        let held: Vec<AtomicBool> = (0..court.claims.len()).map(|_| AtomicBool::new(false)).collect();
        let order = court.events.by_nearness(stands);
        let mut rounds = order.chunks(if shelved { SHORT } else { ROUND }).peekable();
        while rounds.peek().is_some() {
            let window = court.claims.window();
            let indexes = if few { Indexes::few(&window) } else { Indexes::all(&window, stands) };
            let court = Court { claims: &window, ..court };
            while !window.is_full()
                && let Some(round) = rounds.next()
            {
                let judge = |room: &mut (Hearing, Judged), at: &usize| {
                    Self::of_document(*at, court, &indexes, memory, room, &held)
                };
                let judged: Vec<Self> = round.par_iter().map_init(Default::default, judge).collect();
                judged.into_iter().for_each(|own| tally.add(own));
            }
        }
        let document = |claim: usize| court.claims.owner(claim);
        let place = |pair: &Pair| (document(pair.a), document(pair.b), pair.a, pair.b);
        tally.likely.par_sort_unstable_by_key(|likely| place(&likely.pair));
        tally.open.iter_mut().for_each(|open| open.par_sort_unstable_by_key(|(pair, _)| place(pair)));
        tally.held = held.into_iter().map(AtomicBool::into_inner).collect();
        tally
    }

    /// Judges a document against itself and its later neighbours; `hearing` and `judged` are written anew.
    fn of_document(
        at: usize,
        court: Court<'_>,
        indexes: &Indexes<'_>,
        memory: Option<&Memory<'_>>,
        (hearing, judged): &mut (Hearing, Judged),
        held: &[AtomicBool],
    ) -> Self {
        let mut tally = Self::default();
        let row = memory.map(|memory| memory.row(at)).unwrap_or_default();
        let mut next = Place::default();
        let (mut known, mut asked, mut keys) = (Row::default(), Vec::new(), Vec::new());
        let mut again = Vec::new();
        for (other, event) in court.events.later(at) {
            let Some(memory) = memory else {
                asked.push((other, event));
                continue;
            };
            let key = memory.key(at, other, event);
            let kept = row.find(key, &mut next);
            match kept.filter(|kept| judged.read(kept, court.sizes(at, other), court.lexicon).is_some()) {
                Some(kept) => {
                    tally.take((at, other), event, judged, court, held);
                    again.push((key, kept));
                }
                None => {
                    asked.push((other, event));
                    keys.push(key);
                }
            }
        }
        tally.anew = asked.len();
        if asked.is_empty() {
            return tally;
        }
        let Court { claims, events, lexicon, weighing, .. } = court;
        let mut told = asked.iter().zip(keys.iter().map(Some).chain(std::iter::repeat(None)));
        let hear = |other: usize, pairs: &[Pair], faint: &[Pair]| {
            judged.clear();
            if !(pairs.is_empty() && faint.is_empty()) {
                hearing.hear((at, other), pairs, claims);
                judge((at, other), pairs, faint, court, hearing, judged);
            }
            judged.hold(court.sizes(at, other), pairs, court.starts(at, other), faint.len());
            // Each that was asked for is heard once, in turn.
            let Some(((_, event), key)) = told.next() else { return };
            tally.take((at, other), *event, judged, court, held);
            if let Some(key) = key {
                known.write(*key, judged, court.sizes(at, other));
            }
        };
        let others = asked.iter().map(|(other, _)| *other);
        pairs_of(at, others, claims, indexes, events, lexicon, weighing, hear);
        if let Some(memory) = memory {
            again.into_iter().for_each(|(key, kept)| known.add(key, kept));
            memory.keep(at, &known);
        }
        tally
    }

    /// Takes in what was judged of two documents, which are so alike.
    fn take(
        &mut self,
        (at, other): (usize, usize),
        event: f32,
        judged: &Judged,
        court: Court<'_>,
        held: &[AtomicBool],
    ) {
        let Court { events, weighing, .. } = court;
        let starts = court.starts(at, other);
        self.scored += judged.scored;
        for (which, claim) in judged.held(court.sizes(at, other)) {
            held[starts[which] + claim].store(true, Ordering::Relaxed);
        }
        let [first, second] = starts.map(|start| start as Id);
        self.agreed.extend(judged.agreed.iter().map(|&(a, b, sum, worth)| Agreed {
            a: first + a,
            b: second + b,
            sum,
            worth: group::in_event(worth, event, weighing),
        }));
        self.clashed.extend(judged.clashed.iter().map(|&(a, b)| Clashed { a: first + a, b: second + b }));
        let known = events.is_local(at as u32) && events.is_local(other as u32);
        let one_event = |it: &&Likely| it.is_of_one_event(event, known, &weighing.threshold);
        self.likely.extend(judged.told.likely.iter().filter(one_event).map(|likely| likely.moved(starts)));
        for (own, open) in self.open.iter_mut().zip(&judged.told.open) {
            own.extend(open.iter().map(|(pair, margin)| (pair.moved(starts), *margin)));
        }
    }

    fn add(&mut self, other: Self) {
        self.agreed.extend(other.agreed);
        self.clashed.extend(other.clashed);
        self.likely.extend(other.likely);
        self.open.iter_mut().zip(other.open).for_each(|(own, other)| own.extend(other));
        self.scored += other.scored;
        self.anew += other.anew;
    }

    /// The clashes that are told, each with its margin: past the gate, then what documents leave open besides; and the pairs that agree.
    /// All else that was kept is given back: of a large archive that is much.
    pub(super) fn told(self, court: Court<'_>) -> ([Vec<(Pair, f32)>; 2], Vec<Weighed>) {
        let Court { claims, lexicon, weighing, .. } = court;
        let others = Others::of(&self, claims);
        let margin =
            |claims: &Claims, likely: &Likely| Some(likely.margin(claims, &others, lexicon, &weighing.threshold));
        let margins: Vec<Option<f32>> = claims.in_rounds(&self.likely, margin);
        drop(others);
        let told = self.likely.into_iter().zip(margins).filter_map(|(likely, margin)| Some((likely.pair, margin?)));
        let passed: Vec<(Pair, f32)> = told.collect();
        let known: FxHashSet<(usize, usize)> = passed.iter().map(|(pair, _)| (pair.a, pair.b)).collect();
        let open = self.open.into_iter().flatten().filter(|(pair, _)| !known.contains(&(pair.a, pair.b)));
        let weighed = |it: Agreed| Weighed { a: it.a, b: it.b, worth: it.worth };
        ([passed, open.collect()], self.agreed.into_iter().map(weighed).collect())
    }
}

/// What all pairs say of the claims of clashes that may be told.
struct Others {
    /// A claim, a document that holds one which agrees with it, and the best score of it there; sorted.
    agreeing: Vec<(Id, u32, f32)>,
    /// A claim, a document, and a claim of that which clashes with it; sorted.
    clashing: Vec<(Id, u32, Id)>,
}

impl Others {
    fn of(tally: &Tally, claims: &Claims) -> Self {
        let [mut asked, mut alone] = [(); 2].map(|()| vec![false; claims.len()]);
        for Likely { pair, needs_alone, .. } in &tally.likely {
            for claim in [pair.a, pair.b] {
                asked[claim] = true;
                alone[claim] |= *needs_alone;
            }
        }
        let document = |claim: Id| claims.owner(claim as usize);
        let (mut agreeing, mut clashing) = (Vec::new(), Vec::new());
        let scope = |it: &&Agreed| claims.one_scope(it.a as usize, it.b as usize);
        for &Agreed { a, b, sum, .. } in tally.agreed.iter().filter(scope) {
            let ends = [(a, b), (b, a)].into_iter().filter(|(own, _)| asked[*own as usize]);
            agreeing.extend(ends.map(|(own, other)| (own, document(other), sum)));
        }
        // The best of each document stands first.
        agreeing.par_sort_unstable_by(|x: &(Id, u32, f32), y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
        agreeing.dedup_by_key(|it| (it.0, it.1));
        for &Clashed { a, b } in &tally.clashed {
            let ends = [(a, b), (b, a)].into_iter().filter(|(own, _)| alone[*own as usize]);
            clashing.extend(ends.map(|(own, other)| (own, document(other), other)));
        }
        clashing.par_sort_unstable();
        Self { agreeing, clashing }
    }
}

impl Archive for Others {
    fn agreeing(&self, claim: usize) -> impl Iterator<Item = (u32, f32)> {
        let start = self.agreeing.partition_point(|it| (it.0 as usize) < claim);
        let own = self.agreeing[start..].iter().take_while(move |it| it.0 as usize == claim);
        own.map(|(_, document, sum)| (*document, *sum))
    }

    fn clashing(&self, claim: usize, _: f32) -> impl Iterator<Item = (u32, usize)> {
        // Those of a lower score were not kept.
        let start = self.clashing.partition_point(|it| (it.0 as usize) < claim);
        let own = self.clashing[start..].iter().take_while(move |it| it.0 as usize == claim);
        own.map(|(_, document, other)| (*document, *other as usize))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::cache::Cache;
    use crate::claim::DocumentRead;
    use crate::document::{Document, Inputs, read};
    use crate::rule::RuleSet;

    use super::super::standing::Standings;
    use super::super::{Prepared, score};
    use super::*;

    /// A corpus and its claims, read.
    fn gathered(corpus: &Corpus, lexicon: &Lexicon) -> Claims {
        Claims::gather(corpus.iter().map(|(id, document)| {
            let DocumentRead { claims, facts, .. } = crate::read_document(id, document, lexicon);
            (claims, facts)
        }))
    }

    #[test]
    fn what_is_asked_of_two_documents_and_then_of_all_is_told_as_if_all_were_asked_at_once() {
        let RuleSet { lexicon, weighing, .. } = &RuleSet::builtin().unwrap();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let (corpus, _) = read(&Inputs { paths: vec![fixtures], ..Inputs::default() });
        let claims = &gathered(&corpus, lexicon);
        let Prepared { stands, events, .. } = Prepared::of(claims, weighing, None);
        let court = Court { corpus: &corpus, claims, events: &events, lexicon, weighing };
        let tally = Tally::of(court, &stands, None);

        let scored = score(claims, lexicon, weighing, None);
        let standings = Standings::count(&scored.pairs, claims);
        let threshold = &weighing.threshold;
        let at_once = |pair: &&Pair| {
            let refusal = gate::refusal(pair, &corpus, claims, &events, &standings, lexicon, threshold);
            pair.verdict == Verdict::Clash && refusal.is_none()
        };
        let margin = |pair| (pair, gate::margin(pair, &corpus, claims, &standings, threshold));
        let mut told: Vec<(&Pair, f32)> = scored.pairs.iter().filter(at_once).map(margin).collect();
        let passed = told.len();
        let both = [&scored.pairs[..], &scored.faint[..]];
        told.extend(open::pass(both, &told, &corpus, claims, &events, lexicon, threshold));
        let (likely, scored_in_turn) = (tally.likely.len(), tally.scored);
        let (in_turn, weighed) = tally.told(court);
        let in_turn = in_turn.concat();
        let key = |pair: &Pair, margin: f32| (pair.a, pair.b, margin.to_bits());
        let at_once = told.iter().map(|(pair, margin)| key(pair, *margin));
        let same = at_once.eq(in_turn.iter().map(|(pair, margin)| key(pair, *margin)));
        assert!(same, "{} and {} pairs are told", told.len(), in_turn.len());

        let worths = scored.pairs.iter().filter(|pair| pair.verdict == Verdict::Agree).map(|pair| {
            let worth = group::worth(pair, &corpus, claims, &standings, weighing);
            let worth = group::in_event(worth, scored.event(pair, claims), weighing);
            (pair.a as u32, pair.b as u32, worth.to_bits())
        });
        let sorted = |mut worths: Vec<(u32, u32, u32)>| {
            worths.sort_unstable();
            worths
        };
        let weighed = weighed.iter().map(|it| (it.a, it.b, it.worth.to_bits())).collect();
        assert_eq!(sorted(worths.collect()), sorted(weighed));
        // Else nothing was asked of all.
        assert!(likely > passed && passed > 20, "{likely} likely, {passed} told");
        assert_eq!(scored_in_turn, scored.pairs.len() + scored.faint.len());
    }

    #[test]
    fn two_documents_of_which_nothing_changed_are_not_judged_again() {
        let RuleSet { lexicon, weighing, .. } = &RuleSet::builtin().unwrap();
        let room = tempfile::tempdir().unwrap();
        let of = |at: usize, cars: usize| {
            let town = ["Lorby", "Haskum", "Tolley", "Wickby", "Moss End"][at % 5];
            let text = format!(
                "Some {cars} cars burnt in {town}, the coast guard said. The union of {town} has 3,712 members."
            );
            Document::plain(format!("{at}"), text)
        };
        let mut corpus = Corpus { documents: (0..40).map(|at| of(at, 200 + at)).collect() };
        let anew = |corpus: &Corpus| {
            let claims = &gathered(corpus, lexicon);
            let Prepared { stands, events, .. } = Prepared::of(claims, weighing, None);
            let court = Court { corpus, claims, events: &events, lexicon, weighing };
            let cache = Cache::open(room.path(), "a", Path::new("/project"), lexicon);
            let keys: Vec<Option<u128>> = corpus.documents.iter().map(|document| Some(cache.key(document))).collect();
            let tally = Tally::of(court, &stands, Some(&Memory::of(&cache, court, &keys)));
            assert!(cache.close().unwritten.is_none());
            (tally.anew, (0..40).map(|at| events.later(at).count()).sum::<usize>())
        };
        let (first, all) = anew(&corpus);
        assert_eq!((first, all), (40 * 41 / 2, 40 * 41 / 2), "each with each");
        assert_eq!(anew(&corpus).0, 0);
        corpus.documents[7] = of(7, 911);
        assert_eq!(anew(&corpus).0, 40, "with itself and with each other");
        assert_eq!(anew(&corpus).0, 0);
        corpus.documents[7] = of(7, 207);
        assert_eq!(anew(&corpus).0, 7, "rows of documents before it were written anew without it");
        // Its path is of no matter, unless it tells a version.
        corpus.documents[9].path = "other".to_owned();
        assert_eq!(anew(&corpus).0, 0);
        corpus.documents[9].path = "tool-1.2/other".to_owned();
        assert_eq!(anew(&corpus).0, 40);
        // A name that all know is no longer rare, or is: that changes all who know it.
        corpus.documents[0] = Document::plain("0", "Some 200 cars burnt in Ferrum, the coast guard said.");
        assert!(anew(&corpus).0 > 40);
    }

    /// How many pairs are scored of so many articles on one ballot, each of a town of its own.
    fn scored(articles: usize, rules: &RuleSet) -> usize {
        let town = |at: usize| {
            let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
            format!("Lor{}{}{}ton", letter(at / 676), letter(at / 26), letter(at))
        };
        let document = |at: usize| {
            let text = format!(
                "Some 37,412 junior doctors took part in the ballot, the union said in {}. {} counted 512 of them.",
                town(at),
                town(at / 3)
            );
            Document::plain(format!("{at}"), text)
        };
        let corpus = Corpus { documents: (0..articles).map(document).collect() };
        let claims = &gathered(&corpus, &rules.lexicon);
        let Prepared { stands, events, .. } = Prepared::of(claims, &rules.weighing, None);
        let (lexicon, weighing) = (&rules.lexicon, &rules.weighing);
        let court = Court { corpus: &corpus, claims, events: &events, lexicon, weighing };
        Tally::of(court, &stands, None).scored
    }

    #[test]
    fn as_many_pairs_of_an_article_are_scored_in_a_large_archive_as_in_a_small_one() {
        let rules = RuleSet::builtin().unwrap();
        let (few, many) = (scored(250, &rules), scored(1_000, &rules));
        assert!(few > 250, "{few}");
        assert!(many <= 4 * few * 5 / 4, "{few} pairs of 250 articles, {many} of 1,000");
    }

    #[test]
    fn a_document_of_one_figure_over_and_over_is_not_held_against_itself_in_all_pairs() {
        let rules = RuleSet::builtin().unwrap();
        let pairs = |count: usize| {
            let text = "Some 37,412 junior doctors took part in the ballot. ".repeat(count);
            let corpus = Corpus { documents: vec![Document::plain("a", text)] };
            let claims = &gathered(&corpus, &rules.lexicon);
            let Prepared { stands, events, .. } = Prepared::of(claims, &rules.weighing, None);
            let (lexicon, weighing) = (&rules.lexicon, &rules.weighing);
            Tally::of(Court { corpus: &corpus, claims, events: &events, lexicon, weighing }, &stands, None).scored
        };
        let (few, many) = (pairs(200), pairs(2_000));
        assert!(few > 200 && many <= 11 * few, "{few} pairs of 200 claims, {many} of 2,000");
    }
}
