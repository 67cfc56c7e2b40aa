//! Dates, times, durations and sets as the conformance sets write them. Spans of a value's ends are split or joined as each set does.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use factlint::claim::anchor::{self, Timeline};
use factlint::extract::{EXTRACTORS, Mention, Row};
use factlint::lexicon::Lexicon;
use factlint::text::Text;
use factlint::value::{
    Base, Bound, Calendar, Date, Duration, Edge, Feast, FeastRule, Grain, Hours, InYear, Origin, Part, Period, Side,
    Tense, Vague, Value,
};
use serde_json::{Value as Json, json};

/// How a set writes times.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// TIMEX3: each end of a period for itself, prepositions left out.
    Timex,
    /// Ranges as one, with their prepositions.
    Ranges,
}

impl Style {
    /// How a set of that scope writes times; `None` for sets of quantities. Without ranges it keeps to TIMEX3, as it does beside
    /// money.
    pub fn of(scope: &[&str]) -> Option<Self> {
        let ranges = scope.iter().any(|kind| ["date_range", "time_range", "datetime_range", "datetime"].contains(kind));
        let points = scope.iter().any(|kind| ["date", "time", "set"].contains(kind));
        if ranges && !scope.contains(&"money") || scope.len() == 1 && points || scope == ["duration"] {
            Some(Self::Ranges)
        } else if points {
            Some(Self::Timex)
        } else {
            None
        }
    }

    /// The grammars that find what the set annotates.
    pub fn grammars(self) -> Vec<Row> {
        EXTRACTORS.iter().filter(|row| self == Self::Ranges || row.name != "period").copied().collect()
    }
}

/// The times of one document.
pub struct Times {
    published: Option<NaiveDateTime>,
    /// Whether the set resolves what is open to the future.
    future: bool,
    /// Whether it writes ranges as two dates even where TIMEX3 has a value (Recognizers-Text; Duckling does not).
    ends: bool,
    /// Whether "3/4" is 3 April.
    day_first: bool,
    /// Whether it is the AQUAINT part of TempEval-3's news.
    aquaint: bool,
    line: Timeline,
    style: Option<Style>,
}

impl Times {
    pub fn new(case: &Json, style: Option<Style>) -> Self {
        let published = case["ref"].as_str().and_then(moment);
        Self {
            published,
            future: case["bias"] == "future",
            ends: case["source"] == "recognizers-text",
            day_first: case["locale"] == "en-GB",
            aquaint: case["source"].as_str().is_some_and(|source| source.ends_with("AQUAINT")),
            line: Timeline::new(published.map(|p| p.date())),
            style,
        }
    }

