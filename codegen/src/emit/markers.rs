//! The markers of unique values: how they are made, and what a write does to them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{AttributeRef, EntityId},
    plan::{KeyPiece, Marker, WritePlan},
};

use super::{
    call::Call,
    entity, keys,
    sequence::{self, Part},
    target,
};
use crate::{docs, file::File, names::Scope};

/// The functions in the module of an entity: one for each marker, and one that reads an owner.
pub(crate) fn functions(file: &File<'_>, id: EntityId) -> Vec<TokenStream> {
    let of = file.model.entity(id);
    let mut all: Vec<TokenStream> = (0..of.unique.len()).map(|at| maker(file, id, at)).collect();
    if !of.unique.is_empty() {
        all.push(owner(file, id));
    }
    all
}

fn maker(file: &File<'_>, id: EntityId, at: usize) -> TokenStream {
    let (of, names) = (file.model.entity(id), file.names.entity(id));
    let (key, writer) = (file.runtime("Key"), file.runtime("Writer"));
    let (item, invalid) = (file.runtime("Item"), file.runtime("Invalid"));
    let result = file.prelude("result", "Result");
    let unique = &of.unique[at].name;
    let tag = file.table_of(id).tag.as_ref().map(|tag| {
        let text = [of.name.as_str(), ".", unique].concat();
        quote!(out.put(#tag, #text)?;)
    });
    let docs = docs::outer(&[
        [
            "The marker of ",
            &docs::code(unique),
            ": it keeps a value for the item with the key `owner`.",
        ]
        .concat(),
        "# Errors".to_owned(),
        "Where one of the keys is not what it must be.".to_owned(),
    ]);
    let name = &names.markers[at];
    quote! {
        #docs
        pub fn #name(key: #key, owner: #key) -> #result<#item, #invalid> {
            let mut out = #writer::new();
            out.key(key)?;
            #tag
            for (name, value) in owner.into_parts()? {
                out.put(&["owner_", &name].concat(), value)?;
            }
            Ok(out.finish())
        }
    }
}

fn owner(file: &File<'_>, id: EntityId) -> TokenStream {
    let names = file.names.entity(id);
    let fields = file.runtime("Fields");
    let (item, failed) = (file.runtime("ItemRef"), file.runtime("DecodeError"));
    let value = file.runtime("AttributeValue");
    let (result, option) = (
        file.prelude("result", "Result"),
        file.prelude("option", "Option"),
    );
    let parts = file.table_of(id).key_names().map(|name| {
        let owner = ["owner_", name].concat();
        quote!(fields.get(#owner)?)
    });
    let parts: Vec<TokenStream> = parts.collect();
    let (found, gives) = match parts.as_slice() {
        [partition] => (partition.clone(), value.clone()),
        several => (quote!((#(#several),*)), quote!((#value, #value))),
    };
    let docs = docs::outer(&[
        "The values of the key of the item that a marker keeps its value for.".to_owned(),
        "# Errors".to_owned(),
        "Where the item is no marker.".to_owned(),
    ]);
    let (kind, name) = (file.entity(id), &names.owner);
    quote! {
        #docs
        pub fn #name(marker: #item<'_>) -> #result<#option<#gives>, #failed> {
            let fields = #fields::new(#kind::NAME, marker);
            Ok(Some(#found))
        }
    }
}

/// A write whose markers change.
struct Keeping<'a, 'b> {
    call: &'a Call<'b>,
    plan: &'a WritePlan,
    /// The item that a put writes.
    item: Option<&'a Ident>,
    transaction: &'a Ident,
}

/// What a write does to the markers of its item.
pub(crate) fn parts(
    call: &Call<'_>,
    plan: &WritePlan,
    item: Option<&Ident>,
    transaction: &Ident,
    locals: &mut Scope,
) -> Vec<Part> {
    let keeping = Keeping {
        call,
        plan,
        item,
        transaction,
    };
    let count = call.file.model.entity(plan.entity).unique.len();
    (0..count)
        .filter_map(|at| keeping.part(at, locals))
        .collect()
}

impl Keeping<'_, '_> {
    fn part(&self, at: usize, locals: &mut Scope) -> Option<Part> {
        let (mut freed, mut taken): (Option<&[KeyPiece]>, Option<&[KeyPiece]>) = (None, None);
        for marker in &self.plan.markers {
            match marker {
                Marker::TakeOwn { unique } if *unique == at => {
                    return Some(self.own(at, self.item?, locals));
                }
                Marker::Take { unique, key } if *unique == at => taken = Some(key),
                Marker::Free { unique, key } if *unique == at => freed = Some(key),
                _ => {}
            }
        }
        let key = |pieces| target::marker(self.call, self.plan.entity, at, pieces);
        let owner = || target::of_write(self.call, self.plan);
        match (freed, taken) {
            (None, None) => None,
            (Some(freed), None) => Some(self.free(at, &key(freed), locals)),
            (None, Some(taken)) => Some(self.take(at, &key(taken), &owner()?, locals)),
            (Some(freed), Some(taken)) => {
                let [old, new] = ["freed", "taken"].map(|verb| self.local(at, verb, locals));
                let (freed, taken) = (key(freed), key(taken));
                let parts = vec![
                    self.take(at, &quote!(#new), &owner()?, locals),
                    self.free(at, &quote!(#old), locals),
                ];
                let changed = sequence::nested(parts, self.transaction);
                // A value that stays as it is keeps its marker.
                Some(Part::Block(quote! {
                    let #old = #freed;
                    let #new = #taken;
                    if #new != #old { #changed }
                }))
            }
        }
    }

    fn local(&self, at: usize, verb: &str, locals: &mut Scope) -> Ident {
        let unique = &self.call.file.model.entity(self.plan.entity).unique[at];
        locals.snake(&[verb, "_", &unique.name].concat())
    }

    /// The value of the item that is put, if it has one.
    fn own(&self, at: usize, item: &Ident, locals: &mut Scope) -> Part {
        let (file, id) = (self.call.file, self.plan.entity);
        let receiver = quote!(#item);
        let (mut tests, mut arguments) = (Vec::new(), Vec::new());
        let function = keys::marker(file, id, at);
        for attribute in &function.takes {
            let of = AttributeRef {
                entity: id,
                attribute: *attribute,
            };
            let field = entity::field_of(file, of, &receiver);
            if entity::may_be_absent(file, of) {
                let name = locals.snake(&file.attribute(of).name);
                tests.push(quote!(let Some(#name) = #field));
                arguments.push(quote!(#name));
            } else {
                arguments.push(field);
            }
        }
        let name = file.within(id, function.name);
        let owner = self.owner_of(item);
        let taken = self.take(at, &quote!(#name(#(#arguments),*)), &owner, locals);
        if tests.is_empty() {
            return taken;
        }
        let taken = sequence::nested(vec![taken], self.transaction);
        Part::Block(quote!(if #(#tests)&&* { #taken }))
    }

    /// The key of the item that is put.
    fn owner_of(&self, item: &Ident) -> TokenStream {
        let (file, id) = (self.call.file, self.plan.entity);
        let receiver = quote!(#item);
        let function = keys::primary(file, id);
        let arguments = function.takes.iter().map(|attribute| {
            let of = AttributeRef {
                entity: id,
                attribute: *attribute,
            };
            entity::field_of(file, of, &receiver)
        });
        let name = file.within(id, function.name);
        quote!(#name(#(#arguments),*))
    }

    fn take(&self, at: usize, key: &TokenStream, owner: &TokenStream, locals: &mut Scope) -> Part {
        let file = self.call.file;
        let (put, condition) = (file.runtime("Put"), file.runtime("Condition"));
        let marker = file.within(
            self.plan.entity,
            &file.names.entity(self.plan.entity).markers[at],
        );
        let id = self.plan.entity;
        let (partition, name) = (&file.table_of(id).partition.name, &self.call.pattern.name);
        let table = file.client_of(id);
        let (item, variable) = (
            self.local(at, "marker", locals),
            self.local(at, "take", locals),
        );
        let made = quote! {
            let #item = #marker(#key, #owner);
            let #variable = #put::new(&#table, #name, #item)
                .condition(#condition::missing(#partition));
        };
        Part::Plain(made, quote!(.put(#variable)))
    }

    fn free(&self, at: usize, key: &TokenStream, locals: &mut Scope) -> Part {
        let (delete, name) = (self.call.file.runtime("Delete"), &self.call.pattern.name);
        let table = self.call.file.client_of(self.plan.entity);
        let variable = self.local(at, "free", locals);
        let made = quote!(let #variable = #delete::new(&#table, #name, #key););
        Part::Plain(made, quote!(.delete(#variable)))
    }
}
