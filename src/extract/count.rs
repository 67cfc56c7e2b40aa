/*! Bare counts: the number and nothing that says its kind. Much of what looks like one is none: years, times, telephone numbers,
names of things that have a number in them, "one" as a pronoun. Where it is not sure, it is silent. */

use rust_decimal::Decimal;

use super::amount::{Amount, Form, hedges_after};
use super::measure;
use super::quantity::{Meaning, Tail, is_whole, plain};
use super::scan::{Scan, number_mark};
use super::{money, percent};
use crate::lexicon::{CalendarSense, Class, CurrencyForm, Link, NumberCue, NumberSense as N, Sense, UnitForm};
use crate::text::{Token, TokenKind};
use crate::value::Range;

/// A bare number.
pub(super) fn tail<'a>(scan: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() || amount.lead.is_some() || amount.comma {
        return None;
    }
    if let Some(tail) = compound(behind, amount) {
        return Some(tail);
    }
    if runs_on(behind) {
        return None;
    }
    let number = scan.from(amount.number);
    let ok = match amount.form {
        Form::Fraction | Form::Open => false,
        Form::Vague => counts_something(behind, amount),
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

/// "a 12-member panel", "the 80-employee company": of so many members.
fn compound<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let rest = super::numeral::joint(behind).ok()?.0;
    let made = rest.senses().any(|(_, s)| s == Sense::NumberCue(NumberCue::Made));
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
    let next = rest.first().filter(|t| t.is_word() && !t.is_glued())?;
    let counted = scan.lexicon.meanings(next.word).any(|s| {
        matches!(
            s,
            Sense::NumberCue(NumberCue::Counted)
                | Sense::Unit(_, UnitForm::Word)
                | Sense::Currency(_, CurrencyForm::Word)
        )
    });
    if !(counted || counted_ahead(rest) || of_whose(scan, rest)) || !amount.last.digits || amount.form == Form::Vague {
        return None;
    }
    let by = super::numeral::power_of_ten(power)?;
    let scaled = Amount { stated: amount.stated.map(|n| n.checked_mul(by))?, ..*amount };
    percent::tail(scan, rest, &scaled)
        .or_else(|| money::tail(scan, rest, &scaled))
        .or_else(|| measure::tail(scan, rest, &scaled))
        .or_else(|| plain(rest, Meaning::Count, &scaled))
}

/// "2.7m combined digital and physical sales": whether what comes in millions stands behind adjectives, and nothing of lengths before.
fn counted_ahead(rest: Scan<'_>) -> bool {
    const ADJECTIVES: usize = 5;
    let is = |scan: Scan<'_>, cue| scan.senses().any(|(_, s)| s == Sense::NumberCue(cue));
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
            ":" | "." | "," => further.is_some_and(|t| t.kind == TokenKind::Number),
            "/" | "\\" | "^" | "=" | "@" | "*" | "°" | "#" | "_" | "×" | "′" | "″" => true,
            // "a 401(k)"
            "(" => further.is_some_and(|t| t.is_word() && t.span.len() == 1),
            ")" => behind.peek(1).is_some_and(|t| t.kind == TokenKind::Number),
            _ => false,
        },
        _ => true,
    }
}

fn is_number(token: Option<&Token>) -> bool {
    token.is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Dotted))
}

/// Whether a noun that may be counted stands behind: a word in lower case that is no function word.
fn counts_something(behind: Scan<'_>, amount: &Amount) -> bool {
    let of = behind.senses().any(|(_, s)| s == Sense::Number(N::Of));
    let couple = amount.stated.point() == Some(Decimal::TWO);
    of || !couple && behind.first().is_some_and(|t| t.is_word() && !t.is_glued())
}

/// Whether the word behind is a plural in lower case, or one that is always counted.
pub(in crate::extract) fn plural_behind(behind: Scan<'_>) -> bool {
    behind.first().is_some_and(|t| {
        let word = behind.word(t);
        t.kind == TokenKind::Word
            && !t.is_glued()
            && (!t.is_capital() && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
                || behind.senses().any(|(_, s)| s == Sense::NumberCue(NumberCue::Counted)))
    })
}

