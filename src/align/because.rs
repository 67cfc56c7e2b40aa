/*! Why two claims were compared, in plain words, so that a reader sees at once if it was wrong. */

use super::Pair;
use super::evidence::{Evidence, Side};
use crate::claim::{Claims, Term};
use crate::document::Corpus;
use crate::lexicon::{ConceptId, Lexicon};
use crate::span::Span;
use crate::value::Kind;

/// The evidence of a pair, strongest first.
pub(super) fn because(pair: &Pair, corpus: &Corpus, claims: &Claims, lexicon: &Lexicon) -> Vec<String> {
    let (a, b) = pair.sides(claims);
    let text = |side: Side<'_>, span: Span| span.of(corpus.document(side.claim.document).text()).to_owned();
    let head = |side: Side<'_>| side.claim.frame.head.map(|h| with_modifiers(side, h, corpus));
    let mut because = Vec::new();
    for evidence in pair.score.evidence.iter() {
        let line = match evidence {
            Evidence::SameHead | Evidence::AlikeHead => {
                let verb = if a.claim.mention.value.kind() == Kind::Count { "count" } else { "speak of" };
                match (head(a), head(b)) {
                    (Some(x), Some(y)) if x.eq_ignore_ascii_case(&y) => format!("both {verb} {x}"),
                    (Some(x), Some(y)) => format!("one speaks of {x}, the other of {y}"),
                    _ => continue,
                }
            }
            Evidence::SameMeasure(id) => format!("both state {}", lexicon.measure(id).title),
            // What the heads already say is not said again.
            Evidence::SameConcept(id) if of_head(a, id, lexicon) || of_head(b, id, lexicon) => continue,
            Evidence::SameConcept(id) => format!("the same topic: {}", lexicon.concept(id)),
            Evidence::SameVerb => match (a.claim.frame.verb, b.claim.frame.verb) {
                (Some(v), Some(w)) => {
                    let (v, w) = (text(a, v.span), text(b, w.span));
                    if v.eq_ignore_ascii_case(&w) {
                        format!("both say “{v}”")
                    } else {
                        format!("one says “{v}”, the other “{w}”")
                    }
                }
                _ => continue,
            },
            Evidence::NameInClause(key) => match a.claim.frame.names.iter().find(|n| n.key == key) {
                Some(name) => format!("both name {}", text(a, name.span)),
                None => continue,
            },
            Evidence::SameModifier
            | Evidence::Phrase
            | Evidence::NameInSentence(_)
            | Evidence::WordBeside
            | Evidence::SamePerson
            | Evidence::Sentence => continue,
        };
        if !because.contains(&line) {
            because.push(line);
        }
    }
    if pair.score.evidence.contains(Evidence::Phrase) {
        because.push("the words around the figures are the same".to_owned());
    } else if pair.score.evidence.contains(Evidence::Sentence) {
        because.push("the sentences are alike".to_owned());
    }
    because.extend(distance(a, b, corpus));
    because
}

/// Whether the head of a claim is a word of the concept.
fn of_head(side: Side<'_>, concept: ConceptId, lexicon: &Lexicon) -> bool {
    side.claim.frame.head.is_some_and(|head| lexicon.concepts(&[head.key]).any(|c| c == concept))
}

/// The head with the words that qualify it, as the text has them.
pub(super) fn with_modifiers(side: Side<'_>, head: Term, corpus: &Corpus) -> String {
    let frame = &side.claim.frame;
    let start =
        frame.modifiers.iter().map(|m| m.span.start).filter(|s| *s < head.span.start).min().unwrap_or(head.span.start);
    let text = corpus.document(side.claim.document).text();
    let words: Vec<&str> = Span::new(start, head.span.end).of(text).split_whitespace().collect();
    words.join(" ")
}

/// How far apart the documents were published.
fn distance(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> Option<String> {
    if a.claim.document == b.claim.document {
        return Some("both stand in one article".to_owned());
    }
    let published = |side: Side<'_>| corpus.document(side.claim.document).published;
    let days = (published(a)? - published(b)?).num_days().abs();
    Some(match days {
        0 => "published on the same day".to_owned(),
        1 => "1 day apart".to_owned(),
        n => format!("{n} days apart"),
    })
}
