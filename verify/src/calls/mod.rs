//! The calls that are made of a pattern: hits, misses, ends of ranges, equal values.

mod arguments;
mod compared;
mod ranges;
mod reads;
mod transactions;
mod writes;

pub(crate) use arguments::Maker;
pub(crate) use reads::read_calls;
pub(crate) use transactions::{StepCall, transaction_call};
pub(crate) use writes::{WriteCall, write_call};
