/*! Dates told by another time of the year: "the same quarter a year ago", "the corresponding period last year", "this time last year",
"in the quarter". */

use super::relative::{ago, container, fiscal_unit, unit_container};
use super::word::{
    bound, follows_cue, follows_link, is_link, link, past_joint, past_link, possessive, unit, which, year,
};
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::{Class, Link, NumberCue, Which};
use crate::value::{Base, Date, Grain, InYear, Origin};

/// "the same quarter a year ago", "the quarter a year earlier", "the same month last year".
pub(super) fn same_unit(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, same) = match which(scan) {
        // "this time last year", "the same time last month"
        Ok((rest, Which::Same | Which::This)) if is_link(rest, Link::Time) => {
            return match container(past_link(rest, Link::Time))? {
                (rest, Base::Unit { grain, by: by @ (-1 | 1), from: from @ Origin::Published }) => {
                    Ok((rest, Date::shift(grain, by, from)))
                }
                _ => fail(scan),
            };
        }
        Ok((rest, Which::Same)) => (rest, true),
        _ => (scan, false),
    };
    let (rest, (grain @ (Grain::Month | Grain::Quarter), 1, false)) = unit(rest)? else { return fail(scan) };
    // "the same quarter of 2022"
    let inner = past_link(past_link(rest, Link::Of), Link::In);
    if same
        && grain == Grain::Quarter
        && inner.at() > rest.at()
        && let Ok((rest, n)) = year(inner)
    {
        return Ok((rest, Date { year: Some(n), ..Date::unit(Grain::Quarter, 0, Origin::Reference) }));
    }
    if !follows_link(scan, 1, Link::The) {
        return fail(scan);
    }
    let years = match ago(rest) {
        Ok((rest, Date { base: Base::Shift { grain: Grain::Year, by, .. }, .. })) => Some((rest, by)),
        _ => match unit_container(rest, Grain::Year) {
            Ok((rest, Base::Unit { by: -1, .. })) if same => Some((rest, -1)),
            _ => None,
        },
    };
    let per = if grain == Grain::Month { 12 } else { 4 };
    match years.and_then(|(rest, years)| Some((rest, years.checked_mul(per)?))) {
        Some((rest, by)) => Ok((rest, Date::shift(grain, by, Origin::Reference))),
        None => fail(scan),
    }
}

/// "The corresponding period last year": behind those words "last year" is the part of it that the text speaks of.
pub(super) fn same_part(scan: Scan<'_>, base: Base) -> Option<Date> {
    let Base::Unit { grain: Grain::Year, by: by @ -1, from: Origin::Published } = base else { return None };
    let of = usize::from(follows_link(scan, 1, Link::Of) || follows_link(scan, 1, Link::In));
    let part = scan.at().checked_sub(1 + of).map(|at| scan.from(at))?;
    if !follows_cue(part, 1, NumberCue::Alike) {
        return None;
    }
    match unit(part) {
        Ok((_, (Grain::Quarter, 1, false))) => {}
        Ok((_, (Grain::Month, 1, false))) => return Some(Date::shift(Grain::Month, -12, Origin::Reference)),
        _ if is_link(part, Link::Period) => {}
        _ => return None,
    }
    Some(Date::shift(Grain::Year, by, Origin::Published))
}

