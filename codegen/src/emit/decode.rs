//! From items: whose an item is, and its fields.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tablewright_modeler::{
    model::{
        AttributeId, AttributeRef, Entity, EntityId, Fallback, IndexId, Part, Scalar, Template,
        Type,
    },
    proof::{self, Language, Meeting},
};

use super::{defaults, entity, keys, literals, recover};
use crate::file::File;

/// The body of `from_item` of an entity.
pub(crate) fn entity(file: &File<'_>, id: EntityId) -> TokenStream {
    let fields = entity::attributes(file, id)
        .filter(|of| file.attribute(*of).derived.is_none())
        .map(|of| {
            let (name, value) = (file.names.field(of), field(file, of));
            quote!(#name: #value)
        });
    let mut fields: Vec<TokenStream> = fields.collect();
    fields.extend(file.skipped(&file.model.entity(id).name));
    of_struct(file, id, None, &quote!(Self::NAME), &quote!(Self), &fields)
}

/// The body of a function that decodes some fields of an entity, read from the table or an index.
pub(crate) fn of_struct(
    file: &File<'_>,
    id: EntityId,
    index: Option<IndexId>,
    name: &TokenStream,
    kind: &TokenStream,
    fields: &[TokenStream],
) -> TokenStream {
    let of = file.runtime("Fields");
    let others = strangers(file, id, index, name);
    quote! {
        let fields = #of::new(#name, item);
        #others
        let found = #kind { #(#fields),* };
        Ok(Some(found))
    }
}

/// A function that decodes an entity, read from the table or an index.
pub(crate) fn whole(file: &File<'_>, id: EntityId, index: Option<IndexId>) -> TokenStream {
    file.bring("Entity");
    let owner = file.entity(id);
    let tag = file.table_of(id).tag.as_deref();
    let carried = |name: &str| index.is_none_or(|index| carries(file, index, Some(name)));
    let stored = || entity::attributes(file, id).filter(|of| file.attribute(*of).derived.is_none());
    if tag.is_none_or(carried) && stored().all(|of| carried(&file.attribute(of).physical)) {
        return quote!(#owner::from_item);
    }
    // What is not carried is told by the keys: whose an item is, and the attributes that they are made of.
    let values = stored().map(|of| {
        let (name, value) = (file.names.field(of), field_from(file, of, index));
        quote!(#name: #value)
    });
    let mut values: Vec<TokenStream> = values.collect();
    values.extend(file.skipped(&file.model.entity(id).name));
    let body = of_struct(
        file,
        id,
        index,
        &quote!(#owner::NAME),
        &quote!(#owner),
        &values,
    );
    quote!(|item| { #body })
}

/// Lets go of an item that is not of the entity.
fn strangers(
    file: &File<'_>,
    id: EntityId,
    index: Option<IndexId>,
    name: &TokenStream,
) -> TokenStream {
    let tag = file.table_of(id).tag.as_deref();
    let carried = index.is_none_or(|index| carries(file, index, tag));
    let resembles = resembling(file, id).map(|_| {
        let function = &file.names.entity(id).resembles;
        file.within(id, function)
    });
    match (tag.filter(|_| carried), resembles) {
        (Some(tag), Some(resembles)) => quote! {
            if !fields.is_or(#tag, #name, || #resembles(&fields)) { return Ok(None); }
        },
        (Some(tag), None) => quote! {
            if !fields.is(#tag, #name) { return Ok(None); }
        },
        (None, Some(resembles)) => quote!(if !#resembles(&fields) { return Ok(None); }),
        (None, None) => TokenStream::new(),
    }
}

/// The function that tells by its key whether an item is of the entity, where it has no tag; none where the key
/// has no constant part.
pub(crate) fn by_key(file: &File<'_>, id: EntityId) -> Option<TokenStream> {
    let (statics, tests): (Vec<_>, Vec<_>) = resembling(file, id)?.into_iter().unzip();
    let (name, fields) = (&file.names.entity(id).resembles, file.runtime("Fields"));
    Some(quote! {
        /// Whether its key is one of this entity, as far as it takes to tell it from others.
        pub(crate) fn #name(fields: &#fields<'_>) -> bool {
            #(#statics)*
            #(#tests)&&*
        }
    })
}

/// A test for each attribute of the key that can tell, with what it needs.
fn resembling(file: &File<'_>, id: EntityId) -> Option<Vec<(Option<TokenStream>, TokenStream)>> {
    let function = keys::primary(file, id);
    let forms = [format_ident!("PARTITION"), format_ident!("SORT")];
    let fills = function.fills.iter().zip(forms).enumerate();
    let tests = fills.filter_map(
        |(at, ((name, template), form))| match needs_form(file, id, at) {
            true => Some(has_form(file, id, name, template, &form)),
            false => resembles(name, template).map(|test| (None, test)),
        },
    );
    let tests: Vec<_> = tests.collect();
    (!tests.is_empty()).then_some(tests)
}

/// The test of a whole text, with the pattern that it is compared with.
fn has_form(
    file: &File<'_>,
    id: EntityId,
    name: &str,
    template: &Template,
    form: &Ident,
) -> (Option<TokenStream>, TokenStream) {
    let check = file.runtime("check");
    let pattern = proof::pattern(&proof::template(file.model.entity(id), template));
    (
        Some(quote!(static #form: #check::Pattern = #check::Pattern::new(#pattern);)),
        quote!(fields.text(#name).is_ok_and(|text| #form.matches(text))),
    )
}

/// Whether another entity may have the constant parts of its key, and this attribute of the key tells it when it is
/// looked at as a whole. No two entities have a whole key in common.
fn needs_form(file: &File<'_>, id: EntityId, at: usize) -> bool {
    let (model, entity) = (file.model, file.model.entity(id));
    let templates = |of: EntityId| {
        let key = &model.entity(of).key;
        std::iter::once(&key.partition).chain(&key.sort)
    };
    let meets = |own: &Language, other: EntityId, theirs: &Template| {
        proof::meet(own, &proof::template(model.entity(other), theirs)) != Meeting::Apart
    };
    let others = model.entity_ids();
    let mut others = others.filter(|of| *of != id && model.entity(*of).table == entity.table);
    others.any(|other| {
        let mut both = templates(id).zip(templates(other));
        // What begins otherwise is told without a proof.
        let passes = both.clone().all(|(own, theirs)| begin_alike(own, theirs))
            && both
                .clone()
                .all(|(own, theirs)| meets(&constants(own), other, theirs));
        let whole = both.nth(at).filter(|(own, _)| is_text(entity, own));
        passes
            && whole
                .is_some_and(|(own, theirs)| !meets(&proof::template(entity, own), other, theirs))
    })
}

fn begin_alike(one: &Template, other: &Template) -> bool {
    let (one, other) = (one.literal_prefix(), other.literal_prefix());
    one.starts_with(other) || other.starts_with(one)
}

/// The texts that have the constant parts of a template, as [`resembles`] asks for them.
fn constants(template: &Template) -> Language {
    let literal = |text: &str| Language::Text(text.to_owned());
    let start = literal(template.literal_prefix());
    match template.parts.as_slice() {
        [Part::Literal(_)] => start,
        [.., Part::Literal(last)] => start.then(Language::anything()).then(literal(last)),
        _ => start.then(Language::anything()),
    }
}

fn is_text(entity: &Entity, template: &Template) -> bool {
    let kind = |id: AttributeId| entity.attributes[id.index()].kind.scalar();
    template.scalar(kind) == Some(Scalar::S)
}

fn resembles(name: &str, template: &Template) -> Option<TokenStream> {
    let first = template.literal_prefix();
    let last = match template.parts.as_slice() {
        [_, .., Part::Literal(text)] => Some(text),
        _ => None,
    };
    let test = match (template.parts.as_slice(), last) {
        ([Part::Literal(whole)], _) => quote!(text == #whole),
        (_, Some(last)) if first.is_empty() => quote!(text.ends_with(#last)),
        (_, Some(last)) => quote!(text.starts_with(#first) && text.ends_with(#last)),
        _ if first.is_empty() => return None,
        _ => quote!(text.starts_with(#first)),
    };
    Some(quote!(fields.text(#name).is_ok_and(|text| #test)))
}

/// Whether an index carries a physical attribute.
pub(crate) fn carries(file: &File<'_>, index: IndexId, name: Option<&str>) -> bool {
    let Some(name) = name else { return false };
    let index = file.model.index(index);
    file.model.carries(index, name)
}

/// The value of one field, from the table or from an index that may not carry it.
pub(crate) fn field_from(file: &File<'_>, of: AttributeRef, index: Option<IndexId>) -> TokenStream {
    let physical = &file.attribute(of).physical;
    match index {
        Some(index) if !carries(file, index, Some(physical)) => {
            recover::from_key(file, of, index).unwrap_or_else(|| field(file, of))
        }
        _ => field(file, of),
    }
}

/// The value of one field.
pub(crate) fn field(file: &File<'_>, of: AttributeRef) -> TokenStream {
    let attribute = file.attribute(of);
    let (kind, name) = (&attribute.kind, &attribute.physical);
    match &attribute.facts.default {
        Some(Fallback::Literal(default)) if *kind != Type::Json => {
            let default = literals::owned(file, of, default);
            if *kind == Type::Epoch {
                let epoch = file.runtime("Epoch");
                return quote!(fields.optional::<#epoch>(#name)?.map_or(#default, |at| at.0));
            }
            return quote!(fields.or(#name, #default)?);
        }
        Some(default) => return defaults::or_stored(file, name, kind, default),
        None => {}
    }
    value(file, kind, name, entity::may_be_absent(file, of))
}

/// A value without a default, as it is read by its physical name.
pub(crate) fn value(file: &File<'_>, kind: &Type, name: &str, may_be_absent: bool) -> TokenStream {
    let epoch = (*kind == Type::Epoch).then(|| file.runtime("Epoch"));
    match (may_be_absent, epoch) {
        (false, Some(epoch)) => quote!(fields.get::<#epoch>(#name)?.0),
        (true, Some(epoch)) => quote!(fields.optional::<#epoch>(#name)?.map(|at| at.0)),
        (true, None) => quote!(fields.optional(#name)?),
        // An empty set and a counter that was never added to are not stored.
        (false, None) if matches!(kind, Type::Set(_) | Type::Counter) => {
            quote!(fields.or_default(#name)?)
        }
        (false, None) => quote!(fields.get(#name)?),
    }
}
