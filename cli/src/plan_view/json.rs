//! A plan as JSON.

use serde::Serialize;
use tablewright_modeler::{
    Checked,
    model::{self, EntityId, Model, PatternId, Verb},
    plan::{Operation, PatternPlan},
    words,
};

#[derive(Serialize)]
struct Plan<'c> {
    model: &'c str,
    patterns: Vec<Pattern<'c>>,
}

#[derive(Serialize)]
struct Pattern<'c> {
    name: &'c str,
    kind: &'static str,
    operation: Option<&'static str>,
    table: &'c str,
    index: Option<&'c str>,
    entities: Vec<&'c str>,
    key_condition: Option<String>,
    filter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    scan_forward: Option<bool>,
    limit: Option<u32>,
    consistent: bool,
    requests: Option<u32>,
    shards: Option<u32>,
    read_units: Option<f64>,
    write_units: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

/// The plan of a model. Patterns that did not resolve are not in it; one that no request can do has no
/// operation, and says why.
pub(crate) fn json(checked: &Checked) -> anyhow::Result<String> {
    let ids = checked.model.pattern_ids();
    let patterns = ids.map(|id| pattern(checked, id)).collect();
    let plan = Plan {
        model: &checked.model.name,
        patterns,
    };
    Ok(serde_json::to_string_pretty(&plan)? + "\n")
}

fn pattern(checked: &Checked, id: PatternId) -> Pattern<'_> {
    let model = &checked.model;
    let (pattern, plan) = (model.pattern(id), checked.plan.pattern(id));
    let operation = plan.operation.as_ref();
    let key = operation.map(|operation| words::key_condition(model, pattern, operation));
    let name = |id: &EntityId| model.entity(*id).name.as_str();
    let mut line = Pattern {
        name: &pattern.name,
        kind: match pattern.verb {
            Verb::Read(_) => "read",
            Verb::Write(_) => "write",
        },
        operation: operation.map(|operation| words::operation(pattern, operation)),
        table: &model.table.name,
        index: None,
        entities: match &pattern.verb {
            Verb::Read(read) => read.entities.iter().map(name).collect(),
            Verb::Write(write) => vec![name(&write.entity)],
        },
        key_condition: key.filter(|key| !key.is_empty()),
        filter: operation.and_then(|operation| words::filter(model, pattern, operation)),
        condition: operation.and_then(|operation| words::guard(model, pattern, operation)),
        scan_forward: None,
        limit: None,
        consistent: false,
        requests: None,
        shards: None,
        read_units: None,
        write_units: None,
        because: because(model, pattern, plan),
    };
    match operation {
        None => {}
        Some(Operation::Get(get)) => {
            line.consistent = get.consistent;
            line.requests = Some(1);
        }
        Some(Operation::Query(query)) => {
            line.index = query.index.map(|id| model.index(id).name.as_str());
            line.scan_forward = Some(query.forward);
            line.limit = query.limit;
            line.consistent = query.consistent;
            line.requests = Some(1);
        }
        Some(Operation::Scan(scan)) => {
            line.limit = scan.limit;
            line.consistent = scan.consistent;
        }
        Some(Operation::Write(_)) => line.requests = Some(1),
    }
    line
}

/// Why it is a Scan, or why no request does it.
fn because(model: &Model, pattern: &model::Pattern, plan: &PatternPlan) -> Option<String> {
    if plan.problems.is_empty() {
        return words::because(model, pattern, plan);
    }
    let problems = plan
        .problems
        .iter()
        .map(|problem| words::problem(model, pattern, problem));
    Some(problems.collect::<Vec<_>>().join("; "))
}
