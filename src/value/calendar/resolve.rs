/*! Anchoring: from what a text says ("Monday", "in August", "two weeks ago") to the stretch of the time line that it means. */

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::feast::{nth_weekday, shift};
use super::page::{Page, monday_of, season_month, weekday_of};
use super::{Base, Bound, Date, Edge, Grain, Hours, InYear, Interval, Origin, Period, Season, TimeOfDay};

/// Which way the sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Tense {
    /// "died", "was".
    Past,
    /// "is", "says".
    Present,
    /// "will", "due to".
    Future,
    /// "usually", "typically": what is so every year, and in none of them.
    Habit,
    /// No verb says.
    #[default]
    Unknown,
}

/// What a relative or incomplete date is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The document's date.
    pub published: Option<NaiveDate>,
    /// The tense of the clause.
    pub tense: Tense,
    /// The date that the text spoke of last.
    pub reference: Option<Interval>,
    /// The day that it spoke of last: "that morning" is no morning of "last year".
    pub day: Option<Interval>,
    /// The time of a day that it spoke of last, from which "nine hours later" counts.
    pub moment: Option<NaiveDateTime>,
    /// The quarter that the text spoke of last: "a year earlier" is told of the quarter then.
    pub quarter: Option<Interval>,
    /// The months up to the end of that quarter that it spoke of since: "a year earlier" is told of the same months then.
    pub months: Option<Interval>,
}

/// How many days further a date without its year may lie in the direction that the tense says than in the other one.
const FAR: i64 = 260;

/// The same of quarters: "expects a loss for the third quarter" is told after its end.
const FAR_QUARTER: i64 = 150;

impl Anchor {
    /// Where units of that grain are counted from.
    fn origin(&self, from: Origin, grain: Grain) -> Option<NaiveDateTime> {
        match from {
            Origin::Published => self.published.map(|d| d.and_time(NaiveTime::MIN)),
            Origin::Reference if grain < Grain::Day => self.moment,
            Origin::Reference if grain <= Grain::Week => self.day?.start,
            Origin::Reference => self.reference?.start,
        }
    }

    /// The quarter that the text spoke of last, from which "a year earlier" and "a year ago" count, if it did.
    fn spoken_quarter(&self, grain: Grain, from: Origin) -> Option<Page> {
        let (start, end) = (self.quarter?.start?, self.quarter?.end?);
        let quarter = Page::of(Grain::Quarter, start)?;
        let recent = match self.published {
            Some(today) => today.signed_duration_since(end.date()).num_days().abs() < 366,
            None => from == Origin::Reference,
        };
        (grain == Grain::Year && recent && quarter.interval()? == Interval::new(start, end)).then_some(quarter)
    }

    /// The candidate of three turns, in order, that the tense points at. `toward` overrides the tense.
    fn choose(&self, turns: [Option<Page>; 3], ahead: bool) -> Option<Page> {
        let today = self.published?;
        let [_, this, _] = turns;
        let mut best: Option<(i64, Page)> = None;
        for page in turns.into_iter().flatten() {
            let span = page.interval()?;
            let (start, end) = (span.start?.date(), span.end?.date());
            // Days from today to the nearer end of the candidate; negative in the past.
            let away = if end <= today {
                end.signed_duration_since(today).num_days() - 1
            } else if start > today {
                start.signed_duration_since(today).num_days()
            } else {
                0
            };
            let far = if matches!(page, Page::Quarter(..)) { FAR_QUARTER } else { FAR };
            let cost = match (self.tense, ahead) {
                (Tense::Future, _) if away < 0 => -away + far,
                (Tense::Past, false) if away > 0 => away + far,
                (Tense::Present | Tense::Unknown, false) if away > 0 => away + FAR_QUARTER / 3,
                _ => away.abs(),
            };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, page));
            }
        }
        best.map(|(_, page)| page).or(this)
    }
}

impl Date {
    /// Where on the time line it lies. `None` where the anchor does not say, and for what recurs.
    pub fn resolve(&self, anchor: &Anchor) -> Option<Interval> {
        if self.set {
            return None;
        }
        let mut whole: Option<Interval> = None;
        for reading in self.readings() {
            let one = reading.resolve_one(anchor)?;
            whole = Some(whole.map_or(one, |w| w.hull(&one)));
        }
        whole
    }

