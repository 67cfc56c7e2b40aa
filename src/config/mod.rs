/*! Settings: one root file a run, what the command line lays over it, and what they come to.

A conflict has two ends in two files, and both must be judged alike: so there is one file for a run, found upwards from the working
directory once, with `[[overrides]]` for parts, and none of the user's own that would make a run differ between machines. */

mod anchor;
mod apply;
mod cell;
pub mod file;
mod find;
mod settle;

pub use anchor::anchors;
pub use apply::{apply, chosen};
pub use find::{NAMES, find};
pub use settle::{AllowRule, Named, OverrideRule, Settings};

use std::path::{Path, PathBuf};

use schemars::generate::SchemaSettings;

use crate::error::FileError;
use file::ConfigFile;

/// The settings of one file, or of one `--config KEY=VALUE`, and the text that they stand in.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The path, or what the command line says.
    pub name: String,
    /// The text that the spans of `file` point into.
    pub text: String,
    /// The settings.
    pub file: ConfigFile,
    /// Whether it is a file, in which findings can be pointed at.
    pub is_file: bool,
}

impl Layer {
    /// An error at a place of the layer.
    pub fn at(&self, span: std::ops::Range<usize>, message: String, help: Option<String>) -> FileError {
        FileError::at(&self.name, &self.text, span, message, help)
    }
}

/// The settings of a run, as written: the layers, the one that counts most first.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The layers.
    pub layers: Vec<Layer>,
    /// The directory that paths and globs of the file are relative to; the working directory where there is no file.
    pub root: PathBuf,
    /// The settings file, if there is one.
    pub path: Option<PathBuf>,
}

impl Config {
    /// Reads the settings of a run: those found from the working directory upwards, unless `isolated` or a file among `given`;
    /// over them each `KEY=VALUE` of `given`, later ones over earlier ones.
    ///
    /// # Errors
    /// What cannot be read, pointed at.
    pub fn open(given: &[String], isolated: bool) -> Result<Self, Box<FileError>> {
        let mut config = Self::default();
        let mut path = None;
        for given in given {
            match key_and_value(given) {
                Some(text) => config.layers.insert(0, inline(given, text)?),
                None => path = Some(PathBuf::from(given)),
            }
        }
        if path.is_none() && !isolated {
            path = find(&std::env::current_dir().unwrap_or_default());
        }
        if let Some(path) = path {
            let layer = read(&path)?;
            config.root = path.parent().unwrap_or(Path::new("")).to_owned();
            config.layers.push(layer);
            config.path = Some(path);
        }
        Ok(config)
    }
}

/// Reads a settings file; of a `pyproject.toml` its `[tool.factlint]`.
fn read(path: &Path) -> Result<Layer, Box<FileError>> {
    let name = path.to_string_lossy().replace('\\', "/");
    let text = std::fs::read_to_string(path).map_err(|error| {
        let mut failed = FileError::plain(&name, "", format!("cannot read {name}: {error}"));
        failed.help = Some("name a file, or KEY=VALUE".to_owned());
        failed
    })?;
    let file = if path.file_name().is_some_and(|file| file == find::PYPROJECT) {
        toml::from_str::<find::Pyproject>(&text).map(|file| file.tool.factlint.unwrap_or_default())
    } else {
        toml::from_str(&text)
    };
    match file {
        Ok(file) => Ok(Layer { name, text, file, is_file: true }),
        Err(error) => Err(FileError::toml(&name, &text, &error).into()),
    }
}

/// `KEY=VALUE` as TOML; `None` where it is the name of a file.
fn key_and_value(given: &str) -> Option<String> {
    let (key, value) = given.split_once('=')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.\"* ".contains(&b));
    if !is_key {
        return None;
    }
    // A bare word is text, as a shell gives it.
    let text = format!("{key}={value}");
    Some(if toml::from_str::<toml::Table>(&text).is_ok() {
        text
    } else if value.starts_with(['[', '{', '"', '\'']) {
        given.to_owned()
    } else {
        format!("{key}={}", toml::Value::String(value.to_owned()))
    })
}

