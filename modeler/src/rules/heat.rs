//! How much is asked of the partitions of an entity, as far as rates say it.
//!
//! A call counts as at least one unit, so these numbers are never too high.

use rustc_hash::FxHashMap;

use crate::{
    estimate::{Throughput, declared},
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::{
        Action, Entity, EntityId, IndexId, IndexKind, Part, Pattern, PatternRate, Template, Verb,
        Volume,
    },
    plan::Operation,
    rules::Context,
};

/// A key with fewer values than this has few.
pub(crate) const FEW_VALUES: f64 = 100.0;

/// An entity with no more items than this is small, however it is kept.
pub(crate) const FEW_ITEMS: f64 = 1_000.0;

/// An entity with no more items than this is small where its rates are small, too.
const SOME_ITEMS: f64 = 100_000.0;

/// Rates up to this part of what one partition gives are small.
const SMALL_PART: f64 = 0.1;

/// Calls in a second at the peak, over all patterns that touch an entity on one path.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Heat {
    /// Reads whose rates are known.
    pub(crate) reads: f64,
    /// Writes whose rates are known.
    pub(crate) writes: f64,
    /// Whether every rate is known.
    pub(crate) whole: bool,
}

impl Heat {
    /// Whether all of it is known, and one partition takes it easily.
    pub(crate) fn is_small(self) -> bool {
        self.whole
            && self.reads <= PARTITION_READS * SMALL_PART
            && self.writes <= PARTITION_WRITES * SMALL_PART
    }
}

/// Whether one partition takes all of a load easily.
pub(crate) fn is_small_load(load: Throughput) -> bool {
    load.peak_reads <= PARTITION_READS * SMALL_PART
        && load.peak_writes <= PARTITION_WRITES * SMALL_PART
}

/// The heat of an entity on the table (and its local indexes), or on one global index.
pub(crate) fn heat(context: &Context<'_>, entity: EntityId, on: Option<IndexId>) -> Heat {
    let all = context.once.heat.get_or_init(|| Heats::new(context));
    let reads = all.reads.get(&(entity, on)).copied().unwrap_or_default();
    let writes = all.writes.get(&entity).copied().unwrap_or_default();
    Heat {
        reads: reads.known,
        writes: writes.known,
        // Somebody writes it, and everybody says how often.
        whole: !context.model.incomplete && !reads.open && !writes.open && writes.calls,
    }
}

/// The heat of all entities: one walk over the patterns, for rules ask for many.
#[derive(Debug, Default)]
pub(crate) struct Heats {
    reads: FxHashMap<(EntityId, Option<IndexId>), Sum>,
    writes: FxHashMap<EntityId, Sum>,
}

/// Calls of several patterns.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// In a second, as far as rates are known.
    known: f64,
    /// Some rate is not known.
    open: bool,
    /// There are any.
    calls: bool,
}

impl Sum {
    fn add(&mut self, times: f64, rate: Option<PatternRate>) {
        self.calls = true;
        match rate {
            Some(rate) => self.known += rate.peak * times,
            None => self.open = true,
        }
    }
}

impl Heats {
    fn new(context: &Context<'_>) -> Self {
        let model = context.model;
        let global = |id: &IndexId| model.index(*id).kind == IndexKind::Global;
        let mut all = Self::default();
        let plans = model.patterns.iter().zip(&context.plan.patterns);
        for ((pattern, plan), rate) in plans.zip(context.estimate.rates.iter().copied()) {
            let path = match &plan.operation {
                Some(Operation::Query(query)) => query.index.filter(global),
                _ => None,
            };
            for entity in pattern.reads().flat_map(|read| &read.entities) {
                all.reads.entry((*entity, path)).or_default().add(1.0, rate);
            }
            let mut written: Vec<EntityId> = pattern.writes().map(|write| write.entity).collect();
            written.sort_unstable();
            written.dedup();
            for entity in written {
                let times = times_written(pattern, entity);
                all.writes.entry(entity).or_default().add(times, rate);
            }
        }
        all
    }
}

/// How often one call of a pattern writes an item of the entity, on average.
fn times_written(pattern: &Pattern, entity: EntityId) -> f64 {
    match &pattern.verb {
        Verb::Transact(steps) => steps
            .iter()
            .filter(|step| matches!(&step.action, Action::Write(write) if write.entity == entity))
            .map(|step| step.times.map_or(1.0, |times| times.average.0))
            .sum(),
        _ => pattern
            .writes()
            .filter(|write| write.entity == entity)
            .count() as f64,
    }
}

/// How many values the placeholders of key templates can have together, where that is known: so many at
/// most.
pub(crate) fn values(entity: &Entity, templates: &[Template]) -> Option<f64> {
    let parts = templates.iter().flat_map(|template| &template.parts);
    parts.into_iter().try_fold(1.0, |all, part| match part {
        Part::Literal(_) => Some(all),
        Part::Attribute { cut: Some(_), .. } => None,
        Part::Attribute { attribute, .. } => {
            Some(all * declared(&entity.attributes[attribute.index()])?)
        }
    })
}

/// How many items an entity has, where it is known: so many at most, or as the model says.
pub(crate) fn items(entity: &Entity) -> Option<f64> {
    let said = match entity.volume {
        Some(Volume::Total(count)) => Some(count.float()),
        Some(Volume::Each {
            attribute, average, ..
        }) => declared(&entity.attributes[attribute.index()])
            .zip(average)
            .map(|(values, average)| values * average.0),
        None => None,
    };
    let keys = [Some(&entity.key.partition), entity.key.sort.as_ref()];
    let keys: Vec<Template> = keys.into_iter().flatten().cloned().collect();
    match (said, values(entity, &keys)) {
        (Some(said), Some(keys)) => Some(said.min(keys)),
        (said, keys) => said.or(keys),
    }
}

/// Whether an entity is known to be small: few items, or not many and rarely touched.
pub(crate) fn is_small(entity: &Entity, heat: Heat) -> bool {
    let most = if heat.is_small() {
        SOME_ITEMS
    } else {
        FEW_ITEMS
    };
    items(entity).is_some_and(|items| items <= most)
}

/// Whether one partition of the table holds several items of an entity: its sort key has an attribute
/// that its partition key has not.
pub(crate) fn collects(entity: &Entity) -> bool {
    let sort = entity.key.sort.iter().flat_map(Template::attributes);
    let holds = |id| entity.key.partition.attributes().any(|of| of == id);
    sort.into_iter().any(|id| !holds(id))
}

/// Whether the placeholders of a partition key are nothing but times, and coarse enough that everything
/// of one moment has the same. A ulid or a time with fractions of a second differs each time.
pub(crate) fn only_time(entity: &Entity, templates: &[Template]) -> bool {
    let coarse = |part: &Part| match part {
        Part::Literal(_) => true,
        Part::Attribute { cut: Some(_), .. } => true,
        Part::Attribute { attribute, .. } => {
            entity.attributes[attribute.index()].kind.is_whole_seconds()
        }
    };
    let mut parts = templates.iter().flat_map(|template| &template.parts);
    templates
        .iter()
        .flat_map(Template::attributes)
        .next()
        .is_some()
        && parts.all(coarse)
}
