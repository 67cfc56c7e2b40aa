/*! Scores: "3-1" where a word of sport or voting stands near, "312 for 5" where one of cricket does. Without one, two numbers and
a hyphen are too many other things. */

use rust_decimal::Decimal;

use super::amount::{Amount, Form};
use super::numeral::{Numeral, joint, numeral};
use super::quantity::{Meaning, Tail, is_whole};
use super::scan::{Scan, number_mark};
use crate::lexicon::{AgeSense, CalendarSense, Class, Link, NumberCue, NumberSense as N, Sense, Sorts};
use crate::text::{Token, TokenKind};
use crate::value::Range;

/// How many tokens before and behind a score a cue may stand.
const REACH: (usize, usize) = (8, 4);

/// No side scores more, but in cricket.
const HIGHEST: Decimal = Decimal::from_parts(199, 0, 0, false, 0);
/// The most runs and wickets of an innings.
const INNINGS: (Decimal, Decimal) = (Decimal::ONE_THOUSAND, Decimal::TEN);

/// "-1" behind "3", or the whole "1-3".
pub(super) fn tail<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() || !amount.before.is_empty() || amount.lead.is_some() || amount.comma {
        return None;
    }
    // "by 217 votes to 213"
    if amount.form == Form::One
        && let Some(rest) = behind.first().filter(|t| is_ballot(behind, t)).map(|_| behind.skip(1))
    {
        let (rest, ()) = number_mark(N::To)(rest).ok()?;
        let (rest, other) = numeral(rest).ok()?;
        // "34 votes to nil"
        let fits = |n: &Numeral| {
            // "14 votes to nine"
            let small = n.value < Decimal::TEN && amount.first.value >= Decimal::TEN;
            is_whole(n) && n.scale == Decimal::ONE && (n.digits || !amount.first.digits || n.value.is_zero() || small)
        };
        let again = rest.first().is_some_and(|t| is_ballot(rest, t));
        let ends = rest
            .first()
            .is_none_or(|t| t.kind == TokenKind::Mark && !is_hyphen(rest, t) && !matches!(rest.word(t), "%" | "/"))
            || rest.first().is_some_and(|t| t.is_word() && !t.is_glued() && !plural(rest, t));
        let stated = Range { low: Some(amount.first.value), high: Some(other.value) };
        let rest = if again { rest.skip(1) } else { rest };
        return (fits(&amount.first) && fits(&other) && (ends || again)).then_some(Tail {
            rest,
            meaning: Meaning::Score,
            stated,
        });
    }
    if let Some(found) = division(scan, behind, amount).or_else(|| to_nil(behind, amount)) {
        return Some(found);
    }
    let (rest, other) = match amount.form {
        Form::One => match number_mark(N::Wickets)(behind) {
            Ok((rest, ())) => return innings(scan, amount, numeral(rest).ok()?),
            Err(_) if is_stroke(behind) => {
                let (rest, last) = numeral(behind.skip(1)).ok()?;
                // "open 24/7 all summer"
                let ends = rest.first().is_none_or(|t| {
                    t.kind == TokenKind::Mark && !t.is_glued_hyphen() || rest.lexicon.is(t.word, Class::Preposition)
                });
                return if ends { innings(scan, amount, (rest, last)) } else { None };
            }
            Err(_) => {
                let dashed = behind.first().is_some_and(|t| t.is_dash());
                let (rest, ()) = joint(behind).ok().filter(|_| dashed)?;
                numeral(rest).ok()?
            }
        },
        Form::Dash => (behind, amount.last),
        _ => return None,
    };
    // "7.5-3.5": half a point for a draw
    let halves =
        |n: &Numeral| n.value.checked_mul(Decimal::TWO).is_some_and(|n| n.is_integer() && !n.is_sign_negative());
    let plain = |n: &Numeral| halves(n) && n.digits && !n.grouped && n.scale == Decimal::ONE;
    let side = |n: &Numeral| plain(n) && n.value <= HIGHEST;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word() || rest.word(t) == "/"));
    // "lost 20-30 games"
    if amount.first.value < other.value && super::count::plural_behind(rest) {
        return None;
    }
    // "217-213" can be no range.
    let sides = |n: &Numeral| side(n) || plain(n) && n.value < INNINGS.0 && amount.first.value > other.value;
    // "went 1-0 up", "from 3-1 down"
    let stands = amount.first.value > other.value
        && [Class::Rise, Class::Fall].iter().any(|&class| rest.class(class) == Some(1))
        && !super::count::plural_behind(rest.skip(1));
    let number = scan.from(amount.number);
    // "It ended 27-24."
    let ended = number
        .before()
        .is_some_and(|t| number.lexicon.can_be(t.word, Sense::Calendar(CalendarSense::Link(Link::Finish))));
    let stands = stands || is_between_sides(number, rest) || ended && !super::count::plural_behind(rest);
    if !sides(&amount.first) || !sides(&other) || runs_on || !stands && !cued(scan, rest, NumberCue::Score) {
        return if runs_on { None } else { innings(scan, amount, (rest, other)) };
    }
    Some(Tail {
        rest,
        meaning: Meaning::Score,
        stated: Range { low: Some(amount.first.value), high: Some(other.value) },
    })
}

