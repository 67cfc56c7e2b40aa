/*! Statements: what a text says of how its own figures hang together. "22 people: 12 men and 9 women" states a whole and its parts,
"55 kilometers (34 miles)" one length twice, "rose 10 % from 50 to 60" a change with its ends.

Each kind is a grammar over claims and the words between them, one file a kind, and a row of [`GRAMMARS`]. A grammar that is not
certain matches nothing: what a statement says is then held against its figures by `rule/compare/`. */

mod age;
mod change;
mod conversion;
mod line;
mod list;
mod part;
mod parts;
mod share;
mod span;
mod weekday;

pub use conversion::clock;
use line::{Line, Parsed};

use super::Claim;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Text;

/// What a text states of its figures. Claims are indices into the claims of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// A day is of that weekday. One claim may state both: "Monday, March 13, 2023".
    Weekday {
        /// The claim that names the weekday.
        weekday: usize,
        /// The claim that names the day.
        date: usize,
    },
    /// A period is so long: "six days, from 3 to 9 January".
    Span {
        /// The duration.
        length: usize,
        /// The period.
        period: usize,
    },
    /// Two figures state one quantity in two units: "55 km (34 miles)".
    Conversion {
        /// The first.
        stated: usize,
        /// The same in another unit.
        converted: usize,
        /// Whether brackets say so; "or" may also join two things.
        exact: bool,
    },
    /// A whole has these parts and no others: "22 people: 12 men and 9 women".
    Parts {
        /// The whole.
        whole: usize,
        /// The parts that are figures.
        parts: Vec<usize>,
        /// The parts of one that are none: "and a child".
        ones: u32,
        /// Whether nothing is left over; if not, the parts may fall short of the whole.
        complete: bool,
    },
    /// A share is that of one count in another: "30 of the 60 (50 %)".
    Share {
        /// The percentage or ratio.
        share: usize,
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
    /// Something changed by so much between two values: "rose 10 % from 50 to 55".
    Change {
        /// Which way.
        direction: Direction,
        /// By how much.
        size: Size,
        /// The value before.
        from: usize,
        /// The value after; the same claim where one mention states both ends, "from 50 to 55".
        to: usize,
    },
    /// A list is whole and has so many items: "four unions: A, B, C and D".
    List {
        /// The count.
        count: usize,
        /// Where the items stand.
        items: Vec<Span>,
        /// The claims among the items.
        claims: Vec<usize>,
    },
    /// Somebody is that old at the end of the interval from their birth: "born in 1950, she died in 2010 aged 60".
    Age {
        /// The age.
        age: usize,
        /// The date of birth.
        born: usize,
        /// The date at which they are that old; the document's own where there is none.
        at: Option<usize>,
    },
    /// A figure is a part of another: "seven bridges, two of which collapsed".
    PartOf {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
    /// A percentage is a share of a whole that no share exceeds: "40 % of voters".
    Closed {
        /// The percentage.
        share: usize,
    },
    /// Something runs from its start to its end: "from 2003 to 2011".
    Runs {
        /// The start.
        start: usize,
        /// The end; the same claim where one mention states both.
        end: usize,
    },
}

impl Statement {
    /// The claims that it is about.
    pub fn claims(&self) -> Vec<usize> {
        match self {
            Self::Weekday { weekday, date } => vec![*weekday, *date],
            Self::Span { length, period } => vec![*length, *period],
            Self::Conversion { stated, converted, .. } => vec![*stated, *converted],
            Self::Parts { whole, parts, .. } => std::iter::once(*whole).chain(parts.iter().copied()).collect(),
            Self::Share { share, part, whole } => vec![*share, *part, *whole],
            Self::Change { size: Size::By(size), from, to, .. } => vec![*size, *from, *to],
            Self::Change { from, to, .. } => vec![*from, *to],
            Self::List { count, claims, .. } => std::iter::once(*count).chain(claims.iter().copied()).collect(),
            Self::Age { age, born, at } => [*age, *born].into_iter().chain(*at).collect(),
            Self::PartOf { part, whole } => vec![*part, *whole],
            Self::Closed { share } => vec![*share],
            Self::Runs { start, end } => vec![*start, *end],
        }
    }
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// "rose".
    Up,
    /// "fell".
    Down,
    /// "changed".
    Either,
}

/// By how much something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// By the figure of that claim: a share of the value before, or as much of its unit.
    By(usize),
    /// To so many times as much.
    Times(u8),
    /// To half as much.
    Half,
}

/// A grammar: reads a statement that begins at the first item of the line.
type Grammar = for<'a> fn(Line<'a>) -> Parsed<'a, Statement>;

/// Every grammar. Each is tried at every item of a sentence: one figure may take part in statements of several kinds.
const GRAMMARS: &[(&str, Grammar)] = &[
    ("weekday", weekday::weekday),
    ("span", span::span),
    ("runs", span::runs),
    ("conversion", conversion::conversion),
    ("parts", parts::parts),
    ("total", parts::total),
    ("remaining", parts::remaining),
    ("share", share::share),
    ("closed", share::closed),
    ("change", change::change),
    ("list", list::list),
    ("age", age::age),
    ("part", part::part),
];

/// What a document states of its figures, in order; `claims` are the document's, in order.
pub fn statements(text: &str, read: &Text, claims: &[Claim], lexicon: &Lexicon) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut next = 0;
    for sentence in &read.sentences {
        let first = next;
        let items = line::items(sentence, claims, &mut next);
        if first == next {
            continue;
        }
        let line = Line::new(text, read, sentence, lexicon, claims, &items);
        for (_, grammar) in GRAMMARS {
            let mut at = 0;
            while at < line.len() {
                match grammar(line.from(at)) {
                    Ok((rest, statement)) => {
                        statements.push(statement);
                        at = rest.at().max(at + 1);
                    }
                    Err(_) => at += 1,
                }
            }
        }
    }
    statements
}
