//! A range whose form the caller chooses.

use std::ops::{RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

/// The bounds of a range over one attribute.
///
/// Rust's own ranges convert where they say the same. `a..b` does not: it ends before `b`, which no
/// form of the model language does when it also has a beginning.
///
/// ```
/// use tablewright::Bounds;
///
/// assert_eq!(Bounds::from(3..=5), Bounds::Between(3, 5));
/// assert_eq!(Bounds::from(..5), Bounds::Before(5));
/// assert_eq!(Bounds::<i64>::from(..), Bounds::Any);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Bounds<T> {
    /// Everything.
    #[default]
    Any,
    /// From the first to the second, both included.
    Between(T, T),
    /// From this one on, included.
    From(T),
    /// Up to this one, included.
    Until(T),
    /// Everything after this one.
    After(T),
    /// Everything before this one.
    Before(T),
    /// Texts that start with this one; of no meaning for numbers.
    StartsWith(String),
}

impl<T> Bounds<T> {
    /// The same bounds over another type.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Bounds<U> {
        match self {
            Bounds::Any => Bounds::Any,
            Bounds::Between(low, high) => {
                let low = f(low);
                Bounds::Between(low, f(high))
            }
            Bounds::From(low) => Bounds::From(f(low)),
            Bounds::Until(high) => Bounds::Until(f(high)),
            Bounds::After(low) => Bounds::After(f(low)),
            Bounds::Before(high) => Bounds::Before(f(high)),
            Bounds::StartsWith(text) => Bounds::StartsWith(text),
        }
    }

    /// The same bounds over another type, where a bound may be refused.
    ///
    /// # Errors
    ///
    /// The first error of `f`.
    pub fn try_map<U, E>(self, f: impl FnMut(T) -> Result<U, E>) -> Result<Bounds<U>, E> {
        Ok(match self.map(f) {
            Bounds::Any => Bounds::Any,
            Bounds::Between(low, high) => Bounds::Between(low?, high?),
            Bounds::From(low) => Bounds::From(low?),
            Bounds::Until(high) => Bounds::Until(high?),
            Bounds::After(low) => Bounds::After(low?),
            Bounds::Before(high) => Bounds::Before(high?),
            Bounds::StartsWith(text) => Bounds::StartsWith(text),
        })
    }
}

impl<T: PartialOrd> Bounds<T> {
    /// Whether a value lies within the bounds. [`StartsWith`](Self::StartsWith) needs a text; use
    /// [`contains_text`](Bounds::contains_text).
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        match self {
            Bounds::Any => true,
            Bounds::Between(low, high) => low <= value && value <= high,
            Bounds::From(low) => low <= value,
            Bounds::Until(high) => value <= high,
            Bounds::After(low) => low < value,
            Bounds::Before(high) => value < high,
            Bounds::StartsWith(_) => false,
        }
    }
}

impl<T: Into<String>> Bounds<T> {
    /// The same bounds with every text of them changed, a [start](Self::StartsWith) as well.
    pub fn map_text(self, f: impl Fn(&str) -> String) -> Bounds<String> {
        match self {
            Bounds::StartsWith(text) => Bounds::StartsWith(f(&text)),
            other => other.map(|text| f(&text.into())),
        }
    }
}

impl Bounds<String> {
    /// Whether a text lies within the bounds.
    #[must_use]
    pub fn contains_text(&self, text: &str) -> bool {
        match self {
            Bounds::StartsWith(prefix) => text.starts_with(prefix),
            other => other.contains(&text.to_owned()),
        }
    }
}

impl<T> From<RangeFull> for Bounds<T> {
    fn from(_: RangeFull) -> Self {
        Bounds::Any
    }
}

impl<T> From<RangeInclusive<T>> for Bounds<T> {
    fn from(range: RangeInclusive<T>) -> Self {
        let (low, high) = range.into_inner();
        Bounds::Between(low, high)
    }
}

impl<T> From<RangeFrom<T>> for Bounds<T> {
    fn from(range: RangeFrom<T>) -> Self {
        Bounds::From(range.start)
    }
}

impl<T> From<RangeToInclusive<T>> for Bounds<T> {
    fn from(range: RangeToInclusive<T>) -> Self {
        Bounds::Until(range.end)
    }
}

impl<T> From<RangeTo<T>> for Bounds<T> {
    fn from(range: RangeTo<T>) -> Self {
        Bounds::Before(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_included_as_documented() {
        let held = |bounds: Bounds<i64>| (0..5).filter(|n| bounds.contains(n)).collect::<Vec<_>>();
        assert_eq!(held(Bounds::Any), [0, 1, 2, 3, 4]);
        assert_eq!(held(Bounds::from(1..=2)), [1, 2]);
        assert_eq!(held(Bounds::from(3..)), [3, 4]);
        assert_eq!(held(Bounds::from(..=1)), [0, 1]);
        assert_eq!(held(Bounds::from(..1)), [0]);
        assert_eq!(held(Bounds::After(3)), [4]);
        assert!(Bounds::StartsWith("ab".into()).contains_text("abc"));
        assert!(!Bounds::Before("b".to_owned()).contains_text("b"));
    }

    #[test]
    fn bounds_are_mapped_or_refused() {
        let tens = |n: i64| if n < 5 { Ok(n * 10) } else { Err("too large") };
        assert_eq!(
            Bounds::Between(1, 2).try_map(tens),
            Ok(Bounds::Between(10, 20))
        );
        assert_eq!(Bounds::Between(1, 7).try_map(tens), Err("too large"));
        assert_eq!(Bounds::Any.try_map(tens), Ok(Bounds::Any));
    }
}
