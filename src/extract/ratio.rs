/*! Ratios and fractions: "one in five", "nine out of ten", "3:1", "three times as many", "two-thirds", "half of voters". */

use rust_decimal::Decimal;

use super::Reading;
use super::amount::{Amount, Form};
use super::hedge::{Hedges, apply, hedges_before};
use super::numeral::{fraction as read_fraction, joint, numeral};
use super::quantity::{Meaning, Tail, is_whole, plain, quantity};
use super::scan::{Parsed, Scan, fail, number_mark, number_word};
use crate::lexicon::{CalendarSense, Class, HedgeId, NumberCue, NumberSense as N, Sense, Sorts, Starts, UnitForm};
use crate::text::{Token, TokenKind};
use crate::value::{Range, Value};

/// "three quarters of voters": a share of something, tried before durations, which would read quarters of a year.
pub(super) fn share(scan: Scan<'_>) -> Parsed<'_, Reading> {
    if !scan.starts().any(Starts::NUMERAL.or(Starts::HEDGE))
        || scan.first().is_some_and(|t| t.kind == TokenKind::Number)
    {
        return fail(scan);
    }
    let (rest, _) = hedges_before(scan);
    if !rest.starts().any(Starts::NUMERAL) {
        return fail(scan);
    }
    let (rest, _) = read_fraction(rest)?;
    if !is_compared(rest) {
        number_mark(N::Of)(rest)?;
    }
    quantity(scan)
}

/// Whether a comparative follows: "a quarter lighter".
fn is_compared(behind: Scan<'_>) -> bool {
    behind.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Comparative))
}

/// "twice as many", "threefold", "more than sixfold". The bare "twice" counts occasions.
pub(super) fn multiple(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let (start, before) = hedges_before(scan);
    if let Some((rest, range)) = folds(start)
        && let Some((range, hedge)) = apply(scan, range, &before, &Hedges::default())
    {
        return Ok((rest, Reading { value: Value::Ratio(range), core: (start.at(), rest.at()), hedge }));
    }
    let (rest, (by, below, fold, change)) = number_word(|s| match s {
        N::Multiple(n) => Some((n, 1, false, false)),
        N::Fold(n) => Some((n, 1, true, false)),
        N::Change(above, below) => Some((above.into(), u32::from(below), true, true)),
        _ => None,
    })(start)?;
    let Some(by) = Decimal::from(by).checked_div(Decimal::from(below)) else { return fail(scan) };
    // "doubled down", "doubled-up"
    let another = rest.first().is_some_and(|t| t.is_glued() && t.is_dash())
        || rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Unchanged));
    if change && another {
        return fail(scan);
    }
    let cued = |cue: NumberCue| rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(cue));
    let compared = |t: &Token| {
        let closed = [Class::Determiner, Class::Pronoun, Class::Preposition, Class::Auxiliary];
        t.kind == TokenKind::Word && !t.is_capital() && !closed.iter().any(|&class| scan.lexicon.is(t.word, class))
    };
    let multiplied = cued(NumberCue::Multiplied) || cued(NumberCue::As) && rest.peek(1).is_some_and(compared);
    match hedged_factor(scan, by, &before) {
        Some((range, hedge)) if fold || multiplied => {
            Ok((rest, Reading { value: Value::Ratio(range), core: (start.at(), rest.at()), hedge }))
        }
        _ => fail(scan),
    }
}

/// "more than halved" is to less than half, "more than doubled" to more than twice.
fn hedged_factor(scan: Scan<'_>, by: Decimal, before: &Hedges) -> Option<(Range, Option<HedgeId>)> {
    if by >= Decimal::ONE {
        return apply(scan, Range::exact(by), before, &Hedges::default());
    }
    let part = |n: Decimal| Decimal::ONE.checked_div(n);
    let (range, hedge) = apply(scan, Range::exact(part(by)?), before, &Hedges::default())?;
    let (low, high) = (range.high.and_then(part).unwrap_or_default(), range.low.and_then(part)?);
    Some((Range::between(low, high), hedge))
}

