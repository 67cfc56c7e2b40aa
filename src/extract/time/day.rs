/*! Days, months, years and the stretches between, named by the calendar: "Monday, March 13", "the 13th of March 2023", "in
August", "Q3 2022", "the late 1990s", "the first half of 2023", "Easter Monday". Words such as "may", "march" and "fall" need
grammar around them, and so do four bare digits. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::numeric::{numeric, slashed};
use super::relative::{container, unit_container};
use super::word::{
    comma, day_number, digits, edge, feast, follows_link, full_year, in_year, is_link, is_number_token, is_weak, link,
    month, named_decade, ordinal, past_joint, past_link, season, short_year, tight, unit, weekday, weekend, year,
};
use crate::extract::scan::{Parsed, Scan, calendar_word, fail, number_word};
use crate::lexicon::{CalendarSense as C, Link, NumberSense, Sense as S, UnitForm};
use crate::text::TokenKind;
use crate::value::{Date, Edge, Grain, InYear};

/// A date that the calendar names.
pub(super) fn named(scan: Scan<'_>) -> Parsed<'_, Date> {
    let Some(first) = scan.first() else { return fail(scan) };
    match first.kind {
        TokenKind::Number | TokenKind::Dotted => {
            alt((numeric, day_month, decade, straddling, year_first, ordinal_unit, supported_year, supported_slash))
                .parse(scan)
        }
        TokenKind::Mark => short_decade(scan),
        TokenKind::Identifier => alt((named_stretch, fiscal)).parse(scan),
        TokenKind::Word => alt((
            with_weekday,
            month_day,
            day_month,
            named_stretch,
            ordinal_unit,
            fiscal,
            word_decade,
            edged,
            word_year,
        ))
        .parse(scan),
        TokenKind::Opaque => fail(scan),
    }
}

/// The year behind a day, month or stretch: ", 2023", " 2023", " of 2023", " '23", " last year", " of this year".
fn with_year(scan: Scan<'_>, date: Date) -> Parsed<'_, Date> {
    let of = alt((|s| link(Link::Of)(s), |s| link(Link::In)(s)));
    let behind = alt((preceded(opt(of), year), short_year));
    let mut behind = behind;
    let after = comma(scan);
    if let Ok((rest, n)) = behind.parse(after) {
        return Ok((rest, Date { year: Some(n), ..date }));
    }
    // "July of last year", "Oct. 1 last year".
    let start = past_link(past_link(scan, Link::Of), Link::In);
    if let Ok((rest, base)) = unit_container(start, Grain::Year) {
        return Ok((rest, Date { base, ..date }));
    }
    Ok((scan, date))
}

/// Whether the words before let a month or season with commoner meanings stand alone.
fn is_supported(scan: Scan<'_>) -> bool {
    let preposition = [Link::In, Link::Of, Link::From, Link::Between, Link::To, Link::During]
        .into_iter()
        .any(|l| follows_link(scan, 1, l));
    preposition || is_bounded(scan) || follows_edge(scan)
}

fn is_bounded(scan: Scan<'_>) -> bool {
    scan.at().checked_sub(1).is_some_and(|at| super::word::bound(scan.from(at)).is_ok())
}

fn follows_edge(scan: Scan<'_>) -> bool {
    (1..=2).any(|n| scan.at().checked_sub(n).is_some_and(|at| edge(scan.from(at)).is_ok()))
}

/// "13 March", "13th of March, 2023", "the 13th" is left to its own.
fn day_month(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (day, _)) = alt((day_number, word_day)).parse(scan)?;
    let rest = tight(rest, &["-"]).map_or(rest, |(rest, _)| rest);
    let rest = past_link(rest, Link::Of);
    let rest = past_link(rest, Link::The);
    let told = ordinal(scan).is_ok() || is_link(rest.from(rest.at() - 1), Link::Of);
    if rest.first().is_some_and(|t| is_weak(rest) && !t.is_capital()) && !told {
        return fail(scan);
    }
    let (rest, month) = month(rest)?;
    let rest = match tight(rest, &["-"]) {
        Ok((after, _)) if is_number_token(after) => after,
        _ => rest,
    };
    if let Ok((after, (n, 2))) = digits(rest, 2, 2)
        && rest.first().is_some_and(|t| t.is_glued())
    {
        return Ok((after, Date::ymd(Some(full_year(n)), Some(month), Some(day))));
    }
    with_year(rest, Date::ymd(None, Some(month), Some(day)))
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
    let capital = scan.first().is_some_and(|t| t.is_capital());
    let weak = is_weak(scan);
    if let Ok((after, (day, as_ordinal))) =
        alt((day_number, ordinal_word_day, tens_day)).parse(past_link(past_joint(rest), Link::The))
        && is_day(after, as_ordinal)
        && (capital || !weak || as_ordinal)
    {
        // "Sep-23-2020"
        if let Ok((year_at, _)) = tight(after, &["-"])
            && let Ok((after, n_year)) = year(year_at)
        {
            return Ok((after, Date::ymd(Some(n_year), Some(n), Some(day))));
        }
        return with_year(after, Date::ymd(None, Some(n), Some(day)));
    }
    let (after, date) = with_year(rest, Date::ymd(None, Some(n), None))?;
    if after.at() > rest.at() && (capital || !weak) {
        return Ok((after, date));
    }
    // "May" beside "said" may be a person, at the start of a sentence a verb; "April Smith" is one.
    let supported = is_supported(scan);
    let name = after.first().is_some_and(|t| t.is_capital() && !t.word.is_known()) && !supported;
    if weak && !(capital && supported) || name {
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
    let year = crate::extract::numeral::integer(past_joint(rest)).is_ok();
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
    let after = past_link(comma(rest), Link::The);
    let day = alt((numeric, month_day, day_month, |s| {
        let (rest, (day, as_ordinal)) = day_number(s)?;
        if as_ordinal && !is_link(rest, Link::Of) {
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
    if is_weak(scan) {
        // "Sun" and "Sat" want a capital and a preposition before them, or a comma, a part or a time behind.
        let capital = scan.first().is_some_and(|t| t.is_capital());
        let on = follows_link(scan, 1, Link::On) || is_bounded(scan);
        let behind = super::word::part(rest).is_ok() || is_link(rest, Link::At) || super::clock::clock(rest).is_ok();
        if !(capital && (on || behind)) {
            return fail(scan);
        }
    }
    Ok((rest, Date { weekday: Some(n), ..Date::open() }))
}

/// "Q3 2022", "the summer of 2013", "Christmas 2001", "weekend".
fn named_stretch(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "the year 2008", "week 31".
    if let Ok((rest, (grain @ (Grain::Year | Grain::Week), 1, false))) = unit(scan) {
        return match grain {
            Grain::Year => year(rest).map(|(rest, n)| (rest, Date { year: Some(n), ..Date::open() })),
            // "the week of 10 April"
            _ if is_link(rest, Link::Of) => {
                let (after, date) = super::day(past_link(rest, Link::Of))?;
                if date.day.is_none() && !matches!(date.within, Some(InYear::Feast(_))) {
                    return fail(scan);
                }
                Ok((after, Date { week_of: true, ..date }))
            }
            _ => match digits(rest, 1, 2) {
                Ok((rest, (n, _)))
                    if (1..=53).contains(&n) && !rest.first().is_some_and(|t| t.is_glued() && t.is_dash()) =>
                {
                    with_year(rest, Date { within: Some(InYear::Week(n as u8)), ..Date::open() })
                }
                _ => fail(scan),
            },
        };
    }
    if let Ok((rest, feast)) = feast(scan) {
        let (rest, date) = with_year(rest, Date { within: Some(InYear::Feast(feast)), ..Date::open() })?;
        // "Labor Day weekend"
        return Ok(match weekend(rest) {
            Ok((rest, ())) => (rest, Date { weekend: true, ..date }),
            Err(_) => (rest, date),
        });
    }
    if let Ok((rest, within)) = in_year(scan) {
        return with_year(rest, Date { within: Some(within), ..Date::open() });
    }
    if let Ok((rest, season)) = season(scan) {
        let date = Date { within: Some(InYear::Season(season)), ..Date::open() };
        let (after, date) = with_year(rest, date)?;
        let dated = after.at() > rest.at();
        let the = follows_link(scan, 1, Link::The) && !is_weak(scan);
        let supported =
            if is_weak(scan) { follows_link(scan, 1, Link::In) || follows_edge(scan) } else { is_supported(scan) };
        let in_the = follows_link(scan, 1, Link::The) && is_supported(scan.from(scan.at() - 1));
        return if dated || the || supported || in_the { Ok((after, date)) } else { fail(scan) };
    }
    if let Ok((rest, ())) = weekend(scan)
        && (follows_link(scan, 1, Link::The) || follows_edge(scan))
    {
        // "the weekend of 3 March"
        if let Ok((after, ())) = link(Link::Of)(rest)
            && let Ok((after, date)) = super::day(after)
            && (date.day.is_some() || matches!(date.within, Some(InYear::Feast(_))))
        {
            return Ok((after, Date { weekend: true, ..date }));
        }
        return Ok((rest, Date { weekend: true, ..Date::open() }));
    }
    fail(scan)
}

/// "third quarter", "first half of 2023", "19th century", "first week of March", "third Monday of January", "13th".
fn ordinal_unit(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = match ordinal(scan) {
        Ok((rest, n)) => (rest, n as i8),
        // "last day of October": "last" is counted from the end.
        Err(_) => match super::word::which(scan) {
            Ok((rest, crate::lexicon::Which::Last)) => (rest, -1),
            _ => return fail(scan),
        },
    };
    let joined = past_joint(rest);
    if let Ok((rest, n)) = ordinal_stretch(joined, n) {
        return with_year(rest, n);
    }
    if n > 0 && is_link(joined, Link::Century) {
        let rest = past_link(joined, Link::Century);
        if is_link(rest, Link::Bc) {
            return fail(scan);
        }
        return Ok((rest, Date { century: Some(n.into()), ..Date::open() }));
    }
    if let Ok((rest, weekday)) = weekday(rest) {
        let (rest, date) = month_of(rest)?;
        return Ok((rest, Date { nth: Some((n, Grain::Day)), weekday: Some(weekday), ..date }));
    }
    if let Ok((rest, (grain @ (Grain::Day | Grain::Week | Grain::Month), 1, false))) = unit(rest) {
        let (rest, date) = month_of(rest)?;
        return Ok((rest, Date { nth: Some((n, grain)), ..date }));
    }
    // "the 13th of this month"
    if n > 0
        && let Ok((after, ())) = link(Link::Of)(rest)
        && let Ok((after, base)) = unit_container(after, Grain::Month)
    {
        return Ok((after, Date { day: Some(n as u8), base, ..Date::open() }));
    }
    // "the 13th" of this month.
    let alone = !rest.first().is_some_and(|t| t.kind == TokenKind::Word && !is_clause_word(rest));
    if (2..=31).contains(&n) && is_number_token(scan) && alone && follows_link(scan, 1, Link::The) && is_dated(scan) {
        return Ok((rest, Date { day: Some(n as u8), ..Date::open() }));
    }
    fail(scan)
}

/// Whether "on", "from", "by" stands before "the 13th".
fn is_dated(scan: Scan<'_>) -> bool {
    let before = scan.from(scan.at().saturating_sub(1));
    follows_link(scan, 2, Link::On)
        || is_bounded(before)
        || follows_link(scan, 2, Link::From)
        || follows_link(scan, 2, Link::To)
}

/// Whether a preposition or conjunction stands there, so that the words before it end.
fn is_clause_word(scan: Scan<'_>) -> bool {
    [Link::In, Link::At, Link::To, Link::And, Link::On, Link::From, Link::During].into_iter().any(|l| is_link(scan, l))
}

/// A quarter or half of the year of that number.
fn ordinal_stretch(scan: Scan<'_>, n: i8) -> Parsed<'_, Date> {
    let quarter = |s| match unit(s)? {
        (rest, (Grain::Quarter, 1, false)) => Ok((rest, ())),
        _ => fail(s),
    };
    let at = |n: i8, top: u8| match n {
        -1 => Some(top),
        _ => u8::try_from(n).ok().filter(|n| (1..=top).contains(n)),
    };
    if let (Ok((rest, ())), Some(n)) = (quarter(scan), at(n, 4)) {
        // "last quarter" is the one before now.
        return if n == 4 && at(-1, 4) == Some(n) && super::word::which(scan.from(scan.at() - 1)).is_ok() {
            fail(scan)
        } else {
            Ok((rest, Date { within: Some(InYear::Quarter(n)), ..Date::open() }))
        };
    }
    if let (Ok((rest, ())), Some(n)) = (link(Link::Half)(scan), at(n, 2)) {
        // Halves are of years; matches and lives have them too.
        let of = link(Link::Of)(rest).or_else(|_| link(Link::In)(rest));
        let dated = of.is_ok_and(|(rest, ())| year(rest).is_ok() || unit_container(rest, Grain::Year).is_ok())
            || year(rest).is_ok();
        return if dated { Ok((rest, Date { within: Some(InYear::Half(n)), ..Date::open() })) } else { fail(scan) };
    }
    fail(scan)
}

/// "of March 2023", "in May", "of the month", "of 2023".
fn month_of(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, _) = alt((|s| link(Link::Of)(s), |s| link(Link::In)(s))).parse(scan)?;
    alt((
        |s| {
            let (rest, n) = month(s)?;
            with_year(rest, Date::ymd(None, Some(n), None))
        },
        |s| {
            let (rest, n) = year(s)?;
            Ok((rest, Date { year: Some(n), ..Date::open() }))
        },
        |s| {
            let (rest, base) = container(s)?;
            Ok((rest, Date { base, ..Date::open() }))
        },
    ))
    .parse(rest)
}

/// "1990s", "1990's".
fn decade(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "the 70's"
    if let Ok((rest, (n, 2))) = digits(scan, 2, 2) {
        let (rest, ()) = decade_ending(rest)?;
        let supported = follows_link(scan, 1, Link::The) || follows_edge(scan);
        let date = Date { decade: Some(tens_decade(n as i16)), ..Date::open() };
        return if supported && n % 10 == 0 { Ok((rest, date)) } else { fail(scan) };
    }
    let (rest, (n, _)) = digits(scan, 4, 4)?;
    let rest = decade_ending(rest)?.0;
    if !(1500..=2090).contains(&n) || n % 10 != 0 {
        return fail(scan);
    }
    if n % 100 == 0 && n < 2000 {
        return Ok((rest, Date { century: Some(n as i16 / 100 + 1), ..Date::open() }));
    }
    Ok((rest, Date { decade: Some(n as i16 / 10), ..Date::open() }))
}

/// "s" or "'s" directly behind digits.
fn decade_ending(scan: Scan<'_>) -> Parsed<'_, ()> {
    let rest = tight(scan, &["'", "’"]).map_or(scan, |(rest, _)| rest);
    match rest.first() {
        Some(t) if t.is_glued() && is_link(rest, Link::S) => Ok((rest.skip(1), ())),
        _ => fail(scan),
    }
}

/// "'90s".
fn short_decade(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = short_year(scan)?;
    let (rest, ()) = decade_ending(rest)?;
    if n % 10 != 0 {
        return fail(scan);
    }
    Ok((rest, Date { decade: Some(tens_decade(n % 100)), ..Date::open() }))
}

/// The decade that its tens alone name: the last of it that has begun by 2030.
fn tens_decade(tens: i16) -> i16 {
    if tens <= 20 { 200 + tens / 10 } else { 190 + tens / 10 }
}

/// "nineties", "nineteen seventies".
fn word_decade(scan: Scan<'_>) -> Parsed<'_, Date> {
    if let Ok((rest, tens)) = named_decade(scan) {
        let the = follows_link(scan, 1, Link::The) || follows_edge(scan);
        return if the {
            Ok((rest, Date { decade: Some(tens_decade(tens.into())), ..Date::open() }))
        } else {
            fail(scan)
        };
    }
    let (rest, century) = crate::extract::numeral::integer(scan)?;
    let (rest, tens) = named_decade(past_joint(rest))?;
    if century.digits == 0 && (15..=20).contains(&century.value) {
        Ok((rest, Date { decade: Some(century.value as i16 * 10 + i16::from(tens) / 10), ..Date::open() }))
    } else {
        fail(scan)
    }
}

/// "2023/24", "2023-24": a financial year, a season.
fn straddling(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (n, _)) = digits(scan, 4, 4)?;
    let (rest, _) = tight(rest, &["/", "-", "–"])?;
    let (after, (m, width)) = digits(rest, 2, 4)?;
    let next = if width == 4 { m } else { n / 100 * 100 + m };
    let glued = rest.first().is_some_and(|t| t.is_glued());
    let runs_on = after.first().is_some_and(|t| t.is_glued() && (t.is_dash() || matches!(after.word(t), "/" | ":")));
    if glued && !runs_on && (1800..=2199).contains(&n) && next == n + 1 && width != 3 {
        Ok((after, Date { year: Some(n as i16), straddles: true, ..Date::open() }))
    } else {
        fail(scan)
    }
}

/// "fiscal 2022", "financial year 2023/24", "FY22", "FY2022".
fn fiscal(scan: Scan<'_>) -> Parsed<'_, Date> {
    if let Some(t) = scan.first().filter(|t| t.kind == TokenKind::Identifier) {
        let written = scan.word(t);
        let at = written.find(|c: char| c.is_ascii_digit()).unwrap_or(written.len());
        let (name, figures) = written.split_at(at);
        let fiscal = scan.lexicon.means(name, C::Link(Link::Fiscal));
        return match (fiscal, figures.len(), figures.parse::<u16>()) {
            (true, 2, Ok(n)) => Ok((scan.skip(1), fiscal_year(full_year(n)))),
            (true, 4, Ok(n)) if (1900..=2199).contains(&n) => Ok((scan.skip(1), fiscal_year(n as i16))),
            _ => fail(scan),
        };
    }
    let (rest, ()) = link(Link::Fiscal)(scan)?;
    alt((straddling, |s| year(s).map(|(rest, n)| (rest, fiscal_year(n))))).parse(past_link(rest, Link::Of))
}

/// A financial year is named by the year in which it ends, or begins.
fn fiscal_year(n: i16) -> Date {
    Date { year: Some(n), ..Date::open() }
}

/// "early 2009", "mid-March", "the end of August", "late last year": what follows may be relative.
fn edged(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, edge) = edge(scan)?;
    let rest = past_joint(rest);
    let rest = past_link(rest, Link::Of);
    let rest = past_link(rest, Link::In);
    let rest = past_link(rest, Link::On);
    // "the end of the month", "end of year"
    let unit = container(rest).or_else(|e| match unit(rest) {
        Ok((after, (grain @ (Grain::Week | Grain::Month | Grain::Quarter | Grain::Year), 1, false)))
            if is_link(rest.from(rest.at() - 1), Link::Of) || edge_of(scan, rest) =>
        {
            Ok((after, crate::value::Base::Unit { grain, by: 0, from: crate::value::Origin::Published }))
        }
        _ => Err(e),
    });
    if let Ok((rest, base)) = unit {
        return Ok((rest, Date { edge: Some(edge), base, ..Date::open() }));
    }
    // "mid-afternoon", "early morning"
    if let Ok((after, p)) = super::word::part(past_link(rest, Link::The)) {
        return Ok((after, Date { edge: Some(edge), hours: Some(crate::value::Hours::Part(p)), ..Date::open() }));
    }
    let (rest, date) = super::day(past_link(rest, Link::The))?;
    if date.edge.is_some() && date.edge != Some(Edge::Late) {
        return fail(scan);
    }
    Ok((rest, Date { edge: Some(edge), ..date }))
}

/// Whether the words of an edge end with "of".
fn edge_of(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    rest.at() > scan.at() + 1 && is_link(rest.from(rest.at() - 1), Link::Of)
}

/// "nineteen ninety-six".
fn word_year(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = year(scan)?;
    Ok((rest, Date { year: Some(n), ..Date::open() }))
}

/// "2019 Q1", "2015 June".
fn year_first(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = year(scan)?;
    let within = alt((in_year, |s| month(s).map(|(rest, m)| (rest, InYear::Month(m)))));
    let mut within = within;
    let joined = past_joint(rest);
    let (after, within) = within.parse(joined)?;
    // "In 2015 June Smith" and "in 2015 May said" are no months.
    if is_weak(joined) || after.first().is_some_and(|t| t.is_capital()) && matches!(within, InYear::Month(_)) {
        return fail(scan);
    }
    let day = matches!(within, InYear::Month(_)).then(|| digits(after, 1, 2).ok()).flatten();
    match day {
        Some((_, (d, _))) if (1..=31).contains(&d) => fail(scan),
        _ => Ok((after, Date { year: Some(n), within: Some(within), ..Date::open() })),
    }
}

/// Four digits that the words around them make a year.
fn supported_year(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = year(scan)?;
    if !(1500..=2099).contains(&n) || !is_year_here(scan, rest, n) {
        return fail(scan);
    }
    Ok((rest, Date { year: Some(n), ..Date::open() }))
}

fn is_year_here(scan: Scan<'_>, rest: Scan<'_>, n: i16) -> bool {
    let Some(first) = scan.first() else { return false };
    if first.is_glued()
        && scan
            .before()
            .is_some_and(|t| !matches!(scan.word(t), "(" | "[" | "\"" | "“" | "'" | "’" | "—" | "–" | "-" | "/"))
    {
        return false;
    }
    if first.is_glued()
        && scan.before().is_some_and(|t| t.is_dash() || scan.word(t) == "/")
        && scan.back(2).is_some_and(|t| t.kind == TokenKind::Number)
    {
        return false;
    }
    // "2,000 people", "2000 metres", "2000 or so": something counted follows.
    let next = rest.first();
    let unit = rest.senses().any(|(_, s)| {
        use crate::lexicon::Sense as S;
        matches!(
            s,
            S::Unit(_, UnitForm::Word) | S::Currency(..) | S::Number(NumberSense::Scale(_)) | S::Calendar(C::Unit(..))
        )
    });
    if unit && !next.is_some_and(|t| matches!(rest.word(t), "\"" | "'" | "’")) {
        return false;
    }
    let plural = next.is_some_and(|t| t.kind == TokenKind::Word && !t.is_capital() && rest.word(t).ends_with('s'))
        && !rest.senses().any(|(_, s)| matches!(s, S::Calendar(_) | S::Class(_)));
    let Some(before) = scan.before() else {
        // "2008 was a hard year": the start of a sentence.
        return !plural && (1900..=2060).contains(&n) && next.is_none_or(|t| t.kind != TokenKind::Number);
    };
    let bracket = matches!(scan.word(before), "(" | "[")
        && next.is_none_or(|t| t.kind == TokenKind::Mark && !matches!(rest.word(t), "%" | "$"));
    let near = scan.from(scan.at() - 1);
    let of_time = is_supported(scan)
        || month(near).is_ok()
        || super::word::slack(near).is_ok()
        || is_link(near, Link::And)
        || super::word::which(near).is_ok()
        || is_link(near, Link::Fiscal)
        || is_link(near, Link::Before) && (1900..=2060).contains(&n);
    if bracket || of_time && !plural {
        return true;
    }
    let recent = (1900..=2039).contains(&n);
    // "the 1956 uprising", "its 1988 earnings", "Sydney 2000".
    let modifies = is_link(near, Link::The)
        || is_link(near, Link::Possessive)
        || is_link(near, Link::A)
        || matches!(near.first_text(), "s" | "’" | "'" | "," | "—" | "–" | "-" | "/");
    let name = before.is_capital() && !rest.first().is_some_and(|t| t.is_dash());
    recent && (modifies && !(plural && n % 100 == 0) || name && !plural)
}

/// "on 3/13".
fn supported_slash(scan: Scan<'_>) -> Parsed<'_, Date> {
    let supported = follows_link(scan, 1, Link::On)
        || is_bounded(scan)
        || follows_link(scan, 1, Link::From)
        || scan.at().checked_sub(1).is_some_and(|at| weekday(scan.from(at)).is_ok());
    if supported { slashed(scan) } else { fail(scan) }
}

/// Whether some link opens the words here.
pub(super) fn the(scan: Scan<'_>) -> Scan<'_> {
    calendar_word(|c| matches!(c, C::Link(Link::The)).then_some(()))(scan).map_or(scan, |(rest, ())| rest)
}
