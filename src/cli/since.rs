/*! `--since REV`: asks git which lines were added. */

use std::path::{Path, PathBuf};
use std::process::Command;

use factlint::document::Corpus;
use factlint::document::glob::plain;
use factlint::finding::Report as Found;
use factlint::policy::changes::Changes;
use miette::Report;

/// Keeps the findings that touch a line that was added since a revision.
pub(crate) fn filter(revision: &str, report: &mut Found, corpus: &Corpus) -> Result<(), Report> {
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
    let diff = git(&[
        "-c",
        "core.quotePath=true",
        "diff",
        "-U0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        "--end-of-options",
        revision,
        "--",
    ])?;
    let mut changes = Changes::read(&diff);
    let top_text = top.to_string_lossy().into_owned();
    let untracked = git(&["-C", &top_text, "ls-files", "--others", "--exclude-standard", "-z"])?;
    untracked.split('\0').filter(|path| !path.is_empty()).for_each(|path| changes.add_file(path.to_owned()));
    // A packed archive has no lines to git.
    let counts = git(&[
        "diff",
        "--numstat",
        "-z",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--end-of-options",
        revision,
        "--",
    ])?;
    let binary = counts.split('\0').filter_map(|entry| entry.strip_prefix("-\t-\t"));
    binary.for_each(|path| changes.add_file(path.to_owned()));
    let here = std::env::current_dir().unwrap_or_default();
    let real = |path: PathBuf| path.canonicalize().unwrap_or(path);
    let top = real(top);
    changes.keep(&mut report.findings, corpus, |path| {
        let path = real(plain(&here.join(Path::new(path))));
        Some(path.strip_prefix(&top).ok()?.to_string_lossy().replace('\\', "/"))
    });
    Ok(())
}

/// What git prints.
fn git(arguments: &[&str]) -> Result<String, Report> {
    let failed = |reason: &str| {
        let help = "`--since` needs git, and a revision that it knows, such as HEAD or origin/main";
        miette::miette!(code = "factlint::git", help = help, "cannot ask git what was added: {}", reason.trim())
    };
    let output = Command::new("git").args(arguments).output().map_err(|error| failed(&error.to_string()))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(failed(&factlint::report::visible::visible(&reason)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
