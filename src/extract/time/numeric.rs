/*! Dates in digits: "2023-03-13", "13/03/2023", "3/13/23", "02.29.12", "13.3.2023". Where day and month may stand either way
round, both readings are kept. Not dates: fractions, scores, versions, addresses. */

use super::word::{digits, follows_cue, full_year, month, tight};
use crate::extract::label::label_before;
use crate::extract::scan::{Parsed, Scan, fail};
use crate::lexicon::NumberCue;
use crate::text::{Token, TokenKind};
use crate::value::Date;

/// A date in digits alone.
pub(super) fn numeric(scan: Scan<'_>) -> Parsed<'_, Date> {
    let Some(token) = scan.first() else { return fail(scan) };
    let (rest, date) = match token.kind {
        TokenKind::Dotted => dotted(scan)?,
        TokenKind::Number => marked(scan)?,
        _ => return fail(scan),
    };
    // A longer chain of digits is a number of another sort; a word may follow in the name of a file.
    let named = |next: &Token| next.kind == TokenKind::Word && is_iso(scan, rest);
    match rest.first() {
        Some(t)
            if t.is_glued()
                && (t.is_dash() && rest.word(t) != "—" && last_mark(scan, rest) != "/"
                    || matches!(rest.word(t), "/" | "." | "%")) =>
        {
            match rest.peek(1) {
                Some(next) if next.is_glued() && next.kind != TokenKind::Mark && !named(next) => fail(scan),
                _ => Ok((rest, date)),
            }
        }
        _ => Ok((rest, date)),
    }
}

/// "2023-03-13", which is a date and nothing else, wherever it stands.
fn is_iso(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    let wide = |n: usize, len: u32| scan.peek(n).is_some_and(|t| t.span.len() == len);
    rest.at() == scan.at() + 5 && wide(0, 4) && wide(2, 2) && wide(4, 2)
}

/// "20230313": nobody writes so many of anything without separators.
pub(super) fn compact(scan: Scan<'_>) -> Parsed<'_, Date> {
    let written = scan.first_text();
    let token = scan.first().filter(|t| t.kind == TokenKind::Number && written.len() == 8);
    let number = |part: Option<&str>| part.and_then(|s| s.parse::<u16>().ok());
    let rest = scan.skip(1);
    let runs_on =
        rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark || matches!(rest.word(t), "%" | "°"));
    // "20030111-1" is a version.
    let glued_number = |t: &crate::text::Token| t.is_glued() && t.kind == TokenKind::Number && t.span.len() != 8;
    let runs_on = runs_on
        || rest.first().is_some_and(|t| t.is_glued() && t.is_dash()) && rest.skip(1).first().is_some_and(glued_number);
    let priced = scan.before().is_some_and(|t| matches!(scan.word(t), "$" | "£" | "€" | "#" | "+"));
    match (number(written.get(..4)), number(written.get(4..6)), number(written.get(6..))) {
        (Some(y @ 1900..=2099), Some(m), Some(d)) if token.is_some() && !runs_on && !priced => {
            let date = ymd(rest, scan, y as i16, m, d)?;
            // "20240301 units", "an average of 20240301"
            if super::word::is_content(rest) || crate::extract::is_sum(scan) { fail(scan) } else { Ok(date) }
        }
        _ => fail(scan),
    }
}

/// The mark before the last number of the date.
fn last_mark<'a>(scan: Scan<'a>, rest: Scan<'a>) -> &'a str {
    if rest.at() >= scan.at() + 2 { scan.from(rest.at() - 2).first_text() } else { "" }
}

fn dotted(scan: Scan<'_>) -> Parsed<'_, Date> {
    let written = scan.first_text();
    let mut parts = written.split('.');
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return fail(scan);
    };
    // "1.2.3" is a version: two figures each, or a year of four.
    let wide = a.len() == 2 && b.len() == 2 && c.len() == 2;
    if !(wide || c.len() == 4 || a.len() == 4) {
        return fail(scan);
    }
    let number = |s: &str| s.parse::<u16>().ok();
    match (number(a), number(b), number(c)) {
        (Some(y), Some(m), Some(d)) if a.len() == 4 => ymd(scan.skip(1), scan, y as i16, m, d),
        (Some(x), Some(y), Some(n)) => {
            let year = if c.len() == 4 { n as i16 } else { full_year(n) };
            either(scan.skip(1), scan, x, y, Some(year))
        }
        _ => fail(scan),
    }
}

/// With the same mark, "-" or "/", between the numbers.
fn marked(scan: Scan<'_>) -> Parsed<'_, Date> {
    let hyphen = |t: &Token| t.is_dash() && scan.word(t) != "—";
    // "10/1/2018-10/7/2018" is two of them.
    let file = scan.back(2).is_none_or(|t| t.kind != TokenKind::Number) && scan.first_text().len() == 4;
    let second = scan.before().is_some_and(hyphen) && scan.back(3).is_some_and(|t| scan.word(t) == "/");
    if scan.first().is_some_and(|t| t.is_glued())
        && scan.before().is_some_and(|t| hyphen(t) || scan.word(t) == "/")
        && !second
        && !(file && scan.peek(4).is_some_and(|t| t.is_glued() && t.span.len() == 2))
    {
        return fail(scan);
    }
    let (rest, (a, wide)) = digits(scan, 1, 4)?;
    let (rest, mark) = tight(rest, &["-", "/", "‐", "‑"])?;
    if !rest.first().is_some_and(|t| t.is_glued()) {
        return fail(scan);
    }
    if wide == 4 && (1000..=2199).contains(&a) {
        let (rest, b) = match month(rest) {
            Ok((rest, m)) => (rest, u16::from(m)),
            Err(_) => digits(rest, 1, 2).map(|(rest, (n, _))| (rest, n))?,
        };
        let Ok((rest, _)) = tight(rest, &[mark]) else {
            // "2016-11", two figures of the month.
            let two = rest.at() == scan.at() + 3 && scan.from(scan.at() + 2).first_text().len() == 2;
            let month = u8::try_from(b).ok().filter(|m| two && (1..=12).contains(m));
            return match month {
                // "2010-11" is a season or a year and the next, "2007-11" may be five years.
                Some(m) if b <= a % 100 => Ok((rest, Date::ymd(Some(a as i16), Some(m), None))),
                _ => fail(scan),
            };
        };
        let (rest, (c, _)) = digits(rest, 1, 2)?;
        return ymd(rest, scan, a as i16, b, c);
    }
    if wide > 2 {
        return fail(scan);
    }
    // "3/2015"
    if mark == "/"
        && (1..=12).contains(&a)
        && let Ok((after, (year, 4))) = digits(rest, 4, 4)
        && (1900..=2099).contains(&year)
    {
        // "Press release 12/2026"
        if follows_cue(scan, 1, NumberCue::Issue) || label_before(scan).is_some() {
            return fail(scan);
        }
        return Ok((after, Date::ymd(Some(year as i16), Some(a as u8), None)));
    }
    if let Ok((rest, m)) = month(rest) {
        let (rest, _) = tight(rest, &[mark])?;
        let (rest, (c, wide)) = digits(rest, 2, 4)?;
        let year = if wide == 4 { c as i16 } else { full_year(c) };
        return ymd(rest, scan, year, m.into(), a);
    }
    let (rest, (b, _)) = digits(rest, 1, 2)?;
    let (rest, _) = tight(rest, &[mark])?;
    let (rest, (c, wide)) = digits(rest, 2, 4)?;
    let year = match wide {
        4 if (1000..=2199).contains(&c) => c as i16,
        2 => full_year(c),
        _ => return fail(scan),
    };
    either(rest, scan, a, b, Some(year))
}

/// "3/13" or "13/3", which something before it must support.
pub(super) fn slashed(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (a, _)) = digits(scan, 1, 2)?;
    let (rest, _) = tight(rest, &["/"])?;
    let (rest, (b, _)) = digits(rest, 1, 2)?;
    if rest.first().is_some_and(|t| t.is_glued() && rest.word(t) == "/") {
        return fail(scan);
    }
    // "4/5 August" are two days.
    if month(rest).is_ok() && rest.first().is_some_and(|t| t.is_capital()) {
        return fail(scan);
    }
    // "the odds shortened from 5/1 to 9/4"
    if crate::extract::is_betting(scan, rest) {
        return fail(scan);
    }
    either(rest, scan, a, b, None)
}

fn ymd<'a>(rest: Scan<'a>, scan: Scan<'a>, year: i16, month: u16, day: u16) -> Parsed<'a, Date> {
    if (1..=12).contains(&month) && (1..=31).contains(&day) {
        Ok((rest, Date::ymd(Some(year), Some(month as u8), Some(day as u8))))
    } else {
        fail(scan)
    }
}

/// Day and month in either order; the American one comes first where both can be.
fn either<'a>(rest: Scan<'a>, scan: Scan<'a>, a: u16, b: u16, year: Option<i16>) -> Parsed<'a, Date> {
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return fail(scan);
    }
    let swappable = day <= 12 && day != month;
    Ok((rest, Date { swappable, ..Date::ymd(year, Some(month as u8), Some(day as u8)) }))
}
