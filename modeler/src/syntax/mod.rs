//! The small languages inside a model: templates, terms and conditions. Names stay names here; the
//! resolver gives them a meaning. A parser gives its result or one complaint with its place.

mod condition;
mod lexer;
mod template;
mod term;

pub use condition::{
    RawCondition, RawOperand, RawPartSet, RawPath, RawStep, parse_condition, parse_part_set,
    parse_path,
};
pub use lexer::RawLiteral;
pub use template::{RawPart, parse_template};
pub use term::{RawTerm, RawValue, parse_amount, parse_term};

use std::ops::Range;

/// What is wrong with a text, and which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong.
    pub message: String,
    /// The bytes.
    pub at: Range<usize>,
}

impl Complaint {
    fn new(message: impl Into<String>, at: Range<usize>) -> Self {
        Self {
            message: message.into(),
            at,
        }
    }
}
