//! The structs of the types of a model.

use std::sync::Arc;

use tablewright_modeler::model::{Model, Struct, Type};

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
        Type::List(of) | Type::Map(of) | Type::Set(of) => add(of, all),
        _ => {}
    }
}
