/*! Shares: "30 of the 60 (50 %)", "three in four (75 %)", "30 (50 %) of the 60", "50 % (30 of 60)", "50 % of the 60 members, or 30",
"30 members, or 50 % of a board of 60"; and shares of a whole that none exceeds: "40 % of voters", "a turnout of 77 %". */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::sequence::{delimited, preceded, terminated};
use rust_decimal::Decimal;

use super::Statement;
use super::line::{Item, Line, Parsed, claim, close, count, cue, dash, fail, is_noun_like, mark, noun_phrase, words};
use super::parts::same_unit;
use crate::claim::Claim;
use crate::lexicon::{Class, Cue};
use crate::value::Kind;

fn percent(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| c.mention.value.kind() == Kind::Percent).parse(line)
}

/// A percentage, or a fraction told in words: "a fifth".
fn percent_or_fraction(line: Line<'_>) -> Parsed<'_, usize> {
    let fraction = |c: &Claim| {
        c.mention.value.kind() == Kind::Ratio
            && c.mention.value.range().and_then(|r| r.point()).is_some_and(|n| n < Decimal::ONE)
    };
    claim(|c| c.mention.value.kind() == Kind::Percent || fraction(c)).parse(line)
}

fn bracketed(line: Line<'_>) -> Parsed<'_, usize> {
    delimited(mark(&["("]), percent, mark(&[")"])).parse(line)
}

/// "of the 60", "of the school's 60"
fn of_whole(line: Line<'_>) -> Parsed<'_, usize> {
    let whose = (words(3, |l| l.is(Class::Subordinator)), mark(&["'", "’"]), words(2, |_| false));
    preceded((cue(Cue::Of), opt(cue(Cue::Whole)), opt(whose)), count).parse(line)
}

/// ", or 30"
fn or<'a>(inner: fn(Line<'a>) -> Parsed<'a, usize>) -> impl FnMut(Line<'a>) -> Parsed<'a, usize> {
    move |line| {
        let end = alt((close, mark(&[","]).map(|_| ())));
        delimited((opt(mark(&[","])), cue(Cue::Or)), inner, peek(end)).parse(line)
    }
}

