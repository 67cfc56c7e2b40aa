/*! What the settings of a run come to: each key from the layer that counts most, lists of tables from all of them, globs made ready,
and everything that can be checked without the rules checked. */

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::file::{At, ConfigFile, FailOn, OneOrMore};
use super::{Config, Layer};
use crate::document::Filter;
use crate::document::glob::Globs;
use crate::error::FileError;
use crate::finding::Severity;
use crate::report::{FORMATS, FormatOptions};

/// A word of a layer: to point at, should it name nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The word.
    pub word: String,
    /// The layer that it stands in, as an index of [`Settings::layers`].
    pub layer: usize,
    /// Where.
    pub span: std::ops::Range<usize>,
}

/// Which rules run, as one layer has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// These only.
    pub select: Option<Vec<Named>>,
    /// These besides.
    pub extend: Vec<Named>,
    /// These not.
    pub ignore: Vec<Named>,
}

/// `[[overrides]]`, checked.
#[derive(Debug, Clone)]
pub struct OverrideRule {
    /// The files.
    pub files: Globs,
    /// Rules that find nothing there, as patterns.
    pub ignore: Vec<Named>,
    /// Severities there, the patterns of rules first.
    pub severities: Vec<(Named, Severity)>,
    /// The least confidence there.
    pub min_confidence: Option<f64>,
}

/// `[[allow]]`, checked.
#[derive(Debug, Clone)]
pub struct AllowRule {
    /// The rule.
    pub rule: Named,
    /// The files; all where there are none.
    pub files: Option<Globs>,
    /// Words of the sentence, each parted by one blank.
    pub quote: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// What the settings come to.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The layers that they come from, the one that counts most first.
    pub layers: Vec<Layer>,
    /// The directory that all paths are relative to.
    pub root: PathBuf,
    /// The settings file.
    pub path: Option<PathBuf>,
    /// Which rules run, by layers, the one that counts most last.
    pub choices: Vec<Choice>,
    /// The least severity that fails a run.
    pub fail_on: Option<FailOn>,
    /// The least severity that is shown.
    pub min_severity: Option<Severity>,
    /// The least confidence.
    pub min_confidence: Option<f64>,
    /// What is read.
    pub filter: Filter,
    /// Rule files.
    pub rules: Vec<PathBuf>,
    /// The name of the report's format.
    pub output_format: Option<String>,
    /// Options of report formats.
    pub formats: FormatOptions,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// The directory of the cache.
    pub cache_dir: Option<PathBuf>,
    /// Whether suppressions may name no rule.
    pub blanket: bool,
    /// Severities and tolerances, by patterns of rules, the layer that counts most last.
    pub changes: Vec<(Named, Option<Severity>, Option<Decimal>)>,
    /// Widths of hedges below and above.
    pub hedges: Vec<(Named, Option<Decimal>, Option<Decimal>)>,
    /// `[[overrides]]`.
    pub overrides: Vec<OverrideRule>,
    /// `[[allow]]`.
    pub allow: Vec<AllowRule>,
}

/// The settings as they are gathered, and what is wrong with them.
struct Settling {
    settings: Settings,
    errors: Vec<FileError>,
}

impl Config {
    /// What the layers come to.
    ///
    /// # Errors
    /// Everything wrong with the values, pointed at.
    pub fn settle(self) -> Result<Settings, Vec<FileError>> {
        let settings = Settings { layers: self.layers, root: self.root, path: self.path, ..Settings::default() };
        let mut settling = Settling { settings, errors: Vec::new() };
        // Those that count least first, so that later ones write over them.
        for at in (0..settling.settings.layers.len()).rev() {
            settling.layer(at);
        }
        if settling.errors.is_empty() { Ok(settling.settings) } else { Err(settling.errors) }
    }
}

