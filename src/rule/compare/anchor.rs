/*! `[compare.anchor]`: figures against those that the project names once. What narrows a quantity is English, and so data. */

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) const PLACEHOLDERS: &[&str] = &["stated", "anchor", "name"];

/// The table as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Table {
    /// Words that make another quantity of it where they stand behind its name.
    #[serde(default)]
    narrowed_by: Vec<String>,
}

/// What makes another quantity of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowing(Vec<String>);

impl Narrowing {
    /// Words in lower case.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

impl Table {
    pub(super) fn check(self) -> Narrowing {
        Narrowing(self.narrowed_by.into_iter().map(|word| word.to_lowercase()).collect())
    }
}
