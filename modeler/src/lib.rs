//! Reads, checks and plans DynamoDB single-table models.
//!
//! One direction, four nouns: a [`draft::Draft`] is what was written, a [`model::Model`] is what it
//! means, a [`plan::Plan`] is what every access pattern becomes, an [`estimate::Estimate`] what that
//! consumes, costs and heats. Each stage returns its result *and*
//! its findings; nothing stops at the first error, and nothing that was written is dropped silently.
//!
//! No file access, no SDK and no generated Rust in here.

pub mod advice;
pub mod draft;
pub mod estimate;
pub mod findings;
pub mod frontend;
mod known;
pub mod limits;
pub mod model;
mod parts;
pub mod plan;
pub mod planner;
pub mod proof;
pub mod quantity;
pub mod resolve;
pub mod rules;
pub mod sample;
pub mod simulate;
pub mod size;
pub mod source;
pub mod syntax;
pub mod words;

mod check;

pub use check::{Checked, CheckedModule, check, check_module, check_rust};
