//! The check of an item in a transaction.

use super::place::Place;
use super::terms::Terms;
use crate::error::Invalid;
use crate::expression::Condition;
use crate::key::Key;
use crate::table::Table;

/// A condition on an item that a transaction does not change: with it, all or nothing is written.
#[derive(Clone)]
#[must_use = "nothing is checked until it is in a transaction that is awaited"]
pub struct Check {
    pub(super) terms: Terms,
    pub(super) place: Place,
}

impl Check {
    /// A check of the item with that key.
    pub fn new(table: &Table, pattern: &str, key: Key) -> Self {
        Self::in_shards(table, pattern, [key])
    }

    /// A check of the item that has one of these keys, one for each shard that it may lie in. Before the transaction
    /// is sent, it is looked for in this order, with strong consistency; where it lies nowhere, the first key is
    /// checked.
    pub fn in_shards(table: &Table, pattern: &str, keys: impl IntoIterator<Item = Key>) -> Self {
        Check {
            terms: Terms::new(table, pattern),
            place: Place::new(keys),
        }
    }

    /// What must hold; all of what is added.
    pub fn condition(mut self, condition: Condition) -> Self {
        self.terms.add(condition);
        self
    }

    /// Refuses the whole transaction where an argument is not what it must be.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.terms.check(check);
        self
    }
}
