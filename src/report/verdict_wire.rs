/*! The JSON contract of `factlint verify` (DESIGN.md, "Contracts"): one figure of the drafts an object, the same in one object with a
summary. */

use std::io;

use serde::Serialize;

use super::{Options, wire};
use crate::document::Corpus;
use crate::verification::{Figure, Quoted, Verdict, Verification};

/// A claim of a source, with the sentence that it stands in.
#[derive(Debug, Serialize)]
struct Source<'a> {
    #[serde(flatten)]
    claim: wire::Claim<'a>,
    quote: &'a str,
}

/// A figure and its verdict.
#[derive(Debug, Serialize)]
struct Told<'a> {
    schema: u32,
    verdict: &'static str,
    claim: wire::Claim<'a>,
    sources: Vec<Source<'a>>,
    because: &'a [String],
}

impl<'a> Told<'a> {
    fn new(figure: &'a Figure, corpus: &'a Corpus) -> Self {
        let source =
            |quoted: &'a Quoted| Source { claim: wire::Claim::new(&quoted.cited, corpus), quote: &quoted.quote };
        Self {
            schema: wire::SCHEMA,
            verdict: figure.verdict.name(),
            claim: wire::Claim::new(&figure.claim.cited, corpus),
            sources: figure.sources.iter().map(source).collect(),
            because: &figure.because,
        }
    }
}

/// A whole run.
#[derive(Debug, Serialize)]
struct Run<'a> {
    schema: u32,
    figures: Vec<Told<'a>>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct Summary {
    drafts: usize,
    sources: usize,
    figures: usize,
    supported: usize,
    derived: usize,
    contradicted: usize,
    absent: usize,
    unread: usize,
}

/// One figure a line.
pub(super) fn lines(told: &Verification, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    told.figures.iter().try_for_each(|figure| wire::line(&Told::new(figure, corpus), out))
}

/// One object with every figure and a summary.
pub(super) fn object(told: &Verification, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let run = Run {
        schema: wire::SCHEMA,
        figures: told.figures.iter().map(|figure| Told::new(figure, corpus)).collect(),
        summary: Summary {
            drafts: told.drafts,
            sources: corpus.documents.len().saturating_sub(told.drafts),
            figures: told.figures.len(),
            supported: told.tally(Verdict::Supported),
            derived: told.tally(Verdict::Derived),
            contradicted: told.tally(Verdict::Contradicted),
            absent: told.tally(Verdict::Absent),
            unread: told.unread,
        },
    };
    wire::pretty(&run, out)
}
