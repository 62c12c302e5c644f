//! The load on single keys, and on all others together.

use super::scaling::Provisioned;
use crate::{
    estimate::{Estimate, Hot, KeySpace, Throughput, advised},
    limits::{NEW_TABLE_READS, NEW_TABLE_WRITES, PARTITION_WRITES},
    model::{Attribute, IndexKind, Model, Part, Skew, TableId, Template},
    plan::PathId,
};

/// All tables and global indexes under their load.
#[derive(Debug, Clone, Default)]
pub struct Workload {
    /// Each of them. A global index comes behind its table.
    pub paths: Vec<PathLoad>,
}

/// A table with its local indexes, or a global index.
#[derive(Debug, Clone)]
pub struct PathLoad {
    /// Which table.
    pub table: TableId,
    /// The table itself, or which index of it.
    pub path: PathId,
    /// The load at the peak.
    pub load: Throughput,
    /// The keys that have more than a trifle of it, hottest first.
    pub keys: Vec<KeyLoad>,
    /// What is provisioned, for reads and for writes; on demand where absent.
    pub provisioned: Option<(Provisioned, Provisioned)>,
    /// What an on-demand table or index gives at once, reads and writes.
    pub at_once: (f64, f64),
    /// The most that it ever gives, where it has caps.
    pub caps: (f64, f64),
}

/// The load on one partition key value, at the peak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyLoad {
    /// Read units a second.
    pub reads: f64,
    /// Write units a second.
    pub writes: f64,
    /// Whether a split between its sort keys helps: there are several, and writes go to all of them.
    pub splits: bool,
}

/// So many keys of one kind are looked at one by one; all others are spread evenly.
const MOST: usize = 300;

/// A key with fewer units a second than this has a trifle.
const TRIFLE: f64 = 1.0;

/// The workload of an estimate; with as many shards as are advised, where `sharded` is set.
pub fn workload(model: &Model, estimate: &Estimate, sharded: bool) -> Workload {
    let mut paths = Vec::new();
    for table in model.table_ids() {
        paths.push(path(model, estimate, table, PathId::Table, sharded));
        for index in model.indexes_of(table) {
            if model.index(index).kind == IndexKind::Global {
                paths.push(path(model, estimate, table, PathId::Index(index), sharded));
            }
        }
    }
    Workload { paths }
}

fn path(
    model: &Model,
    estimate: &Estimate,
    table: TableId,
    path: PathId,
    sharded: bool,
) -> PathLoad {
    let load = match path {
        PathId::Table => estimate.table(table).load,
        PathId::Index(index) => estimate.index(index).load,
    };
    let mut keys = Vec::new();
    for space in estimate.spaces_of(model, table, path) {
        let shards = if sharded {
            advised(space.written.writes, PARTITION_WRITES)
        } else {
            1.0
        };
        of_space(model, space, shards, &mut keys);
    }
    keys.sort_by(|a, b| (b.writes + b.reads).total_cmp(&(a.writes + a.reads)));
    let settings = &model.table(table).settings;
    let warm = |units: Option<crate::quantity::Count>, least: f64| {
        units.map_or(least, |units| units.float().max(least))
    };
    let cap =
        |most: Option<crate::quantity::Count>| most.map_or(f64::INFINITY, |most| most.float());
    // A table that is there has seen its peak before.
    let seen = |peak: f64| if settings.new { 0.0 } else { 2.0 * peak };
    let at_once = (
        warm(settings.warm.read, NEW_TABLE_READS).max(seen(load.peak_reads)),
        warm(settings.warm.write, NEW_TABLE_WRITES).max(seen(load.peak_writes)),
    );
    PathLoad {
        table,
        path,
        load,
        keys,
        provisioned: Provisioned::of(settings.capacity, load.reads, load.writes),
        at_once,
        caps: match path {
            PathId::Table => (cap(settings.caps.read), cap(settings.caps.write)),
            PathId::Index(_) => (f64::INFINITY, f64::INFINITY),
        },
    }
}

