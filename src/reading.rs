/*! How the sentences of a line were read, for `factlint extract --explain`: tokens, figures with their frames, and what each figure
was held against. It reads again what the pipeline has read, so that the pipeline keeps nothing for it. */

use crate::align::{self, Alignment, Candidate, Decision};
use crate::claim::statement::Statement;
use crate::claim::{self, Claims, WordRead};
use crate::document::{Corpus, Document, DocumentId};
use crate::error::UnknownPlace;
use crate::finding::{CandidateRead, Cited, ClaimRead, Extracted, SentenceRead, TokenRead};
use crate::lexicon::{Lexicon, Sense};
use crate::rule::{self, Article, RuleSet};
use crate::span::Span;
use crate::text::Text;

/// The document that a path names: as it was given, or the one that ends so.
pub(crate) fn document(corpus: &Corpus, path: &str) -> Result<DocumentId, UnknownPlace> {
    let exact = corpus.iter().find(|(_, document)| document.path == path);
    let ends = |whole: &str| whole.strip_suffix(path).is_some_and(|before| before.ends_with('/'));
    let mut ending = corpus.iter().filter(|(_, document)| ends(&document.path));
    let only = || ending.next().filter(|_| ending.next().is_none());
    exact.or_else(only).map(|(id, _)| id).ok_or_else(|| UnknownPlace::document(path))
}

/// How the sentences that touch a line, from 1, were read. `extracted` is every claim of the corpus.
pub(crate) fn line(
    corpus: &Corpus,
    rules: &RuleSet,
    (claims, articles): (&Claims, &[Article]),
    alignment: &Alignment,
    extracted: &[Extracted],
    (at, line): (DocumentId, u32),
) -> Result<Vec<SentenceRead>, UnknownPlace> {
    let document = corpus.document(at);
    let article = &articles[at.0 as usize];
    let text = Text::read(document.text(), &document.blocks, &rules.lexicon);
    let lines = |sentence: usize| {
        let span = document.locate(article.sentences[sentence]).span;
        document.line_at(span.start)..=document.line_at(span.end.saturating_sub(1).max(span.start))
    };
    let here: Vec<usize> = (0..article.sentences.len()).filter(|sentence| lines(*sentence).contains(&line)).collect();
    if here.is_empty() {
        return Err(UnknownPlace::line(&document.path, line, document.line_count()));
    }
    let chosen = |sentence: usize| {
        let own = claims.range(at.0 as usize);
        own.filter(move |claim| claims[*claim].mention.sentence as usize == sentence)
    };
    let all: Vec<usize> = here.iter().flat_map(|sentence| chosen(*sentence)).collect();
    let candidates = align::explain(corpus, claims, &rules.lexicon, &rules.weighing, alignment, &all);
    let sentence = |index: usize| SentenceRead {
        document: at,
        location: document.locate(article.sentences[index]),
        tokens: tokens(document, &text, index, &rules.lexicon),
        statements: statements(article, index, claims, extracted),
        claims: chosen(index)
            .map(|claim| ClaimRead {
                extracted: extracted[claim].clone(),
                flags: flags(claims, claim),
                candidates: candidates
                    .iter()
                    .filter(|candidate| candidate.claim == claim)
                    .map(|candidate| told(candidate, &extracted[candidate.other].cited, rules))
                    .collect(),
            })
            .collect(),
    };
    Ok(here.into_iter().map(sentence).collect())
}

/// What a candidate is, in words.
fn told(candidate: &Candidate, cited: &Cited, rules: &RuleSet) -> CandidateRead {
    let threshold = &rules.weighing.threshold;
    let clash = candidate.doubts.iter().fold(threshold.clash, |needs, (_, more)| needs + more);
    let (decision, words, needs) = match candidate.decision {
        Decision::Grouped => ("grouped", "they agree, and share a slot".to_owned(), threshold.group),
        Decision::TooWeak { needs } => {
            let words =
                format!("they agree; the evidence is worth {:.1}, and a slot needs {needs:.1}", candidate.score);
            ("too-weak", words, needs)
        }
        Decision::Parted => {
            let words = "they agree; the slot of one holds a figure that does not agree with the other".to_owned();
            ("parted", words, threshold.group)
        }
        Decision::Told => ("told", "they clash".to_owned(), clash),
        Decision::Refused(why) => (why.name(), format!("they differ; nothing is told: {}", why.words()), clash),
        Decision::Crowded => {
            let words = "they differ; nothing is told: one of them answers better to another value".to_owned();
            ("crowded", words, clash)
        }
    };
    let rounded = |worth: f32| f64::from((worth * 100.0).round()) / 100.0;
    CandidateRead {
        cited: cited.clone(),
        score: rounded(candidate.score),
        needs: rounded(needs),
        kinds: candidate.kinds,
        evidence: candidate.evidence.iter().map(|(name, worth)| (name.clone(), rounded(*worth))).collect(),
        doubts: candidate.doubts.iter().map(|(name, more)| ((*name).to_owned(), rounded(*more))).collect(),
        decision,
        words,
    }
}

