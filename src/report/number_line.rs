/*! The number line of a finding: an axis, and a bar for each claim that shows what it commits to.

```text
    35,000    36,000    37,000    38,000    39,000    40,000
      ├────────────────────┤                                   a.txt
                                    ├────────────────────┤     b.txt
```

A point is a dot, an open end an arrow. */

use std::collections::BTreeMap;

use super::axis::{Scale, Tick, ticks};
use super::visible::{columns, cut_start};
use crate::document::Corpus;
use crate::finding::{Cited, Finding};

/// The columns left of the axis.
const INDENT: usize = 4;
/// The columns between the axis and the names.
const GAP: usize = 3;
/// The most columns of an axis, however wide the terminal.
const LONG: usize = 84;
/// The most bars.
const TALL: usize = 12;

/// A bar: where it lies on the line, and whose it is.
#[derive(Debug, Clone)]
struct Bar {
    low: f64,
    high: f64,
    name: String,
}

/// The number line of a finding, each line ending in a newline; empty where there are not two claims to compare.
pub(super) fn draw(finding: &Finding, corpus: &Corpus, width: usize) -> String {
    if finding.conflicts.is_empty() {
        return String::new();
    }
    let scale = finding.claims.iter().find(|c| c.axis.is_some()).map_or(Scale::Number, |c| Scale::of(c.kind));
    let shown: Vec<&Cited> = finding.claims.iter().filter(|c| c.axis.is_some() && Scale::of(c.kind) == scale).collect();
    let names = names(&shown, corpus).into_iter().map(|name| cut_start(&name, width / 3).into_owned());
    let mut bars: Vec<Bar> = shown
        .iter()
        .zip(names)
        .filter_map(|(cited, name)| {
            cited.axis.map(|(low, high)| (low / scale.per_unit(), high / scale.per_unit(), name))
        })
        .map(|(low, high, name)| Bar { low, high, name })
        .filter(|bar| bar.low <= bar.high)
        .collect();
    bars.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.high.total_cmp(&b.high)));
    bars.dedup_by(|a, b| a.name == b.name && a.low == b.low && a.high == b.high);
    let bars = merged(bars);
    let unit = match (scale, shown.first().and_then(|c| c.axis_unit.as_deref())) {
        (Scale::Number, Some(unit)) if shown.iter().all(|c| c.axis_unit.as_deref() == Some(unit)) => unit,
        _ => "",
    };
    plot(scale, &bars, unit, width)
}

/// One bar a value: "a.txt and 9 more".
fn merged(bars: Vec<Bar>) -> Vec<Bar> {
    let mut merged: Vec<(Bar, usize)> = Vec::new();
    for bar in bars {
        match merged.last_mut() {
            Some((last, more)) if last.low == bar.low && last.high == bar.high => *more += 1,
            _ => merged.push((bar, 0)),
        }
    }
    let named = |(bar, more): (Bar, usize)| match more {
        0 => bar,
        more => Bar { name: format!("{} and {more} more", bar.name), ..bar },
    };
    merged.into_iter().map(named).collect()
}

/// The name of each claim's bar: its path below the directory that all share; with the line, and the column, where two claims would
/// share it.
pub(super) fn names(shown: &[&Cited], corpus: &Corpus) -> Vec<String> {
    let mut lines: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for cited in shown {
        lines.entry(cited.document.0).or_default().push(cited.location.line);
    }
    let path_of = |cited: &&Cited| corpus.document(cited.document).path.as_str();
    let first = shown.first().map_or("", path_of);
    let shared = shown.iter().fold(directory(first), |shared, cited| {
        let same = |dir: &&str| path_of(cited).starts_with(*dir);
        std::iter::successors(Some(shared), |dir| (!dir.is_empty()).then(|| directory(&dir[..dir.len() - 1])))
            .find(same)
            .unwrap_or_default()
    });
    let name = |cited: &&Cited| {
        let path = &path_of(cited)[shared.len()..];
        let (line, column) = (cited.location.line, cited.location.column);
        let lines = &lines[&cited.document.0];
        match lines.iter().filter(|l| **l == line).count() {
            _ if lines.len() == 1 => path.to_owned(),
            1 => format!("{path}:{line}"),
            _ => format!("{path}:{line}:{column}"),
        }
    };
    shown.iter().map(name).collect()
}

