/*! Slots as an earlier run gathered them. Slots are gathered best pair first, so that two that are never joined have nothing to do with each
other: of a large archive in which one article changed, only the slots of claims of which a pair is another have to be gathered again,
held against those that they might be joined with.

```text
changed ─ claims of which a pair came, went or is worth something else, with all that shared their slots
beside  ─ slots of which a pair with one of these is worth joining; these are gathered again with them: where any comes out otherwise
          it is changed too, and all is done again; where none does, what is not beside would not have either
```

What is kept is of one corpus, by order of its documents: a hash of the weights (8 bytes); then of each document its hash (16), how many
claims it has, and of each of these the sum of what its pairs say (8) and how far before it the first of its slot stands, plus 1; 0 where it
is alone. Other numbers are varints. It is written anew where much has changed since. */

use rustc_hash::FxHashMap;

use super::drift::keep_in_order;
use super::group::Weighed;
use super::recall::{read_number, write_number};
use crate::cache::Cache;
use crate::claim::Claims;

/// One in so many claims has to be gathered anew for what is kept to be written again.
const WORN: usize = 16;
/// How often more is gathered before all is.
const TURNS: usize = 12;

/// What an earlier run may have gathered, and where it is kept.
#[derive(Debug)]
pub(super) struct Earlier<'a> {
    cache: &'a Cache,
    place: u128,
    /// By document: a hash of what was read of it; `None` where it does not stand.
    keys: &'a [Option<u128>],
    /// A hash of the weights.
    weighing: u64,
    kept: Option<Kept>,
}

/// What is kept of a corpus.
#[derive(Debug, Default)]
struct Kept {
    /// By hash of a document: which it was, where its claims begin, and how many these are.
    documents: FxHashMap<u128, (u32, u32, u32)>,
    /// By claim: what its pairs say, and the first of its slot; `None` where it is alone.
    claims: Vec<(u64, Option<u32>)>,
}

impl Kept {
    /// Reads what [`Earlier::keep`] has written; `None` where it is something else.
    fn read(mut bytes: &[u8], weighing: u64) -> Option<Self> {
        let bytes = &mut bytes;
        let mut kept = Self::default();
        if u64::from_le_bytes(take(bytes)?) != weighing {
            return Some(kept);
        }
        while !bytes.is_empty() {
            let key = u128::from_le_bytes(take(bytes)?);
            let (start, count) = (kept.claims.len() as u32, read_number(bytes)?);
            for _ in 0..count {
                let said = u64::from_le_bytes(take(bytes)?);
                let first = match read_number(bytes)?.checked_sub(1) {
                    Some(back) => Some(kept.claims.len().checked_sub(back)?),
                    None => None,
                };
                // The first of a slot is of it.
                let stands = |first: usize| first == kept.claims.len() || kept.claims[first].1 == Some(first as u32);
                if !first.is_none_or(stands) {
                    return None;
                }
                kept.claims.push((said, first.map(|first| first as u32)));
            }
            kept.documents.insert(key, (kept.documents.len() as u32, start, count as u32));
        }
        Some(kept)
    }
}

/// The next bytes.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (field, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*field)
}

/// No claim.
const NONE: u32 = u32::MAX;

/// What has become of a claim or its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is as it was.
    Kept,
    /// It is held against what changed.
    Beside,
    Changed,
}

/// Claims by slots as they were.
struct Slots {
    /// By claim: the first of its slot, itself where it is alone or was not there.
    first: Vec<u32>,
    /// By claim that is the first of a slot: what has become of that.
    states: Vec<State>,
}

impl Slots {
    fn state(&self, claim: usize) -> State {
        self.states[self.first[claim] as usize]
    }

    /// Marks the slot of a claim as changed; whether it was not yet.
    fn change(&mut self, claim: usize) -> bool {
        let state = &mut self.states[self.first[claim] as usize];
        std::mem::replace(state, State::Changed) != State::Changed
    }
}

impl<'a> Earlier<'a> {
    /// What is kept at the first of places that has something, of a corpus whose documents have those hashes.
    pub(super) fn of(cache: &'a Cache, places: [u128; 2], keys: &'a [Option<u128>], weighing: u64) -> Self {
        let kept = places.iter().find_map(|place| cache.find(*place, |bytes, _| Kept::read(&bytes, weighing)));
        Self { cache, place: places[0], keys, weighing, kept }
    }

