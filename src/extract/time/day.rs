/*! Days and months, named by the calendar: "Monday, March 13", "the 13th of March 2023", "in August". Words such as "may" and
"march" need grammar around them. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::numeric::{compact, numeric, slashed};
use super::relative::{unit_container, years_away};
use super::stretch::{edged, named_stretch, ordinal_unit};
use super::word::{
    comma, day_number, digits, edge, follows_cue, follows_link, full_year, is_content, is_link, is_number_token,
    is_weak, link, month, ordinal, past_joint, past_link, short_year, tight, weekday, year,
};
use super::year::{
    bare_short, decade, fiscal, number_first, of_era, short_decade, straddling, supported_year, word_decade, word_year,
    year_first,
};
use crate::extract::scan::{
    Alternative, Parsed, Remembered, Scan, fail, first_of, link_word, number_mark, number_word, remember,
};
use crate::lexicon::{CalendarSense as C, Link, NumberCue, NumberSense, Sorts, Starts};
use crate::text::TokenKind;
use crate::value::{Base, Date, Grain, InYear};

/// A date that the calendar names.
pub(super) fn named(scan: Scan<'_>) -> Parsed<'_, Date> {
    remember(Remembered::Named, scan, any_named)
}

fn any_named(scan: Scan<'_>) -> Parsed<'_, Date> {
    let Some(first) = scan.first() else { return fail(scan) };
    match first.kind {
        TokenKind::Number => {
            // What a date has of digits is as long as its days or years, or has something glued to it.
            let found = match (first.span.len(), scan.peek(1).is_some_and(|t| t.is_glued())) {
                (.., true) => of_digits(scan),
                (1 | 2, false) => alt((of_era, day_month, listed_day, ordinal_day)).parse(scan),
                (4, false) => alt((of_era, year_first, supported_year)).parse(scan),
                (8, false) => compact(scan),
                _ => of_era(scan),
            };
            debug_assert!(found == of_digits(scan), "{:?}", scan.first_text());
            found
        }
        TokenKind::Dotted => numeric(scan),
        TokenKind::Mark => short_decade(scan).or_else(|_| bare_short(scan)),
        TokenKind::Identifier => alt((named_stretch, fiscal, glued_day)).parse(scan),
        TokenKind::Word if !may_begin(scan) => {
            debug_assert!(of_words(scan).is_err(), "{:?}", scan.first_text());
            fail(scan)
        }
        TokenKind::Word => of_words(scan),
        TokenKind::Opaque => fail(scan),
    }
}

/// A date that begins with digits.
fn of_digits(scan: Scan<'_>) -> Parsed<'_, Date> {
    alt((
        of_era,
        number_first,
        numeric,
        compact,
        day_month,
        listed_day,
        ordinal_day,
        decade,
        straddling,
        year_first,
        ordinal_unit,
        supported_year,
        supported_slash,
    ))
    .parse(scan)
}

/// Whether a date that the calendar names may begin with the word.
fn may_begin(scan: Scan<'_>) -> bool {
    const SORTS: u32 = C::MONTH
        | C::WEEKDAY
        | C::UNIT
        | C::FEAST
        | C::IN_YEAR
        | C::SEASON
        | C::WEEKEND
        | C::WHICH
        | C::DECADE
        | C::EDGE;
    scan.is_of_calendar(SORTS)
        || scan.is_of_links(
            Link::Fiscal.bit()
                | Link::YearEnd.bit()
                | Link::Ad.bit()
                | Link::End.bit()
                | Link::Final.bit()
                | Link::Opening.bit(),
        )
        || scan.is_of_numbers(NumberSense::ORDINAL)
        || scan.starts().any(Starts::NUMERAL)
}

fn of_words(scan: Scan<'_>) -> Parsed<'_, Date> {
    const NAMED: u32 = C::UNIT | C::FEAST | C::IN_YEAR | C::SEASON | C::WEEKEND;
    const ORDINAL: Sorts =
        Sorts::NUMBERS.or(Sorts::calendar(C::WHICH)).or_links(Link::Final.bit() | Link::Opening.bit());
    const ALTERNATIVES: &[Alternative<Date>] = &[
        (Sorts::calendar(0).or_links(Link::Ad.bit()), of_era),
        (Sorts::calendar(C::WEEKDAY), with_weekday),
        (Sorts::calendar(C::MONTH), month_day),
        (Sorts::NUMBERS, day_month),
        (Sorts::calendar(NAMED), named_stretch),
        (ORDINAL, ordinal_unit),
        (Sorts::NUMBERS, ordinal_day),
        (Sorts::calendar(0).or_links(Link::Fiscal.bit()), fiscal),
        (Sorts::NUMBERS.or(Sorts::calendar(C::DECADE)), word_decade),
        (Sorts::calendar(C::EDGE).or_links(Link::YearEnd.bit() | Link::End.bit()), edged),
        (Sorts::NUMBERS, word_year),
    ];
    first_of(scan, ALTERNATIVES)
}

/// The year behind a day, month or stretch: ", 2023", " 2023", " of 2023", " '23", " last year", " of this year".
pub(super) fn with_year(scan: Scan<'_>, date: Date) -> Parsed<'_, Date> {
    let of = alt((|s| link(Link::Of)(s), |s| link(Link::In)(s)));
    // "the first half of fiscal 2024"
    let fiscal = |s| link(Link::Fiscal)(s);
    // "Q1 FY25", "the summer of '69"
    let book_year = |s| match super::year::fiscal(s)? {
        (rest, Date { year: Some(n), straddles: false, .. })
            if matches!(date.within, Some(InYear::Quarter(_) | InYear::Half(_))) =>
        {
            Ok((rest, n))
        }
        _ => fail(s),
    };
    let of_short = preceded(opt(|s| link(Link::Of)(s)), short_year);
    let of_books = preceded(opt(|s| link(Link::Of)(s)), book_year);
    let mut behind = alt((preceded((opt(of), opt(fiscal)), year), of_short, of_books));
    let after = comma(scan);
    if let Ok((rest, n)) = behind.parse(after) {
        return Ok((rest, Date { year: Some(n), ..date }));
    }
    // "April of 87"
    if let Ok((rest, ())) = link(Link::Of)(scan)
        && let Ok((rest, (n @ 32.., 2))) = digits(rest, 2, 2)
        && rest.first().is_none_or(|t| t.kind == TokenKind::Mark && !t.is_glued() || matches!(rest.word(t), "." | ","))
    {
        return Ok((rest, Date { year: Some(full_year(n)), ..date }));
    }
    // "Christmas two years ago", "4 March three years ago"; "the hottest July in 120 years" was no such July for 120 years.
    let opens = || month(scan.from(0)).is_ok() || super::word::feast(scan.from(0)).is_ok();
    if let Ok((rest, base)) = years_away(scan)
        && (!is_link(scan, Link::In) || opens())
    {
        return Ok((rest, Date { base, ..date }));
    }
    // "July of last year", "Oct. 1 last year".
    let start = past_link(past_link(scan, Link::Of), Link::In);
    if let Ok((rest, base)) = unit_container(start, Grain::Year) {
        return Ok((rest, Date { base, ..date }));
    }
    if let Some(year) = listed_year(scan, &date) {
        return Ok((scan, Date { year: Some(year), ..date }));
    }
    Ok((scan, owned(scan, date)))
}

/// The year behind the last of several that share it: "March" in "March, April and May 2023", "3 May" in "3 May and 12 June 2023",
/// "Q1" in "Q1 and Q2 2023".
fn listed_year(scan: Scan<'_>, date: &Date) -> Option<i16> {
    let first = date.within?;
    if date.year.is_some() || date.base != Base::Fields || matches!(first, InYear::Feast(_) | InYear::Week(_)) {
        return None;
    }
    let within = |s| {
        let season = super::word::season(s).map(|(rest, season)| (rest, InYear::Season(season)));
        let month = || month(s).map(|(rest, n)| (rest, InYear::Month(n)));
        let capital = s.first().is_some_and(|t| t.is_capital());
        season.or_else(|_| super::word::in_year(s)).or_else(|e| if capital { month() } else { Err(e) }).ok()
    };
    let (mut rest, mut last) = (scan, first);
    for _ in 0..LISTED {
        let after = comma(rest);
        let and = link(Link::And)(after).or_else(|_| number_mark(NumberSense::Or)(after)).map(|(rest, ())| rest);
        let stroke = || tight(rest, &["/"]).ok().map(|(rest, _)| rest);
        let next = and.ok().or_else(stroke).or_else(|| (after.at() > rest.at()).then_some(after))?;
        let next = weekday(next).map_or(next, |(rest, _)| comma(rest));
        let next = if date.day.is_some() { day_number(next).map_or(next, |(rest, _)| rest) } else { next };
        let (behind, one) = within(past_link(past_link(next, Link::The), Link::Of))?;
        // "December and January 2023" are of two years.
        let ordered = match (last, one) {
            (InYear::Month(a), InYear::Month(b))
            | (InYear::Quarter(a), InYear::Quarter(b))
            | (InYear::Half(a), InYear::Half(b)) => a <= b,
            (InYear::Season(a), InYear::Season(b)) => a <= b,
            _ => false,
        };
        if !ordered {
            return None;
        }
        let behind = if date.day.is_some() { day_number(behind).map_or(behind, |(rest, _)| rest) } else { behind };
        if let Ok((_, n)) = year(past_link(comma(behind), Link::Of)) {
            return Some(n);
        }
        (rest, last) = (behind, one);
    }
    None
}

/// How many words stand between "held" and the end of a date behind it.
const HELD: usize = 8;

/// "Next year's fair runs from 3 to 9 May": the year that owns what a day tells of.
fn owned(scan: Scan<'_>, date: Date) -> Date {
    let held = || (2..=HELD).any(|back| follows_cue(scan, back, NumberCue::Held));
    if date.day.is_none() || date.month().is_none() || date.base != Base::Fields || !held() {
        return date;
    }
    let year =
        unit_container(scan.from(0), Grain::Year).ok().filter(|(rest, _)| super::word::possessive(*rest).is_ok());
    match year {
        Some((_, base)) => Date { base, ..date },
        None => date,
    }
}

/// Whether the words before let a month or season with commoner meanings stand alone.
pub(super) fn is_supported(scan: Scan<'_>) -> bool {
    let preposition = [Link::In, Link::Of, Link::From, Link::Between, Link::To, Link::During]
        .into_iter()
        .any(|l| follows_link(scan, 1, l));
    preposition || is_bounded(scan) || follows_edge(scan)
}

pub(super) fn is_bounded(scan: Scan<'_>) -> bool {
    scan.at().checked_sub(1).is_some_and(|at| super::word::bound(scan.from(at)).is_ok())
}

pub(super) fn follows_edge(scan: Scan<'_>) -> bool {
    // "end-March"
    let end = scan.before().is_some_and(|t| t.is_glued_hyphen()) && follows_link(scan, 2, Link::End);
    end || (1..=2).any(|n| scan.at().checked_sub(n).is_some_and(|at| edge(scan.from(at)).is_ok()))
}

/// "13 March", "13th of March, 2023", "the 13th" is left to its own.
fn day_month(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (day, _)) = alt((day_number, word_day)).parse(scan)?;
    let rest = tight(rest, &["-"]).map_or(rest, |(rest, _)| rest);
    let rest = past_link(rest, Link::Of);
    let rest = past_link(rest, Link::The);
    let told = ordinal(scan).is_ok() || is_link(rest.from(rest.at() - 1), Link::Of);
    // "6 jan 2017", "14 sep"
    let told = told
        || month(rest).is_ok_and(|(after, _)| is_number_token(after) && year(after).is_ok())
        || is_number_token(scan) && is_short_month(rest);
    if rest.first().is_some_and(|t| is_weak(rest) && !t.is_capital()) && !told {
        return fail(scan);
    }
    let (rest, month) = month(rest)?;
    let rest = match tight(rest, &["-"]) {
        // "1 April-30 June"
        Ok((after, _)) if is_number_token(after) && self::month(after.skip(1)).is_err() => after,
        _ => rest,
    };
    if let Ok((after, (n, 2))) = digits(rest, 2, 2)
        && rest.first().is_some_and(|t| t.is_glued())
    {
        return Ok((after, Date::ymd(Some(full_year(n)), Some(month), Some(day))));
    }
    with_year(rest, Date::ymd(None, Some(month), Some(day)))
}

/// Whether it is a month cut short, as it would be with a full stop: "sep", and not "may".
fn is_short_month(scan: Scan<'_>) -> bool {
    let stop = scan.lexicon.word(".");
    scan.first().is_some_and(|t| {
        scan.lexicon.pair(t.word, stop).any(|s| matches!(s, crate::lexicon::Sense::Calendar(C::Month(_))))
    })
}

/// A day that shares the month of the days beside it: "25" in "April 24 and 25", "3" in "on 3, 5 and 9 May".
fn listed_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (day, _)) = day_number(scan)?;
    let joint = |s: Scan<'_>| s.first_text() == "," || is_link(s, Link::And);
    // Behind: the days and the month after them.
    let mut behind = rest;
    for _ in 0..LISTED {
        if !joint(behind) {
            break;
        }
        let next = past_link(comma(behind), Link::And);
        if let Ok((_, date)) = day_month(next)
            && next.first().is_some_and(|t| t.kind == TokenKind::Number)
            && date.day > Some(day)
            && (is_link(behind, Link::And) || behind.at() > rest.at() || follows_link(scan, 1, Link::On))
        {
            return Ok((rest, Date { day: Some(day), ..date }));
        }
        match day_number(next) {
            Ok((after, _)) => behind = after,
            Err(_) => break,
        }
    }
    // Before: "April 24, 25" needs an "and", here or further on.
    let and = is_link(rest, Link::And) && day_number(past_link(rest, Link::And)).is_ok();
    let mut at = scan.at();
    let mut told = and;
    let mut last = day;
    for _ in 0..LISTED {
        let Some(before) = at.checked_sub(1).map(|at| scan.from(at)) else { break };
        if !joint(before) {
            break;
        }
        told |= is_link(before, Link::And);
        // "May 3rd, 4th and 5th"
        let width = 1 + usize::from(follows_link(before, 1, Link::Suffix));
        let Some(number) = before.at().checked_sub(width).map(|at| scan.from(at)) else { break };
        let Ok((end, (n, _))) = day_number(number) else { break };
        if n >= last || end.at() > before.at() {
            break;
        }
        last = n;
        if let Some((_, month)) = number.at().checked_sub(1).and_then(|at| month(scan.from(at)).ok()) {
            if !told || !is_day(rest, false) || is_counted(rest) {
                break;
            }
            return with_year(rest, Date::ymd(None, Some(month), Some(day)));
        }
        at = number.at();
    }
    fail(scan)
}

/// How many days a list may have.
const LISTED: usize = 6;

/// Whether a number counts what follows: "April 24 and 25 people".
fn is_counted(rest: Scan<'_>) -> bool {
    let unit =
        rest.senses().any(|(_, s)| matches!(s, crate::lexicon::Sense::Unit(..) | crate::lexicon::Sense::Currency(..)));
    unit && !is_link(rest, Link::In) || is_content(rest) && !rest.first().is_some_and(|t| t.kind == TokenKind::Mark)
}

/// "on the 27th", of a month that other words tell.
fn ordinal_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let the = follows_link(scan, 1, Link::The) as usize;
    let on = follows_link(scan, 1 + the, Link::On);
    let (rest, (day, as_ordinal)) = day_number(scan)?;
    // "the 20th of last month", "20 of next month"
    if let Ok((after, ())) = link(Link::Of)(rest)
        && let Ok((after, base)) = unit_container(after, Grain::Month)
        && is_number_token(scan)
        && super::word::possessive(after).is_err()
        && (as_ordinal || super::word::which(rest.skip(1)).is_ok())
    {
        return Ok((after, Date { day: Some(day), base, ..Date::open() }));
    }
    let ends = rest.first().is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash());
    // "On the second" may be a match, "on the twenty-second" is a day.
    let day_like = is_number_token(scan) || day > 20;
    if on && as_ordinal && day_like && ends && rest.first_text() != "," {
        Ok((rest, Date { day: Some(day), ..Date::open() }))
    } else {
        fail(scan)
    }
}

/// "Dec31" in "on Dec31, 1994" and "Wed, Feb13": a word before or a year behind says that it is no name.
fn glued_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let written = scan.first_text();
    let Some((name, figures)) = written.find(|c: char| c.is_ascii_digit()).and_then(|at| written.split_at_checked(at))
    else {
        return fail(scan);
    };
    let day = figures.parse::<u8>().ok().filter(|n| (1..=31).contains(n));
    let month = (1..=12).find(|m| scan.lexicon.means(name, C::Month(*m)));
    let (Some(day), Some(month)) = (day, month) else { return fail(scan) };
    let before = |n: usize| scan.at().checked_sub(n).map(|at| scan.from(at));
    let told = follows_link(scan, 1, Link::On)
        || before(1).is_some_and(|s| weekday(s).is_ok())
        || before(2).is_some_and(|s| weekday(s).is_ok() && s.skip(1).first_text() == ",");
    let (rest, date) = with_year(scan.skip(1), Date::ymd(None, Some(month), Some(day)))?;
    let shout = scan.first().is_some_and(|t| t.is_shout());
    if (told || rest.at() > scan.at() + 1) && !shout { Ok((rest, date)) } else { fail(scan) }
}

/// "fifteen" in "fifteen August".
fn word_day(scan: Scan<'_>) -> Parsed<'_, (u8, bool)> {
    let (rest, n) = crate::extract::numeral::integer(scan)?;
    if n.digits == 0 && (1..=31).contains(&n.value) && !is_link(scan, Link::A) {
        Ok((rest, (n.value as u8, false)))
    } else {
        fail(scan)
    }
}

/// "March 13", "March 13th, 2023", "March 2023", "March".
fn month_day(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = month(scan)?;
    // "May Day"
    if super::word::feast(scan).is_ok_and(|(after, _)| after.at() > rest.at()) {
        return fail(scan);
    }
    let capital = scan.first().is_some_and(|t| t.is_capital());
    let weak = is_weak(scan);
    // "the June quarter", the last month of which names it
    if n % 3 == 0
        && capital
        && let Ok((after, (Grain::Quarter, 1, false))) = super::word::unit(past_joint(rest))
    {
        return with_year(after, Date { within: Some(InYear::Quarter(n / 3)), ..Date::open() });
    }
    // "the March 2023 quarter"
    if n % 3 == 0
        && capital
        && let Ok((after, of)) = year(rest)
        && let Ok((after, (Grain::Quarter, 1, false))) = super::word::unit(after)
    {
        return Ok((after, Date { year: Some(of), within: Some(InYear::Quarter(n / 3)), ..Date::open() }));
    }
    // "October, 1st"
    let rest = if rest.first_text() == "," && ordinal(rest.skip(1)).is_ok() { rest.skip(1) } else { rest };
    if let Ok((after, (day, as_ordinal))) =
        alt((day_number, ordinal_word_day, tens_day)).parse(past_link(past_joint(rest), Link::The))
        && is_day(after, as_ordinal)
        && (capital || !weak || as_ordinal || year(comma(after)).is_ok())
        // "in January three years ago"
        && years_away(past_joint(rest)).is_err()
    {
        // "Sep-23-2020"
        if let Ok((year_at, _)) = tight(after, &["-"])
            && let Ok((after, n_year)) = year(year_at)
        {
            return Ok((after, Date::ymd(Some(n_year), Some(n), Some(day))));
        }
        return with_year(after, Date::ymd(None, Some(n), Some(day)));
    }
    // "Dec/2018"
    if let Ok((at, _)) = tight(rest, &["/"])
        && let Ok((after, n_year)) = year(at)
        && is_number_token(at)
    {
        return Ok((after, Date::ymd(Some(n_year), Some(n), None)));
    }
    let (after, date) = with_year(rest, Date::ymd(None, Some(n), None))?;
    if after.at() > rest.at() && (capital || !weak) {
        return Ok((after, date));
    }
    // "May" beside "said" may be a person, at the start of a sentence a verb; "April Smith" is one.
    let supported = is_supported(scan);
    let name = after.first().is_some_and(|t| t.is_capital()) && is_content(after) && !supported;
    // A cell of a table, a line of a list.
    if capital && scan.at() == 0 && after.rest().is_empty() {
        return Ok((after, date));
    }
    // "March after next"
    let supported = supported || is_link(after, Link::AfterNext);
    // "The March election will be close."
    let describes = follows_link(scan, 1, Link::The)
        && is_content(after)
        && after.first().is_some_and(|t| t.kind == TokenKind::Word && !t.is_capital() && !t.is_glued());
    if weak && !(capital && (supported || describes)) || name {
        return fail(scan);
    }
    Ok((after, date))
}

fn ordinal_word_day(scan: Scan<'_>) -> Parsed<'_, (u8, bool)> {
    let (rest, n) = ordinal(scan)?;
    if (1..=31).contains(&n) { Ok((rest, (n, true))) } else { fail(scan) }
}

/// "twenty-one" in "May twenty one".
fn tens_day(scan: Scan<'_>) -> Parsed<'_, (u8, bool)> {
    let (rest, n) = crate::extract::numeral::integer(scan)?;
    // "May nineteen ninety" is a year.
    let year = crate::extract::numeral::integer(past_joint(rest)).is_ok() && year(rest).is_err();
    if n.digits == 0 && (1..=31).contains(&n.value) && !year && !is_link(scan, Link::A) {
        Ok((rest, (n.value as u8, false)))
    } else {
        fail(scan)
    }
}

/// Whether what follows lets the number behind a month be its day: not "March 3 million", "May 10%".
fn is_day(rest: Scan<'_>, as_ordinal: bool) -> bool {
    if as_ordinal {
        return true;
    }
    let scale = number_word(|s| match s {
        NumberSense::Scale(_) | NumberSense::Group(_) => Some(()),
        _ => None,
    });
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && matches!(rest.word(t), "%" | "°" | "/"));
    let clock = rest.first_text() == ":" && rest.peek(1).is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number);
    !runs_on && !clock && scale(rest).is_err()
}

/// "Monday", "Monday, March 13", "Monday 13 March 2023", "Friday 2018-7-6", "Monday the 13th".
fn with_weekday(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = weekday(scan)?;
    // "the second Tuesday after Easter" is no Tuesday of this week.
    let counted =
        scan.at().checked_sub(1).is_some_and(|at| ordinal(scan.from(at)).is_ok_and(|(end, _)| end.at() == scan.at()))
            || follows_link(scan, 1, Link::Suffix);
    if counted && super::word::bound(rest).is_ok() {
        return fail(scan);
    }
    if let Some((end, date)) = nearest_to(scan, rest) {
        return Ok((end, Date { weekday: Some(n), ..date }));
    }
    // "Friday-Jun-15"
    let joined = past_joint(rest);
    let rest_of_day = if month(joined).is_ok() { joined } else { rest };
    let after = past_link(comma(rest_of_day), Link::The);
    let day = alt((numeric, slashed, month_day, day_month, |s| {
        let (rest, (day, as_ordinal)) = day_number(s)?;
        // "Tuesday the first two trains" names no day.
        let ends =
            is_number_token(s) || is_link(rest, Link::At) || rest.first().is_none_or(|t| t.kind == TokenKind::Mark);
        // "on Monday 21"
        let alone = || {
            rest.first()
                .is_none_or(|t| t.kind == TokenKind::Mark && (!t.is_glued() || matches!(rest.word(t), "." | ",")))
        };
        let bare =
            s.at() == scan.at() + 1 && day > 12 && (is_link(rest, Link::At) || alone()) && rest.first_text() != ",";
        if (as_ordinal || bare) && ends && !is_content(rest) && !is_link(rest, Link::Of) {
            Ok((rest, Date { day: Some(day), ..Date::open() }))
        } else {
            fail(s)
        }
    }));
    let mut day = day;
    if let Ok((end, date)) = day.parse(after)
        && date.day.is_some()
    {
        return Ok((end, Date { weekday: Some(n), ..date }));
    }
    if let Some((end, date)) = weekday_of_list(after) {
        return Ok((end, Date { weekday: Some(n), ..date }));
    }
    if is_weak(scan) {
        // "Sun" and "Sat" want a capital and a preposition before them, or a comma, a part or a time behind.
        let capital = scan.first().is_some_and(|t| t.is_capital());
        let on = follows_link(scan, 1, Link::On) || is_bounded(scan);
        let behind = super::word::part(rest).is_ok() || is_link(rest, Link::At) || super::clock::clock(rest).is_ok();
        // "Mon-Fri", "Sat to Mon"
        let beside = past_joint(past_link(rest, Link::To));
        let ranged =
            beside.at() > rest.at() && weekday(beside).is_ok() && beside.first().is_some_and(|t| t.is_capital());
        // "Mon or Tue", "Mon, Wed and Fri"
        let joint = scan.at().checked_sub(1).map(|at| scan.from(at));
        let near = scan
            .at()
            .checked_sub(2)
            .is_some_and(|at| weekday(scan.from(at)).is_ok_and(|(end, _)| end.at() + 1 == scan.at()));
        let ends = near
            && joint.is_some_and(|joint| {
                let or = number_mark(NumberSense::Or)(joint).is_ok();
                let linked = [Link::To, Link::And].into_iter().any(|l| is_link(joint, l));
                or || linked || joint.first_text() == "," || joint.first().is_some_and(|t| t.is_dash())
            });
        // A cell of a table, a line of a list.
        let all = scan.at() == 0 && (rest.rest().is_empty() || rest.rest().len() == 1 && rest.first_text() == ".");
        if !(capital && (on || behind || ranged || ends) || all) {
            return fail(scan);
        }
    }
    Ok((rest, Date { weekday: Some(n), ..Date::open() }))
}

/// "the nearest Sunday to 5 November", "the Sunday closest to 5 November": the day that the weekday is told from.
fn nearest_to<'a>(scan: Scan<'a>, rest: Scan<'a>) -> Option<(Scan<'a>, Date)> {
    let behind = super::word::cue(NumberCue::Nearest)(rest).ok().map(|(rest, ())| rest);
    if behind.is_none() && !follows_cue(scan, 1, NumberCue::Nearest) {
        return None;
    }
    let behind = behind.unwrap_or(rest);
    let (end, date) = super::day(past_link(behind, Link::To)).ok()?;
    let plain = date.weekday.is_none() && date.nth.is_none() && date.plus.is_none() && date.hours.is_none();
    let named = date.day.is_some() && date.month().is_some() || matches!(date.within, Some(InYear::Feast(_)));
    (plain && named && !date.weekend && !date.week_of).then_some((end, Date { nth: Some((0, Grain::Day)), ..date }))
}

/// "10" in "Friday 10 to Sunday 12 May", "Friday 10, Saturday 11 and Sunday 12 May": the last of them tells the month.
fn weekday_of_list(scan: Scan<'_>) -> Option<(Scan<'_>, Date)> {
    let (end, (day, _)) = day_number(scan).ok()?;
    let (mut rest, mut last) = (end, day);
    for _ in 0..LISTED {
        let joined = [Link::And, Link::To].into_iter().find_map(|l| link(l)(comma(rest)).ok()).map(|(rest, ())| rest);
        let or = || number_mark(NumberSense::Or)(rest).ok().map(|(rest, ())| rest);
        let mark = || (rest.first_text() == "," || rest.first().is_some_and(|t| t.is_dash())).then(|| rest.skip(1));
        let next = joined.or_else(or).or_else(mark)?;
        let (after, _) = weekday(next).ok()?;
        let after = the(after);
        if let Ok((_, date)) = day_month(after)
            && is_number_token(after)
            && date.day > Some(last)
        {
            return Some((end, Date { day: Some(day), ..date }));
        }
        let (after, (n, _)) = day_number(after).ok()?;
        if n <= last {
            return None;
        }
        (rest, last) = (after, n);
    }
    None
}

/// "on 3/13".
fn supported_slash(scan: Scan<'_>) -> Parsed<'_, Date> {
    let supported = follows_link(scan, 1, Link::On)
        || is_bounded(scan)
        || follows_link(scan, 1, Link::From)
        || follows_link(scan, 1, Link::To) && scan.back(3).is_some_and(|t| scan.word(t) == "/")
        || scan.at().checked_sub(1).is_some_and(|at| weekday(scan.from(at)).is_ok())
        || follows_slashed(scan);
    let (rest, date) = slashed(scan)?;
    // "25/4 at 4pm"
    let timed = || link(Link::At)(rest).is_ok_and(|(rest, ())| super::clock::clock(rest).is_ok());
    if supported || timed() { Ok((rest, date)) } else { fail(scan) }
}

/// Whether a list of such days that "on" opens stands before: "on 3/13, 3/15 and 3/17".
fn follows_slashed(scan: Scan<'_>) -> bool {
    let mut at = scan;
    for _ in 0..LISTED {
        // Each is three tokens, and a mark or a word stands behind it.
        let Some(joint) = at.at().checked_sub(1).map(|joint| scan.from(joint)) else { return false };
        if joint.first_text() != "," && !is_link(joint, Link::And) && number_mark(NumberSense::Or)(joint).is_err() {
            return false;
        }
        let Some(start) = joint.at().checked_sub(3).map(|at| scan.from(at)) else { return false };
        if !slashed(start).is_ok_and(|(end, _)| end.at() == joint.at()) {
            return false;
        }
        if follows_link(start, 1, Link::On) {
            return true;
        }
        at = start;
    }
    false
}

/// Whether some link opens the words here.
pub(super) fn the(scan: Scan<'_>) -> Scan<'_> {
    link_word(Link::The)(scan).map_or(scan, |(rest, ())| rest)
}
