//! The lists of a pattern: what a caller gives, and the shards and times that the code finds.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::ParameterId;

use super::{call::Call, shards};
use crate::{
    names::{PatternNames, Scope},
    print,
};

/// The names of a pattern inside of loops over its lists, where each is one of their values.
pub(crate) fn one_of_each(call: &Call<'_>, lists: &[ParameterId]) -> PatternNames {
    let mut names = call.names.clone();
    let mut scope = Scope::default();
    // A list that no caller gives is no variable.
    let is_free = |id: &ParameterId| lists.contains(id) && call.parameter(*id).is_hidden();
    let taken = call.all_parameters().filter(|id| !is_free(id));
    taken.for_each(|id| scope.occupy(call.argument(id)));
    for list in lists {
        let parameter = call.parameter(*list);
        names.arguments[list.index()] = match parameter.is_hidden() {
            true => scope.snake(&parameter.name),
            false => scope.singular(&parameter.name),
        };
    }
    names
}

/// What a list is iterated by.
fn iterated(call: &Call<'_>, list: ParameterId) -> TokenStream {
    match call.parameter(list).shard {
        Some(shard) => shards::several(call, list, shard),
        None => {
            let list = call.argument(list);
            quote!(#list.iter())
        }
    }
}

/// One value of a list, as a pattern.
fn bound(call: &Call<'_>, list: ParameterId, name: &Ident) -> TokenStream {
    match call.parameter(list).is_hidden() {
        true => quote!(#name),
        false => quote!(&#name),
    }
}

/// The values of a list, each made into something.
pub(crate) fn mapped(
    call: &Call<'_>,
    one: &Call<'_>,
    list: ParameterId,
    made: &TokenStream,
) -> TokenStream {
    let (values, value) = (iterated(call, list), bound(call, list, one.argument(list)));
    let made = block(made);
    quote!(#values.map(|#value| #made))
}

/// Statements and what they come to, as one expression.
pub(crate) fn block(made: &TokenStream) -> TokenStream {
    match print::last_expression(made) {
        (before, last) if before.is_empty() => last,
        _ => quote!({ #made }),
    }
}

/// Statements after which a variable has something for each combination of the values of lists; for one list,
/// an iterator.
pub(crate) fn product(
    call: &Call<'_>,
    one: &Call<'_>,
    lists: &[ParameterId],
    (all, made): (&Ident, &TokenStream),
) -> TokenStream {
    if let [list] = lists {
        let mapped = mapped(call, one, *list, made);
        return quote!(let #all = #mapped;);
    }
    let vec = call.file.prelude("vec", "Vec");
    let (before, last) = print::last_expression(made);
    let inner = quote!(#before #all.push(#last););
    let loops = lists.iter().rev().fold(inner, |inner, list| {
        let value = bound(call, *list, one.argument(*list));
        let values = match call.parameter(*list).is_hidden() {
            true => iterated(call, *list),
            false => {
                let list = call.argument(*list);
                quote!(#list)
            }
        };
        quote!(for #value in #values { #inner })
    });
    quote!(let mut #all = #vec::new(); #loops)
}
