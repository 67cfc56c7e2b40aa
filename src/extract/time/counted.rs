/*! What stands between a number and the unit of time that it counts: hedges, other numbers. "10+ years", "a year or two", "two- and
three-year bonds"; and units that nothing counts. */

use super::word::{bound, comma, counted_unit, follows_link, is_link, link, past_joint, step, unit};
use crate::extract::numeral::{Numeral, joint, numeral};
use crate::extract::scan::{Scan, number_mark};
use crate::lexicon::{Link, NumberCue, NumberSense, Sense, Sorts};
use crate::text::TokenKind;
use crate::value::{Bound, Duration, Grain, Range};

/// "10+ years", "20-plus years", "30-odd days", "10 or more years": the hedge between the number and the unit.
pub(super) fn hedged_inside<'a>(scan: Scan<'a>, n: &Numeral) -> Option<(Scan<'a>, Duration)> {
    let (rest, hedges) = crate::extract::hedge::hedges_after(scan);
    let mut ids = hedges.iter();
    let (Some(id), None) = (ids.next(), ids.next()) else { return None };
    let (end, (grain, count, true)) = counted_unit(past_joint(rest)).ok()? else { return None };
    let amount = n.value.checked_mul(count.into()).filter(|n| n.is_sign_positive())?;
    let exact = Duration::new(Range::exact(amount), grain);
    let amount = scan.lexicon.hedge(id).apply_to_length(&exact.amount)?;
    (!is_link(past_joint(end), Link::Old)).then_some((end, Duration { amount, ..exact }))
}

/// "or two" behind one of a unit, where it counts nothing else.
pub(super) fn or_two(scan: Scan<'_>) -> Option<Scan<'_>> {
    let (rest, ()) = number_mark(NumberSense::Or)(scan).ok()?;
    let (rest, n) = crate::extract::numeral::integer(rest).ok()?;
    let counts = super::word::is_content(rest) && step(rest).is_err() || unit(rest).is_ok() || joint(rest).is_ok();
    (n.value == 2 && n.digits == 0 && !counts).then_some(rest)
}

/// How many numbers may share a unit.
const SHARING: usize = 4;

/// The unit behind the last of several numbers that share it, where a hyphen hangs on the first: "two- and three-year". Where the
/// first ends.
pub(super) fn suspended(scan: Scan<'_>) -> Option<(Scan<'_>, Grain, u8)> {
    let hangs = |s: Scan<'_>| {
        s.first().is_some_and(|t| t.is_glued_hyphen()) && s.peek(1).is_none_or(|t| !t.is_glued() || s.word(t) == ",")
    };
    let mut rest = scan;
    for _ in 0..SHARING {
        if !hangs(rest) {
            return None;
        }
        let after = comma(rest.skip(1));
        let and = link(Link::And)(after).or_else(|_| number_mark(NumberSense::Or)(after)).map(|(rest, ())| rest);
        let next = and.ok().or_else(|| (after.at() > rest.at() + 1).then_some(after))?;
        let (behind, _) = numeral(next).ok()?;
        let unit_at = past_joint(behind);
        if unit_at.at() > behind.at()
            && let Ok((end, (grain, count, false))) = unit(unit_at)
        {
            // "12-, 13- and 14-year-olds"
            return (!is_link(past_joint(end), Link::Old)).then_some((scan, grain, count));
        }
        rest = behind;
    }
    None
}

/// "hours of operation" are a timetable and "years of pay" a sum, where "years of war" are a length.
pub(super) fn is_timetable(scan: Scan<'_>) -> bool {
    link(Link::Of)(scan).is_ok_and(|(rest, ())| super::word::cue(NumberCue::Timetable)(rest).is_ok())
}

/// Where a length ends that nothing counts and the words around it make one: "it took months", "within weeks", "years of war",
/// "weeks or months", "the days before the vote", "the months ahead".
pub(super) fn uncounted<'a>(scan: Scan<'a>, rest: Scan<'a>) -> Option<Scan<'a>> {
    let counted = scan.before().is_some_and(|t| t.is_glued_hyphen() || t.kind == TokenKind::Number);
    if counted || rest.first().is_some_and(|t| t.is_glued_hyphen()) || scan.first().is_some_and(|t| t.is_shout()) {
        return None;
    }
    let plain = |s: Scan<'_>| s.first().is_some_and(|t| t.kind == TokenKind::Word && !t.is_capital());
    let or = number_mark(NumberSense::Or)(rest).or_else(|_| link(Link::And)(rest));
    if let Ok((after, ())) = or
        && let Ok((after, (_, _, true))) = unit(after)
        && step(after).is_err()
    {
        return Some(after);
    }
    // "the days before the vote", "just weeks before the vote"
    let hedged =
        || scan.from(scan.at() - 1).senses_of(Sorts::HEDGE).any(|(n, s)| n == 1 && matches!(s, Sense::Hedge(_)));
    let begins =
        scan.before().is_none_or(|t| t.kind == TokenKind::Mark) || follows_link(scan, 1, Link::The) || hedged();
    let before = match bound(rest) {
        Ok((behind, Bound::Before | Bound::After)) => begins && super::word::is_link(behind, Link::The),
        _ => false,
    };
    let of = || {
        link(Link::Of)(rest)
            .is_ok_and(|(behind, ())| plain(behind) && super::word::is_content(behind) && unit(behind).is_err())
    };
    // "many years", where "how many years" asks
    // "five times in as many years"
    let again = super::word::follows_cue(scan, 2, NumberCue::As);
    let many = || !again && super::word::follows_cue(scan, 1, NumberCue::Many) && step(rest).is_err();
    let asked = super::word::follows_cue(scan, 2, NumberCue::HowMany);
    let told = many()
        || follows_link(scan, 1, Link::Within)
        || super::word::follows_cue(scan, 1, NumberCue::Lasts)
        || follows_link(scan, 1, Link::The) && super::word::cue(NumberCue::Tail)(rest).is_ok();
    (!asked && (told || before || of())).then_some(rest)
}
