/*! Measurements: an amount and a unit, "5.4 km", "120 mph", "5ft 11in", "6 foot 2", "a 45-acre park", "magnitude 7.6". */

use rust_decimal::Decimal;

use super::Reading;
use super::amount::{Amount, Form, Lead, of_one};
use super::digits::digits;
use super::hedge::{Hedges, apply};
use super::numeral::{and, and_fraction, joint, numeral, one};
use super::ordinal;
use super::quantity::{Meaning, Tail, plain};
use super::scan::{Scan, number_mark};
use crate::lexicon::{CalendarSense, Class, NumberCue, NumberSense as N, Sense, Sorts, UnitForm};
use crate::text::TokenKind;
use crate::value::{Range, UnitId};

/// "magnitude 7.6": the unit stands before.
pub(super) fn before<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let Some(Lead::Unit(id)) = amount.lead else { return None };
    let digits = amount.form != Form::Vague && amount.currency.is_none();
    let runs_on = behind.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark);
    if !digits || runs_on {
        return None;
    }
    match tail(behind, behind, amount) {
        Some(longer) if longer.meaning == Meaning::Unit(id) => Some(longer),
        _ => plain(behind, Meaning::Unit(id), amount),
    }
}

/// "a quake measuring 7.6", "quakes measuring 7.6 and 7.4": what stands before says what a bare number measures.
pub(super) fn told<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    const LONGEST: usize = 3;
    const MOST: usize = 4;
    let bare = amount.currency.is_none() && amount.lead.is_none() && amount.form != Form::Vague && amount.last.digits;
    let runs_on = behind.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark || t.is_dash());
    if !bare || runs_on {
        return None;
    }
    let unit = |at: usize| {
        (1..=LONGEST.min(at)).find_map(|n| {
            scan.from(at - n).senses_of(Sorts::UNIT).find_map(|(length, sense)| match sense {
                Sense::Unit(id, UnitForm::Told) if length == n => Some(id),
                _ => None,
            })
        })
    };
    let mut at = amount.start;
    for _ in 0..MOST {
        if let Some(id) = unit(at) {
            return plain(behind, Meaning::Unit(id), amount);
        }
        // The number before in a row of them.
        let linked = at >= 2 && number_mark(N::And)(scan.from(at - 1)).is_ok();
        let number = scan.from(at).back(2).filter(|t| linked && t.kind == TokenKind::Number);
        number?;
        at -= 2;
    }
    None
}

/// " km", "-acre", " ft 11 in", " miles per hour".
pub(super) fn tail<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() {
        return None;
    }
    if let Some(height) = feet_and_inches(behind, amount) {
        return Some(height);
    }
    let start = match amount.form {
        Form::Fraction => of_one(behind),
        // "1/16 of an inch"
        Form::One if amount.first.digits && amount.first.value < Decimal::ONE => of_a(behind),
        Form::Vague => number_mark(N::Of)(behind).map_or(behind, |(rest, ())| rest),
        _ => joint(behind).map_or(behind, |(rest, ())| rest),
    };
    if let Some(id) = side_of(start, amount) {
        return plain(behind, Meaning::Unit(id), amount);
    }
    let (rest, id) = unit(start).or_else(|| bracketed(start))?;
    if are_two(start.from(amount.number)) {
        return None;
    }
    // "Fig. 4A": a panel of a figure.
    let letter = start.first().is_some_and(|t| t.is_glued() && t.span.len() == 1 && t.is_word());
    if letter && super::label::label_before(start.from(amount.number)).is_some() {
        return None;
    }
    // "4K video" is no temperature.
    let shown = letter && rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::NoThousand));
    if shown && start.first().is_some_and(|t| is_thousand(start, t)) {
        return None;
    }
    let named = start.first().is_some_and(|t| t.is_capital() && !t.is_shout() && !t.is_glued());
    if named && super::count::year_like(&amount.last) || is_metre(start, amount) == Some(false) {
        return None;
    }
    if let Some(apart) = start.lexicon.difference(id).filter(|_| is_difference(start.from(amount.start), rest)) {
        return plain(rest, Meaning::Unit(apart), amount);
    }
    let simple = plain_unit(start, false).is_some_and(|(_, plain)| plain == id);
    let Some(whole) = amount.stated.point().filter(|_| simple) else { return plain(rest, Meaning::Unit(id), amount) };
    // "two miles and a half"
    if whole.is_integer()
        && let Ok((after, part)) = and_fraction(rest)
        && unit(of_a(after)).is_none()
        && let Some(sum) = whole.checked_add(part)
    {
        return Some(Tail { rest: after, meaning: Meaning::Unit(id), stated: Range::exact(sum) });
    }
    // "5.21 metres, 40cm short" are two.
    let (rest, sum) = if whole.is_integer() { smaller(rest, id, whole) } else { (rest, whole) };
    // "five degrees below zero"
    let (rest, sum) = match number_mark(N::BelowZero)(rest) {
        Ok((rest, ())) if sum.is_sign_positive() => (rest, -sum),
        _ => (rest, sum),
    };
    Some(Tail { rest, meaning: Meaning::Unit(id), stated: Range::exact(sum) })
}