/// "Arsenal 2-1 Chelsea": a score between two names that begins its sentence, or that a mark or a conjunction parts from the rest.
fn is_between_sides(number: Scan<'_>, rest: Scan<'_>) -> bool {
    const NAME: usize = 3;
    let lexicon = number.lexicon;
    let name = |t: &Token| {
        let of_time = || {
            lexicon.meanings(t.word).any(|s| match s {
                Sense::Calendar(c) => !matches!(c, CalendarSense::Link(_)),
                s => matches!(s, Sense::Unit(..)),
            })
        };
        t.is_word() && t.is_capital() && !lexicon.is(t.word, Class::Label) && !of_time()
    };
    let before = (1..=NAME).take_while(|&n| number.back(n).is_some_and(|t| name(t) && !t.is_glued())).count();
    let opens = number.back(before + 1).is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash());
    let short = |t: &Token| t.kind == TokenKind::Number && t.span.len() <= 2;
    let figures = number.first().is_some_and(short) && rest.before().is_some_and(short);
    before > 0 && opens && figures && rest.first().is_some_and(|t| name(t) && !t.is_glued())
}

/// " for 5", "-5" behind "312": the runs of an innings and the wickets that they cost.
fn innings<'a>(scan: Scan<'a>, amount: &Amount, (rest, wickets): (Scan<'a>, Numeral)) -> Option<Tail<'a>> {
    let (runs, most) = (amount.first, INNINGS);
    let plain = |n: &Numeral| is_whole(n) && !n.grouped && n.scale == Decimal::ONE;
    // "paid 312 for 5 tickets"
    let ends = rest.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !is_hyphen(rest, t) && !matches!(rest.word(t), "%" | "/" | ":"),
        _ => !t.is_glued() && !plural(rest, t),
    });
    // "3-127", as Australia has it, and "5 for 41", what a bowler took and gave
    let turned = runs.value < wickets.value && runs.value <= most.1 && wickets.value > most.1;
    let taken = turned && number_mark(N::Wickets)(behind_of(scan, amount)).is_ok();
    let (runs, wickets) = if turned && !taken { (wickets, runs) } else { (runs, wickets) };
    let digits = amount.first.digits && plain(&runs) && plain(&wickets);
    let fits = digits && (taken || wickets.value <= most.1 && wickets.value <= runs.value);
    let fits = fits && runs.value.max(wickets.value) < most.0;
    let stated = Range { low: Some(runs.value), high: Some(wickets.value) };
    (fits && ends && cued(scan, rest, NumberCue::Cricket)).then_some(Tail { rest, meaning: Meaning::Score, stated })
}

/// What stands behind the first number.
fn behind_of<'a>(scan: Scan<'a>, amount: &Amount) -> Scan<'a> {
    numeral(scan.from(amount.number)).map_or(scan, |(rest, _)| rest)
}

