/*! `[compare.relation]`: measures held against an equation or an inequality, by interval arithmetic.

`holds = "turnout = votes-cast / electorate"`: names are measures, `77%` and plain numbers are literals, `-` needs blanks around it
since names have hyphens. A finding only where no choice among the claims of a group can hold. */

use std::borrow::Cow;
use std::ops::Range as Bytes;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{map_res, opt, recognize, verify};
use nom::error::Error;
use nom::multi::many0;
use nom::sequence::{delimited, pair, preceded};
use nom::{Err, IResult, Parser};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::interval;
use crate::claim::{Claim, Mode, Stating};
use crate::error::{FileError, did_you_mean};
use crate::finding::Finding;
use crate::lexicon::{Lexicon, MeasureId};
use crate::rule::case::Verdict;
use crate::rule::cite::{range_in_words, reads};
use crate::rule::file::Source;
use crate::rule::{Case, Rule};
use crate::value::{Kind, Range};

pub(super) const PLACEHOLDERS: &[&str] = &["holds", "left", "right"];

/// The most choices among a group's claims that are tried; a group with more is left alone.
const MOST_CHOICES: usize = 256;
/// The deepest that parentheses may nest.
const DEEPEST: usize = 32;

/// The table as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Table {
    /// An equation or inequality of measures: `turnout = votes-cast / electorate`.
    #[schemars(with = "String")]
    holds: Spanned<String>,
    #[serde(default)]
    within: Within,
}

/// Which claims are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// Those of one sentence.
    Sentence,
    /// Those of one document.
    Document,
    /// Those of one event, of any document; those of one document where no events are known.
    #[default]
    Event,
}

/// An equation or inequality of measures.
#[derive(Debug, Clone)]
pub struct Relation {
    /// As written.
    pub holds: String,
    left: Term,
    sign: Sign,
    right: Term,
    /// The measures, each once.
    names: Vec<MeasureId>,
    /// Which claims are put together.
    pub within: Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// A term over names of type `N`: text while it is parsed, then the position in [`Relation::names`].
#[derive(Debug, Clone, PartialEq, Eq)]
enum Term<N = usize> {
    Number(Decimal),
    Name(N),
    Operation(Box<Self>, Operator, Box<Self>),
}

type Parsed<'a, T> = IResult<&'a str, T>;

fn relation(i: &str) -> Parsed<'_, (Term<&str>, Sign, Term<&str>)> {
    let (i, left) = sum(i, DEEPEST)?;
    let (i, sign) = alt((
        tag("<=").map(|_| Sign::AtMost),
        tag(">=").map(|_| Sign::AtLeast),
        tag("=").map(|_| Sign::Equal),
        tag("<").map(|_| Sign::Less),
        tag(">").map(|_| Sign::Greater),
    ))
    .parse(i)?;
    let (i, right) = sum(i, DEEPEST)?;
    Ok((i, (left, sign, right)))
}

fn chain<'a>(
    i: &'a str,
    operand: impl Fn(&'a str) -> Parsed<'a, Term<&'a str>>,
    operator: impl Fn(&'a str) -> Parsed<'a, Operator>,
) -> Parsed<'a, Term<&'a str>> {
    let (i, first) = operand(i)?;
    let (i, rest) = many0(pair(&operator, &operand)).parse(i)?;
    Ok((i, rest.into_iter().fold(first, |a, (o, b)| Term::Operation(Box::new(a), o, Box::new(b)))))
}

/// "a + b - c"
fn sum(i: &str, depth: usize) -> Parsed<'_, Term<&str>> {
    let operator = |i| alt((char('+').map(|_| Operator::Plus), char('-').map(|_| Operator::Minus))).parse(i);
    chain(i, move |i| product(i, depth), operator)
}

/// "a * b / c"
fn product(i: &str, depth: usize) -> Parsed<'_, Term<&str>> {
    let operator = |i| alt((char('*').map(|_| Operator::Times), char('/').map(|_| Operator::Over))).parse(i);
    chain(i, move |i| atom(i, depth), operator)
}

