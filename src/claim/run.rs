/*! The noun run behind a figure: what is counted, and what qualifies it. "37,000 British junior doctors", "three counts of murder". */

use super::Term;
use super::frame::{POINT, Place};
use super::words::Word;
use crate::lexicon::Class;
use crate::text::{Signs, TokenKind};
use crate::value::Kind;

/// How far a noun run may reach behind its number.
pub(super) const RUN: usize = 7;
impl Place<'_> {
    /// The noun run behind the mention: its head and what qualifies it.
    pub(super) fn run_after(&self) -> (Option<usize>, Vec<usize>, bool) {
        // "a 12-member panel" counts members.
        if self.kind == Kind::Count && self.end + 1 < self.words.len() && self.is_compounded(self.end + 1) {
            return (Some(self.end + 1), Vec::new(), false);
        }
        let start = self.goes_on_at();
        let mut at = start;
        let mut further = false;
        // "hundreds of the other members": step to where the nouns begin.
        while let Some(word) = self.words.get(at) {
            // "$5 million worth of jewels"
            let of = word.is(Class::Partitive) && (at == start || self.words[at - 1].is(Class::Partitive));
            if word.is(Class::Further) {
                further = true;
            } else if at > start && word.in_mention && self.words[start].is(Class::Partitive) && !word.in_time {
                // "9,870 of the 28,728 votes": one noun for both.
            } else if !(of || (at > start && word.is(Class::Determiner)) || self.is_mark(at, Signs::HYPHEN)) {
                break;
            }
            at += 1;
        }
        let mut run = Vec::new();
        let stop = (at + RUN).min(self.words.len());
        while at < stop {
            let word = &self.words[at];
            if word.kind == TokenKind::Mark {
                if self.is_mark(at, Signs::HYPHEN.or(Signs::APOSTROPHE).or(Signs::SLASH)) {
                    at += 1;
                    continue;
                }
                break;
            }
            // "two three-lane roads": what the hyphen joins qualifies the noun.
            if word.in_mention && run.is_empty() && at + 2 < stop && self.is_compounded(at + 2) {
                at += 3;
                continue;
            }
            // "gas-only options", "built-in pools": a small word within a compound.
            if word.is_closed() && !run.is_empty() && self.is_compounded(at) {
                at += 1;
                continue;
            }
            // "Kia and Hyundai vehicles", "British and French soldiers"
            if word.is(Class::Conjunction) && self.kind == Kind::Count && self.qualifies(&run) {
                at += 1;
                continue;
            }
            // "three USB 2.0 ports": a version within the phrase.
            let named = run.last().is_some_and(|last| last + 1 == at && self.words[*last].is_name);
            let version = word.kind == TokenKind::Number && word.span.of(self.text).contains(POINT);
            if named && version && self.words.get(at + 1).is_some_and(|w| w.is_plural) {
                at += 1;
                continue;
            }
            if word.stem == 0 || word.in_mention || (word.is_closed() && !word.is(Class::Adjective)) {
                break;
            }
            // "doctors voted": a verb ends the run, "injured people" begins one.
            if word.is_verb && run.iter().any(|&n: &usize| self.words[n].is_plural || self.words[n].is_name) {
                break;
            }
            run.push(at);
            at += 1;
        }
        // "a crowd of 33,872 saw the match": what an article follows is a verb, known or not.
        if let [only] = run[..]
            && !self.words[only].is_plural
            && self.words.get(at).is_some_and(|word| word.is(Class::Article))
        {
            run.clear();
        }
        // What a verb or an adverb leaves at the end is no noun.
        while run.last().is_some_and(|&n| run.len() > 1 && self.words[n].is_verb && !self.words[n].is_plural) {
            run.pop();
        }
        // The first plural is the head, unless another noun run goes on behind it.
        let plural = run.iter().rposition(|&n| self.words[n].is_plural && !self.words[n].is_verb);
        let plural = plural.or_else(|| run.iter().rposition(|&n| self.words[n].is_plural));
        let head = plural.or_else(|| run.len().checked_sub(1));
        match head {
            Some(h) => (Some(run[h]), run[..h].to_vec(), further),
            None => (None, Vec::new(), further),
        }
    }

    /// The noun that is counted: where that only says how, with the one behind its "of", so that three counts of murder are neither three
    /// murders nor counts of theft.
    pub(super) fn counted(&self, head: usize) -> Term {
        let of = head + 1 < self.words.len()
            && self.words[head].is(Class::Classifier)
            && self.words[head + 1].is(Class::Partitive);
        let noun = |at: &usize| self.words[*at].is_content() && !self.words[*at].is_verb;
        let last = (head + 2..self.words.len()).take(RUN).take_while(noun).last().filter(|_| of);
        match last {
            Some(last) => Term { key: self.words[head].stem.rotate_left(1) ^ self.words[last].stem, ..self.term(head) },
            None => self.term(head),
        }
    }

    /// Whether the noun behind a count of two or more stands in the singular; "a 12-crew ship" tells nothing.
    pub(super) fn is_collective(&self, head: Option<usize>) -> Option<bool> {
        let head = head.filter(|at| self.kind == Kind::Count && *at >= self.end && !self.is_compounded(*at))?;
        let run = (self.end..=head).all(|at| self.words[at].is_content());
        let word = &self.words[head];
        (run && (word.is_plural || !word.is_verb)).then_some(!word.is_many)
    }

    /// Whether a hyphen joins it to a word that makes a sort of thing of it: "64-bit", "two-way".
    pub(super) fn is_sort(&self) -> bool {
        let sorts = |at: usize| self.words.get(at).is_some_and(|w| w.is(Class::Sort)) && self.is_compounded(at);
        sorts(self.end - 1) || sorts(self.end + 1)
    }

    /// Whether a hyphen joins the word to the one before.
    fn is_compounded(&self, at: usize) -> bool {
        at >= 2
            && self.is_mark(at - 1, Signs::HYPHEN)
            && self.words[at - 1].span.end == self.words[at].span.start
            && self.words[at - 2].span.end == self.words[at - 1].span.start
    }

    /// Whether the words can only qualify a noun that follows: names and adjectives, none of them a plural.
    fn qualifies(&self, run: &[usize]) -> bool {
        let qualifier = |word: &Word| {
            !word.is_plural && !word.is_verb && (word.is_name || word.is(Class::Demonym) || word.is(Class::Adjective))
        };
        !run.is_empty() && run.iter().all(|&at| qualifier(&self.words[at]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::frame::tests::read;
    use crate::lexicon::Lexicon;

    #[test]
    fn the_head_ends_the_noun_run() {
        let lexicon = Lexicon::builtin();
        for (text, head) in [
            ("Police sought about 460 Kia and Hyundai vehicles.", "vehicles"),
            ("It killed 12 British and French soldiers.", "soldiers"),
            ("It offered two gas-only powertrain options.", "options"),
            ("They have three built-in pools.", "pools"),
            ("It sank 12 boats and the harbour lights went out.", "boats"),
            ("It hit 12 Fords and Audi drivers fled.", "Fords"),
            ("It saw 40 junior doctors vote.", "doctors"),
            ("It is an 80-employee company in Leeds.", "employee"),
            ("It has two three-lane roads by the sea.", "roads"),
            ("He is charged with three counts of aggravated assault and battery.", "counts"),
            ("There were 460 cases of cholera in the town.", "cases"),
            ("Some 460 people of the town voted.", "people"),
        ] {
            let found = read(text, &lexicon);
            let heads: Vec<&str> = found[..1].iter().filter_map(|c| Some(c.frame.head?.span.of(text))).collect();
            assert_eq!(heads, [head], "{text}");
        }
    }
}
