//! Time and allocations of one thing, done often.

use std::alloc::System;
use std::time::{Duration, Instant};

use stats_alloc::{Region, StatsAlloc};

use crate::GLOBAL;

/// How often each thing is done; the fastest counts, for a busy machine only ever adds.
const TIMES: usize = 400;

/// What one thing cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) allocations: usize,
}

/// The fastest of many times.
pub(crate) async fn fastest<T, E>(
    times: Option<usize>,
    mut job: impl AsyncFnMut() -> Result<T, E>,
) -> Result<Cost, E> {
    let mut best = Cost {
        time: Duration::MAX,
        allocations: usize::MAX,
    };
    let global: &StatsAlloc<System> = GLOBAL;
    for _ in 0..times.unwrap_or(TIMES) {
        let region = Region::new(global);
        let start = Instant::now();
        let result = std::hint::black_box(job().await?);
        best.time = best.time.min(start.elapsed());
        best.allocations = best.allocations.min(region.change().allocations);
        drop(result);
    }
    Ok(best)
}
