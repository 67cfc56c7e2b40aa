/*! factlint reads articles and says where their numbers cannot all be true.

```text
files ─ document ─ text ─ extract ─ claim ─ align ─ rule ─ report
        bytes,     sen-   nom       what,   slots   find-  human, json
        DCT        tences grammars  when            ings
```

Data runs one way, from left to right. */

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod align;
pub mod anchor;
pub mod cache;
pub mod claim;
pub mod config;
pub mod document;
pub mod error;
pub mod extract;
pub mod finding;
pub mod lexicon;
pub mod packed;
pub mod policy;
mod reading;
mod ready;
pub mod report;
pub mod rule;
pub mod span;
pub mod tables;
pub mod text;
pub mod value;
pub mod verification;
pub mod verify;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use align::{Alignment, Placed, align, align_with};
use cache::Cache;
use claim::statement::{Statement, statements};
use claim::{Claim, Claims, DocumentRead, Shelf, Stating};
use document::{Corpus, Document, DocumentId};
use error::UnknownPlace;
use finding::{Coverage, Extracted, FrameWords, Report, SentenceRead, Slot};
use lexicon::Lexicon;
use packed::FileShelf;
use rule::{Article, Case, RuleSet};
use span::Span;
use text::Text;
use verification::Verification;
use verify::Dossier;

/// Says where the numbers of a corpus cannot all be true.
pub fn check(corpus: &Corpus, rules: &RuleSet) -> Report {
    check_with(corpus, rules, &Wish::default())
}

/// What [`check_with`] and its like do besides.
#[derive(Default)]
pub struct Wish<'a> {
    /// Gives every quantity that two claims or more state, in conflict or not: [`Report::slots`].
    pub slots: bool,
    /// Tells of each claim what it was read from: [`Extracted::frame`].
    pub frames: bool,
    /// Leaves out what each rule fires on and is silent on, [`finding::RuleCard::fires`]: to read it takes time.
    pub brief: bool,
    /// Is called as each document has been read, from any thread.
    pub on_read: Option<&'a (dyn Fn() + Sync)>,
    /// Is called where what was read is to lie on disk and cannot, with the first reason; what cannot be written stays in memory.
    pub on_unwritten: Option<&'a (dyn Fn(&io::Error) + Sync)>,
    /// Where documents are read from that were read before, and what was judged of them.
    pub cache: Option<&'a Cache>,
    /// Where the documents stand in a corpus of which they are a part; without it they are all of it.
    pub placed: Option<&'a Placed>,
    /// Whether what was read is put on disk until it is needed, however little that is: it always is where it would take more than about
    /// two gigabytes of memory.
    pub shelved: bool,
    /// Whether the process ends with this: what was read is then left to the system, which takes it back at once.
    pub last: bool,
}

impl std::fmt::Debug for Wish<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wish").field("slots", &self.slots).field("brief", &self.brief).finish_non_exhaustive()
    }
}

/// The same as [`check`], with what is wished for.
pub fn check_with(corpus: &Corpus, rules: &RuleSet, wish: &Wish<'_>) -> Report {
    let lexicon = &rules.lexicon;
    let mut told = wish.on_read;
    let size = || corpus.documents.iter().map(|document| document.text().len()).sum::<usize>();
    let mut shelved = wish.shelved || size() >= SHELVED;
    loop {
        let recall = |id, document: &Document, read: &mut dyn FnMut() -> DocumentRead| match wish.cache {
            Some(cache) => cache.read_lazily(id, document, lexicon, read),
            None => read(),
        };
        let (read, shelf) = match shelved {
            true => Read::shelved(corpus, lexicon, told.take(), recall),
            false => (Read::of(read_each(corpus, lexicon, told.take(), recall)), None),
        };
        let unwritten = shelf.as_ref().and_then(|shelf| shelf.unwritten());
        if let Some((error, on_unwritten)) = unwritten.zip(wish.on_unwritten) {
            on_unwritten(error);
        }
        let report = judge(corpus, read, rules, wish);
        // Each time another file of the cache is asked no more, and a shelf that fails is not asked again.
        let held = shelf.is_none_or(|shelf| shelf.is_sound());
        if wish.cache.is_none_or(Cache::is_sound) && held {
            return report;
        }
        shelved &= held;
    }
}

