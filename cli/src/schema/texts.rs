//! Names and the small languages inside a model: templates, terms, conditions.
//!
//! Their forms are looser than their parsers: an editor should point at what is plainly wrong and
//! leave the rest to the linter, which can say why.

use super::build::{Schema, any_of, form, one_or_list, shared, text};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![
        ("name", name()),
        ("prose", prose()),
        ("template", template()),
        ("term", term()),
        ("change", change()),
        ("condition", condition()),
        ("amount", amount()),
    ]
}

/// A name: text that is not a number, `true` or `null` by accident.
fn name() -> Schema {
    text().about("A name. One that looks like a number, `true` or `null` is quoted.")
}

/// Text for people. A year or a ticket number alone is text too.
fn prose() -> Schema {
    Schema::new()
        .with("type", vec!["string", "number"])
        .about("Text for people who read the model.")
}

/// A key template. One without placeholders may look like a number.
fn template() -> Schema {
    let written = form(
        r"^([^{}]|\{[^{}:\s]+(:[^{}\s]+)?\})+$",
        "In a key template stands `{attribute}` or `{attribute:form}` between literals.",
    );
    any_of([written, Schema::new().with("type", "number")])
        .about(
            "A key template: literals and `{attribute}` placeholders, quoted when \
             it has one. `{number:08}` pads a number, `{at:date}` takes a coarser \
             time, `{shard}` is the write shard.",
        )
        .examples(&["CUSTOMER#{customer_id}", "PROFILE"])
}

/// A name of an attribute or parameter.
const NAME: &str = r#"[^\s=.:,'"()<>\[\]{}0-9][^\s=.:,'"()<>\[\]{}]*"#;

/// What is known: `status = 'paid'`.
fn term() -> Schema {
    const VALUE: &str = r"'([^']|'')*'|-?\s*[0-9][0-9.]*|true|false";
    let pattern = format!(
        r"^\s*({NAME}\s*\.\s*)?{NAME}(\s*=\s*(:{NAME}|{VALUE})|\s+[iI][nN]\s*:{NAME})?\s*$"
    );
    let otherwise = "A term is `name`, `name = :parameter`, `name = 'literal'` or `name in :list`.";
    form(&pattern, otherwise)
        .about(
            "A term: `name` (its own parameter), `name = :parameter`, `name = \
             'literal'`, `name in :list` or `Entity.name = :parameter`.",
        )
        .examples(&["order_id", "status = 'paid'"])
}

/// What is set: a term, or a part of a document and what it becomes.
fn change() -> Schema {
    let part = format!(r"^\s*{NAME}(\.{NAME}|\[[0-9]+\])+\s*(=[^=]+)?$");
    let otherwise = "A part of a document is `address.street` or `rows[0]`.";
    any_of([shared("term"), form(&part, otherwise)])
        .about("A term, or a part of a document: `address.street`, `rows[0] = :row`.")
        .examples(&["note", "status = 'paid'", "address.street"])
}

/// A condition over attribute names. It compares or calls, so it is never one word.
fn condition() -> Schema {
    let otherwise = "A condition compares or calls: `status = 'paid'`, `attribute_exists(note)`.";
    form(r"[\s=<>(]", otherwise).about(
        "A condition in DynamoDB's expression grammar over attribute names: \
         `:name` is a parameter; `'text'`, numbers and booleans are literals.",
    )
}

/// What is added or appended.
fn amount() -> Schema {
    let written = form(
        r"^\s*[-+]?\s*(:[^\s:]+|[0-9][0-9.]*)\s*$",
        "A parameter (`:quantity`, `-:quantity`) or a number belongs here.",
    );
    any_of([written, Schema::new().with("type", "number")])
        .about("A parameter (`:quantity`, `-:quantity`) or a number.")
        .examples(&[":quantity", "-:quantity"])
}

/// An attribute of an entity, by both names.
pub(super) fn attribute_of_entity() -> Schema {
    let otherwise = "The attribute of an entity is written `Entity.attribute`.";
    form(r"^[^.\s]+\.[^.\s]+$", otherwise).examples(&["Customer.customer_id"])
}

/// A name, for a field that describes it.
pub(super) fn a_name() -> Schema {
    shared("name")
}

/// One name, or a list of names.
pub(super) fn names() -> Schema {
    one_or_list(a_name())
}
