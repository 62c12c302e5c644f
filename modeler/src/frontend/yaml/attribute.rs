//! Attributes and their facts.

use super::{
    doc::{Kind, Node},
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

/// Decodes a mapping of names to attributes.
pub(super) fn attributes<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Vec<Attribute> {
    let entries = reader.entries(node, "`attributes`").unwrap_or_default();
    entries
        .into_iter()
        .filter_map(|(name, value)| attribute(reader, name, value))
        .collect()
}

fn attribute<'s>(reader: &mut Reader<'s, '_>, name: Text, node: &Node<'s>) -> Option<Attribute> {
    let mut attribute = Attribute {
        span: name.span,
        name,
        ..Attribute::default()
    };
    if matches!(node.target().kind, Kind::Scalar { .. }) {
        attribute.kind = Some(reader.name(node, "a type")?);
        return Some(attribute);
    }
    for (key, value) in reader.entries(node, "an attribute: a type, or a mapping with `type`")? {
        field(reader, &mut attribute, key, value);
    }
    Some(attribute)
}

fn field<'s>(reader: &mut Reader<'s, '_>, into: &mut Attribute, key: Text, value: &Node<'s>) {
    match key.as_str() {
        "type" => into.kind = reader.name(value, "a type"),
        "same_as" => into.same_as = reader.text(value, "`Entity.attribute`"),
        "of" => into.of = reader.filled(value, "a type"),
        "values" => into.values = Some(reader.texts(value, "a value")),
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
        fact if FIELDS.contains(&fact) => {
            let value = reader.filled(value, "a value");
            into.facts.extend(value.map(|value| (key, value)));
        }
        _ => reader.unknown(&key, "an attribute", FIELDS),
    }
}
