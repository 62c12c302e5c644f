//! Writes: PutItem, UpdateItem and DeleteItem.

use tablewright::{BatchWrite, Condition, Delete, Error, Get, Invalid, ItemRef, Put, Table};
use tablewright_modeler::{
    model::{ChangeKind, ParameterId, Precision, Returns, Side, Type, Write, WriteKind},
    plan::{Computed, WritePlan},
};

use super::{
    encode::{converted, encode},
    item::written,
    keys::{conditions, key},
    reads::words,
    terms::Call,
    transactions::{Step, transact},
    updates::update,
};
use crate::{
    item::{Arguments, Item},
    values::Value,
};

/// How a write ended.
#[derive(Debug)]
pub(crate) enum Ended {
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
) -> Ended {
    // What may be created says in which shard: it has to be known before.
    if let Some(tries) = plan.tries.filter(|_| plan.kind == WriteKind::Upsert) {
        let located = match located(call, table, plan, tries).await {
            Ok(located) => located,
            Err(error) => return ended(Err(error)),
        };
        let plan = WritePlan {
            tries: None,
            ..plan.clone()
        };
        let call = Call {
            arguments: &located,
            ..call
        };
        return Box::pin(self::write(call, table, &plan, write, brought)).await;
    }
    if !plan.markers.is_empty() {
        let step = Step {
            table,
            arguments: call.arguments,
            plan,
            write,
            brought,
        };
        return transact(call, table, &[step]).await;
    }
    if plan.batch.is_some() {
        return ended(batch(call, table, plan, brought).await);
    }
    let returns = plan.returns.as_ref();
    let sent = match write.kind {
        WriteKind::Put => put(call, table, plan, brought, returns).await,
        WriteKind::Update | WriteKind::Upsert => update(call, table, plan, write, returns).await,
        WriteKind::Delete => delete(call, table, plan, returns).await,
        WriteKind::Check => Err(no_key(call, table)),
    };
    ended(sent)
}

/// The call with the shard in which the item lies; the first where there is none.
async fn located(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    tries: ParameterId,
) -> Result<Arguments, Error> {
    let partition = plan.partition.as_ref().ok_or_else(|| no_key(call, table))?;
    let each = call.arguments.each(tries);
    for arguments in &each {
        let one = Call { arguments, ..call };
        let key = key(one, partition, plan.sort.as_ref());
        let there = |item: ItemRef<'_>| Ok(Some(item.len()));
        let get = Get::new(table, &call.pattern.name, key, there).consistent();
        if get.send().await?.is_some() {
            return Ok(arguments.clone());
        }
    }
    each.into_iter().next().ok_or_else(|| no_key(call, table))
}

/// The key of an item, once for each shard that it may lie in.
pub(super) fn tried_keys(call: Call<'_>, plan: &WritePlan) -> Option<Vec<tablewright::Key>> {
    let partition = plan.partition.as_ref()?;
    let tries = plan.tries.map(|list| call.arguments.each(list));
    let tries = tries.unwrap_or_else(|| vec![call.arguments.clone()]);
    let key =
        |arguments: &Arguments| key(Call { arguments, ..call }, partition, plan.sort.as_ref());
    Some(tries.iter().map(key).collect())
}

/// A put or a delete as a batch.
async fn batch(call: Call<'_>, table: &Table, plan: &WritePlan, brought: Option<&Item>) -> Sent {
    let batch = BatchWrite::new(table, &call.pattern.name);
    let batch = match (brought, tried_keys(call, plan)) {
        (Some(item), _) => {
            let item = overridden(call, plan, item).and_then(|item| written(call, &item));
            batch.put(item)
        }
        (None, Some(keys)) => batch.delete_in_shards(keys),
        (None, None) => return Err(no_key(call, table)),
    };
    batch.send().await.map(|()| None)
}

