/*! Sorts of meanings, a bit each. A grammar asks whether a word has a meaning of its sort before it looks at any: most words have
none, and most grammars fail at most words. */

use serde::{Deserialize, Serialize};

use super::{CalendarSense as C, Link, NumberSense as N, Sense};

/// Which sorts of meanings a word has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sorts {
    /// Of numbers: a [`NumberSense::sort`](N::sort) each.
    pub numbers: u64,
    /// Small words that hold dates and times together, a [`Link::bit`] each.
    pub links: u64,
    /// Of the calendar, links left out: a [`CalendarSense::sort`](C::sort) each.
    pub calendar: u32,
    /// Closed classes, a [`Class::bit`](super::Class::bit) each.
    pub classes: u64,
    /// Of the rest: a bit for hedges, units and so on.
    pub others: u8,
}

impl Sorts {
    /// Hedges.
    pub const HEDGE: u8 = 1;
    /// Units of measure.
    pub const UNIT: u8 = 1 << 1;
    /// Currencies.
    pub const CURRENCY: u8 = 1 << 2;
    /// What makes an age of a number.
    pub const AGE: u8 = 1 << 3;
    /// What says something of a number beside it.
    pub const NUMBER_CUE: u8 = 1 << 4;
    /// Words between the figures of a sentence.
    pub const CUE: u8 = 1 << 5;
    /// Digits, which are no word's meaning.
    pub const DIGITS: u8 = 1 << 6;

    /// No sort.
    pub const NONE: Self = Self { numbers: 0, links: 0, calendar: 0, classes: 0, others: 0 };
    /// Every sort, that of words without a meaning left out.
    pub const ALL: Self =
        Self { numbers: u64::MAX, links: u64::MAX, calendar: u32::MAX, classes: u64::MAX, others: u8::MAX };
    /// Whatever a number begins with.
    pub const NUMBERS: Self = Self { numbers: u64::MAX, others: Self::DIGITS, ..Self::NONE };

    /// Sorts of the calendar.
    pub const fn calendar(calendar: u32) -> Self {
        Self { calendar, ..Self::NONE }
    }

    /// The same beside others.
    #[must_use]
    pub const fn or_links(self, links: u64) -> Self {
        Self { links: self.links | links, ..self }
    }

    /// The sort of one meaning.
    pub const fn of(sense: &Sense) -> Self {
        let mut sorts = Self::NONE;
        match sense {
            Sense::Number(number) => sorts.numbers = number.sort(),
            Sense::Calendar(C::Link(link)) => sorts.links = link.bit(),
            Sense::Calendar(calendar) => sorts.calendar = calendar.sort(),
            Sense::Class(class) => sorts.classes = class.bit(),
            Sense::Hedge(_) => sorts.others = Self::HEDGE,
            Sense::Unit(..) => sorts.others = Self::UNIT,
            Sense::Currency(..) => sorts.others = Self::CURRENCY,
            Sense::Age(_) => sorts.others = Self::AGE,
            Sense::NumberCue(_) => sorts.others = Self::NUMBER_CUE,
            Sense::Cue(_) => sorts.others = Self::CUE,
        }
        sorts
    }

    /// Whether the sets share a sort.
    pub const fn any(&self, of: &Self) -> bool {
        self.numbers & of.numbers != 0
            || self.links & of.links != 0
            || self.calendar & of.calendar != 0
            || self.classes & of.classes != 0
            || self.others & of.others != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            numbers: self.numbers | other.numbers,
            links: self.links | other.links,
            calendar: self.calendar | other.calendar,
            classes: self.classes | other.classes,
            others: self.others | other.others,
        }
    }
}

impl Link {
    /// The bit of the link.
    pub const fn bit(self) -> u64 {
        1 << self as u32
    }
}

impl C {
    /// Months.
    pub const MONTH: u32 = 1;
    /// Weekdays.
    pub const WEEKDAY: u32 = 1 << 1;
    /// Weekdays, every one.
    pub const WEEKDAYS: u32 = 1 << 2;
    /// Seasons.
    pub const SEASON: u32 = 1 << 3;
    /// Parts of the day.
    pub const PART: u32 = 1 << 4;
    /// Units of time.
    pub const UNIT: u32 = 1 << 5;
    /// Units of time that stand only behind a number.
    pub const SHORT_UNIT: u32 = 1 << 6;
    /// Lengths.
    pub const LASTING: u32 = 1 << 7;
    /// The weekend.
    pub const WEEKEND: u32 = 1 << 8;
    /// "yesterday".
    pub const DAY: u32 = 1 << 9;
    /// Feasts.
    pub const FEAST: u32 = 1 << 10;
    /// "recently".
    pub const VAGUE: u32 = 1 << 11;
    /// "last".
    pub const WHICH: u32 = 1 << 12;
    /// "daily".
    pub const OFTEN: u32 = 1 << 13;
    /// "ago".
    pub const STEP: u32 = 1 << 14;
    /// "early".
    pub const EDGE: u32 = 1 << 15;
    /// "noon".
    pub const CLOCK: u32 = 1 << 16;
    /// "p.m.".
    pub const MERIDIEM: u32 = 1 << 17;
    /// Time zones.
    pub const ZONE: u32 = 1 << 18;
    /// "since".
    pub const BOUND: u32 = 1 << 19;
    /// "shortly after".
    pub const SLACK: u32 = 1 << 20;
    /// "Q3".
    pub const IN_YEAR: u32 = 1 << 21;
    /// "nineties".
    pub const DECADE: u32 = 1 << 22;
    /// Verbs that tell a tense.
    pub const TENSE: u32 = 1 << 23;
    /// Words with commoner meanings.
    pub const WEAK: u32 = 1 << 24;

