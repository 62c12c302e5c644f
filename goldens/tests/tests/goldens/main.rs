//! The generated crates, used as an application would, on every engine that is there.

mod accounts;
mod corners;
mod courses;
mod documents;
mod inbox;
mod page_views;
mod saas;
mod shop;
mod social;
mod trades;

/// What a test comes to.
type Result = std::result::Result<(), Box<dyn std::error::Error>>;
