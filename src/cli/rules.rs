/*! `factlint rules`: the rules that there are, and the tests in their files. */

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use factlint::report::Options;
use factlint::report::visible::{columns, cut, visible};
use miette::Report;
use serde::Serialize;

use super::exit::Exit;
use super::pipeline::{self, Outcome, RuleSet};
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

Exit status:
  0  every test holds
  1  a rule is missing what it should flag, or noisy where it should not
  2  a rule file is broken")]
struct Test {
    /// Rule files or directories of them [default: the built-in rules]
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
}

impl Rules {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        match self.command {
            Command::List(list) => list.run(terminal),
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
        let (outcomes, broken) = pipeline::self_test(&self.paths);
        broken.iter().for_each(|report| terminal.complain(report));
        let failed = outcomes.iter().filter(|outcome| !outcome.holds()).count();
        terminal.print(None, |_, out| failures(&outcomes, out))?;
        let plural = if outcomes.len() == 1 { "" } else { "s" };
        terminal.note(&match failed {
            0 if outcomes.is_empty() => "no tests found".to_owned(),
            0 => format!("{} test{plural}: all hold", outcomes.len()),
            n => format!("{} test{plural}: {n} failed", outcomes.len()),
        });
        Ok(match (broken.is_empty(), failed) {
            (false, _) => Exit::Trouble,
            (true, 0) => Exit::Clean,
            (true, _) => Exit::Findings,
        })
    }
}

/// One line for each piece of text that a rule is missing or noisy about.
fn failures(outcomes: &[Outcome], out: &mut dyn Write) -> io::Result<()> {
    for outcome in outcomes {
        let (rule, test) = (visible(&outcome.rule), visible(&outcome.test));
        for (word, texts) in [("missing", &outcome.missing), ("noisy", &outcome.noisy)] {
            for text in texts {
                writeln!(out, "{word}[{rule}] {test}: {}", visible(text))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_missing_or_noisy() {
        let outcome = |missing: &[&str], noisy: &[&str]| Outcome {
            rule: "counts-differ".to_owned(),
            test: "two counts".to_owned(),
            missing: missing.iter().map(|s| (*s).to_owned()).collect(),
            noisy: noisy.iter().map(|s| (*s).to_owned()).collect(),
        };
        for (outcome, holds, lines) in [
            (outcome(&[], &[]), true, ""),
            (outcome(&["12 people"], &[]), false, "missing[counts-differ] two counts: 12 people\n"),
            (
                outcome(&["12"], &["9 \u{1b}[m"]),
                false,
                "missing[counts-differ] two counts: 12\nnoisy[counts-differ] two counts: 9 ␛[m\n",
            ),
        ] {
            let mut out = Vec::new();
            failures(std::slice::from_ref(&outcome), &mut out).unwrap();
            assert_eq!((outcome.holds(), String::from_utf8(out).unwrap().as_str()), (holds, lines));
        }
    }
}
