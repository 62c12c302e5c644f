//! The condition on a sort key.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright::{Bounds as Range, Invalid, SortKey};
use tablewright_modeler::{
    model::{AttributeRef, RangeForm, Scalar},
    plan::{KeyValue, SortCondition},
};

use super::{
    encode::{converted, decimal, encode},
    terms::{Call, Rendered},
};
use crate::{item::Bounds, values::Value};

/// Exactly this value.
pub(crate) fn equals(call: Call<'_>, value: &KeyValue) -> SortKey {
    match call.key_value(value) {
        Rendered::Text(text) => SortKey::text(text),
        Rendered::Own(value) => SortKey::value(value),
    }
}

/// The runtime's condition for the plan's; a refused argument travels in it.
pub(crate) fn sort_key(call: Call<'_>, condition: &SortCondition) -> SortKey {
    match condition {
        SortCondition::All => SortKey::All,
        SortCondition::Equals(value) => equals(call, value),
        SortCondition::Prefix(pieces) => SortKey::begins_with(call.pieces(pieces)),
        SortCondition::TextRange {
            prefix,
            attribute,
            form,
            pad,
            follows,
        } => match text_bounds(call, *attribute, form, *pad) {
            Ok(bounds) => SortKey::text_range(call.pieces(prefix), bounds, *follows),
            Err(invalid) => SortKey::Refused(invalid),
        },
        SortCondition::OwnRange { attribute, form } => {
            own_range(call, *attribute, form).unwrap_or_else(SortKey::Refused)
        }
        SortCondition::Cover { low, high } => SortKey::cover(call.pieces(low), call.pieces(high)),
    }
}

fn text_bounds(
    call: Call<'_>,
    of: AttributeRef,
    form: &RangeForm,
    pad: Option<u8>,
) -> Result<Range<String>, Invalid> {
    let own = &call.model.attribute(of).kind;
    bounds(call, of, form)?.try_map(|value| call.piece(&value, own, pad, None))
}

fn own_range(call: Call<'_>, of: AttributeRef, form: &RangeForm) -> Result<SortKey, Invalid> {
    let kind = &call.model.attribute(of).kind;
    let bounds = bounds(call, of, form)?;
    Ok(match kind.scalar() {
        Some(Scalar::N) => SortKey::number_range(bounds.try_map(|value| match value {
            Value::Number(number) => decimal(&number),
            other => Err(Invalid::value(format!("{other} is no number"))),
        })?),
        Some(Scalar::B) => SortKey::value_range(bounds.try_map(|value| match value {
            Value::Bytes(bytes) => Ok(bytes),
            other => Err(Invalid::value(format!("{other} is not binary"))),
        })?),
        _ => SortKey::value_range(bounds.try_map(|value| match encode(&value, kind)? {
            AttributeValue::S(text) => Ok(text),
            _ => Err(Invalid::value("a range over something else than a text")),
        })?),
    })
}

/// The range of the call, its values of the attribute's own type.
fn bounds(call: Call<'_>, of: AttributeRef, form: &RangeForm) -> Result<Range<Value>, Invalid> {
    let kind = &call.model.attribute(of).kind;
    let own = |id: tablewright_modeler::model::ParameterId, value: Value| {
        let from = call
            .pattern
            .parameters
            .get(id.index())
            .map_or(kind, |p| &p.kind);
        converted(value, from, kind).map(|value| call.folded(of, value))
    };
    let one = |id| own(id, call.argument(id)?);
    Ok(match *form {
        RangeForm::Between(low, high) => Range::Between(one(low)?, one(high)?),
        RangeForm::From(id) => Range::From(one(id)?),
        RangeForm::Until(id) => Range::Until(one(id)?),
        RangeForm::After(id) => Range::After(one(id)?),
        RangeForm::Before(id) => Range::Before(one(id)?),
        RangeForm::StartsWith(id) => match one(id)? {
            Value::Text(text) => Range::StartsWith(text),
            _ => return Err(Invalid::value("starts-with of something else than a text")),
        },
        RangeForm::Any(id) => {
            let missing = || Invalid::value("the call has no such range");
            let one = |value: &Value| own(id, value.clone());
            match call.arguments.range(id).ok_or_else(missing)? {
                Bounds::All => Range::Any,
                Bounds::Between(low, high) => Range::Between(one(low)?, one(high)?),
                Bounds::From(value) => Range::From(one(value)?),
                Bounds::Until(value) => Range::Until(one(value)?),
                Bounds::After(value) => Range::After(one(value)?),
                Bounds::Before(value) => Range::Before(one(value)?),
                Bounds::StartsWith(text) => match one(&Value::text(text))? {
                    Value::Text(text) => Range::StartsWith(text),
                    _ => return Err(Invalid::value("starts-with of something else than a text")),
                },
            }
        }
    })
}
