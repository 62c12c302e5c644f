//! What stands in for generated code where a model could not be read, so that one mistake is one message and not
//! one more wherever something is used.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{ItemMod, ItemStruct};
use tablewright_modeler::frontend::attrs;

use crate::bound::structs;

/// A client without patterns, and entities that are neither stored nor read.
pub(crate) fn module(module: &ItemMod) -> TokenStream {
    let client = client(&module.ident.to_string());
    let taken = structs(module).any(|item| item.ident == client);
    let client = (!taken).then(|| {
        quote! {
            /// Works on the table, once the model can be read.
            #[derive(Debug, Clone)]
            pub struct #client {
                table: ::tablewright::Table,
            }

            impl #client {
                /// Works on a table that is there.
                pub fn new(client: ::tablewright::aws_sdk_dynamodb::Client, table_name: &str) -> Self {
                    Self { table: ::tablewright::Table::new(client, table_name) }
                }

                /// The table.
                pub fn table(&self) -> &::tablewright::Table {
                    &self.table
                }
            }
        }
    });
    let entities = structs(module).filter(|item| attrs::derives(&item.attrs, "Entity"));
    let entities = entities.map(entity);
    quote!(#client #(#entities)*)
}

/// An entity that is neither stored nor read.
pub(crate) fn entity(item: &ItemStruct) -> TokenStream {
    let (name, text) = (&item.ident, item.ident.to_string());
    let (parameters, arguments, bounds) = item.generics.split_for_impl();
    quote! {
        impl #parameters ::tablewright::Entity for #name #arguments #bounds {
            const NAME: &'static str = #text;
            const ATTRIBUTES: &'static [&'static str] = &[];

            fn to_item(
                &self,
            ) -> ::core::result::Result<::tablewright::Item, ::tablewright::Invalid> {
                ::core::unreachable!("it does not compile")
            }

            fn from_item(
                _: ::tablewright::ItemRef<'_>,
            ) -> ::core::result::Result<::core::option::Option<Self>, ::tablewright::DecodeError> {
                ::core::unreachable!("it does not compile")
            }
        }
    }
}

/// The name of the client: that of the module, in the case of types.
fn client(module: &str) -> Ident {
    let words = module.trim_start_matches("r#").split('_');
    let name: String = words
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect();
    Ident::new(&name, Span::call_site())
}
