//! Write shards that nobody names: the code finds them, so they stand among what is known.

use super::terms::Scope;
use crate::model::{
    AttributeId, AttributeRef, Change, ChangeKind, Condition, EntityId, Entry, Given, Path, Read,
    Shard, ShardBy, ShardChoice, Shards, Type, Value, Write, WriteKind,
};

/// Adds the shards of all keys to what a read knows: calculated where it can be, else each of them.
pub(super) fn read(read: &mut Read, scope: &mut Scope<'_, '_, '_>) {
    for entity in read.entities.clone() {
        if scope.entity(entity).shards.is_empty() {
            continue;
        }
        for (at, shards) in scope.entity(entity).shards.clone().iter().enumerate() {
            if is_known(&read.given, entity, shards.attribute) {
                continue;
            }
            let choice = match can_calculate(&read.given, entity, shards) {
                true => ShardChoice::Calculated,
                false => ShardChoice::Each,
            };
            let term = term(entity, at, shards, choice, scope);
            read.given.extend(term);
        }
    }
}

/// Adds the shard of the primary key to what a write knows, and the shards of index entries to what it
/// changes.
pub(super) fn write(write: &mut Write, scope: &mut Scope<'_, '_, '_>) {
    if write.kind == WriteKind::Put {
        // The item brings its shards along.
        return;
    }
    if scope.entity(write.entity).shards.is_empty() {
        return;
    }
    let of = scope.entity(write.entity).clone();
    for (at, shards) in of.shards.iter().enumerate() {
        if is_known(&write.given, write.entity, shards.attribute) {
            continue;
        }
        let in_key = of.key.attributes().any(|id| id == shards.attribute);
        let calculated = can_calculate(&write.given, write.entity, shards);
        if in_key && (calculated || only_counts(write, &of.attributes)) {
            let choice = match calculated {
                true => ShardChoice::Calculated,
                false => ShardChoice::Random,
            };
            let term = term(write.entity, at, shards, choice, scope);
            write.given.extend(term);
        } else if !in_key && moves(write, &of, shards) {
            let choice = match (shards.is_random(), calculated) {
                (true, _) => ShardChoice::Random,
                (false, true) => ShardChoice::Calculated,
                (false, false) => continue,
            };
            let change = change(write.entity, at, shards, choice, scope);
            write.changes.extend(change);
        }
    }
}

fn is_known(given: &[Given], entity: EntityId, attribute: AttributeId) -> bool {
    let of = AttributeRef { entity, attribute };
    given.iter().any(|term| term.attributes.contains(&of))
}

/// Whether all that the shard is calculated from is one known value.
fn can_calculate(given: &[Given], entity: EntityId, shards: &Shards) -> bool {
    let ShardBy::Attributes(by) = &shards.by else {
        return false;
    };
    by.iter().all(|attribute| {
        let of = AttributeRef {
            entity,
            attribute: *attribute,
        };
        let known = given.iter().find(|term| term.attributes.contains(&of));
        known.is_some_and(|term| !matches!(term.value, Value::OneOf(_)))
    })
}

/// Whether a write only adds to counters, so that it may go to any shard.
fn only_counts(write: &Write, attributes: &[crate::model::Attribute]) -> bool {
    let counter = |change: &Change| {
        let kind = &attributes[change.path.attribute.attribute.index()].kind;
        *kind == Type::Counter
            && matches!(change.kind, ChangeKind::Add(_) | ChangeKind::Subtract(_))
    };
    matches!(write.kind, WriteKind::Update | WriteKind::Upsert)
        && write.guards.is_empty()
        && write.changes.iter().all(counter)
}

/// Whether a write gives an entry in a sharded index a new key.
fn moves(write: &Write, of: &crate::model::Entity, shards: &Shards) -> bool {
    let entry = of
        .entries
        .iter()
        .find(|entry| entry.attributes().any(|id| id == shards.attribute));
    let Some(entry) = entry else { return false };
    if write.kind == WriteKind::Update && leaves(write, entry) {
        return false;
    }
    let when = entry.when.iter().flat_map(Condition::conjuncts);
    let conditions: Vec<AttributeId> = when.filter_map(about).collect();
    let touched = |change: &Change| {
        let attribute = change.path.attribute.attribute;
        entry
            .attributes()
            .chain(conditions.iter().copied())
            .any(|id| {
                let derived = of.attributes[id.index()].derived.as_ref();
                id == attribute || derived.is_some_and(|derived| derived.from == attribute)
            })
    };
    write.kind == WriteKind::Upsert || write.changes.iter().any(touched)
}

/// Whether the item is not in an index after a write: what leaves needs no shard.
fn leaves(write: &Write, entry: &Entry) -> bool {
    let literal = |id: AttributeId| {
        let conditions = entry.when.iter().flat_map(Condition::conjuncts);
        let mut equal = conditions.filter_map(Condition::equal);
        equal.find_map(|(of, value)| (of.attribute == id).then_some(value))
    };
    write.changes.iter().any(|change| {
        let id = change.path.attribute.attribute;
        match &change.kind {
            _ if !change.path.steps.is_empty() => false,
            ChangeKind::Remove => entry.attributes().any(|one| one == id) || literal(id).is_some(),
            ChangeKind::Set(set @ Value::Literal(_)) => {
                literal(id).is_some_and(|wanted| wanted != set)
            }
            _ => false,
        }
    })
}

fn about(condition: &Condition) -> Option<AttributeId> {
    match condition {
        Condition::Exists(path) => Some(path.attribute.attribute),
        Condition::Compare(crate::model::Operand::Path(path), ..) => Some(path.attribute.attribute),
        _ => None,
    }
}

fn term(
    entity: EntityId,
    at: usize,
    shards: &Shards,
    choice: ShardChoice,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Given> {
    let several = match choice {
        ShardChoice::Each => true,
        ShardChoice::Calculated => !shards.was.is_empty(),
        ShardChoice::Random => false,
    };
    let parameter = scope.shard(entity, at, shards, choice, several)?;
    Some(Given {
        attributes: vec![AttributeRef {
            entity,
            attribute: shards.attribute,
        }],
        value: match several {
            true => Value::OneOf(parameter),
            false => Value::Parameter(parameter),
        },
        automatic: true,
        span: shards.span,
    })
}

/// A new entry lies in a shard of today's count.
fn change(
    entity: EntityId,
    at: usize,
    shards: &Shards,
    choice: ShardChoice,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Change> {
    let parameter = scope.shard(entity, at, shards, choice, false)?;
    Some(Change {
        path: Path {
            attribute: AttributeRef {
                entity,
                attribute: shards.attribute,
            },
            steps: Vec::new(),
        },
        kind: ChangeKind::Set(Value::Parameter(parameter)),
        span: shards.span,
    })
}

impl Scope<'_, '_, '_> {
    /// The parameter of a write shard, which no caller gives.
    fn shard(
        &mut self,
        entity: EntityId,
        shards: usize,
        of: &Shards,
        choice: ShardChoice,
        list: bool,
    ) -> Option<crate::model::ParameterId> {
        let attribute = AttributeRef {
            entity,
            attribute: of.attribute,
        };
        let name = self.entity(entity).attributes[of.attribute.index()]
            .name
            .clone();
        let shard = Shard {
            entity,
            shards,
            choice,
        };
        Some(self.hidden(&name, attribute, list, shard, of.span))
    }
}
