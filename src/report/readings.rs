/*! How sentences were read, for people and as JSON: what `factlint extract --explain` prints. */

use std::io;

use anstyle::{AnsiColor, Style};

use super::visible::{columns, fill, visible};
use super::{Options, concise, wire};
use crate::document::Corpus;
use crate::finding::{CandidateRead, ClaimRead, FrameWords, SentenceRead};

/// Candidates that are shown of one figure: the rest are worth less.
const MOST: usize = 12;

/// The styles of what stands out.
struct Look {
    name: Style,
    told: Style,
    kept: Style,
    one: Style,
}

impl Look {
    fn new(color: bool) -> Self {
        if !color {
            return Self { name: Style::new(), told: Style::new(), kept: Style::new(), one: Style::new() };
        }
        let of = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        Self {
            name: Style::new().bold(),
            told: of(AnsiColor::Red),
            kept: of(AnsiColor::Yellow),
            one: of(AnsiColor::Green),
        }
    }

    fn of(&self, decision: &str) -> Style {
        match decision {
            "told" => self.told,
            "grouped" => self.one,
            _ => self.kept,
        }
    }
}

pub(super) fn json(read: &[SentenceRead], corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    wire::pretty(&wire::Readings::new(read, corpus), out)
}

pub(super) fn text(
    read: &[SentenceRead],
    corpus: &Corpus,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let look = Look::new(options.color);
    for (at, sentence) in read.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let document = corpus.document(sentence.document);
        let span = sentence.location.span.of(document.source());
        let words: Vec<&str> = span.split_whitespace().collect();
        let place = format!("{}:{}", visible(&document.path), sentence.location.line);
        writeln!(out, "{}{place}{:#}", look.name, look.name)?;
        writeln!(out, "{}", fill("  ", 2, &words.join(" "), options.width))?;
        tokens(sentence, options, out)?;
        for statement in &sentence.statements {
            write!(out, "{}", fill("states ", 9, statement, options.width))?;
        }
        for claim in &sentence.claims {
            figure(claim, corpus, options, &look, out)?;
        }
        if sentence.claims.is_empty() {
            writeln!(out, "\nno figure was read")?;
        }
    }
    Ok(())
}

fn tokens(sentence: &SentenceRead, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let rows: Vec<(String, String, String)> = sentence
        .tokens
        .iter()
        .map(|token| {
            let stem = token.stem.as_deref().unwrap_or("");
            (
                visible(&token.text).into_owned(),
                visible(stem).into_owned(),
                visible(&token.roles.join(", ")).into_owned(),
            )
        })
        .collect();
    let widest =
        |of: fn(&(String, String, String)) -> &String| rows.iter().map(|r| columns(of(r))).max().unwrap_or(0).min(24);
    let (first, second) = (widest(|r| &r.0), widest(|r| &r.1));
    let pad = |text: &str, width: usize| format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))));
    for (text, stem, roles) in &rows {
        let head = format!("  {}  {}  ", pad(text, first), pad(stem, second));
        let line = fill(&head, first + second + 6, roles, options.width);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn figure(
    claim: &ClaimRead,
    corpus: &Corpus,
    options: &Options,
    look: &Look,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let cited = &claim.extracted.cited;
    let Look { name, .. } = look;
    writeln!(out, "\n{name}“{}”{name:#}  {}: {}", visible(&cited.text), cited.kind, visible(&cited.reads))?;
    let flags = claim.flags.join(", ");
    let slot = claim.extracted.slot.as_deref().unwrap_or("none: it stands alone");
    let mut rows = frame(&claim.extracted.frame);
    rows.extend([("besides", flags), ("slot", slot.to_owned())]);
    for (label, words) in rows.iter().filter(|(_, words)| !words.is_empty()) {
        write!(out, "{}", fill(&format!("  {label:<10}"), 12, words, options.width))?;
    }
    if claim.candidates.is_empty() {
        return writeln!(
            out,
            "  held against nothing: no figure of its kind shares a noun, a topic, a phrase or its value"
        );
    }
    writeln!(out, "  held against")?;
    for candidate in claim.candidates.iter().take(MOST) {
        against(candidate, corpus, options, look, out)?;
    }
    match claim.candidates.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "    and {more} more that are worth less"),
    }
}

/// The frame in rows of a label and words.
fn frame(frame: &FrameWords) -> Vec<(&'static str, String)> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        ("head", or_none(&frame.head)),
        ("modifiers", frame.modifiers.join(", ")),
        ("measures", frame.measures.join(", ")),
        ("verb", or_none(&frame.verb)),
        ("names", frame.names.join(", ")),
        ("place", or_none(&frame.place)),
        ("when", or_none(&frame.when)),
        ("speaker", or_none(&frame.speaker)),
        ("mode", frame.mode.clone()),
    ]
}

fn against(
    candidate: &CandidateRead,
    corpus: &Corpus,
    options: &Options,
    look: &Look,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let style = look.of(candidate.decision);
    let cited = &candidate.cited;
    writeln!(out, "    {}  “{}” ({})", concise::place(cited, corpus), visible(&cited.text), visible(&cited.reads))?;
    write!(
        out,
        "{style}{}{style:#}",
        fill(&format!("      {}: ", candidate.decision), 8, &candidate.words, options.width)
    )?;
    let worths = |list: &[(String, f64)]| {
        list.iter().map(|(name, worth)| format!("{name} {worth:+.1}")).collect::<Vec<_>>().join(", ")
    };
    let evidence = format!(
        "{:.1} of {} kinds, needs {:.1}: {}",
        candidate.score,
        candidate.kinds,
        candidate.needs,
        worths(&candidate.evidence)
    );
    write!(out, "{}", fill("      worth ", 8, &evidence, options.width))?;
    if !candidate.doubts.is_empty() {
        write!(out, "{}", fill("      doubts ", 8, &worths(&candidate.doubts), options.width))?;
    }
    Ok(())
}
