/*! How the commands call the library: rules, documents, and the judgement of the one on the other. */

use std::path::PathBuf;

use factlint::document::{self, Corpus, Inputs};
use factlint::error::{FileError, InputError};
use factlint::finding::{Extracted, Report, Severity};
use miette::Diagnostic;
use thiserror::Error;

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
    let rules = RuleSet::load(&sound).or_else(|_| RuleSet::load(&[])).unwrap_or_else(|more| {
        errors.extend(more);
        RuleSet::default()
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

// Stand-ins until `rule` and the pipeline are merged: the shapes of `factlint::rule`, without rules.
// To wire: replace everything below by `pub(crate) use factlint::rule::{Rule, RuleSet, SelfTest};`,
// `pub(crate) use factlint::{check, extract};`, and let `self_test` call the library's.

/// Stand-in for `factlint::rule::RuleSet`.
#[derive(Debug, Default)]
pub(crate) struct RuleSet {
    pub(crate) rules: Vec<Rule>,
}

/// Stand-in for `factlint::rule::Rule`.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) summary: String,
    pub(crate) severity: Severity,
    pub(crate) why: String,
    pub(crate) help: String,
    pub(crate) tests: Vec<SelfTest>,
}

/// Stand-in for `factlint::rule::SelfTest`.
#[derive(Debug)]
pub(crate) struct SelfTest {
    pub(crate) name: String,
    pub(crate) documents: Vec<(String, Option<chrono::NaiveDate>)>,
    pub(crate) flags: Vec<String>,
}

/// Stand-in for `factlint::rule::UnknownRule`.
#[derive(Debug, Error, Diagnostic)]
#[error("there is no rule `{id}`")]
#[diagnostic(code(factlint::rule))]
pub(crate) struct UnknownRule {
    id: String,
    #[help]
    help: Option<String>,
}

impl RuleSet {
    pub(crate) fn load(paths: &[PathBuf]) -> Result<Self, Vec<FileError>> {
        let errors: Vec<FileError> = paths
            .iter()
            .filter_map(|path| {
                let name = path.to_string_lossy();
                let error = path.metadata().err()?;
                Some(FileError::plain(&name, "", format!("cannot read {name}: {error}")))
            })
            .collect();
        let rule = Rule {
            id: "weekday-not-of-date".to_owned(),
            summary: "a weekday that is not that date's".to_owned(),
            severity: Severity::Error,
            why: "stand-in".to_owned(),
            help: "stand-in".to_owned(),
            tests: vec![SelfTest { name: "stand-in".to_owned(), documents: Vec::new(), flags: Vec::new() }],
        };
        if errors.is_empty() { Ok(Self { rules: vec![rule] }) } else { Err(errors) }
    }

    pub(crate) fn rule(&self, id: &str) -> Result<&Rule, UnknownRule> {
        let help = self.rules.first().map(|rule| format!("did you mean `{}`?", rule.id));
        self.rules.iter().find(|rule| rule.id == id).ok_or_else(|| UnknownRule { id: id.to_owned(), help })
    }

    pub(crate) fn keep(&mut self, select: &[String], ignore: &[String]) -> Result<(), UnknownRule> {
        select.iter().chain(ignore).try_for_each(|id| self.rule(id).map(|_| ()))
    }
}

/// Stand-in for `factlint::check`.
pub(crate) fn check(corpus: &Corpus, _: &RuleSet) -> Report {
    let mut report = Report::default();
    report.coverage.documents = corpus.documents.len();
    report
}

/// Stand-in for `factlint::extract`.
pub(crate) fn extract(_: &Corpus, _: &RuleSet) -> Vec<Extracted> {
    Vec::new()
}

/// Runs the tests of the rules in `paths`, of the built-in ones where there are none.
pub(crate) fn self_test(paths: &[PathBuf]) -> (Vec<Outcome>, Vec<miette::Report>) {
    let (_, errors) = rules(paths);
    (Vec::new(), errors)
}
