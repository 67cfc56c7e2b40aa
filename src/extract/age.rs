/*! Ages: "22-year-old", "aged 22", "22 years old", "six-month-old", "in his 40s". */

use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

use super::Reading;
use super::amount::{Amount, Form, Lead};
use super::numeral::{Numeral, and, integer, joint, numeral, spaced_joint};
use super::quantity::{Meaning, Tail, plain};
use super::scan::{Parsed, Scan, fail, number_word, sense, sense_of};
use crate::lexicon::{AgeSense, Bound, CalendarSense, Class, NumberCue, NumberSense as N, Sense, Sorts, Starts};
use crate::text::{Token, TokenKind};
use crate::value::{Grain, Range, Value};

/// Nobody is older, in years.
const OLDEST: Decimal = Decimal::from_parts(130, 0, 0, false, 0);

/// " years old", "-month-old".
pub(super) fn tail<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() || amount.comma {
        return None;
    }
    // "the 12-15 age group"
    if let Ok((rest, ())) = sense_of(Sorts::AGE, |s| (s == Sense::Age(AgeSense::Group)).then_some(()))(behind)
        && human(amount)
        && amount.last.value <= OLDEST
        && amount.form != Form::One
    {
        return plain(rest, Meaning::Age(Decimal::ONE), amount);
    }
    if let Some(rest) = group(behind, amount) {
        return plain(rest, Meaning::Age(Decimal::ONE), amount);
    }
    // "a 30-something"
    let some = |rest| sense_of(Sorts::AGE, |s| (s == Sense::Age(AgeSense::Some)).then_some(()))(rest);
    if let Ok((rest, ())) = joint(behind).and_then(|(rest, ())| some(rest))
        && amount.first.value.checked_rem(Decimal::TEN).is_some_and(|r| r.is_zero())
        && amount.form == Form::One
        && human(amount)
    {
        let stated = Range::between(amount.first.value, amount.first.value.checked_add(Decimal::from(9))?);
        return Some(Tail { rest, meaning: Meaning::Age(Decimal::ONE), stated });
    }
    let rest = joint(behind).or_else(|_| spaced_joint(behind)).map_or(behind, |(rest, ())| rest);
    if let Some(found) = years_and_months(rest, amount) {
        return Some(found);
    }
    let (rest, per_year) = old(rest)?;
    plain(rest, Meaning::Age(per_year), amount)
}

/// "years old", "-month-old": how many of them a year has.
fn old(scan: Scan<'_>) -> Option<(Scan<'_>, Decimal)> {
    sense_of(Sorts::AGE, |s| match s {
        Sense::Age(AgeSense::Years) => Some(Decimal::ONE),
        Sense::Age(AgeSense::Months) => Some(Decimal::from(12)),
        Sense::Age(AgeSense::Weeks) => Some(Decimal::new(521775, 4)),
        Sense::Age(AgeSense::Days) => Some(Decimal::new(3652425, 4)),
        _ => None,
    })(scan)
    .ok()
}

/// "2 years and 3 months old", "aged three years, four months": whole years, and less than another.
fn years_and_months<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let unit = |scan: Scan<'a>| {
        sense(|s| match s {
            Sense::Calendar(CalendarSense::Unit(grain, 1, _)) => Some(grain),
            _ => None,
        })(scan)
        .ok()
    };
    let (rest, Grain::Year) = unit(behind)? else { return None };
    let rest = if rest.first_text() == "," { rest.skip(1) } else { rest };
    let rest = and(rest).map_or(rest, |(rest, ())| rest);
    let (rest, part) = numeral(rest).ok()?;
    let rest = joint(rest).map_or(rest, |(rest, ())| rest);
    // "Aged 2 years and 3 months" needs no "old".
    let (rest, per_year) = old(rest).or_else(|| match unit(rest)? {
        (rest, Grain::Month) if amount.lead == Some(Lead::Age) => Some((rest, Decimal::from(12))),
        _ => None,
    })?;
    let whole = amount.stated.point().filter(|n| n.is_integer() && amount.form == Form::One)?;
    let part = part.value.checked_div(per_year).filter(|n| *n < Decimal::ONE && per_year > Decimal::ONE)?;
    Some(Tail { rest, meaning: Meaning::Age(Decimal::ONE), stated: Range::exact(whole.checked_add(part)?) })
}

