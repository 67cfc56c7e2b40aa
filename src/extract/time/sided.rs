/*! Lengths that a word places: "the past 15 years", "the next hour", "the first six months", "the year ended 31 March", "recent weeks". */

use rust_decimal::Decimal;

use super::counted::{is_timetable, uncounted};
use super::duration::{Length, bare, length};
use super::word::{bound, follows_link, is_weak, link, ordinal, past_joint, past_link, step, unit, which};
use crate::extract::numeral::joint;
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::{CalendarSense, Class, Link, Sense, Step, Which};
use crate::text::TokenKind;
use crate::value::{Duration, Grain, Range, Side};

/// Where a word such as "previous" puts a length.
pub(super) fn side_of(which: Which) -> Option<Side> {
    match which {
        Which::Last | Which::Past | Which::Recent => Some(Side::Past),
        Which::Next => Some(Side::Future),
        Which::Previous => Some(Side::Before),
        Which::Following => Some(Side::After),
        Which::Same | Which::This => None,
    }
}

/// "the past 15 years", "the next year", "the first six months", "recent weeks", "years".
pub(super) fn sided(scan: Scan<'_>) -> Parsed<'_, Length> {
    if let Ok(found) = length(scan) {
        return Ok(found);
    }
    let start = past_link(scan, Link::The);
    let the = start.at() > scan.at();
    if let Ok((rest, chosen)) = which(start) {
        // "will last two hours"
        if chosen == Which::Last && !the && is_verb(scan) {
            return fail(scan);
        }
        // "he said that four days were enough"
        if chosen == Which::Same && !the && length(rest).is_ok_and(|(_, length)| !length.article) {
            return fail(scan);
        }
        // "this past week", "the last few days".
        let (rest, chosen) = match (chosen, which(rest)) {
            (Which::This, Ok((rest, Which::Past))) => (rest, Which::Past),
            _ => (rest, chosen),
        };
        let side = side_of(chosen);
        let with_side = |mut length: Length| {
            length.duration.side = side;
            length.article = false;
            length
        };
        if let Ok((after, length)) = length(rest)
            && !length.article
        {
            return Ok((after, with_side(length)));
        }
        if let Ok((after, (grain, count, plural))) = unit(rest) {
            let one = Duration::new(Range::exact(count.into()), grain);
            return match (chosen, plural) {
                // "the past year": a length that ends now.
                (Which::Past, false) => {
                    Ok((after, with_side(Length { duration: one, article: false, bare: false, hedged: false })))
                }
                // "the next hour", "the last hour"; "the last minute" is an idiom.
                (Which::Next, false) if grain < Grain::Day && grain > Grain::Second => {
                    Ok((after, with_side(Length { duration: one, article: false, bare: false, hedged: false })))
                }
                (Which::Last, false) if grain == Grain::Hour => {
                    Ok((after, with_side(Length { duration: one, article: false, bare: false, hedged: false })))
                }
                (Which::Past | Which::Recent | Which::Next | Which::Last, true) => Ok((after, with_side(bare(grain)))),
                _ => fail(scan),
            };
        }
        return fail(scan);
    }
    if the {
        // "the year ended 31 March", "the week to 12 March": so long before it.
        let unit_at = past_link(start, Link::Fiscal);
        let one = match unit(unit_at) {
            Ok((
                rest,
                (grain @ (Grain::Week | Grain::Month | Grain::Quarter | Grain::Year | Grain::Decade), 1, false),
            )) => Some((rest, grain)),
            _ => (unit_at.at() > start.at()).then_some((unit_at, Grain::Year)),
        };
        let ends = |(rest, grain): &(Scan<'_>, Grain)| {
            let dated = |(behind, ())| super::day(behind).is_ok_and(|(_, date)| date.grain() < *grain);
            link(Link::Ending)(*rest).is_ok_and(dated) && *grain == Grain::Year
                || link(Link::To)(*rest).is_ok_and(dated)
        };
        if let Some((rest, grain)) = one.filter(ends) {
            let one = Duration { side: Some(Side::Before), ..Duration::new(Range::exact(Decimal::ONE), grain) };
            return Ok((rest, Length { duration: one, article: false, bare: false, hedged: false }));
        }
        if let Ok(found) = length(start)
            && !found.1.article
            // "the 14-day wait": the length alone.
            && !crate::extract::numeral::numeral(start)
                .is_ok_and(|(rest, _)| joint(rest).is_ok() || rest.first().is_some_and(|t| t.is_glued_hyphen()))
        {
            return Ok(found);
        }
        // "the first nine months", where "the first two quarters of 1990" are a half of it
        if let Ok((rest, n)) = ordinal(start) {
            if super::stretch::two_quarters(rest, n as i8).is_some() {
                return fail(scan);
            }
            if let Ok((rest, found)) = length(rest)
                && !found.article
            {
                return Ok((rest, found));
            }
            // "in the first hours of the war"
            if let Ok((rest, (grain, _, true))) = unit(rest)
                && n == 1
            {
                return Ok((rest, bare(grain)));
            }
        }
    }
    // "the year-earlier nine months"
    if let Ok((rest, (Grain::Year, 1, false))) = unit(start)
        && let Ok((rest, Step::Earlier | Step::Ago)) = step(past_joint(rest))
        && let Ok((rest, found)) = length(rest)
        && !found.article
    {
        return Ok((rest, found));
    }
    // "over the years"
    if the
        && let Ok((rest, (grain @ (Grain::Year | Grain::Decade | Grain::Century), _, true))) = unit(start)
        && follows_link(scan, 1, Link::During)
        && !rest.first().is_some_and(|t| t.kind == TokenKind::Number)
        && step(rest).is_err()
        && bound(rest).is_err()
    {
        return Ok((rest, bare(grain)));
    }
    // "for years", "in days": "within weeks" tells no length, but that it is short.
    if let Ok((rest, (grain, _, true))) = unit(scan) {
        let supported = follows_link(scan, 1, Link::During)
            || follows_link(scan, 1, Link::In)
            || follows_link(scan, 1, Link::Of) && grain > Grain::Day;
        let weak = is_weak(scan) && grain <= Grain::Second || is_timetable(rest);
        if supported && !weak && step(rest).is_err() {
            return Ok((rest, bare(grain)));
        }
        if !weak
            && grain > Grain::Second
            && let Some(rest) = uncounted(scan, rest)
        {
            return Ok((rest, bare(grain)));
        }
    }
    fail(scan)
}

/// Whether a verb is what the words before ask for: "will not last", "to last".
fn is_verb(scan: Scan<'_>) -> bool {
    let class = |back: usize, class| scan.back(back).is_some_and(|t| scan.lexicon.is(t.word, class));
    let modal = |back| class(back, Class::Modal) || class(back, Class::Negation);
    // "won't", "shouldn't"
    let told = scan.at().checked_sub(1).is_some_and(|at| {
        let tense = |s| {
            matches!(
                s,
                Sense::Calendar(CalendarSense::Tense(crate::value::Tense::Future | crate::value::Tense::Unknown))
            )
        };
        scan.from(at).senses().any(|(n, s)| n == 1 && tense(s))
    });
    // "The batteries last two days."
    let plural = scan.before().is_some_and(|t| {
        let word = scan.word(t);
        t.kind == TokenKind::Word
            && !t.is_glued()
            && !t.is_capital()
            && word.ends_with('s')
            && !word.ends_with("ss")
            && super::word::is_content(scan.from(scan.at() - 1))
    });
    modal(1) || told || plural || follows_link(scan, 1, Link::Infinitive) || class(1, Class::Adverb) && modal(2)
}