fn inline(given: &str, text: String) -> Result<Layer, Box<FileError>> {
    let name = "--config".to_owned();
    match toml::from_str(&text) {
        Ok(file) => Ok(Layer { name, text, file, is_file: false }),
        Err(error) => Err(FileError::toml(&format!("--config {given}"), &text, &error).into()),
    }
}

/// The JSON Schema of a settings file.
pub fn schema() -> serde_json::Value {
    let generator = SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<ConfigFile>().to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_values_are_told_from_files() {
        for (given, text) in [
            ("fail-on=warning", Some("fail-on=\"warning\"")),
            ("fail-on = \"warning\"", Some("fail-on = \"warning\"")),
            ("min-confidence=0.5", Some("min-confidence=0.5")),
            ("ignore=[\"a\"]", Some("ignore=[\"a\"]")),
            ("ignore=[\"a\"", Some("ignore=[\"a\"")),
            ("rule.counts-differ.severity=info", Some("rule.counts-differ.severity=\"info\"")),
            ("my.toml", None),
            ("dir/a=b.toml", None),
        ] {
            assert_eq!(key_and_value(given).as_deref(), text, "{given}");
        }
    }

    #[test]
    fn errors_point_at_the_key_and_name_the_nearest() {
        for (text, at, message, help) in [
            ("fail-onn = \"error\"", "fail-onn", "unknown field", "did you mean `fail-on`?"),
            ("fail-on = \"eror\"", "\"eror\"", "unknown variant", "did you mean `error`?"),
            ("[rule.x]\nseverty = \"info\"", "severty", "unknown field", "did you mean `severity`?"),
            ("[[allow]]\nrule = \"x\"\nreson = \"y\"", "reson", "unknown field", "did you mean `reason`?"),
            ("[[allow]]\nrule = \"x\"", "[[allow]]", "missing field `reason`", ""),
            ("[[allow]]\nrule = \"x\"\nreason = \"y\"\nuntil = \"soon\"", "\"soon\"", "`soon` is not a day", ""),
            ("[[overrides]]\nfiles = 5", "5", "a glob or a list of globs", ""),
            ("[report.human]\nwidht = 5", "widht", "unknown field", "did you mean `width`?"),
            ("[[anchor]]\nname = \"x\"\nvalue = true", "true", "a number, a date or a figure as prose states it", ""),
        ] {
            let error = inline("x", text.to_owned()).unwrap_err();
            let place = error.span.map_or("", |s| &text[s.offset()..s.offset() + s.len()]);
            assert!(error.message.contains(message), "{} in {text}", error.message);
            assert_eq!((place, error.help.as_deref().unwrap_or_default()), (at, help), "{text}");
        }
    }

    #[test]
    fn days_globs_and_figures_read_in_each_form() {
        let text = "[[overrides]]\nfiles = \"a/*\"\n[[overrides]]\nfiles = [\"b\", \"c\"]\n\
                    [[allow]]\nrule = \"x\"\nreason = \"y\"\nuntil = 2027-01-31\n[[anchor]]\nname = \"n\"\nvalue = 4.5\n";
        let file: ConfigFile = toml::from_str(text).unwrap();
        let globs: Vec<_> = file.overrides.iter().flat_map(|o| o.files.all()).map(|g| &text[g.span.clone()]).collect();
        assert_eq!(globs, ["\"a/*\"", "\"b\"", "\"c\""]);
        let until = file.allow[0].until.as_ref().unwrap();
        assert_eq!((until.value.0.to_string().as_str(), &text[until.span.clone()]), ("2027-01-31", "2027-01-31"));
        // What is shown reads back.
        let shown = toml::to_string(&file).unwrap();
        let again: ConfigFile = toml::from_str(&shown).unwrap();
        assert_eq!(toml::to_string(&again).unwrap(), shown);
    }
}
