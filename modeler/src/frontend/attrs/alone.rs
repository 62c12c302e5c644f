//! A struct without a module: the table around it is the usual one.
//!
//! A derive is not shown the derives of its struct, so that it says again what it is.

use proc_macro2::{Ident, Literal, Span as TokenSpan, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, ItemEnum, ItemMod, ItemStruct, Meta, parse_quote};

use super::{
    attributes::{self, ENTITY},
    words::{self, Part},
};

/// A module with the one entity in a table that has the usual names: keys `PK` and `SK`, a tag `type`, and
/// `GSI1PK` and `GSI1SK` in an index `GSI1`. `#[entity(table(…))]` names others.
pub fn around_entity(item: &ItemStruct) -> ItemMod {
    let said = parts(&item.attrs, ENTITY).find_map(|part| match part {
        Part::Group(name, group) if name.text() == "table" => Some(group.stream()),
        _ => None,
    });
    let keyed = |name: &str| {
        let mut parts = parts(&item.attrs, "key");
        parts.any(|part| matches!(part, Part::Pair(key, _) if key.text() == name))
    };
    let sort = keyed("sort").then(|| quote!(sort = SK,));
    let usual = quote!(partition = PK, #sort tag = type);
    let indexes = match &said {
        Some(said) if has(said.clone(), "indexes") => Vec::new(),
        _ => usual_indexes(&item.attrs),
    };
    let table = said.unwrap_or(usual);
    parse_quote! {
        #[table(#table)]
        #(#indexes)*
        mod alone {
            #[derive(Entity)]
            #item
        }
    }
}

/// A module with the one enum.
pub fn around_enum(item: &ItemEnum) -> ItemMod {
    parse_quote! {
        #[table(partition = PK)]
        mod alone {
            #[derive(Value)]
            #item
        }
    }
}

/// A module with the one struct, and an entity with an attribute of it.
pub fn around_struct(item: &ItemStruct) -> ItemMod {
    let name = &item.ident;
    let holder = Ident::new(&format!("{name}Holder"), TokenSpan::call_site());
    parse_quote! {
        #[table(partition = PK)]
        mod alone {
            #[derive(Value)]
            #item
            #[derive(Entity)]
            #[key(partition = "{id}")]
            struct #holder { id: String, value: #name }
        }
    }
}

/// The file of the model that a struct says it belongs to, with its place.
pub fn model_of(attrs: &[Attribute]) -> Option<(String, TokenSpan)> {
    parts(attrs, ENTITY).find_map(|part| match part {
        Part::Pair(name, value) if name.text() == "model" => {
            Some((value.string()?, value.ends().0))
        }
        _ => None,
    })
}

fn usual_indexes(attrs: &[Attribute]) -> Vec<Attribute> {
    let indexes = attrs.iter().filter(|one| attributes::is(one, "index"));
    let usual = indexes.filter_map(|one| {
        let mut parts = inside(one).into_iter();
        let Some(Part::Word(name)) = parts.next() else {
            return None;
        };
        let text = name.text();
        let keyed = parts
            .filter_map(|part| match part {
                Part::Pair(key, _) => Some(key.text()),
                _ => None,
            })
            .any(|key| key == "sort");
        let literal = |ending: &str| Literal::string(&[&text, ending].concat());
        let (partition, sort) = (literal("PK"), literal("SK"));
        let sort = keyed.then(|| quote!(sort = #sort));
        let name: TokenStream = name
            .tokens()
            .cloned()
            .collect::<Vec<TokenTree>>()
            .into_iter()
            .collect();
        Some(parse_quote!(#[index(#name, partition = #partition, #sort)]))
    });
    usual.collect()
}

fn has(tokens: TokenStream, name: &str) -> bool {
    words::parts(tokens)
        .iter()
        .flatten()
        .any(|part| match part {
            Part::Word(key) | Part::Pair(key, _) | Part::Group(key, _) => key.text() == name,
        })
}

fn parts<'a>(attrs: &'a [Attribute], name: &'a str) -> impl Iterator<Item = Part> + 'a {
    let mine = attrs.iter().filter(move |one| attributes::is(one, name));
    mine.flat_map(inside)
}

/// What can be read of an attribute; the rest has its finding when it is lowered.
fn inside(attribute: &Attribute) -> Vec<Part> {
    match &attribute.meta {
        Meta::List(list) => words::parts(list.tokens.clone())
            .into_iter()
            .flatten()
            .collect(),
        _ => Vec::new(),
    }
}
