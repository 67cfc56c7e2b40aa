/*! What holding drafts against their sources gives: plain data that every report format prints. */

use std::ops::Range;

use crate::document::Corpus;
use crate::finding::Cited;

/// What the sources say of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They say so.
    Supported,
    /// It follows from what they say: a sum, a difference, a share, a change, rounding, another unit.
    Derived,
    /// They say otherwise.
    Contradicted,
    /// They do not say.
    Absent,
}

impl Verdict {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Derived => "derived",
            Self::Contradicted => "contradicted",
            Self::Absent => "absent",
        }
    }

    /// Every verdict, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Supported, Self::Derived, Self::Contradicted, Self::Absent];
}

/// A claim in the words of its article.
#[derive(Debug, Clone, PartialEq)]
pub struct Quoted {
    /// Where it stands and what it commits to.
    pub cited: Cited,
    /// The sentence that it stands in, as people read it.
    pub quote: String,
    /// The bytes of `quote` that are the claim.
    pub at: Range<usize>,
}

/// A figure of a draft, and what the sources say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What they say.
    pub verdict: Verdict,
    /// The figure.
    pub claim: Quoted,
    /// The claims of the sources that it rests on, or clashes with, the one to look at first.
    pub sources: Vec<Quoted>,
    /// Why, in plain words; where it is derived the sum stands first: "12 + 10 = 22".
    pub because: Vec<String>,
}

/// Drafts, held against their sources.
#[derive(Debug, Clone, Default)]
pub struct Verification {
    /// The drafts, and behind them the sources; claims are cited by their index in it.
    pub corpus: Corpus,
    /// How many of its documents are drafts.
    pub drafts: usize,
    /// Every figure of the drafts, in the order of the drafts and their texts.
    pub figures: Vec<Figure>,
    /// Numbers in digits of the drafts that no grammar reads: nothing is said of them.
    pub unread: usize,
}

impl Verification {
    /// How many figures have that verdict.
    pub fn tally(&self, verdict: Verdict) -> usize {
        self.figures.iter().filter(|figure| figure.verdict == verdict).count()
    }
}
