//! Why a write cannot be done.

use crate::{
    model::{AttributeId, Entity, Model, Pattern, Verb},
    plan::WriteProblem,
};

use super::quote::{listed, quoted};

/// Why a write cannot be done as it stands, as a sentence without its full stop.
pub fn problem(model: &Model, pattern: &Pattern, problem: &WriteProblem) -> String {
    let Verb::Write(write) = &pattern.verb else {
        return String::new();
    };
    let entity = model.entity(write.entity);
    match problem {
        WriteProblem::IncompleteKey(unknown) => {
            let key = quoted(&entity.name);
            format!("the primary key of {key} needs {}", names(entity, unknown))
        }
        WriteProblem::ChangesKey(attribute, _) => {
            let name = names(entity, &[*attribute]);
            format!("{name} stands in the primary key, which never changes")
        }
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
