/*! Anchoring: what a date, time or period of a text means on the time line, given the document's date, the tense of its clause
and the date that the text spoke of last. */

use crate::lexicon::{CalendarSense, Class, Lexicon, Link, Sense};
use crate::text::{Token, TokenKind};
use crate::value::{
    Anchor, Base, Bound, Date, Duration, Grain, Hours, InYear, Interval, Origin, Range, Side, Tense, Value,
};
use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::prelude::ToPrimitive;

/// Where a value lies on the time line, and its TIMEX3 value. Both are `None` for values that are not of time; the interval is
/// `None` where the anchor leaves it open, for lengths without a place, and for what recurs.
pub fn resolve(value: &Value, anchor: &Anchor) -> (Option<Interval>, Option<String>) {
    match value {
        Value::Date(date) if anchor.tense == Tense::Habit && date.base == Base::Fields && date.year.is_none() => {
            (None, Some(date.timex()))
        }
        Value::Date(date) => match as_length(date, anchor) {
            Some(length) => (None, Some(length.timex())),
            None => (either_way(date, anchor).filter(|_| !is_unsure(date, anchor)), Some(date.resolved_timex(anchor))),
        },
        Value::Time(time) => (None, Some(time.timex())),
        Value::Duration(length) => (length_interval(length, anchor), Some(length.timex())),
        Value::Period(period) => {
            let timex = match anchor.published {
                Some(_) => period.resolved_timex(anchor),
                None => period.timex(),
            };
            (period.resolve(anchor), Some(timex))
        }
        _ => (None, None),
    }
}

/// The length that a value tells in a clause of that tense, where its words could as well tell a date: "she won in two hours".
pub fn told_length(value: &Value, tense: Tense) -> Option<Value> {
    match value {
        Value::Date(date) => as_length(date, &Anchor { tense, ..Anchor::default() }).map(Value::Duration),
        _ => None,
    }
}

/// "In three years" told of the past is a length: "the price doubled in three years".
fn as_length(date: &Date, anchor: &Anchor) -> Option<Duration> {
    match date.base {
        // No article is so young that its readers may wait: "it charges in 30 minutes".
        Base::Shift { grain, by, from: Origin::Published }
            if by > 0
                && (anchor.tense == Tense::Past || grain < Grain::Day && anchor.tense != Tense::Future)
                && *date == Date::shift(grain, by, Origin::Published) =>
        {
            Some(Duration::new(Range::exact(by.into()), grain))
        }
        _ => None,
    }
}

/// "A loss of 26% in 15 years is too much": where no verb looks ahead, it may be a length.
fn is_unsure(date: &Date, anchor: &Anchor) -> bool {
    let ahead = matches!(date.base, Base::Shift { by: 1.., from: Origin::Published, .. });
    ahead && anchor.tense == Tense::Present && date.within.is_none()
}

/// The stretch of "the past 15 years", which ends on the document's date.
fn length_interval(length: &Duration, anchor: &Anchor) -> Option<Interval> {
    let sign = match length.side? {
        Side::Past => -1,
        Side::Future => 1,
        // Of the date spoken of, which may be any.
        Side::Before | Side::After => return None,
    };
    // Of working days, the weekends and holidays among them are unknown.
    let beyond = |high| Some(high) != length.written;
    let working = length.written.is_some()
        && length.amount.low == length.written
        && length.amount.high.is_some_and(beyond)
        && length.grain == Grain::Day;
    if length.set || length.grain < Grain::Day || working {
        return None;
    }
    let n = i32::try_from(length.written.filter(|n| n.is_integer())?.mantissa()).ok()?;
    let day = |by| Date::unit(Grain::Day, by, Origin::Published).resolve(anchor);
    let far = Date::shift(length.grain, sign * n, Origin::Published).resolve(anchor)?;
    Some(far.hull(&day(0)?))
}

