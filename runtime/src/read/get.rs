//! Reading one item by its key.

use std::sync::Arc;

use aws_sdk_dynamodb::operation::get_item::GetItemInput;
use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;

use crate::entity::{Decode, Entity};
use crate::error::{DecodeError, Error, ErrorKind, Invalid, Refusal};
use crate::expression::Names;
use crate::item::{Item, ItemRef, Kept, keeping};
use crate::key::Key;
use crate::read::Running;
use crate::table::Table;
use crate::trace::{self, Traced};
use crate::write::terms::built;

/// Reads one item by its complete key. Awaiting it gives the entity; `None` when there is no item,
/// or when the item is of another entity.
///
/// ```
/// # use tablewright::{Entity, Error, Get, Key, Table};
/// async fn exists<T: Entity + Send + 'static>(table: &Table) -> Result<bool, Error> {
///     let key = Key::text("PK", "CUSTOMER#7").and_text("SK", "PROFILE");
///     let found = Get::new(table, "get_customer", key, T::from_item).consistent().await?;
///     Ok(found.is_some())
/// }
/// ```
#[must_use = "nothing is read until this is awaited"]
pub struct Get<T> {
    table: Table,
    pattern: String,
    keys: Vec<Key>,
    consistent: bool,
    projection: Option<Vec<String>>,
    refused: Option<Invalid>,
    decode: Decode<T>,
}

impl<T> Get<T> {
    /// The item with this key, read with `decode`, for the access pattern of this name.
    pub fn new(
        table: &Table,
        pattern: &str,
        key: Key,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Self::in_shards(table, pattern, [key], decode)
    }

    /// The item that has one of these keys, one for each shard that it may lie in. They are asked one after
    /// the other until there is an item.
    pub fn in_shards(
        table: &Table,
        pattern: &str,
        keys: impl IntoIterator<Item = Key>,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Get {
            table: table.clone(),
            pattern: pattern.to_owned(),
            keys: keys.into_iter().collect(),
            consistent: false,
            projection: None,
            refused: None,
            decode: Arc::new(decode),
        }
    }

    /// Reads what was last written, at twice the price.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Reads these attributes only, by their physical names: what `decode` needs, the tag included.
    pub fn project<N: Into<String>>(mut self, attributes: impl IntoIterator<Item = N>) -> Self {
        self.projection = Some(attributes.into_iter().map(Into::into).collect());
        self
    }

    /// Gives what else the item has as well, to write it back with it; see [`Kept`].
    pub fn keeping_unknown(self) -> Get<Kept<T>>
    where
        T: Entity + 'static,
    {
        Get {
            table: self.table,
            pattern: self.pattern,
            keys: self.keys,
            consistent: self.consistent,
            projection: self.projection,
            refused: self.refused,
            decode: keeping(self.decode),
        }
    }

    /// Carries the outcome of a check: the first that refused is reported in place of a request.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.refused = self.refused.or(check.err());
        self
    }

    /// Reads the item.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] before any request, [`ErrorKind::Decode`] for an item that is not
    /// understood, and what the service says.
    pub async fn send(mut self) -> Result<Option<T>, Error> {
        let done = self.run().await;
        done.map_err(|kind| Error::new(&self.table, &self.pattern, None, kind))
    }

    async fn run(&mut self) -> Result<Option<T>, ErrorKind> {
        if let Some(invalid) = self.refused.take() {
            return Err(ErrorKind::Invalid(invalid));
        }
        for key in std::mem::take(&mut self.keys) {
            if let Some(found) = self.ask(key).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Asks for the item with one of the keys.
    async fn ask(&self, key: Key) -> Result<Option<T>, ErrorKind> {
        let key = key.into_item().map_err(ErrorKind::Invalid)?;
        let traced = Traced::new("GetItem", &self.table, &self.pattern, None);
        let request = self.request(key.clone());
        let request = request.set_return_consumed_capacity(traced.asks());
        let sent = traced.send(request.send(), |output| {
            trace::one(output.consumed_capacity())
        });
        let output = sent.await.map_err(|error| Refusal::about(error, &key))?;
        match &output.item {
            Some(item) => (self.decode)(item.into()).map_err(ErrorKind::Decode),
            None => Ok(None),
        }
    }

    fn request(&self, key: Item) -> GetItemFluentBuilder {
        let mut names = Names::new();
        let projection = self.projection.as_ref().map(|all| names.list(all));
        let request = self.table.client().get_item();
        request
            .table_name(self.table.name())
            .set_key(Some(key))
            .set_consistent_read(self.consistent.then_some(true))
            .set_projection_expression(projection)
            .set_expression_attribute_names(names.into_parts().0)
    }

    /// The request as it would be sent, to look at: nothing is sent. Where the item may lie in several shards, it is that of the first.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] where an argument is refused.
    pub fn input(&self) -> Result<GetItemInput, Error> {
        let key = match &self.refused {
            Some(invalid) => Err(invalid.clone()),
            None => {
                let none = || Err(Invalid::value("a read without a key"));
                self.keys.first().cloned().map_or_else(none, Key::into_item)
            }
        };
        let input = key.map_err(ErrorKind::Invalid).and_then(|key| {
            let request = self.request(key);
            built(request.as_input().clone().build())
        });
        input.map_err(|kind| Error::new(&self.table, &self.pattern, None, kind))
    }
}

impl<T> Clone for Get<T> {
    fn clone(&self) -> Self {
        Get {
            table: self.table.clone(),
            pattern: self.pattern.clone(),
            keys: self.keys.clone(),
            consistent: self.consistent,
            projection: self.projection.clone(),
            refused: self.refused.clone(),
            decode: Arc::clone(&self.decode),
        }
    }
}

impl<T: Send + 'static> IntoFuture for Get<T> {
    type Output = Result<Option<T>, Error>;
    type IntoFuture = Running<Option<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
