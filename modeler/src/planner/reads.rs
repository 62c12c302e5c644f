//! Reads: all paths are evaluated, the best one wins.

use super::{candidate, candidate::Candidate, choose, scan};
use crate::{
    model::{Condition, Direction, Model, Read},
    plan::{Get, KeyValue, Operation, PathId, PatternPlan, Query, SortCondition},
};

/// Plans a read.
pub(super) fn plan(model: &Model, read: &Read) -> PatternPlan {
    let paths = std::iter::once(PathId::Table).chain(model.index_ids().map(PathId::Index));
    let candidates = paths
        .map(|path| candidate::evaluate(model, read, path))
        .collect();
    let (winner, rejected) = choose::choose(model, candidates);
    let operation = match winner {
        Some(winner) => operation(model, read, winner),
        None => scan::scan(read),
    };
    PatternPlan {
        operation: Some(operation),
        rejected,
        problems: Vec::new(),
    }
}

fn operation(model: &Model, read: &Read, mut winner: Candidate) -> Operation {
    winner
        .filter
        .extend(read.filter.iter().flat_map(|one| one.conjuncts().to_vec()));
    if let Some(get) = single(model, read, &winner) {
        return Operation::Get(get);
    }
    let descending = winner.direction == Some(Direction::Descending)
        || (winner.direction.is_none()
            && read
                .order
                .first()
                .is_some_and(|o| o.direction == Direction::Descending));
    Operation::Query(Query {
        entities: read.entities.clone(),
        index: match winner.path {
            PathId::Table => None,
            PathId::Index(id) => Some(id),
        },
        partition: winner.partition,
        sort: winner.sort,
        filter: winner.filter,
        forward: !descending,
        limit: read.limit.map(|limit| limit.value),
        consistent: read.strong.is_some(),
    })
}

/// A GetItem, where the whole primary key of one entity is known and nothing is to be filtered.
fn single(model: &Model, read: &Read, winner: &Candidate) -> Option<Get> {
    let [entity] = read.entities.as_slice() else {
        return None;
    };
    let whole = match (&model.table.sort, &winner.sort) {
        (None, _) => None,
        (Some(_), SortCondition::Equals(sort)) => Some(sort.clone()),
        (Some(_), _) => return None,
    };
    let bare = winner.path == PathId::Table && winner.filter.is_empty();
    let partition: &KeyValue = winner.partition.first()?;
    bare.then(|| Get {
        entity: *entity,
        partition: partition.clone(),
        sort: whole,
        filter: Vec::<Condition>::new(),
        consistent: read.strong.is_some(),
    })
}
