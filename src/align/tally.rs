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

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::event::Events;
use super::group::Weighed;
use super::standing::{Accords, Standings, Tale};
use super::value::Verdict;
use super::{FLOOR, Index, Pair, Weighing, gate, group, open, pairs_of};
use crate::claim::Claims;
use crate::document::Corpus;
use crate::lexicon::Lexicon;

/// Documents that are judged before what comes of them is put away.
const ROUND: usize = 512;

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
    /// Whether they state one telling value.
    equal: bool,
}

/// What is kept of a pair that clashes.
#[derive(Debug, Clone, Copy)]
struct Clashed {
    a: Id,
    b: Id,
    sum: f32,
}

/// What is kept of the pairs of a corpus, in the order of their documents.
#[derive(Debug, Default)]
pub(super) struct Tally {
    agreed: Vec<Agreed>,
    clashed: Vec<Clashed>,
    /// Clashes that are told unless other documents speak against it, and on how much their documents and sentences agree.
    likely: Vec<(Pair, Accords)>,
    /// Clashes of what two documents leave open, with their margins: of pairs with evidence, and of faint ones.
    open: [Vec<(Pair, f32)>; 2],
    /// How many pairs were scored.
    pub(super) scored: usize,
}

/// What the pairs are judged by.
#[derive(Clone, Copy)]
pub(super) struct Court<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) claims: &'a Claims,
    pub(super) events: &'a Events,
    pub(super) lexicon: &'a Lexicon,
    pub(super) weighing: &'a Weighing,
}

impl Tally {
    /// Judges every document that `stands` against its later neighbours.
    pub(super) fn of(court: Court<'_>, indexes: &[Index], stands: &[bool]) -> Self {
        let mut tally = Self::default();
        let documents: Vec<usize> = (0..stands.len()).filter(|at| stands[*at]).collect();
        for round in documents.chunks(ROUND) {
            let judged: Vec<Self> = round.par_iter().map(|at| Self::of_document(*at, court, indexes)).collect();
            judged.into_iter().for_each(|own| tally.add(own));
        }
        tally
    }

    /// Judges a document against itself and its later neighbours.
    fn of_document(at: usize, court: Court<'_>, indexes: &[Index]) -> Self {
        let Court { corpus, claims, events, lexicon, weighing } = court;
        let pairs = pairs_of(at, claims, indexes, events, lexicon, weighing);
        let (pairs, faint): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(is_plain);
        let standings = Standings::count(&pairs, claims);
        let mut tally = Self { scored: pairs.len() + faint.len(), ..Self::default() };
        for pair in &pairs {
            let (a, b, sum) = (pair.a as Id, pair.b as Id, pair.score.sum);
            match pair.verdict {
                Verdict::Agree => {
                    let worth = group::worth(pair, corpus, claims, events, &standings, weighing);
                    tally.agreed.push(Agreed { a, b, sum, worth, equal: pair.is_equal(claims) });
                }
                Verdict::Clash => {
                    tally.clashed.push(Clashed { a, b, sum });
                    if gate::may_pass(pair, corpus, claims, events, &standings, lexicon, &weighing.threshold) {
                        tally.likely.push((pair.clone(), standings.accords(pair, claims)));
                    }
                }
            }
        }
        let threshold = &weighing.threshold;
        let open = |pairs: &[Pair]| {
            let found = open::pass([pairs, &[]], &[], corpus, claims, events, lexicon, threshold);
            found.into_iter().map(|(pair, margin)| (pair.clone(), margin)).collect()
        };
        tally.open = [open(&pairs), open(&faint)];
        tally
    }

    fn add(&mut self, other: Self) {
        self.agreed.extend(other.agreed);
        self.clashed.extend(other.clashed);
        self.likely.extend(other.likely);
        self.open.iter_mut().zip(other.open).for_each(|(own, other)| own.extend(other));
        self.scored += other.scored;
    }

    /// The pairs that agree.
    pub(super) fn weighed(&self) -> Vec<Weighed> {
        self.agreed.iter().map(|it| Weighed { a: it.a, b: it.b, worth: it.worth }).collect()
    }

    /// By claim: whether some pair holds it.
    pub(super) fn held(&self, claims: usize) -> Vec<bool> {
        let mut held = vec![false; claims];
        let agreed = self.agreed.iter().map(|it| (it.a, it.b));
        for (a, b) in agreed.chain(self.clashed.iter().map(|it| (it.a, it.b))) {
            (held[a as usize], held[b as usize]) = (true, true);
        }
        held
    }

