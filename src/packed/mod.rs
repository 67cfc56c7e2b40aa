/*! A read document as few bytes, and back: what caches keep and what processes send each other instead of reading a text again.

```text
8 bytes     a hash of the text
u32         how many keys                            all numbers are varints, but for the keys
8 bytes     each key of a word, those that stand most often first
            the claims, facts, sentences and statements (postcard), in which each key is its place in that table,
            each span its distance from its sentence and its length, and each place in an order the step from the one before
varint      how many bytes the frame of each claim has
            the frames (postcard), in the same way
```

Which document it is is left out. What is read is checked: whatever the bytes, they give a
document that no later step can stumble over, or an error. The format is that of one version of the program, and has no number of its
own: whoever keeps bytes keeps with them what they were made by. */

mod check;
mod frames;
mod parts;
mod shelf;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::claim::{Claim, DocumentRead, Framed, Unpack};
use crate::document::DocumentId;
use crate::lexicon::Lexicon;
use crate::span::Span;
use frames::Frames;
pub(crate) use frames::Health;
pub(crate) use shelf::FileShelf;

/// Why bytes are no read document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PackedError {
    /// They end too early, go on behind the end, or no such value is there.
    #[error("the bytes are no read document")]
    Bytes,
    /// They were written of another text.
    #[error("the bytes are of another text")]
    Text,
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
    pack(read.clone())
}

