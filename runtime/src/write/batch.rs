//! BatchWriteItem.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};

use crate::backoff::{TRIES, pause};
use crate::error::{Error, ErrorKind, Invalid, Refusal, Unprocessed};
use crate::item::Item;
use crate::key::Key;
use crate::read::Running;
use crate::table::Table;

/// The most puts and deletes of one request.
///
/// API reference, BatchWriteItem.
const MOST_WRITES: usize = 25;

/// Many puts and deletes, without conditions. Any number may be added: they are cut into requests, and what
/// the service leaves undone is sent again after a growing pause. Not a transaction: after an error some may
/// have happened. No two may be of one item.
#[derive(Clone)]
#[must_use = "nothing is written until this is awaited"]
pub struct BatchWrite {
    table: Table,
    pattern: String,
    writes: Vec<Result<WriteRequest, Invalid>>,
    refused: Option<Invalid>,
}

impl BatchWrite {
    /// A batch without writes.
    pub fn new(table: &Table, pattern: &str) -> Self {
        BatchWrite {
            table: table.clone(),
            pattern: pattern.to_owned(),
            writes: Vec::new(),
            refused: None,
        }
    }

    /// Adds a put.
    pub fn put(mut self, item: Result<Item, Invalid>) -> Self {
        self.writes.push(item.and_then(|item| {
            let put = PutRequest::builder().set_item(Some(item)).build();
            let put = put.map_err(|error| Invalid::value(error.to_string()))?;
            Ok(WriteRequest::builder().put_request(put).build())
        }));
        self
    }

    /// Adds a delete.
    pub fn delete(mut self, key: Key) -> Self {
        self.writes.push(key.into_parts().and_then(|key| {
            let delete = DeleteRequest::builder()
                .set_key(Some(key.into_iter().collect()))
                .build();
            let delete = delete.map_err(|error| Invalid::value(error.to_string()))?;
            Ok(WriteRequest::builder().delete_request(delete).build())
        }));
        self
    }

    /// Refuses the whole batch where an argument is not what it must be.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.refused = self.refused.or(check.err());
        self
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unprocessed`] says which writes, counted from 0 in the order they were added, stayed
    /// undone after all retries; all others of the same and of earlier requests have happened, later
    /// requests were not sent and are among the undone.
    pub async fn send(self) -> Result<(), Error> {
        let (table, pattern) = (self.table.clone(), self.pattern.clone());
        self.run()
            .await
            .map_err(|kind| Error::new(&table, &pattern, None, kind))
    }

    async fn run(self) -> Result<(), ErrorKind> {
        if let Some(invalid) = self.refused {
            return Err(ErrorKind::Invalid(invalid));
        }
        let writes: Vec<WriteRequest> = self
            .writes
            .into_iter()
            .collect::<Result<_, _>>()
            .map_err(ErrorKind::Invalid)?;
        for (number, chunk) in writes.chunks(MOST_WRITES).enumerate() {
            let Err((left, cause)) = send(&self.table, chunk).await else {
                continue;
            };
            if number == 0
                && left.len() == chunk.len()
                && let Some(cause) = cause
            {
                // Nothing has happened.
                return Err(cause);
            }
            let start = number * MOST_WRITES;
            let undone = (0..chunk.len()).filter(|at| left.contains(&chunk[*at]));
            let later = start + chunk.len()..writes.len();
            let positions = undone.map(|at| start + at).chain(later).collect();
            return Err(ErrorKind::Unprocessed(Unprocessed::new(positions, cause)));
        }
        Ok(())
    }
}

/// What stayed undone, and what ended the tries.
type Undone = (Vec<WriteRequest>, Option<ErrorKind>);

/// One request, and again for what it left undone.
async fn send(table: &Table, chunk: &[WriteRequest]) -> Result<(), Undone> {
    let mut left = chunk.to_vec();
    let mut tries = 0;
    loop {
        let asked = HashMap::from([(table.name().to_owned(), left.clone())]);
        let request = table
            .client()
            .batch_write_item()
            .set_request_items(Some(asked));
        let output = match request.send().await {
            Ok(output) => output,
            Err(error) => return Err((left, Some(Refusal::kind(error)))),
        };
        let rest = output.unprocessed_items.unwrap_or_default();
        let rest: Vec<WriteRequest> = rest.into_values().flatten().collect();
        if rest.is_empty() {
            return Ok(());
        }
        tries = if rest.len() < left.len() {
            0
        } else {
            tries + 1
        };
        if tries >= TRIES {
            return Err((rest, None));
        }
        pause(table.client(), tries).await;
        left = rest;
    }
}

impl IntoFuture for BatchWrite {
    type Output = Result<(), Error>;
    type IntoFuture = Running<()>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
