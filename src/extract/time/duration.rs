/*! Lengths of time: "72 hours", "three-day", "two-and-a-half years", "an hour and 20 minutes", "less than a month", "the past 15
years", "several weeks". Not lengths: ages ("22-year-old"), rates ("twice a year"). */

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::counted::{hedged_inside, or_two, suspended};
use super::sided::{side_of, sided};
use super::word::{
    bound, comma, counted_unit, follows_link, in_title, is_link, is_number_token, is_weak, link, ordinal, past_joint,
    past_link, step, unit, which,
};
use crate::extract::Reading;
use crate::extract::numeral::{Numeral, fraction, joint, numeral};
use crate::extract::scan::{
    Parsed, Remembered, Scan, calendar_word, dash, fail, number_mark, number_word, remember, sense_of,
};
use crate::lexicon::{Bound as Exactness, CalendarSense, Class, HedgeId, Link, NumberSense, Roles, Sense, Sorts, Step};
use crate::text::TokenKind;
use crate::value::{Bound, Duration, Grain, Range, Side, Value};

/// A length and how it is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length {
    pub(super) duration: Duration,
    /// "a year": an article alone counts it.
    pub(super) article: bool,
    /// "years": nothing counts it.
    pub(super) bare: bool,
    /// Whether a hedge stands inside.
    pub(super) hedged: bool,
}