/// The directory of a path, with its slash. What follows the `#` of a JSON Lines document is a name and no path.
fn directory(path: &str) -> &str {
    let file = path.split('#').next().unwrap_or(path);
    file.rfind('/').map_or("", |slash| &path[..=slash])
}

fn plot(scale: Scale, bars: &[Bar], unit: &str, width: usize) -> String {
    let ends = || bars.iter().flat_map(|b| [b.low, b.high]).filter(|end| end.is_finite());
    let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    if bars.len() < 2 || !(low.is_finite() && high.is_finite()) || bars.iter().all(|b| b.low == low && b.high == high) {
        return String::new();
    }
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    // An arrow needs room to point.
    let low = if bars.iter().any(|b| b.low == f64::NEG_INFINITY) || low == high { low - span / 5.0 } else { low };
    let high = if bars.iter().any(|b| b.high == f64::INFINITY) || low == high { high + span / 5.0 } else { high };
    let whole = ends().all(|end| end.fract() == 0.0);
    let names = bars.iter().map(|b| columns(&b.name)).max().unwrap_or(0);
    let room = width.saturating_sub(INDENT + GAP + names).min(LONG);
    let suffix = if unit == "%" { "%" } else { "" };
    let wide = |tick: &Tick| columns(&tick.label) + suffix.len();
    let fits = |ticks: &[Tick]| {
        let step = room.saturating_sub(1) / (ticks.len() - 1);
        let ends = ticks.first().map_or(0, wide) / 2 + ticks.last().map_or(0, wide) / 2;
        // The first label may stand over the indent, the last over the gap.
        ticks.iter().all(|tick| wide(tick) + 2 <= step) && ends <= INDENT + GAP + names + step
    };
    let Some(ticks) = ticks(scale, low, high, whole, fits) else { return String::new() };
    let (Some(first), Some(last)) = (ticks.first(), ticks.last()) else { return String::new() };
    let left = INDENT.max(wide(first) / 2 + 1);
    let long = width.saturating_sub(left + GAP + names).clamp(8, LONG);
    let column = |value: f64| {
        let share = (value - first.value) / (last.value - first.value);
        (share.clamp(0.0, 1.0) * (long - 1) as f64).round() as usize
    };
    let mut axis = String::new();
    let mut used = 0;
    for (i, tick) in ticks.iter().enumerate() {
        let label = format!("{}{suffix}", tick.label);
        let start = (left + column(tick.value)).saturating_sub(wide(tick) / 2).min(width.saturating_sub(wide(tick)));
        // Labels that cannot stand side by side even so are left out, but for the first.
        if i > 0 && start < used + 2 {
            continue;
        }
        push(&mut axis, &mut used, start, &label);
    }
    let name = left + long + GAP;
    if suffix.is_empty() && !unit.is_empty() && used + 2 <= name && columns(unit) <= width.saturating_sub(name) {
        push(&mut axis, &mut used, name, unit);
    }
    let mut drawn = axis + "\n";
    for bar in &bars[..bars.len().min(TALL)] {
        let mut line = String::new();
        let mut used = 0;
        let start = if bar.low.is_finite() { column(bar.low) } else { 0 };
        let end = if bar.high.is_finite() { column(bar.high) } else { long - 1 };
        push(&mut line, &mut used, left + start, &shape(bar, end.saturating_sub(start) + 1));
        push(&mut line, &mut used, name, &bar.name);
        drawn.push_str(line.trim_end());
        drawn.push('\n');
    }
    if bars.len() > TALL {
        drawn.push_str(&format!("{}… {} more\n", " ".repeat(left), bars.len() - TALL));
    }
    drawn
}

