/*! Finding the files to read: those named, and in directories those of a known format that no ignore file hides. */

use std::io;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::filter::Filter;
use super::{Format, packed};
use crate::error::InputError;

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// One document.
    Document(Format),
    /// A document a line.
    JsonLines,
}

impl Reading {
    /// What the extension says.
    pub(super) fn of_path(path: &Path) -> Option<Self> {
        let mut path = path;
        let mut extension = path.extension()?.to_str()?;
        // "news.jsonl.gz"
        if packed::is_packed(extension) {
            path = Path::new(path.file_stem()?);
            extension = path.extension()?.to_str().filter(|inner| is_json_lines(inner))?;
        }
        if is_json_lines(extension) { Some(Self::JsonLines) } else { Format::of_path(path).map(Self::Document) }
    }
}

fn is_json_lines(extension: &str) -> bool {
    ["jsonl", "ndjson"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// A file to read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) reading: Reading,
}

/// Finds the files below a path, or the file that it is.
pub(super) fn find(path: &Path, filter: &Filter, found: &mut Vec<Found>, errors: &mut Vec<InputError>) {
    match path.metadata() {
        Err(error) => errors.push(unreadable(path, &error)),
        Ok(metadata) if metadata.is_dir() => walk(path, filter, found, errors),
        Ok(_) if filter.refuses(path) => {}
        Ok(_) => {
            let reading = Reading::of_path(path).unwrap_or(Reading::Document(Format::Text));
            found.push(Found { path: path.to_owned(), reading });
        }
    }
}

fn walk(path: &Path, filter: &Filter, found: &mut Vec<Found>, errors: &mut Vec<InputError>) {
    // What is read depends on the files given alone, not on the user's own configuration of git.
    let mut walk = WalkBuilder::new(path);
    walk.follow_links(true).require_git(false).git_global(false).git_exclude(false);
    if filter.no_ignore_files {
        walk.git_ignore(false).ignore(false).parents(false);
    }
    if !filter.exclude.is_empty() || filter.include.is_some() {
        let filter = filter.clone();
        walk.filter_entry(move |entry| {
            let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !filter.leaves_out(entry.path(), is_directory)
        });
    }
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let directory = entry.file_type().is_some_and(|kind| kind.is_dir());
                if let Some(reading) = Reading::of_path(entry.path()).filter(|_| !directory) {
                    found.push(Found { path: entry.into_path(), reading });
                }
            }
            Err(error) => errors.extend(walk_error(path, &error)),
        }
    }
}

/// What went wrong on the way; `None` for a dangling link that would not have been read.
fn walk_error(root: &Path, error: &ignore::Error) -> Option<InputError> {
    let (mut path, mut inner) = (root, error);
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Loop { ancestor, child } => {
                return Some(InputError {
                    path: tidy(child),
                    reason: format!("the link leads back to {}", tidy(ancestor).display()),
                    help: Some("the rest was read; name it in .gitignore, or remove the link".to_owned()),
                });
            }
            ignore::Error::Io(error) => {
                let dangling = error.kind() == io::ErrorKind::NotFound && Reading::of_path(path).is_none();
                return (!dangling).then(|| unreadable(path, error));
            }
            other => {
                return Some(InputError { path: tidy(path), reason: other.to_string(), help: None });
            }
        }
    }
}

/// An error of the operating system, with what to do.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> InputError {
    let (reason, help) = match error.kind() {
        io::ErrorKind::NotFound => ("no such file or directory".to_owned(), Some("check the spelling of the path")),
        io::ErrorKind::PermissionDenied => ("permission denied".to_owned(), Some("make it readable: chmod u+r")),
        _ => (error.to_string(), None),
    };
    InputError { path: tidy(path), reason, help: help.map(str::to_owned) }
}

/// The path as given, without the "." that says nothing.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let tidy: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// The path as reports show it: tidy, with `/`, and what is not Unicode replaced.
pub(super) fn shown(path: &Path) -> String {
    let shown = tidy(path).to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' { shown } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}
