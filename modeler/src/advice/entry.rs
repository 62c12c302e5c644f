//! Templates of an entry that would serve a read.

use crate::model::{AttributeId, Entity, EntityId, Read, Scalar, Type};

/// The templates of an entry.
pub(super) struct Templates {
    pub(super) partition: String,
    pub(super) sort: String,
}

/// A partition key of all that is known, and a sort key of what is ranged or ordered by, made unique by
/// the rest of the primary key. None where an attribute cannot stand in a key, or not in its own order.
pub(super) fn templates(id: EntityId, entity: &Entity, read: &Read) -> Option<Templates> {
    let own = |all: &[crate::model::AttributeRef]| {
        all.iter().find(|of| of.entity == id).map(|of| of.attribute)
    };
    let known: Vec<AttributeId> = read
        .given
        .iter()
        .filter_map(|term| own(&term.attributes))
        .collect();
    if known.is_empty() {
        return None;
    }
    let ranged = read.range.iter().filter_map(|range| own(&range.attributes));
    let ordered = read.order.iter().filter_map(|order| own(&order.attributes));
    let mut sorted: Vec<AttributeId> = Vec::new();
    for attribute in ranged.chain(ordered) {
        if !known.contains(&attribute) && !sorted.contains(&attribute) {
            sorted.push(attribute);
        }
    }
    // A number or an epoch inside a text has no order of its own; how wide to pad is not ours to guess.
    let orderly = |attribute: &AttributeId| kind(entity, *attribute).scalar() == Some(Scalar::S);
    let scalar = |attribute: &AttributeId| kind(entity, *attribute).scalar().is_some();
    if !sorted.iter().all(orderly) || !known.iter().all(scalar) {
        return None;
    }
    for attribute in entity.key_attributes() {
        if !known.contains(&attribute) && !sorted.contains(&attribute) {
            sorted.push(attribute);
        }
    }
    let name = |attribute: &AttributeId| entity.attributes[attribute.index()].name.as_str();
    let labelled = known
        .iter()
        .map(|a| format!("{}#{{{}}}", name(a).to_uppercase(), name(a)));
    let bare: Vec<String> = sorted.iter().map(|a| format!("{{{}}}", name(a))).collect();
    let sort = if bare.is_empty() {
        entity.name.to_uppercase()
    } else {
        bare.join("#")
    };
    Some(Templates {
        partition: labelled.collect::<Vec<_>>().join("#"),
        sort,
    })
}

fn kind(entity: &Entity, attribute: AttributeId) -> &Type {
    &entity.attributes[attribute.index()].kind
}
