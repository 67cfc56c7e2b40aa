/*! What the server works on: the files of the folder, the text in the editor before theirs, and what was found in them. */

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use factlint::document::{self, Corpus, Format, Inputs};
use factlint::error::InputError;
use factlint::finding::{Extracted, Report};

use super::super::pipeline;
use super::super::setup::Project;

/// The documents of the folder and of the editor.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) corpus: Corpus,
    project: Project,
    /// The paths of texts that are open in the editor.
    open: BTreeSet<String>,
    report: Option<Report>,
    claims: Option<Vec<Extracted>>,
}

impl Workspace {
    /// Reads the folder that the process runs in, if one is open.
    pub(super) fn new(project: Project, has_folder: bool) -> Self {
        let paths = if has_folder { vec![PathBuf::from(".")] } else { Vec::new() };
        let filter = project.settings.filter.clone();
        // What cannot be read has no text to point into; `check` tells of it.
        let (mut corpus, _) = files(&Inputs { paths, stdin_name: None, filter });
        project.complete(&mut corpus);
        Self { corpus, project, open: BTreeSet::new(), report: None, claims: None }
    }

    /// Takes the text of the editor for that of a file.
    pub(super) fn open(&mut self, path: &str, language: Option<&str>, text: &str) {
        // The language of text without a file tells its format.
        let name = match language {
            Some("markdown") if Format::of_path(Path::new(path)).is_none() => PathBuf::from(format!("{path}.md")),
            Some("html") if Format::of_path(Path::new(path)).is_none() => PathBuf::from(format!("{path}.html")),
            _ => PathBuf::from(path),
        };
        let inputs = Inputs { paths: Vec::new(), stdin_name: Some(name), filter: self.project.settings.filter.clone() };
        let (mut read, _) = document::read_from(&inputs, &mut text.as_bytes());
        for document in read.documents.iter_mut().filter(|document| document.held.is_none()) {
            path.clone_into(&mut document.path);
        }
        self.open.insert(path.to_owned());
        self.replace(path, read);
    }

    /// Whether the editor has that text.
    pub(super) fn is_open(&self, path: &str) -> bool {
        self.open.contains(path)
    }

    /// The editor has given a text up: that of the file counts again.
    pub(super) fn close(&mut self, path: &str) {
        self.open.remove(path);
        self.reread(path);
    }

    /// A file has changed, come or gone.
    pub(super) fn reread(&mut self, path: &str) {
        if self.is_open(path) {
            return;
        }
        let paths = if Path::new(path).is_file() { vec![PathBuf::from(path)] } else { Vec::new() };
        let inputs = Inputs { paths, stdin_name: None, filter: self.project.settings.filter.clone() };
        let (read, _) = files(&inputs);
        self.replace(path, read);
    }

    fn replace(&mut self, path: &str, read: Corpus) {
        self.corpus.documents.retain(|document| {
            let file = document.held.as_ref().map_or(document.path.as_str(), |held| held.file.as_str());
            file != path || document.format == Format::Data
        });
        read.documents.into_iter().for_each(|document| self.corpus.add(document));
        self.report = None;
        self.claims = None;
    }

    /// What is found in the texts as they are.
    pub(super) fn report(&mut self) -> (&Report, &Corpus) {
        let report = self.report.get_or_insert_with(|| pipeline::check(&self.corpus, &self.project.rules));
        (report, &self.corpus)
    }

    /// Every claim in the texts as they are.
    pub(super) fn claims(&mut self) -> (&[Extracted], &Corpus) {
        let claims = self.claims.get_or_insert_with(|| pipeline::extract(&self.corpus, &self.project.rules));
        (claims, &self.corpus)
    }
}

/// Reads files. Standard input is the editor's: whoever so much as locks it waits for ever.
fn files(inputs: &Inputs) -> (Corpus, Vec<InputError>) {
    document::read_from(inputs, &mut std::io::empty())
}