/// "(a + b)", "40%", "votes-cast"
fn atom(i: &str, depth: usize) -> Parsed<'_, Term<&str>> {
    let inner = |i| match depth {
        0 => Err(Err::Error(Error::new(i, nom::error::ErrorKind::TooLarge))),
        _ => delimited(char('('), |i| sum(i, depth - 1), char(')')).parse(i),
    };
    delimited(multispace0, alt((inner, number, name.map(Term::Name))), multispace0).parse(i)
}

/// "40", "0.5", "40%"
fn number(i: &str) -> Parsed<'_, Term<&str>> {
    let digits = recognize(pair(
        take_while1(|c: char| c.is_ascii_digit()),
        opt(preceded(char('.'), take_while1(|c: char| c.is_ascii_digit()))),
    ));
    let (i, n) = map_res(digits, str::parse::<Decimal>).parse(i)?;
    let (i, percent) = opt(preceded(multispace0, char('%'))).parse(i)?;
    let n = if percent.is_some() { n / Decimal::ONE_HUNDRED } else { n };
    Ok((i, Term::Number(n)))
}

/// "votes-cast": a hyphen belongs to the name where a letter or digit stands on either side.
fn name(i: &str) -> Parsed<'_, &str> {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let first = verify(take_while1(word), |s: &str| s.starts_with(|c: char| c.is_ascii_lowercase()));
    recognize(pair(first, many0(pair(char('-'), take_while1(word))))).parse(i)
}

/// What is wrong with a relation: the bytes of it, what, and advice.
type Wrong = (Bytes<usize>, String, Option<String>);

impl Relation {
    /// Reads "turnout = votes-cast / electorate".
    fn read(holds: &str, within: Within, lexicon: &Lexicon) -> Result<Self, Wrong> {
        let offset = |rest: &str| holds.len() - rest.len();
        let (rest, (left, sign, right)) = relation(holds).map_err(|e| {
            let at = match &e {
                Err::Error(e) | Err::Failure(e) => offset(e.input),
                Err::Incomplete(_) => holds.len(),
            };
            let (_, junk) = junk(&holds[at..]).unwrap_or(("", ""));
            let what = if junk.is_empty() {
                "the relation ends too early".to_owned()
            } else {
                format!("`{junk}` does not fit here")
            };
            (at..at + junk.len(), what, Some(GRAMMAR.to_owned()))
        })?;
        if !rest.is_empty() {
            let what = format!("`{rest}` is left over behind the relation");
            return Err((offset(rest)..holds.len(), what, Some(GRAMMAR.to_owned())));
        }
        let mut names = Vec::new();
        let mut resolve = |term: Term<&str>| {
            term.resolve(&mut |name| {
                let found = lexicon.measures().find(|(_, m)| m.name == name).map(|(id, _)| id);
                let Some(id) = found else {
                    let at = name.as_ptr() as usize - holds.as_ptr() as usize;
                    let help = did_you_mean(name, lexicon.measures().map(|(_, m)| m.name.as_str()));
                    return Err((at..at + name.len(), format!("there is no measure `{name}`"), help));
                };
                Ok(names.iter().position(|n| *n == id).unwrap_or_else(|| {
                    names.push(id);
                    names.len() - 1
                }))
            })
        };
        let (left, right) = (resolve(left)?, resolve(right)?);
        Ok(Self { holds: holds.to_owned(), left, sign, right, names, within })
    }

