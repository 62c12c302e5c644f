//! Functions that check a value before it is stored or enters a key: `matches`, `case`, `min`, `max`
//! and `max_size`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    frontend::attrs::whole_bounds,
    model::{AttributeRef, Literal, Type},
};

use super::{made::Made, values};
use crate::{docs, file::File};

/// What is asked of a value.
pub(crate) struct Bounds<'a> {
    /// It is stored in lower case.
    pub(crate) lower: bool,
    /// It matches this regular expression.
    pub(crate) matches: Option<&'a str>,
    /// The least number, or the least length of a text.
    pub(crate) min: Option<i64>,
    /// The greatest number, or the greatest length of a text.
    pub(crate) max: Option<i64>,
    /// The most bytes.
    pub(crate) max_size: Option<u64>,
    /// The most members.
    pub(crate) max_items: Option<u64>,
    /// The only numbers; any where there are none.
    pub(crate) only: Vec<u32>,
}

impl<'a> Bounds<'a> {
    /// What is asked of an attribute.
    fn of(file: &File<'a>, of: AttributeRef) -> Self {
        let facts = &file.attribute(of).facts;
        let (least, greatest) = held(file, of);
        Self {
            lower: facts.lower,
            matches: facts.matches.as_deref(),
            min: facts.min.filter(|min| Some(*min) != least),
            max: facts.max.filter(|max| Some(*max) != greatest),
            max_size: facts.max_size,
            max_items: facts.spread.max_items.map(|most| most.0),
            only: file.model.listed_counts(of).unwrap_or_default(),
        }
    }

    /// Whether anything is asked of values of a type.
    pub(crate) fn ask(&self, kind: &Type) -> bool {
        let bounded = self.min.is_some() || self.max.is_some();
        match kind {
            Type::String => {
                bounded || self.lower || self.matches.is_some() || self.max_size.is_some()
            }
            Type::Int => bounded || !self.only.is_empty(),
            Type::Decimal | Type::Float => bounded,
            Type::Binary | Type::Json => self.max_size.is_some(),
            Type::List(_) | Type::Map(_) | Type::Set(_) => self.max_items.is_some(),
            _ => false,
        }
    }
}

/// What a type of Rust holds at least and at most: there is nothing to check then.
fn held(file: &File<'_>, of: AttributeRef) -> (Option<i64>, Option<i64>) {
    let own = file.own(of).map(|own| own.to_string());
    let bounds = own.and_then(|own| whole_bounds(&own));
    bounds.map(<(i64, i64)>::from).unzip()
}

/// Whether values of an attribute are checked.
pub(crate) fn is_checked(file: &File<'_>, of: AttributeRef) -> bool {
    Bounds::of(file, of).ask(&file.attribute(of).kind)
}

/// A value through the check of its attribute, if it has one.
pub(crate) fn checked(file: &File<'_>, value: Made, of: AttributeRef) -> Made {
    if !is_checked(file, of) || file.attribute(of).derived.is_some() {
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
    let bounds = Bounds::of(file, of);
    let (value, lent) = (quote!(#argument), lent(&bounds, argument));
    let mut steps = steps(
        file,
        &attribute.kind,
        &attribute.name,
        &bounds,
        &value,
        &lent,
        form,
    );
    if attribute.kind == Type::String && bounds.lower {
        let check = file.runtime("check");
        steps.insert(0, quote!(let #argument = #check::lower(#argument);));
    }
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

/// A lowered text is a new one, which has to be lent.
fn lent(bounds: &Bounds<'_>, argument: &Ident) -> TokenStream {
    if bounds.lower {
        quote!(&#argument)
    } else {
        quote!(#argument)
    }
}

/// The checks of a value, which is lent to those that look at a text or at bytes.
pub(crate) fn steps(
    file: &File<'_>,
    kind: &Type,
    name: &str,
    bounds: &Bounds<'_>,
    value: &TokenStream,
    lent: &TokenStream,
    form: &Ident,
) -> Vec<TokenStream> {
    let check = file.runtime("check");
    let text = *kind == Type::String;
    let mut steps = Vec::new();
    if text && bounds.matches.is_some() {
        steps.push(quote!(#form.check(#name, #lent)?;));
    }
    let measured = if text {
        quote!(#value.chars().count())
    } else {
        value.clone()
    };
    let bound = |bound: i64| number(file, kind, bound);
    let (min, max) = (bounds.min.and_then(bound), bounds.max.and_then(bound));
    match (min, max) {
        (Some(min), Some(max)) => {
            steps.push(quote!(#check::within(#name, &#measured, &#min, &#max)?;));
        }
        (Some(min), None) => steps.push(quote!(#check::at_least(#name, &#measured, &#min)?;)),
        (None, Some(max)) => steps.push(quote!(#check::at_most(#name, &#measured, &#max)?;)),
        (None, None) => {}
    }
    if !bounds.only.is_empty() {
        let only = bounds.only.iter();
        let only = only.map(|one| proc_macro2::Literal::u32_unsuffixed(*one));
        steps.push(quote!(#check::one_of(#name, &#measured, &[#(#only),*])?;));
    }
    let size = bounds.max_size.map(proc_macro2::Literal::u64_unsuffixed);
    let items = bounds.max_items.map(proc_macro2::Literal::u64_unsuffixed);
    match kind {
        Type::List(_) | Type::Map(_) | Type::Set(_) => {
            steps.extend(items.map(|max| quote!(#check::items(#name, #value.len(), #max)?;)));
        }
        Type::Json => steps.extend(size.map(|max| quote!(#check::json(#name, #lent, #max)?;))),
        _ => steps.extend(size.map(|max| quote!(#check::bytes(#name, #lent, #max)?;))),
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
