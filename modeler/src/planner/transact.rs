//! Transactions: each step by itself, for all of them see the same state.

use super::{reads, writes};
use crate::{
    model::{Action, Model, Read, TransactStep},
    plan::{Operation, PatternPlan, StepPlan, WriteProblem},
};

/// Plans a transaction.
pub(super) fn plan(model: &Model, steps: &[TransactStep]) -> PatternPlan {
    let steps = steps.iter().map(|step| match &step.action {
        Action::Read(read) => get(model, read),
        Action::Write(write) => {
            let (operation, problems) = writes::plan(model, write);
            StepPlan {
                operation: Some(Operation::Write(operation)),
                problems,
            }
        }
    });
    PatternPlan {
        operation: Some(Operation::Transact(steps.collect())),
        rejected: Vec::new(),
        problems: Vec::new(),
    }
}

/// A transactional read is of one item by its whole key.
fn get(model: &Model, read: &Read) -> StepPlan {
    match reads::plan(model, read, false).operation {
        Some(Operation::Get(get)) => StepPlan {
            operation: Some(Operation::Get(get)),
            problems: Vec::new(),
        },
        _ => StepPlan {
            operation: None,
            problems: vec![WriteProblem::IncompleteKey(reads::unknown_key(model, read))],
        },
    }
}
