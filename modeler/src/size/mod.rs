//! How large values and items are, in bytes as DynamoDB counts them.
//!
//! Developer guide, "Item sizes and formats" (`CapacityUnitCalculations`); the size of numbers as
//! measured on the service in 2026-08.

mod item;
mod number;
mod usual;
mod value;

#[cfg(test)]
mod tests;

pub use item::{Bound, item, local_copies};
pub use number::number;
pub use usual::{ASSUMED_VALUE, Measured, Usual, usual_copies, usual_item, usual_marker};
pub use value::{longest, typical};
