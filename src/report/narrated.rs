/*! The report in sentences, for those who listen to it or read it by touch: nothing is drawn, nothing is told by place or colour. */

use std::io;

use super::passage;
use super::visible::{fill, visible};
use super::{Options, concise};
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Report};

/// The most claims of a finding that are told; the others are named.
const MOST: usize = 8;
/// The most pairs of claims in conflict that are told.
const PAIRS: usize = 6;
/// The bytes of a sentence told on either side of a figure.
const REACH: usize = 300;

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let total = report.findings.len();
    (1..)
        .zip(&report.findings)
        .try_for_each(|(n, finding)| out.write_all(story(n, total, finding, corpus, options.width).as_bytes()))
}

fn story(n: usize, total: usize, finding: &Finding, corpus: &Corpus, width: usize) -> String {
    let head = format!("Finding {n} of {total}, {}, rule {}: ", finding.severity.name(), visible(&finding.rule));
    let mut story = fill(&head, 0, &sentence(&finding.message), width);
    let claims = finding.claims.len();
    for (at, cited) in (1..).zip(finding.claims.iter().take(MOST)) {
        let head = if claims == 1 { "The claim: ".to_owned() } else { format!("Claim {at} of {claims}: ") };
        story.push_str(&fill(&head, 0, &told(cited, corpus), width));
    }
    let left: Vec<String> = finding.claims.iter().skip(MOST).map(|cited| concise::place(cited, corpus)).collect();
    if !left.is_empty() {
        story.push_str(&fill("Other claims are in ", 0, &sentence(&left.join(", ")), width));
    }
    for (a, b) in finding.conflicts.iter().take(PAIRS) {
        story.push_str(&format!("Claims {} and {} have no value in common.\n", a + 1, b + 1));
    }
    if finding.conflicts.len() > PAIRS {
        story.push_str(&format!("So have {} more pairs of claims.\n", finding.conflicts.len() - PAIRS));
    }
    for (head, text) in
        [("Why they were compared: ", finding.because.join("; ")), ("What to do: ", finding.help.clone())]
    {
        if !text.is_empty() {
            story.push_str(&fill(head, 0, &sentence(&text), width));
        }
    }
    story.push('\n');
    story
}

/// What a claim says, what it commits to, where it stands.
fn told(cited: &Cited, corpus: &Corpus) -> String {
    let document = corpus.document(cited.document);
    let published = document.published.map(|date| date.format(", published on %-d %B %Y").to_string());
    let around: String = passage::sentence(cited, document, REACH).into_iter().map(|piece| piece.text).collect();
    format!(
        "“{}” commits to {}. It stands in {}, line {}, column {}{}. The sentence reads: {}",
        visible(&cited.text),
        visible(&cited.reads),
        visible(&document.path),
        cited.location.line,
        cited.location.column,
        published.unwrap_or_default(),
        sentence(around.trim())
    )
}

/// The text with a full stop, unless it ends as a sentence does.
fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?', '…', '”', '"']) { "" } else { "." };
    format!("{text}{stop}")
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, printed};

    #[test]
    fn two_articles_disagree() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("narrated", &report, &corpus, 80));
    }

    #[test]
    fn nothing_is_drawn() {
        for (report, corpus) in sample::tame() {
            let text = printed("narrated", &report, &corpus, 80);
            let drawn = |c: char| ('\u{2500}'..='\u{25ff}').contains(&c) && !"□".contains(c);
            assert!(!text.contains(drawn), "{text}");
            assert_eq!(text.matches("Finding ").count(), report.findings.len(), "{text}");
        }
    }

    #[test]
    fn a_crowd_of_claims_is_named() {
        let (mut report, corpus) = sample::ballot();
        let claim = report.findings[0].claims[1].clone();
        report.findings[0].claims.extend(std::iter::repeat_n(claim, 8));
        let text = printed("narrated", &report, &corpus, 80);
        assert!(
            text.contains("Claim 8 of 10: ") && text.contains("Other claims are in a.txt:1:1, a.txt:1:1.\n"),
            "{text}"
        );
    }
}
