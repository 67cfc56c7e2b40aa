/*! What verification needs: the table of `rules/verification.toml`. */

use serde::Deserialize;

use crate::align;

/// The thresholds of the verdicts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Thresholds {
    /// The score from which the very same value is support, where it is no accident: 36,955.
    pub(super) particular: f32,
    /// The score from which the very same telling value is support.
    pub(super) telling: f32,
    /// The score from which the same value is support, where it may be an accident.
    pub(super) support: f32,
    /// What is given back of the penalty for other nouns, where it is not sure which noun a figure belongs to.
    pub(super) unsure_head: f32,
    /// The score from which values that differ may contradict each other.
    pub(super) clash: f32,
    /// The share of words in common from which two sentences say the same, figure by figure.
    pub(super) twin: f32,
    /// The share of a score at which another figure of the draft that agrees with the source is what the source tells of.
    pub(super) rival: f32,
    /// The share of a score at which another figure of the source leaves open which is meant.
    pub(super) torn: f32,
    /// The score from which a figure of a source may be a part of a sum.
    pub(super) operand: f32,
    /// What a clash needs besides where the verbs say other things.
    pub(super) doubt_verb: f32,
    /// What a clash needs besides where a name says that another is spoken of.
    pub(super) doubt_topic: f32,
    /// What a clash needs besides, for what speaks against it less than it does between two articles of an archive.
    pub(super) doubt: Milder,
}

/// The doubts of `rules/alignment.toml` that weigh less where it is known that the one text tells of the other.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Milder {
    foreign: f32,
    elsewhere: f32,
    other_place: f32,
    nameless: f32,
    other_shares: f32,
    subject: f32,
    unnamed: f32,
}

impl Thresholds {
    /// Makes the thresholds of alignment those of a draft and its source.
    pub(super) fn mild(&self, threshold: &mut align::Thresholds) {
        threshold.clash = self.clash;
        let (doubt, milder) = (&mut threshold.doubt, &self.doubt);
        doubt.foreign = milder.foreign;
        doubt.elsewhere = milder.elsewhere;
        doubt.other_place = milder.other_place;
        doubt.nameless = milder.nameless;
        doubt.other_shares = milder.other_shares;
        doubt.subject = milder.subject;
        doubt.unnamed = milder.unnamed;
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verification: Thresholds,
}

impl Thresholds {
    /// The built-in table.
    ///
    /// # Panics
    /// Never: a test reads the file that is embedded here.
    pub(super) fn builtin() -> Self {
        match toml::from_str::<File>(include_str!("../../rules/verification.toml")) {
            Ok(file) => file.verification,
            Err(error) => panic!("the built-in thresholds read: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_table_reads() {
        let thresholds = super::Thresholds::builtin();
        assert!(thresholds.telling < thresholds.support && thresholds.support < thresholds.clash);
    }
}
