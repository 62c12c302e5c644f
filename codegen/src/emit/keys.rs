//! Functions that make the keys of an entity.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::{
    AttributeId, AttributeRef, Entity, EntityId, Entry, Index, Template,
};

use super::{
    derived,
    made::Made,
    pieces::{self, Bound},
    values,
};
use crate::{docs, file::File};

/// A key function: what it is called, what it takes, and the attributes of the table it fills.
pub(crate) struct KeyFunction<'a> {
    /// Its name.
    pub(crate) name: &'a Ident,
    /// Its arguments, in order.
    pub(crate) takes: Vec<AttributeId>,
    /// Physical names and their templates.
    pub(crate) fills: Vec<(&'a str, &'a Template)>,
    /// Whether they are texts, whatever the type of their attributes.
    pub(crate) texts: bool,
}

/// The function of the primary key.
pub(crate) fn primary<'a>(file: &File<'a>, id: EntityId) -> KeyFunction<'a> {
    let entity = file.model.entity(id);
    let templates = std::iter::once(&entity.key.partition).chain(&entity.key.sort);
    let fills: Vec<_> = file.table_of(id).key_names().zip(templates).collect();
    KeyFunction {
        name: &file.names.entity(id).key,
        takes: takes(entity, &fills),
        fills,
        texts: false,
    }
}

/// The function of an entry, where it has keys of its own.
pub(crate) fn entry<'a>(
    file: &File<'a>,
    id: EntityId,
    entry: &'a Entry,
) -> Option<KeyFunction<'a>> {
    if !entry.computed {
        return None;
    }
    let index = file.model.index(entry.index);
    let own = own_names(file, index);
    let templates = entry.partition.iter().chain(&entry.sort);
    let fills: Vec<_> = index
        .key_names()
        .zip(templates)
        .filter(|(name, _)| own.contains(name))
        .collect();
    let name = &file.names.entity(id).entry_keys[entry.index.index()];
    let takes = takes(file.model.entity(id), &fills);
    (!fills.is_empty()).then_some(KeyFunction {
        name,
        takes,
        fills,
        texts: false,
    })
}

/// The function of the marker of a unique value: one text in all key attributes.
pub(crate) fn marker<'a>(file: &File<'a>, id: EntityId, unique: usize) -> KeyFunction<'a> {
    let entity = file.model.entity(id);
    let template = &entity.unique[unique].template;
    let fills: Vec<_> = file
        .table_of(id)
        .key_names()
        .map(|name| (name, template))
        .collect();
    KeyFunction {
        name: &file.names.entity(id).marker_keys[unique],
        takes: takes(entity, &fills),
        fills,
        texts: true,
    }
}

/// The key attributes of an index that are not the table's.
pub(crate) fn own_names<'a>(file: &File<'a>, index: &'a Index) -> Vec<&'a str> {
    let table: Vec<&str> = file.model.table(index.table).key_names().collect();
    index
        .key_names()
        .filter(|name| !table.contains(name))
        .collect()
}

/// The attributes of templates, each once, in the order of first use. What is derived is made from
/// what it follows, which is taken in its place.
fn takes(entity: &Entity, fills: &[(&str, &Template)]) -> Vec<AttributeId> {
    let mut all: Vec<AttributeId> = Vec::new();
    for mut attribute in fills.iter().flat_map(|(_, template)| template.attributes()) {
        while let Some(derived) = &entity.attributes[attribute.index()].derived {
            attribute = derived.from;
        }
        if !all.contains(&attribute) {
            all.push(attribute);
        }
    }
    all
}

/// The functions of an entity.
pub(crate) fn emit(file: &File<'_>, id: EntityId) -> Vec<TokenStream> {
    let entity = file.model.entity(id);
    let mut items = vec![function(file, id, &primary(file, id), "The primary key")];
    for one in &entity.entries {
        if let Some(of) = entry(file, id, one) {
            let index = docs::code(&file.model.index(one.index).name);
            items.push(function(file, id, &of, &["The entry in ", &index].concat()));
        }
    }
    for (at, unique) in entity.unique.iter().enumerate() {
        let what = ["The marker of ", &docs::code(&unique.name)].concat();
        items.push(function(file, id, &marker(file, id, at), &what));
    }
    items
}

/// What a key function fills, in words.
pub(crate) fn described(entity: &Entity, function: &KeyFunction<'_>) -> String {
    let all: Vec<String> = function
        .fills
        .iter()
        .map(|(name, template)| {
            docs::code(&[name, " = ", &docs::template(entity, template)].concat())
        })
        .collect();
    docs::listed(&all)
}

fn function(file: &File<'_>, id: EntityId, of: &KeyFunction<'_>, what: &str) -> TokenStream {
    let names = file.names.entity(id);
    let argument = |attribute: AttributeId| &names.arguments[attribute.index()];
    let arguments = of.takes.iter().map(|attribute| {
        let of = AttributeRef {
            entity: id,
            attribute: *attribute,
        };
        let (name, kind) = (
            argument(*attribute),
            values::argument(file, &file.attribute(of).kind, Some(of)),
        );
        quote!(#name: #kind)
    });
    let key = file.runtime("Key");
    let bounds = of.fills.iter().map(|(name, template)| {
        let bound = pieces::of_template(file, id, template, of.texts, |attribute| {
            taken(
                file,
                AttributeRef {
                    entity: id,
                    attribute,
                },
            )
        });
        (*name, bound)
    });
    let body = pieces::chain(&key, bounds);
    let docs = docs::sentence([what, ": ", &described(file.model.entity(id), of), "."].concat());
    let name = of.name;
    let allow = many(of.takes.len());
    quote! {
        #docs
        #allow
        pub fn #name(#(#arguments),*) -> #key { #body }
    }
}

/// An attribute in a key function: an argument, or made from one.
fn taken(file: &File<'_>, of: AttributeRef) -> Made {
    match &file.attribute(of).derived {
        Some(derived) => {
            let from = taken(
                file,
                AttributeRef {
                    attribute: derived.from,
                    ..of
                },
            );
            derived::made(file, of, from)
        }
        None => {
            let name = &file.names.entity(of.entity).arguments[of.attribute.index()];
            Made::Plain(quote!(#name))
        }
    }
}

/// What a function with many arguments says to clippy.
pub(crate) fn many(arguments: usize) -> TokenStream {
    if arguments > 7 {
        quote!(#[allow(clippy::too_many_arguments)])
    } else {
        TokenStream::new()
    }
}

/// Whether an attribute is a key attribute of the table or of an index under its own name, so that the
/// key holds it already.
pub(crate) fn is_key_itself(file: &File<'_>, of: AttributeRef) -> bool {
    let entity = file.model.entity(of.entity);
    let physical = file.attribute(of).physical.as_str();
    let entries = entity
        .entries
        .iter()
        .filter_map(|one| entry(file, of.entity, one));
    std::iter::once(primary(file, of.entity))
        .chain(entries)
        .any(|key| {
            key.fills
                .iter()
                .any(|(name, template)| *name == physical && template.bare() == Some(of.attribute))
        })
}

/// A bound as the runtime's sort key.
pub(crate) fn equals(sort_key: &TokenStream, bound: Bound) -> TokenStream {
    match bound {
        Bound::Text(text) => quote!(#sort_key::text(#text)),
        Bound::Own(value) => quote!(#sort_key::value(#value)),
    }
}
