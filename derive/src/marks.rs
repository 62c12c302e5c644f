//! What the macros leave on a module for each other and take away.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item, ItemMod, Meta, parse_quote};
use tablewright_modeler::frontend::attrs;

/// Says to a derive that the module's macro does its work.
const IN_TABLE: &str = "in_table";

/// The module as the compiler is to see it: without patterns, and without what only the model needs.
pub(crate) fn plain(mut module: ItemMod, sensitive: &[String]) -> ItemMod {
    module
        .attrs
        .retain(|one| !is_ours(one, &["table", "model", "index"]));
    if let Some((_, items)) = &mut module.content {
        items.retain(|item| !attrs::is_pattern(item));
        for item in items {
            match item {
                Item::Struct(item) => {
                    mark(&mut item.attrs);
                    if sensitive.contains(&item.ident.to_string()) {
                        item.attrs.iter_mut().for_each(without_debug);
                    }
                }
                Item::Enum(item) => mark(&mut item.attrs),
                _ => {}
            }
        }
    }
    module
}

/// Whether a derive has nothing to do.
pub(crate) fn is_marked(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|one| match &one.meta {
        Meta::List(list) if list.path.is_ident("entity") => list.tokens.to_string() == IN_TABLE,
        _ => false,
    })
}

fn mark(attrs: &mut Vec<Attribute>) {
    let derives = |name: &str| attrs::derives(attrs, name);
    if derives("Entity") || derives("Value") {
        attrs.push(parse_quote!(#[entity(in_table)]));
    }
}

/// Whether an attribute is one of ours.
fn is_ours(attribute: &Attribute, names: &[&str]) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// A derive without `Debug`, which is written where something must not be printed.
fn without_debug(attribute: &mut Attribute) {
    if !attribute.path().is_ident("derive") {
        return;
    }
    let mut kept: Vec<TokenStream> = Vec::new();
    // A derive that cannot be read is the compiler's to complain about.
    let read = attribute.parse_nested_meta(|path| {
        if path
            .path
            .segments
            .last()
            .is_none_or(|last| last.ident != "Debug")
        {
            kept.push(path.path.to_token_stream());
        }
        Ok(())
    });
    if read.is_ok() {
        *attribute = parse_quote!(#[derive(#(#kept),*)]);
    }
}
