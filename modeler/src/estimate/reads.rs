//! What a read consumes.

use super::{
    Pricing, stretch,
    touch::{Target, Touch},
    units::{self, Consistency, PAGE},
};
use crate::{
    known::{self, Facts},
    limits,
    model::{
        AttributeId, AttributeRef, Condition, Entity, EntityId, ParameterId, Part, Pattern, Read,
        ShardBy, ShardChoice, Template, Value, Volume,
    },
    plan::{Get, Lookup, Operation, PathId, Query, Scan, SortCondition},
    size::usual_marker,
};

/// What one call of a read meets.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Partitions that are asked.
    pub partitions: f64,
    /// Items that are looked at, in all of them; none where nothing says how many there are.
    pub items: Option<f64>,
    /// Their bytes.
    pub bytes: f64,
    /// Requests that it takes.
    pub requests: f64,
    /// Nothing says how much a range holds, so it counts as if it held all that its partition does.
    pub whole_range: bool,
}

/// The touches of a read, and what it meets where it is a Query or a Scan. None where how many items there
/// are cannot be told.
pub(super) fn of(
    at: &Pricing<'_>,
    pattern: &Pattern,
    read: &Read,
    operation: &Operation,
    transaction: bool,
) -> Option<(Vec<Touch>, Reading)> {
    match operation {
        Operation::Get(get) => Some(at.get(pattern, read, get, transaction)),
        Operation::Lookup(lookup) => Some(at.lookup(lookup)),
        Operation::Query(query) => at.query(pattern, read, query),
        Operation::Scan(scan) => at.scan(pattern, scan),
        Operation::Write(_) | Operation::Transact(_) | Operation::Outside => None,
    }
}

