/*! What of the files found is read: globs to include and exclude, and whether ignore files are heeded. */

use std::path::Path;

use super::glob::Globs;

/// Which files are read. The default reads all of a known format that no ignore file hides.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of what directories hold, only what fits these; everything where there are none.
    pub include: Option<Globs>,
    /// What directories hold and fits these is left out.
    pub exclude: Vec<Globs>,
    /// Whether files that are named by themselves are left out, too.
    pub force_exclude: bool,
    /// Whether `.gitignore` and `.ignore` files are of no account.
    pub no_ignore_files: bool,
}

impl Filter {
    /// Whether a file or directory found in a directory is left out. Directories are left out by what excludes them only.
    pub(super) fn leaves_out(&self, path: &Path, is_directory: bool) -> bool {
        self.excludes(path, is_directory)
            || (!is_directory && self.include.as_ref().is_some_and(|globs| !globs.fit(path, false)))
    }

    /// Whether a file that is named by itself is left out.
    pub(super) fn refuses(&self, path: &Path) -> bool {
        self.force_exclude && self.excludes(path, false)
    }

    fn excludes(&self, path: &Path, is_directory: bool) -> bool {
        self.exclude.iter().any(|globs| globs.fit(path, is_directory))
    }
}
