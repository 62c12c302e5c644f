//! Reads over partitions that hold a coarser time each.

use super::{AttributeRef, ParameterId};
use crate::source::Span;

/// How far a read reaches over time, where partitions hold a coarser one.
#[derive(Debug, Clone)]
pub struct Reach {
    /// The finer time, in each entity that has it.
    pub attributes: Vec<AttributeRef>,
    /// The times whose partitions are asked; the code finds them from the range, or back from now.
    pub parameter: ParameterId,
    /// Seconds that it reaches at most.
    pub max: i64,
    /// Seconds that it reaches on average, where that is said.
    pub average: Option<i64>,
    /// Where it stands.
    pub span: Span,
}
