//! What the planner can do and the generator cannot yet: a crate that left it out would be wrong, so
//! whoever generates asks here first.

use tablewright_modeler::{
    model::{Model, PatternId},
    plan::{Operation, Plan},
};

/// A part of a model that no code is generated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The access pattern.
    pub pattern: PatternId,
    /// What it needs, in the words of the model language.
    pub what: &'static str,
}

/// What of a model the generated crate could not do, in the order of the patterns.
pub fn missing(model: &Model, plan: &Plan) -> Vec<Missing> {
    let of_pattern = |pattern: PatternId| {
        let operation = plan.pattern(pattern).operation.as_ref()?;
        let what = needs(operation)?;
        Some(Missing { pattern, what })
    };
    model.pattern_ids().filter_map(of_pattern).collect()
}

fn needs(operation: &Operation) -> Option<&'static str> {
    match operation {
        Operation::Get(get) if get.batch.is_some() => Some("`batch`"),
        Operation::Get(get) if !get.lists.is_empty() => Some("a term with `in`"),
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
