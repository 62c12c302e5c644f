//! Attributes and parts of documents, as the runtime spells them.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{Path, Step};

use super::call::Call;

/// An attribute, or a part of one.
pub(crate) fn path(call: &Call<'_>, of: &Path) -> TokenStream {
    let path = call.file.runtime("path");
    match plain_text(call, of) {
        Some(text) => quote!(#path(#text)),
        None => spelled(call, of),
    }
}

/// Where an update writes: a text suffices, if it has no dots and brackets of its own.
pub(crate) fn place(call: &Call<'_>, of: &Path) -> TokenStream {
    plain_text(call, of).map_or_else(|| spelled(call, of), |text| quote!(#text))
}

/// A path step by step, for names that would be taken for paths.
fn spelled(call: &Call<'_>, of: &Path) -> TokenStream {
    let (path, name) = (
        call.file.runtime("Path"),
        &call.file.attribute(of.attribute).physical,
    );
    let steps = of.steps.iter().map(|step| match step {
        Step::Field(name) => quote!(.entry(#name)),
        Step::Item(at) => quote!(.element(#at)),
    });
    quote!(#path::name(#name) #(#steps)*)
}

/// A path as one text; none where a name in it would be taken for a path.
fn plain_text(call: &Call<'_>, of: &Path) -> Option<String> {
    let own = |name: &str| !name.contains(['.', '[', ']']);
    let plain = own(&call.file.attribute(of.attribute).physical)
        && of.steps.iter().all(|step| match step {
            Step::Field(name) => own(name),
            Step::Item(_) => true,
        });
    plain.then(|| path_text(call, of))
}

/// A path as the runtime spells it.
fn path_text(call: &Call<'_>, of: &Path) -> String {
    let mut text = call.file.attribute(of.attribute).physical.clone();
    for step in &of.steps {
        match step {
            Step::Field(name) => text.push_str(&[".", name].concat()),
            Step::Item(at) => text.push_str(&["[", &at.to_string(), "]"].concat()),
        }
    }
    text
}
