/*! Ages that dates decide: "born on 5 May 1950, … died on 7 June 2010 aged 60", "Smith, 32, was born on 5 May 1985". */

use nom::Parser;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

use super::Statement;
use super::line::{Item, Line, Parsed, claim, cue, fail, mark, words};
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
use crate::value::{Base, Kind, Value};

/// How far from a birth the death is sought, in items.
const FAR: usize = 40;

pub(super) fn age(line: Line<'_>) -> Parsed<'_, Statement> {
    if let Ok(found) = lived(line) {
        return Ok(found);
    }
    now(line)
}

fn is_date(claim: &Claim) -> bool {
    matches!(&claim.mention.value, Value::Date(d) if d.year.is_some() && d.base == Base::Fields && !d.approx && d.edge.is_none())
}

fn is_age(claim: &Claim) -> bool {
    claim.mention.value.kind() == Kind::Age && claim.mention.hedge.is_none()
}

/// Whether a bare number beside a name may be an age.
fn may_be_age(claim: &Claim) -> bool {
    let years = |n: Decimal| n.is_integer() && n > Decimal::ZERO && n < Decimal::from(120);
    matches!(&claim.mention.value, Value::Count(r) if r.point().is_some_and(years)) && claim.mention.hedge.is_none()
}

/// "born in Leeds on 5 May 1950"
fn birth(line: Line<'_>) -> Parsed<'_, usize> {
    let place = words(5, |l| [Class::Auxiliary, Class::Subordinator, Class::Conjunction].iter().any(|c| l.is(*c)));
    preceded((cue(Cue::Born), place), claim(is_date)).parse(line)
}

/// A birth and a death in one sentence, and the one age behind them.
fn lived(line: Line<'_>) -> Parsed<'_, Statement> {
    let (mut rest, born) = birth(line)?;
    // The death may be that of whose birth was told before.
    let before =
        |n| line.back(n).and_then(|i| line.token_of(i)).is_some_and(|t| line.lexicon.has_cue(t.word, Cue::Born));
    if (1..=FAR).any(before) {
        return fail(line);
    }
    let mut died = false;
    let mut at = None;
    for _ in 0..FAR {
        match rest.first() {
            Some(Item::Claim(c)) if died && is_date(&line.claims[c]) && at.is_none() => at = Some(c),
            Some(Item::Claim(c)) if at.is_some() && is_age(&line.claims[c]) => {
                return Ok((rest.skip(1), Statement::Age { age: c, born, at }));
            }
            // Another date or age may be another person's.
            Some(Item::Claim(c)) if is_age(&line.claims[c]) || is_date(&line.claims[c]) => return fail(line),
            Some(_) if rest.cue(Cue::Born).is_some() => return fail(line),
            Some(_) => died |= rest.cue(Cue::Died).is_some(),
            None => break,
        }
        rest = rest.skip(1);
    }
    fail(line)
}

/// "Smith, 32, was born on 5 May 1985": an age beside a name is that of the document's date.
fn now(line: Line<'_>) -> Parsed<'_, Statement> {
    let (rest, age) = terminated(claim(|c| is_age(c) || may_be_age(c)), mark(&[","])).parse(line)?;
    let before = |n| line.back(n).and_then(|i| line.token_of(i));
    let comma = before(1).is_some_and(|t| t.span.of(line.text) == ",");
    let named = comma && before(2).is_some_and(|t| t.is_capital());
    let (rest, _) = opt(words(1, |l| !l.is(Class::Auxiliary))).parse(rest)?;
    let (rest, born) = birth(rest)?;
    if named { Ok((rest, Statement::Age { age, born, at: None })) } else { fail(line) }
}
