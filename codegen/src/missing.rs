//! What the planner can do and the generator cannot yet: a crate that left it out would be wrong, so
//! whoever generates asks here first.

use tablewright_modeler::{
    model::{
        Action, AttributeId, Carries, Entity, EntityId, IndexId, Model, Pattern, PatternId,
        ShardBy, Shards, TransactStep, Type, Value, Verb, Write, WriteKind,
    },
    plan::{Assignment, Get, KeyPiece, Operation, Plan, Query, SortCondition, StepPlan, WritePlan},
};

use crate::names::differing;

/// A part of a model that no code is generated for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The access pattern, the entity or the model.
    pub of: String,
    /// What it needs, in the words of the model language.
    pub what: &'static str,
}

/// What of a model the generated crate could not do: entities, then patterns, each in the order written.
pub fn missing(model: &Model, plan: &Plan) -> Vec<Missing> {
    let of_pattern = |id: PatternId| {
        let operation = plan.pattern(id).operation.as_ref()?;
        let pattern = model.pattern(id);
        Some(Missing {
            of: pattern.name.clone(),
            what: needs(model, pattern, operation).or_else(|| of_shards(model, pattern))?,
        })
    };
    let entities = model.entities.iter().filter_map(|entity| {
        Some(Missing {
            of: entity.name.clone(),
            what: of_entity(entity)?,
        })
    });
    entities
        .chain(model.pattern_ids().filter_map(of_pattern))
        .collect()
}

fn of_entity(entity: &Entity) -> Option<&'static str> {
    let optional = |by: &AttributeId| entity.attributes[by.index()].facts.optional;
    let calculated = entity.shards.iter().any(|shards| match &shards.by {
        ShardBy::Attributes(by) => by.iter().any(optional),
        ShardBy::Random => false,
    });
    if calculated {
        return Some("`shards` by an optional attribute");
    }
    (!entity.shards.is_empty() && !entity.unique.is_empty()).then_some("`unique` beside `shards`")
}

fn needs(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<&'static str> {
    match operation {
        Operation::Get(_) if matches!(pattern.verb, Verb::Count(_)) => {
            Some("a `count` of one item")
        }
        Operation::Get(get) => of_get(model, pattern, get),
        Operation::Query(query) => of_query(model, pattern, query),
        Operation::Write(write) => of_write(model, pattern, write),
        Operation::Transact(steps) => match &pattern.verb {
            Verb::Transact(_) if mixed(pattern) => Some("a `transact` that reads and writes"),
            Verb::Transact(written) => steps
                .iter()
                .zip(written)
                .find_map(|(step, written)| of_step(model, pattern, step, written)),
            _ => None,
        },
        Operation::Lookup(_) | Operation::Scan(_) | Operation::Outside => None,
    }
}

/// Whether a transaction reads and writes, which no request does.
fn mixed(pattern: &Pattern) -> bool {
    pattern.reads().next().is_some() && pattern.writes().next().is_some()
}

/// What a pattern cannot do with the shards that it finds.
fn of_shards(model: &Model, pattern: &Pattern) -> Option<&'static str> {
    let hidden = || pattern.parameters.iter().filter(|one| one.shard.is_some());
    let listed = pattern
        .parameters
        .iter()
        .any(|one| one.list && !one.is_hidden());
    let found = hidden().filter_map(|one| one.shard.as_ref());
    let kept = found
        .map(|shard| &model.entity(shard.entity).shards[shard.shards])
        .any(Shards::is_kept);
    if kept && listed {
        return Some("a kept shard count beside a term with `in`");
    }
    if hidden().any(|one| one.repeated) {
        return Some("`times` of a step that finds a shard");
    }
    let batched = |write: &Write| write.batch.is_some();
    // Each would have a count of its own.
    let sharded = pattern
        .writes()
        .filter(|write| has_kept(model, write.entity));
    if matches!(pattern.verb, Verb::Transact(_)) && sharded.count() > 1 {
        return Some("a `transact` with several kept shard counts");
    }
    pattern.writes().find_map(|write| match write.kind {
        _ if batched(write) && has_kept(model, write.entity) => {
            Some("a `batch` with a kept shard count")
        }
        _ => None,
    })
}

