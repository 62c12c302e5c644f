//! DeleteItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Operation, WritePlan};

use super::{
    call::Call,
    returns, target,
    write::{self, Request},
};

/// The method; none where the plan has no key.
pub(crate) fn emit(
    call: &Call<'_>,
    operation: &Operation,
    plan: &WritePlan,
) -> Option<TokenStream> {
    let builder = call.file.runtime("Delete");
    let Request { head, mut rest, .. } = request(call, plan)?;
    let handed = returns::of_write(call, plan);
    let kind = returns::answer_of(&builder, handed.as_ref());
    rest.extend(handed.map(|handed| handed.call));
    Some(call.method(
        operation,
        None,
        &[],
        &kind,
        &call.chain("delete", &head, &rest),
    ))
}

/// The request that deletes an item; none where the plan has no key.
pub(crate) fn request(call: &Call<'_>, plan: &WritePlan) -> Option<Request> {
    let (builder, name) = (call.file.runtime("Delete"), &call.pattern.name);
    let keys = target::keys_of_write(call, plan)?;
    let (new, key) = (keys.constructor(), keys.keys);
    let table = call.file.client_of(plan.entity);
    let head = quote!(#builder::#new(&#table, #name, #key));
    let mut rest = target::looking(plan);
    rest.extend(write::conditions(call, plan));
    Some(Request::new(TokenStream::new(), head, rest))
}
