//! The operations of a plan.

use super::{KeyPiece, KeyValue, SortCondition, WriteProblem};
use crate::model::{
    AttributeId, ChangeKind, Condition, Derived, EntityId, IndexId, Literal, ParameterId, Path,
    Returns, Type, Value, WriteKind,
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
    /// GetItem of a marker, then GetItem of the item that holds the unique value.
    Lookup(Lookup),
    /// PutItem, UpdateItem or DeleteItem, by the pattern's own kind.
    Write(WritePlan),
    /// TransactWriteItems or TransactGetItems: the operations of the steps, in their order.
    Transact(Vec<StepPlan>),
    /// None of ours: another system does it.
    Outside,
}

/// The plan of a step of a transaction.
#[derive(Debug, Clone)]
pub struct StepPlan {
    /// A Get or a Write; none where a read is not of one item.
    pub operation: Option<Operation>,
    /// Why it cannot be done as it stands.
    pub problems: Vec<WriteProblem>,
}

/// A read by a unique value: the marker says where the item is.
#[derive(Debug, Clone)]
pub struct Lookup {
    /// The wanted entity.
    pub entity: EntityId,
    /// Which of its unique constraints.
    pub unique: usize,
    /// The key of the marker, in the table's partition and sort key alike.
    pub marker: Vec<KeyPiece>,
    /// What must hold of the item that is read: the unique value, for it may have changed in between,
    /// other known terms, the pattern's own filter.
    pub filter: Vec<Condition>,
    /// Strongly consistent.
    pub consistent: bool,
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
    /// Strongly consistent.
    pub consistent: bool,
    /// Lists whose every value makes a key of its own: one BatchGetItem.
    pub lists: Vec<ParameterId>,
    /// So many keys in one call: a BatchGetItem.
    pub batch: Option<u32>,
    /// A calculated shard, asked under the count of now and then under earlier ones, until there is one.
    pub tries: Option<ParameterId>,
    /// What is found under all keys is one item with sums.
    pub sum: bool,
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
    /// Of an index with several sort attributes: the values of the first ones.
    pub leading: Vec<KeyValue>,
    /// The condition on the sort key; on the first sort attribute that is not leading.
    pub sort: SortCondition,
    /// Known terms that are in no key, then the pattern's own filter; all must hold.
    pub filter: Vec<Condition>,
    /// Smallest sort key first.
    pub forward: bool,
    /// Items in a page.
    pub limit: Option<u32>,
    /// Strongly consistent.
    pub consistent: bool,
    /// Lists whose every value makes a Query of its own; the answers are merged in order.
    pub lists: Vec<ParameterId>,
    /// Only the number of items is asked for.
    pub count: bool,
    /// The local index does not carry all that is wanted, so that DynamoDB fetches each item from the table.
    pub fetches: bool,
    /// One of the lists is times: a partition is asked for each.
    pub buckets: Option<Buckets>,
}

/// The partitions of a read over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Buckets {
    /// The times, each the start of a partition.
    pub parameter: ParameterId,
    /// The coarser time that a partition holds.
    pub kind: Type,
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
    /// Which kind of write.
    pub kind: WriteKind,
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
    /// For a put: the optimistic lock that it raises.
    pub lock: Option<Lock>,
    /// What happens to the markers of unique values; with any, the write is a transaction.
    pub markers: Vec<Marker>,
    /// So many items in one call: a BatchWriteItem.
    pub batch: Option<u32>,
    /// A calculated shard, tried under the count of now and then under earlier ones, until there is one.
    pub tries: Option<ParameterId>,
}

/// What a put does with the optimistic lock of its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lock {
    /// The attribute: stored one higher than the item says.
    pub attribute: AttributeId,
    /// Whether what is stored must be what the item says.
    pub checked: bool,
}

/// What a write does to the marker of a unique value.
#[derive(Debug, Clone, PartialEq)]
pub enum Marker {
    /// The value of the item that is put is taken, if it has one.
    TakeOwn {
        /// Which of the entity's unique constraints.
        unique: usize,
    },
    /// A value is taken.
    Take {
        /// Which of the entity's unique constraints.
        unique: usize,
        /// The key of the marker.
        key: Vec<KeyPiece>,
    },
    /// A value is given back.
    Free {
        /// Which of the entity's unique constraints.
        unique: usize,
        /// The key of the marker.
        key: Vec<KeyPiece>,
    },
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
    /// The entry exists only while these parameters have these values: otherwise the item leaves. Without new values it
    /// is there already, and stays as it is.
    SetIf(Vec<(ParameterId, Literal)>, Vec<(String, KeyValue)>),
}
