/*! Quantities: an amount and what follows it, which says its kind.

The amount is read once; then the rows of [`TAILS`] are asked in turn what the text behind it makes of it. Bare counts come last. */

use rust_decimal::Decimal;

use super::amount::{Amount, Form, Lead, amount, around, connector, is_moved, within};
use super::hedge::{Hedges, apply, hedges_after, hedges_before};
use super::label::is_label;
use super::numeral::{Numeral, joint, numeral, one};
use super::scan::{Parsed, Scan, fail, number_mark, number_word};
use super::{Reading, age, count, is_plural, measure, money, percent, ratio, score};
use crate::lexicon::{AgeSense, Bound, Class, Lexicon, NumberCue, NumberSense as N, Sense, Sorts, Starts, UnitForm};
use crate::text::{Token, TokenKind};
use crate::value::{CurrencyId, Range, UnitId, Value};

/// What an amount is one of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// A number of things.
    Count,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// A sum, in the major unit.
    Money(CurrencyId),
    /// A unit of measure.
    Unit(UnitId),
    /// So many of which a year has so many.
    Age(Decimal),
    /// A number to another.
    Ratio,
    /// The points of two sides.
    Score,
}

/// What follows an amount: its meaning, what it then states, and the rest.
pub(super) struct Tail<'a> {
    pub(super) rest: Scan<'a>,
    pub(super) meaning: Meaning,
    /// The numbers as written, the tail's own scale or smaller units taken in: "$5m", "6 foot 2".
    pub(super) stated: Range,
}

/// Reads what follows an amount. The first scan is that of the whole quantity, the second what is behind the amount.
type TailReader = for<'a> fn(Scan<'a>, Scan<'a>, &Amount) -> Option<Tail<'a>>;

/// What may follow an amount, in order of precedence.
const TAILS: &[TailReader] = &[
    money::before, // a currency stands before it: nothing else is possible
    percent::tail,
    hanging,
    age::before, // "aged 22"
    age::tail,   // before units, which would take the year
    money::tail,
    measure::before, // "magnitude 7.6"
    count::millions, // before units, which would take "m" for metres
    measure::tail,
    age::listed,   // "aged 19 and 22"
    age::apposed,  // "Ann Smith, 32,"
    age::pair,     // "two boys, 11 and 13,"
    age::told,     // "she is 35"
    ratio::odds,   // before scores
    score::tail,   // before ranges of counts
    ratio::tail,   // before counts, which would take the first number
    shared,        // "5, 10 and 15 km"
    measure::told, // "a quake measuring 7.6"
    count::tail,   // last: takes the bare number
];

/// A number with its hedges and whatever says what it counts.
pub(super) fn quantity(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let starts = scan.starts();
    if !starts.any(Starts::QUANTITY) || is_part_of_other(scan) {
        return fail(scan);
    }
    if starts.any(Starts::CURRENCY.or(Starts::HEDGE))
        && let Some((rest, found)) = money::coded(scan)
    {
        return Ok(coded_range(rest, &found).unwrap_or((rest, found)));
    }
    if let Some(found) = money::one_and_coins(scan, &Hedges::default()) {
        return Ok(found);
    }
    if starts.any(Starts::HEDGE) || super::numeral::one(scan).is_ok() {
        let (rest, before) = hedges_before(scan);
        if let Some(found) = measure::one_and_part(rest, &before) {
            return Ok(found);
        }
    }
    if starts.any(Starts::RANGE)
        && let Ok(found) = age::between(scan)
    {
        return Ok(found);
    }
    let (start, lead) = match starts.any(Starts::LEAD).then(|| lead(scan)).flatten() {
        Some((start, lead)) => (start, Some(lead)),
        None => (scan, None),
    };
    let hedged = if lead.is_none() && starts.any(Starts::HEDGE) { hedged_lead(scan) } else { None };
    let (rest, mut amount) = amount(hedged.map_or(start, |(start, _)| start), lead.is_some() || hedged.is_some())?;
    amount.lead = lead;
    if let Some((_, before)) = hedged {
        (amount.lead, amount.before) = (Some(Lead::Age), before);
    }
    let (mut behind, mut after) = hedges_after(rest);
    if amount.currency.is_some() && adds(&after, rest, behind) {
        (behind, after) = (rest, Hedges::default());
    }
    let Some(mut tail) = tail_of(scan, behind, &amount) else {
        // "more than 5 plus": the words behind may be no hedge after all.
        return match (behind != rest).then(|| tail_of(scan, rest, &amount)).flatten() {
            Some(tail) => finish(scan, &amount, &Hedges::default(), tail),
            None => fail(scan),
        };
    };
    if after.is_empty() {
        let (rest, found) = hedges_after(tail.rest);
        let added = matches!(tail.meaning, Meaning::Money(_)) && adds(&found, tail.rest, rest);
        if !found.is_empty() && !added {
            (tail.rest, after) = (rest, found);
        }
    }
    // "20 points or more": the noun stays outside.
    if after.is_empty() && amount.before.is_empty() && tail.meaning == Meaning::Count && is_plural(tail.rest) {
        let (rest, found) = hedges_after(tail.rest.skip(1));
        let words = rest.at() > tail.rest.at() + 2;
        if words && found.bounds(scan.lexicon) {
            after = found;
        }
    }
    if let Some(stated) = give_or_take(&tail) {
        tail.stated = stated;
    }
    if let Some(found) = bounded_twice(scan, &amount, &tail) {
        return Ok(found);
    }
    finish(scan, &amount, &after, tail)
}

