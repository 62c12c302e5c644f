//! UUIDs and ULIDs, stored as text.

use aws_sdk_dynamodb::types::AttributeValue;
use ulid::Ulid;
use uuid::Uuid;

use super::{FromValue, ToValue, ValueRef};
use crate::error::{Invalid, Mismatch};

/// Lower-case and hyphenated.
impl ToValue for Uuid {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::S(self.hyphenated().to_string()))
    }
}

impl FromValue for Uuid {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        Uuid::try_parse(value.as_text()?).map_err(|_| Mismatch::new("is not a UUID"))
    }
}

/// 26 characters, upper-case, so that the order of the texts is the order of the ULIDs.
impl ToValue for Ulid {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::S(self.to_string()))
    }
}

impl FromValue for Ulid {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        Ulid::from_string(value.as_text()?).map_err(|_| Mismatch::new("is not a ULID"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_canonical() {
        let uuid = Uuid::from_u128(0xabcd);
        let text = AttributeValue::S("00000000-0000-0000-0000-00000000abcd".into());
        assert_eq!(uuid.to_value().unwrap(), text);
        assert_eq!(Uuid::from_value((&text).into()).unwrap(), uuid);
        let ulid = Ulid::from(u128::MAX);
        let text = AttributeValue::S("7ZZZZZZZZZZZZZZZZZZZZZZZZZ".into());
        assert_eq!(ulid.to_value().unwrap(), text);
        assert_eq!(Ulid::from_value((&text).into()).unwrap(), ulid);
        assert!(Ulid::from_value(ValueRef::S("7ZZ")).is_err());
        assert!(Uuid::from_value(ValueRef::N("7")).is_err());
    }
}
