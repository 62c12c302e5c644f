//! Which entities are read and written, by what was resolved and by what was only written down.

use crate::{
    draft::{Step, Value, Verb},
    model::{self, EntityId},
    rules::Context,
};

/// What happens to an entity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Some pattern reads it.
    pub read: bool,
    /// Some pattern writes it.
    pub written: bool,
}

/// What the patterns do to an entity.
pub(crate) fn touched(context: &Context<'_>, id: EntityId) -> Touched {
    let mut touched = Touched::default();
    for pattern in &context.model.patterns {
        match &pattern.verb {
            model::Verb::Read(read) => touched.read |= read.entities.contains(&id),
            model::Verb::Write(write) => touched.written |= write.entity == id,
        }
    }
    let name = context.model.entity(id).name.as_str();
    for pattern in &context.draft.patterns {
        pattern
            .verbs
            .iter()
            .for_each(|(verb, _)| touched.by(verb, name));
    }
    touched
}

impl Touched {
    fn by(&mut self, verb: &Verb, name: &str) {
        match verb {
            Verb::Read(all) | Verb::Count(all) => {
                self.read |= all.iter().any(|one| one.value == name);
            }
            Verb::Check(one) => self.read |= one.value == name,
            Verb::Put(one) | Verb::Update(one) | Verb::Upsert(one) | Verb::Delete(one) => {
                self.written |= one.value == name;
            }
            Verb::Transact(steps) => steps.iter().for_each(|step| self.in_step(step, name)),
            Verb::Outside(outside) => {
                for (field, value) in &outside.fields {
                    self.read |= field.value == "reads" && names(value, name);
                    self.written |= field.value == "writes" && names(value, name);
                }
            }
        }
    }

    fn in_step(&mut self, step: &Step, name: &str) {
        step.verbs.iter().for_each(|(verb, _)| self.by(verb, name));
    }
}

fn names(value: &Value, name: &str) -> bool {
    match value {
        Value::Scalar(text) => text.value == name,
        Value::List(all, _) => all.iter().any(|one| names(one, name)),
        Value::Map(..) => false,
    }
}
