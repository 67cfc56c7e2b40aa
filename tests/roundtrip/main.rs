/*! What the grammars print, they read: figures in every style that the lexicon files know, set into sentences with punctuation around
them, are read back as the same value over exactly the bytes that were printed. A mention never splits a number and never swallows
a mark.

`lexicon.rs` reads the spellings from `rules/en/`, `figures.rs` prints quantities, `times.rs` dates, clocks and lengths of time. */

mod figures;
mod lexicon;
mod times;

use std::sync::LazyLock;

use factlint::document::{Block, BlockKind};
use factlint::extract::mentions;
use factlint::lexicon::Lexicon;
use factlint::span::Span;
use factlint::text::Text;
use factlint::value::{Anchor, Value};
use proptest::prelude::*;
use proptest::sample::Index;

pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// A figure as one style writes it.
#[derive(Debug, Clone)]
pub struct Printed {
    pub text: String,
    /// What it may be read as: one entry, or an entry for each row of the lexicon that has the spelling ("pt": a pint, a point).
    pub told: Vec<String>,
    pub stands: Stands,
}

/// Where a figure can stand and still mean what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    Anywhere,
    /// With a mark behind it: "5 in," but not "5 in there".
    BeforeMark,
    /// With what is counted behind it: "several goats".
    BeforeNoun,
    /// With "of" behind it: "a couple of goats".
    BeforeOf,
    /// With a word behind it that makes a score of it: "a 3-1 win".
    BeforeWin,
    /// With a vote before it: "voted by 312 to 287".
    BehindVote,
    /// With what it ranks behind it: "the 7th best".
    BeforeBest,
    /// With a word of betting beside it: "the odds are 7-2".
    BesideOdds,
}

impl Printed {
    pub fn new(text: impl Into<String>, told: impl Into<String>) -> Self {
        Self { text: text.into(), told: vec![told.into()], stands: Stands::Anywhere }
    }

    pub fn stands(self, stands: Stands) -> Self {
        Self { stands, ..self }
    }
}

/// What stands around a figure, `{}`, and whether a mark or a word follows.
const CARRIERS: &[(&str, Stands)] = &[
    ("They wrote {}.", Stands::BeforeMark),
    ("They wrote {}, and left.", Stands::BeforeMark),
    ("They wrote it ({}) down.", Stands::BeforeMark),
    ("They wrote “{}” there.", Stands::BeforeMark),
    ("They wrote \"{}\" there.", Stands::BeforeMark),
    ("They wrote ‘{}’ there.", Stands::BeforeMark),
    ("They wrote {}; and left.", Stands::BeforeMark),
    ("They wrote {}: nothing else.", Stands::BeforeMark),
    ("They wrote – {} – there.", Stands::BeforeMark),
    ("They wrote—{}—there.", Stands::BeforeMark),
    ("They wrote {}… and left.", Stands::BeforeMark),
    ("They wrote [{}] there.", Stands::BeforeMark),
    ("Was it {}?", Stands::BeforeMark),
    ("It was {}!", Stands::BeforeMark),
    ("{}, they wrote.", Stands::BeforeMark),
    ("({}.)", Stands::BeforeMark),
    ("They wrote {} there.", Stands::Anywhere),
    ("They wrote {} again.", Stands::Anywhere),
    ("They drew {} goats.", Stands::BeforeNoun),
    ("{} goats, they wrote, slept.", Stands::BeforeNoun),
    ("They drew {} of the goats.", Stands::BeforeOf),
    ("{} of the goats slept.", Stands::BeforeOf),
    ("It was a {} win.", Stands::BeforeWin),
    ("They won {} there.", Stands::BeforeWin),
    ("They lost ({}) there.", Stands::BeforeWin),
    ("They voted by {} for it.", Stands::BehindVote),
    ("The vote was lost, {}.", Stands::BehindVote),
    ("It was the {} best goat.", Stands::BeforeBest),
    ("They wrote of the {} goat.", Stands::BeforeBest),
    ("The odds are {}.", Stands::BesideOdds),
    ("The odds on the goat, {}, fell.", Stands::BesideOdds),
    ("Bookmakers had it at {} then.", Stands::BesideOdds),
    ("It was a {} outsider.", Stands::BesideOdds),
    ("They bet on it at {} there.", Stands::BesideOdds),
];

/// The carriers that the figure can stand in.
fn carriers(figure: &Printed) -> Vec<&'static str> {
    // "[7]" and "[7–9]" name sources, and "(7)" a point of a list.
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let (number, range) =
        (figure.text.chars().all(digits), figure.text.chars().all(|c| digits(c) || matches!(c, '-' | '–' | '—')));
    let label = |carrier: &str| (number && carrier.contains('(')) || (range && carrier.contains('['));
    let fits = |at: Stands| match figure.stands {
        Stands::Anywhere => matches!(at, Stands::Anywhere | Stands::BeforeMark),
        other => at == other,
    };
    CARRIERS.iter().filter(|(text, at)| fits(*at) && !label(text)).map(|(text, _)| *text).collect()
}