/// "a mile and a half": one of the unit, and part of it.
pub(super) fn one_and_part<'a>(scan: Scan<'a>, hedges: &Hedges) -> Option<(Scan<'a>, Reading)> {
    let (rest, _) = one(scan).ok()?;
    let (rest, id) = plain_unit(rest, false)?;
    let (rest, part) = and_fraction(rest).ok().filter(|(rest, _)| unit(of_a(*rest)).is_none())?;
    let (range, hedge) = apply(scan, Range::exact(Decimal::ONE.checked_add(part)?), hedges, &Hedges::default())?;
    let value = Meaning::Unit(id).value(range, scan.lexicon)?;
    Some((rest, Reading { value, core: (scan.at(), rest.at()), hedge }))
}

/// "22/30 mpg", "140/90 mmHg": two figures and no part of a unit, which has a usual number below the stroke.
pub(super) fn are_two(number: Scan<'_>) -> bool {
    const USUAL: [&str; 16] =
        ["2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "16", "20", "32", "64", "100", "1000"];
    let slash = number.peek(1).is_some_and(|t| t.is_glued() && matches!(number.word(t), "/" | "⁄"));
    slash
        && number.first_text() != "1"
        && number.peek(2).is_some_and(|t| t.kind == TokenKind::Number && !USUAL.contains(&number.word(t)))
}

/// "2 °C warmer", "a rise of 2 °C", "warmed by 2 °C (3.6 °F)": whether what stands around degrees makes them a difference.
fn is_difference(number: Scan<'_>, behind: Scan<'_>) -> bool {
    let is = |scan: Scan<'_>, cue| scan.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(cue));
    let told_behind = |rest: Scan<'_>| {
        // "2 °C more or less" compares with nothing.
        if rest.senses_of(Sorts::HEDGE).any(|(n, s)| n > 1 && matches!(s, Sense::Hedge(_))) {
            return false;
        }
        let joined = joint(rest).map_or(rest, |(rest, ())| rest);
        [NumberCue::Comparative, NumberCue::Apart].into_iter().any(|cue| is(rest, cue))
            || is(joined, NumberCue::Difference)
    };
    let told_before = |number: Scan<'_>| {
        let hedged = number.at() > 0
            && number
                .from(number.at() - 1)
                .senses_of(Sorts::HEDGE)
                .any(|(n, s)| n == 1 && matches!(s, Sense::Hedge(_)));
        let back = |n: usize| number.at().checked_sub(n + usize::from(hedged)).map(|at| number.from(at));
        let of = back(1).is_some_and(|s| number_mark(N::Of)(s).is_ok());
        let by = back(1).is_some_and(|s| is(s, NumberCue::ByHowMuch));
        by || back(1 + usize::from(of)).is_some_and(|s| is(s, NumberCue::Difference))
    };
    // The same in another unit, in brackets behind or before.
    let bracket = |s: Scan<'_>| s.first_text() == "(";
    let closed = (1..=BRACKET).find(|n| behind.skip(*n).first_text() == ")").map(|n| behind.skip(n + 1));
    let outside = || {
        let open = number.at().checked_sub(1).map(|at| number.from(at)).filter(|s| bracket(*s))?;
        (2..=BRACKET)
            .filter_map(|n| open.at().checked_sub(n).map(|at| open.from(at)))
            .find(|s| s.first().is_some_and(|t| t.kind == TokenKind::Number))
    };
    told_behind(behind)
        || told_before(number)
        || bracket(behind) && closed.is_some_and(told_behind)
        || outside().is_some_and(told_before)
        || number.before().is_some_and(|t| number.word(t) == "(")
            && behind.first_text() == ")"
            && told_behind(behind.skip(1))
}

/// How many tokens a conversion in brackets may have.
const BRACKET: usize = 6;

/// Whether a letter may as well stand for thousands.
fn is_thousand(scan: Scan<'_>, letter: &crate::text::Token) -> bool {
    scan.lexicon.can_be(letter.word, Sense::Number(N::GluedScale(3)))
}

