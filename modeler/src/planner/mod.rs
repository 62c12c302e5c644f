//! From a model to a plan: every access pattern is bound to a concrete operation.
//!
//! For each read: where the known attributes fix a partition key of the table or an index, the longest
//! prefix of the sort key that they determine, then at most one range on the next part; what remains is
//! filter. Candidates are ranked by what they read, then by what they cost to keep.

mod candidate;
mod choose;
mod cover;
mod filters;
mod held;
mod known;
mod membership;
mod order;
mod reads;
mod render;
mod scan;
mod sort_key;
mod together;
mod updates;
mod writes;

use crate::{
    model::{Model, Verb},
    plan::{PatternPlan, Plan},
};

/// Plans every pattern of a model.
pub fn plan(model: &Model) -> Plan {
    let patterns = model.patterns.iter().map(|pattern| match &pattern.verb {
        Verb::Read(read) => reads::plan(model, read),
        Verb::Write(write) => writes::plan(model, write),
    });
    let patterns: Vec<PatternPlan> = patterns.collect();
    Plan { patterns }
}
