//! Integers and floats, stored as numbers.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Decimal, FromValue, ToValue, ValueRef};
use crate::error::{Invalid, Mismatch};

/// The integers that fit a DynamoDB number. `u8` is left out, so that a `Vec<u8>` is binary.
macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl ToValue for $integer {
            fn to_value(&self) -> Result<AttributeValue, Invalid> {
                Ok(AttributeValue::N(self.to_string()))
            }
        }

        impl FromValue for $integer {
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                let text = value.as_number()?;
                // Others may have written `5E+2` or `5.0`, which are integers too.
                let slow = || text.parse::<Decimal>().ok().and_then(Decimal::to_i128);
                let whole = text.parse::<i128>().ok().or_else(slow);
                whole
                    .and_then(|whole| <$integer>::try_from(whole).ok())
                    .ok_or_else(|| Mismatch::new(concat!("is not an integer of ", stringify!($integer))))
            }
        }
    )*};
}

integers!(i16, i32, i64, u16, u32, u64);

/// The shortest digits that read back as the same float.
impl ToValue for f64 {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        if !self.is_finite() {
            return Err(Invalid::value("is not a finite number"));
        }
        format!("{self:e}").parse::<Decimal>()?.to_value()
    }
}

impl FromValue for f64 {
    /// The nearest float: a number may have more digits than a float holds.
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let float = value.as_number()?.parse::<f64>().ok();
        float
            .filter(|float| float.is_finite())
            .ok_or_else(|| Mismatch::new("is not a number"))
    }
}

impl ToValue for Decimal {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::N(self.to_string()))
    }
}

impl FromValue for Decimal {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        value
            .as_number()?
            .parse()
            .map_err(|invalid: Invalid| Mismatch::new(invalid.why))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    #[test]
    fn integers_written_otherwise_are_integers() {
        assert_eq!(i64::from_value(ValueRef::N("5E+2")).unwrap(), 500);
        assert_eq!(u32::from_value(ValueRef::N("7.0")).unwrap(), 7);
        assert!(u32::from_value(ValueRef::N("-1")).is_err());
        assert!(i64::from_value(ValueRef::N("0.5")).is_err());
        assert!(i64::from_value(ValueRef::N("9223372036854775808")).is_err());
        assert!(i64::from_value(ValueRef::S("1")).is_err());
    }

    #[test]
    fn floats_that_dynamodb_does_not_hold_are_refused() {
        for float in [f64::NAN, f64::INFINITY, 1e126, 1e-131, f64::MAX] {
            assert!(float.to_value().is_err(), "{float}");
        }
        assert_eq!((-0.0_f64).to_value().unwrap(), number("0"));
        assert_eq!(0.1_f64.to_value().unwrap(), number("0.1"));
    }

    proptest! {
        #[test]
        fn floats_go_there_and_back(float in -1e125..1e125_f64) {
            prop_assert_eq!(f64::from_value((&float.to_value()?).into())?, float);
        }

        #[test]
        fn integers_go_there_and_back(integer: i64) {
            prop_assert_eq!(i64::from_value((&integer.to_value()?).into())?, integer);
        }
    }
}
