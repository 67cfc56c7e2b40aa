/*! The words of dates and times, one small grammar each. */

use nom::Parser;
use nom::branch::alt;

use crate::extract::numeral::{integer, joint};
use crate::extract::scan::{Parsed, Scan, calendar_word, fail, link_word, number_of, sense_of};
use crate::lexicon::{CalendarSense as C, Link, NumberCue, NumberSense, Sense, Sorts, Step, Which};
use crate::text::TokenKind;
use crate::value::{Bound, Edge, Feast, Grain, InYear, Part, Season, Vague, Zone};

pub(super) fn month(scan: Scan<'_>) -> Parsed<'_, u8> {
    calendar_word(C::MONTH, |c| if let C::Month(n) = c { Some(n) } else { None })(scan)
}

pub(super) fn weekday(scan: Scan<'_>) -> Parsed<'_, u8> {
    let found = calendar_word(C::WEEKDAY, |c| if let C::Weekday(n) = c { Some(n) } else { None })(scan)?;
    // "super tuesday", whose word before it names it in any case
    if in_title(scan) || (1..=TITLE).any(|back| is_titled(scan, back)) { fail(scan) } else { Ok(found) }
}

/// How many words of a name may stand before its word of time.
const TITLE: usize = 2;

/// Whether a name that begins so many words before reaches over this one.
fn is_titled(scan: Scan<'_>, back: usize) -> bool {
    let start = scan.at().checked_sub(back).map(|at| scan.from(at));
    start.is_some_and(|start| link(Link::Title)(start).is_ok_and(|(rest, ())| rest.at() > scan.at()))
}

/// Whether a word of time is part of a name: "the Sunday Times", "USA Today", "60 Minutes".
pub(super) fn in_title(scan: Scan<'_>) -> bool {
    let capital = |n: usize| scan.peek(n).is_some_and(|t| t.is_capital());
    (capital(0) || is_number_token(scan) && capital(1)) && (0..=TITLE).any(|back| is_titled(scan, back))
}

/// Whether words of time are the name of a programme or a paper: "ABC's This Week", "VOA Today", "the Today programme". Where most
/// words have capitals, as in a headline, those say nothing.
pub(super) fn is_name(scan: Scan<'_>) -> bool {
    let capital = |t: &crate::text::Token| t.is_word() && t.is_capital() && !t.is_shout();
    let led =
        scan.before().is_some_and(|t| t.is_word() && (t.is_capital() || is_link(scan.from(scan.at() - 1), Link::The)));
    let pair = scan.peek(1).is_some_and(|t| capital(t) && !t.is_glued() && unit(scan.skip(1)).is_ok());
    let small = |t: &crate::text::Token| t.is_word() && !t.is_capital() && t.span.len() > 3;
    scan.first().is_some_and(capital) && scan.at() > 0 && (led || pair) && scan.from(0).rest().iter().any(small)
}

pub(super) fn weekdays(scan: Scan<'_>) -> Parsed<'_, u8> {
    calendar_word(C::WEEKDAYS, |c| if let C::Weekdays(n) = c { Some(n) } else { None })(scan)
}

pub(super) fn season(scan: Scan<'_>) -> Parsed<'_, Season> {
    if is_link(scan, Link::Parts) { fail(scan) } else { any_season(scan) }
}

/// Every one of them, or several: "summers".
pub(super) fn seasons(scan: Scan<'_>) -> Parsed<'_, Season> {
    if is_link(scan, Link::Parts) { any_season(scan) } else { fail(scan) }
}

fn any_season(scan: Scan<'_>) -> Parsed<'_, Season> {
    let (rest, season) = calendar_word(C::SEASON, |c| if let C::Season(s) = c { Some(s) } else { None })(scan)?;
    // "the Winter Games", "the Autumn Budget" are names; a sentence may begin with a season.
    let named = scan.at() > 0
        && scan.first().is_some_and(|t| t.is_capital() && !t.is_shout())
        && rest.first().is_some_and(|t| t.is_word() && t.is_capital() && !t.is_shout() && !t.is_glued())
        && is_content(rest);
    // "the summer Olympics"
    let named = named || cue(NumberCue::Games)(rest).is_ok();
    if named { fail(scan) } else { Ok((rest, season)) }
}

pub(super) fn part(scan: Scan<'_>) -> Parsed<'_, Part> {
    let found = calendar_word(C::PART, |c| if let C::Part(p) = c { Some(p) } else { None })(scan)?;
    if in_title(scan) { fail(scan) } else { Ok(found) }
}

/// A unit: its grain, how many of it the word is, and whether it is plural.
pub(super) fn unit(scan: Scan<'_>) -> Parsed<'_, (Grain, u8, bool)> {
    calendar_word(C::UNIT, |c| if let C::Unit(g, n, plural) = c { Some((g, n, plural)) } else { None })(scan)
}

/// A unit behind a number, short or not.
pub(super) fn counted_unit(scan: Scan<'_>) -> Parsed<'_, (Grain, u8, bool)> {
    if is_link(scan, Link::S) && !is_seconds(scan) {
        return fail(scan);
    }
    // "28 d", where "a 3d film" and "the 12 D of it" are of no days.
    if is_weak(scan)
        && scan.first().is_some_and(|t| t.span.len() == 1 && (t.is_glued() || t.is_capital()))
        && !is_link(scan, Link::S)
    {
        return fail(scan);
    }
    let (rest, found) = calendar_word(C::UNIT | C::SHORT_UNIT, |c| match c {
        C::Unit(g, n, plural) => Some((g, n, plural)),
        C::ShortUnit(g) => Some((g, 1, true)),
        _ => None,
    })(scan)?;
    // The stop of "47.17 sec." at the end of a sentence is the sentence's.
    let stop =
        rest.first().is_none() && rest.at() > scan.at() + 1 && rest.before().is_some_and(|t| rest.word(t) == ".");
    Ok((if stop { rest.from(rest.at() - 1) } else { rest }, found))
}

/// Whether "s" stands for seconds: apart from its number, "37.1 s", where "the 1980 s" are a decade and "0.5 s−1" is a rate.
fn is_seconds(scan: Scan<'_>) -> bool {
    let Some(mark) = scan.first().filter(|t| !t.is_glued() && !t.is_capital()) else { return false };
    let number = scan.before().filter(|t| t.kind == TokenKind::Number);
    let decade = number.is_some_and(|t| {
        let written = scan.word(t);
        let led = follows_link(scan, 2, Link::The) || follows_link(scan, 2, Link::In);
        written.ends_with('0') && matches!(written.len(), 2 | 4) && led
    });
    let goes_on =
        scan.peek(1).is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || t.is_dash() || scan.word(t) == "/"));
    mark.kind == TokenKind::Word && number.is_some() && !decade && !goes_on
}

pub(super) fn weekend(scan: Scan<'_>) -> Parsed<'_, ()> {
    calendar_word(C::WEEKEND, |c| (c == C::Weekend).then_some(()))(scan)
}

pub(super) fn near_day(scan: Scan<'_>) -> Parsed<'_, (i8, Option<Part>)> {
    let found = calendar_word(C::DAY, |c| if let C::Day(by, part) = c { Some((by, part)) } else { None })(scan)?;
    if in_title(scan) || is_name(scan) { fail(scan) } else { Ok(found) }
}

/// A feast, with a capital where the word has commoner meanings: "Lent".
pub(super) fn feast(scan: Scan<'_>) -> Parsed<'_, Feast> {
    let (rest, feast) = calendar_word(C::FEAST, |c| if let C::Feast(f) = c { Some(f) } else { None })(scan)?;
    let lower = is_weak(scan) && !scan.first().is_some_and(|t| t.is_capital());
    if lower && month(scan).is_err() && year(rest).is_err() { fail(scan) } else { Ok((rest, feast)) }
}

pub(super) fn vague(scan: Scan<'_>) -> Parsed<'_, Vague> {
    calendar_word(C::VAGUE, |c| if let C::Vague(v) = c { Some(v) } else { None })(scan)
}

pub(super) fn which(scan: Scan<'_>) -> Parsed<'_, Which> {
    let found = calendar_word(C::WHICH, |c| if let C::Which(w) = c { Some(w) } else { None })(scan)?;
    if is_name(scan) { fail(scan) } else { Ok(found) }
}

pub(super) fn often(scan: Scan<'_>) -> Parsed<'_, (Grain, u8)> {
    let found = calendar_word(C::OFTEN, |c| if let C::Often(g, n) = c { Some((g, n)) } else { None })(scan)?;
    if in_title(scan) { fail(scan) } else { Ok(found) }
}

pub(super) fn step(scan: Scan<'_>) -> Parsed<'_, Step> {
    calendar_word(C::STEP, |c| if let C::Step(s) = c { Some(s) } else { None })(scan)
}

pub(super) fn edge(scan: Scan<'_>) -> Parsed<'_, Edge> {
    calendar_word(C::EDGE, |c| if let C::Edge(e) = c { Some(e) } else { None })(scan)
}

pub(super) fn named_clock(scan: Scan<'_>) -> Parsed<'_, u16> {
    let found = calendar_word(C::CLOCK, |c| if let C::Clock(m) = c { Some(m) } else { None })(scan)?;
    if (1..=TITLE).any(|back| scan.first().is_some_and(|t| t.is_capital()) && is_titled(scan, back)) {
        return fail(scan);
    }
    Ok(found)
}

pub(super) fn meridiem(scan: Scan<'_>) -> Parsed<'_, bool> {
    calendar_word(C::MERIDIEM, |c| if let C::Meridiem(pm) = c { Some(pm) } else { None })(scan)
}

pub(super) fn bound(scan: Scan<'_>) -> Parsed<'_, Bound> {
    calendar_word(C::BOUND, |c| if let C::Bound(b) = c { Some(b) } else { None })(scan)
}

pub(super) fn slack(scan: Scan<'_>) -> Parsed<'_, (u16, u16)> {
    calendar_word(C::SLACK, |c| if let C::Slack(a, b) = c { Some((a, b)) } else { None })(scan)
}

pub(super) fn in_year(scan: Scan<'_>) -> Parsed<'_, InYear> {
    calendar_word(C::IN_YEAR, |c| if let C::InYear(i) = c { Some(i) } else { None })(scan)
}

pub(super) fn named_decade(scan: Scan<'_>) -> Parsed<'_, u8> {
    calendar_word(C::DECADE, |c| if let C::Decade(d) = c { Some(d) } else { None })(scan)
}

/// A zone, in capitals where the word has commoner meanings.
pub(super) fn zone(scan: Scan<'_>) -> Parsed<'_, Zone> {
    let (rest, zone) = calendar_word(C::ZONE, |c| if let C::Zone(z) = c { Some(z) } else { None })(scan)?;
    if is_weak(scan) && !scan.first().is_some_and(|t| t.is_capital()) {
        return fail(scan);
    }
    Ok(if zone == Zone::Offset(0) { offset(rest).unwrap_or((rest, zone)) } else { (rest, zone) })
}

/// "+02:00", "+2" behind "GMT", "-0700".
pub(super) fn offset(scan: Scan<'_>) -> Option<(Scan<'_>, Zone)> {
    let glued = |s: Scan<'_>| s.first().is_some_and(|t| t.is_glued());
    // "GMT +8", where "GMT - 8" may go on with something else
    let plus = || (scan.first_text() == "+").then(|| (scan.skip(1), "+"));
    let (rest, mark) =
        tight(scan, &["+", "-", "−"]).ok().or_else(plus).filter(|(rest, _)| glued(*rest) && is_number_token(*rest))?;
    let (rest, (hours, minutes)) = match digits(rest, 4, 4) {
        Ok((rest, (n, _))) => (rest, (n / 100, n % 100)),
        Err(_) => {
            let (rest, (hours, _)) = digits(rest, 1, 2).ok()?;
            let minutes = tight(rest, &[":"]).ok().and_then(|(rest, _)| digits(rest, 2, 2).ok());
            minutes.map_or((rest, (hours, 0)), |(rest, (n, _))| (rest, (hours, n)))
        }
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let ahead = (hours * 60 + minutes) as i16;
    Some((rest, Zone::Offset(if mark == "+" { ahead } else { -ahead })))
}

pub(super) fn link<'a>(link: Link) -> impl Fn(Scan<'a>) -> Parsed<'a, ()> {
    link_word(link)
}

/// Whether the first token begins that link.
pub(super) fn is_link(scan: Scan<'_>, which: Link) -> bool {
    link(which)(scan).is_ok()
}

/// The rest behind the link, if it stands there.
pub(super) fn past_link(scan: Scan<'_>, which: Link) -> Scan<'_> {
    link(which)(scan).map_or(scan, |(rest, ())| rest)
}

/// Whether the token `n` before the scan is that link.
pub(super) fn follows_link(scan: Scan<'_>, n: usize, which: Link) -> bool {
    scan.at().checked_sub(n).is_some_and(|at| is_link(scan.from(at), which))
}

/// A word beside a number that says what it is.
pub(super) fn cue<'a>(which: NumberCue) -> impl Fn(Scan<'a>) -> Parsed<'a, ()> {
    sense_of(Sorts::NUMBER_CUE, move |s| (s == Sense::NumberCue(which)).then_some(()))
}

/// Whether the token `n` before the scan is such a word.
pub(super) fn follows_cue(scan: Scan<'_>, n: usize, which: NumberCue) -> bool {
    scan.at().checked_sub(n).is_some_and(|at| cue(which)(scan.from(at)).is_ok())
}

/// Whether the first word has commoner meanings than that of time.
pub(super) fn is_weak(scan: Scan<'_>) -> bool {
    scan.is_of_calendar(C::WEAK) && scan.senses().any(|(n, s)| n == 1 && s == Sense::Calendar(C::Weak))
}

/// Whether the first token is a word that is neither grammar nor of time: a noun, a verb, a name.
pub(super) fn is_content(scan: Scan<'_>) -> bool {
    use crate::lexicon::Class as K;
    let function = |s: Sense| {
        matches!(
            s,
            Sense::Calendar(_)
                | Sense::Class(
                    K::Preposition
                        | K::Determiner
                        | K::Conjunction
                        | K::Subordinator
                        | K::Pronoun
                        | K::Auxiliary
                        | K::Modal
                        | K::Negation
                        | K::Adverb
                )
        )
    };
    scan.first().is_some_and(|t| t.kind == TokenKind::Word) && !scan.senses().any(|(_, s)| function(s))
}

pub(super) fn is_number_token(scan: Scan<'_>) -> bool {
    scan.first().is_some_and(|t| t.kind == TokenKind::Number)
}

pub(super) fn comma(scan: Scan<'_>) -> Scan<'_> {
    if scan.first_text() == "," { scan.skip(1) } else { scan }
}

/// The joint of "mid-March", if there is one.
pub(super) fn past_joint(scan: Scan<'_>) -> Scan<'_> {
    joint(scan).map_or(scan, |(rest, ())| rest)
}

/// Digits of that many figures, plain.
pub(super) fn digits(scan: Scan<'_>, least: usize, most: usize) -> Parsed<'_, (u16, usize)> {
    match scan.first() {
        Some(t) if t.kind == TokenKind::Number => {
            let length = t.span.len() as usize;
            if !(least..=most).contains(&length) {
                return fail(scan);
            }
            scan.word(t).parse().map_or_else(|_| fail(scan), |n| Ok((scan.skip(1), (n, length))))
        }
        _ => fail(scan),
    }
}

/// A glued mark.
pub(super) fn tight<'a>(scan: Scan<'a>, marks: &[&str]) -> Parsed<'a, &'a str> {
    match scan.first() {
        Some(t) if t.is_glued() && marks.contains(&scan.word(t)) => Ok((scan.skip(1), scan.word(t))),
        _ => fail(scan),
    }
}

/// Whether a hyphen, a stroke or a colon goes on with what ends here: "2023-24-25", and not "2023/24: a year".
pub(super) fn goes_on(scan: Scan<'_>) -> bool {
    let joined = scan.peek(1).is_some_and(|t| t.is_glued());
    scan.first().is_some_and(|t| {
        t.is_glued() && (t.is_dash() && scan.word(t) != "—" || matches!(scan.word(t), "/" | ":") && joined)
    })
}

/// "third", "3rd", "twenty-third".
pub(super) fn ordinal(scan: Scan<'_>) -> Parsed<'_, u8> {
    let word = number_of(NumberSense::ORDINAL, |s| match s {
        NumberSense::Ordinal(n) => u8::try_from(n).ok(),
        _ => None,
    });
    if is_number_token(scan) {
        let (rest, (n, _)) = digits(scan, 1, 2)?;
        return match rest.first() {
            Some(t) if t.is_glued() && is_link(rest, Link::Suffix) => Ok((rest.skip(1), n as u8)),
            _ => fail(scan),
        };
    }
    let tens = number_of(NumberSense::CARDINAL, |s| match s {
        NumberSense::Cardinal(n @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => u8::try_from(n).ok(),
        _ => None,
    });
    if let Ok((rest, tens)) = tens(scan) {
        let (rest, ones) = word(past_joint(rest))?;
        return if ones < 10 { Ok((rest, tens + ones)) } else { fail(scan) };
    }
    word(scan)
}

/// The number of a day of the month: "13", "13th", "thirteenth". Whether it is told as an ordinal.
pub(super) fn day_number(scan: Scan<'_>) -> Parsed<'_, (u8, bool)> {
    let (rest, (n, ordinal)) = alt((
        |s| ordinal(s).map(|(rest, n)| (rest, (n, true))),
        |s| digits(s, 1, 2).map(|(rest, (n, _))| (rest, (n as u8, false))),
    ))
    .parse(scan)?;
    if (1..=31).contains(&n) { Ok((rest, (n, ordinal))) } else { fail(scan) }
}

/// Four digits from 1000 to 2199, or words: "nineteen ninety-six", "two thousand and twelve".
pub(super) fn year(scan: Scan<'_>) -> Parsed<'_, i16> {
    if is_number_token(scan) {
        let (rest, (n, _)) = digits(scan, 4, 4)?;
        // "in 2023: a rise" goes on, "2023:15" does not.
        let clause = rest.first_text() == ":" && !rest.peek(1).is_some_and(|t| t.is_glued());
        let runs_on =
            rest.first().is_some_and(|t| t.is_glued() && matches!(rest.word(t), "%" | "/" | ":" | "°" | "'" | "$"))
                && !clause;
        if is_link(rest, Link::Bc) {
            return fail(scan);
        }
        let possessive = runs_on && rest.first_text() == "'";
        return if (1000..=2199).contains(&n) && (!runs_on || possessive) { Ok((rest, n as i16)) } else { fail(scan) };
    }
    let pair = |scan| {
        let (rest, first) = integer(scan)?;
        let (rest, second) = integer(past_joint(rest))?;
        // "nineteen zero one"
        let last = || integer(past_joint(rest)).ok().filter(|(_, n)| (1..10).contains(&n.value) && n.digits == 0);
        if (10..=21).contains(&first.value)
            && first.digits + second.digits == 0
            && second.value == 0
            && let Some((rest, last)) = last()
        {
            return Ok((rest, first.value * 100 + last.value));
        }
        if (10..=21).contains(&first.value)
            && first.digits == 0
            && (10..=99).contains(&second.value)
            && second.digits == 0
        {
            Ok((rest, first.value * 100 + second.value))
        } else {
            fail(scan)
        }
    };
    let thousand = |scan| {
        let (rest, n) = crate::extract::numeral::numeral(scan)?;
        match u32::try_from(n.value) {
            Ok(v) if (1100..=2199).contains(&v) && n.value.is_integer() && !n.digits => Ok((rest, v)),
            _ => fail(scan),
        }
    };
    let (rest, n) = alt((pair, thousand)).parse(scan)?;
    match i16::try_from(n) {
        Ok(n) => Ok((rest, n)),
        Err(_) => fail(scan),
    }
}

/// A year of two digits, as it is meant today.
pub(super) fn full_year(two: u16) -> i16 {
    let two = two as i16 % 100;
    if two < 50 { 2000 + two } else { 1900 + two }
}

/// "'" and two digits: "'90".
pub(super) fn short_year(scan: Scan<'_>) -> Parsed<'_, i16> {
    match scan.first() {
        Some(t) if matches!(scan.word(t), "'" | "’" | "‘") => {
            let rest = scan.skip(1);
            let (after, (n, _)) = digits(rest, 2, 2)?;
            if rest.first().is_some_and(|t| t.is_glued()) { Ok((after, full_year(n))) } else { fail(scan) }
        }
        _ => fail(scan),
    }
}

/// The rest behind a possessive "'s", if it stands there.
pub(super) fn possessive(scan: Scan<'_>) -> Parsed<'_, ()> {
    match scan.first() {
        Some(t) if t.is_glued() && matches!(scan.word(t), "'" | "’") => {
            let rest = scan.skip(1);
            match rest.first() {
                Some(t) if t.is_glued() && is_link(rest, Link::S) => return Ok((rest.skip(1), ())),
                _ => {}
            }
            Ok((rest, ()))
        }
        _ => fail(scan),
    }
}