/// Whether a plural stands among the next words of the noun phrase: "225 striking junior doctors".
fn plural_ahead(behind: Scan<'_>) -> bool {
    const REACH: usize = 4;
    (0..REACH)
        .map(|n| behind.skip(n))
        .take_while(|scan| {
            scan.first().is_some_and(|t| t.is_word() && !t.is_capital() && !scan.lexicon.is(t.word, Class::Preposition))
        })
        .any(plural_behind)
}

/// "No. 10", "page 5", "iPhone 11", "Article 50", "S&P 500", "020 7946 0958": the number is a name or part of one.
fn is_label(number: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    if !amount.last.digits {
        return amount.before.is_empty() && is_numbered_name(number);
    }
    // "007"; "80, 000" as tokenised text has it.
    let padded = |t: Option<&Token>| {
        t.is_some_and(|t| t.span.len() > 1 && number.word(t).starts_with('0') && !number.word(t).contains('.'))
    };
    let split = behind.first().is_some_and(|t| behind.word(t) == ",") && padded(behind.peek(1));
    if padded(number.first()) || split {
        return true;
    }
    if !amount.before.is_empty() {
        return false;
    }
    // "in '73", but a quoted '73'
    let apostrophe = number.first().filter(|t| t.is_glued() && t.span.len() == 2).and(number.before());
    let ends = behind.at() == number.at() + 1
        && behind.first().is_none_or(|t| match t.kind {
            TokenKind::Mark => !matches!(number.word(t), "'" | "’" | "‘" | "%" | "°") && !t.is_dash(),
            _ => number.lexicon.is(t.word, Class::Conjunction),
        });
    if ends && apostrophe.is_some_and(|t| !t.is_glued() && matches!(number.word(t), "'" | "’" | "‘")) {
        return true;
    }
    let Some(before) = number.before() else {
        // "424012 crash in the new handler": a list of bugs, not of crashes.
        let whole = is_whole(&amount.first) && !amount.first.grouped && amount.last.scale == Decimal::ONE;
        let long = whole && amount.first.value >= Decimal::from(100_000);
        return is_number(behind.first())
            || long && behind.first().is_some_and(Token::is_word) && !plural_ahead(behind);
    };
    // "2.9 million 9-litre cases" are two numbers that each stand for themselves.
    let worded = amount.last.scale > Decimal::ONE;
    if is_number(Some(before))
        || is_number(behind.first()) && !worded
        || !amount.first.grouped && is_reference(number, behind)
    {
        return true;
    }
    if before.kind == TokenKind::Identifier && !plural_behind(behind) {
        return true;
    }
    if enumerates(number, behind) || is_address(behind) || is_day(number, behind) {
        return true;
    }
    if let Some(named) = label_before(number) {
        // "Last week 12 people died", "Volume 170,330,000 shares", but "iPhone 4 owners".
        let name = number.word(named).contains(|c: char| c.is_uppercase()) && !amount.first.grouped;
        return !plural_behind(behind) || name;
    }
    if lists_labels(number) {
        return !plural_behind(behind);
    }
    // "Galaxy S23", "Channel 5", "Euro 2020": a name directly before a short number, and nothing to count behind.
    // Every sentence begins with a capital, and a headline may have nothing else; "GCC 12" has more of them.
    let begins = number.at() > 1 || before.is_shout() && before.span.len() > 1;
    let name = before.kind == TokenKind::Word && before.is_capital() && begins && !is_all_shouted(number);
    let short = is_whole(&amount.first) && !amount.first.grouped && amount.last.scale == Decimal::ONE;
    // "(40)", but "(40 or more)"
    let bracketed = number.word(before) == "("
        && behind.at() == number.at() + 1
        && behind.first().is_some_and(|t| behind.word(t) == ")");
    // "the 787 Dreamliner", "Boeing's 747": the number of a model.
    let three = amount.first.value >= Decimal::ONE_HUNDRED;
    let definite = three && number.lexicon.meanings(before.word).any(|s| s == Sense::NumberCue(NumberCue::Definite));
    let titled =
        three && behind.first().is_some_and(|t| t.is_word() && t.is_capital() && !t.is_shout() && !t.is_glued());
    (name || bracketed || definite || titled) && short && !plural_ahead(behind)
}

