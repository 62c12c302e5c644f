//! What a request has to consume, by the items as they were before and after it.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::{
    Client,
    operation::{query::QueryInput, scan::ScanInput},
    types::{AttributeValue, Select},
};
use tablewright_modeler::{
    estimate::units::{self, Consistency, EntryChange, TRANSACTION},
    model::{Carries, Index, IndexKind, Model, TableId},
};

use super::{
    bytes,
    request::{Metered, Request, Target, Units},
};
use crate::render::Stored;

/// All that is stored, by table and key.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    /// By the names that the tables have in the engine.
    tables: BTreeMap<String, TableState>,
}

#[derive(Debug, Clone)]
struct TableState {
    id: TableId,
    items: BTreeMap<String, Stored>,
}

impl State {
    /// Adds what a table holds.
    pub(crate) fn add(&mut self, model: &Model, id: TableId, name: &str, stored: Vec<Stored>) {
        let items = stored.into_iter().map(|item| (key(model, id, &item), item));
        let items = items.collect();
        self.tables
            .insert(name.to_owned(), TableState { id, items });
    }

    fn item(&self, model: &Model, (table, item): &Target) -> Option<(TableId, Option<&Stored>)> {
        let here = self.tables.get(table)?;
        Some((here.id, here.items.get(&key(model, here.id, item))))
    }
}

/// The key of an item, as a text to compare.
fn key(model: &Model, id: TableId, item: &Stored) -> String {
    let names = model.table(id).key_names();
    names.map(|name| format!("{:?} ", item.get(name))).collect()
}

/// What a request has to consume, by table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expected {
    units: BTreeMap<String, Units>,
    /// Whether some of what it asks for or writes to is not there, or a Query finds nothing.
    missing: bool,
    /// What engines make of a Query on a local index: one fetches what the index carries itself, another rounds what
    /// is fetched once and not each item.
    otherwise: Option<BTreeMap<String, Units>>,
}

/// What a request has to consume; none where that cannot be told.
pub(crate) async fn predicted(
    model: &Model,
    client: &Client,
    request: &Request,
    before: &State,
    after: &State,
) -> Option<Expected> {
    match request {
        Request::Gets(targets, consistency) => gets(model, targets, *consistency, before),
        Request::Writes(targets, transaction) => {
            writes(model, targets, *transaction, before, after)
        }
        Request::Query(input) => query(model, client, input, before).await,
        Request::Scan(input) => scan(client, input).await,
    }
}

fn gets(
    model: &Model,
    targets: &[Target],
    consistency: Consistency,
    before: &State,
) -> Option<Expected> {
    let mut all = Expected::default();
    for target in targets {
        let (_, item) = before.item(model, target)?;
        let size = item.map_or(0.0, bytes::item);
        all.missing |= item.is_none();
        all.units.entry(target.0.clone()).or_default().table += units::read(size, consistency);
    }
    Some(all)
}

fn writes(
    model: &Model,
    targets: &[Target],
    transaction: bool,
    before: &State,
    after: &State,
) -> Option<Expected> {
    let mut all = Expected::default();
    let factor = if transaction { TRANSACTION } else { 1.0 };
    for target in targets {
        let (id, old) = before.item(model, target)?;
        let (_, new) = after.item(model, target)?;
        all.missing |= old.is_none() && new.is_none();
        let units = all.units.entry(target.0.clone()).or_default();
        let size = |item: Option<&Stored>| item.map_or(0.0, bytes::item);
        units.table += units::write(size(old).max(size(new))) * factor;
        for index in model.indexes_of(id).map(|id| model.index(id)) {
            let written = entry_units(model, index, old, new);
            if written > 0.0 {
                *units.indexes.entry(index.name.clone()).or_default() += written;
            }
        }
    }
    Some(all)
}

fn entry_units(model: &Model, index: &Index, old: Option<&Stored>, new: Option<&Stored>) -> f64 {
    let entry = |item: Option<&Stored>| item.and_then(|item| entry(model, index, item));
    let (old, new) = (entry(old), entry(new));
    let change = match (&old, &new) {
        (Some(old), Some(new)) if index.key_names().any(|key| old.get(key) != new.get(key)) => {
            EntryChange::Place
        }
        (Some(old), Some(new)) if old == new => EntryChange::Nothing,
        _ => EntryChange::Content,
    };
    let size = |entry: &Option<Stored>| entry.as_ref().map(bytes::item);
    units::index_write(size(&old), size(&new), change)
}

