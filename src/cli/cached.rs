/*! The cache of the commands that read articles: where it is, and whether it is used. */

use std::path::PathBuf;

use clap::Args;
use etcetera::BaseStrategy;
use factlint::cache::Cache;
use factlint::config::Settings;
use factlint::report::visible::visible;

use super::setup::Project;
use super::terminal::Terminal;

/// Whether to use the cache, and which.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Cache")]
pub(crate) struct CacheChoice {
    /// Read every article anew, and keep nothing
    #[arg(short, long, env = "FACTLINT_NO_CACHE", hide_env_values = true, value_parser = clap::builder::FalseyValueParser::new())]
    no_cache: bool,

    #[command(flatten)]
    directory: CacheDirectory,
}

/// Which cache.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct CacheDirectory {
    /// Where what was read is kept for the next run [default: the user's cache directory]
    #[arg(long, value_name = "DIR", env = "FACTLINT_CACHE_DIR", hide_env_values = true)]
    cache_dir: Option<PathBuf>,
}

impl CacheDirectory {
    /// The directory of the cache, if there is one to be had.
    pub(crate) fn path(&self, settings: &Settings) -> Option<PathBuf> {
        let named =
            self.cache_dir.clone().or_else(|| settings.cache_dir.clone()).filter(|path| !path.as_os_str().is_empty());
        named.or_else(|| Some(etcetera::choose_base_strategy().ok()?.cache_dir().join(env!("CARGO_PKG_NAME"))))
    }
}

/// Works with the cache of the project, or without where none is wanted.
pub(crate) fn with<T>(
    choice: &CacheChoice,
    project: &Project,
    terminal: &Terminal,
    work: impl FnOnce(Option<&Cache>) -> T,
) -> T {
    let Some(directory) = choice.directory.path(&project.settings).filter(|_| !choice.no_cache) else {
        return work(None);
    };
    let here = std::env::current_dir().unwrap_or_default();
    let cache = Cache::open(&directory, &build(), &here.join(&project.settings.root), &project.rules.lexicon);
    let done = work(Some(&cache));
    // That it could not be written is no news: it is a cache.
    if cache.close().discarded {
        let directory = visible(&directory.to_string_lossy()).into_owned();
        terminal
            .note(&format!("the cache in {directory} was broken; what was broken of it is gone, and was read anew"));
    }
    done
}

/// What tells this build of the program from others of its version: where it lies, its size, and when it was written.
fn build() -> String {
    let Ok(program) = std::env::current_exe() else { return String::new() };
    let about = std::fs::metadata(&program).map(|it| (it.len(), it.modified().ok()));
    format!("{program:?} {about:?}")
}
