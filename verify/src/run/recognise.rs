//! Which entity a stored item is, and the attributes that it has.

use aws_sdk_dynamodb::types::AttributeValue;
use regex_lite::Regex;
use tablewright_modeler::{
    model::{AttributeId, AttributeRef, Entity, EntityId, Model, Part, Scalar, Template},
    proof::{self, Language},
};

use crate::{item::Item, values::decode};

/// The shape of a key attribute of one entity: its physical name, and its template as an expression; none
/// where any value has the shape.
#[derive(Debug, Clone)]
struct Shape {
    name: String,
    text: Option<Regex>,
}

/// Tells the wanted entities of one read apart.
#[derive(Debug, Clone)]
pub(crate) struct Recogniser {
    tag: Option<String>,
    wanted: Vec<(EntityId, String, Vec<Shape>)>,
}

impl Recogniser {
    /// For these entities.
    pub(crate) fn new(model: &Model, entities: &[EntityId]) -> Self {
        let table = model.table(model.shared_table(entities));
        let wanted = entities.iter().map(|id| {
            let entity = model.entity(*id);
            let partition = (&table.partition, &entity.key.partition);
            let sort = table.sort.iter().zip(&entity.key.sort);
            let keys = std::iter::once(partition).chain(sort);
            let shapes = keys.map(|(key, template)| shape(&key.name, entity, template));
            (*id, entity.name.clone(), shapes.collect())
        });
        Self {
            tag: table.tag.clone(),
            wanted: wanted.collect(),
        }
    }

    /// The wanted entity that an item is: by its tag; where there is none, or the index does not carry it, by
    /// the shape of its key.
    pub(crate) fn entity(&self, item: &tablewright::Item) -> Option<EntityId> {
        let tag = self.tag.as_ref().and_then(|tag| item.get(tag));
        let found = self.wanted.iter().find(|(_, name, shapes)| match tag {
            Some(tag) => matches!(tag, AttributeValue::S(text) if text == name),
            None => shapes.iter().all(|shape| shape.fits(item)),
        });
        found.map(|(id, ..)| *id)
    }
}

/// The attributes of a stored item, of these only.
pub(crate) fn read_item(
    model: &Model,
    entity: EntityId,
    stored: &tablewright::Item,
    only: Option<&[AttributeRef]>,
) -> Result<Item, String> {
    let mut item = Item::empty(model, entity);
    for id in model.entity(entity).attribute_ids() {
        let of = AttributeRef {
            entity,
            attribute: id,
        };
        let attribute = model.attribute(of);
        if only.is_none_or(|only| only.contains(&of)) {
            let value = stored.get(&attribute.physical).cloned();
            let value = value.or_else(|| from_key(model, entity, id, stored));
            let value = value.map(|value| decode(&value, &attribute.kind));
            item.set(id, value.transpose()?);
        }
    }
    Ok(item)
}

/// An attribute that an index does not carry, cut out of a key.
fn from_key(
    model: &Model,
    entity: EntityId,
    id: AttributeId,
    stored: &tablewright::Item,
) -> Option<AttributeValue> {
    let of = model.entity(entity);
    let table = model
        .table(of.table)
        .key_names()
        .zip(std::iter::once(&of.key.partition).chain(&of.key.sort));
    let entries = of.entries.iter().flat_map(|entry| {
        let templates = entry.partition.iter().chain(&entry.sort);
        model.index(entry.index).key_names().zip(templates)
    });
    let mut all = table.chain(entries);
    all.find_map(|(name, template)| {
        if !proof::recoverable(of, template, id) {
            return None;
        }
        let AttributeValue::S(text) = stored.get(name)? else {
            return stored.get(name).cloned();
        };
        let pieces = proof::split(&proof::parts(of, template), text)?;
        let own = |part: &Part| matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == id);
        let piece = pieces.get(template.parts.iter().position(own)?)?.clone();
        Some(match of.attributes[id.index()].kind.is_number() {
            true => AttributeValue::N(piece),
            false => AttributeValue::S(piece),
        })
    })
}

fn shape(name: &str, entity: &Entity, template: &Template) -> Shape {
    let parts = proof::parts(entity, template);
    let part = |(part, language): (&Part, &Language)| match part {
        Part::Literal(text) => regex_lite::escape(text),
        // The proofs take it that no value is empty.
        Part::Attribute { .. } => format!("(?:{})?", proof::pattern(language)),
    };
    let expression: String = template.parts.iter().zip(&parts).map(part).collect();
    let kind = |id: AttributeId| entity.attributes[id.index()].kind.scalar();
    let text = match template.scalar(kind) {
        Some(Scalar::S) => Regex::new(&format!("^(?:{expression})$")).ok(),
        _ => None,
    };
    Shape {
        name: name.to_owned(),
        text,
    }
}

impl Shape {
    fn fits(&self, item: &tablewright::Item) -> bool {
        match (&self.text, item.get(&self.name)) {
            (Some(expression), Some(AttributeValue::S(text))) => expression.is_match(text),
            (Some(_), Some(_)) => false,
            _ => true,
        }
    }
}
