/*! The options of single formats, as settings files give them under `[report.FORMAT]`. */

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of report formats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct FormatOptions {
    /// Of the report for people.
    #[serde(skip_serializing_if = "HumanOptions::is_default")]
    pub human: HumanOptions,
    /// Of the page for a browser.
    #[serde(skip_serializing_if = "HtmlOptions::is_default")]
    pub html: HtmlOptions,
    /// Of SARIF.
    #[serde(skip_serializing_if = "SarifOptions::is_default")]
    pub sarif: SarifOptions,
    /// Of the annotations of a GitHub workflow.
    #[serde(skip_serializing_if = "GithubOptions::is_default")]
    pub github: GithubOptions,
    /// Of JUnit XML.
    #[serde(skip_serializing_if = "JunitOptions::is_default")]
    pub junit: JunitOptions,
    /// Of the comment on a pull request.
    #[serde(skip_serializing_if = "MarkdownOptions::is_default")]
    pub markdown: MarkdownOptions,
}

/// A table of options: its fields, each of which may be left out.
macro_rules! table {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub struct $name {
            $($(#[$of])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)+
        }

        impl $name {
            fn is_default(&self) -> bool {
                *self == Self::default()
            }

            /// These where they say something, and `below` where they do not.
            fn over(self, below: Self) -> Self {
                Self { $($field: self.$field.or(below.$field),)+ }
            }
        }
    };
}

table! {
    /// Options of the report for people.
    HumanOptions {
        /// The columns to fit in, whatever the terminal's.
        #[schemars(range(min = 40))]
        width: usize,
    }
}

table! {
    /// Options of the page for a browser.
    HtmlOptions {
        /// Its title; how many findings there are where not said.
        title: String,
        /// Whether it shows the quantities that are not at odds, too; true where not said.
        quantities: bool,
    }
}

table! {
    /// Options of SARIF.
    SarifOptions {
        /// Tells this run from others of the same tool and revision, as `nightly` does; code scanning keeps one of each.
        category: String,
    }
}

table! {
    /// Options of the annotations of a GitHub workflow.
    GithubOptions {
        /// How many of each level are set; 10 where not said, which is all that a step shows.
        #[schemars(range(min = 1))]
        annotations: usize,
    }
}

table! {
    /// Options of JUnit XML.
    JunitOptions {
        /// The name of the report; `factlint` where not said.
        name: String,
        /// Whether rules that find nothing are passing cases; true where not said.
        passing: bool,
    }
}

table! {
    /// Options of the comment on a pull request.
    MarkdownOptions {
        /// How many findings are told; as many as a comment holds where not said.
        findings: usize,
    }
}

impl FormatOptions {
    /// Whether nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// These where they say something, and `below` where they do not.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            human: self.human.over(below.human),
            html: self.html.over(below.html),
            sarif: self.sarif.over(below.sarif),
            github: self.github.over(below.github),
            junit: self.junit.over(below.junit),
            markdown: self.markdown.over(below.markdown),
        }
    }
}
