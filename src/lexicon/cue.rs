/*! Cues: the words that say how the figures of a sentence hang together. "Of which" makes a part of what follows a whole,
"from" and "to" name the ends of a change, "namely" opens a list. The grammars of `claim/statement/` are made of them. */

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lexicon, Sense};

/// What a word or phrase does between figures, by its name in `[cue]` tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cue {
    /// "and", "&", "as well as": joins the last item to a list.
    And,
    /// "or", "equal to": the same quantity again.
    Or,
    /// "of", "out of".
    Of,
    /// "the", "these": may stand before a whole.
    Whole,
    /// "a", "an", "one": a part of one.
    One,
    /// "of which", "of whom": what stands before is a part of the whole just named.
    OfWhich,
    /// "including": some of the parts follow.
    Including,
    /// "the other", "the remaining": the part that is left.
    Remaining,
    /// "in all", "altogether": the figure just named is the whole.
    InAll,
    /// "a total of": the whole follows.
    TotalOf,
    /// "namely", "viz.": a whole list follows.
    Namely,
    /// "are", "were": behind "the four unions", a whole list follows.
    Being,
    /// "such as", "like", "among": a list that is not whole.
    SuchAs,
    /// "from": the earlier end of a change.
    From,
    /// "to": the later end of a change.
    To,
    /// "close at", behind "to": the later end of a change follows.
    Closing,
    /// "by": the size of a change.
    By,
    /// "rose", "up", "increase": a change upwards.
    Up,
    /// "fell", "down", "cut": a change downwards.
    Down,
    /// "changed": a change whose direction the word leaves open.
    Either,
    /// "grew", "fell": a verb in the past, before which stands what changed and not by how much.
    Changed,
    /// "doubled": to twice as much.
    Double,
    /// "tripled": to three times as much.
    Triple,
    /// "quadrupled": to four times as much.
    Quadruple,
    /// "halved": to half as much.
    Halve,
    /// "larger": more than the value before.
    Larger,
    /// "smaller": less than the value before.
    Smaller,
    /// "against", "compared with": the value before follows.
    Against,
    /// "with": the counts of a share follow.
    With,
    /// "than": what it is more or less than follows.
    Than,
    /// "lead", "margin": by how much one count is more than another.
    Margin,
    /// "majority": the same of votes.
    Majority,
    /// "vote", "ballots".
    Vote,
    /// "that is", "made up of": all parts of the whole just named follow.
    MadeOf,
    /// "in", "on": says where the things just named are, not how they fare.
    Belonging,
    /// "lasted", "a period of": the length of a span follows.
    Lasting,
    /// "strike", "visit", "truce": fills the whole of its span.
    Spanning,
    /// "born".
    Born,
    /// "died".
    Died,
    /// "person", "soldier": one of them is one human being.
    Person,
    /// "voters", "respondents": a whole that no share exceeds.
    Closed,
    /// "electorate", "population": likewise, unless a noun follows ("population growth").
    ClosedMass,
    /// "turnout", "response rate": a share of a closed whole.
    ClosedShare,
    /// "man", "boy": with its counterpart it leaves nobody over.
    Male,
    /// "woman", "girl".
    Female,
    /// "adult".
    Adult,
    /// "child".
    Child,
    /// "soldier".
    Military,
    /// "civilian".
    Civilian,
}

/// A set of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cues(u64);

impl Cues {
    /// The set of these.
    pub const fn of(cues: &[Cue]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < cues.len() {
            set |= 1 << cues[at] as u32;
            at += 1;
        }
        Self(set)
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share a cue.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether the set has no cue.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// `[cue]`: the words and phrases of each.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Table(BTreeMap<Cue, Vec<String>>);

impl Table {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        for (cue, words) in self.0 {
            for word in words {
                lexicon.learn(&word, Sense::Cue(cue), false)?;
            }
        }
        Ok(())
    }
}
