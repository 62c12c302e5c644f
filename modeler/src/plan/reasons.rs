//! Why a path lost, and why a write cannot be done: facts, not words.

use crate::{
    model::{AttributeId, AttributeRef, EntityId, IndexId},
    source::Span,
};

/// A way to the items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PathId {
    /// The table's own key.
    Table,
    /// An index.
    Index(IndexId),
}

/// A path that did not win.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// Which.
    pub path: PathId,
    /// What it lacks; empty when it would serve and another is better.
    pub lacks: Vec<Lacks>,
    /// How near it came: greater is nearer. Only for ranking.
    pub nearness: u32,
}

/// What a path lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacks {
    /// An entity has no entry in the index.
    Entry(EntityId),
    /// The partition key needs attributes that the pattern does not know.
    Partition(EntityId, Vec<AttributeId>),
    /// The entry exists only under a condition that the pattern does not imply.
    When(EntityId),
    /// The entry exists only while an attribute is present that may be absent.
    Optional(AttributeRef),
    /// Two wanted entities would be in different partitions.
    SplitPartitions(EntityId, EntityId),
    /// The ranged attribute is not the next part of the sort key.
    Range(AttributeRef),
    /// The order of the sort key is not the wanted one; the attribute that is out of place.
    Order(AttributeRef),
    /// The text order of an attribute is not its own order: an unpadded number.
    Unpadded(AttributeRef),
    /// The text order of an attribute is not its own order: an epoch.
    UnsortableTime(AttributeRef),
    /// A global index has no strongly consistent reads.
    Strong,
    /// The index does not carry wanted attributes.
    Projection(Vec<AttributeRef>),
    /// A filter names an attribute of its key, which DynamoDB refuses.
    KeyFilter(AttributeRef),
    /// The pattern is pinned to another path.
    NotPinned,
    /// It would serve, and reads more than the winner.
    ReadsMore,
    /// It would serve as well, and costs more to keep or comes later.
    NoBetter,
}

/// Why a write cannot be done as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteProblem {
    /// The key needs attributes that the pattern does not know.
    IncompleteKey(Vec<AttributeId>),
    /// Many items at once, under conditions that a batch cannot have.
    BatchWithCondition,
    /// A unique value would have to be given back, and the pattern does not know it.
    UniqueOldValue {
        /// Which of the entity's unique constraints.
        unique: usize,
        /// Its attributes that are not known as they were.
        unknown: Vec<AttributeId>,
    },
    /// A change touches an attribute of the primary key.
    ChangesKey(AttributeId, Span),
    /// An index entry changes and needs attributes that the pattern does not know.
    IndexKey {
        /// The index.
        index: IndexId,
        /// What changes.
        changed: Vec<AttributeId>,
        /// What is not known.
        unknown: Vec<AttributeId>,
    },
}
