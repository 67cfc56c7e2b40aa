/*! The first findings of long work, told to a person who waits: what the first articles have wrong in themselves, which nothing that
is read later can change. The report tells them again, in its order. */

use factlint::document::Corpus;
use factlint::finding::{Finding, Report, Severity};
use factlint::rule::RuleSet;

use super::pipeline;

/// The bytes of text from which on work is long.
const LONG: usize = 3_000_000;
/// The bytes of text that are read first: a small part of what is read in a second.
const FIRST: usize = 200_000;
/// How many findings are told.
const MOST: usize = 5;

/// Whether it takes long to check the articles.
pub(crate) fn is_long(corpus: &Corpus) -> bool {
    let mut bytes = 0;
    corpus.documents.iter().any(|document| {
        bytes += document.source().len();
        bytes > LONG
    })
}

/// What the first articles have wrong in themselves, and those articles. `accept` takes out what is known.
pub(crate) fn look(corpus: &Corpus, rules: &RuleSet, accept: impl FnOnce(&mut Report)) -> (Corpus, Report) {
    let mut bytes = 0;
    let few = corpus.documents.iter().take_while(|document| {
        bytes += document.source().len();
        bytes <= FIRST
    });
    let few = Corpus { documents: few.cloned().collect() };
    let mut report = pipeline::check(&few, rules);
    report.findings.retain(|finding| is_settled(finding, rules));
    accept(&mut report);
    report.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    report.findings.truncate(MOST);
    (few, report)
}

/// Whether a finding stands whatever else is read.
fn is_settled(finding: &Finding, rules: &RuleSet) -> bool {
    let computes = rules.rule(&finding.rule).is_ok_and(|rule| rule.compare.is_arithmetic());
    computes && finding.severity > Severity::Info && finding.conflicts.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use factlint::document::Document;

    #[test]
    fn what_is_told_early_stands_in_the_report() {
        let rules = RuleSet::builtin().unwrap();
        let texts = [
            "The fair opens on Monday 13 August 2025. Nearly 37,000 nurses voted in the Port Ellis ballot.",
            "Nearly 40,000 nurses voted in the Port Ellis ballot.",
            "The lake is 100 miles (200 km) long.",
        ];
        let padding = "So it goes on. ".repeat(1_000);
        let mut corpus = Corpus::default();
        for at in 0..250 {
            corpus.documents.push(Document::plain(format!("{at:05}.txt"), format!("{}\n\n{padding}", texts[at % 3])));
        }
        assert!(is_long(&corpus) && !is_long(&Corpus { documents: corpus.documents[..150].to_vec() }));
        let (few, report) = look(&corpus, &rules, |_| ());
        assert!(few.documents.len() < 20 && report.findings.len() == MOST, "{}", report.findings.len());
        let all = pipeline::check(&few, &rules).findings;
        assert!(all.iter().any(|finding| !finding.conflicts.is_empty()), "others there are");
        for finding in &report.findings {
            assert!(all.iter().any(|other| other.fingerprint == finding.fingerprint), "{finding:?}");
        }
        let (_, none) = look(&corpus, &rules, |report| report.findings.clear());
        assert!(none.findings.is_empty());
    }
}
