/*! What `build.rs` makes ready, so that a run does not begin with reading it. */

/// The built-in lexicon, read and finished, as bytes of postcard.
pub(crate) const READY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.postcard"));