/// A length of time, without what stands around it.
pub(super) fn length(scan: Scan<'_>) -> Parsed<'_, Length> {
    if !scan.reaches(Roles::UNIT) {
        return fail(scan);
    }
    // "90+4 minutes" is one time of a match.
    let added = scan.first().is_some_and(|t| t.is_glued()) && scan.before().is_some_and(|t| scan.word(t) == "+");
    if in_title(scan) || added && scan.back(2).is_some_and(|t| t.kind == TokenKind::Number) {
        return fail(scan);
    }
    remember(Remembered::Length, scan, any_length)
}

fn any_length(scan: Scan<'_>) -> Parsed<'_, Length> {
    let (rest, first) = one_length(scan)?;
    // "two-year-long"
    let rest = match link(Link::Long)(past_joint(rest)) {
        Ok((after, ())) if past_joint(rest).at() > rest.at() => after,
        _ => rest,
    };
    if first.bare || first.duration.written.is_none() {
        return Ok((rest, first));
    }
    // "a 30-day, 12-hour wait" is told twice.
    if rest.first_text() == "," && rest.back(2).is_some_and(|t| t.is_glued_hyphen()) {
        return Ok((rest, first));
    }
    // "and a half", "and 20 minutes", ", three months and five days".
    let joined = past_link(comma(rest), Link::And);
    // "one hour thirty"
    if first.duration.grain == Grain::Hour
        && rest.first_text() != ","
        && let Ok((after, n)) = crate::extract::numeral::integer(joined)
        && matches!(n.value, 5..60)
        && n.value % 5 == 0
        && let Some(whole) = first.duration.written.filter(|n| n.is_integer())
        && after.first().is_none_or(|t| {
            t.kind == TokenKind::Mark && !t.is_dash() && !t.is_glued()
                || t.kind == TokenKind::Mark && matches!(after.word(t), "." | "," | ";")
        })
        && let Some(minutes) = whole.checked_mul(60.into()).and_then(|m| m.checked_add(n.value.into()))
    {
        let duration = Duration::new(Range::exact(minutes), Grain::Minute);
        return Ok((after, Length { duration, article: false, ..first }));
    }
    // "2 minutes 3.5 seconds"
    if joined.at() == rest.at() && numeral(rest).is_err() {
        return Ok((rest, first));
    }
    if let Ok((after, (above, below))) = fraction(joined)
        && is_link(rest, Link::And)
        && below <= 4
        && counted_unit(past_link(past_link(after, Link::Of), Link::A)).is_err()
        && let Some(duration) = plus_fraction(&first.duration, above, below)
    {
        return Ok((after, Length { duration, article: false, ..first }));
    }
    // "For three months and two weeks and two days ago": one "and" closes a length.
    let second = if is_link(rest, Link::And) { one_length(joined) } else { length(joined) };
    if let Ok((after, second)) = second
        && !second.bare
        && !second.article
        && second.duration.grain < first.duration.grain
        && let Some(duration) = sum(&first.duration, &second.duration)
    {
        return Ok((after, Length { duration, ..first }));
    }
    Ok((rest, first))
}

fn plus_fraction(first: &Duration, above: u32, below: u32) -> Option<Duration> {
    let part = Decimal::from(above).checked_div(below.into())?;
    let n = first.written?.checked_add(part)?;
    Some(Duration::new(Range::exact(n), first.grain))
}

/// Both in the smaller unit; side by side where no number of it makes the larger.
fn sum(first: &Duration, second: &Duration) -> Option<Duration> {
    if first.grain >= Grain::Month && second.grain < Grain::Month {
        let n = second.written.filter(|n| n.is_integer() && second.more.is_none())?.to_u32()?;
        return Some(Duration { more: Some((n, second.grain)), ..*first });
    }
    let more = second.more;
    let per = match (first.grain.seconds(), second.grain.seconds(), first.grain.months(), second.grain.months()) {
        (Some(a), Some(b), ..) if a % b == 0 => a / b,
        (.., Some(a), Some(b)) if a % b == 0 => a / b,
        _ => return None,
    };
    let n = first.written?.checked_mul(per.into())?.checked_add(second.written?)?;
    Some(Duration { more, ..Duration::new(Range::exact(n), second.grain) })
}

fn one_length(scan: Scan<'_>) -> Parsed<'_, Length> {
    // "2H 2023" is half a year.
    if is_number_token(scan) && super::year::number_first(scan).is_ok() {
        return fail(scan);
    }
    let plain = |duration| Length { duration, article: false, bare: false, hedged: false };
    // "several weeks", "a couple of years".
    let vague = number_word(|s| match s {
        NumberSense::Vague { low, high } => Some((low, high)),
        _ => None,
    });
    if let Ok((rest, (low, high))) = vague(scan) {
        // "several more days"
        let rest = past_link(past_link(past_joint(rest), Link::Empty), Link::Of);
        let (rest, (grain, count, _)) = counted_unit(rest)?;
        let times = |n: u64| Decimal::from(n).checked_mul(count.into());
        let range = Range { low: times(low), high: high.and_then(times) };
        return Ok((rest, plain(Duration::new(range, grain))));
    }
    if let Ok((rest, ())) = link(Link::Few)(scan) {
        let (rest, (grain, count, true)) = counted_unit(past_link(rest, Link::Empty))? else { return fail(scan) };
        let times = |n: u32| Decimal::from(n).checked_mul(count.into());
        return Ok((rest, plain(Duration::new(Range { low: times(3), high: times(9) }, grain))));
    }
    // "half an hour", "three quarters of an hour", "half-hour"; "a third-year student" and "a fourth-day rally" are places.
    if let Ok((rest, (above, below))) = fraction(scan)
        && (rest.at().checked_sub(1).is_none_or(|at| ordinal(rest.from(at)).is_err()) || is_link(rest, Link::Of))
        && let joined = past_joint(rest)
        && let of = past_link(joined, Link::Of)
        && let behind = past_link(of, Link::A)
        // "half an hour", and "the quarter a year ago" is no quarter of a year.
        && (below == 2 || of.at() > joined.at() || behind.at() == of.at())
        && let Ok((
            end,
            (
                grain @ (Grain::Second
                | Grain::Minute
                | Grain::Hour
                | Grain::Day
                | Grain::Month
                | Grain::Year
                | Grain::Decade
                | Grain::Century),
                count,
                false,
            ),
        )) = unit(behind)
        // "a tenth of a second", but "a second second"
        && (is_link(rest, Link::Of) || below <= 4 && grain > Grain::Second)
    {
        let n = Decimal::from(above).checked_mul(count.into()).and_then(|n| n.checked_div(below.into()));
        return match n {
            Some(n) => Ok((end, plain(Duration::new(Range::exact(n), grain)))),
            None => fail(scan),
        };
    }
    if let Ok((rest, n)) = numeral(scan) {
        // "4.5 ± 0.3 years"
        if let Ok((rest, ())) = number_mark(NumberSense::Within)(rest)
            && let Ok((rest, by)) = numeral(rest)
        {
            let (end, (grain, count, _)) = counted_unit(past_joint(rest))?;
            let times = |n: Option<Decimal>| n?.checked_mul(count.into());
            let (low, high) = (times(n.value.checked_sub(by.value)), times(n.value.checked_add(by.value)));
            return match (low, high) {
                (Some(low), Some(high)) if low < high && !low.is_sign_negative() => {
                    Ok((end, plain(Duration::new(Range::between(low, high), grain))))
                }
                _ => fail(scan),
            };
        }
        let joined = past_joint(rest);
        if let Ok((rest, to)) = second_number(rest) {
            let at = past_joint(rest);
            let rest = past_link(past_link(at, Link::Empty), Link::Working);
            let (end, (grain, count, plural)) = counted_unit(rest)?;
            let times = |n: Decimal| n.checked_mul(count.into());
            let working =
                |n: Decimal| if is_link(at, Link::Working) && grain == Grain::Day { at_most_days(n) } else { n };
            return match (times(low_end(&n, &to)), times(to.value)) {
                (Some(low), Some(high)) if low < high && (plural || !is_weak(rest)) => {
                    Ok((end, plain(Duration::new(Range::between(low, working(high)), grain))))
                }
                _ => fail(scan),
            };
        }
        // "two- and three-year bonds", "30-, 60- and 90-day bills"
        if let Some((end, grain, count)) = suspended(rest)
            && let Some(amount) = n.value.checked_mul(count.into())
        {
            return Ok((end, plain(Duration::new(Range::exact(amount), grain))));
        }
        // "the two previous years", "five more days"
        if let Ok((after, chosen)) = which(joined)
            && let Ok((end, (grain, count, true))) = unit(after)
            && let Some(side) = side_of(chosen)
            && let Some(amount) = n.value.checked_mul(count.into())
        {
            let duration = Duration { side: Some(side), ..Duration::new(Range::exact(amount), grain) };
            return Ok((end, plain(duration)));
        }
        // "one and three quarter hours", "two and a quarter of an hour"
        if let Ok((after, (above, below))) = mixed(rest)
            && n.value.is_integer()
            && let Some(n) = Decimal::from(above).checked_div(below.into()).and_then(|part| n.value.checked_add(part))
        {
            let (end, (grain, count, _)) = counted_unit(past_link(past_link(past_joint(after), Link::Of), Link::A))?;
            return match n.checked_mul(count.into()) {
                Some(n) => Ok((end, plain(Duration::new(Range::exact(n), grain)))),
                None => fail(scan),
            };
        }
        if let Some((end, duration)) = hedged_inside(rest, &n) {
            return Ok((end, Length { hedged: true, ..plain(duration) }));
        }
        let rest = past_link(joined, Link::Empty);
        let (rest, working) = (past_link(rest, Link::Working), is_link(rest, Link::Working));
        // "one and a quarter of hours"
        let rest = if n.value.is_integer() { rest } else { past_link(past_link(rest, Link::Of), Link::A) };
        let (end, (grain, count, plural)) = counted_unit(rest)?;
        // "the twenty second of May"
        let joint = joined.at() > scan.at() + 1 && joint(joined.from(joined.at() - 1)).is_ok();
        // "one and three quarter hours"
        if grain == Grain::Quarter && !plural && n.value != Decimal::ONE && joined.at() == scan.at() + 1 {
            return fail(scan);
        }
        // "a three-quarters share", "three-quarters full"
        if grain == Grain::Quarter
            && plural
            && joined.before().is_some_and(|t| t.is_glued_hyphen())
            && n.value < 4.into()
        {
            return fail(scan);
        }
        let year = n.digits && n.value >= Decimal::ONE_THOUSAND;
        // "the 2023 calendar year", "the 2024 school day"
        let named = year && is_number_token(scan) && scan.first_text().len() == 4;
        if named && !plural && rest.at() > joined.at() && joined.at() == scan.at() + 1 {
            return fail(scan);
        }
        if is_weak(rest) && !plural && n.value != Decimal::ONE && !joint && (year || !n.digits) {
            return fail(scan);
        }
        let Some(value) = n.value.checked_mul(count.into()) else { return fail(scan) };
        // "Windows 22H2"
        let runs_on = end.first().is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number) && length(end).is_err();
        if value.is_sign_negative() || runs_on {
            return fail(scan);
        }
        if working && grain == Grain::Day {
            let days = Duration::new(Range::between(value, at_most_days(value)), grain);
            return Ok((end, plain(Duration { written: Some(value), ..days })));
        }
        return Ok((end, plain(Duration::new(Range::exact(value), grain))));
    }
    // "a year", "an hour".
    if let Ok((rest, ())) = link(Link::A)(scan) {
        let rest = past_link(past_link(rest, Link::Empty), Link::Working);
        let (end, (grain, count, false)) = unit(rest)? else { return fail(scan) };
        if is_weak(rest) {
            return fail(scan);
        }
        // "a year or two"
        if let Some(after) = or_two(end) {
            let most = Decimal::from(count).checked_mul(Decimal::TWO).unwrap_or(Decimal::TWO);
            let duration = Duration::new(Range::between(count.into(), most), grain);
            return Ok((after, plain(Duration { written: None, ..duration })));
        }
        let duration = Duration::new(Range::exact(count.into()), grain);
        return Ok((end, Length { article: true, ..plain(duration) }));
    }
    fail(scan)
}

/// The most days that so many working days take, with the weekends among them and a few holidays.
fn at_most_days(working: Decimal) -> Decimal {
    const HOLIDAYS: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
    let weeks = working.checked_mul(7.into()).and_then(|n| n.checked_div(5.into())).unwrap_or(working);
    weeks.ceil().saturating_add(HOLIDAYS)
}

/// The lower end of a range of lengths, which shares the scale behind the upper one: "1 to 100 million years".
fn low_end(low: &Numeral, high: &Numeral) -> Decimal {
    let shared = low.value.checked_mul(high.scale).filter(|n| low.scale == Decimal::ONE && *n < high.value);
    shared.unwrap_or(low.value)
}

/// "between two and three weeks", "from two to three weeks".
fn between(scan: Scan<'_>) -> Parsed<'_, Length> {
    use NumberSense as N;
    let (rest, opening) = number_word(|s| matches!(s, N::Between | N::From).then_some(s))(scan)?;
    let (rest, low) = numeral(rest)?;
    let joins = |s| matches!((opening, s), (N::Between, N::And | N::To) | (N::From, N::To));
    let (rest, ()) = number_word(|s| joins(s).then_some(()))(rest)?;
    let (rest, high) = numeral(rest)?;
    let (end, (grain, count, true)) = counted_unit(rest)? else { return fail(scan) };
    match (low_end(&low, &high).checked_mul(count.into()), high.value.checked_mul(count.into())) {
        (Some(low), Some(high)) if low < high => {
            let duration = Duration::new(Range::between(low, high), grain);
            Ok((end, Length { duration, article: false, bare: false, hedged: false }))
        }
        _ => fail(scan),
    }
}

/// "and three quarter" before a unit, where the number before it is whole.
fn mixed(scan: Scan<'_>) -> Parsed<'_, (u32, u32)> {
    let (rest, ()) = link(Link::And)(scan)?;
    let (after, (above, below)) = fraction(past_link(rest, Link::A)).or_else(|_| {
        let (rest, above) = crate::extract::numeral::integer(rest)?;
        let (rest, (_, below)) = fraction(rest)?;
        Ok((rest, (above.value, below)))
    })?;
    if matches!(below, 2 | 4) && above < below { Ok((after, (above, below))) } else { fail(scan) }
}

/// "to three", "-18", "or three": the other end of "two to three weeks".
fn second_number(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    let or = number_mark(NumberSense::Or);
    // "three-to-five", "30- to 60-day"
    if scan.first().is_some_and(|t| t.is_glued_hyphen())
        && let Ok((rest, ())) = link(Link::To)(scan.skip(1)).or_else(|_| or(scan.skip(1)))
    {
        return numeral(past_joint(rest));
    }
    let (rest, ()) = match link(Link::To)(scan).or_else(|_| or(scan)) {
        Ok(found) => found,
        Err(_) => dash(scan).map(|(rest, _)| (rest, ()))?,
    };
    numeral(rest)
}

/// Lengths with their hedges, and with "the past", "the next", "the first".
pub(super) fn duration(scan: Scan<'_>) -> Parsed<'_, Reading> {
    if let Ok((rest, length)) = whole(scan).or_else(|_| between(scan)) {
        return Ok((
            rest,
            Reading { value: Value::Duration(length.duration), core: (scan.at(), rest.at()), hedge: None },
        ));
    }
    let (rest, hedge) = hedges(scan);
    if let Ok((rest, ())) = link(Link::Within)(rest) {
        return within(rest);
    }
    // "over the past two years" is no hedge.
    if hedge.is_some() && is_link(scan, Link::During) && length(rest).is_err() {
        return fail(scan);
    }
    // "£4m over five years", "20% over two years" were during them.
    let sum = |t: &crate::text::Token| {
        // "a rise over two years"
        t.kind == TokenKind::Number
            || matches!(scan.word(t), "%" | ")")
            || scan.lexicon.is(t.word, Class::Rise)
            || scan.lexicon.is(t.word, Class::Fall)
            || scan.from(scan.at() - 1).senses().any(|(_, s)| {
                matches!(
                    s,
                    Sense::Number(NumberSense::Scale(_) | NumberSense::MoneyScale(_) | NumberSense::Percent)
                        | Sense::Currency(..)
                )
            })
    };
    let during = is_link(scan, Link::During) && rest.at() == scan.at() + 1 && scan.before().is_some_and(sum);
    let hedge = hedge.filter(|_| !during);
    // "an additional year", "a further week"
    let (rest, hedge) = match sided(rest) {
        Err(_) if hedge.is_some() && is_link(scan, Link::A) => (scan, None),
        _ => (rest, hedge),
    };
    let start = rest.at();
    let (rest, mut length) = sided(rest)?;
    // "three years ago" is a date.
    let uncounted = length.duration.written.is_none();
    // "for two days later this month" is a length, and a date behind it.
    let told = step(past_joint(rest)).is_ok_and(|(_, s)| !uncounted || matches!(s, Step::Ago | Step::Hence))
        && !super::relative::opens_date(past_joint(rest));
    if told && bound(rest).is_err() && !length.duration.set && length.duration.side.is_none() {
        // "13.8 billion years ago" is no date of any calendar: how long ago is all that it says.
        let (after, Step::Ago) = step(rest)? else { return fail(scan) };
        if !is_beyond_calendar(&length.duration) {
            return fail(scan);
        }
        let amount = match hedge {
            Some(id) => scan.lexicon.hedge(id).apply_to_length(&length.duration.amount),
            None => Some(length.duration.amount),
        };
        return match amount {
            Some(amount) => {
                let value = Value::Duration(Duration { amount, ..length.duration });
                Ok((after, Reading { value, core: (start, after.at()), hedge }))
            }
            None => fail(scan),
        };
    }
    // "Sales fell by a quarter", "almost a quarter": a part, where "$5 a quarter" is of time.
    let moved =
        || scan.before().is_some_and(|t| scan.lexicon.is(t.word, Class::Rise) || scan.lexicon.is(t.word, Class::Fall));
    let by =
        || moved() || scan.at().checked_sub(1).is_some_and(|at| matches!(bound(scan.from(at)), Ok((_, Bound::By))));
    if length.duration.grain == Grain::Quarter && length.article && (hedge.is_some() || by()) {
        return fail(scan);
    }
    // "one day last week", "one day in May": some day of those.
    let of_some = || {
        let container = which(past_link(rest, Link::The)).is_ok_and(|(rest, _)| unit(rest).is_ok());
        let month = link(Link::In)(rest).is_ok_and(|(rest, ())| super::word::month(rest).is_ok());
        container || month
    };
    if length.duration.grain == Grain::Day
        && length.duration.written == Some(Decimal::ONE)
        && hedge.is_none()
        && !length.article
        && rest.at() == scan.at() + 2
        && unit(scan.skip(1)).is_ok()
        && !follows_link(scan, 1, Link::During)
        && of_some()
    {
        return fail(scan);
    }
    // An age is not a length: "22-year-old", "22 years old". Of what is two centuries old, the length is all that is told.
    if is_link(past_joint(rest), Link::Old)
        && (length.duration.grain < Grain::Decade || length.bare || joint(rest).is_ok())
    {
        return fail(scan);
    }
    if length.article && hedge.is_none() && is_rate(scan) {
        length.duration.set = true;
    }
    let end = rest.at();
    let (rest, behind) = hedge_behind(rest);
    let hedge = hedge.or(behind);
    if let Some(id) = hedge
        && !length.bare
    {
        match scan.lexicon.hedge(id).apply_to_length(&length.duration.amount) {
            Some(amount) => length.duration.amount = amount,
            None => return fail(scan),
        }
    }
    Ok((rest, Reading { value: Value::Duration(length.duration), core: (start, end), hedge }))
}

/// Whether a length reaches back before any calendar.
pub(super) fn is_beyond_calendar(length: &Duration) -> bool {
    const YEARS: Decimal = Decimal::from_parts(200_000, 0, 0, false, 0);
    let years = match length.grain {
        Grain::Year => Decimal::ONE,
        Grain::Decade => Decimal::TEN,
        Grain::Century => Decimal::ONE_HUNDRED,
        _ => return false,
    };
    length.written.and_then(|n| n.checked_mul(years)).is_some_and(|n| n > YEARS)
}

/// "within five days": at most so long, from now on.
fn within(rest: Scan<'_>) -> Parsed<'_, Reading> {
    let start = rest.at();
    let (rest, mut length) = sided(rest)?;
    if let (Some(_), Some(most)) = (length.duration.written, length.duration.amount.high) {
        length.duration.amount = Range::at_most(most);
    }
    // "within weeks" is short, and no least of them.
    if length.bare {
        length.duration.amount = Range::at_least(Decimal::ZERO);
    }
    // "within two weeks from today"
    let rest = match bound(rest) {
        Ok((after, Bound::After | Bound::From)) => from_now(after).unwrap_or(rest),
        _ if is_link(rest, Link::From) => from_now(past_link(rest, Link::From)).unwrap_or(rest),
        _ => rest,
    };
    // "Within a week of the vote" is not from now on.
    if !is_link(rest, Link::Of) && length.duration.side.is_none() {
        length.duration.side = Some(Side::Future);
    }
    Ok((rest, Reading { value: Value::Duration(length.duration), core: (start, rest.at()), hedge: None }))
}

/// "today", "now".
fn from_now(scan: Scan<'_>) -> Option<Scan<'_>> {
    let today = super::word::near_day(scan).ok().filter(|(_, day)| *day == (0, None)).map(|(rest, _)| rest);
    let now =
        || super::word::vague(scan).ok().filter(|(_, v)| *v == crate::value::Vague::Present).map(|(rest, _)| rest);
    today.or_else(now)
}

/// "all day", "the whole week", "full-year", "week-long", "another month".
fn whole(scan: Scan<'_>) -> Parsed<'_, Length> {
    let lasting = |count: u8, grain| Length {
        duration: Duration::new(Range::exact(count.into()), grain),
        article: false,
        bare: false,
        hedged: false,
    };
    // "weeklong", "week-long", "decades-long"
    // "another month", where "another" before a number is a hedge
    if let Ok((rest, ())) = link(Link::Another)(scan) {
        let (rest, (grain, count, false)) = unit(rest)? else { return fail(scan) };
        return Ok((rest, lasting(count, grain)));
    }
    let named = calendar_word(CalendarSense::LASTING, |c| {
        if let CalendarSense::Lasting(grain, n) = c { Some((grain, n)) } else { None }
    });
    if let Ok((rest, (grain, count))) = named(scan) {
        return Ok((rest, lasting(count, grain)));
    }
    if let Ok((rest, (grain, count, plural))) = unit(scan) {
        let after = past_joint(rest);
        if after.at() == rest.at() || scan.first().is_some_and(|t| t.is_glued()) {
            return fail(scan);
        }
        let (after, ()) = link(Link::Long)(after)?;
        return Ok((after, if plural { bare(grain) } else { lasting(count, grain) }));
    }
    let (rest, ()) = link(Link::Whole)(scan)?;
    let (rest, (grain, count, plural)) = unit(past_joint(past_link(rest, Link::The)))?;
    // "For the full year" is that of the books.
    let of_books = grain == Grain::Year && is_link(scan, Link::The);
    if plural || grain < Grain::Hour || of_books && follows_link(scan, 1, Link::During) {
        return fail(scan);
    }
    let duration = Duration::new(Range::exact(count.into()), grain);
    Ok((rest, Length { duration, article: false, bare: false, hedged: false }))
}

/// The hedges before a number.
pub(super) fn hedges(scan: Scan<'_>) -> (Scan<'_>, Option<HedgeId>) {
    let hedge = sense_of(Sorts::HEDGE, |s| if let Sense::Hedge(id) = s { Some(id) } else { None });
    let (mut rest, mut found) = (scan, None);
    for _ in 0..2 {
        match hedge(rest) {
            Ok((after, id)) if !scan.lexicon.hedge(id).after => {
                // "a total of more than 11 hours": what bounds tells more than what says that it is exact.
                found = found.filter(|&first| scan.lexicon.hedge(first).bound != Exactness::Exactly).or(Some(id));
                rest = after;
            }
            _ => break,
        }
    }
    (rest, found)
}

fn hedge_behind(scan: Scan<'_>) -> (Scan<'_>, Option<HedgeId>) {
    let found = scan.senses_of(Sorts::HEDGE).find_map(|(n, s)| match s {
        Sense::Hedge(id) if scan.lexicon.hedge(id).after => Some((n, id)),
        _ => None,
    });
    match found {
        Some((n, id)) => (scan.skip(n), Some(id)),
        None => (scan, None),
    }
}

/// So many of a unit that nothing counts.
pub(super) fn bare(grain: Grain) -> Length {
    let mut duration = Duration::new(Range::at_least(Decimal::TWO), grain);
    duration.written = None;
    Length { duration, article: false, bare: true, hedged: false }
}

/// Whether "a year" here makes a rate of what stands before, as in "$5 a year", "700 seats a week": so it does but behind a
/// preposition or at the start.
fn is_rate(scan: Scan<'_>) -> bool {
    let Some(before) = scan.before() else { return false };
    let near = scan.from(scan.at() - 1);
    match before.kind {
        TokenKind::Number | TokenKind::Opaque | TokenKind::Dotted | TokenKind::Identifier => true,
        TokenKind::Mark => matches!(scan.word(before), "%" | ")"),
        TokenKind::Word => {
            let linked = near.senses().any(|(_, s)| {
                use crate::lexicon::CalendarSense as C;
                match s {
                    Sense::Calendar(C::Link(l)) => !matches!(l, Link::Time | Link::Hours),
                    Sense::Calendar(C::Bound(_) | C::Slack(..) | C::Tense(_) | C::Vague(_)) | Sense::Hedge(_) => true,
                    Sense::Class(
                        Class::Preposition | Class::Determiner | Class::Conjunction | Class::Auxiliary | Class::Modal,
                    ) => true,
                    _ => false,
                }
            });
            !linked
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scan::reading;

    fn read(text: &str) -> Option<(String, Range, Option<Side>)> {
        reading(text, |scan| {
            let (rest, found) = duration(scan).ok()?;
            match found.value {
                Value::Duration(d) => Some((rest.at(), (d.timex(), d.amount, d.side))),
                _ => None,
            }
        })
    }

    #[test]
    fn lengths_are_read_in_every_spelling() {
        for (text, timex) in [
            ("72 hours", "PT72H"),
            ("72-hour", "PT72H"),
            ("three-day", "P3D"),
            ("six full days", "P6D"),
            ("two-and-a-half years", "P2Y6M"),
            ("a decade", "P10Y"),
            ("half an hour", "PT30M"),
            ("a year and a half", "P1Y6M"),
            ("an hour and 20 minutes", "PT80M"),
            ("the past 15 years", "P15Y"),
            ("several weeks", "PXW"),
            ("a couple of years", "P2Y"),
            ("a fortnight", "P2W"),
            ("three consecutive months", "P3M"),
            ("two to three weeks", "PXW"),
            ("the first nine months", "P9M"),
            ("less than a month", "P1M"),
            ("more than 15 years", "P15Y"),
            ("up to three days", "P3D"),
            ("nearly a decade", "P10Y"),
            ("within five days", "P5D"),
        ] {
            assert_eq!(read(text).map(|(timex, ..)| timex).as_deref(), Some(timex), "{text}");
        }
        for text in [
            "22-year-old",
            "22 years old",
            "three years ago",
            "a second",
            "third year",
            "12 people",
            "days",
            "the twenty second",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn hedges_bound_a_length() {
        let n = Decimal::from;
        for (text, range) in [
            ("at least 3 days", Range::at_least(n(3))),
            ("a total of more than 11 hours", Range::at_least(n(11))),
            ("a total of 11 hours", Range::exact(n(11))),
            ("up to three days", Range::at_most(n(3))),
            ("within five days", Range::at_most(n(5))),
            ("two to three weeks", Range::between(n(2), n(3))),
            ("between two and three weeks", Range::between(n(2), n(3))),
            ("from two to three weeks", Range::between(n(2), n(3))),
            ("40–60 seconds", Range::between(n(40), n(60))),
            ("several weeks", Range::between(n(3), n(9))),
            ("1 to 100 million years", Range::between(n(1_000_000), n(100_000_000))),
            ("between 1 and 3 thousand years", Range::between(n(1_000), n(3_000))),
            ("500 to 2 thousand years", Range::between(n(500), n(2_000))),
        ] {
            assert_eq!(read(text).map(|(_, range, _)| range), Some(range), "{text}");
        }
    }

    #[test]
    fn the_past_and_the_next_say_where_a_length_lies() {
        for (text, side) in
            [("the past year", Some(Side::Past)), ("the next two weeks", Some(Side::Future)), ("two weeks", None)]
        {
            assert_eq!(read(text).map(|(.., side)| side), Some(side), "{text}");
        }
    }
}
