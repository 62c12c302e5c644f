//! Keys and whole stored items, made from the templates of the model: the planner's own key values are
//! not used, so that they can be wrong.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright_modeler::model::{
    AttributeId, Condition, Entity, Entry, Key, Model, Part, Scalar, Table, TableId, Template,
    Type, Unique,
};

use crate::{
    item::{Arguments, Item},
    oracle::{Scope, holds},
    values::{Value, encode},
};

/// An item as it is stored, by physical name.
pub(crate) type Stored = BTreeMap<String, AttributeValue>;

/// Where an item is stored: the table, and the key in it.
pub(crate) type Place = (TableId, Stored);

/// The whole item: attributes, tag, primary key and the keys of the indexes in which it has to be.
/// None where the primary key is incomplete.
pub(crate) fn item(model: &Model, item: &Item) -> Option<Stored> {
    let entity = model.entity(item.entity);
    let mut all = Stored::new();
    for (attribute, value) in entity.attributes.iter().zip(&item.values) {
        if let Some(value) = value {
            all.insert(attribute.physical.clone(), encode(value, &attribute.kind));
        }
    }
    if let Some(tag) = &model.table(entity.table).tag {
        all.insert(tag.clone(), AttributeValue::S(entity.name.clone()));
    }
    for entry in entity.entries.iter().filter(|entry| entry.computed) {
        if exists(model, entry, item) {
            all.extend(entry_keys(model, entry, item)?);
        }
    }
    all.extend(primary_key(model, item)?);
    Some(all)
}

/// The primary key of an item; none where an attribute of it is missing.
pub(crate) fn primary_key(model: &Model, item: &Item) -> Option<Stored> {
    let entity = model.entity(item.entity);
    let (table, Key { partition, sort }) = (model.table(entity.table), &entity.key);
    let mut key = Stored::new();
    key.insert(
        table.partition.name.clone(),
        template(entity, partition, item)?,
    );
    if let (Some(attribute), Some(sort)) = (&table.sort, sort) {
        key.insert(attribute.name.clone(), template(entity, sort, item)?);
    }
    Some(key)
}

/// Where an item is stored; none where an attribute of its key is missing.
pub(crate) fn place(model: &Model, item: &Item) -> Option<Place> {
    let table = model.entity(item.entity).table;
    Some((table, primary_key(model, item)?))
}

/// The markers of the unique values of an item.
pub(crate) fn markers(model: &Model, item: &Item) -> Vec<Stored> {
    let entity = model.entity(item.entity);
    let table = model.table(entity.table);
    let one = |unique: &Unique| {
        let text = text(entity, &unique.template, item)?;
        let mut marker = marker_key(table, &text);
        if let Some(tag) = &table.tag {
            let name = format!("{}.{}", entity.name, unique.name);
            marker.insert(tag.clone(), AttributeValue::S(name));
        }
        let owner = primary_key(model, item)?;
        marker.extend(
            owner
                .into_iter()
                .map(|(name, value)| (format!("owner_{name}"), value)),
        );
        Some(marker)
    };
    entity.unique.iter().filter_map(one).collect()
}

/// The key of a marker: one text in all key attributes of the table.
fn marker_key(table: &Table, text: &str) -> Stored {
    let names = table.key_names();
    names
        .map(|name| (name.to_owned(), AttributeValue::S(text.to_owned())))
        .collect()
}

/// Whether the item has the entry: every attribute of its templates is present, and `when` holds.
pub(crate) fn exists(model: &Model, entry: &Entry, item: &Item) -> bool {
    let present = entry
        .attributes()
        .all(|attribute| item.get(attribute).is_some());
    present && when(model, entry.when.as_ref(), item)
}

fn when(model: &Model, condition: Option<&Condition>, item: &Item) -> bool {
    let scope = Scope {
        model,
        parameters: &[],
        arguments: &Arguments::default(),
    };
    condition.is_none_or(|when| holds(scope, when, item))
}

/// The key attributes of an entry, in its index.
pub(crate) fn entry_keys(model: &Model, entry: &Entry, item: &Item) -> Option<Stored> {
    let entity = model.entity(item.entity);
    let index = model.index(entry.index);
    let names = index
        .partition
        .iter()
        .chain(&index.sort)
        .map(|key| key.name.clone());
    let templates = entry.partition.iter().chain(&entry.sort);
    names
        .zip(templates)
        .map(|(name, of)| Some((name, template(entity, of, item)?)))
        .collect()
}

/// A template with the values of an item; none where one is missing.
pub(crate) fn template(entity: &Entity, of: &Template, item: &Item) -> Option<AttributeValue> {
    if let Some(own) = of.bare() {
        let attribute = &entity.attributes[own.index()];
        let value = item.get(own)?.folded(attribute);
        if attribute.kind.scalar() != Some(Scalar::S) {
            return Some(encode(&value, &attribute.kind));
        }
    }
    Some(AttributeValue::S(text(entity, of, item)?))
}

/// The text of a template.
pub(crate) fn text(entity: &Entity, of: &Template, item: &Item) -> Option<String> {
    let mut all = String::new();
    for part in &of.parts {
        match part {
            Part::Literal(text) => all.push_str(text),
            Part::Attribute {
                attribute,
                pad,
                cut,
                ..
            } => {
                all.push_str(&piece(
                    entity,
                    *attribute,
                    *pad,
                    cut.as_ref(),
                    item.get(*attribute)?,
                ));
            }
        }
    }
    Some(all)
}

fn piece(
    entity: &Entity,
    id: AttributeId,
    pad: Option<u8>,
    cut: Option<&Type>,
    value: &Value,
) -> String {
    let attribute = &entity.attributes[id.index()];
    let kind = cut.unwrap_or(&attribute.kind);
    let folded = value
        .folded(attribute)
        .cut(&attribute.kind, kind)
        .stored(kind);
    let text = match folded {
        Value::Text(text) => text,
        Value::Number(number) => number.to_string(),
        other => other.to_string(),
    };
    format!("{text:0>width$}", width = usize::from(pad.unwrap_or(0)))
}

#[cfg(test)]
mod tests;
