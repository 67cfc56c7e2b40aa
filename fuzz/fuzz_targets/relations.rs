/*! The relation parser: any text as `holds` is an equation or an error that points into it. */
#![no_main]

use std::sync::LazyLock;

use factlint::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("a test shows that the built-in rules read"));

fuzz_target!(|text: &str| {
    let holds = text.replace(['\'', '\u{0}'], " ");
    let rule = format!(
        "summary = 'a'\nseverity = 'error'\nmessage = 'a'\nwhy = 'a'\n[compare.relation]\nholds = '''{holds}'''\nwithin = 'event'\n"
    );
    let _ = RULES.parse("mine.toml", &rule);
});
