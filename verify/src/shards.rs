//! Write shards: what an item's shard is, and what a call finds by itself.

use tablewright::key::shard_of;
use tablewright_modeler::model::{
    AttributeId, ChangeKind, Entity, EntityId, Given, Model, ParameterId, Pattern, Shard, ShardBy,
    ShardChoice, ShardCount, Shards, Value as Term,
};

use crate::{
    item::{Argument, Arguments, Item},
    oracle::Scope,
    random::Random,
    values::Value,
};

/// The shards that an item may lie in: under the count of now, then under earlier ones, none twice.
pub(crate) fn candidates(
    model: &Model,
    items: &[Item],
    shards: &Shards,
    item: &Item,
) -> Option<Vec<u32>> {
    let entity = model.entity(item.entity);
    let value = |id: AttributeId| item.get(id).cloned();
    let texts = texts(entity, shards, &value)?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let counts = std::iter::once(count(model, items, item.entity, shards, &value));
    let mut all = Vec::new();
    for count in counts.chain(shards.was.iter().copied()) {
        let shard = shard_of(&texts, count);
        if !all.contains(&shard) {
            all.push(shard);
        }
    }
    Some(all)
}

/// The texts that a shard is calculated from.
fn texts(
    entity: &Entity,
    shards: &Shards,
    value: &dyn Fn(AttributeId) -> Option<Value>,
) -> Option<Vec<String>> {
    let ShardBy::Attributes(by) = &shards.by else {
        return None;
    };
    by.iter()
        .map(|id| {
            let attribute = &entity.attributes[id.index()];
            Some(
                match value(*id)?.folded(attribute).stored(&attribute.kind) {
                    Value::Text(text) => text,
                    Value::Number(number) => number.to_string(),
                    other => other.to_string(),
                },
            )
        })
        .collect()
}

/// How many shards there are now: as the item says that keeps the count, found by the same identifiers.
fn count(
    model: &Model,
    items: &[Item],
    entity: EntityId,
    shards: &Shards,
    value: &dyn Fn(AttributeId) -> Option<Value>,
) -> u32 {
    let ShardCount::Kept { of, typical, .. } = shards.count else {
        return shards.typical();
    };
    let keeper = model.entity(of.entity);
    let own = model.entity(entity);
    let same = |item: &&Item| {
        keeper.key_attributes().into_iter().all(|key| {
            let class = keeper.attributes[key.index()].class;
            let mine = own
                .attribute_ids()
                .find(|id| own.attributes[id.index()].class == class);
            mine.is_some_and(|id| value(id).as_ref() == item.get(key))
        })
    };
    let found = items
        .iter()
        .filter(|item| item.entity == of.entity)
        .find(same);
    match found.and_then(|item| item.get(of.attribute)) {
        Some(Value::Number(count)) => count
            .whole()
            .and_then(|count| u32::try_from(count).ok())
            .unwrap_or(typical),
        _ => typical,
    }
}

/// Puts an item into its shards: calculated ones under the count of now, where it does not lie already.
pub(crate) fn place(model: &Model, items: &[Item], item: &mut Item) {
    let entity = model.entity(item.entity);
    let before = items
        .iter()
        .find(|other| crate::oracle::same_item(model, other, item))
        .cloned();
    for shards in entity.shards.iter().filter(|shards| !shards.is_random()) {
        let in_key = entity.key.attributes().any(|id| id == shards.attribute);
        let stays = before
            .as_ref()
            .filter(|_| in_key)
            .and_then(|old| old.get(shards.attribute));
        let first = || candidates(model, items, shards, item)?.first().copied();
        let shard = stays
            .cloned()
            .or_else(|| first().map(|n| Value::int(i64::from(n))));
        item.set(shards.attribute, shard);
    }
}

