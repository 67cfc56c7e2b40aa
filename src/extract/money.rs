/*! Sums of money: "$5.4bn", "US$40 billion", "5 million euros", "€2m", "50p", "USD115", "3 dollars 50 cents". */

use rust_decimal::Decimal;

use super::Reading;
use super::amount::{Amount, Form, is_moved, of_one};
use super::digits::digits;
use super::hedge::{Hedges, apply, hedges_before};
use super::numeral::{Numeral, and, joint, numeral, power_of_ten, scale_after, scale_word};
use super::quantity::{Meaning, Tail};
use super::scan::{Parsed, Scan, fail, number_mark, number_word};
use crate::lexicon::{Class, CurrencyForm, NumberCue, NumberSense as N, Sense, Sorts, UnitForm, WordId};
use crate::text::{Token, TokenKind};
use crate::value::{CurrencyId, Range, Value};

/// The currency stands before the number: "$5.4bn", "$10-15 million", "$249 USD".
pub(super) fn before<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let currency = amount.currency?;
    let (rest, stated) = match scale(behind) {
        Some((rest, by)) => (rest, amount.stated.map(|n| n.checked_mul(by))?),
        None => (behind, amount.stated),
    };
    if rest.first().is_some_and(|t| t.is_glued() && (t.is_word() || t.kind == TokenKind::Number)) {
        return None;
    }
    let (rest, currency) = named_again(rest, currency);
    // "$3 and 20 cents"
    if let Some(whole) = stated.point().filter(|n| n.is_integer() && amount.form == Form::One)
        && let Some((after, cents)) = named_coins(rest, currency)
        && let Some(sum) = whole.checked_add(cents)
    {
        return Some(Tail { rest: after, meaning: Meaning::Money(currency), stated: Range::exact(sum) });
    }
    Some(Tail { rest, meaning: Meaning::Money(currency), stated })
}

/// "m", "bn" after a sum.
fn scale(scan: Scan<'_>) -> Option<(Scan<'_>, Decimal)> {
    let joined = joint(scan).map_or(scan, |(rest, ())| rest);
    let (rest, power) = number_word(|s| match s {
        N::MoneyScale(power) => Some(power),
        _ => None,
    })(joined)
    .ok()?;
    // "a £1m-a-week striker", but "$5 T-shirts"
    let letter = scan.first().is_some_and(|t| t.is_glued() && t.is_word());
    let runs_on = rest.first().is_some_and(|t| {
        let hyphen = t.is_dash() && rest.word(t) != "—" && !letter;
        t.is_glued() && (hyphen || t.is_word() || t.kind == TokenKind::Number)
    });
    // "£5m-£6m" goes on with a sum, "$5 T-shirts" with a word.
    let range = rest.first().is_some_and(|t| t.is_dash()) && rest.peek(1).is_some_and(|t| !t.is_word());
    (!runs_on || range).then_some((rest, power_of_ten(power)?))
}

/// "$76 US", "$5 Canadian dollars", "$249 USD": a second name may tell which dollar.
fn named_again(scan: Scan<'_>, currency: CurrencyId) -> (Scan<'_>, CurrencyId) {
    let found = scan.senses_of(Sorts::CURRENCY).find_map(|(n, s)| match s {
        Sense::Currency(id, form @ (CurrencyForm::Word | CurrencyForm::Code | CurrencyForm::Whose)) => {
            let fits = match form {
                CurrencyForm::Word => true,
                // "$75 U.S. per barrel", but "a $75 Canadian stamp"
                CurrencyForm::Whose => scan.first()?.is_capital() && closes(scan.skip(n)),
                _ => scan.first()?.is_shout(),
            };
            let (old, new) = (scan.lexicon.currency(currency), scan.lexicon.currency(id));
            // "€5 USD 6" are two sums.
            let alone = scan.peek(n).is_none_or(|t| t.kind != TokenKind::Number);
            (fits && alone && old.may_equal(new))
                .then_some((n, if new.readings.len() < old.readings.len() { id } else { currency }))
        }
        _ => None,
    });
    match found {
        Some((n, id)) => (scan.skip(n), id),
        None => (scan, currency),
    }
}

