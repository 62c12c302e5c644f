//! Structs of named fields.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::file::File;

/// A field.
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: Ident,
    /// Its type.
    pub(crate) kind: TokenStream,
    /// Its documentation.
    pub(crate) docs: TokenStream,
    /// Whether it is never printed.
    pub(crate) sensitive: bool,
}

/// A struct with everything a value needs. Where a field is never printed, `Debug` is written out.
pub(crate) fn structure(
    file: &File<'_>,
    name: &Ident,
    docs: &TokenStream,
    fields: &[Field],
) -> Vec<TokenStream> {
    let members = fields.iter().map(|field| {
        let Field {
            name, kind, docs, ..
        } = field;
        quote!(#docs pub #name: #kind)
    });
    let members = quote!(#(#members),*);
    if !fields.iter().any(|field| field.sensitive) {
        return vec![quote! {
            #docs
            #[derive(Debug, Clone, PartialEq)]
            pub struct #name { #members }
        }];
    }
    let shape = quote! {
        #docs
        #[derive(Clone, PartialEq)]
        pub struct #name { #members }
    };
    vec![shape, debug(file, name, fields)]
}

/// A struct of values that a caller has and lends for one call. Where a field is never printed, neither is
/// the struct.
pub(crate) fn lent(
    name: &Ident,
    docs: &TokenStream,
    fields: &[Field],
    borrows: bool,
) -> TokenStream {
    let members = fields.iter().map(|field| {
        let Field {
            name, kind, docs, ..
        } = field;
        quote!(#docs pub #name: #kind)
    });
    let lifetime = borrows.then(|| quote!(<'a>));
    let debug = (!fields.iter().any(|field| field.sensitive)).then(|| quote!(Debug,));
    quote! {
        #docs
        #[derive(#debug Clone, Copy, PartialEq)]
        pub struct #name #lifetime { #(#members),* }
    }
}

/// `Debug` that hides what is sensitive.
pub(crate) fn debug(file: &File<'_>, name: &Ident, fields: &[Field]) -> TokenStream {
    let fmt = file.std_module("fmt");
    let calls = fields.iter().map(|field| {
        let (text, name) = (crate::names::plain(&field.name), &field.name);
        if field.sensitive {
            quote!(.field(#text, &format_args!("<sensitive>")))
        } else {
            quote!(.field(#text, &self.#name))
        }
    });
    let text = crate::names::plain(name);
    let head = file.impl_head(&quote!(#fmt::Debug for), &quote!(#name));
    quote! {
        #head {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct(#text) #(#calls)* .finish()
            }
        }
    }
}
