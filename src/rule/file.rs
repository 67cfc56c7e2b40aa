/*! Rule files: the shapes that TOML is read into, and the one way from them to checked rules.

Every error points at the key or the word in the file that is wrong, and says which one was likely meant. */

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use toml::Spanned;

use super::compare::{Comparison, Table};
use super::{Rule, SelfTest, Template, Tests};
use crate::document::Format;
use crate::error::{FileError, did_you_mean};
use crate::finding::Severity;
use crate::lexicon::Lexicon;

/// A rule file as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// One line: what is wrong where the rule fires.
    #[schemars(with = "String")]
    summary: Spanned<String>,
    /// `error`, `warning` or `info`.
    severity: Level,
    /// What a finding says, with `{placeholders}`.
    #[schemars(with = "String")]
    message: Spanned<String>,
    /// Why it matters, and what the rule takes for right.
    why: String,
    /// What to do about a finding.
    #[serde(default)]
    help: Option<String>,
    /// By how many per cent the figures may be off beyond rounding.
    #[serde(default)]
    #[schemars(with = "Option<Percent>")]
    tolerance: Option<Spanned<Percent>>,
    /// What is compared: exactly one `[compare.NAME]`.
    #[schemars(with = "Table")]
    compare: Spanned<Table>,
    /// The rule's own tests.
    #[serde(default)]
    test: Vec<TestTable>,
}

/// A `[[test]]` table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TestTable {
    /// What the test shows.
    #[schemars(with = "String")]
    name: Spanned<String>,
    /// The one text.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    text: Option<Spanned<String>>,
    /// The texts, each an article, where there are several.
    #[serde(default)]
    texts: Option<Vec<String>>,
    /// What the texts are read as: `text`, which stands where none is named, `markdown` or `html`.
    #[serde(default)]
    format: Form,
    /// The day on which all were published, such as 2024-02-29.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    date: Option<Spanned<String>>,
    /// Or the day of each, "" where it has none.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    dates: Option<Spanned<Vec<String>>>,
    /// For rules on anchors: what is named once, as `{ rules = 214 }`.
    #[serde(default)]
    anchors: BTreeMap<String, Percent>,
    /// The pieces of text that are flagged; none where the rule must stay silent.
    #[schemars(with = "Vec<String>")]
    flags: Vec<Spanned<String>>,
}

/// A format, by its name.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Form {
    #[default]
    Text,
    Markdown,
    Html,
}

impl From<Form> for Format {
    fn from(form: Form) -> Self {
        match form {
            Form::Text => Self::Text,
            Form::Markdown => Self::Markdown,
            Form::Html => Self::Html,
        }
    }
}

/// A severity, by its name.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warning,
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Info => Self::Info,
        }
    }
}

/// A number of per cent, exact: an integer, a float as written, or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Percent(pub(super) Decimal);

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": ["number", "string"], "description": "A number of per cent; text where it must be exact." })
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Percent;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: Error>(self, n: i64) -> Result<Percent, E> {
                Ok(Percent(n.into()))
            }
            fn visit_f64<E: Error>(self, n: f64) -> Result<Percent, E> {
                // The shortest text that reads back as `n` is what was written.
                self.visit_str(&n.to_string())
            }
            fn visit_str<E: Error>(self, s: &str) -> Result<Percent, E> {
                s.parse().map(Percent).map_err(|_| E::custom(format!("`{s}` is not a number")))
            }
        }
        deserializer.deserialize_any(Number)
    }
}

/// A file with `[override.RULE]` tables, as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OverrideFile {
    #[schemars(with = "BTreeMap<String, Override>")]
    pub(super) r#override: BTreeMap<Spanned<String>, Override>,
}

/// What a user changes of a rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Override {
    #[serde(default)]
    pub(super) severity: Option<Level>,
    #[serde(default)]
    #[schemars(with = "Option<Percent>")]
    pub(super) tolerance: Option<Spanned<Percent>>,
}

/// The JSON Schema of rule files.
pub fn schema() -> serde_json::Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<RuleFile>().to_value()
}

/// What a file holds, by the keys of its top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A rule: it says what to compare, or has a rule's other keys.
    Rule,
    /// Changes to rules.
    Override,
    /// Words, units, measures.
    Lexicon,
}

impl FileKind {
    /// The kind of a file that is TOML.
    pub(super) fn of(name: &str, text: &str) -> Result<Self, FileError> {
        let keys: toml::Table = toml::from_str(text).map_err(|e| FileError::toml(name, text, &e))?;
        Ok(if ["compare", "summary", "message"].iter().any(|k| keys.contains_key(*k)) {
            Self::Rule
        } else if keys.contains_key("override") {
            Self::Override
        } else {
            Self::Lexicon
        })
    }
}

