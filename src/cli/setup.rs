/*! What a command runs with: the settings of the project, what the command line lays over them, and the rules that they choose. */

use std::path::{Path, PathBuf};

use clap::Args;
use factlint::config::{Config, Settings};
use factlint::document::{Corpus, Document, Format};
use factlint::error::FileError;
use factlint::policy::{Allow, Override, Places, Policy};
use factlint::rule::RuleSet;
use factlint::span::Span;
use miette::Report;

use super::terminal::Terminal;

/// The settings and rules to run with.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Settings")]
pub(crate) struct Setup {
    /// A settings file instead of the one found, or a setting, as `fail-on=warning`
    #[arg(long, value_name = "FILE|KEY=VALUE", env = "FACTLINT_CONFIG", hide_env_values = true)]
    pub(crate) config: Vec<String>,

    /// Look for no settings file
    #[arg(long, env = "FACTLINT_ISOLATED", hide_env_values = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) isolated: bool,

    /// Rule and lexicon files of your own, beside the built-in ones
    #[arg(
        long = "rules",
        value_name = "FILE|DIR",
        env = "FACTLINT_RULES",
        hide_env_values = true,
        value_delimiter = ','
    )]
    pub(crate) rules: Vec<PathBuf>,
}

/// Which of the rules run.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Choice {
    /// Run these rules only; `*` stands for any characters
    #[arg(long, value_name = "RULE", value_delimiter = ',', env = "FACTLINT_SELECT", hide_env_values = true)]
    pub(crate) select: Vec<String>,

    /// Run these rules besides those that the settings choose
    #[arg(long, value_name = "RULE", value_delimiter = ',', env = "FACTLINT_EXTEND_SELECT", hide_env_values = true)]
    pub(crate) extend_select: Vec<String>,

    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', env = "FACTLINT_IGNORE", hide_env_values = true)]
    pub(crate) ignore: Vec<String>,

    /// Drop findings that are less sure than this, from 0 to 1 [default: 0.55]
    #[arg(long, value_name = "SHARE", value_parser = share, env = "FACTLINT_MIN_CONFIDENCE", hide_env_values = true)]
    pub(crate) min_confidence: Option<f64>,
}

impl Choice {
    /// Whether the command line leaves anything out that the settings would report.
    pub(crate) fn filters(&self) -> bool {
        !self.select.is_empty() || !self.ignore.is_empty() || self.min_confidence.is_some()
    }
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a confidence is from 0 to 1".to_owned()),
    }
}

/// A project: its settings and rules.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) settings: Settings,
    pub(crate) rules: RuleSet,
    /// Whether a rule file is broken.
    pub(crate) trouble: bool,
    /// Files that findings point into.
    pub(crate) data: Vec<Document>,
}

impl Setup {
    /// The settings alone.
    ///
    /// # Errors
    /// A settings file that is broken; all but the last fault are already told.
    pub(crate) fn settings(&self, terminal: &Terminal) -> Result<Settings, Report> {
        let config = Config::open(&self.config, self.isolated).map_err(|error| Report::new(*error))?;
        let mut settings = config.settle().map_err(|errors| last(errors, terminal))?;
        settings.rules.extend(self.rules.iter().cloned());
        Ok(settings)
    }

    /// The settings, and the rules that they choose.
    ///
    /// # Errors
    /// A settings file that is broken. Broken rule files are told, and the others used.
    pub(crate) fn project(&self, choice: &Choice, terminal: &Terminal) -> Result<Project, Report> {
        let settings = self.settings(terminal)?;
        let (mut rules, broken) = RuleSet::load(&settings.rules);
        let trouble = !broken.is_empty();
        broken.into_iter().for_each(|error| terminal.complain(&error.into()));
        let mut errors = factlint::config::apply(&settings, &mut rules);
        let (anchors, sources, wrong) = factlint::config::anchors(&settings, &rules, shown);
        errors.extend(wrong);
        rules.anchors = anchors;
        if !errors.is_empty() {
            return Err(last(errors, terminal));
        }
        let mut project = Project { settings, rules, trouble, data: Vec::new() };
        sources.into_iter().for_each(|(path, text)| project.point_into(path, text));
        project.choose(choice)?;
        project.rules.policy = project.policy(choice);
        Ok(project)
    }
}