    fn resolve_one(&self, anchor: &Anchor) -> Option<Interval> {
        let page = self.page(anchor)?;
        let mut span = page.interval()?;
        if let Some(months) = self.same_months(anchor) {
            return Some(months);
        }
        if let Base::Shift { grain, .. } = self.base
            && grain > Grain::Day
            && self.within.is_none()
        {
            // "Three years ago" is not told to the calendar year.
            let half = span.end?.signed_duration_since(span.start?) / 2;
            span = Interval::new(span.start?.checked_sub_signed(half)?, span.end?.checked_add_signed(half)?);
        }
        // "Labor Day weekend" has its Monday too.
        if self.weekend
            && matches!(self.within, Some(InYear::Feast(_)))
            && let Some(feast) = (Self { weekend: false, ..*self }).page(anchor).and_then(Page::interval)
            && (feast.start == span.end || feast.end == span.start)
        {
            span = span.hull(&feast);
        }
        // Holidays, which every place has its own, put it further off.
        if let Base::Working { by, .. } = self.base {
            let (start, end) = (span.start?, span.end?);
            span = if by < 0 {
                Interval::new(start.checked_sub_signed(HOLIDAYS)?, end)
            } else {
                Interval::new(start, end.checked_add_signed(HOLIDAYS)?)
            };
        }
        if self.straddles {
            span = span.hull(&page.shift(1)?.interval()?);
        }
        span = match self.hours {
            Some(Hours::Part(part)) => {
                let (from, to) = part.hours();
                let start = span.start?;
                Interval::new(
                    start.checked_add_signed(TimeDelta::hours(from))?,
                    start.checked_add_signed(TimeDelta::hours(to))?,
                )
            }
            Some(Hours::Clock(time)) => clock_on(span.start?, &time)?,
            None => span,
        };
        if let Some(edge) = self.edge {
            span = match (edge, anchor.published) {
                (Edge::Rest, Some(today)) => {
                    let today = today.and_time(NaiveTime::MIN);
                    Interval { start: span.start.map(|start| start.max(today)), end: span.end }
                }
                // A winter may be that before or behind the new year: no part of both is its middle.
                _ if self.within == Some(InYear::Season(Season::Winter)) => span,
                _ => narrow(span, edge)?,
            };
            if span.start? >= span.end? {
                return None;
            }
        }
        if self.approx {
            let slack = span.end?.signed_duration_since(span.start?);
            let slack = if self.hours.is_some() { TimeDelta::minutes(15) } else { slack };
            let around = Interval::new(span.start?.checked_sub_signed(slack)?, span.end?.checked_add_signed(slack)?);
            // "c. 1480" reaches to the years beside it, and no day further where one of them is longer.
            let beside = (self.hours.is_none() && self.edge.is_none() && self.base == Base::Fields && !self.straddles)
                .then(|| Some(page.shift(-1)?.interval()?.hull(&page.shift(1)?.interval()?)));
            span = beside.flatten().unwrap_or(around);
        }
        Some(match self.bound {
            Bound::At | Bound::From | Bound::Until => span,
            Bound::By => Interval { start: None, end: span.end },
            Bound::Before => Interval { start: None, end: span.start },
            Bound::After => Interval { start: span.start, end: None },
        })
    }

    /// "A year earlier" than the months that the text spoke of last: the same months then.
    fn same_months(&self, anchor: &Anchor) -> Option<Interval> {
        let Base::Shift { grain: Grain::Year, by: -1, from } = self.base else { return None };
        let months = anchor.months.filter(|_| *self == Self::shift(Grain::Year, -1, from))?;
        let far = anchor.published?.signed_duration_since(months.end?.date()).num_days().abs() >= 366;
        if far {
            return None;
        }
        let year = chrono::Months::new(12);
        Some(Interval::new(months.start?.checked_sub_months(year)?, months.end?.checked_sub_months(year)?))
    }

