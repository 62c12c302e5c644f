//! What an update that creates its item gives back of the item before: nothing.
//!
//! The engine puts the key into the new item before it notes what was there, so that `ALL_OLD` shows the
//! key of an item that never was.

use serde_json::{Value, json};

use crate::wire::{Answer, Request};

/// Carries out a request, and takes out of its answer what was not there before.
pub(crate) fn answer(request: &Request, carry_out: impl Fn(&Request) -> Answer) -> Answer {
    let creates = asks_for_old(request) && !is_there(request, &carry_out);
    let mut answer = carry_out(request);
    if creates
        && answer.status == 200
        && let Ok(Value::Object(mut body)) = serde_json::from_str(&answer.body)
    {
        body.remove("Attributes");
        answer.body = Value::Object(body).to_string();
    }
    answer
}

fn asks_for_old(request: &Request) -> bool {
    request.operation == "UpdateItem" && request.json()["ReturnValues"] == "ALL_OLD"
}

/// Whether the item of an update is there before it.
fn is_there(update: &Request, carry_out: impl Fn(&Request) -> Answer) -> bool {
    let asked = update.json();
    let key =
        json!({ "TableName": asked["TableName"], "Key": asked["Key"], "ConsistentRead": true });
    let found = carry_out(&Request {
        operation: "GetItem".to_owned(),
        body: key.to_string(),
        headers: update.headers.clone(),
    });
    // A request that the engine refuses is refused in its own words.
    found.status != 200 || found.body.contains("\"Item\"")
}
