/*! The JSON contract (DESIGN.md, "Contracts"): the shapes that programs read. Fields may be added; one that changes its meaning
raises [`SCHEMA`]. */

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use super::visible::is_unsafe;
use crate::document::Corpus;
use crate::finding::{
    CandidateRead, Cited, ClaimRead, Coverage, Extracted, Finding, FrameWords, Means, Report, SentenceRead, Severity,
    Suppressed, TokenRead,
};

/// The version of the shapes.
pub(super) const SCHEMA: u32 = 1;

/// A claim.
#[derive(Debug, Serialize)]
pub(super) struct Claim<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    low: Option<&'a str>,
    high: Option<&'a str>,
    unit: Option<&'a str>,
    subject: Option<&'a str>,
    when: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timex: Option<&'a str>,
}

impl<'a> Claim<'a> {
    pub(super) fn new(cited: &'a Cited, corpus: &'a Corpus) -> Self {
        Self {
            path: &corpus.document(cited.document).path,
            line: cited.location.line,
            column: cited.location.column,
            start: cited.location.span.start,
            end: cited.location.span.end,
            text: &cited.text,
            kind: cited.kind,
            low: cited.low.as_deref(),
            high: cited.high.as_deref(),
            unit: cited.unit.as_deref(),
            subject: cited.subject.as_deref(),
            when: cited.when.as_deref(),
            timex: cited.timex.as_deref(),
        }
    }
}

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Found<'a> {
    schema: u32,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    fingerprint: &'a str,
    confidence: f64,
    claims: Vec<Claim<'a>>,
    conflicts: &'a [(usize, usize)],
    because: &'a [String],
}

impl<'a> Found<'a> {
    pub(super) fn new(finding: &'a Finding, corpus: &'a Corpus) -> Self {
        Self {
            schema: SCHEMA,
            rule: &finding.rule,
            severity: finding.severity.name(),
            message: &finding.message,
            help: &finding.help,
            fingerprint: &finding.fingerprint,
            confidence: finding.confidence,
            claims: finding.claims.iter().map(|cited| Claim::new(cited, corpus)).collect(),
            conflicts: &finding.conflicts,
            because: &finding.because,
        }
    }
}

/// A finding that is accepted.
#[derive(Debug, Serialize)]
pub(super) struct Silenced<'a> {
    #[serde(flatten)]
    finding: Found<'a>,
    suppressed_by: By<'a>,
}

/// Who accepted it, and why.
#[derive(Debug, Serialize)]
struct By<'a> {
    kind: &'static str,
    reason: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<u32>,
}

impl<'a> Silenced<'a> {
    fn new(suppressed: &'a Suppressed, corpus: &'a Corpus) -> Self {
        let (kind, line) = match suppressed.by.means {
            Means::Comment(line) => ("comment", Some(line)),
            Means::Settings => ("settings", None),
            Means::Baseline => ("baseline", None),
        };
        let (reason, path) = (suppressed.by.reason.as_deref(), suppressed.by.path.as_deref());
        Self { finding: Found::new(&suppressed.finding, corpus), suppressed_by: By { kind, reason, path, line } }
    }
}

/// A whole run.
#[derive(Debug, Serialize)]
pub(super) struct Run<'a> {
    schema: u32,
    findings: Vec<Found<'a>>,
    suppressed: Vec<Silenced<'a>>,
    summary: Summary,
}

impl<'a> Run<'a> {
    pub(super) fn new(report: &'a Report, corpus: &'a Corpus) -> Self {
        Self {
            schema: SCHEMA,
            findings: report.findings.iter().map(|finding| Found::new(finding, corpus)).collect(),
            suppressed: report.suppressed.iter().map(|suppressed| Silenced::new(suppressed, corpus)).collect(),
            summary: Summary::new(report),
        }
    }
}

/// The counts of a run.
#[derive(Debug, Serialize)]
struct Summary {
    documents: usize,
    read: usize,
    /// Of `read`, numbers of more digits than are computed with.
    too_large: usize,
    understood: usize,
    compared: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    dropped: usize,
}

