//! `span`: how far a read reaches, where partitions hold a coarser time.

use super::{quantities::Fields, terms::Scope};
use crate::{
    draft::Value,
    model::{AttributeId, AttributeRef, Entity, EntityId, Part, Reach, Read, Template},
    quantity::Duration,
    rules::{invalid_value, type_mismatch},
    words,
};

/// Resolves `span: { average: 3 days, max: 31 days }`.
pub(super) fn reach(value: &Value, read: &Read, scope: &mut Scope<'_, '_, '_>) -> Option<Reach> {
    let example = "span: { average: 3 days, max: 31 days }";
    let fields = Fields::new(value, "`span`", &["average", "max"], example, scope.sink)?;
    let max = fields.needed_quantity::<Duration>("max", scope.sink);
    let average = fields.quantity::<Duration>("average", scope.sink);
    let max = max?;
    if average.is_some_and(|average| average.seconds() > max.seconds()) {
        let message = "more on average than at most";
        scope
            .sink
            .report(invalid_value::RULE.at(value.span(), message));
        return None;
    }
    let attributes: Vec<AttributeRef> = match &read.range {
        Some(range) => range.attributes.clone(),
        None => read
            .entities
            .iter()
            .filter_map(|id| bucketed(*id, scope.entity(*id)))
            .collect(),
    };
    let coarse = |of: &AttributeRef| {
        let entity = scope.entity(of.entity);
        let entries = entity.entries.iter().flat_map(|entry| &entry.partition);
        let mut partitions = std::iter::once(&entity.key.partition).chain(entries);
        partitions.any(|template| source(entity, template) == Some(of.attribute))
    };
    let Some(first) = attributes.first().copied().filter(coarse) else {
        let message = "no partition of what is read holds a coarser time";
        let finding = invalid_value::RULE.at(value.span(), message);
        let help = "`span` is for keys like \"READINGS#{device_id}#{at:date}\"";
        scope.sink.report(finding.help(help));
        return None;
    };
    let kind = scope.kind(first);
    if kind.fineness().is_none() {
        let message = format!(
            "a span is over a time, and this is {}",
            words::a(kind.word())
        );
        scope
            .sink
            .report(type_mismatch::RULE.at(value.span(), message));
        return None;
    }
    Some(Reach {
        parameter: scope.buckets(first, value.span()),
        attributes,
        max: max.seconds(),
        average: average.map(|average| average.seconds()),
        span: value.span(),
    })
}

/// The time that a partition holds cut, or a coarser one derived from it.
fn bucketed(id: EntityId, entity: &Entity) -> Option<AttributeRef> {
    let entries = entity.entries.iter().flat_map(|entry| &entry.partition);
    let partitions = std::iter::once(&entity.key.partition).chain(entries);
    let mut sources = partitions.filter_map(|template| source(entity, template));
    Some(AttributeRef {
        entity: id,
        attribute: sources.next()?,
    })
}

fn source(entity: &Entity, template: &Template) -> Option<AttributeId> {
    template.parts.iter().find_map(|part| match part {
        Part::Attribute {
            attribute,
            cut: Some(_),
            ..
        } => Some(*attribute),
        Part::Attribute { attribute, .. } => {
            let derived = entity.attributes[attribute.index()].derived.as_ref()?;
            (derived.plus_seconds == 0).then_some(derived.from)
        }
        Part::Literal(_) => None,
    })
}
