/*! Dates counted from the document's or from the one spoken of last: "yesterday", "last week", "next Monday", "three years ago",
"two days later", "the following month", "in 20 minutes", "recently". */

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::duration::{Length, length};
use super::same::{same_part, same_quarter, same_unit};
use super::word::{
    bound, cue, feast, follows_link, is_link, link, month, near_day, part, past_joint, past_link, possessive, season,
    slack, step, unit, vague, weekday, weekend, which, year,
};
use crate::extract::scan::{Alternative, Parsed, Remembered, Scan, fail, first_of, remember};
use crate::lexicon::{CalendarSense as C, Class, Link, NumberCue, Roles, Sense, Sorts, Starts, Step, Which};
use crate::text::TokenKind;
use crate::value::{Base, Bound, Date, Grain, Hours, InYear, Origin, Part, Vague};

/// A date told by its distance.
pub(super) fn relative(scan: Scan<'_>) -> Parsed<'_, Date> {
    if !may_begin(scan) {
        debug_assert!(any_relative(scan).is_err(), "{:?}", scan.first_text());
        return fail(scan);
    }
    remember(Remembered::Relative, scan, any_relative)
}

/// Whether the first word, or a unit of time in reach, is one without which no date is told by its distance.
fn may_begin(scan: Scan<'_>) -> bool {
    let numeral = scan.starts().any(Starts::NUMERAL) && scan.reaches(Roles::TIME);
    scan.reaches(Roles::UNIT)
        || numeral
        || scan.is_of_calendar(C::UNIT | C::DAY | C::WHICH | C::VAGUE | C::SEASON | C::FEAST | C::PART)
        || scan.is_of_links(Link::Fiscal.bit())
}

fn any_relative(scan: Scan<'_>) -> Parsed<'_, Date> {
    const STEPS: u32 = C::PART | C::SEASON | C::FEAST;
    const QUARTER: Sorts = Sorts::calendar(C::WHICH | C::UNIT).or_links(Link::Whole.bit() | Link::Fiscal.bit());
    const DIGITS: Sorts = Sorts { numbers: 0, ..Sorts::NUMBERS };
    const ALTERNATIVES: &[Alternative<Date>] = &[
        (Sorts::ALL, counted_from),
        (Sorts::calendar(C::DAY), near),
        (Sorts::calendar(STEPS), beside),
        (Sorts::calendar(0).or_links(Link::A.bit()), week_off),
        (Sorts::calendar(C::WHICH | C::UNIT), same_unit),
        (Sorts::calendar(C::WHICH), turned),
        (Sorts::ALL, ago),
        (Sorts::calendar(0).or_links(Link::In.bit()), ahead),
        (Sorts::NUMBERS, weekdays_away),
        (Sorts::calendar(C::UNIT), unit_step),
        (QUARTER.or(DIGITS), same_quarter),
        (Sorts::NUMBERS, some_day),
        (Sorts::calendar(C::VAGUE), at_some_time),
    ];
    first_of(scan, ALTERNATIVES)
}

/// "soon", "in the past": a time that nobody measures.
fn at_some_time(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, v) = vague(scan)?;
    // "as soon as", "soon after the vote"
    let within = |found: Parsed<'_, _>| found.is_ok_and(|(after, _)| after.at() > scan.at());
    let as_soon_as = scan.at().checked_sub(1).is_some_and(|at| within(bound(scan.from(at))));
    if v == Vague::Future && (as_soon_as || slack(scan).is_ok() || bound(rest).is_ok()) {
        return fail(scan);
    }
    // "at this time last year"
    if v == Vague::Present && container(rest).is_ok() {
        return fail(scan);
    }
    // "in the past two months" is a length.
    // "the current four flights" are counted.
    let counts = v != Vague::Present || length(rest).is_ok();
    if unit(rest).is_ok()
        || counts && crate::extract::numeral::numeral(rest).is_ok()
        || which(scan.skip(1)).is_ok_and(|(r, _)| length(r).is_ok())
    {
        return fail(scan);
    }
    Ok((rest, Date { base: Base::Vague(v), ..Date::open() }))
}

/// "Will one day be", "could one day": no day that anybody names.
fn some_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let is = |t: &crate::text::Token, class| scan.lexicon.is(t.word, class);
    let modal = scan.before().is_some_and(|t| is(t, Class::Modal));
    // "One day he will return", "hopes that one day she will"
    let opens =
        scan.before().is_none_or(|t| is(t, Class::Subordinator) || is(t, Class::Conjunction) || scan.word(t) == "“");
    // "One day, the king will die."
    const REACH: usize = 8;
    let comma = usize::from(scan.peek(2).is_some_and(|t| scan.word(t) == ","));
    let promised = opens
        && (comma == 1 || scan.peek(2).is_some_and(|t| is(t, Class::Pronoun)))
        && (2 + comma..2 + comma + REACH)
            .map_while(|n| scan.peek(n).filter(|t| t.is_word()))
            .any(|t| is(t, Class::Modal));
    // "the hope that he one day follow"
    let hoped = scan.before().is_some_and(|t| is(t, Class::Pronoun))
        && scan.peek(2).is_some_and(|t| t.is_word() && !t.is_capital())
        && super::word::is_content(scan.skip(2))
        && scan.peek(2).is_some_and(|t| !scan.lexicon.looks_past(scan.word(t)));
    let modal = modal || promised || hoped;
    let (rest, n) = crate::extract::numeral::integer(scan)?;
    match unit(rest)? {
        (rest, (Grain::Day, 1, false)) if modal && n.value == 1 && n.digits == 0 => {
            Ok((rest, Date { base: Base::Vague(Vague::Future), ..Date::open() }))
        }
        _ => fail(scan),
    }
}

