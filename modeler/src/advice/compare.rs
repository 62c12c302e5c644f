//! Whether a plan is the same as before, or better.

use crate::{
    draft::{Draft, Index, Projection},
    model::{Model, PatternId},
    plan::{Operation, Plan, SortCondition},
    source::Text,
    words,
};

/// Whether a pattern's request is what it was, or reads less.
pub(super) fn same_or_better(
    (model, plan): (&Model, &Plan),
    (new_model, new_plan): (&Model, &Plan),
    id: PatternId,
) -> bool {
    if is_open(plan, id) {
        return true;
    }
    let (Some(was), Some(is)) = (&plan.pattern(id).operation, &new_plan.pattern(id).operation)
    else {
        return false;
    };
    if matches!(was, Operation::Write(_)) {
        // An entry more is kept current: that is what an index costs. What cannot be done is an error.
        return true;
    }
    let said = |model: &Model, operation: &Operation| {
        let pattern = model.pattern(id);
        let index = match operation {
            Operation::Query(query) => query.index.map(|id| model.index(id).name.clone()),
            _ => None,
        };
        let key = words::key_condition(model, pattern, operation);
        (index, key, words::filter(model, pattern, operation))
    };
    said(model, was) == said(new_model, is) || reading(is) <= reading(was)
}

/// Whether nothing serves a read, and the model does not accept a Scan.
pub(super) fn is_open(plan: &Plan, id: PatternId) -> bool {
    match &plan.pattern(id).operation {
        Some(Operation::Scan(scan)) => !scan.accepted,
        Some(_) => false,
        None => true,
    }
}

/// How much a read asks for, as the planner weighs it.
fn reading(operation: &Operation) -> (u8, usize, u8) {
    match operation {
        Operation::Query(query) => {
            let width = match query.sort {
                SortCondition::Equals(_) => 0,
                SortCondition::TextRange { .. } | SortCondition::OwnRange { .. } => 1,
                SortCondition::Prefix(_) => 2,
                SortCondition::Cover { .. } => 3,
                SortCondition::All => 4,
            };
            (1, query.filter.len(), width)
        }
        Operation::Scan(scan) => (2, scan.filter.len(), 0),
        _ => (0, 0, 0),
    }
}

/// Whether every index that was there is as it was, but for the one that is to change.
pub(super) fn same_indexes(before: &Draft, after: &Draft, but: Option<&str>) -> bool {
    let all = |draft: &'_ Draft| -> Vec<Index> {
        let tables = draft.tables.iter();
        tables.flat_map(|table| table.indexes.clone()).collect()
    };
    let after = all(after);
    all(before)
        .iter()
        .filter(|index| but != Some(index.name.as_str()))
        .all(|was| after.iter().any(|is| written(was) == written(is)))
}

/// What is written of an index, wherever it stands.
fn written(index: &Index) -> (&str, Option<&str>, Vec<&str>, Vec<&str>, Vec<&str>) {
    let carried = match &index.project {
        None => Vec::new(),
        Some(Projection::Word(word)) => vec![word.as_str()],
        Some(Projection::Attributes(names, _)) => texts(names),
    };
    (
        index.name.as_str(),
        index.kind.as_ref().map(Text::as_str),
        texts(&index.partition),
        texts(&index.sort),
        carried,
    )
}

fn texts(all: &[Text]) -> Vec<&str> {
    all.iter().map(Text::as_str).collect()
}
