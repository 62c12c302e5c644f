//! Writing a whole item.

use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;

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

/// Writes a whole item, in place of the one with its key if there is one.
///
/// ```
/// # use tablewright::{Condition, Entity, Error, Put, Table};
/// async fn sign_up<T: Entity>(table: &Table, customer: &T) -> Result<bool, Error> {
///     let put = Put::new(table, "sign_up", customer.to_item()).condition(Condition::missing("PK"));
///     match put.await {
///         Ok(()) => Ok(true),
///         Err(error) if error.is_condition_failed() => Ok(false), // was there already
///         Err(error) => Err(error),
///     }
/// }
/// ```
#[derive(Clone)]
#[must_use = "nothing is written until this is awaited"]
pub struct Put<R = ()> {
    pub(super) terms: Terms,
    /// The item, once for each shard that it may lie in.
    items: Vec<Result<Item, Invalid>>,
    /// The keys of the items, where there are several.
    place: Place,
    returned: Returned<R>,
}

impl Put<()> {
    /// Writes this item, which is what [`Entity::to_item`](crate::Entity::to_item) gives, for the
    /// access pattern of this name.
    pub fn new(table: &Table, pattern: &str, item: Result<Item, Invalid>) -> Self {
        Put {
            terms: Terms::new(table, pattern),
            items: vec![item],
            place: Place::new([]),
            returned: Returned::nothing(),
        }
    }

    /// Writes the one of these items, each for a shard that it may lie in, whose key has an item already, and
    /// the first where none has. Before it is written, it is looked for by these key attributes, with strong
    /// consistency.
    pub fn in_shards(
        table: &Table,
        pattern: &str,
        key: &[&str],
        items: impl IntoIterator<Item = Result<Item, Invalid>>,
    ) -> Self {
        let items: Vec<Result<Item, Invalid>> = items.into_iter().collect();
        let keys = items.iter().flatten().map(|item| Key::of_item(item, key));
        Put {
            terms: Terms::new(table, pattern),
            place: Place::new(keys),
            items,
            returned: Returned::nothing(),
        }
    }
}

impl<R> Put<R> {
    /// Only if this holds for the item that is there. A second condition must hold as well.
    pub fn condition(mut self, condition: Condition) -> Self {
        self.terms.add(condition);
        self
    }

    /// Only if this holds too: a condition of the application, besides those of the pattern.
    pub fn only_if(self, condition: Condition) -> Self {
        self.condition(condition)
    }

    /// Writes these attributes as well, where the item has none of their names: what a read kept of an item that is
    /// written back; see [`Kept`](crate::Kept).
    pub fn with_unknown(mut self, unknown: &Item) -> Self {
        for item in self.items.iter_mut().flatten() {
            let known = std::mem::replace(item, unknown.clone());
            item.extend(known);
        }
        self
    }

    /// Carries the outcome of a check: the first that refused is reported in place of a request.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.terms.check(check);
        self
    }

    /// Gives the item that was replaced; `None` when there was none.
    pub fn returning_old<T>(
        self,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Put<Option<T>> {
        Put {
            terms: self.terms,
            items: self.items,
            place: self.place,
            returned: Returned::old(decode),
        }
    }

    /// Writes the item.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] before any request, [`ErrorKind::ConditionFailed`] with the item that
    /// is there, and what the service says. [`ErrorKind::Decode`] is about the item that was
    /// replaced: the new one is written.
    pub async fn send(mut self) -> Result<R, Error> {
        let done = self.run().await;
        done.map_err(|kind| self.terms.error(kind))
    }

    /// The item for the shard in which it lies, or for the first.
    pub(super) async fn settle(&mut self) -> Result<(), ErrorKind> {
        if let Some(Err(invalid)) = self.items.iter().find(|item| item.is_err()) {
            return Err(ErrorKind::Invalid(invalid.clone()));
        }
        let at = self.place.find(&self.terms).await?;
        self.items.swap(0, at);
        self.items.truncate(1);
        Ok(())
    }

    /// The item that is written.
    pub(super) fn item(&self) -> Result<Item, ErrorKind> {
        let item = self.items.first().cloned().unwrap_or_else(no_item);
        item.map_err(ErrorKind::Invalid)
    }

    async fn run(&mut self) -> Result<R, ErrorKind> {
        self.terms.checked()?;
        self.settle().await?;
        let item = self.items.pop().unwrap_or_else(no_item);
        let item = item.map_err(ErrorKind::Invalid)?;
        let key = self.terms.table.key_of(&item);
        let traced = self.terms.traced("PutItem");
        let request = self.request(item)?;
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

    fn request(&self, item: Item) -> Result<PutItemFluentBuilder, ErrorKind> {
        let mut names = Names::new();
        let (condition, on_failure) = self.terms.condition(&mut names)?;
        let (names, values) = names.into_parts();
        let table = &self.terms.table;
        let request = table.client().put_item();
        Ok(request
            .table_name(table.name())
            .set_item(Some(item))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values(self.returned.values())
            .set_return_values_on_condition_check_failure(on_failure))
    }

    /// The request as it would be sent, to look at: nothing is sent. Where the item may lie in several shards, it is that of a new one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] where an argument is refused.
    pub fn input(&self) -> Result<PutItemInput, Error> {
        let request = self
            .terms
            .checked()
            .and_then(|()| self.request(self.item()?));
        let input = request.and_then(|request| built(request.as_input().clone().build()));
        input.map_err(|kind| self.terms.error(kind))
    }
}

fn no_item() -> Result<Item, Invalid> {
    Err(Invalid::value("a put without an item"))
}

impl<R: 'static> IntoFuture for Put<R> {
    type Output = Result<R, Error>;
    type IntoFuture = Running<R>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
