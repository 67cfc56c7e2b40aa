/*! The input of the grammars: tokens of one sentence with their text and lexicon, as a nom input.

A grammar is a function `fn(Scan<'a>) -> IResult<Scan<'a>, T>`; it never sees bytes, so it cannot split a number or a word. */

use std::cell::Cell;
use std::iter::{Copied, Enumerate};
use std::ops::Deref;
use std::slice::Iter;

use nom::{Err, IResult, Input, Needed};

use super::numeral::Numeral;
use crate::lexicon::{CalendarSense, Class, Lexicon, Link, NumberSense, Roles, Sense, Sorts, Starts};
use crate::span::Span;
use crate::text::{Token, TokenKind};
use crate::value::{Date, TimeOfDay};

/// The meanings of every token of a sentence, looked up once: the grammars ask for them over and over.
#[derive(Debug, Default)]
pub struct Senses {
    places: Vec<Place>,
    /// The meanings of the words that begin a phrase here, and of that phrase, longest first, with the number of tokens each takes.
    rows: Vec<(usize, Sense)>,
    /// By token: the grammars that are known to fail there, a bit a [`Remembered`].
    failed: Vec<Cell<u8>>,
    pub(super) numerals: Memo<Numeral>,
    pub(super) fractions: Memo<(u32, u32)>,
    pub(super) below_thousand: Memo<u32>,
    pub(super) days: Memo<Date>,
    pub(super) clocks: Memo<TimeOfDay>,
}

/// What a grammar made of the places that it was asked about last. Grammars ask the same of the same few tokens again and again, and
/// a sentence states one figure after the other.
#[derive(Debug)]
pub(super) struct Memo<T: Copy>([Cell<Asked<T>>; MEMO]);

/// A token, and where the reading ends that begins there and what it says, if there is one.
type Asked<T> = Option<(u32, Option<(u32, T)>)>;

/// How many places are remembered.
const MEMO: usize = 8;

impl<T: Copy> Default for Memo<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Cell::new(None)))
    }
}

impl<T: Copy> Memo<T> {
    fn forget(&self) {
        self.0.iter().for_each(|place| place.set(None));
    }

    /// Reads by a grammar that depends on nothing but its place, unless it is known what it makes of it.
    pub(super) fn read<'a>(&self, scan: Scan<'a>, read: impl FnOnce(Scan<'a>) -> Parsed<'a, T>) -> Parsed<'a, T> {
        // Where the end was set nearer, another may match.
        if scan.end as usize != scan.all.len() {
            return read(scan);
        }
        let place = &self.0[scan.at() % MEMO];
        if let Some((at, known)) = place.get()
            && at == scan.at
        {
            return known.map(|(end, value)| (Scan { at: end, ..scan }, value)).ok_or(Err::Error(()));
        }
        let found = read(scan);
        place.set(Some((scan.at, found.as_ref().ok().map(|(rest, value)| (rest.at, *value)))));
        found
    }
}

/// What a token means.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// Where its rows begin and end; an empty range where the lexicon tells all: no phrase begins here.
    start: u32,
    end: u32,
    /// What sorts of meanings it has.
    sorts: Sorts,
    /// What it may be within a figure.
    roles: Roles,
    /// What stands from here on, up to the next token that no grammar takes.
    reach: Roles,
}

/// Grammars that others try over and over at one token: whether they fail there is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remembered {
    Relative,
    Named,
    Hour,
    Length,
}

