//! What the writes have in common.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::plan::WritePlan;

use super::{call::Call, conditions};

/// The call that says under which conditions a write happens.
pub(crate) fn conditions(call: &Call<'_>, plan: &WritePlan) -> TokenStream {
    let key = &call.file.table().partition.name;
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