/// The tense of the clause of a mention, `[first, end)` of the sentence's tokens: that of the nearest verb. It is unknown where an
/// infinitive hangs on a verb of the past, since "voted to strike on Monday" may tell of either.
pub fn tense(text: &str, lexicon: &Lexicon, tokens: &[Token], first: usize, end: usize) -> Tense {
    let clause = Clause { text, lexicon, tokens };
    let first = first.min(tokens.len());
    let end = end.min(tokens.len());
    // "The fair is usually held in June."
    let within = (0..first).rev().take_while(|&at| tokens[at].kind != TokenKind::Mark || tokens[at].is_dash());
    if within.take(HABIT).any(|at| matches!(clause.tense_at(at), Some((_, Tense::Habit)))) {
        return Tense::Habit;
    }
    // "Ahead of Monday's vote", "effective 1 June": the words of the date say it themselves.
    if first < end && clause.bound(first).is_some() && matches!(clause.tense_at(first), Some((_, Tense::Future))) {
        return Tense::Future;
    }
    // "The first half was flat; in the second they should grow."
    let mut apart = 0;
    let before = (0..first).rev().find_map(|at| {
        apart += if clause.parts(at) { 6 } else { 0 };
        Some((first - at + apart, at, clause.cue(at, first)?))
    });
    // A verb behind counts as one further, beyond a comma or an "and" as five.
    let mut far = 2;
    let behind = (end..tokens.len()).find_map(|at| {
        let parts = tokens[at].kind == TokenKind::Mark || clause.is(at, Class::Conjunction);
        far += if parts { 6 } else { 2 };
        match clause.cue(at, tokens.len())? {
            Cue::Verb(tense) => Some((far - 1, tense)),
            Cue::Infinitive => None,
        }
    });
    let before = before.map(|(near, at, cue)| match cue {
        Cue::Verb(tense) => (near, tense),
        Cue::Infinitive => (near, clause.governed(at)),
    });
    let tense = match (before, behind) {
        (Some((near, tense)), Some((far, _))) if near <= far => tense,
        (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
        (None, None) => Tense::Unknown,
    };
    // "The vote was postponed until Monday."
    let moved = |reach| (first.saturating_sub(reach)..first).any(|at| clause.senses(at).any(|s| s == MOVED));
    if tense == Tense::Past && first < end && clause.bound(first) == Some(Bound::Until) && moved(REACH) {
        return Tense::Future;
    }
    // "The vote was moved from 9 May to 16 May": either may lie ahead.
    let from_to = || first.checked_sub(1).is_some_and(|at| clause.links(at, &[Link::From, Link::To]));
    if tense == Tense::Past && from_to() && moved(FAR_REACH) {
        return Tense::Unknown;
    }
    // "They may appeal against Monday's ruling": what the day owns has mostly been, whatever the verb looks at.
    if tense == Tense::Future && clause.is_possessive(end) { Tense::Unknown } else { tense }
}

/// How far before a date "usually" may stand.
const HABIT: usize = 8;

/// How far before its new date "postponed" may stand.
const REACH: usize = 3;

/// How far where an old date stands between them.
const FAR_REACH: usize = 8;

/// What "postponed" says.
const MOVED: Sense = Sense::Calendar(CalendarSense::Link(Link::Moved));

/// What a word says of the tense.
enum Cue {
    Verb(Tense),
    /// "to strike": what governs it says more.
    Infinitive,
}

/// The tokens of a sentence.
struct Clause<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
}

/// How many auxiliaries and adverbs may stand before a participle: "will not have been held".
const CHAIN: usize = 4;

