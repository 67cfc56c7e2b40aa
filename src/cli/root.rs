/*! The repository that the program runs in, from which code hosts count paths. */

use std::path::{Path, PathBuf};

use factlint::report::Root;

/// Where hosts say that the checkout lies.
const NAMED: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The directory of the process and the root of its repository: the one that the host names, else the nearest with a `.git`, else
/// the directory itself.
pub(crate) fn find() -> Root {
    let Ok(directory) = std::env::current_dir() else { return Root::default() };
    let mut named = NAMED.iter().filter_map(std::env::var_os).map(PathBuf::from);
    let named = named.rfind(|root| root.is_absolute() && directory.starts_with(root));
    let marked = || directory.ancestors().find(|ancestor| ancestor.join(".git").exists()).map(Path::to_owned);
    let repository = named.or_else(marked).unwrap_or_else(|| directory.clone());
    Root { directory: slashed(&directory), repository: slashed(&repository) }
}

fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.trim_start_matches(r"\\?\").replace('\\', "/") } else { path.into_owned() }
}
