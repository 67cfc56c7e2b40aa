/*! Numbers in words: cardinals, scales, ordinals, fractions and vague counts. */

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lexicon, Sense};

/// What a word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberSense {
    /// "seven", "forty".
    Cardinal(u32),
    /// "hundred", "million", "bn": times ten to the power.
    Scale(u8),
    /// A scale only directly after digits: "k", "m".
    GluedScale(u8),
    /// "dozen", "score": times so many, "a dozen".
    Group(u32),
    /// "third", "fortieth".
    Ordinal(u64),
    /// "half", "quarter": one divided by so many.
    Fraction(u64),
    /// "halves", "thirds": likewise, behind a number over one.
    Fractions(u64),
    /// "½": the first divided by the second.
    Vulgar(u8, u8),
    /// "dozens", "several": at least `low`, at most `high`.
    Vague {
        /// The least that it commits to.
        low: u64,
        /// The most, if it has one.
        high: Option<u64>,
    },
    /// "a", "an": one before a scale, a group or a fraction.
    One,
    /// "twice", "thrice".
    Multiple(u32),
    /// "threefold": so many times.
    Fold(u32),
    /// "doubled", "halved": the first divided by the second.
    Change(u8, u8),
    /// "x", "by", between the sides of something.
    Side,
    /// "c", directly after a number behind a sum: "20 dollars 43c".
    Cent,
    /// "±", between a number and how far it may be off.
    Within,
    /// "below zero", after a temperature.
    BelowZero,
    /// "and", within a number: "two hundred and five".
    And,
    /// "of", within a number: "a quarter of a million".
    Of,
    /// "point", before decimals in words.
    Point,
    /// "minus".
    Minus,
    /// "between", before a range.
    Between,
    /// "from", before a range.
    From,
    /// "to", between the ends of a range.
    To,
    /// "or", between numbers: "five or six".
    Or,
    /// "times", after a factor.
    Times,
    /// "in", "out of": "one in five".
    OutOf,
    /// "per": before the lower unit of a rate.
    Per,
    /// A scale after a sum of money: "m".
    MoneyScale(u8),
    /// "%", "per cent".
    Percent,
    /// "percentage points": so many in one.
    Points(u32),
    /// "nd", directly after digits.
    OrdinalSuffix,
    /// "×", before a power of ten.
    By,
    /// "over", between the parts of a fraction.
    Over,
    /// "for", between the runs and the wickets of a score.
    Wickets,
    /// "points", percentage points where a share rose or fell by them.
    SharePoints,
    /// "e", before an exponent of ten.
    Exponent,
}

impl NumberSense {
    /// Whether the word is a number or part of one, and no mere link ("and", "of", "to").
    pub fn is_numeric(self) -> bool {
        !matches!(
            self,
            Self::One
                | Self::And
                | Self::Of
                | Self::Point
                | Self::Minus
                | Self::Between
                | Self::From
                | Self::To
                | Self::Or
                | Self::OutOf
                | Self::Per
                | Self::By
                | Self::Exponent
                | Self::Within
                | Self::BelowZero
                | Self::Cent
                | Self::Side
                | Self::Wickets
                | Self::SharePoints
        )
    }
}

