//! Mappings with fields of their own.

use serde_json::{Map, Value};

use super::build::{Schema, shared};

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

    /// A field as another mapping has it.
    pub(super) fn copied(mut self, name: &str, from: &Schema) -> Self {
        let field = from
            .keyword("properties")
            .and_then(|fields| fields.get(name));
        self.properties
            .extend(field.map(|field| (name.to_owned(), field.clone())));
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

    /// The schema of a mapping that lacks a field of which one has to be there: all others may be.
    pub(super) fn open(self) -> Schema {
        Schema::new()
            .with("type", "object")
            .with("properties", self.properties)
    }
}
