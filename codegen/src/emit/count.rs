//! How many items a Query or a Scan finds.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::{
    model::{EntityId, IndexId},
    plan::{Operation, Query, Scan},
};

use super::{call::Call, conditions, decode, query, scan};

/// The method of a Query.
pub(crate) fn of_query(call: &Call<'_>, operation: &Operation, query: &Query) -> TokenStream {
    let decode = decode(call, &query.entities);
    let names = query::names_of_one(call, query);
    let one = Call {
        names: &names,
        ..*call
    };
    let (_, head, mut rest) = query::request(&one, query, &decode);
    let tag = tag(call, &query.entities, query.index);
    if let Some(filter) = conditions::all(&one, tag, &query.filter) {
        rest.extend(quote!(.filter(#filter)));
    }
    rest.extend(query::refinements(query.consistent, None));
    if query.lists.is_empty() {
        return counted(call, operation, "query", &head, &rest);
    }
    rest.extend(query::cursor_keys(
        call,
        query.entities[0],
        &query::key_names(call, query),
    ));
    let one_query = one.chain("query", &head, &rest);
    let (before, scatter) = query::scattered(call, &one, query, &one_query);
    let body = quote!(#before #scatter.count().await);
    call.sending(operation, &quote!(u64), &body)
}

/// The method of a Scan.
pub(crate) fn of_scan(call: &Call<'_>, operation: &Operation, scan: &Scan) -> TokenStream {
    let builder = call.file.runtime("Scan");
    let (decode, name) = (decode(call, &scan.entities), &call.pattern.name);
    let table = call.file.client_of(scan.entities[0]);
    let head = quote!(#builder::of_table(&#table, #name, #decode));
    let mut rest = TokenStream::new();
    let tag = tag(call, &scan.entities, None);
    if let Some(filter) = conditions::all(call, tag, &scan.filter) {
        rest.extend(quote!(.filter(#filter)));
    }
    rest.extend(query::refinements(scan.consistent, None));
    counted(call, operation, "scan", &head, &rest)
}

fn counted(
    call: &Call<'_>,
    operation: &Operation,
    name: &str,
    head: &TokenStream,
    rest: &TokenStream,
) -> TokenStream {
    let body = call.chain(name, head, &quote!(#rest.count().await));
    call.sending(operation, &quote!(u64), &body)
}

/// What would read the items; nothing is fetched, so that any of the entities does.
fn decode(call: &Call<'_>, entities: &[EntityId]) -> TokenStream {
    call.file.bring("Entity");
    match entities.first() {
        Some(first) => {
            let owner = call.file.entity(*first);
            quote!(#owner::from_item)
        }
        None => quote!(|_| Ok(None::<()>)),
    }
}

/// What else lies there is told apart by the tag, where it is carried.
fn tag(call: &Call<'_>, entities: &[EntityId], index: Option<IndexId>) -> Option<TokenStream> {
    let tag = call.file.table_of(*entities.first()?).tag.as_deref();
    let carried = index.is_none_or(|index| decode::carries(call.file, index, tag));
    carried.then(|| scan::tag(call, entities)).flatten()
}
