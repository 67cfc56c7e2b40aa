/*! A part of a whole: "two of the seven bridges", "seven bridges, two of which collapsed", "22 people, including three children". */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

use super::Statement;
use super::line::{Item, Line, Parsed, close, count, cue, dash, fail, is_noun_like, mark, noun_phrase, words};
use crate::lexicon::{Class, Cue};
use crate::text::TokenKind;
use crate::value::Kind;

/// How far back another whole is sought, in items.
const FAR: usize = 30;
/// What is so many times its whole is no slip: it counts copies.
const COPIES: Decimal = Decimal::ONE_THOUSAND;

pub(super) fn part(line: Line<'_>) -> Parsed<'_, Statement> {
    alt((of_the, of_which, including)).parse(line)
}

/// "two of the seven bridges"; not "two of the three-storey houses", nor "nine million of its two new phones"
fn of_the(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, part) = count(line)?;
    let (rest, whole) = preceded((cue(Cue::Of), cue(Cue::Whole)), count).parse(rest)?;
    let plain = is_noun_like(&rest) || close(rest).is_ok() || mark(&[","]).parse(rest).is_ok();
    // "three-storey", "49ers", "5 Series": no count of things.
    let name = rest
        .token()
        .is_some_and(|t| t.is_glued_hyphen() || t.kind != TokenKind::Mark && (t.is_glued() || t.is_capital()));
    let range = |at: usize| line.claims[at].mention.value.range();
    let (least, most) = (range(part).and_then(|r| r.low), range(whole).and_then(|r| r.high));
    let copies = least.zip(most).is_some_and(|(part, whole)| part / COPIES >= whole);
    if plain && !name && !copies { Ok((rest, Statement::PartOf { part, whole })) } else { fail(line) }
}

/// "seven bridges, two of which collapsed"
fn of_which(line: Line<'_>) -> Parsed<'_, Statement> {
    let (head, whole) = terminated(count, noun_phrase(4)).parse(line)?;
    let rest = head;
    let (rest, ()) =
        words(6, |l| [Class::Auxiliary, Class::Conjunction, Class::Subordinator].iter().any(|c| l.is(*c)))(rest)?;
    // With words between, another count before may be what "which" means.
    let several = |at: usize| matches!(line.claims[at].mention.value.kind(), Kind::Count | Kind::Measurement);
    let counted = |item: Item| matches!(item, Item::Claim(at) if several(at));
    // Without, only one of the same clause: "30 bridges on two roads fell, nine of which", "3,106 yards in three seasons, 1,284 of them".
    let clause = |item: &Item| {
        line.token_of(*item).is_none_or(|t| t.kind != TokenKind::Mark && !line.lexicon.has_cue(t.word, Cue::And))
    };
    if (1..=FAR).map_while(|n| line.back(n)).take_while(clause).any(counted) {
        return fail(line);
    }
    if rest != head && (1..=FAR).map_while(|n| line.back(n)).any(counted) {
        return fail(line);
    }
    let (rest, _) = alt((mark(&[",", "("]).map(|_| ()), dash)).parse(rest)?;
    // "two of which", "of which two"
    let (rest, part) = alt((terminated(count, cue(Cue::OfWhich)), preceded(cue(Cue::OfWhich), count))).parse(rest)?;
    // "level - 1 employees": one thing has no parts.
    let many = line.claims[whole].mention.value.range().is_some_and(|r| r.high.is_none_or(|n| n > Decimal::ONE));
    if !many {
        return fail(line);
    }
    Ok((rest, Statement::PartOf { part, whole }))
}

/// "22 people, including three children": only of human beings, since a house may include three rooms.
fn including(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, whole) = terminated(count, person).parse(line)?;
    let (rest, ()) = words(4, |l| l.cue(Cue::Including).is_some() || l.is(Class::Conjunction))(rest)?;
    let (rest, _) = (opt(mark(&[",", "("])), cue(Cue::Including)).parse(rest)?;
    let (rest, part) = terminated(count, person).parse(rest)?;
    Ok((rest, Statement::PartOf { part, whole }))
}

/// "young people"
pub(super) fn person(line: Line<'_>) -> Parsed<'_, ()> {
    for skipped in 0..3 {
        let here = line.skip(skipped);
        if let Some(n) = here.cue(Cue::Person) {
            return Ok((here.skip(n), ()));
        }
        if !is_noun_like(&here) {
            break;
        }
    }
    fail(line)
}
