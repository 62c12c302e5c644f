//! The structs of the types of a model.

use std::sync::Arc;

use proc_macro2::Ident;
use tablewright_modeler::model::{Model, Struct, Type};

use super::Scope;
use crate::bound::Bound;

/// The enum of fields of structs.
#[derive(Debug, Clone)]
pub(crate) struct StructEnum {
    /// The first field that has it.
    pub(crate) field: String,
    /// Its values.
    pub(crate) values: Vec<String>,
    /// Its name.
    pub(crate) name: Ident,
}

/// One enum for all fields of structs with the same values, in the order of their first use.
pub(super) fn struct_enums<'a>(
    model: &Model,
    taken: impl Iterator<Item = &'a Ident>,
    bound: Option<&Bound>,
) -> Vec<StructEnum> {
    let mut scope = Scope::default();
    taken.for_each(|name| scope.occupy(name));
    let mut all: Vec<StructEnum> = Vec::new();
    for of in structs(model) {
        for field in &of.fields {
            let Some(values) = super::values(&field.kind) else {
                continue;
            };
            let theirs = bound.map(|bound| bound.enum_of(&of.name, &field.name));
            if let Some(Some(theirs)) = theirs {
                all.push(StructEnum {
                    field: field.name.clone(),
                    values: values.to_vec(),
                    name: theirs.name.clone(),
                });
            } else if theirs.is_none() && !all.iter().any(|one| one.values == values) {
                let long = [&of.name, "_", &field.name].concat();
                all.push(StructEnum {
                    field: field.name.clone(),
                    values: values.to_vec(),
                    name: scope.first_camel(&[&field.name, &long]),
                });
            }
        }
    }
    all
}

/// The structs that attributes are of, each once, in the order of their first use; those inside of others
/// come after them.
pub(crate) fn structs(model: &Model) -> Vec<Arc<Struct>> {
    let mut all = Vec::new();
    for entity in &model.entities {
        for attribute in &entity.attributes {
            add(&attribute.kind, &mut all);
        }
    }
    all
}

fn add(kind: &Type, all: &mut Vec<Arc<Struct>>) {
    match kind {
        Type::Struct(one) if !all.iter().any(|known| known.name == one.name) => {
            all.push(Arc::clone(one));
            one.fields.iter().for_each(|field| add(&field.kind, all));
        }
        Type::List(of) | Type::Map(of) | Type::Set(of) => add(&of.kind, all),
        _ => {}
    }
}
