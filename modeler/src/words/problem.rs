//! Why a write cannot be done.

use crate::{
    model::{Action, AttributeId, Entity, EntityId, Model, Pattern, Verb},
    plan::{Operation, PatternPlan, WriteProblem},
};

use super::quote::{listed, quoted};

/// Why a pattern cannot be done as it stands, each a sentence without its full stop; of a transaction the
/// reasons of all its steps.
pub fn problems(model: &Model, pattern: &Pattern, plan: &PatternPlan) -> Vec<String> {
    let own = |entity: Option<EntityId>, problems: &[WriteProblem]| {
        let entity = entity.map(|id| model.entity(id));
        let all = problems.iter().zip(entity.into_iter().cycle());
        all.map(|(one, entity)| problem(model, entity, one))
            .collect::<Vec<_>>()
    };
    match (&pattern.verb, &plan.operation) {
        (Verb::Transact(steps), Some(Operation::Transact(plans))) => steps
            .iter()
            .zip(plans)
            .flat_map(|(step, plan)| {
                let entity = match &step.action {
                    Action::Read(read) => read.entities.first().copied(),
                    Action::Write(write) => Some(write.entity),
                };
                own(entity, &plan.problems)
            })
            .collect(),
        (Verb::Read(read) | Verb::Count(read), _) => {
            own(read.entities.first().copied(), &plan.problems)
        }
        (Verb::Write(write), _) => own(Some(write.entity), &plan.problems),
        (Verb::Transact(_) | Verb::Outside(_), _) => Vec::new(),
    }
}

fn problem(model: &Model, entity: &Entity, problem: &WriteProblem) -> String {
    match problem {
        WriteProblem::IncompleteKey(unknown) => {
            let key = quoted(&entity.name);
            format!("the primary key of {key} needs {}", names(entity, unknown))
        }
        WriteProblem::ChangesKey(attribute, _) => {
            let name = names(entity, &[*attribute]);
            format!("{name} stands in the primary key, which never changes")
        }
        WriteProblem::BatchWithCondition => {
            "a batch has no conditions and hands nothing back".to_owned()
        }
        WriteProblem::UniqueOldValue { unknown, .. } => format!(
            "the old marker of a unique value stays behind, for {} is not known as it was",
            names(entity, unknown)
        ),
        WriteProblem::IndexKey {
            index,
            changed,
            unknown,
        } => {
            let (index, changed) = (quoted(&model.index(*index).name), names(entity, changed));
            let unknown = names(entity, unknown);
            format!(
                "a change of {changed} moves the item in {index}, and its key there needs {unknown}"
            )
        }
    }
}

fn names(entity: &Entity, ids: &[AttributeId]) -> String {
    let names: Vec<String> = ids
        .iter()
        .map(|id| quoted(&entity.attributes[id.index()].name))
        .collect();
    listed(&names)
}
