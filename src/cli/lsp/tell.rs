/*! What editors show: findings as diagnostics at each of their ends, claims as hovers and as places to go to. */

use std::collections::BTreeMap;
use std::str::FromStr;

use factlint::document::{Corpus, Document, DocumentId, Format};
use factlint::finding::{Cited, Extracted, Finding, Report, Severity};
use factlint::report::visible::visible;
use factlint::span::Span;
use lsp_types::{
    CodeAction, CodeActionKind, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Hover,
    HoverContents, Location, MarkupContent, MarkupKind, NumberOrString, Position, Range, TextEdit, Uri, WorkspaceEdit,
};

use super::place::{Encoding, Folder};

/// The name by which editors show where a diagnostic comes from.
const SOURCE: &str = "factlint";
/// The most other claims that a hover names.
const MOST: usize = 8;

/// How the client sees places.
#[derive(Debug, Clone, Default)]
pub(super) struct View {
    pub(super) folder: Folder,
    pub(super) encoding: Encoding,
}

impl View {
    fn location(&self, document: &Document, span: Span) -> Option<Location> {
        let uri = Uri::from_str(&self.folder.uri(document)).ok()?;
        Some(Location { uri, range: self.encoding.range(document, span) })
    }

    fn of(&self, cited: &Cited, corpus: &Corpus) -> Option<Location> {
        self.location(corpus.document(cited.document), cited.location.span)
    }

    /// The diagnostics of every file that a finding rests on, by URI. A finding stands at its first claim in each of its files,
    /// so that it is seen whichever of them is open.
    pub(super) fn diagnostics(&self, report: &Report, corpus: &Corpus) -> BTreeMap<String, Vec<Diagnostic>> {
        let mut all: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for finding in &report.findings {
            let mut told: Vec<DocumentId> = Vec::new();
            for (at, cited) in finding.claims.iter().enumerate() {
                if !told.contains(&cited.document) {
                    told.push(cited.document);
                    let uri = self.folder.uri(corpus.document(cited.document));
                    let mut diagnostic = self.diagnostic(finding, at, corpus);
                    let card = report.rules.iter().find(|rule| rule.id == finding.rule);
                    let href = card.and_then(|rule| Uri::from_str(rule.url.as_deref()?).ok());
                    diagnostic.code_description = href.map(|href| CodeDescription { href });
                    all.entry(uri).or_default().push(diagnostic);
                }
            }
        }
        all
    }

