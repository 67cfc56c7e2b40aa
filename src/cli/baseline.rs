/*! `factlint baseline`: freezes the findings that there are, so that only new ones fail; and how `check` heeds it. */

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use factlint::document::Corpus;
use factlint::finding::Report as Found;
use factlint::policy::baseline::{Baseline as Known, Entry};
use miette::Report;

use super::exit::Exit;
use super::pipeline::Wish;
use super::setup::{Choice, Project, shown};
use super::terminal::Terminal;
use super::{Input, cached, output, pipeline};

/// The name of the file where the settings give none.
const NAME: &str = "factlint-baseline.json";

/// Which baseline `check` heeds.
#[derive(Debug, Args)]
#[command(next_help_heading = "Baseline")]
pub(crate) struct BaselineChoice {
    /// The baseline [default: factlint-baseline.json beside the settings, if it is there]
    #[arg(long, value_name = "FILE", env = "FACTLINT_BASELINE", hide_env_values = true)]
    baseline: Option<PathBuf>,

    /// Heed no baseline
    #[arg(long, conflicts_with = "baseline")]
    no_baseline: bool,

    /// Exit with 2 where the baseline knows findings that are no more
    #[arg(long)]
    strict_baseline: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  factlint baseline create              freeze what there is; commit the file
  factlint check                        fails on what is new
  factlint baseline prune               forget what was mended
  factlint baseline update --allow-new  accept what is new, too

Exit status:
  0  the file is written
  1  `update` left out findings that are new
  2  the work could not be done")]
pub(crate) struct Baseline {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write all findings that there are into a new baseline
    Create(Create),
    /// Forget findings that are no more, and tell the others anew; adds none unless told to
    Update(Update),
    /// Forget findings that are no more
    Prune(Prune),
}

#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    input: Input,

    /// The baseline
    #[arg(long, value_name = "FILE", env = "FACTLINT_BASELINE", hide_env_values = true)]
    baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit status:\n  0  the file is written\n  2  there is one already, or the work could not be done"
)]
struct Create {
    #[command(flatten)]
    common: Common,

    /// Write over a baseline that is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit status:\n  0  the file is written\n  1  findings that are new were left out\n  2  the work could not be done"
)]
struct Update {
    #[command(flatten)]
    common: Common,

    /// Add the findings that are new
    #[arg(long)]
    allow_new: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit status:\n  0  the file is written\n  2  the work could not be done")]
struct Prune {
    #[command(flatten)]
    common: Common,
}

impl Baseline {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        match self.command {
            Command::Create(create) => create.run(terminal),
            Command::Update(update) => {
                let add = update.allow_new;
                update.common.rewrite(terminal, |known, now| {
                    known.update(now, add);
                    now.len().saturating_sub(known.len())
                })
            }
            Command::Prune(prune) => prune.common.rewrite(terminal, |_, _| 0),
        }
    }
}

impl Create {
    fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let run = self.common.check(terminal)?;
        if run.path.exists() && !self.force {
            return Err(miette::miette!(
                code = "factlint::baseline",
                help = "`factlint baseline update` keeps it true; --force writes it anew",
                "{} is there already",
                shown(&run.path)
            ));
        }
        let now = Known::of(&run.report, &run.corpus, &run.project.rules.policy.places);
        write(&run.path, &now)?;
        terminal.note(&format!("{} in {}", findings(now.len()), shown(&run.path)));
        Ok(run.exit)
    }
}

/// A run of the rules, before any baseline.
struct Run {
    project: Project,
    corpus: Corpus,
    report: Found,
    path: PathBuf,
    exit: Exit,
}

