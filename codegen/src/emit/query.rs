//! Query.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::{
    model::{AttributeRef, EntityId, ParameterId, RangeForm, Type, Value, Verb},
    plan::{KeyPiece, Operation, Query, SortCondition},
};

use super::{
    call::{Answer, Call},
    checks, conditions, keys, lists, output, pieces,
    span::Span,
    values,
};
use crate::names::PatternNames;

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, query: &Query) -> TokenStream {
    // What is fetched from the table has all attributes.
    let read_from = query.index.filter(|_| !query.fetches);
    let output = output::of_read(call, &query.entities, read_from);
    let kind = &output.kind;
    let names = names_of_one(call, query);
    let one = Call {
        names: &names,
        ..*call
    };
    let (mut builder, head, mut rest) = request(&one, query, &output.decode);
    if let Some(filter) = conditions::all(&one, None, &query.filter) {
        let keeps = keeps(call);
        rest.extend(quote!(.filter(#filter) #keeps));
    }
    if !query.forward {
        rest.extend(quote!(.descending()));
    }
    let own_limit = query.limit.filter(|_| query.lists.is_empty());
    rest.extend(refinements(query.consistent, own_limit));
    rest.extend(match query.fetches {
        true => quote!(.fetching()),
        false => output.project,
    });
    rest.extend(cursor_keys(
        call,
        query.entities[0],
        &key_names(call, query),
    ));
    let mut body = one.chain("query", &head, &rest);
    if !query.lists.is_empty() {
        let (before, scatter) = scattered(call, &one, query, &body);
        let limit = limit(query.limit);
        builder = call.file.runtime("Scatter");
        body = quote!(#before #scatter #limit);
    }
    call.method(
        operation,
        None,
        &[],
        &Answer::pages(quote!(#builder<#kind>)),
        &body,
    )
}

/// The names inside of the loops over the lists of a query.
pub(crate) fn names_of_one(call: &Call<'_>, query: &Query) -> PatternNames {
    let mut names = lists::one_of_each(call, &query.lists);
    if let (Some(span), Some(buckets)) = (Span::of(call, query), &query.buckets) {
        names.arguments[buckets.parameter.index()] = call.local(span.word());
    }
    names
}

/// One query for each value of the lists, merged where an order is wanted: statements, and what reads them.
pub(crate) fn scattered(
    call: &Call<'_>,
    one: &Call<'_>,
    query: &Query,
    one_query: &TokenStream,
) -> (TokenStream, TokenStream) {
    let queries = call.local("queries");
    let by = merged_by(call, query);
    let again = again(call);
    let Some(span) = Span::of(call, query) else {
        let made = lists::product(call, one, &query.lists, (&queries, one_query));
        let read = scatter(call, query, &by);
        return (quote!(#again #made), quote!(#read.of(#queries)));
    };
    let (found, variable) = (span.found(call), &span.variable);
    let (values, value) = (
        span.iterated(),
        query.buckets.as_ref().map(|of| one.argument(of.parameter)),
    );
    let within: Vec<ParameterId> = query
        .lists
        .iter()
        .copied()
        .filter(|id| query.buckets.as_ref().is_none_or(|of| of.parameter != *id))
        .collect();
    if within.is_empty() {
        // One stretch of time comes behind the other.
        let (read, made) = (scatter(call, query, &[]), lists::block(one_query));
        return (
            quote!(#again #found let #queries = #values.map(|#value| #made);),
            quote!(#read.over_time().check(#variable.check()).of(#queries)),
        );
    }
    let (made, read) = (
        lists::product(call, one, &within, (&queries, one_query)),
        scatter(call, query, &by),
    );
    let scattered = call.local("scatter");
    let before = quote! {
        #again
        #found
        let mut #scattered = #read.over_time().check(#variable.check());
        for #value in #values {
            #made
            #scattered = #scattered.of(#queries);
        }
    };
    (before, quote!(#scattered))
}

/// What reads several queries: merged by attributes, or in turn.
fn scatter(call: &Call<'_>, query: &Query, by: &[&str]) -> TokenStream {
    let table = call.file.client_of(query.entities[0]);
    let (builder, name) = (call.file.runtime("Scatter"), &call.pattern.name);
    match by.is_empty() {
        true => quote!(#builder::in_turn(&#table, #name)),
        false => quote!(#builder::merged(&#table, #name, &[#(#by),*])),
    }
}

/// What makes a range that the caller chooses one that can be used again.
fn again(call: &Call<'_>) -> Option<TokenStream> {
    let mut ranges = call.pattern.reads().filter_map(|read| read.range.as_ref());
    let RangeForm::Any(id) = ranges.next()?.form else {
        return None;
    };
    let (name, kind) = (call.argument(id), call.bounds_type(id));
    Some(quote!(let #name: #kind = #name.into();))
}

/// The attributes of the sort key by which the answers are merged; none where any order will do.
fn merged_by<'a>(call: &Call<'a>, query: &Query) -> Vec<&'a str> {
    let ordered = match &call.pattern.verb {
        Verb::Read(read) => !read.order.is_empty(),
        _ => false,
    };
    let names = key_names(call, query).into_iter();
    let sort = names.skip(query.partition.len() + query.leading.len());
    if ordered { sort.collect() } else { Vec::new() }
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
    let table = call.file.client_of(query.entities[0]);
    let head = match query.index.map(|index| &call.file.model.index(index).name) {
        Some(index) => quote!(#builder::on_index(&#table, #name, #index, #partition, #decode)),
        None => quote!(#builder::on_table(&#table, #name, #partition, #decode)),
    };
    let mut rest = TokenStream::new();
    let mut sorts = names.iter().skip(query.partition.len());
    for (value, name) in query.leading.iter().zip(sorts.by_ref()) {
        let sort_key = call.file.runtime("SortKey");
        let equals = keys::equals(&sort_key, call.key_value(value));
        rest.extend(quote!(.sort(#name, #equals)));
    }
    if let (Some(name), Some(sort)) = (sorts.next(), sort(call, query)) {
        rest.extend(quote!(.sort(#name, #sort)));
    }
    rest.extend(ranked_behind(call, query));
    (builder, head, rest)
}

/// What the sort keys start with, where that is one of several and they are merged by what is behind it.
fn ranked_behind(call: &Call<'_>, query: &Query) -> Option<TokenStream> {
    let (SortCondition::Prefix(pieces) | SortCondition::TextRange { prefix: pieces, .. }) =
        &query.sort
    else {
        return None;
    };
    let listed = pieces.iter().any(|piece| match piece {
        KeyPiece::Value { value, .. } => matches!(value, Value::OneOf(_)),
        KeyPiece::Literal(_) => false,
    });
    let text = call.text(pieces);
    listed.then(|| quote!(.ranked_behind(#text)))
}

/// What queries and scans have in common.
pub(crate) fn refinements(consistent: bool, limit: Option<u32>) -> TokenStream {
    let consistent = consistent.then(|| quote!(.consistent()));
    let limit = self::limit(limit);
    quote!(#consistent #limit)
}

/// What share of the items the filter keeps, where the model says it.
pub(crate) fn keeps(call: &Call<'_>) -> Option<TokenStream> {
    let share = call.pattern.load.keeps?.fraction();
    let share = proc_macro2::Literal::f64_unsuffixed(share);
    Some(quote!(.keeps(#share)))
}

fn limit(limit: Option<u32>) -> TokenStream {
    let limit = limit.map(proc_macro2::Literal::u32_unsuffixed);
    limit.map_or_else(TokenStream::new, |limit| quote!(.limit(#limit)))
}

/// The attributes of an item that say where a page ended.
pub(crate) fn cursor_keys(call: &Call<'_>, entity: EntityId, names: &[&str]) -> TokenStream {
    let mut all: Vec<&str> = call.file.table_of(entity).key_names().collect();
    for name in names {
        if !all.contains(name) {
            all.push(name);
        }
    }
    quote!(.cursor_keys(&[#(#all),*]))
}

pub(crate) fn key_names<'a>(call: &Call<'a>, query: &Query) -> Vec<&'a str> {
    match query.index {
        Some(index) => call.file.model.index(index).key_names().collect(),
        None => call.file.table_of(query.entities[0]).key_names().collect(),
    }
}

fn sort(call: &Call<'_>, query: &Query) -> Option<TokenStream> {
    if query.sort == SortCondition::All {
        return None;
    }
    let again = !query.lists.is_empty();
    let sort_key = call.file.runtime("SortKey");
    Some(match &query.sort {
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
            let bounds = bounds(call, *form, *attribute, (*pad, again));
            let option = match follows {
                Some(character) => quote!(Some(#character)),
                None => quote!(None),
            };
            quote!(#sort_key::text_range(#prefix, #bounds, #option))
        }
        SortCondition::OwnRange { attribute, form } => {
            let bounds = bounds(call, *form, *attribute, (None, again));
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
fn bounds(
    call: &Call<'_>,
    form: RangeForm,
    of: AttributeRef,
    (pad, again): (Option<u8>, bool),
) -> TokenStream {
    let kind = &call.file.attribute(of).kind;
    let raw = ends(call, form, again);
    if pad.is_none() && is_lowered(call, of) {
        let check = call.file.runtime("check");
        return quote!(#raw.map_text(#check::lower));
    }
    match mapping(call, kind, of, pad) {
        // A text is never mapped by what a start is.
        Some(_) if matches!(form, RangeForm::StartsWith(_)) => raw,
        Some(mapping) => quote!(#raw.map(#mapping)),
        None => raw,
    }
}

/// The bounds of a range, with each end as the caller gives it. `again`: they are used more than once.
pub(crate) fn ends(call: &Call<'_>, form: RangeForm, again: bool) -> TokenStream {
    let bounds = call.file.runtime("Bounds");
    let at = |id| {
        let argument = call.argument(id);
        quote!(#argument)
    };
    match form {
        RangeForm::Any(range) => {
            let range = at(range);
            match again {
                true => quote!(#range.clone()),
                false => quote!(#range.into()),
            }
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
            quote!(#bounds::<#text>::StartsWith(#start.to_owned()))
        }
    }
}

fn wrapped(bounds: &TokenStream, form: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(#bounds::#form(#value))
}

/// How an end becomes what a key knows.
fn mapping(call: &Call<'_>, kind: &Type, of: AttributeRef, pad: Option<u8>) -> Option<TokenStream> {
    if let Some(width) = pad {
        let (padded, width) = (
            call.file.runtime("Padded"),
            proc_macro2::Literal::u8_unsuffixed(width),
        );
        let number = match call.file.own(of) {
            Some(_) if call.file.is_newtype(of) => quote!(number.0.into()),
            Some(_) => quote!(number.into()),
            None => quote!(number),
        };
        return Some(quote!(|number| #padded(#number, #width)));
    }
    values::wrapper(call.file, kind)
}

/// Whether a text is stored with its letters lowered.
fn is_lowered(call: &Call<'_>, of: AttributeRef) -> bool {
    let attribute = call.file.attribute(of);
    attribute.kind == Type::String && attribute.facts.lower && checks::is_checked(call.file, of)
}
