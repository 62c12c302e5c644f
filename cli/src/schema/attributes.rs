//! Attributes and their facts.

use serde_json::{Value, json};

use super::{
    build::{Schema, any_of, demands, flag, form, list, map_of, shared, text, words},
    fields::Fields,
    texts::{a_name, attribute_of_entity},
    types,
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![
        ("type", types::kind()),
        ("attribute", attribute()),
        ("type_and_facts", type_and_facts()),
        ("element", element()),
        ("attributes", attributes()),
    ]
}

fn attributes() -> Schema {
    map_of(shared("attribute")).about("The attributes by name: a type, or a mapping with facts.")
}

fn attribute() -> Schema {
    any_of([shared("type"), shared("type_and_facts")])
}

fn type_and_facts() -> Schema {
    let fields = numbers(rules(shape(Fields::new())));
    fields
        .closed()
        .with(
            "anyOf",
            json!([demands(&["type"]).json(), demands(&["same_as"]).json()]),
        )
        .with("allOf", needs())
}

/// What a list, map or set holds.
fn element() -> Schema {
    const FIELDS: [&str; 10] = [
        "of",
        "values",
        "precision",
        "matches",
        "min",
        "max",
        "size",
        "max_size",
        "items",
        "max_items",
    ];
    let whole = type_and_facts();
    let fields = Fields::new().must("type", shared("type"), "The type of each element.");
    let fields = FIELDS
        .iter()
        .fold(fields, |fields, name| fields.copied(name, &whole));
    fields.closed().with("allOf", needs())
}

/// What types need beside them.
fn needs() -> Value {
    json!([
        only_with(&["enum"], "values"),
        only_with(&["list", "map", "set"], "of")
    ])
}

/// Attributes of some types need one more field.
fn only_with(types: &[&str], field: &str) -> Value {
    json!({
        "if": { "properties": { "type": { "enum": types } }, "required": ["type"] },
        "then": { "required": [field] }
    })
}

/// What an attribute is.
fn shape(fields: Fields) -> Fields {
    const PRECISION: [(&str, &str); 3] = [
        ("s", "Seconds."),
        ("ms", "Milliseconds."),
        ("us", "Microseconds."),
    ];
    let any = Schema::new().with(
        "type",
        vec!["string", "number", "boolean", "array", "object"],
    );
    let value = text();
    let values = any_of([value.clone(), list(value).with("uniqueItems", true)]);
    fields
        .may("type", shared("type"), "The attribute's type.")
        .may(
            "same_as",
            attribute_of_entity(),
            "The same identifier as another entity's attribute: joins the \
             entities and brings type and facts.",
        )
        .may(
            "of",
            any_of([shared("type"), shared("element")]),
            "The type of the elements of a `list`, `map` or `set`.",
        )
        .may("values", values, "The values of an `enum`.")
        .may("default", any, "What a missing attribute reads as.")
        .may(
            "name",
            a_name(),
            "The physical name, when it is not the attribute's own.",
        )
        .may(
            "from",
            a_name(),
            "Derived from this attribute: stored, filled and kept current by the \
             generated code, never a parameter. A ulid is a source of time too.",
        )
        .may(
            "plus",
            shared("duration"),
            "How much later than `from` the derived time is.",
        )
        .may(
            "precision",
            words(&PRECISION).default("ms"),
            "The precision of a `timestamp`.",
        )
}

/// What holds for its values.
fn rules(fields: Fields) -> Fields {
    const CASE: [(&str, &str); 1] = [("lower", "Lower case.")];
    fields
        .may("optional", flag(), "The attribute may be absent.")
        .may(
            "matches",
            text(),
            "A regular expression for the whole value: classes, counts, \
             alternatives. Key proofs rest on it, and the generated type \
             validates it.",
        )
        .may(
            "case",
            words(&CASE),
            "The letter case to which a value is brought before it enters a key.",
        )
        .may(
            "mutable",
            flag(),
            "Changes from outside the patterns; otherwise it follows from `set`.",
        )
        .may(
            "sensitive",
            flag(),
            "Never printed in errors, traces or reviews.",
        )
        .may(
            "sequential",
            flag(),
            "Grows with time; times and ulids do so by nature.",
        )
}

/// How many values there are, how unevenly, and how large.
fn numbers(fields: Fields) -> Fields {
    let skew = form(
        r"^zipf\([0-9]+(\.[0-9]+)?\)$",
        "A skew is written `zipf(1.1)`.",
    )
    .examples(&["zipf(1.1)"]);
    let bound = any_of([
        Schema::new().with("type", "number"),
        form(
            r"^-?[0-9][0-9_]*(\.[0-9]+)?[kMB]?$",
            "A bound is a number, also `40k` or `2M`.",
        ),
    ]);
    fields
        .may(
            "present",
            shared("share"),
            "How often an optional attribute is there; makes it optional.",
        )
        .may("distinct", shared("count"), "How many values occur.")
        .may(
            "mix",
            map_of(shared("share")),
            "The share of each value: `{ pending: 2%, paid: 98% }`.",
        )
        .may(
            "skew",
            skew,
            "How unevenly values occur: `zipf(1.1)`; uniformly when nothing is said.",
        )
        .may(
            "hottest",
            shared("share"),
            "The share of the most frequent value.",
        )
        .may("size", shared("size"), "The average size of a value.")
        .may("max_size", shared("size"), "The largest size of a value.")
        .may(
            "items",
            shared("count"),
            "How many elements a list, map or set has on average.",
        )
        .may(
            "max_items",
            shared("count"),
            "How many elements a list, map or set has at most.",
        )
        .may("min", bound.clone(), "The least value.")
        .may("max", bound, "The greatest value.")
}
