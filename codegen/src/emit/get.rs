//! GetItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Get, Operation};

use super::{call::Call, conditions, output, target};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, get: &Get) -> TokenStream {
    let builder = call.file.runtime("Get");
    let output = output::of_read(call, &[get.entity], None);
    let key = target::key(call, get.entity, &get.partition, get.sort.as_ref());
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let mut body = quote!(#builder::new(&self.table, #name, #key, #decode));
    if get.consistent {
        body.extend(quote!(.consistent()));
    }
    if let Some(filter) = conditions::all(call, &get.filter) {
        body.extend(quote!(.filter(#filter)));
    }
    body.extend(output.project);
    call.method(operation, None, &[], &quote!(#builder<#kind>), &body)
}
