/*! Anchoring: what a date, time or period of a text means on the time line, given the document's date, the tense of its clause
and the date that the text spoke of last. */

use crate::lexicon::{CalendarSense, Lexicon, Sense};
use crate::text::{Token, TokenKind};
use crate::value::{
    Anchor, Base, Bound, Date, Duration, Grain, Hours, InYear, Interval, Origin, Range, Side, Tense, Value,
};
use chrono::NaiveDate;

/// Where a value lies on the time line, and its TIMEX3 value. Both are `None` for values that are not of time; the interval is
/// `None` where the anchor leaves it open, for lengths without a place, and for what recurs.
pub fn resolve(value: &Value, anchor: &Anchor) -> (Option<Interval>, Option<String>) {
    match value {
        Value::Date(date) => match as_length(date, anchor) {
            Some(length) => (None, Some(length.timex())),
            None => (date.resolve(anchor), Some(date.resolved_timex(anchor))),
        },
        Value::Time(time) => (None, Some(time.timex())),
        Value::Duration(length) => (length_interval(length, anchor), Some(length.timex())),
        Value::Period(period) => {
            let timex = match anchor.published {
                Some(_) => format!("{}/{}", period.start.resolved_timex(anchor), period.end.resolved_timex(anchor)),
                None => period.timex(),
            };
            (period.resolve(anchor), Some(timex))
        }
        _ => (None, None),
    }
}

/// "In three years" told of the past is a length: "the price doubled in three years".
fn as_length(date: &Date, anchor: &Anchor) -> Option<Duration> {
    match date.base {
        Base::Shift { grain, by, from: Origin::Published }
            if by > 1 && anchor.tense == Tense::Past && *date == Date::shift(grain, by, Origin::Published) =>
        {
            Some(Duration::new(Range::exact(by.into()), grain))
        }
        _ => None,
    }
}

/// The stretch of "the past 15 years", which ends on the document's date.
fn length_interval(length: &Duration, anchor: &Anchor) -> Option<Interval> {
    let sign = match length.side? {
        Side::Past => -1,
        Side::Future => 1,
    };
    if length.set || length.grain < Grain::Day {
        return None;
    }
    let n = i32::try_from(length.written.filter(|n| n.is_integer())?.mantissa()).ok()?;
    let day = |by| Date::unit(Grain::Day, by, Origin::Published).resolve(anchor);
    let far = Date::shift(length.grain, sign * n, Origin::Published).resolve(anchor)?;
    Some(far.hull(&day(0)?))
}

/// The tense of the clause of a mention, `[first, end)` of the sentence's tokens: that of the nearest verb.
pub fn tense(text: &str, lexicon: &Lexicon, tokens: &[Token], first: usize, end: usize) -> Tense {
    let first = first.min(tokens.len());
    let end = end.min(tokens.len());
    let before = (0..first).rev().find_map(|at| Some((first - at, verb(text, lexicon, tokens, at)?)));
    // A verb behind counts as one further, beyond a comma as five.
    let mut far = 2;
    let behind = (end..tokens.len()).find_map(|at| {
        far += if tokens[at].kind == TokenKind::Mark { 4 } else { 1 };
        Some((far - 1, verb(text, lexicon, tokens, at)?))
    });
    match (before, behind) {
        (Some((near, tense)), Some((far, _))) if near <= far => tense,
        (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
        (None, None) => Tense::Unknown,
    }
}

fn verb(text: &str, lexicon: &Lexicon, tokens: &[Token], at: usize) -> Option<Tense> {
    let token = &tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    let known = lexicon.senses(&tokens[at..]).find_map(|(_, s)| match s {
        Sense::Calendar(CalendarSense::Tense(tense)) => Some(tense),
        _ => None,
    });
    match known {
        Some(tense) => Some(tense),
        None => (!token.is_capital() && lexicon.looks_past(token.span.of(text))).then_some(Tense::Past),
    }
}

/// The time line of one document: it remembers the date that the text spoke of last, from which "two days later" counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timeline {
    published: Option<NaiveDate>,
    reference: Option<Interval>,
    quarter: Option<Interval>,
}

