/*! `factlint check`: reads articles, judges them and reports. */

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use factlint::document::Corpus;
use factlint::finding::{Report as Found, Severity};
use factlint::report::visible::visible;
use factlint::report::{FORMATS, Format, NARRATED, Options, closing_line, step_summary};
use miette::Report;

use super::baseline::{self, BaselineChoice};
use super::exit::{Exit, FailOn};
use super::output::ReportFile;
use super::pipeline::Wish;
use super::setup::{Choice, Project};
use super::terminal::Terminal;
use super::{Input, pipeline, root, since};
use super::{cached, early, stored};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    baseline: BaselineChoice,

    /// Check articles that were read before: files and directories that `extract --format parquet` wrote, joined with what `events`
    /// says of them, or with its file
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with_all = ["paths", "files_from", "stdin_filename", "exclude",
          "extend_exclude", "show_files"])]
    claims: Vec<PathBuf>,

    /// Report only what touches a line that was added since this revision of git; everything is read all the same
    #[arg(long, value_name = "REV")]
    since: Option<String>,

    /// Print the files that would be read, and stop
    #[arg(long)]
    show_files: bool,

    /// Print the settings that hold, and stop
    #[arg(long)]
    show_settings: bool,
}

/// How to report, and what makes a run fail.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
struct Output {
    /// How to report
    #[arg(long, visible_alias = "output-format", env = "FACTLINT_OUTPUT_FORMAT", hide_env_values = true,
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))))]
    format: Option<String>,

    /// The least severity that makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", env = "FACTLINT_FAIL_ON", hide_env_values = true)]
    fail_on: Option<FailOn>,

    /// Hide findings below this severity; the exit status stays that of --fail-on
    #[arg(long, value_name = "SEVERITY", env = "FACTLINT_MIN_SEVERITY", hide_env_values = true)]
    min_severity: Option<Least>,

    /// Exit with 0 where there are findings; never hides that the work could not be done
    #[arg(long)]
    exit_zero: bool,

    /// Print how many findings there are of each rule, instead of the findings
    #[arg(long)]
    statistics: bool,

    /// Write the report to a file instead of standard output
    #[arg(short, long, visible_alias = "output-file", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Also write the report to a file, in any format; may be given again
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = ReportFile::parse)]
    reports: Vec<ReportFile>,
}

/// The least severity that is shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Least {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Everything
    Info,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Error => Self::Error,
            Least::Warning => Self::Warning,
            Least::Info => Self::Info,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  factlint check                             every article below here
  factlint check --format concise drafts/    one line a finding
  factlint check --fail-on warning --rules my-rules/ news/
  factlint check --format github --report sarif=factlint.sarif --report html=factlint.html
  factlint check --since origin/main         only what touches the lines you added
  cat draft.md | factlint check - published/ --stdin-filename draft.md

Exit status:
  0  nothing found at or above --fail-on, or --exit-zero
  1  findings
  2  the work could not be done; what could be read is still checked and reported";

