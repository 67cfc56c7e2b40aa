/*! What the scored pairs of a corpus say of each claim and of each two documents, by counting alone: who is whose best partner, what
stands elsewhere too, on how much two articles agree. */

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::Pair;
use super::value::Verdict;
use crate::claim::{Claim, Claims, Term};
use crate::value::Kind;

/// Something of documents, sorted by them. Pairs come in the order of their documents, so that most is added at the end.
#[derive(Debug)]
pub(super) struct ByDocument<T>(Vec<(u32, T)>);

impl<T> Default for ByDocument<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByDocument<T> {
    pub(super) fn get(&self, document: u32) -> Option<&T> {
        self.0.binary_search_by_key(&document, |(d, _)| *d).ok().map(|at| &self.0[at].1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.0.iter().map(|(d, of)| (*d, of))
    }

    /// What there is of a document, or what is put there.
    fn entry(&mut self, document: u32, put: impl FnOnce() -> T) -> &mut T {
        let at = match self.0.last() {
            Some((last, _)) if *last == document => Ok(self.0.len() - 1),
            Some((last, _)) if *last < document => Err(self.0.len()),
            _ => self.0.binary_search_by_key(&document, |(d, _)| *d),
        };
        let at = at.unwrap_or_else(|at| {
            self.0.insert(at, (document, put()));
            at
        });
        &mut self.0[at].1
    }
}

/// What the scored pairs say of one claim.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// By document: the best score of any pair, and its partner.
    pub(super) best: ByDocument<(f32, usize)>,
    /// By document: the scores of clashing pairs, with their partners.
    pub(super) clashes: ByDocument<Vec<(f32, usize)>>,
    /// By document: the best score of an agreeing pair.
    pub(super) agrees: ByDocument<f32>,
    /// The same of those of one scope.
    pub(super) attests: ByDocument<f32>,
    /// By document: the best score of a pair of one telling value: 67 %, not 2 people.
    pub(super) equals: ByDocument<f32>,
}

/// How a pair ranks among those of its claims: an agreeing partner outranks a clashing one of the same score.
pub(super) fn rank(sum: f32, verdict: Verdict) -> f32 {
    sum + if verdict == Verdict::Agree { 0.01 } else { 0.0 }
}

/// What is counted over all pairs.
#[derive(Debug, Default)]
pub(super) struct Standings {
    claims: OfClaims,
    accord: Accord,
}

/// What the pairs say of each claim that some pair holds.
#[derive(Debug, Default)]
struct OfClaims {
    standings: FxHashMap<usize, Standing>,
    /// That of a claim that no pair holds.
    none: Standing,
}

impl OfClaims {
    fn of(&self, claim: usize) -> &Standing {
        self.standings.get(&claim).unwrap_or(&self.none)
    }

    /// Counts a pair for one of its claims: the other, its document, the pair, and whether the two state one telling value and are of one
    /// scope.
    fn add(&mut self, own: usize, (other, document): (usize, u32), pair: &Pair, [equal, scope]: [bool; 2]) {
        let (sum, verdict) = (pair.score.sum, pair.verdict);
        let standing = self.standings.entry(own).or_default();
        let best = standing.best.entry(document, || (f32::MIN, 0));
        let rank = rank(sum, verdict);
        if rank > best.0 {
            *best = (rank, other);
        }
        if verdict == Verdict::Clash {
            standing.clashes.entry(document, Vec::new).push((sum, other));
            return;
        }
        let most = |by: &mut ByDocument<f32>| {
            let known = by.entry(document, || f32::MIN);
            *known = known.max(sum);
        };
        most(&mut standing.agrees);
        if scope {
            most(&mut standing.attests);
        }
        if equal {
            most(&mut standing.equals);
        }
    }
}

impl Pair {
    /// Whether its claims state one telling value.
    pub(super) fn is_equal(&self, claims: &Claims) -> bool {
        let (a, b) = (&claims[self.a], &claims[self.b]);
        telling(a) && point(a) == point(b)
    }