/// A file under its name, to point into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// The path, as errors print it.
    pub(super) name: &'a str,
    /// The text.
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// An error at a place of the file.
    pub(super) fn at(&self, span: Range<usize>, message: String, help: Option<String>) -> FileError {
        FileError::at(self.name, self.text, span, message, help)
    }

    /// The bytes of the file that hold bytes `inner` of a string: exact where the string is written without escapes.
    pub(super) fn inside(&self, string: &Spanned<String>, inner: Range<usize>) -> Range<usize> {
        let span = string.span();
        let Some(written) = self.text.get(span.clone()) else { return span };
        match written.find(string.get_ref().as_str()) {
            Some(skip) if !string.get_ref().is_empty() => {
                span.start + skip + inner.start..span.start + skip + inner.end
            }
            _ => span,
        }
    }
}

/// What opens the tests of a rule file.
const TEST: &str = "\n[[test]]";

/// Reads a built-in rule file, whose tests stand last and are read when they are asked for.
pub(super) fn read_built_in(name: &'static str, text: &'static str, lexicon: &Lexicon) -> Result<Rule, FileError> {
    let end = text.find(TEST).map_or(text.len(), |at| at + 1);
    Ok(Rule { tests: Tests::of_built_in(name, text), ..read(name, &text[..end], lexicon)? })
}

/// The tests of a rule file.
pub(super) fn tests(name: &str, text: &str) -> Result<Vec<SelfTest>, FileError> {
    let file: RuleFile = toml::from_str(text).map_err(|e| FileError::toml(name, text, &e))?;
    file.test.into_iter().map(|test| test.check(Source { name, text })).collect()
}

/// Reads and checks a rule file; `name` is its path, whose stem is the rule's id.
///
/// # Errors
/// The first thing wrong, with its place in the file.
pub(super) fn read(name: &str, text: &str, lexicon: &Lexicon) -> Result<Rule, FileError> {
    let source = Source { name, text };
    let id = std::path::Path::new(name).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    if !is_kebab(id) {
        let message = format!("the file's stem is the rule's id, and `{id}` is not in kebab-case");
        return Err(FileError::plain(name, text, message));
    }
    let file: RuleFile = toml::from_str(text).map_err(|e| FileError::toml(name, text, &e))?;
    if file.summary.get_ref().trim().is_empty() {
        return Err(source.at(file.summary.span(), "the summary is empty".to_owned(), None));
    }
    let compare = Comparison::check(file.compare, source, lexicon)?;
    let message = Template::read(file.message.get_ref(), compare.placeholders()).map_err(|bad| {
        let at = source.inside(&file.message, bad.at);
        if bad.name.is_empty() {
            return source.at(at, "a placeholder is a name between `{` and `}`".to_owned(), None);
        }
        let help = did_you_mean(bad.name, compare.placeholders().iter().copied());
        source.at(at, format!("`{}` is no placeholder of this comparison", bad.name), help)
    })?;
    let tests = file.test.into_iter().map(|t| t.check(source)).collect::<Result<Vec<_>, _>>()?;
    Ok(Rule {
        id: id.to_owned(),
        summary: file.summary.into_inner(),
        severity: file.severity.into(),
        message,
        why: file.why.trim().to_owned(),
        help: file.help.unwrap_or_default().trim().to_owned(),
        tolerance: tolerance(file.tolerance, source)?.unwrap_or_default(),
        compare,
        tests: tests.into(),
    })
}

/// A tolerance from 0 to 100 per cent.
pub(super) fn tolerance(written: Option<Spanned<Percent>>, source: Source<'_>) -> Result<Option<Decimal>, FileError> {
    let Some(written) = written else { return Ok(None) };
    let percent = written.get_ref().0;
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        let message = format!("a tolerance is from 0 to 100 per cent, not {percent}");
        return Err(source.at(written.span(), message, None));
    }
    Ok(Some(percent))
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

impl TestTable {
    fn check(self, source: Source<'_>) -> Result<SelfTest, FileError> {
        let at = self.name.span();
        let texts = match (self.text, self.texts) {
            (Some(text), None) => vec![text.into_inner()],
            (None, Some(texts)) if !texts.is_empty() => texts,
            _ => {
                let message = format!("the test `{}` needs either `text` or `texts`", self.name.get_ref());
                return Err(source.at(at, message, None));
            }
        };
        let mut days = Vec::new();
        match (self.date, self.dates) {
            (None, None) => {}
            (Some(one), None) => days.push(day(one.get_ref(), one.span(), source)?),
            (None, Some(many)) => {
                if many.get_ref().len() != texts.len() {
                    let message = format!("{} dates for {} texts", many.get_ref().len(), texts.len());
                    let help = Some("give each text its date, \"\" where it has none".to_owned());
                    return Err(source.at(many.span(), message, help));
                }
                for one in many.get_ref() {
                    days.push(day(one, many.span(), source)?);
                }
            }
            (Some(one), Some(_)) => {
                return Err(source.at(one.span(), "`date` and `dates` exclude each other".to_owned(), None));
            }
        }
        // One date holds for every text.
        let date = |i: usize| days.get(i).or(days.first()).copied().flatten();
        for flag in &self.flags {
            if flag.get_ref().is_empty() || !texts.iter().any(|t| t.contains(flag.get_ref().as_str())) {
                let message = format!("no text of the test holds `{}`", flag.get_ref());
                return Err(source.at(flag.span(), message, None));
            }
        }
        Ok(SelfTest {
            name: self.name.into_inner(),
            documents: texts.into_iter().enumerate().map(|(i, t)| (t, date(i))).collect(),
            format: self.format.into(),
            anchors: self.anchors.into_iter().map(|(name, n)| (name, n.0)).collect(),
            flags: self.flags.into_iter().map(Spanned::into_inner).collect(),
        })
    }
}

