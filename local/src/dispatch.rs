//! From an operation's name to the engine's method.

use dynoxide::{DynoxideError, NativeDatabase};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    refusal, shape,
    wire::{Answer, Request},
};

/// Matches the name with the method that carries it out; the types of request and answer follow
/// from the method.
macro_rules! operations {
    ($($name:literal => $method:ident,)*) => {
        /// Carries out one operation, to its answer or the error's shape.
        pub(crate) fn answer(database: &NativeDatabase, request: &Request) -> Answer {
            let body = request.body.as_str();
            let result = match request.operation.as_str() {
                $($name => run($name, body, |request| database.$method(request)),)*
                unknown => return shape::unknown(unknown),
            };
            result.unwrap_or_else(|error| Answer {
                status: error.status_code(),
                body: error.to_json(),
            })
        }
    };
}

operations! {
    "CreateTable" => create_table,
    "DescribeTable" => describe_table,
    "UpdateTable" => update_table,
    "DeleteTable" => delete_table,
    "ListTables" => list_tables,
    "UpdateTimeToLive" => update_time_to_live,
    "DescribeTimeToLive" => describe_time_to_live,
    "TagResource" => tag_resource,
    "UntagResource" => untag_resource,
    "ListTagsOfResource" => list_tags_of_resource,
    "PutItem" => put_item,
    "GetItem" => get_item,
    "UpdateItem" => update_item,
    "DeleteItem" => delete_item,
    "Query" => query,
    "Scan" => scan,
    "BatchGetItem" => batch_get_item,
    "BatchWriteItem" => batch_write_item,
    "TransactGetItems" => transact_get_items,
    "TransactWriteItems" => transact_write_items,
    "ExecuteStatement" => execute_statement,
    "ExecuteTransaction" => execute_transaction,
    "BatchExecuteStatement" => batch_execute_statement,
    "ListStreams" => list_streams,
    "DescribeStream" => describe_stream,
    "GetShardIterator" => get_shard_iterator,
    "GetRecords" => get_records,
    "SearchVectors" => search_vectors,
}

fn run<Input, Output>(
    operation: &str,
    body: &str,
    method: impl FnOnce(Input) -> Result<Output, DynoxideError>,
) -> Result<Answer, DynoxideError>
where
    Input: DeserializeOwned,
    Output: Serialize,
{
    let input =
        serde_json::from_str(body).map_err(|error| refusal::of_unreadable(operation, &error))?;
    let output = method(input)?;
    let body = serde_json::to_string(&output)
        .map_err(|error| DynoxideError::InternalServerError(error.to_string()))?;
    Ok(Answer { status: 200, body })
}