/// What a value says, in a line.
fn told(value: &Value) -> String {
    let range = value.written().map_or_else(String::new, |range| range.to_string());
    match value {
        Value::Money(_, id) => format!("money {range} {}", LEXICON.currency(*id).code),
        Value::Measurement { unit, canonical, written, .. } => {
            let unit = LEXICON.unit(*unit);
            assert_eq!(unit.to_canonical(written), Some(*canonical), "the canonical numbers of {range} {}", unit.name);
            format!("measurement {range} {}", unit.name)
        }
        Value::Score(a, b) => format!("score {a} {b}"),
        Value::Date(date) => format!("timex {}", date.timex()),
        Value::Time(time) => format!("timex {}", time.timex()),
        Value::Period(period) => format!("timex {}", period.timex()),
        Value::Duration(length) => format!("duration {range} {:?}", length.grain).to_lowercase(),
        other => format!("{} {range}", other.kind().name()),
    }
}

/// What a time says beyond that: the day that it counts to from [`times::TODAY`], or that it recurs.
fn told_at_length(value: &Value) -> Option<String> {
    let anchor = Anchor { published: Some(times::TODAY), ..Anchor::default() };
    match value {
        Value::Date(date) if date.set => Some(format!("set {}", date.timex())),
        Value::Date(date) => Some(format!("then {}", date.resolved_timex(&anchor))),
        Value::Duration(length) if length.set => Some(format!("set {}", length.timex())),
        _ => None,
    }
}

/// What is wrong with how the figure is read in the carrier, if anything is.
fn misread(figure: &Printed, carrier: &str) -> Option<String> {
    let mut printed = figure.text.clone();
    if carrier.starts_with('{') && printed.starts_with(|c: char| c.is_ascii_lowercase()) {
        printed[..1].make_ascii_uppercase();
    }
    let start = carrier.find("{}").expect("a carrier has a place for its figure");
    // One full stop ends an abbreviation and its sentence, and belongs to either.
    let stopped = carrier.contains("{}.");
    if stopped && printed.ends_with('.') {
        printed.pop();
    }
    let text = carrier.replacen("{}", &printed, 1);
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let read = Text::read(&text, &[block], &LEXICON);
    let found = mentions(&text, &read, &LEXICON).found;
    let span = Span::new(start as u32, (start + printed.len()) as u32);
    let may_stop = stopped && lexicon::ABBREVIATIONS.iter().any(|word| printed.to_lowercase().ends_with(word));
    let ends = printed.ends_with('.');
    let spans = [
        span,
        Span::new(span.start, span.end + u32::from(may_stop)),
        Span::new(span.start, span.end - u32::from(ends)),
    ];
    if let [one] = &found[..]
        && spans.contains(&one.span)
        && (figure.told.contains(&told(&one.value))
            || told_at_length(&one.value).is_some_and(|told| figure.told.contains(&told)))
    {
        return None;
    }
    let tell = |value: &Value| format!("{} {}", told(value), told_at_length(value).unwrap_or_default());
    let read: Vec<String> = found.iter().map(|m| format!("{:?} {}", m.span.of(&text), tell(&m.value))).collect();
    Some(format!("{text}\n    wants {:?} {}\n    reads {}", printed, figure.told.join(" or "), read.join("; ")))
}

/// Every figure of the list is read back, in one of the carriers that fit it, another one for each.
#[track_caller]
fn all_are_read_back(figures: &[Printed]) {
    assert!(!figures.is_empty());
    let mut wrong = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let carriers = carriers(figure);
        wrong.extend(misread(figure, carriers[at % carriers.len()]));
    }
    assert!(wrong.is_empty(), "{} of {} are misread:\n{}", wrong.len(), figures.len(), wrong.join("\n"));
}

#[test]
fn every_number_word_and_scale() {
    all_are_read_back(&figures::numbers());
}

#[test]
fn every_hedge_of_every_kind() {
    all_are_read_back(&figures::hedged());
}

#[test]
fn every_percentage() {
    all_are_read_back(&figures::percentages());
}

#[test]
fn every_currency() {
    all_are_read_back(&figures::sums());
}

#[test]
fn every_unit() {
    all_are_read_back(&figures::measurements());
}

#[test]
fn every_age_and_ratio() {
    all_are_read_back(&figures::ages());
    all_are_read_back(&figures::ratios());
}

#[test]
fn every_word_of_the_calendar() {
    all_are_read_back(&times::days());
}

