/*! Words of the calendar and the clock: months, weekdays, units of time, "yesterday", and the small words between them. */

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{Lexicon, NumberCue, Sense, schema};
use crate::value::{Bound, Calendar, Edge, Feast, FeastRule, Grain, InYear, Part, Season, Tense, Vague, Zone};

/// Which of several turns a word chooses: "last", "this", "next", …
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// "last": the one before now.
    Last,
    /// "past": up to now; with one unit it is a length of time.
    Past,
    /// "this", "the current".
    This,
    /// "next": the one after now.
    Next,
    /// "the following": after the date spoken of.
    Following,
    /// "the previous": before the date spoken of.
    Previous,
    /// "that same": the date spoken of.
    Same,
    /// "recent": up to now, with units that nobody counts.
    Recent,
}

/// A word that counts from one time to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// "ago": before now.
    Ago,
    /// "from now": after now.
    Hence,
    /// "earlier": before the date spoken of.
    Earlier,
    /// "later": after the date spoken of.
    Later,
}

/// A small word that holds dates and times together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// "in": also before a length of time, "in two weeks".
    In,
    /// "on".
    On,
    /// "at".
    At,
    /// "of".
    Of,
    /// "the".
    The,
    /// "a", "an".
    A,
    /// "its", "their": stands for "the" before a unit.
    Possessive,
    /// "and".
    And,
    /// "to", "until", "through": between the ends of a period.
    To,
    /// "from".
    From,
    /// "between".
    Between,
    /// "for", "during", "over": before a length of time or a unit.
    During,
    /// "past" between minutes and hour.
    Past,
    /// "to" between minutes and hour.
    Before,
    /// "o'clock".
    OClock,
    /// "time" in "in two weeks' time".
    Time,
    /// "first half": half of a year.
    Half,
    /// "century", as a unit that ordinals name.
    Century,
    /// "fiscal", "financial year", "FY".
    Fiscal,
    /// "old": a length of time before it is an age.
    Old,
    /// "every", "each".
    Each,
    /// "or so".
    OrSo,
    /// Adjectives that say nothing of a length: "full", "whole", "consecutive".
    Empty,
    /// "BC": years before our era.
    Bc,
    /// "th" behind the digits of an ordinal.
    Suffix,
    /// "s" behind the digits of a decade, or behind the apostrophe of a possessive.
    S,
    /// "T" between the day and the hour of ISO 8601.
    Iso,
    /// "hours" behind "0700".
    Hours,
    /// "the year-ago period".
    Period,
    /// "within": a length of time is the longest that it may be.
    Within,
    /// "all day", "the whole week": one of the unit.
    Whole,
    /// "few", without its article: "the next few days".
    Few,
    /// "every other": every second.
    EachOther,
    /// "the week after next".
    AfterNext,
    /// "the week before last".
    BeforeLast,
    /// "mornings": every one.
    Parts,
    /// "to" before a verb.
    Infinitive,
    /// "moved": the two dates behind it are no period.
    Moved,
    /// "long" behind a unit: "week-long".
    Long,
    /// "year-end".
    YearEnd,
    /// "another": one more.
    Another,
    /// "ended", "ending": a length of time before it lies before a date.
    Ending,
    /// "or later": the date before it is the earliest.
    OrLater,
    /// "or earlier": the date before it is the latest.
    OrEarlier,
    /// "AD": years of our era.
    Ad,
    /// "working": days that leave weekends and holidays out.
    Working,
    /// "behind", "adrift": so far from another who runs, in minutes and seconds.
    Apart,
    /// "Sunday Times", "60 Minutes": a name, whose words say nothing of time.
    Title,
    /// "temperatures", "highs": "the 30s" behind it are degrees.
    Warmth,
    /// "end", before a hyphen: "end-March".
    End,
    /// "due": the year in which a debt falls due.
    Due,
    /// "Luke": the numbers behind it are a chapter and a verse, and no time of day.
    Verse,
    /// "final": the last unit of a larger one, "the final quarter of 2022".
    Final,
    /// "opening": the first unit of a larger one.
    Opening,
    /// "early hours": those behind midnight.
    EarlyHours,
    /// "beginning": a week before it is that of the day behind it.
    Beginning,
    /// "is" before a participle of the past: the clause looks at the present, "is sentenced on 2 June".
    Passive,
    /// "stay" before a participle of the past: "will stay closed" looks where "stay" does.
    Stay,
    /// "finished": the unit behind it is the one that the text tells of, "finished the day at 8,017".
    Finish,
    /// "m" in "3h 12m".
    MinuteMark,
    /// "c.": the number behind it is a year, however early.
    Circa,
    /// "overnight": a part of the day that needs no "in the".
    Overnight,
}