    /// The TIMEX3 value once anchored; what stays open has X.
    pub fn resolved_timex(&self, anchor: &Anchor) -> String {
        if matches!(self.base, Base::Vague(_)) || self.set {
            return self.timex();
        }
        let Some(page) = self.page(anchor) else { return self.timex() };
        let mut out = page.timex();
        match (&self.hours, page) {
            (Some(hours), Page::Day(_) | Page::Run(_, 1, _)) => out.push_str(&hours.timex()),
            (Some(_), _) => return self.timex(),
            (None, _) => {}
        }
        out
    }

    /// The unit of the calendar, hours left out.
    fn page(&self, anchor: &Anchor) -> Option<Page> {
        if self.week_of || self.weekend {
            let inner = Self { week_of: false, weekend: false, ..*self };
            // "Labor Day weekend", "the weekend of 3 March"
            if self.week_of || self.day.is_some() || self.within.is_some() {
                let day = inner.page(anchor)?.first_day()?;
                // A Monday's weekend is the one before it.
                let day = if self.weekend && weekday_of(day) == 1 { day.pred_opt()? } else { day };
                let monday = monday_of(day)?;
                return Some(if self.week_of { Page::Week(monday) } else { Page::Weekend(monday) });
            }
        }
        let Some((by, grain)) = self.plus else { return self.plain_page(anchor) };
        // "2 years 21 days ago" is told to the day.
        if let (Base::Shift { grain: unit, by: n, from }, Grain::Day) = (self.base, grain)
            && let Some(months) = unit.months()
        {
            let start = anchor.origin(from, unit)?.date();
            let months = chrono::Months::new(months.checked_mul(n.unsigned_abs())?);
            let far = if n < 0 { start.checked_sub_months(months) } else { start.checked_add_months(months) };
            return shift(far?, by.into()).map(Page::Day);
        }
        let from = Self { plus: None, ..*self }.plain_page(anchor)?;
        let months = |n: u32| {
            let start = from.first_day()?;
            let months = chrono::Months::new(n.checked_mul(by.unsigned_abs())?);
            if by < 0 { start.checked_sub_months(months) } else { start.checked_add_months(months) }
        };
        match (grain.seconds(), grain.months()) {
            (Some(seconds), _) if grain >= Grain::Day => {
                let days = i64::from(seconds / 86_400) * i64::from(by);
                shift(from.first_day()?, days).map(Page::Day)
            }
            (_, Some(n)) => months(n).map(Page::Day),
            _ => None,
        }
    }

    fn plain_page(&self, anchor: &Anchor) -> Option<Page> {
        let container = match self.base {
            Base::Vague(_) => return None,
            // "In the quarter" is that spoken of, or the last that is over.
            Base::Unit { grain: Grain::Quarter, by: 0, from: Origin::Reference } => {
                let at = match self_quarter(anchor) {
                    Some(Page::Quarter(year, n)) => Page::Quarter(self.year.map_or(year, i32::from), n),
                    Some(quarter) => quarter,
                    None if self.year.is_some() => return None,
                    None => Page::of(Grain::Quarter, anchor.origin(Origin::Published, Grain::Quarter)?)?.shift(-1)?,
                };
                Some(at)
            }
            Base::Unit { grain, by, from } => Some(Page::of(grain, anchor.origin(from, grain)?)?.shift(by)?),
            Base::Shift { grain, by, from } => match anchor.spoken_quarter(grain, from) {
                // "A year earlier" than a quarter is a quarter.
                Some(quarter) if self.within.is_none() && self.year.is_none() && by == -1 => {
                    return quarter.shift(by.checked_mul(4)?);
                }
                _ => Some(Page::of(grain, anchor.origin(from, grain)?)?.shift(by)?),
            },
            Base::Working { by, from } => {
                return working_day(anchor.origin(from, Grain::Day)?.date(), by).map(Page::Day);
            }
            Base::Fields | Base::Turn { .. } => None,
        };
        let container = match (container, self.year, self.decade, self.century) {
            (Some(page), ..) => Some(page),
            (None, Some(n), ..) => Some(Page::Year(n.into())),
            (None, None, Some(n), _) => Some(Page::Decade(n.into())),
            (None, None, None, Some(n)) => Some(Page::Century(n.into())),
            _ => None,
        };
        let turn = match self.base {
            Base::Turn { by, from } => Some((by, from)),
            _ => None,
        };
        if self.is_dayless() {
            // "This morning" is told with a shift; "the morning" is that of the day spoken of.
            return None;
        }
        let page = match self.within {
            Some(within) => self.in_year(within, container, turn, anchor)?,
            None => match (self.day, container) {
                // The 13th of some month.
                (Some(day), Some(Page::Month(y, m))) => day_of(y, m, day)?,
                (Some(day), None) => return self.day_of_month(day, anchor),
                (Some(_), Some(_)) => return None,
                (None, container) => match self.weekday {
                    Some(weekday) if self.nth.is_none() => {
                        return weekday_in(weekday, container, turn, anchor, self.bound);
                    }
                    _ if self.weekend => return weekend(container, turn, anchor),
                    _ => container?,
                },
            },
        };
        let page = match self.nth {
            Some((n, grain)) => nth(page, n, grain, self.weekday)?,
            None => page,
        };
        Some(page)
    }