impl Settling {
    fn layer(&mut self, at: usize) {
        let layer = self.settings.layers[at].clone();
        let file = &layer.file;
        let root = if layer.is_file { self.settings.root.clone() } else { PathBuf::new() };
        let named = |word: &At<String>| Named { word: word.value.clone(), layer: at, span: word.span.clone() };
        let all = |words: &Option<Vec<At<String>>>| words.iter().flatten().map(named).collect::<Vec<_>>();
        self.settings.choices.push(Choice {
            select: file.select.as_ref().map(|words| words.iter().map(named).collect()),
            extend: all(&file.extend_select),
            ignore: all(&file.ignore),
        });
        self.simple(&layer, &root);
        for (id, change) in &file.rule {
            let tolerance = change.tolerance.as_ref().and_then(|n| self.percent(&layer, n, "a tolerance"));
            self.settings.changes.push((named(id), change.severity, tolerance));
        }
        for (name, width) in &file.hedge {
            let below = width.below.as_ref().and_then(|n| self.percent(&layer, n, "a width"));
            let above = width.above.as_ref().and_then(|n| self.percent(&layer, n, "a width"));
            self.settings.hedges.push((named(name), below, above));
        }
        for part in &file.overrides {
            let Some(files) = self.globs(&layer, &root, part.files.all()) else { continue };
            let min_confidence = part.min_confidence.as_ref().and_then(|n| self.share(&layer, n));
            let severities = part.rule.iter().map(|(id, change)| (named(id), change.severity)).collect();
            let ignore = all(&part.ignore);
            self.settings.overrides.push(OverrideRule { files, ignore, severities, min_confidence });
        }
        for allow in &file.allow {
            let files = match allow.files.as_ref().map(OneOrMore::all) {
                None => None,
                Some(globs) => match self.globs(&layer, &root, globs) {
                    None => continue,
                    some => some,
                },
            };
            let quote = allow.quote.as_ref().map(|quote| one_line(&quote.value));
            for (text, what) in [(quote.as_deref(), "the quote"), (Some(allow.reason.value.trim()), "the reason")] {
                if text == Some("") {
                    let span = if what == "the reason" {
                        &allow.reason
                    } else {
                        allow.quote.as_ref().unwrap_or(&allow.reason)
                    };
                    self.errors.push(layer.at(span.span.clone(), format!("{what} is empty"), None));
                }
            }
            self.settings.allow.push(AllowRule {
                rule: named(&allow.rule),
                files,
                quote,
                reason: allow.reason.value.trim().to_owned(),
                until: allow.until.as_ref().map(|day| day.value.0),
            });
        }
    }

    /// The keys of the top level that stand for themselves.
    fn simple(&mut self, layer: &Layer, root: &Path) {
        let file: &ConfigFile = &layer.file;
        let share = file.min_confidence.as_ref().and_then(|n| self.share(layer, n));
        let include = file.include.as_ref().and_then(|globs| self.globs(layer, root, globs));
        let exclude = file.exclude.as_ref().and_then(|globs| self.globs(layer, root, globs));
        if let Some(format) = &file.output_format
            && !FORMATS.iter().any(|known| known.name == format.value)
        {
            let help = crate::error::did_you_mean(&format.value, FORMATS.iter().map(|format| format.name));
            self.errors.push(layer.at(format.span.clone(), format!("there is no format `{}`", format.value), help));
        }
        let settings = &mut self.settings;
        settings.fail_on = file.fail_on.or(settings.fail_on);
        settings.min_severity = file.min_severity.or(settings.min_severity);
        settings.min_confidence = share.or(settings.min_confidence);
        settings.filter.include = include.or(settings.filter.include.take());
        settings.filter.exclude = exclude.map_or(std::mem::take(&mut settings.filter.exclude), |globs| vec![globs]);
        settings.filter.force_exclude = file.force_exclude.unwrap_or(settings.filter.force_exclude);
        settings.filter.no_ignore_files = file.respect_gitignore.map_or(settings.filter.no_ignore_files, |heed| !heed);
        if let Some(rules) = &file.rules {
            settings.rules = rules.iter().map(|path| root.join(&path.value)).collect();
        }
        settings.output_format =
            file.output_format.as_ref().map(|format| format.value.clone()).or(settings.output_format.take());
        settings.formats = file.report.clone().over(std::mem::take(&mut settings.formats));
        settings.baseline = file.baseline.as_ref().map(|path| root.join(path)).or(settings.baseline.take());
        settings.cache_dir = file.cache_dir.as_ref().map(|path| root.join(path)).or(settings.cache_dir.take());
        settings.blanket = file.blanket_suppressions.unwrap_or(settings.blanket);
    }

    fn globs(&mut self, layer: &Layer, root: &Path, globs: &[At<String>]) -> Option<Globs> {
        let patterns: Vec<&str> = globs.iter().map(|glob| glob.value.as_str()).collect();
        match Globs::new(root, &patterns) {
            Ok(made) => Some(made),
            Err((at, reason)) => {
                let message = format!("`{}` is no glob: {reason}", globs[at].value);
                self.errors.push(layer.at(globs[at].span.clone(), message, None));
                None
            }
        }
    }

    fn percent(&mut self, layer: &Layer, n: &At<f64>, what: &str) -> Option<Decimal> {
        if (0.0..=100.0).contains(&n.value) {
            return Decimal::from_f64(n.value);
        }
        let message = format!("{what} is from 0 to 100 per cent, not {}", n.value);
        self.errors.push(layer.at(n.span.clone(), message, None));
        None
    }

    fn share(&mut self, layer: &Layer, n: &At<f64>) -> Option<f64> {
        if (0.0..=1.0).contains(&n.value) {
            return Some(n.value);
        }
        let message = format!("a confidence is from 0 to 1, not {}", n.value);
        self.errors.push(layer.at(n.span.clone(), message, None));
        None
    }
}

/// The words of a text, each parted by one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
