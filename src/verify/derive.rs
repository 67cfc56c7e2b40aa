/*! Figures that follow from those of the sources: a sum, a difference, a share, a change, the length of a period, the items of a list.

Of a dozen small numbers some two add up to anything. So the search is short, and its operands stand close together in one source, are
about one subject, and share evidence with the figure that they are to make. */

use chrono::TimeDelta;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::thresholds::Thresholds;
use super::{Dossier, Relation, text};
use crate::align::{Against, Match};
use crate::claim::Claim;
use crate::document::{Block, BlockKind};
use crate::lexicon::Class;
use crate::rule::compare::interval;
use crate::rule::number;
use crate::span::Span;
use crate::text::Text;
use crate::value::{Grain, Kind, Range, Value, half_unit};

/// A figure as it follows from others.
pub(super) struct Derivation {
    /// The claims of the sources.
    pub(super) operands: Vec<usize>,
    /// The sum, and why these figures.
    pub(super) because: Vec<String>,
}

/// The sources in which operands are sought: those likest to the draft.
const SOURCES: usize = 6;
/// The most operands that are tried of a source, the best first.
const OPERANDS: usize = 8;
/// How much more than an operand needs a figure has that speaks for its neighbours, too.
const BY_ITSELF: f32 = 1.0;
/// Sentences within which the operands of a sum stand.
const BESIDE: u32 = 2;
/// A sum of small numbers is found everywhere: its operands stand in one sentence.
const SMALL: u32 = 20;

/// How the figure follows from those of one source.
pub(super) fn derive(
    dossier: Dossier<'_>,
    against: &Against<'_>,
    need: &Thresholds,
    claim: usize,
    matches: &[(Match, Option<Relation>)],
) -> Option<Derivation> {
    let own = &dossier.claims[claim];
    let search = Search { dossier, against, need, own, claim };
    let mut sources = against.nearest(own.document.0 as usize, SOURCES);
    // The likest first: that of the best match.
    if let Some((best, _)) = matches.first() {
        let likest = dossier.claims.owner(best.claim) as usize;
        sources.sort_by_key(|d| *d != likest);
    }
    sources.into_iter().find_map(|source| match own.mention.value.kind() {
        Kind::Count | Kind::Money | Kind::Measurement => search.sum(source).or_else(|| search.difference(source)),
        Kind::Percent | Kind::Ratio => {
            search.share(source).or_else(|| search.change(source)).or_else(|| search.sum(source))
        }
        Kind::Points => search.points(source),
        Kind::Duration => search.sum(source).or_else(|| search.length(source)),
        _ => None,
    })
}

/// A figure of a source that may be an operand: its claim, its one value, its score.
#[derive(Clone, Copy)]
struct Operand {
    claim: usize,
    value: Decimal,
    score: f32,
}

struct Search<'a> {
    dossier: Dossier<'a>,
    against: &'a Against<'a>,
    need: &'a Thresholds,
    own: &'a Claim,
    claim: usize,
}

