//! What a plan consumes, costs and heats.
//!
//! Facts only: units of each call by what its requests touch, the load on tables, indexes and their hottest
//! keys by the rates, and the money of a month by the prices. Where the model does not say a number, what
//! rests on it is absent or the least it can be, and says so.

mod expiry;
mod fan;
mod heat;
mod money;
pub mod prices;
mod reads;
mod shares;
mod sizes;
mod stretch;
mod touch;
pub mod units;
mod volumes;
mod writes;

#[cfg(test)]
mod tests;

pub use crate::known::{Facts, declared};
pub use fan::{asked, reached, requests, shards};
pub use heat::{HEADROOM, Hot, KeySpace, advised};
pub use money::{Bill, Cost, Modes, Reserved, Throughput, partitions};
pub use prices::Prices;
pub use reads::Reading;
pub use shares::zipf;
pub use sizes::Sizes;
pub use touch::{Kind, Target, Touch};
pub use volumes::Volumes;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{
    known,
    model::{
        Action, Capacity, EntityId, IndexId, IndexKind, Model, Pattern, PatternId, PatternRate,
        TableId, TransactStep, Verb, rates,
    },
    parts::in_parts,
    plan::{Operation, PathId, Plan, StepPlan},
};

/// What a plan consumes, costs and heats.
#[derive(Debug, Clone)]
pub struct Estimate {
    /// How many items there are.
    pub volumes: Volumes,
    /// How large they are.
    pub sizes: Sizes,
    /// How often each pattern is called, a batch's items counted one by one.
    pub rates: Vec<Option<PatternRate>>,
    /// For each pattern, in their order.
    pub patterns: Vec<PatternEstimate>,
    /// For each table, in their order, without its global indexes.
    pub tables: Vec<PathEstimate>,
    /// For each index, in their order.
    pub indexes: Vec<PathEstimate>,
    /// The partition keys and their load.
    pub spaces: Vec<KeySpace>,
    /// The item of each entity that takes most writes, and the one that gives most reads.
    pub items: Vec<(Hot, Hot)>,
    /// The prices it is made with.
    pub prices: Prices,
}

/// What a pattern consumes.
#[derive(Debug, Clone, Default)]
pub struct PatternEstimate {
    /// Calls a second, of a batch the batches; none where the model does not say it.
    pub calls: Option<PatternRate>,
    /// What one call touches; empty where that cannot be told.
    pub touches: Vec<Touch>,
    /// What one call of a read meets.
    pub reading: Option<Reading>,
    /// Read units of one call; none for writes, and where that cannot be told.
    pub read_units: Option<f64>,
    /// Write units of one call; none for reads, and where that cannot be told.
    pub write_units: Option<f64>,
    /// What it costs in a month; none where the rate or the units are not known.
    pub monthly_cost: Option<f64>,
    /// Whether some size behind it was assumed.
    pub assumed: bool,
}

/// The load on a table without its global indexes, or on an index, and what it costs.
#[derive(Debug, Clone, Copy, Default)]
pub struct PathEstimate {
    /// Units a second. Those of a local index are the table's as well, whose capacity they take.
    pub load: Throughput,
    /// Bytes that are paid for, of the entities that say how many items they have.
    pub stored: f64,
    /// Whether some entity does not.
    pub stored_open: bool,
    /// Items or entries, as far as they are known.
    pub items: f64,
    /// What it costs; of a local index what is stored and written for it.
    pub cost: Cost,
}

/// What an estimate is made from.
pub(crate) struct Pricing<'a> {
    model: &'a Model,
    volumes: &'a Volumes,
    sizes: &'a Sizes,
    /// How often each pattern is called.
    rates: &'a [Option<PatternRate>],
    /// How many items of each entity are put in a second.
    made: OnceLock<FxHashMap<EntityId, f64>>,
}