/// What a word beside a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberCue {
    /// A number from 1500 to 2099 is a year after this.
    Year,
    /// People or things that come in millions: "5m users".
    Counted,
    /// What makes a whole of so many of them behind a hyphen: "a 12-member panel".
    Made,
    /// "m" before this is metres: "100m sprint".
    Metres,
    /// "the", "its": a number of three digits after this and no plural behind it is a name.
    Definite,
    /// "one" is no number after this.
    OneAfter,
    /// "one" is no number before this.
    OneBefore,
    /// "twice" multiplies before this.
    Multiplied,
    /// "as", between "twice" and what is compared.
    As,
    /// The last word of the name of a street.
    Street,
    /// "3-1" is a score near this.
    Score,
    /// "7-2" and "7/2" are odds near this.
    Odds,
    /// "shot": "33-1" directly before it is odds.
    Backed,
    /// "cost": "m" after a number after it is no metres.
    Dear,
    /// "factor of": the number after it multiplies.
    Factor,
    /// "5k" is no number of thousands before this.
    NoThousand,
    /// "killing": "one" behind it is somebody.
    Befalls,
    /// "doubled" says nothing of a quantity before this: "doubled down".
    Unchanged,
    /// "312 for 5" is a score near this.
    Cricket,
    /// "person": told in so many of so many.
    Member,
    /// "average": the number behind it and "of" is no year.
    Sum,
    /// "ticked": "up to" behind it says how high, and bounds nothing.
    Upward,
    /// "straight": "a fifth" before it is a place, not a part.
    Placed,
    /// "votes": between the sides of "217 votes to 213".
    Ballot,
    /// "again": so much is added to the whole: "half as much again".
    Again,
    /// "strong": "a 50-strong crowd".
    Strong,
    /// "cost", "coin": pounds near it are money.
    Price,
    /// "lighter": "a quarter" before it is a part.
    Comparative,
    /// "figure": "a six-figure sum".
    Figure,
    /// "by", "since": "five times" before it says how often.
    Occasion,
    /// "rise": degrees beside it are a difference: "a rise of 2 °C".
    Difference,
    /// "by": degrees behind it are a difference.
    ByHowMuch,
    /// "above": degrees before it are a difference, where no zero follows: "2 °C above average".
    Apart,
    /// "worst": behind it "in 30 years" is how long, and not when.
    Superlative,
    /// "nearest": the weekday beside it is that next to the day behind.
    Nearest,
    /// "touchdown": quarters beside it are those of a match.
    Sport,
    /// "starts": what it tells happens at a time of day, "starts at 22.15".
    Happens,
    /// "shares", "closed": a number with two decimals beside it is a price, "closed on Friday at 6.45".
    Traded,
    /// "held": what a year owns is on the days behind it, "next year's fair will be held on 3 May".
    Held,
    /// "clocked": hours, minutes and seconds behind it are how long somebody took.
    Took,
    /// "points": where neither prices nor rises are told, the quarters of a sentence that counts them are of a match.
    Points,
    /// "game": its quarters are no quarters of a year, "the third quarter of the game".
    Match,
    /// "took": units behind it that nothing counts are a length, "it took months".
    Lasts,
    /// "ahead": likewise before it, "the months ahead".
    Tail,
    /// "many": units behind it are a length.
    Many,
    /// "how many": asks for a number.
    HowMany,
    /// "operation": units before it and "of" tell of a timetable or a sum, "hours of operation".
    Timetable,
    /// "release": "12/2026" behind it is a number and no month.
    Issue,
    /// "timeout": "30s" behind it and "of" or "to" are seconds.
    Timeout,
    /// "profit": "first-half" before it is half a year, and none of a match.
    Results,
    /// "all but": the number behind it is of those left out.
    Excepted,
    /// "needed": the number before it is how many it takes, "the 218 needed to pass it".
    Needed,
    /// "world": "today's" before it is of our time, and of no day.
    Era,
    /// "corresponding": the period behind it is that of another year, "the corresponding period last year".
    Alike,
    /// "Olympics": a season before it is part of a name.
    Games,
}

