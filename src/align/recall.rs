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
use super::{Pair, Weighing, open};
use crate::cache::Cache;
use crate::claim::Claims;
use crate::document::{Corpus, DocumentId};
use crate::lexicon::Lexicon;

/// What is kept of two claims that agree, each counted from the first of its document: the blind score, and what they are worth as one
/// quantity, however alike their documents are.
pub(super) type Agreed = (u32, u32, f32, f32);

/// What two documents alone settle of their pairs, the claims counted from the first of their document. It is written anew for each two.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Judged {
    pub(super) agreed: Vec<Agreed>,
    pub(super) clashed: Vec<(u32, u32)>,
    pub(super) told: Told,
    /// Claims that some pair holds, of the first document and then of the second: a bit a claim.
    held: Vec<u64>,
    /// How many pairs were scored.
    pub(super) scored: usize,
}

/// Clashes that may be told.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) likely: Vec<Likely>,
    /// Of pairs with evidence, and of faint ones.
    pub(super) open: [Vec<(Pair, f32)>; 2],
}

/// The words of bits that hold one for each claim.
fn words(claims: usize) -> usize {
    claims.div_ceil(64)
}

/// Claims of a document that is kept: the place of each is two bytes.
const MOST: usize = 1 << 16;

impl Judged {
    /// Wipes what is written.
    pub(super) fn clear(&mut self) {
        self.agreed.clear();
        self.clashed.clear();
        self.told.likely.clear();
        self.told.open.iter_mut().for_each(Vec::clear);
        self.held.clear();
        self.scored = 0;
    }

    /// Notes which claims the pairs hold. The claims of the two documents begin at `starts`, and are so many; so many pairs more are
    /// `faint`.
    pub(super) fn hold(&mut self, sizes: [usize; 2], pairs: &[Pair], starts: [usize; 2], faint: usize) {
        let second = words(sizes[0]);
        self.held.clear();
        self.held.resize(second + words(sizes[1]), 0);
        for (from, claim) in pairs.iter().flat_map(|pair| [(0, pair.a - starts[0]), (second, pair.b - starts[1])]) {
            self.held[from + claim / 64] |= 1 << (claim % 64);
        }
        self.scored = pairs.len() + faint;
    }

    /// The claims that some pair holds, of two documents of so many: of which of the two, counted from its first.
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

    /// Writes it behind what is there.
    fn write(&self, sizes: [usize; 2], to: &mut Vec<u8>) {
        let may_tell = !self.told.likely.is_empty() || self.told.open.iter().any(|open| !open.is_empty());
        for number in [self.scored, self.agreed.len(), self.clashed.len(), usize::from(may_tell)] {
            write_number(number, to);
        }
        let (first, second) = self.held.split_at(words(sizes[0]));
        for (held, size) in [first, second].into_iter().zip(sizes) {
            to.extend(held.iter().flat_map(|word| word.to_le_bytes()).take(size.div_ceil(8)));
        }
        let both = |a: u32, b: u32| [(a as u16).to_le_bytes(), (b as u16).to_le_bytes()].concat();
        for (a, b, sum, worth) in &self.agreed {
            to.extend(both(*a, *b));
            to.extend(sum.to_le_bytes());
            to.extend(worth.to_le_bytes());
        }
        self.clashed.iter().for_each(|(a, b)| to.extend(both(*a, *b)));
        if may_tell {
            // Postcard fails on sequences of unknown length: there are none.
            to.extend(postcard::to_extend(&self.told, Vec::new()).unwrap_or_default());
        }
    }

