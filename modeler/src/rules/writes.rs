//! The writes of a pattern with what stands in their way: its own, or those of the steps of a transaction.

use crate::{
    model::{Action, PatternId, Verb, Write},
    plan::{Operation, WriteProblem},
    rules::Context,
};

/// Each write and its problems.
pub(crate) fn writes<'a>(
    context: &Context<'a>,
    id: PatternId,
) -> Vec<(&'a Write, &'a [WriteProblem])> {
    let plan = context.plan.pattern(id);
    match &context.model.pattern(id).verb {
        Verb::Write(write) => vec![(write, plan.problems.as_slice())],
        Verb::Transact(steps) => {
            let Some(Operation::Transact(plans)) = &plan.operation else {
                return Vec::new();
            };
            let both = steps.iter().zip(plans);
            both.filter_map(|(step, plan)| match &step.action {
                Action::Write(write) => Some((write, plan.problems.as_slice())),
                Action::Read(_) => None,
            })
            .collect()
        }
        Verb::Read(_) | Verb::Count(_) | Verb::Outside(_) => Vec::new(),
    }
}
