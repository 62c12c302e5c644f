//! Key templates, as they are written in a model.

use crate::model::{Entity, Part, Template, Type};

/// A template in the spelling of the language: `CUSTOMER#{customer_id}`.
pub fn template(entity: &Entity, template: &Template) -> String {
    let mut text = String::new();
    for part in &template.parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Attribute {
                attribute,
                pad,
                cut,
                ..
            } => {
                let name = &entity.attributes[attribute.index()].name;
                text.push_str(&placeholder(name, *pad, cut.as_ref()));
            }
        }
    }
    text
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