    fn diagnostic(&self, finding: &Finding, at: usize, corpus: &Corpus) -> Diagnostic {
        let here = &finding.claims[at];
        let others = finding.claims.iter().enumerate().filter(|(other, _)| *other != at);
        let related = others.filter_map(|(_, cited)| {
            Some(DiagnosticRelatedInformation { location: self.of(cited, corpus)?, message: quoted(cited) })
        });
        let mut message = visible(&finding.message).into_owned();
        for (name, text) in [("why", finding.because.join("; ")), ("help", finding.help.clone())] {
            if !text.is_empty() {
                message.push_str(&format!("\n{name}: {}", visible(&text)));
            }
        }
        Diagnostic {
            range: self.encoding.range(corpus.document(here.document), here.location.span),
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Info => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(finding.rule.clone())),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: Some(related.collect()),
            ..Diagnostic::default()
        }
    }

    /// What the figure at a place commits to, and who else states the quantity.
    pub(super) fn hover(&self, path: &str, place: Position, claims: &[Extracted], corpus: &Corpus) -> Option<Hover> {
        let (claim, same) = self.at(path, place, claims, corpus)?;
        let cited = &claim.cited;
        let mut text = format!("**{}** commits to {}", plain(&cited.text), plain(&cited.reads));
        text.push_str(&format!("  \n{}", cited.kind));
        if let Some(subject) = &cited.subject {
            text.push_str(&format!(" of {}", plain(subject)));
        }
        if let Some(when) = &cited.when {
            text.push_str(&format!(", {}", plain(when)));
        }
        if same.is_empty() {
            text.push_str("\n\nNo other claim states this quantity.");
        } else {
            text.push_str("\n\nThe same quantity:\n");
        }
        for other in same.iter().take(MOST) {
            let line = other.location.line;
            let path = &corpus.document(other.document).path;
            text.push_str(&format!(
                "\n- {}, which commits to {}: {}, line {line}",
                plain(&other.text),
                plain(&other.reads),
                plain(path)
            ));
        }
        if same.len() > MOST {
            text.push_str(&format!("\n- {} more", same.len() - MOST));
        }
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text }),
            range: Some(self.encoding.range(corpus.document(cited.document), cited.location.span)),
        })
    }

    /// Where else the quantity at a place is stated: by the claims of its slot, and by those that a finding holds against it.
    pub(super) fn others(
        &self,
        path: &str,
        place: Position,
        claims: &[Extracted],
        report: &Report,
        corpus: &Corpus,
    ) -> Vec<Location> {
        let Some((claim, same)) = self.at(path, place, claims, corpus) else { return Vec::new() };
        let is = |cited: &Cited| cited.document == claim.cited.document && cited.location == claim.cited.location;
        let findings = report.findings.iter().filter(|finding| finding.claims.iter().any(is));
        let against = findings.flat_map(|finding| finding.claims.iter()).filter(|cited| !is(cited));
        let mut places: Vec<Location> = Vec::new();
        for cited in against.chain(same) {
            if let Some(place) = self.of(cited, corpus).filter(|place| !places.contains(place)) {
                places.push(place);
            }
        }
        places
    }

    /// The claim at a place and the others of its slot.
    fn at<'a>(
        &self,
        path: &str,
        place: Position,
        claims: &'a [Extracted],
        corpus: &Corpus,
    ) -> Option<(&'a Extracted, Vec<&'a Cited>)> {
        let (id, document) = corpus.iter().find(|(_, document)| document.path == path)?;
        let offset = self.encoding.offset(document, place)?;
        let holds = |claim: &&Extracted| {
            let span = claim.cited.location.span;
            claim.cited.document == id && span.start <= offset && offset <= span.end
        };
        let claim = claims.iter().filter(holds).min_by_key(|claim| claim.cited.location.span.len())?;
        let same = claims
            .iter()
            .filter(|other| claim.slot.is_some() && other.slot == claim.slot && !std::ptr::eq(*other, claim));
        Some((claim, same.map(|other| &other.cited).collect()))
    }

    /// For each diagnostic of a text that can hold comments: a comment that accepts it, above its paragraph.
    pub(super) fn suppress(&self, uri: &Uri, diagnostics: &[Diagnostic], document: &Document) -> Vec<CodeAction> {
        if !matches!(document.format, Format::Markdown | Format::Html) || document.held.is_some() {
            return Vec::new();
        }
        let action = |diagnostic: &Diagnostic| {
            let Some(NumberOrString::String(rule)) = &diagnostic.code else { return None };
            let offset = self.encoding.offset(document, diagnostic.range.start)?;
            let line = document.line_at(first_of_block(document, offset));
            let place = Position::new(line - 1, 0);
            let comment = format!("<!-- factlint-ignore-next-line {rule} -- say why -->\n");
            let edit = TextEdit { range: Range::new(place, place), new_text: comment };
            Some(CodeAction {
                title: format!("Accept {rule} here, with a reason"),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic.clone()]),
                edit: Some(edits(uri.clone(), edit)),
                ..CodeAction::default()
            })
        };
        let own = diagnostics.iter().filter(|diagnostic| diagnostic.source.as_deref() == Some(SOURCE));
        own.filter_map(action).collect()
    }
}

// The key is what the protocol asks for; nothing changes it while the map lives.
#[allow(clippy::mutable_key_type)]
fn edits(uri: Uri, edit: TextEdit) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(std::iter::once((uri, vec![edit])).collect()), ..WorkspaceEdit::default() }
}

/// The byte of the source at which the block of text begins that holds a byte of the source.
fn first_of_block(document: &Document, offset: u32) -> u32 {
    let at = document.read_at(Span::new(offset, offset + 1)).start;
    let block = document.blocks.iter().find(|block| block.span.start <= at && at < block.span.end);
    block.map_or(offset, |block| document.locate(block.span).span.start)
}

/// A claim's words, and what it commits to where that differs.
fn quoted(cited: &Cited) -> String {
    let (text, reads) = (visible(&cited.text), visible(&cited.reads));
    if reads.eq_ignore_ascii_case(&text) { text.into_owned() } else { format!("{text} ({reads})") }
}

/// Text that Markdown shows as it is.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | ';' | '\'' | '"' | '/' | '%' | '-' | '&') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain.replace('&', "&amp;")
}
