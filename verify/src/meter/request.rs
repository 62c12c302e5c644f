//! Requests as far as they decide what is consumed, and what the engine says of it.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::{
    operation::{
        batch_get_item::{BatchGetItemInput, BatchGetItemOutput},
        batch_write_item::{BatchWriteItemInput, BatchWriteItemOutput},
        delete_item::{DeleteItemInput, DeleteItemOutput},
        get_item::{GetItemInput, GetItemOutput},
        put_item::{PutItemInput, PutItemOutput},
        query::{QueryInput, QueryOutput},
        scan::{ScanInput, ScanOutput},
        transact_get_items::{TransactGetItemsInput, TransactGetItemsOutput},
        transact_write_items::{TransactWriteItemsInput, TransactWriteItemsOutput},
        update_item::{UpdateItemInput, UpdateItemOutput},
    },
    types::{AttributeValue, ConsumedCapacity, ReturnConsumedCapacity},
};
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};
use tablewright_modeler::estimate::units::Consistency;

use crate::render::Stored;

/// A request that was answered.
#[derive(Debug, Clone)]
pub(crate) struct Metered {
    pub(crate) request: Request,
    /// By table.
    pub(crate) consumed: BTreeMap<String, Units>,
}

/// Units of a table and of its indexes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Units {
    pub(crate) table: f64,
    pub(crate) indexes: BTreeMap<String, f64>,
}

/// What is asked of a table: an item, or its key.
pub(crate) type Target = (String, Stored);

/// A request.
#[derive(Debug, Clone)]
pub(crate) enum Request {
    /// Items by their keys.
    Gets(Vec<Target>, Consistency),
    /// A Query.
    Query(Box<QueryInput>),
    /// A Scan.
    Scan(Box<ScanInput>),
    /// Items that are written, in a transaction or not.
    Writes(Vec<Target>, bool),
}

impl Request {
    /// Whether it is one transaction of writes.
    pub(crate) fn is_transaction(&self) -> bool {
        matches!(self, Self::Writes(_, true))
    }
}

/// Asks for what a request consumes.
pub(super) fn ask(input: &mut Input) {
    macro_rules! ask {
        ($($input:ty),*) => {
            $(if let Some(input) = input.downcast_mut::<$input>() {
                input.return_consumed_capacity = Some(ReturnConsumedCapacity::Indexes);
            })*
        };
    }
    ask!(
        GetItemInput,
        BatchGetItemInput,
        TransactGetItemsInput,
        QueryInput,
        ScanInput,
        PutItemInput,
        UpdateItemInput,
        DeleteItemInput,
        BatchWriteItemInput,
        TransactWriteItemsInput
    );
}

/// A request as it is sent; none of those that touch no data.
pub(super) fn of(input: &Input) -> Option<Request> {
    if let Some(input) = input.downcast_ref::<GetItemInput>() {
        let consistency = Consistency::strong(input.consistent_read == Some(true));
        return Some(Request::Gets(
            vec![target(&input.table_name, &input.key)?],
            consistency,
        ));
    }
    if let Some(input) = input.downcast_ref::<QueryInput>() {
        return Some(Request::Query(Box::new(input.clone())));
    }
    if let Some(input) = input.downcast_ref::<ScanInput>() {
        return Some(Request::Scan(Box::new(input.clone())));
    }
    let put = input
        .downcast_ref::<PutItemInput>()
        .map(|input| (&input.table_name, &input.item));
    let update = input
        .downcast_ref::<UpdateItemInput>()
        .map(|input| (&input.table_name, &input.key));
    let delete = input
        .downcast_ref::<DeleteItemInput>()
        .map(|input| (&input.table_name, &input.key));
    if let Some((table, item)) = put.or(update).or(delete) {
        return Some(Request::Writes(vec![target(table, item)?], false));
    }
    several(input)
}

