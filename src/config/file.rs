/*! `factlint.toml` as written: the shapes that TOML is read into, and from which its JSON Schema is made. What they mean is
settled in `settle`. */

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Spanned;

use crate::finding::Severity;
use crate::report::FormatOptions;

/// A value and the bytes of the file that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
}

impl<T: Ord> Ord for At<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value).then(self.span.start.cmp(&other.span.start))
    }
}

impl<T: Ord> PartialOrd for At<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        Ok(Self { span: spanned.span(), value: spanned.into_inner() })
    }
}

impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// Its schema is that of the value.
impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The settings of a project: `factlint.toml`, or `[tool.factlint]` in `pyproject.toml`. Paths and globs are relative to the
/// file's directory.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "factlint.toml")]
pub struct ConfigFile {
    /// Run these rules only; `*` stands for any characters, so that `*-differ` is a family of rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<At<String>>>,
    /// Run these rules besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extend_select: Option<Vec<At<String>>>,
    /// Do not run these rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<At<String>>>,
    /// The least severity that makes the exit status 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// Hide findings below this severity; the exit status is that of `fail-on` all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<Severity>,
    /// Drop findings that are less sure than this, from 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<At<f64>>,
    /// Of what directories hold, read only what fits these globs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Vec<At<String>>>,
    /// Leave out what fits these globs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<At<String>>>,
    /// Leave out files that are named by themselves, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_exclude: Option<bool>,
    /// Heed `.gitignore` and `.ignore` files; true where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub respect_gitignore: Option<bool>,
    /// Rule and lexicon files, or directories of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<At<String>>>,
    /// How to report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_format: Option<At<String>>,
    /// The baseline file; `factlint-baseline.json` where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Where what was read is kept for the next run; the user's cache directory where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_dir: Option<String>,
    /// Allow suppressions that name no rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blanket_suppressions: Option<bool>,
    /// Changes to rules, by id; `*` stands for any characters.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rule: BTreeMap<At<String>, RuleChange>,
    /// How wide hedges are, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub hedge: BTreeMap<At<String>, HedgeWidth>,
    /// Options of report formats.
    #[serde(skip_serializing_if = "FormatOptions::is_default")]
    pub report: FormatOptions,
    /// Settings for some of the files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Findings that are accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
    /// Figures that are named once, and to which every document that states them is held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub anchor: Vec<At<Anchor>>,
}

/// The least severity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors only.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
    /// Any finding.
    Info,
    /// Nothing.
    Never,
}

/// What is changed of a rule.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RuleChange {
    /// How severe its findings are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// By how many per cent figures may be off beyond rounding.
    #[schemars(range(min = 0, max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<At<f64>>,
}

/// How far the number may lie from what a hedge like "about" says, in per cent.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct HedgeWidth {
    /// Per cent below.
    #[schemars(range(min = 0, max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<At<f64>>,
    /// Per cent above.
    #[schemars(range(min = 0, max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<At<f64>>,
}

impl ConfigFile {
    /// These settings where they say something, and `below` where they do not; lists of tables are those of both.
    pub fn over(mut self, below: Self) -> Self {
        let changes = |mut all: BTreeMap<_, _>, mine: BTreeMap<At<String>, _>| {
            all.retain(|id: &At<String>, _| !mine.keys().any(|other| other.value == id.value));
            all.extend(mine);
            all
        };
        let hedge = {
            let mut all = below.hedge;
            all.retain(|id, _| !self.hedge.keys().any(|other| other.value == id.value));
            all.extend(self.hedge);
            all
        };
        self.overrides.extend(below.overrides);
        self.allow.extend(below.allow);
        self.anchor.extend(below.anchor);
        Self {
            select: self.select.or(below.select),
            extend_select: self.extend_select.or(below.extend_select),
            ignore: self.ignore.or(below.ignore),
            fail_on: self.fail_on.or(below.fail_on),
            min_severity: self.min_severity.or(below.min_severity),
            min_confidence: self.min_confidence.or(below.min_confidence),
            include: self.include.or(below.include),
            exclude: self.exclude.or(below.exclude),
            force_exclude: self.force_exclude.or(below.force_exclude),
            respect_gitignore: self.respect_gitignore.or(below.respect_gitignore),
            rules: self.rules.or(below.rules),
            output_format: self.output_format.or(below.output_format),
            baseline: self.baseline.or(below.baseline),
            cache_dir: self.cache_dir.or(below.cache_dir),
            blanket_suppressions: self.blanket_suppressions.or(below.blanket_suppressions),
            rule: changes(below.rule, self.rule),
            hedge,
            report: self.report.over(below.report),
            overrides: self.overrides,
            allow: self.allow,
            anchor: self.anchor,
        }
    }
}

