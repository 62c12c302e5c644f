//! Entities: which attributes they have, and which keys.

use super::{
    dice::Dice,
    keys::{self, Entry, Template},
    kinds::{KEYED, Kind, PLAIN},
    table::Table,
};

/// An attribute of an entity.
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) kind: &'static Kind,
    pub(super) optional: bool,
    /// It follows from another and is never given to a put.
    pub(super) derived: bool,
    declared: String,
}

/// An entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) name: String,
    pub(super) attributes: Vec<Attribute>,
    pub(super) partition: Template,
    pub(super) sort: Option<Template>,
    pub(super) entries: Vec<Entry>,
}

/// A name that several entities may have, always with one type.
type Named = (&'static str, &'static Kind);

/// The names of a model: first those that stand in keys.
pub(super) fn names(dice: &mut Dice) -> Vec<Named> {
    let keyed = ["owner", "thing", "rank", "moment", "label"];
    let plain = ["note", "score", "extra", "flags"];
    let mut all: Vec<Named> = keyed.map(|name| (name, dice.of(&KEYED))).into();
    all.extend(plain.map(|name| (name, dice.of(&PLAIN))));
    all
}

/// The date that follows from a timestamp.
static DAY: Kind = KEYED[22];

/// One to four entities.
pub(super) fn entities(dice: &mut Dice, table: &Table, names: &[Named]) -> Vec<Entity> {
    let mut all: Vec<Entity> = Vec::new();
    for name in ["Alpha", "Beta", "Gamma", "Delta"]
        .iter()
        .take(1 + dice.below(4))
    {
        let entity = entity(dice, table, names, name, &all);
        all.push(entity);
    }
    all
}

fn entity(
    dice: &mut Dice,
    table: &Table,
    names: &[Named],
    name: &str,
    before: &[Entity],
) -> Entity {
    let (keyed, plain) = names.split_at(5);
    // The first names more often, so that entities share them.
    let mut chosen: Vec<Named> = keyed[..2].to_vec();
    let (few, most) = (1 + dice.below(3), 1 + dice.below(4));
    chosen.extend(dice.some(&keyed[2..], few));
    chosen.extend(dice.some(plain, most));
    let mut attributes: Vec<Attribute> = chosen
        .iter()
        .map(|(of, kind)| attribute(dice, of, kind, before))
        .collect();
    let source = attributes
        .iter()
        .find(|of| of.kind.declared.starts_with("type: timestamp"));
    if let Some(source) = source.filter(|_| dice.percent(50)) {
        let declared = format!("{{ type: date, from: {} }}", source.name);
        let optional = source.optional;
        attributes.push(Attribute {
            name: "day".to_owned(),
            kind: &DAY,
            optional,
            derived: true,
            declared,
        });
    }
    let (partition, sort) = keys::primary(dice, table, &attributes, before);
    for of in &mut attributes {
        let in_key = partition.has(&of.name) || sort.iter().any(|sort| sort.has(&of.name));
        of.optional &= !in_key;
    }
    let entries = keys::entries(dice, table, &attributes);
    Entity {
        name: name.to_owned(),
        attributes,
        partition,
        sort,
        entries,
    }
}

fn attribute(dice: &mut Dice, name: &str, kind: &'static Kind, before: &[Entity]) -> Attribute {
    let first = before
        .iter()
        .find(|entity| entity.attributes.iter().any(|of| of.name == name));
    let declared = match first.filter(|_| dice.percent(80)) {
        Some(first) => format!("same_as: {}.{name}", first.name),
        None => kind.declared.to_owned(),
    };
    Attribute {
        name: name.to_owned(),
        kind,
        optional: dice.percent(30),
        derived: false,
        declared,
    }
}

impl Entity {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|of| of.name == name)
    }

    pub(super) fn is_key(&self, name: &str) -> bool {
        self.partition.has(name) || self.sort.iter().any(|sort| sort.has(name))
    }

    /// Whether every key that has the attribute keeps its order.
    pub(super) fn keeps_order(&self, name: &str) -> bool {
        let entries = self.entries.iter();
        let sorts = entries
            .filter_map(|entry| entry.sort.as_ref())
            .chain(&self.sort);
        !sorts
            .into_iter()
            .any(|sort| sort.loose.iter().any(|loose| loose == name))
    }

    /// The attributes of the primary key, each once.
    pub(super) fn key_names(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let parts = self.partition.names.iter();
        for name in parts.chain(self.sort.iter().flat_map(|sort| &sort.names)) {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        all
    }

    /// The entity in YAML.
    pub(super) fn text(&self) -> String {
        let mut text = format!("  {}:\n    attributes:\n", self.name);
        for of in &self.attributes {
            let declared = match (of.derived, of.optional) {
                (true, _) => of.declared.clone(),
                (false, true) => format!("{{ {}, optional: true }}", of.declared),
                (false, false) => format!("{{ {} }}", of.declared),
            };
            text.push_str(&format!("      {}: {declared}\n", of.name));
        }
        let sort = self
            .sort
            .as_ref()
            .map(|sort| format!(", sort: {}", sort.text));
        let (partition, sort) = (&self.partition.text, sort.unwrap_or_default());
        text.push_str(&format!("    key: {{ partition: {partition}{sort} }}\n"));
        if !self.entries.is_empty() {
            text.push_str("    indexes:\n");
            for entry in &self.entries {
                text.push_str(&entry.text());
            }
        }
        text
    }
}
