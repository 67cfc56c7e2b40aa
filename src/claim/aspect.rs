/*! How what is stated stands to time and to the facts: whether it has come to be or goes on, which way it went, whether it is told as a
fact or planned, denied, demanded, supposed (TimeML's tense, aspect, modality and polarity, as far as words tell them without a parser). */

use super::frame::{NEAR, Place};
use super::words::Word;
use super::{Direction, Mode};
use crate::lexicon::Class;
use crate::text::{Signs, TokenKind};

impl Place<'_> {
    /// Whether its sentence tells the state of the day. What stands behind the next figure is told of that: "127 people were hurt, of whom
    /// 19 are still in hospital".
    pub(super) fn is_current(&self) -> bool {
        self.tells(&[Class::Current]) && self.has((0, self.next_figure()), Class::Current)
    }

    /// Whether its sentence sums up: "so far", "during the five operations".
    pub(super) fn is_running(&self) -> bool {
        const FAR: usize = 3;
        let occasions = |at: usize| {
            let figure = |at: &usize| self.words[*at].in_mention && !self.words[*at].in_time;
            self.words[at].is(Class::Occasion) && (at.saturating_sub(FAR)..at).any(|at| figure(&at))
        };
        let own = |at: &usize| !(self.first..self.end).contains(at);
        self.tells(&[Class::Running]) && self.has((0, self.next_figure()), Class::Running)
            || self.tells(&[Class::Occasion])
                && (0..self.words.len()).filter(own).any(|at| occasions(at) && at.abs_diff(self.end) > FAR)
    }

    /// Whether the words that are told of it have a verb in the perfect: "have been found", "had burned", and not "would have burned".
    pub(super) fn is_perfect(&self, told: (usize, usize)) -> bool {
        let small = |at: &usize| self.words[*at].is(Class::Auxiliary) || self.words[*at].is(Class::Adverb);
        let participle = |from: usize| {
            let verb = (from..told.1.min(self.words.len())).find(|at| !small(at));
            verb.is_some_and(|at| self.words[at].is_verb && !self.words[at].in_mention)
        };
        let finite = |at: usize| {
            let before = at.checked_sub(1).map(|before| &self.words[before]);
            before.is_none_or(|w| !w.is(Class::Modal) && !w.is(Class::Preposition))
        };
        self.tells(&[Class::Perfect])
            && self.of().is_none()
            && (told.0..told.1).any(|at| self.words[at].is(Class::Perfect) && finite(at) && participle(at + 1))
    }

    /// Where the next figure stands that is no time, or the end: what stands behind it is told of that.
    fn next_figure(&self) -> usize {
        let next = (self.end..self.words.len()).find(|at| self.words[*at].in_mention && !self.words[*at].in_time);
        next.unwrap_or(self.words.len())
    }

    /// Which way the figure is said to have gone: the nearest word of rise or fall before it, or just behind.
    pub(super) fn direction(&self, clause: (usize, usize)) -> Option<Direction> {
        if !self.tells(&[Class::Rise, Class::Fall]) {
            return None;
        }
        let near = |at: &usize| at.abs_diff(self.first) <= NEAR / 2 + 1;
        let before = (clause.0..self.first).rev().take_while(near);
        before.chain(self.end..clause.1.min(self.end + 2)).find_map(|at| match &self.words[at] {
            word if word.is(Class::Rise) == word.is(Class::Fall) || word.is_name => None,
            word => Some(if word.is(Class::Rise) { Direction::Up } else { Direction::Down }),
        })
    }

    /// Whether it stands alone in brackets behind the time that it is of: "11 % lower than a year earlier (279,100)".
    pub(super) fn is_past_in_brackets(&self, clause: (usize, usize)) -> bool {
        let before = clause.0.checked_sub(1).filter(|at| self.first == clause.0 && self.is_mark(*at, Signs::OPENS));
        before.is_some_and(|at| self.has((at.saturating_sub(2), at), Class::Past))
    }

    /// Whether the text asks for it, or makes it up: "if all 200 cells are empty", "the following example".
    pub(super) fn is_supposed(&self, clause: (usize, usize)) -> bool {
        if self.asks() {
            return true;
        }
        if !self.tells(&[Class::Condition, Class::Example]) {
            return false;
        }
        let joined = (clause.0..self.first).rev().take_while(|at| !self.is_mark(*at, Signs::COMMA));
        let example = |at: usize| {
            self.words[at].is(Class::Example)
                && !at.checked_sub(1).is_some_and(|at| self.words[at].is(Class::Preposition))
        };
        joined.into_iter().any(|at| self.words[at].is(Class::Condition)) || (clause.0..clause.1).any(example)
    }

    /// Whether the sentence is a question.
    fn asks(&self) -> bool {
        let last = self.words.iter().rev().find(|w| w.signs.any(Signs::QUESTION) || w.kind != TokenKind::Mark);
        last.is_some_and(|w| w.signs.any(Signs::QUESTION))
    }

    /// The words of a clause that its verb at the figure rules: without a relative clause that ended before, "the ship, which is due to
    /// sail, carries 30 cars", and without what goes on with a verb of its own, "was 63 but would not be named".
    fn predication(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let verb = |at: usize| self.words.get(at).is_some_and(|w| w.is_verb && !w.in_mention);
        let helps = |at: usize| {
            let helps = |w: &Word| w.is(Class::Auxiliary) || w.is(Class::Modal);
            self.words.get(at).is_some_and(helps)
        };
        let joint = |at: &usize| self.words[*at].is(Class::Conjunction);
        let relative = start > 0 && self.is_mark(start - 1, Signs::COMMA) && self.words[start].is(Class::Subordinator);
        // "…, carries 120": a word in "s" before the figure is a verb, known or not.
        let likely = |at: usize| at + 1 == self.first && self.words[at].is_plural && !self.words[at].is_name;
        let resumes = |at: &usize| {
            relative && self.is_mark(*at, Signs::COMMA) && (verb(at + 1) || helps(at + 1) || likely(at + 1))
        };
        // "Denied that police fired and had killed 12" denies both.
        let governed = |at: usize| self.words[start..at].iter().skip(1).any(|w| w.is(Class::Subordinator));
        let begins = |at: &usize| resumes(at) || joint(at) && helps(at + 1) && !governed(*at);
        let from = (start..self.first).rev().find(begins).map_or(start, |at| at + 1);
        let to = (self.end..end).find(|at| joint(at) && (verb(at + 1) || helps(at + 1))).unwrap_or(end);
        (from, to)
    }

    /// How the clause stands to what is stated: the strongest word before the mention, or near behind it.
    pub(super) fn mode(&self, clause: (usize, usize)) -> Mode {
        const MODES: &[Class] =
            &[Class::Denied, Class::Demanded, Class::Hypothetical, Class::Planned, Class::Estimated];
        if !self.tells(MODES) {
            return Mode::Asserted;
        }
        let clause = self.predication(clause);
        let near = (clause.0.max(self.first.saturating_sub(2 * NEAR)), clause.1.min(self.end + NEAR));
        // "1 May" supposes nothing, nor does the Geological Survey estimate by its name.
        let tells = |at: &usize| !self.words[*at].in_time && !self.words[*at].is_name;
        let told = (near.0..near.1)
            .filter(|at| tells(at) && !(self.first..self.end).contains(at))
            .fold(0, |told, at| told | self.words[at].classes);
        for (class, mode) in [
            (Class::Denied, Mode::Denied),
            (Class::Demanded, Mode::Demanded),
            (Class::Hypothetical, Mode::Hypothetical),
            (Class::Planned, Mode::Planned),
            (Class::Estimated, Mode::Estimated),
        ] {
            if told & class.bit() != 0 {
                return mode;
            }
        }
        Mode::Asserted
    }
}