    /// The slots of claims, by claim the first of its slot, as `gather` gives them; pairs that are worth what `needs` says may join
    /// slots. `gather` is given pairs of some claims alone. Gives with them how many claims were gathered anew.
    pub(super) fn slots(
        &self,
        weighed: Vec<Weighed>,
        claims: &Claims,
        needs: f32,
        mut gather: impl FnMut(Vec<Weighed>) -> FxHashMap<usize, usize>,
    ) -> (FxHashMap<usize, usize>, usize) {
        let said = self.said(&weighed, claims);
        let Some(mut slots) = self.kept.as_ref().and_then(|kept| self.kept_slots(kept, &said, claims)) else {
            let slots = gather(weighed);
            self.keep(&said, &slots, claims);
            return (slots, claims.len());
        };
        let mut found = FxHashMap::default();
        let mut gathered = 0;
        for turn in 0..=TURNS {
            if turn == TURNS {
                slots.states.fill(State::Changed);
            }
            for it in weighed.iter().filter(|it| it.worth >= needs) {
                for (own, other) in [(it.a, it.b), (it.b, it.a)] {
                    let state = slots.state(other as usize);
                    if state == State::Kept && slots.state(own as usize) == State::Changed {
                        slots.states[slots.first[other as usize] as usize] = State::Beside;
                    }
                }
            }
            let asked: Vec<bool> = (0..claims.len()).map(|claim| slots.state(claim) != State::Kept).collect();
            // What was asked once stays so: as many are the same ones, and are gathered as they were.
            let count = asked.iter().filter(|asked| **asked).count();
            if std::mem::replace(&mut gathered, count) != count {
                let both = |it: &&Weighed| asked[it.a as usize] && asked[it.b as usize];
                found = gather(weighed.iter().filter(both).copied().collect());
            }
            // Each has to be in the slot that it was in, or in one of what changed.
            let first = |claim: usize| found.get(&claim).copied().unwrap_or(claim);
            let mut more = Vec::new();
            for claim in 0..claims.len() {
                match slots.state(claim) {
                    State::Kept => {}
                    State::Beside if first(claim) == slots.first[claim] as usize => {}
                    State::Beside => more.push(claim),
                    State::Changed => more.push(first(claim)),
                }
            }
            let changed = more.into_iter().filter(|claim| slots.change(*claim)).count();
            if changed == 0 {
                break;
            }
        }
        let mut anew = 0;
        let mut sizes = vec![0u32; claims.len()];
        slots.first.iter().for_each(|first| sizes[*first as usize] += 1);
        for (claim, first) in slots.first.iter().enumerate() {
            match slots.state(claim) {
                State::Changed => anew += 1,
                _ if sizes[*first as usize] > 1 => {
                    found.insert(claim, *first as usize);
                }
                _ => {}
            }
        }
        if anew * WORN > claims.len() {
            self.keep(&said, &found, claims);
        }
        (found, anew)
    }

    /// By claim: what its pairs say, whatever the order that they come in.
    fn said(&self, weighed: &[Weighed], claims: &Claims) -> Vec<u64> {
        let mut own = vec![0; claims.len()];
        for (document, key) in self.keys.iter().enumerate() {
            let key = key.unwrap_or_default();
            let key = mixed(key as u64, (key >> 64) as u64);
            claims.range(document).zip(0..).for_each(|(claim, at)| own[claim] = mixed(key, at));
        }
        let mut said = vec![0u64; claims.len()];
        for it in weighed {
            let (a, b) = (it.a as usize, it.b as usize);
            let pair = mixed(own[a], own[b].rotate_left(23) ^ u64::from(it.worth.to_bits()));
            said[a] = said[a].wrapping_add(pair);
            said[b] = said[b].wrapping_add(pair.rotate_left(29));
        }
        said
    }

