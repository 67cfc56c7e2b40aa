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
        read.read_again(text, blocks, lexicon);
        read
    }

    /// Reads the blocks of another text, in place of what was read before.
    pub fn read_again(&mut self, text: &str, blocks: &[Block], lexicon: &Lexicon) {
        self.tokens.clear();
        self.sentences.clear();
        // English has a word or mark about every five bytes.
        self.tokens.reserve(blocks.iter().map(|block| block.span.len() as usize).sum::<usize>() / 5);
        for (index, block) in blocks.iter().enumerate() {
            let first = self.tokens.len();
            token::read(text, block.span, lexicon, &mut self.tokens);
            sentence::split(text, index, first, block.kind, lexicon, &self.tokens, &mut self.sentences);
        }
    }
}