    /// The stretch of the year, and the day in it.
    fn in_year(
        &self,
        within: InYear,
        container: Option<Page>,
        turn: Option<(i8, Origin)>,
        anchor: &Anchor,
    ) -> Option<Page> {
        let of = |year: i32| -> Option<Page> {
            let page = match within {
                InYear::Half(n) => Page::Half(year, n),
                InYear::Quarter(n) => Page::Quarter(year, n),
                InYear::Season(s) => Page::Season(year, s),
                InYear::Month(m) => Page::Month(year, m.into()),
                InYear::Week(n) => Page::Week(NaiveDate::from_isoywd_opt(year, n.into(), chrono::Weekday::Mon)?),
                InYear::Feast(feast) => Page::feast(feast, year)?,
            };
            match (self.day, page) {
                (Some(day), Page::Month(year, month)) => day_of(year, month, day),
                _ => Some(page),
            }
        };
        match container {
            Some(Page::Year(year)) => return of(year),
            Some(_) => return None,
            None => {}
        }
        let (by, today) = match turn {
            // "In 2019 ..., the following spring" is that of 2020.
            Some((by @ 1.., Origin::Reference)) => (Some(by), anchor.reference?.end?.date().pred_opt()?),
            Some((by, from)) => (Some(by), anchor.origin(from, Grain::Year)?.date()),
            None => (None, anchor.published?),
        };
        let year = today.year();
        let turns = [of(year - 1), of(year), of(year + 1)];
        match by {
            None if matches!(within, InYear::Week(_)) => of(year),
            None => anchor.choose(turns, matches!(self.bound, Bound::By | Bound::Until)),
            Some(0) => of(year),
            Some(by) => {
                let before = |page: &Page| page.interval().and_then(|i| i.end).is_some_and(|end| end.date() <= today);
                let after = |page: &Page| page.first_day().is_some_and(|start| start > today);
                // "March after next" is the second one.
                let skip = usize::from(by.unsigned_abs()).saturating_sub(1);
                let far = i32::from(by.unsigned_abs()) + 1;
                if by < 0 {
                    (-far..=1).rev().filter_map(|n| of(year + n)).filter(before).nth(skip)
                } else {
                    (-1..=far).filter_map(|n| of(year + n)).filter(after).nth(skip)
                }
            }
        }
    }

    fn day_of_month(&self, day: u8, anchor: &Anchor) -> Option<Page> {
        let today = anchor.published?;
        let this = Page::Month(today.year(), today.month());
        let on = |by: i32| match this.shift(by)? {
            Page::Month(year, month) => day_of(year, month, day),
            _ => None,
        };
        let turns = [on(-1), on(0), on(1)];
        // "Saturday the 14th" lies in a month whose 14th is a Saturday.
        let fits = |page: &Option<Page>| match (page, self.weekday) {
            (Some(Page::Day(d)), Some(weekday)) => weekday_of(*d) == weekday,
            _ => false,
        };
        if turns.iter().any(fits) {
            return anchor.choose(turns.map(|page| page.filter(|p| fits(&Some(*p)))), false);
        }
        if self.weekday.is_some() {
            let near = |by: i32| (2..12).map(|n| on(n * by)).find(fits).flatten();
            return anchor.choose([near(-1), None, near(1)], false);
        }
        anchor.choose(turns, false)
    }
}

