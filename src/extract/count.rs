/*! Bare counts: the number and nothing that says its kind. Much of what looks like one is none: years, times, telephone numbers,
names of things that have a number in them, "one" as a pronoun. Where it is not sure, it is silent. */

use rust_decimal::Decimal;

use super::amount::{Amount, Form, is_elided, is_moved};
use super::hedge::hedges_after;
use super::label::is_label;
use super::measure;
use super::numeral::{Numeral, joint, numeral, power_of_ten};
use super::quantity::{Meaning, Tail, is_whole, plain};
use super::scan::{Scan, number_mark};
use super::{age, money, percent};
use crate::lexicon::{
    AgeSense, CalendarSense, Class, CurrencyForm, Link, NumberCue, NumberSense as N, Sense, Sorts, UnitForm,
};
use crate::text::{Token, TokenKind};
use crate::value::Range;

/// A bare number.
pub(super) fn tail<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let comma = amount.comma && !is_decimal(scan.from(amount.number), behind, amount);
    if amount.currency.is_some() || amount.lead.is_some() || comma {
        return None;
    }
    if is_whole(&amount.first)
        && amount.form != Form::Fraction
        && let Some(rest) = strong(behind)
    {
        return plain(rest, Meaning::Count, amount);
    }
    if let Some(tail) = of_figures(behind, amount) {
        return Some(tail);
    }
    if let Some(tail) = compound(behind, amount) {
        return Some(tail);
    }
    if runs_on(behind) {
        return None;
    }
    if let Ok((rest, ())) = number_mark(N::BelowZero)(behind) {
        let below = amount.stated.map(|n| Some(-n))?;
        return Some(Tail { rest, meaning: Meaning::Count, stated: Range { low: below.high, high: below.low } });
    }
    let number = scan.from(amount.number);
    let elided = number_mark(N::To)(behind)
        .and_then(|(rest, ())| numeral(rest))
        .is_ok_and(|(_, next)| is_elided(scan.from(amount.start), &amount.last, &next));
    if elided {
        return None;
    }
    let ok = match amount.form {
        Form::Fraction | Form::Open => false,
        Form::Vague => counts_something(behind, amount) || stands_alone(scan, behind, amount),
        Form::One => {
            !is_label(number, behind, amount)
                && !is_year(scan, behind, amount)
                && !is_pronoun(number, behind, amount)
                && !is_slashed(scan, behind, amount)
        }
        Form::Dash => !is_years(amount) && !is_label(number, behind, amount) && is_range(behind, amount),
        Form::Between | Form::To | Form::Or => !is_years(amount) && !is_label(number, behind, amount),
    };
    if !ok {
        return None;
    }
    // "between a quarter and a third of staff" are per cent, as "a third of staff" is.
    if amount.parts.1 > 1
        && number_mark(N::Of)(behind).is_ok()
        && let (Some(low), Some(high)) = (amount.stated.low, amount.stated.high)
        && let (Some(low), Some(high)) = (low.checked_mul(Decimal::ONE_HUNDRED), high.checked_mul(Decimal::ONE_HUNDRED))
    {
        return Some(Tail {
            rest: behind,
            meaning: Meaning::Percent,
            stated: Range::between(low.floor(), high.ceil()),
        });
    }
    // "between a third and a half"
    let meaning = if amount.parts.1 > 1 { Meaning::Ratio } else { Meaning::Count };
    let tail = plain(behind, meaning, amount)?;
    // "one of the men ran" counts nothing: it tells a part of them, and not how many they are or how many ran.
    let part = is_one(amount) && behind.senses().any(|(_, s)| s == Sense::Number(N::Of));
    if part && amount.before.is_empty() {
        return Some(Tail { meaning: Meaning::Ratio, stated: Range { low: None, high: Some(Decimal::ONE) }, ..tail });
    }
    Some(tail)
}

