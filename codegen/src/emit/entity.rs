//! The module of an entity: its struct, its enums, its keys, and its way to an item and back.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use tablewright_modeler::model::{AttributeId, AttributeRef, EntityId, Model};

use super::{
    checks, decode, derived, enums, items, keys, markers,
    shape::{self, Field},
    shards, values,
};
use crate::{
    docs,
    file::File,
    names::{self, Names},
    print::RustFile,
};

/// The file of an entity.
pub(crate) fn emit(model: &Model, names: &Names, id: EntityId) -> RustFile {
    let file = File::of_entity(model, names, id);
    let entity = model.entity(id);
    let mut all = Vec::new();
    if file.is_embedded() {
        all.extend(theirs(&file, id));
    } else {
        all.extend(structure(&file, id));
    }
    all.push(items::entity(&file, id));
    all.extend(derived_methods(&file, id));
    all.extend(shards::to_items(&file, id));
    all.extend(shards::sum(&file, id));
    all.extend(shards::constants(&file, id));
    all.extend(handles(&file, id));
    for (of, name) in names.own_enums(id).filter(|_| !file.is_embedded()) {
        all.extend(enums::emit(&file, of, name));
    }
    all.extend(keys::emit(&file, id));
    all.extend(decode::by_key(&file, id));
    all.extend(markers::functions(&file, id));
    for of in attributes(&file, id) {
        let attribute = file.attribute(of);
        if let Some(one) = &attribute.derived {
            all.push(derived::function(&file, of, one));
        } else if checks::is_checked(&file, of) {
            all.extend(checks::emit(&file, of));
        }
    }
    let about = entity.about.as_deref().map_or_else(
        || ["The entity ", &docs::code(&entity.name), "."].concat(),
        docs::free,
    );
    RustFile {
        docs: docs::lines(&[about]),
        attributes: Vec::new(),
        head: vec![file.uses()],
        items: all,
    }
}

/// The attributes of an entity.
pub(crate) fn attributes(file: &File<'_>, id: EntityId) -> impl Iterator<Item = AttributeRef> {
    let all = file.model.entity(id).attributes.len();
    (0..all).map(move |at| AttributeRef {
        entity: id,
        attribute: AttributeId::new(at),
    })
}

/// Whether a field may be absent. With a default it never is.
pub(crate) fn may_be_absent(file: &File<'_>, of: AttributeRef) -> bool {
    let attribute = file.attribute(of);
    match &attribute.derived {
        // A new item has none yet.
        None if file.is_shard(of) => true,
        Some(derived) => may_be_absent(
            file,
            AttributeRef {
                attribute: derived.from,
                ..of
            },
        ),
        None => attribute.facts.optional && attribute.facts.default.is_none(),
    }
}

/// A field of `self` as an argument: lent, or copied. For one that may be absent, an `Option` of that;
/// for one that is derived, a `Result`; for a shard, the variable that it was found in.
pub(crate) fn field(file: &File<'_>, of: AttributeRef) -> TokenStream {
    field_of(file, of, &quote!(self))
}