impl Clause<'_> {
    fn tense_at(&self, at: usize) -> Option<(usize, Tense)> {
        if !self.lexicon.may_tell_tense(self.tokens[at].word) {
            return None;
        }
        self.lexicon.senses(&self.tokens[at..]).find_map(|(n, s)| match s {
            Sense::Calendar(CalendarSense::Tense(tense)) => Some((n, tense)),
            _ => None,
        })
    }

    fn senses(&self, at: usize) -> impl Iterator<Item = Sense> {
        self.lexicon.senses(&self.tokens[at..]).map(|(_, s)| s)
    }

    /// Whether one of those links stands there.
    fn links(&self, at: usize, of: &[Link]) -> bool {
        let may = of.iter().any(|link| self.lexicon.may_link(self.tokens[at].word, *link));
        may && self.senses(at).any(|s| matches!(s, Sense::Calendar(CalendarSense::Link(link)) if of.contains(&link)))
    }

    /// Whether a semicolon stands there, behind which a new clause begins.
    fn parts(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Mark && self.tokens[at].span.of(self.text) == ";"
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|t| self.lexicon.is(t.word, class))
    }

    /// "as planned" says nothing: the verb before it does.
    fn in_idiom(&self, at: usize) -> bool {
        (0..=2).any(|back| {
            let from = at.checked_sub(back).and_then(|from| self.tense_at(from));
            from.is_some_and(|(n, tense)| tense == Tense::Unknown && n > 1 && n > back)
        })
    }

    /// What the word says; the clause of interest ends before `limit`.
    fn cue(&self, at: usize, limit: usize) -> Option<Cue> {
        // Most words say nothing.
        let told = self.told(at, limit)?;
        // "the coldest May"
        let month = |s| matches!(s, Sense::Calendar(CalendarSense::Month(_)));
        let named = self.tokens[at].is_capital() && self.senses(at).any(month);
        (!named && !self.in_idiom(at)).then_some(told)
    }

    /// The same, idioms and names of months left out.
    fn told(&self, at: usize, limit: usize) -> Option<Cue> {
        let token = &self.tokens[at];
        if token.kind != TokenKind::Word {
            return None;
        }
        match self.tense_at(at) {
            // "forecast to hit", "about to put": the same form as in the past
            Some((1, Tense::Past)) if at.checked_sub(1).is_some_and(|to| self.is_infinitive(to, limit)) => None,
            Some((_, Tense::Past)) => Some(Cue::Verb(self.past(at))),
            Some((_, Tense::Present)) if self.is_of_past(at) => Some(Cue::Verb(Tense::Past)),
            // "To expire" is told by what governs it.
            Some((1, Tense::Future)) if at.checked_sub(1).is_some_and(|to| self.is_infinitive(to, limit)) => None,
            // "It had been due on Friday."
            Some((_, Tense::Future)) if self.is_behind_had_been(at) => Some(Cue::Verb(Tense::Past)),
            Some((_, Tense::Habit)) => None,
            Some((_, tense)) => Some(Cue::Verb(tense)),
            None if self.is_infinitive(at, limit) => Some(Cue::Infinitive),
            None => {
                let past = !token.is_capital() && self.lexicon.looks_past(token.span.of(self.text));
                // "the planned walkout", "a still unsigned deal"
                let before = at.checked_sub(1).filter(|&before| self.is(before, Class::Adverb)).unwrap_or(at);
                let describes = before.checked_sub(1).is_some_and(|before| self.is(before, Class::Determiner));
                (past && !describes).then(|| Cue::Verb(self.past(at)))
            }
        }
    }

    /// A form of the past is a participle behind "will be": "will be held".
    fn past(&self, at: usize) -> Tense {
        for before in (at.saturating_sub(CHAIN)..at).rev() {
            match self.tense_at(before) {
                Some((_, tense @ (Tense::Future | Tense::Unknown))) => return tense,
                // "when he is sentenced"
                _ if self.links(before, &[Link::Passive]) => return Tense::Present,
                // "will stay closed", "expects it to stay closed"
                _ if self.links(before, &[Link::Stay]) => {
                    let to = before.checked_sub(1).filter(|&to| self.is_infinitive(to, at));
                    if let Some(to) = to {
                        return self.governed(to);
                    }
                }
                _ if self.is(before, Class::Auxiliary) || self.is(before, Class::Adverb) => {}
                _ => break,
            }
        }
        Tense::Past
    }

    /// "had been due", and not "has been due".
    fn is_behind_had_been(&self, at: usize) -> bool {
        let auxiliary = |back: usize| at.checked_sub(back).filter(|&at| self.is(at, Class::Auxiliary));
        let of_past = |back| auxiliary(back).is_some_and(|at| matches!(self.tense_at(at), Some((1, Tense::Past))));
        of_past(1) && of_past(2)
    }

    /// The bound that begins there: "until", "ahead of".
    fn bound(&self, at: usize) -> Option<Bound> {
        self.senses(at).find_map(|s| match s {
            Sense::Calendar(CalendarSense::Bound(bound)) => Some(bound),
            _ => None,
        })
    }

    /// Whether "'s" stands there, behind a day.
    fn is_possessive(&self, at: usize) -> bool {
        let glued = |at: usize, marks: &[&str]| {
            self.tokens.get(at).is_some_and(|t| t.is_glued() && marks.contains(&t.span.of(self.text)))
        };
        glued(at, &["'", "’"])
    }

    /// "did not have".
    fn is_of_past(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at)
            .any(|before| self.is(before, Class::Auxiliary) && matches!(self.tense_at(before), Some((1, Tense::Past))))
    }

    fn is_infinitive(&self, at: usize, limit: usize) -> bool {
        let to = self.links(at, &[Link::Infinitive]);
        let Some(next) = self.tokens.get(at + 1).filter(|t| to && at + 1 < limit && t.kind == TokenKind::Word) else {
            return false;
        };
        let no_verb = [Class::Determiner, Class::Pronoun, Class::Preposition].iter().any(|c| self.is(at + 1, *c));
        // "to march" is a verb, though March is a month.
        let weak = self.senses(at + 1).any(|s| s == Sense::Calendar(CalendarSense::Weak));
        let of_number = self.senses(at + 1).any(|s| match s {
            Sense::Number(_) => true,
            Sense::Calendar(c) => {
                !weak && !matches!(c, CalendarSense::Tense(_) | CalendarSense::Link(Link::Stay | Link::Moved))
            }
            _ => false,
        });
        !next.is_capital() && !no_verb && !of_number
    }

    /// The tense of an infinitive, by the verb before it.
    fn governed(&self, infinitive: usize) -> Tense {
        let governor = (0..infinitive).rev().find_map(|at| match self.cue(at, infinitive)? {
            Cue::Verb(tense) => Some(tense),
            Cue::Infinitive => None,
        });
        match governor {
            Some(Tense::Past) => Tense::Unknown,
            _ => Tense::Future,
        }
    }
}

