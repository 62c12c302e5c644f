//! Conditions and filters, resolved: DynamoDB's own grammar over attributes, parameters and literals.

use super::{AttributeRef, Value};

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All of them; never empty, never nested in another `All`.
    All(Vec<Condition>),
    /// Any of them; never empty.
    Any(Vec<Condition>),
    /// Its opposite.
    Not(Box<Condition>),
    /// `a < b`.
    Compare(Operand, Comparison, Operand),
    /// `a BETWEEN low AND high`.
    Between(Operand, Operand, Operand),
    /// `a IN (b, c)`.
    In(Operand, Vec<Operand>),
    /// `attribute_exists(a)`.
    Exists(Path),
    /// `attribute_not_exists(a)`.
    Missing(Path),
    /// `begins_with(a, b)`.
    BeginsWith(Path, Operand),
    /// `contains(a, b)`.
    Contains(Path, Operand),
    /// `attribute_type(a, 'S')`.
    HasType(Path, String),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`.
    Equal,
    /// `<>`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    Greater,
    /// `>=`.
    AtLeast,
}

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// An attribute or a part of one.
    Path(Path),
    /// `size(a)`.
    Size(Path),
    /// A parameter or a literal.
    Value(Value),
}

/// An attribute, or a part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The attribute. In a read of several entities the first that has one of this name.
    pub attribute: AttributeRef,
    /// The way down into it.
    pub steps: Vec<Step>,
}

/// A step into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// `.name`.
    Field(String),
    /// `[3]`.
    Item(u32),
}

impl Comparison {
    /// As DynamoDB writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl Condition {
    /// Its conjuncts: the parts that must all hold.
    pub fn conjuncts(&self) -> &[Self] {
        match self {
            Self::All(all) => all,
            one => std::slice::from_ref(one),
        }
    }

    /// `attribute = value` or `value = attribute`, of a whole attribute.
    pub fn equal(&self) -> Option<(AttributeRef, &Value)> {
        let (Self::Compare(Operand::Path(path), Comparison::Equal, Operand::Value(value))
        | Self::Compare(Operand::Value(value), Comparison::Equal, Operand::Path(path))) = self
        else {
            return None;
        };
        path.steps.is_empty().then_some((path.attribute, value))
    }

    /// The tests that it is made of, without what joins and negates them.
    pub fn tests(&self) -> Vec<&Self> {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().flat_map(Self::tests).collect(),
            Self::Not(inner) => inner.tests(),
            test => vec![test],
        }
    }

    /// The attributes that it is about; one that stands twice is listed twice.
    pub fn attributes(&self) -> Vec<AttributeRef> {
        let operands = |all: &[&Operand]| {
            let paths = all.iter().filter_map(|one| match one {
                Operand::Path(path) | Operand::Size(path) => Some(path.attribute),
                Operand::Value(_) => None,
            });
            paths.collect()
        };
        match self {
            Self::All(all) | Self::Any(all) => all.iter().flat_map(Self::attributes).collect(),
            Self::Not(inner) => inner.attributes(),
            Self::Compare(a, _, b) => operands(&[a, b]),
            Self::Between(a, b, c) => operands(&[a, b, c]),
            Self::In(a, list) => operands(&std::iter::once(a).chain(list).collect::<Vec<_>>()),
            Self::Exists(path) | Self::Missing(path) | Self::HasType(path, _) => {
                vec![path.attribute]
            }
            Self::BeginsWith(path, operand) | Self::Contains(path, operand) => {
                std::iter::once(path.attribute)
                    .chain(operands(&[operand]))
                    .collect()
            }
        }
    }

    /// All of them as one condition; none for none.
    pub fn all(mut conditions: Vec<Self>) -> Option<Self> {
        match conditions.len() {
            0 => None,
            1 => conditions.pop(),
            _ => Some(Self::All(conditions)),
        }
    }
}