/// Estimates a plan.
pub fn estimate(model: &Model, plan: &Plan, prices: Prices) -> Estimate {
    let volumes = Volumes::new(model);
    let sizes = Sizes::new(model);
    let rates = rates(model);
    let pricing = Pricing {
        model,
        volumes: &volumes,
        sizes: &sizes,
        rates: &rates,
        made: OnceLock::new(),
    };
    let mut patterns = pricing.patterns(plan);
    let (tables, indexes) = paths(&pricing, &mut patterns, &prices);
    let spaces = heat::spaces(model, &volumes, &patterns);
    let items = heat::items(model, &volumes, &patterns);
    Estimate {
        volumes,
        sizes,
        rates,
        patterns,
        tables,
        indexes,
        spaces,
        items,
        prices,
    }
}

/// What one index takes and costs, without the heat of anything.
pub fn index_estimate(model: &Model, plan: &Plan, prices: &Prices, id: IndexId) -> PathEstimate {
    let (volumes, sizes, rates) = (Volumes::new(model), Sizes::new(model), rates(model));
    let pricing = Pricing {
        model,
        volumes: &volumes,
        sizes: &sizes,
        rates: &rates,
        made: OnceLock::new(),
    };
    let mut patterns = pricing.patterns(plan);
    let (_, indexes) = paths(&pricing, &mut patterns, prices);
    indexes[id.index()]
}

impl Estimate {
    /// Of a pattern.
    pub fn pattern(&self, id: PatternId) -> &PatternEstimate {
        &self.patterns[id.index()]
    }

    /// Of a table without its global indexes.
    pub fn table(&self, id: TableId) -> &PathEstimate {
        &self.tables[id.index()]
    }

    /// Of an index.
    pub fn index(&self, id: IndexId) -> &PathEstimate {
        &self.indexes[id.index()]
    }

    /// The throughput of a table and all its indexes.
    pub fn with_indexes(&self, model: &Model, id: TableId) -> Throughput {
        // Those of local indexes are in the table's already.
        let global = model
            .indexes_of(id)
            .filter(|index| model.index(*index).kind == IndexKind::Global);
        global.fold(self.table(id).load, |sum, index| {
            sum.plus(self.index(index).load)
        })
    }

    /// What all tables and indexes cost in a month.
    pub fn total(&self) -> f64 {
        let all = self.tables.iter().chain(&self.indexes);
        all.map(|one| one.cost.total()).sum()
    }

    /// The key that is nearest to a limit, of a table or of a global index; none where no load is known.
    pub fn hottest(
        &self,
        model: &Model,
        table: TableId,
        path: PathId,
    ) -> Option<(&KeySpace, &Hot)> {
        let keys = self
            .spaces_of(model, table, path)
            .flat_map(|space| [(space, &space.written), (space, &space.read)]);
        let warm = keys.filter(|(_, hot)| hot.pressure() > 0.0);
        warm.reduce(|a, b| {
            if b.1.pressure() > a.1.pressure() {
                b
            } else {
                a
            }
        })
    }

    /// How many shards the keys of a space have now; one where they have none.
    pub fn shards_of(&self, model: &Model, space: &KeySpace) -> f64 {
        let first = space.entities.first().map(|id| model.entity(*id));
        let Some(entity) = first else { return 1.0 };
        let templates = space.templates(entity);
        let mut attributes = templates
            .iter()
            .flat_map(crate::model::Template::attributes);
        let shards = attributes.find_map(|id| entity.shards_of(id));
        shards.map_or(1.0, |shards| f64::from(shards.greatest()))
    }

    /// The key spaces of a table, or of a global index.
    pub fn spaces_of(
        &self,
        model: &Model,
        table: TableId,
        path: PathId,
    ) -> impl Iterator<Item = &KeySpace> {
        let here = move |space: &&KeySpace| {
            let first = space.entities.first();
            space.path == path && first.is_some_and(|id| model.entity(*id).table == table)
        };
        self.spaces.iter().filter(here)
    }
}

