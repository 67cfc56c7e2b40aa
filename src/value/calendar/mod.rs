/*! Dates, times of day, durations and periods: what TIMEX3 can say, as data.

Extraction gives under-specified values ("Monday", "in August", "two weeks ago"); [`Date::resolve`] anchors them to a document's
date, as HeidelTime does. Without a document's date they stay open. */

mod clock;
mod duration;
mod feast;
mod interval;
mod lunar;
mod page;
mod resolve;
mod sky;
mod timex;

pub use clock::{TimeOfDay, Zone};
pub use duration::{Duration, Side};
pub use feast::{Feast, FeastRule};
pub use interval::Interval;
pub use lunar::Calendar;
pub use resolve::{Anchor, Tense};

use serde::{Deserialize, Serialize};

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grain {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

impl Grain {
    /// Its length in seconds, up to the week.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::Second => Some(1),
            Self::Minute => Some(60),
            Self::Hour => Some(3_600),
            Self::Day => Some(86_400),
            Self::Week => Some(604_800),
            _ => None,
        }
    }

    /// Its length in months, from the month on.
    pub const fn months(self) -> Option<u32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1_200),
            _ => None,
        }
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// From midnight to noon: "two in the morning" is one too.
    Morning,
    /// Around noon.
    Midday,
    /// From noon on.
    Afternoon,
    /// Before the night.
    Evening,
    /// Until the next morning.
    Night,
    /// Not the night.
    Daytime,
}

impl Part {
    /// The hours that it may cover, `[start, end)` counted from the midnight before it; generous, since people differ.
    pub const fn hours(self) -> (i64, i64) {
        match self {
            Self::Morning => (0, 12),
            Self::Midday => (11, 15),
            Self::Afternoon => (12, 19),
            Self::Evening => (16, 24),
            Self::Night => (17, 31),
            Self::Daytime => (6, 20),
        }
    }
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Season {
    /// March to June.
    Spring,
    /// June to September.
    Summer,
    /// September to December.
    Autumn,
    /// December to March.
    Winter,
}

/// A named stretch of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InYear {
    /// 1 or 2.
    Half(u8),
    /// 1 to 4.
    Quarter(u8),
    /// A season.
    Season(Season),
    /// 1 is January.
    Month(u8),
    /// An ISO week, 1 to 53.
    Week(u8),
    /// A feast or holiday.
    Feast(Feast),
}

/// What a relative date is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// The document's date: "yesterday", "three years ago".
    Published,
    /// The date that the text spoke of last: "the following day", "two days later".
    Reference,
}

/// A time that the text does not measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Vague {
    /// "recently", "in the past".
    Past,
    /// "now", "currently".
    Present,
    /// "soon", "in the future".
    Future,
}

/// What the fields of a [`Date`] are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Base {
    /// Nothing: the fields say all, or leave it open.
    #[default]
    Fields,
    /// A unit of the calendar, so many before or after that of the origin; the fields choose inside it: "last week", "July of last
    /// year", "yesterday".
    Unit {
        /// The unit.
        grain: Grain,
        /// How many, negative for the past.
        by: i32,
        /// From where.
        from: Origin,
    },
    /// A distance counted from the origin: "three years ago", "two days later".
    Shift {
        /// The unit counted.
        grain: Grain,
        /// How many, negative for the past.
        by: i32,
        /// From where.
        from: Origin,
    },
    /// So many working days from the origin, weekends left out: "in four working days".
    Working {
        /// How many, negative for the past.
        by: i32,
        /// From where.
        from: Origin,
    },
    /// The last (-1), this (0) or next (1) turn of what the fields name: "last March", "next Monday".
    Turn {
        /// Which turn.
        by: i8,
        /// From where.
        from: Origin,
    },
    /// No point of the calendar.
    Vague(Vague),
}

/// Which stretch of the unit is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edge {
    /// "early", "the beginning of".
    Early,
    /// "mid", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
    /// "the turn of": the end of the one before, the start of this.
    Turn,
    /// "the rest of": from now to its end.
    Rest,
}

/// How the text bounds a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Bound {
    /// At it.
    #[default]
    At,
    /// "since", "from": something begins at it.
    From,
    /// "until", "through": something ends at it.
    Until,
    /// "by", "no later than": at it or before.
    By,
    /// "before": earlier.
    Before,
    /// "after": later.
    After,
}

/// What narrows a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hours {
    /// A part of it.
    Part(Part),
    /// A time of it.
    Clock(TimeOfDay),
}

/// A point or unit of the calendar, as much of it as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Date {
    /// What the fields are counted from.
    pub base: Base,
    /// 20 is the years 1900 to 1999.
    pub century: Option<i16>,
    /// 199 is the years 1990 to 1999.
    pub decade: Option<i16>,
    /// The year.
    pub year: Option<i16>,
    /// A financial year or season of sports, which begins in one year and ends in another.
    pub straddles: bool,
    /// The stretch of the year.
    pub within: Option<InYear>,
    /// The n-th such unit of what the fields above name, from its end where negative; with `weekday`, the n-th such weekday.
    pub nth: Option<(i8, Grain)>,
    /// The day of the month.
    pub day: Option<u8>,
    /// 1 is Monday.
    pub weekday: Option<u8>,
    /// The week that holds it: "the week of 10 April".
    pub week_of: bool,
    /// The weekend of the week.
    pub weekend: bool,
    /// So many units after what the rest names, or before where negative: "two weeks after Easter".
    pub plus: Option<(i32, Grain)>,
    /// What narrows the day.
    pub hours: Option<Hours>,
    /// Which stretch of the unit.
    pub edge: Option<Edge>,
    /// How it is bounded.
    pub bound: Bound,
    /// "about", "around", "or so".
    pub approx: bool,
    /// Whether day and month may stand the other way round: "03/04/2023".
    pub swappable: bool,
    /// "every Monday": it recurs, and conflicts with nothing.
    pub set: bool,
}

