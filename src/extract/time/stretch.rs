/*! Stretches of the year and what an ordinal chooses in them: "Q3 2022", "the summer of 2013", "the first half of 2023", "the third
Monday of January", "the week of 10 April", "the end of August". Words such as "fall" need grammar around them. */

use nom::Parser;
use nom::branch::alt;

use super::day::{follows_edge, is_bounded, is_supported, with_year};
use super::relative::{container, unit_container};
use super::word::{
    cue, digits, edge, feast, follows_link, in_year, is_content, is_link, is_number_token, is_weak, link, month,
    ordinal, past_joint, past_link, season, unit, weekday, weekend, year,
};
use super::year::straddling;
use crate::extract::scan::{Parsed, Scan, fail, number_mark};
use crate::lexicon::{Class, Link, NumberCue, NumberSense};
use crate::text::TokenKind;
use crate::value::{Date, Edge, Grain, InYear};

/// "Q3 2022", "the summer of 2013", "Christmas 2001", "weekend".
pub(super) fn named_stretch(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "the year 2008", "week 31".
    if let Ok((rest, (grain @ (Grain::Year | Grain::Week), 1, false))) = unit(scan) {
        return match grain {
            Grain::Year => year(rest)
                .or_else(|_| early_year(scan, rest))
                .map(|(rest, n)| (rest, Date { year: Some(n), ..Date::open() })),
            // "the week of 10 April"
            _ if [Link::Of, Link::Beginning, Link::Ending].into_iter().any(|l| is_link(rest, l)) => {
                let rest = past_link(rest, Link::Ending);
                let behind = past_link(past_link(rest, Link::Beginning), Link::Of);
                let behind = past_link(past_link(behind, Link::On), Link::From);
                let some_day = |s| {
                    let (rest, (day, true)) = super::word::day_number(super::day::the(s))? else { return fail(s) };
                    Ok((rest, Date { day: Some(day), ..Date::open() }))
                };
                let (after, date) = match super::day(behind) {
                    Ok(found) => found,
                    Err(_) => some_day(behind)?,
                };
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
        let bare = rest;
        let (rest, date) = with_year(rest, Date { within: Some(InYear::Feast(feast)), ..Date::open() })?;
        // "a Christmas party" says little of when, "Christmas Day" all.
        if rest.at() == bare.at()
            && bare.at() == scan.at() + 1
            && bare.first().is_some_and(|t| !t.is_capital())
            && is_content(bare)
        {
            return fail(scan);
        }
        // "Labor Day weekend", "Easter week"
        return Ok(match (weekend(rest), unit(rest)) {
            (Ok((rest, ())), _) => (rest, Date { weekend: true, ..date }),
            (_, Ok((rest, (Grain::Week, 1, false)))) if past_joint(rest).at() == rest.at() => {
                with_year(rest, Date { week_of: true, ..date })?
            }
            _ => (rest, date),
        });
    }
    if let Ok((rest, within)) = in_year(scan) {
        return with_year(rest, Date { within: Some(within), ..Date::open() });
    }
    if let Ok((rest, season)) = season(scan) {
        let date = Date { within: Some(InYear::Season(season)), ..Date::open() };
        // "the winter of 1962-63"
        let (after, date) = match straddling(past_link(rest, Link::Of)) {
            Ok((after, year)) => (after, Date { year: year.year, ..date }),
            Err(_) => with_year(rest, date)?,
        };
        let dated = after.at() > rest.at();
        let the = follows_link(scan, 1, Link::The) && !is_weak(scan);
        let supported =
            if is_weak(scan) { follows_link(scan, 1, Link::In) || follows_edge(scan) } else { is_supported(scan) };
        let in_the = follows_link(scan, 1, Link::The) && is_supported(scan.from(scan.at() - 1));
        // "the whole summer", "all winter"
        let whole = follows_link(scan, 1, Link::Whole) || follows_link(scan, 2, Link::Whole);
        // "the whole spring", where "all fall" is said of people
        let of_it = || follows_link(scan, 1, Link::Whole) && follows_link(scan, 2, Link::The);
        let whole = whole && (!is_weak(scan) || of_it());
        return if dated || the || supported || in_the || whole { Ok((after, date)) } else { fail(scan) };
    }
    if let Ok((rest, ())) = weekend(scan)
        && (follows_link(scan, 1, Link::The) || follows_edge(scan) || is_link(rest, Link::Of))
    {
        let bare = !follows_link(scan, 1, Link::The) && !follows_edge(scan);
        // "the weekend of 3-4 May" is told by its days.
        if link(Link::Of)(rest).is_ok_and(|(after, ())| super::period::two_days(after).is_ok()) {
            return fail(scan);
        }
        // "the weekend of 3 March"
        if let Ok((after, ())) = link(Link::Of)(rest)
            && let Ok((after, date)) = super::day(after)
            && (date.day.is_some() || matches!(date.within, Some(InYear::Feast(_))))
        {
            return Ok((after, Date { weekend: true, ..date }));
        }
        // "the weekend of 12-13 August", "the weekend of the summit"
        if bare || is_link(rest, Link::Of) {
            return fail(scan);
        }
        return Ok((rest, Date { weekend: true, ..Date::open() }));
    }
    fail(scan)
}

/// "the year 476", "in year 98".
fn early_year<'a>(scan: Scan<'a>, rest: Scan<'a>) -> Parsed<'a, i16> {
    let told = follows_link(scan, 1, Link::The) || follows_link(scan, 1, Link::In);
    let (after, (n, figures)) = digits(rest, 2, 3)?;
    // "year 10" may be one of a school.
    let told = told || figures == 3;
    let runs_on = after
        .first()
        .is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || t.is_dash() || after.word(t) == "%"));
    if told && !runs_on && !is_content(after) { Ok((after, n as i16)) } else { fail(scan) }
}

