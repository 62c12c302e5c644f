//! Transactions: the steps of a pattern, and writes that keep markers.

use tablewright::{Check, Error, Snapshot, Table, Transaction};
use tablewright_modeler::{
    model::{EntityId, Write, WriteKind},
    plan::{Get, WritePlan},
};

use super::{
    keys::key,
    markers,
    reads::words,
    recognise::{Recogniser, read_item},
    terms::Call,
    updates::update_request,
    writes::{
        Ended, condition, delete_request, ended, no_key, overridden, put_request, tried_keys,
    },
};
use crate::item::{Arguments, Item};

/// One step of one call.
pub(crate) struct Step<'a> {
    pub(crate) table: &'a Table,
    pub(crate) arguments: &'a Arguments,
    pub(crate) plan: &'a WritePlan,
    pub(crate) write: &'a Write,
    pub(crate) brought: Option<&'a Item>,
}

/// Sends the steps as one transaction, each to its own table.
pub(crate) async fn transact(call: Call<'_>, table: &Table, steps: &[Step<'_>]) -> Ended {
    let mut transaction = Transaction::new(table, &call.pattern.name);
    for step in steps {
        let call = Call {
            arguments: step.arguments,
            table: call.model.entity(step.plan.entity).table,
            ..call
        };
        transaction = match add(call, step.table, step, transaction) {
            Ok(transaction) => transaction,
            Err(error) => return ended(Err(error)),
        };
    }
    ended(transaction.send().await.map(|()| None))
}

fn add(
    call: Call<'_>,
    table: &Table,
    step: &Step<'_>,
    transaction: Transaction,
) -> Result<Transaction, Error> {
    let plan = step.plan;
    let transaction = match step.write.kind {
        WriteKind::Put => transaction.put(put_request(call, table, plan, step.brought).0),
        WriteKind::Update | WriteKind::Upsert => {
            transaction.update(update_request(call, table, plan, step.write)?)
        }
        WriteKind::Delete => transaction.delete(delete_request(call, table, plan)?),
        WriteKind::Check => transaction.check(check_request(call, table, plan)?),
    };
    let stored = step
        .brought
        .map(|item| overridden(call, plan, item))
        .transpose();
    let stored = stored.map_err(|invalid| Error::invalid(table, &call.pattern.name, invalid))?;
    Ok(markers::add(
        call,
        table,
        plan,
        stored.as_ref(),
        transaction,
    ))
}

fn check_request(call: Call<'_>, table: &Table, plan: &WritePlan) -> Result<Check, Error> {
    let keys = tried_keys(call, plan).ok_or_else(|| no_key(call, table))?;
    let request = Check::in_shards(table, &call.pattern.name, keys);
    Ok(match condition(call, plan) {
        Ok(Some(condition)) => request.condition(condition),
        Ok(None) => request,
        Err(invalid) => request.check(Err(invalid)),
    })
}

/// Reads several items as they are at one moment.
pub(crate) async fn snapshot(
    call: Call<'_>,
    table: &Table,
    gets: &[(&Table, &Arguments, &Get)],
) -> Result<Vec<Option<Item>>, String> {
    let mut request = Snapshot::new(table, &call.pattern.name);
    for (table, arguments, get) in gets {
        let call = Call {
            arguments,
            table: call.model.entity(get.entity).table,
            ..call
        };
        request = request.get(table, key(call, &get.partition, get.sort.as_ref()));
    }
    let answers = request.send().await.map_err(words)?;
    let items = gets.iter().zip(answers).map(|((_, _, get), stored)| {
        let recogniser = Recogniser::new(call.model, &[get.entity]);
        let own = |stored: &tablewright::Item| -> Option<EntityId> { recogniser.entity(stored) };
        let stored = stored.filter(|stored| own(stored).is_some());
        stored
            .map(|stored| read_item(call.model, get.entity, &stored, None))
            .transpose()
    });
    items.collect()
}
