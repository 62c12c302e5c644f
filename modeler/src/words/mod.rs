//! The words of a plan: operations, key conditions, filters and what a path lacks, as people read them.
//!
//! One place, so that `plan`, `explain`, the messages of the rules and the comments in generated code say
//! the same thing in the same way. Nothing in here decides anything.

mod article;
mod condition;
mod key;
mod lacks;
mod number;
mod once;
mod operation;
mod problem;
mod quote;
mod short;
mod template;

pub use article::a;
pub use condition::{condition, path, value, when};
pub use key::{hot_key, key_condition, key_value};
pub use lacks::{because, lack, lacks, path_name};
pub use number::{bytes, dollars, number};
pub use once::once;
pub use operation::{entities, filter, guard, operation, table, table_of_pattern, verb};
pub use problem::problems;
pub use quote::{listed, quoted};
pub use short::short;
pub use template::{template, templates};

#[cfg(test)]
mod tests;
