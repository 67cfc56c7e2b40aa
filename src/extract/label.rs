/*! Numbers that are names or parts of names: "No. 10", "page 5", "the 787", "49 Orchard Road", "[7]", "world number three". */

use rust_decimal::Decimal;

use super::amount::{Amount, Form};
use super::count::{plural_ahead, plural_behind};
use super::numeral::{joint, numeral};
use super::quantity::is_whole;
use super::scan::Scan;
use crate::lexicon::{CalendarSense, Class, Cue, NumberCue, NumberSense as N, Sense, Sorts};
use crate::text::{Token, TokenKind};

/// "No. 10", "page 5", "iPhone 11", "Article 50", "S&P 500", "020 7946 0958": the number is a name or part of one.
pub(super) fn is_label(number: Scan<'_>, behind: Scan<'_>, amount: &Amount) -> bool {
    if !amount.last.digits {
        return amount.before.is_empty() && (is_numbered_name(number) || is_rank(number, behind));
    }
    // "007"; "80, 000" as tokenised text has it.
    let padded = |t: Option<&Token>| {
        t.is_some_and(|t| t.span.len() > 1 && number.word(t).starts_with('0') && !number.word(t).contains('.'))
    };
    let split = behind.first().is_some_and(|t| behind.word(t) == ",") && padded(behind.peek(1));
    if padded(number.first()) && !amount.comma || split {
        return true;
    }
    if !amount.before.is_empty() {
        return false;
    }
    // "a 2-by-3 matrix" has two sides and counts nothing.
    let by = |t: Option<&Token>| {
        t.is_some_and(|t| t.is_word() && t.is_glued() && number.lexicon.can_be(t.word, Sense::Cue(Cue::By)))
    };
    let hyphen = |t: Option<&Token>| t.is_some_and(|t| t.is_glued() && number.word(t) == "-");
    let glued = |t: Option<&Token>| t.is_some_and(Token::is_glued);
    let far_side = glued(number.first()) && hyphen(number.before()) && by(number.back(2));
    if far_side || hyphen(behind.first()) && by(behind.peek(1)) && hyphen(behind.peek(2)) {
        return true;
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
    // "2.9 million 9-litre cases", "in 2010 3 million people" are two numbers that each stand for themselves.
    let has_word = |from: Scan<'_>, to: Scan<'_>| from.rest()[..to.at() - from.at()].iter().any(|t| t.is_word());
    let worded = has_word(number, behind);
    // "30 500mg tablets"
    let of_own = |rest: Scan<'_>| rest.first().is_some_and(|t| t.is_glued() && t.is_word()) || joint(rest).is_ok();
    let next_worded = || numeral(behind).is_ok_and(|(rest, _)| has_word(behind, rest) || of_own(rest));
    let Some(before) = number.before() else {
        // "424012 crash in the new handler": a list of bugs, not of crashes.
        let whole = is_whole(&amount.first) && !amount.first.grouped && amount.last.scale == Decimal::ONE;
        let long = whole && amount.first.value >= Decimal::from(100_000);
        return is_number(behind.first()) && !worded && !next_worded()
            || long && behind.first().is_some_and(Token::is_word) && !plural_ahead(behind);
    };
    if is_number(Some(before)) && !worded
        || is_number(behind.first()) && !worded && !next_worded()
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
    // "three USB 2.0 ports": the version of something, whatever stands behind.
    let decimal = amount.first.value.scale() > 0 && amount.last.scale == Decimal::ONE && amount.first.digits;
    if name && before.is_shout() && before.span.len() > 2 && decimal && amount.form == Form::One {
        return true;
    }
    // "98 of the 155 aboard"
    let of = |t: &Token| number.lexicon.can_be(t.word, Sense::Number(N::Of));
    let counts = |t: &Token| {
        t.kind == TokenKind::Number
            || number.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Number(N::Cardinal(2..))))
    };
    let part = number.back(2).is_some_and(of) && number.back(3).is_some_and(counts);
    // "short of the 218 needed to pass it", where "The 737 needed to land" begins a clause
    let needed = behind.senses_of(Sorts::NUMBER_CUE).any(|(_, s)| s == Sense::NumberCue(NumberCue::Needed))
        && number.back(2).is_some_and(|t| {
            let class = |class| number.lexicon.is(t.word, class);
            t.is_word() && !class(Class::Subordinator) && !class(Class::Conjunction)
        });
    let part = part || needed;
    let definite = three && !part && number.lexicon.can_be(before.word, Sense::NumberCue(NumberCue::Definite));
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

/// "number three", "day two": what is a label and makes a pronoun of "one" behind it.
fn is_rank(number: Scan<'_>, behind: Scan<'_>) -> bool {
    let ranks = |t: &Token| number.lexicon.can_be(t.word, Sense::NumberCue(NumberCue::OneAfter));
    label_before(number).is_some_and(ranks) && !plural_ahead(behind)
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
    let street =
        name.enumerate().skip(1).find(|(_, t)| behind.lexicon.can_be(t.word, Sense::NumberCue(NumberCue::Street)));
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

fn is_number(token: Option<&Token>) -> bool {
    token.is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Dotted))
}
