/*! Throughput of the library on the articles of `fixtures/`, over and over: `cargo bench`. */

use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::document::{Corpus, Inputs, read};
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

#[divan::bench(args = [1, 8, 64])]
fn check(bencher: Bencher<'_, '_>, times: usize) {
    let (corpus, rules) = (corpus(times), RuleSet::builtin().expect("the built-in rules are sound"));
    bencher.counter(bytes(&corpus)).bench_local(|| factlint::check(black_box(&corpus), &rules));
}