impl Date {
    /// A date of which nothing is said yet.
    pub fn open() -> Self {
        Self::default()
    }

    /// The day of that year, month and day; any of them may be open.
    pub fn ymd(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Self {
        Self { year, within: month.map(InYear::Month), day, ..Self::default() }
    }

    /// The unit of the calendar so many before or after that of the origin.
    pub fn unit(grain: Grain, by: i32, from: Origin) -> Self {
        Self { base: Base::Unit { grain, by, from }, ..Self::default() }
    }

    /// So many units from the origin.
    pub fn shift(grain: Grain, by: i32, from: Origin) -> Self {
        Self { base: Base::Shift { grain, by, from }, ..Self::default() }
    }

    /// Whether it is nothing but a time of day.
    pub fn is_clock(&self) -> bool {
        matches!(self.hours, Some(Hours::Clock(_))) && self.without_hours().is_blank()
    }

    fn without_hours(&self) -> Self {
        Self { hours: None, bound: Bound::At, ..*self }
    }

    fn is_blank(&self) -> bool {
        *self == Self { edge: self.edge, approx: self.approx, set: self.set, ..Self::default() }
    }

    /// Whether nothing names a day, month or year: "the morning", "7am".
    pub fn is_dayless(&self) -> bool {
        self.without_hours().is_blank()
    }

    /// The time of day, if it states one.
    pub fn clock(&self) -> Option<TimeOfDay> {
        match self.hours {
            Some(Hours::Clock(time)) => Some(time),
            _ => None,
        }
    }

    /// The month, 1 being January.
    pub fn month(&self) -> Option<u8> {
        match self.within {
            Some(InYear::Month(m)) => Some(m),
            _ => None,
        }
    }

    /// The smallest unit that it names.
    pub fn grain(&self) -> Grain {
        if self.clock().is_some() {
            return Grain::Minute;
        }
        if self.week_of {
            return Grain::Week;
        }
        if let Some((_, grain)) = self.plus {
            return if self.hours.is_some() { Grain::Day } else { grain.max(Grain::Day) };
        }
        if self.weekend && self.hours.is_none() && self.day.is_none() {
            return Grain::Week;
        }
        if self.hours.is_some() || self.day.is_some() || self.weekday.is_some() {
            return Grain::Day;
        }
        if let Some((_, grain)) = self.nth {
            return grain;
        }
        match self.within {
            Some(InYear::Month(_)) => return Grain::Month,
            Some(InYear::Half(_) | InYear::Quarter(_) | InYear::Season(_)) => return Grain::Quarter,
            Some(InYear::Week(_)) => return Grain::Week,
            Some(InYear::Feast(_)) => return Grain::Day,
            None => {}
        }
        match self.base {
            Base::Shift { grain, .. } | Base::Unit { grain, .. } => grain,
            Base::Working { .. } => Grain::Day,
            _ if self.year.is_some() => Grain::Year,
            _ if self.decade.is_some() => Grain::Decade,
            _ if self.century.is_some() => Grain::Century,
            _ => Grain::Day,
        }
    }

    /// Whether it needs a document's date or a date before it to lie anywhere.
    pub fn is_open(&self) -> bool {
        !matches!(self.base, Base::Fields) || (self.year.is_none() && self.decade.is_none() && self.century.is_none())
    }

    /// Whether it places nothing: "now", "recently", "today" alone. Such a time is a mention, but no figure to count or compare.
    pub fn is_vague(&self) -> bool {
        let today = Base::Unit { grain: Grain::Day, by: 0, from: Origin::Published };
        matches!(self.base, Base::Vague(_)) || *self == Self { base: today, bound: self.bound, ..Self::default() }
    }

    /// Both readings of an ambiguous "03/04/2023"; the date itself, once, where it is not.
    pub fn readings(&self) -> impl Iterator<Item = Self> + use<> {
        let first = Self { swappable: false, ..*self };
        let second = match (self.swappable, self.within, self.day) {
            (true, Some(InYear::Month(month)), Some(day)) => {
                Some(Self { within: Some(InYear::Month(day)), day: Some(month), ..first })
            }
            _ => None,
        };
        std::iter::once(first).chain(second)
    }

    /// Whether year, month, day and weekday are all told and the day is another weekday.
    pub fn misnames_weekday(&self) -> bool {
        match (self.base, self.year, self.within, self.day, self.weekday) {
            (Base::Fields, Some(_), Some(InYear::Month(_)), Some(_), Some(weekday))
                if !self.swappable && self.nth.is_none() =>
            {
                let day = Self { weekday: None, hours: None, ..*self };
                let start = day.resolve(&Anchor::default()).and_then(|i| i.start);
                start.is_some_and(|d| page::weekday_of(d.date()) != weekday)
            }
            _ => false,
        }
    }
}

/// A stretch of time with its two ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// Where it begins.
    pub start: Date,
    /// Where it ends; a day, month or year is meant with all of it.
    pub end: Date,
    /// Whether the text names it as the open stretch within which something lies: "between 2008 and 2012".
    pub between: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_and_today_place_nothing() {
        let today = Date::unit(Grain::Day, 0, Origin::Published);
        let now = Date { base: Base::Vague(Vague::Present), ..Date::open() };
        assert!(today.is_vague() && now.is_vague());
        let tonight = Date { hours: Some(Hours::Part(Part::Night)), ..today };
        for told in [tonight, Date::unit(Grain::Day, -1, Origin::Published), Date::ymd(Some(2023), None, None)] {
            assert!(!told.is_vague(), "{told:?}");
        }
    }
}
