//! `#[table(…)]` on a module.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, ItemMod, ItemStruct, parse_quote};
use tablewright_codegen::{Bound, Place, embed, missing, shard_fields};
use tablewright_modeler::{Checked, CheckedModule, check_module, frontend::attrs};

use crate::{
    bound::{aliases, bound, structs},
    marks, say, stub,
};

/// The module with what follows from it, and all that there is to say about it.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut module: ItemMod = match syn::parse2(item.clone()) {
        Ok(module) => module,
        Err(error) => {
            let error = error.into_compile_error();
            return quote!(#error #item);
        }
    };
    module.attrs.insert(0, parse_quote!(#[table(#arguments)]));
    let found = check_module(&module, false);
    let said = say::findings(&found);
    let made = made(&found, &module);
    let mut module = marks::plain(module, &sensitive(&found.checked));
    match &mut module.content {
        Some((_, items)) => items.push(Item::Verbatim(quote!(#made #said))),
        None => {
            let text = "a model is a module with its items in it: `mod name { … }`";
            let error = say::error(text, module.ident.span(), module.ident.span());
            return quote!(#error #module);
        }
    }
    quote!(#module)
}

/// What is generated. A model that could not be read gets what stands in for it.
fn made(found: &CheckedModule, module: &ItemMod) -> TokenStream {
    let Checked {
        model, plan, draft, ..
    } = &found.checked;
    if (draft.incomplete || model.incomplete) && !is_whole(found, module) {
        return stub::module(module);
    }
    let lacks = missing(model, plan).into_iter().map(|one| {
        let text = format!("`{}`: {}", one.of, one.what);
        say::error(&text, module.ident.span(), module.ident.span())
    });
    let lacks: TokenStream = lacks.collect();
    if !lacks.is_empty() {
        let stub = stub::module(module);
        return quote!(#lacks #stub);
    }
    let bound = bound(&found.types, module, Place::Within);
    let unsharded = unsharded(&found.checked, &bound, module);
    if !unsharded.is_empty() {
        let stub = stub::module(module);
        return quote!(#unsharded #stub);
    }
    let (aliases, made) = (aliases(&found.types, module), embed(model, plan, &bound));
    quote!(#aliases #made)
}

/// Whether all structs of a model with mistakes became what they say, so that what uses them is not told of
/// mistakes that it has not made.
fn is_whole(found: &CheckedModule, module: &ItemMod) -> bool {
    let model = &found.checked.model;
    let mut entities = structs(module).filter(|item| attrs::derives(&item.attrs, "Entity"));
    let became = |item: &ItemStruct| {
        let owner = item.ident.to_string();
        let Some(id) = model.entity_named(&owner) else {
            return false;
        };
        let entity = model.entity(id);
        let shards = entity.shards.len();
        let stored = entity
            .attributes
            .iter()
            .filter(|one| one.derived.is_none())
            .count();
        let skipped = found
            .types
            .skipped
            .iter()
            .filter(|(of, _)| *of == owner)
            .count();
        stored + skipped == item.fields.len() && shards <= stored
    };
    !found.types.unknown && !model.tables.is_empty() && entities.all(became)
}

/// The structs that have no field for the write shard that they lie in.
pub(crate) fn unsharded(checked: &Checked, bound: &Bound, module: &ItemMod) -> TokenStream {
    let fields = shard_fields(&checked.model, bound).into_iter();
    let lacks = fields.filter_map(|(owner, field)| {
        let item = structs(module).find(|item| item.ident == owner)?;
        let mut fields = item.fields.iter();
        if fields.any(|one| one.ident.as_ref() == Some(&field)) {
            return None;
        }
        let text = format!(
            "`{owner}` has no field for the write shard that it lies in\n  = help: add `pub {field}: Option<u32>`; it is `None` in a new one"
        );
        Some(say::error(&text, item.ident.span(), item.ident.span()))
    });
    lacks.collect()
}

/// The entities of which something must not be printed.
fn sensitive(checked: &Checked) -> Vec<String> {
    let entities = checked.model.entities.iter();
    let sensitive = entities.filter(|entity| {
        let mut attributes = entity.attributes.iter();
        attributes.any(|attribute| attribute.facts.sensitive)
    });
    sensitive.map(|entity| entity.name.clone()).collect()
}
