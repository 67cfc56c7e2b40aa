/*! Ages: the words that say that a number is how old somebody is. */

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lexicon, Sense};

/// How a word or phrase makes an age of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgeSense {
    /// "years old", "year-old": after so many years.
    Years,
    /// "months old".
    Months,
    /// "weeks old".
    Weeks,
    /// "days old".
    Days,
    /// "aged": before the number of years.
    Before,
    /// "the ages of", behind "between" and before two ages.
    Between,
    /// "she", before "is 35".
    Person,
    /// "is", between a person and an age.
    Is,
    /// "are", between several people and a bound of their ages.
    Are,
    /// "turned": before an age, whoever it is.
    Turns,
    /// "died", before "at 82".
    Dies,
    /// "at", between a death and an age.
    At,
    /// "when", "and": what may follow such an age.
    Then,
    /// "something", behind "30-".
    Some,
    /// "children", before "under five".
    People,
    /// "woman", before "of 19".
    Human,
    /// "in his": before a decade, "in his 40s".
    Decade,
    /// "early", "late": within a decade.
    Part,
    /// "s", directly after the digits of a decade.
    Plural,
    /// "now", "both": between the comma behind a person and the age, "Ann Poe, now 71, said".
    Now,
    /// "under": ends what widens an age behind its number, "those 16 and under".
    Older,
    /// "age group": behind the ages of those in it.
    Group,
    /// "forties": the first year of ten.
    Decades(u32),
}

/// `[age]`: words by what they mean.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    /// Behind so many years: "years old".
    years: Vec<String>,
    /// Behind so many months.
    months: Vec<String>,
    /// Behind so many weeks.
    weeks: Vec<String>,
    /// Behind so many days.
    days: Vec<String>,
    /// Before the number: "aged".
    before: Vec<String>,
    /// Behind "between" and before two numbers: "the ages of".
    between: Vec<String>,
    /// Words for a person, before "is 35": "she".
    person: Vec<String>,
    /// Words between a person and an age.
    is: Vec<String>,
    /// Words between several people and a bound of their ages: "are".
    are: Vec<String>,
    /// Before an age, whoever it is: "turned".
    turns: Vec<String>,
    /// Before "at 82": "died".
    dies: Vec<String>,
    /// Between a death and an age.
    at: Vec<String>,
    /// What may follow such an age: "when".
    then: Vec<String>,
    /// Those of whom "under five" is an age: "children".
    people: Vec<String>,
    /// Who is "of 19": "a woman of 19".
    human: Vec<String>,
    /// Behind "30-": "something".
    some: Vec<String>,
    /// Before forties: "in his".
    decade: Vec<String>,
    /// Which part of a decade: "early".
    part: Vec<String>,
    /// Behind the digits of a decade: "s".
    plural: Vec<String>,
    /// Between a comma and an age: "now", "both".
    now: Vec<String>,
    /// The last word of what widens an age behind its number: "under".
    older: Vec<String>,
    /// Behind the ages of a group: "age group".
    group: Vec<String>,
    /// The first year of ten: `forties = 40`.
    decades: BTreeMap<String, u32>,
}

impl Table {
    pub(super) fn add(self, lexicon: &mut Lexicon) -> Result<(), String> {
        for (sense, words) in [
            (AgeSense::Years, self.years),
            (AgeSense::Months, self.months),
            (AgeSense::Weeks, self.weeks),
            (AgeSense::Days, self.days),
            (AgeSense::Before, self.before),
            (AgeSense::Between, self.between),
            (AgeSense::Person, self.person),
            (AgeSense::Is, self.is),
            (AgeSense::Are, self.are),
            (AgeSense::Turns, self.turns),
            (AgeSense::Dies, self.dies),
            (AgeSense::At, self.at),
            (AgeSense::Then, self.then),
            (AgeSense::People, self.people),
            (AgeSense::Human, self.human),
            (AgeSense::Some, self.some),
            (AgeSense::Decade, self.decade),
            (AgeSense::Part, self.part),
            (AgeSense::Plural, self.plural),
            (AgeSense::Now, self.now),
            (AgeSense::Older, self.older),
            (AgeSense::Group, self.group),
        ] {
            let trigger = matches!(sense, AgeSense::Before | AgeSense::Decade);
            for word in words {
                lexicon.learn(&word, Sense::Age(sense), trigger)?;
            }
        }
        for (word, first) in self.decades {
            lexicon.learn(&word, Sense::Age(AgeSense::Decades(first)), false)?;
        }
        Ok(())
    }
}
