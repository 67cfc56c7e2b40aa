/*! `factlint clean`: empties the cache. */

use clap::Args;
use factlint::cache;
use factlint::report::visible::visible;
use miette::Report;

use super::cached::CacheDirectory;
use super::exit::Exit;
use super::setup::Setup;
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is lost: the next run reads every article anew.\n\nExit status:\n  0  the cache is empty\n  2  it could not be emptied"
)]
pub(crate) struct Clean {
    #[command(flatten)]
    cache: CacheDirectory,

    #[command(flatten)]
    setup: Setup,
}

impl Clean {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let settings = self.setup.settings(terminal)?;
        if let Some(directory) = self.cache.path(&settings) {
            let shown = visible(&directory.to_string_lossy()).into_owned();
            cache::clean(&directory).map_err(|error| {
                miette::miette!(code = "factlint::cache", "cannot empty the cache in {shown}: {error}")
            })?;
            terminal.note(&format!("the cache in {shown} is empty"));
        }
        Ok(Exit::Clean)
    }
}
