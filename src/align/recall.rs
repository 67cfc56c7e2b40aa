/*! What earlier runs judged. Two documents of which nothing changed that their judgement hangs on are not judged again: of a large
archive in which one article changed, all but some hundred pairs of documents are as they were.

A judgement hangs on what was read of both documents (their texts, blocks and dates, the lexicon and the program), on what their paths
tell of versions, on the weights of evidence, on how rare their words and names are in the corpus, and on whether documents so alike
may leave anything open. All of that is in the hash that it is kept under, the frequencies as they were looked up, so that nothing that
is kept is ever out of date. How alike the documents are is in none: it changes with every article, and is weighed when rows are read.

A row of the cache is a document, with all others that it was held against. */

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::contrast::{edition, file};
use super::evidence::Evidence;
use super::gate::Likely;
use super::tally::Court;
use super::{Pair, open};
use crate::cache::Cache;
use crate::document::{Corpus, DocumentId};
use crate::lexicon::Lexicon;

/// What is kept of two claims that agree, each counted from the first of its document: the blind score, and what they are worth as one
/// quantity, however alike their documents are.
pub(super) type Agreed = (u32, u32, f32, f32);

/// What is kept of the pairs of a document with others. The claims of all pairs are counted from the first of their document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Row {
    /// Under what each other is kept, and where what is kept of it ends; it begins where that of the one before ends.
    others: Vec<(u64, Ends)>,
    pub(super) agreed: Vec<Agreed>,
    pub(super) clashed: Vec<(u32, u32)>,
    pub(super) likely: Vec<Likely>,
    /// Of pairs with evidence, and of faint ones.
    pub(super) open: [Vec<(Pair, f32)>; 2],
    /// Claims that some pair holds, of the document and of the other: a bit a claim.
    held: Vec<u64>,
}

/// Where each list ends, and how many pairs were scored.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Ends {
    agreed: u32,
    clashed: u32,
    likely: u32,
    open: [u32; 2],
    held: u32,
    scored: u32,
}

/// What is kept of two documents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept<'a> {
    pub(super) agreed: &'a [Agreed],
    pub(super) clashed: &'a [(u32, u32)],
    pub(super) likely: &'a [Likely],
    pub(super) open: [&'a [(Pair, f32)]; 2],
    held: &'a [u64],
    pub(super) scored: u32,
}

/// The words of bits that hold one for each claim.
fn words(claims: usize) -> usize {
    claims.div_ceil(64)
}

impl Row {
    /// Ends what is kept of the document and another under a key. The claims of the two, of which `pairs` are, begin at `starts`, and
    /// are so many; so many pairs more are `faint`.
    pub(super) fn end(&mut self, key: u64, sizes: [usize; 2], pairs: &[Pair], starts: [usize; 2], faint: usize) {
        let start = self.held.len();
        let second = words(sizes[0]);
        self.held.resize(start + second + words(sizes[1]), 0);
        for (from, claim) in pairs.iter().flat_map(|pair| [(0, pair.a - starts[0]), (second, pair.b - starts[1])]) {
            self.held[start + from + claim / 64] |= 1 << (claim % 64);
        }
        self.others.push((key, self.ends(pairs.len() + faint)));
    }

    fn ends(&self, scored: usize) -> Ends {
        Ends {
            agreed: self.agreed.len() as u32,
            clashed: self.clashed.len() as u32,
            likely: self.likely.len() as u32,
            open: [self.open[0].len() as u32, self.open[1].len() as u32],
            held: self.held.len() as u32,
            scored: scored as u32,
        }
    }

    /// The place of another by its key; it is mostly that behind `last`, which was asked for before.
    pub(super) fn place(&self, key: u64, last: Option<usize>) -> Option<usize> {
        let is_there = |place: &usize| self.others.get(*place).is_some_and(|(known, _)| *known == key);
        let next = Some(last.map_or(0, |last| last + 1)).filter(is_there);
        next.or_else(|| (0..self.others.len()).find(is_there))
    }

    /// What is kept of the other at a place; `None` where the row does not fit together.
    pub(super) fn kept(&self, place: usize) -> Option<Kept<'_>> {
        fn part<T>(all: &[T], start: u32, end: u32) -> Option<&[T]> {
            all.get(start as usize..end as usize)
        }
        let start = place.checked_sub(1).map_or(Ends::default(), |before| self.others[before].1);
        let (_, end) = self.others.get(place)?;
        Some(Kept {
            agreed: part(&self.agreed, start.agreed, end.agreed)?,
            clashed: part(&self.clashed, start.clashed, end.clashed)?,
            likely: part(&self.likely, start.likely, end.likely)?,
            open: [part(&self.open[0], start.open[0], end.open[0])?, part(&self.open[1], start.open[1], end.open[1])?],
            held: part(&self.held, start.held, end.held)?,
            scored: end.scored,
        })
    }

    /// Takes in what is kept of another document elsewhere.
    fn add(&mut self, key: u64, kept: Kept<'_>) {
        self.agreed.extend_from_slice(kept.agreed);
        self.clashed.extend_from_slice(kept.clashed);
        self.likely.extend_from_slice(kept.likely);
        self.open.iter_mut().zip(kept.open).for_each(|(own, open)| own.extend_from_slice(open));
        self.held.extend_from_slice(kept.held);
        self.others.push((key, self.ends(kept.scored as usize)));
    }
}

