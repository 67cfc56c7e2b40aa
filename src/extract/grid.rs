/*! Two numbers of a grid, "1920x1200": each counts the points of one side. What they count is the unit that the lexicon says. */

use rust_decimal::Decimal;

use super::Reading;
use super::quantity::Meaning;
use super::scan::{Parsed, Scan, fail, number_mark};
use crate::lexicon::{NumberSense as N, Sense};
use crate::text::TokenKind;
use crate::value::{Range, UnitId};

/// No side that a text tells has fewer points, or more.
const SIDE: (u32, u32) = (100, 20_000);

/// What stands between the sides, and how the second is written.
struct Grid {
    sides: (u32, u32),
    /// The token of the second side, and the token behind the grid, its unit included.
    second: usize,
    end: usize,
}

/// One side of a grid: the first number of "1920x1200", or the second behind it.
pub(super) fn side(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let Some(unit) = scan.lexicon.grid() else { return fail(scan) };
    let Some(first) = scan.first().filter(|t| matches!(t.kind, TokenKind::Number | TokenKind::Identifier)) else {
        return fail(scan);
    };
    if first.kind == TokenKind::Number
        && let Some(grid) = grid(scan, unit)
    {
        return reading(scan, scan.at() + 1, grid.sides.0, unit);
    }
    let back = if first.kind == TokenKind::Identifier { 1 } else { 2 };
    match scan.at().checked_sub(back).and_then(|at| grid(scan.from(at), unit)) {
        Some(grid) if grid.second == scan.at() => reading(scan, grid.end, grid.sides.1, unit),
        _ => fail(scan),
    }
}

fn reading(scan: Scan<'_>, end: usize, side: u32, unit: UnitId) -> Parsed<'_, Reading> {
    match Meaning::Unit(unit).value(Range::exact(Decimal::from(side)), scan.lexicon) {
        Some(value) => Ok((scan.from(end), Reading { value, core: (scan.at(), end), hedge: None })),
        None => fail(scan),
    }
}

/// A grid at the start of the scan: "1920x1200", "1920 × 1200 pixels", with no unit but the points of a grid behind it.
fn grid(scan: Scan<'_>, unit: UnitId) -> Option<Grid> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|n| (SIDE.0..=SIDE.1).contains(n));
    let first = scan.first().filter(|t| t.kind == TokenKind::Number)?;
    let alone = !first.is_glued() || scan.before().is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash());
    let width = number(scan.word(first)).filter(|_| alone)?;
    let next = scan.peek(1)?;
    let by = |text: &str| {
        let meanings = || scan.lexicon.meanings(scan.lexicon.word(text));
        meanings().any(|s| s == Sense::Number(N::By)) && meanings().any(|s| s == Sense::Number(N::Times))
    };
    let (second, height) = if next.kind == TokenKind::Identifier && next.is_glued() {
        let written = scan.word(next);
        let digits = written.find(|c: char| c.is_ascii_digit())?;
        (1, number(&written[digits..]).filter(|_| by(&written[..digits]))?)
    } else {
        number_mark(N::By)(scan.skip(1)).ok().filter(|_| by(scan.word(next)))?;
        (2, scan.peek(2).filter(|t| t.kind == TokenKind::Number).and_then(|t| number(scan.word(t)))?)
    };
    let rest = scan.skip(second + 1);
    let units = || rest.senses().filter_map(|(n, s)| if let Sense::Unit(id, _) = s { Some((n, id)) } else { None });
    let own = units().find(|&(_, id)| id == unit);
    let runs_on =
        rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark) || number_mark(N::By)(rest).is_ok();
    let other = own.is_none() && (units().next().is_some() || runs_on);
    let end = scan.at() + second + 1 + own.map_or(0, |(n, _)| n);
    (!other).then_some(Grid { sides: (width, height), second: scan.at() + second, end })
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores};

    #[test]
    fn both_sides() {
        let screen = &["measurement 1920 pixel", "measurement 1200 pixel"];
        finds("A 1920x1200 screen.", screen);
        finds("It shows 1920 x 1200 pixels.", screen);
        finds("It shows 1920×1200px.", screen);
        finds("It plays 320x240 video.", &["measurement 320 pixel", "measurement 240 pixel"]);
    }

    #[test]
    fn what_is_no_grid() {
        ignores(&["a 4x4 car", "the 4x100 relay"]);
        finds("A sheet of 200 x 300 mm.", &["measurement 200 millimetre", "measurement 300 millimetre"]);
    }
}
