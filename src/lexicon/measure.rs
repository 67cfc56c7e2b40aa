/*! Measures: what a quantity is called in prose. "votes cast" is a count of doctors, members or voters near "ballot" or "vote". */

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Lexicon;
use super::concept::{Stems, Stemwise};
use crate::text::words_of;
use crate::value::{DimensionId, Kind};

/// A row of the table of measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MeasureId(pub u16);

/// A quantity of a domain, and the words that tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The id that rules name: `votes-cast`.
    pub name: String,
    /// What reports call it: "votes cast".
    pub title: String,
    /// The kind of its values.
    pub kind: Kind,
    /// For measurements: the dimension of their units; `None` where any will do.
    pub dimension: Option<DimensionId>,
    /// Whether it grows with time, as a death toll does.
    pub grows: bool,
    /// Whether a number without a noun may be told to be of it: "arrested 45".
    pub bare: bool,
    /// Whether a phrase before a figure of another noun names nothing of it: "a city of 90 parks".
    pub strict: bool,
    stems: Stemmed,
}

/// What stands for the noun of a number that has none, but a verb beside it: "arrested 45". No stem has this key.
pub const BARE: u64 = 1;

/// The words of a measure as lexicon files have them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Words {
    /// Lemmas of who or what is counted; empty where any head will do.
    of: Vec<String>,
    /// Lemmas or phrases of which at least one stands in the clause; empty where the head says it all.
    cues: Vec<String>,
    /// Lemmas or phrases of which one stands in the clause beside a cue that says too little alone: "strike" beside "from".
    needs: Vec<String>,
    /// Phrases that name the figure behind them, nothing but small words between: "a length of", "turnout was".
    before: Vec<String>,
    /// Phrases that name the figure right before them: "long", "of the shares".
    after: Vec<String>,
    /// Phrases that name the figure behind a colon: "Missing: 14".
    labels: Vec<String>,
    /// Lemmas or phrases none of which may stand in the clause.
    never: Vec<String>,
}

/// What a measure is asked for, as stems; by its other words it is found in [`Told`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Stemmed {
    of: Vec<u64>,
    needs: Phrases,
    never: Phrases,
    /// The stems of the phrases that name its figure.
    names: Vec<u64>,
}

/// Phrases, as stems, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Phrases {
    /// A bit for the last digits of the first stem of each: most words begin none, and are told so at once.
    known: u64,
    /// The stems of all of them.
    stems: Vec<u64>,
    /// Where each ends among these.
    ends: Vec<u32>,
}

impl Phrases {
    fn of(words: &[String], stems: &Stems) -> Self {
        // A hyphen may be written or not; the words of a sentence have no stem where they are a mark.
        let spoken = |w: &str| w.contains(char::is_alphanumeric);
        let key = |w: &str| if spoken(w) { stems.key(w) } else { 0 };
        let mut all: Vec<Vec<u64>> = Vec::with_capacity(words.len());
        for phrase in words {
            let hyphened: Vec<u64> = words_of(phrase).map(key).collect();
            let joined = hyphened.contains(&0).then(|| hyphened.iter().copied().filter(|stem| *stem != 0).collect());
            all.extend([Some(hyphened), joined].into_iter().flatten().filter(|phrase| !phrase.is_empty()));
        }
        all.sort_unstable();
        all.dedup();
        let mut phrases = Self::default();
        for phrase in all {
            phrases.known |= phrase.first().map_or(0, |first| 1 << (first % 64));
            phrases.stems.extend(phrase);
            // A lexicon holds fewer than 2^32 words.
            phrases.ends.push(phrases.stems.len() as u32);
        }
        phrases
    }

    fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn get(&self, at: usize) -> &[u64] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.stems[from as usize..self.ends[at] as usize]
    }

    fn iter(&self) -> impl Iterator<Item = &[u64]> {
        (0..self.ends.len()).map(|at| self.get(at))
    }

    /// Whether one of them begins these stems.
    fn begin(&self, stems: &[u64]) -> bool {
        let Some(first) = stems.first().filter(|first| self.known >> (*first % 64) & 1 != 0) else { return false };
        // Those before it have a smaller first stem.
        let (mut start, mut end) = (0, self.ends.len());
        while start < end {
            let middle = usize::midpoint(start, end);
            if self.get(middle)[0] < *first { start = middle + 1 } else { end = middle }
        }
        let alike = (start..self.ends.len()).map(|at| self.get(at)).take_while(|phrase| phrase[0] == *first);
        alike.into_iter().any(|phrase| stems.starts_with(phrase))
    }

    /// Whether one of them is among these stems.
    fn stand(&self, stems: &[u64]) -> bool {
        self.known != 0 && (0..stems.len()).any(|at| self.begin(&stems[at..]))
    }
}