/// What an index holds of an item; none where an attribute of its key is missing.
fn entry(model: &Model, index: &Index, item: &Stored) -> Option<Stored> {
    if !index.key_names().all(|key| item.contains_key(key)) {
        return None;
    }
    let held = item.iter().filter(|(name, _)| model.carries(index, name));
    Some(
        held.map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

/// The items that a Query has looked at, asked for once more without what drops and cuts them.
async fn query(
    model: &Model,
    client: &Client,
    input: &QueryInput,
    before: &State,
) -> Option<Expected> {
    let condition = input.key_condition_expression.clone()?;
    let used = |token: &String| tokens(&condition).any(|one| one == token);
    let names = input.expression_attribute_names.clone().map(|mut names| {
        names.retain(|name, _| used(name));
        names
    });
    let values = input.expression_attribute_values.clone().map(|mut values| {
        values.retain(|name, _| used(name));
        values
    });
    let again = client
        .query()
        .set_table_name(input.table_name.clone())
        .set_index_name(input.index_name.clone())
        .set_key_condition_expression(input.key_condition_expression.clone())
        .set_expression_attribute_names(names.filter(|names| !names.is_empty()))
        .set_expression_attribute_values(values)
        .set_exclusive_start_key(input.exclusive_start_key.clone())
        .set_limit(input.limit)
        .set_scan_index_forward(input.scan_index_forward)
        .set_consistent_read(input.consistent_read);
    let found = again.send().await.ok()?.items.unwrap_or_default();
    let strong = input.consistent_read == Some(true);
    let mut expected = looked_at(&input.table_name, &input.index_name, &found, strong);
    let table = input.table_name.clone()?;
    if local(model, input, before.tables.get(&table)?.id).is_none() {
        return Some(expected);
    }
    let consistency = Consistency::strong(strong);
    let (mut each, mut bytes) = (0.0, 0.0);
    for entry in found {
        let target = (table.clone(), entry.into_iter().collect());
        let (_, item) = before.item(model, &target)?;
        let size = bytes::item(item?);
        each += units::read(size, consistency);
        bytes += size;
    }
    let and_of_table = |more: f64| {
        let mut units = expected.units.clone();
        units.entry(table.clone()).or_default().table += more;
        units
    };
    let (fetched, together) = (
        and_of_table(each),
        and_of_table(units::read(bytes, consistency)),
    );
    match input.select {
        Some(Select::AllAttributes) => {
            expected.units = fetched;
            expected.otherwise = Some(together);
        }
        _ => expected.otherwise = Some(fetched),
    }
    Some(expected)
}

/// The local index that does not carry everything, if a Query is through one: what it lacks is fetched from the
/// table.
fn local<'m>(model: &'m Model, input: &QueryInput, table: TableId) -> Option<&'m Index> {
    let name = input.index_name.as_ref()?;
    let mut indexes = model.indexes_of(table).map(|id| model.index(id));
    let index = indexes.find(|index| index.name == *name)?;
    (index.kind == IndexKind::Local && index.carries != Carries::All).then_some(index)
}

/// The items that a Scan has looked at.
async fn scan(client: &Client, input: &ScanInput) -> Option<Expected> {
    let again = client
        .scan()
        .set_table_name(input.table_name.clone())
        .set_index_name(input.index_name.clone())
        .set_exclusive_start_key(input.exclusive_start_key.clone())
        .set_limit(input.limit)
        .set_consistent_read(input.consistent_read);
    let found = again.send().await.ok()?.items.unwrap_or_default();
    let strong = input.consistent_read == Some(true);
    Some(looked_at(
        &input.table_name,
        &input.index_name,
        &found,
        strong,
    ))
}