impl Senses {
    /// Looks up the tokens of a sentence; what was looked up before is dropped.
    pub fn look_up(&mut self, lexicon: &Lexicon, tokens: &[Token]) {
        self.rows.clear();
        self.places.clear();
        self.places.resize(tokens.len(), Place::default());
        self.failed.clear();
        self.failed.resize(tokens.len() + 1, Cell::new(0));
        self.numerals.forget();
        self.fractions.forget();
        self.below_thousand.forget();
        self.days.forget();
        self.clocks.forget();
        let mut timed = false;
        for (at, token) in tokens.iter().enumerate() {
            let start = self.rows.len();
            let mut roles = roles_of(&tokens[at..]).or(lexicon.roles(token.word));
            let mut sorts = lexicon.sorts(token.word);
            if lexicon.may_go_on(&tokens[at..]) {
                self.rows.extend(lexicon.phrases(&tokens[at..]));
                for &(n, sense) in &self.rows[start..] {
                    let own = Roles::of(sense);
                    roles = roles.or(own);
                    sorts = sorts.or(Sorts::of(&sense));
                    if !own.is_empty() {
                        // What stands inside a phrase is taken with it.
                        let inside = self.places[at..].iter_mut().take(n).skip(1);
                        inside.for_each(|p| p.roles = p.roles.or(Roles::SMALL));
                    }
                }
                if self.rows.len() > start {
                    self.rows.extend(lexicon.alone(token.word));
                }
            }
            let place = &mut self.places[at];
            (place.start, place.end, place.sorts) = (start as u32, self.rows.len() as u32, sorts);
            place.roles = place.roles.or(roles);
            // "April 24 and 25": what comes behind a month may be one of its days, up to the next token that no grammar takes.
            timed = !place.roles.is_empty() && (timed || roles.any(Roles::TIME));
            if timed && tokens[at].kind == TokenKind::Number {
                place.roles = place.roles.or(Roles::WHEN);
            }
        }
        let mut reach = Roles::default();
        for place in self.places.iter_mut().rev() {
            reach = if place.roles.is_empty() { Roles::default() } else { reach.or(place.roles) };
            place.reach = reach;
        }
    }

    /// What stands from the token on, up to the next that no grammar takes.
    pub(super) fn reach(&self, token: usize) -> Roles {
        self.places.get(token).map_or_else(Roles::default, |p| p.reach)
    }
}

/// What the first of the tokens may be within a figure, whatever its word means.
fn roles_of(tokens: &[Token]) -> Roles {
    let Some(token) = tokens.first() else { return Roles::default() };
    match token.kind {
        TokenKind::Number if !may_be_when(tokens) => Roles::NUMERAL,
        TokenKind::Number | TokenKind::Dotted | TokenKind::Identifier => Roles::NUMERAL.or(Roles::WHEN),
        TokenKind::Mark if token.is_dash() => Roles::JOINT,
        TokenKind::Mark if may_be_short_year(tokens) => Roles::SMALL.or(Roles::WHEN),
        TokenKind::Mark => Roles::SMALL,
        TokenKind::Word | TokenKind::Opaque => Roles::default(),
    }
}

/// Whether two figures are glued to a mark that is glued to nothing before it: "'68".
fn may_be_short_year(tokens: &[Token]) -> bool {
    let figures = |t: &Token| t.kind == TokenKind::Number && t.is_glued() && t.span.len() == 2;
    !tokens[0].is_glued() && tokens.get(1).is_some_and(figures)
}

/// Whether a number in digits may be a year, a time of day or a date, or part of one: as long as those, or with something glued to it.
fn may_be_when(tokens: &[Token]) -> bool {
    let next = tokens.get(1).filter(|next| next.is_glued());
    matches!(tokens[0].span.len(), 4 | 5 | 8)
        || next.is_some_and(|next| next.kind != TokenKind::Mark || tokens.len() > 2)
}

/// Whether the first of the tokens may be what a figure cannot do without.
pub(super) fn is_strong(tokens: &[Token], lexicon: &Lexicon) -> bool {
    tokens[0].may_be_strong() && (roles_of(tokens).any(Roles::STRONG) || lexicon.may_be_strong(tokens))
}

/// A sentence, as all scans of it share it.
#[derive(Debug)]
pub struct Whole<'a> {
    /// The text that the spans of the tokens point into.
    pub text: &'a str,
    /// What the words mean.
    pub lexicon: &'a Lexicon,
    /// All tokens of the sentence.
    all: &'a [Token],
    /// What they mean.
    pub(super) senses: &'a Senses,
}

impl<'a> Whole<'a> {
    /// The tokens of a sentence with what they mean.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, tokens: &'a [Token], senses: &'a Senses) -> Self {
        Self { text, lexicon, all: tokens, senses }
    }
}