/// Tells all errors but the last, which it gives back.
fn last(mut errors: Vec<FileError>, terminal: &Terminal) -> Report {
    let last = errors.pop();
    errors.into_iter().for_each(|error| terminal.complain(&error.into()));
    last.map_or_else(|| miette::miette!("the settings cannot be used"), Report::new)
}

impl Project {
    /// Leaves the rules that the settings and the command line choose.
    fn choose(&mut self, choice: &Choice) -> Result<(), Report> {
        let mut run: Vec<String> = factlint::config::chosen(&self.settings, &self.rules);
        let fit = |patterns: &[String]| -> Result<Vec<String>, Report> {
            let mut ids = Vec::new();
            for pattern in patterns {
                ids.extend(self.rules.matching(pattern)?);
            }
            Ok(ids)
        };
        if !choice.select.is_empty() {
            run = fit(&choice.select)?;
        }
        run.extend(fit(&choice.extend_select)?);
        let not = fit(&choice.ignore)?;
        self.rules.retain(|id| run.iter().any(|it| it == id) && !not.iter().any(|it| it == id));
        Ok(())
    }

    /// What the settings accept.
    fn policy(&mut self, choice: &Choice) -> Policy {
        let settings = &self.settings;
        let overrides = settings.overrides.iter().map(|part| Override {
            files: part.files.clone(),
            ignore: part.ignore.iter().map(|named| named.word.clone()).collect(),
            severities: part.severities.iter().map(|(named, severity)| (named.word.clone(), *severity)).collect(),
            min_confidence: part.min_confidence,
        });
        let mut places = Vec::new();
        let allows = settings.allow.iter().map(|allow| {
            let layer = &settings.layers[allow.rule.layer];
            let place = layer.is_file.then(|| (shown(Path::new(&layer.name)), layer.text.clone()));
            places.extend(place.clone());
            Allow {
                rule: allow.rule.word.clone(),
                files: allow.files.clone(),
                quote: allow.quote.clone(),
                reason: allow.reason.clone(),
                until: allow.until,
                place: place.map(|(path, _)| {
                    let span = &allow.rule.span;
                    (path, Span::new(span.start as u32, span.end as u32))
                }),
            }
        });
        let policy = Policy {
            min_confidence: choice
                .min_confidence
                .or(settings.min_confidence)
                .unwrap_or(factlint::policy::DEFAULT_MIN_CONFIDENCE),
            overrides: overrides.collect(),
            allows: allows.collect(),
            blanket: settings.blanket,
            complete: !choice.filters(),
            today: today(),
            places: self.places(),
        };
        for (path, text) in places {
            self.point_into(path, text);
        }
        policy
    }

    /// A rule, whether or not it is chosen.
    pub(crate) fn rule(&self, id: &str) -> Result<&factlint::rule::Rule, Report> {
        Ok(self.rules.rule(id)?)
    }

    /// Makes a file of data one that findings can point into.
    pub(crate) fn point_into(&mut self, path: String, text: String) {
        if !self.data.iter().any(|known| known.path == path) {
            self.data.push(Document::from_source(path, Format::Data, text));
        }
    }

    /// How paths are told from the project's root.
    fn places(&self) -> Places {
        let Ok(here) = std::env::current_dir() else { return Places::default() };
        let root = factlint::document::glob::plain(&here.join(&self.settings.root));
        let slashed = |path: &Path| {
            let text = path.to_string_lossy().replace('\\', "/");
            if text.is_empty() || text.ends_with('/') { text } else { text + "/" }
        };
        let here = here.strip_prefix(&root).map(slashed).unwrap_or_default();
        Places { root: slashed(&root), here }
    }

    /// Adds the files that findings point into to those that are read.
    pub(crate) fn complete(&self, corpus: &mut Corpus) {
        self.data.iter().for_each(|document| corpus.add(document.clone()));
    }
}

/// A path as reports show it: from the working directory where it lies below.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let inside = path.strip_prefix(&here).unwrap_or(path);
    let inside = inside.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(inside);
    inside.to_string_lossy().replace('\\', "/")
}

/// The day: of `FACTLINT_TODAY`, else of the clock, in UTC.
fn today() -> Option<chrono::NaiveDate> {
    if let Ok(day) = std::env::var("FACTLINT_TODAY") {
        return day.parse().ok();
    }
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0).map(|now| now.date_naive())
}
