//! Templates of an entry that would serve reads of a shape.

use super::shape::Shape;
use crate::model::{Attribute, AttributeId, Entity, Type};

/// The templates of an entry, and the condition under which it exists.
pub(super) struct Templates {
    when: Option<String>,
    partition: String,
    sort: String,
}

/// A partition key of all that is known, and a sort key of what is bounded or ordered by, made unique by
/// the rest of the primary key. A `label` keeps the partitions apart from those of other entities.
pub(super) fn templates(entity: &Entity, shape: &Shape, label: bool) -> Templates {
    let own = format!("{}#", entity.name.to_uppercase());
    let known: Vec<String> = shape
        .known
        .iter()
        .map(|at| {
            let attribute = &entity.attributes[at.index()];
            format!(
                "{}#{}",
                attribute.name.to_uppercase(),
                placeholder(attribute, false)
            )
        })
        .collect();
    let conditions: Vec<String> = shape
        .only
        .iter()
        .map(|(at, literal)| format!("{} = {literal}", entity.attributes[at.index()].name))
        .collect();
    Templates {
        when: (!conditions.is_empty()).then(|| conditions.join(" AND ")),
        partition: format!("{}{}", if label { &own } else { "" }, known.join("#")),
        sort: sort(entity, &shape.all_known(), &shape.sorted),
    }
}

/// A sort key of what is bounded or ordered by and of what is left of the primary key, where `known` stands
/// elsewhere.
pub(super) fn sort(entity: &Entity, known: &[AttributeId], sorted: &[AttributeId]) -> String {
    let mut all: Vec<(AttributeId, bool)> = sorted.iter().map(|at| (*at, true)).collect();
    for attribute in entity.key_attributes() {
        if !known.contains(&attribute) && !sorted.contains(&attribute) {
            all.push((attribute, false));
        }
    }
    let parts: Vec<String> = all
        .into_iter()
        .map(|(at, ordered)| placeholder(&entity.attributes[at.index()], ordered))
        .collect();
    if parts.is_empty() {
        entity.name.to_uppercase()
    } else {
        parts.join("#")
    }
}

/// A placeholder. A whole number is padded where its order matters and its greatest value is known: how
/// wide to pad is otherwise not ours to guess.
pub(super) fn placeholder(of: &Attribute, ordered: bool) -> String {
    let whole = matches!(of.kind, Type::Int | Type::Counter);
    match (of.facts.min, of.facts.max) {
        (Some(0..), Some(max)) if whole && ordered => {
            format!("{{{}:0{}}}", of.name, max.max(0).to_string().len())
        }
        _ => format!("{{{}}}", of.name),
    }
}

impl Templates {
    /// What every partition key starts with.
    pub(super) fn start(&self) -> String {
        self.partition.chars().take_while(|c| *c != '{').collect()
    }

    /// The line of an entry in an index with these keys.
    pub(super) fn line(&self, index: &str, sorted: bool) -> String {
        let mut fields = Vec::new();
        if let Some(when) = &self.when {
            fields.push(format!("when: \"{when}\""));
        }
        fields.push(format!("partition: \"{}\"", self.partition));
        if sorted {
            fields.push(format!("sort: \"{}\"", self.sort));
        }
        format!("{index}: {{ {} }}", fields.join(", "))
    }
}
