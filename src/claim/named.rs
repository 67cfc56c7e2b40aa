/*! The names of a document, and where they stand: what each sentence speaks of, whose it is, and what else it says. */

use super::words::{Names, Word};
use super::{CARRIED, Context, DocumentFacts, LEAD};
use crate::document::BlockKind;
use crate::lexicon::{Class, Lexicon};
use crate::span::Span;
use crate::text::{Signs, Text};

/// A name where it stands: its sentence, its key, and whether it is of one who says something there, or of the line that says where that
/// was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    sentence: u32,
    key: u64,
    says: bool,
}

/// The names, and the name that each sentence begins with, in order.
pub(super) type Standing = (Vec<Stand>, Vec<(u32, Vec<u64>)>);

/// Counts the names of a document, and says where they stand.
pub(super) fn count_names(read: &Text, names: &Names, lexicon: &Lexicon, document: &mut DocumentFacts) -> Standing {
    let mut stand = Vec::with_capacity(names.capitals.len());
    let mut capitals = names.capitals.iter().copied();
    let mut owners: Vec<(u32, Vec<u64>)> = Vec::new();
    for (index, sentence) in read.sentences.iter().enumerate() {
        let mut begun = Run::Sought;
        let mut owner = Vec::new();
        // Where the names begin that end just before, and whether a word of saying stands before them.
        let (own, mut names_begin, mut said) = (stand.len(), stand.len(), false);
        let tokens = sentence.tokens(&read.tokens);
        let shouted = tokens.first().is_some_and(|token| token.is_shout() && token.span.len() > 1);
        for token in tokens {
            let capital = token.is_capital();
            // "VERRA, Oct 3 (Wire) - A man": where it is written is not what it tells of.
            let signs = token.signs();
            if index < LEAD && shouted && (signs.any(Signs::DASH) || signs.any(Signs::HYPHEN) && !token.is_glued()) {
                stand[own..].iter_mut().for_each(|name: &mut Stand| name.says = true);
                owner.clear();
                begun = Run::Sought;
            }
            if !capital {
                let says = lexicon.classes(token.word) & Class::Reporting.bit() != 0;
                if says || said {
                    stand[names_begin..].iter_mut().for_each(|name: &mut Stand| name.says = true);
                }
                (names_begin, said) = (stand.len(), says);
            }
            if begun == Run::Past && !capital {
                continue;
            }
            let key = if capital { capitals.next().unwrap_or_default() } else { 0 };
            let name = capital && names.contains(key);
            if begun != Run::Past {
                begun = begun.next(name, lexicon.classes(token.word));
            }
            if begun == Run::In {
                owner.push(key);
            }
            if name {
                stand.push(Stand { sentence: index as u32, key, says: false });
                if index < LEAD || sentence.kind == BlockKind::Heading {
                    document.lead.push(key);
                }
            }
        }
        if !owner.is_empty() {
            owners.push((index as u32, owner));
        }
    }
    let mut names: Vec<u64> = stand.iter().map(|name| name.key).collect();
    names.sort_unstable();
    document.names = names.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
    document.lead.sort_unstable();
    document.lead.dedup();
    (stand, owners)
}

/// The name that the nearest sentence before began with.
pub(super) fn carried(sentence: u32, owners: &[(u32, Vec<u64>)]) -> Vec<u64> {
    let before = &owners[..owners.partition_point(|(s, _)| *s < sentence)];
    match before.last() {
        Some((nearest, owner)) if sentence - nearest <= CARRIED => owner.clone(),
        _ => Vec::new(),
    }
}

/// The names of the sentence but for those of who says so, or of the nearest before it that has some: "Rahman said that the quake …"
/// tells of no Rahman.
pub(super) fn subject(sentence: u32, stand: &[Stand], words: &[Word], speaker: Option<Span>) -> Vec<u64> {
    let says = |w: &&Word| speaker.is_some_and(|who| who.start <= w.span.start && w.span.end <= who.end);
    let named = |key: u64| words.iter().any(|w| w.stem == key && !says(&w));
    let mut before = &stand[..stand.partition_point(|name| name.sentence <= sentence)];
    let own = before.partition_point(|name| name.sentence < sentence);
    if speaker.is_some() && own < before.len() {
        let told: Vec<u64> = before[own..].iter().rev().map(|name| name.key).filter(|name| named(*name)).collect();
        if !told.is_empty() {
            return told;
        }
        before = &before[..own];
    }
    let near = before.iter().rev().take_while(|name| sentence - name.sentence <= CARRIED);
    let mut told = near.filter(|name| name.sentence == sentence || !name.says).peekable();
    let nearest = told.peek().map(|name| name.sentence);
    told.take_while(|name| Some(name.sentence) == nearest).map(|name| name.key).collect()
}

pub(super) fn context(words: &[Word], subject: Vec<u64>) -> Context {
    let content = || words.iter().filter(|w| w.is_content());
    let names = || content().filter(|w| w.is_name);
    // Archives have millions of claims: no list has room that it does not need.
    let mut context = Context { subject, ..Context::default() };
    context.words.reserve_exact(content().count());
    context.words.extend(content().map(|w| w.stem));
    context.names.reserve_exact(names().count());
    context.names.extend(names().map(|w| w.stem));
    for list in [&mut context.names, &mut context.words] {
        list.sort_unstable();
        list.dedup();
    }
    context
}

/// Where a reader of words stands who looks for the first name that no preposition governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// Before it.
    Sought,
    /// Behind a preposition, up to the end of what it governs.
    Governed,
    /// In it.
    In,
    /// Behind it.
    Past,
}

impl Run {
    /// The next word: whether it is a name, and its classes.
    pub(super) fn next(self, name: bool, classes: u64) -> Self {
        match self {
            Self::In if name => Self::In,
            Self::In | Self::Past => Self::Past,
            Self::Governed if name => Self::Governed,
            Self::Sought if name => Self::In,
            _ if classes & Class::Preposition.bit() != 0 => Self::Governed,
            Self::Governed
                if classes
                    & (Class::Determiner.bit()
                        | Class::Adjective.bit()
                        | Class::Title.bit()
                        | Class::Demonym.bit())
                    != 0 =>
            {
                Self::Governed
            }
            _ => Self::Sought,
        }
    }
}