/// "aged 22": the words stand before.
pub(super) fn before<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let age = amount.lead == Some(Lead::Age) && amount.currency.is_none() && !amount.comma;
    let human = amount.stated.high.is_some_and(|n| n <= OLDEST) && amount.last.value >= Decimal::ONE;
    let ends = behind.first().is_none_or(|t| !t.is_glued() || t.kind == TokenKind::Mark);
    if !(age && human && ends) {
        return None;
    }
    match tail(behind, behind, amount) {
        Some(longer) => Some(longer),
        None => plain(behind, Meaning::Age(Decimal::ONE), amount),
    }
}

/// The 22 of "aged 19 and 22", the 14 and 15 of "aged 12, 14 and 15".
pub(super) fn listed<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    const MOST: usize = 8;
    let alone =
        amount.form == Form::One && amount.before.is_empty() && amount.lead.is_none() && amount.currency.is_none();
    if !alone || behind.at() != amount.number + 1 {
        return None;
    }
    let number = behind.from(amount.number);
    let link = |t: &Token| number.word(t) == "," || number.lexicon.can_be(t.word, Sense::Number(N::And));
    if !number.before().is_some_and(link) || !human(amount) {
        return None;
    }
    let (mut n, mut listed) = (1, false);
    while n <= MOST && number.back(n).is_some_and(link) {
        n += 1;
        n += usize::from(number.back(n).is_some_and(link));
        let short = |t: &&Token| t.kind == TokenKind::Word || t.span.len() <= 3;
        number.back(n).filter(short).filter(|_| numeral(number.from(number.at() - n)).is_ok())?;
        n += 1;
        listed |= number.back(n).is_some_and(|t| number.lexicon.can_be(t.word, Sense::Age(AgeSense::Before)));
    }
    let ends = behind.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_dash() && !matches!(behind.word(t), "/" | "%" | "(" | "°" | ":" | "×" | "$"),
        TokenKind::Word => !t.is_glued() && !super::count::plural_behind(behind),
        _ => false,
    });
    (listed && ends).then(|| plain(behind, Meaning::Age(Decimal::ONE), amount))?
}

/// "Ann Smith, 32, of Leeds": a name, and behind it a number alone between commas.
pub(super) fn apposed<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let hedged = amount.before.iter().any(|id| behind.lexicon.hedge(id).bound != Bound::Exactly);
    let plain_number = amount.form == Form::One && !hedged && amount.lead.is_none() && !amount.comma;
    if !plain_number || amount.currency.is_some() || behind.at() != amount.number + 1 {
        return None;
    }
    let number = behind.from(amount.number);
    // "Ann Poe, now 71,", "the couple, both 71,"
    let led = number.before().filter(|t| number.lexicon.can_be(t.word, Sense::Age(AgeSense::Now)));
    let number = if led.is_some() { number.from(number.at() - 1) } else { number };
    if led.is_none() && !(amount.first.digits && amount.before.is_empty()) {
        return None;
    }
    let (open, close) = (number.back(1)?, behind.first()?);
    let ends = behind.word(close) == "." && behind.peek(1).is_none();
    if number.word(open) != "," || behind.word(close) != "," && !ends || !open.is_glued() || !close.is_glued() {
        return None;
    }
    let named = |t: &Token| {
        let people = number.lexicon.can_be(t.word, Sense::Age(AgeSense::People));
        t.kind == TokenKind::Word && (people || t.is_capital() && !t.is_shout())
    };
    // "a mother-of-three, 38,"
    let of = |n: usize| {
        number.back(n).is_some_and(|t| number.lexicon.can_be(t.word, Sense::Number(N::Of)))
            && number.back(n + 1).or(None).is_some()
    };
    let parent = match (number.back(3), number.back(2)) {
        (Some(joint), Some(_)) if joint.is_dash() && of(4) => number.back(6),
        _ if of(3) => number.back(4),
        _ => None,
    };
    let parent = parent.filter(|t| named(t) && !t.is_capital());
    let name = parent.or_else(|| number.back(2).filter(|t| named(t)))?;
    let meanings = || number.lexicon.meanings(name.word);
    let other = number.lexicon.is(name.word, Class::Label) || meanings().any(|s| matches!(s, Sense::Calendar(_)));
    // "Leeds, 12, Hull, 14": a table.
    let row = behind.peek(3).is_some_and(|t| t.kind == TokenKind::Number)
        && behind.peek(2).is_some_and(|t| behind.word(t) == ",")
        || behind.peek(1).is_some_and(|t| t.kind == TokenKind::Number)
        || number.back(3).is_some_and(|t| number.word(t) == ",")
            && number.back(4).is_some_and(|t| t.kind == TokenKind::Number);
    let least = if led.is_some() { Decimal::ONE } else { Decimal::TEN };
    let human = amount.first.value.is_integer() && amount.first.value >= least && amount.first.value <= OLDEST;
    if other || row || !human { None } else { plain(behind, Meaning::Age(Decimal::ONE), amount) }
}

