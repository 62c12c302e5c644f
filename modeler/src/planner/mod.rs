//! From a model to a plan: every access pattern is bound to a concrete operation.
//!
//! For each read: where the known attributes fix a partition key of the table or an index, the longest
//! prefix of the sort key that they determine, then at most one range on the next part; what remains is
//! filter. Candidates are ranked by what they read, then by what they cost to keep.

mod after;
mod candidate;
mod choose;
mod cover;
mod filters;
mod held;
mod known;
mod lookup;
mod membership;
mod order;
mod reads;
mod render;
mod scan;
pub(crate) mod shards;
mod sort_key;
mod together;
mod transact;
mod unique;
mod updates;
mod writes;

pub(crate) use after::written_before;

use crate::{
    model::{Model, Pattern, Verb},
    parts::in_parts,
    plan::{Operation, PatternPlan, Plan},
};

/// Plans every pattern of a model.
pub fn plan(model: &Model) -> Plan {
    let one = |pattern: &Pattern| {
        let mut plan = one(model, pattern);
        if let Some(operation) = &mut plan.operation {
            shards::settle(model, pattern, operation);
        }
        plan
    };
    let all = &model.patterns;
    let mut patterns = in_parts(all.len(), |part| all[part].iter().map(one).collect());
    after::see_own_writes(model, &mut patterns);
    Plan { patterns }
}

fn one(model: &Model, pattern: &Pattern) -> PatternPlan {
    match &pattern.verb {
        Verb::Read(read) => reads::plan(model, read, false),
        Verb::Count(read) => reads::plan(model, read, true),
        Verb::Write(write) => {
            let (operation, problems) = writes::plan(model, write);
            PatternPlan {
                operation: Some(Operation::Write(operation)),
                problems,
                rejected: Vec::new(),
            }
        }
        Verb::Transact(steps) => transact::plan(model, steps),
        Verb::Outside(_) => PatternPlan {
            operation: Some(Operation::Outside),
            rejected: Vec::new(),
            problems: Vec::new(),
        },
    }
}
