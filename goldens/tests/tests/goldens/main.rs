//! The generated crates, used as an application would, on every engine that is there.

mod accounts;
mod courses;
mod documents;
mod inbox;
mod shop;
mod social;

/// What a test comes to.
type Result = std::result::Result<(), Box<dyn std::error::Error>>;