    /// Reads what was written of two documents of so many claims, read with that lexicon; `None` where it cannot be of these.
    pub(super) fn read(&mut self, mut bytes: &[u8], sizes: [usize; 2], lexicon: &Lexicon) -> Option<()> {
        fn part<'b>(bytes: &mut &'b [u8], size: Option<usize>) -> Option<&'b [u8]> {
            let (part, rest) = bytes.split_at_checked(size?)?;
            *bytes = rest;
            Some(part)
        }
        let both = |[a, b, c, d]: [u8; 4]| (u16::from_le_bytes([a, b]).into(), u16::from_le_bytes([c, d]).into());
        let has = |a: u32, b: u32| (a as usize) < sizes[0] && (b as usize) < sizes[1];
        self.clear();
        let bytes = &mut bytes;
        self.scored = read_number(bytes)?;
        let (agreed, clashed, may_tell) = (read_number(bytes)?, read_number(bytes)?, read_number(bytes)?);
        for size in sizes {
            let held = part(bytes, Some(size.div_ceil(8)))?;
            // No claim is held that is not there.
            if size % 8 != 0 && held.last().is_some_and(|last| last >> (size % 8) != 0) {
                return None;
            }
            self.held.extend(held.chunks(8).map(|chunk| {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                u64::from_le_bytes(word)
            }));
        }
        let mut sound = true;
        let agreed = part(bytes, agreed.checked_mul(AGREED))?.as_chunks::<AGREED>().0;
        self.agreed.extend(agreed.iter().map(|&[a, b, c, d, e, f, g, h, i, j, k, l]| {
            let (a, b): (u32, u32) = both([a, b, c, d]);
            let (sum, worth) = (f32::from_le_bytes([e, f, g, h]), f32::from_le_bytes([i, j, k, l]));
            sound &= has(a, b) && sum.is_finite() && worth.is_finite();
            (a, b, sum, worth)
        }));
        let clashed = part(bytes, clashed.checked_mul(CLASHED))?.as_chunks::<CLASHED>().0;
        self.clashed.extend(clashed.iter().map(|pair| {
            let (a, b): (u32, u32) = both(*pair);
            sound &= has(a, b);
            (a, b)
        }));
        if may_tell != 0 {
            self.told = postcard::take_from_bytes(bytes).ok().filter(|(_, rest)| rest.is_empty())?.0;
            sound &= self.told.fits(sizes, lexicon);
        } else {
            sound &= bytes.is_empty();
        }
        sound.then_some(())
    }
}

impl Told {
    /// Whether it can be of two documents of so many claims, read with that lexicon.
    fn fits(&self, sizes: [usize; 2], lexicon: &Lexicon) -> bool {
        let names = |evidence: Evidence| match evidence {
            Evidence::SameConcept(concept) => lexicon.has(concept),
            Evidence::SameMeasure(measure) => lexicon.has(measure),
            _ => true,
        };
        let sound = |pair: &Pair| {
            pair.a < sizes[0]
                && pair.b < sizes[1]
                && pair.score.sum.is_finite()
                && pair.score.evidence.iter().all(names)
        };
        self.likely.iter().all(|likely| sound(&likely.pair) && likely.is_finite())
            && self.open.iter().flatten().all(|(pair, margin)| sound(pair) && margin.is_finite())
    }
}

/// Bytes of a pair that agrees, and of one that clashes.
const AGREED: usize = 12;
const CLASHED: usize = 4;

/// Writes a number as a varint: most are of one byte.
pub(super) fn write_number(mut number: usize, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// The opposite.
pub(super) fn read_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// What is kept of a document and others, one behind the other: under what each is kept (8 bytes), how many bytes there are of it, and
/// these.
#[derive(Debug, Default)]
pub(super) struct Row {
    bytes: Vec<u8>,
}

/// Where one searches a row.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Place(usize);

impl Row {
    /// What is kept under a key; it is mostly what stands at a place, which is moved behind it.
    pub(super) fn find(&self, key: u64, next: &mut Place) -> Option<&[u8]> {
        let (mut at, end) = (next.0, self.bytes.len());
        let mut turned = false;
        loop {
            if at >= end || turned && at >= next.0 {
                if turned {
                    return None;
                }
                (at, turned) = (0, true);
                if next.0 == 0 || end == 0 {
                    return None;
                }
            }
            let mut rest = self.bytes.get(at..)?;
            let (own, after) = rest.split_first_chunk()?;
            rest = after;
            let size = read_number(&mut rest)?;
            let kept = rest.get(..size)?;
            at = end - rest.len() + size;
            if u64::from_le_bytes(*own) == key {
                *next = Place(at);
                return Some(kept);
            }
        }
    }

    /// Takes in what is kept of another document elsewhere.
    pub(super) fn add(&mut self, key: u64, kept: &[u8]) {
        self.bytes.extend(key.to_le_bytes());
        write_number(kept.len(), &mut self.bytes);
        self.bytes.extend_from_slice(kept);
    }

    /// Takes in what was judged of two documents of so many claims, unless these are too many.
    pub(super) fn write(&mut self, key: u64, judged: &Judged, sizes: [usize; 2]) {
        if sizes.iter().all(|size| *size <= MOST) {
            let mut bytes = Vec::new();
            judged.write(sizes, &mut bytes);
            self.add(key, &bytes);
        }
    }
}

/// Documents that are worked on before what comes of them is put away.
const ROUND: usize = 4_096;

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
        let weighing = hash_of(court.weighing);
        let of = |claims: &Claims, round: (usize, &[Option<u128>])| -> Vec<u128> {
            let court = Court { claims, ..court };
            let side = |bytes: &mut Vec<u8>, (at, key): (usize, &Option<u128>)| {
                key.map_or(0, |key| side(key, court, round.0 * ROUND + at, weighing, bytes))
            };
            round.1.par_iter().enumerate().map_init(Vec::new, side).collect()
        };
        let rounds = keys.chunks(ROUND).enumerate();
        let sides = court.claims.in_windows(rounds, of).into_iter().flatten().collect();
        Self { cache, court, sides }
    }

    /// Whether most of the documents are known.
    pub(super) fn knows_most(&self) -> bool {
        2 * self.sides.iter().filter(|side| self.cache.has(**side)).count() > self.sides.len()
    }

    /// What is kept of a document.
    pub(super) fn row(&self, at: usize) -> Row {
        self.cache.find(self.sides[at], |bytes, _| Some(Row { bytes })).unwrap_or_default()
    }

    /// What another document is kept under in the row of one; `event` says how alike the two are.
    pub(super) fn key(&self, at: usize, other: usize, event: f32) -> u64 {
        let Court { events, weighing, .. } = self.court;
        let known = open::is_known((at as u32, other as u32), events);
        let asked = [at == other, known, open::leaves(known, event, &weighing.threshold.open)];
        let mut bytes = [0; 35];
        bytes[..16].copy_from_slice(&self.sides[at].to_le_bytes());
        bytes[16..32].copy_from_slice(&self.sides[other].to_le_bytes());
        bytes[32..].copy_from_slice(&asked.map(u8::from));
        xxh3_64(&bytes)
    }

    /// Keeps what a document and others were judged.
    pub(super) fn keep(&self, at: usize, row: &Row) {
        self.cache.keep(self.sides[at], &row.bytes);
    }
}

