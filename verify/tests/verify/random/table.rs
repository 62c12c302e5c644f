//! Tables: keys, and indexes of all kinds.

use super::dice::Dice;

/// An index of the table.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) name: &'static str,
    /// The attributes of its key; those of an overloaded index are in its entries.
    pub(super) partition: Vec<&'static str>,
    pub(super) sort: Vec<&'static str>,
    pub(super) overloaded: bool,
    pub(super) local: bool,
    /// Its `project`, if it is not everything.
    projection: Option<String>,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) sorted: bool,
    pub(super) indexes: Vec<Index>,
}

/// A table whose indexes are on some of these names.
pub(super) fn table(dice: &mut Dice, names: &[&'static str]) -> Table {
    let sorted = dice.percent(85);
    let mut indexes = Vec::new();
    for name in ["GSI1", "GSI2"] {
        if dice.percent(60) {
            let sort = if dice.percent(85) { vec!["SK"] } else { vec![] };
            indexes.push(index(dice, names, name, (vec!["PK"], sort), [true, false]));
        }
    }
    for name in ["by_one", "by_two"] {
        if dice.percent(45) {
            // Keys of several attributes are rare: what cannot be planned yet leaves the model out.
            let few = 1 + usize::from(dice.percent(5));
            let more = usize::from(dice.percent(70)) + usize::from(dice.percent(5));
            let mut parts = dice.some(&names[..5], few + more);
            let sort = parts.split_off(few);
            indexes.push(index(dice, names, name, (parts, sort), [false, false]));
        }
    }
    if sorted && dice.percent(15) {
        let inverted = (vec!["SK"], vec!["PK"]);
        indexes.push(index(dice, names, "inverted", inverted, [false, false]));
    }
    if sorted && dice.percent(30) {
        let sort = dice.some(&names[..7], 1);
        indexes.push(index(dice, names, "local", (vec![], sort), [false, true]));
    }
    Table { sorted, indexes }
}

fn index(
    dice: &mut Dice,
    names: &[&'static str],
    name: &'static str,
    (partition, sort): (Vec<&'static str>, Vec<&'static str>),
    [overloaded, local]: [bool; 2],
) -> Index {
    let projection = match dice.below(10) {
        0 => Some("keys".to_owned()),
        1 | 2 => Some(format!("[{}]", dice.some(names, 3).join(", "))),
        _ => None,
    };
    Index {
        name,
        partition,
        sort,
        overloaded,
        local,
        projection,
    }
}

impl Table {
    /// The table in YAML.
    pub(super) fn text(&self) -> String {
        let mut text = "table:\n  partition: PK\n".to_owned();
        if self.sorted {
            text.push_str("  sort: SK\n");
        }
        // Without a tag, items are told apart by the literal texts of their keys, and the rules look closer.
        text.push_str("  tag: kind\n");
        if !self.indexes.is_empty() {
            text.push_str("  indexes:\n");
            for index in &self.indexes {
                text.push_str(&index.text());
            }
        }
        text
    }
}

impl Index {
    fn text(&self) -> String {
        let own = |name: &&str| match self.overloaded {
            true => format!("{}{name}", self.name),
            false => (*name).to_owned(),
        };
        let list = |names: &[&str]| {
            let all: Vec<String> = names.iter().map(own).collect();
            format!("[{}]", all.join(", "))
        };
        let mut fields = Vec::new();
        if self.local {
            fields.push("kind: local".to_owned());
        } else {
            fields.push(format!("partition: {}", one(&list(&self.partition))));
        }
        if !self.sort.is_empty() {
            fields.push(format!("sort: {}", one(&list(&self.sort))));
        }
        fields.extend(
            self.projection
                .iter()
                .map(|carried| format!("project: {carried}")),
        );
        format!("    {}: {{ {} }}\n", self.name, fields.join(", "))
    }
}

/// One name needs no list.
fn one(list: &str) -> String {
    match list.contains(',') {
        true => list.to_owned(),
        false => list.trim_matches(['[', ']']).to_owned(),
    }
}
