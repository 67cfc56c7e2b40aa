/*! Claims: a mention and its frame. What is measured, of whom, in which event, where, when, who says so, and whether it is
asserted, planned, demanded or denied. */

mod frame;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{BlockKind, DocumentId};
use crate::extract::{Mention, Mentions};
use crate::lexicon::{ConceptId, Lexicon, MeasureId};
use crate::span::Span;
use crate::text::Text;
use crate::value::Interval;

/// A word of a frame: where it stands, and the key of its stem, by which words of different documents are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The key of the stem.
    pub key: u64,
    /// Where it stands.
    pub span: Span,
}

/// How the text stands to what a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Mode {
    /// Told as a fact.
    #[default]
    Asserted,
    /// Planned or scheduled.
    Planned,
    /// Demanded, offered or proposed.
    Demanded,
    /// Estimated or forecast.
    Estimated,
    /// Supposed: "if", "would".
    Hypothetical,
    /// Said not to be so.
    Denied,
}

impl Mode {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Demanded => "demanded",
            Self::Estimated => "estimated",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
        }
    }
}

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// The noun that is counted or measured.
    pub head: Option<Term>,
    /// Whether there is no head, or one that says nothing of what is counted: "people".
    pub head_is_empty: bool,
    /// What qualifies the head.
    pub modifiers: Vec<Term>,
    /// The measures of the lexicon that it states.
    pub measures: Vec<MeasureId>,
    /// The nearest verb of the clause.
    pub verb: Option<Term>,
    /// Concepts told near the mention, nearest first.
    pub concepts: Vec<ConceptId>,
    /// Names in the clause.
    pub names: Vec<Term>,
    /// Stems of the content words just before.
    pub before: Vec<u64>,
    /// Stems of the content words just behind.
    pub after: Vec<u64>,
    /// Stems of the content words around, with weights that fall with distance.
    pub near: Vec<(u64, f32)>,
    /// Hashes of four words in a row around the mention.
    pub phrases: Vec<u64>,
    /// Whether it states a part: "including", "of whom".
    pub part: bool,
    /// Whether it states others besides: "another 12".
    pub further: bool,
    /// Whether it is told of the past for comparison: "last year".
    pub past: bool,
    /// Whether it is a rate: "a year".
    pub rate: bool,
    /// How the text stands to it.
    pub mode: Mode,
    /// Who says so.
    pub speaker: Option<Span>,
}

/// A mention and its frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The document that it stands in.
    pub document: DocumentId,
    /// What is stated where; spans point into the document's text.
    pub mention: Mention,
    /// For dates, times and periods: where on the time line it lies, once anchored to the document's date.
    pub interval: Option<Interval>,
    /// For dates, times and durations: the TIMEX3 value.
    pub timex: Option<String>,
    /// What it is about.
    pub frame: Frame,
}

/// What the sentence of a claim says besides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    /// Keys of the names in it.
    pub names: Vec<u64>,
    /// Stems of its content words, sorted, each once.
    pub words: Vec<u64>,
}

/// The claims of one document, and what alignment needs to know of it.
#[derive(Debug, Clone, Default)]
pub struct DocumentClaims {
    /// Every claim, in order.
    pub claims: Vec<Claim>,
    /// By the index of a sentence that states a claim: what it says besides.
    pub contexts: FxHashMap<u32, Context>,
    /// The names in the document with how often each stands there.
    pub names: FxHashMap<u64, u32>,
    /// The names of its headline and first sentences.
    pub lead: Vec<u64>,
    /// Figures that no grammar reads.
    pub unread: u32,
}

/// How many sentences at the head of a document tell its event.
const LEAD: usize = 3;

/// Reads the frames of a document's mentions.
pub fn claims(id: DocumentId, text: &str, read: &Text, mentions: Mentions, lexicon: &Lexicon) -> DocumentClaims {
    let names = words::names_of(text, read, lexicon);
    let mut document = DocumentClaims { unread: mentions.unread, ..DocumentClaims::default() };
    count_names(text, read, &names, lexicon, &mut document);
    let mut at = 0;
    let mut found = mentions.found;
    while at < found.len() {
        let sentence = found[at].sentence;
        let end = at + found[at..].iter().take_while(|m| m.sentence == sentence).count();
        let place = &read.sentences[sentence as usize];
        let mut words = words::words(text, place.tokens(&read.tokens), &names, lexicon);
        for (index, mention) in found[at..end].iter().enumerate() {
            for word in &mut words[(mention.first - place.first) as usize..(mention.end - place.first) as usize] {
                word.mention = (at + index) as u32;
            }
        }
        for mention in found[at..end].iter_mut() {
            let place = frame::Place {
                text,
                words: &words,
                first: (mention.first - place.first) as usize,
                end: (mention.end - place.first) as usize,
                kind: mention.value.kind(),
            };
            let frame = frame::frame(&place, lexicon);
            document.claims.push(Claim { document: id, mention: mention.clone(), interval: None, timex: None, frame });
        }
        document.contexts.insert(sentence, context(&words));
        at = end;
    }
    found.clear();
    document
}

fn context(words: &[words::Word]) -> Context {
    let mut context = Context::default();
    for word in words.iter().filter(|w| w.is_content()) {
        if word.is_name {
            context.names.push(word.stem);
        }
        context.words.push(word.stem);
    }
    for list in [&mut context.names, &mut context.words] {
        list.sort_unstable();
        list.dedup();
    }
    context
}

fn count_names(text: &str, read: &Text, names: &FxHashSet<u64>, lexicon: &Lexicon, document: &mut DocumentClaims) {
    for (index, sentence) in read.sentences.iter().enumerate() {
        for token in sentence.tokens(&read.tokens).iter().filter(|t| t.is_capital()) {
            let key = lexicon.stem(token.span.of(text));
            if names.contains(&key) {
                *document.names.entry(key).or_default() += 1;
                if index < LEAD || sentence.kind == BlockKind::Heading {
                    document.lead.push(key);
                }
            }
        }
    }
    document.lead.sort_unstable();
    document.lead.dedup();
}