/// What lies nearer ahead is named beside any verb: "he was held pending a hearing April 19".
const SOON: TimeDelta = TimeDelta::days(14);

/// Where a date lies whose clause does not say which way it looks: both ways at once where they differ.
fn either_way(date: &Date, anchor: &Anchor) -> Option<Interval> {
    // "On the 27th" is that of the month that the text speaks of, which may be any.
    if date.day.is_some() && date.within.is_none() && date.weekday.is_none() && date.base == Base::Fields {
        return None;
    }
    let bare = date.base == Base::Fields && date.year.is_none() && date.nth.is_none();
    // "In week 7" may be one of a season, a course or a trial.
    if bare && matches!(date.within, Some(InYear::Week(_))) {
        return None;
    }
    // "Last year's final was on 3 June", told in May: what is past by its verb and lies well ahead by the calendar may be in either year.
    if let Some(published) = anchor.published.filter(|_| bare && anchor.tense == Tense::Past && date.bound == Bound::At)
    {
        let soon = published.and_time(NaiveTime::MIN).checked_add_signed(SOON)?;
        return date.resolve(anchor).filter(|span| span.start.is_some_and(|start| start < soon));
    }
    if !bare || !matches!(anchor.tense, Tense::Present | Tense::Unknown) {
        return date.resolve(anchor);
    }
    let told = |tense| date.resolve(&Anchor { tense, ..*anchor });
    Some(told(Tense::Past)?.hull(&told(Tense::Future)?))
}

