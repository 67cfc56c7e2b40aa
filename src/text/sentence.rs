/*! Sentences: where one ends, told from full stops that abbreviate. */

use super::{Token, TokenKind};
use crate::document::BlockKind;
use crate::lexicon::{Class, Lexicon};
use crate::span::Span;

/// The longest sentence, in tokens. What is longer is a table or no prose, and is cut: no work on a sentence may grow with the
/// square of a document.
const LONGEST: usize = 400;

/// A sentence: a run of tokens of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its first token.
    pub first: u32,
    /// The token after its last.
    pub end: u32,
    /// The index of its block.
    pub block: u32,
    /// What its block is.
    pub kind: BlockKind,
}

impl Sentence {
    /// The tokens of the sentence.
    pub fn tokens<'a>(&self, tokens: &'a [Token]) -> &'a [Token] {
        &tokens[self.first as usize..self.end as usize]
    }
}

/// Splits the tokens from `first` on, all of one block, into sentences.
pub(super) fn split(
    text: &str,
    block: usize,
    first: usize,
    kind: BlockKind,
    lexicon: &Lexicon,
    tokens: &[Token],
    sentences: &mut Vec<Sentence>,
) {
    let mut begin = first;
    let mut at = first;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends(text, lexicon, tokens, begin, at) {
            while end < tokens.len() && tokens[end].is_glued() && closes(text, &tokens[end]) {
                end += 1;
            }
            if end == tokens.len() || starts(text, tokens, at, end) {
                push(block, begin, end, kind, tokens, sentences);
                begin = end;
            }
        }
        if end - begin >= LONGEST {
            push(block, begin, end, kind, tokens, sentences);
            begin = end;
        }
        at = end;
    }
    if begin < tokens.len() {
        push(block, begin, tokens.len(), kind, tokens, sentences);
    }
}

fn push(block: usize, begin: usize, end: usize, kind: BlockKind, tokens: &[Token], sentences: &mut Vec<Sentence>) {
    sentences.push(Sentence {
        span: tokens[begin].span.join(tokens[end - 1].span),
        first: begin as u32,
        end: end as u32,
        block: block as u32,
        kind,
    });
}

/// Whether the token at `at` may end a sentence that began at `begin`.
fn ends(text: &str, lexicon: &Lexicon, tokens: &[Token], begin: usize, at: usize) -> bool {
    let token = &tokens[at];
    if !token.may_end_sentence() {
        return false;
    }
    match token.span.of(text) {
        "!" | "?" | "…" => true,
        "." => {
            let Some(before) = at.checked_sub(1).filter(|&b| b >= begin).map(|b| &tokens[b]) else { return false };
            let initial = before.kind == TokenKind::Word && before.is_capital() && before.span.len() == 1;
            let opens = tokens.get(at + 1).is_some_and(|next| lexicon.is(next.word, Class::Determiner));
            let abbreviated =
                initial || lexicon.is(before.word, Class::Abbreviation) || lettered(text, tokens, at) && !opens;
            !(token.is_glued() && abbreviated)
        }
        // "U.S.", "a.m." end a sentence where a capital follows, which `starts` asks.
        word if token.kind == TokenKind::Word && word.ends_with('.') => {
            tokens.get(at + 1).is_some_and(|next| next.is_capital() && lexicon.is(next.word, Class::Determiner))
        }
        _ => false,
    }
}

/// Whether the full stop at `at` closes letters such as "p. m.".
fn lettered(text: &str, tokens: &[Token], at: usize) -> bool {
    let letter = |t: &Token| t.kind == TokenKind::Word && t.span.len() == 1;
    at.checked_sub(3).is_some_and(|from| {
        letter(&tokens[from])
            && tokens[from + 1].span.of(text) == "."
            && tokens[from + 1].is_glued()
            && letter(&tokens[from + 2])
    })
}

fn closes(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), "\"" | "”" | "’" | "'" | ")" | "]" | "»")
}

/// Whether a sentence may start at token `next`, behind the mark at `mark`.
fn starts(text: &str, tokens: &[Token], mark: usize, next: usize) -> bool {
    let token = &tokens[next];
    if token.is_glued() {
        return false;
    }
    match token.kind {
        TokenKind::Word | TokenKind::Identifier => token.is_capital(),
        TokenKind::Number | TokenKind::Dotted => tokens[mark].span.of(text) != "…",
        TokenKind::Opaque => true,
        TokenKind::Mark => matches!(
            token.span.of(text),
            "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "-" | "–" | "—" | "•" | "*" | "$" | "£" | "€"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::text::Text;

    fn sentences(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::builtin();
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &lexicon);
        read.sentences.iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn what_never_ends_is_cut() {
        let cut = sentences(&"so on, ".repeat(1000)).len();
        assert_eq!(cut, 3000usize.div_ceil(LONGEST));
        assert_eq!(sentences(&"so on, ".repeat(LONGEST / 3)).len(), 1);
    }

    #[test]
    fn a_full_stop_ends_a_sentence_unless_it_abbreviates() {
        for (text, count) in [
            ("It rained. Nobody came.", 2),
            ("Dr. Smith met Mr. Jones at 5.30 p.m. on Monday. They left.", 2),
            ("On Jan. 5 the U.S. sent 40 men. \u{201c}We waited,\u{201d} he said.", 2),
            ("They met at 7 a.m. The rain had stopped.", 2),
            ("J. R. Hartley wrote it.", 1),
            ("\u{201c}Stop!\u{201d} she cried. (Nobody did.) Then 40 came.", 3),
            ("It cost $5.4 million, i.e. too much. $3 was fair.", 2),
            ("The price fell to 4.5. 30 people left.", 2),
            ("", 0),
        ] {
            assert_eq!(sentences(text).len(), count, "{text}: {:?}", sentences(text));
        }
    }
}