/// What else the frame of a claim says, by the name of the veto or weight that it serves.
fn flags(claims: &Claims, claim: usize) -> Vec<&'static str> {
    let frame = &claims[claim].frame;
    let flags = [
        (frame.head_is_empty, "empty-head"),
        (frame.part, "part"),
        (frame.further, "further"),
        (frame.past, "past"),
        (frame.partitive, "partitive"),
        (frame.offset, "offset"),
        (frame.rate, "rate"),
        (frame.restates, "restates"),
        (!frame.distinct.is_empty(), "distinct"),
        (!frame.listed.is_empty(), "listed"),
        (!frame.person.is_empty(), "person"),
    ];
    flags.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect()
}

/// What the sentence states of its own figures.
fn statements(article: &Article, sentence: usize, claims: &Claims, extracted: &[Extracted]) -> Vec<String> {
    let claim = |own: usize| article.claims.start + own;
    let within = |statement: &&Statement| {
        statement.claims().iter().all(|own| claims[claim(*own)].mention.sentence as usize == sentence)
    };
    let words = |statement: &Statement| {
        let texts: Vec<String> =
            statement.claims().into_iter().map(|own| format!("“{}”", extracted[claim(own)].cited.text)).collect();
        format!("{}: {}", variant(statement), texts.join(", "))
    };
    article.statements.iter().filter(within).map(words).collect()
}

/// The words and marks of a sentence.
fn tokens(document: &Document, read: &Text, sentence: usize, lexicon: &Lexicon) -> Vec<TokenRead> {
    let text = document.text();
    let tokens = read.sentences[sentence].tokens(&read.tokens);
    let words = claim::sentence_words(text, read, sentence, lexicon);
    let mut told: Vec<TokenRead> = tokens
        .iter()
        .zip(&words)
        .map(|(token, word)| {
            let surface = token.span.of(text).to_owned();
            let roles = marks(word).map(str::to_owned).collect();
            TokenRead { stem: word.lettered.then(|| lexicon.stem_of(&surface)), text: surface, roles }
        })
        .collect();
    for at in 0..tokens.len() {
        for (length, sense) in lexicon.senses(&tokens[at..]) {
            let role = role(sense, lexicon);
            for token in &mut told[at..at + length] {
                if !token.roles.contains(&role) {
                    token.roles.push(role.clone());
                }
            }
        }
    }
    told
}

/// What the place of a word in its sentence makes of it.
fn marks(word: &WordRead) -> impl Iterator<Item = &'static str> {
    let marks = [(word.is_name, "name"), (word.is_verb, "verb"), (word.is_plural, "plural")];
    marks.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name)
}

/// A meaning of a word, for people.
fn role(sense: Sense, lexicon: &Lexicon) -> String {
    match sense {
        Sense::Number(number) => format!("number: {}", variant(&number)),
        Sense::NumberCue(cue) => format!("beside a number: {}", variant(&cue)),
        Sense::Hedge(id) => format!("hedge: {}", lexicon.hedge(id).name),
        Sense::Unit(id, _) => format!("unit: {}", lexicon.unit(id).name),
        Sense::Age(age) => format!("age: {}", variant(&age)),
        Sense::Currency(id, _) => format!("currency: {}", lexicon.currency(id).code),
        Sense::Calendar(calendar) => format!("calendar: {}", variant(&calendar)),
        Sense::Class(class) => variant(&class),
        Sense::Cue(cue) => format!("cue: {}", variant(&cue)),
    }
}

/// The name of a variant as files write it: `EmptyHead` is "empty-head".
fn variant(of: &impl std::fmt::Debug) -> String {
    let debug = format!("{of:?}");
    let name = debug.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(c.to_lowercase());
    }
    kebab
}

/// The place and the time of a claim's frame, for reports: the first place as the text has it, the time in ISO 8601.
pub(crate) fn place_and_time(frame: &claim::Frame, text: &str, lexicon: &Lexicon) -> (Option<String>, Option<String>) {
    let mut places = frame.places.iter().map(|place| place.span);
    let first = places.next().map(|first| {
        // "Port Ellis" is one place of two words.
        places.fold(first, |all, next| if next.start == all.end + 1 { all.join(next) } else { all })
    });
    // "in the Harwick ballot" tells no place.
    let qualifies = |place: &Span| {
        let next = text[place.end as usize..].strip_prefix(' ').and_then(|rest| rest.split(' ').next());
        next.is_some_and(|word| word.starts_with(char::is_lowercase) && lexicon.classes(lexicon.word(word)) == 0)
    };
    let place = first.filter(|place| !qualifies(place)).map(|place| place.of(text).to_owned());
    (place, frame.when.as_ref().and_then(rule::iso_of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Class, NumberSense};

    #[test]
    fn variants_are_told_as_files_write_them() {
        assert_eq!(variant(&Class::EmptyHead), "empty-head");
        assert_eq!(variant(&NumberSense::Vague { low: 3, high: None }), "vague");
        assert_eq!(variant(&NumberSense::Cardinal(4)), "cardinal");
    }

    #[test]
    fn a_path_may_be_told_by_its_end() {
        let corpus =
            Corpus { documents: ["news/a.txt", "old/a.txt", "b.txt"].map(|p| Document::plain(p, "x")).to_vec() };
        assert_eq!(document(&corpus, "b.txt").unwrap(), DocumentId(2));
        assert_eq!(document(&corpus, "old/a.txt").unwrap(), DocumentId(1));
        for unknown in ["a.txt", "ws/a.txt", "c.txt", ""] {
            assert!(document(&corpus, unknown).is_err(), "{unknown}");
        }
    }
}
