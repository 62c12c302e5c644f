//! GetItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Get, Operation};

use super::{call::Call, output, target};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, get: &Get) -> TokenStream {
    let builder = call.file.runtime("Get");
    let output = output::of_read(call, &[get.entity], None);
    let key = target::key(call, get.entity, &get.partition, get.sort.as_ref());
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let head = quote!(#builder::new(&self.table, #name, #key, #decode));
    let mut rest = TokenStream::new();
    if get.consistent {
        rest.extend(quote!(.consistent()));
    }
    rest.extend(output.project);
    call.method(
        operation,
        None,
        &[],
        &quote!(#builder<#kind>),
        &call.chain("get", &head, &rest),
    )
}
