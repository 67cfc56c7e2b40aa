/*! The input of the statement grammars: the claims of one sentence and the words between them, as a nom input.

A grammar sees "22 people: 12 men and 9 women" as claim, word, mark, claim, word, word, claim, word: what a claim covers is one item. */

use std::iter::{Copied, Enumerate};
use std::ops::Deref;
use std::slice::Iter;

use nom::{Err, IResult, Input, Needed, Parser};

use crate::claim::Claim;
use crate::lexicon::{Class, Cue, Cues, Lexicon, Sense};
use crate::span::Span;
use crate::text::{Sentence, Text, Token, TokenKind};
use crate::value::Kind;

/// A claim, or a token that no claim covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// The claim of that index.
    Claim(usize),
    /// The token of that index in the sentence.
    Token(usize),
}

/// A sentence with its claims, as all lines of it share it.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) claims: &'a [Claim],
    /// The first token of the sentence, as a token of the document.
    first: u32,
    tokens: &'a [Token],
    items: &'a [Item],
}

/// The rest of a sentence's items, from one on. Grammars hand it on by value at every step: it is two words long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    whole: &'a Whole<'a>,
    at: u32,
    end: u32,
}

impl<'a> Deref for Line<'a> {
    type Target = Whole<'a>;

    fn deref(&self) -> &Whole<'a> {
        self.whole
    }
}

/// The result of a grammar. That it does not match is all that a failure says.
pub(super) type Parsed<'a, T> = IResult<Line<'a>, T, ()>;

impl PartialEq for Line<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.end) == (other.at, other.end)
    }
}

/// Writes the items of a sentence; `next` is the first of the claims that may stand in it, and steps behind those that do.
pub(super) fn items(sentence: &Sentence, claims: &[Claim], next: &mut usize, items: &mut Vec<Item>) {
    items.clear();
    let mut at = sentence.first;
    while at < sentence.end {
        while claims.get(*next).is_some_and(|c| c.mention.first < at) {
            *next += 1;
        }
        match claims.get(*next) {
            Some(claim) if claim.mention.first == at && claim.mention.end > at => {
                items.push(Item::Claim(*next));
                at = claim.mention.end;
                *next += 1;
            }
            _ => {
                items.push(Item::Token((at - sentence.first) as usize));
                at += 1;
            }
        }
    }
}

/// What the first item of a statement is: a claim of one of the kinds, or one of the cues.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Begins {
    /// A bit a kind.
    kinds: u32,
    cues: Cues,
}

impl Begins {
    /// With a claim of one of the kinds.
    pub(super) const fn claim(kinds: &[Kind]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < kinds.len() {
            set |= 1 << kinds[at] as u32;
            at += 1;
        }
        Self { kinds: set, cues: Cues::of(&[]) }
    }

    /// With one of the cues as well.
    pub(super) const fn or(self, cues: &[Cue]) -> Self {
        Self { cues: Cues::of(cues), ..self }
    }

    /// With what either begins with.
    pub(super) const fn with(self, other: Self) -> Self {
        Self { kinds: self.kinds | other.kinds, cues: self.cues.or(other.cues) }
    }

    /// Whether nothing begins with it.
    pub(super) const fn is_empty(self) -> bool {
        self.kinds == 0 && self.cues.is_empty()
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.kinds & other.kinds != 0 || self.cues.any(other.cues)
    }
}

impl<'a> Whole<'a> {
    pub(super) fn new(
        text: &'a str,
        read: &'a Text,
        sentence: &Sentence,
        lexicon: &'a Lexicon,
        claims: &'a [Claim],
        items: &'a [Item],
    ) -> Self {
        let tokens = sentence.tokens(&read.tokens);
        Self { text, lexicon, claims, first: sentence.first, tokens, items }
    }
}

impl<'a> Line<'a> {
    /// All items of a sentence.
    pub(super) fn new(whole: &'a Whole<'a>) -> Self {
        // A sentence has a few hundred tokens at most.
        Self { whole, at: 0, end: whole.items.len() as u32 }
    }

    /// The line from item `at` on.
    pub(super) fn from(self, at: usize) -> Self {
        Self { at: (at as u32).min(self.end), ..self }
    }

    /// The index of the first item of the rest.
    pub(super) fn at(&self) -> usize {
        self.at as usize
    }