/// "voted by 312 to 287", "failed by six votes, 44 to 50": those for and those against.
fn division<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let (rest, other) = match amount.form {
        Form::One => number_mark(N::To)(behind).ok().and_then(|(rest, ())| numeral(rest).ok())?,
        Form::To => (behind, amount.last),
        _ => return None,
    };
    let by = scan.at().checked_sub(1).map(|at| scan.from(at))?;
    // "the vote was 7 to 2"
    let was = by.senses_of(Sorts::AGE).any(|(_, s)| s == Sense::Age(AgeSense::Is))
        && by.before().is_some_and(|t| is_ballot(by, t));
    // "voted 319 to 248", "passed the Senate 68 to 32"
    let voted = by.first().is_some_and(|t| is_ballot(by, t) || by.at() > 0 && t.is_word() && t.is_capital());
    let led = voted
        || by.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::ByHowMuch))
        || by.first_text() == ","
        || was;
    let plain = |n: &Numeral| is_whole(n) && n.digits && n.scale == Decimal::ONE;
    let ends = rest.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !is_hyphen(rest, t) && !matches!(rest.word(t), "%" | "/" | "$" | "°"),
        _ => t.is_word() && !t.is_glued() && !super::count::plural_ahead(rest),
    });
    let stated = Range { low: Some(amount.first.value), high: Some(other.value) };
    (led && plain(&amount.first) && plain(&other) && ends && cued(scan, rest, NumberCue::Ballot)).then_some(Tail {
        rest,
        meaning: Meaning::Score,
        stated,
    })
}

/// "2-nil", "three-nil", "nil-nil": a word for nothing behind a hyphen tells of nothing but the other side.
fn to_nil<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let (rest, ()) = joint(behind).ok().filter(|_| amount.form == Form::One)?;
    let (rest, other) = numeral(rest).ok().filter(|(_, n)| !n.digits && n.value.is_zero())?;
    let side = is_whole(&amount.first) && amount.first.value <= HIGHEST && amount.first.scale == Decimal::ONE;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word()));
    let stated = Range { low: Some(amount.first.value), high: Some(other.value) };
    (side && !runs_on).then_some(Tail { rest, meaning: Meaning::Score, stated })
}

/// "286/4": the stroke between runs and wickets.
fn is_stroke(scan: Scan<'_>) -> bool {
    let glued = |n: usize| scan.peek(n).is_some_and(Token::is_glued);
    scan.first_text() == "/" && glued(0) && glued(1)
}

/// A dash that goes on with something: "44 to 50-60", and not "44 to 50 – or so".
fn is_hyphen(scan: Scan<'_>, token: &Token) -> bool {
    token.is_dash() && token.is_glued() && scan.word(token) != "—"
}

fn is_ballot(scan: Scan<'_>, token: &Token) -> bool {
    !token.is_glued() && scan.lexicon.can_be(token.word, Sense::NumberCue(NumberCue::Ballot))
}

fn plural(scan: Scan<'_>, token: &Token) -> bool {
    scan.word(token).ends_with('s') && !scan.lexicon.is(token.word, Class::Auxiliary)
}