/// The time line of one document: it remembers the date that the text spoke of last, from which "two days later" counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timeline {
    published: Option<NaiveDate>,
    reference: Option<Interval>,
    day: Option<Interval>,
    moment: Option<NaiveDateTime>,
    quarter: Option<Interval>,
    /// The last of them that was over when the document was written.
    over: Option<Interval>,
    months: Option<Interval>,
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
        Anchor {
            published: self.published,
            tense,
            reference: self.reference.or(today),
            day: self.day.or(today),
            moment: self.moment,
            // What is told of the past compares with a quarter that is over, whatever is expected of the next one.
            quarter: if tense == Tense::Future { self.quarter } else { self.over.or(self.quarter) },
            months: self.months,
        }
    }

    /// Remembers a time of day, and its day: "at 4pm on Monday; nine hours later ...; the next morning ...".
    fn speak_of_moment(&mut self, value: &Value, anchor: &Anchor) {
        let (time, day) = match value {
            Value::Time(time) => (*time, self.day),
            Value::Date(date) if !date.set && date.bound == Bound::At => {
                let Some(time) = date.clock() else { return };
                let day = Date { hours: None, edge: None, approx: false, ..*date };
                if day.is_dayless() {
                    (time, self.day)
                } else {
                    let day = day.resolve(anchor);
                    (self.day, self.reference) = (day.or(self.day), day.or(self.reference));
                    (time, day)
                }
            }
            _ => return,
        };
        let start = day.filter(|_| time.bound == Bound::At).and_then(|day| day.start);
        self.moment = start.and_then(|start| start.checked_add_signed(TimeDelta::minutes(time.minute.into())));
    }

    /// Remembers a quarter that the text speaks of.
    fn speak_of_quarter(&mut self, quarter: Interval) {
        self.quarter = Some(quarter);
        self.months = None;
        let end = quarter.end.map(|end| end.date());
        if self.published.zip(end).is_none_or(|(today, end)| end <= today) {
            self.over = Some(quarter);
        }
    }

    /// Anchors the next value of the document, in the order of the text, and remembers its day.
    pub fn place(&mut self, value: &Value, tense: Tense) -> (Option<Interval>, Option<String>) {
        let anchor = self.anchor(tense);
        let mut found = resolve(value, &anchor);
        // With nothing spoken of, "two days later" is told from the document's date at best: a value, but no claim.
        let spoken = |grain: Grain| match grain {
            Grain::Second | Grain::Minute | Grain::Hour => self.moment.is_some(),
            Grain::Day | Grain::Week => self.day.is_some(),
            _ => self.reference.is_some(),
        };
        if counted_from_reference(value).is_some_and(|grain| !spoken(grain)) {
            found.0 = None;
        }
        if let (Value::Date(date), Some(interval)) = (value, found.0)
            && speaks_of_a_day(date)
        {
            self.reference = Some(interval);
            if date.grain() == Grain::Day && date.edge.is_none() {
                self.day = Some(interval);
                self.moment = None;
            }
            if is_quarter(date) {
                self.speak_of_quarter(interval);
            }
        }
        self.speak_of_moment(value, &anchor);
        // "Nine months of losses" are held against those of the year before, not against the quarter spoken of earlier.
        if let Value::Duration(Duration { grain: Grain::Month, written: Some(n), set: false, .. }) = value
            && *n > 3.into()
            && let Some(quarter) = self.over.take().or(self.quarter)
        {
            self.quarter = None;
            let end = quarter.end;
            let start = end.and_then(|end| end.checked_sub_months(Months::new(n.to_u32()?)));
            self.months = start.zip(end).map(|(start, end)| Interval::new(start, end));
        }
        found
    }
}

/// The unit in which a value is counted from the date spoken of last, if it is.
fn counted_from_reference(value: &Value) -> Option<Grain> {
    let from = |date: &Date| match date.base {
        Base::Shift { grain, from: Origin::Reference, .. } | Base::Unit { grain, from: Origin::Reference, .. } => {
            Some(grain)
        }
        Base::Turn { from: Origin::Reference, .. } => Some(Grain::Day),
        _ => None,
    };
    match value {
        Value::Date(date) => from(date),
        Value::Period(period) => from(&period.start).into_iter().chain(from(&period.end)).min(),
        _ => None,
    }
}

