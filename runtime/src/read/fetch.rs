//! One request of a read.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::Select;

use crate::error::{ErrorKind, Refusal};
use crate::item::Item;
use crate::read::listing::Read;
use crate::read::prepare::Prepared;
use crate::trace::{self, Traced};
use crate::wire::{self, Found, Tapped};

/// What a request brought.
pub(super) struct Fetched {
    pub(super) items: Found,
    /// How many they are, also where only that was asked.
    pub(super) count: u64,
    /// Where the next request starts; `None` when there is nothing left.
    pub(super) last: Option<Item>,
}

impl Fetched {
    /// Of what an answer holds: the service may leave out what is empty, or send an empty key.
    fn new(items: Found, count: i32, last: Option<Item>) -> Self {
        Fetched {
            items,
            count: u64::try_from(count).unwrap_or(0),
            last: last.filter(|key| !key.is_empty()),
        }
    }
}

/// Makes one request, that looks at `limit` items at most.
pub(super) async fn fetch<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
    limit: Option<i32>,
) -> Result<Fetched, ErrorKind> {
    request(read, prepared, start, limit, wanted(read)).await
}

/// What is asked of each item, where that does not go without saying.
pub(super) fn wanted<T>(read: &Read<T>) -> Option<Select> {
    read.fetches.then_some(Select::AllAttributes)
}

/// Makes one request that only counts what it finds.
pub(super) async fn count<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
) -> Result<Fetched, ErrorKind> {
    request(read, prepared, start, None, Some(Select::Count)).await
}

async fn request<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
    limit: Option<i32>,
    select: Option<Select>,
) -> Result<Fetched, ErrorKind> {
    if read.partition.is_some() {
        query(read, prepared, start, limit, select).await
    } else {
        scan(read, prepared, start, limit, select).await
    }
}

async fn query<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
    limit: Option<i32>,
    select: Option<Select>,
) -> Result<Fetched, ErrorKind> {
    let traced = Traced::new("Query", &read.table, &read.pattern, read.index.as_deref());
    let request = query_request(read, prepared, start, limit, select);
    let request = request.set_return_consumed_capacity(traced.asks());
    let sent = wire::send!(read.table, query::Query, request);
    let sent = traced.send(sent, |output| trace::one(output.sdk.consumed_capacity()));
    let output = sent.await.map_err(|error| {
        let partition = read.partition.as_ref().and_then(|of| of.parts().ok());
        let partition: Item = partition.unwrap_or_default().iter().cloned().collect();
        Refusal::about(error, &partition)
    })?;
    let Tapped { sdk, stored } = output;
    let items = Found::new(stored, sdk.items);
    Ok(Fetched::new(items, sdk.count, sdk.last_evaluated_key))
}

async fn scan<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
    limit: Option<i32>,
    select: Option<Select>,
) -> Result<Fetched, ErrorKind> {
    let traced = Traced::new("Scan", &read.table, &read.pattern, read.index.as_deref());
    let request = scan_request(read, prepared, start, limit, select);
    let request = request.set_return_consumed_capacity(traced.asks());
    let sent = wire::send!(read.table, scan::Scan, request);
    let sent = traced.send(sent, |output| trace::one(output.sdk.consumed_capacity()));
    let output = sent.await.map_err(Refusal::kind)?;
    let Tapped { sdk, stored } = output;
    let items = Found::new(stored, sdk.items);
    Ok(Fetched::new(items, sdk.count, sdk.last_evaluated_key))
}

/// The request of a query.
pub(super) fn query_request<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
    limit: Option<i32>,
    select: Option<Select>,
) -> QueryFluentBuilder {
    read.table
        .client()
        .query()
        .table_name(read.table.name())
        .set_index_name(read.index.clone())
        .set_key_condition_expression(prepared.key_condition.clone())
        .set_filter_expression(prepared.filter.clone())
        .set_projection_expression(prepared.projection.clone())
        .set_expression_attribute_names(prepared.names.clone())
        .set_expression_attribute_values(prepared.values.clone())
        .set_consistent_read(read.consistent.then_some(true))
        .scan_index_forward(!read.descending)
        .set_exclusive_start_key(start)
        .set_limit(limit)
        .set_select(select)
}

/// The request of a scan.
pub(super) fn scan_request<T>(
    read: &Read<T>,
    prepared: &Prepared,
    start: Option<Item>,
    limit: Option<i32>,
    select: Option<Select>,
) -> ScanFluentBuilder {
    read.table
        .client()
        .scan()
        .table_name(read.table.name())
        .set_index_name(read.index.clone())
        .set_filter_expression(prepared.filter.clone())
        .set_projection_expression(prepared.projection.clone())
        .set_expression_attribute_names(prepared.names.clone())
        .set_expression_attribute_values(prepared.values.clone())
        .set_consistent_read(read.consistent.then_some(true))
        .set_exclusive_start_key(start)
        .set_limit(limit)
        .set_select(select)
}
