/*! Anchored figures: each claim that states one is held to it.

A count states an anchor where its name follows the figure at once: "209 built-in rules". A percentage, a sum or a measurement does
where its sentence has the name and no other figure of its kind. What is told of a part, of the past or of a plan, and what the next
word narrows ("12 rules for dates"), is another quantity. */

use crate::align::clash;
use crate::claim::{Claim, Mode};
use crate::document::DocumentId;
use crate::extract::Mention;
use crate::finding::{Finding, Severity};
use crate::rule::{Anchor, Case, Comparison, Rule, RuleSet, cite};
use crate::span::Span;
use crate::text::words_of;
use crate::value::{Kind, Range};

/// How sure a finding is.
const CONFIDENCE: f64 = 0.95;

/// What the rules on anchors find.
pub fn judge(case: &Case<'_>, rules: &RuleSet) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in &rules.rules {
        let Comparison::Anchor(narrowing) = &rule.compare else { continue };
        let narrowing: Vec<u64> = narrowing.words().iter().map(|word| case.lexicon.stem(word)).collect();
        for anchor in &rules.anchors {
            let Some((id, _)) = case.corpus.iter().find(|(_, document)| document.path == anchor.place.0) else {
                continue;
            };
            findings.extend(one(case, rule, anchor, id, &narrowing));
        }
    }
    findings
}

/// The claims that state an anchor and differ.
fn one(case: &Case<'_>, rule: &Rule, anchor: &Anchor, id: DocumentId, narrowing: &[u64]) -> Vec<Finding> {
    let named = at_source(anchor, id);
    let kind = anchor.value.kind();
    let is_held = |article: &&crate::rule::Article| {
        let path = &case.corpus.document(article.document).path;
        anchor.files.as_ref().is_none_or(|files| files.fit_document(path))
    };
    let mut findings = Vec::new();
    for article in case.articles.iter().filter(is_held) {
        let claims = case.of(article);
        for claim in claims.iter().filter(|claim| claim.mention.value.kind() == kind && is_plain(claim)) {
            let Some(&sentence) = article.sentences.get(claim.mention.sentence as usize) else { continue };
            let alone = || {
                let like = |other: &&Claim| {
                    other.mention.sentence == claim.mention.sentence && other.mention.value.kind() == kind
                };
                claims.iter().filter(like).count() == 1
            };
            let states = if kind == Kind::Count { true } else { alone() };
            if states
                && says(case, anchor, claim, sentence, narrowing)
                && clash(claim, &named, case.lexicon) == Some(true)
            {
                findings.push(tell(case, rule, anchor, claim, &named));
            }
        }
    }
    findings
}

/// The anchor's figure as a claim of the document that gives it.
fn at_source(anchor: &Anchor, id: DocumentId) -> Claim {
    let span = anchor.place.1;
    let value = anchor.value.clone();
    let mention = Mention { span, core: span, first: 0, end: 0, sentence: 0, value, hedge: None };
    Claim { document: id, mention, interval: None, timex: None, frame: crate::claim::Frame::default() }
}

/// Whether a claim states the whole, as a fact of now.
fn is_plain(claim: &Claim) -> bool {
    let frame = &claim.frame;
    let narrowed = frame.part || frame.further || frame.past || frame.partitive || frame.offset || frame.rate;
    !narrowed && matches!(frame.mode, Mode::Asserted | Mode::Estimated)
}

/// Whether the sentence of a claim says that it states the anchor.
fn says(case: &Case<'_>, anchor: &Anchor, claim: &Claim, sentence: Span, narrowing: &[u64]) -> bool {
    let text = case.corpus.document(claim.document).text();
    let stems = |span: Span| -> Vec<u64> {
        let words = words_of(span.of(text)).into_iter().filter(|word| !is_hyphen(word));
        words.map(|word| case.lexicon.stem(&word.to_lowercase())).collect()
    };
    let whole = stems(sentence);
    if anchor.never.iter().any(|stem| whole.contains(stem)) {
        return false;
    }
    if !anchor.cues.is_empty() && !anchor.cues.iter().any(|stem| whole.contains(stem)) {
        return false;
    }
    if claim.mention.value.kind() != Kind::Count {
        return anchor.names.iter().any(|name| whole.windows(name.len().max(1)).any(|words| words == name.as_slice()));
    }
    let end = claim.mention.span.end.min(sentence.end);
    let behind = stems(Span::new(end, sentence.end));
    anchor
        .names
        .iter()
        .any(|name| behind.starts_with(name) && behind.get(name.len()).is_none_or(|next| !narrowing.contains(next)))
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}")
}

fn tell(case: &Case<'_>, rule: &Rule, anchor: &Anchor, claim: &Claim, named: &Claim) -> Finding {
    let stated = case.cite(claim);
    let document = case.corpus.document(named.document);
    let source = cite(named, document, named.mention.span, case.lexicon);
    let values = [("stated", stated.text.clone()), ("anchor", anchor.told.clone()), ("name", anchor.name.clone())];
    let place = format!("{}:{}", document.path, source.location.line);
    // Far off, it may well be another quantity of that name.
    let at_most = if is_far(claim.mention.value.range(), named.mention.value.range()) {
        Severity::Warning
    } else {
        rule.severity
    };
    Finding {
        rule: rule.id.clone(),
        severity: rule.severity.min(at_most),
        message: rule.message.fill(&values),
        help: rule.help.clone(),
        because: vec![format!("both state {}", anchor.name), format!("{place} gives it as {}", anchor.told)],
        claims: vec![stated, source],
        conflicts: vec![(0, 1)],
        confidence: CONFIDENCE,
        fingerprint: String::new(),
    }
}

/// Whether one is more than twice the other.
fn is_far(a: Option<Range>, b: Option<Range>) -> bool {
    let (Some(a), Some(b)) = (a.and_then(|r| r.point()), b.and_then(|r| r.point())) else { return false };
    let two = rust_decimal::Decimal::TWO;
    let double = |n: rust_decimal::Decimal| n.abs().checked_mul(two).unwrap_or(rust_decimal::Decimal::MAX);
    a.abs() > double(b) || b.abs() > double(a)
}
