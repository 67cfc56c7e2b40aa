/*! Who says so: the noun phrase at a word of reporting. "Police said …", "… , said Dr Hall", "according to the union". */

use super::words::Word;
use crate::lexicon::Class;
use crate::span::Span;
use crate::text::{Signs, TokenKind};

/// The longest phrase that names a speaker, in words.
const LONGEST: usize = 8;

/// The speaker of a sentence, if a word of reporting has a noun phrase at its side.
pub(super) fn speaker(words: &[Word]) -> Option<Span> {
    let mut at = 0;
    while at < words.len() {
        if !words[at].is(Class::Reporting) || words[at].in_mention {
            at += 1;
            continue;
        }
        let length = words[at..].iter().take_while(|w| w.is(Class::Reporting)).count();
        let end = at + length;
        // "according to": the phrase ends in a preposition, and the speaker follows.
        let follows = length > 1 && words[end - 1].is(Class::Preposition);
        let found = if follows {
            behind(words, end)
        } else {
            let inverted = || behind(words, end).filter(|_| after_quote(words, at) && !told(words, end));
            before(words, at).or_else(|| before_apposition(words, at)).or_else(inverted)
        };
        if found.is_some() {
            return found;
        }
        at = end;
    }
    None
}

fn is_noun(word: &Word) -> bool {
    word.kind != TokenKind::Mark
        && word.stem != 0
        && !word.in_mention
        && !word.is_closed()
        && (!word.is_verb || word.is_name)
}

/// The noun phrase that ends just before `at`, auxiliaries and adverbs left out.
fn before(words: &[Word], at: usize) -> Option<Span> {
    let skip = |w: &Word| w.is(Class::Auxiliary) || w.is(Class::Modal) || (w.is(Class::Adverb) && !w.is_name);
    let end = words[..at].iter().rposition(|w| !skip(w))? + 1;
    let start = words[..end].iter().rposition(|w| !is_noun(w)).map_or(0, |s| s + 1).max(end.saturating_sub(LONGEST));
    (start < end).then(|| words[start].span.join(words[end - 1].span))
}

/// The noun phrase that the sentence begins with, where no more than an apposition parts it from `at`: "Anna Hall, 57, told the board".
fn before_apposition(words: &[Word], at: usize) -> Option<Span> {
    let comma = |at: usize| words.get(at).is_some_and(|w| w.signs.any(Signs::COMMA));
    let last = words[..at].iter().rposition(|w| !(w.is(Class::Auxiliary) || w.is(Class::Modal)))?;
    let opens = words[..at].iter().take_while(|w| w.is(Class::Determiner)).count();
    let end = opens + words[opens..at].iter().take(LONGEST).take_while(|w| is_noun(w)).count();
    let aside = end..last;
    let told = words.get(aside.clone()).is_some_and(|aside| aside.iter().any(|w| w.is_verb));
    (opens < end && end < last && comma(end) && comma(last) && !told)
        .then(|| words[opens].span.join(words[end - 1].span))
}

/// Whether what was said follows: "said that people had clapped".
fn told(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.is(Class::Subordinator))
}

/// The noun phrase that begins at `at` or behind its determiner.
fn behind(words: &[Word], at: usize) -> Option<Span> {
    let start = at + words[at..].iter().take_while(|w| w.is(Class::Determiner)).count();
    let title = |w: &Word| w.signs.any(Signs::STOP);
    let length = words[start..].iter().take(LONGEST).take_while(|w| is_noun(w) || title(w)).count();
    let length = length - usize::from(length > 0 && title(&words[start + length - 1]));
    (length > 0).then(|| words[start].span.join(words[start + length - 1].span))
}

/// Whether a quotation or a comma closes just before: "…", said.
fn after_quote(words: &[Word], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|b| words[b].signs.any(Signs::COMMA.or(Signs::UNQUOTES).or(Signs::APOSTROPHE)))
}

#[cfg(test)]
mod tests {
    use super::super::words::{names_of, words};
    use super::speaker;
    use crate::document::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::span::Span;
    use crate::text::Text;

    #[test]
    fn the_speaker_stands_at_the_word_of_reporting() {
        let lexicon = Lexicon::builtin();
        for (text, who) in [
            ("Police said 22 people had died.", Some("Police")),
            ("At least 22 people died, according to the Red Crescent.", Some("Red Crescent")),
            ("\u{201c}We lost 22 men,\u{201d} said Dr. Anna Hall.", Some("Dr. Anna Hall")),
            ("The mayor, Anna Hall, has confirmed that 22 people died.", Some("mayor")),
            ("Captain Anna Hall, 57, told the board that 22 people died.", Some("Captain Anna Hall")),
            ("Anna Hall, a 38-year-old engineer, said that people clapped.", Some("Anna Hall")),
            ("At 9.30, as the ship sank, said that people clapped.", None),
            ("22 people died on the bridge.", None),
        ] {
            let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
            let read = Text::read(text, &[block], &lexicon);
            let names = names_of(text, &read, &lexicon);
            let words = words(text, read.sentences[0].tokens(&read.tokens), &names, &lexicon);
            assert_eq!(speaker(&words).map(|s| s.of(text)), who, "{text}");
        }
    }
}
