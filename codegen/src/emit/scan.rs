//! Scan: the only way left, or one that the model accepts.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Operation, Scan};

use super::{call::Call, conditions, output, query};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, scan: &Scan) -> TokenStream {
    let builder = call.file.runtime("Scan");
    let output = output::of_read(call, &scan.entities, None);
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let mut body = quote!(#builder::of_table(&self.table, #name, #decode));
    let filter = conditions::all(call, &scan.filter);
    match (tag(call, scan), filter) {
        (Some(tag), Some(filter)) => body.extend(quote!(.filter(#tag.and(#filter)))),
        (Some(one), None) | (None, Some(one)) => body.extend(quote!(.filter(#one))),
        (None, None) => {}
    }
    body.extend(query::refinements(scan.consistent, scan.limit));
    body.extend(output.project);
    body.extend(query::cursor_keys(call, &[]));
    call.method(operation, None, &[], &quote!(#builder<#kind>), &body)
}

/// Whose items are wanted: what else the table holds need not come over the network.
fn tag(call: &Call<'_>, scan: &Scan) -> Option<TokenStream> {
    let (tag, path) = (call.file.model.table.tag.as_ref()?, call.file.runtime("path"));
    let names: Vec<&str> =
        scan.entities.iter().map(|id| call.file.model.entity(*id).name.as_str()).collect();
    Some(match names.as_slice() {
        [one] => quote!(#path(#tag).eq(#one)),
        several => quote!(#path(#tag).is_in([#(#several),*])),
    })
}
