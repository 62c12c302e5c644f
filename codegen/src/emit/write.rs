//! What the writes have in common.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::plan::WritePlan;

use super::{call::Call, conditions};
use crate::print;

/// The request of a write.
pub(crate) struct Request {
    /// Statements that come first.
    pub(crate) before: TokenStream,
    /// The builder.
    pub(crate) head: TokenStream,
    /// What is said of it.
    pub(crate) rest: TokenStream,
    /// What depends on an argument: each an expression of the builder, by the name that it is given.
    pub(crate) choices: fn(&Call<'_>, &WritePlan, &Ident) -> Vec<TokenStream>,
}

impl Request {
    /// A request in which nothing depends on an argument.
    pub(crate) fn new(before: TokenStream, head: TokenStream, rest: TokenStream) -> Self {
        Self {
            before,
            head,
            rest,
            choices: |_, _, _| Vec::new(),
        }
    }

    /// Statements after which a variable is the whole request.
    pub(crate) fn bound(&self, call: &Call<'_>, plan: &WritePlan, name: &Ident) -> TokenStream {
        let Self {
            before, head, rest, ..
        } = self;
        let alone = quote!(let #name = #head;);
        let first = if rest.is_empty() || print::is_short(&alone) {
            quote!(let #name = #head #rest;)
        } else {
            quote!(#alone let #name = #name #rest;)
        };
        let choices = (self.choices)(call, plan, name);
        quote!(#before #first #(let #name = #choices;)*)
    }
}

/// The call that says under which conditions a write happens.
pub(crate) fn conditions(call: &Call<'_>, plan: &WritePlan) -> TokenStream {
    let key = &call.file.table_of(plan.entity).partition.name;
    let presence = plan.exists.map(|exists| {
        let condition = call.file.runtime("Condition");
        if exists {
            quote!(#condition::exists(#key))
        } else {
            quote!(#condition::missing(#key))
        }
    });
    match conditions::all(call, presence, &plan.condition) {
        Some(all) => quote!(.condition(#all)),
        None => TokenStream::new(),
    }
}