    /// How many items the sentence has.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// The items of the rest.
    fn rest(&self) -> &'a [Item] {
        &self.whole.items[self.at as usize..self.end as usize]
    }

    /// The first item of the rest.
    pub(super) fn first(&self) -> Option<Item> {
        self.rest().first().copied()
    }

    /// The item `n` before the rest, 1 being the one just before.
    pub(super) fn back(&self, n: usize) -> Option<Item> {
        self.at().checked_sub(n).map(|i| self.items[i])
    }

    /// The first item, if it is a token.
    pub(super) fn token(&self) -> Option<&'a Token> {
        self.token_of(self.first()?)
    }

    pub(super) fn token_of(&self, item: Item) -> Option<&'a Token> {
        match item {
            Item::Token(at) => self.whole.tokens.get(at),
            Item::Claim(_) => None,
        }
    }

    /// The text of a token.
    pub(super) fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// Where the item stands.
    pub(super) fn span_of(&self, item: Item) -> Span {
        match item {
            Item::Token(at) => self.tokens[at].span,
            Item::Claim(at) => self.claims[at].mention.span,
        }
    }

    pub(super) fn skip(self, n: usize) -> Self {
        Self { at: (self.at + n as u32).min(self.end), ..self }
    }

    /// What a statement may begin with here.
    pub(super) fn begins(&self) -> Begins {
        match self.first() {
            Some(Item::Claim(at)) => Begins::claim(&[self.claims[at].mention.value.kind()]),
            Some(Item::Token(at)) => Begins { kinds: 0, cues: self.lexicon.cues(self.tokens[at].word) },
            None => Begins::default(),
        }
    }

    /// The cues that may stand in the sentence.
    pub(super) fn cues(&self) -> Cues {
        self.tokens.iter().fold(Cues::default(), |cues, token| cues.or(self.lexicon.cues(token.word)))
    }

    /// How many items the cue at the start of the rest takes, if it stands there; the longest of its phrases.
    pub(super) fn cue(&self, cue: Cue) -> Option<usize> {
        let first = self.token()?;
        if self.lexicon.may_cue(first.word, cue) { self.phrase(|s| s == Sense::Cue(cue)) } else { None }
    }

    /// The claim at the start of the rest.
    pub(super) fn claim(&self) -> Option<&'a Claim> {
        match self.first()? {
            Item::Claim(at) => self.whole.claims.get(at),
            Item::Token(_) => None,
        }
    }

    /// Whether the first item is a word of the class.
    pub(super) fn is(&self, class: Class) -> bool {
        self.token().is_some_and(|t| self.lexicon.is(t.word, class))
    }

    /// Whether the name of a currency stands there, and no sum.
    pub(super) fn is_currency(&self) -> bool {
        self.phrase(|s| matches!(s, Sense::Currency(..))).is_some()
    }

    fn phrase(&self, accept: impl Fn(Sense) -> bool) -> Option<usize> {
        let Some(Item::Token(at)) = self.first() else { return None };
        let tokens = &self.tokens[at..];
        self.lexicon.senses(tokens).find_map(|(n, s)| (accept(s) && self.covers(at, n)).then_some(n))
    }

    /// Whether the next `n` items are tokens, from that one on.
    fn covers(&self, token: usize, n: usize) -> bool {
        self.rest().get(..n).is_some_and(|i| i.last() == Some(&Item::Token(token + n - 1)))
    }

    /// Whether some word or phrase of the cue begins at a token that the claim covers.
    pub(super) fn claim_holds(&self, claim: usize, cue: Cue) -> bool {
        let mention = &self.claims[claim].mention;
        let (first, end) = ((mention.first - self.first) as usize, (mention.end - self.first) as usize);
        (first..end.min(self.tokens.len()))
            .filter(|at| self.lexicon.may_cue(self.tokens[*at].word, cue))
            .any(|at| self.lexicon.senses(&self.tokens[at..]).any(|(_, s)| s == Sense::Cue(cue)))
    }
}

/// Fails: the grammar does not match here.
pub(super) fn fail<'a, T>(_: Line<'a>) -> Parsed<'a, T> {
    Err(Err::Error(()))
}

/// A word or phrase of a cue.
pub(super) fn cue<'a>(cue: Cue) -> impl Fn(Line<'a>) -> Parsed<'a, ()> + Copy {
    move |line| match line.cue(cue) {
        Some(n) => Ok((line.skip(n), ())),
        None => fail(line),
    }
}

/// One of these marks, as written.
pub(super) fn mark<'a>(marks: &'static [&'static str]) -> impl Fn(Line<'a>) -> Parsed<'a, &'a Token> + Copy {
    move |line| match line.token() {
        Some(t) if t.kind == TokenKind::Mark && marks.contains(&line.word(t)) => Ok((line.skip(1), t)),
        _ => fail(line),
    }
}

