/*! Numbers in digits and words, without hedge or unit: "37,000", "5.4 million", "twenty-two", "two hundred and five",
"half a million", "two and a half", "2½". Every grammar that holds a number is built on these.

They say nothing of what follows: that "5G" or "1.2.3" is no number is for the caller to see. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

use super::digits::{dotted, ratio, scaled_digits, vulgar};
use super::scan::{Parsed, Scan, fail, glued, number_mark, number_of};
use crate::lexicon::{Class, NumberCue, NumberSense as N, Sense, Sorts, Starts};
use crate::text::{Token, TokenKind};

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// The number.
    pub value: Decimal,
    /// Whether it is written in digits ("5.4 million" is).
    pub digits: bool,
    /// Whether its digits have separators of thousands.
    pub grouped: bool,
    /// What a word after it multiplied it by, and may multiply the number before as well: "3 to 5 million". 1 if none did.
    pub scale: Decimal,
}

impl Numeral {
    pub(super) fn digits(value: Decimal, grouped: bool) -> Self {
        Self { value, digits: true, grouped, scale: Decimal::ONE }
    }

    fn words(value: Decimal) -> Self {
        Self { value, digits: false, grouped: false, scale: Decimal::ONE }
    }

    fn times(self, scale: Decimal) -> Option<Self> {
        Some(Self { value: self.value.checked_mul(scale)?, scale: self.scale.checked_mul(scale)?, ..self })
    }
}

/// A whole number as dates and durations have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Integer {
    /// The number.
    pub value: u32,
    /// How many digits it is written in, or 0 where it is written in words.
    pub digits: usize,
}

/// Any number: "37,000", "5.4 million", "twenty-two", "two hundred and five", "a million", "40k", "half a million",
/// "two and a half", "1/2", "½".
pub fn numeral(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    if !may_begin(scan) {
        debug_assert!(once(scan).is_err(), "{:?}", scan.first_text());
        return fail(scan);
    }
    scan.senses.numerals.read(scan, |scan| {
        let (rest, number) = once(scan)?;
        Ok((restated(rest, &number).unwrap_or(rest), number))
    })
}

/// Whether a number may begin here.
fn may_begin(scan: Scan<'_>) -> bool {
    scan.first().is_some_and(|t| match t.kind {
        TokenKind::Number | TokenKind::Dotted => true,
        TokenKind::Word => scan.starts().any(Starts::NUMERAL) && !is_article(scan),
        TokenKind::Mark => t.span.len() > 1,
        TokenKind::Identifier | TokenKind::Opaque => false,
    })
}

/// Whether the first word is "a" or "an" and what stands behind it is no part of a number.
fn is_article(scan: Scan<'_>) -> bool {
    const ALONE: u64 = N::CARDINAL | N::FRACTION | N::FRACTIONS | N::VULGAR | N::VAGUE;
    !scan.is_of_numbers(ALONE)
        && !scan.begins_phrase()
        && !scan.skip(1).is_of_numbers(u64::MAX)
        && !scan.peek(1).is_some_and(|t| t.is_dash())
}

/// " (45)" behind "forty-five", or the other way round.
fn restated<'a>(scan: Scan<'a>, number: &Numeral) -> Option<Scan<'a>> {
    scan.first().filter(|t| t.kind == TokenKind::Mark && scan.word(t) == "(")?;
    let (rest, again) = once(scan.skip(1)).ok()?;
    rest.first().filter(|t| rest.word(t) == ")")?;
    (again.value == number.value && again.digits != number.digits).then(|| rest.skip(1))
}

fn once(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    match scan.first() {
        Some(t) if t.kind == TokenKind::Number => scaled_digits(scan),
        Some(t) if t.kind == TokenKind::Dotted => match dotted(scan.word(t)) {
            Some(value) => scale_after(scan.skip(1), Numeral::digits(value, true)),
            None => fail(scan),
        },
        Some(t) if t.kind == TokenKind::Word && scan.starts().any(Starts::NUMERAL) => {
            alt((part_of_scale, words)).parse(scan)
        }
        Some(t) if t.kind == TokenKind::Mark && t.span.len() > 1 => {
            let (rest, value) = vulgar(scan)?;
            scale_after(rest, Numeral::digits(value, false))
        }
        _ => fail(scan),
    }
}

/// A plain whole number from 0 to 9999, in digits without separators or in words: "22", "07", "twenty-two".
pub fn integer(scan: Scan<'_>) -> Parsed<'_, Integer> {
    match scan.first() {
        Some(t) if t.kind == TokenKind::Number => {
            let written = scan.word(t);
            match written.parse::<u32>() {
                Ok(value) if written.len() <= 4 => Ok((scan.skip(1), Integer { value, digits: written.len() })),
                _ => fail(scan),
            }
        }
        Some(t) if t.kind == TokenKind::Word && may_begin(scan) => {
            let (rest, n) = below_thousand(scan)?;
            Ok((rest, Integer { value: n, digits: 0 }))
        }
        _ => fail(scan),
    }
}

/// A fraction in words: "half", "a third", "two-thirds", "three quarters". The numerator and the denominator.
pub fn fraction(scan: Scan<'_>) -> Parsed<'_, (u32, u32)> {
    let word = scan.first().is_some_and(|t| t.kind != TokenKind::Mark);
    if word && (!scan.starts().any(Starts::NUMERAL) || is_article(scan)) {
        debug_assert!(any_fraction(scan).is_err(), "{:?}", scan.first_text());
        return fail(scan);
    }
    scan.senses.fractions.read(scan, any_fraction)
}

fn any_fraction(scan: Scan<'_>) -> Parsed<'_, (u32, u32)> {
    // "a hundred billionths" before "a third"
    let Ok((rest, above)) = alt((below_thousand, one)).parse(scan) else {
        return below_the_line(scan, 1).map(|(rest, below)| (rest, (1, below)));
    };
    // "one hundred thirty-fifths" are a hundred of them, "a hundred and thirty fifths" six and twenty.
    let tens = above % 100;
    if above > 100
        && tens >= 20
        && tens % 10 == 0
        && let Some(from) = rest.at().checked_sub(1).map(|at| rest.from(at))
        && from.before().is_none_or(|t| !from.lexicon.can_be(t.word, Sense::Number(N::And)))
        && let Ok((rest, below)) = below_the_line(from, above)
    {
        return Ok((rest, (above - tens, below)));
    }
    let joined = alt((joint, spaced_joint)).parse(rest);
    // "two-third of members", where a hyphen tells it from "seventy third".
    if let Ok((rest, ())) = joined
        && (2..10).contains(&above)
        && let Ok((rest, below)) = below_the_line(rest, 1)
        // "his two-hundredth goal" is a place.
        && (above + 1..100).contains(&below)
    {
        return Ok((rest, (above, below)));
    }
    let (rest, below) = below_the_line(joined.map_or(rest, |(rest, ())| rest), above)?;
    Ok((rest, (above, below)))
}

/// A hyphen with nothing on either side; an em dash parts words.
pub fn joint(scan: Scan<'_>) -> Parsed<'_, ()> {
    match (scan.first(), scan.peek(1)) {
        (Some(hyphen), Some(next)) if hyphen.is_glued_hyphen() && next.is_glued() && scan.word(hyphen) != "—" => {
            Ok((scan.skip(1), ()))
        }
        _ => fail(scan),
    }
}

/// A hyphen with a blank on either side, as tokenised text has it: "twenty - two".
pub(super) fn spaced_joint(scan: Scan<'_>) -> Parsed<'_, ()> {
    match (scan.first(), scan.peek(1)) {
        (Some(hyphen), Some(next)) if scan.word(hyphen) == "-" && !hyphen.is_glued() && !next.is_glued() => {
            Ok((scan.skip(1), ()))
        }
        _ => fail(scan),
    }
}

/// "3 million and a quarter", "two million and three fifths": part of the scale; "3 hundred and one".
pub(super) fn and_part_of_scale(scan: Scan<'_>, number: Numeral) -> (Scan<'_>, Numeral) {
    // "a dozen and a half"
    let halves = number.scale >= Decimal::TEN
        && number.scale < Decimal::ONE_HUNDRED
        && and_fraction(scan).is_ok_and(|(_, part)| part == Decimal::new(5, 1));
    if number.scale < Decimal::ONE_HUNDRED && !halves {
        return (scan, number);
    }
    if let Ok((rest, part)) = and_fraction(scan)
        && let Ok((after, lower)) = preceded(opt(joint), scale_word).parse(rest)
        && lower < number.scale
        && let Some(value) = part.checked_mul(lower).and_then(|p| p.checked_add(number.value))
    {
        return (after, Numeral { value, scale: Decimal::ONE, ..number });
    }
    if let Ok((rest, part)) = and_fraction(scan)
        && let Some(value) = part.checked_mul(number.scale).and_then(|p| p.checked_add(number.value))
    {
        return (rest, Numeral { value, scale: Decimal::ONE, ..number });
    }
    if number.scale == Decimal::ONE_HUNDRED
        && let Ok((rest, n)) = preceded(and, alt((below_hundred_word, small_digits))).parse(scan)
        && n < 100
        && let Some(value) = number.value.checked_add(n.into())
    {
        return (rest, Numeral { value, scale: Decimal::ONE, ..number });
    }
    (scan, number)
}

fn small_digits(scan: Scan<'_>) -> Parsed<'_, u32> {
    let (rest, n) = integer(scan)?;
    if n.digits > 0 { Ok((rest, n.value)) } else { fail(scan) }
}

/// "6 crore and two hundred", "3 million and fifty thousand", "5 lakh 20 thousand": what a lower scale adds to digits.
pub(super) fn and_lower_scale(scan: Scan<'_>, number: Numeral) -> (Scan<'_>, Numeral) {
    let whole = number.value.checked_div(number.scale).is_some_and(|n| n.is_integer());
    // "3 thousand and one"
    if number.scale == Decimal::ONE_THOUSAND
        && whole
        && let Ok((rest, n @ 1..100)) = preceded(and, alt((below_hundred_word, small_digits))).parse(scan)
        && scale_after(rest, Numeral::words(n.into())).is_ok_and(|(after, _)| after.at() == rest.at())
        && !rest.first().is_some_and(|t| t.is_word() || t.is_glued() && t.kind != TokenKind::Mark || t.is_dash())
        && let Some(value) = number.value.checked_add(n.into())
    {
        return (rest, Numeral { value, scale: Decimal::ONE, ..number });
    }
    if number.scale <= Decimal::ONE_THOUSAND || !whole {
        return (scan, number);
    }
    if let Ok((rest, n @ 1..1000)) = alt((small_digits, below_thousand)).parse(scan)
        && let Ok((rest, more)) = scale_after(rest, Numeral::words(n.into()))
        && more.scale >= Decimal::ONE_THOUSAND
        && more.value < number.scale
        && let Some(value) = number.value.checked_add(more.value)
    {
        return (rest, Numeral { value, scale: Decimal::ONE, ..number });
    }
    if let Ok((rest, n @ 1..)) = preceded(and, below_thousand).parse(scan)
        && let Ok((rest, more)) = scale_after(rest, Numeral::words(n.into()))
        && (Decimal::ONE_HUNDRED..number.scale).contains(&more.value)
        && let Some(value) = number.value.checked_add(more.value)
    {
        return (rest, Numeral { value, scale: Decimal::ONE, ..number });
    }
    (scan, number)
}

/// The scale after a number, if there is one: " million", "-million", "k", " dozen"; twice at most ("thousand billion").
pub(super) fn scale_after(scan: Scan<'_>, number: Numeral) -> Parsed<'_, Numeral> {
    let (mut rest, mut number) = (scan, number);
    if number.digits
        && let Ok((after, power)) = glued(number_of(N::GLUED_SCALE, |s| match s {
            N::GluedScale(power) => Some(power),
            _ => None,
        }))(rest)
        // "5M" is five million, "5m" rather five metres; "40k" and "40K" are one.
        && (power == 3
            || power == 9 && number.value.scale() > 0
            || rest.first().is_some_and(|t| t.is_capital() || t.span.len() > 1))
        // "3.5b/d", barrels a day
        && !rest.senses_of(Sorts::UNIT).any(|(n, s)| n > 1 && matches!(s, Sense::Unit(..)))
        // "a 5K screen"
        && !(power == 3 && rest.first().is_some_and(|t| t.span.len() == 1)
            && after.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::NoThousand)))
        // "573.15K" is a temperature: nobody writes so many thousands with a point.
        && !(power == 3
            && number.value.scale() > 0
            && number.value >= Decimal::ONE_HUNDRED
            && rest.first().is_some_and(|t| t.is_capital()))
    {
        return match power_of_ten(power).and_then(|p| number.times(p)) {
            Some(number) => Ok((after, number)),
            None => fail(scan),
        };
    }
    if let Some((after, power)) = apart(scan, &number)
        && let Some(number) = power_of_ten(power).and_then(|p| number.times(p))
    {
        return Ok((after, number));
    }
    for _ in 0..2 {
        let Ok((after, scale)) = preceded(opt(joint), scale_word).parse(rest) else { break };
        // "in 2016 millions voted"
        if super::count::year_like(&number)
            && number_of(N::VAGUE, |s| matches!(s, N::Vague { .. }).then_some(()))(rest).is_ok()
        {
            break;
        }
        match number.times(scale) {
            Some(scaled) => (rest, number) = (after, scaled),
            None => return fail(scan),
        }
    }
    Ok((rest, number))
}

/// A scale in one letter with a blank before it, where it can be nothing else: "2.33 k", "8 B people".
fn apart<'a>(scan: Scan<'a>, number: &Numeral) -> Option<(Scan<'a>, u8)> {
    let letter = scan.first().filter(|t| number.digits && t.is_word() && !t.is_glued() && t.span.len() == 1)?;
    let power = number_of(N::GLUED_SCALE, |s| match s {
        N::GluedScale(power) => Some(power),
        _ => None,
    })(scan)
    .ok()
    .map(|(_, power)| power)?;
    let rest = scan.skip(1);
    let counted = rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Counted));
    let ends = rest.first().is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash() && !t.is_glued());
    let small_k = power == 3 && !letter.is_capital();
    // No solution holds hundreds of moles: "250 M" are millions.
    let large = power == 6 && number.value >= Decimal::ONE_HUNDRED;
    let fits = if small_k { ends || counted } else { letter.is_capital() && power > 3 && (counted || large && ends) };
    fits.then_some((rest, power))
}

pub(super) fn power_of_ten(power: u8) -> Option<Decimal> {
    10i128.checked_pow(power.into()).and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok())
}

/// "hundred", "million", "dozen".
pub(super) fn scale_word(scan: Scan<'_>) -> Parsed<'_, Decimal> {
    number_of(N::SCALE | N::GROUP, |s| match s {
        N::Scale(power) => power_of_ten(power),
        N::Group(n) => Some(n.into()),
        _ => None,
    })(scan)
}

/// " dozen", "-dozen".
fn group(scan: Scan<'_>) -> Parsed<'_, ()> {
    preceded(opt(joint), number_of(N::GROUP, |s| matches!(s, N::Group(_)).then_some(()))).parse(scan)
}

fn cardinal(scan: Scan<'_>) -> Parsed<'_, u32> {
    number_of(N::CARDINAL, |s| match s {
        N::Cardinal(n) => Some(n),
        _ => None,
    })(scan)
}

/// The denominator: singular below one, plural below more, "a third", "two thirds", "one twenty-fifth"; "seventy third" is an
/// ordinal.
fn below_the_line(scan: Scan<'_>, above: u32) -> Parsed<'_, u32> {
    let part = |s| match s {
        N::Fraction(n) if above == 1 => u32::try_from(n).ok(),
        N::Fractions(n) if above != 1 => u32::try_from(n).ok(),
        _ => None,
    };
    if let Ok((rest, below)) = number_of(N::FRACTION | N::FRACTIONS, part)(scan) {
        // "firsts" are parts in "twenty-firsts" alone.
        return if below > 1 { Ok((rest, below)) } else { fail(scan) };
    }
    // "one one-hundredth", "three one-thousandths"
    if let Ok((rest, (1, hundred @ 100..))) =
        (terminated(cardinal, opt(joint)), number_of(N::FRACTION | N::FRACTIONS, part)).parse(scan)
    {
        return Ok((rest, hundred));
    }
    // "one one hundred and fifth", "two one hundred and fifths"
    if let Ok((rest, hundreds @ 100..)) = below_thousand(scan)
        && hundreds % 100 == 0
        && let Ok((rest, unit @ 1..100)) =
            preceded(alt((joint, and)), number_of(N::FRACTION | N::FRACTIONS, part)).parse(rest)
    {
        return Ok((rest, hundreds + unit));
    }
    let (rest, tens) = cardinal(scan)?;
    // "twenty fifths" are parts, "twenty fifth" is a place.
    let (rest, hyphen) = opt(joint).parse(rest)?;
    let (rest, unit) = number_of(N::FRACTION | N::FRACTIONS, part)(rest)?;
    let whole = hyphen.is_some() || above != 1;
    if whole && (20..100).contains(&tens) && tens % 10 == 0 && unit < 10 { Ok((rest, tens + unit)) } else { fail(scan) }
}

pub(super) fn and(scan: Scan<'_>) -> Parsed<'_, ()> {
    number_mark(N::And)(scan)
}

/// " and ", "-and-".
fn joined_and(scan: Scan<'_>) -> Parsed<'_, ()> {
    (opt(joint), and, opt(joint)).map(|_| ()).parse(scan)
}

pub(super) fn one(scan: Scan<'_>) -> Parsed<'_, u32> {
    number_of(N::One.sort(), |s| (s == N::One).then_some(1))(scan)
}

/// " and a half", " and three-quarters".
pub(super) fn and_fraction(scan: Scan<'_>) -> Parsed<'_, Decimal> {
    let (rest, (above, below)) = preceded((opt(joint), and, opt(joint)), fraction_with_numerator).parse(scan)?;
    match ratio(above.into(), below.into()) {
        Some(part) if part < Decimal::ONE => Ok((rest, part)),
        _ => fail(scan),
    }
}

/// "a half", "three-quarters", but not the bare "half".
fn fraction_with_numerator(scan: Scan<'_>) -> Parsed<'_, (u32, u32)> {
    let (rest, above) = alt((one, below_hundred_word)).parse(scan)?;
    // "one-and-three-quarter miles"
    if let Ok((after, ())) = joint(rest)
        && (2..10).contains(&above)
        && let Ok((after, below)) = below_the_line(after, 1)
        && below > above
    {
        return Ok((after, (above, below)));
    }
    let (rest, below) = preceded(opt(joint), |scan| below_the_line(scan, above)).parse(rest)?;
    Ok((rest, (above, below)))
}

fn below_hundred_word(scan: Scan<'_>) -> Parsed<'_, u32> {
    let (rest, tens) = cardinal(scan)?;
    if (20..100).contains(&tens) && tens % 10 == 0 {
        let hyphen = joint(rest).is_ok();
        if let Ok((after, unit)) = preceded(opt(alt((joint, spaced_joint))), cardinal).parse(rest)
            && (1..10).contains(&unit)
            // "twenty one-pound coins" are twenty.
            && (hyphen || joint(after).is_err())
        {
            return Ok((after, tens + unit));
        }
    }
    Ok((rest, tens))
}

fn hundred(scan: Scan<'_>) -> Parsed<'_, ()> {
    number_of(N::SCALE, |s| (s == N::Scale(2)).then_some(()))(scan)
}

/// "seven", "twenty-two", "a hundred", "two hundred and five", "twelve hundred".
fn below_thousand(scan: Scan<'_>) -> Parsed<'_, u32> {
    scan.senses.below_thousand.read(scan, any_below_thousand)
}

fn any_below_thousand(scan: Scan<'_>) -> Parsed<'_, u32> {
    let (rest, n) = match below_hundred_word(scan) {
        Ok(found) => found,
        Err(_) => {
            let (rest, n) = one(scan)?;
            hundred(rest)?;
            (rest, n)
        }
    };
    let Ok((rest, ())) = preceded(opt(joint), hundred).parse(rest) else { return Ok((rest, n)) };
    let n = n * 100;
    match preceded(opt(alt((joined_and, joint))), below_hundred_word).parse(rest) {
        // "between one hundred and two hundred" are two numbers.
        Ok((after, more)) if more > 0 && preceded(opt(joint), hundred).parse(after).is_err() => Ok((after, n + more)),
        _ => Ok((rest, n)),
    }
}

/// "twenty-two", "a million", "two hundred and five thousand and ten", "two and a half million", "six point five", "a dozen".
fn words(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    if let Some((rest, n)) = spoken_hundreds(scan) {
        return Ok((rest, Numeral::words(n.into())));
    }
    let (rest, first) = match below_thousand(scan) {
        Ok((rest, n)) => decimals(rest, n)?,
        Err(_) => {
            let (rest, n) = one(scan)?;
            preceded(opt(joint), scale_word).parse(rest)?;
            (rest, n.into())
        }
    };
    let (rest, first) = match and_fraction(rest) {
        Ok((after, part)) if first.is_integer() => match first.checked_add(part) {
            Some(sum) => (after, sum),
            None => return fail(scan),
        },
        _ => (rest, first),
    };
    // "three hundred and two dozen": the dozens are two.
    let odd = first.checked_rem(Decimal::ONE_HUNDRED).unwrap_or_default();
    let tail = |scan| scale_after(scan, Numeral::words(odd));
    if first > Decimal::ONE_HUNDRED
        && !odd.is_zero()
        && group(rest).is_ok()
        && let Ok((after, dozens)) = tail(rest)
        && let Some(value) = first.checked_sub(odd).and_then(|n| n.checked_add(dozens.value))
    {
        return Ok((after, Numeral::words(value)));
    }
    let (mut rest, mut number) = scale_after(rest, Numeral::words(first))?;
    if number.scale == Decimal::ONE && hundred(rest.from(rest.at() - 1)).is_ok() {
        number.scale = Decimal::ONE_HUNDRED;
    }
    if number.scale >= Decimal::TEN && and_fraction(rest).is_ok() {
        return Ok(and_part_of_scale(rest, number));
    }
    // What a lower scale adds: "two million three hundred thousand and five".
    let mut last = number.scale;
    while last > Decimal::ONE_HUNDRED && number.value.is_integer() {
        let comma = rest.first().is_some_and(|t| t.is_glued() && rest.word(t) == ",");
        let link = if comma { rest.skip(1) } else { rest };
        let Ok((after, n)) = preceded(opt(alt((joined_and, joint))), below_thousand).parse(link) else { break };
        let Ok((after, more)) = scale_after(after, Numeral::words(n.into())) else { break };
        // "three million, two hundred and forty", but "a thousand, five and ten".
        if comma && more.value < Decimal::ONE_HUNDRED {
            break;
        }
        if more.scale >= last || more.value >= last || n == 0 {
            break;
        }
        let Some(value) = number.value.checked_add(more.value) else { return fail(scan) };
        number.value = value;
        // "one million two hundred thousand": no scale that another number could share.
        number.scale = Decimal::ONE;
        rest = after;
        last = more.scale;
    }
    Ok((rest, number))
}

/// "one twenty-two" at the end of a clause: a hundred and twenty-two, as it is said; "at eight forty" is a time of day.
fn spoken_hundreds(scan: Scan<'_>) -> Option<(Scan<'_>, u32)> {
    const MINUTES: u32 = 60;
    let (rest, hundreds @ 1..=9) = cardinal(scan).ok()? else { return None };
    let (rest, tens @ 20..=99) = below_hundred_word(rest).ok()? else { return None };
    let is = |class| scan.before().is_none_or(|t| scan.lexicon.is(t.word, class));
    let stop = |t: &Token| t.kind == TokenKind::Mark && matches!(rest.word(t), "." | "," | ";" | "!" | "?" | ")");
    let number = tens >= MINUTES || is(Class::Auxiliary) || is(Class::Verb);
    (number && rest.first().is_none_or(stop)).then_some((rest, hundreds * 100 + tens))
}

/// The decimals of a number in words: " point two five", " point seventy-one".
pub(super) fn decimals(scan: Scan<'_>, whole: u32) -> Parsed<'_, Decimal> {
    let whole = Decimal::from(whole);
    // "one-point-two billion"
    let Ok((mut rest, ())) = preceded(opt(joint), number_mark(N::Point)).parse(scan) else { return Ok((scan, whole)) };
    let (mut digits, mut count) = (0i64, 0);
    if let Ok((after, n)) = preceded(opt(joint), below_hundred_word).parse(rest)
        && n >= 10
    {
        (rest, digits, count) = (after, n.into(), 2);
    }
    while count < 9
        && let Ok((after, digit)) = preceded(opt(joint), cardinal).parse(rest)
        && digit < 10
    {
        digits = digits * 10 + i64::from(digit);
        count += 1;
        rest = after;
    }
    match whole.checked_add(Decimal::new(digits, count)) {
        Some(value) if count > 0 => Ok((rest, value)),
        _ => Ok((scan, whole)),
    }
}

/// "half a million", "a half-million", "a quarter of a million", "half a dozen".
fn part_of_scale(scan: Scan<'_>) -> Parsed<'_, Numeral> {
    let (rest, (above, below)) = fraction(scan)?;
    let of = number_mark(N::Of);
    let (rest, _) = opt(alt((of, joint))).parse(rest)?;
    // "half of one million"
    let (rest, _) = opt(alt((one, verify(cardinal, |n| *n == 1)))).parse(rest)?;
    let (rest, scale) = preceded(opt(joint), scale_word).parse(rest)?;
    let value = Decimal::from(above).checked_mul(scale).and_then(|n| n.checked_div(below.into()));
    match value {
        Some(value) => Ok((rest, Numeral::words(value))),
        None => fail(scan),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scan::reading;

    fn read(text: &str) -> Option<String> {
        reading(text, |scan| numeral(scan).ok().map(|(rest, n)| (rest.at(), n.value.normalize().to_string())))
    }

    #[test]
    fn one_number_many_spellings() {
        for (value, spellings) in [
            (
                "37000",
                &[
                    "37,000",
                    "37000",
                    "37k",
                    "37 thousand",
                    "thirty-seven thousand",
                    "thirty seven thousand",
                    "37\u{a0}000",
                    "37 k",
                ][..],
            ),
            ("5400000", &["5.4 million", "5.4-million", "5,400,000", "5.4mn", "five point four million", "54 lakh"]),
            ("2.75", &["two-and-three-quarter", "two and three-quarters", "2-3/4", "2 3/4"]),
            ("520000", &["5 lakh 20 thousand", "520,000", "520 thousand"]),
            ("18", &["a dozen and a half", "one and a half dozen", "1 dozen and a half"]),
            ("1200000000", &["one-point-two billion", "1 billion two hundred million", "1.2bn", "1 point two billion"]),
            ("205", &["two-hundred-and-five", "two hundred and five", "two hundred five", "205", "two-hundred-five"]),
            ("2.5", &["two and a half", "2½", "2 1/2", "2.5", "two-and-a-half"]),
            (
                "500000",
                &[
                    "half a million",
                    "a half-million",
                    "half-a-million",
                    "half of a million",
                    "1/2 million",
                    "½ million",
                ],
            ),
            ("250000", &["a quarter of a million", "one quarter million"]),
            ("1000000", &["a million", "one million", "1 million", "a thousand thousand"]),
            ("1200345", &["one million two hundred thousand three hundred and forty-five"]),
            ("10000000", &["1 crore", "1,00,00,000"]),
            ("12", &["a dozen", "twelve", "12", "one dozen"]),
            ("0.08", &[".08", "0.08", "zero point zero eight"]),
            ("1001", &["a thousand and one"]),
            ("324", &["three hundred and two dozen"]),
            ("3000240", &["three million, two hundred and forty", "three million two hundred & forty"]),
            ("250000000", &["250 M", "250M", "250 million"]),
            ("122", &["one twenty-two", "one hundred and twenty-two"]),
            ("45", &["forty-five (45)", "45 (forty-five)"]),
            ("6000200", &["6 million and two hundred", "six million and two hundred"]),
        ] {
            for spelling in spellings {
                assert_eq!(read(spelling).as_deref(), Some(value), "{spelling}");
            }
        }
    }

    #[test]
    fn what_is_no_number_stays_unread() {
        for text in ["12,34", "1,2345", "a", "and five", "hundred", "1,000,00", "99999999999999999999999999999", "k"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_another_begins() {
        let part = |text| {
            reading(text, |scan| {
                numeral(scan).ok().map(|(rest, n)| (scan.rest().len(), (rest.at(), n.value.normalize().to_string())))
            })
        };
        for (text, tokens, value) in [
            ("one hundred and two hundred", 2, "100"),
            ("twenty one-pound coins", 1, "20"),
            ("twenty twenty", 1, "20"),
            ("five and a dog", 1, "5"),
            ("five twenty-pound notes", 1, "5"),
            ("five (six)", 1, "5"),
            ("5 (5)", 1, "5"),
            ("6 million and two men", 2, "6000000"),
            ("2016 millions of people", 1, "2016"),
            ("3/4/2020", 1, "3"),
        ] {
            assert_eq!(part(text), Some((tokens, value.to_owned())), "{text}");
        }
    }

    #[test]
    fn whole_numbers_of_dates() {
        let read = |text| reading(text, |scan| integer(scan).ok().map(|(rest, n)| (rest.at(), (n.value, n.digits))));
        assert_eq!(read("07"), Some((7, 2)));
        assert_eq!(read("twenty-two"), Some((22, 0)));
        for text in ["12,345", "12345", "1.5", "a"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
