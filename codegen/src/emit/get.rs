//! GetItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Get, Operation, Query, SortCondition};

use super::{call::Call, output, query, target};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, get: &Get) -> TokenStream {
    if !get.filter.is_empty() {
        // A GetItem has no filter; a Query of the one item does.
        return query::emit(call, operation, &as_query(get));
    }
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

fn as_query(get: &Get) -> Query {
    Query {
        entities: vec![get.entity],
        index: None,
        partition: vec![get.partition.clone()],
        leading: Vec::new(),
        sort: get
            .sort
            .clone()
            .map_or(SortCondition::All, SortCondition::Equals),
        filter: get.filter.clone(),
        forward: true,
        limit: None,
        consistent: get.consistent,
        lists: Vec::new(),
        count: false,
        buckets: None,
    }
}
