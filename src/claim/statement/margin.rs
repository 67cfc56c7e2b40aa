/*! By how much one count is more than another: "212 votes against 105, a majority of 107", "212 to her rival's 105, a lead of 107". A
majority of seats is told over all others, and is none. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};

use super::line::{Line, Parsed, claim, cue, dash, fail, mark, words};
use super::{Direction, Size, Statement};
use crate::lexicon::{Class, Cue};
use crate::value::Kind;

pub(super) fn margin(line: Line<'_>) -> Parsed<'_, Statement> {
    let (counted, more) = count(line)?;
    let against = |l: &Line<'_>| [Cue::Against, Cue::To, Cue::And].iter().any(|c| l.cue(*c).is_some());
    let (linked, ()) = words(6, against).parse(counted)?;
    let (rest, ()) = alt((cue(Cue::Against), cue(Cue::To), cue(Cue::And))).parse(linked)?;
    // "to her rival's 105"
    let whose = (words(6, |l| l.is(Class::Subordinator)), opt((mark(&["'", "’"]), words(1, |_| false))));
    let (rest, less) = preceded(whose, count).parse(rest)?;
    let apart = (words(4, |l| l.is(Class::Subordinator)), alt((mark(&[","]).map(|_| ()), dash)));
    let (rest, _) = (apart, opt(cue(Cue::One))).parse(rest)?;
    let votes = (counted.at()..linked.at()).any(|at| line.from(at).cue(Cue::Vote).is_some());
    let named = alt((cue(Cue::Margin), |l| if votes { cue(Cue::Majority)(l) } else { fail(l) }));
    let (rest, by) = preceded(terminated(named, cue(Cue::Of)), count).parse(rest)?;
    Ok((rest, Statement::Change { direction: Direction::Either, size: Size::By(by), from: less, to: more }))
}

/// An exact count.
fn count(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| c.mention.value.kind() == Kind::Count && c.mention.value.range().is_some_and(|r| r.point().is_some()))
        .parse(line)
}
