//! What was meant: ids instead of names, templates parsed, types known, no dangling reference.

mod attribute;
mod buckets;
mod capacity;
mod condition;
mod entity;
mod ids;
mod literal;
mod load;
mod pattern;
mod rates;
mod shards;
mod spread;
mod table;
mod template;
mod volume;

pub use attribute::{Attribute, Derived, Facts, Field, Precision, Scalar, Struct, Type};
pub use buckets::Reach;
pub use capacity::{Autoscale, Capacity, Class, Settings, Warm};
pub use condition::{Comparison, Condition, Operand, Path, Step};
pub use entity::{Entity, Entry, Key, Unique};
pub use ids::{AttributeId, AttributeRef, EntityId, IndexId, ParameterId, PatternId};
pub use literal::Literal;
pub use load::{After, DeclaredRate, Load, Times};
pub use pattern::{
    Action, Bound, Change, ChangeKind, Direction, Given, Guard, Order, Outside, Parameter, Pattern,
    Projection, Range, RangeForm, Read, Returns, Side, TransactStep, Value, Verb, Via, Write,
    WriteKind,
};
pub use rates::{PatternRate, rates};
pub use shards::{Shard, ShardBy, ShardChoice, ShardCount, Shards};
pub use spread::{Skew, Spread};
pub use table::{Carries, Index, IndexKind, KeyAttribute, Stream, Table};
pub use template::{Part, Template};
pub use volume::Volume;

use crate::source::Span;

/// A resolved model.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// Its table.
    pub table: Table,
    /// Its entities, in the order written. Indexed by [`EntityId`].
    pub entities: Vec<Entity>,
    /// Its access patterns, in the order written. Indexed by [`PatternId`]. Patterns that did not
    /// resolve are not here; their findings are.
    pub patterns: Vec<Pattern>,
    /// Whether something that was written is missing here, so that rules which conclude from absence
    /// stay silent.
    pub incomplete: bool,
    /// Where it stands.
    pub span: Span,
}

impl Model {
    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// An attribute.
    pub fn attribute(&self, of: AttributeRef) -> &Attribute {
        &self.entity(of.entity).attributes[of.attribute.index()]
    }

    /// A pattern.
    pub fn pattern(&self, id: PatternId) -> &Pattern {
        &self.patterns[id.index()]
    }

    /// An index of the table.
    pub fn index(&self, id: IndexId) -> &Index {
        &self.table.indexes[id.index()]
    }

    /// The ids of all entities.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len()).map(EntityId::new)
    }

    /// The ids of all patterns.
    pub fn pattern_ids(&self) -> impl Iterator<Item = PatternId> + use<> {
        (0..self.patterns.len()).map(PatternId::new)
    }

    /// The ids of all indexes.
    pub fn index_ids(&self) -> impl Iterator<Item = IndexId> + use<> {
        (0..self.table.indexes.len()).map(IndexId::new)
    }
}
