//! What every part of the schema is built with.
//!
//! Only keywords that mean the same in draft-07 and in 2020-12 are used: many editors read the
//! newer draft with the rules of the older one.

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

    /// Adds the keywords of another schema.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// What an editor shows beside it.
    pub(super) fn about(self, description: &str) -> Self {
        self.with("description", description)
    }

    /// What an editor calls it.
    pub(super) fn title(self, title: &str) -> Self {
        self.with("title", title)
    }

    /// The same with its name as the title, unless it has a title.
    pub(super) fn titled(self, name: &str) -> Self {
        if self.0.contains_key("title") {
            return self;
        }
        self.title(&name.replace('_', " "))
    }

    /// What holds when it is not written.
    pub(super) fn default(self, value: impl Into<Value>) -> Self {
        self.with("default", value)
    }

    /// Values to take as a start.
    pub(super) fn examples(self, examples: &[&str]) -> Self {
        self.with("examples", json!(examples))
    }

    /// The value of a keyword.
    pub(super) fn keyword(&self, keyword: &str) -> Option<&Value> {
        self.0.get(keyword)
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

/// Text of a form. `otherwise` is what an editor says about any other: it would show the pattern.
pub(super) fn form(pattern: &str, otherwise: &str) -> Schema {
    Schema::new()
        .with("type", "string")
        .with("pattern", pattern)
        // Not of the standard either.
        .with("patternErrorMessage", otherwise)
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
        // Not of the standard; what an editor shows beside each word.
        .with("enumDescriptions", json!(meanings))
}

/// Any of several schemas.
pub(super) fn any_of(several: impl IntoIterator<Item = Schema>) -> Schema {
    Schema::new().with("anyOf", all(several))
}

/// The schema of the first case of which the field is there, else another one.
///
/// `oneOf` would say the same of what is right. Of what is wrong this says more: an editor takes
/// the closest of several schemas, and which one is closest is a guess.
pub(super) fn by_field<'c>(
    cases: impl DoubleEndedIterator<Item = (&'c str, Schema)>,
    otherwise: Schema,
) -> Schema {
    cases.rev().fold(otherwise, |otherwise, (field, then)| {
        Schema::new()
            .with("if", demands(&[field]).json())
            .with("then", then.json())
            .with("else", otherwise.json())
    })
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
