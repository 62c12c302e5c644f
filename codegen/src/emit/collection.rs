//! What a read of several entities gives: an enum of them, and a struct of them by entity.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::{EntityId, IndexId};

use super::{call::Call, decode};
use crate::{docs, file::File, names};

/// An enum of entities, in the order of the model, and a struct of them by entity.
pub(crate) fn emit(
    call: &Call<'_>,
    entities: &[EntityId],
    index: Option<IndexId>,
) -> Vec<TokenStream> {
    let (file, name, grouped) = (call.file, &call.names.kind, &call.names.grouped);
    let mut variants = names::Scope::with([]);
    let mut lists = names::Scope::with([]);
    let members: Vec<Member> = entities
        .iter()
        .enumerate()
        .map(|(at, id)| Member {
            kind: match call.names.parts.get(at) {
                Some(part) => quote!(#part),
                None => file.entity(*id),
            },
            decode: match call.names.parts.get(at) {
                Some(part) => quote!(#part::from_item),
                None => decode::whole(file, *id, index),
            },
            variant: variants.camel(&file.model.entity(*id).name),
            list: lists.plural(&file.model.entity(*id).name),
            name: &file.model.entity(*id).name,
        })
        .collect();
    let docs = docs::sentence(["What ", &docs::code(&call.pattern.name), " finds."].concat());
    let shapes = members.iter().map(|member| {
        let Member {
            kind,
            variant,
            name,
            ..
        } = member;
        let docs = docs::sentence([&docs::one(name), "."].concat());
        quote!(#docs #variant(#kind))
    });
    let shape = quote! {
        #docs
        #[allow(clippy::large_enum_variant)]
        #[derive(Debug, Clone, PartialEq)]
        pub enum #name { #(#shapes),* }
    };
    let mut items = vec![shape, methods(file, name, grouped, &members)];
    items.push(grouped_shape(call, &members));
    items
}

struct Member<'a> {
    kind: TokenStream,
    decode: TokenStream,
    variant: Ident,
    list: Ident,
    name: &'a str,
}

fn methods(file: &File<'_>, name: &Ident, grouped: &Ident, members: &[Member<'_>]) -> TokenStream {
    let (item, failed) = (file.runtime("ItemRef"), file.runtime("DecodeError"));
    let (result, option) = (
        file.prelude("result", "Result"),
        file.prelude("option", "Option"),
    );
    let tries = members.iter().map(
        |Member {
             decode, variant, ..
         }| {
            // A closure has to stand in parentheses to be called.
            let closure = decode.to_string().starts_with('|');
            let decode = if closure {
                quote!((#decode))
            } else {
                decode.clone()
            };
            quote! {
                if let Some(found) = #decode(item)? {
                    return Ok(Some(Self::#variant(found)));
                }
            }
        },
    );
    let arms = members.iter().map(
        |Member { variant, list, .. }| quote!(Self::#variant(one) => grouped.#list.push(one),),
    );
    quote! {
        impl #name {
            /// The items by entity, in their order.
            pub fn grouped(items: impl IntoIterator<Item = Self>) -> #grouped {
                let mut grouped = #grouped::default();
                for item in items {
                    match item { #(#arms)* }
                }
                grouped
            }
            fn from_item(item: #item<'_>) -> #result<#option<Self>, #failed> {
                #(#tries)*
                Ok(None)
            }
        }
    }
}

fn grouped_shape(call: &Call<'_>, members: &[Member<'_>]) -> TokenStream {
    let vec = call.file.prelude("vec", "Vec");
    let docs = docs::sentence(
        [
            "What ",
            &docs::code(&call.pattern.name),
            " finds, by entity.",
        ]
        .concat(),
    );
    let lists = members.iter().map(
        |Member {
             kind, list, name, ..
         }| {
            let docs = docs::sentence(["Each ", &docs::code(name), "."].concat());
            quote!(#docs pub #list: #vec<#kind>)
        },
    );
    let grouped = &call.names.grouped;
    quote! {
        #docs
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct #grouped { #(#lists),* }
    }
}