    /// The slots as they were, and what has become of them so far; `None` where they are of other claims.
    fn kept_slots(&self, kept: &Kept, said: &[u64], claims: &Claims) -> Option<Slots> {
        let known = |key: &Option<u128>| kept.documents.get(&(*key)?).copied();
        let known: Vec<Option<(u32, u32, u32)>> = self.keys.iter().map(known).collect();
        let mut places: Vec<Option<u32>> = known.iter().map(|it| it.map(|(place, ..)| place)).collect();
        // What moved counts as gone and come.
        keep_in_order(&mut places);
        let mut now = vec![NONE; kept.claims.len()];
        let mut before = vec![NONE; said.len()];
        for (document, (place, known)) in places.iter().zip(&known).enumerate() {
            let Some((_, start, count)) = known.filter(|_| place.is_some()) else { continue };
            let range = claims.range(document);
            if count as usize != range.len() {
                return None;
            }
            for (claim, old) in range.zip(start..) {
                now[old as usize] = claim as u32;
                before[claim] = old;
            }
        }
        let mut slots = Slots { first: (0..said.len() as u32).collect(), states: vec![State::Kept; said.len()] };
        // Where the first is gone, the next stands for it: something of that slot has changed.
        let mut heads: FxHashMap<u32, u32> = FxHashMap::default();
        for (claim, old) in before.iter().enumerate().filter(|(_, old)| **old != NONE) {
            let Some(first) = kept.claims[*old as usize].1 else { continue };
            let head = match now[first as usize] {
                NONE => *heads.entry(first).or_insert(claim as u32),
                now => now,
            };
            slots.first[claim] = head;
        }
        for (document, key) in self.keys.iter().enumerate().filter(|(_, key)| key.is_some()) {
            debug_assert!(key.is_some(), "the others hold no pair");
            for claim in claims.range(document) {
                let old = before[claim];
                if old == NONE || kept.claims[old as usize].0 != said[claim] {
                    slots.change(claim);
                }
            }
        }
        heads.into_values().for_each(|claim| {
            slots.change(claim as usize);
        });
        Some(slots)
    }

    /// Keeps what the pairs of each claim say, and its slot.
    fn keep(&self, said: &[u64], slots: &FxHashMap<usize, usize>, claims: &Claims) {
        let stand = || self.keys.iter().enumerate().filter_map(|(at, key)| Some((claims.range(at), (*key)?)));
        let mut bytes = self.weighing.to_le_bytes().to_vec();
        let mut ranks = vec![0; claims.len()];
        stand().flat_map(|(range, _)| range).zip(0usize..).for_each(|(claim, rank)| ranks[claim] = rank);
        for (range, key) in stand() {
            bytes.extend(key.to_le_bytes());
            write_number(range.len(), &mut bytes);
            for claim in range {
                bytes.extend(said[claim].to_le_bytes());
                let back = slots.get(&claim).map_or(0, |first| ranks[claim] - ranks[*first] + 1);
                write_number(back, &mut bytes);
            }
        }
        self.cache.keep(self.place, &bytes);
    }
}

