//! Scan: the only way left, or one that the model accepts.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::{
    model::EntityId,
    plan::{Operation, Scan},
};

use super::{
    call::{Answer, Call},
    conditions, output, query,
};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, scan: &Scan) -> TokenStream {
    let builder = call.file.runtime("Scan");
    let output = output::of_read(call, &scan.entities, None);
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let table = call.file.client_of(scan.entities[0]);
    let head = quote!(#builder::of_table(&#table, #name, #decode));
    let mut rest = TokenStream::new();
    if let Some(filter) = conditions::all(call, tag(call, &scan.entities), &scan.filter) {
        let keeps = query::keeps(call);
        rest.extend(quote!(.filter(#filter) #keeps));
    }
    rest.extend(query::refinements(scan.consistent, scan.limit));
    rest.extend(output.project);
    rest.extend(query::cursor_keys(call, scan.entities[0], &[]));
    call.method(
        operation,
        None,
        &[],
        &Answer::pages(quote!(#builder<#kind>)),
        &call.chain("scan", &head, &rest),
    )
}

/// Whose items are wanted: what else the table holds need not come over the network.
pub(crate) fn tag(call: &Call<'_>, entities: &[EntityId]) -> Option<TokenStream> {
    let table = call.file.table_of(*entities.first()?);
    let (tag, path) = (table.tag.as_ref()?, call.file.runtime("path"));
    let names: Vec<&str> = entities
        .iter()
        .map(|id| call.file.model.entity(*id).name.as_str())
        .collect();
    Some(match names.as_slice() {
        [one] => quote!(#path(#tag).eq(#one)),
        several => quote!(#path(#tag).is_in([#(#several),*])),
    })
}