/// "third quarter", "first half of 2023", "19th century", "first week of March", "third Monday of January", "13th".
pub(super) fn ordinal_unit(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "the final quarter of 2022", where that of a match is no time
    for (link_at, n) in [(Link::Final, -1), (Link::Opening, 1)] {
        if let Ok((rest, ())) = link(link_at)(scan) {
            return match ordinal_stretch(rest, n) {
                Ok((rest, date)) => match with_year(rest, date)? {
                    (after, date) if after.at() > rest.at() => Ok((after, date)),
                    _ => fail(scan),
                },
                Err(_) => unit_of(rest, n),
            };
        }
    }
    let (rest, n) = match ordinal(scan) {
        Ok((rest, n)) => (rest, n as i8),
        // "last day of October": "last" is counted from the end.
        Err(_) => match super::word::which(scan) {
            Ok((rest, crate::lexicon::Which::Last)) => (rest, -1),
            _ => return fail(scan),
        },
    };
    // "the second last week of October"
    let (rest, n) = match super::word::which(past_joint(rest)) {
        Ok((after, crate::lexicon::Which::Last)) if (2..=4).contains(&n) => (after, -n),
        _ => (rest, n),
    };
    let joined = past_joint(rest);
    if let Ok((rest, n)) = ordinal_stretch(joined, n) {
        return with_year(rest, n);
    }
    if let Some(found) = two_quarters(rest, n) {
        return Ok(found);
    }
    if n > 0
        && let Some((rest, date)) = one_of_several(scan, rest, n)
    {
        return Ok((rest, date));
    }
    if n > 0 && is_link(joined, Link::Century) {
        let rest = past_link(joined, Link::Century);
        // Centuries before our era count down: the first of them is the century 0.
        if let Ok((rest, ())) = link(Link::Bc)(rest) {
            return Ok((rest, Date { century: Some(1 - i16::from(n)), ..Date::open() }));
        }
        let era = rest.first().is_some_and(|t| t.is_shout() || rest.word(t).contains('.'));
        let rest = if era { past_link(rest, Link::Ad) } else { rest };
        return Ok((rest, Date { century: Some(n.into()), ..Date::open() }));
    }
    // "the last weekend in October": that of the last Saturday
    if let Ok((rest, ())) = weekend(rest)
        && let Ok((rest, date)) = month_of(rest)
        && date.month().is_some()
    {
        return Ok((rest, Date { nth: Some((n, Grain::Day)), weekday: Some(6), weekend: true, ..date }));
    }
    if let Some(found) = counted_from_day(rest, n) {
        return Ok(found);
    }
    if let Ok((rest, weekday)) = weekday(rest) {
        // "the first Monday evening of next month"
        let (rest, hours) = match super::word::part(rest) {
            Ok((after, part)) => (after, Some(crate::value::Hours::Part(part))),
            Err(_) => (rest, None),
        };
        let (rest, date) = month_of(rest)?;
        return Ok((rest, Date { nth: Some((n, Grain::Day)), weekday: Some(weekday), hours, ..date }));
    }
    if let Ok(found) = unit_of(rest, n) {
        return Ok(found);
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

/// "18th" and "19th centuries" in "the 18th and 19th centuries", "first" in "the first and second quarters of 2023".
fn one_of_several<'a>(scan: Scan<'a>, end: Scan<'a>, n: i8) -> Option<(Scan<'a>, Date)> {
    let joint = |s: Scan<'a>| {
        let and = link(Link::And)(super::word::comma(s)).or_else(|_| number_mark(NumberSense::Or)(s));
        let joined = and.or_else(|_| link(Link::To)(s)).map(|(rest, ())| rest);
        joined.ok().or_else(|| (s.first_text() == ",").then(|| s.skip(1)))
    };
    let (mut rest, mut last) = (end, n);
    for _ in 0..SEVERAL {
        let several = match unit(past_joint(rest)) {
            Ok((behind, (grain @ (Grain::Century | Grain::Quarter), 1, plural))) => Some((behind, grain, plural)),
            _ => None,
        };
        let Some((behind, grain, plural)) = several else {
            let next = past_link(joint(rest)?, Link::The);
            let (after, m) = ordinal(next).ok()?;
            (rest, last) = (after, i8::try_from(m).ok().filter(|m| *m > last)?);
            continue;
        };
        let first = rest.at() > end.at();
        // "the 19th centuries" ends a list.
        let listed = || scan.at().checked_sub(1).is_some_and(|at| joint(scan.from(at)).is_some());
        if !(first || plural && listed()) {
            return None;
        }
        let date = match grain {
            Grain::Century => Date { century: Some(n.into()), ..Date::open() },
            _ if last > 4 || n > 4 || year(behind).is_err() && is_of_match(scan, behind) => return None,
            _ => Date { within: Some(InYear::Quarter(n.unsigned_abs())), ..Date::open() },
        };
        let date = match with_year(behind, date) {
            Ok((after, dated)) if grain == Grain::Quarter && after.at() > behind.at() => {
                return Some((if first { end } else { after }, dated));
            }
            _ => date,
        };
        return Some((if first { end } else { behind }, date));
    }
    None
}

