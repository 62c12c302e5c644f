//! Values to and from what the database stores.

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use tablewright_modeler::model::Type;

use super::{Number, Value, is_moment, time_of_text};

/// What is stored for a value of a type.
pub(crate) fn encode(value: &Value, kind: &Type) -> AttributeValue {
    match (value, kind) {
        (Value::Null, _) => AttributeValue::Null(true),
        (Value::Bool(value), _) => AttributeValue::Bool(*value),
        (Value::Number(number), _) => AttributeValue::N(number.to_string()),
        (Value::Time(_), kind) => encode(&value.stored(kind), kind),
        (Value::Text(text), _) => AttributeValue::S(text.clone()),
        (Value::Bytes(bytes), _) => AttributeValue::B(Blob::new(bytes.clone())),
        (Value::List(items), kind) => {
            let inner = inner(kind);
            AttributeValue::L(items.iter().map(|item| encode(item, inner)).collect())
        }
        (Value::Map(fields), kind) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), encode(value, part(kind, name))));
            AttributeValue::M(fields.collect())
        }
        (Value::Set(members), kind) => {
            let inner = inner(kind);
            set(members.iter().map(|member| encode(member, inner)))
        }
    }
}

/// The type of what stands under a name in a map or a struct.
pub(crate) fn part<'k>(kind: &'k Type, name: &str) -> &'k Type {
    match kind {
        Type::Struct(of) => of.stored(name).map_or(&Type::Json, |field| &field.kind),
        other => inner(other),
    }
}

/// The type of what a collection holds; `json` holds more of its kind.
pub(crate) fn inner(kind: &Type) -> &Type {
    match kind {
        Type::List(of) | Type::Map(of) | Type::Set(of) => &of.kind,
        _ => &Type::Json,
    }
}

fn set(members: impl Iterator<Item = AttributeValue>) -> AttributeValue {
    let (mut texts, mut numbers, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for member in members {
        match member {
            AttributeValue::S(text) => texts.push(text),
            AttributeValue::N(number) => numbers.push(number),
            AttributeValue::B(blob) => bytes.push(blob),
            _ => {}
        }
    }
    if !numbers.is_empty() {
        AttributeValue::Ns(numbers)
    } else if !bytes.is_empty() {
        AttributeValue::Bs(bytes)
    } else {
        AttributeValue::Ss(texts)
    }
}

/// The value that is stored; what does not fit the type is said.
pub(crate) fn decode(stored: &AttributeValue, kind: &Type) -> Result<Value, String> {
    let wrong = || format!("{stored:?} is not a {}", kind.word());
    Ok(match (stored, kind) {
        (AttributeValue::Null(_), Type::Json) => Value::Null,
        (AttributeValue::Bool(value), Type::Bool | Type::Json) => Value::Bool(*value),
        (AttributeValue::N(digits), kind) if kind.is_number() || *kind == Type::Json => {
            Value::Number(digits.parse::<Number>()?)
        }
        (AttributeValue::S(text), kind) if is_moment(kind) => {
            Value::Time(time_of_text(text, kind)?)
        }
        (
            AttributeValue::S(text),
            Type::String | Type::Enum(_) | Type::Uuid | Type::Ulid | Type::Json,
        ) => Value::Text(text.clone()),
        (AttributeValue::B(blob), Type::Binary | Type::Json) => {
            Value::Bytes(blob.as_ref().to_vec())
        }
        (AttributeValue::L(items), Type::List(_) | Type::Json) => {
            let items = items.iter().map(|item| decode(item, inner(kind)));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        (AttributeValue::M(fields), Type::Map(_) | Type::Struct(_) | Type::Json) => {
            let fields = fields
                .iter()
                .map(|(name, v)| Ok((name.clone(), decode(v, part(kind, name))?)));
            Value::Map(fields.collect::<Result<_, String>>()?)
        }
        (AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_), Type::Set(_)) => {
            let members = members(stored).map(|member| decode(&member, inner(kind)));
            Value::Set(members.collect::<Result<_, _>>()?)
        }
        _ => return Err(wrong()),
    })
}

fn members(stored: &AttributeValue) -> impl Iterator<Item = AttributeValue> {
    let all: Vec<AttributeValue> = match stored {
        AttributeValue::Ss(texts) => texts.iter().cloned().map(AttributeValue::S).collect(),
        AttributeValue::Ns(numbers) => numbers.iter().cloned().map(AttributeValue::N).collect(),
        AttributeValue::Bs(blobs) => blobs.iter().cloned().map(AttributeValue::B).collect(),
        _ => Vec::new(),
    };
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use crate::values::Value;
    use aws_sdk_dynamodb::types::AttributeValue;
    use tablewright_modeler::model::{Precision, Type};

    #[test]
    fn there_and_back() {
        let strings = Type::Set(Box::new(Type::String.into()));
        let dates = Type::List(Box::new(Type::Date.into()));
        for (value, kind) in [
            (Value::text(""), Type::String),
            (Value::int(-3), Type::Int),
            (
                Value::Time(1_795_504_509_123_000),
                Type::Timestamp(Precision::Millis),
            ),
            (Value::Bytes(vec![0, 255]), Type::Binary),
            (
                Value::Set([Value::text("a"), Value::text("")].into()),
                strings,
            ),
            (Value::List(vec![Value::Time(0)]), dates),
            (Value::Map([("a".into(), Value::Null)].into()), Type::Json),
        ] {
            assert_eq!(decode(&encode(&value, &kind), &kind), Ok(value));
        }
        assert!(decode(&AttributeValue::S("x".into()), &Type::Int).is_err());
    }
}