/// Bytes of text from which on what was read of it lies on a shelf, which takes more than twice as long: of fewer it fits into five
/// gigabytes of memory.
const SHELVED: usize = 256 << 20;

/// The same for documents that are read already, each as [`read_document`] gives it, in the order of the corpus.
pub fn check_read(corpus: &Corpus, read: Vec<DocumentRead>, rules: &RuleSet, wish: &Wish<'_>) -> Report {
    judge(corpus, Read::of(read), rules, wish)
}

fn judge(corpus: &Corpus, read: Read, rules: &RuleSet, wish: &Wish<'_>) -> Report {
    let Read { claims, articles } = &read;
    let alignment = align_with(corpus, claims, &rules.lexicon, &rules.weighing, wish.placed, wish.cache);
    let mates = alignment.mates();
    let all = 0..claims.documents();
    let of =
        |at: usize| claims.brief(at).stating.iter().map(move |it| (claims.range(at).start + it.claim as usize, it));
    let stating: Vec<(usize, &Stating)> = all.clone().flat_map(of).collect();
    // Rules put together what states a measure, and look at nothing else of an event.
    let place = |claim: &usize| stating.binary_search_by_key(claim, |it| it.0).ok();
    let of_event = |event: &Vec<usize>| event.iter().filter_map(place).collect();
    let events: Vec<Vec<usize>> = alignment.events.iter().map(of_event).collect();
    let case = Case {
        corpus,
        lexicon: &rules.lexicon,
        claims,
        stating: &stating,
        articles,
        clashes: &alignment.clashes,
        slots: &alignment.slots,
        mates: &mates,
        events: &events,
        owned: rules.owned(),
    };
    let mut findings = rules.judge(&case);
    let (more, held) = if rules.anchors.is_empty() { Default::default() } else { anchor::judge(&case, rules) };
    findings.extend(more);
    let unread: usize = all.clone().map(|at| claims.brief(at).unread as usize).sum();
    let mut compared = alignment.compared;
    compared.resize(claims.len(), false);
    held.into_iter().for_each(|claim| compared[claim] = true);
    for article in articles {
        let claims = article.statements.iter().flat_map(Statement::claims);
        claims.for_each(|claim| compared[article.claims.start + claim] = true);
    }
    // "Now" and "recently" state no figure.
    let vague = all.clone().flat_map(|at| claims.brief(at).vague.iter().map(move |own| (at, *own as usize)));
    let (mut figures, mut held) = (claims.len(), compared.iter().filter(|compared| **compared).count());
    for (at, own) in vague {
        figures -= 1;
        held -= usize::from(compared[claims.range(at).start + own]);
    }
    let coverage = Coverage {
        documents: corpus.articles(),
        read: figures + unread,
        too_large: all.map(|at| claims.brief(at).too_large as usize).sum(),
        understood: figures,
        compared: held,
    };
    let slots = if wish.slots { slots(&case, &alignment.slots) } else { Vec::new() };
    let mut report = Report { coverage, rules: rules.cards(!wish.brief), slots, ..Report::default() };
    rules.settle(findings, corpus, &mut report);
    if wish.last {
        std::mem::forget((read, alignment.slots, alignment.clashes, alignment.events));
    }
    report
}

