/*! The head of a document: the lines over the article, the day that it is from, and the versions that it and its sentences name. */

use xxhash_rust::xxh3::xxh3_64;

use super::measure::Figure;
use super::words::Word;
use super::{LEAD, frame};
use crate::extract::Mention;
use crate::lexicon::Class;
use crate::text::{Sentence, Text, Token, TokenKind};
use crate::value::{Kind, Value};

/// The most lines that stand over an article: where it is from, its headline, what stands below that.
const HEAD_LINES: usize = 4;

/// The lines over the article: sentences at its head, each a block of its own with others behind it, that end like no sentence.
pub(super) fn head_lines(text: &str, read: &Text) -> u32 {
    let line = |pair: &&[Sentence]| {
        pair[0].block != pair[1].block && !pair[0].span.of(text).trim_end().ends_with(['.', ':', ';'])
    };
    read.sentences.windows(2).take(HEAD_LINES).take_while(line).count() as u32
}

/// The month and the day of the first date of a document, if its first lines tell them.
pub(super) fn lead_day(mentions: &[Mention]) -> Option<(u32, u32)> {
    let mut lead = mentions.iter().take_while(|m| (m.sentence as usize) < LEAD);
    lead.find_map(|m| match &m.value {
        Value::Date(date) => date.month().map(u32::from).zip(date.day.map(u32::from)),
        _ => None,
    })
}

/// Hashes of the versions that a sentence names: numbers of three parts or more, and what stands behind a name and is no figure.
pub(super) fn versions(text: &str, words: &[Word], figures: &[Figure]) -> Vec<u64> {
    let named =
        |at: usize| at.checked_sub(1).is_some_and(|before| words[before].is_name || words[before].is(Class::Label));
    // "Ferrum 2.4" reads as a count, of which there are none with a fraction.
    let counted = |at: usize| figures.iter().any(|f| (f.first, f.end, f.kind) == (at, at + 1, Kind::Count));
    let is_version = |at: usize, word: &Word| match word.kind {
        TokenKind::Dotted => !word.in_mention,
        TokenKind::Number => {
            (!word.in_mention || counted(at)) && named(at) && word.span.of(text).contains(frame::POINT)
        }
        _ => false,
    };
    let found = words.iter().enumerate().filter(|(at, word)| is_version(*at, word));
    found.map(|(_, word)| edition(word.span.of(text))).collect()
}

/// The same of the headline and the first sentences of a document, where no figure stands.
pub(super) fn lead_versions(text: &str, read: &Text, mentions: &[Mention]) -> Vec<u64> {
    let lead = &read.sentences[..read.sentences.len().min(LEAD)];
    let mut found = Vec::new();
    for (index, sentence) in lead.iter().enumerate() {
        let mut before: Option<&Token> = None;
        for (at, token) in (sentence.first..).zip(sentence.tokens(&read.tokens)) {
            let own = token.span.of(text);
            let named = || before.is_some_and(|t| t.is_word() && t.is_capital());
            let version = token.kind == TokenKind::Dotted
                || token.kind == TokenKind::Number && own.contains(frame::POINT) && named();
            let counted = |m: &Mention| (m.first, m.end) == (at, at + 1) && m.value.kind() == Kind::Count;
            let read = |m: &Mention| m.sentence as usize == index && (m.first..m.end).contains(&at) && !counted(m);
            if version && !mentions.iter().take_while(|m| m.sentence as usize <= index).any(read) {
                found.push(edition(own));
            }
            before = Some(token);
        }
    }
    found
}

/// The hash of a version: "3.2.0" is "3.2".
fn edition(number: &str) -> u64 {
    xxh3_64(number.trim_end_matches(".0").as_bytes())
}