/// "two boys, 11 and 13, are missing": both behind those who are so old.
pub(super) fn pair<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    let alone =
        amount.form == Form::One && amount.before.is_empty() && amount.lead.is_none() && amount.currency.is_none();
    if !alone || !amount.first.digits || !human(amount) || behind.at() != amount.number + 1 {
        return None;
    }
    let number = behind.from(amount.number);
    let and = |t: Option<&Token>| t.is_some_and(|t| number.lexicon.can_be(t.word, Sense::Number(N::And)));
    let is_number = |t: Option<&Token>| t.is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
    let comma = |t: Option<&Token>| t.is_some_and(|t| number.word(t) == "," && t.is_glued());
    let people = |t: Option<&Token>| t.is_some_and(|t| number.lexicon.can_be(t.word, Sense::Age(AgeSense::People)));
    let first = comma(number.back(1)) && people(number.back(2)) && and(behind.first()) && is_number(behind.peek(1));
    let ends = if first { comma(behind.peek(2)) } else { comma(behind.first()) };
    let second = and(number.back(1)) && is_number(number.back(2)) && comma(number.back(3)) && people(number.back(4));
    ((first || second) && ends).then(|| plain(behind, Meaning::Age(Decimal::ONE), amount))?
}

/// "over-65s", "the under 16s": a bound, the number and an "s".
fn group<'a>(behind: Scan<'a>, amount: &Amount) -> Option<Scan<'a>> {
    let number = behind.from(amount.number);
    let bounded =
        amount.before.iter().any(|id| !matches!(behind.lexicon.hedge(id).bound, Bound::About | Bound::Exactly));
    if !bounded {
        return None;
    }
    let joined = number.before().is_some_and(|t| t.is_dash())
        || number.back(2).is_some_and(|t| behind.lexicon.can_be(t.word, Sense::NumberCue(NumberCue::Definite)));
    let plural = behind.first().is_some_and(|t| t.is_glued())
        && behind.senses_of(Sorts::AGE).any(|(n, s)| n == 1 && s == Sense::Age(AgeSense::Plural))
        && behind.peek(1).is_none_or(|t| !t.is_glued() || t.kind == TokenKind::Mark);
    let whole = amount.form == Form::One && amount.first.digits && human(amount);
    // "the under-21 team", where nothing of that number is named: not "an under-20-minute run", "over-50 deaths"
    let team = number.before().is_some_and(|t| t.is_glued_hyphen())
        && amount.first.value >= Decimal::TEN
        && number.back(2).is_some_and(|t| t.is_word())
        && behind.first().is_some_and(|t| {
            let other = |s: &Sense| {
                matches!(
                    s,
                    Sense::Unit(..) | Sense::Currency(..) | Sense::Calendar(_) | Sense::Number(_) | Sense::Class(_)
                )
            };
            t.is_word() && !t.is_glued() && !behind.lexicon.meanings(t.word).any(|s| other(&s))
        })
        && !super::count::plural_behind(behind);
    if team && whole {
        return Some(behind);
    }
    (joined && plural && whole).then(|| behind.skip(1))
}

