//! Which known values a sort-key condition holds: every key that it matches has them.

use crate::{
    model::Model,
    plan::{KeyPiece, KeyValue, SortCondition},
    proof,
};

/// For each known value in the pieces of a condition, in order, whether it is held.
///
/// A whole key holds all of them. The beginning of a key holds a value only where it shows where the value
/// ends: `B#zz` also begins `B#zzi`, and `B#a#` begins `B#a#b#1` where a value may have a `#` in it.
pub(super) fn values(model: &Model, condition: &SortCondition) -> Vec<bool> {
    match condition {
        SortCondition::All | SortCondition::OwnRange { .. } => Vec::new(),
        SortCondition::Equals(KeyValue::Own { .. }) => vec![true],
        SortCondition::Equals(KeyValue::Text(pieces)) => {
            let values = pieces.iter().filter(|piece| is_value(piece));
            values.map(|_| true).collect()
        }
        SortCondition::Prefix(pieces) | SortCondition::TextRange { prefix: pieces, .. } => {
            beginning(model, pieces)
        }
        SortCondition::Cover { low, high } => {
            let last = |pieces: &[KeyPiece]| match pieces.last() {
                Some(KeyPiece::Literal(text)) => text.chars().next(),
                _ => None,
            };
            // Where the ends part at once, what lies between them may go on in any way.
            let parts = usize::from(last(low) != last(high));
            beginning(model, &low[..low.len() - parts])
        }
    }
}

fn is_value(piece: &KeyPiece) -> bool {
    matches!(piece, KeyPiece::Value { .. })
}

fn beginning(model: &Model, pieces: &[KeyPiece]) -> Vec<bool> {
    let mut certain = true;
    let ends = pieces.iter().enumerate().filter_map(|(at, piece)| {
        let KeyPiece::Value {
            attribute,
            pad,
            cut,
            ..
        } = piece
        else {
            return None;
        };
        let texts = proof::attribute(model.attribute(*attribute), *pad, cut.as_ref());
        let next = match pieces.get(at + 1) {
            Some(KeyPiece::Literal(text)) => text.chars().next(),
            _ => None,
        };
        // Where one value may end elsewhere, all that follow may be something else.
        certain &= texts.characters().is_one() || next.is_some_and(|next| !texts.may_have(next));
        Some(certain)
    });
    ends.collect()
}