    /// The clashes that are told, each with its margin: past the gate, then what documents leave open.
    pub(super) fn told(&self, court: Court<'_>) -> Vec<(&Pair, f32)> {
        let Court { corpus, claims, events, lexicon, weighing } = court;
        let likely: Vec<Pair> = self.likely.iter().map(|(pair, _)| pair.clone()).collect();
        let standings = self.standings(claims);
        let told = gate::pass(&likely, corpus, claims, events, &standings, lexicon, &weighing.threshold);
        let told: Vec<(usize, usize, f32)> = told.into_iter().map(|(pair, margin)| (pair.a, pair.b, margin)).collect();
        let known: FxHashSet<(usize, usize)> = told.iter().map(|(a, b, _)| (*a, *b)).collect();
        // Both lists are in one order.
        let mut likely = self.likely.iter().map(|(pair, _)| pair);
        let mut found: Vec<(&Pair, f32)> = told
            .into_iter()
            .filter_map(|(a, b, margin)| Some((likely.find(|pair| (pair.a, pair.b) == (a, b))?, margin)))
            .collect();
        let open = self.open.iter().flatten().filter(|(pair, _)| !known.contains(&(pair.a, pair.b)));
        found.extend(open.map(|(pair, margin)| (pair, *margin)));
        found
    }

    /// What all pairs say of the claims of clashes that may be told.
    fn standings(&self, claims: &Claims) -> Standings {
        let mut asked = vec![false; claims.all.len()];
        for (pair, _) in &self.likely {
            (asked[pair.a], asked[pair.b]) = (true, true);
        }
        let mut standings = Standings::default();
        let agreed = self.agreed.iter().map(|it| Tale {
            a: it.a as usize,
            b: it.b as usize,
            sum: it.sum,
            verdict: Verdict::Agree,
            equal: it.equal,
        });
        let clashed = self.clashed.iter().map(|it| Tale {
            a: it.a as usize,
            b: it.b as usize,
            sum: it.sum,
            verdict: Verdict::Clash,
            equal: false,
        });
        for tale in agreed.chain(clashed) {
            standings.tell(tale, [asked[tale.a], asked[tale.b]], claims);
        }
        for (pair, accords) in &self.likely {
            standings.know(pair, *accords, claims);
        }
        standings
    }
}

/// Whether a pair is more than a faint one: its evidence is worth something, or its values agree.
pub(super) fn is_plain(pair: &Pair) -> bool {
    pair.score.sum >= FLOOR || pair.verdict == Verdict::Agree
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::claim::DocumentRead;
    use crate::document::{Document, Inputs, read};
    use crate::rule::RuleSet;

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
        let Prepared { stands, events, indexes, .. } = Prepared::of(claims, weighing, None);
        let court = Court { corpus: &corpus, claims, events: &events, lexicon, weighing };
        let tally = Tally::of(court, &indexes, &stands);

        let scored = score(claims, lexicon, weighing, None);
        let standings = Standings::count(&scored.pairs, claims);
        let threshold = &weighing.threshold;
        let mut told = gate::pass(&scored.pairs, &corpus, claims, &events, &standings, lexicon, threshold);
        let passed = told.len();
        let both = [&scored.pairs[..], &scored.faint[..]];
        told.extend(open::pass(both, &told, &corpus, claims, &events, lexicon, threshold));
        let key = |(pair, margin): &(&Pair, f32)| (pair.a, pair.b, margin.to_bits());
        let (at_once, in_turn) = (told.iter().map(key), tally.told(court));
        assert!(at_once.eq(in_turn.iter().map(key)), "{} and {} pairs are told", told.len(), in_turn.len());

        let worths = scored.pairs.iter().filter(|pair| pair.verdict == Verdict::Agree).map(|pair| {
            let worth = group::worth(pair, &corpus, claims, &events, &standings, weighing);
            (pair.a as u32, pair.b as u32, worth.to_bits())
        });
        assert!(worths.eq(tally.weighed().iter().map(|it| (it.a, it.b, it.worth.to_bits()))));
        // Else nothing was asked of all.
        assert!(tally.likely.len() > passed && passed > 20, "{} likely, {passed} told", tally.likely.len());
        assert_eq!(tally.scored, scored.pairs.len() + scored.faint.len());
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
        let Prepared { stands, events, indexes, .. } = Prepared::of(claims, &rules.weighing, None);
        let (lexicon, weighing) = (&rules.lexicon, &rules.weighing);
        let court = Court { corpus: &corpus, claims, events: &events, lexicon, weighing };
        Tally::of(court, &indexes, &stands).scored
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
            let Prepared { stands, events, indexes, .. } = Prepared::of(claims, &rules.weighing, None);
            let (lexicon, weighing) = (&rules.lexicon, &rules.weighing);
            Tally::of(Court { corpus: &corpus, claims, events: &events, lexicon, weighing }, &indexes, &stands).scored
        };
        let (few, many) = (pairs(200), pairs(2_000));
        assert!(few > 200 && many <= 11 * few, "{few} pairs of 200 claims, {many} of 2,000");
    }
}