/// "three- to fourfold", "two to threefold".
fn folds(scan: Scan<'_>) -> Option<(Scan<'_>, Range)> {
    let (rest, low) = numeral(scan).ok()?;
    let rest = if rest.first().is_some_and(|t| t.is_glued_hyphen()) { rest.skip(1) } else { rest };
    let (rest, ()) = number_mark(N::To)(rest).or_else(|_| number_mark(N::Or)(rest)).ok()?;
    let (rest, high) = number_word(|s| match s {
        N::Fold(n) => Some(Decimal::from(n)),
        _ => None,
    })(rest)
    .ok()?;
    (low.value < high).then(|| (rest, Range::between(low.value, high)))
}

/// What makes a ratio of an amount.
pub(super) fn tail<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() || amount.lead.is_some() || amount.comma {
        return None;
    }
    match amount.form {
        Form::Fraction => fraction(scan, behind, amount),
        Form::One if is_factor(scan.from(amount.number)) => plain(behind, Meaning::Ratio, amount),
        Form::One => slashed(scan, behind, amount)
            .or_else(|| out_of(behind, amount))
            .or_else(|| members(behind, amount))
            .or_else(|| to_word(behind, amount))
            .or_else(|| swapped(behind, amount))
            .or_else(|| over(behind, amount))
            .or_else(|| to_one(scan, behind, amount))
            .or_else(|| times(behind, amount)),
        _ => times(behind, amount),
    }
}

/// "half of voters" is a percentage, "a two-thirds majority" a ratio; the bare "half" and "quarter" are too many other things.
fn fraction<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let (above, below) = amount.parts;
    if let Some((rest, again)) = as_much(behind) {
        let part = Decimal::from(above).checked_div(below.into())?;
        let times = if again { part.checked_add(Decimal::ONE)? } else { part };
        return Some(Tail { rest, meaning: Meaning::Ratio, stated: Range::exact(times) });
    }
    let of = number_mark(N::Of)(behind).is_ok();
    let numerator = amount.numerator;
    let hedged = !amount.before.is_empty();
    let half = below == 2 && !numerator;
    // "the second half of", "the final third of" are parts, not shares.
    let part = !numerator
        && !hedged
        && scan.from(amount.number).before().is_some_and(|t| {
            t.is_dash()
                || scan
                    .lexicon
                    .meanings(t.word)
                    .any(|s| matches!(s, Sense::NumberCue(NumberCue::OneAfter) | Sense::Number(N::Ordinal(_))))
        });
    let whole = half
        && behind.first().is_some_and(|t| {
            behind.lexicon.is(t.word, Class::Determiner) && !behind.lexicon.can_be(t.word, Sense::Number(N::One))
        });
    if (of || hedged || whole) && (numerator || half || below == 4) && !part {
        let percent = Decimal::from(above).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(below.into())?;
        // "two-thirds" is said of 66 % as of 67 %.
        let stated = if percent.is_integer() || below > 100 {
            Range::exact(percent)
        } else {
            Range::between(percent.floor(), percent.ceil())
        };
        return Some(Tail { rest: behind, meaning: Meaning::Percent, stated });
    }
    // "a fifth straight win", "a third day"
    let placed = above == 1
        && below > 2
        && !of
        && number_word(|s| matches!(s, N::Ordinal(_)).then_some(()))(behind.from(behind.at() - 1)).is_ok()
        && joint(behind).map_or(behind, |(rest, ())| rest).senses().any(|(_, s)| {
            matches!(s, Sense::NumberCue(NumberCue::Placed) | Sense::Calendar(CalendarSense::Unit(.., false)))
        });
    if placed || above == 1 && below > 2 && !of && is_step(scan.from(amount.number), behind) {
        return None;
    }
    if numerator && is_compared(behind) {
        return plain(behind, Meaning::Ratio, amount);
    }
    let hyphened = numerator && joint(scan.from(amount.number + 1)).is_ok();
    let quarter = below == 4 && !hyphened;
    let alone = scan.at() == 0 && behind.first().is_none_or(|t| t.kind == TokenKind::Mark);
    let runs_on = joint(behind).is_ok() && behind.peek(1).is_some_and(|t| t.kind != TokenKind::Word);
    // "rose by a quarter", where "it rose for a quarter" is of time
    let by = scan.at().checked_sub(1).is_some_and(|at| {
        let bound = |s| s == Sense::Calendar(CalendarSense::Bound(crate::value::Bound::By));
        scan.from(at).senses().any(|(n, s)| n == 1 && bound(s))
    });
    if !runs_on && numerator && (alone || by || !quarter) { plain(behind, Meaning::Ratio, amount) } else { None }
}