/// " of a", " of an", or the joint of a compound.
fn of_a(scan: Scan<'_>) -> Scan<'_> {
    let of = number_mark(N::Of)(scan);
    match of.and_then(|(rest, ())| one(rest)) {
        Ok((rest, _)) => rest,
        Err(_) => joint(scan).map_or(scan, |(rest, ())| rest),
    }
}

/// Of two sides told together, the long one is less than so many times the short one.
const MOST_OBLONG: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// The unit of the first of two or three sides, which stands behind the last: "10 x 12 feet", "10-by-12-foot".
fn side_of(scan: Scan<'_>, amount: &Amount) -> Option<UnitId> {
    if amount.form != Form::One {
        return None;
    }
    let mut rest = scan;
    for _ in 0..2 {
        let next = number_mark(N::Side)(rest).ok().map(|(rest, ())| rest);
        let Some(next) = next else { break };
        let next = joint(next).map_or(next, |(rest, ())| rest);
        let (after, n) = numeral(next).ok()?;
        if n.digits != amount.first.digits {
            return None;
        }
        rest = joint(after).map_or(after, |(rest, ())| rest);
        if let Some((_, id)) = unit(rest) {
            // "a 4 x 400m relay": one side many times the other is no side, but how many.
            let (short, long) = (n.value.min(amount.first.value), n.value.max(amount.first.value));
            if short.saturating_mul(MOST_OBLONG) <= long {
                return None;
            }
            // "60 x 10 x 3 mm³" tells a volume by the lengths of its sides.
            return scan.lexicon.power(id, 2).is_some().then_some(id);
        }
    }
    None
}

/// A unit in brackets, as tables have it: "20 [kg]".
fn bracketed(scan: Scan<'_>) -> Option<(Scan<'_>, UnitId)> {
    let open = scan.first().filter(|t| t.kind == TokenKind::Mark)?;
    let close = match scan.word(open) {
        "[" => "]",
        "<" => ">",
        _ => return None,
    };
    let (rest, id) = unit(scan.skip(1))?;
    rest.first().filter(|t| rest.word(t) == close)?;
    Some((rest.skip(1), id))
}

/// `'11"` directly behind the feet of `5'11"`.
fn feet_and_inches<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let glued =
        |n: usize, marks: &[&str]| behind.peek(n).is_some_and(|t| t.is_glued() && marks.contains(&behind.word(t)));
    if !glued(0, &["'", "’", "′"]) || !(glued(2, &["\"", "”", "″"]) || glued(2, &["'", "’"]) && glued(3, &["'", "’"]))
    {
        return None;
    }
    // 6' 2" with a blank: only behind feet stands a number with that mark.
    let small = behind.peek(1).filter(|t| t.kind == TokenKind::Number && (t.is_glued() || !glued(2, &["'", "’"])))?;
    let (inches, _) = digits(behind.word(small))?;
    let foot = behind.lexicon.meanings(behind.lexicon.word("′")).find_map(|s| match s {
        Sense::Unit(id, _) => Some(id),
        _ => None,
    })?;
    let (big, minor) = (behind.lexicon.unit(foot), behind.lexicon.unit(behind.lexicon.minor(foot)?));
    let part = inches.checked_mul(minor.factor)?.checked_div(big.factor)?;
    let whole = amount.stated.point().filter(|n| amount.first.digits && n.is_integer() && part < Decimal::ONE)?;
    let rest = behind.skip(if glued(2, &["\"", "”", "″"]) { 3 } else { 4 });
    Some(Tail { rest, meaning: Meaning::Unit(foot), stated: Range::exact(whole.checked_add(part)?) })
}

/// For a lone "m" directly behind digits, which may also be a million: whether what follows makes it metres. `None` for other units.
fn is_metre(start: Scan<'_>, amount: &Amount) -> Option<bool> {
    let letter = start.first().filter(|t| t.is_glued() && t.span.len() == 1)?;
    start.lexicon.meanings(letter.word).find(|s| matches!(s, Sense::Number(N::MoneyScale(6))))?;
    let next = start.peek(1);
    // "it cost 12m" tells no length.
    let dear = |t: &crate::text::Token| start.lexicon.can_be(t.word, Sense::NumberCue(NumberCue::Dear));
    if start.back(2).is_some_and(dear) {
        return Some(false);
    }
    // "between 2m and 2.5m tonnes"
    let link = |n: usize| start.peek(n).filter(|t| !t.is_glued() || t.is_dash());
    let linked = link(1).is_some_and(|t| {
        t.is_dash() || start.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Number(N::And | N::To | N::Or)))
    });
    let again = start.peek(3).is_some_and(|t| t.is_glued() && t.word == letter.word);
    let counted = start.peek(4).is_some_and(|t| {
        t.is_word()
            && !t.is_glued()
            && start.lexicon.meanings(t.word).any(|s| {
                matches!(s, Sense::NumberCue(NumberCue::Counted) | Sense::Unit(_, UnitForm::Word) | Sense::Currency(..))
            })
    });
    if linked && start.peek(2).is_some_and(|t| t.kind == TokenKind::Number) && again && counted {
        return Some(false);
    }
    // "50m by 50m"
    let number = start.from(amount.number);
    if number_mark(N::Side)(number.from(number.at().saturating_sub(1))).is_ok()
        && number.back(2).is_some_and(|t| t.is_glued() && t.word == letter.word)
    {
        return Some(true);
    }
    // "within 35m of its door"
    let of = number_mark(N::Of)(start.skip(1)).is_ok();
    if of && start.from(amount.core).before().is_some_and(|t| start.lexicon.is(t.word, Class::Preposition)) {
        return Some(true);
    }
    let word = next.filter(|t| t.is_word() && !t.is_glued());
    Some(word.is_none_or(|t| start.lexicon.meanings(t.word).any(|s| matches!(s, Sense::NumberCue(NumberCue::Metres)))))
}

