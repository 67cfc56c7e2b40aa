/*! Percentages and percentage points: "5%", "5 per cent", "a 10-percent rise", "half a percentage point", "25 basis points". */

use rust_decimal::Decimal;

use super::amount::{Amount, Form, of_one};
use super::numeral::{joint, numeral};
use super::quantity::{Meaning, Tail};
use super::scan::{Scan, number_mark, number_word};
use crate::lexicon::{Class, NumberCue, NumberSense as N, Sense, Sorts};
use crate::text::Token;

/// " per cent", "%", " percentage points", "-percent".
pub(super) fn tail<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() {
        return None;
    }
    // "half a point", "0.05 of a percentage point"
    let part = amount.form == Form::Fraction || amount.form == Form::One && amount.first.value < Decimal::ONE;
    let rest = if part { of_one(behind) } else { behind };
    let rest = joint(rest).map_or(rest, |(rest, ())| rest);
    let (rest, divisor) = match number_word(|s| match s {
        N::Percent => Some(None),
        N::Points(divisor) => Some(Some(divisor)),
        _ => None,
    })(rest)
    {
        Ok(found) => found,
        Err(_) => (part_of_point(rest, amount).or_else(|| bare_points(scan, rest))?, Some(1)),
    };
    if rest.first().is_some_and(|t| t.is_glued() && t.is_word()) {
        return None;
    }
    // "a novel of 432pp" has so many pages.
    let short = behind.first().is_some_and(|t| t.is_glued() && t.span.len() == 2 && t.is_word());
    if divisor == Some(1) && short && amount.first.value >= Decimal::ONE_HUNDRED {
        return None;
    }
    let (meaning, divisor) = divisor.map_or((Meaning::Percent, 1), |d| (Meaning::Points, d));
    let stated = amount.stated.map(|n| n.checked_div(Decimal::from(divisor)))?;
    Some(Tail { rest, meaning, stated })
}

/// "a quarter point", "half a point", where shares are told or something rises or falls; the points of a match are won.
fn part_of_point<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Scan<'a>> {
    let (rest, ()) = number_word(|s| matches!(s, N::SharePoints).then_some(()))(behind).ok()?;
    let moves = |t: &Token| behind.lexicon.is(t.word, Class::Rise) || behind.lexicon.is(t.word, Class::Fall);
    let told = |at: Scan<'_>| {
        number_mark(N::Percent)(at).is_ok()
            || at.first().is_some_and(moves)
            || at.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Traded))
    };
    let whole = behind.from(0);
    let rates = (0..whole.rest().len()).any(|n| told(whole.skip(n)));
    (amount.form == Form::Fraction && rates).then_some(rest)
}

/// " points" by which a share rose or fell: "40%, a drop of 21 points", "fell five points to 38%". Points of an index, where the
/// per cent are themselves a change, stay a count.
fn bare_points<'a>(scan: Scan<'a>, behind: Scan<'a>) -> Option<Scan<'a>> {
    const REACH: usize = 8;
    let (rest, ()) = number_word(|s| matches!(s, N::SharePoints).then_some(()))(behind).ok()?;
    let moves = |t: &Token| scan.lexicon.is(t.word, Class::Rise) || scan.lexicon.is(t.word, Class::Fall);
    let moved = |reach: usize| (1..=reach).map_while(|n| scan.back(n)).take_while(|t| t.is_word()).any(moves);
    let percent = |at: Scan<'_>| number_mark(N::Percent)(at).is_ok();
    // " to 38%"
    let to = rest.class(Class::Preposition).and_then(|n| numeral(rest.skip(n)).ok());
    if to.is_some_and(|(after, _)| percent(after)) && moved(REACH) {
        return Some(rest);
    }
    let moves_on = rest.first().is_some_and(moves);
    if !moved(REACH / 2) && !moves_on {
        return None;
    }
    let before = (1..=REACH).map_while(|n| scan.at().checked_sub(n)).find(|&at| percent(scan.from(at)))?;
    let changed =
        (1..=REACH / 2).map_while(|n| before.checked_sub(n)).any(|at| scan.from(at).first().is_some_and(moves));
    (!changed).then_some(rest)
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores, reads};

    #[test]
    fn spellings() {
        reads("percent 61.5", &["61.5%", "61.5 %", "61.5 percent", "61.5 per cent", "61.5pc", "61.5-percent"]);
        ignores(&["a novel of 432pp"]);
        reads("points 2", &["2pp"]);
        reads("percent at least 60", &["at least 60%", "60% or more", "60 percent or more", "more than 60%"]);
        reads(
            "percent 10 to 20",
            &["10% to 20%", "10-20%", "between 10 and 20 per cent", "10 to 20 percent", "from 10% to 20%"],
        );
        reads("percent 0.5", &["half a percent", "0.5%", "half a per cent"]);
        reads("points 2", &["two percentage points", "2 percentage points", "2pp"]);
        reads("points 0.25", &["25 basis points", "25bps", "25bp", "a quarter of a percentage point"]);
        reads("percent 12.5", &["12,5%", "12,5 %", "12,50 per cent"]);
        ignores(&["the percentage of voters", "1,2,3%", "012,5%"]);
    }

    #[test]
    fn points_of_a_share() {
        finds("Approval stands at 40%, a drop of 21 points.", &["percent 40", "points 21"]);
        finds("The party fell five points to 38 per cent.", &["points 5", "percent 38"]);
        finds("Labour is on 44%, up three points.", &["percent 44", "points 3"]);
        finds("Turnout was 66.7%, 10.3 points up on that.", &["percent 66.7", "points 10.3"]);
        finds("It cut its key rate by half a point to 4.75%.", &["points 0.5", "percent 4.75"]);
        finds("It cut rates by a quarter point, then by three quarters of a point.", &["points 0.25", "points 0.75"]);
        finds("A half-point rise; a quarter-point cut.", &["points 0.5", "points 0.25"]);
        ignores(&["She won by half a point."]);
        reads("points 0.05", &["0.05 of a percentage point", "0.05 percentage points"]);
        finds("The Dow rose 1.2%, up 300 points.", &["percent 1.2", "count 300"]);
        finds("The index fell 21 points to 4,000.", &["count 21", "count 4000"]);
        finds("She hit 40% of her shots for 21 points.", &["percent 40", "count 21"]);
    }
}