    /// The value in the writing of the set: AQUAINT counts weeks without a nought, and its decades have four figures.
    fn written(&self, timex: String) -> String {
        match timex.split_once("-W0") {
            Some((year, week)) if self.aquaint => format!("{year}-W{week}"),
            None if self.aquaint && timex.len() == 3 && timex.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{timex}X")
            }
            _ => timex,
        }
    }

    /// The value of a mention that the source at hand reads in its own way.
    fn own(
        &self,
        mention: &Mention,
        timex: &str,
        text: &str,
        here: &factlint::value::Anchor,
    ) -> Option<(&'static str, Json)> {
        let words = mention.core.of(text).to_lowercase();
        let says = |word: &str| words.split([' ', '-']).any(|w| w == word);
        match &mention.value {
            // Duckling takes "the upcoming two weeks" for the second of them, and three for "a few".
            Value::Duration(d) if !self.ends => {
                let n: i32 = d.written.or(d.amount.low)?.to_string().parse().ok()?;
                if says("upcoming") && d.side == Some(Side::Future) {
                    return Some(("date", json!(Date::unit(d.grain, n, Origin::Published).resolved_timex(here))));
                }
                let before = text[..mention.span.start as usize].split_whitespace().next_back();
                if d.written.is_none() && says("few") && matches!(before, Some("in")) {
                    let at = shift(self.published?, d.grain, n)?;
                    return Some(("datetime", json!(at.format("%Y-%m-%dT%H:%M:%S").to_string())));
                }
                None
            }
            Value::Date(Date { base: Base::Unit { grain, by: 1, .. }, .. })
                if !self.ends
                    && says("upcoming")
                    && text[..mention.span.start as usize].trim_end().ends_with(['2', 'o']) =>
            {
                Some(("date", json!(Date::unit(*grain, 2, Origin::Published).resolved_timex(here))))
            }
            // "A few days ago" is three days ago.
            Value::Date(Date { base: Base::Vague(Vague::Past), .. }) if says("few") && says("ago") => {
                let grain = [("days", Grain::Day), ("weeks", Grain::Week), ("months", Grain::Month)];
                let (_, grain) = grain.into_iter().find(|(unit, _)| says(unit))?;
                Some(("date", json!(shift(self.published?, grain, -3)?.format("%Y-%m-%d").to_string())))
            }
            // Recognizers keeps the years of schools and of books apart.
            Value::Date(d) if self.ends && d.grain() == Grain::Year && timex.len() == 4 => {
                let kept = [("fiscal", "FY"), ("financial", "FY"), ("school", "SY"), ("academic", "SY")];
                let (_, kept) = kept.into_iter().find(|(word, _)| says(word))?;
                Some(("date_range", json!(format!("{kept}{timex}"))))
            }
            // To Recognizers "this past Wednesday" is that of this week.
            Value::Date(d)
                if self.ends
                    && d.weekday.is_some()
                    && (words.starts_with("this past ") || words.contains("upcoming")) =>
            {
                let week = Date { base: Base::Unit { grain: Grain::Week, by: 0, from: Origin::Published }, ..*d };
                Some(("date", json!(week.resolved_timex(here))))
            }
            _ => None,
        }
    }

    /// The item of a mention; `None` where it is not of time.
    pub fn item(&mut self, mention: &Mention, text: &str, read: &Text, lexicon: &Lexicon) -> Option<Json> {
        let style = self.style?;
        let sentence = &read.sentences[mention.sentence as usize];
        let tokens = sentence.tokens(&read.tokens);
        let (first, end) = ((mention.first - sentence.first) as usize, (mention.end - sentence.first) as usize);
        let tense = match anchor::tense(text, lexicon, tokens, first, end) {
            Tense::Unknown | Tense::Present if self.future => Tense::Future,
            tense => tense,
        };
        let convention = convention(&mention.value, style, self.ends, self.day_first, self.published);
        let value = convention.as_ref().unwrap_or(&mention.value);
        let here = self.line.anchor(tense);
        let here = match (&mention.value, self.published) {
            // A set that looks ahead takes the next Christmas, where prose would mean the nearer one.
            (Value::Date(d), Some(now))
                if self.future && d.base == Base::Fields && d.year.is_none() && d.within.is_some() =>
            {
                let passed = d.resolve(&here).and_then(|i| i.end).is_some_and(|end| end <= now);
                let later = here.published.filter(|_| passed).and_then(|p| p.checked_add_days(chrono::Days::new(180)));
                factlint::value::Anchor { published: later.or(here.published), ..here }
            }
            _ => here,
        };
        self.line.place(&mention.value, tense);
        let timex = anchor::resolve(value, &here).1?;
        // Prepositions stand outside in TIMEX3, hedges inside.
        let prefixed = match &mention.value {
            Value::Date(d) => !d.approx || d.bound != Bound::At,
            Value::Time(_) => true,
            _ => false,
        };
        let span = if style == Style::Timex && prefixed { mention.core } else { mention.span };
        let (kind, value) = match style {
            Style::Timex => {
                // TIMEX3 has no time without its day.
                let dayless = match &mention.value {
                    Value::Time(_) => true,
                    Value::Date(d) => d.is_dayless() && d.hours.is_some(),
                    _ => false,
                };
                if let Some((unit, n)) = step(&mention.value).filter(|_| timex.starts_with("XXXX")) {
                    let chars = |at: u32| text[..at as usize].chars().count();
                    return Some(json!({
                        "start": chars(span.start), "end": chars(span.end), "kind": "duration",
                        "value": format!("PT{n}{unit}"), "unit": null,
                    }));
                }
                let day = here.day.and_then(|r| r.start).filter(|_| dayless);
                let day = day.map(|d| d.format("%Y-%m-%d").to_string()).unwrap_or_default();
                (timex_kind(&mention.value), json!(self.written(format!("{day}{timex}"))))
            }
            Style::Ranges => {
                if let Some((kind, value)) = self.own(mention, &timex, text, &here) {
                    let chars = |at: u32| text[..at as usize].chars().count();
                    return Some(json!({
                        "start": chars(span.start), "end": chars(span.end), "kind": kind, "value": value, "unit": null,
                    }));
                }
                // Recognizers tells what the text alone says, and keeps the anchored day beside it.
                let timex = match value {
                    Value::Date(d) if self.ends && d.base == Base::Fields && !d.set => text_alone(d).unwrap_or(timex),
                    _ => timex,
                };
                ranged(value, &timex, self.published, &here, self.ends)
            }
        };
        let chars = |at: u32| text[..at as usize].chars().count();
        Some(json!({"start": chars(span.start), "end": chars(span.end), "kind": kind, "value": value, "unit": null}))
    }
}