/// "0,8", "5,00", "rose to 12,5.": a comma that sets decimals apart and no items of a list; "5,00 people" may be thousands mistyped.
fn is_decimal(number: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    let written = number.first().map_or("", |t| number.word(t));
    let Some((whole, decimals)) = written.split_once(',').filter(|_| amount.form == Form::One) else { return false };
    let clear = whole == "0" || decimals.len() > 1 && (decimals.starts_with('0') || decimals.ends_with('0'));
    let mark = |t: &Token| t.kind == TokenKind::Mark && matches!(number.word(t), "." | ";" | "!" | "?");
    let ends = behind.at() == number.at() + 1 && behind.first().is_none_or(mark);
    let stated = number.before().is_some_and(|t| {
        let links = |s| matches!(s, Sense::Number(N::Of | N::To));
        number.lexicon.is(t.word, Class::Auxiliary) || number.lexicon.meanings(t.word).any(links)
    });
    clear && !plural_ahead(behind) || ends && stated
}

/// "-strong", " strong" at the end of a clause: so many in a crowd or a team.
fn strong(behind: Scan<'_>) -> Option<Scan<'_>> {
    let hyphened = joint(behind).ok().map(|(rest, ())| rest);
    let rest = hyphened.unwrap_or(behind);
    let strong = rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Strong));
    let ends = match hyphened {
        Some(_) => rest.peek(1).is_none_or(|t| !t.is_glued() || t.kind == TokenKind::Mark && !t.is_dash()),
        None => super::ordinal::ends(rest.skip(1)),
    };
    (strong && ends).then(|| rest.skip(1))
}

/// "six-figure": of so many digits.
fn of_figures<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let rest = joint(behind).ok()?.0;
    let figure = rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Figure));
    let ends = rest.peek(1).is_some_and(|t| t.is_word() && !t.is_glued());
    let digits =
        u8::try_from(amount.stated.point().filter(|n| n.is_integer())?).ok().filter(|n| (2..=12).contains(n))?;
    let (low, above) = (power_of_ten(digits - 1)?, power_of_ten(digits)?);
    let stated = Range::between(low, above.checked_sub(Decimal::ONE)?);
    (figure && ends && amount.form == Form::One).then(|| Tail { rest: rest.skip(1), meaning: Meaning::Count, stated })
}

/// "a 12-member panel", "the 80-employee company": of so many members.
fn compound<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let rest = joint(behind).ok()?.0;
    let made = rest.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Made));
    let ends = rest.peek(1).is_some_and(|t| t.is_word() && !t.is_glued());
    let many = is_whole(&amount.first) && amount.first.value > Decimal::ONE;
    (made && ends && many && amount.form == Form::One).then(|| plain(behind, Meaning::Count, amount))?
}

/// The word "one".
fn is_one(amount: &Amount) -> bool {
    !amount.first.digits && amount.first.value == Decimal::ONE && amount.form == Form::One
}

/// "5m people", "1.2m tonnes": millions, where "5m" alone is five metres.
pub(super) fn millions<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let letter = behind.first().filter(|t| t.is_glued() && t.is_word() && t.span.len() == 1 && !t.is_capital())?;
    let power = scan.lexicon.meanings(letter.word).find_map(|s| match s {
        Sense::Number(N::MoneyScale(power)) => Some(power),
        _ => None,
    })?;
    let rest = behind.skip(1);
    if is_sum(scan.from(amount.number)) && amount.last.digits {
        // "an audience of 2m"
        let by = power_of_ten(power)?;
        return plain(rest, Meaning::Count, &Amount { stated: amount.stated.map(|n| n.checked_mul(by))?, ..*amount });
    }
    // "the 1.4m-strong union"
    if amount.last.digits
        && let Some(after) = strong(rest)
    {
        let by = power_of_ten(power)?;
        return plain(after, Meaning::Count, &Amount { stated: amount.stated.map(|n| n.checked_mul(by))?, ..*amount });
    }
    let next = rest.first().filter(|t| t.is_word() && !t.is_glued())?;
    let of_many = |s| {
        matches!(
            s,
            Sense::NumberCue(NumberCue::Counted)
                | Sense::Unit(_, UnitForm::Word)
                | Sense::Currency(_, CurrencyForm::Word | CurrencyForm::ScaledWord)
        )
    };
    // "1.2m Danish kroner"
    let counted = scan.lexicon.meanings(next.word).any(of_many) || rest.senses().any(|(n, s)| n > 1 && of_many(s));
    let aged = rest.senses_of(Sorts::AGE).any(|(_, s)| s == Sense::Age(AgeSense::Years));
    if !(counted || aged || counted_ahead(rest) || of_whose(scan, rest))
        || !amount.last.digits
        || amount.form == Form::Vague
    {
        return None;
    }
    let by = power_of_ten(power)?;
    let last = Numeral { scale: by, ..amount.last };
    let scaled = Amount { stated: amount.stated.map(|n| n.checked_mul(by))?, last, ..*amount };
    percent::tail(scan, rest, &scaled)
        .or_else(|| age::tail(scan, rest, &scaled))
        .or_else(|| money::tail(scan, rest, &scaled))
        .or_else(|| measure::tail(scan, rest, &scaled))
        .or_else(|| plain(rest, Meaning::Count, &scaled))
}

