//! Provisioned capacity that follows the load.
//!
//! What was consumed in a minute is compared with the target: above it for two minutes on end, capacity is raised, and
//! below it for fifteen it is lowered, so far that the target is met. Developer guide, "Managing throughput capacity
//! automatically with DynamoDB auto scaling"; the alarms are those that it creates.

use crate::model::{Autoscale, Capacity};

/// Minutes on end after which capacity is raised, and lowered.
const RAISED_AFTER: u32 = 2;
const LOWERED_AFTER: u32 = 15;

/// The provisioned units a second of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Provisioned {
    /// What is there at the start.
    pub units: f64,
    /// How it follows the load, if it does.
    pub follows: Option<Following>,
}

/// How capacity follows the load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Following {
    /// Units a second at least.
    pub min: f64,
    /// Units a second at most.
    pub max: f64,
    /// The part that is to be in use.
    pub target: f64,
}

impl Provisioned {
    /// Reads and writes of a table or a global index whose average load was there before; none on demand.
    pub(super) fn of(capacity: Capacity, reads: f64, writes: f64) -> Option<(Self, Self)> {
        let Capacity::Provisioned {
            read,
            write,
            autoscale,
        } = capacity
        else {
            return None;
        };
        let one = |units: f64, load: f64| match autoscale.map(Following::new) {
            Some(follows) => Self {
                units: follows.held(load),
                follows: Some(follows),
            },
            None => Self {
                units,
                follows: None,
            },
        };
        Some((one(read.float(), reads), one(write.float(), writes)))
    }

    /// The most that it comes to.
    pub(super) fn most(self) -> f64 {
        self.follows.map_or(self.units, |follows| follows.max)
    }
}

impl Following {
    fn new(scale: Autoscale) -> Self {
        let min = scale.min.float();
        Self {
            min,
            max: scale.max.float().max(min),
            target: scale.target.fraction().max(0.01),
        }
    }

    /// The capacity of which so much is the target.
    fn held(self, used: f64) -> f64 {
        (used / self.target).max(self.min).min(self.max)
    }
}

/// Capacity during a run.
pub(super) struct Scaling {
    of: Provisioned,
    /// Units a second now.
    pub(super) now: f64,
    /// Minutes on end above and below the target.
    above: u32,
    below: u32,
    /// What it becomes, and in how many seconds.
    coming: Option<(f64, u32)>,
}

impl Scaling {
    pub(super) fn new(of: Provisioned) -> Self {
        Self {
            of,
            now: of.units,
            above: 0,
            below: 0,
            coming: None,
        }
    }

    /// A second later.
    pub(super) fn second(&mut self) {
        self.coming = match self.coming {
            Some((units, 0)) => {
                self.now = units;
                None
            }
            Some((units, seconds)) => Some((units, seconds - 1)),
            None => None,
        };
    }

    /// A minute later, in which so many units a second were consumed; what is decided is there so many seconds later.
    pub(super) fn minute(&mut self, used: f64, takes: u32) {
        let Some(follows) = self.of.follows else {
            return;
        };
        let over = used > self.now * follows.target;
        (self.above, self.below) = match over {
            true => (self.above + 1, 0),
            false => (0, self.below + 1),
        };
        let wanted = follows.held(used);
        let due = self.above >= RAISED_AFTER && wanted > self.now
            || self.below >= LOWERED_AFTER && wanted < self.now;
        if due && self.coming.is_none() {
            self.coming = Some((wanted, takes));
            (self.above, self.below) = (0, 0);
        }
    }
}