impl Measure {
    /// Whether it counts what has that stem.
    fn counts(&self, head: Option<u64>) -> bool {
        self.stems.of.is_empty() || head.is_some_and(|h| self.stems.of.contains(&h))
    }

    /// Whether the word of that stem names the measure itself: "weight", and not what weighs so much.
    pub fn is_named(&self, stem: u64) -> bool {
        self.stems.names.contains(&stem)
    }

    /// Whether a claim with this head, in a clause of these stems that has one of its cues or needs none, states the measure.
    fn states(&self, head: Option<u64>, clause: &[u64]) -> bool {
        let needs = &self.stems.needs;
        self.counts(head) && !self.is_forbidden(clause) && (needs.is_empty() || needs.stand(clause))
    }

    /// Whether one of the words that must not stand beside it is among these.
    fn is_forbidden(&self, stems: &[u64]) -> bool {
        self.stems.never.stand(stems)
    }
}

impl Measure {
    /// Whether a claim of that kind and dimension, whose head has that stem, among words of these stems, may state it if a phrase
    /// of these stems names it on that side. What stands before a figure names it in full, whatever its noun ("a crowd of 31,200
    /// saw it"); so does what begins with the noun ("12,000 people voted for her"), and what follows a figure that has none.
    pub fn may_be(
        &self,
        (side, phrase): (Side, &[u64]),
        of: (Kind, Option<DimensionId>),
        head: Option<u64>,
        stems: &[u64],
    ) -> bool {
        let any = side != Side::After && !self.strict;
        let full = any || head.is_none_or(|head| phrase.contains(&head)) || self.counts(head);
        self.kind == of.0 && self.dimension.is_none_or(|own| of.1 == Some(own)) && full && !self.is_forbidden(stems)
    }
}

/// The measures by what tells them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Told {
    /// By kind: its measures that need no cue, whatever the head.
    uncued: Vec<Vec<MeasureId>>,
    /// By the stem of a head, made one of the kind: the measures of it that need no cue.
    heads: Stemwise<MeasureId>,
    /// By the first stem of a cue, made one of the kind: the stems behind it, and the measure.
    cues: Stemwise<MeasureId>,
    /// The same for what names the figure behind it, and how many words that is.
    before: Stemwise<(MeasureId, usize)>,
    /// The same for what names the figure before it.
    after: Stemwise<(MeasureId, usize)>,
    /// The same for what stands before a colon.
    labels: Stemwise<(MeasureId, usize)>,
}

/// On which side of its figure a phrase stands that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// "a length of 40 m"
    Before,
    /// "40 m long"
    After,
    /// "Length: 40 m"
    Label,
}

/// A stem as the first of a cue of that kind.
fn of_kind(stem: u64, kind: Kind) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    stem ^ (kind as u64 + 1).wrapping_mul(ODD)
}

impl Told {
    /// Of the measures and their words, in the same order; brings these to stems.
    pub(super) fn of(measures: &mut [Measure], words: &[Words], stems: &Stems) -> Self {
        let mut uncued = vec![Vec::new(); Kind::ALL.len()];
        let mut heads: Vec<(u64, &[u64], MeasureId)> = Vec::new();
        let mut found: Vec<(MeasureId, Kind, [Phrases; 4])> = Vec::with_capacity(measures.len());
        for ((id, measure), words) in (0u16..).map(MeasureId).zip(measures).zip(words) {
            let phrases = |words: &[String]| Phrases::of(words, stems);
            let by = [&words.cues, &words.before, &words.after, &words.labels].map(|words| phrases(words));
            measure.stems = Stemmed {
                of: words.of.iter().map(|w| stems.key(w)).chain(measure.bare.then_some(BARE)).collect(),
                needs: phrases(&words.needs),
                never: phrases(&words.never),
                names: by[1..].iter().flat_map(|phrases| &phrases.stems).copied().collect(),
            };
            if by.iter().all(Phrases::is_empty) {
                match measure.stems.of.as_slice() {
                    [] => uncued[measure.kind as usize].push(id),
                    of => heads.extend(of.iter().map(|head| (of_kind(*head, measure.kind), &[][..], id))),
                }
            }
            found.push((id, measure.kind, by));
        }
        let naming = |which: usize| {
            let all = found.iter().flat_map(|(id, _, by)| by[which].iter().map(|phrase| (*id, phrase)));
            let parts = all.filter_map(|(id, phrase)| {
                let (first, rest) = phrase.split_first()?;
                Some((*first, rest, (id, phrase.len())))
            });
            Stemwise::of_phrases(parts.collect())
        };
        let cues = found.iter().flat_map(|(id, kind, by)| by[0].iter().map(|cue| (*id, *kind, cue)));
        let cues = cues.filter_map(|(id, kind, cue)| {
            let (first, rest) = cue.split_first()?;
            Some((of_kind(*first, kind), rest, id))
        });
        let cues = Stemwise::of_phrases(cues.collect());
        Self {
            uncued,
            heads: Stemwise::of_phrases(heads),
            cues,
            before: naming(1),
            after: naming(2),
            labels: naming(3),
        }
    }