/// "in a third step", "won a fifth medal": an article, the word of a place, and one noun that stands alone. A share is told of
/// something, or its verb follows: "a third voted".
fn is_step(number: Scan<'_>, behind: Scan<'_>) -> bool {
    let lexicon = number.lexicon;
    let article = number.senses().any(|(_, s)| s == Sense::Number(N::One));
    let placed = number_word(|s| matches!(s, N::Ordinal(_)).then_some(()))(number.skip(1)).is_ok();
    // "A third live in": the subject of its clause.
    let subject = number.before().is_none_or(|t| {
        !t.is_word() || lexicon.is(t.word, Class::Conjunction) || lexicon.is(t.word, Class::Subordinator)
    });
    let Some(noun) = behind.first().filter(|t| t.is_word() && !t.is_glued()) else { return false };
    let word = behind.word(noun);
    let verb = lexicon.is(noun.word, Class::Verb)
        || word.ends_with("ed")
        || behind.senses().any(|(_, s)| matches!(s, Sense::Calendar(CalendarSense::Tense(_))));
    let closed = [
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Modal,
        Class::Adverb,
        Class::Subordinator,
        Class::Determiner,
        Class::Pronoun,
    ];
    let noun = !closed.iter().any(|&class| lexicon.is(noun.word, class)) && !lexicon.form(noun.word, word).plural;
    let alone = behind.peek(1).is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_dash(),
        _ => closed.iter().any(|&class| lexicon.is(t.word, class)),
    });
    article && placed && !subject && noun && alone && !verb && !is_compared(behind)
}

/// " as many" and " as big as" behind "half"; " as much again", " again as big": whether so much is added to the whole.
fn as_much(behind: Scan<'_>) -> Option<(Scan<'_>, bool)> {
    let cued =
        |scan: Scan<'_>, cue: NumberCue| scan.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(cue));
    let compared = |scan: Scan<'_>| cued(scan, NumberCue::As) && scan.peek(1).is_some_and(|t| t.is_word());
    if cued(behind, NumberCue::Again) {
        let rest = behind.skip(1);
        return compared(rest).then(|| (rest.skip(2), true));
    }
    if !compared(behind) {
        return None;
    }
    let rest = behind.skip(2);
    if cued(rest, NumberCue::Again) {
        return Some((rest.skip(1), true));
    }
    // "a third as well" compares nothing.
    let fits = cued(behind.skip(1), NumberCue::Multiplied) || cued(rest, NumberCue::As);
    fits.then_some((behind, false))
}

/// " in five", " out of ten".
fn out_of<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let spaced = joint(behind).map_or(behind, |(rest, ())| rest);
    let (rest, ()) = number_mark(N::OutOf)(spaced).ok()?;
    // "8.5 out of 10", but "25.5 in 30 races"
    let marks = rest.at() > spaced.at() + 1 && !amount.first.value.is_sign_negative();
    let rest = joint(rest).map_or(rest, |(rest, ())| rest);
    let (rest, whole) = numeral(rest).ok()?;
    let (a, b) = (amount.first, whole);
    let year = b.digits && !b.grouped && b.value >= Decimal::from(1500) && b.value < Decimal::from(2100);
    let small = a.value < Decimal::from(100) && a.scale == Decimal::ONE;
    let timed = joint(rest).unwrap_or((rest, ())).0.senses().any(|(_, s)| {
        matches!(
            s,
            Sense::Calendar(CalendarSense::Unit(..) | CalendarSense::Month(_))
                | Sense::Unit(_, UnitForm::Word | UnitForm::Below)
                | Sense::Currency(..)
                | Sense::Number(N::Percent | N::OrdinalSuffix)
        )
    });
    let glued = rest.first().is_some_and(|t| {
        let hyphen = t.is_dash() && rest.word(t) != "—";
        t.is_glued() && (t.kind != TokenKind::Mark || hyphen || rest.word(t) == "/")
    });
    if !is_whole(&a) && !marks
        || !is_whole(&b)
        || a.value.is_zero()
        || a.value >= b.value
        || year
        || !small
        || timed
        || glued
    {
        return None;
    }
    Some(Tail { rest, meaning: Meaning::Ratio, stated: Range::exact(a.value.checked_div(b.value)?) })
}

