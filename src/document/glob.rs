/*! Globs over paths: which files are read, and of which a setting speaks. They read as the lines of a `.gitignore`: a pattern
without `/` fits a name at any depth, `docs/` all below a directory, `**` any directories, and `!` takes back. */

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Globs, and the directory that they are relative to.
#[derive(Debug, Clone)]
pub struct Globs {
    matcher: Gitignore,
    root: PathBuf,
    here: PathBuf,
}

impl Globs {
    /// Globs relative to the directory `root`.
    ///
    /// # Errors
    /// The index of the first pattern that is none, and why.
    pub fn new<S: AsRef<str>>(root: &Path, patterns: &[S]) -> Result<Self, (usize, String)> {
        let here = std::env::current_dir().unwrap_or_default();
        let root = plain(&here.join(root));
        let mut builder = GitignoreBuilder::new(&root);
        for (at, pattern) in patterns.iter().enumerate() {
            builder.add_line(None, pattern.as_ref()).map_err(|error| (at, reason(&error)))?;
        }
        let matcher = builder.build().map_err(|error| (0, reason(&error)))?;
        Ok(Self { matcher, root, here })
    }

    /// Whether a path, relative to the working directory, or a directory that it lies in, fits.
    pub fn fit(&self, path: &Path, is_directory: bool) -> bool {
        let path = plain(&self.here.join(path));
        let Ok(inside) = path.strip_prefix(&self.root) else { return false };
        !inside.as_os_str().is_empty() && self.matcher.matched_path_or_any_parents(inside, is_directory).is_ignore()
    }

    /// Whether the path of a document fits; that of a line of JSON Lines, `FILE#ID`, as its file does.
    pub fn fit_document(&self, path: &str) -> bool {
        let file = path.split_once('#').map(|(file, _)| file);
        self.fit(Path::new(path), false) || file.is_some_and(|file| self.fit(Path::new(file), false))
    }
}

fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

/// The path without "." and "..", as far as its own words say.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_read_as_gitignore_does() {
        for (patterns, path, fits) in [
            (&["*.md"][..], "/p/a.md", true),
            (&["*.md"], "/p/x/y/a.md", true),
            (&["*.md"], "/p/a.txt", false),
            (&["/*.md"], "/p/x/a.md", false),
            (&["drafts"], "/p/x/drafts/y/a.txt", true),
            (&["x/**"], "/p/x/y/a.txt", true),
            (&["x/*.txt"], "/p/x/y/a.txt", false),
            (&["*.txt", "!keep.txt"], "/p/keep.txt", false),
            (&["*.txt"], "/elsewhere/a.txt", false),
            (&["a.txt"], "/p/x/../a.txt", true),
            (&["wire.jsonl"], "/p/wire.jsonl#7/8", true),
            (&[], "/p/a.txt", false),
        ] {
            let globs = Globs::new(Path::new("/p"), patterns).unwrap();
            assert_eq!(globs.fit_document(path), fits, "{patterns:?} {path}");
        }
        assert_eq!(Globs::new(Path::new("/p"), &["a", "[z-a]", "c"]).unwrap_err().0, 1);
    }
}
