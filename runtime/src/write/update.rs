//! Changing an item.

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;

use super::place::Place;
use super::returned::Returned;
use super::terms::{Terms, built};
use crate::error::{DecodeError, Error, ErrorKind, Invalid, Refusal};
use crate::expression::{Condition, Expr, Names, Path, UpdateExpression};
use crate::item::{Item, ItemRef};
use crate::key::Key;
use crate::read::Running;
use crate::table::Table;
use crate::trace;
use crate::value::IntoValue;

/// Changes attributes of the item with a key. Without a condition, an item that is not there is
/// created; [`Condition::exists`] on a key attribute forbids that.
///
/// ```
/// # use tablewright::{Condition, Error, Key, Table, Update, path};
/// async fn pay(table: &Table) -> Result<(), Error> {
///     let key = Key::text("PK", "CUSTOMER#7").and_text("SK", "ORDER#1");
///     Update::new(table, "pay_order", key)
///         .set("status", "paid")
///         .add("revision", 1)
///         .condition(Condition::exists("PK"))
///         .only_if(path("total").le(1000))
///         .await
/// }
/// ```
#[derive(Clone)]
#[must_use = "nothing is changed until this is awaited"]
pub struct Update<R = ()> {
    pub(super) terms: Terms,
    pub(super) place: Place,
    looks_first: bool,
    /// The attribute that holds the shard, and the shard of each key.
    shards: Option<(String, Vec<u32>)>,
    pub(super) update: UpdateExpression,
    returned: Returned<R>,
}

impl Update<()> {
    /// Changes the item with this key, for the access pattern of this name.
    pub fn new(table: &Table, pattern: &str, key: Key) -> Self {
        Self::in_shards(table, pattern, [key])
    }

    /// Changes the item that has one of these keys, one for each shard that it may lie in. They are tried in
    /// this order while there is no such item, for which the update needs a condition that holds for one that
    /// is there only; otherwise it must [look first](Self::look_first).
    pub fn in_shards(table: &Table, pattern: &str, keys: impl IntoIterator<Item = Key>) -> Self {
        Update {
            terms: Terms::new(table, pattern),
            place: Place::new(keys),
            looks_first: false,
            shards: None,
            update: UpdateExpression::new(),
            returned: Returned::nothing(),
        }
    }
}

impl<R> Update<R> {
    /// Sets what is at a path to a value; an empty set removes it.
    pub fn set(mut self, path: impl Into<Path>, value: impl IntoValue) -> Self {
        self.update.set(path, value);
        self
    }

    /// Sets what is at a path to a value, or removes it when there is none.
    pub fn set_optional(self, path: impl Into<Path>, value: Option<impl IntoValue>) -> Self {
        match value {
            Some(value) => self.set(path, value),
            None => self.remove(path),
        }
    }

    /// Sets what is at a path to something that depends on the item.
    pub fn set_expr(mut self, path: impl Into<Path>, expr: Expr) -> Self {
        self.update.set_expr(path, expr);
        self
    }

    /// Adds a number to one, missing being zero, or members to a set.
    pub fn add(mut self, path: impl Into<Path>, value: impl IntoValue) -> Self {
        self.update.add(path, value);
        self
    }

    /// Puts one element behind a list, missing being empty.
    pub fn append(mut self, path: impl Into<Path>, element: impl IntoValue) -> Self {
        self.update.append(path, element);
        self
    }

    /// Removes what is at a path.
    pub fn remove(mut self, path: impl Into<Path>) -> Self {
        self.update.remove(path);
        self
    }

    /// Takes members out of a set.
    pub fn delete(mut self, path: impl Into<Path>, members: impl IntoValue) -> Self {
        self.update.delete(path, members);
        self
    }

    /// Looks under which of several keys the item lies before it is changed, with strong consistency; an item
    /// that lies under none is created under the first.
    pub fn look_first(mut self) -> Self {
        self.looks_first = true;
        self
    }

    /// Stores in an attribute in which shard the item lies: of these, the one that belongs to its key, in their
    /// order. For an update that [looks first](Self::look_first).
    pub fn set_shard(mut self, attribute: &str, shards: impl IntoIterator<Item = u32>) -> Self {
        self.shards = Some((attribute.to_owned(), shards.into_iter().collect()));
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

    /// Gives the item as it was before; `None` when there was none.
    pub fn returning_old<T>(
        self,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Update<Option<T>> {
        self.returning(Returned::old(decode))
    }

    /// Gives the item as it is after, or what `decode` takes from it:
    /// [`Entity::expect_item`](crate::Entity::expect_item), or one attribute.
    pub fn returning_new<T>(
        self,
        decode: impl Fn(ItemRef<'_>) -> Result<T, DecodeError> + Send + Sync + 'static,
    ) -> Update<T> {
        self.returning(Returned::new(decode))
    }

    fn returning<T>(self, returned: Returned<T>) -> Update<T> {
        Update {
            terms: self.terms,
            place: self.place,
            looks_first: self.looks_first,
            shards: self.shards,
            update: self.update,
            returned,
        }
    }

    /// Changes the item.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] before any request, [`ErrorKind::ConditionFailed`] with the item that
    /// is there, and what the service says. [`ErrorKind::Decode`] is about the item that is
    /// returned: the change is made.
    pub async fn send(mut self) -> Result<R, Error> {
        let done = self.run().await;
        done.map_err(|kind| self.terms.error(kind))
    }

    async fn run(&mut self) -> Result<R, ErrorKind> {
        self.terms.checked()?;
        if self.looks_first {
            self.settle().await?;
        }
        let mut at = 0;
        loop {
            let written = self.attempt(at).await;
            if !self.place.may_be_behind(at, &written) {
                return written;
            }
            at += 1;
        }
    }

    /// Looks where the item lies, forgets the other keys, and knows its shard.
    pub(super) async fn settle(&mut self) -> Result<(), ErrorKind> {
        let at = self.place.settle(&self.terms).await?;
        if let Some((attribute, shards)) = self.shards.take()
            && let Some(shard) = shards.get(at)
        {
            self.update.set(Path::name(&attribute), *shard);
        }
        Ok(())
    }

    async fn attempt(&self, at: usize) -> Result<R, ErrorKind> {
        let key = self.place.key(at)?.clone();
        let key = key.into_item().map_err(ErrorKind::Invalid)?;
        let traced = self.terms.traced("UpdateItem");
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

    fn request(&self, key: Item) -> Result<UpdateItemFluentBuilder, ErrorKind> {
        let mut names = Names::new();
        let update = self.update.render(&mut names).map_err(ErrorKind::Invalid)?;
        let (condition, on_failure) = self.terms.condition(&mut names)?;
        let (names, values) = names.into_parts();
        let table = &self.terms.table;
        let request = table.client().update_item();
        Ok(request
            .table_name(table.name())
            .set_key(Some(key))
            .set_update_expression(update)
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
    pub fn input(&self) -> Result<UpdateItemInput, Error> {
        let request = self.terms.checked().and_then(|()| {
            let key = self.place.first()?.clone().into_item();
            self.request(key.map_err(ErrorKind::Invalid)?)
        });
        let input = request.and_then(|request| built(request.as_input().clone().build()));
        input.map_err(|kind| self.terms.error(kind))
    }
}

impl<R: 'static> IntoFuture for Update<R> {
    type Output = Result<R, Error>;
    type IntoFuture = Running<R>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
