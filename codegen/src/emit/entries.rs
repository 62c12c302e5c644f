//! What an update does to the entries of its item in indexes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{Literal, ParameterId, Type},
    plan::{EntryChange, EntryUpdate, KeyValue, WritePlan},
};

use super::{call::Call, keys, made::Made, pieces::Bound, values};
use crate::print;

/// Entries that depend on an argument need a choice; the last one is the answer.
pub(crate) fn with_choices(
    call: &Call<'_>,
    plan: &WritePlan,
    head: &TokenStream,
    rest: &TokenStream,
    last: &TokenStream,
) -> TokenStream {
    let update = call.local("update");
    let choices = choices(call, plan, &update);
    let first = if print::is_short(head) {
        quote!(let #update = #head #rest;)
    } else {
        quote!(let #update = #head; let #update = #update #rest;)
    };
    match choices.split_last() {
        None => call.chain("update", head, &quote!(#rest #last)),
        Some((answer, before)) if last.is_empty() => {
            quote!(#first #(let #update = #before;)* #answer)
        }
        Some(_) => quote!(#first #(let #update = #choices;)* #update #last),
    }
}

/// The entries that depend on an argument, each as an expression of the update.
pub(crate) fn choices(call: &Call<'_>, plan: &WritePlan, update: &Ident) -> Vec<TokenStream> {
    let choices = plan.entries.iter().filter_map(|entry| match &entry.change {
        EntryChange::SetIf(when, values) => {
            let tests = when.iter().map(|(id, literal)| test(call, *id, literal));
            let (set, remove) = (set(call, values), leave(call, entry));
            Some(quote!(if #(#tests)&&* { #update #set } else { #update #remove }))
        }
        _ => None,
    });
    choices.collect()
}

/// Whether an argument is a constant.
fn test(call: &Call<'_>, id: ParameterId, literal: &Literal) -> TokenStream {
    let (argument, parameter) = (call.argument(id), call.parameter(id));
    let of = call.attribute_of(parameter);
    match (
        values::constant(call.file, literal, &parameter.kind, of),
        &parameter.kind,
    ) {
        (Some(_), Type::Bool) if *literal == Literal::Bool(true) => quote!(#argument),
        (Some(_), Type::Bool) => quote!(!#argument),
        (Some(constant), Type::Enum(known)) => {
            let named = of.and_then(|of| Some((of, call.file.enum_of(of)?)));
            match (literal, named) {
                (Literal::Text(text), Some((of, name))) => {
                    let variant = values::variant(call.file, of, known, text);
                    quote!(*#argument == #name::#variant)
                }
                _ => quote!(#argument == #constant),
            }
        }
        // What is stored has its letters lowered, so that is what is compared.
        (Some(constant), Type::String)
            if of.is_some_and(|of| call.file.attribute(of).facts.lower) =>
        {
            let check = call.file.runtime("check");
            quote!(#check::lower(#argument) == #constant)
        }
        (Some(constant), _) => quote!(#argument == #constant),
        (None, kind) => {
            let key = call.file.runtime("key");
            let value = values::stored(call.file, Made::Plain(quote!(#argument)), kind).either();
            let text = match literal {
                Literal::Text(text) | Literal::Number(text) => text.clone(),
                Literal::Bool(value) => value.to_string(),
            };
            quote!(#key::text(&[&#value]).is_ok_and(|text| text == #text))
        }
    }
}

/// What happens to an entry whatever the arguments are.
pub(crate) fn always(call: &Call<'_>, entry: &EntryUpdate) -> Option<TokenStream> {
    match &entry.change {
        EntryChange::Leave => Some(leave(call, entry)),
        EntryChange::Set(values) => Some(set(call, values)),
        EntryChange::SetIf(..) => None,
    }
}

fn set(call: &Call<'_>, values: &[(String, KeyValue)]) -> TokenStream {
    let calls = values
        .iter()
        .map(|(name, value)| match call.key_value(value) {
            Bound::Text(value) | Bound::Own(value) => quote!(.set(#name, #value)),
        });
    calls.collect()
}

fn leave(call: &Call<'_>, entry: &EntryUpdate) -> TokenStream {
    let index = call.file.model.index(entry.index);
    let names = keys::own_names(call.file, index);
    quote!(#(.remove(#names))*)
}
