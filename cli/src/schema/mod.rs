//! The JSON Schema of the model language, for editors.
//!
//! It is the language as a person writes it: a description of every field, the words that stand
//! there, the forms of quantities. What needs more than the shape of a file stays with the linter.

mod attributes;
mod build;
mod clauses;
mod entities;
mod load;
mod patterns;
mod tables;
mod texts;
mod types;
mod units;

use serde_json::{Map, Value};
use tablewright_modeler::rules::RULES;

use build::{Fields, Schema, demands, form, map_of, shared};

/// The schema of a whole model.
pub(crate) fn schema() -> Value {
    let Value::Object(model) = model().json() else {
        return Value::Null;
    };
    let mut schema = Map::new();
    let mut add = |keyword: &str, value: Value| schema.insert(keyword.to_owned(), value);
    add(
        "$schema",
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    add("title", "Tablewright model".into());
    for (keyword, value) in model {
        add(&keyword, value);
    }
    add("$defs", definitions());
    Value::Object(schema)
}

fn model() -> Schema {
    let tables = map_of(shared("table")).with("propertyNames", tables::service_name().json());
    Fields::new()
        .must(
            "model",
            texts::a_name(),
            "The model's name; a table without a name of its own is called like \
             it.",
        )
        .may(
            "about",
            shared("prose"),
            "What the model is about, for people.",
        )
        .may("table", shared("table"), "The model's only table.")
        .may(
            "tables",
            tables.with("minProperties", 1),
            "The model's tables by name; an entity then says `table: name`.",
        )
        .may(
            "types",
            map_of(shared("attributes")),
            "Structs by name, for attributes that hold several values.",
        )
        .may(
            "entities",
            map_of(shared("entity")),
            "What the tables hold, by name.",
        )
        .may(
            "access_patterns",
            map_of(shared("pattern")),
            "What the application asks and writes, by name: what is known, what \
             is wanted, how often. The planner chooses operation and index.",
        )
        .shared("allow", "allow")
        .closed()
        .with(
            "anyOf",
            vec![demands(&["table"]).json(), demands(&["tables"]).json()],
        )
        .about("A model of DynamoDB tables: entities, their keys, and the access patterns.")
}

fn definitions() -> Value {
    let all = [
        tables::definitions(),
        entities::definitions(),
        attributes::definitions(),
        patterns::definitions(),
        clauses::definitions(),
        load::definitions(),
        vec![("allow", allow())],
        texts::definitions(),
        units::definitions(),
    ];
    let all = all.into_iter().flatten();
    Value::Object(
        all.map(|(name, schema)| (name.to_owned(), schema.json()))
            .collect(),
    )
}

/// Exceptions: the rules that can be allowed, each with a reason.
fn allow() -> Schema {
    let rules = RULES.iter().filter(|rule| rule.allowable);
    let fields = rules.fold(Fields::new(), |fields, rule| {
        let about = format!("Why this is right here: {}.", rule.summary);
        fields.may(rule.id, form(r"\S"), &about)
    });
    fields.closed().about(
        "Exceptions: rules that are silent here, each with the reason, which \
             is printed in the review.",
    )
}