/// The rest of a sentence, from one token on. Grammars hand it on by value at every step: it is two words long.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    whole: &'a Whole<'a>,
    /// The first token of the rest.
    at: u32,
    /// The token after the last.
    end: u32,
}

impl<'a> Deref for Scan<'a> {
    type Target = Whole<'a>;

    fn deref(&self) -> &Whole<'a> {
        self.whole
    }
}

/// The result of a grammar. That it does not match is all that a failure says: most grammars fail at most tokens.
pub type Parsed<'a, T> = IResult<Scan<'a>, T, ()>;

impl PartialEq for Scan<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.end) == (other.at, other.end)
    }
}

impl<'a> Scan<'a> {
    /// A scan over all tokens of a sentence.
    pub fn new(whole: &'a Whole<'a>) -> Self {
        // A sentence has a few hundred tokens at most.
        Self { whole, at: 0, end: whole.all.len() as u32 }
    }

    /// The scan from token `at` of the sentence on.
    pub fn from(self, at: usize) -> Self {
        Self { at: (at as u32).min(self.end), ..self }
    }

    /// The index in the sentence of the first token of the rest.
    pub fn at(&self) -> usize {
        self.at as usize
    }

    /// The tokens of the rest.
    pub fn rest(&self) -> &'a [Token] {
        &self.whole.all[self.at as usize..self.end as usize]
    }

    /// The first token of the rest.
    pub fn first(&self) -> Option<&'a Token> {
        self.peek(0)
    }

    /// The token `n` behind the first.
    pub fn peek(&self, n: usize) -> Option<&'a Token> {
        let at = self.at as usize + n;
        if at < self.end as usize { self.whole.all.get(at) } else { None }
    }

    /// The token before the rest.
    pub fn before(&self) -> Option<&'a Token> {
        self.back(1)
    }

    /// The token `n` before the rest, 1 being the one just before.
    pub fn back(&self, n: usize) -> Option<&'a Token> {
        self.at().checked_sub(n).map(|i| &self.whole.all[i])
    }

    /// The text of a token.
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// The text of the first token, or nothing at the end.
    pub fn first_text(&self) -> &'a str {
        self.first().map_or("", |t| self.word(t))
    }

    /// The scan behind `n` tokens.
    pub fn skip(self, n: usize) -> Self {
        Self { at: (self.at + n as u32).min(self.end), ..self }
    }

    /// The meanings of the word or phrase at the start of the rest, longest first, with the number of tokens each takes.
    pub fn senses(&self) -> impl Iterator<Item = (usize, Sense)> + use<'a> {
        let left = (self.end - self.at) as usize;
        self.rows().iter().copied().filter(move |(n, _)| *n <= left)
    }

    /// The same of a word or phrase that has a meaning of one of these sorts, a [`Sorts::others`] each; nothing of any other.
    pub fn senses_of(&self, sorts: u8) -> impl Iterator<Item = (usize, Sense)> + use<'a> {
        let has = self.is_of_others(sorts);
        has.then(|| self.senses()).into_iter().flatten()
    }

    fn rows(&self) -> &'a [(usize, Sense)] {
        if self.at >= self.end {
            return &[];
        }
        let whole = self.whole;
        match whole.senses.places.get(self.at()) {
            Some(place) if place.start < place.end => &whole.senses.rows[place.start as usize..place.end as usize],
            Some(_) => whole.lexicon.alone(whole.all[self.at()].word),
            None => &[],
        }
    }

    /// What sorts of meanings the first token has; nothing at the end.
    fn sorts(&self) -> &'a Sorts {
        if self.at < self.end { &self.whole.senses.places[self.at()].sorts } else { &Sorts::NONE }
    }

    /// Whether a phrase begins with the first token.
    pub fn begins_phrase(&self) -> bool {
        self.at < self.end && {
            let place = &self.senses.places[self.at()];
            place.start < place.end
        }
    }

    /// Whether the first token has a meaning of one of these sorts of the calendar.
    pub fn is_of_calendar(&self, sorts: u32) -> bool {
        self.sorts().calendar & sorts != 0
    }

    /// Whether the first token has a meaning of one of these sorts of numbers.
    pub fn is_of_numbers(&self, sorts: u64) -> bool {
        self.sorts().numbers & sorts != 0
    }

    /// Whether the first token has the meaning of one of these links.
    pub fn is_of_links(&self, links: u64) -> bool {
        self.sorts().links & links != 0
    }

    /// Whether the first token has a meaning of one of these other sorts, a [`Sorts::others`] each.
    pub fn is_of_others(&self, sorts: u8) -> bool {
        self.sorts().others & sorts != 0
    }

    /// Whether one of these stands between here and the next token that no grammar takes.
    pub fn reaches(&self, roles: Roles) -> bool {
        self.reach().any(roles)
    }

    /// What stands between here and the next token that no grammar takes.
    pub fn reach(&self) -> Roles {
        self.senses.reach(self.at())
    }

    /// Whether the first token begins a word or phrase of the class; its length in tokens if so.
    pub fn class(&self, class: Class) -> Option<usize> {
        if self.sorts().classes & class.bit() == 0 {
            return None;
        }
        self.senses().find_map(|(n, s)| (s == Sense::Class(class)).then_some(n))
    }

    /// What of numbers may begin here.
    pub fn starts(&self) -> Starts {
        match self.first() {
            Some(t) => match t.kind {
                TokenKind::Number => Starts::NUMERAL.or(Starts::ORDINAL),
                TokenKind::Identifier => Starts::CURRENCY,
                TokenKind::Word | TokenKind::Mark => self.lexicon.starts(t.word),
                TokenKind::Dotted => Starts::NUMERAL,
                TokenKind::Opaque => Starts::default(),
            },
            None => Starts::default(),
        }
    }

    /// The span from token `start` of the sentence to the last token before `self`.
    pub fn span_from(&self, start: usize) -> Span {
        let last = self.at().max(start + 1) - 1;
        self.all[start].span.join(self.all[last].span)
    }
}