/// " person in four", " in every ten": a share of those who are counted, and of nothing that is named behind.
fn members<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let noun = behind.first().filter(|t| t.is_word() && !t.is_glued())?;
    if !behind.lexicon.can_be(noun.word, Sense::NumberCue(NumberCue::Member)) {
        return None;
    }
    let tail = out_of(behind.skip(1), amount)?;
    let closed =
        [Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Modal, Class::Adverb, Class::Subordinator];
    let ends = tail.rest.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !matches!(tail.rest.word(t), "%" | "°" | "$" | "£" | "€"),
        TokenKind::Word => closed.iter().any(|&class| tail.rest.lexicon.is(t.word, class)),
        _ => false,
    });
    ends.then_some(tail)
}

/// " over three" at the end of a clause.
fn over<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let (rest, ()) = number_mark(N::Over)(behind).ok()?;
    let (rest, below) = numeral(rest).ok()?;
    let ends = rest
        .first()
        .is_none_or(|t| t.kind == TokenKind::Mark && !t.is_glued_hyphen() && !matches!(rest.word(t), "%" | "°"));
    let whole = is_whole(&below) && amount.first.value.is_integer() && !below.value.is_zero();
    let stated = Range::exact(amount.first.value.checked_div(below.value)?);
    (ends && whole).then_some(Tail { rest, meaning: Meaning::Ratio, stated })
}

/// "3/4 of them" is a percentage, "a 2/3 majority" a ratio.
fn slashed<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let number = scan.from(amount.number);
    let slash = number.peek(1).is_some_and(|t| t.is_glued() && matches!(number.word(t), "/" | "⁄"));
    let part = slash && amount.first.digits && amount.first.value < Decimal::ONE && behind.at() == number.at() + 3;
    if !part || super::count::is_slashed(scan, behind, amount) && !is_part_of_counted(number, behind) {
        return None;
    }
    let of = number_mark(N::Of)(behind).is_ok();
    if !of && is_part_of_counted(number, behind) {
        return plain(behind, Meaning::Ratio, amount);
    }
    // "86/100", "4.5/5": points of so many.
    let points = number.peek(2).is_some_and(|t| number.word(t) == "100")
        || number.first().is_some_and(|t| number.word(t).contains('.'));
    if points && !of {
        return plain(behind, Meaning::Ratio, amount);
    }
    let percent = amount.first.value.checked_mul(Decimal::ONE_HUNDRED).filter(|_| of)?;
    // "1/40" is 2.5 %, "2/3" is said of 66 % as of 67 %.
    let stated = if percent.normalize().scale() <= 2 {
        Range::exact(percent)
    } else {
        Range::between(percent.floor(), percent.ceil())
    };
    Some(Tail { rest: behind, meaning: Meaning::Percent, stated })
}

/// "12/45 patients", "12/45 (27%)": so many of so many, which no day of a month can be.
fn is_part_of_counted(number: Scan<'_>, behind: Scan<'_>) -> bool {
    const LONGEST_MONTH: u32 = 31;
    let below = number.peek(2).and_then(|t| number.word(t).parse::<u32>().ok());
    let counted = || {
        let rest = number_mark(N::Of)(behind).map_or(behind, |(rest, ())| rest);
        rest.senses().any(|(_, s)| matches!(s, Sense::NumberCue(NumberCue::Member | NumberCue::Counted)))
    };
    let share = || {
        behind.first_text() == "("
            && numeral(behind.skip(1))
                .is_ok_and(|(rest, _)| number_word(|s| matches!(s, N::Percent).then_some(()))(rest).is_ok())
    };
    let led = number
        .before()
        .is_some_and(|t| number.lexicon.meanings(t.word).any(|s| s == Sense::NumberCue(NumberCue::Definite)));
    share() || counted() && (below.is_some_and(|n| n > LONGEST_MONTH) || !led)
}