/// How many of them a list may have.
const SEVERAL: usize = 4;

/// "two quarters of 1990" behind "first" or "last": half of the year.
pub(super) fn two_quarters(scan: Scan<'_>, n: i8) -> Option<(Scan<'_>, Date)> {
    let (rest, _) = crate::extract::numeral::integer(scan).ok().filter(|(_, two)| two.value == 2)?;
    let (rest, (Grain::Quarter, 1, true)) = unit(rest).ok()? else { return None };
    let half = match n {
        1 => 1,
        -1 => 2,
        _ => return None,
    };
    let (after, date) = with_year(rest, Date { within: Some(InYear::Half(half)), ..Date::open() }).ok()?;
    (after.at() > rest.at()).then_some((after, date))
}

/// "week of March" behind what counts it.
fn unit_of(scan: Scan<'_>, n: i8) -> Parsed<'_, Date> {
    let (rest, (grain @ (Grain::Day | Grain::Week | Grain::Month), 1, false)) = unit(scan)? else { return fail(scan) };
    let (rest, date) = month_of(rest)?;
    Ok((rest, Date { nth: Some((n, grain)), ..date }))
}

/// "the first Tuesday after Easter", "the last Sunday before 4 March".
fn counted_from_day(scan: Scan<'_>, n: i8) -> Option<(Scan<'_>, Date)> {
    let (rest, day) = weekday(scan).ok()?;
    let (rest, side) = super::word::bound(rest).ok()?;
    let n = match (side, n) {
        (crate::value::Bound::After, 1..=5) => n,
        (crate::value::Bound::Before, -1 | 1) => -1,
        _ => return None,
    };
    let (rest, date) = super::day(rest).ok()?;
    let named = date.day.is_some() && date.month().is_some() || matches!(date.within, Some(InYear::Feast(_)));
    let plain = date.weekday.is_none() && date.nth.is_none() && date.plus.is_none() && date.hours.is_none();
    (named && plain && !date.weekend && !date.week_of)
        .then_some((rest, Date { nth: Some((n, Grain::Day)), weekday: Some(day), ..date }))
}

/// Whether "on", "from", "by" stands before "the 13th".
fn is_dated(scan: Scan<'_>) -> bool {
    let before = scan.from(scan.at().saturating_sub(1));
    follows_link(scan, 2, Link::On)
        || is_bounded(before)
        || follows_link(scan, 2, Link::From)
        || follows_link(scan, 2, Link::To)
        || follows_link(scan, 2, Link::During)
}

/// Whether a preposition or conjunction stands there, so that the words before it end.
fn is_clause_word(scan: Scan<'_>) -> bool {
    [Link::In, Link::At, Link::To, Link::And, Link::On, Link::From, Link::During].into_iter().any(|l| is_link(scan, l))
}

/// "third-quarter", joined before a noun.
pub(super) fn joined_stretch(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = ordinal(scan)?;
    let joined = past_joint(rest);
    if joined.at() == rest.at() { fail(scan) } else { ordinal_stretch(joined, n as i8) }
}

/// A quarter or half of the year of that number.
pub(super) fn ordinal_stretch(scan: Scan<'_>, n: i8) -> Parsed<'_, Date> {
    let quarter = |s| match unit(s)? {
        (rest, (Grain::Quarter, 1, false)) => Ok((rest, ())),
        _ => fail(s),
    };
    // "the second fiscal quarter"
    let scan = match link(Link::Fiscal)(scan) {
        Ok((rest, ())) if quarter(rest).is_ok() => rest,
        _ => scan,
    };
    let at = |n: i8, top: u8| match n {
        -1 => Some(top),
        _ => u8::try_from(n).ok().filter(|n| (1..=top).contains(n)),
    };
    if let (Ok((rest, ())), Some(n)) = (quarter(scan), at(n, 4)) {
        if year(rest).is_err() && is_of_match(scan, rest) {
            return fail(scan);
        }
        // "last quarter" is the one before now, "the last quarter of 2022" the fourth.
        let of_year = link(Link::Of)(rest).is_ok_and(|(rest, ())| year(rest).is_ok());
        return if !of_year && n == 4 && at(-1, 4) == Some(n) && super::word::which(scan.from(scan.at() - 1)).is_ok() {
            fail(scan)
        } else {
            Ok((rest, Date { within: Some(InYear::Quarter(n)), ..Date::open() }))
        };
    }
    if let (Ok((rest, ())), Some(n)) = (link(Link::Half)(scan), at(n, 2)) {
        // "the second half of August"
        if let Ok((rest, ())) = link(Link::Of)(rest)
            && let Ok((after, m)) = month(rest)
            && rest.first().is_some_and(|t| t.is_capital())
        {
            let edge = if n == 1 { Edge::Early } else { Edge::Late };
            return Ok((after, Date { edge: Some(edge), ..Date::ymd(None, Some(m), None) }));
        }
        // "the first half of the 1990s", "the second half of the 19th century"
        if let Ok((rest, ())) = link(Link::Of)(rest)
            && let Ok((after, date)) = super::day::named(super::day::the(rest))
            && (date.decade.is_some() || date.century.is_some())
            && date.edge.is_none()
        {
            return Ok((after, Date { edge: Some(if n == 1 { Edge::Early } else { Edge::Late }), ..date }));
        }
        // Halves are of years; matches and lives have them too.
        let of = link(Link::Of)(rest).or_else(|_| link(Link::In)(rest));
        let dated = of.is_ok_and(|(rest, ())| {
            year(past_link(rest, Link::Fiscal)).is_ok()
                || unit_container(rest, Grain::Year).is_ok()
                || super::year::fiscal(rest).is_ok()
        }) || year(rest).is_ok();
        // "first-half profit"
        let joined = scan.before().is_some_and(|t| t.is_glued_hyphen());
        return if dated || joined && cue(NumberCue::Results)(rest).is_ok() {
            Ok((rest, Date { within: Some(InYear::Half(n)), ..Date::open() }))
        } else {
            fail(scan)
        };
    }
    fail(scan)
}

/// Whether a quarter is that of a match: "the third quarter of the game", "tied 1-1 in the third quarter", "he had 12 points in
/// the third quarter", "led 34-20 after the third quarter".
fn is_of_match(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    if let Ok((of, ())) = link(Link::Of)(rest) {
        let of = past_link(past_link(of, Link::The), Link::A);
        return cue(NumberCue::Match)(of).is_ok();
    }
    let told = |which: NumberCue| (0..scan.at() + scan.rest().len()).any(|at| cue(which)(scan.from(at)).is_ok());
    if told(NumberCue::Sport) {
        return true;
    }
    let words = || (0..scan.at() + scan.rest().len()).map(|at| scan.from(at));
    // "34-20", with nothing that the second of them counts
    let score = |at: Scan<'_>| {
        let small = |n: usize| at.peek(n).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 3);
        let tied = |n: usize| at.peek(n).is_some_and(|t| t.is_glued());
        small(0) && small(2) && tied(1) && tied(2) && at.peek(1).is_some_and(|t| t.is_dash()) && !tied(3)
    };
    if told(NumberCue::Score) && words().any(|at| score(at) && !is_content(at.skip(3))) {
        return true;
    }
    let points = |at: Scan<'_>| {
        let counted = crate::extract::numeral::numeral(at).is_ok_and(|(rest, _)| cue(NumberCue::Points)(rest).is_ok());
        counted && at.before().is_none_or(|t| !t.is_glued())
    };
    let moves = |at: Scan<'_>| at.class(Class::Rise).is_some() || at.class(Class::Fall).is_some();
    words().any(points) && !told(NumberCue::Traded) && !words().any(moves)
}

