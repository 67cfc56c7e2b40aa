/*! Times of day: "7am", "11.59pm", "19:30", "0737 GMT", "7 o'clock", "half past three", "quarter to five", "noon". Not times:
"3:1", "7.30" with nothing to say so, "at 7". */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::word::{
    cue, digits, follows_cue, follows_link, is_link, is_number_token, link, meridiem, month, named_clock, offset, part,
    past_joint, past_link, tight, weekday, zone,
};
use crate::extract::numeral::{integer, joint};
use crate::extract::scan::{Parsed, Remembered, Scan, fail, number_word, remember};
use crate::lexicon::{CalendarSense as C, Class, Link, NumberCue, NumberSense, Sense, Starts};
use crate::text::TokenKind;
use crate::value::{Part, TimeOfDay, Zone};

/// The hour and minute, and what of them is sure.
#[derive(Debug, Clone, Copy)]
struct Face {
    hour: u16,
    minute: u16,
    second: Option<u8>,
    /// Whether it cannot be read as anything but a time.
    sure: bool,
    /// Whether it is told on the face of 24 hours.
    full: bool,
}

/// A time of day that nothing around it has to support.
pub(super) fn clock(scan: Scan<'_>) -> Parsed<'_, TimeOfDay> {
    scan.senses.clocks.read(scan, |scan| timed(scan, false))
}

/// A time of day where "at" or a day beside it supports a bare hour: "7", "7.30".
pub(super) fn supported(scan: Scan<'_>) -> Parsed<'_, TimeOfDay> {
    remember(Remembered::Hour, scan, |scan| timed(scan, true))
}

/// "two", "half past" and the like left out.
pub(super) fn worded_hour(scan: Scan<'_>) -> Parsed<'_, TimeOfDay> {
    let (rest, face) = face(scan)?;
    let minute = face.hour * 60 + face.minute;
    Ok((rest, TimeOfDay { minute, either_half: true, ..TimeOfDay::default() }))
}

fn timed(scan: Scan<'_>, supported: bool) -> Parsed<'_, TimeOfDay> {
    let begins = scan.is_of_calendar(C::CLOCK) || scan.is_of_links(Link::A.bit()) || scan.starts().any(Starts::NUMERAL);
    if !begins {
        debug_assert!(any_timed(scan, supported).is_err(), "{:?}", scan.first_text());
        return fail(scan);
    }
    any_timed(scan, supported)
}

fn any_timed(scan: Scan<'_>, supported: bool) -> Parsed<'_, TimeOfDay> {
    if let Ok((rest, minute)) = named_clock(scan) {
        let time = TimeOfDay { minute, ..TimeOfDay::default() };
        let (rest, zone) = opt(zone).parse(rest)?;
        return Ok((rest, TimeOfDay { zone, ..time }));
    }
    let (rest, face) = alt((past_or_to, face)).parse(scan)?;
    let rest_of_hour = past_link(rest, Link::OClock);
    let sure = face.sure || rest_of_hour.at() > rest.at();
    let rest = rest_of_hour;
    let (rest, half) = match meridiem(past_joint(rest)) {
        Ok((after, pm)) if face.hour <= 12 || pm => (after, Some(pm)),
        _ => (rest, None),
    };
    let (rest, named_zone) = opt(alt((zone, bracketed_zone))).parse(rest)?;
    // "16:23:20-07:00": who tells the second and goes on so tells the zone.
    let (rest, named_zone) = match offset(rest).filter(|_| face.second.is_some() && named_zone.is_none()) {
        Some((after, zone)) if tight(after, &[":"]).is_err() => (after, Some(zone)),
        _ => (rest, named_zone),
    };
    let (rest, of_day) = match (half, ending_part(rest).ok().filter(|_| face.sure)) {
        (None, Some((after, part))) => (after, Some(part)),
        (None, None) => opt(of_the_day).parse(rest)?,
        _ => (opt_part(rest), None),
    };
    let full = face.full || named_zone.is_some() && half.is_none() && of_day.is_none() && face.sure;
    if !(sure || half.is_some() || of_day.is_some() || supported || named_zone.is_some() && face.full) {
        return fail(scan);
    }
    let pm = half.or(of_day.map(|p| match p {
        Part::Morning => false,
        // "Two at night" is before the morning, "ten at night" before midnight.
        Part::Night => face.hour >= 6 && face.hour != 12,
        _ => true,
    }));
    let hour = match pm {
        Some(false) if face.hour == 12 => 0,
        Some(true) if face.hour < 12 => face.hour + 12,
        _ => face.hour,
    };
    let minute = hour * 60 + face.minute;
    if hour > 24 || face.minute > 59 || minute > 1440 {
        return fail(scan);
    }
    let either_half = pm.is_none() && !full && (1..=12).contains(&face.hour);
    Ok((rest, TimeOfDay { minute, second: face.second, zone: named_zone, either_half, ..TimeOfDay::default() }))
}

/// "(GMT +8)", "(local time)" behind a time of day.
fn bracketed_zone(scan: Scan<'_>) -> Parsed<'_, Zone> {
    if scan.first_text() != "(" {
        return fail(scan);
    }
    let (rest, zone) = zone(scan.skip(1))?;
    if rest.first_text() == ")" { Ok((rest.skip(1), zone)) } else { fail(scan) }
}

/// "in the morning" behind "8pm", which says nothing new.
fn opt_part(scan: Scan<'_>) -> Scan<'_> {
    of_the_day(scan).map_or(scan, |(rest, _)| rest)
}

/// "half past seven evening", with nothing behind that the evening could describe.
fn ending_part(scan: Scan<'_>) -> Parsed<'_, Part> {
    match part(scan)? {
        (rest, part) if rest.first().is_none_or(|t| t.kind == TokenKind::Mark) => Ok((rest, part)),
        _ => fail(scan),
    }
}

/// "in the morning", "at night", "this" stays for the day.
fn of_the_day(scan: Scan<'_>) -> Parsed<'_, Part> {
    if is_link(scan, Link::In) {
        return part(past_link(past_link(scan, Link::In), Link::The));
    }
    let (rest, ()) = link(Link::At)(scan)?;
    match part(rest)? {
        (rest, Part::Night) => Ok((rest, Part::Night)),
        _ => fail(scan),
    }
}

/// Hours and minutes in digits or words.
fn face(scan: Scan<'_>) -> Parsed<'_, Face> {
    if !is_number_token(scan) {
        let (rest, hour) = integer(scan)?;
        if hour.digits > 0 || !(1..=12).contains(&hour.value) {
            return fail(scan);
        }
        let minute = integer(past_joint(rest)).ok().filter(|(_, m)| m.digits == 0 && (10..60).contains(&m.value));
        let (rest, minute) = minute.map_or((rest, 0), |(after, m)| (after, m.value as u16));
        return Ok((rest, Face { hour: hour.value as u16, minute, second: None, sure: false, full: false }));
    }
    let token = scan.first_text();
    if let Some((hour, minute)) = token.split_once('.') {
        // "7.30", "11.59": two digits of minutes.
        return match (hour.parse(), minute.parse()) {
            (Ok(hour), Ok(minute)) if hour <= 24 && minute < 60 && minute_like(token) => {
                let rest = scan.skip(1);
                if meridiem(past_joint(rest)).is_err() && is_price(scan) {
                    return fail(scan);
                }
                // "08.15" is no decimal.
                let padded = token.len() == 5 && token.starts_with('0') && hour > 0;
                let sure = (happens_at(scan) || padded || listed_behind(scan) || is_service(scan)) && !counts(rest);
                Ok((rest, Face { hour, minute, second: None, sure, full: hour > 12 || hour == 0 }))
            }
            _ => fail(scan),
        };
    }
    let (rest, (n, width)) = digits(scan, 1, 4)?;
    if width >= 3 {
        // "0737 GMT", "0730 hours".
        // "2016H2" is half a year.
        let half = rest.peek(1).is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number);
        let hours = is_link(rest, Link::Hours) && !half;
        // "at 730 in the evening"
        let parted = width == 3 && follows_link(scan, 1, Link::At) && of_the_day(rest).is_ok();
        if !(n / 100 <= 24 && n % 100 < 60) || width == 3 && meridiem(rest).is_err() && !parted {
            return fail(scan);
        }
        let rest = if hours { rest.skip(1) } else { rest };
        if !hours && zone(rest).is_err() && meridiem(rest).is_err() && !parted {
            return fail(scan);
        }
        return Ok((rest, Face { hour: n / 100, minute: n % 100, second: None, sure: hours, full: width == 4 }));
    }
    if n > 24 {
        return fail(scan);
    }
    let bare = Face { hour: n, minute: 0, second: None, sure: false, full: n > 12 || n == 0 || width == 2 && n < 10 };
    if let Ok((after, _)) = tight(rest, &[":"])
        && after.first().is_some_and(|t| t.is_glued())
    {
        let (after, (minute, two)) = digits(after, 2, 2)?;
        if minute > 59 || two != 2 {
            return fail(scan);
        }
        let seconds = tight(after, &[":"]).ok().and_then(|(s, _)| seconds(s).ok());
        let (after, second) = match seconds {
            Some((after, second)) if second < 60 => (after, Some(second)),
            _ => (after, None),
        };
        // "9:25 hours", "GMT+02:00"
        let offset = scan.first().is_some_and(|t| t.is_glued())
            && scan.before().is_some_and(|t| matches!(scan.word(t), "+" | "−"));
        if offset {
            return fail(scan);
        }
        // "finished in 3:52", "2:15 behind": how long somebody took; "4:21-cr-00123" is the number of a case.
        let day = meridiem(past_joint(after)).is_ok() || month(after).is_ok() || weekday(after).is_ok();
        let lasts = follows_cue(scan, 1, NumberCue::Lasts);
        let took = (follows_link(scan, 1, Link::In) || follows_time_of(scan) || lasts) && !day
            || is_link(after, Link::Apart) && !follows_link(scan, 1, Link::At);
        let numbered = joint(after).is_ok_and(|(word, ())| {
            word.first().is_some_and(|t| t.kind != TokenKind::Number)
                && !word.senses().any(|(_, s)| matches!(s, Sense::Calendar(_) | Sense::Hedge(_)))
        });
        let verse = scan.before().is_some_and(|t| t.is_capital()) && follows_link(scan, 1, Link::Verse);
        if took || numbered || verse {
            return fail(scan);
        }
        if is_link(after, Link::Hours) {
            return Ok((after.skip(1), Face { minute, second, sure: true, full: true, ..bare }));
        }
        return Ok((after, Face { minute, second, sure: true, ..bare }));
    }
    // "9h30", where "1H24" is half a year
    if rest.first().is_some_and(|t| t.is_glued() && t.span.len() == 1 && !t.is_capital())
        && is_link(rest, Link::Hours)
        && rest.peek(1).is_some_and(|t| t.is_glued())
        && let Ok((after, (minute, 2))) = digits(rest.skip(1), 2, 2)
        && minute < 60
        && !after.first().is_some_and(|t| t.is_glued() && t.kind == TokenKind::Word)
        // "It took 1h45."
        && !(follows_cue(scan, 1, NumberCue::Took) || [Link::In, Link::Of].into_iter().any(|l| follows_link(scan, 1, l)))
    {
        return Ok((after, Face { minute, sure: true, full: true, ..bare }));
    }
    // "15h"
    if rest.first().is_some_and(|t| t.is_glued() && t.kind == TokenKind::Word && t.span.len() == 1)
        && is_link(rest, Link::Hours)
        && follows_link(scan, 1, Link::At)
    {
        return Ok((rest.skip(1), Face { sure: true, full: true, ..bare }));
    }
    Ok((rest, bare))
}

/// "a time of 3:52"
fn follows_time_of(scan: Scan<'_>) -> bool {
    follows_link(scan, 1, Link::Of) && follows_link(scan, 2, Link::Time)
}

/// How far before a number with two decimals the word stands that makes it a price, or a time.
const PRICED: usize = 12;
const HAPPENS: usize = 4;

/// "Shares closed on Friday at 6.45."
fn is_price(scan: Scan<'_>) -> bool {
    (1..=PRICED.min(scan.at())).any(|back| follows_cue(scan, back, NumberCue::Traded))
}

/// "at 8.15, 9.45 and 17.30": times like that before it.
fn listed_behind(scan: Scan<'_>) -> bool {
    let Some(joint) = scan.at().checked_sub(1).map(|at| scan.from(at)) else { return false };
    let joined = joint.first_text() == "," || is_link(joint, Link::And);
    let Some(first) = joint.at().checked_sub(1).map(|at| scan.from(at)).filter(|_| joined) else { return false };
    let first = if first.first_text() == "," { scan.from(first.at().saturating_sub(1)) } else { first };
    is_number_token(first) && minute_like(first.first_text()) && face(first).is_ok_and(|(_, face)| face.sure)
}

/// "the 5.40 from Leeds", "the 18.12 to Crewe", "the 3.15 at Ascot".
fn is_service(scan: Scan<'_>) -> bool {
    let leads = [Link::From, Link::To, Link::At].into_iter().any(|l| is_link(scan.skip(1), l));
    follows_link(scan, 1, Link::The) && leads && scan.peek(2).is_some_and(|t| t.is_word() && t.is_capital())
}

/// "The film starts at 22.15."
fn happens_at(scan: Scan<'_>) -> bool {
    let begins = |back: usize| {
        let start = scan.at().checked_sub(back).map(|at| scan.from(at));
        start.is_some_and(|start| cue(NumberCue::Happens)(start).is_ok())
    };
    follows_link(scan, 1, Link::At) && (2..=HAPPENS).any(begins)
}

/// Whether what follows is counted: "at five to nine schools".
fn counts(rest: Scan<'_>) -> bool {
    super::word::is_content(rest) || rest.first().is_some_and(|t| t.is_glued() && t.is_dash())
}

/// "20", "20.123": the fraction of a second is left out.
fn seconds(scan: Scan<'_>) -> Parsed<'_, u8> {
    if !is_number_token(scan) {
        return fail(scan);
    }
    let whole = scan.first_text().split(['.', ',']).next().unwrap_or_default();
    match whole.parse() {
        Ok(second) if whole.len() == 2 => Ok((scan.skip(1), second)),
        _ => fail(scan),
    }
}

/// Whether "7.30" has two digits of minutes.
fn minute_like(token: &str) -> bool {
    token.split_once('.').is_some_and(|(h, m)| m.len() == 2 && h.len() <= 2 && !h.is_empty())
}

/// "half past three", "quarter to five", "ten past six", "20 minutes after nine".
fn past_or_to(scan: Scan<'_>) -> Parsed<'_, Face> {
    let (start, _) = opt(link(Link::A)).parse(scan)?;
    let fraction = number_word(|s| match s {
        NumberSense::Fraction(n @ (2 | 4)) => Some(60 / n as u16),
        _ => None,
    });
    // "the fourth of nine children"
    let part = fraction(start).ok().filter(|_| super::word::ordinal(start).is_err());
    let (rest, minutes, sure) = match part {
        Some((rest, minutes)) => (rest, minutes, true),
        None => {
            let (rest, n) = integer(start)?;
            match super::word::counted_unit(rest) {
                Ok((rest, (crate::value::Grain::Minute, ..))) => (rest, n.value as u16, true),
                _ => (rest, n.value as u16, false),
            }
        }
    };
    if !(1..60).contains(&minutes) {
        return fail(scan);
    }
    // "at half six"
    if minutes == 30
        && follows_link(scan, 1, Link::At)
        && start.at() == scan.at()
        && let Ok((after, hour)) = integer(rest)
        && hour.digits == 0
        && (1..=12).contains(&hour.value)
        && !counts(after)
        && joint(after).is_err()
    {
        return Ok((after, Face { hour: hour.value as u16, minute: 30, second: None, sure: true, full: false }));
    }
    let (rest, to) =
        alt((|s| link(Link::Past)(s).map(|(r, ())| (r, false)), |s| link(Link::Before)(s).map(|(r, ())| (r, true))))
            .parse(super::word::past_joint(rest))?;
    // "15 past noon" can be nothing else.
    let (after, hour, sure) = match named_clock(rest) {
        Ok((after, minute)) => (after, minute / 60, true),
        Err(_) => {
            let (after, hour) = integer(rest)?;
            (after, hour.value as u16, sure)
        }
    };
    // "Sales fell by a quarter to 5 million."
    let moves = |n: usize| {
        scan.back(n).is_some_and(|t| scan.lexicon.is(t.word, Class::Rise) || scan.lexicon.is(t.word, Class::Fall))
    };
    let scaled = after
        .senses()
        .any(|(_, s)| matches!(s, Sense::Number(NumberSense::Scale(_) | NumberSense::Percent) | Sense::Currency(..)));
    if moves(1) || moves(2) || scaled && meridiem(after).is_err() {
        return fail(scan);
    }
    // "5 to 6 p.m." is a period, "five to six p.m." a time.
    if to && !sure && is_number_token(start) {
        return fail(scan);
    }
    // "Five to nine" may be people: only what follows can tell, or "at" before it.
    let at = follows_link(scan, 1, Link::At) && !is_number_token(start) && minutes % 5 == 0 && !counts(after);
    let sure = (sure || at) && hour <= 24;
    if hour == 0 || hour > 24 || !sure && meridiem(after).is_err() && !is_link(after, Link::OClock) {
        return fail(scan);
    }
    let (hour, minute) = if to { (hour - 1, 60 - minutes) } else { (hour, minutes) };
    let hour = if to && hour == 0 { 12 } else { hour };
    Ok((after, Face { hour: hour % 24, minute, second: None, sure, full: hour > 12 }))
}
