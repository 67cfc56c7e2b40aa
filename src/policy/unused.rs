/*! Suppressions without effect, told as findings that point at them. */

use super::{Policy, Teller};
use crate::document::{Corpus, DocumentId, Location};
use crate::finding::{Cited, Finding};
use crate::span::Span;

/// The most characters of a suppression that a finding quotes.
const LONGEST: usize = 80;

/// A finding that points at a suppression.
pub(super) fn told(teller: &Teller<'_>, corpus: &Corpus, id: DocumentId, at: Span, what: &str) -> Finding {
    let document = corpus.document(id);
    let line = document.line_at(at.start);
    let start = document.source_line(line).map_or(at.start, |line| line.start);
    let column = Span::new(start.min(at.start), at.start).of(document.source()).chars().count() as u32 + 1;
    let mut text = super::one_line(at.of(document.source()));
    if let Some((cut, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(cut);
        text.push('…');
    }
    let claim = Cited {
        document: id,
        location: Location { span: at, line, column },
        sentence: at,
        text,
        kind: "suppression",
        low: None,
        high: None,
        unit: None,
        reads: "silences nothing".to_owned(),
        subject: None,
        when: None,
        timex: None,
        axis: None,
        axis_unit: None,
    };
    Finding {
        rule: teller.id.to_owned(),
        severity: teller.severity,
        message: (teller.message)(what),
        help: teller.help.to_owned(),
        claims: vec![claim],
        conflicts: Vec::new(),
        because: Vec::new(),
        confidence: 1.0,
        fingerprint: String::new(),
    }
}

impl Policy {
    /// The `[[allow]]` entries that accept nothing, or no longer.
    pub(super) fn unused_allows(&self, corpus: &Corpus, teller: &Teller<'_>, used: &[bool]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (allow, used) in self.allows.iter().zip(used) {
            let Some((path, span)) = &allow.place else { continue };
            let Some((id, _)) = corpus.iter().find(|(_, document)| document.path == *path) else { continue };
            let what = match allow.until.filter(|_| self.is_over(allow)) {
                Some(until) => format!("`{}` was allowed until {until}", allow.rule),
                None if *used || !self.complete || !(teller.runs)(&allow.rule) => continue,
                None => format!("nothing is against `{}` where this allows it", allow.rule),
            };
            findings.push(told(teller, corpus, id, *span, &what));
        }
        findings
    }
}
