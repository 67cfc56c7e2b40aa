/*! `factlint init`: a settings file to begin with, its keys told in comments. */

use std::path::PathBuf;

use clap::Args;
use miette::Report;

use super::exit::Exit;
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(after_help = "Exit status:\n  0  the file is written\n  2  there is one already, or it cannot be written")]
pub(crate) struct Init {
    /// Where to write it
    #[arg(value_name = "DIR", default_value = ".")]
    directory: PathBuf,
}

/// What is written. A test reads it, and each of its keys once it is no comment.
pub(super) const TEMPLATE: &str = r##"#:schema https://raw.githubusercontent.com/factlint/factlint/main/schemas/config.schema.json

# The settings of factlint for all below this directory. Paths and globs are relative to it; globs read as lines of .gitignore.
# Every key may be left out: what stands here are the defaults.

# fail-on = "error"            # the least severity that fails a run: error, warning, info or never
# min-confidence = 0.55        # drop findings that are less sure than this, from 0 to 1
# select = ["*"]               # run these rules only
# ignore = []                  # do not run these: ["times-differ", "*-differ"]
# include = ["*.md", "*.txt"]  # of what directories hold, read only this
# exclude = []                 # leave this out: ["drafts/", "CHANGELOG.md"]
# rules = []                   # your own rule files, or directories of them

# [rule.counts-differ]         # change a rule
# severity = "warning"
# tolerance = 5                # per cent, beyond what rounding allows

# [hedge.about]                # how wide words like "about" are, in per cent
# below = 10
# above = 10

# [[overrides]]                # settings for some of the files
# files = ["archive/"]
# ignore = ["counts-differ"]

# [[allow]]                    # a finding that is accepted, where the text has no place for a comment
# rule = "counts-differ"
# files = "2024/*.txt"
# quote = "40,000 visitors"    # words of the sentence
# reason = "revised by the ministry on 5 May"
# until = 2027-01-31           # may be left out

# [[anchor]]                   # a figure to which every document that states it is held
# name = "built-in rules"
# value = 24
"##;

impl Init {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        for name in factlint::config::NAMES {
            let known = self.directory.join(name);
            if known.exists() {
                return Err(miette::miette!(code = "factlint::init", "{} is there already", known.display()));
            }
        }
        let path = self.directory.join(factlint::config::NAMES[1]);
        std::fs::write(&path, TEMPLATE)
            .map_err(|error| miette::miette!(code = "factlint::output", "cannot write {}: {error}", path.display()))?;
        terminal.note(&format!("wrote {}", path.display()));
        Ok(Exit::Clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use factlint::config::file::ConfigFile;

    #[test]
    fn the_template_reads_and_so_do_its_examples() {
        assert!(toml::from_str::<ConfigFile>(TEMPLATE).is_ok());
        let prose = |line: &str| line.starts_with("#:") || line.starts_with("# The") || line.starts_with("# Every");
        let bare: Vec<&str> =
            TEMPLATE.lines().filter(|line| !prose(line)).map(|line| line.trim_start_matches("# ")).collect();
        let file: ConfigFile = toml::from_str(&bare.join("\n")).unwrap_or_else(|error| panic!("{error}"));
        assert!(file.fail_on.is_some() && file.rule.len() == 1 && file.allow.len() == 1 && file.anchor.len() == 1);
    }
}
