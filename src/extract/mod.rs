/*! The grammars: from the tokens of a sentence to typed mentions. The only user of nom on prose.

Each grammar is one file and one row of [`EXTRACTORS`]. At every token that may begin a figure the rows are tried; the longest
reading wins, the earlier row where two are equally long, and the scan goes on behind it. */

mod age;
mod amount;
mod count;
mod digits;
mod grid;
mod hedge;
mod label;
mod measure;
mod money;
pub(crate) mod numeral;
mod ordinal;
mod pair;
mod percent;
mod quantity;
mod ratio;
mod scan;
mod score;
mod time;

use count::{is_sum, plural_behind as is_plural};
use ratio::is_betting;
pub use scan::{Parsed, Scan, Senses, Whole};

use serde::{Deserialize, Serialize};

use crate::lexicon::{HedgeId, Lexicon, Roles};
use crate::span::Span;
use crate::text::{Sentence, Text, Token, TokenKind};
use crate::value::Value;

/// A span of text that states a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands, its hedges and unit included.
    pub span: Span,
    /// Where the number and its unit stand, hedges left out.
    pub core: Span,
    /// Its first token, an index into the document's tokens.
    pub first: u32,
    /// The token after its last.
    pub end: u32,
    /// The index of its sentence.
    pub sentence: u32,
    /// What it states.
    pub value: Value,
    /// The hedge that bounds or widens it most.
    pub hedge: Option<HedgeId>,
}

/// What a grammar reads: the value, and where in the sentence its core (without hedges) lies, as token indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is stated.
    pub value: Value,
    /// The tokens of the core, `[start, end)`.
    pub core: (usize, usize),
    /// The hedge, if there is one.
    pub hedge: Option<HedgeId>,
}

/// A grammar: reads a mention that begins at the first token of the scan.
pub type Extractor = for<'a> fn(Scan<'a>) -> Parsed<'a, Reading>;

/// A row of [`EXTRACTORS`].
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What it reads.
    pub name: &'static str,
    /// The grammar.
    pub read: Extractor,
    /// What has to be in reach of its first token, one of each set: without it the grammar would fail, and is not asked.
    pub needs: [Roles; 2],
}

const fn row(name: &'static str, read: Extractor, needs: [Roles; 2]) -> Row {
    Row { name, read, needs }
}

/// Every grammar, in order of precedence where two read equally far.
pub const EXTRACTORS: &[Row] = &[
    // Before durations, which read "three quarters of voters" as months.
    row("share", ratio::share, [Roles::NUMERAL, Roles::ANY]),
    // Before dates, which would take the first number for a year.
    row("grid", grid::side, [Roles::NUMERAL, Roles::ANY]),
    // "140/90 mmHg"
    row("pair", pair::half, [Roles::NUMERAL, Roles::ANY]),
    // Before dates, which would take "2:04:35" for a time of day.
    row("lap", time::lap, [Roles::WHEN, Roles::ANY]),
    // Before quantities, which would take the number of a date or time of equal length.
    row("period", time::period, [Roles::WHEN.or(Roles::TIME), Roles::JOINT]),
    row("period", time::slashed_days, [Roles::WHEN, Roles::ANY]),
    row("period", time::first_days, [Roles::TIME, Roles::UNIT]),
    // Before dates, which would take the last of "every Tuesday and Thursday".
    row("set", time::set, [Roles::TIME, Roles::ANY]),
    row("date", time::date, [Roles::WHEN.or(Roles::TIME), Roles::ANY]),
    row("duration", time::duration, [Roles::UNIT, Roles::ANY]),
    // Counts, percentages, money, measurements, ages, ratios, scores: one number, many tails.
    row("quantity", quantity::quantity, [Roles::NUMERAL, Roles::ANY]),
    // "twenty-first", where a quantity would take the twenty.
    row("ordinal", ordinal::ordinal, [Roles::NUMERAL, Roles::ANY]),
    // "twice as many", "threefold"
    row("multiple", ratio::multiple, [Roles::MULTIPLE, Roles::ANY]),
    // "in his 40s"
    row("decade", age::decade, [Roles::NUMERAL.or(Roles::AGE), Roles::ANY]),
];

/// The mentions of a document, and how many figures it holds that no grammar understands.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Every mention, in order.
    pub found: Vec<Mention>,
    /// Numbers in digits that stand in no mention.
    pub unread: u32,
    /// Of those, numbers of more digits than a decimal holds.
    pub too_large: u32,
}

/// Finds every mention in a document's sentences.
pub fn mentions(text: &str, read: &Text, lexicon: &Lexicon) -> Mentions {
    mentions_by(EXTRACTORS, text, read, lexicon)
}

