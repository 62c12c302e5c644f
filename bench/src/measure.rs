//! Time and allocations of things done often, one after the other and again.

use std::alloc::System;
use std::time::{Duration, Instant};

use stats_alloc::{Region, StatsAlloc};

use crate::GLOBAL;

/// How often each thing is done in one round.
pub(crate) const TIMES: usize = 40;
/// How many rounds there are. All things of a comparison take turns, so that a machine that is busy for a while is
/// so for all of them.
pub(crate) const ROUNDS: usize = 25;

/// What one thing cost, at its best: a busy machine only ever adds.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) allocations: usize,
}

impl Cost {
    /// Not done yet.
    pub(crate) const NONE: Self = Self {
        time: Duration::MAX,
        allocations: usize::MAX,
    };

    /// Does it so many times.
    pub(crate) async fn of<T, E>(
        &mut self,
        times: usize,
        job: impl AsyncFn() -> Result<T, E>,
    ) -> Result<(), E> {
        let global: &StatsAlloc<System> = GLOBAL;
        for _ in 0..times {
            let region = Region::new(global);
            let start = Instant::now();
            let result = std::hint::black_box(job().await?);
            self.time = self.time.min(start.elapsed());
            self.allocations = self.allocations.min(region.change().allocations);
            drop(result);
        }
        Ok(())
    }
}

/// Compares things by name with the first of them.
macro_rules! compare {
    ($what:literal, $times:expr, $rounds:expr, { $($name:literal => $job:expr),+ $(,)? }) => {{
        let mut costs = Vec::new();
        for round in 0..$rounds {
            let mut at = 0;
            $(
                if round == 0 {
                    costs.push(($name, $crate::measure::Cost::NONE));
                }
                costs[at].1.of($times, $job).await?;
                at += 1;
            )+
            let _ = at;
        }
        $crate::report($what, &costs);
    }};
}
pub(crate) use compare;