/// "The third quarter", "this year's third quarter", "the last quarter": one of the calendar, named by itself.
fn is_quarter(date: &Date) -> bool {
    let of_year = matches!(date.base, Base::Fields | Base::Unit { grain: Grain::Year, from: Origin::Published, .. });
    let turned = matches!(date.base, Base::Unit { grain: Grain::Quarter, from: Origin::Published, .. });
    matches!(date.within, Some(InYear::Quarter(_))) && of_year || turned && date.within.is_none()
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
            ("The fair is usually held in June.", "XXXX-06"),
            ("Orders typically rise in the fourth quarter.", "XXXX-Q4"),
            ("The road will stay closed until Friday.", "2023-03-17"),
            ("He expects the road to stay closed until Friday.", "2023-03-17"),
            ("The road stays closed until Friday.", "2023-03-17"),
            ("The two meet Monday in Paris.", "2023-03-20"),
            ("The road stayed closed until Friday.", "2023-03-10"),
            ("Nurses are due to walk out on Friday.", "2023-03-17"),
            ("The bridge opened in August.", "2022-08"),
            ("The bridge will open in August.", "2023-08"),
            ("He died last Wednesday.", "2023-03-08"),
            ("The talks on Tuesday failed.", "2023-03-14"),
            ("The march would go ahead as planned on Monday.", "2023-03-20"),
            ("The march went ahead as planned on Monday.", "2023-03-13"),
            ("They have no option but to march on Monday.", "2023-03-20"),
            ("The vote will be held on Monday.", "2023-03-20"),
            ("The vote was held on Monday.", "2023-03-13"),
            ("The permit must be renewed when it runs out in August.", "2023-08"),
            ("The permit ran out in August.", "2022-08"),
            ("He did not have a lawyer on Monday.", "2023-03-13"),
            // What was due, and what is.
            ("The lease had been due to expire on Monday.", "2023-03-13"),
            ("The lease is due to expire on Monday.", "2023-03-20"),
            ("The bid had been scheduled to close on Friday.", "2023-03-10"),
            ("The bid has been scheduled to close on Friday.", "2023-03-17"),
            ("The crew planned to sail on Friday.", "2023-03-17"),
            ("The crew began to sail on Friday.", "2023-03-10"),
            ("The vote was postponed until Monday.", "2023-03-20"),
            ("The vote dragged on until Monday.", "2023-03-13"),
            ("On May 30 he was charged.", "2022-05-30"),
            ("Rain may have caused a drop in trading on Monday.", "2023-03-13"),
            ("Rain may cause a drop in trading on Monday.", "2023-03-20"),
            ("She resigned effective 1 June.", "2023-06-01"),
            ("She resigned on 1 June.", "2022-06-01"),
            ("The sum would be paid on a still unspecified date in June.", "2023-06"),
            // A day that owns something has mostly been.
            ("They may look for ways to get around Monday's ruling.", "2023-03-13"),
            ("They may meet on Monday.", "2023-03-20"),
            ("Shares fell ahead of Monday's vote.", "2023-03-20"),
            ("In January the firm hired a new chief.", "2023-01"),
            ("In July the firm hired a new chief.", "2022-07"),
            ("He died on Friday.", "2023-03-10"),
            ("They fled on Friday.", "2023-03-10"),
            ("Sales were flat; in August they should grow.", "2023-08"),
        ] {
            assert_eq!(anchored(text, Some("2023-03-15")), [timex], "{text}");
        }
        assert_eq!(anchored("The strike began on Monday.", None), ["XXXX-WXX-1"]);
    }

    #[test]
    fn a_day_whose_clause_looks_neither_way_may_lie_in_either() {
        let day = |text: &str| {
            let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(text, &[block], &LEXICON);
            let found = mentions(text, &read, &LEXICON).found;
            let sentence = &read.sentences[0];
            let (first, end) = (found[0].first as usize, found[0].end as usize);
            let tense = tense(text, &LEXICON, sentence.tokens(&read.tokens), first, end);
            let place = Timeline::new("2023-03-15".parse().ok()).place(&found[0].value, tense).0;
            place.and_then(|i| i.days())
        };
        for (text, days) in [
            ("Members voted to march on Monday.", Some(8)),
            ("Rain could fall on Monday.", Some(8)),
            ("The talks collapsed on Monday.", Some(1)),
            ("The talks will collapse on Monday.", Some(1)),
            ("Members voted to march on 20 March 2023.", Some(1)),
            ("The shop closed on the 27th.", None),
            ("He was charged on 3 June.", Some(1)),
            ("He was charged on 20 April.", None),
            ("He was held pending a hearing on 20 March.", Some(1)),
        ] {
            assert_eq!(day(text), days, "{text}");
        }
    }

    #[test]
    fn what_took_so_long_is_told_by_its_length() {
        let value = Value::Date(Date::shift(Grain::Minute, 30, Origin::Published));
        let is_length = |tense| matches!(told_length(&value, tense), Some(Value::Duration(_)));
        assert_eq!([Tense::Past, Tense::Present, Tense::Future].map(is_length), [true, true, false]);
        assert_eq!(told_length(&Value::Date(Date::shift(Grain::Year, -3, Origin::Published)), Tense::Past), None);
    }

    #[test]
    fn later_counts_from_the_date_spoken_of() {
        let text = "The quake struck on 4 May 2021. Two days later rain fell. The following day it froze.";
        assert_eq!(anchored(text, Some("2023-03-15")), ["2021-05-04", "2021-05-06", "2021-05-07"]);
        let text = "It snowed at Christmas. The Christmas before, it rained.";
        assert_eq!(anchored(text, Some("2023-03-15")), ["2022-12-25", "2021-12-25"]);
        let text = "Net rose in the third quarter of 2022. It was lower a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "2021-Q3"]);
        let text = "Net rose in the third quarter of 2022. Over nine months it was flat, after a loss a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "P9M", "2021"]);
        let text = "Net rose in the third quarter. The latest period had no charges. The 2021 period had two.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "2022-Q3", "2021-Q3"]);
        let text = "Sales fell in the quarter ended 30 June 2022. They had grown a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q2", "2022-06-30", "2021-Q2"]);
    }

    #[test]
    fn the_quarter_compared_with_is_one_that_is_over() {
        let text = "Net rose in the third quarter. The fourth quarter will be poor. The firm lost £4m a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "2022-Q4", "2021-Q3"]);
        let text =
            "Net rose in the third quarter. The fourth quarter may bring £9m, and will beat that of a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "2022-Q4", "2021-Q4"]);
        let text = "In this year's third quarter net was £9m. It was £7m a year earlier.";
        assert_eq!(anchored(text, Some("2022-11-02")), ["2022-Q3", "2021-Q3"]);
    }

    #[test]
    fn later_counts_from_a_time_of_day_and_from_its_day() {
        for (text, timex) in [
            (
                "The dam burst at 4:17 a.m. on Feb. 6, and a wall fell nine hours later.",
                &["2023-02-06T04:17", "2023-02-06T13:17"][..],
            ),
            ("He was held at 9pm on Monday and charged the next morning.", &["2023-03-13T21:00", "2023-03-14TMO"]),
            ("The dam burst at 3am yesterday. Later in the day it rained.", &["2023-03-14T03:00", "2023-03-14"]),
            // Nothing says from when on.
            ("By the time help came, 40 minutes later, it had sunk.", &["XXXX-XX-XXTXX:XX"]),
            ("He ran in 2019, and by the following spring he rode.", &["2019", "2020-SP"]),
            ("The pool will be shut Monday through Wednesday.", &["2023-03-20/2023-03-22"]),
        ] {
            assert_eq!(anchored(text, Some("2023-03-15")), timex, "{text}");
        }
    }

    #[test]
    fn verbs_are_told_from_months_and_infinitives() {
        for (text, timex) in [
            ("The storm is forecast to hit on Thursday.", "2023-03-16"),
            ("The storm hit on Thursday.", "2023-03-09"),
            ("They planned a march in Old Harbour on Saturday and were ready.", "2023-03-18"),
            ("It was the coldest May, and the driest spring in 30 years.", "P30Y"),
            ("Rates rose at the fastest pace in a year.", "P1Y"),
            ("The vote was put back from 9 May to 16 May.", "2023-05-16"),
            ("He faces jail when he is sentenced on 2 June.", "2023-06-02"),
            ("He faced jail when he was sentenced on 2 June.", "2022-06-02"),
            ("It charges to half in 30 minutes.", "PT30M"),
            ("They will reply in four working days.", "2023-03-21"),
            ("They replied four business days ago.", "2023-03-09"),
            ("They will strike for two days later this month.", "2023-03"),
        ] {
            assert_eq!(anchored(text, Some("2023-03-15")).last().map(String::as_str), Some(timex), "{text}");
        }
    }

    #[test]
    fn a_year_before_so_many_months_are_the_same_months() {
        let text = "Net rose in the third quarter of 2022. Over nine months it was flat, after a loss a year earlier.";
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let mut line = Timeline::new("2022-11-02".parse().ok());
        let found = mentions(text, &read, &LEXICON).found;
        let last = found.iter().map(|m| line.place(&m.value, Tense::Past).0).last().flatten();
        let day = |d: &str| d.parse::<NaiveDate>().unwrap().and_time(Default::default());
        assert_eq!(last, Some(Interval::new(day("2021-01-01"), day("2021-10-01"))));
    }

    #[test]
    fn weekdays_and_feasts_are_counted_from_the_document_date() {
        for (text, timex) in [
            ("They meet three Fridays from now.", "2023-03-31"),
            ("They met two Sundays ago.", "2023-03-05"),
            ("They meet a Friday from now.", "2023-03-17"),
            ("The clocks went forward on the last weekend in March 2022.", "2022-W12-WE"),
            ("They met on the last weekend.", "2023-W10-WE"),
            ("It opened on Friday three weeks ago.", "2023-02-24"),
            ("It opened at Christmas two years ago.", "2021-12-25"),
            ("He left in January three years ago.", "2020-01"),
            ("Turnout fell in January after three years.", "2023-01"),
        ] {
            assert_eq!(anchored(text, Some("2023-03-15"))[0], timex, "{text}");
        }
    }

    #[test]
    fn that_morning_is_told_of_a_day_and_not_of_a_year() {
        let text = "The dam burst on 4 May 2021. Output had fallen since 1998. That morning it rained.";
        assert_eq!(anchored(text, Some("2023-03-15")), ["2021-05-04", "1998", "2021-05-04TMO"]);
        let text = "Sales slid in 1998. Later that day the shop shut.";
        assert_eq!(anchored(text, Some("2023-03-15")), ["1998", "2023-03-15"]);
    }

    #[test]
    fn feasts_of_other_calendars_are_dated() {
        for (text, timex) in [
            ("Eid al-Fitr 2023 fell on a weekend.", "2023-04-21"),
            ("The shops shut for Yom Kippur last year.", "2022-10-05"),
            ("They met in Diwali 2022.", "2022-10-24"),
            ("The market opened before Lunar New Year 2023.", "2023-01-22"),
            ("Clashes broke out during Ramadan 2022.", "2022-04-02/2022-05-01"),
        ] {
            assert_eq!(anchored(text, Some("2023-03-15")), [timex], "{text}");
        }
    }

    #[test]
    fn a_period_of_many_months_ends_after_its_start() {
        let text = "The pier will be shut from May to March.";
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions(text, &read, &LEXICON).found;
        let mut line = Timeline::new("2023-03-15".parse().ok());
        assert_eq!(line.place(&found[0].value, Tense::Future).0.and_then(|i| i.days()), Some(336));
    }

    #[test]
    fn later_than_nothing_is_no_claim() {
        let text = "Two days later rain fell.";
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions(text, &read, &LEXICON).found;
        let mut line = Timeline::new("2023-03-15".parse().ok());
        assert_eq!(line.place(&found[0].value, Tense::Past).0, None);
    }

    #[test]
    fn in_two_years_told_of_the_past_is_a_length() {
        let placed = |text: &str| {
            let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(text, &[block], &LEXICON);
            let found = mentions(text, &read, &LEXICON).found;
            let sentence = read.sentences[0];
            let (first, end) = (found[0].first as usize, found[0].end as usize);
            let tense = tense(text, &LEXICON, sentence.tokens(&read.tokens), first, end);
            Timeline::new("2023-03-15".parse().ok()).place(&found[0].value, tense).0.is_some()
        };
        assert!(placed("The plant will close in two years."));
        assert!(!placed("A loss in two years is too much."));
        assert_eq!(anchored("Rents doubled in two years.", Some("2023-03-15")), ["P2Y"]);
        assert_eq!(anchored("The plant will close in two years.", Some("2023-03-15")), ["2025"]);
    }

    proptest::proptest! {
        #[test]
        fn no_wording_of_time_panics(
            words in proptest::collection::vec(
                proptest::sample::select(vec![
                    "the", "a", "last", "next", "first", "end", "of", "in", "from", "to", "between", "and", "by", "about", "early",
                    "Monday", "March", "May", "Easter", "summer", "quarter", "year", "years", "century", "centuries", "ago", "later",
                    "week", "minutes", "half", "past", "noon", "midnight", "am", "pm", "at", "13", "31", "2023", "9999", "99999999",
                    "1990", "s", "-", "/", ":", "30", ",", "'", "every", "two", "million", "tonight", "morning", "before", "weekend",
                    "decades", "12/31/9999", "30.2.2023", "0000", "24:00",
                ]),
                0..12,
            )
        ) {
            anchored(&words.join(" "), Some("2023-03-15"));
            anchored(&words.concat(), Some("9999-12-31"));
        }
    }
}
