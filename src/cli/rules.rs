/*! `factlint rules`: the rules that there are, and the tests in their files. */

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, Subcommand, ValueEnum};
use factlint::report::Options;
use factlint::report::visible::{columns, cut, fill, visible};
use miette::Report;
use serde::Serialize;

use super::exit::Exit;
use super::new::New;
use super::pipeline::{self, Coverage, Outcome, RuleSet, Tested};
use super::setup::{Choice, Setup};
use super::terminal::Terminal;

#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the rules
    List(List),
    /// Write a new rule file, with its tests
    New(New),
    /// Run the tests in rule files
    Test(Test),
}

#[derive(Debug, Args)]
struct List {
    /// How to print them
    #[arg(long, default_value = "text")]
    format: ListFormat,

    #[command(flatten)]
    setup: Setup,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// One rule a line, in columns
    Text,
    /// One array of objects
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  factlint rules test              run the tests of the built-in rules
  factlint rules test my-rules/    run the tests of your own
  factlint rules test --coverage my-rules/

Exit status:
  0  every test holds
  1  a rule is missing what it should flag, or noisy where it should not
  2  a rule file is broken")]
struct Test {
    /// Rule files or directories of them [default: the built-in rules]
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,

    /// Say how many tests of each rule fire and how many are silent; a rule without both fails
    #[arg(long)]
    coverage: bool,
}

impl Rules {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        match self.command {
            Command::List(list) => list.run(terminal),
            Command::New(new) => new.run(terminal),
            Command::Test(test) => test.run(terminal),
        }
    }
}

impl List {
    fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let project = self.setup.project(&Choice::default(), terminal)?;
        let rules = &project.rules;
        terminal.print(None, |options, out| match self.format {
            ListFormat::Text => table(rules, options, out),
            ListFormat::Json => json(rules, out),
        })?;
        Ok(if project.trouble { Exit::Trouble } else { Exit::Clean })
    }
}

fn table(rules: &RuleSet, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let wide = rules.rules.iter().map(|rule| columns(&visible(&rule.id))).max().unwrap_or(0);
    for rule in &rules.rules {
        let id = visible(&rule.id);
        let gap = " ".repeat(wide - columns(&id));
        let summary = cut(&rule.summary, options.width.saturating_sub(wide + 11).max(20));
        writeln!(out, "{id}{gap}  {:<7}  {summary}", rule.severity.name())?;
    }
    Ok(())
}

fn json(rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Listed<'a> {
        id: &'a str,
        severity: &'static str,
        summary: &'a str,
        why: &'a str,
        help: &'a str,
        tests: usize,
    }
    let listed: Vec<Listed<'_>> = rules
        .rules
        .iter()
        .map(|rule| Listed {
            id: &rule.id,
            severity: rule.severity.name(),
            summary: &rule.summary,
            why: &rule.why,
            help: &rule.help,
            tests: rule.tests.len(),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &listed)?;
    writeln!(out)
}

impl Test {
    fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let Tested { outcomes, coverage, errors } = pipeline::self_test(&self.paths);
        errors.iter().for_each(|report| terminal.complain(report));
        let failed = outcomes.iter().filter(|outcome| !outcome.holds()).count();
        let bare = coverage.iter().filter(|rule| rule.fires == 0 || rule.silent == 0).count();
        terminal.print(None, |options, out| {
            failures(&outcomes, options, out)?;
            if self.coverage { covered(&coverage, out) } else { Ok(()) }
        })?;
        let plural = if outcomes.len() == 1 { "" } else { "s" };
        let mut note = match failed {
            0 if outcomes.is_empty() => "no tests found".to_owned(),
            0 => format!("{} test{plural}: all hold", outcomes.len()),
            n => format!("{} test{plural}: {n} failed", outcomes.len()),
        };
        if self.coverage && bare > 0 {
            note.push_str(&format!(", {bare} of {} rules not tested from both sides", coverage.len()));
        }
        terminal.note(&note);
        Ok(match (errors.is_empty(), failed == 0 && (!self.coverage || bare == 0)) {
            (false, _) => Exit::Trouble,
            (true, true) => Exit::Clean,
            (true, false) => Exit::Findings,
        })
    }
}

/// How many tests of each rule fire, and how many must be silent.
fn covered(coverage: &[Coverage], out: &mut dyn Write) -> io::Result<()> {
    let wide = coverage.iter().map(|rule| columns(&visible(&rule.rule))).max().unwrap_or(0);
    for rule in coverage {
        let id = visible(&rule.rule);
        let gap = " ".repeat(wide - columns(&id));
        let missing = match (rule.fires, rule.silent) {
            (0, _) => "  no test fires",
            (_, 0) => "  no test must be silent",
            _ => "",
        };
        writeln!(out, "{id}{gap}  {:>3} fire  {:>3} silent{missing}", rule.fires, rule.silent)?;
    }
    Ok(())
}

/// Each test that failed as a difference: its texts, `-` what the test flags and the rule does not, `+` the other way round.
fn failures(outcomes: &[Outcome], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let paint = |color: AnsiColor| if options.color { color.on_default() } else { Style::new() };
    let (red, green) = (paint(AnsiColor::Red), paint(AnsiColor::Green));
    for outcome in outcomes.iter().filter(|outcome| !outcome.holds()) {
        writeln!(out, "failed[{}] {}", visible(&outcome.rule), visible(&outcome.test))?;
        for text in &outcome.texts {
            write!(out, "{}", fill("  │ ", 4, text.trim(), options.width.clamp(40, 90)).replace("\n    ", "\n  │ "))?;
        }
        for text in &outcome.missing {
            writeln!(out, "{red}  - {}  missing: the test flags it, the rule does not{red:#}", visible(text))?;
        }
        for text in &outcome.noisy {
            writeln!(out, "{green}  + {}  noisy: the rule flags it, the test does not{green:#}", visible(text))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_test_is_shown_as_a_difference() {
        let outcome = |missing: &[&str], noisy: &[&str]| Outcome {
            rule: "counts-differ".to_owned(),
            test: "two counts".to_owned(),
            missing: missing.iter().map(|s| (*s).to_owned()).collect(),
            noisy: noisy.iter().map(|s| (*s).to_owned()).collect(),
            texts: vec!["There were 12.".to_owned(), "There were 9.".to_owned()],
        };
        let head = "failed[counts-differ] two counts\n  │ There were 12.\n  │ There were 9.\n";
        let missing = "  - 12  missing: the test flags it, the rule does not\n";
        let noisy = "  + 9 ␛[m  noisy: the rule flags it, the test does not\n";
        for (outcome, holds, lines) in [
            (outcome(&[], &[]), true, String::new()),
            (outcome(&["12"], &[]), false, format!("{head}{missing}")),
            (outcome(&["12"], &["9 \u{1b}[m"]), false, format!("{head}{missing}{noisy}")),
        ] {
            let mut out = Vec::new();
            failures(std::slice::from_ref(&outcome), &Options::default(), &mut out).unwrap();
            assert_eq!((outcome.holds(), String::from_utf8(out).unwrap()), (holds, lines));
        }
    }
}
