//! Sizes of values.

use crate::{
    model::{Attribute, Facts, Precision, Type},
    proof,
};

/// What a list or a map costs before its elements, and each element beside its own size.
const CONTAINER: u64 = 3;
const ELEMENT: u64 = 1;

/// Digits of the longest `int`, and of a float that reads back as the same one.
const INT_DIGITS: u64 = 19;
const FLOAT_DIGITS: u64 = 17;

/// The greatest size of an attribute's value, where it is bounded.
pub fn longest(of: &Attribute) -> Option<u64> {
    greatest(&of.kind, &of.facts)
}

/// The usual size of an attribute's value where it is there: what `size` says, else its bound.
pub fn typical(of: &Attribute) -> Option<f64> {
    usual(&of.kind, &of.facts)
}

/// A size for calculations with averages.
pub(super) fn float(bytes: u64) -> f64 {
    crate::quantity::Count(bytes).float()
}

fn usual(kind: &Type, facts: &Facts) -> Option<f64> {
    let said = facts.spread.size.map(|size| float(size.0));
    let parts = || match kind {
        Type::List(element) => {
            let items = facts.spread.items?.0;
            let element = usual(&element.kind, &element.facts)? + float(ELEMENT);
            Some(items * element + float(CONTAINER))
        }
        Type::Set(element) => Some(facts.spread.items?.0 * usual(&element.kind, &element.facts)?),
        Type::Struct(of) => of.fields.iter().try_fold(float(CONTAINER), |sum, field| {
            let there = field
                .facts
                .spread
                .present
                .map_or(1.0, |share| share.fraction());
            let name = ELEMENT + field.physical.len() as u64;
            Some(sum + there * (float(name) + usual(&field.kind, &field.facts)?))
        }),
        _ => None,
    };
    said.or_else(parts)
        .or_else(|| greatest(kind, facts).map(float))
}

fn greatest(kind: &Type, facts: &Facts) -> Option<u64> {
    let bound = match kind {
        Type::String | Type::Binary => proof::longest_text(facts),
        other => container(other, facts).or_else(|| fixed(other, facts)),
    };
    match (bound, facts.max_size) {
        (Some(bound), Some(said)) => Some(bound.min(said)),
        (bound, said) => bound.or(said),
    }
}

fn container(kind: &Type, facts: &Facts) -> Option<u64> {
    let items = facts.spread.max_items?.0;
    match kind {
        Type::List(element) => {
            let element = greatest(&element.kind, &element.facts)?.checked_add(ELEMENT)?;
            items.checked_mul(element)?.checked_add(CONTAINER)
        }
        Type::Set(element) => items.checked_mul(greatest(&element.kind, &element.facts)?),
        // The names in a map have no bound.
        _ => None,
    }
}

/// The size of types that bound their values themselves.
fn fixed(kind: &Type, facts: &Facts) -> Option<u64> {
    Some(match kind {
        Type::Bool => 1,
        Type::Int | Type::Counter | Type::Epoch => whole(facts),
        // 38 digits at either side of the point, one byte for the odd digit and one for the sign.
        Type::Decimal => 1 + 19 + 1 + 1,
        Type::Float => 1 + FLOAT_DIGITS.div_ceil(2) + 1 + 1,
        Type::Timestamp(Precision::Seconds) => 20,
        Type::Timestamp(Precision::Millis) => 24,
        Type::Timestamp(Precision::Micros) => 27,
        Type::Date => 10,
        Type::Year => 4,
        Type::Month => 7,
        Type::Hour => 13,
        Type::Minute => 16,
        Type::Uuid => 36,
        Type::Ulid => 26,
        Type::Enum(values) => values.iter().map(|value| value.len() as u64).max()?,
        Type::Struct(of) => of.fields.iter().try_fold(CONTAINER, |sum, field| {
            let own = greatest(&field.kind, &field.facts)?;
            sum.checked_add(ELEMENT + field.physical.len() as u64)?
                .checked_add(own)
        })?,
        Type::String | Type::Binary | Type::List(_) | Type::Map(_) | Type::Set(_) | Type::Json => {
            return None;
        }
    })
}

/// A whole number: a byte, a byte for each two digits, a byte for the sign.
fn whole(facts: &Facts) -> u64 {
    let digits = |value: i64| value.unsigned_abs().to_string().len() as u64;
    let most = match (facts.min, facts.max) {
        (Some(min), Some(max)) => digits(min).max(digits(max)),
        _ => INT_DIGITS,
    };
    let sign = u64::from(facts.min.is_none_or(|min| min < 0));
    1 + most.div_ceil(2) + sign
}
