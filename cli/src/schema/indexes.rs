//! The indexes of a table.

use serde_json::json;

use super::{
    build::{Schema, any_of, list, shared, words},
    fields::Fields,
    texts::a_name,
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![
        ("index", index()),
        ("global_index", global()),
        ("local_index", local()),
    ]
}

fn index() -> Schema {
    let local = json!({ "properties": { "kind": { "const": "local" } }, "required": ["kind"] });
    Schema::new()
        .with("if", local)
        .with("then", shared("local_index").json())
        .with("else", shared("global_index").json())
}

fn global() -> Schema {
    let kind = words(&[("global", "Has a partition key of its own.")]).default("global");
    let parts = || any_of([a_name(), list(a_name()).with("maxItems", 4)]);
    let fields = Fields::new()
        .may(
            "kind",
            kind,
            "`global`, or `local` for an index on the table's own partition key.",
        )
        .must(
            "partition",
            parts(),
            "The attribute that is the index's partition key, or a list of up to \
             four. An attribute of entities, or one that entities fill under \
             their `indexes`.",
        )
        .may(
            "sort",
            parts(),
            "The attribute that is the index's sort key, or a list of up to four.",
        );
    rest(fields).about("A global index.")
}

fn local() -> Schema {
    let kind = words(&[("local", "Has the table's partition key.")]);
    let sort = any_of([a_name(), list(a_name()).with("maxItems", 1)]);
    let fields = Fields::new()
        .must(
            "kind",
            kind,
            "`local`: the index has the table's own partition key.",
        )
        .must("sort", sort, "The attribute that is the index's sort key.");
    rest(fields).about("A local index: the table's partition key with another sort key.")
}

fn rest(fields: Fields) -> Schema {
    const PROJECT: [(&str, &str); 2] = [
        ("all", "Every attribute."),
        ("keys", "The keys of the table and the index."),
    ];
    fields
        .may(
            "project",
            any_of([words(&PROJECT), list(a_name())]).default("all"),
            "What the index carries: `all`, `keys`, or a list of attributes \
             beside the keys and the tag.",
        )
        .shared("allow", "allow")
        .closed()
}