/// "World War Two", "Formula One": a number in words with a capital behind another, where not all words have capitals.
fn is_numbered_name(number: Scan<'_>) -> bool {
    let name = |t: &Token| t.is_word() && t.is_capital() && t.span.len() > 2;
    let capitals = number.first().is_some_and(name) && number.before().is_some_and(name) && number.at() > 1;
    capitals && has_small_word(number)
}

/// Whether the sentence is a headline all in capital letters.
fn is_all_shouted(number: Scan<'_>) -> bool {
    number.from(0).rest().iter().all(|t| !t.is_word() || t.is_shout() || t.span.len() < 2)
}

/// Whether the sentence is not all in capitals: some word beyond the small ones has none.
fn has_small_word(number: Scan<'_>) -> bool {
    number.from(0).rest().iter().any(|t| t.is_word() && !t.is_capital() && t.span.len() > 3)
}

/// The word before a number that makes a label of it, its stop skipped: "page", "Fig.".
pub(super) fn label_before<'a>(number: Scan<'a>) -> Option<&'a Token> {
    let before = number.before()?;
    let stop = number.word(before) == "." && before.is_glued();
    let word = if stop { number.back(2)? } else { before };
    number.lexicon.is(word.word, Class::Label).then_some(word)
}

/// "1) that it is late; 2) that": the number of a point, a bracket behind it that was never opened.
fn enumerates(number: Scan<'_>, behind: Scan<'_>) -> bool {
    const REACH: usize = 40;
    if behind.first().is_none_or(|t| behind.word(t) != ")") {
        return false;
    }
    let brackets = (1..=REACH).map_while(|n| number.back(n)).map(|t| match number.word(t) {
        "(" => 1,
        ")" => -1,
        _ => 0,
    });
    // Walking back, one more opened than closed: the number stands within brackets.
    let mut depth = 0;
    !brackets.into_iter().any(|step| {
        depth += step;
        depth > 0
    })
}

/// "on may 19", "due dec. 12", "on 1 may": days of the month where all letters are small.
fn is_day(number: Scan<'_>, behind: Scan<'_>) -> bool {
    let month = |t: Option<&Token>| {
        t.is_some_and(|t| {
            number.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Calendar(CalendarSense::Month(_))))
        })
    };
    let dated = |t: Option<&Token>| t.is_some_and(|t| number.lexicon.is(t.word, Class::Preposition));
    let stop = number.before().is_some_and(|t| number.word(t) == ".");
    let short = number.first().is_some_and(|t| t.span.len() <= 2);
    short
        && (stop && month(number.back(2))
            || month(number.back(1)) && dated(number.back(2))
            || month(behind.first()) && dated(number.back(1)))
}

/// "49 Orchard Road": a number before the name of a street, where no noun follows as in "3 Park Lane hotels".
fn is_address(behind: Scan<'_>) -> bool {
    const NAMES: usize = 3;
    let name = (0..=NAMES).map_while(|n| behind.peek(n).filter(|t| t.is_word() && t.is_capital() && !t.is_glued()));
    let street = name
        .enumerate()
        .skip(1)
        .find(|(_, t)| behind.lexicon.meanings(t.word).any(|s| s == Sense::NumberCue(NumberCue::Street)));
    street.is_some_and(|(n, _)| {
        let next = behind.peek(n + 1);
        next.is_none_or(|t| t.kind != TokenKind::Word || behind.lexicon.is(t.word, Class::Preposition))
            || next.is_some_and(|t| behind.lexicon.is(t.word, Class::Conjunction))
    })
}

