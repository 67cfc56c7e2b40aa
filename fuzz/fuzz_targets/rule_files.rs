/*! The rule loader: any text as a user's rule file is read or refused with an error that points into it. */
#![no_main]

use std::sync::LazyLock;

use factlint::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("a test shows that the built-in rules read"));

fuzz_target!(|text: &str| {
    if let Err(error) = RULES.parse("mine.toml", text) {
        assert!(!error.to_string().is_empty());
        let end = error.span.map_or(0, |span| span.offset() + span.len());
        assert!(end <= text.len(), "an error points into the file");
    }
});
