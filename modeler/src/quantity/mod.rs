//! Quantities of the model language: counts, sizes, rates, shares and durations.
//!
//! Each is read from text exactly, without rounding, and writes itself back in one canonical spelling
//! that reads as the same quantity. A parser gives its result or one complaint with its place.

mod bytes;
mod count;
mod decimal;
mod duration;
mod rate;
mod share;

#[cfg(test)]
mod tests;

pub use bytes::Bytes;
pub use count::{Average, Count};
pub use duration::Duration;
pub use rate::{Per, Rate};
pub use share::Share;

use crate::syntax::Complaint;

/// A quantity that is written as text.
pub trait Quantity: Sized {
    /// What it is called in a message: `a rate`.
    const WHAT: &'static str;

    /// What to write instead of something that is none.
    const EXPECTED: &'static str;

    /// Reads it.
    fn parse(text: &str) -> Result<Self, Complaint>;
}

/// A complaint about a part of a text.
fn complaint(message: String, at: std::ops::Range<usize>) -> Complaint {
    Complaint { message, at }
}