impl Search<'_> {
    fn of(&self, operand: Operand) -> &Claim {
        &self.dossier.claims[operand.claim]
    }

    /// The figures of a source that have one value and enough in common with the figure, best first.
    fn operands(&self, source: usize, wanted: impl Fn(&Claim) -> bool) -> Vec<Operand> {
        let claims = self.dossier.claims.range(source);
        let mut found: Vec<Operand> = claims
            .filter(|at| wanted(&self.dossier.claims[*at]))
            .flat_map(|claim| {
                let mention = &self.dossier.claims[claim].mention;
                let range = mention.value.range().unwrap_or_default();
                // "From 24 to 30" is two figures.
                let stretch = mention.hedge.is_none() && range.point().is_none();
                let ends = if stretch { [range.low, range.high] } else { [range.point(), None] };
                let held = self.against.hold(self.claim, claim);
                let unsure = held.heads_differ && self.own.mention.value.kind() != Kind::Count;
                let score = held.score + if unsure { self.need.unsure_head } else { 0.0 };
                let found = move |value: Decimal| Operand { claim, value, score };
                ends.into_iter().flatten().filter(|value| !value.is_zero()).map(found)
            })
            .collect();
        // What stands in one sentence with a figure that has enough in common needs none of its own: "of the 70 patients 42".
        let sentence = |o: &Operand| self.of(*o).mention.sentence;
        let told: FxHashSet<u32> =
            found.iter().filter(|o| o.score >= self.need.operand + BY_ITSELF).map(sentence).collect();
        found.retain(|o| o.score >= self.need.operand || told.contains(&sentence(o)));
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.claim.cmp(&b.claim)).then(a.value.cmp(&b.value)));
        found.truncate(OPERANDS);
        found
    }

    /// Figures of the same unit.
    fn like(&self, source: usize) -> Vec<Operand> {
        self.operands(source, |c| {
            same_unit(&c.mention.value, &self.own.mention.value) && c.frame.rate == self.own.frame.rate
        })
    }

    /// Whether the two are of one subject: the same noun, or the one beside the other in a sentence.
    fn akin(&self, a: Operand, b: Operand) -> bool {
        let (x, y) = (self.of(a), self.of(b));
        let lexicon = self.dossier.lexicon;
        let beside = x.mention.sentence == y.mention.sentence && a.claim.abs_diff(b.claim) <= 1;
        if x.frame.rate != y.frame.rate {
            return false;
        }
        // Only of counts is it sure which noun is counted: of sums of money it is enough that they stand close together.
        if x.mention.value.kind() != Kind::Count {
            return self.apart(a, b) <= 1;
        }
        match (x.frame.head, y.frame.head) {
            (Some(h), Some(k)) => {
                let alike = || lexicon.concepts(&[h.key]).any(|c| lexicon.concepts(&[k.key]).any(|d| c == d));
                beside || h.key == k.key || x.frame.head_is_empty || y.frame.head_is_empty || alike()
            }
            _ => beside,
        }
    }

    fn apart(&self, a: Operand, b: Operand) -> u32 {
        self.of(a).mention.sentence.abs_diff(self.of(b).mention.sentence)
    }

    /// Whether the computed value is what the figure states, once rounded as it is.
    fn yields(&self, computed: Decimal) -> bool {
        let Some(own) = self.own.mention.value.range() else { return false };
        match (own.point(), own.low, own.high) {
            (Some(_), ..) => interval::counted(own).contains(&Range::exact(computed)),
            (None, Some(_), Some(_)) => own.contains(&Range::exact(computed)),
            // "More than 4" follows from too much.
            _ => false,
        }
    }

    /// Whether a percentage is the computed one, rounded as it is written.
    fn yields_percent(&self, computed: Decimal) -> bool {
        let hundredfold = |r: Range| r.map(|n| n.checked_mul(Decimal::ONE_HUNDRED));
        let (range, half) = match &self.own.mention.value {
            Value::Percent(r) | Value::Points(r) => {
                let whole = |n: Decimal| if n.is_integer() { Decimal::new(5, 1) } else { half_unit(n) };
                (Some(*r), r.point().map_or(Decimal::ZERO, whole))
            }
            Value::Ratio(r) => (hundredfold(*r), Decimal::ONE),
            _ => return false,
        };
        range.is_some_and(|r| r.low.is_some() && r.high.is_some() && r.widen(half).contains(&Range::exact(computed)))
    }

    fn told(&self, operands: &[Operand], sum: String) -> Option<Derivation> {
        let document = self.of(*operands.first()?).document;
        let mut operands: Vec<usize> = operands.iter().map(|o| o.claim).collect();
        let mut because = vec![sum];
        because.extend(self.against.because(self.claim, operands[0]));
        operands.dedup();
        debug_assert!(operands.iter().all(|o| self.dossier.claims[*o].document == document));
        Some(Derivation { operands, because })
    }

    fn text(&self, operand: Operand) -> String {
        text(self.dossier, operand.claim)
    }

    fn own_text(&self) -> String {
        text(self.dossier, self.claim)
    }

    /// Two or three figures that make it: "12 + 10 = 22".
    fn sum(&self, source: usize) -> Option<Derivation> {
        let found = self.like(source);
        let small = |computed: Decimal| computed < Decimal::from(SMALL);
        let fits = |operands: &[Operand]| -> Option<Derivation> {
            let computed = operands.iter().try_fold(Decimal::ZERO, |sum, o| sum.checked_add(o.value))?;
            let first = operands[0];
            let near = operands[1..].iter().all(|o| {
                if o.claim == first.claim {
                    return false;
                }
                let most = if small(computed) { 0 } else { BESIDE };
                self.akin(first, *o) && self.apart(first, *o) <= most
            });
            if !near || !self.yields(computed) {
                return None;
            }
            let mut operands = operands.to_vec();
            operands.sort_by_key(|o| o.claim);
            let terms: Vec<String> = operands.iter().map(|o| self.text(*o)).collect();
            self.told(&operands, format!("{} = {}", terms.join(" + "), self.own_text()))
        };
        let pairs = pairs(&found);
        pairs.iter().find_map(|(a, b)| fits(&[*a, *b])).or_else(|| {
            let triples = pairs.iter().flat_map(|(a, b)| {
                let behind =
                    found.iter().filter(move |c| c.score <= b.score && c.claim != a.claim && c.claim != b.claim);
                behind.map(move |c| [*a, *b, *c])
            });
            triples.filter(|t| self.akin(t[1], t[2])).find_map(|t| fits(&t))
        })
    }

    /// What lies between two: "70 − 42 = 28", where the draft speaks of more, of fewer, or of the rest.
    fn difference(&self, source: usize) -> Option<Derivation> {
        let compares = [Class::Further, Class::Rise, Class::Fall];
        if !self.own.frame.further && !self.speaks(&compares) {
            return None;
        }
        pairs(&self.like(source)).into_iter().find_map(|(a, b)| {
            let (more, less) = if a.value > b.value { (a, b) } else { (b, a) };
            let computed = more.value.checked_sub(less.value)?;
            (self.akin(a, b) && self.apart(a, b) <= BESIDE && self.yields(computed)).then_some(())?;
            self.told(&[more, less], format!("{} − {} = {}", self.text(more), self.text(less), self.own_text()))
        })
    }

    /// One figure as a share of another: "42 of 70 = 60 %".
    fn share(&self, source: usize) -> Option<Derivation> {
        let countable = |c: &Claim| matches!(c.mention.value.kind(), Kind::Count | Kind::Money | Kind::Measurement);
        let found = self.operands(source, |c| countable(c) && !c.frame.rate);
        pairs(&found).into_iter().find_map(|(a, b)| {
            if !same_unit(&self.of(a).mention.value, &self.of(b).mention.value) {
                return None;
            }
            let (part, whole) = if a.value < b.value { (a, b) } else { (b, a) };
            let percent = part.value.checked_div(whole.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
            let partitive = self.of(part).frame.partitive || self.of(part).frame.part;
            let near = self.apart(a, b) == 0 || self.apart(a, b) <= 1 && (partitive || self.akin(a, b));
            (near && self.yields_percent(percent)).then_some(())?;
            let sum = format!("{} of {} = {} %", self.text(part), self.text(whole), number(percent.round_dp(1)));
            self.told(&[part, whole], sum)
        })
    }

    /// A change between two: "50 to 55 = +10 %", where the draft says which way.
    fn change(&self, source: usize) -> Option<Derivation> {
        let (up, down) = (self.speaks(&[Class::Rise]), self.speaks(&[Class::Fall]));
        if !up && !down {
            return None;
        }
        let found = self.operands(source, |c| {
            matches!(c.mention.value.kind(), Kind::Count | Kind::Money | Kind::Measurement | Kind::Duration)
        });
        pairs(&found).into_iter().find_map(|(a, b)| {
            if !same_unit(&self.of(a).mention.value, &self.of(b).mention.value) || a.value == b.value {
                return None;
            }
            let (less, more) = if a.value < b.value { (a, b) } else { (b, a) };
            let near = self.akin(a, b) && self.apart(a, b) <= BESIDE;
            let by = more.value.checked_sub(less.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
            [(up, less, more, "+"), (down, more, less, "−")].into_iter().find_map(|(told, from, to, sign)| {
                let percent = by.checked_div(from.value)?;
                (told && near && self.yields_percent(percent)).then_some(())?;
                let percent = number(percent.round_dp(1));
                let ends = if from.claim == to.claim {
                    self.text(from)
                } else {
                    format!("{} to {}", self.text(from), self.text(to))
                };
                self.told(&[from, to], format!("{ends} = {sign}{percent} %"))
            })
        })
    }

    /// The points between two percentages: "62 % − 58 % = 4 points".
    fn points(&self, source: usize) -> Option<Derivation> {
        let found = self.operands(source, |c| c.mention.value.kind() == Kind::Percent);
        pairs(&found).into_iter().find_map(|(a, b)| {
            let (more, less) = if a.value > b.value { (a, b) } else { (b, a) };
            let computed = more.value.checked_sub(less.value)?;
            (self.apart(a, b) <= BESIDE && !computed.is_zero() && self.yields_percent(computed)).then_some(())?;
            self.told(&[more, less], format!("{} − {} = {}", self.text(more), self.text(less), self.own_text()))
        })
    }

    /// The length of a period of the source, counting both ends or not.
    fn length(&self, source: usize) -> Option<Derivation> {
        let own = self.own.mention.value.range()?;
        let claims = self.dossier.claims.range(source);
        claims.into_iter().find_map(|at| {
            let claim = &self.dossier.claims[at];
            if !matches!(claim.mention.value, Value::Period(_)) {
                return None;
            }
            let found = self.against.hold(self.claim, at);
            let interval = claim.interval?;
            let between = interval.seconds()?;
            let day = TimeDelta::days(1).num_seconds();
            let months = interval.days()? >= 28;
            let fits =
                [between, between - day].into_iter().filter(|s| *s > 0).any(|s| own.contains(&Range::exact(s.into())));
            let days = matches!(&self.own.mention.value, Value::Duration(d) if d.grain <= Grain::Day || months);
            (fits && days && found.score >= self.need.operand).then_some(())?;
            let sum = format!("{} = {}", text(self.dossier, at), self.own_text());
            Some(Derivation {
                operands: vec![at],
                because: std::iter::once(sum).chain(self.against.because(self.claim, at)).collect(),
            })
        })
    }

    /// Whether the sentence of the figure has a word of one of the classes.
    fn speaks(&self, classes: &[Class]) -> bool {
        let document = self.dossier.corpus.document(self.own.document);
        let sentences = self.dossier.sentences[self.own.document.0 as usize];
        let Some(sentence) = sentences.get(self.own.mention.sentence as usize) else { return false };
        let words = sentence.of(document.text());
        let block = Block { span: Span::new(0, sentence.len()), kind: BlockKind::Paragraph };
        let read = Text::read(words, &[block], self.dossier.lexicon);
        read.tokens.iter().any(|t| classes.iter().any(|class| self.dossier.lexicon.is(t.word, *class)))
    }
}

/// Whether two values are in one unit, so that they can be added.
fn same_unit(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Money(_, c), Value::Money(_, d)) => c == d,
        (Value::Measurement { dimension: d, .. }, Value::Measurement { dimension: e, .. }) => d == e,
        _ => a.kind() == b.kind(),
    }
}

/// Every two, those of the best scores first.
fn pairs(found: &[Operand]) -> Vec<(Operand, Operand)> {
    let mut pairs: Vec<(Operand, Operand)> = Vec::new();
    for (i, a) in found.iter().enumerate() {
        pairs.extend(found[i + 1..].iter().map(|b| (*a, *b)));
    }
    pairs.sort_by(|(a, b), (c, d)| (c.score + d.score).total_cmp(&(a.score + b.score)));
    pairs
}