impl Kept<'_> {
    /// Whether it can be of two documents of so many claims, read with that lexicon.
    fn fits(&self, sizes: [usize; 2], lexicon: &Lexicon) -> bool {
        let has = |a: usize, b: usize| a < sizes[0] && b < sizes[1];
        let names = |evidence: Evidence| match evidence {
            Evidence::SameConcept(concept) => lexicon.has(concept),
            Evidence::SameMeasure(measure) => lexicon.has(measure),
            _ => true,
        };
        let sound =
            |pair: &Pair| has(pair.a, pair.b) && pair.score.sum.is_finite() && pair.score.evidence.iter().all(names);
        self.agreed
            .iter()
            .all(|(a, b, sum, worth)| has(*a as usize, *b as usize) && sum.is_finite() && worth.is_finite())
            && self.clashed.iter().all(|(a, b)| has(*a as usize, *b as usize))
            && self.likely.iter().all(|likely| sound(&likely.pair))
            && self.open.iter().copied().flatten().all(|(pair, margin)| sound(pair) && margin.is_finite())
            && self.held.len() == words(sizes[0]) + words(sizes[1])
            && self.held(sizes).all(|(which, claim)| claim < sizes[which])
    }

    /// The claims that some pair holds: of which of the two documents, counted from its first.
    pub(super) fn held(&self, sizes: [usize; 2]) -> impl Iterator<Item = (usize, usize)> {
        let first = words(sizes[0]);
        let bits = move |(at, word): (usize, &u64)| {
            let (which, base) = if at < first { (0, at * 64) } else { (1, (at - first) * 64) };
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (bit < 64).then_some((which, base + bit))
            })
        };
        self.held.iter().enumerate().flat_map(bits)
    }
}

/// What a cache remembers of the judgements of a corpus.
#[derive(Debug)]
pub(super) struct Memory<'a> {
    cache: &'a Cache,
    court: Court<'a>,
    /// By document that stands: a hash of all that its judgement beside another hangs on, on its side.
    sides: Vec<u128>,
}

impl<'a> Memory<'a> {
    /// `keys` are hashes of what was read of each document that stands.
    pub(super) fn of(cache: &'a Cache, court: Court<'a>, keys: &[Option<u128>]) -> Self {
        let weighing = xxh3_64(format!("{:?}", court.weighing).as_bytes());
        let side = |bytes: &mut Vec<u8>, (at, key): (usize, &Option<u128>)| {
            key.map_or(0, |key| side(key, court, at, weighing, bytes))
        };
        let sides = keys.par_iter().enumerate().map_init(Vec::new, side).collect();
        Self { cache, court, sides }
    }

    /// Whether most of the documents are known.
    pub(super) fn knows_most(&self) -> bool {
        2 * self.sides.iter().filter(|side| self.cache.has(**side)).count() > self.sides.len()
    }

    /// What is kept of a document.
    pub(super) fn row(&self, at: usize) -> Row {
        self.cache.find(self.sides[at], |bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default()
    }

    /// What another document is kept under in the row of one; `event` says how alike the two are.
    pub(super) fn key(&self, at: usize, other: usize, event: f32) -> u64 {
        let Court { events, weighing, .. } = self.court;
        let known = open::is_known((at as u32, other as u32), events);
        let asked = [at == other, known, open::leaves(known, event, &weighing.threshold.open)];
        let mut bytes = [0; 19];
        bytes[..16].copy_from_slice(&self.sides[other].to_le_bytes());
        bytes[16..].copy_from_slice(&asked.map(u8::from));
        xxh3_64(&bytes)
    }

    /// Keeps what a document and others were judged: what is known of these, and what is new.
    pub(super) fn keep<'r>(&self, at: usize, known: impl Iterator<Item = (u64, Kept<'r>)>, mut fresh: Row) {
        known.for_each(|(key, kept)| fresh.add(key, kept));
        // Postcard fails on sequences of unknown length: there are none.
        if let Ok(bytes) = postcard::to_extend(&fresh, Vec::new()) {
            self.cache.keep(self.sides[at], &bytes);
        }
    }

    /// Whether what is kept of two documents can be of these.
    pub(super) fn fits(&self, kept: Kept<'_>, sizes: [usize; 2]) -> bool {
        kept.fits(sizes, self.court.lexicon)
    }
}

