//! An estimate as JSON.

use serde::Serialize;
use tablewright_modeler::{
    estimate::{Bill, Estimate, Hot, KeySpace, PathEstimate, advised, names},
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::{Capacity, IndexId, IndexKind, Model, PatternId, TableId},
    plan::PathId,
    words,
};

#[derive(Serialize)]
struct Whole<'e> {
    model: &'e str,
    region: &'e str,
    prices_as_of: &'e str,
    total_monthly_cost: f64,
    patterns: Vec<Pattern<'e>>,
    tables: Vec<Path<'e>>,
    indexes: Vec<Path<'e>>,
    /// Patterns that are in no sum, for nothing says how often they are called or what they find.
    unknown: Vec<&'e str>,
}

#[derive(Serialize)]
struct Pattern<'e> {
    name: &'e str,
    read_units: Option<f64>,
    write_units: Option<f64>,
    peak_calls_per_second: Option<f64>,
    average_calls_per_second: Option<f64>,
    peak_read_units_per_second: Option<f64>,
    peak_write_units_per_second: Option<f64>,
    monthly_cost: Option<f64>,
    assumed_sizes: bool,
    /// It counts as if its range held all that a partition does, for it does not say what it finds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    whole_range: bool,
}

#[derive(Serialize)]
struct Path<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'e str>,
    name: &'e str,
    capacity: &'static str,
    peak_read_units: f64,
    peak_write_units: f64,
    average_read_units: f64,
    average_write_units: f64,
    storage_bytes: f64,
    /// Whether every entity says how many items it has.
    storage_complete: bool,
    monthly_cost: f64,
    throughput_cost: f64,
    storage_cost: f64,
    backup_cost: f64,
    stream_cost: f64,
    expiry_cost: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    modes: Option<Modes>,
    hottest_key: Option<Hottest<'e>>,
}

/// The whole table with its indexes, paid for in each way.
#[derive(Serialize)]
struct Modes {
    on_demand: f64,
    provisioned: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserved_one_year: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserved_three_years: Option<f64>,
    break_even_utilisation: f64,
}

#[derive(Serialize)]
struct Hottest<'e> {
    key: String,
    entities: Vec<&'e str>,
    share: f64,
    write_units_per_second: f64,
    read_units_per_second: f64,
    /// Of what is nearer to its limit.
    limit: f64,
    advised_shards: f64,
}

/// An estimate as one JSON object.
pub(crate) fn json(model: &Model, estimate: &Estimate) -> anyhow::Result<String> {
    let patterns: Vec<Pattern<'_>> = model
        .pattern_ids()
        .map(|id| pattern(model, estimate, id))
        .collect();
    let unknown = patterns
        .iter()
        .filter(|one| one.monthly_cost.is_none())
        .map(|one| one.name);
    let whole = Whole {
        model: &model.name,
        region: &estimate.prices.region,
        prices_as_of: &estimate.prices.as_of,
        total_monthly_cost: estimate.total(),
        unknown: unknown.collect(),
        patterns,
        tables: model
            .table_ids()
            .map(|id| table(model, estimate, id))
            .collect(),
        indexes: model
            .index_ids()
            .map(|id| index(model, estimate, id))
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&whole)? + "\n")
}

fn pattern<'e>(model: &'e Model, estimate: &Estimate, id: PatternId) -> Pattern<'e> {
    let one = estimate.pattern(id);
    let peak = |units: Option<f64>| Some(units? * one.calls?.peak);
    Pattern {
        name: &model.pattern(id).name,
        read_units: one.read_units,
        write_units: one.write_units,
        peak_calls_per_second: one.calls.map(|calls| calls.peak),
        average_calls_per_second: one.calls.map(|calls| calls.average),
        peak_read_units_per_second: peak(one.read_units),
        peak_write_units_per_second: peak(one.write_units),
        monthly_cost: one.monthly_cost,
        assumed_sizes: one.assumed,
        whole_range: one.reading.as_ref().is_some_and(|one| one.whole_range),
    }
}

fn table<'e>(model: &'e Model, estimate: &Estimate, id: TableId) -> Path<'e> {
    let one = estimate.table(id);
    let load = estimate.with_indexes(model, id);
    let modes = Bill::new(&estimate.prices, model.table(id)).modes(load);
    let modes = Modes {
        on_demand: modes.on_demand,
        provisioned: modes.provisioned,
        reserved_one_year: modes.reserved.map(|one| one.one_year),
        reserved_three_years: modes.reserved.map(|one| one.three_years),
        break_even_utilisation: modes.break_even,
    };
    Path {
        modes: Some(modes),
        hottest_key: hottest(model, estimate, id, PathId::Table),
        ..path(one, &model.table(id).name, mode(model, id))
    }
}

fn index<'e>(model: &'e Model, estimate: &Estimate, id: IndexId) -> Path<'e> {
    let of = model.index(id);
    let global = of.kind == IndexKind::Global;
    Path {
        table: Some(&model.table(of.table).name),
        hottest_key: global
            .then(|| hottest(model, estimate, of.table, PathId::Index(id)))
            .flatten(),
        ..path(estimate.index(id), &of.name, mode(model, of.table))
    }
}

fn mode(model: &Model, id: TableId) -> &'static str {
    match model.table(id).settings.capacity {
        Capacity::OnDemand => "on-demand",
        Capacity::Provisioned { .. } => "provisioned",
    }
}

fn path<'e>(one: &PathEstimate, name: &'e str, capacity: &'static str) -> Path<'e> {
    Path {
        table: None,
        name,
        capacity,
        peak_read_units: one.load.peak_reads,
        peak_write_units: one.load.peak_writes,
        average_read_units: one.load.reads,
        average_write_units: one.load.writes,
        storage_bytes: one.stored,
        storage_complete: !one.stored_open,
        monthly_cost: one.cost.total(),
        throughput_cost: one.cost.throughput,
        storage_cost: one.cost.storage,
        backup_cost: one.cost.backup,
        stream_cost: one.cost.stream,
        expiry_cost: one.cost.expiry,
        modes: None,
        hottest_key: None,
    }
}

fn hottest<'e>(
    model: &'e Model,
    estimate: &Estimate,
    table: TableId,
    path: PathId,
) -> Option<Hottest<'e>> {
    let (space, hot) = estimate.hottest(model, table, path)?;
    Some(hottest_key(model, estimate, table, space, hot))
}

fn hottest_key<'e>(
    model: &'e Model,
    estimate: &Estimate,
    table: TableId,
    space: &KeySpace,
    hot: &Hot,
) -> Hottest<'e> {
    let load = match space.path {
        PathId::Table => estimate.table(table).load,
        PathId::Index(id) => estimate.index(id).load,
    };
    let writes = hot.writes / PARTITION_WRITES >= hot.reads / PARTITION_READS;
    let (own, all, limit) = match writes {
        true => (hot.writes, load.peak_writes, PARTITION_WRITES),
        false => (hot.reads, load.peak_reads, PARTITION_READS),
    };
    Hottest {
        key: words::hot_key(model, space, hot),
        entities: names(model, &space.entities),
        share: if all > 0.0 { own / all } else { 0.0 },
        write_units_per_second: hot.writes,
        read_units_per_second: hot.reads,
        limit,
        advised_shards: advised(own * estimate.shards_of(model, space), limit),
    }
}