/// "[7]", "[15, 16]": the number of a source; not "[2.6 million]".
fn is_reference(number: Scan<'_>, behind: Scan<'_>) -> bool {
    let whole = behind.at() - number.at();
    if whole > 1 {
        // "[76–80]": pages or sources of a range. A count of things has its noun in the brackets too.
        let digits = number.peek(2).is_some_and(|t| t.kind == TokenKind::Number);
        let range = whole == 3 && digits && number.peek(1).is_some_and(|t| t.is_dash());
        let bracketed = number.before().is_some_and(|t| number.word(t) == "[");
        return range && bracketed && behind.first().is_some_and(|t| behind.word(t) == "]");
    }
    let before = number.before().map_or("", |t| number.word(t));
    let after = behind.first().map_or("", |t| behind.word(t));
    matches!((before, after), ("[", "]" | ",") | ("," | "–" | "-", "]"))
}

/// "pages 3, 5 and 7": whether the numbers before in the list are labels, so that this one is too.
fn lists_labels(number: Scan<'_>) -> bool {
    const REACH: usize = 24;
    let is_link = |t: &Token| {
        number.word(t) == ","
            || number.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Number(N::And | N::Or | N::To)))
    };
    let mut n = 1;
    while n < REACH {
        let links = (n..REACH).take_while(|&n| number.back(n).is_some_and(is_link)).count();
        n += links;
        if links == 0 || number.back(n).is_none_or(|t| t.kind != TokenKind::Number) {
            return false;
        }
        n += 1;
        let stop = number.back(n).is_some_and(|t| number.word(t) == ".");
        let word = number.back(n + usize::from(stop));
        if word.is_some_and(|t| number.lexicon.is(t.word, Class::Label)) {
            return true;
        }
    }
    false
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
    number.lexicon.meanings(of.word).any(|s| s == Sense::Number(N::Of))
        && number.lexicon.meanings(noun.word).any(|s| s == Sense::NumberCue(NumberCue::Sum))
}

/// "in 2019", "the 1986 World Cup": a number that is a year unless what stands around it says otherwise.
fn is_year(scan: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    if !year_like(&amount.first) {
        return false;
    }
    let number = scan.from(amount.number);
    // "a total of 1500", "in excess of 1500", but "about 1500"
    let of = number.before().is_some_and(|t| number.lexicon.meanings(t.word).any(|s| s == Sense::Number(N::Of)));
    if of && !amount.before.is_empty() || is_sum(number) {
        return false;
    }
    if !amount.before.is_empty() {
        return !plural_behind(behind);
    }
    let cue = scan.before().is_some_and(|t| {
        t.kind == TokenKind::Mark
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
    let small = amount.last.value < Decimal::from(30);
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
    let meant = |t: Option<&Token>, cue: NumberCue| {
        t.is_some_and(|t| number.lexicon.meanings(t.word).any(|s| s == Sense::NumberCue(cue)))
    };
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
    let slashed = amount.first.digits && number.peek(1).is_some_and(|t| matches!(number.word(t), "/" | "⁄"));
    if !slashed {
        return false;
    }
    let usual = matches!(number.peek(2).map(|t| number.word(t)), Some("2" | "3" | "4"));
    let alone = number.at() <= 1 && behind.first().is_none();
    let of = behind.senses().any(|(_, s)| s == Sense::Number(N::Of));
    !(usual || alone || of)
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
        finds("He came within 35m of its door.", &["measurement 35 metre"]);
        finds("He won the 100m freestyle.", &["measurement 100 metre"]);
        finds("Some 22 (of 40) voted.", &["count 19.8 to 24.2", "count 40"]);
    }

    #[test]
    fn wholes_of_so_many_parts() {
        finds("A 12-member panel heard the 80-employee company.", &["count 12", "count 80"]);
        finds("The three-judge bench sat in a five-storey building.", &["count 3", "count 5"]);
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
    fn one_of_them_is_a_part() {
        finds("One of the men ran.", &["ratio at most 1"]);
        finds("Only one of the 12 ran.", &["count 1", "count 12"]);
        finds("Not one of the 12 ran.", &["count 12"]);
        finds("Two of the men and one woman ran.", &["count 2", "count 1"]);
        ignores(&["He drove a four-by-four car.", "A 4x4 came."]);
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