impl Timeline {
    /// The time line of a document of that date.
    pub fn new(published: Option<NaiveDate>) -> Self {
        Self { published, ..Self::default() }
    }

    /// What the next value of the document is held against.
    pub fn anchor(&self, tense: Tense) -> Anchor {
        let today = self.published.and_then(|_| {
            let anchor = Anchor { published: self.published, ..Anchor::default() };
            Date::unit(Grain::Day, 0, Origin::Published).resolve(&anchor)
        });
        Anchor { published: self.published, tense, reference: self.reference.or(today), quarter: self.quarter }
    }

    /// Anchors the next value of the document, in the order of the text, and remembers its day.
    pub fn place(&mut self, value: &Value, tense: Tense) -> (Option<Interval>, Option<String>) {
        let anchor = self.anchor(tense);
        let found = resolve(value, &anchor);
        if let (Value::Date(date), Some(interval)) = (value, found.0)
            && speaks_of_a_day(date)
        {
            self.reference = Some(interval);
            if matches!(date.within, Some(InYear::Quarter(_))) && date.base == Base::Fields {
                self.quarter = Some(interval);
            }
        }
        found
    }
}

/// Whether later dates may count from this one.
fn speaks_of_a_day(date: &Date) -> bool {
    let forward =
        !matches!(date.base, Base::Shift { by: ..0, .. } | Base::Unit { by: ..0, from: Origin::Reference, .. });
    forward
        && date.bound == Bound::At
        && !date.approx
        && matches!(date.hours, None | Some(Hours::Part(_)))
        && date.grain() >= Grain::Day
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::document::{Block, BlockKind};
    use crate::extract::mentions;
    use crate::span::Span;
    use crate::text::Text;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    /// The TIMEX3 values of a document of Wednesday 15 March 2023.
    fn anchored(text: &str, published: Option<&str>) -> Vec<String> {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let mut line = Timeline::new(published.map(|d| d.parse().unwrap()));
        let mut all = Vec::new();
        for mention in mentions(text, &read, &LEXICON).found {
            let sentence = &read.sentences[mention.sentence as usize];
            let (first, end) = ((mention.first - sentence.first) as usize, (mention.end - sentence.first) as usize);
            let tense = tense(text, &LEXICON, sentence.tokens(&read.tokens), first, end);
            all.extend(line.place(&mention.value, tense).1);
        }
        all
    }

    #[test]
    fn the_tense_of_the_clause_says_which_way_a_weekday_lies() {
        for (text, timex) in [
            ("The strike began on Monday.", "2023-03-13"),
            ("The strike will begin on Monday.", "2023-03-20"),
            ("Nurses are due to walk out on Friday.", "2023-03-17"),
            ("The bridge opened in August.", "2022-08"),
            ("The bridge will open in August.", "2023-08"),
            ("He died last Wednesday.", "2023-03-08"),
            ("The talks on Tuesday failed.", "2023-03-14"),
        ] {
            assert_eq!(anchored(text, Some("2023-03-15")), [timex], "{text}");
        }
        assert_eq!(anchored("The strike began on Monday.", None), ["XXXX-WXX-1"]);
    }

    #[test]
    fn later_counts_from_the_date_spoken_of() {
        let text = "The quake struck on 4 May 2021. Two days later rain fell. The following day it froze.";
        assert_eq!(anchored(text, Some("2023-03-15")), ["2021-05-04", "2021-05-06", "2021-05-07"]);
        let text = "Net rose in the third quarter of 2022. It was lower a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "2021-Q3"]);
    }

    #[test]
    fn in_two_years_told_of_the_past_is_a_length() {
        assert_eq!(anchored("Rents doubled in two years.", Some("2023-03-15")), ["P2Y"]);
        assert_eq!(anchored("The plant will close in two years.", Some("2023-03-15")), ["2025"]);
    }
}
