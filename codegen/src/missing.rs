//! What the planner can do and the generator cannot yet: a crate that left it out would be wrong, so
//! whoever generates asks here first.

use tablewright_modeler::{
    model::{Entity, Index, Model, PatternId, Type},
    plan::{Operation, Plan},
};

/// A part of a model that no code is generated for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The access pattern, the entity, the index or the model.
    pub of: String,
    /// What it needs, in the words of the model language.
    pub what: &'static str,
}

/// What of a model the generated crate could not do: of the model itself, then entities and indexes, then
/// patterns, each in the order written.
pub fn missing(model: &Model, plan: &Plan) -> Vec<Missing> {
    let of_pattern = |pattern: PatternId| {
        let operation = plan.pattern(pattern).operation.as_ref()?;
        Some(Missing {
            of: model.pattern(pattern).name.clone(),
            what: needs(operation)?,
        })
    };
    let structs = |entity: &&Entity| entity.attributes.iter().any(|one| holds_struct(&one.kind));
    let entities = model.entities.iter().filter(structs).map(|entity| Missing {
        of: entity.name.clone(),
        what: "a type of `types`",
    });
    let sharded = |entity: &&Entity| !entity.shards.is_empty();
    let sharded = model.entities.iter().filter(sharded).map(|entity| Missing {
        of: entity.name.clone(),
        what: "`shards`",
    });
    let tables = (model.tables.len() > 1).then(|| Missing {
        of: model.name.clone(),
        what: "several tables",
    });
    let several = |index: &&Index| index.partition.len() > 1 || index.sort.len() > 1;
    let indexes = model.indexes.iter().filter(several);
    let indexes = indexes.map(|index| Missing {
        of: index.name.clone(),
        what: "an index key of several attributes",
    });
    tables
        .into_iter()
        .chain(entities)
        .chain(sharded)
        .chain(indexes)
        .chain(model.pattern_ids().filter_map(of_pattern))
        .collect()
}

fn holds_struct(kind: &Type) -> bool {
    match kind {
        Type::Struct(_) => true,
        Type::List(of) | Type::Map(of) | Type::Set(of) => holds_struct(of),
        _ => false,
    }
}

fn needs(operation: &Operation) -> Option<&'static str> {
    match operation {
        Operation::Get(get) if get.batch.is_some() => Some("`batch`"),
        Operation::Get(get) if !get.lists.is_empty() => Some("a term with `in`"),
        Operation::Query(query) if query.buckets.is_some() => Some("`span`"),
        Operation::Query(query) if query.count => Some("`count`"),
        Operation::Query(query) if !query.lists.is_empty() => Some("a term with `in`"),
        Operation::Lookup(_) => Some("a read by a `unique` value"),
        Operation::Write(write) if write.batch.is_some() => Some("`batch`"),
        Operation::Write(write) if !write.markers.is_empty() => Some("`unique`"),
        Operation::Write(write) if write.lock.is_some() => Some("a put with an `optimistic_lock`"),
        Operation::Transact(_) => Some("`transact`"),
        Operation::Get(_)
        | Operation::Query(_)
        | Operation::Scan(_)
        | Operation::Write(_)
        | Operation::Outside => None,
    }
}