/// Puts a generated item where some earlier writer may have put it.
pub(crate) fn place_anywhere(model: &Model, items: &[Item], item: &mut Item, random: &mut Random) {
    for shards in &model.entity(item.entity).shards {
        if let Some(all) = candidates(model, items, shards, item) {
            let shard = random.pick(&all).map(|n| Value::int(i64::from(*n)));
            item.set(shards.attribute, shard);
        }
    }
}

/// Gives a call the shards that the code would find.
pub(crate) fn find(
    model: &Model,
    pattern: &Pattern,
    items: &[Item],
    arguments: &mut Arguments,
    random: &mut Random,
) {
    for (at, parameter) in pattern.parameters.iter().enumerate() {
        let Some(shard) = parameter.shard else {
            continue;
        };
        let id = ParameterId::new(at);
        let known = known(model, pattern, arguments, shard.entity, id);
        let found = numbers(model, items, &known, shard, random);
        let values = found.into_iter().map(|n| Value::int(i64::from(n)));
        arguments.0[at] = match parameter.list {
            true => Some(Argument::Many(values.collect())),
            false => values.take(1).next().map(Argument::One),
        };
    }
}

fn numbers(
    model: &Model,
    items: &[Item],
    known: &Item,
    shard: Shard,
    random: &mut Random,
) -> Vec<u32> {
    let shards = &model.entity(shard.entity).shards[shard.shards];
    match shard.choice {
        ShardChoice::Each => {
            let value = |id: AttributeId| known.get(id).cloned();
            let now = count(model, items, shard.entity, shards, &value);
            (0..shards.was.iter().copied().fold(now, u32::max)).collect()
        }
        ShardChoice::Calculated => candidates(model, items, shards, known).unwrap_or_default(),
        ShardChoice::Random => {
            let most = shards.typical().max(1) as usize;
            vec![u32::try_from(random.below(most)).unwrap_or(0)]
        }
    }
}

/// What the part of a call that needs a shard knows of the entity, as an item: each step of a transaction has
/// an item of its own.
fn known(
    model: &Model,
    pattern: &Pattern,
    arguments: &Arguments,
    entity: EntityId,
    shard: ParameterId,
) -> Item {
    let mut item = Item::empty(model, entity);
    let scope = Scope::of(model, pattern, arguments);
    let is = |value: &Term| matches!(value, Term::Parameter(id) | Term::OneOf(id) if *id == shard);
    let needs = |given: &[Given]| given.iter().any(|term| is(&term.value));
    let reads = pattern.reads().filter(|read| needs(&read.given));
    let writes = pattern.writes().filter(|write| {
        let set = |kind: &ChangeKind| matches!(kind, ChangeKind::Set(value) if is(value));
        needs(&write.given) || write.changes.iter().any(|change| set(&change.kind))
    });
    let given = reads.flat_map(|read| &read.given);
    let given = given.chain(writes.flat_map(|write| &write.given));
    for term in given.filter(|term| !term.automatic) {
        for of in term.attributes.iter().filter(|of| of.entity == entity) {
            let value = scope.term(&term.value, &model.attribute(*of).kind);
            item.set(of.attribute, value);
        }
    }
    item
}

/// The parts of a sum as the one item that a read makes of them.
pub(crate) fn summed(model: &Model, parts: &[Item]) -> Vec<Item> {
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    let entity = model.entity(first.entity);
    let keys = entity.key_attributes();
    let mut sum = first.clone();
    for shards in &entity.shards {
        sum.set(shards.attribute, None);
    }
    for id in entity.attribute_ids().filter(|id| !keys.contains(id)) {
        for part in rest {
            let added = match (sum.get(id), part.get(id)) {
                (Some(Value::Number(a)), Some(Value::Number(b)))
                    if entity.attributes[id.index()].derived.is_none() =>
                {
                    Some(Value::Number(a.plus(b)))
                }
                (None, other) => other.cloned(),
                (own, _) => own.cloned(),
            };
            sum.set(id, added);
        }
    }
    vec![sum]
}
