/*! What a user can get wrong, as `miette` diagnostics that point at the place and say what to do. */

use std::path::PathBuf;

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
    pub source_code: NamedSource<String>,
    /// Where.
    #[label("here")]
    pub span: Option<SourceSpan>,
    /// What to do.
    #[help]
    pub help: Option<String>,
}

impl FileError {
    /// An error of the TOML parser or of serde.
    pub fn toml(name: &str, text: &str, error: &toml::de::Error) -> Self {
        Self {
            message: error.message().trim().to_owned(),
            source_code: NamedSource::new(name, text.to_owned()),
            span: error.span().map(SourceSpan::from),
            help: None,
        }
    }

    /// An error without a place.
    pub fn plain(name: &str, text: &str, message: String) -> Self {
        Self { message, source_code: NamedSource::new(name, text.to_owned()), span: None, help: None }
    }

    /// An error at a place, with advice.
    pub fn at(name: &str, text: &str, span: std::ops::Range<usize>, message: String, help: Option<String>) -> Self {
        Self { message, source_code: NamedSource::new(name, text.to_owned()), span: Some(span.into()), help }
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
