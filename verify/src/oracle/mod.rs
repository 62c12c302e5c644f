//! The plain answer: all items in one list, and no idea of keys, indexes or expressions.

mod condition;
mod path;
mod read;
mod scope;
mod write;

pub(crate) use condition::holds;
pub(crate) use path::kind_of;
pub(crate) use read::{in_order, matches, parameters, wanted};
pub(crate) use scope::Scope;
pub(crate) use write::{Outcome, derive, is_taken, same_item, target, write};

#[cfg(test)]
mod tests;
