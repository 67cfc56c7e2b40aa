/*! `factlint explain RULE`: what a rule looks for, why it matters, and how to switch it off. */

use std::io::{self, Write};

use clap::Args;
use factlint::report::Options;
use factlint::report::visible::{fill, visible};
use miette::Report;

use super::exit::Exit;
use super::pipeline::{Rule, SelfTest};
use super::setup::{Choice, Setup};
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(after_help = "Exit status:\n  0  explained\n  2  there is no such rule")]
pub(crate) struct Explain {
    /// The rule, as reports name it
    rule: String,

    #[command(flatten)]
    setup: Setup,
}

/// The most examples shown of each sort.
const EXAMPLES: usize = 2;

impl Explain {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let project = self.setup.project(&Choice::default(), terminal)?;
        let rule = project.rule(&self.rule)?;
        terminal.print(None, |options, out| page(rule, options, out))?;
        Ok(if project.trouble { Exit::Trouble } else { Exit::Clean })
    }
}

fn page(rule: &Rule, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    // Lines of prose are read best at a book's width.
    let width = options.width.clamp(40, 90);
    writeln!(out, "{}[{}]", rule.severity.name(), visible(&rule.id))?;
    write!(out, "{}\n{}", fill("  ", 2, &rule.summary, width), fill("why   ", 6, &rule.why, width))?;
    if !rule.help.is_empty() {
        write!(out, "{}", fill("help  ", 6, &rule.help, width))?;
    }
    let (fires, silent): (Vec<&SelfTest>, Vec<&SelfTest>) = rule.tests.iter().partition(|t| !t.flags.is_empty());
    examples("it fires on", &fires, width, out)?;
    examples("it stays silent on", &silent, width, out)?;
    writeln!(out, "\nto switch it off: factlint check --ignore {}", visible(&rule.id))
}

fn examples(title: &str, tests: &[&SelfTest], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for test in tests.iter().take(EXAMPLES) {
        write!(out, "\n{}", fill(&format!("{title}: "), 2, &test.name, width))?;
        for (text, published) in &test.documents {
            write!(out, "{}", fill("  │ ", 4, text, width).replace("\n    ", "\n  │ "))?;
            if let Some(date) = published {
                writeln!(out, "  │ published {date}")?;
            }
        }
        if !test.flags.is_empty() {
            let flags: Vec<String> = test.flags.iter().map(|flag| format!("“{flag}”")).collect();
            write!(out, "{}", fill("  ╰── ", 6, &flags.join(", "), width))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_both_sorts_of_example() {
        let test = |name: &str, text: &str, date: Option<&str>, flags: &[&str]| SelfTest {
            name: name.to_owned(),
            documents: vec![(text.to_owned(), date.map(|d| d.parse().unwrap()))],
            format: factlint::document::Format::Text,
            anchors: Vec::new(),
            flags: flags.iter().map(|f| (*f).to_owned()).collect(),
        };
        let rules = factlint::rule::RuleSet::builtin().unwrap();
        let mut rule = rules.rules.into_iter().next().unwrap();
        rule.id = "turnout-off".to_owned();
        rule.severity = factlint::finding::Severity::Warning;
        rule.summary = "a turnout that its counts do not give".to_owned();
        rule.why =
            "A turnout is the votes cast over those who may vote, so that two of them give the third.".to_owned();
        rule.help = "work it out again".to_owned();
        let half = "Of 40 members 10 voted, a turnout of 50 per cent in all, the \u{1b}[1mreturning officer said.";
        rule.tests = Vec::from([
            test("half of a few", half, Some("2024-01-02"), &["50 per cent"]),
            test("a quarter", "Of 40 members 10 voted, a turnout of 25 per cent.", None, &[]),
        ])
        .into();
        let mut out = Vec::new();
        page(&rule, &Options { width: 60, ..Options::default() }, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
