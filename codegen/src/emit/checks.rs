//! Functions that check a value before it is stored or enters a key: `matches`, `case`, `min`, `max`
//! and `max_size`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::{Attribute, AttributeRef, Literal, Type};

use super::{made::Made, values};
use crate::{docs, file::File};

/// Whether values of an attribute are checked.
pub(crate) fn is_checked(attribute: &Attribute) -> bool {
    let facts = &attribute.facts;
    let bounded = facts.min.is_some() || facts.max.is_some();
    match attribute.kind {
        Type::String => {
            bounded || facts.lower || facts.matches.is_some() || facts.max_size.is_some()
        }
        Type::Int | Type::Decimal | Type::Float => bounded,
        Type::Binary => facts.max_size.is_some(),
        _ => false,
    }
}

/// A value through the check of its attribute, if it has one.
pub(crate) fn checked(file: &File<'_>, value: Made, of: AttributeRef) -> Made {
    if !is_checked(file.attribute(of)) || file.attribute(of).derived.is_some() {
        return value;
    }
    value.then(&function(file, of))
}

/// The check of an attribute.
pub(crate) fn function(file: &File<'_>, of: AttributeRef) -> TokenStream {
    let name = &file.names.entity(of.entity).checks[of.attribute.index()];
    file.within(of.entity, name)
}

/// The check of an attribute, written out.
pub(crate) fn emit(file: &File<'_>, of: AttributeRef) -> Vec<TokenStream> {
    let attribute = file.attribute(of);
    let names = file.names.entity(of.entity);
    let (check, argument) = (
        &names.checks[of.attribute.index()],
        &names.arguments[of.attribute.index()],
    );
    let (result, invalid) = (file.prelude("result", "Result"), file.runtime("Invalid"));
    let kind = values::argument(file, &attribute.kind, Some(of));
    let made = if attribute.facts.lower {
        file.prelude("string", "String")
    } else {
        kind.clone()
    };
    let form = &names.patterns[of.attribute.index()];
    let mut items = Vec::new();
    if let (Some(pattern), Type::String) = (&attribute.facts.matches, &attribute.kind) {
        let check = file.runtime("check");
        items.push(quote!(static #form: #check::Pattern = #check::Pattern::new(#pattern);));
    }
    let steps = steps(file, attribute, argument, form);
    let docs = docs::sentence(
        [
            &docs::code(&attribute.name),
            " as it is stored, or what is wrong with it.",
        ]
        .concat(),
    );
    items.push(quote! {
        #docs
        pub(crate) fn #check(#argument: #kind) -> #result<#made, #invalid> {
            #(#steps)*
            Ok(#argument)
        }
    });
    items
}

fn steps(
    file: &File<'_>,
    attribute: &Attribute,
    argument: &Ident,
    form: &Ident,
) -> Vec<TokenStream> {
    let (facts, name) = (&attribute.facts, &attribute.name);
    let check = file.runtime("check");
    let text = attribute.kind == Type::String;
    let mut steps = Vec::new();
    let lent = if facts.lower {
        quote!(&#argument)
    } else {
        quote!(#argument)
    };
    if text && facts.lower {
        steps.push(quote!(let #argument = #check::lower(#argument);));
    }
    if text && facts.matches.is_some() {
        steps.push(quote!(#form.check(#name, #lent)?;));
    }
    let measured = if text {
        quote!(#argument.chars().count())
    } else {
        quote!(#argument)
    };
    let bound = |bound: i64| number(file, &attribute.kind, bound);
    let (min, max) = (facts.min.and_then(bound), facts.max.and_then(bound));
    match (min, max) {
        (Some(min), Some(max)) => {
            steps.push(quote!(#check::within(#name, &#measured, &#min, &#max)?;));
        }
        (Some(min), None) => steps.push(quote!(#check::at_least(#name, &#measured, &#min)?;)),
        (None, Some(max)) => steps.push(quote!(#check::at_most(#name, &#measured, &#max)?;)),
        (None, None) => {}
    }
    if let Some(max) = facts.max_size {
        let max = proc_macro2::Literal::u64_unsuffixed(max);
        steps.push(quote!(#check::bytes(#name, #lent, #max)?;));
    }
    steps
}

/// A bound in the type that it is compared with. A length is never negative.
fn number(file: &File<'_>, kind: &Type, bound: i64) -> Option<TokenStream> {
    Some(match kind {
        Type::String => {
            let length = proc_macro2::Literal::u64_unsuffixed(u64::try_from(bound).ok()?);
            quote!(#length)
        }
        _ => values::constant(file, &Literal::Number(bound.to_string()), kind, None)?,
    })
}
