//! Times coarser than an instant.

use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Span;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::{four_digits, text_of_seconds, utc};
use crate::error::{Invalid, Mismatch};
use crate::key::KeyText;
use crate::value::{FromValue, ToValue, ValueRef};

/// A stretch of time that instants fall into: a date, a year, a month, an hour or a minute, in UTC.
///
/// ```
/// use tablewright::{Bucket, Month};
///
/// let month = Month::of("2026-01-31T09:05:00Z".parse()?)?;
/// assert_eq!(month.to_string(), "2026-01");
/// assert_eq!(month.next(), Some("2026-02".parse()?));
/// assert_eq!(month.start().to_string(), "2026-01-01T00:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Bucket: Copy + Ord + fmt::Display + KeyText + ToValue + FromValue {
    /// The stretch that an instant falls into.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for a year before 0000.
    fn of(at: Timestamp) -> Result<Self, Invalid>;

    /// The first instant of the stretch.
    fn start(self) -> Timestamp;

    /// The stretch after this; `None` after the year 9999.
    fn next(self) -> Option<Self>;

    /// The stretch before this; `None` before the year 0000.
    fn previous(self) -> Option<Self>;
}

/// The first instant of a civil time in UTC. The last two hours of the year 9999 are beyond what a
/// `Timestamp` holds in every time zone, so they are told as its last instant.
pub(super) fn instant(time: DateTime) -> Timestamp {
    Offset::UTC.to_timestamp(time).unwrap_or(Timestamp::MAX)
}

/// The newtypes over a civil time that is cut to a coarser unit.
macro_rules! buckets {
    ($($(#[$doc:meta])* $bucket:ident: $width:literal, $step:ident, $name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $bucket(DateTime);

        impl $bucket {
            /// The stretch that a civil time in UTC falls into.
            ///
            /// # Errors
            ///
            /// [`Invalid`] for a year before 0000.
            pub fn of_civil(time: DateTime) -> Result<Self, Invalid> {
                let text = text_of_seconds(four_digits(time)?);
                text[..$width].parse().map_err(|mismatch: Mismatch| Invalid::value(mismatch.why))
            }

            /// The first civil time of the stretch, in UTC.
            #[must_use]
            pub fn civil(self) -> DateTime {
                self.0
            }
        }

        impl Bucket for $bucket {
            fn of(at: Timestamp) -> Result<Self, Invalid> {
                Self::of_civil(utc(at)?)
            }

            fn start(self) -> Timestamp {
                instant(self.0)
            }

            fn next(self) -> Option<Self> {
                self.0.checked_add(Span::new().$step(1)).ok().map($bucket)
            }

            fn previous(self) -> Option<Self> {
                four_digits(self.0.checked_sub(Span::new().$step(1)).ok()?).ok().map($bucket)
            }
        }

        impl FromStr for $bucket {
            type Err = Mismatch;

            fn from_str(text: &str) -> Result<Self, Mismatch> {
                let rest = &"0000-01-01T00:00:00"[$width..];
                let time = format!("{text}{rest}").parse::<DateTime>().ok();
                // A text that does not read back as itself has another form.
                time.map($bucket)
                    .filter(|bucket| bucket.to_string() == text)
                    .ok_or_else(|| Mismatch::new(concat!("is not a ", $name)))
            }
        }

        impl fmt::Display for $bucket {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&text_of_seconds(self.0)[..$width])
            }
        }

        impl fmt::Debug for $bucket {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($bucket), "({})"), self)
            }
        }

        impl ToValue for $bucket {
            fn to_value(&self) -> Result<AttributeValue, Invalid> {
                Ok(AttributeValue::S(self.to_string()))
            }
        }

        impl FromValue for $bucket {
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                value.as_text()?.parse()
            }
        }

        impl KeyText for $bucket {
            fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
                out.push_str(&self.to_string());
                Ok(())
            }
        }
    )*};
}

buckets! {
    /// A year: `2026`.
    Year: 4, years, "year (YYYY)";
    /// A month of a year: `2026-01`.
    Month: 7, months, "month (YYYY-MM)";
    /// An hour of a day: `2026-01-31T09`.
    Hour: 13, hours, "hour (YYYY-MM-DDTHH)";
    /// A minute of an hour: `2026-01-31T09:05`.
    Minute: 16, minutes, "minute (YYYY-MM-DDTHH:MM)";
}

impl Year {
    /// The year of a date.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for a year before 0000.
    pub fn of_date(date: Date) -> Result<Self, Invalid> {
        Self::of_civil(date.at(0, 0, 0, 0))
    }
}

impl Month {
    /// The month of a date.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for a year before 0000.
    pub fn of_date(date: Date) -> Result<Self, Invalid> {
        Self::of_civil(date.at(0, 0, 0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Timestamp {
        "2026-12-31T23:59:58.5Z".parse().unwrap()
    }

    fn check<B: Bucket + FromStr + fmt::Debug>(text: &str, next: &str) {
        let bucket = B::of(at()).unwrap();
        assert_eq!(bucket.to_string(), text);
        assert_eq!(bucket.to_value().unwrap(), AttributeValue::S(text.into()));
        assert_eq!(B::from_value(ValueRef::S(text)).unwrap(), bucket);
        let after = bucket.next().unwrap();
        assert_eq!(after.to_string(), next);
        assert_eq!(after.previous().unwrap(), bucket);
        assert_eq!(B::of(after.start()).unwrap(), after);
        assert!(bucket.start() <= at() && after.start() > at());
    }

    #[test]
    fn a_finer_time_is_cut() {
        check::<Year>("2026", "2027");
        check::<Month>("2026-12", "2027-01");
        check::<Date>("2026-12-31", "2027-01-01");
        check::<Hour>("2026-12-31T23", "2027-01-01T00");
        check::<Minute>("2026-12-31T23:59", "2027-01-01T00:00");
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["26", "2026-1", "+2026", "-0001", "2026-01-01", ""] {
            assert!(text.parse::<Year>().is_err(), "{text}");
        }
        for text in ["2026", "2026-13", "2026-1-", "2026-01 ", "20260101"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        for text in [
            "2026-01-31T24",
            "2026-01-31 09",
            "2026-02-30T00",
            "2026-01-31t09",
        ] {
            assert!(text.parse::<Hour>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_ends_of_time() {
        let first: Year = "0000".parse().unwrap();
        assert_eq!(first.previous(), None);
        let last: Year = "9999".parse().unwrap();
        assert_eq!(last.next(), None);
        assert!(Year::of(Timestamp::MIN).is_err());
        let last_minute: Minute = "9999-12-31T23:59".parse().unwrap();
        assert_eq!(last_minute.start(), Timestamp::MAX);
        assert_eq!(
            Year::of_date(Date::constant(2026, 5, 1))
                .unwrap()
                .to_string(),
            "2026"
        );
        assert_eq!(
            Month::of_date(Date::constant(2026, 5, 1))
                .unwrap()
                .to_string(),
            "2026-05"
        );
    }
}