/// Whether "a factor of" stands before.
fn is_factor(number: Scan<'_>) -> bool {
    let two = number.at().checked_sub(2).map(|at| number.from(at));
    two.is_some_and(|two| two.senses().any(|(n, s)| n == 2 && s == Sense::NumberCue(NumberCue::Factor)))
}

/// "-for-1" behind "2": so many for so many, as shares are split and goods are offered.
fn swapped<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let (rest, ()) = joint(behind).ok()?;
    let (rest, ()) = number_mark(N::Wickets)(rest).ok()?;
    let (rest, ()) = joint(rest).ok()?;
    let (rest, below) = numeral(rest).ok()?;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word()));
    let whole = is_whole(&amount.first) && is_whole(&below) && !below.value.is_zero();
    let stated = Range::exact(amount.first.value.checked_div(below.value)?);
    (whole && !runs_on && amount.before.is_empty()).then_some(Tail { rest, meaning: Meaning::Ratio, stated })
}

/// " to one", behind a greater number.
fn to_word<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    // "a two-to-one vote"
    let hyphened = joint(behind).ok().map(|(rest, ())| rest);
    let (rest, ()) = number_mark(N::To)(hyphened.unwrap_or(behind)).ok()?;
    let rest = if hyphened.is_some() { joint(rest).ok()?.0 } else { rest };
    let (rest, below) = numeral(rest).ok()?;
    let ends = rest.first().is_none_or(|t| match t.kind {
        TokenKind::Word if hyphened.is_some() => !t.is_glued(),
        TokenKind::Mark => !t.is_glued_hyphen() && !matches!(rest.word(t), "%" | "°" | "/" | ":" | "$" | "£" | "€"),
        _ => !t.is_glued() && behind.lexicon.is(t.word, Class::Preposition),
    });
    // "fell from 3 to 1"
    let from = |t: &Token| behind.lexicon.can_be(t.word, Sense::Number(N::From));
    let moved = behind.from(amount.number).before().is_some_and(from);
    let over = amount.first.value > Decimal::ONE && amount.before.is_empty() && !moved;
    (ends && over && below.value == Decimal::ONE).then(|| plain(rest, Meaning::Ratio, amount))?
}

/// ":1" directly behind digits. Times have two digits behind the colon.
fn to_one<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let (colon, one) = (behind.first()?, behind.peek(1)?);
    let digit = one.is_glued() && one.kind == TokenKind::Number && one.span.len() == 1 && behind.word(one) != "0";
    let named = scan.before().is_some_and(|t| t.is_capital());
    let further = behind.peek(2).is_some_and(|t| t.is_glued() && behind.word(t) == ":");
    if behind.word(colon) != ":" || !colon.is_glued() || !digit || named || further || !is_whole(&amount.first) {
        return None;
    }
    let below: Decimal = behind.word(one).parse().ok()?;
    Some(Tail {
        rest: behind.skip(2),
        meaning: Meaning::Ratio,
        stated: Range::exact(amount.first.value.checked_div(below)?),
    })
}

/// Whether a word of betting stands near.
pub(in crate::extract) fn is_betting(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    let is_cue = |at: Scan<'_>| at.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Odds));
    let from = scan.at().saturating_sub(REACH.0);
    (from..scan.at()).chain(rest.at()..rest.at() + REACH.1).any(|at| is_cue(scan.from(at)))
}

/// Nobody lays more to win.
const MOST_BELOW: Decimal = Decimal::from_parts(40, 0, 0, false, 0);

/// How many tokens before and behind odds a cue may stand.
const REACH: (usize, usize) = (8, 4);

