//! Access patterns, as written.

use super::{Allow, Value};
use crate::source::{Span, Text};

/// One of `access_patterns:`.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    /// Its name.
    pub name: Text,
    /// `about: …`.
    pub about: Option<Text>,
    /// The verbs that were written, with the place of the word; exactly one is right.
    pub verbs: Vec<(Verb, Span)>,
    /// Its clauses, in the order written.
    pub clauses: Vec<Clause>,
    /// Exceptions for the pattern.
    pub allow: Vec<Allow>,
    /// Where it stands.
    pub span: Span,
}

/// What a pattern does.
#[derive(Debug, Clone)]
pub enum Verb {
    /// `read: Order` or `read: [Customer, Order]`.
    Read(Vec<Text>),
    /// `put: Order`.
    Put(Text),
    /// `update: Order`.
    Update(Text),
    /// `upsert: Order`.
    Upsert(Text),
    /// `delete: Order`.
    Delete(Text),
    /// `count: Order`.
    Count(Vec<Text>),
    /// `check: Customer`, only inside `transact`.
    Check(Text),
    /// `transact: […]`.
    Transact(Vec<Step>),
    /// `outside: { by, through, reads, writes }`.
    Outside(Outside),
}

impl Verb {
    /// The word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Read(_) => "read",
            Self::Put(_) => "put",
            Self::Update(_) => "update",
            Self::Upsert(_) => "upsert",
            Self::Delete(_) => "delete",
            Self::Count(_) => "count",
            Self::Check(_) => "check",
            Self::Transact(_) => "transact",
            Self::Outside(_) => "outside",
        }
    }
}

/// A step of `transact`.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// As in a pattern.
    pub verbs: Vec<(Verb, Span)>,
    /// As in a pattern.
    pub clauses: Vec<Clause>,
    /// Where it stands.
    pub span: Span,
}

/// `outside: …`, kept as written.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// The fields.
    pub fields: Vec<(Text, Value)>,
}

/// A clause of a pattern or step, by shape; which verbs take it and what it means is the resolver's.
#[derive(Debug, Clone)]
pub struct Clause {
    /// The word that was written: `given`.
    pub key: Text,
    /// What follows it.
    pub value: Value,
}
