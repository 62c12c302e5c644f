//! An item as generated code writes it: the runtime's conversions and key texts, by the model's templates.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright::{Invalid, Writer};
use tablewright_modeler::model::{AttributeRef, Part, Scalar, Template};

use super::{encode::encode, terms::Call};
use crate::{item::Item, render};

/// The whole item of a put.
pub(crate) fn written(call: Call<'_>, item: &Item) -> Result<tablewright::Item, Invalid> {
    let model = call.model;
    let entity = model.entity(item.entity);
    let mut out = Writer::new();
    for (attribute, value) in entity.attributes.iter().zip(&item.values) {
        let value = value
            .as_ref()
            .map(|value| encode(value, &attribute.kind))
            .transpose()?;
        out.put_optional(&attribute.physical, value)?;
    }
    if let Some(tag) = &model.table.tag {
        out.put(tag, entity.name.as_str())?;
    }
    let sort = model.table.sort.iter().zip(&entity.key.sort);
    for (key, template) in
        std::iter::once((&model.table.partition, &entity.key.partition)).chain(sort)
    {
        out.put(&key.name, key_value(call, item, template)?)?;
    }
    for entry in entity.entries.iter().filter(|entry| entry.computed) {
        if !render::exists(model, entry, item) {
            continue;
        }
        let index = model.index(entry.index);
        let templates = entry.partition.iter().chain(&entry.sort);
        for (key, template) in index.partition.iter().chain(&index.sort).zip(templates) {
            out.put(&key.name, key_value(call, item, template)?)?;
        }
    }
    Ok(out.finish())
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
