//! Key values from templates and known attributes.

use super::known::Known;
use crate::{
    model::{AttributeId, Part, Template, Type},
    plan::{KeyPiece, KeyValue},
};

/// The value of a key attribute, or the attributes that are not known.
pub(super) fn value(template: &Template, known: &Known<'_>) -> Result<KeyValue, Vec<AttributeId>> {
    if let Some(attribute) = template.bare()
        && let Some(value) = known.direct(attribute)
    {
        return Ok(KeyValue::Own {
            attribute: known.of(attribute),
            value: value.clone(),
        });
    }
    text(template, known).map(KeyValue::Text)
}

/// A key as text, also where the template is one bare placeholder; or the attributes that are not known.
pub(super) fn text(
    template: &Template,
    known: &Known<'_>,
) -> Result<Vec<KeyPiece>, Vec<AttributeId>> {
    let mut missing = Vec::new();
    let mut pieces = Vec::with_capacity(template.parts.len());
    for part in &template.parts {
        match piece(part, known) {
            Ok(piece) => pieces.push(piece),
            Err(attribute) if missing.contains(&attribute) => {}
            Err(attribute) => missing.push(attribute),
        }
    }
    if missing.is_empty() {
        Ok(pieces)
    } else {
        Err(missing)
    }
}

/// A piece of a text key, or the attribute that is not known.
pub(super) fn piece(part: &Part, known: &Known<'_>) -> Result<KeyPiece, AttributeId> {
    match part {
        Part::Literal(text) => Ok(KeyPiece::Literal(text.clone())),
        Part::Attribute {
            attribute,
            pad,
            cut,
            ..
        } => {
            let (source, value) = known
                .source(*attribute)
                .or_else(|| known.buckets(*attribute, cut.is_some()))
                .ok_or(*attribute)?;
            let cut = cut
                .clone()
                .or_else(|| derived_cut(*attribute, source, known));
            let attribute = known.of(source);
            Ok(KeyPiece::Value {
                attribute,
                value: value.clone(),
                pad: *pad,
                cut,
            })
        }
    }
}

/// A derived time is its source, cut.
fn derived_cut(attribute: AttributeId, source: AttributeId, known: &Known<'_>) -> Option<Type> {
    let kind = &known.entity.attributes[attribute.index()].kind;
    let from = &known.entity.attributes[source.index()].kind;
    (attribute != source && kind != from).then(|| kind.clone())
}