/// "$", "US$", "USD", "Rs" before digits.
pub(super) fn currency_before(scan: Scan<'_>) -> Parsed<'_, CurrencyId> {
    let found = scan.senses_of(Sorts::CURRENCY).find_map(|(n, sense)| match sense {
        Sense::Currency(id, form @ (CurrencyForm::Symbol | CurrencyForm::Code)) => {
            let first = scan.first()?;
            let letters = first.kind == TokenKind::Word;
            let common = [Class::Determiner, Class::Pronoun].iter().any(|&c| scan.lexicon.is(first.word, c));
            let fits = match form {
                CurrencyForm::Code => first.is_shout(),
                // "R" for rand only glued to its number: see `money::coded`. "aud$" in lower case, but "cost us $5".
                // Some scripts have no capitals.
                // "A $90m deal" is in any dollars, "A$90m" in Australian ones.
                _ if letters && first.span.len() == 1 && common && scan.peek(1).is_some_and(|t| !t.is_glued()) => false,
                // "y=12" is no sum of yen: what is left of a sign stands before a large one, "Y=28,030".
                _ if letters && n == 2 && scan.peek(1).is_some_and(|t| scan.word(t) == "=") => {
                    first.is_capital() && is_grouped_or_scaled(scan.skip(2))
                }
                _ if letters && scan.word(first).starts_with(char::is_lowercase) => {
                    // "it cost us $5", "a $5 note", "music's $5"
                    n > 1 && !common && !first.is_glued()
                }
                _ => !letters || n > 1 || first.span.len() > 1,
            };
            fits.then_some((n, id))
        }
        _ => None,
    });
    match found {
        Some((n, id)) => Ok((scan.skip(n), id)),
        None => fail(scan),
    }
}

/// "28,030", "5 million", "5bn".
fn is_grouped_or_scaled(scan: Scan<'_>) -> bool {
    let lettered = |rest: Scan<'_>| number_word(|s| matches!(s, N::MoneyScale(_)).then_some(()))(rest).is_ok();
    numeral(scan).is_ok_and(|(rest, n)| n.grouped || n.scale > Decimal::ONE || lettered(rest))
}

/// The currency stands behind the number: " million euros", "-dollar", "p", " cents", " USD".
pub(super) fn tail<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let start = if amount.form == Form::Fraction { of_one(behind) } else { behind };
    let start = joint(start).map_or(start, |(rest, ())| rest);
    let start = if amount.form == Form::Vague { number_mark(N::Of)(start).map_or(start, |(r, ())| r) } else { start };
    let first = start.first()?;
    if let Some((id, by)) = scaled_code(start) {
        let stated = amount.stated.map(|n| n.checked_mul(by))?;
        return Some(Tail { rest: start.skip(1), meaning: Meaning::Money(id), stated });
    }
    // "Fig. 7p": a panel of a figure.
    let letter = first.is_glued() && first.span.len() == 1 && first.is_word();
    if letter && super::label::label_before(start.from(amount.number)).is_some() {
        return None;
    }
    // "a 1,080p screen"
    let shown = start.skip(1).senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::NoThousand));
    if letter && shown {
        return None;
    }
    let unit_too = start.senses_of(Sorts::UNIT).any(|(_, s)| matches!(s, Sense::Unit(_, UnitForm::Word)));
    let (n, id, form) = start.senses_of(Sorts::CURRENCY).find_map(|(n, s)| match s {
        Sense::Currency(id, form) => {
            let fits = match form {
                CurrencyForm::Code => first.is_shout(),
                CurrencyForm::Word => true,
                CurrencyForm::Part(_) if number_mark(N::Cent)(start).is_ok() => is_coin(start, amount),
                CurrencyForm::Part(_) => first.span.len() > 1 || first.is_glued() && amount.last.digits,
                CurrencyForm::Pile(_) => ends(start.skip(n)),
                CurrencyForm::ScaledWord => amount.last.scale >= Decimal::ONE_THOUSAND || scale(behind).is_some(),
                CurrencyForm::ShySymbol | CurrencyForm::Whose => false,
                CurrencyForm::Symbol => {
                    !first.is_word() || first.is_shout() && first.span.len() > 1 || !start.first_text().is_ascii()
                }
            };
            fits.then_some((n, id, form))
        }
        _ => None,
    })?;
    let rest = start.skip(n);
    let next = rest.first();
    if next.is_some_and(|t| t.is_glued() && (t.is_word() || t.kind == TokenKind::Number)) {
        return None;
    }
    if form == CurrencyForm::Symbol && next.is_some_and(|t| t.kind == TokenKind::Number) && !first.is_glued() {
        // "1 $10 note"
        return None;
    }
    // "five pounds" weigh more often than they cost; millions of pounds cost.
    let sum = amount.last.scale >= Decimal::from(1_000_000) || is_price(start, amount, rest);
    let coins = amount.stated.point().is_some() && (named_coins(rest, id).is_some() || bare_coins(rest).is_some());
    let dear = sum && number_mark(N::Of)(rest).is_err() || coins;
    // "a million pound feet"
    let longer = start.senses_of(Sorts::UNIT).any(|(of, s)| of > n && matches!(s, Sense::Unit(_, UnitForm::Word)));
    if longer || unit_too && form == CurrencyForm::Word && n == 1 && !dear {
        return None;
    }
    if let CurrencyForm::Part(parts) = form {
        // "from £1.20 to 95p": a coin behind the second number is none of the first.
        if amount.currency.is_some() && amount.stated.point().is_none() {
            return None;
        }
        let stated = amount.stated.map(|n| n.checked_div(parts.into()))?;
        return Some(Tail { rest, meaning: Meaning::Money(id), stated });
    }
    if let CurrencyForm::Pile(many) = form {
        let stated = amount.stated.map(|n| n.checked_mul(many.into()))?;
        return Some(Tail { rest, meaning: Meaning::Money(id), stated });
    }
    // "75 USD million"
    let (rest, by) = match form {
        CurrencyForm::Code => scale_word(rest).unwrap_or((rest, Decimal::ONE)),
        _ => (rest, Decimal::ONE),
    };
    let stated = amount.stated.map(|n| n.checked_mul(by))?;
    match (hundredths(rest, id), stated.point()) {
        (Some((after, cents)), Some(whole)) if whole.is_integer() && by == Decimal::ONE => {
            let sum = whole.checked_add(cents)?;
            Some(Tail { rest: after, meaning: Meaning::Money(id), stated: Range::exact(sum) })
        }
        _ => Some(Tail { rest, meaning: Meaning::Money(id), stated }),
    }
}

