//! Waiting before what was left undone is asked for again.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep as _;

/// The wait before the first retry, at most.
const FIRST: Duration = Duration::from_millis(50);

/// The wait before any retry, at most.
const LONGEST: Duration = Duration::from_secs(5);

/// How often a batch without any progress is sent again.
pub(crate) const TRIES: u32 = 10;

/// Waits for a random time that grows with the number of tries ("full jitter": clients that failed
/// together do not come back together).
pub(crate) async fn pause(client: &Client, tries: u32) {
    let most = FIRST.saturating_mul(1 << tries.min(16)).min(LONGEST);
    // Not for secrets: the seed of a hash map is random enough.
    let random = RandomState::new().hash_one(tries);
    let share = (random >> 11) as f64 / (1_u64 << 53) as f64;
    sleep(client, most.mul_f64(share)).await;
}

/// Waits in the way of the client's async runtime.
pub(crate) async fn sleep(client: &Client, time: Duration) {
    // Without a way to sleep, as in a client of another async runtime, this only asks faster.
    if let Some(way) = client.config().sleep_impl() {
        way.sleep(time).await;
    }
}