/// The slots of an alignment, in the order of their first claims.
fn slots(case: &Case<'_>, slots: &FxHashMap<usize, usize>) -> Vec<Slot> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (claim, slot) in slots {
        members.entry(*slot).or_default().push(*claim);
    }
    let members: Vec<Vec<usize>> = members.into_values().filter(|claims| claims.len() > 1).collect();
    let cite = |mut claims: Vec<usize>| {
        claims.sort_unstable();
        Slot { claims: claims.into_iter().map(|at| case.cite(&case.claims[at])).collect() }
    };
    members.into_par_iter().map(cite).collect()
}

/// Every document of a corpus, read.
pub fn read_with(corpus: &Corpus, rules: &RuleSet, wish: &Wish<'_>) -> Vec<DocumentRead> {
    read_all(corpus, &rules.lexicon, wish)
}

/// Every claim of documents that are read already, in the order of the corpus, with its frame but without its slot.
pub fn extract_read(corpus: &Corpus, read: Vec<DocumentRead>, rules: &RuleSet) -> Vec<Extracted> {
    extracted(corpus, rules, &Read::of(read), &Alignment::default(), true)
}

/// Every claim of a corpus, with its frame and its slot, in the order of the documents and their texts.
pub fn extract(corpus: &Corpus, rules: &RuleSet) -> Vec<Extracted> {
    extract_with(corpus, rules, &Wish { slots: true, frames: true, ..Wish::default() })
}

/// The same with what is wished for. Where that is no slots, no claim is held against another.
pub fn extract_with(corpus: &Corpus, rules: &RuleSet, wish: &Wish<'_>) -> Vec<Extracted> {
    let read = Read::of(read_all(corpus, &rules.lexicon, wish));
    let align = || align_with(corpus, &read.claims, &rules.lexicon, &rules.weighing, None, wish.cache);
    let found = extracted(corpus, rules, &read, &if wish.slots { align() } else { Alignment::default() }, wish.frames);
    if wish.last {
        std::mem::forget(read);
    }
    found
}

/// Every claim of a corpus with its frame, but without its slot: no claim is held against another.
pub fn extract_alone(corpus: &Corpus, rules: &RuleSet) -> Vec<Extracted> {
    extract_with(corpus, rules, &Wish { frames: true, ..Wish::default() })
}

/// How the sentences that touch a line, from 1, of a document were read, and what each of their figures was held against.
///
/// # Errors
/// There is no such document or no sentence on that line.
pub fn explain(corpus: &Corpus, rules: &RuleSet, path: &str, line: u32) -> Result<Vec<SentenceRead>, UnknownPlace> {
    let document = reading::document(corpus, path)?;
    let read = Read::of(read_all(corpus, &rules.lexicon, &Wish::default()));
    let alignment = align(corpus, &read.claims, &rules.lexicon, &rules.weighing);
    let extracted = extracted(corpus, rules, &read, &alignment, true);
    reading::line(corpus, rules, (&read.claims, &read.articles), &alignment, &extracted, (document, line))
}

fn extracted(corpus: &Corpus, rules: &RuleSet, read: &Read, alignment: &Alignment, frames: bool) -> Vec<Extracted> {
    let Read { claims, articles } = read;
    let cite = |(at, claim): (usize, &Claim)| {
        let document = corpus.document(claim.document);
        let sentence = articles[claim.document.0 as usize].sentences[claim.mention.sentence as usize];
        Extracted {
            cited: rule::cite(claim, document, sentence, &rules.lexicon),
            frame: if frames { words(claim, document, &rules.lexicon) } else { FrameWords::default() },
            slot: slot_of(at, claims, alignment, corpus),
        }
    };
    (0..claims.len()).into_par_iter().map(|at| cite((at, &claims[at]))).collect()
}

/// Says of every figure of the drafts what the sources say of it: whether they support it, whether it follows from them, whether
/// they contradict it.
pub fn verify(drafts: Corpus, sources: Corpus, rules: &RuleSet) -> Verification {
    verify_with(drafts, sources, rules, &Wish::default())
}