/// "12c a litre": a letter that is as often a flat, a point of a list, a panel of a figure or a temperature.
fn is_coin(start: Scan<'_>, amount: &Amount) -> bool {
    let glued = start.first().is_some_and(|t| t.is_glued() && !t.is_capital()) && amount.last.digits;
    let rest = start.skip(1);
    let ends =
        rest.first().is_none_or(|t| !t.is_glued() || t.kind == TokenKind::Mark && !t.is_dash() && rest.word(t) != "(");
    let small = amount.last.value < Decimal::ONE_THOUSAND && !amount.last.grouped;
    let each = number_mark(N::Per)(rest).is_ok_and(|(after, ())| after.first().is_some_and(Token::is_word));
    glued && ends && small && (each || is_moved(start.from(amount.start)) && is_traded(start))
}

/// Whether the sentence tells of what has a price: "shares rose 12c", "fares went up 50c to $3.20".
fn is_traded(scan: Scan<'_>) -> bool {
    let whole = scan.from(0);
    (0..whole.rest().len()).map(|n| whole.skip(n)).any(|at| {
        let sign = at.first().is_some_and(|t| t.kind == TokenKind::Mark || t.is_shout() && t.span.len() > 2);
        at.senses_of(Sorts::NUMBER_CUE | Sorts::CURRENCY).any(|(_, s)| match s {
            Sense::NumberCue(cue) => cue == NumberCue::Traded,
            Sense::Currency(_, form) => sign && matches!(form, CurrencyForm::Symbol | CurrencyForm::Code),
            _ => false,
        })
    })
}

