//! Times: fixed-width texts whose order is the order of time, and epoch seconds.
//!
//! The type of an instant in Rust is [`jiff::Timestamp`]. How finely one is stored is a property of
//! the attribute, said where it is written, by [`Seconds`], [`Millis`], [`Micros`] or [`Epoch`].
//! Coarser times are types of their own: [`Date`], [`Year`], [`Month`], [`Hour`] and [`Minute`].
//! Each is made from an instant by [`Bucket::of`], which cuts what is finer.
//!
//! All times are UTC. A text holds the years 0000 to 9999 and no others.

mod bucket;
mod date;
mod span;
mod stamp;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use ulid::Ulid;

use crate::error::Invalid;

pub use bucket::{Bucket, Hour, Minute, Month, Year};
pub use jiff::civil::Date;
pub use span::{Moment, Span};
pub use stamp::{Epoch, Micros, Millis, Seconds};

/// How finely the text of a timestamp tells the time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Precision {
    /// `2026-01-31T09:05:00Z`
    Seconds,
    /// `2026-01-31T09:05:00.123Z`
    #[default]
    Millis,
    /// `2026-01-31T09:05:00.123456Z`
    Micros,
}

/// The text of an instant, of one width for each precision; finer digits are cut.
///
/// # Errors
///
/// [`Invalid`] for a year before 0000.
///
/// ```
/// use tablewright::time::{Precision, timestamp_text};
///
/// let at = "2026-01-31T10:05:00.1239+01:00".parse()?;
/// assert_eq!(timestamp_text(at, Precision::Millis)?, "2026-01-31T09:05:00.123Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn timestamp_text(at: Timestamp, precision: Precision) -> Result<String, Invalid> {
    let time = utc(at)?;
    let nanos = time.subsec_nanosecond();
    let seconds = text_of_seconds(time);
    Ok(match precision {
        Precision::Seconds => format!("{seconds}Z"),
        Precision::Millis => format!("{seconds}.{:03}Z", nanos / 1_000_000),
        Precision::Micros => format!("{seconds}.{:06}Z", nanos / 1_000),
    })
}

/// A time some seconds later, or earlier for a negative number.
///
/// # Errors
///
/// [`Invalid`] where there is no such time.
pub fn plus_seconds(at: Timestamp, seconds: i64) -> Result<Timestamp, Invalid> {
    at.checked_add(jiff::SignedDuration::from_secs(seconds))
        .map_err(|_| Invalid::value("is too far from now for a time"))
}

/// When a ULID was made, to the millisecond.
///
/// # Errors
///
/// [`Invalid`] for a ULID of a year after 9999, which no generator makes.
pub fn of_ulid(ulid: Ulid) -> Result<Timestamp, Invalid> {
    i64::try_from(ulid.timestamp_ms())
        .ok()
        .and_then(|millis| Timestamp::from_millisecond(millis).ok())
        .ok_or_else(|| Invalid::value("is a ULID of a year after 9999"))
}

/// The civil time in UTC, if its year has four digits.
fn utc(at: Timestamp) -> Result<DateTime, Invalid> {
    four_digits(Offset::UTC.to_datetime(at))
}

/// The same time, if its year has four digits.
fn four_digits(time: DateTime) -> Result<DateTime, Invalid> {
    match time.year() {
        0.. => Ok(time),
        _ => Err(Invalid::value("is a time before the year 0000")),
    }
}

/// `2026-01-31T09:05:00`; a prefix of it is the text of every coarser time.
fn text_of_seconds(time: DateTime) -> String {
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_year_must_have_four_digits() {
        assert!(timestamp_text(Timestamp::MIN, Precision::Seconds).is_err());
        let first = "0000-01-01T00:00:00Z";
        assert_eq!(
            timestamp_text(first.parse().unwrap(), Precision::Seconds).unwrap(),
            first
        );
        assert!(
            timestamp_text(Timestamp::MAX, Precision::Micros)
                .unwrap()
                .starts_with("9999-")
        );
        assert!(of_ulid(Ulid::max()).is_err());
        assert_eq!(
            of_ulid(Ulid::from_parts(1_500, 7))
                .unwrap()
                .as_millisecond(),
            1_500
        );
    }

    proptest! {
        #[test]
        fn order_and_width_are_kept(
            a in -62_167_219_200_000_000_i64..253_402_207_200_000_000,
            b in -62_167_219_200_000_000_i64..253_402_207_200_000_000,
        ) {
            let at = |micros| Timestamp::from_microsecond(micros).unwrap();
            let text = |micros| timestamp_text(at(micros), Precision::Micros).unwrap();
            prop_assert_eq!(text(a).cmp(&text(b)), a.cmp(&b));
            prop_assert_eq!(text(a).parse::<Timestamp>()?, at(a));
            prop_assert_eq!(timestamp_text(at(a), Precision::Seconds)?.len(), 20);
            prop_assert_eq!(timestamp_text(at(a), Precision::Millis)?.len(), 24);
            prop_assert_eq!(text(a).len(), 27);
        }
    }
}
