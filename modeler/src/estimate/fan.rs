//! How many requests a call becomes.

use crate::{
    limits,
    model::{Model, ParameterId, Pattern, Shard, ShardChoice, Type},
    plan::Operation,
};

/// How many requests one call sends; none where that depends on the caller or on how much there is.
pub fn requests(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<u32> {
    let fan = |lists: &[ParameterId]| fan(model, pattern, lists);
    match operation {
        Operation::Get(get) => {
            let keys = fan(&get.lists)?.saturating_mul(get.batch.unwrap_or(1));
            Some(keys.div_ceil(limits::BATCH_READS))
        }
        Operation::Query(query) => match &query.buckets {
            Some(buckets) => {
                let lists: Vec<_> = query
                    .lists
                    .iter()
                    .copied()
                    .filter(|id| *id != buckets.parameter)
                    .collect();
                Some(fan(&lists)?.saturating_mul(reached(pattern, &buckets.kind)?))
            }
            None => fan(&query.lists),
        },
        Operation::Scan(_) => None,
        Operation::Lookup(_) => Some(2),
        Operation::Write(write) => Some(write.batch.unwrap_or(1).div_ceil(limits::BATCH_WRITES)),
        Operation::Transact(_) => Some(1),
        Operation::Outside => Some(0),
    }
}

/// How many write shards a read asks; none where it asks one partition.
pub fn shards(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<u32> {
    let lists = match operation {
        Operation::Get(get) => &get.lists,
        Operation::Query(query) => &query.lists,
        _ => return None,
    };
    let hidden = |id: &ParameterId| pattern.parameters[id.index()].shard;
    let shard = lists.iter().find_map(hidden)?;
    Some(asked(model, shard))
}

/// How many values the lists have together, where all of them are shards.
fn fan(model: &Model, pattern: &Pattern, lists: &[ParameterId]) -> Option<u32> {
    let each = |id: &ParameterId| Some(asked(model, pattern.parameters[id.index()].shard?));
    lists
        .iter()
        .map(each)
        .try_fold(1, |all: u32, one| Some(all.saturating_mul(one?)))
}

/// How many partitions a read over time asks, on average where that is said.
pub fn reached(pattern: &Pattern, kind: &Type) -> Option<u32> {
    let reach = pattern.reads().find_map(|read| read.reach.as_ref())?;
    let seconds = reach.average.unwrap_or(reach.max);
    let length = kind.seconds()?;
    u32::try_from(seconds / length + 1).ok()
}

/// How many shards a read asks.
pub fn asked(model: &Model, shard: Shard) -> u32 {
    let shards = &model.entity(shard.entity).shards[shard.shards];
    match shard.choice {
        ShardChoice::Each => shards.was.iter().copied().fold(shards.typical(), u32::max),
        ShardChoice::Calculated => 1 + u32::try_from(shards.was.len()).unwrap_or(0),
        ShardChoice::Random => 1,
    }
}