/// What looking at these items costs.
fn looked_at(
    table: &Option<String>,
    index: &Option<String>,
    found: &[HashMap<String, AttributeValue>],
    strong: bool,
) -> Expected {
    let size: f64 = found.iter().map(bytes::item).sum();
    let read = units::read(size, Consistency::strong(strong));
    let units = match index {
        None => Units {
            table: read,
            indexes: BTreeMap::new(),
        },
        Some(index) => Units {
            table: 0.0,
            indexes: [(index.clone(), read)].into(),
        },
    };
    Expected {
        units: [(table.clone().unwrap_or_default(), units)].into(),
        missing: found.is_empty(),
        otherwise: None,
    }
}

/// The names and values in an expression.
fn tokens(expression: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '#' | ':' | '_'));
    expression.split(part)
}

/// How what was consumed compares with what was predicted.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The same.
    Same,
    /// Something else, as this engine is known to do and DynamoDB is not (docs/engines.md).
    Known(Habit),
    /// Something else: in words, what was expected and what came.
    Different(String, String),
}

/// What an engine counts in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Habit {
    /// The items of a transaction are not rounded one by one, or its index part is doubled.
    Transactions,
    /// A local index fetches though it carries what is asked for, or what it fetches is rounded together.
    Fetches,
    /// What is not there is free to read, or costs another number of units to delete.
    WhatIsMissing,
}

impl Habit {
    /// In a few words, behind the number of requests.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Transactions => "transactions",
            Self::Fetches => "reads from a local index that does not carry everything",
            Self::WhatIsMissing => "requests for what is not there",
        }
    }
}

/// Compares.
pub(crate) fn verdict(metered: &Metered, expected: &Expected) -> Verdict {
    if same(&metered.consumed, &expected.units) {
        Verdict::Same
    } else if metered.request.is_transaction() {
        Verdict::Known(Habit::Transactions)
    } else if expected.missing {
        Verdict::Known(Habit::WhatIsMissing)
    } else if expected
        .otherwise
        .as_ref()
        .is_some_and(|units| same(units, &metered.consumed))
    {
        Verdict::Known(Habit::Fetches)
    } else {
        Verdict::Different(words(&expected.units), words(&metered.consumed))
    }
}

fn same(one: &BTreeMap<String, Units>, other: &BTreeMap<String, Units>) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() < 1e-6;
    one.len() == other.len()
        && one.iter().zip(other).all(|((table, a), (name, b))| {
            table == name
                && close(a.table, b.table)
                && a.indexes.len() == b.indexes.len()
                && a.indexes
                    .iter()
                    .zip(&b.indexes)
                    .all(|(a, b)| a.0 == b.0 && close(*a.1, *b.1))
        })
}

fn words(all: &BTreeMap<String, Units>) -> String {
    let mut parts = Vec::new();
    for units in all.values() {
        parts.push(format!("{} units of the table", units.table));
        parts.extend(
            units
                .indexes
                .iter()
                .map(|(name, units)| format!("{units} of {name}")),
        );
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Expected, Habit, Metered, Request, Units, Verdict, verdict};

    fn units(table: f64, index: f64) -> BTreeMap<String, Units> {
        let indexes = [("GSI1".to_owned(), index)].into();
        [("shop".to_owned(), Units { table, indexes })].into()
    }

    fn judged(consumed: BTreeMap<String, Units>, transaction: bool, missing: bool) -> Verdict {
        let request = Request::Writes(Vec::new(), transaction);
        let units = units(4.0, 3.0);
        let expected = Expected {
            units,
            missing,
            otherwise: None,
        };
        verdict(&Metered { request, consumed }, &expected)
    }

    #[test]
    fn another_number_of_units_is_a_difference() {
        assert_eq!(judged(units(4.0, 3.0), false, false), Verdict::Same);
        for (table, index) in [(4.0, 6.0), (5.0, 3.0), (4.0, 2.5)] {
            let judged = |transaction, missing| judged(units(table, index), transaction, missing);
            assert!(matches!(judged(false, false), Verdict::Different(..)));
            assert_eq!(judged(true, false), Verdict::Known(Habit::Transactions));
            assert_eq!(judged(false, true), Verdict::Known(Habit::WhatIsMissing));
        }
        assert!(matches!(
            judged(BTreeMap::new(), false, false),
            Verdict::Different(..)
        ));
    }
}
