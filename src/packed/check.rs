/*! Whether what was read of bytes is a document that later steps can work on: they look rows of the lexicon, claims and contexts up
without asking whether they are there. */

use super::PackedError;
use crate::claim::{Claim, DocumentRead, Frame};
use crate::lexicon::{ConceptId, Lexicon, MeasureId, Row};
use crate::value::{Date, Duration, FeastRule, Hours, InYear, TimeOfDay, Value, Zone};

/// Checks all but spans and frames.
pub(super) fn check(read: &DocumentRead, lexicon: &Lexicon) -> Result<(), PackedError> {
    let contexts = &read.facts.contexts;
    let in_order = contexts.is_sorted_by(|a, b| a.0 < b.0)
        && read.facts.names.is_sorted_by(|a, b| a.0 < b.0)
        && read.claims.is_sorted_by_key(|claim| claim.mention.sentence);
    let has_context = |claim: &Claim| contexts.binary_search_by_key(&claim.mention.sentence, |it| it.0).is_ok();
    let knows = |claim: &usize| *claim < read.claims.len();
    if !in_order
        || !read.claims.iter().all(has_context)
        || !read.facts.stating.iter().all(|it| knows(&(it.claim as usize)))
        || !read.statements.iter().all(|statement| statement.claims().iter().all(knows))
    {
        return Err(PackedError::Index);
    }
    if !read.facts.stating.iter().flat_map(|it| &it.measures).all(|measure| lexicon.has(*measure)) {
        return Err(PackedError::Lexicon);
    }
    let models = contexts.iter().flat_map(|(_, context)| &context.models);
    if !read.claims.iter().all(|claim| rows(claim, lexicon)) || !{ models }.all(|(of, _)| lexicon.has(*of)) {
        return Err(PackedError::Lexicon);
    }
    let within = read.facts.headlines as usize <= read.sentences.len();
    if within && read.claims.iter().all(bounds) { Ok(()) } else { Err(PackedError::Bounds) }
}

/// How many rows the lexicon has of what frames name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    measures: usize,
    concepts: usize,
}

impl Rows {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        Self { measures: MeasureId(0).count(lexicon), concepts: ConceptId(0).count(lexicon) }
    }
}

/// Checks all of a frame but spans.
pub(super) fn frame(frame: &Frame, rows: Rows) -> Result<(), PackedError> {
    let knows = frame.measures.iter().all(|measure| usize::from(measure.0) < rows.measures)
        && frame.concepts.iter().all(|concept| usize::from(concept.0) < rows.concepts);
    if !knows {
        return Err(PackedError::Lexicon);
    }
    let bound = frame.near.iter().all(|(_, weight)| (0.0..=1.0).contains(weight));
    if bound { Ok(()) } else { Err(PackedError::Bounds) }
}

/// Whether the lexicon has every row that a claim names, but for its frame.
fn rows(claim: &Claim, lexicon: &Lexicon) -> bool {
    let value = match &claim.mention.value {
        Value::Money(_, currency) => lexicon.has(*currency),
        Value::Measurement { unit, dimension, .. } => lexicon.has(*unit) && lexicon.has(*dimension),
        _ => true,
    };
    value && claim.mention.hedge.is_none_or(|hedge| lexicon.has(hedge))
}

/// Whether numbers that arithmetic relies on are what extraction could give.
fn bounds(claim: &Claim) -> bool {
    let mention = &claim.mention;
    let value = match &mention.value {
        Value::Date(it) => date(it),
        Value::Time(it) => time(it),
        Value::Duration(it) => duration(it),
        Value::Period(period) => date(&period.start) && date(&period.end),
        _ => true,
    };
    value && mention.first <= mention.end
}

fn date(date: &Date) -> bool {
    let within = match date.within {
        Some(InYear::Half(n)) => (1..=2).contains(&n),
        Some(InYear::Quarter(n)) => (1..=4).contains(&n),
        Some(InYear::Month(n)) => (1..=12).contains(&n),
        Some(InYear::Week(n)) => (1..=53).contains(&n),
        Some(InYear::Feast(feast)) => match feast.rule {
            FeastRule::Weekday { weekday, .. } => (1..=7).contains(&weekday),
            _ => true,
        },
        Some(InYear::Season(_)) | None => true,
    };
    let hours = match &date.hours {
        Some(Hours::Clock(it)) => time(it),
        Some(Hours::Part(_)) | None => true,
    };
    within
        && hours
        && date.weekday.is_none_or(|day| (1..=7).contains(&day))
        && date.day.is_none_or(|day| (1..=31).contains(&day))
}

fn time(time: &TimeOfDay) -> bool {
    const DAY: u16 = 1_440;
    let zone = match time.zone {
        Some(Zone::Offset(minutes)) => minutes.unsigned_abs() <= DAY,
        Some(Zone::Named(_) | Zone::Local) | None => true,
    };
    zone && time.minute <= DAY && time.second.is_none_or(|second| second <= 60)
}

fn duration(_: &Duration) -> bool {
    true
}
