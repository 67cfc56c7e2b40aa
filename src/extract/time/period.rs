/*! Stretches of time with two ends: "from January 3 to January 9", "13-15 March", "between 2008 and 2012", "Monday to Friday",
"9am-5pm". */

use nom::Parser;
use nom::branch::alt;

use super::clock::{supported, worded_hour};
use super::relative::unit_container;
use super::word::{
    comma, day_number, digits, follows_cue, follows_link, is_link, is_number_token, link, meridiem, month, ordinal,
    past_joint, past_link, short_year, tight, unit, year,
};
use super::{Moment, moment, which};
use crate::extract::Reading;
use crate::extract::scan::{Parsed, Scan, dash, fail, number_mark};
use crate::lexicon::{CalendarSense, Class, Link, NumberCue, NumberSense, Sense, Which};
use crate::value::{Base, Date, Grain, Hours, InYear, Origin, Period, TimeOfDay, Vague, Value};

/// A period.
pub(super) fn period(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let start = scan.at();
    let (rest, (from, to, between)) =
        alt((opening_hours, days_of_month, between_and, from_to, day_hours, months, either_day, bare_to))
            .parse(scan)?;
    // "1 March 2012 -- 07:58 GMT" is one moment.
    let now = from.base == Base::Vague(Vague::Present) || to.base == Base::Vague(Vague::Present);
    if from.hours.is_none() && to.is_clock() && !now {
        return fail(scan);
    }
    let (from, to) = share(from, to);
    if !now && from.grain() != to.grain() && (from.is_clock() || to.is_clock()) && from.clock().is_none() {
        return fail(scan);
    }
    let value = Value::Period(Box::new(Period { start: from, end: to, between }));
    Ok((rest, Reading { value, core: (start, rest.at()), hedge: None }))
}

/// Two days as the ends of a stretch: "3-4 May", "3/4 May", "31 March to 1 April", "between Monday and Tuesday".
pub(super) fn two_days(scan: Scan<'_>) -> Parsed<'_, (Date, Date)> {
    if let Ok((rest, Reading { value: Value::Period(two), .. })) = slashed_days(scan) {
        return Ok((rest, (two.start, two.end)));
    }
    // "4 and 5 May"
    let listed = |scan| {
        let (rest, from) = super::day(scan)?;
        let (rest, ()) = link(Link::And)(rest)?;
        let (rest, to) = super::day(rest)?;
        Ok((rest, (from, to, false)))
    };
    let (rest, (from, to, _)) = alt((days_of_month, between_and, from_to, bare_to, listed)).parse(scan)?;
    let (from, to) = share(from, to);
    Ok((rest, (from, to)))
}

type Ends = (Date, Date, bool);

/// What only one end tells, and both mean: the year, the month, the half of the day.
fn share(mut from: Date, mut to: Date) -> (Date, Date) {
    if from.year.is_none() && from.base == Base::Fields && to.base == Base::Fields && from.within.is_some() {
        let earlier = match (from.month(), to.month()) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        };
        from.year = to.year.map(|y| if earlier { y } else { y - 1 });
    }
    if to.year.is_none()
        && to.base == Base::Fields
        && let (Some(year), Some(a), Some(b)) = (from.year, from.month(), to.month())
    {
        to.year = Some(if a <= b { year } else { year + 1 });
    }
    if to.within.is_none() && to.day.is_some() {
        to.within = from.within;
        to.year = from.year;
    }
    // "from Monday to Friday next week": the same week.
    if let (Base::Unit { grain: Grain::Week, .. }, Some(first), Some(last)) = (to.base, from.weekday, to.weekday)
        && first < last
        && from == (Date { weekday: Some(first), hours: from.hours, ..Date::open() })
    {
        from.base = to.base;
    }
    // "between 9.30 and 11 on Thursday": the same day.
    if from.is_clock() && to.clock().is_some() && !to.is_clock() {
        from = Date { hours: from.hours, ..to };
    }
    // "from 1.30pm to 3.30": the same half of the day.
    let same_day = to.is_clock() || Date { hours: None, ..to } == (Date { hours: None, ..from });
    if let (Some(a), Some(b)) = (from.clock(), to.clock())
        && same_day
        && b.either_half
        && b.minute < 720
        && b.minute < a.minute
        && a.minute < 1320
    {
        let minute = b.minute + 720;
        if minute > a.minute {
            to.hours = Some(Hours::Clock(TimeOfDay { minute, either_half: false, ..b }));
        }
    }
    for end in [&mut from, &mut to] {
        if end.base == Base::Vague(Vague::Present) {
            *end = Date::unit(Grain::Day, 0, Origin::Published);
        }
    }
    // "7pm on Monday to 9pm": the same day.
    if to.is_clock() && !from.is_clock() {
        let hours = to.hours;
        to = Date { hours, ..from };
    }
    (from, to)
}

