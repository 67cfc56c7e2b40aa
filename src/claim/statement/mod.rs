/*! Statements: what a text says of how its own figures hang together. "22 people: 12 men and 9 women" states a whole and its parts,
"55 kilometers (34 miles)" one length twice, "rose 10 % from 50 to 60" a change with its ends.

Each kind is a grammar over claims and the words between them, one file a kind, and a row of `GRAMMARS`. A grammar that is not
certain matches nothing: what a statement says is then held against its figures by `rule/compare/`. */

mod age;
mod change;
mod conversion;
mod line;
mod list;
mod margin;
mod part;
mod parts;
mod share;
mod span;
mod weekday;

pub use conversion::clock;
use line::{Begins, Line, Parsed, Whole};

use serde::{Deserialize, Serialize};

use super::Claim;
use crate::lexicon::{Cue, Cues, Lexicon};
use crate::span::Span;
use crate::text::{Sentence, Text};
use crate::value::Kind;

/// What a text states of its figures. Claims are indices into the claims of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statement {
    /// A day is of that weekday. One claim may state both, "Monday, March 13, 2023", and a period both of either end.
    Weekday {
        /// The claim that names the weekday.
        weekday: usize,
        /// The claim that names the day.
        date: usize,
    },
    /// A day that no calendar has: "31 June".
    NoDay {
        /// The date.
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
        /// The whole; the same claim where one mention states both, "three in four".
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
    /// Something changed to a value, by so much and by so large a share of what it was before: "fell $5, or 10 %, to $45".
    Step {
        /// Which way.
        direction: Direction,
        /// By how much, in the unit of the value.
        by: usize,
        /// By which percentage.
        share: usize,
        /// The value after.
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
            Self::NoDay { date } => vec![*date],
            Self::Span { length, period } => vec![*length, *period],
            Self::Conversion { stated, converted, .. } => vec![*stated, *converted],
            Self::Parts { whole, parts, .. } => std::iter::once(*whole).chain(parts.iter().copied()).collect(),
            Self::Share { share, part, whole } => vec![*share, *part, *whole],
            Self::Change { size: Size::By(size) | Size::To(size), from, to, .. } => vec![*size, *from, *to],
            Self::Change { from, to, .. } => vec![*from, *to],
            Self::Step { by, share, to, .. } => vec![*by, *share, *to],
            Self::List { count, claims, .. } => std::iter::once(*count).chain(claims.iter().copied()).collect(),
            Self::Age { age, born, at } => [*age, *born].into_iter().chain(*at).collect(),
            Self::PartOf { part, whole } => vec![*part, *whole],
            Self::Closed { share } => vec![*share],
            Self::Runs { start, end } => vec![*start, *end],
        }
    }
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// "rose".
    Up,
    /// "fell".
    Down,
    /// "changed".
    Either,
}

/// By how much something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// It is not said.
    Some,
    /// By the figure of that claim: a share of the value before, or as much of its unit.
    By(usize),
    /// To so many times as much.
    Times(u8),
    /// To half as much.
    Half,
    /// To what the ratio of that claim says: "more than doubled".
    To(usize),
}

/// A grammar: reads a statement that begins at the first item of the line: a claim, a cue or a mark.
type Grammar = for<'a> fn(Line<'a>) -> Parsed<'a, Statement>;

/// A row of `GRAMMARS`. Where its conditions do not hold the grammar would fail, and is not asked: a test holds that they say so.
struct Row {
    name: &'static str,
    read: Grammar,
    /// What its first item may be.
    begins: Begins,
    /// The least claims of a sentence.
    claims: usize,
    /// Of each set of cues one has to stand in the sentence.
    needs: &'static [Cues],
}

const fn row(name: &'static str, read: Grammar, begins: Begins, claims: usize, needs: &'static [Cues]) -> Row {
    Row { name, read, begins, claims, needs }
}

const COUNTABLE: &[Kind] = &[Kind::Count, Kind::Money, Kind::Measurement];
const CHANGING: &[Kind] =
    &[Kind::Count, Kind::Percent, Kind::Points, Kind::Money, Kind::Measurement, Kind::Ratio, Kind::Duration];