pub(super) fn share(line: Line<'_>) -> Parsed<'_, Statement> {
    // "30 of the 60 members (50 %)", "30 of the 60 members, or 50 %"
    let counts = (count, of_whole, share_behind);
    // "30 members (50 %) of the 60"
    let middle = (terminated(count, opt(noun_phrase(3))), bracketed, of_whole);
    // "50 % (30 of the 60)", "50 % (30 of the 60 members)"
    let first = (percent, delimited(mark(&["("]), (count, of_whole, opt(noun_phrase(3))), mark(&[")"])));
    // "50 % of the 60 members, or 30", "half of the 60 members, 30, left"
    let between = delimited(mark(&[","]), count, peek(mark(&[","])));
    let last = (percent_or_fraction, terminated(of_whole, opt(noun_phrase(4))), alt((or(count), between)));
    // "30 members, or 50 % of the 60", "30 members, or 50 % of its board of 60"
    let board = (words(1, |l| !l.is(Class::Determiner)), noun_phrase(3), cue(Cue::Of));
    let whole = preceded((cue(Cue::Of), opt(cue(Cue::Whole))), alt((count, preceded(board, count))));
    let of_board = (terminated(count, (opt(noun_phrase(3)), mark(&[","]), cue(Cue::Or))), (percent, whole));
    // "three in four (75 %)", "three in four, or 75 %"
    let ratio = claim(|c| c.mention.value.kind() == Kind::Ratio && c.mention.hedge.is_none());
    let ratio = (terminated(ratio, opt(noun_phrase(3))), alt((bracketed, or(percent))));
    // "a turnout of 62 percent, with 300 of the 500 voters"
    let says = |n| {
        let token = line.back(n).and_then(|item| line.token_of(item));
        token.is_some_and(|t| line.lexicon.has_cue(t.word, Cue::ClosedShare))
    };
    let with = alt(((mark(&[","]), cue(Cue::With)).map(|_| ()), mark(&[":"]).map(|_| ()), dash));
    let voters = |l| (words(2, |l| l.cue(Cue::Closed).is_some()), cue(Cue::Closed)).parse(l);
    let turnout = verify((percent, preceded(with, (count, terminated(of_whole, voters)))), |_| (1..=6).any(says));
    // "of the 206 patients on the drug, 14 (7 %)", "of the 206 patients, 14, or 7 %, had one"
    let of_all = (
        terminated(of_whole, (words(8, |l| l.is(Class::Subordinator)), mark(&[","]))),
        (terminated(count, opt(noun_phrase(3))), alt((bracketed, or(percent_or_fraction)))),
    );
    // "30 members came and 15 of them stayed, or 50 %", "30 members, of whom 15 (50 %) stayed"
    let them = (
        terminated(count, (words(6, |l| l.is(Class::Subordinator)), opt(mark(&[","])), opt(cue(Cue::And)))),
        alt((
            (terminated(count, cue(Cue::OfWhich)), preceded(words(5, |l| l.cue(Cue::And).is_some()), or(percent))),
            (terminated(count, cue(Cue::OfWhich)), bracketed),
            (preceded(cue(Cue::OfWhich), count), bracketed),
        )),
    );
    // "$30, half of the $60 of last year"
    let end = claim(|c| {
        c.mention.value.kind() == Kind::Money && c.mention.value.range().is_some_and(|r| r.point().is_some())
    });
    // "With a budget of $500, half of the $60 went"
    let governed = line.at() > 0 && line.from(line.at() - 1).is(Class::Preposition);
    let of_sum = preceded((cue(Cue::Of), cue(Cue::Whole)), end);
    let of_end = (terminated(end, (opt(noun_phrase(3)), mark(&[","]))), percent_or_fraction, of_sum);
    let of_end = verify(of_end, |(part, _, whole)| !governed && same_unit(&line.claims[*part], &line.claims[*whole]));
    alt((
        them.map(|(whole, (part, share))| Statement::Share { share, part, whole }),
        of_all.map(|(whole, (part, share))| Statement::Share { share, part, whole }),
        ratio.map(|(ratio, share)| Statement::Share { share, part: ratio, whole: ratio }),
        counts.map(|(part, whole, share)| Statement::Share { share, part, whole }),
        middle.map(|(part, share, whole)| Statement::Share { share, part, whole }),
        first.map(|(share, (part, whole, _))| Statement::Share { share, part, whole }),
        last.map(|(share, whole, part)| Statement::Share { share, part, whole }),
        of_end.map(|(part, share, whole)| Statement::Share { share, part, whole }),
        turnout.map(|(share, (part, whole))| Statement::Share { share, part, whole }),
        of_board.map(|(part, (share, whole))| Statement::Share { share, part, whole }),
    ))
    .parse(line)
}

/// " members (50 %)", " members, or 50 %"
fn share_behind(line: Line<'_>) -> Parsed<'_, usize> {
    // " members of the house, or 48 %"
    let told =
        |l: &Line<'_>| [Class::Auxiliary, Class::Modal, Class::Subordinator, Class::Pronoun].iter().any(|c| l.is(*c));
    // " members in the north were ill (50 %)": a figure in brackets is of the count, if no noun behind a verb may own it.
    let ends = |l: &Line<'_>| [Class::Preposition, Class::Subordinator, Class::Determiner].iter().any(|c| l.is(*c));
    let fared = |l| {
        let (rest, ()) = placed(l)?;
        let verb = [Class::Auxiliary, Class::Modal].iter().any(|c| rest.is(*c));
        if verb { words(3, ends)(rest) } else { Ok((rest, ())) }
    };
    alt((
        preceded(opt(noun_phrase(4)), alt((bracketed, or(percent)))),
        preceded(fared, bracketed),
        preceded(words(8, told), or(percent)),
    ))
    .parse(line)
}

/// " junior members of the board in the north": nouns and what they belong to, without a verb.
fn placed(line: Line<'_>) -> Parsed<'_, ()> {
    let (mut rest, words) = opt(noun_phrase(4)).parse(line)?;
    // One plural, and it ends the phrase: in "firms cut prices" there is a verb.
    let plural = |at: usize| {
        line.from(at).token().is_some_and(|t| line.lexicon.form(t.word, line.word(t)).plural)
            || line.from(at).cue(Cue::Person).is_some()
    };
    let head = rest.at().saturating_sub(1);
    let plain = words.is_none_or(|n| n == 1) || plural(head) && !(line.at()..head).any(plural);
    for _ in 0..2 {
        let Ok((behind, ())) = cue(Cue::Belonging)(rest) else { break };
        let behind = if behind.is(Class::Determiner) { behind.skip(1) } else { behind };
        rest = noun_phrase(3)(behind)?.0;
    }
    if plain { Ok((rest, ())) } else { fail(line) }
}

/// "40 % of voters", "a turnout of 77 %", "a 77 % turnout"
pub(super) fn closed(line: Line<'_>) -> Parsed<'_, Statement> {
    let turnout = preceded((cue(Cue::ClosedShare), cue(Cue::Of)), percent);
    let of = terminated(percent, (cue(Cue::Of), opt(cue(Cue::Whole)), whole));
    let before = terminated(percent, cue(Cue::ClosedShare));
    let (rest, share) = alt((turnout, of, before)).parse(line)?;
    // "rose by 120 % of …": no share of a whole.
    let changes = |n: usize| match line.back(n) {
        Some(item @ Item::Token(_)) => line.token_of(item).is_some_and(|t| {
            [Cue::Up, Cue::Down, Cue::By, Cue::Either].iter().any(|c| line.lexicon.has_cue(t.word, *c))
        }),
        _ => false,
    };
    if (1..=4).any(changes) { fail(line) } else { Ok((rest, Statement::Closed { share })) }
}

/// "voters", "registered voters", "electorate"
fn whole(line: Line<'_>) -> Parsed<'_, ()> {
    let rest = if line.is(Class::Determiner) { line.skip(1) } else { line };
    for skipped in 0..2 {
        let here = rest.skip(skipped);
        if let Some(n) = here.cue(Cue::Closed) {
            let behind = here.skip(n);
            let owns =
                behind.token().is_some_and(|t| t.is_glued() && !behind.word(t).starts_with([',', '.', ')', ';', ':']));
            return if owns { fail(line) } else { Ok((behind, ())) };
        }
        if let Some(n) = here.cue(Cue::ClosedMass) {
            let behind = here.skip(n);
            return if is_noun_like(&behind) { fail(line) } else { Ok((behind, ())) };
        }
        if !is_noun_like(&here) {
            break;
        }
    }
    fail(line)
}
