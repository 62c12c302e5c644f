//! Which rule speaks for a read that no key serves: the most specific alone.

use crate::{
    model::{AttributeId, AttributeRef, EntityId, IndexId, Model, PatternId, Read},
    plan::{Lacks, Operation, PathId, Rejected},
    rules::{Context, say},
};

/// The one thing that is wrong with a read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A Scan that the model accepts.
    Scan,
    /// The nearest path has another order.
    Order(AttributeRef),
    /// The nearest path has something else where the range would be.
    Range(AttributeRef),
    /// The nearest path sorts a number as text.
    Unpadded(AttributeRef),
    /// The nearest path sorts an epoch as text.
    UnsortableTime(AttributeRef),
    /// The nearest path is a global index and the read is strong.
    Strong,
    /// The nearest path does not carry what is wanted.
    Projection(Vec<AttributeRef>),
    /// The range reaches over partitions that hold a coarser time each, and nothing says how far.
    Span(AttributeRef),
    /// What is known is a later sort attribute of an index, and one before it is not known.
    Gap(IndexId, AttributeRef),
    /// Anything else.
    Unserved,
}

/// What is wrong with a read; nothing when it is served or is no read.
pub(crate) fn voice(context: &Context<'_>, id: PatternId) -> Option<Voice> {
    let read = say::read(context.model.pattern(id))?;
    let plan = context.plan.pattern(id);
    match &plan.operation {
        Some(Operation::Scan(scan)) if scan.accepted => return Some(Voice::Scan),
        Some(Operation::Scan(_)) | None => {}
        Some(_) => return None,
    }
    // Many keys at once need whole keys, and what lacks of them is said by `incomplete-key`.
    if read.batch.is_some() || lost_a_path(context, read) {
        return None;
    }
    let nearest = nearest(context, id)?;
    if let (PathId::Index(index), [Lacks::KeyFilter(of)]) = (nearest.path, nearest.lacks.as_slice())
        && context.model.index(index).sort.len() > 1
        && read.given.iter().any(|given| given.attributes.contains(of))
    {
        return Some(Voice::Gap(index, *of));
    }
    Some(match nearest.lacks.as_slice() {
        [Lacks::Order(attribute)] => Voice::Order(*attribute),
        [Lacks::Range(attribute)] => Voice::Range(*attribute),
        [Lacks::Unpadded(attribute)] => Voice::Unpadded(*attribute),
        [Lacks::UnsortableTime(attribute)] => Voice::UnsortableTime(*attribute),
        [Lacks::Strong] => Voice::Strong,
        [Lacks::Projection(attributes)] => Voice::Projection(attributes.clone()),
        [Lacks::Partition(entity, unknown)] if read.reach.is_none() => {
            match span(context.model, read, *entity, unknown) {
                Some(of) => Voice::Span(of),
                None => Voice::Unserved,
            }
        }
        _ => Voice::Unserved,
    })
}

/// Whether an index, or an entry of a wanted entity, was written and is not in the model: it may be what
/// serves the read, and why it is missing has been said.
fn lost_a_path(context: &Context<'_>, read: &Read) -> bool {
    let (model, draft) = (context.model, context.draft);
    let lost_index = |name: &str| model.indexes.iter().all(|index| index.name != name);
    let mut indexes = draft.tables.iter().flat_map(|table| &table.indexes);
    let mut entries = read.entities.iter().flat_map(|id| {
        let written = say::written(context, *id).map_or(&[][..], |entity| &entity.entries);
        written
            .iter()
            .map(|entry| (*id, entry.index.value.as_str()))
    });
    let has_entry = |id, name: &str| {
        let entity = model.entity(id);
        entity
            .entries
            .iter()
            .any(|entry| model.index(entry.index).name == name)
    };
    model.incomplete
        && (indexes.any(|index| lost_index(&index.name.value))
            || entries.any(|(id, name)| !has_entry(id, name)))
}

/// The path that came nearest.
pub(crate) fn nearest<'a>(context: &Context<'a>, id: PatternId) -> Option<&'a Rejected> {
    context.plan.pattern(id).rejected.first()
}

/// The sort key of the nearest path, where all that path lacks is that the read filters on it: a range would ask the key.
pub(crate) fn filtered_key(context: &Context<'_>, id: PatternId) -> Option<AttributeRef> {
    let read = say::read(context.model.pattern(id))?;
    match nearest(context, id)?.lacks.as_slice() {
        [Lacks::KeyFilter(of)] if read.range.is_none() && read.via.is_none() => Some(*of),
        _ => None,
    }
}

/// Reads whose voice is the one that `pick` knows, for the rules of this family.
pub(crate) fn speaking<'a, T>(
    context: &Context<'a>,
    id: PatternId,
    pick: impl Fn(Voice) -> Option<T>,
) -> Option<(&'a Read, T)> {
    let fact = voice(context, id).and_then(pick)?;
    let read = say::read(context.model.pattern(id))?;
    Some((read, fact))
}

/// The ranged time, where all that is not known of a partition is a coarser one made of it.
fn span(
    model: &Model,
    read: &Read,
    entity: EntityId,
    unknown: &[AttributeId],
) -> Option<AttributeRef> {
    let range = read.range.as_ref()?;
    let of = *range.attributes.iter().find(|of| of.entity == entity)?;
    let all = &model.entity(entity).attributes;
    let made = |id: &AttributeId| {
        let derived = all[id.index()].derived.as_ref();
        *id == of.attribute || derived.is_some_and(|derived| derived.from == of.attribute)
    };
    (all[of.attribute.index()].kind.fineness().is_some() && unknown.iter().all(made)).then_some(of)
}