    /// Whether the pair says something of its documents. Every article has a "now" and a Monday: that two agree on those says nothing, that
    /// they name two does.
    pub(super) fn tells(&self, claims: &Claims) -> bool {
        let known = |claim: usize| {
            let claim = &claims[claim];
            !claim.mention.value.kind().tells_when() || claim.interval.is_some()
        };
        let kind = claims[self.a].mention.value.kind();
        kind != Kind::Ordinal
            && self.score.sum >= TELLS
            && (self.verdict == Verdict::Clash || known(self.a) && known(self.b))
    }
}

/// What is asked of the pairs of two documents.
pub(super) trait Known {
    /// The best partner of a claim in a document.
    fn best(&self, own: usize, document: u32) -> Option<usize>;

    /// The best score of a pair of the claim with one of a document that agrees.
    fn agrees(&self, own: usize, document: u32) -> Option<f32>;

    /// The same of those that state one telling value.
    fn equals(&self, own: usize, document: u32) -> Option<f32>;

    /// Whether one of the pairs of the claim with those of a document that clash is so: its score and the other claim are given.
    fn clashes(&self, own: usize, document: u32, is_so: impl Fn(f32, usize) -> bool) -> bool;

    /// On how many quantities the documents and the sentences of a pair agree and differ.
    fn accords(&self, pair: &Pair, claims: &Claims) -> Accords;

    /// Whether the best partner of a claim in the document of another is that other.
    fn is_best(&self, own: usize, other: usize, claims: &Claims) -> bool {
        self.best(own, claims.owner(other)) == Some(other)
    }
}

/// What is asked of the pairs of all documents.
pub(super) trait Archive {
    /// The documents that hold a claim of its scope which agrees with one, and the best score of it there.
    fn agreeing(&self, claim: usize) -> impl Iterator<Item = (u32, f32)>;

    /// The claims that clash with one at that score at least, those of a document together.
    fn clashing(&self, claim: usize, least: f32) -> impl Iterator<Item = (u32, usize)>;
}

impl Known for Standings {
    fn best(&self, own: usize, document: u32) -> Option<usize> {
        self.of(own).best.get(document).map(|best| best.1)
    }

    fn agrees(&self, own: usize, document: u32) -> Option<f32> {
        self.of(own).agrees.get(document).copied()
    }

    fn equals(&self, own: usize, document: u32) -> Option<f32> {
        self.of(own).equals.get(document).copied()
    }

    fn clashes(&self, own: usize, document: u32, is_so: impl Fn(f32, usize) -> bool) -> bool {
        self.of(own).clashes.get(document).into_iter().flatten().any(|(sum, other)| is_so(*sum, *other))
    }

    fn accords(&self, pair: &Pair, claims: &Claims) -> Accords {
        let (a, b) = (&claims[pair.a], &claims[pair.b]);
        let between = (a.document.0, b.document.0);
        let documents = self.accord.documents.get(&between).copied().unwrap_or_default();
        let sentences = self.accord.sentences.get(&sentences(a, b)).copied().unwrap_or_default();
        Accords { documents, sentences, shared: self.accord.shared.get(&between).copied().unwrap_or_default() }
    }
}

impl Archive for Standings {
    fn agreeing(&self, claim: usize) -> impl Iterator<Item = (u32, f32)> {
        self.of(claim).attests.iter().map(|(document, sum)| (document, *sum))
    }

    fn clashing(&self, claim: usize, least: f32) -> impl Iterator<Item = (u32, usize)> {
        let of = move |(document, partners): (u32, &'_ Vec<(f32, usize)>)| {
            let strong = partners.iter().filter(|(sum, _)| *sum >= least);
            strong.map(|(_, other)| (document, *other)).collect::<Vec<_>>()
        };
        self.of(claim).clashes.iter().flat_map(of)
    }
}

/// On how many quantities the documents and the sentences of two claims agree and differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Accords {
    pub(super) documents: (u32, u32),
    pub(super) sentences: (u32, u32),
    /// Of what the documents agree on, how much is one telling value: 84,600, no two.
    pub(super) shared: u32,
}

