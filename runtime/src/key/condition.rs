//! The one condition that a query may put on a sort key.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;

use super::primary::check_sort;
use super::text::{KeyText, text};
use super::{Bounds, just_before, next_after_prefix};
use crate::error::Invalid;
use crate::value::{IntoValue, ToValue};

/// A condition on the sort key.
#[derive(Clone, PartialEq, Debug)]
pub enum SortKey {
    /// None: the whole partition.
    All,
    /// Equal.
    Equals(AttributeValue),
    /// A text that starts so.
    BeginsWith(String),
    /// Between two values, both included.
    Between(AttributeValue, AttributeValue),
    /// This value or a greater one.
    AtLeast(AttributeValue),
    /// A greater value.
    MoreThan(AttributeValue),
    /// This value or a lesser one.
    AtMost(AttributeValue),
    /// A lesser value.
    LessThan(AttributeValue),
    /// An empty range: the page is empty, and no request is made.
    Nothing,
    /// A bound was refused; the operation reports it.
    Refused(Invalid),
}

impl SortKey {
    /// The sort key is this text.
    pub fn text(part: impl KeyText) -> Self {
        or_refused(text(&[&part]).map(|text| SortKey::Equals(AttributeValue::S(text))))
    }

    /// The sort key is this value.
    pub fn value(value: impl IntoValue) -> Self {
        or_refused(value.into_value().map(SortKey::Equals))
    }

    /// The sort key starts with this text; all of them when it is empty.
    pub fn begins_with(part: impl KeyText) -> Self {
        or_refused(text(&[&part]).map(begins_with))
    }

    /// Everything from what starts with `low` to what starts with `high`: the narrowest range that
    /// covers several entities.
    ///
    /// ```
    /// use tablewright::{AttributeValue, SortKey};
    ///
    /// let text = |text: &str| AttributeValue::S(text.to_owned());
    /// let covered = SortKey::cover("ORDER#", "PROFILE");
    /// assert_eq!(covered, SortKey::Between(text("ORDER#"), text("PROFILF")));
    /// ```
    pub fn cover(low: impl KeyText, high: impl KeyText) -> Self {
        let range = || {
            let (low, high) = (text(&[&low])?, text(&[&high])?);
            Ok(between(low, next_after_prefix(&high)))
        };
        or_refused(range())
    }

    /// A range over one part of a text key.
    ///
    /// `prefix` is the text before the part, and `follows` the first character of the literal after
    /// it, `None` when the part is the last. The condition never leaves the prefix. It is exact
    /// where the part's texts all have one width, and where all their characters are greater than
    /// `follows`; the order of keys is the order of the parts only there.
    ///
    /// ```
    /// use tablewright::{AttributeValue, Bounds, SortKey};
    ///
    /// let text = |text: &str| AttributeValue::S(text.to_owned());
    /// let range = SortKey::text_range("ORDER#", Bounds::Between("2026-01", "2026-03"), None);
    /// assert_eq!(range, SortKey::Between(text("ORDER#2026-01"), text("ORDER#2026-03")));
    /// let range = SortKey::text_range("ORDER#", Bounds::Until("2026-03"), Some('#'));
    /// assert_eq!(range, SortKey::Between(text("ORDER#"), text("ORDER#2026-03$")));
    /// ```
    pub fn text_range<T: KeyText>(
        prefix: impl KeyText,
        bounds: Bounds<T>,
        follows: Option<char>,
    ) -> Self {
        let range = || {
            let prefix = text(&[&prefix])?;
            let bounds = bounds.try_map(|bound| text(&[&bound]))?;
            Ok(text_range(&prefix, &bounds, follows))
        };
        or_refused(range())
    }

    /// A range over a sort key that keeps its attribute's own type.
    pub fn value_range<T: ToValue + PartialOrd>(bounds: Bounds<T>) -> Self {
        or_refused(value_range(&bounds))
    }

    /// A range over a sort key that is a number.
    pub fn number_range<T: ToValue + PartialOrd>(bounds: Bounds<T>) -> Self {
        match bounds {
            Bounds::StartsWith(_) => {
                SortKey::Refused(Invalid::value("is a number, which starts with nothing"))
            }
            bounds => Self::value_range(bounds),
        }
    }

