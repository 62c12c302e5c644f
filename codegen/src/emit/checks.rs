//! Functions that check a value before it is stored or enters a key: `matches`, `case`, `min`, `max`
//! and `max_size`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tablewright_modeler::{
    frontend::attrs::whole_bounds,
    model::{AttributeRef, Element, Facts, Literal, Type},
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
            min: facts.min.filter(|min| Some(*min) != least),
            max: facts.max.filter(|max| Some(*max) != greatest),
            only: file.model.listed_counts(of).unwrap_or_default(),
            ..Self::new(facts)
        }
    }

    /// What facts ask.
    pub(crate) fn new(facts: &'a Facts) -> Self {
        Self {
            lower: facts.lower,
            matches: facts.matches.as_deref(),
            min: facts.min,
            max: facts.max,
            max_size: facts.max_size,
            max_items: facts.spread.max_items.map(|most| most.0),
            only: Vec::new(),
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
            Type::List(of) | Type::Map(of) | Type::Set(of) => self.max_items.is_some() || asks(of),
            _ => false,
        }
    }
}

/// Whether anything is asked of what a list, a map or a set holds.
fn asks(of: &Element) -> bool {
    Bounds::new(&of.facts).ask(&of.kind)
}

/// What an attribute holds, where something is asked of each.
fn asked_element<'a>(file: &File<'a>, of: AttributeRef) -> Option<&'a Element> {
    match &file.attribute(of).kind {
        Type::List(of) | Type::Map(of) | Type::Set(of) if asks(of) => Some(of),
        _ => None,
    }
}

/// One more element of an attribute through its check, if it has one.
pub(crate) fn checked_element(file: &File<'_>, value: Made, of: AttributeRef) -> Made {
    match asked_element(file, of) {
        Some(_) => value.then(&element_function(file, of)),
        None => value,
    }
}

