//! Whole items.

use super::{
    Sample,
    value::{attribute, of_each, stored},
};
use crate::model::{
    AttributeId, AttributeRef, Comparison, Condition, Entity, EntityId, KeyAttribute, Model,
    Operand, Scalar, Template, Value,
};

/// An item of an entity, after so many others of it: the attributes by the names that they are stored under, keys first.
/// The first has all attributes and is in every index that it can be in; later ones do without what is optional.
///
/// Items of an entity lie in one partition where its sort key tells them apart.
pub fn item(model: &Model, id: EntityId, number: u32) -> Vec<(String, Sample)> {
    let entity = model.entity(id);
    let table = model.table(entity.table);
    let mut made = Made {
        model,
        id,
        entity,
        number,
        fields: Vec::new(),
    };
    made.key(&table.partition, &entity.key.partition);
    if let (Some(key), Some(template)) = (&table.sort, &entity.key.sort) {
        made.key(key, template);
    }
    for entry in &entity.entries {
        let index = model.index(entry.index);
        let keys = index.partition.iter().chain(&index.sort);
        let templates: Vec<&Template> = entry.partition.iter().chain(&entry.sort).collect();
        if entry.computed && made.is_in(&templates, entry.when.as_ref()) {
            for (key, template) in keys.zip(templates) {
                made.key(key, template);
            }
        }
    }
    if let Some(tag) = &table.tag {
        made.add(tag, Sample::Text(entity.name.clone()));
    }
    for attribute in entity.attribute_ids() {
        if !made.has(attribute) {
            continue;
        }
        let name = entity.attributes[attribute.index()].physical.clone();
        let value = made.value(attribute);
        made.add(&name, value);
    }
    made.fields
}

struct Made<'m> {
    model: &'m Model,
    id: EntityId,
    entity: &'m Entity,
    number: u32,
    fields: Vec<(String, Sample)>,
}

impl Made<'_> {
    fn add(&mut self, name: &str, value: Sample) {
        if !self.fields.iter().any(|(known, _)| known == name) {
            self.fields.push((name.to_owned(), value));
        }
    }

    fn key(&mut self, key: &KeyAttribute, template: &Template) {
        let value = match (template.bare(), key.scalar) {
            (Some(attribute), _) => self.value(attribute),
            (None, Scalar::N) => Sample::Number(self.text(template)),
            (None, _) => Sample::Text(self.text(template)),
        };
        self.add(&key.name, value);
    }

    fn text(&self, template: &Template) -> String {
        of_each(self.model, self.id, template, |of| self.number_of(of))
    }

    fn value(&self, attribute: AttributeId) -> Sample {
        let of = AttributeRef {
            entity: self.id,
            attribute,
        };
        self::attribute(self.model, of, self.number_of(attribute))
    }

    /// Which value an attribute has: items in one partition have its attributes in common.
    fn number_of(&self, of: AttributeId) -> u32 {
        let key = &self.entity.key;
        let in_partition = |of: AttributeId| key.partition.attributes().any(|one| one == of);
        let mut sort = key.sort.iter().flat_map(Template::attributes);
        let shared = in_partition(of) && sort.any(|one| !in_partition(one));
        match shared {
            true => 0,
            false => self.number,
        }
    }

    /// Whether the item has an attribute.
    fn has(&self, of: AttributeId) -> bool {
        let optional = self.entity.attributes[of.index()].facts.optional;
        !optional || self.number == 0 || self.entity.key.attributes().any(|one| one == of)
    }

    /// Whether it is in an index.
    fn is_in(&self, templates: &[&Template], when: Option<&Condition>) -> bool {
        let mut attributes = templates.iter().flat_map(|template| template.attributes());
        let mut conditions = when.iter().flat_map(|when| when.conjuncts());
        attributes.all(|of| self.has(of))
            && conditions.all(|one| match one {
                Condition::Compare(
                    Operand::Path(path),
                    Comparison::Equal,
                    Operand::Value(Value::Literal(literal)),
                ) => self.value(path.attribute.attribute) == stored(literal),
                Condition::Exists(path) => self.has(path.attribute.attribute),
                _ => false,
            })
    }
}