/// "two days after Christmas", "three weeks before 4 March", "the day before yesterday": from a day that is named itself.
pub(super) fn counted_from(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, by, grain) = match length(scan) {
        Ok((rest, length)) => {
            let whole = length.duration.written.filter(|n| n.is_integer()).and_then(|n| n.to_i32());
            let Some(n) = whole.filter(|n| *n < 100_000) else { return fail(scan) };
            (rest, n, length.duration.grain)
        }
        Err(_) => {
            let (rest, (grain, 1, false)) = unit(scan)? else { return fail(scan) };
            (rest, 1, grain)
        }
    };
    let (rest, sign) = match bound(rest) {
        Ok((rest, Bound::Before)) => (rest, -1),
        Ok((rest, Bound::After)) => (rest, 1),
        // "Three days starting on Monday" tells where a length begins.
        _ if is_link(rest, Link::From) => (past_link(rest, Link::From), 1),
        _ => return fail(scan),
    };
    // "It will last for three weeks from 3 May" tells how long, and from when on.
    let lasts = is_link(rest.from(rest.at() - 1), Link::From) && follows_link(scan, 1, Link::During);
    if lasts {
        return fail(scan);
    }
    let (rest, date) = super::day(rest)?;
    // "six days from 3 January to 9 January" is a length and a period.
    if sign > 0 && link(Link::To)(rest).is_ok() {
        return fail(scan);
    }
    let named = date.day.is_some() || date.weekday.is_some() || matches!(date.within, Some(InYear::Feast(_)));
    let near = matches!(date.base, Base::Unit { grain: Grain::Day, from: Origin::Published, .. });
    if grain >= Grain::Day && (named || near) && date.plus.is_none() && date.hours.is_none() && date.edge.is_none() {
        Ok((rest, Date { plus: Some((sign * by, grain)), ..date }))
    } else {
        fail(scan)
    }
}

