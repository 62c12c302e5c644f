//! The errors that faults answer with, in DynamoDB's own shapes.

use serde_json::{Value, json};

use crate::wire::{Answer, Request};

/// The prefix of DynamoDB's error types.
const SERVICE: &str = "com.amazonaws.dynamodb.v20120810";

/// What a throttled request has run out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// The capacity of the table or the index.
    Capacity,
    /// What one partition gives.
    KeyRange,
}

/// `ProvisionedThroughputExceededException`, with the reason and the table or index as far as they show.
pub(crate) fn throttled(request: &Request, limit: Limit) -> Answer {
    let direction = match request.operation.as_str() {
        "GetItem" | "BatchGetItem" | "TransactGetItems" | "Query" | "Scan" => "Read",
        _ => "Write",
    };
    let limit = match limit {
        Limit::Capacity => "ProvisionedThroughputExceeded",
        Limit::KeyRange => "KeyRangeThroughputExceeded",
    };
    let body = request.json();
    let (kind, index) = match body["IndexName"].as_str() {
        Some(index) => ("Index", format!("/index/{index}")),
        None => ("Table", String::new()),
    };
    let reasons: Vec<Value> = tables(&body)
        .into_iter()
        .map(|table| {
            json!({
                "reason": format!("{kind}{direction}{limit}"),
                "resource": format!("arn:aws:dynamodb:us-east-1:000000000000:table/{table}{index}"),
            })
        })
        .collect();
    error(
        400,
        json!({
            "__type": format!("{SERVICE}#ProvisionedThroughputExceededException"),
            "message": "The level of configured provisioned throughput for the table was \
                exceeded. Consider increasing your provisioning level with the UpdateTable API.",
            "ThrottlingReasons": reasons,
        }),
    )
}

/// `InternalServerError`, which DynamoDB's clients retry.
pub(crate) fn internal() -> Answer {
    error(
        500,
        json!({
            "__type": format!("{SERVICE}#InternalServerError"),
            "message": "Internal server error",
        }),
    )
}

/// `TransactionCanceledException`, the first of the request's actions in conflict.
pub(crate) fn conflict(request: &Request) -> Answer {
    let actions = request.json()["TransactItems"]
        .as_array()
        .map_or(1, Vec::len);
    let reasons: Vec<Value> = (0..actions)
        .map(|action| match action {
            0 => json!({
                "Code": "TransactionConflict",
                "Message": "Transaction is ongoing for the item",
            }),
            _ => json!({ "Code": "None" }),
        })
        .collect();
    let codes: Vec<&str> = reasons.iter().filter_map(|r| r["Code"].as_str()).collect();
    error(
        400,
        json!({
            "__type": format!("{SERVICE}#TransactionCanceledException"),
            "Message": format!(
                "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
                codes.join(", "),
            ),
            "CancellationReasons": reasons,
        }),
    )
}

/// The error for an operation that the embedded engine does not have.
pub(crate) fn unknown(operation: &str) -> Answer {
    error(
        400,
        json!({
            "__type": "com.amazon.coral.service#UnknownOperationException",
            "message": format!("The embedded engine has no operation {operation}"),
        }),
    )
}

fn error(status: u16, body: Value) -> Answer {
    Answer {
        status,
        body: body.to_string(),
    }
}

/// The tables a request names at its top, or as the keys of its batch.
fn tables(request: &Value) -> Vec<&str> {
    if let Some(table) = request["TableName"].as_str() {
        return vec![table];
    }
    match request["RequestItems"].as_object() {
        Some(batch) => batch.keys().map(String::as_str).collect(),
        None => Vec::new(),
    }
}