/// Whether it may be how many years somebody is old.
fn human(amount: &Amount) -> bool {
    let n = amount.first.value;
    n.is_integer() && n > Decimal::ONE && n <= OLDEST && !amount.comma && amount.first.scale == Decimal::ONE
}

/// "she is 35", "who was 10,", "turned 40", "died at 82", "children under five": the words before say that it is an age.
pub(super) fn told<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.form != Form::One || amount.lead.is_some() || amount.currency.is_some() || !human(amount) {
        return None;
    }
    let means =
        |t: Option<&Token>, sense: AgeSense| t.is_some_and(|t| behind.lexicon.can_be(t.word, Sense::Age(sense)));
    // "she was just 19"
    let start = behind.from(amount.start);
    let before = start.back(1);
    let modal = start.back(2).is_some_and(|t| behind.lexicon.is(t.word, Class::Modal));
    let is = means(before, AgeSense::Is) && means(start.back(if modal { 3 } else { 2 }), AgeSense::Person);
    let dies = means(before, AgeSense::At) && means(start.back(2), AgeSense::Dies) && amount.first.value > 24.into();
    // "a woman of 19"
    let is_of = |t: &Token| behind.lexicon.can_be(t.word, Sense::Number(N::Of));
    let of = before.is_some_and(is_of) && means(start.back(2), AgeSense::Human);
    // "At 21, she is the youngest": below thirteen it may be the hour.
    let person = |t: &Token| {
        behind.lexicon.is(t.word, Class::Pronoun) && behind.lexicon.can_be(t.word, Sense::Age(AgeSense::Person))
    };
    let opens = start.back(2).is_none_or(|t| t.kind == TokenKind::Mark && behind.word(t) != "(");
    let at = opens
        && means(before, AgeSense::At)
        && amount.first.value > Decimal::from(12)
        && behind.first_text() == ","
        && behind.peek(1).is_some_and(person);
    // "those 16 and under", "children five and over"
    let under = amount.before.is_empty()
        && means(before, AgeSense::People)
        && behind.at() > amount.number + 1
        && means(behind.before(), AgeSense::Older);
    let exact = amount.before.iter().all(|id| behind.lexicon.hedge(id).bound == Bound::Exactly);
    let plain_number = exact && (is || dies || of || at || means(before, AgeSense::Turns));
    let mut are = false;
    let people = !amount.before.is_empty() && {
        let bound = amount
            .before
            .iter()
            .all(|id| matches!(behind.lexicon.hedge(id).bound, Bound::AtLeast | Bound::MoreThan | Bound::FewerThan));
        // "40% of whom are under 25", but "the number of people is over 65"
        let counted = start.back(3).is_some_and(is_of) && start.back(4).is_some_and(|t| t.is_word());
        are = means(before, AgeSense::Are) && means(start.back(2), AgeSense::People) && !counted;
        bound && (means(before, AgeSense::People) || are && amount.first.value <= OLDEST)
    };
    let closed = [Class::Preposition, Class::Auxiliary, Class::Conjunction, Class::Modal, Class::Verb];
    let ends = behind.first().is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_dash() && !matches!(behind.word(t), "/" | "%" | "(" | "°" | ":" | "×" | "$"),
        // "Students are over 30 in each class" counts them.
        TokenKind::Word if are => false,
        TokenKind::Word if people || of || under => closed.iter().any(|&class| behind.lexicon.is(t.word, class)),
        TokenKind::Word => behind.lexicon.can_be(t.word, Sense::Age(AgeSense::Then)),
        _ => false,
    });
    let listed = behind.peek(1).is_some_and(|t| t.kind == TokenKind::Number);
    ((plain_number || people || under) && ends && !listed).then(|| plain(behind, Meaning::Age(Decimal::ONE), amount))?
}

