/*! Anchors: figures that a project names once, in its settings or in a table, and to which every document that states them is held.
The settings make them; [`crate::anchor`] compares. */

use crate::document::glob::Globs;
use crate::span::Span;
use crate::value::Value;

/// A figure that is named once.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// What it is called: "built-in rules".
    pub name: String,
    /// The stems of the words of its name, and of its other names.
    pub names: Vec<Vec<u64>>,
    /// Stems of which one stands in the sentence; any sentence where there are none.
    pub cues: Vec<u64>,
    /// Stems none of which stands in the sentence.
    pub never: Vec<u64>,
    /// The figure.
    pub value: Value,
    /// The figure as its source gives it, or says it.
    pub told: String,
    /// The path of the document that gives it, and where.
    pub place: (String, Span),
    /// The documents that are held to it; all where there are none.
    pub files: Option<Globs>,
}