impl Check {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        if self.show_settings {
            return show_settings(&self.input, terminal);
        }
        let mut project = self.input.setup.project(&self.choice, terminal)?;
        let mut exit = if project.trouble { Exit::Trouble } else { Exit::Clean };
        if !self.claims.is_empty() {
            pipeline::set_threads(&self.input);
            let stored::Stored { corpus, read, placed } = stored::read(&self.claims, &mut project)?;
            let format = self.output.format(&project, terminal);
            let wish = Wish { placed: placed.as_ref(), ..self.wish(format) };
            let report = pipeline::check_read(&corpus, read, &project.rules, &wish);
            return self.tell(format, report, &corpus, &project, exit, terminal);
        }
        project.rules.policy.complete &= pipeline::reads_all(&self.input, &project.settings);
        let (mut corpus, unread) = {
            let _progress = terminal.progress("finding articles", None);
            pipeline::read(&self.input, &project.settings)?
        };
        for error in unread {
            terminal.complain_of_input(error);
            exit = Exit::Trouble;
        }
        if self.show_files {
            terminal.print(None, |_, out| show_files(&corpus, out))?;
            return Ok(exit);
        }
        project.complete(&mut corpus);
        let format = self.output.format(&project, terminal);
        self.tell_first(format, &corpus, &project, terminal);
        let unwritten = OnceLock::new();
        let on_unwritten = |error: &io::Error| {
            unwritten.get_or_init(|| error.to_string());
        };
        let report = {
            let progress = terminal.progress("reading articles", Some(corpus.documents.len()));
            cached::with(&self.input.cache, &project, terminal, |cache| {
                let on_read = || progress.step();
                let wish =
                    Wish { on_read: Some(&on_read), on_unwritten: Some(&on_unwritten), cache, ..self.wish(format) };
                pipeline::check_with(&corpus, &project.rules, &wish)
            })
        };
        if let Some(error) = unwritten.get() {
            terminal.note(&format!("what was read did not all fit on disk ({error}): it stays in memory"));
        }
        let exit = self.tell(format, report, &corpus, &project, exit, terminal);
        // The process ends here, and all of it with it: to give back each word and article takes time.
        std::mem::forget((project, corpus));
        exit
    }
}

impl Check {
    /// What the reports show besides findings.
    fn wish(&self, format: &Format<Found>) -> Wish<'static> {
        let any = |needs: fn(&Format<Found>) -> bool| {
            needs(format) || self.output.reports.iter().any(|report| needs(report.format))
        };
        Wish { slots: any(Format::needs_slots), brief: !any(Format::needs_examples), last: true, ..Wish::default() }
    }

    /// Leaves out what the user does not ask for, and writes all reports.
    fn tell(
        &self,
        format: &Format<Found>,
        mut report: Found,
        corpus: &Corpus,
        project: &Project,
        mut exit: Exit,
        terminal: &Terminal,
    ) -> Result<Exit, Report> {
        exit = exit.max(baseline::apply(&self.baseline, &mut report, corpus, project, terminal)?);
        if let Some(revision) = &self.since {
            since::filter(revision, &mut report, corpus)?;
        }
        let found = self.output.judge(&report, project);
        let written = self.output.print(format, &mut report, corpus, project, terminal);
        // The program ends: to give back what thousands of findings take, one by one, is of use to nobody.
        std::mem::forget(report);
        Ok(exit.max(found).max(written))
    }

    /// Tells a person who would wait what can be told at once.
    fn tell_first(&self, format: &Format<Found>, corpus: &Corpus, project: &Project, terminal: &Terminal) {
        let read = PEOPLE.contains(&format.name) && !self.output.statistics && self.since.is_none();
        if !read || !terminal.is_watched() || !early::is_long(corpus) {
            return;
        }
        let least = self.output.min_severity.map(Severity::from).or(project.settings.min_severity);
        let (few, report) = early::look(corpus, &project.rules, |report| {
            baseline::accept(&self.baseline, report, project);
            report.findings.retain(|finding| least.is_none_or(|least| finding.severity >= least));
        });
        if !report.findings.is_empty() {
            terminal.note("so far, while all else is read:");
            terminal.hint(|options, out| FORMATS[1].write(&report, &few, options, out));
        }
    }
}

/// The formats that people read at a terminal.
const PEOPLE: [&str; 3] = ["human", "concise", NARRATED];

impl Output {
    fn fail_on(&self, project: &Project) -> FailOn {
        self.fail_on.or(project.settings.fail_on.map(FailOn::from)).unwrap_or(FailOn::Error)
    }

    fn judge(&self, report: &Found, project: &Project) -> Exit {
        if self.exit_zero { Exit::Clean } else { self.fail_on(project).judge(&report.findings) }
    }

