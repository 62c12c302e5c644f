//! Which entity a stored item is, and the attributes that it has.

use aws_sdk_dynamodb::types::AttributeValue;
use regex_lite::Regex;
use tablewright_modeler::model::{
    AttributeId, AttributeRef, EntityId, Model, Part, Template, Type,
};

use crate::{
    item::Item,
    values::{decode, is_moment},
};

/// The shape of a key attribute of one entity: its physical name, its template as an expression, and the
/// attribute of each group.
#[derive(Debug, Clone)]
struct Shape {
    name: String,
    text: Option<Regex>,
    groups: Vec<AttributeId>,
}

/// Tells the wanted entities of one read apart.
#[derive(Debug, Clone)]
pub(crate) struct Recogniser {
    tag: Option<String>,
    wanted: Vec<(EntityId, String, Vec<Shape>)>,
}

impl Recogniser {
    /// For these entities, read from the table or an index.
    pub(crate) fn new(model: &Model, entities: &[EntityId]) -> Self {
        let wanted = entities.iter().map(|id| {
            let entity = model.entity(*id);
            let partition = (&model.table.partition, &entity.key.partition);
            let sort = model.table.sort.iter().zip(&entity.key.sort);
            let mut shapes: Vec<Shape> = std::iter::once(partition)
                .chain(sort)
                .map(|(key, template)| shape(&key.name, template))
                .collect();
            for entry in &entity.entries {
                let index = model.index(entry.index);
                let keys = index.partition.iter().chain(&index.sort);
                let templates = entry.partition.iter().chain(&entry.sort);
                shapes.extend(
                    keys.zip(templates)
                        .map(|(key, template)| shape(&key.name, template)),
                );
            }
            (*id, entity.name.clone(), shapes)
        });
        Self {
            tag: model.table.tag.clone(),
            wanted: wanted.collect(),
        }
    }

    /// The wanted entity that an item is: by its tag, else by the shape of its keys.
    pub(crate) fn entity(&self, item: &tablewright::Item) -> Option<EntityId> {
        let tag = self.tag.as_ref().and_then(|tag| item.get(tag));
        let found = self.wanted.iter().find(|(_, name, shapes)| match tag {
            Some(tag) => matches!(tag, AttributeValue::S(text) if text == name),
            None => shapes.iter().all(|shape| shape.fits(item)),
        });
        found.map(|(id, ..)| *id)
    }

    /// The item's attributes, of these only; what is missing is read back from a key where it stands there.
    pub(crate) fn item(
        &self,
        model: &Model,
        entity: EntityId,
        stored: &tablewright::Item,
        only: Option<&[AttributeRef]>,
    ) -> Result<Item, String> {
        let mut item = Item::empty(model, entity);
        let shapes = self
            .wanted
            .iter()
            .find(|(id, ..)| *id == entity)
            .map(|(.., shapes)| shapes);
        for id in model.entity(entity).attribute_ids() {
            let of = AttributeRef {
                entity,
                attribute: id,
            };
            if only.is_some_and(|only| !only.contains(&of)) {
                continue;
            }
            let attribute = model.attribute(of);
            let value = match stored.get(&attribute.physical) {
                Some(value) => Some(decode(value, &attribute.kind)?),
                None => shapes.into_iter().flatten().find_map(|shape| {
                    decode(
                        &stored_form(shape.read(stored, id)?, &attribute.kind),
                        &attribute.kind,
                    )
                    .ok()
                }),
            };
            item.set(id, value);
        }
        Ok(item)
    }
}

fn stored_form(text: String, kind: &Type) -> AttributeValue {
    match kind {
        kind if is_moment(kind) => AttributeValue::S(text),
        kind if kind.is_number() => AttributeValue::N(text),
        _ => AttributeValue::S(text),
    }
}

fn shape(name: &str, template: &Template) -> Shape {
    let groups: Vec<AttributeId> = template
        .parts
        .iter()
        .filter_map(|part| match part {
            // A coarser time in a key is not the attribute.
            Part::Attribute {
                attribute,
                cut: None,
                ..
            } => Some(*attribute),
            _ => None,
        })
        .collect();
    let expression: String = template
        .parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => regex_lite::escape(text),
            Part::Attribute { cut: None, .. } => "(.*?)".to_owned(),
            Part::Attribute { .. } => ".*?".to_owned(),
        })
        .collect();
    let text = match template.bare() {
        Some(_) => None,
        None => Regex::new(&format!("(?s)^{expression}$")).ok(),
    };
    Shape {
        name: name.to_owned(),
        text,
        groups,
    }
}

impl Shape {
    /// Whether the item's key has this shape; a key that is not there says nothing.
    fn fits(&self, item: &tablewright::Item) -> bool {
        match (&self.text, item.get(&self.name)) {
            (Some(expression), Some(AttributeValue::S(text))) => expression.is_match(text),
            (Some(_), Some(_)) => false,
            _ => true,
        }
    }

    fn read(&self, item: &tablewright::Item, wanted: AttributeId) -> Option<String> {
        let AttributeValue::S(text) = item.get(&self.name)? else {
            return None;
        };
        let group = self.groups.iter().position(|id| *id == wanted)? + 1;
        Some(
            self.text
                .as_ref()?
                .captures(text)?
                .get(group)?
                .as_str()
                .to_owned(),
        )
    }
}