    /// The bit of its sort; a link has none, and is told by [`Link::bit`].
    pub const fn sort(&self) -> u32 {
        match self {
            Self::Month(_) => Self::MONTH,
            Self::Weekday(_) => Self::WEEKDAY,
            Self::Weekdays(_) => Self::WEEKDAYS,
            Self::Season(_) => Self::SEASON,
            Self::Part(_) => Self::PART,
            Self::Unit(..) => Self::UNIT,
            Self::ShortUnit(_) => Self::SHORT_UNIT,
            Self::Lasting(..) => Self::LASTING,
            Self::Weekend => Self::WEEKEND,
            Self::Day(..) => Self::DAY,
            Self::Feast(_) => Self::FEAST,
            Self::Vague(_) => Self::VAGUE,
            Self::Which(_) => Self::WHICH,
            Self::Often(..) => Self::OFTEN,
            Self::Step(_) => Self::STEP,
            Self::Edge(_) => Self::EDGE,
            Self::Clock(_) => Self::CLOCK,
            Self::Meridiem(_) => Self::MERIDIEM,
            Self::Zone(_) => Self::ZONE,
            Self::Bound(_) => Self::BOUND,
            Self::Slack(..) => Self::SLACK,
            Self::InYear(_) => Self::IN_YEAR,
            Self::Decade(_) => Self::DECADE,
            Self::Tense(_) => Self::TENSE,
            Self::Weak => Self::WEAK,
            Self::Link(_) => 0,
        }
    }
}

impl N {
    /// Cardinals.
    pub const CARDINAL: u64 = 1;
    /// Scales.
    pub const SCALE: u64 = 1 << 1;
    /// Scales in letters.
    pub const GLUED_SCALE: u64 = 1 << 2;
    /// "dozen".
    pub const GROUP: u64 = 1 << 3;
    /// Ordinals.
    pub const ORDINAL: u64 = 1 << 4;
    /// "half".
    pub const FRACTION: u64 = 1 << 5;
    /// "halves".
    pub const FRACTIONS: u64 = 1 << 6;
    /// "½".
    pub const VULGAR: u64 = 1 << 7;
    /// "several".
    pub const VAGUE: u64 = 1 << 8;

    /// The bit of its sort.
    pub const fn sort(&self) -> u64 {
        match self {
            Self::Cardinal(_) => Self::CARDINAL,
            Self::Scale(_) => Self::SCALE,
            Self::GluedScale(_) => Self::GLUED_SCALE,
            Self::Group(_) => Self::GROUP,
            Self::Ordinal(_) => Self::ORDINAL,
            Self::Fraction(_) => Self::FRACTION,
            Self::Fractions(_) => Self::FRACTIONS,
            Self::Vulgar(..) => Self::VULGAR,
            Self::Vague { .. } => Self::VAGUE,
            Self::One => 1 << 9,
            Self::Multiple(_) => 1 << 10,
            Self::Fold(_) => 1 << 11,
            Self::Change(..) => 1 << 12,
            Self::Side => 1 << 13,
            Self::Cent => 1 << 14,
            Self::Within => 1 << 15,
            Self::BelowZero => 1 << 16,
            Self::And => 1 << 17,
            Self::Of => 1 << 18,
            Self::Point => 1 << 19,
            Self::Minus => 1 << 20,
            Self::Between => 1 << 21,
            Self::From => 1 << 22,
            Self::To => 1 << 23,
            Self::Or => 1 << 24,
            Self::Times => 1 << 25,
            Self::OutOf => 1 << 26,
            Self::Per => 1 << 27,
            Self::MoneyScale(_) => 1 << 28,
            Self::Percent => 1 << 29,
            Self::Points(_) => 1 << 30,
            Self::OrdinalSuffix => 1 << 31,
            Self::By => 1 << 32,
            Self::Over => 1 << 33,
            Self::Wickets => 1 << 34,
            Self::SharePoints => 1 << 35,
            Self::Exponent => 1 << 36,
        }
    }
}