/// `[number]`: words by what they mean.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Table {
    /// Numbers below a hundred: `seven = 7`.
    cardinal: BTreeMap<String, u32>,
    /// Powers of ten: `million = 6`.
    scale: BTreeMap<String, u8>,
    /// Powers of ten, only directly behind digits: `k = 3`.
    glued_scale: BTreeMap<String, u8>,
    /// How many a group holds: `dozen = 12`.
    group: BTreeMap<String, u32>,
    /// Ordinals: `third = 3`.
    ordinal: BTreeMap<String, u64>,
    /// One divided by so many, behind "a" or "one": `third = 3`.
    fraction: BTreeMap<String, u64>,
    /// Likewise, behind a number over one: `thirds = 3`.
    fractions: BTreeMap<String, u64>,
    /// Characters that are fractions: `"½" = [1, 2]`.
    vulgar: BTreeMap<String, (u8, u8)>,
    /// Words that commit to at least the first and at most the second: `several = [3, 9]`.
    vague: BTreeMap<String, (u64, Option<u64>)>,
    /// Words that commit to at least so many: `dozens = 24`.
    vague_from: BTreeMap<String, u64>,
    /// "a", "an": one before a scale, a group or a fraction.
    one: Vec<String>,
    /// So many times as much: `twice = 2`.
    multiple: BTreeMap<String, u32>,
    /// Likewise, whatever follows: `threefold = 3`.
    fold: BTreeMap<String, u32>,
    /// Verbs that change by a factor, the first number over the second: `doubled = [2, 1]`.
    change: BTreeMap<String, (u8, u8)>,
    /// "c", directly behind a number that follows a sum: "20 dollars 43c".
    cent: Vec<String>,
    /// "x", "by", between the sides of something.
    side: Vec<String>,
    /// Words near which "7-2" is odds.
    odds_cue: Vec<String>,
    /// What is backed at odds directly before it: "a 33-1 shot".
    backed: Vec<String>,
    /// Words before which "doubled" tells no quantity: "doubled down".
    unchanged: Vec<String>,
    /// "factor of": the number behind it multiplies.
    factor: Vec<String>,
    /// Words after which "5m" is a sum, no length.
    dear: Vec<String>,
    /// Words behind which "one" is somebody, whatever comes next: "killing one, injuring two".
    befalls: Vec<String>,
    /// Words before which "5k" is no number of thousands.
    no_thousand: Vec<String>,
    /// "and", within a number: "two hundred and five".
    and: Vec<String>,
    /// "of", within a number: "half of a million".
    of: Vec<String>,
    /// "point", before decimals in words.
    point: Vec<String>,
    /// "minus" and signs before a negative number.
    minus: Vec<String>,
    /// "between", before "a and b".
    between: Vec<String>,
    /// "from", before "a to b".
    from: Vec<String>,
    /// "to", between the ends of a range.
    to: Vec<String>,
    /// "or", between two numbers: "five or six".
    or: Vec<String>,
    /// "times", after a factor.
    times: Vec<String>,
    /// "in", "out of", between a part and its whole: "one in five".
    out_of: Vec<String>,
    /// "per", before the lower unit of a rate.
    per: Vec<String>,
    /// Powers of ten behind a sum of money: `m = 6`.
    money_scale: BTreeMap<String, u8>,
    /// Words after which a number from 1500 to 2099 is a year.
    year_cue: Vec<String>,
    /// What "5m" before it counts in millions: "users".
    counted: Vec<String>,
    /// What makes a whole of so many of them behind a hyphen: "a 12-member panel".
    #[serde(default)]
    made: Vec<String>,
    /// What "5m" before it measures: "sprint".
    metres: Vec<String>,
    /// Words after which a number of three digits is the name of a model: "the 787".
    definite: Vec<String>,
    /// Words after which "one" is a pronoun.
    one_after: Vec<String>,
    /// Words before which "one" is a pronoun.
    one_before: Vec<String>,
    /// Words near which "3-1" is a score.
    score_cue: Vec<String>,
    /// Words before which "twice" multiplies: "twice the size".
    multiplied: Vec<String>,
    /// "as", between "twice" and what is compared.
    r#as: Vec<String>,
    /// Last words of the names of streets, whose numbers count nothing.
    street: Vec<String>,
    /// Signs between a number and how far it may be off: "±".
    within: Vec<String>,
    /// "below zero", behind a temperature.
    below_zero: Vec<String>,
    /// Per cent signs and words, each worth 1.
    percent: BTreeMap<String, u32>,
    /// Percentage points: how many make one, `bps = 100`.
    points: BTreeMap<String, u32>,
    /// Endings of ordinals in digits: "th".
    ordinal_suffix: Vec<String>,
    /// Signs before a power of ten: "×".
    by: Vec<String>,
    /// Letters before an exponent: "e".
    exponent: Vec<String>,
    /// "over", between the parts of a fraction.
    over: Vec<String>,
    /// "for", between the runs and the wickets of a score.
    wickets: Vec<String>,
    /// "points", percentage points where a share rose or fell by them.
    share_points: Vec<String>,
    /// Words near which "312 for 5" is a score.
    cricket_cue: Vec<String>,
    /// Who and what is told in so many of so many: "one person in four".
    member: Vec<String>,
    /// Words behind which, and "of", a number from 1500 to 2099 is no year.
    sum: Vec<String>,
    /// Verbs behind which "up to" says how high something went: "ticked up to 3.9%".
    upward: Vec<String>,
    /// What "a fifth" is a place in, not a part of: "a fifth straight win".
    placed: Vec<String>,
    /// What both sides of a vote are counted in: "217 votes to 213".
    ballot: Vec<String>,
    /// "again", behind a part that is added to the whole: "half as much again".
    again: Vec<String>,
    /// "strong", behind how many a crowd is: "a 50-strong crowd".
    strong: Vec<String>,
    /// Words near which pounds are money: "cost 12 pounds", "a two-pound coin".
    price: Vec<String>,
    /// Comparatives, before which "a quarter" is a part: "a quarter lighter".
    comparative: Vec<String>,
    /// Nouns beside which degrees are a difference: "a rise of 2 °C".
    difference: Vec<String>,
    /// "by", behind which degrees are a difference: "warmed by 2 °C".
    by_how_much: Vec<String>,
    /// Words behind degrees that are a difference, where no zero follows: "2 °C above average".
    apart: Vec<String>,
    /// "figure", behind how many digits a number has: "a six-figure sum".
    figure: Vec<String>,
    /// Words before which "five times" says how often, and multiplies nothing.
    occasion: Vec<String>,
    /// Words before the number of those left out: "all but two".
    excepted: Vec<String>,
    /// Words behind a number that say how many it takes: "the 218 needed to pass it".
    needed: Vec<String>,
}

