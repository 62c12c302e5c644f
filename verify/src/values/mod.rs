//! Values of attributes, as the language means them: numbers are numbers, times are moments.

mod convert;
mod number;
mod time;

use std::collections::{BTreeMap, BTreeSet};

use tablewright_modeler::model::{Attribute, Literal, Type};

pub(crate) use convert::{decode, encode, inner, part};
pub(crate) use number::Number;
pub(crate) use time::{floor, time_of_text, time_of_ulid, time_text, ulid};

/// A value. The order is that of the language: numbers numerically, times chronologically, texts by
/// their UTF-8 bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Value {
    /// Nothing, inside `json`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number; also an epoch, which counts seconds.
    Number(Number),
    /// A moment, in microseconds since 1970.
    Time(i64),
    /// Text; also an enum, a uuid or a ulid in its one spelling.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(BTreeMap<String, Value>),
    /// A set, never empty.
    Set(BTreeSet<Value>),
}

impl Value {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number.
    pub(crate) fn int(value: i64) -> Self {
        Self::Number(value.into())
    }

    /// A literal that stands for a value of this type.
    pub(crate) fn literal(literal: &Literal, kind: &Type) -> Result<Self, String> {
        Ok(match (literal, kind) {
            (Literal::Bool(value), _) => Self::Bool(*value),
            (Literal::Number(digits), _) => Self::Number(digits.parse()?),
            (Literal::Text(text), kind) if is_moment(kind) => Self::Time(time_of_text(text, kind)?),
            (Literal::Text(text), _) => Self::Text(text.clone()),
        })
    }

    /// The moment that a value of this type is.
    pub(crate) fn moment(&self, kind: &Type) -> Option<i64> {
        match (self, kind) {
            (Self::Time(micros), _) => Some(*micros),
            (Self::Number(seconds), Type::Epoch) => seconds.whole()?.checked_mul(1_000_000),
            (Self::Text(text), Type::Ulid) => time_of_ulid(text),
            _ => None,
        }
    }

    /// A value of one type as a value of another: a finer time is cut to the coarser one, anything else
    /// stays as it is.
    #[must_use]
    pub(crate) fn cut(&self, from: &Type, to: &Type) -> Self {
        if from == to {
            return self.clone();
        }
        match (to, self.moment(from)) {
            (Type::Epoch, Some(micros)) => Self::int(micros.div_euclid(1_000_000)),
            (to, Some(micros)) if is_moment(to) => Self::Time(floor(micros, to)),
            _ => self.clone(),
        }
    }

    /// As the database compares it: a moment is the text that is stored.
    #[must_use]
    pub(crate) fn stored(&self, kind: &Type) -> Self {
        match self {
            Self::Time(micros) => Self::Text(time_text(*micros, kind)),
            other => other.clone(),
        }
    }

    /// As a key sees it: letters are lowered where the attribute says so.
    #[must_use]
    pub(crate) fn folded(&self, attribute: &Attribute) -> Self {
        match self {
            Self::Text(text) if attribute.facts.lower => Self::Text(text.to_lowercase()),
            other => other.clone(),
        }
    }
}

/// Whether values of the type are moments that are stored as text.
pub(crate) fn is_moment(kind: &Type) -> bool {
    use Type::{Date, Hour, Minute, Month, Timestamp, Year};
    matches!(kind, Timestamp(_) | Date | Year | Month | Hour | Minute)
}
