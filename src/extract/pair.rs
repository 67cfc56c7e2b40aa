/*! Two figures and a stroke before one unit, "140/90 mmHg", "22/30 mpg": each is measured in it. */

use super::Reading;
use super::measure::{are_two, unit};
use super::quantity::Meaning;
use super::scan::{Parsed, Scan, fail};
use crate::text::TokenKind;
use crate::value::{Range, UnitId};

/// One of the two: the first number, or the second behind it with the unit.
pub(super) fn half(scan: Scan<'_>) -> Parsed<'_, Reading> {
    if scan.first().is_none_or(|t| t.kind != TokenKind::Number) {
        return fail(scan);
    }
    if let Some((_, id)) = pair(scan) {
        return reading(scan, scan.skip(1), id);
    }
    match scan.at().checked_sub(2).and_then(|at| pair(scan.from(at))) {
        Some((rest, id)) => reading(scan, rest, id),
        None => fail(scan),
    }
}

fn reading<'a>(scan: Scan<'a>, rest: Scan<'a>, id: UnitId) -> Parsed<'a, Reading> {
    let number = super::digits::digits(scan.first_text()).map(|(n, _)| n);
    match number.and_then(|n| Meaning::Unit(id).value(Range::exact(n), scan.lexicon)) {
        Some(value) => Ok((rest, Reading { value, core: (scan.at(), rest.at()), hedge: None })),
        None => fail(scan),
    }
}

/// The unit behind a number, a stroke and a number.
fn pair(scan: Scan<'_>) -> Option<(Scan<'_>, UnitId)> {
    let first = scan.first().filter(|t| t.kind == TokenKind::Number)?;
    let alone = !first.is_glued() || scan.before().is_none_or(|t| scan.word(t) == "(");
    let second = scan.peek(2).filter(|t| t.is_glued() && t.kind == TokenKind::Number)?;
    // What hangs on a stroke and a unit of time is a rate or a date.
    let whole = scan.word(first).len() <= 3 && scan.word(second).len() <= 3;
    let (rest, id) = unit(scan.skip(3)).filter(|_| alone && whole && are_two(scan))?;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark);
    (!runs_on).then_some((rest, id))
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores};

    #[test]
    fn both_are_measured() {
        finds(
            "Her blood pressure was 140/90 mmHg.",
            &["measurement 140 millimetre of mercury", "measurement 90 millimetre of mercury"],
        );
        finds("It does 22/30 mpg.", &["measurement 22 mile per gallon", "measurement 30 mile per gallon"]);
    }

    #[test]
    fn what_is_no_pair() {
        finds("A 5/8 inch bolt.", &["measurement 0.625 inch"]);
        ignores(&["It was 140/90 then.", "On 9/11 it fell."]);
    }
}