/// Reads by a grammar that depends on nothing but its place, unless it is known to fail there.
pub(super) fn remember<'a, T>(
    which: Remembered,
    scan: Scan<'a>,
    read: impl FnOnce(Scan<'a>) -> Parsed<'a, T>,
) -> Parsed<'a, T> {
    let bit = 1 << which as u8;
    // Where the end was set nearer, another may match.
    let whole = scan.end as usize == scan.all.len();
    let Some(failed) = scan.senses.failed.get(scan.at()).filter(|_| whole) else { return read(scan) };
    if failed.get() & bit != 0 {
        return fail(scan);
    }
    let read = read(scan);
    if read.is_err() {
        failed.set(failed.get() | bit);
    }
    read
}

/// An alternative: the sorts of which its first token is, and the grammar.
pub(super) type Alternative<T> = (Sorts, for<'a> fn(Scan<'a>) -> Parsed<'a, T>);

/// The first of the alternatives that matches. One whose first token is of none of its sorts would fail, and is not asked.
pub(super) fn first_of<'a, T>(scan: Scan<'a>, alternatives: &[Alternative<T>]) -> Parsed<'a, T> {
    let mut sorts = *scan.sorts();
    if scan.first().is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Dotted)) {
        sorts.others |= Sorts::DIGITS;
    }
    for (of, read) in alternatives {
        if !sorts.any(of) {
            debug_assert!(read(scan).is_err(), "of another sort: {:?}", scan.first_text());
        } else if let Ok(found) = read(scan) {
            return Ok(found);
        }
    }
    fail(scan)
}

/// Fails: the grammar does not match here.
pub fn fail<'a, T>(_: Scan<'a>) -> Parsed<'a, T> {
    Err(Err::Error(()))
}

/// A word or phrase one of whose meanings `pick` accepts.
pub fn sense<'a, T>(pick: impl Fn(Sense) -> Option<T>) -> impl Fn(Scan<'a>) -> Parsed<'a, T> {
    move |scan| match scan.senses().find_map(|(n, s)| Some((n, pick(s)?))) {
        Some((n, value)) => Ok((scan.skip(n), value)),
        None => fail(scan),
    }
}

