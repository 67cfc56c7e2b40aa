/*! `factlint check`: reads articles, judges them and reports. */

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use factlint::document::Corpus;
use factlint::finding;
use factlint::report::{FORMATS, Format, NARRATED, Options, closing_line, step_summary};
use miette::Report;

use super::exit::{Exit, FailOn};
use super::output::ReportFile;
use super::pipeline::Wish;
use super::terminal::Terminal;
use super::{Input, pipeline, root};

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

    /// Also write the report to a file, in any format; may be given again
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = ReportFile::parse)]
    reports: Vec<ReportFile>,
}

const EXAMPLES: &str = "\
Examples:
  factlint check                             every article below here
  factlint check --format concise drafts/    one line a finding
  factlint check --fail-on warning --rules my-rules/ news/
  factlint check --format github --report sarif=factlint.sarif --report html=factlint.html
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
        let (corpus, unread) = {
            let _progress = terminal.progress("finding articles", None);
            pipeline::read(&self.input)
        };
        for error in unread {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        // The parser takes no other name.
        let drawn = self.format == FORMATS[0].name && terminal.accessible();
        let name = if drawn { NARRATED } else { &self.format };
        let format = FORMATS.iter().find(|format| format.name == name).unwrap_or(&FORMATS[0]);
        let all = || std::iter::once(format).chain(self.reports.iter().map(|report| report.format));
        let report = {
            let progress = terminal.progress("reading articles", Some(corpus.documents.len()));
            let slots = all().any(Format::needs_slots);
            pipeline::check_with(&corpus, &rules, &Wish { slots, on_read: Some(&|| progress.step()) })
        };
        // A report that cannot be written keeps no other from being so.
        let reports = self.reports.iter().map(|report| (report.format, Some(report.path.as_path())));
        for (format, file) in std::iter::once((format, self.output.as_deref())).chain(reports) {
            if let Err(trouble) = self.write(format, file, &report, &corpus, terminal) {
                terminal.complain(&trouble);
                exit = Exit::Trouble;
            }
        }
        if format.name == GITHUB
            && let Err(trouble) = summarize(&report, &corpus, terminal)
        {
            // The summary is a courtesy: that it fails is told, and fails nothing.
            terminal.complain(&trouble);
        }
        terminal.note(&closing_line(&report));
        let found = if self.exit_zero { Exit::Clean } else { self.fail_on.judge(&report.findings) };
        Ok(exit.max(found))
    }

    fn write(
        &self,
        format: &Format<finding::Report>,
        file: Option<&Path>,
        report: &finding::Report,
        corpus: &Corpus,
        terminal: &Terminal,
    ) -> Result<(), Report> {
        terminal.print(file, |options, out| {
            let options = Options { fail_on: self.fail_on.least(), root: root::find(), ..options.clone() };
            format.write(report, corpus, &options, out)
        })
    }
}

/// The format whose console is a step of a GitHub workflow.
const GITHUB: &str = "github";
/// Names the file of a step's summary.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Appends the findings to the summary of the GitHub step, where the program runs in one.
fn summarize(report: &finding::Report, corpus: &Corpus, terminal: &Terminal) -> Result<(), Report> {
    match std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()) {
        Some(path) => terminal.append(Path::new(&path), &step_summary(report, corpus)),
        None => Ok(()),
    }
}
