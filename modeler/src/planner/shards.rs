//! What write shards and times make of a request: several partitions, several tries, or a sum.

use crate::{
    model::{Model, Parameter, ParameterId, Pattern, ShardChoice},
    plan::{Buckets, Get, KeyPiece, KeyValue, Operation, WritePlan},
};

/// Settles what a plan does with the shards that nobody names.
pub(super) fn settle(model: &Model, pattern: &Pattern, operation: &mut Operation) {
    match operation {
        Operation::Get(get) => settle_get(model, pattern, get),
        Operation::Write(write) => settle_write(pattern, write),
        Operation::Transact(steps) => {
            let steps = steps.iter_mut().filter_map(|step| step.operation.as_mut());
            steps.for_each(|step| settle(model, pattern, step));
        }
        Operation::Query(query) => query.buckets = buckets(pattern, &query.partition),
        Operation::Scan(_) | Operation::Lookup(_) | Operation::Outside => {}
    }
}

/// The times among the lists, and how coarse the partitions are that they lead to.
fn buckets(pattern: &Pattern, partition: &[KeyValue]) -> Option<Buckets> {
    let pieces = partition.iter().flat_map(|value| match value {
        KeyValue::Text(pieces) => pieces.as_slice(),
        KeyValue::Own { .. } => &[],
    });
    let mut pieces = pieces.filter_map(|piece| match piece {
        KeyPiece::Value {
            value: crate::model::Value::OneOf(id),
            cut: Some(cut),
            ..
        } => Some((*id, cut)),
        _ => None,
    });
    let (parameter, kind) = pieces.find(|(id, _)| pattern.parameters[id.index()].bucket)?;
    Some(Buckets {
        parameter,
        kind: kind.clone(),
    })
}

fn settle_get(model: &Model, pattern: &Pattern, get: &mut Get) {
    let choice = |id: &ParameterId| choice(&pattern.parameters, *id);
    let tried = get
        .lists
        .iter()
        .position(|id| choice(id) == Some(ShardChoice::Calculated));
    get.tries = tried.map(|at| get.lists.remove(at));
    let each = get
        .lists
        .iter()
        .any(|id| choice(id) == Some(ShardChoice::Each));
    get.sum = each && model.entity(get.entity).is_counted();
}

fn settle_write(pattern: &Pattern, write: &mut WritePlan) {
    let pieces = [&write.partition, &write.sort];
    let pieces = pieces.into_iter().flatten().flat_map(|value| match value {
        KeyValue::Text(pieces) => pieces.as_slice(),
        KeyValue::Own { .. } => &[],
    });
    write.tries = pieces
        .filter_map(|piece| match piece {
            KeyPiece::Value {
                value: crate::model::Value::OneOf(id),
                ..
            } => Some(*id),
            _ => None,
        })
        .find(|id| choice(&pattern.parameters, *id) == Some(ShardChoice::Calculated));
}

fn choice(parameters: &[Parameter], id: ParameterId) -> Option<ShardChoice> {
    Some(parameters.get(id.index())?.shard?.choice)
}