fn day(written: &str, span: Range<usize>, source: Source<'_>) -> Result<Option<NaiveDate>, FileError> {
    if written.is_empty() {
        return Ok(None);
    }
    let date = written.parse::<NaiveDate>();
    date.map(Some).map_err(|_| source.at(span, format!("`{written}` is not a date such as 2024-02-29"), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"
summary = "articles disagree"
severity = "error"
message = "{a} against {b}"
why = "one of them is wrong"
[compare.slot]
kind = "count"
"#;

    fn fails(name: &str, text: &str) -> (String, String, String) {
        let error = read(name, text, &Lexicon::default()).unwrap_err();
        let at = error.span.map_or("", |s| &text[s.offset()..s.offset() + s.len()]);
        (error.message, at.to_owned(), error.help.unwrap_or_default())
    }

    #[test]
    fn a_whole_rule_reads() {
        let test = "[[test]]\nname = \"x\"\ntexts = [\"5 men\", \"6 men\"]\ndates = [\"2023-03-11\", \"\"]\nflags = [\"5 men\"]\n";
        let rule = read("rules/counts-differ.toml", &format!("{RULE}{test}"), &Lexicon::default()).unwrap();
        assert_eq!((rule.id.as_str(), rule.severity), ("counts-differ", Severity::Error));
        let dates: Vec<_> = rule.tests[0].documents.iter().map(|(_, d)| d.map(|d| d.to_string())).collect();
        assert_eq!(dates, [Some("2023-03-11".to_owned()), None]);
    }

    #[test]
    fn errors_point_at_the_word_and_name_the_nearest() {
        let with = |from: &str, to: &str| RULE.replace(from, to);
        let test = |body: &str| format!("{RULE}\n[[test]]\n{body}");
        for (text, at, message, help) in [
            (with("message", "mesage"), "mesage", "unknown field", "did you mean `message`?"),
            (with("\"error\"", "\"eror\""), "\"eror\"", "unknown variant", "did you mean `error`?"),
            (with("{b}", "{bb}"), "{bb}", "no placeholder", "did you mean `b`?"),
            (with("{b}", "{b"), "{b", "a placeholder is", ""),
            (with("compare.slot", "compare.slots"), "slots", "unknown variant", "did you mean `slot`?"),
            (with("kind = \"count\"", "kind = \"counts\""), "\"counts\"", "no kind", "did you mean `count`?"),
            (with("kind = \"count\"", ""), "compare", "either", ""),
            (test("name = \"n\"\nflags = []"), "\"n\"", "needs either", ""),
            (test("name = \"n\"\ntext = \"a\"\nflags = [\"b\"]"), "\"b\"", "no text of the test", ""),
            (test("name = \"n\"\ntext = \"a\"\ndate = \"2023-02-30\"\nflags = []"), "\"2023-02-30\"", "not a date", ""),
            (test("name = \"n\"\ntext = \"a\"\nflag = []"), "flag", "unknown field", "did you mean `flags`?"),
            (with("why", "tolerance = 200\nwhy"), "200", "from 0 to 100", ""),
        ] {
            let (said, place, advice) = fails("rules/x.toml", &text);
            assert!(said.contains(message), "{said} in {text}");
            assert_eq!((place.as_str(), advice.as_str()), (at, help), "{said} in {text}");
        }
        assert!(fails("rules/Not_Kebab.toml", RULE).0.contains("kebab-case"));
    }

    #[test]
    fn the_top_level_says_what_a_file_holds() {
        for (text, kind) in [
            (RULE, FileKind::Rule),
            ("[override.counts-differ]\nseverity = \"info\"", FileKind::Override),
            ("[[hedge]]\nname = \"x\"", FileKind::Lexicon),
        ] {
            assert_eq!(FileKind::of("x", text).unwrap(), kind, "{text}");
        }
        assert!(FileKind::of("x", "= 1").is_err());
    }
}
