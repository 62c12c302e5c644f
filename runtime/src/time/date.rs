//! Dates, which are `jiff`'s own.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::bucket::{Bucket, instant};
use super::{four_digits, text_of_seconds, utc};
use crate::error::{Invalid, Mismatch};
use crate::key::KeyText;
use crate::value::{FromValue, ToValue, ValueRef};

impl Bucket for Date {
    fn of(at: Timestamp) -> Result<Self, Invalid> {
        utc(at).map(DateTime::date)
    }

    fn start(self) -> Timestamp {
        instant(self.at(0, 0, 0, 0))
    }

    fn next(self) -> Option<Self> {
        self.tomorrow().ok()
    }

    fn previous(self) -> Option<Self> {
        self.yesterday().ok().filter(|date| date.year() >= 0)
    }
}

/// `2026-01-31`.
impl KeyText for Date {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        let time = four_digits(self.at(0, 0, 0, 0))?;
        out.push_str(&text_of_seconds(time)[..10]);
        Ok(())
    }
}

/// `2026-01-31`.
impl ToValue for Date {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        let mut text = String::new();
        self.write_key(&mut text)?;
        Ok(AttributeValue::S(text))
    }
}

impl FromValue for Date {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        value
            .as_text()?
            .parse()
            .map_err(|_| Mismatch::new("is not a date (YYYY-MM-DD)"))
    }
}