/// A request of several items. The order in which they are looked at makes no difference to a sum.
#[allow(clippy::iter_over_hash_type)]
fn several(input: &Input) -> Option<Request> {
    if let Some(input) = input.downcast_ref::<BatchGetItemInput>() {
        let mut keys = Vec::new();
        let mut strong = false;
        for (table, asked) in input.request_items.as_ref()? {
            strong |= asked.consistent_read == Some(true);
            keys.extend(asked.keys.iter().map(|key| (table.clone(), stored(key))));
        }
        return Some(Request::Gets(keys, Consistency::strong(strong)));
    }
    if let Some(input) = input.downcast_ref::<TransactGetItemsInput>() {
        let gets = input
            .transact_items
            .iter()
            .flatten()
            .filter_map(|item| item.get.as_ref());
        let keys = gets.map(|get| (get.table_name.clone(), stored(&get.key)));
        return Some(Request::Gets(keys.collect(), Consistency::Transaction));
    }
    let mut targets = Vec::new();
    if let Some(input) = input.downcast_ref::<BatchWriteItemInput>() {
        for (table, requests) in input.request_items.as_ref()? {
            let puts = requests.iter().filter_map(|one| one.put_request.as_ref());
            let deletes = requests
                .iter()
                .filter_map(|one| one.delete_request.as_ref());
            let written = puts
                .map(|put| &put.item)
                .chain(deletes.map(|delete| &delete.key));
            targets.extend(written.map(|item| (table.clone(), stored(item))));
        }
        return Some(Request::Writes(targets, false));
    }
    let input = input.downcast_ref::<TransactWriteItemsInput>()?;
    for item in input.transact_items.iter().flatten() {
        let put = item.put.as_ref().map(|put| (&put.table_name, &put.item));
        let update = item
            .update
            .as_ref()
            .map(|update| (&update.table_name, &update.key));
        let delete = item
            .delete
            .as_ref()
            .map(|delete| (&delete.table_name, &delete.key));
        let check = item
            .condition_check
            .as_ref()
            .map(|check| (&check.table_name, &check.key));
        let one = put.or(update).or(delete).or(check);
        targets.extend(one.map(|(table, item)| (table.clone(), stored(item))));
    }
    Some(Request::Writes(targets, true))
}

/// What an answer says was consumed, by table; nothing where it does not say it, or where a batch was not
/// done whole.
pub(super) fn consumed(output: &Output) -> BTreeMap<String, Units> {
    macro_rules! capacities {
        ($($output:ty),*) => {
            $(if let Some(output) = output.downcast_ref::<$output>() {
                return by_table(&output.consumed_capacity);
            })*
        };
    }
    if let Some(output) = output.downcast_ref::<BatchGetItemOutput>()
        && output
            .unprocessed_keys
            .as_ref()
            .is_some_and(|left| !left.is_empty())
    {
        return BTreeMap::new();
    }
    if let Some(output) = output.downcast_ref::<BatchWriteItemOutput>()
        && output
            .unprocessed_items
            .as_ref()
            .is_some_and(|left| !left.is_empty())
    {
        return BTreeMap::new();
    }
    capacities!(
        GetItemOutput,
        BatchGetItemOutput,
        TransactGetItemsOutput,
        QueryOutput,
        ScanOutput,
        PutItemOutput,
        UpdateItemOutput,
        DeleteItemOutput,
        BatchWriteItemOutput,
        TransactWriteItemsOutput
    );
    BTreeMap::new()
}

fn target(
    table: &Option<String>,
    item: &Option<HashMap<String, AttributeValue>>,
) -> Option<Target> {
    Some((table.clone()?, stored(item.as_ref()?)))
}

fn stored(item: &HashMap<String, AttributeValue>) -> Stored {
    item.iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn by_table<'c>(
    consumed: impl IntoIterator<Item = impl Capacities<'c>>,
) -> BTreeMap<String, Units> {
    let mut all: BTreeMap<String, Units> = BTreeMap::new();
    for one in consumed.into_iter().flat_map(Capacities::each) {
        let units = units(one);
        let sum = all
            .entry(one.table_name.clone().unwrap_or_default())
            .or_default();
        sum.table += units.table;
        for (index, units) in units.indexes {
            *sum.indexes.entry(index).or_default() += units;
        }
    }
    all
}

/// One capacity, or several.
trait Capacities<'c> {
    fn each(self) -> Vec<&'c ConsumedCapacity>;
}

impl<'c> Capacities<'c> for &'c ConsumedCapacity {
    fn each(self) -> Vec<&'c ConsumedCapacity> {
        vec![self]
    }
}

impl<'c> Capacities<'c> for &'c Vec<ConsumedCapacity> {
    fn each(self) -> Vec<&'c ConsumedCapacity> {
        self.iter().collect()
    }
}

fn units(of: &ConsumedCapacity) -> Units {
    let local = of.local_secondary_indexes.iter().flatten();
    let global = of.global_secondary_indexes.iter().flatten();
    let indexes = local
        .chain(global)
        .map(|(name, capacity)| (name.clone(), capacity.capacity_units.unwrap_or(0.0)));
    Units {
        table: of
            .table
            .as_ref()
            .and_then(|table| table.capacity_units)
            .unwrap_or(0.0),
        indexes: indexes.filter(|(_, units)| *units > 0.0).collect(),
    }
}
