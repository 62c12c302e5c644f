//! How many items an entity has.

use super::AttributeId;
use crate::quantity::{Average, Count};

/// How many items there are. Without a greatest number they grow for ever.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Volume {
    /// In all.
    Total(Count),
    /// For each value of an attribute.
    Each {
        /// The attribute.
        attribute: AttributeId,
        /// On average.
        average: Option<Average>,
        /// At most.
        max: Option<Count>,
    },
}
