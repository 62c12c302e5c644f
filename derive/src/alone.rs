//! The derives outside of a module with `#[table]`.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::marks;

/// `#[derive(Entity)]`.
pub(crate) fn entity(item: TokenStream) -> TokenStream {
    match syn::parse2::<DeriveInput>(item) {
        Ok(item) if marks::is_marked(&item.attrs) => TokenStream::new(),
        Ok(_) => TokenStream::new(),
        Err(error) => error.into_compile_error(),
    }
}

/// `#[derive(Value)]`.
pub(crate) fn value(item: TokenStream) -> TokenStream {
    match syn::parse2::<DeriveInput>(item) {
        Ok(item) if marks::is_marked(&item.attrs) => TokenStream::new(),
        Ok(_) => TokenStream::new(),
        Err(error) => error.into_compile_error(),
    }
}
