/*! The JSON Schema of lexicon files, made from the types that read them; `docs/lexicon.md` is held to it. */

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::Tables;

/// The JSON Schema of lexicon files.
pub fn schema() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<Tables>().to_value()
}

/// A table with a list of words for each of these keys.
pub(super) fn words_of(keys: &[&str]) -> Schema {
    table(keys.iter().map(|key| ((*key).to_owned(), words())).collect())
}

/// A table with a list of words for each variant of an enumeration, told as the variant is documented.
pub(super) fn words_by<K: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let variants = K::json_schema(generator).to_value();
    let documented = variants["oneOf"].as_array().into_iter().flatten();
    let keys = documented.filter_map(|variant| {
        let mut words = words();
        words["description"] = variant["description"].clone();
        Some((variant["const"].as_str()?.to_owned(), words))
    });
    table(keys.collect())
}

fn words() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

fn table(properties: Map<String, Value>) -> Schema {
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Class, Cue};

    #[test]
    fn each_variant_is_a_key() {
        let mut generator = SchemaGenerator::default();
        for (table, key) in
            [(words_by::<Class>(&mut generator), "empty-head"), (words_by::<Cue>(&mut generator), "of-which")]
        {
            let words = &table.to_value()["properties"][key];
            assert_eq!(words["type"], "array", "{key}");
            assert!(words["description"].as_str().is_some_and(|told| !told.is_empty()), "{key}");
        }
    }
}
