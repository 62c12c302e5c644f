//! JSON values, stored as whatever DynamoDB type they look like.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_core::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Number, Value};

use super::{Decimal, FromValue, ToValue, ValueRef};
use crate::error::{Invalid, Mismatch};

/// Objects become maps, arrays lists, numbers numbers.
impl ToValue for Value {
    /// # Errors
    ///
    /// [`Invalid`] for a number that DynamoDB does not hold exactly.
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(match self {
            Value::Null => AttributeValue::Null(true),
            Value::Bool(bool) => AttributeValue::Bool(*bool),
            Value::Number(number) => number.to_string().parse::<Decimal>()?.to_value()?,
            Value::String(text) => AttributeValue::S(text.clone()),
            Value::Array(array) => array.to_value()?,
            Value::Object(object) => {
                let mut entries = HashMap::with_capacity(object.len());
                for (key, entry) in object {
                    let entry = entry.to_value().map_err(|invalid| invalid.of("[entry]"))?;
                    entries.insert(key.clone(), entry);
                }
                AttributeValue::M(entries)
            }
        })
    }
}

impl FromValue for Value {
    /// Sets read as arrays. An object's keys come in the order of their texts.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] for binaries, which JSON does not have, and for a number that
    /// [`serde_json::Number`] would round. It holds every number exactly where the application
    /// turns on `serde_json`'s feature `arbitrary_precision`.
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        Ok(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Bool(bool) => Value::Bool(bool),
            ValueRef::N(number) => Value::Number(exact(number)?),
            ValueRef::S(text) => Value::String(text.to_owned()),
            ValueRef::L(_) => Value::Array(Vec::from_value(value)?),
            ValueRef::Ss(members) | ValueRef::Ns(members) => {
                let members = members.iter().map(Value::from_value);
                Value::Array(members.collect::<Result<_, _>>()?)
            }
            ValueRef::M(_) => {
                let entries = std::collections::BTreeMap::<String, Value>::from_value(value)?;
                Value::Object(entries.into_iter().collect::<Map<_, _>>())
            }
            other => return Err(Mismatch::expected("something that JSON has", other)),
        })
    }
}

/// A value that is stored by way of serde, as the JSON that it comes to.
///
/// ```
/// use tablewright::{FromValue, Json, ToValue};
///
/// let route = Json(vec![("Bern".to_owned(), 3), ("Thun".to_owned(), 4)]);
/// let stored = route.to_value().expect("it can be stored");
/// assert_eq!(Json::from_value((&stored).into()), Ok(route));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Json<T>(
    /// The value.
    pub T,
);

impl<T: Serialize> ToValue for Json<T> {
    /// # Errors
    ///
    /// [`Invalid`] where serde refuses, and as a JSON [`Value`].
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        let value = serde_json::to_value(&self.0);
        let value = value.map_err(|error| Invalid::value(format!("is no JSON: {error}")))?;
        value.to_value()
    }
}

impl<T: DeserializeOwned> FromValue for Json<T> {
    /// # Errors
    ///
    /// [`Mismatch`] where the stored value is not what serde expects, and as a JSON [`Value`].
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let value = Value::from_value(value)?;
        // The message of serde may hold the value.
        let read = serde_json::from_value(value).map(Self);
        read.map_err(|error| {
            Mismatch::new(format!("is not what was stored ({:?})", error.classify()))
        })
    }
}

/// The JSON number that is equal to a stored one.
fn exact(text: &str) -> Result<Number, Mismatch> {
    let stored: Decimal = text.parse().map_err(|e: Invalid| Mismatch::new(e.why))?;
    let number = match stored.to_i128() {
        Some(whole) => Number::from_i128(whole),
        None => None,
    };
    let number = number.or_else(|| stored.to_string().parse().ok());
    number
        .filter(|number| number.to_string().parse() == Ok(stored))
        .ok_or_else(|| Mismatch::new("is a number that a JSON value would round"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn goes_there_and_back() {
        let value = json!({
            "a": [1, -2, 0.1, u64::MAX, 1.5e100, true, null, "x", {}],
            "b": { "c": [] },
        });
        assert_eq!(
            Value::from_value((&value.to_value().unwrap()).into()).unwrap(),
            value
        );
    }

    #[test]
    fn numbers_are_exact_or_refused() {
        assert_eq!(json!([1e300]).to_value().unwrap_err().what, "[0]");
        let digits = "12345678901234567890.123456789";
        let read = Value::from_value(ValueRef::N(digits));
        if let Ok(value) = read {
            // With `arbitrary_precision`, which some other crate of the build may turn on.
            assert_eq!(value.to_string(), digits);
        }
    }
}
