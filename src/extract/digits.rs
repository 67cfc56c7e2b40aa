/*! Numbers in digits: "37,000", "5.4", "1 234 567", "2.5 × 10^6", "2½", "1/2".

They say nothing of what follows: that "5G" or "1.2.3" is no number is for the caller to see. */

use nom::Parser;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::numeral::{
    Numeral, and, and_fraction, and_lower_scale, and_part_of_scale, decimals, joint, power_of_ten, scale_after,
};
use super::scan::{Parsed, Scan, fail, glued, number_mark, number_word};
use crate::lexicon::NumberSense as N;
use crate::text::TokenKind;

/// The exact value of digits with their separators: "37,000", "5.4", "1,00,000", "37 000" with a blank that does not break.
/// Whether there are separators of thousands. `None` where the groups are not well formed ("12,34") or there are more digits
/// than a decimal holds.
pub fn digits(written: &str) -> Option<(Decimal, bool)> {
    // "1.111,11" can only be the other way round.
    let mark = if written.find('.') < written.find(',') && written.contains('.') { ',' } else { '.' };
    let (whole, decimals) = match written.find(mark) {
        Some(at) => (&written[..at], &written[at + 1..]),
        None => (written, ""),
    };
    let mut mantissa: i128 = 0;
    let mut figures = 0;
    // The lengths of the groups so far; Indian groups are of two digits but for the last.
    let (mut group, mut groups, mut european, mut indian) = (0, 0, true, true);
    for c in whole.chars() {
        if let Some(digit) = c.to_digit(10) {
            mantissa = mantissa * 10 + i128::from(digit);
            figures += i32::from(mantissa != 0);
            group += 1;
            if figures > 28 {
                return None;
            }
        } else {
            let first = groups == 0;
            european &= group == 3 || first && (1..3).contains(&group);
            indian &= group == 2 || first && group == 1;
            groups += 1;
            group = 0;
        }
    }
    if groups > 0 && (group != 3 || !european && !indian || whole.starts_with('0')) {
        return None;
    }
    if !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    for b in decimals.bytes() {
        mantissa = mantissa * 10 + i128::from(b - b'0');
        figures += 1;
        if figures > 28 {
            return None;
        }
    }
    let value = Decimal::try_from_i128_with_scale(mantissa, u32::try_from(decimals.len()).ok()?).ok()?;
    Some((value, groups > 0))
}

/// The most digits that are computed with.
const MOST: usize = 28;

/// Whether the whole part of a number has more digits than are computed with.
pub(super) fn is_too_large(written: &str) -> bool {
    let whole = written.trim_start_matches(['0', ',']).split('.').next().unwrap_or_default();
    whole.bytes().filter(u8::is_ascii_digit).nth(MOST).is_some()
}

/// "1.200.000", as much of Europe sets thousands apart. Addresses of machines and versions have no such round groups.
pub(super) fn dotted(written: &str) -> Option<Decimal> {
    // "1.234.567,89"
    if written.contains(',') {
        return digits(written).map(|(value, _)| value);
    }
    let mut groups = written.split('.');
    let first = groups.next().filter(|g| (1..=3).contains(&g.len()) && !g.starts_with('0'))?;
    let thousands = groups.clone().all(|g| g.len() == 3) && groups.clone().count() > 1;
    let round = written.ends_with("00") || groups.clone().any(|g| g.starts_with('0'));
    // "192.168.100.200"
    let address = groups.clone().count() == 3 && groups.clone().all(|g| g.parse::<u8>().is_ok());
    let mut joined = String::from(first);
    joined.extend(groups);
    (thousands && round && !address && joined.len() <= 27).then(|| joined.parse().ok())?
}

