//! Updates and upserts: changes of attributes, and of the index keys that are computed from them.

use tablewright::{Decimal, Error, Invalid, Table, Update};
use tablewright_modeler::{
    model::{ChangeKind, Entity, Returns, Side, Type, Write, WriteKind},
    plan::{Assignment, Computed, EntryChange, EntryUpdate, WritePlan},
};

use super::{
    encode::{decimal, encode},
    keys::keys,
    terms::{Call, Rendered},
    writes::{Sent, condition, later, named, no_key, tried_keys},
};
use crate::{
    oracle::kind_of,
    values::{Value, inner},
};

/// Sends an update or an upsert.
pub(super) async fn update(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    write: &Write,
    returns: Option<&Returns>,
) -> Sent {
    let request = update_request(call, table, plan, write)?;
    match returns.map(|returns| returns.side) {
        None => request.send().await.map(|()| None),
        Some(Side::Old) => {
            request
                .returning_old(|item| Ok(Some(item.to_item())))
                .send()
                .await
        }
        Some(Side::New) => request
            .returning_new(|item| Ok(item.to_item()))
            .send()
            .await
            .map(Some),
    }
}

/// An update.
pub(super) fn update_request(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    write: &Write,
) -> Result<Update, Error> {
    let keys = tried_keys(call, plan).ok_or_else(|| no_key(call, table))?;
    let request = Update::in_shards(table, &call.pattern.name, keys);
    changed(call, request, plan, write)
        .map_err(|invalid| Error::invalid(table, &call.pattern.name, invalid))
}

fn changed(
    call: Call<'_>,
    mut request: Update,
    plan: &WritePlan,
    write: &Write,
) -> Result<Update, Invalid> {
    if let Some(condition) = condition(call, plan)? {
        request = request.condition(condition);
    }
    let entity = call.model.entity(write.entity);
    for assignment in &plan.assignments {
        request = assigned(call, request, entity, assignment)?;
    }
    for update in &plan.entries {
        request = entry(call, request, update)?;
    }
    // A created item says what it is.
    match &call.table().tag {
        Some(tag) if write.kind == WriteKind::Upsert => {
            Ok(request.set(named(tag), entity.name.as_str()))
        }
        _ => Ok(request),
    }
}

fn assigned(
    call: Call<'_>,
    request: Update,
    entity: &Entity,
    assignment: &Assignment,
) -> Result<Update, Invalid> {
    let physical = &call.model.attribute(assignment.path.attribute).physical;
    if call.table().key_names().any(|name| name == physical) {
        // The key says it already, and a key is not assigned.
        return Ok(request);
    }
    let path = call.path(&assignment.path);
    let kind = kind_of(call.model, &assignment.path);
    Ok(match &assignment.change {
        Computed::Derived(derived, term) => {
            let from = &entity.attributes[derived.from.index()].kind;
            let value = later(call.term(term, from)?, from, derived.plus_seconds, kind)?;
            request.set(path, encode(&value, kind)?)
        }
        Computed::Written(ChangeKind::Set(term)) => {
            request.set(path, encode(&call.term(term, kind)?, kind)?)
        }
        Computed::Written(ChangeKind::Add(term)) => {
            let value = match (kind, call.term(term, kind)?) {
                // A set gains a set, also where a single element is given.
                (Type::Set(of), one) if !matches!(one, Value::Set(_)) => {
                    Value::Set([call.term(term, &of.kind)?].into())
                }
                (_, value) => value,
            };
            request.add(path, encode(&value, kind)?)
        }
        Computed::Written(ChangeKind::Subtract(term)) => match call.term(term, kind)? {
            Value::Number(number) => request.add(path, negative(&decimal(&number)?)?),
            other => return Err(Invalid::value(format!("{other} is no number"))),
        },
        Computed::Written(ChangeKind::Remove) => request.remove(path),
        Computed::Written(ChangeKind::Append(term)) => {
            let within = inner(kind);
            request.append(path, encode(&call.term(term, within)?, within)?)
        }
    })
}

fn negative(number: &Decimal) -> Result<Decimal, Invalid> {
    Decimal::ZERO
        .checked_sub(*number)
        .ok_or_else(|| Invalid::value("a number without an opposite"))
}

fn entry(call: Call<'_>, request: Update, update: &EntryUpdate) -> Result<Update, Invalid> {
    let (values, holds) = match &update.change {
        EntryChange::Leave => return Ok(leave(call, request, update)),
        EntryChange::Set(values) => (values, true),
        EntryChange::SetIf(conditions, values) => {
            let mut holds = true;
            for (parameter, literal) in conditions {
                let known = &call.pattern.parameters[parameter.index()];
                let wanted = Value::literal(literal, &known.kind).map_err(Invalid::value)?;
                let given = call.argument(*parameter)?;
                let given = match known.attribute {
                    Some(of) => call.folded(of, given),
                    None => given,
                };
                holds &= given == wanted;
            }
            (values, holds)
        }
    };
    if !holds {
        return Ok(leave(call, request, update));
    }
    let mut request = request;
    for (name, value) in values {
        request = match call.key_value(value) {
            Rendered::Text(text) => request.set(named(name), text?),
            Rendered::Own(value) => request.set(named(name), value?),
        };
    }
    Ok(request)
}

fn leave(call: Call<'_>, request: Update, update: &EntryUpdate) -> Update {
    let (partition, sort) = keys(call, Some(update.index));
    // The partition key of a local index is the table's own.
    let own = |name: &str| call.table().key_names().any(|key| key == name);
    let names = partition
        .iter()
        .chain(sort)
        .map(|key| key.name.as_str())
        .filter(|name| !own(name));
    names.fold(request, |request, name| request.remove(named(name)))
}
