/*! Why the gate lets a clash not pass. The names are those of `docs/alignment.md`, which has an example of each. */

/// What parts two claims whose values clash, so that nothing is told of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal {
    /// The evidence is worth less than a clash needs.
    Weak {
        /// What it is worth.
        sum: f32,
        /// What a clash of this pair needs.
        needs: f32,
    },
    /// The evidence is of too few kinds.
    FewKinds {
        /// Kinds that it is of.
        kinds: u32,
        /// Kinds that a clash needs.
        needs: u32,
    },
    /// Two nouns that say different things are counted.
    OtherThing,
    /// One is told as a fact; the other is denied, demanded, supposed or estimated.
    OtherMode,
    /// They stand within a few sentences of one article, which sets like things side by side.
    SideBySide,
    /// They stand in one article, which does not tell one thing twice in the same words.
    NotRestated,
    /// One is of several named things, the other of some of these.
    MoreNamed,
    /// Each tells of a place that the other's sentence, and the head of its article, do not know.
    OtherPlace,
    /// Nothing that either names is known to the other's article.
    Strangers,
    /// One noun, qualified by different words.
    OtherQualifier,
    /// They are of different models of a product.
    OtherModel,
    /// Each tells of a version of a program or a text, and the versions differ.
    OtherVersion,
    /// A word such as "next" or "second" tells one from the other.
    OtherTurn,
    /// They hold at different times.
    OtherTime,
    /// What one tells more than the other stands beside it.
    Accounted,
    /// One is the whole of which its clause counts some, the other is some of a whole.
    PartOfWhole,
    /// One rose and the other fell.
    OtherDirection,
    /// One is a word such as "several".
    Vague,
    /// One is a count with a fraction: an average, an index, a version.
    Fraction,
    /// Two durations, one a matter of hours and the other of years.
    OtherScale,
    /// One is a date at the head of its page, which may be when the page was made.
    PageHead,
    /// One is the moment, to the second, at which a machine did something.
    Stamp,
    /// They state different measures.
    OtherMeasure,
    /// The ages are not beside one person's name.
    OtherPerson,
    /// The dates do not name their days, or not what happened then.
    Undated,
    /// Nothing tells what is counted or measured so that a figure of this kind can be held against another.
    Untold,
    /// The articles tell different events.
    OtherEvent,
    /// The other article states this figure too, elsewhere.
    Agreed,
    /// One of them has a better partner in the other's article.
    BetterPartner,
    /// Two figures of one article answer alike, and differ.
    Torn,
    /// Both are stated in other articles, by claims that are closer.
    AtHome,
}

impl Refusal {
    /// The name in documentation and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weak { .. } => "weak",
            Self::FewKinds { .. } => "few-kinds",
            Self::OtherThing => "other-thing",
            Self::OtherMode => "other-mode",
            Self::SideBySide => "side-by-side",
            Self::NotRestated => "not-restated",
            Self::MoreNamed => "more-named",
            Self::OtherPlace => "other-place",
            Self::Strangers => "strangers",
            Self::OtherQualifier => "other-qualifier",
            Self::OtherModel => "other-model",
            Self::OtherVersion => "other-version",
            Self::OtherTurn => "other-turn",
            Self::OtherTime => "other-time",
            Self::Accounted => "accounted",
            Self::PartOfWhole => "part-of-whole",
            Self::OtherDirection => "other-direction",
            Self::Vague => "vague",
            Self::Fraction => "fraction",
            Self::OtherScale => "other-scale",
            Self::PageHead => "page-head",
            Self::Stamp => "stamp",
            Self::OtherMeasure => "other-measure",
            Self::OtherPerson => "other-person",
            Self::Undated => "undated",
            Self::Untold => "untold",
            Self::OtherEvent => "other-event",
            Self::Agreed => "agreed",
            Self::BetterPartner => "better-partner",
            Self::Torn => "torn",
            Self::AtHome => "at-home",
        }
    }

    /// In plain words.
    pub fn words(self) -> String {
        match self {
            Self::Weak { sum, needs } => format!("the evidence is worth {sum:.1}, and a clash needs {needs:.1}"),
            Self::FewKinds { kinds, needs } => format!("evidence of {kinds} kinds, and a clash needs {needs}"),
            other => other.plain().to_owned(),
        }
    }

    const fn plain(self) -> &'static str {
        match self {
            Self::Weak { .. } | Self::FewKinds { .. } => "too little evidence",
            Self::OtherThing => "two nouns that say different things",
            Self::OtherMode => "one is told as a fact, the other denied, demanded, supposed or estimated",
            Self::SideBySide => "one article sets like things side by side",
            Self::NotRestated => "one article, and not the same words again",
            Self::MoreNamed => "one is of more named things than the other",
            Self::OtherPlace => "each tells of a place that the other does not know",
            Self::Strangers => "nothing that either names is known to the other's article",
            Self::OtherQualifier => "one noun, qualified by different words",
            Self::OtherModel => "other models of a product",
            Self::OtherVersion => "other versions of a program or a text",
            Self::OtherTurn => "a word tells one from the other",
            Self::OtherTime => "other times",
            Self::Accounted => "what one tells more than the other stands beside it",
            Self::PartOfWhole => "one is a whole of which its clause counts some, the other is some of a whole",
            Self::OtherDirection => "one rose and the other fell",
            Self::Vague => "one gives no number",
            Self::OtherScale => "what lasts hours is not what lasts years",
            Self::Fraction => {
                "a count with a fraction is an average, an index or a version, one below nothing a setting"
            }
            Self::PageHead => "a date at the head of a page may be when it was made",
            Self::Stamp => "a moment to the second is the stamp of a machine",
            Self::OtherMeasure => "other measures",
            Self::OtherPerson => "no one person's name beside both",
            Self::Undated => "the days, or what happened then, are not named",
            Self::Untold => "too little tells what is counted or measured",
            Self::OtherEvent => "the articles tell other events",
            Self::Agreed => "the other article states this figure too",
            Self::BetterPartner => "one of them has a better partner in the other's article",
            Self::Torn => "two figures of one article answer alike, and differ",
            Self::AtHome => "both are stated in other articles by closer claims",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn figures_are_told_where_they_decide() {
        assert_eq!(Refusal::Weak { sum: 2.34, needs: 5.5 }.words(), "the evidence is worth 2.3, and a clash needs 5.5");
        assert_eq!(Refusal::OtherTurn.words(), Refusal::OtherTurn.plain());
    }
}