/// "37,000", "5.4 million", "40k", "2½", "2 1/2 million", "1/2", "20 dozen".
pub(super) fn scaled_digits(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    let (rest, first) = digit_token(scan)?;
    if let Ok((after, decimals)) = preceded(|scan| number_mark(N::Point)(scan), digit_token).parse(rest)
        && first.value.is_integer()
        && decimals.value.is_integer()
        && !decimals.grouped
        && let Some(token) = after.back(1)
        && let Some(part) =
            power_of_ten(u8::try_from(token.span.len()).unwrap_or(u8::MAX)).and_then(|p| decimals.value.checked_div(p))
        && let Some(value) = first.value.checked_add(part)
    {
        return scale_after(after, Numeral::digits(value, first.grouped));
    }
    // "1 point zero five"
    if let Some(whole) = u32::try_from(first.value).ok().filter(|_| first.value.scale() == 0 && !first.grouped)
        && let Ok((after, value)) = decimals(rest, whole)
        && after.at() > rest.at()
    {
        return scale_after(after, Numeral::digits(value, false));
    }
    if let Ok((rest, power)) = exponent(rest)
        && let Some(value) = raised(first.value, power)
    {
        return Ok((rest, Numeral::digits(value, true)));
    }
    // No year, page or name is written so: a power counts as a number whose digits are grouped, but for "the 7e7".
    let multiplied = number_mark(N::By)(rest).is_ok();
    if let Ok((rest, value)) = scientific(rest, first.value) {
        return Ok((rest, Numeral::digits(value, multiplied || first.grouped)));
    }
    // "3·4%", as some journals set decimals
    if let Some((rest, value)) = middle_dot(rest, &first) {
        return scale_after(rest, Numeral::digits(value, false));
    }
    let (rest, first) = match with_fraction(rest, &first) {
        Ok((rest, value)) => (rest, Numeral::digits(value, first.grouped)),
        Err(_) => (rest, first),
    };
    let (rest, number) = scale_after(rest, first)?;
    let (rest, number) = and_part_of_scale(rest, number);
    Ok(and_lower_scale(rest, number))
}

/// One token of digits, or groups of three with blanks between: "1 234 567", "10 000".
fn digit_token(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    let Some(first) = scan.first().filter(|t| t.kind == TokenKind::Number) else { return fail(scan) };
    let written = scan.word(first);
    let Some((mut value, grouped)) = digits(written) else { return fail(scan) };
    let mut groups = 0;
    if written.len() <= 3 && !grouped && value.scale() == 0 && !written.starts_with('0') {
        let mut end = first.span.end;
        let mut sum = value;
        let mut decimals = false;
        while let Some(group) = scan.peek(groups + 1).filter(|t| t.kind == TokenKind::Number && t.span.start == end + 1)
        {
            let text = scan.word(group);
            let (whole, last) = (text.split('.').next().unwrap_or(text), text.contains('.'));
            let added = digits(text).filter(|_| whole.len() == 3 && !text.contains(','));
            let Some(more) = added.and_then(|(n, _)| sum.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(n)) else {
                break;
            };
            (sum, end, groups) = (more, group.span.end, groups + 1);
            decimals = last;
            if last {
                break;
            }
        }
        let round = groups == 1 && scan.peek(1).is_some_and(|t| scan.word(t) == "000");
        // "12 345.67"
        if groups > 1 || round || decimals {
            value = sum;
        } else {
            groups = 0;
            // "80, 000", as tokenised text has it: nothing else is written so.
            while let (Some(comma), Some(zeros)) = (scan.peek(groups + 1), scan.peek(groups + 2))
                && scan.word(comma) == ","
                && comma.is_glued()
                && scan.word(zeros) == "000"
                && zeros.span.start == comma.span.end + 1
                && let Some(more) = value.checked_mul(Decimal::ONE_THOUSAND)
            {
                (value, groups) = (more, groups + 2);
            }
        }
    }
    Ok((scan.skip(1 + groups), Numeral::digits(value, grouped || groups > 0)))
}

