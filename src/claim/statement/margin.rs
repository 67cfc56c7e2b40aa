/*! By how much one figure is more than another: "212 votes against 105, a majority of 107", "212 to her rival's 105, a lead of 107". A
majority of seats is told over all others, and is none. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::sequence::{delimited, preceded};

use super::change::{FAR, end, one_unit};
use super::line::{Item, Line, Parsed, close, cue, dash, date, fail, mark, words};
use super::parts::same_unit;
use super::{Direction, Size, Statement};
use crate::lexicon::{Class, Cue};
use crate::value::Kind;

pub(super) fn margin(line: Line<'_>) -> Parsed<'_, Statement> {
    let (counted, more) = end(line)?;
    let against = |l: &Line<'_>| [Cue::Against, Cue::To].iter().any(|c| l.cue(*c).is_some());
    let (linked, ()) = words(8, against).parse(counted)?;
    let (rest, ()) = alt((cue(Cue::Against), cue(Cue::To))).parse(linked)?;
    // "to Mrs. Lacey's 105"
    let name = |l| (words(6, |l| l.is(Class::Subordinator)), opt(mark(&["'", "’", "."]))).parse(l);
    let (rest, less) = preceded((name, name, words(2, |_| false)), end).parse(rest)?;
    let apart = (words(6, |l| l.is(Class::Subordinator)), opt(date), alt((mark(&[","]).map(|_| ()), dash)));
    let (rest, _) = (apart, opt(cue(Cue::One))).parse(rest)?;
    let votes = (counted.at()..linked.at()).any(|at| line.from(at).cue(Cue::Vote).is_some());
    let named = alt((cue(Cue::Margin), |l| if votes { cue(Cue::Majority)(l) } else { fail(l) }));
    let (rest, by) = delimited((named, cue(Cue::Of)), end, peek(close)).parse(rest)?;
    // A figure before may be the one that was left behind.
    let alike =
        |n: usize| matches!(line.back(n), Some(Item::Claim(at)) if same_unit(&line.claims[at], &line.claims[more]));
    let [a, b, c] = [more, less, by].map(|at| &line.claims[at]);
    let shares = a.mention.value.kind() == Kind::Percent && c.mention.value.kind() == Kind::Points;
    if one_unit(&line, a, b) && (shares || one_unit(&line, a, c)) && !(1..=FAR).any(alike) {
        Ok((rest, Statement::Change { direction: Direction::Either, size: Size::By(by), from: less, to: more }))
    } else {
        fail(line)
    }
}