impl Pricing<'_> {
    fn patterns(&self, plan: &Plan) -> Vec<PatternEstimate> {
        in_parts(self.model.patterns.len(), |part| {
            let ids = part.map(PatternId::new);
            ids.map(|id| self.pattern(id, plan)).collect()
        })
    }

    fn pattern(&self, id: PatternId, plan: &Plan) -> PatternEstimate {
        let rate = self.rates[id.index()];
        let pattern = self.model.pattern(id);
        let Some(operation) = &plan.pattern(id).operation else {
            return PatternEstimate::default();
        };
        let batch = batch(pattern);
        let mut one = PatternEstimate {
            // A rate counts the items of a batch.
            calls: rate.map(|rate| PatternRate {
                peak: rate.peak / batch,
                average: rate.average / batch,
            }),
            ..PatternEstimate::default()
        };
        match (&pattern.verb, operation) {
            (Verb::Read(read) | Verb::Count(read), operation) => {
                if let Some((touches, reading)) = reads::of(self, pattern, read, operation, false) {
                    one.touches = touches;
                    one.reading = Some(reading);
                    one.add_up(true, false);
                }
            }
            (Verb::Write(write), Operation::Write(plan)) => {
                one.touches = self.write(write, plan, false);
                one.add_up(false, true);
            }
            (Verb::Transact(steps), Operation::Transact(plans)) => {
                self.transaction(&mut one, pattern, steps, plans);
            }
            _ => {}
        }
        one.assumed = one
            .touches
            .iter()
            .any(|touch| self.sizes.item(touch.entity).assumed);
        one
    }

    fn transaction(
        &self,
        one: &mut PatternEstimate,
        pattern: &Pattern,
        steps: &[TransactStep],
        plans: &[StepPlan],
    ) {
        let (mut reads, mut writes) = (false, false);
        for (step, plan) in steps.iter().zip(plans) {
            let touches = match (&step.action, &plan.operation) {
                (Action::Write(write), Some(Operation::Write(plan))) => {
                    writes = true;
                    self.write(write, plan, true)
                }
                (Action::Read(read), Some(operation)) => {
                    reads = true;
                    reads::of(self, pattern, read, operation, true)
                        .map_or_else(Vec::new, |all| all.0)
                }
                _ => Vec::new(),
            };
            let times = step.times.map_or(1.0, |times| times.average.0);
            one.touches.extend(touches.into_iter().map(|mut touch| {
                touch.times *= times;
                touch
            }));
        }
        one.add_up(reads, writes);
    }
}

impl PatternEstimate {
    fn add_up(&mut self, reads: bool, writes: bool) {
        let of = |kind| {
            let all = self.touches.iter().filter(|touch| touch.kind == kind);
            all.map(Touch::all).sum::<f64>()
        };
        let (read, written) = (of(Kind::Read), of(Kind::Write));
        self.read_units = reads.then_some(read);
        self.write_units = writes.then_some(written);
    }
}

/// Items of one call, where a rate counts items.
fn batch(pattern: &Pattern) -> f64 {
    let size = match &pattern.verb {
        Verb::Read(read) | Verb::Count(read) => read.batch,
        Verb::Write(write) => write.batch,
        Verb::Transact(_) | Verb::Outside(_) => None,
    };
    size.map_or(1.0, |size| f64::from(size.value.max(1)))
}

