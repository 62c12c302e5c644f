//! DeleteItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::{Operation, WritePlan};

use super::{call::Call, returns, target, write};

/// The method; none where the plan has no key.
pub(crate) fn emit(
    call: &Call<'_>,
    operation: &Operation,
    plan: &WritePlan,
) -> Option<TokenStream> {
    let builder = call.file.runtime("Delete");
    let key = target::key(
        call,
        plan.entity,
        plan.partition.as_ref()?,
        plan.sort.as_ref(),
    );
    let name = &call.pattern.name;
    let head = quote!(#builder::new(&self.table, #name, #key));
    let mut rest = TokenStream::new();
    rest.extend(write::conditions(call, plan));
    let handed = returns::of_write(call, plan);
    let kind = returns::builder(&builder, handed.as_ref());
    rest.extend(handed.map(|handed| handed.call));
    Some(call.method(
        operation,
        None,
        &[],
        &kind,
        &call.chain("delete", &head, &rest),
    ))
}
