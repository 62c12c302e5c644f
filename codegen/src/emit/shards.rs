//! Write shards: how many there are, and which of them a call asks or an item lies in.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tablewright_modeler::model::{
    AttributeId, AttributeRef, ChangeKind, EntityId, Given, Parameter, ParameterId, Pattern, Shard,
    ShardBy, ShardChoice, ShardCount, Shards, Type, Value, WriteKind,
};

use super::{
    call::Call,
    entity, keys,
    made::Made,
    pieces::{self, Piece, Raw},
    target,
};
use crate::{docs, file::File};

/// The constants that say how many shards there are.
pub(crate) fn constants(file: &File<'_>, id: EntityId) -> Vec<TokenStream> {
    let entity = file.model.entity(id);
    let of = |(at, shards): (usize, &Shards)| {
        let name = &file.names.entity(id).shards[at];
        let runtime = file.runtime("Shards");
        let count = Literal::u32_unsuffixed(shards.typical());
        let was = shards.was.iter().copied().map(Literal::u32_unsuffixed);
        let was = (!shards.was.is_empty()).then(|| quote!(.was(&[#(#was),*])));
        let fixed = quote!(#runtime::new(#count) #was);
        let attribute = docs::code(&entity.attributes[shards.attribute.index()].name);
        match shards.count {
            ShardCount::Fixed(_) => {
                let docs = docs::sentence(["How many ", &attribute, "s there are."].concat());
                quote!(#docs pub const #name: #runtime = #fixed;)
            }
            ShardCount::Kept { of, max, .. } => {
                let kept = file.runtime("KeptShards");
                let (physical, max) = (&file.attribute(of).physical, Literal::u32_unsuffixed(max));
                let keeper = file.model.entity(of.entity);
                let counts = docs::code(&[&keeper.name, ".", &file.attribute(of).name].concat());
                let text = [&counts, " says how many ", &attribute, "s there are."].concat();
                let docs = docs::sentence(text);
                quote!(#docs pub const #name: #kept = #kept::new(#physical, #fixed, #max);)
            }
        }
    };
    entity.shards.iter().enumerate().map(of).collect()
}

/// Whether an item may lie in one of several shards, so that a put has to look for it.
pub(crate) fn is_looked_for(file: &File<'_>, id: EntityId) -> bool {
    let entity = file.model.entity(id);
    let calculated = entity.key_shards().filter(|shards| !shards.is_random());
    calculated.is_some_and(|shards| !shards.was.is_empty()) || !kept(file, id).is_empty()
}

/// The shards whose count is read, each count once; by their position among the entity's.
fn kept(file: &File<'_>, id: EntityId) -> Vec<usize> {
    let shards = &file.model.entity(id).shards;
    let mut all: Vec<usize> = Vec::new();
    for (at, one) in shards.iter().enumerate() {
        if one.is_kept() && all.iter().all(|other| !is_same(&shards[*other], one)) {
            all.push(at);
        }
    }
    all
}

/// Whether two keys always have the same number of shards.
fn is_same(a: &Shards, b: &Shards) -> bool {
    a.count == b.count && a.was == b.was
}

/// What holds the shards of a key whose count was read: a variable, the same for all with that count.
fn variable(file: &File<'_>, id: EntityId, at: usize) -> Ident {
    let shards = &file.model.entity(id).shards;
    let all = kept(file, id);
    let first = all
        .iter()
        .find(|other| is_same(&shards[**other], &shards[at]));
    file.names.entity(id).shard_variables[*first.unwrap_or(&at)].clone()
}

/// The shards of a key, as an expression.
fn source(file: &File<'_>, id: EntityId, at: usize) -> TokenStream {
    match file.model.entity(id).shards[at].count {
        ShardCount::Fixed(_) => {
            let name = &file.names.entity(id).shards[at];
            file.within(id, name)
        }
        ShardCount::Kept { .. } => {
            let name = variable(file, id, at);
            quote!(#name)
        }
    }
}

/// The parameters of a function that needs the counts of an entity's shards.
fn counted(file: &File<'_>, id: EntityId) -> Vec<TokenStream> {
    let kind = || file.runtime("Shards");
    let all = kept(file, id).into_iter().map(|at| {
        let (name, kind) = (variable(file, id, at), kind());
        quote!(#name: #kind)
    });
    all.collect()
}

/// The variable that holds the shard of an item while it is made: its own, or one that is found.
pub(crate) fn field(file: &File<'_>, of: AttributeRef) -> Option<TokenStream> {
    file.model.entity(of.entity).shards_of(of.attribute)?;
    let name = &file.names.entity(of.entity).arguments[of.attribute.index()];
    Some(quote!(#name))
}

/// The shards of an item on its way to the table, in variables.
pub(crate) fn of_item(file: &File<'_>, id: EntityId) -> TokenStream {
    let shards = file.model.entity(id).shards.iter().enumerate();
    let found = shards.map(|(at, one)| {
        let of = AttributeRef {
            entity: id,
            attribute: one.attribute,
        };
        let (variable, own) = (field(file, of), file.names.field(of));
        let value = match (&one.count, &one.by) {
            (ShardCount::Kept { .. }, _) => {
                let (invalid, name) = (file.runtime("Invalid"), &file.attribute(of).name);
                let why = "is not known: it takes a pattern to find it";
                quote!(self.#own.ok_or_else(|| #invalid::new(#name, #why))?)
            }
            (ShardCount::Fixed(_), ShardBy::Random) => {
                let all = source(file, id, at);
                quote!(self.#own.unwrap_or_else(|| #all.any()))
            }
            (ShardCount::Fixed(_), ShardBy::Attributes(by)) => {
                let (all, texts) = (source(file, id, at), of_self(file, id, by));
                quote!(self.#own.unwrap_or_else(|| #all.of(#texts)))
            }
        };
        quote!(let #variable = #value;)
    });
    found.collect()
}

/// The method that makes the items of an entity for all the shards that it may lie in; none where it lies in
/// one that can be told, and where nothing puts it.
pub(crate) fn to_items(file: &File<'_>, id: EntityId) -> Option<TokenStream> {
    let mut writes = file.model.patterns.iter().flat_map(Pattern::writes);
    let is_put = writes.any(|write| write.entity == id && write.kind == WriteKind::Put);
    if !is_put || !is_looked_for(file, id) {
        return None;
    }
    let entity = file.model.entity(id);
    let (vec, result) = (file.prelude("vec", "Vec"), file.prelude("result", "Result"));
    let (item, invalid) = (file.runtime("Item"), file.runtime("Invalid"));
    let (mut before, mut fields) = (TokenStream::new(), Vec::new());
    let mut places = None;
    for (at, one) in entity.shards.iter().enumerate() {
        let of = AttributeRef {
            entity: id,
            attribute: one.attribute,
        };
        let (own, all) = (file.names.field(of), source(file, id, at));
        let variable = field(file, of);
        let in_key = entity.key.attributes().any(|other| other == one.attribute);
        fields.push(quote!(#own: Some(#variable)));
        let found = match (&one.by, in_key) {
            (ShardBy::Random, _) => quote!(#all.any()),
            (ShardBy::Attributes(by), false) => {
                let texts = of_self(file, id, by);
                quote!(#all.of(#texts))
            }
            (ShardBy::Attributes(by), true) => {
                let texts = of_self(file, id, by);
                places = Some((
                    variable.clone(),
                    quote!(self.#own.map_or_else(|| #all.each_of(#texts), |at| #vec::from([at]))),
                ));
                continue;
            }
        };
        before.extend(quote!(let #variable = self.#own.unwrap_or_else(|| #found);));
    }
    let others = entity.attributes.iter().filter(|one| one.derived.is_none());
    let rest = (others.count() > fields.len()).then(|| quote!(..self.clone()));
    let made = quote!(Self { #(#fields,)* #rest }.to_item());
    let all = match places {
        Some((variable, places)) => quote! {
            let places = #places;
            places.into_iter().map(|#variable| #made).collect()
        },
        None => quote!(#vec::from([#made])),
    };
    let (kind, counted) = (file.entity(id), counted(file, id));
    let head = file.impl_head(&TokenStream::new(), &kind);
    Some(quote! {
        #head {
            /// The item for each shard that it may lie in, that of a new one first.
            pub(crate) fn to_items(&self, #(#counted),*) -> #vec<#result<#item, #invalid>> {
                #before
                #all
            }
        }
    })
}

/// The method that adds up the parts of a counter; none where the entity is no counter in parts.
pub(crate) fn sum(file: &File<'_>, id: EntityId) -> Option<TokenStream> {
    let entity = file.model.entity(id);
    if !entity.is_counted() {
        return None;
    }
    let of = |attribute: AttributeId| AttributeRef {
        entity: id,
        attribute,
    };
    let counters = entity.attribute_ids().filter(|id| {
        let attribute = &entity.attributes[id.index()];
        attribute.kind == Type::Counter && attribute.derived.is_none()
    });
    let sums = counters.map(|attribute| {
        let name = file.names.field(of(attribute));
        match entity::may_be_absent(file, of(attribute)) {
            false => quote!(#name: sum.#name.saturating_add(part.#name)),
            true => quote!(#name: match (sum.#name, part.#name) {
                (Some(sum), Some(part)) => Some(sum.saturating_add(part)),
                (sum, part) => sum.or(part),
            }),
        }
    });
    let shards = entity.shards.iter().map(|one| {
        let name = file.names.field(of(one.attribute));
        quote!(#name: None)
    });
    let (kind, option) = (file.entity(id), file.prelude("option", "Option"));
    let head = file.impl_head(&TokenStream::new(), &kind);
    Some(quote! {
        #head {
            /// The parts of one counter as one, which lies in no shard; none where there are no parts.
            pub fn sum(parts: impl IntoIterator<Item = Self>) -> #option<Self> {
                let sum = parts.into_iter().reduce(|sum, part| Self { #(#sums,)* ..sum });
                sum.map(|sum| Self { #(#shards,)* ..sum })
            }
        }
    })
}

/// What the shard of `self` is calculated from.
fn of_self(file: &File<'_>, id: EntityId, by: &[AttributeId]) -> TokenStream {
    let texts = by.iter().map(|attribute| {
        let of = AttributeRef {
            entity: id,
            attribute: *attribute,
        };
        let field = entity::field(file, of);
        let value = match file.attribute(of).derived {
            Some(_) => Made::Fallible(field),
            None => Made::Plain(field),
        };
        let kind = &file.attribute(of).kind;
        text(pieces::of_value(file, Raw { value, kind, of }, None, None))
    });
    quote!(&[#(#texts),*])
}

fn text(piece: Piece) -> TokenStream {
    match piece {
        Piece::Text(text) => quote!(&#text),
        Piece::Value(value) | Piece::Padded(value) => {
            let value = value.either();
            quote!(&#value)
        }
    }
}

/// The counts that a put needs as arguments of `to_items`.
pub(crate) fn arguments(file: &File<'_>, id: EntityId) -> TokenStream {
    let all = kept(file, id).into_iter().map(|at| variable(file, id, at));
    quote!(#(#all),*)
}

/// What reads the counts that a put of an item needs.
pub(crate) fn before_put(call: &Call<'_>, id: EntityId, item: &Ident) -> TokenStream {
    let all = kept(call.file, id).into_iter().filter_map(|at| {
        let known = |attribute: AttributeId| {
            let of = AttributeRef {
                entity: id,
                attribute,
            };
            Some(entity::field_of(call.file, of, &quote!(#item)))
        };
        read_count(call, id, at, known)
    });
    all.collect()
}

/// Whether a pattern has to read how many shards there are.
pub(crate) fn reads_count(call: &Call<'_>) -> bool {
    let counted = |id: EntityId| !kept(call.file, id).is_empty();
    let mut hidden = hidden(call).map(|(.., shard)| shard);
    let mut puts = call
        .pattern
        .writes()
        .filter(|write| write.kind == WriteKind::Put);
    let is_kept = |shard: Shard| {
        let of = &call.file.model.entity(shard.entity).shards[shard.shards];
        of.is_kept()
    };
    hidden.any(is_kept) || puts.any(|write| counted(write.entity))
}

/// What finds the shards that no caller gives: reads their counts, and makes those that are single values.
pub(crate) fn before(call: &Call<'_>) -> TokenStream {
    let mut all = TokenStream::new();
    let mut read: Vec<Ident> = Vec::new();
    for (id, parameter, shard) in hidden(call) {
        let of = &call.file.model.entity(shard.entity).shards[shard.shards];
        if of.is_kept() {
            let name = variable(call.file, shard.entity, shard.shards);
            if !read.contains(&name) {
                let known = |attribute| known(call, id, shard.entity, attribute);
                all.extend(read_count(call, shard.entity, shard.shards, known));
                read.push(name);
            }
        }
        if !parameter.list {
            let (name, value) = (call.argument(id), one(call, id, shard));
            all.extend(quote!(let #name = #value;));
        }
    }
    all
}

fn hidden<'a>(call: &Call<'a>) -> impl Iterator<Item = (ParameterId, &'a Parameter, Shard)> {
    let (pattern, used): (&'a Pattern, _) = (call.pattern, call.used);
    let all = pattern.parameters.iter().enumerate();
    let all = all.map(|(at, parameter)| (ParameterId::new(at), parameter));
    let all = all.filter(|(id, _)| used.contains(id));
    all.filter_map(|(id, parameter)| Some((id, parameter, parameter.shard?)))
}

/// The one shard of a call.
fn one(call: &Call<'_>, id: ParameterId, shard: Shard) -> TokenStream {
    let all = source(call.file, shard.entity, shard.shards);
    match shard.choice {
        ShardChoice::Calculated => {
            let texts = of_known(call, id, shard);
            quote!(#all.of(#texts))
        }
        ShardChoice::Each | ShardChoice::Random => quote!(#all.any()),
    }
}

/// The shards that a call asks one after the other, or all at once.
pub(crate) fn several(call: &Call<'_>, id: ParameterId, shard: Shard) -> TokenStream {
    let all = all(call, id, shard);
    match shard.choice {
        ShardChoice::Calculated => quote!(#all.into_iter()),
        ShardChoice::Each | ShardChoice::Random => all,
    }
}

fn all(call: &Call<'_>, id: ParameterId, shard: Shard) -> TokenStream {
    let all = source(call.file, shard.entity, shard.shards);
    match shard.choice {
        ShardChoice::Calculated => {
            let texts = of_known(call, id, shard);
            quote!(#all.each_of(#texts))
        }
        ShardChoice::Each | ShardChoice::Random => quote!(#all.all()),
    }
}

/// What says in which shard an item lies that is looked for in several.
pub(crate) fn stored(call: &Call<'_>, physical: &str, tries: ParameterId) -> TokenStream {
    let shards = call.parameter(tries).shard;
    let shards = shards.map(|shard| all(call, tries, shard));
    quote!(.set_shard(#physical, #shards))
}

/// What a shard is calculated from, as the call knows it.
fn of_known(call: &Call<'_>, id: ParameterId, shard: Shard) -> TokenStream {
    let by = match &call.file.model.entity(shard.entity).shards[shard.shards].by {
        ShardBy::Attributes(by) => by.as_slice(),
        ShardBy::Random => &[],
    };
    let texts = by.iter().filter_map(|attribute| {
        let of = AttributeRef {
            entity: shard.entity,
            attribute: *attribute,
        };
        Some(text(match value(call, id, of)? {
            Value::Literal(literal) => pieces::of_literal(literal, None, None),
            Value::Parameter(id) | Value::OneOf(id) => {
                pieces::of_value(call.file, call.raw(*id, of), None, None)
            }
        }))
    });
    quote!(&[#(#texts),*])
}

/// What the read or write that needs a shard knows of an attribute.
fn value<'a>(call: &Call<'a>, shard: ParameterId, of: AttributeRef) -> Option<&'a Value> {
    let given = given(call.pattern, shard)?;
    let term = given.iter().find(|term| term.attributes.contains(&of))?;
    Some(&term.value)
}

/// The terms beside a shard.
fn given(pattern: &Pattern, shard: ParameterId) -> Option<&[Given]> {
    let is =
        |value: &Value| matches!(value, Value::Parameter(id) | Value::OneOf(id) if *id == shard);
    let needs = |given: &[Given]| given.iter().any(|term| is(&term.value));
    let read = pattern.reads().find(|read| needs(&read.given));
    let write = pattern.writes().find(|write| {
        let sets = |kind: &ChangeKind| matches!(kind, ChangeKind::Set(value) if is(value));
        needs(&write.given) || write.changes.iter().any(|change| sets(&change.kind))
    });
    let read = read.map(|read| read.given.as_slice());
    read.or_else(|| write.map(|write| write.given.as_slice()))
}

/// An attribute that the call knows, as the argument of a key function.
fn known(
    call: &Call<'_>,
    shard: ParameterId,
    entity: EntityId,
    attribute: AttributeId,
) -> Option<TokenStream> {
    let of = AttributeRef { entity, attribute };
    target::argument(call, of, value(call, shard, of)?)
}

/// Reads how many shards there are: the item that says so has the same identifiers.
fn read_count(
    call: &Call<'_>,
    id: EntityId,
    at: usize,
    known: impl Fn(AttributeId) -> Option<TokenStream>,
) -> Option<TokenStream> {
    let (file, own) = (call.file, call.file.model.entity(id));
    let ShardCount::Kept { of, .. } = own.shards[at].count else {
        return None;
    };
    let function = keys::primary(file, of.entity);
    let keeper = file.model.entity(of.entity);
    let arguments = function.takes.iter().map(|attribute| {
        let class = keeper.attributes[attribute.index()].class;
        let mine = own
            .attribute_ids()
            .find(|id| own.attributes[id.index()].class == class);
        known(mine?)
    });
    let arguments: Vec<TokenStream> = arguments.collect::<Option<_>>()?;
    let key = file.within(of.entity, function.name);
    let constant = file.within(id, &file.names.entity(id).shards[at]);
    let table = file.client_of(of.entity);
    let (keeper, name) = (file.entity(of.entity), variable(file, id, at));
    let pattern = &call.pattern.name;
    Some(quote! {
        let #name = #constant
            .read::<#keeper>(&#table, #pattern, #key(#(#arguments),*))
            .await?;
    })
}