/// "a minute and a half later": where nothing says from when, TimeBank has the length alone.
fn step(value: &Value) -> Option<(char, u32)> {
    let Value::Date(Date { base: Base::Shift { grain, by, from: Origin::Reference }, .. }) = value else { return None };
    let unit = match grain {
        Grain::Second => 'S',
        Grain::Minute => 'M',
        Grain::Hour => 'H',
        _ => return None,
    };
    Some((unit, by.unsigned_abs()))
}

const MOTHERS_DAY: FeastRule = FeastRule::Weekday { month: 5, weekday: 7, nth: 2, plus: 0 };

/// The value as the source would have it, where it differs from what prose means.
fn convention(
    value: &Value,
    style: Style,
    recognizers: bool,
    day_first: bool,
    published: Option<NaiveDateTime>,
) -> Option<Value> {
    if style != Style::Ranges {
        return None;
    }
    let one = |d: Date| -> Date {
        // The locale says which of the two readings is meant.
        let d = match d.readings().nth(1) {
            Some(other) if d.swappable && day_first => other,
            _ => Date { swappable: false, ..d },
        };
        // In Britain "Mother's Day" is Mothering Sunday.
        let d = match d.within {
            Some(InYear::Feast(feast)) if day_first && feast.rule == MOTHERS_DAY => {
                Date { within: Some(InYear::Feast(Feast::of(FeastRule::Easter(-21)))), ..d }
            }
            _ => d,
        };
        match d.base {
            // "Next Sunday" is that of the next week, "last Wednesday" that of the last.
            Base::Turn { by, .. } if recognizers && by != 0 && d.weekday.is_some() && d.day.is_none() => {
                Date { base: Base::Unit { grain: Grain::Week, by: by.into(), from: Origin::Published }, ..d }
            }
            // "The weekend" is that of this week.
            Base::Fields if recognizers && d.weekend && Date { weekend: true, ..Date::open() } == d => {
                Date { base: Base::Unit { grain: Grain::Week, by: 0, from: Origin::Published }, ..d }
            }
            _ => d,
        }
    };
    match value {
        Value::Date(d) => Some(Value::Date(one(*d))).filter(|v| v != value),
        Value::Period(p) => {
            let (start, end) = (one(p.start), one(p.end));
            let now = published.map(|p| p.time()).filter(|_| recognizers);
            let hours = |d: Date, other: &Date| match (d.base, now) {
                // "Between now and eight" is told by the clock.
                (Base::Unit { grain: Grain::Day, by: 0, .. }, Some(now))
                    if d.hours.is_none() && other.hours.is_some() =>
                {
                    let minute = (chrono::Timelike::hour(&now) * 60 + chrono::Timelike::minute(&now)) as u16;
                    Date { hours: Some(Hours::Clock(factlint::value::TimeOfDay { minute, ..Default::default() })), ..d }
                }
                _ => d,
            };
            // "Eight o'clock" from now on is the next one.
            let later = |d: Date| match (d.clock(), now, p.start.base) {
                (Some(time), Some(now), Base::Unit { grain: Grain::Day, by: 0, .. })
                    if time.either_half
                        && p.start.hours.is_none()
                        && u32::from(time.minute) < chrono::Timelike::hour(&now) * 60 =>
                {
                    let time = factlint::value::TimeOfDay { minute: time.minute + 720, either_half: false, ..time };
                    Date { hours: Some(Hours::Clock(time)), ..d }
                }
                _ => d,
            };
            let end = later(end);
            // Months with no year lie in that of the reference.
            let year = published.map(|p| chrono::Datelike::year(&p) as i16).filter(|_| recognizers);
            let open = |d: &Date| d.year.is_none() && d.base == Base::Fields && d.month().is_some() && d.day.is_none();
            let (start, end) = match (year, start.month(), end.month()) {
                (Some(year), Some(a), Some(b)) if open(&start) && open(&end) => {
                    (Date { year: Some(year), ..start }, Date { year: Some(year + i16::from(a > b)), ..end })
                }
                _ => (start, end),
            };
            let (start, end) = (hours(start, &end), hours(end, &start));
            let on_day = |d: Date, other: &Date| {
                if d.is_clock() && !other.is_clock() { Date { hours: d.hours, ..*other } } else { d }
            };
            let (start, end) = (on_day(start, &end), on_day(end, &start));
            Some(Value::Period(Box::new(Period { start, end, between: p.between }))).filter(|v| v != value)
        }
        _ => None,
    }
}

