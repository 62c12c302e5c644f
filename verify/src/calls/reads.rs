//! Calls of a read.

use tablewright_modeler::model::{AttributeRef, Range, Read, Type, Value as Term};

use super::{arguments::Maker, ranges};
use crate::{
    item::{Argument, Arguments, Item},
    oracle::{self, Scope},
    values::Value,
};

/// How many items calls are made from, of which the one with the most companions always is.
const SAMPLED: usize = 12;

/// The calls of a read, at most `most`.
pub(crate) fn read_calls(
    maker: &mut Maker<'_>,
    read: &Read,
    items: &[Item],
    most: usize,
) -> Vec<Arguments> {
    let mut bases = bases(maker, read, items);
    bases.extend(misses(maker, read, &bases, items));
    let mut all = Vec::new();
    match &read.range {
        None => all = bases,
        Some(range) => {
            // A few values in many forms: the fullest partition with all of them, the others with some.
            for (at, base) in bases.iter().enumerate() {
                let values = ends(maker, read, range, base, items);
                let mut calls = ranges::calls(base, &range.form, &values);
                if at > 0 {
                    maker.random.shuffle(&mut calls);
                    calls.truncate(3);
                }
                all.extend(calls);
            }
        }
    }
    let mut seen: Vec<Arguments> = Vec::new();
    for call in all {
        if !seen.contains(&call) {
            seen.push(call);
        }
    }
    seen.truncate(most);
    seen
}

/// Calls that hit: from items, first the one that the most others answer with.
fn bases(maker: &mut Maker<'_>, read: &Read, items: &[Item]) -> Vec<Arguments> {
    let nothing = Arguments::of(maker.pattern);
    let scope = Scope::of(maker.model, maker.pattern, &nothing);
    let literal = |item: &&Item| {
        read.given.iter().all(|given| match given.value {
            Term::Literal(_) => oracle::matches(scope, given, item),
            Term::Parameter(_) | Term::OneOf(_) => true,
        })
    };
    let of_these = |item: &&Item| read.entities.contains(&item.entity);
    let mut sample: Vec<&Item> = items.iter().filter(of_these).filter(literal).collect();
    maker.random.shuffle(&mut sample);
    sample.truncate(SAMPLED);
    let mut calls: Vec<(usize, Arguments)> = Vec::new();
    for item in sample {
        let mut call = Arguments::of(maker.pattern);
        maker.known(&mut call, &read.given, Some(item));
        if read.range.is_none() {
            maker.rest(&mut call, Some(item));
        } else {
            around_range(maker, read, &mut call, item);
        }
        maker.shards(&mut call, items);
        let scope = Scope::of(maker.model, maker.pattern, &call);
        let answers = items.iter().filter(|item| of_these(item));
        let count = answers
            .filter(|item| read.given.iter().all(|g| oracle::matches(scope, g, item)))
            .count();
        calls.push((count, call));
    }
    if calls.is_empty() {
        // Nothing to hit; what misses must be empty all the same.
        let mut call = Arguments::of(maker.pattern);
        maker.known(&mut call, &read.given, None);
        maker.rest(&mut call, None);
        maker.shards(&mut call, items);
        calls.push((0, call));
    }
    calls.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rest = calls.split_off(calls.len().min(1));
    let mut all: Vec<Arguments> = calls.into_iter().map(|(_, call)| call).collect();
    // The fullest, the emptiest, and what is between.
    let step = (rest.len() / 5).max(1);
    all.extend(rest.into_iter().rev().step_by(step).map(|(_, call)| call));
    all
}

/// Fills what is neither known nor a bound of the range.
fn around_range(maker: &mut Maker<'_>, read: &Read, call: &mut Arguments, item: &Item) {
    let Some(range) = &read.range else { return };
    let mut filled = call.clone();
    maker.rest(&mut filled, Some(item));
    for id in oracle::parameters(&range.form) {
        filled.0[id.index()] = None;
    }
    *call = filled;
}

/// Calls that miss, or hit something else: one known value is replaced.
fn misses(
    maker: &mut Maker<'_>,
    read: &Read,
    bases: &[Arguments],
    items: &[Item],
) -> Vec<Arguments> {
    let mut all = Vec::new();
    for given in read.given.iter().filter(|given| !given.automatic) {
        let (Some(base), Term::Parameter(id)) = (bases.first(), &given.value) else {
            continue;
        };
        for strange in [true, false] {
            let of = given.attributes[0];
            let value = if strange {
                maker.strange(of)
            } else {
                maker.any(of)
            };
            let Some(value) = value else { continue };
            let kind = &maker.model.attribute(of).kind;
            let wanted = &maker.pattern.parameters[id.index()].kind;
            let value = maker.pools.finer(&value, kind, wanted, &mut maker.random);
            let mut call = base.clone();
            call.set(*id, Argument::One(value));
            maker.shards(&mut call, items);
            all.push(call);
        }
    }
    all
}

/// Values for the ends of a range: those that matching items have at the ends and in the middle, and one
/// that none has.
fn ends(
    maker: &mut Maker<'_>,
    read: &Read,
    range: &Range,
    base: &Arguments,
    items: &[Item],
) -> Vec<Value> {
    let scope = Scope::of(maker.model, maker.pattern, base);
    let mut values: Vec<Value> = items
        .iter()
        .filter(|item| read.entities.contains(&item.entity))
        .filter(|item| {
            read.given
                .iter()
                .all(|given| oracle::matches(scope, given, item))
        })
        .filter_map(|item| item.find(&range.attributes)?.1.cloned())
        .collect();
    values.sort();
    values.dedup();
    let of: AttributeRef = range.attributes[0];
    let mut ends: Vec<Value> = match values.as_slice() {
        [] => maker.any(of).into_iter().collect(),
        some => [0, some.len() / 2, some.len() - 1]
            .map(|at| some[at].clone())
            .into(),
    };
    ends.extend(maker.strange(of));
    ends.extend(neighbour(&ends, &maker.model.attribute(of).kind));
    ends.sort();
    ends.dedup();
    ends
}

/// A text that begins like one of them and is no value: where one value is the beginning of another, an end
/// is easily taken for both.
fn neighbour(ends: &[Value], kind: &Type) -> Option<Value> {
    match (kind, ends.first()?) {
        (Type::String, Value::Text(text)) => Some(Value::Text(format!("{text}0"))),
        _ => None,
    }
}
