//! What every part of the schema is built with.
//!
//! Only keywords that mean the same in draft-07 and in 2020-12 are used: many editors read the newer
//! draft with the rules of the older one.

use serde_json::{Map, Value, json};

/// A schema that is being built. Keywords keep the order in which they were added.
#[derive(Debug, Clone)]
pub(super) struct Schema(Map<String, Value>);

impl Schema {
    /// A schema that takes everything.
    pub(super) fn new() -> Self {
        Self(Map::new())
    }

    /// Adds a keyword.
    pub(super) fn with(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.0.insert(keyword.to_owned(), value.into());
        self
    }

    /// What an editor shows beside it.
    pub(super) fn about(self, description: &str) -> Self {
        self.with("description", description)
    }

    /// What holds when it is not written.
    pub(super) fn default(self, value: impl Into<Value>) -> Self {
        self.with("default", value)
    }

    /// Values to take as a start.
    pub(super) fn examples(self, examples: &[&str]) -> Self {
        self.with("examples", json!(examples))
    }

    /// The schema as JSON.
    pub(super) fn json(self) -> Value {
        Value::Object(self.0)
    }
}

/// One of the shared definitions.
pub(super) fn shared(name: &str) -> Schema {
    Schema::new().with("$ref", format!("#/$defs/{name}"))
}

/// Text.
pub(super) fn text() -> Schema {
    Schema::new().with("type", "string").with("minLength", 1)
}

/// Text of a form.
pub(super) fn form(pattern: &str) -> Schema {
    Schema::new()
        .with("type", "string")
        .with("pattern", pattern)
}

/// A number that is not negative.
pub(super) fn number() -> Schema {
    Schema::new().with("type", "number").with("minimum", 0)
}

/// A whole number from `least` on.
pub(super) fn whole(least: u32) -> Schema {
    Schema::new().with("type", "integer").with("minimum", least)
}

/// `true` or `false`; `false` when it is not written.
pub(super) fn flag() -> Schema {
    Schema::new().with("type", "boolean").default(false)
}

/// One of a few words, each with what it means.
pub(super) fn words(words: &[(&str, &str)]) -> Schema {
    let (words, meanings): (Vec<_>, Vec<_>) = words.iter().copied().unzip();
    Schema::new()
        .with("type", "string")
        .with("enum", json!(words))
        // Not of the standard, but what editors show beside each word.
        .with("enumDescriptions", json!(meanings))
}

/// Any of several schemas.
pub(super) fn any_of(several: impl IntoIterator<Item = Schema>) -> Schema {
    Schema::new().with("anyOf", all(several))
}

/// Exactly one of several schemas.
pub(super) fn one_of(several: impl IntoIterator<Item = Schema>) -> Schema {
    Schema::new().with("oneOf", all(several))
}

fn all(several: impl IntoIterator<Item = Schema>) -> Value {
    several.into_iter().map(Schema::json).collect()
}

/// A list of at least one.
pub(super) fn list(of: Schema) -> Schema {
    maybe_empty_list(of).with("minItems", 1)
}

/// A list that may be empty.
pub(super) fn maybe_empty_list(of: Schema) -> Schema {
    Schema::new().with("type", "array").with("items", of.json())
}

/// One, or a list of them: where a list has one item, the language asks for no brackets.
pub(super) fn one_or_list(of: Schema) -> Schema {
    any_of([of.clone(), list(of)])
}

/// A mapping from names that the model gives.
pub(super) fn map_of(of: Schema) -> Schema {
    Schema::new()
        .with("type", "object")
        .with("additionalProperties", of.json())
}

/// Demands fields of a mapping.
pub(super) fn demands(fields: &[&str]) -> Schema {
    Schema::new().with("required", json!(fields))
}

/// A mapping with fields of its own, and no others.
#[derive(Debug, Default)]
pub(super) struct Fields {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl Fields {
    /// No fields yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A field that may be there.
    pub(super) fn may(mut self, name: &str, schema: Schema, about: &str) -> Self {
        let schema = schema.about(about).json();
        self.properties.insert(name.to_owned(), schema);
        self
    }

    /// A field that has to be there.
    pub(super) fn must(mut self, name: &str, schema: Schema, about: &str) -> Self {
        self.required.push(name.to_owned());
        self.may(name, schema, about)
    }

    /// A field that is defined, and described, in one place for all that have it.
    pub(super) fn shared(mut self, name: &str, definition: &str) -> Self {
        self.properties
            .insert(name.to_owned(), shared(definition).json());
        self
    }

    /// The schema of the mapping.
    pub(super) fn closed(self) -> Schema {
        let mut schema = Schema::new()
            .with("type", "object")
            .with("properties", self.properties)
            .with("additionalProperties", false);
        if !self.required.is_empty() {
            schema = schema.with("required", self.required);
        }
        schema
    }
}