/// Decimals behind a dot in the middle of the line, with nothing between: "3·4".
fn middle_dot<'a>(scan: Scan<'a>, whole: &Numeral) -> Option<(Scan<'a>, Decimal)> {
    let dot = scan.first().filter(|t| t.is_glued() && scan.word(t) == "·")?;
    let decimals = scan.peek(1).filter(|t| t.is_glued() && t.kind == TokenKind::Number && dot.span.len() > 1)?;
    let written = scan.word(decimals);
    let goes_on = scan.peek(2).is_some_and(|t| t.is_glued() && matches!(scan.word(t), "·" | "^"));
    let (part, _) = digits(written).filter(|(n, _)| n.scale() == 0 && !written.contains(',') && !goes_on)?;
    let part = part.checked_div(power_of_ten(u8::try_from(written.len()).ok()?)?)?;
    let plain = whole.value.scale() == 0 && !whole.grouped;
    Some((scan.skip(2), whole.value.checked_add(part).filter(|_| plain)?))
}

/// What stands behind digits as a power of ten: " × 10^6", "x10−5", "e-3".
fn scientific(scan: Scan<'_>, mantissa: Decimal) -> Parsed<'_, Decimal> {
    let by = number_mark(N::By);
    // "32141e9" is a commit: who writes a power has a point in a long number before it, or a sign behind.
    let written = |rest: Scan<'_>| {
        mantissa.abs() < Decimal::ONE_THOUSAND
            || !rest.first().is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number)
    };
    let rest = match glued(number_mark(N::Exponent))(scan) {
        Ok((rest, ())) if !written(rest) => return fail(scan),
        Ok((rest, ())) => rest,
        Err(_) => {
            let (rest, ()) = by(scan)?;
            if rest.first_text() != "10" {
                return fail(scan);
            }
            let rest = rest.skip(1);
            if let Ok((rest, power)) = exponent(rest) {
                return match raised(Decimal::TEN, power).and_then(|p| mantissa.checked_mul(p)) {
                    Some(value) => Ok((rest, value)),
                    None => fail(scan),
                };
            }
            match rest.first() {
                Some(t) if t.is_glued() && t.is_dash() => rest,
                _ => return fail(scan),
            }
        }
    };
    let (rest, negative) = match rest.first() {
        Some(t) if t.is_glued() && t.is_dash() => (rest.skip(1), true),
        Some(t) if t.is_glued() && rest.word(t) == "+" => (rest.skip(1), false),
        _ => (rest, false),
    };
    let power = rest
        .first()
        .filter(|t| t.is_glued() && t.kind == TokenKind::Number)
        .and_then(|t| rest.word(t).parse::<u8>().ok());
    let value = power
        .and_then(power_of_ten)
        .and_then(|p| if negative { mantissa.checked_div(p) } else { mantissa.checked_mul(p) });
    match value {
        Some(value) => Ok((rest.skip(1), value)),
        None => fail(scan),
    }
}

