/*! The identity of a finding, by which baselines and other tools know it again: the rule, what is at odds, and for each end the file, the
words of the claim and those beside it. No line numbers: text that moves is the same text. */

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::document::Corpus;
use crate::finding::{Cited, Finding};
use crate::span::Span;

/// How many words beside a claim belong to its identity, on each side.
const BESIDE: usize = 2;
/// How far those are sought, in bytes.
const REACH: u32 = 120;

/// How the paths of documents are told, so that a run in another directory of the project gives the same fingerprints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The absolute path of the project, with `/` and at its end.
    pub root: String,
    /// The path from the project to the working directory, with `/` and at its end; empty where they are one.
    pub here: String,
}

impl Places {
    /// The path of a document as seen from the project's root.
    pub fn of(&self, path: &str) -> String {
        if !self.root.is_empty()
            && let Some(inside) = path.strip_prefix(self.root.as_str())
        {
            return inside.to_owned();
        }
        if path.starts_with('/') || self.here.is_empty() {
            return path.to_owned();
        }
        let (mut base, mut rest) = (self.here.trim_end_matches('/'), path);
        while let Some(inner) = rest.strip_prefix("../") {
            if base.is_empty() {
                return path.to_owned();
            }
            base = base.rsplit_once('/').map_or("", |(outer, _)| outer);
            rest = inner;
        }
        if base.is_empty() { rest.to_owned() } else { format!("{base}/{rest}") }
    }

    /// Gives each finding its fingerprint, those that would have the same told apart by their order.
    pub(super) fn fingerprint(&self, findings: &mut [Finding], corpus: &Corpus) {
        let mut seen: FxHashMap<u128, u32> = FxHashMap::default();
        for finding in findings {
            let mut hash = Xxh3::new();
            part(&mut hash, &finding.rule);
            let first = finding.claims.first();
            part(&mut hash, first.map_or("", |claim| claim.kind));
            part(&mut hash, first.and_then(|claim| claim.unit.as_deref()).unwrap_or_default());
            let mut ends: Vec<u128> = finding.claims.iter().map(|claim| self.end(claim, corpus)).collect();
            ends.sort_unstable();
            for end in ends {
                hash.update(&end.to_le_bytes());
            }
            let same = seen.entry(hash.digest128()).or_insert(0);
            hash.update(&same.to_le_bytes());
            *same += 1;
            finding.fingerprint = format!("{:016x}", hash.digest());
        }
    }

    /// The identity of an end.
    fn end(&self, claim: &Cited, corpus: &Corpus) -> u128 {
        let document = corpus.document(claim.document);
        let source = document.source();
        let (at, sentence) = (claim.location.span, claim.sentence);
        let mut hash = Xxh3::new();
        part(&mut hash, &self.of(&document.path));
        part(&mut hash, &claim.text.to_lowercase());
        let before = cut(source, at.start.saturating_sub(REACH).max(sentence.start), at.start);
        let behind = cut(source, at.end, at.end.saturating_add(REACH).min(sentence.end));
        words(before).rev().take(BESIDE).for_each(|word| part(&mut hash, &word));
        hash.update(&[1]);
        words(behind).take(BESIDE).for_each(|word| part(&mut hash, &word));
        hash.digest128()
    }
}

fn part(hash: &mut Xxh3, text: &str) {
    hash.update(text.as_bytes());
    hash.update(&[0]);
}

/// The source from about `start` to about `end`, at the characters inside.
fn cut(source: &str, start: u32, end: u32) -> &str {
    let (mut start, mut end) = (start as usize, (end as usize).min(source.len()));
    while start < end && !source.is_char_boundary(start) {
        start += 1;
    }
    while end > start && !source.is_char_boundary(end) {
        end -= 1;
    }
    if start < end { Span::new(start as u32, end as u32).of(source) } else { "" }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_root() {
        let places = Places { root: "/home/me/project/".into(), here: "docs/en/".into() };
        for (path, told) in [
            ("a.md", "docs/en/a.md"),
            ("x/a.md", "docs/en/x/a.md"),
            ("../a.md", "docs/a.md"),
            ("../../a.md", "a.md"),
            ("../../../a.md", "../../../a.md"),
            ("/home/me/project/x/a.md", "x/a.md"),
            ("/elsewhere/a.md", "/elsewhere/a.md"),
        ] {
            assert_eq!(places.of(path), told);
        }
        assert_eq!(Places::default().of("x/a.md"), "x/a.md");
    }
}
