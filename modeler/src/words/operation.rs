//! What a pattern becomes.

use crate::{
    model::{Condition, Model, Pattern, Verb, WriteKind},
    plan::Operation,
};

use super::condition::condition;

/// The operation of DynamoDB: `GetItem`, `Query`, `Scan`, `PutItem`, `UpdateItem` or `DeleteItem`.
pub fn operation(pattern: &Pattern, operation: &Operation) -> &'static str {
    match operation {
        Operation::Get(_) => "GetItem",
        Operation::Query(_) => "Query",
        Operation::Scan(_) => "Scan",
        Operation::Write(_) => match &pattern.verb {
            Verb::Write(write) => match write.kind {
                WriteKind::Put => "PutItem",
                WriteKind::Update | WriteKind::Upsert => "UpdateItem",
                WriteKind::Delete => "DeleteItem",
            },
            // A plan belongs to its pattern, so a write is planned for a write.
            Verb::Read(_) => "UpdateItem",
        },
    }
}

/// The word of the language for what a pattern does: `read`, `put`, `update`, `upsert` or `delete`.
pub fn verb(pattern: &Pattern) -> &'static str {
    match &pattern.verb {
        Verb::Read(_) => "read",
        Verb::Write(write) => match write.kind {
            WriteKind::Put => "put",
            WriteKind::Update => "update",
            WriteKind::Upsert => "upsert",
            WriteKind::Delete => "delete",
        },
    }
}

/// What is looked at after an item was read; none where every item that is read is wanted.
pub fn filter(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<String> {
    let parts = match operation {
        Operation::Get(get) => &get.filter,
        Operation::Query(query) => &query.filter,
        Operation::Scan(scan) => &scan.filter,
        Operation::Write(_) => return None,
    };
    all(model, pattern, parts)
}

/// What must hold for a write to happen; none where it always does.
pub fn guard(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<String> {
    let Operation::Write(write) = operation else {
        return None;
    };
    let key = &model.table.partition.name;
    let presence = write.exists.map(|there| match there {
        true => format!("attribute_exists({key})"),
        false => format!("attribute_not_exists({key})"),
    });
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