impl Summary {
    fn new(report: &Report) -> Self {
        let Coverage { documents, read, too_large, understood, compared } = report.coverage;
        let tally = |severity| super::summary::tally(report, severity);
        Self {
            documents,
            read,
            too_large,
            understood,
            compared,
            errors: tally(Severity::Error),
            warnings: tally(Severity::Warning),
            infos: tally(Severity::Info),
            suppressed: report.suppressed.len(),
            dropped: report.dropped,
        }
    }
}

/// A claim with its frame and slot.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    schema: u32,
    #[serde(flatten)]
    claim: Claim<'a>,
    frame: &'a FrameWords,
    slot: Option<&'a str>,
}

impl<'a> Told<'a> {
    pub(super) fn new(extracted: &'a Extracted, corpus: &'a Corpus) -> Self {
        Self {
            schema: SCHEMA,
            claim: Claim::new(&extracted.cited, corpus),
            frame: &extracted.frame,
            slot: extracted.slot.as_deref(),
        }
    }
}

/// How the sentences of a line were read.
#[derive(Debug, Serialize)]
pub(super) struct Readings<'a> {
    schema: u32,
    sentences: Vec<Sentence<'a>>,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    path: &'a str,
    line: u32,
    start: u32,
    end: u32,
    text: &'a str,
    tokens: &'a [TokenRead],
    statements: &'a [String],
    claims: Vec<ReadClaim<'a>>,
}

#[derive(Debug, Serialize)]
struct ReadClaim<'a> {
    #[serde(flatten)]
    told: Told<'a>,
    flags: &'a [&'static str],
    candidates: Vec<Candidate<'a>>,
}

#[derive(Debug, Serialize)]
struct Candidate<'a> {
    claim: Claim<'a>,
    score: f64,
    needs: f64,
    kinds: u32,
    evidence: Vec<Worth<'a>>,
    doubts: Vec<Worth<'a>>,
    decision: &'static str,
    because: &'a str,
}

/// A weight or a doubt, and what it comes to.
#[derive(Debug, Serialize)]
struct Worth<'a> {
    name: &'a str,
    worth: f64,
}

impl<'a> Readings<'a> {
    pub(super) fn new(sentences: &'a [SentenceRead], corpus: &'a Corpus) -> Self {
        let worths =
            |list: &'a [(String, f64)]| list.iter().map(|(name, worth)| Worth { name, worth: *worth }).collect();
        let candidate = |candidate: &'a CandidateRead| Candidate {
            claim: Claim::new(&candidate.cited, corpus),
            score: candidate.score,
            needs: candidate.needs,
            kinds: candidate.kinds,
            evidence: worths(&candidate.evidence),
            doubts: worths(&candidate.doubts),
            decision: candidate.decision,
            because: &candidate.words,
        };
        let claim = |claim: &'a ClaimRead| ReadClaim {
            told: Told::new(&claim.extracted, corpus),
            flags: &claim.flags,
            candidates: claim.candidates.iter().map(candidate).collect(),
        };
        let sentence = |sentence: &'a SentenceRead| {
            let document = corpus.document(sentence.document);
            Sentence {
                path: &document.path,
                line: sentence.location.line,
                start: sentence.location.span.start,
                end: sentence.location.span.end,
                text: sentence.location.span.of(document.source()),
                tokens: &sentence.tokens,
                statements: &sentence.statements,
                claims: sentence.claims.iter().map(claim).collect(),
            }
        };
        Self { schema: SCHEMA, sentences: sentences.iter().map(sentence).collect() }
    }
}

/// Writes `what` on one line.
pub(super) fn line(what: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = Vec::new();
    what.serialize(&mut Serializer::with_formatter(&mut text, Escaping(Compact)))?;
    text.push(b'\n');
    out.write_all(&text)
}

/// Writes `what` indented.
pub(super) fn pretty(what: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = Vec::new();
    what.serialize(&mut Serializer::with_formatter(&mut text, Escaping(PrettyFormatter::new())))?;
    text.push(b'\n');
    out.write_all(&text)
}

/// serde_json's layout on one line, with a space after ":" and "," as DESIGN.md prints it.
struct Compact;

impl Formatter for Compact {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

/// A layout whose strings also escape what a terminal would obey or a reader would not see. The data stays the same.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_unsafe(*c)) {
            out.write_all(&fragment.as_bytes()[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[plain..])
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}
