/*! `factlint extract`: shows every figure as it was understood. */

use clap::Args;
use clap::builder::PossibleValuesParser;
use factlint::report::CLAIM_FORMATS;
use miette::Report;

use super::exit::Exit;
use super::terminal::Terminal;
use super::{Input, pipeline};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Extract {
    #[command(flatten)]
    input: Input,

    /// How to print the claims
    #[arg(long, value_parser = PossibleValuesParser::new(CLAIM_FORMATS.iter().map(|f| clap::builder::PossibleValue::new(f.name).help(f.about))),
          default_value = CLAIM_FORMATS[0].name)]
    format: String,
}

const EXAMPLES: &str = "\
Examples:
  factlint extract article.txt               the figures of an article, in columns
  factlint extract --format jsonl news/      one a line, with frame and slot

Exit status:
  0  the inputs were read
  2  the work could not be done; what could be read is still shown";

impl Extract {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let mut exit = Exit::Clean;
        let (rules, broken) = pipeline::rules(&self.input.rules);
        for report in &broken {
            terminal.complain(report);
            exit = Exit::Trouble;
        }
        let (corpus, unread) = pipeline::read(&self.input);
        for error in unread {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        // The parser takes no other name.
        let format = CLAIM_FORMATS.iter().find(|format| format.name == self.format).unwrap_or(&CLAIM_FORMATS[0]);
        // The table shows no slots, and to find them costs more than all the rest.
        let shows_slots = format.name != CLAIM_FORMATS[0].name;
        let read = if shows_slots { pipeline::extract } else { pipeline::extract_alone };
        let claims = read(&corpus, &rules);
        terminal.print(None, |options, out| format.write(&claims, &corpus, options, out))?;
        if claims.is_empty() {
            terminal.note("no figures found in any input");
        }
        Ok(exit)
    }
}