/// "in the quarter", "the latest period": the one spoken of.
pub(super) fn same_quarter(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "The latest period" of a report is its quarter.
    if let Ok((rest, Which::Last)) = which(scan)
        && follows_link(scan, 1, Link::The)
        && let Ok((rest, ())) = link(Link::Period)(rest)
    {
        return Ok((rest, Date::unit(Grain::Quarter, 0, Origin::Reference)));
    }
    // "finished the day at 8,017", "ended the week lower"
    let moves = |t: &crate::text::Token| scan.lexicon.is(t.word, Class::Rise) || scan.lexicon.is(t.word, Class::Fall);
    if follows_link(scan, 1, Link::The)
        && follows_link(scan, 2, Link::Finish)
        && let Ok((rest, (grain @ (Grain::Day | Grain::Week | Grain::Month | Grain::Quarter | Grain::Year), 1, false))) =
            unit(scan)
        && (!super::word::is_content(rest) || rest.first().is_some_and(moves))
        && !is_link(rest, Link::Of)
        && past_joint(rest).at() == rest.at()
        && possessive(rest).is_err()
    {
        let from = if grain == Grain::Day { Origin::Reference } else { Origin::Published };
        return Ok((rest, Date { approx: grain > Grain::Day, ..Date::unit(grain, 0, from) }));
    }
    // "in the 1988 period", "the 1988 quarter"
    if follows_link(scan, 1, Link::The)
        && super::word::is_number_token(scan)
        && let Ok((rest, n)) = year(scan)
    {
        let quarter = Date { year: Some(n), ..Date::unit(Grain::Quarter, 0, Origin::Reference) };
        // A period need not be a quarter.
        if let Ok((rest, ())) = link(Link::Period)(rest) {
            return Ok((rest, Date { approx: true, ..quarter }));
        }
        return match unit(rest)? {
            (rest, (Grain::Quarter, 1, false)) => Ok((rest, quarter)),
            _ => fail(scan),
        };
    }
    // "for the full year"
    let scan = match link(Link::Whole)(scan) {
        Ok((rest, ())) if follows_link(scan, 1, Link::The) && is_year(rest) => return full_year(scan, rest),
        _ => scan,
    };
    // "for the fiscal year"
    let (rest, (grain, 1, false)) = (match link(Link::Fiscal)(scan) {
        Ok((after, ())) => (fiscal_unit(after), (Grain::Year, 1, false)),
        Err(_) => unit(scan)?,
    }) else {
        return fail(scan);
    };
    // "the first nine months of the year"
    let part = follows_link(scan, 2, Link::Of)
        && scan.at().checked_sub(3).is_some_and(|at| unit(scan.from(at)).is_ok_and(|(_, (part, ..))| part < grain));
    let the = follows_link(scan, 1, Link::The)
        && (follows_link(scan, 2, Link::In) || follows_link(scan, 2, Link::During) || part);
    if !the || is_link(rest, Link::Of) {
        return fail(scan);
    }
    match grain {
        // "the quarter ended 30 September", where the books keep to the calendar
        Grain::Quarter if is_link(rest, Link::Ending) || is_link(rest, Link::To) => {
            let ended = super::day(past_link(past_link(rest, Link::Ending), Link::To)).map(|(_, date)| date);
            let quarter = |date: &Date| date.month().filter(|m| m % 3 == 0).map(|m| m / 3);
            match ended.ok().and_then(|date| Some((quarter(&date)?, date.year))) {
                Some((n, year)) => Ok((rest, Date { within: Some(InYear::Quarter(n)), year, ..Date::open() })),
                None => Ok((rest, Date::unit(Grain::Quarter, 0, Origin::Reference))),
            }
        }
        Grain::Quarter => Ok((rest, Date::unit(Grain::Quarter, 0, Origin::Reference))),
        // "For the year" is that of the document or of the books beside it.
        Grain::Week | Grain::Month | Grain::Year => {
            let runs_on = super::word::is_content(rest)
                || super::word::is_number_token(rest)
                || year(rest).is_ok()
                || bound(rest).is_ok()
                || is_link(rest, Link::Ending)
                || is_link(rest, Link::Beginning)
                || link(Link::To)(rest).is_ok_and(|(rest, ())| super::day(rest).is_ok())
                || super::word::ordinal(past_joint(rest)).is_ok();
            if runs_on {
                return fail(scan);
            }
            Ok((rest, Date { approx: true, ..Date::unit(grain, 0, Origin::Published) }))
        }
        _ => fail(scan),
    }
}

fn is_year(scan: Scan<'_>) -> bool {
    matches!(unit(scan), Ok((_, (Grain::Year, 1, false))))
}

/// "For the full year": that of the document or of the books.
fn full_year<'a>(scan: Scan<'a>, year_at: Scan<'a>) -> Parsed<'a, Date> {
    let (rest, _) = unit(year_at)?;
    let runs_on = year(rest).is_ok() || bound(rest).is_ok() || is_link(rest, Link::Ending) || is_link(rest, Link::To);
    if !follows_link(scan, 2, Link::During) || runs_on {
        return fail(scan);
    }
    Ok((rest, Date { approx: true, ..Date::unit(Grain::Year, 0, Origin::Published) }))
}