/// "2.7m combined digital and physical sales": whether what comes in millions stands behind adjectives, and nothing of lengths before.
fn counted_ahead(rest: Scan<'_>) -> bool {
    const ADJECTIVES: usize = 5;
    let is = |scan: Scan<'_>, cue| scan.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(cue));
    let plain = |scan: &Scan<'_>| {
        scan.first().is_some_and(|t| {
            t.is_word() && !t.is_glued() && !t.is_capital() && !scan.lexicon.is(t.word, Class::Preposition)
        })
    };
    let words = (0..ADJECTIVES)
        .map(|n| rest.skip(n))
        .take_while(plain)
        .take_while(|at| !is(*at, NumberCue::Metres) || is_and(*at));
    words.skip(1).any(|at| is(at, NumberCue::Counted))
}

fn is_and(scan: Scan<'_>) -> bool {
    number_mark(N::And)(scan).is_ok()
}

/// "35m of its devices"; "within 5m of its target" is a length.
fn of_whose(scan: Scan<'_>, rest: Scan<'_>) -> bool {
    let whose =
        |scan: Scan<'_>| scan.senses().any(|(_, s)| s == Sense::Calendar(CalendarSense::Link(Link::Possessive)));
    let length = scan.before().is_some_and(|t| scan.lexicon.is(t.word, Class::Preposition));
    !length && number_mark(N::Of)(rest).is_ok_and(|(rest, ())| whose(rest))
}

/// Whether something is glued behind the number that makes it another thing: "5G", "7:48", "24/7", "12-week", "3.5%".
fn runs_on(behind: Scan<'_>) -> bool {
    let Some(next) = behind.first().filter(|t| t.is_glued()) else { return false };
    let further = behind.peek(1).filter(|t| t.is_glued());
    match next.kind {
        TokenKind::Mark if next.is_dash() => behind.word(next) != "—" && further.is_some(),
        TokenKind::Mark => match behind.word(next) {
            // "2'34\"" is a time.
            ":" | "." | "'" | "’" | "′" => further.is_some_and(|t| t.kind == TokenKind::Number),
            // "90+4 minutes"
            "+" => further.is_some_and(|t| t.kind == TokenKind::Number),
            // "5,000/hour"
            "/" => !is_per_time(behind.skip(1)),
            "\\" | "^" | "=" | "@" | "*" | "°" | "#" | "_" | "×" | "″" => true,
            // "a 401(k)"
            "(" => further.is_some_and(|t| t.is_word() && t.span.len() == 1),
            ")" => behind.peek(1).is_some_and(|t| t.kind == TokenKind::Number),
            _ => false,
        },
        _ => true,
    }
}

/// Whether a unit of time stands behind a stroke, and nothing is glued to it.
fn is_per_time(behind: Scan<'_>) -> bool {
    let unit = |s| matches!(s, Sense::Calendar(CalendarSense::Unit(_, 1, false) | CalendarSense::ShortUnit(_)));
    let ends = |n: usize| {
        behind
            .peek(n)
            .is_none_or(|t| !t.is_glued() || t.kind == TokenKind::Mark && !t.is_dash() && behind.word(t) != "/")
    };
    behind.first().is_some_and(|t| t.is_glued() && t.is_word()) && behind.senses().any(|(n, s)| unit(s) && ends(n))
}