impl Pricing<'_> {
    fn get(
        &self,
        pattern: &Pattern,
        read: &Read,
        get: &Get,
        transaction: bool,
    ) -> (Vec<Touch>, Reading) {
        let consistency = match transaction {
            true => Consistency::Transaction,
            false => Consistency::strong(get.consistent),
        };
        let facts = given(get.entity, read);
        let size = self.sizes.known(self.model, get.entity, None, &facts);
        let keys = self.fan(pattern, &get.lists) * f64::from(get.batch.unwrap_or(1));
        let mut touch = Touch::read(get.entity, units::read(size.bytes, consistency));
        touch.times = keys;
        touch.facts = facts;
        let mut all = vec![touch.clone()];
        if let Some(earlier) = get.tries.and_then(|id| self.earlier(pattern, id)) {
            // An item that lies under an earlier count is looked for in vain before.
            touch.units = units::read(0.0, consistency);
            touch.times *= earlier;
            all.push(touch);
        }
        let reading = Reading {
            partitions: keys,
            items: Some(keys),
            bytes: size.bytes * keys,
            requests: batches(keys, size.bytes * keys),
            whole_range: false,
        };
        (all, reading)
    }

    /// The marker, and then the item.
    fn lookup(&self, lookup: &Lookup) -> (Vec<Touch>, Reading) {
        let consistency = Consistency::strong(lookup.consistent);
        let marker = usual_marker(self.model, lookup.entity, lookup.unique);
        let mut first = Touch::read(lookup.entity, units::read(marker.bytes, consistency));
        first.target = Target::Marker(lookup.unique);
        let item = self.sizes.item(lookup.entity);
        let second = Touch::read(lookup.entity, units::read(item.bytes, consistency));
        let reading = Reading {
            partitions: 2.0,
            items: Some(2.0),
            bytes: marker.bytes + item.bytes,
            requests: 2.0,
            whole_range: false,
        };
        (vec![first, second], reading)
    }

    fn query(
        &self,
        pattern: &Pattern,
        read: &Read,
        query: &Query,
    ) -> Option<(Vec<Touch>, Reading)> {
        let first = *query.entities.first()?;
        let shards = self.fan(pattern, &query.lists);
        let times = query.buckets.as_ref().map_or(1.0, |buckets| {
            super::fan::reached(pattern, &buckets.kind).map_or(1.0, f64::from)
        });
        // What volumes say is of all shards and times together, and of one value of a list.
        let found = self.found(pattern, read, query);
        let one_of = self.one_of_shards(pattern, query);
        let each = found
            .as_ref()
            .map(|found| found.items / shards.max(1.0) / one_of);
        let kept = self.kept(pattern, &query.entities, &query.filter) * one_of;
        let kept = kept.min(1.0);
        // How much is looked at for a page is told by how much there is, where a filter may leave little of it.
        let guessed = kept < 1.0 && pattern.load.keeps.is_none() && each.is_none();
        let wanted = query.limit.map(|limit| f64::from(limit) / kept);
        let wanted = wanted.filter(|_| !guessed);
        let (looked_at, asked) = met(each, wanted, times)?;
        let partitions = shards * asked;
        let bytes = looked_at * self.bytes_each(read, query, found.as_ref());
        let consistency = Consistency::strong(query.consistent);
        let mut units = units::read(bytes, consistency);
        if query.fetches {
            // A local index fetches what it does not carry, and each item counts by itself.
            let fetched = self
                .sizes
                .known(self.model, first, None, &given(first, read));
            units += looked_at * units::read(fetched.bytes, consistency);
        }
        let mut touch = Touch::read(first, units);
        touch.path = query.index.map_or(PathId::Table, PathId::Index);
        touch.times = partitions;
        touch.facts = given(first, read);
        touch.one_item = matches!(query.sort, SortCondition::Equals(_)) && query.index.is_none();
        let reading = Reading {
            partitions,
            items: found.is_some().then_some(looked_at * partitions),
            bytes: bytes * partitions,
            requests: partitions * (bytes / PAGE).ceil().max(1.0),
            whole_range: is_open_range(pattern, read, query)
                && each.is_some_and(|each| each * shards <= looked_at * partitions),
        };
        Some((vec![touch], reading))
    }

    fn scan(&self, pattern: &Pattern, scan: &Scan) -> Option<(Vec<Touch>, Reading)> {
        let model = self.model;
        let first = *scan.entities.first()?;
        let table = model.entity(first).table;
        let of = |id: &EntityId| {
            let items = self.volumes.items(*id)?;
            Some((items, items * self.sizes.item(*id).bytes))
        };
        let here = model
            .entity_ids()
            .filter(|id| model.entity(*id).table == table);
        let all = here.into_iter().try_fold((0.0, 0.0), |sum, id| {
            let (items, bytes) = of(&id)?;
            Some((sum.0 + items, sum.1 + bytes))
        });
        let (mut items, mut bytes) = all?;
        if let Some(limit) = scan.limit {
            let wanted = scan
                .entities
                .iter()
                .filter_map(of)
                .fold(0.0, |sum, one| sum + one.0);
            let kept = self.kept(pattern, &scan.entities, &scan.filter);
            let share = (f64::from(limit) / (wanted * kept).max(1.0)).min(1.0);
            items *= share;
            bytes *= share;
        }
        let consistency = Consistency::strong(scan.consistent);
        let mut touch = Touch::read(first, units::read(bytes, consistency));
        touch.target = Target::Everything;
        touch.one_item = false;
        let reading = Reading {
            partitions: 1.0,
            items: Some(items),
            bytes,
            requests: (bytes / PAGE).ceil().max(1.0),
            whole_range: false,
        };
        Some((vec![touch], reading))
    }

    /// How many values the lists have together; one for a list that the caller gives.
    fn fan(&self, pattern: &Pattern, lists: &[ParameterId]) -> f64 {
        let of = |id: &ParameterId| {
            let shard = pattern.parameters[id.index()].shard?;
            Some(f64::from(super::fan::asked(self.model, shard)))
        };
        lists.iter().filter_map(of).product()
    }

    /// Counts before the present one under which an item is looked for.
    fn earlier(&self, pattern: &Pattern, id: ParameterId) -> Option<f64> {
        let shard = pattern.parameters[id.index()].shard?;
        let shards = &self.model.entity(shard.entity).shards[shard.shards];
        (shard.choice == ShardChoice::Calculated && !shards.was.is_empty())
            .then(|| known::float(shards.was.len()))
    }

    /// The share of what is looked at that a filter leaves: what is said, or what follows from how many values there
    /// are of each attribute that has to equal one.
    fn kept(&self, pattern: &Pattern, entities: &[EntityId], filter: &[Condition]) -> f64 {
        if let Some(keeps) = pattern.load.keeps {
            return keeps.fraction().max(1e-9);
        }
        let mut kept = 1.0;
        let equal = filter.iter().flat_map(Condition::conjuncts);
        for (of, value) in equal.filter_map(Condition::equal) {
            if entities.contains(&of.entity) {
                kept *= self.share_of(of, value).unwrap_or(1.0);
            }
        }
        f64::max(kept, 1e-9)
    }

    /// Of how many shards a query asks one, that of a value which its key condition does not hold: what has the value
    /// lies there, and so does what shares the shard with it.
    fn one_of_shards(&self, pattern: &Pattern, query: &Query) -> f64 {
        let equal = query.filter.iter().flat_map(Condition::conjuncts);
        let equal: Vec<AttributeRef> = equal
            .filter_map(Condition::equal)
            .map(|(of, _)| of)
            .collect();
        let calculated = pattern.parameters.iter().filter_map(|one| {
            let shard = one
                .shard
                .filter(|shard| shard.choice == ShardChoice::Calculated)?;
            let shards = &self.model.entity(shard.entity).shards[shard.shards];
            let ShardBy::Attributes(by) = &shards.by else {
                return None;
            };
            let filters = |attribute: &AttributeId| {
                equal.contains(&AttributeRef {
                    entity: shard.entity,
                    attribute: *attribute,
                })
            };
            by.iter().any(filters).then(|| f64::from(shards.typical()))
        });
        calculated.fold(1.0, f64::max)
    }

    /// The share of the items that have a value; none where nothing says it.
    fn share_of(&self, of: AttributeRef, value: &Value) -> Option<f64> {
        match value {
            Value::Literal(value) => known::of_value(self.model.attribute(of), value),
            Value::Parameter(_) => Some(1.0 / self.volumes.distinct(self.model, of)?.max(1.0)),
            Value::OneOf(_) => None,
        }
    }

    /// The usual bytes of one item that is looked at.
    fn bytes_each(&self, read: &Read, query: &Query, found: Option<&Found>) -> f64 {
        let size = |id: &EntityId| {
            let facts = given(*id, read);
            self.sizes.known(self.model, *id, query.index, &facts).bytes
        };
        let sizes = query.entities.iter().map(size);
        match found.filter(|found| found.items > 0.0 && found.of.len() == query.entities.len()) {
            Some(found) => {
                let weighed = sizes.zip(&found.of).map(|(size, items)| size * items);
                weighed.sum::<f64>() / found.items
            }
            None => sizes.sum::<f64>() / known::float(query.entities.len()).max(1.0),
        }
    }

    /// How many items satisfy the key condition, over all shards and times.
    fn found(&self, pattern: &Pattern, read: &Read, query: &Query) -> Option<Found> {
        if let Some(finds) = pattern.load.finds {
            return Some(Found {
                items: finds.0,
                of: Vec::new(),
            });
        }
        let of = query
            .entities
            .iter()
            .map(|id| self.found_of(*id, read, query));
        let of = of.collect::<Option<Vec<f64>>>()?;
        Some(Found {
            items: of.iter().sum(),
            of,
        })
    }

    fn found_of(&self, id: EntityId, read: &Read, query: &Query) -> Option<f64> {
        let fixed = self.fixed(id, read, query);
        let entity = self.model.entity(id);
        let whole = entity.key_attributes();
        if whole
            .iter()
            .all(|of| fixed.contains(of) || entity.shards_of(*of).is_some())
        {
            return Some(1.0);
        }
        let facts = given(id, read);
        let (all, mut known, most) = self.volume_of(id, &fixed);
        let (partition, _) = keys(entity, query);
        let mut items = match stretch::of_query(entity, partition, read, query) {
            Some(reach) => self.in_reach(id, all, &reach)?,
            None => all?,
        };
        let reference = |attribute| AttributeRef {
            entity: id,
            attribute,
        };
        for of in fixed {
            let follows = |one: &AttributeId| {
                *one == of
                    || self
                        .volumes
                        .determines(self.model, reference(*one), reference(of))
            };
            if known.iter().any(follows) || stretch::follows(entity, of) {
                continue;
            }
            let attribute = &entity.attributes[of.index()];
            items *= match facts.value(of) {
                Some(value) => known::of_value(attribute, value)?,
                None => 1.0 / self.volumes.distinct(self.model, reference(of))?.max(1.0),
            };
            known.push(of);
        }
        let entry = query.index.and_then(|index| entity.entry(index));
        if let Some(entry) = entry {
            items *= known::of_entry(entity, entry, &facts).of;
        }
        Some(most.map_or(items, |most| items.min(most)))
    }

    /// How many items an entity has, or has of each whole that is fixed: the attributes of the whole, and the most that
    /// may be.
    fn volume_of(
        &self,
        id: EntityId,
        fixed: &[AttributeId],
    ) -> (Option<f64>, Vec<AttributeId>, Option<f64>) {
        let whole = self.volumes.whole(id).map(|whole| &whole.attributes);
        let whole = whole.filter(|whole| whole.iter().all(|one| fixed.contains(one)));
        match (&self.model.entity(id).volume, whole) {
            (Some(Volume::Each { average, max, .. }), Some(whole)) => {
                let max = max.map(|max| max.float());
                let average = average.map(|average| average.0);
                (average.or(max), whole.clone(), max)
            }
            _ => (self.volumes.items(id), Vec::new(), None),
        }
    }

    /// The attributes that the key condition fixes, for one entity; identifiers first, for they may
    /// determine others.
    fn fixed(&self, id: EntityId, read: &Read, query: &Query) -> Vec<AttributeId> {
        let entity = self.model.entity(id);
        let (partition, sort) = keys(entity, query);
        let is_given = |attribute: AttributeId| {
            let of = AttributeRef {
                entity: id,
                attribute,
            };
            read.given.iter().any(|term| term.attributes.contains(&of))
        };
        let mut all: Vec<AttributeId> = partition.iter().flat_map(Template::whole).collect();
        let parts = sort.iter().flat_map(|template| &template.parts);
        for part in parts {
            match part {
                Part::Literal(_) => {}
                Part::Attribute {
                    attribute,
                    cut: None,
                    ..
                } if is_given(*attribute) => {
                    all.push(*attribute);
                }
                Part::Attribute { .. } => break,
            }
        }
        all.retain(|of| entity.shards_of(*of).is_none());
        all.dedup();
        let reference = |attribute| AttributeRef {
            entity: id,
            attribute,
        };
        let tells_apart = |of| self.volumes.determines(self.model, of, of);
        all.sort_by_key(|one| !tells_apart(reference(*one)));
        all
    }
}