/// Two numbers as one that tells nothing of either.
fn mixed(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd1b5_4a32_d192_ed03);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::group::group;
    use super::*;
    use crate::claim::{Claim, DocumentRead};
    use crate::document::{Document, DocumentId};
    use crate::rule::RuleSet;

    /// Numbers without end, the same each time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
            (self.0 >> 33) as usize % sides
        }
    }

    /// An archive of articles of two claims each that are all alike; pairs of some of them.
    struct Archive {
        articles: Vec<u128>,
        pairs: FxHashMap<(u128, u128), f32>,
        next: u128,
    }

    impl Archive {
        /// Adds an article that stands there, with a few pairs.
        fn add(&mut self, at: usize, dice: &mut Dice) {
            let key = self.next;
            self.next += 1;
            for _ in 0..3 {
                if !self.articles.is_empty() {
                    let other = self.articles[dice.roll(self.articles.len())];
                    self.pairs.insert((key, other), 2.0 + dice.roll(5) as f32);
                }
            }
            self.articles.insert(at, key);
        }

        /// The pairs of the claims as they are now numbered.
        fn weighed(&self) -> Vec<Weighed> {
            let place: FxHashMap<u128, u32> = (0..).zip(&self.articles).map(|(at, key)| (*key, at)).collect();
            let mut found = Vec::new();
            for ((x, y), worth) in &self.pairs {
                let (Some(x), Some(y)) = (place.get(x), place.get(y)) else { continue };
                let (a, b) = (*x.min(y), *x.max(y));
                found.push(Weighed { a: 2 * a, b: 2 * b, worth: *worth });
                found.push(Weighed { a: 2 * a + 1, b: 2 * b, worth: 6.0 - *worth });
            }
            found
        }
    }

    #[test]
    fn what_is_gathered_again_is_what_is_gathered_of_all() {
        let rules = RuleSet::builtin().unwrap();
        let document = Document::plain("a", "Some 37,412 nurses voted. Some 37,412 nurses voted.");
        let DocumentRead { claims, facts, .. } = crate::read_document(DocumentId(0), &document, &rules.lexicon);
        assert_eq!(claims.len(), 2);
        let one = |at: u32| {
            let of = |claim: &Claim| Claim { document: DocumentId(at), ..claim.clone() };
            (claims.iter().map(of).collect::<Vec<_>>(), facts.clone())
        };
        let mut dice = Dice(7);
        let mut archive = Archive { articles: Vec::new(), pairs: FxHashMap::default(), next: 1 };
        (0..300).for_each(|at| archive.add(at, &mut dice));
        let room = tempfile::tempdir().unwrap();
        let (mut anew, mut slots) = (Vec::new(), 0);
        for turn in 0..40 {
            match turn % 5 {
                0 => {}
                1 => drop(archive.articles.remove(dice.roll(archive.articles.len()))),
                2 => archive.add(dice.roll(archive.articles.len()), &mut dice),
                3 => {
                    let moved = archive.articles.remove(dice.roll(archive.articles.len()));
                    archive.articles.insert(dice.roll(archive.articles.len()), moved);
                }
                // A pair is worth something else.
                _ => {
                    let mut keys: Vec<(u128, u128)> = archive.pairs.keys().copied().collect();
                    keys.sort_unstable();
                    archive.pairs.insert(keys[dice.roll(keys.len())], 2.5 + dice.roll(4) as f32);
                }
            }
            let claims = Claims::gather((0..archive.articles.len() as u32).map(one));
            let keys: Vec<Option<u128>> = archive.articles.iter().map(|key| Some(*key)).collect();
            let cache = Cache::open(room.path(), "a", Path::new("/project"), &rules.lexicon);
            let earlier = Earlier::of(&cache, [1, 1], &keys, 9);
            let group = |earlier| group(archive.weighed(), &claims, &rules.lexicon, &rules.weighing, earlier);
            let (with, without) = (group(Some(&earlier)), group(None));
            assert_eq!(with.slots, without.slots, "turn {turn}");
            anew.push(with.anew);
            slots += with.slots.values().collect::<rustc_hash::FxHashSet<_>>().len();
            assert!(!cache.close().discarded);
        }
        assert!(slots > 40 * 20, "{slots}");
        assert_eq!((anew[0], anew[1] < 120, anew[5] < 120), (600, true, true), "{anew:?}");
    }

    #[test]
    fn what_is_no_corpus_is_not_read() {
        let document = |backs: &[u8]| {
            let claims = backs.iter().flat_map(|back| [&[1; 8][..], &[*back]].concat());
            [&[7; 16][..], &[backs.len() as u8], &claims.collect::<Vec<_>>()].concat()
        };
        let read = |weighing: u64, backs: &[u8]| {
            Kept::read(&[&weighing.to_le_bytes()[..], &document(backs)].concat(), 3).map(|kept| kept.claims)
        };
        let claims =
            |firsts: &[Option<u32>]| Some(firsts.iter().map(|first| (0x0101_0101_0101_0101, *first)).collect());
        assert_eq!(read(3, &[1, 0, 3]), claims(&[Some(0), None, Some(0)]));
        assert_eq!(read(4, &[1, 0, 3]), Some(Vec::new()), "other weights");
        for wrong in [&[2][..], &[0, 2], &[1, 2, 2]] {
            assert_eq!(read(3, wrong), None, "{wrong:?}");
        }
        let whole = [&3u64.to_le_bytes()[..], &document(&[1, 2])].concat();
        for cut in (0..whole.len()).filter(|cut| *cut != 8) {
            assert!(Kept::read(&whole[..cut], 3).is_none(), "{cut}");
        }
    }
}