/// "£500 plus costs": the one word behind a sum says what comes to it, and bounds nothing.
fn adds(hedge: &Hedges, rest: Scan<'_>, behind: Scan<'_>) -> bool {
    const CLOSED: [Class; 6] =
        [Class::Preposition, Class::Conjunction, Class::Subordinator, Class::Auxiliary, Class::Modal, Class::Adverb];
    let word = |t: &Token| t.is_word() && !t.is_glued() && !CLOSED.iter().any(|c| behind.lexicon.is(t.word, *c));
    // "£500 plus a week"
    let rate = number_mark(N::Per)(behind).is_ok_and(|(unit, ())| {
        unit.senses().any(|(_, s)| matches!(s, Sense::Calendar(crate::lexicon::CalendarSense::Unit(..))))
    });
    let least = hedge.iter().all(|id| behind.lexicon.hedge(id).bound == Bound::AtLeast);
    !rate
        && least
        && behind.at() == rest.at() + 1
        && rest.first().is_some_and(|t| t.is_word() && !t.is_glued())
        && behind.first().is_some_and(word)
}

/// The "dozen" of "300 people, give or take a dozen", the "half" of "the mile and a half": no number of its own.
fn is_part_of_other(scan: Scan<'_>) -> bool {
    const LONGEST: usize = 3;
    let to_here = |found: Parsed<'_, ()>| found.is_ok_and(|(rest, ())| rest.at() == scan.at());
    // "all but two of the hostages": those left out, and not those told of
    let left_out = |back: usize| {
        let start = scan.at().checked_sub(back).map(|at| scan.from(at));
        let excepts = |(n, s)| n == back && s == Sense::NumberCue(NumberCue::Excepted);
        start.is_some_and(|start| start.senses_of(Sorts::NUMBER_CUE).any(excepts))
    };
    if (2..=LONGEST).any(left_out) {
        return true;
    }
    // "the mile and a half": so much of a unit that nothing counts.
    let unit = |t: &Token| scan.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Unit(_, UnitForm::Word)));
    let halves =
        |back: usize| scan.at().checked_sub(back).is_some_and(|at| super::numeral::and_fraction(scan.from(at)).is_ok());
    if scan.back(2).is_some_and(unit) && halves(1) {
        return true;
    }
    // "a margin of plus or minus 2.5" tells it alone.
    let led = |start: Scan<'_>| start.before().is_some_and(|t| !scan.lexicon.is(t.word, Class::Preposition));
    scan.before().is_some_and(Token::is_word)
        && (2..=LONGEST)
            .filter_map(|n| scan.at().checked_sub(n).map(|at| scan.from(at)))
            .any(|start| led(start) && to_here(within(start)))
}

