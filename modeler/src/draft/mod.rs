//! What was written: spanned, names as text, small languages unparsed. May be wrong.
//!
//! Both front ends lower to this and do no checking beyond shape.

mod entity;
mod pattern;
mod table;

pub use entity::{Attribute, Entity, Entry, Key, Shards, TypeDef, Unique};
pub use pattern::{Clause, Outside, Pattern, Step, Verb};
pub use table::{Index, Projection, Table};

use crate::source::{Span, Text};

/// A whole model as it was written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// `model: shop`.
    pub name: Option<Text>,
    /// `about: …`.
    pub about: Option<Text>,
    /// The tables; one without a name of its own is called like the model.
    pub tables: Vec<Table>,
    /// `types:`.
    pub types: Vec<TypeDef>,
    /// `entities:`, in the order written.
    pub entities: Vec<Entity>,
    /// `access_patterns:`, in the order written.
    pub patterns: Vec<Pattern>,
    /// Exceptions for the whole model.
    pub allow: Vec<Allow>,
    /// Whether something could not be read, so that rules which conclude from absence stay silent.
    pub incomplete: bool,
    /// The place of the whole document.
    pub span: Span,
}

/// `allow: { rule: "reason" }`.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The rule.
    pub rule: Text,
    /// Why it does not apply here; absent when none was written.
    pub reason: Option<Text>,
}

/// A value of any shape, where the language allows any (`default: …`).
#[derive(Debug, Clone)]
pub enum Value {
    /// A scalar; `quoted` tells `'5'` from `5`.
    Scalar(Text),
    /// A sequence.
    List(Vec<Value>, Span),
    /// A mapping.
    Map(Vec<(Text, Value)>, Span),
}

impl Value {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Self::Scalar(text) => text.span,
            Self::List(_, span) | Self::Map(_, span) => *span,
        }
    }
}