/// Adds the smaller units behind: "5 ft 11 in", "2 yards, 7 feet and 10 inches", "6 foot 2".
fn smaller(scan: Scan<'_>, id: UnitId, whole: Decimal) -> (Scan<'_>, Decimal) {
    let (mut rest, mut sum, mut last) = (scan, whole, id);
    let big = scan.lexicon.unit(id);
    while let Some((after, small, value)) = part(rest, last) {
        let unit = scan.lexicon.unit(small);
        let more = value
            .checked_mul(unit.factor)
            .and_then(|n| n.checked_mul(big.divisor))
            .and_then(|n| n.checked_div(big.factor.checked_mul(unit.divisor)?))
            .and_then(|n| n.checked_add(sum));
        let Some(more) = more else { break };
        (rest, sum, last) = (after, more, small);
    }
    (rest, sum)
}

/// How many of the smaller unit make a larger one that it is added to, at most.
const FARTHEST: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// One smaller part behind a whole number of units.
fn part(scan: Scan<'_>, last: UnitId) -> Option<(Scan<'_>, UnitId, Decimal)> {
    let comma = scan.first().is_some_and(|t| scan.word(t) == ",");
    // "5-foot-9"
    let hyphened = joint(scan).ok().map(|(rest, ())| rest);
    let rest = if comma { scan.skip(1) } else { hyphened.unwrap_or(scan) };
    let (rest, added) = and(rest).map_or((rest, false), |(rest, ())| (rest, true));
    let linked = comma || added;
    if !rest.first().is_some_and(|t| t.kind == TokenKind::Number || t.kind == TokenKind::Word) {
        return None;
    }
    let (rest, n) = numeral(rest).ok()?;
    let big = scan.lexicon.unit(last);
    let behind = joint(rest).map_or(rest, |(rest, ())| rest);
    if let Some((after, id)) = unit(behind).or_else(|| minor_symbol(behind, last)) {
        let small = scan.lexicon.unit(id);
        // "5 kg, 12 oz" and "-9 °F, 32.5 °C" are told twice or are two: no whole number of the small ones makes a large one.
        let each = (|| big.factor.checked_mul(small.divisor)?.checked_div(small.factor.checked_mul(big.divisor)?))();
        let fits = small.dimension == big.dimension
            && small.factor < big.factor
            && small.offset.is_zero()
            && big.offset.is_zero()
            && (added || each.is_some_and(|n| n.is_integer()))
            // "2,000 feet, 3nm": nobody adds up units so far apart.
            && each.is_some_and(|n| n <= FARTHEST)
            // "2 bar, 101.3 kPa"
            && (!comma || n.value.is_integer() || each.is_some_and(|each| n.value < each))
            && n.value.checked_mul(small.factor).is_some_and(|v| v < big.factor.saturating_mul(Decimal::TEN));
        return fits.then_some((after, id, n.value));
    }
    let minor = scan.lexicon.minor(last)?;
    let small = scan.lexicon.unit(minor);
    let below = n.value.is_integer() && n.value.checked_mul(small.factor).is_some_and(|v| v < big.factor);
    let ends = rest.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_dash(),
        // "5 feet 4 and heavy"
        _ => !t.is_glued() && (hyphened.is_some() || rest.lexicon.is(t.word, Class::Conjunction)),
    });
    (!linked && below && ends).then_some((rest, minor, n.value))
}

/// Whether digits and the symbol of the smaller unit follow.
fn minor_follows(scan: Scan<'_>, of: UnitId) -> bool {
    let digits = scan.first().is_some_and(|t| t.kind == TokenKind::Number);
    digits && minor_symbol(scan.skip(1), of).is_some()
}