fn cued(scan: Scan<'_>, behind: Scan<'_>, cue: NumberCue) -> bool {
    const SETS: usize = 4;
    let is_cue = |at: Scan<'_>| at.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(cue));
    // "won the first set 7-5 and the second 6-2": the word that tells of the first tells of the next.
    let pair = |at: usize| {
        let (first, dash, last) = (scan.from(at).first(), scan.from(at).peek(1), scan.from(at).peek(2));
        let short = |t: &Token| t.kind == TokenKind::Number && t.span.len() <= 2;
        first.is_some_and(short)
            && dash.is_some_and(|t| t.is_glued() && t.is_dash())
            && last.is_some_and(|t| t.is_glued() && short(t))
    };
    let mut from = scan.at().saturating_sub(REACH.0);
    let mut start = scan.at();
    for _ in 0..SETS {
        let Some(before) = (from..start.saturating_sub(2)).find(|at| pair(*at)) else { break };
        (start, from) = (before, before.saturating_sub(REACH.0));
    }
    (from..scan.at()).chain(behind.at()..behind.at() + REACH.1).any(|at| is_cue(scan.from(at)))
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores};

    #[test]
    fn a_score_needs_a_cue() {
        finds("They beat Leeds 3-1.", &["score 3 1"]);
        finds("It was a 0–2 defeat.", &["score 0 2"]);
        finds("England are 1-0 up with three to play.", &["score 1 0", "count 3"]);
        finds("They came from 3-1 down.", &["score 3 1"]);
        finds(
            "They swept a doubleheader 5-2 and 7-0; the bout went 115-112.",
            &["score 5 2", "score 7 0", "score 115 112"],
        );
        finds("She shot a 5-under 67.", &["count 67"]);
        finds("The match ended 2-2.", &["score 2 2"]);
        finds("The House voted 217-213 for it.", &["score 217 213"]);
        finds("It passed by 217 votes to 213, and by six votes to three.", &["score 217 213", "score 6 3"]);
        finds("It needs 60 votes to pass and 51 votes to win by 2 seats.", &["count 60", "count 51", "count 2"]);
        finds("They lost 200-250 men.", &["count 200 to 250"]);
        finds(
            "She won the first set 7-5 and lost the second 3-6.",
            &["ordinal 1", "score 7 5", "ordinal 2", "score 3 6"],
        );
        finds("The Senate passed it 51-49.", &["score 51 49"]);
        finds("They voted by 312 to 287 for it. In the vote it failed, 44 to 50.", &["score 312 287", "score 44 50"]);
        finds("It cut votes by 20 to 30 per cent and by 3 to 5 seats.", &["percent 20 to 30", "count 3 to 5"]);
        finds("The vote was 7 to 2; it was won by 34 votes to nil.", &["score 7 2", "score 34 0"]);
        finds("The wait was 7 to 9.", &["count 7 to 9"]);
        finds("They lost 20-30 games.", &["count 20 to 30"]);
        finds("Rovers went down 2-nil and then three-nil.", &["score 2 0", "score 3 0"]);
        finds("He beat her 7.5-3.5, and Europe won 14½-13½.", &["score 7.5 3.5", "score 14.5 13.5"]);
        finds("It passed by 48 to 44 with 6 abstentions.", &["score 48 44", "count 6"]);
        finds("They lost by four goals to one.", &["score 4 1"]);
        finds("It was carried by 14 votes to nine.", &["score 14 9"]);
        finds("MPs voted 319 to 248; it passed the Senate 68 to 32.", &["score 319 248", "score 68 32"]);
        finds("The bus passed 20 to 30 cars.", &["count 20 to 30"]);
        finds("Rovers 2-1 Rangers.", &["score 2 1"]);
        finds("Results: Rovers 0-0 Rangers, West Park 3-4 Old Boys.", &["score 0 0", "score 3 4"]);
        finds("It ended 27-24 and the next finished 2-2.", &["score 27 24", "score 2 2"]);
        finds("It ended 20-30 points up.", &["count 20 to 30"]);
        finds("They lost 1.5-2.5 points.", &["count 1.5 to 2.5"]);
        ignores(&["He wrote 3-1 on it.", "See 12-4 there.", "Between 2013-14 and now."]);
    }

    #[test]
    fn an_innings_needs_a_word_of_cricket() {
        finds("England were 312 for 5 at stumps.", &["score 312 5"]);
        finds("They declared on 245-6 and bowled them out.", &["score 245 6"]);
        finds("Batting again, they slid to 98 for eight.", &["score 98 8"]);
        finds("Australia were 3-127 at lunch.", &["score 127 3"]);
        finds("India were 286/4 at stumps.", &["score 286 4"]);
        ignores(&["The innings was 24/7 fun."]);
        finds("He took 5 for 41 in 12 overs.", &["score 5 41", "count 12"]);
        finds("He paid 5 for 41 shirts.", &["count 5", "count 41"]);
        finds("He paid 312 for 5 shirts.", &["count 312", "count 5"]);
        finds("Batting gloves cost 312 for 5 pairs.", &["count 312", "count 5"]);
        finds("They batted for 20 overs and made 180 for 12 fans.", &["count 20", "count 180", "count 12"]);
    }
}
