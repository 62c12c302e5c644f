//! Keys and conditions of a call, for the runtime's builders.

use tablewright::{Condition, Invalid, Key, Partition};
use tablewright_modeler::{
    model::{self, IndexId, KeyAttribute},
    plan::KeyValue,
};

use super::terms::{Call, Rendered};

/// The key attributes of the table or of an index.
pub(super) fn keys(call: Call<'_>, index: Option<IndexId>) -> (&[KeyAttribute], &[KeyAttribute]) {
    let (model, table) = (call.model, call.table());
    match index {
        Some(index) => (&model.index(index).partition, &model.index(index).sort),
        None => (
            std::slice::from_ref(&table.partition),
            table.sort.as_slice(),
        ),
    }
}

/// The attributes that say where an item stands in a read.
pub(super) fn cursor_keys(call: Call<'_>, index: Option<IndexId>) -> Vec<&str> {
    let (partition, sort) = keys(call, index);
    let own = partition.iter().chain(sort).map(|key| key.name.as_str());
    let mut names: Vec<&str> = Vec::new();
    for name in call.table().key_names().chain(own) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether an index carries the attribute of that physical name.
pub(super) fn carries(call: Call<'_>, index: IndexId, name: &str) -> bool {
    call.model.carries(call.model.index(index), name)
}

/// All of the conditions, for the runtime.
pub(super) fn conditions(
    call: Call<'_>,
    all: &[model::Condition],
) -> Result<Option<Condition>, Invalid> {
    let built = all
        .iter()
        .map(|one| call.condition(one))
        .collect::<Result<Vec<_>, _>>()?;
    Ok((!built.is_empty()).then(|| Condition::all(built)))
}

/// A primary key.
pub(super) fn key(call: Call<'_>, partition: &KeyValue, sort: Option<&KeyValue>) -> Key {
    let table = call.table();
    let key = match call.key_value(partition) {
        Rendered::Text(text) => Key::text(&table.partition.name, text),
        Rendered::Own(value) => Key::value(&table.partition.name, value),
    };
    match (&table.sort, sort) {
        (Some(of), Some(sort)) => match call.key_value(sort) {
            Rendered::Text(text) => key.and_text(&of.name, text),
            Rendered::Own(value) => key.and_value(&of.name, value),
        },
        _ => key,
    }
}

/// The key of a marker: one text in all key attributes of the table.
pub(super) fn marker_key(call: Call<'_>, text: Result<String, Invalid>) -> Key {
    let table = call.table();
    let key = Key::text(&table.partition.name, text.clone());
    match &table.sort {
        Some(sort) => key.and_text(&sort.name, text),
        None => key,
    }
}

/// What must be equal in all that a query reads.
pub(super) fn partition(call: Call<'_>, of: &[KeyAttribute], values: &[KeyValue]) -> Partition {
    let mut pairs = of
        .iter()
        .zip(values)
        .map(|(key, value)| (&key.name, call.key_value(value)));
    let first = match pairs.next() {
        Some((name, Rendered::Text(text))) => Partition::text(name, text),
        Some((name, Rendered::Own(value))) => Partition::value(name, value),
        None => Partition::text(
            "",
            Err::<String, _>(Invalid::value("the plan has no partition key")),
        ),
    };
    pairs.fold(first, |partition, (name, value)| match value {
        Rendered::Text(text) => partition.and_text(name, text),
        Rendered::Own(value) => partition.and_value(name, value),
    })
}