/// Where what is kept of the whole of a corpus lies: under the file that its first document is of.
pub(super) fn place(cache: &Cache, corpus: &Corpus) -> u128 {
    cache.place("near", corpus.documents.first().map_or("", |document| file(&document.path)))
}

/// A hash of all that the judgement of a document beside another hangs on, on its side; `bytes` is written anew.
fn side(key: u128, court: Court<'_>, at: usize, weighing: u64, bytes: &mut Vec<u8>) -> u128 {
    let Court { corpus, claims, events, .. } = court;
    let document = corpus.document(DocumentId(at as u32));
    bytes.clear();
    bytes.extend(key.to_le_bytes());
    bytes.extend(weighing.to_le_bytes());
    bytes.extend(edition(&document.path).map_or(0, |path| xxh3_64(path.as_bytes())).to_le_bytes());
    // As they stand in the document, which the key tells.
    for (_, context) in &claims.documents[at].contexts {
        context.words.iter().for_each(|word| bytes.extend(events.word(*word).to_bits().to_le_bytes()));
        let names = context.names.iter().chain(&context.subject);
        bytes.extend(names.map(|name| u8::from(events.is_rare(*name))));
    }
    let names = claims.of(at).iter().flat_map(|claim| &claim.frame.names);
    bytes.extend(names.map(|name| u8::from(events.is_rare(name.key))));
    let mut hash = Xxh3::new();
    hash.update(b"judged");
    hash.update(bytes);
    hash.digest128()
}

#[cfg(test)]
mod tests {
    use super::super::evidence::Score;
    use super::super::value::Verdict;
    use super::*;

    fn pair(a: usize, b: usize) -> Pair {
        Pair { a, b, score: Score::default(), verdict: Verdict::Clash }
    }

    /// What is kept of a document of three claims, beside itself and one of seventy.
    fn row() -> Row {
        let mut row = Row::default();
        row.agreed.push((0, 2, 3.5, 4.0));
        row.end(7, [3, 3], &[pair(10, 12)], [10, 10], 0);
        row.agreed.push((1, 69, 1.5, 2.0));
        row.clashed.extend([(2, 64), (0, 0)]);
        row.open[1].push((pair(2, 5), 0.25));
        row.end(9, [3, 70], &[pair(11, 169), pair(12, 100)], [10, 100], 1);
        row
    }

    #[test]
    fn what_is_kept_of_two_documents_comes_back() {
        let bytes = postcard::to_extend(&row(), Vec::new()).unwrap();
        let row: Row = postcard::from_bytes(&bytes).unwrap();
        let places =
            [(7, None), (9, Some(0)), (9, None), (7, Some(1)), (8, None)].map(|(key, last)| row.place(key, last));
        assert_eq!(places, [Some(0), Some(1), Some(1), Some(0), None]);
        let lexicon = Lexicon::default();
        for (place, sizes, agreed, held) in [
            (0, [3, 3], (0, 2, 3.5, 4.0), vec![(0, 0), (1, 2)]),
            (1, [3, 70], (1, 69, 1.5, 2.0), vec![(0, 1), (0, 2), (1, 0), (1, 69)]),
        ] {
            let kept = row.kept(place).unwrap();
            assert!(kept.fits(sizes, &lexicon));
            assert_eq!((kept.agreed, kept.held(sizes).collect::<Vec<_>>()), (&[agreed][..], held));
        }
        let mut other = Row::default();
        other.add(9, row.kept(1).unwrap());
        let (moved, kept) = (other.kept(0).unwrap(), row.kept(1).unwrap());
        assert_eq!(format!("{moved:?}"), format!("{kept:?}"));
    }

    #[test]
    fn what_cannot_be_of_two_documents_is_not_taken() {
        let mut lexicon = Lexicon::default();
        let fits = |change: fn(&mut Row), lexicon: &Lexicon| {
            let mut row = row();
            change(&mut row);
            row.kept(1).is_some_and(|kept| kept.fits([3, 70], lexicon))
        };
        assert!(fits(|_| {}, &lexicon));
        let wrong: [fn(&mut Row); 8] = [
            |row| row.agreed[1].0 = 3,
            |row| row.agreed[1].1 = 70,
            |row| row.agreed[1].3 = f32::NAN,
            |row| row.clashed[0].1 = 71,
            |row| row.open[1][0].0.b = 70,
            |row| row.held[2] |= 1 << 6,
            |row| row.held.truncate(2),
            |row| row.others[0].1.agreed = 9,
        ];
        for (at, wrong) in wrong.into_iter().enumerate() {
            assert!(!fits(wrong, &lexicon), "{at}");
        }
        let names_concept: fn(&mut Row) = |row| {
            let mut score = Score::default();
            score.evidence.push(Evidence::SameConcept(crate::lexicon::ConceptId(0)));
            row.open[1][0].0.score = score;
        };
        assert!(!fits(names_concept, &lexicon));
        lexicon = Lexicon::builtin();
        assert!(fits(names_concept, &lexicon));
    }
}
