//! `same_as`: attributes that are the same identifier, wherever they stand.

use rustc_hash::FxHashMap;

use super::{Sink, types::Types};
use crate::{
    draft::{self, Draft},
    rules::{invalid_value, unknown_name},
};

/// Where the type and the facts of every attribute come from: the last of its chain of `same_as`.
pub(super) struct Roots<'d> {
    /// The structs that attributes may be.
    pub(super) types: Types,
    places: FxHashMap<(&'d str, &'d str), (usize, &'d draft::Attribute)>,
}

/// The end of a chain: a number of its own and the attribute that says the type.
pub(super) struct Root<'d> {
    pub(super) class: u32,
    pub(super) attribute: &'d draft::Attribute,
}

impl<'d> Roots<'d> {
    pub(super) fn new(draft: &'d Draft, sink: &mut Sink<'_>) -> Self {
        let all = draft.entities.iter().flat_map(|entity| {
            entity
                .attributes
                .iter()
                .map(move |a| ((entity.name.as_str(), a.name.as_str()), a))
        });
        // The first of two equal names wins; the second has its finding.
        let mut places = FxHashMap::default();
        for (number, (name, attribute)) in all.enumerate() {
            places.entry(name).or_insert((number, attribute));
        }
        Self {
            types: Types::new(draft, sink),
            places,
        }
    }

    /// Follows `same_as` from an attribute to its root. A dangling or circular chain has its finding.
    pub(super) fn root(
        &self,
        entity: &'d str,
        attribute: &'d draft::Attribute,
        sink: &mut Sink<'_>,
    ) -> Option<Root<'d>> {
        let mut at = (entity, attribute.name.as_str());
        for _ in 0..=self.places.len().min(64) {
            let (number, here) = *self.places.get(&at)?;
            let Some(target) = &here.same_as else {
                return Some(Root {
                    class: u32::try_from(number).unwrap_or(u32::MAX),
                    attribute: here,
                });
            };
            let Some((entity, name)) = target.value.split_once('.') else {
                let message = "`same_as` is written `Entity.attribute`";
                sink.report(invalid_value::RULE.at(target.span, message));
                return None;
            };
            if !self.places.contains_key(&(entity, name)) {
                if std::ptr::eq(here, attribute) {
                    let message = format!("there is no attribute `{entity}.{name}`");
                    sink.report(
                        unknown_name::RULE
                            .at(target.span, message)
                            .label("not declared"),
                    );
                }
                return None;
            }
            at = (entity, name);
        }
        if let Some(target) = &attribute.same_as {
            sink.report(invalid_value::RULE.at(target.span, "this `same_as` leads back to itself"));
        }
        None
    }
}
