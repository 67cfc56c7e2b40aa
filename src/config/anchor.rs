/*! `[[anchor]]` tables to anchors: the figure is read from the settings or from the cell that they name. No command is run. */

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::cell::{self, Asked, Cell};
use super::file::{Anchor as Written, At, Figure, OneOrMore};
use super::{Layer, Settings};
use crate::claim::anchor::resolve;
use crate::document::Document;
use crate::document::glob::Globs;
use crate::error::{FileError, did_you_mean};
use crate::extract::mentions;
use crate::lexicon::Lexicon;
use crate::rule::{Anchor, RuleSet};
use crate::span::Span;
use crate::text::Text;
use crate::value::{Date, Kind, Range, Value};

/// A file that findings point into: its path and text.
pub type Source = (String, String);

/// The anchors of the settings, the files that give them, and what is wrong, pointed at. `shown` gives the path of a file as
/// reports show it.
pub fn anchors(
    settings: &Settings,
    rules: &RuleSet,
    shown: impl Fn(&Path) -> String,
) -> (Vec<Anchor>, Vec<Source>, Vec<FileError>) {
    let (mut made, mut sources, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for layer in &settings.layers {
        for written in &layer.file.anchor {
            let reader = Reader { layer, settings, written: &written.value, at: written.span.clone(), shown: &shown };
            match reader.anchor(rules) {
                Ok((anchor, source)) => {
                    made.push(anchor);
                    sources.push(source);
                }
                Err(error) => errors.push(*error),
            }
        }
    }
    (made, sources, errors)
}

struct Reader<'a> {
    layer: &'a Layer,
    settings: &'a Settings,
    written: &'a Written,
    at: std::ops::Range<usize>,
    shown: &'a dyn Fn(&Path) -> String,
}

type Outcome<T> = Result<T, Box<FileError>>;