/// "between the ages of 11 and 16".
pub(super) fn between(scan: Scan<'_>) -> Parsed<'_, Reading> {
    let (rest, ()) = number_word(|s| (s == N::Between).then_some(()))(scan)?;
    let (rest, ()) = sense_of(Sorts::AGE, |s| (s == Sense::Age(AgeSense::Between)).then_some(()))(rest)?;
    let core = rest.at();
    let (rest, low) = numeral(rest)?;
    let (rest, ()) = and(rest)?;
    let (rest, high) = numeral(rest)?;
    let whole = |n: &Numeral| n.value.is_integer() && n.value <= OLDEST;
    // "between the ages of 6 and 18 months"
    let unit = rest.senses().any(|(_, s)| matches!(s, Sense::Calendar(CalendarSense::Unit(..))));
    let runs_on = unit || rest.first().is_some_and(|t| t.is_glued() && t.kind != TokenKind::Mark);
    if whole(&low) && whole(&high) && low.value < high.value && !runs_on {
        let value = Value::Age(Range::between(low.value, high.value));
        Ok((rest, Reading { value, core: (core, rest.at()), hedge: None }))
    } else {
        fail(scan)
    }
}

/// "in his 40s", "in her early twenties": from forty to forty-nine.
pub(super) fn decade(scan: Scan<'_>) -> Parsed<'_, Reading> {
    if !scan.starts().any(Starts::DECADE) {
        return fail(scan);
    }
    let age = |pick: AgeSense| sense_of(Sorts::AGE, move |s| (s == Sense::Age(pick)).then_some(()));
    let (rest, ()) = age(AgeSense::Decade)(scan)?;
    let (rest, _) = opt((opt(joint), age(AgeSense::Part), opt(joint))).parse(rest)?;
    let core = rest.at();
    let (rest, first) = match sense_of(Sorts::AGE, |s| match s {
        Sense::Age(AgeSense::Decades(first)) => Some(first),
        _ => None,
    })(rest)
    {
        Ok(found) => found,
        Err(_) => {
            let (rest, n) = integer(rest)?;
            let (rest, ()) = age(AgeSense::Plural)(rest)?;
            if n.digits != 2 || n.value % 10 != 0 || n.value == 0 {
                return fail(scan);
            }
            (rest, n.value)
        }
    };
    let last = first - first % 10 + 9;
    let value = Value::Age(Range::between(first.into(), last.into()));
    Ok((rest, Reading { value, core: (core, rest.at()), hedge: None }))
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores, reads};

    #[test]
    fn at_so_many_years() {
        finds("The couple, both 71, wed. Poe, now 34, left. The boy, only nine, fell.", &["age 71", "age 34", "age 9"]);
        finds("The champion, 33, won in 2009.", &["age 33"]);
        finds("Those 16 and under pay; the 12-15 age group is next.", &["age 0 to 16", "age 12 to 15"]);
        finds("At 21, she is the youngest.", &["age 21"]);
        finds("At 21, it was cold.", &["count 21"]);
    }

    #[test]
    fn spellings() {
        reads(
            "age 22",
            &[
                "22-year-old",
                "22 years old",
                "aged 22",
                "22 years of age",
                "twenty-two years old",
                "twenty-two-year-old",
                "at the age of 22",
            ],
        );
        reads("age 0.5", &["six-month-old", "6 months old", "six months of age"]);
        reads(
            "age 18 to 24",
            &["aged 18 to 24", "aged 18-24", "aged between 18 and 24", "18-to-24-year-olds", "18 to 24 years old"],
        );
        reads("age 40 to 49", &["in his 40s", "in her forties", "in their late 40s", "in his mid-40s"]);
        reads("age at least 65", &["aged 65 or over", "65 years or older"][..1]);
        finds("Ann Smith, 32, of Leeds was there.", &["age 32"]);
        finds("He met Piet de Boer, 67.", &["age 67"]);
        // A table, a date, a small number.
        finds("Leeds, 12, Hull, 14, Bath, 15, came.", &["count 12", "count 14", "count 15"]);
        reads("age 0 to 16", &["under the age of 16", "below the age of 16", "under age 16"]);
        reads("age at least 18", &["over the age of 18", "aged 18 or over", "aged over 18"]);
        reads("age 30 to 39", &["30-something", "thirty-something"]);
        finds(
            "A 16- and a 17-year-old met two 12-, 13- and 14-year-olds.",
            &["age 16", "age 17", "count 2", "age 12", "age 13", "age 14"],
        );
        finds("A woman, 34, and her son, aged 3, ran.", &["age 34", "age 3"]);
        reads("age 11 to 16", &["between the ages of 11 and 16", "aged between 11 and 16"]);
        finds("Students are over 30 in each class.", &["count at least 30"]);
        finds("It is given between the ages of 6 and 18 months.", &["count 6"]);
        reads("age 30 to 39", &["in his early to mid-thirties", "in her mid- to late 30s"]);
        finds("A mother of two, 38, and a father-of-three, 40, met.", &["count 2", "age 38", "age 40"]);
        finds("The suspect, 27, and his brother, 24, met.", &["age 27", "age 24"]);
        finds("The total, 27, and its mean, 24, rose.", &["count 27", "count 24"]);
        finds("She was just 19, and boys of 12 and under.", &["age 19", "age 0 to 12"]);
        finds("People over 65 make up most; staff are over 55.", &["age at least 65", "age at least 55"]);
        finds("It has 9 staff, 40% of whom are under 25.", &["count 9", "percent 40", "age 0 to 25"]);
        finds("The number of people killed is over 65.", &["count at least 65"]);
        finds("The number of people is over 65.", &["count at least 65"]);
        finds(
            "The students who scored over 65 met a driver who paid over 30.",
            &["count at least 65", "count at least 30"],
        );
        reads("age 2.25", &["2 years and 3 months old", "two years, three months old", "aged 2 years and 3 months"]);
        finds("He was four years and six months old; the dog, 1 year 3 months old.", &["age 4.5", "age 1.25"]);
        finds("The 2 years and 30 months old are alike.", &["count 2", "age 2.5"]);
        ignores(&["the age of steam", "in his car", "aged well"]);
        finds("The under-21 side met an over-50 deaths toll.", &["age 0 to 21", "count at least 50"]);
        finds("Boys aged 12, 14 and 15 met men aged 19 and 22.", &["age 12", "age 14", "age 15", "age 19", "age 22"]);
        finds("They are aged 19 and 22 others are not.", &["age 19", "count 22"]);
        finds("She is 35, and Maria, who was 10, and he will be 40 by May.", &["age 35", "age 10", "age 40"]);
        finds("He turned 40 on Monday and died at 82.", &["age 40", "age 82"]);
        finds(
            "It is free to the over-65s, to under-16s and the over 60s.",
            &["age at least 65", "age 0 to 16", "age at least 60"],
        );
        finds("Children under five are ill, as are women over 60.", &["age 0 to 5", "age at least 60"]);
        finds("A woman of 19 and a boy of 12, a mother of 3.", &["age 19", "age 12", "count 3"]);
        finds("Two boys, 11 and 13, left.", &["count 2", "age 11", "age 13"]);
        finds("It is 1.2m years old.", &["age 1200000"]);
        finds("They won two games, 11 and 13, there.", &["count 2", "count 11", "count 13"]);
        finds("A man of 40 years, a child of 9 parents.", &["count 9"]);
        finds("The pope, 76, spoke; the suspect was 17 at the time.", &["age 76", "age 17"]);
        finds("It is 35, he was 12 behind and she was 3-1 up.", &["count 35", "count 12", "score 3 1"]);
        finds("People over 40 houses saw it; he turned 40 pages.", &["count at least 40", "count 40"]);
    }
}
