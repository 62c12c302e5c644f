//! What the stages and the rules have to say.

mod finding;
mod spelling;

pub use finding::{Edit, Finding, Fix, Label, Level, Subject};
pub use spelling::nearest;

/// Findings as they are collected: every stage takes one and adds to it.
pub type Findings = Vec<Finding>;
