/*! What each piece of evidence is worth, and how much a clash needs: the table of `rules/alignment.toml`. */

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The weights of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    /// The same noun is counted.
    pub same_head: f32,
    /// Nouns of one concept are counted.
    pub alike_head: f32,
    /// Different nouns are counted.
    pub other_head: f32,
    /// Words of one concept near both.
    pub same_concept: f32,
    /// Concepts near both, none in common.
    pub other_concept: f32,
    /// The same nearest verb.
    pub same_verb: f32,
    /// The same word qualifies both heads.
    pub same_modifier: f32,
    /// Words qualify both heads, none in common.
    pub other_modifier: f32,
    /// Times the cosine of the words around.
    pub near_words: f32,
    /// Times the cosine of the sentences' words.
    pub sentence_words: f32,
    /// Four words in a row around both figures.
    pub phrase: f32,
    /// Two or more such.
    pub more_phrases: f32,
    /// Five or more: wire copy.
    pub copied: f32,
    /// A rare name in both clauses.
    pub name_in_clause: f32,
    /// A rare name in both sentences.
    pub name_in_sentence: f32,
    /// Two or more rare names in both sentences.
    pub more_names: f32,
    /// Names in both clauses, none in common.
    pub other_names: f32,
    /// The same content word just before.
    pub word_before: f32,
    /// The same content word just behind.
    pub word_after: f32,
    /// Only one states a part.
    pub one_part: f32,
    /// Only one is told of the past.
    pub one_past: f32,
    /// Both state one measure.
    pub same_measure: f32,
    /// Both are the age of one person.
    pub same_person: f32,
}

/// The JSON Schema of `rules/alignment.toml`.
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft07().into_generator().into_root_schema_for::<Weighing>().to_value()
}

/// The thresholds of the decisions.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Thresholds {
    /// What two claims that agree have to be worth to share a slot.
    pub group: f32,
    /// The share of that which the claims of two slots have to be worth on average to be one.
    pub linked: f32,
    /// The score from which a clash may be told.
    pub clash: f32,
    /// Kinds of evidence that a clash needs.
    pub kinds: u32,
    /// The share of a clash's score at which an agreeing claim in the other document silences it.
    pub rival: f32,
    /// The same, for a claim of the very same telling value.
    pub echo: f32,
    /// A clash at this share of the score, with another figure of the same document that differs, leaves open which is meant.
    pub torn: f32,
    /// Rows of four words that two sentences share to be copies of one text.
    pub copy: u32,
    /// How alike the words of two sentences are that are copies of one text.
    pub copied: f32,
    /// What speaks for a clash or against it besides its own evidence.
    pub circumstance: Circumstances,
    /// What a clash needs besides, for each thing that speaks against it.
    pub doubt: Doubts,
    /// The similarity from which two documents tell one event.
    pub event: f32,
    /// The similarity under which documents that share no name tell other events.
    pub akin: f32,
    /// Telling figures (84,600, no two) that akin documents share to tell one event, however little else is alike.
    pub shared: u32,
    /// What a clash needs besides, for each unit that the similarity lacks.
    pub stranger: f32,
    /// The share of documents under which a name is rare.
    pub rare: f32,
    /// What two figures need that their documents leave open.
    pub open: Open,
}

/// What two figures need to be told as one quantity because their documents agree on others, and leave these two open.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Open {
    /// Figures on which the documents agree to the digit.
    pub shared: u32,
    /// The same among many like documents, where it is known which tell one event,
    pub known: u32,
    /// and how alike these have to be.
    pub event: f32,
    /// The logarithm of the larger of the two figures over the smaller that they may be apart.
    pub apart: f32,
    /// Things besides the noun that are the same, of measure (which is two), modifier, verb, name, word beside, sentence; one more where
    /// only one tells a part or the past.
    pub support: u32,
    /// By how much such a clash counts as worth more than it needs: its confidence.
    pub margin: f32,
}

/// What two claims that agree are worth as one quantity.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grouping {
    /// Times the blind score of the pair.
    pub blind: f32,
    /// Times the cosine of the sentences' words, rare words counting more.
    pub sentence: f32,
    /// Times the similarity of what the documents tell.
    pub event: f32,
    /// For each that is the other's best partner in its document.
    pub best: f32,
    /// Both are.
    pub mutual: f32,
    /// The very same value.
    pub same_value: f32,
    /// Both state one measure.
    pub same_measure: f32,
    /// The same nearest verb.
    pub same_verb: f32,
    /// The same noun is counted.
    pub same_head: f32,
    /// One is dated to a year that the other's document never speaks of.
    pub background: f32,
    /// They hold at different times.
    pub other_time: f32,
    /// They are of different models of a product.
    pub other_model: f32,
    /// A count so small that many things are of that number.
    pub small_count: f32,
    /// Both stand in one document.
    pub same_document: f32,
    /// The documents differ on more quantities than they agree on.
    pub discord: f32,
    /// Each tells of a place that the other's document does not know.
    pub other_place: f32,
    /// One is a word such as "several".
    pub vague: f32,
    /// One is denied, demanded, supposed or estimated.
    pub other_mode: f32,
    /// A word such as "next" tells one from the other.
    pub distinct: f32,
    /// They are dates, which much happens on.
    pub date: f32,
    /// Their sentences differ on another figure.
    pub other_sentence: f32,
    /// They state different measures.
    pub other_measure: f32,
}