/// The value that the text alone gives, where it gives more than a year left open.
fn text_alone(date: &Date) -> Option<String> {
    let feast = matches!(date.within, Some(InYear::Feast(_)));
    let week = date.weekend || matches!(date.within, Some(InYear::Week(_)));
    let some_day = date.day.is_some() && date.within.is_none();
    let some_day = some_day && !date.week_of;
    let plain = date.nth.is_none() && date.plus.is_none() && !feast && !week && !some_day;
    let timex = plain.then(|| Date { bound: Bound::At, ..*date }.timex())?;
    // A season of no year is its name alone.
    let season = matches!(date.within, Some(InYear::Season(_))) && date.hours.is_none();
    Some(timex.strip_prefix("XXXX-").filter(|_| season).map(str::to_owned).unwrap_or(timex))
}

fn moment(s: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(s, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(s, "%Y-%m-%dT%H:%M:%S"))
        .ok()
        .or_else(|| NaiveDate::parse_from_str(s, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}

fn timex_kind(value: &Value) -> &'static str {
    match value {
        Value::Date(d) if d.set => "set",
        Value::Duration(d) if d.set => "set",
        Value::Duration(_) => "duration",
        Value::Date(d) if d.hours.is_some() => "time",
        Value::Time(_) => "time",
        _ => "date",
    }
}

/// A unit longer than a day is a range of days.
fn is_range(date: &Date) -> bool {
    date.grain() > Grain::Day
}

fn end(at: Option<NaiveDateTime>, clock: bool) -> Json {
    match at {
        Some(at) if clock => json!(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        Some(at) => json!(at.format("%Y-%m-%d").to_string()),
        None => Json::Null,
    }
}

fn ranged(
    value: &Value,
    timex: &str,
    published: Option<NaiveDateTime>,
    anchor: &factlint::value::Anchor,
    ends: bool,
) -> (&'static str, Json) {
    match value {
        Value::Duration(d) if d.set => ("set", json!(timex)),
        Value::Date(d) if d.set => ("set", json!(timex)),
        Value::Duration(d) => match (d.side, published) {
            (Some(side), Some(now)) => sided(d, side, now, ends).unwrap_or(("date_range", Json::Null)),
            (Some(_), None) => ("date_range", Json::Null),
            // "A few" is three to them.
            _ if d.written.is_none() && d.amount.high.is_some() => {
                ("duration", json!(Duration { written: d.amount.low, ..*d }.timex()))
            }
            _ => ("duration", json!(timex)),
        },
        Value::Time(t) => match t.bound {
            Bound::At => ("time", json!(format!("{}{timex}", on_day(t.minute, published.filter(|_| !ends))))),
            _ => {
                let day = published.filter(|_| !ends).map(|p| p.format("%Y-%m-%d").to_string()).unwrap_or_default();
                let at = json!(format!("{day}{timex}"));
                if let (false, Bound::By, Some(now)) = (ends, t.bound, published) {
                    let now = now.format("%Y-%m-%dT%H:%M:%S").to_string();
                    return ("datetime_range", json!({"low": now, "high": at}));
                }
                (if ends { "time_range" } else { "datetime_range" }, bounded(t.bound, at.clone(), at))
            }
        },
        // Duckling has no time that nobody measures: what is to come begins now.
        Value::Date(Date { base: Base::Vague(Vague::Future), .. }) if !ends && published.is_some() => {
            ("datetime_range", json!({"low": end(published, true), "high": null}))
        }
        Value::Date(d) => {
            let clock = d.hours.is_some();
            let point = Date { bound: Bound::At, edge: None, approx: false, ..*d };
            let span = point.resolve(anchor);
            let kind = match (d.hours, is_range(d), d.bound) {
                (Some(Hours::Clock(_)), _, Bound::At) => "datetime",
                (Some(Hours::Part(_)), _, _) if d.is_dayless() => "time_range",
                (Some(_), ..) => "datetime_range",
                (None, false, Bound::At) => "date",
                _ => "date_range",
            };
            // "The end of Sunday" is its last second.
            if ends
                && d.edge == Some(Edge::Late)
                && d.bound == Bound::At
                && d.hours.is_none()
                && d.grain() == Grain::Day
            {
                return ("datetime", json!(format!("{timex}T23:59:59")));
            }
            if let (Some(Edge::Rest), true, Some((start, stop))) =
                (d.edge, ends, anchor.published.zip(span.and_then(|s| s.end)))
            {
                let low = end(Some(start.and_time(Default::default())), false);
                return (kind, json!({"low": low, "high": end(Some(stop - TimeDelta::days(1)), false)}));
            }
            // "Mid-morning" is ten o'clock.
            if let (true, Some(Edge::Mid), true, Some(Hours::Part(part @ (Part::Morning | Part::Afternoon)))) =
                (ends, d.edge, d.is_dayless(), d.hours)
            {
                return ("time", json!(if part == Part::Morning { "T10" } else { "T14" }));
            }
            if let (Some(Hours::Part(part)), Bound::At) = (d.hours, d.bound)
                && let Some((from, to)) = hours_of(part, d.edge, ends)
                && let Some(day) = (Date { hours: None, ..point }).resolve(anchor).and_then(|s| s.start)
            {
                let low = end(Some(day + TimeDelta::hours(from)), true);
                let last = if to == 24 && ends { TimeDelta::seconds(24 * 3600 - 1) } else { TimeDelta::hours(to) };
                return (kind, json!({"low": low, "high": end(Some(day + last), true)}));
            }
            // "Tuesday after 1pm"
            if let (Bound::At, Some(time)) = (d.bound, d.clock())
                && time.bound != Bound::At
            {
                let at = Hours::Clock(factlint::value::TimeOfDay { bound: Bound::At, ..time });
                let at = Date { hours: Some(at), ..point }.resolve(anchor).and_then(|s| s.start);
                return ("datetime_range", bounded(time.bound, end(at, true), end(at, true)));
            }
            // Weeks are told by their ends where they are counted.
            let spoken = |base| {
                matches!(
                    base,
                    Base::Unit { from: Origin::Reference, .. } | Base::Turn { from: Origin::Reference, by: 0 }
                )
            };
            let counted = d.nth.is_some() || spoken(d.base);
            if ends && counted && is_range(d) && d.bound == Bound::At && d.edge.is_none() {
                return (
                    kind,
                    json!({"low": end(span.and_then(|s| s.start), false), "high": end(span.and_then(|s| s.end), false)}),
                );
            }
            if let (Some(InYear::Feast(feast)), Bound::At, None, false) = (d.within, d.bound, d.hours, d.weekend)
                && d.plus.is_none()
                && !d.week_of
                && feast.slack() + feast.days > 1
                && let Some((start, stop)) = span.and_then(|s| s.start.zip(s.end))
            {
                // Duckling lets a Hebrew feast begin with its eve.
                let eve = matches!(feast.rule, FeastRule::Lunar { calendar: Calendar::Hebrew, .. }) && !ends;
                let slack = TimeDelta::days(feast.slack().into());
                let first = start + slack - TimeDelta::days(eve.into());
                let high = end(Some(stop - slack), false);
                return match feast.days {
                    1 => ("date", end(Some(first), false)),
                    _ => ("date_range", json!({"low": end(Some(first), false), "high": high})),
                };
            }
            if let (false, Bound::By, Some(now)) = (ends, d.bound, published) {
                let stop = span.and_then(|s| if d.clock().is_some() { s.start } else { s.end });
                let at = |t: NaiveDateTime| json!(t.format("%Y-%m-%dT%H:%M:%S").to_string());
                return ("datetime_range", json!({"low": at(now), "high": stop.map(at)}));
            }
            if d.bound != Bound::At && !ends && d.clock().is_none() {
                let at = json!(point.resolved_timex(anchor));
                return (kind, bounded(d.bound, at.clone(), at));
            }
            if d.bound != Bound::At {
                // "Before the end of December", "after mid May"
                let cut = match (d.edge, d.bound, span.and_then(|s| s.start.zip(s.end))) {
                    (Some(Edge::Late), Bound::Before | Bound::By, Some((_, stop))) => Some(stop),
                    (Some(Edge::Mid), _, Some((start, stop))) => Some(start + (stop - start) / 2),
                    (Some(Edge::Late), Bound::From, Some((_, stop))) if d.grain() == Grain::Year => {
                        stop.date().checked_sub_months(chrono::Months::new(4)).map(|day| day.and_time(stop.time()))
                    }
                    (Some(Edge::Early), Bound::After, Some((start, _))) => Some(start),
                    _ => None,
                };
                if let Some(cut) = cut {
                    return (kind, bounded(d.bound, end(Some(cut), clock), end(Some(cut), clock)));
                }
                let low = end(span.and_then(|s| s.start), clock);
                let high = match d.bound {
                    // All of the day, month or year is behind "after", before "by".
                    Bound::After if (!is_range(d) || d.plus.is_some()) && d.clock().is_none() => low.clone(),
                    Bound::After => end(
                        span.and_then(|s| s.end).filter(|_| d.clock().is_none()).or(span.and_then(|s| s.start)),
                        clock,
                    ),
                    Bound::By if is_range(d) => end(span.and_then(|s| s.end), clock),
                    _ => low.clone(),
                };
                return (kind, bounded(d.bound, low, high));
            }
            if d.grain() < Grain::Day && d.hours.is_none() {
                return match (exact(d, published), d.base) {
                    (Some(at), _) => ("datetime", json!(at.format("%Y-%m-%dT%H:%M:%S").to_string())),
                    _ => ("datetime", json!(timex)),
                };
            }
            if let (Some(at), Base::Shift { grain, .. }, false) = (exact(d, published), d.base, ends) {
                // Duckling keeps one unit below the one that it counts.
                let form = match grain {
                    Grain::Year => "%Y-%m",
                    Grain::Day => "%Y-%m-%dT%H",
                    _ => "%Y-%m-%d",
                };
                return (if grain == Grain::Day { "datetime" } else { "date" }, json!(at.format(form).to_string()));
            }
            if let Some(at) = exact(d, published) {
                return ("date", json!(at.format("%Y-%m-%d").to_string()));
            }
            let quarter = matches!(d.within, Some(InYear::Quarter(_)))
                || matches!(d.base, Base::Unit { grain: Grain::Quarter, .. });
            // The weekend of a feast begins on Friday evening.
            if let (true, false, Some((start, stop))) =
                (d.weekend && d.within.is_some(), ends, span.and_then(|s| s.start.zip(s.end)))
            {
                let low = (start - TimeDelta::hours(6)).format("%Y-%m-%dT%H").to_string();
                return ("datetime_range", json!({"low": low, "high": stop.format("%Y-%m-%dT%H").to_string()}));
            }
            if let (Some(edge), false, Some((start, stop))) = (d.edge, ends, span.and_then(|s| s.start.zip(s.end))) {
                let early = edge == Edge::Early;
                let days = |n: i64| TimeDelta::days(n);
                let cut = match (d.grain(), early) {
                    (Grain::Week, true) => Some((start, start + days(3))),
                    (Grain::Week, false) => Some((stop - days(3), stop)),
                    (Grain::Month, true) => Some((start, start + days(10))),
                    (Grain::Month, false) => Some((start + days(20), stop)),
                    _ => None,
                };
                if let Some((low, high)) = cut {
                    return (kind, json!({"low": end(Some(low), false), "high": end(Some(high), false)}));
                }
                if d.grain() == Grain::Year {
                    let year = start.format("%Y");
                    let next = stop.format("%Y-%m").to_string();
                    let (low, high) = if early { ("01", format!("{year}-04")) } else { ("09", next) };
                    return (kind, json!({"low": format!("{year}-{low}"), "high": high}));
                }
            }
            if let (Some(InYear::Season(season)), false, Some(start)) = (d.within, ends, span.and_then(|s| s.start)) {
                let on = |years: i32, month: u32, day: u32| {
                    let year = chrono::Datelike::year(&start) + years;
                    NaiveDate::from_ymd_opt(year, month, day).map(|d| d.format("%Y-%m-%d").to_string())
                };
                use factlint::value::Season;
                let (low, high) = match season {
                    Season::Spring => (on(0, 3, 20), on(0, 6, 22)),
                    Season::Summer => (on(0, 6, 21), on(0, 9, 24)),
                    Season::Autumn => (on(0, 9, 23), on(0, 12, 22)),
                    Season::Winter => (on(0, 12, 21), on(1, 3, 21)),
                };
                return (kind, json!({"low": low, "high": high}));
            }
            if let Some(n) = d.century {
                return (kind, json!({"low": format!("{:02}00-01-01", n - 1), "high": format!("{n:02}00-01-01")}));
            }
            let decade = d.decade.is_some() || ends && matches!(d.base, Base::Unit { grain: Grain::Decade, .. });
            if matches!(d.within, Some(InYear::Half(_))) || quarter && ends || decade || d.century.is_some() {
                return (
                    kind,
                    json!({"low": end(span.and_then(|s| s.start), false), "high": end(span.and_then(|s| s.end), false)}),
                );
            }
            (kind, json!(timex))
        }
        Value::Period(p) => {
            let both = p.ends(anchor);
            let clock = p.start.hours.is_some() || p.end.hours.is_some();
            if let (true, true, false, Some(now)) = (p.start.is_clock(), p.end.is_clock(), ends, published) {
                // Duckling puts it on the day on which it comes next.
                let at = p.start.clock().map_or(0, |t| t.minute);
                let day = on_day(at, Some(now));
                return (
                    "datetime_range",
                    json!({"low": format!("{day}{}", p.start.timex()), "high": format!("{day}{}", p.end.timex())}),
                );
            }
            if p.start.is_clock() && p.end.is_clock() {
                return ("time_range", json!({"low": p.start.timex(), "high": p.end.timex()}));
            }
            let low = end(both.and_then(|(s, _)| s.start), clock);
            // "From the middle of 2007", "from the end of March"
            let whole = Date { edge: None, ..p.start }.resolve(anchor).and_then(|s| s.start.zip(s.end));
            let low = match (p.start.edge, whole) {
                (Some(Edge::Mid), Some((a, b))) if ends => end(Some(a + (b - a) / 2), clock),
                (Some(Edge::Late), Some((_, b))) if ends => end(Some(b), clock),
                _ => low,
            };
            let last = Period { end: Date { edge: None, ..p.end }, ..(**p).clone() };
            let late = p.end.edge == Some(Edge::Late) && !clock;
            let stop = last.ends(anchor).map(|(_, e)| e);
            let middle = stop.and_then(|e| e.start.zip(e.end)).map(|(a, b)| a + (b - a) / 2);
            let high = match p.end.edge {
                Some(Edge::Mid) if ends && !clock => end(middle, clock),
                _ => end(stop.and_then(|e| if late { e.end } else { e.start }), clock),
            };
            (if clock { "datetime_range" } else { "date_range" }, json!({"low": low, "high": high}))
        }
        _ => ("date", Json::Null),
    }
}

/// The day on which a time comes next.
fn on_day(minute: u16, now: Option<NaiveDateTime>) -> String {
    let Some(now) = now else { return String::new() };
    let passed = u32::from(minute % 1440) < chrono::Timelike::hour(&now) * 60 + chrono::Timelike::minute(&now);
    let day = if passed { now.date().succ_opt().unwrap_or(now.date()) } else { now.date() };
    day.format("%Y-%m-%d").to_string()
}

/// The hours that each source gives a part of the day.
fn hours_of(part: Part, edge: Option<Edge>, recognizers: bool) -> Option<(i64, i64)> {
    let (start, end) = match (part, recognizers) {
        (Part::Morning, true) => (8, 12),
        (Part::Afternoon, true) => (12, 16),
        (Part::Evening, true) => (16, 20),
        (Part::Night, true) => (20, 24),
        (Part::Morning, false) => (0, 12),
        (Part::Afternoon, false) => (12, 19),
        (Part::Evening | Part::Night, false) => (18, 24),
        _ => return None,
    };
    let half = (end - start) / 2;
    match (edge, recognizers) {
        (Some(Edge::Early), false) if part == Part::Morning => Some((0, 9)),
        (None, true) => None,
        (Some(Edge::Early), _) => Some((start, start + half)),
        (Some(Edge::Late), _) => Some((end - half, end)),
        (_, false) => Some((start, end)),
        _ => None,
    }
}

fn exact(date: &Date, published: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    let Base::Shift { grain, by, .. } = date.base else { return None };
    let at = shift(published?, grain, by)?;
    match (date.plus, date.clock()) {
        (Some((days, Grain::Day)), _) => shift(at, Grain::Day, days),
        (_, Some(time)) => Some(at.date().and_time(Default::default()) + TimeDelta::minutes(time.minute.into())),
        _ => Some(at),
    }
}

fn shift(now: NaiveDateTime, grain: Grain, by: i32) -> Option<NaiveDateTime> {
    match grain.seconds() {
        Some(s) => now.checked_add_signed(TimeDelta::seconds(i64::from(s) * i64::from(by))),
        None => {
            let months = chrono::Months::new(grain.months()? * by.unsigned_abs());
            let day: NaiveDate = now.date();
            let day = if by < 0 { day.checked_sub_months(months)? } else { day.checked_add_months(months)? };
            Some(day.and_time(now.time()))
        }
    }
}

fn sided(d: &Duration, side: Side, now: NaiveDateTime, recognizers: bool) -> Option<(&'static str, Json)> {
    // Both sources count from now what prose counts from the date spoken of.
    let side = match side {
        Side::Before => Side::Past,
        Side::After => Side::Future,
        side => side,
    };
    let n: i32 = d.written.or(d.amount.low)?.to_string().parse().ok()?;
    let sign = if side == Side::Past { -1 } else { 1 };
    let other = shift(now, d.grain, sign * n)?;
    let other = match d.more {
        Some((more, grain)) => shift(other, grain, sign * i32::try_from(more).ok()?)?,
        None => other,
    };
    // Working days are counted past the weekends among them.
    let working =
        d.grain == Grain::Day && d.written.is_some() && d.amount.low == d.written && d.amount.high > d.written;
    let anchor = factlint::value::Anchor { published: Some(now.date()), ..Default::default() };
    let counted = Date { base: Base::Working { by: sign * n, from: Origin::Published }, ..Date::open() };
    let other = match moment(&counted.resolved_timex(&anchor)) {
        Some(day) if working => day,
        _ => other,
    };
    let (low, high) = if side == Side::Past { (other, now) } else { (now, other) };
    let clock = d.grain < Grain::Day;
    let within = d.amount.low.is_some_and(|low| low.is_zero());
    let day = TimeDelta::days(1);
    // Whole decades and quarters, as the calendar has them.
    if recognizers && matches!(d.grain, Grain::Decade | Grain::Quarter) && !within {
        let anchor = factlint::value::Anchor { published: Some(now.date()), ..Default::default() };
        let at = |by: i32| Date::unit(d.grain, by, Origin::Published).resolve(&anchor)?.start;
        let (low, high) = match side {
            Side::Past => (at(-n)?, at(0)?),
            _ => (at(1)?, at(1 + n)?),
        };
        return Some(("date_range", json!({"low": end(Some(low), false), "high": end(Some(high), false)})));
    }
    let (low, high) = match (side, recognizers, clock, within) {
        (Side::Future, true, false, false) => (low + day, high + day),
        (_, false, _, false) => {
            let step = if side == Side::Future { 1 } else { 0 };
            let at = |by: i32| {
                let anchor = factlint::value::Anchor { published: Some(now.date()), ..Default::default() };
                match d.grain.seconds().filter(|_| clock) {
                    Some(s) => {
                        let start = now - TimeDelta::seconds(now.and_utc().timestamp().rem_euclid(i64::from(s)));
                        start.checked_add_signed(TimeDelta::seconds(i64::from(s) * i64::from(by)))
                    }
                    None => Date::unit(d.grain, by, Origin::Published).resolve(&anchor)?.start,
                }
            };
            match side {
                Side::Past => (at(-n)?, at(0)?),
                _ => (at(step)?, at(step + n)?),
            }
        }
        _ => (low, high),
    };
    let written = |at: NaiveDateTime| match d.grain {
        Grain::Month if !recognizers => json!(at.format("%Y-%m").to_string()),
        Grain::Year if !recognizers => json!(at.format("%Y").to_string()),
        _ => end(Some(at), clock),
    };
    Some((if clock { "datetime_range" } else { "date_range" }, json!({"low": written(low), "high": written(high)})))
}

fn bounded(bound: Bound, low: Json, high: Json) -> Json {
    match bound {
        Bound::From => json!({"low": low, "high": null}),
        Bound::After => json!({"low": high, "high": null}),
        _ => json!({"low": null, "high": high}),
    }
}