/// The requests that so many keys and bytes take.
fn batches(keys: f64, bytes: f64) -> f64 {
    let by_count = keys / f64::from(limits::BATCH_READS);
    by_count.max(bytes / limits::BATCH_BYTES).ceil().max(1.0)
}

/// How many items a query looks at in each partition, and in how many it does, of so many that hold one time each:
/// they are asked one after the other, until there are enough. None where nothing bounds it.
fn met(each: Option<f64>, wanted: Option<f64>, times: f64) -> Option<(f64, f64)> {
    let all = match (each, wanted) {
        (Some(each), Some(wanted)) => Some(each.min(wanted)),
        (each, wanted) => each.or(wanted),
    }?;
    let asked = match each {
        Some(each) if each > all => (all * times / each).ceil().clamp(1.0, times.max(1.0)),
        _ => times.max(1.0),
    };
    Some((all / asked, asked))
}

/// Whether nothing says how much of what has its key a query reads. Of times that partitions hold it is said.
fn is_open_range(pattern: &Pattern, read: &Read, query: &Query) -> bool {
    read.range.is_some() && pattern.load.finds.is_none() && query.buckets.is_none()
}

/// The templates of the key that a query asks, of one entity.
fn keys<'e>(entity: &'e Entity, query: &Query) -> (&'e [Template], &'e [Template]) {
    match query.index.and_then(|index| entity.entry(index)) {
        Some(entry) => (&entry.partition, &entry.sort),
        None => (
            std::slice::from_ref(&entity.key.partition),
            entity.key.sort.as_slice(),
        ),
    }
}

/// How many items there are.
struct Found {
    items: f64,
    /// Of each wanted entity; empty where that is not known.
    of: Vec<f64>,
}

/// What a read knows of the items of an entity.
pub(super) fn given(id: EntityId, read: &Read) -> Facts {
    let mut facts = Facts::default();
    for term in &read.given {
        let Some(of) = term.attributes.iter().find(|of| of.entity == id) else {
            continue;
        };
        facts.present.push((of.attribute, true));
        if let Value::Literal(value) = &term.value {
            facts.values.push((of.attribute, value.clone()));
        }
    }
    facts
}
