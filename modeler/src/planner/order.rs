//! Whether the order of a key is the wanted order.

use super::{known::Known, sort_key::sortable};
use crate::{
    model::{Direction, Order, Part, Scalar, Value},
    plan::Lacks,
};

/// Whether the open parts of a sort key come in the wanted order; then, which way they are read. An
/// attribute with a known value is in any order, and so is a `single` item; an index may have many under one
/// key. A `bare` key keeps its attribute's own type and order.
pub(super) fn serves(
    order: &[Order],
    open: &[Part],
    [bare, single]: [bool; 2],
    known: &Known<'_>,
) -> Result<Option<Direction>, Lacks> {
    let mut parts = open.iter().filter_map(|part| match part {
        Part::Attribute {
            attribute,
            pad,
            cut,
            ..
        } => Some((*attribute, *pad, cut.is_some())),
        Part::Literal(_) => None,
    });
    let mut direction = None;
    for wanted in order {
        let Some(of) = wanted.attributes.iter().find(|a| a.entity == known.id) else {
            continue;
        };
        match known.source(of.attribute) {
            // What has one of several values is in no order of a single read.
            Some((_, Value::OneOf(_))) => return Err(Lacks::Order(*of)),
            Some(_) => continue,
            None if single => continue,
            None => {}
        }
        let next = parts.find(|(attribute, ..)| known.source(*attribute).is_none());
        let Some((_, pad, false)) = next.filter(|(attribute, ..)| *attribute == of.attribute)
        else {
            return Err(Lacks::Order(*of));
        };
        if direction.is_some_and(|first| first != wanted.direction) {
            return Err(Lacks::Order(*of));
        }
        direction = Some(wanted.direction);
        let own_number =
            bare && known.entity.attributes[of.attribute.index()].kind.scalar() == Some(Scalar::N);
        if !own_number {
            sortable(of.attribute, pad, known)?;
        }
    }
    Ok(direction)
}
