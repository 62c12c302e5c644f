//! Attributes with their type, for conditions that an application adds.

use std::marker::PhantomData;

use super::compare::Size;
use super::condition::Condition;
use super::path::{Path, size};
use crate::value::{IntoValue, ToValue};

/// What an attribute of type `T` can be compared with: a `T`, a reference to one, and a `&str` where
/// `T` is `String`.
pub trait Like<T>: IntoValue {}

impl<T: ToValue> Like<T> for T {}
impl<T: ToValue> Like<T> for &T {}
impl Like<String> for &str {}

/// An attribute of an entity, by its physical name and with its type.
///
/// Generated code has one for each attribute, so that an application adds a condition of its own
/// without spelling a name:
///
/// ```
/// use tablewright::{Attr, Names};
///
/// const STATUS: Attr<String> = Attr::new("status");
///
/// let condition = STATUS.eq("pending");
/// assert_eq!(condition.render(&mut Names::new())?.as_deref(), Some("#n0 = :v0"));
/// # Ok::<(), tablewright::Invalid>(())
/// ```
#[derive(Debug)]
pub struct Attr<T> {
    name: &'static str,
    value: PhantomData<fn(&T)>,
}

impl<T> Attr<T> {
    /// The attribute with this name, whatever characters that has.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Attr {
            name,
            value: PhantomData,
        }
    }

    /// The physical name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The path of the attribute, to go on from.
    #[must_use]
    pub fn path(self) -> Path {
        Path::name(self.name)
    }

    /// The size of what it holds: characters, bytes or members.
    #[must_use]
    pub fn size(self) -> Size {
        size(self.path())
    }

    /// It is there.
    #[must_use]
    pub fn exists(self) -> Condition {
        self.path().exists()
    }

    /// It is not there.
    #[must_use]
    pub fn missing(self) -> Condition {
        self.path().missing()
    }

    /// It is a text that starts so.
    #[must_use]
    pub fn begins_with(self, text: &str) -> Condition {
        self.path().begins_with(text)
    }

    /// It is a text with this part, or a list or a set with this member.
    #[must_use]
    pub fn contains(self, value: impl IntoValue) -> Condition {
        self.path().contains(value)
    }
}

impl<T: ToValue> Attr<T> {
    /// It equals a value.
    #[must_use]
    pub fn eq(self, value: impl Like<T>) -> Condition {
        self.path().eq(value)
    }

    /// It is missing or does not equal a value.
    #[must_use]
    pub fn ne(self, value: impl Like<T>) -> Condition {
        self.path().ne(value)
    }

    /// It is less than a value.
    #[must_use]
    pub fn lt(self, value: impl Like<T>) -> Condition {
        self.path().lt(value)
    }

    /// It is at most a value.
    #[must_use]
    pub fn le(self, value: impl Like<T>) -> Condition {
        self.path().le(value)
    }

    /// It is greater than a value.
    #[must_use]
    pub fn gt(self, value: impl Like<T>) -> Condition {
        self.path().gt(value)
    }

    /// It is at least a value.
    #[must_use]
    pub fn ge(self, value: impl Like<T>) -> Condition {
        self.path().ge(value)
    }

    /// It lies between two values, both included.
    #[must_use]
    pub fn between(self, low: impl Like<T>, high: impl Like<T>) -> Condition {
        self.path().between(low, high)
    }

    /// It equals one of these.
    #[must_use]
    pub fn is_in(self, values: impl IntoIterator<Item: Like<T>>) -> Condition {
        self.path().is_in(values)
    }
}

// Derived, these would ask the same of `T`.
impl<T> Clone for Attr<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Attr<T> {}
