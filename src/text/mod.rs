/*! Sentences and tokens: spans into the text of a document, nothing copied.

A [`Text`] is read once, in one pass over the bytes. Each token carries the lexicon's id of its word, so that the grammars
never hash or compare strings. */

mod sentence;
mod sign;
mod token;

pub use sentence::Sentence;
pub use sign::Signs;
pub use token::{Token, TokenKind, words_of};

use crate::document::Block;
use crate::lexicon::Lexicon;

/// The tokens and sentences of one document's text.
#[derive(Debug, Default)]
pub struct Text {
    /// Every token, in order.
    pub tokens: Vec<Token>,
    /// Every sentence, in order; together they hold all tokens.
    pub sentences: Vec<Sentence>,
}

impl Text {
    /// Reads the blocks of a text. Whatever lies outside them is not read.
    pub fn read(text: &str, blocks: &[Block], lexicon: &Lexicon) -> Self {
        let mut read = Self::default();
        for (index, block) in blocks.iter().enumerate() {
            let first = read.tokens.len();
            token::read(text, block.span, lexicon, &mut read.tokens);
            sentence::split(text, index, first, block.kind, lexicon, &read.tokens, &mut read.sentences);
        }
        read
    }
}
