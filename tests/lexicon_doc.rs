/*! `docs/lexicon.md`: its tables of keys are those of the types that read the files, every key is described, and every example is read.
`UPDATE_DOCS=1` writes the tables anew. */

use std::path::Path;

use factlint::lexicon::{self, Lexicon};
use serde_json::Value;

const DOC: &str = include_str!("../docs/lexicon.md");

/// A schema with its definitions.
struct Root(Value);

impl Root {
    /// The schema that a reference, alone or with a description beside it, leads to.
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let of = |s: &'a Value| s["$ref"].as_str().and_then(|path| self.0.pointer(path.trim_start_matches('#')));
        let only = |list: &'a Value| list.as_array().and_then(|all| all.iter().find(|s| s["type"] != "null"));
        match of(schema).or_else(|| only(&schema["allOf"])).or_else(|| only(&schema["anyOf"])) {
            Some(inner) => self.resolve(inner),
            None => schema,
        }
    }

    /// What sort of value it takes, for people.
    fn kind(&self, schema: &Value) -> String {
        let schema = self.resolve(schema);
        let names = |list: &Value, of: fn(&Value) -> Option<&str>| -> Vec<String> {
            list.as_array().into_iter().flatten().filter_map(of).map(|name| format!("`{name}`")).collect()
        };
        let consts = names(&schema["oneOf"], |v| v["const"].as_str());
        let one_of = if consts.is_empty() { names(&schema["enum"], Value::as_str) } else { consts };
        if !one_of.is_empty() {
            return format!("one of {}", one_of.join(", "));
        }
        let plain = schema["type"].as_array().map_or(schema["type"].as_str(), |all| all[0].as_str());
        match plain {
            Some("string") => "text".to_owned(),
            Some("boolean") => "true or false".to_owned(),
            Some("array") => match &schema["items"] {
                Value::Array(items) => items.iter().map(|i| self.kind(i)).collect::<Vec<_>>().join(" and "),
                items => format!("list of {}", self.kind(items)),
            },
            Some("object") if schema["properties"].is_object() => "table".to_owned(),
            Some("object") => format!("table of {}", self.kind(&schema["additionalProperties"])),
            Some(other) => other.to_owned(),
            None => "table".to_owned(),
        }
    }

    /// The rows of a table of keys; `above` is what stands before a key.
    fn rows(&self, schema: &Value, above: &str, rows: &mut Vec<String>) {
        let schema = self.resolve(schema);
        if schema["type"] == "array" {
            return self.rows(&schema["items"], above, rows);
        }
        // A choice of one table of several: `[compare.NAME]`.
        for choice in schema["oneOf"].as_array().into_iter().flatten().filter(|c| c["properties"].is_object()) {
            self.rows(choice, above, rows);
        }
        if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
            if self.has_keys(values) {
                self.rows(values, &format!("{above}NAME."), rows);
            }
            return;
        }
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            let told = value["description"].as_str().or(self.resolve(value)["description"].as_str()).unwrap_or("");
            let told = told.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
            let words = above.contains('.') && value["items"]["type"] == "string" && told.is_empty();
            assert!(!told.is_empty() || words, "`{above}{key}` is not described: give its field a doc comment");
            rows.push(format!("| `{above}{key}` | {} | {told} |", self.kind(value)));
            if self.has_keys(value) {
                self.rows(value, &format!("{above}{key}."), rows);
            }
        }
    }

    /// Whether keys stand below: a table, a list of tables.
    fn has_keys(&self, schema: &Value) -> bool {
        let schema = self.resolve(schema);
        let choice = |c: &Value| c["properties"].is_object();
        match schema["type"].as_str() {
            Some("array") => schema["items"].is_object() && self.has_keys(&schema["items"]),
            Some("object") if schema["additionalProperties"].is_object() => {
                self.has_keys(&schema["additionalProperties"])
            }
            _ => choice(schema) || schema["oneOf"].as_array().is_some_and(|all| all.iter().any(choice)),
        }
    }

    /// The table of keys of a part of the schema.
    fn table(&self, schema: &Value) -> String {
        let mut rows = Vec::new();
        self.rows(schema, "", &mut rows);
        if rows.is_empty() {
            return format!("Any key: {}.", self.kind(schema));
        }
        format!("| key | type | meaning |\n| --- | --- | --- |\n{}", rows.join("\n"))
    }
}

/// What stands between a marker and the next heading.
fn filled(name: &str) -> String {
    let lexicon = Root(lexicon::schema());
    match name {
        "rule" => {
            let root = Root(factlint::rule::schema());
            root.table(&root.0)
        }
        "alignment" => {
            let root = Root(factlint::align::schema());
            root.table(&root.0)
        }
        table => {
            assert!(
                lexicon.0["properties"][table].is_object(),
                "docs/lexicon.md tells of `{table}`, which no file has"
            );
            lexicon.table(&lexicon.0["properties"][table])
        }
    }
}

#[test]
fn every_key_is_told_and_no_other() {
    let mut written = String::new();
    let mut rest = DOC;
    let mut told = Vec::new();
    while let Some((before, after)) = rest.split_once("<!-- keys ") {
        let (name, after) = after.split_once(" -->").unwrap();
        written.push_str(&format!("{before}<!-- keys {name} -->\n\n{}\n", filled(name)));
        told.push(name);
        rest = after.find("\n## ").map_or("", |at| &after[at..]);
    }
    written.push_str(rest);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lexicon.md");
        std::fs::write(path, &written).unwrap();
        return;
    }
    let tables = lexicon::schema();
    for table in tables["properties"].as_object().unwrap().keys() {
        assert!(told.contains(&table.as_str()), "docs/lexicon.md has no `<!-- keys {table} -->`");
    }
    assert!(written == DOC, "docs/lexicon.md is not what the types say: UPDATE_DOCS=1 cargo test --test lexicon_doc");
}

#[test]
fn every_example_is_read_and_holds_its_table() {
    let mut sections = 0;
    for section in DOC.split("\n## `").skip(1) {
        let name = section.split('`').next().unwrap();
        let Some(example) = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()) else {
            continue;
        };
        sections += 1;
        let files = lexicon::BUILTIN.iter().copied().chain([("example.toml", example)]);
        let read = Lexicon::read(files);
        assert!(read.is_ok(), "{name}: {:?}", read.err());
        let keys: toml::Table = toml::from_str(example).unwrap();
        assert!(keys.contains_key(name), "the example of `{name}` has no `{name}`");
    }
    assert_eq!(sections, lexicon::schema()["properties"].as_object().unwrap().len());
}
