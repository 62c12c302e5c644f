//! The stretches of time that a read over partitions of a coarser time asks.

use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use super::{Bucket, Date, Hour, Minute, Month, Year, of_ulid};
use crate::error::Invalid;
use crate::key::Bounds;

/// A value that tells a moment, or the first of many.
pub trait Moment {
    /// The moment.
    ///
    /// # Errors
    ///
    /// [`Invalid`] where it is out of range.
    fn moment(self) -> Result<Timestamp, Invalid>;
}

impl Moment for Timestamp {
    fn moment(self) -> Result<Timestamp, Invalid> {
        Ok(self)
    }
}

impl Moment for Ulid {
    fn moment(self) -> Result<Timestamp, Invalid> {
        of_ulid(self)
    }
}

macro_rules! starts {
    ($($bucket:ty),*) => {$(
        impl Moment for $bucket {
            fn moment(self) -> Result<Timestamp, Invalid> {
                Ok(self.start())
            }
        }
    )*};
}

starts!(Date, Hour, Minute, Month, Year);

/// The days, or other stretches of time, from one moment to another.
///
/// ```
/// use tablewright::time::{Date, Span};
/// use tablewright::{Bounds, jiff::Timestamp};
///
/// let (low, high): (Timestamp, Timestamp) =
///     ("2026-01-30T22:00:00Z".parse()?, "2026-02-01T00:00:00Z".parse()?);
/// let days = Span::<Date>::of(Bounds::Between(low, high), 31 * 86_400);
/// let texts: Vec<String> = days.descending().map(|day| day.to_string()).collect();
/// assert_eq!(texts, ["2026-02-01", "2026-01-31", "2026-01-30"]);
///
/// let days = Span::<Date>::of(Bounds::Between(low, high), 3_600);
/// assert!(days.check().is_err(), "it reaches further than an hour");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span<B>(Result<Vec<B>, Invalid>);

impl<B: Bucket> Span<B> {
    /// What bounds reach, which may be no more than so many seconds. With one end, they reach as far as they
    /// may; with none, from now back.
    #[must_use]
    pub fn of<T: Moment>(bounds: impl Into<Bounds<T>>, most_seconds: i64) -> Self {
        Span(Self::reached(bounds.into(), most_seconds))
    }

    /// From now as far back as it may reach.
    #[must_use]
    pub fn back(most_seconds: i64) -> Self {
        Self::of::<Timestamp>(Bounds::Any, most_seconds)
    }

    fn reached<T: Moment>(bounds: Bounds<T>, most_seconds: i64) -> Result<Vec<B>, Invalid> {
        let most = SignedDuration::from_secs(most_seconds);
        let later = |at: Timestamp| at.checked_add(most).unwrap_or(Timestamp::MAX);
        let earlier = |at: Timestamp| at.checked_sub(most).unwrap_or(Timestamp::MIN);
        let (low, high) = match bounds.try_map(Moment::moment)? {
            Bounds::Between(low, high) => (low, high),
            Bounds::From(low) | Bounds::After(low) => (low, later(low)),
            Bounds::Until(high) | Bounds::Before(high) => (earlier(high), high),
            Bounds::Any => {
                let now = Timestamp::now();
                (earlier(now), now)
            }
            Bounds::StartsWith(_) => {
                return Err(Invalid::value("is a time, which starts with nothing"));
            }
        };
        if high.duration_since(low) > most {
            let why = format!("reaches further than {most_seconds} seconds");
            return Err(Invalid::value(why));
        }
        let last = B::of(high)?;
        // Before the year 0000 nothing is stored.
        let first = B::of(low).or_else(|_| B::of("0000-01-01T00:00:00Z".parse().unwrap_or(low)))?;
        let next = |bucket: &B| bucket.next();
        let all = std::iter::successors(Some(first), next);
        Ok(all.take_while(|bucket| *bucket <= last).collect())
    }

    /// From the earliest to the latest.
    pub fn ascending(&self) -> impl DoubleEndedIterator<Item = B> + use<'_, B> {
        self.0.iter().flatten().copied()
    }

    /// From the latest to the earliest.
    pub fn descending(&self) -> impl DoubleEndedIterator<Item = B> + use<'_, B> {
        self.ascending().rev()
    }

    /// Whether it may be read.
    ///
    /// # Errors
    ///
    /// [`Invalid`] where it reaches too far, or where a bound is out of range.
    pub fn check(&self) -> Result<(), Invalid> {
        self.0.as_ref().map(drop).map_err(Invalid::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn told<B: Bucket>(span: &Span<B>) -> Vec<String> {
        span.ascending().map(|bucket| bucket.to_string()).collect()
    }

    #[test]
    fn one_end_reaches_as_far_as_it_may() {
        let noon = at("2026-01-31T12:00:00Z");
        let day = 86_400;
        assert_eq!(
            told(&Span::<Date>::of(Bounds::From(noon), day)),
            ["2026-01-31", "2026-02-01"]
        );
        assert_eq!(
            told(&Span::<Date>::of(Bounds::Before(noon), day)),
            ["2026-01-30", "2026-01-31"]
        );
        assert_eq!(
            told(&Span::<Hour>::of(Bounds::After(noon), 60)),
            ["2026-01-31T12"]
        );
        let months = Span::<Month>::of(Bounds::Until(noon), 40 * day);
        assert_eq!(told(&months), ["2025-12", "2026-01"]);
        assert_eq!(Span::<Date>::back(day).ascending().count(), 2);
    }

    #[test]
    fn the_ends_of_time_and_of_sense() {
        let (low, high) = (at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z"));
        assert_eq!(
            told(&Span::<Date>::of(Bounds::Between(high, low), 60)),
            [""; 0]
        );
        assert!(
            Span::<Date>::of(Bounds::Between(low, high), 86_400)
                .check()
                .is_ok()
        );
        assert!(
            Span::<Date>::of(Bounds::Between(low, high), 86_399)
                .check()
                .is_err()
        );
        let last = Span::<Date>::of(Bounds::From(at("9999-12-30T21:59:59Z")), 86_400 * 31);
        assert_eq!(told(&last), ["9999-12-30"]);
        let first = Span::<Year>::of(Bounds::Until(at("0000-02-01T00:00:00Z")), 86_400 * 365);
        assert_eq!(told(&first), ["0000"]);
        assert!(
            Span::<Date>::of(Bounds::From(Ulid::max()), 60)
                .check()
                .is_err()
        );
        assert!(
            Span::<Date>::of(Bounds::<Ulid>::StartsWith("0".into()), 60)
                .check()
                .is_err()
        );
    }
}
