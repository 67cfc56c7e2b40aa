/*! The settings laid over the rules: severities, tolerances, widths of hedges, and which rules run. */

use super::settle::{Named, Settings};
use crate::error::{FileError, UnknownRule, did_you_mean};
use crate::policy::like;
use crate::rule::RuleSet;

/// Changes the rules and the lexicon as the settings say, and checks every rule that they name.
///
/// Returns everything that names nothing, pointed at.
pub fn apply(settings: &Settings, rules: &mut RuleSet) -> Vec<FileError> {
    let mut errors = Vec::new();
    let unknown = |named: &Named, error: UnknownRule| {
        settings.layers[named.layer].at(named.span.clone(), error.to_string(), error.help)
    };
    for (named, severity, tolerance) in &settings.changes {
        match rules.matching(&named.word) {
            Err(error) => errors.push(unknown(named, error)),
            Ok(ids) => rules.rules.iter_mut().filter(|rule| ids.contains(&rule.id)).for_each(|rule| {
                rule.severity = severity.unwrap_or(rule.severity);
                rule.tolerance = tolerance.unwrap_or(rule.tolerance);
            }),
        }
    }
    for (named, below, above) in &settings.hedges {
        if let Err(known) = rules.lexicon.widen(&named.word, *below, *above) {
            let message = format!("there is no hedge `{}` that has a width", named.word);
            let help = did_you_mean(&named.word, known.iter().map(String::as_str));
            errors.push(settings.layers[named.layer].at(named.span.clone(), message, help));
        }
    }
    let choices = settings.choices.iter();
    let chosen = choices.flat_map(|c| c.select.iter().flatten().chain(&c.extend).chain(&c.ignore));
    let overridden = settings.overrides.iter().flat_map(|o| o.ignore.iter().chain(o.severities.iter().map(|(n, _)| n)));
    for named in chosen.chain(overridden) {
        errors.extend(rules.matching(&named.word).err().map(|error| unknown(named, error)));
    }
    // What is accepted names one rule: a pattern would hide more than its writer saw.
    for named in settings.allow.iter().map(|allow| &allow.rule) {
        let error = if rules.known().contains(&named.word) { None } else { rules.rule(&named.word).err() };
        errors.extend(error.map(|error| unknown(named, error)));
    }
    errors
}

/// The ids of the rules that the settings choose: each layer over those that count less.
pub fn chosen(settings: &Settings, rules: &RuleSet) -> Vec<String> {
    let fits = |patterns: &[Named], id: &str| patterns.iter().any(|named| like(&named.word, id));
    let runs = |id: &&String| {
        settings.choices.iter().fold(true, |runs, choice| {
            let selected = choice.select.as_ref().map_or(runs, |select| fits(select, id));
            (selected || fits(&choice.extend, id)) && !fits(&choice.ignore, id)
        })
    };
    rules.known().iter().filter(runs).cloned().collect()
}