/// "cost 12 pounds", "a two-pound coin": whether what stands around tells a price.
fn is_price(start: Scan<'_>, amount: &Amount, rest: Scan<'_>) -> bool {
    let cue = |scan: Scan<'_>| scan.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Price));
    let first = start.from(amount.start);
    if start.before().is_some_and(|t| t.is_dash()) {
        return cue(rest);
    }
    // "cost 12 pounds", "a fee of 12 pounds"
    let of = first.before().is_some_and(|t| start.lexicon.is(t.word, Class::Preposition));
    first.at().checked_sub(1 + usize::from(of)).is_some_and(|at| cue(start.from(at)))
}

/// Whether what follows is a mark or a small word, so that the word before is no adjective.
fn closes(behind: Scan<'_>) -> bool {
    let small = [Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Determiner, Class::Modal];
    behind.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_dash(),
        TokenKind::Word => !t.is_glued() && small.iter().any(|&class| behind.lexicon.is(t.word, class)),
        _ => false,
    })
}

/// Whether nothing follows that the word before may be an adjective to: "five grand a year", but "five grand pianos".
fn ends(behind: Scan<'_>) -> bool {
    let closed = [Class::Preposition, Class::Conjunction, Class::Determiner, Class::Adverb, Class::Auxiliary];
    behind.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_dash(),
        _ => closed.iter().any(|&class| behind.lexicon.is(t.word, class)),
    })
}

/// "MEUR", "MUSD": a code with the letter of its scale before it.
fn scaled_code(scan: Scan<'_>) -> Option<(CurrencyId, Decimal)> {
    let token = scan.first().filter(|t| t.is_shout() && t.span.len() == 4)?;
    let (letter, code) = scan.word(token).split_at_checked(1)?;
    let power = scan.lexicon.meanings(word_of::<1>(scan, letter)?).find_map(|s| match s {
        Sense::Number(N::MoneyScale(power)) => Some(power),
        _ => None,
    })?;
    let id = scan.lexicon.meanings(word_of::<3>(scan, code)?).find_map(|s| match s {
        Sense::Currency(id, CurrencyForm::Code) => Some(id),
        _ => None,
    })?;
    Some((id, power_of_ten(power)?))
}

/// " and 20 cents" behind a sum, the coin named.
fn named_coins(scan: Scan<'_>, of: CurrencyId) -> Option<(Scan<'_>, Decimal)> {
    let (rest, cents) = hundredths(scan, of)?;
    rest.before().is_some_and(|t| t.is_word() && t.span.len() > 1).then_some((rest, cents))
}

