//! Write shards.

use super::{AttributeId, AttributeRef, EntityId, Model};
use crate::source::Span;

/// The write shards of a key: so many partitions where there would be one.
#[derive(Debug, Clone)]
pub struct Shards {
    /// The attribute that holds the number of the shard, from 0 on.
    pub attribute: AttributeId,
    /// How many there are.
    pub count: ShardCount,
    /// How an item's shard is chosen.
    pub by: ShardBy,
    /// Earlier counts, under which items may still lie.
    pub was: Vec<u32>,
    /// Where they are declared.
    pub span: Span,
}

/// How many shards there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardCount {
    /// So many.
    Fixed(u32),
    /// For each partition as many as another item says.
    Kept {
        /// Where it is kept.
        of: AttributeRef,
        /// How many most partitions have.
        typical: u32,
        /// How many any has.
        max: u32,
    },
}

/// How an item's shard is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShardBy {
    /// By chance.
    Random,
    /// Calculated from these attributes.
    Attributes(Vec<AttributeId>),
}

/// How the shard of one call is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Whose.
    pub entity: EntityId,
    /// Which of the entity's shards, by their position in [`super::Entity::shards`].
    pub shards: usize,
    /// How.
    pub choice: ShardChoice,
}

/// How the shard of one call is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardChoice {
    /// It is not: all of them are asked.
    Each,
    /// It is calculated, with the count of now and with each of the earlier ones.
    Calculated,
    /// Any will do.
    Random,
}

impl Model {
    /// The counts that an attribute may keep, where items are found only under these: those that `was` lists, and the
    /// greatest.
    pub fn listed_counts(&self, of: AttributeRef) -> Option<Vec<u32>> {
        let all = self.entities.iter().flat_map(|entity| &entity.shards);
        let lists = all.filter_map(|shards| match shards.count {
            ShardCount::Kept { of: kept, max, .. } if kept == of => {
                let listed = !shards.is_random() && !shards.was.is_empty();
                listed.then(|| shards.was.iter().copied().chain([max]).collect())
            }
            _ => None,
        });
        let mut listed = lists.reduce(|mut one: Vec<u32>, other| {
            one.retain(|count| other.contains(count));
            one
        })?;
        listed.sort_unstable();
        listed.dedup();
        Some(listed)
    }
}

impl Shards {
    /// The greatest number of shards that any partition has or had.
    pub fn most(&self) -> u32 {
        self.was.iter().copied().fold(self.greatest(), u32::max)
    }

    /// The number of shards that most partitions have now.
    pub fn typical(&self) -> u32 {
        match self.count {
            ShardCount::Fixed(count) => count,
            ShardCount::Kept { typical, .. } => typical,
        }
    }

    /// The greatest number of shards that any partition has now.
    pub fn greatest(&self) -> u32 {
        match self.count {
            ShardCount::Fixed(count) => count,
            ShardCount::Kept { max, .. } => max,
        }
    }

    /// Whether another item says how many there are.
    pub fn is_kept(&self) -> bool {
        matches!(self.count, ShardCount::Kept { .. })
    }

    /// Whether the shard is chosen by chance.
    pub fn is_random(&self) -> bool {
        self.by == ShardBy::Random
    }
}