    /// Whether some values of the ranges satisfy the relation.
    fn can_hold(&self, left: Range, right: Range) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>, f: fn(&Decimal, &Decimal) -> bool| match (a, b) {
            (Some(a), Some(b)) => f(&a, &b),
            _ => true,
        };
        match self.sign {
            Sign::Equal => left.meets(&right),
            Sign::AtMost => below(left.low, right.high, Decimal::le),
            Sign::Less => below(left.low, right.high, Decimal::lt),
            Sign::AtLeast => below(right.low, left.high, Decimal::le),
            Sign::Greater => below(right.low, left.high, Decimal::lt),
        }
    }

    pub(super) fn judge(&self, rule: &Rule, case: &Case<'_>) -> Vec<Finding> {
        let groups = self.groups(case);
        let of = |case: &Case<'_>, group: &Vec<usize>| Some(case.tell(rule, self.check(group, rule, case)?));
        case.in_rounds(&groups, of)
    }

    /// The claims that are put together, as indices of [`Case::stating`].
    fn groups<'c>(&self, case: &Case<'c>) -> Cow<'c, [Vec<usize>]> {
        if self.within == Within::Event && !case.events.is_empty() {
            return case.events.into();
        }
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for (at, (claim, stating)) in case.stating.iter().enumerate() {
            let sentence = if self.within == Within::Sentence { stating.sentence } else { 0 };
            let key = Some((case.claims.owner(*claim), sentence));
            match groups.last_mut() {
                Some(group) if last == key => group.push(at),
                _ => groups.push(vec![at]),
            }
            last = key;
        }
        groups.into()
    }

    /// What is wrong with a group: every choice of a claim for each measure fails.
    fn check(&self, group: &[usize], rule: &Rule, case: &Case<'_>) -> Option<Verdict> {
        let mut candidates: Vec<Vec<usize>> = vec![Vec::new(); self.names.len()];
        for (claim, Stating { mode, measures, .. }) in group.iter().map(|at| &case.stating[*at]) {
            if !matches!(mode, Mode::Asserted | Mode::Estimated) {
                continue;
            }
            for (slot, name) in candidates.iter_mut().zip(&self.names) {
                if measures.contains(name) {
                    slot.push(*claim);
                }
            }
        }
        let choices =
            candidates.iter().try_fold(1usize, |n, c| n.checked_mul(c.len())).filter(|n| *n <= MOST_CHOICES)?;
        let mut worst = None;
        for choice in 0..choices {
            let mut rest = choice;
            let mut chosen = Vec::new();
            for slot in &candidates {
                chosen.push(slot[rest % slot.len()]);
                rest /= slot.len();
            }
            // One figure is not two things.
            if (1..chosen.len()).any(|at| chosen[..at].contains(&chosen[at])) {
                continue;
            }
            let ranges: Vec<Range> = chosen.iter().map(|&i| figure(&case.claims[i])).collect::<Option<_>>()?;
            let value = |term: &Term| interval::loosen(term.value(&ranges), rule.tolerance);
            let (left, right) = (value(&self.left), value(&self.right));
            if self.can_hold(left, right) {
                return None;
            }
            let side = |term: &Term| match term {
                // A length reads "12 years", and not so many seconds.
                Term::Name(at) if self.is_long(*at, case) => reads(&case.claims[chosen[*at]], case.lexicon),
                term => self.words(term.value(&ranges), case),
            };
            worst.get_or_insert_with(|| (chosen.clone(), side(&self.left), side(&self.right)));
        }
        let (mut chosen, left, right) = worst?;
        chosen.sort_unstable();
        chosen.dedup();
        Some(Verdict {
            values: vec![("holds", self.holds.clone()), ("left", left), ("right", right)],
            because: self.names.iter().map(|n| format!("one figure is {}", case.lexicon.measure(*n).title)).collect(),
            claims: chosen,
            confidence: 0.8,
            ..Verdict::default()
        })
    }
}

impl Relation {
    /// Whether a measure is of lengths of time.
    fn is_long(&self, name: usize, case: &Case<'_>) -> bool {
        case.lexicon.measure(self.names[name]).kind == Kind::Duration
    }

    /// What a side comes to, in words.
    fn words(&self, range: Range, case: &Case<'_>) -> String {
        let percent = self.names.iter().any(|n| case.lexicon.measure(*n).kind == Kind::Percent);
        match range.map(|n| n.checked_mul(Decimal::ONE_HUNDRED)) {
            Some(hundredths) if percent => format!("{} %", range_in_words(&hundredths)),
            _ => range_in_words(&range),
        }
    }
}

/// The range of a claim, shares as parts of one, rounding allowed for.
fn figure(claim: &Claim) -> Option<Range> {
    let value = &claim.mention.value;
    let range = value.range()?;
    match value.kind() {
        Kind::Percent | Kind::Points => interval::rounded(range).map(|n| n.checked_div(Decimal::ONE_HUNDRED)),
        _ => Some(interval::counted(range)),
    }
}

const GRAMMAR: &str = "a relation is such as `share = part / whole`: names of measures, numbers, `40%`, + - * / and \
                       parentheses, and one of = < <= > >=";

