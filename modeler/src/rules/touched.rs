//! Which entities are read and written, by what was resolved and by what was only written down.

use rustc_hash::FxHashMap;

use crate::{
    draft::{self, Step, Value},
    model::{EntityId, Verb, WriteKind},
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

/// What the patterns do to each entity of the model; one walk over all patterns.
pub(crate) fn touched<'a>(context: &Context<'a>) -> &'a [Touched] {
    context.once.touched.get_or_init(|| walk(context))
}

fn walk(context: &Context<'_>) -> Vec<Touched> {
    let model = context.model;
    let names = model
        .entity_ids()
        .map(|id| (model.entity(id).name.as_str(), id))
        .collect();
    let mut all = All {
        names,
        touched: vec![Touched::default(); model.entities.len()],
    };
    for pattern in &model.patterns {
        let outside = match &pattern.verb {
            Verb::Outside(outside) => Some(outside),
            _ => None,
        };
        let read = pattern.reads().flat_map(|read| &read.entities);
        for id in read.chain(outside.into_iter().flat_map(|o| &o.reads)) {
            all.touched[id.index()].read = true;
        }
        let written = pattern
            .writes()
            .filter(|write| write.kind != WriteKind::Check);
        let written = written.map(|write| &write.entity);
        for id in written.chain(outside.into_iter().flat_map(|o| &o.writes)) {
            all.touched[id.index()].written = true;
        }
        for check in pattern
            .writes()
            .filter(|write| write.kind == WriteKind::Check)
        {
            all.touched[check.entity.index()].read = true;
        }
    }
    for pattern in &context.draft.patterns {
        pattern.verbs.iter().for_each(|(verb, _)| all.by(verb));
    }
    all.touched
}

struct All<'m> {
    names: FxHashMap<&'m str, EntityId>,
    touched: Vec<Touched>,
}

impl All<'_> {
    fn read(&mut self, name: &str) {
        if let Some(id) = self.names.get(name) {
            self.touched[id.index()].read = true;
        }
    }

    fn written(&mut self, name: &str) {
        if let Some(id) = self.names.get(name) {
            self.touched[id.index()].written = true;
        }
    }

    fn by(&mut self, verb: &draft::Verb) {
        match verb {
            draft::Verb::Read(all) | draft::Verb::Count(all) => {
                all.iter().for_each(|one| self.read(one))
            }
            draft::Verb::Check(one) => self.read(one),
            draft::Verb::Put(one)
            | draft::Verb::Update(one)
            | draft::Verb::Upsert(one)
            | draft::Verb::Delete(one) => {
                self.written(one);
            }
            draft::Verb::Transact(steps) => steps.iter().for_each(|step| self.in_step(step)),
            draft::Verb::Outside(outside) => {
                for (field, value) in &outside.fields {
                    match field.as_str() {
                        "reads" => names(value).into_iter().for_each(|name| self.read(name)),
                        "writes" => names(value).into_iter().for_each(|name| self.written(name)),
                        _ => {}
                    }
                }
            }
        }
    }

    fn in_step(&mut self, step: &Step) {
        step.verbs.iter().for_each(|(verb, _)| self.by(verb));
    }
}

/// The names of a value that is one name or a list of them.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::Scalar(text) => vec![text.as_str()],
        Value::List(all, _) => all.iter().flat_map(names).collect(),
        Value::Map(..) => Vec::new(),
    }
}
