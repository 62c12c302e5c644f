//! The operations of a plan.

use super::{KeyValue, SortCondition};
use crate::model::{
    ChangeKind, Condition, Derived, EntityId, IndexId, Literal, ParameterId, Path, Returns, Value,
};

/// The request that answers a pattern.
#[derive(Debug, Clone)]
pub enum Operation {
    /// GetItem.
    Get(Get),
    /// Query.
    Query(Query),
    /// Scan: the only way left.
    Scan(Scan),
    /// PutItem, UpdateItem or DeleteItem, by the pattern's own kind.
    Write(WritePlan),
}

/// A GetItem.
#[derive(Debug, Clone)]
pub struct Get {
    /// The wanted entity.
    pub entity: EntityId,
    /// The partition key.
    pub partition: KeyValue,
    /// The sort key.
    pub sort: Option<KeyValue>,
    /// Known terms that are in no key: checked on the item that is read.
    pub filter: Vec<Condition>,
    /// Strongly consistent.
    pub consistent: bool,
}

/// A Query.
#[derive(Debug, Clone)]
pub struct Query {
    /// The wanted entities.
    pub entities: Vec<EntityId>,
    /// The index; the table when absent.
    pub index: Option<IndexId>,
    /// A value for each partition attribute.
    pub partition: Vec<KeyValue>,
    /// The condition on the sort key.
    pub sort: SortCondition,
    /// Known terms that are in no key, then the pattern's own filter; all must hold.
    pub filter: Vec<Condition>,
    /// Smallest sort key first.
    pub forward: bool,
    /// Items in a page.
    pub limit: Option<u32>,
    /// Strongly consistent.
    pub consistent: bool,
}

/// A Scan of the table or of an index.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The wanted entities.
    pub entities: Vec<EntityId>,
    /// What is known, and the pattern's own filter; all must hold.
    pub filter: Vec<Condition>,
    /// Items in a page.
    pub limit: Option<u32>,
    /// Strongly consistent.
    pub consistent: bool,
    /// Whether the model accepts it (`via: scan`).
    pub accepted: bool,
}

/// A write of one item by its key.
#[derive(Debug, Clone)]
pub struct WritePlan {
    /// The entity.
    pub entity: EntityId,
    /// The partition key; absent for a put, whose item has it.
    pub partition: Option<KeyValue>,
    /// The sort key.
    pub sort: Option<KeyValue>,
    /// What must hold: presence or absence of the item, known terms outside the key, the pattern's own
    /// conditions; all of them.
    pub condition: Vec<Condition>,
    /// Whether the item must be there (`true`) or not (`false`).
    pub exists: Option<bool>,
    /// Changes of attributes, derived ones included. For a put: what overrides the given item.
    pub assignments: Vec<Assignment>,
    /// Changes of computed index keys, for an update or upsert.
    pub entries: Vec<EntryUpdate>,
    /// What is handed back.
    pub returns: Option<Returns>,
}

/// A change of one attribute.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The attribute, or a part of a document.
    pub path: Path,
    /// What happens to it.
    pub change: Computed,
}

/// Where a changed value comes from.
#[derive(Debug, Clone)]
pub enum Computed {
    /// The pattern says so.
    Written(ChangeKind),
    /// It follows another attribute that the pattern sets.
    Derived(Derived, Value),
}

/// What an update does to one computed index entry.
#[derive(Debug, Clone)]
pub struct EntryUpdate {
    /// The index.
    pub index: IndexId,
    /// What happens.
    pub change: EntryChange,
}

/// A change of a computed index entry.
#[derive(Debug, Clone)]
pub enum EntryChange {
    /// The item leaves the index: its key attributes are removed.
    Leave,
    /// These key attributes get new values, by physical name.
    Set(Vec<(String, KeyValue)>),
    /// The entry exists only while these parameters have these values: otherwise the item leaves.
    SetIf(Vec<(ParameterId, Literal)>, Vec<(String, KeyValue)>),
}