    /// The format of the console.
    fn format(&self, project: &Project, terminal: &Terminal) -> &'static Format<Found> {
        let asked = self.format.as_deref().or(project.settings.output_format.as_deref()).unwrap_or(FORMATS[0].name);
        let name = if asked == FORMATS[0].name && terminal.accessible() { NARRATED } else { asked };
        // The parser and the settings take no other name.
        FORMATS.iter().find(|format| format.name == name).unwrap_or(&FORMATS[0])
    }

    /// Writes all reports. One that cannot be written is told, and keeps no other from being so.
    fn print(
        &self,
        format: &Format<Found>,
        report: &mut Found,
        corpus: &Corpus,
        project: &Project,
        terminal: &Terminal,
    ) -> Exit {
        let settings = &project.settings;
        let mut line = closing_line(report);
        if let Some(least) = self.min_severity.map(Severity::from).or(settings.min_severity) {
            let all = report.findings.len();
            report.findings.retain(|finding| finding.severity >= least);
            match all - report.findings.len() {
                0 => {}
                hidden => line.push_str(&format!(", {hidden} hidden")),
            }
        }
        let options = |options: &Options| Options {
            width: settings.formats.human.width.unwrap_or(options.width),
            formats: settings.formats.clone(),
            fail_on: self.fail_on(project).least(),
            root: root::find(),
            ..options.clone()
        };
        let mut written = vec![terminal.print(self.output.as_deref(), |given, out| {
            if self.statistics {
                statistics(report, project, out)
            } else {
                format.write(report, corpus, &options(given), out)
            }
        })];
        written.extend(self.reports.iter().map(|file| {
            terminal.print(Some(&file.path), |given, out| file.format.write(report, corpus, &options(given), out))
        }));
        let mut exit = Exit::Clean;
        for trouble in written.into_iter().filter_map(Result::err) {
            terminal.complain(&trouble);
            exit = Exit::Trouble;
        }
        if format.name == GITHUB
            && let Err(trouble) = summarize(report, corpus, terminal)
        {
            // The summary is a courtesy: that it fails is told, and fails nothing.
            terminal.complain(&trouble);
        }
        terminal.note(&line);
        exit
    }
}

/// The format whose console is a step of a GitHub workflow.
const GITHUB: &str = "github";
/// Names the file of a step's summary.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Appends the findings to the summary of the GitHub step, where the program runs in one.
fn summarize(report: &Found, corpus: &Corpus, terminal: &Terminal) -> Result<(), Report> {
    match std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()) {
        Some(path) => terminal.append(Path::new(&path), &step_summary(report, corpus)),
        None => Ok(()),
    }
}

/// How many findings there are of each rule, most first.
fn statistics(report: &Found, project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    let mut counts: Vec<(usize, &str)> = counts.into_iter().map(|(rule, count)| (count, rule)).collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let digits = counts.first().map_or(0, |(count, _)| count.to_string().len());
    let wide = counts.iter().map(|(_, rule)| rule.len()).max().unwrap_or(0);
    for (count, rule) in counts {
        let summary = project.rule(rule).map(|rule| rule.summary.clone()).unwrap_or_default();
        let line = format!("{count:>digits$}  {:<wide$}  {}", visible(rule), visible(&summary));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn show_files(corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    let mut last = "";
    for document in &corpus.documents {
        let file = document.path.split_once('#').map_or(document.path.as_str(), |(file, _)| file);
        if file != last {
            writeln!(out, "{}", visible(file))?;
        }
        last = file;
    }
    Ok(())
}

/// The settings that hold, under the names of where they come from, what counts most first.
fn show_settings(input: &Input, terminal: &Terminal) -> Result<Exit, Report> {
    let settings = input.setup.settings(terminal)?;
    terminal.print(None, |_, out| {
        if settings.layers.is_empty() {
            return writeln!(out, "# no settings file: the defaults hold");
        }
        settings.layers.iter().try_for_each(|layer| writeln!(out, "# {}", visible(&layer.name)))?;
        let layers = settings.layers.iter().map(|layer| layer.file.clone());
        let merged = layers.reduce(factlint::config::file::ConfigFile::over).unwrap_or_default();
        out.write_all(toml::to_string(&merged).map_err(io::Error::other)?.as_bytes())
    })?;
    Ok(Exit::Clean)
}
