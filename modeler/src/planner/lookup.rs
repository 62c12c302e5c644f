//! Reads through the marker of a unique value.

use super::{
    candidate::equal,
    known::{Known, lists},
    render,
};
use crate::{
    model::{Condition, Model, Path, Read, Unique, Value},
    plan::{KeyValue, Lookup},
};

/// The way through a marker, where the pattern knows a unique value of the one entity that it wants.
pub(super) fn lookup(model: &Model, read: &Read) -> Option<Lookup> {
    let [entity] = read.entities.as_slice() else {
        return None;
    };
    if read.via.is_some() || read.range.is_some() || read.batch.is_some() {
        return None;
    }
    // The item behind the marker is compared with one value each; the marker says by itself which shard it is in.
    let mut asked = read.given.iter().filter(|term| !term.automatic);
    if asked.any(|term| matches!(term.value, Value::OneOf(_))) {
        return None;
    }
    let of = model.entity(*entity);
    let known = Known::given(*entity, of, &read.given);
    let (unique, marker) = of
        .unique
        .iter()
        .enumerate()
        .find_map(|(at, unique)| Some((at, marker(unique, &known)?)))?;
    Some(Lookup {
        entity: *entity,
        unique,
        marker,
        filter: filter(read),
        consistent: read.strong.is_some(),
    })
}

/// The key of the marker of a known value.
fn marker(unique: &Unique, known: &Known<'_>) -> Option<Vec<crate::plan::KeyPiece>> {
    match render::text(&unique.template, known) {
        Ok(pieces) if lists([&KeyValue::Text(pieces.clone())]).is_empty() => Some(pieces),
        _ => None,
    }
}

/// All that is known is looked at once more: the value may have changed between the two requests.
fn filter(read: &Read) -> Vec<Condition> {
    let known = read
        .given
        .iter()
        .filter(|term| !term.automatic)
        .map(|term| {
            let path = Path {
                attribute: term.attributes[0],
                steps: Vec::new(),
            };
            equal(path, &term.value)
        });
    let own = read.filter.iter().flat_map(|one| one.conjuncts().to_vec());
    known.chain(own).collect()
}