/// The quarter that the text spoke of last.
fn self_quarter(anchor: &Anchor) -> Option<Page> {
    Page::of(Grain::Quarter, anchor.quarter?.start?)
}

fn day_of(year: i32, month: u32, day: u8) -> Option<Page> {
    NaiveDate::from_ymd_opt(year, month, day.into()).map(Page::Day)
}

/// A weekday in a week, or the one that the tense or "last" and "next" point at.
fn weekday_in(
    weekday: u8,
    container: Option<Page>,
    turn: Option<(i8, Origin)>,
    anchor: &Anchor,
    bound: Bound,
) -> Option<Page> {
    match container {
        Some(Page::Week(monday)) => return Some(Page::Day(shift(monday, i64::from(weekday) - 1)?)),
        // "A week ago Monday" counts days; "Monday two days ago" says nothing new.
        Some(Page::Day(day)) => return (weekday_of(day) == weekday).then_some(Page::Day(day)),
        Some(_) => return None,
        None => {}
    }
    let (by, today) = match turn {
        Some((by, from)) => (Some(by), anchor.origin(from, Grain::Day)?.date()),
        None => (None, anchor.published?),
    };
    let ahead = (i64::from(weekday) - i64::from(weekday_of(today))).rem_euclid(7);
    let days = match by {
        None if anchor.tense == Tense::Future => ahead,
        // "They have until Tuesday."
        None if matches!(bound, Bound::By | Bound::Until) && anchor.tense != Tense::Past => ahead,
        None => -((7 - ahead) % 7),
        Some(0) => i64::from(weekday) - i64::from(weekday_of(today)),
        Some(by) if by < 0 => ahead - 7,
        Some(_) if ahead == 0 => 7,
        Some(_) => ahead,
    };
    Some(Page::Day(shift(today, days)?))
}

/// "The weekend", "last weekend".
fn weekend(container: Option<Page>, turn: Option<(i8, Origin)>, anchor: &Anchor) -> Option<Page> {
    match container {
        Some(Page::Week(monday)) => return Some(Page::Weekend(monday)),
        Some(_) => return None,
        None => {}
    }
    let (by, today) = match turn {
        Some((by, from)) => (by, anchor.origin(from, Grain::Day)?.date()),
        None => (0, anchor.published?),
    };
    let this = Page::Weekend(monday_of(today)?);
    match turn {
        // "Over the weekend", told in the past on a weekday, is the one before.
        None if anchor.tense != Tense::Future && weekday_of(today) < 6 => this.shift(-1),
        _ => this.shift(by.into()),
    }
}

/// How much later than the weekends alone say a working day may come.
const HOLIDAYS: TimeDelta = TimeDelta::days(4);

/// The working day so many after that day, or before it.
fn working_day(from: NaiveDate, by: i32) -> Option<NaiveDate> {
    let (weeks, days) = (i64::from(by) / 5, by % 5);
    let mut day = shift(from, weeks.checked_mul(7)?)?;
    for _ in 0..days.unsigned_abs() {
        day = shift(day, days.signum().into())?;
        while weekday_of(day) > 5 {
            day = shift(day, days.signum().into())?;
        }
    }
    Some(day)
}

