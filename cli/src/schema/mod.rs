//! The JSON Schema of the model language, for editors.
//!
//! It is the language as a person writes it: a description of every field, the words that stand
//! there, the forms of quantities. What needs more than the shape of a file stays with the linter.

mod attributes;
mod build;
mod clauses;
mod entities;
mod fields;
mod indexes;
mod load;
mod patterns;
mod tables;
mod texts;
mod types;
mod units;
mod verbs;

use serde_json::Value;
use tablewright_modeler::rules::RULES;

use build::{Schema, demands, form, map_of, shared};
use fields::Fields;

/// The schema of a whole model.
pub(crate) fn schema() -> Value {
    Schema::new()
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .title("Tablewright model")
        .and(model())
        .with("$defs", definitions())
        .json()
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
        indexes::definitions(),
        entities::definitions(),
        attributes::definitions(),
        clauses::definitions(),
        load::definitions(),
        vec![("allow", allow().title("exceptions"))],
        texts::definitions(),
        units::definitions(),
    ];
    let all = all.into_iter().flatten();
    let all = all.map(|(name, schema)| (name.to_owned(), schema));
    let all = all.chain(patterns::definitions());
    let all = all.map(|(name, schema)| (name.clone(), schema.titled(&name).json()));
    Value::Object(all.collect())
}

/// Exceptions: the rules that can be allowed, each with a reason.
fn allow() -> Schema {
    let rules = RULES.iter().filter(|rule| rule.allowable);
    let fields = rules.fold(Fields::new(), |fields, rule| {
        let about = format!("Why this is right here: {}.", rule.summary);
        fields.may(
            rule.id,
            form(r"\S", "Write why: it is printed in the review."),
            &about,
        )
    });
    fields.closed().about(
        "Exceptions: rules that are silent here, each with the reason, which \
         is printed in the review.",
    )
}
