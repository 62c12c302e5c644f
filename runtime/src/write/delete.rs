//! Deleting an item.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemInput;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;

use super::place::Place;
use super::returned::Returned;
use super::terms::{Terms, built};
use crate::error::{DecodeError, Error, ErrorKind, Invalid, Refusal};
use crate::expression::{Condition, Names};
use crate::item::{Item, ItemRef};
use crate::key::Key;
use crate::read::Running;
use crate::table::Table;
use crate::trace;

/// Deletes the item with a key. That there is none is no error, unless a condition says so.
///
/// ```
/// # use tablewright::{Condition, Delete, Error, Key, Table};
/// async fn close(table: &Table) -> Result<(), Error> {
///     let key = Key::text("PK", "CUSTOMER#7").and_text("SK", "PROFILE");
///     Delete::new(table, "close_account", key).condition(Condition::exists("PK")).await
/// }
/// ```
#[derive(Clone)]
#[must_use = "nothing is deleted until this is awaited"]
pub struct Delete<R = ()> {
    pub(super) terms: Terms,
    pub(super) place: Place,
    looks_first: bool,
    returned: Returned<R>,
}

impl Delete<()> {
    /// Deletes the item with this key, for the access pattern of this name.
    pub fn new(table: &Table, pattern: &str, key: Key) -> Self {
        Self::in_shards(table, pattern, [key])
    }

    /// Deletes the item that has one of these keys, one for each shard that it may lie in. They are tried in
    /// this order while there is no such item, for which the delete needs a condition that holds for one that
    /// is there only; otherwise it must [look first](Self::look_first).
    pub fn in_shards(table: &Table, pattern: &str, keys: impl IntoIterator<Item = Key>) -> Self {
        Delete {
            terms: Terms::new(table, pattern),
            place: Place::new(keys),
            looks_first: false,
            returned: Returned::nothing(),
        }
    }
}

impl<R> Delete<R> {
    /// Looks under which of several keys the item lies before it is deleted, with strong consistency.
    pub fn look_first(mut self) -> Self {
        self.looks_first = true;
        self
    }

    /// Only if this holds for the item that is there. A second condition must hold as well.
    pub fn condition(mut self, condition: Condition) -> Self {
        self.terms.add(condition);
        self
    }

    /// Only if this holds too: a condition of the application, besides those of the pattern.
    pub fn only_if(self, condition: Condition) -> Self {
        self.condition(condition)
    }

    /// Carries the outcome of a check: the first that refused is reported in place of a request.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.terms.check(check);
        self
    }

    /// Gives the item that was deleted; `None` when there was none.
    pub fn returning_old<T>(
        self,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Delete<Option<T>> {
        Delete {
            terms: self.terms,
            place: self.place,
            looks_first: self.looks_first,
            returned: Returned::old(decode),
        }
    }

    /// Deletes the item.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] before any request, [`ErrorKind::ConditionFailed`] with the item that
    /// is there, and what the service says. [`ErrorKind::Decode`] is about the item that was
    /// deleted: it is gone.
    pub async fn send(mut self) -> Result<R, Error> {
        let done = self.run().await;
        done.map_err(|kind| self.terms.error(kind))
    }

    async fn run(&mut self) -> Result<R, ErrorKind> {
        self.terms.checked()?;
        if self.looks_first {
            self.place.settle(&self.terms).await?;
        }
        let mut at = 0;
        loop {
            let written = self.attempt(self.place.key(at)?).await;
            if !self.place.may_be_behind(at, &written) {
                return written;
            }
            at += 1;
        }
    }

    async fn attempt(&self, key: &Key) -> Result<R, ErrorKind> {
        let key = key.clone().into_item().map_err(ErrorKind::Invalid)?;
        let traced = self.terms.traced("DeleteItem");
        let request = self.request(key.clone())?;
        let request = request.set_return_consumed_capacity(traced.asks());
        let sent = traced.send(request.send(), |output| {
            trace::one(output.consumed_capacity())
        });
        let output = sent.await;
        let output = output.map_err(|error| Refusal::about(error, &key))?;
        self.returned
            .read(output.attributes())
            .map_err(ErrorKind::Decode)
    }

    fn request(&self, key: Item) -> Result<DeleteItemFluentBuilder, ErrorKind> {
        let mut names = Names::new();
        let (condition, on_failure) = self.terms.condition(&mut names)?;
        let (names, values) = names.into_parts();
        let table = &self.terms.table;
        let request = table.client().delete_item();
        Ok(request
            .table_name(table.name())
            .set_key(Some(key))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values(self.returned.values())
            .set_return_values_on_condition_check_failure(on_failure))
    }

    /// The request as it would be sent, to look at: nothing is sent. Where the item may lie in several shards, it is that of the first.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] where an argument is refused.
    pub fn input(&self) -> Result<DeleteItemInput, Error> {
        let request = self.terms.checked().and_then(|()| {
            let key = self.place.first()?.clone().into_item();
            self.request(key.map_err(ErrorKind::Invalid)?)
        });
        let input = request.and_then(|request| built(request.as_input().clone().build()));
        input.map_err(|kind| self.terms.error(kind))
    }
}

impl<R: 'static> IntoFuture for Delete<R> {
    type Output = Result<R, Error>;
    type IntoFuture = Running<R>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
