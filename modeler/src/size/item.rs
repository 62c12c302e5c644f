//! Sizes of items.

use super::value::longest;
use crate::{
    limits::{PARTITION_KEY_BYTES, SORT_KEY_BYTES},
    model::{
        AttributeId, Entity, EntityId, Entry, Index, IndexKind, KeyAttribute, Model, Part, Template,
    },
    proof,
};

/// The greatest size of an item, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound {
    /// The parts that are bounded, together.
    pub bytes: u64,
    /// The attributes that have no bound.
    pub open: Vec<AttributeId>,
}

/// The greatest size of an item of an entity: its attributes, the keys that are made for it and its
/// tag, names included.
pub fn item(model: &Model, id: EntityId) -> Bound {
    let entity = model.entity(id);
    bound(model, entity, |_| true)
}

/// What an item takes beside itself in the local indexes of the table at most, which counts against
/// the limits of one item and of one collection. Developer guide, "Local secondary indexes".
pub fn local_copies(model: &Model, id: EntityId) -> Bound {
    let entity = model.entity(id);
    let mut all = Bound::default();
    for index in locals(model, entity) {
        let one = bound(model, entity, |name| model.carries(index, name));
        all.bytes = all.bytes.saturating_add(one.bytes);
        all.open.extend(one.open);
    }
    all
}

/// The local indexes that hold an entity.
fn locals<'m>(model: &'m Model, entity: &'m Entity) -> impl Iterator<Item = &'m Index> {
    let held = entity.entries.iter().map(|entry| model.index(entry.index));
    held.filter(|index| index.kind == IndexKind::Local)
}

fn bound(model: &Model, entity: &Entity, wanted: impl Fn(&str) -> bool) -> Bound {
    let mut bound = Bound {
        bytes: made(model, entity, &wanted),
        open: Vec::new(),
    };
    for id in entity.attribute_ids() {
        let of = &entity.attributes[id.index()];
        if !wanted(&of.physical) {
            continue;
        }
        match longest(of).or_else(|| by_key(entity, id)) {
            Some(value) => {
                let whole = value.saturating_add(of.physical.len() as u64);
                bound.bytes = bound.bytes.saturating_add(whole);
            }
            None => bound.open.push(id),
        }
    }
    bound
}

/// What the length of a primary key leaves for an attribute that is in it.
fn by_key(entity: &Entity, id: AttributeId) -> Option<u64> {
    let holds = |template: &Template| {
        let whole = |part: &Part| matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == id);
        template.parts.iter().any(whole)
    };
    if holds(&entity.key.partition) {
        return Some(PARTITION_KEY_BYTES);
    }
    let sort = entity.key.sort.as_ref();
    sort.is_some_and(holds).then_some(SORT_KEY_BYTES)
}

/// The keys that are made for an item, and its tag, as far as they are wanted.
fn made(model: &Model, entity: &Entity, wanted: &impl Fn(&str) -> bool) -> u64 {
    let table = model.table(entity.table);
    let mut seen: Vec<&str> = Vec::new();
    let mut all = 0_u64;
    for Key {
        name,
        template,
        most,
        ..
    } in keys(model, entity)
    {
        let own = entity.attributes.iter().any(|a| a.physical == name);
        if own || seen.contains(&name) || !wanted(name) {
            continue;
        }
        seen.push(name);
        let value = text(entity, template).map_or(most, |size| size.min(most));
        all = all.saturating_add(value).saturating_add(name.len() as u64);
    }
    let tag = table.tag.as_ref().filter(|tag| wanted(tag));
    let tag = tag.map_or(0, |tag| tag.len() + entity.name.len()) as u64;
    all.saturating_add(tag)
}

/// A key attribute of an item.
pub(super) struct Key<'m> {
    pub name: &'m str,
    pub template: &'m Template,
    /// The bytes that it may have.
    pub most: u64,
    /// The entry that it is made for; none where it is of the primary key.
    pub entry: Option<&'m Entry>,
}

/// The key attributes of an item.
pub(super) fn keys<'m>(model: &'m Model, entity: &'m Entity) -> impl Iterator<Item = Key<'m>> {
    let table = model.table(entity.table);
    let key = |at: &'m KeyAttribute, template, most, entry| Key {
        name: at.name.as_str(),
        template,
        most,
        entry,
    };
    let partition = key(
        &table.partition,
        &entity.key.partition,
        PARTITION_KEY_BYTES,
        None,
    );
    let sort = table.sort.as_ref().zip(entity.key.sort.as_ref());
    let sort = sort.map(|(at, template)| key(at, template, SORT_KEY_BYTES, None));
    let computed = entity.entries.iter().filter(|entry| entry.computed);
    let of_entries = computed.flat_map(move |entry| {
        let index = model.index(entry.index);
        // The partition key of a local index is the table's.
        let partition = index.partition.iter().zip(&entry.partition);
        let partition =
            partition.map(move |(at, of)| key(at, of, PARTITION_KEY_BYTES, Some(entry)));
        let sort = index.sort.iter().zip(&entry.sort);
        partition.chain(sort.map(move |(at, of)| key(at, of, SORT_KEY_BYTES, Some(entry))))
    });
    std::iter::once(partition).chain(sort).chain(of_entries)
}

/// The greatest size of a key, where all its parts have one.
fn text(entity: &Entity, template: &Template) -> Option<u64> {
    if let Some(bare) = template.bare() {
        return longest(&entity.attributes[bare.index()]);
    }
    template.parts.iter().try_fold(0_u64, |sum, part| {
        let one = match part {
            Part::Literal(text) => text.len() as u64,
            Part::Attribute {
                attribute,
                pad,
                cut,
                ..
            } => proof::longest(&entity.attributes[attribute.index()], *pad, cut.as_ref())?,
        };
        Some(sum.saturating_add(one))
    })
}
