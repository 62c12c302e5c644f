//! Writes: PutItem, UpdateItem and DeleteItem.

use tablewright::{Condition, Decimal, Delete, Error, Invalid, Put, Table, Update};
use tablewright_modeler::{
    model::{ChangeKind, Entity, Model, Returns, Side, Type, Write, WriteKind},
    plan::{Assignment, Computed, EntryChange, EntryUpdate, WritePlan},
};

use super::{
    encode::{converted, decimal, encode},
    item::written,
    reads::{conditions, key, keys, words},
    terms::Call,
};
use crate::{
    item::Item,
    oracle::kind_of,
    values::{Value, inner},
};

/// How a write ended.
#[derive(Debug)]
pub(crate) enum Done {
    /// A condition did not hold.
    Refused,
    /// It was done; with what it handed back.
    Done(Option<tablewright::Item>),
    /// It failed.
    Failed(String),
}

/// Sends a write.
pub(crate) async fn write(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    write: &Write,
    brought: Option<&Item>,
) -> Done {
    let returns = plan.returns.as_ref();
    let sent = match write.kind {
        WriteKind::Put => put(call, table, plan, brought, returns).await,
        WriteKind::Update | WriteKind::Upsert => update(call, table, plan, write, returns).await,
        WriteKind::Delete => delete(call, table, plan, returns).await,
    };
    match sent {
        Ok(returned) => Done::Done(returned),
        Err(error) if error.is_condition_failed() => Done::Refused,
        Err(error) => Done::Failed(words(error)),
    }
}

type Sent = Result<Option<tablewright::Item>, Error>;

/// What must hold, presence included.
fn condition(call: Call<'_>, plan: &WritePlan) -> Result<Option<Condition>, Invalid> {
    let partition = || named(&call.model.table.partition.name);
    let presence = plan.exists.map(|there| match there {
        true => Condition::exists(partition()),
        false => Condition::missing(partition()),
    });
    let all: Vec<_> = presence
        .into_iter()
        .chain(conditions(call, &plan.condition)?)
        .collect();
    Ok((!all.is_empty()).then(|| Condition::all(all)))
}

async fn put(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    brought: Option<&Item>,
    returns: Option<&Returns>,
) -> Sent {
    let item = brought.map_or_else(
        || Err(Invalid::value("a put without an item")),
        |item| written(call, &overridden(call, plan, item)?),
    );
    let whole = item.as_ref().ok().cloned();
    let mut request = Put::new(table, &call.pattern.name, item);
    match condition(call, plan) {
        Ok(Some(condition)) => request = request.condition(condition),
        Ok(None) => {}
        Err(invalid) => request = request.check(Err(invalid)),
    }
    match returns.map(|returns| returns.side) {
        None => request.send().await.map(|()| None),
        // What is there afterwards is what was written.
        Some(Side::New) => request.send().await.map(|()| whole),
        Some(Side::Old) => {
            request
                .returning_old(|item| Ok(Some(item.clone())))
                .send()
                .await
        }
    }
}

/// The brought item with what the pattern always sets, and what follows from it.
fn overridden(call: Call<'_>, plan: &WritePlan, item: &Item) -> Result<Item, Invalid> {
    let mut item = item.clone();
    for assignment in &plan.assignments {
        let id = assignment.path.attribute.attribute;
        let kind = &call.model.attribute(assignment.path.attribute).kind;
        match &assignment.change {
            Computed::Written(ChangeKind::Set(term)) => item.set(id, Some(call.term(term, kind)?)),
            Computed::Written(ChangeKind::Remove) => item.set(id, None),
            _ => return Err(Invalid::value("a put can only set attributes")),
        }
    }
    let entity = call.model.entity(item.entity);
    for (id, attribute) in entity.attribute_ids().zip(&entity.attributes) {
        if let Some(derived) = &attribute.derived {
            let from = &entity.attributes[derived.from.index()].kind;
            let value = item.get(derived.from).cloned();
            let value =
                value.map(|value| later(value, from, derived.plus_seconds, &attribute.kind));
            item.set(id, value.transpose()?);
        }
    }
    Ok(item)
}