/// "300 people, give or take a dozen": how far the number before a noun may be off.
fn give_or_take(tail: &Tail<'_>) -> Option<Range> {
    let behind = tail.rest.skip(1);
    let comma = behind.first().is_some_and(|t| t.is_glued() && behind.word(t) == ",");
    let (rest, ()) = within(if comma { behind.skip(1) } else { behind }).ok()?;
    let (_, by) = numeral(rest).ok()?;
    let middle = tail.stated.point().filter(|n| tail.meaning == Meaning::Count && *n > by.value)?;
    is_plural(tail.rest).then(|| around(middle, by.value))?
}

/// "more than 40 and less than 100", "at most 100 but at least 20 km": two bounds of one quantity.
fn bounded_twice<'a>(scan: Scan<'a>, first: &Amount, tail: &Tail<'a>) -> Option<(Scan<'a>, Reading)> {
    let upper = |hedges: &Hedges| {
        let bound = scan.lexicon.hedge(hedges.iter().next()?).bound;
        match bound {
            Bound::AtLeast | Bound::MoreThan => Some(false),
            Bound::AtMost | Bound::FewerThan => Some(true),
            _ => None,
        }
    };
    let above = upper(&first.before)?;
    let comma = tail.rest.first().is_some_and(|t| tail.rest.word(t) == ",");
    let link = if comma { tail.rest.skip(1) } else { tail.rest };
    let rest = match link.class(Class::Conjunction) {
        Some(n) => link.skip(n),
        None if comma => link,
        None => return None,
    };
    let (rest, second) = amount(rest, false).ok()?;
    let alike = |form: Form| first.form == form && second.form == form;
    if upper(&second.before)? == above || !alike(Form::One) && !alike(Form::Fraction) {
        return None;
    }
    let other = TAILS.iter().find_map(|tail| tail(scan, rest, &second))?;
    // "more than a third but less than half of them"
    let (one, two) = match first.form {
        Form::Fraction => (tail.stated, other.stated),
        _ => (Range::exact(first.first.value), Range::exact(second.first.value)),
    };
    let (low, high) = if above { (two.low?, one.high?) } else { (one.low?, two.high?) };
    let fits = tail.meaning == other.meaning || tail.meaning == Meaning::Count;
    let both = Tail { stated: Range::between(low, high), ..other };
    let plain = Amount { before: Hedges::default(), ..*first };
    (fits && low < high).then(|| finish(scan, &plain, &Hedges::default(), both).ok()).flatten()
}

/// "RM120,000 to RM300,000": two sums whose currencies are glued to them.
fn coded_range<'a>(scan: Scan<'a>, low: &Reading) -> Option<(Scan<'a>, Reading)> {
    let (rest, _) = connector(scan, false).ok()?;
    let (rest, high) = money::coded(rest)?;
    match (&low.value, &high.value) {
        (Value::Money(a, x), Value::Money(b, y)) if x == y && low.hedge.is_none() && a.point()? < b.point()? => {
            let value = Value::Money(Range::between(a.point()?, b.point()?), *x);
            Some((rest, Reading { value, core: (low.core.0, high.core.1), hedge: None }))
        }
        _ => None,
    }
}

/// "magnitude", "aged": what may stand before the amount, hedged in its turn or not.
fn lead(scan: Scan<'_>) -> Option<(Scan<'_>, Lead)> {
    let (n, lead) = scan.senses_of(Sorts::UNIT | Sorts::AGE).find_map(|(n, sense)| match sense {
        Sense::Unit(id, UnitForm::Before) => Some((n, Lead::Unit(id))),
        Sense::Age(AgeSense::Before) => Some((n, Lead::Age)),
        _ => None,
    })?;
    let rest = scan.skip(n);
    Some((joint(rest).map_or(rest, |(rest, ())| rest), lead))
}

/// "under the age of": hedges before what says that an age follows.
fn hedged_lead(scan: Scan<'_>) -> Option<(Scan<'_>, Hedges)> {
    let (rest, before) = hedges_before(scan);
    match lead(rest).filter(|_| !before.is_empty())? {
        (rest, Lead::Age) => Some((rest, before)),
        _ => None,
    }
}