/// "three Fridays from now", "two Sundays ago", "three summers ago".
fn weekdays_away(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = crate::extract::numeral::integer(scan)?;
    if let Ok((rest, season)) = super::word::seasons(rest) {
        let (rest, Step::Ago) = step(rest)? else { return fail(scan) };
        let by = i8::try_from(n.value).ok().filter(|n| (1..=60).contains(n));
        let Some(by) = by else { return fail(scan) };
        let base = Base::Turn { by: -by, from: Origin::Published };
        return Ok((rest, Date { within: Some(InYear::Season(season)), base, ..Date::open() }));
    }
    let (rest, day) = super::word::weekdays(rest)?;
    let (rest, sign) = match step(rest)? {
        (rest, Step::Ago) => (rest, -1),
        (rest, Step::Hence) => (rest, 1),
        _ => return fail(scan),
    };
    let Some(weeks) = i32::try_from(n.value).ok().filter(|n| (1..=60).contains(n)) else { return fail(scan) };
    let base = Base::Turn { by: sign, from: Origin::Published };
    let plus = (weeks > 1).then_some((i32::from(sign) * (weeks - 1), Grain::Week));
    Ok((rest, Date { weekday: Some(day), base, plus, ..Date::open() }))
}

/// "two years ago", "in three years" behind a feast, a month or a day of one: its year.
pub(super) fn years_away(scan: Scan<'_>) -> Parsed<'_, Base> {
    match ago(scan).or_else(|_| ahead(scan))? {
        (
            rest,
            Date {
                base: Base::Shift { grain: Grain::Year, by, from: from @ Origin::Published }, approx: false, ..
            },
        ) => Ok((rest, Base::Unit { grain: Grain::Year, by, from })),
        _ => fail(scan),
    }
}

/// "three weeks ago" behind a weekday: its week.
pub(super) fn weeks_away(scan: Scan<'_>) -> Parsed<'_, Base> {
    match ago(scan)? {
        (
            rest,
            Date {
                base: Base::Shift { grain: Grain::Week, by, from: from @ Origin::Published }, approx: false, ..
            },
        ) => Ok((rest, Base::Unit { grain: Grain::Week, by, from })),
        _ => fail(scan),
    }
}

/// "yesterday", "tonight".
fn near(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (by, part)) = near_day(scan)?;
    if part.is_none() && is_of_our_time(scan, rest) {
        return fail(scan);
    }
    let date = Date::unit(Grain::Day, by.into(), Origin::Published);
    Ok((rest, Date { hours: part.map(Hours::Part), ..date }))
}

/// "In today's world", "many of today's computers": of our time, and of no day.
fn is_of_our_time(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    let Ok((owned, ())) = possessive(rest) else { return false };
    let some = follows_link(scan, 1, Link::Of)
        && scan.back(2).is_some_and(|t| {
            scan.lexicon.is(t.word, Class::Determiner) || scan.lexicon.can_be(t.word, Sense::NumberCue(NumberCue::Many))
        });
    some || cue(NumberCue::Era)(owned).is_ok()
}

/// Where a word such as "last" leads, and from where.
fn lead(which: Which) -> Option<(i8, Origin)> {
    Some(match which {
        Which::Last => (-1, Origin::Published),
        Which::This => (0, Origin::Published),
        Which::Next => (1, Origin::Published),
        Which::Following => (1, Origin::Reference),
        Which::Previous => (-1, Origin::Reference),
        Which::Same => (0, Origin::Reference),
        Which::Past | Which::Recent => return None,
    })
}

/// "last year", "the following week": a unit that other dates lie in.
pub(super) fn container(scan: Scan<'_>) -> Parsed<'_, Base> {
    let start = past_link(scan, Link::The);
    let (rest, which) = match which(start) {
        Ok((rest, which)) => (rest, which),
        // "later in the day": the day spoken of.
        Err(_) if start.at() > scan.at() && matches!(unit(start), Ok((_, (Grain::Day, 1, false)))) => {
            (start, Which::Same)
        }
        // "of the month", "of the year".
        Err(_) if start.at() > scan.at() => (start, Which::This),
        Err(_) => return fail(scan),
    };
    // "this financial year"
    let (rest, (grain, count, plural)) = match link(Link::Fiscal)(rest) {
        Ok((after, ())) => (fiscal_unit(after), (Grain::Year, 1, false)),
        Err(_) if super::word::weekend(rest).is_ok() => return fail(scan),
        Err(_) => unit(past_link(past_link(rest, Link::Empty), Link::Working))?,
    };
    match lead(which) {
        // "the end of the month-long fast"
        Some(_) if past_joint(rest).at() > rest.at() && is_link(past_joint(rest), Link::Long) => fail(scan),
        Some((by, from)) if grain >= Grain::Day && count == 1 && !plural => {
            let from = if grain == Grain::Day && by == 1 { Origin::Reference } else { from };
            // "to this day", "the last day" name no day.
            if grain == Grain::Day
                && matches!(which, Which::Last | Which::This)
                && start.at() <= scan.at() + 1
                && !of_the(scan, start)
            {
                return fail(scan);
            }
            Ok((rest, Base::Unit { grain, by: by.into(), from }))
        }
        _ => fail(scan),
    }
}

/// Whether "the" alone stands for "this": "the end of the day".
fn of_the<'a>(scan: Scan<'a>, start: Scan<'a>) -> bool {
    start.at() > scan.at() && which(start).is_err()
}

/// The "year" of "financial year"; "the fiscal second-quarter" has none.
pub(super) fn fiscal_unit(scan: Scan<'_>) -> Scan<'_> {
    match unit(scan) {
        Ok((after, (Grain::Year, ..))) => after,
        _ => scan,
    }
}

/// The same, of that grain alone.
pub(super) fn unit_container(scan: Scan<'_>, wanted: Grain) -> Parsed<'_, Base> {
    match container(scan)? {
        (rest, base @ Base::Unit { grain, .. }) if grain == wanted => Ok((rest, base)),
        _ => fail(scan),
    }
}

/// "last week", "next Monday", "this March", "the following morning", "last year's third quarter".
fn turned(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, which) = which(scan)?;
    if let Ok((rest, base)) = container(scan) {
        let date = Date { base, ..Date::open() };
        // "the last week of July" is that of July.
        if which == Which::Last
            && is_link(rest, Link::Of)
            && super::day::named(past_link(past_link(rest, Link::Of), Link::The)).is_ok()
        {
            return fail(scan);
        }
        if let Some(part) = same_part(scan, base) {
            return Ok((rest, part));
        }
        // "the same month of 2022"
        let inner = past_link(past_link(rest, Link::Of), Link::In);
        if which == Which::Same && (inner.at() > rest.at() && year(inner).is_ok() || ago(rest).is_ok()) {
            return fail(scan);
        }
        // "next week on Wednesday"
        if let Base::Unit { grain: Grain::Week, .. } = base
            && let Ok((after, n)) = weekday(past_link(rest, Link::On))
        {
            return Ok((after, Date { weekday: Some(n), ..date }));
        }
        // "last year's quarter": that of the one spoken of
        if let Base::Unit { grain: Grain::Year, by: by @ -1, from: Origin::Published } = base
            && let Ok((after, ())) = possessive(rest)
            && let Ok((after, ())) = link(Link::Period)(after).or_else(|_| match unit(after)? {
                (after, (Grain::Quarter, 1, false)) => Ok((after, ())),
                _ => fail(after),
            })
        {
            return Ok((after, Date::shift(Grain::Year, by, Origin::Published)));
        }
        if matches!(base, Base::Unit { grain: Grain::Year, .. })
            && let Ok((after, ())) = possessive(rest)
            && let Ok((after, inner)) = super::day::named(after)
            && inner.within.is_some()
            && inner.year.is_none()
            && inner.base == Base::Fields
        {
            return Ok((after, Date { base, ..inner }));
        }
        return Ok((rest, date));
    }
    let Some((by, from)) = lead(which) else {
        // "This past Monday", "this past summer" is the last one.
        return if which == Which::Past { cyclic(rest, -1, Origin::Published) } else { fail(scan) };
    };
    if which == Which::This
        && let Ok((after, Which::Past)) = self::which(rest)
    {
        return cyclic(after, -1, Origin::Published);
    }
    // "the last Friday in October" is that of October.
    if which == Which::Last
        && let Ok((after, _)) = weekday(rest)
        && let inner = past_link(past_link(after, Link::In), Link::Of)
        && (month(inner).is_ok()
            || inner.at() > after.at()
                && (year(inner).is_ok() || matches!(container(inner), Ok((_, base)) if is_long(base))))
    {
        return fail(scan);
    }
    // "the last Sunday before 5 March" is told by that day.
    if which == Which::Last
        && let Ok((after, _)) = weekday(rest)
        && let Ok((after, Bound::Before)) = bound(after)
        && super::day::named(after).is_ok_and(|(_, date)| date.within.is_some())
    {
        return fail(scan);
    }
    // "the last weekend in October"
    if which == Which::Last
        && let Ok((after, ())) = weekend(rest)
        && month(past_link(past_link(after, Link::In), Link::Of)).is_ok()
    {
        return fail(scan);
    }
    if let Ok((rest, part)) = part(rest) {
        let (by, from) = match which {
            Which::Next => (1, Origin::Reference),
            Which::Last if part != Part::Evening && part != Part::Night => return fail(scan),
            _ => (by, from),
        };
        let date = Date::unit(Grain::Day, by.into(), from);
        return Ok((rest, Date { hours: Some(Hours::Part(part)), ..date }));
    }
    cyclic(rest, by, from)
}

/// Whether a unit has several of each weekday.
fn is_long(base: Base) -> bool {
    matches!(base, Base::Unit { grain: Grain::Month | Grain::Quarter | Grain::Year, .. })
}

/// "a week on Tuesday", "a week last Thursday": that of the week after, or before.
fn week_off(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, ()) = link(Link::A)(scan)?;
    let (rest, (Grain::Week, 1, false)) = unit(rest)? else { return fail(scan) };
    // "Once a week on Monday" is said of every one.
    let told = scan.before().is_none_or(|t| t.kind == TokenKind::Mark || scan.lexicon.is(t.word, Class::Verb))
        || scan.at().checked_sub(1).is_some_and(|at| {
            scan.from(at).senses().any(|(n, s)| {
                n == 1 && matches!(s, Sense::Calendar(C::Tense(_)))
                    || matches!(s, Sense::Class(Class::Preposition | Class::Auxiliary))
            })
        });
    let (at, by) = match (link(Link::On)(rest), which(rest)) {
        (Ok((rest, ())), _) => (rest, 1),
        (_, Ok((rest, Which::Last))) => (rest, -1),
        _ => return fail(scan),
    };
    let (rest, day) = weekday(at)?;
    if !told {
        return fail(scan);
    }
    let base = Base::Turn { by, from: Origin::Published };
    Ok((rest, Date { weekday: Some(day), base, plus: Some((i32::from(by), Grain::Week)), ..Date::open() }))
}

/// "the Christmas before", "the summer after", "the night before": that next to the one spoken of.
fn beside(scan: Scan<'_>) -> Parsed<'_, Date> {
    if let Ok((rest, part)) = part(scan)
        && follows_link(scan, 1, Link::The)
        && !is_link(scan, Link::Parts)
    {
        let by = match step(rest)? {
            (after, Step::Earlier) if ends_clause(after) => -1,
            (after, Step::Later) if ends_clause(after) => 1,
            _ => return fail(scan),
        };
        let (rest, _) = step(rest)?;
        return Ok((rest, Date { hours: Some(Hours::Part(part)), ..Date::unit(Grain::Day, by, Origin::Reference) }));
    }
    let inner = |scan| {
        let found = season(scan).map(|(rest, s)| (rest, InYear::Season(s)));
        found.or_else(|_| feast(scan).map(|(rest, f)| (rest, InYear::Feast(f))))
    };
    let (rest, within) = inner(scan)?;
    let by = match step(rest)? {
        (rest, Step::Earlier) if ends_clause(rest) => -1,
        (rest, Step::Later) if ends_clause(rest) => 1,
        _ => return fail(scan),
    };
    if !follows_link(scan, 1, Link::The) {
        return fail(scan);
    }
    let (rest, _) = step(rest)?;
    let base = Base::Turn { by, from: Origin::Reference };
    Ok((rest, Date { within: Some(within), base, ..Date::open() }))
}

/// What comes round again: a weekday, month, season, feast or weekend.
fn cyclic(scan: Scan<'_>, by: i8, from: Origin) -> Parsed<'_, Date> {
    let base = Base::Turn { by, from };
    let open = Date { base, ..Date::open() };
    // "he said that Sun's profit": a name.
    if super::word::is_weak(scan) && weekday(scan).is_ok() && from == Origin::Reference {
        return fail(scan);
    }
    if let Ok((rest, n)) = weekday(scan) {
        // "this coming Sunday, March 8" names the day itself.
        if let Ok((after, date)) = super::day::named(scan)
            && date.day.is_some()
        {
            return Ok((after, date));
        }
        return Ok((rest, Date { weekday: Some(n), ..open }));
    }
    if scan.first().is_some_and(|t| !t.is_capital()) && super::word::is_weak(scan) && month(scan).is_ok() {
        return fail(scan);
    }
    if let Ok((rest, n)) = month(scan) {
        if let Ok((after, date)) = super::day::named(scan)
            && date.day.is_some()
        {
            return Ok((after, Date { base: if date.year.is_some() { Base::Fields } else { base }, ..date }));
        }
        return Ok((rest, Date { within: Some(InYear::Month(n)), ..open }));
    }
    if let Ok((rest, s)) = season(scan) {
        return Ok((rest, Date { within: Some(InYear::Season(s)), ..open }));
    }
    if let Ok((rest, f)) = feast(scan) {
        return Ok((rest, Date { within: Some(InYear::Feast(f)), ..open }));
    }
    let (rest, ()) = weekend(scan)?;
    Ok((rest, Date { weekend: true, ..open }))
}

/// The shift of so many units, in a grain that holds it exactly.
fn shift_of(length: &Length, sign: i32, from: Origin) -> Option<Date> {
    let duration = &length.duration;
    // "In four working days"
    if let Some(n) = duration.written.filter(|_| duration.amount.low != duration.amount.high) {
        let by = if n.is_integer() { n.to_i32().filter(|n| n.abs() < 1_000) } else { None };
        return Some(Date { base: Base::Working { by: sign * by?, from }, ..Date::open() });
    }
    let Some(n) = duration.written else {
        return (from == Origin::Published)
            .then_some(Date { base: Base::Vague(if sign < 0 { Vague::Past } else { Vague::Future }), ..Date::open() });
    };
    let whole = |n: Decimal| if n.is_integer() { n.to_i32() } else { None };
    let (grain, n) = match (whole(n), duration.grain) {
        (Some(n), grain) => (grain, n),
        (None, Grain::Year) => (Grain::Month, whole(n.checked_mul(12.into())?)?),
        (None, Grain::Day) => (Grain::Hour, whole(n.checked_mul(24.into())?)?),
        (None, Grain::Hour) => (Grain::Minute, whole(n.checked_mul(60.into())?)?),
        (None, Grain::Minute) => (Grain::Second, whole(n.checked_mul(60.into())?)?),
        (None, Grain::Decade) => (Grain::Year, whole(n.checked_mul(10.into())?)?),
        (None, Grain::Century) => (Grain::Decade, whole(n.checked_mul(10.into())?)?),
        _ => return None,
    };
    if n.abs() > 5_000_000 || super::duration::is_beyond_calendar(duration) {
        return None;
    }
    // "2 years 21 days ago"
    let plus = match duration.more {
        Some((more, Grain::Day)) => Some((sign * i32::try_from(more).ok()?, Grain::Day)),
        Some((more, Grain::Week)) => Some((sign * i32::try_from(more.checked_mul(7)?).ok()?, Grain::Day)),
        _ => None,
    };
    Some(Date { approx: duration.more.is_some() && plus.is_none(), plus, ..Date::shift(grain, sign * n, from) })
}

/// "three years ago", "a year earlier", "two weeks from now", "two days later".
pub(super) fn ago(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, length) = length(scan)?;
    let so = past_link(rest, Link::OrSo);
    let about = so.at() > rest.at();
    let rest = so;
    let (after, step) = step(past_joint(rest))?;
    // "Two days before the vote" counts from the vote.
    if bound(rest).is_ok() && !ends_clause(after) {
        return fail(scan);
    }
    if opens_date(past_joint(rest)) {
        return fail(scan);
    }
    let (sign, from) = match step {
        Step::Ago => (-1, Origin::Published),
        Step::Hence => (1, Origin::Published),
        Step::Earlier => (-1, Origin::Reference),
        Step::Later => (1, Origin::Reference),
    };
    match shift_of(&length, sign, from) {
        Some(date) if !about && !length.hedged && step == Step::Ago => Ok(to_the_day(after, date)),
        Some(date) => Ok((after, Date { approx: about || length.hedged || date.approx, ..date })),
        None => fail(scan),
    }
}

/// "75 years ago this month", "ten years ago today", "50 years ago on Monday".
fn to_the_day(scan: Scan<'_>, date: Date) -> (Scan<'_>, Date) {
    if let Base::Shift { grain: Grain::Week, by, from } = date.base
        && date.plus.is_none()
    {
        // "three weeks ago today", "a week ago on Tuesday"
        if let Ok((rest, (of, None))) = near_day(scan)
            && possessive(rest).is_err()
        {
            return (rest, Date { plus: Some((by, Grain::Week)), ..Date::unit(Grain::Day, of.into(), from) });
        }
        if let Ok((rest, day)) = weekday(past_link(scan, Link::On))
            && possessive(rest).is_err()
        {
            return (rest, Date { weekday: Some(day), ..Date::unit(Grain::Week, by, from) });
        }
    }
    let Base::Shift { grain: Grain::Year, by, from } = date.base else { return (scan, date) };
    if let Ok((rest, Base::Unit { grain: Grain::Month, by: of @ (-1..=1), .. })) = container(scan)
        && let Some(months) = by.checked_mul(12).and_then(|n| n.checked_add(of))
        && possessive(rest).is_err()
    {
        return (rest, Date::unit(Grain::Month, months, from));
    }
    if let Ok((rest, (of, None))) = near_day(scan)
        && possessive(rest).is_err()
    {
        return (rest, Date { plus: Some((by, Grain::Year)), ..Date::unit(Grain::Day, of.into(), from) });
    }
    if let Ok((rest, ())) = link(Link::On)(scan)
        && let Ok((rest, day)) = weekday(rest)
        && possessive(rest).is_err()
    {
        return (rest, Date { weekday: Some(day), plus: Some((by, Grain::Year)), ..Date::open() });
    }
    (scan, date)
}

/// Whether "later" belongs to a date behind it: "will strike for two days later this month".
pub(super) fn opens_date(scan: Scan<'_>) -> bool {
    step(scan).is_ok_and(|(after, _)| super::stretch::edged(scan).is_ok_and(|(end, _)| end.at() > after.at()))
}

fn ends_clause(scan: Scan<'_>) -> bool {
    scan.first().is_none_or(|t| t.kind == TokenKind::Mark || scan.lexicon.is(t.word, Class::Conjunction))
        || is_link(scan, Link::And)
        || is_link(scan, Link::In)
}

/// "in two weeks", "in an hour's time", "within three days" is a length.
fn ahead(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, ()) = link(Link::In)(scan)?;
    // "in 4h 12m 35s"
    if super::lap::lettered(rest).is_some() {
        return fail(scan);
    }
    let (rest, length) = length(rest)?;
    // "a one in 100-year flood"
    let compound =
        rest.back(2).is_some_and(|t| t.is_glued_hyphen()) && crate::extract::numeral::numeral(scan.skip(1)).is_ok();
    if length.bare || follows_link(scan, 1, Link::And) || compound {
        return fail(scan);
    }
    let after = possessive(rest).map_or(rest, |(after, ())| after);
    let rest = match link(Link::Time)(after) {
        Ok((after, ())) => after,
        Err(_) => rest,
    };
    // "In two years of war" is a length.
    let or = crate::extract::scan::number_mark(crate::lexicon::NumberSense::Or);
    // "In a year or two" is vague.
    if or(rest).is_ok() && link(Link::OrSo)(rest).is_err() {
        return fail(scan);
    }
    if is_link(rest, Link::Of) || rest.first().is_some_and(|t| t.is_glued() && t.is_dash() && rest.word(t) != "—") {
        return fail(scan);
    }
    // "The worst drought in 30 years" has been the worst for so long, whatever its verb looks at.
    if superlative_before(scan) {
        return fail(scan);
    }
    // "in a quarter that produced a loss"
    let relative = |t: &crate::text::Token| {
        let of = |class| scan.lexicon.is(t.word, class);
        of(Class::Subordinator) && (of(Class::Pronoun) || of(Class::Determiner))
    };
    if length.article && rest.first().is_some_and(relative) {
        return fail(scan);
    }
    match shift_of(&length, 1, Origin::Published) {
        Some(date) if length.duration.written.is_some() => Ok((rest, date)),
        _ => fail(scan),
    }
}

/// How many words a noun may have behind "worst": "the worst outbreak of foot-and-mouth disease in 30 years".
const NOUN: usize = 7;

/// Whether "the worst drought", "his third win" or "the first" stands before, with no verb between.
fn superlative_before(scan: Scan<'_>) -> bool {
    let verb = |s: Scan<'_>| s.senses().any(|(_, s)| matches!(s, Sense::Calendar(C::Tense(_))));
    for back in 1..=NOUN {
        let Some(token) = scan.back(back) else { return false };
        let here = scan.from(scan.at() - back);
        if token.kind == TokenKind::Mark && !token.is_dash() {
            return false;
        }
        // "The first will open in two years."
        if cue(NumberCue::Superlative)(here).is_ok() || super::word::ordinal(here).is_ok() {
            return true;
        }
        // "the first to do so in 20 years"
        let infinitive = here.before().is_some() && is_link(scan.from(here.at() - 1), Link::Infinitive);
        if verb(here) && !infinitive || scan.lexicon.looks_past(scan.word(token)) && !token.is_capital() {
            return false;
        }
    }
    false
}

/// "year-earlier", "year-ago", "years ago", "weeks later".
fn unit_step(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (grain, count, plural)) = unit(scan)?;
    // "the week after next", "the year before last"
    for (far, by) in [(Link::AfterNext, 2), (Link::BeforeLast, -2)] {
        if let Ok((rest, ())) = link(far)(rest) {
            let unit = grain >= Grain::Day && count == 1 && !plural;
            return if unit { Ok((rest, Date::unit(grain, by, Origin::Published))) } else { fail(scan) };
        }
    }
    let (rest, step) = step(past_joint(rest))?;
    let (sign, from) = match step {
        Step::Ago => (-1, Origin::Published),
        Step::Hence => (1, Origin::Published),
        Step::Earlier => (-1, Origin::Reference),
        Step::Later => (1, Origin::Reference),
    };
    if bound(scan.skip(1)).is_ok() && !ends_clause(rest) {
        return fail(scan);
    }
    if plural {
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        return Ok((rest, Date { base: Base::Vague(vague), ..Date::open() }));
    }
    if grain < Grain::Day {
        return fail(scan);
    }
    // "the year-ago quarter" is that quarter.
    let date = Date::shift(grain, sign, from);
    if let Ok((rest, ())) = link(Link::Period)(rest) {
        return Ok((rest, date));
    }
    if let Ok((rest, inner)) = super::day::named(rest)
        && inner.within.is_some()
        && inner.year.is_none()
        && inner.base == Base::Fields
        && grain == Grain::Year
    {
        return Ok((rest, Date { base: Base::Unit { grain, by: sign, from }, ..inner }));
    }
    Ok((unit(rest).map_or(rest, |(rest, _)| rest), date))
}
