//! What every access pattern becomes: concrete operations with typed key conditions, and why the
//! alternatives lost.

mod key;
mod operation;
mod reasons;

pub use key::{KeyPiece, KeyValue, SortCondition};
pub use operation::{
    Assignment, Buckets, Computed, EntryChange, EntryUpdate, Get, Lock, Lookup, Marker, Operation,
    Query, Scan, StepPlan, WritePlan,
};
pub use reasons::{Lacks, PathId, Rejected, WriteProblem};

use crate::model::PatternId;

/// The plans of a model's patterns, in their order. Indexed by [`PatternId`].
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// One for each pattern of the model.
    pub patterns: Vec<PatternPlan>,
}

/// The plan of one pattern.
#[derive(Debug, Clone)]
pub struct PatternPlan {
    /// The request that answers, if there is one. A read that no key serves is a Scan.
    pub operation: Option<Operation>,
    /// The paths that lost, best first, and why.
    pub rejected: Vec<Rejected>,
    /// Why a write cannot be done as it stands.
    pub problems: Vec<WriteProblem>,
}

impl Plan {
    /// The plan of a pattern.
    pub fn pattern(&self, id: PatternId) -> &PatternPlan {
        &self.patterns[id.index()]
    }
}