/// The same of another variable than `self`.
pub(crate) fn field_of(file: &File<'_>, of: AttributeRef, owner: &TokenStream) -> TokenStream {
    use tablewright_modeler::model::Type;
    let (attribute, name) = (file.attribute(of), file.names.field(of));
    if let Some(found) = shards::field(file, of) {
        return found;
    }
    if attribute.derived.is_some() {
        return quote!(#owner.#name());
    }
    match (may_be_absent(file, of), values::is_copy(&attribute.kind)) {
        (_, true) => quote!(#owner.#name),
        (false, false) => quote!(&#owner.#name),
        (true, false)
            if matches!(attribute.kind, Type::String | Type::Binary | Type::List(_))
                && (file.own(of).is_none() || matches!(attribute.kind, Type::List(_))) =>
        {
            quote!(#owner.#name.as_deref())
        }
        (true, false) => quote!(#owner.#name.as_ref()),
    }
}

fn structure(file: &File<'_>, id: EntityId) -> Vec<TokenStream> {
    let (entity, names) = (file.model.entity(id), file.names.entity(id));
    let about = entity
        .about
        .as_deref()
        .map_or_else(|| [&docs::one(&entity.name), "."].concat(), docs::free);
    let key = keys::described(entity, &keys::primary(file, id));
    let mut indexes = Vec::new();
    for entry in &entity.entries {
        if let Some(of) = keys::entry(file, id, entry) {
            let index = docs::code(&file.model.index(entry.index).name);
            indexes.push(["In ", &index, ": ", &keys::described(entity, &of), "."].concat());
        }
    }
    let mut paragraphs = vec![about, ["Its key: ", &key, "."].concat()];
    paragraphs.extend(indexes);
    let fields = fields(file, id);
    shape::structure(file, &names.kind, &docs::outer(&paragraphs), &fields)
}

/// What belongs to a struct that is there already: what `Debug` prints of it, and that fields have the types
/// that their attributes say.
fn theirs(file: &File<'_>, id: EntityId) -> Vec<TokenStream> {
    let kind = file.entity(id);
    let fields = fields(file, id);
    let mut all = Vec::new();
    if fields.iter().any(|field| field.sensitive) {
        all.push(shape::debug(file, &file.names.entity(id).kind, &fields));
    }
    let typed = file.names.bound.iter().flat_map(|bound| &bound.typed);
    for (owner, name, at) in typed {
        let field = fields
            .iter()
            .find(|field| names::plain(&field.name) == *name);
        if let Some(Field { name, kind: of, .. }) = field
            && *owner == file.model.entity(id).name
        {
            all.push(match file.parameters().filter(|all| !all.declared.is_empty()) {
                None => quote_spanned!(*at=> const _: fn(&#kind) -> &#of = |one| &one.#name;),
                Some(all) => {
                    let (declared, arguments, bounds) = (&all.declared, &all.arguments, &all.bounds);
                    quote_spanned! {*at=>
                        const _: () = {
                            fn of #declared (one: &#kind #arguments) -> &#of where #(#bounds,)* { &one.#name }
                        };
                    }
                }
            });
        }
    }
    all
}

/// The fields of the struct: what is derived has none.
pub(crate) fn fields(file: &File<'_>, id: EntityId) -> Vec<Field> {
    let entity = file.model.entity(id);
    attributes(file, id)
        .filter(|of| file.attribute(*of).derived.is_none())
        .map(|of| {
            let mut kind = values::owned(file, &file.attribute(of).kind, Some(of));
            if may_be_absent(file, of) {
                let option = file.prelude("option", "Option");
                kind = quote!(#option<#kind>);
            }
            let docs = docs::sentence(docs::about_attribute(entity, file.attribute(of)));
            let sensitive = file.attribute(of).facts.sensitive;
            Field {
                name: file.names.field(of).clone(),
                kind,
                docs,
                sensitive,
            }
        })
        .collect()
}

/// What is derived.
fn derived_methods(file: &File<'_>, id: EntityId) -> Option<TokenStream> {
    let kind = file.entity(id);
    let methods: Vec<TokenStream> = attributes(file, id)
        .filter_map(|of| {
            Some(derived::method(
                file,
                of,
                file.attribute(of).derived.as_ref()?,
            ))
        })
        .collect();
    let head = file.impl_head(&TokenStream::new(), &kind);
    (!methods.is_empty()).then(|| quote!(#head { #(#methods)* }))
}

/// Handles of the attributes for conditions.
fn handles(file: &File<'_>, id: EntityId) -> impl Iterator<Item = TokenStream> {
    // A constant has no parameters.
    let plain = attributes(file, id).filter(|of| file.parameters_of(*of).is_none());
    plain.map(move |of| {
        let attribute = file.attribute(of);
        let (name, attr) = (
            &file.names.entity(id).handles[of.attribute.index()],
            file.runtime("Attr"),
        );
        let kind = values::stored_type(file, &attribute.kind, Some(of));
        let text = [
            &docs::code(&attribute.name),
            ", for conditions and filters.",
        ]
        .concat();
        let (docs, physical) = (docs::sentence(text), &attribute.physical);
        quote!(#docs pub const #name: #attr<#kind> = #attr::new(#physical);)
    })
}
