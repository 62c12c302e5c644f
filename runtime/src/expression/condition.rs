//! What must hold: for a write to happen, or for an item that was read to be kept.

use std::ops::Not;

use aws_sdk_dynamodb::types::AttributeValue;

use super::path::Path;
use crate::error::Invalid;
use crate::value::IntoValue;

/// A condition over the attributes of an item.
///
/// ```
/// use tablewright::{Condition, Names, path, size};
///
/// let condition = path("status")
///     .eq("paid")
///     .and(path("total").gt(100).or(size("lines").gt(3)))
///     .and(!path("note").exists());
/// assert_eq!(
///     condition.render(&mut Names::new())?.as_deref(),
///     Some("#n0 = :v0 AND (#n1 > :v1 OR size(#n2) > :v2) AND NOT attribute_exists(#n3)"),
/// );
/// # Ok::<(), tablewright::Invalid>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Condition {
    /// One operand compared with another.
    Compare(Operand, Comparison, Operand),
    /// An operand lies between two others, both included.
    Between(Operand, Operand, Operand),
    /// An operand equals one of others. More than DynamoDB takes at once are asked in turns; of
    /// none, this never holds.
    In(Operand, Vec<Operand>),
    /// There is something at the path.
    Exists(Path),
    /// There is nothing at the path.
    Missing(Path),
    /// A text at the path starts so.
    BeginsWith(Path, Operand),
    /// A text, a list or a set at the path contains this.
    Contains(Path, Operand),
    /// What is at the path has this type, by DynamoDB's short name: `S`, `N`, `SS`.
    IsType(Path, Operand),
    /// The condition does not hold.
    Not(Box<Condition>),
    /// All of them hold; always, when there are none.
    All(Vec<Condition>),
    /// At least one of them holds; at least one must be given.
    Any(Vec<Condition>),
}

/// What can be compared.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Operand {
    /// A value, or why there is none.
    Value(Result<AttributeValue, Invalid>),
    /// What is at a path.
    Path(Path),
    /// The size of what is at a path.
    Size(Path),
}

impl Operand {
    /// A value.
    pub fn value(value: impl IntoValue) -> Self {
        Operand::Value(value.into_value())
    }

    /// What is at a path.
    pub fn path(path: impl Into<Path>) -> Self {
        Operand::Path(path.into())
    }

    /// The size of what is at a path.
    pub fn size(path: impl Into<Path>) -> Self {
        Operand::Size(path.into())
    }
}

/// How two operands are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// DynamoDB's sign for it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "<>",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

impl Condition {
    /// There is something at the path. On a key attribute: the item exists.
    pub fn exists(path: impl Into<Path>) -> Self {
        Condition::Exists(path.into())
    }

    /// There is nothing at the path. On a key attribute: there is no such item yet.
    pub fn missing(path: impl Into<Path>) -> Self {
        Condition::Missing(path.into())
    }

    /// One operand compared with another.
    #[must_use]
    pub fn compare(left: Operand, comparison: Comparison, right: Operand) -> Self {
        Condition::Compare(left, comparison, right)
    }

    /// All of them hold.
    pub fn all(conditions: impl IntoIterator<Item = Condition>) -> Self {
        Condition::All(conditions.into_iter().collect())
    }

    /// At least one of them holds.
    pub fn any(conditions: impl IntoIterator<Item = Condition>) -> Self {
        Condition::Any(conditions.into_iter().collect())
    }

    /// This and another.
    #[must_use]
    pub fn and(self, other: Condition) -> Self {
        match self {
            Condition::All(mut conditions) => {
                conditions.push(other);
                Condition::All(conditions)
            }
            first => Condition::All(vec![first, other]),
        }
    }

    /// This or another.
    #[must_use]
    pub fn or(self, other: Condition) -> Self {
        match self {
            Condition::Any(mut conditions) => {
                conditions.push(other);
                Condition::Any(conditions)
            }
            first => Condition::Any(vec![first, other]),
        }
    }

    /// This does not hold; the same as `!condition`.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Condition::Not(condition) => *condition,
            other => Condition::Not(Box::new(other)),
        }
    }
}

impl Not for Condition {
    type Output = Condition;

    fn not(self) -> Condition {
        self.negate()
    }
}
