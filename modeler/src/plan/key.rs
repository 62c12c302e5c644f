//! Values of key attributes, as they are rendered for one call.

use crate::model::{AttributeRef, RangeForm, Type, Value};

/// The value of one key attribute, made from what the pattern knows.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyValue {
    /// Text, from pieces in order.
    Text(Vec<KeyPiece>),
    /// The value of one attribute in its own type (a template that is one bare placeholder).
    Own {
        /// The attribute.
        attribute: AttributeRef,
        /// Its value.
        value: Value,
    },
}

/// A piece of a text key.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyPiece {
    /// Text as it is.
    Literal(String),
    /// The value of an attribute.
    Value {
        /// The attribute, for its type and facts.
        attribute: AttributeRef,
        /// Its value.
        value: Value,
        /// Zero-padded to this many digits.
        pad: Option<u8>,
        /// Cut to this coarser time.
        cut: Option<Type>,
    },
}

/// The condition on the sort key.
#[derive(Debug, Clone, PartialEq)]
pub enum SortCondition {
    /// None: the whole partition.
    All,
    /// Exactly this.
    Equals(KeyValue),
    /// Everything that starts so; the pieces are never empty.
    Prefix(Vec<KeyPiece>),
    /// A range over one part of a text key.
    TextRange {
        /// What stands before the ranged part.
        prefix: Vec<KeyPiece>,
        /// The ranged attribute.
        attribute: AttributeRef,
        /// The form.
        form: RangeForm,
        /// Zero-padded to this many digits.
        pad: Option<u8>,
        /// The character that follows the ranged part in the template, if one does.
        follows: Option<char>,
    },
    /// A range over a key that keeps its attribute's own type.
    OwnRange {
        /// The ranged attribute.
        attribute: AttributeRef,
        /// The form.
        form: RangeForm,
    },
    /// From the smallest to the greatest key of several entities: both ends included, each end the
    /// start of a key; the upper one covers everything that starts so.
    Cover {
        /// The smallest start.
        low: Vec<KeyPiece>,
        /// The greatest start.
        high: Vec<KeyPiece>,
    },
}
