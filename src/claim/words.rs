/*! The words of one sentence as frames see them: stems, classes, names. Made only for sentences that state a figure. */

use rustc_hash::FxHashSet;

use crate::lexicon::{Class, Form, Lexicon, Sense};
use crate::span::Span;
use crate::text::{Signs, Text, Token, TokenKind};

/// A token as a frame sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The key of its stem; 0 for numbers and marks.
    pub(super) stem: u64,
    /// The set of its classes.
    pub(super) classes: u64,
    pub(super) kind: TokenKind,
    /// The mark that it is.
    pub(super) signs: Signs,
    pub(super) is_name: bool,
    /// Whether it may be the first word of a name: its capital says nothing, since a sentence begins there.
    pub(super) may_name: bool,
    /// Whether its ending or its class is a verb's.
    pub(super) is_verb: bool,
    pub(super) is_plural: bool,
    /// Whether it is a plural by its form.
    pub(super) is_many: bool,
    /// Whether it is a word of no closed class.
    is_open: bool,
    /// Whether it belongs to a mention.
    pub(super) in_mention: bool,
    /// Whether that mention is a date, a time, a duration or a period.
    pub(super) in_time: bool,
    pub(super) span: Span,
}

/// Classes whose words carry no content of their own.
const CLOSED: u64 = Class::Determiner.bit()
    | Class::Preposition.bit()
    | Class::Conjunction.bit()
    | Class::Subordinator.bit()
    | Class::Pronoun.bit()
    | Class::Auxiliary.bit()
    | Class::Modal.bit()
    | Class::Negation.bit()
    | Class::Adverb.bit();

impl Word {
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Whether it is a word of a closed class.
    pub(super) fn is_closed(&self) -> bool {
        self.classes & CLOSED != 0
    }

    /// Whether it is a word with content of its own.
    pub(super) fn is_content(&self) -> bool {
        self.is_open && !self.in_mention
    }
}

/// The names of a document.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The stems of its names.
    pub(super) stems: FxHashSet<u64>,
    /// The stem of each token that begins with a capital, in order: found once, asked for again.
    pub(super) capitals: Vec<u64>,
}

impl Names {
    pub(super) fn contains(&self, stem: u64) -> bool {
        self.stems.contains(&stem)
    }
}

/// Words that stand with a capital where no sentence begins, somewhere in the document: its names.
pub(super) fn names_of(text: &str, read: &Text, lexicon: &Lexicon) -> Names {
    let mut names = Names::default();
    names.capitals.reserve(read.tokens.len() / 8);
    for sentence in &read.sentences {
        let tokens = sentence.tokens(&read.tokens);
        // Asked of sentences with a capital within alone.
        let mut says = None;
        let mut says = || *says.get_or_insert_with(|| !is_title_case(tokens));
        let lettered = |token: &Token| token.is_capital() || token.kind == TokenKind::Identifier;
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| lettered(token)) {
            let may = may_name(token, lexicon) && !begins(tokens, at) && says();
            if may || token.is_capital() {
                let stem = lexicon.form(token.word, token.span.of(text)).stem;
                if token.is_capital() {
                    names.capitals.push(stem);
                }
                if may {
                    names.stems.insert(stem);
                }
            }
        }
    }
    names
}

/// Whether a capital there says nothing, since a sentence begins there, or may: "HULL, June 19 - Teams".
pub(super) fn begins(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| tokens[before].signs().any(Signs::DASH.or(Signs::COLON)))
}

/// Whether most words of the sentence have capitals, so that a capital says nothing: a headline.
pub(super) fn is_title_case(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (capital, all) = words.fold((0, 0), |(c, n), t| (c + usize::from(t.is_capital()), n + 1));
    all > 3 && capital * 4 > all * 3
}

pub(super) fn may_name(token: &Token, lexicon: &Lexicon) -> bool {
    match token.kind {
        TokenKind::Identifier => true,
        TokenKind::Word if !token.is_capital() => false,
        TokenKind::Word => {
            let known = lexicon.classes(token.word);
            let generic = CLOSED | Class::Title.bit() | Class::Adjective.bit() | Class::Demonym.bit();
            token.span.len() > 1 && known & generic == 0 && !lexicon.has_calendar_sense(token.word)
        }
        _ => false,
    }
}

/// The words of the tokens of one sentence.
pub(super) fn words(text: &str, tokens: &[Token], names: &Names, lexicon: &Lexicon) -> Vec<Word> {
    let mut words = Vec::new();
    write_words(text, tokens, names, lexicon, &mut words);
    words
}

/// The same, written in place of what `words` holds.
pub(super) fn write_words(text: &str, tokens: &[Token], names: &Names, lexicon: &Lexicon, words: &mut Vec<Word>) {
    words.clear();
    let title = is_title_case(tokens);
    let verb = Class::Verb.bit() | Class::Rise.bit() | Class::Fall.bit();
    words.extend(tokens.iter().enumerate().map(|(at, token)| {
        let lettered = matches!(token.kind, TokenKind::Word | TokenKind::Identifier);
        let known = lexicon.known(token.word);
        let form = match known {
            Some((form, ..)) if lettered => form,
            None if lettered => lexicon.form(token.word, token.span.of(text)),
            _ => Form::default(),
        };
        let stem = form.stem;
        let classes = known.map_or(0, |(_, classes, _)| classes);
        let of_verb = || known.map_or_else(|| lexicon.is_verb(token.word, stem), |(.., of_verb)| of_verb);
        let may_name = may_name(token, lexicon);
        let capital = may_name && (names.contains(stem) || (!title && !begins(tokens, at)));
        Word {
            stem,
            classes,
            kind: token.kind,
            signs: token.signs(),
            is_name: capital,
            may_name: may_name && !title,
            is_verb: lettered && !capital && (classes & verb != 0 || form.verbal || of_verb()),
            is_plural: form.plural,
            is_many: form.many,
            is_open: false,
            in_mention: false,
            in_time: false,
            span: token.span,
        }
    }));
    for at in (0..words.len()).filter(|at| lexicon.begins_class(tokens[*at].word)) {
        for (length, sense) in lexicon.phrases(&tokens[at..]) {
            if let Sense::Class(class) = sense {
                words[at..at + length].iter_mut().for_each(|w| w.classes |= class.bit());
            }
        }
    }
    words.iter_mut().for_each(|w| w.is_open = w.stem != 0 && !w.is_closed());
}