/// Whether a noun that may be counted stands behind: a word in lower case that is no function word.
fn counts_something(behind: Scan<'_>, amount: &Amount) -> bool {
    let of = behind.senses().any(|(_, s)| s == Sense::Number(N::Of));
    let couple = amount.stated.point() == Some(Decimal::TWO);
    of || !couple && behind.first().is_some_and(|t| t.is_word() && !t.is_glued())
}

/// "The storm killed dozens.": more than a handful, at the end of a clause, where it is no "in their hundreds".
fn stands_alone(scan: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    let many = amount.stated.low.is_some_and(|n| n > Decimal::TEN);
    let ends = behind.first().is_none_or(|t| t.kind == TokenKind::Mark && !t.is_dash() && behind.word(t) != "(");
    // "hundreds and even thousands" are one quantity, and "their hundreds" none.
    let closed = [Class::Determiner, Class::Pronoun, Class::Preposition, Class::Conjunction, Class::Adverb];
    let led = scan.before().is_some_and(|t| !t.is_word() || closed.iter().any(|&c| scan.lexicon.is(t.word, c)));
    many && ends && !led
}

/// Whether the word behind is a plural in lower case, or one that is always counted.
pub(in crate::extract) fn plural_behind(behind: Scan<'_>) -> bool {
    behind.first().is_some_and(|t| {
        let word = behind.word(t);
        t.kind == TokenKind::Word
            && !t.is_glued()
            && (!t.is_capital() && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
                || behind.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Counted)))
    })
}

