//! An estimate on one screen.

use std::fmt::Write;

use tablewright_modeler::{
    estimate::{Bill, Estimate, PathEstimate, Reserved},
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::{IndexKind, Model, TableId},
    plan::PathId,
    words::{self, bytes, dollars, number},
};

/// A line for each access pattern, then each table with its indexes, and what all of it costs.
pub(crate) fn human(model: &Model, estimate: &Estimate) -> String {
    let mut text = patterns(model, estimate);
    for id in model.table_ids() {
        table(model, estimate, id, &mut text);
    }
    let prices = &estimate.prices;
    let _ = writeln!(
        text,
        "\n{} a month together, at the prices of {} as of {}, without the free tier",
        dollars(estimate.total()),
        prices.region,
        prices.as_of
    );
    unknown(model, estimate, &mut text);
    text
}

fn patterns(model: &Model, estimate: &Estimate) -> String {
    const HEAD: [&str; 7] = [
        "",
        "calls/s",
        "read units",
        "write units",
        "reads/s",
        "writes/s",
        "a month",
    ];
    let mut rows: Vec<[String; 7]> = vec![HEAD.map(str::to_owned)];
    for id in model.pattern_ids() {
        let one = estimate.pattern(id);
        let shown = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), number);
        let each = |units: Option<f64>| {
            shown(
                units
                    .zip(one.calls)
                    .map(|(units, calls)| units * calls.peak),
            )
        };
        rows.push([
            model.pattern(id).name.clone(),
            shown(one.calls.map(|calls| calls.peak)),
            shown(one.read_units),
            shown(one.write_units),
            each(one.read_units),
            each(one.write_units),
            one.monthly_cost.map_or_else(|| "-".to_owned(), dollars),
        ]);
    }
    let width = |at: usize| {
        rows.iter()
            .map(|row| row[at].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let _ = write!(text, "{:<1$}", row[0], widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            let _ = write!(text, "  {cell:>width$}");
        }
        text.push('\n');
    }
    text
}

fn table(model: &Model, estimate: &Estimate, id: TableId, text: &mut String) {
    let of = model.table(id);
    let _ = writeln!(text, "\ntable {}", of.name);
    path(model, estimate, id, PathId::Table, estimate.table(id), text);
    besides(estimate, id, text);
    for index in model.indexes_of(id) {
        let _ = writeln!(text, "index {}", model.index(index).name);
        path(
            model,
            estimate,
            id,
            PathId::Index(index),
            estimate.index(index),
            text,
        );
    }
    let load = estimate.with_indexes(model, id);
    let modes = Bill::new(&estimate.prices, of).modes(load);
    if modes.on_demand > 0.0 {
        let whole = match model.indexes_of(id).next() {
            Some(_) => format!("{} and its indexes", of.name),
            None => of.name.clone(),
        };
        let _ = writeln!(
            text,
            "requests of {whole}: {} on demand; {} provisioned with 70 % in use{}; the same at {:.1} % in use",
            dollars(modes.on_demand),
            dollars(modes.provisioned),
            reserved(modes.reserved),
            modes.break_even * 100.0
        );
    }
}

/// What of the sum of a table is no request and no storage, and what its data costs once.
fn besides(estimate: &Estimate, id: TableId, text: &mut String) {
    let one = estimate.table(id);
    let parts = [
        ("backups", one.cost.backup),
        ("readers of the stream", one.cost.stream),
        (
            "the deletion of expired items in other regions",
            one.cost.expiry,
        ),
    ];
    let parts = parts.iter().filter(|(_, cost)| *cost > 0.0);
    let parts: Vec<String> = parts
        .map(|(name, cost)| format!("{} for {name}", dollars(*cost)))
        .collect();
    if !parts.is_empty() {
        let _ = writeln!(text, "  of that: {}", parts.join(", "));
    }
    if let Some(once) = words::once(estimate, id) {
        let _ = writeln!(text, "  {once}");
    }
}

fn reserved(of: Option<Reserved>) -> String {
    of.map_or_else(String::new, |of| {
        format!(
            ", {} reserved for a year, {} for three",
            dollars(of.one_year),
            dollars(of.three_years)
        )
    })
}

fn path(
    model: &Model,
    estimate: &Estimate,
    table: TableId,
    path: PathId,
    one: &PathEstimate,
    text: &mut String,
) {
    let stored = match (one.stored_open, one.stored > 0.0) {
        (false, _) => bytes(one.stored),
        (true, true) => format!("at least {}", bytes(one.stored)),
        (true, false) => "an unknown size".to_owned(),
    };
    let _ = writeln!(
        text,
        "  peak {} read and {} write units a second; {stored} stored; {} a month",
        number(one.load.peak_reads),
        number(one.load.peak_writes),
        dollars(one.cost.total())
    );
    let local = matches!(path, PathId::Index(index) if model.index(index).kind == IndexKind::Local);
    if local {
        return;
    }
    let capacity = model.table(table).settings.capacity;
    if let Some(short) = words::short(capacity, one.load) {
        let _ = writeln!(text, "  {short}");
    }
    if let Some((space, hot)) = estimate.hottest(model, table, path) {
        let _ = writeln!(
            text,
            "  hottest key {}: {} of {} write and {} of {} read units a second",
            words::hot_key(model, space, hot),
            number(hot.writes),
            number(PARTITION_WRITES),
            number(hot.reads),
            number(PARTITION_READS),
        );
    }
}

/// What is in no sum, and what was assumed.
fn unknown(model: &Model, estimate: &Estimate, text: &mut String) {
    let ids = || model.pattern_ids().zip(&estimate.patterns);
    let names = |which: &dyn Fn(&tablewright_modeler::estimate::PatternEstimate) -> bool| {
        let found = ids().filter(|(_, one)| which(one));
        found
            .map(|(id, _)| model.pattern(id).name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let unrated = names(&|one| one.calls.is_none());
    if !unrated.is_empty() {
        let _ = writeln!(text, "in no sum, for they have no `rate`: {unrated}");
    }
    let unsized_ones =
        names(&|one| one.calls.is_some() && one.read_units.is_none() && one.write_units.is_none());
    if !unsized_ones.is_empty() {
        let _ = writeln!(
            text,
            "in no sum, for nothing says how much they find: {unsized_ones}"
        );
    }
    let ranged = names(&|one| one.reading.as_ref().is_some_and(|one| one.whole_range));
    if !ranged.is_empty() {
        let _ = writeln!(
            text,
            "counted as if the range held all that has the key, for `finds` does not say how much: {ranged}"
        );
    }
    let open: Vec<&str> = model
        .entity_ids()
        .filter(|id| estimate.sizes.item(*id).assumed)
        .map(|id| model.entity(id).name.as_str())
        .collect();
    if !open.is_empty() {
        let _ = writeln!(
            text,
            "a value without `size` and bound counts as {} bytes, in: {}",
            number(tablewright_modeler::size::ASSUMED_VALUE),
            open.join(", ")
        );
    }
    let unstored: Vec<&str> = model
        .entity_ids()
        .filter(|id| estimate.volumes.items(*id).is_none())
        .map(|id| model.entity(id).name.as_str())
        .collect();
    if !unstored.is_empty() {
        let _ = writeln!(
            text,
            "storage is not counted where `volume` is not said: {}",
            unstored.join(", ")
        );
    }
}
