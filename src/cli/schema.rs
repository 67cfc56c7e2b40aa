/*! `factlint schema`: the JSON Schemas of the files that users write and of the report that programs read, made from the types that read and write them. */

use clap::{Args, ValueEnum};
use miette::Report;

use super::exit::Exit;
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  factlint schema config > schemas/config.schema.json
  factlint schema rules > schemas/rules.schema.json

Exit status:
  0  printed")]
pub(crate) struct Schema {
    /// Of what
    of: Of,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// factlint.toml
    Config,
    /// Rule files
    Rules,
    /// Lexicon files: words, units, measures
    Lexicon,
    /// What `check --format json` prints; a line of `jsonl` is its `#/definitions/Finding`
    Report,
}

impl Schema {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let schema = match self.of {
            Of::Config => factlint::config::schema(),
            Of::Rules => factlint::rule::schema(),
            Of::Lexicon => factlint::lexicon::schema(),
            Of::Report => factlint::report::schema(),
        };
        terminal.print(None, |_, out| {
            serde_json::to_writer_pretty(&mut *out, &schema)?;
            writeln!(out)
        })?;
        Ok(Exit::Clean)
    }
}
