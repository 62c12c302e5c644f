// Written by `cargo xtask goldens` from the models in YAML.
//! The models of the corpus, written in Rust.

#![allow(missing_docs, unreachable_pub, clippy::module_inception)]

mod models;

pub use models::corners::corners;
pub use models::ledger::ledger;
pub use models::accounts::accounts;
pub use models::courses::courses;
pub use models::documents::documents;
pub use models::events::events;
pub use models::feed::feed;
pub use models::github::github;
pub use models::idempotency::idempotency;
pub use models::inbox::inbox;
pub use models::leaderboard::leaderboard;
pub use models::offices::offices;
pub use models::page_views::page_views;
pub use models::rate_limiter::rate_limiter;
pub use models::saas::saas;
pub use models::sensors::sensors;
pub use models::sessions::sessions;
pub use models::shipped_today::shipped_today;
pub use models::shop::shop;
pub use models::social::social;
pub use models::trades::trades;
