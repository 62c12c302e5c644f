//! The generated crates, used as an application would, on every engine that is there.

mod accounts;
mod corners;
mod courses;
mod documents;
mod events;
mod feed;
mod github;
mod idempotency;
mod inbox;
mod leaderboard;
mod offices;
mod page_views;
mod rate_limiter;
mod saas;
mod sensors;
mod sessions;
mod shipped_today;
mod shop;
mod social;
mod trades;

/// What a test comes to.
type Result = std::result::Result<(), Box<dyn std::error::Error>>;
