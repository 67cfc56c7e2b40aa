/*! One quantity in two units: "55 kilometers (34 miles)", "0.68 in or 17 mm", "€2 million ($2.6 million; £1.7 million)", "07:58 GMT
(23:58 PST)". "5 km (3 miles away)" is none, nor "6 feet 2 inches (1.88 m)", whose parts are claims of their own. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::sequence::{preceded, terminated};

use super::Statement;
use super::line::{Item, Line, Parsed, claim, close, cue, fail, is_noun_like, mark};
use crate::claim::Claim;
use crate::lexicon::Cue;
use crate::value::{TimeOfDay, Value};

pub(super) fn conversion(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, stated) = claim(|c| convertible(&c.mention.value)).parse(line)?;
    // A claim of its kind right before makes this the rest of a compound.
    if let Some(Item::Claim(before)) = line.back(1)
        && same_sort(&line.claims[before], &line.claims[stated])
    {
        return fail(line);
    }
    let other = claim(move |c| same_sort(&line.claims[stated], c) && other_unit(&line.claims[stated], c));
    let opened = terminated(other, peek(mark(&[")", ",", ";", "/"])));
    let bracket = preceded((opt(one_word), mark(&["("])), opened).map(|c| (c, true));
    // "(£1.7m; $2.6m)": what stands before is told again.
    let inside = line.back(1).and_then(|i| line.token_of(i)).is_some_and(|t| line.word(t) == "(");
    let next = preceded(mark(&[";", ",", "/"]), terminated(other, peek(mark(&[")", ";"]))));
    let again = verify(next, |_| inside).map(|c| (c, true));
    let or = preceded((opt(mark(&[","])), cue(Cue::Or)), terminated(other, peek(ends)));
    // Two sums joined by "or" are a total and what it is for each share.
    let measured = matches!(line.claims[stated].mention.value, Value::Measurement { .. });
    let or = verify(or, |_| measured).map(|c| (c, false));
    let (rest, (converted, exact)) = alt((bracket, again, or)).parse(rest)?;
    Ok((rest, Statement::Conversion { stated, converted, exact }))
}

/// A word between the figure and the bracket: "75 kilometres deep (47 miles)".
fn one_word(line: Line<'_>) -> Parsed<'_, ()> {
    if is_noun_like(&line) { Ok((line.skip(1), ())) } else { fail(line) }
}

/// What ends "or 17 mm": a mark, or a word that no noun phrase goes on with.
fn ends(line: Line<'_>) -> Parsed<'_, ()> {
    alt((close, mark(&[","]).map(|_| ()))).parse(line)
}

fn convertible(value: &Value) -> bool {
    matches!(value, Value::Money(..) | Value::Measurement { .. }) || clock(value).is_some()
}

/// The time of day with a zone.
pub fn clock(value: &Value) -> Option<TimeOfDay> {
    let time = match value {
        Value::Time(time) => *time,
        Value::Date(date) => date.clock()?,
        _ => return None,
    };
    time.zone.is_some().then_some(time)
}

fn same_sort(a: &Claim, b: &Claim) -> bool {
    match (&a.mention.value, &b.mention.value) {
        (Value::Money(..), Value::Money(..)) => true,
        (Value::Measurement { dimension: a, .. }, Value::Measurement { dimension: b, .. }) => a == b,
        (a, b) => clock(a).is_some() && clock(b).is_some(),
    }
}

fn other_unit(a: &Claim, b: &Claim) -> bool {
    match (&a.mention.value, &b.mention.value) {
        (Value::Money(_, a), Value::Money(_, b)) => a != b,
        (Value::Measurement { unit: a, .. }, Value::Measurement { unit: b, .. }) => a != b,
        (a, b) => clock(a).map(|t| t.zone) != clock(b).map(|t| t.zone),
    }
}
