//! Errors about values: refused before a request, or not what was expected in an item.

use std::error::Error as StdError;
use std::fmt;

use crate::value::ValueRef;

/// An argument that is refused before any request.
///
/// `why` continues the sentence that `what` begins, "`badge` is wider than 5 digits", and never
/// holds the value itself, which may be sensitive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invalid {
    /// The attribute, parameter or key; empty when it is not known yet.
    pub what: String,
    /// What is wrong with it: a verb and the rest.
    pub why: String,
}

impl Invalid {
    /// `what` is refused because of `why`.
    ///
    /// ```
    /// use tablewright::Invalid;
    /// assert_eq!(Invalid::new("badge", "is negative").to_string(), "`badge` is negative");
    /// ```
    pub fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Invalid {
            what: what.into(),
            why: why.into(),
        }
    }

    /// A value is refused that has no name here; the caller gives it [`of`](Self::of).
    pub fn value(why: impl Into<String>) -> Self {
        Self::new("", why)
    }

    /// Puts the name of the enclosing attribute before the name there is.
    ///
    /// ```
    /// use tablewright::Invalid;
    /// let deep = Invalid::value("is not finite").of("[2]").of("readings");
    /// assert_eq!(deep.to_string(), "`readings[2]` is not finite");
    /// ```
    #[must_use]
    pub fn of(self, outer: &str) -> Self {
        Invalid {
            what: join(outer, &self.what),
            why: self.why,
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what.as_str() {
            "" => write!(f, "a value {}", self.why),
            what => write!(f, "`{what}` {}", self.why),
        }
    }
}

impl StdError for Invalid {}

/// A stored value that is not what a Rust type expects.
///
/// It never holds the value itself, which may be sensitive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mismatch {
    /// Where inside the value; empty for the value as a whole.
    pub at: String,
    /// What is wrong: a verb and the rest.
    pub why: String,
}

impl Mismatch {
    /// The value as a whole is wrong because of `why`.
    pub fn new(why: impl Into<String>) -> Self {
        Mismatch {
            at: String::new(),
            why: why.into(),
        }
    }

    /// The value is of another DynamoDB type than the expected one.
    #[must_use]
    pub fn expected(expected: &str, found: ValueRef<'_>) -> Self {
        Self::new(format!("is {}, not {expected}", found.type_name()))
    }

    /// Puts a step on the way to the wrong value before those there are.
    #[must_use]
    pub fn at(self, outer: &str) -> Self {
        Mismatch {
            at: join(outer, &self.at),
            why: self.why,
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at.as_str() {
            "" => write!(f, "the value {}", self.why),
            at => write!(f, "`{at}` {}", self.why),
        }
    }
}

impl StdError for Mismatch {}

impl From<DecodeError> for Mismatch {
    fn from(error: DecodeError) -> Self {
        Mismatch {
            at: error.attribute,
            why: error.why,
        }
    }
}

/// An item that is of an entity and cannot be read as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecodeError {
    /// The entity, or the nested type, that was being read.
    pub entity: String,
    /// The attribute, with the way into it; empty for the item as a whole.
    pub attribute: String,
    /// What is wrong: a verb and the rest, or a sentence about the item.
    pub why: String,
}

impl DecodeError {
    /// An `attribute` of an item of `entity` is wrong because of `why`.
    pub fn new(
        entity: impl Into<String>,
        attribute: impl Into<String>,
        why: impl Into<String>,
    ) -> Self {
        DecodeError {
            entity: entity.into(),
            attribute: attribute.into(),
            why: why.into(),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecodeError {
            entity,
            attribute,
            why,
        } = self;
        match attribute.as_str() {
            "" => write!(f, "an item cannot be read as `{entity}`: {why}"),
            _ => write!(
                f,
                "an item cannot be read as `{entity}`: `{attribute}` {why}"
            ),
        }
    }
}

impl StdError for DecodeError {}

/// `lines` and `[2].quantity` make `lines[2].quantity`.
fn join(outer: &str, inner: &str) -> String {
    match inner.chars().next() {
        None => outer.to_owned(),
        Some('[') => format!("{outer}{inner}"),
        Some(_) => format!("{outer}.{inner}"),
    }
}
