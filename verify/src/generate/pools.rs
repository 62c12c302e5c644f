//! Values of each identifier, shared by all attributes that are the same, so that entities join.

use std::collections::BTreeMap;

use tablewright_modeler::model::{
    AttributeRef, Condition, Guard, Literal, Model, Operand, Pattern, Precision, Type,
    Value as Term,
};

use super::{needs::Needs, times, values};
use crate::{
    random::Random,
    values::{Value, is_moment, ulid},
};

/// The type of a moment before it is cut.
const FINEST: Type = Type::Timestamp(Precision::Micros);

/// So many candidates keep their place: what comes first is what breaks keys.
const FIRST: usize = 6;

/// The longest list that is made because a condition asks for its size.
const LONGEST: usize = 200;

/// The values of each class of attributes.
#[derive(Debug)]
pub(crate) struct Pools<'a> {
    model: &'a Model,
    /// What items have.
    known: BTreeMap<u32, Vec<Value>>,
    /// What no generated item has.
    unknown: BTreeMap<u32, Vec<Value>>,
}

impl<'a> Pools<'a> {
    /// Fills a pool of up to `size` values for each class of attributes of a model.
    pub(crate) fn new(model: &'a Model, seed: u64, size: usize) -> Self {
        let mut members: BTreeMap<u32, Vec<AttributeRef>> = BTreeMap::new();
        for entity in model.entity_ids() {
            for attribute in model.entity(entity).attribute_ids() {
                let of = AttributeRef { entity, attribute };
                members
                    .entry(model.attribute(of).class)
                    .or_default()
                    .push(of);
            }
        }
        let (mut known, mut unknown) = (BTreeMap::new(), BTreeMap::new());
        for (class, members) in members {
            let mut random = Random::new(seed, &format!("class {class}"));
            let (mut all, first) = candidates(model, &members, &mut random);
            let first = (first + FIRST).min(all.len());
            random.shuffle(&mut all[first..]);
            let enumerable = matches!(model.attribute(members[0]).kind, Type::Enum(_) | Type::Bool);
            let keep = if enumerable {
                all.len()
            } else {
                size.max(first + 1).min(all.len())
            };
            // A few are kept back so that a call can miss.
            let keep = if keep == all.len() && !enumerable {
                keep - keep / 8
            } else {
                keep
            };
            let rest = all.split_off(keep);
            unknown.insert(class, rest);
            known.insert(class, all);
        }
        Self {
            model,
            known,
            unknown,
        }
    }

    /// What items may have in this attribute.
    pub(crate) fn known(&self, of: AttributeRef) -> &[Value] {
        self.known
            .get(&self.model.attribute(of).class)
            .map_or(&[], Vec::as_slice)
    }

    /// What no generated item has in this attribute.
    pub(crate) fn unknown(&self, of: AttributeRef) -> &[Value] {
        self.unknown
            .get(&self.model.attribute(of).class)
            .map_or(&[], Vec::as_slice)
    }

    /// A value for a parameter that is no attribute's.
    pub(crate) fn free(&self, kind: &Type, random: &mut Random) -> Option<Value> {
        let all = values::of_type(self.model, kind, random);
        random.pick(&all).cloned()
    }

    /// A value of a finer type that is cut to this one; the value itself where the types are the same.
    pub(crate) fn finer(
        &self,
        value: &Value,
        own: &Type,
        wanted: &Type,
        random: &mut Random,
    ) -> Value {
        if own == wanted {
            return value.clone();
        }
        let Some(start) = value.moment(own) else {
            return value.clone();
        };
        let at = times::within(start, own, random);
        match wanted {
            Type::Ulid => Value::Text(ulid(at.div_euclid(1000), u128::from(random.next()))),
            Type::Epoch => Value::int(at.div_euclid(1_000_000)),
            kind if is_moment(kind) => Value::Time(at).cut(&FINEST, kind),
            _ => value.clone(),
        }
    }
}

