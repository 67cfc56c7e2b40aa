/*! How the commands call the library: documents, the judgement of the rules on them, and the tests in rule files. */

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use factlint::config::Settings;
use factlint::document::glob::Globs;
use factlint::document::{self, Corpus, Inputs};
use factlint::error::InputError;
use factlint::rule::selftest::{self, Fault};
use miette::Report;

use super::Input;

pub(crate) use factlint::claim::DocumentRead;
pub(crate) use factlint::rule::{Rule, RuleSet, SelfTest};
pub(crate) use factlint::{
    Wish, check, check_read, check_with, explain, extract, extract_read, extract_with, read_with, verify_with,
};

/// The documents that can be read, and why the others cannot.
///
/// # Errors
/// A glob that is none, or a list of files that cannot be read.
pub(crate) fn read(input: &Input, settings: &Settings) -> Result<(Corpus, Vec<InputError>), Report> {
    set_threads(input);
    Ok(document::read(&inputs(input, settings)?))
}

/// Sets how many threads work.
pub(crate) fn set_threads(input: &Input) {
    // 0 is one a processor.
    let threads = usize::from(input.threads.unwrap_or_default());
    // This thread works too, which is cheaper: glibc gives memory to other threads page by page, and locks nothing where there are
    // none. Set once, before any thread runs: only a second call could fail.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).use_current_thread().build_global();
}

/// What is to be read.
pub(crate) fn inputs(input: &Input, settings: &Settings) -> Result<Inputs, Report> {
    let mut paths = input.paths.clone();
    if let Some(list) = &input.files_from {
        paths.extend(listed(list)?);
    } else if paths.is_empty() && input.stdin_filename.is_none() {
        paths.push(PathBuf::from("."));
    }
    let mut filter = settings.filter.clone();
    if !input.exclude.is_empty() {
        filter.exclude.clear();
    }
    let more: Vec<&String> = input.exclude.iter().chain(&input.extend_exclude).collect();
    if !more.is_empty() {
        let globs = Globs::new(Path::new(""), &more)
            .map_err(|(at, reason)| miette::miette!(code = "factlint::glob", "`{}` is no glob: {reason}", more[at]))?;
        filter.exclude.push(globs);
    }
    filter.force_exclude |= input.force_exclude;
    filter.no_ignore_files |= input.no_respect_gitignore;
    Ok(Inputs { paths, stdin_name: input.stdin_filename.clone(), filter })
}

/// Whether all files of the project are read, and so both ends of whatever there is to find.
pub(crate) fn reads_all(input: &Input, settings: &Settings) -> bool {
    let filtered = input.files_from.is_some()
        || input.stdin_filename.is_some()
        || !input.exclude.is_empty()
        || !input.extend_exclude.is_empty();
    let real = |path: &Path| path.canonicalize().ok();
    let root = settings.path.as_ref().and_then(|_| real(&Path::new(".").join(&settings.root)));
    let given = if input.paths.is_empty() { vec![PathBuf::from(".")] } else { input.paths.clone() };
    let whole = match root {
        Some(root) => given.iter().filter_map(|path| real(path)).any(|path| root.starts_with(path)),
        None => given.iter().all(|path| path.is_dir()),
    };
    whole && !filtered
}

/// The paths that a file names, one a line.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Report> {
    let mut bytes = Vec::new();
    let read = if list.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| InputError { path: list.to_owned(), reason: error.to_string(), help: None })?;
    let lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.trim_ascii().is_empty()).map(path_of).collect())
}

/// The path that the bytes of a line name: on Unix any, elsewhere text.
#[cfg(unix)]
fn path_of(line: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(line))
}

/// The path that the bytes of a line name: on Unix any, elsewhere text.
#[cfg(not(unix))]
fn path_of(line: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(line).into_owned())
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
    /// What it is about.
    pub(crate) texts: Vec<String>,
}

impl Outcome {
    pub(crate) fn holds(&self) -> bool {
        self.missing.is_empty() && self.noisy.is_empty()
    }
}

/// How many tests of a rule fire, and how many must be silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub(crate) rule: String,
    pub(crate) fires: usize,
    pub(crate) silent: usize,
}

/// How the tests of rules went.
#[derive(Debug)]
pub(crate) struct Tested {
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) coverage: Vec<Coverage>,
    /// What is wrong with the files.
    pub(crate) errors: Vec<Report>,
}

/// Runs the tests of the rules in `paths`, of the built-in ones where there are none.
pub(crate) fn self_test(paths: &[PathBuf]) -> Tested {
    let (set, errors) = RuleSet::load(paths);
    let own = RuleSet::ids(paths);
    let chosen = set.rules.iter().filter(|rule| paths.is_empty() || own.contains(&rule.id));
    let tests = chosen.clone().flat_map(|rule| rule.tests.iter());
    let outcomes =
        chosen.clone().flat_map(|rule| selftest::run(&set, rule, &check)).zip(tests).map(|(outcome, test)| {
            let texts = test.documents.iter().map(|(text, _)| text.clone()).collect();
            let (missing, noisy) = (Vec::new(), Vec::new());
            let mut told = Outcome { rule: outcome.rule, test: outcome.test, missing, noisy, texts };
            for fault in outcome.faults {
                match fault {
                    Fault::Missing(text) => told.missing.push(text),
                    Fault::Noisy(text) => told.noisy.push(text),
                }
            }
            told
        });
    let outcomes = outcomes.collect();
    let coverage = chosen.map(|rule| {
        let fires = rule.tests.iter().filter(|test| !test.flags.is_empty()).count();
        Coverage { rule: rule.id.clone(), fires, silent: rule.tests.len() - fires }
    });
    Tested { outcomes, coverage: coverage.collect(), errors: errors.into_iter().map(Report::from).collect() }
}