const MULTIPLE: &[Cue] = &[Cue::Double, Cue::Triple, Cue::Quadruple, Cue::Halve, Cue::Up, Cue::Down, Cue::Either];
const AND: Cues = Cues::of(&[Cue::And]);
const OF: Cues = Cues::of(&[Cue::Of]);
const WHOLE: Cues = Cues::of(&[Cue::Whole]);

const REMAINING: Row = row(
    "remaining",
    parts::remaining,
    Begins::claim(&[Kind::Count]).or(&[Cue::Of]),
    2,
    &[OF, WHOLE, Cues::of(&[Cue::Remaining])],
);
const MADE: Row = row("made", parts::made, Begins::claim(COUNTABLE), 1, &[AND, Cues::of(&[Cue::MadeOf])]);

/// Every grammar. Each is tried at every item of a sentence: one figure may take part in statements of several kinds.
const GRAMMARS: &[Row] = &[
    row("weekday", weekday::weekday, Begins::claim(&[Kind::Date, Kind::Period]), 1, &[]),
    row("no-day", weekday::no_day, Begins::claim(&[Kind::Date]), 1, &[]),
    row("span", span::span, Begins::claim(&[Kind::Duration, Kind::Period]), 2, &[]),
    row("runs", span::runs, Begins::claim(&[Kind::Period]).or(&[Cue::From]), 1, &[]),
    row(
        "conversion",
        conversion::conversion,
        Begins::claim(&[Kind::Money, Kind::Measurement, Kind::Time, Kind::Date]),
        2,
        &[],
    ),
    row("parts", parts::parts, Begins::claim(COUNTABLE), 1, &[AND]),
    row("total", parts::total, Begins::claim(COUNTABLE), 2, &[AND]),
    row("located", parts::located, Begins::claim(&[Kind::Count]), 3, &[AND, Cues::of(&[Cue::Belonging])]),
    row(
        "divided",
        parts::divided,
        Begins::claim(COUNTABLE).or(&[Cue::Of]),
        2,
        &[AND, WHOLE.or(Cues::of(&[Cue::OfWhich]))],
    ),
    REMAINING,
    MADE,
    row(
        "allotted",
        parts::allotted,
        Begins::claim(&[Kind::Money, Kind::Measurement]).or(&[Cue::Of]),
        2,
        &[AND, Cues::of(&[Cue::Of, Cue::OfWhich])],
    ),
    row("share", share::share, Begins::claim(CHANGING).or(&[Cue::Of]), 2, &[]),
    row("closed", share::closed, Begins::claim(&[Kind::Percent]).or(&[Cue::ClosedShare]), 1, &[]),
    row(
        "change",
        change::change,
        Begins::claim(CHANGING).or(MULTIPLE),
        1,
        &[Cues::of(MULTIPLE).or(Cues::of(&[Cue::Larger, Cue::Smaller, Cue::Against]))],
    ),
    row(
        "margin",
        margin::margin,
        Begins::claim(CHANGING),
        3,
        &[Cues::of(&[Cue::Against, Cue::To]), Cues::of(&[Cue::Margin, Cue::Majority]), OF],
    ),
    row("list", list::list, Begins::claim(&[Kind::Count]), 1, &[]),
    row("age", age::age, Begins::claim(&[Kind::Age, Kind::Count]).or(&[Cue::Born]), 2, &[Cues::of(&[Cue::Born])]),
    row("part", part::part, Begins::claim(&[Kind::Count]), 2, &[Cues::of(&[Cue::Of, Cue::OfWhich, Cue::Including])]),
];

/// The grammars that may run on into the sentence behind.
const RUNNING_ON: &[Row] = &[REMAINING, MADE];

impl Row {
    /// Whether a sentence with so many claims and these cues may hold such a statement.
    fn may_hold(&self, claims: usize, cues: Cues) -> bool {
        claims >= self.claims && self.needs.iter().all(|one| cues.any(*one))
    }
}

