/*! Years, decades and what is named by them: "2002", "the late 1990s", "the '90s", "2023/24", "FY22", "2019 Q1". Four bare digits
are a year only where the words around them say so. */

use nom::Parser;
use nom::branch::alt;

use super::day::{follows_edge, is_supported};
use super::stretch::ordinal_stretch;
use super::word::{
    digits, follows_link, full_year, goes_on, in_year, is_content, is_link, is_number_token, is_weak, link, month,
    named_decade, ordinal, past_joint, past_link, short_year, tight, year,
};
use crate::extract::scan::{Parsed, Scan, fail, number_mark};
use crate::lexicon::{CalendarSense as C, Class, Link, NumberCue, NumberSense, Sense as S, UnitForm};
use crate::text::TokenKind;
use crate::value::{Date, Grain, InYear};

/// "1990s", "1990's".
pub(super) fn decade(scan: Scan<'_>) -> Parsed<'_, Date> {
    // "the 70's"
    if let Ok((rest, (n, 2))) = digits(scan, 2, 2) {
        let (rest, ()) = decade_ending(rest)?;
        // "the mid-20s" are degrees or years of age as well; "a mid-60s man" has an age alone.
        let edge = follows_edge(scan) && n >= 30 && (2..=5).any(|back| follows_link(scan, back, Link::The));
        let opened = |s: Scan<'_>| [Link::The, Link::In, Link::During].into_iter().any(|l| follows_link(s, 1, l));
        let first = |s: Scan<'_>| opened(s) || follows_edge(s) || digits(s, 4, 4).is_ok();
        let supported = opened(scan) || edge || follows_decade(scan).is_some_and(first);
        let date = Date { decade: Some(tens_decade(n as i16)), ..Date::open() };
        // "lows in the 30s"
        let degrees = || (0..scan.at()).any(|at| is_link(scan.from(at), Link::Warmth));
        return if supported && n % 10 == 0 && !degrees() { Ok((rest, date)) } else { fail(scan) };
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

/// Where the decade begins that "and" or "to" joins to this one: "the 50s and 60s", "the late 1980s and early 90s".
fn follows_decade(scan: Scan<'_>) -> Option<Scan<'_>> {
    let joint = scan.at().checked_sub(1 + usize::from(follows_edge(scan))).map(|at| scan.from(at))?;
    let or = || number_mark(NumberSense::Or)(joint).is_ok();
    let joined = is_link(joint, Link::And) || is_link(joint, Link::To) || joint.first_text() == "," || or();
    (2..=3).filter(|_| joined).find_map(|back| {
        let start = joint.at().checked_sub(back).map(|at| scan.from(at))?;
        let (rest, _) = digits(start, 2, 2).or_else(|_| digits(start, 4, 4)).ok()?;
        let (end, ()) = decade_ending(rest).ok()?;
        (end.at() == joint.at()).then_some(start)
    })
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
pub(super) fn short_decade(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = short_year(scan)?;
    let (rest, ()) = decade_ending(rest)?;
    if n % 10 != 0 {
        return fail(scan);
    }
    let decade = same_century(scan, n % 100).unwrap_or_else(|| tens_decade(n % 100));
    Ok((rest, Date { decade: Some(decade), ..Date::open() }))
}

/// "the 1840s and '50s": a later decade of the century before "and".
fn same_century(scan: Scan<'_>, tens: i16) -> Option<i16> {
    let joined = scan.at().checked_sub(1).is_some_and(|at| is_link(scan.from(at), Link::And));
    let first = scan.at().checked_sub(3).filter(|_| joined).map(|at| scan.from(at))?;
    let (rest, (n, _)) = digits(first, 4, 4).ok()?;
    let (end, ()) = decade_ending(rest).ok()?;
    let (century, of) = (n as i16 / 100, n as i16 % 100);
    (end.at() + 1 == scan.at() && of < tens).then_some(century * 10 + tens / 10)
}

/// The decade that its tens alone name: the last of it that has begun by 2030.
fn tens_decade(tens: i16) -> i16 {
    if tens <= 20 { 200 + tens / 10 } else { 190 + tens / 10 }
}

/// "nineties", "nineteen seventies".
pub(super) fn word_decade(scan: Scan<'_>) -> Parsed<'_, Date> {
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
pub(super) fn straddling(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, (n, _)) = digits(scan, 4, 4)?;
    let (rest, _) = tight(rest, &["/", "-", "–"])?;
    let (after, (m, width)) = digits(rest, 2, 4)?;
    // "1999/00"
    let turn = if width == 2 && m == 0 { 100 } else { 0 };
    let next = if width == 4 { m } else { n / 100 * 100 + m + turn };
    let glued = rest.first().is_some_and(|t| t.is_glued());
    if glued && !goes_on(after) && (1800..=2199).contains(&n) && next == n + 1 && width != 3 {
        Ok((after, Date { year: Some(n as i16), straddles: true, ..Date::open() }))
    } else {
        fail(scan)
    }
}

/// "fiscal 2022", "financial year 2023/24", "FY22", "FY2022".
pub(super) fn fiscal(scan: Scan<'_>) -> Parsed<'_, Date> {
    if let Ok(found) = quarter_of_books(scan) {
        return Ok(found);
    }
    if let Some(t) = scan.first().filter(|t| t.kind == TokenKind::Identifier) {
        let written = scan.word(t);
        let at = written.find(|c: char| c.is_ascii_digit()).unwrap_or(written.len());
        let (name, figures) = written.split_at(at);
        let fiscal = scan.lexicon.means(name, C::Link(Link::Fiscal));
        // "FY2013/14", "FY13-14"
        if let (true, Ok(n), rest) = (fiscal, figures.parse::<u16>(), scan.skip(1))
            && let Ok((rest, _)) = tight(rest, &["/", "-", "–"])
            && rest.first().is_some_and(|t| t.is_glued())
            && let Ok((rest, (last, 2))) = digits(rest, 2, 2)
            && matches!(figures.len(), 2 | 4)
            && (n + 1) % 100 == last
        {
            let year = if figures.len() == 2 { full_year(n) } else { n as i16 };
            return Ok((rest, Date { year: Some(year), straddles: true, ..Date::open() }));
        }
        return match (fiscal, figures.len(), figures.parse::<u16>()) {
            (true, 2, Ok(n)) => Ok((scan.skip(1), fiscal_year(full_year(n)))),
            (true, 4, Ok(n)) if (1900..=2199).contains(&n) => Ok((scan.skip(1), fiscal_year(n as i16))),
            _ => fail(scan),
        };
    }
    let (rest, ()) = link(Link::Fiscal)(scan)?;
    // "fiscal 1990 first quarter"
    if let Ok((after, n)) = year(rest)
        && let Ok((after, part)) = ordinal(after)
        && let Ok((after, date)) = ordinal_stretch(past_joint(after), part as i8)
    {
        return Ok((after, Date { year: Some(n), ..date }));
    }
    alt((straddling, |s| year(s).map(|(rest, n)| (rest, fiscal_year(n))))).parse(past_link(rest, Link::Of))
}

/// A financial year is named by the year in which it ends, or begins.
fn fiscal_year(n: i16) -> Date {
    Date { year: Some(n), ..Date::open() }
}

/// "nineteen ninety-six".
pub(super) fn word_year(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = year(scan)?;
    // "two thousand people" and "fifteen hundred of them" are counts; "the twenty twelve final" is not.
    let round = n % 100 == 0 || (2000..2010).contains(&n);
    // "one thousand five hundred" is no year, unlike "fifteen hundred".
    let long = n < 2000
        && !is_supported(scan)
        && scan.senses().any(|(_, s)| matches!(s, S::Number(NumberSense::Cardinal(..10))));
    let counts = rest.first().is_some_and(|t| !t.is_capital() && !t.is_glued()) && is_content(rest);
    let clock = super::word::meridiem(rest).is_ok();
    if !(1500..=2099).contains(&n) || long || clock || round && (counts || is_link(rest, Link::Of)) {
        return fail(scan);
    }
    Ok((rest, Date { year: Some(n), ..Date::open() }))
}

/// "350 BC", "112 CE", "AD 64". Years before our era count down: 1 BC is the year 0.
pub(super) fn of_era(scan: Scan<'_>) -> Parsed<'_, Date> {
    let era = |scan: Scan<'_>| scan.first().is_some_and(|t| t.is_shout() || scan.word(t).contains('.'));
    let of = |n: i16| Date { year: Some(n), ..Date::open() };
    if is_link(scan, Link::Ad) && era(scan) {
        let (rest, (n @ 1..=2199, _)) = digits(past_link(scan, Link::Ad), 1, 4)? else { return fail(scan) };
        let runs_on = rest
            .first()
            .is_some_and(|t| t.is_glued() && (t.kind != TokenKind::Mark || t.is_dash() || rest.word(t) == "%"));
        return if runs_on { fail(scan) } else { Ok((rest, of(n as i16))) };
    }
    let (rest, (n @ 1..=9999, _)) = digits(scan, 1, 4)? else { return fail(scan) };
    if !era(rest) {
        return fail(scan);
    }
    match (link(Link::Bc)(rest), link(Link::Ad)(rest)) {
        (Ok((rest, ())), _) => Ok((rest, of(1 - n as i16))),
        (_, Ok((rest, ()))) if n < 2200 => Ok((rest, of(n as i16))),
        _ => fail(scan),
    }
}

/// "1Q 2013", "2H 2023": a part of a year, its number first.
pub(super) fn number_first(scan: Scan<'_>) -> Parsed<'_, Date> {
    let letter = scan.peek(1).filter(|t| t.is_glued() && t.span.len() == 1 && t.is_capital());
    let (Some(letter), 1) = (letter, scan.first_text().len()) else { return fail(scan) };
    let Ok(n @ 1..=4) = scan.first_text().parse::<u8>() else { return fail(scan) };
    let name = scan.word(letter).to_lowercase() + scan.first_text();
    let named = |within: &InYear| scan.lexicon.means(&name, C::InYear(*within));
    let Some(within) = [InYear::Quarter(n), InYear::Half(n)].into_iter().find(named) else { return fail(scan) };
    let date = Date { within: Some(within), ..Date::open() };
    // "1H22", "4Q2023"
    if let Ok((rest, (n, width))) = digits(scan.skip(2), 2, 4)
        && scan.peek(2).is_some_and(|t| t.is_glued())
        && !rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark)
        && !goes_on(rest)
    {
        return match width {
            2 => Ok((rest, Date { year: Some(full_year(n)), ..date })),
            4 if (1900..=2199).contains(&n) => Ok((rest, Date { year: Some(n as i16), ..date })),
            _ => fail(scan),
        };
    }
    match super::day::with_year(scan.skip(2), date)? {
        (rest, date) if rest.at() > scan.at() + 2 => Ok((rest, date)),
        _ => fail(scan),
    }
}

/// "Q2FY24", "H1FY2023": a part of a year of the books, in one word.
fn quarter_of_books(scan: Scan<'_>) -> Parsed<'_, Date> {
    let text = scan.first_text();
    if !text.ends_with(|c: char| c.is_ascii_digit()) {
        return fail(scan);
    }
    let lower = text.to_ascii_lowercase();
    let Some((name, year)) = lower.split_at_checked(2) else { return fail(scan) };
    let within =
        (1..=4).flat_map(|n| [InYear::Quarter(n), InYear::Half(n)]).find(|w| scan.lexicon.means(name, C::InYear(*w)));
    let (book, figures) = year.split_at(year.find(|c: char| c.is_ascii_digit()).unwrap_or(year.len()));
    match (within, scan.lexicon.means(book, C::Link(Link::Fiscal)), figures.len(), figures.parse::<u16>()) {
        (Some(within), true, 2, Ok(n)) => {
            Ok((scan.skip(1), Date { within: Some(within), ..fiscal_year(full_year(n)) }))
        }
        (Some(within), true, 4, Ok(n @ 1900..=2199)) => {
            Ok((scan.skip(1), Date { within: Some(within), ..fiscal_year(n as i16) }))
        }
        _ => fail(scan),
    }
}

/// "2019 Q1", "2015 June".
pub(super) fn year_first(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = year(scan)?;
    let within = alt((in_year, |s| month(s).map(|(rest, m)| (rest, InYear::Month(m)))));
    let mut within = within;
    let joined = past_joint(rest);
    // "2018Q4"
    if let (Some(letter), Some(figure)) = (rest.first(), rest.peek(1))
        && letter.is_glued()
        && figure.is_glued()
        && letter.span.len() == 1
        && letter.kind == TokenKind::Word
        && let Ok(at @ 1..=4) = rest.word(figure).parse::<u8>()
    {
        let name = rest.word(letter).to_lowercase() + rest.word(figure);
        let named = |within: &InYear| rest.lexicon.means(&name, C::InYear(*within));
        if let Some(within) = [InYear::Quarter(at), InYear::Half(at)].into_iter().find(named) {
            return Ok((rest.skip(2), Date { year: Some(n), within: Some(within), ..Date::open() }));
        }
    }
    // "the 1988 third quarter"
    if let Ok((after, n_of)) = ordinal(joined)
        && let Ok((after, date)) = ordinal_stretch(past_joint(after), n_of as i8)
    {
        return Ok((after, Date { year: Some(n), ..date }));
    }
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
pub(super) fn supported_year(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = year(scan)?;
    let earliest = if follows_circa(scan) || is_medieval(scan, rest) { 1000 } else { 1500 };
    if !(earliest..=2099).contains(&n) || !is_year_here(scan, rest, n) {
        return fail(scan);
    }
    Ok((rest, Date { year: Some(n), ..Date::open() }))
}

/// "landed in 1066.", "burned in 1349 during the plague": a number with no separator behind "in", and nothing that it may count.
fn is_medieval(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    const REACH: usize = 12;
    if !is_number_token(scan) || !follows_link(scan, 1, Link::In) || scan.first().is_none_or(|t| t.is_glued()) {
        return false;
    }
    let joined = rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.kind != TokenKind::Mark));
    // "one in 1024", "resulted in 1200": of what was told, so many.
    let led = scan.back(2).is_none_or(|t| {
        t.kind == TokenKind::Word
            && !scan.lexicon.meanings(t.word).any(|s| matches!(s, S::Number(_)))
            && !scan.lexicon.is(t.word, Class::Rise)
            && !scan.lexicon.is(t.word, Class::Fall)
    });
    let past = |at: Scan<'_>| {
        let told = |s| s == S::Calendar(C::Tense(crate::value::Tense::Past));
        at.first().is_some_and(|t| t.is_word() && scan.lexicon.looks_past(scan.word(t)))
            || at.senses().any(|(_, s)| told(s))
    };
    let tells_past = || (2..=REACH).filter_map(|n| scan.at().checked_sub(n).map(|at| scan.from(at))).any(past);
    !joined && led && !is_content(rest) && !rest.first().is_some_and(|t| t.kind == TokenKind::Number) && tells_past()
}

/// "the class of '68", "in '45": two figures behind an apostrophe that no other closes.
pub(super) fn bare_short(scan: Scan<'_>) -> Parsed<'_, Date> {
    let (rest, n) = short_year(scan)?;
    let led = [Link::Of, Link::In].into_iter().any(|l| follows_link(scan, 1, l))
        || scan.at().checked_sub(1).is_some_and(|at| super::word::bound(scan.from(at)).is_ok());
    let apart = scan.first().is_some_and(|t| !t.is_glued());
    let closes = |t: &crate::text::Token| {
        t.is_glued()
            && (t.kind != TokenKind::Mark || t.is_dash() || matches!(rest.word(t), "'" | "’" | "%" | "°" | "\""))
    };
    let ends = rest.first().is_none_or(|t| !closes(t)) && !is_content(rest);
    if led && apart && ends { Ok((rest, Date { year: Some(n), ..Date::open() })) } else { fail(scan) }
}

/// "c. 1480", "circa 1480", "c.1480": only years have that before them.
fn follows_circa(scan: Scan<'_>) -> bool {
    (1..=2).any(|back| {
        let start = scan.at().checked_sub(back).map(|at| scan.from(at));
        // "Hepatitis C. 1500 people were tested."
        let begins = |start: &Scan<'_>| start.before().is_none_or(|t| t.kind == TokenKind::Mark);
        let small = |start: &Scan<'_>| begins(start) || start.first().is_some_and(|t| !t.is_capital());
        start.filter(small).is_some_and(|start| link(Link::Circa)(start).is_ok_and(|(rest, ())| rest.at() == scan.at()))
    })
}

/// "predicting 1990 BellSouth earnings", "raised 2025 profit forecasts", "expects 2025 sales": what a year's books tell.
fn tells_results(near: Scan<'_>, rest: Scan<'_>) -> bool {
    const NAME: usize = 3;
    let name = |n: usize| rest.peek(n).is_some_and(|t| t.is_word() && t.is_capital() && !t.is_glued());
    let named = (0..NAME).take_while(|&n| name(n)).count();
    let result = super::word::cue(NumberCue::Results)(rest.skip(named)).is_ok();
    let ahead = |s| s == S::Calendar(C::Tense(crate::value::Tense::Future));
    // "made 2025 sales" may count them.
    let uncounted = named > 0 || !crate::extract::is_plural(rest) || near.senses().any(|(_, s)| ahead(s));
    let counted = near.senses().any(|(_, s)| matches!(s, S::Hedge(_) | S::Number(_)));
    result && uncounted && !counted && near.first().is_some_and(|t| t.is_word())
}

fn is_year_here(scan: Scan<'_>, rest: Scan<'_>, n: i16) -> bool {
    let Some(first) = scan.first() else { return false };
    let circa = follows_circa(scan);
    if first.is_glued()
        && !circa
        && scan
            .before()
            .is_some_and(|t| !matches!(scan.word(t), "(" | "[" | "\"" | "“" | "'" | "’" | "—" | "–" | "-" | "/"))
    {
        return false;
    }
    // "CVE-2024-12345"
    let coded = rest.first().is_some_and(|t| t.is_glued_hyphen()) && rest.peek(1).is_some_and(|t| t.is_glued());
    if first.is_glued()
        && coded
        && scan.before().is_some_and(|t| t.is_dash())
        && scan.back(2).is_some_and(|t| t.is_shout())
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
    // "c. 1850 men came"
    let several = || next.is_some_and(|t| rest.lexicon.form(t.word, rest.word(t)).plural);
    if circa {
        return !plural && !several();
    }
    // "an average of 1500"
    if crate::extract::is_sum(scan) {
        return false;
    }
    let Some(before) = scan.before() else {
        // "2008 was a hard year": the start of a sentence.
        return !plural && (1900..=2060).contains(&n) && next.is_none_or(|t| t.kind != TokenKind::Number);
    };
    let bracket = matches!(scan.word(before), "(" | "[")
        && next.is_none_or(|t| t.kind == TokenKind::Mark && !matches!(rest.word(t), "%" | "$"));
    let near = scan.from(scan.at() - 1);
    // "both 1990 and 1991"
    let paired = |(behind, ()): (Scan<'_>, ())| {
        let second = year(behind).ok().filter(|_| super::word::is_number_token(behind));
        second.is_some_and(|(after, m)| n >= 1900 && (n + 1..n + 60).contains(&m) && !is_content(after))
    };
    let of_time = is_supported(scan)
        || link(Link::And)(rest).or_else(|_| number_mark(NumberSense::Or)(rest)).is_ok_and(paired)
        || matches!(super::word::unit(near), Ok((_, (Grain::Year, 1, true)))) && (1900..=2060).contains(&n)
        || month(near).is_ok()
        || super::word::slack(near).is_ok() && !is_content(rest)
        || is_link(near, Link::And)
        || super::word::which(near).is_ok()
        || is_link(near, Link::Fiscal)
        || is_link(near, Link::Before) && (1900..=2060).contains(&n);
    if bracket || of_time && !plural {
        return true;
    }
    let recent = (1900..=2039).contains(&n);
    // "his unsuccessful 1996 campaign": nobody counts one campaign; round numbers may count cattle.
    let word = |t: &crate::text::Token| t.kind == TokenKind::Word && !t.is_capital() && !t.is_glued();
    let described = recent
        && n % 10 != 0
        && word(before)
        && next.is_some_and(word)
        && is_content(near)
        && is_content(rest)
        && !crate::extract::is_plural(rest)
        && super::word::bound(near).is_err()
        && near.senses().all(|(_, s)| !matches!(s, S::Hedge(_) | S::Class(Class::Verb | Class::Label) | S::Number(_)));
    // "bonds due 2031"
    if described || recent && is_link(near, Link::Due) && !plural {
        return true;
    }
    if recent && n % 100 != 0 && tells_results(near, rest) {
        return true;
    }
    // "the 1956 uprising", "its 1988 earnings", "Sydney 2000".
    let modifies = is_link(near, Link::The)
        || is_link(near, Link::Possessive)
        || is_link(near, Link::A)
        || is_link(near, Link::S)
        || matches!(near.first_text(), "’" | "'" | "," | "—" | "–" | "-" | "/");
    let name = before.is_capital() && !rest.first().is_some_and(|t| t.is_dash());
    recent && (modifies && !(plural && n % 100 == 0) || name && !plural)
}
