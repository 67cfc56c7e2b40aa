/*! Whom a surname means: the whole name by which its article first calls somebody. "Dillard, 46" of an article that tells of Curtis
Dillard is no Tammy Dillard. */

use rustc_hash::FxHashMap;

use super::Term;
use super::words::{Names, begins, is_title_case, may_name};
use crate::lexicon::Lexicon;
use crate::text::{Text, TokenKind};

/// The longest whole name, in words.
const LONGEST: usize = 5;

/// The whole names of a document, by the last of their words.
pub(super) struct People(FxHashMap<u64, Vec<u64>>);

impl People {
    /// Those of a document, each as it stands there first.
    pub(super) fn of(text: &str, read: &Text, names: &Names, lexicon: &Lexicon) -> Self {
        let mut people: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
        let mut run = Vec::new();
        for sentence in &read.sentences {
            let tokens = sentence.tokens(&read.tokens);
            if is_title_case(tokens) {
                continue;
            }
            for (at, token) in tokens.iter().enumerate() {
                if token.kind == TokenKind::Word && may_name(token, lexicon) {
                    let stem = lexicon.form(token.word, token.span.of(text)).stem;
                    if names.contains(stem) || begins(tokens, at) {
                        run.push(stem);
                        continue;
                    }
                }
                take(&mut run, &mut people);
            }
            take(&mut run, &mut people);
        }
        Self(people)
    }

    /// A name, with the others of whom it means where it stands alone.
    pub(super) fn whole(&self, person: &[Term]) -> Box<[Term]> {
        let others = match person {
            [only] => self.0.get(&only.key).map(|others| (only, others)),
            _ => None,
        };
        let others = others.into_iter().flat_map(|(only, others)| others.iter().map(|key| Term { key: *key, ..*only }));
        person.iter().copied().chain(others).collect()
    }
}

/// Takes in a run of names, if it is a whole name that ends in none of those before.
fn take(run: &mut Vec<u64>, people: &mut FxHashMap<u64, Vec<u64>>) {
    if let [others @ .., last] = &run[..]
        && (1..LONGEST).contains(&others.len())
    {
        people.entry(*last).or_insert_with(|| others.to_vec());
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use crate::check;
    use crate::document::{Corpus, Document};
    use crate::rule::RuleSet;

    #[test]
    fn a_surname_is_that_of_whom_its_article_tells() {
        let told = |a: &str, b: &str| {
            let documents = vec![Document::plain("a", a), Document::plain("b", b)];
            let report = check(&Corpus { documents }, &RuleSet::builtin().unwrap());
            report.findings.len()
        };
        let both = "Curtis Stroud, 57, was jailed in Verra. His wife Tammy Stroud, 41, was in the Verra court.";
        let later = |age: u32| format!("A man named Curtis Stroud was jailed in Verra. Stroud, {age}, said nothing.");
        assert_eq!(told(both, &later(57)), 0);
        assert_eq!(told(both, &later(52)), 1);
        // Where nobody says who else it could be, it may be either.
        assert_eq!(told("Tammy Stroud, 41, was jailed in Verra.", "Stroud, 45, was jailed in Verra."), 1);
    }
}
