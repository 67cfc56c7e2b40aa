/*! `[compare.change]`: a change that does not follow from its ends. Where the ends are shares, a percentage may mean a part of the
first or points between the two: either may hold. */

use rust_decimal::Decimal;

use super::{Facts, interval};
use crate::claim::Claim;
use crate::claim::statement::{Direction, Size, Statement};
use crate::rule::case::Verdict;
use crate::rule::cite::range_in_words;
use crate::value::{Kind, Range, Value, half_unit, tolerance};

pub(super) const PLACEHOLDERS: &[&str] = &["from", "to", "stated", "actual"];

/// By how many per cent "nearly tripled" may be off.
const NEARLY: i64 = 15;

pub(super) fn change(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    if let &Statement::Step { direction, by, share, to } = statement {
        return step(direction, [by, share, to], facts);
    }
    let &Statement::Change { direction, size, from, to } = statement else { return None };
    let (before, after) = ends(&facts.claims[from], &facts.claims[to], direction, from == to)?;
    if year(before) && year(after) || unlike(before, after)? {
        return None;
    }
    // Writers give both ends to the same precision: "75 million" beside it makes "80 million" as exact.
    let finer = before.point().map(tolerance).into_iter().chain(after.point().map(tolerance)).min().unwrap_or_default();
    let (a, b) = (before.widen(finer), after.widen(finer));
    let hundred = Range::exact(Decimal::ONE_HUNDRED);
    // By how much it went the way that is told: in its unit, as a part of what it was, and in per cent of that.
    let difference = match direction {
        Direction::Down => interval::subtract(a, b),
        Direction::Up | Direction::Either => interval::subtract(b, a),
    };
    let part = interval::divide(difference, a);
    let relative = interval::multiply(part, hundred);
    // What the change may be told as, each in the unit of its size.
    let (stated, actual, text) = match size {
        // To no less than it was, or to no more.
        Size::Some => (Range { low: Some(Decimal::ZERO), high: None }, vec![difference], None),
        Size::Times(n) => (Range::exact(n.into()), vec![interval::divide(b, a)], None),
        Size::Half => (Range::exact(Decimal::new(5, 1)), vec![interval::divide(b, a)], None),
        Size::To(claim) => {
            let ratio = interval::loosen(facts.claims[claim].mention.value.range()?, Decimal::from(NEARLY));
            (ratio, vec![interval::divide(b, a)], Some(facts.text(claim)))
        }
        Size::By(claim) => {
            let value = &facts.claims[claim].mention.value;
            let kind = facts.claims[from].mention.value.kind();
            let actual = match value.kind() {
                Kind::Percent if kind == Kind::Percent => vec![relative, difference],
                Kind::Percent => vec![relative],
                // "threefold" is three times as much, a third of it, or as much and three times that again.
                Kind::Ratio if value.range()?.low > Some(Decimal::ONE) => {
                    vec![part, interval::divide(b, a), interval::divide(a, b)]
                }
                Kind::Ratio => vec![part],
                Kind::Points if kind == Kind::Percent => vec![difference],
                size if size == kind => vec![difference],
                _ => return None,
            };
            // Ends are held against each other as they are written, and so is the size.
            if !written_alike(value, &facts.claims[from].mention.value) {
                return None;
            }
            (value.written()?, actual, Some(facts.text(claim)))
        }
    };
    let slack = match (size, stated.point()) {
        // "doubled" is told of anything near it.
        (Size::Times(_) | Size::Half, Some(n)) => stated.widen(n * Decimal::new(15, 2)),
        (Size::By(size), Some(n)) => match facts.claims[size].mention.value.kind() {
            Kind::Percent | Kind::Points => cut_off(stated),
            // "a third"
            Kind::Ratio => stated.widen(n.abs() * Decimal::new(5, 2)),
            _ => interval::counted(stated),
        },
        _ => stated,
    };
    let slack = interval::loosen(slack, facts.tolerance);
    let either = |r: &Range| {
        direction == Direction::Either && Range { low: r.high.map(|n| -n), high: r.low.map(|n| -n) }.meets(&slack)
    };
    if actual.iter().any(|r| r.meets(&slack) || either(r)) {
        return None;
    }
    let mut claims: Vec<usize> = match size {
        Size::By(claim) | Size::To(claim) => vec![claim, from, to],
        Size::Times(_) | Size::Half | Size::Some => vec![from, to],
    };
    claims.dedup();
    // What is told as so much is answered by how much, what is told as a share by a share.
    let absolute = |claim: usize| {
        let (size, end) = (facts.claims[claim].mention.value.kind(), facts.claims[from].mention.value.kind());
        size == Kind::Points || size == end && size != Kind::Percent
    };
    let actual = match size {
        Size::By(claim) if absolute(claim) => range_in_words(&interval::subtract(after, before)),
        _ => in_percent(before, after),
    };
    let because = match size {
        Size::Some => "the text tells which way it went, and both of its ends",
        _ => "the text gives the change and both of its ends",
    };
    Some(Verdict {
        values: vec![
            ("from", range_in_words(&before)),
            ("to", range_in_words(&after)),
            ("stated", text.unwrap_or_else(|| told(size, direction).to_owned())),
            ("actual", actual),
        ],
        claims,
        because: vec![because.to_owned()],
        confidence: 0.85,
        ..Verdict::default()
    })
}

