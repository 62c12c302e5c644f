//! A plan as JSON.

use serde::Serialize;
use tablewright_modeler::{
    Checked, estimate,
    model::{self, EntityId, Model, PatternId, Verb},
    plan::{Operation, PatternPlan},
    words,
};

#[derive(Serialize)]
struct Plan<'c> {
    model: &'c str,
    patterns: Vec<Pattern<'c>>,
}

#[derive(Serialize, Default)]
struct Pattern<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'c str>,
    kind: &'static str,
    operation: Option<&'static str>,
    table: Option<&'c str>,
    index: Option<&'c str>,
    entities: Vec<&'c str>,
    key_condition: Option<String>,
    filter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    scan_forward: Option<bool>,
    limit: Option<u32>,
    consistent: bool,
    /// A local index does not carry all that is wanted: each item is fetched from the table.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fetches: bool,
    requests: Option<u32>,
    shards: Option<u32>,
    read_units: Option<f64>,
    write_units: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Pattern<'c>>,
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
    let name = |id: &EntityId| model.entity(*id).name.as_str();
    let mut line = Pattern {
        name: Some(&pattern.name),
        kind: match pattern.verb {
            Verb::Read(_) => "read",
            Verb::Count(_) => "count",
            Verb::Transact(_) if pattern.writes().next().is_none() => "read",
            Verb::Write(_) | Verb::Transact(_) => "write",
            Verb::Outside(_) => "outside",
        },
        because: because(model, pattern, plan),
        ..Pattern::of(model, pattern, plan.operation.as_ref())
    };
    let mut entities: Vec<&str> = match &pattern.verb {
        Verb::Outside(outside) => outside
            .reads
            .iter()
            .chain(&outside.writes)
            .map(name)
            .collect(),
        _ => pattern
            .reads()
            .flat_map(|read| &read.entities)
            .chain(pattern.writes().map(|write| &write.entity))
            .map(name)
            .collect(),
    };
    let mut seen = Vec::new();
    entities.retain(|one| {
        !seen.contains(one) && {
            seen.push(*one);
            true
        }
    });
    line.entities = entities;
    let units = checked.estimate.pattern(id);
    (line.read_units, line.write_units) = (units.read_units, units.write_units);
    if let Some(count) = plan
        .operation
        .as_ref()
        .and_then(|one| counted(model, pattern, one))
    {
        let own = Pattern::of(model, pattern, plan.operation.as_ref());
        line.requests = line.requests.map(|requests| requests + 1);
        line.steps = vec![count, own];
    }
    line
}

impl<'c> Pattern<'c> {
    /// The facts of an operation: of a pattern, or of a step of it.
    fn of(model: &'c Model, pattern: &'c model::Pattern, operation: Option<&'c Operation>) -> Self {
        let key = operation.map(|operation| words::key_condition(model, pattern, operation));
        let mut line = Pattern {
            operation: operation.map(words::operation),
            table: match operation {
                Some(operation) => words::table(model, pattern, operation),
                None => words::table_of_pattern(model, pattern),
            },
            key_condition: key.filter(|key| !key.is_empty()),
            filter: operation.and_then(|operation| words::filter(model, pattern, operation)),
            condition: operation.and_then(|operation| words::guard(model, pattern, operation)),
            requests: operation.and_then(|one| estimate::requests(model, pattern, one)),
            shards: operation.and_then(|one| estimate::shards(model, pattern, one)),
            kind: "read",
            ..Pattern::default()
        };
        let entity = |id: EntityId| vec![model.entity(id).name.as_str()];
        match operation {
            None | Some(Operation::Outside) => {}
            Some(Operation::Get(get)) => {
                line.entities = entity(get.entity);
                line.consistent = get.consistent;
            }
            Some(Operation::Query(query)) => {
                line.index = query.index.map(|id| model.index(id).name.as_str());
                line.scan_forward = Some(query.forward);
                line.limit = query.limit;
                line.consistent = query.consistent;
                line.fetches = query.fetches;
            }
            Some(Operation::Scan(scan)) => {
                line.limit = scan.limit;
                line.consistent = scan.consistent;
            }
            Some(Operation::Lookup(lookup)) => {
                line.entities = entity(lookup.entity);
                line.consistent = lookup.consistent;
                line.steps = lookup_steps(&line);
            }
            Some(Operation::Write(write)) => {
                line.entities = entity(write.entity);
                line.kind = "write";
            }
            Some(Operation::Transact(steps)) => {
                line.key_condition = None;
                let steps = steps
                    .iter()
                    .map(|step| Pattern::of(model, pattern, step.operation.as_ref()));
                line.steps = steps.collect();
            }
        }
        line
    }
}

/// The read of the item that keeps the count of the shards, where one does and the count is needed.
fn counted<'c>(
    model: &'c Model,
    pattern: &'c model::Pattern,
    operation: &Operation,
) -> Option<Pattern<'c>> {
    // A transaction shows what each of its steps does.
    if matches!(operation, Operation::Transact(_)) {
        return None;
    }
    let mut shards = pattern
        .parameters
        .iter()
        .filter_map(|parameter| parameter.shard);
    let of = shards.find_map(|shard| {
        match model.entity(shard.entity).shards.get(shard.shards)?.count {
            model::ShardCount::Kept { of, .. } => Some(of),
            model::ShardCount::Fixed(_) => None,
        }
    })?;
    let (entity, table) = (model.entity(of.entity), model.table_of(of.entity));
    let keys = table
        .key_names()
        .zip([Some(&entity.key.partition), entity.key.sort.as_ref()]);
    let keys = keys.filter_map(|(name, template)| {
        Some(format!("{name} = {}", words::template(entity, template?)))
    });
    Some(Pattern {
        kind: "read",
        operation: Some("GetItem"),
        table: Some(&table.name),
        entities: vec![&entity.name],
        key_condition: Some(keys.collect::<Vec<_>>().join(" AND ")),
        requests: Some(1),
        ..Pattern::default()
    })
}

/// The marker, and then the item whose key it holds.
fn lookup_steps<'c>(line: &Pattern<'c>) -> Vec<Pattern<'c>> {
    let get = |key: Option<String>, filter: Option<String>| Pattern {
        kind: "read",
        operation: Some("GetItem"),
        table: line.table,
        entities: line.entities.clone(),
        key_condition: key,
        filter,
        consistent: line.consistent,
        requests: Some(1),
        ..Pattern::default()
    };
    vec![
        get(line.key_condition.clone(), None),
        get(None, line.filter.clone()),
    ]
}

/// Why it is a Scan, or why no request does it.
fn because(model: &Model, pattern: &model::Pattern, plan: &PatternPlan) -> Option<String> {
    let problems = words::problems(model, pattern, plan);
    match problems.is_empty() {
        true => words::because(model, pattern, plan),
        false => Some(problems.join("; ")),
    }
}
