//! BatchGetItem.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::KeysAndAttributes;

use crate::backoff::{TRIES, pause};
use crate::entity::{Decode, Entity};
use crate::error::{DecodeError, Error, ErrorKind, Invalid, Refusal, Unprocessed};
use crate::expression::Names;
use crate::item::{Item, ItemRef, Kept, keeping};
use crate::key::Key;
use crate::read::Running;
use crate::table::Table;
use crate::trace::Traced;

/// The most keys of one request.
///
/// API reference, BatchGetItem.
const MOST_KEYS: usize = 100;

/// Many items by their keys. Any number of keys may be asked for: they are cut into requests, and what the
/// service leaves undone is asked for again after a growing pause.
#[must_use = "nothing is read until this is awaited"]
pub struct BatchGet<T> {
    table: Table,
    pattern: String,
    keys: Vec<Key>,
    /// How many of the keys, from the first on, are those of one item each.
    groups: Vec<usize>,
    consistent: bool,
    projection: Option<Vec<String>>,
    refused: Option<Invalid>,
    decode: Decode<T>,
}

impl<T> BatchGet<T> {
    /// A read of the items with these keys.
    pub fn new(
        table: &Table,
        pattern: &str,
        keys: impl IntoIterator<Item = Key>,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Self::in_shards(table, pattern, keys.into_iter().map(|key| [key]), decode)
    }

    /// A read of items each of which has one of several keys, one for each shard that it may lie in. All of them are
    /// asked for, and the first that has an item gives the answer.
    pub fn in_shards<K: IntoIterator<Item = Key>>(
        table: &Table,
        pattern: &str,
        items: impl IntoIterator<Item = K>,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        let (mut keys, mut groups) = (Vec::new(), Vec::new());
        for item in items {
            let before = keys.len();
            keys.extend(item);
            groups.push(keys.len() - before);
        }
        BatchGet {
            table: table.clone(),
            pattern: pattern.to_owned(),
            keys,
            groups,
            consistent: false,
            projection: None,
            refused: None,
            decode: Arc::new(decode),
        }
    }

    /// Reads with strong consistency, at twice the units.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Asks for these attributes only, by their names in the table; the key's among them.
    pub fn project<N: Into<String>>(mut self, attributes: impl IntoIterator<Item = N>) -> Self {
        self.projection = Some(attributes.into_iter().map(Into::into).collect());
        self
    }

    /// Gives what else the items have as well, to write it back with them; see [`Kept`].
    pub fn keeping_unknown(self) -> BatchGet<Kept<T>>
    where
        T: Entity + 'static,
    {
        BatchGet {
            table: self.table,
            pattern: self.pattern,
            keys: self.keys,
            groups: self.groups,
            consistent: self.consistent,
            projection: self.projection,
            refused: self.refused,
            decode: keeping(self.decode),
        }
    }

