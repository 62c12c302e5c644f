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

use proptest::test_runner::Config;

/// So many cases in a common run, for each takes a while; as many as are asked for otherwise.
fn usual(cases: u32) -> Config {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => Config::default(),
        None => Config::with_cases(cases),
    }
}
