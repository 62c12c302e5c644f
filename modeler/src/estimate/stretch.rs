//! How many items lie in a stretch of time, where the partitions of a key hold one each: a day, an hour.

use rustc_hash::FxHashMap;

use super::Pricing;
use crate::{
    known::declared,
    model::{
        Action, AttributeId, Entity, EntityId, Model, Part, PatternRate, Read, Template, Verb,
        Write, WriteKind,
    },
    plan::Query,
};

impl Pricing<'_> {
    /// Of so many items, which are spread evenly over the time that they are kept, how many lie in what a query
    /// reaches. Where nothing says how many there are, as many as are put in that time. None where neither is known.
    pub(super) fn in_reach(
        &self,
        id: EntityId,
        items: Option<f64>,
        reach: &Stretch,
    ) -> Option<f64> {
        let made = self.made(id);
        let kept = self.lifetime(id).or(reach.all);
        let kept = kept.or_else(|| Some(self.volumes.items(id)? / made?));
        let seconds = kept.map_or(reach.seconds, |kept| kept.min(reach.seconds));
        match (items, kept) {
            (Some(items), Some(kept)) if kept > 0.0 => Some(items * seconds / kept),
            (None, _) => Some(made? * seconds),
            _ => None,
        }
    }

    /// Seconds that an item is kept: until the time to live that follows from another time of its own.
    fn lifetime(&self, id: EntityId) -> Option<f64> {
        let entity = self.model.entity(id);
        let ttl = self.model.table(entity.table).ttl.as_ref()?;
        let expiry = entity.attributes.iter().find(|of| of.physical == *ttl)?;
        let plus = expiry.derived.as_ref()?.plus_seconds;
        // Exact: no lifetime is that long.
        (plus > 0).then_some(plus as f64)
    }

    /// Items that are put a second, on average; none where no put says how often.
    pub(super) fn made(&self, id: EntityId) -> Option<f64> {
        let all = self.made.get_or_init(|| made(self.model, self.rates));
        all.get(&id).copied()
    }
}

/// What is put of each entity in a second, found once.
fn made(model: &Model, rates: &[Option<PatternRate>]) -> FxHashMap<EntityId, f64> {
    let mut all = FxHashMap::default();
    let mut add = |write: &Write, often: f64| {
        if write.kind == WriteKind::Put {
            *all.entry(write.entity).or_default() += often;
        }
    };
    for id in model.pattern_ids() {
        let Some(rate) = rates[id.index()] else {
            continue;
        };
        match &model.pattern(id).verb {
            Verb::Write(write) => add(write, rate.average),
            Verb::Transact(steps) => {
                for step in steps {
                    if let Action::Write(write) = &step.action {
                        let times = step.times.map_or(1.0, |times| times.average.0);
                        add(write, rate.average * times);
                    }
                }
            }
            _ => {}
        }
    }
    all
}

/// A stretch of time.
pub(super) struct Stretch {
    seconds: f64,
    /// The seconds over which all items are spread, where the coarser time says how many values it has.
    all: Option<f64>,
}

/// What a query reaches over, where the partition key holds a coarser time; none where it does not.
pub(super) fn of_query(
    entity: &Entity,
    partition: &[Template],
    read: &Read,
    query: &Query,
) -> Option<Stretch> {
    let mut parts = partition.iter().flat_map(|template| &template.parts);
    let (each, values) = parts.find_map(|part| bucket(entity, part))?;
    let seconds = match (&query.buckets, &read.reach) {
        (Some(_), Some(reach)) => reach.average.unwrap_or(reach.max),
        _ => each,
    };
    Some(Stretch {
        seconds: seconds as f64,
        all: values.map(|values| values * each as f64),
    })
}

/// The seconds of one value of a part that is a coarser time, and how many values it has.
fn bucket(entity: &Entity, part: &Part) -> Option<(i64, Option<f64>)> {
    match part {
        Part::Attribute {
            cut: Some(kind), ..
        } => Some((kind.seconds()?, None)),
        Part::Attribute { attribute, .. } if follows(entity, *attribute) => {
            let attribute = &entity.attributes[attribute.index()];
            Some((attribute.kind.seconds()?, declared(attribute)))
        }
        _ => None,
    }
}

/// Whether an attribute is a coarser time that follows from a finer one.
pub(super) fn follows(entity: &Entity, id: AttributeId) -> bool {
    let attribute = &entity.attributes[id.index()];
    let derived = attribute.derived.as_ref();
    derived.is_some_and(|derived| derived.plus_seconds == 0) && attribute.kind.seconds().is_some()
}
