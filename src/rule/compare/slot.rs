/*! `[compare.slot]`: the claims of one slot against each other. Alignment says which claims share a slot and which of them clash;
the rule says which kinds or measures it tells of, and how. */

use std::ops::Range as Bytes;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::camps::{Camps, sort, speakers};
use super::interval::loosen;
use crate::align::Clash;
use crate::claim::Claim;
use crate::error::{FileError, did_you_mean};
use crate::finding::{Finding, Severity};
use crate::lexicon::{Lexicon, MeasureId};
use crate::rule::case::Verdict;
use crate::rule::file::Source;
use crate::rule::{Case, Rule};
use crate::value::Kind;

pub(super) const PLACEHOLDERS: &[&str] = &["a", "b", "measure"];

/// What a message calls a quantity that the text does not name.
const UNNAMED: &str = "the same quantity";

/// The text of a claim as it reads inside a sentence: a capital that only its place at the head of one gave it is small.
fn inside(claim: &Claim, text: String) -> String {
    let hedged = claim.mention.core.start > claim.mention.span.start;
    let plain = matches!(claim.mention.value.kind(), Kind::Count | Kind::Percent | Kind::Age | Kind::Duration);
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if (hedged || plain) && first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text,
    }
}

/// The table as written: one of the two.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Table {
    /// The measure whose slots the rule tells of.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    measure: Option<Spanned<String>>,
    /// Or the kind, but for measures that have a rule of their own.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    kind: Option<Spanned<String>>,
}

/// Which slots a rule tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Which.
    pub select: Select,
}

/// What chooses a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Select {
    /// Slots of a measure.
    Measure(MeasureId),
    /// Slots of a kind, but for those of measures that have a rule of their own.
    Kind(Kind),
}

impl Table {
    pub(super) fn check(self, at: Bytes<usize>, source: Source<'_>, lexicon: &Lexicon) -> Result<Slot, FileError> {
        let select = match (self.measure, self.kind) {
            (Some(name), None) => {
                let found = lexicon.measures().find(|(_, m)| m.name == *name.get_ref());
                let (id, _) = found.ok_or_else(|| {
                    let help = did_you_mean(name.get_ref(), lexicon.measures().map(|(_, m)| m.name.as_str()));
                    source.at(name.span(), format!("there is no measure `{}`", name.get_ref()), help)
                })?;
                Select::Measure(id)
            }
            (None, Some(name)) => Select::Kind(Kind::from_name(name.get_ref()).ok_or_else(|| {
                let help = did_you_mean(name.get_ref(), Kind::ALL.iter().map(|k| k.name()));
                source.at(name.span(), format!("there is no kind `{}`", name.get_ref()), help)
            })?),
            _ => {
                let message = "a slot is chosen by either `measure` or `kind`".to_owned();
                return Err(source.at(at, message, None));
            }
        };
        Ok(Slot { select })
    }
}

impl Slot {
    pub(super) fn judge(&self, rule: &Rule, clash: &Clash, case: &Case<'_>) -> Option<Finding> {
        Some(case.tell(rule, self.check(clash, rule, case)?))
    }

    fn check(&self, clash: &Clash, rule: &Rule, case: &Case<'_>) -> Option<Verdict> {
        let chosen = match self.select {
            Select::Measure(id) => clash.measure == Some(id),
            Select::Kind(kind) => clash.kind == kind && clash.measure.is_none_or(|m| !case.owned.contains(&m)),
        };
        if !chosen {
            return None;
        }
        let claim = |at: usize| &case.claims[clash.claims[at]];
        let range = |at: usize| claim(at).mention.value.range().map(|r| loosen(r, rule.tolerance));
        let apart = |&(a, b): &(usize, usize)| match (range(a), range(b)) {
            (Some(a), Some(b)) => !a.meets(&b),
            _ => true,
        };
        let conflicts: Vec<_> = clash.pairs.iter().copied().filter(|p| rule.tolerance.is_zero() || apart(p)).collect();
        conflicts.first()?;
        let camps = Camps::of(clash, &conflicts, case);
        let (a, b) = camps.ends()?;
        let measure = match clash.measure {
            Some(measure) => case.lexicon.measure(measure).title.clone(),
            None if clash.subject.is_empty() => UNNAMED.to_owned(),
            None => clash.subject.clone(),
        };
        let claim = |at: usize| &case.claims[camps.claims[at]];
        let text = |at: usize| inside(claim(at), case.cite(claim(at)).text);
        let speakers = speakers(claim(a), claim(b), case);
        let told = |at: usize, speaker: Option<&str>| {
            let articles = Some(camps.articles(at)).filter(|n| *n > 1).map(|n| format!("{n} articles"));
            let beside: Vec<String> = speaker.map(str::to_owned).into_iter().chain(articles).collect();
            if beside.is_empty() { text(at) } else { format!("{} ({})", text(at), beside.join(", ")) }
        };
        let mut because = clash.because.clone();
        if let Some((x, y)) = speakers {
            because.insert(0, format!("{} according to {x}, {} according to {y}", text(a), text(b)));
        }
        let (first, second) = (claim(a).frame.mode, claim(b).frame.mode);
        if first != second {
            let of = |mode| sort(mode).unwrap_or("told as a fact");
            because.push(format!("{} is {}, {} is {}", text(a), of(first), text(b), of(second)));
        }
        if clash.update {
            because.push(update(claim(a), claim(b), case).to_owned());
        }
        Some(Verdict {
            values: vec![
                ("a", told(a, speakers.map(|s| s.0))),
                ("b", told(b, speakers.map(|s| s.1))),
                ("measure", measure),
            ],
            because,
            confidence: clash.confidence,
            // Two who are quoted may each be quoted rightly.
            at_most: (clash.update || speakers.is_some()).then_some(Severity::Warning),
            claims: camps.claims,
            conflicts: camps.conflicts,
        })
    }
}

/// What may explain that a figure that grows is told in two ways.
fn update(a: &Claim, b: &Claim, case: &Case<'_>) -> &'static str {
    let published = |claim: &Claim| case.corpus.document(claim.document).published;
    let (early, late) = if published(a) <= published(b) { (a, b) } else { (b, a) };
    let low = |claim: &Claim| claim.mention.value.range().and_then(|r| r.low);
    if low(late) < low(early) {
        "such figures grow, and the later is the lower: a correction, or an error"
    } else {
        "such figures grow: the later article may be an update"
    }
}