/// " 50 cents", " and forty-five cents" behind a sum.
fn hundredths(scan: Scan<'_>, of: CurrencyId) -> Option<(Scan<'_>, Decimal)> {
    // "15 dollars 50."
    if let Some(cents) = scan.first().filter(|t| t.kind == TokenKind::Number && t.span.len() == 2)
        && scan
            .peek(1)
            .is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash() && !matches!(scan.word(t), "%" | "$" | "£" | "€"))
    {
        return Some((scan.skip(1), digits(scan.word(cents))?.0.checked_div(Decimal::ONE_HUNDRED)?));
    }
    if let Some(found) = bare_coins(scan) {
        return Some(found);
    }
    let rest = and(scan).map_or(scan, |(rest, ())| rest);
    let (rest, n) = numeral(rest).ok()?;
    let (rest, id) = super::scan::sense_of(Sorts::CURRENCY, |s| match s {
        Sense::Currency(id, CurrencyForm::Part(100)) => Some(id),
        _ => None,
    })(rest)
    .ok()
    .or_else(|| {
        // "20 ringgit 43c"
        let coin = rest.first().filter(|t| t.is_glued() && t.span.len() == 1)?;
        let ends = rest.peek(1).is_none_or(|t| !t.is_glued() || t.kind == TokenKind::Mark && !t.is_dash());
        let cent = number_mark(N::Cent)(rest).is_ok();
        (ends && cent && coin.is_word()).then_some((rest.skip(1), of))
    })?;
    let may =
        scan.lexicon.currency(id).may_equal(scan.lexicon.currency(of)) || scan.lexicon.currency(id).readings.len() > 1;
    let small = n.value < Decimal::ONE_HUNDRED && n.value.is_integer();
    (may && small).then_some((rest, n.value.checked_div(Decimal::ONE_HUNDRED)?))
}

/// "three pounds fifty a pint", "two dollars forty-nine": from ten to ninety-nine, with no noun behind that it counts.
fn bare_coins(scan: Scan<'_>) -> Option<(Scan<'_>, Decimal)> {
    let first = scan.first().filter(|t| !t.is_glued())?;
    let (rest, n) = numeral(scan).ok()?;
    let two =
        n.value.is_integer() && n.scale == Decimal::ONE && (Decimal::TEN..Decimal::ONE_HUNDRED).contains(&n.value);
    let written = if n.digits { first.span.len() == 2 } else { first.is_word() };
    let behind = rest.first().is_none_or(|t| !matches!(rest.word(t), "%" | "$" | "£" | "€" | ":" | "-" | "–" | "/"));
    let adverb = rest.first().is_some_and(|t| rest.lexicon.is(t.word, Class::Adverb));
    (two && written && behind && (closes(rest) || adverb)).then_some((rest, n.value.checked_div(Decimal::ONE_HUNDRED)?))
}

/// "a dollar and 42 cents", "a pound and twenty pence".
pub(super) fn one_and_coins<'a>(scan: Scan<'a>, hedges: &Hedges) -> Option<(Scan<'a>, Reading)> {
    let (rest, _) = super::numeral::one(scan).ok()?;
    let (rest, id) = super::scan::sense_of(Sorts::CURRENCY, |s| match s {
        Sense::Currency(id, CurrencyForm::Word) => Some(id),
        _ => None,
    })(rest)
    .ok()?;
    and(rest).ok()?;
    let (rest, cents) = named_coins(rest, id)?;
    let stated = Range::exact(Decimal::ONE.checked_add(cents)?);
    let core = (scan.at(), rest.at());
    let (range, hedge) = apply(scan, stated, hedges, &Hedges::default())?;
    Some((rest, Reading { value: Value::Money(range, id), core, hedge }))
}

