/*! `factlint check`: reads articles, judges them and reports. */

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use factlint::report::{FORMATS, closing_line};
use miette::Report;

use super::exit::{Exit, FailOn};
use super::terminal::Terminal;
use super::{Input, pipeline};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    #[command(flatten)]
    input: Input,

    /// How to report
    #[arg(long, value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| clap::builder::PossibleValue::new(f.name).help(f.about))),
          default_value = FORMATS[0].name)]
    format: String,

    /// Run these rules only
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,

    /// Exit with 0 where there are findings; never hides that the work could not be done
    #[arg(long)]
    exit_zero: bool,

    /// Write the report to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  factlint check                             every article below here
  factlint check --format concise drafts/    one line a finding
  factlint check --fail-on warning --rules my-rules/ news/
  cat draft.md | factlint check - published/ --stdin-filename draft.md

Exit status:
  0  nothing found at or above --fail-on, or --exit-zero
  1  findings
  2  the work could not be done; what could be read is still checked and reported";

impl Check {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let mut exit = Exit::Clean;
        let (mut rules, broken) = pipeline::rules(&self.input.rules);
        for report in &broken {
            terminal.complain(report);
            exit = Exit::Trouble;
        }
        rules.keep(&self.select, &self.ignore)?;
        let (corpus, unread) = pipeline::read(&self.input);
        for error in unread {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        let report = pipeline::check(&corpus, &rules);
        // The parser takes no other name.
        let format = FORMATS.iter().find(|format| format.name == self.format).unwrap_or(&FORMATS[0]);
        terminal.print(self.output.as_deref(), |options, out| format.write(&report, &corpus, options, out))?;
        terminal.note(&closing_line(&report));
        let found = if self.exit_zero { Exit::Clean } else { self.fail_on.judge(&report.findings) };
        Ok(exit.max(found))
    }
}
