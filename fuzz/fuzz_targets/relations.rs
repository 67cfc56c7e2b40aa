/*! The relation parser: any text as `holds` is an equation or an error that points into it. */
#![no_main]

use factlint::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let holds = text.replace(['\'', '\u{0}'], " ");
    let rule = format!(
        "summary = 'a'\nseverity = 'error'\nmessage = 'a'\nwhy = 'a'\n[compare.relation]\nholds = '''{holds}'''\nwithin = 'event'\n"
    );
    let _ = RuleSet::read(&[("mine.toml".to_owned(), rule)]);
});
