//! Identifiers for names that may be spelled alike: `orders` and `Orders`, `my-table` and `my_table`.

use std::collections::HashSet;

use tablewright_modeler::model::{Model, TableId};

use crate::request::indexes;

/// An identifier for each table, in their order; what would be alike has a number behind it.
pub(crate) fn of_tables(model: &Model, spell: impl Fn(&str) -> String) -> Vec<String> {
    apart(model.tables.iter().map(|table| spell(&table.name)))
}

/// An identifier for each index of a table, beside its name.
pub(crate) fn of_indexes(
    model: &Model,
    id: TableId,
    spell: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let names = || indexes(model, id).map(|index| index.name.as_str());
    let spelled = apart(names().map(spell));
    names().map(str::to_owned).zip(spelled).collect()
}

/// The identifier of an index among them; nothing for the table itself.
pub(crate) fn of_index<'n>(all: &'n [(String, String)], name: Option<&str>) -> &'n str {
    let found = all.iter().find(|(of, _)| Some(of.as_str()) == name);
    found.map_or("", |(_, spelled)| spelled)
}

fn apart(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let one = |name: String| {
        let mut free = name.clone();
        let mut number = 2;
        while !taken.insert(free.clone()) {
            free = format!("{name}{number}");
            number += 1;
        }
        free
    };
    names.map(one).collect()
}
