//! What a run found, as data. The same model, plan and seed give the same report; there is no clock in it.

use std::collections::BTreeMap;

use crate::generate::Collision;

/// What a run found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The seed that makes the same items and calls again.
    pub seed: u64,
    /// Items that were loaded before the first call.
    pub items_loaded: usize,
    /// One for each pattern of the model, in their order.
    pub patterns: Vec<PatternReport>,
    /// Generated items that were left out because an item with another identity has their key. A rule
    /// speaks of the keys; such items cannot be in one table.
    pub collisions: Vec<Collision>,
    /// Requests whose consumed units were compared with what the sizes of the items say.
    pub requests_metered: usize,
    /// How many of them the engine counts in a way of its own, which DynamoDB does not (docs/engines.md): by
    /// what it does, in words.
    pub habits: BTreeMap<&'static str, usize>,
    /// Stored items that should not be there, and items that are gone, after all patterns.
    pub strays: Vec<String>,
}

/// What the calls of one pattern found.
#[derive(Debug, Clone, Default)]
pub struct PatternReport {
    /// The pattern.
    pub name: String,
    /// Calls that were made.
    pub calls: usize,
    /// Items that were compared.
    pub items_compared: usize,
    /// Where the engine's answer was another than the plain one; at most [`PatternReport::SHOWN`].
    pub differences: Vec<Difference>,
    /// Further differences that are only counted.
    pub more_differences: usize,
    /// What could not be verified, and why.
    pub unverified: Vec<String>,
}

/// A difference: a bug of the planner, of the runtime or of the engine, never of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub what: What,
    /// The arguments of the call, by parameter.
    pub arguments: Vec<(String, String)>,
    /// What the plain answer is; only what the engine did not give, and only the first few.
    pub expected: Vec<String>,
    /// What the engine gave instead; only the first few.
    pub got: Vec<String>,
    /// The seed to reproduce it.
    pub seed: u64,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The plan promises another limit or consistency than the pattern asks for.
    Plan,
    /// The call failed.
    Failure,
    /// Items are missing, or there are others.
    Items,
    /// The items come in another order.
    Order,
    /// A page that is not the last has another number of items than the limit.
    Page,
    /// A write was done that should have been refused, or the other way round.
    Outcome,
    /// What is stored after a write.
    Stored,
    /// What a write hands back.
    Returned,
    /// What a request consumed.
    Units,
}

impl Report {
    /// Whether every answer was the plain one.
    pub fn is_clean(&self) -> bool {
        self.strays.is_empty()
            && self
                .patterns
                .iter()
                .all(|pattern| pattern.differences.is_empty())
    }

    /// The patterns whose answers differ.
    pub fn different(&self) -> impl Iterator<Item = &PatternReport> {
        self.patterns
            .iter()
            .filter(|pattern| !pattern.differences.is_empty())
    }
}

impl PatternReport {
    /// How many differences of one pattern are kept.
    pub const SHOWN: usize = 8;

    /// How many items of one difference are kept.
    pub const ITEMS_SHOWN: usize = 4;

    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn differ(&mut self, difference: Difference) {
        if self.differences.len() < Self::SHOWN {
            self.differences.push(difference);
        } else {
            self.more_differences += 1;
        }
    }
}