/// A dash with a blank before it, which parts clauses; a hyphen joins words.
pub(super) fn dash(line: Line<'_>) -> Parsed<'_, ()> {
    match line.token() {
        Some(t) if t.is_dash() && !t.is_glued() => Ok((line.skip(1), ())),
        _ => fail(line),
    }
}

/// A claim that `pick` accepts; its index.
pub(super) fn claim<'a>(pick: impl Fn(&Claim) -> bool + Copy) -> impl Fn(Line<'a>) -> Parsed<'a, usize> + Copy {
    move |line| match line.first() {
        Some(Item::Claim(at)) if pick(&line.claims[at]) => Ok((line.skip(1), at)),
        _ => fail(line),
    }
}

/// A count.
pub(super) fn count(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| c.mention.value.kind() == Kind::Count).parse(line)
}

/// A date.
pub(super) fn date(line: Line<'_>) -> Parsed<'_, usize> {
    claim(|c| c.mention.value.kind() == Kind::Date).parse(line)
}

/// The end of the sentence, or what ends a clause for good.
pub(super) fn close(line: Line<'_>) -> Parsed<'_, ()> {
    match line.token() {
        None if line.first().is_none() => Ok((line, ())),
        Some(t) if t.kind == TokenKind::Mark && matches!(line.word(t), "." | "!" | "?" | ";" | ")" | "]") => {
            Ok((line, ()))
        }
        _ => fail(line),
    }
}

/// Up to `most` words that neither `stop` nor any mark but a hyphen inside a word ends.
pub(super) fn words<'a>(
    most: usize,
    stop: impl Fn(&Line<'a>) -> bool + Copy,
) -> impl Fn(Line<'a>) -> Parsed<'a, ()> + Copy {
    move |line| {
        let mut rest = line;
        for _ in 0..most {
            let plain = rest.token().is_some_and(|t| t.kind != TokenKind::Mark || t.is_glued_hyphen());
            if !plain || stop(&rest) {
                break;
            }
            rest = rest.skip(1);
        }
        Ok((rest, ()))
    }
}

/// The words of a noun phrase behind its number: 1 to `most` words none of which begins another phrase. How many.
pub(super) fn noun_phrase<'a>(most: usize) -> impl Fn(Line<'a>) -> Parsed<'a, usize> + Copy {
    move |line| {
        let mut rest = line;
        let mut count = 0;
        while count < most && is_noun_like(&rest) {
            // A hyphen inside a compound belongs to it.
            rest = rest.skip(1);
            while rest.token().is_some_and(Token::is_glued_hyphen) && is_noun_like(&rest.skip(1)) {
                rest = rest.skip(2);
            }
            count += 1;
        }
        if count == 0 { fail(line) } else { Ok((rest, count)) }
    }
}

/// Whether the word at the start may stand in a noun phrase.
pub(super) fn is_noun_like(line: &Line<'_>) -> bool {
    const NOT: &[Cue] = &[Cue::And, Cue::Or, Cue::Of, Cue::From, Cue::To, Cue::By, Cue::Including];
    const ANY: Cues = Cues::of(NOT);
    line.token().is_some_and(|t| {
        is_noun(t, line.lexicon) && (!line.lexicon.cues(t.word).any(ANY) || NOT.iter().all(|c| line.cue(*c).is_none()))
    })
}

/// Whether a word is of no class that ends a noun phrase.
pub(super) fn is_noun(token: &Token, lexicon: &Lexicon) -> bool {
    const NOT: u64 = Class::Determiner.bit()
        | Class::Preposition.bit()
        | Class::Conjunction.bit()
        | Class::Subordinator.bit()
        | Class::Pronoun.bit()
        | Class::Auxiliary.bit()
        | Class::Modal.bit()
        | Class::Negation.bit()
        | Class::Reporting.bit()
        | Class::Adverb.bit();
    matches!(token.kind, TokenKind::Word | TokenKind::Identifier) && lexicon.classes(token.word) & NOT == 0
}

impl<'a> Input for Line<'a> {
    type Item = Item;
    type Iter = Copied<Iter<'a, Item>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        (self.end - self.at) as usize
    }

    fn take(&self, index: usize) -> Self {
        Self { end: (self.at + index as u32).min(self.end), ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.rest().iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.input_len() >= count { Ok(count) } else { Err(Needed::new(count - self.input_len())) }
    }
}
