//! What the values of an attribute must satisfy: its facts, and what the keys it stands in demand.

use regex_lite::Regex;
use tablewright_modeler::model::{
    AttributeRef, ChangeKind, Entity, Model, Part, ShardCount, Template, Type,
};

use crate::values::Value;

/// The demands on one attribute.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// It is the whole of a key or index attribute that must not be empty.
    pub(super) filled: bool,
    /// Digits that its padding in a key has room for.
    pub(super) pad: Option<u8>,
    /// It is added to, so that its extremes would overflow.
    pub(super) counted: bool,
    /// The time to live follows from it, so that it must be far away.
    pub(super) future: bool,
    /// It stands in a key: sizes are bounded.
    pub(super) keyed: bool,
    pub(super) pattern: Option<Regex>,
}

impl Needs {
    /// The demands of the model on an attribute.
    pub(super) fn of(model: &Model, of: AttributeRef) -> Self {
        let entity = model.entity(of.entity);
        let attribute = model.attribute(of);
        let mut needs = Self {
            future: feeds_ttl(model, of),
            ..Self::default()
        };
        for template in templates(entity) {
            let parts = template.parts.iter();
            let literal = template
                .parts
                .iter()
                .any(|part| matches!(part, Part::Literal(_)));
            for part in parts {
                if let Part::Attribute { attribute, pad, .. } = part
                    && *attribute == of.attribute
                {
                    needs.keyed = true;
                    needs.filled |= !literal;
                    needs.pad = needs.pad.into_iter().chain(*pad).min();
                }
            }
        }
        // The service looks at every attribute of this name, also where the rest of the index key is missing.
        let of_index = |name: &str| *name == attribute.physical;
        needs.filled |= model
            .indexes_of(entity.table)
            .flat_map(|id| model.index(id).key_names())
            .any(of_index);
        needs.counted = attribute.kind == Type::Counter || counted(model, of);
        let pattern = attribute.facts.matches.as_ref();
        needs.pattern = pattern.and_then(|pattern| Regex::new(&format!("^(?:{pattern})$")).ok());
        needs
    }

    /// Whether a value is one that the attribute may have.
    pub(super) fn allow(&self, model: &Model, of: AttributeRef, value: &Value) -> bool {
        let facts = &model.attribute(of).facts;
        let within = |number: i64| {
            facts.min.is_none_or(|min| min <= number) && facts.max.is_none_or(|max| number <= max)
        };
        let small = |size: usize| facts.max_size.is_none_or(|max| size as u64 <= max);
        if let (Value::Number(number), Some(counts)) = (value, shard_counts(model, of)) {
            // Items are found only under the count of now and under earlier ones.
            return number
                .whole()
                .is_some_and(|number| counts.contains(&number));
        }
        match value {
            Value::Text(text) => {
                let pattern = self
                    .pattern
                    .as_ref()
                    .is_none_or(|pattern| pattern.is_match(text));
                let length = matches!(model.attribute(of).kind, Type::String);
                let length = !length || within(text.chars().count() as i64);
                pattern && length && small(text.len()) && !(self.filled && text.is_empty())
            }
            Value::Bytes(bytes) => small(bytes.len()) && !(self.filled && bytes.is_empty()),
            Value::Number(number) => {
                let at_least = facts.min.is_none_or(|min| *number >= min.into());
                let at_most = facts.max.is_none_or(|max| *number <= max.into());
                at_least && at_most && self.pads(number)
            }
            _ => true,
        }
    }

    fn pads(&self, number: &crate::values::Number) -> bool {
        let Some(width) = self.pad else { return true };
        !number.is_negative()
            && number.whole().is_some()
            && number.to_string().len() <= width.into()
    }
}

/// The templates of an entity: of its key and of its entries.
pub(super) fn templates(entity: &Entity) -> impl Iterator<Item = &Template> {
    let entries = entity
        .entries
        .iter()
        .flat_map(|entry| entry.partition.iter().chain(&entry.sort));
    let markers = entity.unique.iter().map(|unique| &unique.template);
    std::iter::once(&entity.key.partition)
        .chain(&entity.key.sort)
        .chain(entries)
        .chain(markers)
}

/// The counts of shards that an attribute may keep; none where it keeps none.
pub(super) fn shard_counts(model: &Model, of: AttributeRef) -> Option<Vec<i64>> {
    let mut all = model.entities.iter().flat_map(|entity| &entity.shards);
    let kept = all.find_map(|shards| match shards.count {
        ShardCount::Kept { of: kept, max, .. } if kept == of => Some(vec![max]),
        _ => None,
    });
    let counts = model.listed_counts(of).or(kept)?;
    Some(counts.into_iter().map(i64::from).collect())
}

fn counted(model: &Model, of: AttributeRef) -> bool {
    let lock = model.entity(of.entity).lock == Some(of.attribute);
    let mut changes = model
        .patterns
        .iter()
        .flat_map(|pattern| pattern.writes())
        .flat_map(|write| &write.changes);
    lock || changes.any(|change| {
        change.path.attribute == of
            && matches!(change.kind, ChangeKind::Add(_) | ChangeKind::Subtract(_))
    })
}

/// Whether the attribute is the table's time to live, or that follows from it. Items that have expired
/// may go at any moment.
fn feeds_ttl(model: &Model, of: AttributeRef) -> bool {
    let Some(ttl) = &model.table_of(of.entity).ttl else {
        return false;
    };
    let entity = model.entity(of.entity);
    let mut at = entity
        .attributes
        .iter()
        .position(|attribute| attribute.physical == *ttl);
    // The chain of derived attributes is no longer than the attributes.
    for _ in 0..entity.attributes.len() {
        let Some(position) = at else { return false };
        if position == of.attribute.index() {
            return true;
        }
        at = entity.attributes[position]
            .derived
            .as_ref()
            .map(|derived| derived.from.index());
    }
    false
}
