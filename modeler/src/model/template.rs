//! Key templates: literals and placeholders.

use super::{AttributeId, Scalar, Type};
use crate::source::Span;

/// A key template of one entity: `CUSTOMER#{customer_id}`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// Its parts, in order. Two literals never follow each other.
    pub parts: Vec<Part>,
    /// Where it was written; where the attribute was for an index on attributes.
    pub span: Span,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Text as it is.
    Literal(String),
    /// The value of an attribute.
    Attribute {
        /// Which.
        attribute: AttributeId,
        /// Zero-padded to this many digits.
        pad: Option<u8>,
        /// Cut to this coarser time.
        cut: Option<Type>,
        /// Where the placeholder stands.
        span: Span,
    },
}

impl Template {
    /// The attributes of its placeholders, in order; one that stands twice is listed twice.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.parts.iter().filter_map(|part| match part {
            Part::Attribute { attribute, .. } => Some(*attribute),
            Part::Literal(_) => None,
        })
    }

    /// The attributes that it holds whole: those that are not cut to a coarser time.
    pub fn whole(&self) -> impl Iterator<Item = AttributeId> {
        self.parts.iter().filter_map(|part| match part {
            Part::Attribute {
                attribute,
                cut: None,
                ..
            } => Some(*attribute),
            _ => None,
        })
    }

    /// The attribute whose type the key keeps: a template that is one bare placeholder.
    pub fn bare(&self) -> Option<AttributeId> {
        match self.parts.as_slice() {
            [
                Part::Attribute {
                    attribute,
                    pad: None,
                    cut: None,
                    ..
                },
            ] => Some(*attribute),
            _ => None,
        }
    }

    /// Whether two templates of one entity say the same, wherever they stand.
    pub fn is_like(&self, other: &Self) -> bool {
        let same = |(a, b): (&Part, &Part)| match (a, b) {
            (Part::Literal(a), Part::Literal(b)) => a == b,
            (
                Part::Attribute {
                    attribute: a,
                    pad: p,
                    cut: c,
                    ..
                },
                Part::Attribute {
                    attribute: b,
                    pad: q,
                    cut: d,
                    ..
                },
            ) => a == b && p == q && c == d,
            _ => false,
        };
        self.parts.len() == other.parts.len() && self.parts.iter().zip(&other.parts).all(same)
    }

    /// The text before the first placeholder.
    pub fn literal_prefix(&self) -> &str {
        match self.parts.first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// How the key is stored, given the types of the entity's attributes.
    pub fn scalar(&self, kind: impl Fn(AttributeId) -> Option<Scalar>) -> Option<Scalar> {
        self.bare().map_or(Some(Scalar::S), kind)
    }
}
