/*! What a cache leaves behind: the marks by which backups and git pass it by, projects that nobody checks any more, and the end of all. */

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{ENDING, PART, files};

/// What marks a directory of caches (bford.info/cachedir).
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# This directory holds the cache of factlint. It may be deleted at any time.\n",
);
/// What keeps git from it, where it lies in a project.
const IGNORE: (&str, &str) = (".gitignore", "# Made by factlint.\n*\n");

/// How long a project may go unchecked, or a file unfinished.
const LONG: Duration = Duration::from_secs(60 * 86_400);
const UNFINISHED: Duration = Duration::from_secs(86_400);

/// Marks the directory of a version: the cache's own may be one that others share.
pub(super) fn mark(version: &Path) -> io::Result<()> {
    for (name, text) in [TAG, IGNORE] {
        match OpenOptions::new().write(true).create_new(true).open(version.join(name)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The directories of projects below the cache's own: `VERSION/PROJECT`.
fn projects(root: &Path) -> impl Iterator<Item = PathBuf> {
    below(root).flat_map(|version| below(&version)).filter(|path| is_project(path))
}

/// The directories in a directory; links are none.
fn below(directory: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|it| it.is_dir())).map(|entry| entry.path())
}

/// Whether a directory has a name that a project is given.
fn is_project(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn age(path: &Path) -> Option<Duration> {
    fs::metadata(path).ok()?.modified().ok()?.elapsed().ok()
}

/// Removes what runs of old have left: projects but `own` that have long been unchecked, and files that were never finished.
pub(super) fn sweep(root: &Path, own: &Path) {
    for part in files(own, PART) {
        if age(&part).is_some_and(|age| age > UNFINISHED) {
            let _ = fs::remove_file(part);
        }
    }
    for project in projects(root) {
        // Every file that is written or removed renews the age of its directory.
        if project != own && age(&project).is_some_and(|age| age > LONG) {
            let _ = remove(&project);
        }
    }
}

/// Removes the files of a project and its directory, and nothing that is not the cache's.
fn remove(project: &Path) -> io::Result<()> {
    for file in [ENDING, PART].iter().flat_map(|ending| files(project, ending)) {
        fs::remove_file(file)?;
    }
    fs::remove_dir(project)
}

/// Removes the caches of all projects. Files that are not the cache's stay.
///
/// # Errors
/// Something cannot be removed.
pub fn clean(root: &Path) -> io::Result<()> {
    for project in projects(root).collect::<Vec<_>>() {
        remove(&project)?;
    }
    let is_mark =
        |version: &Path, (name, text): (&str, &str)| fs::read_to_string(version.join(name)).is_ok_and(|it| it == text);
    for version in below(root).filter(|version| is_mark(version, TAG) && is_mark(version, IGNORE)).collect::<Vec<_>>() {
        for (name, _) in [TAG, IGNORE] {
            fs::remove_file(version.join(name))?;
        }
        let _ = fs::remove_dir(version);
    }
    // Directories stay where others keep something in them, or where there never were any.
    let _ = fs::remove_dir(root);
    Ok(())
}