/// What a word says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarSense {
    /// 1 is January.
    Month(u8),
    /// 1 is Monday.
    Weekday(u8),
    /// A weekday, every one: "Mondays".
    Weekdays(u8),
    /// A season.
    Season(Season),
    /// A part of the day.
    Part(Part),
    /// A unit of time: so many of a grain, and whether the word is plural.
    Unit(Grain, u8, bool),
    /// A unit only directly behind a number: "hrs", "min".
    ShortUnit(Grain),
    /// A length: "weeklong".
    Lasting(Grain, u8),
    /// The weekend.
    Weekend,
    /// So many days from the document's: "yesterday", and which part of it: "tonight".
    Day(i8, Option<Part>),
    /// A feast or holiday.
    Feast(Feast),
    /// A time that nobody measures: "recently".
    Vague(Vague),
    /// "last", "next".
    Which(Which),
    /// "daily": once in so many of a grain.
    Often(Grain, u8),
    /// "ago", "later".
    Step(Step),
    /// "early", "the end of"; whether the word wants "of".
    Edge(Edge),
    /// A time of day with a name: "noon".
    Clock(u16),
    /// Whether it is the second half of the day: "p.m.".
    Meridiem(bool),
    /// A time zone.
    Zone(Zone),
    /// "since", "by", "before".
    Bound(Bound),
    /// By how many minutes a time may lie before and after: "about", "shortly after".
    Slack(u16, u16),
    /// A named stretch of the year: "Q3".
    InYear(InYear),
    /// A decade by its tens: "nineties".
    Decade(u8),
    /// A verb or auxiliary that says which way its clause looks.
    Tense(Tense),
    /// A small word.
    Link(Link),
    /// The word has commoner meanings: it counts only where the grammar around it supports it.
    Weak,
}

