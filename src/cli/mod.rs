/*! The command line: one file a command. It uses the library's public API only; what is printed where is [`terminal`]'s, how
the library is called [`pipeline`]'s. */

mod baseline;
mod cached;
mod check;
mod clean;
mod early;
mod events;
mod exit;
mod explain;
mod extract;
mod init;
mod lsp;
mod manual;
mod new;
mod output;
mod pipeline;
mod progress;
mod root;
mod rules;
mod schema;
mod setup;
mod since;
mod stored;
mod terminal;
mod trouble;
mod verify;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

use exit::Exit;
use setup::Setup;
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

    /// Tell in sentences what would be drawn, for screen readers; NO_GRAPHICS=1 does the same
    #[arg(long, global = true)]
    accessible: bool,
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
    /// Say which articles have to be judged together, to share a check out among machines
    Events(events::Events),
    /// Hold drafts against their sources: which figures do they support?
    Verify(verify::Verify),
    /// Say what a rule looks for, why it matters and how to switch it off
    Explain(explain::Explain),
    /// List the rules, write a new one, or run the tests in rule files
    Rules(rules::Rules),
    /// Serve editors: diagnostics, hovers and jumps on unsaved text, by the Language Server Protocol
    Lsp(lsp::Lsp),
    /// Freeze the findings that there are, so that only new ones fail
    Baseline(baseline::Baseline),
    /// Write a settings file to begin with
    Init(init::Init),
    /// Print the JSON Schema of a file, for editors that complete it, or of the report
    Schema(schema::Schema),
    /// Empty the cache of read articles
    Clean(clean::Clean),
    /// Print the completions of a shell
    Completions(manual::Completions),
    /// Print the manual page, or write the pages of all commands
    Man(manual::Manual),
}

/// What to read, and with which rules.
#[derive(Debug, Clone, Default, Args)]
struct Input {
    /// Files and directories; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Read the files that a file names, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,

    /// Leave out what fits these globs, which read as lines of .gitignore
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Leave out what fits these globs besides those of the settings
    #[arg(long, value_name = "GLOB")]
    extend_exclude: Vec<String>,

    /// Leave out files that are named by themselves, too
    #[arg(long)]
    force_exclude: bool,

    /// Read what .gitignore and .ignore files hide
    #[arg(long)]
    no_respect_gitignore: bool,

    /// The name of standard input in reports; its extension says the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,

    /// Threads to use [default: one a processor]
    #[arg(short = 'j', long, visible_alias = "jobs", value_name = "N", env = "FACTLINT_THREADS", hide_env_values = true, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,

    #[command(flatten)]
    cache: cached::CacheChoice,

    #[command(flatten)]
    setup: Setup,
}

/// Runs the program on the arguments of the process.
pub(crate) fn run() -> ExitCode {
    let cli = parse(std::env::args_os().collect());
    cli.color.write_global();
    if is_colour_forced() {
        anstream::ColorChoice::Always.write_global();
    }
    let terminal = Terminal::new(cli.quiet, cli.accessible);
    let exit = match cli.command {
        Command::Check(check) => check.run(&terminal),
        Command::Extract(extract) => extract.run(&terminal),
        Command::Events(events) => events.run(&terminal),
        Command::Verify(verify) => verify.run(&terminal),
        Command::Explain(explain) => explain.run(&terminal),
        Command::Rules(rules) => rules.run(&terminal),
        Command::Lsp(lsp) => lsp.run(&terminal),
        Command::Baseline(baseline) => baseline.run(&terminal),
        Command::Init(init) => init.run(&terminal),
        Command::Schema(schema) => schema.run(&terminal),
        Command::Clean(clean) => clean.run(&terminal),
        Command::Completions(completions) => completions.run(&terminal),
        Command::Man(man) => man.run(&terminal),
    };
    // What was printed may have been closed by its reader; the status still tells the truth.
    exit.unwrap_or_else(|report| {
        terminal.complain(&report);
        Exit::Trouble
    })
    .into()
}

/// A text that comes from outside, as it can be printed.
fn safe(text: &str) -> String {
    factlint::report::visible::visible(text).into_owned()
}

/// Whether `FORCE_COLOR` asks for colour and nothing that counts more speaks against it.
fn is_colour_forced() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let auto = anstream::ColorChoice::global() == anstream::ColorChoice::Auto;
    auto && set("NO_COLOR").is_none() && set("FORCE_COLOR").is_some_and(|value| value != "0" && value != "false")
}

/// Reads the command line. Without a command, but with something to read, it is `check`.
fn parse(words: Vec<OsString>) -> Cli {
    Cli::try_parse_from(&words).unwrap_or_else(|error| {
        let unknown = matches!(error.kind(), ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument);
        if !unknown || !names_input(&words[1..]) {
            error.exit();
        }
        let check = words.iter().take(1).cloned().chain([OsString::from(DEFAULT)]);
        Cli::parse_from(check.chain(words.iter().skip(1).cloned()))
    })
}

/// The command where none is named.
const DEFAULT: &str = "check";

/// Whether the first argument is a file or directory that is there and no command's name, or, after flags, another one is.
fn names_input(words: &[OsString]) -> bool {
    let is_command = |word: &OsString| Cli::command().find_subcommand(word).is_some();
    let is_flag = |word: &&OsString| word.as_encoded_bytes().starts_with(b"-") && word.len() > 1;
    let is_there = |word: &OsString| word == "-" || Path::new(word).exists();
    if words.iter().any(is_command) {
        return false;
    }
    match words.first() {
        Some(first) if is_flag(&first) => words.iter().any(is_there),
        first => first.is_some_and(is_there),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
