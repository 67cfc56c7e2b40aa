/*! What a project accepts of what the rules find: overrides by path, suppressions in the texts, `[[allow]]` in the settings. The
last step of a check, after the rules and before the report.

A finding has two ends in two files: whatever accepts it at either end accepts it. Nothing accepted is lost: it stays in
[`Report::suppressed`] with who accepted it, and why. */

pub mod baseline;
pub mod changes;
mod directive;
mod fingerprint;
mod unused;

pub use fingerprint::Places;

use chrono::NaiveDate;

use crate::document::glob::Globs;
use crate::document::{Corpus, DocumentId};
use crate::finding::{Cited, Finding, Means, Report, Severity, Suppressed, Suppression};
use crate::span::Span;
use directive::Directives;

/// What a project accepts.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Findings that are less sure are dropped.
    pub min_confidence: f64,
    /// Settings for some of the files.
    pub overrides: Vec<Override>,
    /// Findings that the settings accept.
    pub allows: Vec<Allow>,
    /// Whether suppressions may name no rule, and so silence all.
    pub blanket: bool,
    /// Whether all rules run on all files, so that a suppression that silences nothing is of no use.
    pub complete: bool,
    /// The day of the run, for `until`; without it everything holds.
    pub today: Option<NaiveDate>,
    /// How the paths of documents are told in fingerprints.
    pub places: Places,
}

/// The confidence under which a finding is not told unless it is asked for: about as often right as wrong.
pub const DEFAULT_MIN_CONFIDENCE: f64 = 0.55;

impl Default for Policy {
    fn default() -> Self {
        Self {
            min_confidence: DEFAULT_MIN_CONFIDENCE,
            overrides: Vec::new(),
            allows: Vec::new(),
            blanket: false,
            complete: true,
            today: None,
            places: Places::default(),
        }
    }
}

/// Settings for some of the files.
#[derive(Debug, Clone)]
pub struct Override {
    /// The files.
    pub files: Globs,
    /// Rules that find nothing there, as patterns.
    pub ignore: Vec<String>,
    /// Severities there, by patterns of rules; the last that fits holds.
    pub severities: Vec<(String, Severity)>,
    /// The least confidence there.
    pub min_confidence: Option<f64>,
}

/// Findings that the settings accept.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The rule.
    pub rule: String,
    /// The files; all where there are none.
    pub files: Option<Globs>,
    /// Words of the sentence of a claim, each parted by one blank.
    pub quote: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which they are accepted.
    pub until: Option<NaiveDate>,
    /// The path of the settings file, and where in it the entry stands; `None` where a command line gave it.
    pub place: Option<(String, Span)>,
}

/// The rule that tells of suppressions without effect, as far as it is needed here.
pub struct Teller<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its severity.
    pub severity: Severity,
    /// What to do.
    pub help: &'a str,
    /// What a finding says, given what is wrong.
    pub message: &'a dyn Fn(&str) -> String,
    /// Whether a rule of that id runs.
    pub runs: &'a dyn Fn(&str) -> bool,
    /// Whether there is a rule of that id; else the nearest that there is.
    pub knows: &'a dyn Fn(&str) -> Result<(), Option<String>>,
}

