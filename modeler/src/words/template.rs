//! Key templates, as they are written in a model.

use crate::model::{Entity, Part, Template, Type};

/// A template in the spelling of the language: `CUSTOMER#{customer_id}`.
pub fn template(entity: &Entity, template: &Template) -> String {
    filled(entity, template, || None)
}

/// The same with values in place of its placeholders, in their order; a placeholder without one stays.
pub(super) fn filled(
    entity: &Entity,
    template: &Template,
    mut value: impl FnMut() -> Option<String>,
) -> String {
    let part = |part: &Part| match part {
        Part::Literal(literal) => literal.clone(),
        Part::Attribute {
            attribute,
            pad,
            cut,
            ..
        } => value().unwrap_or_else(|| {
            let name = &entity.attributes[attribute.index()].name;
            placeholder(name, *pad, cut.as_ref())
        }),
    };
    template.parts.iter().map(part).collect()
}

/// The templates of a key of several attributes, joined by ` / `.
pub fn templates(entity: &Entity, all: &[Template]) -> String {
    all.iter()
        .map(|one| template(entity, one))
        .collect::<Vec<_>>()
        .join(" / ")
}

/// `{name}`, `{name:08}` or `{name:date}`.
pub(super) fn placeholder(name: &str, pad: Option<u8>, cut: Option<&Type>) -> String {
    match (pad, cut) {
        (Some(digits), _) => format!("{{{name}:0{digits}}}"),
        (None, Some(coarser)) => format!("{{{name}:{}}}", coarser.word()),
        (None, None) => format!("{{{name}}}"),
    }
}
