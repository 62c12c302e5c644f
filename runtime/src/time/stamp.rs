//! Instants with the precision at which they are stored.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use super::{Precision, timestamp_text};
use crate::error::{Invalid, Mismatch};
use crate::key::KeyText;
use crate::value::{FromValue, ToValue, ValueRef};

/// The newtypes over an instant that are stored as text.
macro_rules! stamps {
    ($($(#[$doc:meta])* $stamp:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $stamp(
            /// The instant, as fine as it was given.
            pub Timestamp,
        );

        impl From<Timestamp> for $stamp {
            fn from(at: Timestamp) -> Self {
                $stamp(at)
            }
        }

        impl From<$stamp> for Timestamp {
            fn from(stamp: $stamp) -> Self {
                stamp.0
            }
        }

        impl ToValue for $stamp {
            fn to_value(&self) -> Result<AttributeValue, Invalid> {
                timestamp_text(self.0, Precision::$stamp).map(AttributeValue::S)
            }
        }

        impl FromValue for $stamp {
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                Timestamp::from_value(value).map($stamp)
            }
        }

        impl KeyText for $stamp {
            fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
                out.push_str(&timestamp_text(self.0, Precision::$stamp)?);
                Ok(())
            }
        }
    )*};
}

stamps! {
    /// An instant stored to the second: `2026-01-31T09:05:00Z`.
    Seconds;
    /// An instant stored to the millisecond: `2026-01-31T09:05:00.123Z`.
    ///
    /// ```
    /// use tablewright::{AttributeValue, Millis, ToValue};
    /// let at: jiff::Timestamp = "2026-01-31T09:05:00.123456Z".parse()?;
    /// let stored = Millis(at).to_value()?;
    /// assert_eq!(stored, AttributeValue::S("2026-01-31T09:05:00.123Z".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Millis;
    /// An instant stored to the microsecond: `2026-01-31T09:05:00.123456Z`.
    Micros;
}

/// Any RFC 3339 text, whatever its precision and offset: others may have written it.
impl FromValue for Timestamp {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        value
            .as_text()?
            .parse()
            .map_err(|_| Mismatch::new("is not an RFC 3339 time"))
    }
}

/// An instant stored as a number, the seconds since 1970: what a table's TTL needs.
///
/// ```
/// use tablewright::{AttributeValue, Epoch, ToValue};
/// let at: jiff::Timestamp = "1970-01-01T00:01:00.9Z".parse()?;
/// assert_eq!(Epoch(at).to_value()?, AttributeValue::N("60".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Epoch(
    /// The instant, as fine as it was given.
    pub Timestamp,
);

impl Epoch {
    /// Whole seconds, rounded down also before 1970, as texts are cut.
    fn seconds(self) -> i64 {
        self.0.as_second() - i64::from(self.0.subsec_nanosecond() < 0)
    }
}

impl From<Timestamp> for Epoch {
    fn from(at: Timestamp) -> Self {
        Epoch(at)
    }
}

impl From<Epoch> for Timestamp {
    fn from(epoch: Epoch) -> Self {
        epoch.0
    }
}

impl ToValue for Epoch {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        self.seconds().to_value()
    }
}

impl FromValue for Epoch {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let seconds = i64::from_value(value)?;
        let at = Timestamp::from_second(seconds);
        at.map(Epoch)
            .map_err(|_| Mismatch::new("is a time beyond the year 9999"))
    }
}

/// The seconds, unpadded: their text order is not time order before 2001.
impl KeyText for Epoch {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        self.seconds().write_key(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_writers_are_understood() {
        let at: Timestamp = "2026-01-31T09:05:00Z".parse().unwrap();
        for text in [
            "2026-01-31T09:05:00Z",
            "2026-01-31T09:05:00.000Z",
            "2026-01-31T10:05:00+01:00",
        ] {
            assert_eq!(Millis::from_value(ValueRef::S(text)).unwrap().0, at);
        }
        assert!(Millis::from_value(ValueRef::S("yesterday")).is_err());
        assert!(Epoch::from_value(ValueRef::N("99999999999999")).is_err());
    }

    #[test]
    fn seconds_before_1970_are_cut_downwards() {
        let at: Timestamp = "1969-12-31T23:59:58.5Z".parse().unwrap();
        assert_eq!(
            Epoch(at).to_value().unwrap(),
            AttributeValue::N("-2".into())
        );
        let text = AttributeValue::S("1969-12-31T23:59:58Z".into());
        assert_eq!(Seconds(at).to_value().unwrap(), text);
    }
}
