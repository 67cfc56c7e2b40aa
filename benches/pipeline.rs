/*! Throughput of the library on the articles of `fixtures/`, over and over: `cargo bench`. */

use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::document::{Corpus, Inputs, read};
use factlint::packed::{decode, encode};
use factlint::read_document;
use factlint::rule::RuleSet;

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
