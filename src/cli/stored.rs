/*! Articles that were read before, by whichever process: what `extract --format parquet` writes, and `check --claims` takes up. */

use std::path::{Path, PathBuf};

use factlint::align::{Placed, blocking_keys};
use factlint::document::Corpus;
use factlint::report::counted;
use factlint::tables::{self, Documents, Row, TableError};
use miette::Report;

use super::output;
use super::pipeline::{self, DocumentRead, Wish};
use super::setup::{Project, shown};
use super::terminal::Terminal;

/// The files in the directory that `extract` writes.
const DOCUMENTS: &str = "documents.parquet";
const CLAIMS: &str = "claims.parquet";

/// Reads the articles of a corpus, and writes them and their claims to a directory.
pub(crate) fn write(directory: &Path, corpus: &Corpus, project: &Project, wish: &Wish<'_>) -> Result<usize, Report> {
    let lexicon = &project.rules.lexicon;
    std::fs::create_dir_all(directory).map_err(|error| unwritten(directory, &error))?;
    let read = pipeline::read_with(corpus, &project.rules, wish);
    let rows: Vec<Row> = corpus.documents.iter().zip(&read).filter_map(|(it, read)| Row::of(it, read)).collect();
    put(&directory.join(DOCUMENTS), &tables::documents(&rows, lexicon)?)?;
    drop(rows);
    let keys: Vec<Vec<u64>> = read.iter().flat_map(|read| read.claims.iter().map(blocking_keys)).collect();
    let claims: Vec<_> = pipeline::extract_read(corpus, read, &project.rules).into_iter().zip(keys).collect();
    put(&directory.join(CLAIMS), &tables::claims(&claims, corpus, lexicon)?)?;
    Ok(claims.len())
}

/// Writes a file, whole or not at all.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<(), Report> {
    output::whole(path, |out| out.write_all(bytes)).map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &std::io::Error) -> Report {
    miette::miette!(code = "factlint::output", "cannot write {}: {error}", super::safe(&shown(path)))
}

/// What was read of articles before, with their places where those are known.
pub(crate) struct Stored {
    pub(crate) corpus: Corpus,
    pub(crate) read: Vec<DocumentRead>,
    pub(crate) placed: Option<Placed>,
}

/// Takes up what was read before.
pub(crate) fn read(paths: &[PathBuf], project: &mut Project) -> Result<Stored, Report> {
    let lexicon = &project.rules.lexicon;
    let rows = tables::rows(paths, lexicon)?;
    let articles = rows.len();
    let Documents { corpus, read, places } = Documents::of(rows, lexicon, |corpus| project.complete(corpus))?;
    let placed = match places.iter().flatten().count() {
        0 => None,
        known if known < articles => return Err(TableError::from(factlint::align::PlaceError::Mixed).into()),
        _ => Some(Placed::of(&places, &read).map_err(TableError::from)?),
    };
    // Whether a suppression is of use is known to whoever sees all articles.
    let policy = &mut project.rules.policy;
    policy.complete = false;
    if placed.is_some() {
        policy.allows.iter_mut().for_each(|allow| allow.place = None);
    }
    Ok(Stored { corpus, read, placed })
}

/// Says in which directory tables are to be written.
pub(crate) fn no_directory() -> Report {
    miette::miette!(
        code = "factlint::output",
        help = "name one: `factlint extract --format parquet --output claims/ articles/`",
        "`--format parquet` writes {DOCUMENTS} and {CLAIMS} to a directory, and none is named"
    )
}

/// Tells how many were written, and where.
pub(crate) fn tell(terminal: &Terminal, directory: &Path, documents: usize, claims: usize) {
    let directory = super::safe(&shown(directory));
    terminal.note(&format!("{}, {} in {directory}", counted(documents, "article"), counted(claims, "claim")));
}