/// The symbol of the smaller unit, which needs no proof here: the "in" of "5 ft 11 in tall".
fn minor_symbol(scan: Scan<'_>, last: UnitId) -> Option<(Scan<'_>, UnitId)> {
    let minor = scan.lexicon.minor(last)?;
    scan.senses_of(Sorts::UNIT).find_map(|(n, s)| match s {
        Sense::Unit(id, UnitForm::Symbol(row))
            if id == minor && *scan.lexicon.symbol(row).text == *scan.first_text() =>
        {
            Some((scan.skip(n), id))
        }
        _ => None,
    })
}

/// A unit with its power and what it is a rate of: "km", "square miles", "m²", "km/h", "m s−1", "barrels a day".
pub(super) fn unit(scan: Scan<'_>) -> Option<(Scan<'_>, UnitId)> {
    let (rest, id) = plain_unit(scan, false)?;
    let (rest, id) = power(rest, id)?;
    rate(rest, id)
}

fn plain_unit(scan: Scan<'_>, below: bool) -> Option<(Scan<'_>, UnitId)> {
    let first = scan.first()?;
    scan.senses_of(Sorts::UNIT).find_map(|(n, s)| {
        let Sense::Unit(id, form) = s else { return None };
        let rest = scan.skip(n);
        let fits = match form {
            UnitForm::Word => true,
            UnitForm::Before | UnitForm::Told => false,
            UnitForm::Below => below,
            UnitForm::Symbol(row) => {
                let symbol = scan.lexicon.symbol(row);
                let next = rest.first();
                let link = rest.senses().any(|(_, s)| matches!(s, Sense::Number(N::And | N::To | N::Or)));
                let digits = scan.before().is_some_and(|t| t.kind == TokenKind::Number);
                let clear = digits && (first.is_glued() || link || next.is_none_or(|t| t.kind == TokenKind::Mark));
                // "2 pm" is a time of day.
                let clock =
                    scan.lexicon.meanings(first.word).any(|s| matches!(s, Sense::Calendar(CalendarSense::Meridiem(_))));
                // "the 21st", but "21st 4lb".
                let suffix = scan.lexicon.can_be(first.word, Sense::Number(N::OrdinalSuffix));
                let place = suffix && {
                    let number = scan.before().and_then(|t| super::digits::digits(scan.word(t)));
                    let place = number.is_none_or(|(n, _)| ordinal::is_first(n)) || !ordinal::ends(rest);
                    place && !minor_follows(rest, id)
                };
                let exact = rest
                    .span_from(scan.at())
                    .of(scan.text)
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .eq(symbol.text.chars());
                exact && (!symbol.shy || clear) && !(clock && n == 1 && !below) && !place
            }
        };
        let runs_on = rest.first().is_some_and(|t| t.is_glued() && t.is_word());
        // A stop that ends the sentence is no part of "kg.".
        let stop = n > 1 && rest.first().is_none() && rest.before().is_some_and(|t| scan.word(t) == ".");
        let rest = if stop { scan.skip(n - 1) } else { rest };
        (fits && !runs_on).then_some((rest, id))
    })
}

/// The power glued behind a unit, "2", "²", "^2". `None` where there is one that makes no unit.
fn power(scan: Scan<'_>, id: UnitId) -> Option<(Scan<'_>, UnitId)> {
    let Some(next) = scan.first().filter(|t| t.is_glued()) else { return Some((scan, id)) };
    let exponent = |text: &str| match text {
        "2" | "²" => Some(2),
        "3" | "³" => Some(3),
        _ => None,
    };
    match (next.kind, scan.word(next)) {
        (TokenKind::Number, text) | (TokenKind::Mark, text @ ("²" | "³")) => {
            Some((scan.skip(1), scan.lexicon.power(id, exponent(text)?)?))
        }
        (TokenKind::Mark, "^") => {
            let text = scan.peek(1).map(|t| scan.word(t))?;
            Some((scan.skip(2), scan.lexicon.power(id, exponent(text)?)?))
        }
        _ => Some((scan, id)),
    }
}

