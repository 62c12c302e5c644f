//! What the planner can do and the generator cannot yet: a crate that left it out would be wrong, so
//! whoever generates asks here first.

use tablewright_modeler::{
    model::{
        Action, Carries, Entity, Model, Pattern, PatternId, TransactStep, Type, Verb, WriteKind,
    },
    plan::{Assignment, Operation, Plan, Query, StepPlan, WritePlan},
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

/// What of a model the generated crate could not do: of the model itself, then entities, then patterns, each
/// in the order written.
pub fn missing(model: &Model, plan: &Plan) -> Vec<Missing> {
    let of_pattern = |id: PatternId| {
        let operation = plan.pattern(id).operation.as_ref()?;
        let pattern = model.pattern(id);
        Some(Missing {
            of: pattern.name.clone(),
            what: needs(model, pattern, operation)?,
        })
    };
    let sharded = |entity: &&Entity| !entity.shards.is_empty();
    let sharded = model.entities.iter().filter(sharded).map(|entity| Missing {
        of: entity.name.clone(),
        what: "`shards`",
    });
    let tables = (model.tables.len() > 1).then(|| Missing {
        of: model.name.clone(),
        what: "several tables",
    });
    tables
        .into_iter()
        .chain(sharded)
        .chain(model.pattern_ids().filter_map(of_pattern))
        .collect()
}

fn needs(model: &Model, pattern: &Pattern, operation: &Operation) -> Option<&'static str> {
    match operation {
        Operation::Get(_) if matches!(pattern.verb, Verb::Count(_)) => {
            Some("a `count` of one item")
        }
        Operation::Get(_) => None,
        Operation::Query(query) => of_query(model, query),
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

fn of_query(model: &Model, query: &Query) -> Option<&'static str> {
    if query.buckets.is_some() {
        return Some("`span`");
    }
    if !query.lists.is_empty() {
        return Some("a term with `in`");
    }
    let untold = query.index.is_some_and(|index| {
        let keys = matches!(model.index(index).carries, Carries::Keys);
        keys && model.table(model.index(index).table).tag.is_some()
    });
    (query.count && untold).then_some("a `count` on an index without the tag")
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
    let lists = pattern.parameters.iter().any(|parameter| parameter.list);
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