/// A length such as "fortnight": so many of a grain.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Many {
    /// How many.
    count: u8,
    /// Of which unit of time.
    grain: GrainName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum GrainName {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl From<GrainName> for Grain {
    fn from(name: GrainName) -> Self {
        match name {
            GrainName::Second => Self::Second,
            GrainName::Minute => Self::Minute,
            GrainName::Hour => Self::Hour,
            GrainName::Day => Self::Day,
            GrainName::Week => Self::Week,
            GrainName::Month => Self::Month,
            GrainName::Quarter => Self::Quarter,
            GrainName::Year => Self::Year,
            GrainName::Decade => Self::Decade,
            GrainName::Century => Self::Century,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum PartName {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl From<PartName> for Part {
    fn from(name: PartName) -> Self {
        match name {
            PartName::Morning => Self::Morning,
            PartName::Midday => Self::Midday,
            PartName::Afternoon => Self::Afternoon,
            PartName::Evening => Self::Evening,
            PartName::Night => Self::Night,
            PartName::Daytime => Self::Daytime,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum CueName {
    Superlative,
    Nearest,
    Sport,
    Happens,
    Traded,
    Held,
    Took,
    Points,
    Match,
    Issue,
    Lasts,
    Tail,
    Many,
    HowMany,
    Timetable,
    Timeout,
    Results,
    Games,
    Alike,
    Era,
}

impl From<CueName> for NumberCue {
    fn from(name: CueName) -> Self {
        match name {
            CueName::Superlative => Self::Superlative,
            CueName::Nearest => Self::Nearest,
            CueName::Sport => Self::Sport,
            CueName::Happens => Self::Happens,
            CueName::Traded => Self::Traded,
            CueName::Held => Self::Held,
            CueName::Took => Self::Took,
            CueName::Points => Self::Points,
            CueName::Match => Self::Match,
            CueName::Issue => Self::Issue,
            CueName::Lasts => Self::Lasts,
            CueName::Tail => Self::Tail,
            CueName::Many => Self::Many,
            CueName::HowMany => Self::HowMany,
            CueName::Timetable => Self::Timetable,
            CueName::Timeout => Self::Timeout,
            CueName::Results => Self::Results,
            CueName::Games => Self::Games,
            CueName::Alike => Self::Alike,
            CueName::Era => Self::Era,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Name {
    Spring,
    Summer,
    Autumn,
    Winter,
    Past,
    Present,
    Future,
    Idiom,
    Habit,
    Early,
    Mid,
    Late,
    Turn,
    Rest,
    From,
    Until,
    By,
    Before,
    After,
}

/// A `[[calendar.feast]]` row: a fixed day, the n-th weekday of a month, days after Easter, or a day of another calendar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FeastRow {
    /// What it is called.
    words: Vec<String>,
    /// The month, 1 being January.
    month: Option<u8>,
    /// The day of the month.
    day: Option<u8>,
    /// With `month` and `nth`: 1 is Monday.
    weekday: Option<u8>,
    /// The n-th such weekday of the month, -1 the last.
    nth: Option<i8>,
    /// Days after that.
    #[serde(default)]
    plus: i8,
    /// Days by which a fixed day is moved, by the weekday on which it falls, Monday first.
    moved: Option<[i8; 7]>,
    /// Days after Easter Sunday.
    easter: Option<i16>,
    /// Days after the Orthodox Easter Sunday.
    orthodox: Option<i16>,
    /// Of another calendar: `month` and `day` are its own.
    calendar: Option<CalendarName>,
    /// The hour in India at which a lunar day of the Hindu calendar must hold.
    #[serde(default = "sunrise")]
    hour: u8,
    /// The sign of the Hindu circle that the sun enters, 1 being Mesha.
    ingress: Option<u8>,
    /// Degrees of the sun from the equinox of March, and the hours by which the clocks of its country are ahead.
    sun: Option<(u16, i8)>,
    /// Whether its day cannot be computed.
    #[serde(default)]
    movable: bool,
    /// How many days it lasts.
    #[serde(default = "one_day")]
    days: u8,
}

fn sunrise() -> u8 {
    6
}

fn one_day() -> u8 {
    1
}

/// Calendars that follow the moon.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum CalendarName {
    Hebrew,
    Islamic,
    Chinese,
    Hindu,
}

fn season_words(_: &mut SchemaGenerator) -> Schema {
    schema::words_of(&["spring", "summer", "autumn", "winter"])
}

fn vague_words(_: &mut SchemaGenerator) -> Schema {
    schema::words_of(&["past", "present", "future"])
}

fn edge_words(_: &mut SchemaGenerator) -> Schema {
    schema::words_of(&["early", "mid", "late", "turn", "rest"])
}

fn bound_words(_: &mut SchemaGenerator) -> Schema {
    schema::words_of(&["from", "until", "by", "before", "after"])
}

fn cue_words(_: &mut SchemaGenerator) -> Schema {
    schema::words_of(&[
        "superlative",
        "nearest",
        "sport",
        "happens",
        "traded",
        "held",
        "took",
        "points",
        "match",
        "issue",
        "lasts",
        "tail",
        "many",
        "how-many",
        "timetable",
        "timeout",
        "results",
        "games",
        "alike",
        "era",
    ])
}

fn tense_words(_: &mut SchemaGenerator) -> Schema {
    schema::words_of(&["past", "present", "future", "idiom", "habit"])
}

/// `[calendar]`: words by what they mean.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Table {
    /// Months and their abbreviations: `march = 3`.
    month: BTreeMap<String, u8>,
    /// Weekdays: `monday = 1`.
    weekday: BTreeMap<String, u8>,
    /// Every one of them: `mondays = 1`.
    weekdays: BTreeMap<String, u8>,
    /// Words of the seasons.
    #[schemars(schema_with = "season_words")]
    season: BTreeMap<Name, Vec<String>>,
    /// Words of the parts of the day.
    part: BTreeMap<PartName, Vec<String>>,
    /// Units of time, singular.
    unit: BTreeMap<GrainName, Vec<String>>,
    /// Units of time, plural.
    units: BTreeMap<GrainName, Vec<String>>,
    /// Abbreviations of units, only directly behind a number: "hrs".
    short_unit: BTreeMap<GrainName, Vec<String>>,
    /// Words for so many of a unit: `fortnight = { count = 2, grain = "week" }`.
    many: BTreeMap<String, Many>,
    /// Adjectives that tell a length: so many of a unit.
    lasting: BTreeMap<String, Many>,
    /// The weekend.
    weekend: Vec<String>,
    /// Days from the document's date: `yesterday = -1`.
    day: BTreeMap<String, i8>,
    /// Likewise, with the part of the day: `tonight = [0, "night"]`.
    day_part: BTreeMap<String, (i8, PartName)>,
    /// Feasts and holidays.
    feast: Vec<FeastRow>,
    /// Times that nobody measures: "recently".
    #[schemars(schema_with = "vague_words")]
    vague: BTreeMap<Name, Vec<String>>,
    /// Words that choose a turn: "last", "next".
    #[schemars(schema_with = "schema::words_by::<Which>")]
    which: BTreeMap<Which, Vec<String>>,
    /// Once in so many of a unit: `weekly = { count = 1, grain = "week" }`.
    often: BTreeMap<String, Many>,
    /// Words that count from one time to another: "ago".
    #[schemars(schema_with = "schema::words_by::<Step>")]
    step: BTreeMap<Step, Vec<String>>,
    /// Words for a stretch of a unit: "mid-", "the end of".
    #[schemars(schema_with = "edge_words")]
    edge: BTreeMap<Name, Vec<String>>,
    /// Times of day with a name, in minutes: `noon = 720`.
    clock: BTreeMap<String, u16>,
    /// The first half of the day.
    am: Vec<String>,
    /// The second half.
    pm: Vec<String>,
    /// Time zones, in minutes ahead of UTC.
    zone: BTreeMap<String, i16>,
    /// Zones whose distance from UTC the season decides, by their names in the IANA database: `et = "America/New_York"`.
    named_zone: BTreeMap<String, String>,
    /// "local time": the distance from UTC is the place's.
    local_zone: Vec<String>,
    /// Words that bound a point in time: "since".
    #[schemars(schema_with = "bound_words")]
    bound: BTreeMap<Name, Vec<String>>,
    /// Minutes by which a time may lie before and after: `about = [15, 15]`.
    slack: BTreeMap<String, (u16, u16)>,
    /// Quarters of a year by name: `q1 = 1`.
    quarter: BTreeMap<String, u8>,
    /// Halves of a year by name.
    half: BTreeMap<String, u8>,
    /// Decades by their tens: `nineties = 90`.
    decade: BTreeMap<String, u8>,
    /// Verbs that say which way their clause looks; `idiom` says that a phrase which looks like one says nothing.
    #[schemars(schema_with = "tense_words")]
    tense: BTreeMap<Name, Vec<String>>,
    /// Endings of regular verbs in the past tense.
    past_endings: Vec<String>,
    /// Words beside a number that say whether it is a time.
    #[schemars(schema_with = "cue_words")]
    cue: BTreeMap<CueName, Vec<String>>,
    /// Small words that hold dates and times together.
    #[schemars(schema_with = "schema::words_by::<Link>")]
    link: BTreeMap<Link, Vec<String>>,
    /// Words with commoner meanings, which count only where the words around support it.
    weak: Vec<String>,
}

impl Table {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        use CalendarSense as C;
        let mut learn = |word: &str, sense: C, trigger: bool| lexicon.learn(word, Sense::Calendar(sense), trigger);
        for (word, n) in &self.month {
            learn(word, C::Month(*n), true)?;
        }
        for (word, n) in &self.weekday {
            learn(word, C::Weekday(*n), true)?;
        }
        for (word, n) in &self.weekdays {
            learn(word, C::Weekdays(*n), true)?;
        }
        for (name, words) in &self.season {
            let season = match name {
                Name::Spring => Season::Spring,
                Name::Summer => Season::Summer,
                Name::Autumn => Season::Autumn,
                Name::Winter => Season::Winter,
                _ => return Err(format!("`{name:?}` is no season")),
            };
            words.iter().try_for_each(|w| learn(w, C::Season(season), true))?;
        }
        for (name, words) in &self.part {
            words.iter().try_for_each(|w| learn(w, C::Part((*name).into()), true))?;
        }
        for (grain, words) in &self.unit {
            words.iter().try_for_each(|w| learn(w, C::Unit((*grain).into(), 1, false), true))?;
        }
        for (grain, words) in &self.units {
            words.iter().try_for_each(|w| learn(w, C::Unit((*grain).into(), 1, true), true))?;
        }
        for (grain, words) in &self.short_unit {
            words.iter().try_for_each(|w| learn(w, C::ShortUnit((*grain).into()), false))?;
        }
        for (word, many) in &self.many {
            learn(word, C::Unit(many.grain.into(), many.count, word.ends_with('s')), true)?;
        }
        for (word, many) in &self.lasting {
            learn(word, C::Lasting(many.grain.into(), many.count), true)?;
        }
        self.weekend.iter().try_for_each(|w| learn(w, C::Weekend, true))?;
        for (word, by) in &self.day {
            learn(word, C::Day(*by, None), true)?;
        }
        for (word, (by, part)) in &self.day_part {
            learn(word, C::Day(*by, Some((*part).into())), true)?;
        }
        for row in &self.feast {
            let feast = row.feast()?;
            row.words.iter().try_for_each(|w| learn(w, C::Feast(feast), true))?;
        }
        for (name, words) in &self.vague {
            let vague = match name {
                Name::Past => Vague::Past,
                Name::Present => Vague::Present,
                Name::Future => Vague::Future,
                _ => return Err(format!("`{name:?}` is no vague time")),
            };
            words.iter().try_for_each(|w| learn(w, C::Vague(vague), true))?;
        }
        for (which, words) in &self.which {
            words.iter().try_for_each(|w| learn(w, C::Which(*which), true))?;
        }
        for (word, many) in &self.often {
            learn(word, C::Often(many.grain.into(), many.count), true)?;
        }
        for (step, words) in &self.step {
            words.iter().try_for_each(|w| learn(w, C::Step(*step), false))?;
        }
        for (name, words) in &self.edge {
            let edge = match name {
                Name::Early => Edge::Early,
                Name::Mid => Edge::Mid,
                Name::Late => Edge::Late,
                Name::Turn => Edge::Turn,
                Name::Rest => Edge::Rest,
                _ => return Err(format!("`{name:?}` is no edge")),
            };
            words.iter().try_for_each(|w| learn(w, C::Edge(edge), true))?;
        }
        for (word, minute) in &self.clock {
            learn(word, C::Clock(*minute), true)?;
        }
        self.am.iter().try_for_each(|w| learn(w, C::Meridiem(false), false))?;
        self.pm.iter().try_for_each(|w| learn(w, C::Meridiem(true), false))?;
        for (word, offset) in &self.zone {
            learn(word, C::Zone(Zone::Offset(*offset)), false)?;
        }
        for (word, name) in &self.named_zone {
            let zone = name.parse().map_err(|_| format!("`{name}` is no zone of the IANA database"))?;
            learn(word, C::Zone(Zone::Named(zone)), false)?;
        }
        self.local_zone.iter().try_for_each(|w| learn(w, C::Zone(Zone::Local), false))?;
        for (name, words) in &self.bound {
            let bound = match name {
                Name::From => Bound::From,
                Name::Until => Bound::Until,
                Name::By => Bound::By,
                Name::Before => Bound::Before,
                Name::After => Bound::After,
                _ => return Err(format!("`{name:?}` is no bound")),
            };
            words.iter().try_for_each(|w| learn(w, C::Bound(bound), true))?;
        }
        for (word, (before, after)) in &self.slack {
            learn(word, C::Slack(*before, *after), true)?;
        }
        for (word, n) in &self.quarter {
            learn(word, C::InYear(InYear::Quarter(*n)), true)?;
        }
        for (word, n) in &self.half {
            learn(word, C::InYear(InYear::Half(*n)), true)?;
        }
        for (name, words) in &self.tense {
            let tense = match name {
                Name::Past => Tense::Past,
                Name::Present => Tense::Present,
                Name::Future => Tense::Future,
                Name::Idiom => Tense::Unknown,
                Name::Habit => Tense::Habit,
                _ => return Err(format!("`{name:?}` is no tense")),
            };
            words.iter().try_for_each(|w| learn(w, C::Tense(tense), false))?;
        }
        for (word, tens) in &self.decade {
            learn(word, C::Decade(*tens), true)?;
        }
        for (link, words) in &self.link {
            let begins = matches!(
                link,
                Link::The
                    | Link::A
                    | Link::From
                    | Link::Between
                    | Link::In
                    | Link::Each
                    | Link::Fiscal
                    | Link::EachOther
                    | Link::Whole
                    | Link::Few
                    | Link::Within
                    | Link::Possessive
                    | Link::YearEnd
                    | Link::Another
                    | Link::Ad
                    | Link::End
                    | Link::Final
                    | Link::Opening
                    | Link::EarlyHours
            );
            words.iter().try_for_each(|w| learn(w, C::Link(*link), begins))?;
        }
        for (cue, words) in &self.cue {
            words.iter().try_for_each(|w| lexicon.learn(w, Sense::NumberCue((*cue).into()), false))?;
        }
        let mut learn = |word: &str, sense: C, trigger: bool| lexicon.learn(word, Sense::Calendar(sense), trigger);
        self.weak.iter().try_for_each(|w| learn(w, C::Weak, false))?;
        lexicon.past_endings.extend(self.past_endings.into_iter().map(String::into_boxed_str));
        Ok(())
    }
}

impl FeastRow {
    fn feast(&self) -> Result<Feast, String> {
        Ok(Feast { rule: self.rule()?, days: self.days })
    }

    fn rule(&self) -> Result<FeastRule, String> {
        if self.movable {
            return Ok(FeastRule::Movable);
        }
        if let Some(plus) = self.orthodox {
            return Ok(FeastRule::Orthodox(plus));
        }
        if let Some(sign) = self.ingress {
            return Ok(FeastRule::Ingress { sign, plus: self.plus });
        }
        if let Some((degrees, hours)) = self.sun {
            return Ok(FeastRule::Sun { degrees, hours });
        }
        if let Some(name) = self.calendar {
            let (Some(month @ 1..=12), Some(day)) = (self.month, self.day) else {
                return Err(format!("the feast `{}` needs month and day of its calendar", self.name()));
            };
            let calendar = match name {
                CalendarName::Hebrew => Calendar::Hebrew,
                CalendarName::Islamic => Calendar::Islamic,
                CalendarName::Chinese => Calendar::Chinese,
                CalendarName::Hindu => Calendar::Hindu { hour: self.hour },
            };
            return Ok(FeastRule::Lunar { calendar, month, day, plus: self.plus });
        }
        Ok(match (self.easter, self.month, self.day, self.weekday, self.nth) {
            (Some(plus), None, None, None, None) => FeastRule::Easter(plus),
            (None, Some(month), Some(day), None, None) => match self.moved {
                Some(by) => FeastRule::Moved { month, day, by },
                None => FeastRule::Fixed { month, day },
            },
            (None, Some(month), None, Some(weekday), Some(nth)) => {
                FeastRule::Weekday { month, weekday, nth, plus: self.plus }
            }
            _ => {
                return Err(format!(
                    "the feast `{}` needs month and day, or month, weekday and nth, or easter, orthodox, ingress, sun or movable",
                    self.name()
                ));
            }
        })
    }

    fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }
}
