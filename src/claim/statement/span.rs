/*! A period and its stated length: "six days, from 3 to 9 January", "a 72-hour strike from 13 to 15 March", "from 3 to 9 January (six
days)". Behind another noun than one that fills its whole span ("a two-hour class from 3 to 9 January") a length says nothing. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::sequence::{delimited, preceded, terminated};

use super::Statement;
use super::line::{Line, Parsed, claim, close, cue, dash, fail, is_noun_like, mark, words};
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
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
    let (rest, period) = preceded(opt(mark(&[",", "(", ":"])), claim(is_period)).parse(rest)?;
    Ok((rest, Statement::Span { length, period }))
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
    let end = alt((close, mark(&[","]).map(|_| ()), cue(Cue::InAll)));
    let beside = delimited(mark(&[","]), claim(is_length), peek(end));
    let (rest, length) = alt((opened, told, beside)).parse(rest)?;
    let (rest, ()) = alt((close, mark(&[",", ")"]).map(|_| ()), |l| Ok((l, ())))).parse(rest)?;
    Ok((rest, Statement::Span { length, period }))
}
