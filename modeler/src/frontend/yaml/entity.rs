//! Entities, their keys and entries.

use super::{
    attribute,
    doc::{Kind, Node},
    reader::Reader,
};
use crate::{
    draft::{Entity, Entry, Key, Shards, TypeDef, Unique},
    source::Text,
};

const FIELDS: &[&str] = &[
    "about",
    "table",
    "attributes",
    "key",
    "indexes",
    "identity",
    "unique",
    "optimistic_lock",
    "volume",
    "allow",
];
const KEY_FIELDS: &[&str] = &["partition", "sort", "shards"];
const ENTRY_FIELDS: &[&str] = &["partition", "sort", "when", "shards", "allow"];

/// Decodes an entity.
pub(super) fn entity<'s>(
    reader: &mut Reader<'s, '_>,
    name: Text,
    node: &Node<'s>,
) -> Option<Entity> {
    let entries = reader.entries(node, "an entity")?;
    let mut entity = Entity {
        span: name.span,
        name,
        ..Entity::default()
    };
    for (key, value) in entries {
        match key.as_str() {
            "about" => entity.about = reader.text(value, "what it is about"),
            "table" => entity.table = reader.name(value, "a table"),
            "attributes" => entity.attributes = attribute::attributes(reader, value),
            "key" => entity.key = self::key(reader, value),
            "indexes" => {
                for (index, value) in reader.entries(value, "`indexes`").unwrap_or_default() {
                    entity.entries.extend(entry(reader, index, value));
                }
            }
            "identity" => entity.identity = Some(reader.texts(value, "an attribute")),
            "unique" => entity.unique = unique(reader, value),
            "optimistic_lock" => entity.optimistic_lock = reader.name(value, "an attribute"),
            "volume" => entity.volume = reader.filled(value, "a volume"),
            "allow" => entity.allow = reader.allow(value),
            _ => reader.unknown(&key, "an entity", FIELDS),
        }
    }
    Some(entity)
}

/// Decodes a type.
pub(super) fn type_def<'s>(reader: &mut Reader<'s, '_>, name: Text, node: &Node<'s>) -> TypeDef {
    TypeDef {
        name,
        fields: attribute::attributes(reader, node),
    }
}

fn key<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Option<Key> {
    let mut key = Key {
        span: node.span,
        ..Key::default()
    };
    for (name, value) in reader.entries(node, "a key")? {
        match name.as_str() {
            "partition" => key.partition = reader.template(value, "a key template"),
            "sort" => key.sort = reader.template(value, "a key template"),
            "shards" => key.shards = shards(reader, value),
            _ => reader.unknown(&name, "a key", KEY_FIELDS),
        }
    }
    Some(key)
}

fn entry<'s>(reader: &mut Reader<'s, '_>, index: Text, node: &Node<'s>) -> Option<Entry> {
    let entries = reader.entries(node, "an index entry")?;
    let mut entry = Entry {
        span: index.span,
        index,
        ..Entry::default()
    };
    for (name, value) in entries {
        match name.as_str() {
            "partition" => entry.partition = reader.template(value, "a key template"),
            "sort" => entry.sort = reader.template(value, "a key template"),
            "when" => entry.when = reader.text(value, "a condition"),
            "shards" => entry.shards = shards(reader, value),
            "allow" => entry.allow = reader.allow(value),
            _ => reader.unknown(&name, "an index entry", ENTRY_FIELDS),
        }
    }
    Some(entry)
}

fn shards<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Option<Shards> {
    let known = ["count", "by", "was"];
    let mut fields = Vec::new();
    for (name, value) in reader.entries(node, "`shards`")? {
        if known.contains(&name.as_str()) {
            fields.extend(reader.filled(value, "a setting").map(|value| (name, value)));
        } else {
            reader.unknown(&name, "`shards`", &known);
        }
    }
    Some(Shards {
        fields,
        span: node.span,
    })
}

/// `unique: { email: "EMAIL#{email}" }`, or the names alone.
fn unique<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Vec<Unique> {
    if matches!(node.target().kind, Kind::Map { .. }) {
        let entries = reader.entries(node, "`unique`").unwrap_or_default();
        let all = entries.into_iter().filter_map(|(name, value)| {
            let template = Some(reader.template(value, "a key template")?);
            Some(Unique { name, template })
        });
        return all.collect();
    }
    let names = reader.texts(node, "an attribute").into_iter();
    names
        .map(|name| Unique {
            name,
            template: None,
        })
        .collect()
}