impl Reader<'_> {
    fn fail<T>(&self, span: &std::ops::Range<usize>, message: String, help: Option<&str>) -> Outcome<T> {
        Err(self.layer.at(span.clone(), message, help.map(str::to_owned)).into())
    }

    fn anchor(&self, rules: &RuleSet) -> Outcome<(Anchor, Source)> {
        let written = self.written;
        let name = &written.name;
        let names: Vec<Vec<u64>> =
            std::iter::once(&name.value).chain(&written.also).map(|name| rules.stems(name)).collect();
        if names.iter().any(Vec::is_empty) {
            return self.fail(&name.span, "a name has words".to_owned(), None);
        }
        let (cell, at, source) = self.cell()?;
        let value = self.value(&cell.text, &at, &rules.lexicon)?;
        let stems = |words: &[String]| words.iter().flat_map(|word| rules.stems(word)).collect();
        let anchor = Anchor {
            name: name.value.clone(),
            names,
            cues: stems(&written.cues),
            never: stems(&written.never),
            value,
            told: cell.text,
            place: (source.0.clone(), cell.span),
            files: self.files()?,
        };
        Ok((anchor, source))
    }

    fn files(&self) -> Outcome<Option<Globs>> {
        let Some(globs) = self.written.files.as_ref().map(OneOrMore::all) else { return Ok(None) };
        let patterns: Vec<&str> = globs.iter().map(|glob| glob.value.as_str()).collect();
        match Globs::new(&self.settings.root, &patterns) {
            Ok(made) => Ok(Some(made)),
            Err((at, reason)) => {
                self.fail(&globs[at].span, format!("`{}` is no glob: {reason}", globs[at].value), None)
            }
        }
    }

    /// The figure, where in the settings it is named, and the file that gives it.
    fn cell(&self) -> Outcome<(Cell, std::ops::Range<usize>, Source)> {
        let written = self.written;
        match (&written.value, &written.source) {
            (Some(value), None) => {
                let text = match &value.value {
                    Figure::Whole(n) => n.to_string(),
                    Figure::Fraction(n) => n.to_string(),
                    Figure::Text(text) => text.trim().to_owned(),
                };
                let span = Span::new(value.span.start as u32, value.span.end as u32);
                let path = if self.layer.is_file {
                    (self.shown)(Path::new(&self.layer.name))
                } else {
                    self.layer.name.clone()
                };
                Ok((Cell { text, span }, value.span.clone(), (path, self.layer.text.clone())))
            }
            (None, Some(source)) => self.of_file(source),
            (Some(value), Some(_)) => {
                self.fail(&value.span, "`value` and `source` exclude each other".to_owned(), None)
            }
            (None, None) => self.fail(
                &self.at,
                format!("the anchor `{}` has no figure", written.name.value),
                Some("give it a `value`, or a `source`, a CSV or JSON file that has it"),
            ),
        }
    }

    fn of_file(&self, source: &At<String>) -> Outcome<(Cell, std::ops::Range<usize>, Source)> {
        let path = self.settings.root.join(&source.value);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) if u32::try_from(text.len()).is_ok() => text,
            Ok(_) => return self.fail(&source.span, format!("{} is longer than 4 GiB", source.value), None),
            Err(error) => return self.fail(&source.span, format!("cannot read {}: {error}", source.value), None),
        };
        let written = self.written;
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_ascii_lowercase();
        let found = match extension.as_str() {
            "json" => match &written.pointer {
                Some(pointer) => cell::of_json(&text, &pointer.value),
                None => Err("`pointer` says where in it the figure is, as /summary/rules".to_owned()),
            },
            "csv" | "tsv" => {
                let row = written.row.iter().map(|(head, cell)| (head.value.as_str(), cell.as_str())).collect();
                let asked = Asked { column: written.column.as_ref().map(|c| c.value.as_str()), row };
                cell::of_table(&text, if extension == "csv" { b',' } else { b'\t' }, &asked)
            }
            _ => Err("it is neither a CSV, TSV nor JSON file".to_owned()),
        };
        let at = [&written.pointer, &written.column].into_iter().flatten().next().unwrap_or(source).span.clone();
        match found {
            Ok(cell) => Ok((cell, at, ((self.shown)(&path), text))),
            Err(reason) => self.fail(&at, format!("{}: {reason}", source.value), None),
        }
    }

    /// What a figure commits to.
    fn value(&self, text: &str, at: &std::ops::Range<usize>, lexicon: &Lexicon) -> Outcome<Value> {
        let kind = match &self.written.kind {
            None => None,
            Some(name) => match Kind::from_name(&name.value) {
                Some(kind) => Some(kind),
                None => {
                    let help = did_you_mean(&name.value, Kind::ALL.iter().map(|kind| kind.name()));
                    return self.fail(&name.span, format!("there is no kind `{}`", name.value), help.as_deref());
                }
            },
        };
        if let Ok(n) = text.replace([',', '_', ' '], "").parse::<Decimal>() {
            return match kind {
                None | Some(Kind::Count) => Ok(Value::Count(Range::exact(n))),
                Some(Kind::Percent) => Ok(Value::Percent(Range::exact(n))),
                Some(_) => self.fail(at, format!("`{text}` has no unit"), Some("give it as prose does: \"£3.2m\"")),
            };
        }
        if let Some(day) = day(text).filter(|_| kind.is_none_or(|kind| kind == Kind::Date)) {
            return Ok(Value::Date(day));
        }
        // A figure of prose, read as prose is.
        let document = Document::plain("anchor", text);
        let read = Text::read(document.text(), &document.blocks, lexicon);
        let mut found = mentions(document.text(), &read, lexicon).found;
        found.retain(|mention| kind.is_none_or(|kind| mention.value.kind() == kind));
        match found.pop() {
            Some(mention) if found.is_empty() && is_fixed(&mention.value) => Ok(mention.value),
            Some(mention) if found.is_empty() => {
                let help = (mention.value.kind() == Kind::Date).then_some("give its day, month and year: 2026-03-01");
                self.fail(at, format!("a {} cannot be an anchor", mention.value.kind().name()), help)
            }
            Some(_) => self.fail(at, format!("`{text}` is more than one figure"), None),
            None => {
                self.fail(at, format!("`{text}` is no figure"), Some("give a number, or a figure as prose states it"))
            }
        }
    }
}

/// A day as ISO 8601 has it, with or without a time of day.
fn day(text: &str) -> Option<Date> {
    let day: NaiveDate = text.split(['T', ' ']).next()?.parse().ok()?;
    let year = i16::try_from(day.year()).ok()?;
    Some(Date::ymd(Some(year), u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok()))
}

/// Whether a value is the same wherever it is said: a range, or a date of its own year.
fn is_fixed(value: &Value) -> bool {
    let (interval, _) = resolve(value, &crate::value::Anchor::default());
    value.range().is_some() || matches!(value, Value::Date(_)) && interval.is_some()
}