/// A bar of `length` columns.
fn shape(bar: &Bar, length: usize) -> String {
    let (start, end) = match (bar.low.is_finite(), bar.high.is_finite()) {
        (true, true) => ("├", "┤"),
        (true, false) => ("├", "▶"),
        (false, true) => ("◀", "┤"),
        (false, false) => ("◀", "▶"),
    };
    match length {
        1 if bar.high == f64::INFINITY => end.to_owned(),
        1 if bar.low == f64::NEG_INFINITY => start.to_owned(),
        1 => "●".to_owned(),
        _ => format!("{start}{}{end}", "─".repeat(length - 2)),
    }
}

/// Writes `text` at column `at`.
fn push(line: &mut String, used: &mut usize, at: usize, text: &str) {
    line.extend(std::iter::repeat_n(' ', at.saturating_sub(*used)));
    *used = at.max(*used) + columns(text);
    line.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(bars: &[(f64, f64, &str)]) -> Vec<Bar> {
        bars.iter().map(|(low, high, name)| Bar { low: *low, high: *high, name: (*name).to_owned() }).collect()
    }

    const OPEN: f64 = f64::INFINITY;

    fn all() -> Vec<(Scale, Vec<Bar>, &'static str)> {
        vec![
            (Scale::Number, bars(&[(35_150.0, 37_000.0, "a.txt"), (38_000.0, 40_000.0, "b.txt")]), ""),
            (Scale::Number, bars(&[(20.0, 20.0, "a.txt"), (24.0, OPEN, "b.txt")]), ""),
            (Scale::Number, bars(&[(-OPEN, 20.0, "a.txt"), (20.5, 20.5, "b.txt")]), "m"),
            (Scale::Number, bars(&[(77.0, OPEN, "a.txt:3"), (61.5, 61.5, "a.txt:9")]), "%"),
            (Scale::Number, bars(&[(5.1e9, 5.1e9, "a.txt"), (5.4e9, 5.4e9, "三万.txt")]), "USD"),
            (Scale::Calendar, bars(&[(19_795.0, 19_796.0, "a.txt"), (19_797.0, 19_798.0, "b.txt")]), ""),
            (Scale::Clock, bars(&[(420.0, 420.0, "a.txt"), (450.0, 450.0, "b.txt")]), ""),
            (Scale::Length, bars(&[(259_200.0, 259_200.0, "a.txt"), (432_000.0, 432_000.0, "b.txt")]), ""),
        ]
    }

    #[test]
    fn each_kind_of_bar_at_80_columns() {
        let drawn: Vec<String> = all().into_iter().map(|(scale, bars, unit)| plot(scale, &bars, unit, 80)).collect();
        insta::assert_snapshot!(drawn.join("\n"));
    }

    #[test]
    fn it_is_right_at_any_width() {
        for (scale, bars, unit) in all() {
            for width in 40..=220 {
                let drawn = plot(scale, &bars, unit, width);
                assert_eq!(drawn.lines().count(), bars.len() + 1, "{width}\n{drawn}");
                assert!(drawn.lines().all(|line| columns(line) <= width), "{width}\n{drawn}");
                // The bars lie in the order of the claims, and apart where the claims are.
                let left = |line: &str| line.chars().take_while(|c| *c == ' ').count();
                let right = |line: &str| columns(line.trim_end().rsplit_once("   ").unwrap().0.trim_end());
                for pair in drawn.lines().skip(1).collect::<Vec<_>>().windows(2) {
                    let apart = bars[0].high < bars[1].low;
                    assert!(!apart || right(pair[0]) <= left(pair[1]) + 1, "{width}\n{drawn}");
                }
                // Names begin in one column.
                let at: Vec<usize> = drawn
                    .lines()
                    .skip(1)
                    .zip(&bars)
                    .map(|(line, bar)| columns(line.strip_suffix(&bar.name).unwrap()))
                    .collect();
                assert!(at.windows(2).all(|w| w[0] == w[1]), "{width}\n{drawn}");
            }
        }
    }

    #[test]
    fn it_is_left_out_where_it_would_show_nothing() {
        for few in [
            &[][..],
            &[(1.0, 2.0, "a")],
            &[(1.0, 2.0, "a"), (1.0, 2.0, "b")],
            &[(-OPEN, OPEN, "a"), (-OPEN, OPEN, "b")],
        ] {
            assert_eq!(plot(Scale::Number, &bars(few), "", 80), "");
        }
    }
}
