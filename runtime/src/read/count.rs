//! How many items a read finds.

use aws_sdk_dynamodb::types::Select;

use crate::error::{Error, ErrorKind, Refusal};
use crate::read::listing::{Listing, Read};
use crate::read::prepare::prepare;

impl<T, K> Listing<T, K> {
    /// How many items there are, without fetching them. It reads all of them all the same, and consumes as
    /// much. Limit and cursor do not apply; what the key condition matches besides the wanted entities must
    /// be filtered, for nothing is decoded.
    ///
    /// # Errors
    ///
    /// As for reading the items.
    pub async fn count(self) -> Result<u64, Error> {
        let read = self.read;
        run(&read)
            .await
            .map_err(|kind| Error::new(&read.table, &read.pattern, read.index.as_deref(), kind))
    }
}

async fn run<T>(read: &Read<T>) -> Result<u64, ErrorKind> {
    let (prepared, _) = prepare(read)?;
    if prepared.is_empty {
        return Ok(0);
    }
    let (mut count, mut start) = (0, None);
    loop {
        let (found, last) = if read.partition.is_some() {
            let request = read
                .table
                .client()
                .query()
                .table_name(read.table.name())
                .set_index_name(read.index.clone())
                .set_key_condition_expression(prepared.key_condition.clone())
                .set_filter_expression(prepared.filter.clone())
                .set_expression_attribute_names(prepared.names.clone())
                .set_expression_attribute_values(prepared.values.clone())
                .set_consistent_read(read.consistent.then_some(true))
                .set_exclusive_start_key(start)
                .select(Select::Count);
            let output = request.send().await.map_err(Refusal::kind)?;
            (output.count, output.last_evaluated_key)
        } else {
            let request = read
                .table
                .client()
                .scan()
                .table_name(read.table.name())
                .set_index_name(read.index.clone())
                .set_filter_expression(prepared.filter.clone())
                .set_expression_attribute_names(prepared.names.clone())
                .set_expression_attribute_values(prepared.values.clone())
                .set_consistent_read(read.consistent.then_some(true))
                .set_exclusive_start_key(start)
                .select(Select::Count);
            let output = request.send().await.map_err(Refusal::kind)?;
            (output.count, output.last_evaluated_key)
        };
        count += u64::try_from(found).unwrap_or(0);
        match last.filter(|key| !key.is_empty()) {
            Some(last) => start = Some(last),
            None => return Ok(count),
        }
    }
}