/// The word or mark at a place, to point at.
fn junk(i: &str) -> Parsed<'_, &str> {
    preceded(multispace0, alt((name, recognize(pair(nom::character::complete::anychar, take_while(|_| false))))))
        .parse(i)
}

impl<'a> Term<&'a str> {
    fn resolve<E>(self, find: &mut impl FnMut(&'a str) -> Result<usize, E>) -> Result<Term, E> {
        Ok(match self {
            Self::Number(n) => Term::Number(n),
            Self::Name(name) => Term::Name(find(name)?),
            Self::Operation(a, o, b) => Term::Operation(Box::new(a.resolve(find)?), o, Box::new(b.resolve(find)?)),
        })
    }
}

impl Term {
    /// Every value that the term may take where the names have those ranges.
    fn value(&self, names: &[Range]) -> Range {
        match self {
            Self::Number(n) => Range::exact(*n),
            Self::Name(at) => names[*at],
            Self::Operation(a, o, b) => {
                let (a, b) = (a.value(names), b.value(names));
                match o {
                    Operator::Plus => interval::add(a, b),
                    Operator::Minus => interval::subtract(a, b),
                    Operator::Times => interval::multiply(a, b),
                    Operator::Over => interval::divide(a, b),
                }
            }
        }
    }
}

impl Table {
    pub(super) fn check(self, source: Source<'_>, lexicon: &Lexicon) -> Result<Relation, FileError> {
        Relation::read(self.holds.get_ref(), self.within, lexicon)
            .map_err(|(at, message, help)| source.at(source.inside(&self.holds, at), message, help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let row = |n: &str, k: &str| format!("[measure.{n}]\nkind = \"{k}\"\ntitle = \"{n}\"\n");
        let text = row("turnout", "percent") + &row("votes-cast", "count") + &row("electorate", "count");
        Lexicon::read([("x", text.as_str())]).unwrap()
    }

    fn range(s: &str) -> Range {
        let mut ends = s.split("..").map(|e| e.parse().ok());
        let low = ends.next().flatten();
        Range { low, high: ends.next().unwrap_or(low) }
    }

    #[test]
    fn terms_bind_as_in_arithmetic() {
        let names = ["0.77", "37000", "48000"].map(range);
        for (holds, ok) in [
            ("turnout = votes-cast / electorate", false),
            ("turnout <= votes-cast / electorate", true),
            ("votes-cast <= electorate", true),
            ("votes-cast > electorate", false),
            ("1 + 2 * 3 = 7", true),
            ("(1 + 2) * 3 = 9", true),
            ("10 - 4 - 3 = 3", true),
            ("turnout - 7% = 70%", true),
            ("votes-cast=37000", true),
            ("1 < 1", false),
        ] {
            let r = Relation::read(holds, Within::Event, &lexicon()).unwrap_or_else(|e| panic!("{holds}: {e:?}"));
            let order = ["turnout", "votes-cast", "electorate"];
            let ranges: Vec<Range> = r
                .names
                .iter()
                .map(|id| names[order.iter().position(|n| lexicon().measure(*id).name == *n).unwrap()])
                .collect();
            assert_eq!(r.can_hold(r.left.value(&ranges), r.right.value(&ranges)), ok, "{holds}");
        }
    }

    #[test]
    fn errors_point_into_the_relation() {
        let deep = format!("{}1{} = 1", "(".repeat(99), ")".repeat(99));
        for (holds, at, message) in [
            ("turnout = votes-casts / electorate", "votes-casts", "there is no measure `votes-casts`"),
            ("turnout = / electorate", "/", "`/` does not fit here"),
            ("turnout", "", "the relation ends too early"),
            ("turnout = 3 4", "4", "`4` is left over behind the relation"),
            ("turnout ~ 3", "~", "`~` does not fit here"),
            ("", "", "the relation ends too early"),
            (&deep, "(", "`(` does not fit here"),
        ] {
            let (span, said, help) = Relation::read(holds, Within::Event, &lexicon()).unwrap_err();
            assert_eq!((&holds[span], said.as_str()), (at, message), "{holds}");
            assert!(help.is_some());
        }
    }
}