/// Whether another item says how many shards a key of an entity has.
fn has_kept(model: &Model, id: EntityId) -> bool {
    model.entity(id).shards.iter().any(Shards::is_kept)
}

fn of_get(model: &Model, pattern: &Pattern, get: &Get) -> Option<&'static str> {
    let shards = get.lists.iter().filter(|id| {
        let parameter = &pattern.parameters[id.index()];
        parameter.shard.is_some()
    });
    let shards = shards.count();
    if get.sum && get.lists.len() > shards {
        return Some("the sums of several counters at once");
    }
    let projected = pattern.reads().any(|read| read.attributes.is_some());
    if get.sum && projected {
        return Some("`attributes` of a sum");
    }
    (get.batch.is_some() && has_kept(model, get.entity))
        .then_some("a `batch` with a kept shard count")
}

fn of_query(model: &Model, pattern: &Pattern, query: &Query) -> Option<&'static str> {
    if query.count && query.index.is_some_and(|index| untold(model, query, index)) {
        return Some("a `count` on an index without the tag, where other entities are");
    }
    let ordered = pattern.reads().any(|read| !read.order.is_empty());
    (ordered && orders_lists(query)).then_some("an `order` across a term with `in` in the sort key")
}

/// Whether an index holds other entities as well, and nothing that tells them apart.
fn untold(model: &Model, query: &Query, id: IndexId) -> bool {
    let index = model.index(id);
    let tagged = model.table(index.table).tag.is_some();
    let mut others = model
        .entity_ids()
        .filter(|one| !query.entities.contains(one));
    tagged
        && index.carries == Carries::Keys
        && others.any(|one| model.entity(one).entry(id).is_some())
}

/// Whether what is merged differs in its sort key before what it is ordered by, in several ways at once.
fn orders_lists(query: &Query) -> bool {
    let SortCondition::Cover { low, high } = &query.sort else {
        return false;
    };
    low.iter().chain(high).any(|piece| match piece {
        KeyPiece::Value { value, .. } => matches!(value, Value::OneOf(_)),
        KeyPiece::Literal(_) => false,
    })
}

fn of_write(model: &Model, pattern: &Pattern, write: &WritePlan) -> Option<&'static str> {
    let in_document = |one: &Assignment| {
        let kind = &model.attribute(one.path.attribute).kind;
        matches!(kind, Type::Struct(_)) && !one.path.steps.is_empty()
    };
    if write.kind == WriteKind::Put && write.assignments.iter().any(in_document) {
        return Some("a put that sets a part of a document");
    }
    if !write.markers.is_empty() && write.returns.is_some() {
        return Some("`returns` of a write with a `unique` value");
    }
    let lists = pattern
        .parameters
        .iter()
        .any(|one| one.list && !one.is_hidden());
    (write.batch.is_some() && lists).then_some("`batch` with a list")
}

fn of_step(
    model: &Model,
    pattern: &Pattern,
    step: &StepPlan,
    written: &TransactStep,
) -> Option<&'static str> {
    match (step.operation.as_ref()?, &written.action) {
        (Operation::Write(_), Action::Write(write))
            if written.times.is_some()
                && write.kind != WriteKind::Put
                && differing(pattern, write).is_empty() =>
        {
            Some("`times` of a step that is the same each time")
        }
        (Operation::Write(write), Action::Write(_)) => of_write(model, pattern, write),
        (Operation::Get(get), _) if !get.lists.is_empty() => {
            Some("a term with `in` in a `transact`")
        }
        (Operation::Get(_), _) if written.times.is_some() => {
            Some("a read with `times` in a `transact`")
        }
        _ => None,
    }
}
