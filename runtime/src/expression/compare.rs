//! Conditions written from what they are about: `path("total").gt(100)`.

use super::condition::{Comparison, Condition, Operand};
use super::path::Path;
use crate::value::IntoValue;

/// The size of what is at a path; made by [`size`](super::size).
#[derive(Clone, PartialEq, Debug)]
pub struct Size(pub(super) Path);

impl From<Path> for Operand {
    fn from(path: Path) -> Self {
        Operand::Path(path)
    }
}

impl From<Size> for Operand {
    fn from(size: Size) -> Self {
        Operand::Size(size.0)
    }
}

/// The comparisons of everything that can stand on the left.
macro_rules! comparisons {
    ($($left:ty),*) => {$(
        impl $left {
            /// Equal to a value. Equal to an empty set means missing, as one is stored.
            #[must_use]
            pub fn eq(self, value: impl IntoValue) -> Condition {
                Condition::compare(self.into(), Comparison::Equal, Operand::value(value))
            }

            /// Not equal to a value; holds also where there is nothing.
            #[must_use]
            pub fn ne(self, value: impl IntoValue) -> Condition {
                Condition::compare(self.into(), Comparison::NotEqual, Operand::value(value))
            }

            /// Less than a value.
            #[must_use]
            pub fn lt(self, value: impl IntoValue) -> Condition {
                Condition::compare(self.into(), Comparison::Less, Operand::value(value))
            }

            /// At most a value.
            #[must_use]
            pub fn le(self, value: impl IntoValue) -> Condition {
                Condition::compare(self.into(), Comparison::AtMost, Operand::value(value))
            }

            /// Greater than a value.
            #[must_use]
            pub fn gt(self, value: impl IntoValue) -> Condition {
                Condition::compare(self.into(), Comparison::Greater, Operand::value(value))
            }

            /// At least a value.
            #[must_use]
            pub fn ge(self, value: impl IntoValue) -> Condition {
                Condition::compare(self.into(), Comparison::AtLeast, Operand::value(value))
            }

            /// Between two values, both included.
            #[must_use]
            pub fn between(self, low: impl IntoValue, high: impl IntoValue) -> Condition {
                Condition::Between(self.into(), Operand::value(low), Operand::value(high))
            }

            /// Equal to one of these.
            #[must_use]
            pub fn is_in(self, values: impl IntoIterator<Item: IntoValue>) -> Condition {
                let values = values.into_iter().map(Operand::value).collect();
                Condition::In(self.into(), values)
            }

            /// Compared with another attribute, or the size of one.
            #[must_use]
            pub fn compare(self, comparison: Comparison, other: impl Into<Operand>) -> Condition {
                Condition::compare(self.into(), comparison, other.into())
            }
        }
    )*};
}

comparisons!(Path, Size);

impl Path {
    /// Equal to what is at another path.
    #[must_use]
    pub fn eq_path(self, other: impl Into<Path>) -> Condition {
        self.compare(Comparison::Equal, other.into())
    }

    /// There is something.
    #[must_use]
    pub fn exists(self) -> Condition {
        Condition::Exists(self)
    }

    /// There is nothing.
    #[must_use]
    pub fn missing(self) -> Condition {
        Condition::Missing(self)
    }

    /// A text that starts so.
    #[must_use]
    pub fn begins_with(self, text: impl IntoValue) -> Condition {
        Condition::BeginsWith(self, Operand::value(text))
    }

    /// A text with this part, or a list or a set with this member.
    #[must_use]
    pub fn contains(self, value: impl IntoValue) -> Condition {
        Condition::Contains(self, Operand::value(value))
    }

    /// Of a type, by DynamoDB's short name: `S`, `N`, `SS`.
    #[must_use]
    pub fn is_type(self, short_name: &str) -> Condition {
        Condition::IsType(self, Operand::value(short_name))
    }
}