/// A power directly behind its base: "^5", "^-3"; raised digits behind a ten, "⁵", "⁻³".
fn exponent(scan: Scan<'_>) -> Parsed<'_, i32> {
    let Some(first) = scan.first().filter(|t| t.is_glued() && t.kind == TokenKind::Mark) else { return fail(scan) };
    if scan.word(first) == "^" {
        let (rest, sign) = match scan.peek(1) {
            Some(t) if t.is_glued() && t.is_dash() => (scan.skip(2), -1),
            Some(t) if t.is_glued() && scan.word(t) == "+" => (scan.skip(2), 1),
            _ => (scan.skip(1), 1),
        };
        let power = rest.first().filter(|t| t.is_glued() && t.kind == TokenKind::Number);
        return match power.and_then(|t| rest.word(t).parse::<u8>().ok()) {
            Some(power) => Ok((rest.skip(1), sign * i32::from(power))),
            None => fail(scan),
        };
    }
    if scan.before().is_none_or(|t| scan.word(t) != "10") {
        return fail(scan);
    }
    let (mut rest, sign) = if scan.word(first) == "⁻" { (scan.skip(1), -1) } else { (scan, 1) };
    let (mut power, mut figures) = (0, 0);
    while figures < 2
        && let Some(digit) = rest.first().filter(|t| t.is_glued()).and_then(|t| superscript(rest.word(t)))
    {
        (power, figures, rest) = (power * 10 + digit, figures + 1, rest.skip(1));
    }
    if figures > 0 { Ok((rest, sign * power)) } else { fail(scan) }
}

fn superscript(mark: &str) -> Option<i32> {
    let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    digits.iter().position(|d| *d == mark).and_then(|at| i32::try_from(at).ok())
}

/// A number raised to a whole power; `None` where it is too large.
fn raised(base: Decimal, power: i32) -> Option<Decimal> {
    let product = (0..power.unsigned_abs()).try_fold(Decimal::ONE, |n, _| n.checked_mul(base))?;
    if power < 0 { Decimal::ONE.checked_div(product) } else { Some(product) }
}

/// What makes a mixed number of the digits before: "½", " 1/2", " and a half"; or "/2", which makes a fraction of them.
fn with_fraction<'a>(scan: Scan<'a>, whole: &Numeral) -> Parsed<'a, Decimal> {
    let Some(next) = scan.first() else { return fail(scan) };
    let add = |rest, part: Decimal| match whole.value.checked_add(part) {
        Some(sum) if whole.value.is_integer() => Ok((rest, sum)),
        _ => fail(scan),
    };
    match next.kind {
        TokenKind::Mark => {
            if let Ok((rest, part)) = vulgar(scan) {
                // "$4.58½" has half a cent.
                if whole.value.scale() == 2
                    && let Some(sum) = part.checked_div(Decimal::ONE_HUNDRED).and_then(|p| whole.value.checked_add(p))
                {
                    return Ok((rest, sum));
                }
                return add(rest, part);
            }
            // "2-1/2 inches": halves and the like, which no date has behind a hyphen.
            if let Ok((rest, ())) = joint(scan)
                && let Ok((rest, above)) = digit_token(rest)
                && let Ok((rest, below)) = slash_below(rest)
            {
                let usual = [2, 3, 4, 8, 16, 32].iter().any(|n| Decimal::from(*n) == below);
                let part = ratio(above.value, below).filter(|part| usual && *part < Decimal::ONE && !whole.grouped);
                return part.map_or_else(|| fail(scan), |part| add(rest, part));
            }
            let (rest, below) = slash_below(scan)?;
            match ratio(whole.value, below) {
                Some(value) if value < Decimal::ONE && !whole.grouped => Ok((rest, value)),
                _ => fail(scan),
            }
        }
        TokenKind::Number if !next.is_glued() => {
            let (rest, above) = digit_token(scan)?;
            let (rest, below) = slash_below(rest)?;
            match ratio(above.value, below) {
                // "$5.55 1/4" has a quarter of a cent.
                Some(part) if part < Decimal::ONE && whole.value.scale() == 2 => {
                    let sum = part.checked_div(Decimal::ONE_HUNDRED).and_then(|p| whole.value.checked_add(p));
                    sum.map_or_else(|| fail(scan), |sum| Ok((rest, sum)))
                }
                Some(part) if part < Decimal::ONE => add(rest, part),
                _ => fail(scan),
            }
        }
        TokenKind::Word => {
            // "3 and 1/2", "3 and a half"
            if let Ok((rest, above)) = preceded(and, digit_token).parse(scan)
                && let Ok((rest, below)) = slash_below(rest)
                && let Some(part) = ratio(above.value, below).filter(|part| *part < Decimal::ONE)
            {
                return add(rest, part);
            }
            let (rest, part) = and_fraction(scan)?;
            add(rest, part)
        }
        _ => fail(scan),
    }
}

