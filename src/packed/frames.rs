/*! The frames of a packed document, each read when it is asked for. */

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{PackedError, check, lengthen_span, parts};
use crate::claim::{Frame, Unpack};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Whether what is kept was found broken, and when.
#[derive(Debug, Default)]
pub(crate) struct Health {
    /// It is no longer asked.
    pub(crate) broken: AtomicBool,
    /// That was seen when some of it had been believed.
    pub(crate) late: AtomicBool,
}

/// The frames of a document.
pub(super) struct Frames {
    /// All that was packed.
    bytes: Vec<u8>,
    /// Where the keys lie, and the frames.
    keys: Range<usize>,
    frames: Range<usize>,
    edges: Edges,
    rows: check::Rows,
    health: Arc<Health>,
}

impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames").field("frames", &self.frames).finish_non_exhaustive()
    }
}

/// Where a text may be parted.
struct Edges {
    size: usize,
    /// The places within characters, in order.
    inner: Vec<u32>,
}

impl Edges {
    fn of(text: &str) -> Self {
        let within = |(at, byte): (u32, u8)| ((0x80..0xc0).contains(&byte)).then_some(at);
        let inner = if text.is_ascii() { Vec::new() } else { (0..).zip(text.bytes()).filter_map(within).collect() };
        Self { size: text.len(), inner }
    }

    /// Whether a span is one of the text.
    fn has(&self, span: Span) -> bool {
        let is_edge = |at: u32| self.inner.binary_search(&at).is_err();
        span.start <= span.end && span.end as usize <= self.size && is_edge(span.start) && is_edge(span.end)
    }
}

impl Frames {
    pub(super) fn new(
        bytes: Vec<u8>,
        keys: Range<usize>,
        frames: Range<usize>,
        text: &str,
        lexicon: &Lexicon,
        health: Arc<Health>,
    ) -> Self {
        Self { bytes, keys, frames, edges: Edges::of(text), rows: check::Rows::of(lexicon), health }
    }

    /// The same of bytes that this very process has packed.
    pub(super) fn own(
        bytes: Vec<u8>,
        keys: Range<usize>,
        frames: Range<usize>,
        rows: check::Rows,
        health: &Arc<Health>,
    ) -> Self {
        let edges = Edges { size: usize::MAX, inner: Vec::new() };
        Self { bytes, keys, frames, edges, rows, health: Arc::clone(health) }
    }

    /// The frame that lies behind so many bytes of frames, in a sentence that begins there.
    pub(super) fn read(&self, place: u32, sentence: u32) -> Result<Frame, PackedError> {
        let keys = self.bytes[self.keys.clone()].as_chunks::<{ size_of::<u64>() }>().0;
        let bytes = self.bytes[self.frames.clone()].get(place as usize..).ok_or(PackedError::Bytes)?;
        let (mut frame, _) = postcard::take_from_bytes::<Frame>(bytes).map_err(|_| PackedError::Bytes)?;
        let (mut known, mut lies) = (true, true);
        parts::keys_of_frame(&mut frame, |key| match keys.get(*key as usize) {
            Some(bytes) => *key = u64::from_le_bytes(*bytes),
            None => known = false,
        });
        parts::spans_of_frame(&mut frame, |span| {
            lengthen_span(span, sentence);
            lies &= self.edges.has(*span);
        });
        match (known, lies) {
            (false, _) => Err(PackedError::Index),
            (_, false) => Err(PackedError::Place),
            _ => check::frame(&frame, self.rows).map(|()| frame),
        }
    }
}

impl Unpack for Frames {
    fn unpack(&self, place: u32, sentence: u32) -> Frame {
        self.read(place, sentence).unwrap_or_else(|_| {
            self.health.broken.store(true, Ordering::Relaxed);
            self.health.late.store(true, Ordering::Relaxed);
            Frame::default()
        })
    }
}
