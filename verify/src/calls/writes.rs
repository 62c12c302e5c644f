//! Calls of a write.

use tablewright_modeler::model::{
    AttributeRef, ChangeKind, Given, Value as Term, Write, WriteKind,
};

use super::arguments::Maker;
use crate::{
    generate,
    item::{Argument, Arguments, Item},
    oracle::{self, Scope},
    shards,
};

/// One call of a write: its arguments and, for a put, the item that it brings along.
#[derive(Debug, Clone)]
pub(crate) struct WriteCall {
    pub(crate) arguments: Arguments,
    pub(crate) brought: Option<Item>,
}

/// A call: of an item that is there, or of one that is not.
pub(crate) fn write_call(maker: &mut Maker<'_>, write: &Write, items: &[Item]) -> WriteCall {
    let own: Vec<&Item> = items
        .iter()
        .filter(|item| item.entity == write.entity)
        .collect();
    match write.kind {
        WriteKind::Put => put(maker, write, &own, items),
        _ => change(maker, write, &own, items),
    }
}

fn put(maker: &mut Maker<'_>, write: &Write, own: &[&Item], items: &[Item]) -> WriteCall {
    let (brought, existing) = brought(maker, write, own, items);
    let mut arguments = Arguments::of(maker.pattern);
    maker.rest(&mut arguments, existing.as_ref());
    WriteCall {
        arguments,
        brought: Some(brought),
    }
}

/// The item that a put brings along, and one that is there.
pub(super) fn brought(
    maker: &mut Maker<'_>,
    write: &Write,
    own: &[&Item],
    items: &[Item],
) -> (Item, Option<Item>) {
    let mut brought = generate::item(maker.model, maker.pools, write.entity, &mut maker.random);
    let existing = maker.random.pick(own).copied();
    let keys = maker.model.entity(write.entity).key_attributes();
    match existing {
        // Another item in its place.
        Some(existing) if maker.random.once_in(2) => {
            for id in keys {
                brought.set(id, existing.get(id).cloned());
            }
        }
        // A new one, its last key attribute of values that no item has.
        _ => {
            if let Some(id) = keys.last() {
                let value = maker.strange(AttributeRef {
                    entity: write.entity,
                    attribute: *id,
                });
                brought.set(*id, value);
            }
        }
    }
    for id in maker.model.entity(write.entity).attribute_ids() {
        let of = AttributeRef {
            entity: write.entity,
            attribute: id,
        };
        let value = brought
            .get(id)
            .cloned()
            .map(|value| maker.other_case(of, value));
        brought.set(id, value);
    }
    if let (Some(lock), Some(existing)) = (maker.model.entity(write.entity).lock, existing)
        && !maker.random.once_in(3)
    {
        // As whoever has read the item would write it.
        brought.set(lock, existing.get(lock).cloned());
    }
    oracle::derive(maker.model, &mut brought);
    shards::place(maker.model, items, &mut brought);
    (brought, existing.cloned())
}

fn change(maker: &mut Maker<'_>, write: &Write, own: &[&Item], items: &[Item]) -> WriteCall {
    let nothing = Arguments::of(maker.pattern);
    let scope = Scope::of(maker.model, maker.pattern, &nothing);
    let suits = |item: &&&Item| {
        write.given.iter().all(|given| match given.value {
            Term::Literal(_) => oracle::matches(scope, given, item),
            Term::Parameter(_) | Term::OneOf(_) => true,
        })
    };
    let suiting: Vec<&Item> = own.iter().filter(suits).copied().collect();
    let from = if suiting.is_empty() || maker.random.once_in(5) {
        own
    } else {
        &suiting
    };
    let item = maker.random.pick(from).copied();
    let mut arguments = Arguments::of(maker.pattern);
    maker.known(&mut arguments, &write.given, item);
    if maker.random.once_in(3) {
        elsewhere(maker, write, &mut arguments);
    }
    if !maker.random.once_in(6) {
        differently(maker, write, &mut arguments, item);
    }
    maker.rest(&mut arguments, item);
    maker.shards(&mut arguments, items);
    WriteCall {
        arguments,
        brought: None,
    }
}

/// Sets attributes to what they are not, so that a change that does not happen shows.
fn differently(
    maker: &mut Maker<'_>,
    write: &Write,
    arguments: &mut Arguments,
    item: Option<&Item>,
) {
    for change in write
        .changes
        .iter()
        .filter(|change| change.path.steps.is_empty())
    {
        let ChangeKind::Set(Term::Parameter(id)) = change.kind else {
            continue;
        };
        let of = change.path.attribute;
        let kind = &maker.model.attribute(of).kind;
        let hidden = maker.pattern.parameters[id.index()].shard.is_some();
        if hidden
            || arguments.value(id).is_some()
            || maker.pattern.parameters[id.index()].kind != *kind
        {
            continue;
        }
        let own = item.and_then(|item| item.get(of.attribute));
        // An attribute may have a single value; then it is that.
        let entity = maker.model.entity(of.entity);
        let mut unique = entity.unique.iter().flat_map(|unique| unique.attributes());
        // Most known values of a unique attribute are taken.
        let free = unique.any(|id| id == of.attribute) && maker.random.once_in(2);
        let value = (0..4)
            .filter_map(|_| {
                if free {
                    maker.strange(of)
                } else {
                    maker.any(of)
                }
            })
            .find(|value| Some(value) != own);
        if let Some(value) = value {
            arguments.set(id, Argument::One(value));
        }
    }
}

/// Replaces one known value: another item, none, or one that is not as the caller believes.
fn elsewhere(maker: &mut Maker<'_>, write: &Write, arguments: &mut Arguments) {
    let written: Vec<&Given> = write
        .given
        .iter()
        .filter(|given| !given.automatic)
        .collect();
    let Some(given) = maker.random.pick(&written).copied() else {
        return;
    };
    let Term::Parameter(id) = given.value else {
        return;
    };
    let of = given.attributes[0];
    let strange = maker.random.once_in(2);
    let value = if strange {
        maker.strange(of)
    } else {
        maker.any(of)
    };
    if let Some(value) = value {
        let kind = &maker.model.attribute(of).kind;
        let wanted = &maker.pattern.parameters[id.index()].kind;
        let value = maker.pools.finer(&value, kind, wanted, &mut maker.random);
        arguments.set(id, Argument::One(value));
    }
}
