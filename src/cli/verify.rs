/*! `factlint verify`: holds drafts against their sources. */

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use factlint::document::Corpus;
use factlint::report::{VERDICT_FORMATS, verification_line};
use factlint::verification::{Verdict, Verification};
use miette::Report;

use super::exit::Exit;
use super::pipeline::Wish;
use super::setup::{Choice, Setup};
use super::terminal::Terminal;
use super::{Input, cached, pipeline};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// The drafts: summaries, reports; `-` is standard input
    #[arg(value_name = "DRAFT", required = true)]
    drafts: Vec<PathBuf>,

    /// What they have to be true to: files and directories
    #[arg(long, value_name = "SOURCE", required = true, num_args = 1..)]
    against: Vec<PathBuf>,

    /// How to report
    #[arg(long, value_parser = PossibleValuesParser::new(VERDICT_FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))),
          default_value = VERDICT_FORMATS[0].name)]
    format: String,

    /// The verdicts that make the exit status 1
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', default_value = "contradicted")]
    fail_on: Vec<FailOn>,

    #[command(flatten)]
    cache: cached::CacheChoice,

    #[command(flatten)]
    setup: Setup,

    /// The name of standard input in reports; its extension says the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,

    /// Threads to use [default: one a processor]
    #[arg(short = 'j', long, visible_alias = "jobs", value_name = "N", env = "FACTLINT_THREADS", hide_env_values = true, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,

    /// Write the report to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A verdict that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// The sources say otherwise
    Contradicted,
    /// The sources do not say; contradicted figures count too
    Absent,
    /// Whatever the sources do not say outright
    Derived,
    /// Nothing
    Never,
}

const EXAMPLES: &str = "\
Examples:
  factlint verify summary.md --against articles/
  factlint verify summary.md --against a.txt b.html --fail-on absent
  my-model | factlint verify - --against notes/ --format jsonl

Exit status:
  0  no figure is contradicted (or what --fail-on names)
  1  one is
  2  the work could not be done; what could be read is still verified";

impl Verify {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let project = self.setup.project(&Choice::default(), terminal)?;
        let mut exit = if project.trouble { Exit::Trouble } else { Exit::Clean };
        let input = |paths, stdin_filename| Input { paths, stdin_filename, threads: self.threads, ..Input::default() };
        let (drafts, unread) = pipeline::read(&input(self.drafts, self.stdin_filename), &project.settings)?;
        let (sources, more) = pipeline::read(&input(self.against, None), &project.settings)?;
        for error in unread.into_iter().chain(more) {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        let sources = without(sources, &drafts);
        if sources.documents.is_empty() {
            terminal.note("no source could be read: every figure is absent");
        }
        let told = cached::with(&self.cache, &project, terminal, |cache| {
            pipeline::verify_with(drafts, sources, &project.rules, &Wish { cache, ..Wish::default() })
        });
        // The parser takes no other name.
        let format = VERDICT_FORMATS.iter().find(|format| format.name == self.format).unwrap_or(&VERDICT_FORMATS[0]);
        terminal.print(self.output.as_deref(), |options, out| format.write(&told, &told.corpus, options, out))?;
        terminal.note(&verification_line(&told));
        Ok(exit.max(judge(&self.fail_on, &told)))
    }
}

/// The sources without the drafts themselves, which may lie in the same directory: a text supports whatever it says.
fn without(sources: Corpus, drafts: &Corpus) -> Corpus {
    let file = |path: &str| {
        let name = if Path::new(path).exists() { path } else { path.split('#').next().unwrap_or(path) };
        std::fs::canonicalize(name).unwrap_or_else(|_| PathBuf::from(path))
    };
    let own: BTreeSet<PathBuf> = drafts.documents.iter().map(|d| file(&d.path)).collect();
    Corpus { documents: sources.documents.into_iter().filter(|d| !own.contains(&file(&d.path))).collect() }
}

/// How a run with these verdicts ends.
fn judge(fail_on: &[FailOn], told: &Verification) -> Exit {
    let worst = |fail_on: &FailOn| -> &[Verdict] {
        match fail_on {
            FailOn::Contradicted => &[Verdict::Contradicted],
            FailOn::Absent => &[Verdict::Contradicted, Verdict::Absent],
            FailOn::Derived => &[Verdict::Contradicted, Verdict::Absent, Verdict::Derived],
            FailOn::Never => &[],
        }
    };
    let fails = fail_on.iter().flat_map(worst).any(|verdict| told.tally(*verdict) > 0);
    if fails { Exit::Findings } else { Exit::Clean }
}
