/*! The command line: one file a command. It uses the library's public API only; what is printed where is [`terminal`]'s, how
the library is called [`pipeline`]'s. */

mod check;
mod exit;
mod explain;
mod extract;
mod pipeline;
mod rules;
mod terminal;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use exit::Exit;
use terminal::Terminal;

/// Reads articles and says where their numbers cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 100, after_help = OUTLINE, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    color: colorchoice_clap::Color,

    /// Print no closing line and no notes; findings and errors are still printed
    #[arg(short, long, global = true)]
    quiet: bool,
}

const OUTLINE: &str = "\
Examples:
  factlint check articles/              check every article below a directory
  factlint check a.txt b.md c.html      hold three articles against each other
  factlint extract a.txt                show every figure as it was understood
  factlint verify draft.md --against sources/
                                        hold a summary against what it summarises
  factlint explain weekday-not-of-date  say what a rule looks for, and why

Exit status:
  0  nothing found at or above --fail-on
  1  findings
  2  the work could not be done: bad arguments, unreadable input, broken rule file";

#[derive(Debug, Subcommand)]
enum Command {
    /// Say where the numbers of articles cannot all be true
    Check(check::Check),
    /// Show every figure as it was understood
    Extract(extract::Extract),
    /// Hold drafts against their sources: which figures do they support?
    Verify(verify::Verify),
    /// Say what a rule looks for, why it matters and how to switch it off
    Explain(explain::Explain),
    /// List the rules, or run the tests in rule files
    Rules(rules::Rules),
}

/// What to read, and with which rules.
#[derive(Debug, Args)]
struct Input {
    /// Files and directories; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Rule and lexicon files of your own, beside the built-in ones
    #[arg(long = "rules", value_name = "FILE|DIR")]
    rules: Vec<PathBuf>,

    /// The name of standard input in reports; its extension says the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,

    /// Threads to use [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// Runs the program on the arguments of the process.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    cli.color.write_global();
    let terminal = Terminal::new(cli.quiet);
    let exit = match cli.command {
        Command::Check(check) => check.run(&terminal),
        Command::Extract(extract) => extract.run(&terminal),
        Command::Verify(verify) => verify.run(&terminal),
        Command::Explain(explain) => explain.run(&terminal),
        Command::Rules(rules) => rules.run(&terminal),
    };
    // What was printed may have been closed by its reader; the status still tells the truth.
    exit.unwrap_or_else(|report| {
        terminal.complain(&report);
        Exit::Trouble
    })
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
