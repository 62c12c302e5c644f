//! `#[table(…)]` on a module.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Item, ItemMod, ItemStruct, parse_quote};
use tablewright_codegen::{Bound, BoundEnum, embed, missing, shard_fields};
use tablewright_modeler::{Checked, CheckedModule, check_module};

use crate::{marks, say};

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
    let found = check_module(&module);
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

/// What is generated. Of a model that could not be read nothing follows.
fn made(found: &CheckedModule, module: &ItemMod) -> TokenStream {
    let Checked {
        model, plan, draft, ..
    } = &found.checked;
    if draft.incomplete || model.incomplete {
        return TokenStream::new();
    }
    let lacks = missing(model, plan).into_iter().map(|one| {
        let text = format!("`{}`: {}", one.of, one.what);
        say::error(&text, module.ident.span(), module.ident.span())
    });
    let lacks: TokenStream = lacks.collect();
    if !lacks.is_empty() {
        return lacks;
    }
    let bound = bound(found, module);
    let unsharded = unsharded(&found.checked, &bound, module);
    if !unsharded.is_empty() {
        return unsharded;
    }
    embed(model, plan, &bound)
}

/// The structs that have no field for the write shard that they lie in.
fn unsharded(checked: &Checked, bound: &Bound, module: &ItemMod) -> TokenStream {
    let lacks = shard_fields(&checked.model, bound).into_iter().filter_map(|(owner, field)| {
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

fn structs(module: &ItemMod) -> impl Iterator<Item = &ItemStruct> {
    let items = module.content.iter().flat_map(|(_, items)| items);
    items.filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    })
}

/// What the module calls its own types.
fn bound(found: &CheckedModule, module: &ItemMod) -> Bound {
    let items = module.content.iter().flat_map(|(_, items)| items);
    let enums = found.types.enums.iter().map(|one| BoundEnum {
        name: one.name.clone(),
        variants: one.variants.clone(),
        other: one.other.clone(),
    });
    let fields = found.types.enum_fields.iter();
    let fields = fields.map(|(owner, field, of)| {
        let of = Ident::new(of, Span::call_site());
        (owner.clone(), field.clone(), of)
    });
    let typed = found.types.typed.iter();
    let typed = typed.map(|one| (one.owner.clone(), one.name.clone(), one.kind));
    Bound {
        taken: items.filter_map(name).collect(),
        enums: enums.collect(),
        fields: fields.collect(),
        typed: typed.collect(),
    }
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Mod(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
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