/// A currency glued to its number, one token of the text: "USD115", "Rs20", "RM42m", "RM1,200", "$US40".
pub(super) fn coded(scan: Scan<'_>) -> Option<(Scan<'_>, Reading)> {
    let (rest, before) = hedges_before(scan);
    let core = rest.at();
    if let Some(found) = one_and_coins(rest, &before) {
        return Some(found);
    }
    let first = rest.first()?;
    let (rest, mark) = if first.kind == TokenKind::Mark { (rest.skip(1), Some(first.word)) } else { (rest, None) };
    let token = rest.first().filter(|t| t.kind == TokenKind::Identifier && (mark.is_none() || t.is_glued()))?;
    let written = rest.word(token);
    let (name, number) = written.split_at(written.find(|c: char| c.is_ascii_digit()).filter(|at| *at <= 4)?);
    let word = word_of::<4>(rest, name)?;
    let shout = name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase());
    let currency = |s| match s {
        Sense::Currency(id, CurrencyForm::Symbol) => Some((id, false)),
        Sense::Currency(id, CurrencyForm::ShySymbol) => Some((id, true)),
        Sense::Currency(id, CurrencyForm::Code) if shout => Some((id, false)),
        _ => None,
    };
    let (id, shy) = match mark {
        Some(mark) => rest.lexicon.pair(mark, word).find_map(currency)?,
        None => rest.lexicon.meanings(word).find_map(currency)?,
    };
    // "e85 million" is what is left of "€85 million"; "rs485" is no money.
    if !token.is_capital() && !shy {
        return None;
    }
    let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
    let (number, suffix) = number.split_at(end);
    let (rest, numeral) = if suffix.is_empty() {
        // An identifier ends at a comma: "RM1" and ",200".
        let groups = match (rest.peek(1), rest.peek(2)) {
            (Some(comma), Some(more))
                if comma.is_glued() && rest.word(comma) == "," && more.is_glued() && more.kind == TokenKind::Number =>
            {
                2
            }
            _ => 0,
        };
        let span = token.span.join(rest.peek(groups)?.span);
        let (value, grouped) = digits(&span.of(rest.text)[name.len()..])?;
        scale_after(rest.skip(1 + groups), Numeral { value, digits: true, grouped, scale: Decimal::ONE }).ok()?
    } else {
        let power = rest.lexicon.meanings(word_of::<3>(rest, suffix)?).find_map(|s| match s {
            Sense::Number(N::MoneyScale(power) | N::Scale(power)) => Some(power),
            Sense::Number(N::GluedScale(3)) => Some(3),
            _ => None,
        })?;
        let value = digits(number)?.0.checked_mul(power_of_ten(power)?)?;
        (rest.skip(1), Numeral { value, digits: true, grouped: false, scale: Decimal::ONE })
    };
    let (rest, stated) = match scale(rest) {
        Some((rest, by)) if numeral.scale == Decimal::ONE => (rest, numeral.value.checked_mul(by)?),
        _ => (rest, numeral.value),
    };
    // "R26 million" is money; "R26" may be a road, a room, a model.
    if shy && mark.is_none() && stated == numeral.value && suffix.is_empty() {
        // "R18.20": coins have two decimals, and a price is for something, "N617 per litre".
        let coins = numeral.value.scale() == 2;
        let named = token.is_capital() && rest.first().is_some_and(|t| t.is_word() && !t.is_glued());
        let each = named
            && number_mark(N::Per)(rest).is_ok_and(|(after, ())| {
                after.first().is_some_and(Token::is_word) && after.senses().any(|(_, s)| matches!(s, Sense::Unit(..)))
            });
        (numeral.grouped || numeral.scale > Decimal::ONE || coins || each).then_some(())?;
    }
    let (range, hedge) = apply(scan, Range::exact(stated), &before, &Hedges::default())?;
    Some((rest, Reading { value: Value::Money(range, id), core: (core, rest.at()), hedge }))
}

