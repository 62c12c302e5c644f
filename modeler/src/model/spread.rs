//! How the values of an attribute are spread, how often it is there and how large it is.

use super::{Attribute, Literal};
use crate::quantity::{Average, Bytes, Count, Share};

/// Numbers about the values of an attribute. All of them are optional, and only sharpen verdicts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spread {
    /// How many values occur; at least one.
    pub distinct: Option<Count>,
    /// How the items share some of the values, in the order written; together at most all.
    pub mix: Vec<(Literal, Share)>,
    /// How unevenly the values occur; evenly when absent.
    pub skew: Option<Skew>,
    /// The share of the most frequent value.
    pub hottest: Option<Share>,
    /// How often the attribute is there, where it may be absent.
    pub present: Option<Share>,
    /// The average size of its value.
    pub size: Option<Bytes>,
    /// The average number of elements of a list, map or set.
    pub items: Option<Average>,
    /// The greatest number of elements.
    pub max_items: Option<Count>,
    /// New values are greater than old ones, although its type does not say so.
    pub sequential: bool,
}

/// The shape of an uneven spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Skew {
    /// All values alike.
    Uniform,
    /// The value of rank `n` occurs in proportion to `1 / n^s`; the exponent, above 0.
    Zipf(f64),
}

impl Spread {
    /// The share of the items that have this value, where `mix` says so.
    pub fn share(&self, value: &Literal) -> Option<Share> {
        let found = self.mix.iter().find(|(one, _)| one == value);
        found.map(|(_, share)| *share)
    }
}

impl Attribute {
    /// Whether it grows with time: said so, or by the nature of times and ulids.
    pub fn grows(&self) -> bool {
        self.facts.spread.sequential || self.kind.fineness().is_some()
    }
}
