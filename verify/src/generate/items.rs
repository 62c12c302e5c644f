//! Items of every entity, with keys that do not meet.

use std::collections::BTreeMap;

use tablewright_modeler::model::{AttributeId, AttributeRef, EntityId, Model};

use super::Pools;
use crate::{
    item::Item,
    oracle::{derive, is_taken, same_item},
    random::Random,
    render,
    shards::place_anywhere,
};

/// Two different items that have one primary key: the second replaces the first. Rules speak of it; here
/// it is only said that the second was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The item that is there.
    pub first: String,
    /// The item that was left out.
    pub second: String,
}

/// What was made.
#[derive(Debug, Default)]
pub(crate) struct Generated {
    /// The items, in the order of the entities.
    pub items: Vec<Item>,
    /// What had to be left out.
    pub collisions: Vec<Collision>,
}

/// About `count` items of each entity; fewer where its key has fewer values.
pub(crate) fn items(model: &Model, pools: &Pools<'_>, seed: u64, count: usize) -> Generated {
    let mut made = Generated::default();
    let mut keys: BTreeMap<String, Item> = BTreeMap::new();
    for entity in model.entity_ids() {
        let mut random = Random::new(seed, &model.entity(entity).name);
        let mut have = 0;
        for _ in 0..count * 6 {
            if have == count {
                break;
            }
            let mut item = item(model, pools, entity, &mut random);
            place_anywhere(model, &made.items, &mut item, &mut random);
            let Some(key) = render::place(model, &item) else {
                continue;
            };
            // One item lies in one shard.
            let same = |other: &Item| same_item(model, other, &item);
            let sharded = !model.entity(entity).shards.is_empty();
            if is_taken(model, &made.items, &item) || (sharded && made.items.iter().any(same)) {
                continue;
            }
            match keys.get(&format!("{key:?}")) {
                None => {
                    keys.insert(format!("{key:?}"), item.clone());
                    made.items.push(item);
                    have += 1;
                }
                Some(first) if same_item(model, first, &item) => {}
                Some(first) => made.collisions.push(Collision {
                    first: first.show(model),
                    second: item.show(model),
                }),
            }
        }
    }
    made
}

/// One item. Few values stand in most keys, so that partitions have many items and neighbours.
pub(crate) fn item(
    model: &Model,
    pools: &Pools<'_>,
    entity: EntityId,
    random: &mut Random,
) -> Item {
    let mut item = Item::empty(model, entity);
    let keys = model.entity(entity).key_attributes();
    for id in model.entity(entity).attribute_ids() {
        let attribute = model.attribute(AttributeRef {
            entity,
            attribute: id,
        });
        let absent = attribute.facts.optional && !keys.contains(&id) && random.once_in(3);
        if attribute.derived.is_none() && !absent {
            let pool = pools.known(AttributeRef {
                entity,
                attribute: id,
            });
            let at = match (joins(model, entity, id), sorts(model, entity, id)) {
                (true, _) => {
                    let few = random.skewed(pool.len()) + 1;
                    random.below(few)
                }
                (false, true) => random.skewed(pool.len()),
                (false, false) => random.below(pool.len()),
            };
            item.set(id, pool.get(at).cloned());
        }
    }
    derive(model, &mut item);
    item
}

/// Whether an attribute is the first of a partition: few values get most items.
fn joins(model: &Model, entity: EntityId, id: AttributeId) -> bool {
    let entity = model.entity(entity);
    let partitions = entity.entries.iter().flat_map(|entry| &entry.partition);
    let sorted = entity
        .key
        .sort
        .iter()
        .any(|sort| sort.attributes().next().is_some());
    (sorted && entity.key.partition.attributes().any(|of| of == id))
        || partitions
            .flat_map(|template| template.attributes())
            .any(|of| of == id)
}

/// Whether an attribute is one of several in a sort key: equal ones stand beside each other.
fn sorts(model: &Model, entity: EntityId, id: AttributeId) -> bool {
    let entity = model.entity(entity);
    let sort_keys = entity
        .entries
        .iter()
        .flat_map(|entry| &entry.sort)
        .chain(&entity.key.sort);
    sort_keys.into_iter().any(|template| {
        let attributes: Vec<AttributeId> = template.attributes().collect();
        attributes.len() > 1 && attributes.contains(&id)
    })
}