/// What a document states of its figures, in order; `claims` are the document's, in order.
pub fn statements(text: &str, read: &Text, claims: &[Claim], lexicon: &Lexicon) -> Vec<Statement> {
    let mut statements = Vec::new();
    let (mut items, mut joined, mut begins) = (Vec::new(), Vec::new(), Vec::new());
    let mut next = 0;
    let behind = read.sentences.iter().map(Some).skip(1).chain([None]);
    for (sentence, behind) in read.sentences.iter().zip(behind) {
        if claims.get(next).is_none_or(|claim| claim.mention.first >= sentence.end) {
            continue;
        }
        let first = next;
        line::items(sentence, claims, &mut next, &mut items);
        if first == next {
            continue;
        }
        let whole = Whole::new(text, read, sentence, lexicon, claims, &items);
        let line = Line::new(&whole);
        let cues = line.cues();
        let further =
            behind.filter(|b| b.block == sentence.block && claims.get(next).is_some_and(|c| c.mention.first < b.end));
        if let Some(behind) = further {
            let both = Sentence { span: sentence.span.join(behind.span), end: behind.end, ..*sentence };
            let mut end = first;
            line::items(&both, claims, &mut end, &mut joined);
            let whole = Whole::new(text, read, &both, lexicon, claims, &joined);
            let line = Line::new(&whole);
            let cues = line.cues();
            let own = joined.iter().take_while(|i| line.span_of(**i).end <= sentence.span.end).count();
            for row in RUNNING_ON.iter().filter(|row| row.may_hold(end - first, cues)) {
                let begins = |at: &usize| row.begins.meets(line.from(*at).begins());
                let found = (0..own).filter(begins).find_map(|at| (row.read)(line.from(at)).ok());
                // What one sentence says is read from it alone.
                statements.extend(found.map(|(_, s)| s).filter(|s| s.claims().iter().any(|c| *c >= next)));
            }
        }
        begins.clear();
        // Most words begin nothing.
        let here = (0..line.len()).map(|at| (at, line.from(at).begins()));
        begins.extend(here.filter(|(_, begins)| cfg!(debug_assertions) || !begins.is_empty()));
        let all = begins.iter().fold(Begins::default(), |all, (_, one)| all.with(*one));
        for row in GRAMMARS {
            let may_hold = row.may_hold(next - first, cues) && row.begins.meets(all);
            if !may_hold && !cfg!(debug_assertions) {
                continue;
            }
            let mut behind = 0;
            for &(at, begins) in &begins {
                if !may_hold || !row.begins.meets(begins) {
                    let fails = || (row.read)(line.from(at)).is_err();
                    debug_assert!(fails(), "{} reads {:?}", row.name, sentence.span.of(text));
                } else if at >= behind
                    && let Ok((rest, statement)) = (row.read)(line.from(at))
                {
                    statements.push(statement);
                    behind = rest.at().max(at + 1);
                }
            }
        }
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentId};

    /// The statements of a text: the kind, and the texts of its claims in the order that it tells them.
    #[track_caller]
    fn read(text: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin();
        let document = Document::plain("x.txt", text);
        let read = Text::read(document.text(), &document.blocks, &lexicon);
        let mentions = crate::extract::mentions(document.text(), &read, &lexicon);
        let (claims, _) = crate::claim::claims(DocumentId(0), &document, &read, mentions, &lexicon);
        let told = |s: Statement| {
            let name = format!("{s:?}");
            let name = name.split_whitespace().next().unwrap().to_lowercase();
            let mut indices = s.claims();
            indices.dedup();
            let texts = indices.iter().map(|c| claims[*c].mention.core.of(text));
            format!("{name}: {}", texts.collect::<Vec<_>>().join(" | "))
        };
        statements(text, &read, &claims, &lexicon).into_iter().map(told).collect()
    }

    #[track_caller]
    fn reads(rows: &[(&str, &str)]) {
        for (text, statement) in rows {
            assert_eq!(read(text), [*statement], "{text}");
        }
    }

    #[track_caller]
    fn ignores(texts: &[&str]) {
        for text in texts {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn weekdays() {
        reads(&[
            ("It was Monday, March 13, 2023.", "weekday: Monday, March 13, 2023"),
            ("It was on Tuesday (Jan 6) at noon.", "weekday: Tuesday | Jan 6"),
            ("It was 14 March 2023, a Tuesday, in Hull.", "weekday: Tuesday | 14 March 2023"),
        ]);
        reads(&[
            ("It was on 31 June in Hull.", "noday: 31 June"),
            ("It was on February 29, 2019, in Hull.", "noday: February 29, 2019"),
        ]);
        ignores(&["It was on 29 February.", "It was on 29 February 2020.", "It was on 29 February 1900 in Tula."]);
        let both = read("It was open from Monday 13 March to Friday 17 March 2023 at noon.");
        assert_eq!(both[0], "weekday: from Monday 13 March to Friday 17 March 2023");
        ignores(&["It was on Monday.", "It was on 13 March 2023.", "It was March 2023, and on Monday it rained."]);
    }

    #[test]
    fn spans() {
        let runs = "runs: from 3 to 9 January 2023";
        for (text, span) in [
            ("He was there six days, from 3 to 9 January 2023.", "span: six days | from 3 to 9 January 2023"),
            ("A six-day strike by nurses from 3 to 9 January 2023.", "span: six-day | from 3 to 9 January 2023"),
            ("Held from 3 to 9 January 2023 (six days).", "span: six days | from 3 to 9 January 2023"),
            ("Held for six full days from 3 to 9 January 2023.", "span: six full days | from 3 to 9 January 2023"),
            ("Held from 3 to 9 January 2023, six days in all.", "span: six days | from 3 to 9 January 2023"),
            ("Held from 3 to 9 January 2023, six days in which it froze.", "span: six days | from 3 to 9 January 2023"),
            (
                "They strike for six days in Hull, from 3 to 9 January 2023.",
                "span: six days | from 3 to 9 January 2023",
            ),
        ] {
            assert_eq!(read(text), [span, runs], "{text}");
        }
        for text in [
            "A six-day ticket from 3 to 9 January 2023.",
            "Held every six days from 3 to 9 January 2023.",
            "She worked for six days in Hull, from 3 to 9 January 2023.",
            "They strike for six days if it snows, from 3 to 9 January 2023.",
        ] {
            assert_eq!(read(text), [runs], "{text}");
        }
    }

    #[test]
    fn conversions() {
        reads(&[
            ("It is 55 kilometers (34 miles) off.", "conversion: 55 kilometers | 34 miles"),
            ("It is 75 kilometres deep (47 miles).", "conversion: 75 kilometres | 47 miles"),
            ("It is 34 miles, or 55 km, off.", "conversion: 34 miles | 55 km"),
            ("It cost €2 million ($2.6 million).", "conversion: €2 million | $2.6 million"),
            ("It was 10.52am GMT (6.52pm HKT).", "conversion: 10.52am GMT | 6.52pm HKT"),
        ]);
        ignores(&[
            "It is 5 km (3 miles by boat) off.",
            "It earned €20 million, or $3, a share.",
            "It is 5 km (6 km) off.",
            "It is 5 km (3 kg).",
        ]);
    }

    #[test]
    fn parts() {
        reads(&[
            ("It held 22 people: 12 men and nine women.", "parts: 22 | 12 | nine"),
            ("It held 22 people: 12 men, nine women and a child.", "parts: 22 | 12 | nine"),
            ("It held 23 pirates (12 Somali and 11 Yemeni).", "parts: 23 | 12 | 11"),
            ("It held 22 people, 12 men and 10 women.", "parts: 22 | 12 | 10"),
            ("It held 12 men and 10 women, 22 in all.", "parts: 22 in all | 12 | 10"),
            ("It held 12 men and 10 women, for a total of 22.", "parts: 22 | 12 | 10"),
            ("Of the 22 victims, 12 were men and 10 were women.", "parts: 22 | 12 | 10"),
            ("Of the $9, Ann gets $4 and Bo $5.", "parts: $9 | $4 | $5"),
            ("It costs $9. That is $4 for Ann and $5 for Bo.", "parts: $9 | $4 | $5"),
            ("It has 9 staff, 4 in Hull and 5 in York.", "parts: 9 | 4 | 5"),
            ("It gives $9, of which $4 go to Ann and $5 to Bo.", "parts: $9 | $4 | $5"),
            ("It costs $9, made up of $4 for Ann and $5 for Bo.", "parts: $9 | $4 | $5"),
        ]);
        ignores(&[
            "It held 22 boxes, including 12 pears and nine plums.",
            "It hit 22 people, 12 houses and three cars.",
            "It scored 30 points: two tries and three goals.",
            "It made three trips: 20 boxes, 30 boxes and 50 boxes.",
            "Of the 22 victims, 12 were tall and 15 were young.",
            "Of the 22 patients, fever hit 12 and thirst 15.",
            "It has 9 staff, 4 in May and 5 in York.",
            "It has 9 staff, 4 in Hull, 5 in York.",
            "It has 9 boats, 4 in Hull and 5 in York.",
            "It has 9 staff, 4 in Hull and 5 of them in York.",
            "It has 9 staff, 4 in teams and 5 in York.",
            "It costs $9. That is $4 more than tea and $5 less than beer.",
            "Of the $9, Ann gets $4.",
        ]);
        let pupils = read("It has 22 pupils, of whom 12 are boys and 10 girls.");
        assert_eq!(pupils, ["parts: 22 | 12 | 10", "partof: 12 | 22"]);
        for text in [
            "Two of the five boats fled, and the remaining three were seized.",
            "Two of the five boats fled. The other three were seized.",
        ] {
            assert!(read(text).iter().any(|s| s.starts_with("parts: five | ")), "{text}");
        }
    }

    #[test]
    fn shares() {
        reads(&[
            ("In all, 30 of 60 members (50%) left.", "share: 50% | 30 | 60"),
            ("In all, 50% (30 of 60 members) left.", "share: 50% | 30 | 60"),
            ("Half were there: 50% of 60 boats, or 30.", "share: 50% | 30 | 60"),
            ("Three in four (75%) left.", "share: 75% | Three in four"),
            ("Of the 60 members on board, 30 (50%) left.", "share: 50% | 30 | 60"),
            ("In all, 30 of 60 members on board had left (50%).", "share: 50% | 30 | 60"),
            ("Of the 60 members, 30, or 50%, left.", "share: 50% | 30 | 60"),
            ("Half of the 60 members, 30, left.", "share: Half | 30 | 60"),
            ("It cuts 30 jobs, or 50% of its staff of 60.", "share: 50% | 30 | 60"),
            ("It costs $30, half of the $60 of May.", "share: half | $30 | $60"),
            ("It won 40% of the vote.", "closed: 40%"),
            ("A turnout of 77%.", "closed: 77%"),
        ]);
        let turnout = read("A turnout of 50%, with 30 of the town's 60 voters.");
        assert_eq!(turnout, ["share: 50% | 30 | 60", "closed: 50%"]);
        ignores(&["It rose by 40% of the vote.", "It is 40% of people's pay.", "It is 40% of population growth."]);
    }

    #[test]
    fn changes() {
        reads(&[
            ("It rose 10% from $50 to $55.", "change: 10% | $50 to $55"),
            ("It was up 12% to 56 tonnes from 50 tonnes.", "change: 12% | 50 tonnes | 56 tonnes"),
            ("It rose from 50 in 2010 to 60 in 2012, a rise of 20%.", "change: 20% | 50 | 60"),
            ("It doubled from 2 to 4 GB.", "change: 2 to 4 GB"),
            ("It was $55 in May, up 10% from $50.", "change: 10% | $50 | $55"),
            ("It was $45, down from $50: a cut of 10%.", "change: 10% | $50 | $45"),
            ("It was $55, against $50 in 2010, a rise of 10%.", "change: 10% | $50 | $55"),
            ("It is 10% larger than before, up from $50 to $55.", "change: 10% | $50 to $55"),
            ("It rose 10% last year, from $50 to $55.", "change: 10% | $50 to $55"),
        ]);
        ignores(&[
            "It rose 10% to $55.",
            "It rose 10% from a low of $50.",
            "It was $55, up 10% from a low of $50.",
            "It made $5 and $55, up 10% from 50 tonnes.",
            "It was $55, against $50 in 2010.",
            "It sold 550 boats, up 10% from 1999.",
            "It rose 10% in May, $55 to be exact.",
            "It fell $5, or 10%, to a five-year low.",
            "It was $55, 10% more than expected.",
            "It had 50 in 2010 and 60 in 2012.",
            "The yen rose to 118 per dollar from 120.",
            "It rose to 12 guests from 50 towns.",
            "It raised money to help 45 villages from $50.",
            "It made $5 on sales of $55, up from $50.",
        ]);
        reads(&[
            ("It rose 10% in its third quarter, from $50 last year to $55.", "change: 10% | $50 | $55"),
            ("It rose 10% between 2001 and 2011, from $50 to $55.", "change: 10% | $50 to $55"),
            ("It fell from $50 to $45, or by 10%.", "change: 10% | $50 | $45"),
            ("It fell $5, or 10%, to $45.", "step: $5 | 10% | $45"),
            ("It fell 5 cents (10%) to close at $0.45.", "step: 5 cents | 10% | $0.45"),
            ("It had 50 boats in 2010 and 60 in 2012, a rise of 20%.", "change: 20% | 50 | 60"),
            ("It cost $55, 10% more than the $50 of May.", "change: 10% | $50 | $55"),
            ("It more than doubled, from $50 to $105.", "change: doubled | $50 to $105"),
            ("It fell to $60 an ounce in Hull from $50.", "change: $50 | $60"),
            ("It was $60 in May, down from $50 in 2010.", "change: $50 | $60"),
            ("It cut the price by 10%, from $50 to $45.", "change: 10% | $50 | $45"),
        ]);
    }

    #[test]
    fn margins() {
        reads(&[
            ("She won with 212 votes against 105, a majority of 107.", "change: 107 | 105 | 212"),
            ("She took 2,012 votes to her rival's 1,005, a lead of 1,007.", "change: 1,007 | 1,005 | 2,012"),
        ]);
        ignores(&[
            "It has 52 seats against 38, a majority of four.",
            "She won with 212 votes against 105, a majority of two in three.",
        ]);
    }

    #[test]
    fn lists() {
        reads(&[
            ("It hit four unions: Unite, Prospect and Aslef.", "list: four"),
            ("The four unions are Unite, Prospect and Aslef.", "list: four"),
            ("Four unions – Unite, Prospect and Aslef – signed.", "list: Four"),
            ("It has two models: a small one and a large one.", "list: two"),
            ("Four unions have signed: Unite, Aslef and the Bank of Hull.", "list: Four"),
            ("It has three prices: 69 cents, 99 cents and $1.29.", "list: three | 69 cents | 99 cents | $1.29"),
        ]);
        ignores(&[
            "Four unions are Unite, Prospect and Aslef.",
            "It hit four unions: they are Unite, Prospect and Aslef.",
            "It hit four unions, such as Unite, Prospect and Aslef.",
            "Four unions have left cities: Hull, Leeds and Bath.",
            "Leaders of four unions have left: Ann, Bo and Cid.",
            "It hit two towns: Paris, Texas and Rome, Georgia.",
            "One of the four: Unite and Aslef.",
        ]);
    }

    #[test]
    fn ages_and_parts_of_wholes() {
        reads(&[
            ("Born on 5 May 1950, he died in 2010 aged 60.", "age: 60 | 5 May 1950 | 2010"),
            ("Ana Ruiz, 32, was born on 5 May 1980.", "age: 32 | 5 May 1980"),
            ("It hit seven bridges, two of which fell.", "partof: two | seven"),
            ("It hit 12 members, of whom two left.", "partof: two | 12"),
            ("Two of the seven bridges fell.", "partof: Two | seven"),
            ("It killed 22 people, including three children.", "partof: three | 22"),
        ]);
        ignores(&[
            "Born in 1950, he met Ana, born in 1930, and died in 2010 aged 60.",
            "Five of the three-storey houses burned.",
            "It has 12 schools, including 30 rooms.",
            "On two roads 30 bridges fell, nine of which were new.",
            "It hit 30 bridges on two roads, nine of which were new.",
            "A road with 30 bridges was lost, nine of which were new, and two roads on 12 islands fell, nine of which were wide.",
        ]);
    }
}
