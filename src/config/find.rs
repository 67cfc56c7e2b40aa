/*! Where the settings are: the nearest directory upwards that has some. */

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::file::ConfigFile;

/// The names of settings files, the one that counts most first.
pub const NAMES: [&str; 2] = [".factlint.toml", "factlint.toml"];
pub(super) const PYPROJECT: &str = "pyproject.toml";

/// `pyproject.toml`, as far as it concerns us.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Pyproject {
    #[serde(default)]
    pub(super) tool: Tools,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Tools {
    pub(super) factlint: Option<ConfigFile>,
}

/// The settings file of a directory or the nearest one above it. A `pyproject.toml` is one where it has a `[tool.factlint]`.
pub fn find(directory: &Path) -> Option<PathBuf> {
    directory.ancestors().find_map(|directory| {
        let named = NAMES.iter().map(|name| directory.join(name)).find(|path| path.is_file());
        named.or_else(|| Some(directory.join(PYPROJECT)).filter(|path| has_table(path)))
    })
}

fn has_table(path: &Path) -> bool {
    let table = || std::fs::read_to_string(path).ok()?.parse::<toml::Table>().ok();
    path.is_file() && table().is_some_and(|file| file.get("tool").is_some_and(|tool| tool.get("factlint").is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_one_is_found() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let found = |from: &str| {
            find(&root.path().join(from)).and_then(|path| Some(path.strip_prefix(root.path()).ok()?.to_owned()))
        };
        write("a/b/c/x.txt", "");
        assert_eq!(found("a/b/c"), None);
        write("pyproject.toml", "[tool.other]\n");
        assert_eq!(found("a/b/c"), None);
        write("pyproject.toml", "[tool.factlint]\n");
        assert_eq!(found("a/b/c"), Some("pyproject.toml".into()));
        write("a/factlint.toml", "");
        assert_eq!(found("a/b/c"), Some("a/factlint.toml".into()));
        write("a/.factlint.toml", "");
        write("a/pyproject.toml", "[tool.factlint]\n");
        assert_eq!(found("a/b/c"), Some("a/.factlint.toml".into()));
        assert_eq!(found(""), Some("pyproject.toml".into()));
    }
}