/// A hash of the weights.
pub(super) fn hash_of(weighing: &Weighing) -> u64 {
    xxh3_64(format!("{weighing:?}").as_bytes())
}

/// Where what is kept of the whole of a corpus may lie: under the file that its first document is of, where it is put, and under the
/// next, which was the first before another came.
pub(super) fn places(cache: &Cache, sort: &str, corpus: &Corpus) -> [u128; 2] {
    let mut files = corpus.documents.iter().map(|document| file(&document.path));
    let first = files.next().unwrap_or_default();
    let next = files.find(|next| *next != first).unwrap_or(first);
    [first, next].map(|file| cache.place(sort, file))
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
    for (_, context) in &claims.facts(at).contexts {
        context.words.iter().for_each(|word| bytes.extend(events.word(*word).to_bits().to_le_bytes()));
        let names = context.names.iter().chain(&context.subject);
        bytes.extend(names.map(|name| u8::from(events.is_rare(*name))));
    }
    bytes.extend(claims.facts(at).besides.iter().map(|name| u8::from(events.is_rare(*name))));
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
    use crate::document::Document;

    fn pair(a: usize, b: usize) -> Pair {
        Pair { a, b, score: Score::default(), verdict: Verdict::Clash }
    }

    /// What is judged of a document of three claims, beside itself and one of seventy.
    fn judged() -> [(u64, [usize; 2], Judged); 2] {
        let mut own = Judged::default();
        own.agreed.push((0, 2, 3.5, 4.0));
        own.hold([3, 3], &[pair(10, 12)], [10, 10], 0);
        let mut other = Judged::default();
        other.agreed.push((1, 69, 1.5, 2.0));
        other.clashed.extend([(2, 64), (0, 0)]);
        other.told.open[1].push((pair(2, 5), 0.25));
        other.hold([3, 70], &[pair(11, 169), pair(12, 100)], [10, 100], 1);
        [(7, [3, 3], own), (9, [3, 70], other)]
    }

    #[test]
    fn what_is_kept_of_two_documents_comes_back() {
        let mut row = Row::default();
        judged().iter().for_each(|(key, sizes, judged)| row.write(*key, judged, *sizes));
        let places = |keys: &[u64]| {
            let mut next = Place::default();
            keys.iter().map(|key| row.find(*key, &mut next).map(<[u8]>::len)).collect::<Vec<_>>()
        };
        let [first, second] = [7, 9].map(|key| places(&[key])[0]);
        assert!(first.is_some() && second > first, "{first:?} {second:?}");
        assert_eq!(places(&[7, 9, 9, 8, 7, 7, 9, 8]), [first, second, second, None, first, first, second, None]);
        assert!(Row::default().find(7, &mut Place::default()).is_none());
        let (lexicon, mut next, mut read) = (Lexicon::default(), Place::default(), Judged::default());
        for ((key, sizes, judged), held) in
            judged().into_iter().zip([vec![(0, 0), (1, 2)], vec![(0, 1), (0, 2), (1, 0), (1, 69)]])
        {
            let kept = row.find(key, &mut next).unwrap();
            read.read(kept, sizes, &lexicon).unwrap();
            assert_eq!(read, judged);
            assert_eq!(read.held(sizes).collect::<Vec<_>>(), held);
            let mut other = Row::default();
            other.add(key, kept);
            assert_eq!(other.find(key, &mut Place::default()), Some(kept));
        }
        let mut large = Row::default();
        large.write(7, &Judged::default(), [MOST + 1, 1]);
        assert!(large.find(7, &mut Place::default()).is_none(), "its places are not kept");
    }

    #[test]
    fn what_is_kept_of_a_corpus_is_found_though_another_file_comes_first() {
        let room = tempfile::tempdir().unwrap();
        let cache = Cache::open(room.path(), "a", std::path::Path::new("/project"), &Lexicon::default());
        let of = |paths: &[&str]| {
            let documents = paths.iter().map(|path| Document::plain(*path, "A text.")).collect();
            places(&cache, "near", &Corpus { documents })
        };
        let before = of(&["b.txt", "c.txt"]);
        assert!(before[0] != before[1]);
        assert_eq!(of(&["a.txt", "b.txt", "c.txt"])[1], before[0]);
        let [first, next] = of(&["news.jsonl#1", "news.jsonl#2"]);
        assert!(first == next && first != before[0]);
        assert_ne!(places(&cache, "slots", &Corpus::default()), of(&[]));
    }

    #[test]
    fn a_row_that_is_none_is_not_found_in() {
        let mut row = Row::default();
        judged().iter().for_each(|(key, sizes, judged)| row.write(*key, judged, *sizes));
        for cut in 1..row.bytes.len() {
            let cut = Row { bytes: row.bytes[..cut].to_vec() };
            assert!(cut.find(9, &mut Place::default()).is_none());
            assert!(cut.find(9, &mut Place(5)).is_none());
        }
        let endless = Row { bytes: [&[0; 8][..], &[0xff; 20]].concat() };
        assert!(endless.find(0, &mut Place::default()).is_none());
        assert!(endless.find(0, &mut Place(usize::MAX)).is_none());
    }

    #[test]
    fn what_cannot_be_of_two_documents_is_not_taken() {
        let sizes = [3, 70];
        let fits = |bytes: &[u8], lexicon: &Lexicon| Judged::default().read(bytes, sizes, lexicon).is_some();
        let written = |change: fn(&mut Judged)| {
            let [_, (.., mut judged)] = judged();
            change(&mut judged);
            let mut bytes = Vec::new();
            judged.write(sizes, &mut bytes);
            bytes
        };
        let lexicon = Lexicon::default();
        let whole = written(|_| {});
        assert!(fits(&whole, &lexicon));
        let wrong: [fn(&mut Judged); 7] = [
            |judged| judged.agreed[0].0 = 3,
            |judged| judged.agreed[0].1 = 70,
            |judged| judged.agreed[0].3 = f32::NAN,
            |judged| judged.clashed[0].1 = 71,
            |judged| judged.told.open[1][0].0.b = 70,
            |judged| judged.told.open[1][0].1 = f32::INFINITY,
            |judged| judged.held[2] |= 1 << 6,
        ];
        for (at, wrong) in wrong.into_iter().enumerate() {
            assert!(!fits(&written(wrong), &lexicon), "{at}");
        }
        assert!((0..whole.len()).all(|cut| !fits(&whole[..cut], &lexicon)), "cut off");
        assert!(!fits(&[&whole[..], &[0]].concat(), &lexicon), "more behind it");
        assert!(Judged::default().read(&whole, [3, 700], &lexicon).is_none(), "of a longer document");
        let names_concept: fn(&mut Judged) = |judged| {
            let mut score = Score::default();
            score.evidence.push(Evidence::SameConcept(crate::lexicon::ConceptId(0)));
            judged.told.open[1][0].0.score = score;
        };
        assert!(!fits(&written(names_concept), &lexicon));
        assert!(fits(&written(names_concept), &Lexicon::builtin()));
    }
}
