//! Throttling over time: partitions as buckets under a load that comes and goes.
//!
//! A fluid model in steps of a second. What the documentation says is taken as it says it: what a partition
//! takes, what a new table gives at once, bursts of provisioned capacity, and that one item is never split. What
//! is not published is a [`Parameters`] with a name. Where keys lie is chance, so every result is a range over
//! seeds. Its limit cases are the closed forms of the estimate, which the tests compare.

mod keys;
mod load;
mod partitions;
mod random;
mod run;
mod scaling;

#[cfg(test)]
mod tests;

pub use keys::{KeyLoad, PathLoad, Workload, workload};
pub use load::Shape;
pub use run::{Minute, Outcome, PathOutcome, simulate};
pub use scaling::{Following, Provisioned};

/// What is not published, and what a run is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// How the declared load comes.
    pub shape: Shape,
    /// How long, in minutes.
    pub minutes: u32,
    /// How many runs with keys in other places.
    pub seeds: u32,
    /// A partition splits when it has used this part of what it gives …
    pub split_threshold: f64,
    /// … for so many seconds on end …
    pub split_after: u32,
    /// … and the halves are there so many seconds later.
    pub split_takes: u32,
    /// Seconds of unused provisioned capacity that a table keeps. Developer guide, "Burst capacity": 300.
    pub burst: f64,
    /// Auto scaling has set a capacity so many seconds after it decided to.
    pub scaling_takes: u32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            shape: Shape::Constant,
            minutes: 10,
            seeds: 20,
            split_threshold: 0.9,
            split_after: 180,
            split_takes: 120,
            burst: 300.0,
            scaling_takes: 60,
        }
    }
}
