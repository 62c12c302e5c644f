//! What is known of an item: values that its attributes surely have, and attributes that are surely there or not.
//! And what follows: the share of the items that are in an index.

use crate::model::{
    Attribute, AttributeId, Comparison, Condition, Entity, Entry, Literal, Operand, Type, Value,
};

/// What is known of an item: values of some of its attributes, and attributes that are there.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Literals that attributes surely have.
    pub values: Vec<(AttributeId, Literal)>,
    /// Attributes that are surely there, or surely not.
    pub present: Vec<(AttributeId, bool)>,
}

impl Facts {
    /// The literal that an attribute surely has.
    pub fn value(&self, id: AttributeId) -> Option<&Literal> {
        let found = self.values.iter().find(|(of, _)| *of == id);
        found.map(|(_, literal)| literal)
    }

    /// Takes a condition that surely holds.
    pub fn demand(&mut self, condition: &Condition) {
        match condition {
            Condition::Compare(Operand::Path(path), sign, Operand::Value(value))
                if path.steps.is_empty() =>
            {
                let id = path.attribute.attribute;
                match (sign, value) {
                    (Comparison::Equal, Value::Literal(value)) => {
                        self.values.push((id, Literal::clone(value)));
                    }
                    (Comparison::NotEqual, _) => return,
                    _ => {}
                }
                self.present.push((id, true));
            }
            Condition::Exists(path) => self.present.push((path.attribute.attribute, true)),
            Condition::Missing(path) => self.present.push((path.attribute.attribute, false)),
            _ => {}
        }
    }

    /// Takes what surely holds of an item that is in an index.
    pub(crate) fn enter(&mut self, entry: &Entry) {
        self.present.extend(entry.attributes().map(|id| (id, true)));
        let conditions = entry.when.iter().flat_map(Condition::conjuncts);
        conditions.for_each(|one| self.demand(one));
    }

    pub(crate) fn is_present(&self, id: AttributeId) -> Option<bool> {
        if self.value(id).is_some() {
            return Some(true);
        }
        self.present
            .iter()
            .find(|(of, _)| *of == id)
            .map(|(_, is)| *is)
    }
}

/// The share of an entity's items that are in an index, of those that the facts leave.
pub(crate) fn of_entry(entity: &Entity, entry: &Entry, facts: &Facts) -> Share {
    let mut share = Share {
        of: 1.0,
        known: true,
    };
    let mut seen: Vec<AttributeId> = Vec::new();
    for id in entry.attributes() {
        if !seen.contains(&id) {
            seen.push(id);
            share.times(present(entity, id, facts));
        }
    }
    for one in entry.when.iter().flat_map(Condition::conjuncts) {
        share.times(holds(entity, one, facts));
    }
    share
}

/// A share, and whether something about it was guessed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Share {
    /// From 0 to 1.
    pub of: f64,
    /// Whether it follows from the model.
    pub known: bool,
}

impl Share {
    fn times(&mut self, other: Option<f64>) {
        self.of *= other.unwrap_or(1.0);
        self.known &= other.is_some();
    }
}

pub(crate) fn present(entity: &Entity, id: AttributeId, facts: &Facts) -> Option<f64> {
    let of = &entity.attributes[id.index()].facts;
    if !of.optional {
        return Some(1.0);
    }
    match facts.is_present(id) {
        Some(is) => Some(f64::from(u8::from(is))),
        None => of.spread.present.map(|share| share.fraction()),
    }
}

fn holds(entity: &Entity, condition: &Condition, facts: &Facts) -> Option<f64> {
    match condition {
        Condition::Exists(path) => present(entity, path.attribute.attribute, facts),
        Condition::Compare(Operand::Path(path), _, Operand::Value(Value::Literal(wanted))) => {
            let id = path.attribute.attribute;
            match facts.value(id) {
                Some(value) => Some(f64::from(u8::from(value == wanted))),
                None => {
                    let share = of_value(&entity.attributes[id.index()], wanted)?;
                    Some(share * present(entity, id, facts)?)
                }
            }
        }
        _ => None,
    }
}

pub(crate) fn float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// The share of the items that have a value; none where nothing says it.
pub(crate) fn of_value(of: &Attribute, value: &Literal) -> Option<f64> {
    let spread = &of.facts.spread;
    if let Some(share) = spread.share(value) {
        return Some(share.fraction());
    }
    let mixed: f64 = spread.mix.iter().map(|(_, share)| share.fraction()).sum();
    let values = declared(of)?;
    let rest = values - float(spread.mix.len());
    if rest < 1.0 {
        return Some(0.0);
    }
    Some(((1.0 - mixed) / rest).max(0.0))
}

/// How many values an attribute has by what is said of itself and by its type.
pub fn declared(of: &Attribute) -> Option<f64> {
    let said = of.facts.spread.distinct.map(|count| count.float());
    let by_type = match &of.kind {
        Type::Enum(values) => u32::try_from(values.len()).ok().map(f64::from),
        Type::Bool => Some(2.0),
        Type::Int => of.facts.min.zip(of.facts.max).and_then(|(min, max)| {
            let span = u32::try_from(max.checked_sub(min)?).ok()?;
            Some(f64::from(span) + 1.0)
        }),
        _ => None,
    };
    match (said, by_type) {
        (Some(said), Some(by_type)) => Some(said.min(by_type)),
        (said, by_type) => said.or(by_type),
    }
}
