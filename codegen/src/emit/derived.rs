//! What an entity derives: functions that make it, and methods that show it.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{AttributeRef, Derived};

use super::{entity, made::Made, values};
use crate::{docs, file::File};

/// A derived value from an expression of the attribute it follows.
pub(crate) fn made(file: &File<'_>, of: AttributeRef, from: Made) -> Made {
    let maker = &file.names.entity(of.entity).makers[of.attribute.index()];
    from.then(&file.within(of.entity, maker))
}

/// The function that makes a derived attribute.
pub(crate) fn function(file: &File<'_>, of: AttributeRef, derived: &Derived) -> TokenStream {
    let names = file.names.entity(of.entity);
    let source = AttributeRef {
        attribute: derived.from,
        ..of
    };
    let (from, to) = (&file.attribute(source).kind, &file.attribute(of).kind);
    let argument = &names.arguments[derived.from.index()];
    let takes = values::argument(file, from, Some(source));
    let (result, invalid) = (file.prelude("result", "Result"), file.runtime("Invalid"));
    let gives = values::owned(file, to, Some(of));
    let mut value = Made::Plain(quote!(#argument));
    if derived.plus_seconds == 0 {
        value = values::converted(file, value, from, to);
    } else {
        let time = file.runtime("time");
        let seconds = proc_macro2::Literal::i64_unsuffixed(derived.plus_seconds);
        let moment = values::moment(file, value, from).tried();
        let later = Made::Fallible(quote!(#time::plus_seconds(#moment, #seconds)));
        let between = tablewright_modeler::model::Type::Epoch;
        value = values::converted(file, later, &between, to);
    }
    let body = value.result();
    let text = ["Makes ", &docs::code(&file.attribute(of).name), "."].concat();
    let (docs, maker) = (docs::sentence(text), &names.makers[of.attribute.index()]);
    quote! {
        #docs
        pub(crate) fn #maker(#argument: #takes) -> #result<#gives, #invalid> { #body }
    }
}

/// The method that shows a derived attribute.
pub(crate) fn method(file: &File<'_>, of: AttributeRef, derived: &Derived) -> TokenStream {
    let names = file.names.entity(of.entity);
    let source = AttributeRef {
        attribute: derived.from,
        ..of
    };
    let (result, invalid) = (file.prelude("result", "Result"), file.runtime("Invalid"));
    let gives = values::owned(file, &file.attribute(of).kind, Some(of));
    let (name, maker) = (
        &names.fields[of.attribute.index()],
        &names.makers[of.attribute.index()],
    );
    let about = docs::about_attribute(file.model.entity(of.entity), file.attribute(of));
    let docs = docs::outer(&[
        about,
        "# Errors".to_owned(),
        "Where the time that it is made from is out of range.".to_owned(),
    ]);
    let field = entity::field(file, source);
    if entity::may_be_absent(file, source) {
        let option = file.prelude("option", "Option");
        let field = if file.attribute(source).derived.is_some() {
            quote!(#field?)
        } else {
            field
        };
        return quote! {
            #docs
            pub fn #name(&self) -> #result<#option<#gives>, #invalid> {
                #field.map(#maker).transpose()
            }
        };
    }
    let body = if file.attribute(source).derived.is_some() {
        quote!(#maker(#field?))
    } else {
        quote!(#maker(#field))
    };
    quote! {
        #docs
        pub fn #name(&self) -> #result<#gives, #invalid> { #body }
    }
}
