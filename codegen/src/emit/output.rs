//! What a read gives: an entity, a part of one, or one of several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::{AttributeRef, EntityId, IndexId, Projection, Verb};

use super::{
    call::Call,
    collection, decode, entity,
    shape::{self, Field},
    values,
};
use crate::{docs, file::File};

/// The type of the items of a read, and how they are made.
pub(crate) struct Output {
    /// The type.
    pub(crate) kind: TokenStream,
    /// A function from an item.
    pub(crate) decode: TokenStream,
    /// The call that asks for some attributes only; nothing where all are wanted.
    pub(crate) project: TokenStream,
}

/// What a read of these entities gives.
pub(crate) fn of_read(call: &Call<'_>, entities: &[EntityId], index: Option<IndexId>) -> Output {
    let project =
        projection(call).map_or_else(TokenStream::new, |wanted| project(call, wanted, index));
    match entities {
        [one] if !call.names.own => {
            let decode = decode::whole(call.file, *one, index);
            Output {
                kind: call.file.entity(*one),
                decode,
                project,
            }
        }
        _ => {
            let kind = &call.names.kind;
            Output {
                kind: quote!(#kind),
                decode: quote!(#kind::from_item),
                project,
            }
        }
    }
}

/// What a read of many keys gives: its answers are told apart by their keys, which it reads as well.
pub(crate) fn of_batch(call: &Call<'_>, entity: EntityId) -> Output {
    let mut output = of_read(call, &[entity], None);
    if let Some(wanted) = projection(call) {
        let mut names = needed(call, wanted, None);
        let keys = call.file.table_of(entity).key_names();
        let keys: Vec<&str> = keys.filter(|key| !names.contains(key)).collect();
        names.extend(keys);
        output.project = quote!(.project([#(#names),*]));
    }
    output
}

/// The types that a read brings along.
pub(crate) fn types(
    call: &Call<'_>,
    entities: &[EntityId],
    index: Option<IndexId>,
) -> Vec<TokenStream> {
    let wanted = projection(call);
    match (entities, wanted) {
        ([_], None) => Vec::new(),
        ([one], Some(wanted)) => {
            let what = ["What ", &docs::code(&call.pattern.name), " reads of each "].concat();
            part(call, *one, &call.names.kind, wanted, index, &what)
        }
        (several, wanted) => {
            let mut items = collection::emit(call, several, index);
            for (entity, name) in several.iter().zip(&call.names.parts) {
                let what = ["What ", &docs::code(&call.pattern.name), " reads of each "].concat();
                items.extend(
                    wanted
                        .map(|wanted| part(call, *entity, name, wanted, index, &what))
                        .into_iter()
                        .flatten(),
                );
            }
            items
        }
    }
}

fn projection<'a>(call: &Call<'a>) -> Option<&'a Projection> {
    match &call.pattern.verb {
        Verb::Read(read) => read.attributes.as_ref(),
        _ => None,
    }
}

fn project(call: &Call<'_>, wanted: &Projection, index: Option<IndexId>) -> TokenStream {
    let names = needed(call, wanted, index);
    quote!(.project([#(#names),*]))
}

/// What has to be asked for: the wanted attributes, and what tells whose an item is.
fn needed<'a>(call: &Call<'a>, wanted: &Projection, index: Option<IndexId>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let Some(first) = wanted.attributes.first() else {
        return names;
    };
    let table = call.file.table_of(first.entity);
    let tag = table
        .tag
        .as_deref()
        .filter(|tag| index.is_none_or(|index| decode::carries(call.file, index, Some(tag))));
    match tag {
        Some(tag) => names.push(tag),
        None => names.extend(table.key_names()),
    }
    for of in &wanted.attributes {
        let physical = call.file.attribute(*of).physical.as_str();
        let carried = index.is_none_or(|index| decode::carries(call.file, index, Some(physical)));
        if carried && !names.contains(&physical) {
            names.push(physical);
        }
        if !carried && let Some(index) = index {
            let keys = call
                .file
                .model
                .index(index)
                .key_names()
                .chain(table.key_names());
            let more: Vec<&str> = keys.filter(|key| !names.contains(key)).collect();
            names.extend(more);
        }
    }
    names
}

/// A struct of some attributes of an entity.
fn part(
    call: &Call<'_>,
    id: EntityId,
    name: &Ident,
    wanted: &Projection,
    index: Option<IndexId>,
    what: &str,
) -> Vec<TokenStream> {
    let all: Vec<AttributeRef> = wanted
        .attributes
        .iter()
        .copied()
        .filter(|of| of.entity == id)
        .collect();
    let values: Vec<TokenStream> = all
        .iter()
        .map(|of| decode::field_from(call.file, *of, index))
        .collect();
    let entity = call.file.model.entity(id);
    let docs = docs::sentence([what, &docs::code(&entity.name), "."].concat());
    structure(call, id, name, &docs, &all, &values, index)
}

/// A struct of attributes, with its way from an item.
fn structure(
    call: &Call<'_>,
    id: EntityId,
    name: &Ident,
    docs: &TokenStream,
    all: &[AttributeRef],
    decoded: &[TokenStream],
    index: Option<IndexId>,
) -> Vec<TokenStream> {
    let file = call.file;
    let fields: Vec<Field> = all.iter().map(|of| field(file, id, *of)).collect();
    let mut items = shape::structure(file, name, docs, &fields);
    let inits = all.iter().zip(decoded).map(|(of, value)| {
        let name = file.names.field(*of);
        quote!(#name: #value)
    });
    let inits: Vec<TokenStream> = inits.collect();
    file.bring("Entity");
    let owner = file.entity(id);
    let body = decode::of_struct(
        file,
        id,
        index,
        &quote!(#owner::NAME),
        &quote!(Self),
        &inits,
    );
    items.push(from_item(file, name, &body));
    items
}

fn field(file: &File<'_>, id: EntityId, of: AttributeRef) -> Field {
    let attribute = file.attribute(of);
    let mut kind = values::owned(file, &attribute.kind, Some(of));
    if entity::may_be_absent(file, of) {
        let option = file.prelude("option", "Option");
        kind = quote!(#option<#kind>);
    }
    let docs = docs::sentence(docs::about_attribute(file.model.entity(id), attribute));
    Field {
        name: file.names.field(of).clone(),
        kind,
        docs,
        sensitive: attribute.facts.sensitive,
    }
}

fn from_item(file: &File<'_>, name: &Ident, body: &TokenStream) -> TokenStream {
    let (item, failed) = (file.runtime("ItemRef"), file.runtime("DecodeError"));
    let (result, option) = (
        file.prelude("result", "Result"),
        file.prelude("option", "Option"),
    );
    quote! {
        impl #name {
            fn from_item(item: #item<'_>) -> #result<#option<Self>, #failed> { #body }
        }
    }
}

/// A struct of what a write hands back.
pub(crate) fn handed_back(call: &Call<'_>, id: EntityId, all: &[AttributeRef]) -> Vec<TokenStream> {
    let (file, name) = (call.file, &call.names.kind);
    let text = ["What ", &docs::code(&call.pattern.name), " hands back."].concat();
    let fields: Vec<Field> = all.iter().map(|of| field(file, id, *of)).collect();
    let mut items = shape::structure(file, name, &docs::sentence(text), &fields);
    let values = all.iter().map(|of| {
        let (name, value) = (file.names.field(*of), decode::field(file, *of));
        quote!(#name: #value)
    });
    let values: Vec<TokenStream> = values.collect();
    file.bring("Entity");
    let (owner, fields) = (file.entity(id), file.runtime("Fields"));
    let (item, failed) = (file.runtime("ItemRef"), file.runtime("DecodeError"));
    let result = file.prelude("result", "Result");
    items.push(quote! {
        impl #name {
            fn from_item(item: #item<'_>) -> #result<Self, #failed> {
                let fields = #fields::new(#owner::NAME, item);
                Ok(Self { #(#values),* })
            }
        }
    });
    items
}
