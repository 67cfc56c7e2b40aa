/*! A period and its stated length: "six days, from 3 to 9 January", "a 72-hour strike from 13 to 15 March", "from 3 to 9 January (six
days)". Behind another noun than one that fills its whole span ("a two-hour class from 3 to 9 January") a length says nothing. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::sequence::{delimited, preceded, terminated};

use super::Statement;
use super::line::{Line, Parsed, claim, close, cue, dash, fail, is_noun_like, mark, words};
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
use crate::text::Token;
use crate::value::Value;

pub(super) fn span(line: Line<'_>) -> Parsed<'_, Statement> {
    alt((length_first, period_first)).parse(line)
}

/// Every period runs from its start to its end; two dates that stand the wrong way round are no period, and are read here.
pub(super) fn runs(line: Line<'_>) -> Parsed<'_, Statement> {
    let years =
        |c: &Claim| matches!(&c.mention.value, Value::Period(p) if p.start.year.is_some() && p.end.year.is_some());
    let period = claim(|c| is_period(c) && years(c)).map(|period| (period, period));
    let date = claim(|c| matches!(&c.mention.value, Value::Date(d) if d.year.is_some()));
    let end = terminated(date, peek(alt((close, mark(&[","]).map(|_| ())))));
    let apart = (preceded(cue(Cue::From), date), preceded(cue(Cue::To), end));
    alt((period, apart)).map(|(start, end)| Statement::Runs { start, end }).parse(line)
}

fn is_length(claim: &Claim) -> bool {
    matches!(&claim.mention.value, Value::Duration(d) if !d.set && d.side.is_none() && d.written.is_some())
}

fn is_period(claim: &Claim) -> bool {
    matches!(&claim.mention.value, Value::Period(p) if !p.between && !p.start.set && !p.end.set)
}

/// "six days, from 3 to 9 January", "the 72-hour strike by nurses from 13 to 15 March"
fn length_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, length) = claim(is_length).parse(line)?;
    let rest = match spanning(rest) {
        Ok((rest, ())) => rest,
        Err(_) => rest,
    };
    let beside = preceded(opt(mark(&[",", "(", ":"])), claim(is_period));
    let apart = verify(preceded((adverbial, mark(&[","])), claim(is_period)), |_| fills(&line));
    let (rest, period) = alt((beside, apart)).parse(rest)?;
    Ok((rest, Statement::Span { length, period }))
}

/// Whether what stands before says that the length is filled from its start to its end: "strike for", "lasted".
fn fills(line: &Line<'_>) -> bool {
    let says = |token: &&Token| [Cue::Spanning, Cue::Lasting].iter().any(|c| line.lexicon.has_cue(token.word, *c));
    let before = (1..=3).map_while(|n| line.back(n).and_then(|item| line.token_of(item)));
    // Only "for", or "out for", may stand between.
    let mut linked = before.skip_while(|t| !says(t) && line.lexicon.is(t.word, Class::Preposition));
    linked.next().is_some_and(|t| says(&t))
}

/// " in Hull", " at the end of this month": where or when, between a length and its period.
fn adverbial(line: Line<'_>) -> Parsed<'_, ()> {
    let is_date = |c: &Claim| matches!(&c.mention.value, Value::Date(_));
    let date = |l| claim(is_date)(l).map(|(r, _)| (r, ()));
    let begins = line.cue(Cue::Belonging).is_some() || date(line).is_ok();
    if !begins {
        return fail(line);
    }
    let ends = |l: &Line<'_>| {
        [Class::Pronoun, Class::Subordinator, Class::Conjunction, Class::Auxiliary, Class::Modal]
            .iter()
            .any(|c| l.is(*c))
    };
    let (rest, _) = (words(4, ends), opt(date), words(4, ends)).parse(line)?;
    Ok((rest, ()))
}

/// "strike by junior doctors": a noun that fills its span, with up to three words before and six behind it.
fn spanning(line: Line<'_>) -> Parsed<'_, ()> {
    let mut rest = line;
    for _ in 0..4 {
        if let Some(n) = rest.cue(Cue::Spanning) {
            let ends =
                |l: &Line<'_>| [Class::Pronoun, Class::Subordinator, Class::Conjunction].iter().any(|c| l.is(*c));
            return words(6, ends)(rest.skip(n));
        }
        if !is_noun_like(&rest) {
            break;
        }
        rest = rest.skip(1);
    }
    fail(line)
}

/// "from 3 to 9 January (six days)", "from 3 to 9 January, a period of six days"
fn period_first(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, period) = claim(is_period).parse(line)?;
    let opened = delimited(mark(&["("]), preceded(opt(cue(Cue::Lasting)), claim(is_length)), mark(&[")"]));
    let told = preceded((alt((mark(&[","]).map(|_| ()), dash)), cue(Cue::Lasting)), claim(is_length));
    // "from 18 to 24 October, ten days in all"
    // "from 7pm to 11pm, four hours in which nobody slept"
    let relative = |l| if link(l) { Ok((l, ())) } else { fail(l) };
    let end = alt((close, mark(&[","]).map(|_| ()), cue(Cue::InAll), relative));
    let beside = delimited(mark(&[","]), claim(is_length), peek(end));
    let (rest, length) = alt((opened, told, beside)).parse(rest)?;
    let (rest, ()) = alt((close, mark(&[",", ")"]).map(|_| ()), |l| Ok((l, ())))).parse(rest)?;
    Ok((rest, Statement::Span { length, period }))
}

/// Whether a relative clause begins: "in which", "that".
fn link(line: Line<'_>) -> bool {
    line.is(Class::Subordinator) || line.is(Class::Preposition) && line.skip(1).is(Class::Subordinator)
}
