//! A plan as JSON.

use serde::Serialize;
use tablewright_modeler::{
    Checked,
    model::{EntityId, PatternId, Verb},
    plan::Operation,
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
    operation: &'static str,
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

/// The plan of a model. Patterns that did not resolve, or have no request, are not in it.
pub(crate) fn json(checked: &Checked) -> anyhow::Result<String> {
    let ids = checked.model.pattern_ids();
    let patterns = ids.filter_map(|id| pattern(checked, id)).collect();
    let plan = Plan {
        model: &checked.model.name,
        patterns,
    };
    Ok(serde_json::to_string_pretty(&plan)? + "\n")
}

fn pattern(checked: &Checked, id: PatternId) -> Option<Pattern<'_>> {
    let model = &checked.model;
    let (pattern, plan) = (model.pattern(id), checked.plan.pattern(id));
    let operation = plan.operation.as_ref()?;
    let key = words::key_condition(model, pattern, operation);
    let name = |id: &EntityId| model.entity(*id).name.as_str();
    let mut line = Pattern {
        name: &pattern.name,
        kind: match pattern.verb {
            Verb::Read(_) => "read",
            Verb::Write(_) => "write",
        },
        operation: words::operation(pattern, operation),
        table: &model.table.name,
        index: None,
        entities: Vec::new(),
        key_condition: (!key.is_empty()).then_some(key),
        filter: words::filter(model, pattern, operation),
        condition: words::guard(model, pattern, operation),
        scan_forward: None,
        limit: None,
        consistent: false,
        requests: None,
        shards: None,
        read_units: None,
        write_units: None,
        because: None,
    };
    match operation {
        Operation::Get(get) => {
            line.entities = vec![name(&get.entity)];
            line.consistent = get.consistent;
            line.requests = Some(1);
        }
        Operation::Query(query) => {
            line.entities = query.entities.iter().map(name).collect();
            line.index = query.index.map(|id| model.index(id).name.as_str());
            line.scan_forward = Some(query.forward);
            line.limit = query.limit;
            line.consistent = query.consistent;
            line.requests = Some(1);
        }
        Operation::Scan(scan) => {
            line.entities = scan.entities.iter().map(name).collect();
            line.limit = scan.limit;
            line.consistent = scan.consistent;
            line.because = words::because(model, pattern, plan);
        }
        Operation::Write(write) => {
            line.entities = vec![name(&write.entity)];
            line.requests = Some(1);
        }
    }
    Some(line)
}
