//! Where an item lies that may be in one of several shards.

use super::terms::Terms;
use crate::error::{ErrorKind, Invalid, Refusal};
use crate::expression::Names;
use crate::key::Key;
use crate::trace;

/// The keys under which an item may lie, in the order in which they are tried; a new one lies under the first.
#[derive(Clone)]
pub(super) struct Place(Vec<Key>);

impl Place {
    pub(super) fn new(keys: impl IntoIterator<Item = Key>) -> Self {
        Place(keys.into_iter().collect())
    }

    /// The first key.
    pub(super) fn first(&self) -> Result<&Key, ErrorKind> {
        self.key(0)
    }

    /// One of the keys.
    pub(super) fn key(&self, at: usize) -> Result<&Key, ErrorKind> {
        let none = || ErrorKind::Invalid(Invalid::value("a write without a key"));
        self.0.get(at).ok_or_else(none)
    }

    /// Whether a write under one of the keys failed for want of an item, and there is a key behind it.
    pub(super) fn may_be_behind<R>(&self, at: usize, written: &Result<R, ErrorKind>) -> bool {
        let nowhere = |kind: &ErrorKind| match kind {
            ErrorKind::ConditionFailed(existing) => existing.item().is_none(),
            _ => false,
        };
        at + 1 < self.0.len() && written.as_ref().is_err_and(nowhere)
    }

    /// Looks where the item lies; at the first key where it lies nowhere. With one key there is nothing to
    /// look for.
    pub(super) async fn find(&self, terms: &Terms) -> Result<usize, ErrorKind> {
        if self.0.len() < 2 {
            return Ok(0);
        }
        for (at, key) in self.0.iter().enumerate() {
            if is_there(terms, key).await? {
                return Ok(at);
            }
        }
        Ok(0)
    }

    /// Looks where the item lies, and forgets the other keys; which it was.
    pub(super) async fn settle(&mut self, terms: &Terms) -> Result<usize, ErrorKind> {
        let at = self.find(terms).await?;
        self.0 = self.0.drain(..).skip(at).take(1).collect();
        Ok(at)
    }
}

/// Whether there is an item with this key, as of what was last written.
async fn is_there(terms: &Terms, key: &Key) -> Result<bool, ErrorKind> {
    let key = key.clone().into_item().map_err(ErrorKind::Invalid)?;
    let mut names = Names::new();
    let mut key_names: Vec<String> = key.keys().cloned().collect();
    key_names.sort();
    let (table, traced) = (&terms.table, terms.traced("GetItem"));
    let request = table
        .client()
        .get_item()
        .set_return_consumed_capacity(traced.asks())
        .table_name(table.name())
        .set_key(Some(key.clone()))
        .consistent_read(true)
        .projection_expression(names.list(&key_names))
        .set_expression_attribute_names(names.into_parts().0);
    let sent = traced.send(request.send(), |output| {
        trace::one(output.consumed_capacity())
    });
    let output = sent.await;
    let output = output.map_err(|error| Refusal::about(error, &key))?;
    Ok(output.item.is_some())
}
