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
    let bound = match &of.kind {
        Type::String | Type::Binary => proof::longest(of, None, None),
        other => container(other, &of.facts).or_else(|| fixed(other, &of.facts)),
    };
    match (bound, of.facts.max_size) {
        (Some(bound), Some(said)) => Some(bound.min(said)),
        (bound, said) => bound.or(said),
    }
}

/// The usual size of an attribute's value where it is there: what `size` says, else its bound.
pub fn typical(of: &Attribute) -> Option<f64> {
    match (of.facts.spread.size, of_items(of)) {
        (Some(size), _) => Some(float(size.0)),
        (None, Some(size)) => Some(size),
        (None, None) => longest(of).map(float),
    }
}

/// The usual size of a list or set, by the number of its elements.
fn of_items(of: &Attribute) -> Option<f64> {
    let items = of.facts.spread.items?.0;
    match &of.kind {
        Type::List(element) => {
            let element = fixed(element, &Facts::default())? + ELEMENT;
            Some(items * float(element) + float(CONTAINER))
        }
        Type::Set(element) => Some(items * float(fixed(element, &Facts::default())?)),
        _ => None,
    }
}

/// A size for calculations with averages.
pub(super) fn float(bytes: u64) -> f64 {
    crate::quantity::Count(bytes).float()
}

fn container(kind: &Type, facts: &Facts) -> Option<u64> {
    let items = facts.spread.max_items?.0;
    match kind {
        Type::List(element) => {
            let element = fixed(element, &Facts::default())?.checked_add(ELEMENT)?;
            items.checked_mul(element)?.checked_add(CONTAINER)
        }
        Type::Set(element) => items.checked_mul(fixed(element, &Facts::default())?),
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
            let own = match field.max_size {
                Some(size) => size,
                None => fixed(&field.kind, &Facts::default())?,
            };
            Some(sum + ELEMENT + field.physical.len() as u64 + own)
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