/// "of March 2023", "in May", "of the month", "of 2023".
fn month_of(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "the third week next year"
    if super::word::which(scan).is_ok() {
        let (rest, base) = container(scan)?;
        return Ok((rest, Date { base, ..Date::open() }));
    }
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

/// "early 2009", "mid-March", "the end of August", "late last year": what follows may be relative.
pub(super) fn edged(scan: Scan<'_>) -> Parsed<'_, Date> {
    if let Ok((rest, ())) = link(Link::YearEnd)(scan) {
        // "year-end 2023"
        if let Ok((after, n)) = year(past_link(rest, Link::Of)) {
            return Ok((after, Date { edge: Some(Edge::Late), year: Some(n), ..Date::open() }));
        }
        let base = crate::value::Base::Unit { grain: Grain::Year, by: 0, from: crate::value::Origin::Published };
        return Ok((rest, Date { edge: Some(Edge::Late), base, ..Date::open() }));
    }
    // "end-March", "end-2025"
    let (rest, edge) = match link(Link::End)(scan) {
        Ok((rest, ())) if past_joint(rest).at() > rest.at() => (rest, Edge::Late),
        _ => edge(scan)?,
    };
    let rest = past_joint(rest);
    let rest = past_link(rest, Link::Of);
    let rest = past_link(rest, Link::In);
    let rest = past_link(rest, Link::On);
    // "the rest of her week"
    if edge == Edge::Rest
        && let Ok((at, ())) = link(Link::Possessive)(rest)
        && let Ok((after, (grain @ (Grain::Day | Grain::Week | Grain::Month), 1, false))) = unit(at)
    {
        let base = crate::value::Base::Unit { grain, by: 0, from: crate::value::Origin::Published };
        return Ok((after, Date { edge: Some(edge), base, ..Date::open() }));
    }
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
