//! The names of the access patterns, and of the modules that they stand in.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use tablewright_modeler::model::{Action, EntityId, Model, ParameterId, Pattern, PatternId, Verb};

use super::{
    Scope,
    said::{Said, said},
    steps::{StepNames, step_names},
};

/// The names of a pattern.
#[derive(Debug, Clone)]
pub(crate) struct PatternNames {
    /// Its method.
    pub(crate) method: Ident,
    /// Whether its items or what it hands back have a type of their own.
    pub(crate) own: bool,
    /// That type.
    pub(crate) kind: Ident,
    /// The types of its items by entity, where it reads parts of several.
    pub(crate) parts: Vec<Ident>,
    /// Whether it reads several entities.
    pub(crate) collects: bool,
    /// The struct of a collection by entity.
    pub(crate) grouped: Ident,
    /// The module it stands in.
    pub(crate) module: Ident,
    /// Its arguments. Indexed by `ParameterId`.
    pub(crate) arguments: Vec<Ident>,
    /// The steps of a transaction, in their order; one for a write.
    pub(crate) steps: Vec<StepNames>,
    /// The parameters that an item of the transaction says already.
    pub(crate) said: BTreeMap<ParameterId, Said>,
}

impl PatternNames {
    /// The types that the pattern brings along.
    pub(crate) fn types(&self) -> Vec<Ident> {
        let mut all = Vec::new();
        if self.own {
            all.push(self.kind.clone());
        }
        if self.collects {
            all.push(self.grouped.clone());
        }
        all.extend(self.parts.iter().cloned());
        all.extend(self.steps.iter().filter_map(|step| step.record.clone()));
        all
    }
}

/// The modules of patterns: one for each entity, one for each collection and each transaction.
pub(super) struct FileNames {
    modules: Scope,
    of: BTreeMap<EntityId, Ident>,
}

impl FileNames {
    /// The modules of entities are named first, whatever the order of the patterns.
    pub(super) fn new(model: &Model) -> Self {
        let mut modules = Scope::with(["mod"]);
        let of = model
            .entity_ids()
            .map(|id| (id, modules.snake(&model.entity(id).name)))
            .collect();
        Self { modules, of }
    }

    fn of(&mut self, pattern: &Pattern) -> Ident {
        let entity = match &pattern.verb {
            Verb::Read(read) if read.entities.len() > 1 => None,
            Verb::Read(read) => read.entities.first(),
            Verb::Count(read) if read.entities.len() > 1 => None,
            Verb::Count(read) => read.entities.first(),
            Verb::Write(write) => Some(&write.entity),
            Verb::Transact(_) | Verb::Outside(_) => None,
        };
        match entity.and_then(|id| self.of.get(id)) {
            Some(module) => module.clone(),
            None => {
                let kind = match pattern.verb {
                    Verb::Transact(_) => "_transaction",
                    Verb::Count(_) => "_count",
                    Verb::Read(_) | Verb::Write(_) | Verb::Outside(_) => "_collection",
                };
                let long = [&pattern.name, kind].concat();
                self.modules.first_snake(&[&pattern.name, &long])
            }
        }
    }
}

pub(super) fn pattern_names(
    model: &Model,
    id: PatternId,
    methods: &mut Scope,
    types: &mut Scope,
    files: &mut FileNames,
) -> PatternNames {
    let pattern = model.pattern(id);
    let own = has_own_type(pattern);
    // Only patterns that have a type use up names of types.
    let mut unused = Scope::default();
    let mut arguments = Scope::with(["self"]);
    let parameters = pattern
        .parameters
        .iter()
        .map(|p| arguments.snake(&p.name))
        .collect();
    let steps = step_names(model, pattern, &mut arguments, types);
    let types = if own { types } else { &mut unused };
    let collects = matches!(&pattern.verb, Verb::Read(read) if read.entities.len() > 1);
    PatternNames {
        collects,
        method: methods.snake(&pattern.name),
        own,
        kind: types.first_camel(&[&pattern.name, &[&pattern.name, "_item"].concat()]),
        grouped: types.camel(&[&pattern.name, "_grouped"].concat()),
        parts: parts(model, pattern)
            .map(|name| types.camel(&name))
            .collect(),
        module: files.of(pattern),
        arguments: parameters,
        said: said(model, pattern, &steps),
        steps,
    }
}

/// A name for the part of each entity, where several are read in part.
fn parts(model: &Model, pattern: &Pattern) -> impl Iterator<Item = String> {
    let entities = match &pattern.verb {
        Verb::Read(read) if read.attributes.is_some() && read.entities.len() > 1 => {
            &read.entities[..]
        }
        _ => &[],
    };
    entities
        .iter()
        .map(|id| [&pattern.name, "_", &model.entity(*id).name].concat())
}

/// Whether what a pattern answers is a type of its own.
fn has_own_type(pattern: &Pattern) -> bool {
    match &pattern.verb {
        Verb::Read(read) => read.entities.len() > 1 || read.attributes.is_some(),
        Verb::Write(write) => write
            .returns
            .as_ref()
            .is_some_and(|r| r.attributes.len() > 1),
        Verb::Transact(steps) => steps
            .iter()
            .any(|step| matches!(step.action, Action::Read(_))),
        Verb::Count(_) | Verb::Outside(_) => false,
    }
}
