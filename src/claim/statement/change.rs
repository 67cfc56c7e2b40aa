/*! Changes with both ends and their size: "rose 10 % from 50 to 55", "up 12 % to 56 from 50", "fell from 90 to 60, a drop of a third",
"doubled from 2 to 4", "$56, up 12 % from $50", "$55, 10 % more than the $50 of last year"; and those with one end that are told twice, as
a share and by how much: "rose $5, or 10 %, to $55". Of ends without a size, "fell to 45 from 50", it is told which way. A change with one
end that is told once says nothing that can be checked. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, peek, verify};
use nom::sequence::{delimited, preceded, terminated};
use rust_decimal::Decimal;

use super::line::{Item, Line, Parsed, claim, close, cue, dash, date, fail, mark, noun_phrase, words};
use super::parts::same_unit;
use super::{Direction, Size, Statement};
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
use crate::value::{Grain, Kind, Value};

/// How far back another figure may be the one that changed, in items.
pub(super) const FAR: usize = 30;

/// The two ends: before, after.
type Ends = (usize, usize);

pub(super) fn change(line: Line<'_>) -> Parsed<'_, Statement> {
    alt((multiple, verb_first, stepped, size_first, compared, two_times, than, after_first)).parse(line)
}

/// "doubled from 2 to 4", "doubled its staff from 20 to 40"
fn multiple(line: Line<'_>) -> Parsed<'_, Statement> {
    const MULTIPLES: [(Cue, Size, Direction); 4] = [
        (Cue::Double, Size::Times(2), Direction::Up),
        (Cue::Triple, Size::Times(3), Direction::Up),
        (Cue::Quadruple, Size::Times(4), Direction::Up),
        (Cue::Halve, Size::Half, Direction::Down),
    ];
    let times = |(says, size, direction)| {
        let (rest, size) = alt((cue(says).map(move |()| size), holding(says, size))).parse(line).ok()?;
        Some((rest, size, direction))
    };
    let Some((rest, size, direction)) = MULTIPLES.into_iter().find_map(times) else { return fail(line) };
    let (rest, (from, to)) = preceded((object, opt(mark(&[","]))), ends).parse(rest)?;
    Ok((rest, Statement::Change { direction, size, from, to }))
}

/// A ratio that the word states by itself, "doubled", or with what bounds it: "more than doubled".
fn holding<'a>(cue: Cue, size: Size) -> impl Fn(Line<'a>) -> Parsed<'a, Size> {
    move |line| {
        let (rest, at) = claim(|c| c.mention.value.kind() == Kind::Ratio).parse(line)?;
        let bounded = line.claims[at].mention.hedge.is_some();
        if line.claim_holds(at, cue) { Ok((rest, if bounded { Size::To(at) } else { size })) } else { fail(line) }
    }
}

/// "rose (by) 10 % from 50 to 55", "rose from 50 to 55, a rise of 10 %"
fn verb_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let (after_verb, direction) = direction(line)?;
    let rest = after_verb;
    let of = alt((cue(Cue::By), cue(Cue::Of)));
    // "grew 10 percent, from 50 to 55", "grew 10 percent in its third quarter, from 50 to 55"
    let apart = (circumstances(|l| STOPS.iter().any(|c| l.cue(*c).is_some())), mark(&[","]));
    let beside = alt((preceded((opt(when), opt(mark(&[","]))), ends), preceded(apart, ends)));
    if let Ok((rest, (size, (from, to)))) = (preceded(opt(of), size), beside).parse(rest) {
        return Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }));
    }
    // "cut the price by 10 %, from 50 to 45"
    let by = preceded((object, cue(Cue::By)), size);
    if let Ok((rest, (size, (from, to)))) = (by, preceded(opt(mark(&[","])), ends)).parse(rest) {
        return Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }));
    }
    let (rest, (from, to)) = preceded(object, ends).parse(rest)?;
    if let Ok((rest, (_, size))) = size_behind(rest) {
        return Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }));
    }
    // "fell to 45 from 50": which way says enough, where a verb of the past tells it.
    // Of what stands between the verb and its ends it may be something else that changed.
    let direct = ends.parse(after_verb).is_ok();
    if line.cue(Cue::Changed).is_some() && direct && is_over(rest) && moves(&line, rest, direction, (from, to)) {
        Ok((rest, Statement::Change { direction, size: Size::Some, from, to }))
    } else {
        fail(line)
    }
}

/// Whether a clause ends here: what else is said would tell the last figure from the first, "from $50 million in equity".
fn is_over(line: Line<'_>) -> bool {
    close(line).is_ok() || mark(&[","]).parse(line).is_ok()
}

/// Whether which way it went tells which end is more. Not so of one mention of both, which has lost their order, of ranks, ratings and
/// levels, which bare numbers may be, of other things at the two ends, or of a currency, which rises to fewer of its own: "the yen rose to
/// 118 per dollar from 120".
fn moves(line: &Line<'_>, rest: Line<'_>, direction: Direction, (from, to): Ends) -> bool {
    let near = line.at().saturating_sub(FAR)..rest.at();
    let (a, b) = (&line.claims[from], &line.claims[to]);
    let counts = |claim: &Claim| claim.mention.value.kind() == Kind::Count;
    let many =
        |claim: &Claim| claim.mention.value.range().and_then(|r| r.point()).is_some_and(|n| n >= Decimal::ONE_HUNDRED);
    from != to
        && direction != Direction::Either
        && (!counts(a) || many(a) && many(b))
        && one_thing(a, b)
        && one_unit(line, a, b)
        && !near.into_iter().any(|at| line.from(at).is_currency())
}

/// Whether two counts may be of one noun.
fn one_thing(a: &Claim, b: &Claim) -> bool {
    let noun =
        |claim: &Claim| claim.frame.head.filter(|_| claim.mention.value.kind() == Kind::Count).map(|head| head.key);
    noun(a).is_none_or(|a| noun(b).is_none_or(|b| a == b))
}

/// "rose $5, or 10 %, to $55", "rose 10 % ($5) to $55"
fn stepped(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, direction) = direction(line)?;
    let or = delimited((mark(&[","]), cue(Cue::Or)), size, opt(mark(&[","])));
    let twice = (
        delimited(opt(cue(Cue::By)), size, opt(noun_phrase(1))),
        alt((or, delimited(mark(&["("]), size, mark(&[")"])))),
    );
    let to = preceded((cue(Cue::To), opt(cue(Cue::Closing))), end);
    let (rest, ((first, second), to)) = (twice, to).parse(rest)?;
    let is_share = |at: usize| line.claims[at].mention.value.kind() == Kind::Percent;
    let (by, share) = if is_share(second) { (first, second) } else { (second, first) };
    let (change, after) = (&line.claims[by], &line.claims[to]);
    // "112 points, or 1 %, to 10,452": those of an index
    let index = |c: &Claim| c.mention.value.range().and_then(|r| r.point()).is_some_and(|n| n.scale() > 0);
    let points = matches!(change.mention.value.kind(), Kind::Points | Kind::Count)
        && after.mention.value.kind() == Kind::Count
        && index(after);
    let sums = after.mention.value.kind() == Kind::Money && one_unit(&line, change, after);
    let exact = change.mention.value.range().is_some_and(|r| r.point().is_some());
    let told = is_share(share) && !is_share(by) && exact && (points || sums);
    if told && direction != Direction::Either {
        Ok((rest, Statement::Step { direction, by, share, to }))
    } else {
        fail(line)
    }
}

/// "50 members in 2010 and 55 in 2015, a rise of 10 %"
fn two_times(line: Line<'_>) -> Parsed<'_, Statement> {
    let then = |l| (terminated(end, opt(noun_phrase(3))), when).parse(l);
    let and = (opt(mark(&[","])), cue(Cue::And));
    let (rest, (first, second)) = (then, preceded(and, then)).parse(line)?;
    let (rest, (direction, size)) = terminated(size_behind, peek(close)).parse(rest)?;
    let day = |at: usize| line.claims[at].interval.and_then(|day| day.start);
    let (Some(direction), Some(one), Some(other)) = (direction, day(first.1), day(second.1)) else { return fail(line) };
    let (from, to) = if one < other { (first.0, second.0) } else { (second.0, first.0) };
    if one != other && same_unit(&line.claims[from], &line.claims[to]) {
        Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
    } else {
        fail(line)
    }
}

/// "$55, 10 % more than the $50 of last year"
fn than(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, to) = terminated(end, (circumstances(|_| false), alt((mark(&[","]).map(|_| ()), dash)))).parse(line)?;
    let (rest, (size, direction)) = (size, more).parse(rest)?;
    let apart = (words(2, |l| l.cue(Cue::Than).is_some()), cue(Cue::Than), opt(cue(Cue::Whole)));
    let (rest, from) = preceded(apart, end).parse(rest)?;
    let (a, b) = (&line.claims[from], &line.claims[to]);
    if same_unit(a, b) && one_thing(a, b) && !is_year(a) {
        Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
    } else {
        fail(line)
    }
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
    let (rest, direction) = more(rest)?;
    let than = (words(7, |l| l.cue(Cue::From).is_some()), opt(date));
    let (rest, (from, to)) = preceded((than, mark(&[","]), opt(way)), ends).parse(rest)?;
    Ok((rest, Statement::Change { direction, size: Size::By(size), from, to }))
}

/// "$56 million last year, up 12 % from $50 million", "$56, down from $70: a cut of 20 %", "$56, against $50: a rise of 12 %"
fn after_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, to) = terminated(end, (circumstances(|_| false), mark(&[","]))).parse(line)?;
    let before = terminated(end, (opt(noun_phrase(3)), opt(when)));
    let (rest, (direction, size, from)) = if let Ok((rest, direction)) = direction(rest) {
        let sized = (preceded(opt(cue(Cue::By)), size), preceded(cue(Cue::From), end));
        let behind = (preceded(cue(Cue::From), before), size_behind).map(|(from, (_, size))| (size, from));
        match alt((sized, behind)).parse(rest) {
            Ok((rest, (size, from))) => (rest, (direction, Size::By(size), from)),
            // "$56, up from $50", where no other sum may be meant
            Err(_) => {
                let (rest, from) = preceded(cue(Cue::From), end).parse(rest)?;
                let alike = |n: usize| matches!(line.back(n), Some(Item::Claim(at)) if same_unit(&line.claims[at], &line.claims[to]));
                let behind = opt(when).parse(rest)?.0;
                if (1..=FAR).any(alike) || !is_over(behind) || !moves(&line, rest, direction, (from, to)) {
                    return fail(line);
                }
                (rest, (direction, Size::Some, from))
            }
        }
    } else {
        let (rest, (from, (direction, size))) = preceded(cue(Cue::Against), (before, size_behind)).parse(rest)?;
        match direction {
            Some(direction) => (rest, (direction, Size::By(size), from)),
            None => return fail(line),
        }
    };
    let (a, b) = (&line.claims[from], &line.claims[to]);
    if same_unit(a, b) && !is_year(a) {
        Ok((rest, Statement::Change { direction, size, from, to }))
    } else {
        fail(line)
    }
}

/// " of cocaine on Tuesday, 11 June 2024", " between 2001 and 2011": words and times, but no other figure.
fn circumstances<'a>(stop: impl Fn(&Line<'a>) -> bool + Copy) -> impl Fn(Line<'a>) -> Parsed<'a, ()> {
    move |line| {
        let mut rest = line;
        for _ in 0..3 {
            rest = words(8, |l| l.is(Class::Subordinator) || l.is(Class::Conjunction) || stop(l)).parse(rest)?.0;
            match claim(|c| is_date(c) || c.mention.value.kind() == Kind::Period).parse(rest) {
                Ok((behind, _)) => rest = behind,
                Err(_) => break,
            }
        }
        Ok((rest, ()))
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

/// What no words between a verb and its ends are: another verb of change tells of its own, "sank …, while the number rose to".
const STOPS: [Cue; 6] = [Cue::From, Cue::To, Cue::By, Cue::Up, Cue::Down, Cue::Either];

/// "larger", "fewer"
fn more(line: Line<'_>) -> Parsed<'_, Direction> {
    alt((cue(Cue::Larger).map(|()| Direction::Up), cue(Cue::Smaller).map(|()| Direction::Down))).parse(line)
}

/// What is changed, between the verb and its ends.
fn object(line: Line<'_>) -> Parsed<'_, ()> {
    words(6, |l| STOPS.iter().any(|c| l.cue(*c).is_some()) || l.is(Class::Subordinator)).parse(line)
}

/// Whether the two can be added: "10 cents" and "$1.05" too.
pub(super) fn one_unit(line: &Line<'_>, a: &Claim, b: &Claim) -> bool {
    match (&a.mention.value, &b.mention.value) {
        (Value::Money(_, a), Value::Money(_, b)) => line.lexicon.currency(*a).may_equal(line.lexicon.currency(*b)),
        // Each is held against the other as it is written.
        (Value::Measurement { unit: a, .. }, Value::Measurement { unit: b, .. }) => a == b,
        (Value::Duration(a), Value::Duration(b)) => a.grain == b.grain,
        _ => same_unit(a, b),
    }
}

/// A figure that may be the size of a change.
fn size(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| figure(c) && c.mention.hedge.is_none()).parse(line)
}

fn figure(claim: &Claim) -> bool {
    let kinds = [Kind::Count, Kind::Percent, Kind::Points, Kind::Money, Kind::Measurement, Kind::Ratio, Kind::Duration];
    kinds.contains(&claim.mention.value.kind())
}

/// ", a rise of 10 %", " (up 10 %)", " (10 %)", ", or 10 %", " - a 10 % increase", ": a rise of 10 %"; which way, if it says so
fn size_behind(line: Line<'_>) -> Parsed<'_, (Option<Direction>, usize)> {
    let by = alt((cue(Cue::Of), cue(Cue::By)));
    let named = preceded(opt(cue(Cue::One)), (terminated(direction.map(Some), opt(by)), size));
    let before = preceded(opt(cue(Cue::One)), (size, direction.map(Some))).map(|(size, way)| (way, size));
    // "14 cents, up from 12, which makes 26 for the year"
    let share = verify(size, |at| line.claims[*at].mention.value.kind() == Kind::Percent);
    let or = preceded(cue(Cue::Or), alt((preceded(cue(Cue::By), size), share))).map(|size| (None, size));
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
    // " in the third quarter"
    let apart = circumstances(|l| [Cue::From, Cue::To, Cue::By].iter().any(|c| l.cue(*c).is_some()));
    let backward = (
        preceded((cue(Cue::To), opt(cue(Cue::Closing))), terminated(end, apart)),
        preceded(cue(Cue::From), terminated(end, noun)),
    );
    let (rest, (from, to)) = alt((forward, backward.map(|(to, from)| (from, to)), both.map(|c| (c, c)))).parse(line)?;
    let (a, b) = (&line.claims[from], &line.claims[to]);
    // "from 50 to 60 dollars": the unit of one holds for both.
    let bare = a.mention.value.kind() == Kind::Count;
    if one_unit(&line, a, b) || bare { Ok((rest, (from, to))) } else { fail(line) }
}

/// " in May", " last year"
fn when(line: Line<'_>) -> Parsed<'_, usize> {
    preceded(words(1, |l| !l.is(Class::Preposition)), date).parse(line)
}

/// An exact figure that may be an end of a change.
pub(super) fn end(line: Line<'_>) -> Parsed<'_, usize> {
    // "up 75 % from the same two weeks": days and years are when, not how much.
    let timed = |c: &Claim| matches!(&c.mention.value, Value::Duration(d) if d.grain >= Grain::Day);
    claim(|c| figure(c) && !timed(c) && c.mention.value.range().is_some_and(|r| r.point().is_some())).parse(line)
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
