//! The derives outside of a module with `#[table]`.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Item, ItemEnum, ItemMod, ItemStruct};
use tablewright_codegen::{Place, embed_entity, embed_values};
use tablewright_modeler::{check_module, frontend::attrs};

use crate::{
    bound::{aliases, bound},
    marks, of_model, parameters, say, stub,
    table::unsharded,
};

/// `#[derive(Entity)]`.
pub(crate) fn entity(item: TokenStream) -> TokenStream {
    match syn::parse2::<Item>(item) {
        Ok(Item::Struct(item)) if marks::is_marked(&item.attrs) => TokenStream::new(),
        Ok(Item::Struct(item)) => match attrs::model_of(&item.attrs) {
            Some((path, at)) => of_model::entity(&item, &path, at),
            None => one(&item),
        },
        Ok(Item::Enum(item)) => say::error(
            "an entity is a struct",
            item.ident.span(),
            item.ident.span(),
        ),
        Ok(_) => say::error(
            "an entity is a struct",
            Span::call_site(),
            Span::call_site(),
        ),
        Err(error) => error.into_compile_error(),
    }
}

/// `#[derive(Value)]`.
pub(crate) fn value(item: TokenStream) -> TokenStream {
    match syn::parse2::<Item>(item) {
        Ok(Item::Struct(ItemStruct { attrs, .. }) | Item::Enum(ItemEnum { attrs, .. }))
            if marks::is_marked(&attrs) =>
        {
            TokenStream::new()
        }
        Ok(Item::Struct(item)) => values(&attrs::around_struct(&item)),
        Ok(Item::Enum(item)) => values(&attrs::around_enum(&item)),
        Ok(_) => say::error(
            "a value is a struct or an enum",
            Span::call_site(),
            Span::call_site(),
        ),
        Err(error) => error.into_compile_error(),
    }
}

fn one(item: &ItemStruct) -> TokenStream {
    let module = attrs::around_entity(item);
    let found = check_module(&module, true);
    let said = say::findings(&found);
    let checked = &found.checked;
    let stub = stub::entity(item);
    if checked.draft.incomplete || checked.model.incomplete {
        return quote!(#said #stub);
    }
    let mut bound = bound(&found.types, &module, Place::Beside);
    bound.parameters = parameters::of(item, &found.types);
    let unsharded = unsharded(checked, &bound, &module);
    if !unsharded.is_empty() {
        return quote!(#said #unsharded #stub);
    }
    let Some(id) = checked.model.entity_ids().next() else {
        return said;
    };
    let aliases = aliases(&found.types, &module);
    let keyed = parameters::in_keys(item, &checked.model, id, &bound.parameters);
    if !keyed.is_empty() {
        return quote!(#said #keyed #stub);
    }
    let made = embed_entity(&checked.model, id, &bound);
    quote!(#aliases #made #said)
}

fn values(module: &ItemMod) -> TokenStream {
    let found = check_module(module, true);
    let said = say::findings(&found);
    let checked = &found.checked;
    if checked.draft.incomplete || checked.model.incomplete {
        return said;
    }
    let bound = bound(&found.types, module, Place::Here);
    let aliases = aliases(&found.types, module);
    let made = embed_values(&checked.model, &bound);
    quote!(#aliases #made #said)
}
