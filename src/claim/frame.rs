/*! Frames: what a mention is about, read from the words around it by position, closed classes and endings.

No parser: the noun run after the number, the nearest verb, and word windows agree with one in four of five counts, and cost
nothing (shared/ALIGNMENT.md, section 1). */

use super::measure::Figure;
use super::named::Run;
use super::run::RUN;
use super::words::Word;
use super::{Frame, Mode, Term};
use crate::lexicon::{Class, ConceptId, Lexicon};
use crate::text::{Signs, TokenKind};
use crate::value::{DimensionId, Kind, Range, Value};
use rust_decimal::Decimal;
use xxhash_rust::xxh3::xxh3_64;

/// How far concepts are looked for on either side: the knee of the curve of ALIGNMENT.md.
pub(super) const NEAR: usize = 8;
/// How far phrases are looked for.
const PHRASE: usize = 6;
/// How far off another verb with a figure of its own is looked for.
const CONJUNCT: usize = 24;
/// How many words a figure has that may be given in brackets.
const FIGURE: usize = 8;
/// What parts the numbers of a version.
pub(super) const POINT: char = '.';
/// What ends a clause.
const CLAUSE: Signs =
    Signs::SEMICOLON.or(Signs::COLON).or(Signs::OPENS).or(Signs::CLOSES).or(Signs::DASH).or(Signs::QUOTES);
/// What a comma costs on the way to a verb, in words.
const COMMA: usize = 3;

/// The words of a sentence with its marks, and where the mention stands among them.
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    /// The stems of the words.
    pub(super) stems: &'a [u64],
    /// The classes of all of them: what none has need not be looked for.
    pub(super) classes: u64,
    /// The mention's first word.
    pub(super) first: usize,
    /// The word after its last.
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// For a measurement: of what.
    pub(super) dimension: Option<DimensionId>,
}

