//! A simulation as JSON.

use serde_json::{Value, json};
use tablewright_modeler::{
    Checked,
    plan::PathId,
    simulate::{Parameters, PathOutcome},
};

use super::Run;

/// Both runs as one JSON object.
pub(crate) fn json(
    checked: &Checked,
    parameters: &Parameters,
    runs: &[Run; 2],
) -> anyhow::Result<String> {
    let [before, after] = runs.each_ref().map(|(outcome, _)| {
        outcome
            .paths
            .iter()
            .map(|path| one(checked, path))
            .collect::<Vec<_>>()
    });
    let all = json!({
        "model": checked.model.name,
        "parameters": {
            "load": format!("{:?}", parameters.shape).to_lowercase(),
            "minutes": parameters.minutes,
            "seeds": parameters.seeds,
            "split_threshold": parameters.split_threshold,
            "split_after_seconds": parameters.split_after,
            "split_takes_seconds": parameters.split_takes,
            "burst_seconds": parameters.burst,
            "scaling_takes_seconds": parameters.scaling_takes,
        },
        "as_it_is": before,
        "with_advised_shards": after,
    });
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

fn one(checked: &Checked, of: &PathOutcome) -> Value {
    let range = |(least, middle, most): (f64, f64, f64)| json!({ "least": least, "middle": middle, "most": most });
    let minutes: Vec<Value> = of
        .minutes
        .iter()
        .enumerate()
        .map(|(at, minute)| {
            json!({
                "minute": at + 1,
                "read_units_per_second": minute.asked.0,
                "write_units_per_second": minute.asked.1,
                "reads_refused": range(minute.reads),
                "writes_refused": range(minute.writes),
            })
        })
        .collect();
    let model = &checked.model;
    json!({
        "table": model.table(of.table).name,
        "index": match of.path {
            PathId::Table => None,
            PathId::Index(index) => Some(model.index(index).name.clone()),
        },
        "partitions": { "least": of.partitions.0, "most": of.partitions.1 },
        "minutes": minutes,
    })
}
