/*! What a figure is told of by its sentence, where no noun stands behind it: the noun that it sums up ("a crowd of 33,872"), the subject
that a verb joins to it ("the number of arrests had risen to 45"), the name before a colon ("Beds: 240"). */

use super::frame::Place;
use super::run::RUN;
use super::words::Word;
use crate::lexicon::Class;
use crate::text::{Signs, TokenKind};
use crate::value::Kind;

/// How many words may stand between a figure and the end of what is joined to it.
const OFF: usize = 12;
/// How many words a subject, or a label, may have.
const SUBJECT: usize = 12;
/// Marks that part nothing: hyphens, and apostrophes of names.
const JOINS: Signs = Signs::HYPHEN.or(Signs::APOSTROPHE);

/// What stands between a figure and what it may be told of.
pub(super) struct Joint {
    /// Where what it is told of may end, at the farthest: here or before any word behind.
    pub(super) end: usize,
    /// Whether a verb joins the two: "the length of the bridge is" is told in full.
    pub(super) joined: bool,
}

/// Whether what moves reaches the figure: "to £90m".
pub(super) fn moves_to(place: &Place<'_>) -> bool {
    let beside = place.first.checked_sub(1).map(|at| &place.words[at]);
    beside.is_some_and(|w| w.is(Class::Binds) && w.is(Class::Preposition))
}

/// Steps over the small words before a figure, not beyond `low`.
pub(super) fn joint(place: &Place<'_>, low: usize) -> Joint {
    let words = place.words;
    let mut at = place.first;
    let mut joined = false;
    let moves_to = moves_to(place);
    while at > low && place.first - at < OFF {
        let word = &words[at - 1];
        let passes = if word.in_mention {
            // "in 2024", "rose 6 % to"
            true
        } else if word.kind == TokenKind::Mark {
            // A label: "Length: 40 m", "torque (85 Nm)".
            word.signs.any(JOINS) || (at == place.first && word.signs.any(Signs::COLON.or(Signs::OPENS)))
        } else if word.is(Class::Binds) {
            joined |= word.is(Class::Auxiliary) || word.is_verb;
            true
        } else if (word.is(Class::Rise) || word.is(Class::Fall)) && moves_to {
            joined = true;
            true
        } else {
            word.is(Class::Determiner)
                || word.is(Class::Adverb)
                || word.is(Class::Modal)
                || joined && word.is(Class::Auxiliary)
                || (word.is(Class::Preposition) && words[at].in_mention)
        };
        if !passes {
            break;
        }
        at -= 1;
    }
    Joint { end: at, joined }
}