impl Standings {
    /// Counts the pairs.
    pub(super) fn count(pairs: &[Pair], claims: &Claims) -> Self {
        let of = of_claims(pairs, claims);
        let accord = Accord::of(pairs, claims, &of);
        Self { claims: of, accord }
    }

    /// What is known of a claim; nothing where no pair holds it.
    pub(super) fn of(&self, claim: usize) -> &Standing {
        self.claims.of(claim)
    }
}

/// What the pairs say of each claim.
fn of_claims(pairs: &[Pair], claims: &Claims) -> OfClaims {
    let mut standings = OfClaims::default();
    for pair in pairs {
        let equal = pair.verdict == Verdict::Agree && pair.is_equal(claims);
        let scope = claims.one_scope(pair.a, pair.b);
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let other = (other, claims.owner(other));
            standings.add(own, other, pair, [equal, scope]);
        }
    }
    standings
}

/// On how many quantities two documents, or two sentences of theirs, agree and differ: pairs of claims of which each is the other's
/// best.
#[derive(Debug, Default)]
struct Accord {
    documents: FxHashMap<(u32, u32), (u32, u32)>,
    shared: FxHashMap<(u32, u32), u32>,
    sentences: FxHashMap<[u32; 4], (u32, u32)>,
}

/// The score from which a pair says something of its documents.
const TELLS: f32 = 3.0;

impl Accord {
    fn of(pairs: &[Pair], claims: &Claims, standings: &OfClaims) -> Self {
        let mut accord = Self::default();
        for pair in pairs {
            let (a, b) = (&claims[pair.a], &claims[pair.b]);
            let best = |own: usize, other: usize| {
                standings.of(own).best.get(claims.owner(other)).is_some_and(|best| best.1 == other)
            };
            if !(best(pair.a, pair.b) && best(pair.b, pair.a)) {
                continue;
            }
            let count = |(agree, clash): &mut (u32, u32)| match pair.verdict {
                Verdict::Agree => *agree += 1,
                Verdict::Clash => *clash += 1,
            };
            if pair.tells(claims) && a.document != b.document {
                let between = (a.document.0, b.document.0);
                count(accord.documents.entry(between).or_default());
                if pair.verdict == Verdict::Agree && pair.is_equal(claims) {
                    *accord.shared.entry(between).or_default() += 1;
                }
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

/// The one value of a claim, if it states one.
pub(super) fn point(claim: &Claim) -> Option<Decimal> {
    claim.mention.value.range()?.point()
}

/// Whether the value is so particular that finding it twice is no accident.
pub(super) fn telling(claim: &Claim) -> bool {
    point(claim).is_some_and(|n| !n.is_integer() || n.abs() >= Decimal::from(20))
}

/// Whether two claims are of one kind, and measure one thing where they measure; whatever rate they tell.
pub(super) fn one_kind(a: &Claim, b: &Claim) -> bool {
    let (x, y) = (&a.mention.value, &b.mention.value);
    x.kind() == y.kind() && x.dimension() == y.dimension()
}

/// Whether a claim does not say that it is of another thing: what is counted is told by a noun, what money is for often is not.
pub(super) fn may_be_of_it(claim: &Claim) -> bool {
    let frame = &claim.frame;
    let named = |head: &Term| frame.names.iter().any(|name| name.span == head.span);
    let untold = frame.measures.is_empty() && (frame.head_is_empty || frame.head.as_ref().is_none_or(named));
    claim.mention.value.kind() != Kind::Count || untold
}

/// Whether a value is so particular that nothing else is as many: "$450 million", "1,126", and not 30 or 300 of anything.
pub(super) fn sharp(claim: &Claim) -> bool {
    let large = |n: &Decimal| n.abs() >= Decimal::ONE_HUNDRED || !n.is_integer();
    point(claim).filter(large).is_some_and(|n| {
        // Noughts at its end tell nothing; what is large is not nought.
        let mut digits = n.mantissa().unsigned_abs();
        while digits > 9 && digits.is_multiple_of(10) {
            digits /= 10;
        }
        digits > 9
    })
}
