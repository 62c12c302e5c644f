//! What reads want of a key: what they know, and then what they bound or order by.

use super::compare::is_open;
use crate::{
    model::{
        AttributeId, AttributeRef, Entity, EntityId, Literal, Model, PatternId, Read, Value, Verb,
    },
    plan::Plan,
};

/// What a key has to be made of to serve a read of one entity, or several such reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Known, and can stand in a key.
    pub(super) known: Vec<AttributeId>,
    /// Bounded or ordered by, behind what is known.
    pub(super) sorted: Vec<AttributeId>,
    /// Known to be one and the same value in every read that knows them: the entry needs to exist only then.
    pub(super) only: Vec<(AttributeId, Literal)>,
}

impl Shape {
    /// What a read wants; none where it wants several entities or knows nothing that a key can hold.
    pub(super) fn of(model: &Model, read: &Read) -> Option<Self> {
        let [id] = read.entities.as_slice() else {
            return None;
        };
        let entity = model.entity(*id);
        let own = |all: &[AttributeRef]| all.iter().copied().find(|of| of.entity == *id);
        let mut shape = Self {
            known: Vec::new(),
            sorted: Vec::new(),
            only: Vec::new(),
        };
        for term in &read.given {
            let Some(of) = own(&term.attributes) else {
                continue;
            };
            match &term.value {
                Value::Literal(literal) if always(model, of, literal) => {
                    shape.only.push((of.attribute, literal.clone()));
                }
                // What no key can hold is left to be a filter.
                _ if scalar(entity, of.attribute) => push(&mut shape.known, of.attribute),
                _ => {}
            }
        }
        if shape.known.is_empty() {
            // Something has to stand in the partition key.
            let fixed = shape.only.iter().map(|(attribute, _)| *attribute);
            shape.known = fixed
                .filter(|attribute| scalar(entity, *attribute))
                .collect();
        }
        let range = read.range.iter().map(|range| &range.attributes);
        let order = read.order.iter().map(|order| &order.attributes);
        for of in range.chain(order).filter_map(|all| own(all)) {
            let fixed = shape.only.iter().any(|(id, _)| *id == of.attribute);
            if !shape.known.contains(&of.attribute) && !fixed {
                push(&mut shape.sorted, of.attribute);
            }
        }
        (!shape.known.is_empty()).then_some(shape)
    }

    /// Everything known, also what is always the same.
    pub(super) fn all_known(&self) -> Vec<AttributeId> {
        let mut all = self.known.clone();
        for (attribute, _) in &self.only {
            push(&mut all, *attribute);
        }
        all
    }

    /// One key that serves both: the one that knows less gives the partition key.
    fn join(&self, other: &Self) -> Option<Self> {
        let within = |a: &Self, b: &Self| a.known.iter().all(|at| b.known.contains(at));
        let (less, more) = if within(self, other) {
            (self, other)
        } else if within(other, self) {
            (other, self)
        } else {
            return None;
        };
        let mut sorted: Vec<AttributeId> = more.known.clone();
        sorted.retain(|at| !less.known.contains(at));
        sorted.extend(&more.sorted);
        let short = less.sorted.len().min(sorted.len());
        if self.only != other.only || sorted[..short] != less.sorted[..short] {
            return None;
        }
        if sorted.len() < less.sorted.len() {
            sorted.clone_from(&less.sorted);
        }
        Some(Self {
            known: less.known.clone(),
            sorted,
            only: self.only.clone(),
        })
    }
}

/// The shape that a read shares with other reads of its entity that are not served either, so that one
/// entry is offered for all of them. The same for each of them.
pub(super) fn shared(model: &Model, plan: &Plan, id: PatternId) -> Option<Shape> {
    let read = read(model, id)?;
    let mut groups: Vec<(Shape, bool)> = Vec::new();
    for other in model.pattern_ids() {
        let Some(wanted) = self::read(model, other) else {
            continue;
        };
        if wanted.entities != read.entities || !is_open(plan, other) || !is_free(wanted) {
            continue;
        }
        let Some(shape) = Shape::of(model, wanted) else {
            continue;
        };
        let joined = groups
            .iter_mut()
            .find_map(|(group, holds)| Some((group.join(&shape)?, group, holds)));
        match joined {
            Some((joined, group, holds)) => {
                *group = joined;
                *holds |= other == id;
            }
            None => groups.push((shape, other == id)),
        }
    }
    groups
        .into_iter()
        .find(|(_, holds)| *holds)
        .map(|(shape, _)| shape)
}

/// The read of a pattern that is one.
pub(super) fn read(model: &Model, id: PatternId) -> Option<&Read> {
    match &model.pattern(id).verb {
        Verb::Read(read) => Some(read),
        _ => None,
    }
}

/// Whether any index may serve a read: it is not strong, and not pinned.
fn is_free(read: &Read) -> bool {
    read.strong.is_none() && read.via.is_none()
}

/// Whether every read that knows an attribute knows it to be this value.
fn always(model: &Model, of: AttributeRef, literal: &Literal) -> bool {
    let is = |value: &Value| matches!(value, Value::Literal(known) if known == literal);
    let reads = model.pattern_ids().filter_map(|id| read(model, id));
    reads
        .flat_map(|read| &read.given)
        .filter(|term| term.attributes.contains(&of))
        .all(|term| is(&term.value))
        && quotable(literal)
}

/// Whether a literal can stand in quotes inside quotes as it is.
fn quotable(literal: &Literal) -> bool {
    !matches!(literal, Literal::Text(text) if text.contains(['\'', '"', '\\', '\n', '\r']))
}

fn scalar(entity: &Entity, attribute: AttributeId) -> bool {
    entity.attributes[attribute.index()].kind.scalar().is_some()
}

fn push(all: &mut Vec<AttributeId>, attribute: AttributeId) {
    if !all.contains(&attribute) {
        all.push(attribute);
    }
}

/// The names of attributes of an entity.
pub(super) fn names<'m>(model: &'m Model, of: EntityId, all: &[AttributeId]) -> Vec<&'m str> {
    let entity = model.entity(of);
    all.iter()
        .map(|id| entity.attributes[id.index()].name.as_str())
        .collect()
}
