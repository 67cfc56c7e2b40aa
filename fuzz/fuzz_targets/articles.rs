/*! The whole pipeline: articles, parted by NUL, are read, aligned, judged and told in every format. */
#![no_main]

use std::sync::LazyLock;

use factlint::document::{Corpus, Document, Format};
use factlint::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("a test shows that the built-in rules read"));

fuzz_target!(|data: &[u8]| {
    let Ok(all) = std::str::from_utf8(data) else { return };
    let mut corpus = Corpus::default();
    for (at, source) in all.split('\0').enumerate() {
        corpus.documents.push(Document::from_source(format!("{at}.md"), Format::Markdown, source));
    }
    for claim in factlint::extract(&corpus, &RULES) {
        let document = corpus.document(claim.cited.document);
        assert!(!claim.cited.location.span.of(document.source()).trim().is_empty(), "a claim has a text");
    }
    let report = factlint::check(&corpus, &RULES);
    assert!(report.coverage.understood <= report.coverage.read);
});
