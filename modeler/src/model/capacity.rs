//! What a table is set to, besides its keys and indexes.

use crate::quantity::{Count, Share};

/// The settings of a table.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// How its capacity is paid for.
    pub capacity: Capacity,
    /// What its storage is made for.
    pub class: Class,
    /// The capacity it is warmed up for.
    pub warm: Warm,
    /// The most that its requests take, where it pays for requests.
    pub caps: Caps,
    /// Whether Contributor Insights reports the keys that are asked for most.
    pub insights: bool,
    /// Whether it can be restored to any point in time of the last days.
    pub point_in_time: bool,
    /// How many on-demand backups of it are kept.
    pub backups: Count,
    /// The regions it is replicated to, in the order written.
    pub regions: Vec<String>,
    /// It is not created yet.
    pub new: bool,
}

/// How the capacity of a table is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Capacity {
    /// For each request.
    #[default]
    OnDemand,
    /// For each hour.
    Provisioned {
        /// Read units a second.
        read: Count,
        /// Write units a second.
        write: Count,
        /// How it follows the load, if it does.
        autoscale: Option<Autoscale>,
    },
}

impl Capacity {
    /// The read and write units a second that the table, and each of its global indexes, has at most; none where
    /// requests are paid for. Scaling follows the load within minutes: what it may come to is what counts.
    pub fn most(self) -> Option<(f64, f64)> {
        match self {
            Self::OnDemand => None,
            Self::Provisioned {
                autoscale: Some(scale),
                ..
            } => Some((scale.max.float(), scale.max.float())),
            Self::Provisioned { read, write, .. } => Some((read.float(), write.float())),
        }
    }
}

/// How provisioned capacity follows the load. The bounds hold for reads and for writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Autoscale {
    /// Units a second at least.
    pub min: Count,
    /// Units a second at most.
    pub max: Count,
    /// The part of the capacity that is to be in use.
    pub target: Share,
}

/// What the storage of a table is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Class {
    /// Items that are read and written often.
    #[default]
    Standard,
    /// Items that are mostly kept.
    InfrequentAccess,
}

/// The units a second beyond which the requests of an on-demand table are refused; none where absent. Its indexes are not
/// capped by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caps {
    /// Read units.
    pub read: Option<Count>,
    /// Write units.
    pub write: Option<Count>,
}

/// The capacity that a table is warmed up for, in units a second; its default where absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Warm {
    /// Read units.
    pub read: Option<Count>,
    /// Write units.
    pub write: Option<Count>,
}
