//! The hottest key of every table and index, beside what one partition takes.

use tablewright_modeler::{
    Checked,
    estimate::{Hot, KeySpace, advised},
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::IndexKind,
    plan::PathId,
    words::{hot_key, number, path_name},
};

use crate::document::{Bar, Bars, Block, Cell, Table};

/// The hottest key of one table or index.
pub(super) struct Hottest<'c> {
    pub(super) space: &'c KeySpace,
    pub(super) hot: &'c Hot,
    shards: f64,
}

impl Hottest<'_> {
    fn writes(&self) -> bool {
        self.hot.writes / PARTITION_WRITES >= self.hot.reads / PARTITION_READS
    }

    /// Whether reads or writes are nearer to their limit.
    pub(super) fn what(&self) -> &'static str {
        if self.writes() { "write" } else { "read" }
    }

    pub(super) fn load(&self) -> f64 {
        if self.writes() {
            self.hot.writes
        } else {
            self.hot.reads
        }
    }

    pub(super) fn limit(&self) -> f64 {
        if self.writes() {
            PARTITION_WRITES
        } else {
            PARTITION_READS
        }
    }

    pub(super) fn used(&self) -> f64 {
        self.load() / self.limit()
    }
}

/// The hottest keys of all tables and global indexes.
pub(super) fn all(checked: &Checked) -> Vec<Hottest<'_>> {
    let (model, estimate) = (&checked.model, &checked.estimate);
    let mut all = Vec::new();
    for table in model.table_ids() {
        let global = model
            .indexes_of(table)
            .filter(|id| model.index(*id).kind == IndexKind::Global);
        let paths = std::iter::once(PathId::Table).chain(global.map(PathId::Index));
        for path in paths {
            if let Some((space, hot)) = estimate.hottest(model, table, path) {
                let shards = estimate.shards_of(model, space);
                all.push(Hottest { space, hot, shards });
            }
        }
    }
    all
}

/// Where a key is: which table, where there are several.
pub(super) fn place(checked: &Checked, hot: &Hottest<'_>) -> String {
    let model = &checked.model;
    match (hot.space.path, hot.space.entities.first()) {
        (PathId::Table, Some(entity)) if model.tables.len() > 1 => {
            format!("table `{}`", model.table_of(*entity).name)
        }
        (path, _) => path_name(model, path),
    }
}

/// How much of the limit is left.
fn headroom(hot: &Hottest<'_>) -> String {
    match hot.used() > 1.0 {
        true => format!("none: {} times the limit", number(hot.used())),
        false => format!("{:.0} %", 100.0 * (1.0 - hot.used())),
    }
}

pub(super) fn blocks(checked: &Checked) -> Vec<Block> {
    let model = &checked.model;
    let all = all(checked);
    if all.is_empty() {
        return vec![Block::Text(
            "No pattern says its `rate`, so that nothing is known of heat.".to_owned(),
        )];
    }
    let bars = all.iter().map(|hot| Bar {
        label: format!(
            "{}: `{}`",
            place(checked, hot),
            hot_key(model, hot.space, hot.hot)
        ),
        value: hot.load(),
        limit: hot.limit(),
    });
    let bars = Bars {
        caption: "The hottest key of each table and index, beside what one partition takes: 1,000 write units or 3,000 read units a second.".to_owned(),
        unit: "units a second",
        bars: bars.collect(),
    };
    let head = [
        "where",
        "key",
        "writes/s#",
        "reads/s#",
        "headroom#",
        "advised shards#",
        "written by",
    ];
    let mut table = Table::new("The load of the hottest keys at the peak.", &head);
    for hot in &all {
        let by = hot
            .hot
            .by
            .iter()
            .map(|(id, _)| format!("`{}`", model.pattern(*id).name));
        let shards = advised(hot.load() * hot.shards, hot.limit());
        table.row([
            place(checked, hot).into(),
            Cell::code(&hot_key(model, hot.space, hot.hot)),
            number(hot.hot.writes).into(),
            number(hot.hot.reads).into(),
            headroom(hot).into(),
            if shards > 1.0 {
                number(shards)
            } else {
                "none".to_owned()
            }
            .into(),
            by.collect::<Vec<_>>().join(", ").into(),
        ]);
    }
    vec![Block::Bars(bars), Block::Table(table)]
}