/// Finds the mentions that some of the grammars read.
pub fn mentions_by(by: &[Row], text: &str, read: &Text, lexicon: &Lexicon) -> Mentions {
    let mut mentions = Mentions::default();
    let mut senses = Senses::default();
    for (index, sentence) in read.sentences.iter().enumerate() {
        let tokens = sentence.tokens(&read.tokens);
        // Most sentences of prose state no figure, and cost no more than this look.
        if cfg!(debug_assertions) || (0..tokens.len()).any(|at| scan::is_strong(&tokens[at..], lexicon)) {
            senses.look_up(lexicon, tokens);
            let whole = Whole::new(text, lexicon, tokens, &senses);
            scan_sentence(by, Scan::new(&whole), index as u32, sentence, &mut mentions);
        }
    }
    mentions
}

/// Whether a figure may begin with the first of the tokens.
fn begins(tokens: &[Token], text: &str) -> bool {
    let token = &tokens[0];
    match token.kind {
        // "'30s"
        TokenKind::Mark if matches!(token.span.of(text), "'" | "’" | "‘") => {
            tokens.get(1).is_some_and(|t| t.kind == TokenKind::Number && t.is_glued())
        }
        _ => token.begins_figure(),
    }
}

fn scan_sentence(by: &[Row], whole: Scan<'_>, index: u32, sentence: &Sentence, mentions: &mut Mentions) {
    let tokens = whole.rest();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if !begins(&tokens[at..], whole.text) {
            at += 1;
            continue;
        }
        let scan = whole.from(at);
        let mut best: Option<(usize, Reading)> = None;
        let reach = scan.reach();
        for row in by {
            if !row.needs.iter().all(|roles| reach.any(*roles)) {
                debug_assert!((row.read)(scan).is_err(), "{} reads {:?}", row.name, scan.first_text());
                continue;
            }
            if let Ok((rest, reading)) = (row.read)(scan)
                && best.as_ref().is_none_or(|(end, _)| rest.at() > *end)
            {
                best = Some((rest.at(), reading));
            }
        }
        match best {
            Some((end, reading)) if end > at => {
                let core = tokens[reading.core.0].span.join(tokens[reading.core.1 - 1].span);
                mentions.found.push(Mention {
                    span: token.span.join(tokens[end - 1].span),
                    core,
                    first: sentence.first + at as u32,
                    end: sentence.first + end as u32,
                    sentence: index,
                    value: reading.value,
                    hedge: reading.hedge,
                });
                at = end;
            }
            _ => {
                let number = matches!(token.kind, TokenKind::Number);
                mentions.unread += u32::from(number);
                mentions.too_large += u32::from(number && digits::is_too_large(whole.word(token)));
                at += 1;
            }
        }
    }
}

/// For the tests of the grammars: what a text states, a line a mention: `count 37000`, `money 5000000 USD`, `measurement 5 kilometre`.
#[cfg(test)]
pub(crate) mod corpus {
    use std::sync::LazyLock;

    use super::mentions;
    use crate::document::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::span::Span;
    use crate::text::Text;
    use crate::value::{Kind, Value};

    pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    /// The figures of a text, but for those of time, each with the bytes that it spans.
    pub(crate) fn spans(text: &str) -> Vec<(Span, String)> {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions(text, &read, &LEXICON).found.into_iter().filter(|m| m.value.kind() < Kind::Date);
        found
            .map(|m| {
                let range = m.value.written().map_or_else(String::new, |r| r.to_string());
                let told = match &m.value {
                    Value::Money(_, id) => format!("money {range} {}", LEXICON.currency(*id).code),
                    Value::Measurement { unit, .. } => format!("measurement {range} {}", LEXICON.unit(*unit).name),
                    Value::Score(a, b) => format!("score {a} {b}"),
                    other => format!("{} {range}", other.kind().name()),
                };
                (m.span, told)
            })
            .collect()
    }

    /// Each spelling states just that, over its whole length.
    #[track_caller]
    pub(crate) fn reads(value: &str, spellings: &[&str]) {
        for spelling in spellings {
            let found = spans(spelling);
            let whole = Span::new(0, spelling.len() as u32);
            assert_eq!(found, [(whole, value.to_owned())], "{spelling}");
        }
    }

    /// A sentence states these figures and no others.
    #[track_caller]
    pub(crate) fn finds(sentence: &str, values: &[&str]) {
        let found: Vec<String> = spans(sentence).into_iter().map(|(_, told)| told).collect();
        assert_eq!(found, values, "{sentence}");
    }

    /// None of the texts states a figure.
    #[track_caller]
    pub(crate) fn ignores(texts: &[&str]) {
        for text in texts {
            finds(text, &[]);
        }
    }
}
