//! The usual size of items, index entries and markers, assumed where the model does not say it.

use super::{
    item::keys,
    number,
    value::{float, typical},
};
use crate::{
    known::{self, Facts},
    limits::{PARTITION_KEY_BYTES, SORT_KEY_BYTES},
    model::{
        Attribute, Entity, EntityId, IndexId, IndexKind, Literal, Model, Part, Template, Type,
    },
    proof,
};

/// What a value counts where the model says neither its size nor a bound: short, so that a verdict that
/// rests on it is never too hard.
pub const ASSUMED_VALUE: f64 = 20.0;

/// A usual size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Usual {
    /// The bytes, names included.
    pub bytes: f64,
    /// Whether the size of some value is not known and was assumed.
    pub assumed: bool,
}

impl Usual {
    /// The bytes, where nothing was assumed.
    pub fn known(self) -> Option<f64> {
        (!self.assumed).then_some(self.bytes)
    }

    /// An attribute with a name and a value.
    fn add(&mut self, name: &str, value: Self) {
        self.bytes += float(name.len() as u64) + value.bytes;
        self.assumed |= value.assumed;
    }

    /// The same, where it is there only so often, from 0 to 1.
    fn add_often(&mut self, name: &str, value: Self, often: f64) {
        if often > 0.0 {
            self.bytes += (float(name.len() as u64) + value.bytes) * often;
            self.assumed |= value.assumed;
        }
    }
}

/// The usual sizes of the values of an entity and of the keys that are made from them, found once.
#[derive(Debug, Clone)]
pub struct Measured {
    values: Vec<Usual>,
    keys: Vec<Usual>,
}

impl Measured {
    /// Of an entity.
    pub fn new(model: &Model, id: EntityId) -> Self {
        let entity = model.entity(id);
        Self {
            values: entity.attributes.iter().map(value).collect(),
            keys: keys(model, entity)
                .map(|key| text(entity, key.template, &Facts::default()))
                .collect(),
        }
    }

    /// The usual size of an item of which something is known: its attributes, the keys that are made for it and its tag.
    pub fn item(&self, model: &Model, id: EntityId, facts: &Facts) -> Usual {
        self.of(model, model.entity(id), facts, |_| true)
    }

    /// The usual size of an entity's entry in an index: the keys of both and what the index carries. What is in an index
    /// has what its key there is made from.
    pub fn entry(&self, model: &Model, id: EntityId, index: IndexId, facts: &Facts) -> Usual {
        let entity = model.entity(id);
        let mut facts = facts.clone();
        if let Some(entry) = entity.entry(index) {
            facts.enter(entry);
        }
        let index = model.index(index);
        self.of(model, entity, &facts, |name| model.carries(index, name))
    }
}

/// The usual size of an item.
pub fn usual_item(model: &Model, id: EntityId) -> Usual {
    Measured::new(model, id).item(model, id, &Facts::default())
}

/// The usual size of the marker of a unique value: its key, twice where the table has a sort key, and the
/// key of the item that holds the value.
pub fn usual_marker(model: &Model, id: EntityId, unique: usize) -> Usual {
    let entity = model.entity(id);
    let table = model.table(entity.table);
    let unique = &entity.unique[unique];
    let mut all = Usual::default();
    let owner = [Some(&entity.key.partition), entity.key.sort.as_ref()];
    for (name, template) in table.key_names().zip(owner.into_iter().flatten()) {
        all.add(name, text(entity, &unique.template, &Facts::default()));
        all.add(
            &format!("owner_{name}"),
            text(entity, template, &Facts::default()),
        );
    }
    if let Some(tag) = &table.tag {
        all.add(tag, length(&format!("{}.{}", entity.name, unique.name)));
    }
    all
}

/// What an item usually takes beside itself in the local indexes of the table.
pub fn usual_copies(model: &Model, id: EntityId) -> Usual {
    let entity = model.entity(id);
    let mut all = Usual::default();
    let measured = Measured::new(model, id);
    for entry in &entity.entries {
        if model.index(entry.index).kind == IndexKind::Local {
            let one = measured.entry(model, id, entry.index, &Facts::default());
            all.bytes += one.bytes * known::of_entry(entity, entry, &Facts::default()).of;
            all.assumed |= one.assumed;
        }
    }
    all
}

