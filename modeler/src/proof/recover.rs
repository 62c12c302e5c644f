//! Whether an attribute can be read back from a key, where an index carries nothing else.

use super::{Language, Meeting, meet, parts};
use crate::model::{AttributeId, Entity, Part, Precision, Template, Type};

/// Whether the value of an attribute stands whole in a key and can be cut out of it: what stands before it
/// has a fixed width, or ends with a text that does not occur in it.
pub fn recoverable(entity: &Entity, template: &Template, wanted: AttributeId) -> bool {
    if template.bare() == Some(wanted) {
        return true;
    }
    let whole = |part: &Part| matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == wanted);
    let Some(at) = template.parts.iter().position(whole) else {
        return false;
    };
    let kind = &entity.attributes[wanted.index()].kind;
    let spelled = kind.scalar().is_some()
        && !matches!(
            kind,
            Type::Epoch | Type::Binary | Type::Float | Type::Counter
        );
    let languages = parts(entity, template);
    let ends = |position: usize| {
        let next = template.parts.get(position + 1);
        match (&template.parts[position], next) {
            (Part::Literal(_), _) | (_, None) => true,
            (_, Some(Part::Literal(text))) => !may_hold(&languages[position], text),
            (part, Some(Part::Attribute { .. })) => has_width(entity, part),
        }
    };
    spelled && (0..=at).all(ends)
}

fn may_hold(language: &Language, text: &str) -> bool {
    let holding = Language::anything()
        .then(Language::Text(text.to_owned()))
        .then(Language::anything());
    meet(language, &holding) != Meeting::Apart
}

/// Whether all values of a part have as many characters.
fn has_width(entity: &Entity, part: &Part) -> bool {
    let Part::Attribute {
        attribute,
        pad,
        cut,
        ..
    } = part
    else {
        return true;
    };
    let of = &entity.attributes[attribute.index()];
    match cut.as_ref().unwrap_or(&of.kind) {
        Type::Year | Type::Month | Type::Date | Type::Hour | Type::Minute => true,
        Type::Timestamp(Precision::Seconds | Precision::Millis | Precision::Micros) => true,
        Type::Ulid | Type::Uuid => true,
        // A number that needs more digits than it was padded to keeps them.
        Type::Int => pad.is_some_and(|pad| {
            let most = of.facts.max.map(|max| max.to_string().len());
            of.facts.min.is_some_and(|min| min >= 0)
                && most.is_some_and(|most| most <= usize::from(pad))
        }),
        _ => false,
    }
}
