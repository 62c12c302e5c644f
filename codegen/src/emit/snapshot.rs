//! TransactGetItems: several items as they were at one moment.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Get, Operation, StepPlan};

use super::{
    call::Call,
    decode,
    shape::{self, Field},
    target,
};
use crate::{docs, names::StepNames};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, steps: &[StepPlan]) -> TokenStream {
    let file = call.file;
    let builder = file.runtime("Snapshot");
    let name = &call.pattern.name;
    let gets = gets(call, steps);
    let Some(table) = gets.first().map(|(get, _)| file.client_of(get.entity)) else {
        return TokenStream::new();
    };
    let gets = gets.into_iter().map(|(get, _)| {
        let key = target::key(call, get.entity, &get.partition, get.sort.as_ref());
        let table = file.client_of(get.entity);
        quote!(.get(&#table, #key))
    });
    let kind = &call.names.kind;
    let [snapshot, items, found] = ["snapshot", "items", "found"].map(|name| call.local(name));
    let (error, failed) = (file.runtime("Error"), file.runtime("ErrorKind"));
    let body = quote! {
        let #snapshot = #builder::new(&#table, #name) #(#gets)*;
        let #items = #snapshot.await?;
        let #found = #kind::from_items(&#items).map_err(#failed::Decode);
        #found.map_err(|kind| #error::new(&#table, #name, None, kind))
    };
    call.sending(operation, &quote!(#kind), &body)
}

fn gets<'a>(call: &Call<'a>, steps: &'a [StepPlan]) -> Vec<(&'a Get, &'a StepNames)> {
    let gets = steps.iter().filter_map(|step| match &step.operation {
        Some(Operation::Get(get)) => Some(get),
        _ => None,
    });
    gets.zip(&call.names.steps).collect()
}

/// The struct of the items.
pub(crate) fn types(call: &Call<'_>, steps: &[StepPlan]) -> Vec<TokenStream> {
    let (file, name) = (call.file, &call.names.kind);
    let (option, result) = (
        file.prelude("option", "Option"),
        file.prelude("result", "Result"),
    );
    let (item, failed) = (file.runtime("Item"), file.runtime("DecodeError"));
    let seen = file.runtime("ItemRef");
    let (mut fields, mut reads) = (Vec::new(), Vec::new());
    for (at, (get, names)) in gets(call, steps).into_iter().enumerate() {
        let Some(found) = &names.found else { continue };
        let (kind, decode) = (
            file.entity(get.entity),
            decode::whole(file, get.entity, None),
        );
        let of = &file.model.entity(get.entity).name;
        let docs = docs::sentence(["The ", &docs::code(of), ", if it is there."].concat());
        fields.push(Field {
            name: found.clone(),
            kind: quote!(#option<#kind>),
            docs,
            sensitive: false,
        });
        let at = proc_macro2::Literal::usize_unsuffixed(at);
        reads.push(quote!(#found: item(#at).map(#decode).transpose()?.flatten()));
    }
    let docs = docs::sentence(["What ", &docs::code(&call.pattern.name), " finds."].concat());
    let mut items = shape::structure(file, name, &docs, &fields);
    items.push(quote! {
        impl #name {
            fn from_items(items: &[#option<#item>]) -> #result<Self, #failed> {
                let item = |at: usize| items.get(at).and_then(#option::as_ref).map(#seen::from);
                Ok(Self { #(#reads),* })
            }
        }
    });
    items
}