/// The word of the lexicon for part of a token, of at most `N` letters.
fn word_of<const N: usize>(scan: Scan<'_>, part: &str) -> Option<WordId> {
    let mut lower = [0u8; N];
    let lower = lower.get_mut(..part.len())?;
    lower.copy_from_slice(part.as_bytes());
    lower.make_ascii_lowercase();
    Some(scan.lexicon.word(std::str::from_utf8(lower).ok()?))
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{LEXICON, finds, ignores, reads};

    #[test]
    fn coins_go_without_their_name_behind_a_currency() {
        reads("money 3.5 GBP", &["three pounds fifty", "3 pounds 50"]);
        finds("She won £500 plus costs, he $900 plus.", &["money 500 GBP", "money at least 900 USD"]);
        finds("A pint costs three pounds fifty now.", &["money 3.5 GBP"]);
        reads("money 2.49 USD", &["two dollars forty-nine"]);
        finds("It costs three pounds fifty a pint.", &["money 3.5 GBP"]);
        reads("money 1.42 USD", &["a dollar and 42 cents"]);
        finds("It cost a pound and 20 pence and a dollar.", &["money 1.2 GBP"]);
        finds("The price fell from £1.20 to 95p.", &["money 1.2 GBP", "money 0.95 GBP"]);
        finds("He lost three pounds fifty days ago.", &["measurement 3 pound"]);
        finds("He ate two pounds 40 times.", &["measurement 2 pound", "ratio 40"]);
    }

    #[test]
    fn spellings() {
        for (value, spellings) in [
            (
                "money 5400000000 USD",
                &[
                    "$5.4bn",
                    "$5.4 billion",
                    "US$5.4bn",
                    "5.4 billion dollars",
                    "$5.4-billion",
                    "5.4bn US dollars",
                    "USD 5.4bn",
                    "$5.4b",
                ][..],
            ),
            ("money 2000000 EUR", &["€2m", "€2 million", "2 million euros", "EUR 2m", "2m euros", "€2M"]),
            (
                "money 20000 to 30000 GBP",
                &[
                    "£20,000-£30,000",
                    "£20,000 to £30,000",
                    "between £20,000 and £30,000",
                    "£20,000–30,000",
                    "from £20,000 to £30,000",
                ],
            ),
            (
                "money 10000000 to 15000000 USD",
                &["$10-15 million", "$10m-$15m", "$10 million to $15 million", "$10 to $15 million"],
            ),
            ("money 2000000000000 USD", &["$2T", "$2tn", "$2 trillion", "$2-trillion"]),
            ("money 4750000000 to 5000000000 USD", &["nearly $5bn", "just under $5 billion"]),
            ("money 0.5 GBP", &["50p", "50 pence", "fifty pence"]),
            ("money 3.5 USD", &["3 dollars 50 cents", "three dollars and fifty cents", "$3.50"]),
            ("money 500 INR", &["Rs 500", "Rs500", "Rs. 500", "500 rupees", "₹500"]),
            ("money 1200 MYR", &["RM1,200", "RM 1,200", "1,200 ringgit"]),
            ("money 120000 to 300000 MYR", &["RM120,000 to RM300,000", "RM120,000-RM300,000"]),
            ("money 40000000 AUD", &["A$40 million", "A$40m", "$A40m", "40 million Australian dollars"]),
            ("money 2000000 GBP", &["two million pounds", "£2m", "£2 million"]),
            ("money -5 USD", &["-$5", "$-5"]),
            ("money 26000000 ZAR", &["R26 million", "R26m", "26 million rand"]),
            ("money 85000000 EUR", &["€85 million", "e85 million", "e85m", "E85 million"]),
            ("money 1200 ZAR", &["R1,200"]),
            ("money 30000000 EUR", &["30 MEUR", "€30m"]),
            ("money 15 AUD", &["aud$ 15", "A$15"]),
            ("money 3.5 EUR", &["€3,50", "3,50 euros", "EUR 3,50"]),
            ("money 10000 USD", &["ten grand", "10 grand", "$10,000"]),
            ("money 0.5 USD", &["five dimes", "ten nickels", "50 cents"]),
            ("money 30000000000 KRW", &["30bn won", "30 billion won", "₩30bn"]),
            ("money 2700000 GBP", &["PS2.7m", "£2.7m"]),
            ("money 1200000 DKK", &["1.2m Danish kroner", "DKr1.2m"]),
            ("money 10000000 SEK", &["SKr10m", "10m Swedish kronor"]),
            ("money 45000000000 KES", &["Sh45 billion", "45 billion shillings"]),
            ("money 5.5525 USD", &["$5.55 1/4"]),
            ("money 28030 JPY", &["Y=28,030", "¥28,030", "28,030 yen"]),
            ("money 300 CAD", &["c $ 300", "C$300", "300 Canadian dollars"]),
            ("money 20.43 MYR", &["20 ringgit and 43c", "20 ringgit 43c"]),
        ] {
            reads(value, spellings);
        }
    }

    #[test]
    fn what_is_no_sum() {
        ignores(&["the dollar fell", "in cents", "a US exit", "the PS version"]);
        ignores(&["On the R26 near Ely.", "Class R 5 it is."][..1]);
        finds("Shares rose five pence to 913 pence.", &["money 0.05 GBP", "money 9.13 GBP"]);
        finds("Shares cost from five pence to 913 pence.", &["money 0.05 to 9.13 GBP"]);
        finds("He sells $5 T-shirts.", &["money 5 USD"]);
        finds("They sold five grand pianos and a PS4 or PS5.", &["count 5"]);
        finds("Some 30 won prizes.", &["count 27 to 33"]);
        finds("It cost us $5 and a $6 fee.", &["money 5 USD", "money 6 USD"]);
        finds("It weighs five pounds.", &["measurement 5 pound"]);
        finds("It cost $249 USD.", &["money 249 USD"]);
        finds("It fell to $75 U.S. per barrel, $90 Canadian.", &["money 75 USD", "money 90 CAD"]);
        finds("A $90 Canadian stamp and 40 U.S. troops.", &["money 90 USD", "count 40"]);
        finds("It costs 8 or $9.", &["money 8 to 9 USD"]);
        finds("It costs between 5 and $10 million.", &["money 5000000 to 10000000 USD"]);
        finds("It rose 5 to $10.", &["count 5", "money 10 USD"]);
    }

    #[test]
    fn pounds_and_coins() {
        finds("It cost $3 and 20 cents, and £3 and 50 pence.", &["money 3.2 USD", "money 3.5 GBP"]);
        finds("It took $5 and 20 people.", &["money 5 USD", "count 20"]);
        finds("He paid 12 pounds 50 pence, a fee of 12 pounds.", &["money 12.5 GBP", "money 12 GBP"]);
        finds("A two-pound coin and a two-pound baby.", &["money 2 GBP", "measurement 2 pound"]);
        finds("It cost 20 pounds of flesh; he lost 12 pounds.", &["measurement 20 pound", "measurement 12 pound"]);
        finds("A charge of 20p-30p, and a 1,080p screen.", &["money 0.2 to 0.3 GBP"]);
    }

    #[test]
    fn cents_by_their_letter_need_a_price() {
        finds(
            "It rose 12c to $3.40, at 5c a litre, and cost 28c.",
            &["money 0.12 USD", "money 3.4 USD", "money 0.05 USD"],
        );
        finds("Shares fell 7c, and closed up 12c.", &["money 0.07 USD", "money 0.12 USD"]);
        finds("Bread costs R18.20, petrol N617 per litre.", &["money 18.2 ZAR", "money 617 NGN"]);
        finds(
            "Diesel rose 6.2p to 90p and petrol 5.1p to 142p.",
            &["money 0.062 GBP", "money 0.9 GBP", "money 0.051 GBP", "money 1.42 GBP"],
        );
        finds("It costs 5p to 90p.", &["money 0.05 to 0.9 GBP"]);
        finds("It set aside P2.5 billion, or P208,000 each.", &["money 2500000000 PHP", "money 208000 PHP"]);
        ignores(&["It is n1 / a:n2."]);
        ignores(&["He took the R15 and the R18.2, room N617."]);
        ignores(&[
            "It rose 12c on Tuesday, and 4c diamonds cost more.",
            "See Fig. 12c, section 12c, flat 12c and the 19c church.",
        ]);
    }

    #[test]
    fn bounds_part_the_ends_of_a_change() {
        finds(
            "It went from an initial £37bn to upwards of £100bn.",
            &["money 37000000000 GBP", "money at least 100000000000 GBP"],
        );
        finds("It will cost from £20 to at most £40.", &["money 20 to 40 GBP"]);
    }

    #[test]
    fn a_dollar_may_be_any() {
        let found = &LEXICON.currency(crate::value::CurrencyId(0));
        assert_eq!((found.code.as_str(), found.readings.len() > 3), ("USD", true));
    }
}
