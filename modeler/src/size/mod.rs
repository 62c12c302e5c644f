//! How large values and items are, in bytes as DynamoDB counts them.
//!
//! Developer guide, "Item sizes and formats" (`CapacityUnitCalculations`); the size of numbers as
//! measured on the service in 2026-08.

mod item;
mod value;

#[cfg(test)]
mod tests;

pub use item::{Bound, item, local_copies, typical_copies, typical_item};
pub use value::{longest, typical};