/// The same where the word or phrase has a meaning of one of these sorts, a [`Sorts::others`] each.
pub fn sense_of<'a, T>(sorts: u8, pick: impl Fn(Sense) -> Option<T>) -> impl Fn(Scan<'a>) -> Parsed<'a, T> {
    move |scan| match scan.senses_of(sorts).find_map(|(n, s)| Some((n, pick(s)?))) {
        Some((n, value)) => Ok((scan.skip(n), value)),
        None => fail(scan),
    }
}

/// A word of numbers that `pick` accepts.
pub fn number_word<'a, T>(pick: impl Fn(NumberSense) -> Option<T>) -> impl Fn(Scan<'a>) -> Parsed<'a, T> {
    let read = sense(move |s| match s {
        Sense::Number(n) => pick(n),
        _ => None,
    });
    move |scan| if scan.sorts().numbers != 0 { read(scan) } else { fail(scan) }
}

/// The same for words of those sorts alone, a [`NumberSense::sort`] each.
pub fn number_of<'a, T>(sorts: u64, pick: impl Fn(NumberSense) -> Option<T>) -> impl Fn(Scan<'a>) -> Parsed<'a, T> {
    let read = number_word(pick);
    move |scan| {
        if scan.is_of_numbers(sorts) {
            return read(scan);
        }
        debug_assert!(read(scan).is_err(), "of another sort: {:?}", scan.first_text());
        fail(scan)
    }
}

/// A small word of numbers: "of", "and", "to".
pub fn number_mark<'a>(mark: NumberSense) -> impl Fn(Scan<'a>) -> Parsed<'a, ()> {
    number_of(mark.sort(), move |s| (s == mark).then_some(()))
}

/// A small word that holds dates and times together.
pub fn link_word<'a>(link: Link) -> impl Fn(Scan<'a>) -> Parsed<'a, ()> {
    let read = sense(move |s| (s == Sense::Calendar(CalendarSense::Link(link))).then_some(()));
    move |scan| if scan.is_of_links(link.bit()) { read(scan) } else { fail(scan) }
}

/// A word of the calendar, of those sorts, that `pick` accepts; [`link_word`] reads the small ones that hold others together.
pub fn calendar_word<'a, T>(
    sorts: u32,
    pick: impl Fn(CalendarSense) -> Option<T>,
) -> impl Fn(Scan<'a>) -> Parsed<'a, T> {
    let read = sense(move |s| match s {
        Sense::Calendar(c) => pick(c),
        _ => None,
    });
    move |scan| {
        if scan.is_of_calendar(sorts) {
            return read(scan);
        }
        debug_assert!(read(scan).is_err(), "of another sort: {:?}", scan.first_text());
        fail(scan)
    }
}

/// A hyphen or dash of any length.
pub fn dash(scan: Scan<'_>) -> Parsed<'_, &Token> {
    match scan.first() {
        Some(t) if t.is_dash() => Ok((scan.skip(1), t)),
        _ => fail(scan),
    }
}

/// What `inner` accepts, with nothing before it.
pub fn glued<'a, T>(inner: impl Fn(Scan<'a>) -> Parsed<'a, T>) -> impl Fn(Scan<'a>) -> Parsed<'a, T> {
    move |scan| match scan.first() {
        Some(t) if t.is_glued() => inner(scan),
        _ => fail(scan),
    }
}

impl<'a> Input for Scan<'a> {
    type Item = Token;
    type Iter = Copied<Iter<'a, Token>>;
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
        self.rest().iter().position(|t| predicate(*t))
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

/// For tests: what `read` makes of a text with the built-in lexicon, if it takes the tokens that it says, all of them.
#[cfg(test)]
pub(crate) fn reading<T>(text: &str, read: impl Fn(Scan<'_>) -> Option<(usize, T)>) -> Option<T> {
    use std::sync::LazyLock;
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);
    let block =
        crate::document::Block { span: Span::new(0, text.len() as u32), kind: crate::document::BlockKind::Paragraph };
    let tokens = crate::text::Text::read(text, &[block], &LEXICON).tokens;
    let mut senses = Senses::default();
    senses.look_up(&LEXICON, &tokens);
    let whole = Whole::new(text, &LEXICON, &tokens, &senses);
    read(Scan::new(&whole)).filter(|(end, _)| *end == tokens.len()).map(|(_, value)| value)
}