impl Place<'_> {
    pub(super) fn is_mark(&self, at: usize, marks: Signs) -> bool {
        self.words[at].signs.any(marks)
    }

    /// Whether some word of the sentence has one of the classes.
    pub(super) fn tells(&self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.classes & class.bit() != 0)
    }

    pub(super) fn term(&self, at: usize) -> Term {
        Term { key: self.words[at].stem, span: self.words[at].span }
    }

    /// The clause: up to a semicolon, a bracket, a long dash, or a comma before a conjunction, on either side.
    pub(super) fn clause(&self) -> (usize, usize) {
        let ends = |at: usize| {
            self.is_mark(at, CLAUSE)
                || self.is_mark(at, Signs::COMMA)
                    && self.words.get(at + 1).is_some_and(|w| w.is(Class::Conjunction) || w.is(Class::Subordinator))
        };
        let start = (0..self.first).rev().find(|&at| ends(at)).map_or(0, |at| at + 1);
        let end = (self.end..self.words.len()).find(|&at| ends(at)).unwrap_or(self.words.len());
        (start, end)
    }

    /// Whether it is one of the brackets around a figure and nothing else, behind another: "€2 million ($2.6 million)".
    fn is_of_conversion(&self, at: usize) -> bool {
        let figure = |at: &usize| self.words[*at].in_mention;
        let beyond = |at: usize| (at + 1..self.words.len()).take(FIGURE).find(|at| !figure(at));
        if self.is_mark(at, Signs::OPENS) {
            let closes = beyond(at).filter(|end| *end > at + 1 && self.is_mark(*end, Signs::CLOSES));
            return closes.is_some() && at.checked_sub(1).as_ref().is_some_and(figure);
        }
        let opens = (at.saturating_sub(FIGURE)..at).rev().find(|at| !figure(at));
        self.is_mark(at, Signs::CLOSES)
            && opens.is_some_and(|start| {
                start + 1 < at && self.is_mark(start, Signs::OPENS) && start.checked_sub(1).as_ref().is_some_and(figure)
            })
    }

    /// Where the sentence goes on behind the figure, and what says it again in brackets: "82 mm (3.2 inches) of rain".
    pub(super) fn goes_on_at(&self) -> usize {
        let opens =
            self.end < self.words.len() && self.is_mark(self.end, Signs::OPENS) && self.is_of_conversion(self.end);
        let closes = || (self.end + 1..self.words.len()).find(|at| !self.words[*at].in_mention);
        if opens { closes().map_or(self.end, |at| at + 1) } else { self.end }
    }

    /// Whether it gives in brackets what the figure before it says, which ends at `end`: "€2 million ($2.6 million)".
    pub(super) fn converts(&self, value: &Value, end: usize, other: &Value) -> bool {
        (matches!(self.kind, Kind::Money | Kind::Measurement) || self.kind.tells_when())
            && value.kind() == other.kind()
            && value.dimension() == other.dimension()
            && end + 1 == self.first
            && self.is_of_conversion(end)
            && self.is_mark(end, Signs::OPENS)
            && self.end < self.words.len()
            && self.is_mark(self.end, Signs::CLOSES)
    }

    /// Whether a comma or a conjunction stands there; an ampersand joins the parts of one name.
    pub(super) fn joins(&self, at: usize) -> bool {
        let word = &self.words[at];
        self.is_mark(at, Signs::COMMA) || word.is(Class::Conjunction) && word.kind == TokenKind::Word
    }

    /// The words of the clause that are told of this figure, where verbs joined by "and" tell of others of its kind: "killed 12 people |
    /// and injured 30".
    pub(super) fn conjunct(&self, clause: (usize, usize), figures: &[Figure]) -> (usize, usize) {
        // Beyond the window there is some verb: no figure costs more to read than that.
        let window = self.first.saturating_sub(CONJUNCT).max(clause.0)..(self.end + CONJUNCT).min(clause.1);
        let (mut start, mut end) = (window.start, window.end);
        let verb = |at: &usize| self.words[*at].is_verb && !self.words[*at].in_mention;
        let cut = (window.start > clause.0, window.end < clause.1);
        let near = figures.partition_point(|f| f.first < start)..figures.partition_point(|f| f.first < end);
        let alike = |f: &&Figure| f.kind == self.kind;
        let verbs = window.clone().filter(verb).take(2).count() + usize::from(cut.0) + usize::from(cut.1);
        if verbs < 2 || figures[near.clone()].iter().filter(alike).nth(1).is_none() {
            return clause;
        }
        let tells = |from: usize, to: usize| {
            let within = |f: &Figure| from <= f.first && f.end <= to;
            let beyond = cut.0 && from == window.start || cut.1 && to == window.end;
            (beyond || (from..to).any(|at| verb(&at))) && figures[near.clone()].iter().filter(alike).any(within)
        };
        let whole = (start, end);
        let joins = |at: &usize| self.joins(*at);
        if let Some(at) = (start..self.first).rev().filter(joins).find(|at| tells(start, *at) && tells(at + 1, end)) {
            start = at + 1;
        }
        if let Some(at) = (self.end..end).filter(joins).find(|at| tells(start, *at) && tells(at + 1, end)) {
            end = at;
        }
        (if start == whole.0 { clause.0 } else { start }, if end == whole.1 { clause.1 } else { end })
    }

    /// Whether a word near it makes it a part: "including 12", "12 of them". What stands behind the next figure is told of that: "seven
    /// bridges, two of which fell".
    fn is_of_part(&self, clause: (usize, usize)) -> bool {
        const NEAR: usize = 4;
        let end = (self.end + NEAR).min(clause.1);
        let end = (self.end..end).find(|at| self.words[*at].in_mention).unwrap_or(end);
        self.has((self.first.saturating_sub(NEAR).max(clause.0), end), Class::Part)
    }

    /// Whether it is the whole that others are told to be some of: "12 of the 450 passengers", "Of the 450 passengers", "148 of Hall's 435
    /// punches".
    pub(super) fn is_whole(&self) -> bool {
        self.of().is_some_and(|of| of == 0 || self.words[of - 1].in_mention)
    }

    /// The "of" that governs it, with something between that says which it is: "some of the 450 passengers".
    pub(super) fn of(&self) -> Option<usize> {
        let whose = |at: &usize| {
            let word = &self.words[*at];
            word.is(Class::Determiner)
                || word.is(Class::Possessive)
                || word.is_name
                || self.is_mark(*at, Signs::APOSTROPHE)
        };
        let of = (0..self.first).rev().find(|at| !whose(at))?;
        (of + 1 < self.first && self.words[of].is(Class::Partitive)).then_some(of)
    }

    /// Whether a count without a noun goes on from one that begins at `before`: "killed 12 people and injured 30", "14 homes were
    /// destroyed and another 30 damaged", "40 boats in Hull and 30 in Leeds".
    pub(super) fn goes_on(&self, before: usize, own: &Frame) -> bool {
        let verb = self.behind().filter(|w| w.is_verb && !w.is_plural);
        let nounless = own.head.is_none_or(|head| verb.is_some_and(|verb| head.span == verb.span));
        let parted = |at: usize| self.is_mark(at, CLAUSE);
        let mut between = before..self.first;
        self.kind == Kind::Count
            && nounless
            && (self.is_bare() || self.is_coordinate())
            && between.len() <= 2 * NEAR
            && between.clone().any(|at| self.joins(at))
            && !between.any(parted)
    }

    /// Whether a conjunction stands before it, and behind it where that is so: "and 18,000 in Canada".
    fn is_coordinate(&self) -> bool {
        let joins = self.first.checked_sub(1).is_some_and(|at| self.words[at].is(Class::Conjunction));
        let behind = self.words.get(self.end);
        joins && behind.is_some_and(|w| w.is(Class::Preposition) && !w.is(Class::Partitive))
    }

    /// The first word behind it, but for "others" and the like.
    fn behind(&self) -> Option<&Word> {
        self.words[self.end..].iter().find(|w| !w.is(Class::Further))
    }

    /// Whether a verb stands beside it where a noun would: "arrested 45", "30 were hurt".
    pub(super) fn is_bare(&self) -> bool {
        let verb =
            |w: &Word| w.is_verb && !w.is_name && !w.is(Class::Reporting) && !w.is(Class::Rise) && !w.is(Class::Fall);
        let before = self.first.checked_sub(1).map(|at| &self.words[at]).filter(|w| !w.is(Class::Further));
        let behind = self.behind();
        let closes = behind
            .is_none_or(|w| !w.is_content() && !w.is(Class::Determiner) && !w.in_mention && !w.is(Class::Partitive));
        self.kind == Kind::Count
            && (closes && before.is_some_and(verb) || behind.is_some_and(|w| verb(w) || w.is(Class::Auxiliary)))
    }

    /// Whether what is counted is the writer's own ("three reasons", "the default is 3"), or what a page counts below itself.
    fn numbers_own(&self, clause: (usize, usize), head: Option<usize>) -> bool {
        if !self.tells(&[Class::OwnPoint, Class::OwnValue, Class::Tally]) {
            return false;
        }
        let is = |at: Option<usize>, class: Class| at.is_some_and(|at| self.words[at].is(class));
        is(head, Class::OwnPoint)
            || is(head, Class::OwnValue)
            || is(self.topic(clause), Class::OwnValue)
            || is(self.noun_before().map(|noun| noun.0), Class::OwnValue)
            || is(head, Class::Tally) && (head == self.words.len().checked_sub(1) || self.verb(clause, head).is_none())
    }

    /// The nearest verb of the clause, a comma on the way costing extra.
    fn verb(&self, clause: (usize, usize), head: Option<usize>) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        let mut consider = |at: usize, cost: usize| {
            let word = &self.words[at];
            // "the total of", "the vote": what an article or "of" governs is a noun.
            let noun = at
                .checked_sub(1)
                .is_some_and(|before| self.words[before].is(Class::Article) || self.words[before].is(Class::Partitive));
            if word.is_verb
                && !noun
                && Some(at) != head
                && !word.in_mention
                && !word.is(Class::Reporting)
                && best.is_none_or(|(c, _)| cost < c)
            {
                best = Some((cost, at));
            }
        };
        let mut cost = 0;
        for at in (clause.0..self.first).rev() {
            cost += 1 + COMMA * usize::from(self.is_mark(at, Signs::COMMA));
            consider(at, cost);
        }
        cost = 0;
        for at in self.end..clause.1 {
            cost += 1 + COMMA * usize::from(self.is_mark(at, Signs::COMMA));
            consider(at, cost);
        }
        best.map(|(_, at)| at)
    }

    /// The concepts told within [`NEAR`] words of the mention, nearest first.
    fn concepts(&self, lexicon: &Lexicon) -> Vec<ConceptId> {
        let mut found = Vec::new();
        for distance in 1..=NEAR {
            let left = self.first.checked_sub(distance);
            let right = Some(self.end + distance - 1).filter(|&at| at < self.words.len());
            for at in [right, left] {
                let Some(at) = at.filter(|at| lexicon.may_tell_concept(self.stems[*at])) else { continue };
                for concept in lexicon.concepts(&self.stems[at..]) {
                    if !found.contains(&concept) {
                        found.push(concept);
                    }
                }
            }
        }
        found
    }

    /// Hashes of four words in a row around the mention, which counts as one word.
    fn phrases(&self) -> Vec<u32> {
        const MASK: u64 = 1;
        let left = self.first.saturating_sub(PHRASE);
        let behind = self.goes_on_at();
        let right = (behind + PHRASE).min(self.words.len());
        let key = |at: usize| {
            let word = &self.words[at];
            if word.stem == 0 && word.kind == TokenKind::Number { 2 } else { word.stem }
        };
        let mut row = [0; 2 * PHRASE + 1];
        let mut length = 0;
        for key in (left..self.first).map(key).chain(std::iter::once(MASK)).chain((behind..right).map(key)) {
            row[length] = key;
            length += usize::from(key != 0);
        }
        row[..length]
            .windows(4)
            .map(|w| w.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, k| (h ^ k).wrapping_mul(0x0100_0000_01b3)))
            .map(|hash| (hash >> 32) as u32)
            .collect()
    }

    /// The names and nouns of places in the clause, each behind a preposition of place.
    fn places(&self, clause: (usize, usize)) -> Vec<Term> {
        let mut places = Vec::new();
        if !self.tells(&[Class::Where]) {
            return places;
        }
        let mut follows = false;
        for at in clause.0..clause.1 {
            let word = &self.words[at];
            if word.is(Class::Where) {
                follows = true;
            } else if follows && (word.is_name || word.is(Class::Place)) && !word.in_mention {
                places.push(self.term(at));
            } else if !word.is(Class::Determiner) && !word.is(Class::Adjective) && !word.is_content() {
                follows = false;
            }
        }
        places
    }

    /// The names of the clause that a comma or a conjunction joins to another.
    fn listed(&self, clause: (usize, usize)) -> Vec<u64> {
        let name = |at: usize| self.words[at].is_name;
        let mut listed = Vec::new();
        for at in clause.0..clause.1.saturating_sub(2) {
            if name(at) && self.joins(at + 1) && name(at + 2) {
                listed.extend([self.words[at].stem, self.words[at + 2].stem]);
            }
        }
        listed
    }

    /// The names beside the mention, nothing but a comma or a verb of being between.
    fn person(&self) -> Vec<Term> {
        let passes = |at: &usize| {
            let word = &self.words[*at];
            self.is_mark(*at, Signs::COMMA)
                || word.is(Class::Auxiliary)
                || word.is(Class::Determiner)
                || word.is(Class::Adverb)
        };
        let name = |at: &usize| self.words[*at].is_name;
        let left = (0..self.first).rev().skip_while(passes).take_while(name);
        let right = (self.end..self.words.len()).skip_while(|at| self.words[*at].is(Class::Title)).take_while(name);
        let mut found: Vec<Term> = right.map(|at| self.term(at)).collect();
        if found.is_empty() {
            let mut left: Vec<usize> = left.collect();
            // "Graham Stroud, 57, said": a sentence begins with a name.
            let opens = |at: &usize| self.words[*at].may_name && !self.words[*at].is_name;
            left.extend(left.last().and_then(|first| first.checked_sub(1)).filter(opens));
            found = left.into_iter().map(|at| self.term(at)).collect();
        }
        found
    }

    /// Whether a line begins with a place in capitals, and it stands before the dash behind that: "VERRA, Oct 3 (Wire) - ".
    pub(super) fn is_in_dateline(&self) -> bool {
        const FAR: usize = 8;
        let shouts = |w: &Word| {
            w.kind == TokenKind::Word && w.span.len() > 1 && w.span.of(self.text).chars().all(char::is_uppercase)
        };
        let parted = |at: usize| at > 0 && self.words[at - 1].span.end < self.words[at].span.start;
        let dash = |at: usize| {
            let signs = self.words.get(at).map(|w| w.signs);
            signs.is_some_and(|s| s.any(Signs::DASH) || s.any(Signs::HYPHEN) && parted(at))
        };
        self.first <= FAR
            && self.words.first().is_some_and(shouts)
            && !(0..self.first).any(dash)
            && (self.end..self.end + FAR).any(dash)
    }

    /// Whether it counts things besides others: "another six", "six other". "More than six" is no such thing.
    fn is_further(&self) -> bool {
        let is = |at: usize| self.words[at].is(Class::Further);
        let bounds = self.words.get(self.first + 1).is_some_and(|w| w.is(Class::Preposition));
        self.first.checked_sub(1).is_some_and(is) || (is(self.first) && !bounds)
    }

    /// The measurements of what the figure is for, as a number: "$1,199 for the 13-inch model", "£2 for a half-litre bottle".
    fn size(&self) -> Option<u64> {
        self.words.get(self.end).filter(|w| w.is(Class::Preposition))?;
        let noun_phrase = |at: &usize| {
            let word = &self.words[*at];
            word.in_mention
                || word.is(Class::Determiner)
                || self.is_mark(*at, Signs::HYPHEN)
                || (word.is_content() && !word.is_verb)
        };
        let inside = (self.end + 1..self.words.len()).take_while(noun_phrase).take(RUN);
        let mut sizes = inside.filter(|at| self.words[*at].in_mention && !self.words[*at].in_time).peekable();
        sizes.peek()?;
        Some(xxh3_64(&sizes.flat_map(|at| self.words[at].span.of(self.text).bytes()).collect::<Vec<u8>>()))
    }

    /// Whether it is some of a number of things: "14 of the 206 patients", "Of the 206 patients, 14".
    fn is_partitive(&self) -> bool {
        let of = |at: usize| self.words.get(at).is_some_and(|w| w.is(Class::Partitive));
        (of(self.end) && !of(self.end + 1)) || (of(0) && self.first > 1)
    }

    /// The last name before the mention in its clause that no preposition governs, else the first of the sentence, as keys of its words.
    fn owner(&self, clause: (usize, usize)) -> Vec<u64> {
        // "A premium to its last price": the name that stands before is meant.
        let possessive = (clause.0..self.first).any(|at| self.words[at].is(Class::Possessive));
        let run = |from: usize, last: bool| {
            let mut begun = Run::Sought;
            let mut found: Option<(usize, usize)> = None;
            for at in from..self.first {
                let word = &self.words[at];
                let next = begun.next(word.is_name, word.classes);
                if next == Run::In {
                    found = match found {
                        Some((start, _)) if begun == Run::In => Some((start, at + 1)),
                        Some(first) if !last => return Some(first),
                        _ => Some((at, at + 1)),
                    };
                }
                begun = if next == Run::Past { Run::Sought.next(false, word.classes) } else { next };
            }
            found
        };
        let (start, end) =
            run(clause.0, true).or_else(|| self.antecedent(clause)).or_else(|| run(0, possessive)).unwrap_or_default();
        self.words[start..end].iter().map(|w| w.stem).collect()
    }

    /// The name that a relative clause is told of: "Acme bought Brill, which raised £3m".
    fn antecedent(&self, (start, _): (usize, usize)) -> Option<(usize, usize)> {
        let comma = start.checked_sub(1).filter(|at| self.is_mark(*at, Signs::COMMA))?;
        let relates = self.words.get(start)?;
        let relative = relates.is(Class::Subordinator) && (relates.is(Class::Pronoun) || relates.is(Class::Determiner));
        let from = (0..comma).rev().take_while(|at| self.words[*at].is_name).last().filter(|_| relative)?;
        Some((from, comma))
    }

    pub(super) fn has(&self, clause: (usize, usize), class: Class) -> bool {
        self.tells(&[class])
            && (clause.0..clause.1).any(|at| !(self.first..self.end).contains(&at) && self.words[at].is(class))
    }
}