/// Whether a pattern, in which `*` stands for any characters, fits an id.
pub fn like(pattern: &str, id: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| id.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

impl Policy {
    /// Parts findings into those to report and those that are accepted; `teller` tells of suppressions without effect, where it runs.
    pub fn settle(&self, findings: Vec<Finding>, corpus: &Corpus, teller: Option<&Teller<'_>>, report: &mut Report) {
        let mut directives = Directives::read(corpus, self.blanket);
        let mut allowed = vec![false; self.allows.len()];
        for mut finding in findings {
            if !self.apply_overrides(&mut finding, corpus) {
                report.dropped += 1;
                continue;
            }
            let inline = directives.silence(&finding, corpus);
            let allow = self.allow(&finding, corpus, &mut allowed);
            match inline.or(allow) {
                Some(by) => report.suppressed.push(Suppressed { finding, by }),
                None => report.findings.push(finding),
            }
        }
        if let Some(teller) = teller {
            let mut told = directives.faults(corpus, teller, self.complete);
            told.extend(self.unused_allows(corpus, teller, &allowed));
            for mut finding in told {
                if self.apply_overrides(&mut finding, corpus) {
                    report.findings.push(finding);
                }
            }
        }
        self.places.fingerprint(&mut report.findings, corpus);
        let mut accepted: Vec<Finding> = report.suppressed.iter().map(|s| s.finding.clone()).collect();
        self.places.fingerprint(&mut accepted, corpus);
        for (suppressed, finding) in report.suppressed.iter_mut().zip(accepted) {
            suppressed.finding.fingerprint = finding.fingerprint;
        }
        sort(&mut report.findings);
    }

    /// Applies `min-confidence` and the overrides of the files that a finding is about; whether it stays.
    fn apply_overrides(&self, finding: &mut Finding, corpus: &Corpus) -> bool {
        let mut least = self.min_confidence;
        let mut mildest: Option<Severity> = None;
        if !self.overrides.is_empty() {
            let mut seen: Vec<DocumentId> = Vec::new();
            for claim in &finding.claims {
                if seen.contains(&claim.document) || seen.len() > MOST_FILES {
                    continue;
                }
                seen.push(claim.document);
                let path = &corpus.document(claim.document).path;
                let mut here = finding.severity;
                for part in self.overrides.iter().filter(|part| part.files.fit_document(path)) {
                    if part.ignore.iter().any(|pattern| like(pattern, &finding.rule)) {
                        return false;
                    }
                    let mut severities = part.severities.iter().filter(|(pattern, _)| like(pattern, &finding.rule));
                    here = severities.next_back().map_or(here, |(_, severity)| *severity);
                    least = least.max(part.min_confidence.unwrap_or(least));
                }
                mildest = Some(mildest.map_or(here, |other| other.min(here)));
            }
        }
        finding.severity = mildest.unwrap_or(finding.severity);
        finding.confidence >= least
    }

    /// The first `[[allow]]` that accepts a finding; all that do are marked.
    fn allow(&self, finding: &Finding, corpus: &Corpus, used: &mut [bool]) -> Option<Suppression> {
        let mut first = None;
        for (allow, used) in self.allows.iter().zip(used) {
            let holds = allow.rule == finding.rule && !self.is_over(allow);
            if holds && finding.claims.iter().any(|claim| allow.fits(claim, corpus)) {
                *used = true;
                first = first.or(Some(allow));
            }
        }
        first.map(|allow| Suppression {
            means: Means::Settings,
            reason: Some(allow.reason.clone()),
            path: allow.place.as_ref().map(|(path, _)| path.clone()),
        })
    }

    fn is_over(&self, allow: &Allow) -> bool {
        allow.until.zip(self.today).is_some_and(|(until, today)| until < today)
    }
}

/// How many files of a finding are asked for overrides: one of thousands of claims is about one story all the same.
const MOST_FILES: usize = 64;

impl Allow {
    fn fits(&self, claim: &Cited, corpus: &Corpus) -> bool {
        let document = corpus.document(claim.document);
        if self.files.as_ref().is_some_and(|files| !files.fit_document(&document.path)) {
            return false;
        }
        let Some(quote) = &self.quote else { return true };
        claim.text.contains(quote.as_str()) || one_line(claim.sentence.of(document.source())).contains(quote.as_str())
    }
}

/// The words of a text, each parted by one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Orders findings by the document and place of their first claim, then by rule and message.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |f: &Finding| f.claims.first().map(|c| (c.document, c.location));
        place(a).cmp(&place(b)).then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.message.cmp(&b.message))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, id, fits) in [
            ("counts-differ", "counts-differ", true),
            ("counts-differ", "counts-differs", false),
            ("*", "counts-differ", true),
            ("*-differ", "counts-differ", true),
            ("*-differ", "money-differs", false),
            ("*-differ*", "money-differs", true),
            ("c*s-d*r", "counts-differ", true),
            ("c*s-d*r", "counts-differs", false),
            ("*aa", "a", false),
            ("aa*aa", "aaa", false),
        ] {
            assert_eq!(like(pattern, id), fits, "{pattern} {id}");
        }
    }
}
