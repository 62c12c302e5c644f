//! BatchGetItem and BatchWriteItem: many items by their keys.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::{
    model::{ParameterId, WriteKind},
    plan::{Get, Operation, WritePlan},
};

use super::{
    call::{Answer, Call},
    lists, output, put, shards, target,
};
use crate::{names::Scope, print};

/// The method of a get of many keys, or of the keys that lists make.
pub(crate) fn get(call: &Call<'_>, operation: &Operation, get: &Get) -> TokenStream {
    let builder = call.file.runtime("BatchGet");
    let output = output::of_batch(call, get.entity);
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let keys = call.local("keys");
    let names = lists::one_of_each(call, &get.lists);
    let one = Call {
        names: &names,
        ..*call
    };
    let of = (&get.partition, get.sort.as_ref());
    let found = target::keys(&one, get.entity, of, get.tries);
    let (new, mut key) = (found.constructor(), found.keys);
    if found.several {
        let vec = call.file.prelude("vec", "Vec");
        key = quote!(#key.collect::<#vec<_>>());
    }
    let (arguments, made) = match get.batch {
        Some(_) => {
            let (argument, each) = many(call);
            let list = call.local(&argument.0);
            let kind = argument.1;
            let found = shards::before(call);
            let key = lists::block(&quote!(#found #key));
            (
                vec![quote!(#list: &[#kind])],
                quote!(let #keys = #list.iter().map(|#each| #key);),
            )
        }
        None => (
            call.arguments(),
            lists::product(call, &one, &get.lists, (&keys, &key)),
        ),
    };
    let table = call.file.client_of(get.entity);
    let head = quote!(#builder::#new(&#table, #name, #keys, #decode));
    let mut rest = TokenStream::new();
    if get.consistent {
        rest.extend(quote!(.consistent()));
    }
    rest.extend(output.project);
    let body = call.chain("batch", &head, &rest);
    let (vec, option) = (
        call.file.prelude("vec", "Vec"),
        call.file.prelude("option", "Option"),
    );
    if get.sum {
        let (parts, sum) = (call.local("parts"), call.file.runtime("Sum"));
        let bound = match rest.is_empty() || print::is_short(&head) {
            true => quote!(let #parts = #head #rest;),
            false => quote!(let #parts = #head; let #parts = #parts #rest;),
        };
        return call.method_of(
            operation,
            &arguments,
            &["The parts are added up; none where nothing was counted yet.".to_owned()],
            &Answer::of(quote!(#sum<#kind>), quote!(#option<#kind>)),
            &quote!(#made #bound #sum::of(#parts, #kind::sum)),
        );
    }
    let about = ["An answer for each key, in their order.".to_owned()];
    let answer = Answer::of(quote!(#builder<#kind>), quote!(#vec<#option<#kind>>));
    let body = quote!(#made #body);
    match get.batch {
        Some(_) => call.method_in_loop(operation, &arguments, &about, &answer, &body),
        None => call.method_of(operation, &arguments, &about, &answer, &body),
    }
}

/// The name and the element type of the argument that holds many keys, and the pattern of one of them.
fn many(call: &Call<'_>) -> ((String, TokenStream), TokenStream) {
    let parameters: Vec<ParameterId> = call.parameters().collect();
    let names = parameters.iter().map(|id| call.argument(*id));
    let kinds = parameters.iter().map(|id| call.argument_type(*id));
    match parameters.as_slice() {
        [only] => {
            let name = Scope::default().plural(&call.parameter(*only).name);
            let (kind, one) = (call.argument_type(*only), call.argument(*only));
            ((crate::names::plain(&name), kind), quote!(&#one))
        }
        _ => (
            ("keys".to_owned(), quote!((#(#kinds),*))),
            quote!(&(#(#names),*)),
        ),
    }
}

/// The method of a put or a delete of many items; none where the plan has no key.
pub(crate) fn write(
    call: &Call<'_>,
    operation: &Operation,
    plan: &WritePlan,
) -> Option<TokenStream> {
    let builder = call.file.runtime("BatchWrite");
    let answer = Answer::of(builder.clone(), quote!(()));
    let name = &call.pattern.name;
    let batch = call.local("batch");
    let table = call.file.client_of(plan.entity);
    let start = quote!(#builder::new(&#table, #name));
    if plan.kind == WriteKind::Put {
        let names = call.names.steps.first()?;
        let (item, items) = (names.item.as_ref()?, names.argument.as_ref()?);
        let before = put::overridden(call, plan, item);
        let owner = call.file.entity(plan.entity);
        let mut arguments = vec![quote!(#items: &[#owner])];
        arguments.extend(call.arguments());
        let put = match shards::is_looked_for(call.file, plan.entity) {
            true => {
                let keys = call.file.table_of(plan.entity).key_names();
                quote!(put_in_shards(&[#(#keys),*], #item.to_items()))
            }
            false => {
                call.file.bring("Entity");
                quote!(put(#item.to_item()))
            }
        };
        let body = quote! {
            let mut #batch = #start;
            for #item in #items {
                #before
                #batch = #batch.#put;
            }
            #batch
        };
        let about = put::about(call, plan, item);
        return Some(call.method_of(operation, &arguments, &about, &answer, &body));
    }
    let keys = target::keys_of_write(call, plan)?;
    let (found, key) = (shards::before(call), &keys.keys);
    let delete = match keys.several {
        true => quote!(delete_in_shards(#key)),
        false => quote!(delete(#key)),
    };
    let ((list, kind), each) = many(call);
    let list = call.local(&list);
    let body = quote! {
        let mut #batch = #start;
        for #each in #list {
            #found
            #batch = #batch.#delete;
        }
        #batch
    };
    let arguments = [quote!(#list: &[#kind])];
    Some(call.method_in_loop(operation, &arguments, &[], &answer, &body))
}