    /// Refuses the read where an argument is not what it must be.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.refused = self.refused.or(check.err());
        self
    }

    /// Sends it: an answer for each key, in the order of the keys; `None` where there is no such item.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unprocessed`] says which keys stayed unread after all retries; nothing is returned then.
    pub async fn send(self) -> Result<Vec<Option<T>>, Error> {
        let (table, pattern) = (self.table.clone(), self.pattern.clone());
        self.run()
            .await
            .map_err(|kind| Error::new(&table, &pattern, None, kind))
    }

    async fn run(self) -> Result<Vec<Option<T>>, ErrorKind> {
        if let Some(invalid) = &self.refused {
            return Err(ErrorKind::Invalid(invalid.clone()));
        }
        let keys: Vec<Item> = self
            .keys
            .iter()
            .map(|key| {
                Ok(key
                    .clone()
                    .into_parts()
                    .map_err(ErrorKind::Invalid)?
                    .into_iter()
                    .collect())
            })
            .collect::<Result<_, ErrorKind>>()?;
        let mut found: Vec<Option<Item>> = vec![None; keys.len()];
        let mut distinct: Vec<usize> = Vec::with_capacity(keys.len());
        for at in 0..keys.len() {
            // The service refuses a key that stands twice in a request.
            if !distinct.iter().any(|seen| keys[*seen] == keys[at]) {
                distinct.push(at);
            }
        }
        for chunk in distinct.chunks(MOST_KEYS) {
            self.chunk(&keys, chunk, &mut found).await?;
        }
        let decoded = |key: &Item| {
            let first = keys.iter().position(|other| other == key);
            match &found[first.unwrap_or_default()] {
                Some(item) => (self.decode)(item.into()).map_err(ErrorKind::Decode),
                None => Ok(None),
            }
        };
        let mut rest = keys.as_slice();
        let answers = self.groups.iter().map(|size| {
            let (group, others) = rest.split_at(*size);
            rest = others;
            let first = group
                .iter()
                .map(decoded)
                .find(|one| !matches!(one, Ok(None)));
            first.unwrap_or(Ok(None))
        });
        answers.collect()
    }

    async fn chunk(
        &self,
        keys: &[Item],
        chunk: &[usize],
        found: &mut [Option<Item>],
    ) -> Result<(), ErrorKind> {
        let mut left: Vec<Item> = chunk.iter().map(|at| keys[*at].clone()).collect();
        let mut tries = 0;
        loop {
            let asked = left.len();
            let (items, rest) = self.request(left).await?;
            for item in items {
                let own = |at: &&usize| {
                    keys[**at]
                        .iter()
                        .all(|(name, value)| item.get(name) == Some(value))
                };
                if let Some(at) = chunk.iter().find(own) {
                    found[*at] = Some(item);
                }
            }
            if rest.is_empty() {
                return Ok(());
            }
            tries = if rest.len() < asked { 0 } else { tries + 1 };
            if tries >= TRIES {
                let positions = items_of(&self.groups, keys, &rest);
                return Err(ErrorKind::Unprocessed(Unprocessed::new(positions, None)));
            }
            pause(self.table.client(), tries).await;
            left = rest;
        }
    }

    /// One request: what it brought, and the keys that it left undone.
    async fn request(&self, keys: Vec<Item>) -> Result<(Vec<Item>, Vec<Item>), ErrorKind> {
        let mut names = Names::new();
        let projection = self
            .projection
            .as_ref()
            .map(|attributes| names.list(attributes));
        let asked = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .set_consistent_read(self.consistent.then_some(true))
            .set_projection_expression(projection)
            .set_expression_attribute_names(names.into_parts().0)
            .build()
            .map_err(|error| ErrorKind::Invalid(Invalid::value(error.to_string())))?;
        let traced = Traced::new("BatchGetItem", &self.table, &self.pattern, None);
        let request = self
            .table
            .client()
            .batch_get_item()
            .set_return_consumed_capacity(traced.asks())
            .set_request_items(Some(HashMap::from([(self.table.name().to_owned(), asked)])));
        let sent = traced.send(request.send(), |output| output.consumed_capacity());
        let output = sent.await.map_err(Refusal::kind)?;
        let items = output.responses.unwrap_or_default();
        let left = output.unprocessed_keys.unwrap_or_default();
        Ok((
            items.into_values().flatten().collect(),
            left.into_values().flat_map(|keys| keys.keys).collect(),
        ))
    }
}

impl<T: Send + 'static> IntoFuture for BatchGet<T> {
    type Output = Result<Vec<Option<T>>, Error>;
    type IntoFuture = Running<Vec<Option<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// The items, by their positions, that have one of these keys.
fn items_of(groups: &[usize], keys: &[Item], some: &[Item]) -> Vec<usize> {
    let mut rest = keys;
    let items = groups.iter().enumerate().filter_map(|(at, size)| {
        let (own, others) = rest.split_at(*size);
        rest = others;
        own.iter().any(|key| some.contains(key)).then_some(at)
    });
    items.collect()
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;

    #[test]
    fn a_key_that_stays_unread_is_that_of_each_of_its_items() {
        let key = |name: &str| Item::from([("PK".to_owned(), AttributeValue::S(name.to_owned()))]);
        let keys = ["a", "b", "c", "b", "d"].map(key);
        assert_eq!(items_of(&[2, 1, 2], &keys, &[key("b")]), [0, 2]);
        assert_eq!(items_of(&[1; 5], &keys, &[key("b"), key("d")]), [1, 3, 4]);
    }
}
