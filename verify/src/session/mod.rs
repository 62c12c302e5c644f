//! One run: the tables, the items, and the calls of every pattern.

mod batches;
mod outcome;
mod reads;
mod together;
mod transactions;
mod units;
mod writes;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use tablewright::Table;
use tablewright_modeler::{
    model::{EntityId, Model, Pattern, TableId},
    plan::{PatternPlan, Plan},
};

use crate::{
    Error, Options,
    compare::{self, Found},
    generate::{self, Pools},
    item::Item,
    meter::{Meter, State},
    render::{self, Stored},
    report::{Difference, PatternReport, Report, What},
    run::{self, Raw},
};

/// A run in progress.
pub(crate) struct Session<'a> {
    model: &'a Model,
    plan: &'a Plan,
    options: &'a Options,
    /// By the ids of the model's tables.
    tables: Vec<Table>,
    /// The same, seen by the SDK alone.
    raw: Vec<Raw>,
    pools: Pools<'a>,
    meter: Meter,
    /// What is stored now; none since the items have changed.
    state: Option<Arc<State>>,
    /// What the plain answer is made from.
    items: Vec<Item>,
    report: Report,
}

impl<'a> Session<'a> {
    /// Creates the tables and loads the items.
    pub(crate) async fn start(
        model: &'a Model,
        plan: &'a Plan,
        client: &Client,
        options: &'a Options,
    ) -> Result<Self, Error> {
        let names = run::names(model, &options.table_name);
        let meter = Meter::default();
        let tables = run::create(model, &meter.client(client), &names)
            .await
            .map_err(Error::table)?;
        let raw = names.into_iter().map(|table| Raw {
            client: client.clone(),
            table,
        });
        let raw: Vec<Raw> = raw.collect();
        let pools = Pools::new(model, options.seed, options.items);
        let made = generate::items(model, &pools, options.seed, options.items);
        for (table, raw) in model.table_ids().zip(&raw) {
            let stored = all_stored(model, &made.items, table);
            raw.load(&stored).await.map_err(Error::load)?;
        }
        let patterns = model
            .patterns
            .iter()
            .map(|pattern| PatternReport::new(&pattern.name));
        let report = Report {
            seed: options.seed,
            items_loaded: made.items.len(),
            patterns: patterns.collect(),
            collisions: made.collisions,
            ..Report::default()
        };
        Ok(Self {
            model,
            plan,
            options,
            tables,
            raw,
            pools,
            meter,
            state: None,
            items: made.items,
            report,
        })
    }

    /// All reads, all writes, and all reads again.
    pub(crate) async fn run(mut self) -> Result<Report, Error> {
        for at in 0..self.model.patterns.len() {
            self.reads(at, "before").await;
        }
        for at in 0..self.model.patterns.len() {
            self.writes(at).await?;
            self.transactions(at).await?;
        }
        let writes = |pattern: &Pattern| pattern.writes().next().is_some();
        if self.model.patterns.iter().any(writes) {
            for at in 0..self.model.patterns.len() {
                self.reads(at, "after").await;
            }
        }
        for table in self.model.table_ids() {
            self.strays(table).await?;
        }
        Ok(self.report)
    }

    fn pattern(&self, at: usize) -> (&'a Pattern, Option<&'a PatternPlan>) {
        (&self.model.patterns[at], self.plan.patterns.get(at))
    }

    fn differ(&mut self, at: usize, arguments: Vec<(String, String)>, found: Found) {
        let Found {
            what,
            expected,
            got,
        } = found;
        let seed = self.options.seed;
        self.report.patterns[at].differ(Difference {
            what,
            arguments,
            expected,
            got,
            seed,
        });
    }

    fn unverified(&mut self, at: usize, why: impl Into<String>) {
        let (why, all) = (why.into(), &mut self.report.patterns[at].unverified);
        if !all.contains(&why) {
            all.push(why);
        }
    }

    /// The table of an entity.
    fn table(&self, of: EntityId) -> &Table {
        &self.tables[self.model.entity(of).table.index()]
    }

    /// That table, seen by the SDK alone.
    fn raw(&self, of: EntityId) -> &Raw {
        &self.raw[self.model.entity(of).table.index()]
    }

    /// Whether a table holds exactly the items that it should.
    async fn strays(&mut self, table: TableId) -> Result<(), Error> {
        let raw = &self.raw[table.index()];
        let stored = raw.everything().await.map_err(Error::read_back)?;
        let names: Vec<&str> = self.model.table(table).key_names().collect();
        let key = |item: &Stored| {
            names
                .iter()
                .map(|name| format!("{:?}", item.get(*name)))
                .collect::<Vec<_>>()
        };
        let mut there: std::collections::BTreeMap<Vec<String>, Stored> =
            stored.into_iter().map(|item| (key(&item), item)).collect();
        for expected in all_stored(self.model, &self.items, table) {
            let got = there.remove(&key(&expected));
            if let Some(found) = compare::stored(Some(&expected), got.as_ref()) {
                self.report.strays.push(format!(
                    "{} instead of {}",
                    found.got.join(", "),
                    found.expected.join(", ")
                ));
            }
        }
        self.report.strays.extend(
            there
                .values()
                .map(|item| format!("{item:?} should not be there")),
        );
        Ok(())
    }
}

/// What a table holds for these items, markers included.
fn all_stored(model: &Model, items: &[Item], table: TableId) -> Vec<Stored> {
    let here = |item: &&Item| model.entity(item.entity).table == table;
    let stored = items.iter().filter(here).flat_map(|item| {
        let markers = render::markers(model, item).into_iter();
        markers.chain(render::item(model, item))
    });
    stored.collect()
}

/// A failure, as a difference.
pub(crate) fn failure(expected: Vec<String>, why: String) -> Found {
    Found {
        what: What::Failure,
        expected,
        got: vec![why],
    }
}