/// The same of one that is needed no more.
fn pack(mut read: DocumentRead) -> Vec<u8> {
    // Each key by its place in the order of their first use, with how often it stands there; then by its rank.
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let mut keys: Vec<(u64, u32)> = Vec::new();
    each_key(&mut read, |key| {
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
    each_key(&mut read, |key| *key = ranks[*key as usize]);
    shorten(&mut read);
    let mut bytes = Vec::with_capacity(16 + keys.len() * size_of::<u64>() + read.claims.len() * 256);
    bytes.extend(read.facts.text.to_le_bytes());
    bytes.extend((keys.len() as u32).to_le_bytes());
    order.iter().for_each(|place| bytes.extend_from_slice(&keys[*place].0.to_le_bytes()));
    // Postcard fails on sequences of unknown length and on foreign types that refuse: there are none.
    let mut bytes = postcard::to_extend(&read, bytes).unwrap_or_default();
    let mut frames = Vec::new();
    for claim in &read.claims {
        let start = frames.len();
        frames = postcard::to_extend(&*claim.frame, frames).unwrap_or_default();
        bytes = postcard::to_extend(&(frames.len() - start), bytes).unwrap_or_default();
    }
    bytes.extend(frames);
    bytes
}

/// Reads what [`encode`] has written of the document `id` with that text, whose words were read with that lexicon.
///
/// # Errors
/// The bytes are something else, or were written of another text or with another lexicon, as far as that can be told.
pub fn decode(bytes: &[u8], id: DocumentId, text: &str, lexicon: &Lexicon) -> Result<DocumentRead, PackedError> {
    let (mut read, frames, places) = claims(bytes.to_vec(), id, text, lexicon, Arc::default())?;
    for (claim, (place, sentence)) in read.claims.iter_mut().zip(places) {
        claim.frame = frames.read(place, sentence)?.into();
    }
    Ok(read)
}

/// The same, of which each frame is read when it is first looked at: `health` is told if that is none.
pub(crate) fn decode_lazily(
    bytes: Vec<u8>,
    id: DocumentId,
    text: &str,
    lexicon: &Lexicon,
    health: &Arc<Health>,
) -> Result<DocumentRead, PackedError> {
    let (mut read, frames, places) = claims(bytes, id, text, lexicon, Arc::clone(health))?;
    let frames: Arc<dyn Unpack> = Arc::new(frames);
    for (claim, (place, sentence)) in read.claims.iter_mut().zip(places) {
        claim.frame = Framed::packed(&frames, place, sentence);
    }
    Ok(read)
}

/// Of each claim, where its frame begins among the frames, and where its sentence begins.
type Places = Vec<(u32, u32)>;

/// All but the frames, where the keys and these lie among the bytes, and where each claim has its own.
type Opened = (DocumentRead, Range<usize>, Range<usize>, Places);

/// All but the frames, these, and where each claim has its own.
fn claims(
    bytes: Vec<u8>,
    id: DocumentId,
    text: &str,
    lexicon: &Lexicon,
    health: Arc<Health>,
) -> Result<(DocumentRead, Frames, Places), PackedError> {
    if head(&bytes)?.0 != xxh3_64(text.as_bytes()) {
        return Err(PackedError::Text);
    }
    let lies = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
    let (read, known, frames, places) = open(&bytes, id, lies)?;
    check::check(&read, lexicon)?;
    Ok((read, Frames::new(bytes, known, frames, text, lexicon, health), places))
}

/// The hash of the text, where the keys lie, and what stands behind these.
fn head(bytes: &[u8]) -> Result<(u64, Range<usize>, &[u8]), PackedError> {
    let (of, rest) = bytes.split_first_chunk().ok_or(PackedError::Bytes)?;
    let (count, rest) = rest.split_first_chunk().ok_or(PackedError::Bytes)?;
    let size = (u32::from_le_bytes(*count) as usize).checked_mul(size_of::<u64>());
    let (keys, rest) = size.and_then(|size| rest.split_at_checked(size)).ok_or(PackedError::Bytes)?;
    let start = size_of_val(of) + size_of_val(count);
    Ok((u64::from_le_bytes(*of), start..start + keys.len(), rest))
}

/// Unpacks all but the frames, of which every span has to be one that `lies` in the text.
fn open(bytes: &[u8], id: DocumentId, lies: impl Fn(Span) -> bool) -> Result<Opened, PackedError> {
    let (text, known, rest) = head(bytes)?;
    let keys: &[[u8; 8]] = bytes[known.clone()].as_chunks().0;
    let (mut read, mut rest) = postcard::take_from_bytes::<DocumentRead>(rest).map_err(|_| PackedError::Bytes)?;
    let mut places = Vec::with_capacity(read.claims.len());
    let mut end = 0u32;
    for _ in &read.claims {
        let (length, more) = postcard::take_from_bytes::<u32>(rest).map_err(|_| PackedError::Bytes)?;
        rest = more;
        places.push((end, 0));
        end = end.checked_add(length).ok_or(PackedError::Bytes)?;
    }
    if rest.len() != end as usize {
        return Err(PackedError::Bytes);
    }
    let frames = bytes.len() - rest.len()..bytes.len();
    let mut is_known = true;
    parts::each_key(&mut read, |key| match keys.get(*key as usize) {
        Some(bytes) => *key = u64::from_le_bytes(*bytes),
        None => is_known = false,
    });
    if !is_known {
        return Err(PackedError::Index);
    }
    lengthen(&mut read, lies)?;
    for (claim, place) in read.claims.iter_mut().zip(&mut places) {
        claim.document = id;
        place.1 = base(claim, &read.sentences).unwrap_or_default();
    }
    read.facts.text = text;
    Ok((read, known, frames, places))
}

/// Every key of a word of a document and its frames.
fn each_key(read: &mut DocumentRead, mut key: impl FnMut(&mut u64)) {
    read.claims.iter_mut().for_each(|claim| parts::keys_of_frame(&mut claim.frame, &mut key));
    parts::each_key(read, key);
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
        parts::spans_of_frame(&mut claim.frame, |span| shorten_span(span, base));
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

/// The opposite; every span is then one that `is_there`.
fn lengthen(read: &mut DocumentRead, is_there: impl Fn(Span) -> bool) -> Result<(), PackedError> {
    let mut lies = true;
    let mut lengthen = |span: &mut Span, base: u32| {
        lengthen_span(span, base);
        lies &= is_there(*span);
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
