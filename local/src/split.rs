//! Half a batch: what is sent on, and what is handed back as unprocessed.

use serde_json::{Map, Value};

use crate::wire::{Answer, Request};

/// The request's member with the batch, by table.
const BATCH: &str = "RequestItems";

/// The entries that were not sent on.
#[derive(Debug)]
pub(crate) struct Rest {
    member: &'static str,
    tables: Map<String, Value>,
}

/// Splits a batch into a request for its first half and the rest.
///
/// `None` when the first half would be empty, or the request is not a batch.
pub(crate) fn halve(request: &Request) -> Option<(Request, Rest)> {
    let member = match request.operation.as_str() {
        "BatchWriteItem" => "UnprocessedItems",
        "BatchGetItem" => "UnprocessedKeys",
        _ => return None,
    };
    let mut body = request.json();
    let batch = body.get_mut(BATCH)?.as_object_mut()?;
    let total: usize = batch.values().filter_map(entries).map(Vec::len).sum();
    let mut room = total / 2;
    if room == 0 {
        return None;
    }
    let mut tables = Map::new();
    for (table, part) in batch.iter_mut() {
        let mut left = part.clone();
        let Some(kept) = entries_mut(part) else {
            continue;
        };
        let cut = kept.len().min(room);
        room -= cut;
        let over = kept.split_off(cut);
        // The rest keeps the table's other members, as a projection or the consistency.
        if let Some(slot) = entries_mut(&mut left)
            && !over.is_empty()
        {
            *slot = over;
            tables.insert(table.clone(), left);
        }
    }
    batch.retain(|_, part| entries(part).is_none_or(|entries| !entries.is_empty()));
    let half = Request {
        body: body.to_string(),
        ..request.clone()
    };
    Some((half, Rest { member, tables }))
}

/// Adds what was not sent on to what the engine itself left; an error stays as it is.
pub(crate) fn leave_unprocessed(answer: Answer, rest: Rest) -> Answer {
    let output: Result<Value, _> = serde_json::from_str(&answer.body);
    let (200, Ok(Value::Object(mut output))) = (answer.status, output) else {
        return answer;
    };
    let slot = output.entry(rest.member).or_insert_with(empty);
    if !slot.is_object() {
        *slot = empty();
    }
    if let Some(left) = slot.as_object_mut() {
        for (table, mut part) in rest.tables {
            if let (Some(old), Some(new)) = (
                left.get_mut(&table).and_then(entries_mut),
                entries_mut(&mut part),
            ) {
                old.append(new);
            } else {
                left.insert(table, part);
            }
        }
    }
    Answer {
        body: Value::Object(output).to_string(),
        ..answer
    }
}

fn empty() -> Value {
    Value::Object(Map::new())
}

/// A table's part of a batch: a list of writes, or an object with the list `Keys`.
fn entries(part: &Value) -> Option<&Vec<Value>> {
    part.as_array().or_else(|| part.get("Keys")?.as_array())
}

fn entries_mut(part: &mut Value) -> Option<&mut Vec<Value>> {
    match part {
        Value::Array(writes) => Some(writes),
        part => part.get_mut("Keys")?.as_array_mut(),
    }
}
