//! What a pattern knows of one entity.

use crate::{
    model::{
        AttributeId, AttributeRef, Comparison, Condition, Entity, EntityId, Given, Literal,
        Operand, ParameterId, Reach, Read, Value,
    },
    plan::{KeyPiece, KeyValue},
};

/// The known attributes of one entity.
pub(super) struct Known<'a> {
    pub(super) id: EntityId,
    pub(super) entity: &'a Entity,
    values: Vec<(AttributeId, &'a Value)>,
    /// A time that is known as far as coarser ones go: the partitions that are asked.
    bucket: Option<(AttributeId, Value)>,
}

impl<'a> Known<'a> {
    /// What the terms say of an entity.
    pub(super) fn given(id: EntityId, entity: &'a Entity, given: &'a [Given]) -> Self {
        let own = |term: &'a Given| {
            let of = term.attributes.iter().find(|a| a.entity == id)?;
            Some((of.attribute, &term.value))
        };
        Self {
            id,
            entity,
            values: given.iter().filter_map(own).collect(),
            bucket: None,
        }
    }

    /// What a read knows of an entity.
    pub(super) fn of_read(id: EntityId, entity: &'a Entity, read: &'a Read) -> Self {
        let reach = read.reach.as_ref();
        let own = |reach: &Reach| {
            let of = reach.attributes.iter().find(|of| of.entity == id)?;
            Some((of.attribute, Value::OneOf(reach.parameter)))
        };
        Self {
            bucket: reach.and_then(own),
            ..Self::given(id, entity, &read.given)
        }
    }

    /// The times whose partitions are asked, for an attribute that is coarser than what is read: the
    /// attribute itself cut, or one that is derived from it.
    pub(super) fn buckets(
        &self,
        attribute: AttributeId,
        is_cut: bool,
    ) -> Option<(AttributeId, &Value)> {
        let (from, value) = self.bucket.as_ref()?;
        let derived = self.entity.attributes[attribute.index()].derived.as_ref();
        let follows = derived.is_some_and(|d| d.from == *from && d.plus_seconds == 0);
        ((attribute == *from && is_cut) || follows).then_some((*from, value))
    }

    /// The value of an attribute, said of it directly.
    pub(super) fn direct(&self, attribute: AttributeId) -> Option<&'a Value> {
        self.values
            .iter()
            .find(|(id, _)| *id == attribute)
            .map(|(_, value)| *value)
    }

    /// The attribute whose known value determines this one: itself, or the one it is derived from.
    pub(super) fn source(&self, attribute: AttributeId) -> Option<(AttributeId, &'a Value)> {
        if let Some(value) = self.direct(attribute) {
            return Some((attribute, value));
        }
        let derived = self.entity.attributes[attribute.index()].derived.as_ref()?;
        if derived.plus_seconds != 0 {
            return None;
        }
        Some((derived.from, self.direct(derived.from)?))
    }

    /// Whether the attribute is surely there: it always is, or the pattern knows its value.
    pub(super) fn is_present(&self, attribute: AttributeId) -> bool {
        !self.entity.attributes[attribute.index()].facts.optional
            || self.source(attribute).is_some()
    }

    /// The attribute of this entity, as a reference.
    pub(super) fn of(&self, attribute: AttributeId) -> AttributeRef {
        AttributeRef {
            entity: self.id,
            attribute,
        }
    }
}

/// The lists in key values whose every value makes another key, each once.
pub(super) fn lists<'v>(values: impl IntoIterator<Item = &'v KeyValue>) -> Vec<ParameterId> {
    let mut all = Vec::new();
    for value in values {
        match value {
            KeyValue::Own { value, .. } => add(value, &mut all),
            KeyValue::Text(pieces) => lists_of(pieces, &mut all),
        }
    }
    all
}

/// Adds the lists in the pieces of a text key.
pub(super) fn lists_of(pieces: &[KeyPiece], all: &mut Vec<ParameterId>) {
    for piece in pieces {
        if let KeyPiece::Value { value, .. } = piece {
            add(value, all);
        }
    }
}

fn add(value: &Value, all: &mut Vec<ParameterId>) {
    if let Value::OneOf(list) = value
        && !all.contains(list)
    {
        all.push(*list);
    }
}

/// `attribute = literal` of a conjunct.
pub(super) fn equals_literal(condition: &Condition) -> Option<(AttributeId, &Literal)> {
    match condition {
        Condition::Compare(
            Operand::Path(path),
            Comparison::Equal,
            Operand::Value(Value::Literal(literal)),
        ) if path.steps.is_empty() => Some((path.attribute.attribute, literal)),
        _ => None,
    }
}