/// "the first ten days of March": from its first to its tenth.
pub(super) fn first_days(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let (rest, 1) = ordinal(past_link(scan, Link::The))? else { return fail(scan) };
    let (rest, n) = crate::extract::numeral::integer(rest)?;
    let (rest, (Grain::Day, 1, true)) = unit(rest)? else { return fail(scan) };
    let (rest, ()) = link(Link::Of)(rest).or_else(|_| link(Link::In)(rest))?;
    let (rest, month) = super::day(rest)?;
    let last = u8::try_from(n.value).ok().filter(|n| (2..=28).contains(n));
    // "the first ten days of last year"
    if let (Some(last), Base::Unit { grain: Grain::Month | Grain::Year, from: Origin::Published, .. }) =
        (last, month.base)
        && month == (Date { base: month.base, ..Date::open() })
    {
        let on = |n| Date { nth: Some((n, Grain::Day)), ..month };
        let value = Value::Period(Box::new(Period { start: on(1), end: on(last as i8), between: false }));
        return Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }));
    }
    let plain = month.month().is_some() && month == Date::ymd(month.year, month.month(), None);
    match last.filter(|_| plain) {
        Some(last) => {
            let (start, end) = (Date { day: Some(1), ..month }, Date { day: Some(last), ..month });
            let value = Value::Period(Box::new(Period { start, end, between: false }));
            Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
        }
        None => fail(scan),
    }
}

/// "4/5 August": one of the two, or both.
pub(super) fn slashed_days(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let (rest, (first, _)) = digits(scan, 1, 2)?;
    let (rest, _) = tight(rest, &["/"])?;
    let (last, (day, _)) = digits(rest, 1, 2)?;
    let (month_at, _) = month(last)?;
    let follows = scan.first().is_some_and(|t| t.is_glued()) && scan.before().is_some_and(|t| scan.word(t) == "/");
    // "A 3/4 May be enough": of such days nobody says "a", and behind a month stands no verb that it asks for.
    let counted = follows_link(scan, 1, Link::A) || asks_for_verb(last);
    // "3/4 march past"
    if day != first + 1 || first == 0 || follows || counted || !last.first().is_some_and(|t| t.is_capital()) {
        return fail(scan);
    }
    let (_, date) = super::day(rest)?;
    if date.day != u8::try_from(day).ok() || date.month().is_none() || date.hours.is_some() {
        return fail(scan);
    }
    let (rest, year) = year_behind(month_at, None);
    let end = Date { year, ..Date::ymd(None, date.month(), date.day) };
    let start = Date { day: u8::try_from(first).ok(), ..end };
    let value = Value::Period(Box::new(Period { start, end, between: true }));
    Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None }))
}

/// Whether a month is rather the verb: "May be", "May not".
fn asks_for_verb(scan: Scan<'_>) -> bool {
    let class = |n: usize, class| scan.peek(n).is_some_and(|t| scan.lexicon.is(t.word, class));
    let tense = |s| matches!(s, Sense::Calendar(CalendarSense::Tense(_)));
    // "be", where "is" and "was" tell of the day.
    let base = || class(1, Class::Auxiliary) && !scan.skip(1).senses().any(|(_, s)| tense(s));
    class(0, Class::Modal) && (class(1, Class::Negation) || base())
}