/// Settings for some of the files. Of a finding about several files, each may silence it, and the mildest severity holds.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Which files, as globs.
    pub files: OneOrMore,
    /// Rules that find nothing there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<At<String>>>,
    /// Drop findings that are less sure than this.
    #[schemars(range(min = 0, max = 1))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<At<f64>>,
    /// Severities there, by the id of the rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rule: BTreeMap<At<String>, SeverityChange>,
}

/// A severity in some of the files.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeverityChange {
    /// How severe its findings are.
    pub severity: Severity,
}

/// A finding that is accepted, for texts that have no place for a comment.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// The id of the rule.
    pub rule: At<String>,
    /// The files, as globs; all where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<OneOrMore>,
    /// Words of the sentence that states the figure, or of the figure itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<At<String>>,
    /// Why it is accepted.
    pub reason: At<String>,
    /// The last day on which it is: `2027-01-31`.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<At<Day>>,
}

/// A figure that is named once. It is stated by `value`, or stands in a cell of the file `source`.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Anchor {
    /// What it counts or measures, as documents say it: "built-in rules".
    pub name: At<String>,
    /// The figure: a number, a date, or as prose states it: "£3.2 million".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<At<Figure>>,
    /// A CSV, TSV or JSON file that holds the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<At<String>>,
    /// In JSON: the JSON Pointer of the figure: `/summary/rules`. Of an array or object, the figure is how many it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<At<String>>,
    /// In CSV: the column, by its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<At<String>>,
    /// In CSV: the row, as the heads and cells that tell it. Without it and without a column, the figure is how many rows there are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub row: BTreeMap<At<String>, String>,
    /// The kind of the figure where the source gives a bare number: `count`, which stands where none is named, or `percent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<At<String>>,
    /// What else documents call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Words of which one stands in the sentence of the figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<String>,
    /// Words none of which may stand in the sentence of the figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never: Vec<String>,
    /// The documents that are held to it, as globs; all where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<OneOrMore>,
}

/// One glob or several.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(At<String>),
    /// Several.
    More(Vec<At<String>>),
}

impl OneOrMore {
    /// All of them.
    pub fn all(&self) -> &[At<String>] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }
}

/// By hand: an untagged enum would lose the places.
impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Text(String);
        impl<'de> serde::de::Visitor<'de> for Either {
            type Value = Result<String, Vec<At<String>>>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a glob or a list of globs")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Ok(text.to_owned()))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(text) = list.next_element::<At<Text>>()? {
                    all.push(At { value: text.value.0, span: text.span });
                }
                Ok(Err(all))
            }
        }
        struct Inner(Result<String, Vec<At<String>>>);
        impl<'de> Deserialize<'de> for Inner {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Either).map(Inner)
            }
        }
        let At { value, span } = At::<Inner>::deserialize(deserializer)?;
        Ok(match value.0 {
            Ok(text) => Self::One(At { value: text, span }),
            Err(list) => Self::More(list),
        })
    }
}

/// A figure as a settings file gives it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Figure {
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Fraction(f64),
    /// A figure as prose states it.
    Text(String),
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer)? {
            toml::Value::Integer(n) => Ok(Self::Whole(n)),
            toml::Value::Float(n) => Ok(Self::Fraction(n)),
            toml::Value::String(text) => Ok(Self::Text(text)),
            toml::Value::Datetime(day) => Ok(Self::Text(day.to_string())),
            _ => Err(serde::de::Error::custom("expected a number, a date or a figure as prose states it")),
        }
    }
}

/// A day: TOML's own date, or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        let text = match &value {
            toml::Value::Datetime(day) => day.to_string(),
            toml::Value::String(day) => day.clone(),
            other => other.to_string(),
        };
        let wrong = || serde::de::Error::custom(format!("`{text}` is not a day such as 2027-01-31"));
        text.parse().map(Day).map_err(|_| wrong())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_string())
    }
}