    /// The measures whose figure a phrase at the start of these stems names, and the length of the phrase in words.
    pub(super) fn named<'a>(&'a self, side: Side, stems: &'a [u64]) -> impl Iterator<Item = (MeasureId, usize)> + 'a {
        let phrases = match side {
            Side::Before => &self.before,
            Side::After => &self.after,
            Side::Label => &self.labels,
        };
        phrases.of(stems)
    }

    /// The measures that a claim of that kind and dimension states, with that head, in a clause of these stems.
    pub(super) fn by(
        &self,
        measures: &[Measure],
        (kind, dimension): (Kind, Option<DimensionId>),
        head: Option<u64>,
        clause: &[u64],
    ) -> Vec<MeasureId> {
        let states = |id: &MeasureId| {
            let measure = &measures[usize::from(id.0)];
            measure.dimension.is_none_or(|own| dimension == Some(own)) && measure.states(head, clause)
        };
        let mut told: Vec<MeasureId> = self.uncued[kind as usize].iter().copied().filter(states).collect();
        told.extend(head.into_iter().flat_map(|head| self.heads.behind(of_kind(head, kind), &[])).filter(states));
        for (at, stem) in clause.iter().enumerate() {
            let first = of_kind(*stem, kind);
            if self.cues.may_begin(first) {
                told.extend(self.cues.behind(first, &clause[at + 1..]).filter(states));
            }
        }
        told.sort_unstable();
        told.dedup();
        told
    }
}

/// A `[measure.NAME]` table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    /// The kind of its values: `count`, `percent`, `money`, `measurement`, `duration`, …
    kind: String,
    /// What reports call it.
    title: String,
    /// For measurements: the dimension of their units, as a lexicon file names it.
    #[serde(default)]
    dimension: Option<String>,
    /// Lemmas of who or what is counted; empty where any noun will do.
    #[serde(default)]
    of: Vec<String>,
    /// Lemmas or phrases of which one stands in the clause; empty where the noun says it all.
    #[serde(default)]
    cues: Vec<String>,
    /// Lemmas or phrases of which one stands in the clause too, where a cue says too little alone: "strike" beside "from".
    #[serde(default)]
    needs: Vec<String>,
    /// Phrases that name the figure behind them, nothing but small words between: "a length of", "turnout was".
    #[serde(default)]
    before: Vec<String>,
    /// Phrases that name the figure right before them: "long", "of the shares".
    #[serde(default)]
    after: Vec<String>,
    /// Phrases that name the figure behind a colon: "Missing: 14".
    #[serde(default)]
    labels: Vec<String>,
    /// Lemmas or phrases that must not stand in the clause.
    #[serde(default)]
    never: Vec<String>,
    /// Whether it grows with time, as a death toll does: a later figure may be an update.
    #[serde(default)]
    grows: bool,
    /// Whether a number that a verb stands beside, and no noun, may be of it: "arrested 45", "30 were hurt".
    #[serde(default)]
    bare: bool,
    /// Whether a phrase before a figure with another noun than these names nothing of it: "a city of 90 parks".
    #[serde(default)]
    strict: bool,
}

/// `[measure]`: rows by name.
pub(super) type Table = BTreeMap<String, Row>;

impl Row {
    pub(super) fn add(self, name: String, lexicon: &mut Lexicon) -> Result<(), String> {
        let kind = Kind::from_name(&self.kind).ok_or_else(|| {
            let names: Vec<_> = Kind::ALL.iter().map(|k| k.name()).collect();
            format!("measure `{name}` has the unknown kind `{}`: it is one of {}", self.kind, names.join(", "))
        })?;
        let dimension = match &self.dimension {
            Some(_) if kind != Kind::Measurement => {
                return Err(format!("measure `{name}` has a dimension, which only a measurement can have"));
            }
            Some(dimension) => Some(
                lexicon
                    .dimension_named(dimension)
                    .ok_or_else(|| format!("measure `{name}` has the unknown dimension `{dimension}`"))?,
            ),
            None => None,
        };
        let measure = Measure {
            title: self.title,
            kind,
            dimension,
            grows: self.grows,
            bare: self.bare,
            strict: self.strict,
            stems: Stemmed::default(),
            name,
        };
        let Self { of, cues, needs, before, after, labels, never, .. } = self;
        let words = Words { of, cues, needs, before, after, labels, never };
        match lexicon.measures.iter().position(|m| m.name == measure.name) {
            Some(at) => (lexicon.measures[at], lexicon.sources.measures[at]) = (measure, words),
            None => {
                lexicon.measures.push(measure);
                lexicon.sources.measures.push(words);
            }
        }
        Ok(())
    }
}