/// How a request ended, as a verdict.
pub(super) fn ended(sent: Sent) -> Ended {
    match sent {
        Ok(returned) => Ended::Done(returned),
        Err(error) if error.is_condition_failed() => Ended::Refused,
        Err(error) => Ended::Failed(words(error)),
    }
}

/// What a plan without a key gives.
pub(super) fn no_key(call: Call<'_>, table: &Table) -> Error {
    Error::invalid(table, &call.pattern.name, Invalid::value("no key"))
}

/// How a request ended: with the item that it handed back.
pub(super) type Sent = Result<Option<tablewright::Item>, Error>;

/// What must hold, presence included.
pub(super) fn condition(call: Call<'_>, plan: &WritePlan) -> Result<Option<Condition>, Invalid> {
    let partition = || named(&call.table().partition.name);
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

/// A put, and the item that it writes.
pub(super) fn put_request(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    brought: Option<&Item>,
) -> (Put, Option<tablewright::Item>) {
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
    if let (Some(lock), Some(item)) = (plan.lock.filter(|lock| lock.checked), brought) {
        let of = &call.model.entity(item.entity).attributes[lock.attribute.index()];
        request = match item
            .get(lock.attribute)
            .map(|value| encode(value, &of.kind))
        {
            Some(Ok(believed)) => request.condition(named(&of.physical).eq(believed)),
            _ => request.check(Err(Invalid::value("a version is missing"))),
        };
    }
    (request, whole)
}

async fn put(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    brought: Option<&Item>,
    returns: Option<&Returns>,
) -> Sent {
    let (request, whole) = put_request(call, table, plan, brought);
    match returns.map(|returns| returns.side) {
        None => request.send().await.map(|()| None),
        // What is there afterwards is what was written.
        Some(Side::New) => request.send().await.map(|()| whole),
        Some(Side::Old) => {
            request
                .returning_old(|item| Ok(Some(item.to_item())))
                .send()
                .await
        }
    }
}

/// The brought item with what the pattern always sets, and what follows from it.
pub(super) fn overridden(call: Call<'_>, plan: &WritePlan, item: &Item) -> Result<Item, Invalid> {
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
    if let Some(lock) = plan.lock {
        let raised = match item.get(lock.attribute) {
            Some(Value::Number(version)) => Value::Number(version.plus(&1.into())),
            _ => Value::int(1),
        };
        item.set(lock.attribute, Some(raised));
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
pub(super) fn later(
    value: Value,
    from: &Type,
    seconds: i64,
    kind: &Type,
) -> Result<Value, Invalid> {
    let finest = Type::Timestamp(Precision::Micros);
    let at = match converted(value, from, &finest)? {
        Value::Time(micros) => micros.saturating_add(seconds.saturating_mul(1_000_000)),
        other => return Err(Invalid::value(format!("{other} is no moment"))),
    };
    Ok(match kind {
        Type::Epoch => Value::int(at.div_euclid(1_000_000)),
        _ => Value::Time(at),
    })
}

/// A delete.
pub(super) fn delete_request(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
) -> Result<Delete, Error> {
    let keys = tried_keys(call, plan).ok_or_else(|| no_key(call, table))?;
    let request = Delete::in_shards(table, &call.pattern.name, keys);
    let request = match plan.exists {
        Some(true) => request,
        _ => request.look_first(),
    };
    Ok(match condition(call, plan) {
        Ok(Some(condition)) => request.condition(condition),
        Ok(None) => request,
        Err(invalid) => request.check(Err(invalid)),
    })
}

async fn delete(
    call: Call<'_>,
    table: &Table,
    plan: &WritePlan,
    returns: Option<&Returns>,
) -> Sent {
    let request = delete_request(call, table, plan)?;
    match returns {
        None => request.send().await.map(|()| None),
        Some(_) => {
            request
                .returning_old(|item| Ok(Some(item.to_item())))
                .send()
                .await
        }
    }
}

/// An attribute by its physical name, dots and all.
pub(super) fn named(name: &str) -> tablewright::Path {
    tablewright::Path::name(name)
}
