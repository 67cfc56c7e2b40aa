/*! A whole and its parts, where the text says that they are all: "22 people: 12 men and 9 women", "12 men and 10 women, 22 in all",
"two of the five boats fled; the other three were seized". "22 people, including 12 men" is none. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::sequence::{delimited, preceded, terminated};

use super::Statement;
use super::line::{Item, Line, Parsed, claim, close, count, cue, dash, fail, is_noun, mark, noun_phrase, words};
use super::part::person;
use crate::claim::Claim;
use crate::lexicon::{Class, Cue, Lexicon, WordId};
use crate::text::{Token, TokenKind};
use crate::value::{Kind, Value};

/// The most parts that a whole is taken to have.
const MOST: usize = 12;
/// How far the rest of a whole is sought.
const FAR: usize = 60;

/// The parts of a whole as read.
#[derive(Debug, Default)]
struct Parts<'a> {
    claims: Vec<usize>,
    ones: u32,
    /// The first words behind the numbers.
    heads: Vec<&'a Token>,
    joined: bool,
}

impl Parts<'_> {
    fn len(&self) -> usize {
        self.claims.len() + self.ones as usize
    }

    /// Whether the parts are of the thing that the nouns of the whole name: the same noun, or none of their own. "30 points: two
    /// tries and three goals" counts other things.
    fn of(&self, lexicon: &Lexicon, nouns: &[WordId]) -> bool {
        let own = |t: &&Token| is_noun(t, lexicon) && !t.is_capital();
        self.heads.iter().filter(|t| own(t)).all(|t| t.word.is_known() && nouns.contains(&t.word))
    }

    /// Whether nobody is left over, as with men and women, or the parts are told by proper names.
    fn exhaust(&self, lexicon: &Lexicon, first_words: bool) -> bool {
        const PAIRS: [(Cue, Cue); 3] =
            [(Cue::Male, Cue::Female), (Cue::Adult, Cue::Child), (Cue::Military, Cue::Civilian)];
        let has = |cue: Cue| self.heads.iter().any(|t| lexicon.has_cue(t.word, cue));
        PAIRS.iter().any(|(a, b)| has(*a) && has(*b))
            || first_words && self.heads.len() == self.len() && self.heads.iter().all(|t| t.is_capital())
    }
}

/// "22 people: 12 men and 9 women", "23 pirates (12 Somali and 11 Yemeni)", "22 people, 12 men and 10 women"
pub(super) fn parts(line: Line<'_>) -> Parsed<'_, Statement> {
    let (first, whole) = claim(countable).parse(line)?;
    let head = opt(noun_phrase(4)).parse(first)?.0;
    let clause = words(10, |l| l.is(Class::Subordinator)).parse(first)?.0;
    let like = &line.claims[whole];
    let list = |l| joined_list(l, like);
    let mut colon = delimited(mark(&[":"]), list, peek(close)).map(|p| (p, true));
    let bracket = delimited(mark(&["("]), list, peek(mark(&[")"]))).map(|p| {
        let complete = p.exhaust(line.lexicon, true);
        (p, complete)
    });
    // A comma joins parts only where they leave nobody over.
    let open = alt((mark(&[","]).map(|_| ()), dash));
    let end = alt((close, dash, mark(&[","]).map(|_| ())));
    let comma = verify(delimited(open, list, peek(end)), |p: &Parts<'_>| p.ones == 0 && p.exhaust(line.lexicon, false));
    let (end, (parts, complete)) = match alt((bracket, comma.map(|p| (p, true)))).parse(head) {
        Ok(found) => found,
        Err(_) => colon.parse(clause)?,
    };
    let nouns = (first.at()..head.at()).filter_map(|at| first.from(at).token());
    let alike = like.mention.value.kind() != Kind::Count
        || person(first).is_ok()
        || parts.exhaust(line.lexicon, true)
        || parts.of(line.lexicon, &nouns.map(|t| t.word).collect::<Vec<_>>());
    if !alike {
        return fail(line);
    }
    let exact = like.mention.value.range().and_then(|r| r.point());
    // "three shipments: 20 boxes, 30 boxes and 50 boxes" counts its items.
    if exact.is_some_and(|n| n == parts.len().into()) && parts.claims.len() == parts.len() {
        return fail(line);
    }
    Ok((end, Statement::Parts { whole, parts: parts.claims, ones: parts.ones, complete }))
}

/// "£14 million. That is £9 million for track and £5 million for buses", "£14 million, made up of £9 million …"
pub(super) fn made(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, whole) = claim(countable).parse(line)?;
    let like = &line.claims[whole];
    let joined = (opt(noun_phrase(4)), opt(mark(&[",", ".", ";", ":"])), cue(Cue::MadeOf));
    let (rest, parts) = delimited(joined, |l| joined_list(l, like), peek(close)).parse(rest)?;
    if like.mention.hedge.is_some() {
        return fail(line);
    }
    Ok((rest, Statement::Parts { whole, parts: parts.claims, ones: parts.ones, complete: true }))
}

/// "500 people, 300 in Leeds and 150 in York": nobody is in two towns, but some may be in a third.
pub(super) fn located(line: Line<'_>) -> Parsed<'_, Statement> {
    let (noun, whole) = count(line)?;
    person(noun)?;
    let (mut rest, _) = (noun_phrase(4), mark(&[","])).parse(noun)?;
    let (mut parts, mut place, mut joined) = (Vec::new(), None, false);
    while !joined || parts.len() < 2 {
        let (behind, part) = count(rest)?;
        let (town, ()) = cue(Cue::Belonging).parse(behind)?;
        let preposition = behind.token().map(|token| token.word);
        if parts.len() == MOST
            || *place.get_or_insert(preposition) != preposition
            || !town.token().is_some_and(Token::is_capital)
        {
            return fail(line);
        }
        parts.push(part);
        rest = words(4, |l| l.cue(Cue::And).is_some()).parse(town)?.0;
        if joined {
            break;
        }
        let (after, (_, and)) = (opt(mark(&[",", ";"])), opt(cue(Cue::And))).parse(rest)?;
        if after == rest {
            return fail(line);
        }
        (rest, joined) = (after, and.is_some());
    }
    let (rest, ()) = peek(alt((close, mark(&[","]).map(|_| ())))).parse(rest)?;
    Ok((rest, Statement::Parts { whole, parts, ones: 0, complete: false }))
}

/// "Of the $10 million, schools get $4 million, roads $3 million and parks $2 million", "$10 million, of which $4 million go to schools
/// and $5 million to roads": sums that are handed out do not overlap, but some may be left.
pub(super) fn allotted(line: Line<'_>) -> Parsed<'_, Statement> {
    let summed = claim(|c: &Claim| matches!(c.mention.value.kind(), Kind::Money | Kind::Measurement));
    let apart = |l| (opt(noun_phrase(3)), mark(&[","])).parse(l);
    let of = delimited((cue(Cue::Of), opt(cue(Cue::Whole))), summed, apart);
    // What lies in a town may be arable too.
    let money = claim(|c: &Claim| c.mention.value.kind() == Kind::Money);
    let of_which = terminated(money, (apart, cue(Cue::OfWhich)));
    let (mut rest, whole) = alt((of, of_which)).parse(line)?;
    let like = &line.claims[whole];
    let mut parts = Vec::new();
    let mut joined = false;
    loop {
        let subordinate = |l: &Line<'_>| l.is(Class::Subordinator);
        let (behind, part) = preceded(words(6, subordinate), claim(|c| same_unit(like, c))).parse(rest)?;
        // "schools get $4 million", "$4 million go to schools"
        let alone = behind.at() == rest.at() + 1;
        let (behind, ()) = words(5, |l| subordinate(l) || l.cue(Cue::And).is_some()).parse(behind)?;
        if parts.len() == MOST || alone && behind.at() == rest.at() + 1 {
            return fail(line);
        }
        parts.push(part);
        if joined {
            rest = behind;
            break;
        }
        let comma = mark(&[",", ";"]).parse(behind).map_or(behind, |(r, _)| r);
        let and = cue(Cue::And).parse(comma).map_or(comma, |(r, ())| r);
        if and == behind {
            return fail(line);
        }
        joined = and != comma;
        rest = and;
    }
    let (rest, ()) = peek(close).parse(rest)?;
    Ok((rest, Statement::Parts { whole, parts, ones: 0, complete: false }))
}

/// Two parts or more, the last joined by "and".
fn joined_list<'a>(line: Line<'a>, like: &Claim) -> Parsed<'a, Parts<'a>> {
    let (rest, parts) = list_of(line, like)?;
    if parts.len() > 1 && parts.joined { Ok((rest, parts)) } else { fail(line) }
}

/// "12 men and 10 women, 22 in all", "12 men and 10 women, a total of 22"
pub(super) fn total(line: Line<'_>) -> Parsed<'_, Statement> {
    let Some(like) = line.claim().filter(|c| countable(c)) else { return fail(line) };
    let (rest, parts) = joined_list(line, like)?;
    let same = claim(move |c| countable(c) && same_unit(like, c));
    let (rest, _) = alt((mark(&[",", "("]).map(|_| ()), dash)).parse(rest)?;
    // "24 in all" may be one mention.
    let told = verify(same, move |at| line.claim_holds(*at, Cue::InAll));
    let after = alt((told, terminated(same, (opt(noun_phrase(2)), cue(Cue::InAll)))));
    // "for a total of 24", of which "a total of 24" may be one mention.
    let held = verify(same, move |at| line.claim_holds(*at, Cue::TotalOf));
    let before = alt((preceded(cue(Cue::TotalOf), same), preceded(words(1, |_| false), held)));
    let before = terminated(before, opt(noun_phrase(2)));
    let (rest, whole) = alt((after, before)).parse(rest)?;
    let (rest, ()) = peek(alt((close, dash, mark(&[","]).map(|_| ())))).parse(rest)?;
    // A number right before the first part would be a part that was missed, or the whole.
    Ok((rest, Statement::Parts { whole, parts: parts.claims, ones: parts.ones, complete: starts_list(&line) }))
}

/// "of the 22 victims, 12 were men and nine women", "22 pupils, of whom 12 are boys and nine girls", where they leave nobody over
pub(super) fn divided(line: Line<'_>) -> Parsed<'_, Statement> {
    let comma = |l| (words(5, |l| l.is(Class::Subordinator)), mark(&[","])).parse(l);
    let of = delimited((cue(Cue::Of), cue(Cue::Whole)), claim(countable), (opt(noun_phrase(4)), mark(&[","])));
    let of_whom = terminated(claim(countable), (comma, cue(Cue::OfWhich)));
    let (mut rest, whole) = alt((of, of_whom)).parse(line)?;
    // "30 people, of whom 5 were women and 3 men in critical condition": more words make a part of a part.
    let most = if line.claim().is_some() { 2 } else { 9 };
    let like = &line.claims[whole];
    let mut parts = Parts::default();
    for last in [false, true] {
        let (behind, ()) = part(rest, like, &mut parts)?;
        // "12 were men": the noun stands behind its verb.
        let (behind, ()) = words(4, |l| l.cue(Cue::And).is_some()).parse(behind)?;
        if behind.at() > rest.at() + 1 + most {
            return fail(line);
        }
        let said = (rest.at()..behind.at()).filter_map(|at| rest.from(at).token());
        parts.heads.extend(said.filter(|t| t.kind == TokenKind::Word));
        rest = if last { behind } else { preceded(opt(mark(&[","])), cue(Cue::And)).parse(behind)?.0 };
    }
    if parts.ones > 0 || !parts.exhaust(line.lexicon, false) {
        return fail(line);
    }
    let (rest, ()) = peek(close).parse(rest)?;
    Ok((rest, Statement::Parts { whole, parts: parts.claims, ones: 0, complete: true }))
}

/// Whether nothing before the list belongs to it: no comma, "and" or number right before.
fn starts_list(line: &Line<'_>) -> bool {
    match line.back(1) {
        None => true,
        Some(Item::Claim(_)) => false,
        Some(item) => line
            .token_of(item)
            .is_some_and(|t| line.word(t) != "," && !line.lexicon.has_cue(t.word, Cue::And) && line.word(t) != "("),
    }
}

/// "two of the five boats fled, the other three were seized", "of the five boats, two fled and the other three were seized"
pub(super) fn remaining(line: Line<'_>) -> Parsed<'_, Statement> {
    let counted = claim(|c| matches!(c.mention.value, Value::Count(_)));
    let first = terminated(counted, (cue(Cue::Of), cue(Cue::Whole)));
    let (rest, part, whole) = if let Ok((rest, (part, whole))) = (first, counted).parse(line) {
        (rest, Some(part), whole)
    } else {
        let (rest, whole) = preceded((cue(Cue::Of), cue(Cue::Whole)), counted).parse(line)?;
        (rest, None, whole)
    };
    let mut rest = rest;
    let mut part = part;
    let mut left = None;
    for _ in 0..FAR {
        if let Some(n) = rest.cue(Cue::Remaining)
            && let Some(Item::Claim(at)) = rest.skip(n).first()
            && left.is_none()
            && matches!(line.claims[at].mention.value, Value::Count(_))
        {
            left = Some(at);
            rest = rest.skip(n + 1);
            continue;
        }
        match rest.first() {
            None => break,
            Some(Item::Claim(at)) if matches!(line.claims[at].mention.value, Value::Count(_)) => {
                if part.is_some() || left.is_some() {
                    return fail(line);
                }
                part = Some(at);
            }
            Some(_) => {}
        }
        rest = rest.skip(1);
    }
    match (part, left, rest.first()) {
        (Some(part), Some(left), None) => {
            Ok((rest, Statement::Parts { whole, parts: vec![part, left], ones: 0, complete: true }))
        }
        _ => fail(line),
    }
}

fn countable(claim: &Claim) -> bool {
    matches!(claim.mention.value.kind(), Kind::Count | Kind::Money | Kind::Measurement)
}

/// Whether the two can be added.
pub(super) fn same_unit(a: &Claim, b: &Claim) -> bool {
    match (&a.mention.value, &b.mention.value) {
        (Value::Money(_, a), Value::Money(_, b)) => a == b,
        (Value::Measurement { dimension: a, .. }, Value::Measurement { dimension: b, .. }) => a == b,
        (a, b) => a.kind() == b.kind(),
    }
}

/// "12 men, 9 women and a child": the parts, each a figure like the first or one thing.
fn list_of<'a>(line: Line<'a>, like: &Claim) -> Parsed<'a, Parts<'a>> {
    let mut parts = Parts::default();
    let mut rest = line;
    loop {
        rest = part(rest, like, &mut parts)?.0;
        if parts.len() == MOST {
            return fail(line);
        }
        let comma = mark(&[",", ";"]).parse(rest).map_or(rest, |(r, _)| r);
        let and = cue(Cue::And).parse(comma).map_or(comma, |(r, ())| r);
        let more = and != rest && !parts.joined && part(and, like, &mut Parts::default()).is_ok();
        if !more {
            return Ok((rest, parts));
        }
        parts.joined = and != comma;
        rest = and;
    }
}

/// "12 men", "11 from Yemen", "a child"
fn part<'a>(line: Line<'a>, like: &Claim, parts: &mut Parts<'a>) -> Parsed<'a, ()> {
    let behind = |l: &Line<'_>| {
        [Class::Auxiliary, Class::Modal, Class::Pronoun, Class::Reporting].iter().any(|c| l.is(*c))
            || [Cue::And, Cue::InAll, Cue::OfWhich, Cue::Including, Cue::Larger, Cue::Smaller]
                .iter()
                .any(|c| l.cue(*c).is_some())
    };
    if let Some(Item::Claim(at)) = line.first() {
        if !same_unit(like, &line.claims[at]) {
            return fail(line);
        }
        let rest = line.skip(1);
        parts.claims.push(at);
        parts.heads.extend(rest.token().filter(|t| t.span.len() > 1));
        return words(5, behind).parse(rest);
    }
    let (rest, ()) = cue(Cue::One).parse(line)?;
    let (end, _) = noun_phrase(3).parse(rest)?;
    if like.mention.value.kind() != Kind::Count {
        return fail(line);
    }
    parts.ones += 1;
    parts.heads.extend(rest.token());
    Ok((end, ()))
}
