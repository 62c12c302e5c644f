//! DynamoDB's expressions as values: conditions, filters and updates.
//!
//! Every attribute's name is sent as an alias and every value as a placeholder, so that reserved
//! words and odd characters need no care.

mod attr;
mod compare;
mod condition;
mod names;
mod path;
mod render;
mod update;

pub use attr::{Attr, Like};
pub use compare::Size;
pub use condition::{Comparison, Condition, Operand};
pub use names::Names;
pub use path::{Path, path, size};
pub use update::{Expr, UpdateExpression};

#[cfg(test)]
mod tests;
