/*! What a word may be within a figure. A grammar that needs a number, a unit of time or a joint asks whether one is in reach before
it reads anything: most words of prose are none of these. */

use serde::{Deserialize, Serialize};

use super::{AgeSense, CalendarSense as C, Link, NumberSense as N, Sense};

/// A set of the parts that a word may play within a figure. The empty set is that of a word that no grammar takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roles(u16);

impl Roles {
    /// A part that states nothing by itself: "of", "about", "in".
    pub const SMALL: Self = Self(1);
    /// A number, or a word that makes one: "seven", "million", "third", "half", "several".
    pub const NUMERAL: Self = Self(1 << 1);
    /// A word of the calendar that tells a time or a length of it: "March", "yesterday", "hours".
    pub const TIME: Self = Self(1 << 2);
    /// A unit of time among them.
    pub const UNIT: Self = Self(1 << 3);
    /// What joins the ends of a period: "to", "until", a dash; "and" behind "between".
    pub const JOINT: Self = Self(1 << 4);
    /// "twenties", as an age.
    pub const AGE: Self = Self(1 << 5);
    /// What may tell a time without a word of the calendar: "2015", "7.30", "the 13th", numbers in words.
    pub const WHEN: Self = Self(1 << 6);
    /// "twice", "threefold", "doubled".
    pub const MULTIPLE: Self = Self(1 << 7);
    /// Whatever a figure cannot do without.
    pub const STRONG: Self = Self(Self::NUMERAL.0 | Self::TIME.0 | Self::AGE.0);

    /// Whatever a grammar takes.
    pub const ANY: Self = Self(u16::MAX);

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share something.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether no grammar takes a word of it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The parts that a meaning may play.
    pub fn of(sense: Sense) -> Self {
        let own = match sense {
            Sense::Number(N::Multiple(_) | N::Fold(_) | N::Change(..)) => {
                Self::NUMERAL.or(Self::WHEN).or(Self::MULTIPLE)
            }
            Sense::Number(
                N::Cardinal(_)
                | N::Scale(_)
                | N::Group(_)
                | N::Ordinal(_)
                | N::Fraction(_)
                | N::Fractions(_)
                | N::Vulgar(..)
                | N::Vague { .. },
            ) => Self::NUMERAL.or(Self::WHEN),
            Sense::Age(AgeSense::Decades(_)) => Self::AGE,
            Sense::Calendar(C::Unit(..) | C::ShortUnit(_) | C::Lasting(..)) => Self::TIME.or(Self::UNIT),
            Sense::Calendar(C::Link(Link::To | Link::And)) | Sense::Number(N::Or) => Self::JOINT,
            // Nothing without a unit, a month or a number beside it.
            Sense::Calendar(
                C::Link(
                    Link::In
                    | Link::On
                    | Link::At
                    | Link::Of
                    | Link::The
                    | Link::A
                    | Link::Possessive
                    | Link::From
                    | Link::Between
                    | Link::During
                    | Link::Past
                    | Link::Before
                    | Link::Within
                    | Link::Whole
                    | Link::Few
                    | Link::Each
                    | Link::Empty
                    | Link::Old
                    | Link::S
                    | Link::OrSo
                    | Link::Long
                    | Link::Another
                    | Link::Working
                    | Link::Apart
                    | Link::Title
                    | Link::Warmth
                    | Link::End
                    | Link::Due
                    | Link::Verse
                    | Link::Final
                    | Link::Opening
                    | Link::Finish
                    | Link::Beginning
                    | Link::Passive
                    | Link::Stay
                    | Link::MinuteMark,
                )
                | C::Which(_)
                | C::Step(_)
                | C::Edge(_)
                | C::Bound(_)
                | C::Slack(..)
                | C::Tense(_)
                | C::Weak,
            ) => Self::SMALL,
            Sense::Calendar(_) => Self::TIME,
            Sense::Number(_) | Sense::Hedge(_) | Sense::Unit(..) | Sense::Age(_) | Sense::Currency(..) => Self::SMALL,
            // "at most 100 but at least 20" is held together by a conjunction.
            Sense::Class(super::Class::Conjunction) => Self::SMALL,
            Sense::NumberCue(_) | Sense::Class(_) | Sense::Cue(_) => return Self::default(),
        };
        own.or(Self::SMALL)
    }
}
