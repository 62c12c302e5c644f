//! BatchWriteItem.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};

use crate::backoff::{TRIES, pause};
use crate::error::{Error, ErrorKind, Invalid, Refusal, Unprocessed};
use crate::item::Item;
use crate::key::Key;
use crate::read::{BatchGet, Running};
use crate::table::Table;
use crate::trace::Traced;

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
    writes: Vec<Result<Write, Invalid>>,
    refused: Option<Invalid>,
}

/// A write, once for each shard that its item may lie in, and the keys that tell where it does; one without keys
/// is for one shard only.
#[derive(Clone)]
struct Write {
    requests: Vec<WriteRequest>,
    keys: Vec<Item>,
}

impl Write {
    fn one(request: WriteRequest) -> Self {
        Write {
            requests: vec![request],
            keys: Vec::new(),
        }
    }

    /// The write of the first shard in which its item lies, or of the first.
    fn settled(self, there: &HashSet<String>) -> Option<WriteRequest> {
        let at = self.keys.iter().position(|key| there.contains(&told(key)));
        self.requests.into_iter().nth(at.unwrap_or(0))
    }
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
        self.writes.push(item.and_then(put_request).map(Write::one));
        self
    }

    /// Adds the put of an item that may lie in several shards: of these items, each for one of them, the one
    /// whose key has an item already, and the first where none has. All are looked for before anything is
    /// written, with strong consistency.
    pub fn put_in_shards(
        mut self,
        key: &[&str],
        items: impl IntoIterator<Item = Result<Item, Invalid>>,
    ) -> Self {
        let of = |item: Result<Item, Invalid>| {
            let item = item?;
            Ok((
                put_request(item.clone())?,
                Key::of_item(&item, key).into_item()?,
            ))
        };
        let all: Result<(Vec<_>, Vec<_>), Invalid> = items.into_iter().map(of).collect();
        let write = all.map(|(requests, keys)| Write { requests, keys });
        self.writes.push(write);
        self
    }

    /// Adds a delete.
    pub fn delete(mut self, key: Key) -> Self {
        let write = key.into_item().and_then(delete_request).map(Write::one);
        self.writes.push(write);
        self
    }

    /// Adds the delete of an item that has one of these keys, one for each shard that it may lie in; it is looked
    /// for as by [`put_in_shards`](Self::put_in_shards).
    pub fn delete_in_shards(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        let of = |key: Key| {
            let key = key.into_item()?;
            Ok((delete_request(key.clone())?, key))
        };
        let all: Result<(Vec<_>, Vec<_>), Invalid> = keys.into_iter().map(of).collect();
        let write = all.map(|(requests, keys)| Write { requests, keys });
        self.writes.push(write);
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
        let writes: Vec<Write> = self
            .writes
            .into_iter()
            .collect::<Result<_, _>>()
            .map_err(ErrorKind::Invalid)?;
        let there = found(&self.table, &self.pattern, &writes).await?;
        let writes = writes.into_iter().filter_map(|write| write.settled(&there));
        let writes: Vec<WriteRequest> = writes.collect();
        for (number, chunk) in writes.chunks(MOST_WRITES).enumerate() {
            let Err((left, cause)) = send(&self.table, &self.pattern, chunk).await else {
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

fn put_request(item: Item) -> Result<WriteRequest, Invalid> {
    let put = PutRequest::builder().set_item(Some(item)).build();
    let put = put.map_err(|error| Invalid::value(error.to_string()))?;
    Ok(WriteRequest::builder().put_request(put).build())
}

fn delete_request(key: Item) -> Result<WriteRequest, Invalid> {
    let delete = DeleteRequest::builder().set_key(Some(key)).build();
    let delete = delete.map_err(|error| Invalid::value(error.to_string()))?;
    Ok(WriteRequest::builder().delete_request(delete).build())
}

/// The keys that have an item, of those writes that may be in one of several shards.
async fn found(
    table: &Table,
    pattern: &str,
    writes: &[Write],
) -> Result<HashSet<String>, ErrorKind> {
    let several = writes.iter().filter(|write| write.keys.len() > 1);
    let keys: Vec<Item> = several.flat_map(|write| write.keys.clone()).collect();
    let mut names: Vec<String> = keys
        .first()
        .into_iter()
        .flat_map(|key| key.keys().cloned())
        .collect();
    names.sort();
    let keys = keys
        .into_iter()
        .map(|key| Key::of_parts(key.into_iter().collect()));
    let read = BatchGet::new(table, pattern, keys, |item| Ok(Some(told(&item.to_item()))))
        .consistent()
        .project(names);
    let there = read.send().await.map_err(Error::into_kind)?;
    Ok(there.into_iter().flatten().collect())
}

/// A key as a text that tells it from others of its table.
fn told(key: &Item) -> String {
    let mut parts: Vec<_> = key.iter().collect();
    parts.sort_by_key(|(name, _)| *name);
    format!("{parts:?}")
}

/// What stayed undone, and what ended the tries.
type Undone = (Vec<WriteRequest>, Option<ErrorKind>);

/// One request, and again for what it left undone.
async fn send(table: &Table, pattern: &str, chunk: &[WriteRequest]) -> Result<(), Undone> {
    let mut left = chunk.to_vec();
    let mut tries = 0;
    loop {
        let asked = HashMap::from([(table.name().to_owned(), left.clone())]);
        let traced = Traced::new("BatchWriteItem", table, pattern, None);
        let request = table
            .client()
            .batch_write_item()
            .set_return_consumed_capacity(traced.asks())
            .set_request_items(Some(asked));
        let sent = traced.send(request.send(), |output| output.consumed_capacity());
        let output = match sent.await {
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
