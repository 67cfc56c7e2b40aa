/*! What is printed where: results on standard output or in a file, everything else on standard error; colours and width. */

use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::adapter::StripBytes;
use anstream::{AutoStream, ColorChoice};
use factlint::error::{FileError, InputError};
use factlint::report::Options;
use factlint::report::visible::visible;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NarratableReportHandler, Report};
use thiserror::Error;

use super::output;
use super::progress::{self, Progress};
use super::trouble::Trouble;

/// The columns of output that no terminal shows.
const WIDTH: usize = 100;

/// The standard streams.
#[derive(Debug)]
pub(crate) struct Terminal {
    quiet: bool,
    accessible: bool,
}

/// Output that could not be written.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot write {name}: {reason}")]
#[diagnostic(code(factlint::output))]
struct OutputError {
    name: String,
    reason: io::Error,
}

impl Terminal {
    pub(crate) fn new(quiet: bool, accessible: bool) -> Self {
        let asked = std::env::var_os("NO_GRAPHICS").is_some_and(|value| !value.is_empty() && value != "0");
        Self { quiet, accessible: accessible || asked }
    }

    /// Whether to tell in sentences what would be drawn.
    pub(crate) fn accessible(&self) -> bool {
        self.accessible
    }

    /// Shows how far work of that many steps has come, until what is given back is dropped.
    pub(crate) fn progress(&self, what: &'static str, steps: Option<usize>) -> Progress {
        Progress::start(!self.quiet, what, steps.map(|steps| steps as u64))
    }

    /// Writes a result to `file`, or to standard output where there is none. A reader that has seen enough, as `head` has, is
    /// no error.
    pub(crate) fn print(
        &self,
        file: Option<&Path>,
        write: impl FnOnce(&Options, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Report> {
        let (name, result) = match file {
            Some(path) => (visible(&path.to_string_lossy()).into_owned(), to_file(path, write)),
            None => ("standard output".to_owned(), to_stdout(write)),
        };
        match result {
            Err(reason) if reason.kind() != io::ErrorKind::BrokenPipe => Err(OutputError { name, reason }.into()),
            _ => Ok(()),
        }
    }

    /// Appends text to a file.
    pub(crate) fn append(&self, path: &Path, text: &str) -> Result<(), Report> {
        let append = || OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes());
        let name = || visible(&path.to_string_lossy()).into_owned();
        append().map_err(|reason| OutputError { name: name(), reason }.into())
    }

    /// Prints a note on standard error, unless the user wants none.
    pub(crate) fn note(&self, line: &str) {
        if !self.quiet {
            // There is nowhere left to tell that standard error is closed.
            let _ = writeln!(anstream::stderr(), "{line}");
        }
    }

    /// Whether a person waits for what is printed, and sees it at once.
    pub(crate) fn is_watched(&self) -> bool {
        !self.quiet && progress::to_a_person() && io::stdout().is_terminal()
    }

    /// Prints on standard error what is printed again as a result.
    pub(crate) fn hint(&self, write: impl FnOnce(&Options, &mut dyn Write) -> io::Result<()>) {
        let stderr = io::stderr();
        let choice = AutoStream::choice(&stderr);
        let color = choice != ColorChoice::Never;
        let options = Options { width: width(&stderr), color, ..Options::default() };
        // There is nowhere left to tell that standard error is closed.
        let _ = write(&options, &mut AutoStream::new(stderr.lock(), choice));
    }

    /// Prints what went wrong on standard error.
    pub(crate) fn complain(&self, report: &Report) {
        let color = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let mut text = String::new();
        let trouble = report.downcast_ref::<FileError>().map(Trouble::new);
        let shown: &dyn Diagnostic = trouble.as_ref().map_or(report.as_ref(), |trouble| trouble);
        let rendered = if self.accessible {
            NarratableReportHandler::new().render_report(&mut text, shown)
        } else {
            let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
            let handler = GraphicalReportHandler::new_themed(theme).with_width(width(&io::stderr())).with_links(color);
            handler.render_report(&mut text, shown)
        };
        let text = if rendered.is_ok() { text } else { format!("{shown}\n") };
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    /// Prints that an input could not be read. The name of a file may be as hostile as its text.
    pub(crate) fn complain_of_input(&self, error: InputError) {
        let path = visible(&error.path.to_string_lossy()).into_owned().into();
        let reason = visible(&error.reason).into_owned();
        self.complain(&InputError { path, reason, ..error }.into());
    }
}

fn to_stdout(write: impl FnOnce(&Options, &mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let stdout = io::stdout();
    let choice = AutoStream::choice(&stdout);
    let color = choice != ColorChoice::Never;
    // A terminal that shows no colour is asked for no link either.
    let links = color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    let options = Options { width: width(&stdout), color, links, ..Options::default() };
    let stream: Box<dyn Write> =
        if color { Box::new(AutoStream::new(stdout.lock(), choice)) } else { Box::new(Bare::new(stdout.lock())) };
    let mut out = BufWriter::new(stream);
    write(&options, &mut out)?;
    out.flush()
}

/// Takes escape sequences out of what is written, as a stream without colours does; but looks for them no closer than it has to.
struct Bare<W> {
    out: W,
    strip: StripBytes,
    /// Whether all that was written so far was plain, so that no sequence is open.
    plain: bool,
}

impl<W> Bare<W> {
    fn new(out: W) -> Self {
        Self { out, strip: StripBytes::new(), plain: true }
    }
}

impl<W: Write> Write for Bare<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Looks at all bytes, so that many are looked at at once.
        self.plain &=
            bytes.iter().fold(true, |plain, &byte| plain & ((byte >= b' ') & (byte != 0x7f) | (byte == b'\n')));
        if self.plain {
            return self.out.write(bytes);
        }
        for part in self.strip.strip_next(bytes) {
            self.out.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn to_file(path: &Path, write: impl FnOnce(&Options, &mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let color = matches!(ColorChoice::global(), ColorChoice::Always | ColorChoice::AlwaysAnsi);
    let options = Options { width: columns().unwrap_or(WIDTH), color, ..Options::default() };
    output::whole(path, |out| write(&options, out))
}

/// The columns that the user asks for in the environment.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0)
}

/// The columns of a stream.
fn width(stream: &impl IsTerminal) -> usize {
    let terminal = || stream.is_terminal().then(terminal_size::terminal_size).flatten().map(|(w, _)| w.0 as usize);
    columns().or_else(terminal).filter(|width| *width > 0).unwrap_or(WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_written_without_colours() {
        for (parts, written) in [
            (&["plain é\n", "and more"][..], "plain é\nand more"),
            (&["\u{1b}[31mred\u{1b}[0m"], "red"),
            // A sequence may be cut in two.
            (&["a\u{1b}[3", "1mred", "\u{1b}[0m b"], "ared b"),
            (&["a\u{1b}[3", "1", "mred"], "ared"),
        ] {
            let mut out = Bare::new(Vec::new());
            parts.iter().for_each(|part| out.write_all(part.as_bytes()).unwrap());
            assert_eq!(String::from_utf8(out.out).unwrap(), written, "{parts:?}");
        }
    }
}
