//! Parameters of a transaction that an item which it puts says already: within one pattern a parameter is one value.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use tablewright_modeler::model::{
    Action, AttributeRef, Change, EntityId, Model, Parameter, ParameterId, Pattern, Verb, Write,
    WriteKind,
};

use super::steps::StepNames;

/// The item that says a value, by its argument, and the attribute that holds it there.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// The argument.
    pub(crate) item: Ident,
    /// The attribute.
    pub(crate) of: AttributeRef,
}

/// The parameters of a pattern that are attributes of one of its items, by that name and as that identifier.
pub(super) fn said(
    model: &Model,
    pattern: &Pattern,
    steps: &[StepNames],
) -> BTreeMap<ParameterId, Said> {
    let Verb::Transact(written) = &pattern.verb else {
        return BTreeMap::new();
    };
    let puts = written.iter().zip(steps).filter_map(|(step, names)| {
        let Action::Write(write) = &step.action else {
            return None;
        };
        let item = names.item.as_ref().filter(|_| step.times.is_none())?;
        (write.kind == WriteKind::Put).then_some((write, item))
    });
    let puts: Vec<(&Write, &Ident)> = puts.collect();
    let parameters = pattern.parameters.iter().enumerate();
    let said = parameters.filter_map(|(at, parameter)| {
        let says = |(write, item): &(&Write, &Ident)| {
            let of = same(model, write.entity, parameter)?;
            let changes = |change: &Change| change.path.attribute == of;
            let said = Said {
                item: (*item).clone(),
                of,
            };
            (!write.changes.iter().any(changes)).then_some(said)
        };
        Some((ParameterId::new(at), puts.iter().find_map(says)?))
    });
    said.collect()
}

/// The attribute of an entity that is a parameter, by its name and its identity.
fn same(model: &Model, entity: EntityId, parameter: &Parameter) -> Option<AttributeRef> {
    if parameter.repeated || parameter.list || parameter.is_hidden() {
        return None;
    }
    let class = model.attribute(parameter.attribute?).class;
    let own = model.entity(entity);
    let attribute = own.attribute(&parameter.name)?;
    let found = &own.attributes[attribute.index()];
    let plain = found.derived.is_none() && !found.facts.optional && found.kind == parameter.kind;
    (plain && found.class == class).then_some(AttributeRef { entity, attribute })
}
