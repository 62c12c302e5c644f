//! Texts, booleans and binaries.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{FromValue, ToValue, ValueRef};
use crate::error::{Invalid, Mismatch};

impl ToValue for str {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::S(self.to_owned()))
    }
}

impl ToValue for String {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        self.as_str().to_value()
    }
}

impl FromValue for String {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        value.as_text().map(str::to_owned)
    }
}

/// Texts behind a pointer; what is read is owned.
macro_rules! pointed {
    ($($pointer:ty),*) => {$(
        impl ToValue for $pointer {
            fn to_value(&self) -> Result<AttributeValue, Invalid> {
                (**self).to_value()
            }
        }

        impl FromValue for $pointer {
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                String::from_value(value).map(Self::from)
            }
        }
    )*};
}

pointed!(Cow<'_, str>, Box<str>, Arc<str>, Rc<str>);

impl ToValue for bool {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::Bool(*self))
    }
}

impl FromValue for bool {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Bool(value) => Ok(value),
            other => Err(Mismatch::expected("a boolean (BOOL)", other)),
        }
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(AttributeValue::B(Blob::new(self)))
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        self.as_slice().to_value()
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        value.as_bytes().map(<[u8]>::to_vec)
    }
}
