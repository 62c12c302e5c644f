//! Looking names up.

use rustc_hash::FxHashMap;

use super::Sink;
use crate::{
    findings::{Edit, Finding, Fix, nearest},
    model::{AttributeId, Entity, EntityId},
    rules::unknown_name,
    source::{Span, Text},
};

/// Entities by name, for as long as a model is resolved.
pub(super) type EntityNames<'d> = FxHashMap<&'d str, EntityId>;

/// A finding about a name that nothing has, with the nearest spelling.
pub(super) fn unknown<'n>(
    span: Span,
    name: &str,
    what: &str,
    known: impl Iterator<Item = &'n str> + Clone,
) -> Finding {
    let finding = unknown_name::RULE
        .at(span, format!("there is no {what} `{name}`"))
        .label("not declared");
    match nearest(name, known.clone()) {
        Some(near) => finding.fix(Fix {
            title: format!("`{near}` has a similar name"),
            safe: false,
            edits: vec![Edit {
                span,
                text: near.to_owned(),
            }],
        }),
        None => {
            let some: Vec<_> = known.take(12).map(|name| format!("`{name}`")).collect();
            if some.is_empty() {
                finding
            } else {
                finding.help(format!("known: {}", some.join(", ")))
            }
        }
    }
}

/// The entity of that name.
pub(super) fn entity(
    name: &Text,
    entities: &[Entity],
    names: &EntityNames<'_>,
    sink: &mut Sink<'_>,
) -> Option<EntityId> {
    let found = names.get(name.as_str()).copied();
    if found.is_none() && sink.is_lost(name, None) {
        sink.dropped = true;
    } else if found.is_none() {
        let known = entities.iter().map(|entity| entity.name.as_str());
        sink.report(unknown(name.span, name, "entity", known));
    }
    found
}

/// The attribute of that name.
pub(super) fn attribute(
    name: &str,
    span: Span,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<AttributeId> {
    let found = entity.attribute(name);
    if found.is_none() && sink.is_lost(&entity.name, Some(name)) {
        sink.dropped = true;
    } else if found.is_none() {
        let known = entity
            .attributes
            .iter()
            .map(|attribute| attribute.name.as_str());
        let what = format!("attribute of `{}` called", entity.name);
        sink.report(unknown(span, name, &what, known).entity(&entity.name));
    }
    found
}
