// Written by `cargo xtask goldens` from the models in YAML.
//! A module for each model.

pub mod corners;
pub mod ledger;
pub mod accounts;
pub mod courses;
pub mod documents;
pub mod events;
pub mod feed;
pub mod github;
pub mod idempotency;
pub mod inbox;
pub mod leaderboard;
pub mod offices;
pub mod page_views;
pub mod rate_limiter;
pub mod saas;
pub mod sensors;
pub mod sessions;
pub mod shipped_today;
pub mod shop;
pub mod social;
pub mod trades;
