//! The crate as a module, inside of one that has the structs and enums already.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{EntityId, Model},
    plan::Plan,
};

use super::{entity, enums, patterns, structs, table};
use crate::{
    FieldOf,
    bound::Bound,
    docs,
    file::File,
    names::{self, Names},
    print::RustFile,
};

/// The module, and what the one around it has of it.
pub(crate) fn emit(model: &Model, plan: &Plan, bound: &Bound) -> TokenStream {
    let names = Names::of(model, None, Some(bound));
    let file = File::new(model, &names);
    let items = table::items(&file);
    let exports = table::of_patterns(&names);
    let modules = modules(model, plan, &names, bound);
    let uses = file.uses();
    let name = free(bound, "generated");
    quote! {
        /// What follows from the attributes around it.
        #[allow(unused_imports, unreachable_pub, private_interfaces, clippy::pedantic)]
        mod #name {
            #uses
            #exports
            #(#items)*
            #modules
        }
        #[allow(unused_imports)]
        pub use self::#name::*;
    }
}

fn modules(model: &Model, plan: &Plan, names: &Names, bound: &Bound) -> TokenStream {
    let entities = model
        .entity_ids()
        .map(|id| entity::emit(model, names, id).module(&names.entity(id).module, true));
    let entities: TokenStream = entities.collect();
    let documents = structs::emit(model, names);
    let documents = documents.map(|(_, file)| file.module(&names.structs_module, false));
    let any = !bound.enums.is_empty() || !bound.newtypes.is_empty();
    let enums = any.then(|| of_values(model, names, bound));
    let (_, exports) = patterns::declared(model, names);
    let patterns = patterns::modules(model, plan, names).into_iter();
    let patterns = patterns.map(|(name, file)| file.module(&name, false));
    quote! {
        #entities
        #documents
        #enums
        /// The access patterns.
        mod patterns {
            #exports
            #(#patterns)*
        }
    }
}

/// A module for each enum and each struct around one value, in one.
fn of_values(model: &Model, names: &Names, bound: &Bound) -> TokenStream {
    let module = |of: &Ident, items: TokenStream, file: &File<'_>| {
        let about = ["How ", &docs::code(&of.to_string()), " is stored."].concat();
        let module = RustFile {
            docs: docs::lines(&[about]),
            attributes: Vec::new(),
            head: vec![file.uses()],
            items: vec![items],
        };
        module.module(&names::Scope::default().snake(&of.to_string()), false)
    };
    let enums = bound.enums.iter().map(|theirs| {
        let file = File::of_patterns(model, names);
        module(&theirs.name, enums::of_theirs(&file, theirs), &file)
    });
    let newtypes = bound.newtypes.iter().map(|(name, keyed)| {
        let file = File::of_patterns(model, names);
        module(name, enums::of_newtype(&file, name, *keyed), &file)
    });
    let name = free(bound, "values");
    quote! {
        /// How values are stored.
        mod #name { #(#enums)* #(#newtypes)* }
    }
}

/// The module of one entity, beside its struct.
pub(crate) fn beside(model: &Model, id: EntityId, bound: &Bound) -> TokenStream {
    let names = Names::of(model, None, Some(bound));
    let module = entity::emit(model, &names, id).module(&names.entity(id).module, true);
    quote! {
        #[allow(unused_imports, unreachable_pub, private_interfaces, dead_code, clippy::pedantic)]
        #module
    }
}

/// The fields that the struct of an entity has.
pub(crate) fn fields_of(model: &Model, id: EntityId) -> Vec<FieldOf> {
    let bound = Bound::default();
    let names = Names::of(model, None, Some(&bound));
    let file = File::of_entity(model, &names, id);
    let mut attributes = model.entity(id).attributes.iter();
    let all = entity::fields(&file, id).into_iter().filter_map(|field| {
        let attribute = attributes.find(|attribute| attribute.derived.is_none())?;
        Some(FieldOf {
            attribute: attribute.name.clone(),
            name: field.name,
            shown: crate::print::kind(&field.kind),
            values: names::values(&attribute.kind).map(<[String]>::to_vec),
        })
    });
    all.collect()
}

/// What values are stored as, in the scope of their types.
pub(crate) fn here(model: &Model, bound: &Bound) -> TokenStream {
    let names = Names::of(model, None, Some(bound));
    let enums = bound.enums.iter().map(|theirs| {
        let file = File::new(model, &names);
        let items = enums::of_theirs(&file, theirs);
        let uses = file.uses();
        quote!(const _: () = { #uses #items };)
    });
    let structs = structs::emit(model, &names).map(|(_, file)| {
        let RustFile { head, items, .. } = file;
        quote!(const _: () = { #(#head)* #(#items)* };)
    });
    let structs: TokenStream = structs.into_iter().collect();
    let newtypes = bound.newtypes.iter().map(|(name, keyed)| {
        let file = File::new(model, &names);
        let items = enums::of_newtype(&file, name, *keyed);
        let uses = file.uses();
        quote!(const _: () = { #uses #items };)
    });
    quote!(#(#enums)* #(#newtypes)* #structs)
}

/// A name that the module does not have.
fn free(bound: &Bound, name: &str) -> Ident {
    let mut scope = names::Scope::with(bound.taken.iter().map(String::as_str));
    scope.snake(name)
}
