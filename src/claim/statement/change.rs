/*! Changes with both ends and their size: "rose 10 % from 50 to 55", "up 12 % to 56 from 50", "fell from 90 to 60, a drop of a third",
"doubled from 2 to 4", "$56, up 12 % from $50". A change with one end says nothing that can be checked. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt};
use nom::sequence::{delimited, preceded, terminated};
use rust_decimal::Decimal;

use super::line::{Line, Parsed, claim, cue, dash, fail, mark, noun_phrase, words};
use super::parts::same_unit;
use super::{Direction, Size, Statement};
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
use crate::value::{Kind, Value};

/// The two ends: before, after.
type Ends = (usize, usize);

pub(super) fn change(line: Line<'_>) -> Parsed<'_, Statement> {
    alt((multiple, verb_first, size_first, compared, after_first)).parse(line)
}

/// "doubled from 2 to 4", "doubled its staff from 20 to 40"
fn multiple(line: Line<'_>) -> Parsed<'_, Statement> {
    let times = |says: Cue, size: Size| alt((cue(says), holding(says))).map(move |()| size);
    let (rest, size) = alt((
        times(Cue::Double, Size::Times(2)),
        times(Cue::Triple, Size::Times(3)),
        times(Cue::Quadruple, Size::Times(4)),
        times(Cue::Halve, Size::Half),
    ))
    .parse(line)?;
    let (rest, (from, to)) = preceded(object, ends).parse(rest)?;
    let direction = if size == Size::Half { Direction::Down } else { Direction::Up };
    Ok((rest, Statement::Change { direction, size, from, to }))
}

/// A ratio that the word states by itself: "doubled".
fn holding<'a>(cue: Cue) -> impl Fn(Line<'a>) -> Parsed<'a, ()> {
    move |line| {
        let (rest, at) = claim(|c| c.mention.value.kind() == Kind::Ratio).parse(line)?;
        if line.claim_holds(at, cue) { Ok((rest, ())) } else { fail(line) }
    }
}

/// "rose (by) 10 % from 50 to 55", "rose from 50 to 55, a rise of 10 %"
fn verb_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, direction) = direction(line)?;
    let by = alt((cue(Cue::By), cue(Cue::Of)));
    // "grew 10 percent, from 50 to 55"
    let beside = preceded((opt(when), opt(mark(&[","]))), ends);
    if let Ok((rest, (size, (from, to)))) = (preceded(opt(by), size), beside).parse(rest) {
        return Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }));
    }
    let (rest, (from, to)) = preceded(object, ends).parse(rest)?;
    let (rest, (_, size)) = size_behind(rest)?;
    Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
}

/// "a 10 % rise from 50 to 55", and not "the top 10 % grew from 50 to 55"
fn size_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let noun = preceded(not(cue(Cue::Changed)), direction);
    let (rest, (size, direction, (from, to))) = (size, noun, ends).parse(line)?;
    Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
}

/// "10 % larger than the last one, up from 50 to 55"
fn compared(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, size) = size(line)?;
    let way = direction;
    let larger = cue(Cue::Larger).map(|()| Direction::Up);
    let (rest, direction) = alt((larger, cue(Cue::Smaller).map(|()| Direction::Down))).parse(rest)?;
    let than = (words(7, |l| l.cue(Cue::From).is_some()), opt(claim(is_date)));
    let (rest, (from, to)) = preceded((than, mark(&[","]), opt(way)), ends).parse(rest)?;
    Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
}

/// "$56 million last year, up 12 % from $50 million", "$56, down from $70: a cut of 20 %", "$56, against $50: a rise of 12 %"
fn after_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let (mut rest, to) = end(line)?;
    // " of cocaine on Tuesday, 11 June 2024": words and dates, but no other figure.
    for _ in 0..3 {
        rest = words(8, |l| l.is(Class::Subordinator) || l.is(Class::Conjunction)).parse(rest)?.0;
        match claim(is_date).parse(rest) {
            Ok((behind, _)) => rest = behind,
            Err(_) => break,
        }
    }
    let (rest, _) = mark(&[","]).parse(rest)?;
    let before = terminated(end, (opt(noun_phrase(3)), opt(when)));
    let (rest, (direction, size, from)) = if let Ok((rest, direction)) = direction(rest) {
        let sized = (preceded(opt(cue(Cue::By)), size), preceded(cue(Cue::From), end));
        let behind = (preceded(cue(Cue::From), before), size_behind).map(|(from, (_, size))| (size, from));
        let (rest, (size, from)) = alt((sized, behind)).parse(rest)?;
        (rest, (direction, size, from))
    } else {
        let (rest, (from, (direction, size))) = preceded(cue(Cue::Against), (before, size_behind)).parse(rest)?;
        match direction {
            Some(direction) => (rest, (direction, size, from)),
            None => return fail(line),
        }
    };
    let (a, b) = (&line.claims[from], &line.claims[to]);
    if same_unit(a, b) && !is_year(a) {
        Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
    } else {
        fail(line)
    }
}

fn is_date(claim: &Claim) -> bool {
    claim.mention.value.kind() == Kind::Date
}

/// Whether a bare number may be a year that nothing marks as one: "up 12 % from 2012".
fn is_year(claim: &Claim) -> bool {
    let year = |n: Decimal| n.is_integer() && n >= Decimal::from(1900) && n <= Decimal::from(2100);
    matches!(&claim.mention.value, Value::Count(r) if r.point().is_some_and(year))
}

fn direction(line: Line<'_>) -> Parsed<'_, Direction> {
    alt((
        cue(Cue::Up).map(|()| Direction::Up),
        cue(Cue::Down).map(|()| Direction::Down),
        cue(Cue::Either).map(|()| Direction::Either),
    ))
    .parse(line)
}

/// What is changed, between the verb and its ends.
fn object(line: Line<'_>) -> Parsed<'_, ()> {
    words(6, |l| l.cue(Cue::From).is_some() || l.cue(Cue::To).is_some() || l.is(Class::Subordinator)).parse(line)
}

/// A figure that may be the size of a change.
fn size(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| figure(c) && c.mention.hedge.is_none()).parse(line)
}

fn figure(claim: &Claim) -> bool {
    let kinds = [Kind::Count, Kind::Percent, Kind::Points, Kind::Money, Kind::Measurement, Kind::Ratio];
    kinds.contains(&claim.mention.value.kind())
}

/// ", a rise of 10 %", " (up 10 %)", " (10 %)", ", or 10 %", " - a 10 % increase", ": a rise of 10 %"; which way, if it says so
fn size_behind(line: Line<'_>) -> Parsed<'_, (Option<Direction>, usize)> {
    let by = alt((cue(Cue::Of), cue(Cue::By)));
    let named = preceded(opt(cue(Cue::One)), (terminated(direction.map(Some), opt(by)), size));
    let before = preceded(opt(cue(Cue::One)), (size, direction.map(Some))).map(|(size, way)| (way, size));
    let or = preceded(cue(Cue::Or), size).map(|size| (None, size));
    let open = alt((mark(&[",", ":"]).map(|_| ()), dash));
    let percent = claim(|c| c.mention.value.kind() == Kind::Percent);
    let bracket = delimited(mark(&["("]), (opt(terminated(direction, opt(cue(Cue::By)))), percent), mark(&[")"]));
    alt((bracket, preceded(open, alt((named, before, or))))).parse(line)
}

/// "from 50 to 55", "to 55 from 50"
fn ends(line: Line<'_>) -> Parsed<'_, Ends> {
    // " sailors", " in May"
    let noun = |l| (opt(noun_phrase(3)), opt(when)).parse(l);
    let forward = (preceded(cue(Cue::From), terminated(end, noun)), preceded(cue(Cue::To), terminated(end, noun)));
    let backward = (preceded(cue(Cue::To), terminated(end, noun)), preceded(cue(Cue::From), end));
    let (rest, (from, to)) = alt((forward, backward.map(|(to, from)| (from, to)), both.map(|c| (c, c)))).parse(line)?;
    let (a, b) = (&line.claims[from], &line.claims[to]);
    // "from 50 to 60 dollars": the unit of one holds for both.
    let bare = a.mention.value.kind() == Kind::Count;
    if same_unit(a, b) || bare { Ok((rest, (from, to))) } else { fail(line) }
}

/// " in May", " last year"
fn when(line: Line<'_>) -> Parsed<'_, usize> {
    preceded(words(1, |l| !l.is(Class::Preposition)), claim(is_date)).parse(line)
}

fn end(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| figure(c) && c.mention.value.range().is_some_and(|r| r.point().is_some())).parse(line)
}

/// One mention of both ends: "from 50 to 55", with or without its "from".
fn both(line: Line<'_>) -> Parsed<'_, usize> {
    let (rest, from) = opt(cue(Cue::From)).parse(line)?;
    let (end, at) = claim(figure).parse(rest)?;
    let named = from.is_some() || rest.claim_holds(at, Cue::From);
    let two =
        line.claims[at].mention.value.range().is_some_and(|r| r.low.is_some() && r.high.is_some() && r.low != r.high);
    if named && two && rest.claim_holds(at, Cue::To) && line.claims[at].mention.hedge.is_none() {
        Ok((end, at))
    } else {
        fail(line)
    }
}
