//! Query.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::{
    model::{AttributeRef, RangeForm, Type},
    plan::{Operation, Query, SortCondition},
};

use super::{call::Call, checks, conditions, keys, output, pieces, values};

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, query: &Query) -> TokenStream {
    let output = output::of_read(call, &query.entities, query.index);
    let names = key_names(call, query);
    let (builder, head, mut rest) = request(call, query, &output.decode);
    if let Some(filter) = conditions::all(call, None, &query.filter) {
        rest.extend(quote!(.filter(#filter)));
    }
    if !query.forward {
        rest.extend(quote!(.descending()));
    }
    rest.extend(refinements(query.consistent, query.limit));
    rest.extend(output.project);
    rest.extend(cursor_keys(call, &names));
    let kind = &output.kind;
    call.method(
        operation,
        None,
        &[],
        &quote!(#builder<#kind>),
        &call.chain("query", &head, &rest),
    )
}

/// The builder, and what is read: what else is said of it follows.
pub(crate) fn request(
    call: &Call<'_>,
    query: &Query,
    decode: &TokenStream,
) -> (TokenStream, TokenStream, TokenStream) {
    let builder = call.file.runtime("Query");
    let name = &call.pattern.name;
    let names = key_names(call, query);
    let parts = names
        .iter()
        .copied()
        .zip(query.partition.iter().map(|value| call.key_value(value)));
    let partition = pieces::chain(&call.file.runtime("Partition"), parts);
    let head = match query.index.map(|index| &call.file.model.index(index).name) {
        Some(index) => quote!(#builder::on_index(&self.table, #name, #index, #partition, #decode)),
        None => quote!(#builder::on_table(&self.table, #name, #partition, #decode)),
    };
    let mut rest = TokenStream::new();
    let mut sorts = names.iter().skip(query.partition.len());
    for (value, name) in query.leading.iter().zip(sorts.by_ref()) {
        let sort_key = call.file.runtime("SortKey");
        let equals = keys::equals(&sort_key, call.key_value(value));
        rest.extend(quote!(.sort(#name, #equals)));
    }
    if let (Some(name), Some(sort)) = (sorts.next(), sort(call, &query.sort)) {
        rest.extend(quote!(.sort(#name, #sort)));
    }
    (builder, head, rest)
}

/// What queries and scans have in common.
pub(crate) fn refinements(consistent: bool, limit: Option<u32>) -> TokenStream {
    let mut all = TokenStream::new();
    if consistent {
        all.extend(quote!(.consistent()));
    }
    if let Some(limit) = limit {
        let limit = proc_macro2::Literal::u32_unsuffixed(limit);
        all.extend(quote!(.limit(#limit)));
    }
    all
}

/// The attributes of an item that say where a page ended.
pub(crate) fn cursor_keys(call: &Call<'_>, names: &[&str]) -> TokenStream {
    let mut all: Vec<&str> = call.file.table().key_names().collect();
    for name in names {
        if !all.contains(name) {
            all.push(name);
        }
    }
    quote!(.cursor_keys(&[#(#all),*]))
}

fn key_names<'a>(call: &Call<'a>, query: &Query) -> Vec<&'a str> {
    match query.index {
        Some(index) => call.file.model.index(index).key_names().collect(),
        None => call.file.table().key_names().collect(),
    }
}

fn sort(call: &Call<'_>, of: &SortCondition) -> Option<TokenStream> {
    if *of == SortCondition::All {
        return None;
    }
    let sort_key = call.file.runtime("SortKey");
    Some(match of {
        SortCondition::All => return None,
        SortCondition::Equals(value) => keys::equals(&sort_key, call.key_value(value)),
        SortCondition::Prefix(pieces) => {
            let text = call.text(pieces);
            quote!(#sort_key::begins_with(#text))
        }
        SortCondition::TextRange {
            prefix,
            attribute,
            form,
            pad,
            follows,
        } => {
            let prefix = call.text(prefix);
            let bounds = bounds(call, *form, *attribute, *pad);
            let option = match follows {
                Some(character) => quote!(Some(#character)),
                None => quote!(None),
            };
            quote!(#sort_key::text_range(#prefix, #bounds, #option))
        }
        SortCondition::OwnRange { attribute, form } => {
            let bounds = bounds(call, *form, *attribute, None);
            let number = call.file.attribute(*attribute).kind.is_number();
            let how = if number {
                quote!(number_range)
            } else {
                quote!(value_range)
            };
            quote!(#sort_key::#how(#bounds))
        }
        SortCondition::Cover { low, high } => {
            let (low, high) = (call.text(low), call.text(high));
            quote!(#sort_key::cover(#low, #high))
        }
    })
}

/// The bounds of a range, with each end as the attribute is written in a key.
fn bounds(call: &Call<'_>, form: RangeForm, of: AttributeRef, pad: Option<u8>) -> TokenStream {
    let bounds = call.file.runtime("Bounds");
    let kind = &call.file.attribute(of).kind;
    let at = |id| {
        let argument = call.argument(id);
        quote!(#argument)
    };
    let raw = match form {
        RangeForm::Any(range) => {
            let range = at(range);
            quote!(#range.into())
        }
        RangeForm::Between(low, high) => {
            let (low, high) = (at(low), at(high));
            quote!(#bounds::Between(#low, #high))
        }
        RangeForm::From(low) => wrapped(&bounds, &quote!(From), &at(low)),
        RangeForm::Until(high) => wrapped(&bounds, &quote!(Until), &at(high)),
        RangeForm::After(low) => wrapped(&bounds, &quote!(After), &at(low)),
        RangeForm::Before(high) => wrapped(&bounds, &quote!(Before), &at(high)),
        RangeForm::StartsWith(start) => {
            let start = at(start);
            let text = call.file.prelude("string", "String");
            return quote!(#bounds::<#text>::StartsWith(#start.to_owned()));
        }
    };
    match mapping(call, of, kind, pad) {
        Some(mapping) => quote!(#raw.map(#mapping)),
        None => raw,
    }
}

fn wrapped(bounds: &TokenStream, form: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(#bounds::#form(#value))
}

/// How an end becomes what a key knows.
fn mapping(call: &Call<'_>, of: AttributeRef, kind: &Type, pad: Option<u8>) -> Option<TokenStream> {
    if let Some(width) = pad {
        let (padded, width) = (
            call.file.runtime("Padded"),
            proc_macro2::Literal::u8_unsuffixed(width),
        );
        return Some(quote!(|number| #padded(number, #width)));
    }
    let attribute = call.file.attribute(of);
    if *kind == Type::String && attribute.facts.lower && checks::is_checked(attribute) {
        let check = call.file.runtime("check");
        return Some(quote!(#check::lower));
    }
    values::wrapper(call.file, kind)
}