/// "-2", "/2", " to 2" behind "7", where a word of betting stands near.
pub(super) fn odds<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    // "1/2", which is a number of its own
    let number = scan.from(amount.number);
    let below_one = behind.at() == amount.number + 3 && number.peek(1).is_some_and(|t| number.word(t) == "/");
    let alone = amount.form == Form::One && amount.currency.is_none() && amount.lead.is_none();
    if alone && below_one && amount.first.value < Decimal::ONE && is_betting(scan, behind) {
        return plain(behind, Meaning::Ratio, amount);
    }
    let plain_number = amount.first.digits && is_whole(&amount.first);
    if !plain_number || amount.currency.is_some() || amount.lead.is_some() || amount.comma {
        return None;
    }
    // "1-6 on", where the first is the smaller
    if amount.form == Form::Dash && amount.before.is_empty() {
        let small = is_whole(&amount.last) && amount.last.digits && amount.last.value <= MOST_BELOW;
        let runs_on =
            behind.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word() || behind.word(t) == "/"));
        let stated = Range::exact(amount.first.value.checked_div(amount.last.value)?);
        let apart = !super::count::plural_behind(behind);
        return (small && !runs_on && apart && is_betting(scan, behind)).then_some(Tail {
            rest: behind,
            meaning: Meaning::Ratio,
            stated,
        });
    }
    if amount.form != Form::One {
        return None;
    }
    let slash = behind.first().is_some_and(|t| t.is_glued() && behind.word(t) == "/");
    let rest = match joint(behind) {
        Ok((rest, ())) => rest,
        Err(_) if slash => behind.skip(1),
        Err(_) => number_mark(N::To)(behind).ok()?.0,
    };
    let (rest, below) = numeral(rest).ok()?;
    let runs_on = rest.first().is_some_and(|t| t.is_glued() && (t.is_dash() || t.is_word() || rest.word(t) == "/"));
    let small = is_whole(&below) && below.digits && !below.value.is_zero() && below.value <= MOST_BELOW;
    if runs_on || !small || behind.at() != amount.number + 1 {
        return None;
    }
    // "the 100-1 shot"
    let is_backed = |s| s == Sense::NumberCue(NumberCue::Backed);
    let backed = joint(behind).is_ok() && rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| is_backed(s));
    let cued = backed || is_betting(scan, rest);
    let stated = Range::exact(amount.first.value.checked_div(below.value)?);
    cued.then_some(Tail { rest, meaning: Meaning::Ratio, stated })
}

/// " times", "-fold", "x".
fn times<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let rest = joint(behind).map_or(behind, |(rest, ())| rest);
    let first = rest.first()?;
    let letter = first.span.len() == 1 || first.kind == TokenKind::Mark;
    let (rest, ()) = number_mark(N::Times)(rest).ok()?;
    let runs_on =
        rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark || t.kind == TokenKind::Number);
    // "9 times out of 10"
    if !letter && let Some(share) = out_of(rest, amount) {
        return Some(share);
    }
    if letter && !first.is_glued() || runs_on || !letter && !first.is_glued() && are_occasions(behind, rest, amount) {
        return None;
    }
    plain(rest, Meaning::Ratio, amount)
}