/// What stands below the unit: "/h", " per hour", " an hour", " s−1". `None` where what stands there makes another unit that
/// is not known.
fn rate<'a>(scan: Scan<'a>, id: UnitId) -> Option<(Scan<'a>, UnitId)> {
    let Some(next) = scan.first() else { return Some((scan, id)) };
    let made = |rest: Scan<'a>| {
        let (rest, below) = plain_unit(rest, true)?;
        power(rest, below)
    };
    if next.kind == TokenKind::Mark && scan.word(next) == "/" {
        // "224 kW / 300 hp", "130km/80 miles": the same again in another unit.
        let again = scan.peek(1).is_some_and(|t| t.kind == TokenKind::Number);
        if again || !next.is_glued() {
            return Some((scan, id));
        }
        let (rest, below) = made(scan.skip(1))?;
        return Some((rest, scan.lexicon.rate(id, below)?));
    }
    // "a 5-foot-9 guard": the smaller unit follows.
    let hyphened = scan.lexicon.minor(id).is_some() && scan.back(2).is_some_and(|t| t.is_glued_hyphen());
    if next.is_glued()
        && next.is_dash()
        && !hyphened
        && scan.peek(1).is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number)
    {
        // "5km-6km"
        if scan.peek(2).is_some_and(|t| t.is_glued() && scan.before().is_some_and(|unit| unit.word == t.word)) {
            return Some((scan, id));
        }
        // "cm−1"
        let one = scan.peek(1).is_some_and(|t| scan.word(t) == "1");
        return scan.lexicon.reciprocal(id).filter(|_| one).map(|reciprocal| (scan.skip(2), reciprocal));
    }
    if let Ok((rest, ())) = number_mark(N::Per)(scan) {
        return match made(rest).and_then(|(rest, below)| Some((rest, scan.lexicon.rate(id, below)?))) {
            Some(found) => Some(found),
            // "20 tonnes a day" where no such rate is known: the claim says that it is one.
            None => Some((scan, id)),
        };
    }
    if let Some((rest, below)) = plain_unit(scan, true)
        && let (Some(dash), Some(one)) = (rest.first(), rest.peek(1))
        && dash.is_glued()
        && dash.is_dash()
        && one.is_glued()
        && one.kind == TokenKind::Number
    {
        let below = match rest.word(one) {
            "1" => below,
            "2" => scan.lexicon.power(below, 2)?,
            "3" => scan.lexicon.power(below, 3)?,
            // "a 3.5-litre V-6"
            _ => return Some((scan, id)),
        };
        return Some((rest.skip(2), scan.lexicon.rate(id, below)?));
    }
    Some((scan, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::corpus::{LEXICON, finds, ignores, reads};

    #[test]
    fn a_row_shares_its_unit_where_nothing_else_can_be_meant() {
        for (text, found) in [
            (
                "They run 5, 10 and 15 km.",
                &["measurement 5 kilometre", "measurement 10 kilometre", "measurement 15 kilometre"][..],
            ),
            ("It comes as 8 and 16 kg models.", &["measurement 8 kilogram", "measurement 16 kilogram"]),
            ("Shoots of 7.6 and 7.5 cm grew.", &["measurement 7.6 centimetre", "measurement 7.5 centimetre"]),
            ("The flood killed 12 and 60% of homes lost power.", &["count 12", "percent 60"]),
            ("They held 12 and 30 kg of salt was seized.", &["count 12", "measurement 30 kilogram"]),
            ("It fell from 30 to 20 mph.", &["measurement 30 mile per hour", "measurement 20 mile per hour"]),
            ("It fell from 90 to 75 cents.", &["money 0.9 USD", "money 0.75 USD"]),
            ("He went from 30 to 20 cigarettes.", &["count 30", "count 20"]),
            ("It sold two dogs and 10 kg of food.", &["count 2", "measurement 10 kilogram"]),
        ] {
            finds(text, found);
        }
    }

    #[test]
    fn what_a_quake_measures_is_its_magnitude() {
        for (text, found) in [
            ("A quake measuring 7.6 struck.", &["measurement 7.6 magnitude"][..]),
            ("Quakes measuring 7.6 and 7.4 struck.", &["measurement 7.6 magnitude", "measurement 7.4 magnitude"]),
            ("The earthquake measured 5.9, officials said.", &["measurement 5.9 magnitude"]),
            ("A quake measuring 30 km across struck.", &["measurement 30 kilometre"]),
            // Not the quake that everybody tells of.
            ("An aftershock measuring 5.2 struck.", &["count 5.2"]),
        ] {
            finds(text, found);
        }
    }

    #[test]
    fn a_difference_of_temperatures_knows_no_zero() {
        for (text, found) in [
            ("May was 1.5 °F warmer than April.", &["measurement 1.5 fahrenheit degree"][..]),
            ("The lake warmed by 1.2 °C.", &["measurement 1.2 celsius degree"]),
            (
                "A rise of 2 °C (3.6 °F) is likely.",
                &["measurement 2 celsius degree", "measurement 3.6 fahrenheit degree"],
            ),
            (
                "It warmed by some 2C (3.6F).",
                &["measurement 1.8 to 2.2 celsius degree", "measurement 3.6 fahrenheit degree"],
            ),
            ("It was 5 °C (9 °F) cooler.", &["measurement 5 celsius degree", "measurement 9 fahrenheit degree"]),
            ("It must stay at 1.5C of warming.", &["measurement 1.5 celsius degree"]),
            ("A 2 °C rise is likely.", &["measurement 2 celsius degree"]),
            // These are told on the thermometer.
            ("It rose to 30 °C.", &["measurement 30 celsius"]),
            ("It was 5 °C by noon.", &["measurement 5 celsius"]),
            ("It was 5 °C more or less.", &["measurement 4.5 to 5.5 celsius"]),
            ("It was 4 °C above freezing point.", &["measurement 4 celsius"]),
            ("It was 40 °C (104 °F) in the shade.", &["measurement 40 celsius", "measurement 104 fahrenheit"]),
        ] {
            finds(text, found);
        }
    }

    #[test]
    fn spellings() {
        for (value, spellings) in [
            (
                "measurement 5.4 kilometre",
                &["5.4 km", "5.4km", "5.4 kilometres", "5.4 kilometers", "5.4-km", "5.4-kilometre"][..],
            ),
            ("measurement 120 mile per hour", &["120 mph", "120mph", "120 miles per hour", "120 miles an hour"]),
            (
                "measurement 90 kilometre per hour",
                &["90 km/h", "90km/h", "90 kph", "90 kilometres per hour", "90 kilometers an hour"],
            ),
            ("measurement 40 square mile", &["40 square miles", "40 sq miles", "40 sq. miles", "forty square miles"]),
            (
                "measurement 40 square metre",
                &["40 m²", "40 m2", "40m2", "40m²", "40 square metres", "40 sq m", "40 m^2"],
            ),
            ("measurement 5 gram per kilogram", &["5 g/kg", "5 grams per kilogram"]),
            ("measurement 45 acre", &["45 acres", "45-acre"]),
            ("measurement 95 celsius", &["95 °C", "95°C", "95 degrees Celsius", "95C"]),
            ("measurement -5 celsius", &["-5°C", "−5 °C", "minus 5 degrees Celsius", "minus five degrees Celsius"]),
            ("measurement 213 fahrenheit", &["213 °F", "213°F", "213 degrees Fahrenheit"]),
            (
                "measurement 7.6 magnitude",
                &[
                    "magnitude 7.6",
                    "7.6-magnitude",
                    "7.6 magnitude",
                    "magnitude-7.6",
                    "a magnitude of 7.6",
                    "7.6 on the Richter scale",
                ],
            ),
            (
                "measurement 5.5 foot",
                &["5' 6\"", "5ft 6in", "5 feet 6 inches", "5 ft 6 in", "5 foot 6", "five feet, six inches"],
            ),
            ("measurement 0.5 mile", &["half a mile", "half-mile", "0.5 miles", "½ mile", "1/2 mile", "1/2 of a mile"]),
            ("measurement 1200000 tonne", &["1.2m tonnes", "1.2 million tonnes", "1,200,000 metric tons"]),
            (
                "measurement 34 to 38 celsius",
                &["34–38 °C", "34 to 38 °C", "between 34 and 38 degrees Celsius", "34 °C to 38 °C"],
            ),
            ("measurement 8 to 16 metre", &["8- to 16-metre", "8-to-16-metre", "8 to 16 metres"]),
            ("measurement 20 cubic metre per second", &["20 m³/s", "20 m3/s", "20 cubic metres per second"]),
            ("measurement 5 milliwatt", &["5 mW", "5 milliwatts"]),
            ("measurement 5 megawatt", &["5 MW", "5 megawatts"]),
            ("measurement 2.4 gigahertz", &["2.4 GHz", "2.4GHz"]),
            ("measurement 500000 barrel per day", &["500,000 barrels a day", "500,000 barrels per day"]),
        ] {
            reads(value, spellings);
        }
    }

    #[test]
    fn two_units_and_their_marks() {
        finds("The bag weighs 5 kg.", &["measurement 5 kilogram"]);
        finds("It is 0.68 in. or 17 mm thick.", &["measurement 0.68 inch", "measurement 17 millimetre"]);
        finds("Some 224 kW / 300 hp.", &["measurement 201.6 to 246.4 kilowatt", "measurement 300 horsepower"]);
        finds("She is 5'6\" tall.", &["measurement 5.5 foot"]);
        finds("He said '5'.", &["count 5"]);
        reads("measurement -5 celsius", &["5 degrees celsius below zero"]);
        finds("It melts at 573.15K.", &["measurement 573.15 kelvin"]);
        finds(
            "A shift of 1540 cm−1 at 40°N.",
            &["measurement 1540 reciprocal centimetre", "measurement 40 degree north"],
        );
        ignores(&["See Fig. 4A and Fig. 7p there."]);
    }

    #[test]
    fn conversion_is_exact() {
        let unit =
            |text: &str| match super::super::scan::reading(text, |scan| unit(scan).map(|(rest, id)| (rest.at(), id))) {
                Some(id) => LEXICON.unit(id),
                None => panic!("{text} is no unit"),
            };
        for (written, name, canonical) in [
            ("90", "km/h", "25"),
            ("213", "°F", "100.55555555555555555555555556"),
            ("55", "miles", "88513.92"),
            ("300", "kelvin", "26.85"),
            ("2", "sq km", "2000000"),
        ] {
            let range = unit(name).to_canonical(&Range::exact(written.parse().unwrap())).unwrap();
            assert_eq!(range.to_string(), canonical, "{written} {name}");
        }
    }

    #[test]
    fn stones_and_places() {
        reads("measurement 12.5 stone", &["12st 7lb", "12 stone 7 pounds", "12st 7lbs"]);
        reads("measurement 12 stone", &["12st", "12 stone"]);
        finds("The 21st of them, at 21st 7lb, was 1st.", &["ordinal 21", "measurement 21.5 stone", "ordinal 1"]);
    }

    #[test]
    fn sides() {
        let room = &["measurement 10 foot", "measurement 12 foot"];
        finds("A room of 10 x 12 feet.", room);
        finds("A 10-by-12-foot room.", room);
        finds("It is 10 by 12 feet.", room);
        finds("It is 7/8 inch.", &["measurement 0.875 inch"]);
        finds(
            "It is a mile and a half long, about a pound and a quarter, two miles and a half; he rode the mile and a half.",
            &["measurement 1.5 mile", "measurement 1.125 to 1.375 pound", "measurement 2.5 mile"],
        );
        finds(
            "It was -9 °F, 32.5 °C, at 2 bar, 101.3 kPa, and 5 kg, 12 oz, or 3 ft, 2 in.",
            &[
                "measurement -9 fahrenheit",
                "measurement 32.5 celsius",
                "measurement 2 bar",
                "measurement 101.3 kilopascal",
                "measurement 5 kilogram",
                "measurement 12 ounce",
                "measurement 3.1666666666666666666666666667 foot",
            ],
        );
        finds("It flew at 2,000 feet, 3nm off.", &["measurement 2000 foot", "measurement 3 nanometre"]);
        finds("It is two miles and half an inch.", &["measurement 2 mile", "measurement 0.5 inch"]);
        finds(
            "A room of 50m by 50m, a file of 100 Gbit.",
            &["measurement 50 metre", "measurement 50 metre", "measurement 100 gigabit"],
        );
        finds("The 13-and 15-inch models.", &["measurement 13 inch", "measurement 15 inch"]);
        finds(
            "A box of 3 x 4 x 5 cm.",
            &["measurement 3 centimetre", "measurement 4 centimetre", "measurement 5 centimetre"],
        );
        finds("They beat 10 by 12 points.", &["count 10", "count 12"]);
        finds("It weighs 20 [kg].", &["measurement 20 kilogram"]);
        finds("They saw 20 [km].", &["measurement 20 kilometre"]);
    }

    #[test]
    fn what_is_no_measurement() {
        ignores(&["a 5G mast", "3D", "24703m212", "at 2 pm", "by 11pm"]);
        ignores(&["It cost 12m.", "They raised 5m."]);
        finds("The 100m final drew 5m viewers.", &["measurement 100 metre", "count 5000000"]);
        finds("There are two in my car.", &["count 2"]);
        finds("It shoots 4K video at 4K.", &["count 4000"]);
        finds("A 5-foot-9 guard, a 6-foot-6-inch one.", &["measurement 5.75 foot", "measurement 6.5 foot"]);
        finds("A 5-foot-tall boy; it is 5 cm-1.", &["measurement 5 foot", "measurement 5 reciprocal centimetre"]);
        finds(
            "It is 5km-6km away, 10cm-15cm deep.",
            &["measurement 5 to 6 kilometre", "measurement 10 to 15 centimetre"],
        );
        finds("It weighs 100 tons, give or take 10.", &["measurement 90 to 110 ton"]);
        finds("It is 5.21 metres, 40cm short.", &["measurement 5.21 metre", "measurement 40 centimetre"]);
        finds(
            "It pumps 1.2mn b/d or 3,000 bpd.",
            &["measurement 1200000 barrel per day", "measurement 3000 barrel per day"],
        );
        finds("A 3.5-litre V-6 with 270 hp.", &["measurement 3.5 litre", "measurement 270 horsepower"]);
    }
}
