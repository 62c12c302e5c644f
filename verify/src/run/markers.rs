//! The markers of unique values, as a transaction takes them and gives them back.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright::{Condition, Delete, Invalid, Key, Put, Table, Transaction, Writer};
use tablewright_modeler::{
    model::Unique,
    plan::{Marker, WritePlan},
};

use super::{
    keys::{key, marker_key},
    terms::Call,
    writes::named,
};
use crate::{item::Item, render};

/// Adds what happens to the markers of one write. `stored` is the item that a put writes.
pub(super) fn add(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    stored: Option<&Item>,
    mut transaction: Transaction,
) -> Transaction {
    let unique = |at: usize| &call.model.entity(plan.entity).unique[at];
    let mut freed: Vec<String> = Vec::new();
    for marker in &plan.markers {
        let (text, at) = match marker {
            Marker::Free { key, .. } => {
                freed.extend(call.pieces(key));
                continue;
            }
            Marker::Take { unique, key } => match call.pieces(key) {
                Ok(text) => (text, *unique),
                Err(_) => continue,
            },
            Marker::TakeOwn { unique: at } => {
                // An item without the value has no marker.
                let entity = call.model.entity(plan.entity);
                let text =
                    stored.and_then(|item| render::text(entity, &unique(*at).template, item));
                let Some(text) = text else { continue };
                (text, *at)
            }
        };
        // A value that stays as it is keeps its marker.
        if freed.contains(&text) {
            freed.retain(|other| *other != text);
            continue;
        }
        let key = marker_key(call, Ok(text));
        let item = written(call, unique(at), key, owner(call, plan, stored));
        let absent = Condition::missing(named(&call.table().partition.name));
        let put = Put::new(table, &call.pattern.name, item).condition(absent);
        transaction = transaction.put(put);
    }
    for text in freed {
        let key = marker_key(call, Ok(text));
        transaction = transaction.delete(Delete::new(table, &call.pattern.name, key));
    }
    transaction
}

/// The key of the item that holds the value.
fn owner(
    call: Call<'_>,
    plan: &WritePlan,
    stored: Option<&Item>,
) -> Result<Vec<(String, AttributeValue)>, Invalid> {
    let missing = || Invalid::value("the owner of a marker has no key");
    if let Some(item) = stored {
        let key = render::primary_key(call.model, item).ok_or_else(missing)?;
        return Ok(key.into_iter().collect());
    }
    let partition = plan.partition.as_ref().ok_or_else(missing)?;
    key(call, partition, plan.sort.as_ref()).into_parts()
}

fn written(
    call: Call<'_>,
    unique: &Unique,
    key: Key,
    owner: Result<Vec<(String, AttributeValue)>, Invalid>,
) -> Result<tablewright::Item, Invalid> {
    let mut out = Writer::new();
    if let Some(tag) = &call.table().tag {
        let entity = call
            .model
            .entities
            .iter()
            .find(|entity| entity.unique.iter().any(|one| std::ptr::eq(one, unique)));
        let entity = entity.map_or("", |entity| entity.name.as_str());
        out.put(tag, format!("{entity}.{}", unique.name))?;
    }
    for (name, value) in owner? {
        out.put(&format!("owner_{name}"), value)?;
    }
    out.key(key)?;
    Ok(out.finish())
}