fn element_function(file: &File<'_>, of: AttributeRef) -> TokenStream {
    let name = &file.names.entity(of.entity).element_checks[of.attribute.index()];
    file.within(of.entity, name)
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

/// The check of an attribute, and that of what it holds, written out.
pub(crate) fn emit(file: &File<'_>, of: AttributeRef) -> Vec<TokenStream> {
    let attribute = file.attribute(of);
    let names = file.names.entity(of.entity);
    let at = of.attribute.index();
    let (argument, form) = (&names.arguments[at], &names.patterns[at]);
    let bounds = Bounds::of(file, of);
    let mut items = patterns(file, &attribute.kind, &attribute.facts, form);
    let own = Check {
        name: &names.checks[at],
        argument,
        kind: &attribute.kind,
        of,
        docs: " as it is stored, or what is wrong with it.",
    };
    let Some(element) = asked_element(file, of) else {
        let steps = steps(
            file,
            &attribute.kind,
            &attribute.name,
            &bounds,
            &own.value(&bounds),
            form,
        );
        items.push(own.emit(file, &bounds, steps));
        return items;
    };
    let each = Check {
        name: &names.element_checks[at],
        kind: &element.kind,
        docs: " may hold it, or what is wrong with it.",
        ..own
    };
    let asked = Bounds::new(&element.facts);
    let form = of_element(form);
    let inside = steps(
        file,
        &element.kind,
        &attribute.name,
        &asked,
        &each.value(&asked),
        &form,
    );
    items.push(each.emit(file, &asked, inside));
    let (check, whole) = (&names.element_checks[at], own.value(&bounds));
    let (one, all) = elements(&attribute.kind, element, &whole);
    let count = count(file, &attribute.name, &bounds, &whole.value);
    let each = quote!(for #one in #all { #check(element)?; });
    let steps = count.into_iter().chain([each]).collect();
    items.push(own.emit(file, &bounds, steps));
    items
}

/// A function that checks a value.
#[derive(Clone, Copy)]
struct Check<'a> {
    name: &'a Ident,
    argument: &'a Ident,
    kind: &'a Type,
    of: AttributeRef,
    /// What is said of it behind the name of the attribute.
    docs: &'a str,
}

impl Check<'_> {
    fn value(&self, bounds: &Bounds<'_>) -> Looked {
        let argument = self.argument;
        Looked {
            value: quote!(#argument),
            lent: lent(bounds, argument),
        }
    }

    fn emit(&self, file: &File<'_>, bounds: &Bounds<'_>, steps: Vec<TokenStream>) -> TokenStream {
        let (result, invalid) = (file.prelude("result", "Result"), file.runtime("Invalid"));
        let lowers = *self.kind == Type::String && bounds.lower;
        let kind = values::argument(file, self.kind, Some(self.of));
        let made = if lowers {
            file.prelude("string", "String")
        } else {
            kind.clone()
        };
        let (name, argument) = (self.name, self.argument);
        let lowered = lowers.then(|| {
            let check = file.runtime("check");
            quote!(let #argument = #check::lower(#argument);)
        });
        let docs = [&docs::code(&file.attribute(self.of).name), self.docs].concat();
        let docs = docs::sentence(docs);
        quote! {
            #docs
            pub(crate) fn #name(#argument: #kind) -> #result<#made, #invalid> {
                #lowered
                #(#steps)*
                Ok(#argument)
            }
        }
    }
}

/// The regular expressions of a value and of what it holds.
pub(crate) fn patterns(
    file: &File<'_>,
    kind: &Type,
    facts: &Facts,
    form: &Ident,
) -> Vec<TokenStream> {
    match (kind, &facts.matches) {
        (Type::String, Some(pattern)) => {
            let check = file.runtime("check");
            vec![quote!(static #form: #check::Pattern = #check::Pattern::new(#pattern);)]
        }
        (Type::List(of) | Type::Map(of) | Type::Set(of), _) => {
            patterns(file, &of.kind, &of.facts, &of_element(form))
        }
        _ => Vec::new(),
    }
}

/// The regular expression of what a list, a map or a set holds, after that of the whole.
fn of_element(form: &Ident) -> Ident {
    format_ident!("{form}_OF_ELEMENT")
}

/// A value that is looked at, and the same lent.
pub(crate) struct Looked {
    pub(crate) value: TokenStream,
    pub(crate) lent: TokenStream,
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
    looked: &Looked,
    form: &Ident,
) -> Vec<TokenStream> {
    let Looked { value, lent } = looked;
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
    match kind {
        Type::List(of) | Type::Map(of) | Type::Set(of) => {
            steps.extend(count(file, name, bounds, value));
            steps.extend(each(file, kind, of, name, looked, form));
        }
        Type::Json => steps.extend(size.map(|max| quote!(#check::json(#name, #lent, #max)?;))),
        _ => steps.extend(size.map(|max| quote!(#check::bytes(#name, #lent, #max)?;))),
    }
    steps
}

/// The check of how many members there are.
fn count(
    file: &File<'_>,
    name: &str,
    bounds: &Bounds<'_>,
    value: &TokenStream,
) -> Option<TokenStream> {
    let check = file.runtime("check");
    let most = bounds.max_items.map(proc_macro2::Literal::u64_unsuffixed);
    most.map(|max| quote!(#check::items(#name, #value.len(), #max)?;))
}

/// The checks of each member.
fn each(
    file: &File<'_>,
    kind: &Type,
    of: &Element,
    name: &str,
    whole: &Looked,
    form: &Ident,
) -> Option<TokenStream> {
    if !asks(of) {
        return None;
    }
    let (one, all) = elements(kind, of, whole);
    // What is copied out of the collection by the pattern is lent with it.
    let looked = Looked {
        value: quote!(element),
        lent: one.clone(),
    };
    let (bounds, form) = (Bounds::new(&of.facts), of_element(form));
    let steps = steps(file, &of.kind, name, &bounds, &looked, &form);
    Some(quote!(for #one in #all { #(#steps)* }))
}

/// A member, and all of them, of a list, a map or a set.
fn elements(
    kind: &Type,
    of: &Element,
    Looked { value, lent }: &Looked,
) -> (TokenStream, TokenStream) {
    let one = match values::is_copy(&of.kind) {
        true => quote!(&element),
        false => quote!(element),
    };
    let all = match kind {
        Type::Map(_) => quote!(#value.values()),
        _ => lent.clone(),
    };
    (one, all)
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
