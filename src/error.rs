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

/// Why tables cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum TableError {
    /// The file cannot be read.
    #[error("cannot read {path}: {reason}")]
    #[diagnostic(code(factlint::table))]
    Unreadable {
        /// The file.
        path: String,
        /// Why not.
        reason: String,
    },
    /// It is no Parquet, or a damaged one.
    #[error("cannot read {path} as Parquet: {reason}")]
    #[diagnostic(
        code(factlint::table),
        help("write it anew: `factlint extract --format parquet`; other programs pack it by Snappy, or not at all")
    )]
    NotParquet {
        /// The file.
        path: String,
        /// Why not.
        reason: String,
    },
    /// It has other columns.
    #[error("{path} is no table of {table}: {reason}")]
    #[diagnostic(
        code(factlint::table),
        help("name what `factlint extract --format parquet` wrote, or a table that has all columns of it")
    )]
    OtherTable {
        /// The file.
        path: String,
        /// What it should be.
        table: &'static str,
        /// Which column is missing or is something else.
        reason: String,
    },
    /// It was made by another version or with other words.
    #[error("{path} was made by `{by}`, and this is `{here}`")]
    #[diagnostic(
        code(factlint::table),
        help("read the articles anew with this program, and give all commands the same settings and --rules")
    )]
    OtherMaker {
        /// The file.
        path: String,
        /// What made it.
        by: String,
        /// What this is.
        here: String,
    },
    /// What was read of a document is not what this program writes.
    #[error("{path} is damaged: of {document}, {reason}")]
    #[diagnostic(code(factlint::table), help("write it anew: `factlint extract --format parquet`"))]
    Damaged {
        /// The file.
        path: String,
        /// The document.
        document: String,
        /// What is wrong.
        reason: String,
    },
    /// A document is there twice.
    #[error("{document} is there twice")]
    #[diagnostic(
        code(factlint::table),
        help("let each article be read by one task, and each task write to an empty directory of its own")
    )]
    Twice {
        /// The document.
        document: String,
    },
    /// The places of the documents do not go together.
    #[error("these documents cannot be judged: {0}")]
    #[diagnostic(
        code(factlint::table),
        help("join the documents with one table of `factlint events`, and give each task all documents of its events")
    )]
    Places(String),
    /// There is nothing to read.
    #[error("no table of documents in {path}")]
    #[diagnostic(
        code(factlint::table),
        help("name the directories that `factlint extract --format parquet --output DIR` wrote")
    )]
    Nothing {
        /// What was named.
        path: String,
    },
    /// A table could not be made.
    #[error("cannot make the table: {0}")]
    #[diagnostic(code(factlint::table))]
    Unwritten(String),
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
