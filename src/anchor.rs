/*! Anchored figures: each claim that states one is held to it.

A count states an anchor where its name follows the figure at once: "209 built-in rules". A percentage, a sum or a measurement does
where its sentence has the name and no other figure of its kind. What is told of a part, of the past or of a plan, and what the next
word narrows ("12 rules for dates"), is another quantity. */

use crate::align::clash;
use crate::claim::anchor::resolve;
use crate::claim::{Claim, Framed, Mode};
use crate::document::DocumentId;
use crate::extract::Mention;
use crate::finding::{Finding, Severity};
use crate::rule::{Anchor, Article, Case, Comparison, Rule, RuleSet, cite};
use crate::span::Span;
use crate::text::words_of;
use crate::value::{Kind, Range};

/// How sure a finding is.
const CONFIDENCE: f64 = 0.95;

/// What the rules on anchors find, and the claims that they held to one, as indices of [`Case::claims`].
pub fn judge(case: &Case<'_>, rules: &RuleSet) -> (Vec<Finding>, Vec<usize>) {
    let mut held = Held::default();
    for rule in &rules.rules {
        let Comparison::Anchor(narrowing) = &rule.compare else { continue };
        let narrowing: Vec<u64> = narrowing.words().iter().map(|word| case.lexicon.stem(word)).collect();
        for anchor in &rules.anchors {
            let Some((id, _)) = case.corpus.iter().find(|(_, document)| document.path == anchor.place.0) else {
                continue;
            };
            held.one(case, rule, anchor, &at_source(anchor, id), &narrowing);
        }
    }
    (held.findings, held.compared)
}

#[derive(Default)]
struct Held {
    findings: Vec<Finding>,
    compared: Vec<usize>,
}

impl Held {
    /// Holds the claims that state an anchor to it; `named` is its own figure.
    fn one(&mut self, case: &Case<'_>, rule: &Rule, anchor: &Anchor, named: &Claim, narrowing: &[u64]) {
        let kind = anchor.value.kind();
        let is_held = |article: &&Article| {
            let path = &case.corpus.document(article.document).path;
            anchor.files.as_ref().is_none_or(|files| files.fit_document(path))
        };
        for article in case.articles.iter().filter(is_held) {
            let claims = case.of(article);
            let mut words = Words { case, document: article.document, of: None };
            for (at, claim) in claims.iter().enumerate() {
                if claim.mention.value.kind() != kind || !is_plain(claim) || (kind != Kind::Count && !alone(claims, at))
                {
                    continue;
                }
                let Some(&sentence) = article.sentences.get(claim.mention.sentence as usize) else { continue };
                if !words.say(anchor, claim, sentence, narrowing) {
                    continue;
                }
                if let Some(clashes) = clash(claim, named, case.lexicon) {
                    self.compared.push(article.claims.start + at);
                    if clashes {
                        self.findings.push(tell(case, rule, anchor, claim, named));
                    }
                }
            }
        }
    }
}

/// Whether a claim is the only one of its kind in its sentence.
fn alone(claims: &[Claim], at: usize) -> bool {
    let like = |other: &Claim| other.mention.value.kind() == claims[at].mention.value.kind();
    let near = |other: &&Claim| other.mention.sentence == claims[at].mention.sentence;
    let before = claims[..at].iter().rev().take_while(near).any(like);
    !before && !claims[at + 1..].iter().take_while(near).any(like)
}

/// The anchor's figure as a claim of the document that gives it.
fn at_source(anchor: &Anchor, id: DocumentId) -> Claim {
    let span = anchor.place.1;
    let value = anchor.value.clone();
    let mention = Mention { span, core: span, first: 0, end: 0, sentence: 0, value, hedge: None };
    let (interval, timex) = resolve(&mention.value, &crate::value::Anchor::default());
    Claim { document: id, mention, interval, timex, frame: Framed::default() }
}

/// Whether a claim states the whole, as a fact of now.
fn is_plain(claim: &Claim) -> bool {
    let frame = &claim.frame;
    let narrowed = frame.part || frame.further || frame.past || frame.partitive || frame.offset || frame.rate;
    !narrowed && matches!(frame.mode, Mode::Asserted | Mode::Estimated)
}

/// How far behind a count its name may reach, in bytes.
const REACH: u32 = 160;

/// The words of a document, as stems; those of the sentence that was last asked for are kept.
struct Words<'a> {
    case: &'a Case<'a>,
    document: DocumentId,
    of: Option<(Span, Vec<u64>)>,
}

impl Words<'_> {
    fn stems(&self, span: Span) -> Vec<u64> {
        let text = self.case.corpus.document(self.document).text();
        let words = words_of(span.of(text)).filter(|word| !is_hyphen(word));
        words.map(|word| self.case.lexicon.stem(&word.to_lowercase())).collect()
    }

    fn sentence(&mut self, sentence: Span) -> &[u64] {
        if self.of.as_ref().is_none_or(|(known, _)| *known != sentence) {
            self.of = Some((sentence, self.stems(sentence)));
        }
        self.of.as_ref().map_or(&[], |(_, stems)| stems)
    }

    /// Whether the sentence of a claim says that it states the anchor.
    fn say(&mut self, anchor: &Anchor, claim: &Claim, sentence: Span, narrowing: &[u64]) -> bool {
        if claim.mention.value.kind() == Kind::Count {
            let text = self.case.corpus.document(self.document).text();
            let start = claim.mention.span.end.min(sentence.end);
            let mut end = start.saturating_add(REACH).min(sentence.end);
            while !text.is_char_boundary(end as usize) {
                end -= 1;
            }
            let behind = self.stems(Span::new(start, end));
            let names = |name: &Vec<u64>| {
                behind.starts_with(name) && behind.get(name.len()).is_none_or(|next| !narrowing.contains(next))
            };
            if !anchor.names.iter().any(names) {
                return false;
            }
        } else {
            let whole = self.sentence(sentence);
            let names = |name: &Vec<u64>| whole.windows(name.len().max(1)).any(|words| words == name.as_slice());
            if !anchor.names.iter().any(names) {
                return false;
            }
        }
        if anchor.cues.is_empty() && anchor.never.is_empty() {
            return true;
        }
        let whole = self.sentence(sentence);
        let stands = |stem: &u64| whole.contains(stem);
        !anchor.never.iter().any(stands) && (anchor.cues.is_empty() || anchor.cues.iter().any(stands))
    }
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