    /// Refuses bounds that cannot stand in a key.
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        match self {
            SortKey::All | SortKey::Nothing => Ok(()),
            SortKey::Refused(invalid) => Err(invalid.clone()),
            SortKey::BeginsWith(prefix) => check_sort(&AttributeValue::S(prefix.clone())),
            SortKey::Between(low, high) => check_sort(low).and_then(|()| check_sort(high)),
            SortKey::Equals(value)
            | SortKey::AtLeast(value)
            | SortKey::MoreThan(value)
            | SortKey::AtMost(value)
            | SortKey::LessThan(value) => check_sort(value),
        }
    }
}

fn or_refused(condition: Result<SortKey, Invalid>) -> SortKey {
    condition.unwrap_or_else(SortKey::Refused)
}

fn begins_with(prefix: String) -> SortKey {
    if prefix.is_empty() {
        SortKey::All
    } else {
        SortKey::BeginsWith(prefix)
    }
}

fn text_range(prefix: &str, bounds: &Bounds<String>, follows: Option<char>) -> SortKey {
    let start = |part: &str| format!("{prefix}{part}");
    // Behind every key whose part is this one. Without a literal behind it, the part ends the key.
    let past = |part: &str| match follows {
        Some(char) => next_after_prefix(&format!("{prefix}{part}{char}")),
        None => Some(format!("{prefix}{part}\0")),
    };
    let last = |part: &str| {
        if follows.is_some() {
            past(part)
        } else {
            Some(start(part))
        }
    };
    let (low, high) = match bounds {
        Bounds::Any => return begins_with(prefix.to_owned()),
        Bounds::StartsWith(part) => return begins_with(start(part)),
        Bounds::Between(low, high) if low > high => return SortKey::Nothing,
        Bounds::Between(low, high) => (Some(start(low)), last(high)),
        Bounds::From(low) => (Some(start(low)), next_after_prefix(prefix)),
        Bounds::After(low) => match past(low) {
            Some(low) => (Some(low), next_after_prefix(prefix)),
            None => return SortKey::Nothing,
        },
        Bounds::Until(high) => (None, last(high)),
        Bounds::Before(high) => match just_before(&start(high)) {
            Some(high) => (None, Some(high)),
            None => return SortKey::Nothing,
        },
    };
    between(low.unwrap_or_else(|| prefix.to_owned()), high)
}

/// Between two texts, with one-sided forms where a side is open: an empty text cannot be a bound.
fn between(low: String, high: Option<String>) -> SortKey {
    match high {
        None if low.is_empty() => SortKey::All,
        None => SortKey::AtLeast(AttributeValue::S(low)),
        // Every key is greater than the empty text, and none is empty.
        Some(high) if high.is_empty() || low > high => SortKey::Nothing,
        Some(high) if low.is_empty() => SortKey::AtMost(AttributeValue::S(high)),
        Some(high) => SortKey::Between(AttributeValue::S(low), AttributeValue::S(high)),
    }
}

fn value_range<T: ToValue + PartialOrd>(bounds: &Bounds<T>) -> Result<SortKey, Invalid> {
    Ok(match bounds {
        Bounds::Any => SortKey::All,
        Bounds::StartsWith(text) => begins_with(text.clone()),
        Bounds::Between(low, high) => {
            // Bounds that do not compare, as floats that are no numbers, are refused below.
            let (low_value, high_value) = (low.to_value()?, high.to_value()?);
            match low.partial_cmp(high) {
                Some(Ordering::Greater) => SortKey::Nothing,
                _ => SortKey::Between(low_value, high_value),
            }
        }
        Bounds::From(low) => open(low.to_value()?, SortKey::AtLeast, SortKey::All),
        Bounds::After(low) => open(low.to_value()?, SortKey::MoreThan, SortKey::All),
        Bounds::Until(high) => open(high.to_value()?, SortKey::AtMost, SortKey::Nothing),
        Bounds::Before(high) => open(high.to_value()?, SortKey::LessThan, SortKey::Nothing),
    })
}

/// A one-sided condition, or what it amounts to for an empty bound, which cannot be sent and which
/// every key is greater than.
fn open(
    bound: AttributeValue,
    condition: impl Fn(AttributeValue) -> SortKey,
    for_empty: SortKey,
) -> SortKey {
    let empty = match &bound {
        AttributeValue::S(text) => text.is_empty(),
        AttributeValue::B(bytes) => bytes.as_ref().is_empty(),
        _ => false,
    };
    if empty { for_empty } else { condition(bound) }
}

#[cfg(test)]
mod tests;
