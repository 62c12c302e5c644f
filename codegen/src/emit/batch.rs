//! BatchGetItem and BatchWriteItem: many items by their keys.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{ParameterId, WriteKind},
    plan::{Get, Operation, WritePlan},
};

use super::{call::Call, output, put, target};
use crate::names::{PatternNames, Scope};

/// The method of a get of many keys, or of the keys that lists make.
pub(crate) fn get(call: &Call<'_>, operation: &Operation, get: &Get) -> TokenStream {
    let builder = call.file.runtime("BatchGet");
    let output = output::of_batch(call, get.entity);
    let (kind, decode, name) = (&output.kind, &output.decode, &call.pattern.name);
    let keys = call.local("keys");
    let names = one_of_each(call, &get.lists);
    let one = Call {
        names: &names,
        ..*call
    };
    let key = target::key(&one, get.entity, &get.partition, get.sort.as_ref());
    let (arguments, made) = match get.batch {
        Some(_) => {
            let (argument, each) = many(call);
            let list = call.local(&argument.0);
            let kind = argument.1;
            (
                vec![quote!(#list: &[#kind])],
                quote!(let #keys = #list.iter().map(|#each| #key);),
            )
        }
        None => (
            call.arguments(),
            product(&one, call, &get.lists, (&keys, &key)),
        ),
    };
    let head = quote!(#builder::new(&self.table, #name, #keys, #decode));
    let mut rest = TokenStream::new();
    if get.consistent {
        rest.extend(quote!(.consistent()));
    }
    rest.extend(output.project);
    let body = call.chain("batch", &head, &rest);
    call.method_of(
        operation,
        &arguments,
        &["An answer for each key, in their order.".to_owned()],
        &quote!(#builder<#kind>),
        &quote!(#made #body),
    )
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

/// The names of a pattern inside of loops over its lists, where each is one of their values.
fn one_of_each(call: &Call<'_>, lists: &[ParameterId]) -> PatternNames {
    let mut names = call.names.clone();
    let mut scope = Scope::default();
    names.arguments.iter().for_each(|taken| scope.occupy(taken));
    for list in lists {
        names.arguments[list.index()] = scope.singular(&call.parameter(*list).name);
    }
    names
}

/// A key for each combination of the values of lists.
fn product(
    one: &Call<'_>,
    call: &Call<'_>,
    lists: &[ParameterId],
    (keys, key): (&Ident, &TokenStream),
) -> TokenStream {
    if let [list] = lists {
        let (value, list) = (one.argument(*list), call.argument(*list));
        return quote!(let #keys = #list.iter().map(|&#value| #key););
    }
    let inner = quote!(#keys.push(#key););
    let loops = lists.iter().rev().fold(inner, |inner, list| {
        let (value, list) = (one.argument(*list), call.argument(*list));
        quote!(for &#value in #list { #inner })
    });
    quote!(let mut #keys = Vec::new(); #loops)
}

/// The method of a put or a delete of many items; none where the plan has no key.
pub(crate) fn write(
    call: &Call<'_>,
    operation: &Operation,
    plan: &WritePlan,
) -> Option<TokenStream> {
    let builder = call.file.runtime("BatchWrite");
    let name = &call.pattern.name;
    let batch = call.local("batch");
    let start = quote!(#builder::new(&self.table, #name));
    if plan.kind == WriteKind::Put {
        let names = call.names.steps.first()?;
        let (item, items) = (names.item.as_ref()?, names.argument.as_ref()?);
        call.file.bring("Entity");
        let before = put::overridden(call, plan, item);
        let owner = call.file.entity(plan.entity);
        let mut arguments = vec![quote!(#items: &[#owner])];
        arguments.extend(call.arguments());
        let body = quote! {
            let mut #batch = #start;
            for #item in #items {
                #before
                #batch = #batch.put(#item.to_item());
            }
            #batch
        };
        let about = put::about(call, plan, item);
        return Some(call.method_of(operation, &arguments, &about, &builder, &body));
    }
    let key = target::of_write(call, plan)?;
    let ((list, kind), each) = many(call);
    let list = call.local(&list);
    let body = quote! {
        let mut #batch = #start;
        for #each in #list {
            #batch = #batch.delete(#key);
        }
        #batch
    };
    let arguments = [quote!(#list: &[#kind])];
    Some(call.method_of(operation, &arguments, &[], &builder, &body))
}