impl Place<'_> {
    /// The noun that the figure is told of, with what qualifies it: that of a label, or of the subject of the verb that joins them.
    pub(super) fn told_of(&self, clause: (usize, usize)) -> Option<(usize, Vec<usize>)> {
        self.label().or_else(|| self.subject(clause))
    }

    /// The noun before a colon: "Number of beds: 240".
    pub(super) fn label(&self) -> Option<(usize, Vec<usize>)> {
        let colon = self.first.checked_sub(1).filter(|at| self.is_mark(*at, Signs::COLON))?;
        let ends = |at: &usize| self.words[*at].kind == TokenKind::Mark && !self.is_mark(*at, JOINS);
        let start = (0..colon).rev().find(ends).map_or(0, |at| at + 1);
        let speaks = |w: &Word| w.in_mention || w.is(Class::Auxiliary) || w.is(Class::Modal) || w.is(Class::Reporting);
        if colon - start > SUBJECT || self.words[start..colon].iter().any(speaks) {
            return None;
        }
        // "Default: 5" says of nothing how much it is.
        self.noun_phrase(start, colon).filter(|(head, _)| self.kind != Kind::Count || self.words[*head].is_plural)
    }

    /// The subject of a verb of being or becoming that joins it to the figure, or the object of one that moves it there: "took the number
    /// of arrests to 45".
    fn subject(&self, clause: (usize, usize)) -> Option<(usize, Vec<usize>)> {
        let Joint { end, joined } = joint(self, clause.0);
        let mut start = end;
        while start > clause.0 && end - start < SUBJECT {
            let word = &self.words[start - 1];
            let within = if word.kind == TokenKind::Mark {
                self.is_mark(start - 1, JOINS)
            } else if word.in_mention {
                word.in_time
            } else {
                let small = word.is(Class::Determiner) || word.is(Class::Preposition) || word.is(Class::Adjective);
                let beside = start == end && word.is_plural;
                // "the number of confirmed cases"
                let qualifies = start < end
                    && start > 1
                    && self.words[start].is_content()
                    && (self.words[start - 2].is(Class::Partitive) || self.words[start - 2].is(Class::Determiner));
                small && !word.is(Class::Subordinator) || word.is_content() && (!word.is_verb || beside || qualifies)
            };
            if !within {
                break;
            }
            start -= 1;
        }
        if start == end {
            return None;
        }
        let before = start.checked_sub(1).map(|at| &self.words[at]);
        let moved = before.is_some_and(|w| w.is(Class::Drives) || w.is(Class::Rise) || w.is(Class::Fall));
        if !(joined || moved && moves_to(self)) {
            return None;
        }
        // What another verb governs is that verb's object: "homes hit by the fire rose to".
        let governed = before.is_some_and(|w| w.is_verb && !w.is(Class::Reporting)) && !moved;
        if governed && !self.words[start].is(Class::Article) {
            return None;
        }
        self.noun_phrase(start, end)
    }

    /// The head of a noun phrase, what is counted where it says no more than that, and what qualifies it.
    fn noun_phrase(&self, start: usize, end: usize) -> Option<(usize, Vec<usize>)> {
        let noun = |at: usize| {
            let word = &self.words[at];
            word.is_content() && (!word.is_verb || word.is_plural)
        };
        let mut from = start;
        let mut head = None;
        let mut counts = false;
        while from < end {
            let governs = self.words[from].is(Class::Preposition);
            let partitive = self.words[from].is(Class::Partitive);
            let first = (from..end).find(|at| noun(*at))?;
            let last =
                (first..end).take_while(|at| noun(*at) || self.is_mark(*at, JOINS)).filter(|at| noun(*at)).last()?;
            // "the number of beds" counts beds; "the price of beds" is a price.
            if !governs || counts && partitive {
                counts = self.words[last].is(Class::EmptyHead);
                // "visitor numbers" count visitors.
                let told =
                    (first..last).rfind(|at| noun(*at) && !self.words[*at].is(Class::Adjective)).filter(|_| counts);
                head = Some((first, told.unwrap_or(last)));
                counts &= told.is_none();
            } else if head.is_some() {
                break;
            }
            from = last + 1;
            if head.is_some() && !counts {
                break;
            }
        }
        let (first, last) = head?;
        Some((last, (first..last).filter(|at| noun(*at)).collect()))
    }

    /// The noun of the whole that a sentence begins with: "Of the 450 passengers, 12 were hurt".
    pub(super) fn whole(&self) -> Option<usize> {
        if !(3..=SUBJECT).contains(&self.first) || !self.words[0].is(Class::Partitive) {
            return None;
        }
        let comma = self.first - 1;
        let noun = comma - 1;
        let first = (1..=comma).find(|at| self.is_mark(*at, Signs::COMMA)) == Some(comma);
        (first && self.words[noun].is_content() && !self.words[noun].is_verb).then_some(noun)
    }

    /// The noun before the mention: "a turnout of", "the price was".
    pub(super) fn noun_before(&self) -> Option<(usize, Vec<usize>)> {
        let mut at = self.first;
        let mut steps = 0;
        while at > 0 && steps < 4 {
            let word = &self.words[at - 1];
            let aside = self.is_mark(at - 1, Signs::COMMA) && self.is_aside(at);
            if word.kind == TokenKind::Mark && !self.is_mark(at - 1, Signs::OPENS) && !aside {
                break;
            }
            let passes = aside
                || word.is(Class::Preposition)
                || word.is(Class::Auxiliary)
                || word.is(Class::Determiner)
                || word.is_verb
                || word.is(Class::Adverb)
                || word.is(Class::Modal);
            if !passes {
                if !word.is_content() {
                    return None;
                }
                let head = at - 1;
                let mut modifiers = Vec::new();
                let mut m = head;
                while m > 0 && modifiers.len() < 3 {
                    let w = &self.words[m - 1];
                    // "The women's winning time"
                    let owned = m >= 2 && self.words[m - 2].is(Class::Possessive);
                    if w.stem == 0 || w.is_closed() || w.in_mention || w.is_verb && !owned {
                        break;
                    }
                    // "Harwell's price"
                    if !w.is(Class::Possessive) {
                        modifiers.push(m - 1);
                    }
                    m -= 1;
                }
                modifiers.reverse();
                return Some((head, modifiers));
            }
            at -= 1;
            steps += 1;
        }
        None
    }

    /// Whether what begins there behind a comma is told of the noun before it: "the bridge, which cost", "the fine, of".
    fn is_aside(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| {
            w.is(Class::Subordinator) && w.is(Class::Determiner) || w.is(Class::Partitive) && at + 1 == self.first
        })
    }

    /// The noun that counts itself: "a crowd of 33,872".
    pub(super) fn noun_of(&self) -> Option<usize> {
        let of = self.first.checked_sub(1).filter(|at| self.words[*at].is(Class::Partitive))?;
        let noun = of.checked_sub(1)?;
        let word = &self.words[noun];
        (word.is_content() && !word.is_verb && !word.is_name).then_some(noun)
    }

    /// The noun that a share is told of: "31 per cent were women".
    pub(super) fn predicate(&self) -> Option<usize> {
        let mut at = self.end;
        while self.words.get(at).is_some_and(|w| w.is(Class::Auxiliary) || w.is(Class::Adverb)) {
            at += 1;
        }
        let noun = |at: &usize| self.words[*at].is_content() && !self.words[*at].is_verb;
        let last = (at..self.words.len()).take_while(noun).take(RUN).last()?;
        (at > self.end && self.words[last].is_plural).then_some(last)
    }

    /// The head of the first noun run of the clause, if it begins before the mention.
    pub(super) fn topic(&self, clause: (usize, usize)) -> Option<usize> {
        let noun = |at: &usize| {
            let word = &self.words[*at];
            word.is_content() && !word.is_verb && !word.is(Class::Reporting)
        };
        let start = (clause.0..self.first).find(noun)?;
        let end = (start..self.first).find(|at| !noun(at)).unwrap_or(self.first);
        Some(end - 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::claims;
    use crate::document::{Document, DocumentId};
    use crate::extract::mentions;
    use crate::lexicon::Lexicon;
    use crate::text::Text;

    /// The head and the measures of each figure of a text: "deaths: people-killed".
    fn read(text: &str, lexicon: &Lexicon) -> Vec<String> {
        let document = Document::plain("a", text);
        let read = Text::read(text, &document.blocks, lexicon);
        let (found, _) = claims(DocumentId(0), &document, &read, mentions(text, &read, lexicon), lexicon);
        let told = |c: &crate::claim::Claim| {
            let names: Vec<&str> = c.frame.measures.iter().map(|id| lexicon.measure(*id).name.as_str()).collect();
            format!("{}: {}", c.frame.head.map_or("", |head| head.span.of(text)), names.join(" "))
        };
        found.iter().map(told).collect()
    }

    #[test]
    fn a_figure_is_told_of_what_a_verb_or_a_colon_joins_to_it() {
        let lexicon = Lexicon::builtin();
        for (text, told) in [
            ("Police said the number of bridges had risen to 45.", "bridges: "),
            ("The number of homes without gas fell to 1,200.", "homes: "),
            ("The storm took the number of closed roads to 31.", "roads: "),
            ("That brings the total of boats to 512.", "boats: "),
            ("Membership stands at 12,000.", "Membership: "),
            ("Visitor numbers reached 1.2 million.", "Visitor: "),
            ("Number of beds: 240", "beds: "),
            ("Default: 5", ": "),
            ("The bridge, which cost $45 million, is wide.", "bridge: "),
            ("Gross margin of $340 million beat forecasts.", "margin: "),
            // What another verb governs, and who does something, is not what is told of.
            ("Boats hit by the storm rose to 45.", ": "),
            ("It raised $45 million in Hull.", ": "),
        ] {
            assert_eq!(read(text, &lexicon), [told], "{text}");
        }
    }

    #[test]
    fn each_verb_tells_of_its_own_figure() {
        let lexicon = Lexicon::builtin();
        for (text, told) in [
            ("The blast killed 12 people and injured 30.", &["people: people-killed", "people: people-injured"][..]),
            (
                "Twelve people were killed and another 30 injured.",
                &["people: people-killed", "injured: people-injured"],
            ),
            (
                "Fourteen homes were destroyed, and 30 others damaged.",
                &["homes: homes-destroyed", "homes: homes-damaged"],
            ),
            ("Of the 450 passengers, 12 were hurt.", &["passengers: ", "passengers: people-injured"]),
            ("Police arrested 45.", &[": people-arrested"]),
            ("Twelve were hurt.", &[": people-injured"]),
            // The verb of one figure is not that of the other.
            ("Of the 23 arrested men, 12 belong to Hull.", &["men: ", "men: "]),
            ("It has 12 boats and 30 are old.", &["boats: ", "boats: "]),
        ] {
            assert_eq!(read(text, &lexicon), told, "{text}");
        }
    }
}
