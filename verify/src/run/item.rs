//! An item as generated code writes it: the runtime's conversions and key texts, by the model's templates.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright::{Invalid, Key, Writer};
use tablewright_modeler::model::{AttributeRef, KeyAttribute, Part, Scalar, Template};

use super::{encode::encode, terms::Call};
use crate::{item::Item, render};

/// The whole item of a put.
pub(crate) fn written(call: Call<'_>, item: &Item) -> Result<tablewright::Item, Invalid> {
    let model = call.model;
    let entity = model.entity(item.entity);
    let (table, mut out) = (model.table(entity.table), Writer::new());
    for (id, attribute) in entity.attribute_ids().zip(&entity.attributes) {
        let of = AttributeRef {
            entity: item.entity,
            attribute: id,
        };
        let value = item.get(id).map(|value| call.folded(of, value.clone()));
        let value = value
            .map(|value| encode(&value, &attribute.kind))
            .transpose()?;
        out.put_optional(&attribute.physical, value)?;
    }
    if let Some(tag) = &table.tag {
        out.put(tag, entity.name.as_str())?;
    }
    let names = std::iter::once(&table.partition).chain(&table.sort);
    let templates = std::iter::once(&entity.key.partition).chain(&entity.key.sort);
    keys(call, item, names.zip(templates), &mut out)?;
    let stored = folded(call, item);
    for entry in entity.entries.iter().filter(|entry| entry.computed) {
        if render::exists(model, entry, &stored) {
            let index = model.index(entry.index);
            let names = index.partition.iter().chain(&index.sort);
            keys(
                call,
                item,
                names.zip(entry.partition.iter().chain(&entry.sort)),
                &mut out,
            )?;
        }
    }
    Ok(out.finish())
}

/// The item with its letters as they are stored.
fn folded(call: Call<'_>, item: &Item) -> Item {
    let mut stored = item.clone();
    for attribute in call.model.entity(item.entity).attribute_ids() {
        let of = AttributeRef {
            entity: item.entity,
            attribute,
        };
        let value = item.get(attribute).cloned();
        stored.set(attribute, value.map(|value| call.folded(of, value)));
    }
    stored
}

/// Writes key attributes, whose lengths the runtime checks.
fn keys<'a>(
    call: Call<'_>,
    item: &Item,
    of: impl Iterator<Item = (&'a KeyAttribute, &'a Template)>,
    out: &mut Writer,
) -> Result<(), Invalid> {
    let mut key: Option<Key> = None;
    for (attribute, template) in of {
        let value = key_value(call, item, template);
        key = Some(match key {
            None => Key::value(&attribute.name, value),
            Some(key) => key.and_value(&attribute.name, value),
        });
    }
    key.map_or(Ok(()), |key| out.key(key).map(drop))
}

fn key_value(call: Call<'_>, item: &Item, template: &Template) -> Result<AttributeValue, Invalid> {
    let missing = || Invalid::value("an attribute of a key is missing");
    let value = |attribute| {
        let of = AttributeRef {
            entity: item.entity,
            attribute,
        };
        let value = item.get(attribute).ok_or_else(missing)?;
        Ok::<_, Invalid>((
            call.folded(of, value.clone()),
            &call.model.attribute(of).kind,
        ))
    };
    if let Some(own) = template.bare() {
        let (value, kind) = value(own)?;
        if kind.scalar() != Some(Scalar::S) {
            return encode(&value, kind);
        }
    }
    let mut text = String::new();
    for part in &template.parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Attribute {
                attribute,
                pad,
                cut,
                ..
            } => {
                let (value, kind) = value(*attribute)?;
                text.push_str(&call.piece(&value, kind, *pad, cut.as_ref())?);
            }
        }
    }
    Ok(AttributeValue::S(text))
}