/// The n-th unit in a larger one; from its end where `n` is negative.
fn nth(page: Page, n: i8, grain: Grain, weekday: Option<u8>) -> Option<Page> {
    if let (Some(weekday), Page::Month(year, month)) = (weekday, page) {
        return nth_weekday(year, month, weekday, n).map(Page::Day);
    }
    // "the first Tuesday after Easter", "the last Sunday before 4 March"
    if let (Some(weekday), Page::Day(day) | Page::Run(day, _, 0)) = (weekday, page) {
        let ahead = (i64::from(weekday) - i64::from(weekday_of(day)) - 1).rem_euclid(7) + 1;
        let back = (i64::from(weekday_of(day)) - i64::from(weekday) - 1).rem_euclid(7) + 1;
        // "the Sunday nearest to 5 November"
        if n == 0 {
            return shift(day, if ahead % 7 <= 3 { ahead % 7 } else { ahead - 7 }).map(Page::Day);
        }
        let weeks = (i64::from(n.unsigned_abs()) - 1) * 7;
        return shift(day, if n > 0 { ahead + weeks } else { -(back + weeks) }).map(Page::Day);
    }
    let span = page.interval()?;
    // "the third Sunday of 2015"
    if let Some(weekday) = weekday {
        let (first, last) = (span.start?.date(), span.end?.date().pred_opt()?);
        let steps = (i64::from(n.unsigned_abs()) - 1) * 7;
        let ahead = (i64::from(weekday) - i64::from(weekday_of(first))).rem_euclid(7);
        let back = (i64::from(weekday_of(last)) - i64::from(weekday)).rem_euclid(7);
        let day = if n > 0 { shift(first, ahead + steps)? } else { shift(last, -(back + steps))? };
        return (first <= day && day <= last).then_some(Page::Day(day));
    }
    let first = match page {
        Page::Season(year, season) => NaiveDate::from_ymd_opt(year, season_month(season), 1)?,
        _ => span.start?.date(),
    };
    let at = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let steps = i32::from(n);
    let found = if n > 0 {
        // The first ISO week of a month is that of its first Thursday.
        let from = if grain == Grain::Week { shift(first, 3)? } else { first };
        Page::of(grain, at(from))?.shift(steps - 1)?
    } else {
        let last = span.end?.date().pred_opt()?;
        let from = if grain == Grain::Week { shift(last, -3)? } else { last };
        Page::of(grain, at(from))?.shift(steps + 1)?
    };
    let inside = found.interval()?;
    inside.meets(&span).then_some(found)
}

/// A time of a day that begins at `midnight`.
fn clock_on(midnight: NaiveDateTime, time: &TimeOfDay) -> Option<Interval> {
    let minute = |m: i64| midnight.checked_add_signed(TimeDelta::minutes(m));
    if time.minute == 1440 {
        // "Midnight on Friday" is where Friday begins, or where it ends.
        return Some(Interval::new(midnight, minute(1441)?));
    }
    let at = i64::from(time.minute);
    let low = at - i64::from(time.slack.0);
    let high = at + i64::from(time.slack.1) + 1;
    let high = if time.either_half { high + 720 } else { high };
    Some(match time.bound {
        Bound::By => Interval { start: None, end: Some(minute(high)?) },
        Bound::Before => Interval { start: None, end: Some(minute(at)?) },
        Bound::After => Interval { start: Some(minute(low)?), end: None },
        Bound::At | Bound::From | Bound::Until => Interval::new(minute(low)?, minute(high)?),
    })
}

/// The part of a stretch that an edge leaves; generous, since "early" and "late" are.
fn narrow(span: Interval, edge: Edge) -> Option<Interval> {
    let (start, end) = (span.start?, span.end?);
    let length = end.signed_duration_since(start);
    let at = |quarters: i32| start.checked_add_signed(length / 4 * quarters);
    Some(match edge {
        Edge::Early => Interval::new(start, at(2)?),
        Edge::Mid => Interval::new(at(1)?, at(3)?),
        Edge::Late => Interval::new(at(2)?, end),
        Edge::Turn => Interval::new(at(-1)?, at(1)?),
        Edge::Rest => span,
    })
}

impl Period {
    /// Where on the time line it lies: from the start of its first to the end of its last unit. A year, month or day that only
    /// one end names holds for both.
    pub fn resolve(&self, anchor: &Anchor) -> Option<Interval> {
        let (start, end) = self.ends(anchor)?;
        Some(Interval { start: start.start, end: end.end })
    }

    /// The two ends on the time line.
    pub fn ends(&self, anchor: &Anchor) -> Option<(Interval, Interval)> {
        let start = self.start.resolve(anchor)?;
        let (end, at) = self.end_from(start, anchor)?;
        Some((start, end.resolve(&at)?))
    }

    /// The TIMEX3 values of the two ends once anchored, "/" between them.
    pub fn resolved_timex(&self, anchor: &Anchor) -> String {
        let settled = self.start.resolve(anchor).and_then(|start| self.end_from(start, anchor));
        let (end, at) = settled.unwrap_or((self.end, *anchor));
        format!("{}/{}", self.start.resolved_timex(anchor), end.resolved_timex(&at))
    }

