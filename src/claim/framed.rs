/*! A frame that may lie packed until it is first looked at: of an archive that was read before, most frames never are. */

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use super::Frame;

/// Frames that lie packed.
pub(crate) trait Unpack: fmt::Debug + Send + Sync {
    /// The frame that lies there, in a sentence that begins there; an empty one where none does, which it then has told.
    fn unpack(&self, place: u32, sentence: u32) -> Frame;
}

/// A frame, apart from its claim, which is moved about.
#[derive(Default)]
pub struct Framed {
    frame: OnceLock<Box<Frame>>,
    /// Where it lies until it is asked for, and where its sentence begins.
    packed: Option<(Arc<dyn Unpack>, u32, u32)>,
}

impl Framed {
    /// One that is unpacked when it is first looked at.
    pub(crate) fn packed(frames: &Arc<dyn Unpack>, place: u32, sentence: u32) -> Self {
        Self { frame: OnceLock::new(), packed: Some((Arc::clone(frames), place, sentence)) }
    }

    fn unpack(&self) -> Box<Frame> {
        self.packed
            .as_ref()
            .map_or_else(Box::default, |(frames, place, sentence)| Box::new(frames.unpack(*place, *sentence)))
    }
}

impl Deref for Framed {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        self.frame.get_or_init(|| self.unpack())
    }
}

impl DerefMut for Framed {
    fn deref_mut(&mut self) -> &mut Frame {
        if self.frame.get().is_none() {
            self.frame = OnceLock::from(self.unpack());
        }
        // It has just been put there.
        self.frame.get_mut().unwrap_or_else(|| unreachable!())
    }
}

impl From<Frame> for Framed {
    fn from(frame: Frame) -> Self {
        Self { frame: OnceLock::from(Box::new(frame)), packed: None }
    }
}

impl Clone for Framed {
    fn clone(&self) -> Self {
        Self::from(Frame::clone(self))
    }
}

impl PartialEq for Framed {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Framed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