impl Common {
    fn check(&self, terminal: &Terminal) -> Result<Run, Report> {
        let mut project = self.input.setup.project(&Choice::default(), terminal)?;
        let mut exit = if project.trouble { Exit::Trouble } else { Exit::Clean };
        project.rules.policy.complete &= pipeline::reads_all(&self.input, &project.settings);
        let (mut corpus, unread) = pipeline::read(&self.input, &project.settings)?;
        for error in unread {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        project.complete(&mut corpus);
        let report = cached::with(&self.input.cache, &project, terminal, |cache| {
            pipeline::check_with(&corpus, &project.rules, &Wish { cache, ..Wish::default() })
        });
        let path = self.baseline.clone().unwrap_or_else(|| default_path(&project));
        Ok(Run { project, corpus, report, path, exit })
    }

    /// Reads the baseline, drops what is stale, lets `change` at it with the findings of now, which says how many of those it
    /// left out, and writes it.
    fn rewrite(&self, terminal: &Terminal, change: impl FnOnce(&mut Known, &Known) -> usize) -> Result<Exit, Report> {
        let run = self.check(terminal)?;
        let mut known = read(&run.path)?;
        let places = &run.project.rules.policy.places;
        let stale = known.stale(&run.report, &run.corpus, places, |path| is_gone(&run.project, path));
        known.remove(&stale);
        let before = known.len();
        let left_out = change(&mut known, &Known::of(&run.report, &run.corpus, places));
        write(&run.path, &known)?;
        let mut note = format!("{} in {}: {} forgotten", findings(known.len()), shown(&run.path), stale.len());
        match known.len() - before {
            0 => {}
            added => note.push_str(&format!(", {added} added")),
        }
        if left_out > 0 {
            note.push_str(&format!(", {left_out} new left out: add them with --allow-new"));
        }
        terminal.note(&note);
        Ok(run.exit.max(if left_out > 0 { Exit::Findings } else { Exit::Clean }))
    }
}

/// Takes the findings that the baseline knows out of a report, and tells of those that are no more.
pub(crate) fn apply(
    choice: &BaselineChoice,
    report: &mut Found,
    corpus: &Corpus,
    project: &Project,
    terminal: &Terminal,
) -> Result<Exit, Report> {
    if choice.no_baseline {
        return Ok(Exit::Clean);
    }
    let asked = choice.baseline.clone().or(project.settings.baseline.clone());
    let path = asked.clone().unwrap_or_else(|| default_path(project));
    if asked.is_none() && !path.is_file() {
        return Ok(Exit::Clean);
    }
    let known = match read(&path) {
        Ok(known) => known,
        // All findings are reported then, and the run does not claim that they are new.
        Err(error) => {
            terminal.complain(&error);
            return Ok(Exit::Trouble);
        }
    };
    known.apply(report);
    let stale: Vec<Entry> = known.stale(report, corpus, &project.rules.policy.places, |path| is_gone(project, path));
    if stale.is_empty() {
        return Ok(Exit::Clean);
    }
    let are = if stale.len() == 1 { "is" } else { "are" };
    let told = findings(stale.len());
    terminal.note(&format!("{told} of {} {are} no more: factlint baseline prune forgets them", shown(&path)));
    Ok(if choice.strict_baseline { Exit::Trouble } else { Exit::Clean })
}

/// Takes the findings that the baseline knows out of a report, and tells nothing.
pub(crate) fn accept(choice: &BaselineChoice, report: &mut Found, project: &Project) {
    let path = choice.baseline.clone().unwrap_or_else(|| default_path(project));
    if !choice.no_baseline
        && let Ok(known) = read(&path)
    {
        known.apply(report);
    }
}

fn default_path(project: &Project) -> PathBuf {
    project.settings.baseline.clone().unwrap_or_else(|| project.settings.root.join(NAME))
}

fn is_gone(project: &Project, path: &str) -> bool {
    let file = path.split_once('#').map_or(path, |(file, _)| file);
    !project.settings.root.join(path).exists() && !project.settings.root.join(file).exists()
}

fn read(path: &Path) -> Result<Known, Report> {
    let name = shown(path);
    let text = std::fs::read_to_string(path).map_err(|error| {
        let help = "`factlint baseline create` writes one";
        miette::miette!(code = "factlint::baseline", help = help, "cannot read the baseline {name}: {error}")
    })?;
    Known::read(&name, &text).map_err(|error| Report::new(*error))
}

fn write(path: &Path, known: &Known) -> Result<(), Report> {
    output::whole(path, |out| out.write_all(known.write().as_bytes()))
        .map_err(|error| miette::miette!(code = "factlint::output", "cannot write {}: {error}", shown(path)))
}

fn findings(n: usize) -> String {
    format!("{n} finding{}", if n == 1 { "" } else { "s" })
}