#[test]
fn every_clock() {
    all_are_read_back(&times::clocks());
}

#[test]
fn every_length_of_time() {
    all_are_read_back(&times::lengths());
}

#[test]
fn every_period() {
    all_are_read_back(&times::periods());
}

#[test]
fn every_relative_day() {
    all_are_read_back(&times::relatives());
}

#[test]
fn everything_that_recurs() {
    all_are_read_back(&times::sets());
}

/// One of the figures in one of the carriers that fit it.
fn one_is_read_back(figures: &[Printed], which: Index, carrier: Index) -> Result<(), TestCaseError> {
    let figure = &figures[which.index(figures.len())];
    let carriers = carriers(figure);
    let wrong = misread(figure, carriers[carrier.index(carriers.len())]);
    prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_number_in_any_style(n in figures::any_number(), which: Index, carrier: Index) {
        one_is_read_back(&figures::styles_of(n), which, carrier)?;
    }

    #[test]
    fn any_number_and_a_part(
        whole in 2u64..60, part in prop_oneof![Just((1, 2)), Just((1, 4)), Just((3, 4)), Just((3, 8)), Just((5, 8))],
        which: Index, carrier: Index,
    ) {
        one_is_read_back(&figures::mixed(whole, part.0, part.1), which, carrier)?;
    }

    #[test]
    fn either_of_two(low in 2u64..60, power in prop_oneof![Just(2u8), Just(3), Just(6), Just(9)], which: Index, carrier: Index) {
        one_is_read_back(&figures::either(low, power), which, carrier)?;
    }

    #[test]
    fn any_quantity_behind_any_hedge(
        n in figures::any_number(), kind: Index, hedge: Index, which: Index, carrier: Index,
    ) {
        one_is_read_back(&figures::hedged_quantity(n, kind, hedge), which, carrier)?;
    }

    #[test]
    fn any_range(a in figures::any_number(), b in figures::any_number(), kind: Index, which: Index, carrier: Index) {
        prop_assume!(a != b);
        one_is_read_back(&figures::ranges(a.min(b), a.max(b), kind), which, carrier)?;
    }

    #[test]
    fn any_day(year in 1700i32..2100, day in 0u32..366, which: Index, carrier: Index) {
        one_is_read_back(&times::styles_of_day(year, day), which, carrier)?;
    }

    #[test]
    fn any_year(year in 1810i32..2090, which: Index, carrier: Index) {
        one_is_read_back(&times::styles_of_year(year), which, carrier)?;
    }

    #[test]
    fn any_length_of_time(n in 2u32..60, grain in 0usize..10, which: Index, carrier: Index) {
        one_is_read_back(&times::styles_of_length(n, grain), which, carrier)?;
    }

    #[test]
    fn any_time_that_somebody_took(seconds in 3661u32..36_000, which: Index, carrier: Index) {
        one_is_read_back(&times::styles_of_lap(seconds), which, carrier)?;
    }

    #[test]
    fn any_score(a in 0u32..150, b in 0u32..150, which: Index, carrier: Index) {
        one_is_read_back(&figures::scores(a, b), which, carrier)?;
    }

    #[test]
    fn any_odds(a in 1u32..101, b in 1u32..21, which: Index, carrier: Index) {
        prop_assume!(a != b);
        one_is_read_back(&figures::odds(a, b), which, carrier)?;
    }

    #[test]
    fn any_distance_from_today(n in 2u32..90, grain in 0usize..4, which: Index, carrier: Index) {
        one_is_read_back(&times::distances(n, grain), which, carrier)?;
    }

    #[test]
    fn any_length_that_recurs(n in 2u32..60, grain in 0usize..8, hour in 0u16..24, which: Index, carrier: Index) {
        one_is_read_back(&times::recurring(n, grain, hour), which, carrier)?;
    }

    #[test]
    fn any_place_and_points(n in 2u32..900, which: Index, carrier: Index) {
        one_is_read_back(&figures::ordinals_of(n, times::suffix(n)), which, carrier)?;
        one_is_read_back(&figures::points(n), which, carrier)?;
    }

    #[test]
    fn any_age(n in 2u32..90, months in 0u32..12, which: Index, carrier: Index) {
        one_is_read_back(&figures::ages_of(n, months), which, carrier)?;
    }

    #[test]
    fn any_number_that_may_be_off(n in 40u32..900, by in 2u32..30, kind: Index, which: Index, carrier: Index) {
        one_is_read_back(&figures::so_far(n, by, kind), which, carrier)?;
    }

    #[test]
    fn any_time_of_day(minute in 0u16..1440, which: Index, carrier: Index) {
        one_is_read_back(&times::styles_of_clock(minute), which, carrier)?;
    }
}
