/*! The rule loader: any text as a user's rule file, override or lexicon is read or refused with an error that points into it. */
#![no_main]

use factlint::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(errors) = RuleSet::read(&[("mine.toml".to_owned(), text.to_owned())]) {
        assert!(errors.iter().all(|e| !e.to_string().is_empty()));
    }
});
