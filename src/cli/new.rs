/*! `factlint rules new NAME`: a rule file to begin with, with tests that hold, and the words of what it compares. */

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use miette::Report;

use super::exit::Exit;
use super::setup::shown;
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  factlint rules new visits-differ --dir my-rules
  factlint rules test my-rules

Exit status:
  0  the files are written
  2  the name is no rule's, or a file is there already")]
pub(crate) struct New {
    /// The name of the rule: words in lower case parted by hyphens, that name what is wrong
    name: String,

    /// Where to write it
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

/// The rule. `@` stands for the measure.
const RULE: &str = r##"#:schema https://raw.githubusercontent.com/factlint/factlint/main/schemas/rules.schema.json

# What is wrong where the rule fires, in one line.
summary = "articles disagree on how many visited"
severity = "error"                      # error, warning or info
message = "{a} against {b} for {measure}"
why = """
Say what makes two such figures the same quantity, and why at most one of them can be right.
"""
help = "say what would settle it"

[compare.slot]                          # the claims of one quantity, against each other
measure = "@"                           # what it is called in prose: @.measure.toml

[[test]]
name = "two counts of one day"
texts = ["The museum in Port Ellis drew 1,200 visitors.", "The museum in Port Ellis drew 1,500 visitors."]
flags = ["1,200", "1,500"]              # the pieces of text that a finding points at

[[test]]
name = "rounding is no disagreement"
texts = ["The museum in Port Ellis drew about 1,200 visitors.", "The museum in Port Ellis drew 1,212 visitors."]
flags = []                              # [] where the rule must stay silent
"##;

/// The measure that it compares.
const MEASURE: &str = r##"#:schema https://raw.githubusercontent.com/factlint/factlint/main/schemas/lexicon.schema.json

# What a quantity is called in prose.
[measure.@]
kind = "count"
title = "visitors"                      # what reports call it
of = ["visitor", "guest"]               # who or what is counted
cues = ["draw", "drew", "visit"]        # of which one stands in the clause
never = ["expect"]                      # none of which may stand there
"##;

impl New {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let words = || self.name.split('-');
        let plain = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !words().all(|word| !word.is_empty() && plain(word)) {
            return Err(miette::miette!(
                code = "factlint::rule",
                help = "name what is wrong, as visits-differ does",
                "`{}` is no name of a rule: words in lower case, parted by hyphens",
                factlint::report::visible::visible(&self.name)
            ));
        }
        let stem = self.name.strip_suffix("-differ").unwrap_or(&self.name);
        let rule = self.dir.join(format!("{}.toml", self.name));
        let measure = self.dir.join(format!("{stem}.measure.toml"));
        for path in [&rule, &measure] {
            if path.exists() {
                return Err(miette::miette!(code = "factlint::rule", "{} is there already", shown(path)));
            }
        }
        let failed = |path: &Path, error: std::io::Error| {
            miette::miette!(code = "factlint::output", "cannot write {}: {error}", path.display())
        };
        std::fs::create_dir_all(&self.dir).map_err(|error| failed(&self.dir, error))?;
        for (path, text) in [(&rule, RULE), (&measure, MEASURE)] {
            let file = OpenOptions::new().write(true).create_new(true).open(path);
            file.and_then(|mut file| file.write_all(text.replace('@', stem).as_bytes()))
                .map_err(|error| failed(path, error))?;
            terminal.note(&format!("wrote {}", shown(path)));
        }
        terminal.note(&format!("to run its tests: factlint rules test {}", shown(&self.dir)));
        Ok(Exit::Clean)
    }
}
