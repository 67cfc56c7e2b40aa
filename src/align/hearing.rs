/*! What the pairs of two documents say of their claims, and of how much the two agree on. An archive has millions of these: one place is
written anew for each two documents, and nothing is allocated for a pair. What more documents say is counted in `standing`. */

use rustc_hash::FxHashMap;

use super::Pair;
use super::standing::{Accords, Known, rank};
use super::value::Verdict;
use crate::claim::Claims;

/// What the pairs of two documents say of one claim.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// The rank of its best pair, and its partner.
    best: (f32, u32),
    /// The best score of a pair that agrees, and of one of a telling value.
    agrees: f32,
    equals: f32,
    /// The last of its pairs that clash, as a place in [`Hearing::clashes`] plus 1.
    last: u32,
}

impl Row {
    const NONE: Self = Self { best: (f32::MIN, u32::MAX), agrees: f32::MIN, equals: f32::MIN, last: 0 };
}

/// One of the pairs of a claim that clash.
#[derive(Debug, Clone, Copy)]
struct Clashing {
    sum: f32,
    other: u32,
    /// The one before it of the same claim.
    before: u32,
}

/// What the pairs of two documents, or of one with itself, say. All that is asked has to be of claims of these.
#[derive(Debug, Default)]
pub(super) struct Hearing {
    /// The two documents.
    documents: (u32, u32),
    /// Where their claims begin.
    starts: [usize; 2],
    /// By claim of each; where both are one document, the first says it all.
    rows: [Vec<Row>; 2],
    clashes: Vec<Clashing>,
    accord: (u32, u32),
    shared: u32,
    sentences: FxHashMap<(u32, u32), (u32, u32)>,
}

/// Sentences that room is kept for from two documents to the next.
const ROOM: usize = 1024;

impl Hearing {
    /// Hears the pairs of two documents.
    pub(super) fn hear(&mut self, (own, other): (usize, usize), pairs: &[Pair], claims: &Claims) {
        self.begin((own, other), claims);
        for pair in pairs {
            let equal = pair.verdict == Verdict::Agree && pair.is_equal(claims);
            self.add(pair.a, pair.b, pair, equal);
            self.add(pair.b, pair.a, pair, equal);
        }
        for pair in pairs {
            let best = |own: usize, other: usize| self.row(own).best.1 as usize == other;
            if !(best(pair.a, pair.b) && best(pair.b, pair.a)) {
                continue;
            }
            let count = |(agree, clash): &mut (u32, u32)| match pair.verdict {
                Verdict::Agree => *agree += 1,
                Verdict::Clash => *clash += 1,
            };
            if pair.tells(claims) && own != other {
                count(&mut self.accord);
                self.shared += u32::from(pair.verdict == Verdict::Agree && pair.is_equal(claims));
            }
            let sentence = |claim: usize| claims[claim].mention.sentence;
            count(self.sentences.entry((sentence(pair.a), sentence(pair.b))).or_default());
        }
    }

    fn begin(&mut self, (own, other): (usize, usize), claims: &Claims) {
        let [first, second] = [own, other].map(|document| claims.range(document));
        self.documents = (own as u32, other as u32);
        self.starts = [first.start, if own == other { usize::MAX } else { second.start }];
        let sizes = [first.len(), if own == other { 0 } else { second.len() }];
        for (rows, size) in self.rows.iter_mut().zip(sizes) {
            rows.clear();
            rows.resize(size, Row::NONE);
        }
        self.clashes.clear();
        (self.accord, self.shared) = ((0, 0), 0);
        // Those of a very long document are not wiped for each short one.
        if self.sentences.capacity() > ROOM {
            self.sentences = FxHashMap::default();
        }
        self.sentences.clear();
    }

    /// Where the row of a claim stands.
    fn place(&self, claim: usize) -> (usize, usize) {
        // The claims of the second document stand behind those of the first.
        let which = usize::from(claim >= self.starts[1]);
        (which, claim - self.starts[which])
    }

    fn row(&self, claim: usize) -> &Row {
        let (which, at) = self.place(claim);
        &self.rows[which][at]
    }

    fn add(&mut self, own: usize, other: usize, pair: &Pair, equal: bool) {
        let (which, at) = self.place(own);
        let row = &mut self.rows[which][at];
        let (sum, rank) = (pair.score.sum, rank(pair.score.sum, pair.verdict));
        if rank > row.best.0 {
            row.best = (rank, other as u32);
        }
        if pair.verdict == Verdict::Clash {
            self.clashes.push(Clashing { sum, other: other as u32, before: row.last });
            row.last = self.clashes.len() as u32;
            return;
        }
        row.agrees = row.agrees.max(sum);
        if equal {
            row.equals = row.equals.max(sum);
        }
    }
}

impl Known for Hearing {
    fn best(&self, own: usize, _: u32) -> Option<usize> {
        let (_, partner) = self.row(own).best;
        (partner != u32::MAX).then_some(partner as usize)
    }

    fn agrees(&self, own: usize, _: u32) -> Option<f32> {
        Some(self.row(own).agrees).filter(|sum| *sum > f32::MIN)
    }

    fn equals(&self, own: usize, _: u32) -> Option<f32> {
        Some(self.row(own).equals).filter(|sum| *sum > f32::MIN)
    }

    fn clashes(&self, own: usize, _: u32, is_so: impl Fn(f32, usize) -> bool) -> bool {
        let mut next = self.row(own).last;
        while let Some(at) = (next as usize).checked_sub(1) {
            let Clashing { sum, other, before } = self.clashes[at];
            if is_so(sum, other as usize) {
                return true;
            }
            next = before;
        }
        false
    }

    fn accords(&self, pair: &Pair, claims: &Claims) -> Accords {
        let sentence = |claim: usize| claims[claim].mention.sentence;
        let sentences = self.sentences.get(&(sentence(pair.a), sentence(pair.b)));
        let sentences = sentences.copied().unwrap_or_default();
        Accords { documents: self.accord, sentences, shared: self.shared }
    }
}
