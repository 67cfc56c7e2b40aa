/*! The number line of claims as the page draws it: every measure along the line is a share of its width in per cent, so that the
drawing fits any screen while its words keep their size. */

use serde::Serialize;

use super::super::axis::{Scale, ticks};
use super::super::visible::{columns, cut, cut_start};
use crate::finding::Cited;

/// The height of a bar with its words, in pixels.
const ROW: u32 = 40;
/// The height of the axis with its labels.
const AXIS: u32 = 26;
/// The share of the width left free on either side.
const INSET: f64 = 2.0;
/// The most bars.
const MOST: usize = 12;
/// The narrowest width, in pixels, at which all labels must fit; on a narrower screen every other one is left out.
const WIDTH: usize = 640;
/// The pixels of a character of a label.
const CHARACTER: usize = 7;
/// The columns that the name of a bar may take.
const NAME: usize = 30;
/// The columns that what it reads may take.
const READS: usize = 24;
/// The columns that the words of a claim may take.
const SAID: usize = 34;
/// A bar shorter than this share of the width is a dot.
const SHORTEST: f64 = 1.0;

#[derive(Debug, Serialize)]
pub(super) struct Line {
    height: u32,
    axis: u32,
    label: String,
    ticks: Vec<Tick>,
    rows: Vec<Row>,
    gap: Option<Gap>,
    unit: Option<String>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct Tick {
    x: f64,
    label: String,
    anchor: &'static str,
    odd: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    y: u32,
    class: String,
    letter: String,
    name: String,
    /// The words of the claim, where there is room for them.
    said: String,
    reads: String,
    x: f64,
    end: f64,
    width: f64,
    dot: bool,
    /// Whether it has a lower end, else an arrow.
    from: bool,
    /// Whether it has an upper end.
    to: bool,
}

/// The values between two claims in conflict, which neither covers.
#[derive(Debug, Serialize)]
struct Gap {
    x: f64,
    width: f64,
}

/// A claim to draw.
#[derive(Debug, Clone)]
pub(super) struct Bar<'a> {
    pub(super) cited: &'a Cited,
    /// The letter by which the page names it; empty for one that it does not name.
    pub(super) letter: String,
    /// Its colour.
    pub(super) class: String,
    /// Where it stands: `a.txt:5`.
    pub(super) name: String,
}

/// Draws claims on one line; `None` where they share no line. `conflicts` are pairs of `bars` with no value in common.
pub(super) fn draw(bars: &[Bar<'_>], conflicts: &[(usize, usize)]) -> Option<Line> {
    let scale = bars.iter().find(|bar| bar.cited.axis.is_some()).map(|bar| Scale::of(bar.cited.kind))?;
    let unit = bars.first()?.cited.axis_unit.as_deref();
    let value = |bar: &Bar<'_>| {
        let (low, high) = bar.cited.axis?;
        let (low, high) = (low / scale.per_unit(), high / scale.per_unit());
        (Scale::of(bar.cited.kind) == scale && bar.cited.axis_unit.as_deref() == unit && low <= high)
            .then_some((low, high))
    };
    let values: Vec<Option<(f64, f64)>> = bars.iter().map(value).collect();
    let mut shown: Vec<(usize, f64, f64)> =
        values.iter().enumerate().filter_map(|(at, value)| value.map(|(low, high)| (at, low, high))).collect();
    if shown.len() < 2 {
        return None;
    }
    shown.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)).then(a.0.cmp(&b.0)));
    let ends = || shown.iter().flat_map(|(_, low, high)| [*low, *high]).filter(|end| end.is_finite());
    let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    if !(low.is_finite() && high.is_finite()) {
        return None;
    }
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    // An arrow needs room to point, a single value room on both sides.
    let opens = |end: f64| low == high || shown.iter().any(|(_, low, high)| *low == end || *high == end);
    let low = if opens(f64::NEG_INFINITY) { low - span / 5.0 } else { low };
    let high = if opens(f64::INFINITY) { high + span / 5.0 } else { high };
    let whole = ends().all(|end| end.fract() == 0.0);
    let suffix = if unit == Some("%") && scale == Scale::Number { " %" } else { "" };
    let fits = |ticks: &[super::super::axis::Tick]| {
        ticks.iter().map(|tick| (columns(&tick.label) + suffix.len()) * CHARACTER + 16).sum::<usize>() <= WIDTH
    };
    let marks = ticks(scale, low, high, whole, fits)?;
    let (first, last) = (marks.first()?.value, marks.last()?.value);
    let x = |value: f64| {
        let share = ((value - first) / (last - first)).clamp(0.0, 1.0);
        rounded(INSET + share * (100.0 - 2.0 * INSET))
    };
    let gap = conflicts.iter().find_map(|(a, b)| {
        let ((a, b), (c, d)) = (values.get(*a).copied()??, values.get(*b).copied()??);
        let (from, to) = if b < c { (b, c) } else { (d, a) };
        (from < to).then(|| Gap { x: x(from), width: rounded(x(to) - x(from)) })
    });
    let more = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    let told: Vec<String> = shown
        .iter()
        .map(|(at, ..)| {
            let bar = &bars[*at];
            format!("{} {}: {}", bar.letter, cut_start(&bar.name, 80), cut(&bar.cited.reads, 80)).trim().to_owned()
        })
        .collect();
    let axis = ROW * shown.len() as u32 + 6;
    let count = marks.len();
    Some(Line {
        height: axis + AXIS,
        axis,
        label: format!("Number line from {} to {}. {}", marks[0].label, marks[count - 1].label, told.join("; ")),
        ticks: marks
            .iter()
            .enumerate()
            .map(|(at, tick)| Tick {
                x: x(tick.value),
                label: format!("{}{suffix}", tick.label),
                anchor: if at == 0 {
                    "start"
                } else if at + 1 == count {
                    "end"
                } else {
                    "middle"
                },
                odd: at % 2 == 1,
            })
            .collect(),
        rows: (0..)
            .zip(&shown)
            .map(|(row, (at, low, high))| {
                let bar = &bars[*at];
                let (from, to) = (low.is_finite(), high.is_finite());
                let start = if from { x(*low) } else { INSET };
                let end = if to { x(*high) } else { 100.0 - INSET };
                Row {
                    y: ROW * row + 15,
                    class: bar.class.clone(),
                    letter: bar.letter.clone(),
                    name: cut_start(&bar.name, NAME).into_owned(),
                    said: cut(&bar.cited.text, SAID).into_owned(),
                    reads: cut(&bar.cited.reads, READS).into_owned(),
                    x: if from && to && end - start < SHORTEST { rounded((start + end) / 2.0) } else { start },
                    end,
                    width: rounded(end - start),
                    dot: from && to && end - start < SHORTEST,
                    from,
                    to,
                }
            })
            .collect(),
        gap,
        unit: unit
            .filter(|unit| suffix.is_empty() && scale == Scale::Number && !unit.is_empty())
            .map(|unit| cut(unit, 40).into_owned()),
        more,
    })
}

