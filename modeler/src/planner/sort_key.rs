//! The condition on a sort key, for one entity.

use super::{known::Known, render};
use crate::{
    model::{AttributeId, AttributeRef, Part, Range, RangeForm, Template, Type},
    plan::{KeyPiece, KeyValue, Lacks, SortCondition},
};

/// How far a sort key is determined.
pub(super) struct Reached {
    pub(super) condition: SortCondition,
    /// The parts of the template that the condition leaves open, in order.
    pub(super) open: Vec<Part>,
    /// How many known attributes it uses, the range counted as one.
    pub(super) used: usize,
}

/// The longest prefix that is known, then the range if it is on the next part.
pub(super) fn reach(
    template: &Template,
    known: &Known<'_>,
    range: Option<&Range>,
) -> Result<Reached, Lacks> {
    let ranged = range.and_then(|range| range.attributes.iter().find(|a| a.entity == known.id));
    if let (Some(attribute), Some(range), true) = (
        template.bare(),
        range,
        ranged.is_some_and(|r| template.bare() == Some(r.attribute)),
    ) {
        let attribute = known.of(attribute);
        let condition = SortCondition::OwnRange {
            attribute,
            form: range.form,
        };
        return Ok(Reached {
            condition,
            open: template.parts.clone(),
            used: 1,
        });
    }
    let mut prefix = Vec::new();
    let mut used = 0;
    for (at, part) in template.parts.iter().enumerate() {
        match render::piece(part, known) {
            Ok(piece) => {
                used += usize::from(matches!(piece, KeyPiece::Value { .. }));
                prefix.push(piece);
            }
            Err(open) => {
                let rest = &template.parts[at..];
                return match (ranged, range) {
                    (Some(of), Some(range)) if of.attribute == open => {
                        text_range(prefix, rest, *of, range.form, used, known)
                    }
                    (Some(of), _) => Err(Lacks::Range(*of)),
                    _ => Ok(Reached {
                        condition: prefix_condition(prefix),
                        open: rest.to_vec(),
                        used,
                    }),
                };
            }
        }
    }
    if let Some(of) = ranged {
        // The key is known to the end, so the range could only be checked afterwards.
        return Err(Lacks::Range(*of));
    }
    let condition = match render::value(template, known) {
        Ok(value) => SortCondition::Equals(value),
        Err(_) => prefix_condition(prefix),
    };
    Ok(Reached {
        condition,
        open: Vec::new(),
        used,
    })
}

fn prefix_condition(prefix: Vec<KeyPiece>) -> SortCondition {
    if prefix.is_empty() {
        SortCondition::All
    } else {
        SortCondition::Prefix(prefix)
    }
}

fn text_range(
    prefix: Vec<KeyPiece>,
    rest: &[Part],
    of: AttributeRef,
    form: RangeForm,
    used: usize,
    known: &Known<'_>,
) -> Result<Reached, Lacks> {
    let Some(Part::Attribute { pad, cut, .. }) = rest.first() else {
        return Err(Lacks::Range(of));
    };
    if cut.is_some() {
        return Err(Lacks::Range(of));
    }
    if !matches!(form, RangeForm::StartsWith(_)) {
        sortable(of.attribute, *pad, known)?;
    }
    let follows = match rest.get(1) {
        Some(Part::Literal(text)) => text.chars().next(),
        Some(Part::Attribute { .. }) => return Err(Lacks::Range(of)),
        None => None,
    };
    let condition = SortCondition::TextRange {
        prefix,
        attribute: of,
        form,
        pad: *pad,
        follows,
    };
    Ok(Reached {
        condition,
        open: rest.to_vec(),
        used: used + 1,
    })
}

/// Whether a number is one digit, and never a sign: its text order is its own.
fn is_digit(facts: &crate::model::Facts) -> bool {
    facts.min.is_some_and(|min| min >= 0) && facts.max.is_some_and(|max| max <= 9)
}

/// Whether the text order of an attribute inside a text key is its own order.
pub(super) fn sortable(
    attribute: AttributeId,
    pad: Option<u8>,
    known: &Known<'_>,
) -> Result<(), Lacks> {
    let of = &known.entity.attributes[attribute.index()];
    match of.kind {
        Type::Epoch => Err(Lacks::UnsortableTime(known.of(attribute))),
        _ if !of.kind.is_number() => Ok(()),
        Type::Int | Type::Counter if pad.is_some() && of.facts.min.is_none_or(|min| min >= 0) => {
            Ok(())
        }
        Type::Int if is_digit(&of.facts) => Ok(()),
        _ => Err(Lacks::Unpadded(known.of(attribute))),
    }
}

/// The start that every key under a condition has; none where nothing is fixed.
pub(super) fn start(condition: &SortCondition) -> Option<Vec<KeyPiece>> {
    match condition {
        SortCondition::Equals(KeyValue::Text(pieces)) | SortCondition::Prefix(pieces) => {
            Some(pieces.clone())
        }
        SortCondition::TextRange { prefix, .. } if !prefix.is_empty() => Some(prefix.clone()),
        _ => None,
    }
}