/// The oldest that a number behind a name may make somebody.
const OLDEST: u32 = 112;

/// A number between commas behind a name is an age: "Banky, 40, said".
pub(super) fn bare_age(words: &[Word], first: usize, end: usize, value: &Value) -> Option<Value> {
    let Value::Count(range) = value else { return None };
    let n = range.point().filter(|n| n.is_integer() && *n > Decimal::ONE && *n <= OLDEST.into())?;
    let mark = |at: usize, marks: Signs| words.get(at).is_some_and(|w| w.signs.any(marks));
    let behind = first >= 2
        && mark(first - 1, Signs::COMMA)
        && words[first - 2].is_name
        && words[first].kind == TokenKind::Number;
    // "Tom Hall is 15."
    let told = first >= 3
        && words[first - 1].is(Class::Being)
        && words[first - 2].is_name
        && (words[first - 3].is_name || words[first - 3].may_name)
        // "Real Madrid is 15."
        && !(first - 3..first - 1).any(|at| words[at].is(Class::Toponym) || words[at].is(Class::Place))
        && words[first].kind == TokenKind::Number;
    let behind = behind || told;
    // "Tom Hall was 15 when he left."
    let then = told && words.get(end).is_some_and(|w| w.is(Class::Subordinator));
    let closed =
        then || end == words.len() || mark(end, Signs::COMMA.or(Signs::STOP).or(Signs::SEMICOLON).or(Signs::CLOSES));
    (behind && closed && end == first + 1).then_some(Value::Age(Range::exact(n)))
}

