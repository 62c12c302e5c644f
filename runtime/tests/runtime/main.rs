//! The runtime against the embedded engine: what is asked, what comes back, and what it costs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod inputs;
mod paging;
mod reads;
mod scatter;
mod several;
mod shards;
mod shop;
mod tables;
mod traces;
mod travel;
mod unknown;
mod wire;
mod writes;
