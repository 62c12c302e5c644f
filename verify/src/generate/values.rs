//! Candidates for the values of any type.

use std::collections::BTreeMap;

use tablewright_modeler::model::{AttributeRef, Element, Facts, Field, Model, Struct, Type};

use super::{
    needs::{Needs, shard_counts},
    numbers, sizes, texts, times,
};
use crate::{random::Random, values::Value};

/// Candidates for an attribute, as its facts allow.
pub(super) fn of_attribute(model: &Model, of: AttributeRef, random: &mut Random) -> Vec<Value> {
    let attribute = model.attribute(of);
    let needs = Needs::of(model, of);
    let mut all = candidates(model, &attribute.kind, &attribute.facts, &needs, random);
    if let Some(counts) = shard_counts(model, of) {
        all.extend(counts.into_iter().map(Value::int));
    }
    if let Type::List(inner) = &attribute.kind {
        let items = of_element(model, inner, random);
        for length in sizes::compared(model, of) {
            let item = |at: usize| items.get(at % items.len().max(1)).cloned();
            all.push(Value::List((0..length).filter_map(item).collect()));
        }
    }
    all.retain(|value| needs.allow(model, of, value));
    all
}

/// Candidates for a type that is no attribute's: a free parameter.
pub(super) fn of_type(model: &Model, kind: &Type, random: &mut Random) -> Vec<Value> {
    inside(model, kind, &Facts::default(), random)
}

/// Candidates for what a list, a map or a set holds.
pub(super) fn of_element(model: &Model, of: &Element, random: &mut Random) -> Vec<Value> {
    inside(model, &of.kind, &of.facts, random)
}

fn inside(model: &Model, kind: &Type, facts: &Facts, random: &mut Random) -> Vec<Value> {
    let needs = Needs {
        counted: true,
        ..Needs::default()
    };
    candidates(model, kind, facts, &needs, random)
}

fn candidates(
    model: &Model,
    kind: &Type,
    facts: &Facts,
    needs: &Needs,
    random: &mut Random,
) -> Vec<Value> {
    match kind {
        Type::String => texts::candidates(model, facts, random),
        Type::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Type::Binary => binaries(facts, random),
        Type::Int | Type::Decimal | Type::Float | Type::Epoch | Type::Counter => {
            numbers::candidates(kind, facts, needs, random)
        }
        Type::Timestamp(_) | Type::Date | Type::Year | Type::Month | Type::Hour | Type::Minute => {
            times::candidates(kind, needs.future, random)
        }
        Type::Uuid => uuids(random),
        Type::Ulid => times::ulids(needs.future, random),
        Type::Enum(values) => values.iter().map(Value::text).collect(),
        Type::List(inner) => lists(&of_element(model, inner, random), random),
        Type::Set(inner) => sets(&of_element(model, inner, random), random),
        Type::Map(inner) => maps(&of_element(model, inner, random), random),
        Type::Struct(of) => structs(model, of, random),
        Type::Json => documents(),
    }
}

fn binaries(facts: &Facts, random: &mut Random) -> Vec<Value> {
    let mut all = vec![
        vec![],
        vec![0],
        vec![0, 0],
        vec![255],
        vec![255, 255],
        b"a#b".to_vec(),
    ];
    for _ in 0..20 {
        let length = random.below(facts.max_size.map_or(12, |size| size.min(12)) as usize) + 1;
        all.push((0..length).map(|_| random.below(256) as u8).collect());
    }
    all.into_iter().map(Value::Bytes).collect()
}

fn uuids(random: &mut Random) -> Vec<Value> {
    let mut bits: Vec<u128> = vec![0, 1, u128::MAX];
    bits.extend((0..28).map(|_| (u128::from(random.next()) << 64) | u128::from(random.next())));
    bits.into_iter()
        .map(|bits| Value::Text(uuid(bits)))
        .collect()
}

fn uuid(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

fn some<'a>(of: &'a [Value], random: &mut Random) -> impl Iterator<Item = &'a Value> + use<'a> {
    let picked: Vec<&Value> = (0..random.below(4))
        .filter_map(|_| random.pick(of))
        .collect();
    picked.into_iter()
}

fn lists(of: &[Value], random: &mut Random) -> Vec<Value> {
    let mut all = vec![Value::List(Vec::new())];
    all.extend((0..10).map(|_| Value::List(some(of, random).cloned().collect())));
    all
}

fn sets(of: &[Value], random: &mut Random) -> Vec<Value> {
    let mut all: Vec<Value> = of
        .iter()
        .take(3)
        .map(|one| Value::Set([one.clone()].into()))
        .collect();
    for _ in 0..10 {
        let members = some(of, random).chain(of.first()).cloned().collect();
        all.push(Value::Set(members));
    }
    all.retain(|set| matches!(set, Value::Set(members) if !members.is_empty()));
    all
}

fn maps(of: &[Value], random: &mut Random) -> Vec<Value> {
    let names = ["a", "b", "size", "a.b"];
    let mut all = vec![Value::Map(BTreeMap::new())];
    for _ in 0..10 {
        let fields = names
            .iter()
            .map(|name| (*name).to_owned())
            .zip(some(of, random).cloned());
        all.push(Value::Map(fields.collect()));
    }
    all
}

/// Structs of values that their fields allow, optional ones now and then left out.
fn structs(model: &Model, of: &Struct, random: &mut Random) -> Vec<Value> {
    let fields: Vec<(&Field, Vec<Value>)> = of
        .fields
        .iter()
        .map(|field| (field, of_field(model, field, random)))
        .collect();
    let mut all = Vec::new();
    for _ in 0..12 {
        let mut made = BTreeMap::new();
        for (field, values) in &fields {
            if field.facts.optional && random.once_in(3) {
                continue;
            }
            if let Some(value) = random.pick(values) {
                made.insert(field.physical.clone(), value.clone());
            }
        }
        all.push(Value::Map(made));
    }
    all
}

fn of_field(model: &Model, field: &Field, random: &mut Random) -> Vec<Value> {
    inside(model, &field.kind, &field.facts, random)
}

fn documents() -> Vec<Value> {
    let list = Value::List(vec![Value::int(1), Value::text("a"), Value::Null]);
    let map = Value::Map(
        [
            ("a".to_owned(), list.clone()),
            ("b".to_owned(), Value::Bool(true)),
        ]
        .into(),
    );
    vec![
        Value::Null,
        Value::Bool(false),
        Value::int(-3),
        Value::text(""),
        Value::text("a"),
        list,
        map,
    ]
}
