//! `#[derive(Entity)] #[entity(model = "models/shop.yaml")]`: a struct for an entity of a model in YAML, checked
//! against it field by field.

use std::{env, fs, path::Path};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Field, ItemStruct, spanned::Spanned as _};
use tablewright_codegen::{Bound, BoundEnum, FieldOf, Place, embed_entity, fields_of};
use tablewright_modeler::{
    Checked, check,
    findings::{Level, nearest},
    frontend::attrs,
};

use crate::{say, stub};

/// What belongs to the struct.
pub(crate) fn entity(item: &ItemStruct, path: &str, at: Span) -> TokenStream {
    if let Some(first) = item.generics.params.first() {
        let text = "a struct for an entity of a model in YAML has no parameters\n  = help: each item of an entity has one shape";
        let (error, stub) = (
            say::error(text, first.span(), first.span()),
            stub::entity(item),
        );
        return quote!(#error #stub);
    }
    let (checked, watched) = match read(path, at) {
        Ok(read) => read,
        Err(error) => {
            let stub = stub::entity(item);
            return quote!(#error #stub);
        }
    };
    let name = item.ident.to_string();
    let Some(id) = checked.model.entity_named(&name) else {
        let known = checked.model.entities.iter().map(|one| one.name.as_str());
        let near = nearest(&name, known).map(|near| format!("\n  = help: did you mean `{near}`?"));
        let text = format!(
            "`{path}` has no entity `{name}`{}",
            near.unwrap_or_default()
        );
        let (error, stub) = (
            say::error(&text, item.ident.span(), item.ident.span()),
            stub::entity(item),
        );
        return quote!(#error #stub #watched);
    };
    let wanted = fields_of(&checked.model, id);
    let mut wrong = compare(item, path, &wanted);
    if wrong.is_empty() {
        wrong = keyed(item);
    }
    if !wrong.is_empty() {
        let stub = stub::entity(item);
        return quote!(#wrong #stub #watched);
    }
    let (bound, aliases) = bound(item, &wanted);
    let made = embed_entity(&checked.model, id, &bound);
    quote!(#aliases #made #watched)
}

/// The model of a file, and what makes the compiler look at it again when it changes.
fn read(path: &str, at: Span) -> Result<(Checked, TokenStream), TokenStream> {
    let folder = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let bytes = fs::read(Path::new(&folder).join(path)).map_err(|error| {
        let text = format!(
            "cannot read `{path}`: {error}\n  = help: the path starts at the folder of the crate"
        );
        say::error(&text, at, at)
    })?;
    let checked = check(path, &bytes);
    let errors: Vec<_> = checked
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .collect();
    if let Some(first) = errors.first() {
        let line = checked.source.place(first.primary.span.start).line;
        let text = format!(
            "`{path}` has {} errors, the first in line {line}: {}\n  = help: `model-lint check {path}` shows them",
            errors.len(),
            first.message
        );
        return Err(say::error(&text, at, at));
    }
    let file = ["/", path].concat();
    let watched = quote! {
        const _: &[u8] = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #file));
    };
    Ok((checked, watched))
}

/// What the struct says of its keys, which are the model's.
fn keyed(item: &ItemStruct) -> TokenStream {
    let ours = item.attrs.iter().filter(|one| {
        let last = one.path().segments.last();
        last.is_some_and(|last| last.ident == "key" || last.ident == "index")
    });
    ours.map(|one| {
        let text = "the keys are those of the model\n  = help: leave this out";
        say::error(text, one.path().span(), one.path().span())
    })
    .collect()
}

/// What the struct has too much or too little.
fn compare(item: &ItemStruct, path: &str, wanted: &[FieldOf]) -> TokenStream {
    let name = &item.ident;
    let mut wrong = TokenStream::new();
    for one in wanted.iter().filter(|one| field(item, &one.name).is_none()) {
        let (field, kind) = (&one.name, &one.shown);
        let text = format!(
            "`{name}` has no field for `{}` of `{path}`\n  = help: add `pub {field}: {kind}`",
            one.attribute
        );
        wrong.extend(say::error(&text, name.span(), name.span()));
    }
    for one in &item.fields {
        let Some(ident) = &one.ident else {
            let text = "a field without a name is no attribute";
            wrong.extend(say::error(text, one.ty.span(), one.ty.span()));
            continue;
        };
        if !wanted.iter().any(|wanted| wanted.name == *ident) {
            let known: Vec<String> = wanted.iter().map(|one| one.name.to_string()).collect();
            let near = nearest(&ident.to_string(), known.iter().map(String::as_str));
            let near = near.map(|near| format!("\n  = help: did you mean `{near}`?"));
            let text = format!(
                "`{name}` of `{path}` has no attribute `{ident}`{}",
                near.unwrap_or_default()
            );
            wrong.extend(say::error(&text, ident.span(), ident.span()));
        }
    }
    wrong
}

fn field<'i>(item: &'i ItemStruct, name: &Ident) -> Option<&'i Field> {
    let mut fields = item.fields.iter();
    fields.find(|field| field.ident.as_ref() == Some(name))
}

/// The types of the fields: those of Rust are looked at, enums are taken as they are.
fn bound(item: &ItemStruct, wanted: &[FieldOf]) -> (Bound, TokenStream) {
    let owner = item.ident.to_string();
    let mut bound = Bound {
        place: Place::Beside,
        ..Bound::default()
    };
    let mut aliases = TokenStream::new();
    for one in wanted {
        let Some(field) = field(item, &one.name) else {
            continue;
        };
        if let Some(values) = &one.values {
            let alias: Ident = format_ident!("__{}_{}", item.ident, one.name);
            let (vis, kind) = (&item.vis, attrs::innermost_type(&field.ty));
            aliases.extend(quote! {
                #[doc(hidden)]
                #[allow(non_camel_case_types)]
                #vis type #alias = #kind;
            });
            let text = format!(
                "`{}` has other values than `{}` of the model: {}",
                quote!(#kind),
                one.attribute,
                values.join(", ")
            );
            aliases.extend(quote_spanned! {kind.span()=>
                const _: () = ::core::assert!(
                    ::tablewright::value::same_texts(
                        <#kind as ::tablewright::value::Listed>::VALUES,
                        &[#(#values),*],
                    ),
                    #text,
                );
            });
            bound
                .fields
                .push((owner.clone(), one.attribute.clone(), alias.clone()));
            bound.enums.push(BoundEnum {
                name: alias,
                variants: Vec::new(),
                other: None,
            });
        } else {
            let place = (owner.clone(), one.name.to_string(), field.ty.span());
            bound.typed.push(place);
        }
    }
    (bound, aliases)
}
