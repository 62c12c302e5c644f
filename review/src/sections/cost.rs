//! What a month costs: by table and index, and in both capacity modes.

use tablewright_modeler::{
    Checked,
    estimate::{Bill, Estimate, PathEstimate},
    model::{IndexKind, Model},
    words::{self, bytes, dollars, number},
};

use crate::document::{Block, Cell, Table};

pub(super) fn blocks(checked: &Checked) -> Vec<Block> {
    let (model, estimate) = (&checked.model, &checked.estimate);
    let prices = &estimate.prices;
    let intro = format!(
        "{} a month together, at the prices of {} as of {}, without the free tier. What each pattern costs stands with the access patterns.",
        dollars(estimate.total()),
        prices.region,
        prices.as_of
    );
    let head = [
        "where",
        "peak reads/s#",
        "peak writes/s#",
        "stored#",
        "requests#",
        "storage#",
        "backups#",
        "stream#",
        "a month#",
    ];
    let mut table = Table::new("By table and index.", &head);
    let mut modes = Table::new(
        "The requests of each table with its indexes, paid for in both ways. Provisioned capacity is taken to be 70 % in use.",
        &[
            "table",
            "on demand#",
            "provisioned#",
            "reserved for a year#",
            "for three#",
            "the same below#",
        ],
    );
    for id in model.table_ids() {
        let of = model.table(id);
        table
            .rows
            .push(row(&format!("table `{}`", of.name), estimate.table(id)));
        for index in model.indexes_of(id) {
            let name = format!("index `{}`", model.index(index).name);
            table.rows.push(row(&name, estimate.index(index)));
        }
        let both = Bill::new(prices, of).modes(estimate.with_indexes(model, id));
        if both.on_demand > 0.0 {
            modes.row([
                Cell::code(&of.name),
                dollars(both.on_demand).into(),
                dollars(both.provisioned).into(),
                both.reserved
                    .map_or("-".to_owned(), |one| dollars(one.one_year))
                    .into(),
                both.reserved
                    .map_or("-".to_owned(), |one| dollars(one.three_years))
                    .into(),
                format!("{:.1} % in use", 100.0 * both.break_even).into(),
            ]);
        }
    }
    let mut all = vec![Block::Text(intro), Block::Table(table)];
    for id in model.table_ids() {
        let name = &model.table(id).name;
        let once = words::once(estimate, id);
        all.extend(once.map(|once| Block::Text(format!("All of `{name}` {once}."))));
    }
    all.extend(expiry(model, estimate).map(Block::Text));
    all.extend(shortages(model, estimate).map(Block::Text));
    all.push(Block::Table(modes));
    all
}

/// What the deletion of expired items costs.
fn expiry(model: &Model, estimate: &Estimate) -> impl Iterator<Item = String> {
    model.table_ids().filter_map(|id| {
        let cost = estimate.table(id).cost.expiry;
        let name = &model.table(id).name;
        (cost > 0.0).then(|| {
            let cost = dollars(cost);
            format!("Of what `{name}` costs, {cost} is for the deletion of expired items in other regions.")
        })
    })
}

/// The tables and indexes that have less provisioned than they take.
fn shortages(model: &Model, estimate: &Estimate) -> impl Iterator<Item = String> {
    let tables = model.table_ids().map(|id| {
        let table = model.table(id);
        (table, table.name.as_str(), estimate.table(id))
    });
    let indexes = model.index_ids().filter_map(|id| {
        let index = model.index(id);
        let table = model.table(index.table);
        (index.kind == IndexKind::Global).then(|| (table, index.name.as_str(), estimate.index(id)))
    });
    tables.chain(indexes).filter_map(|(table, name, one)| {
        let short = words::short(table.settings.capacity, one.load)?;
        Some(format!("`{name}` is {short}."))
    })
}

fn row(name: &str, one: &PathEstimate) -> Vec<Cell> {
    let stored = match one.stored_open {
        false => bytes(one.stored),
        true => format!("at least {}", bytes(one.stored)),
    };
    vec![
        name.into(),
        number(one.load.peak_reads).into(),
        number(one.load.peak_writes).into(),
        stored.into(),
        dollars(one.cost.throughput).into(),
        dollars(one.cost.storage).into(),
        dollars(one.cost.backup).into(),
        dollars(one.cost.stream).into(),
        dollars(one.cost.total()).into(),
    ]
}
