//! The texts of a key template.

use super::{Language, attribute};
use crate::model::{Entity, Part, Template};

/// The texts that a template can become.
pub fn template(entity: &Entity, template: &Template) -> Language {
    Language::Sequence(parts(entity, template))
}

/// The texts of each part of a template, in order.
pub fn parts(entity: &Entity, template: &Template) -> Vec<Language> {
    template
        .parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => Language::Text(text.clone()),
            Part::Attribute {
                attribute: id,
                pad,
                cut,
                ..
            } => attribute(&entity.attributes[id.index()], *pad, cut.as_ref()),
        })
        .collect()
}