impl Table {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        use NumberSense as N;
        let rows = (self.cardinal.into_iter().map(|(w, n)| (w, N::Cardinal(n), true)))
            .chain(self.scale.into_iter().map(|(w, n)| (w, N::Scale(n), true)))
            .chain(self.glued_scale.into_iter().map(|(w, n)| (w, N::GluedScale(n), false)))
            .chain(self.group.into_iter().map(|(w, n)| (w, N::Group(n), true)))
            .chain(self.ordinal.into_iter().map(|(w, n)| (w, N::Ordinal(n), true)))
            .chain(self.fraction.into_iter().map(|(w, n)| (w, N::Fraction(n), true)))
            .chain(self.fractions.into_iter().map(|(w, n)| (w, N::Fractions(n), false)))
            .chain(self.vulgar.into_iter().map(|(w, (above, below))| (w, N::Vulgar(above, below), true)))
            .chain(self.vague.into_iter().map(|(w, (low, high))| (w, N::Vague { low, high }, true)))
            .chain(self.vague_from.into_iter().map(|(w, low)| (w, N::Vague { low, high: None }, true)))
            .chain(self.one.into_iter().map(|w| (w, N::One, true)))
            .chain(self.multiple.into_iter().map(|(w, n)| (w, N::Multiple(n), true)))
            .chain(self.fold.into_iter().map(|(w, n)| (w, N::Fold(n), true)))
            .chain(self.change.into_iter().map(|(w, (above, below))| (w, N::Change(above, below), true)))
            .chain(self.money_scale.into_iter().map(|(w, n)| (w, N::MoneyScale(n), false)))
            .chain(self.percent.into_keys().map(|w| (w, N::Percent, false)))
            .chain(self.points.into_iter().map(|(w, n)| (w, N::Points(n), false)));
        let lists = [
            (self.and, N::And, false),
            (self.of, N::Of, false),
            (self.point, N::Point, false),
            (self.minus, N::Minus, true),
            (self.between, N::Between, true),
            (self.from, N::From, true),
            (self.to, N::To, false),
            (self.or, N::Or, false),
            (self.times, N::Times, false),
            (self.out_of, N::OutOf, false),
            (self.per, N::Per, false),
            (self.ordinal_suffix, N::OrdinalSuffix, false),
            (self.by, N::By, false),
            (self.exponent, N::Exponent, false),
            (self.over, N::Over, false),
            (self.wickets, N::Wickets, false),
            (self.share_points, N::SharePoints, false),
            (self.within, N::Within, false),
            (self.below_zero, N::BelowZero, false),
            (self.cent, N::Cent, false),
            (self.side, N::Side, false),
        ];
        let rows =
            rows.chain(lists.into_iter().flat_map(|(words, sense, trigger)| {
                words.into_iter().map(move |w| (w.to_lowercase(), sense, trigger))
            }));
        let cues = [
            (self.year_cue, NumberCue::Year),
            (self.counted, NumberCue::Counted),
            (self.made, NumberCue::Made),
            (self.metres, NumberCue::Metres),
            (self.definite, NumberCue::Definite),
            (self.one_after, NumberCue::OneAfter),
            (self.one_before, NumberCue::OneBefore),
            (self.score_cue, NumberCue::Score),
            (self.multiplied, NumberCue::Multiplied),
            (self.r#as, NumberCue::As),
            (self.street, NumberCue::Street),
            (self.odds_cue, NumberCue::Odds),
            (self.backed, NumberCue::Backed),
            (self.unchanged, NumberCue::Unchanged),
            (self.cricket_cue, NumberCue::Cricket),
            (self.member, NumberCue::Member),
            (self.sum, NumberCue::Sum),
            (self.upward, NumberCue::Upward),
            (self.placed, NumberCue::Placed),
            (self.needed, NumberCue::Needed),
            (self.excepted, NumberCue::Excepted),
            (self.ballot, NumberCue::Ballot),
            (self.again, NumberCue::Again),
            (self.strong, NumberCue::Strong),
            (self.price, NumberCue::Price),
            (self.comparative, NumberCue::Comparative),
            (self.difference, NumberCue::Difference),
            (self.apart, NumberCue::Apart),
            (self.by_how_much, NumberCue::ByHowMuch),
            (self.figure, NumberCue::Figure),
            (self.occasion, NumberCue::Occasion),
            (self.befalls, NumberCue::Befalls),
            (self.factor, NumberCue::Factor),
            (self.dear, NumberCue::Dear),
            (self.no_thousand, NumberCue::NoThousand),
        ];
        for (words, cue) in cues {
            for word in words {
                lexicon.learn(&word.to_lowercase(), Sense::NumberCue(cue), false)?;
            }
        }
        for (word, sense, trigger) in rows {
            lexicon.learn(&word, Sense::Number(sense), trigger)?;
        }
        Ok(())
    }
}