    /// The end that comes after that start, and what it is held against.
    fn end_from(&self, start: Interval, anchor: &Anchor) -> Option<(Date, Anchor)> {
        let start = start.start?;
        let is_after = |end: &Date, at: &Anchor| Some(end.resolve(at)?.end? > start);
        if is_after(&self.end, anchor)? {
            return Some((self.end, *anchor));
        }
        // "Monday to Friday", "from November to February": the end is the next after the start.
        let later = Anchor { published: Some(start.date()), tense: Tense::Future, ..*anchor };
        if is_after(&self.end, &later)? {
            return Some((self.end, later));
        }
        // "May to March" is longer than half a year.
        if self.end.year.is_none() && self.end.base == Base::Fields {
            let year = i16::try_from(start.year()).ok()?;
            return [year, year.checked_add(1)?].into_iter().find_map(|year| {
                let end = Date { year: Some(year), ..self.end };
                is_after(&end, &later)?.then_some((end, later))
            });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::calendar::{Feast, FeastRule};

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    fn anchored(date: Date, published: &str, tense: Tense) -> String {
        date.resolved_timex(&Anchor { published: Some(day(published)), tense, ..Anchor::default() })
    }

    fn month(m: u8) -> Date {
        Date::ymd(None, Some(m), None)
    }

    fn weekday(w: u8) -> Date {
        Date { weekday: Some(w), ..Date::open() }
    }

    fn turn(date: Date, by: i8) -> Date {
        Date { base: Base::Turn { by, from: Origin::Published }, ..date }
    }

    #[test]
    fn the_weekend_of_a_holiday_has_that_day() {
        let labor = Feast::of(FeastRule::Weekday { month: 9, weekday: 1, nth: 1, plus: 0 });
        let date = Date { within: Some(InYear::Feast(labor)), year: Some(2023), weekend: true, ..Date::open() };
        let span = date.resolve(&Anchor::default()).and_then(|span| span.start.zip(span.end));
        assert_eq!(span.map(|(a, b)| (a.date(), b.date())), Some((day("2023-09-02"), day("2023-09-05"))));
    }

    #[test]
    fn circa_reaches_to_the_years_beside() {
        let date = Date { year: Some(1480), approx: true, ..Date::open() };
        let span = date.resolve(&Anchor::default()).and_then(|span| span.start.zip(span.end));
        assert_eq!(span.map(|(a, b)| (a.date(), b.date())), Some((day("1479-01-01"), day("1482-01-01"))));
    }

    #[test]
    fn what_is_left_open_is_filled_from_the_document_date_and_the_tense() {
        use Tense::{Future, Past, Unknown};
        // 2023-03-15 is a Wednesday.
        for (date, published, tense, timex) in [
            (weekday(1), "2023-03-15", Past, "2023-03-13"),
            (weekday(3), "2023-03-15", Past, "2023-03-15"),
            (weekday(1), "2023-03-15", Future, "2023-03-20"),
            (turn(weekday(3), -1), "2023-03-15", Past, "2023-03-08"),
            (turn(weekday(5), 1), "2023-03-15", Unknown, "2023-03-17"),
            (month(8), "2023-03-15", Past, "2022-08"),
            (month(8), "2023-03-15", Future, "2023-08"),
            (month(1), "2023-03-15", Past, "2023-01"),
            (month(1), "1989-10-30", Past, "1989-01"),
            (month(12), "1989-10-30", Past, "1989-12"),
            (month(12), "1989-03-04", Future, "1989-12"),
            (turn(month(3), -1), "2023-03-15", Past, "2022-03"),
            (Date::ymd(None, Some(11), Some(16)), "1989-10-30", Past, "1989-11-16"),
            (Date::ymd(None, Some(12), Some(30)), "2024-01-02", Past, "2023-12-30"),
            (Date::ymd(None, Some(1), Some(4)), "2023-12-30", Future, "2024-01-04"),
            (Date::shift(Grain::Year, -3, Origin::Published), "2023-03-15", Past, "2020"),
            (Date::shift(Grain::Month, -3, Origin::Published), "2023-03-15", Past, "2022-12"),
            (Date::unit(Grain::Day, 1, Origin::Published), "2023-12-31", Past, "2024-01-01"),
            (Date::unit(Grain::Week, -1, Origin::Published), "2023-03-15", Past, "2023-W10"),
            (
                Date { within: Some(InYear::Month(7)), ..Date::unit(Grain::Year, -1, Origin::Published) },
                "2023-03-15",
                Past,
                "2022-07",
            ),
            (
                Date { weekday: Some(2), ..Date::unit(Grain::Week, 1, Origin::Published) },
                "2023-03-15",
                Future,
                "2023-03-21",
            ),
            (Date { within: Some(InYear::Quarter(3)), ..Date::open() }, "1989-10-30", Past, "1989-Q3"),
            (
                Date { within: Some(InYear::Season(Season::Summer)), ..turn(Date::open(), -1) },
                "1990-03-02",
                Past,
                "1989-SU",
            ),
            (
                Date { within: Some(InYear::Feast(Feast::of(FeastRule::Easter(0)))), ..Date::open() },
                "2023-05-01",
                Past,
                "2023-04-09",
            ),
        ] {
            assert_eq!(anchored(date, published, tense), timex, "{date:?} on {published}");
        }
    }

    #[test]
    fn without_a_document_date_relative_dates_stay_open() {
        let none = Anchor::default();
        for (date, timex) in [
            (weekday(1), "XXXX-WXX-1"),
            (Date::ymd(None, Some(3), Some(13)), "XXXX-03-13"),
            (Date::unit(Grain::Week, -1, Origin::Published), "XXXX-WXX"),
            (Date::shift(Grain::Day, 1, Origin::Reference), "XXXX-XX-XX"),
        ] {
            assert_eq!(date.resolve(&none), None);
            assert_eq!(date.resolved_timex(&none), timex);
        }
        assert!(Date::ymd(Some(2023), Some(3), None).resolve(&none).is_some());
    }

    #[test]
    fn the_nth_unit_is_found_in_its_month() {
        let first_week = Date { nth: Some((1, Grain::Week)), ..Date::ymd(Some(2014), Some(10), None) };
        let third_monday =
            Date { nth: Some((3, Grain::Day)), weekday: Some(1), ..Date::ymd(Some(2023), Some(1), None) };
        let last_day = Date { nth: Some((-1, Grain::Day)), ..Date::ymd(Some(2015), Some(2), None) };
        for (date, timex) in [(first_week, "2014-W40"), (third_monday, "2023-01-16"), (last_day, "2015-02-28")] {
            assert_eq!(date.resolved_timex(&Anchor::default()), timex);
        }
    }

    #[test]
    fn either_reading_of_an_ambiguous_date_counts() {
        let date = Date { swappable: true, ..Date::ymd(Some(2023), Some(3), Some(4)) };
        let interval = date.resolve(&Anchor::default()).unwrap();
        for other in [Date::ymd(Some(2023), Some(3), Some(4)), Date::ymd(Some(2023), Some(4), Some(3))] {
            assert!(interval.contains(&other.resolve(&Anchor::default()).unwrap()));
        }
    }

    #[test]
    fn a_wrong_weekday_is_seen() {
        let date = |w| Date { weekday: Some(w), ..Date::ymd(Some(2023), Some(3), Some(13)) };
        assert!(!date(1).misnames_weekday());
        assert!(date(2).misnames_weekday());
    }

    #[test]
    fn a_period_runs_from_the_start_of_its_first_to_the_end_of_its_last_day() {
        let clock = |minute| Some(Hours::Clock(TimeOfDay { minute, ..TimeOfDay::default() }));
        let february = |d, h| Date { hours: h, ..Date::ymd(None, Some(2), Some(d)) };
        let anchor = Anchor { published: Some(day("2023-02-20")), tense: Tense::Future, ..Anchor::default() };
        let days = |start, end| Period { start, end, between: false }.resolve(&anchor).unwrap().days().unwrap();
        assert_eq!(days(february(24, clock(420)), february(28, clock(1439))), 5);
        assert_eq!(days(february(24, None), february(28, None)), 5);
        assert_eq!(days(weekday(5), weekday(1)), 4);
        assert_eq!(days(Date::ymd(Some(2023), Some(11), None), Date::ymd(Some(2024), Some(2), None)), 121);
    }
}