/// A moment, some seconds later, for another type; the conversion cuts it.
fn later(value: Value, from: &Type, seconds: i64, kind: &Type) -> Result<Value, Invalid> {
    let finest = Type::Timestamp(tablewright_modeler::model::Precision::Micros);
    let at = match converted(value, from, &finest)? {
        Value::Time(micros) => micros.saturating_add(seconds.saturating_mul(1_000_000)),
        other => return Err(Invalid::value(format!("{other} is no moment"))),
    };
    Ok(match kind {
        Type::Epoch => Value::int(at.div_euclid(1_000_000)),
        _ => Value::Time(at),
    })
}

async fn delete(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    returns: Option<&Returns>,
) -> Sent {
    let Some(partition) = &plan.partition else {
        return Err(Error::invalid(
            table,
            &call.pattern.name,
            Invalid::value("no key"),
        ));
    };
    let key = key(call, partition, plan.sort.as_ref());
    let mut request = Delete::new(table, &call.pattern.name, key);
    match condition(call, plan) {
        Ok(Some(condition)) => request = request.condition(condition),
        Ok(None) => {}
        Err(invalid) => request = request.check(Err(invalid)),
    }
    match returns {
        None => request.send().await.map(|()| None),
        Some(_) => {
            request
                .returning_old(|item| Ok(Some(item.clone())))
                .send()
                .await
        }
    }
}

async fn update(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    write: &Write,
    returns: Option<&Returns>,
) -> Sent {
    let Some(partition) = &plan.partition else {
        return Err(Error::invalid(
            table,
            &call.pattern.name,
            Invalid::value("no key"),
        ));
    };
    let key = key(call, partition, plan.sort.as_ref());
    let request = Update::new(table, &call.pattern.name, key);
    let request = match changed(call, request, plan, write) {
        Ok(request) => request,
        Err(invalid) => return Err(Error::invalid(table, &call.pattern.name, invalid)),
    };
    match returns.map(|returns| returns.side) {
        None => request.send().await.map(|()| None),
        Some(Side::Old) => {
            request
                .returning_old(|item| Ok(Some(item.clone())))
                .send()
                .await
        }
        Some(Side::New) => request
            .returning_new(|item| Ok(item.clone()))
            .send()
            .await
            .map(Some),
    }
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
    match &call.model.table.tag {
        Some(tag) if write.kind == WriteKind::Upsert => {
            Ok(request.set(named(tag), entity.name.as_str()))
        }
        _ => Ok(request),
    }
}

fn named(name: &str) -> tablewright::Path {
    tablewright::Path::name(name)
}

fn assigned(
    call: Call<'_>,
    request: Update,
    entity: &Entity,
    assignment: &Assignment,
) -> Result<Update, Invalid> {
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
            request.add(path, encode(&call.term(term, kind)?, kind)?)
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
        EntryChange::Leave => return Ok(leave(call.model, request, update)),
        EntryChange::Set(values) => (values, true),
        EntryChange::SetIf(conditions, values) => {
            let mut holds = true;
            for (parameter, literal) in conditions {
                let kind = &call.pattern.parameters[parameter.index()].kind;
                let wanted = Value::literal(literal, kind).map_err(Invalid::value)?;
                holds &= call.argument(*parameter)? == wanted;
            }
            (values, holds)
        }
    };
    if !holds {
        return Ok(leave(call.model, request, update));
    }
    let mut request = request;
    for (name, value) in values {
        request = match call.key_value(value) {
            super::terms::Rendered::Text(text) => request.set(named(name), text?),
            super::terms::Rendered::Own(value) => request.set(named(name), value?),
        };
    }
    Ok(request)
}

fn leave(model: &Model, request: Update, update: &EntryUpdate) -> Update {
    let (partition, sort) = keys(model, Some(update.index));
    // The partition key of a local index is the table's own.
    let own = |name: &str| model.table.key_names().any(|key| key == name);
    let names = partition
        .iter()
        .chain(sort)
        .map(|key| key.name.as_str())
        .filter(|name| !own(name));
    names.fold(request, |request, name| request.remove(named(name)))
}