/// The same, through the cache that is wished for.
pub fn verify_with(drafts: Corpus, sources: Corpus, rules: &RuleSet, wish: &Wish<'_>) -> Verification {
    let count = drafts.documents.len();
    let mut corpus = drafts;
    corpus.documents.extend(sources.documents);
    let Read { claims, articles } = Read::of(read_all(&corpus, &rules.lexicon, wish));
    let sentences: Vec<&[Span]> = articles.iter().map(|a| a.sentences.as_slice()).collect();
    let (lexicon, weighing) = (&rules.lexicon, &rules.weighing);
    let dossier = Dossier { corpus: &corpus, drafts: count, claims: &claims, sentences: &sentences, lexicon, weighing };
    let figures = verify::verify(dossier);
    let unread = (0..count).map(|at| claims.brief(at).unread as usize).sum();
    Verification { corpus, drafts: count, figures, unread }
}

/// A corpus, read: its claims, and what each article states about them.
struct Read {
    claims: Claims,
    articles: Vec<Article>,
}

/// Reads every document, in parallel, in the order of the corpus.
fn read_all(corpus: &Corpus, lexicon: &Lexicon, wish: &Wish<'_>) -> Vec<DocumentRead> {
    let read = |id, document: &Document, read: &mut dyn FnMut() -> DocumentRead| match wish.cache {
        Some(cache) => cache.read(id, document, lexicon, read),
        None => read(),
    };
    read_each(corpus, lexicon, wish.on_read, read)
}

/// The same as `recall` gives each, which may have it read; `told` is called for each.
fn read_each(
    corpus: &Corpus,
    lexicon: &Lexicon,
    told: Option<&(dyn Fn() + Sync)>,
    recall: impl Fn(DocumentId, &Document, &mut dyn FnMut() -> DocumentRead) -> DocumentRead + Sync,
) -> Vec<DocumentRead> {
    each_read(corpus, lexicon, told, recall)
}

/// The same with whatever is made of each.
fn each_read<T: Send>(
    corpus: &Corpus,
    lexicon: &Lexicon,
    told: Option<&(dyn Fn() + Sync)>,
    of: impl Fn(DocumentId, &Document, &mut dyn FnMut() -> DocumentRead) -> T + Sync,
) -> Vec<T> {
    // The tokens of one document after the other stand in one place.
    let read = |text: &mut Text, (at, document): (usize, &Document)| {
        let id = DocumentId(at as u32);
        let read = of(id, document, &mut || read_into(id, document, lexicon, text));
        if let Some(told) = told {
            told();
        }
        read
    };
    corpus.documents.par_iter().enumerate().map_init(Text::default, read).collect()
}

impl Read {
    /// Reads every document, in parallel, and puts it on a shelf.
    fn shelved(
        corpus: &Corpus,
        lexicon: &Lexicon,
        told: Option<&(dyn Fn() + Sync)>,
        recall: impl Fn(DocumentId, &Document, &mut dyn FnMut() -> DocumentRead) -> DocumentRead + Sync,
    ) -> (Self, Option<Arc<FileShelf>>) {
        let shelf = Arc::new(FileShelf::new(corpus.documents.len(), lexicon));
        let put = |id: DocumentId, mut read: DocumentRead| {
            let label = shelf.put(id, &mut read);
            let DocumentRead { sentences, statements, .. } = read;
            (label, Article { document: id, sentences, claims: 0..0, statements })
        };
        let read = each_read(corpus, lexicon, told, |id, document, read| put(id, recall(id, document, read)));
        let (labels, mut articles): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let claims = Claims::shelved(labels, Arc::clone(&shelf) as Arc<dyn Shelf>);
        articles.iter_mut().enumerate().for_each(|(at, article)| article.claims = claims.range(at));
        (Self { claims, articles }, Some(shelf))
    }

