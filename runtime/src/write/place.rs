//! Where an item lies that may be in one of several shards.

use super::terms::Terms;
use crate::error::{Error, ErrorKind, Invalid};
use crate::key::Key;
use crate::read::Get;

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
    let parts = key.clone().into_parts().map_err(ErrorKind::Invalid)?;
    let names = parts.into_iter().map(|(name, _)| name);
    let read = Get::new(&terms.table, &terms.pattern, key.clone(), |_| Ok(Some(())))
        .consistent()
        .project(names);
    let there = read.send().await.map_err(Error::into_kind)?;
    Ok(there.is_some())
}
