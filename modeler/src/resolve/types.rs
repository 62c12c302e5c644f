//! `types`: structs with a name, which may hold each other but not themselves.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Sink, attributes, names};
use crate::{
    draft::{Draft, TypeDef},
    model::{Field, Struct, Type},
    rules::{duplicate_name, invalid_value, missing_field},
    source::Text,
};

/// The types of a model by name.
#[derive(Default)]
pub(super) struct Types {
    known: FxHashMap<String, Arc<Struct>>,
    /// Those that have a finding of their own.
    broken: Vec<String>,
}

impl Types {
    /// Resolves all of them, those that others hold first.
    pub(super) fn new(draft: &Draft, sink: &mut Sink<'_>) -> Self {
        let mut types = Self::default();
        let mut seen: FxHashMap<&str, &Text> = FxHashMap::default();
        let mut open: Vec<&TypeDef> = Vec::new();
        for written in &draft.types {
            if let Some(first) = seen.insert(&written.name, &written.name) {
                let message = format!("the type `{}` is declared twice", written.name.as_str());
                let finding = duplicate_name::RULE.at(written.name.span, message);
                sink.report(finding.related(first.span, "first declared here"));
            } else {
                open.push(written);
            }
        }
        // Each round resolves those whose parts are known; what is left holds itself.
        while !open.is_empty() {
            let ready = |written: &&TypeDef| {
                let waits = |other: &&TypeDef| holds(written, &other.name);
                !open.iter().any(waits)
            };
            let (now, later): (Vec<_>, Vec<_>) = open.iter().copied().partition(ready);
            if now.is_empty() {
                later
                    .iter()
                    .for_each(|written| types.circular(written, sink));
                return types;
            }
            now.iter().for_each(|written| types.add(written, sink));
            open = later;
        }
        types
    }

    fn circular(&mut self, written: &TypeDef, sink: &mut Sink<'_>) {
        self.broken.push(written.name.value.clone());
        let message = format!(
            "`{}` holds itself, and would never end",
            written.name.as_str()
        );
        let finding = invalid_value::RULE.at(written.name.span, message);
        sink.report(finding.help("use `json` for documents of any depth"));
    }

    fn add(&mut self, written: &TypeDef, sink: &mut Sink<'_>) {
        let mut fields: Vec<Field> = Vec::new();
        for field in &written.fields {
            if let Some(first) = fields.iter().find(|one| one.name == field.name.value) {
                let message = format!("the field `{}` is declared twice", first.name);
                sink.report(duplicate_name::RULE.at(field.name.span, message));
                continue;
            }
            if let Some(same_as) = &field.same_as {
                let message = "a field of a type is nobody's identifier";
                let finding = invalid_value::RULE.at(same_as.span, message);
                sink.report(finding.help("say its `type`"));
                continue;
            }
            fields.extend(attributes::field(field, self, sink));
        }
        if fields.is_empty() {
            self.broken.push(written.name.value.clone());
            let message = format!("the type `{}` has no fields", written.name.as_str());
            sink.report(missing_field::RULE.at(written.name.span, message));
            return;
        }
        let made = Struct {
            name: written.name.value.clone(),
            fields,
        };
        self.known.insert(made.name.clone(), Arc::new(made));
    }

    /// The type of that name.
    pub(super) fn get(&self, name: &Text, sink: &mut Sink<'_>) -> Option<Type> {
        if let Some(known) = self.known.get(name.as_str()) {
            return Some(Type::Struct(Arc::clone(known)));
        }
        if self.broken.contains(&name.value) {
            sink.dropped = true;
            return None;
        }
        let mut known: Vec<&str> = self.known.keys().map(String::as_str).collect();
        known.sort_unstable();
        sink.report(names::unknown(
            name.span,
            name,
            "type",
            known.iter().copied(),
        ));
        None
    }
}

/// Whether a type holds another as a field, or as what a list, map or set holds.
fn holds(written: &TypeDef, name: &str) -> bool {
    written.fields.iter().any(|field| {
        let mut inside = std::iter::successors(Some(field), |one| one.of.as_deref());
        inside.any(|one| one.kind.as_ref().is_some_and(|kind| kind.as_str() == name))
    })
}
