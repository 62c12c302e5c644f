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
mod stream;
mod table;
mod template;
mod volume;

pub use attribute::{Attribute, Derived, Element, Facts, Field, Precision, Scalar, Struct, Type};
pub use buckets::Reach;
pub use capacity::{Autoscale, Capacity, Caps, Class, Settings, Warm};
pub use condition::{Comparison, Condition, Operand, Path, Step};
pub use entity::{Entity, Entry, Key, Unique};
pub use ids::{AttributeId, AttributeRef, EntityId, IndexId, ParameterId, PatternId, TableId};
pub use literal::{Fallback, Literal};
pub use load::{After, DeclaredRate, Load, Times};
pub use pattern::{
    Action, Bound, Change, ChangeKind, Direction, Given, Guard, Order, Outside, Parameter, Pattern,
    Projection, Range, RangeForm, Read, Returns, Side, TransactStep, Value, Verb, Via, Write,
    WriteKind,
};
pub use rates::{PatternRate, rates};
pub use shards::{Shard, ShardBy, ShardChoice, ShardCount, Shards};
pub use spread::{Skew, Spread};
pub use stream::StreamReader;
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
    /// Its tables, in the order written; at least one. Indexed by [`TableId`].
    pub tables: Vec<Table>,
    /// The indexes of all its tables, in the order written. Indexed by [`IndexId`].
    pub indexes: Vec<Index>,
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

    /// A table.
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.index()]
    }

    /// The table that an entity lives in.
    pub fn table_of(&self, id: EntityId) -> &Table {
        self.table(self.entity(id).table)
    }

    /// The table of entities that live in one; the first where there are none.
    pub fn shared_table(&self, entities: &[EntityId]) -> TableId {
        let first = entities.first();
        first.map_or(TableId::new(0), |id| self.entity(*id).table)
    }

    /// An index.
    pub fn index(&self, id: IndexId) -> &Index {
        &self.indexes[id.index()]
    }

    /// Whether an index carries the attribute of that physical name: the keys of both always, and what it
    /// projects.
    pub fn carries(&self, index: &Index, name: &str) -> bool {
        let mut keys = index.key_names().chain(self.table(index.table).key_names());
        keys.any(|key| key == name)
            || match &index.carries {
                Carries::All => true,
                Carries::Keys => false,
                Carries::Attributes(listed) => listed.iter().any(|one| one == name),
            }
    }

    /// The ids of all tables.
    pub fn table_ids(&self) -> impl Iterator<Item = TableId> + use<> {
        (0..self.tables.len()).map(TableId::new)
    }

    /// The ids of the indexes of a table.
    pub fn indexes_of(&self, table: TableId) -> impl Iterator<Item = IndexId> {
        self.index_ids()
            .filter(move |id| self.index(*id).table == table)
    }

    /// The ids of all entities.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len()).map(EntityId::new)
    }

    /// The entity of a name.
    pub fn entity_named(&self, name: &str) -> Option<EntityId> {
        let at = self.entities.iter().position(|entity| entity.name == name);
        at.map(EntityId::new)
    }

    /// The ids of all patterns.
    pub fn pattern_ids(&self) -> impl Iterator<Item = PatternId> + use<> {
        (0..self.patterns.len()).map(PatternId::new)
    }

    /// The ids of all indexes.
    pub fn index_ids(&self) -> impl Iterator<Item = IndexId> + use<> {
        (0..self.indexes.len()).map(IndexId::new)
    }
}
