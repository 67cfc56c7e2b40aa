/*! Interval arithmetic over ranges: every value that a sum, product or quotient of two ranges may take. */

use rust_decimal::Decimal;

use crate::value::{Range, half_unit, tolerance};

/// All numbers.
pub const ANY: Range = Range { low: None, high: None };

/// `a + b`.
pub fn add(a: Range, b: Range) -> Range {
    let end = |x: Option<Decimal>, y: Option<Decimal>| x?.checked_add(y?);
    Range { low: end(a.low, b.low), high: end(a.high, b.high) }
}

/// `a - b`.
pub fn subtract(a: Range, b: Range) -> Range {
    let end = |x: Option<Decimal>, y: Option<Decimal>| x?.checked_sub(y?);
    Range { low: end(a.low, b.high), high: end(a.high, b.low) }
}

/// `a · b`; open wherever an end is, or is too large.
pub fn multiply(a: Range, b: Range) -> Range {
    if let (Some(al), Some(ah), Some(bl), Some(bh)) = (a.low, a.high, b.low, b.high) {
        let products = [(al, bl), (al, bh), (ah, bl), (ah, bh)].map(|(x, y)| x.checked_mul(y));
        let mut all = products.into_iter().flatten();
        return match (products.iter().all(Option::is_some), all.next()) {
            (true, Some(first)) => {
                let (low, high) = all.fold((first, first), |(l, h), p| (l.min(p), h.max(p)));
                Range { low: Some(low), high: Some(high) }
            }
            _ => ANY,
        };
    }
    match (a.low, b.low) {
        // Nothing below nought: the least is the product of the least.
        (Some(al), Some(bl)) if al >= Decimal::ZERO && bl >= Decimal::ZERO => {
            Range { low: al.checked_mul(bl), high: None }
        }
        _ => ANY,
    }
}

/// `a / b`; anything where `b` may be nought.
pub fn divide(a: Range, b: Range) -> Range {
    let one = Decimal::ONE;
    let inverse = match (b.low, b.high) {
        (Some(low), Some(high)) if low > Decimal::ZERO || high < Decimal::ZERO => {
            Range { low: one.checked_div(high), high: one.checked_div(low) }
        }
        (Some(low), None) if low > Decimal::ZERO => Range { low: Some(Decimal::ZERO), high: one.checked_div(low) },
        _ => return ANY,
    };
    // Exact ends by dividing, where the ends are known to be the extremes.
    match (a.low, a.high, b.low, b.high) {
        (Some(al), Some(ah), Some(bl), Some(bh)) if al >= Decimal::ZERO && bl > Decimal::ZERO => {
            Range { low: al.checked_div(bh), high: ah.checked_div(bl) }
        }
        _ => multiply(a, inverse),
    }
}

/// The range once each closed end is moved outwards by `percent` of itself.
pub fn loosen(range: Range, percent: Decimal) -> Range {
    let part = |n: Decimal| n.abs().checked_mul(percent).and_then(|p| p.checked_div(Decimal::ONE_HUNDRED));
    Range {
        low: range.low.and_then(|n| n.checked_sub(part(n)?)),
        high: range.high.and_then(|n| n.checked_add(part(n)?)),
    }
}

/// What rounds to a number that was computed rather than counted: half a unit of its last non-zero digit either way, at most
/// 5 % of it where it is 10 or more. Integers too: a share told as 33 % may be 33.3 %.
pub fn rounded(range: Range) -> Range {
    match range.point() {
        Some(n) => {
            let half = half_unit(n);
            let most = if n.abs() >= Decimal::TEN { n.abs() * Decimal::new(5, 2) } else { half };
            // Never finer than half of one where the number is whole.
            let least = if n.is_integer() { Decimal::new(5, 1) } else { Decimal::ZERO };
            range.widen(half.min(most).max(least.min(half)))
        }
        None => range,
    }
}

/// What rounds to a number that was counted: DESIGN.md's rounding, nothing for integers under 100.
pub fn counted(range: Range) -> Range {
    match range.point() {
        Some(n) => range.widen(tolerance(n)),
        None => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(s: &str) -> Range {
        let mut ends = s.split("..").map(|e| e.parse().ok());
        let low = ends.next().flatten();
        Range { low, high: ends.next().unwrap_or(low) }
    }

    #[test]
    fn the_ends_of_results_are_the_extremes_of_the_arguments() {
        for (op, a, b, result) in [
            (add as fn(Range, Range) -> Range, "1..2", "10..20", "11..22"),
            (add, "1..", "10..20", "11.."),
            (subtract, "1..2", "10..20", "-19..-8"),
            (subtract, "1..", "10..20", "-19.."),
            (multiply, "-1..2", "10..20", "-20..40"),
            (multiply, "2..", "10..20", "20.."),
            (multiply, "-1..", "10..20", ".."),
            (divide, "30", "60", "0.5"),
            (divide, "30..60", "2..3", "10..30"),
            (divide, "30", "-1..2", ".."),
            (divide, "30", "10..", "0..3"),
        ] {
            assert_eq!(op(r(a), r(b)), r(result), "{a} and {b}");
        }
    }

    #[test]
    fn computed_figures_are_rounded_and_counted_ones_are_not() {
        for (n, computed, count) in
            [("33", "32.5..33.5", "33"), ("6.2", "6.15..6.25", "6.15..6.25"), ("37000", "36500..37500", "36500..37500")]
        {
            assert_eq!((rounded(r(n)), counted(r(n))), (r(computed), r(count)), "{n}");
        }
    }
}