/// To a hundredth: as fine as any screen.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn bars(values: &[(f64, f64)]) -> Vec<Cited> {
        let claim = sample::ballot().0.findings.remove(0).claims.remove(0);
        values.iter().map(|axis| Cited { axis: Some(*axis), ..claim.clone() }).collect()
    }

    fn drawn(values: &[(f64, f64)], conflicts: &[(usize, usize)]) -> Option<Line> {
        let cited = bars(values);
        let bars: Vec<Bar<'_>> = cited
            .iter()
            .map(|cited| Bar { cited, letter: "A".to_owned(), class: "c0".to_owned(), name: "a.txt:1".to_owned() })
            .collect();
        draw(&bars, conflicts)
    }

    const OPEN: f64 = f64::INFINITY;

    #[test]
    fn bars_lie_where_their_values_do() {
        let line = drawn(&[(35_150.0, 37_000.0), (38_000.0, 40_000.0)], &[(1, 0)]).unwrap();
        assert_eq!(
            line.ticks.iter().map(|t| t.label.as_str()).collect::<Vec<_>>(),
            ["35,000", "36,000", "37,000", "38,000", "39,000", "40,000"]
        );
        let at = |row: usize| (line.rows[row].x, line.rows[row].end);
        assert_eq!((at(0), at(1)), ((4.88, 40.4), (59.6, 98.0)));
        let gap = line.gap.unwrap();
        assert_eq!((gap.x, rounded(gap.x + gap.width)), (40.4, 59.6));
    }

    #[test]
    fn open_ends_point_and_single_values_are_dots() {
        for (values, shapes) in [
            (&[(20.0, 20.0), (24.0, OPEN)][..], &[(true, true, true), (false, true, false)][..]),
            (&[(-OPEN, 20.0), (30.0, 40.0)], &[(false, false, true), (false, true, true)]),
            (&[(7.0, 7.0), (7.0, 7.0)], &[(true, true, true), (true, true, true)]),
        ] {
            let line = drawn(values, &[]).unwrap();
            let given: Vec<_> = line.rows.iter().map(|row| (row.dot, row.from, row.to)).collect();
            assert_eq!(given, shapes);
            assert!(line.rows.iter().all(|row| row.x >= INSET && row.end <= 100.0 - INSET && row.width >= 0.0));
        }
    }

    #[test]
    fn what_shares_no_line_is_not_drawn() {
        for values in [&[][..], &[(1.0, 2.0)], &[(-OPEN, OPEN), (-OPEN, OPEN)], &[(f64::NAN, 1.0), (2.0, 3.0)]] {
            assert!(drawn(values, &[(0, 1)]).is_none(), "{values:?}");
        }
        let mut cited = bars(&[(1.0, 2.0), (3.0, 4.0)]);
        cited[1].axis_unit = Some("GBP".to_owned());
        let bars: Vec<Bar<'_>> = cited
            .iter()
            .map(|cited| Bar { cited, letter: String::new(), class: String::new(), name: String::new() })
            .collect();
        assert!(draw(&bars, &[]).is_none(), "two units share no line");
    }

    #[test]
    fn a_crowd_is_counted() {
        let values: Vec<(f64, f64)> = (0..40).map(|at| (f64::from(at), f64::from(at) + 0.5)).collect();
        let line = drawn(&values, &[]).unwrap();
        assert_eq!((line.rows.len(), line.more), (MOST, 40 - MOST));
    }
}
