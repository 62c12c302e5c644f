//! Entities, their keys and entries.

use super::{
    attribute,
    node::{Kind, Node},
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
const SHARDS_FIELDS: &[&str] = &["count", "by", "was"];

/// Decodes an entity.
pub(super) fn entity(reader: &mut Reader<'_, '_>, name: Text, node: &Node<'_>) -> Option<Entity> {
    let fields = reader.fields(node, "an entity")?;
    let mut entity = Entity {
        span: name.span,
        name,
        ..Entity::default()
    };
    for (key, value) in fields {
        match key.as_str() {
            "about" => entity.about = reader.text(value, "what it is about"),
            "table" => entity.table = reader.name(value, "a table"),
            "attributes" => {
                entity.attributes = attribute::attributes(reader, value, "`attributes`")
            }
            "key" => entity.key = self::key(reader, value),
            "indexes" => {
                for (index, value) in reader.named(value, "`indexes`") {
                    reader.subject.index = Some(index.value.clone());
                    entity.entries.extend(entry(reader, index, value));
                }
                reader.subject.index = None;
            }
            "identity" => entity.identity = reader.names(value, "an attribute"),
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
pub(super) fn type_def(
    reader: &mut Reader<'_, '_>,
    name: Text,
    node: &Node<'_>,
) -> Option<TypeDef> {
    let fields = attribute::attributes(reader, node, "a type");
    Some(TypeDef { name, fields })
}

fn key(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Key> {
    let mut key = Key {
        span: node.span,
        ..Key::default()
    };
    for (name, value) in reader.fields(node, "a key")? {
        match name.as_str() {
            "partition" => key.partition = reader.template(value, "a key template"),
            "sort" => key.sort = reader.template(value, "a key template"),
            "shards" => key.shards = shards(reader, value),
            _ => reader.unknown(&name, "a key", KEY_FIELDS),
        }
    }
    Some(key)
}

fn entry(reader: &mut Reader<'_, '_>, index: Text, node: &Node<'_>) -> Option<Entry> {
    let fields = reader.fields(node, "an index entry")?;
    let mut entry = Entry {
        span: index.span,
        index,
        ..Entry::default()
    };
    for (name, value) in fields {
        match name.as_str() {
            // An entry without its template or condition would be another entry.
            "partition" => entry.partition = Some(reader.template(value, "a key template")?),
            "sort" => entry.sort = Some(reader.template(value, "a key template")?),
            "when" => entry.when = Some(reader.text(value, "a condition")?),
            "shards" => entry.shards = Some(shards(reader, value)?),
            "allow" => entry.allow = reader.allow(value),
            _ => reader.unknown(&name, "an index entry", ENTRY_FIELDS),
        }
    }
    Some(entry)
}

fn shards(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Shards> {
    let mut fields = Vec::new();
    for (name, value) in reader.fields(node, "`shards`")? {
        if SHARDS_FIELDS.contains(&name.as_str()) {
            let value = reader.filled(value, &format!("the value of `{}`", name.as_str()));
            fields.extend(value.map(|value| (name, value)));
        } else {
            reader.unknown(&name, "`shards`", SHARDS_FIELDS);
        }
    }
    Some(Shards {
        fields,
        span: node.span,
    })
}

/// `unique: { email: "EMAIL#{email}" }`, or the names alone.
fn unique(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Vec<Unique> {
    if matches!(node.target().kind, Kind::Map { .. }) {
        let constraints = reader
            .named(node, "`unique`")
            .into_iter()
            .filter_map(|(name, value)| {
                let template = Some(reader.template(value, "a key template")?);
                Some(Unique { name, template })
            });
        return constraints.collect();
    }
    let names = reader
        .names(node, "an attribute")
        .unwrap_or_default()
        .into_iter();
    names
        .map(|name| Unique {
            name,
            template: None,
        })
        .collect()
}
