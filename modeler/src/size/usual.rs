//! The usual size of items, index entries and markers, assumed where the model does not say it.

use super::{
    item::{Key, keys},
    number,
    value::{float, typical},
};
use crate::{
    known::{self, Facts},
    limits::{PARTITION_KEY_BYTES, SORT_KEY_BYTES},
    model::{
        Attribute, AttributeId, Entity, EntityId, IndexId, IndexKind, Literal, Model, Part,
        Template, Type,
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

/// The usual size of an item of which something is known: its attributes, the keys that are made for it and its tag.
pub fn usual_item(model: &Model, id: EntityId, facts: &Facts) -> Usual {
    of(model, model.entity(id), facts, |_| true)
}

/// The usual size of an entity's entry in an index: the keys of both and what the index carries. What is in an index
/// has what its key there is made from.
pub fn usual_entry(model: &Model, id: EntityId, index: IndexId, facts: &Facts) -> Usual {
    let entity = model.entity(id);
    let mut facts = facts.clone();
    if let Some(entry) = entity.entry(index) {
        facts.enter(entry);
    }
    let index = model.index(index);
    of(model, entity, &facts, |name| model.carries(index, name))
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
    for entry in &entity.entries {
        if model.index(entry.index).kind == IndexKind::Local {
            let one = usual_entry(model, id, entry.index, &Facts::default());
            all.bytes += one.bytes * known::of_entry(entity, entry, &Facts::default()).of;
            all.assumed |= one.assumed;
        }
    }
    all
}

fn of(model: &Model, entity: &Entity, facts: &Facts, wanted: impl Fn(&str) -> bool) -> Usual {
    let table = model.table(entity.table);
    let mut all = Usual::default();
    let mut seen: Vec<&str> = Vec::new();
    for Key {
        name,
        template,
        entry,
        ..
    } in keys(model, entity)
    {
        let own = entity.attributes.iter().any(|a| a.physical == name);
        if own || seen.contains(&name) || !wanted(name) {
            continue;
        }
        seen.push(name);
        let often = entry.map_or(1.0, |entry| known::of_entry(entity, entry, facts).of);
        all.add_often(name, text(entity, template, facts), often);
    }
    for id in entity.attribute_ids() {
        let attribute = &entity.attributes[id.index()];
        if wanted(&attribute.physical) {
            let often = known::present(entity, id, facts).unwrap_or(1.0);
            all.add_often(&attribute.physical, value(entity, id, facts), often);
        }
    }
    if let Some(tag) = table.tag.as_ref().filter(|tag| wanted(tag)) {
        all.add(tag, length(&entity.name));
    }
    all
}

/// The usual size of a value, where it is there.
fn value(entity: &Entity, id: AttributeId, facts: &Facts) -> Usual {
    let known = facts.value(id).map(literal);
    match known.or_else(|| typical(&entity.attributes[id.index()])) {
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
fn literal(value: &Literal) -> f64 {
    match value {
        Literal::Text(text) => float(text.len() as u64),
        Literal::Number(digits) => float(number(digits)),
        Literal::Bool(_) => 1.0,
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
        return value(entity, bare, facts);
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
