/*! A list and its stated length: "four unions: A, B, C and D", "three programs, namely X, Y and Z", "two models: a small one and a
large one". A list of unlike items may hold an apposition or an "and" of its own, and is none. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};
use nom::sequence::terminated;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Statement;
use super::line::{Item, Line, Parsed, claim, close, cue, dash, fail, mark, noun_phrase, words};
use crate::lexicon::{Class, Cue};
use crate::span::Span;
use crate::text::{Token, TokenKind};
use crate::value::{Kind, Value};

/// The longest list that is counted.
const MOST: usize = 12;
/// The most words of an item.
const LONGEST: usize = 8;

/// Words of a clause: an item with one of them is no name of a thing.
const CLAUSAL: [Class; 6] =
    [Class::Auxiliary, Class::Modal, Class::Pronoun, Class::Subordinator, Class::Negation, Class::Reporting];

/// What an item begins with; a list that is counted has items of one shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// "Unite", "the GMB", "John Smith".
    Name,
    /// "a small one".
    One,
    /// "69 cents".
    Figure(Kind),
    /// "cost": one word in lower case.
    Word,
}

pub(super) fn list(line: Line<'_>) -> Parsed<'_, Statement> {
    let small = |n: Decimal| n.is_integer() && n >= Decimal::TWO && n <= Decimal::from(MOST);
    let mut counts = claim(|c| {
        let exact = matches!(&c.mention.value, Value::Count(r) if r.point().is_some_and(small));
        exact && c.mention.hedge.is_none()
    });
    let (rest, count) = counts.parse(line)?;
    // "of the two", "one of three": a part of the list may follow.
    if line.back(1).and_then(|i| line.token_of(i)).is_some_and(|t| line.lexicon.has_cue(t.word, Cue::Of)) {
        return fail(line);
    }
    let (rest, _) = noun_phrase(4).parse(rest)?;
    let namely =
        (opt(alt((mark(&[",", ":"]).map(|_| ()), dash))), cue(Cue::Namely), opt(mark(&[":", ","]))).map(|_| ());
    // "the four unions are A, B, C and D": all of them, since "the" says so.
    let all = line.back(1).and_then(|i| line.token_of(i)).is_some_and(|t| line.lexicon.has_cue(t.word, Cue::Whole));
    let being = verify(cue(Cue::Being), |()| all);
    // "Three rest centres are open: A, B and C"
    let told = verify(terminated(predicate, mark(&[":"])), |()| is_subject(&line)).map(|_| ());
    let (rest, ()) = alt((namely, mark(&[":"]).map(|_| ()), dash, being, told)).parse(rest)?;
    let (rest, items) = items(rest)?;
    let stated = line.claims[count].mention.value.range().and_then(|r| r.point()).and_then(|n| n.to_usize());
    let Some(stated) = stated else { return fail(line) };
    let shape = items[0].shape;
    let single = items.iter().all(|i| i.words == 1);
    // More names than were counted may be appositions: "two towns: Paris, Texas and Rome".
    let sure = match shape {
        Shape::Name => items.len() <= stated || stated >= 3 && items.len() == stated + 1 && single,
        Shape::One => items.len() <= stated || items.len() == stated + 1 && stated >= 3,
        Shape::Figure(_) | Shape::Word => true,
    };
    if !sure {
        return fail(line);
    }
    let claims = items.iter().filter_map(|i| i.claim).collect();
    Ok((rest, Statement::List { count, items: items.into_iter().map(|i| i.span).collect(), claims }))
}

/// Whether a noun phrase that begins here may be a subject: none that follows a preposition is.
fn is_subject(line: &Line<'_>) -> bool {
    line.back(1).is_none_or(|item| line.token_of(item).is_some_and(|t| !line.lexicon.is(t.word, Class::Preposition)))
}

/// " are open", " have signed the deal": a verb and what follows it, with no other things in it that a list could tell.
fn predicate(line: Line<'_>) -> Parsed<'_, ()> {
    if !line.is(Class::Auxiliary) && !line.is(Class::Modal) {
        return fail(line);
    }
    let many = |l: &Line<'_>| {
        let plural = l.token().is_some_and(|t| l.lexicon.form(t.word, l.word(t)).plural);
        plural || l.cue(Cue::Person).is_some() || l.is(Class::Subordinator) || l.is(Class::Pronoun)
    };
    words(8, many)(line.skip(1))
}

/// An item as read.
#[derive(Debug, Clone, Copy)]
struct Listed {
    span: Span,
    shape: Shape,
    words: usize,
    claim: Option<usize>,
}

/// "A, B and C", up to the end of the clause: two items or more of one shape, joined by one "and".
fn items(line: Line<'_>) -> Parsed<'_, Vec<Listed>> {
    let mut items: Vec<Listed> = Vec::new();
    let mut rest = line;
    let mut joined = false;
    loop {
        let (behind, found) = item(rest)?;
        if items.first().is_some_and(|first| first.shape != found.shape) {
            return fail(line);
        }
        items.push(found);
        if items.len() > MOST + 1 {
            return fail(line);
        }
        if close(behind).is_ok() || joined && dash(behind).is_ok() {
            return if joined && items.len() > 1 { Ok((behind, items)) } else { fail(line) };
        }
        if joined {
            return fail(line);
        }
        let comma = mark(&[","]).parse(behind).map_or(behind, |(r, _)| r);
        let and = cue(Cue::And).parse(comma).map_or(comma, |(r, ())| r);
        if and == behind {
            return fail(line);
        }
        joined = and != comma;
        rest = and;
    }
}

/// One item, up to a comma, an "and" or the end of the clause.
fn item(line: Line<'_>) -> Parsed<'_, Listed> {
    let (start, shape) = shape(line)?;
    let mut rest = start;
    let mut words = 0;
    let mut claim = None;
    let mut lower = false;
    while words < LONGEST && close(rest).is_err() && dash(rest).is_err() {
        let Some(here) = rest.first() else { break };
        if rest.cue(Cue::And).is_some() {
            break;
        }
        match (here, rest.token()) {
            (Item::Claim(at), _) => claim = claim.or(Some(at)),
            (_, Some(token)) => {
                let word = rest.word(token);
                if word == "," {
                    break;
                }
                // "a small one"
                let one = words > 0 && rest.cue(Cue::One).is_some();
                let broken = token.kind == TokenKind::Mark && !token.is_glued_hyphen()
                    || !one && CLAUSAL.iter().any(|c| rest.is(*c))
                    || rest.cue(Cue::SuchAs).is_some()
                    || rest.cue(Cue::Or).is_some();
                if broken {
                    return fail(line);
                }
                // "the Bank of England"
                let inner = rest.cue(Cue::Of).is_some() && rest.skip(1).token().is_some_and(Token::is_capital);
                lower |= !token.is_capital() && token.kind == TokenKind::Word && !inner;
            }
            _ => {}
        }
        words += 1;
        rest = rest.skip(1);
    }
    // A name with words in lower case is a description, and may hold an apposition.
    if words == 0 || shape == Shape::Name && lower || shape == Shape::Word && words > 1 {
        return fail(line);
    }
    let first = line.first().map(|i| line.span_of(i)).unwrap_or_default();
    let last = (rest.at() > start.at()).then(|| rest.back(1)).flatten().map(|i| line.span_of(i)).unwrap_or(first);
    Ok((rest, Listed { span: first.join(last), shape, words, claim }))
}

/// What the item begins with, and where its words begin.
fn shape(line: Line<'_>) -> Parsed<'_, Shape> {
    let start = line;
    match line.first() {
        // "12 men" would be a part of a sum, not an item.
        Some(Item::Claim(at)) if line.claims[at].mention.value.kind() != Kind::Count => {
            Ok((start, Shape::Figure(line.claims[at].mention.value.kind())))
        }
        Some(Item::Claim(_)) | None => fail(line),
        Some(Item::Token(_)) => {
            if let Ok((rest, ())) = cue(Cue::One).parse(line) {
                return Ok((rest, Shape::One));
            }
            let start = if line.cue(Cue::Whole).is_some() { line.skip(1) } else { line };
            match start.token() {
                Some(t) if t.is_capital() => Ok((start, Shape::Name)),
                Some(t) if t.kind == TokenKind::Word && start == line => Ok((start, Shape::Word)),
                _ => fail(line),
            }
        }
    }
}
