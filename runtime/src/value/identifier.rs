//! UUIDs and ULIDs, stored as text.

use aws_sdk_dynamodb::types::AttributeValue;
use ulid::Ulid;
use uuid::Uuid;

use super::{FromValue, ToValue, as_text};
use crate::error::{Invalid, Mismatch};

/// Lower-case and hyphenated.
impl ToValue for Uuid {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::S(self.hyphenated().to_string()))
    }
}

impl FromValue for Uuid {
    fn from_value(value: &AttributeValue) -> Result<Self, Mismatch> {
        Uuid::try_parse(as_text(value)?).map_err(|_| Mismatch::new("is not a UUID"))
    }
}

/// 26 characters, upper-case, so that the order of the texts is the order of the ULIDs.
impl ToValue for Ulid {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::S(self.to_string()))
    }
}

impl FromValue for Ulid {
    fn from_value(value: &AttributeValue) -> Result<Self, Mismatch> {
        Ulid::from_string(as_text(value)?).map_err(|_| Mismatch::new("is not a ULID"))
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
        assert_eq!(Uuid::from_value(&text).unwrap(), uuid);
        let ulid = Ulid::from(u128::MAX);
        let text = AttributeValue::S("7ZZZZZZZZZZZZZZZZZZZZZZZZZ".into());
        assert_eq!(ulid.to_value().unwrap(), text);
        assert_eq!(Ulid::from_value(&text).unwrap(), ulid);
        assert!(Ulid::from_value(&AttributeValue::S("7ZZ".into())).is_err());
        assert!(Uuid::from_value(&AttributeValue::N("7".into())).is_err());
    }
}
