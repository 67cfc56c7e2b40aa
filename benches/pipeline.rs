/*! Throughput of the library on the articles of `fixtures/`, over and over, as a whole and by stage: `cargo bench`. */

use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::claim::{claims, statement::statements};
use factlint::document::{Corpus, Document, DocumentId, Inputs, read};
use factlint::extract::mentions;
use factlint::lexicon::Lexicon;
use factlint::packed::{decode, encode};
use factlint::read_document;
use factlint::rule::RuleSet;
use factlint::text::Text;

fn main() {
    divan::main();
}

/// The articles of all scenes, `times` over, each copy under a path of its own.
fn corpus(times: usize) -> Corpus {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (articles, errors) = read(&Inputs { paths: vec![fixtures], ..Inputs::default() });
    assert!(errors.is_empty(), "{errors:?}");
    let copies = (0..times).flat_map(|copy| {
        articles.documents.iter().map(move |article| {
            let mut document = article.clone();
            document.path = format!("{copy}/{}", article.path);
            document
        })
    });
    Corpus { documents: copies.collect() }
}

fn bytes(corpus: &Corpus) -> BytesCount {
    BytesCount::new(corpus.documents.iter().map(|document| document.source().len()).sum::<usize>())
}

#[divan::bench(args = [1, 8, 64])]
fn extract(bencher: Bencher<'_, '_>, times: usize) {
    let (corpus, rules) = (corpus(times), RuleSet::builtin().expect("the built-in rules are sound"));
    bencher.counter(bytes(&corpus)).bench_local(|| factlint::extract(black_box(&corpus), &rules));
}

/// What a cache costs where it holds nothing yet, beside reading: the same bytes.
#[divan::bench]
fn pack(bencher: Bencher<'_, '_>) {
    let (corpus, rules) = (corpus(8), RuleSet::builtin().expect("the built-in rules are sound"));
    let read: Vec<_> = corpus.iter().map(|(id, document)| read_document(id, document, &rules.lexicon)).collect();
    bencher
        .counter(bytes(&corpus))
        .bench_local(|| read.iter().map(|read| encode(black_box(read)).len()).sum::<usize>());
}

/// What it costs where it holds all.
#[divan::bench]
fn unpack(bencher: Bencher<'_, '_>) {
    let (corpus, rules) = (corpus(8), RuleSet::builtin().expect("the built-in rules are sound"));
    let packed: Vec<_> =
        corpus.iter().map(|(id, document)| encode(&read_document(id, document, &rules.lexicon))).collect();
    bencher.counter(bytes(&corpus)).bench_local(|| {
        let documents = corpus.iter().zip(&packed);
        documents
            .map(|((id, document), bytes)| decode(black_box(bytes), id, document.text(), &rules.lexicon))
            .filter(Result::is_ok)
            .count()
    });
}

/// Reading alone, on one thread.
#[divan::bench]
fn read_documents(bencher: Bencher<'_, '_>) {
    let (corpus, rules) = (corpus(8), RuleSet::builtin().expect("the built-in rules are sound"));
    bencher.counter(bytes(&corpus)).bench_local(|| {
        corpus
            .iter()
            .map(|(id, document)| read_document(id, black_box(document), &rules.lexicon).claims.len())
            .sum::<usize>()
    });
}

#[divan::bench(args = [1, 8, 64])]
fn check(bencher: Bencher<'_, '_>, times: usize) {
    let (corpus, rules) = (corpus(times), RuleSet::builtin().expect("the built-in rules are sound"));
    bencher.counter(bytes(&corpus)).bench_local(|| factlint::check(black_box(&corpus), &rules));
}

/// Times what a stage does with every document, after the stages before it.
fn stage<T>(bencher: Bencher<'_, '_>, read: impl Fn(&Document, &Lexicon) -> T) {
    let (corpus, rules) = (corpus(8), RuleSet::builtin().expect("the built-in rules are sound"));
    let all =
        || corpus.documents.iter().for_each(|document| drop(black_box(read(black_box(document), &rules.lexicon))));
    bencher.counter(bytes(&corpus)).bench_local(all);
}

/// The first stage: tokens and sentences.
#[divan::bench]
fn to_text(bencher: Bencher<'_, '_>) {
    stage(bencher, |document, lexicon| Text::read(document.text(), &document.blocks, lexicon));
}

/// The first two: the figures among them.
#[divan::bench]
fn to_mentions(bencher: Bencher<'_, '_>) {
    stage(bencher, |document, lexicon| {
        let text = Text::read(document.text(), &document.blocks, lexicon);
        mentions(document.text(), &text, lexicon)
    });
}

/// The first three: what they are about.
#[divan::bench]
fn to_claims(bencher: Bencher<'_, '_>) {
    stage(bencher, |document, lexicon| {
        let text = Text::read(document.text(), &document.blocks, lexicon);
        let found = mentions(document.text(), &text, lexicon);
        claims(DocumentId(0), document, &text, found, lexicon)
    });
}

/// The first four: what an article says of its own figures.
#[divan::bench]
fn to_statements(bencher: Bencher<'_, '_>) {
    stage(bencher, |document, lexicon| {
        let text = Text::read(document.text(), &document.blocks, lexicon);
        let found = mentions(document.text(), &text, lexicon);
        let (claims, _) = claims(DocumentId(0), document, &text, found, lexicon);
        statements(document.text(), &text, &claims, lexicon)
    });
}
