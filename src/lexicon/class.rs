/*! Closed classes of words: what a shallow reader of sentences needs to know of grammar. */

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lexicon, Sense};

/// A closed class of words, by its name in `[class]` tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// "Dr.", "Jan.": a full stop after it ends no sentence.
    Abbreviation,
    /// "the", "these".
    Determiner,
    /// "the", "its": a noun follows, with or without words that qualify it.
    Article,
    /// "its", "'s": tells whose.
    Possessive,
    /// "of", "in".
    Preposition,
    /// "of": joins a number and its noun.
    Partitive,
    /// "and", "but".
    Conjunction,
    /// "that", "which", "because".
    Subordinator,
    /// "he", "them".
    Pronoun,
    /// "is", "has", "did".
    Auxiliary,
    /// "is", "was".
    Being,
    /// "will", "may".
    Modal,
    /// "not", "never".
    Negation,
    /// "very", "still".
    Adverb,
    /// "said", "told".
    Reporting,
    /// "including", "among them", "of whom".
    Part,
    /// "other", "another", "further", "more".
    Further,
    /// "next", "second", "earlier": one of several like things.
    Distinct,
    /// "now", "so far": of the day that it is told on.
    Current,
    /// "so far", "to date": of all the time until it is told.
    Running,
    /// "have", "had": before a participle, tells what has come to be by then.
    Perfect,
    /// "operations", "patrols": what is done over and over, so that a count of several is a sum.
    Occasion,
    /// "week", "half", "phase": one of several stretches of what goes on.
    Stage,
    /// "new", "fresh": of things counted, those since the last count.
    Fresh,
    /// "another", "a similar": what begins so is not what was spoken of before.
    Another,
    /// "bit", "way": behind a number and a hyphen, makes a sort of thing of it.
    Sort,
    /// "after", "ago": makes a point in time of a length.
    Offset,
    /// "last year", "previous", "ago": told for comparison.
    Past,
    /// "plans", "due to", "will": said of what is to come.
    Planned,
    /// "demand", "calls for", "offer".
    Demanded,
    /// "deny", "false".
    Denied,
    /// "if", "would", "could".
    Hypothetical,
    /// "estimate", "forecast", "expected".
    Estimated,
    /// "Mr", "President": what stands before a person's name.
    Title,
    /// "a year", "per": makes a rate of a count.
    Rate,
    /// "No.", "page", "model": the number after it is a label.
    Label,
    /// "people", "others": heads that say nothing of what is counted.
    EmptyHead,
    /// "counts", "acts": what stands behind its "of" says what is counted.
    Classifier,
    /// "ways", "reasons": what a writer counts of the text's own.
    OwnPoint,
    /// "value", "default": what a figure is that a writer sets.
    OwnValue,
    /// "if", "suppose": what follows is not said to be so.
    Condition,
    /// "example": what its clause tells is made up.
    Example,
    /// "views", "comments": what a page counts below itself, by the minute.
    Tally,
    /// Common adjectives that are no head of a noun phrase.
    Adjective,
    /// Verbs in their base form, so that they are not taken for nouns.
    Verb,
    /// "British": a capital that names nobody.
    Demonym,
    /// "in", "near": a place follows.
    Where,
    /// Nouns of places, after which a name is a place: "city", "province".
    Place,
    /// "North", "Real", "Rovers": a name that begins or ends so is of a place or a club, and of nobody.
    Toponym,
    /// "up", "rose": a change follows.
    Rise,
    /// "down", "fell": a change follows.
    Fall,
    /// "of", "was", "came to": stands between the name of a quantity and its figure.
    Binds,
    /// "bring", "took": moves what stands behind it to a figure.
    Drives,
    /// "than", "compared with": what follows is told for comparison.
    Compares,
}

impl Class {
    /// The bit of the class in a set.
    pub const fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// `[class]`: the words and phrases of each class.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Table(BTreeMap<Class, Vec<String>>);

impl Table {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        for (class, words) in self.0 {
            for word in words {
                lexicon.learn(&word, Sense::Class(class), false)?;
            }
        }
        Ok(())
    }
}
