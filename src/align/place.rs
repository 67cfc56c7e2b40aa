/*! Where a document stands in a corpus: what alignment has to know of all other documents to judge some of them by themselves. An
archive is read in parts, the features of all documents are held against each other once, and whole events are then judged apart, on
any machine, as one process would judge them.

```text
documents ─ features ─ places ─┬─ the documents of an event, with their places ─ alignment
                               └─ …
```

Events are here the widest that there are: documents that are neighbours, or neighbours of neighbours, and copies of them. */

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh3::Xxh3;

use super::event::{Events, Told, root, told};
use super::near::{Found, Near};
use super::{Weighing, first_of_each_text};
use crate::claim::DocumentRead;

/// What of a document says which others tell the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// A hash of its text.
    text: u64,
    /// How many claims it has.
    claims: u32,
    told: Told,
}

impl Feature {
    /// The features of a read document.
    pub fn of(read: &DocumentRead) -> Self {
        Self { text: read.facts.text, claims: read.claims.len() as u32, told: told(&read.facts) }
    }

    /// Whether it is one that a document can have: each name and each word once, in order.
    pub fn is_sound(&self) -> bool {
        self.told.iter().all(|list| list.is_sorted_by(|a, b| a.0 < b.0))
    }
}

/// Where a document stands in its corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// A hash of the corpus: places of two do not fit together.
    corpus: u64,
    /// How many documents count.
    total: u32,
    /// Whether any two documents tell one event.
    knows_events: bool,
    /// Its index in the corpus.
    pub rank: u32,
    /// The event, by the rank of its first document.
    pub event: u32,
    /// Of how many documents the event is.
    pub size: u32,
    /// Its neighbours by rank, with the similarity, sorted.
    near: Vec<(u32, f32)>,
    /// In how many documents each of its names stands, and each of its content words.
    counts: [Vec<u32>; 2],
}

/// Places every document of a corpus, by their features in its order. Where `alike` is given, only documents that are at least so alike,
/// 0 to 1, make an event: events are smaller, and what is told across them is not found.
pub fn places(features: Vec<Feature>, alike: Option<f32>, weighing: &Weighing) -> Vec<Place> {
    let count = features.len();
    let first = first_of_each_text(features.iter().map(|f| (f.text, f.claims as usize)));
    let total = (0..count).filter(|d| first[*d] == *d).count() as u32;
    let mut hash = Xxh3::new();
    features.iter().for_each(|f| hash.update(&f.text.to_le_bytes()));
    hash.update(&alike.unwrap_or_default().to_le_bytes());
    let told = features.into_iter().enumerate();
    let told: Vec<Told> = told.map(|(d, f)| if first[d] == d { f.told } else { Told::default() }).collect();
    let list = |which: usize| told.iter().map(move |lists| lists[which].clone());
    let Found { mut near, words, .. } = Found::of(list, total, None);
    let knows_events = {
        let events = Events::weighed(std::mem::take(&mut near), std::iter::empty(), std::iter::empty(), total, 0, 0.0);
        let knows = !events.clusters(weighing.threshold.event).is_empty();
        near = events.into_neighbours();
        knows
    };
    let mut parent = first;
    for (at, list) in near.iter().enumerate() {
        for (other, _) in list.iter().filter(|(_, similarity)| alike.is_none_or(|least| *similarity >= least)) {
            let (a, b) = (root(&mut parent, at), root(&mut parent, *other as usize));
            parent[a.max(b)] = a.min(b);
        }
    }
    let event: Vec<usize> = (0..count).map(|at| root(&mut parent, at)).collect();
    let mut sizes = vec![0; count];
    event.iter().for_each(|event| sizes[*event] += 1);
    let kept = |at: usize| near.of(at).iter().copied().filter(|(d, _)| event[*d as usize] == event[at]).collect();
    let corpus = hash.digest();
    let place = |(at, told): (usize, Told)| Place {
        corpus,
        total,
        knows_events,
        rank: at as u32,
        event: event[at] as u32,
        size: sizes[event[at]],
        near: kept(at),
        counts: [0, 1].map(|which: usize| told[which].iter().map(|(word, _)| words[which].count(*word)).collect()),
    };
    told.into_iter().enumerate().map(place).collect()
}

