//! A read by a unique value: its marker says where the item is.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Lookup, Operation};

use super::{call::Call, conditions, output, target};

/// The method. The value may have changed between the two requests, so that the second one is a Query of the
/// one item, which has a filter.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, lookup: &Lookup) -> TokenStream {
    let (file, name) = (call.file, &call.pattern.name);
    let output = output::of_read(call, &[lookup.entity], None);
    let (kind, decode, project) = (&output.kind, &output.decode, &output.project);
    let (get, query) = (file.runtime("Get"), file.runtime("Query"));
    let (partition, option) = (file.runtime("Partition"), file.prelude("option", "Option"));
    let key = target::marker(call, lookup.entity, lookup.unique, &lookup.marker);
    let owner = file.within(lookup.entity, &file.names.entity(lookup.entity).owner);
    let consistent = lookup.consistent.then(|| quote!(.consistent()));
    let filter = conditions::all(call, None, &lookup.filter).map(|all| quote!(.filter(#all)));
    let [marker, found] = ["marker", "found"].map(|name| call.local(name));
    let [table_partition, sort] = ["partition", "sort"].map(|name| call.local(name));
    let names: Vec<&str> = file.table_of(lookup.entity).key_names().collect();
    let (first, second) = (names.first(), names.get(1));
    let (values, sorted) = match second {
        Some(second) => {
            let sort_key = file.runtime("SortKey");
            (
                quote!((#table_partition, #sort)),
                quote!(.sort(#second, #sort_key::value(#sort))),
            )
        }
        None => (quote!(#table_partition), TokenStream::new()),
    };
    let table = file.client_of(lookup.entity);
    let body = quote! {
        let #marker = #get::new(&#table, #name, #key, #owner) #consistent;
        let Some(#values) = #marker.await? else { return Ok(None); };
        let #found = #query::on_table(
            &#table,
            #name,
            #partition::value(#first, #table_partition),
            #decode,
        );
        #found #sorted #filter #consistent #project .first().await
    };
    call.sending(operation, &quote!(#option<#kind>), &body)
}