/// "/2" directly after digits, with no further slash, point or digit.
fn slash_below(scan: Scan<'_>) -> Parsed<'_, Decimal> {
    match (scan.first(), scan.peek(1), scan.peek(2)) {
        (Some(slash), Some(below), after)
            if slash.is_glued()
                && matches!(scan.word(slash), "/" | "⁄")
                && below.is_glued()
                && below.kind == TokenKind::Number =>
        {
            let further = after.is_some_and(|t| t.is_glued() && matches!(scan.word(t), "/" | "⁄"));
            let written = scan.word(below);
            match written.parse::<u32>() {
                Ok(n) if n >= 2 && written.len() <= 3 && !further => Ok((scan.skip(2), n.into())),
                _ => fail(scan),
            }
        }
        _ => fail(scan),
    }
}

pub(super) fn ratio(above: Decimal, below: Decimal) -> Option<Decimal> {
    above.checked_div(below)
}

/// One character that is a fraction: "½".
pub(super) fn vulgar(scan: Scan<'_>) -> Parsed<'_, Decimal> {
    let (rest, (above, below)) = number_word(|s| match s {
        N::Vulgar(above, below) => Some((above, below)),
        _ => None,
    })(scan)?;
    match ratio(above.into(), below.into()) {
        Some(value) => Ok((rest, value)),
        None => fail(scan),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus;

    #[test]
    fn decimals_stand_behind_other_marks() {
        corpus::reads("percent 3.4", &["3.4%", "3·4%"]);
        corpus::reads("count 1500000", &["1.5 million", "1·5 million"]);
        corpus::reads("money 1234567.89 EUR", &["1.234.567,89 €", "1,234,567.89 €"]);
        corpus::finds("It is 3 · 4, or 2·10^3 m.", &["count 3", "count 4", "measurement 2000 metre"]);
        corpus::ignores(&["Host 10.0.0,1 fell."]);
    }

    use crate::extract::corpus::{finds, ignores, reads};

    #[test]
    fn powers() {
        for (value, spellings) in [
            ("count 100000", &["10^5", "10⁵", "10^+5"][..]),
            ("count 3200000", &["3.2 x 10^6", "3.2 × 10^6", "3.2×10⁶", "3.2e6"]),
            ("count 0.0032", &["3.2 × 10^-3", "3.2 × 10⁻³", "3.2×10−3"]),
            ("count 1024", &["2^10"]),
        ] {
            reads(value, spellings);
        }
        ignores(&["10^^5", "Born in 1990²."]);
        finds("10^99 of them and 9^99.", &[]);
    }

    #[test]
    fn mixed_with_fractions() {
        reads("count 3.75", &["3 and 3/4", "3-3/4", "3 3/4", "3¾", "3 and three-quarters"]);
        reads("money 4.585 USD", &["$4.58½"]);
        reads("count 11000000000", &["1.1E+10", "1.1e10"]);
        finds("The 2-1/5 and the 4-7/8 and 3 and 7/4.", &["count 4.875", "count 3"]);
    }

    #[test]
    fn commas_before_decimals() {
        finds("It stood at 5,00, or 0,8 of them.", &["count 5", "count 0.8"]);
        finds("The index is 1,3. It rose to 12,5.", &["count 1.3", "count 12.5"]);
        ignores(&["On 1,3 and on pages 1,3.", "They saw 5,00 people and 12,34 people."]);
    }

    #[test]
    fn separators_of_thousands() {
        reads("count 1234567", &["1,234,567", "1 234 567", "1\u{a0}234\u{a0}567"]);
        reads("count 1200000", &["1.200.000", "1,200,000", "12,00,000", "1,2 million"]);
        ignores(&["Try 10.0.0.1 or 192.168.100.200 or 1.2.3.", "It is 1.234.567 of them."]);
        reads("count 1234567", &["12,34,567"]);
        reads("count 80000", &["80, 000", "80,000", "80 000"]);
        reads("count 80000000", &["80, 000, 000"]);
        finds("They won 80, 7,000 and 80, 0001.", &["count 80", "count 7000"][..]);
    }
}