/// The load on tables and indexes, what they hold and cost; fills in what each pattern costs.
fn paths(
    pricing: &Pricing<'_>,
    patterns: &mut [PatternEstimate],
    prices: &Prices,
) -> (Vec<PathEstimate>, Vec<PathEstimate>) {
    let model = pricing.model;
    let mut tables = vec![PathEstimate::default(); model.tables.len()];
    let mut indexes = vec![PathEstimate::default(); model.indexes.len()];
    for pattern in patterns.iter() {
        let Some(calls) = pattern.calls else { continue };
        for touch in &pattern.touches {
            let load = touch.load(calls);
            let table = &mut tables[model.entity(touch.entity).table.index()];
            match touch.path {
                PathId::Table => table.load = table.load.plus(load),
                PathId::Index(id) => {
                    let index = &mut indexes[id.index()];
                    index.load = index.load.plus(load);
                }
            }
        }
    }
    let mut local = vec![Throughput::default(); model.tables.len()];
    for id in model.index_ids() {
        let index = model.index(id);
        let bill = Bill::new(prices, model.table(index.table));
        let one = &mut indexes[id.index()];
        hold(pricing, bill, one, index.table, Some(id));
        one.cost = bill.cost(one.load, one.stored, Some(index.kind));
        if index.kind == IndexKind::Local {
            let of = &mut local[index.table.index()];
            *of = of.plus(one.load);
        }
    }
    for id in model.table_ids() {
        let table = model.table(id);
        let bill = Bill::new(prices, table);
        let one = &mut tables[id.index()];
        hold(pricing, bill, one, id, None);
        let own = one.load;
        one.load = own.plus(local[id.index()]);
        // Requests of a local index are paid for there; provisioned capacity is shared with it.
        let paid = match table.settings.capacity {
            Capacity::OnDemand => own,
            Capacity::Provisioned { .. } => one.load,
        };
        one.cost = bill.cost(paid, one.stored, None);
        one.cost.stream = stream(model, bill, id, one);
        one.cost.expiry = pricing.expiry(bill, id);
    }
    for pattern in patterns {
        pattern.monthly_cost = cost(model, pattern, prices);
    }
    (tables, indexes)
}

/// What the readers of a table's stream cost.
fn stream(model: &Model, bill: Bill<'_>, id: TableId, table: &PathEstimate) -> f64 {
    if model.table(id).stream.is_none() {
        return 0.0;
    }
    let readers = model.stream_readers(id);
    let paying = readers.iter().filter(|reader| reader.pays()).count();
    let load = table.load;
    let gigabytes = table.stored / prices::GIGABYTE;
    bill.stream(
        paying,
        partitions(gigabytes, load.peak_writes, load.peak_reads),
    )
}

/// What a table or an index holds.
fn hold(
    pricing: &Pricing<'_>,
    bill: Bill<'_>,
    path: &mut PathEstimate,
    table: TableId,
    index: Option<IndexId>,
) {
    let model = pricing.model;
    for id in model.entity_ids() {
        let entity = model.entity(id);
        let entry = index.map(|index| entity.entry(index));
        if entity.table != table || entry.is_some_and(|entry| entry.is_none()) {
            continue;
        }
        let share = entry.flatten().map_or(1.0, |entry| {
            known::of_entry(entity, entry, &Facts::default()).of
        });
        let Some(items) = pricing.volumes.items(id) else {
            path.stored_open = true;
            continue;
        };
        let items = items * share;
        path.items += items;
        path.stored += bill.stored(items, items * pricing.sizes.on(id, index).bytes);
        let markers = if index.is_none() {
            entity.unique.len()
        } else {
            0
        };
        for unique in 0..markers {
            let marker = crate::size::usual_marker(model, id, unique).bytes;
            path.stored += bill.stored(items, items * marker);
        }
    }
}

/// What a pattern costs in a month: its requests on demand, its part of what is provisioned otherwise.
fn cost(model: &Model, pattern: &PatternEstimate, prices: &Prices) -> Option<f64> {
    let calls = pattern.calls?;
    if pattern.read_units.is_none() && pattern.write_units.is_none() {
        return None;
    }
    let all = pattern.touches.iter().map(|touch| {
        let load = touch.load(calls);
        let table = model.table(model.entity(touch.entity).table);
        Bill::new(prices, table).share(load)
    });
    Some(all.sum())
}

impl Touch {
    /// Units a second, where the pattern is called so often.
    fn load(&self, calls: PatternRate) -> Throughput {
        let (peak, average) = (self.all() * calls.peak, self.all() * calls.average);
        match self.kind {
            Kind::Read => Throughput {
                peak_reads: peak,
                reads: average,
                ..Throughput::default()
            },
            Kind::Write => Throughput {
                peak_writes: peak,
                writes: average,
                checks: if self.checks { average } else { 0.0 },
                ..Throughput::default()
            },
        }
    }
}

/// The entities of a key space, by name.
pub fn names<'m>(model: &'m Model, entities: &[EntityId]) -> Vec<&'m str> {
    entities
        .iter()
        .map(|id| model.entity(*id).name.as_str())
        .collect()
}
