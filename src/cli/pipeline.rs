/*! How the commands call the library: rules, documents, and the judgement of the one on the other. */

use std::path::PathBuf;

use factlint::document::{self, Corpus, Inputs};
use factlint::error::InputError;
use factlint::rule::selftest::{self, Fault};

use super::Input;

/// The rules that can be used, and what is wrong with those that cannot.
pub(crate) fn rules(paths: &[PathBuf]) -> (RuleSet, Vec<miette::Report>) {
    let mut errors = match RuleSet::load(paths) {
        Ok(rules) => return (rules, Vec::new()),
        Err(errors) => errors,
    };
    // A broken file must not keep the others from being used.
    let sound: Vec<PathBuf> =
        paths.iter().filter(|path| RuleSet::load(std::slice::from_ref(path)).is_ok()).cloned().collect();
    let rules = RuleSet::load(&sound).unwrap_or_else(|more| {
        // Files that are sound one by one and not together.
        errors.extend(more);
        RuleSet::load(&[]).unwrap_or_else(|_| unreachable!("a test reads the built-in rules"))
    });
    (rules, errors.into_iter().map(miette::Report::from).collect())
}

/// The documents that can be read, and why the others cannot.
pub(crate) fn read(input: &Input) -> (Corpus, Vec<InputError>) {
    if let Some(threads) = input.threads {
        // Set once, before any thread runs: only a second call could fail.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    let mut paths = input.paths.clone();
    if paths.is_empty() && input.stdin_filename.is_none() {
        paths.push(PathBuf::from("."));
    }
    document::read(&Inputs { paths, stdin_name: input.stdin_filename.clone() })
}

pub(crate) use factlint::rule::{Rule, RuleSet, SelfTest};
pub(crate) use factlint::{check, explain, extract, extract_alone, verify};

/// The outcome of one test of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) rule: String,
    pub(crate) test: String,
    /// What should be flagged and is not.
    pub(crate) missing: Vec<String>,
    /// What is flagged and should not be.
    pub(crate) noisy: Vec<String>,
}

impl Outcome {
    pub(crate) fn holds(&self) -> bool {
        self.missing.is_empty() && self.noisy.is_empty()
    }
}

/// Runs the tests of the rules in `paths`, of the built-in ones where there are none.
pub(crate) fn self_test(paths: &[PathBuf]) -> (Vec<Outcome>, Vec<miette::Report>) {
    let (set, errors) = rules(paths);
    let own = RuleSet::ids(paths);
    let chosen = set.rules.iter().filter(|rule| paths.is_empty() || own.contains(&rule.id));
    let outcomes = chosen.flat_map(|rule| selftest::run(&set, rule, &check)).map(|outcome| {
        let mut told = Outcome { rule: outcome.rule, test: outcome.test, missing: Vec::new(), noisy: Vec::new() };
        for fault in outcome.faults {
            match fault {
                Fault::Missing(text) => told.missing.push(text),
                Fault::Noisy(text) => told.noisy.push(text),
            }
        }
        told
    });
    (outcomes.collect(), errors)
}