/// "16- and 17-year-olds", "5-, 10- and 15-mile": a number whose unit stands behind the next.
fn hanging<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    const MOST: usize = 4;
    let hangs = |at: Scan<'a>| {
        let comma = |n: usize| at.peek(n).is_some_and(|t| t.is_glued() && at.word(t) == ",");
        // "13-and 15-inch", as tokenised text has it
        let linked = number_word(|s| matches!(s, N::And | N::Or).then_some(()))(at.skip(1)).is_ok();
        let loose = |n: usize| linked || at.peek(n).is_some_and(|t| !t.is_glued());
        (at.first().is_some_and(|t| t.is_glued_hyphen()) && (comma(1) || loose(1)))
            .then(|| at.skip(1 + usize::from(comma(1))))
    };
    if amount.form != Form::One || amount.currency.is_some() || amount.lead.is_some() {
        return None;
    }
    let mut rest = hangs(behind)?;
    for _ in 0..MOST {
        rest = number_word(|s| matches!(s, N::And | N::Or).then_some(()))(rest).map_or(rest, |(rest, ())| rest);
        let after = one(rest).map_or(rest, |(rest, _)| rest);
        let (after, next) = amount_of_pair(after).or_else(|| amount_of_pair(rest))?;
        if let Some(further) = hangs(after) {
            rest = further;
            continue;
        }
        joint(after).ok()?;
        let meaning = TAILS.iter().find_map(|tail| tail(scan, after, &next))?.meaning;
        let fits = matches!(meaning, Meaning::Age(_) | Meaning::Unit(_) | Meaning::Percent);
        return if fits { plain(behind, meaning, amount) } else { None };
    }
    None
}

/// "8 and 16 GB", "5, 10 and 15 km": a number with nothing of its own, in a row of which the last has the unit.
fn shared<'a>(scan: Scan<'a>, behind: Scan<'a>, first: &Amount) -> Option<Tail<'a>> {
    const MOST: usize = 4;
    let bare = |amount: &Amount| {
        let alone = amount.before.is_empty() && amount.currency.is_none() && amount.lead.is_none() && !amount.comma;
        alone
            && amount.form == Form::One
            && amount.last.scale == Decimal::ONE
            && amount.last.digits == first.last.digits
    };
    if !bare(first) || count::year_like(&first.first) {
        return None;
    }
    if let Some(found) = lowered(scan, behind, first) {
        return Some(found);
    }
    let fraction = |amount: &Amount| amount.first.value.scale() > 0;
    let mut rest = behind;
    for row in 0..MOST {
        let comma = rest.first().is_some_and(|t| t.is_glued() && rest.word(t) == ",");
        let link = if comma { rest.skip(1) } else { rest };
        let and = number_word(|s| (s == N::And).then_some(()))(link).ok().map(|(rest, ())| rest);
        let (after, next) = amount_of_pair(and.unwrap_or(link)).filter(|(_, next)| bare(next))?;
        if and.is_some() {
            let tail = [percent::tail, measure::tail].iter().find_map(|tail| tail(scan, after, &next))?;
            // "killed 12 and 60% of homes lost power", "5 and 10 km races": of two, the first may be of anything.
            let unit = matches!(tail.meaning, Meaning::Unit(_)) && count::plural_behind(tail.rest);
            let number = scan.from(first.number);
            let later = number.back(1).is_some_and(|t| t.is_glued() && number.word(t) == ",")
                && number.back(2).is_some_and(|t| t.kind == TokenKind::Number);
            let one = row > 0 || later || fraction(first) && fraction(&next) || unit;
            return if one && !is_label(number, behind, first) { plain(behind, tail.meaning, first) } else { None };
        }
        comma.then_some(())?;
        rest = after;
    }
    None
}

/// "from 30 to 20mph": where something falls, the unit of its end is that of its start.
fn lowered<'a>(scan: Scan<'a>, behind: Scan<'a>, first: &Amount) -> Option<Tail<'a>> {
    let number = scan.from(first.number);
    if !number.before().is_some_and(|t| number.lexicon.can_be(t.word, Sense::Number(N::From))) {
        return None;
    }
    let (rest, ()) = number_word(|s| (s == N::To).then_some(()))(behind).ok()?;
    let (rest, last) = amount_of_pair(rest)?;
    let plain_end = last.before.is_empty() && last.currency.is_none() && last.last.scale == Decimal::ONE;
    let falls = last.first.value < first.first.value && plain_end && first.last.digits == last.last.digits;
    let tails: [TailReader; 3] = [percent::tail, money::tail, measure::tail];
    let tail = tails.iter().filter(|_| falls).find_map(|tail| tail(scan, rest, &last))?;
    // "from 90 to 75 cents"
    let part = tail.stated.point()?.checked_div(last.first.value)?;
    let stated = Range::exact(first.first.value.checked_mul(part)?.normalize());
    Some(Tail { rest: behind, meaning: tail.meaning, stated })
}

