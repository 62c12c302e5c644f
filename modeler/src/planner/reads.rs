//! Reads: all paths are evaluated, the best one wins.

use super::{
    candidate,
    candidate::Candidate,
    choose,
    known::{self, Known},
    lookup, scan,
};
use crate::{
    model::{AttributeId, AttributeRef, Direction, EntityId, Given, Model, Read, ShardBy},
    plan::{Get, KeyValue, Operation, PathId, PatternPlan, Query, SortCondition, WriteProblem},
};

/// Plans a read, or with `count` how many items it would find.
pub(super) fn plan(model: &Model, read: &Read, count: bool) -> PatternPlan {
    let indexes = model.indexes_of(model.shared_table(&read.entities));
    let paths = std::iter::once(PathId::Table).chain(indexes.map(PathId::Index));
    let candidates = paths
        .map(|path| candidate::evaluate(model, read, path, count))
        .collect();
    let (winner, rejected) = choose::choose(model, candidates);
    let operation = match (winner, lookup::lookup(model, read)) {
        (Some(winner), lookup) => match operation(model, read, winner, count) {
            Operation::Query(query) if !count => {
                lookup.map_or(Operation::Query(query), Operation::Lookup)
            }
            other => other,
        },
        (None, Some(lookup)) if !count => Operation::Lookup(lookup),
        (None, _) => scan::scan(read),
    };
    let many = read.batch.is_some() && !matches!(operation, Operation::Get(_));
    PatternPlan {
        operation: Some(operation),
        rejected,
        problems: match many {
            true => vec![not_keys(unknown_key(model, read))],
            false => Vec::new(),
        },
    }
}

/// Why a read of many keys at once is none: some of the key is not known, or what is read would be filtered.
fn not_keys(unknown: Vec<AttributeId>) -> WriteProblem {
    match unknown.is_empty() {
        true => WriteProblem::BatchWithCondition,
        false => WriteProblem::IncompleteKey(unknown),
    }
}

/// The attributes of the primary key that a read does not know.
pub(super) fn unknown_key(model: &Model, read: &Read) -> Vec<AttributeId> {
    let of_one = |id: &EntityId| {
        let entity = model.entity(*id);
        let known = Known::given(*id, entity, &read.given);
        let key = entity.key_attributes().into_iter();
        key.filter(|id| known.source(*id).is_none()).collect()
    };
    read.entities.first().map(of_one).unwrap_or_default()
}

fn operation(model: &Model, read: &Read, mut winner: Candidate, count: bool) -> Operation {
    winner.filter.append(&mut winner.asked);
    if let Some(get) = single(model, read, &winner).filter(|_| !count) {
        return Operation::Get(get);
    }
    let descending = winner.direction == Some(Direction::Descending)
        || (winner.direction.is_none()
            && read
                .order
                .first()
                .is_some_and(|o| o.direction == Direction::Descending));
    let mut lists = known::lists(winner.partition.iter().chain(&winner.leading));
    match &winner.sort {
        SortCondition::Equals(value) => lists.extend(known::lists([value])),
        SortCondition::Prefix(pieces) | SortCondition::TextRange { prefix: pieces, .. } => {
            known::lists_of(pieces, &mut lists);
        }
        SortCondition::Cover { low, high } => {
            known::lists_of(low, &mut lists);
            known::lists_of(high, &mut lists);
        }
        SortCondition::All | SortCondition::OwnRange { .. } => {}
    }
    lists.sort_unstable();
    lists.dedup();
    Operation::Query(Query {
        entities: read.entities.clone(),
        index: match winner.path {
            PathId::Table => None,
            PathId::Index(id) => Some(id),
        },
        partition: winner.partition,
        leading: winner.leading,
        sort: winner.sort,
        filter: winner.filter,
        forward: !descending,
        limit: read.limit.map(|limit| limit.value),
        consistent: read.strong.is_some(),
        lists,
        count,
        fetches: winner.fetches && !count,
        buckets: None,
    })
}

/// Whether nothing is known of what the shard of a key is calculated from: the item may lie in any of them.
fn is_scattered(model: &Model, id: EntityId, read: &Read) -> bool {
    let entity = model.entity(id);
    let Some(ShardBy::Attributes(by)) = entity.key_shards().map(|shards| &shards.by) else {
        return false;
    };
    let is_known = |attribute: AttributeId| {
        let of = AttributeRef {
            entity: id,
            attribute,
        };
        read.given.iter().any(|term| term.attributes.contains(&of))
    };
    let shard = entity.key_shards().map(|shards| shards.attribute);
    let finds = |term: &Given| {
        term.automatic && term.attributes.iter().any(|of| Some(of.attribute) == shard)
    };
    !entity.is_counted()
        && read.given.iter().any(finds)
        && by.iter().any(|attribute| !is_known(*attribute))
}

/// A GetItem, where the whole primary key of one entity is known and nothing is to be filtered; with lists
/// in it, or several at once, a BatchGetItem.
fn single(model: &Model, read: &Read, winner: &Candidate) -> Option<Get> {
    let [entity] = read.entities.as_slice() else {
        return None;
    };
    let whole = match (&model.table_of(*entity).sort, &winner.sort) {
        (None, _) => None,
        (Some(_), SortCondition::Equals(sort)) => Some(sort.clone()),
        (Some(_), _) => return None,
    };
    let bare = winner.path == PathId::Table && winner.filter.is_empty();
    let partition: &KeyValue = winner.partition.first()?;
    let lists = known::lists(std::iter::once(partition).chain(&whole));
    // Many keys in one request come in no order and without pages.
    if !lists.is_empty() && (!read.order.is_empty() || read.limit.is_some()) {
        return None;
    }
    let bare = bare && !is_scattered(model, *entity, read);
    bare.then(|| Get {
        entity: *entity,
        partition: partition.clone(),
        sort: whole,
        consistent: read.strong.is_some(),
        lists,
        batch: read.batch.map(|batch| batch.value),
        tries: None,
        sum: false,
    })
}