/// The values that all members of a class may have, without repetition: first the literals that the
/// model names, of which none may be missing; then the others.
fn candidates(model: &Model, members: &[AttributeRef], random: &mut Random) -> (Vec<Value>, usize) {
    let literals = members.iter().flat_map(|of| literals(model, *of));
    let mut all: Vec<Value> = literals.collect();
    for of in members {
        all.extend(long_lists(model, *of, random));
    }
    dedup(&mut all);
    let first = all.len();
    all.extend(values::of_attribute(model, members[0], random));
    dedup(&mut all);
    let needs: Vec<(Needs, AttributeRef)> = members
        .iter()
        .map(|of| (Needs::of(model, *of), *of))
        .collect();
    let fits = |value: &Value| {
        needs
            .iter()
            .all(|(needs, of)| needs.allow(model, *of, value))
    };
    let first = all[..first].iter().filter(|value| fits(value)).count();
    all.retain(fits);
    (all, first)
}

fn dedup(all: &mut Vec<Value>) {
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|value| seen.insert(value.clone()));
}

/// The literals that the model compares an attribute with.
fn literals(model: &Model, of: AttributeRef) -> Vec<Value> {
    let mut found = Vec::new();
    let kind = &model.attribute(of).kind;
    for pattern in &model.patterns {
        in_pattern(pattern, of, &mut found);
    }
    for entry in model.entities.iter().flat_map(|entity| &entity.entries) {
        entry
            .when
            .iter()
            .for_each(|when| in_condition(when, &|one| is_path(one, of), &mut found));
    }
    found
        .iter()
        .filter_map(|literal| Value::literal(literal, kind).ok())
        .collect()
}

/// Lists that are as long as the model asks of their size: by chance none would be.
fn long_lists(model: &Model, of: AttributeRef, random: &mut Random) -> Vec<Value> {
    let attribute = model.attribute(of);
    let Type::List(inner) = &attribute.kind else {
        return Vec::new();
    };
    let mut lengths = Vec::new();
    let guards = model.patterns.iter().flat_map(|pattern| pattern.writes());
    for guard in guards.flat_map(|write| &write.guards) {
        if let Guard::Condition(condition, _) = guard {
            in_condition(condition, &|one| is_size(one, of), &mut lengths);
        }
    }
    let lengths = lengths.iter().filter_map(|literal| match literal {
        Literal::Number(digits) => digits.parse().ok(),
        _ => None,
    });
    let lengths: Vec<usize> = lengths.filter(|length| *length <= LONGEST).collect();
    if lengths.is_empty() {
        return Vec::new();
    }
    let elements = values::of_element(model, inner, random);
    let list = |length| Value::List(elements.iter().cycle().take(length).cloned().collect());
    lengths.into_iter().map(list).collect()
}

fn is_path(one: &Operand, of: AttributeRef) -> bool {
    matches!(one, Operand::Path(path) if path.attribute == of && path.steps.is_empty())
}

fn is_size(one: &Operand, of: AttributeRef) -> bool {
    matches!(one, Operand::Size(path) if path.attribute == of && path.steps.is_empty())
}

fn in_pattern(pattern: &Pattern, of: AttributeRef, found: &mut Vec<Literal>) {
    for condition in pattern.conditions() {
        in_condition(condition, &|one| is_path(one, of), found);
    }
    let reads = pattern.reads().flat_map(|read| &read.given);
    let given = reads.chain(pattern.writes().flat_map(|write| &write.given));
    for given in given.filter(|given| given.attributes.contains(&of)) {
        if let Term::Literal(literal) = &given.value {
            found.push(literal.clone());
        }
    }
}

/// The literals that are compared with what is looked for.
fn in_condition(condition: &Condition, about: &dyn Fn(&Operand) -> bool, found: &mut Vec<Literal>) {
    let mut operands = |all: &[&Operand]| {
        if all.iter().any(|one| about(one)) {
            found.extend(all.iter().filter_map(|one| match one {
                Operand::Value(Term::Literal(literal)) => Some(literal.clone()),
                _ => None,
            }));
        }
    };
    for test in condition.tests() {
        match test {
            Condition::Compare(left, _, right) => operands(&[left, right]),
            Condition::Between(value, low, high) => operands(&[value, low, high]),
            Condition::In(value, list) => {
                operands(&std::iter::once(value).chain(list).collect::<Vec<_>>());
            }
            _ => {}
        }
    }
}