/// "stabbed five times by", "seven times since Monday", "78,000 times a minute": how often, and no multiple of anything.
fn are_occasions(behind: Scan<'_>, rest: Scan<'_>, amount: &Amount) -> bool {
    const REACH: usize = 4;
    let number = behind.from(amount.start);
    let is = |t: &Token, class: Class| behind.lexicon.is(t.word, class);
    let moved = |t: &Token| is(t, Class::Rise) || is(t, Class::Fall);
    let changed = (1..=REACH).map_while(|n| number.back(n)).take_while(|t| t.is_word()).any(moved);
    let led = number.before().is_some_and(|t| is(t, Class::Preposition) || is(t, Class::Determiner));
    let next = rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Occasion));
    // "stabbed 17 times in the back"
    let done = number.before().is_some_and(|t| behind.lexicon.looks_past(behind.word(t)))
        && rest.first().is_some_and(|t| is(t, Class::Preposition));
    let next = next || done && !rest.first().is_some_and(|t| behind.lexicon.can_be(t.word, Sense::Number(N::Of)));
    // "ten times a year's rent" multiplies.
    let timed = number_mark(N::Per)(rest).is_ok_and(|(rest, ())| {
        let unit = rest.senses().any(|(_, s)| matches!(s, Sense::Calendar(CalendarSense::Unit(..))));
        unit && !rest.peek(1).is_some_and(|t| t.is_glued() && matches!(rest.word(t), "'" | "’"))
    });
    // "three times daily"
    let often = rest.senses().any(|(_, s)| matches!(s, Sense::Calendar(CalendarSense::Often(..))))
        && super::ordinal::ends(rest.skip(1));
    amount.form != Form::Fraction && is_whole(&amount.last) && !changed && (next && !led || timed || often)
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores, reads};

    #[test]
    fn spellings() {
        reads("ratio 0.2", &["one in five", "1 in 5", "one out of five", "one-in-five"]);
        reads("ratio 0.9", &["nine out of ten", "9 in 10"]);
        finds("One person in four is poor, and two men in five are.", &["ratio 0.25", "ratio 0.4"]);
        finds("Nearly one household in every ten has none.", &["ratio 0.095 to 0.1"]);
        finds("She gave it 8.5 out of 10 and ran 15.5 in twenty-two races.", &["ratio 0.85", "count 15.5", "count 22"]);
        finds("Two people in five cars died.", &["count 2", "count 5"]);
        finds("He scored three goals in four.", &["count 3", "count 4"]);
        finds("In 2018 two women in 40 countries ran.", &["count 2", "count 40"]);
        reads("ratio 3", &["3:1", "three times", "3 times", "three to one", "3 to 1"]);
        finds("It grew by a factor of three.", &["ratio 3"]);
        finds("It fell from 3 to 1.", &["count 3", "count 1"]);
        finds("It runs from three to one million.", &["count 3 to 1000000"]);
        finds("It fell from 104 to 49 million.", &["count 49000000"]);
        finds("A two-thirds majority is needed.", &["ratio 0.6666666666666666666666666667"]);
        finds("Half of voters stayed at home.", &["percent 50"]);
        finds("More than half the seats fell.", &["percent at least 50"]);
        finds("Two-thirds of voters and three quarters of members agreed.", &["percent 66 to 67", "percent 75"]);
        finds("A third of them left.", &["percent 33 to 34"]);
        finds("At least 3/4 of them left.", &["percent at least 75"]);
        finds("It came out six times a year, is taken three times daily.", &["count 6", "count 3"]);
        finds("It is worth three times daily output.", &["ratio 3"]);
        finds("It cost six times a year's rent.", &["ratio 6"]);
        finds("More than a quarter but less than half of them left.", &["percent 25 to 50"]);
        finds("More than a third left, and over half of them ran.", &["percent at least 33", "percent at least 50"]);
        finds("The ratio is 1.5 to 1.", &["ratio 1.5"]);
    }

    #[test]
    fn multiples() {
        reads("ratio 3", &["threefold"]);
        reads("ratio at least 6", &["more than sixfold"]);
        finds("Twice as many came.", &["ratio 2"]);
        finds("It is about twice the size.", &["ratio 1.8 to 2.2"]);
        ignores(&[
            "He won twice.",
            "They met twice a week.",
            "He scored twice as United won.",
            "It rang twice as they left.",
        ]);
    }

    #[test]
    fn parts_of_another() {
        reads("ratio 1.5", &["half as many again", "half again as many", "half as big again"]);
        finds("Half as many came as left; it is half as big as this.", &["ratio 0.5", "ratio 0.5"]);
        finds("A quarter as much again.", &["ratio 1.25"]);
        finds("Sales rose by a quarter on Monday.", &["ratio 0.25"]);
        finds("Half again, as ever, was gone. A third as well died.", &["ratio 0.3333333333333333333333333333"]);
        finds("A two-to-one vote and a 3-to-1 lead.", &["ratio 2", "ratio 3"]);
        finds("It is a quarter lighter and a fifth thinner.", &["ratio 0.25", "ratio 0.2"]);
        finds("It scored 86/100 and 4.5/5.", &["ratio 0.86", "ratio 0.9"]);
        finds("It got four stars out of five.", &["ratio 0.8"]);
    }

    #[test]
    fn occasions_are_no_multiples() {
        finds("He was stabbed 17 times in the back.", &["count 17"]);
        finds("It rang five times since noon and 40 times a day.", &["count 5", "count 40"]);
        finds("It rose five times in value, to ten times that.", &["ratio 5", "ratio 10"]);
        finds("He found it 9 times out of 10, four times each.", &["ratio 0.9", "count 4"]);
        finds("It is four times as big, and trades at 11 times earnings.", &["ratio 4", "ratio 11"]);
    }

    #[test]
    fn changes() {
        finds("Sales doubled, profit tripled and costs halved.", &["ratio 2", "ratio 3", "ratio 0.5"]);
        finds("It has more than doubled in size.", &["ratio at least 2"]);
        finds("The number more than halved.", &["ratio 0 to 0.5"]);
        finds("They doubled the price.", &["ratio 2"]);
        finds("It is double the size and triple the price.", &["ratio 2", "ratio 3"]);
        ignores(&[
            "He doubled down.",
            "She doubled up in pain.",
            "It doubled as a stage.",
            "A double room.",
            "He hit a triple.",
        ]);
    }

    #[test]
    fn odds_need_a_cue() {
        finds("The 7-2 favourite won.", &["ratio 3.5"]);
        finds("Bookmakers put the odds at 7/2, then at 100 to 1.", &["ratio 3.5", "ratio 100"]);
        finds("It was a 33-1 outsider.", &["ratio 33"]);
        finds("It was beaten by the 100-1 shot, a 9-2 chance.", &["ratio 100", "ratio 4.5"]);
        finds("They won 3-1 with a shot from 20 yards.", &["score 3 1", "measurement 20 yard"]);
        finds("She won by a nose at 20-1.", &["ratio 20"]);
        ignores(&["On the 7/2 they left.", "See 7-2 there."]);
    }

    #[test]
    fn a_fraction_needs_no_plural_behind_a_hyphen() {
        finds("About two-third of them left.", &["percent 59.4 to 73.7"]);
        finds("The tenth, eighth in all, was won.", &["ordinal 10", "ordinal 8"]);
        finds(
            "It took three twenty-firsts and twenty twenty fifths.",
            &["ratio 0.1428571428571428571428571429", "ratio 0.8"],
        );
        finds("The seventy-third and the twenty third.", &["ordinal 73", "ordinal 23"]);
        finds("It came between the tenth and fifteenth of them.", &["ordinal 10 to 15"]);
        finds(
            "It is three one-thousandths, one hundred fortieths, two one hundred and fifths or a hundred and thirty fifths.",
            &["ratio 0.003", "ratio 2.5", "ratio 0.019047619047619047619047619", "ratio 26"],
        );
        finds("It takes a trillionth of it or a hundred billionths.", &["count 0.000000000001", "ratio 0.0000001"]);
    }

    #[test]
    fn parts_of_those_counted() {
        for (text, found) in [
            (
                "Of those, 12/48 patients died, and 3/45 (6.7%) relapsed.",
                &["ratio 0.25", "ratio 0.0666666666666666666666666667", "percent 6.7"][..],
            ),
            ("It was so in 3/12 of the cases.", &["percent 25"]),
            ("The 9/11 victims and 7/7 bombings.", &[]),
            ("They face a three- to fourfold risk, or a two to threefold one.", &["ratio 3 to 4", "ratio 2 to 3"]),
            ("The odds shortened from 5/1 to 9/4.", &["ratio 5", "ratio 2.25"]),
            ("Bookmakers make Labour 1-6 to win.", &["ratio 0.1666666666666666666666666667"]),
            ("A 2-for-1 split, a two-for-one offer.", &["ratio 2", "ratio 2"]),
            ("Between a quarter and a third of staff left.", &["percent 25 to 34"]),
            ("In a third step they won a fifth medal.", &["ordinal 3", "ordinal 5"]),
            (
                "A third voted, and he sold a third of it.",
                &["ratio 0.3333333333333333333333333333", "percent 33 to 34"],
            ),
        ] {
            finds(text, found);
        }
    }

    #[test]
    fn what_is_no_share() {
        ignores(&[
            "The other half of the match.",
            "His half brother came.",
            "A quarter ended.",
            "At 7:48 it rained.",
            "John 3:1 says so.",
            "9/11 and 24/7.",
        ]);
        finds("In the final third of the pitch.", &["ordinal 3"]);
        finds("He killed two in 2019.", &["count 2"]);
    }
}