fn tail_of<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let tail = TAILS.iter().find_map(|tail| tail(scan, behind, amount))?;
    match second(scan, &tail, amount) {
        Some(both) => Some(both),
        None if amount.form == Form::Open => None,
        None => Some(tail),
    }
}

/// The other end of a range whose ends both have their unit: "from 30 degrees to 40 degrees", "10% to 20%".
fn second<'a>(scan: Scan<'a>, first: &Tail<'a>, low: &Amount) -> Option<Tail<'a>> {
    if !matches!(low.form, Form::One | Form::Open) || matches!(first.meaning, Meaning::Score | Meaning::Ratio) {
        return None;
    }
    // "100 tons, give or take 10"
    let comma = first.rest.first().is_some_and(|t| first.rest.word(t) == "," && t.is_glued());
    if low.form == Form::One
        && let Ok((rest, ())) = within(if comma { first.rest.skip(1) } else { first.rest })
    {
        // "14 °C ± 2 °C", "43.2% ± 7.1%"
        let (rest, by) = amount_of_pair(rest)?;
        let tail = TAILS.iter().find_map(|tail| tail(scan, rest, &by))?;
        let stated = around(first.stated.point()?, tail.stated.point()?)?;
        let alike = tail.meaning == first.meaning || tail.meaning == Meaning::Count;
        return alike.then_some(Tail { rest: tail.rest, meaning: first.meaning, stated });
    }
    let (rest, form) = connector(first.rest, low.form == Form::Open).ok()?;
    // "rose five pence to 913 pence": by how much, and where to.
    if form == Form::Or || form == Form::To && low.form == Form::One && is_moved(scan) {
        return None;
    }
    let (rest, bounds) = hedges_before(rest);
    if low.form == Form::One && form == Form::To && bounds.bounds(scan.lexicon) {
        return None;
    }
    // "petrol 5.1p to 142p", where something before rose or fell: by how much, and where to.
    let moves = |t: &Token| scan.lexicon.is(t.word, Class::Rise) || scan.lexicon.is(t.word, Class::Fall);
    let far = |low: Decimal, high: Decimal| low.checked_mul(Decimal::TEN).is_some_and(|n| n < high);
    let goes_on = form == Form::To && low.form == Form::One && (1..=scan.at()).filter_map(|n| scan.back(n)).any(moves);
    // "20p-30p": the second number is glued to the dash.
    let (rest, high) = amount(rest, form == Form::Dash).ok().filter(|(_, high)| high.form == Form::One)?;
    let tail = TAILS.iter().find_map(|tail| tail(scan, rest, &high))?;
    let (a, b) = (first.stated.point()?, tail.stated.point()?);
    let one =
        first.meaning == tail.meaning || matches!((first.meaning, tail.meaning), (Meaning::Money(_), Meaning::Count));
    let ordered = (a < b || a.is_sign_negative() && b.is_sign_negative()) && !(goes_on && far(a, b));
    (one && ordered && first.meaning != Meaning::Count).then_some(Tail {
        rest: tail.rest,
        meaning: first.meaning,
        stated: Range::between(a, b),
    })
}

fn amount_of_pair(scan: Scan<'_>) -> Option<(Scan<'_>, Amount)> {
    let (rest, found) = amount(scan, false).ok()?;
    (found.form == Form::One).then_some((rest, found))
}

fn finish<'a>(scan: Scan<'a>, amount: &Amount, after: &Hedges, tail: Tail<'a>) -> Parsed<'a, Reading> {
    let Some((range, hedge)) = apply(scan, tail.stated, &amount.before, after) else { return fail(scan) };
    let Some(value) = tail.meaning.value(range, scan.lexicon) else { return fail(scan) };
    let core = (amount.core, tail.rest.at());
    Ok((tail.rest, Reading { value, core, hedge }))
}

