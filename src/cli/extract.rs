/*! `factlint extract`: shows every figure as it was understood. */

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use factlint::report::{CLAIM_FORMATS, Format, READING_FORMATS};
use miette::{Diagnostic, Report};
use thiserror::Error;

use super::exit::Exit;
use super::pipeline::Wish;
use super::setup::Choice;
use super::terminal::Terminal;
use super::{Input, cached, pipeline, stored};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Extract {
    #[command(flatten)]
    input: Input,

    /// How to print the claims [default: table], or with --explain the reading [default: text]
    #[arg(long, value_parser = PossibleValuesParser::new(formats()))]
    format: Option<String>,

    /// Write to a file instead of standard output; for parquet the directory to write documents.parquet and claims.parquet to
    #[arg(short, long, visible_alias = "output-file", value_name = "FILE|DIR", conflicts_with = "explain")]
    output: Option<PathBuf>,

    /// Show how the sentences on a line were read: tokens, figures, frames, and what each figure was held against
    #[arg(long, value_name = "FILE:LINE")]
    explain: Option<Place>,
}

/// The names of the formats, of claims and of readings.
fn formats() -> impl Iterator<Item = PossibleValue> {
    let value = |name, about| PossibleValue::new(name).help(about);
    let claims = CLAIM_FORMATS.iter().map(move |f| value(f.name, f.about));
    let parquet = value(PARQUET, "tables of articles and claims, for other programs and for `check --claims`");
    claims.chain(std::iter::once(parquet)).chain(READING_FORMATS.iter().map(move |f| value(f.name, f.about)))
}

/// The format that is a directory.
const PARQUET: &str = "parquet";

/// A line of a document: the path, and the line from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    path: String,
    line: u32,
}

impl std::str::FromStr for Place {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let place = written.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?)));
        match place {
            Some((path, line)) if !path.is_empty() && line > 0 => Ok(Self { path: path.to_owned(), line }),
            _ => Err("write the file and the line, from 1, such as `news/a.txt:7`".to_owned()),
        }
    }
}

/// A format that does not print what is asked for.
#[derive(Debug, Error, Diagnostic)]
#[error("`--format {format}` does not print {what}")]
#[diagnostic(code(factlint::format))]
struct OtherFormat {
    format: String,
    what: &'static str,
    #[help]
    help: String,
}

/// The format of that name, the first where none is named.
fn format<T: ?Sized>(
    named: Option<&str>,
    of: &'static [Format<T>],
    what: &'static str,
) -> Result<&'static Format<T>, OtherFormat> {
    let Some(name) = named else { return Ok(&of[0]) };
    of.iter().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<String> = of.iter().map(|format| format!("`{}`", format.name)).collect();
        OtherFormat { format: name.to_owned(), what, help: format!("choose one of {}", names.join(", ")) }
    })
}

const EXAMPLES: &str = "\
Examples:
  factlint extract article.txt               the figures of an article, in columns
  factlint extract --format jsonl news/      one a line, with frame and slot
  factlint extract --format parquet -o claims/ news/
                                             tables for SQL, and for `factlint check --claims claims/`
  factlint extract --explain news/a.txt:7 news/
                                             how line 7 was read, and what its figures were held against

Exit status:
  0  the inputs were read
  2  the work could not be done; what could be read is still shown";

impl Extract {
    pub(crate) fn run(mut self, terminal: &Terminal) -> Result<Exit, Report> {
        if let Some(place) = &self.explain
            && self.input.paths.is_empty()
        {
            // An article of JSON Lines is named behind the file.
            let file = place.path.split_once('#').map_or(place.path.as_str(), |(file, _)| file);
            self.input.paths.push(file.into());
        }
        let project = self.input.setup.project(&Choice::default(), terminal)?;
        let mut exit = if project.trouble { Exit::Trouble } else { Exit::Clean };
        let (corpus, unread) = pipeline::read(&self.input, &project.settings)?;
        for error in unread {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        if let Some(place) = &self.explain {
            let format = format(self.format.as_deref(), READING_FORMATS, "how a line was read")?;
            let read = pipeline::explain(&corpus, &project.rules, &place.path, place.line)?;
            terminal.print(None, |options, out| format.write(&read, &corpus, options, out))?;
            return Ok(exit);
        }
        if self.format.as_deref() == Some(PARQUET) {
            let directory = self.output.as_deref().ok_or_else(stored::no_directory)?;
            let claims = cached::with(&self.input.cache, &project, terminal, |cache| {
                stored::write(directory, &corpus, &project, &Wish { cache, ..Wish::default() })
            })?;
            stored::tell(terminal, directory, corpus.articles(), claims);
            return Ok(exit);
        }
        let format = format(self.format.as_deref(), CLAIM_FORMATS, "claims")?;
        // The table shows no frames and no slots, and to find these costs more than all the rest.
        let whole = format.name != CLAIM_FORMATS[0].name;
        let claims = cached::with(&self.input.cache, &project, terminal, |cache| {
            let wish = Wish { slots: whole, frames: whole, last: true, cache, ..Wish::default() };
            pipeline::extract_with(&corpus, &project.rules, &wish)
        });
        terminal.print(self.output.as_deref(), |options, out| format.write(&claims, &corpus, options, out))?;
        if claims.is_empty() {
            terminal.note("no figures found in any input");
        }
        // The process ends here, and all of it with it: to give back each piece would take a tenth of the time.
        std::mem::forget((project, corpus, claims));
        Ok(exit)
    }
}
