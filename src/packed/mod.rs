/*! A read document as few bytes, and back: what caches keep and what processes send each other instead of reading a text again.

```text
u32         how many keys                            all numbers are varints, but for the keys
8 bytes     each key of a word, those that stand most often first
            the claims, facts, sentences and statements (postcard), in which each key is its place in that table,
            each span its distance from its sentence and its length, and each place in an order the step from the one before
```

What the text itself gives is left out: its hash, and which document it is. What is read is checked: whatever the bytes, they give a
document that no later step can stumble over, or an error. The format is that of one version of the program, and has no number of its
own: whoever keeps bytes keeps with them what they were made by. */

mod check;
mod parts;

use rustc_hash::FxHashMap;
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::claim::{Claim, DocumentRead};
use crate::document::DocumentId;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Why bytes are no read document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PackedError {
    /// They end too early, go on behind the end, or no such value is there.
    #[error("the bytes are no read document")]
    Bytes,
    /// A span lies outside the text or parts a character.
    #[error("a place lies outside the text")]
    Place,
    /// An index of a claim, sentence or key is none.
    #[error("something is named that is not there")]
    Index,
    /// A measure, unit, hedge, concept or currency is none of the lexicon's.
    #[error("a row of the lexicon is named that is not there")]
    Lexicon,
    /// A field of a date, a time or a weight is out of its bounds.
    #[error("a number is out of its bounds")]
    Bounds,
}

/// Writes a read document down. It takes a few hundred bytes a claim.
pub fn encode(read: &DocumentRead) -> Vec<u8> {
    let mut read = read.clone();
    // Each key by its place in the order of their first use, with how often it stands there; then by its rank.
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let mut keys: Vec<(u64, u32)> = Vec::new();
    parts::each_key(&mut read, |key| {
        let place = *places.entry(*key).or_insert_with(|| {
            keys.push((*key, 0));
            keys.len() - 1
        });
        keys[place].1 += 1;
        *key = place as u64;
    });
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by_key(|place| (std::cmp::Reverse(keys[*place].1), keys[*place].0));
    let mut ranks = vec![0; keys.len()];
    for (rank, place) in (0..).zip(&order) {
        ranks[*place] = rank;
    }
    parts::each_key(&mut read, |key| *key = ranks[*key as usize]);
    shorten(&mut read);
    let mut bytes = Vec::with_capacity(16 + keys.len() * size_of::<u64>() + read.claims.len() * 256);
    bytes.extend((keys.len() as u32).to_le_bytes());
    order.iter().for_each(|place| bytes.extend_from_slice(&keys[*place].0.to_le_bytes()));
    // Postcard fails on sequences of unknown length and on foreign types that refuse: there are none.
    postcard::to_extend(&read, bytes).unwrap_or_default()
}

/// Reads what [`encode`] has written of the document `id` with that text, whose words were read with that lexicon.
///
/// # Errors
/// The bytes are something else, or were written of another text or with another lexicon, as far as that can be told.
pub fn decode(bytes: &[u8], id: DocumentId, text: &str, lexicon: &Lexicon) -> Result<DocumentRead, PackedError> {
    let (count, rest) = bytes.split_first_chunk().ok_or(PackedError::Bytes)?;
    let size = (u32::from_le_bytes(*count) as usize).checked_mul(size_of::<u64>());
    let (keys, rest) = size.and_then(|size| rest.split_at_checked(size)).ok_or(PackedError::Bytes)?;
    let keys: &[[u8; 8]] = keys.as_chunks().0;
    let (mut read, rest) = postcard::take_from_bytes::<DocumentRead>(rest).map_err(|_| PackedError::Bytes)?;
    if !rest.is_empty() {
        return Err(PackedError::Bytes);
    }
    let mut known = true;
    parts::each_key(&mut read, |key| match keys.get(*key as usize) {
        Some(bytes) => *key = u64::from_le_bytes(*bytes),
        None => known = false,
    });
    if !known {
        return Err(PackedError::Index);
    }
    lengthen(&mut read, text)?;
    check::check(&read, lexicon)?;
    read.claims.iter_mut().for_each(|claim| claim.document = id);
    read.facts.text = xxh3_64(text.as_bytes());
    Ok(read)
}

/// Makes a span a distance and a length. Spans that lie otherwise wrap around, and come back all the same.
fn shorten_span(span: &mut Span, base: u32) {
    *span = Span::new(span.start.wrapping_sub(base), span.end.wrapping_sub(span.start));
}

/// The opposite.
fn lengthen_span(span: &mut Span, base: u32) {
    span.start = span.start.wrapping_add(base);
    span.end = span.end.wrapping_add(span.start);
}

/// Where the sentence of a claim begins.
fn base(claim: &Claim, sentences: &[Span]) -> Option<u32> {
    sentences.get(claim.mention.sentence as usize).map(|sentence| sentence.start)
}

/// Makes places distances.
fn shorten(read: &mut DocumentRead) {
    let (mut first, mut sentence) = (0, 0);
    for claim in &mut read.claims {
        let base = base(claim, &read.sentences).unwrap_or_default();
        parts::each_span(claim, |span| shorten_span(span, base));
        let mention = &mut claim.mention;
        let before = (std::mem::replace(&mut first, mention.first), std::mem::replace(&mut sentence, mention.sentence));
        mention.end = mention.end.wrapping_sub(mention.first);
        (mention.first, mention.sentence) =
            (mention.first.wrapping_sub(before.0), mention.sentence.wrapping_sub(before.1));
    }
    read.statements.iter_mut().for_each(|it| parts::each_span_of(it, |span| shorten_span(span, 0)));
    let mut end = 0;
    for sentence in &mut read.sentences {
        let before = std::mem::replace(&mut end, sentence.end);
        shorten_span(sentence, before);
    }
}

/// The opposite; every span is then one of the text.
fn lengthen(read: &mut DocumentRead, text: &str) -> Result<(), PackedError> {
    let mut lies = true;
    let mut lengthen = |span: &mut Span, base: u32| {
        lengthen_span(span, base);
        lies &= text.get(span.start as usize..span.end as usize).is_some();
    };
    let mut end = 0;
    for sentence in &mut read.sentences {
        lengthen(sentence, end);
        end = sentence.end;
    }
    read.statements.iter_mut().for_each(|it| parts::each_span_of(it, |span| lengthen(span, 0)));
    let (mut first, mut sentence) = (0u32, 0u32);
    for claim in &mut read.claims {
        let mention = &mut claim.mention;
        first = mention.first.wrapping_add(first);
        sentence = mention.sentence.wrapping_add(sentence);
        (mention.first, mention.end, mention.sentence) = (first, mention.end.wrapping_add(first), sentence);
        let base = base(claim, &read.sentences).ok_or(PackedError::Index)?;
        parts::each_span(claim, |span| lengthen(span, base));
    }
    if lies { Ok(()) } else { Err(PackedError::Place) }
}