/// "MPs", "NGOs".
fn is_plural_acronym(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or_default();
    stem.len() > 1 && stem.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a plural stands among the next words of the noun phrase: "225 striking junior doctors".
pub(super) fn plural_ahead(behind: Scan<'_>) -> bool {
    const REACH: usize = 4;
    // "the UK's 650 MPs"
    if behind.first().is_some_and(|t| t.is_word() && !t.is_glued() && is_plural_acronym(behind.word(t))) {
        return true;
    }
    (0..REACH)
        .map(|n| behind.skip(n))
        .take_while(|scan| {
            scan.first().is_some_and(|t| t.is_word() && !t.is_capital() && !scan.lexicon.is(t.word, Class::Preposition))
        })
        .any(plural_behind)
}

pub(super) fn year_like(n: &super::numeral::Numeral) -> bool {
    let (first, last) = (Decimal::from(1500), Decimal::from(2100));
    n.digits
        && !n.grouped
        && n.scale == Decimal::ONE
        && n.value.is_integer()
        && n.value.scale() == 0
        && n.value >= first
        && n.value < last
}

/// Whether "average of" or the like stands before a number.
pub(in crate::extract) fn is_sum(number: Scan<'_>) -> bool {
    let (Some(of), Some(noun)) = (number.back(1), number.back(2)) else { return false };
    number.lexicon.can_be(of.word, Sense::Number(N::Of))
        && number.lexicon.can_be(noun.word, Sense::NumberCue(NumberCue::Sum))
}

/// "in 2019", "the 1986 World Cup": a number that is a year unless what stands around it says otherwise.
fn is_year(scan: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    if !year_like(&amount.first) {
        return false;
    }
    let number = scan.from(amount.number);
    // "a total of 1500", "in excess of 1500", but "about 1500"
    let of = number.before().is_some_and(|t| number.lexicon.can_be(t.word, Sense::Number(N::Of)));
    if of && !amount.before.is_empty() || is_sum(number) {
        return false;
    }
    if !amount.before.is_empty() {
        return !plural_behind(behind);
    }
    // "By Tuesday, 1500 people had died"
    let people = behind.first().is_some_and(|t| !t.is_glued())
        && behind.senses().any(|(_, s)| matches!(s, Sense::NumberCue(NumberCue::Counted | NumberCue::Member)));
    let cue = scan.before().is_some_and(|t| {
        t.kind == TokenKind::Mark && !people
            || t.is_capital()
            || scan
                .lexicon
                .meanings(t.word)
                .any(|s| matches!(s, Sense::NumberCue(NumberCue::Year) | Sense::Calendar(CalendarSense::Month(_))))
    });
    // "2000 or fewer", but "in 2000 or so"
    let bounded = || hedges_after(scan.from(amount.number + 1)).1.bounds(scan.lexicon);
    cue || !plural_behind(behind) && !bounded()
}

fn is_years(amount: &Amount) -> bool {
    year_like(&amount.first) && (year_like(&amount.last) || amount.last.value < Decimal::ONE_HUNDRED)
}

/// A range of bare counts with a dash: two small numbers may as well be a score, digits that are not round a telephone number.
fn is_range(behind: Scan<'_>, amount: &Amount) -> bool {
    // No score has a fraction.
    let small = amount.last.value < Decimal::from(30) && is_whole(&amount.first) && is_whole(&amount.last);
    let thousand = Decimal::from(1000);
    let phone = amount.first.value < thousand
        && amount.last.value >= thousand
        && !amount.last.grouped
        && amount.last.scale == Decimal::ONE
        && amount.last.value.checked_rem(Decimal::TEN).is_none_or(|r| !r.is_zero());
    !phone && (!small || plural_behind(behind))
}

/// "no one", "one of them", "the one who": the pronoun.
fn is_pronoun(number: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    if !is_one(amount) || behind.at() > number.at() + 1 {
        return false;
    }
    let meant =
        |t: Option<&Token>, cue: NumberCue| t.is_some_and(|t| number.lexicon.can_be(t.word, Sense::NumberCue(cue)));
    let before = number.before();
    // "not one of the 12" is none.
    if before.is_some_and(|t| number.lexicon.is(t.word, Class::Negation)) {
        return true;
    }
    // "said that one of the men": no pronoun, but one of so many.
    let of = behind.senses().any(|(_, s)| s == Sense::Number(N::Of));
    if of && !meant(before, NumberCue::Definite) {
        return before.is_some_and(|t| t.is_dash());
    }
    if meant(before, NumberCue::OneAfter) {
        return true;
    }
    // "killing one, before fleeing", but "the man killed one would expect".
    let ends = || behind.first().is_none_or(|t| !t.is_word() || number.lexicon.is(t.word, Class::Conjunction));
    if meant(before, NumberCue::Befalls) && ends() {
        return false;
    }
    match behind.first() {
        None => number.at() > 0,
        Some(next) => {
            next.kind == TokenKind::Mark && number.at() != 0
                || meant(Some(next), NumberCue::OneBefore)
                || before.is_some_and(|t| t.kind == TokenKind::Mark && t.is_dash() && t.is_glued())
        }
    }
}

/// "9/11", "24/7", "3/4" that may be a date: a fraction with a slash is a number where it is usual, or where "of" follows.
pub(super) fn is_slashed(scan: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    let number = scan.from(amount.number);
    let slashed = amount.first.digits
        && number.peek(1).is_some_and(|t| matches!(number.word(t), "/" | "⁄"))
        && number.peek(2).is_some_and(|t| t.kind == TokenKind::Number);
    if !slashed {
        return false;
    }
    // "86/100" and "4.5/5" are no dates.
    let marked = number.first().is_some_and(|t| number.word(t).contains('.'));
    let usual = marked || matches!(number.peek(2).map(|t| number.word(t)), Some("2" | "3" | "4" | "100"));
    let alone = number.at() <= 1 && behind.first().is_none();
    let of = behind.senses().any(|(_, s)| s == Sense::Number(N::Of));
    // "eased 1/8 to 31 7/8"
    let eighths = matches!(number.peek(2).map(|t| number.word(t)), Some("8" | "16" | "32" | "64")) && is_moved(scan);
    !(usual || alone || of || eighths)
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores, reads, spans};

    #[test]
    fn bare_numbers() {
        reads("count 37000", &["37,000", "37000", "37k", "thirty-seven thousand"]);
        finds("Nearly 37,000 junior doctors took part.", &["count 35150 to 37000"]);
        finds("A total of 2000 people came.", &["count 2000"]);
        finds("Police held 2000 protesters.", &["count 2000"]);
        finds("One man and two women died.", &["count 1", "count 2"]);
        finds("On Tuesday 12 people died.", &["count 12"]);
        finds("It has 10M users.", &["count 10000000"]);
        finds(
            "They had 2.7m combined digital and physical sales, and 35m of their devices.",
            &["count 2700000", "count 35000000"],
        );
        finds("The 1.4m-strong union met a 2,000-strong crowd.", &["count 1400000", "count 2000"]);
        finds("A 1.4m-high wall is strong.", &["measurement 1.4 metre"]);
        finds("He came within 35m of its door.", &["measurement 35 metre"]);
        finds("He won the 100m freestyle.", &["measurement 100 metre"]);
        finds("Some 22 (of 40) voted.", &["count 19.8 to 24.2", "count 40"]);
    }

    #[test]
    fn one_is_somebody_behind_what_befalls_people() {
        finds("He shot three people, killing one, and fled.", &["count 3", "count 1"]);
        finds("The crash injured one and killed two.", &["count 1", "count 2"]);
        ignores(&["He bought a new one, and fled.", "This is the one."]);
    }

    #[test]
    fn what_stands_behind_a_name_may_be_its_version() {
        finds("It has three USB 2.0 ports.", &["count 3"]);
        finds("The GDP 2.5% drop hurt.", &["percent 2.5"]);
    }

    #[test]
    fn wholes_of_so_many_parts() {
        finds("A 12-member panel heard the 80-employee company.", &["count 12", "count 80"]);
        finds("The three-judge bench sat in a five-room house.", &["count 3", "count 5"]);
        ignores(&["A one-man show.", "The 12-member-only club.", "A two-pronged attack."]);
    }

    #[test]
    fn what_is_no_count() {
        ignores(&[
            "GCC 12 was released in May.",
            "RFC 7231 is long.",
            "Bug 338252: it fails.",
            "424012 crash when a thread ends",
        ]);
        finds("POLICE ARREST 23 PIRATES", &["count 23"]);
        ignores(&["No one came.", "They love one another.", "The one who ran.", "This one is new."]);
        ignores(&[
            "He lives at No. 10.",
            "See page 5.",
            "Under Article 50.",
            "On Route 66.",
            "The Galaxy S23 and iPhone 11 Pro.",
            "The S&P 500 fell.",
            "See section 2.1.",
            "A 5G phone.",
        ]);
        ignores(&["The world was at war in World War Two.", "He left Formula One racing."]);
        finds("Storm Kills Two In Ely", &["count 2"]);
        finds("In Ely two died while Three men fled.", &["count 2", "count 3"]);
        ignores(&["In 2019 it fell.", "Since 1986.", "The 2016 election.", "A 12-week course."]);
        ignores(&[
            "99999999999999999999999999999999 people",
            "Agent 007 came.",
            "around 80, 001",
            "12,34 people",
            "1,2,3,4",
        ]);
    }

    #[test]
    fn sums_are_no_years() {
        finds("It rose to a total of 1900.", &["count 1900"]);
        finds("In excess of 1750 came.", &["count at least 1750"]);
        finds("Prices rose by an average of 1500, to a mean of 1850.", &["count 1500", "count 1850"]);
        finds("1750 or fewer came.", &["count 0 to 1750"]);
        ignores(&[
            "It was so in 1900 or so.",
            "It was about 1500 when it fell.",
            "It rose in the autumn of 1900.",
            "The fire of 1666 spread.",
        ]);
    }

    #[test]
    fn how_far_a_number_may_be_off() {
        finds("Some came, 300 people, give or take a dozen.", &["count 288 to 312"]);
        finds("Barely 40 came.", &["count 38 to 42"]);
    }

    #[test]
    fn one_of_them_is_a_part() {
        finds("One of the men ran.", &["ratio at most 1"]);
        finds("Only one of the 12 ran.", &["count 1", "count 12"]);
        finds("Not one of the 12 ran.", &["count 12"]);
        finds("Two of the men and one woman ran.", &["count 2", "count 1"]);
        ignores(&["He drove a four-by-four car.", "A 4x4 came."]);
    }

    #[test]
    fn crowds_and_ranks() {
        finds("A 50-strong crowd and a 12,000-strong army.", &["count 50", "count 12000"]);
        finds("A strong-willed 50, a half-strong brew.", &["count 50", "ratio 0.5"]);
        ignores(&["She is the world number three.", "It ended on day two."]);
        finds("The storm killed dozens, and hurt several hundred.", &["count at least 24", "count 300 to 900"]);
        ignores(&["They came in their hundreds.", "They came in dozens.", "It sold a few."]);
        finds("A low six-figure sum, six figures.", &["count 100000 to 999999", "count 6"]);
        finds("The gang, nine strong, fled.", &["count 9"]);
        finds("A city of 2m, an audience of 3m.", &["count 2000000", "count 3000000"]);
        finds("He took 30 500mg tablets.", &["count 30", "measurement 500 milligram"]);
        finds("He led by 2'34\".", &[]);
        finds("All but two of the 12 hostages and all bar one guard left.", &["count 12"]);
        finds("Parliament's 650 MPs met.", &["count 650"]);
        finds("They fell short of the 218 needed to pass it. The 737 needed to land.", &["count 218"]);
        finds("Ninety-eight of the 155 aboard; one of the 747 fleet.", &["count 98", "count 155", "ratio at most 1"]);
        finds("He won by 20 points or more, 30 people at least came.", &["count at least 20", "count at least 30"]);
        finds("It drew 20 fans or so, five people at 3.", &["count 20", "count 5", "count 3"]);
        finds("Number three trials began on day two of five.", &["count 3", "count 5"]);
        finds("In 2010 3 million people came.", &["count 3000000"]);
    }

    #[test]
    fn points_and_houses() {
        ignores(&["We hold 1) that it is late; and 2) that it rains.", "At 49 Orchard Road and at 10 Old Mill Lane."]);
        finds("Of these (some (in a) and 7) all ran.", &["count 7"]);
        finds("Of the men (all 12) two ran.", &["count 12", "count 2"]);
        finds("It owns 3 Park Lane hotels.", &["count 3"]);
        finds("In all 12 Welsh towns, 3 Roads fell.", &["count 12", "count 3"]);
    }

    #[test]
    fn lists_of_labels() {
        ignores(&["See pages 3, 5 and 7.", "Phases 3, 5, and 9 follow.", "It is so [7].", "It is so [15, 16]."]);
        ignores(&["Fig. 9 shows it.", "Risk scores did not fall."]);
        finds("On the board: Volume 170,330,000 shares.", &["count 170330000"]);
        finds("Two, three and 40 people came.", &["count 2", "count 3", "count 40"]);
        finds("Some 2.9 million 9-litre cases.", &["count 2610000 to 3190000", "measurement 9 litre"]);
        finds("Scores of people came.", &["count at least 40"]);
    }

    #[test]
    fn rates_powers_and_years() {
        for (text, found) in [
            ("It handles 5,000/hour and 300/day, with 20/min.", &["count 5000", "count 300", "count 20"][..]),
            ("It runs 24/7 at 300/day/person.", &[]),
            ("It held 2 x 10^3 and then 2·10^3.", &["count 2000", "count 2000"]),
            ("The 7e7 flew.", &[]),
            ("The army had c. 1850 men and c. 200 horses.", &["count 1665 to 2035", "count 180 to 220"]),
            ("About 300,000 have hepatitis C. 1500 people died.", &["count 270000 to 330000", "count 1500"]),
            ("It eased 1/8 to 31 7/8.", &["count 0.125", "count 31.875"]),
            ("3 thousand and one; 3 thousand and 21 men.", &["count 3001", "count 3000", "count 21"]),
            ("By Tuesday, 1500 people had died.", &["count 1500"]),
            ("It holds for x=12 and y=12.", &["count 12", "count 12"]),
        ] {
            finds(text, found);
        }
    }

    #[test]
    fn nothing_panics() {
        for text in [
            "-",
            "$",
            "$-",
            "between",
            "from to",
            "1/0",
            "½½",
            "9e99",
            "1e-99",
            "× 10^5",
            "$999999999999999999999999999bn",
            "5 ft 99999999999999999999999999 in",
            "one two three - - 4",
            "79228162514264337593543950335 km",
            "79228162514264337593543950335%",
        ] {
            spans(text);
        }
    }
}
