/*! `factlint events`: says which articles have to be judged together, so that a check can be shared out among machines. */

use std::path::PathBuf;

use clap::Args;
use factlint::align::{Feature, places};
use factlint::document::DocumentId;
use factlint::report::counted;
use factlint::tables;
use miette::Report;

use super::exit::Exit;
use super::setup::{Choice, Setup};
use super::stored;
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Events {
    /// What `extract --format parquet` wrote of all articles: files, and directories with such
    #[arg(value_name = "PATH", required = true)]
    claims: Vec<PathBuf>,

    /// The Parquet file to write: a row an article, with its event and its place among all
    #[arg(short, long, visible_alias = "output-file", value_name = "FILE")]
    output: PathBuf,

    /// Put only articles that are at least so alike, from 0 to 1, into one event: events are smaller, and what is at odds across
    /// them is not found
    #[arg(long, value_name = "SHARE", value_parser = alike)]
    alike: Option<f32>,

    #[command(flatten)]
    setup: Setup,
}

fn alike(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a likeness is from 0 to 1".to_owned()),
    }
}

const EXAMPLES: &str = "\
Examples:
  factlint extract --format parquet -o claims/1 news/1.jsonl     on any machine, for each part of the articles
  factlint events claims/ -o events.parquet                      once
  factlint check --claims claims/ events.parquet                 or for some of the events at a time, on any machine

Exit status:
  0  the file is written
  2  the work could not be done";

impl Events {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let project = self.setup.project(&Choice::default(), terminal)?;
        let rules = &project.rules;
        let known = tables::features(&self.claims, &rules.lexicon)?;
        // Files of settings that findings point into are counted with the articles, and have no place.
        let data = project.data.iter().map(|data| {
            let read = factlint::read_document(DocumentId::default(), data, &rules.lexicon);
            Feature::of(&read)
        });
        let (documents, features): (Vec<_>, Vec<_>) =
            known.into_iter().map(|(path, key, feature)| ((path, key), feature)).unzip();
        let places = places(features.into_iter().chain(data).collect(), self.alike, &rules.weighing);
        let placed = documents.into_iter().zip(places).map(|((path, key), place)| (path, key, place));
        let placed: Vec<_> = placed.collect();
        stored::put(&self.output, &tables::events(&placed, &rules.lexicon)?)?;
        let events = placed.iter().filter(|(.., place)| place.event == place.rank).count();
        let largest = placed.iter().map(|(.., place)| place.size).max().unwrap_or_default();
        terminal.note(&format!(
            "{}, {}, the largest of {largest}",
            counted(placed.len(), "article"),
            counted(events, "event")
        ));
        Ok(if project.trouble { Exit::Trouble } else { Exit::Clean })
    }
}
