//! GetItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Get, Operation};

use super::{
    call::{Answer, Call},
    output, target,
};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, get: &Get) -> TokenStream {
    let builder = call.file.runtime("Get");
    let output = output::of_read(call, &[get.entity], None);
    let keys = target::keys(
        call,
        get.entity,
        (&get.partition, get.sort.as_ref()),
        get.tries,
    );
    let (new, key) = (keys.constructor(), keys.keys);
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let table = call.file.client_of(get.entity);
    let head = quote!(#builder::#new(&#table, #name, #key, #decode));
    let mut rest = TokenStream::new();
    if get.consistent {
        rest.extend(quote!(.consistent()));
    }
    rest.extend(output.project);
    let option = call.file.prelude("option", "Option");
    call.method(
        operation,
        None,
        &[],
        &Answer::of(quote!(#builder<#kind>), quote!(#option<#kind>)),
        &call.chain("get", &head, &rest),
    )
}
