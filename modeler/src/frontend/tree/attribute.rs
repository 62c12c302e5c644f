//! Attributes and their facts.

use super::{
    node::{Kind, Node},
    reader::Reader,
};
use crate::{draft::Attribute, source::Text};

const FIELDS: &[&str] = &[
    "type",
    "same_as",
    "of",
    "values",
    "optional",
    "present",
    "default",
    "name",
    "from",
    "plus",
    "distinct",
    "mix",
    "skew",
    "hottest",
    "size",
    "max_size",
    "items",
    "max_items",
    "min",
    "max",
    "matches",
    "case",
    "sequential",
    "mutable",
    "sensitive",
    "precision",
];

/// What may be said of the elements of a list, map or set.
const ELEMENT_FIELDS: &[&str] = &[
    "type",
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

/// Decodes a mapping of names to attributes.
pub(super) fn attributes(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    what: &str,
) -> Vec<Attribute> {
    let named = reader.named(node, what);
    // Attributes are large, and a list that grows moves them.
    let mut attributes = Vec::with_capacity(named.len());
    for (name, value) in named {
        attributes.extend(attribute(reader, name, value));
    }
    attributes
}

fn attribute(reader: &mut Reader<'_, '_>, name: Text, node: &Node<'_>) -> Option<Attribute> {
    let blank = Attribute {
        span: name.span,
        name,
        ..Attribute::default()
    };
    described(reader, blank, node, "an attribute", FIELDS)
}

/// What a list, map or set holds.
fn element(reader: &mut Reader<'_, '_>, name: Text, node: &Node<'_>) -> Option<Attribute> {
    let blank = Attribute {
        name,
        span: node.span,
        ..Attribute::default()
    };
    described(reader, blank, node, "an element", ELEMENT_FIELDS)
}

/// A type, or a mapping with `type` and facts.
fn described(
    reader: &mut Reader<'_, '_>,
    mut into: Attribute,
    node: &Node<'_>,
    what: &str,
    fields: &[&str],
) -> Option<Attribute> {
    match &node.target().kind {
        Kind::Map { .. } => {
            for (key, value) in reader.fields(node, what)? {
                if fields.contains(&key.as_str()) {
                    field(reader, &mut into, key, value);
                } else {
                    reader.unknown(&key, what, fields);
                }
            }
        }
        Kind::Scalar { .. } => into.kind = Some(reader.name(node, "a type")?),
        _ => {
            reader.wrong(node, "a type, or a mapping with `type` and facts");
            return None;
        }
    }
    Some(into)
}

fn field(reader: &mut Reader<'_, '_>, into: &mut Attribute, key: Text, value: &Node<'_>) {
    match key.as_str() {
        "type" => {
            into.kind = reader.name(value, "a type");
            into.lost |= into.kind.is_none();
        }
        "same_as" => {
            into.same_as = reader.name(value, "`Entity.attribute`");
            into.lost |= into.same_as.is_none();
        }
        "of" => {
            into.of = element(reader, into.name.clone(), value).map(Box::new);
            into.lost |= into.of.is_none();
        }
        "values" => {
            into.values = reader.names(value, "a value");
            into.lost |= into.values.is_none();
        }
        "optional" => into.optional = reader.text(value, "`true` or `false`"),
        "name" => into.physical = reader.name(value, "the physical name"),
        "from" => into.from = reader.name(value, "an attribute"),
        "plus" => into.plus = reader.text(value, "a duration"),
        "matches" => into.matches = reader.text(value, "a regular expression"),
        "case" => into.case = reader.text(value, "a letter case"),
        "min" => into.min = reader.text(value, "a number"),
        "max" => into.max = reader.text(value, "a number"),
        "max_size" => into.max_size = reader.text(value, "a size"),
        "precision" => into.precision = reader.text(value, "a precision"),
        "default" => into.default = reader.filled(value, "a value"),
        "mutable" => into.mutable = reader.text(value, "`true` or `false`"),
        "sensitive" => into.sensitive = reader.text(value, "`true` or `false`"),
        // What only sharpens numbers is kept as written.
        fact => {
            let value = reader.filled(value, &format!("the value of `{fact}`"));
            into.facts.extend(value.map(|value| (key, value)));
        }
    }
}
