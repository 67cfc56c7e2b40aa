/*! What a user can get wrong, as `miette` diagnostics that point at the place and say what to do. */

use std::path::PathBuf;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// A rule or lexicon file that cannot be used, with the place where it goes wrong.
#[derive(Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code(factlint::file))]
pub struct FileError {
    /// What is wrong.
    pub message: String,
    /// The file.
    #[source_code]
    pub source_code: Arc<NamedSource<String>>,
    /// Where.
    #[label("here")]
    pub span: Option<SourceSpan>,
    /// What to do.
    #[help]
    pub help: Option<String>,
}

impl FileError {
    /// An error of the TOML parser or of serde; where it names an unknown word, the nearest of those that it lists is the help.
    pub fn toml(name: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().trim().to_owned();
        let mut words = message.split('`').skip(1).step_by(2);
        let help = words.next().filter(|_| message.starts_with("unknown")).and_then(|word| did_you_mean(word, words));
        Self { source_code: named(name, text), span: error.span().map(SourceSpan::from), help, message }
    }

    /// An error without a place.
    pub fn plain(name: &str, text: &str, message: String) -> Self {
        Self { message, source_code: named(name, text), span: None, help: None }
    }

    /// An error at a place, with advice.
    pub fn at(name: &str, text: &str, span: std::ops::Range<usize>, message: String, help: Option<String>) -> Self {
        Self { message, source_code: named(name, text), span: Some(span.into()), help }
    }
}

fn named(name: &str, text: &str) -> Arc<NamedSource<String>> {
    Arc::new(NamedSource::new(name, text.to_owned()))
}

/// The advice for an unknown word: the known one that is likest to it, or all of them where none is like it and they are few.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = known.iter().map(|k| (edits(word, k), *k)).min()?;
    if nearest.0 <= 1 + word.chars().count() / 3 {
        return Some(format!("did you mean `{}`?", nearest.1));
    }
    let listed: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    (listed.len() <= 12).then(|| format!("it is one of {}", listed.join(", ")))
}

/// How many characters must be put in, left out or changed to make `b` of `a`.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// A rule that a user names and that there is none of.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
#[error("there is no rule `{id}`")]
#[diagnostic(code(factlint::rule))]
pub struct UnknownRule {
    /// As the user wrote it.
    pub id: String,
    /// The nearest rule that there is.
    #[help]
    pub help: Option<String>,
}

/// A place that a user names and that no input has.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
#[error("{what}")]
#[diagnostic(code(factlint::place))]
pub struct UnknownPlace {
    /// What there is none of.
    what: String,
    /// What there is instead.
    #[help]
    help: Option<String>,
}

impl UnknownPlace {
    /// There is no document of that path among the inputs, or more than one whose path ends so.
    pub fn document(path: &str) -> Self {
        let help = "name one of the inputs, by its whole path where several end so".to_owned();
        Self { what: format!("no one input is `{path}`"), help: Some(help) }
    }

    /// There is no sentence on that line of the document.
    pub fn line(path: &str, line: u32, lines: usize) -> Self {
        let help = format!("the document has {lines} lines; headings, lists and paragraphs hold sentences");
        Self { what: format!("no sentence stands on line {line} of {path}"), help: Some(help) }
    }
}

/// An input that could not be read, or a part of it.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot read {}: {reason}", path.display())]
#[diagnostic(code(factlint::input))]
pub struct InputError {
    /// The file or directory.
    pub path: PathBuf,
    /// Why not.
    pub reason: String,
    /// What to do.
    #[help]
    pub help: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_told_from_the_nearest_known_one() {
        let known = ["summary", "severity", "message"];
        for (word, help) in [
            ("sumary", "did you mean `summary`?"),
            ("massage", "did you mean `message`?"),
            ("x", "it is one of `summary`, `severity`, `message`"),
        ] {
            assert_eq!(did_you_mean(word, known).as_deref(), Some(help));
        }
        assert_eq!(did_you_mean("x", []), None);
    }
}