/// "between 2008 and 2012", "between Monday and Friday", "between 9 and 11am".
fn between_and(scan: Scan<'_>) -> Parsed<'_, Ends> {
    let (rest, ()) = link(Link::Between)(scan)?;
    let (rest, from, to) = two(rest, |s| link(Link::And)(s).map(|(rest, ())| rest).ok().or_else(|| to(s)), true)?;
    Ok((rest, (from, to, true)))
}

/// "from January 3 to January 9", "from 7am until 5pm".
fn from_to(scan: Scan<'_>) -> Parsed<'_, Ends> {
    let (rest, ()) = link(Link::From)(scan)?;
    if is_moved(scan) {
        return fail(scan);
    }
    let (rest, from, to) = two(rest, to, true)?;
    Ok((rest, (from, to, false)))
}

/// "Monday to Friday", "January 3 to January 9", "1998-2003", "9am-5pm".
fn bare_to(scan: Scan<'_>) -> Parsed<'_, Ends> {
    if follows_link(scan, 1, Link::From) || follows_link(scan, 1, Link::Between) || is_moved(scan) {
        return fail(scan);
    }
    // "The nearest Sunday to 5 November" is one day.
    if follows_cue(scan, 1, NumberCue::Nearest) {
        return fail(scan);
    }
    let (rest, from, to) = two(scan, to, false)?;
    // "In the week to 12 March" tells how long, and until when.
    let quarter = matches!(from.base, Base::Unit { grain: Grain::Quarter, by: 0, from: Origin::Reference });
    let quarter = quarter || matches!(from.within, Some(InYear::Quarter(_))) && to.grain() < Grain::Quarter;
    if from.approx && matches!(from.base, Base::Unit { by: 0, .. }) || quarter {
        return fail(scan);
    }
    let years = |d: &Date| d.year.is_some() && d.within.is_none();
    // "in 2014 through May 2018"
    let onward = years(&from) && to.year > from.year && to.month().is_some() && to.base == Base::Fields;
    if years(&from) != years(&to) && !onward {
        return fail(scan);
    }
    Ok((rest, (from, to, false)))
}

/// "The match was moved from Monday to Tuesday": an old date and a new one.
fn is_moved(from: Scan<'_>) -> bool {
    (1..=4)
        .take_while(|n| from.back(*n).is_some_and(|t| t.kind == crate::text::TokenKind::Word))
        .any(|n| follows_link(from, n, Link::Moved))
}

/// What joins two ends: "to" or a dash.
fn to(scan: Scan<'_>) -> Option<Scan<'_>> {
    to_word(scan).or_else(|| dash(scan).ok().map(|(rest, _)| rest))
}

fn to_word(scan: Scan<'_>) -> Option<Scan<'_>> {
    let rest = comma(scan);
    link(Link::To)(rest).ok().map(|(rest, ())| rest)
}

/// Two ends and what stands between them.
fn two<'a>(
    scan: Scan<'a>,
    between: impl Fn(Scan<'a>) -> Option<Scan<'a>>,
    supported: bool,
) -> Result<(Scan<'a>, Date, Date), nom::Err<()>> {
    let failed = || nom::Err::Error(());
    // "9 to 11am", "6.30-8pm": the second end says what the first is.
    if let Ok((rest, bare)) = bare_hour(scan)
        && let Some(rest) = between(rest)
        && let Ok((rest, end)) = moment(past_link(rest, Link::At), Moment { hour: false, near: false, year: false })
        && let Some(time) = end.clock()
        && (!time.either_half || supported && !end.is_clock())
    {
        return Ok((rest, Date { hours: Some(Hours::Clock(same_half(bare, time))), ..end }, end));
    }
    // "from 0900 to 1730", "between 0730-0930"
    if supported
        && let Ok((rest, first)) = four_figures(scan)
        && let Some(rest) = between(rest)
        && let Ok((rest, second)) = four_figures(rest)
        && (scan.first_text().starts_with('0') || rest.first().is_some_and(|t| t.is_shout()))
        && !super::word::is_content(rest)
    {
        let on = |time| Date { hours: Some(Hours::Clock(time)), ..Date::open() };
        let rest = super::word::zone(rest).map_or(past_link(rest, Link::Hours), |(rest, _)| rest);
        return Ok((rest, on(first), on(second)));
    }
    // "between 10 and 11:30", "from 5 to 6 on 1 January"
    if supported
        && let Ok((rest, bare)) = bare_hour(scan)
        && let Some(rest) = between(rest)
        && let Ok((rest, end)) = moment(past_link(rest, Link::At), Moment { hour: false, near: false, year: false })
        && end.clock().is_some()
    {
        let time = end.clock().unwrap_or_default();
        return Ok((rest, Date { hours: Some(Hours::Clock(same_half(bare, time))), ..end }, end));
    }
    // "between 7 and 9 last night"
    if follows_link(scan, 1, Link::Between)
        && let Ok((rest, bare)) = bare_hour(scan)
        && let Some(rest) = between(rest)
        && let Ok((rest, second)) = bare_hour(rest)
        && let Some((rest, end)) = super::with_day(rest, Date { hours: Some(Hours::Clock(second)), ..Date::open() })
        && let Some(time) = end.clock()
    {
        let first = Hours::Clock(same_half(bare, TimeOfDay { either_half: false, ..time }));
        let end = Date { hours: Some(Hours::Clock(TimeOfDay { either_half: false, ..time })), ..end };
        return Ok((rest, Date { hours: Some(first), ..end }, end));
    }
    let how = Moment { hour: false, near: false, year: supported || bare_years(scan) };
    let (rest, from) = moment(scan, how)?;
    let Some(rest) = between(rest) else { return Err(failed()) };
    let rest = past_link(past_link(rest, Link::On), Link::The);
    // "January 3 to 9", "March 13th to 15th".
    let month_open = from.month().is_some() && from.day.is_some();
    if month_open
        && let Ok((after, (day, _))) = day_number(rest)
        && month(past_link(after, Link::Of)).is_err()
        && super::clock::clock(rest).is_err()
        && !after.first().is_some_and(|t| t.is_glued() && (t.is_dash() || matches!(after.word(t), "%" | "/")))
        && !(after.first_text() == "." && after.peek(1).is_some_and(|t| t.is_glued()))
    {
        let (after, year) = year_behind(after, from.year);
        let to = Date { day: Some(day), weekday: None, hours: None, year, ..from };
        return Ok((after, Date { year, ..from }, to));
    }
    let year_like = from.year.is_some() && from.within.is_none() && from.base == Base::Fields;
    // "Monday to Friday 9am-5pm": the days first.
    if from.hours.is_none()
        && from.grain() <= Grain::Day
        && let Ok((after, to)) = super::day(rest)
        && to.hours.is_none()
        && super::is_day(&to)
    {
        return Ok((after, from, to));
    }
    let (rest, to) =
        match moment(rest, Moment { hour: from.clock().is_some(), near: false, year: year_like || supported }) {
            Ok(found) => found,
            Err(_) if year_like => short_end(rest, &from)?,
            Err(e) => return Err(e),
        };
    let order = match (from.year, to.year, from.within, to.within) {
        (Some(a), Some(b), None, None) => a < b,
        _ => true,
    };
    if order { Ok((rest, from, to)) } else { Err(failed()) }
}

/// "2014 to 2018" with nothing counted behind.
fn bare_years(scan: Scan<'_>) -> bool {
    let Ok((rest, (a, _))) = digits(scan, 4, 4) else { return false };
    let Some(rest) = to(rest) else { return false };
    let Ok((rest, (b, _))) = digits(rest, 4, 4) else { return false };
    let ends =
        rest.first().is_none_or(|t| t.kind == crate::text::TokenKind::Mark && !matches!(rest.word(t), "%" | "-" | "/"));
    let glued = scan.first().is_some_and(|t| t.is_glued());
    // "(1368–1644)", "(c. 1340 – 1400)": of an era or a life
    let since = scan.before().is_some_and(|t| scan.word(t) == "(")
        || super::word::slack(scan.from(scan.at().saturating_sub(1))).is_ok();
    if since && rest.first_text() == ")" && (1000..=2100).contains(&a) && (1000..=2100).contains(&b) && a < b {
        return true;
    }
    // "the period 1750–1850"
    let before = scan.at().checked_sub(1).map(|at| scan.from(at));
    let years = |s| matches!(super::word::unit(s), Ok((_, (Grain::Year, 1, true))));
    let told = before.is_some_and(|s| is_link(s, Link::Period) || years(s)) && !glued;
    let ends = ends || told && rest.first().is_some_and(|t| t.kind == crate::text::TokenKind::Word && !t.is_glued());
    let earliest = if told { 1000 } else { 1800 };
    (earliest..=2100).contains(&a) && (earliest..=2100).contains(&b) && a < b && ends && !glued
}

/// "1998-99", "2008 to 12".
fn short_end<'a>(scan: Scan<'a>, from: &Date) -> Parsed<'a, Date> {
    // "from 1939 to '45"
    if let (Ok((rest, n)), Some(y)) = (short_year(scan), from.year)
        && n % 100 > y % 100
    {
        return Ok((rest, Date { year: Some(y / 100 * 100 + n % 100), ..Date::open() }));
    }
    let (rest, (n, _)) = digits(scan, 2, 2)?;
    // "2002-10-09"
    if rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || rest.word(t) == "/")) {
        return fail(scan);
    }
    match from.year {
        Some(y) if (y % 100) < n as i16 && scan.first().is_some_and(|t| t.is_glued()) => {
            Ok((rest, Date { year: Some(y / 100 * 100 + n as i16), ..Date::open() }))
        }
        _ => fail(scan),
    }
}

/// "0730": a time on the face of 24 hours.
fn four_figures(scan: Scan<'_>) -> Parsed<'_, TimeOfDay> {
    let (rest, (n, _)) = digits(scan, 4, 4)?;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && !t.is_dash() && t.kind != crate::text::TokenKind::Mark);
    if n / 100 > 23 || n % 100 > 59 || runs_on {
        return fail(scan);
    }
    Ok((rest, TimeOfDay { minute: n / 100 * 60 + n % 100, ..TimeOfDay::default() }))
}

fn bare_hour(scan: Scan<'_>) -> Parsed<'_, TimeOfDay> {
    // "from two to five pm" is from 2 on, not from two minutes to five.
    let spans = follows_link(scan, 1, Link::From) && !is_number_token(scan);
    let (rest, time) = if spans { worded_hour(scan)? } else { supported(scan)? };
    if meridiem(scan.skip(1)).is_ok() || !time.either_half { fail(scan) } else { Ok((rest, time)) }
}

/// The bare hour in the half of the day that puts it before the end.
fn same_half(bare: TimeOfDay, end: TimeOfDay) -> TimeOfDay {
    let noon = bare.minute % 720;
    // "11 to 3am" begins on the evening before.
    let minute = if noon + 720 < end.minute || noon > end.minute { noon + 720 } else { noon };
    TimeOfDay { minute, either_half: false, zone: end.zone, ..bare }
}

fn year_behind(scan: Scan<'_>, known: Option<i16>) -> (Scan<'_>, Option<i16>) {
    match year(comma(scan)) {
        Ok((rest, n)) if known.is_none() => (rest, Some(n)),
        _ => (scan, known),
    }
}

/// "May to June", "January-February 2017": each says that the other is a month.
fn months(scan: Scan<'_>) -> Parsed<'_, Ends> {
    let one = |s: Scan<'_>| match month(s) {
        Ok((rest, m)) if s.first().is_some_and(|t| t.is_capital()) => Some((rest.at(), m)),
        _ => None,
    };
    let Some((at, first)) = one(scan) else { return fail(scan) };
    let rest = scan.from(at);
    let Some(rest) = to(rest) else { return fail(scan) };
    let Some((at, last)) = one(rest) else { return fail(scan) };
    let rest = scan.from(at);
    // "May to June 3" has days.
    if first == last || is_moved(scan) || day_number(rest).is_ok() && year(rest).is_err() {
        return fail(scan);
    }
    let (rest, n) = year_behind(rest, None);
    Ok((rest, (Date::ymd(None, Some(first), None), Date::ymd(n, Some(last), None), false)))
}

/// "Thursday from 9:30 to 11:00", "this Thursday 9-11am", "tomorrow between 2 and 4".
fn day_hours(scan: Scan<'_>) -> Parsed<'_, Ends> {
    let (rest, day) = super::day(scan)?;
    // "Monday morning from 10am to noon"
    let (rest, day) = match super::word::part(rest) {
        Ok((after, p)) if super::is_day(&day) => (after, Date { hours: Some(Hours::Part(p)), ..day }),
        _ => (rest, day),
    };
    let parted = matches!(day.hours, Some(Hours::Part(_))) && !day.is_dayless() && day.edge.is_none();
    if !(super::is_day(&day) || parted) {
        return fail(scan);
    }
    let rest = comma(rest);
    let between = is_link(rest, Link::Between);
    let opened = past_link(past_link(rest, Link::From), Link::Between);
    let told = opened.at() > rest.at();
    let hour = |s| super::clock::clock(s).or_else(|_| supported(s));
    let (rest, from) = hour(opened)?;
    let joined = if between { link(Link::And)(rest).ok().map(|(rest, ())| rest) } else { to(rest) };
    let Some(rest) = joined else { return fail(scan) };
    let (rest, to) = hour(rest)?;
    // "Monday 8 to 9" may be a score.
    if !told && !parted && from.either_half && to.either_half {
        return fail(scan);
    }
    let from = if from.either_half && !to.either_half { same_half(from, to) } else { from };
    let on = |time: TimeOfDay| {
        if parted { super::in_part(day, time) } else { Date { hours: Some(Hours::Clock(time)), ..day } }
    };
    Ok((rest, (on(from), on(to), between)))
}

/// "Hours of operation: 9 to 5", "the opening hours are 10-4": from a morning to an afternoon.
fn opening_hours(scan: Scan<'_>) -> Parsed<'_, Ends> {
    fn hour(scan: Scan<'_>) -> Option<(Scan<'_>, u16)> {
        match digits(scan, 1, 2) {
            Ok((rest, (n @ 1..=12, _))) => Some((rest, n * 60)),
            _ => None,
        }
    }
    let joined = |rest| to_word(rest).or_else(|| tight(rest, &["-", "–"]).ok().map(|(rest, _)| rest));
    let ends = |rest: Scan<'_>| {
        !is_number_token(rest)
            && !super::word::is_content(rest)
            && !rest.first().is_some_and(|t| t.is_glued() && !matches!(rest.word(t), "." | "," | ";" | ")"))
    };
    let start = past_link(scan, Link::From);
    let found = hour(start).and_then(|(rest, a)| Some((a, joined(rest)?))).and_then(|(a, rest)| {
        let (rest, b) = hour(rest)?;
        Some((rest, a, b))
    });
    match found {
        Some((rest, a @ 300..=719, b)) if b <= a && follows_opening(scan) && ends(rest) => {
            let on = |minute| Date {
                hours: Some(Hours::Clock(TimeOfDay { minute, ..TimeOfDay::default() })),
                ..Date::open()
            };
            Ok((rest, (on(a), on(b + 720), false)))
        }
        _ => fail(scan),
    }
}

/// Whether "hours", "hours of operation" and no more than a colon or "are" stand before.
fn follows_opening(scan: Scan<'_>) -> bool {
    fn back(scan: Scan<'_>) -> Option<Scan<'_>> {
        scan.at().checked_sub(1).map(|at| scan.from(at))
    }
    let told = back(scan)
        .filter(|at| at.first_text() == ":" || at.first().is_some_and(|t| at.lexicon.is(t.word, Class::Auxiliary)));
    let Some(noun) = told.and_then(back) else { return false };
    let of =
        super::word::cue(NumberCue::Timetable)(noun).ok().and_then(|_| back(noun)).filter(|at| is_link(*at, Link::Of));
    of.and_then(back).map_or_else(|| is_link(noun, Link::Hours), |hours| is_link(hours, Link::Hours))
}

/// "November 5 or 6".
fn either_day(scan: Scan<'_>) -> Parsed<'_, Ends> {
    let (rest, from) = super::day(scan)?;
    let (rest, ()) = number_mark(NumberSense::Or)(rest)?;
    // "in 1954 or 1955"
    if let (Some(first), Ok((rest, n))) = (from.year, year(rest))
        && from == (Date { year: Some(first), ..Date::open() })
        && n == first + 1
        && !super::word::is_content(rest)
    {
        return Ok((rest, (from, Date { year: Some(n), ..Date::open() }, true)));
    }
    let (rest, (day, _)) = day_number(past_link(rest, Link::The))?;
    let next = from.day.is_some_and(|first| day == first + 1) && from.month().is_some() && from.hours.is_none();
    let ends = rest.first().is_none_or(|t| t.kind == crate::text::TokenKind::Mark && !t.is_glued())
        || matches!(rest.first_text(), "." | "," | ";" | ")")
        || !super::word::is_content(rest) && !is_number_token(rest);
    if !next || !ends || month(past_link(rest, Link::Of)).is_ok() {
        return fail(scan);
    }
    let (rest, year) = year_behind(rest, from.year);
    Ok((rest, (Date { year, ..from }, Date { day: Some(day), weekday: None, year, ..from }, true)))
}

/// "13-15 March 2023", "13 and 14 March" is two days.
fn days_of_month(scan: Scan<'_>) -> Parsed<'_, Ends> {
    let start = past_link(past_link(scan, Link::From), Link::Between);
    let between = is_link(scan, Link::Between);
    if is_link(scan, Link::From) && is_moved(scan) {
        return fail(scan);
    }
    let (rest, (first, _)) = day_number(past_link(start, Link::The))?;
    let and = |s| if between { link(Link::And)(s).ok().map(|(rest, ())| rest) } else { None };
    // "on 5 or 6 November"
    let or = number_mark(NumberSense::Or)(rest).ok().map(|(rest, ())| rest).filter(|_| start.at() == scan.at());
    let either = or.is_some();
    let Some(rest) = or.or_else(|| and(rest)).or_else(|| to(rest)) else {
        return fail(scan);
    };
    let between = between || either;
    let (rest, (last, as_ordinal)) = day_number(past_link(rest, Link::The))?;
    // "from 4 to 22 this month", "the 4th to the 22nd of next month"
    let inner = past_link(past_link(rest, Link::Of), Link::In);
    if !either
        && (start.at() > scan.at() || inner.at() > rest.at() || matches!(which(rest), Ok((_, Which::Next))))
        && let Ok((after, base)) = unit_container(inner, Grain::Month)
        && super::word::possessive(after).is_err()
        && first < last
    {
        let on = |day| Date { day: Some(day), base, ..Date::open() };
        return Ok((after, (on(first), on(last), between)));
    }
    let rest = past_link(past_joint(rest), Link::Of);
    // "from 2 to 5 march past", but "the 2nd to the 5th of march"
    if !rest.first().is_some_and(|t| t.is_capital()) && super::word::is_weak(rest) && !as_ordinal {
        return fail(scan);
    }
    let (rest, month) = month(rest)?;
    let (rest, year) = year_behind(rest, None);
    if first >= last || is_link(rest, Link::OClock) {
        return fail(scan);
    }
    // "5 or 16 May" are no days between.
    if either && last != first + 1 {
        return fail(scan);
    }
    let on = |day| Date { within: Some(InYear::Month(month)), day: Some(day), year, ..Date::open() };
    Ok((rest, (on(first), on(last), between)))
}