/// Why documents cannot be judged by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PlaceError {
    /// Some have a place, some have none.
    #[error("some documents have a place, others have none")]
    Mixed,
    /// They are of several corpora.
    #[error("the documents were placed in different runs of `factlint events`")]
    Corpora,
    /// A document stands twice among them.
    #[error("a document is there twice")]
    Twice,
    /// An event is not whole.
    #[error("an event is not whole: documents that belong to it are missing")]
    Parted,
    /// What a place says does not fit its document.
    #[error("a place is not of its document")]
    Other,
}

/// Some documents of a corpus, with what is to be known of it.
#[derive(Debug, Default)]
pub struct Placed {
    total: u32,
    knows_events: bool,
    near: Near,
    names: FxHashMap<u64, u32>,
    words: FxHashMap<u64, u32>,
}

impl Placed {
    /// Documents that were read, in the order of their ranks, with their places. Such as are no articles have none.
    ///
    /// # Errors
    /// The places are not of these documents, or the documents of an event are not all here.
    pub fn of(places: &[Option<Place>], read: &[DocumentRead]) -> Result<Self, PlaceError> {
        let ranks: Vec<(u32, u32)> = (0..).zip(places).filter_map(|(at, p)| Some((p.as_ref()?.rank, at))).collect();
        if !ranks.is_sorted_by(|a, b| a.0 < b.0) {
            return Err(PlaceError::Twice);
        }
        let Some(any) = places.iter().flatten().next() else {
            return Ok(Self { near: read.iter().map(|_| Vec::new()).collect(), ..Self::default() });
        };
        let mut placed = Self { total: any.total, knows_events: any.knows_events, ..Self::default() };
        let mut here: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut texts: FxHashSet<u64> = FxHashSet::default();
        for (place, read) in places.iter().zip(read) {
            let Some(place) = place else {
                placed.near.push(Vec::new());
                continue;
            };
            if place.corpus != any.corpus || place.total != any.total || place.knows_events != any.knows_events {
                return Err(PlaceError::Corpora);
            }
            let (size, count) = here.entry(place.event).or_insert((place.size, 0));
            *count += 1;
            if *size != place.size || *count > *size {
                return Err(PlaceError::Other);
            }
            // A copy tells nothing that its first did not tell.
            let told = told(&read.facts);
            if texts.insert(read.facts.text) || place.counts.iter().any(|counts| !counts.is_empty()) {
                for (which, known) in [&mut placed.names, &mut placed.words].into_iter().enumerate() {
                    if told[which].len() != place.counts[which].len() {
                        return Err(PlaceError::Other);
                    }
                    known.extend(told[which].iter().zip(&place.counts[which]).map(|((word, _), n)| (*word, *n)));
                }
            }
            let known = |(rank, similarity): &(u32, f32)| {
                let at = ranks.binary_search_by_key(rank, |(rank, _)| *rank).map_err(|_| PlaceError::Parted)?;
                let sound = *rank != place.rank && (0.0..=1.001).contains(similarity);
                sound.then_some((ranks[at].1, *similarity)).ok_or(PlaceError::Other)
            };
            let near: Vec<(u32, f32)> = place.near.iter().map(known).collect::<Result<_, _>>()?;
            if !near.is_sorted_by(|a, b| a.0 < b.0) {
                return Err(PlaceError::Other);
            }
            placed.near.push(near);
        }
        if here.values().any(|(size, count)| count < size) { Err(PlaceError::Parted) } else { Ok(placed) }
    }

    /// Whether any two documents of the whole corpus tell one event.
    pub(super) fn knows_events(&self) -> bool {
        self.knows_events
    }

    /// How the documents lie to each other: what one process knows of them.
    pub(super) fn events(&self, documents: usize, rare: f32) -> Events {
        let counts = |counts: &FxHashMap<u64, u32>| counts.clone().into_iter();
        Events::weighed(self.near.clone(), counts(&self.names), counts(&self.words), self.total, documents, rare)
    }
}
