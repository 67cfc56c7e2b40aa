/*! Scores: "3-1" where a word of sport or voting stands near. Without one, two numbers and a hyphen are too many other things. */

use rust_decimal::Decimal;

use super::amount::{Amount, Form};
use super::numeral::{Numeral, joint, numeral};
use super::quantity::{Meaning, Tail, is_whole};
use super::scan::Scan;
use crate::lexicon::{NumberCue, Sense};
use crate::value::Range;

/// How many tokens before and behind a score a cue may stand.
const REACH: (usize, usize) = (8, 4);

/// No side scores more, but in cricket, where scores have no hyphen.
const HIGHEST: Decimal = Decimal::from_parts(199, 0, 0, false, 0);

/// "-1" behind "3", or the whole "1-3".
pub(super) fn tail<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() || !amount.before.is_empty() || amount.lead.is_some() || amount.comma {
        return None;
    }
    let (rest, other) = match amount.form {
        Form::One => {
            let dashed = behind.first().is_some_and(|t| t.is_dash());
            let (rest, ()) = joint(behind).ok().filter(|_| dashed)?;
            numeral(rest).ok()?
        }
        Form::Dash => (behind, amount.last),
        _ => return None,
    };
    let side = |n: &Numeral| is_whole(n) && n.value <= HIGHEST && n.digits && !n.grouped && n.scale == Decimal::ONE;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word() || rest.word(t) == "/"));
    if !side(&amount.first) || !side(&other) || runs_on || !cued(scan, rest) {
        return None;
    }
    Some(Tail {
        rest,
        meaning: Meaning::Score,
        stated: Range { low: Some(amount.first.value), high: Some(other.value) },
    })
}

fn cued(scan: Scan<'_>, behind: Scan<'_>) -> bool {
    let is_cue = |at: Scan<'_>| at.senses().any(|(_, s)| s == Sense::NumberCue(NumberCue::Score));
    let from = scan.at().saturating_sub(REACH.0);
    (from..scan.at()).chain(behind.at()..behind.at() + REACH.1).any(|at| is_cue(scan.from(at)))
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores};

    #[test]
    fn a_score_needs_a_cue() {
        finds("They beat Leeds 3-1.", &["score 3 1"]);
        finds("It was a 0–2 defeat.", &["score 0 2"]);
        finds("The match ended 2-2.", &["score 2 2"]);
        ignores(&["He wrote 3-1 on it.", "See 12-4 there.", "Between 2013-14 and now."]);
    }
}
