//! How often a pattern is called, because of what, and how much it finds.

use super::PatternId;
use crate::{
    quantity::{Average, Count, Rate, Share},
    source::Span,
};

/// Numbers about the calls of a pattern. All of them are optional.
#[derive(Debug, Clone, Default)]
pub struct Load {
    /// Its own rate. What follows from other patterns is in [`super::rates`].
    pub rate: Option<DeclaredRate>,
    /// The share of what is read that its filter keeps.
    pub keeps: Option<Share>,
    /// How many items satisfy its key condition, on average.
    pub finds: Option<Average>,
    /// The pattern because of which it happens.
    pub after: Option<After>,
    /// What lies between the two: `stream`, a queue. Absent when the same caller does both.
    pub through: Option<String>,
    /// It need not see what was written before: `consistency: eventual` is written.
    pub eventual: bool,
    /// How often it happens for each call of that pattern; once when absent.
    pub times: Option<Times>,
}

/// A rate as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclaredRate {
    /// The greatest.
    pub peak: Rate,
    /// On average, where it is said.
    pub average: Option<Rate>,
}

/// The pattern because of which another happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Which.
    pub pattern: PatternId,
    /// Where that is said.
    pub span: Span,
}

/// How often something happens for each call of something else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Times {
    /// On average.
    pub average: Average,
    /// At most, where it is said.
    pub max: Option<Count>,
}

impl Load {
    /// The pattern whose caller also makes this call, and must see what it has written.
    pub fn same_caller(&self) -> Option<After> {
        self.after
            .filter(|_| self.through.is_none() && !self.eventual)
    }
}
