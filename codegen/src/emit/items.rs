//! An entity as an item, and back.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{
    AttributeId, AttributeRef, Comparison, Condition, EntityId, Entry, Literal, Operand, Type,
    Value,
};

use super::{checks, decode, entity, keys, made::Made, pieces, shards, values};
use crate::file::File;

/// `impl Entity`.
pub(crate) fn entity(file: &File<'_>, id: EntityId) -> TokenStream {
    let kind = file.entity(id);
    let (entity, item, result) = (
        file.runtime("Entity"),
        file.runtime("Item"),
        file.prelude("result", "Result"),
    );
    let seen = file.runtime("ItemRef");
    let (invalid, failed) = (file.runtime("Invalid"), file.runtime("DecodeError"));
    let (writer, option) = (file.runtime("Writer"), file.prelude("option", "Option"));
    let name = &file.model.entity(id).name;
    let (puts, all) = (puts(file, id), names(file, id));
    let from = decode::entity(file, id);
    let head = file.impl_head(&quote!(#entity for), &kind);
    quote! {
        #head {
            const NAME: &'static str = #name;
            const ATTRIBUTES: &'static [&'static str] = &[#(#all),*];
            fn to_item(&self) -> #result<#item, #invalid> {
                let mut out = #writer::new();
                #puts
                Ok(out.finish())
            }
            fn from_item(item: #seen<'_>) -> #result<#option<Self>, #failed> { #from }
        }
    }
}

/// The physical names of all that an item may have, each once.
fn names<'a>(file: &File<'a>, id: EntityId) -> Vec<&'a str> {
    let (table, entity) = (file.table_of(id), file.model.entity(id));
    let entries = entity.entries.iter();
    let of_indexes = entries.flat_map(|entry| file.model.index(entry.index).key_names());
    let attributes = entity.attributes.iter();
    let own = attributes.map(|attribute| attribute.physical.as_str());
    let mut all = Vec::new();
    for name in table
        .key_names()
        .chain(table.tag.as_deref())
        .chain(own)
        .chain(of_indexes)
    {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

fn puts(file: &File<'_>, id: EntityId) -> TokenStream {
    let mut out = shards::of_item(file, id);
    out.extend(key(file, id));
    if let Some(tag) = &file.table_of(id).tag {
        out.extend(quote!(out.put(#tag, Self::NAME)?;));
    }
    for of in entity::attributes(file, id).filter(|of| !keys::is_key_itself(file, *of)) {
        out.extend(put(file, of));
    }
    for one in &file.model.entity(id).entries {
        out.extend(entry(file, id, one));
    }
    out
}

fn key(file: &File<'_>, id: EntityId) -> TokenStream {
    let function = keys::primary(file, id);
    let arguments = function.takes.iter().map(|attribute| {
        let of = AttributeRef {
            entity: id,
            attribute: *attribute,
        };
        entity::field(file, of)
    });
    let name = function.name;
    quote!(out.key(#name(#(#arguments),*))?;)
}

fn put(file: &File<'_>, of: AttributeRef) -> TokenStream {
    let attribute = file.attribute(of);
    let (field, physical) = (entity::field(file, of), &attribute.physical);
    let derived = attribute.derived.is_some();
    if file.is_shard(of) || !entity::may_be_absent(file, of) {
        let value = if derived {
            Made::Fallible(field)
        } else {
            Made::Plain(field)
        };
        let value = checks::checked(file, value, of);
        let value = values::stored(file, value, &attribute.kind).either();
        return quote!(out.put(#physical, #value)?;);
    }
    let mut value = if derived { quote!(#field?) } else { field };
    if checks::is_checked(file, of) && !derived {
        let check = checks::function(file, of);
        value = quote!(#value.map(#check));
    } else if let Some(wrapper) = values::wrapper(file, &attribute.kind) {
        value = quote!(#value.map(#wrapper));
    }
    quote!(out.put_optional(#physical, #value)?;)
}

/// The keys of an entry, while it exists.
fn entry(file: &File<'_>, id: EntityId, entry: &Entry) -> TokenStream {
    let Some(function) = keys::entry(file, id, entry) else {
        return TokenStream::new();
    };
    let conjuncts = entry
        .when
        .as_ref()
        .map(Condition::conjuncts)
        .unwrap_or_default();
    let mut tests: Vec<TokenStream> = conjuncts
        .iter()
        .filter_map(|one| test(file, one, &function.takes))
        .collect();
    let names = file.names.entity(id);
    let mut arguments = Vec::new();
    for attribute in &function.takes {
        let of = AttributeRef {
            entity: id,
            attribute: *attribute,
        };
        let field = entity::field(file, of);
        if entity::may_be_absent(file, of) && !file.is_shard(of) {
            let name = &names.arguments[attribute.index()];
            tests.push(quote!(let Some(#name) = #field));
            arguments.push(quote!(#name));
        } else {
            arguments.push(field);
        }
    }
    let name = function.name;
    let write = quote!(out.key(#name(#(#arguments),*))?;);
    if tests.is_empty() {
        write
    } else {
        quote!(if #(#tests)&&* { #write })
    }
}

/// A conjunct of `when` as an expression; none where it holds always, or where the key's own attribute
/// says it.
fn test(file: &File<'_>, of: &Condition, taken: &[AttributeId]) -> Option<TokenStream> {
    match of {
        Condition::Exists(path) => {
            let known = taken.contains(&path.attribute.attribute);
            if known || !entity::may_be_absent(file, path.attribute) {
                return None;
            }
            let field = entity::field(file, path.attribute);
            Some(if file.attribute(path.attribute).derived.is_some() {
                quote!(#field?.is_some())
            } else {
                let name = file.names.field(path.attribute);
                quote!(self.#name.is_some())
            })
        }
        Condition::Compare(Operand::Path(path), Comparison::Equal, Operand::Value(value))
        | Condition::Compare(Operand::Value(value), Comparison::Equal, Operand::Path(path)) => {
            match value {
                Value::Literal(literal) => Some(equals(file, path.attribute, literal)),
                Value::Parameter(_) | Value::OneOf(_) => None,
            }
        }
        _ => None,
    }
}

/// `self.status == Status::Paid`.
fn equals(file: &File<'_>, of: AttributeRef, literal: &Literal) -> TokenStream {
    let (attribute, name) = (file.attribute(of), file.names.field(of));
    let absent = entity::may_be_absent(file, of);
    let constant = values::constant(file, literal, &attribute.kind, Some(of));
    match (constant, attribute.derived.is_none()) {
        (Some(constant), true) => match (&attribute.kind, absent) {
            (Type::Bool, false) if *literal == Literal::Bool(true) => quote!(self.#name),
            (Type::Bool, false) => quote!(!self.#name),
            // What is stored has its letters lowered, so that is what is compared.
            (Type::String, true) if attribute.facts.lower => {
                let check = file.runtime("check");
                quote!(self.#name.as_deref().map(#check::lower).as_deref() == Some(#constant))
            }
            (Type::String, false) if attribute.facts.lower => {
                let check = file.runtime("check");
                quote!(#check::lower(&self.#name) == #constant)
            }
            (Type::String, true) => quote!(self.#name.as_deref() == Some(#constant)),
            (Type::Enum(_), true) => quote!(self.#name.as_ref() == Some(#constant)),
            (Type::Enum(values), false) => match (literal, file.enum_of(of)) {
                (Literal::Text(text), Some(kind)) => {
                    let variant = values::variant(file, of, values, text);
                    quote!(self.#name == #kind::#variant)
                }
                _ => quote!(self.#name == #constant),
            },
            (_, true) => quote!(self.#name == Some(#constant)),
            (_, false) => quote!(self.#name == #constant),
        },
        _ => as_text(file, of, literal),
    }
}

/// Compared as it is written in a key, for types of which there are no constants.
fn as_text(file: &File<'_>, of: AttributeRef, literal: &Literal) -> TokenStream {
    let attribute = file.attribute(of);
    let field = entity::field(file, of);
    let field = if attribute.derived.is_some() {
        quote!(#field?)
    } else {
        field
    };
    let key = file.runtime("key");
    let pieces::Piece::Text(literal) = pieces::of_literal(literal, None, None) else {
        return quote!(false);
    };
    let stored = |value| values::stored(file, Made::Plain(value), &attribute.kind).either();
    if entity::may_be_absent(file, of) {
        let one = stored(quote!(one));
        quote!(#field.map(|one| #key::text(&[&#one])).transpose()?.as_deref() == Some(#literal))
    } else {
        let one = stored(field);
        quote!(#key::text(&[&#one])? == #literal)
    }
}
