//! What a pattern becomes.

use crate::{
    model::{Condition, EntityId, Model, Pattern, Verb, WriteKind},
    plan::{Operation, StepPlan},
};

use super::condition::condition;

/// The operation of DynamoDB, as the SDK calls it; `Outside` for another system's.
pub fn operation(operation: &Operation) -> &'static str {
    match operation {
        Operation::Get(get) if get.batch.is_some() || !get.lists.is_empty() => "BatchGetItem",
        Operation::Get(_) | Operation::Lookup(_) => "GetItem",
        Operation::Query(_) => "Query",
        Operation::Scan(_) => "Scan",
        Operation::Write(write) if write.batch.is_some() => "BatchWriteItem",
        Operation::Write(write) if !write.markers.is_empty() => "TransactWriteItems",
        Operation::Write(write) => match write.kind {
            WriteKind::Put => "PutItem",
            WriteKind::Update | WriteKind::Upsert => "UpdateItem",
            WriteKind::Delete => "DeleteItem",
            WriteKind::Check => "ConditionCheck",
        },
        Operation::Transact(steps) => {
            let read = |step: &StepPlan| !matches!(step.operation, Some(Operation::Write(_)));
            match steps.iter().all(read) {
                true => "TransactGetItems",
                false => "TransactWriteItems",
            }
        }
        Operation::Outside => "Outside",
    }
}

/// The name of the table that an operation works on; none where it works on several.
pub fn table<'m>(model: &'m Model, pattern: &Pattern, operation: &Operation) -> Option<&'m str> {
    one_table(model, &entities(pattern, operation))
}

/// The name of the table of all entities that a pattern names; none where they live in several.
pub fn table_of_pattern<'m>(model: &'m Model, pattern: &Pattern) -> Option<&'m str> {
    one_table(model, &all_entities(pattern))
}

fn one_table<'m>(model: &'m Model, entities: &[EntityId]) -> Option<&'m str> {
    let table = model.shared_table(entities);
    let here = |id: &EntityId| model.entity(*id).table == table;
    let one = model.tables.len() == 1 || (!entities.is_empty() && entities.iter().all(here));
    one.then(|| model.table(table).name.as_str())
}

/// The entities that an operation works on.
pub fn entities(pattern: &Pattern, operation: &Operation) -> Vec<EntityId> {
    match operation {
        Operation::Get(get) => vec![get.entity],
        Operation::Query(query) => query.entities.clone(),
        Operation::Scan(scan) => scan.entities.clone(),
        Operation::Lookup(lookup) => vec![lookup.entity],
        Operation::Write(write) => vec![write.entity],
        Operation::Transact(_) | Operation::Outside => all_entities(pattern),
    }
}

fn all_entities(pattern: &Pattern) -> Vec<EntityId> {
    if let Verb::Outside(outside) = &pattern.verb {
        return outside
            .reads
            .iter()
            .chain(&outside.writes)
            .copied()
            .collect();
    }
    let reads = pattern.reads().flat_map(|read| &read.entities);
    let writes = pattern.writes().map(|write| &write.entity);
    reads.chain(writes).copied().collect()
}

/// The word of the language for what a pattern does: `read`, `put`, `update`, …
pub fn verb(pattern: &Pattern) -> &'static str {
    match &pattern.verb {
        Verb::Read(_) => "read",
        Verb::Count(_) => "count",
        Verb::Write(write) => kind(write.kind),
        Verb::Transact(_) => "transact",
        Verb::Outside(_) => "outside",
    }
}

fn kind(kind: WriteKind) -> &'static str {
    match kind {
        WriteKind::Put => "put",
        WriteKind::Update => "update",
        WriteKind::Upsert => "upsert",
        WriteKind::Delete => "delete",
        WriteKind::Check => "check",
    }
}

/// What is looked at after an item was read; none where every item that is read is wanted.
pub fn filter(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<String> {
    let parts = match operation {
        Operation::Query(query) => &query.filter,
        Operation::Scan(scan) => &scan.filter,
        Operation::Lookup(lookup) => &lookup.filter,
        Operation::Get(_) | Operation::Write(_) | Operation::Transact(_) | Operation::Outside => {
            return None;
        }
    };
    all(model, pattern, parts)
}

/// What must hold for a write to happen; none where it always does.
pub fn guard(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<String> {
    let Operation::Write(write) = operation else {
        return None;
    };
    let key = &model.table_of(write.entity).partition.name;
    let presence = write.exists.map(|there| match there {
        true => format!("attribute_exists({key})"),
        false => format!("attribute_not_exists({key})"),
    });
    let lock = write.lock.filter(|lock| lock.checked).map(|lock| {
        let name = &model.entity(write.entity).attributes[lock.attribute.index()].name;
        format!("{name} = item.{name}")
    });
    let presence = match (presence, lock) {
        (Some(presence), Some(lock)) => Some(format!("{presence} AND {lock}")),
        (one, other) => one.or(other),
    };
    let condition = all(model, pattern, &write.condition);
    match (presence, condition) {
        (Some(presence), Some(condition)) if has_or(&write.condition) => {
            Some(format!("{presence} AND ({condition})"))
        }
        (Some(presence), Some(condition)) => Some(format!("{presence} AND {condition}")),
        (one, other) => one.or(other),
    }
}

fn all(model: &Model, pattern: &Pattern, parts: &[Condition]) -> Option<String> {
    let whole = Condition::all(parts.to_vec())?;
    Some(condition(model, pattern, &whole))
}

/// Whether the text of these conditions has an `OR` outside of brackets.
fn has_or(parts: &[Condition]) -> bool {
    matches!(parts, [Condition::Any(of)] if of.len() > 1)
}