/// A change to a value, by so much and by a share of what it was before: the two have to be one.
fn step(direction: Direction, [by, share, to]: [usize; 3], facts: Facts<'_>) -> Option<Verdict> {
    let written = |claim: usize| facts.claims[claim].mention.value.written();
    let (change, after) = (written(by)?, written(to)?);
    let earlier = |change: Range, after: Range| match direction {
        Direction::Down => interval::add(after, change),
        Direction::Up | Direction::Either => interval::subtract(after, change),
    };
    let rounded = |range: Range| range.point().map(|n| range.widen(tolerance(n)));
    let (wide_change, wide_after) = (rounded(change)?, rounded(after)?);
    let (before, wide_before) = (earlier(change, after), earlier(wide_change, wide_after));
    if unlike(before, after)? {
        return None;
    }
    let told = facts.claims[share].mention.value.range()?;
    let actual = interval::multiply(interval::divide(wide_change, wide_before), Range::exact(Decimal::ONE_HUNDRED));
    if interval::loosen(cut_off(told), facts.tolerance).meets(&actual) {
        return None;
    }
    Some(Verdict {
        values: vec![
            ("from", range_in_words(&before)),
            ("to", range_in_words(&after)),
            ("stated", facts.text(share)),
            ("actual", in_percent(before, after)),
        ],
        claims: vec![by, share, to],
        because: vec!["the text tells the change as so much and as a share".to_owned()],
        confidence: 0.85,
        ..Verdict::default()
    })
}

/// A percentage with a whole unit of its last digit on both sides, since some cut off what others round.
fn cut_off(told: Range) -> Range {
    match told.point() {
        Some(n) if n.is_integer() => told.widen(Decimal::ONE),
        Some(n) => told.widen(half_unit(n) * Decimal::TWO),
        None => told,
    }
}

/// By which share of the first the second is more.
fn in_percent(before: Range, after: Range) -> String {
    let hundred = Range::exact(Decimal::ONE_HUNDRED);
    let plain = interval::multiply(interval::divide(interval::subtract(after, before), before), hundred);
    format!("{} %", range_in_words(&plain.map(|n| Some(n.round_dp(1))).unwrap_or(plain)))
}

fn told(size: Size, direction: Direction) -> &'static str {
    match size {
        Size::Some if direction == Direction::Down => "a fall",
        Size::Some => "a rise",
        Size::Times(2) => "twice as much",
        Size::Times(3) => "three times as much",
        Size::Times(_) => "four times as much",
        Size::Half => "half as much",
        Size::By(_) | Size::To(_) => "the change",
    }
}

/// Whether two values of one kind are written in one unit.
fn written_alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Measurement { unit: a, .. }, Value::Measurement { unit: b, .. }) => a == b,
        (Value::Duration(a), Value::Duration(b)) => a.grain == b.grain,
        _ => true,
    }
}

/// The values before and after.
fn ends(from: &Claim, to: &Claim, direction: Direction, one: bool) -> Option<(Range, Range)> {
    if !one {
        return Some((from.mention.value.written()?, to.mention.value.written()?));
    }
    // A range has lost the order of its ends; the verb gives it back.
    let both = from.mention.value.written()?;
    let (low, high) = (Range::exact(both.low?), Range::exact(both.high?));
    match direction {
        Direction::Up => Some((low, high)),
        Direction::Down => Some((high, low)),
        Direction::Either => None,
    }
}

/// Whether the number may be a year.
fn year(range: Range) -> bool {
    range.point().is_some_and(|n| n.is_integer() && n >= Decimal::from(1800) && n <= Decimal::from(2100))
}

/// Whether one end lacks the scale of the other, as in "from 50 to 60 million", or is nought or less.
fn unlike(before: Range, after: Range) -> Option<bool> {
    let (a, b) = (before.point()?, after.point()?);
    let few = Decimal::from(50);
    Some(a <= Decimal::ZERO || b <= Decimal::ZERO || a > b.checked_mul(few)? || b > a.checked_mul(few)?)
}
