//! Shard counts that are kept on items, and for how long they are believed.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::AttributeValue;

use crate::entity::Entity;
use crate::error::{DecodeError, Error, ErrorKind};
use crate::item::{Fields, Item, ItemRef};
use crate::key::{Key, Shards};
use crate::read::Get;
use crate::table::Table;

/// How many counts are remembered; with one more, those that are too old are forgotten, and if that is
/// nothing, all.
const MOST: usize = 10_000;

/// Counts that were read, and when.
#[derive(Debug, Default)]
pub(super) struct Counts {
    age: Duration,
    known: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Counts {
    /// Counts that are believed for so long.
    pub(super) fn believed_for(age: Duration) -> Self {
        Counts {
            age,
            known: Mutex::default(),
        }
    }

    fn get(&self, key: &str) -> Option<u32> {
        if self.age.is_zero() {
            return None;
        }
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (read, count) = known.get(key)?;
        (read.elapsed() < self.age).then_some(*count)
    }

    fn keep(&self, key: String, count: u32) {
        if self.age.is_zero() {
            return;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, (read, _)| read.elapsed() < self.age);
        }
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, (Instant::now(), count));
    }
}

/// The shards of a key, of which another item says for each partition how many there are.
///
/// ```
/// # use tablewright::{Entity, Error, Key, KeptShards, Shards, Table};
/// const TICKETS: KeptShards = KeptShards::new("shard_count", Shards::new(1).was(&[3]), 6);
///
/// async fn shards_of_acme<Tenant: Entity>(table: &Table) -> Result<Shards, Error> {
///     let key = Key::text("PK", "TENANT#acme").and_text("SK", "TENANT");
///     TICKETS.read::<Tenant>(table, "newest_tickets", key).await
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct KeptShards {
    attribute: &'static str,
    typical: Shards,
    most: u32,
}

impl KeptShards {
    /// Shards whose count is this attribute of an item; as many as `typical` says where there is no such item
    /// or attribute, and never more than `most`.
    #[must_use]
    pub const fn new(attribute: &'static str, typical: Shards, most: u32) -> Self {
        KeptShards {
            attribute,
            typical,
            most,
        }
    }

    /// Reads how many there are, or remembers it as [`Table::believe_shard_counts`] allows. The read is
    /// eventually consistent: a count that was raised a moment ago may be missed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] for a count of 0 or of more than there may be, whose shards no reader would ask,
    /// and what the service says.
    pub async fn read<T: Entity>(
        self,
        table: &Table,
        pattern: &str,
        key: Key,
    ) -> Result<Shards, Error> {
        let failed = |kind| Error::new(table, pattern, None, kind);
        let parts = key.clone().into_parts();
        let parts = parts.map_err(ErrorKind::Invalid).map_err(failed)?;
        let name = name(self.attribute, &parts);
        if let Some(count) = table.counts.get(&name) {
            return Ok(self.typical.with(count));
        }
        let read = Get::new(table, pattern, key, move |item| {
            self.of(T::NAME, item).map(Some)
        });
        let count = read.project([self.attribute]).send().await?;
        let count = match count {
            Some(count) => count,
            None => {
                let none = self.of(T::NAME, (&Item::new()).into());
                none.map_err(ErrorKind::Decode).map_err(failed)?
            }
        };
        table.counts.keep(name, count);
        Ok(self.typical.with(count))
    }

    fn of(self, entity: &str, item: ItemRef<'_>) -> Result<u32, DecodeError> {
        let fields = Fields::new(entity, item);
        let count = fields.optional::<u32>(self.attribute)?;
        let count = count.unwrap_or(self.typical.count());
        if count == 0 || count > self.most {
            let why = format!("is {count}, and there may be 1 to {} shards", self.most);
            return Err(DecodeError::new(entity, self.attribute, why));
        }
        Ok(count)
    }
}

/// What tells a count from the others of the table.
fn name(attribute: &str, key: &[(String, AttributeValue)]) -> String {
    let mut name = attribute.to_owned();
    for (_, value) in key {
        // Writing to a text does not fail.
        let _ = match value {
            AttributeValue::S(text) => write!(name, "\0{text}"),
            AttributeValue::N(digits) => write!(name, "\0{digits}"),
            AttributeValue::B(bytes) => write!(name, "\0{:?}", bytes.as_ref()),
            _ => Ok(()),
        };
    }
    name
}