impl Meaning {
    /// The value of a range of it; `None` where it is too large.
    pub(super) fn value(self, range: Range, lexicon: &Lexicon) -> Option<Value> {
        Some(match self {
            Self::Count => Value::Count(range),
            Self::Percent => Value::Percent(range),
            Self::Points => Value::Points(range),
            Self::Money(currency) => Value::Money(range, currency),
            Self::Unit(id) => {
                let unit = lexicon.unit(id);
                Value::Measurement {
                    written: range,
                    unit: id,
                    canonical: unit.to_canonical(&range)?,
                    dimension: unit.dimension,
                }
            }
            Self::Age(per_year) => Value::Age(range.map(|n| n.checked_div(per_year))?),
            Self::Ratio => Value::Ratio(range),
            Self::Score => Value::Score(range.low?.normalize(), range.high?.normalize()),
        })
    }
}

/// The tail of an amount that states what is written.
pub(super) fn plain<'a>(rest: Scan<'a>, meaning: Meaning, amount: &Amount) -> Option<Tail<'a>> {
    Some(Tail { rest, meaning, stated: amount.stated })
}

/// Whether a number is a whole one.
pub(super) fn is_whole(n: &Numeral) -> bool {
    n.value.is_integer() && !n.value.is_sign_negative()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::extract::corpus::spans;

    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// A number in words.
    fn words(n: u64) -> String {
        let link = |rest: u64, joiner: &str| if rest == 0 { String::new() } else { format!("{joiner}{}", words(rest)) };
        match n {
            0..20 => UNITS[n as usize].to_owned(),
            20..100 => format!("{}{}", TENS[n as usize / 10], link(n % 10, "-")),
            100..1000 => format!("{} hundred{}", UNITS[n as usize / 100], link(n % 100, " and ")),
            1000..1_000_000 => {
                format!("{} thousand{}", words(n / 1000), link(n % 1000, if n % 1000 < 100 { " and " } else { " " }))
            }
            _ => format!("{} million{}", words(n / 1_000_000), link(n % 1_000_000, " ")),
        }
    }

    /// A number with separators of thousands.
    fn grouped(n: u64) -> String {
        let digits = n.to_string();
        let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).unwrap()).collect();
        groups.join(",")
    }

    fn reads(text: &str, value: &str) -> Result<(), TestCaseError> {
        let found: Vec<String> = spans(text).into_iter().map(|(_, told)| told).collect();
        prop_assert_eq!(found, [value.to_owned()], "{}", text);
        Ok(())
    }

    proptest! {
        #[test]
        fn a_number_says_the_same_in_every_style(n in 2u64..999_999_999) {
            for written in [grouped(n), words(n)] {
                reads(&format!("They counted {written} sheep."), &format!("count {n}"))?;
                reads(&format!("They counted at least {written} sheep."), &format!("count at least {n}"))?;
                reads(&format!("It is {written} kilometres long."), &format!("measurement {n} kilometre"))?;
                reads(&format!("It is {written} per cent."), &format!("percent {n}"))?;
                reads(&format!("It cost {written} euros."), &format!("money {n} EUR"))?;
            }
            reads(&format!("They counted {} ({}) sheep.", words(n), grouped(n)), &format!("count {n}"))?;
            reads(&format!("Prices rose by an average of {n}."), &format!("count {n}"))?;
            reads(&format!("It holds from {n} up to {} litres.", grouped(n + 1)), &format!("measurement {n} to {} litre", n + 1))?;
            reads(&format!("It cost ${}.", grouped(n)), &format!("money {n} USD"))?;
            reads(&format!("It cost ${n}m."), &format!("money {n}000000 USD"))?;
        }

        #[test]
        fn nothing_panics_and_spans_are_in_order(text in "[0-9a-z$£%.,:/ –-]{0,40}|([a-z]{1,3}|[0-9]{1,12}|half|million|between|and|to|-|%|\\$|of| ){0,16}") {
            let found = spans(&text);
            for pair in found.windows(2) {
                prop_assert!(pair[0].0.end <= pair[1].0.start);
            }
        }
    }
}