/// What the documents and the values say of a clash, besides its own evidence.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Circumstances {
    /// The documents agree on another quantity.
    pub accord: f32,
    /// On three or more.
    pub more_accord: f32,
    /// They agree on fewer quantities than they differ on.
    pub discord: f32,
    /// The sentences differ on two figures or more, and agree on none.
    pub other_sentence: f32,
    /// Two or more further documents attest one of the values.
    pub attested: f32,
    /// The documents are of different weeks.
    pub weeks_apart: f32,
    /// For each time that one value is e times the other, beyond twice.
    pub far_values: f32,
    /// For each time that the documents make e times as many pairs of figures as two long articles do.
    pub crowd: f32,
}

/// What a clash needs besides its threshold, for what speaks against it and does not settle it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Doubts {
    /// No rare name of one sentence is known to the other document.
    pub foreign: f32,
    /// Only one tells of the past, a part, or others.
    pub one_sided: f32,
    /// Only one tells of a place.
    pub elsewhere: f32,
    /// Both tell where, and tell other places.
    pub other_place: f32,
    /// One is dated to a year that the other's document never speaks of.
    pub background: f32,
    /// Neither speaks of anything that has a name.
    pub nameless: f32,
    /// Shares that stand among other shares, none of which is told alike.
    pub other_shares: f32,
    /// Counts of sentences that tell other counts, none of which is told alike.
    pub other_counts: f32,
    /// The sentences are of other products or persons.
    pub subject: f32,
    /// The subjects of the sentences have other names, rare or not, and so do those whose the figures are.
    pub other_owner: f32,
    /// Both clauses name whose the figure is, and one document never speaks of whom the other names.
    pub foreign_owner: f32,
    /// Both count few, and their clauses name others.
    pub other_actor: f32,
    /// The sentences share no rare name.
    pub unnamed: f32,
    /// One is planned, the other told as a fact.
    pub planned: f32,
    /// The sentences date them a few days apart.
    pub day: f32,
}

/// A row of the calibration.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// By how much a clash is worth more than it needs.
    pub margin: f32,
    /// The share of such clashes that are right.
    pub right: f32,
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weighing {
    /// What evidence is worth.
    pub weight: Weights,
    /// What two claims that agree are worth as one quantity.
    pub group: Grouping,
    /// How often a clash is right that is worth so much more than it needs: rows in rising order.
    pub confidence: Vec<Confidence>,
    /// What decisions need.
    pub threshold: Thresholds,
}

impl Weights {
    /// By the name of each weight: the weights without it.
    pub(super) fn each_left_out(&self) -> impl Iterator<Item = (String, Self)> {
        let table = match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(table)) => table,
            _ => serde_json::Map::new(),
        };
        let names: Vec<String> = table.keys().cloned().collect();
        names.into_iter().filter_map(move |name| {
            let mut without = table.clone();
            without.insert(name.clone(), 0.0.into());
            Some((name, serde_json::from_value(without.into()).ok()?))
        })
    }
}

impl Weighing {
    /// How sure a clash is that is worth `margin` more than it needs, 0 to 1: between two rows on the line that joins them.
    pub(super) fn confidence_of(&self, margin: f32) -> f64 {
        let behind = self.confidence.partition_point(|row| row.margin <= margin);
        let right = match (behind.checked_sub(1).and_then(|at| self.confidence.get(at)), self.confidence.get(behind)) {
            (Some(low), Some(high)) => {
                let way = (margin - low.margin) / (high.margin - low.margin);
                low.right + way * (high.right - low.right)
            }
            (Some(only), None) | (None, Some(only)) => only.right,
            (None, None) => 0.0,
        };
        // Two places: more would claim to know more.
        (f64::from(right) * 100.0).round() / 100.0
    }

    /// The built-in table.
    ///
    /// # Panics
    /// Never: a test reads the file that is embedded here.
    pub fn builtin() -> Self {
        match toml::from_str(include_str!("../../rules/alignment.toml")) {
            Ok(weighing) => weighing,
            Err(error) => panic!("the built-in weights read: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_table_reads() {
        let weighing = super::Weighing::builtin();
        assert!(weighing.threshold.group < weighing.threshold.clash);
        for (name, without) in weighing.weight.each_left_out() {
            assert_ne!(without, weighing.weight, "{name}");
        }
        assert_eq!(weighing.weight.each_left_out().count(), 23);
        assert!(weighing.confidence.is_sorted_by(|a, b| a.margin < b.margin && a.right <= b.right));
    }

    #[test]
    fn what_is_worth_more_is_surer() {
        let weighing = super::Weighing::builtin();
        let sure = |margin: f32| weighing.confidence_of(margin);
        let (first, last) = (weighing.confidence[0], weighing.confidence[weighing.confidence.len() - 1]);
        assert_eq!(sure(first.margin - 5.0), sure(first.margin));
        assert_eq!(sure(last.margin + 5.0), sure(last.margin));
        assert!(sure(f32::midpoint(first.margin, last.margin)) > sure(first.margin));
    }
}
