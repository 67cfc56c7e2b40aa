/*! `factlint man` and `factlint completions`: what the command line is, for `man` and for shells. Both are made from the arguments
themselves, and so never stale. */

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use miette::Report;

use super::Cli;
use super::exit::Exit;
use super::terminal::Terminal;

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

const COMPLETIONS: &str = "\
Examples:
  factlint completions bash > ~/.local/share/bash-completion/completions/factlint
  factlint completions zsh > ~/.zfunc/_factlint
  factlint completions fish > ~/.config/fish/completions/factlint.fish

Exit status:
  0  printed
  2  there is no such shell";

#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(crate) struct Manual {
    /// Write the page of every command into a directory, instead of printing the first
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

const MAN: &str = "\
Examples:
  factlint man | man -l -                        read the page
  factlint man --dir ~/.local/share/man/man1     install the pages of all commands

Exit status:
  0  written
  2  the directory cannot be written to";

impl Completions {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), NAME, &mut script);
        terminal.print(None, |_, out| out.write_all(&script))?;
        Ok(Exit::Clean)
    }
}

const NAME: &str = "factlint";

impl Manual {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let mut program = Cli::command();
        program.build();
        match &self.dir {
            None => terminal.print(None, |_, out| page(&program, NAME, out))?,
            Some(directory) => pages(&program, NAME, directory, terminal)?,
        }
        Ok(Exit::Clean)
    }
}

/// Writes the page of a command and those of its commands.
fn pages(command: &Command, name: &str, directory: &Path, terminal: &Terminal) -> Result<(), Report> {
    let file = directory.join(format!("{name}.1"));
    terminal.print(Some(&file), |_, out| page(command, name, out))?;
    command
        .get_subcommands()
        .filter(|it| it.get_name() != "help")
        .try_for_each(|it| pages(it, &format!("{name}-{}", it.get_name()), directory, terminal))
}

/// The page of a command, as roff.
fn page(command: &Command, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let man = Man::new(command.clone()).title(name);
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.get_subcommands().any(|it| it.get_name() != "help") {
        man.render_subcommands_section(&mut text)?;
    }
    out.write_all(&text)?;
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    out.write_all(sections(&after).as_bytes())
}

/// The sections of what stands after the help: a line that ends with a colon opens one.
fn sections(after: &str) -> String {
    let mut roff = String::new();
    let mut open = false;
    for line in after.lines() {
        let fill = if open { ".fi\n" } else { "" };
        // Writing to a String cannot fail.
        let _ = match line.strip_suffix(':').filter(|_| !line.starts_with(' ')) {
            Some(title) => {
                open = true;
                write!(roff, "{fill}.SH \"{}\"\n.nf\n", escaped(&title.to_uppercase()))
            }
            None => writeln!(roff, "{}", escaped(line.strip_prefix("  ").unwrap_or(line))),
        };
    }
    if open {
        roff.push_str(".fi\n");
    }
    roff
}

/// A line that roff prints as it is.
fn escaped(line: &str) -> String {
    let text = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if text.starts_with('.') { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(command: &Command, name: &str) -> Vec<(String, String)> {
        let mut text = Vec::new();
        page(command, name, &mut text).unwrap();
        let mut pages = vec![(name.to_owned(), String::from_utf8(text).unwrap())];
        for it in command.get_subcommands().filter(|it| it.get_name() != "help") {
            pages.extend(all(it, &format!("{name}-{}", it.get_name())));
        }
        pages
    }

    #[test]
    fn every_page_tells_the_exit_status() {
        let mut program = Cli::command();
        program.build();
        let pages = all(&program, NAME);
        assert!(pages.len() >= 8, "{}", pages.len());
        for (name, page) in pages {
            // A command of commands only leads to them.
            let leads = page.contains(".SH SUBCOMMANDS") && name != NAME;
            assert!(leads || page.contains(".SH \"EXIT STATUS\""), "{name}\n{page}");
            assert!(page.contains(&name.replace('-', "\\-")), "{name}\n{page}");
            assert!(!page.contains("EXTRA"), "{name}\n{page}");
        }
    }

    #[test]
    fn sections_keep_their_lines() {
        assert_eq!(
            sections("Examples:\n  factlint check -q\n  .x 'y'\n\nExit status:\n  0  well"),
            ".SH \"EXAMPLES\"\n.nf\nfactlint check \\-q\n\\&.x \\(aqy\\(aq\n\n.fi\n.SH \"EXIT STATUS\"\n.nf\n0  well\n.fi\n"
        );
        assert_eq!(sections(""), "");
    }

    #[test]
    fn every_shell_gets_a_script() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish] {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
            let script = String::from_utf8(script).unwrap();
            assert!(script.contains("fail-on") && script.contains("stdin-filename"), "{shell}");
        }
    }
}