/// Reads the frame of the mention at a place, whose clause is given.
/// `told` are the words of the clause that are told of it and of no other figure.
pub(super) fn frame(place: &Place<'_>, clause: (usize, usize), told: (usize, usize), lexicon: &Lexicon) -> Frame {
    let (mut head, mut modifiers, further) = place.run_after();
    let counted = matches!(place.kind, Kind::Count | Kind::Ordinal);
    if !counted
        && head.is_none_or(|h| place.words[h].is_verb)
        && let Some((before, qualifiers)) = place.noun_before()
    {
        head = Some(before);
        modifiers = qualifiers;
    }
    // "A profit of $340 million beat forecasts"
    if !counted
        && let Some(noun) = place.noun_of().filter(|at| !place.words[*at].is(Class::EmptyHead))
        && head.is_some_and(|at| at >= place.end)
        && let Some((before, qualifiers)) = place.noun_before().filter(|(before, _)| *before == noun)
    {
        (head, modifiers) = (Some(before), qualifiers);
    }
    if place.kind == Kind::Percent && head.is_none_or(|h| h < place.first) {
        head = place.predicate().or(head);
    }
    if counted && head.is_none() {
        head = place.noun_of().or_else(|| place.whole());
    }
    if head.is_none()
        && let Some((told_of, qualifiers)) = place.told_of(clause)
    {
        (head, modifiers) = (Some(told_of), qualifiers);
    }
    let before = place.words[..place.first].iter().rfind(|w| w.is_content()).map(|w| w.stem);
    let after = place.words[place.end..].iter().find(|w| w.is_content()).map(|w| w.stem);
    // "2 GHz" names nothing.
    let names = || (clause.0..clause.1).filter(|&at| place.words[at].is_name && !place.words[at].in_mention);
    let mut all_names = Vec::with_capacity(names().count());
    all_names.extend(names().map(|at| place.term(at)));
    let near_words = near_words(place);
    let person = place.person();
    let aged = place.kind == Kind::Age && !person.is_empty();
    let direction = place.direction(clause);
    Frame {
        head: head.map(|at| place.counted(at)),
        head_is_empty: head.is_none_or(|at| place.words[at].is(Class::EmptyHead)),
        modifiers: modifiers.into_iter().map(|at| place.term(at)).collect(),
        measures: Box::default(),
        verb: place.verb(told, head).map(|at| place.term(at)),
        concepts: place.concepts(lexicon).into(),
        names: all_names.into(),
        before,
        after,
        near: near_words.into(),
        phrases: place.phrases().into(),
        part: place.is_of_part(clause),
        further: further || place.is_further(),
        past: place.has(clause, Class::Past) || place.is_past_in_brackets(clause),
        current: !aged && place.is_current(),
        running: !aged && place.is_running(),
        perfect: counted && (direction.is_some() || place.is_perfect(told)),
        whole: counted && place.is_whole(),
        places: place.places(clause).into(),
        distinct: distinct(place, clause).into(),
        owner: place.owner(clause).into(),
        direction,
        topic: place.topic(clause).map(|at| place.term(at)),
        offset: place.words.get(place.end).is_some_and(|w| w.is(Class::Offset)),
        sort: place.is_sort(),
        numbers_own: place.numbers_own(clause, head),
        supposed: place.is_supposed(clause),
        collective: place.is_collective(head),
        restates: false,
        dateline: false,
        when: None,
        size: place.size(),
        partitive: place.is_partitive(),
        rate: (place.end..(place.end + 4).min(clause.1)).any(|at| place.words[at].is(Class::Rate)),
        // Beside a name an age is told as a fact, whatever the clause plans: "Reddy, 61, said it would follow".
        mode: if aged { Mode::Asserted } else { place.mode(clause) },
        listed: place.listed(clause).into(),
        person: person.into(),
        speaker: None,
    }
}