/// The keys of a space: those that the model names, and those behind them by the spread of what they are made of.
/// Shards are keys, and each takes its part of the writes; a read asks all of them.
fn of_space(model: &Model, space: &KeySpace, shards: f64, keys: &mut Vec<KeyLoad>) {
    let splits = splits(model, space);
    let most = keys.len() + 4 * MOST;
    for hot in &space.named {
        for rank in ranks(model, space, hot) {
            let key = KeyLoad {
                reads: hot.reads * rank,
                writes: hot.writes * rank / shards,
                splits,
            };
            if key.reads.max(key.writes) < TRIFLE || keys.len() >= most {
                break;
            }
            let mut shard = 0.0;
            while shard < shards {
                keys.push(key);
                shard += 1.0;
            }
        }
    }
}

/// How much the keys have that come after the hottest, as parts of what it has, itself first.
fn ranks(model: &Model, space: &KeySpace, hot: &Hot) -> Vec<f64> {
    let Some(entity) = space.entities.first().map(|id| model.entity(*id)) else {
        return vec![1.0];
    };
    let templates = space.templates(entity);
    let parts = templates
        .iter()
        .flat_map(|template: &Template| &template.parts);
    let attributes = parts.filter_map(|part| match part {
        Part::Attribute { attribute, cut, .. } => Some((*attribute, cut.is_some())),
        Part::Literal(_) => None,
    });
    let mut all = vec![1.0];
    for ((id, is_cut), value) in attributes.zip(&hot.values) {
        let of = &entity.attributes[id.index()];
        let next = match (value, entity.shards_of(id)) {
            (Some(_), _) => continue,
            (None, Some(shards)) => {
                vec![1.0; usize::try_from(shards.most()).unwrap_or(1).min(MOST)]
            }
            (None, None) if is_cut => continue,
            (None, None) => of_attribute(of),
        };
        all = all
            .iter()
            .flat_map(|one| next.iter().map(move |other| one * other))
            .collect();
        all.sort_by(|a, b| b.total_cmp(a));
        all.truncate(MOST);
    }
    all
}

fn of_attribute(of: &Attribute) -> Vec<f64> {
    let spread = &of.facts.spread;
    let values = crate::estimate::declared(of);
    let count = values.map_or(1.0, |values| values.min(300.0));
    let ranks =
        std::iter::successors(Some(1.0), |rank| Some(rank + 1.0)).take_while(|rank| *rank <= count);
    match (spread.skew, spread.hottest) {
        (Some(Skew::Zipf(exponent)), _) => ranks.map(|rank| f64::powf(rank, -exponent)).collect(),
        (_, Some(hottest)) => {
            let hottest = hottest.fraction().max(1e-9);
            let other = (1.0 - hottest) / (values.unwrap_or(1e9) - 1.0).max(1.0) / hottest;
            ranks
                .map(|rank| if rank > 1.0 { other.min(1.0) } else { 1.0 })
                .collect()
        }
        _ => ranks.map(|_| 1.0).collect(),
    }
}

/// Whether DynamoDB can split between the sort keys of one partition key value.
fn splits(model: &Model, space: &KeySpace) -> bool {
    let Some(id) = space.entities.first().copied() else {
        return false;
    };
    let entity = model.entity(id);
    let sort = match space.path {
        PathId::Table => entity.key.sort.as_ref(),
        PathId::Index(index) => entity.entry(index).and_then(|entry| entry.sort.first()),
    };
    let local = model
        .indexes_of(entity.table)
        .any(|index| model.index(index).kind == IndexKind::Local);
    let first = sort.and_then(|sort| sort.attributes().next());
    let spreads = first.is_some_and(|of| !entity.attributes[of.index()].grows());
    spreads && !(local && space.path == PathId::Table)
}