    /// Puts the documents of a corpus together.
    fn of(read: Vec<DocumentRead>) -> Self {
        let mut articles = Vec::with_capacity(read.len());
        let claims = Claims::gather(read.into_iter().map(|read| {
            let DocumentRead { claims, facts, sentences, statements } = read;
            let document = DocumentId(articles.len() as u32);
            articles.push(Article { document, sentences, claims: 0..0, statements });
            (claims, facts)
        }));
        articles.iter_mut().enumerate().for_each(|(at, article)| article.claims = claims.range(at));
        Self { claims, articles }
    }
}

/// From the text of one document to its claims and statements. What comes of it hangs on the document's text, blocks and date and on
/// the lexicon alone; `id` is only written into the claims.
pub fn read_document(id: DocumentId, document: &Document, lexicon: &Lexicon) -> DocumentRead {
    read_into(id, document, lexicon, &mut Text::default())
}

/// The same; the tokens are written in place of what `text` holds.
fn read_into(id: DocumentId, document: &Document, lexicon: &Lexicon, text: &mut Text) -> DocumentRead {
    text.read_again(document.text(), &document.blocks, lexicon);
    let mentions = extract::mentions(document.text(), text, lexicon);
    let (claims, facts) = claim::claims(id, document, text, mentions, lexicon);
    let statements = statements(document.text(), text, &claims, lexicon);
    let sentences = text.sentences.iter().map(|s| s.span).collect();
    let mut read = DocumentRead { claims, facts, sentences, statements };
    read.shrink();
    read
}

/// The name of a claim's slot: where its first claim stands.
fn slot_of(at: usize, claims: &Claims, alignment: &Alignment, corpus: &Corpus) -> Option<String> {
    let first = &claims[*alignment.slots.get(&at)?];
    let document = corpus.document(first.document);
    Some(format!("{}:{}", document.path, document.locate(first.mention.span).span.start))
}

/// A frame in the words of its text.
fn words(claim: &Claim, document: &Document, lexicon: &Lexicon) -> FrameWords {
    let frame = &claim.frame;
    let text = |span: Span| span.of(document.text()).to_owned();
    let all = |terms: &[claim::Term]| terms.iter().map(|t| text(t.span)).collect();
    let (place, when) = reading::place_and_time(frame, document.text(), lexicon);
    FrameWords {
        head: frame.head.map(|t| text(t.span)),
        modifiers: all(&frame.modifiers),
        measures: frame.measures.iter().map(|m| lexicon.measure(*m).name.clone()).collect(),
        verb: frame.verb.map(|t| text(t.span)),
        names: all(&frame.names),
        place,
        when,
        speaker: frame.speaker.map(text),
        mode: frame.mode.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use document::{Inputs, read};

    #[test]
    fn what_lies_on_a_shelf_is_judged_as_what_is_in_memory() {
        let rules = RuleSet::builtin().unwrap();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let (mut corpus, _) = read(&Inputs { paths: vec![fixtures], ..Inputs::default() });
        // The same with other figures, and one as it was.
        let told_again = |(_, document): (DocumentId, &Document)| {
            let text = document.text().replace("25", "36").replace("1,", "2,");
            Document::dated(format!("{}-again.txt", document.path), document.format, text, document.published)
        };
        let again: Vec<Document> = corpus.iter().map(told_again).collect();
        again.into_iter().for_each(|document| corpus.add(document));
        corpus.add(Document::plain("copy.txt", corpus.documents[0].text()));
        let room = tempfile::tempdir().unwrap();
        let check = |shelved: bool, cache: Option<&Cache>| {
            check_with(&corpus, &rules, &Wish { slots: true, shelved, cache, ..Wish::default() })
        };
        let whole = check(false, None);
        assert!(whole.findings.len() > 50, "{}", whole.findings.len());
        assert!(check(true, None) == whole);
        for _ in 0..2 {
            let cache = Cache::open(room.path(), "a", Path::new("/project"), &rules.lexicon);
            assert!(check(true, Some(&cache)) == whole);
            assert!(cache.close().unwritten.is_none());
        }
    }
}
