/*! One line a figure: where it stands, the verdict, and on what it rests. For grep and for editors that jump to `path:line:column:`. */

use std::fmt::Write as _;
use std::io;

use super::Options;
use super::concise::{place, quoted};
use super::visible::visible;
use crate::document::Corpus;
use crate::verification::{Figure, Verdict, Verification};

pub(super) fn write(told: &Verification, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    told.figures.iter().try_for_each(|figure| writeln!(out, "{}", line(figure, corpus)))
}

/// `draft.md:3:4: contradicted: 24: against 22 in a.txt:5:1`.
fn line(figure: &Figure, corpus: &Corpus) -> String {
    let cited = &figure.claim.cited;
    let mut line = format!("{}: {}: {}", place(cited, corpus), figure.verdict.name(), quoted(cited));
    if let (Verdict::Derived, Some(sum)) = (figure.verdict, figure.because.first()) {
        // Writing to a String cannot fail.
        let _ = write!(line, ": {}", visible(sum));
    }
    for (i, source) in figure.sources.iter().enumerate() {
        let joint = match (i, figure.verdict) {
            (0, Verdict::Contradicted) => " against ",
            (0, Verdict::Derived) => ": from ",
            (0, _) => ": ",
            _ => " and ",
        };
        let _ = write!(line, "{joint}{} in {}", quoted(&source.cited), place(&source.cited, corpus));
    }
    line
}