impl Measured {
    fn of(
        &self,
        model: &Model,
        entity: &Entity,
        facts: &Facts,
        wanted: impl Fn(&str) -> bool,
    ) -> Usual {
        let table = model.table(entity.table);
        let mut all = Usual::default();
        let mut seen: Vec<&str> = Vec::new();
        for (key, usual) in keys(model, entity).zip(&self.keys) {
            let own = entity.attributes.iter().any(|a| a.physical == key.name);
            if own || seen.contains(&key.name) || !wanted(key.name) {
                continue;
            }
            seen.push(key.name);
            let often = key
                .entry
                .map_or(1.0, |entry| known::of_entry(entity, entry, facts).of);
            let named = key
                .template
                .attributes()
                .any(|of| facts.value(of).is_some());
            let size = match named {
                true => text(entity, key.template, facts),
                false => *usual,
            };
            all.add_often(key.name, size, often);
        }
        for (id, usual) in entity.attribute_ids().zip(&self.values) {
            let attribute = &entity.attributes[id.index()];
            if wanted(&attribute.physical) {
                let often = known::present(entity, id, facts).unwrap_or(1.0);
                let size = facts.value(id).map_or(*usual, literal);
                all.add_often(&attribute.physical, size, often);
            }
        }
        if let Some(tag) = table.tag.as_ref().filter(|tag| wanted(tag)) {
            all.add(tag, length(&entity.name));
        }
        all
    }
}

/// The usual size of a value, where it is there.
fn value(of: &Attribute) -> Usual {
    match typical(of) {
        Some(bytes) => Usual {
            bytes,
            assumed: false,
        },
        None => Usual {
            bytes: ASSUMED_VALUE,
            assumed: true,
        },
    }
}

/// The size of a value that is known.
fn literal(value: &Literal) -> Usual {
    let bytes = match value {
        Literal::Text(text) => text.len() as u64,
        Literal::Number(digits) => number(digits),
        Literal::Bool(_) => 1,
    };
    Usual {
        bytes: float(bytes),
        assumed: false,
    }
}

fn length(text: &str) -> Usual {
    Usual {
        bytes: float(text.len() as u64),
        assumed: false,
    }
}

/// The usual size of a key.
fn text(entity: &Entity, template: &Template, facts: &Facts) -> Usual {
    if let Some(bare) = template.bare() {
        let of = || value(&entity.attributes[bare.index()]);
        return facts.value(bare).map_or_else(of, literal);
    }
    let mut all = Usual::default();
    for part in &template.parts {
        let one = match part {
            Part::Literal(text) => length(text),
            Part::Attribute {
                attribute,
                pad,
                cut,
                ..
            } => match facts.value(*attribute) {
                Some(Literal::Text(text)) if cut.is_none() => length(text),
                _ => placed(&entity.attributes[attribute.index()], *pad, cut.as_ref()),
            },
        };
        all.bytes += one.bytes;
        all.assumed |= one.assumed;
    }
    all
}

/// The usual size of a value in a text key: texts as they are, numbers as digits.
fn placed(of: &Attribute, pad: Option<u8>, cut: Option<&Type>) -> Usual {
    let said = of
        .facts
        .spread
        .size
        .filter(|_| pad.is_none() && cut.is_none());
    if let (Some(size), Type::String) = (said, &of.kind) {
        return Usual {
            bytes: float(size.0),
            assumed: false,
        };
    }
    let most = PARTITION_KEY_BYTES.max(SORT_KEY_BYTES);
    match proof::longest(of, pad, cut).filter(|bytes| *bytes < most) {
        Some(bytes) => Usual {
            bytes: float(bytes),
            assumed: false,
        },
        None => Usual {
            bytes: ASSUMED_VALUE,
            assumed: true,
        },
    }
}
