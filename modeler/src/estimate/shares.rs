//! How calls and items are shared among the values of an attribute.

use super::volumes::Volumes;
use crate::model::{
    Attribute, AttributeId, AttributeRef, Condition, Entity, Entry, Literal, Model, Operand, Skew,
    Value,
};

/// The share of the items that have a value; none where nothing says it.
pub(super) fn of_value(of: &Attribute, value: &Literal) -> Option<f64> {
    let spread = &of.facts.spread;
    if let Some(share) = spread.share(value) {
        return Some(share.fraction());
    }
    let mixed: f64 = spread.mix.iter().map(|(_, share)| share.fraction()).sum();
    let values = super::volumes::declared(of)?;
    let rest = values - float(spread.mix.len());
    if rest < 1.0 {
        return Some(0.0);
    }
    Some(((1.0 - mixed) / rest).max(0.0))
}

/// The share of the value that occurs most; none where nothing says it.
pub(super) fn of_hottest(model: &Model, volumes: &Volumes, id: AttributeRef) -> Option<f64> {
    let of = model.attribute(id);
    let spread = &of.facts.spread;
    let mixed = spread.mix.iter().map(|(_, share)| share.fraction());
    let said = mixed.chain(spread.hottest.map(|share| share.fraction()));
    let said = said.fold(None, |most: Option<f64>, one| {
        Some(most.map_or(one, |most| most.max(one)))
    });
    let values = volumes.distinct(model, id);
    let skewed = match (spread.skew, values) {
        (Some(Skew::Zipf(exponent)), Some(values)) => Some(zipf(values, exponent)),
        _ => None,
    };
    if said.is_some() || skewed.is_some() {
        return Some(said.unwrap_or(0.0).max(skewed.unwrap_or(0.0)));
    }
    if of.kind.is_whole_seconds() {
        // What happens now happens at one of these times.
        return Some(1.0);
    }
    values.map(|values| 1.0 / values.max(1.0))
}

/// The share of the value that occurs most of those that `mix` does not name; none where nothing says it.
pub(super) fn of_other(model: &Model, volumes: &Volumes, id: AttributeRef) -> Option<f64> {
    let of = model.attribute(id);
    let spread = &of.facts.spread;
    if spread.mix.is_empty() {
        return of_hottest(model, volumes, id);
    }
    let mixed: f64 = spread.mix.iter().map(|(_, share)| share.fraction()).sum();
    let left = (1.0 - mixed).max(0.0);
    let values = volumes.distinct(model, id)? - float(spread.mix.len());
    let most = spread.hottest.map_or(0.0, |share| share.fraction());
    let even = if values < 1.0 { 0.0 } else { left / values };
    Some(most.max(even).min(left))
}

/// The share of the first of so many values, where that of rank `n` is in proportion to `1 / n^s`.
pub fn zipf(values: f64, exponent: f64) -> f64 {
    /// So many terms are added one by one; the sum of the others is close to the integral.
    const EXACT: u32 = 1_000;
    let exact = values.clamp(1.0, f64::from(EXACT));
    let mut sum = 0.0;
    let mut rank = 1.0;
    while rank <= exact {
        sum += f64::powf(rank, -exponent);
        rank += 1.0;
    }
    if values > exact {
        // From halfway between the last term and the next one to halfway behind the very last.
        let (low, high) = (exact + 0.5, values + 0.5);
        sum += match (exponent - 1.0).abs() < 1e-9 {
            true => (high / low).ln(),
            false => (high.powf(1.0 - exponent) - low.powf(1.0 - exponent)) / (1.0 - exponent),
        };
    }
    1.0 / sum
}

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

    fn is_present(&self, id: AttributeId) -> Option<bool> {
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
pub(super) fn of_entry(entity: &Entity, entry: &Entry, facts: &Facts) -> Share {
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
pub(super) struct Share {
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

fn present(entity: &Entity, id: AttributeId, facts: &Facts) -> Option<f64> {
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

pub(super) fn float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
