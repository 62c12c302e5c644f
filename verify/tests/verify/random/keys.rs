//! Key templates that are near each other: shared beginnings, one extended by another, delimiters.

use super::{
    conditions,
    dice::Dice,
    entities::{Attribute, Entity},
    table::Table,
};

/// A key template.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// As it stands in YAML.
    pub(super) text: String,
    /// Its attributes, in order.
    pub(super) names: Vec<String>,
    /// Those whose order the key does not keep: `a!` sorts before `a` where `#` follows both. No rule
    /// speaks of it yet, so that no read is made in such an order.
    pub(super) loose: Vec<String>,
}

/// An entry of an entity in an overloaded index.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) index: &'static str,
    /// The conjuncts of its `when`.
    pub(super) when: Vec<String>,
    pub(super) partition: Template,
    pub(super) sort: Option<Template>,
}

const STARTS: [&str; 9] = ["A#", "A#B#", "AB#", "B#", "A", "", "C#A#", "D#", "E#F#"];

impl Template {
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }
}

/// The primary key. Entities of one model often share a partition.
pub(super) fn primary(
    dice: &mut Dice,
    table: &Table,
    attributes: &[Attribute],
    before: &[Entity],
) -> (Template, Option<Template>) {
    let has = |template: &Template| {
        let known = |name: &String| attributes.iter().any(|of| of.name == *name);
        template.names.iter().all(known)
    };
    let shared: Vec<&Template> = before
        .iter()
        .map(|entity| &entity.partition)
        .filter(|template| table.sorted && has(template))
        .collect();
    let keyed: Vec<&Attribute> = attributes
        .iter()
        .filter(|of| !of.kind.cuts.is_empty() && (!of.derived || dice.percent(50)))
        .collect();
    let partition = match dice.any(&shared).filter(|_| dice.percent(75)) {
        Some(template) => (*template).clone(),
        None => {
            let most = if table.sorted { 1 } else { 2 };
            template(dice, &keyed[..2], 1, most)
        }
    };
    let rest: Vec<&Attribute> = keyed
        .into_iter()
        .filter(|of| !partition.has(&of.name))
        .collect();
    let sort = table.sorted.then(|| {
        let least = usize::from(dice.percent(85));
        template(dice, &rest, least, 2)
    });
    (partition, sort)
}

/// Entries in the overloaded indexes.
pub(super) fn entries(dice: &mut Dice, table: &Table, attributes: &[Attribute]) -> Vec<Entry> {
    let keyed: Vec<&Attribute> = attributes
        .iter()
        .filter(|of| !of.kind.cuts.is_empty())
        .collect();
    let mut all = Vec::new();
    for index in table.indexes.iter().filter(|index| index.overloaded) {
        if dice.percent(35) {
            continue;
        }
        let partition = template(dice, &keyed, 0, 2);
        let sort = (!index.sort.is_empty()).then(|| template(dice, &keyed, 1, 3));
        let when = if dice.percent(40) {
            conditions::when(dice, attributes)
        } else {
            Vec::new()
        };
        all.push(Entry {
            index: index.name,
            when,
            partition,
            sort,
        });
    }
    all
}

/// A template with some of the attributes.
fn template(dice: &mut Dice, of: &[&Attribute], least: usize, most: usize) -> Template {
    let count = least + dice.below(most - least.min(most) + 1);
    let chosen = dice.some(of, count);
    let mut text = (*dice.of(&STARTS)).to_owned();
    if chosen.is_empty() {
        text = (*dice.of(&["A", "A#", "PROFILE", "B", "AB"])).to_owned();
    }
    let (mut names, mut loose): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (at, of) in chosen.iter().enumerate() {
        text.push_str(&format!("{{{}{}}}", of.name, dice.of(of.kind.cuts)));
        names.push(of.name.clone());
        let last = at + 1 == chosen.len();
        let ends = ["", "", "", "", "", "#Z", "#", "#A#"];
        let delimiters = ["#", "#", "#", "#", "#", "/", "#B#", ""];
        let next = *dice.of(if last { &ends } else { &delimiters });
        let alone = last && next.is_empty();
        if !alone && !follows(of, next) {
            loose.push(of.name.clone());
        }
        text.push_str(next);
    }
    let text = format!("\"{text}\"");
    Template { text, names, loose }
}

/// Whether keys keep the order of the attribute where this follows it.
fn follows(before: &Attribute, delimiter: &str) -> bool {
    match (before.kind.least, delimiter.chars().next()) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(least), Some(next)) => next < least,
    }
}

impl Entry {
    /// The entry in YAML.
    pub(super) fn text(&self) -> String {
        let mut fields = Vec::new();
        if !self.when.is_empty() {
            fields.push(format!("when: \"{}\"", self.when.join(" AND ")));
        }
        fields.push(format!("partition: {}", self.partition.text));
        fields.extend(self.sort.iter().map(|sort| format!("sort: {}", sort.text)));
        format!("      {}: {{ {} }}\n", self.index, fields.join(", "))
    }
}