/// What tells the claim from others of its sort, near the mention, or before the noun that its clause begins with: "a similar wall".
fn distinct(place: &Place<'_>, clause: (usize, usize)) -> Vec<u64> {
    if !place.tells(&[Class::Another, Class::Distinct, Class::Fresh]) {
        return Vec::new();
    }
    let near = place.first.saturating_sub(NEAR).max(clause.0)..(place.end + NEAR / 2).min(clause.1);
    let opens = |at: &usize| place.words[*at].is(Class::Another) && !place.words[*at].is(Class::Determiner);
    let opening = (clause.0..place.first).take_while(|at| place.words[*at].is(Class::Another)).filter(opens);
    // "Other features include a 60 % wider screen": the list goes on, and the screen is the same.
    let verb = (clause.0..place.first).find(|at| !place.words[*at].is_content() || place.words[*at].is(Class::Part));
    let listed = verb.is_some_and(|at| place.words[at].is(Class::Part));
    let opening = opening.filter(|_| !listed);
    let beside = near.filter(|at| !(place.first..place.end).contains(at) && place.words[*at].is(Class::Distinct));
    // What is counted besides others is told apart elsewhere.
    let beside = beside.filter(|at| !place.words[*at].is(Class::Further));
    // "45 new cases" are some of "300 cases"; "the new wall protects 45" is that wall.
    let fresh = (place.end..place.words.len()).take_while(|at| {
        let word = &place.words[*at];
        word.is(Class::Adjective) || word.is(Class::Fresh)
    });
    let fresh = fresh.filter(|at| place.words[*at].is(Class::Fresh));
    // "340 appointments were missed in the strike's first week"
    let stage = |at: &usize| place.words.get(at + 1).is_some_and(|w| w.is(Class::Stage));
    let within = (place.end + NEAR / 2).min(clause.1)..(place.end + NEAR + NEAR / 2).min(clause.1);
    let within = within.filter(|at| place.words[*at].is(Class::Distinct)).filter(stage);
    let mut distinct: Vec<u64> =
        opening.chain(beside).chain(within).chain(fresh).map(|at| place.words[at].stem).collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

/// The content words around the mention with weights that fall with distance.
fn near_words(place: &Place<'_>) -> Vec<(u64, f32)> {
    const WINDOW: usize = 12;
    let left = place.first.saturating_sub(WINDOW);
    let right = (place.end + WINDOW).min(place.words.len());
    let mut near = [(0, 0.0); 2 * WINDOW];
    let mut length = 0;
    let mut add = |at: usize, distance: usize| {
        let word = &place.words[at];
        if word.is_content() {
            near[length] = (word.stem, nearness(distance));
            length += 1;
        }
    };
    (left..place.first).for_each(|at| add(at, place.first - at));
    (place.end..right).for_each(|at| add(at, at + 1 - place.end));
    // Archives have millions of claims: no list has room that it does not need.
    near[..length].to_vec()
}

/// The weight of a word so many words away.
fn nearness(distance: usize) -> f32 {
    1.0 / (1.0 + distance as f32 / 4.0)
}

/// Words with their weights, written down by the distance that the weight tells.
pub(super) mod near {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::nearness;

    /// Distances have the numbers below, the bits of other weights those from here on.
    const BITS: u64 = 128;

    pub(in crate::claim) fn serialize<S: Serializer>(near: &[(u64, f32)], to: S) -> Result<S::Ok, S::Error> {
        let number = |weight: f32| {
            // What is no distance is 0 or many here, and does not give the weight again.
            let distance = ((1.0 / weight - 1.0) * 4.0).round() as u64;
            let tells = distance < BITS && nearness(distance as usize).to_bits() == weight.to_bits();
            if tells { distance } else { BITS + u64::from(weight.to_bits()) }
        };
        to.collect_seq(near.iter().map(|(word, weight)| (*word, number(*weight))))
    }

    pub(in crate::claim) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Box<[(u64, f32)]>, D::Error> {
        let weight = |number: u64| match number.checked_sub(BITS) {
            None => nearness(number as usize),
            Some(bits) => f32::from_bits(bits as u32),
        };
        let near = Vec::<(u64, u64)>::deserialize(from)?;
        Ok(near.into_iter().map(|(word, number)| (word, weight(number))).collect())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::claim::{Claim, Mode, claims};
    use crate::document::{Document, DocumentId};
    use crate::extract::mentions;
    use crate::lexicon::Lexicon;
    use crate::text::Text;

    #[test]
    fn the_head_of_a_name_has_the_rest_of_it_before_it() {
        let lexicon = Lexicon::builtin();
        for (text, before) in [
            ("Shares soared after Tolmar Drilling & Services offered $46.25 a share.", Some("Drilling")),
            ("Shares soared after Tolmar offered $46.25 a share.", None),
            ("Tolmar said it would cut 40 jobs.", None),
        ] {
            let claim = &read(text, &lexicon)[0];
            let found = claim.frame.head.and_then(|head| claim.frame.names_before(head));
            let name = |key: u64| claim.frame.names.iter().find(|name| name.key == key).map(|name| name.span.of(text));
            assert_eq!(found.and_then(name), before, "{text}");
        }
    }

    #[test]
    fn an_amount_in_brackets_is_told_of_what_the_one_before_is() {
        let lexicon = Lexicon::builtin();
        for (text, head, restates) in [
            ("They made off with a €2 million ($2.6 million) booty.", Some("booty"), true),
            ("They stole rings worth 2 million euros ($2.6 million) in Verra.", Some("rings"), true),
            ("The ship ran aground at a depth of 30 m (98 feet).", Some("depth"), true),
            ("They stole €2 million and $2.6 million.", None, false),
            ("They stole €2 million (some say $2.6 million).", None, false),
            ("The net loss was €20 million ($18 million a year earlier).", None, false),
        ] {
            let found = read(text, &lexicon);
            let [first, second, ..] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!(second.frame.restates, restates, "{text}");
            if restates {
                let heads = [first, second].map(|claim| claim.frame.head.map(|head| head.span.of(text)));
                assert_eq!(heads, [head; 2], "{text}");
            }
        }
    }

    #[test]
    fn a_unit_is_no_name_and_a_relative_clause_is_of_the_name_before_it() {
        let lexicon = Lexicon::builtin();
        let text = "Acme unveiled a 2 GHz chip.";
        let names: Vec<&str> = read(text, &lexicon)[0].frame.names.iter().map(|name| name.span.of(text)).collect();
        assert_eq!(names, [""; 0], "a sentence may begin with any word");
        let owners = |text: &str| read(text, &lexicon).last().map(|claim| claim.frame.owner.clone());
        let bought = "Yesterday Acme bought Brill, which raised $35 million.";
        assert_eq!(owners(bought), owners("Yesterday Brill raised $35 million."));
        assert_ne!(owners(bought), owners("Yesterday Acme raised $35 million."));
    }

    #[test]
    fn the_mode_is_that_of_the_verb_at_the_figure() {
        let lexicon = Lexicon::builtin();
        for (text, mode) in [
            ("The ferry, which is due to sail in June, carries 120 cars.", Mode::Asserted),
            ("The ferry is due to sail in June with 120 cars.", Mode::Planned),
            ("The victim was one of 63 guests but would not be named.", Mode::Asserted),
            ("The mayor would not pay but has found 63 lorries.", Mode::Asserted),
            ("The mayor denied that guards fired and had killed 12 farmers.", Mode::Denied),
        ] {
            let found = read(text, &lexicon);
            assert_eq!(found.last().map(|claim| claim.frame.mode), Some(mode), "{text}");
        }
    }

    #[test]
    fn a_number_told_of_a_person_is_an_age() {
        let lexicon = Lexicon::builtin();
        for (text, age) in [
            ("Tom Hall is 15.", true),
            ("Tom Hall was 15 when he left.", true),
            ("Ann Poe, 62, said so.", true),
            ("Real Madrid is 15.", false),
            ("North Carolina is 15.", false),
            ("Lark City is 15.", false),
        ] {
            let found = read(text, &lexicon);
            assert_eq!(matches!(found[0].mention.value, crate::value::Value::Age(_)), age, "{text}");
        }
    }

    #[test]
    fn a_part_is_told_of_the_nearest_figure() {
        let lexicon = Lexicon::builtin();
        for (text, parts) in [
            ("It hit seven bridges, two of which fell.", [false, true]),
            ("It hit nine bridges, including two in Verra.", [true, true]),
        ] {
            let found: Vec<bool> = read(text, &lexicon).iter().map(|claim| claim.frame.part).collect();
            assert_eq!(found, parts, "{text}");
        }
    }

    pub(in crate::claim) fn read(text: &str, lexicon: &Lexicon) -> Vec<Claim> {
        let document = Document::plain("a", text);
        let read = Text::read(text, &document.blocks, lexicon);
        claims(DocumentId(0), &document, &read, mentions(text, &read, lexicon), lexicon).0
    }
}
